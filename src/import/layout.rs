//! Which row holds the headings, and what each column holds.

use super::book::{Raw, SheetData};
use super::headings::{bare, rank, scale};
use crate::report::sheets::{Format, Key, List};
use crate::text::fold::fold;
use std::collections::BTreeMap;

/// A column that is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it holds.
    pub key: Key,
    /// How many đồng its numbers count in: 1.000.000 where its heading says "triệu đồng".
    pub scale: i64,
}

/// How a sheet is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What it lists.
    pub list: List,
    /// The row of the headings, from 0.
    pub head: usize,
    /// What each column holds; none where it is passed over.
    pub columns: Vec<Option<Column>>,
    /// What every new row says where no column of the sheet does, as typed.
    pub fixed: BTreeMap<Key, String>,
}

impl Layout {
    /// The column that holds this.
    #[must_use]
    pub fn place(&self, key: Key) -> Option<usize> {
        let holds = |c: &Option<Column>| c.is_some_and(|c| c.key == key);
        self.columns.iter().position(holds)
    }
}

/// Whether a column is read. The others follow from the data or are entered elsewhere.
#[must_use]
pub const fn is_read(key: Key) -> bool {
    !matches!(
        key,
        Key::Advanced
            | Key::Disbursed
            | Key::Rate
            | Key::Settled
            | Key::Remaining
            | Key::CarriedOut
            | Key::Indicator
            | Key::IndicatorUnit
            | Key::Target
            | Key::Actual
            | Key::IndicatorRate
            | Key::Standing
            | Key::Remarks
    )
}

/// The columns of a list that can be read, for choosing by hand.
pub fn choices(list: List) -> impl Iterator<Item = Key> {
    list.columns().iter().copied().filter(|key| is_read(*key))
}

/// The columns of a row of headings.
fn columns(list: List, sheet: &SheetData, head: usize) -> Vec<Option<Column>> {
    let empty = Vec::new();
    let row = sheet.rows.get(head).unwrap_or(&empty);
    let above = head
        .checked_sub(1)
        .and_then(|n| sheet.rows.get(n))
        .unwrap_or(&empty);
    // Where headings are joined over two rows, the upper one stands above an empty cell.
    let heading = |column: usize| match (row.get(column), above.get(column)) {
        (Some(Raw::Text(text)), _) => text.clone(),
        (None | Some(Raw::Empty), Some(Raw::Text(text))) if row.len() > 1 => text.clone(),
        _ => String::new(),
    };
    let width = row.len().max(above.len());
    let mut wanted: Vec<(usize, usize, usize, Key)> = Vec::new();
    for column in 0..width {
        let bare = bare(&heading(column));
        if bare.is_empty() {
            continue;
        }
        for (order, key) in list.columns().iter().enumerate() {
            wanted.extend(rank(list, *key, &bare).map(|rank| (rank, order, column, *key)));
        }
    }
    // The best name first; each column and each key once.
    wanted.sort_unstable_by_key(|(rank, order, column, _)| (*rank, *order, *column));
    // The unit of the whole table, said above it, or in a heading that stands over several.
    let units = sheet
        .rows
        .iter()
        .take(head)
        .flatten()
        .filter_map(|cell| match cell {
            Raw::Text(text) if fold(text).contains("don vi") => scale(text),
            _ => None,
        });
    let over = above.iter().filter_map(|cell| match cell {
        Raw::Text(text) => scale(text).filter(|scale| *scale > 1),
        _ => None,
    });
    let of_sheet = units.chain(over).last();
    let mut found: Vec<Option<Column>> = vec![None; width];
    let mut used = Vec::new();
    for (_, _, column, key) in wanted {
        if used.contains(&key) || found.get(column).is_some_and(Option::is_some) {
            continue;
        }
        used.push(key);
        let scale = match key.format() {
            Format::Amount => scale(&heading(column)).or(of_sheet).unwrap_or(1),
            _ => 1,
        };
        if let Some(place) = found.get_mut(column) {
            *place = Some(Column { key, scale });
        }
    }
    // A heading that names what is not read keeps its column from being taken for something else.
    for place in &mut found {
        if place.is_some_and(|c| !is_read(c.key)) {
            *place = None;
        }
    }
    found
}

/// How many rows are looked at for headings.
const HEAD_WITHIN: usize = 40;

/// The layout of a sheet that holds this list: the row that names most columns. None where fewer than
/// two are named.
#[must_use]
pub fn guess(sheet: &SheetData, list: List) -> Option<Layout> {
    let rows = sheet.rows.len().min(HEAD_WITHIN);
    let layouts = (0..rows).map(|head| Layout {
        list,
        head,
        columns: columns(list, sheet, head),
        fixed: BTreeMap::new(),
    });
    let known = |layout: &Layout| layout.columns.iter().flatten().count();
    // Of equals the first: below the headings stand only data.
    let best = layouts.rev().max_by_key(known)?;
    (known(&best) >= 2).then_some(best)
}

/// The layout of a sheet that holds this list, with the row of the headings given, or guessed; where no
/// heading is known, the first row that holds several cells, and no column is read.
#[must_use]
pub fn of(sheet: &SheetData, list: List, head: Option<usize>) -> Layout {
    if let Some(head) = head {
        return Layout {
            list,
            head,
            columns: columns(list, sheet, head),
            fixed: BTreeMap::new(),
        };
    }
    guess(sheet, list).unwrap_or_else(|| {
        let filled = |row: &Vec<Raw>| row.iter().filter(|c| !c.is_empty()).count() > 1;
        let head = sheet.rows.iter().take(HEAD_WITHIN).position(filled);
        of(sheet, list, Some(head.unwrap_or(0)))
    })
}

/// The year that is said above a table or in the name of its sheet: "DANH SÁCH … NĂM 2024". None where
/// none is said, or more than one.
#[must_use]
pub fn year_said(sheet: &SheetData, head: usize) -> Option<String> {
    let above = sheet.rows.iter().take(head).flatten();
    let words = above.filter_map(|cell| match cell {
        Raw::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let mut years: Vec<String> = Vec::new();
    for text in words.chain([sheet.name.as_str()]) {
        let text = fold(text);
        let digits = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let words = text.split(|c: char| !c.is_alphanumeric());
        let found = words
            .filter(digits)
            .filter(|y| ("1990".."2100").contains(y));
        years.extend(found.map(str::to_owned));
    }
    years.dedup();
    match years.as_slice() {
        [year] => Some(year.clone()),
        _ => None,
    }
}

/// The words of a column's heading, with those of a heading that stands over several in the row above.
#[must_use]
pub fn heading(sheet: &SheetData, head: usize, column: usize) -> String {
    let cell = |row: usize| sheet.rows.get(row).and_then(|cells| cells.get(column));
    let own = cell(head).map(Raw::shown).unwrap_or_default();
    if !own.is_empty() {
        return own;
    }
    let above = head.checked_sub(1).and_then(cell);
    above.map(Raw::shown).unwrap_or_default()
}

/// What a sheet lists, by the headings that are like no other list's.
#[must_use]
pub fn guess_list(sheet: &SheetData) -> Option<Layout> {
    let known = |layout: &Layout| layout.columns.iter().flatten().count();
    let layouts = List::ALL
        .into_iter()
        .rev()
        .filter_map(|list| guess(sheet, list));
    layouts.max_by_key(known)
}

#[cfg(test)]
mod tests;
