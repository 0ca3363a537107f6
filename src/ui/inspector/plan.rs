//! An annual plan: state, number, agreements (Điều 6.1, 6.2, 7.3).
//!
//! - `state_of` — the state and its allowed moves, with what a move asks for;
//! - `agreements` — the parties' seals on the joint plan;
//! - `history` — the states that it went through; `versions` — the versions it is one of;
//! - `contents` — its activities and the clauses that it leaves out.

pub(crate) mod agreements;
mod contents;
pub(crate) mod history;
mod state_of;
pub(crate) mod versions;

#[cfg(test)]
mod tests;

use super::edit_field::{Drafts, Spec, date_text, parse_date, parse_year, read_only_reason};
use super::unit_picker::{self, Choice, Picked};
use super::{menu, pieces};
use crate::edit::Edit;
use crate::model::field::ref_value;
use crate::model::{Agreement, Id, Path, Plan, PlanScope, Value};
use crate::text::strings::plan::Plan as Texts;
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::plan::plan_name;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::field_row;
use eframe::egui::{Popup, Sense, Ui, UiBuilder};
use std::collections::HashMap;

/// What it remembers between frames: drafts.
#[derive(Debug, Default)]
pub struct State {
    drafts: Drafts,
    /// What was begun and not handed over, by plan: it is kept while something else is selected.
    forms: HashMap<Id, Forms>,
    contents: contents::Shown,
    history: history::Shown,
    units: unit_picker::State,
}

/// The open forms of one plan.
#[derive(Debug, Default)]
struct Forms {
    step: Option<state_of::Form>,
    agreement: Option<agreements::Form>,
}

/// What every section is given.
#[derive(Clone, Copy)]
struct Section<'a, 'v> {
    view: &'a View<'v>,
    plan: &'a Plan,
    on: &'a Path,
    t: Texts,
}

/// Draws it into the inspector.
pub fn show(ui: &mut Ui, view: &View<'_>, id: &Id, state: &mut State, commands: &mut Commands) {
    let t = Texts(view.lang);
    let Some(plan) = view.programme().plans.get(id) else {
        pieces::scroll(ui, "plan gone", |ui| {
            if pieces::head(ui, "", "", t.close()) {
                commands.push(Command::Select(Selection::Nothing));
            }
            elide::paragraph(ui, Role::Body, t.gone(), Tokens::of(ui).palette.text2);
        });
        return;
    };
    let on = Path::new(Plan::KIND, id.as_str());
    let section = Section {
        view,
        plan,
        on: &on,
        t,
    };
    pieces::scroll(ui, id.as_str(), |ui| {
        ui.push_id(id.as_str(), |ui| body(ui, section, state, commands));
    });
}

fn body(ui: &mut Ui, section: Section<'_, '_>, state: &mut State, commands: &mut Commands) {
    let Section { view, plan, on, t } = section;
    let year = plan.year.map(|y| y.to_string()).unwrap_or_default();
    if pieces::head(ui, &plan_name(view, plan), &year, t.close()) {
        commands.push(Command::Select(Selection::Nothing));
    }
    let long = elide::width(ui.painter(), Role::Body, &plan.title) > ui.available_width() - 8.0;
    let rows = if long { 2 } else { 1 };
    let spec = Spec {
        rows,
        ..Spec::new(on, Plan::TITLE, t.title_field())
    };
    let one_line = |typed: &str| {
        Ok(Value::text_or_null(
            &typed.lines().map(str::trim).collect::<Vec<_>>().join(" "),
        ))
    };
    // The text of the field stands level with the words above it.
    let room = ui.available_rect_before_wrap();
    let room = room.with_min_x(room.left() - 8.0);
    let mut child = ui.new_child(UiBuilder::new().id_salt("title").max_rect(room));
    state
        .drafts
        .field(&mut child, view, spec, &plan.title, one_line, commands);
    let used = child.min_rect();
    ui.allocate_rect(used.with_min_x(used.left() + 8.0), Sense::hover());
    let forms = state.forms.entry(plan.id.clone()).or_default();
    state_of::show(ui, section, &mut forms.step, commands);
    ui.add_space(4.0);
    let open = PushButton::link(Plans(view.lang).open_page()).icon(Icon::ArrowSquareOut);
    if open.show(ui).clicked() {
        commands.push(Command::PlanPage {
            plan: plan.id.clone(),
            at: None,
        });
    }
    pieces::divider(ui);
    fields(ui, section, &mut state.drafts, &mut state.units, commands);
    if plan.scope == Some(PlanScope::Joint) {
        let subject = agreements::Subject {
            view,
            to: &plan.id,
            key: Agreement::PLAN,
            fixed: None,
        };
        agreements::show(ui, subject, &mut forms.agreement, commands);
    }
    versions::show(ui, section, commands);
    contents::show(ui, section, &mut state.contents, commands);
    history::show(ui, section, &mut state.history);
    pieces::divider(ui);
    let delete = PushButton::new(t.delete())
        .kind(ButtonKind::Danger)
        .small()
        .icon(Icon::Trash);
    if delete.disabled(read_only_reason(view)).show(ui).clicked() {
        commands.push(Command::Ask(Ask::Delete(on.clone())));
    }
}

