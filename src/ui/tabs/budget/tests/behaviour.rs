//! The tab through its interface by name: what the user does, and what the document then says.

use super::super::rows::RowKey;
use super::super::{State, show};
use crate::edit::Edit;
use crate::insight::ledger::Group;
use crate::insight::{Budget, Figures, Insight, YearFilter};
use crate::model::{BudgetLine, FundingSource, Id, LineKey, Path, PaymentKind, Sum, Value};
use crate::ui::commands::Command;
use crate::ui::inspector;
use crate::ui::preview::Preview;
use crate::ui::tokens::Motion;
use crate::ui::view::Selection;
use chrono::NaiveDate;
use eframe::egui::{self, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// The tab with the inspector beside it, over a document.
pub(super) struct Desk {
    pub(super) preview: Preview,
    pub(super) state: State,
    inspector: inspector::States,
}

pub(super) fn desk<'a>(preview: Preview) -> Harness<'a, Desk> {
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
        let area = ui.max_rect();
        let shown = preview.selection != Selection::Nothing;
        let right = if shown { 300.0 } else { 0.0 };
        let left =
            egui::Rect::from_min_max(area.min, egui::pos2(area.right() - right, area.bottom()));
        ui.scope_builder(egui::UiBuilder::new().id_salt("tab").max_rect(left), |ui| {
            preview.frame(|view, commands| show(ui, view, state, commands));
        });
        if shown {
            let right =
                egui::Rect::from_min_max(egui::pos2(left.right() + 4.0, area.top()), area.max);
            ui.scope_builder(
                egui::UiBuilder::new().id_salt("inspector").max_rect(right),
                |ui| {
                    preview.frame(|view, commands| inspector::show(ui, view, inspector, commands));
                },
            );
        }
    };
    let builder = Harness::builder()
        .with_size(vec2(1500.0, 1000.0))
        .with_max_steps(12);
    let builder = builder.with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off));
    let mut harness = builder.build_ui_state(draw, desk);
    harness.run_ok();
    harness
}

pub(super) fn settle(harness: &mut Harness<'_, Desk>) {
    harness.run_ok();
}

