//! Amounts as they are shown, in đồng or in triệu đồng, and why a typed one is not taken.

use crate::insight::Figures;
use crate::model::{Figure, Sum, Value};
use crate::text::money::{MoneyError, format_dong, format_million, parse_dong};
use crate::text::strings::Lang;
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::errors::Errors;
use crate::text::strings::safe::Safe;
use crate::ui::view::{ReadOnly, View};

/// What stands where there is no figure.
pub const NO_FIGURE: &str = "—";

/// In which unit amounts are shown. Totals are always made from đồng.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Whole đồng.
    #[default]
    Dong,
    /// Triệu đồng with one decimal.
    Million,
}

impl Unit {
    /// An amount of so many đồng in this unit.
    #[must_use]
    pub fn amount(self, dong: i64) -> String {
        match self {
            Self::Dong => format_dong(dong),
            Self::Million => format_million(dong),
        }
    }

    /// A sum in this unit: "—" for none, "1.000–2.000" where figures are in conflict.
    #[must_use]
    pub fn sum(self, sum: &Sum, lang: Lang) -> String {
        match sum {
            Sum::Empty => NO_FIGURE.to_owned(),
            Sum::Known(dong) => self.amount(*dong),
            Sum::Range(low, high) => format!("{}–{}", self.amount(*low), self.amount(*high)),
            Sum::Overflow => Texts(lang).beyond_count().to_owned(),
        }
    }
}

/// A sum with the word for a conflict, for a screen reader: "1.000–2.000, chưa thống nhất".
#[must_use]
pub fn spoken(sum: &Sum, unit: Unit, lang: Lang) -> String {
    let text = unit.sum(sum, lang);
    match sum {
        Sum::Range(..) => format!("{text}, {}", Texts(lang).open_conflict()),
        _ => text,
    }
}

/// The rate of disbursement, "98,8%" or "—".
#[must_use]
pub fn rate(figures: &Figures) -> String {
    figures
        .rate_tenths()
        .map_or_else(|| NO_FIGURE.to_owned(), crate::text::number::format_percent)
}

/// What a field shows of a figure when it is edited: nothing where there is none, or several.
#[must_use]
pub fn typed(figure: &Figure) -> String {
    figure.known().map(format_dong).unwrap_or_default()
}

/// Reads a typed amount: empty unsets the figure.
///
/// # Errors
/// What is wrong with the text.
pub fn read(text: &str) -> Result<Option<i64>, MoneyError> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        parse_dong(text).map(Some)
    }
}

/// The value of a register for a typed amount, or the sentence that says what is wrong.
///
/// # Errors
/// The sentence.
pub fn read_value(text: &str, lang: Lang) -> Result<Value, String> {
    read(text)
        .map(|amount| amount.map_or(Value::Null, Value::Int))
        .map_err(|error| Errors(lang).money(&error))
}

/// Why nothing can be edited, in words, where that is so.
#[must_use]
pub const fn locked(view: &View<'_>) -> Option<&'static str> {
    let texts = Texts(view.lang);
    match view.read_only {
        None => None,
        Some(ReadOnly::ViewOnly) => Some(texts.read_view_only()),
        Some(ReadOnly::Newer) => Some(texts.read_newer()),
        Some(ReadOnly::NoPlace) => Some(texts.read_no_place()),
        Some(ReadOnly::Elsewhere) => Some(Safe(view.lang).reason_elsewhere()),
        Some(ReadOnly::Past) => Some(Safe(view.lang).reason_past()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_is_a_dash_and_zero_is_zero() {
        assert_eq!(Unit::Dong.sum(&Sum::Empty, Lang::Vi), "—");
        assert_eq!(Unit::Dong.sum(&Sum::Known(0), Lang::Vi), "0");
        assert_eq!(
            Unit::Million.sum(&Sum::Known(444_650_000), Lang::Vi),
            "444,7"
        );
        assert_eq!(
            spoken(&Sum::Range(1000, 2000), Unit::Dong, Lang::Vi),
            "1.000–2.000, chưa thống nhất"
        );
    }

    #[test]
    fn a_typed_amount_is_read_or_refused_with_a_sentence() {
        assert_eq!(read_value(" 7,4tr ", Lang::Vi), Ok(Value::Int(7_400_000)));
        assert_eq!(
            read_value("1,5 tỷ", Lang::Vi),
            Ok(Value::Int(1_500_000_000))
        );
        assert_eq!(read_value("  ", Lang::Vi), Ok(Value::Null));
        for bad in ["100.000.00", "1e8", "abc", "-5"] {
            assert!(
                read_value(bad, Lang::Vi).is_err_and(|s| s.ends_with('.')),
                "{bad}"
            );
        }
    }
}
