//! Tables that come from a spreadsheet: budget lines, payments, houses, activities.
//!
//! Nothing received is trusted, and nothing is half taken in. The way in has four steps, each of which
//! can be shown before the next:
//!
//! 1. [`book::read`] — the sheets of an .xlsx or .csv, within limits that are checked before anything
//!    is unpacked;
//! 2. [`layout::guess`] — the row of the headings and what each column holds, from Vietnamese headings
//!    with or without accents; the user may choose otherwise;
//! 3. [`preview::of`] — what each row would do: it is new, changes something, or changes nothing; and
//!    every cell that is not understood, with the reason;
//! 4. [`preview::Preview::edit`] — one edit, one undo step; none while anything is wrong.
//!
//! A row whose "Mã" is known stands for what has that id. Its cells are compared with what the export
//! of today would write there (`report::sheets`), and only what differs is read: a table that comes
//! back as it went out changes nothing, whatever stands in its cells.
//!
//! A row without a "Mã" that can only stand for something recorded (`recorded`) is told as such and not
//! recorded once more: the same table taken in twice doubles nothing.
//!
//! Units are found by their names, letter for letter but for capitals and the place of tone marks,
//! never by names without accents: "vinh hung" is two communes (DOMAIN.md §2).

pub mod book;
mod build;
mod encoding;
mod field;
mod headings;
pub mod layout;
mod lookup;
mod passed;
pub mod paste;
pub mod preview;
mod reader;
mod recorded;
mod refused;
pub mod sentences;
mod value;
pub mod watch;

pub use crate::report::sheets::{Format, Key, List};
pub use preview::{Preview, Wrong};

#[cfg(test)]
mod tests;
