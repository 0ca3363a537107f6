//! One row: a day, a named moment, a change, or how many more there are.

use super::words::{Told, from_the_difference};
use super::{Spot, State, detail, listing, menu};
use crate::change::What;
use crate::insight::journal::Deed;
use crate::text::strings::journal::Journal as Texts;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use crate::ui::widgets::{card, elide};
use chrono::NaiveDate;
use eframe::egui::{
    self, Align, Color32, Rect, Response, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit,
    pos2, vec2,
};
use listing::{LINE, Row, WIDE};

/// Left and right of everything, in points.
const PAD: f32 = 14.0;
/// The width of the time.
const TIME: f32 = 44.0;
/// Of who made the change, seal and all.
const WHO: f32 = 164.0;
/// Of the clause.
const ANCHOR: f32 = 52.0;
/// Of the button of the menu.
pub(super) const DOTS: f32 = 30.0;

/// The id of a row, for the focus.
pub(super) fn id(spot: &Spot) -> egui::Id {
    egui::Id::unique(("history", spot))
}

/// Draws the row with this number.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    nth: usize,
    rect: Rect,
    commands: &mut Commands,
) {
    let Some(row) = state.listing.row(nth).cloned() else {
        return;
    };
    let spot = state
        .history
        .journal()
        .and_then(|journal| state.listing.spot(nth, journal));
    match (row, spot) {
        (Row::Day { day, steps }, _) => self::day(ui, view, day, steps, rect, false),
        (Row::Mark(mark), Some(spot)) => self::mark(ui, view, state, (mark, &spot), rect, commands),
        (Row::More { hidden, .. }, Some(spot)) => more(ui, view, state, hidden, &spot, rect),
        (
            Row::Change {
                entry,
                ix,
                first,
                last,
            },
            Some(spot),
        ) => {
            let told = state.history.journal().and_then(|journal| {
                let entry = journal.entries.get(entry)?;
                let undone = |group: &_| state.history.is_undone(group);
                state.told.told(view, entry, ix, undone)
            });
            if let Some(told) = told {
                let shape = Shape { first, last };
                change(
                    ui,
                    view,
                    state,
                    (entry, &told, shape, &spot),
                    rect,
                    commands,
                );
            }
        }
        (_, None) => {}
    }
}

/// The head of a day; `over` the list where it stays while its changes pass below.
pub(super) fn day(
    ui: &Ui,
    view: &View<'_>,
    day: Option<NaiveDate>,
    steps: usize,
    rect: Rect,
    over: bool,
) {
    let p = &Tokens::of(ui).palette;
    let t = Texts(view.lang);
    ui.painter().rect_filled(rect, 0, p.panel);
    card::divider(ui, rect);
    let inner = rect.shrink2(vec2(PAD, 0.0));
    let aside = if steps > 0 {
        t.steps(steps)
    } else {
        String::new()
    };
    let title = t.day(day, view.today);
    let right = elide::text_in(
        ui.painter(),
        inner,
        Align::Max,
        Role::Secondary,
        &aside,
        p.text2,
    );
    let left = Rect::from_min_max(inner.min, pos2(right.left() - 8.0, inner.bottom()));
    elide::text_in(
        ui.painter(),
        left,
        Align::Min,
        Role::CardTitle,
        &title,
        p.text,
    );
    if !over {
        let id = ui.scope_id().with(("day", day));
        let response = ui.interact(rect, id, Sense::hover());
        let name = if aside.is_empty() {
            title
        } else {
            format!("{title}, {aside}")
        };
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Heading, true, &name));
    }
}

