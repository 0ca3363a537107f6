//! Reading the history into the index: at once, on another thread, or on from where it was left.

use super::{Entry, Journal};
use crate::change::log::Ix;
use crate::change::{Change, ChangeList, Claim, Document, Sessions};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

/// Up to so many new groups are put in their places one by one; more are sorted in with the rest.
const FEW: usize = 64;

impl Journal {
    /// The index of a document's history. One walk over the changes, and a sort.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        Self::read(document.log().changes(), &document.sessions)
    }

    /// The same of the changes and sessions alone, for another thread.
    #[must_use]
    pub fn read(changes: &ChangeList, sessions: &Sessions) -> Self {
        let mut journal = Self::default();
        journal.read_on(changes, sessions);
        journal
    }

    /// How many changes of the log were read.
    #[must_use]
    pub const fn read_so_far(&self) -> usize {
        self.read
    }

    /// Reads the changes that came since: where the log was only written to at its end.
    pub fn read_on(&mut self, changes: &ChangeList, sessions: &Sessions) {
        let mut fresh: Vec<Entry> = Vec::new();
        let mut place: HashMap<(&str, u32), usize> = HashMap::new();
        // Changes of a session come one after another as a rule.
        let mut last: Option<(&str, u32, usize)> = None;
        let from = self.read as Ix;
        for (ix, change) in (from..).zip(changes.iter_from(from)) {
            self.read += 1;
            if change.show.genesis {
                continue;
            }
            if change.is_thin() {
                self.shortened += 1;
                continue;
            }
            let group = group(change);
            let known = group.and_then(|(session, n)| match last {
                Some((s, m, at)) if s == session && m == n => Some(at),
                _ => place.get(&(session, n)).copied(),
            });
            let at = match known {
                Some(at) => at,
                None => {
                    fresh.push(entry(change, sessions));
                    fresh.len() - 1
                }
            };
            if let Some((session, n)) = group {
                place.insert((session, n), at);
                last = Some((session, n, at));
            }
            if let Some(entry) = fresh.get_mut(at) {
                entry.changes.push(ix);
            }
        }
        self.put_in(fresh);
    }

    /// Puts groups in their places, the latest first.
    fn put_in(&mut self, fresh: Vec<Entry>) {
        if self.entries.is_empty() || fresh.len() > FEW {
            self.entries.extend(fresh);
            self.entries.sort_by(latest_first);
            return;
        }
        for entry in fresh {
            let at = self
                .entries
                .partition_point(|other| latest_first(other, &entry) == Ordering::Less);
            self.entries.insert(at, entry);
        }
    }
}

/// The session and number of a change's group.
fn group(change: &Arc<Change>) -> Option<(&str, u32)> {
    change
        .session()
        .zip(change.show.group.or_else(|| change.counter()))
}

fn entry(change: &Arc<Change>, sessions: &Sessions) -> Entry {
    let claim = Claim::of(change, sessions);
    Entry {
        first: change.id.clone(),
        by: claim.by,
        at: claim.at,
        origin: claim.origin,
        changes: Vec::new(),
    }
}

/// The latest first; of one moment the later counter, whatever order the changes came in.
fn latest_first(a: &Entry, b: &Entry) -> Ordering {
    fn key(entry: &Entry) -> (&str, u32) {
        let (session, n) = entry.first.split_once(':').unwrap_or((&entry.first, ""));
        (session, n.parse().unwrap_or(0))
    }
    b.at.cmp(&a.at).then_with(|| key(b).cmp(&key(a)))
}
