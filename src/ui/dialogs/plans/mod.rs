//! The dialogs of annual plans.
//!
//! - `changes` — what changed after a party agreed; `words` — such changes as people read them;
//! - `next_year` — a new year's plan from last year's;
//! - `record` — a plan that was issued before this program was used;
//! - `unit_plan` — a sector's or a unit's plan, for which the unit is chosen first.

pub mod changes;
mod next_year;
mod record;
mod unit_plan;
pub mod words;

#[cfg(test)]
mod tests;

use crate::ui::commands::{Ask, Commands};
use crate::ui::view::View;
use eframe::egui::Context;

/// What an open dialog remembers between frames.
#[derive(Debug)]
pub enum State {
    /// What changed after a party agreed.
    Changes(changes::State),
    /// A new year's plan from last year's.
    NextYear(next_year::State),
    /// A plan that was issued before this program was used.
    Record(record::State),
    /// A sector's or a unit's plan.
    UnitPlan(unit_plan::State),
}

impl State {
    /// The dialog that was asked for, where it is one of these.
    #[must_use]
    pub fn of(ask: &Ask) -> Option<Self> {
        match ask {
            Ask::AgreementChanges { agreement } => {
                Some(Self::Changes(changes::State::of(agreement.clone())))
            }
            Ask::NextPlan { from, year } => {
                Some(Self::NextYear(next_year::State::of(from.clone(), *year)))
            }
            Ask::RecordPlan { year, party } => {
                Some(Self::Record(record::State::of(*year, party.clone())))
            }
            Ask::UnitPlan { year, scope } => {
                Some(Self::UnitPlan(unit_plan::State::of(*year, *scope)))
            }
            _ => None,
        }
    }
}

/// Shows the dialog. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    match state {
        State::Changes(state) => changes::show(ctx, view, state, commands),
        State::NextYear(state) => next_year::show(ctx, view, state, commands),
        State::Record(state) => record::show(ctx, view, state, commands),
        State::UnitPlan(state) => unit_plan::show(ctx, view, state, commands),
    }
}
