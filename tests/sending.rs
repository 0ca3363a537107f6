//! Sending through the window by name: what goes out, what is recorded, what the partner has of it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on ends loudly"
)]

mod window;

use dong_hanh::app::App;
use dong_hanh::change::{Cut, CutKind, Document};
use dong_hanh::codec::{self, embedded};
use dong_hanh::edit::Edit;
use dong_hanh::insight::exchange::Exchange;
use dong_hanh::model::Path as On;
use dong_hanh::store::RealFs;
use dong_hanh::store::paths::DataDir;
use dong_hanh::store::revisions::Kept;
use dong_hanh::ui::actions::Action;
use dong_hanh::ui::commands::Command;
use eframe::egui::{OutputCommand, accesskit};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::Path;
use window::{Place, press_last, sees, start};

type Window = Harness<'static, App>;

const DOCUMENT: &str = "a.donghanh.json";
const HOUSEHOLD: &str = "Phạm Thị Kín";

/// The window with the sample data.
fn sample(place: &Place) -> Window {
    let file = place.path(DOCUMENT);
    let document = embedded::sample_document("sending");
    std::fs::write(&file, codec::write(&document.snapshot())).unwrap();
    start(place, Some(file))
}

fn document(window: &Window) -> &Document {
    &window.state().workspace.as_ref().unwrap().document
}

fn read(path: &Path) -> Document {
    let text = std::fs::read_to_string(path).unwrap();
    let opened = codec::read(&text, "").unwrap();
    assert!(opened.hand_edits.is_empty(), "{:?}", opened.hand_edits);
    opened.document
}

/// Edits a field of an activity, as a tab would ask for it.
fn set(window: &mut Window, on: &On, field: &str, value: &str) {
    let ctx = window.ctx.clone();
    let edit = Edit::set(on, field, value);
    window.state_mut().execute(&ctx, Command::Edit(edit));
    window.run();
}

fn activity(window: &Window, nth: usize) -> On {
    let p = document(window).programme();
    On::new("activities", p.activities.keys().nth(nth).unwrap().as_str())
}

fn open_dialog(window: &mut Window) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, Action::Send);
    window.run();
}

/// Types a path into the dialog that stands in for the system's, and presses a button of it. Returns what was
/// put on the clipboard.
fn type_path(window: &mut Window, path: &Path, press: &str) -> Option<String> {
    window.get_by_label("Đường dẫn").focus();
    window.run();
    window
        .get_by_label("Đường dẫn")
        .set_text_value_accesskit(&path.display().to_string());
    window.run();
    press_last(window, press);
    let mut copied = None;
    for _ in 0..4 {
        window.step();
        let commands = &window.output().platform_output.commands;
        let text = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        copied = copied.or(text);
    }
    window.run();
    copied
}

/// Sends a copy to this file through the dialog.
fn send(window: &mut Window, to: &Path, version: usize) -> Option<String> {
    open_dialog(window);
    press_last(window, &format!("Ghi bản {version}…"));
    window.run();
    type_path(window, to, "Lưu")
}

/// The records of sendings.
fn sendings(document: &Document) -> Vec<Cut> {
    let cuts = document.cuts().into_iter();
    cuts.filter(|cut| cut.kind == CutKind::Sent).collect()
}

