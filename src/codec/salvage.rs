//! What can be saved of a damaged file (FILE.md §3): whole entities, single fields, single records of the history.
//!
//! A file of ours has one thing a line, so a cut or a garbled spot harms the lines it touches and no others. What is
//! whole is united with the newest version that can be read, as a hand edit is: nothing that was lost is taken for
//! deleted, unless the place where it would stand is whole and it is not there.

use super::embedded;
use super::intern::Interner;
use super::json::{FIELD_DEPTH, check_money, object, value};
use super::read::read_records;
use crate::change::absorb::{State, hand_edits};
use crate::change::record::is_path;
use crate::change::{Change, Document, Envelope, FORMAT_VERSION, Log, Sessions, Snapshot};
use crate::model::id::PROGRAMME;
use crate::model::{Clause, KINDS, Map, OfficialText, Path, Value, is_money};
use jiter::Jiter;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Something that the damage took.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    /// All entities of a kind: the file ends before them.
    Kind(String),
    /// A whole entity, of which not even the beginning can be read; or one without any field.
    Entity(Path),
    /// A field of an entity; `None` where not even its name can be read.
    Field(Path, Option<String>),
}

/// What was saved of a damaged file.
#[derive(Clone, Debug)]
pub struct Salvaged {
    /// The document, as far as it could be put together. It has no session.
    pub document: Document,
    /// How many entities of each kind stand whole in the damaged file.
    pub intact: BTreeMap<String, usize>,
    /// What the damage took; its value comes from the earlier version, where there is one.
    pub lost: Vec<Lost>,
    /// The official text stands in the file, whole and word for word as it is known.
    pub text_is_whole: bool,
    /// How many records of the history can be read.
    pub changes: usize,
}

/// Puts together what can be read of a damaged file, over an earlier version of the same document where there is
/// one. `None` where nothing of it can be read. `sha256` is the digest of the file's bytes.
#[must_use]
pub fn salvage(bytes: &[u8], sha256: &str, base: Option<&Document>) -> Option<Salvaged> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Found::default();
    found.read(text.trim_start_matches('\u{feff}'));
    let doc_id = found.doc_id.clone()?;
    let nothing = found.state.is_empty() && found.changes.is_empty();
    if nothing || base.is_some_and(|b| b.envelope.doc_id != doc_id) {
        return None;
    }
    let known = embedded::Template::embedded().clauses();
    let whole_text = found.closed.contains("clauses") && found.lost_clauses == 0;
    let text_is_whole = whole_text && found.clauses == **known;
    let mut document = match base {
        Some(base) => base.clone(),
        None if !whole_text || text_is_whole => embedded::new_document(&doc_id),
        None => other_programme(&doc_id, &found.clauses),
    };
    let changes = found.changes.len();
    document.unite(
        std::mem::take(&mut found.changes),
        std::mem::take(&mut found.sessions),
    );
    document.keep_cuts(std::mem::take(&mut found.cuts));
    let state = found.state_over(&document.snapshot());
    let is_shown = |p: &Path| document.is_shown(p.as_str());
    let edits = hand_edits(document.log(), &is_shown, &state, sha256);
    if !edits.is_empty() {
        document.unite(edits, Sessions::new());
    }
    Some(Salvaged {
        document,
        intact: found.intact(),
        lost: found.lost(),
        text_is_whole,
        changes,
    })
}

/// A document with another official text than the one that comes with the program.
fn other_programme(doc_id: &str, clauses: &[Value]) -> Document {
    let text = OfficialText::new(clauses.iter().filter_map(Clause::of_value).collect());
    let envelope = Envelope {
        min_reader: FORMAT_VERSION,
        version: FORMAT_VERSION,
        doc_id: doc_id.to_owned(),
        clauses: Arc::new(clauses.to_vec()),
        ..Envelope::default()
    };
    Document::new(
        envelope,
        Sessions::new(),
        Log::new(std::iter::empty()),
        Arc::new(text),
    )
}

/// What was found in the lines.
#[derive(Default)]
struct Found {
    doc_id: Option<String>,
    /// Sections that were seen, and those that were seen to end.
    seen: BTreeSet<String>,
    closed: BTreeSet<String>,
    clauses: Vec<Value>,
    lost_clauses: usize,
    state: State,
    /// Entities of which something cannot be read.
    harmed: BTreeSet<Path>,
    lost: BTreeSet<Lost>,
    changes: Vec<Arc<Change>>,
    sessions: Sessions,
    cuts: Vec<Value>,
}

