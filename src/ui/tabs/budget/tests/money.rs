//! From the table to the reasons of a figure, and from the text's commitment to a line of its own.

use super::super::{State, show};
use crate::edit::Edit;
use crate::model::{
    BudgetLine, Figure, FundingSource, Id, LineKey, NoteKind, Path, Payment, PaymentKind,
    PaymentMoney, Value,
};
use crate::ui::commands::{Ask, Command};
use crate::ui::inspector;
use crate::ui::preview::Preview;
use crate::ui::tokens::Motion;
use crate::ui::view::Selection;
use eframe::egui::{self, Key, accesskit::Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

struct Desk {
    preview: Preview,
    state: State,
    inspector: inspector::States,
}

type Window<'a> = Harness<'a, Desk>;

fn desk<'a>(preview: Preview) -> Window<'a> {
    let desk = Desk {
        preview,
        state: State::default(),
        inspector: inspector::States::default(),
    };
    let draw = |ui: &mut egui::Ui, desk: &mut Desk| {
        let Desk {
            preview,
            state,
            inspector,
        } = desk;
        let (left, right) = ui.max_rect().split_left_right_at_fraction(0.78);
        let at = |salt: &str, rect| egui::UiBuilder::new().id_salt(salt).max_rect(rect);
        ui.scope_builder(at("tab", left), |ui| {
            preview.frame(|view, commands| show(ui, view, state, commands));
        });
        ui.scope_builder(at("inspector", right), |ui| {
            preview.frame(|view, commands| inspector::show(ui, view, inspector, commands));
        });
    };
    let builder = Harness::builder()
        .with_size(vec2(1500.0, 1200.0))
        .with_max_steps(12);
    let builder = builder.with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off));
    let mut harness = builder.build_ui_state(draw, desk);
    harness.run_ok();
    harness
}

fn press(w: &mut Window<'_>, label: &str) {
    w.get_by_role_and_label(Role::Button, label).click();
    w.run_ok();
}

fn has(w: &Window<'_>, part: &str) -> bool {
    w.query_all_by_label_contains(part).next().is_some()
}

#[test]
fn what_the_text_commits_becomes_a_line_once_its_source_is_chosen() {
    let mut w = desk(Preview::empty());
    let programme = |w: &Window<'_>| w.state().preview.document.programme().clone();
    press(&mut w, "Ghi nguồn và bên chi của năm 2023");
    assert!(has(
        &w,
        "Cam kết 100.000.000 đ của văn bản được ghi vào dòng này."
    ));
    press(&mut w, "Thêm");
    assert!(programme(&w).budget_lines.is_empty(), "no source, no line");
    assert!(has(&w, "Hãy chọn nguồn vốn"));
    press(&mut w, "Nguồn vốn: Chọn…");
    w.get_by_role_and_label(Role::Row, "Ngân sách huyện")
        .click();
    w.run_ok();
    press(&mut w, "Bên chi: Chưa ghi");
    w.get_by_role_and_label(Role::Row, "VL huyện Vĩnh Lộc")
        .click();
    w.run_ok();
    press(&mut w, "Thêm");
    let p = programme(&w);
    let line = p.budget_lines.values().next().expect("the line");
    assert_eq!(line.committed.known(), Some(100_000_000));
    assert_eq!(line.key.year, Some(2023));
    assert_eq!(line.key.clause, Some(Id::from("d5.k1")));
    assert_eq!(line.key.source, Some(FundingSource::DistrictBudget));
    assert_eq!(line.key.payer, Some(Id::from("vl")));
    // The total is what it was: taken up, not added.
    let budget = crate::insight::Budget::of(&p);
    assert_eq!(budget.total.committed.known(), Some(400_000_000));
    assert!(budget.year(2023).is_some_and(|y| y.from_text.is_empty()));
    assert!(
        w.query_by_label("Ghi nguồn và bên chi của năm 2023")
            .is_none()
    );
    assert!(
        w.query_by_label("Ghi nguồn và bên chi của năm 2022")
            .is_some()
    );
    assert!(w.state_mut().preview.undo());
    w.run_ok();
    assert!(programme(&w).budget_lines.is_empty(), "one step");
}

