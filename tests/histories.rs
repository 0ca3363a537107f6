//! Random histories: of one editor over several sessions, and of three parties with mail in any order.
//! What the engine shows is compared with an oracle that reads the history alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use dong_hanh::change::{Document, Op, UndoStack};
use dong_hanh::codec;
use dong_hanh::model::field::FieldSource;
use dong_hanh::model::{Path, Value};
use proptest::prelude::*;
use support::*;

const PATHS: [&str; 8] = [
    "programme",
    "units/u.a",
    "units/u.b",
    "activities/a1",
    "activities/a2",
    "houses/n1",
    "payments/p1",
    "vehicles/v1",
];

#[derive(Clone, Debug)]
enum Step {
    /// One group of operations.
    Commit(Vec<(u8, u8, u8, u8)>),
    Undo,
    Redo,
    /// Saves, loads, and begins a new session.
    Reopen,
    /// Another party takes in this one's copy.
    Mail(u8),
    /// A hand changes the file of this party.
    Hand(u8, u8),
}

fn op(document: &Document, (what, path, field, value): (u8, u8, u8, u8)) -> Op {
    let on = Path::from(PATHS[path as usize % PATHS.len()]);
    let v = value % 4;
    let text = |prefix: &str| Value::text(format!("{prefix}{v}"));
    // References go to entities that may be deleted, by each other too; not to those that never were,
    // as what names an entity before it is made keeps it in view when its making is undone.
    let (reference, path) = [
        ("a1", "activities/a1"),
        ("a2", "activities/a2"),
        ("p1", "payments/p1"),
        ("v1", "vehicles/v1"),
    ][v as usize];
    let known = document.log().entity(path).is_some();
    let reference = if known { reference } else { "x" };
    match what % 12 {
        0 | 1 => Op::New {
            on,
            to: [
                ("title".into(), text("mới ")),
                (
                    "tags".into(),
                    Value::List(vec!["x".into(), reference.into()]),
                ),
                ("support".into(), Value::Int(i64::from(v))),
            ]
            .into(),
        },
        2 => Op::Del { on },
        3 => Op::Alive { on },
        4 | 5 => Op::Put {
            on,
            f: "tags".into(),
            e: ["x", "y", reference, reference][field as usize % 4].into(),
            to: value % 2 == 0,
        },
        _ => {
            let (f, to) = match field % 7 {
                0 => ("title", text("tên ")),
                1 => ("support", Value::Int(i64::from(v))),
                2 => ("lead", reference.into()),
                3 => (
                    "money",
                    Value::map([
                        ("amount", Value::Int(i64::from(v))),
                        ("year", Value::Int(2024)),
                    ]),
                ),
                4 => ("name", text("gọi ")),
                5 => ("tags", Value::List(vec![reference.into()])),
                _ => ("title", Value::Null),
            };
            Op::set(&on, f, to)
        }
    }
}

fn commit() -> impl Strategy<Value = Step> {
    prop::collection::vec(any::<(u8, u8, u8, u8)>(), 1..4).prop_map(Step::Commit)
}

fn lone_steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![8 => commit(), 2 => Just(Step::Undo), 1 => Just(Step::Redo), 1 => Just(Step::Reopen)];
    prop::collection::vec(step, 1..40)
}

fn party_steps() -> impl Strategy<Value = Vec<(u8, Step)>> {
    let step = prop_oneof![
        8 => commit(),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
        1 => Just(Step::Reopen),
        3 => (0..3_u8).prop_map(Step::Mail),
        1 => any::<(u8, u8)>().prop_map(|(a, b)| Step::Hand(a, b)),
    ];
    prop::collection::vec((0..3_u8, step), 1..60)
}

/// What stands in the file is what the rules give, and the typed view agrees with it.
fn check(document: &Document) {
    let text = text(document);
    assert_eq!(codec::verify(&text, &document.snapshot()), Ok(()));
    assert_eq!(oracle::written(&text), oracle::state(&text), "{text}");
    let again = open_clean(&text);
    assert_eq!(support::text(&again), text, "byte-stable");
    assert_eq!(state(&again.snapshot()), state(&document.snapshot()));
    assert_eq!(typed(&again), typed(document));
    assert_eq!(again.log().problems(), []);
}

