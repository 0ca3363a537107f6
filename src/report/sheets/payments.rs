//! Payments: what each did, how much, of which line. Kinds are never added up together, so each has
//! a total of its own.

use super::{Key, Maker, Rows, Total, Totals};
use crate::model::{Payment, PaymentKind, Sum};
use crate::report::table::Cell;

pub(super) const COLUMNS: &[Key] = &[
    Key::Sequence,
    Key::Date,
    Key::Kind,
    Key::Amount,
    Key::Source,
    Key::Year,
    Key::Line,
    Key::Document,
    Key::Payee,
    Key::Activity,
    Key::Note,
    Key::Id,
];

pub(super) fn rows(m: &Maker<'_>) -> Rows {
    let mut payments: Vec<&Payment> = m
        .programme
        .payments
        .values()
        .filter(|p| m.options.years.admits(p.money.year))
        .collect();
    payments.sort_by_key(|p| {
        (
            p.money.year.is_none(),
            p.money.year,
            p.date.is_none(),
            p.date,
        )
    });
    let rows = payments.iter().map(|p| row(m, p)).collect();
    let totals = PaymentKind::ALL.iter().filter_map(|kind| {
        let of_kind = payments.iter().filter(|p| p.kind == Some(*kind));
        let sum = of_kind.fold(Sum::Empty, |sum, p| sum.plus(&p.money.amount));
        let word = m.names.words().payment(*kind);
        let total = match m.total(Key::Amount, &sum)? {
            (key, Total::Sum(value)) => {
                let word = word.to_owned();
                (
                    key,
                    Total::SumIf {
                        by: Key::Kind,
                        word,
                        value,
                    },
                )
            }
            other => other,
        };
        Some(Totals {
            label: m.t.total_of(&lower_first(word)),
            label_in: 1,
            values: vec![total],
        })
    });
    (rows, totals.collect())
}

fn row(m: &Maker<'_>, payment: &Payment) -> Vec<Cell> {
    let words = m.names.words();
    let kind = payment.kind.map(|k| words.payment(k));
    let source = payment.money.source.map(|s| words.source(Some(s)));
    let line = payment.line.as_ref().map(|id| m.directory.line(id));
    vec![
        Cell::Empty,
        payment.date.into(),
        kind.map_or(Cell::Empty, Cell::from),
        m.figure(&payment.money.amount),
        source.map_or(Cell::Empty, Cell::from),
        Maker::year(payment.money.year),
        line.map_or(Cell::Empty, |l| m.text(&l)),
        m.text(&payment.document),
        m.text(&payment.payee),
        m.activity(payment.activity.as_ref()),
        m.text(&payment.note),
        payment.id.as_str().into(),
    ]
}

fn lower_first(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
