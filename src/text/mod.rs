//! Vietnamese text: everything about letters, words, numbers and days as people write them.
//!
//! Pure functions on text: no clock, no files, no screen. Errors here are data, never sentences;
//! the sentences stand in the string tables.
//!
//! - [`fold`]: one stored form, accent folding, search in three levels
//! - [`collate`]: the order of names and of people
//! - [`words`]: amounts in words
//! - [`money`]: đồng in and out
//! - [`number`]: fixed-point figures and percentages
//! - [`date`]: days in and out
//! - [`difference`]: how two texts differ, word by word, and both of two edits in one
//! - [`filename`]: names of files that every system takes
//! - [`people`]: names of persons in running text, hidden
//! - [`visible`]: hostile invisible characters made visible

pub mod collate;
pub mod date;
pub mod difference;
pub mod filename;
pub mod fold;
pub mod money;
pub mod number;
pub mod people;
pub mod strings;
pub mod visible;
pub mod words;

/// The shared test vectors (amounts in words, sort order, folding, tone positions).
#[cfg(test)]
fn vectors() -> serde_json::Value {
    serde_json::from_str(include_str!("../../tests/fixtures/vectors.json"))
        .expect("the fixture is well-formed JSON")
}
