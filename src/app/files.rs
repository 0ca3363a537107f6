//! Opening, saving, closing; the journal and its recovery; what is asked on the way.

use super::jobs::{Done, Job, OpenError};
use super::workspace::Workspace;
use super::{App, shell};
use crate::change::{Author, Document};
use crate::codec::{self, embedded};
use crate::store::journal::{self, Journal, JournalHeader};
use crate::store::paths::{KnownDirs, is_temporary};
use crate::store::watch;
use crate::store::{Expected, RealFs, Remedy, SaveError};
use crate::ui::actions::Action;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use crate::ui::view::{ReadOnly, View};
use crate::ui::widgets::banner::Banner;
use eframe::egui::{self, Context, Ui};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// From more hand edits than this on they are shown first (FILE.md §1 rule 12).
const MANY_HAND_EDITS: usize = 50;

/// What follows once the open document may be left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A new document from the official text.
    New,
    /// Choose a file to open.
    Open,
    /// Open this file.
    OpenPath(PathBuf),
    /// The sample data.
    Sample,
    /// The start page.
    Close,
    /// End the program.
    Quit,
}

/// The dialog that is open, and what waits for its answer.
#[derive(Default)]
pub struct DialogState {
    pub(super) open: Option<super::dialogs::Dialog>,
    /// What follows a save that was asked for before leaving.
    pub(super) after_save: Option<Next>,
    /// The system's file dialog is open on another thread.
    pub(super) choosing: Option<Choosing>,
}

impl DialogState {
    /// Whether a dialog takes the keys.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

/// A file dialog of the system, on its way.
pub struct Choosing {
    pub(super) saving: bool,
    pub(super) since: Instant,
    pub(super) answer: std::sync::mpsc::Receiver<Option<PathBuf>>,
}

impl App {
    /// Leaves the open document for something else; asks where there are unsaved changes.
    pub fn leave(&mut self, next: Next) {
        let dirty = self
            .workspace
            .as_ref()
            .is_some_and(|w| w.is_dirty() && w.read_only.is_none());
        if dirty {
            self.dialog.open = Some(super::dialogs::Dialog::unsaved(next));
        } else {
            self.go_on(next);
        }
    }

    /// Goes on to what follows; the open document is let go.
    pub(super) fn go_on(&mut self, next: Next) {
        match next {
            Next::New => {
                self.drop_workspace();
                let document = embedded::new_document(&super::clock::fresh_id());
                self.show_document(document, None);
            }
            Next::Sample => {
                self.drop_workspace();
                let document = embedded::sample_document(&super::clock::fresh_id());
                self.show_document(document, None);
            }
            Next::Open => self.choose(false),
            Next::OpenPath(path) => {
                let name = path
                    .file_name()
                    .map(|n| n.to_string_lossy().into_owned())
                    .unwrap_or_default();
                self.opening = Some(name);
                self.jobs.ask(Job::Load {
                    path,
                    big_allowed: false,
                });
            }
            Next::Close => self.drop_workspace(),
            Next::Quit => {
                self.drop_workspace();
                self.may_close = true;
            }
        }
    }

    /// Opens a file that was dropped, named on the command line or chosen.
    pub fn open_path(&mut self, path: PathBuf) {
        self.leave(Next::OpenPath(path));
    }

    /// Lets the open document go: its journal is emptied, as everything is saved or was given up.
    pub(super) fn drop_workspace(&mut self) {
        if let Some(workspace) = self.workspace.take()
            && let Some(journal) = workspace.journal
            && let Err(error) = journal.discard(&RealFs)
        {
            log::warn!("journal: {error}");
        }
        self.toasts.clear();
        self.toast_actions.clear();
    }

    /// Shows a document in the window.
    pub(super) fn show_document(&mut self, document: Document, path: Option<PathBuf>) {
        let author = self.author();
        let mut workspace = Workspace::new(document, &author, &self.clock);
        workspace.states.plan = self.plan_tab();
        if workspace.read_only.is_none() && self.settings.side.is_none() {
            workspace.read_only = Some(ReadOnly::ViewOnly);
        }
        workspace.file.path = path;
        self.workspace = Some(workspace);
        self.start_journal();
    }

