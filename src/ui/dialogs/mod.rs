//! The dialogs: each is a state and a function that draws it over the window and says whether it
//! stays open, or what was answered. The app opens and closes them.

pub mod about;
pub mod delete;
pub mod export_tables;
pub mod go_back;
pub mod hand_edits;
pub mod import;
pub mod keys;
pub mod message;
pub mod paste;
pub mod plans;
pub mod problems;
pub mod reason;
pub mod receive;
pub mod recipients;
pub mod revisions;
pub mod revisions_compare;
pub mod revisions_rescue;
pub mod revisions_summary;
pub mod send;
pub mod settings;
pub mod settle;
pub mod shorten;
pub mod unit_details;
pub mod unit_ending;
pub mod units;

#[cfg(test)]
mod tests;

use eframe::egui::Context;

/// Height that the body of a tall dialog may take, in points: what the window leaves of `wanted`.
fn body_height(ctx: &Context, wanted: f32) -> f32 {
    (ctx.content_rect().height() - 180.0).clamp(160.0, wanted)
}
