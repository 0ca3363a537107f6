//! The window and its files, through the interface by name: saving, opening, damage, recovery.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends loudly")]

mod window;

use dong_hanh::edit::Edit;
use dong_hanh::model::{Path, Value};
use dong_hanh::ui::view::ReadOnly;
use eframe::egui::Key;
use egui_kittest::kittest::Queryable as _;
use window::{Place, press_last, sees, start};

fn add_activity(app: &mut dong_hanh::app::App, id: &str, title: &str) {
    let place = Value::map([
        ("in", Value::text("d5.k1")),
        ("key", Value::text("i.0aaaaa")),
    ]);
    let fields = [("title", Value::text(title)), ("place", place)];
    app.edit(&Edit::create(&Path::new("activities", id), fields));
}

#[test]
fn a_new_document_is_saved_read_back_and_not_lost_on_closing() {
    let place = Place::new();
    let mut window = start(&place, None);
    window
        .get_by_label_contains("Tạo tệp từ văn bản chính thức")
        .click();
    window.run();
    let app = window.state_mut();
    assert_eq!(app.workspace.as_ref().unwrap().read_only, None);
    add_activity(app, "01A", "Xây nhà cho hộ số 1");
    window.run();
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::S);
    window.run();
    // No system dialog in tests: a path is typed.
    let file = place.path("một tệp.donghanh.json");
    window.get_by_label("Đường dẫn").focus();
    window.run();
    window
        .get_by_label("Đường dẫn")
        .set_text_value_accesskit(&file.display().to_string());
    window.run();
    press_last(&window, "Lưu");
    window.run();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("Xây nhà cho hộ số 1"));
    assert!(!window.state().workspace.as_ref().unwrap().is_dirty());

    add_activity(window.state_mut(), "01B", "Việc chưa lưu");
    window.run();
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::W);
    window.run();
    assert!(sees(&window, "Có thay đổi chưa lưu"));
    press_last(&window, "Hủy");
    window.run();
    assert!(window.state().workspace.is_some());
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::W);
    window.run();
    press_last(&window, "Lưu");
    window.run();
    assert!(window.state().workspace.is_none());
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .contains("Việc chưa lưu")
    );

    let again = start(&place, Some(file));
    let workspace = again.state().workspace.as_ref().unwrap();
    assert_eq!(workspace.document.programme().activities.len(), 2);
    assert!(!workspace.is_dirty());
}

#[test]
fn undo_goes_on_after_a_restart() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file.clone()));
    add_activity(window.state_mut(), "01A", "Một");
    add_activity(window.state_mut(), "01B", "Hai");
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::S);
    window.run();
    drop(window);
    let mut again = start(&place, Some(file));
    for left in [1, 0] {
        again.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::Z);
        again.run();
        assert_eq!(
            again
                .state()
                .workspace
                .as_ref()
                .unwrap()
                .document
                .programme()
                .activities
                .len(),
            left
        );
    }
    for there in [1, 2] {
        again.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::Y);
        again.run();
        assert_eq!(
            again
                .state()
                .workspace
                .as_ref()
                .unwrap()
                .document
                .programme()
                .activities
                .len(),
            there
        );
    }
}

#[test]
fn what_a_crash_left_in_the_journal_is_offered_and_replayed() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file.clone()));
    add_activity(window.state_mut(), "01A", "Chưa kịp lưu");
    window.run();
    // The program dies: nothing is saved, the journal stays.
    drop(window);
    assert!(
        !std::fs::read_to_string(&file)
            .unwrap()
            .contains("Chưa kịp lưu")
    );

    let mut again = start(&place, Some(file.clone()));
    assert!(sees(&again, "Có thay đổi chưa lưu từ lần trước"));
    again.get_by_label("Khôi phục").click();
    again.run();
    let workspace = again.state().workspace.as_ref().unwrap();
    assert_eq!(
        workspace.document.programme().activities["01A"].title,
        "Chưa kịp lưu"
    );
    assert!(workspace.is_dirty());
    again.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::S);
    again.run();
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .contains("Chưa kịp lưu")
    );
    drop(again);
    let third = start(&place, Some(file));
    assert!(!sees(&third, "Có thay đổi chưa lưu từ lần trước"));
}

