//! Reading a document from its JSON text (FILE.md §2, §3).

use super::intern::Interner;
use super::json::{At, FIELD_DEPTH, ReadError, ReadErrorKind, Result, locate, object, value};
use super::pass::Walk;
pub use super::record::genesis_changes;
use super::record::{Records as Read, read_changes, read_changes_of, read_thin};
use super::write_state::is_state;
use crate::change::absorb::{State, hand_edits};
use crate::change::record::is_path;
use crate::change::{
    Author, Change, Document, Envelope, FORMAT_VERSION, Log, Session, Sessions, Snapshot,
};
use crate::model::id::PROGRAMME;
use crate::model::map::Key;
use crate::model::{Clause, KINDS, Map, OfficialText, Path, Value};
use jiter::{Jiter, Peek};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A document that was read, and what was found on the way.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The document, hand edits taken in.
    pub document: Document,
    /// The changes that were found in the readable part and that the history does not know: hand
    /// edits (rule 12), taken in already. More than fifty are to be shown first.
    pub hand_edits: Vec<Arc<Change>>,
    /// How many records among the changes could not be read; they are kept as they stand.
    pub unread: usize,
}

/// What the text of a file holds, before anything is made of it.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub envelope: Envelope,
    has_format: bool,
    pub state: State,
    pub genesis: Vec<Arc<Change>>,
    pub sessions: Sessions,
    pub changes: Vec<Arc<Change>>,
    /// Where members begin that may be kinds of a newer program.
    doubtful: Vec<(Box<str>, usize)>,
}

/// The texts of the members that are large: what is passed over when the others are read. They are what
/// [`Walk::pass`] says of them.
#[derive(Debug, Default)]
pub(super) struct Passed<'t> {
    /// The state part: the members of the kinds that this version knows.
    pub state: BTreeMap<&'static str, &'t str>,
    /// The history.
    pub changes: Option<&'t str>,
}

impl Raw {
    /// Whether what must be there was there.
    const fn is_document(&self) -> bool {
        self.has_format && !self.envelope.doc_id.is_empty()
    }

    fn take(&mut self, read: Read) {
        self.changes.extend(read.changes);
        self.envelope.unread.extend(read.unread);
    }

    /// What the history knows as a kind has entities in the state part, and nothing else.
    fn check_doubtful(&self) -> Result<()> {
        if self.doubtful.is_empty() {
            return Ok(());
        }
        let kinds: BTreeSet<&str> = self.changes.iter().map(|c| c.on.kind()).collect();
        for (name, offset) in &self.doubtful {
            let member = self.envelope.extra.get(name).and_then(Value::as_map);
            if !member.is_some_and(Map::is_empty) && kinds.contains(&**name) {
                return Err(wrong_type(*offset));
            }
        }
        Ok(())
    }
}

/// Reads a document. `sha256` is the digest of the file's bytes in hexadecimal: hand edits take their
/// ids from it.
///
/// # Errors
/// [`ReadError`] with line, column and field; nothing of the text is used then.
pub fn read(text: &str, sha256: &str) -> std::result::Result<Opened, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let around = read_around(text).ok();
    let opened = around.and_then(|(raw, passed)| open(raw, &passed, sha256).ok());
    if let Some(opened) = opened {
        return Ok(opened);
    }
    // Once more in order: the first error is the one that is told.
    read_in_order(text, sha256)
}

/// [`read`], with nothing passed over.
pub(super) fn read_in_order(text: &str, sha256: &str) -> std::result::Result<Opened, ReadError> {
    open(read_raw(text)?, &Passed::default(), sha256).map_err(|at| locate(text, at))
}

