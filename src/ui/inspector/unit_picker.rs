//! Chooses a unit.
