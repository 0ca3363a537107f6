//! The money: sums by year, source and clause, what is left, and what is spent beyond its bounds.
//! Every figure keeps its own column; empty is not zero (DOMAIN.md §2).

use super::ledger::Tally;
use crate::model::hash::HashMap;
use crate::model::{BudgetLine, FundingSource, Id, Payment, PaymentKind, Programme, Sum};
use std::collections::{BTreeMap, BTreeSet};

/// The figures of a line or of a sum of lines, in đồng.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Cam kết.
    pub committed: Sum,
    /// Dự toán giao.
    pub estimate: Sum,
    /// Phân bổ.
    pub allocated: Sum,
    /// Chuyển nguồn from the year before.
    pub carried_over: Sum,
    /// Chuyển nguồn into the next year: what lines of that year say they took from here.
    pub carried_out: Sum,
    /// Tạm ứng.
    pub advanced: Sum,
    /// Giải ngân, less what was recovered.
    pub disbursed: Sum,
    /// Quyết toán.
    pub settled: Sum,
    /// Hủy dự toán.
    pub cancelled: Sum,
}

/// A bound that spending went over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overspending {
    /// Giải ngân vượt dự toán được dùng ([`Figures::available`]), by so many đồng.
    Estimate(i64),
    /// Giải ngân vượt phân bổ, by so many đồng.
    Allocation(i64),
}

