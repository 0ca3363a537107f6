//! Reading the saved versions and telling how they differ from what is open: on a thread of its own each time, so
//! that neither the window nor a save waits for it.

use crate::app::jobs::{OpenError, open};
use crate::change::{Document, Snapshot};
use crate::codec::{self, Opened};
use crate::insight::versions::{Became, counts, differences, name, name_of};
use crate::model::{Activity, Dependency, House, Path, Value};
use crate::store::revisions::{Revision, RevisionError, Revisions};
use crate::store::{Expected, Fs as _, RealFs, SaveError, SaveRequest};
use crate::text::strings::Lang;
use crate::text::strings::fields::Fields;
use crate::text::strings::findings::Findings;
use crate::text::strings::revisions::Revisions as Texts;
use crate::text::visible::visible;
use crate::ui::dialogs::revisions_summary::{Becomes, Count, Line, Summary};
use chrono::{DateTime, FixedOffset};
use std::io::ErrorKind;
use std::path::PathBuf;

/// The kinds that are counted, in their order.
const COUNTED: [&str; 7] = [
    "activities",
    "plans",
    "budget_lines",
    "payments",
    "houses",
    "evidence",
    "units",
];
/// More entities are counted, not listed.
const LISTED: usize = 400;
/// More fields of one entity likewise.
const FIELDS: usize = 6;

/// What is to be read.
pub enum What {
    /// The list of versions.
    List(Revisions),
    /// One version, and how it differs from what is open.
    Version {
        /// Where it lies.
        revisions: Revisions,
        /// Which.
        revision: Revision,
        /// What is open.
        open: Box<Snapshot>,
    },
    /// The file on disk, and how it differs from what is open.
    Disk {
        /// Which.
        path: PathBuf,
        /// What is open.
        open: Box<Snapshot>,
    },
    /// The bytes of a version to another file.
    Copy {
        /// Where it lies.
        revisions: Revisions,
        /// Which.
        revision: Revision,
        /// Where to.
        to: PathBuf,
        /// When.
        at: DateTime<FixedOffset>,
    },
}

/// A question with its number, by which the answer is known.
pub struct Wanted {
    /// The number.
    pub number: u64,
    /// What is to be read.
    pub what: What,
    /// The language of the sentences.
    pub lang: Lang,
}

/// The answer.
pub struct Found {
    /// The number of the question.
    pub number: u64,
    /// The answer, or a sentence that says why there is none.
    pub answer: Result<Answer, String>,
}

/// What was read.
pub enum Answer {
    /// The versions, newest first, with their sizes in bytes.
    List(Vec<(Revision, u64)>),
    /// A version: the document and how it differs.
    Version(Box<(Document, Summary)>),
    /// A copy was saved here.
    Copied(PathBuf),
}

/// Reads what is wanted.
#[must_use]
pub fn run(wanted: Wanted) -> Found {
    let Wanted { number, what, lang } = wanted;
    let answer = match what {
        What::List(revisions) => list(&revisions).map_err(|e| visible(&e.to_string()).into_owned()),
        What::Version {
            revisions,
            revision,
            open,
        } => version(&revisions, &revision, lang).map(|read| compared(read, &open, lang)),
        What::Disk { path, open: mine } => match open(&path, true) {
            Ok((_, read)) => Ok(compared(read, &mine, lang)),
            Err(error) => Err(why(lang, &error)),
        },
        What::Copy {
            revisions,
            revision,
            to,
            at,
        } => copy(&revisions, &revision, to, at, lang),
    };
    Found { number, answer }
}

fn why(lang: Lang, error: &OpenError) -> String {
    match error {
        OpenError::Load(error) => Findings(lang).load(error),
        OpenError::Read(error) => Findings(lang).read(error),
    }
}

fn list(revisions: &Revisions) -> std::io::Result<Answer> {
    let all = revisions.list(&RealFs)?;
    let size = |r: &Revision| RealFs.lstat(&r.path).map_or(0, |m| m.len);
    Ok(Answer::List(
        all.into_iter().map(|r| (r.clone(), size(&r))).collect(),
    ))
}

fn bytes(revisions: &Revisions, revision: &Revision, lang: Lang) -> Result<Vec<u8>, String> {
    let t = Texts(lang);
    revisions
        .read(&RealFs, revision)
        .map_err(|error| match error {
            RevisionError::Damaged => t.unreadable().to_owned(),
            RevisionError::Io(fault) if fault.kind == ErrorKind::NotFound => t.gone().to_owned(),
            RevisionError::Io(fault) => t.other_error(&visible(&fault.text)),
        })
}

fn version(revisions: &Revisions, revision: &Revision, lang: Lang) -> Result<Opened, String> {
    let unreadable = || Texts(lang).unreadable().to_owned();
    let bytes = bytes(revisions, revision, lang)?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable())?;
    codec::read(&text, &revision.hash.to_string()).map_err(|error| Findings(lang).read(&error))
}

