//! The state of a plan, and its allowed moves, each by its own name, with what they ask for
//! (DOMAIN.md §2).

use super::super::edit_field::{full_name, parse_date, read_only_reason};
use super::super::menu;
use super::super::pieces::{FormField, field_above};
use super::Section;
use crate::edit::{Edit, Refusal, plans};
use crate::insight::plans::{AgreementStanding, open_successor, version};
use crate::model::{Id, Plan, PlanScope, PlanState, PlanStatus, Value};
use crate::text::date;
use crate::text::strings::errors::Errors;
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::date_text;
use crate::ui::tabs::plan::state_look;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::chip::{ChipFrame, StatusChip};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField, field_row, message_line};
use eframe::egui::{Id as UiId, Popup, Ui};

/// What a form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    /// To another state.
    To(PlanState),
    /// To the next version.
    Adjust,
}

/// A move that asks for something.
#[derive(Debug)]
pub(super) struct Form {
    to: Move,
    number: FormField,
    date: FormField,
    reason: FormField,
    /// Why it was refused the last time, where no field says it.
    sentence: Option<String>,
}

impl Form {
    fn new(plan: &Plan, to: Move) -> Self {
        Self {
            to,
            number: FormField::with(plan.number.clone()),
            date: FormField::with(date_text(plan.issued_on)),
            reason: FormField::default(),
            sentence: None,
        }
    }
}

/// The state that usually follows.
const fn next(state: PlanState) -> Option<PlanState> {
    Some(match state {
        PlanState::Draft => PlanState::Consulting,
        PlanState::Consulting => PlanState::Submitted,
        PlanState::Submitted => PlanState::Approved,
        PlanState::Approved => PlanState::Issued,
        PlanState::Issued => PlanState::InEffect,
        PlanState::InEffect => PlanState::Reviewed,
        PlanState::Reviewed => PlanState::Closed,
        _ => return None,
    })
}

/// Whether a move asks for something first.
fn asks(from: PlanState, to: PlanState) -> bool {
    let returned =
        to == PlanState::Draft && matches!(from, PlanState::Submitted | PlanState::Approved);
    returned
        || matches!(
            to,
            PlanState::Issued | PlanState::Suspended | PlanState::Cancelled
        )
}

/// Whether the plan can be adjusted now.
fn can_adjust(view: &View<'_>, plan: &Plan) -> bool {
    matches!(plan.state.is, PlanState::Issued | PlanState::InEffect)
        && open_successor(view.programme(), &plan.id).is_none()
}

/// Shows the state, its moves, or the form of the move that was begun.
pub(super) fn show(
    ui: &mut Ui,
    section: Section<'_, '_>,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let Section { view, plan, t, .. } = section;
    let p = &Tokens::of(ui).palette;
    let state = plan.state.is;
    let words = view.words();
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let (icon, tone) = state_look(state);
        StatusChip::new(icon, words.plan_state(state), tone)
            .frame(ChipFrame::Filled)
            .show(ui);
        if let Some(on) = plan.state.on {
            elide::plain(ui, Role::Secondary, &t.since(&date::format(on)), p.text3);
        }
    });
    if !plan.state.comment.is_empty() {
        let comment = view.shown(&plan.state.comment);
        let words = match state {
            PlanState::Draft => t.comment_of_state(&comment),
            _ => format!("{}: {comment}", t.reason()),
        };
        elide::paragraph(ui, Role::Secondary, &words, p.text2);
    }
    let moves = plans::moves(view.document, plan);
    let stale = form.as_ref().is_some_and(|form| match form.to {
        Move::To(to) => !moves.contains(&to),
        Move::Adjust => !can_adjust(view, plan),
    });
    if stale {
        // The state has moved on meanwhile.
        *form = None;
    }
    ui.add_space(4.0);
    match form {
        Some(_) => ask(ui, section, form, commands),
        None => choose(ui, section, &moves, form, commands),
    }
}

