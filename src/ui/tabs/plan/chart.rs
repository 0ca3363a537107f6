//! The rows and their bars.

use super::axis::grid;
use super::gesture::{self, Gesture, Ground};
use super::keys::chart_id;
use super::paint::Brush;
use super::{Layout, State, arrows, empty, follow, hover, labels, locked_here, texts};
use crate::insight::timeline::{Dates, Grip, Row, Rows, Scale, Scene, SceneInput, Subject};
use crate::model::Id;
use crate::text::date;
use crate::ui::commands::Commands;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::{elide, paint};
use chrono::{Datelike as _, NaiveDate};
use eframe::egui::scroll_area::ScrollSource;
use eframe::egui::{
    Align, EventFilter, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, accesskit, pos2, vec2,
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
            ui.set_height(rows.lines.len() as f32 * layout.row + 8.0);
            let origin = pos2(layout.bands.left(), ui.max_rect().top());
            let first = (viewport.top() / layout.row).floor().max(0.0) as usize;
            let last = (viewport.bottom() / layout.row).ceil().max(0.0) as usize + 1;
            let visible = first.min(rows.lines.len())..last.min(rows.lines.len());
            let stage = Stage {
                rows: &rows,
                scale,
                layout,
                origin,
                visible,
            };
            // What the pointer does needs the rows to choose a range of them.
            in_view(ui, view, state, &stage, commands);
        });
    let chart = Rect::from_min_max(
        pos2(layout.bands.left(), layout.body.top()),
        pos2(layout.bands.right(), layout.body.bottom()),
    );
    let below = rows.lines.len() as f32 * layout.row;
    let free = chart.with_min_y((chart.top() + below).min(chart.bottom() - 130.0));
    if rows.is_blank() && rows.places.is_empty() {
        empty::empty(ui, view, free, commands);
    } else if rows.lines.is_empty() && rows.hidden > 0 {
        empty::filtered(ui, view, state, chart, rows.hidden);
    } else {
        empty::quiet_years(ui, view, (&rows, &state.folds), scale, chart, commands);
    }
    // The choice may have changed in this frame; then the rows are made anew in the next one.
    state.rows = Some(rows);
    if let Some(act) = state.later.take() {
        act.carry_out(view, state, commands);
    }
    state.shown = view.selection.clone();
}

/// What the lines in view are drawn with.
struct Stage<'a> {
    rows: &'a Rows,
    scale: Scale,
    layout: &'a Layout,
    /// The top left of the scene on the screen.
    origin: Pos2,
    visible: std::ops::Range<usize>,
}

impl Stage<'_> {
    /// Some lines, on the screen.
    fn lines(&self, top: usize, count: usize, left: f32, right: f32) -> Rect {
        let y = self.origin.y + top as f32 * self.layout.row;
        let height = count as f32 * self.layout.row;
        Rect::from_min_max(pos2(left, y), pos2(right, y + height))
    }

    fn scene(&self, view: &View<'_>, state: &State, width: f32) -> Scene {
        Scene::of(&SceneInput {
            programme: view.programme(),
            insight: view.insight,
            rows: self.rows,
            visible: self.visible.clone(),
            row_height: self.layout.row,
            scale: self.scale,
            width,
            dragged: state.preview(),
            links: true,
            compared: state.compare.ready(),
        })
    }
}

