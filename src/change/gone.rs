//! Which entities are deleted, and which of these are shown all the same (FILE.md §1 rule 10).
//!
//! Kept up to date change by change: an edit costs what it touches, a deletion one walk over the
//! document to find what refers to the deleted.

use super::both::both;
use super::log::{Ix, Log};
use super::record::{Act, Change, FieldKey};
use super::register::{EntityLog, Register, element_in, value_in};
use super::view::Life;
use crate::model::hash::{HashMap, HashSet};
use crate::model::id::PROGRAMME;
use crate::model::{Path, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// From how many changes on a thread is worth its making.
const MANY: usize = 20_000;

/// The deleted entities of a document.
#[derive(Clone, Debug, Default)]
pub struct Gone {
    /// Deleted, whether something refers to it or not.
    deleted: HashSet<Path>,
    /// The deleted by their ids, which are what references name.
    by_id: HashMap<Box<str>, Vec<Path>>,
    /// The deleted entities that each entity refers to.
    mentions: HashMap<Path, BTreeSet<Path>>,
    /// Deleted and referred to by something shown.
    kept: HashSet<Path>,
    /// Deleted and not shown.
    hidden: Arc<HashSet<Path>>,
}

impl Gone {
    /// The deleted entities of a log.
    pub(super) fn of(log: &Log) -> Self {
        let mut gone = Self::default();
        // Only what some change deletes may be dead.
        let deletions = log.changes().iter();
        let deletions = deletions.filter(|c| matches!(c.act, Act::Del { .. }));
        let doubtful: BTreeSet<&Path> = deletions.map(|c| &c.on).collect();
        for path in doubtful.into_iter().filter(|p| p.as_str() != PROGRAMME) {
            let view = log.view(path.as_str());
            if view.is_some_and(|v| v.life() == Life::Dead) {
                gone.deleted.insert(path.clone());
                let same = gone.by_id.entry(path.id().into()).or_default();
                same.push(path.clone());
            }
        }
        if !gone.deleted.is_empty() {
            let deleted: BTreeSet<Path> = gone.deleted.iter().cloned().collect();
            gone.note_newly(log, &deleted.iter().collect::<Vec<_>>());
            gone.settle(deleted);
        }
        gone
    }

    /// Those that are not shown.
    pub(super) const fn hidden(&self) -> &Arc<HashSet<Path>> {
        &self.hidden
    }

    /// Whether it is deleted and shown because something shown refers to it.
    pub(super) fn is_kept(&self, path: &Path) -> bool {
        self.kept.contains(path)
    }

    /// What refers to a deleted entity and is shown itself.
    pub(super) fn kept_by(&self, path: &Path) -> Vec<&Path> {
        let mut found: Vec<&Path> = self
            .mentions
            .iter()
            .filter(|(from, named)| named.contains(path) && !self.hidden.contains(*from))
            .map(|(from, _)| from)
            .collect();
        found.sort_unstable();
        found
    }

    /// Takes note of changes to some entities. Returns those that came into view, went out of it, or
    /// are shown for another reason than before.
    pub(super) fn update(&mut self, log: &Log, touched: &BTreeSet<Path>) -> BTreeSet<Path> {
        let mut newly: Vec<&Path> = Vec::new();
        let mut back: Vec<&Path> = Vec::new();
        for path in touched.iter().filter(|p| p.as_str() != PROGRAMME) {
            let view = log.view(path.as_str());
            let is_dead = view.is_some_and(|v| v.life() == Life::Dead);
            if is_dead && self.deleted.insert(path.clone()) {
                newly.push(path);
            } else if !is_dead && self.deleted.remove(path) {
                back.push(path);
            }
        }
        for path in &back {
            if let Some(same) = self.by_id.get_mut(path.id()) {
                same.retain(|p| p != *path);
                if same.is_empty() {
                    self.by_id.remove(path.id());
                }
            }
            self.mentions.retain(|_, named| {
                named.remove(*path);
                !named.is_empty()
            });
        }
        for path in &newly {
            let same = self.by_id.entry(path.id().into()).or_default();
            same.push((*path).clone());
        }
        if self.deleted.is_empty() && back.is_empty() {
            return BTreeSet::new();
        }
        for path in touched {
            self.note_path(log, path);
        }
        if !newly.is_empty() {
            self.note_newly(log, &newly);
        }
        self.settle(newly.into_iter().chain(back).cloned().collect())
    }

    fn note_path(&mut self, log: &Log, path: &Path) {
        match log.entity(path.as_str()) {
            Some(entity) => self.note(log, path, entity),
            None => {
                self.mentions.remove(path);
            }
        }
    }

    /// Finds the deleted entities that an entity refers to.
    fn note(&mut self, log: &Log, path: &Path, entity: &EntityLog) {
        let mut named = BTreeSet::new();
        for (key, register) in entity.fields.iter() {
            each_mention(log, key, register, &mut |text| {
                let found = self.by_id.get(text).into_iter().flatten();
                named.extend(found.filter(|p| *p != path).cloned());
            });
        }
        if named.is_empty() {
            self.mentions.remove(path);
        } else {
            self.mentions.insert(path.clone(), named);
        }
    }

    /// Finds everything that refers to entities that were deleted just now. What refers to them now
    /// was written by some change: to walk through the changes is quicker than through the heads of
    /// all registers.
    fn note_newly(&mut self, log: &Log, newly: &[&Path]) {
        // Most texts are longer or shorter than every id: that is seen without looking up.
        let place = |text: &str| 1_u64 << text.len().min(63);
        let lengths = newly.iter().fold(0, |all, path| all | place(path.id()));
        let by_id = &self.by_id;
        let names = |change: &Change| {
            let mut names = false;
            each_written(change, &mut |text| {
                if lengths & place(text) == 0 {
                    return;
                }
                // To compare with a few ids is quicker than to look up.
                names |= if newly.len() <= 8 {
                    newly.iter().any(|p| p.id() == text)
                } else {
                    by_id.contains_key(text)
                };
            });
            names
        };
        let all = log.changes();
        let half = all.len() / 2;
        let found = both(
            half >= MANY,
            || doubtful(all.iter().take(half), names),
            || doubtful(all.iter_from(half as Ix), names),
        );
        let doubtful: BTreeSet<&Path> = found.0.into_iter().chain(found.1).collect();
        for path in doubtful {
            self.note_path(log, path);
        }
    }

    /// The least fixpoint from the living: what something shown refers to is shown.
    fn settle(&mut self, mut changed: BTreeSet<Path>) -> BTreeSet<Path> {
        let mut kept: HashSet<Path> = HashSet::default();
        let from = self.mentions.iter();
        let mut queue: Vec<&BTreeSet<Path>> = from
            .filter(|(path, _)| !self.deleted.contains(*path))
            .map(|(_, named)| named)
            .collect();
        while let Some(named) = queue.pop() {
            for path in named {
                if kept.insert(path.clone()) {
                    queue.extend(self.mentions.get(path));
                }
            }
        }
        if kept == self.kept && changed.is_empty() {
            return changed;
        }
        changed.extend(kept.symmetric_difference(&self.kept).cloned());
        self.kept = kept;
        let hidden = self.deleted.iter().filter(|p| !self.kept.contains(*p));
        self.hidden = Arc::new(hidden.cloned().collect());
        changed
    }
}

/// What some changes are about that are of a certain sort.
fn doubtful<'a>(
    changes: impl Iterator<Item = &'a Arc<Change>>,
    wanted: impl Fn(&Change) -> bool,
) -> Vec<&'a Path> {
    changes.filter(|c| wanted(c)).map(|c| &c.on).collect()
}

/// Every text in the heads of a register that may name an entity.
fn each_mention(
    log: &Log,
    (key, element): &FieldKey,
    register: &Register,
    found: &mut impl FnMut(&str),
) {
    for change in register.heads.iter().filter_map(|ix| log.get(*ix)) {
        match element {
            Some(e) if element_in(change, key, e) => found(e),
            Some(_) => {}
            None => each_text(value_in(change, key), found),
        }
    }
}

/// Every text in what a change writes that may name an entity.
fn each_written(change: &Change, found: &mut impl FnMut(&str)) {
    match &change.act {
        Act::Set { to, .. } => each_text(to, found),
        Act::Element { e, .. } => found(e),
        Act::New { to } => to.values().for_each(|v| each_text(v, found)),
        Act::Del { .. } | Act::Alive | Act::Thin { .. } => {}
    }
}

fn each_text(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::Text(t) => found(t),
        Value::List(l) => l.iter().for_each(|v| each_text(v, found)),
        Value::Map(m) => m.values().for_each(|v| each_text(v, found)),
        _ => {}
    }
}
