//! The building blocks of the tabs and dialogs.
//!
//! Every widget follows the tokens, says its name to assistive technology, shows a ring of
//! 2 points while it has the focus, and is at least 28 points high where it can be pressed.
//! None holds a text of its own: words are passed in, so that they come from the string
//! tables. A disabled control says why: its reason is its tooltip and its description.

pub mod banner;
pub mod button;
pub mod card;
pub mod check;
pub mod chip;
pub mod dialog;
pub mod elide;
pub mod empty;
pub mod field;
pub mod money_cell;
pub mod paint;
pub mod row;
pub mod seal;
pub mod segmented;
pub mod select;
pub mod table;
pub mod task;
pub mod toast;

use eframe::egui::{self, accesskit};

/// Tells assistive technology why `response` cannot be used, and shows it as a tooltip.
pub(crate) fn explain_disabled(response: egui::Response, reason: &str) -> egui::Response {
    response
        .ctx
        .accesskit_node_builder(response.id, |node: &mut accesskit::Node| {
            node.set_disabled();
            node.set_description(reason);
        });
    response
        .on_hover_text(reason)
        .on_disabled_hover_text(reason)
        .on_hover_cursor(egui::CursorIcon::NotAllowed)
}
