//! What the user sees: tokens, fonts, icons, widgets, and a renderer without a window.
//!
//! This layer reads what it is given and reports what was pressed; it never touches files,
//! never changes a document, and holds no sentence of its own: every text is passed in.
//!
//! - [`tokens`] — colours, type roles, sizes of both themes, and how they style egui;
//! - [`fonts`] and [`icons`] — the shipped typefaces and the pictograms;
//! - [`widgets`] — the building blocks of the tabs;
//! - [`strokes`] — the order of what is typed where a frame is slow;
//! - [`raster`] and [`headless`] — egui drawn on the CPU, for pictures and tests;
//!
//! `gallery` draws every widget on one sheet, to look at; it exists in tests alone.

pub mod actions;
pub mod commands;
pub mod dialogs;
pub mod first_run;
pub mod fonts;
#[cfg(test)]
mod gallery;
pub mod headless;
pub mod icons;
pub mod inspector;
pub mod later;
pub mod parts;
pub mod preview;
pub mod raster;
pub mod sheet;
pub mod strokes;
pub mod tabs;
pub mod tokens;
pub mod view;
pub mod widgets;

/// Dresses an egui context: our fonts, both themes, and whether things move.
///
/// Call it once when the window opens and again when the user changes the motion setting;
/// the fonts are only loaded when they change.
pub fn install(ctx: &eframe::egui::Context, motion: tokens::Motion) {
    ctx.add_plugin(strokes::Strokes::default());
    ctx.set_fonts(fonts::definitions());
    tokens::apply(ctx, motion);
}
