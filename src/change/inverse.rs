//! The inverse of a group (FILE.md §1 rule 17): for each register that the group wrote, one change
//! for each head that stood there before, so that an undone resolution is a conflict again.

use super::log::{Ix, Log};
use super::record::{Act, Change, ChangeId, ChangeRef, FieldKey};
use super::register::{element_in, value_in};
use super::undo::Blocked;
use super::view::Life;
use crate::model::{Path, Value};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What takes a group back.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Changes of fields, ready to write.
    pub fields: Vec<(Path, Act, Vec<ChangeRef>)>,
    /// Changes of existence; to be worked out when the fields are written.
    pub existence: Vec<Existence>,
}

/// How the existence of an entity is taken back.
#[derive(Debug)]
pub(super) struct Existence {
    /// The entity.
    pub on: Path,
    /// What stands there now.
    pub over: Vec<ChangeRef>,
    /// What stood there before; nothing where the group made the entity.
    former: Vec<Ix>,
}

/// The changes of a group: its first bears its id, and they are numbered on from there.
pub(super) fn members(log: &Log, group: &ChangeId) -> Vec<Ix> {
    let numbered = group
        .split_once(':')
        .and_then(|(s, n)| Some((s, n.parse::<u32>().ok()?)));
    let Some((session, first)) = numbered else {
        return log.find(group).into_iter().collect();
    };
    (first..)
        .map_while(|n| log.find(&format!("{session}:{n}")))
        .take_while(|ix| log.get(*ix).is_some_and(|c| c.group_id() == *group))
        .collect()
}

/// Works out what takes a group back.
///
/// # Errors
/// [`Blocked`]: the heads of a register are not the group's alone.
pub(super) fn plan(log: &Log, group: &ChangeId) -> Result<Plan, Blocked> {
    let members = members(log, group);
    let mut written: BTreeMap<(Path, Option<FieldKey>), Vec<Ix>> = BTreeMap::new();
    for ix in &members {
        let change = log.get(*ix).ok_or(Blocked::Unknown)?;
        if change.is_thin() {
            return Err(Blocked::ValueGone {
                on: change.on.clone(),
                field: change.field().unwrap_or_default().to_owned(),
            });
        }
        for key in change.registers() {
            written
                .entry((change.on.clone(), key))
                .or_default()
                .push(*ix);
        }
    }
    if written.is_empty() {
        return Err(Blocked::Unknown);
    }
    let mut plan = Plan::default();
    let mut made: BTreeSet<Path> = BTreeSet::new();
    for ((on, key), own) in &written {
        let heads = sole_heads(log, on, key.as_ref(), own)?;
        let over: Vec<ChangeRef> = heads.iter().map(|ix| log.reference(*ix)).collect();
        let former = former_of(log, own, key.as_ref());
        // The existence of an entity comes before its fields in this order.
        let Some(key) = key else {
            if former.is_empty() {
                made.insert(on.clone());
                untouched_since(log, on, &members)?;
            }
            plan.existence.push(Existence {
                on: on.clone(),
                over,
                former,
            });
            continue;
        };
        if made.contains(on) {
            // Made by this group: to delete it is enough, and deletion writes existence only.
            continue;
        }
        if !written.contains_key(&(on.clone(), None)) {
            not_deleted(log, on)?;
        }
        for act in restored(log, on, key, &former)? {
            plan.fields.push((on.clone(), act, over.clone()));
        }
    }
    let entities: BTreeSet<&Path> = written.keys().map(|(on, _)| on).collect();
    for on in entities {
        if !written.contains_key(&(on.clone(), None)) {
            plan.existence.extend(delete_again(log, on));
        }
    }
    Ok(plan)
}

/// An edit of a deleted entity brings it back. When the edit is undone, the deletion is written again
/// with what its author had in view: what he had not seen goes on keeping the entity alive.
fn delete_again(log: &Log, on: &Path) -> Option<Existence> {
    let is_kept = log.view(on.as_str())?.life() == Life::KeptByEdit;
    is_kept.then(|| Existence {
        on: on.clone(),
        over: log.heads(on.as_str(), None),
        former: log
            .entity(on.as_str())
            .map(|e| e.existence.heads.to_vec())
            .unwrap_or_default(),
    })
}

