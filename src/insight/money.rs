//! What is to be looked at in the money: each warning is a rule with the numbers that break it. None of
//! them stops anything, and none is stored.

use super::Budget;
use crate::model::hash::HashMap;
use crate::model::{BudgetLine, Id, Payment, Programme, Sum};
use chrono::{Datelike as _, NaiveDate};

/// A rule on money that the data do not keep, with the numbers in đồng.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MoneyWarning {
    /// Giải ngân vượt dự toán được dùng ([`Figures::available`](super::Figures::available)).
    OverEstimate {
        /// The line.
        line: Id,
        /// What was disbursed, at least.
        disbursed: i64,
        /// What may be spent, at most.
        available: i64,
    },
    /// Giải ngân vượt phân bổ.
    OverAllocation {
        /// The line.
        line: Id,
        /// What was disbursed, at least.
        disbursed: i64,
        /// What was allocated, at most.
        allocated: i64,
    },
    /// Tạm ứng vượt phân bổ.
    AdvanceOverAllocation {
        /// The line.
        line: Id,
        /// What was advanced, at least.
        advanced: i64,
        /// What was allocated, at most.
        allocated: i64,
    },
    /// Quyết toán khác giải ngân.
    SettlementDiffers {
        /// The line.
        line: Id,
        /// What was settled.
        settled: i64,
        /// What was disbursed.
        disbursed: i64,
    },
    /// Payments dated outside the year of their money ([`is_outside`]).
    OutsideYear {
        /// The line.
        line: Id,
        /// The year of the line.
        year: i32,
        /// The payments, the earliest first.
        payments: Vec<Id>,
    },
    /// Payments without a date: nobody can tell whether they lie in the year.
    Undated {
        /// The line.
        line: Id,
        /// The payments.
        payments: Vec<Id>,
    },
    /// Payments without a document (chứng từ).
    NoDocument {
        /// The line.
        line: Id,
        /// The payments, the earliest first.
        payments: Vec<Id>,
        /// What they add up to.
        sum: Sum,
    },
    /// Every line names a source (DOMAIN.md §2).
    NoSource {
        /// The line.
        line: Id,
    },
    /// Another line has the same year, clause, source and payer, and neither activity nor name tells
    /// the two apart.
    SameLine {
        /// The line.
        line: Id,
        /// The other one.
        other: Id,
    },
    /// Payments that belong to no line: no sum of the table counts them.
    Loose {
        /// The payments.
        payments: Vec<Id>,
        /// What they add up to.
        sum: Sum,
    },
    /// Less than the text commits for a clause and year (Điều 5.1).
    BelowCommitment {
        /// The clause.
        clause: Id,
        /// The year.
        year: i32,
        /// What is less.
        what: Below,
        /// How much it is.
        amount: i64,
        /// What the text commits.
        committed: i64,
    },
}

/// Which figure lies below what the text commits; the first of them that does is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Below {
    /// The commitment that the lines record.
    Committed,
    /// The estimate with what was carried over.
    Estimate,
    /// What was disbursed, in a year that is over.
    Disbursed,
}

impl MoneyWarning {
    /// The line that it is about.
    #[must_use]
    pub const fn line(&self) -> Option<&Id> {
        match self {
            Self::OverEstimate { line, .. }
            | Self::OverAllocation { line, .. }
            | Self::AdvanceOverAllocation { line, .. }
            | Self::SettlementDiffers { line, .. }
            | Self::OutsideYear { line, .. }
            | Self::Undated { line, .. }
            | Self::NoDocument { line, .. }
            | Self::NoSource { line }
            | Self::SameLine { line, .. } => Some(line),
            Self::Loose { .. } | Self::BelowCommitment { .. } => None,
        }
    }

    /// The payments that it is about.
    #[must_use]
    pub fn payments(&self) -> &[Id] {
        match self {
            Self::OutsideYear { payments, .. }
            | Self::Undated { payments, .. }
            | Self::NoDocument { payments, .. }
            | Self::Loose { payments, .. } => payments,
            _ => &[],
        }
    }

    /// The years of the money that it is about; none where that says no year.
    pub fn years(&self, programme: &Programme) -> impl Iterator<Item = Option<i32>> {
        let of_line = |id: &Id| programme.budget_lines.get(id).and_then(|l| l.key.year);
        let years = match self {
            Self::BelowCommitment { year, .. } => vec![Some(*year)],
            Self::Loose { payments, .. } => {
                let payments = payments.iter().filter_map(|id| programme.payments.get(id));
                let year = |p: &Payment| p.money.year.or(p.date.map(|day| day.year()));
                payments.map(year).collect()
            }
            _ => vec![self.line().and_then(of_line)],
        };
        years.into_iter()
    }

