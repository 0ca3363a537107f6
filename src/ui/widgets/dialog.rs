//! Dialogs: one at a time over a veil; Esc, the cross or a press beside it closes it.

use eframe::egui::{
    Align, Context, CornerRadius, Frame, Id, Layout, Margin, Modal, Stroke, Ui, accesskit,
};

use super::button::IconButton;
use super::elide;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};

/// A dialog with a title.
#[derive(Debug, Clone, Copy)]
pub struct Dialog<'a> {
    id: &'a str,
    title: &'a str,
    close: &'a str,
    width: Option<f32>,
    stays: bool,
}

/// What came of showing a dialog.
#[derive(Debug)]
pub struct DialogOutcome<R> {
    /// What the body returned.
    pub inner: R,
    /// The user wants it closed.
    pub closed: bool,
}

impl<'a> Dialog<'a> {
    /// `id` tells dialogs apart; `close` is the name of the cross.
    pub fn new(id: &'a str, title: &'a str, close: &'a str) -> Self {
        Self {
            id,
            title,
            close,
            width: None,
            stays: false,
        }
    }

    /// Its inner width, in points; 480 unless said. Never wider than the window.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// A press beside it does not close it: something typed would be lost.
    pub fn stays(mut self) -> Self {
        self.stays = true;
        self
    }

    /// Shows the dialog with the body and, at its foot, from right to left, the buttons.
    pub fn show<R>(self, ctx: &Context, body: impl FnOnce(&mut Ui) -> R) -> DialogOutcome<R> {
        let tokens = Tokens::of_ctx(ctx);
        let p = &tokens.palette;
        let style = ctx.global_style();
        let frame = Frame::new()
            .fill(p.raised)
            .stroke(Stroke::new(tokens.stroke.hairline, p.line_strong))
            .corner_radius(CornerRadius::same(tokens.radius.dialog))
            .shadow(style.visuals.window_shadow)
            .inner_margin(Margin::same(16));
        let room = ctx.content_rect().width() - 64.0;
        let width = self.width.unwrap_or(tokens.size.dialog_width).min(room);
        let mut crossed = false;
        let id = Id::unique(self.id);
        let area = Modal::default_area(id)
            .accessible_name(self.title)
            .role(accesskit::Role::Dialog);
        let modal = Modal::new(id)
            .area(area)
            .backdrop_color(p.scrim)
            .frame(frame)
            .show(ctx, |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 8.0;
                ui.horizontal(|ui| {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        crossed = IconButton::new(Icon::X, self.close).show(ui).clicked();
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            elide::plain(ui, Role::PageTitle, self.title, p.text);
                        });
                    });
                });
                body(ui)
            });
        let beside = modal.backdrop_response.clicked();
        let closed = crossed || (modal.should_close() && !(self.stays && beside));
        DialogOutcome {
            inner: modal.inner,
            closed,
        }
    }
}

/// The buttons at the foot of a dialog, laid out from right to left: the main one first.
pub fn footer<R>(ui: &mut Ui, buttons: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space(8.0);
    let height = Tokens::of(ui).size.button;
    ui.horizontal(|ui| {
        ui.set_min_height(height);
        ui.with_layout(Layout::right_to_left(Align::Center), buttons)
            .inner
    })
    .inner
}
