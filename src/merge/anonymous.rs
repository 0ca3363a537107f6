//! An anonymised copy ("Bản ẩn danh", FILE.md §1 rule 20): what a file says, without the names of poor
//! households, and without the history in which they would stand all the same.

use crate::change::record::genesis_id;
use crate::change::register::{element_in, value_in};
use crate::change::{Act, Change, Document, Envelope, Log, Show};
use crate::model::field::FieldSource as _;
use crate::model::{Evidence, House, KINDS, Map, Note, Path, Payment, Value};
use crate::text::fold::fold;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What of a house is not personal. Every other field is left out, those that a later version brings too.
const OF_HOUSES: &[&str] = &[
    House::COMMUNE,
    House::WORK,
    House::YEAR,
    House::SUPPORT,
    House::SOURCE,
    House::STARTED_ON,
    House::HANDED_OVER_ON,
    House::LINE,
    House::ACTIVITY,
];
/// Stands where a name stood.
const LEFT_OUT: &str = "…";
/// Words before a name that belong to nobody.
const TITLES: &[&str] = &[
    "ho", "gia", "dinh", "ong", "ba", "anh", "chi", "co", "chu", "bac", "em",
];

/// A copy without personal data: a document of its own with no history and no named moments.
///
/// Left out are the names and hamlets of households, who was paid for their houses, the names of papers
/// that prove something about them and notes on them; their names in every other text; and all that this
/// version does not know, as it cannot tell what is personal in that. What is in conflict stays so.
#[must_use]
pub fn anonymised(document: &Document, doc_id: &str) -> Document {
    let scrub = Scrub::of(document);
    let mut changes: Vec<Arc<Change>> = Vec::new();
    for (path, _) in document.shown() {
        let Some(info) = KINDS.iter().find(|k| k.kind == path.kind()) else {
            continue;
        };
        if path != &Path::programme() {
            changes.push(given(path, None));
        }
        let Some(entity) = document.log().entity(path.as_str()) else {
            continue;
        };
        let mut fields: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for ((f, e), register) in entity.fields.iter() {
            let known = info.fields.iter().any(|(key, ..)| *key == &**f);
            if !known || scrub.is_personal(document, path, f) {
                continue;
            }
            let heads = register.heads.iter();
            let heads = heads.filter_map(|ix| document.log().get(*ix));
            match e {
                Some(e) if heads.clone().any(|c| element_in(c, f, e)) => {
                    changes.push(given(path, Some((f, Some(e), Value::Bool(true)))));
                }
                Some(_) => {}
                None => {
                    let all = fields.entry(f).or_default();
                    all.extend(
                        heads
                            .filter(|c| !c.is_thin())
                            .map(|c| value_in(c, f).clone()),
                    );
                }
            }
        }
        for (f, values) in fields {
            let mut seen: Vec<Value> = Vec::new();
            for value in values.into_iter().map(|v| scrub.value(v)) {
                if !value.is_null() && !seen.contains(&value) {
                    changes.push(given(path, Some((f, None, value.clone()))));
                    seen.push(value);
                }
            }
        }
    }
    let envelope = Envelope {
        min_reader: document.envelope.min_reader,
        version: document.envelope.version,
        doc_id: doc_id.to_owned(),
        clauses: document.envelope.clauses.clone(),
        ..Envelope::default()
    };
    let text = document.programme().text.clone();
    Document::new(envelope, BTreeMap::new(), Log::new(changes), text)
}

/// A value as a template gives it: without author, time and former values.
fn given(on: &Path, field: Option<(&str, Option<&str>, Value)>) -> Arc<Change> {
    let id = genesis_id(on, field.as_ref().map(|(f, e, v)| (*f, *e, v)));
    let act = match field {
        None => Act::New { to: Map::new() },
        Some((f, Some(e), _)) => Act::Element {
            f: f.into(),
            e: e.into(),
            to: true,
        },
        Some((f, None, to)) => Act::Set { f: f.into(), to },
    };
    Arc::new(Change {
        id,
        on: on.clone(),
        act,
        over: Box::default(),
        show: Show {
            genesis: true,
            ..Show::default()
        },
    })
}

/// What is personal in a document: the names of its households.
#[derive(Clone, Debug)]
pub struct Scrub {
    /// The names of households, as their folded words; the longest first.
    names: Vec<Vec<String>>,
    houses: BTreeSet<String>,
    /// Budget lines and activities that pay for houses.
    of_houses: BTreeSet<String>,
}

