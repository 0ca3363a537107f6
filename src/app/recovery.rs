//! What a crash left behind: journals found at opening and at start, replayed or forgotten.

use super::dialogs::Dialog;
use super::workspace::Workspace;
use super::{App, shell};
use crate::change::Document;
use crate::codec::{self, Records, embedded};
use crate::store::journal::{self, Leftover};
use crate::store::paths::ask_place;
use crate::store::{FileHash, RealFs};
use crate::text::visible::visible;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use std::path::{Path, PathBuf};
use std::time::Instant;

impl App {
    /// Offers to replay what an earlier session of this document left in its journal.
    pub(super) fn offer_recovery(&mut self, doc_id: &str) {
        let Some(data) = &self.data else { return };
        let Ok(found) = journal::leftovers(&RealFs, &data.journal_dir(doc_id)) else {
            return;
        };
        let Some(w) = &self.workspace else { return };
        let mut journals = Vec::new();
        let mut count = 0;
        let mut at = String::new();
        for leftover in found {
            let new = records(&leftover)
                .changes
                .iter()
                .filter(|c| w.document.log().find(&c.id).is_none())
                .count();
            if new == 0 {
                // The file holds it all: nothing to ask.
                let _ = journal::remove(&RealFs, &leftover.path);
                continue;
            }
            count += leftover.content.lines.len();
            at = leftover
                .content
                .header
                .as_ref()
                .map(|h| h.at.clone())
                .unwrap_or_default();
            journals.push(leftover);
        }
        if count > 0 {
            self.dialog.open = Some(Dialog::recovery(journals, count, at));
        }
    }

    /// Looks for documents that were never saved and left a journal: their work is offered at start.
    pub fn offer_unsaved(&mut self) {
        let Some(data) = &self.data else { return };
        use crate::store::Fs as _;
        let Ok(folders) = RealFs.list(&data.root().join("documents")) else {
            return;
        };
        for folder in folders {
            let dir = data.root().join("documents").join(folder).join("journal");
            let Ok(found) = journal::leftovers(&RealFs, &dir) else {
                continue;
            };
            let lost: Vec<Leftover> = found.into_iter().filter(is_lost).collect();
            let Some(header) = lost.first().and_then(|l| l.content.header.clone()) else {
                continue;
            };
            let count = lost.iter().map(|l| l.content.lines.len()).sum();
            let gone = lost.iter().find(|l| kept(l).is_some()).and_then(place);
            self.dialog.open = Some(match gone.as_deref().map(Path::file_name) {
                Some(name) => {
                    let name = name.unwrap_or_default().to_string_lossy();
                    Dialog::gone_recovery(lost, &visible(&name), header.at, header.doc_id)
                }
                None => Dialog::unsaved_recovery(lost, count, header.at, header.doc_id),
            });
            return;
        }
    }

    /// Replays journals into the open document, or into a new one with this id. Where the file is another one by
    /// now than the journals stand on, what they would do is shown first.
    pub(super) fn replay(&mut self, journals: &[Leftover], fresh: Option<&str>) {
        let hash = self.workspace.as_ref().and_then(|w| w.file.hash);
        let other = |j: &Leftover| j.content.header.as_ref().is_some_and(|h| h.base != hash);
        if fresh.is_none() && hash.is_some() && journals.iter().any(other) {
            self.receive_journals(journals.to_vec());
            return;
        }
        if let Some(doc_id) = fresh {
            let sample = journals.iter().any(|j| {
                j.content
                    .lines
                    .iter()
                    .any(|l| l.contains("\"sample_today\""))
            });
            let version = journals.iter().rev().find_map(kept);
            let version = version.and_then(|hash| self.version(doc_id, &hash));
            let document = if let Some(version) = version {
                version
            } else if sample {
                embedded::sample_document(doc_id)
            } else {
                embedded::new_document(doc_id)
            };
            self.drop_workspace();
            self.show_document(document, None);
        }
        let author = self.author();
        let Some(w) = &mut self.workspace else { return };
        let mut count = 0;
        for leftover in journals {
            let records = records(leftover);
            count += w.document.unite(records.changes, records.sessions);
            w.document.keep_cuts(records.cuts);
        }
        w.begin_session(&author, &self.clock);
        w.changed_at = Some(Instant::now());
        for leftover in journals {
            // The journal of this session takes the lines over before the old one goes.
            let kept = w.journal.as_mut().is_some_and(|own| {
                leftover
                    .content
                    .lines
                    .iter()
                    .all(|line| own.append(line).is_ok())
                    && own.sync().is_ok()
            });
            if kept && let Err(error) = journal::remove(&RealFs, &leftover.path) {
                log::warn!("journal: {error}");
            }
        }
        let t = shell::texts(self.lang());
        self.toast(Icon::CheckCircle, Tone::Done, t.replayed(count), None);
    }

    /// The saved version of a document with this hash.
    fn version(&self, doc_id: &str, hash: &FileHash) -> Option<Document> {
        let revisions = self.data.as_ref()?.revisions(doc_id);
        let all = revisions.list(&RealFs).ok()?;
        let revision = all.into_iter().find(|r| r.hash == *hash)?;
        let bytes = revisions.read(&RealFs, &revision).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let opened = codec::read(&text, &hash.to_string()).ok()?;
        Some(opened.document)
    }

    /// Forgets journals: the user does not want what is in them.
    pub(super) fn forget(journals: &[Leftover]) {
        for leftover in journals {
            if let Err(error) = journal::remove(&RealFs, &leftover.path) {
                log::warn!("journal: {error}");
            }
        }
    }
}

/// A line of a journal that says on which saved version it stands, for a file that is gone.
pub(super) fn kept_line(hash: &FileHash) -> String {
    format!("{{\"kept\":\"{hash}\"}}")
}

/// The saved version on which a journal stands, where its file was gone.
fn kept(leftover: &Leftover) -> Option<FileHash> {
    let of = |line: &String| {
        let hash = line
            .strip_prefix("{\"kept\":\"")
            .and_then(|rest| rest.strip_suffix("\"}"));
        hash.and_then(|hash| hash.parse().ok())
    };
    leftover.content.lines.iter().rev().find_map(of)
}

/// Where the file of a journal was.
fn place(leftover: &Leftover) -> Option<PathBuf> {
    let header = leftover.content.header.as_ref()?;
    header.path.as_ref().map(PathBuf::from)
}

/// Whether no file holds what a journal stands on: it was never saved, or is gone.
fn is_lost(leftover: &Leftover) -> bool {
    if leftover.content.lines.is_empty() {
        return false;
    }
    let header = leftover.content.header.as_ref();
    let unsaved = header.is_some_and(|h| h.base.is_none());
    let gone =
        || place(leftover).is_some_and(|path| ask_place(move || path.is_file()) == Some(false));
    unsaved || kept(leftover).is_some() && gone()
}

/// Forgets a journal whose changes are in the document, once the journal of this session holds them.
pub(super) fn forget_one(leftover: &Leftover, w: &mut Workspace) {
    let kept = w.journal.as_mut().is_some_and(|own| own.sync().is_ok());
    if kept && let Err(error) = journal::remove(&RealFs, &leftover.path) {
        log::warn!("journal: {error}");
    }
}

/// What can be read of a journal.
pub(super) fn records(leftover: &Leftover) -> Records {
    let mut all = Records::default();
    for line in leftover
        .content
        .lines
        .iter()
        .chain(&leftover.content.salvaged)
    {
        if let Ok(read) = codec::read_records(line) {
            all.changes.extend(read.changes);
            all.sessions.extend(read.sessions);
            all.cuts.extend(read.cuts);
        }
    }
    all
}
