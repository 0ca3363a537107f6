//! The lines of the budget (Phụ lục II): by year, clause, source and payer, each figure in its own
//! column. What the text itself commits stands there too, so that the total is that of the program.

use super::{Key, Maker, Rows, Total, Totals};
use crate::insight::{Committed, Figures};
use crate::model::{Id, Sum};
use crate::report::table::Cell;

pub(super) const COLUMNS: &[Key] = &[
    Key::Sequence,
    Key::Year,
    Key::Clause,
    Key::Name,
    Key::Source,
    Key::Payer,
    Key::Committed,
    Key::Estimate,
    Key::Allocated,
    Key::CarriedOver,
    Key::Cancelled,
    Key::CarriedOut,
    Key::Advanced,
    Key::Disbursed,
    Key::Rate,
    Key::Settled,
    Key::Remaining,
    Key::Activity,
    Key::Note,
    Key::Id,
];

pub(super) fn rows(m: &Maker<'_>) -> Rows {
    let mut rows = Vec::new();
    let mut total = Figures::default();
    let budget = &m.insight.budget;
    let years = budget
        .years
        .iter()
        .filter(|y| m.options.years.admits(Some(y.year)));
    let undated = budget
        .undated
        .iter()
        .filter(|_| m.options.years.admits(None));
    for year in years.chain(undated) {
        for (clause, amount) in &year.from_text {
            rows.push(from_text(m, year.year, clause, *amount));
            let committed = std::mem::take(&mut total.committed);
            total.committed = committed.plus_amount(*amount);
        }
        let mut lines: Vec<&Id> = year.sources.iter().flat_map(|s| &s.lines).collect();
        // By clause first: a table is read along the text. The order of sources stays.
        lines.sort_by_key(|id| {
            let line = m.programme.budget_lines.get(*id);
            let clause = line.and_then(|l| l.key.clause.as_ref());
            clause.map_or(usize::MAX, |c| m.programme.text.position(c.as_str()))
        });
        for id in lines {
            if let Some(figures) = budget.lines.get(id) {
                rows.extend(row(m, id, figures));
                total.add(figures);
            }
        }
    }
    let totals = if rows.is_empty() {
        Vec::new()
    } else {
        vec![totals(m, &total)]
    };
    (rows, totals)
}

fn row(m: &Maker<'_>, id: &Id, f: &Figures) -> Option<Vec<Cell>> {
    let line = m.programme.budget_lines.get(id)?;
    let clause = line.key.clause.as_ref();
    let name = match clause.and_then(|c| m.programme.text.get(c.as_str())) {
        Some(clause) if line.name.trim().is_empty() => m.names.clause_title(clause).into(),
        _ => m.text(&line.name),
    };
    let source = line.key.source.map(|s| m.names.words().source(Some(s)));
    Some(vec![
        Cell::Empty,
        Maker::year(line.key.year),
        m.clause(clause),
        name,
        source.map_or(Cell::Empty, Cell::from),
        m.unit(line.key.payer.as_ref()),
        m.figure(&line.committed),
        m.figure(&line.estimate),
        m.figure(&line.allocated),
        m.figure(&line.carried_over),
        m.figure(&line.cancelled),
        m.sum(&f.carried_out),
        m.sum(&f.advanced),
        m.sum(&f.disbursed),
        f.rate_tenths().map_or(Cell::Empty, Cell::Tenths),
        m.sum(&f.settled),
        m.sum(&f.remaining()),
        m.activity(line.activity.as_ref()),
        m.text(&line.note),
        line.id.as_str().into(),
    ])
}

/// What a clause commits for a year and no line has taken up.
fn from_text(m: &Maker<'_>, year: i32, clause: &Id, amount: i64) -> Vec<Cell> {
    let cite = match m.clause(Some(clause)) {
        Cell::Text(cite) => cite,
        _ => String::new(),
    };
    let mut cells = vec![Cell::Empty; COLUMNS.len()];
    let mut set = |key: Key, cell: Cell| {
        let place = COLUMNS.iter().position(|k| *k == key);
        if let Some(place) = place.and_then(|p| cells.get_mut(p)) {
            *place = cell;
        }
    };
    set(Key::Year, Maker::year(Some(year)));
    set(Key::Name, m.t.from_text(&cite).into());
    set(Key::Clause, cite.into());
    set(Key::Committed, Cell::Whole(amount));
    set(Key::Id, m.t.from_text_id().into());
    cells
}

fn totals(m: &Maker<'_>, f: &Figures) -> Totals {
    let columns: [(Key, &Sum); 9] = [
        (Key::Committed, &f.committed),
        (Key::Estimate, &f.estimate),
        (Key::Allocated, &f.allocated),
        (Key::CarriedOver, &f.carried_over),
        (Key::Cancelled, &f.cancelled),
        (Key::CarriedOut, &f.carried_out),
        (Key::Advanced, &f.advanced),
        (Key::Disbursed, &f.disbursed),
        (Key::Settled, &f.settled),
    ];
    let mut values: Vec<(Key, Total)> = columns
        .into_iter()
        .filter_map(|(key, sum)| m.total(key, sum))
        .collect();
    values.extend(f.rate_tenths().map(|tenths| {
        let (part, whole) = (Key::Disbursed, Key::Estimate);
        (
            Key::Rate,
            Total::Rate {
                part,
                whole,
                tenths,
            },
        )
    }));
    values.extend(match m.total(Key::Remaining, &f.remaining()) {
        Some((key, Total::Sum(value))) => {
            let (plus, minus) = (
                vec![Key::Estimate, Key::CarriedOver],
                vec![Key::Cancelled, Key::CarriedOut, Key::Disbursed],
            );
            Some((key, Total::Difference { plus, minus, value }))
        }
        other => other,
    });
    let computed = Committed::of(m.programme, &m.insight.budget, m.options.years).is_computed();
    Totals {
        label: if computed {
            m.t.total_computed().to_owned()
        } else {
            m.t.total().to_owned()
        },
        label_in: 3,
        values,
    }
}
