//! One line of text that ends in "…" where it does not fit, with the whole text on hover.

use std::sync::Arc;

use eframe::egui::{
    self, Align, Color32, Galley, Painter, Rect, Response, Sense, Ui, WidgetInfo, accesskit, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

use crate::ui::tokens::Role;

/// Lays out `text` on one line of at most `max_width` points.
pub fn line(
    painter: &Painter,
    role: Role,
    text: &str,
    colour: Color32,
    max_width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), role.format(colour));
    job.wrap = TextWrapping::truncate_at_width(max_width.max(0.0));
    painter.layout_job(job)
}

/// Lays out `text` over as many lines as it needs.
pub fn lines(
    painter: &Painter,
    role: Role,
    text: &str,
    colour: Color32,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), role.format(colour));
    job.wrap.max_width = width.max(0.0);
    painter.layout_job(job)
}

/// The width of `text` on one line.
pub fn width(painter: &Painter, role: Role, text: &str) -> f32 {
    line(painter, role, text, Color32::PLACEHOLDER, f32::INFINITY)
        .size()
        .x
}

/// Paints a laid-out line in `rect`: beside its left or right edge or in its middle, and
/// always in the middle of its height. Returns where the text lies.
pub fn paint(painter: &Painter, rect: Rect, align: Align, galley: Arc<Galley>) -> Rect {
    let size = galley.size();
    let x = match align {
        Align::Min => rect.left(),
        Align::Center => rect.center().x - size.x / 2.0,
        Align::Max => rect.right() - size.x,
    };
    let at = pos2(x, rect.center().y - size.y / 2.0);
    painter.galley(at, galley, Color32::PLACEHOLDER);
    Rect::from_min_size(at, size)
}

/// Lays out and paints one line in `rect` in one go.
pub fn text_in(
    painter: &Painter,
    rect: Rect,
    align: Align,
    role: Role,
    text: &str,
    colour: Color32,
) -> Rect {
    let galley = line(painter, role, text, colour, rect.width());
    paint(painter, rect, align, galley)
}

/// A label of `text` no wider than `max_width`, with the whole text on hover if cut.
pub fn label(ui: &mut Ui, role: Role, text: &str, colour: Color32, max_width: f32) -> Response {
    let galley = line(ui.painter(), role, text, colour, max_width);
    let elided = galley.elided;
    let size = vec2(galley.size().x, role.line());
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    paint(ui.painter(), rect, Align::Min, galley);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, text));
    if elided {
        response.on_hover_text(text)
    } else {
        response
    }
}

/// A plain label in a role and colour, on one line.
pub fn plain(ui: &mut Ui, role: Role, text: &str, colour: Color32) -> Response {
    label(ui, role, text, colour, ui.available_width())
}

/// A paragraph that wraps at the available width.
pub fn paragraph(ui: &mut Ui, role: Role, text: &str, colour: Color32) -> Response {
    ui.add(egui::Label::new(role.text(text).color(colour)).wrap())
}
