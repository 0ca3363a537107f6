//! The rows and their bars.

use super::axis::grid;
use super::gesture::{self, Gesture};
use super::keys::chart_id;
use super::paint::Brush;
use super::{Layout, State, header, hover, labels, locked, texts, zoom};
use crate::insight::YearFilter;
use crate::insight::timeline::{Dates, Grip, Row, Rows, Scale, Scene, SceneInput, Subject};
use crate::model::Id;
use crate::text::date;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::{elide, paint};
use chrono::{Datelike as _, NaiveDate};
use eframe::egui::scroll_area::ScrollSource;
use eframe::egui::{
    Align, EventFilter, Popup, Pos2, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo,
    accesskit, pos2, vec2,
};

/// Draws labels and chart.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    layout: &Layout,
    commands: &mut Commands,
) {
    let (Some(rows), Some(scale)) = (state.rows.take(), state.scale) else {
        return;
    };
    let mut body = ui.new_child(UiBuilder::new().id_salt("plan rows").max_rect(layout.body));
    ScrollArea::vertical()
        .id_salt("rows")
        .auto_shrink(false)
        .scroll_source(ScrollSource::SCROLL_BAR | ScrollSource::MOUSE_WHEEL)
        .show_viewport(&mut body, |ui, viewport| {
            ui.set_height(rows.list.len() as f32 * layout.row + 8.0);
            let origin = pos2(layout.body.left() + layout.label, ui.max_rect().top());
            let first = (viewport.top() / layout.row).floor().max(0.0) as usize;
            let last = (viewport.bottom() / layout.row).ceil().max(0.0) as usize + 1;
            let visible = first.min(rows.list.len())..last.min(rows.list.len());
            in_view(
                ui,
                view,
                state,
                (&rows, scale),
                layout,
                (origin, visible),
                commands,
            );
        });
    let nothing = rows.places.is_empty()
        && rows
            .list
            .iter()
            .all(|row| matches!(row, Row::Head(h) if h.all == 0));
    let chart = Rect::from_min_max(
        pos2(layout.bands.left(), layout.body.top()),
        pos2(layout.bands.right(), layout.body.bottom()),
    );
    if nothing {
        let below = rows.list.len() as f32 * layout.row;
        empty(
            ui,
            view,
            chart.with_min_y((chart.top() + below).min(chart.bottom() - 130.0)),
            commands,
        );
    } else {
        quiet_years(ui, view, &rows, scale, chart);
    }
    // The folds may have changed in this frame; then the rows are made anew in the next one.
    state.rows = Some(rows);
    state.shown = view.selection.clone();
}

