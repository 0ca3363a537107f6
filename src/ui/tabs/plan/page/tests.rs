//! A plan from its band to its page by name: scenarios 2 and 3 of DOMAIN.md §6, agreements and what
//! changed after them, versions, next year's plan, a plan recorded after the fact; and as pictures.

use crate::change::Op;
use crate::insight::plans::{AgreementStanding, Agreements};
use crate::model::{Activity, Id, Path, Plan, PlanScope, PlanState, Progress};
use crate::text::strings::Lang;
use crate::ui::commands::Command;
use crate::ui::dialogs::plans;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::{Preview, pictures};
use crate::ui::tokens::Tokens;
use crate::ui::view::Selection;
use crate::ui::{inspector, raster, tabs};
use eframe::egui::{Key, Modifiers, Rect, Ui, UiBuilder, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// The tab of the annual plans with the inspector and the dialogs, as the window has them.
struct Desk {
    preview: Preview,
    tab: tabs::plan::State,
    inspector: inspector::States,
    dialog: Option<plans::State>,
}

impl Desk {
    fn new(preview: Preview) -> Self {
        Self {
            preview,
            tab: tabs::plan::State::default(),
            inspector: inspector::States::default(),
            dialog: None,
        }
    }

    fn draw(&mut self, ui: &mut Ui) {
        let Self {
            preview,
            tab,
            inspector,
            dialog,
        } = self;
        let area = ui.max_rect();
        let selected = preview.selection != Selection::Nothing;
        let side = if selected { 292.0 } else { 0.0 };
        let middle = area.right() - side;
        preview.frame(|view, commands| {
            let content = Rect::from_min_max(area.min, pos2(middle, area.bottom()));
            let mut child = ui.new_child(UiBuilder::new().id_salt("tab").max_rect(content));
            child.set_clip_rect(content);
            tabs::plan::show(&mut child, view, tab, commands);
            if selected {
                let rect = Rect::from_min_max(pos2(middle, area.top()), area.max);
                ui.painter()
                    .rect_filled(rect, 0, Tokens::of(ui).palette.panel);
                let mut child = ui.new_child(UiBuilder::new().id_salt("side").max_rect(rect));
                child.set_clip_rect(rect);
                inspector::show(&mut child, view, inspector, commands);
            }
            if let Some(state) = dialog
                && !plans::show(ui.ctx(), view, state, commands)
            {
                *dialog = None;
            }
        });
        for command in preview.commands.take() {
            match command {
                Command::Ask(ask) => *dialog = plans::State::of(&ask).or(dialog.take()),
                Command::PlanPage { plan, at } => {
                    preview.selection = Selection::Nothing;
                    tab.open_page(plan, at);
                }
                _ => {}
            }
        }
    }
}

type Window = Harness<'static, Desk>;

fn window_of(preview: Preview, size: [f32; 2]) -> Window {
    let mut harness = Harness::builder()
        .with_size(vec2(size[0], size[1]))
        .with_context_setup(|ctx| crate::ui::install(ctx, crate::ui::tokens::Motion::Off))
        .build_ui_state(|ui, desk: &mut Desk| desk.draw(ui), Desk::new(preview));
    harness.run();
    harness
}

fn window() -> Window {
    window_of(Preview::sample(), [1446.0, 1300.0])
}

fn joint(w: &Window, year: i32) -> Id {
    let plans = &w.state().preview.document.programme().plans;
    let mut found = plans
        .values()
        .filter(|p| p.year == Some(year) && p.scope == Some(PlanScope::Joint));
    found.next_back().expect("a joint plan").id.clone()
}

fn plan<'a>(w: &'a Window, id: &Id) -> &'a Plan {
    &w.state().preview.document.programme().plans[id]
}

fn press(w: &mut Window, name: &str) {
    let found: Vec<_> = w.get_all_by_label(name).collect();
    found.last().expect("something of that name").click();
    drop(found);
    w.run();
}

fn has(w: &Window, words: &str) -> bool {
    w.query_all_by_label_contains(words).next().is_some()
}

