//! `merge`, `diff` and `log` through their public face: what they answer, what they write and what they
//! leave alone, how they end.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails loudly"
)]

mod support;

use dong_hanh::cli::{self, Outcome};
use dong_hanh::codec;
use dong_hanh::codec::embedded::new_document;
use serde_json::Value;
use std::ffi::OsString;
use std::process::Command;
use support::*;

/// The exit code, the answer and the error sentence of a command.
fn run(arguments: &[&str]) -> (u8, String, String) {
    let (mut text, mut errors) = (Vec::new(), Vec::new());
    let outcome = cli::run(arguments.iter().map(OsString::from), &mut text, &mut errors);
    let Outcome::Done(code) = outcome else {
        panic!("{arguments:?} wants a window")
    };
    let utf8 = |bytes| String::from_utf8(bytes).expect("the answer is UTF-8");
    (code, utf8(text), utf8(errors))
}

fn json(arguments: &[&str]) -> (u8, Value) {
    let (code, text, errors) = run(arguments);
    assert_eq!(errors, "");
    (code, serde_json::from_str(&text).expect("JSON"))
}

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn name(&self, name: &str) -> String {
        self.0
            .path()
            .join(name)
            .to_str()
            .expect("a plain path")
            .to_owned()
    }

    fn put(&self, name: &str, text: &str) -> String {
        let file = self.name(name);
        std::fs::write(&file, text).expect("writable");
        file
    }
}

fn read(file: &str) -> String {
    std::fs::read_to_string(file).expect("readable")
}

/// Two copies: one activity edited by both, one by the other alone.
fn two(place: &Place) -> (String, String) {
    let mut a = new_document("one");
    begin(&mut a, "vl", 1);
    let in_5 = dong_hanh::model::Value::map([("in", "d5.k1".into()), ("key", "m".into())]);
    make(
        &mut a,
        "activities/a1",
        &[("title", "Hỗ trợ nhà ở".into()), ("place", in_5)],
    );
    make(&mut a, "activities/a2", &[("title", "Giao ban".into())]);
    let mut b = mailed(&a);
    begin(&mut a, "vl", 2);
    begin(&mut b, "ct", 3);
    set(&mut a, "activities/a1", "due", "2024-06-30");
    set(&mut b, "activities/a1", "due", "2024-09-30");
    set(&mut b, "activities/a2", "title", "Giao ban quý");
    (
        place.put("a.json", &text(&a)),
        place.put("b.json", &text(&b)),
    )
}

#[test]
fn conflicts_are_kept_in_the_result_and_the_inputs_stay_as_they_are() {
    let place = Place::new();
    let (a, b) = two(&place);
    let before = (read(&a), read(&b));
    let out = place.name("c.json");
    let (code, told, errors) = run(&["merge", &a, &b, "-o", &out]);
    assert_eq!((code, errors.as_str()), (1, ""), "{told}");
    assert_eq!((read(&a), read(&b)), before);
    for part in [
        "bản kia có thêm 2 thay đổi, bản này có thêm 1",
        "Chung",
        "Việc “Giao ban”, Nội dung: Giao ban → Giao ban quý (Người ct, 01/05/2024 08:03; thay giá trị của bản này)",
        "Điều 5",
        "Việc “Hỗ trợ nhà ở”, Thời hạn: bản này 30/06/2024 (Người vl, 01/05/2024 08:02); bản kia 30/09/2024 (Người ct, 01/05/2024 08:03)",
        "Còn 1 xung đột",
    ] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
    let merged = open_clean(&read(&out));
    assert_eq!(merged.programme().activities.len(), 2);
    assert_eq!(merged.cuts().len(), 1, "the copy is recorded as received");
    assert_eq!(merged.cuts()[0].to.as_deref(), Some("ct"));
    // English says the same.
    let (_, told, _) = run(&["merge", &a, &b, "--dry-run", "--lang", "en"]);
    assert!(told.contains("Deadline: this copy 30/06/2024"), "{told}");
    assert!(told.contains("nothing was written"), "{told}");
}

#[test]
fn a_copy_is_of_the_party_that_worked_on_it_alone_whatever_the_clocks_say() {
    let place = Place::new();
    let mut a = new_document("one");
    begin(&mut a, "vl", 9);
    make(&mut a, "activities/a1", &[("title", "Giao ban".into())]);
    let mut b = mailed(&a);
    begin(&mut b, "ct", 3);
    set(&mut b, "activities/a1", "due", "2024-09-30");
    let (a, b) = (
        place.put("a.json", &text(&a)),
        place.put("b.json", &text(&b)),
    );
    let out = place.name("c.json");
    assert_eq!(run(&["merge", &a, &b, "-o", &out]).0, 0);
    let merged = open_clean(&read(&out));
    assert_eq!(merged.cuts()[0].to.as_deref(), Some("ct"));
}