    /// The number that breaks the rule, in đồng: what is too much, what is missing, what is not told of;
    /// none where the rule is not about an amount.
    #[must_use]
    pub const fn by(&self) -> Option<i64> {
        match self {
            Self::OverEstimate {
                disbursed,
                available,
                ..
            } => Some(disbursed.saturating_sub(*available)),
            Self::OverAllocation {
                disbursed,
                allocated,
                ..
            } => Some(disbursed.saturating_sub(*allocated)),
            Self::AdvanceOverAllocation {
                advanced,
                allocated,
                ..
            } => Some(advanced.saturating_sub(*allocated)),
            Self::SettlementDiffers {
                settled, disbursed, ..
            } => Some(settled.saturating_sub(*disbursed).saturating_abs()),
            Self::BelowCommitment {
                amount, committed, ..
            } => Some(committed.saturating_sub(*amount)),
            Self::NoDocument { sum, .. } | Self::Loose { sum, .. } => sum.known(),
            _ => None,
        }
    }

    /// Whether it is shown in red: money was spent beyond a bound.
    #[must_use]
    pub const fn is_grave(&self) -> bool {
        matches!(
            self,
            Self::OverEstimate { .. } | Self::OverAllocation { .. }
        )
    }
}

/// What is to be looked at whatever the sums are: what the payments of lines lack, and lines that nothing
/// tells apart.
#[derive(Debug)]
pub(super) struct Papers(Vec<MoneyWarning>);

impl Papers {
    /// Those of a programme. `payments` are those of each line, the earliest first.
    pub(super) fn of(programme: &Programme, payments: &HashMap<Id, Vec<Id>>) -> Self {
        let mut list = Vec::new();
        for line in programme.budget_lines.values() {
            let of_line = payments.get(&line.id).into_iter().flatten();
            let of_line = of_line.filter_map(|id| programme.payments.get(id));
            papers(line, of_line, &mut list);
        }
        same_lines(programme, &mut list);
        Self(list)
    }
}

/// The warnings of a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneyWarnings {
    /// All of them: the grave ones first, then by line; those of no line last.
    pub list: Vec<MoneyWarning>,
    of_line: HashMap<Id, Vec<usize>>,
}

impl MoneyWarnings {
    /// What is to be looked at on `today`.
    #[must_use]
    pub(super) fn of(
        programme: &Programme,
        budget: &Budget,
        papers: Papers,
        today: NaiveDate,
    ) -> Self {
        let mut list = Vec::new();
        for line in programme.budget_lines.values() {
            figures(line, budget, &mut list);
        }
        list.extend(papers.0);
        if !budget.loose_payments.is_empty() {
            let all = budget.loose_payments.iter();
            let all = all.filter_map(|id| programme.payments.get(id));
            list.push(MoneyWarning::Loose {
                payments: budget.loose_payments.clone(),
                sum: sum(all),
            });
        }
        commitments(programme, budget, today.year(), &mut list);
        // Grave ones first; the rest stays in its order.
        list.sort_by_key(|w| !w.is_grave());
        let mut of_line: HashMap<Id, Vec<usize>> = HashMap::default();
        for (at, warning) in list.iter().enumerate() {
            if let Some(line) = warning.line() {
                of_line.entry(line.clone()).or_default().push(at);
            }
        }
        Self { list, of_line }
    }

    /// Those of one line.
    pub fn of_line(&self, line: &Id) -> impl Iterator<Item = &MoneyWarning> {
        let places = self.of_line.get(line).into_iter().flatten();
        places.filter_map(|at| self.list.get(*at))
    }

    /// Those of clauses: less than the text commits.
    pub fn of_clauses(&self) -> impl Iterator<Item = &MoneyWarning> {
        // They stand at the end, behind those of lines and of payments without one.
        let last = self.list.iter().rev();
        last.take_while(|w| matches!(w, MoneyWarning::BelowCommitment { .. }))
    }
}

fn sum<'a>(payments: impl Iterator<Item = &'a Payment>) -> Sum {
    payments.fold(Sum::Empty, |sum, p| sum.plus(&p.money.amount))
}