/// Types into the last field of this name, over what it holds.
fn fill(w: &mut Window, name: &str, text: &str) {
    let found: Vec<_> = w.get_all_by_label(name).collect();
    found.first().expect("the field").focus();
    drop(found);
    w.run();
    w.key_press_modifiers(Modifiers::COMMAND, Key::A);
    w.run();
    w.event(eframe::egui::Event::Text(text.to_owned()));
    w.run();
}

/// Presses the band of the plan that says this.
fn band(w: &mut Window, words: &str) {
    let found: Vec<_> = w.query_all_by_label_contains(words).collect();
    found.first().expect("the band").click();
    drop(found);
    w.run();
}

fn undo(w: &mut Window) {
    assert!(w.state_mut().preview.undo());
    w.run();
}

fn standing(w: &Window, plan: &Id, party: &str) -> Option<AgreementStanding> {
    let d = &w.state().preview.document;
    let all = Agreements::of(d);
    let given = all.latest(plan, &party.into())?;
    Some(all.standing(d, &given.agreement))
}

/// The plan of 2025, which Vĩnh Lộc alone agreed to, is approved.
fn approved() -> (Window, Id) {
    let mut w = window();
    band(&mut w, "Kế hoạch 2025.");
    let id = joint(&w, 2025);
    assert_eq!(w.state().preview.selection, Selection::Plan(id.clone()));
    press(&mut w, "Phê duyệt");
    assert_eq!(plan(&w, &id).state.is, PlanState::Approved);
    (w, id)
}

#[test]
fn scenario_2_from_the_band_to_the_issue_with_a_reason() {
    let (mut w, id) = approved();
    press(&mut w, "Ban hành…");
    assert!(has(&w, "Chưa có thống nhất của huyện Cẩm Thủy (Điều 7.3)"));
    fill(&mut w, "Số, ký hiệu", "07/KH-UBND");
    fill(&mut w, "Ngày ban hành", "10/1/2025");
    press(&mut w, "Ban hành");
    assert_eq!(
        plan(&w, &id).state.is,
        PlanState::Approved,
        "no reason, no issue"
    );
    fill(
        &mut w,
        "Lý do vẫn ban hành",
        "Cẩm Thủy đã đồng ý qua điện thoại",
    );
    press(&mut w, "Ban hành");
    let issued = plan(&w, &id);
    assert_eq!(issued.state.is, PlanState::Issued);
    assert_eq!(issued.state.comment, "Cẩm Thủy đã đồng ý qua điện thoại");
    assert_eq!(issued.number, "07/KH-UBND");
    undo(&mut w);
    let before = plan(&w, &id);
    assert_eq!(before.state.is, PlanState::Approved);
    assert_eq!((&*before.number, before.issued_on), ("", None), "one step");
}

#[test]
fn scenario_3_without_number_or_date_the_fields_are_named_and_the_text_stays() {
    let (mut w, id) = approved();
    press(&mut w, "Ban hành…");
    fill(&mut w, "Lý do vẫn ban hành", "Gấp");
    press(&mut w, "Ban hành");
    assert!(has(&w, "Chưa có số và ngày."));
    fill(&mut w, "Số, ký hiệu", "07/KH-UBND");
    press(&mut w, "Ban hành");
    assert!(has(&w, "Chưa có ngày."));
    fill(&mut w, "Ngày ban hành", "31/02/2025");
    press(&mut w, "Ban hành");
    assert!(has(&w, "Tháng 02/2025 chỉ có 28 ngày."));
    assert_eq!(plan(&w, &id).state.is, PlanState::Approved);
    fill(&mut w, "Ngày ban hành", "10/01/2025");
    press(&mut w, "Ban hành");
    let issued = plan(&w, &id);
    assert_eq!(issued.state.is, PlanState::Issued);
    assert_eq!(
        (&*issued.number, &*issued.state.comment),
        ("07/KH-UBND", "Gấp")
    );
}