    /// Begins a journal for the session; without one the user is told to save often.
    fn start_journal(&mut self) {
        let Some(w) = &mut self.workspace else { return };
        if w.read_only.is_some() {
            return;
        }
        let Some(data) = &self.data else { return };
        let header = JournalHeader {
            doc_id: w.document.envelope.doc_id.clone(),
            base: w.file.hash,
            path: w.file.path.as_ref().map(|p| p.display().to_string()),
            session: w.document.session_id().unwrap_or_default().to_owned(),
            app: env!("CARGO_PKG_VERSION").to_owned(),
            at: self.clock.stamp(),
        };
        let dir = data.journal_dir(&w.document.envelope.doc_id);
        match Journal::create(&RealFs, &dir, header) {
            Ok(journal) => w.journal = Some(journal),
            Err(error) => {
                log::warn!("journal: {error}");
                let t = shell::texts(self.lang());
                self.toast(Icon::Warning, Tone::Soon, t.journal_off(), None);
            }
        }
    }

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

    /// Asks for a place to save to.
    pub(super) fn ask_place(&mut self) {
        if self.workspace.is_some() {
            self.choose(true);
        }
    }

    /// Opens the system's file dialog on a thread of its own; where there is none, a typed path does.
    fn choose(&mut self, saving: bool) {
        if self.jobs_inline() {
            self.dialog.open = Some(super::dialogs::Dialog::path(
                saving,
                self.suggested_path(saving),
            ));
            return;
        }
        let t = shell::texts(self.lang());
        let suggested = self.suggested_path(saving);
        let (title, kind) = (
            if saving {
                t.file_dialog_title_save()
            } else {
                t.file_dialog_title_open()
            },
            t.file_kind(),
        );
        let (tell, answer) = std::sync::mpsc::channel();
        let spawned = std::thread::Builder::new()
            .name("file dialog".into())
            .spawn(move || {
                let mut dialog = rfd::FileDialog::new()
                    .set_title(title)
                    .add_filter(kind, &["json"]);
                if let Some(folder) = suggested.parent().filter(|f| f.is_dir()) {
                    dialog = dialog.set_directory(folder);
                }
                if saving && let Some(name) = suggested.file_name() {
                    dialog = dialog.set_file_name(name.to_string_lossy());
                }
                let chosen = if saving {
                    dialog.save_file()
                } else {
                    dialog.pick_file()
                };
                let _ = tell.send(chosen);
            });
        if spawned.is_ok() {
            self.dialog.choosing = Some(Choosing {
                saving,
                since: Instant::now(),
                answer,
            });
        } else {
            self.dialog.open = Some(super::dialogs::Dialog::path(
                saving,
                self.suggested_path(saving),
            ));
        }
    }

    fn jobs_inline(&self) -> bool {
        self.jobs.is_inline()
    }

    /// Where a file is likely to be or to go.
    pub(super) fn suggested_path(&self, saving: bool) -> PathBuf {
        let t = shell::texts(self.lang());
        let current = self
            .workspace
            .as_ref()
            .and_then(|w| w.file.path.clone().filter(|_| w.file.passing.is_none()));
        if let Some(path) = current.filter(|_| saving) {
            return path;
        }
        let documents = directories::UserDirs::new();
        let folder = self
            .settings
            .last_folder
            .clone()
            .or_else(|| {
                documents
                    .as_ref()
                    .and_then(|d| d.document_dir().or(Some(d.home_dir())).map(Path::to_owned))
            })
            .unwrap_or_default();
        folder.join(t.default_name())
    }

