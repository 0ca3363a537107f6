//! The zoom: named spans, the wheel about the pointer, panning.

use super::State;
use crate::insight::YearFilter;
use crate::insight::timeline::{AxisUnit, Scale};
use crate::ui::view::View;
use chrono::{Datelike as _, Days, NaiveDate};
use eframe::egui::{Event, Rect, Ui};

/// A named span of time, or a free one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Zoom {
    /// All years of the programme.
    #[default]
    Period,
    /// The year that is shown, or this one.
    Year,
    /// This quarter.
    Quarter,
    /// This month.
    Month,
    /// Everything that has a date.
    Fit,
    /// As the user moved it.
    Free,
}

impl Zoom {
    /// The named ones, in the order of the buttons.
    pub(super) const NAMED: [Self; 5] = [
        Self::Period,
        Self::Year,
        Self::Quarter,
        Self::Month,
        Self::Fit,
    ];
}

/// The years that the chart covers.
pub(super) fn years(view: &View<'_>) -> (i32, i32) {
    let plans = &view.insight.plans;
    match (plans.first(), plans.last()) {
        (Some(first), Some(last)) => (first.year, last.year),
        _ => (view.today.year(), view.today.year()),
    }
}

/// Makes or renews the scale: for a named zoom whenever the width or the years change; a free one
/// keeps its left edge.
pub(super) fn settle(view: &View<'_>, state: &mut State, width: f32) {
    if state.years != Some(view.years) {
        state.years = Some(view.years);
        state.zoom = if view.years == YearFilter::All {
            Zoom::Period
        } else {
            Zoom::Year
        };
        state.scale = None;
    }
    let resized = (state.width - width).abs() > 0.5;
    state.width = width;
    if state.scale.is_none() || (resized && state.zoom != Zoom::Free) {
        state.scale = Some(named(view, state, width));
    }
}

/// The scale of the named zoom.
fn named(view: &View<'_>, state: &State, width: f32) -> Scale {
    let (first, last) = years(view);
    let focus = match view.years {
        YearFilter::Year(year) if year != view.today.year() => day(year, 1, 1),
        _ => view.today,
    };
    let span = |unit: AxisUnit| {
        let from = unit.start(focus);
        let to = unit.next(from).and_then(|d| d.pred_opt()).unwrap_or(from);
        Scale::fit(from, to, width)
    };
    match state.zoom {
        Zoom::Period | Zoom::Free => Scale::fit(day(first, 1, 1), day(last, 12, 31), width),
        Zoom::Year => span(AxisUnit::Year),
        Zoom::Quarter => span(AxisUnit::Quarter),
        Zoom::Month => span(AxisUnit::Month),
        Zoom::Fit => {
            let all = (day(first, 1, 1), day(last, 12, 31));
            let (from, to) = state
                .rows
                .as_ref()
                .and_then(|rows| rows.span)
                .unwrap_or(all);
            let margin = Days::new(u64::try_from((to - from).num_days() / 30).unwrap_or(0) + 1);
            let from = from.checked_sub_days(margin).unwrap_or(from);
            Scale::fit(from, to.checked_add_days(margin).unwrap_or(to), width)
        }
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// Chooses a named zoom.
pub(super) fn choose(state: &mut State, zoom: Zoom) {
    state.zoom = zoom;
    state.scale = None;
}

/// Brings today into the middle.
pub(super) fn to_today(view: &View<'_>, state: &mut State) {
    if let Some(scale) = state.scale {
        state.scale = Some(scale.centred(view.today, state.width));
        state.zoom = Zoom::Free;
    }
}

/// Moves the chart sideways by so many points.
pub(super) fn pan(state: &mut State, dx: f32) {
    if let Some(scale) = state.scale
        && dx != 0.0
    {
        state.scale = Some(scale.panned(dx));
        state.zoom = Zoom::Free;
    }
}

/// Ctrl+wheel zooms about the pointer, Shift+wheel pans; the wheel alone is left to the rows.
pub(super) fn wheel(ui: &Ui, state: &mut State, chart: Rect) {
    let pointer = ui
        .input(|input| input.pointer.hover_pos())
        .filter(|at| chart.contains(*at));
    let Some(at) = pointer.filter(|at| ui.ctx().layer_id_at(*at) == Some(ui.layer_id())) else {
        return;
    };
    let (zoom, sideways) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta().x));
    if (zoom - 1.0).abs() > f32::EPSILON {
        if let Some(scale) = state.scale {
            state.scale = Some(scale.zoomed(f64::from(zoom), at.x - chart.left()));
            state.zoom = Zoom::Free;
        }
        // The turn is used up: the window's own zoom must not act on it too.
        ui.input_mut(|input| {
            input.events.retain(
                |event| !matches!(event, Event::MouseWheel { modifiers, .. } if modifiers.command),
            );
        });
    } else {
        pan(state, -sideways);
    }
}
