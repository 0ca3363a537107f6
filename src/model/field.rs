//! Fields: how the typed model reads its values from registers, and writes them back.
//!
//! Reading is lenient: a value of the wrong type (a hand edit, a newer program) reads as unset and
//! is reported as a [`BadField`]; the register keeps it untouched.

use super::id::Id;
use super::money::Figure;
use super::value::Value;
use crate::text::number::Decimal;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The registers of one entity, as the change engine shows them.
pub trait FieldSource {
    /// The shown value of a field; `None` where it is unset.
    fn value(&self, key: &str) -> Option<&Value>;
    /// All distinct values that are set in conflict, in canonical order; one where there is no conflict.
    fn values(&self, key: &str) -> Vec<&Value>;
    /// The present elements of a set.
    fn elements(&self, key: &str) -> Vec<&str>;
    /// The keys whose registers hold several values.
    fn contested(&self) -> Vec<&str>;
}

/// A field whose value cannot be read as what the field is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadField {
    /// The key of the field.
    pub key: &'static str,
    /// What the field holds, as canonical JSON.
    pub found: String,
    /// What was expected.
    pub expected: Shape,
}

/// What a field's value looks like in the file: for the schema and for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A string.
    Text,
    /// A date, `yyyy-mm-dd`.
    Date,
    /// A year, 1900–2199.
    Year,
    /// Whole đồng.
    Money,
    /// A decimal number.
    Decimal,
    /// `true` or `false`.
    Bool,
    /// The id of an entity or clause.
    Ref,
    /// A set of ids.
    RefSet,
    /// One word of a fixed list.
    Word(&'static [&'static str]),
    /// An object with these members, each with its shape and whether it must be there.
    Nested(&'static [(&'static str, Shape, bool)]),
}

/// A type that a field of the typed model may have.
pub trait Field: Sized {
    /// What the value looks like in the file.
    const SHAPE: Shape;
    /// The value as one register holds it; `Err` where it is something else.
    ///
    /// # Errors
    /// The value has another shape.
    #[expect(
        clippy::result_unit_err,
        reason = "the caller says which field it was and what it holds"
    )]
    fn parse(value: &Value) -> Result<Self, ()>;
    /// The value of an unset field.
    fn unset() -> Self;
    /// Reads the field from an entity's registers.
    ///
    /// # Errors
    /// What the register holds, as canonical JSON, where it cannot be read.
    fn read(source: &dyn FieldSource, key: &str) -> Result<Self, String> {
        source.value(key).map_or_else(
            || Ok(Self::unset()),
            |value| Self::parse(value).map_err(|()| value.canonical()),
        )
    }
}

impl Field for String {
    const SHAPE: Shape = Shape::Text;
    fn parse(value: &Value) -> Result<Self, ()> {
        value.as_text().map(str::to_owned).ok_or(())
    }
    fn unset() -> Self {
        Self::new()
    }
}

impl Field for Option<Id> {
    const SHAPE: Shape = Shape::Ref;
    fn parse(value: &Value) -> Result<Self, ()> {
        value.as_text().map(|t| Some(Id::from(t))).ok_or(())
    }
    fn unset() -> Self {
        None
    }
}

impl Field for Option<NaiveDate> {
    const SHAPE: Shape = Shape::Date;
    fn parse(value: &Value) -> Result<Self, ()> {
        value.as_text().and_then(parse_iso_date).map(Some).ok_or(())
    }
    fn unset() -> Self {
        None
    }
}

impl Field for Option<i32> {
    const SHAPE: Shape = Shape::Year;
    fn parse(value: &Value) -> Result<Self, ()> {
        let year = value
            .as_int()
            .and_then(|n| i32::try_from(n).ok())
            .ok_or(())?;
        if (1900..2200).contains(&year) {
            Ok(Some(year))
        } else {
            Err(())
        }
    }
    fn unset() -> Self {
        None
    }
}

