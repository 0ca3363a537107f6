//! Several activities at once: how they are chosen, and what can be done to all of them.

use super::{Layout, State, locked, texts};
use crate::edit::Edit;
use crate::insight::timeline::{Row, Rows};
use crate::model::field::ref_value;
use crate::model::{ALL_PARTIES, Activity, Id, Path, Value};
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    Align, Key, Layout as UiLayout, Modifiers, Popup, Rect, ScrollArea, Ui, UiBuilder, WidgetInfo,
    accesskit, pos2, vec2,
};

/// All that an action on the selection acts on, in no order: what is chosen, or the one selected.
pub(super) fn picked(view: &View<'_>, state: &State) -> Vec<Id> {
    if state.chosen.len() > 1 {
        return state.chosen.iter().cloned().collect();
    }
    match view.selection {
        Selection::Activity(id) => vec![id.clone()],
        _ => Vec::new(),
    }
}

/// A click on a bar or a label.
pub(super) fn click(
    view: &View<'_>,
    state: &mut State,
    id: &Id,
    modifiers: Modifiers,
    commands: &mut Commands,
) {
    state.head = None;
    state.link = None;
    if modifiers.command {
        let mut chosen = state.chosen.clone();
        if chosen.is_empty() {
            chosen.extend(picked(view, state));
        }
        if !chosen.remove(id) {
            chosen.insert(id.clone());
            state.anchor = Some(id.clone());
            commands.push(Command::Select(Selection::Activity(id.clone())));
        } else if let Some(first) = chosen.iter().next() {
            commands.push(Command::Select(Selection::Activity(first.clone())));
        }
        state.chosen = chosen;
    } else if modifiers.shift {
        extend(view, state, id, commands);
    } else {
        state.chosen.clear();
        state.anchor = Some(id.clone());
        commands.push(Command::Select(Selection::Activity(id.clone())));
    }
}

/// Chooses all from the anchor to this one: the rows between them, or the instances of one row.
pub(super) fn extend(view: &View<'_>, state: &mut State, id: &Id, commands: &mut Commands) {
    let anchor = state.anchor.clone().or_else(|| match view.selection {
        Selection::Activity(id) => Some(id.clone()),
        _ => None,
    });
    let Some(rows) = &state.rows else { return };
    let anchor = anchor.unwrap_or_else(|| id.clone());
    let (Some(from), Some(to)) = (rows.row_of(&anchor), rows.row_of(id)) else {
        return;
    };
    let mut ids: Vec<Id> = Vec::new();
    if from == to {
        if let Some(Row::Work(work)) = rows.list.get(from) {
            let at = |id: &Id| work.ids.iter().position(|i| i == id).unwrap_or(0);
            let (a, b) = (at(&anchor), at(id));
            ids.extend(
                work.ids
                    .get(a.min(b)..=a.max(b))
                    .unwrap_or_default()
                    .iter()
                    .cloned(),
            );
        }
    } else {
        ids = of_rows(rows, from.min(to)..from.max(to) + 1);
    }
    state.chosen = ids.into_iter().collect();
    state.anchor = Some(anchor);
    commands.push(Command::Select(Selection::Activity(id.clone())));
}

/// Chooses these, and selects the first where the selected one is not among them.
pub(super) fn choose(view: &View<'_>, state: &mut State, ids: Vec<Id>, commands: &mut Commands) {
    state.head = None;
    state.link = None;
    let kept = ids
        .iter()
        .any(|id| *view.selection == Selection::Activity(id.clone()));
    if let (Some(first), false) = (ids.first(), kept) {
        commands.push(Command::Select(Selection::Activity(first.clone())));
    }
    state.anchor = ids.first().cloned();
    state.chosen = ids.into_iter().collect();
}

/// Chooses everything that is shown and not folded.
pub(super) fn all(view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let Some(rows) = &state.rows else { return };
    let ids = of_rows(rows, 0..rows.list.len());
    choose(view, state, ids, commands);
}

/// The activities of some rows.
fn of_rows(rows: &Rows, range: std::ops::Range<usize>) -> Vec<Id> {
    let rows = rows.list.get(range).unwrap_or_default().iter();
    rows.filter_map(|row| match row {
        Row::Work(work) if !work.removed => Some(&work.ids),
        _ => None,
    })
    .flatten()
    .cloned()
    .collect()
}

