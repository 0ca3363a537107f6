//! The state of a plan, and its allowed moves with what they ask for (DOMAIN.md §2).

use super::super::edit_field::{Drafts, full_name, read_only_reason};
use super::super::menu;
use super::super::pieces::FormField;
use super::{Section, number_and_date};
use crate::edit::{Edit, Refusal, is_allowed_move};
use crate::model::{Plan, PlanState, PlanStatus};
use crate::text::date;
use crate::text::strings::errors::Errors;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::tabs::plan::state_look;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::chip::{ChipFrame, StatusChip};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextField, field_row, message_line};
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use eframe::egui::{Id as UiId, Popup, Ui};

/// A move that asked for something.
#[derive(Debug)]
pub(super) struct Form {
    to: PlanState,
    /// Why it was refused the last time.
    refusal: Refusal,
    comment: FormField,
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
        PlanState::Suspended => PlanState::InEffect,
        PlanState::Cancelled => PlanState::Draft,
        PlanState::Closed | PlanState::Replaced => return None,
    })
}

/// Shows the state, its moves, and the form of a move that was refused.
pub(super) fn show(
    ui: &mut Ui,
    section: Section<'_, '_>,
    form: &mut Option<Form>,
    drafts: &mut Drafts,
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
        elide::paragraph(
            ui,
            Role::Secondary,
            &t.comment_of_state(&plan.state.comment),
            p.text2,
        );
    }
    if form
        .as_ref()
        .is_some_and(|form| !is_allowed_move(state, form.to))
    {
        // The state has moved on meanwhile.
        *form = None;
    }
    ui.add_space(4.0);
    match form {
        Some(_) => ask(ui, section, form, drafts, commands),
        None => moves(ui, section, form, commands),
    }
}

fn moves(ui: &mut Ui, section: Section<'_, '_>, form: &mut Option<Form>, commands: &mut Commands) {
    let Section { view, plan, t, .. } = section;
    let state = plan.state.is;
    let locked = read_only_reason(view);
    let forward = next(state).filter(|to| is_allowed_move(state, *to));
    // A version is replaced by the next one, never by hand.
    let others: Vec<PlanState> = PlanState::ALL
        .iter()
        .copied()
        .filter(|to| {
            is_allowed_move(state, *to) && Some(*to) != forward && *to != PlanState::Replaced
        })
        .collect();
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        if let Some(to) = forward {
            let label = t.next_step(view.words().plan_state(to));
            if PushButton::new(&label)
                .small()
                .disabled(locked)
                .show(ui)
                .clicked()
            {
                chosen = Some(to);
            }
        }
        if !others.is_empty() {
            let button = PushButton::quiet(t.other_step())
                .small()
                .trailing(Icon::CaretDown);
            let button = button.disabled(locked).show(ui);
            Popup::menu(&button).width(220.0).show(|ui| {
                for to in others {
                    let back = to == PlanState::Draft
                        && matches!(state, PlanState::Submitted | PlanState::Approved);
                    let label = if back {
                        t.send_back()
                    } else {
                        view.words().plan_state(to)
                    };
                    if menu::item(ui, Some(state_look(to).0), label, None) {
                        chosen = Some(to);
                    }
                }
            });
        }
    });
    if let Some(to) = chosen {
        attempt(section, to, FormField::default(), form, commands);
    }
}

/// Makes the move, or opens the form that asks for what it lacks.
fn attempt(
    section: Section<'_, '_>,
    to: PlanState,
    comment: FormField,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let status = PlanStatus {
        is: to,
        on: Some(section.view.today),
        comment: comment.text().trim().to_owned(),
    };
    let edit = Edit::Set {
        on: section.on.clone(),
        key: Plan::STATE.to_owned(),
        to: status.value(),
        seen: section.view.seen(section.on, Plan::STATE),
    };
    match section.view.check(&edit) {
        Ok(_) => {
            commands.edit(edit);
            *form = None;
        }
        Err(refusal) => {
            *form = Some(Form {
                to,
                refusal,
                comment,
            })
        }
    }
}

/// The form of a move: why it was refused, what it asks for, and the two ways out.
fn ask(
    ui: &mut Ui,
    section: Section<'_, '_>,
    form: &mut Option<Form>,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Section { view, plan, t, .. } = section;
    let p = &Tokens::of(ui).palette;
    let Some(open) = form else { return };
    let title = t.next_step(view.words().plan_state(open.to));
    elide::plain(ui, Role::SecondaryBold, &title, p.text);
    let sentence = Errors(view.lang).refusal(&open.refusal, |id| full_name(view, id));
    let warning = matches!(open.refusal, Refusal::AgreementMissing { .. });
    let (icon, ink) = if warning {
        (Icon::Warning, p.soon)
    } else {
        (Icon::WarningCircle, p.overdue)
    };
    message_line(ui, icon, &sentence, ink);
    match &open.refusal {
        Refusal::NumberOrDateMissing { .. } => {
            number_and_date(ui, section, "move", drafts, commands)
        }
        Refusal::AgreementMissing { parties, changed } => {
            ui.horizontal(|ui| {
                for style in parties
                    .iter()
                    .chain(changed)
                    .filter_map(|id| view.seal_of(id.as_str()))
                {
                    let name = style.letters.clone();
                    seal(ui, SealSize::Medium, &style, SealState::Pending, &name);
                }
            });
        }
        _ => {}
    }
    if matches!(
        open.refusal,
        Refusal::AgreementMissing { .. } | Refusal::CommentNeeded | Refusal::ReasonNeeded
    ) {
        let label = if open.refusal == Refusal::CommentNeeded {
            t.comment()
        } else {
            t.reason()
        };
        field_row(ui, label, |ui| {
            let id = UiId::unique(("plan move", plan.id.as_str()));
            open.comment
                .show(ui, TextField::new(id, label).rows(2).boxed());
        });
    }
    ui.add_space(4.0);
    let (mut go, mut give_up) = (false, false);
    ui.horizontal(|ui| {
        go = PushButton::primary(t.confirm())
            .small()
            .disabled(read_only_reason(view))
            .show(ui)
            .clicked();
        give_up = PushButton::quiet(t.cancel()).small().show(ui).clicked();
    });
    if give_up {
        *form = None;
    } else if go && let Some(open) = form.take() {
        attempt(section, open.to, open.comment, form, commands);
    }
}
