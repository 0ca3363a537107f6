//! A drawing on screen, or on paper: its boxes, lines and words through a painter, in the colours of a
//! theme.

use super::tokens::{Face, Palette};
use crate::report::drawing::{Align, Area, Ink, Item, Measure, Sheet, Stroke, Words};
use eframe::egui::epaint::{PathShape, PathStroke};
use eframe::egui::{
    self, Align2, Color32, FontId, Painter, Pos2, Rect, Shape, StrokeKind, Vec2, pos2, vec2,
};

/// The letters on screen, to measure with.
pub struct Letters<'a>(pub &'a Painter);

impl Measure for Letters<'_> {
    fn width(&self, text: &str, size: f32, bold: bool) -> f32 {
        let galley = self
            .0
            .layout_no_wrap(text.to_owned(), font(size, bold), Color32::PLACEHOLDER);
        galley.size().x
    }
}

/// The face of words.
#[must_use]
pub fn font(size: f32, bold: bool) -> FontId {
    let face = if bold { Face::SemiBold } else { Face::Regular };
    face.at(size)
}

/// How an ink looks in a theme.
#[must_use]
pub fn colour(p: &Palette, ink: Ink) -> Color32 {
    match ink {
        Ink::Paper => p.surface,
        Ink::Text => p.text,
        Ink::Quiet => p.text2,
        Ink::Faint => p.text3,
        Ink::Line => p.line_strong,
        Ink::Strong | Ink::Planned => p.ctl,
        Ink::Grid => p.grid,
        Ink::Panel => p.panel,
        Ink::Accent => p.accent,
        Ink::AccentSoft => p.accent_soft,
        Ink::AccentLine => p.accent_line,
        Ink::Late => p.overdue,
        Ink::LateSoft => p.overdue_soft,
        Ink::Soon => p.soon,
        Ink::Done => p.done,
        Ink::DoneFill => p.bar_done,
        Ink::Doing => p.doing,
        Ink::DoingSoft => p.doing_soft,
        Ink::DoingFill => p.bar_doing,
        Ink::IdleSoft => p.idle_soft,
        Ink::Base => p.base,
    }
}

/// Draws a sheet with its corner at `origin`, its colours as `colour` says; without its paper.
pub fn paint(painter: &Painter, sheet: &Sheet, origin: Pos2, colour: &dyn Fn(Ink) -> Color32) {
    let pen = Pen {
        painter: painter.clone(),
        by: origin.to_vec2(),
        colour,
    };
    for layer in &sheet.layers {
        let clip = pen.rect(layer.clip).intersect(painter.clip_rect());
        let pen = Pen {
            painter: painter.with_clip_rect(clip),
            ..pen.clone()
        };
        for item in &layer.items {
            pen.item(item);
        }
    }
}

/// Where it draws, and with which colours.
#[derive(Clone)]
struct Pen<'a> {
    painter: Painter,
    by: Vec2,
    colour: &'a dyn Fn(Ink) -> Color32,
}

impl Pen<'_> {
    fn rect(&self, at: Area) -> Rect {
        let size = vec2(at.w.max(0.0), at.h.max(0.0));
        Rect::from_min_size(pos2(at.x, at.y) + self.by, size)
    }

    fn item(&self, item: &Item) {
        let (painter, colour) = (&self.painter, self.colour);
        match item {
            Item::Box {
                at,
                radius,
                fill,
                stroke,
            } => {
                let fill = fill.map_or(Color32::TRANSPARENT, colour);
                let at = self.rect(*at);
                match stroke {
                    Some(Stroke { dash: Some(_), .. }) => {
                        painter.rect_filled(at, *radius, fill);
                        let corners = [
                            at.left_top(),
                            at.right_top(),
                            at.right_bottom(),
                            at.left_bottom(),
                            at.left_top(),
                        ];
                        self.line(&corners, *stroke);
                    }
                    Some(stroke) => {
                        let stroke = egui::Stroke::new(stroke.width, colour(stroke.ink));
                        painter.rect(at, *radius, fill, stroke, StrokeKind::Middle);
                    }
                    None => {
                        painter.rect_filled(at, *radius, fill);
                    }
                }
            }
            Item::Path {
                points,
                closed,
                fill,
                stroke,
            } => {
                let mut points: Vec<Pos2> =
                    points.iter().map(|(x, y)| pos2(*x, *y) + self.by).collect();
                if let Some(fill) = fill {
                    let shape =
                        PathShape::convex_polygon(points.clone(), colour(*fill), PathStroke::NONE);
                    painter.add(shape);
                }
                if *closed {
                    points.extend(points.first().copied());
                }
                self.line(&points, *stroke);
            }
            Item::Words(words) => self.words(words),
        }
    }

    fn line(&self, points: &[Pos2], stroke: Option<Stroke>) {
        let (painter, colour) = (&self.painter, self.colour);
        let Some(stroke) = stroke else { return };
        let line = egui::Stroke::new(stroke.width, colour(stroke.ink));
        match stroke.dash {
            Some([dash, gap]) => {
                painter.extend(Shape::dashed_line(points, line, dash, gap));
            }
            None => {
                painter.add(PathShape::line(points.to_vec(), line));
            }
        }
    }

    fn words(&self, words: &Words) {
        let (painter, colour) = (&self.painter, self.colour);
        let align = match words.align {
            Align::Start => Align2::LEFT_CENTER,
            Align::Middle => Align2::CENTER_CENTER,
            Align::End => Align2::RIGHT_CENTER,
        };
        painter.text(
            pos2(words.x, words.y) + self.by,
            align,
            &words.text,
            font(words.size, words.bold),
            colour(words.ink),
        );
    }
}