pub(super) fn click(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

/// Presses what has this role among all with a label.
pub(super) fn click_as(harness: &mut Harness<'_, Desk>, role: egui::accesskit::Role, label: &str) {
    {
        let mut all = harness.query_all_by_label(label);
        let found = all.find(|n| n.accesskit_node().role() == role);
        found
            .unwrap_or_else(|| panic!("no {role:?} {label}"))
            .click();
    }
    settle(harness);
}

pub(super) fn type_text(harness: &mut Harness<'_, Desk>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    settle(harness);
}

pub(super) fn press(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    settle(harness);
}

pub(super) fn has(harness: &Harness<'_, Desk>, part: &str) -> bool {
    harness.query_all_by_label_contains(part).next().is_some()
}

pub(super) fn the_line<'a>(harness: &'a Harness<'_, Desk>) -> &'a BudgetLine {
    harness
        .state()
        .preview
        .document
        .programme()
        .budget_lines
        .values()
        .next()
        .expect("there is a line")
}

/// The official programme with one line of 2024 without figures.
pub(super) fn one_line() -> Preview {
    let mut preview = Preview::empty();
    let key = LineKey {
        year: Some(2024),
        clause: Some(Id::from("d5.k1")),
        source: Some(FundingSource::DistrictBudget),
        payer: Some(Id::from("vl")),
    };
    let on = Path::new(BudgetLine::KIND, "line1");
    let edit = Edit::create(
        &on,
        [
            (BudgetLine::KEY, key.value()),
            (BudgetLine::NAME, Value::text("Nhà ở")),
        ],
    );
    preview.commands.edit(edit);
    preview.frame(|_, _| ());
    preview
}

const SOURCE: &str = "Năm 2024, Ngân sách huyện Vĩnh Lộc";

/// The day and the document of each payment.
fn payments(desk: &Harness<'_, Desk>) -> Vec<(Option<NaiveDate>, String)> {
    let payments = desk.state().preview.document.programme().payments.values();
    payments.map(|p| (p.date, p.document.clone())).collect()
}

#[test]
fn scenario_5_overspending_warns_in_red_and_is_saved() {
    let mut desk = desk(one_line());
    click(&mut desk, &format!("Dự toán giao, {SOURCE}: —"));
    type_text(&mut desk, "100.000.000");
    press(&mut desk, Key::Enter);
    assert_eq!(the_line(&desk).estimate.known(), Some(100_000_000));
    // The first payment is typed into the cell, its day and document are said; then the cell is a sum.
    click(&mut desk, &format!("Giải ngân, {SOURCE}: —"));
    type_text(&mut desk, "60 triệu");
    press(&mut desk, Key::Enter);
    assert!(
        desk.state()
            .preview
            .document
            .programme()
            .payments
            .is_empty(),
        "nothing before the yes"
    );
    assert!(has(&desk, "Hôm nay. Hãy sửa"));
    type_text(&mut desk, "31/02/2024");
    press(&mut desk, Key::Enter);
    assert_eq!(payments(&desk), [], "no such day");
    // What is wrong stays there to be mended.
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(&mut desk);
    type_text(&mut desk, "12/3/2024");
    press(&mut desk, Key::Tab);
    type_text(&mut desk, "07/UNC");
    press(&mut desk, Key::Enter);
    let day = NaiveDate::from_ymd_opt(2024, 3, 12);
    assert_eq!(payments(&desk), [(day, "07/UNC".to_owned())]);
    assert!(!has(&desk, "Giải ngân vượt"));
    // The second one in the inspector.
    click(&mut desk, &format!("Giải ngân, {SOURCE}: 60.000.000"));
    assert_eq!(
        desk.state().preview.selection,
        Selection::Line(Id::from("line1"))
    );
    click(&mut desk, "Thêm khoản chi");
    type_text(&mut desk, "45000000");
    press(&mut desk, Key::Enter);
    let p = desk.state().preview.document.programme();
    let amounts: Vec<_> = p
        .payments
        .values()
        .filter_map(|p| p.money.amount.known())
        .collect();
    assert_eq!(amounts.iter().sum::<i64>(), 105_000_000);
    assert!(
        p.payments
            .values()
            .all(|p| p.kind == Some(PaymentKind::Disbursement))
    );
    // The day of the paper is typed, not made up.
    assert!(p.payments.values().any(|p| p.date.is_none()));
    assert!(has(&desk, &format!("Tỷ lệ, {SOURCE}: 105,0%")));
    assert!(has(&desk, &format!("Còn lại, {SOURCE}: −5.000.000")));
    assert!(has(&desk, "Giải ngân vượt dự toán giao 5.000.000 đ"));
}

#[test]
fn a_bad_amount_is_refused_and_stays_as_typed() {
    let mut desk = desk(one_line());
    let cell = format!("Dự toán giao, {SOURCE}");
    click(&mut desk, &format!("{cell}: —"));
    for bad in ["100.000.00", "1e8", "abc"] {
        harness_select_all(&mut desk);
        type_text(&mut desk, bad);
        press(&mut desk, Key::Enter);
        let field = desk.get_by_label(&cell);
        assert_eq!(field.value().as_deref(), Some(bad));
        let sentence = field.accesskit_node().description().unwrap_or_default();
        assert!(
            sentence.contains(if bad == "1e8" { "e" } else { bad }),
            "{bad}: {sentence}"
        );
        assert_eq!(the_line(&desk).estimate.known(), None);
    }
    // Another cell is opened: the refused text stays in its own.
    click(&mut desk, &format!("Phân bổ, {SOURCE}: —"));
    type_text(&mut desk, "7,4tr");
    press(&mut desk, Key::Enter);
    assert_eq!(the_line(&desk).allocated.known(), Some(7_400_000));
    click(&mut desk, &format!("{cell}: —"));
    assert_eq!(desk.get_by_label(&cell).value().as_deref(), Some("abc"));
    press(&mut desk, Key::Escape);
    assert!(desk.query_by_label(&cell).is_none(), "Esc closes the field");
    assert_eq!(the_line(&desk).estimate.known(), None);
}

pub(super) fn harness_select_all(desk: &mut Harness<'_, Desk>) {
    desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(desk);
}

#[test]
fn the_keyboard_alone_fills_a_line() {
    let mut desk = desk(one_line());
    click(&mut desk, &format!("Cam kết, {SOURCE}: —"));
    // A digit starts typing; Tab goes right, Enter down.
    for digit in ["1", "0", "0", " ", "t", "r"] {
        type_text(&mut desk, digit);
    }
    press(&mut desk, Key::Tab);
    assert_eq!(the_line(&desk).committed.known(), Some(100_000_000));
    type_text(&mut desk, "90000000");
    press(&mut desk, Key::Tab);
    assert_eq!(the_line(&desk).estimate.known(), Some(90_000_000));
    type_text(&mut desk, "5");
    press(&mut desk, Key::Escape);
    assert_eq!(the_line(&desk).allocated.known(), None, "Esc restores");
    // Emptied is unset, not zero.
    press(&mut desk, Key::ArrowLeft);
    press(&mut desk, Key::Enter);
    harness_select_all(&mut desk);
    press(&mut desk, Key::Delete);
    press(&mut desk, Key::Enter);
    assert_eq!(the_line(&desk).estimate, crate::model::Figure::Empty);
}

#[test]
fn a_new_line_needs_year_clause_and_source() {
    let mut desk = desk(Preview::empty());
    click(&mut desk, "Thêm dòng");
    click(&mut desk, "Thêm");
    assert!(has(&desk, "Hãy chọn năm."));
    click(&mut desk, "Năm: Chọn…");
    click(&mut desk, "Năm 2023");
    click(&mut desk, "Khoản: Chọn…");
    type_text(&mut desk, "5.2");
    press(&mut desk, Key::Enter);
    click(&mut desk, "Thêm");
    assert!(has(
        &desk,
        "Hãy chọn nguồn vốn. Dòng nào cũng phải có nguồn."
    ));
    click(&mut desk, "Nguồn vốn: Chọn…");
    click(&mut desk, "Xã hội hóa");
    click(&mut desk, "Thêm");
    let line = the_line(&desk);
    assert_eq!(line.key.year, Some(2023));
    assert_eq!(line.key.clause, Some(Id::from("d5.k2")));
    assert_eq!(line.key.source, Some(FundingSource::Donations));
    assert_eq!(
        desk.state().preview.selection,
        Selection::Line(line.id.clone())
    );
}

#[test]
fn the_key_stands_once_money_is_on_the_line() {
    let mut preview = one_line();
    let on = Path::new(BudgetLine::KIND, "line1");
    preview
        .commands
        .edit(Edit::set(&on, BudgetLine::ESTIMATE, 5_i64));
    preview.selection = Selection::Line(Id::from("line1"));
    let mut desk = desk(preview);
    click(&mut desk, "Năm: 2024");
    click(&mut desk, "Năm 2025");
    assert_eq!(the_line(&desk).key.year, Some(2024));
    assert!(has(&desk, "Dòng này đã có số tiền"));
}

#[test]
fn the_warning_leads_to_the_allocation_of_the_line() {
    let mut desk = desk(Preview::sample());
    assert!(has(&desk, "Giải ngân vượt phân bổ 7.400.000 đ"));
    click(&mut desk, "Sửa phân bổ");
    let field = desk.get_by_label("Phân bổ, Lồng ghép thôn nông thôn mới kiểu mẫu");
    assert_eq!(field.value().as_deref(), Some("40.000.000"));
    harness_select_all(&mut desk);
    type_text(&mut desk, "47,4 triệu");
    press(&mut desk, Key::Enter);
    assert!(!has(&desk, "Giải ngân vượt phân bổ"));
}

#[test]
fn nothing_can_be_edited_where_the_file_is_read_only() {
    let mut preview = one_line();
    preview.read_only = Some(crate::ui::view::ReadOnly::ViewOnly);
    let mut desk = desk(preview);
    click(&mut desk, &format!("Dự toán giao, {SOURCE}: —"));
    type_text(&mut desk, "5");
    assert!(
        desk.query_by_label(&format!("Dự toán giao, {SOURCE}"))
            .is_none()
    );
    assert_eq!(the_line(&desk).estimate.known(), None);
}

#[test]
fn household_names_are_hidden_until_asked_for() {
    let mut desk = desk(Preview::sample());
    assert!(!has(&desk, "Hộ số 1 (minh hoạ)"));
    click(&mut desk, "Hiện tên hộ");
    assert!(has(&desk, "Hộ số 1 (minh hoạ)"));
}

#[test]
fn the_year_filter_applies() {
    let mut preview = Preview::sample();
    preview.years = YearFilter::Year(2023);
    let desk = desk(preview);
    assert!(has(&desk, "Năm 2023, đã quyết toán"));
    assert!(!has(&desk, "Năm 2024, đang thực hiện"));
    assert!(!has(&desk, "Giải ngân vượt phân bổ 7.400.000"));
}

#[test]
fn copying_gives_plain_numbers() {
    let mut desk = desk(Preview::sample());
    desk.event(egui::Event::Copy);
    settle(&mut desk);
    let copied = desk
        .state()
        .preview
        .commands
        .list()
        .iter()
        .find_map(|c| match c {
            Command::CopyTable { text, .. } => Some(text.clone()),
            _ => None,
        });
    let text = copied.expect("the table is copied");
    let rows: Vec<Vec<&str>> = text.lines().map(|l| l.split('\t').collect()).collect();
    assert!(rows.iter().all(|r| r.len() == rows[0].len()));
    let year = rows.iter().find(|r| r[0] == "Năm 2023").unwrap();
    assert_eq!(
        year[1..],
        [
            "330000000",
            "450000000",
            "450000000",
            "",
            "444700000",
            "98,8%",
            "444700000",
            "5300000"
        ]
    );
}

/// The numbers of the design's picture of this tab.
#[test]
fn the_sample_shows_the_numbers_of_the_design() {
    let preview = Preview::sample();
    let insight = Insight::of(&preview.document, preview.today, YearFilter::All);
    let budget = &insight.budget;
    let row = |f: &Figures| {
        let sums = [&f.committed, &f.estimate, &f.allocated, &f.disbursed].map(Sum::known);
        (
            sums.map(|s| s.map(|d| d / 100_000)),
            f.rate_tenths(),
            f.settled.known(),
            f.remaining().known(),
        )
    };
    let expect = |f: &Figures, sums: [i64; 4], rate: i64, settled: Option<i64>, left: i64| {
        assert_eq!(row(f), (sums.map(Some), Some(rate), settled, Some(left)));
    };
    let year = |y: i32| &budget.year(y).unwrap().total;
    let only_committed = |y: i32, amount: i64| {
        assert_eq!(
            row(year(y)),
            ([Some(amount), None, None, None], None, None, None)
        );
    };
    only_committed(2022, 1000);
    expect(
        year(2023),
        [3300, 4500, 4500, 4447],
        988,
        Some(444_700_000),
        5_300_000,
    );
    expect(year(2024), [3600, 5100, 4300, 2929], 574, None, 217_100_000);
    only_committed(2025, 3100);
    expect(
        &budget.total,
        [11000, 9600, 8800, 7376],
        768,
        Some(444_700_000),
        222_400_000,
    );
    let sources = &budget.year(2024).unwrap().sources;
    assert_eq!(sources.len(), 4);
    expect(
        &sources[0].figures,
        [2000, 2000, 1800, 960],
        480,
        None,
        104_000_000,
    );
    expect(
        &sources[1].figures,
        [1100, 1100, 1100, 645],
        586,
        None,
        45_500_000,
    );
    assert_eq!(
        row(&sources[2].figures),
        (
            [None, Some(1500), Some(900), Some(974)],
            Some(649),
            None,
            Some(52_600_000)
        )
    );
    expect(
        &sources[3].figures,
        [500, 500, 500, 350],
        700,
        None,
        15_000_000,
    );
    let names: Vec<_> = sources
        .iter()
        .map(|s| (s.source, s.payer.as_ref().map(Id::as_str)))
        .collect();
    assert_eq!(names[0], (Some(FundingSource::DistrictBudget), Some("vl")));
    assert_eq!(names[1], (Some(FundingSource::DistrictBudget), Some("ct")));
    assert_eq!(names[2].0, Some(FundingSource::NationalTarget));
}

/// The years of a budget and what has none.
fn all_years(budget: &Budget) -> impl Iterator<Item = &crate::insight::YearBudget> {
    budget.years.iter().chain(&budget.undated)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]
    #[test]
    fn totals_are_the_sums_of_years_of_sources_and_of_lines(
        lines in proptest::collection::vec((0_i32..6, 0_usize..4, 0_usize..3, proptest::option::of(0_i64..1_000_000_000), proptest::option::of(0_i64..1_000_000_000)), 0..24),
        payments in proptest::collection::vec((0_usize..24, 0_usize..4, 0_i64..1_000_000_000), 0..40),
    ) {
        use crate::model::{Figure, Payment, PaymentMoney};
        let mut preview = Preview::empty();
        let payers = [None, Some("vl"), Some("ct")];
        for (at, (year, source, payer, estimate, allocated)) in lines.iter().enumerate() {
            let key = LineKey {
                // The year 2027 lies outside the period; the sixth has none.
                year: (*year < 5).then_some(if *year == 4 { 2027 } else { 2022 + year }),
                clause: Some(Id::from("d5.k2")),
                source: FundingSource::ALL.get(*source).copied().filter(|_| *source < 3),
                payer: payers[*payer].map(Id::from),
            };
            let money = |m: &Option<i64>| m.map_or(Value::Null, Value::Int);
            let on = Path::new(BudgetLine::KIND, &format!("line{at}"));
            preview.commands.edit(Edit::create(&on, [
                (BudgetLine::KEY, key.value()),
                (BudgetLine::ESTIMATE, money(estimate)),
                (BudgetLine::ALLOCATED, money(allocated)),
            ]));
        }
        for (at, (line, kind, amount)) in payments.iter().enumerate() {
            let on = Path::new(Payment::KIND, &format!("pay{at}"));
            let money = PaymentMoney { amount: Figure::Known(*amount), ..PaymentMoney::default() };
            preview.commands.edit(Edit::create(&on, [
                (Payment::LINE, Value::text(format!("line{line}"))),
                (Payment::KIND_OF, PaymentKind::ALL[*kind].value()),
                (Payment::MONEY, money.value()),
            ]));
        }
        preview.frame(|_, _| ());
        let budget = Budget::of(preview.document.programme());
        let mut of_years = Figures::default();
        for year in all_years(&budget) {
            of_years.add(&year.total);
            let mut of_sources = Figures::default();
            for source in &year.sources {
                of_sources.add(&source.figures);
                let mut of_lines = Figures::default();
                source.lines.iter().for_each(|l| of_lines.add(&budget.lines[l]));
                proptest::prop_assert_eq!(&of_lines, &source.figures);
            }
            for (_, amount) in &year.from_text {
                of_sources.committed = of_sources.committed.plus_amount(*amount);
            }
            proptest::prop_assert_eq!(&of_sources, &year.total);
        }
        proptest::prop_assert_eq!(&of_years, &budget.total);
        let counted: usize = all_years(&budget).flat_map(|y| &y.sources).map(|s| s.lines.len()).sum();
        proptest::prop_assert_eq!(counted, lines.len());
        // Against plain sums over the input.
        let estimate: Option<i64> = lines.iter().filter_map(|l| l.3).fold(None, |sum, m| Some(sum.unwrap_or(0) + m));
        proptest::prop_assert_eq!(budget.total.estimate.known(), estimate);
        let paid = payments.iter().filter(|(line, ..)| *line < lines.len());
        let paid: i64 = paid.map(|(_, kind, m)| match PaymentKind::ALL[*kind] {
            PaymentKind::Disbursement => *m,
            PaymentKind::Recovery => -m,
            _ => 0,
        }).sum();
        proptest::prop_assert_eq!(budget.total.disbursed.known().unwrap_or(0), paid);
    }
}

