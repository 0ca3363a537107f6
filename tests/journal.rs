//! The history, through the interface by name: who set this, one old step undone, an earlier moment seen and gone
//! back to, what the partner does not have, the history shortened.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod window;

use dong_hanh::app::App;
use dong_hanh::change::{Cut, CutKind, Document, Op};
use dong_hanh::codec;
use dong_hanh::edit::Edit;
use dong_hanh::model::{Map, Path, Value};
use dong_hanh::store::RealFs;
use dong_hanh::store::paths::DataDir;
use dong_hanh::ui::actions::Action;
use dong_hanh::ui::view::{ReadOnly, Selection, Tab};
use eframe::egui::{Key, Modifiers, accesskit};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::PathBuf;
use window::{Place, press_last, sees, start};

const ONE: &str = "01A";

fn add(app: &mut App, id: &str, title: &str) {
    let place = Value::map([
        ("in", Value::text("d5.k1")),
        ("key", Value::text("i.0aaaaa")),
    ]);
    let fields = [("title", Value::text(title)), ("place", place)];
    app.edit(&Edit::create(&Path::new("activities", id), fields));
}

fn set(app: &mut App, id: &str, key: &str, to: &str) {
    let on = Path::new("activities", id);
    app.edit(&Edit::set(&on, key, Value::text(to)));
}

fn press(window: &mut Harness<'_, App>, label: &str) {
    press_last(window, label);
    window.run();
}

/// Opens the menu of the row that says this.
fn menu_of(window: &mut Harness<'_, App>, text: &str) {
    let row = window
        .query_all_by_label_contains(text)
        .next()
        .expect("a row");
    row.click_secondary();
    window.run();
}

fn journal(window: &mut Harness<'_, App>) {
    window.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::H);
    window.run();
    assert_eq!(window.state().workspace.as_ref().unwrap().tab, Tab::Journal);
}

fn document<'a>(window: &'a Harness<'_, App>) -> &'a Document {
    &window.state().workspace.as_ref().unwrap().document
}

fn title(window: &Harness<'_, App>, id: &str) -> String {
    let p = document(window).programme();
    p.activities
        .get(id)
        .map(|a| a.title.clone())
        .unwrap_or_default()
}

/// A file with two things to do, the first renamed twice and its deadline set.
fn edited(place: &Place) -> (Harness<'static, App>, PathBuf) {
    let file = place.new_file("a.donghanh.json");
    let mut window = start(place, Some(file.clone()));
    let app = window.state_mut();
    add(app, ONE, "Họp giao ban");
    add(app, "01B", "Kiểm tra nhà ở");
    set(app, ONE, "title", "Họp giao ban quý III");
    set(app, ONE, "due", "2024-09-30");
    set(app, ONE, "title", "Họp giao ban quý IV");
    window.run();
    (window, file)
}

#[test]
fn an_empty_history_says_what_will_be_in_it() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file));
    journal(&mut window);
    assert!(sees(&window, "Chưa có thay đổi nào"));
}

#[test]
fn a_single_old_change_is_undone_and_one_that_was_built_on_says_by_whom() {
    let place = Place::new();
    let (mut window, _) = edited(&place);
    journal(&mut window);
    // The first renaming was built on: the menu says so and does nothing.
    menu_of(&mut window, "Họp giao ban → Họp giao ban quý III");
    let reason = "Họp giao ban quý IV đã được sửa tiếp: Lê Thị Thử";
    assert!(sees(&window, "Hoàn tác thay đổi này"));
    window.get_by_label("Hoàn tác thay đổi này").hover();
    window.run_steps(8);
    assert!(sees(&window, reason));
    window.key_press(Key::Escape);
    window.run();
    // The deadline stands alone, though it is not the last thing that was done.
    menu_of(&mut window, "Thời hạn: chưa có → 30/09/2024");
    press(&mut window, "Hoàn tác thay đổi này");
    let due = document(&window).programme().activities[ONE].due;
    assert_eq!(due, None);
    assert_eq!(title(&window, ONE), "Họp giao ban quý IV");
    assert!(sees(&window, "Đã hoàn tác thay đổi đó."));
    // The undo is a step like others.
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(document(&window).programme().activities[ONE].due.is_some());
}

