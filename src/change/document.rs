//! The document: the history with its envelope, and the typed programme that follows from it.

use super::gone::Gone;
use super::log::{Ix, Log};
use super::record::{Act, Change, ChangeId, ChangeRef, Key, Show};
use super::snapshot::Snapshot;
use super::view::{EntityView, Life};
use crate::model::field::FieldSource;
use crate::model::id::PROGRAMME;
use crate::model::programme::Kept;
use crate::model::{Map, OfficialText, Path, Programme, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The version of the format that this program writes.
pub const FORMAT_VERSION: i64 = 1;

/// Who edits: a party and a name. A claim to show, never used to decide anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Author {
    /// The id of the party; empty for a person of no party.
    pub party: String,
    /// The name as typed.
    pub name: String,
}

/// A session: one stretch of editing by one person on one machine (rule 3).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub by: Author,
    /// When it began, RFC 3339.
    pub at: String,
    /// The version of the program.
    pub app: String,
    /// Members that this version does not know; those of `by` under that name.
    pub extra: Map,
}

impl Session {
    /// Which of two accounts of one session every machine keeps: the greater.
    pub(super) fn rank(&self) -> (&str, &str, &str, &str, String) {
        let extra = Value::Map(self.extra.clone()).canonical();
        (&self.at, &self.by.party, &self.by.name, &self.app, extra)
    }
}

/// The sessions of a document by their ids.
pub type Sessions = BTreeMap<Arc<str>, Session>;

/// What stands in the file beside state and history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Envelope {
    /// The least version of the format that can read the file.
    pub min_reader: i64,
    /// The version of the format that wrote the file.
    pub version: i64,
    /// Members of `format` that this version does not know.
    pub format_extra: Map,
    /// The id of the document.
    pub doc_id: String,
    /// Ids of documents that were joined with it.
    pub joined: Vec<Value>,
    /// The official text as it stands in the file.
    pub clauses: Arc<Vec<Value>>,
    /// The name and version of the template, and members of `genesis` that are not its values.
    pub template: Map,
    /// The named moments.
    pub cuts: Vec<Value>,
    /// Top-level members that this version does not know and that are no kinds.
    pub extra: Map,
    /// Records among the changes that this version cannot read; kept as they are.
    pub unread: Vec<Value>,
}

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

/// A document in memory.
#[derive(Clone, Debug)]
pub struct Document {
    /// What stands beside state and history. To write to it: [`Arc::make_mut`].
    pub envelope: Arc<Envelope>,
    /// The sessions in which changes were made.
    pub sessions: Arc<Sessions>,
    pub(super) log: Log,
    programme: Programme,
    gone: Gone,
    current: Option<(Arc<str>, Session, u32)>,
    revision: u64,
}

/// The empty registers of a programme that has none yet.
struct NoFields;

