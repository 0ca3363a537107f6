//! Figures in and out.

use super::{
    Decimal, FigureError, NumberError, format_percent, format_whole, grouped, percent_tenths,
};
use proptest::prelude::*;

fn decimal(mantissa: i64, scale: u8) -> Decimal {
    Decimal::new(mantissa, scale).expect("within range")
}

#[test]
fn typed_figures() {
    for (typed, mantissa, scale) in [
        ("12", 12, 0),
        ("0", 0, 0),
        ("05", 5, 0),
        ("33,3", 333, 1),
        ("33,30", 333, 1),
        ("0,125", 125, 3),
        ("1.234,5", 12345, 1),
        ("1.234", 1234, 0),
        ("1 234", 1234, 0),
        (" 12\u{a0}345,000001 ", 12_345_000_001, 6),
        ("-2,5", -25, 1),
        ("\u{2212} 7", -7, 0),
        ("0,0000000", 0, 0),
        ("9.223.372.036.854.775.807", i64::MAX, 0),
        ("-9223372036854775808", i64::MIN, 0),
    ] {
        assert_eq!(
            Decimal::parse(typed),
            Ok(decimal(mantissa, scale)),
            "{typed}"
        );
    }
}

#[test]
fn refused_figures() {
    let bad = |figure: &str| {
        NumberError::Figure(FigureError::BadGrouping {
            figure: figure.into(),
        })
    };
    let unexpected = |character| NumberError::UnexpectedChar { character };
    for (typed, error) in [
        ("", NumberError::Empty),
        (" \u{a0}", NumberError::Empty),
        ("abc", NumberError::NotANumber { text: "abc".into() }),
        ("-", NumberError::NotANumber { text: "-".into() }),
        ("1e8", unexpected('e')),
        ("12%", unexpected('%')),
        (",5", unexpected(',')),
        ("--5", unexpected('-')),
        ("１２3", unexpected('１')),
        ("1\u{200b}2", unexpected('\u{200b}')),
        ("1.234.5", bad("1.234.5")),
        ("1.23.456", bad("1.23.456")),
        ("1000.000", bad("1000.000")),
        ("1.234 567", bad("1.234 567")),
        ("5,", bad("5,")),
        ("5.", bad("5.")),
        ("5,1,2", bad("5,1,2")),
        ("1,5.2", bad("1,5.2")),
        ("1..234", bad("1..234")),
        ("1.5,2", bad("1.5,2")),
        (
            "33.3",
            NumberError::Figure(FigureError::DotAsDecimal {
                figure: "33.3".into(),
                suggestion: "33,3".into(),
            }),
        ),
        (
            "0.125",
            NumberError::Figure(FigureError::DotAsDecimal {
                figure: "0.125".into(),
                suggestion: "0,125".into(),
            }),
        ),
        (
            "1,234,567",
            NumberError::Figure(FigureError::CommaAsThousands {
                figure: "1,234,567".into(),
                suggestion: "1.234.567".into(),
            }),
        ),
        (
            "1,234.5",
            NumberError::Figure(FigureError::CommaAsThousands {
                figure: "1,234.5".into(),
                suggestion: "1.234,5".into(),
            }),
        ),
        (
            "007",
            NumberError::Figure(FigureError::LeadingZeros {
                figure: "007".into(),
            }),
        ),
        (
            "0,1234567",
            NumberError::TooManyDecimals {
                figure: "0,1234567".into(),
            },
        ),
        ("9.223.372.036.854.775.808", NumberError::TooLarge),
        ("9.223.372.036.854,775808", NumberError::TooLarge),
    ] {
        assert_eq!(Decimal::parse(typed), Err(error), "{typed}");
    }
}

#[test]
fn json_numbers() {
    for (text, mantissa, scale) in [
        ("1234.5", 12345, 1),
        ("-0", 0, 0),
        ("0.50", 5, 1),
        ("1.5e3", 1500, 0),
        ("1E-6", 1, 6),
        ("120e-1", 12, 0),
        ("0e999999999999999999999", 0, 0),
        ("-9223372036854775808", i64::MIN, 0),
    ] {
        assert_eq!(
            Decimal::from_json(text),
            Ok(decimal(mantissa, scale)),
            "{text}"
        );
    }
    for text in [
        "", "-", "01", "1.", ".5", "+1", "1,5", "1e", "1e+", "--1", "0x1", " 1", "1.5.2", "NaN",
    ] {
        let text = text.to_owned();
        let error = Decimal::from_json(&text);
        assert_eq!(error, Err(NumberError::NotANumber { text }));
    }
    for text in ["1e19", "1e999999999999999999999", "9223372036854775808"] {
        assert_eq!(
            Decimal::from_json(text),
            Err(NumberError::TooLarge),
            "{text}"
        );
    }
    for text in ["1e-7", "0.0000001", "1e-999999999999999999999"] {
        let figure = text.to_owned();
        assert_eq!(
            Decimal::from_json(text),
            Err(NumberError::TooManyDecimals { figure })
        );
    }
}

