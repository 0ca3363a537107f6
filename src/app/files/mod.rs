//! Opening, saving, closing; the journal and its recovery; what is asked on the way.
//!
//! - `opening` — a document comes into the window; `saving` — it goes to its file;
//! - `choosing` — where the file is: the system's dialog or a typed path;
//! - `watcher` — the thread that looks at the file and keeps our lock hint; `outside` — what is said and
//!   done about what it finds.

mod choosing;
mod opening;
mod outside;
pub(super) mod rescue;
mod saving;
#[cfg(test)]
mod slow_tests;
mod versions;
pub(super) mod versions_work;
mod watcher;

use super::App;
use super::dialogs::Dialog;
use super::jobs::{Done, Job};
use super::workspace::Workspace;
use crate::change::Author;
use crate::codec::{Opened, embedded};
use crate::store::{Loaded, RealFs};
use crate::ui::actions::Action;
use crate::ui::commands::{Ask, Sending};
use crate::ui::view::ReadOnly;
use crate::ui::widgets::banner::Banner;
use choosing::Choosing;
pub use choosing::Purpose;
use eframe::egui::{self, Context, Ui};
pub use outside::Answer;
#[cfg(test)]
pub use outside::trouble;
pub use outside::{Notice, Opening, elsewhere_text};
pub use saving::How;
pub(super) use saving::agreements;
use std::path::PathBuf;
pub use versions::{OnDisk, Versions};
pub use watcher::{Watcher, open_elsewhere};

/// What follows once the open document may be left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A new document from the official text.
    New,
    /// Choose a file to open.
    Open,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open this file in the place of what is open, even if it is a copy of it.
    OpenApart(PathBuf),
    /// The sample data.
    Sample,
    /// The dialog of sending: nothing is left for it.
    AskSend,
    /// Sending, which saved first: nothing is left for it.
    Send(Sending),
    /// The start page.
    Close,
    /// End the program.
    Quit,
}

/// The dialog that is open, and what waits for its answer.
#[derive(Default)]
pub struct DialogState {
    pub(super) open: Option<Dialog>,
    /// What follows a save that was asked for before leaving.
    pub(super) after_save: Option<Next>,
    /// What a file that turned out damaged can go on with.
    rescued: Vec<rescue::Candidate>,
    /// Which file that is.
    damaged: Option<PathBuf>,
    /// A copy of what is open that was read: to be merged, or opened on its own.
    pub(super) offered: Option<(PathBuf, Box<(Loaded, Opened)>)>,
    /// The system's file dialog is open on another thread.
    choosing: Option<Choosing>,
    /// The number of the last question about saved versions.
    asked: u64,
    /// The saved version for which a place is being chosen.
    copy: Option<crate::store::revisions::Revision>,
    /// The number under which its copy is being written.
    copying: u64,
    /// The moment that is being put together to be seen, with the number of the question.
    pub(super) viewing: Option<(u64, crate::ui::commands::Point)>,
}

impl DialogState {
    /// The number of a new question to the worker.
    pub(super) const fn next_number(&mut self) -> u64 {
        self.asked += 1;
        self.asked
    }

    /// The number that the next question will bear.
    pub(super) const fn coming_number(&self) -> u64 {
        self.asked + 1
    }

    /// Whether a dialog takes the keys.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }
}

impl App {
    /// Leaves the open document for something else; asks where there are unsaved changes.
    pub fn leave(&mut self, next: Next) {
        self.end_viewing();
        let dirty = self
            .workspace
            .as_ref()
            .is_some_and(|w| w.is_dirty() && w.read_only.is_none());
        if dirty {
            self.dialog.open = Some(Dialog::unsaved(next));
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
            Next::AskSend => self.ask_send(None),
            Next::Send(wish) => self.send(wish),
            Next::Open => self.choose(Purpose::Open),
            Next::OpenPath(path) => self.load(path, false),
            Next::OpenApart(path) => {
                self.load(path, true);
                if let Some(opening) = &mut self.opening {
                    opening.apart = true;
                }
            }
            Next::Close => self.drop_workspace(),
            Next::Quit => {
                self.drop_workspace();
                self.may_close = true;
            }
        }
    }