    /// Takes up what the system's file dialog and the worker answered.
    pub(super) fn finish_jobs(&mut self, ctx: &Context) {
        if let Some(choosing) = &self.dialog.choosing {
            match choosing.answer.try_recv() {
                Ok(Some(path)) => {
                    let saving = choosing.saving;
                    self.dialog.choosing = None;
                    self.chosen(path, saving);
                }
                Ok(None) => {
                    // At once: there is no file dialog on this system; ask for a path in our window.
                    let none = choosing.since.elapsed() < Duration::from_millis(400);
                    let saving = choosing.saving;
                    self.dialog.choosing = None;
                    if none {
                        self.dialog.open = Some(super::dialogs::Dialog::path(
                            saving,
                            self.suggested_path(saving),
                        ));
                    } else {
                        self.dialog.after_save = None;
                    }
                }
                Err(std::sync::mpsc::TryRecvError::Empty) => {
                    ctx.request_repaint_after(Duration::from_millis(100))
                }
                Err(std::sync::mpsc::TryRecvError::Disconnected) => {
                    let saving = choosing.saving;
                    self.dialog.choosing = None;
                    self.dialog.open = Some(super::dialogs::Dialog::path(
                        saving,
                        self.suggested_path(saving),
                    ));
                }
            }
        }
        for done in self.jobs.done() {
            self.finish(done);
        }
    }

    /// A path was chosen or typed.
    pub(super) fn chosen(&mut self, mut path: PathBuf, saving: bool) {
        self.settings.last_folder = path.parent().map(Path::to_owned);
        if saving {
            if path.extension().is_none() {
                path.set_extension("donghanh.json");
            }
            self.save(Some(path), false);
        } else {
            // What was open is let go only when the new file is read.
            self.go_on(Next::OpenPath(path));
        }
    }

    fn finish(&mut self, done: Done) {
        match done {
            Done::Exported(made) => self.exported(&made),
            Done::Loaded { path, result } => {
                self.opening = None;
                match result {
                    Ok(read) => {
                        let (loaded, opened) = *read;
                        if opened.hand_edits.len() > MANY_HAND_EDITS {
                            let lang = self.lang();
                            let p = opened.document.programme();
                            let sentences = opened
                                .hand_edits
                                .iter()
                                .map(|c| super::sentences::hand_edit(lang, c, p))
                                .collect();
                            let read = Box::new((path, loaded, opened));
                            self.dialog.open =
                                Some(super::dialogs::Dialog::HandEdits { sentences, read });
                        } else {
                            self.take_in(path, &loaded, opened);
                        }
                    }
                    Err(OpenError::Load(crate::store::LoadError::TooBig { .. })) => {
                        self.dialog.open = Some(super::dialogs::Dialog::big(path));
                    }
                    Err(error) => {
                        self.dialog.open = Some(super::dialogs::Dialog::unreadable(
                            &path,
                            &error,
                            self.lang(),
                        ))
                    }
                }
            }
            Done::Saved {
                path,
                revision,
                len,
                mark,
                result,
            } => self.saved(path, revision, len, mark, result),
        }
    }

    /// Shows a document that was read.
    pub(super) fn take_in(
        &mut self,
        path: PathBuf,
        loaded: &crate::store::Loaded,
        opened: codec::Opened,
    ) {
        self.drop_workspace();
        let dirs = KnownDirs::of_this_machine(self.data.as_ref());
        let passing = is_temporary(&path, &dirs);
        let title = opened.document.programme().header.title.clone();
        let doc_id = opened.document.envelope.doc_id.clone();
        let hand_edits = opened.hand_edits.len();
        let author = self.author();
        let mut workspace = Workspace::new(opened.document, &author, &self.clock);
        workspace.states.plan = self.plan_tab();
        if workspace.read_only.is_none() && self.settings.side.is_none() {
            workspace.read_only = Some(ReadOnly::ViewOnly);
        }
        if workspace.read_only.is_none() && passing.is_some() {
            workspace.read_only = Some(ReadOnly::NoPlace);
        }
        workspace.file.hash = Some(loaded.hash);
        workspace.file.len = loaded.len;
        workspace.file.signature = Some(loaded.signature.clone());
        workspace.file.passing = passing;
        // Hand edits are new changes that the file's history does not hold yet.
        if hand_edits > 0 {
            workspace.file.saved_revision = workspace.document.revision().wrapping_sub(1);
        }
        workspace.file.path = Some(path.clone());
        self.workspace = Some(workspace);
        if self
            .workspace
            .as_ref()
            .is_some_and(|w| w.file.passing.is_none())
        {
            self.settings.add_recent(&path, &title, self.clock.now());
            self.settings.last_folder = path.parent().map(Path::to_owned);
            self.keep_settings();
            if let Some(dir) = path.parent() {
                crate::store::temp::sweep(&RealFs, dir, std::time::SystemTime::now());
            }
        }
        if hand_edits > 0 {
            let t = shell::texts(self.lang());
            self.toast(
                Icon::PencilSimple,
                Tone::Soon,
                t.hand_edited(hand_edits),
                None,
            );
        }
        self.offer_recovery(&doc_id);
        self.start_journal();
    }

