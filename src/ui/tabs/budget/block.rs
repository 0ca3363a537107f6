//! A block of cells: what it reaches over, what it comes to, and clearing it.

use super::columns::{Column, Entry as Cell};
use super::figures::Unit;
use super::rows::{Row, RowKey, Rows};
use super::state::{Reach, State};
use crate::edit::Edit;
use crate::insight::Figures;
use crate::insight::ledger::Tally;
use crate::model::{BudgetLine, Id, Path, Sum, Value};
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::Commands;
use crate::ui::view::View;
use std::ops::RangeInclusive;

/// The rows and columns of a block, by their places among those that are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The rows, from the first to the last.
    pub rows: RangeInclusive<usize>,
    /// The columns, from left to right.
    pub columns: Vec<Column>,
}

impl Block {
    /// The block around the cell of the keyboard, be it that cell alone; none where the keyboard is in
    /// no cell.
    pub(super) fn of(state: &State, rows: &Rows) -> Option<Self> {
        let last = rows.len().checked_sub(1)?;
        if state.reach == Reach::All {
            return Some(Self {
                rows: 0..=last,
                columns: state.drawn.clone(),
            });
        }
        let (key, column) = state.cursor.as_ref()?;
        let column = (*column)?;
        let (from, first) = (rows.place(key)?, place(state, column)?);
        let (to, second) = match &state.reach {
            Reach::To(key, column) => (
                rows.place(key).unwrap_or(from),
                place(state, *column).unwrap_or(first),
            ),
            _ => (from, first),
        };
        let columns = state.drawn.get(first.min(second)..=first.max(second))?;
        Some(Self {
            rows: from.min(to)..=from.max(to),
            columns: columns.to_vec(),
        })
    }

    /// Whether it is more than one cell.
    pub(super) fn is_many(&self) -> bool {
        self.rows.start() != self.rows.end() || self.columns.len() > 1
    }

    /// Whether a cell lies in it.
    pub(super) fn holds(&self, row: usize, column: Column) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }

    /// Its rows.
    pub(super) fn each<'a>(&self, rows: &'a Rows) -> impl Iterator<Item = Row<'a>> + use<'a> {
        self.rows.clone().filter_map(|at| rows.get(at))
    }

    /// What it comes to, in words; none for one cell. A sum does not count where what is below it lies
    /// in the block too: nothing counts twice.
    pub(super) fn words(&self, view: &View<'_>, rows: &Rows, unit: Unit) -> Option<String> {
        if !self.is_many() {
            return None;
        }
        let mut tally = Tally::default();
        let (mut filled, mut empty) = (0, 0);
        let all: Vec<Row<'_>> = self.each(rows).collect();
        for (at, row) in all.iter().enumerate() {
            let parts = all.get(at + 1).is_some_and(|next| next.at < row.entry.end);
            if parts {
                continue;
            }
            // A rate is no amount.
            let columns = self.columns.iter().filter(|c| **c != Column::Rate);
            for column in columns {
                match column.sum(&row.entry.figures) {
                    None | Some(Sum::Empty) => empty += 1,
                    Some(sum) => {
                        filled += 1;
                        tally.add(&Figures {
                            estimate: sum,
                            ..Figures::default()
                        });
                    }
                }
            }
        }
        let texts = Texts(view.lang);
        let sum = tally.figures().estimate;
        let sum = match unit {
            Unit::Dong => unit.sum(&sum, view.lang),
            Unit::Million => Unit::Dong.sum(&sum, view.lang),
        };
        let mut words = if filled == 0 {
            texts.block_nothing().to_owned()
        } else {
            texts.block_sum(filled, &sum)
        };
        if empty > 0 {
            words.push_str(&texts.block_empty(empty));
        }
        Some(words)
    }
}

/// The place of a column among those that were drawn.
fn place(state: &State, column: Column) -> Option<usize> {
    state.drawn.iter().position(|c| *c == column)
}

/// Takes the figures of a block off their lines, as one step. Payments stay: they are records of their
/// own.
pub(super) fn clear(view: &View<'_>, state: &State, rows: &Rows, commands: &mut Commands) {
    let Some(block) = Block::of(state, rows).filter(|_| view.read_only.is_none()) else {
        return;
    };
    let lines = block.each(rows).filter_map(Row::line);
    let lines = lines.filter_map(|id| view.programme().budget_lines.get(id));
    let cells = lines.flat_map(|line| block.columns.iter().map(move |c| (line, *c)));
    let mut edits = Vec::new();
    for (line, column) in cells {
        if let Cell::Figure(key) = column.entry()
            && column.figure(line).is_some_and(|f| !f.is_empty())
        {
            let on = Path::new(BudgetLine::KIND, line.id.as_str());
            edits.push(Edit::Set {
                seen: view.seen(&on, key),
                on,
                key: key.to_owned(),
                to: Value::Null,
            });
        }
    }
    match edits.len() {
        0 => {}
        1 => edits.into_iter().for_each(|edit| commands.edit(edit)),
        _ => commands.edit(Edit::Several(edits)),
    }
}

/// Where a pasted block goes: the lines from the keyboard downward, and the figures that can be typed
/// from it rightward.
pub(super) fn target(state: &State, rows: &Rows) -> (Vec<Id>, Vec<&'static str>) {
    let (row, column) = match (Block::of(state, rows), &state.cursor) {
        // A block begins at its upper left.
        (Some(block), _) => (*block.rows.start(), block.columns.first().copied()),
        (None, Some((key, column))) => (rows.place(key).unwrap_or(0), *column),
        (None, None) => (0, None),
    };
    let lines = (row..rows.len()).filter_map(|at| rows.get(at)?.line().cloned());
    let from = column.and_then(|c| place(state, c)).unwrap_or(0);
    let columns = state.drawn.iter().skip(from);
    let columns = columns.filter_map(|column| match column.entry() {
        Cell::Figure(key) => Some(key),
        Cell::Payments | Cell::Derived => None,
    });
    (lines.collect(), columns.collect())
}

/// The key and column that a block reaches to.
pub(super) fn end(state: &State) -> Option<(RowKey, Column)> {
    match &state.reach {
        Reach::To(key, column) => Some((key.clone(), *column)),
        Reach::Cell | Reach::All => match &state.cursor {
            Some((key, Some(column))) => Some((key.clone(), *column)),
            _ => None,
        },
    }
}
