//! A table for the clipboard: chosen rows of a list, in the order in which they are shown.

use super::{Format, Key, Sheet};
use crate::model::Id;
use crate::report::table::{Cell, Line, Table};
use std::collections::HashMap;

impl Sheet {
    /// The rows of these entities in this order, numbered anew, under the headings. Ids, titles and
    /// totals stay behind: what is pasted is the rows that were seen.
    #[must_use]
    pub fn copied(&self, ids: &[Id]) -> Table {
        let id = self.place(Key::Id);
        let told: Vec<usize> = (0..self.columns.len())
            .filter(|at| Some(*at) != id)
            .collect();
        let of: HashMap<&str, &Vec<Cell>> = self
            .rows
            .iter()
            .filter_map(|row| match row.get(id?) {
                Some(Cell::Text(id)) => Some((id.as_str(), row)),
                _ => None,
            })
            .collect();
        let rows = ids.iter().filter_map(|id| of.get(id.as_str()));
        let lines = (1_i64..).zip(rows).map(|(number, row)| {
            let cell = |at: &usize| match (self.columns.get(*at), row.get(*at)) {
                (Some((Key::Sequence, _)), _) => Cell::Whole(number),
                // Else a year would be pasted with a dot.
                (Some((key, _)), Some(Cell::Whole(year))) if key.format() == Format::Year => {
                    Cell::Text(year.to_string())
                }
                (_, cell) => cell.cloned().unwrap_or_default(),
            };
            Line {
                head: false,
                cells: told.iter().map(cell).collect(),
            }
        });
        let names = told.iter().filter_map(|at| self.columns.get(*at));
        Table {
            notes: Vec::new(),
            columns: names.map(|(_, name)| name.clone()).collect(),
            lines: lines.collect(),
        }
    }
}
