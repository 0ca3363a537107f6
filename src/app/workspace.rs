//! One open document with all that the window knows of it.

use super::clock::{Clock, fresh_session};
use super::files::{Watcher, agreements};
use super::keeping::Owed;
use super::receiving::work::Merged;
use crate::change::undo::take_back;
use crate::change::{Author, Blocked, Change, ChangeId, Document, Group, Session, UndoStack};
use crate::codec;
use crate::edit::{self, Caution, Context, Edit, Refusal};
use crate::insight::{Insight, YearFilter};
use crate::merge::Applied;
use crate::model::Value;
use crate::store::journal::{Journal, Mark};
use crate::store::lock::LockHint;
use crate::store::paths::Passing;
use crate::store::watch::{Known, Signature, Trouble};
use crate::store::{FileHash, SaveError};
use crate::ui::commands::Point;
use crate::ui::view::{ReadOnly, Selection, Tab};
use crate::ui::{inspector, tabs};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Where the document lies and how it stands to its file.
#[derive(Debug, Default)]
pub struct FileState {
    /// The file; none for a document that was never saved.
    pub path: Option<PathBuf>,
    /// What we last read or wrote there.
    pub hash: Option<FileHash>,
    /// Its length in bytes.
    pub len: u64,
    /// Its quick signature, to notice changes from outside.
    pub signature: Option<Signature>,
    /// When it was last saved by us.
    pub saved_at: Option<DateTime<FixedOffset>>,
    /// The revision of the document that the file holds.
    pub saved_revision: u64,
    /// A save is on its way.
    pub saving: bool,
    /// The number of the last one that was begun.
    pub save_number: u64,
    /// Since when.
    pub saving_since: Option<Instant>,
    /// Why the last save failed.
    pub failed: Option<SaveError>,
    /// It was opened from a temporary place, where nothing is to be kept.
    pub passing: Option<Passing>,
    /// What is wrong with the file: changed by somebody else, gone, out of reach.
    pub trouble: Option<Trouble>,
    /// What is open was put among the saved versions because of that.
    pub is_kept: bool,
    /// Who had it open when it was opened here, until the user says what to do.
    pub elsewhere: Option<LockHint>,
    /// How many agreements and approvals the file holds.
    pub agreements: usize,
    /// Who opened it for editing after us.
    pub other: Option<LockHint>,
    /// What tells our own lock hint from others.
    pub token: String,
    /// When it was opened, as it stands in the hint.
    pub since: String,
}

impl FileState {
    /// What the watch compares with; `None` before the first save.
    #[must_use]
    pub fn known(&self) -> Option<Known> {
        Some(Known {
            path: self.path.clone()?,
            hash: self.hash?,
            signature: self.signature.clone(),
        })
    }
}

/// Which earlier version is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Viewed {
    /// A saved one, that was put away at this moment.
    Version(DateTime<FixedOffset>),
    /// A moment of the history; with its day and time, or its name.
    Moment {
        /// Which.
        point: Point,
        /// What it is called in a sentence.
        name: String,
    },
}

/// How far the offer to shorten the history of a big file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shortening {
    /// Nobody has looked yet whether it is worth while.
    #[default]
    Unknown,
    /// It is being looked, under this number.
    Asked(u64),
    /// It is worth while: the file in bytes, as it is and as it would be.
    Worth(usize, usize),
    /// It is not, or the user does not want it now.
    No,
}

/// One open document.
pub struct Workspace {
    /// The document.
    pub document: Document,
    /// What can be undone and redone.
    pub undo: UndoStack,
    /// Where it lies.
    pub file: FileState,
    /// What is selected.
    pub selection: Selection,
    /// The tab that is shown.
    pub tab: Tab,
    /// The years that are shown.
    pub years: YearFilter,
    /// Whether the user has the names of poor households shown. Whoever draws or exports asks
    /// [`Workspace::shows_names`] instead. It is of this window alone: no file and no setting keeps it.
    pub names: bool,
    /// What the tabs remember.
    pub states: tabs::States,
    /// What the inspector remembers.
    pub inspector: inspector::States,
    /// Why it cannot be edited.
    pub read_only: Option<ReadOnly>,
    /// It is an earlier version, shown for viewing only.
    pub past: Option<Viewed>,
    /// Whether shortening the history was offered, so that it is not offered again.
    pub shortening: Shortening,
    /// What was not yet saved, group by group.
    pub journal: Option<Journal>,
    /// The watch over its file.
    pub watcher: Option<Watcher>,
    /// Since when the journal waits to be synced, or tried again.
    pub journal_waits: Option<Instant>,
    /// What it could not take yet.
    pub owed: Owed,
    /// When the last change was made, for the autosave pause.
    pub changed_at: Option<Instant>,
    /// When the session began.
    started: DateTime<FixedOffset>,
    insight: Option<Insight>,
    /// What was open before the last merge.
    before_merge: Option<Box<BeforeMerge>>,
}

