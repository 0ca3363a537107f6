//! Activities with what was aimed at and reached (Phụ lục I).

use super::{Key, Maker, Rows};
use crate::insight::year_of;
use crate::model::hash::HashMap;
use crate::model::{Activity, Id, Indicator, IndicatorValue, Note};
use crate::report::table::Cell;
use crate::text::number::Decimal;
use std::collections::BTreeSet;

pub(super) const COLUMNS: &[Key] = &[
    Key::Sequence,
    Key::Clause,
    Key::Title,
    Key::Lead,
    Key::Coordinating,
    Key::Benefiting,
    Key::Beneficiary,
    Key::Year,
    Key::Start,
    Key::Due,
    Key::Milestone,
    Key::Indicator,
    Key::IndicatorUnit,
    Key::Target,
    Key::Actual,
    Key::IndicatorRate,
    Key::State,
    Key::StateDay,
    Key::Reason,
    Key::Standing,
    Key::Plan,
    Key::Remarks,
    Key::Id,
];

/// What belongs to activities, by activity.
#[derive(Default)]
struct Beside<'a> {
    indicators: HashMap<&'a Id, Vec<&'a Indicator>>,
    values: HashMap<&'a Id, Vec<&'a IndicatorValue>>,
    notes: HashMap<&'a Id, Vec<&'a Note>>,
}

impl<'a> Beside<'a> {
    fn of(m: &Maker<'a>) -> Self {
        let mut this = Self::default();
        for indicator in m.programme.indicators.values() {
            if let Some(of) = &indicator.of {
                this.indicators.entry(of).or_default().push(indicator);
            }
        }
        for value in m.programme.indicator_values.values() {
            if let Some(of) = &value.indicator {
                this.values.entry(of).or_default().push(value);
            }
        }
        for note in m.programme.notes.values() {
            if let Some(of) = &note.of {
                this.notes.entry(of).or_default().push(note);
            }
        }
        for list in this.indicators.values_mut() {
            list.sort_by(|a, b| (&a.place, &a.id).cmp(&(&b.place, &b.id)));
        }
        for list in this.notes.values_mut() {
            list.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
        }
        this
    }
}

pub(super) fn rows(m: &Maker<'_>) -> Rows {
    let beside = Beside::of(m);
    let mut activities: Vec<&Activity> = m
        .programme
        .activities
        .values()
        .filter(|a| m.options.years.admits(year_of(a)))
        .collect();
    activities.sort_by_cached_key(|a| {
        let clause = a.place.parent.as_ref();
        let clause = clause.map_or(usize::MAX, |c| m.programme.text.position(c.as_str()));
        (clause, a.place.key.clone(), a.id.clone())
    });
    (
        activities.iter().map(|a| row(m, &beside, a)).collect(),
        Vec::new(),
    )
}

fn row(m: &Maker<'_>, beside: &Beside<'_>, a: &Activity) -> Vec<Cell> {
    let words = m.names.words();
    let [indicator, unit, target, actual, rate] = indicators(m, beside, a);
    let plan = a.plan.as_ref().map(|id| m.directory.plan(id));
    let notes = beside
        .notes
        .get(&a.id)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let notes: Vec<&str> = notes.iter().map(|n| n.text.as_str()).collect();
    let clause = a.place.parent.as_ref();
    vec![
        Cell::Empty,
        m.clause(clause),
        m.text(&a.title),
        m.unit(a.lead.as_ref()),
        units(m, &a.coordinating),
        units(m, &a.benefiting),
        m.text(&a.beneficiary),
        Maker::year(a.year),
        a.start.into(),
        a.due.into(),
        if a.milestone {
            m.t.yes().into()
        } else {
            Cell::Empty
        },
        indicator,
        unit,
        target,
        actual,
        rate,
        words.progress(a.status.is).into(),
        a.status.on.into(),
        m.text(&a.status.reason),
        words.standing(m.insight.standing(&a.id)).into(),
        plan.map_or(Cell::Empty, |p| m.text(&p)),
        m.text(&notes.join("; ")),
        a.id.as_str().into(),
    ]
}

fn units(m: &Maker<'_>, ids: &BTreeSet<Id>) -> Cell {
    let names: Vec<String> = ids.iter().map(|id| m.directory.unit(id)).collect();
    names.join("; ").into()
}

/// Name, unit, target, actual and rate: numbers where there is one indicator, words parted by
/// semicolons where there are several. Values are those of the activity's year.
fn indicators(m: &Maker<'_>, beside: &Beside<'_>, a: &Activity) -> [Cell; 5] {
    let list = beside
        .indicators
        .get(&a.id)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let value = |of: &Indicator| {
        let values = beside.values.get(&of.id)?;
        let year = year_of(a);
        values
            .iter()
            .find(|v| v.year == year)
            .or_else(|| values.last())
    };
    let number = |n: Option<Decimal>| n.map_or(Cell::Empty, Cell::Decimal);
    match list {
        [] => std::array::from_fn(|_| Cell::Empty),
        [one] => {
            let value = value(one);
            let (target, actual) = (value.and_then(|v| v.target), value.and_then(|v| v.actual));
            let rate = target.and_then(|t| actual?.percent_tenths_of(t));
            [
                m.text(&one.name),
                m.text(&one.unit),
                number(target),
                number(actual),
                rate.map_or(Cell::Empty, Cell::Tenths),
            ]
        }
        several => {
            let joined = |of: &dyn Fn(&Indicator) -> String| {
                let all: Vec<String> = several.iter().map(|i| of(i)).collect();
                m.text(&all.join("; "))
            };
            let number = |n: Option<Decimal>| n.map_or_else(|| "—".to_owned(), |n| n.format());
            [
                joined(&|i| i.name.clone()),
                joined(&|i| i.unit.clone()),
                joined(&|i| number(value(i).and_then(|v| v.target))),
                joined(&|i| number(value(i).and_then(|v| v.actual))),
                Cell::Empty,
            ]
        }
    }
}
