//! How two texts differ, word by word, and how two edits of one text become one text.
//!
//! Vietnamese words are parted by white space, each syllable a word of its own here. Texts are
//! compared in their stored form (NFC); white space between words is shown as the newer text has it
//! and is never a difference of its own.

use super::fold::nfc;
use similar::{Algorithm, ChangeTag, DiffTag, MergeResolution, TextMerge, capture_diff_slices};

/// Whether a piece of text stayed, went or came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It stands in both texts.
    Same,
    /// It stands in the older one only.
    Removed,
    /// It stands in the newer one only.
    Added,
}

/// A run of words with the white space behind them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What became of it.
    pub fate: Fate,
    /// The words.
    pub text: String,
}

/// A text as its words, each with the white space behind it; white space at the very front is a word
/// without letters.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut from, mut in_space) = (0, false);
    for (at, c) in text.char_indices() {
        if in_space && !c.is_whitespace() {
            found.push(&text[from..at]);
            from = at;
        }
        in_space = c.is_whitespace();
    }
    if from < text.len() {
        found.push(&text[from..]);
    }
    found
}

/// With fewer words in common than one in so many, a text is another text, not an edited one.
const COMMON: usize = 4;

/// The differences from `base` to `mine` as runs of words. The pieces that stayed or came make up
/// `mine`; those that stayed or went make up `base`, white space aside. Texts that share a few words by
/// chance are told as one that went and one that came, not as a riddle.
#[must_use]
pub fn words(base: &str, mine: &str) -> Vec<Piece> {
    let (base, mine) = (nfc(base), nfc(mine));
    let (old, new) = (tokens(&base), tokens(&mine));
    let bare = |all: &[&str]| -> Vec<String> { all.iter().map(|t| t.trim().to_owned()).collect() };
    let (old_words, new_words) = (bare(&old), bare(&new));
    let mut pieces: Vec<Piece> = Vec::new();
    let ops = capture_diff_slices(Algorithm::Myers, &old_words, &new_words);
    let common: usize = ops
        .iter()
        .filter(|op| op.tag() == DiffTag::Equal)
        .map(|op| op.new_range().len())
        .sum();
    let longer = old.len().max(new.len());
    if common * COMMON < longer && !old.is_empty() && !new.is_empty() {
        let (mut gone, came) = (base.into_owned(), mine.into_owned());
        part(&mut gone);
        return vec![piece(Fate::Removed, gone), piece(Fate::Added, came)];
    }
    for change in ops
        .iter()
        .flat_map(|op| op.iter_changes(&old_words, &new_words))
    {
        let (fate, token) = match (change.tag(), change.old_index(), change.new_index()) {
            (ChangeTag::Delete, Some(at), _) => (Fate::Removed, old.get(at)),
            (ChangeTag::Insert, _, Some(at)) => (Fate::Added, new.get(at)),
            (_, _, Some(at)) => (Fate::Same, new.get(at)),
            _ => continue,
        };
        let token = token.copied().unwrap_or_default();
        match pieces.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(token),
            last => {
                if let Some(last) = last.filter(|last| last.fate == Fate::Removed) {
                    part(&mut last.text);
                }
                pieces.push(piece(fate, token.to_owned()));
            }
        }
    }
    pieces
}

const fn piece(fate: Fate, text: String) -> Piece {
    Piece { fate, text }
}

/// Puts a space behind words that went, before what stands in their place.
fn part(text: &mut String) {
    if !text.ends_with(char::is_whitespace) {
        text.push(' ');
    }
}

/// Both of two edits of one text: what only one of them changed is taken over from it, and where they
/// changed the same words both stand, mine first, with a stroke between them. A starting point for
/// the person who decides, not a decision.
#[must_use]
pub fn both(base: &str, mine: &str, theirs: &str) -> String {
    let (base, mine, theirs) = (nfc(base), nfc(mine), nfc(theirs));
    if mine == theirs || theirs.trim().is_empty() {
        return mine.into_owned();
    }
    if mine.trim().is_empty() {
        return theirs.into_owned();
    }
    if base.trim().is_empty() {
        return side_by_side(&mine, &theirs);
    }
    let (old, own, other) = (tokens(&base), tokens(&mine), tokens(&theirs));
    // The merge works on lines: one word each, without its white space.
    let lines = |all: &[&str]| -> String {
        let words = all.iter().map(|t| t.trim());
        words.flat_map(|word| [word, "\n"]).collect()
    };
    let (old_lines, own_lines, other_lines) = (lines(&old), lines(&own), lines(&other));
    let merge = TextMerge::from_lines(old_lines.as_str(), own_lines.as_str(), other_lines.as_str());
    let run = |all: &[&str], range: std::ops::Range<usize>| -> String {
        all.get(range).unwrap_or_default().concat()
    };
    let mut out = String::new();
    for region in merge.regions() {
        let piece = match region.resolution() {
            MergeResolution::Theirs => run(&other, region.theirs_range()),
            MergeResolution::Conflict => {
                let (own, other) = (
                    run(&own, region.ours_range()),
                    run(&other, region.theirs_range()),
                );
                match (own.trim().is_empty(), other.trim().is_empty()) {
                    (true, _) => other,
                    (_, true) => own,
                    _ => {
                        let behind = &other[other.trim_end().len()..];
                        format!("{}{behind}", side_by_side(own.trim_end(), other.trim_end()))
                    }
                }
            }
            _ => run(&own, region.ours_range()),
        };
        if !out.is_empty() && !out.ends_with(char::is_whitespace) && !piece.is_empty() {
            out.push(' ');
        }
        out.push_str(&piece);
    }
    out.trim_end().to_owned()
}

