//! Reading the records of changes, those that compaction left, and the values of the template.

use super::json::{At, FIELD_DEPTH, ReadErrorKind, Result, check_money, known_value};
use crate::change::record::{FieldKey, Key, genesis_id, is_path};
use crate::change::{Act, Change, ChangeRef, Show};
use crate::model::id::PROGRAMME;
use crate::model::{Map, Path, Value, is_money};
use jiter::{Jiter, Peek};
use std::collections::HashMap;
use std::sync::Arc;

/// The implicit changes of a template's values (rule 4).
#[must_use]
pub fn genesis_changes(values: Map) -> Vec<Arc<Change>> {
    let mut out = Vec::new();
    let mut push = |id, on: &Path, act| {
        let show = Show {
            genesis: true,
            ..Show::default()
        };
        out.push(Arc::new(Change {
            id,
            on: on.clone(),
            act,
            over: Box::default(),
            show,
        }));
    };
    for (path, fields) in values {
        let on = Path::from(&*path);
        let Value::Map(fields) = fields else { continue };
        if on.as_str() != PROGRAMME {
            push(genesis_id(&on, None), &on, Act::New { to: Map::new() });
        }
        for (f, to) in fields {
            let key = Key::from(&*f);
            if let Some(elements) = to.as_set() {
                for e in elements {
                    let id = genesis_id(&on, Some((&f, Some(e), &Value::Bool(true))));
                    let act = Act::Element {
                        f: key.clone(),
                        e: e.into(),
                        to: true,
                    };
                    push(id, &on, act);
                }
            } else {
                let id = genesis_id(&on, Some((&f, None, &to)));
                push(id, &on, Act::Set { f: key, to });
            }
        }
    }
    out
}

/// Few texts that repeat often are kept once.
#[derive(Default)]
pub(super) struct Interner {
    texts: HashMap<Box<str>, Arc<str>>,
    paths: HashMap<Box<str>, Path>,
}

impl Interner {
    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(found) = self.texts.get(text) {
            return found.clone();
        }
        let made: Arc<str> = text.into();
        self.texts.insert(text.into(), made.clone());
        made
    }

    fn path(&mut self, text: &str) -> Path {
        if let Some(found) = self.paths.get(text) {
            return found.clone();
        }
        let made = Path::from(text);
        self.paths.insert(text.into(), made.clone());
        made
    }
}

/// What was read from an array of records.
#[derive(Default)]
pub(super) struct Records {
    pub changes: Vec<Arc<Change>>,
    /// Those that are no changes to this version, whole.
    pub unread: Vec<Value>,
}

/// Reads an array of records.
pub(super) fn read_changes(j: &mut Jiter<'_>, intern: &mut Interner) -> Result<Records> {
    let offset = j.current_index();
    if j.peek()? != Peek::Array {
        return Err(At {
            kind: ReadErrorKind::WrongType,
            offset,
        });
    }
    let mut out = Records::default();
    let mut next = j.known_array()?;
    while let Some(peek) = next {
        if peek == Peek::Object {
            match read_change(j, intern)? {
                Ok(change) => out.changes.push(Arc::new(change)),
                Err(unread) => out.unread.push(unread),
            }
        } else {
            out.unread.push(known_value(j, peek, 2)?);
        }
        next = j.array_step()?;
    }
    Ok(out)
}

