//! The rows of the budget table: years, their sources, the lines of each source.

use super::figures::{Unit, spoken};
use super::{State, columns::Column};
use crate::insight::{Budget, Figures, YearBudget};
use crate::model::{FundingSource, Id};
use crate::text::strings::budget::Budget as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use crate::ui::view::View;
use chrono::Datelike as _;

/// One row, by places in the budget of the present revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A year; the place behind the last is what has no year.
    Year(usize),
    /// What the text commits for a year and no line has taken up: year, place among those.
    FromText(usize, usize),
    /// A source: year, place among its sources.
    Source(usize, usize),
    /// A line: year, source, place among its lines.
    Line(usize, usize, usize),
}

/// A row by what it stands for, so that it is found again after an edit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RowKey {
    /// A year; 0 for what has none.
    Year(i32),
    /// The commitment of a clause in a year.
    FromText(i32, Id),
    /// A source with its payer in a year.
    Source(SourceKey),
    /// A line.
    Line(Id),
}

/// A source with its payer in a year.
pub type SourceKey = (i32, Option<FundingSource>, Option<Id>);

/// The year at a place.
#[must_use]
pub fn year_at(budget: &Budget, at: usize) -> Option<&YearBudget> {
    budget
        .years
        .get(at)
        .or_else(|| budget.undated.as_ref().filter(|_| at == budget.years.len()))
}

impl Row {
    /// What it stands for.
    #[must_use]
    pub fn key(self, budget: &Budget) -> Option<RowKey> {
        match self {
            Self::Year(y) => Some(RowKey::Year(year_at(budget, y)?.year)),
            Self::FromText(y, i) => {
                let year = year_at(budget, y)?;
                Some(RowKey::FromText(
                    year.year,
                    year.from_text.get(i)?.0.clone(),
                ))
            }
            Self::Source(y, s) => {
                let year = year_at(budget, y)?;
                let source = year.sources.get(s)?;
                Some(RowKey::Source((
                    year.year,
                    source.source,
                    source.payer.clone(),
                )))
            }
            Self::Line(..) => Some(RowKey::Line(self.own_line(budget)?.clone())),
        }
    }

    /// Its figures.
    #[must_use]
    pub fn figures(self, budget: &Budget) -> Option<std::borrow::Cow<'_, Figures>> {
        use std::borrow::Cow;
        Some(match self {
            Self::Year(y) => Cow::Borrowed(&year_at(budget, y)?.total),
            Self::FromText(y, i) => {
                let committed = crate::model::Sum::Known(year_at(budget, y)?.from_text.get(i)?.1);
                Cow::Owned(Figures {
                    committed,
                    ..Figures::default()
                })
            }
            Self::Source(y, s) => Cow::Borrowed(&year_at(budget, y)?.sources.get(s)?.figures),
            Self::Line(..) => Cow::Borrowed(budget.lines.get(self.own_line(budget)?)?),
        })
    }

    fn own_line(self, budget: &Budget) -> Option<&Id> {
        match self {
            Self::Line(y, s, l) => year_at(budget, y)?.sources.get(s)?.lines.get(l),
            _ => None,
        }
    }

    /// The line that its cells edit: its own, or the only one of its source.
    #[must_use]
    pub fn line(self, budget: &Budget) -> Option<&Id> {
        match self {
            Self::Source(y, s) => match year_at(budget, y)?.sources.get(s)?.lines.as_slice() {
                [only] => Some(only),
                _ => None,
            },
            _ => self.own_line(budget),
        }
    }

    /// Whether it can be folded out, and is.
    #[must_use]
    pub fn fold(self, view: &View<'_>, state: &State) -> Option<bool> {
        let budget = &view.insight.budget;
        match (self, self.key(budget)?) {
            (Self::Year(y), RowKey::Year(year)) => {
                let has = year_at(budget, y)
                    .is_some_and(|y| !y.sources.is_empty() || !y.from_text.is_empty());
                has.then(|| state.is_year_open(view, year))
            }
            (_, RowKey::Source(key)) => Some(state.open_sources.contains(&key)),
            _ => None,
        }
    }

    /// Its name as shown.
    #[must_use]
    pub fn name(self, view: &View<'_>) -> String {
        let budget = &view.insight.budget;
        let texts = Texts(view.lang);
        match self {
            Self::Year(y) => match year_at(budget, y) {
                Some(year) if y < budget.years.len() => view.words().year(year.year),
                _ => texts.no_year().to_owned(),
            },
            Self::FromText(y, i) => {
                let clause = year_at(budget, y).and_then(|year| year.from_text.get(i));
                let clause = clause.and_then(|(id, _)| view.programme().text.get(id.as_str()));
                texts.from_text(&clause.map(|c| view.anchor(c)).unwrap_or_default())
            }
            Self::Source(y, s) => year_at(budget, y)
                .and_then(|year| year.sources.get(s))
                .map(|source| source_name(view, source.source, source.payer.as_ref()))
                .unwrap_or_default(),
            Self::Line(..) => self
                .own_line(budget)
                .map(|id| line_name(view, id))
                .unwrap_or_default(),
        }
    }

    /// The name of one of its cells for a screen reader: "Phân bổ, Năm 2024, Ngân sách huyện: 1.000".
    #[must_use]
    pub fn cell_name(self, view: &View<'_>, column: Column, unit: Unit) -> String {
        let figures = self.figures(&view.insight.budget).unwrap_or_default();
        let amount = match column.sum(&figures) {
            Some(sum) => spoken(&sum, unit, view.lang),
            None => column.text(&figures, unit, view.lang),
        };
        format!("{}: {amount}", self.cell_title(view, column))
    }

    /// The same without the amount.
    #[must_use]
    pub fn cell_title(self, view: &View<'_>, column: Column) -> String {
        let year = match self {
            Self::Source(y, _) | Self::FromText(y, _) => format!("{}, ", Self::Year(y).name(view)),
            Self::Year(_) | Self::Line(..) => String::new(),
        };
        let row = format!("{year}{}", self.name(view));
        Texts(view.lang).cell_name(column.title(view.words()), &row)
    }
}

