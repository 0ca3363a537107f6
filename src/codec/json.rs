//! Reading JSON values with limits, and saying where a text is wrong.

use super::intern::Interner;
use crate::model::Value;
use crate::model::hash::HashSet;
use crate::model::map::{Key, Map};
use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};
use smallvec::SmallVec;
use std::sync::Arc;

/// How deep values may nest (FILE.md §3).
pub const MAX_DEPTH: usize = 64;

/// The depth at which the value of a field counts as standing, in the state part and in a record
/// alike: what can be read in the one place can be written into the other and read again.
pub(super) const FIELD_DEPTH: usize = 4;

/// How deep the value of a field for money may nest. Of several in conflict the state part makes one
/// value that nests two deeper.
pub(super) const MONEY_DEPTH: usize = 4;

/// What is wrong with a text that should be a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadErrorKind {
    /// The text ends too early: cut off while it was copied or saved.
    Truncated,
    /// It is no JSON here.
    Syntax,
    /// A key stands twice in one object.
    DuplicateKey(String),
    /// Values nest deeper than [`MAX_DEPTH`].
    TooDeep,
    /// Another type of value is needed here.
    WrongType,
    /// An amount of money that is no whole number of đồng within the range of `i64`.
    BadMoney(String),
    /// It is JSON, but no document of this program.
    NotDocument,
    /// Something that a document must have is missing.
    Missing(&'static str),
    /// It cannot be read, and says that it needs this newer version of the format.
    Newer(i64),
}

/// An error with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// What is wrong.
    pub kind: ReadErrorKind,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The field, as keys joined with `/`; may be empty.
    pub field: String,
}

/// An error with its offset, before its place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub kind: ReadErrorKind,
    pub offset: usize,
}

pub(super) type Result<T> = std::result::Result<T, At>;

impl From<JiterError> for At {
    fn from(error: JiterError) -> Self {
        let kind = match error.error_type {
            JiterErrorType::WrongType { .. } => ReadErrorKind::WrongType,
            JiterErrorType::JsonError(e) => match e {
                JsonErrorType::EofWhileParsingList
                | JsonErrorType::EofWhileParsingObject
                | JsonErrorType::EofWhileParsingString
                | JsonErrorType::EofWhileParsingValue
                | JsonErrorType::UnexpectedEndOfHexEscape => ReadErrorKind::Truncated,
                JsonErrorType::RecursionLimitExceeded => ReadErrorKind::TooDeep,
                _ => ReadErrorKind::Syntax,
            },
        };
        Self {
            kind,
            offset: error.index,
        }
    }
}

/// Reads the next value.
pub(super) fn value(j: &mut Jiter<'_>, intern: &mut Interner, depth: usize) -> Result<Value> {
    let peek = j.peek()?;
    known_value(j, intern, peek, depth)
}

/// Reads the value that begins with `peek`.
pub(super) fn known_value(
    j: &mut Jiter<'_>,
    intern: &mut Interner,
    peek: Peek,
    depth: usize,
) -> Result<Value> {
    if depth > MAX_DEPTH {
        return Err(At {
            kind: ReadErrorKind::TooDeep,
            offset: j.current_index(),
        });
    }
    Ok(match peek {
        Peek::Null => {
            j.known_null()?;
            Value::Null
        }
        Peek::True | Peek::False => Value::Bool(j.known_bool(peek)?),
        Peek::String => Value::Text(j.known_str()?.into()),
        Peek::Array => {
            let mut list = Vec::new();
            let mut next = j.known_array()?;
            while let Some(peek) = next {
                list.push(known_value(j, intern, peek, depth + 1)?);
                next = j.array_step()?;
            }
            Value::List(list)
        }
        Peek::Object => Value::Map(known_object(j, intern, depth)?),
        _ => {
            let bytes = j.known_number_bytes(peek)?;
            let text = std::str::from_utf8(bytes).unwrap_or("0");
            Value::number(text)
        }
    })
}

/// Reads the members of an object whose brace comes next.
pub(super) fn object(j: &mut Jiter<'_>, intern: &mut Interner, depth: usize) -> Result<Map> {
    let offset = j.current_index();
    match j.peek()? {
        Peek::Object => known_object(j, intern, depth),
        _ => Err(At {
            kind: ReadErrorKind::WrongType,
            offset,
        }),
    }
}

fn known_object(j: &mut Jiter<'_>, intern: &mut Interner, depth: usize) -> Result<Map> {
    let mut members = Members::default();
    let mut key: Option<Key> = j.known_object()?.map(|name| intern.text(name));
    while let Some(name) = key {
        let offset = j.current_index();
        let member = value(j, intern, depth + 1)?;
        if crate::model::is_money(&name) {
            check_money(&member, offset)?;
        }
        if members.has(&name) {
            return Err(At {
                kind: ReadErrorKind::DuplicateKey(name.as_ref().into()),
                offset,
            });
        }
        members.push(name, member);
        key = j.next_key()?.map(|name| intern.text(name));
    }
    Ok(members.into_map())
}

