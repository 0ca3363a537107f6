//! Hand edits: what the readable part of a file says otherwise than its history (FILE.md §1 rule 12).

use super::log::Log;
use super::record::{Act, Change, ChangeRef, Key, Show, hand_id};
use super::view::{EntityView, Life};
use crate::model::field::FieldSource as _;
use crate::model::id::PROGRAMME;
use crate::model::{Map, Path, Value, is_money};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The readable part of a file: the fields of each entity.
pub type State = BTreeMap<Path, Map>;

/// The changes that make the history say what the readable part says. Each is over what is shown
/// only, and has an id that follows from the file and the change, so that every machine finds the
/// same ones. `shown` tells whether an entity stands in the readable part that the history gives.
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
    let nothing = Map::new();
    let programme = Path::programme();
    let fields = state.get(&programme).unwrap_or(&nothing);
    entity_edits(&programme, fields, log.view(PROGRAMME), &mut make);
    for (path, fields) in state.iter().filter(|(p, _)| p.as_str() != PROGRAMME) {
        let Some(view) = log.view(path.as_str()) else {
            let fields = fields.iter().filter(|(_, v)| !v.is_null());
            let to = fields.map(|(k, v)| (k.clone(), v.clone())).collect();
            make(path, Act::New { to }, Vec::new());
            continue;
        };
        if !shown(path) {
            make(path, Act::Alive, log.heads(path.as_str(), None));
        }
        entity_edits(path, fields, Some(view), &mut make);
    }
    for path in log.entities().keys() {
        if path.as_str() == PROGRAMME || state.contains_key(path) || !shown(path) {
            continue;
        }
        let Some(view) = log.view(path.as_str()) else {
            continue;
        };
        // Deleted already and shown for a reference only: there is nothing to delete.
        if view.life() != Life::Dead {
            // A value in conflict that is not shown was not in view: it keeps the entity alive.
            let saw = view.all_shown_heads().into();
            make(path, Act::Del { saw }, log.heads(path.as_str(), None));
        }
    }
    out
}

fn entity_edits(
    path: &Path,
    fields: &Map,
    view: Option<EntityView<'_>>,
    make: &mut impl FnMut(&Path, Act, Vec<ChangeRef>),
) {
    let shown = view.map(|v| v.state()).unwrap_or_default();
    // As a rule nothing differs: that is found without sorting anything.
    let same = |(key, value): &(&str, Cow<'_, Value>)| fields.get(key) == Some(value);
    if shown.len() == fields.len() && shown.iter().all(same) {
        return;
    }
    let shown: BTreeMap<&str, Cow<'_, Value>> = shown.into_iter().collect();
    let keys: BTreeSet<&str> = shown
        .keys()
        .copied()
        .chain(fields.keys().map(|k| &**k))
        .collect();
    for key in keys {
        let old = shown.get(key).map_or(&Value::Null, |v| v);
        let new = fields.get(key).unwrap_or(&Value::Null);
        if old != new {
            field_edits(path, key, (old, new), view.as_ref(), make);
        }
    }
}

fn field_edits(
    path: &Path,
    key: &str,
    (old, new): (&Value, &Value),
    view: Option<&EntityView<'_>>,
    make: &mut impl FnMut(&Path, Act, Vec<ChangeRef>),
) {
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
        let act = Act::Element {
            f: Key::from(key),
            e: Key::from(e.as_str()),
            to: after.contains(e),
        };
        make(path, act, over(Some(e)));
    }
    // A value that is no set, on either side, is one register. An empty array says the same as no
    // array: a set without elements.
    let plain = |v: &Value| match v {
        Value::List(l) if l.is_empty() => Value::Null,
        v if v.as_set().is_some() => Value::Null,
        v => v.clone(),
    };
    let (before, after) = (plain(old), plain(new));
    if before == after {
        return;
    }
    let set = |to: Value| Act::Set {
        f: Key::from(key),
        to,
    };
    match (conflict(key, &after), view) {
        (Some(wanted), Some(view)) => {
            for (to, over) in conflict_edits(key, &wanted, view) {
                make(path, set(to), over);
            }
        }
        _ => make(path, set(after), over(None)),
    }
}

/// The values that a hand wrote into `{"conflict":[…]}` of a field for money.
fn conflict(key: &str, value: &Value) -> Option<Vec<Value>> {
    let map = value.as_map().filter(|m| is_money(key) && m.len() == 1)?;
    let list = map.get("conflict")?.as_list().filter(|l| !l.is_empty())?;
    Some(list.to_vec())
}

/// The changes that leave exactly the wanted values in a field: those that are new are over the
/// heads whose values were taken out.
fn conflict_edits(
    key: &str,
    wanted: &[Value],
    view: &EntityView<'_>,
) -> Vec<(Value, Vec<ChangeRef>)> {
    let present: Vec<Value> = view.values(key).into_iter().cloned().collect();
    let out = view.heads_with(key, &|v| !wanted.contains(v));
    let mut new: Vec<&Value> = wanted.iter().filter(|v| !present.contains(v)).collect();
    new.dedup();
    if !new.is_empty() {
        return new.into_iter().map(|v| (v.clone(), out.clone())).collect();
    }
    match wanted.last() {
        Some(stays) if !out.is_empty() => {
            let mut over = view.heads_with(key, &|v| v == stays);
            over.extend(out);
            vec![(stays.clone(), over)]
        }
        _ => Vec::new(),
    }
}
