//! The cells of an .xlsx or .csv, within limits.
//!
//! A workbook is a ZIP: what its parts unpack to is counted, without keeping it, before a reader of
//! workbooks sees it. Cells are taken one by one, so that one cell in the last row of a sheet makes no
//! table of a thousand million.

pub use super::watch::{Stopped, Watch};
use calamine::{DataRef, Reader as _, Xlsx};
use chrono::NaiveDate;
use std::io::{Cursor, Read};

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 32 << 20;
/// What the parts of a workbook may unpack to, in bytes, all together.
pub const MOST_UNPACKED: u64 = 128 << 20;
/// The most parts of a workbook.
const MOST_PARTS: usize = 2_000;
/// The most sheets.
pub const MOST_SHEETS: usize = 60;
/// The most rows of a sheet.
pub const MOST_ROWS: usize = 50_000;
/// The most columns of a sheet.
pub const MOST_COLUMNS: usize = 256;
/// The most cells of all sheets that hold anything.
pub const MOST_CELLS: usize = 2_000_000;

/// A cell as it came.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Raw {
    /// Nothing.
    #[default]
    Empty,
    /// Words, without blanks at the ends; in NFC.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// Yes or no.
    Bool(bool),
    /// A formula without a result: `#REF!`.
    Error,
}

impl Raw {
    /// Whether nothing stands in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// A text; nothing where it is blank.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(crate::text::fold::nfc(text).into_owned())
        }
    }

    /// As a person reads it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => crate::report::names::one_line(text),
            Self::Number(number) => plain(*number).replace('.', ","),
            Self::Date(day) => crate::text::date::format(*day),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
            Self::Error => "#LỖI".to_owned(),
        }
    }
}

/// A number as it is written in full, with a dot: the shortest that reads back as the same number.
pub(super) fn plain(number: f64) -> String {
    format!("{number}")
}

/// A sheet: rows of cells, each as long as it needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetData {
    /// Its name; empty for CSV.
    pub name: String,
    /// Its rows from the first on, with empty ones between.
    pub rows: Vec<Vec<Raw>>,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// The sheets that hold anything, in their order.
    pub sheets: Vec<SheetData>,
    /// Its letters were taken for Windows-1258: the user shall look at them.
    pub guessed: bool,
}

/// Why a file cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// More bytes than [`MOST_BYTES`].
    TooLarge,
    /// It unpacks to more than [`MOST_UNPACKED`].
    UnpacksTooLarge,
    /// More sheets, rows, columns or cells than there may be.
    TooManyCells,
    /// A workbook of the old kind (.xls), or one with a password.
    OldOrLocked,
    /// Text that is neither Unicode nor, without doubt, Windows-1258.
    Encoding,
    /// Neither a workbook nor text.
    Unknown,
    /// A workbook that is damaged.
    Damaged,
    /// Nothing stands in it.
    Empty,
    /// It was no longer wanted.
    Stopped,
}

impl From<Stopped> for Unreadable {
    fn from(Stopped: Stopped) -> Self {
        Self::Stopped
    }
}

/// Reads a file by what it holds; its name does not matter.
///
/// # Errors
/// [`Unreadable`]: what it is instead, or which limit it goes beyond.
pub fn read(bytes: &[u8]) -> Result<Book, Unreadable> {
    read_watched(bytes, &Watch::default())
}

/// The same, telling how far it is, and ending where it is no longer wanted.
///
/// # Errors
/// [`Unreadable`]: what it is instead, which limit it goes beyond, or that it was stopped.
pub fn read_watched(bytes: &[u8], watch: &Watch) -> Result<Book, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let book = if bytes.starts_with(b"PK") {
        workbook(bytes, watch)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Unreadable::OldOrLocked);
    } else {
        let read = super::encoding::decoded(bytes)?;
        Book {
            sheets: vec![separated(&read.text, watch)?],
            guessed: read.guessed,
        }
    };
    holding(book)
}

/// Reads what was copied from a spreadsheet or from a table of a text: cells parted by tabs; a cell
/// with line breaks stands in quotes.
///
/// # Errors
/// [`Unreadable`]: there is nothing, or too much.
pub fn pasted(text: &str) -> Result<Book, Unreadable> {
    if text.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let cells = super::paste::cells(text);
    let row = |cells: &Vec<String>| cells.iter().map(|cell| Raw::text(cell)).collect();
    let sheet = SheetData {
        name: String::new(),
        rows: cells.iter().map(row).collect(),
    };
    holding(Book {
        sheets: vec![sheet],
        guessed: false,
    })
}

/// The sheets that hold anything.
fn holding(book: Book) -> Result<Book, Unreadable> {
    let holds = |sheet: &SheetData| sheet.rows.iter().flatten().any(|c| !c.is_empty());
    let guessed = book.guessed;
    let sheets: Vec<SheetData> = book.sheets.into_iter().filter(holds).collect();
    if sheets.is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(Book { sheets, guessed })
}

/// Unpacks every part without keeping it: what a part says of its own size is not trusted.
fn unpacks_within(bytes: &[u8], watch: &Watch) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::UnpacksTooLarge);
    }
    let mut left = MOST_UNPACKED;
    let count = archive.len() as u64;
    for part in 0..archive.len() {
        watch.tell(part as u64, count.saturating_mul(5))?;
        let part = archive.by_index(part).map_err(|_| Unreadable::Damaged)?;
        let read = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let read = read.map_err(|_| Unreadable::Damaged)?;
        left = left.checked_sub(read).ok_or(Unreadable::UnpacksTooLarge)?;
    }
    Ok(())
}

