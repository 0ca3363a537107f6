//! The inspector of a plan by name: moves, agreements, pictures. Scenarios 2 and 3 of DOMAIN.md §6
//! begin at the band and stand with the page of a plan.

use super::*;
use crate::insight::plans::agreement;
use crate::model::{PlanState, PlanStatus};
use crate::text::strings::Lang;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::raster;
use eframe::egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

type Window = Harness<'static, (Preview, State)>;

fn joint(preview: &Preview, year: i32) -> Id {
    let plans = preview.document.programme().plans.values();
    let found = plans
        .rev()
        .find(|p| p.year == Some(year) && p.scope == Some(PlanScope::Joint));
    found.expect("a joint plan").id.clone()
}

/// The inspector on the joint plan of a year, which stands in `state`.
fn window(year: i32, state: Option<PlanState>) -> (Window, Id) {
    let mut preview = Preview::sample();
    let id = joint(&preview, year);
    if let Some(is) = state {
        let status = PlanStatus {
            is,
            on: None,
            comment: String::new(),
        };
        let on = Path::new(Plan::KIND, id.as_str());
        preview.document.commit(
            vec![crate::change::Op::set(&on, Plan::STATE, status.value())],
            1,
        );
    }
    preview.selection = Selection::Plan(id.clone());
    let plan = id.clone();
    let mut harness = Harness::builder()
        .with_size(vec2(320.0, 1400.0))
        .with_context_setup(|ctx| crate::ui::install(ctx, crate::ui::tokens::Motion::Off))
        .build_ui_state(
            move |ui, (preview, state): &mut (Preview, State)| {
                preview.frame(|view, commands| show(ui, view, &plan, state, commands));
            },
            (preview, State::default()),
        );
    harness.run();
    (harness, id)
}

fn plan<'a>(window: &'a Window, id: &Id) -> &'a Plan {
    &window.state().0.document.programme().plans[id]
}

fn press(window: &mut Window, name: &str) {
    window.get_by_label(name).click();
    window.run();
}

/// Types into a field and leaves it with Enter.
fn type_into(window: &mut Window, index: usize, name: &str, text: &str) {
    let field = window.get_all_by_label(name).nth(index).expect("the field");
    field.focus();
    window.run();
    window.event(eframe::egui::Event::Text(text.to_owned()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
}

#[test]
fn a_return_needs_a_comment() {
    let (mut w, id) = window(2025, None);
    press(&mut w, "Trả lại, bổ sung…");
    press(&mut w, "Trả lại");
    w.get_by_label("Hãy ghi ý kiến khi trả lại.");
    assert_eq!(plan(&w, &id).state.is, PlanState::Submitted);
    w.get_by_label("Ý kiến").focus();
    w.run();
    w.event(eframe::egui::Event::Text("Thiếu kinh phí".to_owned()));
    w.run();
    press(&mut w, "Trả lại");
    assert_eq!(plan(&w, &id).state.is, PlanState::Draft);
    assert_eq!(plan(&w, &id).state.comment, "Thiếu kinh phí");
    assert_eq!(plan(&w, &id).state.on, Some(w.state().0.today));
}

#[test]
fn only_allowed_moves_are_offered() {
    let (mut w, _) = window(2024, None);
    w.get_by_label("Tổng kết");
    w.get_by_label("Điều chỉnh…");
    press(&mut w, "Khác");
    w.get_by_label("Tạm dừng…");
    w.get_by_label("Hủy bỏ…");
    assert!(
        w.query_by_label("Đã thay thế").is_none(),
        "a version is never replaced by hand"
    );
    assert!(w.query_by_label("Lấy ý kiến").is_none());
}

#[test]
fn an_agreement_is_recorded_with_its_document_and_removed() {
    let (mut w, id) = window(2025, None);
    let given =
        |w: &Window| agreement(w.state().0.document.programme(), &id, &"ct".into()).cloned();
    press(&mut w, "Ghi thống nhất của Cẩm Thủy");
    press(&mut w, "Ghi");
    assert_eq!(given(&w), None, "a document is needed");
    type_into(&mut w, 0, "Văn bản", "Công văn số 12/UBND");
    type_into(&mut w, 0, "Ngày", "31/02/2025");
    press(&mut w, "Ghi");
    assert_eq!(given(&w), None);
    w.get_by_label("Tháng 02/2025 chỉ có 28 ngày.");
    let field = w.get_all_by_label("Ngày").next().expect("the field");
    field.focus();
    w.run();
    w.key_combination_modifiers(eframe::egui::Modifiers::COMMAND, &[Key::A]);
    w.run();
    w.event(eframe::egui::Event::Text("12/08/2024".to_owned()));
    w.run();
    press(&mut w, "Ghi");
    let agreement = given(&w).expect("it is recorded");
    assert_eq!(agreement.document, "Công văn số 12/UBND");
    assert_eq!(agreement.date, chrono::NaiveDate::from_ymd_opt(2024, 8, 12));
    press(&mut w, "Bỏ thống nhất của Cẩm Thủy");
    assert_eq!(given(&w), None);
}

#[test]
fn a_locked_file_offers_no_move() {
    let (mut w, id) = window(2024, None);
    w.state_mut().0.read_only = Some(crate::ui::view::ReadOnly::ViewOnly);
    w.run();
    w.get_by_label("Tổng kết").click();
    w.run();
    assert_eq!(plan(&w, &id).state.is, PlanState::InEffect);
}

#[test]
fn the_contents_lead_to_activities_and_clauses() {
    let (mut w, _) = window(2024, None);
    let row = w
        .get_all_by_role(eframe::egui::accesskit::Role::Row)
        .next()
        .expect("an activity");
    row.click();
    w.run();
    assert!(matches!(w.state().0.selection, Selection::Activity(_)));
}

#[test]
fn pictures_of_plans() {
    let program = std::env::current_exe().expect("the test's own path");
    let folder = program
        .ancestors()
        .nth(3)
        .expect("target/debug/deps")
        .join("tmp/plan");
    std::fs::create_dir_all(&folder).expect("a folder in the build's own");
    for (name, year, dark, lang) in [
        ("inspector-2024", 2024, false, Lang::Vi),
        ("inspector-2025-dark", 2025, true, Lang::Vi),
        ("inspector-2025-en", 2025, false, Lang::En),
    ] {
        let mut preview = Preview::sample();
        preview.lang = lang;
        let id = joint(&preview, year);
        let mut state = State::default();
        let mut view = HeadlessView::new(vec2(292.0, 900.0), 1.0, dark);
        let image = view.render(|ui| {
            let p = &Tokens::of(ui).palette;
            let rect = ui.max_rect();
            ui.painter().rect_filled(rect, 0, p.panel);
            preview.frame(|view, commands| show(ui, view, &id, &mut state, commands));
        });
        let bytes = raster::png(&image).expect("a picture with a size");
        std::fs::write(folder.join(format!("{name}.png")), bytes).expect("written");
    }
}
