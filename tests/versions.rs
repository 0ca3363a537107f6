//! The saved versions, through the interface by name: listed, compared, viewed, copied, restored.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod window;

use dong_hanh::app::App;
use dong_hanh::edit::Edit;
use dong_hanh::model::{Path, Value};
use dong_hanh::store::RealFs;
use dong_hanh::store::paths::DataDir;
use dong_hanh::store::revisions::{Kept, Revisions};
use dong_hanh::ui::actions::Action;
use dong_hanh::ui::view::ReadOnly;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::fs;
use std::path::PathBuf;
use window::{Place, press_last, sees, start};

fn add(app: &mut App, id: &str, title: &str) {
    let place = Value::map([
        ("in", Value::text("d5.k1")),
        ("key", Value::text("i.0aaaaa")),
    ]);
    let fields = [("title", Value::text(title)), ("place", place)];
    app.edit(&Edit::create(&Path::new("activities", id), fields));
}

fn save(window: &mut Harness<'_, App>) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
}

fn open_list(window: &mut Harness<'_, App>) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, Action::Versions);
    window.run();
}

fn titles(window: &Harness<'_, App>) -> Vec<String> {
    let w = window.state().workspace.as_ref().unwrap();
    let all = w.document.programme().activities.values();
    all.map(|a| a.title.clone()).collect()
}

/// A file with two versions behind it, and an unsaved change.
fn with_versions(place: &Place) -> (Harness<'static, App>, PathBuf, Revisions) {
    let file = place.new_file("a.donghanh.json");
    let mut window = start(place, Some(file.clone()));
    add(window.state_mut(), "01A", "Việc một");
    save(&mut window);
    add(window.state_mut(), "01B", "Việc hai");
    save(&mut window);
    add(window.state_mut(), "01C", "Việc ba");
    let doc_id = window
        .state()
        .workspace
        .as_ref()
        .unwrap()
        .document
        .envelope
        .doc_id
        .clone();
    let revisions = DataDir::at(place.path("data")).revisions(&doc_id);
    (window, file, revisions)
}

#[test]
fn an_empty_list_says_what_will_be_in_it() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file));
    open_list(&mut window);
    assert!(sees(&window, "Chưa có bản nào"));
    press_last(&window, "Đóng");
    window.run();
    assert!(!sees(&window, "Chưa có bản nào"));
}