impl Figures {
    /// The figures of one line with its payments.
    #[must_use]
    pub fn of<'a>(line: &BudgetLine, payments: impl IntoIterator<Item = &'a Payment>) -> Self {
        let one = |figure| Sum::Empty.plus(figure);
        let mut figures = Self {
            committed: one(&line.committed),
            estimate: one(&line.estimate),
            allocated: one(&line.allocated),
            carried_over: one(&line.carried_over),
            cancelled: one(&line.cancelled),
            ..Self::default()
        };
        for payment in payments {
            figures.add_payment(payment);
        }
        figures
    }

    /// The figures of one line with all that bears on it in a programme. It looks at every line and
    /// payment: for single questions; [`Budget::of`] makes them all in one go.
    #[must_use]
    pub fn of_line(programme: &Programme, line: &BudgetLine) -> Self {
        let payments = programme.payments.values();
        let mut figures = Self::of(line, payments.filter(|p| p.line.as_ref() == Some(&line.id)));
        for other in programme.budget_lines.values() {
            if takes_from(other, &line.id) {
                figures.carried_out = figures.carried_out.plus(&other.carried_over);
            }
        }
        figures
    }

    fn add_payment(&mut self, payment: &Payment) {
        let amount = Sum::Empty.plus(&payment.money.amount);
        let add = |sum: &mut Sum| *sum = std::mem::take(sum).plus_sum(&amount);
        match payment.kind {
            Some(PaymentKind::Advance) => add(&mut self.advanced),
            Some(PaymentKind::Disbursement) => add(&mut self.disbursed),
            Some(PaymentKind::Settlement) => add(&mut self.settled),
            // A recovery without an amount says nothing: empty is not zero.
            Some(PaymentKind::Recovery) if !amount.is_empty() => {
                let before = std::mem::take(&mut self.disbursed).plus_amount(0);
                self.disbursed = before.minus(&amount);
            }
            Some(PaymentKind::Recovery) | None => {}
        }
    }

    /// The recorded figures in the order of their columns; what follows from them is not among them.
    #[must_use]
    pub const fn parts(&self) -> [&Sum; 9] {
        [
            &self.committed,
            &self.carried_over,
            &self.carried_out,
            &self.estimate,
            &self.cancelled,
            &self.allocated,
            &self.advanced,
            &self.disbursed,
            &self.settled,
        ]
    }

    /// Figures of their parts, in the order of [`Figures::parts`].
    #[must_use]
    pub fn from_parts(parts: [Sum; 9]) -> Self {
        let [
            committed,
            carried_over,
            carried_out,
            estimate,
            cancelled,
            allocated,
            advanced,
            disbursed,
            settled,
        ] = parts;
        Self {
            committed,
            estimate,
            allocated,
            carried_over,
            carried_out,
            advanced,
            disbursed,
            settled,
            cancelled,
        }
    }

    /// Whether money was planned or moved: anything but a commitment.
    #[must_use]
    pub const fn has_money(&self) -> bool {
        !(self.estimate.is_empty()
            && self.allocated.is_empty()
            && self.carried_over.is_empty()
            && self.carried_out.is_empty()
            && self.advanced.is_empty()
            && self.disbursed.is_empty()
            && self.settled.is_empty()
            && self.cancelled.is_empty())
    }

    /// Adds other figures, column by column.
    pub fn add(&mut self, other: &Self) {
        let add = |sum: &mut Sum, more: &Sum| *sum = std::mem::take(sum).plus_sum(more);
        add(&mut self.committed, &other.committed);
        add(&mut self.estimate, &other.estimate);
        add(&mut self.allocated, &other.allocated);
        add(&mut self.carried_over, &other.carried_over);
        add(&mut self.carried_out, &other.carried_out);
        add(&mut self.advanced, &other.advanced);
        add(&mut self.disbursed, &other.disbursed);
        add(&mut self.settled, &other.settled);
        add(&mut self.cancelled, &other.cancelled);
    }

    /// Dự toán được dùng: the estimate with what was carried over from the year before, less what was
    /// cancelled and what was carried over into the next year. Chuyển nguồn counts in the estimate of
    /// the year that it came into, as a figure of its own (DOMAIN.md §2); so a line may be spent from it
    /// alone. Empty where neither was given: a cancellation of nothing says nothing.
    #[must_use]
    pub fn available(&self) -> Sum {
        let mut sum = self.estimate.clone().plus_sum(&self.carried_over);
        for less in [&self.cancelled, &self.carried_out] {
            if !sum.is_empty() && !less.is_empty() {
                sum = sum.minus(less);
            }
        }
        sum
    }

    /// Còn lại: what is [`available`](Self::available), less what was disbursed. Below zero where more
    /// was disbursed. Empty where nothing was made available.
    #[must_use]
    pub fn remaining(&self) -> Sum {
        let left = self.available();
        if left.is_empty() || self.disbursed.is_empty() {
            left
        } else {
            left.minus(&self.disbursed)
        }
    }

    /// Tỷ lệ giải ngân in tenths of a percent, half up: what was disbursed by the estimate that was
    /// assigned (giải ngân ÷ dự toán giao × 100, DOMAIN.md §2). None without an estimate, or with one
    /// of 0. Chuyển nguồn is not in the divisor, so a line that spends it may pass 100 % and be within
    /// its bounds: [`overspending`](Self::overspending) alone tells what is too much.
    #[must_use]
    pub fn rate_tenths(&self) -> Option<i64> {
        let (estimate, disbursed) = (self.estimate.known()?, self.disbursed.known()?);
        crate::text::number::percent_tenths(disbursed, estimate)
    }

    /// The bounds that are surely overspent, with the excess in đồng: of the estimate what is
    /// [`available`](Self::available), and the allocation.
    #[must_use]
    pub fn overspending(&self) -> Vec<Overspending> {
        let over = |bound: &Sum| {
            let excess = self.disbursed.minus(bound);
            if self.disbursed.exceeds(bound) {
                excess.bounds().map(|(low, _)| low)
            } else {
                None
            }
        };
        let estimate = over(&self.available()).map(Overspending::Estimate);
        estimate
            .into_iter()
            .chain(over(&self.allocated).map(Overspending::Allocation))
            .collect()
    }

    /// Whether not one figure is known.
    #[must_use]
    pub const fn is_blank(&self) -> bool {
        self.committed.is_empty()
            && self.estimate.is_empty()
            && self.allocated.is_empty()
            && self.carried_over.is_empty()
            && self.carried_out.is_empty()
            && self.advanced.is_empty()
            && self.disbursed.is_empty()
            && self.settled.is_empty()
            && self.cancelled.is_empty()
    }
}