/// What was open before a merge, to go back to it while nothing was written since (FILE.md §1 rule 17).
struct BeforeMerge {
    document: Document,
    applied: Applied,
    /// The revision of the merged document as it was merged.
    revision: u64,
    /// How far the journal had come.
    mark: Option<Mark>,
    /// What was known of the file: its hash, length and signature, and what was wrong with it.
    file: (Option<FileHash>, u64, Option<Signature>, Option<Trouble>),
    /// What is known of the file after merging; another one once it was saved since.
    after: Option<FileHash>,
    /// Whether the file held all of it.
    saved: bool,
}

impl Workspace {
    /// Whether names of poor households may be shown now: the one place that decides it for every tab,
    /// dialog, toast and copy. What presents the screen to others has to answer "no" here, and nowhere
    /// else.
    #[must_use]
    pub const fn shows_names(&self) -> bool {
        self.names
    }

    /// A workspace for a document, with a session of its own.
    #[must_use]
    pub fn new(document: Document, author: &Author, clock: &Clock) -> Self {
        let mut workspace = Self {
            undo: UndoStack::default(),
            file: FileState {
                saved_revision: document.revision(),
                agreements: agreements(&document),
                token: fresh_session(),
                since: clock.stamp(),
                ..FileState::default()
            },
            selection: Selection::Nothing,
            tab: Tab::Overview,
            years: YearFilter::All,
            names: false,
            states: tabs::States::default(),
            inspector: inspector::States::default(),
            read_only: None,
            past: None,
            shortening: Shortening::default(),
            journal: None,
            watcher: None,
            journal_waits: None,
            owed: Owed::default(),
            changed_at: None,
            started: clock.now(),
            insight: None,
            before_merge: None,
            document,
        };
        if workspace.document.is_newer() {
            workspace.read_only = Some(ReadOnly::Newer);
        }
        workspace.begin_session(author, clock);
        workspace
    }

    /// Begins a session: at each opening for editing, and after every replay (FILE.md §1 rule 3).
    pub fn begin_session(&mut self, author: &Author, clock: &Clock) {
        self.started = clock.now();
        let session = Session {
            by: author.clone(),
            at: clock.stamp(),
            app: env!("CARGO_PKG_VERSION").to_owned(),
            ..Session::default()
        };
        self.document.begin_session(&fresh_session(), session);
        self.undo = UndoStack::of(&self.document, author);
    }

    /// The day that is shown: the sample's own, else that of the clock.
    #[must_use]
    pub fn today(&self, clock: &Clock) -> NaiveDate {
        clock
            .today
            .or(self.document.programme().header.sample_today)
            .unwrap_or_else(|| clock.today())
    }

    /// Seconds since the session began.
    fn seconds(&self, clock: &Clock) -> u32 {
        u32::try_from((clock.now() - self.started).num_seconds()).unwrap_or(0)
    }

    /// What follows from the document, derived once for each revision.
    pub fn insight(&mut self, clock: &Clock) -> Insight {
        let today = self.today(clock);
        match self.insight.take() {
            Some(insight) => insight.next(&self.document, today, self.years),
            None => Insight::of(&self.document, today, self.years),
        }
    }

    /// Gives the derived data back for the next frame.
    pub fn keep(&mut self, insight: Insight) {
        self.insight = Some(insight);
    }

