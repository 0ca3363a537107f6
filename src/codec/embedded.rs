//! The documents that come with the program: the programme as signed, and sample data.

use super::read::genesis_changes;
use crate::change::{
    Author, CutKind, Document, Envelope, FORMAT_VERSION, Log, Mark, Op, Session, Spoken,
};
use crate::model::{Clause, Id, Map, OfficialText, Path, Value};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The official text, as received.
pub const OFFICIAL_TEXT: &str = include_str!("../../assets/programmes/vinh-loc-cam-thuy.txt");
const TEMPLATE: &str = include_str!("../../assets/programmes/vinh-loc-cam-thuy.json");
const SAMPLE: &str = include_str!("../../assets/programmes/sample.json");

/// What the program knows of a programme besides its text: short titles and suggestions. They are
/// offered, never seeded.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: i64,
    clauses: Arc<Vec<Value>>,
    values: Map,
    short_titles: Map,
    short_titles_en: Map,
    suggestions: Map,
}

/// An indicator that may be added to a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedIndicator {
    /// Its name.
    pub name: String,
    /// What it counts in.
    pub unit: String,
}

impl Template {
    /// The template of the embedded programme.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Template> = LazyLock::new(|| {
            let mut map = match parse(TEMPLATE) {
                Value::Map(map) => map,
                _ => Map::new(),
            };
            let mut object = |key: &str| match map.remove(key) {
                Some(Value::Map(m)) => m,
                _ => Map::new(),
            };
            let (values, short_titles) = (object("values"), object("short_titles"));
            let (short_titles_en, suggestions) = (object("short_titles_en"), object("suggestions"));
            let clauses = match map.remove("clauses") {
                Some(Value::List(l)) => l,
                _ => Vec::new(),
            };
            Template {
                name: map
                    .get("template")
                    .and_then(Value::as_text)
                    .unwrap_or_default()
                    .to_owned(),
                version: map.get("version").and_then(Value::as_int).unwrap_or(0),
                clauses: Arc::new(clauses),
                values,
                short_titles,
                short_titles_en,
                suggestions,
            }
        });
        &EMBEDDED
    }

    /// A short title of a clause in Vietnamese or English.
    #[must_use]
    pub fn short_title(&self, clause: &str, english: bool) -> Option<&str> {
        let titles = if english {
            &self.short_titles_en
        } else {
            &self.short_titles
        };
        titles.get(clause).and_then(Value::as_text)
    }

    /// The indicators that may be offered for a clause.
    #[must_use]
    pub fn indicators(&self, clause: &str) -> Vec<SuggestedIndicator> {
        let list = self
            .suggestions
            .get(clause)
            .and_then(|s| s.get("indicators"))
            .and_then(Value::as_list);
        let text = |v: &Value, key: &str| {
            v.get(key)
                .and_then(Value::as_text)
                .unwrap_or_default()
                .to_owned()
        };
        list.unwrap_or_default()
            .iter()
            .map(|v| SuggestedIndicator {
                name: text(v, "name"),
                unit: text(v, "unit"),
            })
            .collect()
    }

    /// Whether the text suggests that a clause may need no plan (Điều 6.1, third dash).
    #[must_use]
    pub fn suggests_exemption(&self, clause: &str) -> bool {
        self.suggestions
            .get(clause)
            .is_some_and(|s| s.get("exempt").is_some())
    }

    /// The official text of the template.
    #[must_use]
    pub fn text(&self) -> OfficialText {
        OfficialText::new(self.clauses.iter().filter_map(Clause::of_value).collect())
    }

    /// The official text as it stands in files.
    #[must_use]
    pub const fn clauses(&self) -> &Arc<Vec<Value>> {
        &self.clauses
    }
}

/// A text of ours, as a value. The tests prove that the embedded ones parse.
fn parse(text: &str) -> Value {
    let mut j = jiter::Jiter::new(text.as_bytes());
    super::json::value(&mut j, &mut super::intern::Interner::default(), 0).unwrap_or_default()
}

/// A new document from the official text: nothing is filled in that the text leaves open.
#[must_use]
pub fn new_document(doc_id: &str) -> Document {
    let template = Template::embedded();
    let envelope = Envelope {
        min_reader: FORMAT_VERSION,
        version: FORMAT_VERSION,
        doc_id: doc_id.to_owned(),
        clauses: template.clauses.clone(),
        template: [
            ("template".into(), Value::text(template.name.as_str())),
            ("version".into(), Value::Int(template.version)),
        ]
        .into_iter()
        .collect(),
        ..Envelope::default()
    };
    let log = Log::new(genesis_changes(template.values.clone()));
    Document::new(envelope, BTreeMap::new(), log, Arc::new(template.text()))
}