fn workbook(bytes: &[u8], watch: &Watch) -> Result<Book, Unreadable> {
    unpacks_within(bytes, watch)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => Unreadable::OldOrLocked,
        _ => Unreadable::Damaged,
    })?;
    let names = book.sheet_names();
    if names.len() > MOST_SHEETS {
        return Err(Unreadable::TooManyCells);
    }
    let mut left = MOST_CELLS;
    let mut sheets = Vec::new();
    let count = names.len() as u64;
    for (nth, name) in (0_u64..).zip(names) {
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else {
            // A sheet of charts has no cells.
            continue;
        };
        let mut rows: Vec<Vec<Raw>> = Vec::new();
        let mut next = || {
            let cell = cells.next_cell_with_formula_metadata();
            cell.map_err(|_| Unreadable::Damaged)
        };
        while let Some(cell) = next()? {
            let value = match (&cell.value, &cell.formula) {
                // A formula that was never calculated says nothing; it is not empty.
                (DataRef::Empty, Some(_)) => Raw::Error,
                (value, _) => raw(value),
            };
            if value.is_empty() {
                continue;
            }
            let (row, column) = cell.pos;
            if column == 0 {
                // A fifth was unpacking; how long a sheet is, is not known before its end.
                let of_sheet = u64::from(row).min(999);
                watch.tell(count * 250 + nth * 1000 + of_sheet, count * 1250)?;
            }
            put(&mut rows, (row as usize, column as usize), value, &mut left)?;
        }
        let name = crate::report::names::one_line(&name);
        sheets.push(SheetData { name, rows });
    }
    Ok(Book {
        sheets,
        guessed: false,
    })
}

fn put(
    rows: &mut Vec<Vec<Raw>>,
    (row, column): (usize, usize),
    value: Raw,
    left: &mut usize,
) -> Result<(), Unreadable> {
    if row >= MOST_ROWS || column >= MOST_COLUMNS {
        return Err(Unreadable::TooManyCells);
    }
    if rows.len() <= row {
        rows.resize_with(row + 1, Vec::new);
    }
    let Some(cells) = rows.get_mut(row) else {
        return Ok(());
    };
    if cells.len() <= column {
        let more = column + 1 - cells.len();
        *left = left.checked_sub(more).ok_or(Unreadable::TooManyCells)?;
        cells.resize(column + 1, Raw::Empty);
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = value;
    }
    Ok(())
}

fn raw(value: &DataRef<'_>) -> Raw {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a spreadsheet's numbers are f64"
    )]
    match value {
        DataRef::Empty => Raw::Empty,
        DataRef::Int(n) => Raw::Number(*n as f64),
        DataRef::Float(n) => Raw::Number(*n),
        DataRef::String(text) => Raw::text(text),
        DataRef::SharedString(text) => Raw::text(text),
        DataRef::Bool(yes) => Raw::Bool(*yes),
        DataRef::DateTime(moment) if moment.is_duration() => Raw::Number(moment.as_f64()),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
                .map_or_else(|| Raw::Number(moment.as_f64()), Raw::Date)
        }
        DataRef::DateTimeIso(text) => text
            .get(..10)
            .and_then(crate::text::date::parse_iso)
            .map_or_else(|| Raw::text(text), Raw::Date),
        DataRef::DurationIso(text) => Raw::text(text),
        DataRef::Error(_) => Raw::Error,
    }
}

/// The rows of a CSV file.
fn separated(text: &str, watch: &Watch) -> Result<SheetData, Unreadable> {
    let (separator, text) = match text.split_once('\n') {
        // A line for Excel.
        Some((first, rest)) if first.to_ascii_lowercase().starts_with("sep=") => {
            (first.as_bytes().get(4).copied().unwrap_or(b';'), rest)
        }
        _ => (sniffed(text), text),
    };
    let mut rows = Vec::new();
    let mut left = MOST_CELLS;
    for (row, record) in records(text, separator).enumerate() {
        if record.len() > MOST_COLUMNS || row >= MOST_ROWS {
            return Err(Unreadable::TooManyCells);
        }
        if row % 256 == 0 {
            let at = record.position().map_or(0, ::csv::Position::byte);
            watch.tell(at, text.len() as u64)?;
        }
        left = left
            .checked_sub(record.len())
            .ok_or(Unreadable::TooManyCells)?;
        rows.push(
            record
                .iter()
                .map(|cell| Raw::text(unquoted(cell)))
                .collect(),
        );
    }
    Ok(SheetData {
        name: String::new(),
        rows,
    })
}

/// Without the apostrophe that keeps a text from being a formula.
fn unquoted(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest)
            if rest.trim_start_matches('\'').starts_with([
                '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
            ]) =>
        {
            rest
        }
        _ => cell,
    }
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = ::csv::StringRecord> {
    ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
        .into_records()
        // The text is UTF-8 and rows may have any length: nothing else can go wrong.
        .map_while(Result::ok)
}

/// What parts the cells: what parts most of them where most of the first rows have one same number.
fn sniffed(text: &str) -> u8 {
    let score = |separator: u8| {
        let mut counts = std::collections::BTreeMap::new();
        for record in records(text, separator).take(40) {
            if record.len() > 1 {
                *counts.entry(record.len()).or_insert(0_usize) += 1;
            }
        }
        let best = counts
            .into_iter()
            .max_by_key(|(cells, rows)| (*rows, *cells));
        best.map_or(0, |(cells, rows)| rows * (cells - 1))
    };
    // Of equals the last wins: the one that this program writes.
    let best = [b'|', b',', b'\t', b';']
        .into_iter()
        .max_by_key(|s| score(*s));
    best.unwrap_or(b';')
}

#[cfg(test)]
mod tests;
