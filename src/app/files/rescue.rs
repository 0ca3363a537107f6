//! A damaged file: its bytes are kept aside, what can be read of it is put together, and earlier versions are
//! offered beside that (FILE.md §3). The file itself is never written over by this.

use crate::app::jobs::OpenError;
use crate::change::Document;
use crate::codec::salvage::{Lost, Salvaged, salvage};
use crate::codec::{self, ReadErrorKind};
use crate::insight::versions::{Became, counts, differences};
use crate::model::Path as Entity;
use crate::store::load::load_bytes;
use crate::store::paths::DataDir;
use crate::store::revisions::{Kept, Revision, Revisions};
use crate::store::{FileHash, LoadError, RealFs};
use crate::text::strings::Lang;
use crate::text::strings::fields::Fields;
use crate::text::strings::findings::Findings;
use crate::text::strings::safe::Safe;
use crate::ui::dialogs::revisions::Why;
use crate::ui::dialogs::revisions_rescue::Choice;
use chrono::{DateTime, FixedOffset};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How far into a file its document id is looked for, in bytes: it stands among the first members.
const HEAD: usize = 4096;
/// How many earlier versions are offered.
const OFFERED: usize = 6;
/// How many things to look after are named.
const NAMED: usize = 8;

/// Where earlier versions may be found, and when it was asked for.
#[derive(Clone, Debug)]
pub struct Rescue {
    /// This machine's data.
    pub data: DataDir,
    /// Now, by this machine's clock.
    pub at: DateTime<FixedOffset>,
    /// The language of what is said.
    pub lang: Lang,
}

/// What a damaged document can go on with.
pub struct Candidate {
    /// The document.
    pub document: Box<Document>,
    /// When it was put away; `None` for what was put together from the damaged file.
    pub at: Option<DateTime<FixedOffset>>,
    /// What is said of it.
    pub shown: Choice,
}

/// What could be done about a damaged file.
#[derive(Default)]
pub struct Rescued {
    /// What to go on with, the best first.
    pub candidates: Vec<Candidate>,
    /// Where its bytes were kept aside.
    pub aside: Option<PathBuf>,
}

impl Rescue {
    /// Keeps what is damaged aside and looks for what can be read. None where the file only could not be
    /// reached or is of a newer program, or where nothing can be done.
    #[must_use]
    pub fn rescue(&self, path: &Path, error: &OpenError) -> Option<Rescued> {
        let damaged = match error {
            OpenError::Read(error) => !matches!(error.kind, ReadErrorKind::Newer(_)),
            OpenError::Load(error) => matches!(error, LoadError::NotText { .. }),
        };
        if !damaged {
            return None;
        }
        let (bytes, _) = load_bytes(&RealFs, path, true).ok()?;
        let doc_id = doc_id(&bytes)?;
        let hash = FileHash::of(&bytes);
        let kept = self.data.damaged().keep(&RealFs, &bytes, &hash, self.at);
        let aside = match kept {
            Ok(revision) => Some(revision.path),
            Err(error) => {
                log::warn!("keeping a damaged file aside: {error}");
                None
            }
        };
        let revisions = self.data.revisions(&doc_id);
        let earlier = earlier(&revisions, &hash);
        let base = earlier.first().map(|(_, document)| document);
        let salvaged = salvage(&bytes, &hash.to_string(), base);
        let mut candidates = Vec::new();
        if let Some(salvaged) = &salvaged {
            let at = earlier.first().map(|(revision, _)| revision.at);
            candidates.push(self.put_together(salvaged, at));
        }
        for (revision, document) in earlier {
            let salvaged = salvaged.as_ref().map(|s| &s.document);
            candidates.push(self.version(&revision, document, salvaged));
        }
        Some(Rescued { candidates, aside }).filter(|r| !r.candidates.is_empty())
    }

    fn put_together(&self, salvaged: &Salvaged, base: Option<DateTime<FixedOffset>>) -> Candidate {
        let t = Safe(self.lang);
        let mut intact = self.counted(&salvaged.intact);
        if salvaged.text_is_whole {
            intact.push(t.text_whole().to_owned());
        }
        if salvaged.changes > 0 {
            intact.push(t.history_read(salvaged.changes));
        }
        let p = salvaged.document.programme();
        let name = |on: &Entity| match on.id() {
            "?" => t.something(&Findings(self.lang).kind(on.kind())),
            _ => Findings(self.lang).name(on, p),
        };
        let mut again: Vec<String> = salvaged
            .lost
            .iter()
            .map(|lost| match lost {
                Lost::Kind(kind) => t.kind_cut(&Findings(self.lang).kind(kind)),
                Lost::Entity(on) => name(on),
                Lost::Field(on, Some(key)) => {
                    t.field_lost(&name(on), &Fields(self.lang).field(on.kind(), key))
                }
                Lost::Field(on, None) => t.part_lost(&name(on)),
            })
            .collect();
        again.dedup();
        let note = base.filter(|_| !again.is_empty());
        let note = note.map(|at| t.from_before(&at.format("%H:%M %d/%m/%Y").to_string()));
        let more = again.len().saturating_sub(NAMED);
        again.truncate(NAMED);
        Candidate {
            shown: Choice {
                time: t.damaged_file().to_owned(),
                why: t.put_together().to_owned(),
                count: self.activities(&counts(&salvaged.document.snapshot())),
                intact,
                again,
                more,
                note: note.unwrap_or_default(),
            },
            document: Box::new(salvaged.document.clone()),
            at: None,
        }
    }

