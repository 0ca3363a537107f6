//! Kế hoạch năm: the timeline of annual plans.

use crate::ui::commands::Commands;
use crate::ui::view::View;
use eframe::egui::Ui;

/// What the tab remembers between frames: scroll, folds, drafts.
#[derive(Debug, Default)]
pub struct State {}

/// Draws the tab.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let _ = (ui, view, state, commands);
}
