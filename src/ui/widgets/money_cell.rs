//! Amounts in columns: right-aligned, digits of one width, the unit in the head.

use eframe::egui::{Align, Rect, Ui, pos2};

use super::elide;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};

/// An amount, already written with dots: "7.400.000", "0", or "—" when there is no figure.
#[derive(Debug, Clone, Copy)]
pub struct MoneyCell<'a> {
    text: &'a str,
    strong: bool,
    tone: Tone,
    empty: bool,
}

impl<'a> MoneyCell<'a> {
    /// A figure.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            strong: false,
            tone: Tone::Neutral,
            empty: false,
        }
    }

    /// No figure: `text` is the dash, painted pale.
    pub fn empty(text: &'a str) -> Self {
        Self {
            empty: true,
            ..Self::new(text)
        }
    }

    /// A total.
    pub fn strong(mut self, strong: bool) -> Self {
        self.strong = strong;
        self
    }

    /// Crimson with a warning icon before it, when it exceeds what it may.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Paints the amount at the right edge of `rect`, in the middle of its height.
    pub fn paint(self, ui: &Ui, rect: Rect) {
        let p = &Tokens::of(ui).palette;
        let ink = match (self.empty, self.tone) {
            (true, _) => p.text3,
            (false, Tone::Neutral) => p.text,
            (false, tone) => p.tone(tone).fg,
        };
        let warned = self.tone == Tone::Overdue;
        let role = if self.strong || warned {
            Role::AmountTotal
        } else {
            Role::Body
        };
        let text = elide::text_in(ui.painter(), rect, Align::Max, role, self.text, ink);
        if warned {
            let center = pos2(text.left() - 10.0, rect.center().y);
            Icon::Warning.paint(ui.painter(), center, 14.0, ink);
        }
    }
}
