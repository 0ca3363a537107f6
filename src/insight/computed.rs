//! Whether a sum of commitments is one that the text states, or arithmetic (số tính, DOMAIN.md §1).
//!
//! Điều 5.1 commits an amount for every year and names no total. What its years add up to is therefore
//! shown as computed wherever it stands, also once lines record the years' commitments one by one.

use super::{Budget, YearFilter};
use crate::model::{BudgetLine, Id, Programme};
use std::collections::BTreeSet;

/// What the commitments of a sum are of.
#[derive(Clone, Debug, Default)]
pub struct Committed {
    /// Clauses that commit by the year, with the years that are summed up.
    yearly: BTreeSet<(Id, Option<i32>)>,
    /// There are others, which were recorded for what they are.
    other: bool,
}

impl Committed {
    /// The commitments of a budget in these years.
    #[must_use]
    pub fn of(programme: &Programme, budget: &Budget, years: YearFilter) -> Self {
        let mut all = Self::default();
        for line in programme.budget_lines.values() {
            if years.admits(line.key.year) {
                all.add_line(programme, line);
            }
        }
        for year in budget.years.iter().filter(|y| years.admits(Some(y.year))) {
            for (clause, _) in &year.from_text {
                all.add_text(clause, year.year);
            }
        }
        all
    }

    /// Adds what the text commits and no line has taken up.
    pub fn add_text(&mut self, clause: &Id, year: i32) {
        self.yearly.insert((clause.clone(), Some(year)));
    }

    /// Adds what a line commits, if it commits anything.
    pub fn add_line(&mut self, programme: &Programme, line: &BudgetLine) {
        if line.committed.is_empty() {
            return;
        }
        let clause = line.key.clause.as_ref();
        let text = clause.and_then(|id| programme.text.get(id.as_str()));
        match text.filter(|clause| clause.yearly_commitment.is_some()) {
            Some(clause) => drop(self.yearly.insert((clause.id.clone(), line.key.year))),
            None => self.other = true,
        }
    }

    /// Adds those of another sum.
    pub fn join(&mut self, other: &Self) {
        self.yearly.extend(other.yearly.iter().cloned());
        self.other |= other.other;
    }

    /// Whether their sum is nothing but yearly commitments of the text added up.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        self.yearly.len() > 1 && !self.other
    }
}
