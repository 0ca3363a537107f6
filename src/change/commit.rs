//! Operations: what the program asks of a document, and how they become changes.

use super::document::Document;
use super::log::Ix;
use super::record::{Act, Change, ChangeId, ChangeRef, Key, Show};
use super::view::Life;
use crate::model::field::FieldSource as _;
use crate::model::id::PROGRAMME;
use crate::model::{Map, Path, Value};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One thing to do to the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// Sets a field; `null` unsets it.
    Set {
        /// The entity.
        on: Path,
        /// The field.
        f: String,
        /// The value.
        to: Value,
        /// What the editor was shown.
        seen: Seen,
    },
    /// Puts an element into a set, or takes it out.
    Put {
        /// The entity.
        on: Path,
        /// The field.
        f: String,
        /// The element.
        e: String,
        /// Whether it shall be in the set.
        to: bool,
    },
    /// Makes an entity.
    New {
        /// The entity.
        on: Path,
        /// Its first fields.
        to: Map,
    },
    /// Deletes an entity.
    Del {
        /// The entity.
        on: Path,
    },
    /// Takes a deletion back.
    Alive {
        /// The entity.
        on: Path,
    },
}

impl Op {
    /// Sets a field over what is shown now.
    #[must_use]
    pub fn set(on: &Path, f: &str, to: impl Into<Value>) -> Self {
        Self::Set {
            on: on.clone(),
            f: f.to_owned(),
            to: to.into(),
            seen: Seen::Now,
        }
    }

    /// The entity.
    #[must_use]
    pub const fn on(&self) -> &Path {
        match self {
            Self::Set { on, .. }
            | Self::Put { on, .. }
            | Self::New { on, .. }
            | Self::Del { on }
            | Self::Alive { on } => on,
        }
    }
}

/// The heads that an editor was shown when the edit began (rule 5).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Seen {
    /// Those of this moment.
    #[default]
    Now,
    /// These: an edit begun earlier.
    Heads(Vec<ChangeRef>),
}

/// One change as it shall be written: for what has worked out itself what it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The entity.
    pub on: Path,
    /// What the change does.
    pub act: Act,
    /// What it is over.
    pub over: Vec<ChangeRef>,
}

/// What one commit wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id: that of its first change.
    pub id: ChangeId,
    /// Its changes.
    pub changes: Vec<Ix>,
}

/// A group that is being written.
#[derive(Debug)]
pub(super) struct Writing {
    session: Arc<str>,
    first: u32,
    next: u32,
    t: u32,
    undoes: Option<ChangeId>,
    changes: Vec<Ix>,
    touched: BTreeSet<Path>,
}

impl Document {
    /// Carries out some operations as one group, `t` seconds after the session's start.
    ///
    /// Operations that would change nothing are left out, and so are those on a field of an entity
    /// that does not exist. `None` where nothing is left, where no session was begun, or where the
    /// document is of a newer format.
    pub fn commit(&mut self, ops: Vec<Op>, t: u32) -> Option<Group> {
        self.commit_after(Vec::new(), ops, t)
    }

    /// [`Document::commit`] with changes that were worked out already, which come first.
    pub fn commit_after(&mut self, writes: Vec<Write>, ops: Vec<Op>, t: u32) -> Option<Group> {
        let mut writing = self.begin(t, None)?;
        for write in writes {
            self.put(&mut writing, write.on, write.act, write.over);
        }
        for op in ops {
            let on = op.on().clone();
            for (act, over) in self.acts(op) {
                self.put(&mut writing, on.clone(), act, over);
            }
        }
        self.finish(writing)
    }

    /// Begins a group. `undoes` names the group that it takes back.
    pub(super) fn begin(&self, t: u32, undoes: Option<&ChangeId>) -> Option<Writing> {
        let (session, _, next) = self.current.as_ref()?;
        // A counter near its end: the session has made four thousand million changes, or claims so.
        if self.is_newer() || *next > u32::MAX - (1 << 24) {
            return None;
        }
        Some(Writing {
            session: session.clone(),
            first: *next,
            next: *next,
            t,
            undoes: undoes.cloned(),
            changes: Vec::new(),
            touched: BTreeSet::new(),
        })
    }

    /// Writes a change of a group.
    pub(super) fn put(&mut self, w: &mut Writing, on: Path, act: Act, over: Vec<ChangeRef>) {
        let show = Show {
            t: Some(w.t),
            // The first change of a group bears its id.
            group: (w.next != w.first).then_some(w.first),
            undoes: w.undoes.clone(),
            extra: None,
            genesis: false,
        };
        let change = Change {
            id: format!("{}:{}", w.session, w.next).into(),
            on: on.clone(),
            act,
            over: over.into(),
            show,
        };
        w.next = w.next.saturating_add(1);
        w.changes.push(self.log.append(change));
        w.touched.insert(on);
    }

