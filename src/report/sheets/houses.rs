//! Houses of poor households (Phụ lục III).

use super::{Key, Maker, Rows, Totals};
use crate::model::{House, Sum};
use crate::report::table::Cell;

pub(super) const COLUMNS: &[Key] = &[
    Key::Sequence,
    Key::Household,
    Key::Hamlet,
    Key::Commune,
    Key::Work,
    Key::Support,
    Key::HouseSource,
    Key::StartedOn,
    Key::HandedOverOn,
    Key::Year,
    Key::Line,
    Key::Activity,
    Key::Id,
];

pub(super) fn rows(m: &Maker<'_>) -> Rows {
    let mut houses: Vec<&House> = m
        .programme
        .houses
        .values()
        .filter(|h| m.options.years.admits(h.year))
        .collect();
    houses.sort_by_key(|h| (h.year.is_none(), h.year));
    let sum = houses
        .iter()
        .fold(Sum::Empty, |sum, h| sum.plus(&h.support));
    let totals = if houses.is_empty() {
        Vec::new()
    } else {
        vec![Totals {
            label: m.t.total().to_owned(),
            label_in: if m.options.names { 3 } else { 1 },
            values: m.total(Key::Support, &sum).into_iter().collect(),
        }]
    };
    (houses.iter().map(|h| row(m, h)).collect(), totals)
}

fn row(m: &Maker<'_>, house: &House) -> Vec<Cell> {
    let words = m.names.words();
    let work = house.work.map(|w| words.house_work(w));
    let source = house.source.map(|s| words.source(Some(s)));
    let line = house.line.as_ref().map(|id| m.directory.line(id));
    vec![
        Cell::Empty,
        m.text(&house.household),
        m.text(&house.hamlet),
        m.unit(house.commune.as_ref()),
        work.map_or(Cell::Empty, Cell::from),
        m.figure(&house.support),
        source.map_or(Cell::Empty, Cell::from),
        house.started_on.into(),
        house.handed_over_on.into(),
        Maker::year(house.year),
        line.map_or(Cell::Empty, |l| m.text(&l)),
        m.activity(house.activity.as_ref()),
        house.id.as_str().into(),
    ]
}
