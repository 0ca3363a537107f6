//! Small documents, random histories, and an oracle that finds the state of a document from the text
//! of its history alone, without the engine.
#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod oracle;
pub mod world;

use dong_hanh::change::{Author, Change, Document, Group, Op, Session, Snapshot, UndoStack};
use dong_hanh::codec::{self, Opened};
use dong_hanh::model::{Map, OfficialText, Path, Value};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// A small document with a template, a unit, and nothing done yet.
pub const SMALL: &str = r#"{
"format": {"name": "dong-hanh", "version": 1, "min_reader": 1},
"doc_id": "01HSMALL",
"joined": [],
"programme": {"title": "Chương trình hợp tác"},
"clauses": [{"id": "d1", "node": "article", "article": 1, "text": "Điều 1."}],
"parties": {"vl": {"name": "huyện Vĩnh Lộc"}, "ct": {"name": "huyện Cẩm Thủy"}},
"units": {"u.a": {"name": "Phòng A", "party": "vl"}, "u.b": {"name": "Phòng B", "tags": ["x", "y"]}},
"genesis": {"template": "small", "version": 1, "values": {
"programme": {"title": "Chương trình hợp tác"},
"parties/vl": {"name": "huyện Vĩnh Lộc"},
"parties/ct": {"name": "huyện Cẩm Thủy"},
"units/u.a": {"name": "Phòng A", "party": "vl"},
"units/u.b": {"name": "Phòng B", "tags": ["x", "y"]}}},
"sessions": {}, "changes": [], "cuts": [], "thin": {}
}"#;

/// SHA-256 of a text in hexadecimal.
pub fn sha(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// Opens a text.
pub fn open(text: &str) -> Opened {
    codec::read(text, &sha(text)).unwrap_or_else(|e| panic!("{e:?} in\n{text}"))
}

/// Opens a text that no hand has touched.
pub fn open_clean(text: &str) -> Document {
    let opened = open(text);
    assert!(opened.hand_edits.is_empty(), "{:?}", opened.hand_edits);
    opened.document
}

/// The text of a document.
pub fn text(document: &Document) -> String {
    codec::write(&document.snapshot())
}

/// The small document with a session of `party` begun.
pub fn small(party: &str) -> Document {
    let mut document = open_clean(SMALL);
    begin(&mut document, party, 0);
    document
}

/// The author of a party.
pub fn author(party: &str) -> Author {
    Author {
        party: party.into(),
        name: format!("Người {party}"),
    }
}

/// Begins the `n`th session of a party.
pub fn begin(document: &mut Document, party: &str, n: usize) {
    let session = Session {
        by: author(party),
        at: format!("2024-05-{:02}T08:{:02}:00+07:00", n / 60 + 1, n % 60),
        app: "1.0".into(),
        extra: Map::new(),
    };
    document.begin_session(&format!("s{party}{n:03}"), session);
}

/// Sets one field.
pub fn set(document: &mut Document, on: &str, f: &str, to: impl Into<Value>) -> Group {
    let op = Op::set(&Path::from(on), f, to);
    document.commit(vec![op], 1).expect("a change")
}

/// Puts an element into a set or takes it out.
pub fn put(document: &mut Document, on: &str, f: &str, e: &str, to: bool) -> Group {
    let op = Op::Put {
        on: on.into(),
        f: f.into(),
        e: e.into(),
        to,
    };
    document.commit(vec![op], 1).expect("a change")
}

/// Makes an entity.
pub fn make(document: &mut Document, on: &str, fields: &[(&str, Value)]) -> Group {
    let to = fields
        .iter()
        .map(|(k, v)| ((*k).into(), v.clone()))
        .collect();
    document
        .commit(vec![Op::New { on: on.into(), to }], 1)
        .expect("a change")
}

/// Deletes an entity.
pub fn delete(document: &mut Document, on: &str) -> Group {
    document
        .commit(vec![Op::Del { on: on.into() }], 1)
        .expect("a change")
}

/// The shown value of a field in the state part.
pub fn shown(document: &Document, on: &str, f: &str) -> Option<Value> {
    let snapshot = document.snapshot();
    let fields = snapshot.fields(on);
    fields
        .into_iter()
        .find(|(k, _)| *k == f)
        .map(|(_, v)| v.into_owned())
}

/// The whole state part.
pub fn state(snapshot: &Snapshot) -> Vec<(String, Vec<(String, String)>)> {
    let programme = Path::programme();
    let paths = snapshot.shown().chain([&programme]);
    paths
        .map(|p| {
            let fields = snapshot.fields(p.as_str()).into_iter();
            let fields = fields.map(|(k, v)| (k.to_owned(), v.canonical())).collect();
            (p.to_string(), fields)
        })
        .collect()
}

/// The typed view, the official text aside.
pub fn typed(document: &Document) -> String {
    let mut programme = document.programme().clone();
    programme.text = Arc::new(OfficialText::new(Vec::new()));
    format!("{programme:?}")
}

/// A copy of a document on another machine.
pub fn mailed(document: &Document) -> Document {
    open_clean(&text(document))
}

/// What two copies become, without touching either.
pub fn united(a: &Document, b: &Document) -> Document {
    let mut out = a.clone();
    out.unite_with(&b.snapshot());
    out
}

/// The change with an id.
pub fn change(document: &Document, id: &str) -> Arc<Change> {
    let log = document.log();
    let ix = log.find(id).unwrap_or_else(|| panic!("no {id}"));
    log.get(ix).cloned().expect("what was found is there")
}

/// The undo stack of a party.
pub fn stack(document: &Document, party: &str) -> UndoStack {
    UndoStack::of(document, &author(party))
}