#[test]
fn the_programme_of_an_earlier_change_is_seen_and_gone_back_to_as_one_step() {
    let place = Place::new();
    let (mut window, _) = edited(&place);
    journal(&mut window);
    menu_of(&mut window, "Họp giao ban → Họp giao ban quý III");
    press(&mut window, "Xem chương trình lúc đó");
    let w = window.state().workspace.as_ref().unwrap();
    assert_eq!(w.read_only, Some(ReadOnly::Past));
    assert!(sees(&window, "Theo ngày giờ các máy đã ghi"));
    assert_eq!(title(&window, ONE), "Họp giao ban quý III");
    let due = document(&window).programme().activities[ONE].due;
    assert_eq!(due, None, "it was set in the same second, but later");
    set(window.state_mut(), ONE, "title", "Không được ghi");
    assert_eq!(title(&window, ONE), "Họp giao ban quý III");

    // From there to the question, and back.
    press(&mut window, "Khôi phục tới đây…");
    assert!(sees(
        &window,
        "Có lại 0 mục · không còn 0 mục · khác đi 1 mục"
    ));
    press(&mut window, "Hủy");
    assert_eq!(title(&window, ONE), "Họp giao ban quý IV");
    assert_eq!(window.state().workspace.as_ref().unwrap().read_only, None);

    // To before the second one was made.
    menu_of(&mut window, "Họp giao ban quý IV, Thêm mới");
    press(&mut window, "Khôi phục tới đây…");
    assert!(sees(
        &window,
        "Có lại 0 mục · không còn 1 mục · khác đi 1 mục"
    ));
    press(&mut window, "Khôi phục");
    assert_eq!(title(&window, ONE), "Họp giao ban");
    assert!(!document(&window).programme().activities.contains_key("01B"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(title(&window, ONE), "Họp giao ban quý IV");
    assert_eq!(title(&window, "01B"), "Kiểm tra nhà ở");
}

#[test]
fn a_row_leads_to_what_it_is_about() {
    let place = Place::new();
    let (mut window, _) = edited(&place);
    journal(&mut window);
    window
        .get_by_label_contains("Thời hạn: chưa có → 30/09/2024")
        .click();
    window.run();
    let w = window.state().workspace.as_ref().unwrap();
    assert_eq!(w.tab, Tab::Article(5));
    assert_eq!(w.selection, Selection::Activity(ONE.into()));
    // And back: the history stands as it was left; by keys from there.
    journal(&mut window);
    for _ in 0..2 {
        window.key_press(Key::ArrowDown);
        window.run();
    }
    window.key_press(Key::Menu);
    window.run();
    assert!(sees(&window, "Mở mục này"));
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let w = window.state().workspace.as_ref().unwrap();
    assert_eq!(w.selection, Selection::Activity("01B".into()));
}

#[test]
fn who_set_a_field_is_told_by_the_right_click_and_by_key() {
    let place = Place::new();
    let (mut window, _) = edited(&place);
    let w = window.state_mut().workspace.as_mut().unwrap();
    w.tab = Tab::Article(5);
    w.selection = Selection::Activity(ONE.into());
    window.run();
    window.get_by_label("Hạn").click_secondary();
    window.run();
    assert!(sees(&window, "Ai đã sửa “Thời hạn”?"));
    assert!(sees(&window, "30/09/2024, Lê Thị Thử"));
    window.key_press(Key::Escape);
    window.run();
    assert!(!sees(&window, "Ai đã sửa “Thời hạn”?"));

    window.get_by_label("Nội dung việc").focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::H);
    window.run();
    assert!(sees(&window, "Ai đã sửa “Nội dung”?"));
    assert!(sees(&window, "trước là Họp giao ban quý III"));
    assert!(sees(&window, "Họp giao ban, Lê Thị Thử"));
    press(&mut window, "Mở trong Nhật ký");
    let w = window.state().workspace.as_ref().unwrap();
    assert_eq!(w.tab, Tab::Journal);
    assert!(sees(&window, "3 trong 5 thay đổi"));
    press(&mut window, "Bỏ lọc");
    assert!(sees(&window, "5 thay đổi ·"));
}

#[test]
fn who_set_it_is_told_of_choices_and_units_and_where_nothing_can_be_edited() {
    let place = Place::new();
    let (mut window, _) = edited(&place);
    let on = Path::new("activities", ONE);
    let unit = document(&window).programme().units.keys().next().cloned();
    let unit = unit.unwrap();
    let name = document(&window).programme().units[&unit].name.clone();
    let units = Value::List(vec![Value::text(unit.as_str())]);
    let app = window.state_mut();
    app.edit(&Edit::set(&on, "lead", Value::text(unit.as_str())));
    app.edit(&Edit::set(&on, "coordinating", units));
    let w = window.state_mut().workspace.as_mut().unwrap();
    w.tab = Tab::Article(5);
    w.selection = Selection::Activity(ONE.into());
    w.read_only = Some(ReadOnly::ViewOnly);
    window.run();
    let button = |n: &egui_kittest::Node<'_>| n.accesskit_node().role() == accesskit::Role::Button;
    let mut all = window.query_all_by_label_contains("Chủ trì: ");
    all.find(button).expect("the lead unit").click_secondary();
    drop(all);
    window.run();
    assert!(sees(&window, "Ai đã sửa “Chủ trì”?"));
    assert!(sees(&window, &format!("{name}, Lê Thị Thử")));
    window.key_press(Key::Escape);
    window.run();
    window.get_by_label(&name).click_secondary();
    window.run();
    assert!(sees(&window, "Ai đã sửa “Phối hợp”?"));
    assert!(sees(&window, &format!("{name}: có, Lê Thị Thử")));
}

#[test]
fn who_set_a_figure_of_the_budget_is_told_of_its_cell() {
    let place = Place::new();
    let file = place.path("a.donghanh.json");
    let sample = codec::embedded::sample_document("who");
    std::fs::write(&file, codec::write(&sample.snapshot())).unwrap();
    let mut window = start(&place, Some(file));
    let on = document(&window)
        .programme()
        .budget_lines
        .keys()
        .next()
        .unwrap()
        .clone();
    let path = Path::new("budget_lines", on.as_str());
    let edit = Edit::set(&path, "estimate", Value::Int(123_456_000));
    window.state_mut().edit(&edit);
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, Action::GoBudget);
    let w = window.state_mut().workspace.as_mut().unwrap();
    w.selection = Selection::Line(on);
    window.run();
    let cell = window
        .query_all_by_label_contains("123.456.000")
        .next()
        .expect("the figure somewhere in the window");
    cell.click_secondary();
    window.run();
    assert!(sees(&window, "Ai đã sửa “Dự toán giao”?"));
    assert!(sees(&window, "123.456.000 đồng, Lê Thị Thử"));
}