/// A third party pays under its own seal and name; nothing assumes two.
#[test]
fn three_parties_stand_in_their_order() {
    let mut preview = one_line();
    let third = Path::new("parties", "th");
    let place = crate::model::Place {
        parent: None,
        key: "z.0".into(),
    };
    let mut edits = vec![Edit::create(
        &third,
        [
            ("name", Value::text("huyện Thạch Thành")),
            ("short_name", Value::text("Thạch Thành")),
            ("letters", Value::text("TT")),
            ("shape", Value::text("diamond")),
            ("place", place.value()),
        ],
    )];
    for payer in ["th", "ct"] {
        let key = LineKey {
            year: Some(2024),
            clause: Some(Id::from("d5.k1")),
            source: Some(FundingSource::DistrictBudget),
            payer: Some(Id::from(payer)),
        };
        let on = Path::new(BudgetLine::KIND, &format!("of-{payer}"));
        edits.push(Edit::create(&on, [(BudgetLine::KEY, key.value())]));
    }
    preview.commands.edit(Edit::Several(edits));
    let mut desk = desk(preview);
    settle(&mut desk);
    let program = desk.state().preview.document.programme();
    let budget = Budget::of(program);
    let payers: Vec<_> = budget
        .year(2024)
        .unwrap()
        .sources
        .iter()
        .map(|s| s.payer.clone())
        .collect();
    assert_eq!(payers, ["vl", "ct", "th"].map(|p| Some(Id::from(p))));
    assert!(has(&desk, "Ngân sách huyện Thạch Thành"));
}

