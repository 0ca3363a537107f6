//! A document comes into the window: new, from a file, with the hand edits of others.

use crate::app::dialogs::Dialog;
use crate::app::files::rescue::Rescued;
use crate::app::files::{Next, elsewhere_text};
use crate::app::jobs::OpenError;
use crate::app::workspace::Workspace;
use crate::app::{App, sentences, shell};
use crate::change::Document;
use crate::codec::Opened;
use crate::store::journal::{Journal, JournalHeader};
use crate::store::lock::LockHint;
use crate::store::paths::{KnownDirs, is_temporary};
use crate::store::{LoadError, Loaded, RealFs};
use crate::text::strings::houses::Houses;
use crate::text::strings::safe::Safe;
use crate::ui::dialogs::revisions_rescue::{self, Answer, State};
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use crate::ui::view::ReadOnly;
use eframe::egui::Context;
use std::path::{Path, PathBuf};

/// From more hand edits than this on they are shown first (FILE.md §1 rule 12).
const MANY_HAND_EDITS: usize = 50;

impl App {
    /// Shows a document in the window.
    pub(in crate::app) fn show_document(&mut self, document: Document, path: Option<PathBuf>) {
        let author = self.author();
        let mut workspace = Workspace::new(document, &author, &self.clock);
        workspace.states.plan = self.plan_tab();
        workspace.states.budget = self.budget_tab();
        if workspace.read_only.is_none() && self.settings.side.is_none() {
            workspace.read_only = Some(ReadOnly::ViewOnly);
        }
        workspace.file.path = path;
        self.workspace = Some(workspace);
        self.start_journal();
    }

    /// Takes what was read into the window, or says why it cannot be.
    pub(super) fn loaded(
        &mut self,
        path: PathBuf,
        result: Result<Box<(Loaded, Opened)>, OpenError>,
        rescued: Option<Rescued>,
        elsewhere: Option<LockHint>,
    ) {
        // The user has stopped waiting for it, or opens another one by now.
        let Some(opening) = self.opening.take_if(|o| o.path == path) else {
            return;
        };
        // Our own hint, where the file is opened again.
        let own = self.workspace.as_ref().map(|w| w.file.token.clone());
        let elsewhere = elsewhere.filter(|hint| Some(&hint.session) != own.as_ref());
        match result {
            Ok(read) if !opening.apart && self.could_merge(&path, &read.1.document) => {
                let (loaded, opened) = *read;
                self.offer_merge(path, loaded, opened);
            }
            // Read again once the user has said what becomes of what is open.
            Ok(_) if opening.asks && self.has_unsaved() => self.leave(Next::OpenApart(path)),
            Ok(read) => {
                let (loaded, opened) = *read;
                if opened.hand_edits.len() > MANY_HAND_EDITS {
                    let lang = self.lang();
                    let p = opened.document.programme();
                    // Nobody has asked for the names of households in this file yet.
                    let people = crate::change::households::people(&opened.document);
                    let instead = Houses(lang).name_hidden();
                    let sentences = opened
                        .hand_edits
                        .iter()
                        .map(|c| sentences::hand_edit(lang, c, p))
                        .map(|said| people.hide(&said, instead).into_owned())
                        .collect();
                    let read = Box::new((path, loaded, opened, elsewhere));
                    self.dialog.open = Some(Dialog::HandEdits { sentences, read });
                } else {
                    self.take_in(path, &loaded, opened, elsewhere);
                }
            }
            Err(OpenError::Load(LoadError::TooBig { .. })) => {
                self.dialog.open = Some(Dialog::big(path));
            }
            Err(error) => {
                let lang = self.lang();
                match rescued {
                    Some(rescued) => {
                        let name = path.file_name().unwrap_or_default().to_string_lossy();
                        let state = State {
                            file: crate::text::visible::visible(&name).into_owned(),
                            sentence: sentences::open_error_only(lang, &error),
                            choices: rescued.candidates.iter().map(|c| c.shown.clone()).collect(),
                            chosen: 0,
                        };
                        self.dialog.rescued = rescued.candidates;
                        self.dialog.damaged = Some(path);
                        self.dialog.open = Some(Dialog::Rescue(Box::new(state)));
                    }
                    None => {
                        self.dialog.open = Some(Dialog::unreadable(&path, &error, lang));
                    }
                }
            }
        }
    }

