//! The keys of the history; none while something is being typed.

use super::{Spot, State, menu, row};
use crate::ui::commands::Commands;
use crate::ui::tabs::hears_keys;
use crate::ui::view::View;
use eframe::egui::{self, FocusDirection, Key, Modifiers, Popup, Ui};

/// ↑↓ Page Home End another row, ←→ in full or not, Space likewise, Enter opens, Menu what can be done,
/// Ctrl+F the search field.
pub(super) fn handle(ui: &Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if !hears_keys(ui) {
        return;
    }
    if pressed(Modifiers::COMMAND, Key::F) {
        state.find = true;
        ui.ctx().request_repaint();
    }
    if ui.ctx().text_edit_focused() || state.listing.is_empty() {
        return;
    }
    let Some(journal) = state.history.journal() else {
        return;
    };
    // Where something else has the focus, its keys are its own.
    let focus = ui.memory(egui::Memory::focused);
    let at = (state.cursor.as_ref()).and_then(|spot| state.listing.find(spot, journal));
    let on_row = |nth: usize| {
        let spot = state.listing.spot(nth, journal);
        spot.is_some_and(|spot| focus == Some(row::id(&spot)))
    };
    let (top, height) = state.seen;
    let seen = state.listing.within(top, top + height);
    let focused = seen.clone().find(|nth| on_row(*nth));
    let at = focused.or(at);
    if focus.is_some() && focused.is_none() && !at.is_some_and(on_row) {
        return;
    }
    if let Some(spot) = at.and_then(|nth| state.listing.spot(nth, journal)) {
        act(ui, view, state, &spot, commands);
        state.cursor.get_or_insert(spot);
    }
    let last = state.listing.len().saturating_sub(1);
    let page = seen.len().saturating_sub(2).max(1);
    let (to, down) = if pressed(Modifiers::NONE, Key::ArrowDown) {
        (at.map_or(0, |at| at + 1), true)
    } else if pressed(Modifiers::NONE, Key::ArrowUp) {
        (at.map_or(0, |at| at.saturating_sub(1)), false)
    } else if pressed(Modifiers::NONE, Key::PageDown) {
        (at.map_or(0, |at| at + page), true)
    } else if pressed(Modifiers::NONE, Key::PageUp) {
        (at.map_or(0, |at| at.saturating_sub(page)), false)
    } else if pressed(Modifiers::NONE, Key::Home) {
        (0, true)
    } else if pressed(Modifiers::NONE, Key::End) {
        (last, false)
    } else {
        return;
    };
    go(ui, state, to.min(last), down, focus.is_some());
}

/// Moves to a row, or past the head of a day that stands there.
fn go(ui: &Ui, state: &mut State, to: usize, down: bool, focused: bool) {
    let Some(journal) = state.history.journal() else {
        return;
    };
    let spot = |nth: usize| Some((nth, state.listing.spot(nth, journal)?));
    let onward = (to..state.listing.len()).find_map(spot);
    let back = || (0..=to).rev().find_map(spot);
    let found = if down {
        onward.or_else(back)
    } else {
        back().or(onward)
    };
    let Some((nth, spot)) = found else { return };
    let (top, height) = state.seen;
    let (at, row_height) = state.listing.place(nth);
    // The head of the day covers the first row.
    let head = super::listing::DAY;
    if at - head < top {
        state.scroll_to = Some((at - head).max(0.0));
    } else if at + row_height > top + height {
        state.scroll_to = Some(at + row_height - height);
    }
    if focused {
        ui.memory_mut(|memory| {
            // Else the arrow would lead on from there to whatever lies in its direction.
            memory.move_focus(FocusDirection::None);
            memory.request_focus(row::id(&spot));
        });
    }
    state.cursor = Some(spot);
    ui.ctx().request_repaint();
}

/// Scrolls so far that the row of the keyboard is seen whole, or from its head where it is higher than the list.
pub(super) fn reveal(state: &mut State) {
    let found = state
        .cursor
        .as_ref()
        .zip(state.history.journal())
        .and_then(|(spot, journal)| state.listing.find(spot, journal));
    let Some(nth) = found else { return };
    let (top, height) = state.seen;
    let (at, row_height) = state.listing.place(nth);
    let head = super::listing::DAY;
    if at + row_height > top + height {
        state.scroll_to = Some((at + row_height - height).min(at - head).max(0.0));
    }
}

/// What the keys do to the row they rest on.
fn act(ui: &Ui, view: &View<'_>, state: &mut State, spot: &Spot, commands: &mut Commands) {
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let menu_key = pressed(Modifiers::NONE, Key::Menu) || pressed(Modifiers::SHIFT, Key::F10);
    if menu_key && !matches!(spot, Spot::More(_)) {
        state.cursor = Some(spot.clone());
        Popup::open_id(ui.ctx(), menu::popup_id(spot));
        ui.ctx().request_repaint();
        return;
    }
    match spot {
        Spot::Change(ix) => {
            let expanded = state.expanded.contains_key(ix);
            let open = pressed(Modifiers::NONE, Key::ArrowRight);
            let close = pressed(Modifiers::NONE, Key::ArrowLeft);
            let turn = pressed(Modifiers::NONE, Key::Space);
            if turn || (open && !expanded) || (close && expanded) {
                menu::toggle(state, *ix);
                ui.ctx().request_repaint();
            }
            if pressed(Modifiers::NONE, Key::Enter) {
                let on = view.document.log().get(*ix).map(|c| c.on.clone());
                if let Some(on) = on {
                    menu::open(view, &on, commands);
                }
            }
        }
        Spot::More(_) => {
            let enter = pressed(Modifiers::NONE, Key::Enter);
            if enter || pressed(Modifiers::NONE, Key::Space) {
                row::toggle_step(state, spot);
                ui.ctx().request_repaint();
            }
        }
        Spot::Mark(_) => {
            if pressed(Modifiers::NONE, Key::Enter) {
                Popup::open_id(ui.ctx(), menu::popup_id(spot));
                ui.ctx().request_repaint();
            }
        }
    }
}
