//! The file and the world outside, through the interface by name: changed by others, gone, a folder in its place,
//! open on another machine.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod window;

use dong_hanh::edit::Edit;
use dong_hanh::model::{Path, Value};
use dong_hanh::store::lock::{self, LockHint};
use dong_hanh::store::{Fs as _, RealFs};
use dong_hanh::ui::view::ReadOnly;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use std::fs;
use window::{Place, press_last, sees, start};

fn add(app: &mut dong_hanh::app::App, id: &str, title: &str) {
    let place = Value::map([
        ("in", Value::text("d5.k1")),
        ("key", Value::text("i.0aaaaa")),
    ]);
    let fields = [("title", Value::text(title)), ("place", place)];
    app.edit(&Edit::create(&Path::new("activities", id), fields));
}

/// Another version of the same document, as a partner would have saved it.
fn theirs(file: &std::path::Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    text.replacen("\"doc_id\"", " \"doc_id\"", 1)
}

#[test]
fn what_others_change_is_told_and_their_version_can_be_opened_with_mine_kept() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file.clone()));
    add(window.state_mut(), "01A", "Của tôi");
    let other = theirs(&file);
    fs::write(&file, &other).unwrap();
    window.state_mut().look_at_file();
    window.run();
    assert!(sees(&window, "Tệp đã được thay đổi bên ngoài."));
    // It stays until it is settled, and nothing is written over.
    window.state_mut().look_at_file();
    window.run();
    window.get_by_label("Mở lại").click();
    window.run();
    assert!(sees(&window, "Mở lại bản trên đĩa?"));
    press_last(&window, "Mở lại");
    window.run();
    assert!(!sees(&window, "Tệp đã được thay đổi bên ngoài."));
    let w = window.state().workspace.as_ref().unwrap();
    assert!(w.document.programme().activities.is_empty());
    assert_eq!(fs::read_to_string(&file).unwrap(), other);
    // What was open is kept whole, for ever.
    let data = dong_hanh::store::paths::DataDir::at(place.path("data"));
    let revisions = data.revisions(&w.document.envelope.doc_id);
    let kept = revisions.list(&RealFs).unwrap();
    assert_eq!(kept.len(), 1);
    let text = String::from_utf8(revisions.read(&RealFs, &kept[0]).unwrap()).unwrap();
    assert!(text.contains("Của tôi"));
}

#[test]
fn an_older_version_put_back_is_told_as_older() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let before = fs::read(&file).unwrap();
    let mut window = start(&place, Some(file.clone()));
    add(window.state_mut(), "01A", "Mới");
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    fs::write(&file, before).unwrap();
    window.state_mut().look_at_file();
    window.run();
    assert!(sees(&window, "Tệp trên đĩa là một bản cũ hơn."));
}

#[test]
fn a_file_that_is_gone_is_made_again_only_when_asked_and_a_folder_in_its_place_never() {
    let place = Place::new();
    fs::create_dir(place.path("usb")).unwrap();
    let file = place.new_file("usb/a.donghanh.json");
    let bytes = fs::read(&file).unwrap();
    let mut window = start(&place, Some(file.clone()));
    add(window.state_mut(), "01A", "Một");

    // The stick is pulled; changes go to the journal.
    let pulled = place.path("pulled");
    fs::rename(place.path("usb"), &pulled).unwrap();
    window.state_mut().look_at_file();
    window.run();
    assert!(sees(&window, "Không còn thấy thư mục hoặc USB chứa tệp."));
    add(window.state_mut(), "01B", "Hai");
    let journal = |window: &egui_kittest::Harness<'_, dong_hanh::app::App>| {
        let w = window.state().workspace.as_ref().unwrap();
        w.journal.as_ref().unwrap().len()
    };
    // Both, and which saved version holds what was open when it went.
    assert_eq!(journal(&window), 3);
    // It is plugged in again: all is well.
    fs::rename(&pulled, place.path("usb")).unwrap();
    window.state_mut().look_at_file();
    window.run();
    assert!(!sees(&window, "USB chứa tệp"));

    // A folder in its place.
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    window.state_mut().look_at_file();
    window.run();
    assert!(sees(&window, "Ở chỗ của tệp nay là một thư mục."));
    assert!(window.query_by_label("Ghi lại vào chỗ cũ").is_none());
    fs::remove_dir(&file).unwrap();

    // Gone: saving does not make it again, the button does.
    window.state_mut().look_at_file();
    window.run();
    assert!(sees(&window, "Không còn thấy tệp ở chỗ cũ."));
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    assert!(sees(&window, "Chưa lưu được") && !file.exists());
    press_last(&window, "Hủy");
    window.run();
    assert_eq!(journal(&window), 4);
    window.get_by_label("Ghi lại vào chỗ cũ").click();
    window.run();
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("Hai") && text.len() > bytes.len());
    assert!(!sees(&window, "Không còn thấy tệp ở chỗ cũ."));
    assert_eq!(journal(&window), 0);
}