#[test]
fn a_changed_deadline_is_exactly_what_changed_after_the_agreement() {
    let mut w = window();
    band(&mut w, "Kế hoạch 2025.");
    let id = joint(&w, 2025);
    press(&mut w, "Ghi thống nhất của Cẩm Thủy");
    fill(&mut w, "Văn bản", "Công văn 12/UBND");
    fill(&mut w, "Ngày", "12/08/2024");
    press(&mut w, "Ghi");
    assert_eq!(standing(&w, &id, "ct"), Some(AgreementStanding::Current));
    let p = w.state().preview.document.programme();
    let mut inside = p
        .activities
        .values()
        .filter(|a| a.plan.as_ref() == Some(&id));
    let activity = inside
        .find(|a| a.due.is_some())
        .expect("with a deadline")
        .clone();
    let old = activity.due.expect("a deadline");
    let new = old.succ_opt().expect("a next day");
    let on = Path::new(Activity::KIND, activity.id.as_str());
    let due = crate::model::field::date_value(Some(new));
    w.state_mut()
        .preview
        .document
        .commit(vec![Op::set(&on, Activity::DUE, due)], 900);
    w.run();
    assert_eq!(standing(&w, &id, "ct"), Some(AgreementStanding::Changed));
    press(
        &mut w,
        "Đã thay đổi sau khi Cẩm Thủy thống nhất. Xem các thay đổi",
    );
    assert!(has(&w, "1 thay đổi ở 1 việc."));
    let line = format!(
        "{}. Thời hạn: {} → {}",
        activity.title,
        crate::text::date::format(old),
        crate::text::date::format(new)
    );
    press(&mut w, &line);
    assert_eq!(
        w.state().preview.selection,
        Selection::Activity(activity.id)
    );
    assert!(w.state().dialog.is_none());
    band(&mut w, "Kế hoạch 2025.");
    press(&mut w, "Ghi thống nhất lại của Cẩm Thủy");
    fill(&mut w, "Văn bản", "Công văn 15/UBND");
    fill(&mut w, "Ngày", "19/08/2024");
    press(&mut w, "Ghi");
    assert_eq!(standing(&w, &id, "ct"), Some(AgreementStanding::Current));
    assert!(!has(&w, "Đã thay đổi sau khi Cẩm Thủy thống nhất"));
    undo(&mut w);
    assert_eq!(standing(&w, &id, "ct"), Some(AgreementStanding::Changed));
}

#[test]
fn adjusting_makes_version_2_and_the_first_stays_readable_as_it_stood() {
    let mut w = window();
    band(&mut w, "Kế hoạch 2024.");
    let first = joint(&w, 2024);
    let inside = |w: &Window, plan: &Id| {
        let p = w.state().preview.document.programme();
        p.activities
            .values()
            .filter(|a| a.plan.as_ref() == Some(plan))
            .count()
    };
    let count = inside(&w, &first);
    assert!(count > 3);
    press(&mut w, "Điều chỉnh…");
    press(&mut w, "Điều chỉnh");
    assert!(has(&w, "Hãy ghi lý do."));
    fill(&mut w, "Lý do", "Bổ sung kinh phí");
    press(&mut w, "Điều chỉnh");
    let second = w.state().preview.document.programme().plans.values();
    let second = second
        .filter(|p| p.replaces.as_ref() == Some(&first))
        .map(|p| p.id.clone())
        .next()
        .expect("version 2");
    assert_eq!(w.state().preview.selection, Selection::Plan(second.clone()));
    assert_eq!((inside(&w, &first), inside(&w, &second)), (0, count));
    assert!(has(&w, "Lần 2, đang soạn"));
    assert!(has(&w, "Lần 1, đang có hiệu lực"));
    press(&mut w, "Xem bản này như khi đó: Lần 1");
    assert!(has(&w, "Về bản hiện tại"));
    assert!(has(&w, "Nội dung"));
    let rows = w
        .query_all_by_role(eframe::egui::accesskit::Role::Row)
        .count();
    assert!(rows >= count, "its activities stand in it: {rows}");
    assert!(
        w.query_by_label("Sửa, chuyển bước").is_none(),
        "for viewing only"
    );
    w.key_press(Key::Escape);
    w.run();
    assert!(w.query_by_label("Về bản hiện tại").is_none());
    undo(&mut w);
    assert_eq!(inside(&w, &first), count);
    assert!(
        !w.state()
            .preview
            .document
            .programme()
            .plans
            .contains_key(&second)
    );
}

