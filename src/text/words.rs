//! Amounts in words, as written below the figures of an official document ("Bằng chữ: …").
//!
//! The rules [K] are those of the domain page, section 3: groups of three digits; *nghìn, triệu,
//! tỷ*; 1 after *mươi* is *mốt*, 4 is *tư*, 5 after *mười* or *mươi* is *lăm*; empty tens are
//! *linh*; groups after the first say *không trăm*; all-zero groups drop; *chẵn* if the amount is
//! divisible by 1.000.

/// Which words to use where North and South differ. A setting; the North is the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Manner {
    /// *linh*, *nghìn*.
    #[default]
    Northern,
    /// *lẻ*, *ngàn*.
    Southern,
}

impl Manner {
    /// The word for empty tens: 105 is "một trăm **linh** năm".
    const fn empty_tens(self) -> &'static str {
        match self {
            Self::Northern => "linh",
            Self::Southern => "lẻ",
        }
    }

    /// The word for 1.000.
    const fn thousand(self) -> &'static str {
        match self {
            Self::Northern => "nghìn",
            Self::Southern => "ngàn",
        }
    }
}

/// An amount of đồng in words, with a capital, "đồng" and, where due, "chẵn":
/// 100000000 is "Một trăm triệu đồng chẵn", −5000 is "Âm năm nghìn đồng chẵn".
/// Every `i64` has words.
#[must_use]
pub fn dong_in_words(dong: i64, manner: Manner) -> String {
    let mut text = number_in_words(dong, manner);
    text.push_str(" đồng");
    if dong != 0 && dong % 1000 == 0 {
        text.push_str(" chẵn");
    }
    capitalised(&text)
}

/// A whole number in words, in small letters and without a unit: 24 is "hai mươi tư".
#[must_use]
pub fn number_in_words(number: i64, manner: Manner) -> String {
    let mut words = Vec::new();
    if number < 0 {
        words.push("âm");
    }
    let magnitude = number.unsigned_abs();
    if magnitude == 0 {
        words.push("không");
    } else {
        push_number(magnitude, manner, &mut words);
    }
    words.join(" ")
}

/// Pushes the words of a positive number. From a tỷ on, the tỷ are themselves read as a number
/// ("hai nghìn không trăm linh năm tỷ"), so that no further names are needed.
fn push_number(number: u64, manner: Manner, words: &mut Vec<&'static str>) {
    const BILLION: u64 = 1_000_000_000;
    if number >= BILLION {
        push_number(number / BILLION, manner, words);
        words.push("tỷ");
    }
    let groups = [
        (number % BILLION / 1_000_000, Some("triệu")),
        (number % 1_000_000 / 1000, Some(manner.thousand())),
        (number % 1000, None),
    ];
    let mut first = number < BILLION;
    for (group, name) in groups {
        if group == 0 {
            continue;
        }
        push_group(group, first, manner, words);
        words.extend(name);
        first = false;
    }
}

/// Pushes the words of one group, 1 to 999. A group that is not the first says its empty
/// hundreds ("không trăm").
fn push_group(group: u64, first: bool, manner: Manner, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    if hundreds > 0 || !first {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if ones > 0 && (hundreds > 0 || !first) => words.push(manner.empty_tens()),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(ones)),
    }
}

/// The word of one digit.
const fn digit(digit: u64) -> &'static str {
    match digit {
        0 => "không",
        1 => "một",
        2 => "hai",
        3 => "ba",
        4 => "bốn",
        5 => "năm",
        6 => "sáu",
        7 => "bảy",
        8 => "tám",
        _ => "chín",
    }
}

/// The text with its first letter in upper case.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Manner, dong_in_words, number_in_words};
    use proptest::prelude::*;

    fn check(list: &str, manner: Manner) {
        let vectors = super::super::vectors();
        let cases = vectors[list].as_array().expect("a list");
        assert!(!cases.is_empty());
        for case in cases {
            let n = case["n"].as_i64().expect("a number");
            assert_eq!(
                Some(dong_in_words(n, manner).as_str()),
                case["words"].as_str(),
                "{n}"
            );
        }
    }

    #[test]
    fn northern_vectors() {
        check("number_words", Manner::Northern);
    }

    #[test]
    fn southern_vectors() {
        check("number_words_southern", Manner::Southern);
    }

    #[test]
    fn beyond_the_vectors() {
        for (n, words) in [
            (-5_000_000, "Âm năm triệu đồng chẵn"),
            (-1, "Âm một đồng"),
            (14, "Mười bốn đồng"),
            (41, "Bốn mươi mốt đồng"),
            (44, "Bốn mươi tư đồng"),
            (20, "Hai mươi đồng"),
            (
                444_700_000,
                "Bốn trăm bốn mươi tư triệu bảy trăm nghìn đồng chẵn",
            ),
            (1_000_000_000_000_000, "Một triệu tỷ đồng chẵn"),
            (9_000_000_000_000_000_000, "Chín tỷ tỷ đồng chẵn"),
            (
                i64::MIN,
                "Âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba \
                 mươi sáu tỷ tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm nghìn tám trăm linh \
                 tám đồng",
            ),
        ] {
            assert_eq!(dong_in_words(n, Manner::Northern), words);
        }
        assert_eq!(number_in_words(24, Manner::Northern), "hai mươi tư");
        assert_eq!(number_in_words(0, Manner::Southern), "không");
    }

    /// Reads words back into a number by their meaning, so that each amount is known to have
    /// words of its own.
    fn read(words: &str) -> i128 {
        let (mut total, mut block, mut group, mut digit) = (0_i128, 0_i128, 0_i128, 0_i128);
        let mut sign = 1;
        for word in words.split(' ') {
            match word {
                "âm" => sign = -1,
                "linh" => {}
                "không" => digit = 0,
                "một" | "mốt" => digit = 1,
                "hai" => digit = 2,
                "ba" => digit = 3,
                "bốn" | "tư" => digit = 4,
                "năm" | "lăm" => digit = 5,
                "sáu" => digit = 6,
                "bảy" => digit = 7,
                "tám" => digit = 8,
                "chín" => digit = 9,
                "mười" => (group, digit) = (group + 10, 0),
                "mươi" => (group, digit) = (group + digit * 10, 0),
                "trăm" => (group, digit) = (group + digit * 100, 0),
                "nghìn" => (block, group, digit) = (block + (group + digit) * 1000, 0, 0),
                "triệu" => (block, group, digit) = (block + (group + digit) * 1_000_000, 0, 0),
                "tỷ" => {
                    total = (total + block + group + digit) * 1_000_000_000;
                    (block, group, digit) = (0, 0, 0);
                }
                other => panic!("unknown word {other}"),
            }
        }
        sign * (total + block + group + digit)
    }

    proptest! {
        #[test]
        fn words_never_panic_and_read_back(n in any::<i64>(), digits in 0_u32..19) {
            for n in [n, n % 10_i64.pow(digits)] {
                prop_assert_eq!(read(&number_in_words(n, Manner::Northern)), i128::from(n));
                prop_assert!(!dong_in_words(n, Manner::Southern).contains("  "));
            }
        }
    }
}
