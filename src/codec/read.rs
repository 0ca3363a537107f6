//! Reading a document from its JSON text (FILE.md §2, §3).

use super::json::{
    At, ReadError, ReadErrorKind, Result, check_money, known_value, locate, object, value,
};
use crate::change::absorb::{State, hand_edits};
use crate::change::record::genesis_id;
use crate::change::{
    Act, Author, Change, ChangeRef, Document, Envelope, FORMAT_VERSION, Log, Session, Show,
};
use crate::model::id::PROGRAMME;
use crate::model::{Clause, Map, OfficialText, Path, Value, is_money};
use jiter::{Jiter, Peek};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A document that was read, and what was found on the way.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The document, hand edits taken in.
    pub document: Document,
    /// How many changes were found in the readable part that the history does not know: hand edits
    /// (rule 12). More than fifty are to be shown first.
    pub hand_edits: usize,
    /// How many records among the changes could not be read; they are kept as they stand.
    pub unread: usize,
}

/// What the text of a file holds, before anything is made of it.
#[derive(Default)]
struct Raw {
    envelope: Envelope,
    has_format: bool,
    state: State,
    genesis: Vec<Arc<Change>>,
    sessions: BTreeMap<Arc<str>, Session>,
    changes: Vec<Arc<Change>>,
}

/// Reads a document. `sha256` is the digest of the file's bytes in hexadecimal: hand edits take their
/// ids from it.
///
/// # Errors
/// [`ReadError`] with line, column and field; nothing of the text is used then.
pub fn read(text: &str, sha256: &str) -> std::result::Result<Opened, ReadError> {
    let raw = read_raw(text).map_err(|at| locate(text, at))?;
    let missing = |what| {
        Err(locate(
            text,
            At {
                kind: what,
                offset: 0,
            },
        ))
    };
    if !raw.has_format {
        return missing(ReadErrorKind::NotDocument);
    }
    if raw.envelope.doc_id.is_empty() {
        return missing(ReadErrorKind::Missing("doc_id"));
    }
    let clauses = raw
        .envelope
        .clauses
        .iter()
        .filter_map(Clause::of_value)
        .collect();
    let text = Arc::new(OfficialText::new(clauses));
    let unread = raw.envelope.unread.len();
    let log = Log::new(raw.genesis.into_iter().chain(raw.changes));
    let mut document = Document::new(raw.envelope, raw.sessions, log, text);
    let edits = hand_edits(
        document.log(),
        &|p| document.is_shown(p.as_str()),
        &raw.state,
        sha256,
    );
    let hand_edits = edits.len();
    if hand_edits > 0 {
        document.unite(edits, BTreeMap::new());
    }
    Ok(Opened {
        document,
        hand_edits,
        unread,
    })
}

fn read_raw(text: &str) -> Result<Raw> {
    let mut j = Jiter::new(text.as_bytes());
    let mut raw = Raw::default();
    if j.peek()? != Peek::Object {
        return Err(At {
            kind: ReadErrorKind::NotDocument,
            offset: 0,
        });
    }
    let mut seen: Vec<Box<str>> = Vec::new();
    let mut intern = Interner::default();
    let mut key: Option<Box<str>> = j.next_object()?.map(Into::into);
    while let Some(name) = key {
        let offset = j.current_index();
        if seen.contains(&name) {
            return Err(At {
                kind: ReadErrorKind::DuplicateKey(name.into()),
                offset,
            });
        }
        seen.push(name.clone());
        match &*name {
            "format" => {
                let mut format = object(&mut j, 1)?;
                if format.remove("name").as_ref().and_then(Value::as_text) != Some("dong-hanh") {
                    return Err(At {
                        kind: ReadErrorKind::NotDocument,
                        offset,
                    });
                }
                let number =
                    |v: Option<Value>| v.and_then(|v| v.as_int()).unwrap_or(FORMAT_VERSION);
                raw.envelope.version = number(format.remove("version"));
                raw.envelope.min_reader = number(format.remove("min_reader"));
                raw.envelope.format_extra = format;
                raw.has_format = true;
            }
            "doc_id" => raw.envelope.doc_id = j.next_str()?.to_owned(),
            "joined" => raw.envelope.joined = list(&mut j)?,
            "clauses" => raw.envelope.clauses = Arc::new(list(&mut j)?),
            "cuts" => raw.envelope.cuts = list(&mut j)?,
            "genesis" => read_genesis(object(&mut j, 1)?, &mut raw),
            "sessions" => {
                for (id, session) in object(&mut j, 1)? {
                    raw.sessions.insert((&*id).into(), read_session(session));
                }
            }
            "changes" => read_changes(&mut j, &mut raw, &mut intern)?,
            "thin" => read_thin(object(&mut j, 1)?, &mut raw),
            PROGRAMME => {
                raw.state.insert(Path::programme(), object(&mut j, 1)?);
            }
            _ => match value(&mut j, 1)? {
                Value::Map(map) if map.values().all(|v| matches!(v, Value::Map(_))) => {
                    for (id, fields) in map {
                        if let Value::Map(fields) = fields {
                            raw.state.insert(Path::new(&name, &id), fields);
                        }
                    }
                }
                other => {
                    raw.envelope.extra.insert(name, other);
                }
            },
        }
        key = j.next_key()?.map(Into::into);
    }
    j.finish()?;
    Ok(raw)
}

