//! Entries of menus: an icon, words, a tick for what is chosen, a reason for what cannot be.

use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::{elide, explain_disabled, paint};
use eframe::egui::{
    Align, CursorIcon, Rect, Response, Sense, Ui, WidgetInfo, accesskit, pos2, vec2,
};

/// An entry that closes its menu when pressed. `disabled` is why it cannot be pressed.
pub fn item(ui: &mut Ui, icon: Option<Icon>, text: &str, disabled: Option<&str>) -> bool {
    let response = entry(ui, icon, text, false, disabled);
    if response.clicked() {
        ui.close();
        return true;
    }
    false
}

/// One of several entries, with a tick where it is chosen. Closes its menu when pressed.
pub fn choice(
    ui: &mut Ui,
    icon: Option<Icon>,
    text: &str,
    chosen: bool,
    disabled: Option<&str>,
) -> bool {
    let response = entry(ui, icon, text, chosen, disabled);
    if response.clicked() {
        ui.close();
        return true;
    }
    false
}

fn entry(
    ui: &mut Ui,
    icon: Option<Icon>,
    text: &str,
    chosen: bool,
    disabled: Option<&str>,
) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = elide::width(ui.painter(), Role::Body, text);
    let width = (words + 56.0)
        .max(ui.available_width())
        .min(ui.available_width().max(160.0));
    let sense = if disabled.is_none() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) =
        ui.allocate_exact_size(vec2(width.ceil(), tokens.row.menu_option.max(28.0)), sense);
    if disabled.is_none() && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(rect, tokens.radius.input, p.hover);
    }
    let ink = if disabled.is_some() { p.text3 } else { p.text };
    let mut left = rect.left() + 10.0;
    if let Some(icon) = icon {
        icon.paint(
            ui.painter(),
            pos2(left + 7.0, rect.center().y),
            15.0,
            if disabled.is_some() { p.text3 } else { p.text2 },
        );
        left += 23.0;
    }
    let right = rect.right() - if chosen { 28.0 } else { 8.0 };
    let line = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
    elide::text_in(ui.painter(), line, Align::Min, Role::Body, text, ink);
    if chosen {
        Icon::CheckBold.paint(
            ui.painter(),
            pos2(rect.right() - 15.0, rect.center().y),
            13.0,
            p.accent,
        );
    }
    if response.has_focus() {
        paint::focus_ring(ui, rect.shrink(3.0), 2);
    }
    response.widget_info(|| {
        WidgetInfo::selected(accesskit::Role::MenuItem, disabled.is_none(), chosen, text)
    });
    match disabled {
        Some(reason) => explain_disabled(response, reason),
        None => response.on_hover_cursor(CursorIcon::PointingHand),
    }
}

/// A line between groups of entries.
pub fn separator(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 9.0));
    let stroke = eframe::egui::Stroke::new(tokens.stroke.hairline, tokens.palette.line);
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
}
