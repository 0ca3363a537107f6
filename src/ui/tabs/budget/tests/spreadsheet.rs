//! The hands of a spreadsheet: moving, marking a block, copying, pasting, clearing.

use super::super::columns::Column;
use super::super::rows::RowKey;
use super::super::state::Reach;
use super::behaviour::{Desk, click, desk, has, one_line, press, settle, the_line, type_text};
use crate::edit::Edit;
use crate::insight::ledger::Group;
use crate::model::{BudgetLine, Figure, FundingSource, Id, LineKey, Path, Value};
use crate::ui::commands::{Ask, Command};
use crate::ui::preview::Preview;
use crate::ui::view::Selection;
use eframe::egui::{self, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

const SOURCE: &str = "Năm 2024, Ngân sách huyện Vĩnh Lộc";

/// Three lines of 2024 from different sources, with some estimates.
pub(super) fn three_lines() -> Preview {
    let mut preview = one_line();
    let sources = [FundingSource::Donations, FundingSource::Labour];
    for (at, source) in sources.into_iter().enumerate() {
        let key = LineKey {
            year: Some(2024),
            clause: Some(Id::from("d5.k2")),
            source: Some(source),
            payer: None,
        };
        let on = Path::new(BudgetLine::KIND, &format!("other{at}"));
        let name = Value::text(format!("Khác {at}"));
        let fields = [(BudgetLine::KEY, key.value()), (BudgetLine::NAME, name)];
        preview.commands.edit(Edit::create(&on, fields));
    }
    let set = |line: &str, key: &str, amount: i64| {
        Edit::set(&Path::new(BudgetLine::KIND, line), key, amount)
    };
    preview
        .commands
        .edit(set("line1", BudgetLine::ESTIMATE, 300));
    preview
        .commands
        .edit(set("other0", BudgetLine::ESTIMATE, 20));
    preview
        .commands
        .edit(set("other0", BudgetLine::ALLOCATED, 5));
    preview.frame(|_, _| ());
    preview
}

fn shift(desk: &mut Harness<'_, Desk>, key: Key) {
    desk.key_press_modifiers(Modifiers::SHIFT, key);
    settle(desk);
}

fn asked(desk: &Harness<'_, Desk>) -> Vec<Command> {
    desk.state().preview.commands.list().to_vec()
}

fn copied(desk: &mut Harness<'_, Desk>) -> (String, String) {
    desk.event(egui::Event::Copy);
    settle(desk);
    let all = asked(desk).into_iter();
    let mut tables = all.filter_map(|c| match c {
        Command::CopyTable { text, html } => Some((text, html)),
        _ => None,
    });
    tables.next_back().expect("something was copied")
}

fn cursor(desk: &Harness<'_, Desk>) -> (RowKey, Option<Column>) {
    desk.state().state.cursor.clone().expect("a cell")
}

fn line<'a>(desk: &'a Harness<'_, Desk>, id: &str) -> &'a BudgetLine {
    &desk.state().preview.document.programme().budget_lines[&Id::from(id)]
}

#[test]
fn a_press_puts_the_keyboard_into_a_cell_and_another_edits_it() {
    let mut desk = desk(three_lines());
    let cell = format!("Dự toán giao, {SOURCE}");
    click(&mut desk, &format!("{cell}: 300"));
    assert!(desk.query_by_label(&cell).is_none(), "not edited yet");
    assert_eq!(
        cursor(&desk),
        (RowKey::Line(Id::from("line1")), Some(Column::Estimate))
    );
    click(&mut desk, &format!("{cell}: 300"));
    assert!(desk.query_by_label(&cell).is_some());
    press(&mut desk, Key::Escape);
    assert!(desk.query_by_label(&cell).is_none());
    press(&mut desk, Key::F2);
    assert!(desk.query_by_label(&cell).is_some());
    press(&mut desk, Key::Escape);
    assert_eq!(the_line(&desk).estimate.known(), Some(300));
}

#[test]
fn the_keyboard_walks_the_whole_table() {
    let mut desk = desk(three_lines());
    click(&mut desk, &format!("Dự toán giao, {SOURCE}: 300"));
    press(&mut desk, Key::ArrowDown);
    press(&mut desk, Key::ArrowRight);
    assert_eq!(
        cursor(&desk),
        (RowKey::Line(Id::from("other0")), Some(Column::Allocated))
    );
    press(&mut desk, Key::End);
    assert_eq!(cursor(&desk).1, Some(Column::Remaining));
    press(&mut desk, Key::Home);
    assert_eq!(cursor(&desk).1, None);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::End);
    settle(&mut desk);
    let year = |year| RowKey::Group(vec![Group::Year(Some(year))]);
    assert_eq!(cursor(&desk), (year(2025), Some(Column::Remaining)));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    settle(&mut desk);
    assert_eq!(cursor(&desk), (year(2022), None));
    press(&mut desk, Key::PageDown);
    assert_eq!(cursor(&desk).0, year(2025));
    press(&mut desk, Key::PageUp);
    assert_eq!(cursor(&desk).0, year(2022));
}

