//! Keeps the order of what is typed where one frame brings much of it.
//!
//! A frame asks "was this key pressed", not "in which order". Where it is slow, a clerk's keys and the
//! Backspaces and letters of UniKey or EVKey pile up, and "95⏎96⏎" would lose its second amount, a
//! Backspace meant for the field would be taken by the table. So a frame gets as much as one answer can
//! be given to: a field that has the keyboard everything up to the key that leaves it, whatever else one
//! stroke. The rest waits for the next frame; nothing is dropped or exchanged.

use eframe::egui::{Context, Event, Key, Plugin, RawInput, Ui};
use std::collections::VecDeque;

/// What waits for the next frame.
#[derive(Debug, Default)]
pub struct Strokes {
    held: VecDeque<Event>,
    /// The last frame may have moved the keyboard elsewhere: what comes now waits until it is there.
    moved: bool,
}

/// What an event means for the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// A key goes down.
    Key(Key),
    /// Text of a key, of an input method, or pasted.
    Text,
    /// A button of the pointer comes up: the keyboard may be elsewhere after it.
    Click,
    /// Nothing that is typed.
    Other,
}

impl Part {
    fn of(event: &Event) -> Self {
        match event {
            Event::Key {
                key, pressed: true, ..
            } => Self::Key(*key),
            Event::Text(_) | Event::Paste(_) | Event::Cut | Event::Copy | Event::Ime(_) => {
                Self::Text
            }
            Event::PointerButton { pressed: false, .. } => Self::Click,
            _ => Self::Other,
        }
    }
}

/// Whether a key in a field may take the keyboard out of it.
fn leaves(event: &Event) -> bool {
    let Event::Key { key, modifiers, .. } = event else {
        return false;
    };
    let function = key.name().len() > 1 && key.name().starts_with('F');
    function
        || modifiers.command
        || modifiers.alt
        || matches!(key, Key::Enter | Key::Tab | Key::Escape)
}

/// Whether a key only walks about: where the keyboard is after it, it is in the same frame.
fn walks(event: &Event) -> bool {
    use Key::{ArrowDown, ArrowLeft, ArrowRight, ArrowUp, End, Home, PageDown, PageUp, Tab};
    match event {
        Event::Key {
            key: Tab,
            modifiers,
            ..
        } => !modifiers.shift,
        Event::Key { key, .. } => matches!(
            key,
            ArrowDown | ArrowLeft | ArrowRight | ArrowUp | End | Home | PageDown | PageUp
        ),
        _ => false,
    }
}

impl Strokes {
    /// Takes from what waits as much as one frame can answer; `typing`: a field has the keyboard.
    fn next(&mut self, typing: bool) -> Vec<Event> {
        let mut given = Vec::with_capacity(self.held.len());
        let waiting = std::mem::take(&mut self.moved);
        let mut closed = false;
        let mut stroke: Option<Part> = None;
        let mut written = false;
        while let Some(event) = self.held.front() {
            let part = Part::of(event);
            match part {
                Part::Other => {}
                Part::Click => closed = true,
                Part::Key(_) | Part::Text if waiting || closed => break,
                Part::Key(_) | Part::Text if typing => closed = leaves(event),
                // The same key over again is one stroke, so that a key held down never lags behind.
                Part::Key(_) if stroke.is_some_and(|now| now != part) => break,
                Part::Key(_) => {
                    (stroke, written) = (Some(part), false);
                    self.moved |= !walks(event);
                }
                // The text belongs to the key before it.
                Part::Text if written => break,
                Part::Text => {
                    stroke.get_or_insert(part);
                    (written, self.moved) = (true, true);
                }
            }
            given.extend(self.held.pop_front());
        }
        self.moved |= closed;
        given
    }
}

impl Plugin for Strokes {
    fn debug_name(&self) -> &'static str {
        "strokes"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.held.extend(std::mem::take(&mut input.events));
        input.events = self.next(ctx.text_edit_focused());
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        if !self.held.is_empty() {
            ui.ctx().request_repaint();
        }
    }
}

#[cfg(test)]
mod tests;
