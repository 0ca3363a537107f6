//! What an entity would say after a step that is not committed yet.

use crate::change::{Document, EntityView, Op};
use crate::model::field::FieldSource;
use crate::model::{Path, Value};
use std::collections::BTreeMap;

/// What an entity says after the operations of a step.
pub(super) struct Later<'a> {
    pub(super) view: Option<EntityView<'a>>,
    pub(super) set: BTreeMap<&'a str, &'a Value>,
    pub(super) made: bool,
    pub(super) dead: bool,
}

impl<'a> Later<'a> {
    pub(super) fn of(document: &'a Document, ops: &'a [Op], on: &Path) -> Self {
        let mut later = Self {
            view: document.log().view(on.as_str()),
            set: BTreeMap::new(),
            made: false,
            dead: !document.is_shown(on.as_str()),
        };
        for op in ops.iter().filter(|op| op.on() == on) {
            if later.view.is_some() || later.made || matches!(op, Op::New { .. }) {
                later.dead = matches!(op, Op::Del { .. });
            }
            match op {
                Op::Set { f, to, .. } => {
                    later.set.insert(f, to);
                }
                Op::New { to, .. } => {
                    later.made = true;
                    later.set.extend(to.iter().map(|(k, v)| (&**k, v)));
                }
                _ => {}
            }
        }
        later
    }
}

impl FieldSource for Later<'_> {
    fn value(&self, key: &str) -> Option<&Value> {
        match self.set.get(key) {
            Some(value) => (!value.is_null()).then_some(*value),
            None => self.view.as_ref()?.value(key),
        }
    }
    fn values(&self, key: &str) -> Vec<&Value> {
        self.value(key).into_iter().collect()
    }
    fn elements(&self, key: &str) -> Vec<&str> {
        self.view
            .as_ref()
            .map(|v| v.elements(key))
            .unwrap_or_default()
    }
    fn contested(&self) -> Vec<&str> {
        Vec::new()
    }
}
