//! Forms of Vietnamese text: the stored form (NFC), the form without accents, the form without
//! tone positions, and search in three levels built on them.
//!
//! The levels of a hit, best first: the letters as typed (capitals aside); the same but for the
//! place of the tone mark (*hòa* ≡ *hoà*, *Thủy* ≡ *Thuỷ*, but *Hùng* ≢ *Hưng*); the same but
//! for accents (*dieu* finds *Điều*). Folded forms are for searching and never for deciding
//! that two names are the same: *Vĩnh Hùng* and *Vĩnh Hưng* fold alike.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use form::{Form, Span};

mod form;

/// The stored form of a text (NFC). For the moment a text is committed, never while it is being
/// typed, and never for the official text.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if unicode_normalization::is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The text without accents and in small letters: "Điều 5" is "dieu 5". Composed and decomposed
/// input give the same; folding twice is folding once.
#[must_use]
pub fn fold(text: &str) -> String {
    Form::of(text, Level::AccentFree, None)
}

/// The text in small letters with every tone mark moved behind its run of vowels, decomposed.
/// Two texts that differ only in capitals and in the place of tone marks have the same form.
/// Not for display.
#[must_use]
pub fn tone_free(text: &str) -> String {
    Form::of(text, Level::ToneFree, None)
}

/// How well a text answers a query; the better, the smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// The letters and accents as typed, capitals aside.
    Exact,
    /// As typed but for the place of a tone mark.
    ToneFree,
    /// As typed but for accents.
    AccentFree,
}

/// The form at which texts are compared; one for each [`Rank`].
type Level = Rank;

/// A text that answers a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// How well.
    pub rank: Rank,
    /// What to highlight: byte ranges of the original text, on character boundaries, in order,
    /// apart from each other. Empty for an empty query.
    pub ranges: Vec<Range<usize>>,
}

/// A text made ready for being searched often. Keep one for each text and make it anew when the
/// text changes.
#[derive(Debug, Clone)]
pub struct Haystack {
    original: Box<str>,
    exact: Box<str>,
    tone_free: Box<str>,
    folded: Box<str>,
}

impl Haystack {
    /// Makes a text ready.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let form = |level| Form::of(text, level, None).into_boxed_str();
        Self {
            original: text.into(),
            exact: form(Level::Exact),
            tone_free: form(Level::ToneFree),
            folded: form(Level::AccentFree),
        }
    }

    /// The text as it was given.
    #[must_use]
    pub fn original(&self) -> &str {
        &self.original
    }

    /// The text in the form of a level.
    const fn at(&self, level: Level) -> &str {
        match level {
            Level::Exact => &self.exact,
            Level::ToneFree => &self.tone_free,
            Level::AccentFree => &self.folded,
        }
    }
}

/// One word of a query, in its three forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needle {
    exact: String,
    tone_free: String,
    folded: String,
    /// Whether the word says anything about accents.
    accented: bool,
}

impl Needle {
    /// Makes a word ready.
    #[must_use]
    pub fn new(word: &str) -> Self {
        let exact = Form::of(word, Level::Exact, None);
        let folded = fold(word);
        Self {
            accented: exact != folded,
            tone_free: tone_free(word),
            exact,
            folded,
        }
    }

    /// The word in the form of a level.
    fn at(&self, level: Level) -> &str {
        match level {
            Level::Exact => &self.exact,
            Level::ToneFree => &self.tone_free,
            Level::AccentFree => &self.folded,
        }
    }

    /// The best level at which the word occurs. The accent-free form goes first: it fails for
    /// most texts, and where it fails the others do.
    fn level(&self, haystack: &Haystack) -> Option<Level> {
        if !haystack.folded.contains(&self.folded) {
            return None;
        }
        let occurs = |level| places(haystack.at(level), self.at(level)).next().is_some();
        if occurs(Level::Exact) {
            Some(Level::Exact)
        } else if self.accented && occurs(Level::ToneFree) {
            Some(Level::ToneFree)
        } else {
            Some(Level::AccentFree)
        }
    }
}

/// A search as typed: words that must all occur, in any order, each anywhere in the text (also
/// within a longer word).
///
/// A word without accents says nothing about them: it finds everything that folds to it, and
/// beside words with accents it does not worsen the rank ("vinh hùng" finds "Vĩnh Hùng" exactly,
/// "Vĩnh Hưng" accent-free). An empty query finds everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<Needle>,
}

impl Query {
    /// Reads a query; composed and decomposed input are the same.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let words = text.split_whitespace().map(Needle::new);
        Self {
            // A lone accent has no letter to look for.
            words: words.filter(|word| !word.folded.is_empty()).collect(),
        }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a text answers, without the ranges: for filtering and sorting many texts.
    #[must_use]
    pub fn rank(&self, haystack: &Haystack) -> Option<Rank> {
        let mut accented = None;
        let mut plain = Rank::Exact;
        for word in &self.words {
            let level = word.level(haystack)?;
            if word.accented {
                accented = accented.max(Some(level));
            } else {
                plain = plain.max(level);
            }
        }
        Some(accented.unwrap_or(plain))
    }

    /// How well a text answers, and where; `None` if a word does not occur.
    #[must_use]
    pub fn find(&self, haystack: &Haystack) -> Option<Hit> {
        let rank = self.rank(haystack)?;
        let mut ranges = Vec::new();
        for word in &self.words {
            let level = if word.accented {
                word.level(haystack)?
            } else {
                Level::AccentFree
            };
            let mut spans = Vec::new();
            Form::of(&haystack.original, level, Some(&mut spans));
            let needle = word.at(level);
            for start in places(haystack.at(level), needle) {
                ranges.extend(original_range(&spans, start..start + needle.len()));
            }
        }
        Some(Hit {
            rank,
            ranges: merged(ranges),
        })
    }
}

/// The places where a needle stands in a form, without those where the next character is an
/// accent on the needle's last letter ("hư" does not stand in the tone-free form of "hừng").
fn places<'a>(form: &'a str, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    form.match_indices(needle).filter_map(move |(start, _)| {
        let next = form
            .get(start + needle.len()..)
            .and_then(|s| s.chars().next());
        (!next.is_some_and(is_combining_mark)).then_some(start)
    })
}

/// The bytes of the original behind a stretch of a form, by whole letters with their accents.
fn original_range(spans: &[Span], stretch: Range<usize>) -> Option<Range<usize>> {
    let first = spans.partition_point(|span| span.form_end <= stretch.start);
    let last = spans.partition_point(|span| span.form_end < stretch.end);
    let start = match first.checked_sub(1) {
        Some(before) => spans.get(before)?.original_end,
        None => 0,
    };
    Some(start..spans.get(last)?.original_end)
}

/// The ranges in order, with those that touch made one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests;
