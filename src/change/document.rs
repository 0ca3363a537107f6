//! The document: the history with its envelope, and the typed programme that follows from it.

use super::both::both;
use super::commit::Group;
use super::envelope::{Author, Envelope, FORMAT_VERSION, Session, Sessions};
use super::gone::Gone;
use super::log::Log;
use super::record::Change;
use super::snapshot::{Snapshot, shown};
use super::view::{EntityView, Life};
use crate::model::field::FieldSource;
use crate::model::id::PROGRAMME;
use crate::model::programme::Kept;
use crate::model::{Activity, Id, OfficialText, Path, Programme, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// The current session with the counter of its next change.
    pub(super) current: Option<(Arc<str>, Session, u32)>,
    revision: u64,
    /// The revision in which all was derived anew, and those in which the kinds were written to since.
    derived_at: u64,
    kinds_at: BTreeMap<Box<str>, u64>,
    lineage: Lineage,
}

/// Which document in memory something was derived from. A copy has a lineage of its own: it may be
/// edited otherwise, with the same numbers for its revisions.
#[derive(Debug, Default)]
pub struct Lineage(Arc<()>);

impl Lineage {
    /// The same lineage once more, for what is derived from the document.
    #[must_use]
    pub fn share(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Clone for Lineage {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Lineage {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
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
    pub fn new(envelope: Envelope, sessions: Sessions, log: Log, text: Arc<OfficialText>) -> Self {
        Self::new_while(envelope, sessions, log, text, &|_| ()).0
    }

    /// [`Document::new`], and what `work` makes of its snapshot: on a thread of its own meanwhile, where
    /// the document is large.
    pub fn new_while<R: Send>(
        envelope: Envelope,
        sessions: Sessions,
        log: Log,
        text: Arc<OfficialText>,
        work: &(dyn Fn(&Snapshot) -> R + Sync),
    ) -> (Self, R) {
        /// From how many changes on a thread is worth its making.
        const MANY: usize = 4_000;
        let programme = Programme::new(text, &NoFields);
        let mut document = Self {
            envelope: Arc::new(envelope),
            sessions: Arc::new(sessions),
            gone: Gone::of(&log),
            log,
            programme,
            current: None,
            revision: 1,
            derived_at: 1,
            kinds_at: BTreeMap::new(),
            lineage: Lineage::default(),
        };
        let snapshot = document.snapshot();
        let many = document.log.changes().len() >= MANY;
        let ((), result) = both(many, || document.derive_programme(), || work(&snapshot));
        (document, result)
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

    /// Counts its revisions on from that of a document in whose place it comes, so that no number of the one is
    /// taken for one of the other.
    pub fn count_on_from(&mut self, revision: u64) {
        self.revision = self.revision.max(revision) + 1;
        self.derived_at = self.revision;
        self.kinds_at.clear();
    }

    /// The last revision in which something of a kind was written to. That an activity got another title
    /// alone does not count: nothing follows from titles.
    #[must_use]
    pub fn changed_at(&self, kind: &str) -> u64 {
        let at = self.kinds_at.get(kind).copied();
        at.map_or(self.derived_at, |at| at.max(self.derived_at))
    }

    /// The last revision in which changes of another origin came in. Since then changes were written at
    /// the end of the log only, and none of them was altered.
    #[must_use]
    pub const fn united_at(&self) -> u64 {
        self.derived_at
    }

    /// Which document this is, among those in memory.
    #[must_use]
    pub const fn lineage(&self) -> &Lineage {
        &self.lineage
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

    /// The document of a snapshot with this official text: for work on another thread that needs more than
    /// the snapshot. No session is begun in it.
    #[must_use]
    pub fn of_snapshot(snapshot: &Snapshot, text: Arc<OfficialText>) -> Self {
        let changes = snapshot.changes().iter().cloned();
        let (envelope, sessions) = (snapshot.envelope().clone(), snapshot.sessions().clone());
        Self::new(envelope, sessions, Log::new(changes), text)
    }

    /// Begins a session of editing with a new id, never used before (rule 3). It enters the file with
    /// its first change.
    pub fn begin_session(&mut self, id: &str, session: Session) {
        // An id that was used all the same must not name two changes.
        let all = self.log.changes().iter();
        let counter = |id: &str| id.parse::<u32>().ok();
        let own = all.filter_map(|c| counter(c.id.strip_prefix(id)?.strip_prefix(':')?));
        let used = own.max().unwrap_or(0);
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
            .iter()
            .filter(|(p, _)| p.as_str() == PROGRAMME || !self.gone.hidden().contains(*p))
            .map(|(p, entity)| (p, EntityView::new(&self.log, entity)))
    }

    /// Takes in changes of another origin: a journal, hand edits, another copy. Returns how many
    /// were new.
    pub fn unite(&mut self, changes: Vec<Arc<Change>>, sessions: Sessions) -> usize {
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

    /// Takes note that something beside the changes was written: the file does not hold it yet.
    pub(super) fn touch(&mut self) {
        self.revision += 1;
    }

    fn derive_all(&mut self) {
        self.revision += 1;
        self.derived_at = self.revision;
        self.kinds_at.clear();
        self.gone = Gone::of(&self.log);
        self.derive_programme();
    }

    fn derive_programme(&mut self) {
        let text = self.programme.text.clone();
        self.programme = match self.log.view(PROGRAMME) {
            Some(view) => Programme::new(text, &view),
            None => Programme::new(text, &NoFields),
        };
        let (log, gone) = (&self.log, &self.gone);
        let shown = shown(log.entities(), gone.hidden());
        self.programme.fill(shown.map(|(path, entity)| {
            let view = EntityView::new(log, entity);
            (path, view, kept(gone, path, &view))
        }));
    }

    /// Brings what is derived up to date after changes to some entities.
    pub(super) fn derive(&mut self, touched: &BTreeSet<Path>) {
        self.revision += 1;
        let changed = self.gone.update(&self.log, touched);
        for path in touched.union(&changed) {
            let id = Id::from(path.id());
            let activity =
                (path.kind() == Activity::KIND).then(|| self.programme.activities.get(&id));
            let before = activity.flatten().cloned();
            if self.gone.hidden().contains(path) {
                self.programme.update(path, None, Kept::default());
            } else {
                show(&self.log, &self.gone, &mut self.programme, path);
            }
            if let Some(mut before) = before
                && let Some(now) = self.programme.activities.get(&id)
            {
                before.title.clone_from(&now.title);
                if before == *now {
                    continue;
                }
            }
            self.kinds_at.insert(path.kind().into(), self.revision);
        }
    }
}

fn show(log: &Log, gone: &Gone, programme: &mut Programme, path: &Path) {
    if let Some(view) = log.view(path.as_str()) {
        programme.update(path, Some(&view), kept(gone, path, &view));
    }
}

fn kept(gone: &Gone, path: &Path, view: &EntityView<'_>) -> Kept {
    Kept {
        by_edit: view.life() == Life::KeptByEdit,
        by_reference: gone.is_kept(path),
    }
}
