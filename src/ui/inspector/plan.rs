//! An annual plan: state, number, agreements (Điều 6.1, 6.2, 7.3).
//!
//! - `state_of` — the state and its allowed moves, with what a move asks for;
//! - `agreements` — the parties' seals on the joint plan;
//! - `contents` — its activities and the clauses that it leaves out.

mod agreements;
mod contents;
mod state_of;

#[cfg(test)]
mod tests;

use super::edit_field::{Drafts, Spec, date_text, parse_date, parse_year, read_only_reason};
use super::{menu, pieces};
use crate::edit::Edit;
use crate::model::field::ref_value;
use crate::model::{Id, Path, Plan, PlanScope, Value};
use crate::text::strings::plan::Plan as Texts;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::plan::plan_name;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::field_row;
use eframe::egui::{Popup, ScrollArea, Sense, Ui, UiBuilder};
use std::collections::HashMap;

/// What it remembers between frames: drafts.
#[derive(Debug, Default)]
pub struct State {
    drafts: Drafts,
    /// What was begun and not handed over, by plan: it is kept while something else is selected.
    forms: HashMap<Id, Forms>,
    contents: contents::Shown,
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
    state_of::show(ui, section, &mut forms.step, &mut state.drafts, commands);
    pieces::divider(ui);
    fields(ui, section, &mut state.drafts, commands);
    if plan.scope == Some(PlanScope::Joint) {
        agreements::show(ui, section, &mut forms.agreement, commands);
    }
    contents::show(ui, section, &mut state.contents, commands);
    pieces::divider(ui);
    let delete = PushButton::new(t.delete())
        .kind(ButtonKind::Danger)
        .small()
        .icon(Icon::Trash);
    if delete.disabled(read_only_reason(view)).show(ui).clicked() {
        commands.push(Command::Ask(Ask::Delete(on.clone())));
    }
}

fn fields(ui: &mut Ui, section: Section<'_, '_>, drafts: &mut Drafts, commands: &mut Commands) {
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
        field_row(ui, t.unit(), |ui| unit(ui, section, commands));
    }
    number_and_date(ui, section, "", drafts, commands);
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

/// The number and the date, which issuing needs. `part` tells the pair in the form of a move from
/// the one among the fields.
fn number_and_date(
    ui: &mut Ui,
    section: Section<'_, '_>,
    part: &str,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Section { view, plan, on, t } = section;
    field_row(ui, t.number(), |ui| {
        let spec = Spec {
            part,
            hint: t.number_hint(),
            ..Spec::new(on, Plan::NUMBER, t.number())
        };
        let text = |typed: &str| Ok(Value::text_or_null(typed.trim()));
        drafts.field(ui, view, spec, &plan.number, text, commands);
    });
    field_row(ui, t.issued_on(), |ui| {
        let spec = Spec {
            part,
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
fn unit(ui: &mut Ui, section: Section<'_, '_>, commands: &mut Commands) {
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
    Popup::menu(&button).width(280.0).show(|ui| {
        let mut units: Vec<_> = view
            .programme()
            .units
            .values()
            .filter(|unit| plan.party.is_none() || unit.party == plan.party)
            .collect();
        units.sort_by_cached_key(|unit| crate::text::fold::fold(&unit.name));
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for unit in units {
                let is = plan.unit.as_ref() == Some(&unit.id);
                if menu::choice(ui, None, &unit.name, is, None) && !is {
                    let mut edits = vec![Edit::set(on, Plan::UNIT, ref_value(Some(&unit.id)))];
                    if plan.party.is_none() && unit.party.is_some() {
                        edits.push(Edit::set(on, Plan::PARTY, ref_value(unit.party.as_ref())));
                    }
                    commands.edit(Edit::Several(edits));
                }
            }
        });
    });
}
