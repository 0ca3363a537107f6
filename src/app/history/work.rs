//! Work about the history, off the window's thread: putting together the programme of an earlier moment, and
//! shortening the history.

use crate::app::files::versions_work::summary;
use crate::change::{Document, Dropped, Past, Snapshot};
use crate::codec;
use crate::insight::versions::{Became, differences};
use crate::store::RealFs;
use crate::store::revisions::{Kept, Revisions};
use crate::text::strings::Lang;
use crate::ui::commands::Point;
use crate::ui::dialogs::revisions_summary::Summary;
use chrono::{DateTime, FixedOffset};

/// What is to be done.
pub enum What {
    /// The programme as it was, to be seen.
    Then {
        /// All that is known.
        past: Past,
        /// When.
        point: Point,
    },
    /// The same, and how it differs from what is open.
    ThenBeside {
        /// All that is known.
        past: Past,
        /// When.
        point: Point,
        /// What is open.
        open: Box<Snapshot>,
    },
    /// What shortening the history would save.
    Weigh {
        /// All that is known.
        past: Past,
        /// The document as it is.
        open: Box<Snapshot>,
    },
    /// Keep the document as it is among the saved versions, for ever: before it is shortened.
    Keep {
        /// The document as it is.
        open: Box<Snapshot>,
        /// Where.
        revisions: Revisions,
        /// When.
        at: DateTime<FixedOffset>,
    },
}

/// A question with its number, by which the answer is known.
pub struct Wanted {
    /// The number.
    pub number: u64,
    /// What is to be done.
    pub what: What,
    /// The language of the sentences.
    pub lang: Lang,
}

/// The answer.
pub struct Found {
    /// The number of the question.
    pub number: u64,
    /// The answer; `None` where there is none.
    pub answer: Option<Answer>,
}

/// What was found or done.
pub enum Answer {
    /// The programme as it was.
    Then(Box<Document>),
    /// The same, with how it differs from what is open.
    ThenBeside(Box<(Document, Difference)>),
    /// What shortening would save, and the document that it would give.
    Weighed(Box<(Weight, Document)>),
    /// The document is among the saved versions.
    Kept,
}

/// How an earlier moment differs from what is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// What would be there again, be there no more, be otherwise.
    pub counts: [usize; 3],
    /// In words.
    pub summary: Summary,
}

/// What shortening would save.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weight {
    /// Which records.
    pub dropped: Dropped,
    /// How many named moments can be shown as before.
    pub moments: usize,
    /// The file in bytes, as it is and as it would be.
    pub bytes: (usize, usize),
}

/// Does it.
#[must_use]
pub fn run(wanted: Wanted) -> Found {
    let answer = match wanted.what {
        What::Then { past, point } => then(&past, &point).map(|then| Answer::Then(Box::new(then))),
        What::ThenBeside { past, point, open } => then(&past, &point).map(|then| {
            let difference = difference(&then, &open, wanted.lang);
            Answer::ThenBeside(Box::new((then, difference)))
        }),
        What::Weigh { past, open } => weigh(&past, &open).map(|w| Answer::Weighed(Box::new(w))),
        What::Keep {
            open,
            revisions,
            at,
        } => {
            let text = codec::write(&open);
            let kept = revisions.keep_for_ever(&RealFs, text.as_bytes(), at, Kept::Asked);
            if let Err(error) = &kept {
                log::warn!("revisions: {error}");
            }
            kept.is_ok().then_some(Answer::Kept)
        }
    };
    Found {
        number: wanted.number,
        answer,
    }
}

/// The programme as it was at a point.
fn then(past: &Past, point: &Point) -> Option<Document> {
    let whole = past.now();
    let knows = match point {
        Point::After(group) => whole.known_after(group)?,
        Point::Mark { id, kind, .. } => {
            let cuts = whole.cuts().into_iter();
            let mut found = cuts.filter(|cut| cut.id == *id && cut.kind == *kind);
            found.next()?.knows
        }
    };
    Some(past.at(&knows))
}

fn difference(then: &Document, open: &Snapshot, lang: Lang) -> Difference {
    let mut counts = [0; 3];
    for found in differences(open, &then.snapshot()) {
        let nth = match found.became {
            Became::Added => 0,
            Became::Removed => 1,
            Became::Changed => 2,
        };
        if let Some(count) = counts.get_mut(nth) {
            *count += 1;
        }
    }
    Difference {
        counts,
        summary: summary(then, open, lang),
    }
}

/// The document with a shortened history, and what that saves; `None` where it would not say the same.
fn weigh(past: &Past, open: &Snapshot) -> Option<(Weight, Document)> {
    let whole = past.now();
    let shortened = whole.compacted();
    let (before, after) = (codec::write(open), codec::write(&shortened.snapshot()));
    let weight = Weight {
        dropped: whole.would_drop(),
        moments: whole.cuts().len(),
        bytes: (before.len(), after.len()),
    };
    // What is written must say the same as before, whatever the history does.
    (readable(&before) == readable(&after)).then_some((weight, shortened))
}

/// The part of a file that people read.
fn readable(text: &str) -> &str {
    // Within a text its second quote would be escaped.
    let end = text.find("\"genesis\"").unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}
