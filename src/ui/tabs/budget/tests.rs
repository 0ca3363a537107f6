//! The tab in pictures and through the interface by name.

mod behaviour;
mod money;
mod pictures;
mod spreadsheet;
mod typing;
mod views;