#[test]
fn order_and_sums() {
    assert!(decimal(15, 1) < decimal(2, 0));
    assert!(decimal(-15, 1) > decimal(-2, 0));
    assert_eq!(decimal(150, 2), decimal(15, 1));
    assert!(decimal(i64::MAX, 0) > decimal(i64::MAX, 6));
    assert_eq!(
        decimal(15, 1).checked_add(decimal(25, 2)),
        Some(decimal(175, 2))
    );
    assert_eq!(
        decimal(15, 1).checked_add(decimal(-15, 1)),
        Some(Decimal::ZERO)
    );
    assert_eq!(decimal(i64::MAX, 0).checked_add(decimal(1, 0)), None);
    assert_eq!(Decimal::new(1, 7), None);
    assert_eq!(Decimal::new(10, 7), Some(decimal(1, 6)));
    assert_eq!(Decimal::new(0, 200), Some(Decimal::ZERO));
}

#[test]
fn percentages() {
    for (part, whole, shown) in [
        (444_700_000, 450_000_000, "98,8%"),
        (105, 100, "105,0%"),
        (1, 3, "33,3%"),
        (2, 3, "66,7%"),
        (1, 2000, "0,1%"),
        (49, 100_000, "0,0%"),
        (0, 5, "0,0%"),
        (-1, 2000, "\u{2212}0,1%"),
        (-105, 100, "\u{2212}105,0%"),
        (12_345, 100, "12.345,0%"),
        (i64::MIN, i64::MIN, "100,0%"),
        (i64::MAX, i64::MAX, "100,0%"),
        (1, i64::MAX, "0,0%"),
    ] {
        let tenths = percent_tenths(part, whole).expect("a rate");
        assert_eq!(format_percent(tenths), shown, "{part}/{whole}");
    }
    assert_eq!(percent_tenths(5, 0), None);
    assert_eq!(percent_tenths(0, 0), None);
    assert_eq!(percent_tenths(i64::MAX, 1), None);
    assert_eq!(decimal(333, 1).percent_tenths_of(decimal(50, 0)), Some(666));
    assert_eq!(decimal(1, 6).percent_tenths_of(decimal(2, 6)), Some(500));
    assert_eq!(decimal(1, 0).percent_tenths_of(Decimal::ZERO), None);
}

#[test]
fn grouping() {
    for (number, text) in [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (123_456, "123.456"),
    ] {
        assert_eq!(grouped(number), text);
    }
    assert_eq!(format_whole(i64::MIN), "\u{2212}9.223.372.036.854.775.808");
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(mantissa in any::<i64>(), digits in 1_u32..19, scale in 0_u8..=6) {
        for mantissa in [mantissa, mantissa % 10_i64.pow(digits)] {
            let value = decimal(mantissa, scale);
            prop_assert_eq!(Decimal::parse(&value.format()), Ok(value));
            prop_assert_eq!(Decimal::from_json(&value.to_json()), Ok(value));
        }
    }

    #[test]
    fn reading_never_panics(text in "[-−0-9., e]{0,24}|\\PC{0,12}") {
        let _ = Decimal::parse(&text);
        let _ = Decimal::from_json(&text);
    }

    #[test]
    fn order_is_that_of_the_values(a in -5000_i64..5000, s in 0_u8..=3, b in -5000_i64..5000, t in 0_u8..=3) {
        let exact = (a * 10_i64.pow(3 - u32::from(s))).cmp(&(b * 10_i64.pow(3 - u32::from(t))));
        prop_assert_eq!(decimal(a, s).cmp(&decimal(b, t)), exact);
        prop_assert_eq!(decimal(a, s) == decimal(b, t), exact.is_eq());
    }

    #[test]
    fn rates_are_the_nearest(part in any::<i32>(), whole in any::<i32>()) {
        let tenths = percent_tenths(part.into(), whole.into());
        prop_assert_eq!(tenths.is_none(), whole == 0);
        if let Some(tenths) = tenths {
            let error = i64::from(part) * 1000 - tenths * i64::from(whole);
            prop_assert!(error.abs() * 2 <= i64::from(whole).abs());
        }
    }
}
