//! What receiving a copy would do to mine: plain data to be listed.

use super::holding::Holding;
use super::relation::Relation;
use crate::change::{Claim, Sessions, Snapshot, What};
use crate::model::{Id, Map, Path};
use std::collections::BTreeMap;

/// In which way something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum IncomingKind {
    /// An entity that I have not.
    New,
    /// An entity of mine is deleted.
    Deleted,
    /// An entity that I know as deleted comes back.
    Restored,
    /// A field gets another value.
    Value,
    /// An element comes into a set.
    Joins,
    /// An element goes out of a set.
    Leaves,
}

/// Something that the union would change, or on which both sides differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The entity.
    pub on: Path,
    /// What of it.
    pub what: What,
    /// In which way.
    pub kind: IncomingKind,
    /// The clause that the entity belongs to.
    pub clause: Option<Id>,
    /// The article (Điều) of that clause; 0 for what belongs to the whole programme.
    pub article: u8,
    /// What both knew last; for existence, nothing.
    pub base: Holding,
    /// What I have.
    pub mine: Holding,
    /// What their copy has.
    pub theirs: Holding,
    /// What there would be after the union: several values where it is a conflict.
    pub after: Holding,
    /// Who changed the existence, and when; who set values is told beside them.
    pub by: Vec<Claim>,
    /// Of a new or restored entity its fields as they would be shown; of a deleted one as I have them.
    pub fields: Map,
    /// A value, a member or an entity of mine would no longer be there, or what I took out would be
    /// back (rule 19).
    pub replaces: bool,
    /// Their change claims to have seen mine, but their copy does not hold mine: doubtful.
    pub blind: bool,
    /// The entity would be deleted as well: this matters only where the deletion is declined. Or it is
    /// deleted on both sides and in view only for what refers to it.
    pub in_deleted: bool,
    /// Both values may be kept, put together: a text with one value on each side.
    pub may_be_both: bool,
    /// Their copy held this very conflict already.
    pub inherited: bool,
}

impl Item {
    /// Whether several values would stand against each other.
    #[must_use]
    pub const fn is_conflict(&self) -> bool {
        self.after.is_open()
    }
}

/// A deletion that has no effect, as an edit that the deleter had not seen holds it back (rule 10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDeletion {
    /// The entity.
    pub on: Path,
    /// The clause that it belongs to.
    pub clause: Option<Id>,
    /// Its article; 0 for what belongs to the whole programme.
    pub article: u8,
    /// I deleted it, and they edited it; else they deleted it, and I edited it.
    pub deleted_by_me: bool,
    /// Who deleted it, and when.
    pub deleted: Vec<Claim>,
    /// The edits that hold it back: the field, the element, and who made it when.
    pub edits: Vec<(What, Claim)>,
    /// Its fields as they would be shown.
    pub fields: Map,
}

/// A piece of the official text that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDifference {
    /// The clause.
    pub clause: Id,
    /// Its text in my file; `None` where it is not there.
    pub mine: Option<String>,
    /// Its text in theirs.
    pub theirs: Option<String>,
}

/// What I have and they have not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// How many changes.
    pub changes: usize,
    /// In how many entities.
    pub entities: usize,
}

/// How many of each, of one article or in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What comes in.
    pub incoming: usize,
    /// How many of these replace something of mine.
    pub replaced: usize,
    /// Conflicts that I did not have.
    pub conflicts: usize,
    /// Deletions that an edit holds back.
    pub kept: usize,
}

/// What receiving a copy would do. It is computed without touching mine; see [`Preview::of`].
#[derive(Clone, Debug)]
pub struct Preview {
    /// How their file stands to mine.
    pub relation: Relation,
    /// Pieces of the official text that differ. Mine stays as it is, whatever theirs says.
    pub text: Vec<TextDifference>,
    /// What would come in, by article, clause and entity.
    pub incoming: Vec<Item>,
    /// Where both sides differ and I did not know it before. Left alone, they stay open and travel.
    pub conflicts: Vec<Item>,
    /// Deletions that an edit holds back.
    pub kept: Vec<KeptDeletion>,
    /// How many changes they have that I lack.
    pub changes: usize,
    /// What they lack.
    pub outgoing: Outgoing,
    /// In all.
    pub total: Counts,
    /// For each article; 0 for what belongs to the whole programme.
    pub by_article: BTreeMap<u8, Counts>,
    /// Their file was written by a newer version: it can be looked at, not taken in.
    pub is_newer: bool,
    pub(super) theirs: Snapshot,
    pub(super) revision: u64,
}

impl Preview {
    /// What comes in and replaces something of mine (rule 19).
    pub fn replaced(&self) -> impl Iterator<Item = &Item> {
        self.incoming.iter().filter(|item| item.replaces)
    }

    /// The item about one thing: incoming, or a conflict.
    #[must_use]
    pub fn item(&self, on: &Path, what: &What) -> Option<&Item> {
        let mut all = self.conflicts.iter().chain(&self.incoming);
        all.find(|i| i.on == *on && i.what == *what)
    }

    /// The party that worked on their copy last, by the dates that its sessions claim: a proposal for
    /// whose copy it is. Sessions that mine does not know go before those that both know.
    #[must_use]
    pub fn likely_sender(&self, mine: &Sessions) -> Option<String> {
        let sessions = self.theirs.sessions().iter();
        let moment = |at: &str| chrono::DateTime::parse_from_rfc3339(at).ok();
        let named = sessions.filter(|(_, s)| !s.by.party.is_empty());
        let latest = named.max_by_key(|(id, s)| (!mine.contains_key(*id), moment(&s.at)));
        latest.map(|(_, s)| s.by.party.clone())
    }

    /// Whether nothing would change on screen, though the history may grow.
    #[must_use]
    pub const fn changes_nothing(&self) -> bool {
        self.incoming.is_empty() && self.conflicts.is_empty() && self.kept.is_empty()
    }
}
