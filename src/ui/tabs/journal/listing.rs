//! The rows of the history: days, named moments, the changes of each step; and where each stands.

use super::Spot;
use super::marks::Mark;
use super::reading::Key;
use crate::change::log::Ix;
use crate::change::{ChangeId, Origin};
use crate::insight::journal::{Entry, Filter, Journal, Wanted};
use crate::ui::view::View;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The height of the head of a day, in points.
pub(super) const DAY: f32 = 30.0;
/// Of a named moment.
const MARK: f32 = 32.0;
/// Of a change on one line.
pub(super) const LINE: f32 = 30.0;
/// Of a change on two, where there is little room.
const LINES: f32 = 48.0;
/// Of "and 12 more changes".
const MORE: f32 = 28.0;
/// From this width on a change stands on one line.
pub(super) const WIDE: f32 = 860.0;
/// How many changes of one step are shown before the rest is folded away.
const SHOWN: usize = 5;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The head of a day.
    Day {
        /// The day; `None` where nothing is said.
        day: Option<NaiveDate>,
        /// How many steps were made on it, of those that are shown.
        steps: usize,
    },
    /// A named moment, by its place among them.
    Mark(usize),
    /// A change.
    Change {
        /// Its step, by its place in the journal.
        entry: usize,
        /// The change.
        ix: Ix,
        /// The first of its step that is shown.
        first: bool,
        /// The last row of its step.
        last: bool,
    },
    /// More changes of the step above.
    More {
        /// The step.
        entry: usize,
        /// How many are folded away; none where all are shown.
        hidden: usize,
    },
}

/// What is to be listed.
#[derive(Debug)]
pub(super) struct Wish<'a> {
    /// What it follows from.
    pub key: Key,
    /// The filter.
    pub filter: &'a Filter,
    /// The changes that answer the words, where some are looked for.
    pub hits: Option<&'a HashSet<Ix>>,
    /// The number of that search.
    pub searched: u64,
    /// Steps of which every change is shown.
    pub whole_steps: &'a HashSet<ChangeId>,
}

/// The rows.
#[derive(Debug, Default)]
pub(super) struct Listing {
    rows: Vec<Row>,
    /// The upper edge of each row, and at the end the lower edge of the last.
    tops: Vec<f32>,
    /// How many changes answer the filter.
    pub changes: usize,
    /// Of how many.
    pub of: usize,
    made: Option<(Key, Filter, u64, HashSet<ChangeId>)>,
    laid: Option<(bool, Vec<(Ix, u32)>)>,
    narrowed: bool,
}

impl Listing {
    /// Makes the rows, where what they follow from is another.
    pub(super) fn list_up(
        &mut self,
        view: &View<'_>,
        journal: &Journal,
        marks: &[Mark],
        wish: &Wish<'_>,
    ) {
        if self.made.as_ref().is_some_and(|(key, filter, n, whole)| {
            *key == wish.key
                && filter == wish.filter
                && *n == wish.searched
                && whole == wish.whole_steps
        }) {
            return;
        }
        self.made = Some((
            wish.key.clone(),
            wish.filter.clone(),
            wish.searched,
            wish.whole_steps.clone(),
        ));
        self.laid = None;
        self.rows.clear();
        self.changes = 0;
        self.of = journal.entries.iter().map(|e| e.changes.len()).sum();
        self.narrowed = !wish.filter.is_off() || wish.hits.is_some();
        // Moments are of the whole: they help to find one's way in time, not in a search.
        let of_time = Filter {
            new_for: None,
            ..wish.filter.clone()
        };
        let among = of_time.is_off() && wish.hits.is_none();
        let among: &[Mark] = if among { marks } else { &[] };
        let mut marks = among.iter().enumerate().peekable();
        let mut wanted = Wanted::new(view.document, wish.filter);
        let log = view.document.log();
        let mut found: Vec<Ix> = Vec::new();
        let mut head = None;
        for (at, entry) in journal.entries.iter().enumerate() {
            found.clear();
            if wanted.entry(entry) {
                let answers = entry.changes.iter().copied().filter(|ix| {
                    wish.hits.is_none_or(|hits| hits.contains(ix))
                        && log.get(*ix).is_some_and(|c| wanted.change(c))
                });
                found.extend(answers);
            }
            while let Some((nth, mark)) = marks.next_if(|(_, m)| m.at >= entry.at) {
                self.head(&mut head, mark.at.map(|at| at.date_naive()));
                self.rows.push(Row::Mark(nth));
            }
            if !found.is_empty() {
                self.head(&mut head, entry.day());
                self.step(at, entry, &found, wish.whole_steps);
                if let Some(Row::Day { steps, .. }) = head.and_then(|at| self.rows.get_mut(at)) {
                    *steps += 1;
                }
            }
        }
        for (nth, mark) in marks {
            self.head(&mut head, mark.at.map(|at| at.date_naive()));
            self.rows.push(Row::Mark(nth));
        }
        // Moments alone are no answer to a filter.
        if self.narrowed && self.changes == 0 {
            self.rows.clear();
        }
    }

