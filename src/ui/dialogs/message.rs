//! An error, a question or a notice: what happened, what is safe, what to do; and, folded away, the
//! technical detail for whoever is asked for help.

use crate::text::strings::Lang;
use crate::text::strings::dialogs::Dialogs;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use eframe::egui::{Context, ScrollArea, Ui};

/// What is said.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    /// What it is about, in a few words or a question.
    pub title: &'a str,
    /// The shape and the colour that say how serious it is.
    pub mark: (Icon, Tone),
    /// What happened, what is safe, what to do: a paragraph each.
    pub paragraphs: &'a [String],
    /// The technical detail; may be empty.
    pub detail: &'a str,
    /// The answers, the safe one first, the main one last.
    pub answers: &'a [(&'a str, ButtonKind)],
}

/// What the dialog remembers between frames.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    unfolded: bool,
}

/// What came of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stays open.
    Open,
    /// Closed without an answer.
    Closed,
    /// The answer with this place was chosen.
    Answer(usize),
}

/// Shows the message. Copying the detail is done here; all else is the caller's.
pub fn show(ctx: &Context, lang: Lang, message: &Message<'_>, state: &mut State) -> Outcome {
    let t = Dialogs(lang);
    let mut chosen = None;
    let outcome = Dialog::new("message", message.title, t.close())
        .width(480.0)
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 12.0;
                let (icon, tone) = message.mark;
                icon.show(ui, 22.0, p.tone(tone).fg);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 6.0;
                    for paragraph in message.paragraphs {
                        elide::paragraph(ui, Role::Body, paragraph, p.text);
                    }
                });
            });
            if !message.detail.is_empty() {
                detail(ui, t, message.detail, state);
            }
            footer(ui, |ui| {
                for (nth, (word, kind)) in message.answers.iter().enumerate().rev() {
                    if PushButton::new(word).kind(*kind).show(ui).clicked() {
                        chosen = Some(nth);
                    }
                }
            });
        });
    match chosen {
        Some(nth) => Outcome::Answer(nth),
        None if outcome.closed => Outcome::Closed,
        None => Outcome::Open,
    }
}

fn detail(ui: &mut Ui, t: Dialogs, text: &str, state: &mut State) {
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        let caret = if state.unfolded {
            Icon::CaretDown
        } else {
            Icon::CaretRight
        };
        if PushButton::quiet(t.details())
            .icon(caret)
            .small()
            .show(ui)
            .clicked()
        {
            state.unfolded = !state.unfolded;
        }
        if PushButton::quiet(t.copy())
            .icon(Icon::Copy)
            .small()
            .show(ui)
            .clicked()
        {
            ui.ctx().copy_text(text.to_owned());
        }
    });
    if state.unfolded {
        ScrollArea::vertical()
            .id_salt("detail")
            .max_height(140.0)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                elide::paragraph(
                    ui,
                    Role::Secondary,
                    &crate::text::visible::visible(text),
                    p.text2,
                );
            });
    }
}