fn choose(
    ui: &mut Ui,
    section: Section<'_, '_>,
    moves: &[PlanState],
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let Section { view, plan, t, .. } = section;
    let s = Plans(view.lang);
    let from = plan.state.is;
    let locked = read_only_reason(view);
    let forward = next(from).filter(|to| moves.contains(to));
    let aside = |to: &PlanState| matches!(to, PlanState::Suspended | PlanState::Cancelled);
    let along = moves
        .iter()
        .filter(|to| !aside(to) && Some(**to) != forward);
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = eframe::egui::vec2(6.0, 4.0);
        let mut button = |ui: &mut Ui, label: &str, to: Move| {
            let button = PushButton::new(label).small().disabled(locked);
            if button.show(ui).clicked() {
                chosen = Some(to);
            }
        };
        for to in forward.iter().chain(along) {
            button(ui, s.step(from, *to), Move::To(*to));
        }
        if can_adjust(view, plan) {
            button(ui, s.adjust(), Move::Adjust);
        }
        let others: Vec<PlanState> = moves.iter().copied().filter(aside).collect();
        if !others.is_empty() {
            let button = PushButton::quiet(t.other_step())
                .small()
                .trailing(Icon::CaretDown);
            let button = button.disabled(locked).show(ui);
            Popup::menu(&button).width(200.0).show(|ui| {
                for to in others {
                    if menu::item(ui, Some(state_look(to).0), s.step(from, to), None) {
                        chosen = Some(Move::To(to));
                    }
                }
            });
        }
    });
    match chosen {
        Some(Move::To(to)) if !asks(from, to) => {
            // Nothing to be typed; what it may lack all the same is told in a form.
            let mut made = Form::new(plan, Move::To(to));
            if !hand_over(section, &mut made, commands) {
                *form = Some(made);
            }
        }
        Some(to) => *form = Some(Form::new(plan, to)),
        None => {}
    }
}

/// Carries out what a form says. Returns whether it was taken; otherwise the form says why not.
fn hand_over(section: Section<'_, '_>, form: &mut Form, commands: &mut Commands) -> bool {
    let Section { view, plan, on, .. } = section;
    form.sentence = None;
    let edit = match form.to {
        Move::Adjust => Edit::AdjustPlan {
            plan: plan.id.clone(),
            version: view.fresh_id(),
            reason: form.reason.text().to_owned(),
        },
        Move::To(to) => {
            let status = PlanStatus {
                is: to,
                on: Some(view.today),
                comment: form.reason.text().trim().to_owned(),
            };
            let set = |key: &str, to: Value| Edit::Set {
                on: on.clone(),
                key: key.to_owned(),
                to,
                seen: view.seen(on, key),
            };
            let mut edits = Vec::new();
            if to == PlanState::Issued {
                let issued_on = match parse_date(view.lang, form.date.text()) {
                    Ok(value) => value,
                    Err(sentence) => {
                        form.date.reject(sentence);
                        return false;
                    }
                };
                let number = Value::text_or_null(form.number.text().trim());
                edits.push(set(Plan::NUMBER, number));
                edits.push(set(Plan::ISSUED_ON, issued_on));
            }
            edits.push(set(Plan::STATE, status.value()));
            Edit::Several(edits)
        }
    };
    match view.check(&edit) {
        Ok(_) => {
            let next = match &edit {
                Edit::AdjustPlan { version, .. } => Some(version.clone()),
                _ => None,
            };
            commands.edit(edit);
            if let Some(next) = next {
                commands.push(Command::Select(Selection::Plan(next)));
            }
            true
        }
        Err(refusal) => {
            let sentence = Errors(view.lang).refusal(&refusal, |id| full_name(view, id));
            match refusal {
                Refusal::CommentNeeded
                | Refusal::ReasonNeeded
                | Refusal::AgreementMissing { .. } => form.reason.reject(sentence),
                Refusal::NumberOrDateMissing { number: true, .. } => form.number.reject(sentence),
                Refusal::NumberOrDateMissing { .. } => form.date.reject(sentence),
                _ => form.sentence = Some(sentence),
            }
            false
        }
    }
}