#[test]
fn a_copy_is_written_recorded_and_summed_up_and_the_partner_gets_it_whole() {
    let place = Place::new();
    let mut window = sample(&place);
    let on = activity(&window, 0);
    set(&mut window, &on, "title", "Hội thảo có tên mới");
    let session = document(&window).session_id().unwrap().to_owned();
    open_dialog(&mut window);
    assert!(sees(&window, "Lần đầu gửi cho Cẩm Thủy"));
    assert!(sees(
        &window,
        "Thay đổi chưa lưu sẽ được lưu trước khi gửi."
    ));
    press_last(&window, "Ghi bản 1…");
    window.run();
    let file = place.path("gửi đi.donghanh.json");
    let summary = type_path(&mut window, &file, "Lưu").expect("a summary on the clipboard");
    assert!(
        summary.contains("Bản 1, Vĩnh Lộc gửi Cẩm Thủy ngày 19/08/2024."),
        "{summary}"
    );
    assert!(summary.contains("gửi đi.donghanh.json"), "{summary}");
    assert!(summary.contains("Lê Thị Thử"), "{summary}");
    assert!(sees(&window, "Đã ghi bản 1"));

    // Mine: saved, recorded, in a session of its own from now on.
    let mine = read(&place.path(DOCUMENT));
    let sent = sendings(&mine);
    assert_eq!(sent.len(), 1);
    assert_eq!(
        (sent[0].to.as_deref(), sent[0].sender()),
        (Some("ct"), Some("vl"))
    );
    assert_ne!(document(&window).session_id(), Some(session.as_str()));
    // Theirs: the same, the record too.
    let theirs = read(&file);
    assert_eq!(theirs.cuts(), mine.cuts());
    assert_eq!(theirs.programme().activities, mine.programme().activities);
    // What was sent is kept for ever.
    let revisions = DataDir::at(place.path("data")).revisions("sending");
    let kept = revisions.list(&RealFs).unwrap();
    let sent = kept.iter().find(|r| r.kept == Some(Kept::Sent)).unwrap();
    let bytes = revisions.read(&RealFs, sent).unwrap();
    assert_eq!(bytes, std::fs::read(&file).unwrap());
}

/// A place where huyện Cẩm Thủy works.
fn partner() -> Place {
    let place = Place::new();
    let settings =
        r#"{"side": "ct", "author": "Hà Văn Bên", "chosen": true, "reduced_motion": true}"#;
    std::fs::write(place.path("data").join("settings.json"), settings).unwrap();
    place
}

/// Merges a copy into the open document, leaving open what is in conflict.
fn receive(window: &mut Window, copy: &Path) {
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, Action::Receive);
    window.run();
    type_path(window, copy, "Mở");
    window.run();
    let apply = window
        .query_all_by_label_contains("Áp dụng")
        .last()
        .unwrap();
    apply.click();
    window.run();
    window.run();
}

/// Scenario 8: both sides edit one activity, and mail their copies through the window.
#[test]
fn both_sides_send_and_merge_and_what_came_back_is_known() {
    let (mine, theirs) = (Place::new(), partner());
    let mut window = sample(&mine);
    let first = activity(&window, 0);
    set(&mut window, &first, "title", "Trước lần gửi một");
    let copy = theirs.path("nhận từ Vĩnh Lộc.donghanh.json");
    send(&mut window, &copy, 1);

    // The partner opens the copy: everything of mine is there, and I am known to have it.
    let mut partner = start(&theirs, Some(copy.clone()));
    assert_eq!(
        document(&partner).programme().activities[first.id()].title,
        "Trước lần gửi một"
    );
    assert!(sees(&partner, "Bản trao đổi số 1 · nhận từ Vĩnh Lộc"));
    let with = Exchange::with(document(&partner), Some("vl"));
    let [known, sent, new] = with.counts(document(&partner));
    assert!(known > 0 && (sent, new) == (0, 0), "{known} {sent} {new}");

    // Both edit the same field, and each something else.
    set(&mut window, &first, "title", "Tên của Vĩnh Lộc");
    set(&mut partner, &first, "title", "Tên của Cẩm Thủy");
    let second = activity(&partner, 1);
    set(&mut partner, &second, "title", "Chỉ Cẩm Thủy sửa");
    open_dialog(&mut partner);
    assert!(sees(&partner, "Vĩnh Lộc chưa có 2 thay đổi này"));
    press_last(&partner, "Ghi bản 2…");
    partner.run();
    let back = mine.path("nhận từ Cẩm Thủy.donghanh.json");
    type_path(&mut partner, &back, "Lưu");

    receive(&mut window, &back);
    let title = |d: &Document, on: &On| d.programme().activities[on.id()].clone();
    let merged = document(&window);
    assert_eq!(title(merged, &second).title, "Chỉ Cẩm Thủy sửa");
    assert_eq!(title(merged, &first).meta.contested, ["title"]);
    let received = merged
        .cuts()
        .into_iter()
        .find(|c| c.kind == CutKind::Received);
    assert_eq!(received.and_then(|c| c.to).as_deref(), Some("ct"));
    // What they sent back they have; my own edit since is new to them, and the conflict travels.
    open_dialog(&mut window);
    assert!(sees(&window, "Cẩm Thủy chưa có 1 thay đổi này"));
    assert!(sees(&window, "Đã thấy quay lại"));
    assert!(sees(&window, "1 xung đột còn để ngỏ sẽ đi theo tệp."));
    // A copy, its receipt, and the copy that came back: two versions so far.
    press_last(&window, "Ghi bản 3…");
    window.run();
    let summary = type_path(&mut window, &mine.path("ba.donghanh.json"), "Lưu").unwrap();
    assert!(
        summary.contains("Còn 1 chỗ hai bên ghi khác nhau"),
        "{summary}"
    );
    let third = read(&mine.path("ba.donghanh.json"));
    assert_eq!(title(&third, &first).meta.contested, ["title"]);
}

