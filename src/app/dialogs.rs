//! The dialogs that the app opens, and what their answers do.

use super::App;
use super::files::{How, Next, OnDisk, Purpose, Versions};
use super::jobs::OpenError;
use crate::codec::Opened;
use crate::store::Loaded;
use crate::store::Remedy;
use crate::store::journal::Leftover;
use crate::store::lock::LockHint;
use crate::store::settings::{Language, Theme};
use crate::text::strings::Lang;
use crate::text::strings::files::Files;
use crate::text::strings::receive::Receive;
use crate::text::strings::safe::Safe;
use crate::ui::actions::Action;
use crate::ui::commands::{Ask, Commands};
use crate::ui::dialogs::{
    about, delete, export_tables, hand_edits, import, keys, paste, plans, problems, reason,
    recipients, revisions_rescue, send, settings, settle, units,
};
use crate::ui::first_run::PartyChoice;
use crate::ui::tokens::{Motion, Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::dialog::{Dialog as Frame, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::TextDraft;
use chrono::DateTime;
use eframe::egui::Context;
use std::path::{Path, PathBuf};

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

/// A question or a notice with a few answers.
pub struct Message {
    /// What it is about.
    what: What,
    /// More text, already a sentence.
    text: String,
    /// The answers with what they do, the safe one first, the main one last.
    answers: Vec<(Word, ButtonKind, Answer)>,
}

/// The heads of messages.
#[derive(Clone, Copy)]
enum What {
    Unsaved,
    Big,
    Unreadable,
    SaveFailed,
    Recovery,
    Elsewhere,
    Reopen,
    OfferMerge,
}

/// The words of answers.
#[derive(Clone, Copy)]
enum Word {
    Cancel,
    Save,
    DoNotSave,
    Open,
    Understood,
    SaveAs,
    Replace,
    Restore,
    Forget,
    Later,
    ViewOnly,
    WorkOnCopy,
    GoOn,
    Reopen,
    WriteAgain,
    WithoutRevision,
    Merge,
    Apart,
}

/// What an answer does.
#[derive(Clone)]
enum Answer {
    Nothing,
    SaveThen(Next),
    Leave(Next),
    LoadBig(PathBuf),
    SaveAs,
    SaveSo(How),
    WorkOnCopy,
    EditHere,
    KeepAndReopen,
    Replay {
        journals: Vec<Leftover>,
        fresh: Option<String>,
    },
    Forget(Vec<Leftover>),
    MergeDisk,
    MergeOffered,
    OpenApart(PathBuf),
}

impl Dialog {
    fn message(what: What, text: String, answers: Vec<(Word, ButtonKind, Answer)>) -> Self {
        Self::Message(Message {
            what,
            text,
            answers,
        })
    }

    /// Unsaved changes before leaving.
    #[must_use]
    pub fn unsaved(next: Next) -> Self {
        let answers = vec![
            (Word::Cancel, ButtonKind::Secondary, Answer::Nothing),
            (
                Word::DoNotSave,
                ButtonKind::Secondary,
                Answer::Leave(next.clone()),
            ),
            (Word::Save, ButtonKind::Primary, Answer::SaveThen(next)),
        ];
        Self::message(What::Unsaved, String::new(), answers)
    }

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

    /// A file so big that opening it takes a while.
    #[must_use]
    pub fn big(path: PathBuf) -> Self {
        let answers = vec![
            (Word::Cancel, ButtonKind::Secondary, Answer::Nothing),
            (Word::Open, ButtonKind::Primary, Answer::LoadBig(path)),
        ];
        Self::message(What::Big, String::new(), answers)
    }

    /// A file that cannot be opened.
    #[must_use]
    pub fn unreadable(path: &Path, error: &OpenError, lang: Lang) -> Self {
        let name = path
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        let sentence = super::sentences::open_error(lang, error);
        let text = format!("{}\n{sentence}", crate::text::visible::visible(&name));
        let answers = vec![(Word::Understood, ButtonKind::Primary, Answer::Nothing)];
        Self::message(What::Unreadable, text, answers)
    }

    /// A save that failed. Nothing is lost: the old file stands, the changes are in the journal.
    #[must_use]
    pub fn save_failed(text: String, path: PathBuf, remedy: Remedy) -> Self {
        let mut answers = vec![
            (Word::Cancel, ButtonKind::Secondary, Answer::Nothing),
            (Word::SaveAs, ButtonKind::Primary, Answer::SaveAs),
        ];
        let to = Some(path);
        let how = How {
            to,
            ..How::default()
        };
        let so = |word, how| Some((word, ButtonKind::Secondary, Answer::SaveSo(how)));
        let more = match remedy {
            Remedy::AskReadOnly => {
                let replace_read_only = true;
                so(
                    Word::Replace,
                    How {
                        replace_read_only,
                        ..how
                    },
                )
            }
            Remedy::AskRecreate => {
                let again = true;
                so(Word::WriteAgain, How { again, ..how })
            }
            Remedy::SaveWithoutRevision => {
                let without_revision = true;
                so(
                    Word::WithoutRevision,
                    How {
                        without_revision,
                        ..how
                    },
                )
            }
            Remedy::Merge => Some((Word::Merge, ButtonKind::Secondary, Answer::MergeDisk)),
            _ => None,
        };
        if let Some(more) = more {
            answers.insert(1, more);
        }
        Self::message(What::SaveFailed, text, answers)
    }

    /// The file is open elsewhere: what to do is asked before anything is edited.
    #[must_use]
    pub fn elsewhere(text: String) -> Self {
        let answers = vec![
            (Word::ViewOnly, ButtonKind::Secondary, Answer::Nothing),
            (Word::GoOn, ButtonKind::Secondary, Answer::EditHere),
            (Word::WorkOnCopy, ButtonKind::Primary, Answer::WorkOnCopy),
        ];
        Self::message(What::Elsewhere, text, answers)
    }

    /// A copy of what is open: merged, or opened on its own?
    #[must_use]
    pub fn offer_merge(name: &str, path: PathBuf, lang: Lang) -> Self {
        let answers = vec![
            (Word::Cancel, ButtonKind::Secondary, Answer::Nothing),
            (Word::Apart, ButtonKind::Secondary, Answer::OpenApart(path)),
            (Word::Merge, ButtonKind::Primary, Answer::MergeOffered),
        ];
        let text = Receive(lang).offer_text(name);
        Self::message(What::OfferMerge, text, answers)
    }

    /// Unsaved changes before the file on disk is opened again: they are kept as a version.
    #[must_use]
    pub fn reopen(lang: Lang) -> Self {
        let answers = vec![
            (Word::Cancel, ButtonKind::Secondary, Answer::Nothing),
            (Word::Reopen, ButtonKind::Primary, Answer::KeepAndReopen),
        ];
        Self::message(What::Reopen, Safe(lang).reopen_text().to_owned(), answers)
    }

    /// Changes that an earlier session of this file left in its journal.
    #[must_use]
    pub fn recovery(journals: Vec<Leftover>, count: usize, at: String) -> Self {
        Self::recover(journals, count, at, None)
    }

    /// Changes to a document that was never saved.
    #[must_use]
    pub fn unsaved_recovery(
        journals: Vec<Leftover>,
        count: usize,
        at: String,
        doc_id: String,
    ) -> Self {
        Self::recover(journals, count, at, Some(doc_id))
    }

    fn recover(journals: Vec<Leftover>, count: usize, at: String, fresh: Option<String>) -> Self {
        let answers = vec![
            (Word::Later, ButtonKind::Secondary, Answer::Nothing),
            (
                Word::Forget,
                ButtonKind::Danger,
                Answer::Forget(journals.clone()),
            ),
            (
                Word::Restore,
                ButtonKind::Primary,
                Answer::Replay { journals, fresh },
            ),
        ];
        Self::message(What::Recovery, format!("{count}\t{at}"), answers)
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

impl Word {
    const fn text(self, t: Files) -> &'static str {
        match self {
            Self::Cancel => t.cancel(),
            Self::Save => t.save(),
            Self::DoNotSave => t.do_not_save(),
            Self::Open => t.open(),
            Self::Understood => t.understood(),
            Self::SaveAs => t.save_as(),
            Self::Replace => t.replace(),
            Self::Restore => t.restore(),
            Self::Forget => t.forget(),
            Self::Later => t.later(),
            Self::ViewOnly => Safe(t.0).view_only(),
            Self::WorkOnCopy => Safe(t.0).work_on_copy(),
            Self::GoOn => Safe(t.0).go_on(),
            Self::Reopen => Safe(t.0).reopen(),
            Self::WriteAgain => Safe(t.0).write_again(),
            Self::WithoutRevision => Safe(t.0).without_revision(),
            Self::Merge => Receive(t.0).merge(),
            Self::Apart => Receive(t.0).open_apart(),
        }
    }
}

impl Message {
    fn title(&self, t: Files) -> String {
        match self.what {
            What::Unsaved => t.unsaved_title().to_owned(),
            What::Big => t.big_title().to_owned(),
            What::Unreadable => t.unreadable_title().to_owned(),
            What::SaveFailed => t.save_failed_title().to_owned(),
            What::Recovery => t.recovery_title().to_owned(),
            What::Elsewhere => Safe(t.0).elsewhere_title().to_owned(),
            What::Reopen => Safe(t.0).reopen_title().to_owned(),
            What::OfferMerge => Receive(t.0).offer_title().to_owned(),
        }
    }

    fn body(&self, t: Files) -> String {
        let (first, second) = self.text.split_once('\t').unwrap_or_default();
        match self.what {
            What::Unsaved => t.unsaved_text().to_owned(),
            What::Big => t.big_text().to_owned(),
            What::Unreadable
            | What::SaveFailed
            | What::Elsewhere
            | What::Reopen
            | What::OfferMerge => self.text.clone(),
            What::Recovery => {
                let at = DateTime::parse_from_rfc3339(second).map_or_else(
                    |_| second.to_owned(),
                    |d| d.format("%H:%M %d/%m/%Y").to_string(),
                );
                t.recovery_text(first, &at)
            }
        }
    }
}

impl App {
    /// Draws the open dialog and does what was answered.
    pub(super) fn draw_dialogs(&mut self, ctx: &Context, commands: &mut Commands) {
        let t = Files(self.lang());
        let Some(mut dialog) = self.dialog.open.take() else {
            return;
        };
        match &mut dialog {
            Dialog::Message(message) => {
                let title = message.title(t);
                let body = message.body(t);
                let mut chosen = None;
                let outcome =
                    Frame::new("message", &title, t.cancel())
                        .width(460.0)
                        .show(ctx, |ui| {
                            let p = &Tokens::of(ui).palette;
                            for line in body.lines() {
                                elide::paragraph(ui, Role::Body, line, p.text);
                            }
                            footer(ui, |ui| {
                                for (word, kind, answer) in message.answers.iter().rev() {
                                    if PushButton::new(word.text(t)).kind(*kind).show(ui).clicked()
                                    {
                                        chosen = Some(answer.clone());
                                    }
                                }
                            });
                        });
                match chosen {
                    Some(answer) => self.answer(answer),
                    None if outcome.closed => {
                        self.dialog.after_save = None;
                    }
                    None => self.dialog.open = Some(dialog),
                }
            }
            Dialog::HandEdits { sentences, .. } => {
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
            Dialog::GoBack(_) | Dialog::Shorten(_) => self.show_history_dialog(ctx, dialog),
            Dialog::Keys => {
                if keys::show(ctx, self.lang()) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::About => {
                if about::show(ctx, self.lang()) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Settings(state) => {
                if self.show_settings(ctx, state) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Delete(state) => {
                if self.with_view(|view| delete::show(ctx, view, state, commands)) == Some(true) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Units(state) => {
                if self.with_view(|view| units::show(ctx, view, state, commands)) == Some(true) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Recipients(state) => {
                if self.with_view(|view| recipients::show(ctx, view, state, commands)) == Some(true)
                {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Plans(state) => {
                if self.with_view(|view| plans::show(ctx, view, state, commands)) == Some(true) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Import(state) => {
                if self.with_view(|view| import::show(ctx, view, state, commands)) == Some(true) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Paste(state) => {
                if self.with_view(|view| paste::show(ctx, view, state, commands)) == Some(true) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Send(state) => {
                match self.with_view(|view| send::show(ctx, view, state, commands)) {
                    Some(send::Outcome::Open) => self.dialog.open = Some(dialog),
                    Some(send::Outcome::SaveFirst) => self.save_before_sending(),
                    Some(send::Outcome::Closed) | None => {}
                }
            }
            Dialog::ExportTables(state) => {
                let open = self.with_view(|view| export_tables::show(ctx, view, state, commands));
                if open == Some(true) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Reason(state) => {
                if self.with_view(|view| reason::show(ctx, view, state, commands)) == Some(true) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Settle(state) => {
                if self.with_view(|view| settle::show(ctx, view, state, commands)) == Some(true) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Problems => {
                if self.with_view(|view| problems::show(ctx, view, commands)) == Some(true) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Path { .. } => self.show_path(ctx, dialog),
            Dialog::Versions(_) => {
                if let Dialog::Versions(versions) = dialog {
                    self.show_versions(ctx, versions);
                }
            }
            Dialog::Rescue(_) => {
                if let Dialog::Rescue(state) = dialog {
                    self.show_rescue(ctx, state);
                }
            }
            Dialog::Receive(_) => {
                if let Dialog::Receive(task) = dialog {
                    self.show_receive(ctx, task);
                }
            }
            Dialog::OnDisk(_) => {
                if let Dialog::OnDisk(on_disk) = dialog {
                    self.show_on_disk(ctx, on_disk);
                }
            }
        }
    }

    fn answer(&mut self, answer: Answer) {
        match answer {
            Answer::Nothing => {
                self.dialog.after_save = None;
            }
            Answer::SaveThen(next) => {
                self.dialog.after_save = Some(next);
                self.save(None, false);
            }
            Answer::Leave(next) => self.go_on(next),
            Answer::LoadBig(path) => self.load_and_ask(path, true),
            Answer::SaveAs => self.ask_place(),
            Answer::SaveSo(how) => self.save_so(how),
            Answer::WorkOnCopy => self.work_on_copy(),
            Answer::EditHere => self.edit_here(),
            Answer::KeepAndReopen => self.keep_and_reopen(),
            Answer::MergeDisk => self.merge_with_disk(),
            Answer::MergeOffered => self.merge_offered(),
            Answer::OpenApart(path) => self.open_apart(path),
            Answer::Replay { journals, fresh } => self.replay(&journals, fresh.as_deref()),
            Answer::Forget(journals) => Self::forget(&journals),
        }
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
            names: workspace.names,
            fresh: &super::clock::fresh_id,
        };
        let result = draw(&view);
        workspace.keep(insight);
        Some(result)
    }

    /// The settings: what is changed there holds at once.
    fn show_settings(&mut self, ctx: &Context, state: &mut settings::State) -> bool {
        let parties = match &self.workspace {
            Some(w) => PartyChoice::of(w.document.programme()),
            None => PartyChoice::of(crate::codec::embedded::new_document("settings").programme()),
        };
        let values = settings::Values {
            side: self.settings.side.as_deref().map(Into::into),
            author: self.settings.author.clone(),
            lang: self.lang(),
            theme: match self.settings.theme {
                Theme::System => settings::Theme::System,
                Theme::Light => settings::Theme::Light,
                Theme::Dark => settings::Theme::Dark,
            },
            zoom: (ctx.zoom_factor() * 100.0).round() as u16,
            autosave: self.settings.autosave,
            reduced_motion: self.settings.reduced_motion,
        };
        let outcome = settings::show(ctx, &parties, &values, state);
        if let Some(new) = outcome.changed {
            self.settings.language = match new.lang {
                Lang::Vi => Language::Vi,
                Lang::En => Language::En,
            };
            self.settings.theme = match new.theme {
                settings::Theme::System => Theme::System,
                settings::Theme::Light => Theme::Light,
                settings::Theme::Dark => Theme::Dark,
            };
            self.settings.zoom = f32::from(new.zoom) / 100.0;
            self.settings.autosave = new.autosave;
            if self.settings.reduced_motion != new.reduced_motion {
                self.settings.reduced_motion = new.reduced_motion;
                let motion = if new.reduced_motion {
                    Motion::Off
                } else {
                    Motion::On
                };
                crate::ui::tokens::apply(ctx, motion);
            }
            self.apply_settings(ctx);
            if new.side != values.side || new.author != values.author {
                self.set_author(new.side.map(|s| s.to_string()), new.author);
            }
            self.keep_settings();
        }
        outcome.open
    }
}
