//! "Lý do thay đổi": asked before work in a plan that the parties agreed to is moved, wherever it is
//! moved from. Enter goes on, Esc leaves everything as it was.

use crate::edit::Edit;
use crate::text::strings::errors::Errors;
use crate::text::strings::plan::Plan as Texts;
use crate::ui::commands::Commands;
use crate::ui::inspector::pieces::FormField;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField, error_line};
use eframe::egui::{Context, Id};

/// An edit that waits for its reason.
#[derive(Debug)]
pub struct State {
    edit: Edit,
    /// How many activities of agreed plans it moves.
    agreed: usize,
    draft: FormField,
    fresh: bool,
    error: Option<String>,
}

impl State {
    /// The question for an edit that moves so many activities of agreed plans.
    #[must_use]
    pub fn of(edit: Edit, agreed: usize) -> Self {
        Self {
            edit,
            agreed,
            draft: FormField::default(),
            fresh: true,
            error: None,
        }
    }
}

/// Asks; sends the edit with its reason when that is answered. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let t = Texts(view.lang);
    let (mut go, mut back) = (false, false);
    let dialog = Dialog::new("plan reason", t.reason_title(), t.cancel()).width(440.0);
    let outcome = dialog.stays().show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        let why = t.reason_why(state.agreed);
        elide::paragraph(ui, Role::Secondary, &why, p.text2);
        let field = TextField::new(Id::unique("plan reason field"), t.reason_title())
            .hint(t.reason_hint())
            .boxed();
        let out = state.draft.show(ui, field);
        if std::mem::take(&mut state.fresh) {
            out.response.request_focus();
        }
        go = out.left == Some(CommitBy::Enter);
        back = out.cancelled;
        if let Some(error) = &state.error {
            error_line(ui, error);
        }
        footer(ui, |ui| {
            go |= PushButton::primary(t.reason_go()).show(ui).clicked();
            back |= PushButton::new(t.reason_back()).show(ui).clicked();
        });
    });
    if back || outcome.closed {
        return false;
    }
    if go {
        let edit = Edit::WithReason {
            edit: Box::new(state.edit.clone()),
            reason: state.draft.text().trim().to_owned(),
        };
        match view.check(&edit) {
            Ok(_) => {
                commands.edit(edit);
                return false;
            }
            Err(refusal) => {
                let words = Errors(view.lang).refusal(&refusal, |id| view.unit_name(id));
                state.error = Some(words);
                state.fresh = true;
            }
        }
    }
    true
}