    fn has_unsaved(&self) -> bool {
        let w = self.workspace.as_ref();
        w.is_some_and(|w| w.is_dirty() && w.read_only.is_none())
    }

    /// Shows what a damaged file is to go on with, as a document that was never saved: where to keep it
    /// is asked when it is saved, and the damaged file stays as it is.
    fn go_on_with(&mut self, nth: usize) {
        let rescued = std::mem::take(&mut self.dialog.rescued);
        let Some(candidate) = rescued.into_iter().nth(nth) else {
            return;
        };
        self.drop_workspace();
        let doc_id = candidate.document.envelope.doc_id.clone();
        self.show_document(*candidate.document, None);
        if let Some(w) = &mut self.workspace {
            // No file holds it: leaving asks.
            w.file.saved_revision = w.document.revision().wrapping_sub(1);
        }
        let text = Safe(self.lang()).rescued(&candidate.shown.time);
        self.toast(Icon::CheckCircle, Tone::Done, text, None);
        // What was done since the last save may still be in the journal.
        self.offer_recovery(&doc_id);
    }

    /// Draws what can be done about a damaged file, and does what was pressed.
    pub(in crate::app) fn show_rescue(&mut self, ctx: &Context, mut state: Box<State>) {
        match revisions_rescue::show(ctx, self.lang(), &state) {
            None => self.dialog.open = Some(Dialog::Rescue(state)),
            Some(Answer::Choose(nth)) => {
                state.chosen = nth;
                self.dialog.open = Some(Dialog::Rescue(state));
            }
            Some(Answer::Open) => self.go_on_with(state.chosen),
            Some(Answer::CopyError) => {
                ctx.copy_text(format!("{}\n{}", state.file, state.sentence));
                self.dialog.open = Some(Dialog::Rescue(state));
            }
            Some(Answer::Folder) => {
                let folder = self.dialog.damaged.as_deref().and_then(Path::parent);
                if let Some(folder) = folder.map(Path::to_owned) {
                    self.open_folder(&folder);
                }
                self.dialog.open = Some(Dialog::Rescue(state));
            }
            Some(Answer::Close) => self.dialog.rescued.clear(),
        }
    }

    /// Shows a document that was read.
    pub(in crate::app) fn take_in(
        &mut self,
        path: PathBuf,
        loaded: &Loaded,
        opened: Opened,
        elsewhere: Option<LockHint>,
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
        workspace.states.budget = self.budget_tab();
        if workspace.read_only.is_none() && self.settings.side.is_none() {
            workspace.read_only = Some(ReadOnly::ViewOnly);
        }
        if workspace.read_only.is_none() && passing.is_some() {
            workspace.read_only = Some(ReadOnly::NoPlace);
        }
        if workspace.read_only.is_none() && elsewhere.is_some() {
            workspace.read_only = Some(ReadOnly::Elsewhere);
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
        // Nobody else has it open, or only seems to: the hint is ours.
        self.watch_file(true);
        match elsewhere {
            // What a crash left is offered once the user wants to edit here.
            Some(hint) if self.is_open_elsewhere() => {
                self.dialog.open = Some(Dialog::elsewhere(elsewhere_text(self.lang(), &hint)));
                if let Some(w) = &mut self.workspace {
                    w.file.elsewhere = Some(hint);
                }
            }
            _ => {
                self.offer_recovery(&doc_id);
                self.start_journal();
            }
        }
    }

    pub(super) fn is_open_elsewhere(&self) -> bool {
        let read_only = self.workspace.as_ref().and_then(|w| w.read_only);
        read_only == Some(ReadOnly::Elsewhere)
    }

    /// Begins a journal for the session; while there can be none the user is told so.
    pub(in crate::app) fn start_journal(&mut self) {
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
            Err(error) => w.without_journal(&error),
        }
    }
}