/// Two texts in one: a stroke between short ones, a line for each where one has several.
fn side_by_side(mine: &str, theirs: &str) -> String {
    if mine.contains('\n') || theirs.contains('\n') {
        format!("{mine}\n{theirs}")
    } else {
        format!("{mine} / {theirs}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(base: &str, mine: &str) -> Vec<(Fate, String)> {
        let pieces = words(base, mine).into_iter();
        pieces.map(|p| (p.fate, p.text)).collect()
    }

    #[test]
    fn words_differ_not_letters() {
        use Fate::{Added, Removed, Same};
        let expected = [
            (Same, "Tập huấn ".to_owned()),
            (Removed, "kỹ thuật ".to_owned()),
            (Added, "phương pháp ".to_owned()),
            (Same, "trồng mía".to_owned()),
        ];
        assert_eq!(
            told(
                "Tập huấn kỹ thuật trồng mía",
                "Tập huấn phương pháp trồng mía"
            ),
            expected
        );
        // Written otherwise, but the same letters.
        assert_eq!(
            told("Ca\u{302}\u{309}m Thu\u{309}y", "Cẩm Thủy"),
            [(Same, "Cẩm Thủy".to_owned())]
        );
        assert_eq!(told("", ""), []);
        assert_eq!(told("", "a"), [(Added, "a".to_owned())]);
    }

    #[test]
    fn another_text_is_told_as_a_whole() {
        use Fate::{Added, Removed};
        assert_eq!(
            told("Nhân dân hai huyện", "Đi lại do mỗi huyện tự lo liệu"),
            [
                (Removed, "Nhân dân hai huyện ".to_owned()),
                (Added, "Đi lại do mỗi huyện tự lo liệu".to_owned())
            ]
        );
        assert_eq!(told("quý II", "tháng 6")[0].1, "quý II ");
    }

    #[test]
    fn both_takes_what_only_one_changed() {
        let base = "Tổ chức giao lưu tại xã trong quý II";
        let mine = "Tổ chức giao lưu văn nghệ tại xã trong quý II";
        let theirs = "Tổ chức giao lưu tại xã trong quý III";
        let one = "Tổ chức giao lưu văn nghệ tại xã trong quý III";
        assert_eq!(both(base, mine, theirs), one);
        assert_eq!(both(base, theirs, mine), one);
        assert_eq!(both(base, base, theirs), theirs);
    }

    #[test]
    fn both_shows_the_words_that_both_changed() {
        let joined = both(
            "Họp quý II tại xã",
            "Họp tháng 4 tại xã",
            "Họp tháng 6 tại xã",
        );
        assert!(joined.contains("4") && joined.contains("6"), "{joined}");
        assert_eq!(both("", "Phòng A", "Phòng B"), "Phòng A / Phòng B");
        assert_eq!(both("", "a\nb", "c"), "a\nb\nc");
        assert_eq!(both("x", "", "c"), "c");
    }

    proptest! {
        #[test]
        fn the_pieces_make_up_both_texts(base in "[ab đ\n]{0,20}", mine in "[ab đ\n]{0,20}") {
            let pieces = words(&base, &mine);
            let new: String = pieces.iter().filter(|p| p.fate != Fate::Removed).map(|p| &*p.text).collect();
            prop_assert_eq!(&new, &mine);
            let old: Vec<&str> = pieces
                .iter()
                .filter(|p| p.fate != Fate::Added)
                .flat_map(|p| p.text.split_whitespace())
                .collect();
            prop_assert_eq!(old, base.split_whitespace().collect::<Vec<_>>());
        }

        #[test]
        fn no_word_of_either_is_lost_but_those_that_the_other_took_out(
            base in prop::collection::vec("[a-d]", 0..8),
            mine in prop::collection::vec("[a-f]", 0..8),
            theirs in prop::collection::vec("[c-h]", 0..8),
        ) {
            let joined = both(&base.join(" "), &mine.join(" "), &theirs.join(" "));
            let has = |word: &String| joined.split_whitespace().any(|w| w == word);
            for word in mine.iter().chain(&theirs).filter(|w| !base.contains(w)) {
                prop_assert!(has(word), "{} in {}", word, joined);
            }
        }
    }
}