fn fields(
    ui: &mut Ui,
    section: Section<'_, '_>,
    drafts: &mut Drafts,
    units: &mut unit_picker::State,
    commands: &mut Commands,
) {
    let Section { view, plan, on, t } = section;
    let text = |typed: &str| Ok(Value::text_or_null(typed.trim()));
    field_row(ui, t.year(), |ui| {
        let year = plan.year.map(|y| y.to_string()).unwrap_or_default();
        let spec = Spec::new(on, Plan::YEAR, t.year());
        drafts.field(
            ui,
            view,
            spec,
            &year,
            |typed| parse_year(view.lang, typed),
            commands,
        );
    });
    if plan.scope != Some(PlanScope::Joint) {
        field_row(ui, t.party(), |ui| party(ui, section, commands));
    }
    if matches!(plan.scope, Some(PlanScope::Sector | PlanScope::Unit)) {
        field_row(ui, t.unit(), |ui| unit(ui, section, units, commands));
    }
    number_and_date(ui, section, drafts, commands);
    field_row(ui, t.leader(), |ui| {
        let spec = Spec {
            hint: t.leader_hint(),
            ..Spec::new(on, Plan::LEADER, t.leader())
        };
        drafts.field(ui, view, spec, &plan.leader, text, commands);
    });
    field_row(ui, t.note(), |ui| {
        let spec = Spec {
            rows: 2,
            ..Spec::new(on, Plan::NOTE, t.note())
        };
        drafts.field(ui, view, spec, &plan.note, text, commands);
    });
}

/// The number and the date, which issuing needs.
fn number_and_date(
    ui: &mut Ui,
    section: Section<'_, '_>,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Section { view, plan, on, t } = section;
    field_row(ui, t.number(), |ui| {
        let spec = Spec {
            hint: t.number_hint(),
            ..Spec::new(on, Plan::NUMBER, t.number())
        };
        let text = |typed: &str| Ok(Value::text_or_null(typed.trim()));
        drafts.field(ui, view, spec, &plan.number, text, commands);
    });
    field_row(ui, t.issued_on(), |ui| {
        let spec = Spec {
            hint: t.issued_hint(),
            ..Spec::new(on, Plan::ISSUED_ON, t.issued_on())
        };
        let parse = |typed: &str| parse_date(view.lang, typed);
        drafts.field(ui, view, spec, &date_text(plan.issued_on), parse, commands);
    });
}

/// Whose plan it is, where it is not the joint one.
fn party(ui: &mut Ui, section: Section<'_, '_>, commands: &mut Commands) {
    let Section { view, plan, on, t } = section;
    let chosen = plan
        .party
        .as_ref()
        .and_then(|id| view.programme().parties.get(id));
    let label = chosen.map_or(t.choose(), |party| party.name.as_str());
    let name = format!("{}: {label}", t.party());
    let button = PushButton::quiet(label)
        .small()
        .trailing(Icon::CaretDown)
        .name(&name);
    let button = button.disabled(read_only_reason(view)).show(ui);
    Popup::menu(&button).width(220.0).show(|ui| {
        for party in view.programme().parties_in_order() {
            let is = plan.party.as_ref() == Some(&party.id);
            if menu::choice(ui, None, &party.name, is, None) && !is {
                let mut edits = vec![Edit::set(on, Plan::PARTY, ref_value(Some(&party.id)))];
                if plan.unit.is_some() {
                    // A unit belongs to its party.
                    edits.push(Edit::set(on, Plan::UNIT, Value::Null));
                }
                commands.edit(Edit::Several(edits));
            }
        }
    });
}

/// The sector's or unit's name.
fn unit(
    ui: &mut Ui,
    section: Section<'_, '_>,
    units: &mut unit_picker::State,
    commands: &mut Commands,
) {
    let Section { view, plan, on, t } = section;
    let label = plan
        .unit
        .as_ref()
        .map_or_else(|| t.choose().to_owned(), |id| view.unit_name(id));
    let name = format!("{}: {label}", t.unit());
    let button = PushButton::quiet(&label)
        .small()
        .trailing(Icon::CaretDown)
        .name(&name);
    let button = button.disabled(read_only_reason(view)).show(ui);
    let key = format!("plan unit {}", plan.id);
    if button.clicked() {
        units.open(&key);
    }
    let without = plan.unit.iter().cloned().collect();
    let choice = Choice {
        all_parties: false,
        communes: false,
        nobody: false,
        without: &without,
    };
    let set = |id: &Id, party: Option<&Id>| {
        let mut edits = vec![Edit::set(on, Plan::UNIT, ref_value(Some(id)))];
        if party.is_some() && party != plan.party.as_ref() {
            edits.push(Edit::set(on, Plan::PARTY, ref_value(party)));
        }
        edits
    };
    match unit_picker::show(&button, view, units, &key, choice) {
        Some(Picked::Unit(id)) => {
            let party = view
                .programme()
                .units
                .get(&id)
                .and_then(|u| u.party.clone());
            commands.edit(Edit::Several(set(&id, party.as_ref())));
        }
        Some(Picked::New(make, id)) => {
            let mut edits = vec![make];
            edits.extend(set(&id, None));
            commands.edit(Edit::Several(edits));
        }
        Some(Picked::Nobody) | None => {}
    }
}
