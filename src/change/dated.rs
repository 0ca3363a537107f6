//! The document by dates and by versions: as it was on a day, as the dates claim (FILE.md §1 rule 16).

use super::Claim;
use super::cut::Knows;
use super::document::Document;
use super::log::Ix;
use super::record::{Change, ChangeId};
use chrono::{DateTime, FixedOffset};

impl Document {
    /// What was there at a moment, as the sessions date it: the changes dated up to then, and all that
    /// they are over. These are claims, and what is shown by them must say so; what is signed or counted
    /// goes by cuts.
    #[must_use]
    pub fn known_at(&self, moment: DateTime<FixedOffset>) -> Knows {
        self.known_where(|_, at| at <= moment)
    }

    /// What was there right after a group was written: as [`Document::known_at`] for the moment that it is
    /// dated, but of its own session by what it was written after, which is no claim. `None` where there is
    /// no such group, or it bears no date.
    #[must_use]
    pub fn known_after(&self, group: &ChangeId) -> Option<Knows> {
        let log = self.log();
        let first = log.get(log.find(group)?)?;
        let moment = Claim::of(first, &self.sessions).at?;
        let session = first.session()?;
        let own = |c: &Change| c.session() == Some(session);
        let members = log
            .changes()
            .iter()
            .filter(|c| own(c) && c.group_id() == *group);
        let last = members.filter_map(|c| c.counter()).max()?;
        Some(self.known_where(|change, at| {
            if own(change) {
                change.counter().is_some_and(|n| n <= last)
            } else {
                at <= moment
            }
        }))
    }

    /// The dated changes that `there` says of, and all that they are over.
    fn known_where(&self, there: impl Fn(&Change, DateTime<FixedOffset>) -> bool) -> Knows {
        let log = self.log();
        let changes: Vec<_> = log.changes().iter().collect();
        let mut known = vec![false; changes.len()];
        let mut queue: Vec<Ix> = Vec::new();
        for (ix, change) in (0..).zip(&changes) {
            if Claim::of(change, &self.sessions)
                .at
                .is_some_and(|at| there(change, at))
            {
                queue.push(ix);
            }
        }
        while let Some(ix) = queue.pop() {
            let Some(slot) = known.get_mut(ix as usize) else {
                continue;
            };
            if std::mem::replace(slot, true) {
                continue;
            }
            let over = log.get(ix).map(|c| &*c.over).unwrap_or_default();
            queue.extend(over.iter().filter_map(|r| log.find(r)));
        }
        let there = changes.into_iter().zip(known);
        Knows::of(there.filter_map(|(change, known)| known.then_some(change)))
    }

    /// The document as it was when only these changes were there (see [`super::Past::at`]).
    #[must_use]
    pub fn at(&self, knows: &Knows) -> Self {
        self.past().at(knows)
    }
}