#[test]
fn the_page_opens_from_the_inspector_and_its_rows_open_things() {
    let mut w = window();
    band(&mut w, "Kế hoạch 2024.");
    press(&mut w, "Mở trang kế hoạch");
    assert!(has(&w, "Kế hoạch chung năm 2024"));
    assert_eq!(w.state().preview.selection, Selection::Nothing);
    let row = w.query_all_by_label_contains("Điều 2.2").next();
    row.expect("an activity").click();
    w.run();
    assert!(matches!(
        w.state().preview.selection,
        Selection::Activity(_)
    ));
    press(&mut w, "Về biểu đồ");
    assert!(w.query_by_label("Về biểu đồ").is_none());
}

#[test]
fn next_years_plan_takes_over_what_is_chosen_and_links_what_is_unfinished() {
    let mut w = window();
    let from = joint(&w, 2025);
    let year = w.state().preview.document.programme().plans[&from].year;
    assert_eq!(year, Some(2025));
    let from = joint(&w, 2024);
    let old = joint(&w, 2025);
    // The year 2025 is without a plan again.
    let on = Path::new(Plan::KIND, old.as_str());
    let preview = &mut w.state_mut().preview;
    let context = crate::edit::Context {
        today: preview.today,
        random: "abcde".into(),
    };
    let delete = crate::edit::Edit::Delete { on };
    let planned = crate::edit::plan(&preview.document, &delete, &context).expect("allowed");
    preview.document.commit(planned.ops, 1);
    w.run();
    press(&mut w, "Lập kế hoạch chung năm 2025");
    press(&mut w, "Lập từ kế hoạch 2024…");
    assert!(has(&w, "làm lại, "));
    fill(&mut w, "Thay đổi chỉ tiêu (%)", "-200");
    press(&mut w, "Lập kế hoạch");
    assert!(w.state().dialog.is_some(), "refused, and the text stays");
    assert!(has(&w, "Không giảm quá 100 %."));
    fill(&mut w, "Thay đổi chỉ tiêu (%)", "10");
    press(&mut w, "Lập kế hoạch");
    assert!(w.state().dialog.is_none());
    let new = joint(&w, 2025);
    assert_ne!(new, old);
    let p = w.state().preview.document.programme();
    let made: Vec<_> = p
        .activities
        .values()
        .filter(|a| a.plan.as_ref() == Some(&new))
        .collect();
    assert!(!made.is_empty());
    for a in &made {
        assert_eq!(a.year, Some(2025));
        if let Some(of) = &a.carried_from {
            let of = &p.activities[of];
            assert_eq!(of.plan.as_ref(), Some(&from));
            assert_eq!(of.status.is, Progress::CarriedOver);
            let next = of
                .due
                .map(|d| crate::text::date::format_iso(d).replace("2024", "2025"));
            assert_eq!(a.due.map(crate::text::date::format_iso), next);
        }
    }
    assert!(made.iter().any(|a| a.carried_from.is_some()));
    undo(&mut w);
    let p = w.state().preview.document.programme();
    assert!(!p.plans.contains_key(&new));
    assert!(p.activities.values().all(|a| a.plan.as_ref() != Some(&new)));
}

