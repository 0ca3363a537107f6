//! An anonymised copy ("Bản ẩn danh", FILE.md §1 rule 20): what a file says, without the names of poor
//! households, and without the history in which they would stand all the same.

use crate::change::households::people;
use crate::change::record::genesis_id;
use crate::change::register::{element_in, value_in};
use crate::change::{Act, Change, Document, Envelope, Log, Show};
use crate::model::field::FieldSource as _;
use crate::model::{Evidence, House, KINDS, Map, Note, Path, Payment, Value};
use crate::text::people::People;
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
    people: People,
    houses: BTreeSet<String>,
    /// Budget lines and activities that pay for houses.
    of_houses: BTreeSet<String>,
}

impl Scrub {
    /// Looks for the names. Walks all that is or was in the document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut scrub = Self {
            people: people(document),
            houses: BTreeSet::new(),
            of_houses: BTreeSet::new(),
        };
        let all = document.log().entities().iter();
        for (path, _) in all.filter(|(path, _)| path.kind() == House::KIND) {
            let Some(view) = document.log().view(path.as_str()) else {
                continue;
            };
            scrub.houses.insert(path.id().to_owned());
            for key in [House::LINE, House::ACTIVITY] {
                let id = view.value(key).and_then(Value::as_text);
                scrub.of_houses.extend(id.map(str::to_owned));
            }
        }
        scrub
    }

    /// A text without the names of households, line by line as it stands.
    #[must_use]
    pub fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.people.hide(text, LEFT_OUT)
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
            Value::Text(text) => match self.clean(&text) {
                Cow::Owned(text) => Value::text(text),
                Cow::Borrowed(_) => Value::Text(text),
            },
            Value::List(list) => Value::List(list.into_iter().map(|v| self.value(v)).collect()),
            Value::Map(map) => {
                let map = map.into_iter().map(|(k, v)| (k, self.value(v)));
                Value::Map(map.collect())
            }
            other => other,
        }
    }
}
