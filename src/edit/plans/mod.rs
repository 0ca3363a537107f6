//! The rules of annual plans (DOMAIN.md §2, Điều 7.3).
//!
//! They are checked once for the whole step, on what the plans would say after it ([`settle`]): so
//! number, date and state may come in one step in any order, and no combination of edits gets round
//! a rule.

mod adjust;
mod agreements;
mod later;
mod moves;
mod record;
mod settle;
mod step;

use crate::model::{Map, Value};

pub(super) use adjust::adjust;
pub(super) use agreements::restored;
pub use moves::{is_allowed_move, is_issued, moves};
pub(super) use record::record;
pub use record::{RecordedAgreement, RecordedPlan};
pub(super) use settle::{settle, settled_everywhere};

/// Fields without the unset ones.
pub(super) fn fields(all: impl IntoIterator<Item = (&'static str, Value)>) -> Map {
    all.into_iter()
        .filter(|(_, v)| !v.is_null())
        .map(|(k, v)| (k.into(), v))
        .collect()
}