    fn saved(
        &mut self,
        path: PathBuf,
        revision: u64,
        len: u64,
        mark: Option<journal::Mark>,
        result: Result<crate::store::Saved, SaveError>,
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
                let text = super::sentences::save_error(lang, &error);
                if matches!(error, SaveError::ChangedOnDisk { .. }) {
                    w.file.disturbed = true;
                }
                let read_only = error.remedy() == Remedy::AskReadOnly;
                w.file.failed = Some(error);
                self.dialog.open = Some(super::dialogs::Dialog::save_failed(text, path, read_only));
            }
        }
    }

    /// Autosave, the journal's sync, and a look at the file from time to time. None of it repaints
    /// while there is nothing to do.
    pub(super) fn timers(&mut self, ctx: &Context) {
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

    /// The window wants to close: asks where there is unsaved work.
    pub(super) fn closing(&mut self, ctx: &Context) {
        if ctx.input(|i| i.viewport().close_requested()) && !self.may_close {
            let dirty = self
                .workspace
                .as_ref()
                .is_some_and(|w| w.is_dirty() && w.read_only.is_none());
            if dirty || ctx.text_edit_focused() {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
                self.act(ctx, Action::Quit);
            } else {
                self.go_on(Next::Quit);
            }
        }
        if self.may_close {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        let focused = ctx.input(|i| {
            i.events
                .iter()
                .any(|e| matches!(e, egui::Event::WindowFocused(true)))
        });
        if focused {
            self.look_at_file();
        }
    }

    /// Banners above the content that stay until what they say is settled. Returns their height.
    pub(super) fn notices(
        &self,
        ui: &mut Ui,
        view: &View<'_>,
        w: &Workspace,
        commands: &mut Commands,
    ) -> f32 {
        let t = shell::texts(view.lang);
        let choose = [t.choose_place()];
        let save_as = [Action::SaveAs.text(view.lang)];
        let (title, text, actions): (&str, &str, &[&str]) = if w.file.passing.is_some() {
            (t.passing_title(), t.passing_text(), &choose)
        } else if w.file.disturbed {
            (t.disturbed_title(), t.disturbed_text(), &save_as)
        } else {
            return 0.0;
        };
        let area = ui.max_rect().shrink2(egui::vec2(12.0, 8.0));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("notices"));
        let banner = Banner {
            icon: Icon::Warning,
            tone: Tone::Soon,
            title,
            text,
            actions,
        };
        if banner.show(&mut child).is_some() {
            commands.push(Command::Do(Action::SaveAs));
        }
        child.min_rect().height() + 14.0
    }

    /// Opens a dialog that a tab asked for.
    pub(super) fn ask(&mut self, ask: Ask) {
        self.dialog.open = Some(super::dialogs::Dialog::ask(ask));
    }

    /// Opens one of the dialogs of the menu.
    pub(super) fn open_dialog(&mut self, action: Action) {
        self.dialog.open = super::dialogs::Dialog::of(action);
    }

    /// Takes a new author into settings and the open document.
    pub fn set_author(&mut self, side: Option<String>, name: String) {
        self.settings.side = side;
        self.settings.author = name;
        self.settings.chosen = true;
        self.keep_settings();
        let author: Author = self.author();
        if let Some(w) = &mut self.workspace {
            let read_only = matches!(w.read_only, Some(ReadOnly::ViewOnly) | None);
            if read_only {
                w.read_only = if self.settings.side.is_none() {
                    Some(ReadOnly::ViewOnly)
                } else if w.file.passing.is_some() {
                    Some(ReadOnly::NoPlace)
                } else {
                    None
                };
            }
            if w.document.author() != Some(&author) {
                w.begin_session(&author, &self.clock);
            }
            if w.journal.is_none() {
                self.start_journal();
            }
        }
    }
}
