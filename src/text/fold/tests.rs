//! Folding, tone positions and search.

use super::{Haystack, Query, Rank, fold, nfc, tone_free};
use proptest::prelude::*;
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;

fn nfd(text: &str) -> String {
    text.nfd().collect()
}

/// The rank and the highlighted pieces of one search.
fn search(query: &str, text: &str) -> Option<(Rank, Vec<String>)> {
    let hit = Query::new(query).find(&Haystack::new(text))?;
    let pieces = hit.ranges.iter().map(|r| text[r.clone()].to_owned());
    Some((hit.rank, pieces.collect()))
}

fn rank(query: &str, text: &str) -> Option<Rank> {
    Query::new(query).rank(&Haystack::new(text))
}

#[test]
fn folding_vectors() {
    let vectors = super::super::vectors();
    for case in vectors["fold"].as_array().expect("a list") {
        let (s, folded) = (case["s"].as_str().expect("a text"), case["folded"].as_str());
        assert_eq!(Some(fold(s).as_str()), folded);
        assert_eq!(Some(fold(&nfd(s)).as_str()), folded);
    }
}

#[test]
fn tone_position_vectors() {
    let vectors = super::super::vectors();
    for case in vectors["tone_position_equal"].as_array().expect("a list") {
        let (a, b) = (
            case[0].as_str().expect("a text"),
            case[1].as_str().expect("a text"),
        );
        let equal = case[2].as_bool().expect("yes or no");
        assert_eq!(tone_free(a) == tone_free(b), equal, "{a} {b}");
        assert_eq!(tone_free(&nfd(a)) == tone_free(b), equal, "{a} {b}");
        assert_eq!(
            rank(a, b).is_some_and(|r| r <= Rank::ToneFree),
            equal,
            "{a} {b}"
        );
    }
}

#[test]
fn tones_move_within_their_own_vowels_only() {
    for (a, b, equal) in [
        ("hoàn", "hòan", true),
        ("giá", "gía", true),
        ("của", "cuả", true),
        ("HOÀ", "hòa", true),
        ("thuở", "thủơ", true),
        ("khuỷu", "khủyu", true),
        ("hoạ", "họa", true),
        ("đường", "đừơng", true),
        ("hóa", "hoa", false),
        ("ma", "mà", false),
        ("mân", "mần", false),
        ("đa", "da", false),
        ("toàn", "tòan thể", false),
        ("bà ba", "ba bà", false),
        ("bàba", "babà", false),
        ("\u{1f9}a", "nà", false),
        ("hưng", "hừng", false),
        ("a\u{302}\u{301}", "a\u{301}\u{302}", true),
        ("a\u{323}\u{302}", "a\u{302}\u{323}", true),
    ] {
        assert_eq!(tone_free(a) == tone_free(b), equal, "{a} {b}");
    }
}

#[test]
fn every_vietnamese_letter_folds_to_ascii() {
    let letters = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ";
    let folded = "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd";
    assert_eq!(fold(letters), folded);
    assert_eq!(fold(&letters.to_uppercase()), folded);
    assert_eq!(fold(&nfd(letters)), folded);
    assert_eq!(fold("\u{d0}iều \u{189}ức"), "dieu duc");
}

#[test]
fn stored_form() {
    assert!(matches!(nfc("Cẩm Thủy"), Cow::Borrowed("Cẩm Thủy")));
    assert_eq!(nfc(&nfd("Cẩm Thủy")), "Cẩm Thủy");
    assert_eq!(nfc("a\u{323}\u{302}"), "ậ");
}

#[test]
fn the_same_hits_however_it_is_typed() {
    let text = "Huyện Cẩm Thủy và xã Cẩm Thuỷ";
    for query in ["cam thuy", "Cẩm Thuỷ", &nfd("Cẩm Thủy"), "THUY cam"] {
        assert!(rank(query, text).is_some(), "{query}");
        assert!(rank(query, &nfd(text)).is_some(), "{query}");
    }
    assert_eq!(
        search("dieu 5", "Điều 5. Hỗ trợ"),
        Some((Rank::AccentFree, vec!["Điều".into(), "5".into()]))
    );
    assert_eq!(
        search(&nfd("điều"), "ĐIỀU 5"),
        Some((Rank::Exact, vec!["ĐIỀU".into()]))
    );
}

