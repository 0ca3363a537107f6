//! Shapes that are painted rather than set in type.

mod dash;
mod marks;
mod meter;

pub(in crate::ui::widgets) use dash::regular as corners;
pub use dash::{dashed_polygon, dashed_rect};
pub(in crate::ui::widgets) use marks::icon_left;
pub use marks::{DiamondMark, diamond, keycap, keycap_width, logo, logo_width};
pub use meter::{Bullet, Cell, bullet_bar, meter, progress_cell, progress_underline};

use eframe::egui::{self, Color32, CornerRadius, Painter, Rect, Stroke, StrokeKind, Ui, pos2};

use crate::ui::tokens::Tokens;

/// Lines at 45° from lower left to upper right, `gap` points apart, clipped to `rect`.
pub fn hatch(painter: &Painter, rect: Rect, gap: f32, stroke: Stroke) {
    let painter = painter.with_clip_rect(painter.clip_rect().intersect(rect));
    let rise = rect.height();
    // Starting points lie on one lattice for all hatches, so that neighbours continue.
    let mut x = ((rect.left() - rise) / gap).floor() * gap;
    while x < rect.right() {
        let line = [pos2(x, rect.bottom()), pos2(x + rise, rect.top())];
        painter.line_segment(line, stroke);
        x += gap;
    }
}

/// A rounded rectangle with a 1-point line inside its edge.
pub fn boxed(painter: &Painter, rect: Rect, radius: u8, fill: Color32, line: Color32) {
    let radius = CornerRadius::same(radius);
    painter.rect(
        rect,
        radius,
        fill,
        Stroke::new(1.0, line),
        StrokeKind::Inside,
    );
}

/// The ring around what has the focus: 2 points of accent, 2 points outside `rect`.
pub fn focus_ring(ui: &Ui, rect: Rect, radius: u8) {
    let tokens = Tokens::of(ui);
    let width = tokens.stroke.focus;
    let outer = rect.expand(width);
    // Rings may leave the widget's own clip, but not the layer.
    let painter = ui
        .painter()
        .with_clip_rect(ui.clip_rect().expand(2.0 * width));
    painter.rect_stroke(
        outer,
        CornerRadius::same(radius.saturating_add(2)),
        Stroke::new(width, tokens.palette.accent),
        StrokeKind::Outside,
    );
}

/// Rounds a rectangle to whole pixels, so that its 1-point lines are crisp.
pub fn snap(painter: &Painter, rect: Rect) -> Rect {
    let scale = painter.pixels_per_point();
    let round = |value: f32| (value * scale).round() / scale;
    Rect::from_min_max(
        pos2(round(rect.min.x), round(rect.min.y)),
        pos2(round(rect.max.x), round(rect.max.y)),
    )
}

/// Paints the ring if `response` has the focus.
pub fn focus_ring_if(ui: &Ui, response: &egui::Response, radius: u8) {
    if response.has_focus() {
        focus_ring(ui, response.rect, radius);
    }
}