#[test]
fn who_set_a_field_in_conflict_is_told_of_each_value() {
    let place = Place::new();
    let (mut window, _) = edited(&place);
    let w = window.state_mut().workspace.as_mut().unwrap();
    let mut partner = w.document.clone();
    let by = dong_hanh::change::Author {
        party: "ct".into(),
        name: "Bùi Văn Tám".into(),
    };
    let session = dong_hanh::change::Session {
        by,
        at: "2024-08-18T08:00:00+07:00".into(),
        ..Default::default()
    };
    partner.begin_session("partnersession", session);
    let on = Path::new("activities", ONE);
    partner.commit(vec![Op::set(&on, "due", "2024-10-15")], 1);
    w.document
        .commit(vec![Op::set(&on, "due", "2024-12-01")], 9);
    w.document.unite_with(&partner.snapshot());
    w.tab = Tab::Article(5);
    w.selection = Selection::Activity(ONE.into());
    window.run();
    window.get_by_label("Hạn").click_secondary();
    window.run();
    assert!(sees(&window, "Đang có 2 giá trị khác nhau"));
    assert!(sees(&window, "15/10/2024, Bùi Văn Tám"));
    assert!(sees(&window, "01/12/2024, Lê Thị Thử"));
}

#[test]
fn what_the_partner_was_not_sent_yet_is_found() {
    let place = Place::new();
    let (mut window, _) = edited(&place);
    let w = window.state_mut().workspace.as_mut().unwrap();
    let cut = Cut {
        id: "sent1".into(),
        kind: CutKind::Sent,
        at: "2024-08-19T09:00:00+07:00".into(),
        of: None,
        to: Some("ct".into()),
        knows: w.document.knows(),
        digest: String::new(),
        extra: Map::new(),
    };
    w.document.keep_cuts([cut.value()]);
    journal(&mut window);
    assert!(sees(&window, "Mốc: Đã gửi cho Cẩm Thủy"));
    window.get_by_label("So với lần gửi").click();
    window.run();
    press(&mut window, "Cẩm Thủy chưa có");
    assert!(sees(&window, "Đã gửi hết"));
    set(window.state_mut(), ONE, "title", "Sau khi gửi");
    window.run();
    assert!(sees(&window, "1 trong 6 thay đổi"));
}