fn mark(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    (nth, spot): (usize, &Spot),
    rect: Rect,
    commands: &mut Commands,
) {
    let t = Texts(view.lang);
    let Some((name, time, icon)) = state.history.marks().get(nth).map(|mark| {
        let time = mark.at.map(|at| at.format("%H:%M").to_string());
        (mark.name.clone(), time.unwrap_or_default(), mark.icon())
    }) else {
        return;
    };
    let spoken = t.row(&time, &t.mark(&name), "");
    let spoken = spoken.trim_end_matches([',', ' ']).to_owned();
    let selected = state.cursor.as_ref() == Some(spot);
    let row = ListRow::new(&spoken, rect.height())
        .padding(0.0)
        .selected(selected);
    let out = row.at(ui, id(spot), rect, |ui| {
        let p = &Tokens::of(ui).palette;
        let inner = rect.shrink2(vec2(PAD, 0.0));
        let at = inner.with_max_x(inner.left() + TIME);
        elide::text_in(ui.painter(), at, Align::Min, Role::Body, &time, p.text2);
        let center = pos2(inner.left() + TIME + 15.0, inner.center().y);
        icon.paint(ui.painter(), center, 16.0, p.accent);
        let words = Rect::from_min_max(
            pos2(center.x + 14.0, inner.top()),
            pos2(inner.right() - DOTS, inner.bottom()),
        );
        elide::text_in(
            ui.painter(),
            words,
            Align::Min,
            Role::BodyStrong,
            &name,
            p.accent,
        );
    });
    if out.response.clicked() {
        state.cursor = Some(spot.clone());
    }
    let dots = dots(ui, state, spot, &out.response, rect, t.menu_mark());
    menu::of_mark(&out.response, dots.as_ref(), view, state, nth, commands);
}

fn more(ui: &mut Ui, view: &View<'_>, state: &mut State, hidden: usize, spot: &Spot, rect: Rect) {
    let t = Texts(view.lang);
    let words = if hidden > 0 {
        t.more(hidden)
    } else {
        t.fewer().to_owned()
    };
    let selected = state.cursor.as_ref() == Some(spot);
    let row = ListRow::new(&words, rect.height())
        .padding(0.0)
        .selected(selected);
    let out = row.at(ui, id(spot), rect, |ui| {
        let p = &Tokens::of(ui).palette;
        let left = rect.left() + PAD + TIME + WHO;
        let icon = if hidden > 0 {
            Icon::CaretDown
        } else {
            Icon::CaretUp
        };
        let middle = rect.center().y;
        icon.paint(ui.painter(), pos2(left + 6.0, middle), 12.0, p.accent);
        let at = Rect::from_min_max(pos2(left + 18.0, rect.top()), rect.max);
        elide::text_in(
            ui.painter(),
            at,
            Align::Min,
            Role::Secondary,
            &words,
            p.accent,
        );
    });
    if out.response.clicked() {
        state.cursor = Some(spot.clone());
        toggle_step(state, spot);
    }
}

/// Shows every change of a step, or folds them again.
pub(super) fn toggle_step(state: &mut State, spot: &Spot) {
    let Spot::More(first) = spot else { return };
    if !state.whole_steps.remove(first) {
        state.whole_steps.insert(first.clone());
    }
}

/// Which of its step a change is.
#[derive(Clone, Copy)]
struct Shape {
    first: bool,
    last: bool,
}

fn change(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    (entry, told, shape, spot): (usize, &Told, Shape, &Spot),
    rect: Rect,
    commands: &mut Commands,
) {
    let Spot::Change(ix) = spot else { return };
    let t = Texts(view.lang);
    let selected = state.cursor.as_ref() == Some(spot);
    let spoken = told.sentence(t);
    let expanded = state.expanded.contains_key(ix);
    let wide = rect.width() >= WIDE;
    let mut row = ListRow::new(&spoken, rect.height())
        .padding(0.0)
        .selected(selected);
    if !shape.last {
        row = row.no_divider();
    }
    let height = if wide { LINE } else { rect.height() };
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), height));
    let mut below = None;
    let out = row.at(ui, id(spot), rect, |ui| {
        let p = &Tokens::of(ui).palette;
        let cells = Cells::of(head, wide);
        if shape.first {
            who(ui, view, told, &cells);
        }
        hang_together(ui, shape, &cells, rect);
        elide::text_in(
            ui.painter(),
            cells.anchor,
            Align::Min,
            Role::ClauseAnchor,
            &told.anchor,
            p.text2,
        );
        let ink = if told.is_undone { p.text3 } else { p.text };
        elide::text_in(
            ui.painter(),
            cells.name,
            Align::Min,
            Role::BodyStrong,
            &told.name,
            ink,
        );
        became(ui, view, told, cells.change);
        if expanded {
            let top = cells.bottom;
            let left = cells.name.left().min(cells.anchor.left());
            let room = Rect::from_min_max(pos2(left, top), pos2(head.right() - PAD, rect.bottom()));
            below = Some(detail::show(
                ui,
                view,
                state.history.journal(),
                entry,
                told,
                room,
            ));
        }
    });
    if let Some(height) = below {
        let known = state.expanded.get(ix).copied();
        if known != Some(height) {
            state.expanded.insert(*ix, height);
            state.reveal |= selected;
            ui.ctx().request_repaint();
        }
    }
    let dots = dots(ui, state, spot, &out.response, head, t.menu());
    menu::of_change(
        &out.response,
        dots.as_ref(),
        view,
        state,
        (entry, told, *ix),
        commands,
    );
    if out.response.clicked() {
        state.cursor = Some(spot.clone());
        menu::open(view, &told.line.on, commands);
    }
    if is_cut(ui, told, &Cells::of(head, wide)) {
        out.response.on_hover_text(spoken);
    }
}

