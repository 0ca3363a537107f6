//! Hand edits: what the readable part of a file says otherwise than its history (FILE.md §1 rule 12).

use super::log::{EntityView, Life, Log};
use super::record::{Act, Change, ChangeRef, Key, Show, hand_id};
use crate::model::id::PROGRAMME;
use crate::model::{Map, Path, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The readable part of a file: the fields of each entity.
pub type State = BTreeMap<Path, Map>;

/// The changes that make the history say what the readable part says. Each is over the shown head
/// only, and has an id that follows from the file and the change, so that every machine finds the
/// same ones.
#[must_use]
pub fn hand_edits(
    log: &Log,
    shown: &dyn Fn(&Path) -> bool,
    state: &State,
    file_sha256: &str,
) -> Vec<Arc<Change>> {
    let mut out = Vec::new();
    let mut make = |on: &Path, act: Act, over: Vec<ChangeRef>| {
        let mut change = Change {
            id: "".into(),
            on: on.clone(),
            act,
            over: over.into(),
            show: Show::default(),
        };
        change.id = hand_id(file_sha256, &change);
        out.push(Arc::new(change));
    };
    for (path, fields) in state {
        match log.view(path.as_str()) {
            None if path.as_str() != PROGRAMME => {
                make(path, Act::New { to: fields.clone() }, Vec::new())
            }
            None => {
                for (key, value) in fields {
                    field_edits(path, key, &Value::Null, value, None, &mut make);
                }
            }
            Some(view) => {
                if !shown(path) && view.life() == Life::Dead {
                    make(path, Act::Alive, log.heads(path.as_str(), None));
                }
                entity_edits(path, fields, &view, &mut make);
            }
        }
    }
    for path in log.entities().keys() {
        if path.as_str() != PROGRAMME && !state.contains_key(path) && shown(path) {
            let dead = log
                .view(path.as_str())
                .is_some_and(|v| v.life() == Life::Dead);
            if !dead {
                let saw = log.field_heads(path.as_str()).into();
                make(path, Act::Del { saw }, log.heads(path.as_str(), None));
            }
        }
    }
    out
}

fn entity_edits(
    path: &Path,
    fields: &Map,
    view: &EntityView<'_>,
    make: &mut impl FnMut(&Path, Act, Vec<ChangeRef>),
) {
    let shown: BTreeMap<&str, Value> = view.state().into_iter().collect();
    let keys: BTreeSet<&str> = shown
        .keys()
        .copied()
        .chain(fields.keys().map(|k| &**k))
        .collect();
    for key in keys {
        let old = shown.get(key).unwrap_or(&Value::Null);
        let new = fields.get(key).unwrap_or(&Value::Null);
        if old != new {
            field_edits(path, key, old, new, Some(view), make);
        }
    }
}

fn field_edits(
    path: &Path,
    key: &str,
    old: &Value,
    new: &Value,
    view: Option<&EntityView<'_>>,
    make: &mut impl FnMut(&Path, Act, Vec<ChangeRef>),
) {
    // An empty array says the same as no array: a set without elements.
    let empty = |v: &Value| matches!(v, Value::List(l) if l.is_empty());
    if (old.is_null() || empty(old)) && (new.is_null() || empty(new)) {
        return;
    }
    let over = |element: Option<&str>| {
        view.map(|v| v.shown_heads(key, element))
            .unwrap_or_default()
    };
    let elements = |v: &Value| -> BTreeSet<String> {
        v.as_set()
            .map(|s| s.map(str::to_owned).collect())
            .unwrap_or_default()
    };
    let (before, after) = (elements(old), elements(new));
    for e in before.symmetric_difference(&after) {
        let to = after.contains(e);
        make(
            path,
            Act::Element {
                f: Key::from(key),
                e: Key::from(e.as_str()),
                to,
            },
            over(Some(e)),
        );
    }
    // A value that is no set, on either side, is one register.
    let plain = |v: &Value| {
        if v.as_set().is_some() || empty(v) {
            Value::Null
        } else {
            v.clone()
        }
    };
    let (before, after) = (plain(old), plain(new));
    if before != after {
        make(
            path,
            Act::Set {
                f: Key::from(key),
                to: after,
            },
            over(None),
        );
    }
}
