//! Registers: where changes to the same thing meet (FILE.md §1 rule 1), and what they show (rule 8).

use super::list::ChangeList;
use super::log::Ix;
use super::record::{Act, Change, FieldKey};
use crate::model::{Path, Value, is_money};
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The changes of one register, in the order in which they came, and its heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// All of them.
    pub all: SmallVec<[Ix; 2]>,
    /// Those that nothing overrides.
    pub heads: SmallVec<[Ix; 1]>,
}

/// The registers of one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityLog {
    /// Whether it exists.
    pub existence: Register,
    /// Its fields and the elements of its sets, in byte order.
    pub fields: BTreeMap<FieldKey, Register>,
}

/// The entities of a document with their registers, shared with snapshots.
pub type Entities = Arc<BTreeMap<Path, Arc<EntityLog>>>;

impl EntityLog {
    /// A register; `None` is the existence.
    #[must_use]
    pub fn register(&self, key: Option<&FieldKey>) -> Option<&Register> {
        match key {
            None => Some(&self.existence),
            Some(key) => self.fields.get(key),
        }
    }

    pub(super) fn register_mut(&mut self, key: Option<FieldKey>) -> &mut Register {
        match key {
            None => &mut self.existence,
            Some(key) => self.fields.entry(key).or_default(),
        }
    }

    /// The fields as the state part of the file shows them: sets as arrays in byte order, money in
    /// conflict as `{"conflict":[…]}`, unset fields left out.
    #[must_use]
    pub fn state<'a>(&'a self, changes: &'a ChangeList) -> Vec<(&'a str, Value)> {
        let mut out: Vec<(&'a str, Value)> = Vec::with_capacity(self.fields.len());
        // The key of the set that stands last: a plain value and a set may have one key, and then
        // the set is shown.
        let mut set: Option<&str> = None;
        for ((key, element), register) in &self.fields {
            let Some(element) = element else {
                out.extend(shown(changes, register, key).map(|value| (&**key, value)));
                continue;
            };
            if !is_in(changes, register, key, element) {
                continue;
            }
            let element = Value::text(&**element);
            match out.last_mut() {
                Some((last, Value::List(list))) if *last == &**key && set == Some(key) => {
                    list.push(element);
                }
                Some((last, value)) if *last == &**key => *value = Value::List(vec![element]),
                _ => out.push((key, Value::List(vec![element]))),
            }
            set = Some(key);
        }
        out
    }
}

/// What a plain register shows in the state part; `None` where it is unset.
fn shown(changes: &ChangeList, register: &Register, key: &str) -> Option<Value> {
    let values = head_values(changes, register, key);
    match values.as_slice() {
        [] => None,
        several @ [_, _, ..] if is_money(key) => {
            let list = several.iter().map(|v| (*v).clone()).collect();
            Some(Value::map([("conflict", Value::List(list))]))
        }
        [.., greatest] => (!greatest.is_null()).then(|| (*greatest).clone()),
    }
}

/// The value that each head gives to a field, without repetition, in canonical order. Heads of equal
/// value are no conflict (rule 8).
pub(super) fn head_values<'a>(
    changes: &'a ChangeList,
    register: &Register,
    field: &str,
) -> SmallVec<[&'a Value; 1]> {
    let known = |ix: &Ix| changes.get(*ix).filter(|c| !c.is_thin());
    if let [only] = register.heads.as_slice() {
        return known(only)
            .map(|c| value_in(c, field))
            .into_iter()
            .collect();
    }
    let heads = register.heads.iter().filter_map(known);
    let mut values: Vec<(String, &Value)> = heads
        .map(|c| value_in(c, field))
        .map(|v| (v.canonical(), v))
        .collect();
    values.sort_by(|a, b| a.0.cmp(&b.0));
    values.dedup_by(|a, b| a.0 == b.0);
    values.into_iter().map(|(_, v)| v).collect()
}

/// Whether an element is in a set: any head says so (rule 8).
pub(super) fn is_in(changes: &ChangeList, register: &Register, field: &str, element: &str) -> bool {
    let mut heads = register.heads.iter().filter_map(|ix| changes.get(*ix));
    heads.any(|c| element_in(c, field, element))
}

/// The value that a change gives to a field.
#[must_use]
pub fn value_in<'a>(change: &'a Change, field: &str) -> &'a Value {
    const NULL: &Value = &Value::Null;
    match &change.act {
        Act::Set { to, .. } => to,
        Act::New { to } => to.get(field).unwrap_or(NULL),
        _ => NULL,
    }
}

/// Whether a change says that an element is in a set.
#[must_use]
pub fn element_in(change: &Change, field: &str, element: &str) -> bool {
    match &change.act {
        Act::Element { to, .. } => *to,
        Act::New { to } => to
            .get(field)
            .and_then(Value::as_set)
            .is_some_and(|mut set| set.any(|e| e == element)),
        _ => false,
    }
}