fn list(j: &mut Jiter<'_>) -> Result<Vec<Value>> {
    let offset = j.current_index();
    match value(j, 1)? {
        Value::List(list) => Ok(list),
        _ => Err(At {
            kind: ReadErrorKind::WrongType,
            offset,
        }),
    }
}

fn read_session(session: Value) -> Session {
    let Value::Map(mut map) = session else {
        return Session::default();
    };
    let mut text = |key: &str| match map.remove(key) {
        Some(Value::Text(t)) => t.to_string(),
        _ => String::new(),
    };
    let (at, app) = (text("at"), text("app"));
    let by = match map.remove("by") {
        Some(Value::Map(by)) => {
            let text = |key: &str| {
                by.get(key)
                    .and_then(Value::as_text)
                    .unwrap_or_default()
                    .to_owned()
            };
            Author {
                party: text("party"),
                name: text("name"),
            }
        }
        _ => Author::default(),
    };
    Session {
        by,
        at,
        app,
        extra: map,
    }
}

fn read_genesis(mut genesis: Map, raw: &mut Raw) {
    if let Some(Value::Map(values)) = genesis.remove("values") {
        raw.genesis = genesis_changes(values);
    }
    raw.envelope.template = genesis;
}

/// The implicit changes of a template's values (rule 4).
#[must_use]
pub fn genesis_changes(values: Map) -> Vec<Arc<Change>> {
    let mut out = Vec::new();
    let show = || Show {
        genesis: true,
        ..Show::default()
    };
    let mut push = |id, on: &Path, act| {
        out.push(Arc::new(Change {
            id,
            on: on.clone(),
            act,
            over: Box::default(),
            show: show(),
        }))
    };
    for (path, fields) in values {
        let on = Path::from(&*path);
        let Value::Map(fields) = fields else { continue };
        if on.as_str() != PROGRAMME {
            push(genesis_id(&on, None), &on, Act::New { to: Map::new() });
        }
        for (f, value) in fields {
            if value.is_null() {
                continue;
            }
            if let Some(elements) = value.as_set() {
                for e in elements {
                    let id = genesis_id(&on, Some((&f, Some(e), &Value::Bool(true))));
                    push(
                        id,
                        &on,
                        Act::Element {
                            f: (&*f).into(),
                            e: e.into(),
                            to: true,
                        },
                    );
                }
            } else {
                push(
                    genesis_id(&on, Some((&f, None, &value))),
                    &on,
                    Act::Set {
                        f: (&*f).into(),
                        to: value,
                    },
                );
            }
        }
    }
    out
}

/// Few texts that repeat often are kept once.
#[derive(Default)]
struct Interner(HashMap<Box<str>, Arc<str>>);

impl Interner {
    fn get(&mut self, text: &str) -> Arc<str> {
        if let Some(found) = self.0.get(text) {
            return found.clone();
        }
        let made: Arc<str> = text.into();
        self.0.insert(text.into(), made.clone());
        made
    }
}

fn read_changes(j: &mut Jiter<'_>, raw: &mut Raw, intern: &mut Interner) -> Result<()> {
    let offset = j.current_index();
    if j.peek()? != Peek::Array {
        return Err(At {
            kind: ReadErrorKind::WrongType,
            offset,
        });
    }
    let mut next = j.known_array()?;
    while let Some(peek) = next {
        if peek == Peek::Object {
            match read_change(j, intern)? {
                Ok(change) => raw.changes.push(Arc::new(change)),
                Err(unread) => raw.envelope.unread.push(unread),
            }
        } else {
            raw.envelope.unread.push(known_value(j, peek, 2)?);
        }
        next = j.array_step()?;
    }
    Ok(())
}

