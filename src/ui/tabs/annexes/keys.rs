//! The keys of the list of annexes; none while something is being typed.

use super::row;
use crate::ui::commands::{Command, Commands};
use crate::ui::inspector::FOCUS_REQUEST;
use crate::ui::tabs::hears_keys;
use crate::ui::view::{Selection, View};
use eframe::egui::{self, Key, Modifiers, Ui};

/// ↑↓ Home End another annex, Enter the inspector.
pub(super) fn handle(ui: &Ui, view: &View<'_>, commands: &mut Commands) {
    let order = &view.insight.annexes.order;
    if order.is_empty() || ui.ctx().text_edit_focused() || !hears_keys(ui) {
        return;
    }
    // Where something else has the focus, its keys are its own.
    let focus = ui.memory(egui::Memory::focused);
    let on_row = order.iter().any(|id| focus == Some(row::id(id)));
    if !(focus.is_none() || on_row) {
        return;
    }
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let at = order
        .iter()
        .position(|id| *view.selection == Selection::Annex(id.clone()));
    if at.is_some() && pressed(Key::Enter) {
        ui.data_mut(|data| data.insert_temp(egui::Id::unique(FOCUS_REQUEST), true));
        ui.ctx().request_repaint();
    }
    let last = order.len() - 1;
    let next = if pressed(Key::ArrowDown) {
        at.map_or(0, |at| (at + 1).min(last))
    } else if pressed(Key::ArrowUp) {
        at.map_or(0, |at| at.saturating_sub(1))
    } else if pressed(Key::Home) {
        0
    } else if pressed(Key::End) {
        last
    } else {
        return;
    };
    if let Some(id) = order.get(next) {
        if focus.is_some() {
            ui.memory_mut(|memory| {
                // Else the arrow would lead on from there to whatever lies in its direction.
                memory.move_focus(egui::FocusDirection::None);
                memory.request_focus(row::id(id));
            });
        }
        commands.push(Command::Select(Selection::Annex(id.clone())));
    }
}
