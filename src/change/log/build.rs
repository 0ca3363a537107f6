//! Sorting all changes of a log into registers, as when a file is opened or another copy comes in. Of many
//! on two threads: no other step of opening takes as long.

use super::super::both::both;
use super::super::list::ChangeList;
use super::super::places::Places;
use super::super::record::{Change, ChangeId};
use super::super::register::{EntityLog, Writes};
use super::{Ix, Log};
use crate::model::Path;
use crate::model::hash::HashMap;
use smallvec::SmallVec;
use std::collections::BTreeMap;
use std::sync::Arc;

/// From how many changes on a thread is worth its making.
const MANY: usize = 4_000;

/// An entity and the changes to it, in the order in which they came.
type Of<'a> = (&'a Path, SmallVec<[Ix; 6]>);

impl Log {
    /// The log of these changes, in any order.
    #[must_use]
    pub fn new(changes: impl IntoIterator<Item = Arc<Change>>) -> Self {
        let mut list = ChangeList::default();
        for change in changes {
            list.push(change);
        }
        let many = list.len() >= MANY;
        let (entities, by_id) = both(many, || by_entity(&list), || index(&list));
        if let Some(by_id) = by_id {
            let mut log = Self {
                changes: list.clone(),
                by_id,
                ..Self::default()
            };
            log.set_registers(&entities);
            return log;
        }
        drop(entities);
        // Some id stands twice.
        let mut log = Self::default();
        for change in list.iter() {
            log.store(change.clone());
        }
        log.rebuild();
        log
    }

    /// Sorts all changes into registers and computes the heads of each.
    pub(super) fn rebuild(&mut self) {
        let list = self.changes.clone();
        self.set_registers(&by_entity(&list));
    }

    /// Makes the registers of all entities, which come in the order of their paths.
    fn set_registers(&mut self, entities: &[Of<'_>]) {
        let (first, second) = entities.split_at(entities.len() / 2);
        let many = self.changes.len() >= MANY;
        let halves = both(
            many,
            || self.registers_of(first),
            || self.registers_of(second),
        );
        self.entities = Arc::new(halves.0.into_iter().chain(halves.1).collect());
    }

    /// The registers of some entities with their heads.
    fn registers_of(&self, entities: &[Of<'_>]) -> Vec<(Path, Arc<EntityLog>)> {
        let mut writes = Writes::new();
        let registers = entities.iter().map(|(path, all)| {
            writes.clear();
            for ix in all {
                if let Some(change) = self.changes.get(*ix) {
                    change.each_register(|key| writes.push((key, *ix)));
                }
            }
            let mut log = EntityLog::of_writes(&mut writes);
            self.settle(&mut log.existence);
            for register in log.fields.values_mut() {
                self.settle(register);
            }
            ((*path).clone(), Arc::new(log))
        });
        registers.collect()
    }
}

/// The places of changes by their ids; `None` where an id stands twice.
fn index(changes: &ChangeList) -> Option<HashMap<ChangeId, Places>> {
    let mut by_id = HashMap::default();
    by_id.reserve(changes.len());
    for (ix, change) in (0..).zip(changes.iter()) {
        let before = by_id.insert(change.id.clone(), Places::from(ix));
        if before.is_some() {
            return None;
        }
    }
    Some(by_id)
}

/// The entities with the changes to each, in the order of their paths.
fn by_entity(changes: &ChangeList) -> Vec<Of<'_>> {
    let mut place: HashMap<&Path, usize> = HashMap::default();
    // As a rule an entity has several changes; to grow a large table costs more than its room.
    place.reserve(changes.len() / 2);
    let mut entities: Vec<Of<'_>> = Vec::new();
    // Changes to one entity often come one after another, and then share its path.
    let mut last: Option<(&Path, usize)> = None;
    for (ix, change) in (0..).zip(changes.iter()) {
        let at = match last {
            Some((path, at)) if *path == change.on => at,
            _ => *place.entry(&change.on).or_insert_with(|| {
                entities.push((&change.on, SmallVec::new()));
                entities.len() - 1
            }),
        };
        last = Some((&change.on, at));
        entities[at].1.push(ix);
    }
    drop(place);
    in_order(entities)
}

/// Sorts entities by their paths, kind by kind. The paths of a kind begin alike, so what stands behind
/// that is compared first, as a number.
fn in_order(entities: Vec<Of<'_>>) -> Vec<Of<'_>> {
    let mut kinds: BTreeMap<&str, Vec<Of<'_>>> = BTreeMap::new();
    for entity in entities {
        kinds.entry(entity.0.kind()).or_default().push(entity);
    }
    kinds.values_mut().for_each(|entities| sort(entities));
    kinds.into_values().flatten().collect()
}

/// Sorts entities of one kind by their paths.
fn sort(entities: &mut [Of<'_>]) {
    let mut paths = entities.iter().map(|(path, _)| path.as_str().as_bytes());
    let first = paths.next().unwrap_or_default();
    let alike = |path: &[u8]| first.iter().zip(path).take_while(|(a, b)| a == b).count();
    let begin = paths.map(alike).min().unwrap_or(0);
    let number = |path: &Path| {
        let rest = path.as_str().as_bytes().get(begin..).unwrap_or_default();
        let mut number = [0; 8];
        number
            .iter_mut()
            .zip(rest)
            .for_each(|(to, byte)| *to = *byte);
        u64::from_be_bytes(number)
    };
    entities.sort_by_cached_key(|(path, _)| number(path));
    let many = entities.len();
    for equal in entities.chunk_by_mut(|a, b| number(a.0) == number(b.0)) {
        if equal.len() == many {
            equal.sort_by(|a, b| a.0.cmp(b.0));
        } else if equal.len() > 1 {
            sort(equal);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_put_in_the_order_of_their_paths() {
        let ids = [
            "",
            "b",
            "a",
            "ab",
            "a\0",
            "a\0b",
            "abcdefgh",
            "abcdefghi",
            "abcdefgi",
            "é",
            "01J",
            "01",
        ];
        let kinds = ["units", "units2", "activities"];
        let paths: Vec<Path> = kinds
            .iter()
            .flat_map(|kind| ids.iter().map(|id| Path::new(kind, id)))
            .collect();
        for turn in 0..paths.len() {
            let mut turned: Vec<&Path> = paths.iter().collect();
            turned.rotate_left(turn);
            let found = in_order(turned.iter().map(|p| (*p, SmallVec::new())).collect());
            assert!(found.is_sorted_by(|a, b| a.0 < b.0));
            assert_eq!(found.len(), paths.len());
        }
    }
}
