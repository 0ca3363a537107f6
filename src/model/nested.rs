//! Values of several members that belong together and so are one register (FILE.md §1 rule 1).

use super::field::{
    Field, FieldSource, Shape, date_value, nested, nested_text, ref_value, year_value,
};
use super::id::Id;
use super::money::Figure;
use super::value::{Map, Value};
use super::words::{FundingSource, PlanState, Progress};
use chrono::NaiveDate;

/// Puts the members that are set into an object.
fn members(parts: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let map: Map = parts
        .into_iter()
        .filter(|(_, v)| !v.is_null())
        .map(|(k, v)| (k.into(), v))
        .collect();
    if map.is_empty() {
        Value::Null
    } else {
        Value::Map(map)
    }
}

fn is_object(value: &Value) -> Result<(), ()> {
    value.as_map().map(|_| ()).ok_or(())
}

/// The years of the programme, first and last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// The first year.
    pub from: i32,
    /// The last year; not before the first, at most 50 years after it.
    pub to: i32,
}

impl Period {
    /// The years, first to last; none where the period is unset.
    pub fn years(self) -> impl DoubleEndedIterator<Item = i32> + Clone {
        let to = if self.from == 0 { -1 } else { self.to };
        self.from..=to
    }

    /// Whether a year lies in it.
    #[must_use]
    pub const fn contains(self, year: i32) -> bool {
        self.from <= year && year <= self.to
    }

    /// The value in the file.
    #[must_use]
    pub fn value(self) -> Value {
        members([
            ("from", Value::Int(i64::from(self.from))),
            ("to", Value::Int(i64::from(self.to))),
        ])
    }
}

impl Field for Period {
    const SHAPE: Shape = Shape::Nested(&[("from", Shape::Year, true), ("to", Shape::Year, true)]);
    fn parse(value: &Value) -> Result<Self, ()> {
        let from = nested::<Option<i32>>(value, "from")?.ok_or(())?;
        let to = nested::<Option<i32>>(value, "to")?.ok_or(())?;
        if from <= to && to - from <= 50 {
            Ok(Self { from, to })
        } else {
            Err(())
        }
    }
    fn unset() -> Self {
        Self::default()
    }
}

/// A place in a list: the parent and a key that sorts as bytes (see [`super::order`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What it lies in: a clause, an activity; unset for a list of the whole document.
    pub parent: Option<Id>,
    /// The key among its siblings.
    pub key: String,
}

impl Place {
    /// The value in the file.
    #[must_use]
    pub fn value(&self) -> Value {
        members([
            ("in", ref_value(self.parent.as_ref())),
            ("key", Value::text_or_null(&self.key)),
        ])
    }
}

impl Field for Place {
    const SHAPE: Shape = Shape::Nested(&[("in", Shape::Ref, false), ("key", Shape::Text, true)]);
    fn parse(value: &Value) -> Result<Self, ()> {
        is_object(value)?;
        Ok(Self {
            parent: nested(value, "in")?,
            key: nested_text(value, "key")?,
        })
    }
    fn unset() -> Self {
        Self::default()
    }
}

/// Who signed: office and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// The authority in whose name (TM. UBND HUYỆN …).
    pub authority: String,
    /// The office (CHỦ TỊCH).
    pub office: String,
    /// The name.
    pub name: String,
}

impl Signer {
    /// The value in the file.
    #[must_use]
    pub fn value(&self) -> Value {
        members([
            ("authority", Value::text_or_null(&self.authority)),
            ("office", Value::text_or_null(&self.office)),
            ("name", Value::text_or_null(&self.name)),
        ])
    }
}

impl Field for Signer {
    const SHAPE: Shape = Shape::Nested(&[
        ("authority", Shape::Text, false),
        ("office", Shape::Text, false),
        ("name", Shape::Text, false),
    ]);
    fn parse(value: &Value) -> Result<Self, ()> {
        is_object(value)?;
        Ok(Self {
            authority: nested_text(value, "authority")?,
            office: nested_text(value, "office")?,
            name: nested_text(value, "name")?,
        })
    }
    fn unset() -> Self {
        Self::default()
    }
}

/// The state of an activity, with the day it took effect and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityStatus {
    /// The state.
    pub is: Progress,
    /// The day: of completion, of pausing.
    pub on: Option<NaiveDate>,
    /// The reason; required for Không thực hiện and Tạm dừng.
    pub reason: String,
}

impl ActivityStatus {
    /// A state without day and reason.
    #[must_use]
    pub const fn new(is: Progress) -> Self {
        Self {
            is,
            on: None,
            reason: String::new(),
        }
    }

    /// The value in the file.
    #[must_use]
    pub fn value(&self) -> Value {
        members([
            ("is", self.is.value()),
            ("on", date_value(self.on)),
            ("reason", Value::text_or_null(&self.reason)),
        ])
    }
}

impl Field for ActivityStatus {
    const SHAPE: Shape = Shape::Nested(&[
        ("is", Shape::Word(Progress::WORDS), true),
        ("on", Shape::Date, false),
        ("reason", Shape::Text, false),
    ]);
    fn parse(value: &Value) -> Result<Self, ()> {
        let is = nested::<Option<Progress>>(value, "is")?.ok_or(())?;
        Ok(Self {
            is,
            on: nested(value, "on")?,
            reason: nested_text(value, "reason")?,
        })
    }
    fn unset() -> Self {
        Self::new(Progress::NotStarted)
    }
}

/// The state of a plan, with the day of the move and the comment or reason it asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStatus {
    /// The state.
    pub is: PlanState,
    /// The day of the move.
    pub on: Option<NaiveDate>,
    /// The comment of a return, the reason of an issue without every party's agreement.
    pub comment: String,
}