/// The document of what was read. The members of the state part that were passed over are read if they are
/// not what the history says.
fn open(mut raw: Raw, passed: &Passed<'_>, sha256: &str) -> Result<Opened> {
    let clauses = raw
        .envelope
        .clauses
        .iter()
        .filter_map(Clause::of_value)
        .collect();
    let official = Arc::new(OfficialText::new(clauses));
    let unread = raw.envelope.unread.len();
    let log = Log::new(raw.genesis.into_iter().chain(raw.changes));
    // As a rule the state part is what the history says, to the byte, and then it is not read.
    let may_be_same = raw.state.is_empty() && !passed.state.is_empty();
    let is_same = |document: &Snapshot| may_be_same && is_state(&passed.state, document);
    let (mut document, same) =
        Document::new_while(raw.envelope, raw.sessions, log, official, &is_same);
    let edits = if same {
        Vec::new()
    } else {
        read_state(passed, &mut raw.state)?;
        let is_shown = |p: &Path| document.is_shown(p.as_str());
        hand_edits(document.log(), &is_shown, &raw.state, sha256)
    };
    if !edits.is_empty() {
        document.unite(edits.clone(), BTreeMap::new());
    }
    Ok(Opened {
        document,
        hand_edits: edits,
        unread,
    })
}

/// Reads all but the state part, which is passed over; a long history on two threads.
fn read_around(text: &str) -> Result<(Raw, Passed<'_>)> {
    let (mut raw, passed) = read_small(text)?;
    if let Some(changes) = passed.changes {
        raw.take(read_changes_of(changes)?);
    }
    raw.check_doubtful()?;
    Ok((raw, passed))
}

/// Reads all but the state part and the history, which are passed over.
pub(super) fn read_small(text: &str) -> Result<(Raw, Passed<'_>)> {
    let (mut raw, mut passed) = (Raw::default(), Passed::default());
    read_members(text, &mut raw, Some(&mut passed))?;
    let missing = At {
        kind: ReadErrorKind::NotDocument,
        offset: 0,
    };
    raw.is_document().then_some((raw, passed)).ok_or(missing)
}

/// Reads the members of the state part that were passed over.
fn read_state(passed: &Passed<'_>, state: &mut State) -> Result<()> {
    let mut intern = Interner::default();
    for (kind, text) in &passed.state {
        let mut j = Jiter::new(text.as_bytes());
        if *kind == PROGRAMME {
            let fields = object(&mut j, &mut intern, FIELD_DEPTH - 1)?;
            state.insert(Path::programme(), fields);
        } else {
            match value(&mut j, &mut intern, FIELD_DEPTH - 2)? {
                Value::Map(map) if is_kind(kind, &map) => take_kind(state, kind, map),
                _ => return Err(wrong_type(0)),
            }
        }
        j.finish()?;
    }
    Ok(())
}

/// Puts the entities of a kind into the state.
fn take_kind(state: &mut State, kind: &str, map: Map) {
    for (id, fields) in map {
        if let Value::Map(fields) = fields {
            state.insert(Path::new(kind, &id), fields);
        }
    }
}

/// Reads what the text of a file holds.
pub(super) fn read_raw(text: &str) -> std::result::Result<Raw, ReadError> {
    // A mark of the byte order is no part of the text.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut raw = Raw::default();
    let done = read_members(text, &mut raw, None);
    let newer = raw.envelope.min_reader;
    let failed = match done {
        Ok(()) if !raw.has_format => At {
            kind: ReadErrorKind::NotDocument,
            offset: 0,
        },
        Ok(()) if raw.envelope.doc_id.is_empty() => At {
            kind: ReadErrorKind::Missing("doc_id"),
            offset: 0,
        },
        Ok(()) => return Ok(raw),
        Err(at) => at,
    };
    let mut error = locate(text, failed);
    // What a newer program wrote may follow other rules; a text that ends too early follows none.
    if newer > FORMAT_VERSION && error.kind != ReadErrorKind::Truncated {
        error.kind = ReadErrorKind::Newer(newer);
    }
    Err(error)
}

