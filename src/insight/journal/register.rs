//! Who set this, when, from what: the history of one register.

use super::{claim_of, old_values};
use crate::change::register::{element_in, value_in};
use crate::change::{Act, Claim, Document, What};
use crate::model::{Path, Value};

/// One change of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who, and when.
    pub claim: Claim,
    /// What it gave the register; `None` where that was shortened (rule 18). Of the existence: `true`
    /// where it made the entity or made it alive again, `false` where it deleted it.
    pub value: Option<Value>,
    /// The values that it was written over.
    pub from: Vec<Value>,
    /// A value that it was written over is not known any more.
    pub from_is_gone: bool,
    /// Nothing was written over it: it is what counts now. Several where it is a conflict.
    pub is_head: bool,
    /// The group that it takes back, where it is an undo.
    pub is_undo: bool,
}

/// The changes of one register, the latest first; what the template gave comes last, and before it what
/// bears no time.
#[must_use]
pub fn register_history(document: &Document, on: &Path, what: &What) -> Vec<Step> {
    let log = document.log();
    let key = what.key();
    let entity = log.entity(on.as_str());
    let Some(register) = entity.and_then(|e| e.register(key.as_ref())) else {
        return Vec::new();
    };
    let mut steps: Vec<Step> = Vec::new();
    for ix in &register.all {
        let (Some(change), Some(claim)) = (log.get(*ix), claim_of(document, *ix)) else {
            continue;
        };
        let value = match (&key, &change.act) {
            (_, Act::Thin { .. }) => None,
            (None, act) => Some(Value::Bool(!matches!(act, Act::Del { .. }))),
            (Some((f, None)), _) => Some(value_in(change, f).clone()),
            (Some((f, Some(e))), _) => Some(Value::Bool(element_in(change, f, e))),
        };
        let (from, from_is_gone) = match &key {
            Some(key) => old_values(log, change, key),
            None => (Vec::new(), false),
        };
        steps.push(Step {
            claim,
            value,
            from,
            from_is_gone,
            is_head: register.heads.contains(ix),
            is_undo: change.show.undoes.is_some(),
        });
    }
    steps.sort_by_cached_key(|s| {
        let id = s.claim.change.clone();
        let counter = id.split_once(':').and_then(|(_, n)| n.parse::<u32>().ok());
        std::cmp::Reverse((s.claim.origin, s.claim.at, counter, id))
    });
    steps
}
