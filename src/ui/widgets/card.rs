//! Cards: a flat surface with a line around it and a head.

use eframe::egui::{
    self, Align, CornerRadius, Frame, InnerResponse, Layout, Rect, Stroke, Ui, UiBuilder, vec2,
};

use super::elide;
use crate::ui::tokens::{Role, Tokens};

/// A card. Its body has no padding of its own, so that rows reach its edges; see [`padded`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Card<'a> {
    title: Option<&'a str>,
    aside: Option<&'a str>,
    height: Option<f32>,
}

impl<'a> Card<'a> {
    /// A card without a head.
    pub fn new() -> Self {
        Self::default()
    }

    /// A card with a head.
    pub fn titled(title: &'a str) -> Self {
        Self {
            title: Some(title),
            ..Self::default()
        }
    }

    /// Secondary words right after the title.
    pub fn aside(mut self, text: &'a str) -> Self {
        self.aside = Some(text);
        self
    }

    /// At least this high in all, in points.
    pub fn min_height(mut self, height: f32) -> Self {
        self.height = Some(height);
        self
    }

    /// Puts the card into the layout, as wide as there is room.
    pub fn show<R>(self, ui: &mut Ui, body: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
        self.show_with(ui, |_| {}, body)
    }

    /// The same, with things at the right end of the head, laid out from right to left.
    pub fn show_with<R>(
        self,
        ui: &mut Ui,
        trailing: impl FnOnce(&mut Ui),
        body: impl FnOnce(&mut Ui) -> R,
    ) -> InnerResponse<R> {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let frame = Frame::new()
            .fill(p.surface)
            .stroke(Stroke::new(tokens.stroke.hairline, p.line))
            .corner_radius(CornerRadius::same(tokens.radius.card));
        frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some(height) = self.height {
                ui.set_min_height(height - 2.0);
            }
            if let Some(title) = self.title {
                self.head(ui, title, trailing);
            }
            body(ui)
        })
    }

    fn head(self, ui: &mut Ui, title: &str, trailing: impl FnOnce(&mut Ui)) {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let size = vec2(ui.available_width(), tokens.size.card_header);
        let (_id, rect) = ui.allocate_space(size);
        let inner = rect.shrink2(vec2(tokens.size.card_padding, 0.0));
        // Children that take no space: the head has its height whatever is inside.
        let mut ends = ui.new_child(
            UiBuilder::new()
                .max_rect(inner)
                .layout(Layout::right_to_left(Align::Center)),
        );
        trailing(&mut ends);
        let used = ends.min_rect().width();
        let room = vec2((inner.width() - used - 8.0).max(0.0), inner.height());
        let mut words = ui.new_child(
            UiBuilder::new()
                .max_rect(Rect::from_min_size(inner.min, room))
                .layout(Layout::left_to_right(Align::Center)),
        );
        elide::plain(&mut words, Role::CardTitle, title, p.text);
        if let Some(aside) = self.aside {
            elide::plain(&mut words, Role::Secondary, aside, p.text2);
        }
        divider(ui, rect);
    }
}

/// A hairline along the bottom of `rect`.
pub fn divider(ui: &Ui, rect: Rect) {
    let tokens = Tokens::of(ui);
    let stroke = Stroke::new(tokens.stroke.hairline, tokens.palette.line);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, stroke);
}

/// The padding of a card's body.
pub fn padded<R>(ui: &mut Ui, body: impl FnOnce(&mut Ui) -> R) -> R {
    let padding = Tokens::of(ui).size.card_padding;
    Frame::new()
        .inner_margin(egui::Margin::same(padding as i8))
        .show(ui, body)
        .inner
}