impl Scrub {
    /// Looks for the names. Walks all that is or was in the document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut scrub = Self {
            names: Vec::new(),
            houses: BTreeSet::new(),
            of_houses: BTreeSet::new(),
        };
        // Deleted houses too, and former names: they may stand in other texts.
        for (path, entity) in document.log().entities().iter() {
            let Some(view) = document.log().view(path.as_str()) else {
                continue;
            };
            if path.kind() != House::KIND {
                continue;
            }
            scrub.houses.insert(path.id().to_owned());
            let written = entity.fields.of(House::HOUSEHOLD).iter();
            let written = written.flat_map(|(_, register)| register.all.iter());
            for change in written.filter_map(|ix| document.log().get(*ix)) {
                let value = value_in(change, House::HOUSEHOLD);
                scrub.names.extend(value.as_text().and_then(name));
            }
            for key in [House::LINE, House::ACTIVITY] {
                let id = view.value(key).and_then(Value::as_text);
                scrub.of_houses.extend(id.map(str::to_owned));
            }
        }
        scrub.names.sort_by(|a, b| (b.len(), a).cmp(&(a.len(), b)));
        scrub.names.dedup();
        scrub
    }

    /// A text without the names of households, line by line as it stands.
    #[must_use]
    pub fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.text(text).map_or(Cow::Borrowed(text), Cow::Owned)
    }

    fn is_personal(&self, document: &Document, on: &Path, field: &str) -> bool {
        let value = |key: &str| {
            let view = document.log().view(on.as_str())?;
            view.value(key).and_then(Value::as_text).map(str::to_owned)
        };
        let of_house = |key: &str| value(key).is_some_and(|id| self.houses.contains(&id));
        match (on.kind(), field) {
            (House::KIND, field) => !OF_HOUSES.contains(&field),
            (Evidence::KIND, Evidence::NAME | Evidence::TITLE | Evidence::SHA256) => {
                of_house(Evidence::OF)
            }
            (Note::KIND, Note::TEXT) => of_house(Note::OF),
            (Payment::KIND, Payment::PAYEE) => [Payment::LINE, Payment::ACTIVITY]
                .iter()
                .any(|key| value(key).is_some_and(|id| self.of_houses.contains(&id))),
            _ => false,
        }
    }

    /// A value with the names of households left out of its texts.
    fn value(&self, value: Value) -> Value {
        match value {
            Value::Text(text) => match self.text(&text) {
                Some(text) => Value::text(text),
                None => Value::Text(text),
            },
            Value::List(list) => Value::List(list.into_iter().map(|v| self.value(v)).collect()),
            Value::Map(map) => {
                let map = map.into_iter().map(|(k, v)| (k, self.value(v)));
                Value::Map(map.collect())
            }
            other => other,
        }
    }

    /// The text without names; `None` where it holds none.
    fn text(&self, text: &str) -> Option<String> {
        let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
        let folded: Vec<String> = words.iter().map(|w| letters(w)).collect();
        let mut out = String::new();
        let (mut at, mut found) = (0, false);
        while at < words.len() {
            let rest = folded.get(at..).unwrap_or_default();
            let name = self.names.iter().find(|name| rest.starts_with(name));
            match name {
                Some(name) => {
                    found = true;
                    let last = words.get(at + name.len() - 1).copied().unwrap_or_default();
                    let behind = last.trim_end_matches(|c: char| !c.is_alphanumeric());
                    out.push_str(LEFT_OUT);
                    out.push_str(&last[behind.len()..]);
                    at += name.len();
                }
                None => {
                    out.push_str(words.get(at).copied().unwrap_or_default());
                    at += 1;
                }
            }
        }
        found.then_some(out)
    }
}

/// The words of a household's name without what stands before names; `None` where too little is left to
/// tell it from other words.
fn name(household: &str) -> Option<Vec<String>> {
    let words: Vec<String> = household.split_whitespace().map(letters).collect();
    let mut words: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
    while words.len() > 1 && words.first().is_some_and(|w| TITLES.contains(&w.as_str())) {
        words.remove(0);
    }
    (words.len() > 1).then_some(words)
}

/// A word without marks, signs and capitals: names are left out however they are written.
fn letters(word: &str) -> String {
    fold(word).chars().filter(|c| c.is_alphanumeric()).collect()
}
