//! The change engine: the only way in which a document changes (FILE.md §1).
//!
//! A [`Change`] writes one register: a field, an element of a set, or whether an entity exists. The
//! [`Log`] sorts changes into registers and finds the heads of each; what the heads say is the state.
//! [`Document`] holds the log with its envelope, carries out operations, and keeps the typed
//! [`Programme`](crate::model::Programme) up to date. No files, no clock, no window.

pub mod absorb;
pub mod document;
pub mod heads;
pub mod log;
pub mod record;
pub mod undo;

pub use document::{Author, Document, Envelope, FORMAT_VERSION, Group, Op, Seen, Session};
pub use log::{EntityView, Life, Log, LogProblem};
pub use record::{Act, Change, ChangeId, ChangeRef, Show};
pub use undo::{Blocked, Step, UndoStack};