fn hint(user: &str, host: &str, at: String) -> LockHint {
    LockHint {
        user: user.into(),
        host: host.into(),
        session: format!("of {user}"),
        since: at.clone(),
        at,
    }
}

fn now() -> String {
    chrono::Local::now().to_rfc3339()
}

#[test]
fn a_file_open_elsewhere_asks_first_and_each_answer_holds() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let theirs = hint("Phạm Văn Sơn", "PC-CT-02", now());
    lock::take_over(&RealFs, &file, &theirs).unwrap();
    let read_only = |window: &egui_kittest::Harness<'_, dong_hanh::app::App>| {
        window.state().workspace.as_ref().unwrap().read_only
    };

    // Only viewing: their hint stays, and a banner says so.
    let mut window = start(&place, Some(file.clone()));
    assert!(sees(&window, "Tệp này đang mở ở nơi khác"));
    assert!(sees(&window, "Phạm Văn Sơn đang mở tệp trên máy PC-CT-02"));
    press_last(&window, "Chỉ xem");
    window.run();
    assert_eq!(read_only(&window), Some(ReadOnly::Elsewhere));
    add(window.state_mut(), "01A", "Không được ghi");
    assert!(!window.state().workspace.as_ref().unwrap().is_dirty());
    assert_eq!(lock::read(&RealFs, &file).unwrap(), Some(theirs.clone()));
    // Editing all the same: our hint takes its place, and goes when the file is closed.
    window.get_by_label("Tiếp tục sửa").click();
    window.run();
    assert_eq!(read_only(&window), None);
    let ours = lock::read(&RealFs, &file).unwrap().unwrap();
    assert_eq!(ours.user, "Lê Thị Thử");
    add(window.state_mut(), "01A", "Được ghi");
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    assert!(fs::read_to_string(&file).unwrap().contains("Được ghi"));
    window.key_press_modifiers(Modifiers::COMMAND, Key::W);
    window.run();
    assert_eq!(lock::read(&RealFs, &file).unwrap(), None);
    drop(window);

    // On a copy: a place is asked, their file is left alone.
    lock::take_over(&RealFs, &file, &theirs).unwrap();
    let bytes = fs::read(&file).unwrap();
    let mut window = start(&place, Some(file.clone()));
    press_last(&window, "Làm trên bản sao…");
    window.run();
    let copy = place.path("b.donghanh.json");
    window
        .get_by_label("Đường dẫn")
        .set_text_value_accesskit(&copy.display().to_string());
    window.run();
    press_last(&window, "Lưu");
    window.run();
    assert_eq!(read_only(&window), None);
    add(window.state_mut(), "01C", "Trên bản sao");
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    assert!(fs::read_to_string(&copy).unwrap().contains("Trên bản sao"));
    assert_eq!(fs::read(&file).unwrap(), bytes);
    assert_eq!(lock::read(&RealFs, &file).unwrap(), Some(theirs));
    assert!(lock::read(&RealFs, &copy).unwrap().is_some());
}

