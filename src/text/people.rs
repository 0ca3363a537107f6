//! Names of persons in running text: found however they are written, and hidden.

use super::fold::fold;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Words before a name that belong to nobody: "hộ ông Bùi Văn Tiến" is Bùi Văn Tiến.
const TITLES: &[&str] = &[
    "ho", "gia", "dinh", "ong", "ba", "anh", "chi", "co", "chu", "bac", "em",
];

/// Names that shall not be told.
///
/// A name is its words without accents, signs and capitals. One of a single word is not looked for: it
/// could not be told from other words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// The names by their first words; the longest first.
    names: HashMap<String, Vec<Vec<String>>>,
}

impl People {
    /// These names.
    #[must_use]
    pub fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut people = Self::default();
        for words in names.into_iter().filter_map(words) {
            if let Some(first) = words.first() {
                people.names.entry(first.clone()).or_default().push(words);
            }
        }
        for same in people.names.values_mut() {
            same.sort_by(|a, b| (b.len(), a).cmp(&(a.len(), b)));
            same.dedup();
        }
        people
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a text names one of them.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        matches!(self.hide(text, ""), Cow::Owned(_))
    }

    /// A text with `instead` where they stand in it; all else as it is, line by line.
    #[must_use]
    pub fn hide<'a>(&self, text: &'a str, instead: &str) -> Cow<'a, str> {
        if self.is_empty() || text.is_empty() {
            return Cow::Borrowed(text);
        }
        let runs = runs(text);
        let (mut out, mut told, mut at) = (String::new(), 0, 0);
        while let Some(run) = runs.get(at) {
            let rest = runs.get(at..).unwrap_or_default();
            let begins = |name: &&Vec<String>| {
                let same = rest.iter().zip(name.iter());
                rest.len() >= name.len() && same.into_iter().all(|(run, word)| run.letters == *word)
            };
            let named = self.names.get(&run.letters);
            let Some(name) = named.and_then(|names| names.iter().find(begins)) else {
                at += 1;
                continue;
            };
            let last = rest.get(name.len() - 1).unwrap_or(run);
            out.push_str(text.get(told..run.place.start).unwrap_or_default());
            out.push_str(instead);
            told = last.place.end;
            at += name.len();
        }
        if told == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(text.get(told..).unwrap_or_default());
        Cow::Owned(out)
    }
}

/// A word of a text.
struct Run {
    place: Range<usize>,
    /// Without accents and capitals.
    letters: String,
}

/// The words of a text: what stands between blanks and signs.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut begun = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        if c.is_alphanumeric() || is_combining_mark(c) {
            begun.get_or_insert(at);
        } else if let Some(start) = begun.take() {
            let letters = fold(text.get(start..at).unwrap_or_default());
            let place = start..at;
            runs.push(Run { place, letters });
        }
    }
    runs
}

/// The words of a name without what stands before names; `None` where too little is left to tell it from
/// other words.
fn words(name: &str) -> Option<Vec<String>> {
    let runs = runs(name).into_iter();
    let mut words: Vec<String> = runs.map(|run| run.letters).collect();
    while words.len() > 1 && words.first().is_some_and(|w| TITLES.contains(&w.as_str())) {
        words.remove(0);
    }
    (words.len() > 1).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_hidden_however_it_is_written_and_nothing_else_is() {
        let people = People::of([
            "Hộ ông Bùi Văn Tiến",
            "Bùi Văn Tiến Dũng",
            "Hà",
            "",
            "Bà Lê Na",
        ]);
        for (text, hidden) in [
            ("Chi cho Bùi Văn Tiến, đợt 1", "Chi cho …, đợt 1"),
            ("BUI VAN TIEN (thôn Én)", "… (thôn Én)"),
            ("hộ bùi văn tiến", "hộ …"),
            ("Bùi Văn Tiến Dũng.", "…."),
            ("“Bùi Văn Tiến”", "“…”"),
            ("giấy của Lê Na\nvà\tBùi  Văn Tiến", "giấy của …\nvà\t…"),
            ("Lê Na/Bùi Văn Tiến", "…/…"),
            ("Bu\u{300}i Va\u{306}n Tie\u{302}\u{301}n", "…"),
            ("Lê Nam", "Lê Nam"),
            ("Bùi Văn Tiền phạt", "… phạt"),
            ("Bùi Văn và Hà", "Bùi Văn và Hà"),
            ("", ""),
        ] {
            assert_eq!(people.hide(text, "…"), hidden, "{text}");
            assert_eq!(people.are_in(text), text != hidden, "{text}");
        }
        assert!(People::of(["Hà", "hộ"]).is_empty());
        assert!(matches!(
            People::default().hide("Bùi Văn Tiến", "…"),
            Cow::Borrowed(_)
        ));
    }
}
