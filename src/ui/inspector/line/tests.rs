//! A line through its inspector by name: reasons, decisions, payments down to their papers.

use crate::edit::Edit;
use crate::model::{
    BudgetLine, Figure, FundingSource, Id, LineKey, NoteKind, Path, Payment, PaymentKind,
    PaymentMoney, Programme, Sum, Value,
};
use crate::ui::inspector;
use crate::ui::preview::Preview;
use crate::ui::tokens::Motion;
use crate::ui::view::Selection;
use eframe::egui::{self, Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

struct Desk {
    preview: Preview,
    inspector: inspector::States,
}

type Window<'a> = Harness<'a, Desk>;

fn desk<'a>(mut preview: Preview, line: &str) -> Window<'a> {
    preview.selection = Selection::Line(line.into());
    let desk = Desk {
        preview,
        inspector: inspector::States::default(),
    };
    let draw = |ui: &mut egui::Ui, desk: &mut Desk| {
        let Desk { preview, inspector } = desk;
        preview.frame(|view, commands| inspector::show(ui, view, inspector, commands));
    };
    let builder = Harness::builder()
        .with_size(vec2(292.0, 1800.0))
        .with_max_steps(12);
    let builder = builder.with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off));
    let mut harness = builder.build_ui_state(draw, desk);
    harness.run_ok();
    harness
}

fn click(w: &mut Window<'_>, label: &str) {
    w.get_by_label(label).click();
    w.run_ok();
}

fn field(w: &mut Window<'_>, label: &str, text: &str) {
    let role = egui::accesskit::Role::TextInput;
    w.get_by_role_and_label(role, label).focus();
    w.run_ok();
    w.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    w.run_ok();
    w.event(egui::Event::Text(text.to_owned()));
    w.run_ok();
}

fn press(w: &mut Window<'_>, key: Key) {
    w.key_press(key);
    w.run_ok();
}

fn has(w: &Window<'_>, part: &str) -> bool {
    w.query_all_by_label_contains(part).next().is_some()
}

fn programme<'a>(w: &'a Window<'_>) -> &'a Programme {
    w.state().preview.document.programme()
}

/// One line of 2024 with an estimate and payments: kind, đồng, day, document.
fn preview(payments: &[(PaymentKind, i64, &str, &str)]) -> Preview {
    let mut preview = Preview::empty();
    let key = LineKey {
        year: Some(2024),
        clause: Some(Id::from("d5.k1")),
        source: Some(FundingSource::DistrictBudget),
        payer: Some(Id::from("vl")),
    };
    preview.commands.edit(Edit::create(
        &Path::new(BudgetLine::KIND, "a"),
        [
            (BudgetLine::KEY, key.value()),
            (BudgetLine::NAME, Value::text("Nhà ở")),
            (BudgetLine::ESTIMATE, Value::Int(100_000_000)),
        ],
    ));
    for (at, (kind, dong, day, document)) in payments.iter().enumerate() {
        let money = PaymentMoney {
            amount: Figure::Known(*dong),
            source: Some(FundingSource::DistrictBudget),
            year: Some(2024),
        };
        preview.commands.edit(Edit::create(
            &Path::new(Payment::KIND, &format!("p{at}")),
            [
                (Payment::LINE, Value::text("a")),
                (Payment::KIND_OF, kind.value()),
                (Payment::MONEY, money.value()),
                (Payment::DATE, Value::text_or_null(day)),
                (Payment::DOCUMENT, Value::text_or_null(document)),
            ],
        ));
    }
    preview.frame(|_, _| ());
    preview
}