/// Whether the row does not say all of it.
fn is_cut(ui: &Ui, told: &Told, cells: &Cells) -> bool {
    let width = |role, text: &str| elide::width(ui.painter(), role, text);
    let icons = if matches!(told.line.what, What::Field(_)) {
        60.0
    } else {
        34.0
    };
    let change = [&told.label, &told.old, &told.new];
    let change: f32 = change.iter().map(|text| width(Role::Body, text)).sum();
    width(Role::BodyStrong, &told.name) > cells.name.width()
        || change + icons > cells.change.width()
        || width(Role::Body, &told.by) > cells.who.width() - 21.0
}

/// A line that joins what was done in one step.
fn hang_together(ui: &Ui, shape: Shape, cells: &Cells, rect: Rect) {
    let p = &Tokens::of(ui).palette;
    let line = Stroke::new(1.0, p.line_strong);
    let (x, middle) = (cells.who.left() + 7.5, cells.who.center().y);
    let top = if shape.first {
        middle + 10.0
    } else {
        rect.top()
    };
    let bottom = if shape.last { middle } else { rect.bottom() };
    if bottom > top {
        ui.painter().vline(x, egui::Rangef::new(top, bottom), line);
    }
    if !shape.first {
        let arm = egui::Rangef::new(x, x + 9.0);
        ui.painter().hline(arm, middle, line);
    }
}

/// Where the parts of a change stand.
struct Cells {
    time: Rect,
    who: Rect,
    anchor: Rect,
    name: Rect,
    change: Rect,
    /// Below them.
    bottom: f32,
}

impl Cells {
    fn of(head: Rect, wide: bool) -> Self {
        let inner = Rect::from_min_max(
            pos2(head.left() + PAD, head.top()),
            pos2(head.right() - PAD - DOTS, head.bottom()),
        );
        let cut = |left: f32, width: f32, top: f32, bottom: f32| {
            Rect::from_min_max(
                pos2(left, top),
                pos2((left + width).min(inner.right()).max(left), bottom),
            )
        };
        if wide {
            let (top, bottom) = (inner.top(), inner.top() + LINE);
            let left = inner.left() + TIME + WHO;
            let rest = inner.right() - left - ANCHOR;
            let name = (rest * 0.40).floor();
            Self {
                time: cut(inner.left(), TIME - 6.0, top, bottom),
                who: cut(inner.left() + TIME, WHO - 12.0, top, bottom),
                anchor: cut(left, ANCHOR - 8.0, top, bottom),
                name: cut(left + ANCHOR, name - 16.0, top, bottom),
                change: cut(left + ANCHOR + name, rest - name, top, bottom),
                bottom,
            }
        } else {
            let (top, middle, bottom) = (inner.top() + 3.0, inner.top() + 24.0, inner.top() + 45.0);
            let who = 118.0;
            let left = inner.left() + TIME + who;
            Self {
                time: cut(inner.left(), TIME - 6.0, top, middle),
                who: cut(inner.left() + TIME, who - 10.0, top, middle),
                anchor: cut(left, ANCHOR - 8.0, top, middle),
                name: cut(left + ANCHOR, inner.right() - left - ANCHOR, top, middle),
                change: cut(left, inner.right() - left, middle, bottom),
                bottom: inner.top() + 48.0,
            }
        }
    }
}

