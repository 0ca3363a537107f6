//! What the commands on two files and on the history have in common: JSON of values and claims.

use crate::change::{Author, Claim, Origin, What};
use crate::merge::{Holding, IncomingKind, Relation, TextDifference};
use crate::model::Value as Held;
use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value, json};

/// A value as JSON. Numbers that JSON readers would round stay texts.
pub(super) fn value(held: &Held) -> Value {
    match held {
        Held::Number(text) => Value::String(text.to_string()),
        Held::List(list) => list.iter().map(value).collect(),
        Held::Map(map) => map
            .iter()
            .map(|(k, v)| (k.to_string(), value(v)))
            .collect::<Map<_, _>>()
            .into(),
        other => serde_json::from_str(&other.canonical()).unwrap_or_default(),
    }
}

/// Who and when.
pub(super) fn by(origin: Origin, by: &Author, at: Option<DateTime<FixedOffset>>) -> Value {
    json!({
        "origin": match origin {
            Origin::Session => "session",
            Origin::Hand => "hand",
            Origin::Template => "template",
        },
        "party": by.party,
        "name": by.name,
        "at": at.map(|at| at.to_rfc3339()),
    })
}

/// The change with who and when.
pub(super) fn claim(claim: &Claim) -> Value {
    let mut told = by(claim.origin, &claim.by, claim.at);
    told["change"] = json!(&*claim.change);
    told
}

/// The values of a register, each with those who set it.
pub(super) fn holding(held: &Holding) -> Value {
    let one = |(v, by): &(Held, Vec<Claim>)| {
        let by: Vec<Value> = by.iter().map(claim).collect();
        json!({ "value": value(v), "by": by })
    };
    held.values.iter().map(one).collect()
}

/// The members that say what something is about.
pub(super) fn spot(on: &crate::model::Path, what: &What) -> Value {
    let (field, element) = match what {
        What::Existence => (None, None),
        What::Field(f) => (Some(&**f), None),
        What::Element(f, e) => (Some(&**f), Some(&**e)),
    };
    json!({ "on": on.as_str(), "field": field, "element": element })
}

/// The word for a way of changing: stable, whatever the language.
pub(super) const fn kind(kind: IncomingKind) -> &'static str {
    match kind {
        IncomingKind::New => "new",
        IncomingKind::Deleted => "deleted",
        IncomingKind::Restored => "restored",
        IncomingKind::Value => "value",
        IncomingKind::Joins => "joins",
        IncomingKind::Leaves => "leaves",
    }
}

/// The word for how two files stand to each other.
pub(super) const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Same => "same",
        Relation::Newer => "newer",
        Relation::Older => "older",
        Relation::Diverged => "diverged",
        Relation::JoinableSameTemplate => "joinable",
        Relation::OtherProgramme => "other_programme",
    }
}

/// Pieces of the official text that differ.
pub(super) fn texts(texts: &[TextDifference]) -> Value {
    let one = |d: &TextDifference| json!({ "clause": d.clause.as_str(), "mine": d.mine, "theirs": d.theirs });
    texts.iter().map(one).collect()
}

/// An object with the members of two.
pub(super) fn joined(mut a: Value, b: Value) -> Value {
    if let (Some(a), Value::Object(b)) = (a.as_object_mut(), b) {
        a.extend(b);
    }
    a
}
