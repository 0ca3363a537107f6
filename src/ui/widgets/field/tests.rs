//! The draft's life: typing, Enter, leaving, Esc, rejection, input methods.

use eframe::egui::{self, Event, Id, Key, Modifiers};

use super::*;
use crate::ui::tokens::Motion;

/// A field, a second one to leave to, and what came out of the first.
struct Bench {
    ctx: egui::Context,
    draft: TextDraft,
    other: TextDraft,
    value: String,
    rows: usize,
    committed: Vec<String>,
    cancelled: usize,
}

const FIELD: &str = "field";

impl Bench {
    fn new(value: &str) -> Self {
        let ctx = egui::Context::default();
        crate::ui::install(&ctx, Motion::Off);
        let mut bench = Self {
            ctx,
            draft: TextDraft::default(),
            other: TextDraft::default(),
            value: value.to_owned(),
            rows: 1,
            committed: Vec::new(),
            cancelled: 0,
        };
        bench.frame(vec![]);
        bench.ctx.memory_mut(|m| m.request_focus(Id::unique(FIELD)));
        bench.frame(vec![]);
        bench.press(Key::End, Modifiers::NONE);
        bench
    }

    fn frame(&mut self, events: Vec<Event>) {
        let input = egui::RawInput {
            events,
            ..Default::default()
        };
        let Self {
            ctx,
            draft,
            other,
            value,
            rows,
            committed,
            cancelled,
        } = self;
        let mut output = ctx.run_ui(input, |ui| {
            let field = TextField::new(Id::unique(FIELD), "Tên").rows(*rows);
            let out = field.show(ui, draft, value);
            committed.extend(out.committed);
            *cancelled += usize::from(out.cancelled);
            TextField::new(Id::unique("other"), "Khác").show(ui, other, "");
        });
        output.textures_delta.clear();
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) {
        self.frame(vec![pressed(key, modifiers)]);
    }

    fn type_text(&mut self, text: &str) {
        self.frame(vec![Event::Text(text.to_owned())]);
    }
}

fn pressed(key: Key, modifiers: Modifiers) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    }
}

#[test]
fn typing_stays_a_draft_until_enter() {
    let mut bench = Bench::new("cũ");
    bench.type_text(" mới");
    assert_eq!(bench.draft.pending(), Some("cũ mới"));
    assert!(bench.committed.is_empty());
    bench.press(Key::Enter, Modifiers::NONE);
    bench.frame(vec![]);
    assert_eq!(bench.committed, ["cũ mới"]);
    assert_eq!(bench.draft.pending(), None);
}

#[test]
fn leaving_with_tab_commits_once() {
    let mut bench = Bench::new("a");
    bench.type_text("b");
    bench.press(Key::Tab, Modifiers::NONE);
    bench.frame(vec![]);
    bench.frame(vec![]);
    assert_eq!(bench.committed, ["ab"]);
}

#[test]
fn leaving_unchanged_commits_nothing() {
    let mut bench = Bench::new("a");
    bench.type_text("b");
    bench.press(Key::Backspace, Modifiers::NONE);
    bench.press(Key::Enter, Modifiers::NONE);
    bench.frame(vec![]);
    assert!(bench.committed.is_empty());
    assert_eq!(bench.draft, TextDraft::default());
}

#[test]
fn escape_restores_and_is_consumed() {
    let mut bench = Bench::new("a");
    bench.type_text("b");
    bench.press(Key::Escape, Modifiers::NONE);
    assert!(!bench.ctx.input(|i| i.key_pressed(Key::Escape)));
    bench.frame(vec![]);
    assert!(bench.committed.is_empty());
    assert_eq!(bench.cancelled, 1);
    assert_eq!(bench.draft, TextDraft::default());
    assert!(!bench.ctx.memory(|m| m.has_focus(Id::unique(FIELD))));
}

#[test]
fn a_rejected_text_stays_with_its_sentence_and_can_be_mended() {
    let mut bench = Bench::new("1");
    bench.type_text("x");
    bench.press(Key::Enter, Modifiers::NONE);
    let text = bench.committed.pop().expect("committed");
    bench.draft.reject(text, "Không phải số tiền.");
    bench.frame(vec![]);
    assert_eq!(bench.draft.pending(), Some("1x"));
    assert_eq!(bench.draft.error(), Some("Không phải số tiền."));
    bench.ctx.memory_mut(|m| m.request_focus(Id::unique(FIELD)));
    bench.frame(vec![]);
    bench.frame(vec![
        pressed(Key::End, Modifiers::NONE),
        pressed(Key::Backspace, Modifiers::NONE),
        Event::Text("2".into()),
    ]);
    assert_eq!(bench.draft.error(), None);
    bench.press(Key::Enter, Modifiers::NONE);
    assert_eq!(bench.committed, ["12"]);
}

#[test]
fn several_backspaces_and_texts_in_one_frame_are_one_word() {
    // What a Telex input method sends to turn "nghie" + "e" into "nghiê" and on to "nghiệ".
    let mut bench = Bench::new("");
    bench.type_text("nghie");
    let back = || pressed(Key::Backspace, Modifiers::NONE);
    bench.frame(vec![back(), Event::Text("ê".into())]);
    bench.frame(vec![
        back(),
        Event::Text("ệ".into()),
        Event::Text("p".into()),
    ]);
    assert_eq!(bench.draft.pending(), Some("nghiệp"));
    bench.frame(vec![
        back(),
        back(),
        back(),
        Event::Text("iê".into()),
        Event::Text("m".into()),
    ]);
    assert_eq!(bench.draft.pending(), Some("nghiêm"));
}

#[test]
fn several_lines_break_on_enter_and_commit_on_ctrl_enter() {
    let mut bench = Bench::new("");
    bench.rows = 3;
    bench.type_text("một");
    bench.press(Key::Enter, Modifiers::NONE);
    bench.type_text("hai");
    assert!(bench.committed.is_empty());
    bench.press(Key::Enter, Modifiers::COMMAND);
    bench.frame(vec![]);
    assert_eq!(bench.committed, ["một\nhai"]);
}