#[test]
fn work_on_a_document_that_was_never_saved_is_offered_at_the_next_start() {
    let place = Place::new();
    let mut window = start(&place, None);
    window
        .get_by_label_contains("Tạo tệp từ văn bản chính thức")
        .click();
    window.run();
    add_activity(window.state_mut(), "01A", "Chưa có tệp");
    window.run();
    drop(window);
    let mut again = start(&place, None);
    again.get_by_label("Khôi phục").click();
    again.run();
    let workspace = again.state().workspace.as_ref().unwrap();
    assert_eq!(
        workspace.document.programme().activities["01A"].title,
        "Chưa có tệp"
    );
}

#[test]
fn a_document_whose_file_was_deleted_survives_a_crash() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file.clone()));
    add_activity(window.state_mut(), "01A", "Đã lưu trong tệp");
    window.run();
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::S);
    window.run();
    std::fs::remove_file(&file).unwrap();
    window.state_mut().look_at_file();
    window.run();
    window.run();
    assert!(sees(&window, "Không còn thấy tệp ở chỗ cũ."));
    // Nothing was changed since it was saved, but no file holds it any more.
    assert!(window.state().workspace.as_ref().unwrap().is_dirty());
    add_activity(window.state_mut(), "01B", "Sau khi tệp mất");
    window.run();
    // The program dies.
    drop(window);

    let mut again = start(&place, None);
    assert!(sees(&again, "“a.donghanh.json” không còn ở chỗ cũ"));
    again.get_by_label("Khôi phục").click();
    again.run();
    let titles = |window: &egui_kittest::Harness<'_, dong_hanh::app::App>| {
        let w = window.state().workspace.as_ref().unwrap();
        let all = &w.document.programme().activities;
        ["01A", "01B"].map(|id| all.get(id).map(|a| a.title.clone()))
    };
    let whole = [
        Some("Đã lưu trong tệp".into()),
        Some("Sau khi tệp mất".into()),
    ];
    assert_eq!(titles(&again), whole);
    // It has no file yet, and dies once more: it is still there.
    drop(again);
    let mut third = start(&place, None);
    third.get_by_label("Khôi phục").click();
    third.run();
    assert_eq!(titles(&third), whole);
    assert!(!file.exists(), "nothing is made again silently");
}

#[test]
fn a_file_whose_older_version_was_put_back_is_not_left_without_a_question() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let old = std::fs::read(&file).unwrap();
    let mut window = start(&place, Some(file.clone()));
    add_activity(window.state_mut(), "01A", "Đã lưu trong tệp");
    window.run();
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::S);
    window.run();
    std::fs::write(&file, &old).unwrap();
    window.state_mut().look_at_file();
    window.run();
    window.run();
    assert!(sees(&window, "Tệp trên đĩa là một bản cũ hơn."));
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::W);
    window.run();
    assert!(sees(&window, "Có thay đổi chưa lưu."));
    // What was open is among the saved versions, whatever is answered.
    window.get_by_label("Không lưu").click();
    window.run();
    let folder = place.path("data").join("documents");
    let versions = walk(&folder).into_iter();
    let kept = versions.filter(|path| path.to_string_lossy().contains("asked"));
    let texts: Vec<String> = kept.map(|p| std::fs::read_to_string(p).unwrap()).collect();
    assert!(texts.iter().any(|text| text.contains("Đã lưu trong tệp")));
}

/// All files in a folder and its folders.
fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Scenario 7 of DOMAIN.md §6.
#[test]
fn a_damaged_file_gets_a_sentence_and_what_is_open_stays() {
    let place = Place::new();
    let good = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(good.clone()));
    add_activity(window.state_mut(), "01A", "Đang mở");
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::S);
    window.run();
    let whole = std::fs::read(&good).unwrap();
    let cases: [(&str, Vec<u8>); 3] = [
        ("cut.json", whole[..whole.len() / 2].to_vec()),
        ("latin.json", b"{\"format\": \"\xe9\xe8\xff\"}".to_vec()),
        ("other.json", b"{\"hello\": 1}".to_vec()),
    ];
    for (name, bytes) in cases {
        let bad = place.path(name);
        std::fs::write(&bad, &bytes).unwrap();
        window.state_mut().open_path(bad.clone());
        window.run();
        assert!(sees(&window, "Chưa mở được tệp"));
        // Of what was cut off it is known which document it was, and an earlier version is offered.
        let known = name == "cut.json";
        let answer = if known { "Không mở" } else { "Đã hiểu" };
        window.get_by_label(answer).click();
        window.run();
        let workspace = window.state().workspace.as_ref().unwrap();
        assert_eq!(
            workspace.document.programme().activities["01A"].title,
            "Đang mở"
        );
        assert_eq!(
            std::fs::read(&bad).unwrap(),
            bytes,
            "the file is left as it is"
        );
    }
}

