//! Writing a document as JSON text (FILE.md §2): the state first, readable and pretty-printed in a
//! stable order, then the history, one record a line.

use crate::change::record::{register_list, write_refs};
use crate::change::{Act, Change, FORMAT_VERSION, Session, Sessions, Snapshot};
use crate::model::id::PROGRAMME;
use crate::model::value::write_string;
use crate::model::{KINDS, Map, Path, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

/// The JSON text of a document. The same document gives the same bytes, in whatever order its
/// changes arrived.
#[must_use]
pub fn write(document: &Snapshot) -> String {
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
    write_genesis(&mut out, document);
    write_sessions(&mut out, document.sessions());
    write_changes(&mut out, document);
    lines(&mut out, "cuts", envelope.cuts.iter().map(Value::canonical));
    write_thin(&mut out, document);
    out.push_str("\n}\n");
    out
}

fn key(out: &mut String, name: &str) {
    write_string(out, name);
    out.push_str(": ");
}

/// An object on one line with some keys first.
fn ordered(out: &mut String, value: &Value, first: &[&str]) {
    let Value::Map(map) = value else {
        value.write_canonical(out);
        return;
    };
    let rest = map.keys().map(|k| &**k).filter(|k| !first.contains(k));
    let keys = first
        .iter()
        .copied()
        .filter(|k| map.contains_key(*k))
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

/// Writes the state part; returns the kinds that stand in it.
fn write_state<'a>(out: &mut String, document: &'a Snapshot) -> BTreeSet<&'a str> {
    out.push_str(",\n");
    key(out, PROGRAMME);
    write_fields(out, PROGRAMME, &document.fields(PROGRAMME), "");
    out.push_str(",\n");
    key(out, "clauses");
    out.push('[');
    for (i, clause) in document.envelope().clauses.iter().enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        ordered(
            out,
            clause,
            &[
                "id", "parent", "node", "article", "clause", "point", "marker", "title", "text",
            ],
        );
    }
    out.push(']');
    let mut kinds: BTreeMap<(usize, &str), Vec<&Path>> = BTreeMap::new();
    for path in document.shown() {
        kinds
            .entry((rank(path.kind()), path.kind()))
            .or_default()
            .push(path);
    }
    for info in KINDS.iter().filter(|k| k.kind != PROGRAMME) {
        kinds.entry((rank(info.kind), info.kind)).or_default();
    }
    for ((_, kind), paths) in &kinds {
        out.push_str(",\n");
        key(out, kind);
        out.push('{');
        for (i, path) in paths.iter().enumerate() {
            out.push_str(if i > 0 { ",\n  " } else { "\n  " });
            key(out, path.id());
            write_fields(out, kind, &document.fields(path.as_str()), "  ");
        }
        out.push_str(if paths.is_empty() { "}" } else { "\n}" });
    }
    kinds.into_keys().map(|(_, kind)| kind).collect()
}

/// The place of a kind in the file: those that this version knows in their order, then the others.
fn rank(kind: &str) -> usize {
    KINDS
        .iter()
        .position(|k| k.kind == kind)
        .unwrap_or(KINDS.len())
}

/// The fields of an entity, one a line, known ones in the order in which the model declares them.
fn write_fields(out: &mut String, kind: &str, fields: &[(&str, Value)], indent: &str) {
    let known = KINDS
        .iter()
        .find(|k| k.kind == kind)
        .map(|k| k.fields)
        .unwrap_or_default();
    let order = |name: &str| {
        known
            .iter()
            .position(|(k, ..)| *k == name)
            .unwrap_or(known.len())
    };
    let mut fields: Vec<&(&str, Value)> = fields.iter().collect();
    fields.sort_by_key(|(name, _)| (order(name), *name));
    out.push('{');
    for (i, (name, value)) in fields.iter().enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        out.push_str(indent);
        out.push_str("  ");
        key(out, name);
        ordered(
            out,
            value,
            &["is", "amount", "in", "from", "year", "clause"],
        );
    }
    if !fields.is_empty() {
        out.push('\n');
        out.push_str(indent);
    }
    out.push('}');
}

