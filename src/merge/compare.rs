//! How two files differ in what they say, whatever their histories: of copies, of revisions, of files of
//! different programmes.

use super::preview::{IncomingKind, TextDifference};
use super::relation::{Relation, relation};
use super::survey::text_differences;
use crate::change::record::FieldKey;
use crate::change::{Document, What};
use crate::merge::Holding;
use crate::model::{Id, Map, Path, Value};
use std::collections::BTreeSet;

/// One thing that the second file says otherwise than the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The entity.
    pub on: Path,
    /// What of it.
    pub what: What,
    /// In which way: [`IncomingKind::Deleted`] is what stands in the first file only.
    pub kind: IncomingKind,
    /// The clause that it belongs to.
    pub clause: Option<Id>,
    /// Its article; 0 for what belongs to the whole programme.
    pub article: u8,
    /// The values in the first file; several where they are in conflict.
    pub before: Vec<Value>,
    /// The values in the second.
    pub after: Vec<Value>,
    /// The fields of an entity that stands in one file only.
    pub fields: Map,
}

/// How two files differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How the second stands to the first.
    pub relation: Relation,
    /// How many changes only the first has.
    pub only_first: usize,
    /// How many changes only the second has.
    pub only_second: usize,
    /// Pieces of the official text that differ.
    pub text: Vec<TextDifference>,
    /// What is said otherwise, by article, clause and entity.
    pub differences: Vec<Difference>,
}

impl Comparison {
    /// Compares what two files say.
    #[must_use]
    pub fn of(first: &Document, second: &Document) -> Self {
        let lacks = |a: &Document, b: &Document| {
            let all = a.log().changes().iter();
            all.filter(|c| !b.log().holds(c)).count()
        };
        let (only_first, only_second) = (lacks(first, second), lacks(second, first));
        let mut differences = Vec::new();
        let paths: BTreeSet<&Path> = [first, second]
            .into_iter()
            .flat_map(|d| d.shown().map(|(path, _)| path))
            .collect();
        for path in paths {
            entity(first, second, path, &mut differences);
        }
        let text = &first.programme().text;
        differences.sort_by_cached_key(|d: &Difference| {
            let clause = d.clause.as_ref().map(|c| text.position(c.as_str()));
            (d.article, clause, d.on.clone(), d.what.clone())
        });
        Self {
            relation: relation(first, second, only_second, only_first),
            only_first,
            only_second,
            text: text_differences(first, second),
            differences,
        }
    }

    /// Whether both say the same, though one may know more of how it came to be.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.differences.is_empty() && self.text.is_empty()
    }
}

fn entity(first: &Document, second: &Document, on: &Path, out: &mut Vec<Difference>) {
    let there = |d: &Document| d.is_shown(on.as_str());
    let of = if there(second) { second } else { first };
    let clause = of.clause_of(on);
    let article = of.article_of(on);
    let difference = |what: What, kind: IncomingKind| Difference {
        on: on.clone(),
        what,
        kind,
        clause: clause.clone(),
        article,
        before: Vec::new(),
        after: Vec::new(),
        fields: Map::new(),
    };
    let one_sided = match (there(first), there(second)) {
        (true, true) => None,
        (true, false) => Some(IncomingKind::Deleted),
        _ => Some(IncomingKind::New),
    };
    if let Some(kind) = one_sided {
        let entity = of.log().entity(on.as_str());
        let state = entity.map(|e| e.state(of.log().changes()));
        let fields = state.into_iter().flatten();
        out.push(Difference {
            fields: fields.map(|(k, v)| (k.into(), v.into_owned())).collect(),
            ..difference(What::Existence, kind)
        });
        return;
    }
    let keys: BTreeSet<&FieldKey> = [first, second]
        .into_iter()
        .filter_map(|d| d.log().entity(on.as_str()))
        .flat_map(|e| e.fields.keys())
        .collect();
    for key in keys {
        let hold = |d: &Document| -> Holding {
            let entity = d.log().entity(on.as_str());
            let register = entity.and_then(|e| e.register(Some(key)));
            let heads = register.map(|r| &r.heads[..]).unwrap_or_default();
            Holding::of(d.log(), &d.sessions, key, heads)
        };
        let (before, after) = (hold(first), hold(second));
        if before.says_the_same(&after) || (key.1.is_some() && shows(&before) == shows(&after)) {
            continue;
        }
        let kind = match (&key.1, shows(&after)) {
            (None, _) => IncomingKind::Value,
            (Some(_), true) => IncomingKind::Joins,
            (Some(_), false) => IncomingKind::Leaves,
        };
        let values = |h: &Holding| h.values().filter(|v| !v.is_null()).cloned().collect();
        out.push(Difference {
            before: values(&before),
            after: values(&after),
            ..difference(What::from(Some(key)), kind)
        });
    }
}

/// Whether an element is shown as being in its set: any head says so.
fn shows(element: &Holding) -> bool {
    element.values().any(|v| *v == Value::Bool(true))
}
