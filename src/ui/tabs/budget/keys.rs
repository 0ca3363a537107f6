//! The keyboard in the table: arrows move the cell, Shift widens the block, Enter opens the cell, a digit
//! starts typing.

use super::block::{self, Block};
use super::columns::Column;
use super::editing::Typed;
use super::rows::{RowKey, Rows};
use super::state::Reach;
use super::{State, editing, names, new_line, table};
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::view::View;
use eframe::egui::{Event, EventFilter, ImeEvent, Key, Modifiers, Ui};

/// A way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Go {
    /// So many rows down, or up.
    Rows(isize),
    /// So many columns to the right, or left.
    Columns(isize),
    /// To the first or last column.
    Side(isize),
    /// To the first or last row.
    End(isize),
    /// To the first cell or the last.
    Corner(isize),
}

/// The keys that move, but for Tab.
const WAYS: [(Modifiers, Key); 12] = [
    (Modifiers::NONE, Key::ArrowDown),
    (Modifiers::NONE, Key::ArrowUp),
    (Modifiers::NONE, Key::ArrowLeft),
    (Modifiers::NONE, Key::ArrowRight),
    (Modifiers::NONE, Key::PageDown),
    (Modifiers::NONE, Key::PageUp),
    (Modifiers::NONE, Key::Home),
    (Modifiers::NONE, Key::End),
    (Modifiers::COMMAND, Key::Home),
    (Modifiers::COMMAND, Key::End),
    (Modifiers::COMMAND, Key::ArrowDown),
    (Modifiers::COMMAND, Key::ArrowUp),
];

/// What a key does; `page` is how many rows are in sight.
fn way(modifiers: Modifiers, key: Key, page: isize) -> Option<Go> {
    Some(match (key, modifiers.command) {
        (Key::ArrowDown, false) => Go::Rows(1),
        (Key::ArrowUp, false) => Go::Rows(-1),
        (Key::ArrowDown, true) => Go::End(1),
        (Key::ArrowUp, true) => Go::End(-1),
        (Key::ArrowLeft, false) => Go::Columns(-1),
        (Key::ArrowRight, false) => Go::Columns(1),
        (Key::PageDown, _) => Go::Rows(page),
        (Key::PageUp, _) => Go::Rows(-page),
        (Key::Home, false) => Go::Side(-1),
        (Key::End, false) => Go::Side(1),
        (Key::Home, true) => Go::Corner(-1),
        (Key::End, true) => Go::Corner(1),
        _ => return None,
    })
}

/// Takes the keys that the table understands while it has the focus.
pub(super) fn act(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    rows: &Rows,
    commands: &mut Commands,
) {
    let columns = state.columns(view);
    let inside = state.cursor.is_some();
    let last = state
        .cursor
        .as_ref()
        .is_some_and(|(_, c)| *c == columns.last().copied());
    let filter = EventFilter {
        tab: inside && !last,
        horizontal_arrows: true,
        vertical_arrows: true,
        escape: inside,
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(table::id(), filter));
    let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    let page = isize::try_from(state.page.max(1)).unwrap_or(1);
    for (modifiers, key) in WAYS {
        let Some(go) = way(modifiers, key, page) else {
            continue;
        };
        // A slow frame may bring a key more than once.
        let times = |modifiers| ui.input_mut(|i| i.count_and_consume_key(modifiers, key));
        for _ in 0..times(modifiers.plus(Modifiers::SHIFT)) {
            widen(state, rows, &columns, go);
        }
        for _ in 0..times(modifiers) {
            walk(view, state, rows, &columns, go);
        }
    }
    if inside && pressed(Modifiers::SHIFT, Key::Tab) {
        walk(view, state, rows, &columns, Go::Columns(-1));
    } else if inside && !last && pressed(Modifiers::NONE, Key::Tab) {
        walk(view, state, rows, &columns, Go::Columns(1));
    }
    if pressed(Modifiers::COMMAND, Key::A) {
        state.reach = Reach::All;
    }
    if (inside || state.reach != Reach::Cell) && pressed(Modifiers::NONE, Key::Escape) {
        // Esc closes the topmost layer only: first the block, then the cell.
        if state.reach == Reach::Cell {
            state.cursor = None;
        }
        state.reach = Reach::Cell;
        return;
    }
    let cleared = pressed(Modifiers::NONE, Key::Delete);
    if std::mem::take(&mut state.delete) || cleared {
        block::clear(view, state, rows, commands);
    }
    paste(ui, view, state, rows, commands);
    open(ui, view, state, rows, commands);
}

