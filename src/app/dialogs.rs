//! The dialogs that the app opens, and what their answers do.

mod notices;

use super::files::Next;
use super::jobs::{Job, OpenError};
use super::workspace::Workspace;
use super::App;
use crate::edit::with_dependants;
use crate::model::Path as EntityPath;
use crate::store::journal::Leftover;
use crate::store::settings::Settings;
use crate::text::strings::Lang;
use crate::text::strings::files::Files;
use crate::ui::actions::Action;
use crate::ui::commands::{Ask, Commands};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::dialog::{Dialog as Frame, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextDraft, TextField};
use eframe::egui::{Context, Id};
use std::path::{Path, PathBuf};

/// An open dialog.
pub enum Dialog {
    /// A question or a notice.
    Message(Message),
    /// A typed path, where the system has no file dialog.
    Path {
        /// To save to, rather than to open.
        saving: bool,
        /// What is suggested or typed.
        text: String,
        /// What is being typed.
        draft: TextDraft,
    },
    /// What is wrong in the data.
    Problems,
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
    Delete,
}

/// The words of answers.
#[derive(Clone, Copy)]
enum Word {
    Cancel,
    Keep,
    Delete,
    Save,
    DoNotSave,
    Open,
    Understood,
    SaveAs,
    Replace,
    Restore,
    Forget,
    Later,
}

/// What an answer does.
#[derive(Clone)]
enum Answer {
    Nothing,
    SaveThen(Next),
    Leave(Next),
    LoadBig(PathBuf),
    SaveAs,
    SaveReadOnly(PathBuf),
    Delete(EntityPath),
    Replay { journals: Vec<Leftover>, fresh: Option<String> },
    Forget(Vec<Leftover>),
}

impl Dialog {
    fn message(what: What, text: String, answers: Vec<(Word, ButtonKind, Answer)>) -> Self {
        Self::Message(Message { what, text, answers })
    }

    /// Unsaved changes before leaving.
    #[must_use]
    pub fn unsaved(next: Next) -> Self {
        let answers = vec![
            (Word::Cancel, ButtonKind::Secondary, Answer::Nothing),
            (Word::DoNotSave, ButtonKind::Secondary, Answer::Leave(next.clone())),
            (Word::Save, ButtonKind::Primary, Answer::SaveThen(next)),
        ];
        Self::message(What::Unsaved, String::new(), answers)
    }

    /// A typed path.
    #[must_use]
    pub fn path(saving: bool, suggested: PathBuf) -> Self {
        let text = if saving {
            suggested.display().to_string()
        } else {
            suggested.parent().map(|p| format!("{}{}", p.display(), std::path::MAIN_SEPARATOR)).unwrap_or_default()
        };
        Self::Path { saving, text, draft: TextDraft::default() }
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
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let sentence = super::sentences::open_error(lang, error);
        let text = format!("{}\n{sentence}", crate::text::visible::visible(&name));
        Self::message(What::Unreadable, text, vec![(Word::Understood, ButtonKind::Primary, Answer::Nothing)])
    }

    /// A save that failed. Nothing is lost: the old file stands, the changes are in the journal.
    #[must_use]
    pub fn save_failed(text: String, path: PathBuf, read_only: bool) -> Self {
        let mut answers = vec![
            (Word::Cancel, ButtonKind::Secondary, Answer::Nothing),
            (Word::SaveAs, ButtonKind::Primary, Answer::SaveAs),
        ];
        if read_only {
            answers.insert(1, (Word::Replace, ButtonKind::Secondary, Answer::SaveReadOnly(path)));
        }
        Self::message(What::SaveFailed, text, answers)
    }

    /// Changes that an earlier session of this file left in its journal.
    #[must_use]
    pub fn recovery(journals: Vec<Leftover>, count: usize, at: String) -> Self {
        Self::recover(journals, count, at, None)
    }

    /// Changes to a document that was never saved.
    #[must_use]
    pub fn unsaved_recovery(journals: Vec<Leftover>, count: usize, at: String, doc_id: String) -> Self {
        Self::recover(journals, count, at, Some(doc_id))
    }

    fn recover(journals: Vec<Leftover>, count: usize, at: String, fresh: Option<String>) -> Self {
        let answers = vec![
            (Word::Later, ButtonKind::Secondary, Answer::Nothing),
            (Word::Forget, ButtonKind::Danger, Answer::Forget(journals.clone())),
            (Word::Restore, ButtonKind::Primary, Answer::Replay { journals, fresh }),
        ];
        Self::message(What::Recovery, format!("{count}\t{at}"), answers)
    }

    /// What a tab asked for.
    #[must_use]
    pub fn ask(ask: Ask, workspace: Option<&Workspace>) -> Option<Self> {
        match ask {
            Ask::Delete(path) => {
                let workspace = workspace?;
                let more = with_dependants(&workspace.document, &path).len().saturating_sub(1);
                let p = workspace.document.programme();
                let title = p.activities.get(path.id()).map(|a| a.title.clone());
                let name = title
                    .or_else(|| p.plans.get(path.id()).map(|x| x.title.clone()))
                    .or_else(|| p.budget_lines.get(path.id()).map(|x| x.name.clone()))
                    .or_else(|| p.units.get(path.id()).map(|x| x.name.clone()))
                    .unwrap_or_default();
                let answers = vec![
                    (Word::Keep, ButtonKind::Secondary, Answer::Nothing),
                    (Word::Delete, ButtonKind::Danger, Answer::Delete(path)),
                ];
                Some(Self::message(What::Delete, format!("{name}\t{more}"), answers))
            }
            Ask::Problems => Some(Self::Problems),
            Ask::Units { .. } | Ask::Recipients | Ask::Exempt(_) => None,
        }
    }