/// The values of the template as it gave them (rule 4), put together again from their changes: for
/// each entity its fields, the elements of a set together.
fn write_genesis(out: &mut String, document: &Snapshot) {
    let mut values: BTreeMap<&str, BTreeMap<&str, Value>> = BTreeMap::new();
    let all = document.changes().iter();
    for change in all.filter(|c| c.show.genesis && !is_second_genesis(document, c)) {
        let fields = values.entry(change.on.as_str()).or_default();
        match &change.act {
            Act::Set { f, to } => {
                fields.insert(f, to.clone());
            }
            Act::Element { f, e, .. } => {
                match fields.entry(f).or_insert_with(|| Value::List(Vec::new())) {
                    Value::List(list) => list.push(Value::text(&**e)),
                    other => *other = Value::List(vec![Value::text(&**e)]),
                }
            }
            _ => {}
        }
    }
    out.push_str(",\n");
    key(out, "genesis");
    out.push('{');
    for (name, value) in &document.envelope().template {
        key(out, name);
        value.write_canonical(out);
        out.push_str(", ");
    }
    key(out, "values");
    out.push('{');
    for (i, (path, fields)) in values.into_iter().enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        write_string(out, path);
        out.push(':');
        let fields = fields.into_iter().map(|(k, mut v)| {
            if v.as_set().is_some()
                && let Value::List(list) = &mut v
            {
                list.sort_by_key(Value::canonical);
            }
            (k, v)
        });
        Value::map(fields).write_canonical(out);
    }
    out.push_str("}}");
}

/// Whether a value of a template must stand among the changes: copies that were made from different
/// templates have several values for one field, and `genesis` has room for one.
fn is_second_genesis(document: &Snapshot, change: &Change) -> bool {
    let Act::Set { f, .. } = &change.act else {
        return false;
    };
    if !change.show.genesis {
        return false;
    }
    let rivals = document.register_changes(change.on.as_str(), f);
    rivals.into_iter().any(|other| {
        other.show.genesis
            && match &other.act {
                Act::Set { .. } => other.id < change.id,
                Act::Element { .. } => true,
                _ => false,
            }
    })
}

fn write_sessions(out: &mut String, sessions: &Sessions) {
    out.push_str(",\n");
    key(out, "sessions");
    out.push('{');
    for (i, (id, session)) in sessions.iter().enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        write_string(out, id);
        out.push(':');
        write_session(out, session);
    }
    out.push('}');
}

fn write_session(out: &mut String, session: &Session) {
    let mut map: Map = session.extra.clone();
    let mut by = match map.remove("by") {
        Some(Value::Map(by)) => by,
        Some(other) => {
            // No author of ours: it stays as it stood.
            map.insert("by".into(), other);
            Map::new()
        }
        None => Map::new(),
    };
    let put = |map: &mut Map, key: &str, text: &str| {
        map.entry(key.into()).or_insert_with(|| Value::text(text));
    };
    put(&mut by, "party", &session.by.party);
    put(&mut by, "name", &session.by.name);
    map.entry("by".into()).or_insert(Value::Map(by));
    put(&mut map, "at", &session.at);
    put(&mut map, "app", &session.app);
    Value::Map(map).write_canonical(out);
}

/// The changes in an order of their own: those with digest ids first, then by the claimed time of
/// their session, its id and the counter. So the bytes do not depend on who merged what when.
fn write_changes(out: &mut String, document: &Snapshot) {
    let all = document.changes().iter();
    let mut changes: Vec<(&str, &str, u32, &Arc<Change>)> = all
        .filter(|c| !c.is_thin() && (!c.show.genesis || is_second_genesis(document, c)))
        .map(|c| {
            let session = c.session().unwrap_or("");
            let known = document.sessions().get(session);
            let at = known.map_or("", |s| s.at.as_str());
            (at, session, c.counter().unwrap_or(0), c)
        })
        .collect();
    changes.sort_by(|a, b| {
        (a.0, a.1, a.2, &a.3.id)
            .cmp(&(b.0, b.1, b.2, &b.3.id))
            .then_with(|| {
                if a.3.id == b.3.id {
                    a.3.identity().cmp(&b.3.identity())
                } else {
                    std::cmp::Ordering::Equal
                }
            })
    });
    out.push_str(",\n");
    key(out, "changes");
    out.push('[');
    let mut first = true;
    for (.., change) in changes {
        out.push_str(if std::mem::take(&mut first) {
            "\n"
        } else {
            ",\n"
        });
        write_change(out, change);
    }
    for unread in unread_lines(document) {
        out.push_str(if std::mem::take(&mut first) {
            "\n"
        } else {
            ",\n"
        });
        out.push_str(&unread);
    }
    out.push(']');
}