#[test]
fn a_changed_figure_asks_why_and_keeps_reason_day_and_author() {
    let mut w = desk(preview(&[]), "a");
    field(&mut w, "Dự toán giao", "120 triệu");
    press(&mut w, Key::Enter);
    assert_eq!(
        programme(&w).budget_lines["a"].estimate.known(),
        Some(120_000_000)
    );
    click(&mut w, "Vừa đổi từ 100.000.000. Ghi lý do");
    w.event(egui::Event::Text("Bổ sung theo QĐ 15".into()));
    w.run_ok();
    press(&mut w, Key::Enter);
    let note = programme(&w).notes.values().next().expect("the reason");
    assert_eq!(note.kind, Some(NoteKind::Reason));
    assert_eq!(note.figure, BudgetLine::ESTIMATE);
    assert_eq!(note.of, Some(Id::from("a")));
    assert_eq!(note.text, "Bổ sung theo QĐ 15");
    assert_eq!(note.date, Some(w.state().preview.today));
    assert!(has(&w, "19/08/2024 · Thử, Vĩnh Lộc"));
    assert!(!has(&w, "Vừa đổi từ"));
    // It is mended in place, and cannot be emptied.
    field(&mut w, "Lý do, Dự toán giao", "Bổ sung theo QĐ 16");
    press(&mut w, Key::Enter);
    let text = |w: &Window<'_>| programme(w).notes.values().next().map(|n| n.text.clone());
    assert_eq!(text(&w).as_deref(), Some("Bổ sung theo QĐ 16"));
    click(&mut w, "Xóa lý do");
    assert_eq!(text(&w), None);
}

#[test]
fn taking_a_change_back_takes_the_question_back() {
    let mut w = desk(preview(&[]), "a");
    field(&mut w, "Dự toán giao", "120 triệu");
    press(&mut w, Key::Enter);
    assert!(has(&w, "Vừa đổi từ 100.000.000"));
    assert!(w.state_mut().preview.undo());
    w.run_ok();
    assert!(!has(&w, "Vừa đổi từ"));
    // A first figure asks nothing.
    field(&mut w, "Phân bổ", "50 triệu");
    press(&mut w, Key::Enter);
    assert!(!has(&w, "Vừa đổi từ"));
}

#[test]
fn what_is_left_is_carried_into_next_year_as_a_decision() {
    let paid = (PaymentKind::Disbursement, 60_000_000, "2024-05-10", "UNC 1");
    let mut w = desk(preview(&[paid]), "a");
    click(&mut w, "Chuyển nguồn sang năm 2025…");
    assert!(has(&w, "Dòng còn 40.000.000 đ."));
    assert!(has(&w, "Lập dòng năm 2025"));
    field(&mut w, "Số tiền", "41 triệu");
    assert!(has(&w, "Nhiều hơn số còn lại của dòng (40.000.000 đồng)."));
    field(&mut w, "Số tiền", "40 triệu");
    assert!(!has(&w, "Nhiều hơn số còn lại"));
    press(&mut w, Key::Enter);
    assert!(has(&w, "Hãy ghi số quyết định hoặc lý do."));
    assert_eq!(programme(&w).budget_lines.len(), 1, "nothing yet");
    field(&mut w, "Quyết định", "12/QĐ-UBND");
    press(&mut w, Key::Enter);
    let p = programme(&w);
    assert_eq!(p.budget_lines.len(), 2);
    let next = p.budget_lines.values().find(|l| l.id != "a").expect("made");
    assert_eq!(next.key.year, Some(2025));
    assert_eq!(next.carried_over.known(), Some(40_000_000));
    assert!(has(&w, "Chuyển sang năm sau: 40.000.000"));
    assert!(has(&w, "Còn lại: 0"));
    // To the line of next year and back.
    click(&mut w, "Đã chuyển 40.000.000 sang dòng năm 2025");
    let id = programme(&w)
        .budget_lines
        .values()
        .find(|l| l.id != "a")
        .map(|l| l.id.clone());
    assert_eq!(w.state().preview.selection, Selection::Line(id.unwrap()));
    assert!(has(&w, "40.000.000 đ theo 12/QĐ-UBND"));
    click(&mut w, "Nguồn chuyển từ dòng năm 2024");
    assert_eq!(w.state().preview.selection, Selection::Line("a".into()));
    assert!(w.state_mut().preview.undo());
    w.run_ok();
    assert_eq!(programme(&w).budget_lines.len(), 1, "one step");
}

