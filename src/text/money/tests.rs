//! What clerks type, and what they see.

use super::super::number::FigureError as F;
use super::{MoneyError as E, format_dong, format_million, parse_dong, parse_dong_signed};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

#[test]
fn shown_amounts() {
    for (dong, shown) in [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (100_000_000, "100.000.000"),
        (-5_000_000, "\u{2212}5.000.000"),
        (i64::MIN, "\u{2212}9.223.372.036.854.775.808"),
    ] {
        assert_eq!(format_dong(dong), shown);
    }
    let vectors = super::super::vectors();
    for case in vectors["number_words"].as_array().expect("a list") {
        let n = case["n"].as_i64().expect("a number");
        assert_eq!(Some(format_dong(n).as_str()), case["fmt"].as_str());
    }
}

#[test]
fn shown_millions() {
    for (dong, shown) in [
        (444_700_000, "444,7"),
        (450_000_000, "450,0"),
        (444_650_000, "444,7"),
        (444_649_999, "444,6"),
        (50_000, "0,1"),
        (49_999, "0,0"),
        (-49_999, "0,0"),
        (-50_000, "\u{2212}0,1"),
        (-444_650_000, "\u{2212}444,7"),
        (1_234_500_000, "1.234,5"),
        (i64::MAX, "9.223.372.036.854,8"),
        (i64::MIN, "\u{2212}9.223.372.036.854,8"),
    ] {
        assert_eq!(format_million(dong), shown, "{dong}");
    }
}

