//! A change: the one record behind undo, journal, history and merging (FILE.md §1).

use crate::model::value::write_string;
use crate::model::{Map, Path, Value};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// The id of a change as text: `session:counter`, or a letter and a digest: `g…` for a value of the
/// template, `h…` for a hand edit, `t…` for a change that came with a later template.
pub type ChangeId = Arc<str>;

/// A reference to a change: its id, or `id#digest` where one id has several contents (rule 7).
pub type ChangeRef = Arc<str>;

/// The key of a field, or an element of a set. Keys are shared, as few repeat often.
pub type Key = Arc<str>;

/// What a change does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Sets a field; `null` unsets it.
    Set {
        /// The field.
        f: Key,
        /// The value.
        to: Value,
    },
    /// Says whether an element is in a set.
    Element {
        /// The field.
        f: Key,
        /// The element.
        e: Key,
        /// Whether it is in the set.
        to: bool,
    },
    /// Makes an entity with its first fields; it is a head of each of them.
    New {
        /// The first fields.
        to: Map,
    },
    /// Deletes an entity: writes its existence only.
    Del {
        /// The field heads that the deleter had in view.
        saw: Box<[ChangeRef]>,
    },
    /// Takes a deletion back: writes the existence only.
    Alive,
    /// What compaction leaves of a change: its register, not its value (rule 18).
    Thin {
        /// The field; none for the existence.
        f: Option<Key>,
        /// The element of a set.
        e: Option<Key>,
    },
}

/// One change. It never changes itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its id.
    pub id: ChangeId,
    /// The entity.
    pub on: Path,
    /// What it does.
    pub act: Act,
    /// The heads that its author was shown when the edit began (rule 5).
    pub over: Box<[ChangeRef]>,
    /// What is only for show.
    pub show: Show,
}

/// What accompanies a change without identifying it (rule 2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Show {
    /// Seconds after its session's start.
    pub t: Option<u32>,
    /// The counter of the first change of its group; none for a group of its own.
    pub group: Option<u32>,
    /// The group (`session:counter`) that it takes back.
    pub undoes: Option<ChangeId>,
    /// Members that this version does not know.
    pub extra: Option<Box<Map>>,
    /// It stands for a value of the template and is not written among the changes (rule 4).
    pub genesis: bool,
}

impl Change {
    /// The session part of its id, where it was made in a session.
    #[must_use]
    pub fn session(&self) -> Option<&str> {
        self.id.split_once(':').map(|(session, _)| session)
    }

    /// The counter in its session.
    #[must_use]
    pub fn counter(&self) -> Option<u32> {
        self.id.split_once(':').and_then(|(_, n)| n.parse().ok())
    }

    /// The id of its group: that of the group's first change.
    #[must_use]
    pub fn group_id(&self) -> ChangeId {
        match (self.show.group, self.session()) {
            (Some(n), Some(session)) => format!("{session}:{n}").into(),
            _ => self.id.clone(),
        }
    }

    /// Whether it was found in the readable part of a file, edited by hand (rule 12).
    #[must_use]
    pub fn is_hand_edit(&self) -> bool {
        self.id.starts_with('h') && !self.id.contains(':')
    }

    /// The field it writes; none for the existence of an entity, and for `new` with its many.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match &self.act {
            Act::Set { f, .. } | Act::Element { f, .. } | Act::Thin { f: Some(f), .. } => Some(f),
            _ => None,
        }
    }

    /// The canonical JSON of what identifies it besides its id: `on`, `f`, `e`, `op`, `to`, `over`, `saw`.
    #[must_use]
    pub fn identity(&self) -> String {
        let mut out = String::from("{");
        let mut first = true;
        let mut member = |out: &mut String, key: &str| {
            if !std::mem::take(&mut first) {
                out.push(',');
            }
            write_string(out, key);
            out.push(':');
        };
        let (f, e, op, to, saw): (
            Option<&str>,
            Option<&str>,
            Option<&str>,
            Option<Value>,
            Option<&[ChangeRef]>,
        ) = match &self.act {
            Act::Set { f, to } => (Some(f), None, None, Some(to.clone()), None),
            Act::Element { f, e, to } => (Some(f), Some(e), None, Some(Value::Bool(*to)), None),
            Act::New { to } => (None, None, Some("new"), Some(Value::Map(to.clone())), None),
            Act::Del { saw } => (None, None, Some("del"), None, Some(saw)),
            Act::Alive => (None, None, Some("alive"), None, None),
            Act::Thin { f, e } => (f.as_deref(), e.as_deref(), Some("thin"), None, None),
        };
        for (key, text) in [
            ("e", e),
            ("f", f),
            ("on", Some(self.on.as_str())),
            ("op", op),
        ] {
            if let Some(text) = text {
                member(&mut out, key);
                write_string(&mut out, text);
            }
        }
        for (key, list) in [("over", Some(&*self.over)), ("saw", saw)] {
            if let Some(list) = list {
                member(&mut out, key);
                write_refs(&mut out, list);
            }
        }
        if let Some(to) = to {
            member(&mut out, "to");
            to.write_canonical(&mut out);
        }
        out.push('}');
        out
    }

    /// The digest that names one of several contents of an id (rule 7).
    #[must_use]
    pub fn digest(&self) -> String {
        digest(&self.identity())
    }
}

/// Appends a list of references as a JSON array.
pub fn write_refs(out: &mut String, refs: &[ChangeRef]) {
    out.push('[');
    for (i, r) in refs.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        write_string(out, r);
    }
    out.push(']');
}

/// Twenty hexadecimal digits (80 bits) of the SHA-256 of a text.
#[must_use]
pub fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .take(10)
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// The id of a value of the template: `g` and the digest of entity, field, element and value
/// (rule 4). Without a field it stands for the entity's existence.
#[must_use]
pub fn genesis_id(on: &Path, field: Option<(&str, Option<&str>, &Value)>) -> ChangeId {
    let mut text = String::from("[");
    write_string(&mut text, on.as_str());
    if let Some((f, e, value)) = field {
        text.push(',');
        write_string(&mut text, f);
        text.push(',');
        if let Some(e) = e {
            write_string(&mut text, e);
            text.push(',');
        }
        value.write_canonical(&mut text);
    }
    text.push(']');
    format!("g{}", digest(&text)).into()
}

/// The id of a hand edit: `h` and the digest of the file's SHA-256 and the change (rule 12), so that
/// every machine that opens this file finds the same change.
#[must_use]
pub fn hand_id(file_sha256: &str, change: &Change) -> ChangeId {
    format!(
        "h{}",
        digest(&format!("{file_sha256}{}", change.identity()))
    )
    .into()
}
