//! Reading the records of changes, those that compaction left, and the values of the template.

use super::intern::Interner;
use super::json::{self, At, FIELD_DEPTH, ReadErrorKind, Result, check_money, known_value};
use crate::change::record::{FieldKey, Key, genesis_id, is_path};
use crate::change::{Act, Change, ChangeRef, Show, both};
use crate::model::id::PROGRAMME;
use crate::model::{Map, Path, Value, is_money};
use jiter::{Jiter, Peek};
use smallvec::SmallVec;
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
            let key = f.clone();
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

/// What was read from an array of records.
#[derive(Default)]
pub(super) struct Records {
    pub changes: Vec<Arc<Change>>,
    /// Those that are no changes to this version, whole.
    pub unread: Vec<Value>,
}

impl Records {
    /// Reads the records of an array from `next` on. Stops behind a record that ends at `until`; returns
    /// whether that was so.
    fn read(
        &mut self,
        j: &mut Jiter<'_>,
        intern: &mut Interner,
        mut next: Option<Peek>,
        until: usize,
    ) -> Result<bool> {
        while let Some(peek) = next {
            match read_record(j, intern, peek)? {
                Ok(change) => self.changes.push(Arc::new(change)),
                Err(unread) => self.unread.push(unread),
            }
            if j.current_index() == until {
                return Ok(true);
            }
            next = j.array_step()?;
        }
        Ok(false)
    }
}

/// Reads one record of an array; the inner error is one that is no change to this version, whole.
pub(super) fn read_record(
    j: &mut Jiter<'_>,
    intern: &mut Interner,
    peek: Peek,
) -> Result<std::result::Result<Change, Value>> {
    if peek == Peek::Object {
        read_change(j, intern)
    } else {
        Ok(Err(known_value(j, intern, peek, 2)?))
    }
}

/// The first record of the array that comes next.
pub(super) fn first_record(j: &mut Jiter<'_>) -> Result<Option<Peek>> {
    let offset = j.current_index();
    if j.peek()? != Peek::Array {
        return Err(At {
            kind: ReadErrorKind::WrongType,
            offset,
        });
    }
    Ok(j.known_array()?)
}

/// Reads an array of records.
pub(super) fn read_changes(j: &mut Jiter<'_>, intern: &mut Interner) -> Result<Records> {
    let mut out = Records::default();
    let first = first_record(j)?;
    out.read(j, intern, first, usize::MAX)?;
    Ok(out)
}

/// Reads the text of an array of records and of nothing else: on two threads where it is long. Offsets of
/// errors are those in some part of it.
pub(super) fn read_changes_of(text: &str) -> Result<Records> {
    /// From how many bytes on a thread is worth its making.
    const MANY: usize = 1 << 20;
    let whole = || {
        let mut j = Jiter::new(text.as_bytes());
        let records = read_changes(&mut j, &mut Interner::for_history(text.len()))?;
        j.finish()?;
        Ok(records)
    };
    let Some(middle) = (text.len() >= MANY).then(|| middle(text)).flatten() else {
        return whole();
    };
    let intern = || Interner::for_history(text.len() / 2);
    let first = || {
        let (mut j, mut out) = (Jiter::new(text.as_bytes()), Records::default());
        let next = first_record(&mut j)?;
        let met = out.read(&mut j, &mut intern(), next, middle)?;
        Ok(met.then_some(out))
    };
    let second = || {
        let mut out = Records::default();
        // The comma comes first.
        let mut j = Jiter::new(text.get(middle..).unwrap_or_default().as_bytes());
        let next = j.array_step()?;
        out.read(&mut j, &mut intern(), next, usize::MAX)?;
        j.finish()?;
        Ok(out)
    };
    let (first, second): (Result<Option<Records>>, Result<Records>) = both(true, first, second);
    match (first, second) {
        (Ok(Some(mut first)), Ok(second)) => {
            first.changes.extend(second.changes);
            first.unread.extend(second.unread);
            Ok(first)
        }
        // The middle was within a record, or something is wrong: that is found in order.
        _ => whole(),
    }
}

/// The place of the comma behind a record near the middle of an array that has one record a line. Where
/// it is no such array, it may be the place of some other comma.
fn middle(text: &str) -> Option<usize> {
    let half = text.len() / 2;
    let rest = text.as_bytes().get(half..)?;
    let at = rest.windows(3).position(|w| w == b",\n{")?;
    Some(half + at)
}

/// The key of a member of a record.
enum Name {
    Known(Known),
    Other(Key),
}

