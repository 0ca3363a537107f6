//! Days in and out: shown as dd/mm/yyyy, stored as ISO 8601, read from what clerks type.
//!
//! The day always stands before the month, unless a year of four digits stands first. Nothing
//! is guessed: a day without a year, or a two-digit year that may be of either century, is
//! refused with what was understood of it.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate};

use super::fold::fold;
use super::number::single_blanks;

/// The years that make sense in a cooperation programme; others are slips of the finger.
pub const YEARS: RangeInclusive<u32> = 1900..=2199;

/// Two-digit years up to this one are of this century; later ones may be of the last.
const LAST_SHORT_YEAR: u32 = 49;

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Nothing typed. Callers treat an empty field before they ask: no day is lawful.
    Empty,
    /// Not written as a day.
    NotADate {
        /// As typed, with single blanks.
        text: String,
    },
    /// A day and a month only: `5/2`.
    MissingYear {
        /// 1 to 31.
        day: u32,
        /// 1 to 12.
        month: u32,
    },
    /// A month only: `2/2025`.
    MissingDay {
        /// 1 to 12.
        month: u32,
        /// Within [`YEARS`].
        year: u32,
    },
    /// A year of two digits that may be of either century: `5/2/98`.
    ShortYear {
        /// 50 to 99.
        year: u32,
    },
    /// No such month: `5/13/2025`.
    NoSuchMonth {
        /// 0, or over 12.
        month: u32,
    },
    /// The month does not have this day: `31/02/2025`.
    NoSuchDay {
        /// As typed.
        day: u32,
        /// 1 to 12.
        month: u32,
        /// Within [`YEARS`].
        year: u32,
        /// How many days this month has in this year: 28 to 31.
        days_in_month: u32,
    },
    /// Outside [`YEARS`]: `5/2/202`.
    YearOutOfRange {
        /// As typed.
        year: u32,
    },
}