#[test]
fn cancelling_is_a_decision_that_can_be_taken_back_with_its_amount() {
    let mut w = desk(preview(&[]), "a");
    click(&mut w, "Hủy dự toán…");
    field(&mut w, "Số tiền", "10 triệu");
    field(&mut w, "Lý do", "Không còn nhu cầu");
    press(&mut w, Key::Enter);
    let a = &programme(&w).budget_lines["a"];
    assert_eq!(a.cancelled.known(), Some(10_000_000));
    assert!(has(&w, "Còn lại: 90.000.000"));
    click(&mut w, "Gỡ quyết định và trả lại số tiền");
    let a = &programme(&w).budget_lines["a"];
    assert_eq!(a.cancelled, Figure::Empty);
    assert!(programme(&w).notes.is_empty());
}

#[test]
fn payments_run_by_date_with_their_sum_and_lead_to_their_papers_and_back() {
    let mut w = desk(
        preview(&[
            (PaymentKind::Disbursement, 45_000_000, "2024-06-01", "UNC 2"),
            (PaymentKind::Advance, 20_000_000, "2024-02-01", "UNC 0"),
            (PaymentKind::Recovery, 5_000_000, "2024-07-01", "UNC 3"),
            (PaymentKind::Disbursement, 60_000_000, "2024-03-01", "UNC 1"),
        ]),
        "a",
    );
    let names = [
        "Tạm ứng 20.000.000, 01/02/2024",
        "Giải ngân 60.000.000, 01/03/2024, lũy kế 60.000.000",
        "Giải ngân 45.000.000, 01/06/2024, lũy kế 105.000.000",
        "Thu hồi −5.000.000, 01/07/2024, lũy kế 100.000.000",
    ];
    let tops: Vec<f32> = names
        .iter()
        .map(|name| w.get_by_label(name).rect().top())
        .collect();
    assert!(tops.windows(2).all(|t| t[0] < t[1]), "{tops:?}");
    click(&mut w, names[1]);
    assert!(has(&w, "Đã chi; tính vào giải ngân."));
    click(&mut w, "Thêm minh chứng");
    field(&mut w, "Tên giấy tờ", "Ủy nhiệm chi số 1");
    press(&mut w, Key::Enter);
    let paper = programme(&w).evidence.values().next().expect("the paper");
    assert_eq!(paper.of, Some(Id::from("p3")));
    assert!(has(&w, "Ủy nhiệm chi số 1"));
    assert!(has(&w, &format!("{}, 1 minh chứng", names[1])));
    // Back: the payment closes, then the line.
    press(&mut w, Key::Backspace);
    assert!(!has(&w, "Ủy nhiệm chi số 1"));
    press(&mut w, Key::Backspace);
    assert_eq!(w.state().preview.selection, Selection::Nothing);
}

#[test]
fn a_payment_is_recorded_with_what_is_typed_and_no_day_is_made_up() {
    let mut w = desk(preview(&[]), "a");
    click(&mut w, "Thêm khoản chi");
    w.event(egui::Event::Text("60 triệu".into()));
    w.run_ok();
    press(&mut w, Key::Enter);
    let p = programme(&w).payments.values().next().expect("a payment");
    assert_eq!(p.money.amount.known(), Some(60_000_000));
    assert_eq!((p.date, p.kind), (None, Some(PaymentKind::Disbursement)));
    assert!(has(&w, "1 khoản chi chưa ghi ngày."));
    assert!(has(&w, "1 khoản chi chưa có chứng từ, cộng 60.000.000 đ."));
    let id = p.id.clone();
    // The warning leads to the payment, which is open already; every field is edited in place.
    field(&mut w, "Ngày", "5/2/2025");
    press(&mut w, Key::Enter);
    field(&mut w, "Chứng từ", "UNC 7");
    press(&mut w, Key::Enter);
    let p = &programme(&w).payments[&id];
    assert_eq!(p.document, "UNC 7");
    assert!(has(
        &w,
        "1 khoản chi có ngày ngoài năm 2024 (quyết toán đến 31/01/2025)."
    ));
    assert!(!has(&w, "chưa có chứng từ"));
}

