//! The tab in pictures and through the interface by name.

mod behaviour;
mod pictures;
mod spreadsheet;
mod views;
