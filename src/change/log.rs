//! The log: all changes of a document, sorted into registers, with the heads of each.

use super::heads::{Edges, heads};
use super::record::{Act, Change, ChangeId, ChangeRef, Key};
use crate::model::field::FieldSource;
use crate::model::{Path, Value, is_money};
use smallvec::{SmallVec, smallvec};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The place of a change in the log.
pub type Ix = u32;

/// A field of an entity, or an element of one of its sets.
pub type FieldKey = (Key, Option<Key>);

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

/// Something in the history that has no effect, to be told to the user (rules 5 and 7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogProblem {
    /// `over` or `saw` names a change that is not here, itself, or one of another register.
    NoEffect {
        /// The change that names it.
        change: ChangeId,
        /// What it names.
        names: ChangeRef,
    },
    /// One id has several contents: a cloned machine or a forgery. All are kept.
    SeveralContents {
        /// The id.
        change: ChangeId,
    },
}

/// All changes of a document.
#[derive(Clone, Debug, Default)]
pub struct Log {
    changes: Vec<Arc<Change>>,
    by_id: HashMap<ChangeId, SmallVec<[Ix; 1]>>,
    entities: BTreeMap<Path, Arc<EntityLog>>,
}

impl Log {
    /// The log of these changes, in any order.
    #[must_use]
    pub fn new(changes: impl IntoIterator<Item = Arc<Change>>) -> Self {
        let mut log = Self::default();
        for change in changes {
            log.store(change);
        }
        log.rebuild();
        log
    }

    /// Adds changes of any origin and computes all heads anew. Those already here are passed over;
    /// full records replace thin ones. Returns how many were new.
    pub fn unite(&mut self, changes: impl IntoIterator<Item = Arc<Change>>) -> usize {
        let added = changes
            .into_iter()
            .filter(|c| self.store(c.clone()))
            .count();
        self.rebuild();
        added
    }

    /// Adds a change that was made here on top of what is shown: its `over` names heads.
    pub fn append(&mut self, change: Change) -> Ix {
        let ix = self.changes.len() as Ix;
        let change = Arc::new(change);
        self.by_id.entry(change.id.clone()).or_default().push(ix);
        self.changes.push(change.clone());
        let log = self.entities.entry(change.on.clone()).or_default();
        let log = Arc::make_mut(log);
        for register in registers(&change) {
            let register = match register {
                None => &mut log.existence,
                Some(key) => log.fields.entry(key).or_default(),
            };
            let changes = &self.changes;
            let by_id = &self.by_id;
            register.heads.retain(|head| {
                !change
                    .over
                    .iter()
                    .any(|r| resolve(by_id, changes, r) == Some(*head))
            });
            register.heads.push(ix);
            register.all.push(ix);
        }
        ix
    }

    /// The change at a place.
    #[must_use]
    pub fn get(&self, ix: Ix) -> Option<&Arc<Change>> {
        self.changes.get(ix as usize)
    }

    /// All changes, in the order in which they came.
    #[must_use]
    pub fn changes(&self) -> &[Arc<Change>] {
        &self.changes
    }

    /// The change that a reference names; none where the id has several contents and no digest
    /// tells which, or where it is not here.
    #[must_use]
    pub fn find(&self, reference: &str) -> Option<Ix> {
        resolve(&self.by_id, &self.changes, reference)
    }

    /// How a change is to be named in `over`: by its id, or with its digest where the id has
    /// several contents.
    #[must_use]
    pub fn reference(&self, ix: Ix) -> ChangeRef {
        let Some(change) = self.get(ix) else {
            return "".into();
        };
        match self.by_id.get(&change.id) {
            Some(all) if all.len() > 1 => format!("{}#{}", change.id, change.digest()).into(),
            _ => change.id.clone(),
        }
    }

    /// The entities with their registers, in byte order of their paths.
    #[must_use]
    pub const fn entities(&self) -> &BTreeMap<Path, Arc<EntityLog>> {
        &self.entities
    }

    /// The registers of one entity.
    #[must_use]
    pub fn entity(&self, path: &str) -> Option<&EntityLog> {
        self.entities.get(path).map(AsRef::as_ref)
    }

