//! Single cells: years, days, amounts, yes or no, as clerks type them and as spreadsheets hold them.

use super::book::{Raw, plain};
use super::preview::Wrong;
use crate::report::table::Cell;
use crate::text::date::{DateError, parse_date};
use crate::text::fold::fold;
use crate::text::money::{MoneyError, parse_dong};
use crate::text::number::{Decimal, NumberError};
use chrono::{Duration, NaiveDate};

/// Whole đồng of zero or more; `scale` is what one unit of a bare number counts.
pub(super) fn money(raw: &Raw, scale: i64) -> Result<Option<i64>, Wrong> {
    match raw {
        Raw::Empty => Ok(None),
        Raw::Text(text) if is_dash(text) => Ok(None),
        Raw::Text(text) => {
            let bare = !text.chars().any(|c| c.is_alphabetic() || c == '₫');
            if scale != 1 && bare {
                let number = Decimal::parse(text).map_err(Wrong::Number)?;
                return scaled(&number.to_json(), scale).map(Some);
            }
            parse_dong(text).map(Some).map_err(Wrong::Money)
        }
        Raw::Number(number) => scaled(&plain(*number), scale).map(Some),
        Raw::Error => Err(Wrong::ErrorCell),
        Raw::Date(_) | Raw::Bool(_) => {
            Err(Wrong::Money(MoneyError::NotANumber { text: raw.shown() }))
        }
    }
}

/// A number of zero or more, with decimals or without: "40", "2,5".
pub(super) fn number(raw: &Raw) -> Result<Option<Decimal>, Wrong> {
    let number = match raw {
        Raw::Empty => return Ok(None),
        Raw::Text(text) if is_dash(text) => return Ok(None),
        Raw::Text(text) => Decimal::parse(text).map_err(Wrong::Number)?,
        Raw::Number(number) => Decimal::from_json(&plain(*number)).map_err(Wrong::Number)?,
        Raw::Error => return Err(Wrong::ErrorCell),
        Raw::Date(_) | Raw::Bool(_) => {
            let text = raw.shown();
            return Err(Wrong::Number(NumberError::NotANumber { text }));
        }
    };
    if number.mantissa() < 0 {
        return Err(Wrong::Money(MoneyError::Negative));
    }
    Ok(Some(number))
}

/// What clerks write for "nothing".
fn is_dash(text: &str) -> bool {
    // A format for accounts shows nought as "-   ₫".
    let bare = text.trim_end_matches(['₫', 'đ', 'Đ']).trim_end();
    matches!(bare, "-" | "–" | "—" | "−" | "...")
}

/// A number written with a dot, times a power of ten, as whole đồng.
fn scaled(number: &str, scale: i64) -> Result<i64, Wrong> {
    if number.starts_with('-') {
        return Err(Wrong::Money(MoneyError::Negative));
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let decimals = scale.checked_ilog10().unwrap_or(0) as usize;
    let figure = || number.replace('.', ",");
    if fraction.len() > decimals {
        // An amount that was calculated may carry the dust of binary fractions.
        return Err(Wrong::Money(MoneyError::FractionOfDong {
            figure: figure(),
        }));
    }
    let digits = format!("{whole}{fraction}{}", "0".repeat(decimals - fraction.len()));
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Wrong::Money(MoneyError::NotANumber { text: figure() }));
    }
    digits
        .parse()
        .map_err(|_| Wrong::Money(MoneyError::TooLarge))
}

/// A day.
pub(super) fn day(raw: &Raw) -> Result<Option<NaiveDate>, Wrong> {
    match raw {
        Raw::Empty => Ok(None),
        Raw::Text(text) if is_dash(text) => Ok(None),
        Raw::Text(text) => parse_date(text).map(Some).map_err(Wrong::Date),
        Raw::Date(day) => Ok(Some(*day)),
        // A day whose format was lost: 1954 to 2119.
        Raw::Number(number) if (20_000.0..80_000.0).contains(number) => {
            let zero = NaiveDate::from_ymd_opt(1899, 12, 30);
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it lies between 20.000 and 80.000"
            )]
            let days = Duration::days(*number as i64);
            let day = zero.and_then(|zero| zero.checked_add_signed(days));
            day.map(Some).ok_or(Wrong::Row)
        }
        Raw::Number(number) => {
            let text = plain(*number);
            // "05022025" typed into a cell loses its first nought.
            let text = if text.len() == 7 {
                format!("0{text}")
            } else {
                text
            };
            parse_date(&text).map(Some).map_err(Wrong::Date)
        }
        Raw::Error => Err(Wrong::ErrorCell),
        Raw::Bool(_) => Err(Wrong::Date(DateError::NotADate { text: raw.shown() })),
    }
}

