//! Characters that a reader cannot see, made visible for display (hostile input, FILE.md
//! section 6): a bidi control can turn a number round, a zero-width character can make two
//! different names look the same.
//!
//! For display only: what is stored and compared stays as it came.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every invisible or direction-changing character shown as its code, `‹U+202E›`.
/// Line feed (alone or after a carriage return) and tab stay. Clean text is lent, not copied.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let Some(start) = first_hidden(text) else {
        return Cow::Borrowed(text);
    };
    let (clean, rest) = text.split_at(start);
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(clean);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        if is_hidden(c) && !(c == '\r' && chars.peek() == Some(&'\n')) {
            // Writing to a String cannot fail.
            let _ = write!(shown, "‹U+{:04X}›", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether [`visible`] would change the text.
#[must_use]
pub fn has_hidden(text: &str) -> bool {
    first_hidden(text).is_some()
}

/// The place of the first character to show.
fn first_hidden(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    text.char_indices()
        .find(|&(at, c)| is_hidden(c) && !(c == '\r' && bytes.get(at + 1) == Some(&b'\n')))
        .map(|(at, _)| at)
}

/// Whether a character has no shape of its own, or changes the direction of others. Blanks of
/// any width are not meant: they are seen.
fn is_hidden(c: char) -> bool {
    // Nearly every character of Vietnamese text leaves here.
    if (' '..='\u{7e}').contains(&c) || ('\u{1e00}'..='\u{1fff}').contains(&c) {
        return false;
    }
    match c {
        '\n' | '\t' => false,
        // C0, delete, C1.
        _ if c.is_control() => true,
        // Soft hyphen, combining grapheme joiner.
        '\u{ad}' | '\u{34f}'
        // Bidi: Arabic letter mark, marks, embeddings and overrides, isolates and the
        // deprecated shapes.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        // Line and paragraph separator.
        | '\u{2028}' | '\u{2029}'
        // Zero width: space, joiners, word joiner and invisible operators, byte order mark.
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
        // Letters without a shape: Hangul fillers, Khmer inherent vowels, Mongolian separators.
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        // Variation selectors, tags, annotation marks, noncharacters.
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{fdd0}'..='\u{fdef}' => true,
        _ => u32::from(c) & 0xfffe == 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::{has_hidden, visible};
    use proptest::prelude::*;
    use std::borrow::Cow;

    #[test]
    fn clean_text_is_lent() {
        for text in [
            "",
            "Cẩm Thủy – “Điều 5.1”: 100.000.000 đồng/năm\n\t− một\r\nhai",
            "Thu\u{309}y\u{a0}1\u{2009}000\u{202f}%",
            "日本 ✓ ☐ ₫ 😀",
        ] {
            assert!(
                matches!(visible(text), Cow::Borrowed(t) if t == text),
                "{text}"
            );
            assert!(!has_hidden(text));
        }
    }

    #[test]
    fn hidden_characters_show_their_code() {
        for (text, shown) in [
            ("a\u{202e}b", "a‹U+202E›b"),
            ("\u{feff}Vĩnh Lộc", "‹U+FEFF›Vĩnh Lộc"),
            ("Cẩm\u{200b} Thủy\u{200d}", "Cẩm‹U+200B› Thủy‹U+200D›"),
            ("100\u{2066}.\u{2069}000", "100‹U+2066›.‹U+2069›000"),
            ("a\0\u{1b}\u{7f}\u{9b}", "a‹U+0000›‹U+001B›‹U+007F›‹U+009B›"),
            ("a\rb\r\nc\r", "a‹U+000D›b\r\nc‹U+000D›"),
            ("a\u{ad}b\u{2028}", "a‹U+00AD›b‹U+2028›"),
            ("x\u{e0041}\u{fe0f}\u{3164}", "x‹U+E0041›‹U+FE0F›‹U+3164›"),
            ("\u{ffff}\u{1fffe}", "‹U+FFFF›‹U+1FFFE›"),
        ] {
            assert_eq!(visible(text), shown);
            assert!(has_hidden(text));
        }
    }

    proptest! {
        #[test]
        fn once_shown_nothing_is_hidden(text in "\\PC{0,20}|[\\s\\S]{0,20}") {
            let shown = visible(&text).into_owned();
            prop_assert!(!has_hidden(&shown));
            prop_assert!(matches!(visible(&shown), Cow::Borrowed(_)));
        }
    }
}
