//! The document: the history with its envelope, and the typed programme that follows from it.

use super::log::{EntityView, Ix, Life, Log};
use super::record::{Act, Change, ChangeId, ChangeRef, Key, Show};
use crate::model::field::FieldSource;
use crate::model::id::PROGRAMME;
use crate::model::programme::Kept;
use crate::model::{Map, OfficialText, Path, Programme, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
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
    /// Members that this version does not know.
    pub extra: Map,
}

/// What stands in the file beside state and history.
#[derive(Clone, Debug, Default)]
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

/// A document in memory.
#[derive(Clone, Debug)]
pub struct Document {
    /// What stands beside state and history.
    pub envelope: Envelope,
    /// The sessions in which changes were made.
    pub sessions: BTreeMap<Arc<str>, Session>,
    log: Log,
    programme: Programme,
    dead: HashSet<Path>,
    kept: HashSet<Path>,
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
        sessions: BTreeMap<Arc<str>, Session>,
        log: Log,
        text: Arc<OfficialText>,
    ) -> Self {
        let programme = Programme::new(text, &NoFields);
        let mut document = Self {
            envelope,
            sessions,
            log,
            programme,
            dead: HashSet::new(),
            kept: HashSet::new(),
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
    pub const fn is_newer(&self) -> bool {
        self.envelope.min_reader > FORMAT_VERSION
    }

    /// Begins a session of editing with a new id, never used before (rule 3). It enters the file with
    /// its first change.
    pub fn begin_session(&mut self, id: &str, session: Session) {
        let used = if self.sessions.contains_key(id) {
            let own = self
                .log
                .changes()
                .iter()
                .filter(|c| c.session() == Some(id));
            own.filter_map(|c| c.counter()).max().unwrap_or(0)
        } else {
            0
        };
        self.current = Some((id.into(), session, used + 1));
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
        path == PROGRAMME || (self.log.entity(path).is_some() && !self.dead.contains(path))
    }

    /// The paths of all entities that are shown, with their registers, in byte order.
    pub fn shown(&self) -> impl Iterator<Item = (&Path, EntityView<'_>)> {
        self.log
            .entities()
            .keys()
            .filter(|p| !self.dead.contains(*p))
            .filter_map(|p| Some((p, self.log.view(p.as_str())?)))
    }

    /// Carries out some operations as one group, `t` seconds after the session's start. Operations
    /// that would change nothing are left out; `None` where nothing is left, or where no session was
    /// begun.
    pub fn commit(&mut self, ops: Vec<Op>, t: u32) -> Option<Group> {
        self.write(ops.into_iter().map(|op| (op, None)).collect(), t, None)
    }

    /// Writes operations as one group. `undoes` marks the group that it takes back; a forced `over`
    /// replaces the heads of this moment.
    pub(super) fn write(
        &mut self,
        ops: Vec<(Op, Option<Vec<ChangeRef>>)>,
        t: u32,
        undoes: Option<&ChangeId>,
    ) -> Option<Group> {
        let (session_id, session, mut next) = self.current.clone()?;
        let first = next;
        let mut changes = Vec::new();
        let mut touched = BTreeSet::new();
        for (op, over) in ops {
            let on = op.on().clone();
            let Some((act, over)) = self.act(op, over) else {
                continue;
            };
            let show = Show {
                t: Some(t),
                group: Some(first),
                undoes: undoes.cloned(),
                extra: None,
                genesis: false,
            };
            let change = Change {
                id: format!("{session_id}:{next}").into(),
                on: on.clone(),
                act,
                over: over.into(),
                show,
            };
            next += 1;
            changes.push(self.log.append(change));
            touched.insert(on);
        }
        if changes.is_empty() {
            return None;
        }
        self.sessions
            .entry(session_id.clone())
            .or_insert_with(|| session.clone());
        let id: ChangeId = format!("{session_id}:{first}").into();
        self.current = Some((session_id, session, next));
        self.derive(&touched);
        Some(Group { id, changes })
    }

    /// The change that an operation asks for, and what it is over; `None` where it changes nothing.
    fn act(&self, op: Op, forced: Option<Vec<ChangeRef>>) -> Option<(Act, Vec<ChangeRef>)> {
        let view = self.log.view(op.on().as_str());
        Some(match op {
            Op::Set { on, f, to, seen } => {
                let heads = self.log.heads(on.as_str(), Some((&f, None)));
                let over = match (forced, seen) {
                    (Some(forced), _) => forced,
                    (None, Seen::Heads(seen)) => seen,
                    (None, Seen::Now) => heads.clone(),
                };
                let same = match view {
                    Some(view) => match view.values(&f).as_slice() {
                        [] => to.is_null(),
                        [only] => **only == to,
                        _ => false,
                    },
                    None => to.is_null(),
                };
                // Setting what stands there already is no change, unless it settles a conflict.
                if same && heads.len() <= 1 {
                    return None;
                }
                (
                    Act::Set {
                        f: Key::from(f.as_str()),
                        to,
                    },
                    over,
                )
            }
            Op::Put { on, f, e, to } => {
                let heads = self.log.heads(on.as_str(), Some((&f, Some(&e))));
                let present = view.is_some_and(|v| v.elements(&f).contains(&e.as_str()));
                if present == to && heads.len() <= 1 && forced.is_none() {
                    return None;
                }
                let over = forced.unwrap_or(heads);
                (
                    Act::Element {
                        f: Key::from(f.as_str()),
                        e: Key::from(e.as_str()),
                        to,
                    },
                    over,
                )
            }
            Op::New { to, .. } => (Act::New { to }, forced.unwrap_or_default()),
            Op::Del { on } => {
                if view.is_none_or(|v| v.life() == Life::Dead) {
                    return None;
                }
                let saw = self.log.field_heads(on.as_str()).into();
                (
                    Act::Del { saw },
                    forced.unwrap_or_else(|| self.log.heads(on.as_str(), None)),
                )
            }
            Op::Alive { on } => {
                if view.is_none_or(|v| v.life() == Life::Alive) {
                    return None;
                }
                (
                    Act::Alive,
                    forced.unwrap_or_else(|| self.log.heads(on.as_str(), None)),
                )
            }
        })
    }

    /// Takes in changes of another origin: a journal, hand edits, another copy. Returns how many
    /// were new.
    pub fn unite(
        &mut self,
        changes: Vec<Arc<Change>>,
        sessions: BTreeMap<Arc<str>, Session>,
    ) -> usize {
        let added = self.log.unite(changes);
        for (id, session) in sessions {
            self.sessions.entry(id).or_insert(session);
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
        self.dead = self
            .log
            .entities()
            .keys()
            .filter(|p| {
                self.log
                    .view(p.as_str())
                    .is_some_and(|v| v.life() == Life::Dead)
            })
            .cloned()
            .collect();
        self.kept = self.revive();
        let mut programme = match self.log.view(PROGRAMME) {
            Some(view) => Programme::new(text, &view),
            None => Programme::new(text, &NoFields),
        };
        for path in self.log.entities().keys() {
            if path.as_str() != PROGRAMME && !self.dead.contains(path) {
                self.show_in(&mut programme, path);
            }
        }
        self.programme = programme;
    }

    /// Brings what is derived up to date after changes to some entities.
    fn derive(&mut self, touched: &BTreeSet<Path>) {
        self.revision += 1;
        let text = self.programme.text.clone();
        let mut programme = std::mem::replace(&mut self.programme, Programme::new(text, &NoFields));
        let is_dead =
            |log: &Log, p: &Path| log.view(p.as_str()).is_some_and(|v| v.life() == Life::Dead);
        let deleted = !self.dead.is_empty() || !self.kept.is_empty();
        if !deleted && !touched.iter().any(|p| is_dead(&self.log, p)) {
            for path in touched {
                self.show_in(&mut programme, path);
            }
            self.programme = programme;
            return;
        }
        // Whatever was or is deleted may have come into view or gone out of it.
        let doubtful: BTreeSet<Path> = self
            .dead
            .iter()
            .chain(&self.kept)
            .chain(touched)
            .cloned()
            .collect();
        self.dead = doubtful
            .iter()
            .filter(|p| is_dead(&self.log, p))
            .cloned()
            .collect();
        self.kept = self.revive();
        for path in &doubtful {
            if self.dead.contains(path) {
                programme.update(path, None, Kept::default());
            } else {
                self.show_in(&mut programme, path);
            }
        }
        self.programme = programme;
    }

    fn show_in(&self, programme: &mut Programme, path: &Path) {
        if let Some(view) = self.log.view(path.as_str()) {
            let by_edit = view.life() == Life::KeptByEdit;
            programme.update(
                path,
                Some(&view),
                Kept {
                    by_edit,
                    by_reference: self.kept.contains(path),
                },
            );
        }
    }

    /// Takes from the dead those that something shown refers to, and returns them (rule 10: the
    /// least fixpoint from the living).
    fn revive(&mut self) -> HashSet<Path> {
        let mut kept = HashSet::new();
        if self.dead.is_empty() {
            return kept;
        }
        let by_id: HashMap<&str, &Path> = self.dead.iter().map(|p| (p.id(), p)).collect();
        let mut queue: Vec<&Path> = self
            .log
            .entities()
            .keys()
            .filter(|p| !self.dead.contains(*p))
            .collect();
        while let Some(path) = queue.pop() {
            let Some(entity) = self.log.entity(path.as_str()) else {
                continue;
            };
            for ((key, element), register) in &entity.fields {
                for ix in &register.heads {
                    let Some(change) = self.log.get(*ix) else {
                        continue;
                    };
                    match element {
                        Some(e) => {
                            if super::log::element_in(change, key, e)
                                && let Some(found) = by_id.get(&**e)
                                && kept.insert((*found).clone())
                            {
                                queue.push(found);
                            }
                        }
                        None => each_text(super::log::value_in(change, key), &mut |text| {
                            if let Some(found) = by_id.get(text)
                                && kept.insert((*found).clone())
                            {
                                queue.push(found);
                            }
                        }),
                    }
                }
            }
        }
        let dead = std::mem::take(&mut self.dead);
        self.dead = dead.into_iter().filter(|p| !kept.contains(p)).collect();
        kept
    }
}

fn each_text<'v>(value: &'v Value, found: &mut impl FnMut(&'v str)) {
    match value {
        Value::Text(t) => found(t),
        Value::List(l) => l.iter().for_each(|v| each_text(v, found)),
        Value::Map(m) => m.values().for_each(|v| each_text(v, found)),
        _ => {}
    }
}