fn in_view(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    (rows, scale): (&Rows, Scale),
    layout: &Layout,
    (origin, visible): (Pos2, std::ops::Range<usize>),
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let clip = ui.clip_rect().intersect(layout.body);
    let chart = Rect::from_min_max(
        pos2(origin.x, clip.top()),
        pos2(layout.bands.right(), clip.bottom()),
    );
    let row_rect = |row: usize, left: f32, right: f32| {
        let top = origin.y + row as f32 * layout.row;
        Rect::from_min_max(pos2(left, top), pos2(right, top + layout.row))
    };
    scroll_to(ui, view, state, rows, |row| {
        row_rect(row, layout.body.left(), layout.body.right())
    });

    // Grounds first, then the grid over them, then labels and bars.
    for row in visible.clone() {
        let rect = row_rect(row, layout.body.left(), layout.body.right());
        let ground = match rows.list.get(row) {
            Some(Row::Head(_)) => p.panel,
            Some(Row::Work { id, .. }) if is_selected(view, state, id) => p.accent_soft,
            _ => continue,
        };
        ui.painter().rect_filled(rect, 0, ground);
    }
    grid(ui, scale, chart);
    let line = Stroke::new(tokens.stroke.hairline, p.grid);
    for row in visible.clone() {
        let rect = row_rect(row, layout.body.left(), layout.body.right());
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, line);
    }
    for row in visible.clone() {
        if let Some(item) = rows.list.get(row) {
            let rect = row_rect(row, layout.body.left(), origin.x - 1.0);
            labels::show(ui, view, state, item, rect, commands);
        }
    }

    let response = ui.interact(chart, chart_id(), Sense::click_and_drag());
    let t = texts(view);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Group, true, t.chart()));
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    let scene = |state: &State| {
        let dragged = match &state.gesture {
            Gesture::Bar(drag) => Some((drag.id.clone(), drag.to)),
            _ => None,
        };
        Scene::of(&SceneInput {
            programme: view.programme(),
            insight: view.insight,
            rows: &rows.list,
            visible: visible.clone(),
            row_height: layout.row,
            scale,
            width: chart.width(),
            dragged: dragged.as_ref().map(|(id, dates)| (id, *dates)),
        })
    };
    let shapes = scene(state);
    let scroll = gesture::follow(
        ui,
        view,
        state,
        (&shapes, scale),
        (&response, origin),
        commands,
    );
    if scroll != 0.0 {
        ui.scroll_with_delta(vec2(0.0, scroll));
    }
    let shapes = if matches!(state.gesture, Gesture::Bar(_)) {
        scene(state)
    } else {
        shapes
    };

    let painter = ui.painter().with_clip_rect(chart);
    let brush = Brush {
        painter: &painter,
        tokens,
        origin,
        chart,
    };
    for shape in &shapes.shapes {
        let selected = match &shape.of {
            Subject::Activity(id) => is_selected(view, state, id),
            Subject::Article(_) => false,
        };
        brush.shape(view, shape, selected, view.read_only.is_none());
    }
    let today = (origin.x + scale.x_mid(view.today)).round();
    painter.vline(
        today,
        chart.y_range(),
        Stroke::new(tokens.stroke.today, p.accent),
    );
    if response.has_focus() {
        paint::focus_ring(ui, chart.shrink(4.0), 2);
    }
    drag_label(ui, view, state, &shapes, origin, chart);
    hover::show(ui, view, state, &shapes, &response, origin);
}

/// Whether this row is the one that is selected; a head that the keys stand on takes the mark away.
fn is_selected(view: &View<'_>, state: &State, id: &Id) -> bool {
    state.head.is_none() && matches!(view.selection, Selection::Activity(of) if of == id)
}

/// Scrolls what was selected elsewhere, or reached by keys, into view.
fn scroll_to(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    rows: &Rows,
    rect: impl Fn(usize) -> Rect,
) {
    let changed = state.shown != *view.selection && !matches!(state.gesture, Gesture::Bar(_));
    if !changed && !state.follow {
        return;
    }
    let place = match (state.head, view.selection) {
        (Some(article), _) if state.follow => rows
            .list
            .iter()
            .position(|row| matches!(row, Row::Head(head) if head.article == article)),
        (_, Selection::Activity(id)) => rows.places.get(id).copied(),
        _ => None,
    };
    state.follow = false;
    if let Some(place) = place {
        ui.scroll_to_rect(rect(place), None);
    }
}

/// While a bar is dragged: the old and the new date above it.
fn drag_label(ui: &Ui, view: &View<'_>, state: &State, scene: &Scene, origin: Pos2, chart: Rect) {
    let Gesture::Bar(drag) = &state.gesture else {
        return;
    };
    let Some(shape) = scene.shape_of(&drag.id) else {
        return;
    };
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = moved(view, drag.grip, drag.from, drag.to);
    let galley = elide::line(
        ui.painter(),
        Role::SecondaryBold,
        &words,
        p.on_accent,
        f32::INFINITY,
    );
    let size = vec2(galley.size().x + 14.0, 22.0);
    let at = shape.bounds();
    let x = match drag.grip {
        Grip::Due => at.right(),
        Grip::Start => at.x,
        Grip::Body => at.x + at.w / 2.0,
    };
    let left = (origin.x + x - size.x / 2.0).clamp(
        chart.left() + 4.0,
        (chart.right() - size.x - 4.0).max(chart.left()),
    );
    let above = origin.y + at.y - size.y - 6.0;
    let top = if above < chart.top() {
        origin.y + at.y + at.h + 6.0
    } else {
        above
    };
    let rect = Rect::from_min_size(pos2(left, top), size);
    ui.painter().rect_filled(rect, tokens.radius.chip, p.accent);
    elide::paint(ui.painter(), rect, Align::Center, galley);
}