#[test]
fn hints_that_are_stale_or_a_crash_of_our_own_do_not_ask() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let old = (chrono::Local::now() - chrono::TimeDelta::hours(3)).to_rfc3339();
    for left in [
        hint("Phạm Văn Sơn", "PC-CT-02", old),
        hint("Lê Thị Thử", &lock::host_name(), now()),
    ] {
        lock::take_over(&RealFs, &file, &left).unwrap();
        let mut window = start(&place, Some(file.clone()));
        assert!(!sees(&window, "đang mở"), "{left:?}");
        let w = window.state().workspace.as_ref().unwrap();
        assert_eq!(w.read_only, None);
        assert_ne!(lock::read(&RealFs, &file).unwrap(), Some(left));
        window.key_press_modifiers(Modifiers::COMMAND, Key::W);
        window.run();
        assert_eq!(lock::read(&RealFs, &file).unwrap(), None);
    }
}

#[test]
fn who_takes_over_while_we_edit_is_told() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file.clone()));
    let theirs = hint("Phạm Văn Sơn", "PC-CT-02", now());
    lock::take_over(&RealFs, &file, &theirs).unwrap();
    window.state_mut().look_at_file();
    window.run();
    assert!(sees(&window, "Phạm Văn Sơn vừa mở tệp này để sửa"));
    window.get_by_label("Đã hiểu").click();
    window.run();
    assert!(!sees(&window, "Phạm Văn Sơn"));
    // Our closing leaves their hint alone.
    window.key_press_modifiers(Modifiers::COMMAND, Key::W);
    window.run();
    assert_eq!(lock::read(&RealFs, &file).unwrap(), Some(theirs));
}

#[test]
fn viewing_leaves_no_hint_and_a_file_under_two_names_is_one_file() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let other = place.path("b.donghanh.json");
    fs::hard_link(&file, &other).unwrap();
    let mut window = start(&place, Some(file.clone()));
    add(window.state_mut(), "01A", "Của tôi");
    // Somebody changes it by its other name, and it is saved by that name: that is no other file.
    let changed = theirs(&file);
    fs::write(&other, &changed).unwrap();
    window.state_mut().save(Some(other.clone()), false);
    window.run();
    if RealFs.metadata(&file).unwrap().inode.is_some() {
        assert!(sees(&window, "Chưa lưu được"));
        assert_eq!(fs::read_to_string(&other).unwrap(), changed);
    }
    drop(window);

    let text = fs::read_to_string(&file).unwrap();
    let newer = text.replacen("\"min_reader\": 1", "\"min_reader\": 99", 1);
    let file = place.path("c.donghanh.json");
    fs::write(&file, newer).unwrap();
    let window = start(&place, Some(file.clone()));
    assert_eq!(
        window.state().workspace.as_ref().unwrap().read_only,
        Some(ReadOnly::Newer)
    );
    assert_eq!(lock::read(&RealFs, &file).unwrap(), None);
}

/// Only Windows lets a program keep the others from a file by opening it.
#[cfg(windows)]
#[test]
fn a_file_that_another_program_holds_is_told_and_saved_once_it_lets_go() {
    use std::os::windows::fs::OpenOptionsExt as _;
    let place = Place::new();
    let file = place.new_file("Chương trình phối hợp.donghanh.json");
    let mut window = start(&place, Some(file.clone()));
    add(window.state_mut(), "01A", "Của tôi");
    let mut alone = fs::File::options();
    let held = alone.read(true).share_mode(0).open(&file).unwrap();
    window.state_mut().look_at_file();
    window.run();
    assert!(sees(&window, "Chưa đọc được tệp."));
    assert!(sees(&window, "Chương trình khác đang giữ tệp."));
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    assert!(sees(&window, "Chưa lưu được"));
    assert!(sees(&window, "Tệp đang được chương trình khác giữ."));
    assert!(sees(&window, "Hãy đóng chương trình kia rồi lưu lại"));
    press_last(&window, "Hủy");
    drop(held);
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    assert!(fs::read_to_string(&file).unwrap().contains("Của tôi"));
    assert!(!sees(&window, "Chưa đọc được tệp."));
}

