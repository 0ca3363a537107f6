//! Files: the only layer that touches the file system (with the command line).
//!
//! This part of it deals in bytes and paths and knows nothing of what a document says. It reads no clock and shows
//! nothing: times come in as arguments, what went wrong goes out as data, and the sentences for it stand in the
//! string tables.
//!
//! - [`mod@load`]: reading a file that nobody vouches for: limits first, then text in whatever Unicode encoding.
//! - [`mod@save`]: FILE.md §4, steps 1 to 8. After any failure the old or the new document stands there, whole.
//! - [`journal`]: what was done since the last save; torn tails are tolerated.
//! - [`revisions`]: the bytes that saves replaced, thinned out with age.
//! - [`lock`]: who has the document open, as a hint beside it.
//! - [`watch`]: whether the file has changed under us.
//! - [`settings`]: what this machine remembers.
//! - [`paths`]: where all this lies; which places are no places to keep a document.
//! - [`folder`]: showing a folder in the system's file manager.
//! - [`fs`]: the system calls themselves, behind a trait, so that tests make each of them fail.
//!
//! How a document lives here, in order: [`load::load`]; [`journal::leftovers`] (offer to replay, or merge);
//! [`lock::claim`]; [`temp::sweep`]; [`journal::Journal::create`]; with every group of changes
//! [`journal::Journal::append`] and within a second `sync`; [`journal::Journal::mark`] with each snapshot;
//! [`save::save`] on a worker; [`journal::Journal::rebase`] with its mark; at the end
//! [`journal::Journal::discard`] and [`lock::release`].

pub mod error;
pub mod folder;
pub mod fs;
pub mod hash;
pub mod journal;
pub mod load;
pub mod lock;
pub mod paths;
pub mod revisions;
pub mod save;
pub mod settings;
pub mod temp;
pub mod watch;

#[cfg(test)]
mod fault;

pub use error::{IoFault, Remedy, SaveError, Step, TargetState};
pub use fs::{Fs, RealFs};
pub use hash::FileHash;
pub use load::{LoadError, Loaded, load};
pub use save::{Durability, Expected, SaveRequest, Saved, save};