#[test]
fn what_was_only_sent_is_not_known() {
    let place = Place::new();
    let mut window = sample(&place);
    send(&mut window, &place.path("một.donghanh.json"), 1);
    let second = activity(&window, 1);
    set(&mut window, &second, "title", "Giữa hai lần gửi");
    send(&mut window, &place.path("hai.donghanh.json"), 2);
    let third = activity(&window, 2);
    set(&mut window, &third, "title", "Sau lần gửi hai");
    let with = Exchange::with(document(&window), Some("ct"));
    let [known, sent, new] = with.counts(document(&window));
    assert!(known == 0 && sent > 1 && new == 1, "{known} {sent} {new}");
    open_dialog(&mut window);
    assert!(sees(&window, "Cẩm Thủy chưa có 1 thay đổi này"));
    assert!(sees(&window, "chưa thấy quay lại"));
    assert!(!sees(&window, "Đã thấy quay lại"));
    assert!(sees(&window, "→ Sau lần gửi hai"));
    assert!(!sees(&window, "→ Giữa hai lần gửi"));
}

#[test]
fn a_value_that_is_as_they_know_it_again_is_not_told() {
    let place = Place::new();
    let mut window = sample(&place);
    let on = activity(&window, 0);
    let title = {
        let p = document(&window).programme();
        p.activities[on.id()].title.clone()
    };
    send(&mut window, &place.path("một.donghanh.json"), 1);
    set(&mut window, &on, "title", "Tên tạm");
    open_dialog(&mut window);
    assert!(sees(&window, "chưa có 1 thay đổi này"));
    assert!(sees(&window, "→ Tên tạm"));
    press_last(&window, "Hủy");
    window.run();
    set(&mut window, &on, "title", &title);
    open_dialog(&mut window);
    assert!(sees(&window, "Cẩm Thủy đã được gửi mọi thay đổi."));
}

#[test]
fn nothing_is_recorded_where_nothing_was_written() {
    let place = Place::new();
    let mut window = sample(&place);
    open_dialog(&mut window);
    press_last(&window, "Ghi bản 1…");
    window.run();
    // The document itself is never overwritten.
    let before = std::fs::read(place.path(DOCUMENT)).unwrap();
    type_path(&mut window, &place.path(DOCUMENT), "Lưu");
    assert!(sees(&window, "Đó là chính tệp chương trình"));
    assert_eq!(std::fs::read(place.path(DOCUMENT)).unwrap(), before);
    assert!(sendings(document(&window)).is_empty());
    // A folder stands in its place: said, and nothing is recorded.
    let folder = place.path("thư mục.donghanh.json");
    std::fs::create_dir(&folder).unwrap();
    open_dialog(&mut window);
    press_last(&window, "Ghi bản 1…");
    window.run();
    type_path(&mut window, &folder, "Lưu");
    if sees(&window, "Ghi đè") {
        press_last(&window, "Ghi đè");
        window.run();
    }
    assert!(sendings(document(&window)).is_empty());
    assert!(folder.is_dir());
}

