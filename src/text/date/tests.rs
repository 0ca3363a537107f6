//! What clerks type, and what they see.

use super::{
    DateError as E, YEARS, format, format_iso, format_official, format_short, parse_date, parse_iso,
};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

#[test]
fn shown() {
    let date = day(2025, 2, 5);
    assert_eq!(format(date), "05/02/2025");
    assert_eq!(format_short(date), "05/02");
    assert_eq!(format_iso(date), "2025-02-05");
    assert_eq!(format_official(date), "ngày 05 tháng 02 năm 2025");
    let date = day(2025, 6, 15);
    assert_eq!(format_official(date), "ngày 15 tháng 6 năm 2025");
}

#[test]
fn understood() {
    let february = day(2025, 2, 5);
    for typed in [
        "5/2/2025",
        "05/02/2025",
        "5/02/2025",
        "05/2/2025",
        " 05/02/2025 ",
        "5 / 2 / 2025",
        "05/02/ 2025",
        "5-2-2025",
        "05-02-2025",
        "5 - 2 - 2025",
        "5.2.2025",
        "05.02.2025",
        "5 2 2025",
        "05 02 2025",
        "05\u{a0}02\u{a0}2025",
        "5/2/25",
        "05/02/25",
        "5-2-25",
        "5.2.25",
        "5 2 25",
        "05022025",
        "20250205",
        "2025-02-05",
        "2025-2-5",
        "2025/02/05",
        "2025.02.05",
        "2025 02 05",
        "ngày 5 tháng 2 năm 2025",
        "ngày 05 tháng 02 năm 2025",
        "Ngày 05 tháng 02 năm 2025",
        "NGÀY 05 THÁNG 02 NĂM 2025",
        "ngay 5 thang 2 nam 2025",
        "5 tháng 2 năm 2025",
        "ngày 5  tháng 2\u{a0}năm 2025",
        "ngày 5 tháng 2, năm 2025",
        "ngày 5 tháng 2 năm 25",
        "ngày 5/2/2025",
        "ngày 05-02-2025",
    ] {
        assert_eq!(parse_date(typed), Ok(february), "{typed}");
        let apart: String = typed.nfd().collect();
        assert_eq!(parse_date(&apart), Ok(february), "decomposed {typed}");
    }
    for (typed, date) in [
        ("29/02/2024", day(2024, 2, 29)),
        ("31/12/2025", day(2025, 12, 31)),
        ("1/7/2025", day(2025, 7, 1)),
        ("12/11/2023", day(2023, 11, 12)),
        ("11/12/10", day(2010, 12, 11)),
        ("31/12/49", day(2049, 12, 31)),
        ("1/1/00", day(2000, 1, 1)),
        ("01/01/1900", day(1900, 1, 1)),
        ("31/12/2199", day(2199, 12, 31)),
        ("20122023", day(2023, 12, 20)),
        ("20101012", day(2010, 10, 12)),
        ("19122019", day(2019, 12, 19)),
        ("19191219", day(1919, 12, 19)),
    ] {
        assert_eq!(parse_date(typed), Ok(date), "{typed}");
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "one table")]
fn refused() {
    let no_day = |day, month, year, days_in_month| E::NoSuchDay {
        day,
        month,
        year,
        days_in_month,
    };
    for (typed, error) in [
        ("", E::Empty),
        (" \t\u{a0}", E::Empty),
        ("31/02/2025", no_day(31, 2, 2025, 28)),
        ("31022025", no_day(31, 2, 2025, 28)),
        ("29/02/2025", no_day(29, 2, 2025, 28)),
        ("30/2/2024", no_day(30, 2, 2024, 29)),
        ("31/4/2025", no_day(31, 4, 2025, 30)),
        ("32/1/2025", no_day(32, 1, 2025, 31)),
        ("0/1/2025", no_day(0, 1, 2025, 31)),
        ("99/12/2025", no_day(99, 12, 2025, 31)),
        ("2025-02-31", no_day(31, 2, 2025, 28)),
        ("ngày 31 tháng 6 năm 2025", no_day(31, 6, 2025, 30)),
        ("5/13/2025", E::NoSuchMonth { month: 13 }),
        ("2/25/2025", E::NoSuchMonth { month: 25 }),
        ("5/0/2025", E::NoSuchMonth { month: 0 }),
        ("2025-13-01", E::NoSuchMonth { month: 13 }),
        ("5/13", E::NoSuchMonth { month: 13 }),
        ("13/2025", E::NoSuchMonth { month: 13 }),
        ("5/2/1899", E::YearOutOfRange { year: 1899 }),
        ("5/2/2200", E::YearOutOfRange { year: 2200 }),
        ("5/2/202", E::YearOutOfRange { year: 202 }),
        ("5/2/20255", E::YearOutOfRange { year: 20255 }),
        ("5/2/5", E::YearOutOfRange { year: 5 }),
        ("0205-02-05", E::YearOutOfRange { year: 205 }),
        ("5/2/50", E::ShortYear { year: 50 }),
        ("5/2/98", E::ShortYear { year: 98 }),
        ("5/2", E::MissingYear { day: 5, month: 2 }),
        ("29/2", E::MissingYear { day: 29, month: 2 }),
        ("5-2", E::MissingYear { day: 5, month: 2 }),
        ("ngày 5 tháng 2", E::MissingYear { day: 5, month: 2 }),
        (
            "2/2025",
            E::MissingDay {
                month: 2,
                year: 2025,
            },
        ),
        (
            "2025-02",
            E::MissingDay {
                month: 2,
                year: 2025,
            },
        ),
        (
            "tháng 2/2025",
            E::MissingDay {
                month: 2,
                year: 2025,
            },
        ),
        (
            "tháng 2 năm 2025",
            E::MissingDay {
                month: 2,
                year: 2025,
            },
        ),
    ] {
        assert_eq!(parse_date(typed), Err(error), "{typed}");
    }
    for typed in [
        "hôm nay",
        "abc",
        "-",
        "///",
        "5/2/",
        "/5/2025",
        "5//2/2025",
        "5/2-2025",
        "5/2/2025/1",
        "5/2/2025 00:00",
        "2025-02-05T00:00:00",
        "-5/2/2025",
        "+5/2/2025",
        "5/2/2025.",
        "5 thg 2 2025",
        "5 Feb 2025",
        "ngày 5",
        "ngày tháng năm",
        "ngày … tháng … năm …",
        "quý I/2025",
        "2025",
        "050225",
        "5022025",
        "005/02/2025",
        "5/002/2025",
        "5/2/0000002025",
        "1e1/2/2025",
        "５/2/2025",
        "5\u{200b}/2/2025",
    ] {
        let text = typed.to_owned();
        assert_eq!(parse_date(typed), Err(E::NotADate { text }), "{typed}");
    }
}