/// Scenario 7 of DOMAIN.md §6: what is whole is saved, a backup is offered, and the damaged file stays as it is.
#[test]
fn a_damaged_file_offers_the_version_before_the_last_save() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file.clone()));
    for (id, title) in [("01A", "Lần một"), ("01B", "Lần hai")] {
        add_activity(window.state_mut(), id, title);
        window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::S);
        window.run();
    }
    drop(window);
    let whole = std::fs::read(&file).unwrap();
    // Cut in the last record of the history: all that can be read before it is whole.
    let cut = whole[..whole.len() - 120].to_vec();
    std::fs::write(&file, &cut).unwrap();

    let mut window = start(&place, Some(file.clone()));
    assert!(sees(&window, "Chưa mở được tệp: tệp bị hỏng"));
    // The readable part is whole: what can be put together lacks nothing.
    assert!(sees(&window, "Việc: 2") && sees(&window, "Văn bản 7 Điều, đúng nguyên văn"));
    // The version before the last save lacks what came with it.
    window
        .query_all_by_label_contains("trước khi lưu")
        .next()
        .unwrap()
        .click();
    window.run();
    assert!(sees(&window, "Việc “Lần hai”"));
    window.get_by_label("Tiếp tục với bản này").click();
    window.run();
    let workspace = window.state().workspace.as_ref().unwrap();
    let activities = &workspace.document.programme().activities;
    assert_eq!(activities["01A"].title, "Lần một");
    assert!(!activities.contains_key("01B"), "it is the version before");
    assert_eq!(workspace.file.path, None, "saving asks where to");
    assert!(workspace.is_dirty(), "leaving asks");
    assert_eq!(std::fs::read(&file).unwrap(), cut);
    let aside = std::fs::read_dir(place.path("data").join("damaged")).unwrap();
    let aside: Vec<_> = aside
        .filter_map(|entry| std::fs::read(entry.unwrap().path()).ok())
        .collect();
    assert!(aside.contains(&cut), "its bytes are kept aside");
    drop(window);

    // What can be read of the file itself, with what the journal still holds.
    let mut window = start(&place, Some(file.clone()));
    window.get_by_label("Tiếp tục với bản này").click();
    window.run();
    let workspace = window.state().workspace.as_ref().unwrap();
    let activities = &workspace.document.programme().activities;
    assert_eq!(
        (&*activities["01A"].title, &*activities["01B"].title),
        ("Lần một", "Lần hai")
    );
    assert_eq!(std::fs::read(&file).unwrap(), cut, "never saved over");
}