/// Reads the members at the top. With `passed` the large ones are not read but passed over, and their
/// texts put there; [`Raw::check_doubtful`] is still to be asked then.
fn read_members<'t>(
    text: &'t str,
    raw: &mut Raw,
    mut passed: Option<&mut Passed<'t>>,
) -> Result<()> {
    let mut walk = Walk::new(text);
    let not_document = |offset| At {
        kind: ReadErrorKind::NotDocument,
        offset,
    };
    if walk.j.peek()? != Peek::Object {
        return Err(not_document(0));
    }
    let mut seen: BTreeSet<Box<str>> = BTreeSet::new();
    let mut extra: Vec<(Key, Value)> = Vec::new();
    let mut intern = Interner::default();
    let mut key: Option<Box<str>> = walk.j.next_object()?.map(Into::into);
    while let Some(name) = key {
        let offset = walk.place();
        if !seen.insert(name.clone()) {
            return Err(At {
                kind: ReadErrorKind::DuplicateKey(name.into()),
                offset,
            });
        }
        if let Some(passed) = &mut passed {
            let kind = KINDS.iter().find(|k| *k.kind == *name);
            if kind.is_some() || &*name == "changes" {
                let member = walk.pass()?;
                match kind {
                    Some(info) => drop(passed.state.insert(info.kind, member)),
                    None => passed.changes = Some(member),
                }
                key = walk.j.next_key()?.map(Into::into);
                continue;
            }
        }
        let j = &mut walk.j;
        match &*name {
            "format" => read_format(j, &mut intern, raw)?,
            "doc_id" => raw.envelope.doc_id = j.next_str()?.to_owned(),
            "joined" => raw.envelope.joined = list(j, &mut intern)?,
            "clauses" => raw.envelope.clauses = Arc::new(list(j, &mut intern)?),
            "cuts" => raw.envelope.cuts = list(j, &mut intern)?,
            "genesis" => read_genesis(object(j, &mut intern, 1)?, offset, raw)?,
            "sessions" => raw.sessions = read_sessions(j, &mut intern)?,
            "changes" => raw.take(read_changes(j, &mut intern)?),
            "thin" => raw
                .changes
                .extend(read_thin(object(j, &mut intern, 1)?, offset)?),
            PROGRAMME => {
                let fields = object(j, &mut intern, FIELD_DEPTH - 1)?;
                raw.state.insert(Path::programme(), fields);
            }
            _ => match value(j, &mut intern, FIELD_DEPTH - 2)? {
                Value::Map(map) if is_kind(&name, &map) => take_kind(&mut raw.state, &name, map),
                _ if KINDS.iter().any(|k| k.kind == &*name) => return Err(wrong_type(offset)),
                other => {
                    raw.doubtful.push((name.clone(), offset));
                    extra.push((name.into(), other));
                }
            },
        }
        key = walk.j.next_key()?.map(Into::into);
    }
    walk.j.finish()?;
    raw.envelope.extra = extra.into();
    if passed.is_some() {
        return Ok(());
    }
    raw.check_doubtful()
}

/// Whether a member at the top is a kind with its entities: objects with ids. A kind that this version
/// does not know and that has none is kept as it stands.
fn is_kind(name: &str, map: &Map) -> bool {
    let known = KINDS.iter().any(|k| k.kind == name);
    (known || !map.is_empty())
        && map
            .iter()
            .all(|(id, v)| matches!(v, Value::Map(_)) && is_path(&format!("{name}/{id}")))
}

fn wrong_type(offset: usize) -> At {
    At {
        kind: ReadErrorKind::WrongType,
        offset,
    }
}

fn read_format(j: &mut Jiter<'_>, intern: &mut Interner, raw: &mut Raw) -> Result<()> {
    let offset = j.current_index();
    let mut format = object(j, intern, 1)?;
    if format.remove("name").as_ref().and_then(Value::as_text) != Some("dong-hanh") {
        return Err(At {
            kind: ReadErrorKind::NotDocument,
            offset,
        });
    }
    let mut number = |key: &str| match format.remove(key) {
        None => Ok(FORMAT_VERSION),
        Some(Value::Int(n)) => Ok(n),
        Some(_) => Err(wrong_type(offset)),
    };
    raw.envelope.version = number("version")?;
    raw.envelope.min_reader = number("min_reader")?;
    raw.envelope.format_extra = format;
    raw.has_format = true;
    Ok(())
}

