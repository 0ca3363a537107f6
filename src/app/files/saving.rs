//! A document goes to its file: saving, autosave, and a look whether somebody else changed the file.

use crate::app::dialogs::Dialog;
use crate::app::jobs::Job;
use crate::app::{App, sentences};
use crate::store::journal::{self, Journal};
use crate::store::{Expected, RealFs, Remedy, SaveError, Saved, watch};
use crate::ui::view::ReadOnly;
use eframe::egui::Context;
use std::path::PathBuf;
use std::time::Duration;

impl App {
    /// Saves; to another place where one is given.
    pub fn save(&mut self, to: Option<PathBuf>, replace_read_only: bool) {
        let Some(w) = &mut self.workspace else { return };
        if w.file.saving || matches!(w.read_only, Some(ReadOnly::Newer)) {
            return;
        }
        let elsewhere = to.is_some();
        let Some(path) = to.or_else(|| w.file.path.clone().filter(|_| w.file.passing.is_none()))
        else {
            self.ask_place();
            return;
        };
        let expected = match (
            elsewhere && Some(&path) != w.file.path.as_ref(),
            w.file.hash,
        ) {
            // Another place: the user confirmed replacing what stands there.
            (true, _) => Expected::Anything,
            (false, Some(hash)) => Expected::Known(hash),
            (false, None) => Expected::Absent,
        };
        let revisions = self
            .data
            .as_ref()
            .map(|d| d.revisions(&w.document.envelope.doc_id));
        w.file.saving = true;
        w.file.failed = None;
        self.jobs.ask(Job::Save {
            snapshot: Box::new(w.document.snapshot()),
            revision: w.document.revision(),
            path,
            expected,
            replace_read_only,
            revisions,
            at: self.clock.now(),
            mark: w.journal.as_ref().map(Journal::mark),
        });
    }

    pub(super) fn saved(
        &mut self,
        path: PathBuf,
        revision: u64,
        len: u64,
        mark: Option<journal::Mark>,
        result: Result<Saved, SaveError>,
    ) {
        let now = self.clock.now();
        let stamp = self.clock.stamp();
        let lang = self.lang();
        let Some(w) = &mut self.workspace else { return };
        w.file.saving = false;
        match result {
            Ok(saved) => {
                let title = w.document.programme().header.title.clone();
                w.file.path = Some(path.clone());
                w.file.hash = Some(saved.hash);
                w.file.len = len;
                w.file.saved_at = Some(now);
                w.file.saved_revision = revision;
                w.file.failed = None;
                w.file.disturbed = false;
                w.file.signature = watch::Signature::read(&RealFs, &path).ok();
                let was_passing = w.file.passing.take().is_some();
                if w.read_only == Some(ReadOnly::NoPlace) {
                    w.read_only = None;
                }
                if let (Some(journal), Some(mark)) = (&mut w.journal, mark)
                    && let Err(error) = journal.rebase(
                        &RealFs,
                        saved.hash,
                        mark,
                        Some(path.display().to_string()),
                        stamp,
                    )
                {
                    log::warn!("journal: {error}");
                }
                if was_passing {
                    self.start_journal();
                }
                self.settings.add_recent(&path, &title, now);
                self.keep_settings();
                if let Some(next) = self.dialog.after_save.take() {
                    self.leave(next);
                }
            }
            Err(error) => {
                self.dialog.after_save = None;
                let text = sentences::save_error(lang, &error);
                if matches!(error, SaveError::ChangedOnDisk { .. }) {
                    w.file.disturbed = true;
                }
                let read_only = error.remedy() == Remedy::AskReadOnly;
                w.file.failed = Some(error);
                self.dialog.open = Some(Dialog::save_failed(text, path, read_only));
            }
        }
    }

    /// Autosave, the journal's sync, and a look at the file from time to time. None of it repaints
    /// while there is nothing to do.
    pub(in crate::app) fn timers(&mut self, ctx: &Context) {
        let autosave = self.settings.autosave;
        let pause = Duration::from_secs(u64::from(self.settings.autosave_pause.clamp(1, 600)));
        let Some(w) = &mut self.workspace else { return };
        if let Some(since) = w.journal_waits {
            let due = Duration::from_millis(600);
            if since.elapsed() >= due {
                if let Some(journal) = &mut w.journal
                    && let Err(error) = journal.sync()
                {
                    log::warn!("journal: {error}");
                }
                w.journal_waits = None;
            } else {
                ctx.request_repaint_after(due.saturating_sub(since.elapsed()));
            }
        }
        let saves = autosave
            && w.is_dirty()
            && w.file.path.is_some()
            && w.file.passing.is_none()
            && w.read_only.is_none()
            && !w.file.saving
            && !w.file.disturbed
            && w.file.failed.is_none();
        if saves && let Some(since) = w.changed_at {
            if since.elapsed() >= pause {
                self.save(None, false);
            } else {
                ctx.request_repaint_after(pause.saturating_sub(since.elapsed()));
            }
        }
    }

    /// Looks whether somebody else changed the file: when the window gets the focus.
    pub fn look_at_file(&mut self) {
        let Some(w) = &mut self.workspace else { return };
        if w.file.saving {
            return;
        }
        if let (Some(path), Some(signature)) = (&w.file.path, &w.file.signature) {
            match watch::changed(&RealFs, path, signature) {
                Ok(watch::Change::Same) => {}
                Ok(_) => {
                    let hash = watch::current_hash(&RealFs, path).ok().flatten();
                    w.file.disturbed = hash != w.file.hash;
                }
                Err(error) => log::debug!("watch: {error}"),
            }
        }
    }
}