    /// One of the dialogs of the menu.
    #[must_use]
    pub const fn of(action: Action, _: &Settings, _: Option<&Workspace>) -> Option<Self> {
        match action {
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
            Self::Keep => t.keep(),
            Self::Delete => t.delete(),
            Self::Save => t.save(),
            Self::DoNotSave => t.do_not_save(),
            Self::Open => t.open(),
            Self::Understood => t.understood(),
            Self::SaveAs => t.save_as(),
            Self::Replace => t.replace(),
            Self::Restore => t.restore(),
            Self::Forget => t.forget(),
            Self::Later => t.later(),
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
            What::Delete => {
                let (name, _) = self.text.split_once('\t').unwrap_or_default();
                t.delete_title(name)
            }
        }
    }

    fn body(&self, t: Files) -> String {
        let (first, second) = self.text.split_once('\t').unwrap_or_default();
        match self.what {
            What::Unsaved => t.unsaved_text().to_owned(),
            What::Big => t.big_text().to_owned(),
            What::Unreadable | What::SaveFailed => self.text.clone(),
            What::Recovery => {
                let at = chrono::DateTime::parse_from_rfc3339(second)
                    .map_or_else(|_| second.to_owned(), |d| d.format("%H:%M %d/%m/%Y").to_string());
                t.recovery_text(first, &at)
            }
            What::Delete => match second.parse::<usize>() {
                Ok(more) if more > 0 => t.delete_more(more),
                _ => t.delete_text().to_owned(),
            },
        }
    }
}

impl App {
    /// Draws the open dialog and does what was answered.
    pub(super) fn draw_dialogs(&mut self, ctx: &Context, commands: &mut Commands) {
        let t = Files(self.lang());
        let Some(mut dialog) = self.dialog.open.take() else { return };
        match &mut dialog {
            Dialog::Message(message) => {
                let title = message.title(t);
                let body = message.body(t);
                let mut chosen = None;
                let outcome = Frame::new("message", &title, t.cancel()).width(460.0).show(ctx, |ui| {
                    let p = &Tokens::of(ui).palette;
                    for line in body.lines() {
                        elide::paragraph(ui, Role::Body, line, p.text);
                    }
                    footer(ui, |ui| {
                        for (word, kind, answer) in message.answers.iter().rev() {
                            if PushButton::new(word.text(t)).kind(*kind).show(ui).clicked() {
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
            Dialog::Keys => {
                if !notices::keys(ctx, self.lang()) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::About => {
                if !notices::about(ctx, self.lang()) {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Problems => {
                let lang = self.lang();
                let closed = self.workspace.as_mut().is_none_or(|w| {
                    let insight = w.insight(&self.clock);
                    let closed = notices::problems(ctx, lang, w.document.programme(), &insight.problems, commands);
                    w.keep(insight);
                    closed
                });
                if !closed {
                    self.dialog.open = Some(dialog);
                }
            }
            Dialog::Path { saving, text, draft } => {
                let saving = *saving;
                let title = if saving { t.path_save_title() } else { t.path_open_title() };
                let mut go = false;
                let mut cancel = false;
                let outcome = Frame::new("path", title, t.cancel()).width(560.0).stays().show(ctx, |ui| {
                    let p = &Tokens::of(ui).palette;
                    elide::paragraph(ui, Role::Secondary, t.path_text(), p.text2);
                    let field = TextField::new(Id::unique("path-field"), t.path_name()).boxed();
                    let out = field.show(ui, draft, text);
                    if let Some(typed) = out.committed {
                        *text = typed;
                    }
                    go = out.left == Some(crate::ui::widgets::field::CommitBy::Enter);
                    footer(ui, |ui| {
                        let word = if saving { t.save() } else { t.open() };
                        if PushButton::primary(word).show(ui).clicked() {
                            go = true;
                        }
                        cancel = PushButton::new(t.cancel()).show(ui).clicked();
                    });
                });
                let path = PathBuf::from(draft.pending().unwrap_or(text).trim());
                if cancel || outcome.closed {
                    self.dialog.after_save = None;
                } else if go && path.as_os_str().is_empty() {
                    draft.reject("", t.path_empty());
                    self.dialog.open = Some(dialog);
                } else if go && !saving && !path.is_file() {
                    let typed = path.display().to_string();
                    draft.reject(typed, t.path_missing());
                    self.dialog.open = Some(dialog);
                } else if go && saving && !path.parent().is_some_and(Path::is_dir) {
                    let typed = path.display().to_string();
                    draft.reject(typed, t.path_no_folder());
                    self.dialog.open = Some(dialog);
                } else if go {
                    self.chosen(path, saving);
                } else {
                    self.dialog.open = Some(dialog);
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
            Answer::LoadBig(path) => self.jobs.ask(Job::Load { path, big_allowed: true }),
            Answer::SaveAs => self.ask_place(),
            Answer::SaveReadOnly(path) => self.save(Some(path), true),
            Answer::Delete(on) => self.delete(on),
            Answer::Replay { journals, fresh } => self.replay(&journals, fresh.as_deref()),
            Answer::Forget(journals) => Self::forget(&journals),
        }
    }
}
