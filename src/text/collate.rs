//! Vietnamese order: letters before tones (ngang ‹ huyền ‹ hỏi ‹ ngã ‹ sắc ‹ nặng), case last,
//! by the collation data of CLDR for `vi`.
//!
//! Ties that the collation leaves open (two spellings that it holds equal) are broken by bytes,
//! so that the order of a list never depends on the order it came in.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// One collator for the whole program: it is immutable and made from compiled-in data.
#[expect(
    clippy::expect_used,
    reason = "what is compiled in cannot be missing; a test reads it"
)]
static VIETNAMESE: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(locale!("vi").into(), CollatorOptions::default())
        .expect("the collation data is compiled in; a test asks for the Vietnamese part of it")
});

/// Orders two texts the Vietnamese way.
#[must_use]
pub fn compare(a: &str, b: &str) -> Ordering {
    VIETNAMESE.compare(a, b).then_with(|| a.cmp(b))
}

/// Orders two people: by given name (the last word), then family name (the first), then the
/// middle names. A single word is a given name. What is shown stays as written.
#[must_use]
pub fn compare_people(a: &str, b: &str) -> Ordering {
    let (left, right) = (PersonName::of(a), PersonName::of(b));
    VIETNAMESE
        .compare(left.given, right.given)
        .then_with(|| VIETNAMESE.compare(left.family, right.family))
        .then_with(|| VIETNAMESE.compare(left.middle, right.middle))
        .then_with(|| a.cmp(b))
}

/// Sorts a list by a text of its members; stable.
pub fn sort_by_text<T>(list: &mut [T], text: impl Fn(&T) -> &str) {
    list.sort_by(|a, b| compare(text(a), text(b)));
}

/// Sorts a list by a person's name in its members; stable. See [`compare_people`].
pub fn sort_by_person<T>(list: &mut [T], name: impl Fn(&T) -> &str) {
    list.sort_by(|a, b| compare_people(name(a), name(b)));
}

/// The parts of a Vietnamese full name, for sorting only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonName<'a> {
    /// Họ: the first word, empty if the name is one word.
    pub family: &'a str,
    /// Tên đệm: what stands between, possibly empty.
    pub middle: &'a str,
    /// Tên: the last word.
    pub given: &'a str,
}

impl<'a> PersonName<'a> {
    /// Splits a name at its first and last blank.
    #[must_use]
    pub fn of(name: &'a str) -> Self {
        let name = name.trim();
        let (rest, given) = match name.rsplit_once(char::is_whitespace) {
            Some((rest, given)) => (rest.trim_end(), given),
            None => ("", name),
        };
        let (family, middle) = match rest.split_once(char::is_whitespace) {
            Some((family, middle)) => (family, middle.trim_start()),
            None => (rest, ""),
        };
        Self {
            family,
            middle,
            given,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PersonName, compare, sort_by_person, sort_by_text};
    use std::cmp::Ordering;

    fn list(name: &str) -> Vec<String> {
        let list: Vec<String> =
            serde_json::from_value(super::super::vectors()[name].clone()).expect("a list of texts");
        assert!(!list.is_empty());
        list
    }

    #[test]
    fn letters_and_units_of_the_vectors() {
        for name in ["sort_letters", "sort_units"] {
            let wanted = list(name);
            let mut sorted = wanted.clone();
            sorted.reverse();
            sort_by_text(&mut sorted, String::as_str);
            assert_eq!(sorted, wanted, "{name}");
        }
    }

    #[test]
    fn people_of_the_vectors() {
        let wanted = list("sort_people");
        let mut sorted = wanted.clone();
        sorted.reverse();
        sort_by_person(&mut sorted, String::as_str);
        assert_eq!(sorted, wanted);
    }

    /// The root order of the collation data puts "ăn" before "az" and "má" before "mà"; only the
    /// Vietnamese part gives these answers.
    #[test]
    fn vietnamese_data_is_compiled_in() {
        for (smaller, greater) in [
            ("az", "ăn"),
            ("oz", "ôn"),
            ("uz", "ưa"),
            ("dz", "đa"),
            ("mà", "má"),
            ("mả", "má"),
            ("mã", "má"),
            ("má", "mạ"),
            ("mạ", "man"),
        ] {
            assert_eq!(
                compare(smaller, greater),
                Ordering::Less,
                "{smaller} {greater}"
            );
            assert_eq!(compare(greater, smaller), Ordering::Greater);
        }
    }

    #[test]
    fn case_comes_last_and_ties_are_stable() {
        assert_eq!(compare("an", "An"), Ordering::Less);
        assert_eq!(compare("An", "àn"), Ordering::Less);
        // The same letters, composed and not: equal to the collation, still ordered.
        assert_ne!(compare("\u{e0}", "a\u{300}"), Ordering::Equal);
        assert_eq!(compare("Cẩm Tú", "Cẩm Tú"), Ordering::Equal);
    }

    #[test]
    fn family_then_middle_decide_between_equal_given_names() {
        let wanted = [
            "Thanh",
            "Bùi Thị Thanh",
            "Đỗ Văn Thanh",
            "Lê Đức Thanh",
            "Lê Thị Thanh",
            "Lê Văn Thanh",
            "Lê  Văn\u{a0}Thành",
            "Bùi Thị Vân",
        ];
        let mut sorted = wanted;
        sorted.reverse();
        sort_by_person(&mut sorted, |name| name);
        assert_eq!(sorted, wanted);
        assert_eq!(
            PersonName::of("  Lê  Thị  Ngọc Ánh "),
            PersonName {
                family: "Lê",
                middle: "Thị  Ngọc",
                given: "Ánh"
            }
        );
        assert_eq!(PersonName::of(" ").given, "");
    }
}