/// Few cases, so that all tests stay quick; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 96;
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn undo_goes_back_to_the_beginning_and_redo_to_the_end(steps in lone_steps()) {
        let mut d = small("a");
        let mut own = UndoStack::of(&d, &author("a"));
        let mut sessions = 0;
        // The states that undo and redo go through.
        let mut past = vec![state(&d.snapshot())];
        let mut future: Vec<_> = Vec::new();
        for step in steps {
            match step {
                Step::Commit(ops) => {
                    if let Some(group) = commit_all(&mut d, ops) {
                        own.record(&group.id, None);
                        past.push(state(&d.snapshot()));
                        future.clear();
                    }
                }
                Step::Undo => {
                    if let Some(done) = own.undo(&mut d, 1) {
                        done.unwrap();
                        future.push(past.pop().unwrap());
                    }
                }
                Step::Redo => {
                    if let Some(done) = own.redo(&mut d, 1) {
                        done.unwrap();
                        past.push(future.pop().unwrap());
                    }
                }
                _ => {
                    d = open_clean(&text(&d));
                    sessions += 1;
                    begin(&mut d, "a", sessions);
                    own = UndoStack::of(&d, &author("a"));
                }
            }
            prop_assert_eq!(&state(&d.snapshot()), past.last().unwrap());
        }
        check(&d);
        while let Some(done) = own.undo(&mut d, 1) {
            done.unwrap();
            future.push(past.pop().unwrap());
            prop_assert_eq!(&state(&d.snapshot()), past.last().unwrap());
        }
        prop_assert_eq!(past.len(), 1);
        check(&d);
        let mut d = open_clean(&text(&d));
        begin(&mut d, "a", sessions + 1);
        let mut own = UndoStack::of(&d, &author("a"));
        while let Some(done) = own.redo(&mut d, 1) {
            done.unwrap();
            prop_assert_eq!(state(&d.snapshot()), future.pop().unwrap());
        }
        prop_assert!(future.is_empty());
        check(&d);
    }

    #[test]
    fn three_parties_come_to_one_document(steps in party_steps()) {
        let start = open_clean(SMALL);
        let mut parties = [start.clone(), start.clone(), start];
        let mut sessions = 0;
        let mut open_session = |d: &mut Document, who: usize| {
            sessions += 1;
            begin(d, ["a", "b", "c"][who], sessions);
        };
        for (who, d) in parties.iter_mut().enumerate() {
            open_session(d, who);
        }
        let mut written: Vec<String> = Vec::new();
        for (who, step) in steps {
            let who = who as usize;
            let name = ["a", "b", "c"][who];
            match step {
                Step::Commit(ops) => {
                    let d = &mut parties[who];
                    if let Some(group) = commit_all(d, ops) {
                        written.extend(d.records(&group).iter().map(|c| c.id.to_string()));
                    }
                }
                Step::Undo | Step::Redo => {
                    let d = &mut parties[who];
                    let before = text(d);
                    let mut own = stack(d, name);
                    let done = if matches!(step, Step::Undo) { own.undo(d, 1) } else { own.redo(d, 1) };
                    match done {
                        Some(Ok(group)) => written.extend(d.records(&group).iter().map(|c| c.id.to_string())),
                        // What is refused leaves no trace.
                        Some(Err(_)) | None => prop_assert_eq!(text(d), before),
                    }
                }
                Step::Reopen => {
                    parties[who] = open_clean(&text(&parties[who]));
                    open_session(&mut parties[who], who);
                }
                Step::Mail(to) => {
                    let sent = open_clean(&text(&parties[who]));
                    let to = to as usize;
                    parties[to].unite_with(&sent.snapshot());
                    open_session(&mut parties[to], to);
                }
                Step::Hand(a, b) => {
                    let before = &parties[who];
                    let dead = |p: &&Path| !before.kept_by(p).is_empty();
                    let kept: Vec<String> =
                        before.log().entities().keys().filter(dead).map(ToString::to_string).collect();
                    let by_hand = hand(&text(&parties[who]), a, b);
                    let (one, two) = (open(&by_hand), open(&by_hand));
                    prop_assert_eq!(text(&one.document), text(&two.document), "every machine finds the same");
                    parties[who] = one.document;
                    // What the hand wrote is what is shown.
                    let shown = oracle::written(&text(&parties[who]));
                    let wanted = oracle::written(&by_hand);
                    for (path, fields) in &wanted {
                        // What was deleted and shown for a reference goes with the reference.
                        if kept.contains(path) && !shown.contains_key(path) {
                            continue;
                        }
                        // Of a conflict the hand settles what it saw; the rest may show now.
                        let view = parties[who].log().view(path).unwrap();
                        let contested: Vec<&str> = FieldSource::contested(&view);
                        let settled = |all: &serde_json::Map<String, serde_json::Value>| {
                            let mut all = all.clone();
                            all.retain(|k, _| !contested.contains(&k.as_str()));
                            all
                        };
                        prop_assert_eq!(shown.get(path).map(settled), Some(settled(fields)));
                    }
                    open_clean(&text(&parties[who]));
                    written.extend(one.hand_edits.iter().map(|c| c.id.to_string()));
                    open_session(&mut parties[who], who);
                }
            }
            check(&parties[who]);
        }
        let [a, b, c] = [&parties[0], &parties[1], &parties[2]];
        let all = text(&united(&united(a, b), c));
        prop_assert_eq!(text(&united(&united(c, b), a)), all.as_str());
        prop_assert_eq!(text(&united(a, &united(b, c))), all.as_str());
        prop_assert_eq!(text(&united(b, &united(c, a))), all.as_str());
        let whole = open_clean(&all);
        prop_assert_eq!(text(&united(&whole, &whole)), all.as_str());
        prop_assert_eq!(text(&united(&whole, a)), all.as_str());
        check(&whole);
        // No write is lost.
        for id in written {
            prop_assert!(whole.log().find(&id).is_some(), "{} is lost", id);
        }
    }
}

