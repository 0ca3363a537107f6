//! Check boxes and radio buttons, with a target of 28 points.

use eframe::egui::{
    Align, Color32, CursorIcon, Rect, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, accesskit,
    pos2, vec2,
};

use super::{elide, explain_disabled, paint};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};

/// Which of the two is drawn.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Box,
    Disc,
}

/// A check box with words beside it. The response is clicked when the user wants the other
/// state; the caller holds the state. `disabled` is the reason it cannot be changed.
pub fn checkbox(ui: &mut Ui, on: bool, label: &str, disabled: Option<&str>) -> Response {
    choice(ui, Shape::Box, on, label, disabled)
}

/// A radio button with words beside it.
pub fn radio(ui: &mut Ui, on: bool, label: &str, disabled: Option<&str>) -> Response {
    choice(ui, Shape::Disc, on, label, disabled)
}

/// A check box without words beside it; `name` is read out.
pub fn bare_checkbox(ui: &mut Ui, on: bool, name: &str, disabled: Option<&str>) -> Response {
    let side = Tokens::of(ui).size.min_target;
    place(ui, Shape::Box, on, name, disabled, Vec2::splat(side)).0
}

fn choice(ui: &mut Ui, shape: Shape, on: bool, label: &str, disabled: Option<&str>) -> Response {
    let tokens = Tokens::of(ui);
    let room = ui.available_width() - 24.0;
    let colour = if disabled.is_some() {
        tokens.palette.text3
    } else {
        tokens.palette.text
    };
    let galley = elide::line(ui.painter(), Role::Body, label, colour, room);
    let size = vec2((galley.size().x + 26.0).ceil(), tokens.size.min_target);
    let (response, rect) = place(ui, shape, on, label, disabled, size);
    let words = Rect::from_min_max(pos2(rect.left() + 24.0, rect.top()), rect.max);
    elide::paint(ui.painter(), words, Align::Min, galley);
    response
}

/// Allocates, paints the mark, names it.
fn place(
    ui: &mut Ui,
    shape: Shape,
    on: bool,
    name: &str,
    disabled: Option<&str>,
    size: Vec2,
) -> (Response, Rect) {
    let tokens = Tokens::of(ui);
    let enabled = disabled.is_none() && ui.is_enabled();
    let sense = if enabled {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let alone = size.x <= tokens.size.min_target;
    let left = if alone {
        rect.center().x
    } else {
        rect.left() + 8.0
    };
    let mark = Rect::from_center_size(pos2(left, rect.center().y), Vec2::splat(16.0));
    paint_mark(
        ui,
        shape,
        paint::snap(ui.painter(), mark),
        on,
        enabled,
        response.hovered(),
    );
    paint::focus_ring_if(ui, &response, tokens.radius.chip);
    let role = match shape {
        Shape::Box => accesskit::Role::CheckBox,
        Shape::Disc => accesskit::Role::RadioButton,
    };
    response.widget_info(|| WidgetInfo::selected(role, enabled, on, name));
    let response = match disabled {
        Some(reason) => explain_disabled(response, reason),
        None => response.on_hover_cursor(CursorIcon::PointingHand),
    };
    (response, rect)
}

fn paint_mark(ui: &Ui, shape: Shape, mark: Rect, on: bool, enabled: bool, hovered: bool) {
    let p = &Tokens::of(ui).palette;
    let (fill, line, ink): (Color32, Color32, Color32) = match (enabled, on) {
        (false, _) => (p.idle_soft, p.line_strong, p.text3),
        (true, true) if hovered => (p.accent_hover, p.accent_hover, p.on_accent),
        (true, true) => (p.accent, p.accent, p.on_accent),
        (true, false) if hovered => (p.hover, p.ctl, p.text),
        (true, false) => (p.surface, p.ctl, p.text),
    };
    match shape {
        Shape::Box => {
            paint::boxed(ui.painter(), mark, 4, fill, line);
            if on {
                Icon::CheckBold.paint(ui.painter(), mark.center(), 12.0, ink);
            }
        }
        Shape::Disc => {
            let stroke = Stroke::new(1.0, line);
            ui.painter().circle(mark.center(), 7.5, fill, stroke);
            if on {
                ui.painter().circle_filled(mark.center(), 3.0, ink);
            }
        }
    }
}