    /// What an entity's registers show.
    #[must_use]
    pub fn view(&self, path: &str) -> Option<EntityView<'_>> {
        self.entity(path).map(|log| EntityView {
            log: self,
            entity: log,
        })
    }

    /// The heads of one register as references; of the existence where no field is named.
    #[must_use]
    pub fn heads(&self, path: &str, field: Option<(&str, Option<&str>)>) -> Vec<ChangeRef> {
        let Some(entity) = self.entity(path) else {
            return Vec::new();
        };
        let register = match field {
            None => Some(&entity.existence),
            Some((f, e)) => entity.fields.get(&(Key::from(f), e.map(Key::from))),
        };
        register
            .map(|r| r.heads.iter().map(|ix| self.reference(*ix)).collect())
            .unwrap_or_default()
    }

    /// Every field head of an entity as references, genesis aside: what a deleter has in view.
    #[must_use]
    pub fn field_heads(&self, path: &str) -> Vec<ChangeRef> {
        let Some(entity) = self.entity(path) else {
            return Vec::new();
        };
        let mut seen = HashSet::new();
        let heads = entity.fields.values().flat_map(|r| r.heads.iter().copied());
        heads
            .filter(|ix| self.get(*ix).is_some_and(|c| !c.show.genesis) && seen.insert(*ix))
            .map(|ix| self.reference(ix))
            .collect()
    }

    /// What in the history has no effect or is doubtful.
    #[must_use]
    pub fn problems(&self) -> Vec<LogProblem> {
        let mut problems: Vec<LogProblem> = Vec::new();
        for change in &self.changes {
            let saw: &[ChangeRef] = if let Act::Del { saw } = &change.act {
                saw
            } else {
                &[]
            };
            for (named, within) in change
                .over
                .iter()
                .map(|r| (r, true))
                .chain(saw.iter().map(|r| (r, false)))
            {
                let target = self.find(named).and_then(|ix| self.get(ix));
                let counts = target.is_some_and(|t| {
                    t.on == change.on
                        && !Arc::ptr_eq(t, change)
                        && (!within || share_register(t, change))
                });
                if !counts {
                    problems.push(LogProblem::NoEffect {
                        change: change.id.clone(),
                        names: named.clone(),
                    });
                }
            }
        }
        let mut several: Vec<_> = self
            .by_id
            .iter()
            .filter(|(_, all)| all.len() > 1)
            .map(|(id, _)| id)
            .collect();
        several.sort_unstable();
        problems.extend(
            several
                .into_iter()
                .map(|id| LogProblem::SeveralContents { change: id.clone() }),
        );
        problems
    }

    /// Stores a change without looking at registers; whether it was new.
    fn store(&mut self, change: Arc<Change>) -> bool {
        let known = self.by_id.entry(change.id.clone()).or_default();
        let thin = matches!(change.act, Act::Thin { .. });
        for ix in known.iter() {
            let other = &mut self.changes[*ix as usize];
            if matches!(other.act, Act::Thin { .. }) {
                if !thin {
                    *other = change;
                    return true;
                }
                return false;
            }
            if thin || other.identity() == change.identity() {
                return false;
            }
        }
        known.push(self.changes.len() as Ix);
        self.changes.push(change);
        true
    }

    /// Sorts all changes into registers and computes the heads of each.
    fn rebuild(&mut self) {
        let mut entities: HashMap<Path, EntityLog> = HashMap::new();
        for (ix, change) in self.changes.iter().enumerate() {
            let ix = ix as Ix;
            let log = match entities.get_mut(&change.on) {
                Some(log) => log,
                None => entities.entry(change.on.clone()).or_default(),
            };
            for register in registers(change) {
                let register = match register {
                    None => &mut log.existence,
                    Some(key) => log.fields.entry(key).or_default(),
                };
                register.all.push(ix);
            }
        }
        for log in entities.values_mut() {
            self.settle(&mut log.existence);
            for register in log.fields.values_mut() {
                self.settle(register);
            }
        }
        self.entities = entities
            .into_iter()
            .map(|(path, log)| (path, Arc::new(log)))
            .collect();
    }

    /// Computes the heads of a register. An `over` entry counts only within the register (rule 5).
    fn settle(&self, register: &mut Register) {
        if let [only] = register.all.as_slice() {
            register.heads = smallvec![*only];
            return;
        }
        let place: HashMap<Ix, u32> = if register.all.len() > 8 {
            register
                .all
                .iter()
                .zip(0..)
                .map(|(ix, i)| (*ix, i))
                .collect()
        } else {
            HashMap::new()
        };
        let find = |ix: Ix| {
            if place.is_empty() {
                register.all.iter().position(|x| *x == ix).map(|i| i as u32)
            } else {
                place.get(&ix).copied()
            }
        };
        let edges: Edges = register
            .all
            .iter()
            .enumerate()
            .map(|(i, ix)| {
                let mut targets: SmallVec<[u32; 1]> = SmallVec::new();
                for reference in &self.changes[*ix as usize].over {
                    if let Some(t) = self.find(reference).and_then(find)
                        && t as usize != i
                        && !targets.contains(&t)
                    {
                        targets.push(t);
                    }
                }
                targets
            })
            .collect();
        register.heads = heads(&edges)
            .into_iter()
            .map(|i| register.all[i as usize])
            .collect();
    }
}