/// Whether a line took its Chuyển nguồn from another one; never from itself.
fn takes_from(line: &BudgetLine, from: &Id) -> bool {
    line.carried_from.as_ref() == Some(from) && line.id != *from
}

/// The payments of each line, and what is carried on from it: gathered once where the figures of many
/// lines are asked for.
#[derive(Debug)]
pub struct LineMoney<'a> {
    payments: HashMap<&'a Id, Vec<&'a Payment>>,
    carried: HashMap<&'a Id, Sum>,
}

impl<'a> LineMoney<'a> {
    /// That of all lines of a programme.
    #[must_use]
    pub fn of(programme: &'a Programme) -> Self {
        let mut payments: HashMap<&Id, Vec<&Payment>> = HashMap::default();
        for payment in programme.payments.values() {
            if let Some(line) = &payment.line {
                payments.entry(line).or_default().push(payment);
            }
        }
        let mut carried: HashMap<&Id, Sum> = HashMap::default();
        for line in programme.budget_lines.values() {
            if let Some(from) = line.carried_from.as_ref().filter(|f| takes_from(line, f)) {
                let sum = carried.entry(from).or_default();
                *sum = std::mem::take(sum).plus(&line.carried_over);
            }
        }
        Self { payments, carried }
    }

    /// The figures of a line: those of [`Figures::of_line`].
    #[must_use]
    pub fn figures(&self, line: &BudgetLine) -> Figures {
        let own = self.payments.get(&line.id).into_iter().flatten().copied();
        let mut figures = Figures::of(line, own);
        figures.carried_out = self.carried.get(&line.id).cloned().unwrap_or_default();
        figures
    }
}

/// The lines of one source and payer in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// The source; none is recorded for some lines.
    pub source: Option<FundingSource>,
    /// Who pays.
    pub payer: Option<Id>,
    /// Their sums.
    pub figures: Figures,
    /// The lines, in the order of their clauses.
    pub lines: Vec<Id>,
    /// Those of its lines that are themselves spent beyond a bound.
    pub overspent: Vec<Id>,
}

/// One year of the budget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearBudget {
    /// The year.
    pub year: i32,
    /// All its sums, with what the text itself commits.
    pub total: Figures,
    /// What the text commits for this year and no line has taken up yet: clause and đồng.
    pub from_text: Vec<(Id, i64)>,
    /// Its lines by source and payer, in the order of sources and of parties; those without a
    /// source last.
    pub sources: Vec<SourceRow>,
    /// Whether every line with money out of it is settled, and there is one.
    pub settled: bool,
}

impl YearBudget {
    /// Whether money of this year was planned or moved: anything but a commitment.
    #[must_use]
    pub const fn has_money(&self) -> bool {
        self.total.has_money()
    }
}

/// How the commitment of a clause is met in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitmentYear {
    /// The year.
    pub year: i32,
    /// What is committed, in đồng.
    pub committed: i64,
    /// What was disbursed for the clause.
    pub disbursed: Sum,
    /// Whether any figure of the clause was entered for this year.
    pub entered: bool,
}

impl CommitmentYear {
    /// What is missing to the commitment, in đồng; none where it is met, or where figures in
    /// conflict leave it open.
    #[must_use]
    pub fn missing(&self) -> Option<i64> {
        let disbursed = match &self.disbursed {
            Sum::Empty => 0,
            Sum::Known(amount) => *amount,
            Sum::Range(..) | Sum::Overflow => return None,
        };
        let left = self.committed.checked_sub(disbursed)?;
        (left > 0).then_some(left)
    }

    /// How much of the commitment is disbursed, 0–1; none where nothing is known of it.
    #[must_use]
    pub fn share_tenths(&self) -> Option<i64> {
        crate::text::number::percent_tenths(self.disbursed.known()?, self.committed)
    }
}

/// Where a source stands in its year: the source (none last), the payer's party in the order of
/// parties, the payer.
type SourcePlace = (bool, Option<FundingSource>, usize, Option<Id>);
type Sources = BTreeMap<SourcePlace, (SourceRow, Tally)>;

