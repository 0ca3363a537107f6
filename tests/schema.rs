//! The schema of the file and the examples in its documentation, and the official text.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use dong_hanh::codec::embedded::{OFFICIAL_TEXT, Template, new_document, sample_document};
use dong_hanh::codec::{self, schema};
use serde_json::{Value, json};
use support::*;

const ASSET: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/assets/schema/dong-hanh-1.schema.json"
);

fn validator() -> jsonschema::Validator {
    let schema = codec::json_schema();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn errors(of: &Value) -> Vec<String> {
    let found = validator();
    found
        .iter_errors(of)
        .map(|e| format!("{} at {}", e, e.instance_path()))
        .collect()
}

/// Set `DONG_HANH_WRITE_SCHEMA=1` to write the asset anew.
#[test]
fn the_schema_in_the_assets_is_the_one_that_the_model_makes() {
    let made = codec::json_schema();
    if std::env::var_os("DONG_HANH_WRITE_SCHEMA").is_some() {
        let text = serde_json::to_string_pretty(&made).unwrap() + "\n";
        std::fs::write(ASSET, text).unwrap();
    }
    let asset: Value = serde_json::from_str(&std::fs::read_to_string(ASSET).unwrap()).unwrap();
    assert_eq!(asset, made, "write it anew with DONG_HANH_WRITE_SCHEMA=1");
}

#[test]
fn the_documents_that_come_with_the_program_follow_the_schema() {
    for d in [new_document("01HNEW"), sample_document("01HSAMPLE")] {
        let v: Value = serde_json::from_str(&text(&d)).unwrap();
        assert_eq!(errors(&v), Vec::<String>::new());
    }
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let sound: Value = serde_json::from_str(SMALL).unwrap();
    assert_eq!(errors(&sound), Vec::<String>::new());
    for (pointer, bad) in [
        ("/format/name", json!("other")),
        ("/doc_id", json!("")),
        ("/units/u.a/party", json!(5)),
        ("/units/u.a", json!("x")),
        ("/clauses/0/node", json!("verse")),
        (
            "/changes",
            json!([{"id": "k:1", "on": "units/u.a", "f": "name", "to": "x"}]),
        ),
        (
            "/changes",
            json!([{"id": "k:1", "on": "changes/x", "f": "name", "to": "x", "over": []}]),
        ),
        (
            "/changes",
            json!([{"id": "k#1", "on": "units/u.a", "f": "name", "to": "x", "over": []}]),
        ),
        (
            "/changes",
            json!([{"id": "k:1", "on": "units/u.a", "f": "tags", "to": ["x"], "over": []}]),
        ),
        (
            "/changes",
            json!([{"id": "k:1", "on": "units/u.a", "f": "tags", "e": "x", "to": 1, "over": []}]),
        ),
        (
            "/changes",
            json!([{"id": "k:1", "on": "units/u.a", "op": "del", "over": []}]),
        ),
        ("/genesis/values", json!({"units": {}})),
    ] {
        let mut v = sound.clone();
        *v.pointer_mut(pointer).unwrap() = bad;
        assert!(!errors(&v).is_empty(), "{pointer}");
    }
    let mut v = sound;
    v["houses"] =
        json!({"n1": {"support": {"conflict": [1, 2]}, "newer": 1.5}, "n2": {"support": 5}});
    v["vehicles"] = json!({"v1": {"x": 1}});
    v["changes"] = json!([{"id": "k:1", "on": "units/u.a", "op": "fold", "over": []}]);
    assert_eq!(errors(&v), Vec::<String>::new());
    v["houses"]["n1"]["support"] = json!("5");
    assert_eq!(errors(&v).len(), 1);
}

/// A document with the example of the template and those of every change; the state part is empty.
fn examples() -> String {
    let records: Vec<&str> = schema::EXAMPLES.iter().map(|e| e.record).collect();
    format!(
        "{{\"format\":{{\"name\":\"dong-hanh\",\"version\":1,\"min_reader\":1}},\"doc_id\":\"x\",\"genesis\":{},\"changes\":[{}]}}",
        schema::GENESIS_EXAMPLE,
        records.join(",\n")
    )
}

#[test]
fn the_examples_are_changes_and_each_does_what_it_says() {
    let v: Value = serde_json::from_str(&examples()).unwrap();
    assert_eq!(errors(&v), Vec::<String>::new());
    let opened = open(&examples());
    assert_eq!(opened.unread, 0);
    let d = &opened.document;
    assert_eq!(
        d.log().problems(),
        [],
        "each `over` names a change of its register"
    );
    for e in schema::EXAMPLES {
        let id = serde_json::from_str::<Value>(e.record).unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned();
        let mut line = String::new();
        codec::write_change(&mut line, &change(d, &id));
        assert_eq!(line, e.record, "written as it was read");
    }
    let forms: Vec<&str> = schema::EXAMPLES.iter().map(|e| e.form).collect();
    for form in ["create", "set", "element", "delete", "undelete"] {
        assert!(forms.contains(&form));
    }
    // Without the hand edits that the empty state part brings, the story ends as told.
    let own = d
        .log()
        .changes()
        .iter()
        .filter(|c| !opened.hand_edits.contains(c))
        .cloned();
    let log = dong_hanh::change::Log::new(own);
    let state: Vec<(&str, String)> = log
        .view("activities/01J8A")
        .unwrap()
        .state()
        .into_iter()
        .map(|(k, v)| (k, v.canonical()))
        .collect();
    assert_eq!(
        state,
        [
            ("coordinating", r#"["u.vl"]"#.to_owned()),
            ("title", r#""Tập huấn kỹ thuật""#.to_owned())
        ]
    );
    assert_eq!(
        log.view("activities/01J8A").unwrap().life(),
        dong_hanh::change::Life::Alive
    );
    let party = log.view("parties/vl").unwrap();
    assert_eq!(party.state()[0].1.canonical(), r#""Vĩnh Lộc""#);
}

#[test]
fn the_documentation_shows_the_examples() {
    let docs = include_str!("../src/codec/mod.rs");
    let shown: Vec<&str> = docs
        .lines()
        .filter_map(|l| l.strip_prefix("//! {"))
        .collect();
    let mut expected = vec![schema::GENESIS_EXAMPLE];
    expected.extend(schema::EXAMPLES.iter().map(|e| e.record));
    let expected: Vec<&str> = expected.iter().map(|e| &e[1..]).collect();
    assert_eq!(shown, expected);
}

/// The words of a line of the official text without the marks of its layout: `#` and `*`.
fn words(line: &str) -> String {
    let line = line.replace('*', "");
    let line = line.trim().trim_start_matches('#').trim();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_official_text_stands_in_the_clauses_byte_for_byte() {
    let received: Vec<String> = OFFICIAL_TEXT
        .lines()
        .map(words)
        .filter(|l| !l.is_empty())
        .collect();
    let stored = |c: &dong_hanh::model::Value| {
        let text = |key: &str| {
            c.get(key)
                .and_then(|v| v.as_text())
                .unwrap_or_default()
                .to_owned()
        };
        (text("marker"), text("text"))
    };
    let joined = received.join(" ");
    let mut at = 0;
    let mut covered = 0;
    for clause in Template::embedded().clauses().iter() {
        let (_, text) = stored(clause);
        for part in text.split('\n').map(words).filter(|p| !p.is_empty()) {
            let Some(found) = joined[at..].find(&part) else {
                panic!(
                    "not in the text received, or not in its order: {part}\nafter: {}",
                    &joined[..at]
                        .chars()
                        .rev()
                        .take(80)
                        .collect::<Vec<_>>()
                        .into_iter()
                        .rev()
                        .collect::<String>()
                );
            };
            // Between one clause and the next only the mark of the next stands.
            let between = joined[at..at + found].trim();
            let is_mark = between.is_empty()
                || between == "-"
                || between == "+"
                || between
                    .trim_end_matches(['.', ')'])
                    .chars()
                    .all(char::is_alphanumeric)
                    && between.chars().count() <= 3;
            assert!(is_mark, "left out: {between}");
            at += found + part.len();
            covered += part.len();
        }
    }
    assert!(
        joined[at..].trim().is_empty(),
        "left out: {}",
        &joined[at..]
    );
    assert!(
        covered * 100 > joined.len() * 97,
        "{covered} of {}",
        joined.len()
    );
}