/// The members of a record as they are read, so that what turns out to be no change can be kept.
#[derive(Default)]
struct Members {
    id: Option<Arc<str>>,
    on: Option<Arc<str>>,
    f: Option<Arc<str>>,
    e: Option<Arc<str>>,
    op: Option<Arc<str>>,
    to: Option<Value>,
    over: Option<Vec<ChangeRef>>,
    saw: Option<Vec<ChangeRef>>,
    undoes: Option<Arc<str>>,
    t: Option<i64>,
    g: Option<i64>,
    rest: Map,
}

/// Reads one change; the inner error is a record that is none, whole.
fn read_change(
    j: &mut Jiter<'_>,
    intern: &mut Interner,
) -> Result<std::result::Result<Change, Value>> {
    let mut m = Members::default();
    let mut key: Option<Box<str>> = j.known_object()?.map(Into::into);
    while let Some(name) = key {
        let offset = j.current_index();
        let twice = match &*name {
            "id" => text_member(j, &mut m.id, &mut m.rest, "id", None)?,
            "on" => text_member(j, &mut m.on, &mut m.rest, "on", Some(intern))?,
            "f" => text_member(j, &mut m.f, &mut m.rest, "f", Some(intern))?,
            "e" => text_member(j, &mut m.e, &mut m.rest, "e", Some(intern))?,
            "op" => text_member(j, &mut m.op, &mut m.rest, "op", Some(intern))?,
            "u" => text_member(j, &mut m.undoes, &mut m.rest, "u", None)?,
            "over" => refs_member(j, &mut m.over, &mut m.rest, "over")?,
            "saw" => refs_member(j, &mut m.saw, &mut m.rest, "saw")?,
            "to" => m.to.replace(value(j, 2)?).is_some(),
            "t" => int_member(j, &mut m.t, &mut m.rest, "t")?,
            "g" => int_member(j, &mut m.g, &mut m.rest, "g")?,
            _ => m.rest.insert(name.clone(), value(j, 2)?).is_some(),
        };
        if twice {
            return Err(At {
                kind: ReadErrorKind::DuplicateKey(name.into()),
                offset,
            });
        }
        if let (Some(f), Some(to)) = (&m.f, &m.to)
            && is_money(f)
        {
            check_money(to, offset)?;
        }
        key = j.next_key()?.map(Into::into);
    }
    Ok(m.into_change())
}

fn text_member(
    j: &mut Jiter<'_>,
    slot: &mut Option<Arc<str>>,
    rest: &mut Map,
    name: &str,
    intern: Option<&mut Interner>,
) -> Result<bool> {
    if j.peek()? == Peek::String {
        let text = j.known_str()?;
        let text = intern.map_or_else(|| text.into(), |i| i.get(text));
        return Ok(slot.replace(text).is_some() || rest.contains_key(name));
    }
    let odd = value(j, 2)?;
    Ok(rest.insert(name.into(), odd).is_some() || slot.is_some())
}

fn int_member(
    j: &mut Jiter<'_>,
    slot: &mut Option<i64>,
    rest: &mut Map,
    name: &str,
) -> Result<bool> {
    match value(j, 2)? {
        Value::Int(n) => Ok(slot.replace(n).is_some() || rest.contains_key(name)),
        odd => Ok(rest.insert(name.into(), odd).is_some() || slot.is_some()),
    }
}

fn refs_member(
    j: &mut Jiter<'_>,
    slot: &mut Option<Vec<ChangeRef>>,
    rest: &mut Map,
    name: &str,
) -> Result<bool> {
    if j.peek()? == Peek::Array {
        let mut refs = Vec::new();
        let mut odd = false;
        let mut next = j.known_array()?;
        while let Some(peek) = next {
            if peek == Peek::String {
                refs.push(j.known_str()?.into());
            } else {
                known_value(j, peek, 3)?;
                odd = true;
            }
            next = j.array_step()?;
        }
        // An entry that is no reference makes the record unreadable; the name tells why.
        if odd {
            rest.insert(name.into(), Value::Null);
        }
        return Ok(slot.replace(refs).is_some());
    }
    let odd = value(j, 2)?;
    Ok(rest.insert(name.into(), odd).is_some() || slot.is_some())
}

