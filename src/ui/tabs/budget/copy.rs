//! Copying: tab-separated text and an HTML table that spreadsheets take, numbers plain.

use super::State;
use super::block::{self, Block};
use super::columns::Column;
use super::rows::{Row, Rows};
use super::state::Reach;
use super::{arrange, table};
use crate::insight::Figures;
use crate::model::Sum;
use crate::text::number::format_whole;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::view::View;
use eframe::egui::{Event, Ui};
use std::fmt::Write as _;

/// Puts a block or the table on the clipboard when the user copies and no text has the focus.
pub fn act(ui: &Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let typing = ui.ctx().text_edit_focused();
    let (copy, cut) = ui.input(|i| {
        let has = |event: &Event| i.events.iter().any(|e| e == event);
        (has(&Event::Copy), has(&Event::Cut))
    });
    if !(copy || cut) || typing || state.new_line.is_some() {
        return;
    }
    let rows = state.rows(view);
    let inside = ui.memory(|m| m.has_focus(table::id()));
    let block = Block::of(state, &rows).filter(|_| inside && state.reach != Reach::All);
    let cells = match &block {
        Some(block) => Cells::of_block(block, &rows),
        None => Cells::of_table(view, state, &rows),
    };
    commands.push(Command::CopyTable {
        text: cells.text(),
        html: cells.html(),
    });
    if cut && block.is_some() {
        block::clear(view, state, &rows, commands);
    }
}

/// What one cell holds.
enum Cell {
    Nothing,
    Amount(i64),
    Words(String),
}

/// Rows of cells.
struct Cells(Vec<Vec<Cell>>);

impl Cells {
    /// The amounts of a block.
    fn of_block(block: &Block, rows: &Rows) -> Self {
        let row = |row: Row<'_>| amounts(&block.columns, &row.entry.figures).collect();
        Self(block.each(rows).map(row).collect())
    }

    /// The rows as they are folded out, with their heads and the total.
    fn of_table(view: &View<'_>, state: &State, rows: &Rows) -> Self {
        let columns = state.columns(view);
        let head = arrange::head(Texts(view.lang), rows.ledger.grouping);
        let titles = columns.iter().map(|c| c.title(view.words()));
        let head = [head].into_iter().chain(titles);
        let mut all = vec![head.map(|t| Cell::Words(t.to_owned())).collect()];
        for row in (0..rows.len()).filter_map(|at| rows.get(at)) {
            let name = format!("{}{}", "  ".repeat(row.entry.depth), row.name(view));
            let cells = amounts(&columns, &row.entry.figures);
            all.push([Cell::Words(name)].into_iter().chain(cells).collect());
        }
        if table::has_total(view, state) {
            let (name, _) = super::foot::total_name(view, state, &rows.ledger);
            let cells = amounts(&columns, &rows.ledger.total);
            all.push([Cell::Words(name)].into_iter().chain(cells).collect());
        }
        Self(all)
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for row in &self.0 {
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    out.push('\t');
                }
                match cell {
                    Cell::Nothing => {}
                    // Writing to a String cannot fail, here and below.
                    Cell::Amount(dong) => drop(write!(out, "{dong}")),
                    // A tab or a line break in a name would shift the cells.
                    Cell::Words(words) => out.extend(one_line(words)),
                }
            }
            out.push('\n');
        }
        out
    }

    fn html(&self) -> String {
        let mut out = String::from("<meta charset=\"utf-8\"/><table>");
        for row in &self.0 {
            out.push_str("<tr>");
            for cell in row {
                match cell {
                    Cell::Nothing => out.push_str("<td></td>"),
                    Cell::Amount(dong) => {
                        let shown = format_whole(*dong);
                        // `x:num` is read by Excel, `sdval` by LibreOffice.
                        let _ = write!(
                            out,
                            "<td align=\"right\" style=\"mso-number-format:'\\#\\,\\#\\#0'\" x:num=\"{dong}\" sdval=\"{dong}\">{shown}</td>"
                        );
                    }
                    Cell::Words(words) => {
                        out.push_str("<td style=\"mso-number-format:'\\@'\">");
                        for c in one_line(words) {
                            match c {
                                '&' => out.push_str("&amp;"),
                                '<' => out.push_str("&lt;"),
                                '>' => out.push_str("&gt;"),
                                '"' => out.push_str("&quot;"),
                                c => out.push(c),
                            }
                        }
                        out.push_str("</td>");
                    }
                }
            }
            out.push_str("</tr>");
        }
        out.push_str("</table>");
        out
    }
}

/// A text on one line that a spreadsheet does not take for a formula.
fn one_line(words: &str) -> impl Iterator<Item = char> + '_ {
    let formula = words.trim_start().starts_with(['=', '+', '-', '@']);
    let quote = formula.then_some('\'');
    let plain = words.chars().map(|c| if c.is_control() { ' ' } else { c });
    quote.into_iter().chain(plain)
}

/// Amounts without dots; nothing for what is not known; a range as it stands.
fn amounts<'a>(columns: &'a [Column], figures: &'a Figures) -> impl Iterator<Item = Cell> + 'a {
    columns.iter().map(|column| match column.sum(figures) {
        Some(Sum::Known(dong)) => Cell::Amount(dong),
        Some(Sum::Range(low, high)) => Cell::Words(format!("{low}–{high}")),
        Some(Sum::Empty | Sum::Overflow) => Cell::Nothing,
        None => figures.rate_tenths().map_or(Cell::Nothing, |tenths| {
            Cell::Words(crate::text::number::format_percent(tenths))
        }),
    })
}