    /// The head of a day, where another day begins.
    fn head(&mut self, head: &mut Option<usize>, day: Option<NaiveDate>) {
        let now = head.and_then(|at| self.rows.get(at));
        if !matches!(now, Some(Row::Day { day: d, .. }) if *d == day) {
            *head = Some(self.rows.len());
            self.rows.push(Row::Day { day, steps: 0 });
        }
    }

    fn step(&mut self, at: usize, entry: &Entry, found: &[Ix], whole: &HashSet<ChangeId>) {
        self.changes += found.len();
        let all = entry.changes.len();
        let open = whole.contains(&entry.first);
        let shown = match (open, found.len() > SHOWN + 1) {
            (true, _) => &*entry.changes,
            (false, true) => found.get(..SHOWN).unwrap_or(found),
            (false, false) => found,
        };
        let hidden = all - shown.len();
        let foldable = open && (all > SHOWN + 1 || all > found.len());
        let more = hidden > 0 || foldable;
        for (nth, ix) in shown.iter().enumerate() {
            self.rows.push(Row::Change {
                entry: at,
                ix: *ix,
                first: nth == 0,
                last: nth + 1 == shown.len() && !more,
            });
        }
        if more && entry.origin != Origin::Template {
            self.rows.push(Row::More { entry: at, hidden });
        }
    }

    /// Works out where each row stands, where the width or what is expanded is another.
    pub(super) fn lay_out(&mut self, width: f32, expanded: &HashMap<Ix, f32>) {
        let wide = width >= WIDE;
        let mut open: Vec<(Ix, u32)> = expanded
            .iter()
            .map(|(ix, height)| (*ix, height.to_bits()))
            .collect();
        open.sort_unstable();
        if self.laid.as_ref() == Some(&(wide, open.clone())) {
            return;
        }
        self.laid = Some((wide, open));
        self.tops.clear();
        let mut top = 0.0;
        for row in &self.rows {
            self.tops.push(top);
            top += match row {
                Row::Day { .. } => DAY,
                Row::Mark(_) => MARK,
                Row::More { .. } => MORE,
                Row::Change { ix, .. } => {
                    let line = if wide { LINE } else { LINES };
                    line + expanded.get(ix).copied().unwrap_or(0.0)
                }
            };
        }
        self.tops.push(top);
    }

    /// The height of all rows, in points.
    pub(super) fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The upper edge and the height of a row.
    pub(super) fn place(&self, nth: usize) -> (f32, f32) {
        let top = self.tops.get(nth).copied().unwrap_or(0.0);
        let end = self.tops.get(nth + 1).copied().unwrap_or(top);
        (top, end - top)
    }

    /// The rows between two heights.
    pub(super) fn within(&self, top: f32, bottom: f32) -> Range<usize> {
        let first = self.tops.partition_point(|at| *at <= top).saturating_sub(1);
        let end = self.tops.partition_point(|at| *at < bottom);
        first..end.min(self.rows.len()).max(first)
    }

    /// How many rows there are.
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// A row.
    pub(super) fn row(&self, nth: usize) -> Option<&Row> {
        self.rows.get(nth)
    }

    /// The head of the day that a row belongs to.
    pub(super) fn day_of(&self, nth: usize) -> Option<&Row> {
        let until = self.rows.get(..=nth)?;
        until.iter().rev().find(|r| matches!(r, Row::Day { .. }))
    }

    /// Whether there are no rows.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether something is filtered away.
    pub(super) const fn is_narrowed(&self) -> bool {
        self.narrowed
    }

    /// What a row is of; a day is nothing that the keyboard rests on.
    pub(super) fn spot(&self, nth: usize, journal: &Journal) -> Option<Spot> {
        Some(match self.rows.get(nth)? {
            Row::Day { .. } => return None,
            Row::Mark(nth) => Spot::Mark(*nth),
            Row::Change { ix, .. } => Spot::Change(*ix),
            Row::More { entry, .. } => Spot::More(journal.entries.get(*entry)?.first.clone()),
        })
    }

    /// What can be rested on, but for what is folded away.
    pub(super) fn spots(&self) -> impl Iterator<Item = Spot> {
        self.rows.iter().filter_map(|row| match row {
            Row::Mark(nth) => Some(Spot::Mark(*nth)),
            Row::Change { ix, .. } => Some(Spot::Change(*ix)),
            _ => None,
        })
    }

    /// Where something stands in the list.
    pub(super) fn find(&self, spot: &Spot, journal: &Journal) -> Option<usize> {
        (0..self.rows.len()).find(|nth| match (spot, self.rows.get(*nth)) {
            (Spot::Change(a), Some(Row::Change { ix, .. })) => a == ix,
            (Spot::Mark(a), Some(Row::Mark(b))) => a == b,
            (Spot::More(first), Some(Row::More { entry, .. })) => journal
                .entries
                .get(*entry)
                .is_some_and(|e| e.first == *first),
            _ => false,
        })
    }

    /// The rows, for tests.
    #[cfg(test)]
    pub(super) fn rows(&self) -> &[Row] {
        &self.rows
    }
}
