//! Proof that a text says what the document says, before it replaces a file (FILE.md §4 step 2).

use super::read::read_raw;
use super::write_history::unread_lines;
use crate::change::{Change, Envelope, FORMAT_VERSION, Snapshot};
use crate::model::id::PROGRAMME;
use crate::model::{Map, Path, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reads a text back and compares it with the document that it was written from: the envelope, the
/// sessions, every change with what accompanies it, and the state part.
///
/// # Errors
/// What differs, for the log: the text must not be saved then.
pub fn verify(text: &str, document: &Snapshot) -> Result<(), String> {
    let raw = read_raw(text).map_err(|e| format!("cannot be read back: {e:?}"))?;
    let unread: BTreeSet<String> = raw.envelope.unread.iter().map(Value::canonical).collect();
    if unread != unread_lines(document) {
        return Err("unread records differ".into());
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
    if found != expected {
        return Err("the envelope differs".into());
    }
    if &raw.sessions != document.sessions() {
        return Err("sessions differ".into());
    }
    let mut found: Vec<&Arc<Change>> = raw.genesis.iter().chain(&raw.changes).collect();
    let mut expected: Vec<&Arc<Change>> = document.changes().iter().collect();
    if found.len() != expected.len() {
        return Err(format!(
            "{} changes instead of {}",
            found.len(),
            expected.len()
        ));
    }
    // Of one id there is one record as a rule; several are told by what they say.
    for list in [&mut found, &mut expected] {
        list.sort_by(|a, b| {
            a.id.cmp(&b.id).then_with(|| {
                if a.is_same(b) {
                    std::cmp::Ordering::Equal
                } else {
                    a.identity().cmp(&b.identity())
                }
            })
        });
    }
    if let Some((_, lost)) = found.iter().zip(&expected).find(|(a, b)| a != b) {
        return Err(format!("change {} differs", lost.id));
    }
    verify_state(&raw.state, document)
}

fn verify_state(state: &crate::change::absorb::State, document: &Snapshot) -> Result<(), String> {
    let nothing = Map::new();
    let programme = Path::programme();
    let mut count = 0;
    for path in document.shown().chain([&programme]) {
        count += usize::from(state.contains_key(path));
        if !state.contains_key(path) && path.as_str() != PROGRAMME {
            return Err(format!("{path} is missing"));
        }
        let found = state.get(path).unwrap_or(&nothing);
        let expected = document.fields(path.as_str());
        let same = |(key, value): &(&str, Cow<'_, Value>)| found.get(key) == Some(value);
        if expected.len() != found.len() || !expected.iter().all(same) {
            return Err(format!("{path} differs"));
        }
    }
    if count == state.len() {
        Ok(())
    } else {
        Err("the state part holds more than the document".into())
    }
}
