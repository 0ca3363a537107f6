//! The history as people read it (Nhật ký): by day, by person, group by group, each change with what it
//! replaced. Read from the changes; nothing of it is stored.
//!
//! A long history is not turned into text at once: [`Journal::of`] makes a light index of the groups, and
//! [`Journal::page`] tells so many of them in full. All names and times are claims of the sessions.

mod filter;
mod reading;
mod register;
#[cfg(test)]
mod tests;

pub use filter::{Filter, NewFor, Wanted};
pub use register::{Step, register_history};

use crate::change::log::Ix;
use crate::change::record::FieldKey;
use crate::change::register::{element_in, value_in};
use crate::change::undo::can_take_back;
use crate::change::{Act, Author, Blocked, Change, ChangeId, Claim, Document, Log, Origin, What};
use crate::model::{Id, Path, Value};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// A group of changes that was made as one: what undo takes back as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The first change of it that is here.
    pub first: ChangeId,
    /// Who; empty for hand edits.
    pub by: Author,
    /// When; `None` where nothing is said.
    pub at: Option<DateTime<FixedOffset>>,
    /// Where it comes from.
    pub origin: Origin,
    /// The places of its changes in the log.
    pub changes: Vec<Ix>,
}

impl Entry {
    /// The day, as its author's clock had it.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.at.map(|at| at.date_naive())
    }
}

/// An index of the history, the latest group first. What bears no time stands at the end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// The groups.
    pub entries: Vec<Entry>,
    /// How many changes were shortened (rule 18): that they were made is known, not what they said.
    pub shortened: usize,
    /// How many changes of the log were read so far.
    read: usize,
}

/// What one change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// It made an entity.
    Made,
    /// It deleted one.
    Deleted,
    /// It took a deletion back.
    Restored,
    /// It gave a field a value, or took the value out.
    Set,
    /// It put an element into a set.
    PutIn,
    /// It took an element out of a set.
    TookOut,
}

/// One change, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The change.
    pub change: ChangeId,
    /// The entity.
    pub on: Path,
    /// The clause that it belongs to, as the document says now; of what is deleted, belonged to.
    pub clause: Option<Id>,
    /// What of the entity.
    pub what: What,
    /// What it did.
    pub deed: Deed,
    /// The values that it was written over; several where it settled a conflict. Empty where nothing
    /// stood there, and for sets and existence.
    pub old: Vec<Value>,
    /// A value that it was written over is not known any more (rule 18).
    pub old_is_gone: bool,
    /// The value; `null` where it took one out. Of a new entity the first fields.
    pub new: Value,
}

/// A group of changes, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The group.
    pub group: ChangeId,
    /// Who; empty for hand edits.
    pub by: Author,
    /// When.
    pub at: Option<DateTime<FixedOffset>>,
    /// Where it comes from.
    pub origin: Origin,
    /// The group that it takes back.
    pub undoes: Option<ChangeId>,
    /// It was itself taken back.
    pub is_undone: bool,
    /// Its changes.
    pub lines: Vec<Line>,
}

impl Journal {
    /// The places of the wanted entries among [`Journal::entries`], the latest first.
    #[must_use]
    pub fn filter(&self, document: &Document, filter: &Filter) -> Vec<usize> {
        let log = document.log();
        let mut wanted = Wanted::new(document, filter);
        let mut is_wanted = |entry: &Entry| {
            let mut changes = entry.changes.iter().filter_map(|ix| log.get(*ix));
            wanted.entry(entry) && changes.any(|c| wanted.change(c))
        };
        let all = self.entries.iter().enumerate();
        all.filter(|(_, entry)| is_wanted(entry))
            .map(|(at, _)| at)
            .collect()
    }

    /// So many of the wanted entries, told in full.
    #[must_use]
    pub fn page(
        &self,
        document: &Document,
        wanted: &[usize],
        from: usize,
        count: usize,
    ) -> Vec<Told> {
        let undone = document.undone_groups();
        let places = wanted.iter().skip(from).take(count);
        let entries = places.filter_map(|at| self.entries.get(*at));
        entries.map(|e| told(document, e, &undone)).collect()
    }

