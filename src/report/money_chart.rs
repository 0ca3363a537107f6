//! The charts of the budget: by year, cumulative over time, by source. Each is data first, and one
//! drawing of them for the screen, the clipboard and a file; its numbers are a table too.

mod draw;

pub use draw::{Frame, Picture, Spot, draw};

use super::table::{Cell, Line, Table};
use crate::insight::{Committed, Figures, Insight, YearFilter};
use crate::model::hash::HashMap;
use crate::model::{BudgetLine, FundingSource, Id, PaymentKind, Programme, Sum};
use crate::text::money::{format_dong, format_million};
use crate::text::strings::Lang;
use crate::text::strings::budget::Budget as Words;
use crate::text::strings::money::Money as Texts;
use crate::text::strings::vocabulary::Vocabulary;
use chrono::{Datelike as _, NaiveDate};
use std::collections::BTreeMap;

/// Which chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Commitment, estimate and disbursed by year.
    #[default]
    Years,
    /// What was disbursed up to each month, against the estimate.
    Cumulative,
    /// The same figures as by year, by source.
    Sources,
}

impl Kind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Years, Self::Cumulative, Self::Sources];

    /// What it is called.
    #[must_use]
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Years => Texts(lang).chart_years(),
            Self::Cumulative => Texts(lang).chart_cumulative(),
            Self::Sources => Texts(lang).chart_sources(),
        }
    }
}

/// Three figures that are drawn beside each other, in đồng. Of a figure in conflict the lower end is
/// drawn and the range is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars {
    /// The year, or the source.
    pub name: String,
    /// Cam kết.
    pub committed: Sum,
    /// Dự toán giao.
    pub estimate: Sum,
    /// Giải ngân.
    pub disbursed: Sum,
    /// Whether it lies in the years that are shown; the others are paler.
    pub shown: bool,
}

/// A month of the cumulative chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub begins: NaiveDate,
    /// What was disbursed in it, less what was recovered, in đồng.
    pub within: i64,
    /// Up to its end; none in months that are still to come, nor in years before the first that has money.
    pub so_far: Option<i64>,
    /// The estimate up to it: of each year from its first month on. None before the first and after the
    /// last year that has one: nothing was planned there yet.
    pub plan: Option<i64>,
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Which one.
    pub kind: Kind,
    /// The years in words.
    pub scope: String,
    /// The bars of years or of sources.
    pub bars: Vec<Bars>,
    /// The months.
    pub months: Vec<Month>,
    /// What is not drawn, in words; empty where all is.
    pub left_out: String,
    /// Its commitments add up years of which the text states no sum (số tính, DOMAIN.md §1).
    pub computed: bool,
    /// Made from sample data: every copy says so.
    pub sample: bool,
    /// The language.
    pub lang: Lang,
}