fn place_of(
    programme: &Programme,
    parties: &HashMap<&Id, usize>,
    line: &BudgetLine,
) -> SourcePlace {
    let payer = line.key.payer.as_ref();
    let party = payer.map_or(usize::MAX, |p| {
        let party = programme.party_of(p).map_or(p, |party| &party.id);
        parties.get(party).copied().unwrap_or(usize::MAX - 1)
    });
    (
        line.key.source.is_none(),
        line.key.source,
        party,
        payer.cloned(),
    )
}

/// The budget of the whole programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// Each year of the period, and years outside it that have lines.
    pub years: Vec<YearBudget>,
    /// Lines whose year is not recorded, as if of the year 0.
    pub undated: Option<YearBudget>,
    /// All years, and what has none.
    pub total: Figures,
    /// The figures of each line.
    pub lines: BTreeMap<Id, Figures>,
    /// The figures of each activity that lines or payments name.
    pub activities: HashMap<Id, Figures>,
    /// The figures of each clause and year.
    pub clauses: HashMap<(Id, i32), Figures>,
    /// Payments that belong to no line.
    pub loose_payments: Vec<Id>,
}

impl Budget {
    /// The budget as it is recorded.
    #[must_use]
    pub fn of(programme: &Programme) -> Self {
        let mut budget = Self::default();
        let mut payments: HashMap<&Id, Vec<&Payment>> = HashMap::default();
        for payment in programme.payments.values() {
            match payment
                .line
                .as_ref()
                .filter(|l| programme.budget_lines.contains_key(*l))
            {
                Some(line) => payments.entry(line).or_default().push(payment),
                None => budget.loose_payments.push(payment.id.clone()),
            }
            if let Some(activity) = &payment.activity {
                budget
                    .activities
                    .entry(activity.clone())
                    .or_default()
                    .add_payment(payment);
            }
        }
        let mut years: BTreeMap<i32, Sources> = programme
            .header
            .period
            .years()
            .map(|y| (y, Sources::new()))
            .collect();
        let mut undated = Sources::new();
        let parties: HashMap<&Id, usize> = programme
            .parties_in_order()
            .into_iter()
            .enumerate()
            .map(|(at, party)| (&party.id, at))
            .collect();
        let mut carried: HashMap<&Id, Sum> = HashMap::default();
        for line in programme.budget_lines.values() {
            if let Some(from) = line.carried_from.as_ref().filter(|f| takes_from(line, f)) {
                let sum = carried.entry(from).or_default();
                *sum = std::mem::take(sum).plus(&line.carried_over);
            }
        }
        let mut lines: Vec<(Id, Figures)> = Vec::with_capacity(programme.budget_lines.len());
        for line in programme.budget_lines.values() {
            let own = || payments.get(&line.id).into_iter().flatten().copied();
            let mut figures = Figures::of(line, own());
            figures.carried_out = carried.get(&line.id).cloned().unwrap_or_default();
            if let Some(activity) = &line.activity {
                // The payments were counted by their own activity above; where they name none they
                // follow their line.
                let sum = budget.activities.entry(activity.clone()).or_default();
                sum.add(&Figures {
                    carried_out: figures.carried_out.clone(),
                    ..Figures::of(line, own().filter(|p| p.activity.is_none()))
                });
            }
            if let (Some(year), Some(clause)) = (line.key.year, &line.key.clause) {
                budget
                    .clauses
                    .entry((clause.clone(), year))
                    .or_default()
                    .add(&figures);
            }
            let sources = match line.key.year {
                Some(year) => years.entry(year).or_default(),
                None => &mut undated,
            };
            let new = || SourceRow {
                source: line.key.source,
                payer: line.key.payer.clone(),
                figures: Figures::default(),
                lines: Vec::new(),
                overspent: Vec::new(),
            };
            let (row, tally) = sources
                .entry(place_of(programme, &parties, line))
                .or_insert_with(|| (new(), Tally::default()));
            tally.add(&figures);
            row.lines.push(line.id.clone());
            if !figures.overspending().is_empty() {
                row.overspent.push(line.id.clone());
            }
            lines.push((line.id.clone(), figures));
        }
        // They came in order: a table of them all is made quicker than one grows.
        budget.lines = lines.into_iter().collect();
        let commitments: Vec<(&Id, i64)> = programme
            .text
            .all()
            .iter()
            .filter_map(|c| Some((&c.id, c.yearly_commitment?)))
            .collect();
        let mut total = Tally::default();
        for (year, sources) in years {
            let (mut year, mut tally) = budget.year_of(programme, year, sources);
            if programme.header.period.contains(year.year) {
                for (clause, amount) in &commitments {
                    let figures = budget.clauses.get(&((*clause).clone(), year.year));
                    if figures.is_none_or(|f| f.committed.is_empty()) {
                        year.from_text.push(((*clause).clone(), *amount));
                        tally.add(&Figures {
                            committed: Sum::Known(*amount),
                            ..Figures::default()
                        });
                    }
                }
            }
            year.total = tally.figures();
            total.join(&tally);
            budget.years.push(year);
        }
        if !undated.is_empty() {
            let (mut undated, tally) = budget.year_of(programme, 0, undated);
            undated.total = tally.figures();
            total.join(&tally);
            budget.undated = Some(undated);
        }
        budget.total = total.figures();
        budget
    }

