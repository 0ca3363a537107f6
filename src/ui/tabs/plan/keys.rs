//! The keyboard: rows, folds, today, and moving bars as the pointer does.

use super::gesture::{reschedule, seen};
use super::{Layout, State, zoom};
use crate::insight::timeline::{Dates, Grip, Row};
use crate::model::Id;
use crate::ui::commands::{Command, Commands};
use crate::ui::inspector::FOCUS_REQUEST;
use crate::ui::tabs::article::keys::toggled;
use crate::ui::view::{Selection, View};
use eframe::egui::{Id as UiId, Key, Modifiers, Ui};

/// The identity of the chart, which takes the focus.
pub(super) fn chart_id() -> UiId {
    UiId::unique("plan chart")
}

/// Acts on the keys of this frame, unless something else has the focus.
pub(super) fn handle(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    layout: &Layout,
    commands: &mut Commands,
) {
    let ctx = ui.ctx();
    let elsewhere = ctx.memory(|memory| {
        memory.top_modal_layer().is_some() || memory.focused().is_some_and(|id| id != chart_id())
    });
    if elsewhere || ctx.text_edit_focused() || eframe::egui::Popup::is_any_open(ctx) {
        return;
    }
    let pressed =
        |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let (shift, ctrl_shift) = (Modifiers::SHIFT, Modifiers::COMMAND | Modifiers::SHIFT);
    for (key, steps) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
        // The longer combinations first: a key without its modifiers would match as well.
        if pressed(ctrl_shift, key) {
            shift_dates(view, state, Grip::Due, steps, commands);
        } else if pressed(shift, key) {
            shift_dates(view, state, Grip::Body, steps, commands);
        } else if pressed(Modifiers::NONE, key) {
            sideways(view, state, steps > 0, commands);
        }
    }
    let page = ((layout.body.height() / layout.row).floor() as i64 - 1).max(1);
    for (key, rows) in [
        (Key::ArrowUp, -1),
        (Key::ArrowDown, 1),
        (Key::PageUp, -page),
        (Key::PageDown, page),
        (Key::Home, i64::MIN / 2),
        (Key::End, i64::MAX / 2),
    ] {
        if pressed(Modifiers::NONE, key) {
            go(view, state, rows, commands);
        }
    }
    if pressed(Modifiers::NONE, Key::T) {
        zoom::to_today(view, state);
    }
    if view.read_only.is_none()
        && state.head.is_none()
        && let Some(id) = selected(view)
        && pressed(Modifiers::NONE, Key::Space)
        && let Some(edit) = toggled(view, id)
        && view.check(&edit).is_ok()
    {
        commands.edit(edit);
    }
    if pressed(Modifiers::NONE, Key::Enter) {
        enter(ui, view, state, commands);
    }
}

fn selected<'a>(view: &'a View<'_>) -> Option<&'a Id> {
    match view.selection {
        Selection::Activity(id) => Some(id),
        _ => None,
    }
}

/// The row that the keys stand on.
fn place(view: &View<'_>, state: &State) -> Option<usize> {
    let rows = state.rows.as_ref()?;
    match state.head {
        Some(article) => rows
            .list
            .iter()
            .position(|row| matches!(row, Row::Head(head) if head.article == article)),
        None => rows.places.get(selected(view)?).copied(),
    }
}

fn go(view: &View<'_>, state: &mut State, by: i64, commands: &mut Commands) {
    let at = place(view, state);
    let Some(rows) = &state.rows else { return };
    let last = i64::try_from(rows.list.len()).unwrap_or(i64::MAX) - 1;
    let from = at.map_or(-1, |at| i64::try_from(at).unwrap_or(-1));
    let to = if at.is_none() && by < 0 {
        last
    } else {
        from.saturating_add(by).clamp(0, last.max(0))
    };
    stand(state, usize::try_from(to).unwrap_or(0), commands);
}

/// Stands on a row: an activity is selected, a head is only marked.
fn stand(state: &mut State, place: usize, commands: &mut Commands) {
    match state.rows.as_ref().and_then(|rows| rows.list.get(place)) {
        Some(Row::Head(head)) => state.head = Some(head.article),
        Some(Row::Work { id, .. }) => {
            let id = id.clone();
            state.head = None;
            commands.push(Command::Select(Selection::Activity(id)));
        }
        None => {}
    }
    state.follow = true;
}

/// ← folds a head or goes up to it, → unfolds it.
fn sideways(view: &View<'_>, state: &mut State, open: bool, commands: &mut Commands) {
    let Some(at) = place(view, state) else { return };
    let row = state
        .rows
        .as_ref()
        .and_then(|rows| rows.list.get(at))
        .cloned();
    match row {
        Some(Row::Head(head)) if head.folded == open => state.fold(head.article, !open),
        Some(Row::Head(_)) if open => stand(state, at + 1, commands),
        Some(Row::Work { article, .. }) if !open => {
            state.head = Some(article);
            state.follow = true;
        }
        _ => {}
    }
}

fn enter(ui: &Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    match (state.head, selected(view)) {
        (Some(article), _) => {
            let folded = state.folds.contains(&article);
            state.fold(article, !folded);
        }
        (None, Some(id)) => {
            commands.push(Command::Select(Selection::Activity(id.clone())));
            ui.data_mut(|data| data.insert_temp(UiId::unique(FOCUS_REQUEST), true));
        }
        (None, None) => go(view, state, 1, commands),
    }
}

/// Moves the selected activity by steps, exactly as a drag by as many steps does.
fn shift_dates(view: &View<'_>, state: &State, grip: Grip, steps: i64, commands: &mut Commands) {
    if view.read_only.is_some() || state.head.is_some() {
        return;
    }
    let Some(activity) = selected(view).and_then(|id| view.programme().activities.get(id)) else {
        return;
    };
    let Some(scale) = state.scale else { return };
    let from = Dates::of(activity);
    let to = from.moved(grip, scale.step(), steps);
    if let Some(edit) = reschedule(&activity.id, from, to, seen(view, &activity.id))
        && view.check(&edit).is_ok()
    {
        commands.edit(edit);
    }
}