impl Field for Option<Decimal> {
    const SHAPE: Shape = Shape::Decimal;
    fn parse(value: &Value) -> Result<Self, ()> {
        match value {
            Value::Int(n) => Decimal::from_json(&n.to_string()).map(Some).map_err(|_| ()),
            Value::Number(text) => Decimal::from_json(text).map(Some).map_err(|_| ()),
            _ => Err(()),
        }
    }
    fn unset() -> Self {
        None
    }
}

impl Field for bool {
    const SHAPE: Shape = Shape::Bool;
    fn parse(value: &Value) -> Result<Self, ()> {
        value.as_bool().ok_or(())
    }
    fn unset() -> Self {
        false
    }
}

impl Field for Figure {
    const SHAPE: Shape = Shape::Money;
    fn parse(value: &Value) -> Result<Self, ()> {
        value.as_int().map(Self::Known).ok_or(())
    }
    fn unset() -> Self {
        Self::Empty
    }
    fn read(source: &dyn FieldSource, key: &str) -> Result<Self, String> {
        let values = source.values(key);
        let mut amounts = Vec::new();
        for value in &values {
            match value {
                Value::Int(n) => amounts.push(*n),
                Value::Null => {}
                other => return Err(other.canonical()),
            }
        }
        Ok(match (values.len(), amounts.as_slice()) {
            (_, []) => Self::Empty,
            (1, [one]) => Self::Known(*one),
            _ => {
                amounts.sort_unstable();
                Self::Conflict(amounts)
            }
        })
    }
}

impl Field for BTreeSet<Id> {
    const SHAPE: Shape = Shape::RefSet;
    fn parse(_: &Value) -> Result<Self, ()> {
        Err(())
    }
    fn unset() -> Self {
        Self::new()
    }
    fn read(source: &dyn FieldSource, key: &str) -> Result<Self, String> {
        let set: Self = source.elements(key).into_iter().map(Id::from).collect();
        match source.value(key) {
            Some(other) if set.is_empty() => Err(other.canonical()),
            _ => Ok(set),
        }
    }
}

/// A date written `yyyy-mm-dd`, and in no other way.
#[must_use]
pub fn parse_iso_date(text: &str) -> Option<NaiveDate> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |n, digit| {
            digit
                .is_ascii_digit()
                .then(|| n * 10 + u32::from(digit - b'0'))
        })
    };
    let year = number(&[y1, y2, y3, y4])?.cast_signed();
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// The value of a date in the file; unset where there is none.
#[must_use]
pub fn date_value(date: Option<NaiveDate>) -> Value {
    date.map_or(Value::Null, |d| {
        Value::text(d.format("%Y-%m-%d").to_string())
    })
}

/// The value of a reference; unset where there is none.
#[must_use]
pub fn ref_value(id: Option<&Id>) -> Value {
    id.map_or(Value::Null, |id| Value::text(id.as_str()))
}

/// The value of a year; unset where there is none.
#[must_use]
pub fn year_value(year: Option<i32>) -> Value {
    year.map_or(Value::Null, |y| Value::Int(i64::from(y)))
}

/// A text member of a nested value; empty where it is missing.
///
/// # Errors
/// The member is there and no text.
#[expect(
    clippy::result_unit_err,
    reason = "the caller says which field it was and what it holds"
)]
pub fn nested_text(value: &Value, key: &str) -> Result<String, ()> {
    match value.get(key) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::Text(t)) => Ok(t.to_string()),
        Some(_) => Err(()),
    }
}

/// A member of a nested value read as a field.
///
/// # Errors
/// The member is there and of another shape.
#[expect(
    clippy::result_unit_err,
    reason = "the caller says which field it was and what it holds"
)]
pub fn nested<T: Field>(value: &Value, key: &str) -> Result<T, ()> {
    match value.get(key) {
        None | Some(Value::Null) => Ok(T::unset()),
        Some(v) => T::parse(v),
    }
}
