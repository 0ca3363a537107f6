//! A clause: completeness by Điều 1.2, exemption, indicators.

use crate::model::Id;
use crate::ui::commands::Commands;
use crate::ui::view::View;
use eframe::egui::Ui;

/// What it remembers between frames: drafts.
#[derive(Debug, Default)]
pub struct State {}

/// Draws it into the inspector.
pub fn show(ui: &mut Ui, view: &View<'_>, id: &Id, state: &mut State, commands: &mut Commands) {
    let _ = (ui, view, id, state, commands);
}