#[test]
fn understood() {
    const MILLION: i64 = 1_000_000;
    for (typed, dong) in [
        ("0", 0),
        ("5", 5),
        ("100.000.000", 100 * MILLION),
        ("100000000", 100 * MILLION),
        ("  100.000.000  ", 100 * MILLION),
        ("100 000 000", 100 * MILLION),
        ("100\u{a0}000\u{a0}000", 100 * MILLION),
        ("100\u{2009}000\u{202f}000", 100 * MILLION),
        ("100.000.000 đ", 100 * MILLION),
        ("100.000.000đ", 100 * MILLION),
        ("100.000.000 đồng", 100 * MILLION),
        ("100.000.000 Đồng", 100 * MILLION),
        ("100.000.000 dong", 100 * MILLION),
        ("100.000.000 VNĐ", 100 * MILLION),
        ("100.000.000 vnd", 100 * MILLION),
        ("100.000.000 ₫", 100 * MILLION),
        ("100.000.000\u{a0}₫", 100 * MILLION),
        ("100.000.000,00 đ", 100 * MILLION),
        ("100.000.000,0", 100 * MILLION),
        ("100 triệu", 100 * MILLION),
        ("100triệu", 100 * MILLION),
        ("100 TRIỆU", 100 * MILLION),
        ("100 trieu", 100 * MILLION),
        ("100 Triệu đồng", 100 * MILLION),
        ("100tr", 100 * MILLION),
        ("100 tr", 100 * MILLION),
        ("100TR", 100 * MILLION),
        ("100tr.", 100 * MILLION),
        ("100 trđ", 100 * MILLION),
        ("100 tr.đ", 100 * MILLION),
        ("100 tr. đồng", 100 * MILLION),
        ("05 triệu", 5 * MILLION),
        ("7,4tr", 7_400_000),
        ("7,4 triệu", 7_400_000),
        ("7,40 triệu", 7_400_000),
        ("444,725 triệu", 444_725_000),
        ("1.500 triệu", 1500 * MILLION),
        ("1 500 triệu", 1500 * MILLION),
        ("1.234,5 triệu", 1_234_500_000),
        ("0,5 triệu", 500_000),
        ("0,000001 triệu", 1),
        ("1,5 tỷ", 1500 * MILLION),
        ("1,5 tỉ", 1500 * MILLION),
        ("1,5 ty", 1500 * MILLION),
        ("1,5TỶ", 1500 * MILLION),
        ("1,125 tỷ", 1125 * MILLION),
        ("2 tỷ đồng", 2000 * MILLION),
        ("1 tỷ 200 triệu", 1200 * MILLION),
        ("1 tỉ 200 triệu đồng", 1200 * MILLION),
        ("1tỷ200tr", 1200 * MILLION),
        ("1 tỷ 200,5 triệu", 1_200_500_000),
        ("1 tỷ 200 triệu 500 nghìn", 1_200_500_000),
        ("1 tỷ 200 triệu 500 nghìn 50 đồng", 1_200_500_050),
        ("1 tỷ 200 đồng", 1000 * MILLION + 200),
        ("1 tỷ 200.000.000 đ", 1200 * MILLION),
        ("2 triệu 500k", 2_500_000),
        ("500 nghìn", 500_000),
        ("500 nghin", 500_000),
        ("500 ngàn", 500_000),
        ("500 ngàn đồng", 500_000),
        ("500k", 500_000),
        ("500K", 500_000),
        ("1,5k", 1500),
        ("5 trăm triệu", 500 * MILLION),
        ("2 trăm nghìn đồng", 200_000),
        ("2 nghìn tỷ", 2_000_000 * MILLION),
        ("9.223.372.036.854.775.807", i64::MAX),
    ] {
        assert_eq!(parse_dong(typed), Ok(dong), "{typed}");
        let apart: String = typed.nfd().collect();
        assert_eq!(parse_dong(&apart), Ok(dong), "decomposed {typed}");
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "one table")]
fn refused() {
    let grouping = |figure: &str| {
        E::Figure(F::BadGrouping {
            figure: figure.into(),
        })
    };
    let dot = |figure: &str, suggestion: &str| {
        E::Figure(F::DotAsDecimal {
            figure: figure.into(),
            suggestion: suggestion.into(),
        })
    };
    let comma = |figure: &str, suggestion: &str| {
        E::Figure(F::CommaAsThousands {
            figure: figure.into(),
            suggestion: suggestion.into(),
        })
    };
    let zeros = |figure: &str| {
        E::Figure(F::LeadingZeros {
            figure: figure.into(),
        })
    };
    let word = |word: &str| E::UnknownWord { word: word.into() };
    let text = |text: &str| E::NotANumber { text: text.into() };
    let unexpected = |character| E::UnexpectedChar { character };
    let fraction = |figure: &str| E::FractionOfDong {
        figure: figure.into(),
    };
    let unit = |figure: &str| E::MissingUnit {
        figure: figure.into(),
    };
    for (typed, error) in [
        ("", E::Empty),
        (" \u{a0}\t", E::Empty),
        ("abc", text("abc")),
        ("triệu", text("triệu")),
        ("-", text("-")),
        ("một trăm triệu", text("một trăm triệu")),
        ("100.000.00", grouping("100.000.00")),
        ("100.0000.000", grouping("100.0000.000")),
        ("1000.000", grouping("1000.000")),
        ("100.000 000", grouping("100.000 000")),
        ("100 00", grouping("100 00")),
        ("100.000.", grouping("100.000.")),
        ("100..000", grouping("100..000")),
        ("100.50", grouping("100.50")),
        ("0.000", grouping("0.000")),
        ("100.000.000,", grouping("100.000.000,")),
        ("1.5.2 tỷ", grouping("1.5.2")),
        ("1.5 ty", dot("1.5", "1,5")),
        ("1.5 tỷ", dot("1.5", "1,5")),
        ("7.4tr", dot("7.4", "7,4")),
        ("0.500 tỷ", dot("0.500", "0,500")),
        ("1.25 triệu", dot("1.25", "1,25")),
        ("100,000,000", comma("100,000,000", "100.000.000")),
        ("100,000", comma("100,000", "100.000")),
        ("1,000.50 triệu", comma("1,000.50", "1.000,50")),
        ("0100000", zeros("0100000")),
        ("000", zeros("000")),
        ("1e8", word("e")),
        ("1E8", word("E")),
        ("0x10", word("x")),
        ("100 usd", word("usd")),
        ("100 triệuu", word("triệuu")),
        ("VND 100", word("VND")),
        ("triệu 5", word("triệu")),
        ("5 triệu tỷ", word("tỷ")),
        ("2 trăm", word("trăm")),
        ("1 tỷ 2 trăm", word("trăm")),
        ("1 tỷ và 200 triệu", word("và")),
        ("100 đồng 50", word("50")),
        ("100 đ đ", word("đ")),
        ("100.000.000 đồng/năm", word("/năm")),
        ("100/2", unexpected('/')),
        ("100 triệu/năm", unexpected('/')),
        ("5 triệu, 200 nghìn", unexpected(',')),
        ("(5.000.000)", unexpected('(')),
        ("+5", unexpected('+')),
        ("--5", unexpected('-')),
        ("=5+5", unexpected('=')),
        (".5 tỷ", unexpected('.')),
        (",5 tỷ", unexpected(',')),
        ("1\u{200b}00", unexpected('\u{200b}')),
        ("１00", unexpected('１')),
        ("7,5", fraction("7,5")),
        ("100,00", fraction("100,00")),
        ("100.000.000,5", fraction("100.000.000,5")),
        ("1000,000", fraction("1000,000")),
        ("100.000.000,000", fraction("100.000.000,000")),
        ("1,5 đồng", fraction("1,5")),
        ("1,2345 nghìn", fraction("1,2345")),
        ("0,0000001 triệu", fraction("0,0000001")),
        ("1 tỷ 200", unit("200")),
        ("7tr4", unit("4")),
        ("1 tỷ 200.000.000", unit("200.000.000")),
        (
            "200 triệu 1 tỷ",
            E::UnitOrder {
                unit: "tỷ".into()
            },
        ),
        (
            "1 triệu 1 triệu",
            E::UnitOrder {
                unit: "triệu".into(),
            },
        ),
        (
            "1 tỷ 1500 triệu",
            E::PartTooLarge {
                figure: "1500".into(),
            },
        ),
        (
            "1 tỷ 1.000 triệu",
            E::PartTooLarge {
                figure: "1.000".into(),
            },
        ),
        (
            "1,5 tỷ 200 triệu",
            E::FractionNotLast {
                figure: "1,5".into(),
            },
        ),
        ("9.223.372.036.854.775.808", E::TooLarge),
        ("99999999999999999999999999999999999999999999", E::TooLarge),
        ("9999999999999999999999999999999 nghìn tỷ", E::TooLarge),
        ("-5.000.000", E::Negative),
        ("\u{2212}5 triệu", E::Negative),
    ] {
        assert_eq!(parse_dong(typed), Err(error), "{typed}");
    }
}