/// When, and who with the seal of the party.
fn who(ui: &Ui, view: &View<'_>, told: &Told, cells: &Cells) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    elide::text_in(
        ui.painter(),
        cells.time,
        Align::Min,
        Role::Body,
        &told.time,
        p.text2,
    );
    let middle = cells.who.center().y;
    let center = pos2(cells.who.left() + 7.5, middle);
    match view.seal_of(&told.party) {
        Some(seal) => paint_seal(
            ui.painter(),
            center,
            SealSize::Small,
            &seal,
            SealState::Agreed,
            tokens,
        ),
        None => {
            let icon = if told.party.is_empty() {
                Icon::PencilSimple
            } else {
                Icon::User
            };
            icon.paint(ui.painter(), center, 14.0, p.text3);
        }
    }
    let name = cells.who.with_min_x(cells.who.left() + 21.0);
    elide::text_in(ui.painter(), name, Align::Min, Role::Body, &told.by, p.text);
}

/// What of it became what.
fn became(ui: &Ui, view: &View<'_>, told: &Told, rect: Rect) {
    let p = &Tokens::of(ui).palette;
    let t = Texts(view.lang);
    let mut rect = rect;
    if told.is_undo || told.is_undone {
        let mark = if told.is_undone {
            t.undone_mark()
        } else {
            t.undo_mark()
        };
        let painted = elide::text_in(
            ui.painter(),
            rect,
            Align::Max,
            Role::Secondary,
            mark,
            p.text3,
        );
        let center = pos2(painted.left() - 10.0, rect.center().y);
        Icon::ArrowUUpLeft.paint(ui.painter(), center, 13.0, p.text3);
        rect.max.x = (painted.left() - 26.0).max(rect.left());
    }
    let (icon, ink) = match told.line.deed {
        Deed::Made => (Icon::Plus, p.done),
        Deed::Deleted => (Icon::Trash, p.overdue),
        Deed::Restored => (Icon::ArrowClockwise, p.done),
        Deed::PutIn => (Icon::PlusCircle, p.text2),
        Deed::TookOut => (Icon::MinusCircle, p.text2),
        Deed::Set => (Icon::PencilSimple, p.text3),
    };
    icon.paint(
        ui.painter(),
        pos2(rect.left() + 7.0, rect.center().y),
        14.0,
        ink,
    );
    rect.min.x = (rect.left() + 21.0).min(rect.right());
    let words = |rect: Rect, text: &str, ink: Color32| {
        elide::text_in(ui.painter(), rect, Align::Min, Role::Body, text, ink)
    };
    if !matches!(told.line.what, What::Field(_)) {
        let label = words(rect, &told.label, p.text);
        let rest = rect.with_min_x((label.right() + 12.0).min(rect.right()));
        if rest.width() > 30.0 {
            words(rest, &told.new, p.text3);
        }
        return;
    }
    let label = words(
        rect.with_max_x(rect.left() + rect.width() * 0.45),
        &told.label,
        p.text2,
    );
    let mut rest = rect.with_min_x((label.right() + 10.0).min(rect.right()));
    let cut = from_the_difference(&told.old, &told.new);
    let (old, new) = match &cut {
        Some((old, new)) => (old.as_str(), new.as_str()),
        None => (told.old.as_str(), told.new.as_str()),
    };
    // Each has its half, or what the other leaves of it.
    let room = (rest.width() - 26.0).max(0.0);
    let need = elide::width(ui.painter(), Role::Body, new);
    let most = (room - need).max(room * 0.5);
    let before = words(rest.with_max_x(rest.left() + most.max(0.0)), old, p.text3);
    let arrow = pos2(before.right() + 13.0, rest.center().y);
    Icon::ArrowRight.paint(ui.painter(), arrow, 12.0, p.text3);
    rest.min.x = (arrow.x + 13.0).min(rest.right());
    words(rest, new, p.text);
}

/// The button of a row's menu: there while the row is pointed at, rested on, or its menu is open.
fn dots(
    ui: &mut Ui,
    state: &State,
    spot: &Spot,
    row: &Response,
    rect: Rect,
    name: &str,
) -> Option<Response> {
    let asked = state.cursor.as_ref() == Some(spot);
    let open = egui::Popup::is_id_open(ui.ctx(), menu::popup_id(spot));
    let over = row.contains_pointer() || row.hovered();
    if !(asked || open || over || row.has_focus()) {
        return None;
    }
    let center = pos2(
        rect.right() - PAD - DOTS / 2.0 + 8.0,
        rect.top() + LINE / 2.0,
    );
    let at = Rect::from_center_size(center, vec2(28.0, 28.0));
    let mut child = ui.new_child(UiBuilder::new().id_salt(("dots", spot)).max_rect(at));
    Some(IconButton::new(Icon::DotsThree, name).show(&mut child))
}