/// Changes a text as a hand would: a field's value, a key, an element, an entity.
fn hand(text: &str, a: u8, b: u8) -> String {
    let mut v: serde_json::Value = serde_json::from_str(text).unwrap();
    let kinds = ["units", "activities", "houses", "payments", "vehicles"];
    let kind = kinds[a as usize % kinds.len()];
    if !v[kind].is_object() {
        v[kind] = serde_json::json!({});
    }
    let entities = v[kind].as_object_mut().unwrap();
    let first = entities.keys().nth(b as usize / 16 % 2).cloned();
    match (b % 8, first) {
        (0, _) | (_, None) => {
            entities.insert(
                format!("tay{}", b / 8),
                serde_json::json!({"title": "bằng tay", "tags": ["y", "x"]}),
            );
        }
        (1, Some(id)) => {
            entities.remove(&id);
        }
        (2, Some(id)) => {
            entities[&id].as_object_mut().unwrap().remove("title");
        }
        (3, Some(id)) => entities[&id]["tags"] = serde_json::json!(["x", "tay"]),
        (4, Some(id)) => {
            entities[&id].as_object_mut().unwrap().remove("tags");
        }
        (5, Some(id)) => entities[&id]["support"] = serde_json::json!(b),
        (_, Some(id)) => entities[&id]["title"] = serde_json::json!(format!("tay {b}")),
    }
    // Sets come back in byte order, and fields that were emptied go.
    for entity in entities.values_mut() {
        if let Some(tags) = entity
            .get_mut("tags")
            .and_then(serde_json::Value::as_array_mut)
        {
            tags.sort_by_key(ToString::to_string);
        }
    }
    serde_json::to_string_pretty(&v).unwrap()
}

fn commit_all(
    document: &mut Document,
    ops: Vec<(u8, u8, u8, u8)>,
) -> Option<dong_hanh::change::Group> {
    let ops = ops.into_iter().map(|o| op(document, o)).collect();
    document.commit(ops, 1)
}
