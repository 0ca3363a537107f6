//! Undo and redo: without limit, across restarts, and only where nobody has built on the change
//! (FILE.md §1 rule 17).
//!
//! Undo writes the inverse as a new group that says which group it takes back; redo takes back that
//! group. So the history of a document tells by itself what can be undone next.

use super::document::{Author, Document, Group, Op, Seen};
use super::log::{FieldKey, Ix, element_in, value_in};
use super::record::{Act, Change, ChangeId, ChangeRef};
use crate::model::{Path, Value};
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

/// Writes the inverse of a group as a new group.
///
/// # Errors
/// [`Blocked`] where a change of the group is not the sole head of its register; nothing was written.
pub fn take_back(document: &mut Document, group: &ChangeId, t: u32) -> Result<Group, Blocked> {
    let members: Vec<Ix> = group_members(document, group);
    let mut ops = Vec::new();
    // Backwards, so that an entity made and then filled in one group is emptied and then unmade.
    for ix in members.iter().rev() {
        inverse(document, *ix, &members, &mut ops)?;
    }
    document.write(ops, t, Some(group)).ok_or(Blocked::Unknown)
}

/// The changes of a group.
#[must_use]
pub fn group_members(document: &Document, group: &ChangeId) -> Vec<Ix> {
    let log = document.log();
    let Some((session, first)) = group
        .split_once(':')
        .and_then(|(s, n)| Some((s, n.parse::<u32>().ok()?)))
    else {
        return log.find(group).into_iter().collect();
    };
    // A group's changes are numbered on from its first.
    let mut found = Vec::new();
    for n in first.. {
        let Some(ix) = log.find(&format!("{session}:{n}")) else {
            break;
        };
        if log.get(ix).is_none_or(|c| c.group_id() != *group) {
            break;
        }
        found.push(ix);
    }
    found
}

type Planned = (Op, Option<Vec<ChangeRef>>);

fn inverse(
    document: &Document,
    ix: Ix,
    group: &[Ix],
    ops: &mut Vec<Planned>,
) -> Result<(), Blocked> {
    let log = document.log();
    let change = log.get(ix).ok_or(Blocked::Unknown)?.clone();
    let on = change.on.clone();
    let entity = log.entity(on.as_str()).ok_or(Blocked::Unknown)?;
    let blocked = |field: Option<&str>, by: Ix| Blocked::ByChange {
        on: on.clone(),
        field: field.map(str::to_owned),
        change: log.get(by).map(|c| c.id.clone()).unwrap_or_default(),
    };
    let field_key: Option<FieldKey> = match &change.act {
        Act::Set { f, .. } => Some((f.clone(), None)),
        Act::Element { f, e, .. } => Some((f.clone(), Some(e.clone()))),
        Act::New { .. } | Act::Del { .. } | Act::Alive => None,
        Act::Thin { f, .. } => {
            return Err(Blocked::ValueGone {
                on: on.clone(),
                field: f.as_deref().unwrap_or_default().to_owned(),
            });
        }
    };
    let register = match &field_key {
        None => &entity.existence,
        Some(key) => entity.fields.get(key).ok_or(Blocked::Unknown)?,
    };
    let name = field_key.as_ref().map(|(f, _)| &**f);
    let head = match register.heads.as_slice() {
        [head] => *head,
        heads => {
            let other = heads.iter().copied().find(|h| *h != ix).unwrap_or(ix);
            return Err(blocked(name, other));
        }
    };
    if head != ix && !stands_for(document, head, ix, field_key.as_ref(), 0) {
        return Err(blocked(name, head));
    }
    let over = vec![log.reference(head)];
    match &change.act {
        Act::New { .. } => {
            // What others wrote into the entity since must not go with it unseen.
            for ((f, _), register) in &entity.fields {
                for head in &register.heads {
                    let own = *head == ix || group.contains(head);
                    let undone = log
                        .get(*head)
                        .is_some_and(|c| c.show.undoes.is_some() || c.show.genesis);
                    if !own && !undone {
                        return Err(blocked(Some(f), *head));
                    }
                }
            }
            ops.push((Op::Del { on }, Some(over)));
        }
        Act::Alive => ops.push((Op::Del { on }, Some(over))),
        Act::Del { .. } => ops.push((Op::Alive { on }, Some(over))),
        Act::Element { f, e, .. } => {
            let former: Vec<bool> = former(document, &change, field_key.as_ref())
                .iter()
                .filter_map(|ix| log.get(*ix))
                .map(|c| element_in(c, f, e))
                .collect();
            let former = if former.is_empty() {
                vec![false]
            } else {
                former
            };
            for to in former {
                let op = Op::Put {
                    on: on.clone(),
                    f: f.to_string(),
                    e: e.to_string(),
                    to,
                };
                ops.push((op, Some(over.clone())));
            }
        }
        Act::Set { f, .. } => {
            let mut values: Vec<Value> = Vec::new();
            for former in former(document, &change, field_key.as_ref()) {
                let former = log.get(former).ok_or(Blocked::Unknown)?;
                if matches!(former.act, Act::Thin { .. }) {
                    return Err(Blocked::ValueGone {
                        on,
                        field: f.to_string(),
                    });
                }
                values.push(value_in(former, f).clone());
            }
            if values.is_empty() {
                values.push(Value::Null);
            }
            for to in values {
                let op = Op::Set {
                    on: on.clone(),
                    f: f.to_string(),
                    to,
                    seen: Seen::Now,
                };
                ops.push((op, Some(over.clone())));
            }
        }
        Act::Thin { .. } => {}
    }
    Ok(())
}

/// The changes of the same register that a change is over.
fn former(document: &Document, change: &Change, key: Option<&FieldKey>) -> Vec<Ix> {
    let log = document.log();
    let Some(entity) = log.entity(change.on.as_str()) else {
        return Vec::new();
    };
    let register = match key {
        None => Some(&entity.existence),
        Some(key) => entity.fields.get(key),
    };
    let Some(register) = register else {
        return Vec::new();
    };
    change
        .over
        .iter()
        .filter_map(|r| log.find(r))
        .filter(|ix| register.all.contains(ix))
        .collect()
}

/// Whether `head`, written by an undo or redo, restores `wanted`: then undoing `wanted` may go on
/// from it. `depth` bounds the walk back through undo and redo of the same step.
fn stands_for(
    document: &Document,
    head: Ix,
    wanted: Ix,
    key: Option<&FieldKey>,
    depth: usize,
) -> bool {
    let log = document.log();
    let Some(change) = log.get(head) else {
        return false;
    };
    if change.show.undoes.is_none() || depth > 10_000 {
        return false;
    }
    for undone in former(document, change, key) {
        let Some(undone) = log.get(undone) else {
            continue;
        };
        for restored in former(document, undone, key) {
            let Some(other) = log.get(restored) else {
                continue;
            };
            if !same_effect(change, other, key) {
                continue;
            }
            if restored == wanted || stands_for(document, restored, wanted, key, depth + 1) {
                return true;
            }
        }
    }
    false
}

fn same_effect(a: &Change, b: &Change, key: Option<&FieldKey>) -> bool {
    match key {
        None => matches!(a.act, Act::Del { .. }) == matches!(b.act, Act::Del { .. }),
        Some((f, None)) => value_in(a, f) == value_in(b, f),
        Some((f, Some(e))) => element_in(a, f, e) == element_in(b, f, e),
    }
}