    /// Whether something is open that the file does not hold: changes since the last save, or, where the file is
    /// gone or was put back to an older version, all of it.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        let lost = matches!(
            self.file.trouble,
            Some(
                Trouble::Gone { folder: false }
                    | Trouble::NotRegular(_)
                    | Trouble::Changed { older: true, .. }
            )
        );
        lost && self.read_only.is_none() || self.document.revision() != self.file.saved_revision
    }

    /// Whether an edit would be carried out.
    ///
    /// # Errors
    /// The rule that forbids it.
    pub fn check(&self, edit: &Edit, clock: &Clock) -> Result<(), Refusal> {
        let context = Context {
            today: self.today(clock),
            random: String::new(),
        };
        edit::plan(&self.document, edit, &context).map(|_| ())
    }

    /// Carries out an edit.
    ///
    /// # Errors
    /// The rule that forbids it; nothing was changed.
    pub fn edit(&mut self, edit: &Edit, clock: &Clock) -> Result<Vec<Caution>, Refusal> {
        let random = fresh_session().chars().take(5).collect();
        let context = Context {
            today: self.today(clock),
            random,
        };
        let planned = edit::plan(&self.document, edit, &context)?;
        let t = self.seconds(clock);
        if let Some(group) = self.document.commit(planned.ops, t) {
            let at = clock.stamp();
            let marks = planned.marks.iter();
            let cuts: Vec<Value> = marks.map(|m| self.document.mark(&group, m, &at)).collect();
            self.undo.record(&group.id, None);
            self.note(&group, &cuts);
        }
        Ok(planned.cautions)
    }

    /// Undoes the last step; `None` where there is none.
    pub fn undo(&mut self, clock: &Clock) -> Option<Result<ChangeId, Blocked>> {
        let t = self.seconds(clock);
        let result = self.undo.undo(&mut self.document, t)?;
        Some(result.map(|group| {
            self.note(&group, &[]);
            group.id
        }))
    }

    /// Does the last undone step again; `None` where there is none.
    pub fn redo(&mut self, clock: &Clock) -> Option<Result<ChangeId, Blocked>> {
        let t = self.seconds(clock);
        let result = self.undo.redo(&mut self.document, t)?;
        Some(result.map(|group| {
            self.note(&group, &[]);
            group.id
        }))
    }

    /// Undoes one step, however old: a step of its own, which the next undo takes back.
    ///
    /// # Errors
    /// What stands in the way; nothing was written.
    pub fn take_back(&mut self, group: &ChangeId, clock: &Clock) -> Result<(), Blocked> {
        let t = self.seconds(clock);
        let written = take_back(&mut self.document, group, t)?;
        self.undo.record(&written.id, Some(group));
        self.note(&written, &[]);
        Ok(())
    }

    /// Puts the same document with a shortened history in its place, with a session of its own. The file
    /// does not hold it yet.
    pub fn shorten(&mut self, shortened: Document, author: &Author, clock: &Clock) {
        let before = std::mem::replace(&mut self.document, shortened);
        self.document.count_on_from(before.revision());
        self.before_merge = None;
        // No file holds it yet, whatever the number of its revision.
        self.file.saved_revision = self.document.revision().wrapping_sub(1);
        self.changed_at = Some(Instant::now());
        self.shortening = Shortening::No;
        self.begin_session(author, clock);
        self.drop_dead_selection();
    }

    /// Makes the document say what an earlier version of it says, as one step, in a session that ends with it
    /// (FILE.md §1 rules 3 and 17). Returns whether that changed anything.
    pub fn go_back(&mut self, past: &Document, author: &Author, clock: &Clock) -> bool {
        let t = self.seconds(clock);
        let Some(group) = self.document.restore(past, t) else {
            return false;
        };
        self.note(&group, &[]);
        self.begin_session(author, clock);
        true
    }

    /// Records that the document was sent, in a session that ends with it (FILE.md §1 rule 3).
    pub fn record_sent(&mut self, cuts: Vec<Value>, author: &Author, clock: &Clock) {
        self.document.keep_cuts(cuts.iter().cloned());
        self.write_down(&[], &cuts);
        self.begin_session(author, clock);
    }

    /// Takes the merged document in the place of what was open, which is kept to go back to.
    pub fn take_merged(&mut self, merged: Merged, clock: &Clock) {
        let Merged {
            document,
            applied,
            undo,
            insight,
            line,
        } = merged;
        let before = std::mem::replace(&mut self.document, document);
        let saved = self.file.saved_revision == before.revision();
        let file = &self.file;
        self.before_merge = Some(Box::new(BeforeMerge {
            document: before,
            applied,
            revision: self.document.revision(),
            mark: self
                .journal
                .as_ref()
                .filter(|_| self.owed.is_nothing())
                .map(Journal::mark),
            file: (
                file.hash,
                file.len,
                file.signature.clone(),
                file.trouble.clone(),
            ),
            after: file.hash,
            saved,
        }));
        self.undo = undo;
        self.insight = Some(insight);
        self.started = clock.now();
        // No file holds it yet, whatever the number of its revision.
        self.file.saved_revision = self.document.revision().wrapping_sub(1);
        self.changed_at = Some(Instant::now());
        self.put(&line);
        self.drop_dead_selection();
    }

    /// Takes what stands on disk for what the file is known to hold: all of it is in the document, and the next
    /// save may take its place.
    pub fn adopt(&mut self, hash: FileHash, len: u64, signature: Signature) {
        self.file.hash = Some(hash);
        self.file.len = len;
        self.file.signature = Some(signature);
        self.file.trouble = None;
        self.file.failed = None;
        self.file.saved_revision = self.document.revision().wrapping_sub(1);
        if let Some(before) = &mut self.before_merge {
            before.after = Some(hash);
        }
    }

    /// Whether the last merge can be taken back: nothing was written since.
    #[must_use]
    pub fn can_take_back_merge(&self) -> bool {
        let before = self.before_merge.as_ref();
        before.is_some_and(|b| b.revision == self.document.revision()) && self.read_only.is_none()
    }

    /// Goes back to what was open before the last merge. Returns whether it could.
    pub fn take_back_merge(&mut self, author: &Author, clock: &Clock) -> bool {
        let can = |b: &BeforeMerge| b.applied.can_take_back(&self.document);
        if !self.can_take_back_merge() || !self.before_merge.as_deref().is_some_and(can) {
            return false;
        }
        let Some(before) = self.before_merge.take() else {
            return false;
        };
        let BeforeMerge {
            document,
            mark,
            file,
            after,
            saved,
            ..
        } = *before;
        let merged = std::mem::replace(&mut self.document, document);
        self.document.count_on_from(merged.revision());
        let mut is_saved = false;
        // Saved since: the file holds the merged document, and the next save puts this one there.
        if self.file.hash == after {
            (
                self.file.hash,
                self.file.len,
                self.file.signature,
                self.file.trouble,
            ) = file;
            if let (Some(journal), Some(mark)) = (&mut self.journal, mark)
                && let Err(error) = journal.cut_back(&crate::store::RealFs, mark)
            {
                log::warn!("journal: {error}");
            }
            is_saved = saved && !self.file.saving;
        }
        let revision = self.document.revision();
        self.file.saved_revision = if is_saved {
            revision
        } else {
            revision.wrapping_sub(1)
        };
        self.changed_at = Some(Instant::now());
        self.begin_session(author, clock);
        self.drop_dead_selection();
        true
    }

    /// Writes a group into the journal, with the moments that were kept with it: one line (rule 21).
    fn note(&mut self, group: &Group, cuts: &[Value]) {
        let changes = self.document.records(group);
        self.write_down(&changes, cuts);
    }

    fn write_down(&mut self, changes: &[Arc<Change>], cuts: &[Value]) {
        self.changed_at = Some(Instant::now());
        let line = codec::write_records(changes, &self.document.sessions, cuts);
        self.put(&line);
        self.drop_dead_selection();
    }

    /// Selects nothing where what was selected is gone.
    fn drop_dead_selection(&mut self) {
        let p = self.document.programme();
        let there = match &self.selection {
            Selection::Nothing => true,
            Selection::Activity(id) => p.activities.contains_key(id),
            Selection::Clause(id) => p.text.get(id.as_str()).is_some(),
            Selection::Plan(id) => p.plans.contains_key(id),
            Selection::Line(id) => p.budget_lines.contains_key(id),
            Selection::Annex(id) => p.annexes.contains_key(id),
            Selection::House(id) => p.houses.contains_key(id),
            Selection::SchoolItem(id) => p.school_items.contains_key(id),
        };
        if !there {
            self.selection = Selection::Nothing;
        }
    }

    /// The tab where something lives.
    #[must_use]
    pub fn home_of(&self, selection: &Selection) -> Option<Tab> {
        let p = self.document.programme();
        let article = |clause: &str| match p.text.article_of(clause) {
            0 => None,
            n => Some(Tab::Article(n)),
        };
        match selection {
            Selection::Nothing => None,
            Selection::Activity(id) => {
                article(p.activities.get(id)?.place.parent.as_ref()?.as_str())
            }
            Selection::Clause(id) => article(id.as_str()),
            Selection::Plan(_) => Some(Tab::Plan),
            Selection::Line(_) | Selection::House(_) | Selection::SchoolItem(_) => {
                Some(Tab::Budget)
            }
            Selection::Annex(_) => Some(Tab::Annexes),
        }
    }
}
