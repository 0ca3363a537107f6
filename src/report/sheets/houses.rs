//! Houses of poor households (Phụ lục III).

use super::support::Support;
use super::{Key, Maker, Rows};
use crate::model::House;
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
    let of = Support::<House> {
        year: |h| h.year,
        figure: |h| &h.support,
        key: Key::Support,
        label_in: if m.options.names { 3 } else { 1 },
        row,
    };
    of.rows(m, m.programme.houses.values())
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
