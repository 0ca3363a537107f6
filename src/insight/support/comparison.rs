//! Whether a list agrees with the money of its budget lines.
//!
//! What a state accountant compares: what the list **grants** with what the lines **hold** — phân bổ,
//! or dự toán giao where nothing is allocated yet; and what was **paid** (giải ngân) with the list:
//! no less than what was handed over, as money follows the hand-over at the latest, and no more than
//! was granted. A house under way may be paid in part, so between the two all is well.

use super::{Aid, Support, Tally};
use crate::insight::budget::{Budget, Figures};
use crate::model::{Id, Sum};

/// The figure of a line that a list is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Phân bổ.
    Allocated,
    /// Dự toán giao: nothing is allocated yet.
    Estimate,
}

/// A list beside the figures of its line or lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What is in the list.
    pub list: Tally,
    /// What the lines hold, in đồng, and which figure that is; none where neither is recorded.
    pub bound: Option<(Bound, Sum)>,
    /// What was disbursed, in đồng.
    pub disbursed: Sum,
}

/// Something that does not agree. Amounts are in đồng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The list grants more than the lines hold.
    GrantsMore {
        /// Which figure of the lines.
        bound: Bound,
        /// What the list grants.
        granted: Sum,
        /// What the lines hold.
        held: Sum,
    },
    /// The list grants less than the lines hold, and every entry has its amount.
    GrantsLess {
        /// Which figure of the lines.
        bound: Bound,
        /// What the list grants.
        granted: Sum,
        /// What the lines hold.
        held: Sum,
    },
    /// Less was disbursed than was handed over.
    PaidLess {
        /// What was handed over.
        done: Sum,
        /// What was disbursed.
        disbursed: Sum,
    },
    /// More was disbursed than the list grants, and every entry has its amount.
    PaidMore {
        /// What the list grants.
        granted: Sum,
        /// What was disbursed.
        disbursed: Sum,
    },
}

impl Difference {
    /// By how much: positive; a range where figures are in conflict.
    #[must_use]
    pub fn by(&self) -> Sum {
        match self {
            Self::GrantsMore { granted, held, .. } => granted.minus(held),
            Self::GrantsLess { granted, held, .. } => held.minus(granted),
            Self::PaidLess { done, disbursed } => done.minus(disbursed),
            Self::PaidMore { granted, disbursed } => disbursed.minus(granted),
        }
    }
}

impl Comparison {
    /// A list beside the figures of its lines.
    #[must_use]
    pub fn new(list: Tally, figures: &Figures) -> Self {
        let bound = if !figures.allocated.is_empty() {
            Some((Bound::Allocated, figures.allocated.clone()))
        } else if !figures.estimate.is_empty() {
            Some((Bound::Estimate, figures.estimate.clone()))
        } else {
            None
        };
        Self {
            list,
            bound,
            disbursed: figures.disbursed.clone(),
        }
    }

    /// What the lists give from a line, beside that line; none where they name it nowhere.
    #[must_use]
    pub fn of_line(support: &Support, budget: &Budget, line: &Id) -> Option<Self> {
        let list = support.by_line.get(line)?.clone();
        Some(Self::new(list, budget.lines.get(line)?))
    }

    /// A list of one year beside the lines of its clauses in that year; none where the list has
    /// nothing for the year. The lines are those of the clauses, whether entries name them or not.
    #[must_use]
    pub fn of_year(support: &Support, budget: &Budget, aid: Aid, year: i32) -> Option<Self> {
        let list = support.list(aid);
        let tally = list.year(year)?.clone();
        let mut figures = Figures::default();
        for clause in &list.clauses {
            if let Some(more) = budget.clauses.get(&(clause.clone(), year)) {
                figures.add(more);
            }
        }
        Some(Self::new(tally, &figures))
    }

    /// What surely does not agree. Where figures are in conflict, or entries have no amount, that
    /// which may still turn out to agree is no difference.
    #[must_use]
    pub fn differences(&self) -> Vec<Difference> {
        let mut found = Vec::new();
        let Tally {
            unpriced, granted, ..
        } = &self.list;
        let complete = *unpriced == 0;
        if let Some((bound, held)) = &self.bound {
            let (bound, granted, held) = (*bound, granted.clone(), held.clone());
            if granted.exceeds(&held) {
                found.push(Difference::GrantsMore {
                    bound,
                    granted,
                    held,
                });
            } else if complete && held.exceeds(&granted) {
                found.push(Difference::GrantsLess {
                    bound,
                    granted,
                    held,
                });
            }
        }
        let (done, disbursed) = (&self.list.done_sum, &self.disbursed);
        if done.exceeds(disbursed) {
            found.push(Difference::PaidLess {
                done: done.clone(),
                disbursed: disbursed.clone(),
            });
        } else if complete && disbursed.exceeds(granted) {
            found.push(Difference::PaidMore {
                granted: granted.clone(),
                disbursed: disbursed.clone(),
            });
        }
        found
    }

    /// Whether there was something to compare, and it agrees.
    #[must_use]
    pub fn agrees(&self) -> bool {
        let known = self
            .bound
            .as_ref()
            .is_some_and(|(_, held)| held.known().is_some() && self.list.granted.known().is_some());
        known && self.list.unpriced == 0 && self.differences().is_empty()
    }
}
