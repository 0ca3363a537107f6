//! Tables as an Excel workbook (.xlsx): one sheet for each table.
//!
//! - Numbers are numbers and days are days, with formats; nothing is text that can be counted.
//! - Every text is an explicit string cell, so that nothing that was entered is ever a formula; one
//!   that begins like a formula is marked as quoted too, so that it stays one when it is edited.
//! - Totals are formulas, with the program's figures as their stored results. A column that holds
//!   anything that cannot be added has no formula, but its figure, or words.
//! - A spreadsheet counts to fifteen digits. An amount beyond stands there in words rather than
//!   rounded.

use super::sheets::{Format as Kind, Key, Sheet, Total, Totals, shown};
use super::table::{Cell, serial};
use crate::text::number::format_whole;
use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::utility::{cell_range, row_col_to_cell};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet,
    XlsxError,
};

/// A workbook that cannot be made: more rows than a sheet holds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct NotWritten(String);

impl From<XlsxError> for NotWritten {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// The greatest whole number that a spreadsheet holds to the last digit.
const MOST: u64 = 999_999_999_999_999;

/// The face of official documents (DOMAIN.md §3).
const FACE: &str = "Times New Roman";

/// The workbook of these tables, made on that day.
///
/// # Errors
/// A table has more rows than a sheet can hold.
pub fn workbook(sheets: &[Sheet], on: NaiveDate) -> Result<Vec<u8>, NotWritten> {
    let mut book = Workbook::new();
    let mut properties = DocProperties::new();
    if let Some(title) = sheets.first().and_then(|s| s.titles.first()) {
        properties = properties.set_title(title);
    }
    let part = |n: u32| u8::try_from(n).unwrap_or(1);
    if let Ok(year) = u16::try_from(on.year())
        && let Ok(day) = ExcelDateTime::from_ymd(year, part(on.month()), part(on.day()))
    {
        properties = properties.set_creation_datetime(&day);
    }
    book.set_properties(&properties);
    let looks = Looks::new();
    for sheet in sheets {
        write(book.add_worksheet(), sheet, &looks)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The formats of cells.
struct Looks {
    title: Format,
    note: Format,
    unit: Format,
    head: Format,
    plain: Format,
    total: Format,
}

impl Looks {
    fn new() -> Self {
        let base = || Format::new().set_font_name(FACE).set_font_size(11);
        let boxed = || {
            base()
                .set_border(FormatBorder::Thin)
                .set_align(FormatAlign::Top)
        };
        Self {
            title: base().set_bold().set_font_size(13),
            note: base().set_italic(),
            unit: base().set_italic().set_align(FormatAlign::Right),
            head: boxed()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            plain: boxed(),
            total: boxed().set_bold(),
        }
    }
}

/// How cells of a column look.
fn look(base: &Format, kind: Kind) -> Format {
    let base = base.clone();
    match kind {
        Kind::Text(_) => base.set_text_wrap(),
        Kind::Year | Kind::Count => base.set_num_format("0").set_align(FormatAlign::Center),
        Kind::Date => base
            .set_num_format("dd/mm/yyyy")
            .set_align(FormatAlign::Center),
        // With the room of a hyphen behind it, so that it keeps clear of the words beside it.
        Kind::Amount => base.set_num_format("#,##0_-"),
        Kind::Rate => base.set_num_format("0.0"),
        Kind::Number => base.set_num_format("#,##0.######"),
    }
}

/// The width of a column, in characters. Words take no more than they need, and wrap before the table
/// grows too wide for a page.
fn width(sheet: &Sheet, place: usize, key: Key) -> f64 {
    let kind = key.format();
    let cells = || sheet.rows.iter().filter_map(|cells| cells.get(place));
    let longest = |cell: fn(&Cell) -> usize| cells().map(cell).max().unwrap_or(0);
    let characters = |n: usize| u8::try_from(n).map_or(255.0, f64::from);
    match kind {
        Kind::Text(most) => {
            let words = longest(|cell| shown(cell).chars().count());
            let most = (f64::from(most) * 0.75).round();
            (characters(words) + 2.0).min(most).max(9.0)
        }
        Kind::Year => 6.5,
        Kind::Date => 11.5,
        Kind::Number => 10.0,
        Kind::Amount => {
            let totals = sheet.totals.iter().flat_map(|t| &t.values);
            let totals = totals.filter(|(of, _)| *of == key);
            let totals = totals.map(|(_, total)| match total {
                Total::Sum(n)
                | Total::SumIf { value: n, .. }
                | Total::Difference { value: n, .. } => format_whole(*n).chars().count(),
                Total::Rate { .. } | Total::Text(_) => 0,
            });
            let digits = longest(|cell| match cell {
                Cell::Whole(n) => format_whole(*n).chars().count(),
                _ => 0,
            });
            let digits = totals.max().unwrap_or(0).max(digits);
            (characters(digits) * 1.05 + 2.0).clamp(11.0, 24.0)
        }
        Kind::Rate => 8.0,
        Kind::Count => 5.5,
    }
}

/// The height of a row whose words wrap, in points; none where one line is enough. Not every program
/// finds it by itself.
fn height(sheet: &Sheet, widths: &[f64], cells: &[Cell]) -> Option<f64> {
    let lines = sheet.columns.iter().zip(cells).zip(widths);
    let lines = lines.map(|(((key, _), cell), width)| match (key.format(), cell) {
        (Kind::Text(_), Cell::Text(text)) if *key != Key::Id => {
            let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            // Words are not cut where a line ends.
            (f64::from(characters) * 1.08 / width).ceil()
        }
        _ => 1.0,
    });
    let most = lines.fold(1.0, f64::max).min(20.0);
    (most > 1.0).then_some(most * 14.5 + 1.0)
}

/// Columns that are used seldom: where nothing stands in one, it is hidden, so that what is printed can
/// be read. It is there all the same, and can be shown and filled in.
fn is_idle(sheet: &Sheet, place: usize, key: Key) -> bool {
    let seldom = matches!(
        key,
        Key::CarriedOver
            | Key::Cancelled
            | Key::CarriedOut
            | Key::Advanced
            | Key::Benefiting
            | Key::Beneficiary
            | Key::Milestone
            | Key::Indicator
            | Key::IndicatorUnit
            | Key::Target
            | Key::Actual
            | Key::IndicatorRate
            | Key::StateDay
            | Key::Reason
    );
    let empty = |cells: &Vec<Cell>| cells.get(place).is_none_or(|cell| *cell == Cell::Empty);
    seldom && !sheet.rows.is_empty() && sheet.rows.iter().all(empty)
}

/// Where a table lies on its sheet.
struct Area {
    /// The row of the headings.
    head: u32,
    /// The row behind the last one.
    end: u32,
}

fn write(to: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    to.set_name(&sheet.name)?;
    let columns = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX);
    let last = columns.saturating_sub(1);
    let mut row = 0;
    for title in &sheet.titles {
        to.write_string_with_format(row, 0, title, &looks.title)?;
        row += 1;
    }
    for note in &sheet.notes {
        to.write_string_with_format(row, 0, note, &looks.note)?;
        row += 1;
    }
    if let Some(unit) = &sheet.unit {
        // Above the last column that is seen.
        to.write_string_with_format(row, last.saturating_sub(1), unit, &looks.unit)?;
        row += 1;
    }
    let count = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let area = Area {
        head: row,
        end: row.saturating_add(1).saturating_add(count),
    };
    let keys = sheet.columns.iter().map(|(key, _)| *key).enumerate();
    let widths: Vec<f64> = keys.map(|(place, key)| width(sheet, place, key)).collect();
    let columns = sheet.columns.iter().zip(&widths).enumerate();
    for (column, (place, ((key, name), width))) in (0..).zip(columns) {
        to.write_string_with_format(area.head, column, name, &looks.head)?;
        to.set_column_width(column, *width)?;
        if is_idle(sheet, place, *key) {
            to.set_column_hidden(column)?;
        }
    }
    let plain: Vec<Format> = sheet
        .columns
        .iter()
        .map(|(k, _)| look(&looks.plain, k.format()))
        .collect();
    let bold: Vec<Format> = sheet
        .columns
        .iter()
        .map(|(k, _)| look(&looks.total, k.format()))
        .collect();
    for (row, cells) in (area.head + 1..).zip(&sheet.rows) {
        if let Some(height) = height(sheet, &widths, cells) {
            to.set_row_height(row, height)?;
        }
        for ((column, cell), format) in (0..).zip(cells).zip(&plain) {
            put(to, (row, column), cell, format)?;
        }
    }
    for (row, totals) in (area.end..).zip(&sheet.totals) {
        total(to, sheet, &area, row, totals, &bold)?;
    }
    // The headings stay, and what names the rows where that stands near the beginning.
    let names = |key: &Key| matches!(key, Key::Name | Key::Title | Key::Household);
    let named = sheet.columns.iter().position(|(key, _)| names(key));
    let named = named.and_then(|place| u16::try_from(place + 1).ok());
    to.set_freeze_panes(area.head + 1, named.filter(|n| *n <= 4).unwrap_or(0))?;
    to.set_repeat_rows(area.head, area.head)?;
    to.autofilter(area.head, 0, area.end - 1, last)?;
    if sheet.columns.last().is_some_and(|(key, _)| *key == Key::Id) {
        to.set_column_hidden(last)?;
    }
    // A4, landscape, as wide as the sheet; the margins of Nghị định 30 in inches.
    to.set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    to.set_margins(1.18, 0.59, 0.79, 0.79, 0.4, 0.4);
    to.set_header_footer_align_with_page(true);
    to.set_footer(format!("&R&\"{FACE}\"&9&P/&N"));
    Ok(())
}

/// A number that a spreadsheet holds to the last digit.
fn exact(number: i64) -> Option<f64> {
    #[expect(
        clippy::cast_precision_loss,
        reason = "numbers of fifteen digits are exact in an f64"
    )]
    (number.unsigned_abs() <= MOST).then_some(number as f64)
}

