//! A block of cells that was copied from a spreadsheet, put into figures of budget lines: what each cell
//! gives, before anything is done, and one edit of all of it.
//!
//! What was copied is text: cells parted by tabs, rows by line ends. A cell that holds a line end, a tab
//! or quotes may stand in quotes, with its own quotes doubled. Numbers come as they were shown, also
//! with commas between thousands, as spreadsheets with English settings show them.

use super::book::{MOST_COLUMNS, MOST_ROWS};
use super::preview::Wrong;
use super::value;
use crate::edit::Edit;
use crate::model::{BudgetLine, Figure, Id, Path, Programme, Value};
use crate::text::money::format_dong;
use std::borrow::Cow;

/// How thousands are parted in what was copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// `1.000.000,5`, as Vietnamese writes.
    #[default]
    Dots,
    /// `1,000,000.5`, as English writes.
    Commas,
}

/// How the numbers of a block are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// How thousands are parted.
    pub marks: Marks,
    /// How many đồng a bare number counts in.
    pub scale: i64,
}

/// What a cell of the block does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// The figure is that already.
    Nothing,
    /// The figure becomes this, in đồng; nothing where it is emptied.
    Sets(Option<i64>),
    /// It is not understood, or cannot be put there.
    Wrong(Wrong),
}

/// A cell of the block in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// As it was copied, on one line.
    pub typed: String,
    /// What is recorded now, as it stands in tables; empty where there is nothing.
    pub before: String,
    /// What it does.
    pub does: Does,
}

impl Cell {
    /// What the figure would be, as it stands in tables; empty where it is emptied.
    #[must_use]
    pub fn after(&self) -> String {
        match &self.does {
            Does::Nothing => self.before.clone(),
            Does::Sets(amount) => amount.map(format_dong).unwrap_or_default(),
            Does::Wrong(_) => self.typed.clone(),
        }
    }
}

/// What a block would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paste {
    /// The lines that it reaches, each with its cells.
    pub rows: Vec<(Id, Vec<Cell>)>,
    /// How many rows of the block find no line.
    pub rows_beyond: usize,
    /// How many of its columns find no figure.
    pub columns_beyond: usize,
}

impl Paste {
    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|(_, cells)| cells)
    }

    /// How many figures would change.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.cells()
            .filter(|c| matches!(c.does, Does::Sets(_)))
            .count()
    }

    /// How many figures would be emptied.
    #[must_use]
    pub fn emptied(&self) -> usize {
        self.cells().filter(|c| c.does == Does::Sets(None)).count()
    }

    /// What is wrong: the row and the column within the block, from 0.
    pub fn wrong(&self) -> impl Iterator<Item = (usize, usize, &Wrong)> {
        let rows = self.rows.iter().enumerate();
        rows.flat_map(|(row, (_, cells))| {
            let cells = cells.iter().enumerate();
            cells.filter_map(move |(column, cell)| match &cell.does {
                Does::Wrong(wrong) => Some((row, column, wrong)),
                _ => None,
            })
        })
    }

    /// The one edit that puts the block in its place. None while anything is wrong, unless those cells
    /// are left out, or where nothing would change.
    #[must_use]
    pub fn edit(&self, columns: &[&str], without_wrong: bool) -> Option<Edit> {
        if !without_wrong && self.wrong().next().is_some() {
            return None;
        }
        let mut edits = Vec::new();
        for (line, cells) in &self.rows {
            let on = Path::new(BudgetLine::KIND, line.as_str());
            for (cell, key) in cells.iter().zip(columns) {
                if let Does::Sets(amount) = cell.does {
                    let to = amount.map_or(Value::Null, Value::Int);
                    edits.push(Edit::set(&on, key, to));
                }
            }
        }
        (!edits.is_empty()).then_some(Edit::Several(edits))
    }
}