#[test]
fn stored_days_are_read_strictly() {
    assert_eq!(parse_iso("2025-02-05"), Some(day(2025, 2, 5)));
    for text in [
        "",
        "2025-2-5",
        "2025-02-31",
        "05-02-2025",
        "2025-02-05 ",
        "+025-02-05",
        "2025/02/05",
        "2025-02-05-01",
        "２025-02-05",
    ] {
        assert_eq!(parse_iso(text), None, "{text}");
    }
}

/// Eight digits are never a day both with the day and with the year first.
#[test]
fn eight_digits_mean_one_day() {
    let (mut date, end) = (day(1900, 1, 1), day(2199, 12, 31));
    while date <= end {
        let day_first = format(date).replace('/', "");
        let year_first = format_iso(date).replace('-', "");
        assert_eq!(parse_date(&day_first), Ok(date));
        assert_eq!(parse_date(&year_first), Ok(date));
        date = date + Days::new(1);
    }
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(offset in 0_u64..109_570) {
        let date = day(1900, 1, 1) + Days::new(offset);
        prop_assume!(YEARS.contains(&chrono::Datelike::year(&date).unsigned_abs()));
        prop_assert_eq!(parse_date(&format(date)), Ok(date));
        prop_assert_eq!(parse_date(&format_official(date)), Ok(date));
        prop_assert_eq!(parse_date(&format_iso(date)), Ok(date));
        prop_assert_eq!(parse_iso(&format_iso(date)), Some(date));
    }

    #[test]
    fn reading_never_panics(text in "([0-9]{1,5}|[/. -]|ngày | tháng | năm ){0,9}|\\PC{0,12}") {
        let _ = parse_date(&text);
        let _ = parse_iso(&text);
    }
}
