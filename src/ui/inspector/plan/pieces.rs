//! How the parts of the plan's inspector are laid out.

use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextDraft, TextField};
use eframe::egui::{
    Align, Frame, Margin, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit, pos2, vec2,
};

/// Left and right of everything, in points.
const PADDING: f32 = 14.0;

/// The whole inspector: it scrolls by itself.
pub(super) fn scroll(ui: &mut Ui, salt: &str, body: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(PADDING as i8, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
            body(ui);
        });
    });
}

/// The head: what it is, and the cross that closes it. Returns whether the cross was pressed.
pub(super) fn head(ui: &mut Ui, what: &str, aside: &str, close: &str) -> bool {
    let p = &Tokens::of(ui).palette;
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 28.0));
    let cross = Rect::from_min_max(pos2(rect.right() - 22.0, rect.top()), pos2(rect.right() + 6.0, rect.bottom()));
    let mut end = ui.new_child(UiBuilder::new().id_salt("close").max_rect(cross));
    let closed = IconButton::new(Icon::X, close).keys("Esc").show(&mut end).clicked();
    let line = rect.with_max_x(cross.left() - 4.0);
    let drawn = elide::text_in(ui.painter(), line, Align::Min, Role::ClauseAnchor, what, p.accent);
    let rest = line.with_min_x(drawn.right() + 8.0);
    if rest.width() > 20.0 {
        elide::text_in(ui.painter(), rest, Align::Min, Role::Secondary, aside, p.text2);
    }
    closed
}

/// A line across the inspector.
pub(super) fn divider(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 15.0));
    let stroke = Stroke::new(tokens.stroke.hairline, tokens.palette.line);
    ui.painter().hline(rect.expand2(vec2(PADDING, 0.0)).x_range(), rect.center().y, stroke);
}

/// A line, then the head of a section with words at its right.
pub(super) fn section(ui: &mut Ui, title: &str, aside: &str) {
    divider(ui);
    let p = &Tokens::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let right = elide::text_in(ui.painter(), rect, Align::Max, Role::Label, aside, p.text3);
    let left = rect.with_max_x(right.left() - 6.0);
    elide::text_in(ui.painter(), left, Align::Min, Role::SecondaryBold, title, p.text);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Heading, true, title));
}

/// A field of a form: what is typed is kept until the form is handed over or given up.
#[derive(Debug, Default)]
pub(super) struct FormField {
    value: String,
    draft: TextDraft,
}

impl FormField {
    /// What is typed now.
    pub(super) fn text(&self) -> &str {
        self.draft.pending().unwrap_or(&self.value)
    }

    /// Keeps what is typed, with the sentence that says what is wrong with it.
    pub(super) fn reject(&mut self, sentence: String) {
        let text = self.text().to_owned();
        self.draft.reject(text, sentence);
    }

    /// Shows it.
    pub(super) fn show(&mut self, ui: &mut Ui, field: TextField<'_>) {
        let out = field.boxed().show(ui, &mut self.draft, &self.value);
        if let Some(typed) = out.committed {
            self.value = typed;
        }
    }
}
