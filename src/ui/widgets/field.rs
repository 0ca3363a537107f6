//! Text that is edited in place: a draft that is kept apart from the document.
//!
//! Nothing is rewritten while the user types, so that every input method works. Enter or
//! leaving the field hands the text to the caller, who checks it and either sends it on or
//! gives back a sentence; Esc restores what was there.

mod draft;
mod inspector;

pub use draft::{CommitBy, FieldOutput, TextDraft};
pub use inspector::{error_line, field_row, message_line, read_only};

use eframe::egui::{
    self, Align, Align2, Color32, CornerRadius, Event, EventFilter, Frame, Id, Key, Layout,
    Modifiers, Rect, Response, Shape, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, accesskit, pos2,
    vec2,
};

use super::{elide, explain_disabled, paint};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};

/// How many lines a field of several grows to with its text.
const MOST_ROWS: usize = 8;

/// How a field looks at rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldLook {
    /// Like text; a border while hovered or focused.
    #[default]
    Quiet,
    /// With a border always.
    Boxed,
}

/// A field for one line, or for several.
#[derive(Debug, Clone, Copy)]
pub struct TextField<'a> {
    id: Id,
    name: &'a str,
    hint: &'a str,
    width: Option<f32>,
    align: Align,
    look: FieldLook,
    role: Role,
    rows: usize,
    limit: usize,
    select_all: bool,
    keep_cursor: bool,
    icon: Option<Icon>,
    keycap: Option<&'a str>,
    disabled: Option<&'a str>,
}

impl<'a> TextField<'a> {
    /// A field with its identity and its name for assistive technology.
    pub fn new(id: Id, name: &'a str) -> Self {
        Self {
            id,
            name,
            hint: "",
            width: None,
            align: Align::Min,
            look: FieldLook::Quiet,
            role: Role::Body,
            rows: 1,
            limit: usize::MAX,
            select_all: false,
            keep_cursor: false,
            icon: None,
            keycap: None,
            disabled: None,
        }
    }

    /// Pale words shown while it is empty.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Width in points; otherwise all there is.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Right-aligned, all selected on entering: for amounts.
    pub fn amount(mut self) -> Self {
        self.align = Align::Max;
        self.select_all = true;
        self
    }

    /// Does not select all on entering, because typing has already begun.
    pub fn keep_cursor(mut self) -> Self {
        self.keep_cursor = true;
        self
    }

    /// With a border always.
    pub fn boxed(mut self) -> Self {
        self.look = FieldLook::Boxed;
        self
    }