fn resolve(
    by_id: &HashMap<ChangeId, SmallVec<[Ix; 1]>>,
    changes: &[Arc<Change>],
    reference: &str,
) -> Option<Ix> {
    if let Some(all) = by_id.get(reference) {
        return if let [only] = all.as_slice() {
            Some(*only)
        } else {
            None
        };
    }
    let (id, digest) = reference.split_once('#')?;
    by_id.get(id)?.iter().copied().find(|ix| {
        changes
            .get(*ix as usize)
            .is_some_and(|c| c.digest() == digest)
    })
}

/// The registers that a change writes: `None` is the existence.
fn registers(change: &Change) -> SmallVec<[Option<FieldKey>; 1]> {
    match &change.act {
        Act::Set { f, .. } => smallvec![Some((f.clone(), None))],
        Act::Element { f, e, .. } => smallvec![Some((f.clone(), Some(e.clone())))],
        Act::Thin { f: Some(f), e } => smallvec![Some((f.clone(), e.clone()))],
        Act::Thin { f: None, .. } | Act::Del { .. } | Act::Alive => smallvec![None],
        Act::New { to } => {
            let mut all = smallvec![None];
            for (key, value) in to {
                let key = Key::from(&**key);
                if let Some(elements) = value.as_set() {
                    all.extend(elements.map(|e| Some((key.clone(), Some(Key::from(e))))));
                } else if !value.is_null() {
                    all.push(Some((key, None)));
                }
            }
            all
        }
    }
}

fn share_register(a: &Change, b: &Change) -> bool {
    let of_b = registers(b);
    registers(a).iter().any(|r| of_b.contains(r))
}

/// The value that a change gives to a register.
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

/// Whether an entity is alive, and what keeps it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Nobody deleted it.
    Alive,
    /// It was deleted, but an edit that the deleter had not seen keeps it alive.
    KeptByEdit,
    /// It was deleted.
    Dead,
}

/// What the registers of one entity show.
#[derive(Clone, Copy, Debug)]
pub struct EntityView<'a> {
    log: &'a Log,
    entity: &'a EntityLog,
}

impl<'a> EntityView<'a> {
    /// Whether it is alive (rule 10).
    #[must_use]
    pub fn life(&self) -> Life {
        let existence = &self.entity.existence.heads;
        let deletions: Vec<&[ChangeRef]> = existence
            .iter()
            .filter_map(|ix| match &self.log.changes[*ix as usize].act {
                Act::Del { saw } => Some(&**saw),
                _ => None,
            })
            .collect();
        if existence.is_empty() || deletions.len() < existence.len() {
            return Life::Alive;
        }
        let saw: HashSet<Ix> = deletions
            .iter()
            .flat_map(|s| s.iter())
            .filter_map(|r| self.log.find(r))
            .collect();
        let unseen = self
            .entity
            .fields
            .values()
            .flat_map(|r| r.heads.iter())
            .any(|ix| !saw.contains(ix) && !self.log.changes[*ix as usize].show.genesis);
        if unseen { Life::KeptByEdit } else { Life::Dead }
    }