    /// Ends a group; `None` where it has no changes.
    pub(super) fn finish(&mut self, w: Writing) -> Option<Group> {
        if w.changes.is_empty() {
            return None;
        }
        let (_, session, next) = self.current.as_mut()?;
        *next = w.next;
        if !self.sessions.contains_key(&w.session) {
            Arc::make_mut(&mut self.sessions).insert(w.session.clone(), session.clone());
        }
        self.derive(&w.touched);
        Some(Group {
            id: format!("{}:{}", w.session, w.first).into(),
            changes: w.changes,
        })
    }

    /// The changes that an operation asks for, and what each is over; none where it changes nothing.
    pub(super) fn acts(&self, op: Op) -> Vec<(Act, Vec<ChangeRef>)> {
        let view = self.log.view(op.on().as_str());
        let is_programme = op.on().as_str() == PROGRAMME;
        match op {
            Op::Set { on, f, to, seen } if view.is_some() || is_programme => {
                self.set(&on, &f, to, seen)
            }
            Op::Put { on, f, e, to } if view.is_some() || is_programme => {
                self.element(&on, &f, &e, to).into_iter().collect()
            }
            Op::New { on, to } if !is_programme => {
                let to: Map = to.into_iter().filter(|(_, v)| !v.is_null()).collect();
                let act = Act::New { to };
                // Over whatever stands in its registers: a deleted entity may be made again.
                let probe = Change {
                    id: "".into(),
                    on: on.clone(),
                    act,
                    over: Box::default(),
                    show: Show::default(),
                };
                let mut over: Vec<ChangeRef> = Vec::new();
                for key in probe.registers() {
                    let key = key.as_ref().map(|(f, e)| (&**f, e.as_deref()));
                    for head in self.log.heads(on.as_str(), key) {
                        if !over.contains(&head) {
                            over.push(head);
                        }
                    }
                }
                vec![(probe.act, over)]
            }
            Op::Del { on } if view.is_some_and(|v| v.life() != Life::Dead) && !is_programme => {
                let saw = self.log.field_heads(on.as_str()).into();
                vec![(Act::Del { saw }, self.log.heads(on.as_str(), None))]
            }
            Op::Alive { on } if view.is_some_and(|v| v.life() != Life::Alive) => {
                vec![(Act::Alive, self.log.heads(on.as_str(), None))]
            }
            _ => Vec::new(),
        }
    }

    /// Makes a field say `to`, whatever it holds: a plain value or the elements of a set.
    fn set(&self, on: &Path, f: &str, to: Value, seen: Seen) -> Vec<(Act, Vec<ChangeRef>)> {
        let view = self.log.view(on.as_str());
        let present: BTreeSet<String> = view
            .map(|v| v.elements(f).into_iter().map(str::to_owned).collect())
            .unwrap_or_default();
        let wanted: BTreeSet<String> = to
            .as_set()
            .map(|s| s.map(str::to_owned).collect())
            .unwrap_or_default();
        let elements = present.union(&wanted);
        let mut out: Vec<(Act, Vec<ChangeRef>)> = elements
            .filter_map(|e| self.element(on, f, e, wanted.contains(e)))
            .collect();
        // An empty array is an empty set, and a set is no plain value.
        let to = match to {
            Value::List(l) if l.is_empty() => Value::Null,
            _ if !wanted.is_empty() => Value::Null,
            to => to,
        };
        let values = view.as_ref().map(|v| v.values(f)).unwrap_or_default();
        let same = match values.as_slice() {
            [] => to.is_null(),
            [only] => **only == to,
            // To settle a conflict is a change, whichever value wins.
            _ => false,
        };
        if !same {
            let over = match seen {
                Seen::Heads(seen) => seen,
                Seen::Now => self.log.heads(on.as_str(), Some((f, None))),
            };
            out.push((
                Act::Set {
                    f: Key::from(f),
                    to,
                },
                over,
            ));
        }
        out
    }

    /// Puts an element into a set or takes it out; `None` where it changes nothing.
    fn element(&self, on: &Path, f: &str, e: &str, to: bool) -> Option<(Act, Vec<ChangeRef>)> {
        if let Some(view) = self.log.view(on.as_str())
            && !view.is_element_contested(f, e)
            && view.elements(f).contains(&e) == to
        {
            return None;
        }
        let known = self.log.view(on.as_str()).is_some();
        (known || to).then(|| {
            let act = Act::Element {
                f: Key::from(f),
                e: Key::from(e),
                to,
            };
            (act, self.log.heads(on.as_str(), Some((f, Some(e)))))
        })
    }
}
