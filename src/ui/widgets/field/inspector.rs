//! Rows of the inspector, and the lines under a field.

use eframe::egui::{Align, Color32, Response, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};

use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::elide;

/// An icon and a sentence about what is wrong.
pub fn error_line(ui: &mut Ui, sentence: &str) -> Response {
    message_line(
        ui,
        Icon::WarningCircle,
        sentence,
        Tokens::of(ui).palette.overdue,
    )
}

/// An icon and a sentence under a field, such as a hint of the text.
pub fn message_line(ui: &mut Ui, icon: Icon, sentence: &str, ink: Color32) -> Response {
    let width = ui.available_width();
    let galley = elide::lines(ui.painter(), Role::Secondary, sentence, ink, width - 28.0);
    let size = vec2(width, galley.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let line = Role::Secondary.line();
    icon.paint(
        ui.painter(),
        pos2(rect.left() + 15.0, rect.top() + 2.0 + line / 2.0),
        14.0,
        ink,
    );
    let at = pos2(rect.left() + 28.0, rect.top() + 2.0);
    ui.painter().galley(at, galley, ink);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, sentence));
    response
}

/// A row of the inspector: a label 86 points wide, and what `value` shows beside it.
pub fn field_row<R>(ui: &mut Ui, label: &str, value: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = Tokens::of(ui);
    let height = tokens.row.inspector_field;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().item_spacing.y = 0.0;
        let size = vec2(tokens.size.field_label, height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let galley = elide::line(
            ui.painter(),
            Role::Secondary,
            label,
            tokens.palette.text3,
            rect.width(),
        );
        let elided = galley.elided;
        elide::paint(ui.painter(), rect, Align::Min, galley);
        if elided {
            response.on_hover_text(label);
        }
        ui.vertical(|ui| {
            ui.set_min_height(height);
            ui.add_space((height - tokens.size.input) / 2.0);
            value(ui)
        })
        .inner
    })
    .inner
}

/// A value that is only read, aligned with the text of fields.
pub fn read_only(ui: &mut Ui, text: &str) -> Response {
    let tokens = Tokens::of(ui);
    let size = vec2(ui.available_width(), tokens.size.input);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let galley = elide::line(
        ui.painter(),
        Role::Body,
        text,
        tokens.palette.text,
        inner.width(),
    );
    let elided = galley.elided;
    elide::paint(ui.painter(), inner, Align::Min, galley);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, text));
    if elided {
        response.on_hover_text(text)
    } else {
        response
    }
}
