//! The logo, milestone diamonds and key caps.

use eframe::egui::{
    Align, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

use crate::ui::icons::Icon;
use crate::ui::tokens::{Palette, PartyColour, Role};
use crate::ui::widgets::elide;

/// What stands inside a milestone's diamond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DiamondMark {
    /// Still to come: empty.
    #[default]
    Empty,
    /// Reached: a tick.
    Done,
    /// Missed: an exclamation mark.
    Overdue,
}

/// A milestone, `size` points from corner to corner.
pub fn diamond(painter: &Painter, center: Pos2, size: f32, mark: DiamondMark, palette: &Palette) {
    let (fill, line, ink) = match mark {
        DiamondMark::Empty => (palette.surface, palette.ctl, palette.ctl),
        DiamondMark::Done => (palette.bar_done, palette.done, palette.text),
        DiamondMark::Overdue => (palette.overdue, palette.overdue, palette.surface),
    };
    let corners = super::dash::regular(center, size / 2.0, 4);
    let stroke = Stroke::new(1.0, line);
    painter.add(Shape::convex_polygon(corners, fill, stroke));
    match mark {
        DiamondMark::Empty => {}
        DiamondMark::Done => tick(painter, center, size * 0.26, Stroke::new(1.5, ink)),
        DiamondMark::Overdue => exclamation(painter, center, size * 0.42, ink),
    }
}

/// A tick, `reach` points from its middle to its sides.
fn tick(painter: &Painter, center: Pos2, reach: f32, stroke: Stroke) {
    let points = vec![
        center + vec2(-0.9, 0.05) * reach,
        center + vec2(-0.25, 0.7) * reach,
        center + vec2(0.95, -0.65) * reach,
    ];
    painter.add(Shape::line(points, stroke));
}

/// An exclamation mark of `height` points.
pub(super) fn exclamation(painter: &Painter, center: Pos2, height: f32, ink: Color32) {
    let scale = painter.pixels_per_point();
    let width = (height * 0.26 * scale).round().max(1.0) / scale;
    let rect = super::snap(painter, Rect::from_center_size(center, vec2(width, height)));
    let left = rect.left();
    let bar = Rect::from_min_max(
        rect.left_top(),
        pos2(left + width, rect.bottom() - 1.5 * width),
    );
    let dot = Rect::from_min_max(
        pos2(left, rect.bottom() - width),
        pos2(left + width, rect.bottom()),
    );
    painter.rect_filled(bar, CornerRadius::ZERO, ink);
    painter.rect_filled(dot, CornerRadius::ZERO, ink);
}

/// Width of the logo when it is `height` points high.
pub fn logo_width(height: f32) -> f32 {
    height * 37.0 / 22.0
}

/// The program's mark: a stone and a river that holds on to it. `background` is what it
/// stands on.
pub fn logo(
    painter: &Painter,
    left_top: Pos2,
    height: f32,
    background: Color32,
    palette: &Palette,
) {
    let unit = height / 22.0;
    let radius = 11.0 * unit;
    let center = left_top + vec2(26.0 * unit, radius);
    let square = Rect::from_min_size(left_top, vec2(21.0 * unit, height));
    let corner = (height * 0.18).round().clamp(0.0, 255.0) as u8;
    painter.rect_filled(square, corner, palette.party(PartyColour::Terracotta).solid);
    let scale = painter.pixels_per_point();
    let shore = ((left_top.x + 22.0 * unit) * scale).round() / scale;
    let gap = (unit * scale).round().max(1.0) / scale;
    let everywhere = painter.clip_rect();
    let west = Rect::everything_left_of(shore);
    let east = Rect::everything_right_of(shore);
    painter
        .with_clip_rect(everywhere.intersect(west))
        .circle_filled(center, radius, background);
    let strip = Rect::from_min_max(
        pos2(shore - gap, left_top.y),
        pos2(shore, left_top.y + height),
    );
    painter.rect_filled(strip, 0, background);
    painter
        .with_clip_rect(everywhere.intersect(east))
        .circle_filled(center, radius, palette.party(PartyColour::Teal).solid);
}

/// Height of a key cap in points.
const KEYCAP_HEIGHT: f32 = 18.0;

/// Width of the key cap with `text` on it.
pub fn keycap_width(painter: &Painter, text: &str) -> f32 {
    (elide::width(painter, Role::Keycap, text) + 10.0)
        .max(KEYCAP_HEIGHT)
        .round()
}

/// A key cap whose left edge is at `left_center`; `ink` colours text and line, `fill` its face.
pub fn keycap(
    painter: &Painter,
    left_center: Pos2,
    text: &str,
    ink: Color32,
    line: Color32,
    fill: Color32,
) -> Rect {
    let size = vec2(keycap_width(painter, text), KEYCAP_HEIGHT);
    let rect = Rect::from_min_size(left_center - vec2(0.0, size.y / 2.0), size);
    let rect = super::snap(painter, rect);
    let stroke = Stroke::new(1.0, line);
    painter.rect(
        rect,
        CornerRadius::same(4),
        fill,
        stroke,
        StrokeKind::Inside,
    );
    let galley = elide::line(painter, Role::Keycap, text, ink, f32::INFINITY);
    elide::paint(painter, rect, Align::Center, galley);
    rect
}

/// An icon of `size` points at the left edge of `rect`, in the middle of its height.
pub(in crate::ui::widgets) fn icon_left(
    painter: &Painter,
    rect: Rect,
    icon: Icon,
    size: f32,
    ink: Color32,
) {
    icon.paint(
        painter,
        pos2(rect.left() + size / 2.0, rect.center().y),
        size,
        ink,
    );
}