/// The changes that give a field back what it held.
fn restored(log: &Log, on: &Path, key: &FieldKey, former: &[Ix]) -> Result<Vec<Act>, Blocked> {
    let (f, e) = key;
    let mut acts = Vec::new();
    let changes = former.iter().filter_map(|ix| log.get(*ix));
    for change in changes {
        if change.is_thin() {
            return Err(Blocked::ValueGone {
                on: on.clone(),
                field: f.to_string(),
            });
        }
        acts.push(write(key, change));
    }
    if acts.is_empty() {
        let f = f.clone();
        acts.push(match e.clone() {
            Some(e) => Act::Element { f, e, to: false },
            None => Act::Set { f, to: Value::Null },
        });
    }
    Ok(acts)
}

/// The act that gives a register what a change gave it.
fn write((f, e): &FieldKey, change: &Change) -> Act {
    match e {
        Some(e) => Act::Element {
            f: f.clone(),
            e: e.clone(),
            to: element_in(change, f, e),
        },
        None => Act::Set {
            f: f.clone(),
            to: value_in(change, f).clone(),
        },
    }
}

/// The heads of a register, if they are the group's own or stand for its changes.
fn sole_heads(
    log: &Log,
    on: &Path,
    key: Option<&FieldKey>,
    own: &[Ix],
) -> Result<Vec<Ix>, Blocked> {
    let register = log
        .entity(on.as_str())
        .and_then(|e| e.register(key))
        .ok_or(Blocked::Unknown)?;
    let overridden: HashSet<Ix> = own
        .iter()
        .filter_map(|ix| log.get(*ix))
        .flat_map(|c| former(log, c, key))
        .collect();
    let mut missing: Vec<Ix> = own.to_vec();
    missing.retain(|ix| !overridden.contains(ix));
    let last = missing.clone();
    for head in &register.heads {
        let origins = Origins::of(log, *head, key);
        if !last.iter().any(|ix| origins.stood_for.contains(ix)) {
            return Err(blocked(log, on, key, *head));
        }
        missing.retain(|ix| !origins.stood_for.contains(ix));
    }
    match register.heads.first() {
        Some(head) if !missing.is_empty() => Err(blocked(log, on, key, *head)),
        _ => Ok(register.heads.to_vec()),
    }
}

/// An entity that the group made is taken back only while nobody else wrote into it.
fn untouched_since(log: &Log, on: &Path, members: &[Ix]) -> Result<(), Blocked> {
    let entity = log.entity(on.as_str()).ok_or(Blocked::Unknown)?;
    for (key, register) in entity.fields.iter() {
        for head in &register.heads {
            let origins = Origins::of(log, *head, Some(key));
            let own = members.iter().any(|ix| origins.stood_for.contains(ix));
            let genesis = log.get(*head).is_some_and(|c| c.show.genesis);
            if !own && !origins.nothing && !genesis {
                return Err(blocked(log, on, Some(key), *head));
            }
        }
    }
    Ok(())
}

/// To take back a field of a deleted entity would bring the entity back: its deletion blocks that.
fn not_deleted(log: &Log, on: &Path) -> Result<(), Blocked> {
    let dead = log
        .view(on.as_str())
        .is_some_and(|v| v.life() == Life::Dead);
    let head = log
        .entity(on.as_str())
        .and_then(|e| e.existence.heads.first());
    match head {
        Some(head) if dead => Err(blocked(log, on, None, *head)),
        _ => Ok(()),
    }
}

fn blocked(log: &Log, on: &Path, key: Option<&FieldKey>, by: Ix) -> Blocked {
    Blocked::ByChange {
        on: on.clone(),
        field: key.map(|(f, _)| f.to_string()),
        change: log.get(by).map(|c| c.id.clone()).unwrap_or_default(),
    }
}

/// What stood in a register before some changes of it.
fn former_of(log: &Log, own: &[Ix], key: Option<&FieldKey>) -> Vec<Ix> {
    let mut found: Vec<Ix> = Vec::new();
    for change in own.iter().filter_map(|ix| log.get(*ix)) {
        for ix in former(log, change, key) {
            if !own.contains(&ix) && !found.contains(&ix) {
                found.push(ix);
            }
        }
    }
    if found.len() > 1 {
        // A `new` names the heads of all its registers in one list, and what is a head of one may
        // long be overridden in another.
        let mut behind: HashSet<Ix> = HashSet::new();
        let mut queue = found.clone();
        while let Some(change) = queue.pop().and_then(|ix| log.get(ix)) {
            queue.extend(
                former(log, change, key)
                    .into_iter()
                    .filter(|ix| behind.insert(*ix)),
            );
        }
        // In a cycle all are behind each other.
        if found.iter().any(|ix| !behind.contains(ix)) {
            found.retain(|ix| !behind.contains(ix));
        }
    }
    found
}