#[test]
fn below_zero_where_allowed() {
    for (typed, dong) in [
        ("-5.000.000", -5_000_000),
        ("\u{2212}5.000.000", -5_000_000),
        ("- 5 triệu", -5_000_000),
        ("-0", 0),
        ("5tr", 5_000_000),
        ("-9.223.372.036.854.775.808", i64::MIN),
    ] {
        assert_eq!(parse_dong_signed(typed), Ok(dong), "{typed}");
    }
    assert_eq!(
        parse_dong_signed("-9.223.372.036.854.775.809"),
        Err(E::TooLarge)
    );
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(dong in any::<i64>(), digits in 1_u32..19) {
        for dong in [dong, dong % 10_i64.pow(digits)] {
            prop_assert_eq!(parse_dong_signed(&format_dong(dong)), Ok(dong));
            prop_assert_eq!(parse_dong_signed(&dong.to_string()), Ok(dong));
            prop_assert_eq!(parse_dong_signed(&format!("{} đồng", format_dong(dong))), Ok(dong));
        }
    }

    #[test]
    fn millions_are_the_nearest_tenth(dong in -10_000_000_000_i64..10_000_000_000) {
        let shown = format!("{} triệu", format_million(dong));
        let read = parse_dong_signed(&shown).expect("a plain amount");
        prop_assert!((read - dong).abs() <= 50_000);
    }

    #[test]
    fn reading_never_panics(text in "([0-9]{1,5}|[.,đk −-]| triệu| tỷ| trăm| nghìn){0,10}|\\PC{0,16}") {
        let _ = parse_dong(&text);
    }

    /// Whatever is understood is exactly the sum of its parts.
    #[test]
    fn parts_add_up(ty in 1_i64..1000, trieu in 0_i64..1000, nghin in 0_i64..1000, rest in 0_i64..1000) {
        let text = format!("{ty} tỷ {trieu} triệu {nghin} nghìn {rest} đồng");
        let sum = ((ty * 1000 + trieu) * 1000 + nghin) * 1000 + rest;
        prop_assert_eq!(parse_dong(&text), Ok(sum));
    }
}