/// Without any earlier version, what a garbled file still says is put together, and what is lost is named.
#[test]
fn a_garbled_file_without_versions_names_what_is_lost() {
    let place = Place::new();
    let file = place.path("a.donghanh.json");
    let sample = dong_hanh::codec::embedded::sample_document("garbled");
    let text = dong_hanh::codec::write(&sample.snapshot());
    let (id, activity) = sample.programme().activities.iter().next().unwrap();
    let mut bytes = text.into_bytes();
    // A bad sector in the middle of one activity, in the state; and the history is gone.
    let find = |bytes: &[u8], what: &str| {
        bytes
            .windows(what.len())
            .position(|w| w == what.as_bytes())
            .unwrap()
    };
    let history = find(&bytes, "\n\"genesis\"");
    bytes.truncate(history);
    let at = find(&bytes, &format!("\"{id}\": {{"));
    let due = at + find(&bytes[at..], "\"due\"");
    bytes[due + 8..due + 14].copy_from_slice(b"\xff\x00\xff\x00\xff\x00");
    std::fs::write(&file, &bytes).unwrap();
    let mut window = start(&place, Some(file.clone()));
    let lost = format!("Việc “{}”: Thời hạn", activity.title);
    assert!(sees(&window, &lost), "{lost}");
    window.get_by_label("Tiếp tục với bản này").click();
    window.run();
    let workspace = window.state().workspace.as_ref().unwrap();
    let p = workspace.document.programme();
    assert_eq!(p.activities.len(), sample.programme().activities.len());
    assert_eq!(
        (p.activities[id].due, &p.activities[id].title),
        (None, &activity.title)
    );
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

/// Scenario 7 of DOMAIN.md §6: a file of a newer program opens for viewing only.
#[test]
fn a_newer_file_opens_for_viewing_only() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let text = std::fs::read_to_string(&file).unwrap();
    let newer = text.replacen("\"min_reader\": 1", "\"min_reader\": 99", 1);
    assert_ne!(text, newer);
    std::fs::write(&file, &newer).unwrap();
    let mut window = start(&place, Some(file.clone()));
    assert_eq!(
        window.state().workspace.as_ref().unwrap().read_only,
        Some(ReadOnly::Newer)
    );
    add_activity(window.state_mut(), "01A", "Không được ghi");
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::S);
    window.run();
    assert!(
        window
            .state()
            .workspace
            .as_ref()
            .unwrap()
            .document
            .programme()
            .activities
            .is_empty()
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), newer);
}

#[test]
fn a_file_in_a_temporary_folder_asks_for_a_place_before_anything_is_edited() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let passing = tempfile::Builder::new()
        .suffix(".donghanh.json")
        .tempfile()
        .unwrap();
    std::fs::copy(&file, passing.path()).unwrap();
    let mut window = start(&place, Some(passing.path().to_owned()));
    assert_eq!(
        window.state().workspace.as_ref().unwrap().read_only,
        Some(ReadOnly::NoPlace)
    );
    window.get_by_label("Chọn nơi lưu…").click();
    window.run();
    let kept = place.path("kept.donghanh.json");
    window
        .get_by_label("Đường dẫn")
        .set_text_value_accesskit(&kept.display().to_string());
    window.run();
    press_last(&window, "Lưu");
    window.run();
    let workspace = window.state().workspace.as_ref().unwrap();
    assert_eq!(
        (workspace.read_only, workspace.file.path.as_deref()),
        (None, Some(kept.as_path()))
    );
    assert!(kept.is_file());
}

#[test]
fn a_file_that_changed_on_disk_is_not_overwritten() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file.clone()));
    add_activity(window.state_mut(), "01A", "Của tôi");
    let text = std::fs::read_to_string(&file).unwrap();
    let theirs = text.replacen("\"doc_id\"", " \"doc_id\"", 1);
    std::fs::write(&file, &theirs).unwrap();
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::S);
    window.run();
    assert!(sees(&window, "Chưa lưu được"));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), theirs);
    assert!(window.state().workspace.as_ref().unwrap().is_dirty());
}

#[test]
fn dropping_a_sample_keeps_its_own_today() {
    let place = Place::new();
    let mut window = start(&place, None);
    window.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::D);
    window.run();
    assert!(sees(&window, "Dữ liệu minh hoạ"));
    let app = window.state();
    let workspace = app.workspace.as_ref().unwrap();
    assert_eq!(
        workspace.today(&app.clock),
        chrono::NaiveDate::from_ymd_opt(2024, 8, 19).unwrap()
    );
}

#[test]
fn many_hand_edits_are_shown_before_they_are_taken_in() {
    let place = Place::new();
    let file = place.path("a.donghanh.json");
    let sample = dong_hanh::codec::embedded::sample_document("by-hand");
    let text = dong_hanh::codec::write(&sample.snapshot());
    // Somebody replaced a year everywhere in the readable part.
    let history = text.find("\"genesis\"").unwrap();
    let (state, rest) = text.split_at(history);
    let edited = format!(
        "{}{rest}",
        state.replace("\"year\": 2024", "\"year\": 2025")
    );
    std::fs::write(&file, &edited).unwrap();
    let mut window = start(&place, Some(file.clone()));
    assert!(
        window.state().workspace.is_none(),
        "nothing is taken in unasked"
    );
    assert!(sees(&window, "sửa tay"));
    press_last(&window, "Hủy");
    window.run();
    assert!(window.state().workspace.is_none());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), edited);
}
