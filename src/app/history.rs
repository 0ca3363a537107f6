//! What the history can do to the open document: one old step undone, an earlier moment seen and gone back
//! to, the history of one thing shown, the history shortened.

mod shorten;
pub mod work;

pub use shorten::Shorten;

use super::App;
use super::dialogs::Dialog;
use super::jobs::Job;
use super::workspace::Viewed;
use crate::change::{ChangeId, Document};
use crate::text::strings::journal::Journal as Texts;
use crate::ui::actions::Action;
use crate::ui::commands::{History, Point};
use crate::ui::dialogs::go_back;
use crate::ui::dialogs::revisions::Preview;
use crate::ui::icons::Icon;
use crate::ui::inspector::who;
use crate::ui::tabs::journal::path_of;
use crate::ui::tokens::Tone;
use crate::ui::view::{Selection, Tab};
use eframe::egui::Context;
use work::{Answer, Found, Wanted, What};

/// The question whether to go back, with what lies behind it.
pub struct GoBack {
    shown: go_back::State,
    point: Point,
    then: Option<Box<Document>>,
    awaited: u64,
}

impl App {
    /// Carries out what was asked for about the history.
    pub(super) fn history(&mut self, wish: History) {
        match wish {
            History::TakeBack(group) => self.take_back_step(&group),
            History::View(point) => self.view_then(point),
            History::GoBack(point) => self.ask_to_go_back(point),
            History::Find { on, field } => {
                if let Some(w) = &mut self.workspace {
                    w.tab = Tab::Journal;
                    w.selection = Selection::Nothing;
                    w.states.journal.only(on, field);
                }
            }
        }
    }

    fn take_back_step(&mut self, group: &ChangeId) {
        let t = Texts(self.lang());
        let Some(w) = &mut self.workspace else { return };
        if w.read_only.is_some() {
            return;
        }
        match w.take_back(group, &self.clock) {
            Ok(()) => {
                let undo = Action::Undo.text(self.lang());
                self.toast(
                    Icon::ArrowUUpLeft,
                    Tone::Neutral,
                    t.taken_back(),
                    Some((Action::Undo, undo)),
                );
            }
            // The menu says why before it is pressed; this is for what came between.
            Err(blocked) => {
                let text = t.blocked(&blocked, "", None);
                self.toast(Icon::Warning, Tone::Soon, text, None);
            }
        }
    }

    /// Asks the worker, beside what saves.
    fn ask_history(&mut self, what: What) -> u64 {
        let number = self.dialog.next_number();
        let lang = self.lang();
        let wanted = Wanted { number, what, lang };
        self.jobs.ask_beside(Job::History(wanted));
        number
    }

    /// Has the programme of a point put together, to be seen.
    fn view_then(&mut self, point: Point) {
        let Some(w) = &self.workspace else { return };
        if self.aside.is_some() {
            return;
        }
        let past = w.document.past();
        let what = What::Then {
            past,
            point: point.clone(),
        };
        // Known before the answer comes, which without a worker is at once.
        self.dialog.viewing = Some((self.dialog.coming_number(), point));
        self.ask_history(what);
    }

    /// Asks whether to go back to a point, and says what would become of what is there.
    pub(in crate::app) fn ask_to_go_back(&mut self, point: Point) {
        let Some(w) = &self.workspace else { return };
        if w.read_only.is_some() {
            return;
        }
        let name = self.name_of(&point);
        let what = What::ThenBeside {
            past: w.document.past(),
            point: point.clone(),
            open: Box::new(w.document.snapshot()),
        };
        let shown = go_back::State {
            name,
            claimed: matches!(point, Point::After(_)),
            counts: None,
            preview: Preview::Reading,
        };
        self.dialog.open = Some(Dialog::GoBack(Box::new(GoBack {
            shown,
            point,
            then: None,
            awaited: self.dialog.coming_number(),
        })));
        self.ask_history(what);
    }

