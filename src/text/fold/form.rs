//! The forms of a text that searching compares, made letter by letter: composed and decomposed
//! input meet, and every byte of a form has a letter of the original behind it.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, is_nfc_quick};

use super::Level;

/// Where one letter with its accents ends, in the original and in a form of it (bytes).
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    /// In the original.
    pub original_end: usize,
    /// In the form.
    pub form_end: usize,
}

/// A form in the making.
pub(super) struct Form {
    text: String,
    /// Tone-free only: the tone of the present run of vowels, to be set behind it.
    tone: Option<char>,
    /// Tone-free only: where the present letter begins, and whether it is a vowel.
    letter_start: usize,
    on_vowel: bool,
}

impl Form {
    /// The form of a text; `spans` receives one entry for each letter.
    pub(super) fn of(text: &str, level: Level, mut spans: Option<&mut Vec<Span>>) -> String {
        let mut form = Self {
            text: String::with_capacity(text.len()),
            tone: None,
            letter_start: 0,
            on_vowel: false,
        };
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (letter, after) = rest.split_at(letter_length(rest));
            let before = form.text.len();
            match level {
                Level::Exact => form.push_exact(first, letter),
                Level::ToneFree => form.push_tone_free(first, letter),
                Level::AccentFree => form.push_folded(letter),
            }
            if let Some(spans) = spans.as_deref_mut() {
                // A tone set down before this letter belongs to the one before.
                let tone = form.text.get(before..).map_or(0, leading_tone);
                if let Some(last) = spans.last_mut() {
                    last.form_end += tone;
                }
                spans.push(Span {
                    original_end: text.len() - after.len(),
                    form_end: form.text.len(),
                });
            }
            rest = after;
        }
        form.flush_tone();
        if let Some(last) = spans.and_then(|spans| spans.last_mut()) {
            last.form_end = form.text.len();
        }
        form.text
    }

    /// Small letters, composed.
    fn push_exact(&mut self, first: char, letter: &str) {
        let lone = letter.len() == first.len_utf8();
        if lone && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes {
            self.text.extend(first.to_lowercase());
        } else {
            let lower = letter.nfc().flat_map(char::to_lowercase);
            self.text.extend(lower.nfc());
        }
    }

    /// Small letters without accents.
    fn push_folded(&mut self, letter: &str) {
        for c in letter.chars() {
            if c.is_ascii() {
                self.text.push(c.to_ascii_lowercase());
                continue;
            }
            for lower in c.to_lowercase() {
                decompose_canonical(lower, |part| {
                    if !is_combining_mark(part) {
                        self.text.push(without_stroke(part));
                    }
                });
            }
        }
    }

    /// Small letters, decomposed, with the tone kept back until the run of vowels ends.
    fn push_tone_free(&mut self, first: char, letter: &str) {
        if letter.len() == first.len_utf8() {
            // One character decomposes in the lawful order by itself.
            let mut at_base = true;
            for lower in first.to_lowercase() {
                decompose_canonical(lower, |part| {
                    self.push_part(part, at_base);
                    at_base = false;
                });
            }
        } else {
            let parts = letter.nfd().flat_map(char::to_lowercase).nfd();
            for (at, part) in parts.enumerate() {
                self.push_part(part, at == 0);
            }
        }
    }

    /// One character of the decomposed form: the letter itself, or an accent on it.
    fn push_part(&mut self, part: char, is_base: bool) {
        if is_base {
            self.on_vowel = matches!(part, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
            if !self.on_vowel {
                self.flush_tone();
            }
            self.letter_start = self.text.len();
            self.text.push(part);
        } else if self.on_vowel && is_tone(part) {
            // A second tone begins a syllable of its own: the first goes before this letter.
            if let Some(tone) = self.tone.replace(part) {
                self.text.insert(self.letter_start, tone);
                self.letter_start += tone.len_utf8();
            }
        } else {
            self.text.push(part);
        }
    }

    /// Sets the tone kept back down.
    fn flush_tone(&mut self) {
        self.text.extend(self.tone.take());
    }
}

/// The length in bytes of the first letter with its accents.
fn letter_length(text: &str) -> usize {
    text.char_indices()
        .skip(1)
        .find(|&(_, c)| c.is_ascii() || !is_combining_mark(c))
        .map_or(text.len(), |(at, _)| at)
}

/// The length in bytes of the tone mark that a text begins with, or 0.
fn leading_tone(text: &str) -> usize {
    let first = text.chars().next().filter(|&c| is_tone(c));
    first.map_or(0, char::len_utf8)
}

/// Huyền, sắc, ngã, hỏi, nặng.
const fn is_tone(mark: char) -> bool {
    matches!(
        mark,
        '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'
    )
}

/// The stroke of đ is no combining mark, so no normalisation drops it. Old converters wrote the
/// Icelandic and the African letter for it; they look alike and are meant alike.
const fn without_stroke(letter: char) -> char {
    match letter {
        'đ' | '\u{f0}' | '\u{256}' => 'd',
        other => other,
    }
}