    /// Everyone who made changes, by name.
    #[must_use]
    pub fn people(&self) -> Vec<Author> {
        let all = self.entries.iter().filter(|e| e.origin == Origin::Session);
        let all: BTreeSet<(&str, &str)> = all
            .map(|e| (e.by.name.as_str(), e.by.party.as_str()))
            .collect();
        let author = |(name, party): (&str, &str)| Author {
            party: party.to_owned(),
            name: name.to_owned(),
        };
        all.into_iter().map(author).collect()
    }

    /// The days on which changes were made, the latest first, each with the number of its groups.
    #[must_use]
    pub fn days(&self, wanted: &[usize]) -> Vec<(Option<NaiveDate>, usize)> {
        let mut days: Vec<(Option<NaiveDate>, usize)> = Vec::new();
        for entry in wanted.iter().filter_map(|at| self.entries.get(*at)) {
            match days.last_mut() {
                Some((day, count)) if *day == entry.day() => *count += 1,
                _ => days.push((entry.day(), 1)),
            }
        }
        days
    }
}

/// Whether a single old group can be undone now, and if not what stands on it (rule 17). To undo it:
/// [`crate::change::undo::take_back`].
///
/// # Errors
/// [`Blocked`] names what stands in the way.
pub fn can_undo(document: &Document, group: &ChangeId) -> Result<(), Blocked> {
    can_take_back(document, group)
}

fn told(document: &Document, entry: &Entry, undone: &HashSet<ChangeId>) -> Told {
    let log = document.log();
    let changes: Vec<&Arc<Change>> = entry.changes.iter().filter_map(|ix| log.get(*ix)).collect();
    let first = changes.first();
    let group = first.map(|c| c.group_id()).unwrap_or_default();
    Told {
        is_undone: undone.contains(&group),
        group,
        by: entry.by.clone(),
        at: entry.at,
        origin: entry.origin,
        undoes: first.and_then(|c| c.show.undoes.clone()),
        lines: changes.iter().map(|c| line(document, c)).collect(),
    }
}

/// One change, told.
#[must_use]
pub fn line(document: &Document, change: &Change) -> Line {
    let log = document.log();
    let (what, deed, new) = match &change.act {
        Act::New { to } => (What::Existence, Deed::Made, Value::Map(to.clone())),
        Act::Del { .. } => (What::Existence, Deed::Deleted, Value::Null),
        Act::Alive => (What::Existence, Deed::Restored, Value::Null),
        Act::Set { f, to } => (What::Field(f.clone()), Deed::Set, to.clone()),
        Act::Element { f, e, to } => {
            let deed = if *to { Deed::PutIn } else { Deed::TookOut };
            (What::Element(f.clone(), e.clone()), deed, Value::Bool(*to))
        }
        Act::Thin { .. } => (What::Existence, Deed::Set, Value::Null),
    };
    let (old, old_is_gone) = match &what {
        What::Field(f) => old_values(log, change, &(f.clone(), None)),
        _ => (Vec::new(), false),
    };
    Line {
        change: change.id.clone(),
        clause: document.clause_of(&change.on),
        on: change.on.clone(),
        what,
        deed,
        old,
        old_is_gone,
        new,
    }
}

/// The values of a register that a change was written over, each once, and whether one of them is not
/// known any more.
fn old_values(log: &Log, change: &Change, key: &FieldKey) -> (Vec<Value>, bool) {
    let (mut values, mut gone) = (Vec::new(), false);
    for ix in change.over.iter().filter_map(|r| log.find(r)) {
        let Some(before) = log
            .get(ix)
            .filter(|c| c.on == change.on && c.writes(Some(key)))
        else {
            continue;
        };
        if before.is_thin() {
            gone = true;
            continue;
        }
        let value = match &key.1 {
            Some(e) => Value::Bool(element_in(before, &key.0, e)),
            None => value_in(before, &key.0).clone(),
        };
        if !value.is_null() && !values.contains(&value) {
            values.push(value);
        }
    }
    (values, gone)
}

/// The claim of a change, for lists of one register.
fn claim_of(document: &Document, ix: Ix) -> Option<Claim> {
    document.log().get(ix).map(|c| document.claim(c))
}