/// A day that a spreadsheet counts right: it knows none before 1900, and a 29th of February of that
/// year that there was not.
fn day(date: NaiveDate) -> Option<f64> {
    let number = serial(date);
    (61..2_958_466).contains(&number).then(|| exact(number))?
}

/// The number of a cell, where it has one.
fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Empty | Cell::Text(_) => None,
        Cell::Date(date) => day(*date),
        Cell::Whole(number) => exact(*number),
        Cell::Tenths(tenths) => exact(*tenths).map(|n| n / 10.0),
        Cell::Decimal(decimal) => {
            let text = decimal.to_json();
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            text.parse().ok().filter(|_| digits <= 15)
        }
    }
}

fn put(to: &mut Worksheet, at: (u32, u16), cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    let (row, column) = at;
    if *cell == Cell::Empty {
        to.write_blank(row, column, format)?;
    } else if let Some(number) = number(cell) {
        to.write_number_with_format(row, column, number, format)?;
    } else {
        words(to, at, &shown(cell), format)?;
    }
    Ok(())
}

/// Words, whatever they begin with.
fn words(to: &mut Worksheet, at: (u32, u16), text: &str, format: &Format) -> Result<(), XlsxError> {
    let (row, column) = at;
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        let quoted = format.clone().set_quote_prefix();
        to.write_string_with_format(row, column, text, &quoted)?;
    } else {
        to.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// A row of totals.
fn total(
    to: &mut Worksheet,
    sheet: &Sheet,
    area: &Area,
    row: u32,
    totals: &Totals,
    bold: &[Format],
) -> Result<(), XlsxError> {
    for (column, ((key, _), format)) in (0_u16..).zip(sheet.columns.iter().zip(bold)) {
        let value = totals.values.iter().find(|(k, _)| k == key).map(|(_, v)| v);
        let at = (row, column);
        match value {
            None if usize::from(column) == totals.label_in => {
                to.write_string_with_format(row, column, &totals.label, format)?;
            }
            None => {
                to.write_blank(row, column, format)?;
            }
            Some(Total::Text(text)) => words(to, at, text, format)?,
            Some(value) => {
                let (number, result) = match value {
                    Total::Rate { tenths, .. } => (
                        Cell::Tenths(*tenths),
                        crate::text::number::Decimal::new(*tenths, 1),
                    ),
                    Total::Sum(n)
                    | Total::SumIf { value: n, .. }
                    | Total::Difference { value: n, .. } => {
                        (Cell::Whole(*n), crate::text::number::Decimal::new(*n, 0))
                    }
                    Total::Text(_) => (Cell::Empty, None),
                };
                let formula = formula(sheet, area, row, *key, value);
                match (formula, result) {
                    (Some(formula), Some(result)) if self::number(&number).is_some() => {
                        let formula = Formula::new(formula).set_result(result.to_json());
                        to.write_formula_with_format(row, column, formula, format)?;
                    }
                    _ => put(to, at, &number, format)?,
                }
            }
        }
    }
    Ok(())
}

/// The formula of a total; none where the cells that it would count are not all numbers.
fn formula(sheet: &Sheet, area: &Area, row: u32, key: Key, total: &Total) -> Option<String> {
    let place = |key: Key| sheet.place(key).and_then(|p| u16::try_from(p).ok());
    let countable = |key: Key| {
        let place = sheet.place(key);
        let mut cells = sheet.rows.iter().map(|cells| cells.get(place?));
        cells.all(|cell| cell.is_some_and(|cell| *cell == Cell::Empty || number(cell).is_some()))
    };
    let range = |key: Key| {
        let column = place(key)?;
        Some(cell_range(area.head + 1, column, area.end - 1, column))
    };
    let cell = |key: Key| Some(row_col_to_cell(row, place(key)?));
    let list = |keys: &[Key]| {
        let cells: Option<Vec<String>> = keys.iter().map(|k| cell(*k)).collect();
        Some(cells?.join(","))
    };
    match total {
        Total::Sum(_) if countable(key) => Some(format!("SUM({})", range(key)?)),
        Total::SumIf { by, word, .. } if countable(key) => {
            let word = word.replace('"', "\"\"");
            Some(format!("SUMIF({},\"{word}\",{})", range(*by)?, range(key)?))
        }
        // Made from totals, which are numbers or empty here: words among them give words.
        Total::Difference { plus, minus, .. } => {
            Some(format!("SUM({})-SUM({})", list(plus)?, list(minus)?))
        }
        Total::Rate { part, whole, .. } => {
            Some(format!("ROUND({}/{}*100,1)", cell(*part)?, cell(*whole)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
