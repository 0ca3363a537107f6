//! The text of a document: what comes in goes out again, hands are welcome, and damage is told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use dong_hanh::change::Act;
use dong_hanh::codec::embedded::{new_document, sample_document};
use dong_hanh::codec::{self, ReadError, ReadErrorKind};
use dong_hanh::model::{Path, Value};
use proptest::prelude::*;
use support::*;

fn error(text: &str) -> ReadError {
    match codec::read(text, &sha(text)) {
        Ok(_) => panic!("it opened:\n{text}"),
        Err(e) => e,
    }
}

/// The small document with one thing replaced.
fn with(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    SMALL.replacen(from, to, 1)
}

/// The records of changes in a text, as JSON.
fn records(text: &str) -> Vec<serde_json::Value> {
    let v: serde_json::Value = serde_json::from_str(text).unwrap();
    v["changes"].as_array().unwrap().clone()
}

// ---- Saving and loading

#[test]
fn the_documents_that_come_with_the_program_are_byte_stable() {
    for d in [new_document("01HNEW"), sample_document("01HSAMPLE")] {
        let one = text(&d);
        assert_eq!(codec::verify(&one, &d.snapshot()), Ok(()));
        let again = open_clean(&one);
        assert_eq!(text(&again), one);
        assert_eq!(state(&again.snapshot()), state(&d.snapshot()));
        assert_eq!(typed(&again), typed(&d));
        assert_eq!(again.log().problems(), []);
        assert!(again.programme().metas().all(|(.., m)| m.bad.is_empty()));
    }
}

