use super::*;
use crate::codec::embedded;
use crate::ui::headless::HeadlessView;
use eframe::egui::accesskit::Role as Kind;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn parties() -> Vec<PartyChoice> {
    PartyChoice::of(embedded::new_document("start").programme())
}

fn recent() -> Vec<RecentFile> {
    let file = |path: &str, missing| RecentFile {
        path: path.into(),
        opened: "19/08/2024".into(),
        missing,
    };
    vec![
        file(
            "/home/hoa/chuong-trinh/vinhloc-camthuy.donghanh.json",
            false,
        ),
        file("/media/usb/ban-gui-cam-thuy.donghanh.json", true),
    ]
}

/// What the page remembers, and what came of it.
#[derive(Default)]
struct Bench {
    state: State,
    outcomes: Vec<FirstRunOutcome>,
}

fn harness(recent: Vec<RecentFile>) -> Harness<'static, Bench> {
    let parties = parties();
    let builder = Harness::builder().with_size(vec2(1000.0, 900.0));
    let builder =
        builder.with_context_setup(|ctx| crate::ui::install(ctx, crate::ui::tokens::Motion::Off));
    let mut harness = builder.build_ui_state(
        move |ui, bench: &mut Bench| {
            let page = FirstRun {
                lang: Lang::Vi,
                parties: &parties,
                recent: &recent,
            };
            bench.outcomes.extend(show(ui, &page, &mut bench.state));
        },
        Bench::default(),
    );
    harness.run();
    harness
}

#[test]
fn without_a_side_the_actions_say_what_to_choose_first() {
    let mut h = harness(Vec::new());
    h.get_by_role_and_label(Kind::Button, "Tạo tệp từ văn bản chính thức")
        .click();
    h.run();
    assert!(h.state().outcomes.is_empty());
    assert!(h.query_by_label_contains("Hãy chọn bên").is_some());
    h.get_by_role_and_label(Kind::RadioButton, "Chỉ xem")
        .click();
    h.run();
    assert!(h.query_by_label_contains("Hãy chọn bên").is_none());
    h.get_by_role_and_label(Kind::Button, "Xem dữ liệu minh hoạ")
        .click();
    h.run();
    let who = Who {
        side: None,
        name: String::new(),
    };
    assert_eq!(h.state().outcomes, [FirstRunOutcome::Sample(who)]);
}

#[test]
fn editing_for_a_party_needs_a_name() {
    let mut h = harness(Vec::new());
    h.get_by_role_and_label(Kind::RadioButton, "Cẩm Thủy")
        .click();
    h.run();
    h.get_by_role_and_label(Kind::Button, "Mở tệp chương trình…")
        .click();
    h.run();
    assert!(h.state().outcomes.is_empty());
    assert!(h.query_by_label_contains("Hãy ghi họ và tên").is_some());
    h.get_by_role_and_label(Kind::TextInput, "Họ và tên")
        .focus();
    h.run();
    h.get_by_role_and_label(Kind::TextInput, "Họ và tên")
        .type_text(" Lê Thị Hòa ");
    h.run();
    // Still in the field: what is typed counts.
    h.get_by_role_and_label(Kind::Button, "Mở tệp chương trình…")
        .click();
    h.run();
    let who = Who {
        side: Some("ct".into()),
        name: "Lê Thị Hòa".into(),
    };
    assert_eq!(h.state().outcomes, [FirstRunOutcome::Open(who)]);
}

#[test]
fn a_recent_file_opens_a_missing_one_explains_and_can_be_removed() {
    let mut h = harness(recent());
    h.state_mut().state.side = Some(Side::ViewOnly);
    h.run();
    h.get_by_label_contains("ban-gui-cam-thuy.donghanh.json, Không thấy")
        .click();
    h.run();
    assert!(h.state().outcomes.is_empty());
    assert!(h.query_by_label_contains("ổ đĩa chưa được cắm").is_some());
    h.get_by_label("Bỏ “ban-gui-cam-thuy.donghanh.json” khỏi danh sách")
        .click();
    h.run();
    h.get_by_label_contains("vinhloc-camthuy.donghanh.json, mở 19/08/2024")
        .click();
    h.run();
    let [gone, here] = [1, 0].map(|n| recent()[n].path.clone());
    let who = Who {
        side: None,
        name: String::new(),
    };
    assert_eq!(
        h.state().outcomes,
        [
            FirstRunOutcome::Forget(gone),
            FirstRunOutcome::Recent(who, here)
        ]
    );
}

#[test]
fn keys_begin_as_the_buttons_do() {
    let mut h = harness(Vec::new());
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::D);
    h.run();
    assert!(h.state().outcomes.is_empty());
    h.state_mut().state = State::of(Some(Side::Party("vl".into())), "Hòa".into());
    h.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::N);
    h.run();
    let who = Who {
        side: Some("vl".into()),
        name: "Hòa".into(),
    };
    assert_eq!(h.state().outcomes, [FirstRunOutcome::New(who)]);
    let toggled = |name: &str| {
        h.get_by_role_and_label(Kind::RadioButton, name)
            .accesskit_node()
            .toggled()
    };
    assert_ne!(toggled("Vĩnh Lộc"), toggled("Cẩm Thủy"));
}

#[test]
fn the_page_is_drawn_in_both_themes() {
    let folder = crate::ui::preview::pictures();
    let parties = parties();
    for (name, dark, size, recent, side) in [
        (
            "light",
            false,
            vec2(1366.0, 768.0),
            Vec::new(),
            Some(Side::Party("vl".into())),
        ),
        ("dark", true, vec2(1366.0, 768.0), recent(), None),
        (
            "small",
            false,
            vec2(1024.0, 600.0),
            recent(),
            Some(Side::ViewOnly),
        ),
    ] {
        let mut state = State::of(side, "Lê Thị Hòa".into());
        let mut view = HeadlessView::new(size, 1.0, dark);
        let lang = if dark { Lang::En } else { Lang::Vi };
        let image = view.render(|ui| {
            let page = FirstRun {
                lang,
                parties: &parties,
                recent: &recent,
            };
            let _ = show(ui, &page, &mut state);
        });
        let bytes = crate::ui::raster::png(&image).expect("a picture with a size");
        std::fs::write(folder.join(format!("first-run-{name}.png")), bytes).expect("written");
    }
}