/// The records that this version cannot read, in an order of their own, each once.
pub(super) fn unread_lines(document: &Snapshot) -> BTreeSet<String> {
    let unread = document.envelope().unread.iter();
    unread.map(Value::canonical).collect()
}

/// One change as one line.
pub fn write_change(out: &mut String, change: &Change) {
    out.push_str("{\"id\":");
    write_string(out, &change.id);
    if let Some(t) = change.show.t {
        let _ = write!(out, ",\"t\":{t}");
    }
    out.push_str(",\"on\":");
    write_string(out, change.on.as_str());
    match &change.act {
        Act::Set { f, to } => {
            out.push_str(",\"f\":");
            write_string(out, f);
            out.push_str(",\"to\":");
            to.write_canonical(out);
        }
        Act::Element { f, e, to } => {
            out.push_str(",\"f\":");
            write_string(out, f);
            out.push_str(",\"e\":");
            write_string(out, e);
            let _ = write!(out, ",\"to\":{to}");
        }
        Act::New { to } => {
            out.push_str(",\"op\":\"new\",\"to\":");
            Value::Map(to.clone()).write_canonical(out);
        }
        Act::Del { .. } => out.push_str(",\"op\":\"del\""),
        Act::Alive => out.push_str(",\"op\":\"alive\""),
        Act::Thin { .. } => {}
    }
    out.push_str(",\"over\":");
    write_refs(out, &change.over);
    if let Act::Del { saw } = &change.act {
        out.push_str(",\"saw\":");
        write_refs(out, saw);
    }
    if let Some(g) = change.show.group {
        let _ = write!(out, ",\"g\":{g}");
    }
    if let Some(undoes) = &change.show.undoes {
        out.push_str(",\"u\":");
        write_string(out, undoes);
    }
    write_extra(out, change);
    out.push('}');
}

fn write_thin(out: &mut String, document: &Snapshot) {
    let mut thin: BTreeMap<&str, Vec<&Arc<Change>>> = BTreeMap::new();
    for change in document.changes().iter().filter(|c| c.is_thin()) {
        thin.entry(change.on.as_str()).or_default().push(change);
    }
    out.push_str(",\n");
    key(out, "thin");
    out.push('{');
    for (i, (path, mut records)) in thin.into_iter().enumerate() {
        out.push_str(if i > 0 { ",\n" } else { "\n" });
        write_string(out, path);
        out.push_str(":[");
        records.sort_by(|a, b| a.id.cmp(&b.id));
        for (i, change) in records.into_iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            write_thin_record(out, change);
        }
        out.push(']');
    }
    out.push('}');
}

fn write_thin_record(out: &mut String, change: &Change) {
    let Act::Thin { of } = &change.act else {
        return;
    };
    out.push_str("{\"id\":");
    write_string(out, &change.id);
    let (first, also) = of.split_first().unwrap_or((&None, &[]));
    if let Some((f, e)) = first {
        for (name, text) in [("f", Some(f)), ("e", e.as_ref())] {
            if let Some(text) = text {
                let _ = write!(out, ",\"{name}\":");
                write_string(out, text);
            }
        }
    }
    if !also.is_empty() {
        out.push_str(",\"also\":");
        register_list(also).write_canonical(out);
    }
    out.push_str(",\"over\":");
    write_refs(out, &change.over);
    if let Some(g) = change.show.group {
        let _ = write!(out, ",\"g\":{g}");
    }
    write_extra(out, change);
    out.push('}');
}

fn write_extra(out: &mut String, change: &Change) {
    for (name, value) in change.show.extra.iter().flat_map(|m| m.iter()) {
        out.push(',');
        write_string(out, name);
        out.push(':');
        value.write_canonical(out);
    }
}

/// The records of one group with their sessions on one line, for the journal (rule 21).
#[must_use]
pub fn write_records(changes: &[Arc<Change>], sessions: &Sessions) -> String {
    let mut used: BTreeMap<&str, &Session> = BTreeMap::new();
    for change in changes {
        if let Some((id, session)) = change.session().and_then(|s| sessions.get_key_value(s)) {
            used.insert(id, session);
        }
    }
    let mut out = String::from("{\"sessions\":{");
    for (i, (id, session)) in used.into_iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_string(&mut out, id);
        out.push(':');
        write_session(&mut out, session);
    }
    out.push_str("},\"changes\":[");
    for (i, change) in changes.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_change(&mut out, change);
    }
    out.push_str("]}");
    out
}