/// Hundreds of lines folded out of one source cost what a screenful costs.
#[test]
fn many_lines_are_not_all_drawn() {
    let mut preview = one_line();
    let key = |at: usize| LineKey {
        year: Some(2024),
        clause: Some(Id::from("d5.k2")),
        source: FundingSource::ALL.get(at % 5).copied(),
        payer: None,
    };
    let lines = (0..4000).map(|at| {
        let on = Path::new(BudgetLine::KIND, &format!("many{at}"));
        let name = Value::text(format!("Dòng thứ {at}"));
        Edit::create(
            &on,
            [(BudgetLine::KEY, key(at).value()), (BudgetLine::NAME, name)],
        )
    });
    for edit in lines {
        // Checking each against all others is not what is tested here.
        let Edit::Create { on, fields } = edit else {
            continue;
        };
        preview
            .document
            .commit(vec![crate::change::Op::New { on, to: fields }], 1);
    }
    let mut desk = desk(preview);
    click(&mut desk, "Ngân sách huyện");
    let drawn = desk.query_all_by_label_contains("Dòng thứ").count();
    // Each row has its name and eight or more cells.
    assert!((10..800).contains(&drawn), "{drawn} nodes");
    assert!(has(&desk, "Cả giai đoạn"), "the total stays in sight");
}

