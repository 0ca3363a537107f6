//! The JSON text of a document: reading, writing, and what comes with the program. No files.

pub mod embedded;
pub mod json;
pub mod read;
mod record;
mod verify;
pub mod write;

pub use json::{ReadError, ReadErrorKind};
pub use read::{Opened, read, read_records};
pub use verify::verify;
pub use write::{write, write_records};
