//! Keeping the journal of an open document (FILE.md §4): every change goes into it at once. Where it cannot be
//! written, as on a full disk, what it owes is kept and tried again, and the user is told for as long.

use super::App;
use super::workspace::Workspace;
use crate::store::journal::Journal;
use crate::store::{IoFault, RealFs};
use std::io;
use std::time::{Duration, Instant};

/// How long lines may wait to survive a power cut: within a second of the change.
const SYNC_AFTER: Duration = Duration::from_millis(600);
/// The pause between two tries of a journal that cannot be written.
const RETRY_AFTER: Duration = Duration::from_secs(2);

/// What a journal could not take yet.
#[derive(Debug, Default)]
pub struct Owed {
    /// The lines, in order.
    lines: Vec<String>,
    /// What the system said; `None` while all is well.
    fault: Option<IoFault>,
}

impl Owed {
    /// Why the journal cannot be written, for as long as it cannot.
    #[must_use]
    pub const fn fault(&self) -> Option<&IoFault> {
        self.fault.as_ref()
    }

    /// Whether the journal holds all that it was given.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.lines.is_empty()
    }

    /// Everything is in the file: nothing is owed any more.
    pub fn forget(&mut self) {
        self.lines.clear();
    }

    /// Writes what is owed, as far as it can be.
    fn pay(&mut self, journal: &mut Journal) -> io::Result<()> {
        let mut paid = 0;
        let all = self.lines.iter().try_for_each(|line| {
            journal.append(line)?;
            paid += 1;
            Ok(())
        });
        self.lines.drain(..paid);
        all
    }
}

impl Workspace {
    /// Puts a line into the journal, or keeps it until the journal takes it.
    pub(super) fn put(&mut self, line: &str) {
        if self.journal.is_none() && self.owed.fault.is_none() {
            // None is kept here: for viewing only, or where nothing can be kept.
            return;
        }
        self.owed.lines.push(line.to_owned());
        if let Some(journal) = &mut self.journal {
            let owed = &mut self.owed;
            let paid = owed.pay(journal).or_else(|error| {
                log::warn!("journal: {error}");
                journal.repair(&RealFs).and_then(|()| owed.pay(journal))
            });
            owed.fault = paid.err().map(IoFault::from);
        }
        self.journal_waits.get_or_insert_with(Instant::now);
    }

    /// The journal could not be begun.
    pub(super) fn without_journal(&mut self, error: &io::Error) {
        log::warn!("journal: {error}");
        self.owed.fault = Some(error.into());
        self.journal_waits = Some(Instant::now());
    }

    /// After how long the journal needs something to be done; `None` where nothing waits.
    fn journal_due(&self) -> Option<Duration> {
        let due = match self.owed.fault {
            Some(_) => RETRY_AFTER,
            None => SYNC_AFTER,
        };
        Some(due.saturating_sub(self.journal_waits?.elapsed()))
    }

    /// Writes what the journal still owes and makes it survive a power cut. What fails is tried again.
    pub(super) fn settle_journal(&mut self) {
        let Some(journal) = &mut self.journal else {
            return;
        };
        let owed = &mut self.owed;
        let mut settle = |journal: &mut Journal| owed.pay(journal).and_then(|()| journal.sync());
        // After a failed sync the disk may lack lines that another one would not write again: all are written anew.
        let settled = settle(journal).or_else(|error| {
            log::warn!("journal: {error}");
            journal.repair(&RealFs).and_then(|()| settle(journal))
        });
        self.owed.fault = settled.err().map(IoFault::from);
        self.journal_waits = self.owed.fault.as_ref().map(|_| Instant::now());
    }
}

impl App {
    /// Looks after the journal: to be called with every frame. Returns when to be called again.
    pub(super) fn keep_journal(&mut self) -> Option<Duration> {
        let due = self.workspace.as_ref()?.journal_due()?;
        if !due.is_zero() {
            return Some(due);
        }
        if self.workspace.as_ref()?.journal.is_none() {
            self.start_journal();
        }
        let w = self.workspace.as_mut()?;
        if w.journal.is_some() {
            w.settle_journal();
        } else if w.read_only.is_none() {
            w.journal_waits = Some(Instant::now());
        } else {
            // Nothing can be changed any more.
            (w.journal_waits, w.owed) = (None, Owed::default());
        }
        w.journal_due()
    }
}