    /// Has a file read.
    pub(super) fn load(&mut self, path: PathBuf, big_allowed: bool) {
        let at = self.clock.now();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        self.opening = Some(Opening {
            path: path.clone(),
            name: name.unwrap_or_default(),
            since: std::time::Instant::now(),
            asks: false,
            apart: false,
        });
        let lang = self.lang();
        let rescue = self
            .data
            .clone()
            .map(|data| rescue::Rescue { data, at, lang });
        self.jobs.ask(Job::Load {
            path,
            big_allowed,
            rescue,
            user: self.settings.author.clone(),
            clock: self.clock,
        });
    }

    /// Opens a file that was dropped, named on the command line or chosen.
    ///
    /// Beside an open document it is read first: it may be a copy to be merged, and only when it is opened in the
    /// place of what is open the user is asked about unsaved changes.
    pub fn open_path(&mut self, path: PathBuf) {
        self.end_viewing();
        self.load_and_ask(path, false);
    }

    /// Has a file read; before it takes the place of unsaved changes the user is asked.
    pub(in crate::app) fn load_and_ask(&mut self, path: PathBuf, big_allowed: bool) {
        self.load(path, big_allowed);
        if let Some(opening) = &mut self.opening {
            opening.asks = true;
        }
    }

    /// Lets the open document go: its journal is emptied, as everything is saved or was given up.
    pub(super) fn drop_workspace(&mut self) {
        self.end_viewing();
        if let Some(workspace) = self.workspace.take() {
            if let Some(journal) = workspace.journal
                && let Err(error) = journal.discard(&RealFs)
            {
                log::warn!("journal: {error}");
            }
            if let Some(watcher) = workspace.watcher {
                watcher.end();
            }
        }
        self.toasts.clear();
        self.toast_actions.clear();
    }

    /// Takes up what the system's file dialog and the worker answered.
    pub(super) fn finish_jobs(&mut self, ctx: &Context) {
        self.take_choice(ctx);
        for done in self.jobs.done() {
            self.finish(done);
        }
        self.hear_watcher();
        self.put_summary(ctx);
    }

    fn finish(&mut self, done: Done) {
        match done {
            #[cfg(test)]
            Done::Hung => {}
            Done::Exported(made) => self.exported(&made),
            Done::Sent(made) => self.sent(made),
            Done::TableRead { watch, result } => self.table_read(&watch, result),
            Done::Loaded {
                path,
                result,
                rescued,
                elsewhere,
            } => self.loaded(path, result, rescued, elsewhere),
            Done::Saved {
                path,
                revision,
                len,
                mark,
                result,
                signature,
                ticket,
            } => self.saved(&ticket, path, (revision, len, signature), mark, result),
            Done::Kept { at, result, why } => self.kept(at, result, &why),
            Done::Versions(found) => self.versions_found(found),
            Done::Received(found) => self.received(found),
            Done::History(found) => self.history_found(found),
        }
    }

    /// The window wants to close: asks where there is unsaved work.
    pub(super) fn closing(&mut self, ctx: &Context) {
        if ctx.input(|i| i.viewport().close_requested()) && !self.may_close {
            self.end_viewing();
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
    pub(super) fn notices(&self, ui: &mut Ui, w: &Workspace) -> (f32, Option<Answer>) {
        let Some(notice) = self.notice(w) else {
            return (0.0, None);
        };
        let actions: Vec<&str> = notice.answers.iter().map(|(words, _)| *words).collect();
        let area = ui.max_rect().shrink2(egui::vec2(12.0, 8.0));
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("notices"));
        let banner = Banner {
            icon: notice.icon,
            tone: notice.tone,
            title: &notice.title,
            text: &notice.text,
            actions: &actions,
        };
        let pressed = banner.show(&mut child);
        let answer = pressed.and_then(|n| notice.answers.get(n)).map(|a| a.1);
        (child.min_rect().height() + 14.0, answer)
    }

    /// Opens a dialog that a tab asked for.
    pub fn ask(&mut self, ask: Ask) {
        if let Ask::Send { to } = ask {
            self.ask_send(to);
            return;
        }
        self.dialog.open = Some(Dialog::ask(ask));
    }

    /// Opens one of the dialogs of the menu.
    pub(super) fn open_dialog(&mut self, action: Action) {
        self.dialog.open = Dialog::of(action);
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
            self.watch_file(false);
        }
    }
}
