//! Receiving: what a copy from another machine would do to mine, before it does it, and then doing it
//! (FILE.md §1 rules 13–19, §5).
//!
//! The union of two copies itself asks nothing and loses nothing; it stands in [`crate::change::unite`].
//! Here the union is *tried* on a copy in memory and compared with what I have: a [`Preview`] says what
//! comes in, what of mine it would replace, where both sides differ, and which deletions an edit holds
//! back. Nothing of mine is touched until [`Preview::apply`], which unites and then writes what the user
//! decided otherwise as ordinary changes, one group.
//!
//! All of it is plain data, ready to be listed: no files, no clock, no window, no sentences.

pub mod anonymous;
pub mod compare;
pub mod decide;
pub mod holding;
pub mod preview;
pub mod relation;
mod survey;

pub use crate::change::What;
pub use anonymous::{Scrub, anonymised};
pub use compare::{Comparison, Difference};
pub use decide::{
    Applied, Choice, Decision, Receipt, Refused, both, open_conflicts, open_registers,
};
pub use holding::Holding;
pub use preview::{Counts, IncomingKind, Item, KeptDeletion, Outgoing, Preview, TextDifference};
pub use relation::Relation;
