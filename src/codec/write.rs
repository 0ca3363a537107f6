//! Writing a document as JSON text (FILE.md §2): the state first, readable and pretty-printed in a
//! stable order, then the history, one record a line.

use super::write_history::{write_changes, write_genesis, write_sessions, write_thin};
use super::write_state::write_state;
use crate::change::{FORMAT_VERSION, Snapshot, both};
use crate::model::Value;
use crate::model::value::write_string;

/// The JSON text of a document. The same document gives the same bytes, in whatever order its
/// changes arrived.
#[must_use]
pub fn write(document: &Snapshot) -> String {
    /// From how many changes on a thread for the history is worth its making.
    const MANY: usize = 4_000;
    let many = document.changes().len() >= MANY;
    let tail = || {
        let mut tail = String::with_capacity(document.changes().len() * 256);
        write_tail(&mut tail, document);
        tail
    };
    let (mut out, tail) = both(many, || write_head(document), tail);
    out.push_str(&tail);
    out
}

/// Everything before the history.
fn write_head(document: &Snapshot) -> String {
    let envelope = document.envelope();
    let mut out = String::with_capacity((1 << 16) + document.changes().len() * 256);
    out.push_str("{\n");
    let mut format = envelope.format_extra.clone();
    format.insert("name".into(), "dong-hanh".into());
    format.insert(
        "version".into(),
        Value::Int(envelope.version.max(FORMAT_VERSION)),
    );
    format.insert("min_reader".into(), Value::Int(envelope.min_reader.max(1)));
    key(&mut out, "format");
    ordered(
        &mut out,
        &Value::Map(format),
        &["name", "version", "min_reader"],
    );
    out.push_str(",\n");
    key(&mut out, "doc_id");
    write_string(&mut out, &envelope.doc_id);
    out.push_str(",\n");
    key(&mut out, "joined");
    Value::List(envelope.joined.clone()).write_canonical(&mut out);
    let kinds = write_state(&mut out, document);
    for (name, value) in &envelope.extra {
        // A kind that had no entities may have got some from another copy.
        if kinds.contains(&**name) {
            continue;
        }
        out.push_str(",\n");
        key(&mut out, name);
        value.write_canonical(&mut out);
    }
    out
}

/// The history, up to the end of the file.
fn write_tail(out: &mut String, document: &Snapshot) {
    let envelope = document.envelope();
    write_genesis(out, document);
    write_sessions(out, document.sessions());
    write_changes(out, document);
    lines(out, "cuts", envelope.cuts.iter().map(Value::canonical));
    write_thin(out, document);
    out.push_str("\n}\n");
}

pub(super) fn key(out: &mut String, name: &str) {
    write_string(out, name);
    out.push_str(": ");
}

/// An object on one line with some keys first.
pub(super) fn ordered(out: &mut String, value: &Value, first: &[&str]) {
    let Value::Map(map) = value else {
        value.write_canonical(out);
        return;
    };
    let rest = map.keys().map(|k| &**k).filter(|k| !first.contains(k));
    let keys = first
        .iter()
        .copied()
        .filter(|k| map.contains_key(k))
        .chain(rest);
    out.push('{');
    for (i, name) in keys.enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        key(out, name);
        if let Some(value) = map.get(name) {
            spaced(out, value);
        }
    }
    out.push('}');
}

/// A value on one line, with a space behind commas and colons.
fn spaced(out: &mut String, value: &Value) {
    match value {
        Value::List(list) => {
            out.push('[');
            for (i, v) in list.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                spaced(out, v);
            }
            out.push(']');
        }
        Value::Map(_) => ordered(out, value, &[]),
        _ => value.write_canonical(out),
    }
}

/// A top-level array with one value a line.
fn lines(out: &mut String, name: &str, values: impl Iterator<Item = String>) {
    out.push_str(",\n");
    key(out, name);
    out.push('[');
    for (i, value) in values.enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        out.push_str(&value);
    }
    out.push(']');
}
