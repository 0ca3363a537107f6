//! Equipment of school sites (Phụ lục IV).

use super::support::Support;
use super::{Key, Maker, Rows};
use crate::model::SchoolItem;
use crate::report::table::Cell;

pub(super) const COLUMNS: &[Key] = &[
    Key::Sequence,
    Key::School,
    Key::Site,
    Key::Commune,
    Key::Item,
    Key::Measure,
    Key::Quantity,
    Key::Value,
    Key::HouseSource,
    Key::HandedOverOn,
    Key::Year,
    Key::Line,
    Key::Activity,
    Key::Id,
];

pub(super) fn rows(m: &Maker<'_>) -> Rows {
    let of = Support::<SchoolItem> {
        year: |i| i.year,
        figure: |i| &i.value_dong,
        key: Key::Value,
        label_in: 1,
        row,
    };
    of.rows(m, m.programme.school_items.values())
}

fn row(m: &Maker<'_>, item: &SchoolItem) -> Vec<Cell> {
    let source = item.source.map(|s| m.names.words().source(Some(s)));
    let line = item.line.as_ref().map(|id| m.directory.line(id));
    vec![
        Cell::Empty,
        m.text(&item.school),
        m.text(&item.site),
        m.unit(item.commune.as_ref()),
        m.text(&item.item),
        m.text(&item.measure),
        item.quantity.map_or(Cell::Empty, Cell::Decimal),
        m.figure(&item.value_dong),
        source.map_or(Cell::Empty, Cell::from),
        item.delivered_on.into(),
        Maker::year(item.year),
        line.map_or(Cell::Empty, |l| m.text(&l)),
        m.activity(item.activity.as_ref()),
        item.id.as_str().into(),
    ]
}
