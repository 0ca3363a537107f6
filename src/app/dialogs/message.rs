//! Questions and notices with a few answers, and what the answers do.

use super::Dialog;
use crate::app::App;
use crate::app::files::{How, Next};
use crate::app::jobs::OpenError;
use crate::app::sentences;
use crate::store::Remedy;
use crate::store::journal::Leftover;
use crate::text::strings::Lang;
use crate::text::strings::files::Files;
use crate::text::strings::receive::Receive;
use crate::text::strings::safe::Safe;
use crate::text::visible::visible;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::dialog::{Dialog as Frame, footer};
use crate::ui::widgets::elide;
use chrono::DateTime;
use eframe::egui::Context;
use std::path::{Path, PathBuf};

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
    GoneRecovery,
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
pub(super) enum Answer {
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
        let sentence = sentences::open_error(lang, error);
        let text = format!("{}\n{sentence}", visible(&name));
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

    /// Work on a document whose file, of this name, is gone.
    #[must_use]
    pub fn gone_recovery(journals: Vec<Leftover>, name: &str, at: String, doc_id: String) -> Self {
        let mut dialog = Self::recover(journals, 0, at, Some(doc_id));
        if let Self::Message(message) = &mut dialog {
            message.what = What::GoneRecovery;
            message.text = name.to_owned();
        }
        dialog
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
            What::Recovery | What::GoneRecovery => t.recovery_title().to_owned(),
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
            What::GoneRecovery => t.recovery_gone(&self.text),
            What::Recovery => {
                let at = DateTime::parse_from_rfc3339(second).map_or_else(
                    |_| second.to_owned(),
                    |d| d.format("%H:%M %d/%m/%Y").to_string(),
                );
                t.recovery_text(first, &at)
            }
        }
    }

    /// Draws it. None while it stays open; else the answer, none where it was closed without one.
    pub(super) fn show(&self, ctx: &Context, t: Files) -> Option<Option<Answer>> {
        let (title, body) = (self.title(t), self.body(t));
        let mut chosen = None;
        let outcome = Frame::new("message", &title, t.cancel())
            .width(460.0)
            .show(ctx, |ui| {
                let p = &Tokens::of(ui).palette;
                for line in body.lines() {
                    elide::paragraph(ui, Role::Body, line, p.text);
                }
                footer(ui, |ui| {
                    for (word, kind, answer) in self.answers.iter().rev() {
                        if PushButton::new(word.text(t)).kind(*kind).show(ui).clicked() {
                            chosen = Some(answer.clone());
                        }
                    }
                });
            });
        match chosen {
            None if !outcome.closed => None,
            chosen => Some(chosen),
        }
    }
}

impl App {
    pub(super) fn answer(&mut self, answer: Answer) {
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
}