/// What the figures of a line say.
fn figures(line: &BudgetLine, budget: &Budget, list: &mut Vec<MoneyWarning>) {
    let Some(f) = budget.lines.get(&line.id) else {
        return;
    };
    let id = || line.id.clone();
    let low = |sum: &Sum| sum.bounds().map_or(0, |(low, _)| low);
    let high = |sum: &Sum| sum.bounds().map_or(0, |(_, high)| high);
    let available = f.available();
    if f.disbursed.exceeds(&available) {
        list.push(MoneyWarning::OverEstimate {
            line: id(),
            disbursed: low(&f.disbursed),
            available: high(&available),
        });
    }
    if f.disbursed.exceeds(&f.allocated) {
        list.push(MoneyWarning::OverAllocation {
            line: id(),
            disbursed: low(&f.disbursed),
            allocated: high(&f.allocated),
        });
    }
    if f.advanced.exceeds(&f.allocated) {
        list.push(MoneyWarning::AdvanceOverAllocation {
            line: id(),
            advanced: low(&f.advanced),
            allocated: high(&f.allocated),
        });
    }
    if let (Some(settled), Some(disbursed)) = (f.settled.known(), f.disbursed.known())
        && settled != disbursed
    {
        list.push(MoneyWarning::SettlementDiffers {
            line: id(),
            settled,
            disbursed,
        });
    }
    if line.key.source.is_none() {
        list.push(MoneyWarning::NoSource { line: id() });
    }
}

/// Whether a payment is dated outside the year of its money: its own where it says one, else the
/// line's. Money of a year is paid and settled until 31 January of the next one (DOMAIN.md §2).
#[must_use]
pub fn is_outside(payment: &Payment, line_year: Option<i32>) -> bool {
    let (Some(date), Some(year)) = (payment.date, payment.money.year.or(line_year)) else {
        return false;
    };
    date.year() != year && !(date.month() == 1 && year.checked_add(1) == Some(date.year()))
}

/// What the payments of a line lack.
fn papers<'a>(
    line: &BudgetLine,
    payments: impl Iterator<Item = &'a Payment>,
    list: &mut Vec<MoneyWarning>,
) {
    let (mut outside, mut undated, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for payment in payments {
        if is_outside(payment, line.key.year) {
            outside.push(payment.id.clone());
        }
        if payment.date.is_none() {
            undated.push(payment.id.clone());
        }
        if payment.document.is_empty() {
            bare.push(payment);
        }
    }
    if let Some(year) = line.key.year.filter(|_| !outside.is_empty()) {
        list.push(MoneyWarning::OutsideYear {
            line: line.id.clone(),
            year,
            payments: outside,
        });
    }
    if !undated.is_empty() {
        list.push(MoneyWarning::Undated {
            line: line.id.clone(),
            payments: undated,
        });
    }
    if !bare.is_empty() {
        list.push(MoneyWarning::NoDocument {
            line: line.id.clone(),
            sum: sum(bare.iter().copied()),
            payments: bare.into_iter().map(|p| p.id.clone()).collect(),
        });
    }
}

/// Lines that nothing tells apart.
fn same_lines(programme: &Programme, list: &mut Vec<MoneyWarning>) {
    let mut keys = HashMap::default();
    for line in programme.budget_lines.values() {
        let k = &line.key;
        let key = (
            k.year,
            &k.clause,
            k.source,
            &k.payer,
            &line.activity,
            &line.name,
        );
        if let Some(other) = keys.insert(key, &line.id) {
            let both = [(&line.id, other), (other, &line.id)];
            list.extend(both.map(|(line, other)| MoneyWarning::SameLine {
                line: line.clone(),
                other: other.clone(),
            }));
        }
    }
}

/// What lies below the yearly commitment of the text. Figures that nobody entered are not below it:
/// empty is not zero.
fn commitments(
    programme: &Programme,
    budget: &Budget,
    this_year: i32,
    list: &mut Vec<MoneyWarning>,
) {
    for clause in programme.text.all() {
        let Some(committed) = clause.yearly_commitment else {
            continue;
        };
        for year in programme.header.period.years() {
            let Some(f) = budget.clauses.get(&(clause.id.clone(), year)) else {
                continue;
            };
            let estimate = f.estimate.clone().plus_sum(&f.carried_over);
            let over = (year < this_year).then_some(&f.disbursed);
            let below = |sum: &Sum| {
                let (low, high) = sum.bounds()?;
                (high < committed).then_some(low)
            };
            let found = [
                (Below::Committed, below(&f.committed)),
                (Below::Estimate, below(&estimate)),
                (Below::Disbursed, over.and_then(below)),
            ];
            if let Some((what, amount)) = found.into_iter().find_map(|(w, a)| Some((w, a?))) {
                list.push(MoneyWarning::BelowCommitment {
                    clause: clause.id.clone(),
                    year,
                    what,
                    amount,
                    committed,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests;
