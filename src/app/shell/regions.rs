//! The regions of the window, and F6 from one to the next: top bar, navigation, content, inspector
//! (where it is open), status bar, and round again.
//!
//! The step is taken at the end of a frame, when it is known what stands where: the focus goes to the
//! widget that the region names (the current tab, the row of the list), else to its first.

use eframe::egui::{Context, Id, LayerId, Rect, WidgetRect};

/// A part of the window that F6 leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// The bar at the top.
    Top,
    /// The tabs at the left.
    Navigation,
    /// The tab that is shown.
    Content,
    /// What is selected, at the right.
    Inspector,
    /// The bar at the foot.
    Status,
}

/// Which way F6 goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// F6.
    Next,
    /// Shift+F6.
    Previous,
}

/// A region of this frame.
#[derive(Clone, Debug)]
pub struct Place {
    /// Which.
    pub region: Region,
    /// Where its widgets lie.
    pub rect: Rect,
    /// The height of a head at its top, in points, whose buttons are passed over where there is more.
    pub head: f32,
    /// The layer that it is drawn on.
    pub layer: LayerId,
    /// The widgets that the focus is to go to, the most wanted first.
    pub wanted: Vec<Id>,
}

/// Moves the focus from the region that has it to the next that can take it; from nowhere, to the
/// first. `places` are the regions of this frame in their order.
pub fn step(ctx: &Context, places: &[Place], step: Step) {
    let count = places.len();
    let from = here(ctx, places);
    for nth in 1..=count {
        let at = match (from, step) {
            (Some(from), Step::Next) => (from + nth) % count,
            (Some(from), Step::Previous) => (from + count - nth) % count,
            (None, Step::Next) => nth - 1,
            (None, Step::Previous) => count - nth,
        };
        if let Some(target) = places.get(at).and_then(|place| target(ctx, place)) {
            ctx.memory_mut(|memory| memory.request_focus(target));
            ctx.request_repaint();
            return;
        }
    }
}

/// The region that has the focus, by its place in the list.
fn here(ctx: &Context, places: &[Place]) -> Option<usize> {
    let focused = ctx.memory(|memory| memory.focused())?;
    let widget = ctx.viewport(|v| v.this_pass.widgets.get(focused).copied())?;
    let here = if widget.interact_rect.is_positive() {
        widget.interact_rect.center()
    } else {
        widget.rect.center()
    };
    let on_layer = |place: &&Place| place.layer == widget.layer_id;
    let find = |fits: &dyn Fn(&Place) -> bool| {
        places
            .iter()
            .position(|place| on_layer(&place) && fits(place))
    };
    // What is scrolled out of sight still lies in the column of its region.
    find(&|place| place.rect.contains(here))
        .or_else(|| find(&|place| place.rect.x_range().contains(here.x) && between_bars(place)))
}

/// Whether a region lies between the two bars, where things scroll up and down.
const fn between_bars(place: &Place) -> bool {
    matches!(
        place.region,
        Region::Navigation | Region::Content | Region::Inspector
    )
}

/// The widget of a region that is to have the focus.
fn target(ctx: &Context, place: &Place) -> Option<Id> {
    ctx.viewport(|viewport| {
        let widgets = &viewport.this_pass.widgets;
        let wanted = place.wanted.iter().find(|id| widgets.contains(**id));
        if let Some(id) = wanted {
            return Some(*id);
        }
        let order = |widget: &WidgetRect| {
            let at = widget.rect.min;
            // Bars are read from left to right, whatever the height of their parts.
            let line = if between_bars(place) { at.y } else { 0.0 };
            (line.round() as i32, at.x.round() as i32)
        };
        let first = |rect: Rect| {
            widgets
                .get_layer(place.layer)
                .filter(|widget| widget.enabled && widget.visible && widget.sense.is_focusable())
                .filter(|widget| in_sight(widget, rect))
                .min_by_key(|widget| order(widget))
                .map(|widget| widget.id)
        };
        let below = place.rect.with_min_y(place.rect.top() + place.head);
        first(below).or_else(|| first(place.rect))
    })
}

/// Whether a widget lies in a region and most of its height is seen.
fn in_sight(widget: &WidgetRect, region: Rect) -> bool {
    let seen = widget.interact_rect.intersect(region);
    seen.is_positive()
        && seen.height() * 2.0 > widget.rect.height()
        && region.contains(widget.interact_rect.center())
}