/// What this version knows in a record, each with a bit of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Id = 1,
    On = 1 << 1,
    F = 1 << 2,
    E = 1 << 3,
    Op = 1 << 4,
    To = 1 << 5,
    Over = 1 << 6,
    Saw = 1 << 7,
    Undoes = 1 << 8,
    T = 1 << 9,
    Group = 1 << 10,
}

impl Known {
    const ALL: [Self; 11] = [
        Self::Id,
        Self::On,
        Self::F,
        Self::E,
        Self::Op,
        Self::To,
        Self::Over,
        Self::Saw,
        Self::Undoes,
        Self::T,
        Self::Group,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::On => "on",
            Self::F => "f",
            Self::E => "e",
            Self::Op => "op",
            Self::To => "to",
            Self::Over => "over",
            Self::Saw => "saw",
            Self::Undoes => "u",
            Self::T => "t",
            Self::Group => "g",
        }
    }
}

impl Name {
    fn of(key: &str, intern: &mut Interner) -> Self {
        let known = Known::ALL.into_iter().find(|known| known.key() == key);
        known.map_or_else(|| Self::Other(intern.text(key)), Self::Known)
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Known(known) => known.key(),
            Self::Other(key) => key,
        }
    }
}

/// The members of a record as they are read. What is of another type than it should be goes to the
/// rest, so that what turns out to be no change is kept whole.
#[derive(Default)]
struct Members {
    /// The bits of the known members that were read.
    seen: u16,
    /// Whether one that matters was of another type than it should be.
    odd: bool,
    id: Option<Arc<str>>,
    on: Option<Path>,
    f: Option<Key>,
    e: Option<Key>,
    op: Option<Key>,
    to: Option<Value>,
    over: Option<Box<[ChangeRef]>>,
    saw: Option<Box<[ChangeRef]>>,
    undoes: Option<Arc<str>>,
    t: Option<u32>,
    g: Option<u32>,
    /// What else it has: as a rule nothing.
    rest: Option<Box<json::Members>>,
}

/// Reads one change; the inner error is a record that is none, whole.
fn read_change(
    j: &mut Jiter<'_>,
    intern: &mut Interner,
) -> Result<std::result::Result<Change, Value>> {
    let mut m = Members::default();
    let mut key = j.known_object()?.map(|key| Name::of(key, intern));
    while let Some(name) = key {
        let offset = j.current_index();
        if !m.is_first(&name) {
            return Err(At {
                kind: ReadErrorKind::DuplicateKey(name.as_str().into()),
                offset,
            });
        }
        let peek = j.peek()?;
        let other = match name {
            Name::Known(known) => m.read(known, j, intern, peek)?,
            Name::Other(key) => Some((key, known_value(j, intern, peek, 3)?)),
        };
        if let Some((key, value)) = other {
            m.rest.get_or_insert_default().push(key, value);
        }
        if let (Some(f), Some(to)) = (&m.f, &m.to)
            && is_money(f)
        {
            check_money(to, offset)?;
        }
        key = j.next_key()?.map(|key| Name::of(key, intern));
    }
    Ok(m.into_change())
}

impl Members {
    /// Takes note of a member; `false` where it was there already.
    fn is_first(&mut self, name: &Name) -> bool {
        match name {
            Name::Other(key) => self.rest.as_mut().is_none_or(|rest| !rest.has(key)),
            Name::Known(known) => {
                let bit = *known as u16;
                let first = self.seen & bit == 0;
                self.seen |= bit;
                first
            }
        }
    }

