//! Pieces that the inspectors share: sections, values that open a menu, fields of a form.

use crate::text::date;
use crate::text::strings::Lang;
use crate::text::strings::errors::Errors;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::field::{FieldOutput, TextDraft, TextField};
use crate::ui::widgets::seal::{SealSize, SealState, SealStyle, paint_seal};
use crate::ui::widgets::{elide, explain_disabled, paint};
use chrono::NaiveDate;
use eframe::egui::{
    self, Align, CursorIcon, Layout, Popup, Rect, Response, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, accesskit, pos2, vec2,
};

/// Left and right of everything in the inspector, in points.
pub const PADDING: f32 = 14.0;

/// The height of [`head`] with the margin above it, in points.
pub const HEAD: f32 = ABOVE + 28.0;

/// Above everything in the inspector, in points.
const ABOVE: f32 = 10.0;

/// The whole inspector: it scrolls by itself and keeps `PADDING` at both sides.
pub fn scroll(ui: &mut Ui, salt: &str, body: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let width = ui.available_width();
            let rect = ui.available_rect_before_wrap();
            let inner = Rect::from_min_size(
                pos2(rect.left() + PADDING, rect.top()),
                vec2((width - 2.0 * PADDING).max(100.0), rect.height()),
            );
            let mut child = ui.new_child(
                UiBuilder::new()
                    .max_rect(inner)
                    .layout(Layout::top_down(Align::Min)),
            );
            child.spacing_mut().item_spacing = vec2(6.0, 2.0);
            child.add_space(ABOVE);
            body(&mut child);
            child.add_space(16.0);
            let used = child.min_rect();
            ui.allocate_rect(
                Rect::from_min_max(rect.min, pos2(rect.left() + width, used.bottom())),
                Sense::hover(),
            );
        });
}

/// The head: the anchor with words beside it, and the cross that closes. Returns whether it was pressed.
pub fn head(ui: &mut Ui, anchor: &str, about: &str, close: &str) -> bool {
    let p = &Tokens::of(ui).palette;
    let mut closed = false;
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 28.0));
    let right = Rect::from_min_max(
        pos2(rect.right() - 28.0 + 6.0, rect.top()),
        pos2(rect.right() + 6.0, rect.bottom()),
    );
    let mut child = ui.new_child(UiBuilder::new().id_salt("inspector-close").max_rect(right));
    closed |= IconButton::new(Icon::X, close)
        .keys("Esc")
        .show(&mut child)
        .clicked();
    let line = Rect::from_min_max(rect.min, pos2(right.left() - 4.0, rect.bottom()));
    let drawn = elide::text_in(
        ui.painter(),
        line,
        Align::Min,
        Role::ClauseAnchor,
        anchor,
        p.accent,
    );
    let rest = Rect::from_min_max(pos2(drawn.right() + 8.0, line.top()), line.max);
    if rest.width() > 20.0 {
        elide::text_in(
            ui.painter(),
            rest,
            Align::Min,
            Role::Secondary,
            about,
            p.text2,
        );
    }
    closed
}

/// A line across the inspector, then the head of a section with words at its right.
pub fn section(ui: &mut Ui, title: &str, aside: &str) {
    divider(ui);
    let p = &Tokens::of(ui).palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let right = elide::text_in(ui.painter(), rect, Align::Max, Role::Label, aside, p.text3);
    let left = Rect::from_min_max(rect.min, pos2(right.left() - 6.0, rect.bottom()));
    elide::text_in(
        ui.painter(),
        left,
        Align::Min,
        Role::SecondaryBold,
        title,
        p.text,
    );
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Heading, true, title));
}

/// The name of a field, above it. The field is named by itself, so this is not read out.
pub fn field_above(ui: &mut Ui, name: &str) {
    let p = &Tokens::of(ui).palette;
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 20.0));
    elide::text_in(
        ui.painter(),
        rect,
        Align::Min,
        Role::Secondary,
        name,
        p.text2,
    );
}

/// A line across the inspector.
pub fn divider(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 15.0));
    let stroke = Stroke::new(tokens.stroke.hairline, tokens.palette.line);
    ui.painter().hline(
        rect.expand2(vec2(PADDING, 0.0)).x_range(),
        rect.center().y,
        stroke,
    );
}

/// A value that opens something when pressed: looks like text, with a border while hovered.
#[derive(Clone, Copy, Debug)]
pub struct ValueButton<'a> {
    /// For assistive technology: the field and its value.
    pub name: &'a str,
    /// What is shown.
    pub text: &'a str,
    /// Pale, as nothing is chosen.
    pub pale: bool,
    /// Before the words.
    pub seals: &'a [SealStyle],
    /// Before the words.
    pub icon: Option<(Icon, egui::Color32)>,
    /// With a border always.
    pub boxed: bool,
    /// Why it cannot be pressed.
    pub disabled: Option<&'a str>,
}

impl<'a> ValueButton<'a> {
    /// A value with its name.
    #[must_use]
    pub const fn new(name: &'a str, text: &'a str) -> Self {
        Self {
            name,
            text,
            pale: false,
            seals: &[],
            icon: None,
            boxed: false,
            disabled: None,
        }
    }