#[test]
fn a_plan_of_an_earlier_year_is_recorded_with_its_agreements_in_one_step() {
    let mut w = window();
    let plans = |w: &Window| {
        let p = w.state().preview.document.programme();
        let found = p.plans.values().filter(|p| p.year == Some(2022));
        found.map(|p| p.id.clone()).collect::<Vec<_>>()
    };
    assert!(plans(&w).is_empty());
    record_2022(&mut w);
    press(&mut w, "Ghi nhận");
    assert!(has(&w, "Chưa có số và ngày."));
    fill(&mut w, "Số, ký hiệu", "03/KH-UBND");
    fill(&mut w, "Ngày ban hành", "15/02/2022");
    fill(&mut w, "Văn bản của Vĩnh Lộc", "Công văn 1");
    fill(&mut w, "Ngày của Vĩnh Lộc", "10/02/2022");
    press(&mut w, "Ghi nhận");
    assert!(has(&w, "Chưa có thống nhất của huyện Cẩm Thủy (Điều 7.3)"));
    fill(&mut w, "Văn bản của Cẩm Thủy", "Công văn 2");
    press(&mut w, "Ghi nhận");
    assert!(w.state().dialog.is_none());
    let found = plans(&w);
    assert_eq!(found.len(), 1);
    let id = &found[0];
    assert_eq!(plan(&w, id).state.is, PlanState::Reviewed);
    assert_eq!(plan(&w, id).number, "03/KH-UBND");
    for party in ["vl", "ct"] {
        assert_eq!(standing(&w, id, party), Some(AgreementStanding::Current));
    }
    undo(&mut w);
    assert!(plans(&w).is_empty());
}

/// Opens the form that records the plan of 2022.
fn record_2022(w: &mut Window) {
    press(w, OPEN_2022);
    press(w, "Lập kế hoạch chung năm 2022");
    press(w, "Ghi nhận kế hoạch đã ban hành…");
}

#[test]
fn a_units_plan_is_made_for_the_unit_that_is_chosen() {
    let mut w = window();
    press(&mut w, "Các kế hoạch năm 2024");
    press(&mut w, "Kế hoạch đơn vị…");
    press(&mut w, "Đơn vị: Chọn…");
    w.run();
    let rows: Vec<_> = w.query_all_by_label_contains("Phòng ").collect();
    rows.first().expect("a unit").click();
    drop(rows);
    w.run();
    press(&mut w, "Lập kế hoạch");
    let Selection::Plan(id) = w.state().preview.selection.clone() else {
        panic!("the new plan is shown");
    };
    let made = plan(&w, &id);
    assert_eq!(made.scope, Some(PlanScope::Unit));
    assert!(made.unit.is_some() && made.party.is_some(), "{made:?}");
    undo(&mut w);
    assert!(
        !w.state()
            .preview
            .document
            .programme()
            .plans
            .contains_key(&id)
    );
}

#[test]
fn an_empty_year_folds_away_and_comes_back() {
    let mut w = window();
    assert!(
        w.query_by_label("Nhập năm 2022").is_none(),
        "it is folded by itself"
    );
    press(&mut w, OPEN_2022);
    press(&mut w, "Nhập năm 2022");
    assert!(
        w.state().dialog.is_some(),
        "entering a year begins with its plan"
    );
    press(&mut w, "Thôi");
    press(&mut w, "Lập kế hoạch chung năm 2022");
    press(&mut w, "Thu gọn năm 2022 còn trống");
    assert!(w.query_by_label("Lập kế hoạch chung năm 2022").is_none());
    press(&mut w, OPEN_2022);
    w.get_by_label("Lập kế hoạch chung năm 2022");
    // What the user chose survives, and the year with its work needs no choice.
    let kept = w.state().tab.kept();
    assert_eq!(kept.open_years, [2022].into());
    w.state_mut().tab = tabs::plan::State::with(kept);
    w.run();
    w.get_by_label("Lập kế hoạch chung năm 2022");
}

/// The strip of the empty year.
const OPEN_2022: &str = "Mở năm 2022: chưa nhập việc, chưa có kế hoạch";

/// What a picture shows.
type Setup = fn(&mut Desk);

fn picture(name: &str, size: [f32; 2], dark: bool, lang: Lang, preview: Preview, setup: Setup) {
    let mut desk = Desk::new(preview);
    desk.preview.lang = lang;
    setup(&mut desk);
    let mut view = HeadlessView::new(vec2(size[0], size[1]), 1.0, dark);
    let mut image = view.render(|ui| desk.draw(ui));
    for _ in 0..3 {
        image = view.render(|ui| desk.draw(ui));
    }
    let bytes = raster::png(&image).expect("a picture with a size");
    let folder = pictures().join("plan-page");
    std::fs::create_dir_all(&folder).expect("a folder in the build's own");
    std::fs::write(folder.join(format!("{name}.png")), bytes).expect("written");
}

