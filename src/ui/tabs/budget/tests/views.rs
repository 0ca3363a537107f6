//! Grouping, sorting, filtering, columns, units.

use super::super::rows::RowKey;
use super::behaviour::{Desk, click, click_as, desk, has, settle, type_text};
use crate::edit::Edit;
use crate::insight::ledger::{Column, Entry, Grouping};
use crate::model::{BudgetLine, Path};
use crate::ui::commands::Command;
use crate::ui::preview::Preview;
use eframe::egui::accesskit::Role;
use eframe::egui::{self, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// The rows that are shown.
fn rows(desk: &mut Harness<'_, Desk>) -> Vec<Entry> {
    let Desk { preview, state, .. } = desk.state_mut();
    preview.frame(|view, _| {
        let rows = state.rows(view);
        let all = (0..rows.len()).filter_map(|at| rows.get(at));
        all.map(|row| row.entry.clone()).collect()
    })
}

fn choose(desk: &mut Harness<'_, Desk>, from: &str, to: &str) {
    click(desk, &format!("Xếp nhóm: {from}"));
    click_as(desk, Role::MenuItem, to);
}

#[test]
fn the_table_stands_by_whatever_is_chosen_with_the_same_total() {
    let mut desk = desk(Preview::sample());
    let total = "Giải ngân, Cả giai đoạn: 737.600.000";
    assert!(has(&desk, total));
    let ways = [
        ("Theo năm", "Theo Điều", "Điều 5"),
        ("Theo Điều", "Theo nguồn", "CTMTQG"),
        ("Theo nguồn", "Theo đơn vị chi", "Chưa ghi bên chi"),
        ("Theo đơn vị chi", "Theo bên", "huyện Vĩnh Lộc"),
        ("Theo bên", "Theo năm", "Năm 2024, đang thực hiện"),
    ];
    for (from, to, name) in ways {
        choose(&mut desk, from, to);
        assert!(has(&desk, name), "{to}");
        assert!(has(&desk, total), "{to}");
        assert!(has(&desk, "Cả giai đoạn, 2 trên 4 năm có số liệu"), "{to}");
    }
    assert_eq!(desk.state().state.choice.grouping, Grouping::Year);
}

#[test]
fn the_sum_of_the_text_over_years_is_called_computed_wherever_it_stands() {
    let mut desk = desk(Preview::empty());
    assert!(has(&desk, "Cam kết, Cả giai đoạn: số tính 400.000.000"));
    assert!(has(&desk, "Cam kết, Năm 2022: 100.000.000"));
    choose(&mut desk, "Theo năm", "Theo nguồn");
    assert!(has(&desk, "Cam kết, Chưa ghi nguồn: số tính 400.000.000"));
    assert!(has(&desk, "Cam kết, Chưa ghi nguồn, Năm 2022: 100.000.000"));
    choose(&mut desk, "Theo nguồn", "Theo Điều");
    assert!(has(&desk, "Cam kết, Điều 5: số tính 400.000.000"));
    assert!(!has(&desk, ": 400.000.000"));
}

#[test]
fn a_press_on_a_head_sorts_and_says_so() {
    let mut desk = desk(Preview::sample());
    click_as(&mut desk, Role::ColumnHeader, "Giải ngân");
    assert!(has(&desk, "Giải ngân, xếp giảm dần"));
    let of_2024 = |desk: &mut Harness<'_, Desk>| {
        let rows = rows(desk);
        let below = rows.iter().filter(|e| e.depth == 1);
        below
            .map(|e| Column::Disbursed.measure(&e.figures))
            .collect::<Vec<_>>()
    };
    let down = of_2024(&mut desk);
    assert!(
        down.windows(2).all(|w| w[0] >= w[1]) && down.len() == 4,
        "{down:?}"
    );
    // Years too, those without figures last.
    let years = rows(&mut desk);
    let years: Vec<_> = years
        .iter()
        .filter(|e| e.depth == 0)
        .map(|e| e.key.clone())
        .collect();
    let year = |y| RowKey::Group(vec![crate::insight::ledger::Group::Year(Some(y))]);
    assert_eq!(years, [2023, 2024, 2022, 2025].map(year));
    click(&mut desk, "Giải ngân, xếp giảm dần");
    let up = of_2024(&mut desk);
    assert!(up.windows(2).all(|w| w[0] <= w[1]));
    click(&mut desk, "Giải ngân, xếp tăng dần");
    assert!(desk.state().state.choice.sort.is_none());
    click(&mut desk, "Năm, nguồn vốn");
    assert!(has(&desk, "Năm, nguồn vốn, xếp tăng dần"));
}

