//! The dialogs that the app opens, and what their answers do.

mod message;
mod settings_window;

pub use message::Message;

use super::App;
use super::files::{OnDisk, Purpose, Versions};
use crate::codec::Opened;
use crate::store::Loaded;
use crate::store::lock::LockHint;
use crate::text::strings::files::Files;
use crate::ui::actions::Action;
use crate::ui::commands::{Ask, Commands};
use crate::ui::dialogs::{
    about, delete, export_tables, hand_edits, import, keys, paste, plans, problems, reason,
    recipients, revisions_rescue, send, settings, settle, units,
};
use crate::ui::view::View;
use crate::ui::widgets::field::TextDraft;
use eframe::egui::Context;
use std::path::PathBuf;

/// An open dialog.
pub enum Dialog {
    /// A question or a notice.
    Message(Message),
    /// A typed path, where the system has no file dialog.
    Path {
        /// What it is for.
        purpose: Purpose,
        /// What is suggested or typed.
        text: String,
        /// What is being typed.
        draft: TextDraft,
        /// A file that stands there already, of which the user was told: the next press replaces it.
        replaces: Option<PathBuf>,
    },
    /// So many hand edits that they are shown before the file is opened (FILE.md §1 rule 12).
    HandEdits {
        /// Each as a sentence.
        sentences: Vec<String>,
        /// The file as it was read.
        read: Box<(PathBuf, Loaded, Opened, Option<LockHint>)>,
    },
    /// What goes with something that is to be deleted.
    Delete(delete::State),
    /// The values of a field in conflict.
    Settle(Box<settle::State>),
    /// An edit that waits for its reason.
    Reason(Box<reason::State>),
    /// The units.
    Units(Box<units::State>),
    /// Nơi nhận.
    Recipients(Box<recipients::State>),
    /// What is wrong in the data.
    Problems,
    /// The saved versions.
    Versions(Box<Versions>),
    /// How the file on disk differs.
    OnDisk(OnDisk),
    /// A copy that is merged.
    Receive(Box<super::receiving::Receiving>),
    /// What a damaged file can go on with.
    Rescue(Box<revisions_rescue::State>),
    /// One of those of annual plans.
    Plans(Box<plans::State>),
    /// A table that comes in.
    Import(Box<import::State>),
    /// A block of a spreadsheet for figures of lines.
    Paste(Box<paste::State>),
    /// What goes to partners.
    Send(Box<send::State>),
    /// Which tables leave the program.
    ExportTables(Box<export_tables::State>),
    /// Going back to an earlier moment.
    GoBack(Box<super::history::GoBack>),
    /// Shortening the history.
    Shorten(Box<super::history::Shorten>),
    /// The settings.
    Settings(Box<settings::State>),
    /// The keyboard.
    Keys,
    /// About the program.
    About,
}

impl Dialog {
    /// A typed path.
    #[must_use]
    pub fn path(purpose: Purpose, suggested: PathBuf) -> Self {
        let text = if purpose.writes() {
            suggested.display().to_string()
        } else {
            suggested
                .parent()
                .map(|p| format!("{}{}", p.display(), std::path::MAIN_SEPARATOR))
                .unwrap_or_default()
        };
        Self::Path {
            purpose,
            text,
            draft: TextDraft::default(),
            replaces: None,
        }
    }

    /// What a tab asked for.
    #[must_use]
    pub fn ask(ask: Ask) -> Self {
        if let Some(state) = plans::State::of(&ask) {
            return Self::Plans(Box::new(state));
        }
        match ask {
            Ask::Delete(on) => Self::Delete(delete::State { on }),
            Ask::Units { unit } => Self::Units(Box::new(units::State::of(unit))),
            Ask::Settle { on, key } => Self::Settle(Box::new(settle::State::of(on, key))),
            Ask::Recipients => Self::Recipients(Box::default()),
            // Those of plans were told above; sending needs to know the file and the day.
            Ask::Problems
            | Ask::Send { .. }
            | Ask::AgreementChanges { .. }
            | Ask::NextPlan { .. }
            | Ask::UnitPlan { .. }
            | Ask::RecordPlan { .. } => Self::Problems,
            Ask::ExportTables { list } => {
                Self::ExportTables(Box::new(export_tables::State::of(list)))
            }
            Ask::ImportText(text) => Self::pasted_table(&text),
            Ask::PasteFigures {
                lines,
                columns,
                text,
            } => {
                let state = paste::State::of(lines, columns, text);
                match state.only_a_table() {
                    Some(text) => Self::pasted_table(text),
                    None => Self::Paste(Box::new(state)),
                }
            }
        }
    }

