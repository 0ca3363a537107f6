//! Tables as CSV: UTF-8 with a byte-order mark, rows ended by CR LF, cells parted by semicolons.
//!
//! Excel parts a CSV file at the list separator of the computer. With Vietnamese settings, where the
//! comma is the decimal mark, that is the semicolon; and it takes a file for UTF-8 only where the mark
//! stands first, so there is no line `sep=;` before it. On a computer with English settings the file is
//! taken in by Dữ liệu → Từ văn bản/CSV, which finds the separator by itself.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe in front. There are no rows
//! of totals: every row is one thing.

use super::sheets::Sheet;
use super::table::{Cell, plain};

/// What parts the cells.
pub const SEPARATOR: u8 = b';';

/// A table as CSV: what must be said of it, the headings, the rows.
#[must_use]
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(SEPARATOR)
        .terminator(::csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(&mut out);
    let notes = sheet.notes.iter().map(|n| vec![plain(&n.as_str().into())]);
    let names = sheet
        .columns
        .iter()
        .map(|(_, name)| plain(&name.as_str().into()));
    let rows = sheet
        .rows
        .iter()
        .map(|cells| cells.iter().map(text).collect());
    for row in notes.chain([names.collect()]).chain(rows) {
        let row: Vec<String> = row;
        // Writing to memory cannot fail, and rows may be of any length.
        let _ = writer.write_record(&row);
    }
    let _ = writer.flush();
    drop(writer);
    out
}

/// A cell, with numbers as a computer with Vietnamese settings reads them.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Tenths(tenths) => {
            let sign = if *tenths < 0 { "-" } else { "" };
            let size = tenths.unsigned_abs();
            format!("{sign}{},{}", size / 10, size % 10)
        }
        Cell::Decimal(number) => number.to_json().replace('.', ","),
        other => plain(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sheets::{Key, List};

    #[test]
    fn a_table_is_what_a_vietnamese_spreadsheet_opens() {
        let day = chrono::NaiveDate::from_ymd_opt(2024, 2, 5);
        let sheet = Sheet {
            list: List::Lines,
            name: String::new(),
            titles: vec!["Chương trình".to_owned()],
            notes: vec!["Dữ liệu minh hoạ".to_owned()],
            unit: None,
            columns: vec![
                (Key::Name, "Nội dung".to_owned()),
                (Key::Note, "Ghi chú".to_owned()),
            ],
            rows: vec![
                vec!["=cmd|' /C calc'!A0".into(), "a;b \"c\"".into()],
                vec!["+84".into(), Cell::Whole(-5_000_000)],
                vec![day.into(), Cell::Tenths(-1055)],
                vec![Cell::Empty, Cell::Whole(0)],
            ],
            totals: Vec::new(),
        };
        let bytes = csv(&sheet);
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(
            text,
            "\u{feff}Dữ liệu minh hoạ\r\nNội dung;Ghi chú\r\n\
             '=cmd|' /C calc'!A0;\"a;b \"\"c\"\"\"\r\n'+84;-5000000\r\n05/02/2024;-105,5\r\n;0\r\n"
        );
    }
}
