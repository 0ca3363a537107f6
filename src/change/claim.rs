//! Who made a change, and when: claims of the sessions, to show and never to decide with (FILE.md §1).

use super::document::Document;
use super::envelope::{Author, Sessions};
use super::record::{Change, ChangeId};
use chrono::{DateTime, Duration, FixedOffset};

/// Where a change comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Origin {
    /// It came with the template: nobody wrote it.
    Template,
    /// It was found in the readable part of a file ("sửa tay"): nobody says who or when.
    Hand,
    /// It was made in a session.
    Session,
}

/// What a change says of its making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The change.
    pub change: ChangeId,
    /// The group that it belongs to: what undo takes back as one.
    pub group: ChangeId,
    /// Where it comes from.
    pub origin: Origin,
    /// Who; empty for hand edits and for the template.
    pub by: Author,
    /// When; `None` where nothing is said, or nothing that can be read.
    pub at: Option<DateTime<FixedOffset>>,
}

impl Claim {
    /// What a change says, with these sessions.
    #[must_use]
    pub fn of(change: &Change, sessions: &Sessions) -> Self {
        let session = change.session().and_then(|id| sessions.get(id));
        let origin = if change.show.genesis {
            Origin::Template
        } else if change.session().is_some() {
            Origin::Session
        } else {
            Origin::Hand
        };
        Self {
            change: change.id.clone(),
            group: change.group_id(),
            origin,
            by: session.map(|s| s.by.clone()).unwrap_or_default(),
            at: session.and_then(|s| moment(&s.at, change.show.t.unwrap_or(0))),
        }
    }
}

/// So many seconds after the start of a session; `None` where its start cannot be read.
#[must_use]
pub fn moment(start: &str, seconds: u32) -> Option<DateTime<FixedOffset>> {
    let start = DateTime::parse_from_rfc3339(start).ok()?;
    start.checked_add_signed(Duration::seconds(i64::from(seconds)))
}

impl Document {
    /// Who made a change, and when.
    #[must_use]
    pub fn claim(&self, change: &Change) -> Claim {
        Claim::of(change, &self.sessions)
    }
}
