//! The edits of one step beside each other, so that dates that move together are checked together. What
//! is asked of thousands of them is looked up, not searched for.

use super::Edit;
use crate::insight::{Figures, LineMoney};
use crate::model::hash::{HashMap, HashSet};
use crate::model::{BudgetLine, Path, Programme, Value};
use std::cell::OnceCell;

/// From how many edits on the money of all lines is gathered once.
const MANY: usize = 16;

/// The edits of a step.
pub(super) struct Beside<'a> {
    edits: &'a [Edit],
    sets: OnceCell<HashMap<(&'a str, &'a str), &'a Value>>,
    made: OnceCell<HashSet<&'a str>>,
    money: OnceCell<LineMoney<'a>>,
}

impl<'a> Beside<'a> {
    /// The edits of a step; none where an edit stands alone.
    pub(super) const fn of(edits: &'a [Edit]) -> Self {
        Self {
            edits,
            sets: OnceCell::new(),
            made: OnceCell::new(),
            money: OnceCell::new(),
        }
    }

    /// What the last of them sets a field to.
    pub(super) fn set(&self, on: &Path, key: &str) -> Option<&'a Value> {
        let sets = self.sets.get_or_init(|| {
            let edits = self.edits.iter();
            edits
                .filter_map(|edit| match edit {
                    Edit::Set { on, key, to, .. } => Some(((on.as_str(), key.as_str()), to)),
                    _ => None,
                })
                .collect()
        });
        sets.get(&(on.as_str(), key)).copied()
    }

    /// Whether one of them makes this.
    pub(super) fn makes(&self, on: &Path) -> bool {
        let made = self.made.get_or_init(|| {
            let edits = self.edits.iter();
            edits
                .filter_map(|edit| match edit {
                    Edit::Create { on, .. } => Some(on.as_str()),
                    _ => None,
                })
                .collect()
        });
        made.contains(on.as_str())
    }

    /// The figures of a line as they are recorded.
    pub(super) fn figures(&self, programme: &'a Programme, line: &BudgetLine) -> Figures {
        if self.edits.len() < MANY {
            return Figures::of_line(programme, line);
        }
        let money = self.money.get_or_init(|| LineMoney::of(programme));
        money.figures(line)
    }
}
