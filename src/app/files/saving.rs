//! A document goes to its file: saving, autosave, and a look whether somebody else changed the file.

use super::Next;
use crate::app::dialogs::Dialog;
use crate::app::jobs::{Job, Ticket};
use crate::app::{App, sentences};
use crate::change::{Cut, CutKind, Document};
use crate::store::journal::{self, Journal};
use crate::store::{Expected, RealFs, SaveError, Saved, watch};
use crate::ui::view::ReadOnly;
use eframe::egui::Context;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How to save, beyond what is usual.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// To another place.
    pub to: Option<PathBuf>,
    /// The user agreed to replace a read-only file.
    pub replace_read_only: bool,
    /// The user wants the file that is gone made again.
    pub again: bool,
    /// The user agreed to save without keeping the version that is replaced.
    pub without_revision: bool,
}

impl App {
    /// Saves; to another place where one is given.
    pub fn save(&mut self, to: Option<PathBuf>, replace_read_only: bool) {
        self.save_so(How {
            to,
            replace_read_only,
            ..How::default()
        });
    }

    /// Makes the file that is gone again, as the user asks.
    pub(super) fn write_again(&mut self) {
        self.save_so(How {
            again: true,
            ..How::default()
        });
    }

    /// Saves in one of the ways that the user can ask for.
    pub(in crate::app) fn save_so(&mut self, how: How) {
        let How {
            to,
            replace_read_only,
            again,
            without_revision,
        } = how;
        let Some(w) = &mut self.workspace else { return };
        let elsewhere = to.is_some();
        let viewed = match w.read_only {
            Some(ReadOnly::Newer | ReadOnly::Past) => true,
            Some(ReadOnly::Elsewhere) => !elsewhere,
            _ => false,
        };
        if w.file.saving || viewed {
            return;
        }
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
            (false, Some(hash)) if !again => Expected::Known(hash),
            (false, _) => Expected::Absent,
        };
        let own = w.file.path.clone().zip(w.file.hash);
        let own = own.filter(|_| expected == Expected::Anything);
        let revisions = self
            .data
            .as_ref()
            .filter(|_| !without_revision)
            .map(|d| d.revisions(&w.document.envelope.doc_id));
        let agreements = agreements(&w.document);
        w.file.saving = true;
        w.file.save_number += 1;
        w.file.saving_since = Some(Instant::now());
        w.file.failed = None;
        self.jobs.ask(Job::Save {
            snapshot: Box::new(w.document.snapshot()),
            revision: w.document.revision(),
            path,
            expected,
            own,
            replace_read_only,
            revisions,
            at: self.clock.now(),
            mark: w.journal.as_ref().map(Journal::mark),
            agreed: agreements > w.file.agreements,
            ticket: Ticket {
                token: w.file.token.clone(),
                number: w.file.save_number,
            },
        });
    }

    pub(super) fn saved(
        &mut self,
        ticket: &Ticket,
        path: PathBuf,
        (revision, len, signature): (u64, u64, Option<watch::Signature>),
        mark: Option<journal::Mark>,
        result: Result<Saved, SaveError>,
    ) {
        let now = self.clock.now();
        let stamp = self.clock.stamp();
        let lang = self.lang();
        // It may wait aside while an earlier version is viewed.
        let Some(w) = self.own_workspace() else {
            return;
        };
        let saves = w.file.saving;
        if !saves || w.file.save_number != ticket.number || w.file.token != ticket.token {
            // Given up long ago. What it wrote is ours, if it is still where the document belongs.
            if let Ok(saved) = result
                && w.file.token == ticket.token
                && w.file.path.as_ref() == Some(&path)
            {
                w.file.hash = Some(saved.hash);
                w.file.signature = signature;
                w.file.trouble = None;
                if !saves {
                    w.file.len = len;
                    w.file.saved_at = Some(now);
                    w.file.saved_revision = revision;
                    self.watch_file(false);
                }
            }
            return;
        }
        w.file.saving = false;
        w.file.saving_since = None;
        match result {
            // What stands there is what a save that was given up has written meanwhile.
            Err(SaveError::ChangedOnDisk { found, .. })
                if w.file.path.as_ref() == Some(&path) && w.file.hash == Some(found) =>
            {
                self.save(None, false);
            }
            Ok(saved) => {
                let title = w.document.programme().header.title.clone();
                w.file.path = Some(path.clone());
                w.file.hash = Some(saved.hash);
                w.file.len = len;
                w.file.saved_at = Some(now);
                w.file.saved_revision = revision;
                w.file.failed = None;
                w.file.agreements = agreements(&w.document);
                w.file.trouble = None;
                w.file.elsewhere = None;
                w.file.signature = signature;
                w.file.passing = None;
                // It has a place of its own now.
                let may_edit = matches!(w.read_only, Some(ReadOnly::NoPlace | ReadOnly::Elsewhere));
                if may_edit {
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
                if !w.is_dirty() {
                    w.owed.forget();
                }
                if may_edit {
                    self.start_journal();
                }
                self.watch_file(false);
                self.settings.add_recent(&path, &title, now);
                self.keep_settings();
                match self.dialog.after_save.take() {
                    Some(next @ (Next::AskSend | Next::Send(_))) => self.go_on(next),
                    Some(next) => self.leave(next),
                    None => {}
                }
            }
            Err(error) => {
                let text = sentences::save_error(lang, &error);
                let here = w.file.path.as_deref() == Some(error.path());
                match &error {
                    SaveError::ChangedOnDisk { found, .. } => {
                        let (found, older) = (*found, false);
                        w.file.trouble = Some(watch::Trouble::Changed { found, older });
                    }
                    SaveError::Gone { .. } if here => {
                        w.file.trouble = Some(watch::Trouble::Gone { folder: false });
                    }
                    _ => {}
                }
                let remedy = error.remedy();
                w.file.failed = Some(error);
                self.dialog.open = Some(Dialog::save_failed(text, path, remedy));
                self.dialog.after_save = None;
                self.keep_in_trouble();
            }
        }
    }

    /// Autosave, the journal's sync, and a look at the file from time to time. None of it repaints
    /// while there is nothing to do.
    pub(in crate::app) fn timers(&mut self, ctx: &Context) {
        let autosave = self.settings.autosave;
        let pause = Duration::from_secs(u64::from(self.settings.autosave_pause.clamp(1, 600)));
        if let Some(due) = self.keep_journal() {
            ctx.request_repaint_after(due);
        }
        let Some(w) = &mut self.workspace else { return };
        let saves = autosave
            && w.is_dirty()
            && w.file.path.is_some()
            && w.file.passing.is_none()
            && w.read_only.is_none()
            && !w.file.saving
            && w.file.trouble.is_none()
            && w.file.failed.is_none();
        if saves && let Some(since) = w.changed_at {
            if since.elapsed() >= pause {
                self.save(None, false);
            } else {
                ctx.request_repaint_after(pause.saturating_sub(since.elapsed()));
            }
        }
    }
}

/// How many moments the document holds at which something was agreed on or approved.
pub(in crate::app) fn agreements(document: &Document) -> usize {
    let counts = |cut: &Cut| matches!(cut.kind, CutKind::Agreement | CutKind::Approval);
    document.cuts().iter().filter(|cut| counts(cut)).count()
}
