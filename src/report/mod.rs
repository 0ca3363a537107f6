//! What leaves the program for others to read: calendars, pictures of the timeline, tables.
//!
//! Everything here makes bytes or strings from a document and what follows from it. Nothing draws on
//! a screen, touches a file, or looks at a clock: the day, the moment and the widths of letters are
//! passed in.
//!
//! - [`calendar`] — deadlines and milestones as iCalendar (RFC 5545);
//! - [`timeline`] — the timeline on sheets of paper, as a [`drawing`]; [`svg`] — a drawing as SVG;
//! - [`table`] — rows of cells as tab-separated text and as HTML; [`listing`] — the rows of the
//!   timeline as such a table;
//! - [`sheets`] — budget lines, payments, houses and activities as tables with typed columns and
//!   totals; [`xlsx`] and [`csv`] write them;
//! - [`summary`] — what is said of a copy that is sent, in a few plain lines; [`mail`] — a draft with both;
//! - [`page`] — one HTML page for people without the program;
//! - [`names`] — how units, clauses and plans are called in what is written.

pub mod calendar;
pub mod csv;
pub mod drawing;
pub mod listing;
pub mod mail;
pub mod money_chart;
pub mod names;
pub mod page;
pub mod sheets;
pub mod summary;
pub mod svg;
pub mod table;
pub mod timeline;
pub mod xlsx;
