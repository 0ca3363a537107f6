//! The dialogs of plans by name, and as pictures.
