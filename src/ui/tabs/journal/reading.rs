//! The history, read once and then read on: a long one on another thread, while the window goes on drawing.

use super::marks::{self, Mark};
use crate::change::ChangeId;
use crate::change::document::Lineage;
use crate::insight::journal::Journal;
use crate::model::Id;
use crate::text::strings::Lang;
use crate::ui::later::Later;
use crate::ui::view::View;
use eframe::egui::Context;
use std::collections::{BTreeSet, HashSet};

/// Up to so many changes are read at once: a few milliseconds.
const QUICK: usize = 4_000;

/// The history as it was read.
#[derive(Debug, Default)]
pub(super) struct History {
    reading: Option<(Lineage, u64, Later<Journal>)>,
    read: Option<Read>,
    failed: bool,
}

/// Every kind that this version knows.
fn all_kinds() -> impl Iterator<Item = &'static str> {
    let known = crate::model::KINDS.iter().map(|info| info.kind);
    std::iter::once("programme").chain(known)
}

#[derive(Debug)]
struct Read {
    journal: Journal,
    lineage: Lineage,
    revision: u64,
    lang: Lang,
    marks: Vec<Mark>,
    undone: HashSet<ChangeId>,
    /// The kinds that something was written about.
    kinds: BTreeSet<&'static str>,
}

/// What rows follow from beside the filter.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Key {
    revision: u64,
    read: usize,
    english: bool,
    names: bool,
    today: chrono::NaiveDate,
}

impl History {
    /// Brings it up to the document that is shown.
    pub(super) fn bring_up(&mut self, ctx: &Context, view: &View<'_>) {
        let document = view.document;
        if let Some((lineage, revision, later)) = &mut self.reading {
            if *lineage != *document.lineage() || later.failed() {
                self.failed = later.failed();
                self.reading = None;
            } else if let Some(journal) = later.get() {
                let journal = std::mem::take(journal);
                let (lineage, revision) = (lineage.share(), *revision);
                self.reading = None;
                self.take(view, journal, lineage, revision, 0);
            }
        }
        let log = document.log();
        let appended = self.read.as_ref().is_some_and(|read| {
            read.lineage == *document.lineage() && document.united_at() <= read.revision
        });
        if appended {
            let Some(read) = &mut self.read else { return };
            if read.revision != document.revision() || read.lang != view.lang {
                let mut journal = std::mem::take(&mut read.journal);
                let before = journal.read_so_far();
                journal.read_on(log.changes(), &document.sessions);
                let lineage = read.lineage.share();
                self.take(view, journal, lineage, document.revision(), before);
            }
        } else if self.reading.is_none() && !self.failed {
            if (self.read.as_ref()).is_some_and(|read| read.lineage != *document.lineage()) {
                self.read = None;
            }
            let (changes, sessions) = (log.changes().clone(), document.sessions.clone());
            let quick = changes.len() <= QUICK;
            let later = Later::new(ctx, quick, move || Journal::read(&changes, &sessions));
            let lineage = document.lineage().share();
            self.reading = Some((lineage, document.revision(), later));
            if quick {
                self.bring_up(ctx, view);
            }
        }
    }

    /// Takes the journal up; of its changes those before `known` were looked at already.
    fn take(
        &mut self,
        view: &View<'_>,
        journal: Journal,
        lineage: Lineage,
        revision: u64,
        known: usize,
    ) {
        let last = self.read.take().filter(|_| known > 0);
        let mut kinds = last.map(|read| read.kinds).unwrap_or_default();
        let from = u32::try_from(known).unwrap_or(u32::MAX);
        let all = view.document.log().changes().iter_from(from);
        for change in all.filter(|c| !c.show.genesis && !c.is_thin()) {
            let kind = change.on.kind();
            if !kinds.contains(kind) {
                kinds.extend(all_kinds().find(|known| *known == kind));
            }
        }
        self.read = Some(Read {
            kinds,
            marks: marks::of(view),
            undone: view.document.undone_groups(),
            lang: view.lang,
            journal,
            lineage,
            revision,
        });
    }

    /// What was read; also while it is being read anew.
    pub(super) fn journal(&self) -> Option<&Journal> {
        self.read.as_ref().map(|read| &read.journal)
    }

    /// The named moments, the latest first.
    pub(super) fn marks(&self) -> &[Mark] {
        self.read.as_ref().map_or(&[], |read| &read.marks)
    }

    /// The steps that were taken back.
    pub(super) fn is_undone(&self, group: &ChangeId) -> bool {
        self.read
            .as_ref()
            .is_some_and(|read| read.undone.contains(group))
    }

    /// The kinds that something was written about, in their order.
    pub(super) fn kinds(&self) -> Vec<&'static str> {
        let used = self.read.as_ref().map(|read| &read.kinds);
        all_kinds()
            .filter(|kind| used.is_some_and(|used| used.contains(kind)))
            .collect()
    }

    pub(super) const fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    pub(super) const fn failed(&self) -> bool {
        self.failed
    }

    /// What rows follow from.
    pub(super) fn key(&self, view: &View<'_>) -> Key {
        Key {
            revision: self.read.as_ref().map_or(0, |read| read.revision),
            read: self.journal().map_or(0, Journal::read_so_far),
            english: view.english(),
            names: view.names,
            today: view.today,
        }
    }

    /// A party that something was exchanged with, or could be: every one but the editor's own.
    pub(super) fn partners(view: &View<'_>) -> Vec<Id> {
        let own = view.document.author().map(|a| a.party.as_str());
        let parties = view.programme().parties_in_order().into_iter();
        parties
            .map(|p| p.id.clone())
            .filter(|id| Some(id.as_str()) != own)
            .collect()
    }
}
