//! Kế hoạch năm: the timeline of annual plans. The shapes come from [`crate::insight::timeline`];
//! this tab paints them, lets them be gripped, and shows the plans of each year above them.
//!
//! - `header` — the title, the zoom, "Thêm việc";
//! - `bands` — a band for each year with its joint plan; `year_plans` — the list of all its plans;
//! - `axis` — the time above; `chart` — rows and bars; `labels` — the column at the left;
//! - `gesture` — dragging with the pointer; `keys` — the same by keyboard;
//! - `hover` — what a bar says under the pointer.

mod axis;
mod bands;
mod chart;
mod gesture;
mod header;
mod hover;
mod keys;
mod labels;
mod paint;
mod year_plans;
mod zoom;

pub use bands::state_look;
pub use year_plans::plan_name;

#[cfg(test)]
mod tests;

use crate::insight::YearFilter;
use crate::insight::timeline::{Rows, RowsKey, Scale};
use crate::model::Id;
use crate::text::strings::plan::Plan as Texts;
use crate::ui::commands::Commands;
use crate::ui::tokens::Tokens;
use crate::ui::view::{Selection, View};
use eframe::egui::{Rect, Stroke, Ui, pos2, vec2};
use gesture::Gesture;
use std::collections::BTreeSet;
use zoom::Zoom;

/// What the tab remembers between frames: scroll, folds, drafts.
#[derive(Debug, Default)]
pub struct State {
    /// The rows of the last revision that was shown.
    rows: Option<Rows>,
    /// The articles that are folded.
    folds: BTreeSet<u8>,
    /// The named zoom, or a free one.
    zoom: Zoom,
    /// The time scale, once the width is known.
    scale: Option<Scale>,
    /// The width for which the scale was made.
    width: f32,
    /// The years for which the zoom was chosen.
    years: Option<YearFilter>,
    /// What the pointer is doing.
    gesture: Gesture,
    /// What the pointer rests on, and since when.
    hover: Option<(Id, f64)>,
    /// The selection that was shown last: a new one is scrolled into view.
    shown: Selection,
    /// The keys moved: the row is to be scrolled into view.
    follow: bool,
    /// A head that the arrow keys stand on.
    head: Option<u8>,
}

/// The chart: where the keyboard begins.
#[must_use]
pub fn cursor() -> eframe::egui::Id {
    keys::chart_id()
}

/// The width of the scroll bar, in points.
const SCROLL_BAR: f32 = 8.0;

/// Where things lie, in points.
#[derive(Clone, Copy, Debug)]
struct Layout {
    /// The page header.
    header: Rect,
    /// The bands of the years, over the chart alone.
    bands: Rect,
    /// The axis, over the chart alone.
    axis: Rect,
    /// Labels and chart.
    body: Rect,
    /// The width of the labels.
    label: f32,
    /// The height of a row.
    row: f32,
}

impl Layout {
    fn of(area: Rect, tokens: &Tokens) -> Self {
        let size = &tokens.size;
        let low = area.height() < 640.0;
        let wide = area.width() >= 1400.0;
        let label = match area.width() {
            w if w >= 1400.0 => size.timeline_label_width_wide,
            w if w >= 800.0 => size.timeline_label_width,
            w => (w * 0.3).max(196.0),
        };
        let head = if low {
            size.page_header_compact
        } else {
            size.page_header
        };
        let header = Rect::from_min_size(area.min, vec2(area.width(), head));
        let left = area.left() + label;
        let top = header.bottom();
        // The scroll bar of the rows has a strip of its own, so that the end of the year is not under it.
        let right = area.right() - SCROLL_BAR;
        let bands = Rect::from_min_max(pos2(left, top), pos2(right, top + size.plan_band));
        let axis = Rect::from_min_max(
            bands.left_bottom(),
            pos2(right, bands.bottom() + size.time_axis),
        );
        let body = Rect::from_min_max(pos2(area.left(), axis.bottom()), area.max);
        let row = if wide {
            tokens.row.timeline_wide
        } else {
            tokens.row.timeline
        };
        Self {
            header,
            bands,
            axis,
            body,
            label,
            row,
        }
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let area = ui.available_rect_before_wrap();
    let layout = Layout::of(area, tokens);
    ui.advance_cursor_after_rect(area);
    state.refresh(view);
    let width = layout.bands.width().max(1.0);
    zoom::settle(view, state, width);

    ui.painter().rect_filled(
        Rect::from_min_max(layout.header.left_bottom(), area.max),
        0,
        p.surface,
    );
    let top = Rect::from_min_max(
        layout.header.left_bottom(),
        pos2(area.right(), layout.axis.bottom()),
    );
    ui.painter().rect_filled(top, 0, p.panel);
    header::show(ui, view, state, layout.header, commands);
    keys::handle(ui, view, state, &layout, commands);
    zoom::wheel(ui, state, Rect::from_min_max(layout.bands.min, area.max));
    chart::show(ui, view, state, &layout, commands);
    bands::show(ui, view, state, &layout, commands);
    axis::show(ui, view, state, &layout);
    let line = Stroke::new(tokens.stroke.hairline, p.line_strong);
    ui.painter()
        .hline(area.x_range(), layout.header.bottom() - 0.5, line);
    ui.painter().vline(
        layout.bands.left() - 0.5,
        layout.bands.top()..=area.bottom(),
        line,
    );
}

impl State {
    /// Computes the rows anew where the document, the day, the years or the folds changed.
    fn refresh(&mut self, view: &View<'_>) {
        let fresh = self
            .rows
            .as_ref()
            .is_some_and(|rows| rows.key == RowsKey::of(view.insight, &self.folds));
        if !fresh {
            self.rows = Some(Rows::of(view.programme(), view.insight, &self.folds));
        }
        // Something was selected elsewhere: its row must be there to be scrolled to.
        if self.shown != *view.selection
            && let Selection::Activity(id) = view.selection
            && let Some(activity) = view.programme().activities.get(id)
        {
            let clause = activity.place.parent.as_ref();
            let article = clause.map_or(0, |c| view.programme().text.article_of(c.as_str()));
            if self.folds.remove(&article) {
                self.rows = Some(Rows::of(view.programme(), view.insight, &self.folds));
            }
        }
    }

    fn fold(&mut self, article: u8, folded: bool) {
        if folded {
            self.folds.insert(article);
        } else {
            self.folds.remove(&article);
        }
    }
}

/// The texts of the tab.
const fn texts(view: &View<'_>) -> Texts {
    Texts(view.lang)
}

/// Why nothing can be edited, in words.
fn locked(view: &View<'_>) -> Option<&'static str> {
    view.read_only.map(|_| texts(view).read_only())
}
