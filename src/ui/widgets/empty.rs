//! What a list says when it has nothing in it.

use eframe::egui::{Align, Layout, Ui};

use super::button::PushButton;
use super::elide;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};

/// An empty list: an icon, what it means, and the one thing to do about it.
#[derive(Debug, Clone, Copy)]
pub struct EmptyState<'a> {
    /// A picture of what would be here.
    pub icon: Icon,
    /// "Chưa có việc nào cho khoản này."
    pub title: &'a str,
    /// More, or nothing.
    pub text: &'a str,
    /// The words of its button.
    pub action: Option<&'a str>,
}

impl EmptyState<'_> {
    /// Puts it in the middle of the width. Returns whether the button was pressed.
    pub fn show(self, ui: &mut Ui) -> bool {
        let p = &Tokens::of(ui).palette;
        let mut pressed = false;
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.add_space(16.0);
            self.icon.show(ui, 20.0, p.text3);
            ui.add_space(2.0);
            elide::paragraph(ui, Role::BodyStrong, self.title, p.text2);
            if !self.text.is_empty() {
                elide::paragraph(ui, Role::Secondary, self.text, p.text3);
            }
            if let Some(action) = self.action {
                pressed = PushButton::link(action).show(ui).clicked();
            }
            ui.add_space(16.0);
        });
        pressed
    }
}