/// The panel of several: how many, and what can be done to all.
pub(super) fn panel(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    layout: &Layout,
    commands: &mut Commands,
) {
    if state.chosen.len() < 2 {
        state.sure = false;
        return;
    }
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = texts(view);
    let width = (layout.body.width() - 32.0).min(660.0);
    let rect = Rect::from_min_size(
        pos2(
            layout.body.center().x - width / 2.0,
            layout.body.bottom() - 56.0,
        ),
        vec2(width, 44.0),
    );
    let rect = paint::snap(ui.painter(), rect);
    ui.interact(
        rect,
        ui.scope_id().with("many"),
        eframe::egui::Sense::click_and_drag(),
    )
    .widget_info(|| {
        let name = t.many(state.chosen.len());
        WidgetInfo::labeled(accesskit::Role::Group, true, name)
    });
    paint::boxed(
        ui.painter(),
        rect,
        tokens.radius.button,
        p.surface,
        p.accent,
    );
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let mut ui = ui.new_child(
        UiBuilder::new()
            .id_salt("many panel")
            .max_rect(inner)
            .layout(UiLayout::left_to_right(Align::Center)),
    );
    ui.spacing_mut().item_spacing.x = 6.0;
    let count = t.many(state.chosen.len());
    elide::label(&mut ui, Role::BodyStrong, &count, p.text, 120.0);
    let ids: Vec<Id> = state.chosen.iter().cloned().collect();
    if state.sure {
        sure(&mut ui, view, state, &ids, commands);
        return;
    }
    let small = width < 600.0;
    let plan = if small {
        t.many_plan_short()
    } else {
        t.many_plan()
    };
    let button = PushButton::new(plan)
        .trailing(Icon::CaretDown)
        .disabled(locked(view))
        .show(&mut ui);
    Popup::menu(&button)
        .width(300.0)
        .show(|ui| plans(ui, view, state, &ids, commands));
    let button = PushButton::new(t.many_lead())
        .trailing(Icon::CaretDown)
        .disabled(locked(view))
        .show(&mut ui);
    Popup::menu(&button)
        .width(300.0)
        .show(|ui| leads(ui, view, state, &ids, commands));
    if PushButton::new(t.many_join())
        .tooltip(t.many_join_hint())
        .disabled(locked(view))
        .show(&mut ui)
        .clicked()
    {
        let activities = ids.clone();
        send(view, state, Edit::JoinSeries { activities }, commands);
    }
    if IconButton::new(Icon::Trash, t.many_delete())
        .disabled(locked(view))
        .show(&mut ui)
        .clicked()
    {
        state.sure = true;
    }
    ui.with_layout(UiLayout::right_to_left(Align::Center), |ui| {
        if IconButton::new(Icon::X, t.many_clear())
            .keys("Esc")
            .show(ui)
            .clicked()
        {
            state.chosen.clear();
        }
    });
}

/// "Xóa 3 việc?"
fn sure(ui: &mut Ui, view: &View<'_>, state: &mut State, ids: &[Id], commands: &mut Commands) {
    let t = texts(view);
    let p = &Tokens::of(ui).palette;
    elide::label(ui, Role::Body, t.many_sure(), p.text2, 260.0);
    let escape = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    if PushButton::new(t.many_keep()).show(ui).clicked() || escape {
        state.sure = false;
    }
    if PushButton::primary(t.many_delete_now()).show(ui).clicked() {
        let delete = |id: &Id| Edit::Delete {
            on: Path::new(Activity::KIND, id.as_str()),
        };
        let edit = Edit::Several(ids.iter().map(delete).collect());
        state.sure = false;
        state.chosen.clear();
        commands.push(Command::Select(Selection::Nothing));
        send(view, state, edit, commands);
    }
}

/// Sends an edit of several, or says why not.
fn send(view: &View<'_>, state: &mut State, edit: Edit, commands: &mut Commands) {
    super::reason::commit_plain(view, state, edit, commands);
}

/// Sets one field of all to the same value.
fn set_all(
    view: &View<'_>,
    state: &mut State,
    (ids, key): (&[Id], &str),
    value: &Value,
    commands: &mut Commands,
) {
    let set = |id: &Id| Edit::set(&Path::new(Activity::KIND, id.as_str()), key, value.clone());
    send(
        view,
        state,
        Edit::Several(ids.iter().map(set).collect()),
        commands,
    );
}

fn plans(ui: &mut Ui, view: &View<'_>, state: &mut State, ids: &[Id], commands: &mut Commands) {
    let t = texts(view);
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        if menu::item(ui, None, t.many_no_plan(), None) {
            set_all(view, state, (ids, Activity::PLAN), &Value::Null, commands);
            Popup::close_all(ui.ctx());
        }
        menu::separator(ui);
        for (id, name) in super::names::plans(view) {
            if menu::item(ui, None, &name, None) {
                set_all(
                    view,
                    state,
                    (ids, Activity::PLAN),
                    &ref_value(Some(&id)),
                    commands,
                );
                Popup::close_all(ui.ctx());
            }
        }
    });
}

fn leads(ui: &mut Ui, view: &View<'_>, state: &mut State, ids: &[Id], commands: &mut Commands) {
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        let all = Id::from(ALL_PARTIES);
        let mut set = |ui: &Ui, value: &Value| {
            set_all(view, state, (ids, Activity::LEAD), value, commands);
            Popup::close_all(ui.ctx());
        };
        if menu::item(ui, None, view.words().unassigned(), None) {
            set(ui, &Value::Null);
        }
        if menu::item(ui, None, view.words().all_parties_lead(), None) {
            set(ui, &ref_value(Some(&all)));
        }
        menu::separator(ui);
        for (id, name) in super::names::units(view) {
            if menu::item(ui, None, &name, None) {
                set(ui, &ref_value(Some(&id)));
            }
        }
    });
}