impl FieldSource for NoFields {
    fn value(&self, _: &str) -> Option<&Value> {
        None
    }
    fn values(&self, _: &str) -> Vec<&Value> {
        Vec::new()
    }
    fn elements(&self, _: &str) -> Vec<&str> {
        Vec::new()
    }
    fn contested(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Document {
    /// The document with this envelope, these sessions and changes.
    #[must_use]
    pub fn new(
        envelope: Envelope,
        sessions: Sessions,
        log: Log,
        text: Arc<OfficialText>,
    ) -> Self {
        let programme = Programme::new(text, &NoFields);
        let mut document = Self {
            envelope: Arc::new(envelope),
            sessions: Arc::new(sessions),
            log,
            programme,
            gone: Gone::default(),
            current: None,
            revision: 0,
        };
        document.derive_all();
        document
    }

    /// The history.
    #[must_use]
    pub const fn log(&self) -> &Log {
        &self.log
    }

    /// What the document says now.
    #[must_use]
    pub const fn programme(&self) -> &Programme {
        &self.programme
    }

    /// A number that rises with every change: what is derived once is good while it stands.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the format is newer than this program can write: the file opens read-only.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.envelope.min_reader > FORMAT_VERSION
    }

    /// The document at this moment, for writing it on another thread.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            envelope: self.envelope.clone(),
            sessions: self.sessions.clone(),
            changes: self.log.changes().clone(),
            entities: self.log.entities().clone(),
            hidden: self.gone.hidden().clone(),
        }
    }

    /// Begins a session of editing with a new id, never used before (rule 3). It enters the file with
    /// its first change.
    pub fn begin_session(&mut self, id: &str, session: Session) {
        // An id that was used all the same must not name two changes.
        let all = self.log.changes().iter();
        let own = all.filter(|c| c.session() == Some(id));
        let used = own.filter_map(|c| c.counter()).max().unwrap_or(0);
        self.current = Some((id.into(), session, used.saturating_add(1)));
    }

    /// The id of the current session.
    #[must_use]
    pub fn session_id(&self) -> Option<&str> {
        self.current.as_ref().map(|(id, ..)| &**id)
    }

    /// The author of the current session.
    #[must_use]
    pub fn author(&self) -> Option<&Author> {
        self.current.as_ref().map(|(_, session, _)| &session.by)
    }

    /// Whether an entity is shown: alive, or deleted and still referred to.
    #[must_use]
    pub fn is_shown(&self, path: &str) -> bool {
        path == PROGRAMME || (self.log.entity(path).is_some() && !self.gone.hidden().contains(path))
    }

    /// What keeps a deleted entity in view: what refers to it and is shown itself. Before the last of
    /// these references goes the user is asked (rule 10).
    #[must_use]
    pub fn kept_by(&self, path: &Path) -> Vec<&Path> {
        self.gone.kept_by(path)
    }

    /// The paths of all entities that are shown, with their registers, in byte order.
    pub fn shown(&self) -> impl Iterator<Item = (&Path, EntityView<'_>)> {
        self.log
            .entities()
            .keys()
            .filter(|p| self.is_shown(p.as_str()))
            .filter_map(|p| Some((p, self.log.view(p.as_str())?)))
    }

    /// Carries out some operations as one group, `t` seconds after the session's start.
    ///
    /// Operations that would change nothing are left out, and so are those on a field of an entity
    /// that does not exist. `None` where nothing is left, where no session was begun, or where the
    /// document is of a newer format.
    pub fn commit(&mut self, ops: Vec<Op>, t: u32) -> Option<Group> {
        let mut writing = self.begin(t, None)?;
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
    fn acts(&self, op: Op) -> Vec<(Act, Vec<ChangeRef>)> {
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

    /// Takes in changes of another origin: a journal, hand edits, another copy. Returns how many
    /// were new.
    pub fn unite(
        &mut self,
        changes: Vec<Arc<Change>>,
        sessions: Sessions,
    ) -> usize {
        let added = self.log.unite(changes);
        for (id, session) in sessions {
            let known = self.sessions.get(&id);
            if known.is_none_or(|k| k.rank() < session.rank()) {
                Arc::make_mut(&mut self.sessions).insert(id, session);
            }
        }
        self.derive_all();
        added
    }

    /// The records of a group with its session, for the journal.
    #[must_use]
    pub fn records(&self, group: &Group) -> Vec<Arc<Change>> {
        group
            .changes
            .iter()
            .filter_map(|ix| self.log.get(*ix).cloned())
            .collect()
    }

    fn derive_all(&mut self) {
        self.revision += 1;
        let text = self.programme.text.clone();
        self.gone = Gone::of(&self.log);
        self.programme = match self.log.view(PROGRAMME) {
            Some(view) => Programme::new(text, &view),
            None => Programme::new(text, &NoFields),
        };
        for path in self.log.entities().keys() {
            if path.as_str() != PROGRAMME && !self.gone.hidden().contains(path) {
                show(&self.log, &self.gone, &mut self.programme, path);
            }
        }
    }

    /// Brings what is derived up to date after changes to some entities.
    fn derive(&mut self, touched: &BTreeSet<Path>) {
        self.revision += 1;
        let changed = self.gone.update(&self.log, touched);
        for path in touched.union(&changed) {
            if self.gone.hidden().contains(path) {
                self.programme.update(path, None, Kept::default());
            } else {
                show(&self.log, &self.gone, &mut self.programme, path);
            }
        }
    }
}

fn show(log: &Log, gone: &Gone, programme: &mut Programme, path: &Path) {
    if let Some(view) = log.view(path.as_str()) {
        let kept = Kept {
            by_edit: view.life() == Life::KeptByEdit,
            by_reference: gone.is_kept(path),
        };
        programme.update(path, Some(&view), kept);
    }
}