impl Chart {
    /// The data of a chart, of the years that the insight shows.
    #[must_use]
    pub fn of(kind: Kind, programme: &Programme, insight: &Insight, lang: Lang) -> Self {
        let period = programme.header.period;
        let scope = match insight.years {
            YearFilter::Year(year) if kind != Kind::Years => Vocabulary(lang).year(year),
            _ => Texts(lang).chart_period(period.from, period.to),
        };
        let mut chart = Self {
            kind,
            scope,
            bars: Vec::new(),
            months: Vec::new(),
            left_out: String::new(),
            computed: false,
            sample: programme.header.sample_today.is_some(),
            lang,
        };
        match kind {
            Kind::Years => chart.years(insight),
            Kind::Cumulative => chart.cumulative(programme, insight),
            Kind::Sources => {
                chart.sources(insight);
                let all = Committed::of(programme, &insight.budget, insight.years);
                chart.computed = all.is_computed();
            }
        }
        chart
    }

    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let of = |b: &Bars| {
            b.committed.bounds().is_some()
                || b.estimate.bounds().is_some()
                || b.disbursed.bounds().is_some()
        };
        let month = |m: &Month| m.within != 0 || m.plan.is_some();
        !self.bars.iter().any(of) && !self.months.iter().any(month)
    }

    /// Its title: what it shows.
    #[must_use]
    pub fn title(&self) -> &'static str {
        let texts = Texts(self.lang);
        match self.kind {
            Kind::Years => texts.chart_years_title(),
            Kind::Cumulative => texts.chart_cumulative_title(),
            Kind::Sources => texts.chart_sources_title(),
        }
    }

    fn bars_of(name: String, f: &Figures, shown: bool) -> Bars {
        Bars {
            name,
            committed: f.committed.clone(),
            estimate: f.estimate.clone(),
            disbursed: f.disbursed.clone(),
            shown,
        }
    }

    fn years(&mut self, insight: &Insight) {
        let years = insight.budget.years.iter();
        self.bars = years
            .map(|y| {
                let shown = insight.years.admits(Some(y.year));
                Self::bars_of(y.year.to_string(), &y.total, shown)
            })
            .collect();
    }

    fn sources(&mut self, insight: &Insight) {
        let budget = &insight.budget;
        let years = budget
            .years
            .iter()
            .filter(|y| insight.years.admits(Some(y.year)));
        let undated = budget.undated.iter().filter(|_| insight.years.admits(None));
        let mut found: BTreeMap<(bool, Option<FundingSource>), Figures> = BTreeMap::new();
        let mut from_text = Sum::Empty;
        let mut years_of_text = 0;
        for year in years.chain(undated) {
            for row in &year.sources {
                let place = (row.source.is_none(), row.source);
                found.entry(place).or_default().add(&row.figures);
            }
            years_of_text += usize::from(!year.from_text.is_empty());
            for (_, dong) in &year.from_text {
                from_text = from_text.plus_amount(*dong);
            }
        }
        let words = Vocabulary(self.lang);
        self.bars = found
            .iter()
            .map(|((_, source), f)| Self::bars_of(words.source(*source).to_owned(), f, true))
            .collect();
        if let Some(dong) = from_text.known() {
            // What the text commits has no source until one is recorded.
            let t = Texts(self.lang);
            self.left_out = match years_of_text {
                1 => t.commitment_without_source(&format_dong(dong)),
                // The text adds nothing up (số tính).
                _ => t.computed_without_source(&format_dong(dong)),
            };
        }
    }

    fn cumulative(&mut self, programme: &Programme, insight: &Insight) {
        let period = programme.header.period;
        let (first, last) = match insight.years {
            YearFilter::Year(year) => (year, year),
            YearFilter::All if period.from == 0 => return,
            YearFilter::All => (period.from, period.to),
        };
        // The January after the last year settles it.
        let count = usize::try_from((i64::from(last) - i64::from(first) + 1) * 12 + 1);
        let count = count.unwrap_or_default();
        let place = |day: NaiveDate| -> Option<usize> {
            let months = (i64::from(day.year()) - i64::from(first)) * 12 + i64::from(day.month0());
            usize::try_from(months).ok().filter(|at| *at < count)
        };
        let in_scope = |line: &BudgetLine| match line.key.year {
            Some(year) => (first..=last).contains(&year),
            None => insight.years == YearFilter::All,
        };
        let lines: HashMap<&Id, bool> = programme
            .budget_lines
            .values()
            .map(|l| (&l.id, in_scope(l)))
            .collect();
        let mut within = vec![0_i64; count];
        let (mut out, mut out_sum) = (0_usize, Sum::Empty);
        for payment in programme.payments.values() {
            let counted = payment.line.as_ref().and_then(|l| lines.get(l)).copied();
            let sign = match payment.kind {
                Some(PaymentKind::Disbursement) => 1,
                Some(PaymentKind::Recovery) => -1,
                _ => continue,
            };
            if counted != Some(true) || payment.money.amount.is_empty() {
                continue;
            }
            let dong = payment.money.amount.known();
            let month = payment
                .date
                .and_then(place)
                .and_then(|at| within.get_mut(at));
            let drawn = dong.zip(month).and_then(|(dong, month)| {
                *month = month.checked_add(dong.checked_mul(sign)?)?;
                Some(())
            });
            if drawn.is_none() {
                out += 1;
                out_sum = out_sum.plus(&payment.money.amount);
            }
        }
        if out > 0 {
            let sum = match out_sum.bounds() {
                Some((low, high)) if low == high => format_dong(low),
                Some((low, high)) => format!("{}–{}", format_dong(low), format_dong(high)),
                None => Words(self.lang).beyond_count().to_owned(),
            };
            self.left_out = Texts(self.lang).payments_not_drawn(out, &sum);
        }
        // Drawn up to today, or to the last payment where that is later.
        let paid = within.iter().rposition(|n| *n != 0);
        let now = place(insight.today).or_else(|| {
            let over = insight.today.year() > last;
            over.then(|| count.saturating_sub(1))
        });
        let until = paid.max(now);
        let estimate = |year: i32| {
            let year = insight.budget.year(year)?;
            year.total.estimate.bounds().map(|(low, _)| low)
        };
        // With the January that settles it.
        let planned = (first..=last).rev().find(|y| estimate(*y).is_some());
        let planned = planned.and_then(|y| NaiveDate::from_ymd_opt(y.checked_add(1)?, 1, 1));
        // Years before the first that has money say nothing: that is not nought.
        let begun = (first..=last).find(|y| estimate(*y).is_some());
        let begun = begun.and_then(|y| place(NaiveDate::from_ymd_opt(y, 1, 1)?));
        let paid_first = within.iter().position(|n| *n != 0).map(|at| at / 12 * 12);
        let begun = begun.into_iter().chain(paid_first).min();
        let mut so_far = Some(0_i64);
        let mut plan: Option<i64> = None;
        for (at, within) in within.into_iter().enumerate() {
            let year = first.saturating_add(i32::try_from(at / 12).unwrap_or(i32::MAX));
            let month = u32::try_from(at % 12 + 1).unwrap_or(1);
            let Some(begins) = NaiveDate::from_ymd_opt(year, month, 1) else {
                return;
            };
            if month == 1
                && year <= last
                && let Some(dong) = estimate(year)
            {
                plan = plan.unwrap_or(0).checked_add(dong);
            }
            so_far = so_far.and_then(|n| n.checked_add(within));
            self.months.push(Month {
                begins,
                within,
                so_far: so_far.filter(|_| {
                    begun.is_some_and(|begun| begun <= at) && until.is_some_and(|until| at <= until)
                }),
                plan: plan.filter(|_| planned.is_some_and(|until| begins <= until)),
            });
        }
    }

    /// A figure as it is written at a bar: triệu đồng, a range, or "—".
    #[must_use]
    pub fn amount(&self, sum: &Sum) -> String {
        match sum {
            Sum::Empty => "—".to_owned(),
            Sum::Known(n) => format_million(*n),
            Sum::Range(low, high) => format!("{}–{}", format_million(*low), format_million(*high)),
            Sum::Overflow => Words(self.lang).beyond_count().to_owned(),
        }
    }

    /// Bars in words, for a tooltip and a screen reader.
    #[must_use]
    pub fn bars_in_words(&self, bars: &Bars) -> String {
        let name = match self.kind {
            Kind::Years => match bars.name.parse() {
                Ok(year) => Vocabulary(self.lang).year(year),
                Err(_) => bars.name.clone(),
            },
            _ => bars.name.clone(),
        };
        Texts(self.lang).chart_bars(
            &name,
            &self.amount(&bars.committed),
            &self.amount(&bars.estimate),
            &self.amount(&bars.disbursed),
        )
    }

    /// A month in words.
    #[must_use]
    pub fn month_in_words(&self, month: &Month) -> String {
        let dash = || "—".to_owned();
        Texts(self.lang).chart_month(
            &month.begins.format("%m/%Y").to_string(),
            &format_million(month.within),
            &month.so_far.map_or_else(dash, format_million),
            &month.plan.map_or_else(dash, format_million),
        )
    }

    /// Its numbers in đồng, for spreadsheets and word processors.
    #[must_use]
    pub fn table(&self) -> Table {
        let words = Vocabulary(self.lang);
        let texts = Texts(self.lang);
        let cell = |sum: &Sum| match sum {
            Sum::Empty => Cell::Empty,
            Sum::Known(n) => Cell::Whole(*n),
            Sum::Range(low, high) => {
                Cell::Text(format!("{}–{}", format_dong(*low), format_dong(*high)))
            }
            Sum::Overflow => Cell::Text(Words(self.lang).beyond_count().to_owned()),
        };
        let mut notes = Vec::new();
        if self.sample {
            notes.push(words.sample_data().to_owned());
        }
        notes.push(format!("{}, {}", self.title(), self.scope));
        notes.push(texts.chart_table_unit().to_owned());
        let (columns, lines): (Vec<&str>, Vec<Vec<Cell>>) = if self.kind == Kind::Cumulative {
            let row = |m: &Month| {
                vec![
                    Cell::Text(m.begins.format("%m/%Y").to_string()),
                    Cell::Whole(m.within),
                    Cell::from(m.so_far),
                    Cell::from(m.plan),
                ]
            };
            let names = vec![
                texts.chart_month_column(),
                texts.chart_within(),
                texts.chart_so_far(),
                words.estimate(),
            ];
            (names, self.months.iter().map(row).collect())
        } else {
            let first = match self.kind {
                Kind::Sources => Words(self.lang).source(),
                _ => Words(self.lang).year(),
            };
            let row = |b: &Bars| {
                let figures = [&b.committed, &b.estimate, &b.disbursed];
                let figures = figures.into_iter().map(cell);
                let name = match b.name.parse() {
                    Ok(year) if self.kind == Kind::Years => Cell::Whole(year),
                    _ => Cell::Text(b.name.clone()),
                };
                std::iter::once(name).chain(figures).collect()
            };
            let names = vec![
                first,
                words.committed(),
                words.estimate(),
                words.disbursed(),
            ];
            (names, self.bars.iter().map(row).collect())
        };
        if self.computed {
            notes.push(texts.committed_computed().to_owned());
        }
        if !self.left_out.is_empty() {
            notes.push(self.left_out.clone());
        }
        Table {
            notes,
            columns: columns.into_iter().map(str::to_owned).collect(),
            lines: lines
                .into_iter()
                .map(|cells| Line { head: false, cells })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests;