/// The parties whose agreement to the plan as it stands is missing, and those whose agreement is to
/// what it said before.
fn lacking(view: &View<'_>, plan: &Id) -> (Vec<Id>, Vec<Id>) {
    let (mut missing, mut outdated) = (Vec::new(), Vec::new());
    for party in view.programme().parties_in_order() {
        match view.insight.agreements.latest(plan, &party.id) {
            None => missing.push(party.id.clone()),
            Some(given) => {
                let standing = view
                    .insight
                    .agreement_standing(view.document, &given.agreement);
                if standing == AgreementStanding::Changed {
                    outdated.push(party.id.clone());
                }
            }
        }
    }
    (missing, outdated)
}

/// The form of a move: what it asks for, and the two ways out.
fn ask(ui: &mut Ui, section: Section<'_, '_>, form: &mut Option<Form>, commands: &mut Commands) {
    let Section { view, plan, t, .. } = section;
    let p = &Tokens::of(ui).palette;
    let s = Plans(view.lang);
    let Some(open) = form else { return };
    let (title, label, go_label) = match open.to {
        Move::Adjust => (s.form_adjust(), s.reason(), s.do_adjust()),
        Move::To(PlanState::Issued) => (s.form_issue(), s.reason_if(), s.do_issue()),
        Move::To(PlanState::Suspended) => (s.form_suspend(), s.reason(), s.do_suspend()),
        Move::To(PlanState::Cancelled) => (s.form_cancel(), s.reason(), s.do_cancel()),
        Move::To(PlanState::Draft) => (s.form_return(), s.comment(), s.do_return()),
        Move::To(to) => (s.step(plan.state.is, to), s.reason(), s.do_move()),
    };
    elide::plain(ui, Role::SecondaryBold, title, p.text);
    if open.to == Move::Adjust {
        let text = s.form_adjust_text(version(view.programme(), &plan.id) + 1);
        elide::paragraph(ui, Role::Secondary, &text, p.text2);
    }
    let id = |key: &str| UiId::unique(("plan move", plan.id.as_str(), key));
    let mut entered = false;
    let issuing = open.to == Move::To(PlanState::Issued);
    let mut reason = !issuing;
    if issuing {
        field_row(ui, t.number(), |ui| {
            let field = TextField::new(id("number"), t.number())
                .hint(t.number_hint())
                .boxed();
            entered |= open.number.show(ui, field).left == Some(CommitBy::Enter);
        });
        field_row(ui, t.issued_on(), |ui| {
            let field = TextField::new(id("date"), t.issued_on())
                .hint(t.date_hint())
                .boxed();
            entered |= open.date.show(ui, field).left == Some(CommitBy::Enter);
        });
        if plan.scope == Some(PlanScope::Joint) {
            let (missing, outdated) = lacking(view, &plan.id);
            let names = |ids: &[Id]| Errors(view.lang).list(ids, |id| full_name(view, id));
            for (ids, outdated) in [(missing, false), (outdated, true)] {
                if ids.is_empty() {
                    continue;
                }
                reason = true;
                let words = if outdated {
                    s.outdated(&names(&ids))
                } else {
                    s.missing(&names(&ids))
                };
                message_line(ui, Icon::Warning, &words, p.soon);
            }
        }
    }
    if reason {
        field_above(ui, label);
        let field = TextField::new(id("reason"), label).rows(2).boxed();
        open.reason.show(ui, field);
    }
    if let Some(sentence) = &open.sentence {
        message_line(ui, Icon::WarningCircle, sentence, p.overdue);
    }
    ui.add_space(4.0);
    let (mut go, mut give_up) = (entered, false);
    ui.horizontal(|ui| {
        let kind = match open.to {
            Move::To(PlanState::Cancelled) => ButtonKind::Danger,
            _ => ButtonKind::Primary,
        };
        go |= PushButton::new(go_label)
            .kind(kind)
            .small()
            .disabled(read_only_reason(view))
            .show(ui)
            .clicked();
        give_up = PushButton::quiet(s.give_up()).small().show(ui).clicked();
    });
    if give_up || (go && hand_over(section, open, commands)) {
        *form = None;
    }
}