#[test]
fn a_version_is_compared_and_restored_as_one_step_that_undo_takes_back() {
    let place = Place::new();
    let (mut window, _, revisions) = with_versions(&place);
    assert_eq!(revisions.list(&RealFs).unwrap().len(), 2);
    open_list(&mut window);
    // The newest is chosen: the one before the last save.
    assert!(sees(&window, "Người sửa sau cùng: Lê Thị Thử · Vĩnh Lộc"));
    assert!(sees(&window, "Việc: 1 (đang mở: 3)"));
    assert!(sees(&window, "Không còn: Việc “Việc hai”"));
    assert!(!sees(&window, "Không còn: Việc “Việc một”"));
    // The older one holds less; arrows move the choice.
    window.key_press(Key::ArrowDown);
    window.run();
    assert!(sees(&window, "Không còn: Việc “Việc một”"));
    window.key_press(Key::ArrowUp);
    window.run();
    window.get_by_label("Khôi phục bản này").click();
    window.run();
    assert_eq!(titles(&window), ["Việc một"]);
    assert!(sees(&window, "Đã khôi phục bản"));
    let w = window.state().workspace.as_ref().unwrap();
    assert!(w.is_dirty() && w.journal.as_ref().unwrap().len() >= 2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(titles(&window), ["Việc một", "Việc hai", "Việc ba"]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    window.run();
    assert_eq!(titles(&window), ["Việc một"]);
}

#[test]
fn a_version_is_viewed_in_the_place_of_the_document_which_waits_untouched() {
    let place = Place::new();
    let (mut window, file, _) = with_versions(&place);
    let bytes = fs::read(&file).unwrap();
    open_list(&mut window);
    window.get_by_label("Mở để xem").click();
    window.run();
    assert_eq!(titles(&window), ["Việc một"]);
    assert_eq!(
        window.state().workspace.as_ref().unwrap().read_only,
        Some(ReadOnly::Past)
    );
    add(window.state_mut(), "01D", "Không được ghi");
    save(&mut window);
    assert_eq!(titles(&window), ["Việc một"]);
    assert_eq!(
        fs::read(&file).unwrap(),
        bytes,
        "nothing is saved over the file"
    );
    window.get_by_label("Về bản đang làm").click();
    window.run();
    assert_eq!(titles(&window).len(), 3);
    assert!(window.state().workspace.as_ref().unwrap().is_dirty());

    // Viewed again, and restored from there.
    open_list(&mut window);
    window.get_by_label("Mở để xem").click();
    window.run();
    window.get_by_label("Khôi phục bản này").click();
    window.run();
    assert_eq!(titles(&window), ["Việc một"]);
    assert_eq!(window.state().workspace.as_ref().unwrap().read_only, None);

    // Closing while one is viewed asks about the document, not about what is viewed.
    open_list(&mut window);
    window.get_by_label("Mở để xem").click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::W);
    window.run();
    assert!(sees(&window, "Có thay đổi chưa lưu"));
    press_last(&window, "Lưu");
    window.run();
    assert!(window.state().workspace.is_none());
    assert!(
        fs::read_to_string(&file).unwrap().contains("Việc ba"),
        "its history is whole"
    );
}

#[test]
fn a_copy_is_saved_elsewhere_and_never_over_the_document_itself() {
    let place = Place::new();
    let (mut window, file, revisions) = with_versions(&place);
    let newest = revisions.list(&RealFs).unwrap().remove(0);
    let bytes = fs::read(&file).unwrap();
    for (to, ok) in [
        (place.path("copy.donghanh.json"), true),
        (file.clone(), false),
    ] {
        open_list(&mut window);
        window.get_by_label("Lưu bản sao…").click();
        window.run();
        window
            .get_by_label("Đường dẫn")
            .set_text_value_accesskit(&to.display().to_string());
        window.run();
        press_last(&window, "Lưu");
        window.run();
        if ok {
            assert!(sees(&window, "Đã lưu bản sao vào"));
            assert_eq!(fs::read(&to).unwrap(), fs::read(&newest.path).unwrap());
        } else {
            assert!(sees(&window, "Đó là chính tệp chương trình"));
        }
    }
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn damaged_versions_say_so_and_those_kept_for_ever_say_why() {
    let place = Place::new();
    let (mut window, _, revisions) = with_versions(&place);
    let all = revisions.list(&RealFs).unwrap();
    revisions.mark(&RealFs, &all[1], Kept::Sent).unwrap();
    fs::write(&all[0].path, b"{}").unwrap();
    open_list(&mut window);
    assert!(sees(&window, "Bản này bị hỏng, không đọc được."));
    assert!(sees(&window, "bản đã gửi"));
    // Nothing can be restored from it.
    window.get_by_label("Khôi phục bản này").click();
    window.run();
    assert_eq!(titles(&window).len(), 3);
    window.key_press(Key::ArrowDown);
    window.run();
    assert!(sees(&window, "Nếu khôi phục bản này"));
}

#[test]
fn what_is_only_viewed_cannot_be_restored_into() {
    let place = Place::new();
    let (window, file, _) = with_versions(&place);
    drop(window);
    let text = fs::read_to_string(&file).unwrap();
    fs::write(
        &file,
        text.replacen("\"min_reader\": 1", "\"min_reader\": 99", 1),
    )
    .unwrap();
    let mut window = start(&place, Some(file));
    open_list(&mut window);
    assert!(sees(&window, "Nếu khôi phục bản này"));
    let before = titles(&window);
    window.get_by_label("Khôi phục bản này").click();
    window.run();
    assert_eq!(titles(&window), before);
}

#[test]
fn the_version_on_disk_is_compared_with_what_is_open() {
    let place = Place::new();
    let (mut window, file, _) = with_versions(&place);
    // A partner's program adds an activity to the file meanwhile.
    let text = fs::read_to_string(&file).unwrap();
    let edited = text.replacen("Việc hai", "Việc hai, đổi tên", 1);
    assert_ne!(text, edited);
    fs::write(&file, &edited).unwrap();
    window.state_mut().look_at_file();
    window.run();
    window.get_by_label("Xem khác gì").click();
    window.run();
    assert!(sees(&window, "Nội dung: Việc hai → Việc hai, đổi tên"));
    assert!(sees(&window, "Không còn: Việc “Việc ba”"));
    press_last(&window, "Đóng");
    window.run();
    assert_eq!(fs::read_to_string(&file).unwrap(), edited);
    assert_eq!(titles(&window).len(), 3);
}
