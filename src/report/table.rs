//! Rows of cells, for other programs to take in: as tab-separated text and as HTML.
//!
//! What is pasted into a spreadsheet must not calculate: a text that would be taken for a formula
//! gets an apostrophe in front. Dates read dd/mm/yyyy; in HTML dates and numbers carry their value
//! too, so that a spreadsheet does not guess.

use crate::text::date;
use crate::text::number::{Decimal, format_tenths, format_whole};
use crate::text::visible::visible;
use chrono::NaiveDate;
use std::fmt::Write as _;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is recorded: not zero.
    #[default]
    Empty,
    /// Words, from wherever they came.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A whole number: a count, or đồng.
    Whole(i64),
    /// A decimal number: the value of an indicator.
    Decimal(Decimal),
    /// A percentage, in tenths of a percent.
    Tenths(i64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }
}

impl From<Option<NaiveDate>> for Cell {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }
}

impl From<Option<i64>> for Cell {
    fn from(number: Option<i64>) -> Self {
        number.map_or(Self::Empty, Self::Whole)
    }
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// It stands over the rows that follow it.
    pub head: bool,
    /// Its cells, as many as the table has columns.
    pub cells: Vec<Cell>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it says of itself first: its title, that it is sample data. Each on a line of its own.
    pub notes: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub lines: Vec<Line>,
}

impl Table {
    /// As text: cells parted by tabs, rows by line feeds, the columns' names first. Numbers stand
    /// without separators.
    #[must_use]
    pub fn tsv(&self) -> String {
        let mut out = String::new();
        for note in &self.notes {
            out.push_str(&harmless(note));
            out.push('\n');
        }
        let names: Vec<String> = self.columns.iter().map(|name| harmless(name)).collect();
        out.push_str(&names.join("\t"));
        out.push('\n');
        for line in &self.lines {
            let cells: Vec<String> = line.cells.iter().map(plain).collect();
            out.push_str(&cells.join("\t"));
            out.push('\n');
        }
        out
    }

    /// As an HTML table by itself, as a clipboard carries it.
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = String::from("<meta charset=\"utf-8\"/>");
        for note in &self.notes {
            // Writing to a String cannot fail, here and below.
            let _ = write!(out, "<p>{}</p>", escaped(note));
        }
        out.push_str("<table><thead><tr>");
        for name in &self.columns {
            let _ = write!(out, "<th>{}</th>", escaped(&harmless(name)));
        }
        out.push_str("</tr></thead><tbody>");
        for line in &self.lines {
            out.push_str("<tr>");
            for cell in &line.cells {
                let (style, text) = markup(cell);
                if line.head {
                    let _ = write!(out, "<td{style}><b>{text}</b></td>");
                } else {
                    let _ = write!(out, "<td{style}>{text}</td>");
                }
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
        out
    }
}

/// A cell as text without separators; no formula.
pub(super) fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Date(day) => date::format(*day),
        Cell::Whole(number) => number.to_string(),
        Cell::Decimal(number) => number.format(),
        Cell::Tenths(tenths) => format_tenths(*tenths),
    }
}

/// The attributes and the content of a cell. `x:num` is read by Excel, `sdval` by LibreOffice.
fn markup(cell: &Cell) -> (String, String) {
    match cell {
        Cell::Empty => (String::new(), String::new()),
        Cell::Text(text) => (
            " style=\"mso-number-format:'\\@'\"".to_owned(),
            escaped(&harmless(text)),
        ),
        Cell::Date(day) => {
            let number = serial(*day);
            (
                format!(
                    " style=\"mso-number-format:'dd\\/mm\\/yyyy'\" x:num=\"{number}\" sdval=\"{number}\" sdnum=\"1033;0;DD/MM/YYYY\""
                ),
                date::format(*day),
            )
        }
        Cell::Whole(number) => (
            format!(
                " style=\"mso-number-format:'\\#\\,\\#\\#0'\" x:num=\"{number}\" sdval=\"{number}\" align=\"right\""
            ),
            escaped(&format_whole(*number)),
        ),
        Cell::Decimal(number) => (" align=\"right\"".to_owned(), number.format()),
        Cell::Tenths(tenths) => (" align=\"right\"".to_owned(), format_tenths(*tenths)),
    }
}

/// A day as spreadsheets count it: days since 30/12/1899.
pub(super) fn serial(day: NaiveDate) -> i64 {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (day - zero).num_days()
}

/// A text in one cell: on one line, nothing hidden, no formula.
fn harmless(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = visible(&words.join(" ")).into_owned();
    // One that is quoted already is quoted once more, so that it can be told what it was.
    if line.trim_start_matches('\'').starts_with([
        '=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ]) {
        format!("'{line}")
    } else {
        line
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: Vec<Cell>) -> Table {
        Table {
            notes: Vec::new(),
            columns: vec!["A".to_owned(); cells.len()],
            lines: vec![Line { head: false, cells }],
        }
    }

    #[test]
    fn nothing_that_is_pasted_calculates_or_breaks_a_row() {
        let day = NaiveDate::from_ymd_opt(2024, 2, 5);
        let t = table(vec![
            "=HYPERLINK(\"http://x\")".into(),
            " +1".into(),
            "- Hỗ trợ".into(),
            "@SUM(A1)".into(),
            "một\thai\r\nba".into(),
            Cell::Empty,
            day.into(),
            Cell::Whole(-1_000_000),
        ]);
        let tsv = t.tsv();
        let row = tsv.lines().nth(1).expect("a row");
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(
            cells,
            [
                "'=HYPERLINK(\"http://x\")",
                "'+1",
                "'- Hỗ trợ",
                "'@SUM(A1)",
                "một hai ba",
                "",
                "05/02/2024",
                "-1000000"
            ]
        );
        assert_eq!(tsv.lines().count(), 2);
    }

    #[test]
    fn the_html_is_well_formed_and_carries_the_values() {
        let day = NaiveDate::from_ymd_opt(2024, 8, 19);
        let mut t = table(vec![
            "<script>alert(1)</script> & \"x\"".into(),
            day.into(),
            Cell::Whole(1_234_567),
        ]);
        t.lines[0].head = true;
        t.notes.push("Dữ liệu minh hoạ".to_owned());
        let html = format!("<html xmlns:x=\"urn:x\">{}</html>", t.html());
        let tree = roxmltree::Document::parse(&html).expect("well formed");
        let cells: Vec<roxmltree::Node<'_, '_>> = tree
            .descendants()
            .filter(|n| n.has_tag_name("td"))
            .collect();
        let text = |n: &roxmltree::Node<'_, '_>| {
            n.descendants()
                .filter_map(|d| d.text())
                .next()
                .unwrap_or("")
                .to_owned()
        };
        assert_eq!(text(&cells[0]), "<script>alert(1)</script> & \"x\"");
        // 19/08/2024 is day 45523 of a spreadsheet.
        assert_eq!(cells[1].attribute("sdval"), Some("45523"));
        assert_eq!(text(&cells[1]), "19/08/2024");
        assert_eq!(cells[2].attribute(("urn:x", "num")), Some("1234567"));
        assert!(text(&cells[2]).starts_with("1.234"));
    }
}