/// Twenty thousand bytes of titles that nobody sees any more.
fn much(window: &mut Harness<'_, App>) {
    for n in 0..60 {
        let title = format!("Họp giao ban lần {n}, {}", "nội dung dài ".repeat(20));
        set(window.state_mut(), ONE, "title", &title);
    }
    set(window.state_mut(), ONE, "title", "Họp giao ban");
    window.run();
}

#[test]
fn the_history_is_shortened_after_the_full_version_is_kept_and_merging_goes_on() {
    let place = Place::new();
    let (mut window, file) = edited(&place);
    // The partner has it as it is, and goes on with it.
    let mut partner = document(&window).clone();
    much(&mut window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    let before = std::fs::metadata(&file).unwrap().len();
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, Action::ShortenHistory);
    window.run();
    assert!(sees(&window, "Giá trị cũ của 62 thay đổi"));
    assert!(sees(&window, "Đây không phải là xóa dữ liệu cá nhân"));
    press(&mut window, "Rút gọn");
    assert!(sees(&window, "Đã rút gọn lịch sử"));
    let doc_id = document(&window).envelope.doc_id.clone();
    let revisions = DataDir::at(place.path("data")).revisions(&doc_id);
    assert_eq!(revisions.list(&RealFs).unwrap().len(), 2);
    assert!(window.state().workspace.as_ref().unwrap().is_dirty());
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    let after = std::fs::metadata(&file).unwrap().len();
    assert!(after + 20_000 < before, "{before} to {after} bytes");
    assert_eq!(title(&window, ONE), "Họp giao ban");

    // What the partner did meanwhile is united with it, and what both wrote is a conflict.
    partner.begin_session("partnersession", dong_hanh::change::Session::default());
    let on = Path::new("activities", "01B");
    partner.commit(vec![Op::set(&on, "title", "Của bạn")], 1);
    let text = std::fs::read_to_string(&file).unwrap();
    let mut mine = codec::read(&text, "x").unwrap().document;
    mine.unite_with(&partner.snapshot());
    let p = mine.programme();
    assert_eq!(p.activities["01B"].title, "Của bạn");
    assert_eq!(p.activities[ONE].title, "Họp giao ban");

    // It says that some of it is shortened, and there is nothing more to shorten.
    journal(&mut window);
    assert!(sees(&window, "62 thay đổi cũ đã rút gọn"));
    window.state_mut().act(&ctx, Action::ShortenHistory);
    window.run();
    assert!(sees(&window, "Lịch sử không có gì để rút gọn."));
}

#[test]
fn a_big_file_offers_to_be_shortened_once() {
    let place = Place::new();
    let (mut window, _) = edited(&place);
    much(&mut window);
    window.state_mut().workspace.as_mut().unwrap().file.len = 11 * 1024 * 1024;
    window.run();
    // The answer of the worker is taken up in the frame that follows.
    window.run();
    assert!(sees(&window, "Tệp đã lớn tới"));
    press(&mut window, "Để sau");
    assert!(!sees(&window, "Tệp đã lớn tới"));
    window.run();
    assert!(!sees(&window, "Tệp đã lớn tới"));
    // Nor when it is opened again, before it has grown by half.
    for (size, offered) in [(12, false), (17, true)] {
        let w = window.state_mut().workspace.as_mut().unwrap();
        (w.file.len, w.shortening) = (size * 1024 * 1024, Default::default());
        window.run();
        window.run();
        assert_eq!(sees(&window, "Tệp đã lớn tới"), offered, "{size} MB");
    }
    assert_eq!(window.state().settings.left_long.len(), 1);
}
