//! The keyboard: rows, folds, today, and moving bars as the pointer does.

use super::gesture::{moved, reschedule, seen};
use super::{Layout, State, arrows, filter, locked_here, many, reason, zoom};
use crate::insight::timeline::{Dates, Grip, Row, Work};
use crate::model::Id;
use crate::ui::commands::{Command, Commands};
use crate::ui::inspector::FOCUS_REQUEST;
use crate::ui::tabs::article::keys::toggled;
use crate::ui::view::{Selection, View};
use eframe::egui::{Id as UiId, Key, Modifiers, Ui};
use std::collections::BTreeMap;

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
    if std::mem::take(&mut state.delete) {
        delete(view, state, commands);
    }
    let elsewhere = ctx.memory(|memory| {
        memory.top_modal_layer().is_some() || memory.focused().is_some_and(|id| id != chart_id())
    });
    if elsewhere || ctx.text_edit_focused() || eframe::egui::Popup::is_any_open(ctx) {
        return;
    }
    super::out::copy(ui, commands);
    let pressed =
        |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let (shift, ctrl_shift) = (Modifiers::SHIFT, Modifiers::COMMAND | Modifiers::SHIFT);
    if pressed(Modifiers::COMMAND, Key::A) {
        many::all(view, state, commands);
    }
    if (state.chosen.len() > 1 && !state.sure || state.link.is_some())
        && pressed(Modifiers::NONE, Key::Escape)
    {
        state.chosen.clear();
        state.link = None;
    }
    for (key, steps) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
        // The longer combinations first: a key without its modifiers would match as well.
        if pressed(ctrl_shift, key) {
            shift_dates(view, state, Grip::Due, steps, commands);
        } else if pressed(Modifiers::ALT | Modifiers::SHIFT, key) {
            shift_dates(view, state, Grip::Start, steps, commands);
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
        if pressed(shift, key) {
            reach(view, state, rows, commands);
        } else if pressed(Modifiers::NONE, key) {
            go(view, state, rows, commands);
        }
    }
    if pressed(Modifiers::NONE, Key::T) {
        zoom::to_today(view, state);
    }
    if pressed(Modifiers::NONE, Key::M) {
        filter::urgent(state);
    }
    for (key, factor) in [
        (Key::Plus, 1.5),
        (Key::Equals, 1.5),
        (Key::Minus, 1.0 / 1.5),
    ] {
        if pressed(Modifiers::NONE, key) {
            zoom::step(view, state, factor);
        }
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
    match &state.head {
        Some(group) => rows.head_of(group),
        None => rows.row_of(selected(view)?),
    }
}

fn go(view: &View<'_>, state: &mut State, by: i64, commands: &mut Commands) {
    if let Some(to) = target(view, state, by) {
        stand(view, state, to, commands);
    }
}

/// The row so many rows away.
fn target(view: &View<'_>, state: &State, by: i64) -> Option<usize> {
    let at = place(view, state);
    let last = i64::try_from(state.rows.as_ref()?.list.len()).unwrap_or(i64::MAX) - 1;
    let from = at.map_or(-1, |at| i64::try_from(at).unwrap_or(-1));
    let to = if at.is_none() && by < 0 {
        last
    } else {
        from.saturating_add(by).clamp(0, last.max(0))
    };
    usize::try_from(to).ok()
}

/// Chooses up to the row so many rows away; heads are passed over.
fn reach(view: &View<'_>, state: &mut State, by: i64, commands: &mut Commands) {
    let Some(mut to) = target(view, state, by) else {
        return;
    };
    let Some(rows) = &state.rows else { return };
    let up = by < 0;
    let id = loop {
        match rows.list.get(to) {
            Some(Row::Work(work)) if !work.removed => break instance(view, work).cloned(),
            None => break None,
            Some(_) if up && to == 0 => break None,
            Some(_) if up => to -= 1,
            Some(_) => to += 1,
        }
    };
    if let Some(id) = id {
        state.head = None;
        many::extend(view, state, &id, commands);
        state.follow = true;
    }
}