#[test]
fn a_programme_without_a_place_is_saved_before_it_is_sent() {
    let place = Place::new();
    let mut window = start(&place, None);
    let ctx = window.ctx.clone();
    window.state_mut().act(&ctx, Action::New);
    window.run();
    open_dialog(&mut window);
    assert!(sees(&window, "Chương trình chưa có chỗ lưu."));
    press_last(&window, "Lưu…");
    window.run();
    let file = place.path("mới.donghanh.json");
    type_path(&mut window, &file, "Lưu");
    assert!(file.is_file());
    // The dialog is back, and sending goes on.
    press_last(&window, "Ghi bản 1…");
    window.run();
    let sent = place.path("mới gửi.donghanh.json");
    type_path(&mut window, &sent, "Lưu");
    assert_eq!(sendings(&read(&file)), sendings(&read(&sent)));
    assert_eq!(sendings(&read(&file)).len(), 1);
}

#[test]
fn an_anonymised_copy_names_nobody_and_is_not_recorded() {
    let place = Place::new();
    let mut window = sample(&place);
    let house = {
        let p = document(&window).programme();
        On::new("houses", p.houses.keys().next().unwrap().as_str())
    };
    set(&mut window, &house, "household", HOUSEHOLD);
    let on = activity(&window, 0);
    set(
        &mut window,
        &on,
        "title",
        &format!("Xây nhà cho hộ bà {HOUSEHOLD}"),
    );
    open_dialog(&mut window);
    window.get_by_label("Bản ẩn danh (.json)").click();
    window.run();
    press_last(&window, "Ghi bản ẩn danh…");
    window.run();
    let file = place.path("ẩn danh.donghanh.json");
    type_path(&mut window, &file, "Lưu");
    assert!(sees(&window, "Đã ghi bản ẩn danh"));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(!text.contains("Phạm Thị Kín"));
    let copy = read(&file);
    assert_ne!(copy.envelope.doc_id, "sending");
    assert!(copy.cuts().is_empty() && copy.sessions.is_empty());
    assert!(sendings(document(&window)).is_empty());
    // Nor does the summary of a copy name anybody.
    send(&mut window, &place.path("một.donghanh.json"), 1);
    set(
        &mut window,
        &on,
        "title",
        &format!("Bàn giao nhà cho {HOUSEHOLD}"),
    );
    set(&mut window, &house, "household", "Lò Văn Ẩn");
    let summary = send(&mut window, &place.path("hai.donghanh.json"), 2).unwrap();
    assert!(summary.contains("Bàn giao nhà cho …"), "{summary}");
    for name in [HOUSEHOLD, "Lò Văn Ẩn"] {
        assert!(!summary.contains(name), "{summary}");
    }
}

#[test]
fn a_draft_carries_the_summary_and_the_copy_byte_for_byte() {
    use mail_parser::{MessageParser, MimeHeaders as _};
    let place = Place::new();
    let mut window = sample(&place);
    // Names that would begin another header if they could.
    let w = window.state_mut().workspace.as_mut().unwrap();
    let hostile = "Vĩnh Lộc\r\nBcc: ai@nowhere.example\r\n\r\n<b>";
    let op = dong_hanh::change::Op::set(&On::new("parties", "vl"), "short_name", hostile);
    w.document.commit(vec![op], 1).unwrap();
    window.run();
    open_dialog(&mut window);
    window.get_by_label("Thư nháp (.eml)").click();
    window.run();
    press_last(&window, "Soạn thư bản 1…");
    window.run();
    let file = place.path("thư.eml");
    type_path(&mut window, &file, "Lưu");
    assert!(sees(&window, "Đã soạn thư bản 1"));
    assert!(sees(&window, "Mở thư"));

    let bytes = std::fs::read(&file).unwrap();
    let letter = MessageParser::new().parse(&bytes).unwrap();
    let unsent = letter.header("X-Unsent").and_then(|h| h.as_text());
    assert_eq!(unsent, Some("1"));
    assert!(letter.bcc().is_none() && letter.to().is_none());
    let subject = letter.subject().unwrap();
    assert!(
        subject.contains("Chương trình phối hợp Vĩnh Lộc"),
        "{subject}"
    );
    assert!(subject.contains("bản 1"), "{subject}");
    let text = letter.body_text(0).unwrap();
    assert!(text.contains("Bản 1, Vĩnh Lộc"), "{text}");
    assert!(
        text.contains("Mở tệp bằng chương trình Đồng Hành"),
        "{text}"
    );
    assert_eq!(letter.attachment_count(), 1);
    let attached = letter.attachment(0).unwrap();
    let name = attached.attachment_name().unwrap();
    assert!(
        name.ends_with(" VL.donghanh.json") && name.contains("2024-08-19"),
        "{name}"
    );
    assert!(!name.contains(['\r', '\n', '<', '>']), "{name}");
    // The copy is the one that is kept, and opens at the partner's with the record of its sending.
    let revisions = DataDir::at(place.path("data")).revisions("sending");
    let kept = revisions.list(&RealFs).unwrap();
    let sent = kept.iter().find(|r| r.kept == Some(Kept::Sent)).unwrap();
    assert_eq!(attached.contents(), revisions.read(&RealFs, sent).unwrap());
    let copy = codec::read(std::str::from_utf8(attached.contents()).unwrap(), "").unwrap();
    let recorded = sendings(&copy.document);
    assert_eq!(recorded.len(), 1);
    assert_eq!(sendings(&read(&place.path(DOCUMENT))), recorded);
}