#[test]
fn a_block_is_summed_copied_and_cleared_in_one_step() {
    let mut desk = desk(three_lines());
    click(&mut desk, &format!("Dự toán giao, {SOURCE}: 300"));
    shift(&mut desk, Key::ArrowDown);
    shift(&mut desk, Key::ArrowDown);
    assert!(has(&desk, "Tổng 2 ô: 320 đ; 1 ô trống"));
    shift(&mut desk, Key::ArrowRight);
    assert!(has(&desk, "Tổng 3 ô: 325 đ; 3 ô trống"));
    let (text, html) = copied(&mut desk);
    assert_eq!(text, "300\t\n20\t5\n\t\n");
    assert!(html.contains("x:num=\"300\"") && html.contains("<td></td>"));
    press(&mut desk, Key::Delete);
    for id in ["line1", "other0", "other1"] {
        assert_eq!(line(&desk, id).estimate, Figure::Empty);
        assert_eq!(line(&desk, id).allocated, Figure::Empty);
    }
    assert!(desk.state_mut().preview.undo());
    settle(&mut desk);
    assert_eq!(line(&desk, "line1").estimate.known(), Some(300));
    assert_eq!(line(&desk, "other0").allocated.known(), Some(5));
    // Esc lets go of the block first, and then of the cell.
    press(&mut desk, Key::Escape);
    assert_eq!(desk.state().state.reach, Reach::Cell);
    assert!(desk.state().state.cursor.is_some());
    press(&mut desk, Key::Escape);
    assert!(desk.state().state.cursor.is_none());
}

#[test]
fn a_sum_and_what_is_below_it_are_not_counted_twice() {
    let mut desk = desk(three_lines());
    click(&mut desk, "Dự toán giao, Năm 2024: 320");
    assert!(
        desk.query_by_label("Dự toán giao, Năm 2024").is_none(),
        "a sum is not edited"
    );
    type_text(&mut desk, "5");
    assert!(desk.query_by_label("Dự toán giao, Năm 2024").is_none());
    // The commitment of the text and three lines follow.
    for _ in 0..4 {
        shift(&mut desk, Key::ArrowDown);
    }
    assert!(has(&desk, "Tổng 2 ô: 320 đ; 2 ô trống"));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(&mut desk);
    let (text, _) = copied(&mut desk);
    assert!(text.starts_with("Năm, nguồn vốn\tCam kết\t"), "{text}");
    assert!(text.contains("\nCả giai đoạn\t400000000\t320\t"), "{text}");
}