impl PlanStatus {
    /// The value in the file.
    #[must_use]
    pub fn value(&self) -> Value {
        members([
            ("is", self.is.value()),
            ("on", date_value(self.on)),
            ("comment", Value::text_or_null(&self.comment)),
        ])
    }
}

impl Field for PlanStatus {
    const SHAPE: Shape = Shape::Nested(&[
        ("is", Shape::Word(PlanState::WORDS), true),
        ("on", Shape::Date, false),
        ("comment", Shape::Text, false),
        // Of "Tạm dừng": the state before it, which the rules write and read (`edit::plans`).
        ("from", Shape::Word(PlanState::WORDS), false),
    ]);
    fn parse(value: &Value) -> Result<Self, ()> {
        let is = nested::<Option<PlanState>>(value, "is")?.ok_or(())?;
        Ok(Self {
            is,
            on: nested(value, "on")?,
            comment: nested_text(value, "comment")?,
        })
    }
    fn unset() -> Self {
        Self {
            is: PlanState::Draft,
            on: None,
            comment: String::new(),
        }
    }
}

/// What tells one budget line from another.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineKey {
    /// The budget year.
    pub year: Option<i32>,
    /// The clause.
    pub clause: Option<Id>,
    /// The source of the money.
    pub source: Option<FundingSource>,
    /// Who pays: a party or a unit.
    pub payer: Option<Id>,
}

impl LineKey {
    /// The value in the file.
    #[must_use]
    pub fn value(&self) -> Value {
        members([
            ("year", year_value(self.year)),
            ("clause", ref_value(self.clause.as_ref())),
            (
                "source",
                self.source.map_or(Value::Null, FundingSource::value),
            ),
            ("payer", ref_value(self.payer.as_ref())),
        ])
    }
}

impl Field for LineKey {
    const SHAPE: Shape = Shape::Nested(&[
        ("year", Shape::Year, false),
        ("clause", Shape::Ref, false),
        ("source", Shape::Word(FundingSource::WORDS), false),
        ("payer", Shape::Ref, false),
    ]);
    fn parse(value: &Value) -> Result<Self, ()> {
        is_object(value)?;
        Ok(Self {
            year: nested(value, "year")?,
            clause: nested(value, "clause")?,
            source: nested(value, "source")?,
            payer: nested(value, "payer")?,
        })
    }
    fn unset() -> Self {
        Self::default()
    }
}

/// The money of a payment: amount, source and year in one register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaymentMoney {
    /// How much, in đồng; never below zero (a recovery is a payment of its own kind).
    pub amount: Figure,
    /// From which source.
    pub source: Option<FundingSource>,
    /// Of which budget year.
    pub year: Option<i32>,
}

impl PaymentMoney {
    /// The value in the file.
    #[must_use]
    pub fn value(&self) -> Value {
        members([
            (
                "amount",
                self.amount.known().map_or(Value::Null, Value::Int),
            ),
            (
                "source",
                self.source.map_or(Value::Null, FundingSource::value),
            ),
            ("year", year_value(self.year)),
        ])
    }
}

impl Field for PaymentMoney {
    const SHAPE: Shape = Shape::Nested(&[
        ("amount", Shape::Money, true),
        ("source", Shape::Word(FundingSource::WORDS), false),
        ("year", Shape::Year, false),
    ]);
    fn parse(value: &Value) -> Result<Self, ()> {
        is_object(value)?;
        Ok(Self {
            amount: nested(value, "amount")?,
            source: nested(value, "source")?,
            year: nested(value, "year")?,
        })
    }
    fn unset() -> Self {
        Self::default()
    }
    fn read(source: &dyn FieldSource, key: &str) -> Result<Self, String> {
        let values = source.values(key);
        let mut all = Vec::new();
        for value in values.into_iter().filter(|v| !v.is_null()) {
            all.push(Self::parse(value).map_err(|()| value.canonical())?);
        }
        let Some(first) = all.first().cloned() else {
            return Ok(Self::default());
        };
        if all.len() == 1 {
            return Ok(first);
        }
        // In conflict the payment has no amount; source and year only where all agree.
        let mut amounts: Vec<i64> = all.iter().filter_map(|m| m.amount.known()).collect();
        amounts.sort_unstable();
        Ok(Self {
            amount: Figure::Conflict(amounts),
            source: first
                .source
                .filter(|s| all.iter().all(|m| m.source == Some(*s))),
            year: first
                .year
                .filter(|y| all.iter().all(|m| m.year == Some(*y))),
        })
    }
}

/// A recorded decision on whether a clause needs no plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Whether it needs none.
    pub exempt: bool,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// Why: required.
    pub reason: String,
}

impl Decision {
    /// The value in the file.
    #[must_use]
    pub fn value(&self) -> Value {
        members([
            ("exempt", Value::Bool(self.exempt)),
            ("by", Value::text_or_null(&self.by)),
            ("on", date_value(self.on)),
            ("reason", Value::text_or_null(&self.reason)),
        ])
    }
}

impl Field for Decision {
    const SHAPE: Shape = Shape::Nested(&[
        ("exempt", Shape::Bool, true),
        ("by", Shape::Text, false),
        ("on", Shape::Date, false),
        ("reason", Shape::Text, false),
    ]);
    fn parse(value: &Value) -> Result<Self, ()> {
        is_object(value)?;
        Ok(Self {
            exempt: nested(value, "exempt")?,
            by: nested_text(value, "by")?,
            on: nested(value, "on")?,
            reason: nested_text(value, "reason")?,
        })
    }
    fn unset() -> Self {
        Self::default()
    }
}
