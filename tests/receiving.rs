//! Receiving a copy through the interface by name: two machines mail copies to each other, conflicts stay open and
//! travel, three in a ring, files begun separately, declining, taking back, hostile files (scenarios 7 and 8).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod window;

use dong_hanh::app::App;
use dong_hanh::change::{Author, CutKind, Document, Op, Session};
use dong_hanh::codec;
use dong_hanh::edit::Edit;
use dong_hanh::model::{Id, Path, Value};
use dong_hanh::store::RealFs;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::fs;
use std::path::{Path as FilePath, PathBuf};
use window::{Place, press_last, sees, start};

type Window = Harness<'static, App>;

const WORK: &str = "activities/01A";

/// A document with one activity, made by huyện Vĩnh Lộc.
fn begun(doc_id: &str) -> Document {
    let mut d = codec::embedded::new_document(doc_id);
    session(
        &mut d,
        "vl0",
        "vl",
        "Lê Thị Thử",
        "2024-08-01T08:00:00+07:00",
    );
    let place = Value::map([
        ("in", Value::text("d5.k1")),
        ("key", Value::text("i.0aaaaa")),
    ]);
    let fields = [
        ("title", Value::text("Họp giao ban quý II tại xã")),
        ("due", Value::text("2024-08-15")),
        ("place", place),
    ];
    let to = fields.map(|(k, v)| (k.into(), v)).into_iter().collect();
    d.commit(
        vec![Op::New {
            on: WORK.into(),
            to,
        }],
        0,
    )
    .unwrap();
    d
}

fn session(d: &mut Document, id: &str, party: &str, name: &str, at: &str) {
    let by = Author {
        party: party.into(),
        name: name.into(),
    };
    d.begin_session(
        id,
        Session {
            by,
            at: at.into(),
            app: "1".into(),
            ..Session::default()
        },
    );
}

/// A session of huyện Cẩm Thủy.
fn at_partner(d: &mut Document) {
    session(d, "ct0", "ct", "Phạm Văn Sơn", "2024-08-17T15:02:00+07:00");
}

fn set(d: &mut Document, on: &str, key: &str, to: &str) {
    d.commit(vec![Op::set(&Path::from(on), key, to)], 0)
        .unwrap();
}

fn write(path: &FilePath, d: &Document) -> PathBuf {
    fs::write(path, codec::write(&d.snapshot())).unwrap();
    path.to_owned()
}

fn read(path: &FilePath) -> Document {
    let text = fs::read_to_string(path).unwrap();
    codec::read(&text, "of a test").unwrap().document
}

/// Mine on disk and open, and a copy at the partner's.
fn two(place: &Place) -> (Window, PathBuf, Document) {
    let d = begun("prog");
    let file = write(&place.path("mine.donghanh.json"), &d);
    let mut theirs = read(&file);
    at_partner(&mut theirs);
    (start(place, Some(file.clone())), file, theirs)
}

fn document(window: &Window) -> &Document {
    &window.state().workspace.as_ref().unwrap().document
}

fn due(d: &Document) -> Option<String> {
    let activity = d.programme().activities.get(&Id::from("01A"))?;
    activity.due.map(|day| day.to_string())
}

fn edit(window: &mut Window, key: &str, to: &str) {
    let edit = Edit::set(&Path::from(WORK), key, to);
    window.state_mut().edit(&edit);
    window.run();
}

/// "Gộp bản nhận…", and the path of a copy.
fn receive(window: &mut Window, copy: &FilePath) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::M);
    window.run();
    type_path(window, copy);
}

fn type_path(window: &mut Window, copy: &FilePath) {
    let field = window
        .query_all_by_role(eframe::egui::accesskit::Role::TextInput)
        .last()
        .expect("a field for the path");
    field.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window
        .query_all_by_role(eframe::egui::accesskit::Role::TextInput)
        .last()
        .unwrap()
        .type_text(&copy.display().to_string());
    window.run();
    window.key_press(Key::Enter);
    window.run();
    window.run();
}

