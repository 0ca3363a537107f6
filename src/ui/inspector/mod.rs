//! The inspector at the right: what is selected, edited in place.

pub mod activity;
pub mod annex;
pub mod clause;
pub mod edit_field;
pub mod given;
pub mod house;
pub mod line;
pub mod menu;
pub mod papers;
pub mod pieces;
pub mod plan;
pub mod school;
pub mod unit_picker;
mod unsettled;
pub mod who;

use super::commands::Commands;
use super::view::{Selection, View};
use eframe::egui::Ui;

/// The name of the flag (in egui's temporary data) that asks the inspector to take the focus.
pub const FOCUS_REQUEST: &str = "inspector takes the focus";

/// What the inspector remembers between frames.
#[derive(Debug, Default)]
pub struct States {
    activity: activity::State,
    clause: clause::State,
    line: line::State,
    given: given::State,
    plan: plan::State,
    annex: annex::State,
}

/// Draws what is selected. Each part scrolls by itself and shows its own head with a button that
/// closes it (selects nothing).
pub fn show(ui: &mut Ui, view: &View<'_>, states: &mut States, commands: &mut Commands) {
    unsettled::show(ui, view, commands);
    match view.selection {
        Selection::Nothing => {}
        Selection::Activity(id) => activity::show(ui, view, id, &mut states.activity, commands),
        Selection::Clause(id) => clause::show(ui, view, id, &mut states.clause, commands),
        Selection::Plan(id) => plan::show(ui, view, id, &mut states.plan, commands),
        Selection::Line(id) => line::show(ui, view, id, &mut states.line, commands),
        Selection::Annex(id) => annex::show(ui, view, id, &mut states.annex, commands),
        Selection::House(id) => house::show(ui, view, id, &mut states.given, commands),
        Selection::SchoolItem(id) => school::show(ui, view, id, &mut states.given, commands),
    }
}