impl Found {
    fn read(&mut self, text: &str) {
        let mut section = String::new();
        let mut entity: Option<Path> = None;
        for line in text.split('\n') {
            let line = line.trim_end_matches('\r');
            if let Some((name, rest)) = member(line, "").filter(|(name, _)| !name.contains('/')) {
                let sound = section.is_empty() || self.closed.contains(&section);
                if is_section(&name) || sound && !rest.starts_with('{') {
                    self.end_entity(&mut entity);
                    section = self.begin(&name, rest);
                    continue;
                }
            }
            match section.as_str() {
                "" => {}
                PROGRAMME => match member(line, "  ") {
                    Some((key, rest)) => self.field(&Path::programme(), &key, rest),
                    None => self.close_or_lose(line, &section, &Path::programme()),
                },
                "clauses" => match one(line) {
                    Some(clause) => {
                        self.clauses.push(clause);
                        self.close_at_end(line, "clauses", "]");
                    }
                    None => self.lost_clauses += usize::from(!line.trim().is_empty()),
                },
                "genesis" | "sessions" | "changes" | "cuts" => self.record(&section, line),
                kind if KINDS.iter().any(|k| k.kind == kind) => {
                    let kind = kind.to_owned();
                    self.entity_line(&kind, line, &mut entity);
                }
                _ => {}
            }
        }
        self.end_entity(&mut entity);
    }

    fn begin(&mut self, name: &str, rest: &str) -> String {
        self.seen.insert(name.to_owned());
        if name == "doc_id" {
            if let Some(Value::Text(id)) = one(rest) {
                self.doc_id = Some(id.into());
            }
        } else if rest.trim_end_matches(',').ends_with(['}', ']']) {
            // All on one line: empty.
            self.closed.insert(name.to_owned());
        }
        name.to_owned()
    }

    fn close_at_end(&mut self, line: &str, section: &str, end: &str) {
        if line.trim_end_matches(',').ends_with(end) && one(line).is_none_or(|_| !sound(line)) {
            self.closed.insert(section.to_owned());
        }
    }

    fn close_or_lose(&mut self, line: &str, section: &str, on: &Path) {
        match line.trim_end_matches(',') {
            "}" => {
                self.closed.insert(section.to_owned());
            }
            "" => {}
            _ => {
                self.harmed.insert(on.clone());
                self.lost.insert(Lost::Field(on.clone(), None));
            }
        }
    }

    fn entity_line(&mut self, kind: &str, line: &str, entity: &mut Option<Path>) {
        if let Some((id, rest)) = member(line, "  ") {
            self.end_entity(entity);
            let path = Path::new(kind, &id);
            if !is_path(path.as_str()) || !clean(&id) {
                self.lost.insert(Lost::Entity(path));
                return;
            }
            self.state.entry(path.clone()).or_default();
            match rest.trim_end_matches(',') {
                "{" => *entity = Some(path),
                "{}" => {}
                _ => {
                    self.harmed.insert(path.clone());
                    *entity = Some(path);
                }
            }
            return;
        }
        match (line.trim_end_matches(','), entity.clone()) {
            ("  }", Some(_)) => *entity = None,
            ("}", None) => {
                self.closed.insert(kind.to_owned());
            }
            ("", _) => {}
            (_, Some(on)) => match member(line, "    ") {
                Some((key, rest)) => self.field(&on, &key, rest),
                None => {
                    self.harmed.insert(on.clone());
                    self.lost.insert(Lost::Field(on, None));
                }
            },
            // A garbled line between entities: perhaps the head of one.
            (_, None) => {
                self.lost.insert(Lost::Entity(Path::new(kind, "?")));
            }
        }
    }

    /// The file ends, or another part begins, within an entity.
    fn end_entity(&mut self, entity: &mut Option<Path>) {
        if let Some(on) = entity.take() {
            self.harmed.insert(on.clone());
            if self.state.get(&on).is_some_and(Map::is_empty) {
                self.state.remove(&on);
                self.lost.insert(Lost::Entity(on));
            } else {
                self.lost.insert(Lost::Field(on, None));
            }
        }
    }

    fn field(&mut self, on: &Path, key: &str, rest: &str) {
        let read = one(rest).filter(|_| clean(key) && clean(rest));
        let lawful = read.filter(|v| !is_money(key) || check_money(v, 0).is_ok());
        match lawful {
            Some(value) => {
                self.state
                    .entry(on.clone())
                    .or_default()
                    .insert(key.into(), value);
            }
            None => {
                self.harmed.insert(on.clone());
                let key = clean(key).then(|| key.to_owned());
                self.lost.insert(Lost::Field(on.clone(), key));
            }
        }
    }

    /// A line of the history. Records stand alone; one that cannot be read is left out.
    fn record(&mut self, section: &str, line: &str) {
        if !clean(line) {
            return;
        }
        // What closes the list may stand behind the last record: brackets go until it is whole.
        let mut text = line.trim_end_matches(',');
        let sound = (0..4).find_map(|_| {
            let read = match section {
                "genesis" | "sessions" => map_of(&format!("{{{text}}}")),
                _ => map_of(text),
            };
            if read.is_none() {
                text = text.strip_suffix([']', '}']).unwrap_or_default();
            }
            read
        });
        let Some(map) = sound.filter(|m| !m.is_empty()) else {
            return;
        };
        let text = Value::Map(map.clone()).canonical();
        match section {
            "genesis" if map.keys().all(|k| is_path(k)) => {
                self.changes.extend(super::read::genesis_changes(map));
            }
            "sessions" => {
                if let Ok(read) = read_records(&format!("{{\"sessions\":{text}}}")) {
                    self.sessions.extend(read.sessions);
                }
            }
            "changes" => {
                if let Ok(read) = read_records(&format!("{{\"changes\":[{text}]}}")) {
                    self.changes.extend(read.changes);
                }
            }
            "cuts" => self.cuts.push(Value::Map(map)),
            _ => {}
        }
    }