#[test]
fn accented_hits_come_first() {
    assert_eq!(rank("Vĩnh Hùng", "xã Vĩnh Hùng"), Some(Rank::Exact));
    assert_eq!(rank("Vĩnh Hùng", "xã Vĩnh Hưng"), Some(Rank::AccentFree));
    assert_eq!(rank("vinh hùng", "xã Vĩnh Hùng"), Some(Rank::Exact));
    assert_eq!(rank("vinh hùng", "xã Vĩnh Hưng"), Some(Rank::AccentFree));
    assert_eq!(rank("thuỷ", "Thủy"), Some(Rank::ToneFree));
    assert_eq!(
        rank("hư", "hừng"),
        Some(Rank::AccentFree),
        "another tone is no tone position"
    );
    assert_eq!(
        rank("ê", "ê\u{331}"),
        Some(Rank::AccentFree),
        "a further accent makes another letter"
    );
    assert_eq!(rank("đa", "Da"), Some(Rank::AccentFree));
    // A query without accents finds everything, the unaccented word first.
    assert_eq!(rank("hoa", "hòa"), Some(Rank::AccentFree));
    assert_eq!(rank("hoa", "hoa"), Some(Rank::Exact));
    assert_eq!(rank("ho", "hòa"), Some(Rank::AccentFree));
    assert_eq!(
        rank("thuy", "Thuỷ"),
        Some(Rank::AccentFree),
        "never by its tone-free form"
    );
    let mut texts = ["Vĩnh Hưng", "Vinh Hung", "Vĩnh Hùng"];
    texts.sort_by_key(|text| rank("Vĩnh Hùng", text));
    assert_eq!(texts[0], "Vĩnh Hùng");
}

#[test]
fn highlights_what_the_rank_speaks_of() {
    assert_eq!(
        search("Hùng", "Vĩnh Hùng, Vĩnh Hưng"),
        Some((Rank::Exact, vec!["Hùng".into()]))
    );
    assert_eq!(
        search("hung", "Vĩnh Hùng, Vĩnh Hưng"),
        Some((Rank::AccentFree, vec!["Hùng".into(), "Hưng".into()]))
    );
    assert_eq!(
        search("hoà", "Vĩnh Hòa. Hoài"),
        Some((Rank::Exact, vec!["Hoà".into()]))
    );
    assert_eq!(
        search("hoà", "Vĩnh Hòa"),
        Some((Rank::ToneFree, vec!["Hòa".into()]))
    );
    assert_eq!(
        search("hòa", "Hoàn"),
        Some((Rank::ToneFree, vec!["Hoà".into()])),
        "the tone belongs to the vowels"
    );
    assert_eq!(
        search("hoang oa", "hoang"),
        Some((Rank::Exact, vec!["hoang".into()]))
    );
    assert_eq!(
        search("hòan", &nfd("kế hoàn")),
        Some((Rank::ToneFree, vec![nfd("hoàn")]))
    );
    assert_eq!(
        search("ho oa", "hoa"),
        Some((Rank::Exact, vec!["hoa".into()])),
        "what overlaps is one range"
    );
    assert_eq!(
        search("a\u{a0}b", "b a"),
        Some((Rank::Exact, vec!["b".into(), "a".into()]))
    );
}

#[test]
fn all_words_or_nothing() {
    assert_eq!(rank("cam loc", "Cẩm Thủy"), None);
    assert_eq!(
        search("", "Cẩm Thủy"),
        Some((Rank::Exact, vec![])),
        "an empty query hides nothing"
    );
    assert!(Query::new(" \u{301} ").is_empty());
    assert_eq!(rank("x", ""), None);
    assert_eq!(rank("", ""), Some(Rank::Exact));
}

/// Texts of Vietnamese syllables, now composed, now not, with odd characters between.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "Hòa",
            "hoà",
            "Thuỷ",
            "thủy",
            "Hùng",
            "Hưng",
            "quý",
            "qúy",
            "Đ",
            "đường",
            " ",
            "5",
            "İ",
            "ß",
            "\u{301}",
            "\u{303}\u{309}",
            "가",
            "\u{1100}\u{1161}",
            "Å",
            "ǆ",
            "ΑΣ",
            "k",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
        "[a-zàáạăậđêơưừ ]{0,4}",
    ];
    (proptest::collection::vec(piece, 0..8), any::<bool>()).prop_map(|(pieces, apart)| {
        let text = pieces.concat();
        if apart { nfd(&text) } else { text }
    })
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in texts()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
        prop_assert_eq!(fold(&nfd(&text)), once.clone());
        prop_assert_eq!(fold(&tone_free(&text)), once);
    }

    #[test]
    fn ranges_are_sound(text in texts(), query in texts()) {
        let haystack = Haystack::new(&text);
        let query = Query::new(&query);
        let Some(hit) = query.find(&haystack) else { return Ok(()) };
        prop_assert_eq!(query.rank(&haystack), Some(hit.rank));
        prop_assert_eq!(hit.ranges.is_empty(), query.is_empty());
        let mut end = None;
        for range in &hit.ranges {
            prop_assert!(range.start < range.end);
            prop_assert!(end < Some(range.start));
            // `get` is None off a character boundary.
            prop_assert!(text.get(range.clone()).is_some());
            end = Some(range.end);
        }
    }

    #[test]
    fn any_piece_of_a_text_is_found_in_it(text in texts(), from in 0_usize..20, length in 1_usize..8) {
        let whole = nfc(&text).into_owned();
        let piece: String = whole.chars().skip(from).take(length).collect();
        let piece = piece.trim();
        // A piece may not begin with the accent of a letter before it.
        prop_assume!(piece == nfc(piece) && !piece.starts_with(unicode_normalization::char::is_combining_mark));
        let haystack = Haystack::new(&whole);
        prop_assert!(Query::new(piece).rank(&haystack).is_some());
        prop_assert!(Query::new(&fold(piece)).rank(&haystack).is_some());
    }
}
