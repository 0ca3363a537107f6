//! Dashed outlines, with whole dashes only: the pattern is stretched to fit the outline.

use std::f32::consts::TAU;

use eframe::egui::{Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2};

/// A dashed outline inside the edge of a rounded rectangle. `dash` is (dash, gap) in points;
/// a radius of half the side gives a circle.
pub fn dashed_rect(painter: &Painter, rect: Rect, radius: f32, stroke: Stroke, dash: [f32; 2]) {
    let rect = super::snap(painter, rect).shrink(stroke.width / 2.0);
    let radius = (radius - stroke.width / 2.0).clamp(0.0, rect.size().min_elem() / 2.0);
    dashed_polygon(painter, &rounded(rect, radius), stroke, dash);
}

/// The outline of a rounded rectangle as a closed line, clockwise from the top left.
fn rounded(rect: Rect, radius: f32) -> Vec<Pos2> {
    if radius < 0.5 {
        return vec![
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
        ];
    }
    let steps = (radius.ceil() as usize).clamp(3, 16);
    let inner = rect.shrink(radius);
    let corners = [
        (inner.left_top(), 0.5),
        (inner.right_top(), 0.75),
        (inner.right_bottom(), 0.0),
        (inner.left_bottom(), 0.25),
    ];
    let mut points = Vec::with_capacity(corners.len() * (steps + 1));
    for (center, turn) in corners {
        for step in 0..=steps {
            let angle = TAU * (turn + 0.25 * step as f32 / steps as f32);
            points.push(center + radius * Vec2::angled(angle));
        }
    }
    points
}

/// A dashed closed line through `corners`.
pub fn dashed_polygon(painter: &Painter, corners: &[Pos2], stroke: Stroke, dash: [f32; 2]) {
    let sides = || corners.iter().zip(corners.iter().cycle().skip(1));
    let around: f32 = sides().map(|(a, b)| a.distance(*b)).sum();
    let [on, off] = dash;
    if around <= 0.0 || on + off <= 0.0 {
        return;
    }
    let count = (around / (on + off)).round().max(2.0);
    let on = around / count * on / (on + off);
    let off = around / count - on;

    let mut shapes = Vec::new();
    let mut current: Vec<Pos2> = Vec::new();
    // Half a gap first, so that the pattern is even about the first corner.
    let (mut drawing, mut left) = (false, off / 2.0);
    for (from, to) in sides() {
        let length = from.distance(*to);
        let mut walked = 0.0;
        if drawing {
            current.push(*from);
        }
        while length - walked > left {
            walked += left;
            let at = from.lerp(*to, walked / length);
            if drawing {
                current.push(at);
                shapes.push(stretch(std::mem::take(&mut current), stroke));
            } else {
                current = vec![at];
            }
            drawing = !drawing;
            left = if drawing { on } else { off };
        }
        left -= length - walked;
        if drawing {
            current.push(*to);
        }
    }
    painter.extend(shapes);
}

/// One dash. Points that coincide are dropped, since a line through them has no direction.
fn stretch(mut points: Vec<Pos2>, stroke: Stroke) -> Shape {
    points.dedup_by(|a, b| a.distance_sq(*b) < 1e-4);
    match points.as_slice() {
        [a, b] => Shape::LineSegment {
            points: [*a, *b],
            stroke,
        },
        [] | [_] => Shape::Noop,
        _ => Shape::line(points, stroke),
    }
}

/// The corners of a regular hexagon or a diamond with its points up.
pub(in crate::ui::widgets) fn regular(center: Pos2, radius: f32, corners: usize) -> Vec<Pos2> {
    (0..corners)
        .map(|i| {
            let angle = TAU * (i as f32 / corners as f32 - 0.25);
            pos2(
                center.x + radius * angle.cos(),
                center.y + radius * angle.sin(),
            )
        })
        .collect()
}