    /// Reads a known member; where it is of another type than it should be, it comes back.
    fn read(
        &mut self,
        known: Known,
        j: &mut Jiter<'_>,
        intern: &mut Interner,
        peek: Peek,
    ) -> Result<Option<(Key, Value)>> {
        match (known, peek) {
            (Known::Id, Peek::String) => self.id = Some(j.known_str()?.into()),
            (Known::On, Peek::String) => self.on = Some(intern.path(j.known_str()?)),
            (Known::F, Peek::String) => self.f = Some(intern.text(j.known_str()?)),
            (Known::E, Peek::String) => self.e = Some(intern.text(j.known_str()?)),
            (Known::Op, Peek::String) => self.op = Some(intern.text(j.known_str()?)),
            (Known::Undoes, Peek::String) => self.undoes = Some(j.known_str()?.into()),
            (Known::To, _) => {
                // The first fields of an entity stand one deeper than the value of one.
                let depth = FIELD_DEPTH - usize::from(self.op.as_deref() == Some("new"));
                self.to = Some(known_value(j, intern, peek, depth)?);
            }
            (Known::Over | Known::Saw, Peek::Array) => match read_references(j, intern)? {
                Ok(list) if known == Known::Over => self.over = Some(list),
                Ok(list) => self.saw = Some(list),
                Err(other) => {
                    self.odd = true;
                    return Ok(Some((intern.text(known.key()), other)));
                }
            },
            _ => {
                let value = known_value(j, intern, peek, 3)?;
                let number = value.as_int().and_then(|n| u32::try_from(n).ok());
                match (known, number) {
                    (Known::T, Some(n)) => self.t = Some(n),
                    (Known::Group, Some(n)) => self.g = Some(n),
                    _ => {
                        // What is only for show (`t`, `g`, `u`) may look as it likes; the rest must
                        // be understood.
                        self.odd |= !matches!(known, Known::T | Known::Group | Known::Undoes);
                        return Ok(Some((intern.text(known.key()), value)));
                    }
                }
            }
        }
        Ok(None)
    }

    fn into_change(mut self) -> std::result::Result<Change, Value> {
        let sound = !self.odd
            && self.id.as_deref().is_some_and(is_id)
            && self.on.as_ref().is_some_and(|on| is_path(on.as_str()))
            && self.over.is_some();
        let act = if sound { self.act() } else { None };
        let Some(act) = act else {
            return Err(self.into_value());
        };
        let (Some(id), Some(on)) = (self.id.take(), self.on.take()) else {
            return Err(self.into_value());
        };
        let mut change = Change {
            id,
            on,
            act,
            over: self.over.take().unwrap_or_default(),
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
                extra: self.rest.map(|rest| Box::new(rest.into_map())),
                genesis: false,
            }
        };
        Ok(change)
    }

    /// What the record does, taken out of the members; where it is nothing that this version knows,
    /// they stay as they are.
    fn act(&mut self) -> Option<Act> {
        // The programme always exists.
        let is_entity = self.on.as_ref().is_some_and(|on| on.as_str() != PROGRAMME);
        let op = match self.op.as_deref() {
            None => None,
            Some(op) if is_entity => Some(op),
            Some(_) => return None,
        };
        match (op, &self.f, &self.e, &mut self.to, &mut self.saw) {
            // An array of strings is a set, and sets are written element by element.
            (None, Some(f), None, Some(to), None) if to.as_set().is_none() => Some(Act::Set {
                f: f.clone(),
                to: std::mem::take(to),
            }),
            (None, Some(f), Some(e), Some(Value::Bool(to)), None) => Some(Act::Element {
                f: f.clone(),
                e: e.clone(),
                to: *to,
            }),
            (Some("new"), None, None, Some(Value::Map(to)), None) => Some(Act::New {
                to: std::mem::take(to),
            }),
            (Some("del"), None, None, None, Some(saw)) => Some(Act::Del {
                saw: std::mem::take(saw),
            }),
            (Some("alive"), None, None, None, None) => Some(Act::Alive),
            _ => None,
        }
    }

    fn into_value(self) -> Value {
        let mut map = self.rest.map_or_else(Map::new, |rest| rest.into_map());
        let text = |t: Arc<str>| Value::text(&*t);
        let refs = |r: Box<[ChangeRef]>| Value::List(r.into_iter().map(text).collect());
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

/// Reads a list of references; the inner error is a list that holds anything else, whole.
fn read_references(
    j: &mut Jiter<'_>,
    intern: &mut Interner,
) -> Result<std::result::Result<Box<[ChangeRef]>, Value>> {
    let mut list: SmallVec<[ChangeRef; 8]> = SmallVec::new();
    let mut next = j.known_array()?;
    while let Some(peek) = next {
        if peek != Peek::String {
            let mut whole: Vec<Value> = list.iter().map(|r| Value::text(&**r)).collect();
            while let Some(peek) = next {
                whole.push(known_value(j, intern, peek, 4)?);
                next = j.array_step()?;
            }
            return Ok(Err(Value::List(whole)));
        }
        list.push(j.known_str()?.into());
        next = j.array_step()?;
    }
    Ok(Ok(list.into_iter().collect()))
}

/// A list of references; `None` where it holds anything else.
fn references(value: &Value) -> Option<Box<[ChangeRef]>> {
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
    let undoes = text("u")?;
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
        over,
        show: Show {
            group,
            undoes,
            extra: (!map.is_empty()).then(|| Box::new(map)),
            ..Show::default()
        },
    })
}