    /// The value that each head gives to a field, without repetition, in canonical order.
    fn head_values(&self, register: &Register, field: &str) -> Vec<&'a Value> {
        let log = self.log;
        if let [only] = register.heads.as_slice() {
            return vec![value_in(&log.changes[*only as usize], field)];
        }
        let mut values: Vec<(String, &Value)> = register
            .heads
            .iter()
            .filter(|ix| !matches!(log.changes[**ix as usize].act, Act::Thin { .. }))
            .map(|ix| value_in(&log.changes[*ix as usize], field))
            .map(|v| (v.canonical(), v))
            .collect();
        values.sort_by(|a, b| a.0.cmp(&b.0));
        values.dedup_by(|a, b| a.0 == b.0);
        values.into_iter().map(|(_, v)| v).collect()
    }

    /// The fields as the state part of the file shows them: sets as arrays in byte order, money in
    /// conflict as `{"conflict":[…]}`, unset fields left out.
    #[must_use]
    pub fn state(&self) -> Vec<(&'a str, Value)> {
        let mut out: Vec<(&'a str, Value)> = Vec::new();
        for ((key, element), register) in &self.entity.fields {
            match element {
                Some(element) => {
                    let present = register
                        .heads
                        .iter()
                        .any(|ix| element_in(&self.log.changes[*ix as usize], key, element));
                    if !present {
                        continue;
                    }
                    let element = Value::text(&**element);
                    match out.last_mut() {
                        Some((last, Value::List(list))) if *last == &**key => list.push(element),
                        // A plain value and a set under one key: the set is shown.
                        Some((last, value)) if *last == &**key => {
                            *value = Value::List(vec![element])
                        }
                        _ => out.push((key, Value::List(vec![element]))),
                    }
                }
                None => {
                    let values = self.head_values(register, key);
                    match values.as_slice() {
                        [] => {}
                        [one] => {
                            if !one.is_null() {
                                out.push((key, (*one).clone()));
                            }
                        }
                        several if is_money(key) => {
                            let list = several.iter().map(|v| (*v).clone()).collect();
                            out.push((key, Value::map([("conflict", Value::List(list))])));
                        }
                        [.., greatest] => {
                            if !greatest.is_null() {
                                out.push((key, (*greatest).clone()));
                            }
                        }
                    }
                }
            }
        }
        out
    }

    /// The heads of a field that bear the shown value: what a hand edit of that value is over.
    #[must_use]
    pub fn shown_heads(&self, field: &str, element: Option<&str>) -> Vec<ChangeRef> {
        let Some(register) = self
            .entity
            .fields
            .get(&(Key::from(field), element.map(Key::from)))
        else {
            return Vec::new();
        };
        let changes = &self.log.changes;
        let keep: Vec<Ix> = match element {
            Some(e) => {
                let present = |ix: &Ix| element_in(&changes[*ix as usize], field, e);
                let any = register.heads.iter().any(present);
                register
                    .heads
                    .iter()
                    .copied()
                    .filter(|ix| present(ix) == any)
                    .collect()
            }
            None => {
                let shown = self.head_values(register, field).last().copied();
                let bears = |ix: &Ix| Some(value_in(&changes[*ix as usize], field)) == shown;
                register.heads.iter().copied().filter(bears).collect()
            }
        };
        keep.into_iter().map(|ix| self.log.reference(ix)).collect()
    }

    /// The last change of a field, by the order in which changes came: who set this, when.
    #[must_use]
    pub fn heads_of(&self, field: &str, element: Option<&str>) -> Vec<&'a Arc<Change>> {
        let key = (Key::from(field), element.map(Key::from));
        let Some(register) = self.entity.fields.get(&key) else {
            return Vec::new();
        };
        register
            .heads
            .iter()
            .filter_map(|ix| self.log.get(*ix))
            .collect()
    }
}

impl FieldSource for EntityView<'_> {
    fn value(&self, key: &str) -> Option<&Value> {
        let register = self.entity.fields.get(&(Key::from(key), None))?;
        let values = self.head_values(register, key);
        if values.len() > 1 && is_money(key) {
            return None;
        }
        values.last().copied().filter(|v| !v.is_null())
    }

    fn values(&self, key: &str) -> Vec<&Value> {
        let register = self.entity.fields.get(&(Key::from(key), None));
        register
            .map(|r| self.head_values(r, key))
            .unwrap_or_default()
    }

    fn elements(&self, key: &str) -> Vec<&str> {
        let from = (Key::from(key), None);
        self.entity
            .fields
            .range(from..)
            .take_while(|((k, _), _)| &**k == key)
            .filter_map(|((_, element), register)| {
                let element = element.as_deref()?;
                let present = |ix: &Ix| element_in(&self.log.changes[*ix as usize], key, element);
                register.heads.iter().any(present).then_some(element)
            })
            .collect()
    }

    fn contested(&self) -> Vec<&str> {
        let several = self
            .entity
            .fields
            .iter()
            .filter(|(_, register)| register.heads.len() > 1);
        let mut keys: Vec<&str> = several
            .filter(|((key, element), register)| match element {
                Some(e) => {
                    let mut said = register
                        .heads
                        .iter()
                        .map(|ix| element_in(&self.log.changes[*ix as usize], key, e));
                    let first = said.next();
                    said.any(|s| Some(s) != first)
                }
                None => self.head_values(register, key).len() > 1,
            })
            .map(|((key, _), _)| &**key)
            .collect();
        keys.dedup();
        keys
    }
}
