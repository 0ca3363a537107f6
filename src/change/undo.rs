//! Undo and redo: without limit, across restarts, and only where nobody has built on the change
//! (FILE.md §1 rule 17).
//!
//! Undo writes the inverse as a new group that says which group it takes back; redo takes back that
//! group. So the history of a document tells by itself what can be undone next.

use super::commit::Group;
use super::document::Document;
use super::envelope::Author;
use super::inverse;
use super::record::{Change, ChangeId};
use crate::model::Path;
use std::sync::Arc;

/// Why something cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Another change stands on it or beside it.
    ByChange {
        /// The entity.
        on: Path,
        /// The field; none for the existence.
        field: Option<String>,
        /// The change that stands there.
        change: ChangeId,
    },
    /// The former value was dropped when the history was shortened.
    ValueGone {
        /// The entity.
        on: Path,
        /// The field.
        field: String,
    },
    /// There is no such group.
    Unknown,
}

/// One step that can be undone or redone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The group as it was first made.
    pub group: ChangeId,
    /// The group that bears it now: itself, or the last undo or redo of it.
    pub bearer: ChangeId,
}

/// What one person can undo and redo.
#[derive(Clone, Debug, Default)]
pub struct UndoStack {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

impl UndoStack {
    /// The stack of a person, read from the history.
    #[must_use]
    pub fn of(document: &Document, author: &Author) -> Self {
        let mut own: Vec<(&str, &str, u32, &Arc<Change>)> = document
            .log()
            .changes()
            .iter()
            .filter_map(|c| {
                let session = c.session()?;
                let known = document.sessions.get(session).filter(|s| s.by == *author)?;
                Some((known.at.as_str(), session, c.counter()?, c))
            })
            .collect();
        own.sort_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
        let mut stack = Self::default();
        let mut last: Option<ChangeId> = None;
        for (.., change) in own {
            let group = change.group_id();
            if last.as_ref() != Some(&group) {
                stack.record(&group, change.show.undoes.as_ref());
                last = Some(group);
            }
        }
        stack
    }

    /// Takes note of a group that was written; `undoes` names the one that it takes back.
    pub fn record(&mut self, group: &ChangeId, undoes: Option<&ChangeId>) {
        if let Some(undone) = undoes {
            if self.undo.last().is_some_and(|s| s.bearer == *undone) {
                if let Some(step) = self.undo.pop() {
                    self.redo.push(Step {
                        group: step.group,
                        bearer: group.clone(),
                    });
                }
                return;
            }
            if self.redo.last().is_some_and(|s| s.bearer == *undone) {
                if let Some(step) = self.redo.pop() {
                    self.undo.push(Step {
                        group: step.group,
                        bearer: group.clone(),
                    });
                }
                return;
            }
        }
        self.undo.push(Step {
            group: group.clone(),
            bearer: group.clone(),
        });
        self.redo.clear();
    }

    /// What undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Step> {
        self.undo.last()
    }

    /// What redo would do again.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Step> {
        self.redo.last()
    }

    /// Undoes the last step; `None` where there is none.
    ///
    /// # Errors
    /// [`Blocked`] names what stands on it; nothing was written.
    pub fn undo(&mut self, document: &mut Document, t: u32) -> Option<Result<Group, Blocked>> {
        let bearer = self.undo.last()?.bearer.clone();
        Some(self.take_back(document, &bearer, t))
    }

    /// Does the last undone step again; `None` where there is none.
    ///
    /// # Errors
    /// [`Blocked`] names what stands on it; nothing was written.
    pub fn redo(&mut self, document: &mut Document, t: u32) -> Option<Result<Group, Blocked>> {
        let bearer = self.redo.last()?.bearer.clone();
        Some(self.take_back(document, &bearer, t))
    }

    fn take_back(
        &mut self,
        document: &mut Document,
        bearer: &ChangeId,
        t: u32,
    ) -> Result<Group, Blocked> {
        let group = take_back(document, bearer, t)?;
        self.record(&group.id, Some(bearer));
        Ok(group)
    }
}

/// Whether a group, however old, can be taken back now: every change of it must be the sole head of its
/// register (rule 17).
///
/// # Errors
/// [`Blocked`] names what stands in the way.
pub fn can_take_back(document: &Document, group: &ChangeId) -> Result<(), Blocked> {
    inverse::plan(document.log(), group).map(|_| ())
}

/// Writes the inverse of a group as a new group.
///
/// # Errors
/// [`Blocked`] where the group is not all there is at the heads of its registers; nothing was written.
pub fn take_back(document: &mut Document, group: &ChangeId, t: u32) -> Result<Group, Blocked> {
    let plan = inverse::plan(document.log(), group)?;
    let mut writing = document.begin(t, Some(group)).ok_or(Blocked::Unknown)?;
    for (on, act, over) in plan.fields {
        document.put(&mut writing, on, act, over);
    }
    for existence in plan.existence {
        for act in existence.acts(document.log()) {
            document.put(
                &mut writing,
                existence.on.clone(),
                act,
                existence.over.clone(),
            );
        }
    }
    document.finish(writing).ok_or(Blocked::Unknown)
}
