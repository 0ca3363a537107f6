//! Bars that show how much: progress cells, underlines, bullet bars, meters.

use eframe::egui::{Color32, CornerRadius, Painter, Rangef, Rect, Shape, Stroke, StrokeKind, pos2};

use crate::ui::tokens::{Palette, Tokens};

/// The state of one progress cell; each has a shape of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Filled.
    Done,
    /// Half filled.
    Doing,
    /// Crimson with an exclamation mark.
    Overdue,
    /// Dashed.
    Idle,
}

/// One activity as a cell, about 16×11 points.
pub fn progress_cell(painter: &Painter, rect: Rect, cell: Cell, tokens: &Tokens) {
    let p = &tokens.palette;
    let rect = super::snap(painter, rect);
    let radius = tokens.radius.bar;
    match cell {
        Cell::Done => super::boxed(painter, rect, radius, p.bar_done, p.done),
        Cell::Doing => {
            super::boxed(painter, rect, radius, p.surface, p.doing);
            let half = Rect::from_min_max(rect.min, pos2(rect.center().x, rect.max.y));
            let corners = CornerRadius {
                nw: radius,
                sw: radius,
                ne: 0,
                se: 0,
            };
            let stroke = Stroke::new(1.0, p.doing);
            painter.rect(
                super::snap(painter, half),
                corners,
                p.bar_doing,
                stroke,
                StrokeKind::Inside,
            );
        }
        Cell::Overdue => {
            painter.rect_filled(rect, radius, p.overdue);
            super::marks::exclamation(painter, rect.center(), rect.height() * 0.6, p.surface);
        }
        Cell::Idle => {
            let stroke = Stroke::new(tokens.stroke.hairline, p.ctl);
            super::dashed_rect(painter, rect, f32::from(radius), stroke, [2.0, 2.0]);
        }
    }
}

/// A line of 2 points under an article's name: the finished share in front.
pub fn progress_underline(painter: &Painter, x: Rangef, y: f32, share: f32, palette: &Palette) {
    let scale = painter.pixels_per_point();
    let top = (y * scale).round() / scale;
    let bar = |to: f32| Rect::from_min_max(pos2(x.min, top), pos2(to, top + 2.0));
    painter.rect_filled(bar(x.max), 1, palette.line);
    if share > 0.0 {
        let end = x.min + x.span() * share.min(1.0);
        painter.rect_filled(bar(end), 1, palette.ctl);
    }
}

/// The three amounts of a year as shares (0 to 1) of the chart's width; `None` is "no figure".
#[derive(Debug, Clone, Copy, Default)]
pub struct Bullet {
    /// Cam kết: a tick.
    pub committed: Option<f32>,
    /// Dự toán giao: a box.
    pub assigned: Option<f32>,
    /// Giải ngân: a solid bar.
    pub disbursed: Option<f32>,
}

/// A year's amounts over each other. A commitment without a budget is a dotted lead to the
/// tick.
pub fn bullet_bar(painter: &Painter, rect: Rect, bullet: &Bullet, tokens: &Tokens) {
    let p = &tokens.palette;
    let at = |share: f32| rect.left() + rect.width() * share.clamp(0.0, 1.0);
    let middle = rect.center().y;
    let band = |share: f32, height: f32| {
        let band = Rect::from_min_max(
            pos2(rect.left(), middle - height / 2.0),
            pos2(at(share), middle + height / 2.0),
        );
        super::snap(painter, band)
    };
    if let Some(assigned) = bullet.assigned {
        let fill = band(assigned, (rect.height() * 0.7).round());
        super::boxed(painter, fill, 2, p.accent_soft, p.accent_line);
    }
    if let Some(disbursed) = bullet.disbursed {
        let height = (rect.height() * 0.35).round();
        painter.rect_filled(band(disbursed, height), 1, p.accent);
    }
    if let Some(committed) = bullet.committed {
        let x = at(committed);
        if bullet.assigned.is_none() && bullet.disbursed.is_none() {
            let dots = Shape::dashed_line(
                &[pos2(rect.left(), middle), pos2(x, middle)],
                Stroke::new(2.0, p.bar_idle),
                2.0,
                3.0,
            );
            painter.extend(dots);
        }
        let stroke = Stroke::new(tokens.stroke.commit_tick, p.text);
        painter.vline(x, rect.y_range(), stroke);
    }
}

/// A thin bar that is `share` full; `None` paints a dashed empty one.
pub fn meter(painter: &Painter, rect: Rect, share: Option<f32>, ink: Color32, tokens: &Tokens) {
    let p = &tokens.palette;
    let rect = super::snap(painter, rect);
    let radius = (rect.height() / 2.0).round().clamp(0.0, 255.0) as u8;
    let Some(share) = share else {
        let stroke = Stroke::new(tokens.stroke.hairline, p.ctl);
        super::dashed_rect(
            painter,
            rect,
            rect.height() / 2.0,
            stroke,
            tokens.stroke.dash_empty,
        );
        return;
    };
    painter.rect_filled(rect, radius, p.idle_soft);
    let full = rect.width() * share.clamp(0.0, 1.0);
    if full > 0.0 {
        // Not shorter than its round end, so that little is still seen.
        let bar = Rect::from_min_size(
            rect.min,
            eframe::egui::vec2(full.max(rect.height()), rect.height()),
        );
        painter.rect_filled(bar, radius, ink);
    }
}