/// The instance of a row at which it is entered: the one nearest in time to what is selected.
fn instance<'a>(view: &View<'_>, work: &'a Work) -> Option<&'a Id> {
    let day = |id: &Id| {
        let activity = view.programme().activities.get(id)?;
        activity.start.or(activity.due)
    };
    let Some(here) = selected(view).and_then(day) else {
        return work.current(view.insight);
    };
    work.ids
        .iter()
        .filter_map(|id| Some((day(id)?, id)))
        .min_by_key(|(at, _)| (*at - here).num_days().abs())
        .map(|(_, id)| id)
        .or_else(|| work.ids.first())
}

/// Stands on a row: an activity is selected, a head is only marked.
fn stand(view: &View<'_>, state: &mut State, place: usize, commands: &mut Commands) {
    state.chosen.clear();
    match state.rows.as_ref().and_then(|rows| rows.list.get(place)) {
        Some(Row::Head(head)) => state.head = Some(head.group.clone()),
        Some(Row::Work(work)) if !work.removed => {
            if let Some(id) = instance(view, work).cloned() {
                state.head = None;
                state.anchor = Some(id.clone());
                commands.push(Command::Select(Selection::Activity(id)));
            }
        }
        _ => {}
    }
    state.follow = true;
}

/// ← and → fold and unfold a head, and go through the instances of a row; before the first lies the
/// head.
fn sideways(view: &View<'_>, state: &mut State, open: bool, commands: &mut Commands) {
    let Some(at) = place(view, state) else { return };
    let row = state
        .rows
        .as_ref()
        .and_then(|rows| rows.list.get(at))
        .cloned();
    match row {
        Some(Row::Head(head)) if head.folded == open => state.fold(&head.group, !open),
        Some(Row::Head(_)) if open => stand(view, state, at + 1, commands),
        Some(Row::Work(work)) => {
            let here = selected(view).and_then(|id| work.ids.iter().position(|i| i == id));
            let next = match (here, open) {
                (Some(here), true) => here.checked_add(1),
                (Some(here), false) => here.checked_sub(1),
                (None, _) => None,
            };
            match next.and_then(|n| work.ids.get(n)) {
                Some(id) => {
                    state.chosen.clear();
                    state.anchor = Some(id.clone());
                    commands.push(Command::Select(Selection::Activity(id.clone())));
                }
                None if !open => state.head = Some(work.group),
                None => {}
            }
            state.follow = true;
        }
        _ => {}
    }
}

/// Delete, for what this tab alone knows: the chosen arrow, or several activities.
fn delete(view: &View<'_>, state: &mut State, commands: &mut Commands) {
    if view.read_only.is_some() {
        return;
    }
    if state.link.is_some() {
        arrows::remove(view, state, commands);
    } else if state.chosen.len() > 1 {
        state.sure = true;
    }
}

fn enter(ui: &Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    match (state.head.clone(), selected(view)) {
        (Some(group), _) => {
            let folded = state.choice.folds.contains(&group);
            state.fold(&group, !folded);
        }
        (None, Some(id)) => {
            commands.push(Command::Select(Selection::Activity(id.clone())));
            ui.data_mut(|data| data.insert_temp(UiId::unique(FOCUS_REQUEST), true));
        }
        (None, None) => match view.selection {
            Selection::Plan(plan) => commands.push(Command::PlanPage {
                plan: plan.clone(),
                at: None,
            }),
            _ => go(view, state, 1, commands),
        },
    }
}

/// Moves what is chosen by steps, exactly as a drag by as many steps does; the edges of one alone.
fn shift_dates(
    view: &View<'_>,
    state: &mut State,
    grip: Grip,
    steps: i64,
    commands: &mut Commands,
) {
    if locked_here(view, state).is_some() || state.head.is_some() {
        return;
    }
    let (Some(held), Some(scale)) = (selected(view).cloned(), state.scale) else {
        return;
    };
    let ids = match grip {
        Grip::Body => many::picked(view, state),
        Grip::Start | Grip::Due => vec![held.clone()],
    };
    let dates = |id: &Id| Some(Dates::of(view.programme().activities.get(id)?));
    let from: BTreeMap<Id, Dates> = ids
        .into_iter()
        .filter_map(|id| Some((id.clone(), dates(&id)?)))
        .collect();
    let to = moved(&from, grip, scale.step(), steps);
    let heads = from.keys().map(|id| (id.clone(), seen(view, id))).collect();
    if let Some(edit) = reschedule(&from, &to, heads) {
        reason::commit(view, state, to, edit, commands);
    }
}