#[test]
fn enter_on_what_the_text_commits_begins_its_line() {
    for column in ["Cam kết", ""] {
        let mut w = desk(Preview::empty());
        // The name column is the first cell of a row; then the first column of figures.
        let row = "Điều 5.1 theo văn bản";
        let label = w.query_all_by_label_contains("Theo văn bản").next();
        assert!(label.is_some(), "{row}");
        label.expect("the row").click();
        w.run_ok();
        if !column.is_empty() {
            w.key_press(Key::ArrowRight);
            w.run_ok();
        }
        w.key_press(Key::Enter);
        w.run_ok();
        assert!(has(&w, "Cam kết 100.000.000 đ của văn bản"), "{column}");
        w.key_press(Key::Escape);
        w.run_ok();
        assert!(!has(&w, "Cam kết 100.000.000 đ của văn bản"));
    }
}

/// A line of 2024 with 100 of estimate and 105 disbursed.
fn overspent() -> Preview {
    let mut preview = Preview::empty();
    let key = LineKey {
        year: Some(2024),
        clause: Some(Id::from("d5.k1")),
        source: Some(FundingSource::DistrictBudget),
        payer: None,
    };
    preview.commands.edit(Edit::create(
        &Path::new(BudgetLine::KIND, "a"),
        [
            (BudgetLine::KEY, key.value()),
            (BudgetLine::NAME, Value::text("Nhà ở")),
            (BudgetLine::ESTIMATE, Value::Int(100_000_000)),
        ],
    ));
    let money = PaymentMoney {
        amount: Figure::Known(105_000_000),
        ..PaymentMoney::default()
    };
    preview.commands.edit(Edit::create(
        &Path::new(Payment::KIND, "p"),
        [
            (Payment::LINE, Value::text("a")),
            (Payment::KIND_OF, PaymentKind::Disbursement.value()),
            (Payment::MONEY, money.value()),
        ],
    ));
    preview.frame(|_, _| ());
    preview
}

#[test]
fn the_banner_asks_for_the_reason_of_the_figure_and_then_tells_it() {
    let mut w = desk(overspent());
    assert!(has(&w, "Giải ngân vượt dự toán giao 5.000.000 đ"));
    press(&mut w, "Ghi lý do");
    assert_eq!(w.state().preview.selection, Selection::Line("a".into()));
    w.event(egui::Event::Text("Chờ bổ sung dự toán".into()));
    w.run_ok();
    w.key_press(Key::Enter);
    w.run_ok();
    let p = w.state().preview.document.programme();
    let note = p.notes.values().next().expect("the reason");
    assert_eq!(note.kind, Some(NoteKind::Reason));
    assert_eq!(note.figure, BudgetLine::ESTIMATE);
    assert!(has(&w, "Lý do: Chờ bổ sung dự toán"));
    // Carried funds make it right: the banner goes.
    let on = Path::new(BudgetLine::KIND, "a");
    let edit = Edit::set(&on, BudgetLine::CARRIED_OVER, 5_000_000_i64);
    w.state_mut().preview.commands.edit(edit);
    w.run_ok();
    w.run_ok();
    assert!(!has(&w, "Giải ngân vượt"));
}

#[test]
fn payments_of_no_line_lead_to_the_data_check_that_lists_them_with_their_sum() {
    let mut preview = overspent();
    let on = Path::new(Payment::KIND, "p");
    preview
        .commands
        .edit(Edit::set(&on, Payment::LINE, Value::Null));
    preview.frame(|_, _| ());
    let mut w = desk(preview);
    press(&mut w, "Xem");
    let asked = w.state().preview.commands.list();
    assert!(asked.contains(&Command::Ask(Ask::Problems)));
    let draw = |ui: &mut egui::Ui, preview: &mut Preview| {
        preview.frame(|view, commands| {
            crate::ui::dialogs::problems::show(ui.ctx(), view, commands);
        });
    };
    let builder = Harness::builder().with_size(vec2(900.0, 700.0));
    let builder = builder.with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off));
    let mut preview = overspent();
    preview.frame(|_, _| ());
    let mut check = builder.build_ui_state(draw, preview);
    check.run_ok();
    let row = "Nhà ở (2024): Giải ngân vượt dự toán 5.000.000 đ: giải ngân 105.000.000, được dùng 100.000.000.";
    check.get_by_role_and_label(Role::Row, row).click();
    check.run_ok();
    assert_eq!(check.state().selection, Selection::Line("a".into()));
}
