//! Soft warnings on money, each with its rule and its number, wherever they are told: at the line, in the
//! overview's "Cần xử lý", in the data check of the window and of the command line. None of them stops
//! anything from being saved (scenario 5).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends loudly")]

mod window;

use dong_hanh::app::App;
use dong_hanh::cli::{self, Outcome};
use dong_hanh::codec;
use dong_hanh::edit::Edit;
use dong_hanh::model::field::date_value;
use dong_hanh::model::{
    BudgetLine, Figure, FundingSource, Id, LineKey, Path, Payment, PaymentKind, PaymentMoney, Value,
};
use dong_hanh::ui::commands::Ask;
use dong_hanh::ui::view::{Selection, Tab};
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::ffi::OsString;
use window::{Place, sees, start};

type Window = Harness<'static, App>;

/// A line with its estimate and allocation.
fn line(window: &mut Window, id: &str, key: LineKey, figures: [Option<i64>; 2]) {
    let [estimate, allocated] = figures;
    let amount = |key, of: Option<i64>| of.map(|dong| (key, Value::Int(dong)));
    let mut fields = vec![
        (BudgetLine::KEY, key.value()),
        (BudgetLine::NAME, Value::text(format!("Dòng {id}"))),
    ];
    fields.extend(amount(BudgetLine::ESTIMATE, estimate));
    fields.extend(amount(BudgetLine::ALLOCATED, allocated));
    let on = Path::new(BudgetLine::KIND, id);
    window.state_mut().edit(&Edit::create(&on, fields));
    window.run_ok();
}

fn key(year: i32, clause: &str) -> LineKey {
    LineKey {
        year: Some(year),
        clause: Some(Id::from(clause)),
        source: Some(FundingSource::DistrictBudget),
        payer: Some(Id::from("vl")),
    }
}

fn pay(window: &mut Window, id: &str, of: &str, dong: i64, day: &str, document: &str) {
    let money = PaymentMoney {
        amount: Figure::Known(dong),
        ..PaymentMoney::default()
    };
    let fields = [
        (Payment::LINE, Value::text(of)),
        (Payment::KIND_OF, PaymentKind::Disbursement.value()),
        (Payment::MONEY, money.value()),
        (Payment::DATE, date_value(day.parse().ok())),
        (Payment::DOCUMENT, Value::text_or_null(document)),
    ];
    let on = Path::new(Payment::KIND, id);
    window.state_mut().edit(&Edit::create(&on, fields));
    window.run_ok();
}

/// Each rule: its line, how the overview calls it, and the sentence.
const RULES: [(&str, &str, &str); 6] = [
    (
        "a",
        "Vượt dự toán",
        "Giải ngân vượt dự toán 5.000.000 đ: giải ngân 105.000.000, được dùng 100.000.000.",
    ),
    (
        "b",
        "Vượt phân bổ",
        "Giải ngân vượt phân bổ 10.000.000 đ: giải ngân 40.000.000, phân bổ 30.000.000.",
    ),
    ("c", "Chi ngoài năm", "1 khoản chi có ngày ngoài năm 2023"),
    (
        "d",
        "Chưa ghi nguồn",
        "Chưa ghi nguồn vốn; dòng nào cũng phải có nguồn.",
    ),
    (
        "e",
        "Thiếu chứng từ",
        "1 khoản chi chưa có chứng từ, cộng 7.000.000 đ.",
    ),
    (
        "f",
        "Dưới cam kết",
        "Điều 5.1, năm 2023: dự toán 70.000.000, dưới cam kết 100.000.000 của văn bản.",
    ),
];

fn broken(window: &mut Window) {
    line(window, "a", key(2024, "d3.k1"), [Some(100_000_000), None]);
    pay(window, "a1", "a", 60_000_000, "2024-03-12", "01/UNC");
    pay(window, "a2", "a", 45_000_000, "2024-04-12", "02/UNC");
    line(
        window,
        "b",
        key(2024, "d3.k2"),
        [Some(90_000_000), Some(30_000_000)],
    );
    pay(window, "b1", "b", 40_000_000, "2024-03-12", "03/UNC");
    line(window, "c", key(2023, "d4.k1"), [Some(9_000_000), None]);
    pay(window, "c1", "c", 5_000_000, "2024-06-12", "04/UNC");
    let none = LineKey {
        source: None,
        ..key(2024, "d4.k2")
    };
    line(window, "d", none, [Some(8_000_000), None]);
    line(window, "e", key(2024, "d4.k3"), [Some(8_000_000), None]);
    pay(window, "e1", "e", 7_000_000, "2024-06-12", "");
    line(window, "f", key(2023, "d5.k1"), [Some(70_000_000), None]);
}

fn workspace(window: &mut Window, tab: Tab, selection: Selection) {
    let workspace = window.state_mut().workspace.as_mut().unwrap();
    workspace.tab = tab;
    workspace.selection = selection;
    window.run_ok();
    window.run_ok();
}

#[test]
fn each_rule_is_told_with_its_number_at_its_line_in_the_overview_and_in_both_checks() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file.clone()));
    window.set_size(vec2(1700.0, 2400.0));
    broken(&mut window);
    for (id, short, sentence) in RULES {
        workspace(&mut window, Tab::Budget, Selection::Line(Id::from(id)));
        assert!(sees(&window, sentence), "at the line {id}: {sentence}");
        workspace(&mut window, Tab::Overview, Selection::Nothing);
        let row = window.query_all_by_label_contains(sentence);
        let told = row
            .filter_map(|n| n.accesskit_node().label())
            .any(|l| l.starts_with(short));
        assert!(told, "in the overview: {short}, {sentence}");
        window.state_mut().ask(Ask::Problems);
        window.run_ok();
        assert!(sees(&window, sentence), "in the data check: {sentence}");
        window.key_press(Key::Escape);
        window.run_ok();
    }
    // The row leads to the line.
    let row = window
        .query_all_by_label_contains(RULES[1].2)
        .next()
        .unwrap();
    row.click();
    window.run_ok();
    let selection = window.state().workspace.as_ref().unwrap().selection.clone();
    assert_eq!(selection, Selection::Line("b".into()));
    // Nothing of it hinders saving.
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run_ok();
    let text = std::fs::read_to_string(&file).unwrap();
    let saved = codec::read(&text, "of a test").unwrap().document;
    assert_eq!(saved.programme().payments.len(), 5);
    let (mut told, mut errors) = (Vec::new(), Vec::new());
    let arguments = ["check", file.to_str().unwrap(), "--today", "2024-08-19"];
    let outcome = cli::run(arguments.iter().map(OsString::from), &mut told, &mut errors);
    assert!(
        matches!(outcome, Outcome::Done(cli::FINE)),
        "soft: they are no errors"
    );
    let told = String::from_utf8(told).unwrap();
    for (_, _, sentence) in RULES {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
    assert!(told.contains("Kinh phí có 6 điểm cần lưu ý:"), "{told}");
}

#[test]
fn the_overview_shows_warnings_of_the_years_that_are_chosen_under_a_filter_of_their_own() {
    let place = Place::new();
    let mut window = start(&place, Some(place.new_file("a.donghanh.json")));
    window.set_size(vec2(1700.0, 1200.0));
    broken(&mut window);
    workspace(&mut window, Tab::Overview, Selection::Nothing);
    window.state_mut().workspace.as_mut().unwrap().years =
        dong_hanh::insight::YearFilter::Year(2023);
    window.run_ok();
    assert!(sees(&window, RULES[2].2) && sees(&window, RULES[5].2));
    assert!(!sees(&window, RULES[0].2) && !sees(&window, RULES[4].2));
}
