//! What one frame gets of what is typed.

use super::Strokes;
use eframe::egui::{Event, Key, Modifiers, PointerButton, pos2};

fn key(key: Key) -> Event {
    chord(key, Modifiers::NONE)
}

fn chord(key: Key, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

fn text(text: &str) -> Event {
    Event::Text(text.to_owned())
}

fn released() -> Event {
    Event::PointerButton {
        pos: pos2(1.0, 1.0),
        button: PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    }
}

/// The frames until nothing waits, in short words; `typing` tells of each whether a field has the keyboard.
fn frames(events: Vec<Event>, typing: impl Fn(usize) -> bool) -> Vec<String> {
    let mut strokes = Strokes::default();
    let all = events.len();
    strokes.held.extend(events);
    let mut out = Vec::new();
    let mut given = 0;
    while !strokes.held.is_empty() {
        let events = strokes.next(typing(out.len()));
        given += events.len();
        let words = events.iter().map(|event| match event {
            Event::Key { key, .. } => key.name().to_owned(),
            Event::Text(text) => format!("‘{text}’"),
            _ => "·".to_owned(),
        });
        out.push(words.collect::<Vec<_>>().join(" "));
        assert!(out.len() < 100, "it never comes to an end");
    }
    assert_eq!(given, all, "nothing is dropped");
    out
}

#[test]
fn a_field_gets_all_that_is_typed_into_it_at_once() {
    let events = vec![
        text("e"),
        key(Key::Backspace),
        key(Key::Backspace),
        text("ê"),
        text(" "),
        key(Key::ArrowLeft),
        text("x"),
    ];
    let got = frames(events, |_| true);
    assert_eq!(got, ["‘e’ Backspace Backspace ‘ê’ ‘ ’ Left ‘x’"]);
}

#[test]
fn what_follows_the_key_that_leaves_a_field_waits_until_the_keyboard_is_elsewhere() {
    let events = vec![
        text("95"),
        key(Key::Enter),
        text("96"),
        key(Key::Tab),
        text("7"),
    ];
    // After each such key one frame passes in which the keyboard finds its new place.
    let got = frames(events, |_| true);
    assert_eq!(got, ["‘95’ Enter", "", "‘96’ Tab", "", "‘7’"]);
    let palette = vec![chord(Key::K, Modifiers::COMMAND), text("dieu 5")];
    assert_eq!(frames(palette, |_| true), ["K", "", "‘dieu 5’"]);
    let clicked = vec![text("9"), released(), text("5")];
    assert_eq!(frames(clicked, |_| true), ["‘9’ ·", "", "‘5’"]);
}

#[test]
fn without_a_field_each_frame_gets_one_stroke() {
    let events = vec![
        key(Key::ArrowDown),
        key(Key::ArrowDown),
        key(Key::ArrowRight),
        key(Key::Num9),
        text("9"),
        key(Key::Backspace),
        text("5"),
    ];
    let got = frames(events, |frame| frame > 3);
    assert_eq!(got, ["Down Down", "Right", "9 ‘9’", "", "Backspace ‘5’"]);
    // An input method sends no keys with its letters.
    let events = vec![text("9"), text("5"), key(Key::Backspace)];
    let got = frames(events, |_| false);
    assert_eq!(got, ["‘9’", "", "‘5’", "", "Backspace"]);
}

#[test]
fn the_pointer_never_waits_for_itself() {
    let moved = || Event::PointerMoved(pos2(2.0, 2.0));
    let got = frames(vec![moved(), released(), moved(), released()], |_| false);
    assert_eq!(got, ["· · · ·"]);
}