fn drop_file(window: &mut Window, file: &FilePath) {
    window.state_mut().open_path(file.to_owned());
    window.run();
    window.run();
}

fn press(window: &mut Window, label: &str) {
    press_last(window, label);
    window.run();
    window.run();
}

fn save(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run();
}

#[test]
fn two_machines_mail_copies_and_what_does_not_clash_comes_in() {
    let place = Place::new();
    let (mut window, file, mut theirs) = two(&place);
    set(&mut theirs, WORK, "due", "2024-09-10");
    edit(&mut window, "title", "Họp giao ban quý II tại huyện");
    let copy = write(&place.path("copy.json"), &theirs);
    receive(&mut window, &copy);
    assert!(sees(&window, "Gộp bản nhận từ Cẩm Thủy"));
    assert!(sees(&window, "Phạm Văn Sơn"));
    assert!(sees(&window, "Của tôi: 1 thay đổi") && sees(&window, "Cẩm Thủy: 1 thay đổi"));
    assert!(sees(&window, "15/08/2024 → 10/09/2024"));
    assert!(sees(&window, "Không có xung đột"));
    // Nothing is done before the button is pressed.
    assert_eq!(due(document(&window)).unwrap(), "2024-08-15");
    press(&mut window, "Áp dụng gộp");
    assert!(sees(&window, "Đã gộp 1 mục."));
    let d = document(&window);
    assert_eq!(due(d).unwrap(), "2024-09-10");
    assert_eq!(
        d.programme().activities.values().next().unwrap().title,
        "Họp giao ban quý II tại huyện"
    );
    // It is recorded what the partner is known to have, in a session of its own.
    let cut = d
        .cuts()
        .into_iter()
        .find(|c| c.kind == CutKind::Received)
        .unwrap();
    assert_eq!(cut.to.as_deref(), Some("ct"));
    save(&mut window);
    assert_eq!(due(&read(&file)).unwrap(), "2024-09-10");
    // The version before and the copy are kept for ever.
    let data = dong_hanh::store::paths::DataDir::at(place.path("data"));
    let kept = data.revisions("prog").list(&RealFs).unwrap();
    assert_eq!(kept.iter().filter(|r| r.kept.is_some()).count(), 2);
}

#[test]
fn a_conflict_shows_both_values_with_their_editors_and_can_stay_open_and_travel() {
    let place = Place::new();
    let (mut window, file, mut theirs) = two(&place);
    set(&mut theirs, WORK, "due", "2024-09-10");
    edit(&mut window, "due", "2024-08-30");
    let copy = write(&place.path("copy.json"), &theirs);
    receive(&mut window, &copy);
    assert!(sees(&window, "Của tôi: 30/08/2024") && sees(&window, "Của Cẩm Thủy: 10/09/2024"));
    assert!(sees(&window, "Trước đó: 15/08/2024"));
    assert!(sees(&window, "Ngày chỉ giữ được một giá trị"));
    assert!(window.query_by_label("Giữ cả hai").is_none());
    press(&mut window, "Áp dụng, để ngỏ 1 mục");
    assert!(sees(&window, "còn 1 mục chưa thống nhất"));
    save(&mut window);
    // It stands in the file with both values and travels to the partner, who settles it.
    let mut back = read(&file);
    assert_eq!(dong_hanh::merge::open_conflicts(&back).len(), 1);
    at_partner(&mut back);
    session(
        &mut back,
        "ct1",
        "ct",
        "Phạm Văn Sơn",
        "2024-08-18T08:00:00+07:00",
    );
    set(&mut back, WORK, "due", "2024-09-10");
    let copy = write(&place.path("settled.json"), &back);
    receive(&mut window, &copy);
    press(&mut window, "Áp dụng gộp");
    assert!(dong_hanh::merge::open_conflicts(document(&window)).is_empty());
    assert_eq!(due(document(&window)).unwrap(), "2024-09-10");
}