/// The name of a source with who pays: "Ngân sách huyện Vĩnh Lộc", "CTMTQG".
#[must_use]
pub fn source_name(view: &View<'_>, source: Option<FundingSource>, payer: Option<&Id>) -> String {
    let word = view.words().source(source);
    payer.map_or_else(
        || word.to_owned(),
        |payer| format!("{word} {}", view.unit_name(payer)),
    )
}

/// The name of a line: its own, else its activity's, else its clause's short title.
#[must_use]
pub fn line_name(view: &View<'_>, id: &Id) -> String {
    let p = view.programme();
    let texts = Texts(view.lang);
    let Some(line) = p.budget_lines.get(id) else {
        return texts.no_name().to_owned();
    };
    if !line.name.is_empty() {
        return line.name.clone();
    }
    let activity = line
        .activity
        .as_ref()
        .and_then(|a| p.activities.get(a))
        .map(|a| a.title.clone());
    let clause = || {
        line.key
            .clause
            .as_ref()
            .and_then(|c| p.text.get(c.as_str()))
            .map(|c| view.short_title(c))
    };
    activity
        .or_else(clause)
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| texts.no_name().to_owned())
}

/// The rows that are shown: the years of the filter with what is folded out of them.
#[must_use]
pub fn rows(view: &View<'_>, state: &State) -> Vec<Row> {
    let budget = &view.insight.budget;
    let mut rows = Vec::new();
    for at in 0..=budget.years.len() {
        let Some(year) = year_at(budget, at) else {
            continue;
        };
        let own = (at < budget.years.len()).then_some(year.year);
        if !view.years.admits(own) {
            continue;
        }
        rows.push(Row::Year(at));
        if !state.is_year_open(view, year.year) {
            continue;
        }
        rows.extend((0..year.from_text.len()).map(|i| Row::FromText(at, i)));
        for (s, source) in year.sources.iter().enumerate() {
            rows.push(Row::Source(at, s));
            let key = (year.year, source.source, source.payer.clone());
            if state.open_sources.contains(&key) {
                rows.extend((0..source.lines.len()).map(|l| Row::Line(at, s, l)));
            }
        }
    }
    rows
}

/// How a year stands, in a word with its icon and tone.
#[must_use]
pub fn year_state(view: &View<'_>, year: &YearBudget) -> (Option<Icon>, &'static str, Tone) {
    let texts = Texts(view.lang);
    let now = view.today.year();
    match (year.has_money(), year.settled) {
        (false, _) if year.year < now => (None, texts.year_not_entered(), Tone::Idle),
        (false, _) => (None, texts.year_not_assigned(), Tone::Idle),
        (true, true) => (Some(Icon::CheckCircle), texts.year_settled(), Tone::Done),
        (true, false) if year.year < now => {
            (Some(Icon::Clock), texts.year_not_settled(), Tone::Soon)
        }
        (true, false) if year.year == now => {
            (Some(Icon::CircleHalf), texts.year_running(), Tone::Doing)
        }
        (true, false) => (Some(Icon::Circle), texts.year_assigned(), Tone::Idle),
    }
}
