//! Writing the history of a document: genesis, sessions, changes, and what compaction left.

use super::write::key;
use crate::change::record::{register_list, write_refs};
use crate::change::{Act, Change, Session, Sessions, Snapshot};
use crate::model::hash::HashMap;
use crate::model::value::write_string;
use crate::model::{Map, Value};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

/// The values of the template as it gave them (rule 4), put together again from their changes: for
/// each entity its fields, the elements of a set together.
pub(super) fn write_genesis(out: &mut String, document: &Snapshot) {
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

pub(super) fn write_sessions(out: &mut String, sessions: &Sessions) {
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
        map.get_or_insert_with(key, || Value::text(text));
    };
    put(&mut by, "party", &session.by.party);
    put(&mut by, "name", &session.by.name);
    map.get_or_insert_with("by", || Value::Map(by));
    put(&mut map, "at", &session.at);
    put(&mut map, "app", &session.app);
    map.write_canonical(out);
}

/// The changes that stand in the history, in an order of their own: those with digest ids first, then by
/// the claimed time of their session, its id and the counter. So the bytes do not depend on who merged
/// what when.
pub(super) fn in_order(document: &Snapshot) -> Vec<&Arc<Change>> {
    let at = |session: &str| {
        document
            .sessions()
            .get(session)
            .map_or("", |s| s.at.as_str())
    };
    let mut places: HashMap<&str, u64> = HashMap::default();
    let mut changes: Vec<(u64, &Arc<Change>)> = Vec::with_capacity(document.changes().len());
    let mut last: Option<(&str, u64)> = None;
    for change in document.changes().iter().filter(|c| stands(document, c)) {
        let session = change.session().unwrap_or("");
        // Changes of one session come one after another.
        let place = match last {
            Some((known, place)) if known == session => place,
            _ => {
                let next = places.len() as u64;
                *places.entry(session).or_insert(next)
            }
        };
        last = Some((session, place));
        let counter = change.counter().unwrap_or(0);
        changes.push((place << 32 | u64::from(counter), change));
    }
    // The sessions in their order; few, so their names and times are compared here alone.
    let mut sessions: Vec<(&str, u64)> = places.into_iter().collect();
    sessions.sort_unstable_by(|a, b| (at(a.0), a.0).cmp(&(at(b.0), b.0)));
    let mut ranks = vec![0_u64; sessions.len()];
    for ((_, place), rank) in sessions.into_iter().zip(0..) {
        // A place is one of as many as there are sessions.
        ranks[place as usize] = rank;
    }
    for (key, _) in &mut changes {
        *key = ranks[(*key >> 32) as usize] << 32 | (*key & 0xffff_ffff);
    }
    changes.sort_by(|(a, left), (b, right)| {
        a.cmp(b).then_with(|| left.id.cmp(&right.id)).then_with(|| {
            if left.id == right.id {
                left.identity().cmp(&right.identity())
            } else {
                Ordering::Equal
            }
        })
    });
    changes.into_iter().map(|(_, change)| change).collect()
}

/// Whether a change stands among the changes of the file, and not in `genesis` or `thin`.
fn stands(document: &Snapshot, change: &Change) -> bool {
    !change.is_thin() && (!change.show.genesis || is_second_genesis(document, change))
}

/// The records that stand in `genesis` and `thin`.
pub(super) fn beside(document: &Snapshot) -> impl Iterator<Item = &Arc<Change>> {
    let all = document.changes().iter();
    all.filter(|c| !stands(document, c))
}

pub(super) fn write_changes(out: &mut String, document: &Snapshot) {
    out.push_str(",\n");
    key(out, "changes");
    out.push('[');
    let mut first = true;
    for change in in_order(document) {
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
            to.write_canonical(out);
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

pub(super) fn write_thin(out: &mut String, document: &Snapshot) {
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
    if let Some(undoes) = &change.show.undoes {
        out.push_str(",\"u\":");
        write_string(out, undoes);
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

/// The records of one group with their sessions on one line, for the journal (rule 21), and the
/// moments that were kept with it.
#[must_use]
pub fn write_records(changes: &[Arc<Change>], sessions: &Sessions, cuts: &[Value]) -> String {
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
    out.push(']');
    if !cuts.is_empty() {
        out.push_str(",\"cuts\":");
        Value::List(cuts.to_vec()).write_canonical(&mut out);
    }
    out.push('}');
    out
}