#[test]
fn keys_choose_mine_theirs_or_both_and_both_is_for_texts_alone() {
    let place = Place::new();
    let (mut window, _, mut theirs) = two(&place);
    set(&mut theirs, WORK, "due", "2024-09-10");
    set(
        &mut theirs,
        WORK,
        "title",
        "Họp giao ban quý II tại xã Cẩm Vân",
    );
    edit(&mut window, "due", "2024-08-30");
    edit(&mut window, "title", "Họp mặt quý II tại xã");
    let copy = write(&place.path("copy.json"), &theirs);
    receive(&mut window, &copy);
    assert!(sees(&window, "đã chọn 0 trên 2 mục"));
    // The first is the deadline: there is no third choice.
    window.key_press(Key::Num3);
    window.run();
    assert!(sees(&window, "đã chọn 0 trên 2 mục"));
    window.key_press(Key::Num2);
    window.run();
    window.key_press(Key::ArrowDown);
    window.key_press(Key::Num3);
    window.run();
    assert!(sees(&window, "đã chọn 2 trên 2 mục"));
    assert!(sees(&window, "Sẽ ghi: Họp mặt quý II tại xã Cẩm Vân"));
    press(&mut window, "Áp dụng gộp");
    let d = document(&window);
    assert_eq!(due(d).unwrap(), "2024-09-10");
    let title = &d.programme().activities.values().next().unwrap().title;
    assert_eq!(title, "Họp mặt quý II tại xã Cẩm Vân");
    assert!(dong_hanh::merge::open_conflicts(d).is_empty());
}

#[test]
fn what_comes_in_can_be_declined_and_mine_is_recorded_over_it() {
    let place = Place::new();
    let (mut window, _, mut theirs) = two(&place);
    set(&mut theirs, WORK, "due", "2024-09-10");
    set(&mut theirs, WORK, "title", "Tên khác");
    let copy = write(&place.path("copy.json"), &theirs);
    receive(&mut window, &copy);
    let row = "Họp giao ban quý II tại xã, Thời hạn: 15/08/2024 → 10/09/2024, thay của tôi";
    window.get_by_label(&format!("Nhận: {row}")).click();
    window.run();
    assert!(sees(&window, "giữ của tôi") || sees(&window, "Sẽ nhận 1 mục"));
    press(&mut window, "Áp dụng gộp");
    let mine = document(&window).clone();
    assert_eq!(due(&mine).unwrap(), "2024-08-15");
    assert_eq!(
        mine.programme().activities.values().next().unwrap().title,
        "Tên khác"
    );
    // At the partner's it is no conflict: mine was written over theirs.
    let mut partner = theirs.clone();
    partner.unite_with(&mine.snapshot());
    assert!(dong_hanh::merge::open_conflicts(&partner).is_empty());
    assert_eq!(due(&partner).unwrap(), "2024-08-15");
}

#[test]
fn a_merge_is_taken_back_whole_by_one_key_but_not_once_something_was_written() {
    let place = Place::new();
    let (mut window, file, mut theirs) = two(&place);
    edit(&mut window, "title", "Của tôi");
    set(&mut theirs, WORK, "due", "2024-09-10");
    let copy = write(&place.path("copy.json"), &theirs);
    let before = document(&window).knows();
    receive(&mut window, &copy);
    press(&mut window, "Áp dụng gộp");
    assert_eq!(due(document(&window)).unwrap(), "2024-09-10");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert!(sees(&window, "Đã trở lại trước khi gộp."));
    assert_eq!(document(&window).knows(), before);
    assert!(document(&window).cuts().is_empty());
    // The journal of this session holds mine alone.
    let journal = window
        .state()
        .workspace
        .as_ref()
        .unwrap()
        .journal
        .as_ref()
        .unwrap();
    assert_eq!(journal.len(), 1);
    // Merged, saved, taken back, saved: the file is as before the merge.
    receive(&mut window, &copy);
    press(&mut window, "Áp dụng gộp");
    save(&mut window);
    assert_eq!(due(&read(&file)).unwrap(), "2024-09-10");
    press(&mut window, "Trở lại trước khi gộp");
    save(&mut window);
    assert_eq!(due(&read(&file)).unwrap(), "2024-08-15");
    assert_eq!(
        read(&file)
            .programme()
            .activities
            .values()
            .next()
            .unwrap()
            .title,
        "Của tôi"
    );
    // Once something was written it is a choice of its own.
    receive(&mut window, &copy);
    press(&mut window, "Áp dụng gộp");
    edit(&mut window, "title", "Viết tiếp");
    assert!(
        !window
            .state()
            .workspace
            .as_ref()
            .unwrap()
            .can_take_back_merge()
    );
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(due(document(&window)).unwrap(), "2024-09-10");
}