/// A year, 1900 to 2199.
pub(super) fn year(raw: &Raw) -> Result<Option<i32>, Wrong> {
    let text = match raw {
        Raw::Empty => return Ok(None),
        Raw::Text(text) if is_dash(text) => return Ok(None),
        Raw::Text(text) => fold(text),
        Raw::Number(number) => plain(*number),
        Raw::Error => return Err(Wrong::ErrorCell),
        Raw::Date(_) | Raw::Bool(_) => raw.shown(),
    };
    let digits = text.strip_prefix("nam").unwrap_or(&text).trim();
    let year = digits
        .parse::<i32>()
        .ok()
        .filter(|y| (1900..2200).contains(y) && digits.len() == 4);
    year.map(Some)
        .ok_or_else(|| Wrong::NoYear { typed: raw.shown() })
}

/// Yes or no.
pub(super) fn yes(raw: &Raw) -> Result<bool, Wrong> {
    let text = match raw {
        Raw::Empty => return Ok(false),
        Raw::Bool(yes) => return Ok(*yes),
        Raw::Error => return Err(Wrong::ErrorCell),
        other => fold(&other.shown()),
    };
    match text.as_str() {
        "co" | "x" | "✓" | "✔" | "1" | "yes" | "true" | "dung" => Ok(true),
        "khong" | "0" | "no" | "false" | "-" | "sai" => Ok(false),
        _ => Err(Wrong::NoYes { typed: raw.shown() }),
    }
}

/// Words, on one line; none where the cell is empty.
pub(super) fn words(raw: &Raw) -> Result<String, Wrong> {
    match raw {
        Raw::Error => Err(Wrong::ErrorCell),
        Raw::Text(text) => {
            let words: Vec<&str> = text.split_whitespace().collect();
            Ok(words.join(" "))
        }
        other => Ok(other.shown()),
    }
}

/// Whether a cell holds what the export writes there today.
pub(super) fn same(raw: &Raw, cell: &Cell, scale: i64) -> bool {
    match (raw, cell) {
        (Raw::Empty, Cell::Empty) => true,
        (Raw::Text(text), Cell::Text(cell)) => {
            crate::report::names::one_line(text) == *cell || one_line_raw(text) == *cell
        }
        (Raw::Date(day), Cell::Date(cell)) => day == cell,
        (Raw::Text(text), Cell::Date(cell)) => parse_date(text).is_ok_and(|day| day == *cell),
        (Raw::Number(_), Cell::Date(cell)) => day(raw).is_ok_and(|day| day == Some(*cell)),
        // A text of digits that was taken for a number.
        (Raw::Number(number), Cell::Text(cell)) => plain(*number) == *cell,
        (Raw::Number(number), Cell::Whole(_)) if *number < 0.0 => {
            let negative = scaled(&plain(-number), scale).ok().map(|n| -n);
            Cell::from(negative) == *cell
        }
        (Raw::Number(number), Cell::Whole(cell)) => {
            scaled(&plain(*number), scale).is_ok_and(|n| n == *cell)
        }
        (Raw::Text(text), Cell::Whole(cell)) => {
            text.parse() == Ok(*cell)
                || crate::text::money::parse_dong_signed(text).is_ok_and(|n| n == *cell)
        }
        (Raw::Text(_) | Raw::Number(_), Cell::Decimal(cell)) => {
            number(raw).is_ok_and(|n| n == Some(*cell))
        }
        _ => false,
    }
}