    /// What a point is called in a sentence: its day and time, or the name of the moment.
    fn name_of(&self, point: &Point) -> String {
        let group = match point {
            Point::Mark { name, .. } => return name.clone(),
            Point::After(group) => group,
        };
        let at = self.workspace.as_ref().and_then(|w| {
            let log = w.document.log();
            w.document.claim(log.get(log.find(group)?)?).at
        });
        at.map(|at| Texts(self.lang()).moment(at))
            .unwrap_or_default()
    }

    /// Takes up what the worker found; what nobody waits for any more is dropped.
    pub(super) fn history_found(&mut self, found: Found) {
        let t = Texts(self.lang());
        let number = found.number;
        if self.dialog.viewing.as_ref().is_some_and(|v| v.0 == number) {
            let point = self.dialog.viewing.take().map(|v| v.1);
            match (found.answer, point) {
                (Some(Answer::Then(then)), Some(point)) => {
                    let name = self.name_of(&point);
                    self.view_past(*then, Viewed::Moment { point, name });
                }
                _ => self.toast(Icon::Warning, Tone::Overdue, t.not_prepared(), None),
            }
            return;
        }
        if let Some(Dialog::GoBack(dialog)) = &mut self.dialog.open
            && dialog.awaited == number
        {
            match found.answer {
                Some(Answer::ThenBeside(answer)) => {
                    let (then, difference) = *answer;
                    dialog.then = Some(Box::new(then));
                    dialog.shown.counts = Some(difference.counts);
                    dialog.shown.preview = Preview::Ready(Box::new(difference.summary));
                }
                _ => dialog.shown.preview = Preview::Failed(t.not_prepared().to_owned()),
            }
            return;
        }
        self.shortening_found(found);
    }

    /// Draws the question that is open about the history, and does what was answered.
    pub(super) fn show_history_dialog(&mut self, ctx: &Context, dialog: Dialog) {
        match dialog {
            Dialog::GoBack(asked) => self.show_go_back(ctx, asked),
            Dialog::Shorten(asked) => self.show_shorten(ctx, asked),
            _ => {}
        }
    }

    fn show_go_back(&mut self, ctx: &Context, mut asked: Box<GoBack>) {
        match go_back::show(ctx, self.lang(), &asked.shown) {
            None => self.dialog.open = Some(Dialog::GoBack(asked)),
            Some(go_back::Answer::Close) => {}
            Some(go_back::Answer::See) => {
                if let Some(then) = asked.then.take() {
                    let viewed = Viewed::Moment {
                        name: asked.shown.name,
                        point: asked.point,
                    };
                    self.view_past(*then, viewed);
                }
            }
            Some(go_back::Answer::GoBack) => {
                if let Some(then) = asked.then.take() {
                    self.go_back_to(&then, &asked.shown.name);
                }
            }
        }
    }

    /// Makes the document what it was, as one step.
    fn go_back_to(&mut self, then: &Document, name: &str) {
        let t = Texts(self.lang());
        let author = self.author();
        let Some(w) = &mut self.workspace else { return };
        if w.read_only.is_some() {
            return;
        }
        if w.go_back(then, &author, &self.clock) {
            let undo = Action::Undo.text(self.lang());
            let text = t.gone_back(name);
            let action = Some((Action::Undo, undo));
            self.toast(Icon::CheckCircle, Tone::Done, text, action);
        } else {
            self.toast(Icon::Info, Tone::Neutral, t.go_back_same(), None);
        }
    }

    /// "Ai đã sửa?": the field with the keyboard answers while it is drawn; where none does, the history of
    /// what is selected is shown.
    pub(super) fn ask_who(&self, ctx: &Context) {
        who::ask(ctx);
    }

    /// Nobody answered: [`App::ask_who`] was for the whole.
    pub(super) fn nobody_answered_who(&mut self, ctx: &Context) {
        if !who::is_unanswered(ctx) {
            return;
        }
        let Some(w) = &self.workspace else { return };
        match path_of(&w.selection) {
            Some(on) => self.history(History::Find { on, field: None }),
            None => self.go(Tab::Journal),
        }
    }
}