/// The cells of what was copied, row by row. The last line end ends a row and begins none; rows and
/// columns beyond the limits are left out.
#[must_use]
pub fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    while !rest.is_empty() && rows.len() < MOST_ROWS {
        let (cell, after) = one_cell(rest);
        if row.len() < MOST_COLUMNS {
            row.push(cell.into_owned());
        }
        rest = if let Some(next) = after.strip_prefix('\t') {
            if next.is_empty() && row.len() < MOST_COLUMNS {
                row.push(String::new());
            }
            next
        } else {
            rows.push(std::mem::take(&mut row));
            after
                .strip_prefix("\r\n")
                .or_else(|| after.strip_prefix(['\n', '\r']))
                .unwrap_or(after)
        };
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// Where a cell ends.
const ENDS: [char; 3] = ['\t', '\n', '\r'];

/// The first cell of a text, and what follows it.
fn one_cell(text: &str) -> (Cow<'_, str>, &str) {
    if let Some(inner) = text.strip_prefix('"')
        && let Some((cell, after)) = quoted(inner)
    {
        return (Cow::Owned(cell), after);
    }
    let end = text.find(ENDS).unwrap_or(text.len());
    let (cell, after) = text.split_at(end);
    (Cow::Borrowed(cell), after)
}

/// What stands between quotes, where they close at the end of a cell; a quote alone is a character like
/// any other.
fn quoted(inner: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut rest = inner;
    loop {
        let (before, after) = rest.split_once('"')?;
        out.push_str(before);
        if let Some(more) = after.strip_prefix('"') {
            out.push('"');
            rest = more;
        } else if after.is_empty() || after.starts_with(ENDS) {
            return Some((out, after));
        } else {
            return None;
        }
    }
}

/// How thousands are parted, where the block says so beyond doubt: `1,000,000` can be meant in one way
/// alone, and so can `1.000.000`.
#[must_use]
pub fn marks(cells: &[Vec<String>]) -> Marks {
    let twice = |text: &str, mark: char| {
        let mut parts = text.trim().split(mark);
        let first = parts.next().unwrap_or_default();
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let groups: Vec<&str> = parts.collect();
        let last = groups.len().saturating_sub(1);
        first.len() <= 3
            && digits(first)
            && groups.len() > 1
            && groups.iter().enumerate().all(|(n, group)| {
                let group = if n == last {
                    group.split(['.', ',']).next().unwrap_or_default()
                } else {
                    group
                };
                group.len() == 3 && digits(group)
            })
    };
    let mut all = cells.iter().flatten();
    let commas = all.clone().any(|text| twice(text, ','));
    if commas && !all.any(|text| twice(text, '.')) {
        Marks::Commas
    } else {
        Marks::Dots
    }
}

/// A number with its marks as Vietnamese writes them, where it is a number of the other kind.
fn turned(text: &str) -> Option<String> {
    let bare = text.trim();
    let known = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−' | '(' | ')');
    let number = bare.chars().all(known) && bare.contains(['.', ',']);
    number.then(|| {
        let turn = |c| match c {
            '.' => ',',
            ',' => '.',
            other => other,
        };
        bare.chars().map(turn).collect()
    })
}

/// The amount of a cell.
///
/// # Errors
/// Why it is none.
pub fn amount(typed: &str, reading: Reading) -> Result<Option<i64>, Wrong> {
    let text = match reading.marks {
        Marks::Commas => turned(typed).map_or(Cow::Borrowed(typed), Cow::Owned),
        Marks::Dots => Cow::Borrowed(typed),
    };
    value::money(&super::book::Raw::text(&text), reading.scale)
}

/// What a block does that is put at the first of these lines and columns (keys of figures).
#[must_use]
pub fn read(
    programme: &Programme,
    lines: &[Id],
    columns: &[&str],
    block: &[Vec<String>],
    reading: Reading,
) -> Paste {
    let width = block.iter().map(Vec::len).max().unwrap_or(0);
    let rows = block.iter().zip(lines).map(|(cells, id)| {
        let line = programme.budget_lines.get(id);
        let cells = cells.iter().zip(columns);
        let cells = cells.map(|(typed, key)| cell(line, key, typed, reading));
        (id.clone(), cells.collect())
    });
    Paste {
        rows: rows.collect(),
        rows_beyond: block.len().saturating_sub(lines.len()),
        columns_beyond: width.saturating_sub(columns.len()),
    }
}

fn cell(line: Option<&BudgetLine>, key: &str, typed: &str, reading: Reading) -> Cell {
    let figure = line.and_then(|line| figure(line, key));
    let before = match figure {
        Some(Figure::Known(amount)) => format_dong(*amount),
        Some(Figure::Conflict(amounts)) => {
            let amounts: Vec<String> = amounts.iter().map(|a| format_dong(*a)).collect();
            amounts.join(" / ")
        }
        Some(Figure::Empty) | None => String::new(),
    };
    let does = match (figure, amount(typed, reading)) {
        (None, _) => Does::Wrong(Wrong::Row),
        (_, Err(wrong)) => Does::Wrong(wrong),
        (Some(Figure::Conflict(_)), Ok(_)) => Does::Wrong(Wrong::InConflict),
        (Some(figure), Ok(amount)) if figure.known() == amount => Does::Nothing,
        (Some(_), Ok(amount)) => Does::Sets(amount),
    };
    Cell {
        typed: crate::report::names::one_line(typed),
        before,
        does,
    }
}

/// The figure of a line with this key in the file.
fn figure<'a>(line: &'a BudgetLine, key: &str) -> Option<&'a Figure> {
    match key {
        BudgetLine::COMMITTED => Some(&line.committed),
        BudgetLine::ESTIMATE => Some(&line.estimate),
        BudgetLine::ALLOCATED => Some(&line.allocated),
        BudgetLine::CARRIED_OVER => Some(&line.carried_over),
        BudgetLine::CANCELLED => Some(&line.cancelled),
        _ => None,
    }
}

/// Whether what was copied looks like a whole table with headings, rather than a block of figures.
#[must_use]
pub fn is_table(text: &str) -> bool {
    let Ok(book) = super::book::pasted(text) else {
        return false;
    };
    let mut sheets = book.sheets.iter();
    sheets.any(|sheet| {
        super::layout::guess_list(sheet).is_some_and(|layout| sheet.rows.len() > layout.head + 1)
    })
}

#[cfg(test)]
mod tests;
