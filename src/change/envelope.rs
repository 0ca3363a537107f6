//! What stands in a file beside state and history.

use crate::model::{Map, Value};
use std::collections::BTreeMap;
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

impl Envelope {
    /// The named moments with these among them, each once, in canonical order.
    pub(super) fn cuts_with(&self, more: impl IntoIterator<Item = Value>) -> Vec<Value> {
        let mut all = self.cuts.clone();
        all.extend(more);
        all.sort_by_cached_key(Value::canonical);
        all.dedup();
        all
    }
}