    /// A table that was copied.
    fn pasted_table(text: &str) -> Self {
        Self::Import(Box::new(import::State::pasted(text)))
    }

    /// One of the dialogs of the menu.
    #[must_use]
    pub fn of(action: Action) -> Option<Self> {
        match action {
            Action::Settings => Some(Self::Settings(Box::default())),
            Action::Keys => Some(Self::Keys),
            Action::About => Some(Self::About),
            _ => None,
        }
    }
}

impl App {
    /// Draws the open dialog and does what was answered.
    pub(super) fn draw_dialogs(&mut self, ctx: &Context, commands: &mut Commands) {
        let Some(mut dialog) = self.dialog.open.take() else {
            return;
        };
        match dialog {
            Dialog::Message(ref message) => match message.show(ctx, Files(self.lang())) {
                Some(Some(answer)) => self.answer(answer),
                Some(None) => self.dialog.after_save = None,
                None => self.dialog.open = Some(dialog),
            },
            Dialog::HandEdits { ref sentences, .. } => {
                match hand_edits::show(ctx, self.lang(), sentences) {
                    None => self.dialog.open = Some(dialog),
                    Some(hand_edits::Answer::Cancel) => {}
                    Some(hand_edits::Answer::Continue) => {
                        if let Dialog::HandEdits { read, .. } = dialog {
                            let (path, loaded, opened, elsewhere) = *read;
                            self.take_in(path, &loaded, opened, elsewhere);
                        }
                    }
                }
            }
            Dialog::Send(ref mut state) => {
                match self.with_view(|view| send::show(ctx, view, state, commands)) {
                    Some(send::Outcome::Open) => self.dialog.open = Some(dialog),
                    Some(send::Outcome::SaveFirst) => self.save_before_sending(),
                    Some(send::Outcome::Closed) | None => {}
                }
            }
            Dialog::GoBack(_) | Dialog::Shorten(_) => self.show_history_dialog(ctx, dialog),
            Dialog::Path { .. } => self.show_path(ctx, dialog),
            Dialog::Versions(versions) => self.show_versions(ctx, versions),
            Dialog::Rescue(state) => self.show_rescue(ctx, state),
            Dialog::Receive(task) => self.show_receive(ctx, task),
            Dialog::OnDisk(on_disk) => self.show_on_disk(ctx, on_disk),
            _ => {
                if self.draw_plain(ctx, &mut dialog, commands) {
                    self.dialog.open = Some(dialog);
                }
            }
        }
    }

    /// Draws a dialog that does everything by commands; whether it stays open.
    fn draw_plain(&mut self, ctx: &Context, dialog: &mut Dialog, commands: &mut Commands) -> bool {
        let lang = self.lang();
        match dialog {
            Dialog::Keys => return keys::show(ctx, lang),
            Dialog::About => return about::show(ctx, lang),
            Dialog::Settings(state) => return self.show_settings(ctx, state),
            _ => {}
        }
        let stays = self.with_view(|view| match dialog {
            Dialog::Delete(state) => delete::show(ctx, view, state, commands),
            Dialog::Units(state) => units::show(ctx, view, state, commands),
            Dialog::Recipients(state) => recipients::show(ctx, view, state, commands),
            Dialog::Plans(state) => plans::show(ctx, view, state, commands),
            Dialog::Import(state) => import::show(ctx, view, state, commands),
            Dialog::Paste(state) => paste::show(ctx, view, state, commands),
            Dialog::ExportTables(state) => export_tables::show(ctx, view, state, commands),
            Dialog::Reason(state) => reason::show(ctx, view, state, commands),
            Dialog::Settle(state) => settle::show(ctx, view, state, commands),
            Dialog::Problems => problems::show(ctx, view, commands),
            // Drawn above.
            _ => false,
        });
        stays == Some(true)
    }

    /// Something drawn with a view of the open document; none where there is none.
    pub(super) fn with_view<R>(&mut self, draw: impl FnOnce(&View<'_>) -> R) -> Option<R> {
        let lang = self.lang();
        let workspace = self.workspace.as_mut()?;
        let insight = workspace.insight(&self.clock);
        let view = View {
            document: &workspace.document,
            insight: &insight,
            today: workspace.today(&self.clock),
            years: workspace.years,
            lang,
            read_only: workspace.read_only,
            selection: &workspace.selection,
            names: workspace.shows_names(),
            fresh: &super::clock::fresh_id,
        };
        let result = draw(&view);
        workspace.keep(insight);
        Some(result)
    }
}
