//! Tables that leave the program, as the window and the command line make them alike.
//!
//! They are the annexes of official documents: their headings are Vietnamese, whatever the language of
//! the window.

use crate::change::Document;
use crate::insight::{Insight, YearFilter};
use crate::report::sheets::{self, List};
use crate::report::xlsx::NotWritten;
use crate::report::{csv, xlsx};
use crate::text::strings::Lang;
use crate::text::strings::report::Report;
use crate::ui::commands::Tables;
use chrono::NaiveDate;
use std::path::Path;

pub use crate::report::sheets::{Options, Sheet};

/// What a file of tables is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An Excel workbook.
    Xlsx,
    /// Text parted by semicolons.
    Csv,
}

/// What a file is by its name; none where it is neither.
#[must_use]
pub fn kind(path: &Path) -> Option<Kind> {
    let ending = path.extension().and_then(|e| e.to_str())?;
    match ending.to_ascii_lowercase().as_str() {
        "xlsx" => Some(Kind::Xlsx),
        "csv" => Some(Kind::Csv),
        _ => None,
    }
}

/// Whether a file of this kind can hold so many tables.
#[must_use]
pub const fn holds(kind: Kind, tables: usize) -> bool {
    matches!(kind, Kind::Xlsx) || tables == 1
}

/// The tables: one, or all of them.
#[must_use]
pub fn sheets(
    document: &Document,
    list: Option<List>,
    options: Options,
    today: NaiveDate,
) -> Vec<Sheet> {
    let programme = document.programme();
    let insight = Insight::of(document, today, options.years);
    let lists = List::ALL.into_iter();
    lists
        .filter(|of| list.is_none_or(|list| list == *of))
        .map(|list| sheets::sheet(programme, &insight, list, options, Lang::Vi))
        .collect()
}

/// The bytes of a file of tables, made on that day. CSV holds the first.
///
/// # Errors
/// A table has more rows than a sheet can hold.
pub fn bytes(sheets: &[Sheet], kind: Kind, on: NaiveDate) -> Result<Vec<u8>, NotWritten> {
    match (kind, sheets.first()) {
        (Kind::Csv, Some(sheet)) => Ok(csv::csv(sheet)),
        _ => xlsx::workbook(sheets, on),
    }
}

/// The name that is suggested for a file.
#[must_use]
pub fn file_name(wish: Tables, lang: Lang) -> String {
    let t = Report(lang);
    let name = wish
        .list
        .map_or(t.tables_file(), |list| list.title(Lang::Vi));
    let name = match wish.years {
        YearFilter::All => name.to_owned(),
        YearFilter::Year(year) => t.tables_of_year(name, year),
    };
    let ending = if wish.csv { "csv" } else { "xlsx" };
    format!("{name}.{ending}")
}