fn joint_of(desk: &Desk, year: i32) -> Id {
    let plans = desk.preview.document.programme().plans.values();
    let mut found = plans.filter(|p| p.year == Some(year) && p.scope == Some(PlanScope::Joint));
    found.next_back().expect("a joint plan").id.clone()
}

fn page_2024(desk: &mut Desk) {
    let id = joint_of(desk, 2024);
    desk.tab.open_page(id, None);
}

fn page_2025(desk: &mut Desk) {
    let id = joint_of(desk, 2025);
    desk.tab.open_page(id, None);
}

fn selected_2025(desk: &mut Desk) {
    desk.preview.selection = Selection::Plan(joint_of(desk, 2025));
}

fn selected_2024(desk: &mut Desk) {
    desk.preview.selection = Selection::Plan(joint_of(desk, 2024));
}

fn next_2025(desk: &mut Desk) {
    let from = joint_of(desk, 2024);
    let ask = crate::ui::commands::Ask::NextPlan { from, year: 2025 };
    desk.dialog = plans::State::of(&ask);
}

fn record(desk: &mut Desk) {
    let ask = crate::ui::commands::Ask::RecordPlan {
        year: 2022,
        party: None,
    };
    desk.dialog = plans::State::of(&ask);
}

fn changes(desk: &mut Desk) {
    let d = &desk.preview.document;
    let all = Agreements::of(d);
    let mut changed = d.programme().agreements.values();
    let found = changed.find(|a| all.standing(d, &a.id) == AgreementStanding::Changed);
    let agreement = found.map(|a| a.id.clone());
    let Some(agreement) = agreement else { return };
    let ask = crate::ui::commands::Ask::AgreementChanges { agreement };
    desk.dialog = plans::State::of(&ask);
}

fn past(desk: &mut Desk) {
    let id = joint_of(desk, 2024);
    let cut = desk
        .preview
        .document
        .cuts()
        .into_iter()
        .find(|c| c.of.as_ref().is_some_and(|of| of.id() == id.as_str()));
    desk.tab.open_page(id, cut.map(|c| c.id));
}

#[test]
fn pictures_of_plans_and_their_dialogs() {
    let (vi, en) = (Lang::Vi, Lang::En);
    let wide = [1154.0, 690.0];
    picture("page-2024", wide, false, vi, Preview::sample(), page_2024);
    picture(
        "page-2024-long",
        [1154.0, 1700.0],
        false,
        vi,
        Preview::sample(),
        page_2024,
    );
    picture(
        "page-2024-dark-1920",
        [1708.0, 1002.0],
        true,
        vi,
        Preview::sample(),
        page_2024,
    );
    picture(
        "page-2024-narrow-en",
        [972.0, 640.0],
        false,
        en,
        Preview::sample(),
        page_2024,
    );
    picture(
        "page-2024-very-narrow",
        [720.0, 560.0],
        false,
        vi,
        Preview::sample(),
        page_2024,
    );
    picture(
        "page-2025-en",
        wide,
        false,
        en,
        Preview::sample(),
        page_2025,
    );
    picture("page-past", wide, false, vi, Preview::sample(), past);
    picture(
        "inspector-2024",
        [1154.0, 1200.0],
        false,
        vi,
        Preview::sample(),
        selected_2024,
    );
    picture(
        "inspector-2025-dark",
        [1154.0, 1200.0],
        true,
        en,
        Preview::sample(),
        selected_2025,
    );
    picture(
        "next-year",
        [1366.0, 768.0],
        false,
        vi,
        Preview::sample(),
        next_2025,
    );
    picture(
        "next-year-dark-en",
        [1024.0, 700.0],
        true,
        en,
        Preview::sample(),
        next_2025,
    );
    picture(
        "record",
        [1366.0, 768.0],
        false,
        vi,
        Preview::sample(),
        record,
    );
    picture(
        "changes",
        [1366.0, 768.0],
        false,
        vi,
        Preview::sample(),
        changes,
    );
    picture("empty", wide, false, vi, Preview::empty(), |_| {});
}
