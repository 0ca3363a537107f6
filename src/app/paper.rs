//! Sheets of paper as pixels, and the colours of paper: the light theme's.
//!
//! The letters are the program's own, drawn by the same processor renderer as the pictures of the
//! window; so a PNG needs no other crate, and words are as wide here as they were measured.

use crate::report::drawing::{Ink, Measure, Sheet};
use crate::report::svg::svg;
use crate::ui::headless::HeadlessView;
use crate::ui::sheet::{self, font};
use crate::ui::tokens::Tokens;
use eframe::egui::{self, Color32, ColorImage, Pos2, Rect, vec2};
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

/// How an ink looks on paper: as in the light theme.
#[must_use]
pub fn colour(ink: Ink) -> Color32 {
    sheet::colour(&Tokens::theme(false).palette, ink)
}

/// The same as red, green and blue.
#[must_use]
pub fn rgb(ink: Ink) -> [u8; 3] {
    let [r, g, b, _] = colour(ink).to_array();
    [r, g, b]
}

/// A sheet as pixels, at `dpi` dots per inch, fewer where that would be too many.
#[must_use]
pub fn pixels(drawn: &Sheet, dpi: f32) -> ColorImage {
    let wished = drawn.mm / INCH * dpi;
    let area = (drawn.width * drawn.height).max(1.0);
    let scale = wished.min((MOST_PIXELS / area).sqrt());
    let mut view = HeadlessView::new(vec2(drawn.width, drawn.height), scale, false);
    view.render(|ui| {
        let whole = Rect::from_min_size(Pos2::ZERO, vec2(drawn.width, drawn.height));
        let painter = ui.ctx().layer_painter(egui::LayerId::background());
        painter.rect_filled(whole, 0, colour(Ink::Paper));
        sheet::paint(&painter, drawn, Pos2::ZERO, &colour);
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

#[cfg(test)]
mod tests;