/// "25/08/2024 → 31/08/2024", of the date that is held; of both where the whole bar moves.
fn moved(view: &View<'_>, grip: Grip, from: Dates, to: Dates) -> String {
    let t = texts(view);
    let one = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        let name = |date: Option<NaiveDate>| date.map(date::format).unwrap_or_default();
        t.moved(&name(from), &name(to))
    };
    match (grip, to.start, to.due) {
        (Grip::Start, ..) | (Grip::Body, Some(_), None) => one(from.start, to.start),
        (Grip::Due, ..) | (Grip::Body, None, _) => one(from.due, to.due),
        (Grip::Body, Some(start), Some(due)) => {
            let span = |a: NaiveDate, b: NaiveDate| {
                let first = if a.year() == b.year() {
                    date::format_short(a)
                } else {
                    date::format(a)
                };
                format!("{first} – {}", date::format(b))
            };
            let old = from
                .start
                .zip(from.due)
                .map(|(a, b)| span(a, b))
                .unwrap_or_default();
            t.moved(&old, &span(start, due))
        }
    }
}

/// A year without activities says so, quietly, in its own column.
fn quiet_years(ui: &mut Ui, view: &View<'_>, rows: &Rows, scale: Scale, chart: Rect) {
    let p = &Tokens::of(ui).palette;
    let t = texts(view);
    let (first, last) = zoom::years(view);
    for year in first..=last {
        let admitted = view.years == YearFilter::All || view.years == YearFilter::Year(year);
        if !admitted || rows.busy_years.contains(&year) {
            continue;
        }
        let (Some(from), Some(to)) = (
            NaiveDate::from_ymd_opt(year, 1, 1),
            NaiveDate::from_ymd_opt(year, 12, 31),
        ) else {
            continue;
        };
        let left = (chart.left() + scale.x(from)).max(chart.left());
        let right = (chart.left() + scale.x_end(to)).min(chart.right());
        if right - left < 96.0 {
            continue;
        }
        let column = Rect::from_min_max(
            pos2(left + 8.0, chart.top()),
            pos2(right - 8.0, chart.bottom()),
        );
        let words = elide::lines(
            ui.painter(),
            Role::SecondaryStrong,
            &t.empty_year(year),
            p.text2,
            column.width(),
        );
        let size = words.size();
        let top = (column.top() + column.height() * 0.36).round();
        let center = column.center().x;
        let ground = Rect::from_min_size(pos2(center - size.x / 2.0, top + 16.0), size)
            .expand2(vec2(4.0, 0.0));
        ui.painter().rect_filled(ground, 0, p.surface);
        Icon::CalendarBlank.paint(ui.painter(), pos2(center, top), 16.0, p.text3);
        ui.painter()
            .galley(pos2(center - size.x / 2.0, top + 16.0), words, p.text2);
    }
}

/// Nothing at all yet: what will be here, and the way to begin.
fn empty(ui: &mut Ui, view: &View<'_>, chart: Rect, commands: &mut Commands) {
    let p = &Tokens::of(ui).palette;
    let t = texts(view);
    let width = (chart.width() - 32.0).clamp(120.0, 380.0);
    let card = Rect::from_min_size(
        pos2(chart.center().x - width / 2.0, chart.top() + 16.0),
        vec2(width, 108.0),
    );
    ui.painter().rect_filled(card, 8, p.surface);
    let mut inner = ui.new_child(
        UiBuilder::new()
            .id_salt("plan empty")
            .max_rect(card)
            .layout(eframe::egui::Layout::top_down(Align::Center)),
    );
    inner.spacing_mut().item_spacing.y = 4.0;
    inner.add_space(8.0);
    Icon::CalendarBlank.show(&mut inner, 20.0, p.text3);
    elide::paragraph(&mut inner, Role::BodyStrong, t.empty_title(), p.text2);
    elide::paragraph(&mut inner, Role::Secondary, t.empty_text(), p.text3);
    let button = PushButton::link(t.add_to_clause())
        .disabled(locked(view))
        .show(&mut inner);
    Popup::menu(&button)
        .width(360.0)
        .show(|ui| header::clauses(ui, view, commands));
}
