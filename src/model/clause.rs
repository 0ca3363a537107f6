//! The official text: a tree of articles (Điều), clauses (khoản) and points (gạch đầu dòng).
//!
//! It is kept verbatim and never altered. Titles, notes and the mark of what is tracked are the
//! program's own and stand beside the text, not in it.

use super::id::Id;
use super::value::Value;
use std::collections::HashMap;

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    /// A line of the frame: number, date, title, basis.
    Document,
    /// Phần.
    Part,
    /// Điều.
    Article,
    /// Khoản.
    Clause,
    /// Gạch đầu dòng.
    Point,
    /// A paragraph without a mark.
    Paragraph,
    /// A signature block.
    Signature,
    /// A line of Nơi nhận.
    Recipient,
}

impl Node {
    /// The words in the file.
    pub const WORDS: &'static [&'static str] = &[
        "document",
        "part",
        "article",
        "clause",
        "point",
        "paragraph",
        "signature",
        "recipient",
    ];

    /// The word in the file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Part => "part",
            Self::Article => "article",
            Self::Clause => "clause",
            Self::Point => "point",
            Self::Paragraph => "paragraph",
            Self::Signature => "signature",
            Self::Recipient => "recipient",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "document" => Self::Document,
            "part" => Self::Part,
            "article" => Self::Article,
            "clause" => Self::Clause,
            "point" => Self::Point,
            "paragraph" => Self::Paragraph,
            "signature" => Self::Signature,
            "recipient" => Self::Recipient,
            _ => return None,
        })
    }
}

/// One piece of the official text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its id: `d5.k1`, `d2.k2.g1`.
    pub id: Id,
    /// What it lies in.
    pub parent: Option<Id>,
    /// What it is.
    pub node: Node,
    /// The number of its Điều; 0 outside the articles.
    pub article: u8,
    /// The number of its khoản in the Điều; 0 where it has none.
    pub number: u8,
    /// Its place among the dashes of its khoản, from 1; 0 where it is none.
    pub point: u8,
    /// The mark that stands before the text in the source: `1.`, `-`; may be empty.
    pub marker: String,
    /// The text, verbatim, with the source's marks of emphasis (`*…*`, `**…**`).
    pub text: String,
    /// A short title of the program's own.
    pub title: String,
    /// Whether it is an activity, obligation, sum or duty that somebody must do.
    pub tracked: bool,
    /// A note on an oddity of the text; it explains, never corrects.
    pub note: String,
    /// The yearly commitment that the text names, in đồng.
    pub yearly_commitment: Option<i64>,
}

impl Clause {
    /// Reads a clause from its object in the file.
    #[must_use]
    pub fn of_value(value: &Value) -> Option<Self> {
        let text = |key: &str| {
            value
                .get(key)
                .and_then(Value::as_text)
                .unwrap_or_default()
                .to_owned()
        };
        let number = |key: &str| {
            value
                .get(key)
                .and_then(Value::as_int)
                .and_then(|n| u8::try_from(n).ok())
                .unwrap_or(0)
        };
        Some(Self {
            id: value.get("id")?.as_text()?.into(),
            parent: value.get("parent").and_then(Value::as_text).map(Id::from),
            node: Node::of_word(value.get("node")?.as_text()?)?,
            article: number("article"),
            number: number("clause"),
            point: number("point"),
            marker: text("marker"),
            text: value.get("text")?.as_text()?.to_owned(),
            title: text("title"),
            tracked: value
                .get("tracked")
                .and_then(Value::as_bool)
                .unwrap_or(false),
            note: text("note"),
            yearly_commitment: value.get("yearly_commitment").and_then(Value::as_int),
        })
    }

    /// The anchor without the word Điều: `5.1`, `5`; `2.2` for a point as well (see
    /// [`Clause::point`]).
    #[must_use]
    pub fn anchor(&self) -> String {
        match (self.article, self.number) {
            (0, _) => String::new(),
            (a, 0) => a.to_string(),
            (a, k) => format!("{a}.{k}"),
        }
    }
}

/// A run of the official text in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The characters.
    pub text: &'a str,
    /// Italic in the source.
    pub italic: bool,
    /// Bold in the source.
    pub bold: bool,
}

/// Splits a text at the source's marks of emphasis, which are not shown.
#[must_use]
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let (mut italic, mut bold) = (false, false);
    let mut out = Vec::new();
    let mut from = 0;
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] != b'*' {
            at += 1;
            continue;
        }
        let stars = bytes[at..]
            .iter()
            .take_while(|b| **b == b'*')
            .count()
            .min(3);
        if from < at {
            out.push(Run {
                text: &text[from..at],
                italic,
                bold,
            });
        }
        italic ^= stars != 2;
        bold ^= stars >= 2;
        at += stars;
        from = at;
    }
    if from < text.len() {
        out.push(Run {
            text: &text[from..],
            italic,
            bold,
        });
    }
    out
}

/// The text without the source's marks of emphasis.
#[must_use]
pub fn plain(text: &str) -> String {
    runs(text).iter().map(|r| r.text).collect()
}

/// The whole official text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficialText {
    clauses: Vec<Clause>,
    by_id: HashMap<Id, usize>,
}

impl OfficialText {
    /// The text from its clauses, in the order in which they stand.
    #[must_use]
    pub fn new(clauses: Vec<Clause>) -> Self {
        let by_id = clauses
            .iter()
            .enumerate()
            .map(|(i, c)| (c.id.clone(), i))
            .collect();
        Self { clauses, by_id }
    }

    /// Every piece, in order.
    #[must_use]
    pub fn all(&self) -> &[Clause] {
        &self.clauses
    }

    /// The piece with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Clause> {
        self.clauses.get(*self.by_id.get(id)?)
    }

    /// The place of a piece in the text, for sorting; what is not in the text comes last.
    #[must_use]
    pub fn position(&self, id: &str) -> usize {
        self.by_id.get(id).copied().unwrap_or(usize::MAX)
    }

    /// The articles, in order.
    pub fn articles(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|c| c.node == Node::Article)
    }

    /// The pieces of one article: the heading and all below it, in order.
    pub fn of_article(&self, article: u8) -> impl Iterator<Item = &Clause> {
        self.clauses
            .iter()
            .filter(move |c| c.article == article && article != 0)
    }

    /// What is tracked in one article: that which somebody must do.
    pub fn tracked(&self, article: u8) -> impl Iterator<Item = &Clause> {
        self.of_article(article).filter(|c| c.tracked)
    }

    /// The article of a piece; 0 where it is unknown.
    #[must_use]
    pub fn article_of(&self, id: &str) -> u8 {
        self.get(id).map_or(0, |c| c.article)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emphasis_is_shown_not_printed() {
        let text = "khó khăn (*Căn cứ*).";
        let found = runs(text);
        assert_eq!(found.len(), 3);
        assert_eq!(
            (found[1].text, found[1].italic, found[1].bold),
            ("Căn cứ", true, false)
        );
        assert_eq!(plain(text), "khó khăn (Căn cứ).");
        assert!(runs("**A**").iter().all(|r| r.bold && !r.italic));
        assert!(runs("***Nơi nhận:***").iter().all(|r| r.bold && r.italic));
        assert_eq!(plain("**"), "");
    }
}