fn in_view(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    stage: &Stage<'_>,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (layout, origin, rows) = (stage.layout, stage.origin, stage.rows);
    let clip = ui.clip_rect().intersect(layout.body);
    let chart = Rect::from_min_max(
        pos2(origin.x, clip.top()),
        pos2(layout.bands.right(), clip.bottom()),
    );
    let (left, right) = (layout.body.left(), layout.body.right());
    scroll_to(ui, view, state, rows, |line| {
        stage.lines(line, 1, left, right)
    });
    grounds(ui, view, state, stage, chart);

    let in_view = || {
        let lines = rows.lines.get(stage.visible.clone()).unwrap_or_default();
        let mut seen: Vec<usize> = lines.iter().map(|line| line.row).collect();
        seen.dedup();
        seen
    };
    for row in in_view() {
        if let (Some(item), Some((top, count))) = (rows.list.get(row), rows.lines_of(row)) {
            // The label stands beside the first line that is in view.
            let first = top.max(stage.visible.start);
            let end = layout.body.left() + layout.label - 1.0;
            let rect = stage.lines(first, top + count - first, left, end);
            labels::show(ui, view, state, (item, layout.row), rect, commands);
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
    let shapes = stage.scene(view, state, chart.width());
    let ground = Ground {
        scene: &shapes,
        scale: stage.scale,
        origin,
        chart,
        response: &response,
    };
    let scroll = gesture::follow(ui, view, state, &ground, commands);
    if let Some(id) = state.menu.clone() {
        follow::context_menu(&response, view, state, &id, commands);
    }
    if scroll != 0.0 {
        ui.scroll_with_delta(vec2(0.0, scroll));
    }
    let shapes = if matches!(state.gesture, Gesture::Bar(_)) {
        stage.scene(view, state, chart.width())
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
    let hovered = response
        .hover_pos()
        .and_then(|at| shapes.link_at(at.x - origin.x, at.y - origin.y))
        .cloned();
    let marked = hovered.as_ref().map(|link| &link.id);
    arrows::paint(
        &painter,
        tokens,
        origin,
        &shapes,
        (state.link.as_ref(), marked),
    );
    let handle = state.handle_of(view);
    for shape in &shapes.shapes {
        let (selected, chosen) = match &shape.of {
            Subject::Activity(id) => (
                is_selected(view, state, id),
                state.chosen.len() > 1 && state.chosen.contains(id),
            ),
            _ => (false, false),
        };
        let editable = locked_here(view, state).is_none() && state.chosen.len() < 2;
        let with_handle = matches!(&shape.of, Subject::Activity(id) if Some(id) == handle.as_ref());
        brush.shape(view, shape, (selected || chosen, editable, with_handle));
    }
    let today = (origin.x + stage.scale.x_mid(view.today)).round();
    painter.vline(
        today,
        chart.y_range(),
        Stroke::new(tokens.stroke.today, p.accent),
    );
    if response.has_focus() {
        paint::focus_ring(ui, chart.shrink(4.0), 2);
    }
    in_hand(ui, state, &shapes, origin);
    drag_label(ui, view, state, &shapes, origin, chart);
    hover::show(ui, view, state, &shapes, &response, origin);
    if let (Some(link), Gesture::None) = (&hovered, &state.gesture) {
        response.on_hover_text_at_pointer(arrows::words(view, link));
    }
}

/// Grounds of heads and of what is selected, the grid over them, the lines between rows.
fn grounds(ui: &Ui, view: &View<'_>, state: &State, stage: &Stage<'_>, chart: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (left, right) = (stage.layout.body.left(), stage.layout.body.right());
    let lines = || {
        let lines = stage.rows.lines.get(stage.visible.clone());
        lines.unwrap_or_default().iter().zip(stage.visible.clone())
    };
    for (line, number) in lines() {
        let ground = match stage.rows.list.get(line.row) {
            Some(Row::Head(_)) => p.panel,
            Some(Row::Work(work)) if work.ids.iter().any(|id| is_selected(view, state, id)) => {
                p.accent_soft
            }
            _ => continue,
        };
        ui.painter()
            .rect_filled(stage.lines(number, 1, left, right), 0, ground);
    }
    grid(ui, stage.scale, chart);
    let stroke = Stroke::new(tokens.stroke.hairline, p.grid);
    for (line, number) in lines() {
        let rect = stage.lines(number, 1, left, right);
        // Between the lines of one row there is none.
        let next = stage.rows.lines.get(number + 1);
        if next.is_none_or(|next| next.row != line.row) {
            ui.painter()
                .hline(rect.x_range(), rect.bottom() - 0.5, stroke);
        }
    }
}

/// An arrow or a rubber band that is being drawn.
fn in_hand(ui: &Ui, state: &State, scene: &Scene, origin: Pos2) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let painter = ui.painter();
    match &state.gesture {
        Gesture::Link { from, to, at } => {
            let end = |id: &Id| scene.shape_of(id).map(|shape| shape.form.bounds());
            let Some(bounds) = end(from) else { return };
            let begin = origin + vec2(bounds.right(), bounds.middle());
            let tip = match to.as_ref().and_then(end) {
                Some(to) => origin + vec2(to.x, to.middle()),
                None => *at,
            };
            let ink = if to.is_some() { p.accent } else { p.text3 };
            arrows::arrow(painter, &[begin, tip], Stroke::new(2.0, ink));
            if let Some(to) = to.as_ref().and_then(end) {
                let area = Rect::from_min_size(origin + vec2(to.x, to.y), vec2(to.w, to.h));
                painter.rect_stroke(
                    area.expand(4.0),
                    5,
                    Stroke::new(2.0, p.accent),
                    StrokeKind::Inside,
                );
            }
        }
        Gesture::Band { from, to } => {
            let band = Rect::from_two_pos(origin + from.to_vec2(), origin + to.to_vec2());
            painter.rect_filled(band, 2, p.accent_soft.gamma_multiply(0.5));
            painter.rect_stroke(band, 2, Stroke::new(1.0, p.accent), StrokeKind::Inside);
        }
        _ => {}
    }
}

/// Whether this row is the one that is selected, or is in the hand; a head that the keys stand on takes
/// the mark away.
fn is_selected(view: &View<'_>, state: &State, id: &Id) -> bool {
    if let Gesture::Bar(drag) = &state.gesture {
        return drag.id == *id;
    }
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
    let place = match (&state.head, view.selection) {
        (Some(group), _) if state.follow => rows
            .head_of(group)
            .and_then(|row| rows.tops.get(row).copied()),
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
    let dates = |all: &std::collections::BTreeMap<Id, Dates>| all.get(&drag.id).copied();
    let (Some(from), Some(to)) = (dates(&drag.from), dates(&drag.to)) else {
        return;
    };
    let mut words = moved(view, drag.grip, from, to);
    if drag.from.len() > 1 {
        words = texts(view).moved_many(&words, drag.from.len());
    }
    let galley = elide::line(
        ui.painter(),
        Role::SecondaryBold,
        &words,
        p.on_accent,
        f32::INFINITY,
    );
    let size = vec2(galley.size().x + 14.0, 22.0);
    let at = shape.form.bounds();
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