impl Members {
    fn into_change(mut self) -> std::result::Result<Change, Value> {
        let short = |n: Option<i64>| n.map(u32::try_from);
        let misnamed = ["id", "on", "f", "e", "op", "u", "over", "saw", "t", "g"]
            .iter()
            .any(|k| self.rest.contains_key(*k));
        let (t, g) = (short(self.t), short(self.g));
        let readable = !misnamed
            && self.id.as_deref().is_some_and(|id| !id.is_empty())
            && self
                .on
                .as_deref()
                .is_some_and(|on| on == PROGRAMME || on.contains('/'))
            && self.over.is_some()
            && !matches!(t, Some(Err(_)))
            && !matches!(g, Some(Err(_)));
        let act = match (self.op.as_deref(), &self.f, &self.e, &self.to) {
            (None, Some(f), None, Some(to)) if to.as_set().is_none() => Some(Act::Set {
                f: f.clone(),
                to: to.clone(),
            }),
            (None, Some(f), Some(e), Some(Value::Bool(to))) => Some(Act::Element {
                f: f.clone(),
                e: e.clone(),
                to: *to,
            }),
            (Some("new"), None, None, Some(Value::Map(to))) => Some(Act::New { to: to.clone() }),
            (Some("del"), None, None, None) => {
                self.saw.take().map(|saw| Act::Del { saw: saw.into() })
            }
            (Some("alive"), None, None, None) => Some(Act::Alive),
            _ => None,
        };
        match (readable, act) {
            (true, Some(act)) => Ok(Change {
                id: self.id.unwrap_or_default(),
                on: Path::from(self.on.as_deref().unwrap_or_default()),
                act,
                over: self.over.unwrap_or_default().into(),
                show: Show {
                    t: t.and_then(std::result::Result::ok),
                    group: g.and_then(std::result::Result::ok),
                    undoes: self.undoes,
                    extra: (!self.rest.is_empty()).then(|| Box::new(self.rest)),
                    genesis: false,
                },
            }),
            _ => Err(self.into_value()),
        }
    }

    fn into_value(self) -> Value {
        let mut map = self.rest;
        let text = |t: &Arc<str>| Value::text(&**t);
        let refs = |r: &Vec<ChangeRef>| Value::List(r.iter().map(text).collect());
        let parts = [
            ("id", self.id.as_ref().map(text)),
            ("on", self.on.as_ref().map(text)),
            ("f", self.f.as_ref().map(text)),
            ("e", self.e.as_ref().map(text)),
            ("op", self.op.as_ref().map(text)),
            ("u", self.undoes.as_ref().map(text)),
            ("over", self.over.as_ref().map(refs)),
            ("saw", self.saw.as_ref().map(refs)),
            ("to", self.to),
            ("t", self.t.map(Value::Int)),
            ("g", self.g.map(Value::Int)),
        ];
        for (key, value) in parts {
            if let Some(value) = value {
                map.entry(key.into()).or_insert(value);
            }
        }
        Value::Map(map)
    }
}

/// What compaction left: for each entity the registers and what each change was over.
fn read_thin(thin: Map, raw: &mut Raw) {
    for (path, records) in thin {
        let Value::List(records) = records else {
            continue;
        };
        for record in records {
            let text = |key: &str| {
                record
                    .get(key)
                    .and_then(Value::as_text)
                    .map(Arc::<str>::from)
            };
            let over = record
                .get("over")
                .and_then(Value::as_list)
                .unwrap_or_default();
            let Some(id) = text("id") else {
                raw.envelope.unread.push(record);
                continue;
            };
            let group = record
                .get("g")
                .and_then(Value::as_int)
                .and_then(|n| u32::try_from(n).ok());
            raw.changes.push(Arc::new(Change {
                id,
                on: Path::from(&*path),
                act: Act::Thin {
                    f: text("f"),
                    e: text("e"),
                },
                over: over
                    .iter()
                    .filter_map(Value::as_text)
                    .map(Into::into)
                    .collect(),
                show: Show {
                    group,
                    ..Show::default()
                },
            }));
        }
    }
}

/// Reads the records of a journal line or of another list of changes with their sessions.
///
/// # Errors
/// The text is no such list.
pub fn read_records(
    text: &str,
) -> std::result::Result<(Vec<Arc<Change>>, BTreeMap<Arc<str>, Session>), ReadError> {
    let run = || -> Result<Raw> {
        let mut j = Jiter::new(text.as_bytes());
        let mut raw = Raw::default();
        let mut key: Option<Box<str>> = j.next_object()?.map(Into::into);
        while let Some(name) = key {
            match &*name {
                "sessions" => {
                    for (id, session) in object(&mut j, 1)? {
                        raw.sessions.insert((&*id).into(), read_session(session));
                    }
                }
                "changes" => read_changes(&mut j, &mut raw, &mut Interner::default())?,
                _ => {
                    value(&mut j, 1)?;
                }
            }
            key = j.next_key()?.map(Into::into);
        }
        j.finish()?;
        Ok(raw)
    };
    let raw = run().map_err(|at| locate(text, at))?;
    Ok((raw.changes, raw.sessions))
}
