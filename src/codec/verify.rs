//! Proof that a text says what the document says, before it replaces a file (FILE.md §4 step 2).
//!
//! The text is read by the same code that opens files, an entity and a record at a time: what was read is
//! compared with what it was written from and let go, so the proof takes no memory to speak of. The state
//! part and the history are read on two threads.

use super::intern::Interner;
use super::json::{FIELD_DEPTH, object};
use super::read::{Passed, Raw, read_small};
use super::record::{first_record, read_record};
use super::write_history::{beside, in_order, unread_lines};
use super::write_state::kinds;
use crate::change::register::EntityLog;
use crate::change::{Change, Envelope, FORMAT_VERSION, Snapshot, both};
use crate::model::id::PROGRAMME;
use crate::model::{Map, Path, Value};
use jiter::Jiter;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

type Proof = Result<(), String>;

/// Reads a text back and compares it with the document that it was written from: the envelope, the
/// sessions, every change with what accompanies it, and the state part; all in the order in which they
/// are written.
///
/// # Errors
/// What differs, for the log: the text must not be saved then.
pub fn verify(text: &str, document: &Snapshot) -> Proof {
    let (raw, passed) = read_small(text).map_err(unreadable)?;
    let history = || verify_changes(passed.changes.unwrap_or("[]"), document);
    let (state, changes) = both(true, || verify_state(&raw, &passed, document), history);
    changes?;
    state?;
    verify_rest(raw, document)
}

fn unreadable(at: impl std::fmt::Debug) -> String {
    format!("cannot be read back: {at:?}")
}

/// The envelope, the sessions, and the records that stand beside the changes.
fn verify_rest(raw: Raw, document: &Snapshot) -> Proof {
    if &raw.sessions != document.sessions() {
        return Err("sessions differ".into());
    }
    let mut found: Vec<&Arc<Change>> = raw.genesis.iter().chain(&raw.changes).collect();
    let mut expected: Vec<&Arc<Change>> = beside(document).collect();
    if found.len() != expected.len() {
        let (found, expected) = (found.len(), expected.len());
        return Err(format!(
            "{found} records of the template or shortened instead of {expected}"
        ));
    }
    for list in [&mut found, &mut expected] {
        // Of one id there is one record as a rule; several are told by what they say.
        list.sort_by(|a, b| {
            let told = || a.identity().cmp(&b.identity());
            a.id.cmp(&b.id).then_with(|| {
                if a.is_same(b) {
                    Ordering::Equal
                } else {
                    told()
                }
            })
        });
    }
    if let Some((_, lost)) = found.iter().zip(&expected).find(|(a, b)| a != b) {
        return Err(format!("change {} differs", lost.id));
    }
    let mut expected = document.envelope().clone();
    let kinds: BTreeSet<&str> = document.shown().map(Path::kind).collect();
    expected.extra.retain(|name, _| !kinds.contains(name));
    expected.version = expected.version.max(FORMAT_VERSION);
    expected.min_reader = expected.min_reader.max(1);
    expected.unread.clear();
    let found = Envelope {
        unread: Vec::new(),
        ..raw.envelope
    };
    if found == expected {
        Ok(())
    } else {
        Err("the envelope differs".into())
    }
}

/// The history.
fn verify_changes(text: &str, document: &Snapshot) -> Proof {
    let mut expected = in_order(document).into_iter();
    let mut unread: BTreeSet<String> = BTreeSet::new();
    let mut j = Jiter::new(text.as_bytes());
    let mut intern = Interner::default();
    let mut next = first_record(&mut j).map_err(unreadable)?;
    while let Some(peek) = next {
        match read_record(&mut j, &mut intern, peek).map_err(unreadable)? {
            Ok(found) => match expected.next() {
                Some(change) if **change == found => {}
                _ => return Err(format!("change {} differs", found.id)),
            },
            Err(other) => drop(unread.insert(other.canonical())),
        }
        next = j.array_step().map_err(unreadable)?;
    }
    j.finish().map_err(unreadable)?;
    if let Some(lost) = expected.next() {
        return Err(format!("change {} is missing", lost.id));
    }
    if unread == unread_lines(document) {
        Ok(())
    } else {
        Err("unread records differ".into())
    }
}

/// The state part.
fn verify_state(raw: &Raw, passed: &Passed<'_>, document: &Snapshot) -> Proof {
    let mut intern = Interner::default();
    let programme = passed.state.get(PROGRAMME).copied().unwrap_or("{}");
    let mut j = Jiter::new(programme.as_bytes());
    let found = object(&mut j, &mut intern, FIELD_DEPTH - 1).map_err(unreadable)?;
    j.finish().map_err(unreadable)?;
    same(&Path::programme(), &found, &document.fields(PROGRAMME))?;
    let kinds = kinds(document);
    let mut others = 0;
    let mut fields = Vec::new();
    for ((_, kind), entities) in &kinds {
        match passed.state.get(kind) {
            Some(text) => verify_kind(text, entities, document, &mut intern)?,
            // A kind that this version does not know was read whole.
            None => {
                for (path, entity) in entities {
                    others += 1;
                    let found = raw
                        .state
                        .get(*path)
                        .ok_or_else(|| format!("{path} is missing"))?;
                    entity.state_into(document.changes(), &mut fields);
                    same(path, found, &fields)?;
                }
            }
        }
    }
    let known = |kind: &str| kind == PROGRAMME || kinds.keys().any(|(_, known)| *known == kind);
    if others == raw.state.len() && passed.state.keys().all(|kind| known(kind)) {
        Ok(())
    } else {
        Err("the state part holds more than the document".into())
    }
}

/// The entities of one kind.
fn verify_kind(
    text: &str,
    entities: &[(&Path, &EntityLog)],
    document: &Snapshot,
    intern: &mut Interner,
) -> Proof {
    let mut j = Jiter::new(text.as_bytes());
    let mut entities = entities.iter();
    let mut fields = Vec::new();
    let mut key = j.next_object().map_err(unreadable)?;
    while let Some(id) = key {
        let Some((path, entity)) = entities.next().filter(|(path, _)| path.id() == id) else {
            return Err(format!("the entity {id} is not in its place"));
        };
        let found = object(&mut j, intern, FIELD_DEPTH - 1).map_err(unreadable)?;
        entity.state_into(document.changes(), &mut fields);
        same(path, &found, &fields)?;
        key = j.next_key().map_err(unreadable)?;
    }
    j.finish().map_err(unreadable)?;
    match entities.next() {
        Some((path, _)) => Err(format!("{path} is missing")),
        None => Ok(()),
    }
}

fn same(path: &Path, found: &Map, expected: &[(&str, Cow<'_, Value>)]) -> Proof {
    // Both are in byte order.
    let mut both = found.iter().zip(expected);
    if found.len() == expected.len()
        && both.all(|((a, found), (b, value))| **a == **b && *found == **value)
    {
        Ok(())
    } else {
        Err(format!("{path} differs"))
    }
}