#[test]
fn take_settles_the_conflicts() {
    let place = Place::new();
    let (a, b) = two(&place);
    for (take, due) in [("mine", "2024-06-30"), ("theirs", "2024-09-30")] {
        let out = place.name(&format!("{take}.json"));
        let (code, told, _) = run(&["merge", &a, &b, "-o", &out, "--take", take]);
        assert_eq!(code, 0, "{told}");
        let merged = open_clean(&read(&out));
        assert_eq!(shown(&merged, "activities/a1", "due"), Some(due.into()));
        assert_eq!(
            shown(&merged, "activities/a2", "title"),
            Some("Giao ban quý".into())
        );
        assert_eq!(run(&["check", &out, "--today", "2024-05-01"]).0, 0);
    }
}

#[test]
fn json_tells_the_same_and_a_dry_run_writes_nothing() {
    let place = Place::new();
    let (a, b) = two(&place);
    let out = place.name("c.json");
    let (code, told) = json(&["merge", &a, &b, "-o", &out, "--dry-run", "--json"]);
    assert_eq!(code, 1);
    assert!(!std::path::Path::new(&out).exists());
    assert_eq!(told["relation"], "diverged");
    assert_eq!(
        (&told["changes"], &told["outgoing"]["changes"]),
        (&2.into(), &1.into())
    );
    let conflict = &told["conflicts"][0];
    assert_eq!(conflict["on"], "activities/a1");
    assert_eq!(conflict["article"], 5);
    assert_eq!(conflict["mine"][0]["value"], "2024-06-30");
    assert_eq!(conflict["theirs"][0]["by"][0]["party"], "ct");
    assert_eq!(told["incoming"][0]["replaces"], true);
    assert_eq!(told["open_conflicts"], 1);
}

#[test]
fn what_cannot_be_merged_is_refused_in_one_sentence() {
    let place = Place::new();
    let (a, b) = two(&place);
    let out = place.name("c.json");
    let broken = place.put("hỏng.json", &read(&a)[..500]);
    let other = place.put("khác.json", SMALL);
    let newer = read(&b).replace("\"min_reader\": 1", "\"min_reader\": 9");
    let newer = place.put("mới.json", &newer);
    let there = place.put("có rồi.json", "của tôi");
    let cases: [&[&str]; 9] = [
        &["merge", &a, &broken, "-o", &out],
        &["merge", &a, &other, "-o", &out],
        &["merge", &a, &newer, "-o", &out],
        &["merge", &newer, &a, "-o", &out],
        &["merge", &a, &a, "-o", &out],
        &["merge", &a, &b, "-o", &there],
        &["merge", &a, &b],
        &["merge", &a, "-o", &out],
        &["merge", &a, &b, "-o", &out, "--take", "both"],
    ];
    for case in cases {
        let (code, _, errors) = run(case);
        assert_eq!(code, 2, "{case:?}");
        assert_eq!(errors.lines().count(), 1, "{case:?}: {errors}");
        assert!(!std::path::Path::new(&out).exists(), "{case:?}");
    }
    assert_eq!(read(&there), "của tôi");
}

#[test]
fn mine_is_overwritten_only_where_that_was_said_and_stays_among_the_revisions() {
    let place = Place::new();
    let (a, b) = two(&place);
    let before = read(&a);
    let data = place.name("data");
    let done = Command::new(env!("CARGO_BIN_EXE_dong-hanh"))
        .args(["merge", &a, &b, "-o", &a])
        .env("DONG_HANH_DATA", &data)
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    let merged = open_clean(&read(&a));
    assert_eq!(
        shown(&merged, "activities/a2", "title"),
        Some("Giao ban quý".into())
    );
    let kept = walk(std::path::Path::new(&data));
    assert!(kept.contains(&before), "{} revisions", kept.len());
    // Once more: nothing is new, and the file stays as it is.
    let now = read(&a);
    assert_eq!(run(&["merge", &a, &b, "--dry-run"]).0, 1);
    assert_eq!(read(&a), now);
}

/// The texts of all files below a folder.
fn walk(dir: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(walk(&path));
        } else {
            found.extend(std::fs::read_to_string(path));
        }
    }
    found
}

#[test]
fn files_begun_separately_are_joined() {
    let place = Place::new();
    let (mut a, mut b) = (new_document("aaa"), new_document("bbb"));
    begin(&mut a, "vl", 1);
    begin(&mut b, "ct", 2);
    make(&mut a, "notes/n1", &[("text", "Một".into())]);
    make(&mut b, "notes/n2", &[("text", "Hai".into())]);
    let (a, b) = (
        place.put("a.json", &text(&a)),
        place.put("b.json", &text(&b)),
    );
    let out = place.name("c.json");
    let (code, told, _) = run(&["merge", &a, &b, "-o", &out]);
    assert_eq!(code, 0, "{told}");
    assert!(
        told.contains("lập riêng từ cùng một chương trình"),
        "{told}"
    );
    let merged = open_clean(&read(&out));
    assert_eq!(merged.programme().notes.len(), 2);
    assert_eq!(json(&["diff", &b, &out, "--json"]).1["relation"], "newer");
}

