//! The zoom: named spans, the wheel about the pointer, panning.

use super::State;
use crate::insight::YearFilter;
use crate::insight::timeline::{AxisUnit, Scale};
use crate::ui::tokens::{Motion, Tokens, motion};
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

impl Zoom {
    /// Its word among the settings; empty for a free one.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Fit => "fit",
            Self::Free => "",
        }
    }

    /// The meaning of a word of the settings; the whole period where it is none.
    pub(super) fn of_word(word: &str) -> Self {
        let found = Self::NAMED.into_iter().find(|zoom| zoom.word() == word);
        found.unwrap_or_default()
    }
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
        let kept = std::mem::take(&mut state.keep_zoom) && state.years.is_none();
        state.years = Some(view.years);
        state.zoom = match view.years {
            YearFilter::All if kept => state.zoom,
            YearFilter::All => Zoom::Period,
            YearFilter::Year(_) => Zoom::Year,
        };
        state.scale = None;
    }
    let resized = (state.width - width).abs() > 0.5;
    state.width = width;
    if state.scale.is_none() || (resized && state.zoom != Zoom::Free) {
        let to = named(view, state, width);
        state.glide = None;
        state.scale = Some(to);
    }
}

/// A zoom on its way from one scale to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glide {
    from: Scale,
    to: Scale,
    /// The time of its first frame, once there was one.
    since: Option<f64>,
}

/// Moves a zoom on its way; at once where motion is off.
pub(super) fn glide(ui: &Ui, state: &mut State) {
    let Some(glide) = &mut state.glide else {
        return;
    };
    let now = ui.input(|input| input.time);
    let since = *glide.since.get_or_insert(now);
    let length = f64::from(Tokens::of(ui).motion_ms.zoom.min(120.0)) / 1000.0;
    let part = ((now - since) / length.max(0.001)).clamp(0.0, 1.0);
    if part >= 1.0 || motion(ui.ctx()) == Motion::Off {
        state.scale = Some(glide.to);
        state.glide = None;
        return;
    }
    // Slower towards the end; the size changes by equal factors, so that it looks even.
    let eased = 1.0 - (1.0 - part) * (1.0 - part);
    let (from, to) = (glide.from, glide.to);
    let px_per_day = from.px_per_day * (to.px_per_day / from.px_per_day).powf(eased);
    // The edges move evenly: the left one in days.
    state.scale = Some(Scale {
        left: from.left + (to.left - from.left) * eased,
        px_per_day,
    });
    ui.ctx().request_repaint();
}

/// Has the scale of a named zoom made anew in this frame.
pub(super) fn refit(state: &mut State) {
    state.scale = None;
}

/// Goes to a scale smoothly.
fn go(state: &mut State, to: Scale) {
    match state.scale {
        Some(from) => {
            state.glide = Some(Glide {
                from,
                to,
                since: None,
            });
        }
        None => state.scale = Some(to),
    }
}

/// The scale of the named zoom.
fn named(view: &View<'_>, state: &State, width: f32) -> Scale {
    let (first, last) = state.folds.shown;
    let focus = focus(view, state);
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

/// The day about which a named zoom turns: today where it is in view, else the middle of what is; the
/// year that is shown where it is another one.
fn focus(view: &View<'_>, state: &State) -> NaiveDate {
    match view.years {
        YearFilter::Year(year) if year != view.today.year() => day(year, 1, 1),
        _ => state
            .scale
            .filter(|scale| {
                let x = scale.x_mid(view.today);
                x < 0.0 || x > state.width
            })
            .and_then(|scale| scale.date(state.width / 2.0))
            .unwrap_or(view.today),
    }
}

/// Chooses a named zoom.
pub(super) fn choose(view: &View<'_>, state: &mut State, zoom: Zoom) {
    state.zoom = zoom;
    let to = named(view, state, state.width);
    go(state, to);
}

/// Brings today into the middle.
pub(super) fn to_today(view: &View<'_>, state: &mut State) {
    if let Some(scale) = state.scale {
        go(state, scale.centred(view.today, state.width));
        state.zoom = Zoom::Free;
    }
}

/// One step closer or farther, about today where it is in view, else about the middle.
pub(super) fn step(view: &View<'_>, state: &mut State, factor: f64) {
    if let Some(scale) = state.scale {
        let today = scale.x_mid(view.today);
        let about = if (0.0..=state.width).contains(&today) {
            today
        } else {
            state.width / 2.0
        };
        go(state, scale.zoomed(factor, about));
        state.zoom = Zoom::Free;
    }
}

/// Moves the chart sideways by so many points.
pub(super) fn pan(state: &mut State, dx: f32) {
    if let Some(scale) = state.scale
        && dx != 0.0
    {
        state.scale = Some(scale.panned(dx));
        state.glide = None;
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
            state.glide = None;
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
