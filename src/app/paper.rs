//! Sheets of paper as pixels, and the colours of paper: the light theme's.
//!
//! The letters are the program's own, drawn by the same processor renderer as the pictures of the
//! window; so a PNG needs no other crate, and words are as wide here as they were measured.

use crate::report::drawing::{Align, Area, Ink, Item, Measure, Sheet, Stroke, Words};
use crate::report::svg::svg;
use crate::ui::headless::HeadlessView;
use crate::ui::tokens::{Face, Tokens};
use eframe::egui::epaint::{PathShape, PathStroke};
use eframe::egui::{
    self, Align2, Color32, ColorImage, FontId, Painter, Pos2, Rect, Shape, StrokeKind, pos2, vec2,
};
use std::path::{Path, PathBuf};

/// Millimetres of an inch.
const INCH: f32 = 25.4;
/// The most pixels of one picture: more would take too much memory.
const MOST_PIXELS: f32 = 60_000_000.0;
/// The usual resolution, in dots per inch.
pub const DPI: f32 = 180.0;

/// The letters of the program, to measure with.
pub struct Letters(egui::Context);

impl Default for Letters {
    fn default() -> Self {
        let mut view = HeadlessView::new(vec2(8.0, 8.0), 1.0, false);
        // The letters are there once a frame was run.
        let _ = view.render(|_| {});
        Self(view.ctx().clone())
    }
}

impl Measure for Letters {
    fn width(&self, text: &str, size: f32, bold: bool) -> f32 {
        // Measured large and brought down: the places of letters are rounded to pixels.
        let big = 8.0;
        let galley = self.0.fonts_mut(|f| {
            f.layout_no_wrap(
                text.to_owned(),
                font(size * big, bold),
                Color32::PLACEHOLDER,
            )
        });
        galley.size().x / big
    }
}

fn font(size: f32, bold: bool) -> FontId {
    let face = if bold { Face::SemiBold } else { Face::Regular };
    face.at(size)
}

/// How an ink looks on paper.
#[must_use]
pub fn colour(ink: Ink) -> Color32 {
    let p = &Tokens::theme(false).palette;
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

/// The same as red, green and blue.
#[must_use]
pub fn rgb(ink: Ink) -> [u8; 3] {
    let [r, g, b, _] = colour(ink).to_array();
    [r, g, b]
}

/// A sheet as pixels, at `dpi` dots per inch, fewer where that would be too many.
#[must_use]
pub fn pixels(sheet: &Sheet, dpi: f32) -> ColorImage {
    let wished = sheet.mm / INCH * dpi;
    let area = (sheet.width * sheet.height).max(1.0);
    let scale = wished.min((MOST_PIXELS / area).sqrt());
    let mut view = HeadlessView::new(vec2(sheet.width, sheet.height), scale, false);
    view.render(|ui| {
        let whole = Rect::from_min_size(Pos2::ZERO, vec2(sheet.width, sheet.height));
        let painter = ui.ctx().layer_painter(egui::LayerId::background());
        painter.rect_filled(whole, 0, colour(Ink::Paper));
        for layer in &sheet.layers {
            let painter = painter.with_clip_rect(rect(layer.clip));
            for item in &layer.items {
                paint(&painter, item);
            }
        }
    })
}

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words and lines.
    Svg,
    /// Pixels.
    Png,
}

impl Kind {
    /// The kind that a file's name asks for.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            _ => None,
        }
    }
}

/// The bytes of a picture of a sheet; none where it cannot be drawn.
#[must_use]
pub fn bytes(sheet: &Sheet, kind: Kind) -> Option<Vec<u8>> {
    match kind {
        Kind::Svg => Some(svg(sheet, &rgb).into_bytes()),
        Kind::Png => crate::ui::raster::png(&pixels(sheet, DPI)).ok(),
    }
}

/// The files of so many sheets: one is as named, several have their numbers before the ending.
#[must_use]
pub fn paths(to: &Path, count: usize) -> Vec<PathBuf> {
    if count < 2 {
        return vec![to.to_owned()];
    }
    let stem = to.file_stem().map(|s| s.to_string_lossy().into_owned());
    let ending = to.extension().map(|s| s.to_string_lossy().into_owned());
    let (stem, ending) = (stem.unwrap_or_default(), ending.unwrap_or_default());
    (1..=count)
        .map(|nth| to.with_file_name(format!("{stem}-{nth}.{ending}")))
        .collect()
}

fn rect(at: Area) -> Rect {
    Rect::from_min_size(pos2(at.x, at.y), vec2(at.w.max(0.0), at.h.max(0.0)))
}

fn paint(painter: &Painter, item: &Item) {
    match item {
        Item::Box {
            at,
            radius,
            fill,
            stroke,
        } => {
            let fill = fill.map_or(Color32::TRANSPARENT, colour);
            let at = rect(*at);
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
                    line(painter, &corners, *stroke);
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
            let mut points: Vec<Pos2> = points.iter().map(|(x, y)| pos2(*x, *y)).collect();
            if let Some(fill) = fill {
                let shape =
                    PathShape::convex_polygon(points.clone(), colour(*fill), PathStroke::NONE);
                painter.add(shape);
            }
            if *closed {
                points.extend(points.first().copied());
            }
            line(painter, &points, *stroke);
        }
        Item::Words(words) => write(painter, words),
    }
}

fn line(painter: &Painter, points: &[Pos2], stroke: Option<Stroke>) {
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

fn write(painter: &Painter, words: &Words) {
    let align = match words.align {
        Align::Start => Align2::LEFT_CENTER,
        Align::Middle => Align2::CENTER_CENTER,
        Align::End => Align2::RIGHT_CENTER,
    };
    painter.text(
        pos2(words.x, words.y),
        align,
        &words.text,
        font(words.size, words.bold),
        colour(words.ink),
    );
}

#[cfg(test)]
mod tests;