/// The members of a record as they are read. What is of another type than it should be goes to the
/// rest, so that what turns out to be no change is kept whole.
#[derive(Default)]
struct Members {
    id: Option<Arc<str>>,
    on: Option<Path>,
    f: Option<Key>,
    e: Option<Key>,
    op: Option<Arc<str>>,
    to: Option<Value>,
    over: Option<Vec<ChangeRef>>,
    saw: Option<Vec<ChangeRef>>,
    undoes: Option<Arc<str>>,
    t: Option<u32>,
    g: Option<u32>,
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
        if m.has(&name) {
            return Err(At {
                kind: ReadErrorKind::DuplicateKey(name.into()),
                offset,
            });
        }
        let peek = j.peek()?;
        match (&*name, peek) {
            ("id", Peek::String) => m.id = Some(j.known_str()?.into()),
            ("on", Peek::String) => m.on = Some(intern.path(j.known_str()?)),
            ("f", Peek::String) => m.f = Some(intern.text(j.known_str()?)),
            ("e", Peek::String) => m.e = Some(intern.text(j.known_str()?)),
            ("op", Peek::String) => m.op = Some(intern.text(j.known_str()?)),
            ("u", Peek::String) => m.undoes = Some(j.known_str()?.into()),
            ("to", _) => {
                // The first fields of an entity stand one deeper than the value of one.
                let depth = FIELD_DEPTH - usize::from(m.op.as_deref() == Some("new"));
                m.to = Some(known_value(j, peek, depth)?);
            }
            _ => m.other(name, known_value(j, peek, 3)?),
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

impl Members {
    fn has(&self, name: &str) -> bool {
        self.rest.contains_key(name)
            || match name {
                "id" => self.id.is_some(),
                "on" => self.on.is_some(),
                "f" => self.f.is_some(),
                "e" => self.e.is_some(),
                "op" => self.op.is_some(),
                "to" => self.to.is_some(),
                "over" => self.over.is_some(),
                "saw" => self.saw.is_some(),
                "u" => self.undoes.is_some(),
                "t" => self.t.is_some(),
                "g" => self.g.is_some(),
                _ => false,
            }
    }

    /// A member that is a list of references, a number, or nothing that this version knows.
    fn other(&mut self, name: Box<str>, value: Value) {
        let number = || value.as_int().and_then(|n| u32::try_from(n).ok());
        match &*name {
            "over" => self.over = references(&value),
            "saw" => self.saw = references(&value),
            "t" => self.t = number(),
            "g" => self.g = number(),
            _ => {}
        }
        if !self.has(&name) {
            self.rest.insert(name, value);
        }
    }

    fn into_change(mut self) -> std::result::Result<Change, Value> {
        // What is only for show (`t`, `g`, `u`) may look as it likes; the rest must be understood.
        let odd = ["id", "on", "f", "e", "op", "over", "saw"];
        let sound = !odd.iter().any(|k| self.rest.contains_key(*k))
            && self.id.as_deref().is_some_and(is_id)
            && self.on.as_ref().is_some_and(|on| is_path(on.as_str()));
        let act = match (sound, &self.over, self.act()) {
            (true, Some(_), Some(act)) => act,
            _ => return Err(self.into_value()),
        };
        let (Some(id), Some(on)) = (self.id.take(), self.on.take()) else {
            return Err(self.into_value());
        };
        let mut change = Change {
            id,
            on,
            act,
            over: self.over.take().unwrap_or_default().into(),
            show: Show::default(),
        };
        change.show = if change.is_genesis_record() {
            Show {
                genesis: true,
                ..Show::default()
            }
        } else {
            Show {
                t: self.t,
                group: self.g,
                undoes: self.undoes.take(),
                extra: (!self.rest.is_empty()).then(|| Box::new(self.rest)),
                genesis: false,
            }
        };
        Ok(change)
    }

    fn act(&self) -> Option<Act> {
        let field = (self.op.as_deref(), &self.f, &self.e, &self.to, &self.saw);
        match field {
            // An array of strings is a set, and sets are written element by element.
            (None, Some(f), None, Some(to), None) if to.as_set().is_none() => Some(Act::Set {
                f: f.clone(),
                to: to.clone(),
            }),
            (None, Some(f), Some(e), Some(Value::Bool(to)), None) => Some(Act::Element {
                f: f.clone(),
                e: e.clone(),
                to: *to,
            }),
            // The programme always exists.
            _ if self.on.as_ref().is_none_or(|on| on.as_str() == PROGRAMME) => None,
            (Some("new"), None, None, Some(Value::Map(to)), None) => {
                Some(Act::New { to: to.clone() })
            }
            (Some("del"), None, None, None, Some(saw)) => Some(Act::Del {
                saw: saw.as_slice().into(),
            }),
            (Some("alive"), None, None, None, None) => Some(Act::Alive),
            _ => None,
        }
    }

    fn into_value(self) -> Value {
        let mut map = self.rest;
        let text = |t: Arc<str>| Value::text(&*t);
        let refs = |r: Vec<ChangeRef>| Value::List(r.into_iter().map(text).collect());
        let number = |n: u32| Value::Int(n.into());
        let parts = [
            ("id", self.id.map(text)),
            ("on", self.on.map(|on| Value::text(on.as_str()))),
            ("f", self.f.map(text)),
            ("e", self.e.map(text)),
            ("op", self.op.map(text)),
            ("u", self.undoes.map(text)),
            ("over", self.over.map(refs)),
            ("saw", self.saw.map(refs)),
            ("to", self.to),
            ("t", self.t.map(number)),
            ("g", self.g.map(number)),
        ];
        for (key, value) in parts {
            if let Some(value) = value {
                map.insert(key.into(), value);
            }
        }
        Value::Map(map)
    }
}

/// Whether a text may be the id of a change: `#` parts an id from a digest in references.
fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains('#')
}

/// A list of references; `None` where it holds anything else.
fn references(value: &Value) -> Option<Vec<ChangeRef>> {
    let list = value.as_list()?;
    list.iter().map(|v| v.as_text().map(Into::into)).collect()
}

/// Reads what compaction left: for each entity the registers and what each change was over.
pub(super) fn read_thin(thin: Map, offset: usize) -> Result<Vec<Arc<Change>>> {
    let mut out = Vec::new();
    for (path, records) in thin {
        let on = Path::from(&*path);
        let read = |record: Value| match record {
            Value::Map(map) => thin_record(&on, map),
            _ => None,
        };
        let records = match records {
            Value::List(list) if is_path(&path) => list,
            _ => {
                return Err(At {
                    kind: ReadErrorKind::WrongType,
                    offset,
                });
            }
        };
        for record in records {
            out.push(Arc::new(read(record).ok_or(At {
                kind: ReadErrorKind::WrongType,
                offset,
            })?));
        }
    }
    Ok(out)
}

fn thin_record(on: &Path, mut map: Map) -> Option<Change> {
    let mut text = |key: &str| match map.remove(key) {
        None => Some(None),
        Some(Value::Text(t)) => Some(Some(Arc::<str>::from(&*t))),
        Some(_) => None,
    };
    let (id, f, e) = (text("id")??, text("f")?, text("e")?);
    let mut of: Vec<Option<FieldKey>> = match (f, e) {
        (Some(f), e) => vec![Some((f, e))],
        (None, None) => vec![None],
        (None, Some(_)) => return None,
    };
    for register in map
        .remove("also")
        .iter()
        .filter_map(Value::as_list)
        .flatten()
    {
        let names: Vec<&str> = register.as_set()?.collect();
        of.push(Some(match names.as_slice() {
            [f] => (Key::from(*f), None),
            [f, e] => (Key::from(*f), Some(Key::from(*e))),
            _ => return None,
        }));
    }
    let over = references(&map.remove("over")?)?;
    let group = match map.remove("g") {
        None => None,
        Some(g) => Some(g.as_int().and_then(|n| u32::try_from(n).ok())?),
    };
    is_id(&id).then(|| Change {
        id,
        on: on.clone(),
        act: Act::Thin { of: of.into() },
        over: over.into(),
        show: Show {
            group,
            extra: (!map.is_empty()).then(|| Box::new(map)),
            ..Show::default()
        },
    })
}
