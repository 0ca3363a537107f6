//! What goes to others of a programme, as the window and the command line make it alike: the page, and what is
//! said of a copy.

use crate::change::Document;
use crate::insight::{Insight, YearFilter};
use crate::merge::{Scrub, anonymised, open_conflicts};
use crate::model::Id;
use crate::report::page::{self, Page};
use crate::report::summary::{self, Parcel};
use chrono::NaiveDate;

/// How the page is made.
#[derive(Clone, Debug)]
pub struct Options {
    /// The programme's today.
    pub today: NaiveDate,
    /// The day on which the page is made.
    pub on: NaiveDate,
    /// With the names of households and hamlets.
    pub names: bool,
    /// Who makes it; may be empty.
    pub by: String,
}

/// The page of a document. Without the names of households it is made of a copy without them.
#[must_use]
pub fn page(document: &Document, options: &Options) -> String {
    let insight = Insight::of(document, options.today, YearFilter::All);
    let nameless = (!options.names).then(|| anonymised(document, ""));
    page::page(&Page {
        document,
        programme: nameless.as_ref().unwrap_or(document).programme(),
        insight: &insight,
        names: options.names,
        by: &options.by,
        on: options.on,
    })
}

/// What is said of a copy for these parties, with its number and without the names of households.
#[must_use]
pub fn summary(
    document: &Document,
    insight: &Insight,
    to: &[Id],
    on: NaiveDate,
    file: &str,
) -> Summary {
    let parcel = Parcel {
        document,
        insight,
        to,
        on,
        conflicts: open_conflicts(document).len(),
    };
    let text = summary::summary(&parcel, file);
    Summary {
        text: Scrub::of(document).clean(&text).into_owned(),
        subject: summary::subject(&parcel),
        version: parcel.version(),
    }
}

/// What is said of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// In a few lines.
    pub text: String,
    /// In one line.
    pub subject: String,
    /// The number of the version.
    pub version: usize,
}
