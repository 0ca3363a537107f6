//! A document at one moment: all that is written into a file, ready for another thread.

use super::envelope::{Envelope, Sessions};
use super::list::ChangeList;
use super::record::Change;
use super::register::{Entities, EntityLog};
use crate::model::hash::HashSet;
use crate::model::id::PROGRAMME;
use crate::model::{Path, Value};
use std::borrow::Cow;
use std::sync::Arc;

/// A document at one moment, without the typed programme. To take one costs a few pointers; what is
/// written to afterwards is copied piece by piece, so the document can be edited on while a worker
/// thread writes the snapshot.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub(super) envelope: Arc<Envelope>,
    pub(super) sessions: Arc<Sessions>,
    pub(super) changes: ChangeList,
    pub(super) entities: Entities,
    pub(super) hidden: Arc<HashSet<Path>>,
}

impl Snapshot {
    /// What stands in the file beside state and history.
    #[must_use]
    pub fn envelope(&self) -> &Envelope {
        &self.envelope
    }

    /// The sessions in which changes were made.
    #[must_use]
    pub fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// All changes, in the order in which they came.
    #[must_use]
    pub const fn changes(&self) -> &ChangeList {
        &self.changes
    }

    /// The fields of an entity as the state part shows them (see [`super::EntityView::state`]).
    #[must_use]
    pub fn fields(&self, path: &str) -> Vec<(&str, Cow<'_, Value>)> {
        self.entities
            .get(path)
            .map(|e| e.state(&self.changes))
            .unwrap_or_default()
    }

    /// The changes of all registers of one field: the plain one and those of elements.
    pub(crate) fn register_changes(&self, path: &str, field: &str) -> Vec<&Arc<Change>> {
        let Some(entity) = self.entities.get(path) else {
            return Vec::new();
        };
        let registers = entity.fields.of(field).iter();
        registers
            .flat_map(|(_, register)| register.all.iter())
            .filter_map(|ix| self.changes.get(*ix))
            .collect()
    }

    /// The paths of the entities that stand in the state part, the programme aside, in byte order.
    pub fn shown(&self) -> impl Iterator<Item = &Path> {
        self.shown_entities().map(|(path, _)| path)
    }

    /// The entities that stand in the state part with their registers, the programme aside, in byte
    /// order of their paths.
    pub fn shown_entities(&self) -> impl Iterator<Item = (&Path, &EntityLog)> {
        shown(&self.entities, &self.hidden)
    }
}

/// The entities that are not hidden, the programme aside, in byte order of their paths. Few are hidden, so
/// they are met in order and not looked up.
pub(super) fn shown<'a>(
    entities: &'a Entities,
    hidden: &'a HashSet<Path>,
) -> impl Iterator<Item = (&'a Path, &'a EntityLog)> {
    let mut hidden: Vec<&Path> = hidden.iter().collect();
    hidden.sort_unstable();
    let mut hidden = hidden.into_iter().peekable();
    let mut is_shown = move |path: &Path| {
        while hidden.next_if(|next| *next < path).is_some() {}
        path.as_str() != PROGRAMME && hidden.peek().is_none_or(|next| *next != path)
    };
    let all = entities.iter().map(|(path, entity)| (path, &**entity));
    all.filter(move |(path, _)| is_shown(path))
}