    /// The state that the damaged file gives, over that of a document: what is lost stays as it is there.
    fn state_over(&self, document: &Snapshot) -> State {
        let mut state = State::new();
        let own = |path: &Path| -> Map {
            let fields = document.fields(path.as_str()).into_iter();
            fields.map(|(k, v)| (k.into(), v.into_owned())).collect()
        };
        for path in document.shown() {
            // A kind that stands there whole says what is there and what is not.
            let kind = path.kind();
            let is_whole = self.closed.contains(kind) && !self.harmed_kind(kind);
            if !is_whole || self.state.contains_key(path) {
                state.insert(path.clone(), own(path));
            }
        }
        let programme = Path::programme();
        state.insert(programme.clone(), own(&programme));
        for (path, fields) in &self.state {
            let whole = !self.harmed.contains(path)
                && (*path != programme || self.closed.contains(PROGRAMME));
            let slot = state.entry(path.clone()).or_default();
            if whole {
                *slot = fields.clone();
            } else {
                for (key, value) in fields {
                    slot.insert(key.clone(), value.clone());
                }
            }
        }
        state
    }

    fn harmed_kind(&self, kind: &str) -> bool {
        let lost = self.lost.iter().any(|l| match l {
            Lost::Entity(on) => on.kind() == kind,
            _ => false,
        });
        lost || self.harmed.iter().any(|p| p.kind() == kind)
    }

    fn intact(&self) -> BTreeMap<String, usize> {
        let mut intact = BTreeMap::new();
        let whole = self
            .state
            .keys()
            .filter(|p| p.as_str() != PROGRAMME && !self.harmed.contains(*p));
        for path in whole {
            *intact.entry(path.kind().to_owned()).or_default() += 1;
        }
        intact
    }

    fn lost(&self) -> Vec<Lost> {
        // Every kind that its program knew stands in a file, be it empty, in one order: what comes before a kind
        // that is there was not known yet, what comes after the last one is cut off.
        let all: Vec<&str> = KINDS.iter().map(|k| k.kind).collect();
        let last = all.iter().rposition(|k| self.seen.contains(*k));
        let history = self.seen.contains("genesis");
        let kinds = all.iter().skip(last.map_or(0, |at| at + 1));
        let kinds = kinds
            .filter(|k| !history && **k != PROGRAMME)
            .map(|k| Lost::Kind((*k).to_owned()));
        kinds.chain(self.lost.iter().cloned()).collect()
    }
}

/// `"key": rest` at exactly this indentation.
fn member<'a>(line: &'a str, indent: &str) -> Option<(String, &'a str)> {
    let rest = line.strip_prefix(indent)?;
    let quoted = rest.strip_prefix('"')?;
    let (key, rest) = quoted.split_once("\": ")?;
    (!key.contains(['"', '\\'])).then(|| (key.to_owned(), rest))
}

fn is_section(name: &str) -> bool {
    matches!(
        name,
        "format"
            | "doc_id"
            | "joined"
            | PROGRAMME
            | "clauses"
            | "genesis"
            | "sessions"
            | "changes"
            | "cuts"
            | "thin"
    ) || KINDS.iter().any(|k| k.kind == name)
}

/// One value that fills a line but for a comma; behind the last of a list its bracket too.
fn one(line: &str) -> Option<Value> {
    let text = line.trim().trim_end_matches(',');
    let text = if sound(text) {
        text
    } else {
        text.strip_suffix(']')?
    };
    let mut j = Jiter::new(text.as_bytes());
    let read = value(&mut j, &mut Interner::default(), FIELD_DEPTH).ok()?;
    j.finish().ok()?;
    Some(read)
}

fn sound(text: &str) -> bool {
    let mut j = Jiter::new(text.trim().trim_end_matches(',').as_bytes());
    j.next_skip().is_ok() && j.finish().is_ok()
}

fn map_of(text: &str) -> Option<Map> {
    let mut j = Jiter::new(text.as_bytes());
    let map = object(&mut j, &mut Interner::default(), 1).ok()?;
    j.finish().ok()?;
    Some(map)
}

/// Whether every byte of it could be read.
fn clean(text: &str) -> bool {
    !text.contains('\u{fffd}')
}

#[cfg(test)]
#[path = "salvage_tests.rs"]
mod tests;