#[test]
fn the_state_stands_first_and_a_record_has_a_line() {
    let mut d = small("a");
    make(&mut d, "activities/a1", &[("title", "Tập huấn".into())]);
    set(&mut d, "activities/a1", "due", "2024-09-30");
    let t = text(&d);
    let order = [
        "\"format\"",
        "\"programme\"",
        "\"clauses\"",
        "\"activities\"",
        "\"genesis\"",
        "\"sessions\"",
        "\"changes\"",
        "\"cuts\"",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|k| t.find(&format!("\n{k}: ")).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(t.contains("\n{\"id\":\"sa000:2\",\"t\":1,\"on\":\"activities/a1\",\"f\":\"due\",\"to\":\"2024-09-30\",\"over\":[]}"));
    // One edit changes a few lines of the text.
    set(&mut d, "activities/a1", "due", "2024-10-01");
    let (before, after): (Vec<&str>, String) = (t.lines().collect(), text(&d));
    let new = after.lines().filter(|l| !before.contains(l)).count();
    assert!(new <= 3, "{new} lines differ");
}

#[test]
fn unknown_fields_kinds_and_members_keep_their_text() {
    let t = with(
        r#""units": {"#,
        r#""vehicles": {"v1": {"plate": "36A-1", "ratio": 1.10, "big": 123456789012345678901234567890, "deep": {"x": [1.0, -0, 1E5]}}},
           "newer": {"kept": [1.10, {"a": null}]}, "empty_kind": {}, "units": {"#,
    );
    let t = t.replace(
        r#""name": "Phòng A", "party""#,
        r#""name": "Phòng A", "score": 2.50, "party""#,
    );
    let t = t.replace(r#""sessions": {}"#, r#""sessions": {"k": {"by": {"name": "N", "party": "vl", "phone": 1.50}, "at": "2024", "app": 7, "os": "x"}}"#);
    let t = t.replace(
        r#""version": 1, "min_reader""#,
        r#""version": 1, "feature": 1.20, "min_reader""#,
    );
    let t = t.replace(r#""joined": []"#, r#""joined": ["01HOTHER"]"#);
    let t = t.replace(
        r#""cuts": []"#,
        r#""cuts": [{"id": "c1", "knows": {"k": "1-4"}, "weight": 3.10}]"#,
    );
    let mut d = open(&t).document;
    begin(&mut d, "a", 0);
    set(&mut d, "programme", "number", "12");
    let saved = text(&d);
    for kept in [
        "\"ratio\": 1.10",
        "123456789012345678901234567890",
        "1E5",
        "-0",
        "\"score\": 2.50",
        "\"phone\":1.50",
        "\"app\":7",
        "\"os\":\"x\"",
        "\"feature\": 1.20",
        "\"weight\":3.10",
        "\"newer\": {\"kept\":[1.10,{\"a\":null}]}",
        "\"empty_kind\": {}",
        "01HOTHER",
    ] {
        assert!(saved.contains(kept), "{kept} in\n{saved}");
    }
    // Saved, they stand on their history: open, edit, save again, and merge.
    let mut again = open_clean(&saved);
    assert_eq!(text(&again), saved);
    begin(&mut again, "b", 1);
    set(&mut again, "vehicles/v1", "plate", "36A-2");
    assert!(text(&again).contains("\"ratio\": 1.10"));
    assert_eq!(text(&united(&d, &again)), text(&again));
    assert_eq!(codec::verify(&text(&again), &again.snapshot()), Ok(()));
}

#[test]
fn records_that_cannot_be_read_are_kept_whole() {
    let odd = [
        r#"{"id":"n:1","on":"units/u.a","op":"fold","into":"u.b","over":[],"n":1.10}"#,
        r#"{"id":"n:2","on":"units/u.a","f":"name","to":"x","over":["a",5,1.50]}"#,
        r#"{"id":"n:3","on":"units/u.a","f":"name","to":["a set"],"over":[]}"#,
        r#"{"id":"n:4","on":"units/u.a","f":"name","over":[]}"#,
        r#"{"id":"n:5","on":"changes/x","f":"name","to":1,"over":[]}"#,
        r#"{"id":"n:6","on":"format","f":"name","to":1,"over":[]}"#,
        r#"{"id":"n:7#d","on":"units/u.a","f":"name","to":1,"over":[]}"#,
        r#"{"id":"n:8","on":"programme","op":"del","over":[],"saw":[]}"#,
        r#"{"id":9,"on":{"x":[]},"f":null,"e":true,"op":0,"saw":"s","u":[],"t":-1,"g":1.5,"to":2}"#,
        r#"[1, "x"]"#,
        r#"null"#,
    ];
    // What is only for show may look as it likes.
    let fine = r#"{"id":"n:20","on":"units/u.a","f":"level","to":"x","over":[],"t":12.50,"g":-4,"u":{"x":1}}"#;
    let t = with(
        r#""changes": []"#,
        &format!(r#""changes": [{},{fine}]"#, odd.join(",")),
    );
    let opened = open(&t);
    assert_eq!(opened.unread, odd.len());
    assert!(opened.document.log().find("n:20").is_some());
    let saved = text(&opened.document);
    assert_eq!(codec::verify(&saved, &opened.document.snapshot()), Ok(()));
    let mut expected: Vec<String> = odd
        .iter()
        .chain([&fine])
        .map(|r| {
            serde_json::from_str::<serde_json::Value>(r)
                .unwrap()
                .to_string()
        })
        .collect();
    let mut found: Vec<String> = records(&saved)
        .iter()
        .filter(|c| !c["id"].as_str().is_some_and(|i| i.starts_with('h')))
        .map(ToString::to_string)
        .collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert!(saved.contains("1.10") && saved.contains("1.50") && saved.contains("12.50"));
    assert_eq!(text(&open(&saved).document), saved);
    // They travel with a merge.
    let other = open_clean(SMALL);
    let (a, b) = (
        united(&other, &opened.document),
        united(&opened.document, &other),
    );
    assert_eq!(text(&a), text(&b));
    assert_eq!(a.envelope.unread.len(), odd.len());
}

#[test]
fn compacted_records_survive() {
    let thin = r#""thin": {"units/u.a":[{"id":"k:1","f":"name","over":["g1"],"g":1},{"id":"k:2","over":[]},{"id":"k:3","f":"tags","e":"x","over":["k:0"],"later":1.10},{"id":"k:4","also":[["name"],["tags","y"]],"over":[]}]}"#;
    let t = with(r#""thin": {}"#, thin);
    let d = open(&t).document;
    let saved = text(&d);
    assert!(
        saved.contains(&thin.replace(": {", ": {\n").replacen("\"thin\"", "", 1)[1..]),
        "{saved}"
    );
    assert_eq!(text(&open(&saved).document), saved);
    // The chain stays: what a thin record is over stays overridden, and a full record beats it.
    let chain = with(
        r#""changes": []"#,
        r#""changes": [{"id":"k:1","on":"units/u.a","f":"note","to":"một","over":[]},{"id":"k:3","on":"units/u.a","f":"note","to":"ba","over":["k:2"]}]"#,
    )
    .replace(r#""party": "vl"}, "#, r#""party": "vl", "note": "ba"}, "#)
    .replace(r#""thin": {}"#, r#""thin": {"units/u.a":[{"id":"k:2","f":"note","over":["k:1"]}]}"#);
    let compacted = open_clean(&chain);
    assert_eq!(shown(&compacted, "units/u.a", "note"), Some("ba".into()));
    let full = with(
        r#""changes": []"#,
        r#""changes": [{"id":"k:2","on":"units/u.a","f":"note","to":"hai","over":["k:1"]}]"#,
    )
    .replace(r#""party": "vl"}, "#, r#""party": "vl", "note": "hai"}, "#);
    let full = open_clean(&full);
    let (x, y) = (united(&compacted, &full), united(&full, &compacted));
    assert_eq!(text(&x), text(&y));
    assert!(matches!(change(&x, "k:2").act, Act::Set { .. }));
    assert_eq!(shown(&x, "units/u.a", "note"), Some("ba".into()));
}

#[test]
fn a_journal_line_brings_its_session() {
    let mut d = small("a");
    let g = make(&mut d, "activities/a1", &[("title", "a\nb\u{1}".into())]);
    let line = codec::write_records(&d.records(&g), &d.sessions, &[]);
    assert!(!line.contains('\n'));
    let codec::Records {
        changes, sessions, ..
    } = codec::read_records(&line).unwrap();
    let mut other = open_clean(SMALL);
    assert_eq!(other.unite(changes.clone(), sessions.clone()), 1);
    assert_eq!(other.unite(changes, sessions), 0);
    assert_eq!(text(&other), text(&d));
    for end in 0..line.len() {
        if let Some(part) = line.get(..end) {
            assert!(codec::read_records(part).is_err(), "{part}");
        }
    }
}

// ---- Hand edits (rule 12)

/// Opens a text that a hand has changed; what it found are changes that vanish at the next opening.
fn by_hand(text_of_hand: &str, edits: usize) -> dong_hanh::change::Document {
    let one = open(text_of_hand);
    assert_eq!(one.hand_edits.len(), edits, "{:?}", one.hand_edits);
    // Mutant: random hand-edit ids.
    let two = open(text_of_hand);
    assert_eq!(one.hand_edits, two.hand_edits);
    assert!(
        one.hand_edits
            .iter()
            .all(|c| c.is_hand_edit() && c.show.t.is_none())
    );
    let saved = text(&one.document);
    assert_eq!(text(&open_clean(&saved)), saved);
    one.document
}

#[test]
fn a_hand_may_change_fields_keys_elements_and_entities() {
    let t = SMALL.replacen(
        r#""units": {"u.a": {"name": "Phòng A""#,
        r#""units": {"u.a": {"name": "Phòng Á""#,
        1,
    );
    assert_eq!(
        shown(&by_hand(&t, 1), "units/u.a", "name"),
        Some("Phòng Á".into())
    );
    let t = SMALL.replacen(r#""name": "Phòng A", "party": "vl""#, r#""party": "vl""#, 1);
    assert_eq!(shown(&by_hand(&t, 1), "units/u.a", "name"), None);
    let t = SMALL.replacen(r#""tags": ["x", "y"]"#, r#""tags": ["y", "z", "y"]"#, 1);
    let list = Value::List(vec!["y".into(), "z".into()]);
    assert_eq!(shown(&by_hand(&t, 2), "units/u.b", "tags"), Some(list));
    let t = SMALL.replacen(r#""tags": ["x", "y"]"#, r#""tags": []"#, 1);
    assert_eq!(shown(&by_hand(&t, 2), "units/u.b", "tags"), None);
    let t = SMALL.replacen(r#""tags": ["x", "y"]"#, r#""tags": "một chữ""#, 1);
    assert_eq!(
        shown(&by_hand(&t, 3), "units/u.b", "tags"),
        Some("một chữ".into())
    );
    let t = SMALL.replacen(
        r#""units": {"#,
        r#""units": {"u.c": {"name": "C", "tags": ["q"], "none": null}, "#,
        1,
    );
    let d = by_hand(&t, 1);
    assert_eq!(d.programme().units["u.c"].name, "C");
    let t = SMALL.replacen(r#""u.a": {"name": "Phòng A", "party": "vl"}, "#, "", 1);
    let d = by_hand(&t, 1);
    assert!(!d.is_shown("units/u.a") && !text(&d).contains("\n  \"u.a\""));
    let t = SMALL.replacen(
        r#""programme": {"title": "Chương trình hợp tác"}"#,
        r#""programme": {"title": "Khác", "number": "5"}"#,
        1,
    );
    assert_eq!(by_hand(&t, 2).programme().header.title, "Khác");
    // The order of keys and elements, and white space, say nothing.
    let t = SMALL.replacen(r#""tags": ["x", "y"]"#, r#""tags" : [ "y","x" ]"#, 1);
    by_hand(&t, 0);
}

#[test]
fn a_hand_may_bring_back_what_was_deleted() {
    let mut d = small("a");
    delete(&mut d, "units/u.a");
    let t = text(&d).replacen(
        "\"units\": {\n",
        "\"units\": {\n\"u.a\": {\"name\": \"Về\", \"party\": \"vl\"},\n",
        1,
    );
    let d = by_hand(&t, 2);
    assert_eq!(d.programme().units["u.a"].name, "Về");
    assert!(!d.programme().units["u.a"].meta.kept_by_edit);
}

/// A copy in which two parties have set one field differently.
fn contested(
    on: &str,
    f: &str,
    a: impl Into<Value>,
    b: impl Into<Value>,
) -> dong_hanh::change::Document {
    let mut one = small("a");
    make(&mut one, on, &[("note", "x".into())]);
    let mut two = mailed(&one);
    begin(&mut two, "b", 1);
    set(&mut one, on, f, a);
    set(&mut two, on, f, b);
    one.unite_with(&two.snapshot());
    one
}

#[test]
fn a_hand_edit_is_over_what_it_saw_only() {
    // Mutant: a hand edit over all heads.
    let d = contested("activities/a1", "title", "aaa", "zzz");
    let t = text(&d).replacen("\"title\": \"zzz\"", "\"title\": \"mmm\"", 1);
    let d = by_hand(&t, 1);
    let view = d.log().view("activities/a1").unwrap();
    // The value that did not show was not seen: it stays.
    assert_eq!(view.heads_of("title", None).len(), 2);
    assert!(text(&d).contains("\"to\":\"aaa\""));
    assert_eq!(shown(&d, "activities/a1", "title"), Some("mmm".into()));
    // An entity that a hand removes is kept by the value that did not show.
    let d = contested("activities/a1", "title", "aaa", "zzz");
    let t = text(&d);
    let from = t.find("\n  \"a1\"").unwrap();
    let to = from + t[from..].find("}\n}").unwrap();
    let without = format!("{}{}", &t[..from], &t[to + 1..]);
    let d = by_hand(&without, 1);
    assert!(d.programme().activities["a1"].meta.kept_by_edit);
}

#[test]
fn money_in_conflict_may_be_left_or_settled_by_hand() {
    let d = contested("houses/n1", "support", 60, 70);
    let t = text(&d);
    let conflict = "\"support\": {\"conflict\": [60, 70]}";
    assert!(t.contains(conflict), "{t}");
    by_hand(&t, 0);
    let settled = by_hand(&t.replace(conflict, "\"support\": 65"), 1);
    assert_eq!(
        shown(&settled, "houses/n1", "support"),
        Some(Value::Int(65))
    );
    let one = by_hand(&t.replace(conflict, "\"support\": {\"conflict\": [60]}"), 1);
    assert_eq!(shown(&one, "houses/n1", "support"), Some(Value::Int(60)));
    let other = by_hand(
        &t.replace(conflict, "\"support\": {\"conflict\": [60, 80]}"),
        1,
    );
    assert_eq!(
        shown(&other, "houses/n1", "support").unwrap().canonical(),
        r#"{"conflict":[60,80]}"#
    );
    let three = by_hand(
        &t.replace(conflict, "\"support\": {\"conflict\": [60, 70, 80]}"),
        1,
    );
    assert_eq!(
        shown(&three, "houses/n1", "support").unwrap().canonical(),
        r#"{"conflict":[60,70,80]}"#
    );
}

// ---- Damage (FILE.md §3)

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let e = error(&with(r#""name": "Phòng A""#, r#""name": Phòng A"#));
    assert_eq!(
        (e.kind, e.line, e.field.as_str()),
        (ReadErrorKind::Syntax, 8, "units/u.a/name")
    );
    let e = error(&with(
        r#""party": "vl"}, "u.b""#,
        r#""party": "vl", "party": "ct"}, "u.b""#,
    ));
    assert_eq!(
        (e.kind, e.line, e.field.as_str()),
        (
            ReadErrorKind::DuplicateKey("party".into()),
            8,
            "units/u.a/party"
        )
    );
    let e = error(&with(
        r#""party": "vl"}, "u.b""#,
        r#""support": 1.5}, "u.b""#,
    ));
    assert_eq!(
        (e.kind, e.line, e.field.as_str()),
        (
            ReadErrorKind::BadMoney("1.5".into()),
            8,
            "units/u.a/support"
        )
    );
    assert_eq!(
        e.column,
        SMALL
            .lines()
            .nth(7)
            .unwrap()
            .chars()
            .take_while(|c| *c != ',')
            .count()
            + 13
    );
    for (money, shown) in [
        (
            r#""money": {"amount": 9223372036854775808}"#,
            "9223372036854775808",
        ),
        (r#""money": {"amount": 1e3}"#, "1e3"),
        (r#""estimate": {"conflict": [1, 2.0]}"#, "2.0"),
        (
            r#""tien_dong": -9223372036854775809"#,
            "-9223372036854775809",
        ),
    ] {
        let e = error(&with(
            r#""party": "vl"}, "u.b""#,
            &format!("{money}}}, \"u.b\""),
        ));
        assert_eq!(e.kind, ReadErrorKind::BadMoney(shown.into()));
    }
    for record in [
        r#"{"id":"k:1","on":"houses/n","f":"support","to":1.5,"over":[]}"#,
        r#"{"to":1.5,"id":"k:1","on":"houses/n","over":[],"f":"support"}"#,
        r#"{"id":"k:1","on":"houses/n","op":"new","to":{"support":1.5},"over":[]}"#,
    ] {
        let e = error(&with(
            r#""changes": []"#,
            &format!(r#""changes": [{record}]"#),
        ));
        assert_eq!(
            (e.kind, e.line),
            (ReadErrorKind::BadMoney("1.5".into()), 15)
        );
    }
    let e = error(&with(
        r#""changes": []"#,
        r#""changes": [{"id":"k:1","id":"k:2"}]"#,
    ));
    assert_eq!(e.kind, ReadErrorKind::DuplicateKey("id".into()));
    let e = error(&with(r#""changes": []"#, r#""changes": {}"#));
    assert_eq!(
        (e.kind, e.field.as_str()),
        (ReadErrorKind::WrongType, "changes")
    );
    assert_eq!(
        error(&with(r#""joined": []"#, r#""joined": [], "joined": []"#)).kind,
        ReadErrorKind::DuplicateKey("joined".into())
    );
    assert_eq!(
        error(&with(r#""doc_id": "01HSMALL","#, "")).kind,
        ReadErrorKind::Missing("doc_id")
    );
    assert_eq!(
        error(&with(r#""dong-hanh""#, r#""other""#)).kind,
        ReadErrorKind::NotDocument
    );
    for no in ["{}", "[]", "5", "\"x\"", "null", "{\"a\":1}"] {
        assert_eq!(error(no).kind, ReadErrorKind::NotDocument, "{no}");
    }
    assert!(matches!(
        error("").kind,
        ReadErrorKind::Truncated | ReadErrorKind::Syntax
    ));
    assert_eq!(error(&format!("{SMALL}x")).kind, ReadErrorKind::Syntax);
}

#[test]
fn a_kind_that_is_none_is_refused_rather_than_written_twice() {
    for bad in [
        r#""activities": 5, "units""#,
        r#""activities": {"a1": 5}, "units""#,
        r#""activities": [], "units""#,
    ] {
        let e = error(&with(r#""units""#, bad));
        assert_eq!(
            (e.kind, e.field.as_str()),
            (ReadErrorKind::WrongType, "activities")
        );
    }
    // So with a kind of a newer program, where the history has entities of it.
    let t = with(
        r#""changes": []"#,
        r#""changes": [{"id":"k:1","on":"cars/c","op":"new","to":{},"over":[]}]"#,
    );
    assert_eq!(
        error(&t.replacen(r#""units""#, r#""cars": 5, "units""#, 1)).kind,
        ReadErrorKind::WrongType
    );
    by_hand(&t.replacen(r#""units""#, r#""cars": {}, "units""#, 1), 1);
    for (from, bad) in [
        (r#""values": {"#, r#""values": 5, "other": {"#),
        (
            r#""programme": {"title": "Chương trình hợp tác"},
"parties/vl""#,
            r#""programme": 5, "parties/vl""#,
        ),
        (r#""parties/vl": {"name""#, r#""cuts/x": {"name""#),
    ] {
        let e = error(&with(from, bad));
        assert_eq!(
            (e.kind, e.field.as_str()),
            (ReadErrorKind::WrongType, "genesis"),
            "{bad}"
        );
    }
}

#[test]
fn values_may_nest_as_deep_as_they_can_be_saved_again() {
    let nest = |n: usize| format!("{}1{}", "[".repeat(n), "]".repeat(n));
    let mut deepest = 0;
    for n in 1..80 {
        let t = with(
            r#""party": "vl"}, "u.b""#,
            &format!(r#""deep": {}}}, "u.b""#, nest(n)),
        );
        match codec::read(&t, "") {
            Ok(opened) => {
                deepest = n;
                // What could be opened can be saved and opened again, also as a new entity and anywhere.
                let saved = text(&opened.document);
                assert_eq!(text(&open_clean(&saved)), saved, "{n}");
            }
            Err(e) => assert_eq!(e.kind, ReadErrorKind::TooDeep),
        }
        let t = with(
            r#""units": {"#,
            &format!(r#""units": {{"new": {{"deep": {}}}, "#, nest(n)),
        );
        if let Ok(opened) = codec::read(&t, "") {
            open_clean(&text(&opened.document));
        }
        let money = with(
            r#""units": {"#,
            &format!(r#""units": {{"new": {{"money": {}}}, "#, nest(n)),
        );
        if let Ok(opened) = codec::read(&money, "") {
            open_clean(&text(&opened.document));
        }
    }
    assert!((40..=64).contains(&deepest), "{deepest}");
    assert_eq!(error(&"[".repeat(100_000)).kind, ReadErrorKind::NotDocument);
    let bomb = format!("{{\"format\":{}", "{\"a\":".repeat(100_000));
    assert_eq!(error(&bomb).kind, ReadErrorKind::TooDeep);
}

#[test]
fn a_newer_reader_is_asked_for() {
    let newer = with(r#""min_reader": 1"#, r#""min_reader": 7"#);
    let opened = open(&newer);
    assert!(opened.document.is_newer());
    assert!(text(&opened.document).contains("\"min_reader\": 7"));
    // What cannot be read is then no damage.
    let e = error(&newer.replacen(r#""changes": []"#, r#""changes": {}"#, 1));
    assert_eq!(e.kind, ReadErrorKind::Newer(7));
    let cut: String = newer.chars().take(newer.chars().count() - 20).collect();
    assert_eq!(error(&cut).kind, ReadErrorKind::Truncated);
    assert_eq!(
        error(&with(r#""min_reader": 1"#, r#""min_reader": "1""#)).kind,
        ReadErrorKind::WrongType
    );
}

#[test]
fn a_text_cut_off_anywhere_is_no_document() {
    let mut d = small("a");
    make(&mut d, "activities/a1", &[("title", "Đ".into())]);
    for text in [SMALL.to_owned(), text(&d).trim_end().to_owned()] {
        for end in 0..text.len() {
            let Some(part) = text.get(..end) else {
                continue;
            };
            let e = error(part);
            assert!(
                matches!(e.kind, ReadErrorKind::Truncated | ReadErrorKind::Syntax),
                "{e:?}"
            );
            assert!(e.line <= part.matches('\n').count() + 1);
        }
    }
    assert_eq!(open(&format!("\u{feff}{SMALL}")).hand_edits, []);
}

#[test]
fn the_proof_before_saving_notices_what_is_missing() {
    let mut d = small("a");
    make(&mut d, "activities/a1", &[("title", "tên".into())]);
    set(&mut d, "activities/a1", "title", "mới");
    let (t, s) = (text(&d), d.snapshot());
    assert_eq!(codec::verify(&t, &s), Ok(()));
    for wrong in [
        t.replace("\"mới\"", "\"mơi\""),
        t.replace("\"t\":1", "\"t\":2"),
        t.replace("\"over\":[\"sa000:1\"]", "\"over\":[]"),
        t.replace("Phòng A", "Phòng Á"),
        t.replace("\"Người a\"", "\"Người b\""),
        t.replace("Điều 1.", "Điều 2."),
        t.replace("01HSMALL", "01HSMALI"),
        t.replace("\"cuts\": []", "\"cuts\": [\n{}]"),
        t.replacen(
            "\"programme\": {\n  \"title\": \"Chương trình hợp tác\"\n}",
            "\"programme\": {}",
            1,
        ),
        t.replacen("\"agreements\": {}", "\"agreements\": {\"x\":{}}", 1),
        t.trim_end().trim_end_matches('}').to_owned(),
    ] {
        assert_ne!(wrong, t);
        assert!(codec::verify(&wrong, &s).is_err(), "{wrong}");
    }
}

#[test]
fn two_documents_that_meet_keep_what_neither_understands() {
    let a = open(&with(
        r#""cuts": []"#,
        r#""cuts": [{"id":"1"}], "later": 5"#,
    ))
    .document;
    let b = open(&with(
        r#""cuts": []"#,
        r#""cuts": [{"id":"2"}], "later": 6, "more": {}"#,
    ))
    .document;
    assert!(dong_hanh::change::is_copy(&a.envelope, &b.envelope));
    let (x, y) = (united(&a, &b), united(&b, &a));
    assert_eq!(text(&x), text(&y));
    assert!(text(&x).contains("\"later\": 6") && text(&x).contains("\"more\": {}"));
    assert_eq!(x.envelope.cuts.len(), 2);
    let stranger = open(&SMALL.replace("01HSMALL", "01HOTHER")).document;
    assert!(!dong_hanh::change::is_copy(&a.envelope, &stranger.envelope));
    let joined = united(&a, &stranger);
    assert!(dong_hanh::change::is_copy(
        &joined.envelope,
        &stranger.envelope
    ));
    // A kind that was empty in the one copy and has entities in the other is written once.
    let mut c = open(&with(r#""units""#, r#""cars": {}, "units""#)).document;
    let mut e = open_clean(SMALL);
    begin(&mut e, "b", 0);
    make(&mut e, "cars/c", &[("x", "y".into())]);
    c.unite_with(&e.snapshot());
    assert_eq!(codec::verify(&text(&c), &c.snapshot()), Ok(()));
    assert!(c.is_shown("cars/c") && Path::from("cars/c").kind() == "cars");
}

fn sample_text() -> &'static str {
    static TEXT: std::sync::LazyLock<String> =
        std::sync::LazyLock::new(|| text(&sample_document("01HSAMPLE")));
    &TEXT
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn damage_is_told_or_read_and_never_more(hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..6), small in any::<bool>()) {
        let mut d = small_with_history();
        begin(&mut d, "b", 9);
        let mut bytes = if small { text(&d).into_bytes() } else { sample_text().as_bytes().to_vec() };
        for (at, byte, how) in hits {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                2 => bytes.insert(at, byte),
                _ => bytes[at] = b"{}[]\",:0-e.\\"[byte as usize % 12],
            }
        }
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        match codec::read(&damaged, &sha(&damaged)) {
            Err(e) => prop_assert!(e.line >= 1 && e.column >= 1 && e.line <= damaged.matches('\n').count() + 1),
            Ok(opened) => {
                // It is taken in, hand edits and all, and then it is sound.
                let saved = text(&opened.document);
                prop_assert_eq!(codec::verify(&saved, &opened.document.snapshot()), Ok(()));
                let again = open_clean(&saved);
                prop_assert_eq!(text(&again), saved);
            }
        }
    }

    #[test]
    fn any_text_at_all_is_only_refused(text in ".{0,200}") {
        prop_assert!(codec::read(&text, "").is_err());
    }
}

fn small_with_history() -> dong_hanh::change::Document {
    let mut d = contested("houses/n1", "support", 60, 70);
    begin(&mut d, "a", 5);
    make(
        &mut d,
        "activities/a1",
        &[
            ("title", "x".into()),
            ("coordinating", Value::List(vec!["u.a".into()])),
        ],
    );
    put(&mut d, "activities/a1", "coordinating", "u.a", false);
    delete(&mut d, "activities/a1");
    let mut own = stack(&d, "a");
    own.undo(&mut d, 4).unwrap().unwrap();
    d
}

/// A long history is read in two pieces. A record that this version does not know, with lines of its own that look
/// like records, may stand where the pieces meet: nothing is lost or taken for a change.
#[test]
fn a_long_history_is_read_as_a_short_one_whatever_stands_in_its_middle() {
    let mut d = small("a");
    make(&mut d, "notes/n1", &[("text", "Một".into())]);
    let long = "x".repeat(4_500);
    let saved = text(&d);
    let record = |n: usize, more: &str| {
        format!(
            "{{\"id\":\"z:{n}\",\"on\":\"notes/n{n}\",\"op\":\"new\",\"to\":{{\"text\":\"{long}\"}},\"over\":[]{more}}}"
        )
    };
    let trap: Vec<String> = (1000..1300).map(|n| record(n, "")).collect();
    let trap = format!(
        "{{\"id\":\"z:9\",\"op\":\"later\",\"list\":[\n{}]}}",
        trap.join(",\n")
    );
    for middle in [
        record(9, ""),
        trap.clone(),
        trap.replace("{\"id\":\"z:1150\"", "[\n{\"id\":\"z:1150\"")
            .replace("n1299", "n0"),
    ] {
        let mut records: Vec<String> = (10..150).map(|n| record(n, "")).collect();
        records.push(middle.clone());
        records.extend((150..290).map(|n| record(n, "")));
        let with = saved.replace(
            "\"changes\": [\n",
            &format!("\"changes\": [\n{},\n", records.join(",\n")),
        );
        assert!(with.len() > 1 << 20, "long enough to be read in two pieces");
        let Ok(opened) = codec::read(&with, "x") else {
            // The last one is no JSON: an error in its place, and no half document.
            let error = codec::read(&with, "x").unwrap_err();
            assert!(error.line > 150, "{error:?}");
            assert!(middle.contains("[\n{\"id\":\"z:1150\""));
            continue;
        };
        let found = opened.document.log().changes().iter();
        let count = found.filter(|c| c.session() == Some("z")).count();
        assert_eq!(
            (count, opened.unread),
            if middle == trap { (280, 1) } else { (281, 0) }
        );
        let again = text(&opened.document);
        assert_eq!(codec::verify(&again, &opened.document.snapshot()), Ok(()));
        assert_eq!(text(&open(&again).document), again);
    }
}
