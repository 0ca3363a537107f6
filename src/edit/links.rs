//! Dependencies: which may be drawn.

use super::Refusal;
use crate::change::Op;
use crate::model::{Activity, Dependency, Id, Map, Path, Programme, Value};
use std::collections::{HashMap, HashSet};

/// Checks a new dependency: both ends are there, it is none to itself, no second one, and closes no
/// circle. An end may be made in the same step, by `made`.
pub(super) fn creation(p: &Programme, on: &Path, fields: &Map, made: &[Op]) -> Result<(), Refusal> {
    let is_made = |id: &str| {
        made.iter().any(
            |op| matches!(op, Op::New { on, .. } if on.kind() == Activity::KIND && on.id() == id),
        )
    };
    let end = |key: &str| {
        let id = fields.get(key).and_then(Value::as_text);
        id.filter(|id| p.activities.contains_key(*id) || is_made(id))
            .map(Id::from)
            .ok_or_else(|| Refusal::WrongValue {
                key: key.to_owned(),
            })
    };
    let (before, after) = (end(Dependency::BEFORE)?, end(Dependency::AFTER)?);
    if before == after {
        return Err(Refusal::DependsOnItself);
    }
    let mut next: HashMap<&Id, Vec<&Id>> = HashMap::new();
    for d in p.dependencies.values().filter(|d| d.id != *on.id()) {
        if let (Some(from), Some(to)) = (&d.before, &d.after) {
            if *from == before && *to == after {
                return Err(Refusal::AlreadyLinked);
            }
            next.entry(from).or_default().push(to);
        }
    }
    // Whoever is reached from the later one cannot be the earlier one.
    let mut seen: HashSet<&Id> = HashSet::new();
    let mut open = vec![&after];
    while let Some(at) = open.pop() {
        if *at == before {
            return Err(Refusal::DependencyCycle);
        }
        if seen.insert(at) {
            open.extend(next.get(at).into_iter().flatten());
        }
    }
    Ok(())
}
