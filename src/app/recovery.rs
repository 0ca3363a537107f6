//! What a crash left behind: journals found at opening and at start, replayed or forgotten.

use super::workspace::Workspace;
use super::{App, shell};
use crate::codec::{self, Records, embedded};
use crate::store::RealFs;
use crate::store::journal::{self, Leftover};
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
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
            self.dialog.open = Some(super::dialogs::Dialog::recovery(journals, count, at));
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
            let lost: Vec<Leftover> = found
                .into_iter()
                .filter(|l| {
                    l.content.header.as_ref().is_some_and(|h| h.base.is_none())
                        && !l.content.lines.is_empty()
                })
                .collect();
            let Some(header) = lost.first().and_then(|l| l.content.header.clone()) else {
                continue;
            };
            let count = lost.iter().map(|l| l.content.lines.len()).sum();
            self.dialog.open = Some(super::dialogs::Dialog::unsaved_recovery(
                lost,
                count,
                header.at,
                header.doc_id,
            ));
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
            let document = if sample {
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

    /// Forgets journals: the user does not want what is in them.
    pub(super) fn forget(journals: &[Leftover]) {
        for leftover in journals {
            if let Err(error) = journal::remove(&RealFs, &leftover.path) {
                log::warn!("journal: {error}");
            }
        }
    }
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