#[test]
fn a_page_is_made_for_people_without_the_program_and_nothing_is_recorded() {
    let place = Place::new();
    let mut window = sample(&place);
    open_dialog(&mut window);
    window.get_by_label("Trang xem (.html)").click();
    window.run();
    assert!(sees(&window, "Trang không có tên hộ và thôn."));
    press_last(&window, "Ghi trang xem…");
    window.run();
    let file = place.path("trang");
    type_path(&mut window, &file, "Lưu");
    assert!(sees(&window, "Đã ghi trang xem"));
    assert!(sees(&window, "Mở trang"));
    let html = std::fs::read_to_string(place.path("trang.html")).unwrap();
    assert!(html.starts_with("<!DOCTYPE html>"));
    assert!(html.contains("Tính đến ngày 19/08/2024"));
    assert!(sendings(document(&window)).is_empty());
}

#[test]
fn a_name_that_is_taken_gets_a_number() {
    let place = Place::new();
    let mut window = sample(&place);
    let name = "Chương trình Vĩnh Lộc – Cẩm Thủy 2024-08-19 VL";
    std::fs::write(
        place.path(&format!("{name}.donghanh.json")),
        "của người khác",
    )
    .unwrap();
    open_dialog(&mut window);
    press_last(&window, "Ghi bản 1…");
    window.run();
    let field = window.get_by_label("Đường dẫn");
    let value = field.value().unwrap_or_default();
    assert!(
        value.ends_with(&format!("{name} (2).donghanh.json")),
        "{value}"
    );
}

#[test]
fn three_parties_are_told_apart() {
    let place = Place::new();
    let mut window = sample(&place);
    let party = dong_hanh::change::Op::New {
        on: On::new("parties", "tt"),
        to: [
            ("name".into(), "huyện Thạch Thành".into()),
            ("short_name".into(), "Thạch Thành".into()),
            ("letters".into(), "TT".into()),
        ]
        .into_iter()
        .collect(),
    };
    let w = window.state_mut().workspace.as_mut().unwrap();
    w.document.commit(vec![party], 1).unwrap();
    window.run();
    open_dialog(&mut window);
    // To one of the two.
    window
        .get_by_role_and_label(accesskit::Role::CheckBox, "Thạch Thành")
        .click();
    window.run();
    press_last(&window, "Ghi bản 1…");
    window.run();
    type_path(&mut window, &place.path("một.donghanh.json"), "Lưu");
    let to = |window: &Window| {
        let mut all: Vec<String> = sendings(document(window))
            .into_iter()
            .filter_map(|cut| cut.to)
            .collect();
        all.sort();
        all
    };
    assert_eq!(to(&window), ["ct"]);
    let on = activity(&window, 0);
    set(&mut window, &on, "title", "Việc mới đổi tên");
    open_dialog(&mut window);
    assert!(sees(&window, "Cẩm Thủy chưa có 1 thay đổi này"));
    press_last(&window, "Ghi bản 2…");
    window.run();
    type_path(&mut window, &place.path("hai.donghanh.json"), "Lưu");
    assert_eq!(to(&window), ["ct", "ct", "tt"]);
    // Two records of one moment are one version.
    open_dialog(&mut window);
    assert!(sees(&window, "Ghi bản 2…"));
    assert!(sees(&window, " đã được gửi mọi thay đổi."));
}