fn list(j: &mut Jiter<'_>, intern: &mut Interner) -> Result<Vec<Value>> {
    let offset = j.current_index();
    match value(j, intern, 1)? {
        Value::List(list) => Ok(list),
        _ => Err(At {
            kind: ReadErrorKind::WrongType,
            offset,
        }),
    }
}

fn read_sessions(j: &mut Jiter<'_>, intern: &mut Interner) -> Result<Sessions> {
    let offset = j.current_index();
    let mut sessions = BTreeMap::new();
    for (id, session) in object(j, intern, 1)? {
        match session {
            Value::Map(map) => sessions.insert((&*id).into(), read_session(map)),
            _ => return Err(wrong_type(offset)),
        };
    }
    Ok(sessions)
}

/// What is no text, or unknown, stays among the extra members and is written again.
fn read_session(mut map: Map) -> Session {
    let take = |map: &mut Map, key: &str| match map.remove(key) {
        Some(Value::Text(t)) => t.into_string(),
        Some(other) => {
            map.insert(key.into(), other);
            String::new()
        }
        None => String::new(),
    };
    let (at, app) = (take(&mut map, "at"), take(&mut map, "app"));
    let mut by = Author::default();
    if let Some(Value::Map(author)) = map.get_mut("by") {
        by = Author {
            party: take(author, "party"),
            name: take(author, "name"),
        };
        if author.is_empty() {
            map.remove("by");
        }
    }
    Session {
        by,
        at,
        app,
        extra: map,
    }
}

fn read_genesis(mut genesis: Map, offset: usize, raw: &mut Raw) -> Result<()> {
    match genesis.remove("values") {
        Some(Value::Map(values)) => {
            let sound = values
                .iter()
                .all(|(path, fields)| is_path(path) && matches!(fields, Value::Map(_)));
            if !sound {
                return Err(wrong_type(offset));
            }
            raw.genesis = genesis_changes(values);
        }
        None => {}
        Some(_) => return Err(wrong_type(offset)),
    }
    raw.envelope.template = genesis;
    Ok(())
}

/// Changes with the sessions in which they were made, and moments that were kept with them.
#[derive(Clone, Debug, Default)]
pub struct Records {
    /// The changes.
    pub changes: Vec<Arc<Change>>,
    /// The sessions.
    pub sessions: Sessions,
    /// The moments, as they stand in the file.
    pub cuts: Vec<Value>,
}

/// Reads the records of a journal line or of another list of changes with their sessions.
///
/// # Errors
/// The text is no such list, or one of its records cannot be read.
pub fn read_records(text: &str) -> std::result::Result<Records, ReadError> {
    let run = || -> Result<_> {
        let mut j = Jiter::new(text.as_bytes());
        let mut intern = Interner::default();
        let mut records = Records::default();
        let mut key: Option<Box<str>> = j.next_object()?.map(Into::into);
        while let Some(name) = key {
            let offset = j.current_index();
            match &*name {
                "sessions" => records.sessions = read_sessions(&mut j, &mut intern)?,
                "cuts" => records.cuts = list(&mut j, &mut intern)?,
                "changes" => {
                    let read = read_changes(&mut j, &mut intern)?;
                    if !read.unread.is_empty() {
                        return Err(wrong_type(offset));
                    }
                    records.changes = read.changes;
                }
                _ => {
                    value(&mut j, &mut intern, 1)?;
                }
            }
            key = j.next_key()?.map(Into::into);
        }
        j.finish()?;
        Ok(records)
    };
    run().map_err(|at| locate(text, at))
}