/// The sample document, `Dữ liệu minh hoạ`: invented activities, plans and money with their history.
#[must_use]
pub fn sample_document(doc_id: &str) -> Document {
    let mut document = new_document(doc_id);
    let script = parse(SAMPLE);
    let empty: &[Value] = &[];
    let list = |key: &str| script.get(key).and_then(Value::as_list).unwrap_or(empty);
    let text = |v: &Value, key: &str| {
        v.get(key)
            .and_then(Value::as_text)
            .unwrap_or_default()
            .to_owned()
    };
    let sessions = list("sessions");
    let mut group: Vec<Op> = Vec::new();
    let mut key = (-1, -1);
    let mut at = 0;
    let mut lone = 0;
    let mut began = String::new();
    for step in list("steps") {
        let number = |key: &str| step.get(key).and_then(Value::as_int);
        let session = number("s").unwrap_or(0);
        // A step without a group is one of its own.
        lone -= 1;
        let next = (session, number("g").unwrap_or(lone));
        if next != key {
            commit(&mut document, std::mem::take(&mut group), at, &began);
            if session != key.0
                && let Some(s) = usize::try_from(session).ok().and_then(|s| sessions.get(s))
            {
                let by = s.get("by").map(|b| Author {
                    party: text(b, "party"),
                    name: text(b, "name"),
                });
                let session = Session {
                    by: by.unwrap_or_default(),
                    at: text(s, "at"),
                    app: text(s, "app"),
                    extra: Map::new(),
                };
                began.clone_from(&session.at);
                document.begin_session(&text(s, "id"), session);
            }
            key = next;
        }
        at = number("t").and_then(|t| u32::try_from(t).ok()).unwrap_or(0);
        let on = Path::from(text(step, "on").as_str());
        let to = step.get("to").cloned().unwrap_or_default();
        group.push(
            match (
                step.get("op").and_then(Value::as_text),
                step.get("e").and_then(Value::as_text),
            ) {
                (Some("new"), _) => Op::New {
                    on,
                    to: to.as_map().cloned().unwrap_or_default(),
                },
                (Some("del"), _) => Op::Del { on },
                (Some("alive"), _) => Op::Alive { on },
                (_, Some(e)) => Op::Put {
                    on,
                    f: text(step, "f"),
                    e: e.to_owned(),
                    to: to.as_bool().unwrap_or(false),
                },
                _ => Op::set(&on, &text(step, "f"), to),
            },
        );
    }
    commit(&mut document, group, at, &began);
    document
}

/// Commits a group of the sample with the moments that the rules keep with such a group.
fn commit(document: &mut Document, ops: Vec<Op>, t: u32, began: &str) {
    let marks: Vec<Mark> = ops.iter().filter_map(mark_of).collect();
    let Some(group) = document.commit(ops, t) else {
        return;
    };
    let began = chrono::DateTime::parse_from_rfc3339(began).ok();
    let at = began.and_then(|b| b.checked_add_signed(chrono::TimeDelta::seconds(i64::from(t))));
    let at = at.map(|at| at.to_rfc3339()).unwrap_or_default();
    for mark in marks {
        document.mark(&group, &mark, &at);
    }
}

/// The moment that is kept with an operation: an agreement, an approval, an issue, an annex in force,
/// a moment that the user named.
fn mark_of(op: &Op) -> Option<Mark> {
    let word = |v: &Value, key: &str| v.get(key).and_then(Value::as_text).map(str::to_owned);
    let (kind, speaks) = match op {
        Op::New { on, to } if on.kind() == "agreements" => {
            let names = |key| to.get(key).and_then(Value::as_text).map(Id::from);
            let speaks = match names("annex") {
                Some(annex) => Spoken::Annex(annex),
                None => Spoken::Plan(names("plan")?),
            };
            (CutKind::Agreement, speaks)
        }
        Op::Set { on, f, .. } if on.kind() == "annexes" && f == "in_force_on" => {
            (CutKind::Annex, Spoken::Annex(on.id().into()))
        }
        Op::New { on, .. } if on.kind() == "moments" => (CutKind::Baseline, Spoken::Everything),
        Op::Set { on, f, to, .. } if on.kind() == "plans" && f == "state" => {
            let kind = match word(to, "is")?.as_str() {
                "approved" => CutKind::Approval,
                "issued" => CutKind::PlanVersion,
                _ => return None,
            };
            (kind, Spoken::Plan(on.id().into()))
        }
        _ => return None,
    };
    Some(Mark {
        kind,
        of: op.on().clone(),
        speaks,
    })
}