    /// The type of the text.
    pub fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// Several lines: Enter breaks the line, Ctrl+Enter hands over.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows.max(1);
        self
    }

    /// At most this many characters.
    pub fn limit(mut self, characters: usize) -> Self {
        self.limit = characters;
        self
    }

    /// An icon before the text.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keys that lead here, at the right end.
    pub fn keycap(mut self, keys: &'a str) -> Self {
        self.keycap = Some(keys);
        self
    }

    /// Cannot be edited, for this reason.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }

    /// Shows the field with `value` of the document, or the draft over it.
    pub fn show(self, ui: &mut Ui, draft: &mut TextDraft, value: &str) -> FieldOutput {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.vertical(|ui| self.in_column(ui, draft, value)).inner
        })
        .inner
    }

    fn in_column(mut self, ui: &mut Ui, draft: &mut TextDraft, value: &str) -> FieldOutput {
        let tokens = Tokens::of(ui);
        let enabled = self.disabled.is_none() && ui.is_enabled();
        let width = self.width.unwrap_or_else(|| ui.available_width());
        if self.rows > 1 {
            // A field of several lines grows with its text, up to a point.
            let text = draft.text.as_deref().unwrap_or(value);
            let ink = Color32::PLACEHOLDER;
            let laid = elide::lines(ui.painter(), self.role, text, ink, width - 16.0);
            self.rows = laid.rows.len().clamp(self.rows, self.rows.max(MOST_ROWS));
        }
        let height = if self.rows == 1 {
            tokens.size.input.max(self.role.line() + 8.0)
        } else {
            self.role.line() * self.rows as f32 + 10.0
        };
        let ground = ui.painter().add(Shape::Noop);
        let had_focus = ui.memory(|memory| memory.has_focus(self.id));
        // Before the edit sees the key, which would only lose the focus over it.
        let escape = had_focus && consume(ui, Modifiers::NONE, Key::Escape);
        let finish = had_focus && self.rows > 1 && consume(ui, Modifiers::COMMAND, Key::Enter);

        let mut text = match draft.text.clone() {
            Some(text) if !escape => text,
            _ => value.to_owned(),
        };
        if escape {
            *draft = TextDraft::default();
        }
        let (rect, response) = self.edit(ui, &mut text, vec2(width, height), enabled);
        // Assistive technology sets a text without ever focusing the field.
        let set_from_outside = response.changed() && !had_focus && !response.has_focus();
        if response.changed() && !escape {
            draft.text = Some(text);
            draft.error = None;
        }
        let enter = self.rows == 1 && ui.input(|input| input.key_pressed(Key::Enter));
        if escape || finish {
            response.surrender_focus();
        }
        let lost = response.lost_focus() && (draft.active || had_focus);
        draft.active = response.has_focus();
        let left = match () {
            () if escape => None,
            () if finish || (lost && enter) => Some(CommitBy::Enter),
            () if lost || set_from_outside => Some(CommitBy::Leave),
            () => None,
        };
        let committed = left
            .and_then(|_| draft.take())
            .filter(|typed| typed != value);

        let focused = response.has_focus();
        let (fill, stroke) = self.ground(tokens, draft, enabled, focused, response.hovered());
        let corners = CornerRadius::same(tokens.radius.input);
        let shape = egui::epaint::RectShape::new(rect, corners, fill, stroke, StrokeKind::Inside);
        ui.painter().set(ground, shape);
        if let Some(error) = &draft.error {
            error_line(ui, error);
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_invalid(accesskit::Invalid::True);
                node.set_description(error.as_str());
            });
        }
        let response = match self.disabled {
            Some(reason) => explain_disabled(response, reason),
            None => response,
        };
        FieldOutput {
            response,
            committed,
            left,
            cancelled: escape,
        }
    }

    /// The text edit itself, without any frame of egui's.
    fn edit(
        &self,
        ui: &mut Ui,
        text: &mut String,
        size: egui::Vec2,
        enabled: bool,
    ) -> (Rect, Response) {
        let p = &Tokens::of(ui).palette;
        let (_id, rect) = ui.allocate_space(size);
        let mut inner = rect.shrink2(vec2(8.0, if self.rows == 1 { 0.0 } else { 5.0 }));
        self.ends(ui, rect, &mut inner);
        let single = self.rows == 1;
        let edit = if single {
            TextEdit::singleline(text)
        } else {
            TextEdit::multiline(text).desired_rows(self.rows)
        };
        let role = self.role;
        let ink = if enabled { p.text } else { p.text3 };
        let align = Align2([self.align, if single { Align::Center } else { Align::Min }]);
        // While nobody writes in it, a line that is too long ends with an ellipsis.
        let cut = single && !ui.memory(|memory| memory.has_focus(self.id));
        let room = inner.width();
        let mut layouter = move |ui: &Ui, text: &dyn egui::TextBuffer, wrap: f32| {
            let mut job =
                egui::text::LayoutJob::single_section(text.as_str().to_owned(), role.format(ink));
            job.wrap.max_width = if single { f32::INFINITY } else { wrap };
            if cut {
                job.wrap = egui::text::TextWrapping::truncate_at_width(room);
            }
            job.break_on_newline = !single;
            job.halign = align.x();
            job.keep_trailing_whitespace = true;
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let edit = edit
            .id(self.id)
            .hint_text(role.text(self.hint))
            .font(role.font())
            .layouter(&mut layouter)
            .frame(Frame::NONE)
            .align(align)
            .desired_width(inner.width())
            .min_size(inner.size())
            .char_limit(self.limit)
            .clip_text(true)
            .interactive(enabled)
            .event_filter(EventFilter {
                tab: false,
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
            });
        let output = ui
            .scope_builder(
                UiBuilder::new()
                    .max_rect(inner)
                    .layout(Layout::left_to_right(if single {
                        Align::Center
                    } else {
                        Align::Min
                    })),
                |ui| {
                    ui.shrink_clip_rect(rect.shrink2(vec2(2.0, 1.0)));
                    edit.show(ui)
                },
            )
            .inner;
        let mut state = output.state;
        let mut response = output.response.response;
        if output.galley.elided {
            response = response.on_hover_text(text.as_str());
        }
        // Entered by key, a line is all selected, as everywhere: what is typed replaces it.
        let by_pointer = ui.input(|i| i.pointer.any_down() || i.pointer.any_released());
        let all = self.select_all || (self.rows == 1 && !by_pointer);
        if all && !self.keep_cursor && response.gained_focus() {
            let all = egui::text::CCursorRange::two(
                egui::text::CCursor::default(),
                egui::text::CCursor::new(text.chars().count()),
            );
            state.cursor.set_char_range(Some(all));
            state.store(ui.ctx(), response.id);
        }
        (rect, response.accessible_name(self.name))
    }

    /// Paints icon and key cap on top of the ground, and takes their room from `inner`.
    fn ends(&self, ui: &Ui, rect: Rect, inner: &mut Rect) {
        let p = &Tokens::of(ui).palette;
        if let Some(icon) = self.icon {
            let center = pos2(rect.left() + 18.0, rect.center().y);
            icon.paint(ui.painter(), center, 16.0, p.text2);
            inner.min.x = rect.left() + 33.0;
        }
        if let Some(keys) = self.keycap {
            let width = paint::keycap_width(ui.painter(), keys);
            let left = pos2(rect.right() - 6.0 - width, rect.center().y);
            paint::keycap(ui.painter(), left, keys, p.text3, p.line_strong, p.panel);
            inner.max.x = left.x - 6.0;
        }
    }

    fn ground(
        &self,
        tokens: &Tokens,
        draft: &TextDraft,
        enabled: bool,
        focused: bool,
        hovered: bool,
    ) -> (Color32, Stroke) {
        let p = &tokens.palette;
        let thin = tokens.stroke.hairline;
        let boxed = self.look == FieldLook::Boxed;
        if !enabled {
            let fill = if boxed {
                p.idle_soft
            } else {
                Color32::TRANSPARENT
            };
            let line = if boxed {
                p.line_strong
            } else {
                Color32::TRANSPARENT
            };
            (fill, Stroke::new(thin, line))
        } else if focused && draft.error.is_none() {
            (p.surface, Stroke::new(tokens.stroke.focus, p.accent))
        } else if draft.error.is_some() {
            (p.surface, Stroke::new(thin, p.overdue))
        } else if boxed || hovered {
            (p.surface, Stroke::new(thin, p.ctl))
        } else {
            (Color32::TRANSPARENT, Stroke::NONE)
        }
    }
}

/// Takes a key press out of this frame's input, so that nothing else acts on it.
fn consume(ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
    ui.input_mut(|input| {
        // While an input method composes, its keys are its own.
        let composing = input
            .events
            .iter()
            .any(|event| matches!(event, Event::Ime(_)));
        !composing && input.consume_key(modifiers, key)
    })
}

#[cfg(test)]
mod tests;
