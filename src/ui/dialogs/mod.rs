//! Dialogs: one window plus modals.
