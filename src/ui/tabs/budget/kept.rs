//! What of the table the user chose for good: it comes back when the program is started again.

use super::columns::Column;
use super::figures::Unit;
use super::state::State;
use crate::insight::ledger::Choice;
use std::collections::BTreeMap;

/// The choices that are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Grouping, order and filter.
    pub choice: Choice,
    /// In which unit amounts are shown.
    pub unit: Unit,
    /// Columns that are wanted or not.
    pub columns: BTreeMap<Column, bool>,
}

impl State {
    /// The tab as it was left.
    #[must_use]
    pub fn with(kept: Kept) -> Self {
        let mut state = Self::default();
        state.choice = kept.choice;
        state.unit = kept.unit;
        state.columns = kept.columns;
        state
    }

    /// What is to be kept of it.
    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept {
            choice: self.choice.clone(),
            unit: self.unit,
            columns: self.columns.clone(),
        }
    }
}