/// A day as shown: `05/02/2025`.
#[must_use]
pub fn format(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A day where the year is plain from around it: `05/02`.
#[must_use]
pub fn format_short(date: NaiveDate) -> String {
    format!("{:02}/{:02}", date.day(), date.month())
}

/// A day as official documents write it (Nghị định 30/2020/NĐ-CP, Phụ lục I): days below 10 and
/// the months 1 and 2 with a zero in front, `ngày 05 tháng 02 năm 2025`, `ngày 15 tháng 6 năm 2025`.
#[must_use]
pub fn format_official(date: NaiveDate) -> String {
    let (day, month, year) = (date.day(), date.month(), date.year());
    let zero = if month <= 2 { "0" } else { "" };
    format!("ngày {day:02} tháng {zero}{month} năm {year}")
}

/// A day as stored: `2025-02-05`.
#[must_use]
pub fn format_iso(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// Reads a stored day, strictly `yyyy-mm-dd`; any year of four digits.
#[must_use]
pub fn parse_iso(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let year = i32::try_from(number(year)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month)?, number(day)?)
}

/// Reads a day as typed: `5/2/2025`, `05-02-2025`, `5.2.25`, `5 2 2025`, `05022025`,
/// `ngày 5 tháng 2 năm 2025`, and with the year first `2025-02-05`, `20250205`.
///
/// # Errors
/// [`DateError`] for anything else and for days that do not exist.
pub fn parse_date(typed: &str) -> Result<NaiveDate, DateError> {
    let text = single_blanks(typed);
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let folded = fold(&text);
    let parts = split(&folded).unwrap_or_default();
    read(&parts).unwrap_or(Err(DateError::NotADate { text }))
}

/// The figures of a day, in the order typed; `None` if there is anything else between them.
fn split(folded: &str) -> Option<Vec<&str>> {
    let text = folded.strip_prefix("ngay ").unwrap_or(folded);
    if let Some((day, rest)) = text.split_once(" thang ") {
        return Some(match rest.split_once(" nam ") {
            Some((month, year)) => vec![day, month.trim_end_matches(','), year],
            None => vec![day, rest],
        });
    }
    if let Some(rest) = text.strip_prefix("thang ") {
        let (month, year) = rest.split_once(" nam ").or_else(|| rest.split_once('/'))?;
        return Some(vec![month, year]);
    }
    let mark = text.chars().find(|c| !c.is_ascii_digit() && *c != ' ');
    let mark = mark.unwrap_or(' ');
    let parts = matches!(mark, '/' | '-' | '.' | ' ').then(|| text.split(mark));
    Some(parts?.map(str::trim).collect())
}

/// Gives the figures their meaning; `None` if they have none.
fn read(parts: &[&str]) -> Option<Result<NaiveDate, DateError>> {
    Some(match *parts {
        [day, month, year] if is_short(day) && is_short(month) => {
            let (day, month) = (number(day)?, number(month)?);
            match number(year)? {
                short if year.len() == 2 && short > LAST_SHORT_YEAR => {
                    Err(DateError::ShortYear { year: short })
                }
                short if year.len() == 2 => exact(day, month, 2000 + short),
                long => exact(day, month, long),
            }
        }
        [year, month, day] if year.len() == 4 && is_short(month) && is_short(day) => {
            exact(number(day)?, number(month)?, number(year)?)
        }
        [day, month] if is_short(day) && is_short(month) => {
            let (day, month) = (number(day)?, number(month)?);
            // 29/2 exists in some years.
            let missing = DateError::MissingYear { day, month };
            Err(exact(day, month, 2000).err().unwrap_or(missing))
        }
        [month, year] | [year, month] if is_short(month) && year.len() == 4 => {
            month_only(month, year)?
        }
        // No text is a day both ways: in one the years begin with 19 to 21, in the other these
        // figures are a month.
        [digits] if digits.len() == 8 => {
            number(digits)?;
            let (first, last) = digits.split_at_checked(4)?;
            let (a, b) = (first.split_at_checked(2)?, last.split_at_checked(2)?);
            let day_first = exact(number(a.0)?, number(a.1)?, number(last)?);
            let year_first = exact(number(b.1)?, number(b.0)?, number(first)?);
            day_first.or_else(|error| year_first.map_err(|_| error))
        }
        _ => return None,
    })
}

/// What is wrong with a month and a year alone.
fn month_only(month: &str, year: &str) -> Option<Result<NaiveDate, DateError>> {
    let (month, year) = (number(month)?, number(year)?);
    let missing = DateError::MissingDay { month, year };
    Some(Err(exact(1, month, year).err().unwrap_or(missing)))
}

/// Whether a figure may be a day or a month by its length.
fn is_short(figure: &str) -> bool {
    matches!(figure.len(), 1 | 2)
}

/// The number of a figure of one to nine digits.
fn number(figure: &str) -> Option<u32> {
    let digits = figure.bytes().all(|b| b.is_ascii_digit());
    (digits && figure.len() <= 9).then(|| figure.parse().ok())?
}

/// The day, or what is wrong with it.
fn exact(day: u32, month: u32, year: u32) -> Result<NaiveDate, DateError> {
    if !(1..=12).contains(&month) {
        return Err(DateError::NoSuchMonth { month });
    }
    let in_range = i32::try_from(year).ok().filter(|_| YEARS.contains(&year));
    let Some(full_year) = in_range else {
        return Err(DateError::YearOutOfRange { year });
    };
    NaiveDate::from_ymd_opt(full_year, month, day).ok_or_else(|| DateError::NoSuchDay {
        day,
        month,
        year,
        days_in_month: days_in_month(full_year, month),
    })
}

/// How many days a month has; `month` is 1 to 12.
fn days_in_month(year: i32, month: u32) -> u32 {
    let exists = |day: &u32| NaiveDate::from_ymd_opt(year, month, *day).is_some();
    (28..=31).rev().find(exists).unwrap_or(28)
}

#[cfg(test)]
mod tests;