/// A narrow desk: columns fold away, a button and the keyboard bring them back.
#[test]
fn columns_without_room_fold_away_and_come_back() {
    let mut w = desk(Preview::sample());
    assert!(w.query_by_label_contains("Đang ẩn").is_none());
    assert!(w.query_by_label("Tạm ứng").is_some());
    w.set_size(vec2(860.0, 800.0));
    w.run_ok();
    assert!(w.query_by_label("Tạm ứng").is_none(), "folded away");
    assert!(w.query_by_label("Còn lại").is_some(), "never folded");
    w.get_by_label_contains("Đang ẩn vì hẹp: Tạm ứng").click();
    w.run_ok();
    assert!(w.query_by_label("Tạm ứng").is_some());
    w.get_by_label_contains("Bớt cột").click();
    w.run_ok();
    assert!(w.query_by_label("Tạm ứng").is_none());
    // Right through all the columns of a row: the folded one unfolds when it is reached.
    let year = RowKey::Group(vec![Group::Year(Some(2023))]);
    w.state_mut().state.cursor = Some((year, None));
    w.get_by_label("Bảng ngân sách").focus();
    w.run_ok();
    for _ in 0..6 {
        w.key_press(Key::ArrowRight);
        w.run_ok();
    }
    assert!(w.query_by_label("Tạm ứng").is_some());
    let (_, column) = w.state().state.cursor.clone().expect("a cell");
    assert!(column.is_some());
}