/// The members of an object while it is read. However many they are and however they are ordered, to
/// read them takes a time in proportion.
#[derive(Default)]
pub(super) struct Members {
    // Most have few, and are made at their size when all are known.
    list: SmallVec<[(Key, Value); 16]>,
    /// Whether their keys came out of order.
    unsorted: bool,
    /// Their keys, once they are many and out of order.
    keys: HashSet<Key>,
}

impl Members {
    /// How many may be looked through for a key.
    const FEW: usize = 16;

    /// Whether a key is there. Keys come from one interner.
    pub fn has(&mut self, key: &Key) -> bool {
        if !self.unsorted && self.list.last().is_none_or(|(last, _)| last < key) {
            return false;
        }
        if self.list.len() <= Self::FEW {
            return self.list.iter().any(|(k, _)| Arc::ptr_eq(k, key));
        }
        if self.keys.is_empty() {
            self.keys.extend(self.list.iter().map(|(k, _)| k.clone()));
        }
        self.keys.contains(key)
    }

    /// Adds a member whose key is not there.
    pub fn push(&mut self, key: Key, value: Value) {
        self.unsorted |= self.list.last().is_some_and(|(last, _)| *last >= key);
        if !self.keys.is_empty() {
            self.keys.insert(key.clone());
        }
        self.list.push((key, value));
    }

    /// The object.
    pub fn into_map(self) -> Map {
        self.list.into_vec().into()
    }
}

/// Refuses money that is a number but no whole number of đồng, also among several in conflict.
pub(super) fn check_money(value: &Value, offset: usize) -> Result<()> {
    if let Value::Map(map) = value
        && map.len() == 1
        && let Some(Value::List(several)) = map.get("conflict")
    {
        return several.iter().try_for_each(|v| check_amount(v, offset));
    }
    check_amount(value, offset)
}

fn check_amount(value: &Value, offset: usize) -> Result<()> {
    let kind = match value {
        Value::Number(text) => ReadErrorKind::BadMoney(text.to_string()),
        Value::Map(map) => match map.get("amount") {
            Some(Value::Number(text)) => ReadErrorKind::BadMoney(text.to_string()),
            _ if depth(value) > MONEY_DEPTH => ReadErrorKind::TooDeep,
            _ => return Ok(()),
        },
        _ if depth(value) > MONEY_DEPTH => ReadErrorKind::TooDeep,
        _ => return Ok(()),
    };
    Err(At { kind, offset })
}

/// How deep a value nests: 0 for what holds no others.
fn depth(value: &Value) -> usize {
    match value {
        Value::List(l) => 1 + l.iter().map(depth).max().unwrap_or(0),
        Value::Map(m) => 1 + m.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// The place of an offset in a text: line, column, and the keys that lead to it.
pub(super) fn locate(text: &str, at: At) -> ReadError {
    let bytes = text.as_bytes();
    let mut end = at.offset.min(bytes.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line = text[..end].matches('\n').count() + 1;
    let column = text[..end]
        .rsplit('\n')
        .next()
        .unwrap_or("")
        .chars()
        .count()
        + 1;
    ReadError {
        kind: at.kind,
        line,
        column,
        field: field_at(bytes, end),
    }
}

/// The keys of the objects that are open at `end`. The text may be damaged: it stops where it is.
fn field_at(bytes: &[u8], end: usize) -> String {
    let mut open: Vec<Option<String>> = Vec::new();
    let mut at = 0;
    let mut key_next = false;
    while at < end {
        match bytes[at] {
            b'{' => {
                open.push(None);
                key_next = true;
            }
            b'[' => {
                open.push(None);
                key_next = false;
            }
            b'}' | b']' => {
                open.pop();
                key_next = false;
            }
            b',' => key_next = true,
            b':' => key_next = false,
            b'"' => {
                let from = at + 1;
                at = from;
                while at < end && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                let to = at.min(end);
                // In an array a string after a comma is no key: the colon that follows tells.
                let rest = &bytes[(at + 1).min(bytes.len())..];
                let colon = rest.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b':');
                if key_next
                    && colon
                    && from <= to
                    && let Some(slot) = open.last_mut()
                {
                    *slot = Some(String::from_utf8_lossy(&bytes[from..to]).into_owned());
                }
            }
            _ => {}
        }
        at += 1;
    }
    open.into_iter().flatten().collect::<Vec<_>>().join("/")
}