    /// The year with these sources, their lines in order; and its sums on their way.
    fn year_of(&self, programme: &Programme, year: i32, sources: Sources) -> (YearBudget, Tally) {
        let mut total = Tally::default();
        let sum_up = |(mut row, tally): (SourceRow, Tally)| {
            row.figures = tally.figures();
            total.join(&tally);
            row
        };
        let mut sources: Vec<SourceRow> = sources.into_values().map(sum_up).collect();
        for row in &mut sources {
            // They come by their ids, and stay so where the clauses are the same.
            row.lines.sort_by_cached_key(|id| {
                let line = programme.budget_lines.get(id);
                let clause = line.and_then(|l| l.key.clause.as_ref());
                clause.map_or(usize::MAX, |c| programme.text.position(c.as_str()))
            });
        }
        let spent = |id: &&Id| self.lines.get(*id).is_some_and(|f| !f.disbursed.is_empty());
        let mut spent = sources
            .iter()
            .flat_map(|row| &row.lines)
            .filter(spent)
            .peekable();
        let settled = spent.peek().is_some()
            && spent.all(|id| self.lines.get(id).is_some_and(|f| !f.settled.is_empty()));
        let year = YearBudget {
            year,
            total: Figures::default(),
            from_text: Vec::new(),
            sources,
            settled,
        };
        (year, total)
    }

    /// One year.
    #[must_use]
    pub fn year(&self, year: i32) -> Option<&YearBudget> {
        self.years.iter().find(|y| y.year == year)
    }

    /// How the yearly commitment of a clause is met over the period (Điều 5.1).
    #[must_use]
    pub fn commitment(&self, programme: &Programme, clause: &Id) -> Vec<CommitmentYear> {
        let Some(amount) = programme
            .text
            .get(clause.as_str())
            .and_then(|c| c.yearly_commitment)
        else {
            return Vec::new();
        };
        programme
            .header
            .period
            .years()
            .map(|year| {
                let figures = self.clauses.get(&(clause.clone(), year));
                // What is recorded may be a part of it only: the text's stands all the same.
                let recorded = figures.and_then(|f| f.committed.known());
                let committed = recorded.map_or(amount, |recorded| recorded.max(amount));
                let disbursed = figures.map(|f| f.disbursed.clone()).unwrap_or_default();
                CommitmentYear {
                    year,
                    committed,
                    disbursed,
                    entered: figures.is_some_and(|f| !f.is_blank()),
                }
            })
            .collect()
    }

    /// The years that have at least one figure in a column: what a total covers.
    #[must_use]
    pub fn years_with(&self, column: impl Fn(&Figures) -> &Sum) -> BTreeSet<i32> {
        self.years
            .iter()
            .filter(|y| !column(&y.total).is_empty())
            .map(|y| y.year)
            .collect()
    }
}