#[test]
fn diff_tells_where_two_files_differ() {
    let place = Place::new();
    let (a, b) = two(&place);
    let (code, told, _) = run(&["diff", &a, &b]);
    assert_eq!(code, 1);
    assert!(told.contains("Khác nhau 2 chỗ"), "{told}");
    assert!(told.contains("Thời hạn: 30/06/2024 → 30/09/2024"), "{told}");
    let (code, told) = json(&["diff", &a, &b, "--json"]);
    assert_eq!(
        (code, told["differences"].as_array().unwrap().len()),
        (1, 2)
    );
    assert_eq!(
        (&told["only_first"], &told["only_second"]),
        (&1.into(), &2.into())
    );
    assert_eq!(run(&["diff", &a, &a]).0, 0);
    // Files of different programmes can be compared too.
    let other = place.put("khác.json", SMALL);
    let (code, told) = json(&["diff", &a, &other, "--json"]);
    assert_eq!((code, &told["relation"]), (1, &"other_programme".into()));
    assert_eq!(run(&["diff", &a, &place.name("không có.json")]).0, 2);
}

#[test]
fn log_tells_who_wrote_what_by_day() {
    let place = Place::new();
    let (a, b) = two(&place);
    let out = place.name("c.json");
    run(&["merge", &a, &b, "-o", &out, "--take", "mine"]);
    let (code, told, errors) = run(&["log", &out]);
    assert_eq!((code, errors.as_str()), (0, ""));
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines[0], "6 lần ghi, 6 thay đổi");
    for line in [
        "01/05/2024",
        "  Người ct, 01/05/2024 08:03",
        "  - Việc “Giao ban quý”, Nội dung: Giao ban → Giao ban quý",
        "  - Việc “Hỗ trợ nhà ở”, Thời hạn: chưa có → 30/09/2024",
        "  - Việc “Hỗ trợ nhà ở”: thêm mới",
    ] {
        assert!(lines.contains(&line), "{line} in\n{told}");
    }
    assert!(told.contains("dong-hanh merge,"), "{told}");
    let (_, told) = json(&["log", &out, "--json"]);
    assert_eq!(told["groups"].as_array().unwrap().len(), 6);
    let settled = &told["groups"][0]["changes"][0];
    assert_eq!(
        settled["old"].as_array().unwrap().len(),
        2,
        "both values it settled: {settled}"
    );
    assert_eq!(settled["new"], "2024-06-30");
    // A hand edit is told as one, without a day.
    let by_hand = read(&a).replace("\"title\": \"Giao ban\"", "\"title\": \"Sửa\"");
    let by_hand = place.put("tay.json", &by_hand);
    let (_, told, _) = run(&["log", &by_hand]);
    assert!(told.contains("Không rõ ngày\n  sửa tay\n"), "{told}");
    assert!(codec::read(&read(&by_hand), "x").is_ok());
}

#[test]
fn an_anonymised_copy_leaves_without_names_and_never_over_another_file() {
    let place = Place::new();
    let file = place.name("mẫu.json");
    assert_eq!(run(&["new", &file, "--sample"]).0, 0);
    let mut d = open_clean(&read(&file));
    begin(&mut d, "vl", 9);
    let fields = [
        ("household", "Hộ bà Lê Thị Bưởi".into()),
        ("support", 50_000_000.into()),
    ];
    make(&mut d, "houses/h9", &fields);
    let file = place.put("mẫu.json", &text(&d));
    let out = place.name("ẩn danh.donghanh.json");
    let export = |out: &str| run(&["export", &file, "--what", "anonymised", "--to", out]);
    let (code, _, errors) = export(&out);
    assert_eq!((code, errors.as_str()), (0, ""));
    let copied = read(&out);
    assert!(!copied.contains("Bưởi") && !copied.contains("Người vl"));
    assert_eq!(
        shown(&open_clean(&copied), "houses/h9", "support"),
        Some(50_000_000.into())
    );
    assert_eq!(
        run(&["check", &out])
            .1
            .lines()
            .filter(|l| l.contains("0 bản ghi"))
            .count(),
        1
    );
    assert_eq!(export(&out).0, 1, "it exists");
    assert_eq!(export(&file).0, 1, "it is the file itself");
    assert_eq!(read(&file), text(&d));
}