    fn version(
        &self,
        revision: &Revision,
        document: Document,
        salvaged: Option<&Document>,
    ) -> Candidate {
        let t = Safe(self.lang);
        let there = document.snapshot();
        let counts = counts(&there);
        let lacks = salvaged.map(|s| differences(&there, &s.snapshot()));
        let lacks = lacks.unwrap_or_default();
        let p = salvaged.unwrap_or(&document).programme();
        let again: Vec<String> = lacks
            .iter()
            .filter(|d| d.became != Became::Removed)
            .map(|d| match d.fields.as_slice() {
                [] => Findings(self.lang).name(&d.on, p),
                fields => {
                    let labels = fields.iter().take(3);
                    let labels = labels.map(|f| Fields(self.lang).field(d.on.kind(), &f.key));
                    let labels: Vec<String> = labels.collect();
                    t.field_lost(&Findings(self.lang).name(&d.on, p), &labels.join(", "))
                }
            })
            .collect();
        let more = again.len().saturating_sub(NAMED);
        let why = match revision.kept {
            None => Why::BeforeSave,
            Some(Kept::Sent) => Why::Sent,
            Some(Kept::Received) => Why::Received,
            Some(Kept::Agreed) => Why::Agreed,
            Some(Kept::Asked) => Why::Aside,
        };
        let at = revision.at.with_timezone(&self.at.timezone());
        Candidate {
            shown: Choice {
                time: at.format("%H:%M %d/%m/%Y").to_string(),
                why: why.text(self.lang).to_owned(),
                count: self.activities(&counts),
                intact: self.counted(&counts),
                again: again.into_iter().take(NAMED).collect(),
                more,
                note: String::new(),
            },
            document: Box::new(document),
            at: Some(revision.at),
        }
    }

    /// "Việc: 52, Kế hoạch: 3": two kinds a line.
    fn counted(&self, counts: &BTreeMap<String, usize>) -> Vec<String> {
        let t = Findings(self.lang);
        let kinds = [
            "activities",
            "plans",
            "budget_lines",
            "payments",
            "houses",
            "evidence",
        ];
        let parts: Vec<String> = kinds
            .iter()
            .filter_map(|kind| Some((kind, counts.get(*kind)?)))
            .map(|(kind, n)| format!("{}: {n}", t.kind(kind)))
            .collect();
        parts.chunks(2).map(|pair| pair.join(" · ")).collect()
    }

    fn activities(&self, counts: &BTreeMap<String, usize>) -> String {
        let n = counts.get("activities").copied().unwrap_or(0);
        Safe(self.lang).activities(n)
    }
}

/// The newest earlier versions that can be read.
fn earlier(revisions: &Revisions, damaged: &FileHash) -> Vec<(Revision, Document)> {
    let all = revisions.list(&RealFs).unwrap_or_default();
    all.into_iter()
        .filter(|r| r.hash != *damaged)
        .filter_map(|revision| {
            let bytes = revisions.read(&RealFs, &revision).ok()?;
            let text = String::from_utf8(bytes).ok()?;
            let opened = codec::read(&text, &revision.hash.to_string()).ok()?;
            Some((revision, opened.document))
        })
        .take(OFFERED)
        .collect()
}

/// The document id that stands in the beginning of a file, whatever became of the rest.
fn doc_id(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let (_, rest) = head.split_once("\"doc_id\"")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let (id, _) = rest.strip_prefix('"')?.split_once('"')?;
    // An id with escapes is none of ours.
    (!id.is_empty() && !id.contains('\\')).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_found_in_what_is_left_of_a_file() {
        let id = |text: &str| doc_id(text.as_bytes());
        assert_eq!(id(r#"{"doc_id" : "01A","x"#), Some("01A".to_owned()));
        assert_eq!(id(r#"{"doc_id":"01A"#), None);
        assert_eq!(id(r#"{"doc_id":5}"#), None);
        assert_eq!(id(r#"{"hello":1}"#), None);
        assert_eq!(doc_id(b"\xff\xfe\"doc_id\":\"d\""), Some("d".to_owned()));
    }
}