fn one_line_raw(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(typed: &str, scale: i64) -> Result<Option<i64>, Wrong> {
        money(&Raw::text(typed), scale)
    }

    /// What clerks type for amounts; none is a refusal.
    #[test]
    fn amounts_as_clerks_type_them() {
        let cases: &[(&str, i64, Option<Option<i64>>)] = &[
            ("100.000.000", 1, Some(Some(100_000_000))),
            ("100000000", 1, Some(Some(100_000_000))),
            ("100 000 000", 1, Some(Some(100_000_000))),
            ("100.000.000 đ", 1, Some(Some(100_000_000))),
            ("100.000.000đ", 1, Some(Some(100_000_000))),
            ("100.000.000 đồng", 1, Some(Some(100_000_000))),
            ("100.000.000 VNĐ", 1, Some(Some(100_000_000))),
            ("100.000.000,00", 1, Some(Some(100_000_000))),
            ("100 triệu", 1, Some(Some(100_000_000))),
            ("100 trieu", 1, Some(Some(100_000_000))),
            ("100tr", 1, Some(Some(100_000_000))),
            ("100 trđ", 1, Some(Some(100_000_000))),
            ("1,5 tỷ", 1, Some(Some(1_500_000_000))),
            ("1,5 tỉ đồng", 1, Some(Some(1_500_000_000))),
            ("1 tỷ 200 triệu", 1, Some(Some(1_200_000_000))),
            ("7,4tr", 1, Some(Some(7_400_000))),
            ("500 nghìn", 1, Some(Some(500_000))),
            ("500k", 1, Some(Some(500_000))),
            ("0", 1, Some(Some(0))),
            ("", 1, Some(None)),
            ("   ", 1, Some(None)),
            ("-", 1, Some(None)),
            ("—", 1, Some(None)),
            ("100", 1_000_000, Some(Some(100_000_000))),
            ("100,5", 1_000_000, Some(Some(100_500_000))),
            ("1.200", 1_000_000, Some(Some(1_200_000_000))),
            ("0,5", 1_000, Some(Some(500))),
            // What names its own unit is not scaled again.
            ("100 triệu", 1_000_000, Some(Some(100_000_000))),
            ("100.000.00", 1, None),
            ("100,000,000", 1, None),
            ("100,000", 1, None),
            ("1e8", 1, None),
            ("abc", 1, None),
            ("-5.000.000", 1, None),
            ("1.5 tỷ", 1, None),
            ("100 tri", 1, None),
            ("1 tỷ 200", 1, None),
            ("7,5", 1, None),
            ("99999999999999999999", 1, None),
            ("0,0000001", 1_000_000, None),
        ];
        for (typed, scale, wanted) in cases {
            assert_eq!(amount(typed, *scale).ok(), *wanted, "{typed:?}");
        }
        let number = |n: f64, scale| money(&Raw::Number(n), scale).ok();
        assert_eq!(number(100_000_000.0, 1), Some(Some(100_000_000)));
        assert_eq!(number(444.65, 1_000_000), Some(Some(444_650_000)));
        assert_eq!(number(0.1, 1_000_000), Some(Some(100_000)));
        assert_eq!(number(1e15, 1), Some(Some(1_000_000_000_000_000)));
        assert_eq!(number(1.5, 1), None);
        assert_eq!(number(-1.0, 1), None);
        assert_eq!(number(1e300, 1), None);
        assert_eq!(number(f64::NAN, 1), None);
        assert_eq!(number(f64::INFINITY, 1), None);
        assert_eq!(money(&Raw::Error, 1), Err(Wrong::ErrorCell));
    }

    #[test]
    fn days_as_clerks_type_them() {
        let wanted = NaiveDate::from_ymd_opt(2025, 2, 5);
        for typed in [
            "05/02/2025",
            "5/2/2025",
            "05-02-2025",
            "5-2-2025",
            "5.2.2025",
            "05.02.2025",
            "5/2/25",
            "5 2 2025",
            "05022025",
            "2025-02-05",
            "20250205",
            "ngày 5 tháng 2 năm 2025",
            "Ngày 05 tháng 02 năm 2025",
            "ngay 5 thang 2 nam 2025",
        ] {
            assert_eq!(day(&Raw::text(typed)).ok(), Some(wanted), "{typed}");
        }
        for typed in [
            "31/02/2025",
            "5/13/2025",
            "5/2",
            "2/2025",
            "2025",
            "hôm qua",
            "5/2/98",
            "5/2/202",
            "32/01/2025",
            "29/02/2025",
            "quý I",
            "0/0/2025",
        ] {
            assert!(day(&Raw::text(typed)).is_err(), "{typed}");
        }
        assert_eq!(day(&Raw::Number(45_693.0)).ok(), Some(wanted));
        assert_eq!(day(&Raw::Number(45_693.75)).ok(), Some(wanted));
        assert_eq!(day(&Raw::Number(5_022_025.0)).ok(), Some(wanted));
        assert_eq!(day(&Raw::Number(20_250_205.0)).ok(), Some(wanted));
        assert!(day(&Raw::Number(2025.0)).is_err());
        assert!(day(&Raw::Number(-1.0)).is_err());
        assert_eq!(day(&Raw::Empty), Ok(None));
        assert_eq!(day(&Raw::text("-")), Ok(None));
    }

    #[test]
    fn years_and_yes_and_no() {
        for typed in ["2024", "Năm 2024", "nam 2024", " 2024 "] {
            assert_eq!(year(&Raw::text(typed)), Ok(Some(2024)), "{typed}");
        }
        assert_eq!(year(&Raw::Number(2024.0)), Ok(Some(2024)));
        assert_eq!(year(&Raw::Empty), Ok(None));
        for typed in ["24", "2024-2025", "20244", "1899", "2200", "hai nghìn"] {
            assert!(year(&Raw::text(typed)).is_err(), "{typed}");
        }
        assert!(year(&Raw::Number(2024.5)).is_err());
        for typed in ["x", "X", "Có", "co", "✓", "1"] {
            assert_eq!(yes(&Raw::text(typed)), Ok(true), "{typed}");
        }
        for typed in ["", "Không", "0"] {
            assert_eq!(yes(&Raw::text(typed)), Ok(false), "{typed}");
        }
        assert!(yes(&Raw::text("có lẽ")).is_err());
    }
}
