//! The change engine: the only way in which a document changes (FILE.md §1).
//!
//! A [`Change`] writes one register: a field, an element of a set, or whether an entity exists. The
//! [`Log`] sorts changes into registers and finds the heads of each; what the heads say is the state.
//! [`Document`] holds the log with its envelope, carries out operations, and keeps the typed
//! [`Programme`](crate::model::Programme) up to date. A [`Snapshot`] is what a worker thread writes
//! into a file meanwhile. No files, no clock, no window.

pub mod absorb;
pub mod belonging;
mod both;
pub mod claim;
pub mod commit;
pub mod compact;
pub mod cut;
pub mod dated;
pub mod document;
pub mod envelope;
mod gone;
pub mod heads;
pub mod households;
mod inverse;
pub mod list;
pub mod log;
pub mod places;
pub mod record;
pub mod register;
mod restore;
mod sent;
pub mod snapshot;
pub mod undo;
pub mod unite;
pub mod view;
pub mod what;

pub(crate) use both::both;
pub use claim::{Claim, Origin};
pub use commit::{Group, Op, Seen, Write};
pub use compact::Dropped;
pub use cut::{Cut, CutKind, Knows, Mark, Past, Spoken};
pub use document::Document;
pub use envelope::{Author, Envelope, FORMAT_VERSION, Session, Sessions};
pub use list::ChangeList;
pub use log::{Log, LogProblem};
pub use record::{Act, Change, ChangeId, ChangeRef, Show};
pub use snapshot::Snapshot;
pub use undo::{Blocked, Step, UndoStack};
pub use unite::is_copy;
pub use view::{EntityView, Life};
pub use what::What;
