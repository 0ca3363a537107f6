//! Choosing one of a list that opens below the choice.

use eframe::egui::{
    Align, CursorIcon, Id, Popup, PopupCloseBehavior, Rect, ScrollArea, Sense, Ui, WidgetInfo,
    accesskit, pos2, vec2,
};

use super::row::ListRow;
use super::{elide, explain_disabled, paint};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its words.
    pub text: String,
    /// Pale words at the right end; may be empty.
    pub aside: String,
    /// It can be chosen, but is taken: pale.
    pub pale: bool,
}

impl Choice {
    /// A choice with its words alone.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            aside: String::new(),
            pale: false,
        }
    }

    /// The same with pale words at the right end.
    pub fn aside(mut self, text: impl Into<String>) -> Self {
        self.aside = text.into();
        self
    }
}

/// A list is no wider than this for the sake of its words, in points.
const MOST_WIDTH: f32 = 440.0;

/// A box that shows the choice and opens the list.
#[derive(Debug, Clone, Copy)]
pub struct Select<'a> {
    id: Id,
    name: &'a str,
    width: f32,
    quiet: bool,
    low: bool,
    disabled: Option<&'a str>,
}

impl<'a> Select<'a> {
    /// `name` is what is chosen, for assistive technology.
    pub fn new(id: Id, name: &'a str) -> Self {
        Self {
            id,
            name,
            width: 160.0,
            quiet: false,
            low: false,
            disabled: None,
        }
    }

    /// Lower than an input, in smaller letters: for what stands below another choice.
    pub fn low(mut self) -> Self {
        self.low = true;
        self
    }

    /// Its width in points.
    pub fn width(mut self, points: f32) -> Self {
        self.width = points;
        self
    }

    /// The choice is pale: nothing is chosen.
    pub fn quiet(mut self, quiet: bool) -> Self {
        self.quiet = quiet;
        self
    }

    /// Cannot be opened, for this reason.
    pub fn disabled(mut self, reason: Option<&'a str>) -> Self {
        self.disabled = reason;
        self
    }

    /// Shows `current`; the choices are made only while the list is open. Returns the index chosen.
    pub fn show(
        self,
        ui: &mut Ui,
        current: &str,
        selected: Option<usize>,
        choices: impl FnOnce() -> Vec<Choice>,
    ) -> Option<usize> {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let enabled = self.disabled.is_none() && ui.is_enabled();
        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (height, role) = if self.low {
            (22.0, Role::Secondary)
        } else {
            (tokens.size.input, Role::Body)
        };
        let size = vec2(self.width, height);
        let (_, rect) = ui.allocate_space(size);
        let response = ui.interact(rect, self.id, sense);
        let rect = paint::snap(ui.painter(), rect);
        let over = enabled && (response.hovered() || response.has_focus());
        let fill = match (enabled, over) {
            (false, _) => p.idle_soft,
            (true, true) => p.hover,
            (true, false) => p.surface,
        };
        paint::boxed(ui.painter(), rect, tokens.radius.input, fill, p.line_strong);
        let ink = match (enabled, self.quiet) {
            (true, false) => p.text,
            (true, true) => p.text2,
            (false, _) => p.text3,
        };
        Icon::CaretDown.paint(
            ui.painter(),
            pos2(rect.right() - 13.0, rect.center().y),
            12.0,
            ink,
        );
        let words = Rect::from_min_max(
            pos2(rect.left() + 9.0, rect.top()),
            pos2(rect.right() - 22.0, rect.bottom()),
        );
        let galley = elide::line(ui.painter(), role, current, ink, words.width());
        let cut = galley.elided;
        elide::paint(ui.painter(), words, Align::Min, galley);
        paint::focus_ring_if(ui, &response, tokens.radius.input);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(accesskit::Role::ComboBox, enabled, self.name);
            info.current_text_value = Some(current.to_owned());
            info
        });
        let response = match self.disabled {
            Some(reason) => explain_disabled(response, reason),
            None => response.on_hover_cursor(CursorIcon::PointingHand),
        };
        let response = if cut {
            response.on_hover_text(current)
        } else {
            response
        };
        let mut chosen = None;
        Popup::menu(&response)
            .close_behavior(PopupCloseBehavior::CloseOnClick)
            .width(self.width.max(200.0))
            .show(|ui| {
                let choices = choices();
                let widest = choices.iter().map(|c| c.width(ui)).fold(0.0, f32::max);
                ui.set_min_width(widest.min(MOST_WIDTH).max(self.width.max(200.0)).ceil());
                ui.spacing_mut().item_spacing.y = 0.0;
                ScrollArea::vertical().max_height(380.0).show(ui, |ui| {
                    for (index, choice) in choices.iter().enumerate() {
                        let id = self.id.with(("choice", index));
                        let on = selected == Some(index);
                        let row = ListRow::new(&choice.text, tokens.row.menu_option)
                            .no_divider()
                            .selected(on)
                            .padding(10.0);
                        let shown = row.show(ui, id, |ui| choice.paint(ui));
                        if shown.response.clicked() {
                            chosen = Some(index);
                        }
                    }
                });
            });
        chosen
    }
}

impl Choice {
    /// The width at which nothing of it is cut, with the margins of its row and room for a scroll bar, in points.
    fn width(&self, ui: &Ui) -> f32 {
        let words = elide::width(ui.painter(), Role::Body, &self.text);
        let aside = elide::width(ui.painter(), Role::Secondary, &self.aside);
        words + aside + if self.aside.is_empty() { 36.0 } else { 48.0 }
    }

    fn paint(&self, ui: &mut Ui) {
        let p = &Tokens::of(ui).palette;
        let rect = ui.available_rect_before_wrap();
        let aside = elide::text_in(
            ui.painter(),
            rect,
            Align::Max,
            Role::Secondary,
            &self.aside,
            p.text3,
        );
        let words = Rect::from_min_max(rect.min, pos2(aside.left() - 8.0, rect.bottom()));
        let ink = if self.pale { p.text3 } else { p.text };
        elide::text_in(ui.painter(), words, Align::Min, Role::Body, &self.text, ink);
    }
}
