//! Registers: where changes to the same thing meet (FILE.md §1 rule 1), and what they show (rule 8).

use super::list::ChangeList;
use super::log::Ix;
use super::places::Places;
use super::record::{Act, Change, FieldKey, Key, Written};
use crate::model::{Path, Value, is_money};
use smallvec::SmallVec;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The changes of one register, in the order in which they came, and its heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Register {
    /// All of them.
    pub all: Places,
    /// Those that nothing overrides.
    pub heads: Places,
}

/// The registers of one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityLog {
    /// Whether it exists.
    pub existence: Register,
    /// Its fields and the elements of its sets, in byte order.
    pub fields: Fields,
}

/// The registers of fields and of elements of sets, in byte order. An entity has few, so they stand in
/// one sorted list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(FieldKey, Register)>);

impl Fields {
    fn place(&self, field: &str, element: Option<&str>) -> Result<usize, usize> {
        self.0.binary_search_by(|((f, e), _)| {
            (**f).cmp(field).then_with(|| e.as_deref().cmp(&element))
        })
    }

    /// The register of a field, or of an element of a set.
    #[must_use]
    pub fn get(&self, field: &str, element: Option<&str>) -> Option<&Register> {
        self.entry_of(field, element).map(|(_, register)| register)
    }

    /// [`Fields::get`] with the key that the register has.
    pub(super) fn entry_of(
        &self,
        field: &str,
        element: Option<&str>,
    ) -> Option<&(FieldKey, Register)> {
        self.0.get(self.place(field, element).ok()?)
    }

    /// All registers of one field: the plain one first, then those of elements.
    #[must_use]
    pub fn of(&self, field: &str) -> &[(FieldKey, Register)] {
        let from = self.0.partition_point(|((f, _), _)| **f < *field);
        let rest = self.0.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|((f, _), _)| **f == *field).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The registers with their keys, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&FieldKey, &Register)> + Clone {
        self.0.iter().map(|(key, register)| (key, register))
    }

    /// Their keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &FieldKey> + Clone {
        self.0.iter().map(|(key, _)| key)
    }

    /// The registers, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Register> + Clone {
        self.0.iter().map(|(_, register)| register)
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Register> {
        self.0.iter_mut().map(|(_, register)| register)
    }

    /// The register of a key, made where there is none.
    fn entry(&mut self, key: FieldKey) -> &mut Register {
        let at = match self.place(&key.0, key.1.as_deref()) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key, Register::default()));
                at
            }
        };
        &mut self.0[at].1
    }
}

/// The entities of a document with their registers, shared with snapshots.
pub type Entities = Arc<BTreeMap<Path, Arc<EntityLog>>>;

/// Which registers of an entity the changes write, in the order in which they came.
pub(super) type Writes<'a> = Vec<(Written<'a>, Ix)>;

impl EntityLog {
    /// A register; `None` is the existence.
    #[must_use]
    pub fn register(&self, key: Option<&FieldKey>) -> Option<&Register> {
        match key {
            None => Some(&self.existence),
            Some((field, element)) => self.fields.get(field, element.as_deref()),
        }
    }

    pub(super) fn register_mut(&mut self, key: Option<FieldKey>) -> &mut Register {
        match key {
            None => &mut self.existence,
            Some(key) => self.fields.entry(key),
        }
    }

    /// The registers of these writes, which are in the order in which they came; without heads yet.
    /// However many there are, they are sorted once.
    pub(super) fn of_writes(writes: &mut Writes<'_>) -> Self {
        writes.sort_by(|a, b| a.0.cmp(&b.0));
        let groups = || writes.chunk_by(|a, b| a.0 == b.0);
        let mut entity = Self::default();
        entity.fields.0.reserve_exact(groups().count());
        for group in groups() {
            let all: Places = group.iter().map(|(_, ix)| *ix).collect();
            let Some((Some((field, element)), _)) = group.first() else {
                entity.existence.all = all;
                continue;
            };
            let key = ((*field).clone(), element.map(Key::from));
            let register = Register {
                all,
                ..Register::default()
            };
            entity.fields.0.push((key, register));
        }
        entity
    }

    /// The fields as the state part of the file shows them: sets as arrays in byte order, money in
    /// conflict as `{"conflict":[…]}`, unset fields left out.
    #[must_use]
    pub fn state<'a>(&'a self, changes: &'a ChangeList) -> Vec<(&'a str, Cow<'a, Value>)> {
        let mut out = Vec::with_capacity(self.fields.len());
        self.state_into(changes, &mut out);
        out
    }

    /// [`EntityLog::state`] in the place of what `out` holds.
    pub fn state_into<'a>(
        &'a self,
        changes: &'a ChangeList,
        out: &mut Vec<(&'a str, Cow<'a, Value>)>,
    ) {
        out.clear();
        // The key of the set that stands last: a plain value and a set may have one key, and then
        // the set is shown.
        let mut set: Option<&str> = None;
        // The change that bears the last field, and the place behind it among its fields: as a rule the
        // next one stands there.
        let mut near: (Ix, usize) = (Ix::MAX, 0);
        for ((key, element), register) in self.fields.iter() {
            let Some(element) = element else {
                let value = match *register.heads {
                    [only] => value_near(changes, only, key, &mut near).map(Cow::Borrowed),
                    _ => shown(changes, register, key),
                };
                out.extend(value.map(|value| (&**key, value)));
                continue;
            };
            if !is_in(changes, register, key, element) {
                continue;
            }
            let element = Value::text(&**element);
            match out.last_mut() {
                Some((last, Cow::Owned(Value::List(list))))
                    if *last == &**key && set == Some(key) =>
                {
                    list.push(element);
                }
                Some((last, value)) if *last == &**key => {
                    *value = Cow::Owned(Value::List(vec![element]));
                }
                _ => out.push((key, Cow::Owned(Value::List(vec![element])))),
            }
            set = Some(key);
        }
    }
}

/// What the only head of a plain register gives to it; `None` where it is unset. The fields of an entity
/// are asked for in order.
fn value_near<'a>(
    changes: &'a ChangeList,
    head: Ix,
    key: &Key,
    near: &mut (Ix, usize),
) -> Option<&'a Value> {
    let change = changes.get(head)?;
    let Act::New { to } = &change.act else {
        return Some(value_in(change, key)).filter(|v| !v.is_null());
    };
    let from = if near.0 == head { near.1 } else { 0 };
    let (at, value) = to.get_near(from, key)?;
    *near = (head, at + 1);
    Some(value).filter(|v| !v.is_null())
}

/// What a plain register shows in the state part; `None` where it is unset.
fn shown<'a>(changes: &'a ChangeList, register: &Register, key: &str) -> Option<Cow<'a, Value>> {
    let values = head_values(changes, register, key);
    match values.as_slice() {
        [] => None,
        several @ [_, _, ..] if is_money(key) => {
            let list = several.iter().map(|v| (*v).clone()).collect();
            Some(Cow::Owned(Value::map([("conflict", Value::List(list))])))
        }
        [.., greatest] => (!greatest.is_null()).then_some(Cow::Borrowed(*greatest)),
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
    if let [only] = *register.heads {
        return match known(&only) {
            Some(change) => SmallVec::from_buf([value_in(change, field)]),
            None => SmallVec::new(),
        };
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

/// [`value_in`] with the key of the register, which is as a rule the very key that the change has.
pub(super) fn value_of<'a>(change: &'a Change, key: &Key) -> &'a Value {
    match &change.act {
        Act::New { to } => to.get_shared(key).unwrap_or(&Value::Null),
        _ => value_in(change, key),
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