/// A journal that cannot be written is told for as long, what it owes is kept, and goes into it when it can.
#[test]
fn a_journal_that_cannot_be_written_is_told_and_made_up_for() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    // Something stands where the journals are to lie.
    let documents = place.path("data").join("documents");
    fs::write(&documents, b"").unwrap();
    let mut window = start(&place, Some(file.clone()));
    let told = "Chưa ghi được nhật ký trên máy này.";
    assert!(sees(&window, told));
    add(window.state_mut(), "01A", "Một");
    window.run();
    assert!(sees(&window, told) && sees(&window, "Hãy lưu tệp thường xuyên."));
    // It is out of the way: the next try begins the journal, with what was changed meanwhile.
    fs::remove_file(&documents).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    window.run();
    assert!(!sees(&window, told));
    let journal = window.state().workspace.as_ref().unwrap().journal.as_ref();
    let path = journal.unwrap().path().to_owned();
    let kept = dong_hanh::store::journal::read_journal(&RealFs, &path).unwrap();
    assert_eq!(kept.lines.len(), 1);
    assert!(kept.lines[0].contains("Một"));
}

/// The disk of this computer is full, the one of the file is not.
#[cfg(unix)]
#[test]
fn a_full_disk_under_the_journal_is_told_and_saving_goes_on() {
    struct Mount(std::path::PathBuf);
    impl Drop for Mount {
        fn drop(&mut self) {
            let _ = std::process::Command::new("umount").arg(&self.0).status();
        }
    }
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let documents = place.path("data").join("documents");
    fs::create_dir(&documents).unwrap();
    let mounted = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(&documents)
        .stderr(std::process::Stdio::null())
        .status();
    if !mounted.is_ok_and(|s| s.success()) {
        eprintln!("skipped: no tmpfs can be mounted here");
        return;
    }
    let disk = Mount(documents);
    let mut window = start(&place, Some(file.clone()));
    add(window.state_mut(), "01A", "Một");
    let journal = window.state().workspace.as_ref().unwrap().journal.as_ref();
    let path = journal.unwrap().path().to_owned();
    let lines = || dong_hanh::store::journal::read_journal(&RealFs, &path).unwrap();
    assert_eq!(lines().lines.len(), 1);
    // Another program fills it up to the last byte.
    let fill = disk.0.join("fill");
    let mut taken = fs::File::create(&fill).unwrap();
    while std::io::Write::write_all(&mut taken, &[b'x'; 512]).is_ok() {}
    drop(taken);
    let told = "Chưa ghi được nhật ký trên máy này.";
    let mut made = 1;
    while made < 100 && window.state().workspace.as_ref().unwrap().owed.is_nothing() {
        made += 1;
        add(window.state_mut(), &format!("02{made:03}"), "Hai");
    }
    window.run();
    assert!(sees(&window, told) && sees(&window, "Ổ đĩa đã hết chỗ."));
    // What was whole stays whole, and nothing stands behind a torn line.
    let before = lines();
    assert!(!before.torn && before.lines.len() == made - 1, "{made}");
    // The file can be saved all the same: nothing is left to be lost.
    let revisions = "Lưu, không giữ bản cũ";
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
    assert!(sees(&window, "Ổ đĩa đã hết chỗ.") && sees(&window, revisions));
    press_last(&window, revisions);
    window.run();
    assert!(fs::read_to_string(&file).unwrap().contains("Hai"));
    let w = window.state().workspace.as_ref().unwrap();
    assert!(!w.is_dirty() && w.owed.is_nothing());
    // Room again: what comes next is in the journal.
    fs::remove_file(&fill).unwrap();
    add(window.state_mut(), "03A", "Ba");
    window.run();
    assert!(!sees(&window, told));
    let after = lines();
    assert!(!after.torn);
    assert!(after.lines.last().unwrap().contains("03A"));
    drop(window);
}