/// Enter, F2, Backspace and digits.
fn open(ui: &Ui, view: &View<'_>, state: &mut State, rows: &Rows, commands: &mut Commands) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let enter = pressed(Key::Enter) || pressed(Key::F2);
    let emptied = pressed(Key::Backspace);
    // An input method that still composes for the field that was left sends its digits by itself; the
    // field that opens takes them up.
    let digit = |e: &Event| match e {
        Event::Text(text) | Event::Ime(ImeEvent::Commit(text) | ImeEvent::Preedit { text, .. }) => {
            text.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => false,
    };
    let digits = ui.input(|i| i.events.iter().any(digit));
    if !(enter || digits || emptied) {
        return;
    }
    let Some((key, column)) = state.cursor.clone() else {
        return;
    };
    let Some(row) = rows.row(&key) else { return };
    match column {
        None if enter => {
            names::open(view, state, row, commands);
            if let RowKey::FromText(year, clause) = row.key() {
                new_line::take_up(view, state, *year, clause);
            }
        }
        None => {}
        // A sum is not edited; Enter opens what it is made of.
        Some(_) if row.entry.is_sum() && enter => state.toggle(view, row.entry),
        Some(column) => {
            let typed = (!enter).then_some(Typed::Over);
            editing::enter(ui.ctx(), view, state, row, column, typed, commands);
        }
    }
}

/// A single value goes into the cell as if it had been typed; of a block is shown first what is
/// understood of it.
fn paste(ui: &Ui, view: &View<'_>, state: &mut State, rows: &Rows, commands: &mut Commands) {
    // The field over a cell shall not take it once more.
    let mut pasted = None;
    ui.input_mut(|i| {
        i.events.retain(|e| match e {
            Event::Paste(text) => {
                pasted = Some(text.clone());
                false
            }
            _ => true,
        });
    });
    let Some(text) = pasted.filter(|t| !t.trim().is_empty() && view.read_only.is_none()) else {
        return;
    };
    let plain = text.trim_end_matches(['\r', '\n']);
    let cell = state.cursor.clone().and_then(|(key, c)| Some((key, c?)));
    if !plain.contains(['\t', '\n', '\r'])
        && let Some((key, column)) = cell
        && let Some(row) = rows.row(&key).filter(|r| r.line().is_some())
    {
        let typed = Some(Typed::Text(plain.trim().to_owned()));
        editing::enter(ui.ctx(), view, state, row, column, typed, commands);
        return;
    }
    let (lines, columns) = block::target(state, rows);
    // A whole table is taken in as one; it needs no cell to stand in.
    let cells = !lines.is_empty() && !columns.is_empty();
    if cells || crate::import::paste::is_table(&text) {
        commands.push(Command::Ask(Ask::PasteFigures {
            lines,
            columns,
            text,
        }));
    }
}

/// Moves the keyboard; in the column of names left and right fold.
pub(super) fn walk(view: &View<'_>, state: &mut State, rows: &Rows, columns: &[Column], go: Go) {
    let last = rows.len().saturating_sub(1);
    let now = state.cursor.clone();
    let place = now.as_ref().and_then(|(key, _)| rows.place(key));
    let column = now.and_then(|(_, column)| column);
    if let (Go::Columns(by), None) = (go, column)
        && let Some(row) = place
            .and_then(|at| rows.get(at))
            .filter(|r| r.entry.is_sum())
        && state.is_open(view, row.entry) == (by < 0)
    {
        state.toggle(view, row.entry);
        return;
    }
    // The keyboard begins at the first row.
    let Some(place) = place else {
        if let Some(row) = rows.get(0) {
            state.stand(row.key(), column);
            state.scroll_to = Some(row.key().clone());
        }
        return;
    };
    let side = |by: isize| {
        if by < 0 {
            None
        } else {
            columns.last().copied()
        }
    };
    let (to, column) = match go {
        Go::Rows(by) => (place.saturating_add_signed(by).min(last), column),
        Go::End(by) => (if by < 0 { 0 } else { last }, column),
        Go::Corner(by) => (if by < 0 { 0 } else { last }, side(by)),
        Go::Side(by) => (place, side(by)),
        Go::Columns(by) => {
            let at = column.and_then(|c| columns.iter().position(|other| *other == c));
            let next = match at {
                None if by < 0 => None,
                None => columns.first().copied(),
                Some(0) if by < 0 => None,
                Some(at) => columns
                    .get(at.saturating_add_signed(by))
                    .copied()
                    .or(column),
            };
            (place, next)
        }
    };
    if let Some(row) = rows.get(to) {
        state.stand(row.key(), column);
        if to != place {
            state.scroll_to = Some(row.key().clone());
        }
    }
}

/// Moves the far corner of the block; the cell of the keyboard stays.
fn widen(state: &mut State, rows: &Rows, columns: &[Column], go: Go) {
    let Some(first) = columns.first().copied() else {
        return;
    };
    // From the names a block begins in the first column.
    if let Some((_, column @ None)) = &mut state.cursor {
        *column = Some(first);
        if matches!(go, Go::Columns(_) | Go::Side(_)) {
            return;
        }
    }
    let Some((key, column)) = block::end(state) else {
        return;
    };
    let (Some(place), Some(at)) = (rows.place(&key), columns.iter().position(|c| *c == column))
    else {
        return;
    };
    let last = rows.len().saturating_sub(1);
    let right = columns.len().saturating_sub(1);
    let edge = |by: isize, most: usize| if by < 0 { 0 } else { most };
    let (to, at) = match go {
        Go::Rows(by) => (place.saturating_add_signed(by).min(last), at),
        Go::Columns(by) => (place, at.saturating_add_signed(by).min(right)),
        Go::Side(by) => (place, edge(by, right)),
        Go::End(by) => (edge(by, last), at),
        Go::Corner(by) => (edge(by, last), edge(by, right)),
    };
    if let (Some(row), Some(column)) = (rows.get(to), columns.get(at)) {
        state.scroll_to = Some(row.key().clone());
        state.reach = Reach::To(row.key().clone(), *column);
    }
}

/// Takes the block to a cell under the pointer, from where the keyboard is.
pub(super) fn reach(state: &mut State, rows: &Rows, row: usize, column: Column) {
    if let (Some(row), Some((_, from))) = (rows.get(row), &mut state.cursor) {
        from.get_or_insert(column);
        state.reach = Reach::To(row.key().clone(), column);
        if Block::of(state, rows).is_some_and(|block| !block.is_many()) {
            state.reach = Reach::Cell;
        }
    }
}
