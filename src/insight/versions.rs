//! How two versions of a document differ, entity by entity and field by field, whatever their kinds. Of the state
//! only: what was changed and changed back is no difference.

use crate::change::Snapshot;
use crate::model::id::PROGRAMME;
use crate::model::{Path, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What became of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    /// It is there only after.
    Added,
    /// It was there only before.
    Removed,
    /// Some of its fields differ.
    Changed,
}

/// A field that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldDifference {
    /// The field.
    pub key: String,
    /// What it said before; null where it was unset.
    pub before: Value,
    /// What it says after.
    pub after: Value,
}

/// An entity that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct EntityDifference {
    /// Which.
    pub on: Path,
    /// What it is called, where it has a name.
    pub name: Option<String>,
    /// What became of it.
    pub became: Became,
    /// Its fields that differ, where it is there on both sides.
    pub fields: Vec<FieldDifference>,
}

/// How many entities of a kind there are.
pub type Counts = BTreeMap<String, usize>;

/// What stands in a version, kind by kind.
#[must_use]
pub fn counts(version: &Snapshot) -> Counts {
    let mut counts = Counts::new();
    for path in version.shown() {
        *counts.entry(path.kind().to_owned()).or_default() += 1;
    }
    counts
}

/// What differs between two versions, in byte order of the paths.
#[must_use]
pub fn differences(before: &Snapshot, after: &Snapshot) -> Vec<EntityDifference> {
    let programme = Path::programme();
    let (old, new): (BTreeSet<&Path>, BTreeSet<&Path>) =
        (before.shown().collect(), after.shown().collect());
    let mut found = Vec::new();
    for path in std::iter::once(&programme).chain(old.union(&new).copied()) {
        let both = *path == programme || old.contains(path) && new.contains(path);
        let (became, fields) = if both {
            (Became::Changed, fields(before, after, path.as_str()))
        } else if new.contains(path) {
            (Became::Added, Vec::new())
        } else {
            (Became::Removed, Vec::new())
        };
        if became == Became::Changed && fields.is_empty() {
            continue;
        }
        found.push(EntityDifference {
            on: path.clone(),
            name: name(after, path.as_str()).or_else(|| name(before, path.as_str())),
            became,
            fields,
        });
    }
    found
}

fn fields(before: &Snapshot, after: &Snapshot, path: &str) -> Vec<FieldDifference> {
    let old: BTreeMap<&str, Cow<'_, Value>> = before.fields(path).into_iter().collect();
    let new: BTreeMap<&str, Cow<'_, Value>> = after.fields(path).into_iter().collect();
    let keys: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let value = |of: &BTreeMap<&str, Cow<'_, Value>>, key: &str| {
        of.get(key).map_or(Value::Null, |v| (**v).clone())
    };
    keys.into_iter()
        .filter(|key| old.get(key) != new.get(key))
        .map(|key| FieldDifference {
            key: key.to_owned(),
            before: value(&old, key),
            after: value(&new, key),
        })
        .collect()
}

/// What an entity is called, by the first of its fields that is a name.
#[must_use]
pub fn name(version: &Snapshot, path: &str) -> Option<String> {
    const NAMES: [&str; 7] = [
        "short_name",
        "title",
        "name",
        "household",
        "text",
        "document",
        "content",
    ];
    if path == PROGRAMME {
        return None;
    }
    let fields = version.fields(path);
    NAMES.iter().find_map(|key| {
        let (_, value) = fields.iter().find(|(k, _)| k == key)?;
        let text = value.as_text()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    })
}

/// The kinds that others refer to and whose names may be told.
pub const REFERRED: [&str; 9] = [
    "units",
    "activities",
    "series",
    "plans",
    "annexes",
    "indicators",
    "budget_lines",
    "payments",
    "evidence",
];

/// What is called by an id in a version, where it is one that others refer to.
#[must_use]
pub fn name_of(version: &Snapshot, id: &str) -> Option<String> {
    REFERRED
        .iter()
        .find_map(|kind| name(version, &format!("{kind}/{id}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Op, Session};
    use crate::codec::embedded;

    #[test]
    fn entities_and_fields_that_differ_are_found_and_no_others() {
        let mut d = embedded::sample_document("d");
        let before = d.snapshot();
        assert_eq!(differences(&before, &d.snapshot()), []);
        d.begin_session("s", Session::default());
        let ids: Vec<_> = d.programme().activities.keys().cloned().collect();
        let path = |n: usize| Path::new("activities", ids[n].as_str());
        // Nothing refers to it, so it goes at once.
        let pair = d.programme().pairs.keys().next().unwrap();
        let pair = Path::new("pairs", pair.as_str());
        let was = d.programme().activities[&ids[0]].title.clone();
        d.commit(
            vec![
                Op::set(&path(0), "title", "Khác"),
                Op::set(&path(0), "due", Value::Null),
                Op::Del { on: pair.clone() },
                Op::New {
                    on: Path::new("payments", "p9"),
                    to: crate::model::Map::new(),
                },
            ],
            1,
        );
        let found = differences(&before, &d.snapshot());
        let got: Vec<_> = found.iter().map(|f| (f.on.as_str(), f.became)).collect();
        let mut want = [
            (path(0).as_str().to_owned(), Became::Changed),
            (pair.as_str().to_owned(), Became::Removed),
            ("payments/p9".to_owned(), Became::Added),
        ];
        want.sort();
        assert_eq!(
            got,
            want.iter()
                .map(|(p, b)| (p.as_str(), *b))
                .collect::<Vec<_>>()
        );
        let changed = found.iter().find(|f| f.became == Became::Changed).unwrap();
        assert_eq!(changed.name.as_deref(), Some("Khác"));
        let keys: Vec<_> = changed
            .fields
            .iter()
            .map(|f| (f.key.as_str(), &f.before))
            .collect();
        assert_eq!(keys[1], ("title", &Value::text(was)));
        assert_eq!(keys.len(), 2);
        // Back again: no difference, whatever the history says.
        assert_eq!(counts(&before).get("activities").copied(), Some(ids.len()));
    }
}
