//! The keyboard in the table: arrows move the cell, Enter opens it, a digit starts typing.

use super::columns::Column;
use super::rows::Row;
use super::{State, editing, names, table};
use crate::ui::commands::Commands;
use crate::ui::view::View;
use eframe::egui::{Event, EventFilter, Key, Modifiers, Ui};

/// Takes the keys that the table understands while it has the focus.
pub fn act(ui: &Ui, view: &View<'_>, state: &mut State, rows: &[Row], commands: &mut Commands) {
    let columns = Column::shown(&view.insight.budget);
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
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) {
        step(view, state, rows, 1);
    }
    if pressed(Key::ArrowUp) {
        step(view, state, rows, -1);
    }
    if pressed(Key::ArrowLeft) {
        side(view, state, rows, &columns, -1);
    }
    if pressed(Key::ArrowRight) {
        side(view, state, rows, &columns, 1);
    }
    if inside && !last && pressed(Key::Tab) {
        side(view, state, rows, &columns, 1);
    }
    if inside && ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::Tab)) {
        side(view, state, rows, &columns, -1);
    }
    if pressed(Key::Home) {
        state.cursor = rows
            .first()
            .and_then(|r| r.key(&view.insight.budget))
            .map(|k| (k, None));
    }
    if pressed(Key::End) {
        state.cursor = rows
            .last()
            .and_then(|r| r.key(&view.insight.budget))
            .map(|k| (k, None));
    }
    if inside && pressed(Key::Escape) {
        state.cursor = None;
        return;
    }
    let enter = pressed(Key::Enter);
    let digits = ui.input(|i| {
        i.events
            .iter()
            .any(|e| matches!(e, Event::Text(t) if t.starts_with(|c: char| c.is_ascii_digit())))
    });
    if !enter && !digits {
        return;
    }
    let Some((row, column)) = at(view, state, rows) else {
        return;
    };
    match column {
        None if enter => {
            if let Some(key) = row.key(&view.insight.budget) {
                names::open(view, state, row, &key, commands);
            }
        }
        Some(column) if enter => editing::enter(ui.ctx(), view, state, row, column, None, commands),
        Some(column) if digits => {
            editing::enter(
                ui.ctx(),
                view,
                state,
                row,
                column,
                Some(editing::Typed),
                commands,
            );
        }
        _ => {}
    }
    if enter
        && column.is_some()
        && state.edit.is_none()
        && matches!(row, Row::Year(_) | Row::Source(..))
    {
        // A sum is not edited; Enter opens what it is made of.
        if row.line(&view.insight.budget).is_none()
            && let Some(key) = row.key(&view.insight.budget)
        {
            state.toggle(view, &key);
        }
    }
}

/// The row and column of the cursor, if that row is still shown.
fn at(view: &View<'_>, state: &State, rows: &[Row]) -> Option<(Row, Option<Column>)> {
    let (key, column) = state.cursor.as_ref()?;
    let row = rows
        .iter()
        .find(|r| r.key(&view.insight.budget).as_ref() == Some(key))?;
    Some((*row, *column))
}

/// Moves the cursor up or down.
pub fn step(view: &View<'_>, state: &mut State, rows: &[Row], by: isize) {
    let budget = &view.insight.budget;
    let (place, column) = match &state.cursor {
        Some((key, column)) => (
            rows.iter()
                .position(|r| r.key(budget).as_ref() == Some(key)),
            *column,
        ),
        None => (None, None),
    };
    let next = place.map_or(0, |at| {
        at.saturating_add_signed(by)
            .min(rows.len().saturating_sub(1))
    });
    if let Some(key) = rows.get(next).and_then(|r| r.key(budget)) {
        state.scroll_to = Some(key.clone());
        state.cursor = Some((key, column));
    }
}

/// Moves the cursor to the next column; in the column of names it folds in or out.
pub fn side(view: &View<'_>, state: &mut State, rows: &[Row], columns: &[Column], by: isize) {
    let Some((row, column)) = at(view, state, rows) else {
        step(view, state, rows, 0);
        return;
    };
    let fold = row.fold(view, state);
    let place = column.and_then(|c| columns.iter().position(|other| *other == c));
    let next = match (place, by) {
        (None, -1) if fold == Some(true) => return toggle(view, state, row),
        (None, 1) if fold == Some(false) => return toggle(view, state, row),
        (None, -1) => return,
        (None, _) => columns.first().copied(),
        (Some(0), -1) => None,
        (Some(at), _) => columns
            .get(at.saturating_add_signed(by))
            .copied()
            .or(column),
    };
    if let Some((_, at)) = &mut state.cursor {
        *at = next;
    }
}

fn toggle(view: &View<'_>, state: &mut State, row: Row) {
    if let Some(key) = row.key(&view.insight.budget) {
        state.toggle(view, &key);
    }
}
