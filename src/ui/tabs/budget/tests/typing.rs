//! Typing into cells where a frame brings many events at once: the keys of a fast clerk in a slow frame,
//! and the Backspaces and letters with which UniKey, EVKey and OpenKey replace what was typed.

use super::behaviour::{Desk, click, desk, one_line, settle};
use super::spreadsheet::three_lines;
use crate::model::{BudgetLine, Id};
use eframe::egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

const SOURCE: &str = "Năm 2024, Ngân sách huyện Vĩnh Lộc";

fn key(key: Key) -> Event {
    Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    }
}

/// The events of typing: letters, with `<` for Backspace, `⏎` for Enter, `→` for Tab, `↓`, `⎋` for Esc.
fn events(keys: &str) -> Vec<Event> {
    let one = |c: char| match c {
        '<' => key(Key::Backspace),
        '⏎' => key(Key::Enter),
        '→' => key(Key::Tab),
        '↓' => key(Key::ArrowDown),
        '⎋' => key(Key::Escape),
        c => Event::Text(c.to_string()),
    };
    keys.chars().map(one).collect()
}

/// Each part arrives in one frame of its own.
fn frames(desk: &mut Harness<'_, Desk>, parts: &[&str]) {
    for part in parts {
        desk.input_mut().events.extend(events(part));
        desk.step();
    }
    settle(desk);
}

/// What a figure of a line holds.
fn line<'a>(desk: &'a Harness<'_, Desk>, id: &str) -> &'a BudgetLine {
    &desk.state().preview.document.programme().budget_lines[&Id::from(id)]
}

fn estimate(desk: &Harness<'_, Desk>) -> Option<i64> {
    line(desk, "line1").estimate.known()
}

/// The commitments of the three lines, from the top.
fn committed(desk: &Harness<'_, Desk>) -> [Option<i64>; 3] {
    ["line1", "other0", "other1"].map(|id| line(desk, id).committed.known())
}

/// The cell of the estimate has the keyboard and is not open.
fn at_the_estimate() -> Harness<'static, Desk> {
    let mut desk = desk(one_line());
    click(&mut desk, &format!("Dự toán giao, {SOURCE}: —"));
    desk
}

/// "95 trieeuj " in Telex as UniKey sends it: each replacement is Backspaces and letters.
const TELEX: [&str; 12] = [
    "9", "5", " ", "t", "r", "i", "e", "<ê", "u", "<<ệu", " ", "",
];

#[test]
fn words_replaced_by_an_input_method_arrive_in_order_however_the_frames_fall() {
    let whole: String = TELEX.concat();
    let all: Vec<char> = whole.chars().collect();
    // All at once, one by one, and cut at every place into two frames and into three.
    let mut cuts: Vec<Vec<String>> = vec![vec![whole.clone()]];
    cuts.push(all.iter().map(char::to_string).collect());
    for at in 1..all.len() {
        let cut = |from: usize, to: usize| all[from..to].iter().collect::<String>();
        cuts.push(vec![cut(0, at), cut(at, all.len())]);
        let second = (at + 3).min(all.len());
        cuts.push(vec![cut(0, at), cut(at, second), cut(second, all.len())]);
    }
    let mut desk = at_the_estimate();
    let cell = format!("Dự toán giao, {SOURCE}");
    for parts in cuts {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        frames(&mut desk, &parts);
        let field = desk.get_by_label(&cell);
        assert_eq!(field.value().as_deref(), Some("95 triệu "), "{parts:?}");
        frames(&mut desk, &["⎋"]);
        assert_eq!(estimate(&desk), None, "Esc restores");
    }
    frames(&mut desk, &[&format!("{whole}⏎")]);
    assert_eq!(estimate(&desk), Some(95_000_000));
}

#[test]
fn a_backspace_in_the_frame_that_opens_a_cell_is_the_fields() {
    let mut desk = at_the_estimate();
    frames(&mut desk, &["97<5⏎"]);
    assert_eq!(estimate(&desk), Some(95));
}

#[test]
fn a_column_typed_within_one_frame_goes_down_line_by_line() {
    let mut desk = desk(three_lines());
    click(&mut desk, &format!("Cam kết, {SOURCE}: —"));
    frames(&mut desk, &["95 tr⏎96tr⏎97tr⏎"]);
    let million = |n: i64| Some(n * 1_000_000);
    assert_eq!(committed(&desk), [95, 96, 97].map(million));
}

#[test]
fn what_an_input_method_still_composes_after_enter_goes_into_the_next_cell() {
    let mut desk = desk(three_lines());
    click(&mut desk, &format!("Cam kết, {SOURCE}: —"));
    let commit = |text: &str| Event::Ime(ImeEvent::Commit(text.to_owned()));
    let composing = |text: &str| {
        let chars = text.chars().count();
        Event::Ime(ImeEvent::Preedit {
            text: text.to_owned(),
            active_range_chars: Some(chars..chars),
        })
    };
    let all = [
        events("95tr⏎"),
        vec![commit("12"), composing("t"), composing("tr"), commit("tr")],
        events("⏎"),
        vec![composing("1"), composing("13"), commit("13")],
        events("tr⏎"),
    ];
    desk.input_mut().events.extend(all.concat());
    desk.step();
    settle(&mut desk);
    let million = |n: i64| Some(n * 1_000_000);
    assert_eq!(committed(&desk), [95, 12, 13].map(million));
}

#[test]
fn a_row_typed_within_one_frame_goes_right() {
    let mut desk = at_the_estimate();
    frames(&mut desk, &["95tr→90tr→"]);
    assert_eq!(estimate(&desk), Some(95_000_000));
    assert_eq!(line(&desk, "line1").allocated.known(), Some(90_000_000));
}

#[test]
fn an_arrow_after_an_amount_in_one_frame_does_not_carry_it_to_another_line() {
    let mut desk = desk(three_lines());
    click(&mut desk, &format!("Cam kết, {SOURCE}: —"));
    frames(&mut desk, &["5⏎↓7⏎"]);
    assert_eq!(committed(&desk), [Some(5), None, Some(7)]);
}

#[test]
fn esc_within_the_frame_that_opens_a_cell_takes_nothing_over() {
    let mut desk = at_the_estimate();
    frames(&mut desk, &["95⎋"]);
    assert_eq!(estimate(&desk), None);
    frames(&mut desk, &["96⏎"]);
    assert_eq!(
        estimate(&desk),
        Some(96),
        "the table has the keyboard again"
    );
}
