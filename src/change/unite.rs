//! Two copies become one (FILE.md §1): the union of all that they hold. Commutative, associative and
//! idempotent, without clock, server or ancestor; what the copies say differently is a conflict.

use super::document::Document;
use super::envelope::Envelope;
use super::snapshot::Snapshot;
use crate::model::Value;
use std::sync::Arc;

impl Document {
    /// Takes in another copy of the same document, whose own hand edits were taken in when it was
    /// read (rule 12). Nothing is asked and nothing is lost. Returns how many changes were new.
    ///
    /// Whether the copy *is* one of the same document is for the caller to find out ([`is_copy`]).
    pub fn unite_with(&mut self, other: &Snapshot) -> usize {
        let theirs = other.envelope();
        let mine = Arc::make_mut(&mut self.envelope);
        mine.min_reader = mine.min_reader.max(theirs.min_reader);
        mine.version = mine.version.max(theirs.version);
        union(&mut mine.joined, &theirs.joined);
        if mine.doc_id != theirs.doc_id {
            union(&mut mine.joined, &[Value::text(theirs.doc_id.as_str())]);
        }
        union(&mut mine.cuts, &theirs.cuts);
        union(&mut mine.unread, &theirs.unread);
        for (mine, theirs) in [
            (&mut mine.extra, &theirs.extra),
            (&mut mine.format_extra, &theirs.format_extra),
            (&mut mine.template, &theirs.template),
        ] {
            // Of two values that this version does not understand the greater stays, so that every
            // machine keeps the same one.
            let greater = theirs.iter().filter(|(key, value)| {
                let known = mine.get(key);
                known.is_none_or(|k| k.canonical() < value.canonical())
            });
            let greater = greater.map(|(k, v)| (k.clone(), v.clone()));
            *mine = mine.clone().into_iter().chain(greater).collect();
        }
        self.unite(
            other.changes().iter().cloned().collect(),
            other.sessions().clone(),
        )
    }
}

/// Whether two files are copies of one document, or of documents that were joined (rule 13).
#[must_use]
pub fn is_copy(a: &Envelope, b: &Envelope) -> bool {
    let names =
        |e: &Envelope, id: &str| e.doc_id == id || e.joined.iter().any(|j| j.as_text() == Some(id));
    names(a, &b.doc_id) || names(b, &a.doc_id)
}

/// Adds what is missing; in an order of its own, whichever side came first.
fn union(mine: &mut Vec<Value>, theirs: &[Value]) {
    mine.extend(theirs.iter().cloned());
    mine.sort_by_cached_key(Value::canonical);
    mine.dedup();
}
