//! Empty years folded away: a narrow strip at either end of the chart, a thin band between. Pressed they
//! open, and stay open.

use super::{Layout, State, zoom};
use crate::insight::YearFilter;
use crate::insight::timeline::YearFolds;
use crate::text::strings::plans::Plans;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::{elide, paint};
use chrono::Datelike as _;
use eframe::egui::{
    Align, CursorIcon, Rect, Response, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2,
};
use std::collections::BTreeSet;

/// The width of a strip: a year's number with a little air.
pub(super) const WIDTH: f32 = 40.0;

/// Finds out anew which years are folded; the whole period is fitted again where that changed.
pub(super) fn refresh(view: &View<'_>, state: &mut State) {
    let period = zoom::years(view);
    let mut used: BTreeSet<i32> = match (&state.rows, view.years) {
        (Some(rows), YearFilter::All) => rows.busy_years.clone(),
        // One year is shown: none is in its way.
        _ => (period.0..=period.1).collect(),
    };
    let plans = view.insight.plans.iter().filter(|plans| {
        plans.joint.is_some()
            || plans.by_party.iter().any(|(_, plan)| plan.is_some())
            || !plans.others.is_empty()
    });
    used.extend(plans.map(|plans| plans.year));
    let folds = YearFolds::of(period, &used, view.today.year(), &state.opened);
    if folds != state.folds {
        let moved = folds.shown != state.folds.shown;
        state.folds = folds;
        if moved && matches!(state.zoom, zoom::Zoom::Period | zoom::Zoom::Fit) {
            zoom::refit(state);
        }
    }
}

/// Draws the strips at the ends, over the whole height of the chart.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, layout: &Layout) {
    let (top, bottom) = (layout.bands.top(), layout.body.bottom());
    let (left, right) = (layout.bands.left(), layout.bands.right());
    let strips = [
        (state.folds.before(), left - WIDTH, left),
        (state.folds.after(), right, right + WIDTH),
    ];
    for (years, from, to) in strips {
        if let Some(years) = years {
            let rect = Rect::from_min_max(pos2(from, top), pos2(to, bottom));
            strip(ui, view, state, layout, (rect, years));
        }
    }
}

fn strip(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    layout: &Layout,
    (rect, years): (Rect, (i32, i32)),
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let response = button(ui, view, rect, years);
    let ground = if response.hovered() { p.hover } else { p.panel };
    ui.painter().rect_filled(rect, 0, ground);
    let line = Stroke::new(tokens.stroke.hairline, p.line_strong);
    let before = rect.right() <= layout.bands.left() + 1.0;
    for edge in [rect.left(), rect.right()] {
        ui.painter().vline(edge - 0.5, rect.y_range(), line);
    }
    let icon = if before {
        Icon::CaretRight
    } else {
        Icon::CaretLeft
    };
    let middle = rect.center().x;
    icon.paint(ui.painter(), pos2(middle, rect.top() + 13.0), 12.0, p.text2);
    // The first and the last of several, one below the other.
    let mut words = vec![years.0.to_string()];
    if years.1 > years.0 {
        words.push(format!("–{}", years.1));
    }
    for (nth, words) in words.iter().enumerate() {
        let at = Rect::from_center_size(
            pos2(middle, rect.top() + 31.0 + nth as f32 * 15.0),
            vec2(rect.width(), 15.0),
        );
        elide::text_in(ui.painter(), at, Align::Center, Role::Label, words, p.text2);
    }
    paint::focus_ring_if(ui, &response, 0);
    if response.clicked() {
        state.opened.extend(years.0..=years.1);
    }
}

/// The thin band of a folded year that lies between others, or that was panned to.
pub(super) fn band(ui: &mut Ui, view: &View<'_>, state: &mut State, rect: Rect, year: i32) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let rect = Rect::from_center_size(rect.center(), vec2(rect.width(), 28.0));
    let response = button(ui, view, rect, (year, year));
    if response.hovered() {
        ui.painter()
            .rect_filled(rect, tokens.radius.button, p.hover);
    }
    let stroke = Stroke::new(tokens.stroke.hairline, p.line_strong);
    paint::dashed_rect(
        ui.painter(),
        rect,
        f32::from(tokens.radius.button),
        stroke,
        tokens.stroke.dash_empty,
    );
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let words = Plans(view.lang).fold_year(year);
    let words = if elide::width(ui.painter(), Role::Secondary, &words) + 20.0 <= inner.width() {
        words
    } else {
        year.to_string()
    };
    let text = inner.with_max_x(inner.right() - 16.0);
    elide::text_in(
        ui.painter(),
        text,
        Align::Min,
        Role::Secondary,
        &words,
        p.text2,
    );
    let caret = pos2(inner.right() - 6.0, inner.center().y);
    Icon::CaretDown.paint(ui.painter(), caret, 12.0, p.text2);
    paint::focus_ring_if(ui, &response, tokens.radius.button);
    if response.clicked() {
        state.opened.insert(year);
    }
}

/// What opens folded years.
fn button(ui: &Ui, view: &View<'_>, rect: Rect, (from, to): (i32, i32)) -> Response {
    let t = Plans(view.lang);
    let years = if from == to {
        from.to_string()
    } else {
        t.fold_years(from, to)
    };
    let name = t.unfold_year(&years);
    let id = ui.scope_id().with(("folded years", from));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &name));
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text(name)
}
