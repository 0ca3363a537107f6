//! A change: the one record behind undo, journal, history and merging (FILE.md §1).

use crate::model::id::PROGRAMME;
use crate::model::value::write_string;
use crate::model::{Map, Path, Value, map};
use sha2::{Digest as _, Sha256};
use smallvec::SmallVec;
use std::sync::Arc;

/// The id of a change as text: `session:counter`, or a letter and a digest: `g…` for a value of the
/// template, `h…` for a hand edit, `t…` for a change that came with a later template.
pub type ChangeId = Arc<str>;

/// A reference to a change: its id, or `id#digest` where one id has several contents (rule 7).
pub type ChangeRef = Arc<str>;

/// The key of a field, or an element of a set. Keys are shared, as few repeat often.
pub type Key = map::Key;

/// A field of an entity, or an element of one of its sets.
pub type FieldKey = (Key, Option<Key>);

/// A register that a change writes: the field and the element; `None` is the existence.
pub type Written<'a> = Option<(&'a Key, Option<&'a str>)>;

/// The registers that a change writes; `None` is the existence.
pub type Registers = SmallVec<[Option<FieldKey>; 1]>;

/// Names that stand at the top of a file for something else than a kind of entities.
pub const RESERVED: &[&str] = &[
    "format", "doc_id", "joined", PROGRAMME, "clauses", "genesis", "sessions", "changes", "cuts",
    "thin",
];

/// Whether a text names something that a change may be about: the programme, or `kind/id` with a
/// kind that is no other part of the file.
#[must_use]
pub fn is_path(text: &str) -> bool {
    match text.split_once('/') {
        Some((kind, id)) => !kind.is_empty() && !id.is_empty() && !RESERVED.contains(&kind),
        None => text == PROGRAMME,
    }
}

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
    /// What compaction leaves of a change: its registers, not its values (rule 18).
    Thin {
        /// The registers that it wrote; `None` is the existence. One, but for what was a `new`.
        of: Box<[Option<FieldKey>]>,
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
            Act::Set { f, .. } | Act::Element { f, .. } => Some(f),
            Act::Thin { of } => match &**of {
                [Some((f, _))] => Some(f),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it is what compaction left of a change.
    #[must_use]
    pub const fn is_thin(&self) -> bool {
        matches!(self.act, Act::Thin { .. })
    }

    /// The registers that it writes, each once.
    #[must_use]
    pub fn registers(&self) -> Registers {
        let mut all = Registers::new();
        self.each_register(|register| {
            all.push(register.map(|(f, e)| (f.clone(), e.map(Key::from))));
        });
        all
    }

    /// Tells the registers that it writes, each once.
    pub fn each_register<'a>(&'a self, mut found: impl FnMut(Written<'a>)) {
        match &self.act {
            Act::Set { f, .. } => found(Some((f, None))),
            Act::Element { f, e, .. } => found(Some((f, Some(e)))),
            Act::Thin { of } => {
                for register in of {
                    found(register.as_ref().map(|(f, e)| (f, e.as_deref())));
                }
            }
            Act::Del { .. } | Act::Alive => found(None),
            Act::New { to } => {
                found(None);
                for (key, value) in to.iter().filter(|(_, value)| !value.is_null()) {
                    match value.as_set() {
                        Some(elements) => {
                            let mut all: SmallVec<[&str; 8]> = elements.collect();
                            // A hand may write an element twice.
                            all.sort_unstable();
                            all.dedup();
                            all.into_iter().for_each(|e| found(Some((key, Some(e)))));
                        }
                        None => found(Some((key, None))),
                    }
                }
            }
        }
    }

    /// Whether it writes a register; `None` is the existence.
    #[must_use]
    pub fn writes(&self, register: Option<&FieldKey>) -> bool {
        match (&self.act, register) {
            (Act::Set { f, .. }, Some((key, None))) => f == key,
            (Act::Element { f, e, .. }, Some((key, Some(element)))) => f == key && e == element,
            (Act::New { .. } | Act::Del { .. } | Act::Alive, None) => true,
            (Act::New { to }, Some((key, element))) => {
                to.get(key)
                    .is_some_and(|value| match (value.as_set(), element) {
                        (Some(mut set), Some(element)) => set.any(|e| *e == **element),
                        (None, None) => !value.is_null(),
                        _ => false,
                    })
            }
            (Act::Thin { of }, _) => of.iter().any(|r| r.as_ref() == register),
            _ => false,
        }
    }

    /// Whether another record says the same: all that identifies them is equal (rule 2).
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.id == other.id
            && self.on == other.on
            && self.act == other.act
            && self.over == other.over
    }

    /// What accompanies a change, in an order of its own: where two copies of a change differ only
    /// in what is for show, every machine keeps the greater one.
    pub(super) fn show_rank(&self) -> (Option<u32>, Option<u32>, Option<&str>, String) {
        let extra = self.show.extra.as_ref();
        (
            self.show.t,
            self.show.group,
            self.show.undoes.as_deref(),
            extra.map_or_else(String::new, |m| Value::Map((**m).clone()).canonical()),
        )
    }

    /// The implicit change of a value of the template may also stand among the changes: its id
    /// follows from what it says, so it can be told (rule 4).
    #[must_use]
    pub fn is_genesis_record(&self) -> bool {
        if !self.id.starts_with('g') || self.id.contains(':') || !self.over.is_empty() {
            return false;
        }
        let id = match &self.act {
            Act::Set { f, to } => genesis_id(&self.on, Some((f, None, to))),
            Act::Element { f, e, to: true } => {
                genesis_id(&self.on, Some((f, Some(e), &Value::Bool(true))))
            }
            Act::New { to } if to.is_empty() => genesis_id(&self.on, None),
            _ => return false,
        };
        id == self.id
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
        type Parts<'a> = (
            Option<&'a str>,
            Option<&'a str>,
            Option<&'a str>,
            Option<Value>,
            Option<&'a [ChangeRef]>,
        );
        let (f, e, op, to, saw): Parts<'_> = match &self.act {
            Act::Set { f, to } => (Some(f), None, None, Some(to.clone()), None),
            Act::Element { f, e, to } => (Some(f), Some(e), None, Some(Value::Bool(*to)), None),
            Act::New { to } => (None, None, Some("new"), Some(Value::Map(to.clone())), None),
            Act::Del { saw } => (None, None, Some("del"), None, Some(saw)),
            Act::Alive => (None, None, Some("alive"), None, None),
            Act::Thin { of } => (None, None, Some("thin"), Some(register_list(of)), None),
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

/// Registers as a value: `[]` for the existence, `[f]`, or `[f, e]`.
#[must_use]
pub fn register_list(of: &[Option<FieldKey>]) -> Value {
    let one = |register: &Option<FieldKey>| {
        let names = register
            .iter()
            .flat_map(|(f, e)| std::iter::once(f).chain(e));
        Value::List(names.map(|n| Value::text(&**n)).collect())
    };
    Value::List(of.iter().map(one).collect())
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
