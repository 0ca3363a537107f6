//! The value of a cell: read, shown, and as a register holds it.

use super::book::Raw;
use super::lookup::{self, Lookup};
use super::preview::Wrong;
use super::value;
use crate::model::field::{date_value, ref_value};
use crate::model::{Decimal, FundingSource, HouseWork, Id, PaymentKind, Progress, Value};
use crate::report::sheets::{Key, List};
use crate::report::table::Cell;
use crate::text::strings::Lang;
use crate::text::strings::vocabulary::Vocabulary;
use chrono::NaiveDate;
use std::collections::BTreeSet;
/// The value of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// Nothing: what is recorded is taken away.
    Empty,
    Text(String),
    Year(i32),
    Money(i64),
    Number(Decimal),
    Day(NaiveDate),
    Unit(Id),
    Units(BTreeSet<Id>),
    Clause(Id),
    Line(Id),
    Activity(Id),
    Plan(Id),
    Source(FundingSource),
    Kind(PaymentKind),
    Work(HouseWork),
    State(Progress),
    Yes(bool),
}

impl Field {
    /// Reads the cell of a column.
    pub(super) fn read(
        of: &Lookup<'_>,
        list: List,
        key: Key,
        raw: &Raw,
        scale: i64,
    ) -> Result<Self, Wrong> {
        let text = || value::words(raw);
        if raw.is_empty() {
            return Ok(match key {
                Key::Coordinating | Key::Benefiting => Self::Units(BTreeSet::new()),
                Key::Milestone => Self::Yes(false),
                _ => Self::Empty,
            });
        }
        Ok(match key {
            Key::Year => value::year(raw)?.map_or(Self::Empty, Self::Year),
            Key::Committed
            | Key::Estimate
            | Key::Allocated
            | Key::CarriedOver
            | Key::Cancelled
            | Key::Amount
            | Key::Support
            | Key::Value => value::money(raw, scale)?.map_or(Self::Empty, Self::Money),
            Key::Quantity => value::number(raw)?.map_or(Self::Empty, Self::Number),
            Key::Date
            | Key::StartedOn
            | Key::HandedOverOn
            | Key::Start
            | Key::Due
            | Key::StateDay => value::day(raw)?.map_or(Self::Empty, Self::Day),
            Key::Payer => Self::Unit(of.unit(&text()?)?),
            Key::Commune => Self::Unit(of.commune(&text()?)?),
            Key::Lead if is_unassigned(&text()?) => Self::Empty,
            Key::Lead => Self::Unit(of.unit(&text()?)?),
            Key::Coordinating | Key::Benefiting => Self::Units(match raw {
                Raw::Text(text) => of.units(text)?,
                _ => of.units(&text()?)?,
            }),
            Key::Clause => Self::Clause(of.clause(&text()?)?),
            Key::Source | Key::HouseSource => Self::Source(lookup::source(&text()?)?),
            Key::Kind => Self::Kind(lookup::payment(&text()?)?),
            Key::Work => Self::Work(lookup::work(&text()?)?),
            Key::State => Self::State(lookup::progress(&text()?)?),
            Key::Line => Self::Line(of.line(&text()?)?),
            Key::Activity if list != List::Activities => Self::Activity(of.activity(&text()?)?),
            Key::Plan => Self::Plan(of.plan(&text()?)?),
            Key::Milestone => Self::Yes(value::yes(raw)?),
            _ => Self::Text(text()?),
        })
    }

    /// As it stands in tables.
    pub(super) fn shown(&self, of: &Lookup<'_>) -> String {
        let words = Vocabulary(Lang::Vi);
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => crate::report::names::one_line(text),
            Self::Year(year) => year.to_string(),
            Self::Money(amount) => crate::text::money::format_dong(*amount),
            Self::Number(number) => number.format(),
            Self::Day(day) => crate::text::date::format(*day),
            Self::Unit(id) => of.directory.unit(id),
            Self::Units(ids) => {
                let names: Vec<String> = ids.iter().map(|id| of.directory.unit(id)).collect();
                names.join("; ")
            }
            Self::Clause(id) => {
                let names = crate::report::names::Names {
                    programme: of.programme,
                    lang: Lang::Vi,
                    hidden: None,
                };
                let clause = of.programme.text.get(id.as_str());
                clause.map(|c| names.cite(c)).unwrap_or_default()
            }
            Self::Line(id) => of.directory.line(id),
            Self::Activity(id) => match of.directory.activity(id) {
                Cell::Text(name) => name,
                _ => String::new(),
            },
            Self::Plan(id) => of.directory.plan(id),
            Self::Source(source) => words.source(Some(*source)).to_owned(),
            Self::Kind(kind) => words.payment(*kind).to_owned(),
            Self::Work(work) => words.house_work(*work).to_owned(),
            Self::State(state) => words.progress(*state).to_owned(),
            Self::Yes(true) => crate::text::strings::tables::Tables(Lang::Vi)
                .yes()
                .to_owned(),
            Self::Yes(false) => String::new(),
        }
    }

    /// Its value in a register.
    pub(super) fn value(&self) -> Value {
        match self {
            Self::Empty => Value::Null,
            Self::Text(text) => Value::text_or_null(text),
            Self::Year(year) => Value::Int(i64::from(*year)),
            Self::Money(amount) => Value::Int(*amount),
            Self::Number(number) => Value::number(&number.to_json()),
            Self::Day(day) => date_value(Some(*day)),
            Self::Unit(id)
            | Self::Clause(id)
            | Self::Line(id)
            | Self::Activity(id)
            | Self::Plan(id) => ref_value(Some(id)),
            Self::Units(ids) if ids.is_empty() => Value::Null,
            Self::Units(ids) => {
                Value::List(ids.iter().map(|id| Value::text(id.as_str())).collect())
            }
            Self::Source(source) => source.value(),
            Self::Kind(kind) => kind.value(),
            Self::Work(work) => work.value(),
            Self::State(state) => state.value(),
            Self::Yes(yes) => Value::Bool(*yes),
        }
    }

    pub(super) fn id(&self) -> Option<Id> {
        match self {
            Self::Unit(id)
            | Self::Clause(id)
            | Self::Line(id)
            | Self::Activity(id)
            | Self::Plan(id) => Some(id.clone()),
            _ => None,
        }
    }

    pub(super) const fn year(&self) -> Option<i32> {
        match self {
            Self::Year(year) => Some(*year),
            _ => None,
        }
    }

    pub(super) const fn source(&self) -> Option<FundingSource> {
        match self {
            Self::Source(source) => Some(*source),
            _ => None,
        }
    }

    pub(super) const fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(*day),
            _ => None,
        }
    }
}

fn is_unassigned(text: &str) -> bool {
    [Lang::Vi, Lang::En].iter().any(|lang| {
        crate::text::fold::fold(text) == crate::text::fold::fold(Vocabulary(*lang).unassigned())
    })
}
