//! Reading a copy and comparing it, and doing what was decided: on a thread of its own, from snapshots, so that the
//! window does nothing that grows with the document.

use crate::app::jobs::{OpenError, open};
use crate::change::{Author, CutKind, Document, Session, Snapshot, UndoStack};
use crate::codec::{self, Opened};
use crate::insight::exchange::Exchange;
use crate::insight::{Insight, YearFilter};
use crate::merge::{Applied, Decision, Preview, Receipt, Refused};
use crate::model::OfficialText;
use crate::store::journal::Leftover;
use crate::store::load::Loaded;
use crate::store::revisions::{Kept, Revisions};
use crate::store::watch::Signature;
use crate::store::{FileHash, IoFault, RealFs};
use crate::ui::dialogs::receive::{Read, Totals, Watch};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::path::PathBuf;
use std::sync::Arc;

/// The copy that is to be compared.
pub enum Source {
    /// A file.
    File {
        /// Which.
        path: PathBuf,
        /// The user agreed to read a big one.
        big_allowed: bool,
    },
    /// A file that was read already.
    Opened(Box<(Loaded, Opened)>),
    /// Journals that an earlier session left: what is open with their changes.
    Journals(Vec<Leftover>),
    /// A copy that was compared before: what is open has changed since.
    Again(Arc<Document>),
}

/// What is to be done.
pub enum Wanted {
    /// Read a copy and compare it.
    Compare {
        /// The copy.
        source: Source,
        /// What is open.
        mine: Box<Snapshot>,
        /// Its official text.
        text: Arc<OfficialText>,
        /// The user's own party.
        side: Option<String>,
        /// The day that is shown.
        today: NaiveDate,
        /// How far it is, and whether it is still wanted.
        watch: Arc<Watch>,
    },
    /// Do what was decided.
    Apply(Box<Order>),
}

/// What was decided of a copy.
pub struct Order {
    /// What was read.
    pub read: Read,
    /// What the user decided.
    pub decisions: Vec<Decision>,
    /// By whom, when and from whom.
    pub receipt: Receipt,
    /// Where the version before it, and the copy, are kept.
    pub revisions: Option<Revisions>,
    /// Whether the copy came from somebody: it is kept as well.
    pub keeps_copy: bool,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// The revision of what is open, from which the merged document counts on.
    pub revision: u64,
    /// The day and the years that the window shows.
    pub shown: (NaiveDate, YearFilter),
}

/// What a file held that was read as a copy.
#[derive(Clone, Debug)]
pub struct OnDisk {
    /// Its hash.
    pub hash: FileHash,
    /// Its length in bytes.
    pub len: u64,
    /// Its quick signature.
    pub signature: Signature,
}

/// What came of it.
pub enum Found {
    /// A copy was compared, or not.
    Compared {
        /// What it was read under.
        watch: Arc<Watch>,
        /// The outcome.
        result: Result<(Box<Read>, Option<OnDisk>), OpenError>,
    },
    /// What was decided was done, or not.
    Applied(Result<Box<Merged>, NotMerged>),
}

/// The merged document with what follows from merging.
pub struct Merged {
    /// The document.
    pub document: Document,
    /// What was received.
    pub applied: Applied,
    /// What the author can undo.
    pub undo: UndoStack,
    /// What follows from it.
    pub insight: Insight,
    /// What goes into the journal.
    pub line: String,
}

/// Why nothing was merged.
#[derive(Debug)]
pub enum NotMerged {
    /// The version before it could not be kept.
    NotKept(IoFault),
    /// The engine refused.
    Refused(Refused),
}

/// Does it.
#[must_use]
pub fn run(wanted: Wanted) -> Found {
    match wanted {
        Wanted::Compare {
            source,
            mine,
            text,
            side,
            today,
            watch,
        } => {
            let result = compare(source, &mine, text, side.as_deref(), today, &watch);
            Found::Compared { watch, result }
        }
        Wanted::Apply(order) => Found::Applied(apply(&order).map(Box::new)),
    }
}