/// The changes of the same register that a change is over.
fn former(log: &Log, change: &Change, key: Option<&FieldKey>) -> Vec<Ix> {
    let named = change.over.iter().filter_map(|r| log.find(r));
    named
        .filter(|ix| {
            log.get(*ix)
                .is_some_and(|c| c.on == change.on && c.id != change.id && c.writes(key))
        })
        .collect()
}

/// What a head stands for: itself, and what it restores if undo or redo wrote it.
struct Origins {
    stood_for: HashSet<Ix>,
    /// It restores that nothing stood there.
    nothing: bool,
}

impl Origins {
    fn of(log: &Log, head: Ix, key: Option<&FieldKey>) -> Self {
        let mut origins = Self {
            stood_for: HashSet::new(),
            nothing: false,
        };
        let mut queue = vec![head];
        while let Some(ix) = queue.pop() {
            if !origins.stood_for.insert(ix) {
                continue;
            }
            let Some(change) = log.get(ix) else { continue };
            let Some(undone) = &change.show.undoes else {
                continue;
            };
            let mut undone = members(log, undone);
            undone.retain(|m| {
                log.get(*m)
                    .is_some_and(|c| c.on == change.on && c.writes(key))
            });
            let former = if undone.is_empty() {
                // A deletion written again beside the fields of the group.
                former(log, change, key)
            } else {
                former_of(log, &undone, key)
            };
            origins.nothing |= former.is_empty() && is_nothing(change, key);
            // What undo says of itself is a claim: it counts where the values bear it out.
            queue.extend(
                former
                    .into_iter()
                    .filter(|f| log.get(*f).is_some_and(|c| same_effect(change, c, key))),
            );
        }
        origins
    }
}

fn is_nothing(change: &Change, key: Option<&FieldKey>) -> bool {
    match key {
        None => false,
        Some((f, None)) => value_in(change, f).is_null(),
        Some((f, Some(e))) => !element_in(change, f, e),
    }
}

fn same_effect(a: &Change, b: &Change, key: Option<&FieldKey>) -> bool {
    match key {
        None => matches!(a.act, Act::Del { .. }) == matches!(b.act, Act::Del { .. }),
        Some((f, None)) => value_in(a, f) == value_in(b, f),
        Some((f, Some(e))) => element_in(a, f, e) == element_in(b, f, e),
    }
}

impl Existence {
    /// The changes of existence, now that the fields are written.
    pub(super) fn acts(&self, log: &Log) -> Vec<Act> {
        if self.former.is_empty() {
            let saw = log.field_heads(self.on.as_str()).into();
            return vec![Act::Del { saw }];
        }
        let mut acts: Vec<Act> = Vec::new();
        for change in self.former.iter().filter_map(|ix| log.get(*ix)) {
            let act = match &change.act {
                Act::Del { saw } => Act::Del {
                    saw: self.seen_again(log, saw).into(),
                },
                _ => Act::Alive,
            };
            if !acts.contains(&act) {
                acts.push(act);
            }
        }
        acts
    }

    /// What a former deletion had in view, and the field heads of now that stand for it: not those that
    /// it had not seen, which kept the entity alive then and do so again.
    fn seen_again(&self, log: &Log, saw: &[ChangeRef]) -> Vec<ChangeRef> {
        let mut seen: BTreeSet<ChangeRef> = saw.iter().cloned().collect();
        let saw: HashSet<Ix> = saw.iter().filter_map(|r| log.find(r)).collect();
        let Some(entity) = log.entity(self.on.as_str()) else {
            return Vec::new();
        };
        for (key, register) in entity.fields.iter() {
            for head in &register.heads {
                if log.get(*head).is_none_or(|c| c.show.genesis) {
                    continue;
                }
                let origins = Origins::of(log, *head, Some(key));
                let genesis = |ix: &Ix| log.get(*ix).is_some_and(|c| c.show.genesis);
                let known = |ix: &Ix| saw.contains(ix) || genesis(ix);
                if origins.nothing || origins.stood_for.iter().any(known) {
                    seen.insert(log.reference(*head));
                }
            }
        }
        seen.into_iter().collect()
    }
}