#[test]
fn a_drag_and_shift_with_a_press_mark_a_block() {
    let mut desk = desk(three_lines());
    let at = |desk: &Harness<'_, Desk>, name: &str| desk.get_by_label(name).rect().center();
    let from = at(&desk, &format!("Dự toán giao, {SOURCE}: 300"));
    let to = at(&desk, "Phân bổ, Năm 2024, Ngày công: —");
    desk.drag_at(from);
    desk.run_ok();
    desk.hover_at(to);
    desk.run_ok();
    desk.drop_at(to);
    settle(&mut desk);
    assert!(has(&desk, "Tổng 3 ô: 325 đ; 3 ô trống"));
    click(&mut desk, "Cam kết, Năm 2024, Xã hội hóa: —");
    assert!(!has(&desk, "Tổng 3 ô"));
    desk.get_by_label("Phân bổ, Năm 2024, Xã hội hóa: 5")
        .click_modifiers(Modifiers::SHIFT);
    settle(&mut desk);
    assert!(has(&desk, "Tổng 2 ô: 25 đ; 1 ô trống"));
}

#[test]
fn a_pasted_value_is_typed_and_a_pasted_block_is_asked_about() {
    let mut desk = desk(three_lines());
    let cell = format!("Phân bổ, {SOURCE}");
    click(&mut desk, &format!("{cell}: —"));
    desk.event(egui::Event::Paste("7,4 triệu\r\n".into()));
    settle(&mut desk);
    let field = desk.get_by_label(&cell);
    assert_eq!(
        egui_kittest::kittest::NodeT::accesskit_node(&field).value(),
        Some("7,4 triệu".into())
    );
    assert_eq!(line(&desk, "line1").allocated, Figure::Empty, "not yet");
    press(&mut desk, Key::Enter);
    assert_eq!(line(&desk, "line1").allocated.known(), Some(7_400_000));
    // The keyboard went down by one; the block begins there.
    let block = "1\t2\n3\t4\n";
    desk.event(egui::Event::Paste(block.into()));
    settle(&mut desk);
    let lines = ["other0", "other1"].map(Id::from).to_vec();
    let ask = Ask::PasteFigures {
        lines,
        columns: vec![BudgetLine::ALLOCATED],
        text: block.to_owned(),
    };
    assert!(asked(&desk).contains(&Command::Ask(ask)));
}

#[test]
fn a_line_opens_its_payments_and_a_sum_its_lines() {
    let mut desk = desk(Preview::sample());
    assert!(!has(&desk, "Dự toán giao, Năm 2023, "));
    click(&mut desk, "Giải ngân, Năm 2023: 444.700.000");
    assert!(has(&desk, "Giải ngân, Năm 2023, Ngân sách huyện Vĩnh Lộc"));
    // By the keyboard it is folded again, and opened.
    press(&mut desk, Key::Enter);
    assert!(!has(&desk, "Giải ngân, Năm 2023, Ngân sách huyện Vĩnh Lộc"));
    press(&mut desk, Key::Enter);
    let paid = desk.state().preview.document.programme();
    let paid = paid.payments.values().find_map(|p| p.line.clone());
    let paid = paid.expect("a line with payments");
    desk.state_mut().preview.selection = Selection::Line(paid.clone());
    settle(&mut desk);
    // A line that was selected elsewhere is folded out.
    let name = desk.state_mut().preview.frame(|view, _| {
        let rows = super::super::State::default().rows(view);
        let at = rows.ledger.find(&RowKey::Line(paid.clone())).unwrap();
        let row = super::super::rows::Row::at(&rows.ledger, at).unwrap();
        row.cell_title(view, Column::Disbursed)
    });
    assert!(has(&desk, &format!("{name}: ")));
    desk.state_mut().preview.selection = Selection::Nothing;
    settle(&mut desk);
    desk.get_by_label_contains(&format!("{name}: ")).click();
    settle(&mut desk);
    assert_eq!(desk.state().preview.selection, Selection::Line(paid));
    assert!(has(&desk, "Thêm khoản chi"));
}