fn compare(
    source: Source,
    mine: &Snapshot,
    text: Arc<OfficialText>,
    side: Option<&str>,
    today: NaiveDate,
    watch: &Watch,
) -> Result<(Box<Read>, Option<OnDisk>), OpenError> {
    let on_disk = |loaded: &Loaded| OnDisk {
        hash: loaded.hash,
        len: loaded.len,
        signature: loaded.signature.clone(),
    };
    let (theirs, disk, hand_edits) = match source {
        Source::File { path, big_allowed } => {
            let (loaded, opened) = open(&path, big_allowed)?;
            let hand = opened.hand_edits.len();
            (Arc::new(opened.document), Some(on_disk(&loaded)), hand)
        }
        Source::Opened(read) => {
            let (loaded, opened) = *read;
            let hand = opened.hand_edits.len();
            (Arc::new(opened.document), Some(on_disk(&loaded)), hand)
        }
        Source::Journals(journals) => {
            let mut with = Document::of_snapshot(mine, text.clone());
            for leftover in &journals {
                let records = crate::app::recovery::records(leftover);
                with.unite(records.changes, records.sessions);
                with.keep_cuts(records.cuts);
            }
            (Arc::new(with), None, 0)
        }
        Source::Again(theirs) => (theirs, None, 0),
    };
    watch.comparing();
    let mine = Arc::new(Document::of_snapshot(mine, text));
    let (preview, after) = Preview::with_after(&mine, &theirs);
    let preview = Arc::new(preview);
    let totals = after.filter(|_| !watch.is_stopped());
    let totals = totals.map(|after| (totals_of(&mine, today), totals_of(&after, today)));
    let sender = sender(&mine, &theirs, side);
    let party = sender.as_ref().map(|(by, _)| by.party.clone());
    let exchange = Exchange::with(&mine, party.as_deref().filter(|p| !p.is_empty()));
    let last = [exchange.last_sent, exchange.last_received];
    let moments = last.into_iter().flatten();
    let moments = moments.filter_map(|cut| DateTime::parse_from_rfc3339(&cut.at).ok());
    let read = Read {
        people: crate::change::households::people(&theirs),
        preview,
        mine,
        theirs,
        exchanged: moments.max(),
        sender,
        hand_edits,
        totals,
    };
    Ok((Box::new(read), disk))
}

fn totals_of(document: &Document, today: NaiveDate) -> Totals {
    let insight = Insight::of(document, today, YearFilter::All);
    Totals {
        activities: document.programme().activities.len(),
        done: insight.progress.iter().map(|a| a.shapes.done).sum(),
        overdue: insight.overdue(),
        disbursed: insight.budget.total.disbursed,
    }
}

/// Who edited the copy last: of its sessions that mine does not know, else of those of other parties. As they
/// claim.
fn sender(
    mine: &Document,
    theirs: &Document,
    side: Option<&str>,
) -> Option<(Author, Option<DateTime<FixedOffset>>)> {
    let moment = |s: &Session| DateTime::parse_from_rfc3339(&s.at).ok();
    let latest = |wanted: &dyn Fn(&str, &Session) -> bool| {
        let sessions = theirs.sessions.iter();
        let sessions = sessions.filter(|(id, s)| wanted(id, s));
        sessions.map(|(_, s)| s).max_by_key(|s| moment(s))
    };
    // The record of its sending says it best.
    let known = mine.cuts();
    let sent = theirs.cuts().into_iter().filter(|cut| {
        cut.kind == CutKind::Sent && cut.sender() != side && !known.iter().any(|k| k.id == cut.id)
    });
    let sent = sent.filter_map(|cut| {
        let at = DateTime::parse_from_rfc3339(&cut.at).ok();
        Some((cut.sent_by()?, at))
    });
    if let Some(sent) = sent.max_by_key(|(_, at)| *at) {
        return Some(sent);
    }
    let unknown = latest(&|id, _| !mine.sessions.contains_key(id));
    let other = || latest(&|_, s| !s.by.party.is_empty() && Some(s.by.party.as_str()) != side);
    unknown.or_else(other).map(|s| (s.by.clone(), moment(s)))
}

fn apply(order: &Order) -> Result<Merged, NotMerged> {
    let Order {
        read,
        decisions,
        receipt,
        revisions,
        keeps_copy,
        at,
        revision,
        shown,
    } = order;
    if let Some(revisions) = revisions {
        let text = codec::write(&read.mine.snapshot());
        revisions
            .keep_for_ever(&RealFs, text.as_bytes(), *at, Kept::Asked)
            .map_err(|e| NotMerged::NotKept(IoFault::from(e)))?;
    }
    let mut document = Document::clone(&read.mine);
    let applied = read
        .preview
        .apply(&mut document, decisions, receipt)
        .map_err(NotMerged::Refused)?;
    if let Some(revisions) = revisions.as_ref().filter(|_| *keeps_copy) {
        let text = codec::write(&read.theirs.snapshot());
        let kept = revisions.keep_for_ever(&RealFs, text.as_bytes(), *at, Kept::Received);
        // Nothing is lost by that: all that the copy held is in the document.
        if let Err(error) = kept {
            log::warn!("revisions: {error}");
        }
    }
    let own = applied.group.as_ref().map(|g| document.records(g));
    let mut changes = applied.incoming.clone();
    changes.extend(own.into_iter().flatten());
    let cuts = document.envelope.cuts.clone();
    let line = codec::write_records(&changes, &document.sessions, &cuts);
    document.count_on_from(*revision);
    let (today, years) = *shown;
    let insight = Insight::of(&document, today, years);
    let undo = UndoStack::of(&document, &receipt.session.by);
    Ok(Merged {
        document,
        applied,
        undo,
        insight,
        line,
    })
}
