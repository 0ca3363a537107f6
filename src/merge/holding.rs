//! What a register holds on one side: the distinct values of its heads, with those who set them.

use crate::change::record::FieldKey;
use crate::change::register::{element_in, value_in};
use crate::change::{Claim, Document, Log, Sessions, What};
use crate::model::{Path, Value, is_money};

/// The values of a register's heads, each once and in canonical order, so that the last is the one that
/// is shown (rule 8). None where nothing was ever written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// Each value with the claims of those who set it. `null` is a value that was taken out.
    pub values: Vec<(Value, Vec<Claim>)>,
}

impl Holding {
    /// What these heads of a register hold.
    #[must_use]
    pub fn of(log: &Log, sessions: &Sessions, (f, e): &FieldKey, heads: &[u32]) -> Self {
        let mut values: Vec<(String, Value, Vec<Claim>)> = Vec::new();
        // Of what compaction left the value is not known.
        let heads = heads.iter().filter_map(|ix| log.get(*ix));
        for change in heads.filter(|c| !c.is_thin()) {
            let value = match e {
                Some(e) => Value::Bool(element_in(change, f, e)),
                None => value_in(change, f).clone(),
            };
            let claim = Claim::of(change, sessions);
            let text = value.canonical();
            match values.iter_mut().find(|(known, ..)| *known == text) {
                Some((.., claims)) => claims.push(claim),
                None => values.push((text, value, vec![claim])),
            }
        }
        values.sort_by(|a, b| a.0.cmp(&b.0));
        let values = values.into_iter().map(|(_, value, by)| (value, by));
        Self {
            values: values.collect(),
        }
    }

    /// What a field or an element of a set holds in a document; nothing where it was never written.
    #[must_use]
    pub fn in_document(document: &Document, on: &Path, what: &What) -> Self {
        let Some(key) = what.key() else {
            return Self::default();
        };
        let entity = document.log().entity(on.as_str());
        let register = entity.and_then(|e| e.register(Some(&key)));
        let heads = register.map(|r| &r.heads[..]).unwrap_or_default();
        Self::of(document.log(), &document.sessions, &key, heads)
    }

    /// Whether several values stand against each other.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.values.len() > 1
    }

    /// Whether nothing is set: no value, or only that it was taken out.
    #[must_use]
    pub fn is_unset(&self) -> bool {
        let nothing = |v: &Value| v.is_null() || *v == Value::Bool(false);
        self.values.iter().all(|(v, _)| nothing(v))
    }

    /// The value that is shown; `None` where it is unset, and for money on which heads differ.
    #[must_use]
    pub fn shown(&self, field: &str) -> Option<&Value> {
        match self.values.as_slice() {
            [_, _, ..] if is_money(field) => None,
            values => values.last().map(|(v, _)| v).filter(|v| !v.is_null()),
        }
    }

    /// The values alone.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Value> + Clone {
        self.values.iter().map(|(v, _)| v)
    }

    /// Whether another side holds the same values, whoever set them. Nothing written, and taken out,
    /// are one here.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        if self.is_unset() && other.is_unset() {
            return true;
        }
        self.values().eq(other.values())
    }

    /// All who set what stands here.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.values.iter().flat_map(|(_, by)| by)
    }
}