    /// Puts it into the layout.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let sense = if self.disabled.is_none() {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.input), sense);
        let lit = self.disabled.is_none() && (response.hovered() || response.has_focus());
        if lit || self.boxed {
            let line = if lit { p.ctl } else { p.line_strong };
            paint::boxed(ui.painter(), rect, tokens.radius.input, p.surface, line);
        }
        let mut left = rect.left() + 8.0;
        if let Some((icon, ink)) = self.icon {
            icon.paint(ui.painter(), pos2(left + 7.0, rect.center().y), 14.0, ink);
            left += 20.0;
        }
        for seal in self.seals {
            let center = pos2(left + 7.5, rect.center().y);
            paint_seal(
                ui.painter(),
                center,
                SealSize::Small,
                seal,
                SealState::Agreed,
                tokens,
            );
            left += 18.0;
        }
        if !self.seals.is_empty() {
            left += 3.0;
        }
        let caret = if lit || self.boxed { 18.0 } else { 4.0 };
        let line = Rect::from_min_max(
            pos2(left, rect.top()),
            pos2(rect.right() - caret, rect.bottom()),
        );
        let ink = if self.pale { p.text3 } else { p.text };
        let galley = elide::line(ui.painter(), Role::Body, self.text, ink, line.width());
        let cut = galley.elided;
        elide::paint(ui.painter(), line, Align::Min, galley);
        if lit || self.boxed {
            Icon::CaretDown.paint(
                ui.painter(),
                pos2(rect.right() - 11.0, rect.center().y),
                11.0,
                p.text2,
            );
        }
        paint::focus_ring_if(ui, &response, tokens.radius.input);
        response.widget_info(|| {
            WidgetInfo::labeled(accesskit::Role::Button, self.disabled.is_none(), self.name)
        });
        let response = if cut {
            response.on_hover_text(self.text)
        } else {
            response
        };
        match self.disabled {
            Some(reason) => explain_disabled(response, reason),
            None => response.on_hover_cursor(CursorIcon::PointingHand),
        }
    }
}

/// A menu under a pressed value, at least as wide as it.
pub fn menu_under(response: &Response, body: impl FnOnce(&mut Ui)) {
    let width = response.rect.width().max(200.0);
    Popup::menu(response).width(width).show(|ui| {
        ui.set_min_width(width - 12.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().max_height(340.0).show(ui, body);
    });
}

/// What is typed is no day; the field says why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDay;

/// The form below a list: a link begins it, and it goes once `draw` says that it is done with.
/// `locked` tells why nothing can be added.
pub fn adding<F>(
    ui: &mut Ui,
    (name, locked): (&str, Option<&str>),
    form: &mut Option<F>,
    begin: impl FnOnce() -> F,
    draw: impl FnOnce(&mut Ui, &mut F) -> bool,
) {
    match form {
        None => {
            let link = PushButton::link(name).icon(Icon::Plus).disabled(locked);
            if link.show(ui).clicked() {
                *form = Some(begin());
            }
        }
        Some(open) => {
            if draw(ui, open) {
                *form = None;
            }
        }
    }
}

/// A field of a form: what is typed is kept until the form is handed over or given up.
#[derive(Debug, Default)]
pub struct FormField {
    value: String,
    draft: TextDraft,
}

impl FormField {
    /// A field that begins with `value`.
    #[must_use]
    pub fn with(value: String) -> Self {
        Self {
            value,
            draft: TextDraft::default(),
        }
    }

    /// What is typed now.
    #[must_use]
    pub fn text(&self) -> &str {
        self.draft.pending().unwrap_or(&self.value)
    }

    /// The day that is typed; empty is none. What is no day stays, with the sentence under it.
    ///
    /// # Errors
    /// It is no day.
    pub fn day(&mut self, lang: Lang) -> Result<Option<NaiveDate>, NoDay> {
        match self.text().trim() {
            "" => Ok(None),
            typed => match date::parse_date(typed) {
                Ok(day) => Ok(Some(day)),
                Err(error) => {
                    self.reject(Errors(lang).date(&error));
                    Err(NoDay)
                }
            },
        }
    }

    /// Puts a sentence under the field.
    pub fn reject(&mut self, sentence: impl Into<String>) {
        let text = self.text().to_owned();
        self.draft.reject(text, sentence);
    }

    /// Replaces what is typed.
    pub fn set(&mut self, value: &str) {
        *self = Self::with(value.to_owned());
    }

    /// Shows `field` with what is typed.
    pub fn show(&mut self, ui: &mut Ui, field: TextField<'_>) -> FieldOutput {
        let error = self.draft.error().map(str::to_owned);
        let out = field.show(ui, &mut self.draft, &self.value);
        if let Some(typed) = &out.committed {
            self.value.clone_from(typed);
            // Leaving the field alone does not make it right.
            if let Some(error) = error.filter(|_| !out.response.changed()) {
                self.draft.reject(typed.clone(), error);
            }
        }
        out
    }
}
