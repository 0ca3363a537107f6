//! Đồng Hành: follows how an official cooperation programme between local governments is carried out.
//! One programme is one JSON file; one window shows it. Start here.
//!
//! # The layers
//!
//! Each uses only what stands above it, and `tests/architecture.rs` holds the wall:
//!
//! | | |
//! |---|---|
//! | [`text`] | Vietnamese letters, numbers, days, money in and out. Its `strings` are the tables of everything that is said on screen, and know the words and errors of other layers |
//! | [`model`] | What a programme is: kinds, fields, values, the official text. [`model::kinds`] is the one place where a field is declared |
//! | [`change`] | The change, the log, the document: the only way in which anything changes; undo |
//! | [`codec`] | The JSON text of a document: reading, writing, proving; the embedded programme and the sample |
//! | [`merge`] | Receiving a copy: what it would do to mine, and doing it |
//! | [`insight`] | What follows from the data and is never stored: standings, coverage, sums, problems |
//! | [`edit`] | What a user may do, with the rules; an edit becomes operations, or a refusal |
//! | [`store`] | Files, and nothing else: loading, saving in eight steps, journal, revisions, settings |
//! | [`report`] | What leaves the program: calendars, pictures of the timeline, tables, letters, the page to read. Makes bytes, writes no file |
//! | [`import`] | What comes in from spreadsheets: read within limits, understood, shown, and made into one edit |
//! | [`ui`] | What is seen: tokens, widgets, tabs, dialogs; of [`import`] what a table would do before it is taken in. Reads a view, sends commands |
//! | [`app`] | State, commands and their execution, background jobs, the real window |
//! | [`cli`] | The same library without a window |
//!
//! # What always holds
//!
//! - **A change is the only way a document changes.** Records never change; the state is what the heads of
//!   the registers say. Undo, journal, history and merging are the same records.
//! - **The document is never touched while it is drawn.** A tab is `fn(ui, &View, &mut State, &mut
//!   Commands)`. After the frame the app carries the commands out: edit, rules, operations, commit,
//!   journal; then what follows from the data is derived once for the revision.
//! - **No clock and no files below.** The day, the moment and new ids are passed in. `std::fs` stands in
//!   [`store`] and [`cli`] alone; opening a file touches no network and no other file of the user's.
//! - **A save leaves the old or the new file, whole.** It runs on a worker thread from a snapshot; the window
//!   never waits for it.
//! - **Nothing received is trusted.** Sizes and depths are limited before anything is made of a file; what
//!   is wrong in the data is reported ([`insight::problems`]), never mended silently; what this version
//!   does not know survives with its text unchanged.
//! - **Empty is not zero.** Money is whole đồng in a checked `i64`; figures in conflict have no value.
//! - **The official text is never altered**, and nothing is filled in that it leaves open.
//! - **Errors are data** until the string tables make one sentence of each, in both languages.
//! - **Colours stand in the tokens**, texts in the tables, keys in the table of actions.
//!
//! # An edit, from key to disk
//!
//! A field holds a draft; leaving it sends [`ui::commands::Command::Edit`]. [`edit::plan`] checks the rules
//! and gives operations; [`change::Document::commit`] writes them as one group, which goes to the journal
//! ([`store::journal`]) at once. [`insight::Insight::of`] derives the rest, and the next frame draws it. After
//! a short pause [`codec::write`] makes the text of a snapshot, [`codec::verify`] proves it, and
//! [`store::save()`] puts it in the file's place.

pub mod app;
pub mod change;
pub mod cli;
pub mod codec;
pub mod edit;
pub mod import;
pub mod insight;
pub mod merge;
pub mod model;
pub mod report;
pub mod store;
pub mod text;
pub mod ui;
