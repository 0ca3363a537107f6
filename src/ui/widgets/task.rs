//! Tasks that take the whole window: a head with the way back, a body, and a foot with what they will
//! do. Like a dialog, one is open at a time and holds the keys.

use eframe::egui::{
    Align, Context, Frame, Id, Layout, Modal, Rect, Stroke, Ui, UiBuilder, accesskit, pos2, vec2,
};

use super::button::IconButton;
use super::dialog::DialogOutcome;
use super::elide;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Density, Role, Tokens};

/// A task with its title.
#[derive(Debug, Clone, Copy)]
pub struct Task<'a> {
    id: &'a str,
    title: &'a str,
    aside: &'a str,
    back: &'a str,
}

/// Where its parts lie.
#[derive(Debug, Clone, Copy)]
pub struct Places {
    /// The right half of the head.
    pub head: Rect,
    /// Between head and foot, without the padding around it.
    pub body: Rect,
    /// The foot, without the padding at its ends.
    pub foot: Rect,
}

impl<'a> Task<'a> {
    /// `id` tells tasks apart; `aside` stands below the title; `back` names the arrow that leaves it.
    pub fn new(id: &'a str, title: &'a str, aside: &'a str, back: &'a str) -> Self {
        Self {
            id,
            title,
            aside,
            back,
        }
    }

    /// Draws it over the whole window. It is closed by the arrow and by Esc.
    pub fn show<R>(
        self,
        ctx: &Context,
        draw: impl FnOnce(&mut Ui, Places) -> R,
    ) -> DialogOutcome<R> {
        let tokens = Tokens::of_ctx(ctx);
        let p = &tokens.palette;
        let window = ctx.content_rect();
        let density = Density::for_height(window.height());
        let id = Id::unique(self.id);
        let area = Modal::default_area(id)
            .accessible_name(self.title)
            .role(accesskit::Role::Dialog);
        let mut left = false;
        let modal = Modal::new(id)
            .area(area)
            .backdrop_color(p.bg)
            .frame(Frame::NONE)
            .show(ctx, |ui| {
                ui.set_min_size(window.size());
                let head_end = window.top() + density.pick(60.0, 52.0);
                let foot_begin = window.bottom() - density.pick(54.0, 48.0);
                let head = Rect::from_min_max(window.min, pos2(window.right(), head_end));
                let foot = Rect::from_min_max(pos2(window.left(), foot_begin), window.max);
                let line = Stroke::new(tokens.stroke.hairline, p.line);
                ui.painter().rect_filled(head, 0, p.panel);
                ui.painter()
                    .hline(head.x_range(), head.bottom() - 0.5, line);
                ui.painter().rect_filled(foot, 0, p.panel);
                ui.painter().hline(foot.x_range(), foot.top() + 0.5, line);
                let middle = head.left() + head.width() * 0.55;
                let titles = Rect::from_min_max(
                    pos2(head.left() + 16.0, head.top()),
                    pos2(middle, head.bottom()),
                );
                left = self.titles(ui, titles);
                let places = Places {
                    head: Rect::from_min_max(
                        pos2(middle + 8.0, head.top()),
                        pos2(head.right() - 16.0, head.bottom()),
                    ),
                    body: Rect::from_min_max(
                        pos2(window.left() + 16.0, head.bottom() + 12.0),
                        pos2(window.right() - 16.0, foot.top() - 12.0),
                    ),
                    foot: foot.shrink2(vec2(16.0, 0.0)),
                };
                draw(ui, places)
            });
        let closed = left || modal.should_close();
        DialogOutcome {
            inner: modal.inner,
            closed,
        }
    }

    fn titles(&self, ui: &mut Ui, rect: Rect) -> bool {
        let p = &Tokens::of(ui).palette;
        let mut ui = ui.new_child(
            UiBuilder::new()
                .id_salt("task-title")
                .max_rect(rect)
                .layout(Layout::left_to_right(Align::Center)),
        );
        let left = IconButton::new(Icon::ArrowLeft, self.back)
            .icon_size(18.0)
            .show(&mut ui)
            .clicked();
        let words = ui.available_rect_before_wrap();
        let words = Rect::from_center_size(words.center(), vec2(words.width(), 40.0));
        let mut words = ui.new_child(
            UiBuilder::new()
                .max_rect(words.translate(vec2(6.0, 0.0)))
                .layout(Layout::top_down(Align::Min)),
        );
        words.spacing_mut().item_spacing.y = 1.0;
        elide::plain(&mut words, Role::PageTitle, self.title, p.text);
        elide::plain(&mut words, Role::Secondary, self.aside, p.text2);
        left
    }
}

/// A part of a task: a child in `rect`, laid out from the left or, with `end`, from the right.
pub fn row(ui: &mut Ui, rect: Rect, name: &str, end: bool) -> Ui {
    let layout = if end {
        Layout::right_to_left(Align::Center)
    } else {
        Layout::left_to_right(Align::Center)
    };
    ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect).layout(layout))
}