#[test]
fn a_filter_says_how_much_it_shows_and_changes_nothing() {
    let mut desk = desk(Preview::sample());
    let before = desk.state().preview.document.revision();
    let all = desk.state().preview.document.programme().budget_lines.len();
    click(&mut desk, "Lọc");
    click_as(&mut desk, Role::CheckBox, "Xã hội hóa");
    assert!(has(&desk, "Lọc (1)"));
    let rows = rows(&mut desk);
    let lines = rows.iter().filter(|e| e.line().is_some()).count();
    assert!(lines > 0 && lines < all);
    assert!(has(&desk, &format!("Đang lọc: {lines} trên {all} dòng")));
    assert!(has(
        &desk,
        &format!("Tổng các dòng đang lọc, {lines} trên {all} dòng")
    ));
    assert!(!has(&desk, "Cả giai đoạn, "));
    assert_eq!(desk.state().preview.document.revision(), before);
    desk.key_press(Key::Escape);
    settle(&mut desk);
    click(&mut desk, "Bỏ mọi điều kiện lọc");
    assert!(has(&desk, "Cả giai đoạn, 2 trên 4 năm có số liệu"));
}

#[test]
fn words_find_lines_with_or_without_accents() {
    let mut desk = desk(Preview::sample());
    click(&mut desk, "Lọc");
    desk.get_by_label("Tìm trong các dòng").focus();
    settle(&mut desk);
    type_text(&mut desk, "long ghep thon");
    let found = rows(&mut desk);
    let lines: Vec<_> = found.iter().filter_map(Entry::line).cloned().collect();
    assert!(!lines.is_empty());
    for id in &lines {
        let preview = &mut desk.state_mut().preview;
        let name = preview.frame(|view, _| super::super::line_name(view, id));
        assert!(name.contains("Lồng ghép"), "{name}");
    }
    assert_eq!(desk.state().state.choice.filter.text, "long ghep thon");
    // What finds nothing leaves an empty table that says so.
    type_text(&mut desk, " không có");
    assert!(has(&desk, "Đang lọc: 0 trên "));
    assert!(has(&desk, "Không có dòng nào khớp"));
}

#[test]
fn columns_come_and_go_as_chosen() {
    let mut desk = desk(Preview::sample());
    assert!(desk.query_by_label("Hủy dự toán").is_none());
    click(&mut desk, "Cột");
    click(&mut desk, "Hủy dự toán");
    let heads = |desk: &Harness<'_, Desk>, name: &str| {
        desk.query_all_by_label(name)
            .filter(|n| {
                use egui_kittest::kittest::NodeT as _;
                n.accesskit_node().role() == Role::ColumnHeader
            })
            .count()
    };
    assert_eq!(heads(&desk, "Hủy dự toán"), 1);
    click(&mut desk, "Như mặc định");
    assert_eq!(heads(&desk, "Hủy dự toán"), 0);
}

#[test]
fn million_is_for_the_eye_alone() {
    let mut preview = Preview::sample();
    let line = preview.document.programme().budget_lines.keys().next();
    let line = line.expect("a line").clone();
    let on = Path::new(BudgetLine::KIND, line.as_str());
    preview
        .commands
        .edit(Edit::set(&on, BudgetLine::ESTIMATE, 123_456_789_i64));
    preview.frame(|_, _| ());
    let mut desk = desk(preview);
    let dong = rows(&mut desk);
    click(&mut desk, "Triệu đồng");
    assert!(has(&desk, "Giải ngân, Cả giai đoạn: 737,6"));
    assert_eq!(rows(&mut desk), dong);
    // What is copied and what is edited stays in đồng.
    desk.event(egui::Event::Copy);
    settle(&mut desk);
    let copied =
        desk.state().preview.commands.list().iter().any(
            |c| matches!(c, Command::CopyTable { text, .. } if text.contains("\t737600000\t")),
        );
    assert!(copied);
}
