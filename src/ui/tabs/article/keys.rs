//! The keys of the list of activities; none while something is being typed.

use super::{State, list};
use crate::edit::Edit;
use crate::model::{Activity, ActivityStatus, Id, Path, Progress};
use crate::ui::commands::{Command, Commands};
use crate::ui::inspector::FOCUS_REQUEST;
use crate::ui::tabs::hears_keys;
use crate::ui::view::{Selection, View};
use eframe::egui::{self, Key, Modifiers, Ui};

/// ↑↓ another activity, Alt+↑↓ another place, Space done or not, Enter the inspector.
pub(super) fn handle(ui: &Ui, view: &View<'_>, state: &State, commands: &mut Commands) {
    if ui.ctx().text_edit_focused() || !hears_keys(ui) {
        return;
    }
    let selected = match view.selection {
        Selection::Activity(id) => state.list.items.activities().find(|a| *a == id).cloned(),
        _ => None,
    };
    // Where something else has the focus, its keys are its own.
    let focus = ui.memory(egui::Memory::focused);
    let on_row = |id: &Id| focus == Some(list::row_id(id));
    let ours = focus.is_none() || state.list.items.activities().any(on_row);
    if !ours {
        return;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let writable = view.read_only.is_none();
    if let Some(id) = &selected {
        for (key, up) in [(Key::ArrowUp, true), (Key::ArrowDown, false)] {
            if writable && pressed(Modifiers::ALT, key) {
                if let Some(edit) = moved(view, id, up) {
                    commands.edit(edit);
                }
                return;
            }
        }
        if writable
            && pressed(Modifiers::NONE, Key::Space)
            && let Some(edit) = toggled(view, id)
        {
            commands.edit(edit);
        }
        if pressed(Modifiers::NONE, Key::Enter) {
            ui.data_mut(|data| data.insert_temp(egui::Id::unique(FOCUS_REQUEST), true));
            ui.ctx().request_repaint();
        }
    }
    let step = if pressed(Modifiers::NONE, Key::ArrowDown) {
        1
    } else if pressed(Modifiers::NONE, Key::ArrowUp) {
        -1
    } else {
        return;
    };
    let next = match &selected {
        None => state.list.items.activities().next().cloned(),
        Some(id) if step > 0 => state
            .list
            .items
            .activities()
            .skip_while(|a| *a != id)
            .nth(1)
            .cloned(),
        Some(id) => state
            .list
            .items
            .activities()
            .rev()
            .skip_while(|a| *a != id)
            .nth(1)
            .cloned(),
    };
    if let Some(next) = next {
        if focus.is_some() {
            ui.memory_mut(|memory| {
                // Else the arrow would lead on from there to whatever lies in its direction.
                memory.move_focus(egui::FocusDirection::None);
                memory.request_focus(list::row_id(&next));
            });
        }
        commands.push(Command::Select(Selection::Activity(next)));
    }
}

/// The edit that marks an activity as done today, or takes that back.
pub(in crate::ui::tabs) fn toggled(view: &View<'_>, id: &Id) -> Option<Edit> {
    let activity = view.programme().activities.get(id)?;
    let status = if activity.status.is == Progress::Done {
        ActivityStatus::new(Progress::InProgress)
    } else {
        ActivityStatus {
            is: Progress::Done,
            on: Some(view.today),
            reason: String::new(),
        }
    };
    let on = Path::new(Activity::KIND, id.as_str());
    Some(Edit::set(&on, Activity::STATUS, status.value()))
}

/// The edit that moves an activity past its neighbour; none at the end of its clause.
pub(super) fn moved(view: &View<'_>, id: &Id, up: bool) -> Option<Edit> {
    let clause = view.programme().activities.get(id)?.place.parent.clone()?;
    let siblings = view.insight.by_clause.get(&clause)?;
    let at = siblings.iter().position(|a| a == id)?;
    let after = if up {
        siblings.get(at.checked_sub(2).unwrap_or(usize::MAX))
    } else {
        siblings.get(at + 1)
    };
    if (up && at == 0) || (!up && after.is_none()) {
        return None;
    }
    let edit = Edit::Move {
        activity: id.clone(),
        clause,
        after: after.cloned(),
    };
    view.check(&edit).is_ok().then_some(edit)
}