fn copy(
    revisions: &Revisions,
    revision: &Revision,
    to: PathBuf,
    at: DateTime<FixedOffset>,
    lang: Lang,
) -> Result<Answer, String> {
    let bytes = bytes(revisions, revision, lang)?;
    let request = SaveRequest {
        path: &to,
        bytes: &bytes,
        expected: Expected::Anything,
        replace_read_only: false,
        revisions: None,
        at,
        // The bytes were proved by their hash.
        verify: &|_| Ok(()),
    };
    let said = |error: SaveError| crate::app::sentences::save_error(lang, &error);
    crate::store::save(&RealFs, &request).map_err(said)?;
    Ok(Answer::Copied(to))
}

fn compared(read: Opened, open: &Snapshot, lang: Lang) -> Answer {
    let document = read.document;
    let summary = summary(&document, open, lang);
    Answer::Version(Box::new((document, summary)))
}

/// How a version differs from what is open, in words.
#[must_use]
pub fn summary(version: &Document, open: &Snapshot, lang: Lang) -> Summary {
    let there = version.snapshot();
    let all = differences(open, &there);
    let programmes = [version.programme()];
    let lines = all.iter().take(LISTED).map(|d| {
        let (t, f) = (Findings(lang), Fields(lang));
        let title = match &d.name {
            // A household is not named: it may be hidden.
            _ if d.on.kind() == House::KIND => {
                let there = version.programme().houses.contains_key(d.on.id());
                let name = there.then(|| t.name(&d.on, version.programme()));
                name.unwrap_or_else(|| t.kind(House::KIND))
            }
            Some(name) => t.one_named(&t.kind(d.on.kind()), &visible(name)),
            None if d.on == Path::programme() => t.the_programme().to_owned(),
            None => linked(&d.on, [open, &there]).unwrap_or_else(|| t.kind(d.on.kind())),
        };
        let mut details: Vec<String> = d
            .fields
            .iter()
            .take(FIELDS)
            .map(|field| {
                let label = f.field(d.on.kind(), &field.key);
                let value = |v: &Value| {
                    let text = f.value(&programmes, d.on.kind(), &field.key, v);
                    // What the version does not have is called as it is now.
                    let now = v.as_text().filter(|id| *id == text);
                    now.and_then(|id| name_of(open, id))
                        .map_or(text, |name| visible(&name).into_owned())
                };
                match field.key.as_str() {
                    // A place among siblings says nothing to a reader.
                    "place" => label,
                    House::HOUSEHOLD | House::HAMLET if d.on.kind() == House::KIND => label,
                    _ => Texts(lang).detail(&label, &value(&field.before), &value(&field.after)),
                }
            })
            .collect();
        if d.fields.len() > FIELDS {
            details.push(Texts(lang).more_fields(d.fields.len() - FIELDS));
        }
        let becomes = match d.became {
            Became::Added => Becomes::Added,
            Became::Removed => Becomes::Removed,
            Became::Changed => Becomes::Changed,
        };
        Line {
            becomes,
            title,
            details,
        }
    });
    let (in_version, in_open) = (counts(&there), counts(open));
    let count = |kind: &str| {
        let of = |c: &crate::insight::versions::Counts| c.get(kind).copied().unwrap_or(0);
        let (there, here) = (of(&in_version), of(&in_open));
        let kind = Findings(lang).kind(kind);
        (there > 0 || here > 0).then_some(Count { kind, there, here })
    };
    Summary {
        by: last_author(version),
        counts: COUNTED.into_iter().filter_map(count).collect(),
        lines: lines.collect(),
        more: all.len().saturating_sub(LISTED),
    }
}

/// What a link between two activities is called: both their titles.
fn linked(on: &Path, versions: [&Snapshot; 2]) -> Option<String> {
    if on.kind() != Dependency::KIND {
        return None;
    }
    let end = |key: &str| {
        let mut ids = versions.iter().filter_map(|version| {
            let fields = version.fields(on.as_str());
            let (_, id) = fields.into_iter().find(|(k, _)| *k == key)?;
            id.as_text().map(|id| Path::new(Activity::KIND, id))
        });
        let of = ids.next()?;
        let mut names = versions.iter().filter_map(|v| name(v, of.as_str()));
        names.next().map(|name| visible(&name).into_owned())
    };
    let (before, after) = (end(Dependency::BEFORE)?, end(Dependency::AFTER)?);
    Some(format!("{before} → {after}"))
}

/// Who changed a document last, and when, as its sessions claim.
fn last_author(document: &Document) -> String {
    let sessions = document.sessions.values();
    let last = sessions
        .filter_map(|s| Some((DateTime::parse_from_rfc3339(&s.at).ok()?, s)))
        .max_by_key(|(at, _)| *at);
    let Some((at, session)) = last else {
        return String::new();
    };
    let p = document.programme();
    let party = p
        .parties
        .get(session.by.party.as_str())
        .map(|p| p.short_name.as_str());
    let parts = [Some(session.by.name.as_str()), party]
        .into_iter()
        .flatten();
    let mut parts: Vec<String> = parts
        .filter(|t| !t.trim().is_empty())
        .map(|t| visible(t).into_owned())
        .collect();
    parts.push(at.format("%H:%M %d/%m/%Y").to_string());
    parts.join(" · ")
}
