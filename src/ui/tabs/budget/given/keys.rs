//! The keys on the page of a list: ↑↓ another entry, PageUp and PageDown, Home and End, Enter its details,
//! Esc back. Insert
//! and Delete are actions of the window.

use super::{selected, selection};
use crate::insight::support::Aid;
use crate::model::Id;
use crate::ui::commands::{Command, Commands};
use crate::ui::inspector::FOCUS_REQUEST;
use crate::ui::view::{Selection, View};
use eframe::egui::{self, Key, Modifiers, Popup, Ui};

/// How far a page goes, in entries.
const PAGE: usize = 10;

/// What was asked for by a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The budget again.
    Back,
    /// This entry is to be seen.
    Follow(Id),
}

/// Takes the keys of the page; none while something is being typed, or something else lies above.
pub(super) fn handle(
    ui: &Ui,
    view: &View<'_>,
    aid: Aid,
    found: &[Id],
    commands: &mut Commands,
) -> Option<Asked> {
    let ctx = ui.ctx();
    let elsewhere = ctx.text_edit_focused()
        || Popup::is_any_open(ctx)
        || !ui.is_enabled()
        || ctx.memory(|memory| memory.top_modal_layer().is_some());
    if elsewhere {
        return None;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if *view.selection == Selection::Nothing && pressed(Key::Escape) {
        return Some(Asked::Back);
    }
    // Where a button has the focus, its keys are its own.
    let focus = ui.memory(egui::Memory::focused);
    let on_row = |id: &Id| focus == Some(super::card::row_id(aid, id, true));
    let now = selected(view, aid);
    if focus.is_some() && !now.is_some_and(on_row) && !found.iter().any(on_row) {
        return None;
    }
    if now.is_some() && pressed(Key::Enter) {
        ui.data_mut(|data| data.insert_temp(egui::Id::unique(FOCUS_REQUEST), true));
        ctx.request_repaint();
    }
    let at = now.and_then(|id| found.iter().position(|f| f == id));
    let last = found.len().checked_sub(1)?;
    // A slow frame may bring a key more than once.
    let times = |key| ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key));
    let down = times(Key::ArrowDown) + PAGE * times(Key::PageDown);
    let up = times(Key::ArrowUp) + PAGE * times(Key::PageUp);
    let next = if down > 0 {
        at.map_or(down - 1, |at| at.saturating_add(down)).min(last)
    } else if up > 0 {
        at.map_or(last, |at| at.saturating_sub(up))
    } else if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last
    } else {
        return None;
    };
    let id = found.get(next)?;
    if focus.is_some() {
        ui.memory_mut(|memory| {
            // Else the arrow would lead on from there to whatever lies in its direction.
            memory.move_focus(egui::FocusDirection::None);
            memory.request_focus(super::card::row_id(aid, id, true));
        });
    }
    commands.push(Command::Select(selection(aid, id)));
    Some(Asked::Follow(id.clone()))
}
