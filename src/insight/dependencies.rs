//! Which activity begins after which, and where the dates say otherwise. Nothing is moved for it.

use crate::model::{Id, Programme, Progress};
use std::collections::{BTreeSet, HashMap};

/// The dependencies of the programme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dependencies {
    /// Of each activity: the dependencies that it is one end of, in the order of their ids.
    pub by_activity: HashMap<Id, Vec<Id>>,
    /// Those that the dates break: the later activity begins on the last day of the earlier one or
    /// before it, and the earlier one is not done.
    pub broken: BTreeSet<Id>,
}

impl Dependencies {
    /// The dependencies whose two ends are there.
    #[must_use]
    pub fn of(p: &Programme) -> Self {
        let mut found = Self::default();
        for d in p.dependencies.values() {
            let end = |id: &Option<Id>| id.as_ref().and_then(|id| p.activities.get(id));
            let (Some(before), Some(after)) = (end(&d.before), end(&d.after)) else {
                continue;
            };
            for id in [&before.id, &after.id] {
                let list = found.by_activity.entry(id.clone()).or_default();
                if list.last() != Some(&d.id) {
                    list.push(d.id.clone());
                }
            }
            let waits = !matches!(
                before.status.is,
                Progress::Done | Progress::NotDoing | Progress::CarriedOver
            );
            if let (Some(ends), Some(begins)) = (before.due, after.start.or(after.due))
                && begins <= ends
                && waits
                && after.status.is != Progress::Done
            {
                found.broken.insert(d.id.clone());
            }
        }
        found
    }

    /// Whether an activity is an end of a broken dependency.
    #[must_use]
    pub fn is_broken_at(&self, activity: &Id) -> bool {
        let own = self.by_activity.get(activity);
        own.is_some_and(|list| list.iter().any(|id| self.broken.contains(id)))
    }
}