#[test]
fn a_warning_opens_the_payment_that_it_means() {
    let bare = (PaymentKind::Disbursement, 5, "2024-05-10", "");
    let good = (PaymentKind::Disbursement, 7, "2024-05-01", "UNC 1");
    let mut w = desk(preview(&[good, bare]), "a");
    assert!(!has(&w, "Thêm minh chứng"));
    click(&mut w, "1 khoản chi chưa có chứng từ, cộng 5 đ.");
    assert!(has(&w, "Thêm minh chứng"));
    assert!(has(&w, "Các khoản chi"));
}

#[test]
fn nothing_is_written_where_the_file_is_read_only() {
    let mut preview = preview(&[(PaymentKind::Disbursement, 5, "2024-05-10", "UNC")]);
    preview.read_only = Some(crate::ui::view::ReadOnly::ViewOnly);
    let mut w = desk(preview, "a");
    let before = w.state().preview.document.revision();
    for label in [
        "Hủy dự toán…",
        "Chuyển nguồn sang năm 2025…",
        "Thêm khoản chi",
    ] {
        click(&mut w, label);
    }
    assert!(!has(&w, "Dòng còn"));
    assert_eq!(w.state().preview.document.revision(), before);
    let figures = crate::insight::Budget::of(programme(&w));
    assert_eq!(figures.lines["a"].disbursed, Sum::Known(5));
}

/// The inspector with everything that it can show; the pictures lie in the target folder.
#[test]
fn the_inspector_draws_with_reasons_decisions_and_papers() {
    for (name, dark, lang) in [
        ("line-vi", false, crate::text::strings::Lang::Vi),
        ("line-en-dark", true, crate::text::strings::Lang::En),
    ] {
        let mut preview = preview(&[
            (
                PaymentKind::Disbursement,
                45_000_000,
                "2024-06-01",
                "UNC 02/KB",
            ),
            (PaymentKind::Advance, 20_000_000, "2024-02-01", "UNC 0"),
            (PaymentKind::Recovery, 5_000_000, "2024-07-01", "UNC 3"),
            (PaymentKind::Disbursement, 65_000_000, "", ""),
        ]);
        preview.lang = lang;
        preview.selection = Selection::Line("a".into());
        let note = |id: &str, figure: &str, text: &str| {
            Edit::create(
                &Path::new("notes", id),
                [
                    ("of", Value::text("a")),
                    ("kind", NoteKind::Reason.value()),
                    ("figure", Value::text(figure)),
                    ("date", Value::text("2024-08-19")),
                    ("text", Value::text(text)),
                ],
            )
        };
        preview.commands.edit(note(
            "n1",
            "estimate",
            "Bổ sung theo Quyết định 15/QĐ-UBND ngày 02/5/2024 của UBND huyện",
        ));
        preview
            .commands
            .edit(Edit::Decide(Box::new(crate::edit::FundDecision {
                line: "a".into(),
                what: crate::edit::Fund::Cancel,
                note: "n2".into(),
                amount: 3_000_000,
                document: "31/QĐ-UBND".into(),
                date: "2024-08-01".parse().ok(),
                reason: "Hộ thứ ba tự sửa được".into(),
            })));
        preview.commands.edit(Edit::create(
            &Path::new("evidence", "e1"),
            [
                ("of", Value::text("p0")),
                ("title", Value::text("Ủy nhiệm chi số 2")),
                ("date", Value::text("2024-06-01")),
            ],
        ));
        preview.frame(|_, _| ());
        let mut states = inspector::States::default();
        states.line.open = Some("p0".into());
        states.line.line = Some("a".into());
        states
            .line
            .reasons
            .begin(&"a".into(), BudgetLine::ALLOCATED);
        let size = vec2(292.0, 1500.0);
        let mut view = crate::ui::headless::HeadlessView::new(size, 1.0, dark);
        let image = view.render(|ui| {
            let fill = crate::ui::tokens::Tokens::of(ui).palette.panel;
            ui.painter().rect_filled(ui.max_rect(), 0, fill);
            preview.frame(|view, commands| inspector::show(ui, view, &mut states, commands));
        });
        let file = crate::ui::preview::pictures().join(format!("{name}.png"));
        std::fs::write(file, crate::ui::raster::png(&image).unwrap()).unwrap();
    }
}