#[test]
fn leaving_with_choices_asks_and_leaves_everything_as_it_was() {
    let place = Place::new();
    let (mut window, file, mut theirs) = two(&place);
    let bytes = fs::read(&file).unwrap();
    edit(&mut window, "due", "2024-08-30");
    set(&mut theirs, WORK, "due", "2024-09-10");
    let copy = write(&place.path("copy.json"), &theirs);
    let revision = document(&window).revision();
    receive(&mut window, &copy);
    // Without choices Esc leaves at once.
    window.key_press(Key::Escape);
    window.run();
    assert!(!sees(&window, "Gộp bản nhận từ"));
    receive(&mut window, &copy);
    window.key_press(Key::Num1);
    window.run();
    window.key_press(Key::Escape);
    window.run();
    assert!(sees(&window, "Bỏ các lựa chọn đã làm?"));
    // Esc closes the topmost layer only.
    window.key_press(Key::Escape);
    window.run();
    assert!(!sees(&window, "Bỏ các lựa chọn đã làm?") && sees(&window, "Gộp bản nhận từ"));
    assert!(sees(&window, "đã chọn 1 trên 1 mục"));
    window.key_press(Key::Escape);
    window.run();
    press(&mut window, "Bỏ");
    assert!(!sees(&window, "Gộp bản nhận từ"));
    assert_eq!(document(&window).revision(), revision);
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[test]
fn three_machines_in_a_ring_end_with_the_same_document() {
    let place = Place::new();
    let d = begun("ring");
    let start_at = |name: &str| {
        let own = Place::new();
        let file = write(&own.path(name), &d);
        (start(&own, Some(file.clone())), file, own)
    };
    let (mut a, a_file, _a) = start_at("a.json");
    let (mut b, b_file, _b) = start_at("b.json");
    let (mut c, c_file, _c) = start_at("c.json");
    edit(&mut a, "title", "Của A");
    edit(&mut b, "due", "2024-09-01");
    edit(&mut c, "beneficiary", "Của C");
    let pass = |from: &mut Window, file: &FilePath, to: &mut Window| {
        save(from);
        let mail = place.path("mail.json");
        fs::copy(file, &mail).unwrap();
        receive(to, &mail);
        if sees(to, "Áp dụng gộp") {
            press(to, "Áp dụng gộp");
        } else {
            press(to, "Đóng");
        }
    };
    for _ in 0..2 {
        pass(&mut a, &a_file, &mut b);
        pass(&mut b, &b_file, &mut c);
        pass(&mut c, &c_file, &mut a);
    }
    let shown = |w: &Window| {
        let d = document(w);
        let state: Vec<String> = d
            .shown()
            .flat_map(|(path, view)| {
                let all = view.state().into_iter();
                let all: Vec<String> = all
                    .map(|(k, v)| format!("{path}.{k}={}", v.canonical()))
                    .collect();
                all
            })
            .collect();
        state
    };
    assert_eq!(shown(&a), shown(&b));
    assert_eq!(shown(&b), shown(&c));
    let activity = document(&a)
        .programme()
        .activities
        .values()
        .next()
        .unwrap()
        .clone();
    assert_eq!(
        (activity.title.as_str(), activity.beneficiary.as_str()),
        ("Của A", "Của C")
    );
    assert_eq!(due(document(&a)).unwrap(), "2024-09-01");
}

#[test]
fn files_begun_separately_are_joined_only_when_asked() {
    let place = Place::new();
    let (mut window, _, _) = two(&place);
    let mut other = codec::embedded::new_document("other");
    at_partner(&mut other);
    let fields = [("title", Value::text("Việc của Cẩm Thủy"))];
    let to = fields.map(|(k, v)| (k.into(), v)).into_iter().collect();
    other
        .commit(
            vec![Op::New {
                on: "activities/01B".into(),
                to,
            }],
            0,
        )
        .unwrap();
    let copy = write(&place.path("other.json"), &other);
    receive(&mut window, &copy);
    assert!(sees(&window, "Hai tệp được lập riêng"));
    press(&mut window, "Xem trước khi gộp làm một");
    assert!(sees(&window, "Việc của Cẩm Thủy"));
    press(&mut window, "Gộp làm một");
    let d = document(&window);
    assert_eq!(d.programme().activities.len(), 2);
    assert!(
        d.envelope
            .joined
            .iter()
            .any(|j| j.as_text() == Some("other"))
    );
    // From then on it is a copy: nothing is asked about joining.
    set(&mut other, "activities/01B", "title", "Tên mới");
    write(&copy, &other);
    receive(&mut window, &copy);
    assert!(!sees(&window, "Hai tệp được lập riêng") && sees(&window, "Tên mới"));
}

#[test]
fn two_empty_files_begun_separately_are_joined_only_when_asked_too() {
    let place = Place::new();
    let file = place.new_file("mine.json");
    let mut window = start(&place, Some(file));
    let other = codec::embedded::new_document("other");
    let copy = write(&place.path("other.json"), &other);
    receive(&mut window, &copy);
    assert!(sees(&window, "Hai tệp được lập riêng"));
    press(&mut window, "Xem trước khi gộp làm một");
    assert!(document(&window).envelope.joined.is_empty());
    press(&mut window, "Gộp làm một");
    assert_eq!(document(&window).envelope.joined.len(), 1);
}

#[test]
fn a_copy_that_is_dropped_is_merged_or_opened_as_the_user_says() {
    let place = Place::new();
    let (mut window, file, mut theirs) = two(&place);
    edit(&mut window, "title", "Chưa lưu");
    set(&mut theirs, WORK, "due", "2024-09-10");
    let copy = write(&place.path("copy.json"), &theirs);
    drop_file(&mut window, &copy);
    assert!(sees(&window, "Đây là một bản của chương trình đang mở"));
    press(&mut window, "Gộp…");
    assert!(sees(&window, "Gộp bản nhận từ Cẩm Thủy"));
    press(&mut window, "Hủy gộp");
    // To open it instead asks about what is not saved.
    drop_file(&mut window, &copy);
    press(&mut window, "Mở riêng");
    assert!(sees(&window, "Chưa lưu"));
    press(&mut window, "Không lưu");
    let w = window.state().workspace.as_ref().unwrap();
    assert_eq!(w.file.path.as_deref(), Some(copy.as_path()));
    assert_eq!(due(document(&window)).unwrap(), "2024-09-10");
    assert_eq!(due(&read(&file)).unwrap(), "2024-08-15");
}

#[test]
fn a_copy_without_anything_new_says_so() {
    let place = Place::new();
    let (mut window, file, _) = two(&place);
    let copy = place.path("same.json");
    fs::copy(&file, &copy).unwrap();
    receive(&mut window, &copy);
    assert!(sees(&window, "Bản này không có gì mới") && sees(&window, "giống bản đang mở"));
    press(&mut window, "Đóng");
    edit(&mut window, "due", "2024-08-30");
    receive(&mut window, &copy);
    assert!(sees(&window, "còn thiếu 1 thay đổi"));
    // What the partner is known to have can be recorded all the same.
    press(&mut window, "Ghi nhận");
    let cuts = document(&window).cuts();
    assert!(
        cuts.iter()
            .any(|c| c.kind == CutKind::Received && c.to.as_deref() == Some("ct"))
    );
    assert_eq!(due(document(&window)).unwrap(), "2024-08-30");
}

#[test]
fn hostile_and_foreign_files_are_refused_with_a_sentence_and_nothing_changes() {
    let place = Place::new();
    let (mut window, file, theirs) = two(&place);
    let bytes = fs::read(&file).unwrap();
    let whole = codec::write(&theirs.snapshot());
    let deep = "[".repeat(5000);
    let newer = whole.replacen("\"min_reader\": 1", "\"min_reader\": 99", 1);
    assert_ne!(newer, whole);
    let mut foreign = sample("foreign");
    foreign.retain(|c| c != '\u{0}');
    let cases: [(&str, Vec<u8>, &str); 6] = [
        (
            "cut.json",
            whole.as_bytes()[..whole.len() / 2].to_vec(),
            "Tệp",
        ),
        ("bytes.json", vec![0xff, 0xfe, 0xfd, 0x00, 0x81], ""),
        ("deep.json", deep.into_bytes(), ""),
        ("empty.json", Vec::new(), ""),
        ("newer.json", newer.into_bytes(), "bản Đồng Hành mới hơn"),
        ("foreign.json", foreign.into_bytes(), "chương trình khác"),
    ];
    let revision = document(&window).revision();
    for (name, content, sentence) in cases {
        let path = place.path(name);
        fs::write(&path, content).unwrap();
        receive(&mut window, &path);
        assert!(sees(&window, "Không gộp được bản này"), "{name}");
        assert!(
            sees(&window, sentence) && sees(&window, "Bản đang mở không thay đổi gì."),
            "{name}"
        );
        press(&mut window, "Đã hiểu");
        assert_eq!(document(&window).revision(), revision, "{name}");
    }
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

/// A document of another programme: begun from another template.
fn sample(doc_id: &str) -> String {
    let d = codec::embedded::new_document(doc_id);
    let text = codec::write(&d.snapshot());
    text.replace("vinh-loc-cam-thuy", "chuong-trinh-khac")
}

#[test]
fn a_copy_whose_official_text_differs_is_warned_about_and_mine_stays() {
    let place = Place::new();
    let (mut window, _, mut theirs) = two(&place);
    set(&mut theirs, WORK, "due", "2024-09-10");
    let text = codec::write(&theirs.snapshot());
    let forged = text.replace("100.000.000", "900.000.000");
    assert_ne!(forged, text);
    let copy = place.path("forged.json");
    fs::write(&copy, forged).unwrap();
    let before = document(&window).programme().text.clone();
    receive(&mut window, &copy);
    assert!(sees(&window, "Văn bản chính thức khác ở 1 chỗ"));
    press(&mut window, "Xem chỗ khác");
    assert!(sees(&window, "900.000.000"));
    window.key_press(Key::Escape);
    window.run();
    press(&mut window, "Áp dụng gộp");
    let after = &document(&window).programme().text;
    assert!(
        after
            .all()
            .iter()
            .zip(before.all())
            .all(|(a, b)| a.text == b.text)
    );
}

#[test]
fn what_somebody_else_saved_in_its_place_is_merged_and_saving_goes_on() {
    let place = Place::new();
    let (mut window, file, mut theirs) = two(&place);
    edit(&mut window, "title", "Của tôi");
    set(&mut theirs, WORK, "due", "2024-09-10");
    write(&file, &theirs);
    window.state_mut().look_at_file();
    window.run();
    assert!(sees(&window, "Tệp đã được thay đổi bên ngoài."));
    press(&mut window, "Gộp…");
    assert!(sees(&window, "Gộp với bản trên đĩa"));
    press(&mut window, "Áp dụng gộp");
    assert!(!sees(&window, "Tệp đã được thay đổi bên ngoài."));
    save(&mut window);
    let on_disk = read(&file);
    assert_eq!(due(&on_disk).unwrap(), "2024-09-10");
    assert_eq!(
        on_disk
            .programme()
            .activities
            .values()
            .next()
            .unwrap()
            .title,
        "Của tôi"
    );
}

#[test]
fn taking_back_a_merge_with_the_disk_never_writes_over_what_stands_there() {
    let place = Place::new();
    let (mut window, file, mut theirs) = two(&place);
    edit(&mut window, "title", "Của tôi");
    set(&mut theirs, WORK, "due", "2024-09-10");
    write(&file, &theirs);
    window.state_mut().look_at_file();
    window.run();
    press(&mut window, "Gộp…");
    press(&mut window, "Áp dụng gộp");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(due(document(&window)).unwrap(), "2024-08-15");
    assert!(sees(&window, "Tệp đã được thay đổi bên ngoài."));
    save(&mut window);
    assert_eq!(due(&read(&file)).unwrap(), "2024-09-10");
}

/// Mine with an open conflict about the deadline.
fn in_conflict(place: &Place) -> Window {
    let (mut window, _, mut theirs) = two(place);
    set(&mut theirs, WORK, "due", "2024-09-10");
    edit(&mut window, "due", "2024-08-30");
    let copy = write(&place.path("copy.json"), &theirs);
    receive(&mut window, &copy);
    press(&mut window, "Áp dụng, để ngỏ 1 mục");
    window
}

#[test]
fn an_open_conflict_is_told_in_the_list_of_problems_and_settled_there() {
    let place = Place::new();
    let mut window = in_conflict(&place);
    press(&mut window, "Xem các mục");
    let row = "Việc “Họp giao ban quý II tại xã”: mục “Thời hạn” có nhiều giá trị do nhiều người ghi khi chưa thấy của nhau.";
    press(&mut window, row);
    assert!(sees(&window, "Chọn một giá trị"));
    assert!(sees(&window, "Vĩnh Lộc: 30/08/2024") && sees(&window, "Cẩm Thủy: 10/09/2024"));
    press(&mut window, "Cẩm Thủy: 10/09/2024");
    press(&mut window, "Chọn giá trị này");
    let d = document(&window);
    assert!(dong_hanh::merge::open_conflicts(d).is_empty());
    assert_eq!(due(d).unwrap(), "2024-09-10");
    // One step: undone, it is a conflict again.
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(dong_hanh::merge::open_conflicts(document(&window)).len(), 1);
}

#[test]
fn an_open_conflict_is_told_at_what_is_selected() {
    let place = Place::new();
    let mut window = in_conflict(&place);
    let w = window.state_mut().workspace.as_mut().unwrap();
    w.selection = dong_hanh::ui::view::Selection::Activity(Id::from("01A"));
    window.run();
    assert!(sees(&window, "Thời hạn: 2 giá trị chưa thống nhất"));
    press(&mut window, "Chọn… Thời hạn");
    window.key_press(Key::Num1);
    window.run();
    press(&mut window, "Chọn giá trị này");
    assert!(!sees(&window, "giá trị chưa thống nhất"));
    assert!(dong_hanh::merge::open_conflicts(document(&window)).is_empty());
}

#[test]
fn a_journal_that_stands_on_another_file_is_shown_before_it_is_merged() {
    let place = Place::new();
    let (mut window, file, mut theirs) = two(&place);
    edit(&mut window, "due", "2024-08-30");
    window
        .state_mut()
        .workspace
        .as_mut()
        .unwrap()
        .journal
        .as_mut()
        .unwrap()
        .sync()
        .unwrap();
    // A crash; meanwhile somebody else saves in the file's place.
    drop(window);
    set(&mut theirs, WORK, "due", "2024-09-10");
    write(&file, &theirs);
    let mut window = start(&place, Some(file));
    assert!(sees(&window, "Khôi phục"));
    press(&mut window, "Khôi phục");
    assert!(sees(&window, "Khôi phục thay đổi chưa lưu"));
    assert!(sees(&window, "Trong tệp: 10/09/2024") && sees(&window, "Trong nhật ký: 30/08/2024"));
    window.key_press(Key::Num2);
    window.run();
    press(&mut window, "Áp dụng gộp");
    assert_eq!(due(document(&window)).unwrap(), "2024-08-30");
    // The old journal is gone: its changes are in this session's.
    let data = dong_hanh::store::paths::DataDir::at(place.path("data"));
    let own = window
        .state()
        .workspace
        .as_ref()
        .unwrap()
        .journal
        .as_ref()
        .unwrap()
        .path()
        .to_owned();
    let left = fs::read_dir(data.journal_dir("prog")).unwrap();
    let left = left
        .filter_map(Result::ok)
        .filter(|e| e.path().extension() == own.extension());
    let left = left.count();
    assert_eq!(left, 1);
}

/// Mine and the partner's copy, with so many new activities from them and so many conflicts.
fn many(place: &Place, new: usize, conflicts: usize) -> (PathBuf, PathBuf) {
    let mut mine = begun("many");
    let make = |id: String| {
        let key = format!("i.0{id}");
        let place = Value::map([("in", "d5.k1".into()), ("key", key.as_str().into())]);
        let fields = [("title", id.as_str().into()), ("place", place)];
        let to = fields.map(|(k, v): (&str, Value)| (k.into(), v));
        let on = Path::new("activities", &id);
        Op::New {
            on,
            to: to.into_iter().collect(),
        }
    };
    let ops = (0..conflicts).map(|n| make(format!("c{n:05}"))).collect();
    mine.commit(ops, 0);
    let mut theirs = mine.clone();
    at_partner(&mut theirs);
    session(
        &mut mine,
        "vl1",
        "vl",
        "Lê Thị Thử",
        "2024-08-16T08:00:00+07:00",
    );
    let due = |day: &str| {
        let all = (0..conflicts).map(|n| Path::new("activities", &format!("c{n:05}")));
        all.map(|on| Op::set(&on, "due", day)).collect::<Vec<_>>()
    };
    mine.commit(due("2024-09-01"), 0);
    theirs.commit(due("2024-09-02"), 0);
    theirs.commit((0..new).map(|n| make(format!("n{n:05}"))).collect(), 0);
    let file = write(&place.path("many.donghanh.json"), &mine);
    (file, write(&place.path("copy.json"), &theirs))
}

#[test]
fn a_frame_of_the_task_costs_a_screenful_however_much_comes_in() {
    let place = Place::new();
    let (file, copy) = many(&place, 2_000, 300);
    let mut window = start(&place, Some(file));
    receive(&mut window, &copy);
    assert!(sees(&window, "đã chọn 0 trên 300 mục") && sees(&window, "2000 mục"));
    let rows = window.query_all_by_label_contains("Nhận: Việc “n0").count();
    let cards = window
        .query_all_by_label_contains("Của Cẩm Thủy: 02/09/2024")
        .count();
    assert!((5..40).contains(&rows), "{rows}");
    assert!((2..12).contains(&cards), "{cards}");
    // The last conflict is reached by the keys, and its card is seen.
    for _ in 0..299 {
        window.key_press(Key::ArrowDown);
    }
    window.run();
    window.key_press(Key::Num2);
    window.run();
    assert!(sees(&window, "c00299") && sees(&window, "đã chọn 1 trên 300 mục"));
    press(&mut window, "Áp dụng, để ngỏ 299 mục");
    assert_eq!(
        dong_hanh::merge::open_conflicts(document(&window)).len(),
        299
    );
    assert_eq!(document(&window).programme().activities.len(), 2_301);
}
