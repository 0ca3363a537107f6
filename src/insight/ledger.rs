//! The ledger: the lines of the budget under the heads that the user chose, sorted and filtered, with
//! the sums of every group. Pure: made once for a revision and a choice, and drawn by a table that
//! shows what is in sight.
//!
//! What the text itself commits (Điều 5.1) and no line has taken up yet stands among the lines, without
//! source or payer. Under every grouping the sums of the parts are the sums of the whole, and the whole
//! is the same.

mod choice;
mod column;
mod order;
mod tally;

pub use choice::{Choice, Filter, Group, Grouping, party_of_payer};
pub use column::{Column, Sort};
pub use tally::Tally;

use super::computed::Committed;
use super::{Budget, Figures, YearFilter};
use crate::model::hash::HashMap;
use crate::model::{BudgetLine, Id, Programme, Sum};
use std::collections::BTreeSet;

/// What stands below the last heads.
#[derive(Clone, Copy, Debug)]
pub enum Leaf<'a> {
    /// A line.
    Line(&'a BudgetLine),
    /// What the text commits for a clause in a year and no line has taken up.
    FromText {
        /// The clause.
        clause: &'a Id,
        /// The year.
        year: i32,
    },
}

/// A row by what it stands for, so that it is found again after an edit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A group, by the heads that lead to it and its own.
    Group(Vec<Group>),
    /// The commitment of a clause in a year, read from the text.
    FromText(i32, Id),
    /// A line.
    Line(Id),
}

/// One row of the ledger. They stand one after the other, each head before what is below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it stands for.
    pub key: Key,
    /// How many heads are above it.
    pub depth: usize,
    /// The place of the head above it.
    pub parent: Option<usize>,
    /// The place behind all that is below it.
    pub end: usize,
    /// Its figures, or the sums of all below it.
    pub figures: Figures,
    /// The head that it stands in the place of, as the only one below it.
    pub stands_for: Option<Group>,
    /// How many lines it holds; 1 for a line.
    pub lines: usize,
    /// Whether it holds a line or a source that is spent beyond a bound, or is one.
    pub overspent: bool,
    /// How many years have money in it: planned or moved, more than a commitment.
    pub known_years: usize,
    /// Whether its commitment is nothing but the text's yearly sums added up: arithmetic that the text
    /// does not state (số tính, DOMAIN.md §1).
    pub computed: bool,
}

impl Entry {
    /// The head that it is shown under: its own, or the one that it stands for.
    #[must_use]
    pub fn group(&self) -> Option<&Group> {
        match &self.key {
            Key::Group(path) => path.last(),
            _ => self.stands_for.as_ref(),
        }
    }

    /// The line, where it is one.
    #[must_use]
    pub const fn line(&self) -> Option<&Id> {
        match &self.key {
            Key::Line(id) => Some(id),
            _ => None,
        }
    }

    /// Whether it is a sum of what is below it.
    #[must_use]
    pub const fn is_sum(&self) -> bool {
        matches!(self.key, Key::Group(_))
    }
}

/// What the window knows of the lines: their words, which need a language, and their warnings.
pub struct Words<'a> {
    /// The name of a group or line, to be sorted by.
    pub name: &'a dyn Fn(&Entry) -> String,
    /// Whether a line holds the words of the filter.
    pub holds: &'a dyn Fn(Leaf<'_>) -> bool,
    /// Whether there is a warning about a line, or about a commitment that no line has taken up.
    pub warned: &'a dyn Fn(Leaf<'_>) -> bool,
}

/// The rows with their sums.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The rows, heads before what is below them.
    pub entries: Vec<Entry>,
    /// The sums of all that is shown.
    pub total: Figures,
    /// How many lines are shown.
    pub lines: usize,
    /// How many there are in the years that are shown.
    pub all_lines: usize,
    /// How many years have money in what is shown.
    pub known_years: usize,
    /// How many years are shown: those of the period, and others that have lines.
    pub all_years: usize,
    /// Whether the whole commitment is nothing but the text's yearly sums added up.
    pub computed: bool,
    /// By what it stands together.
    pub grouping: Grouping,
    /// Whether a line of it, or a source of a year, is spent beyond a bound.
    pub overspent: bool,
    places: HashMap<Key, usize>,
}

impl Ledger {
    /// The lines of these years under the heads of a choice.
    #[must_use]
    pub fn of(
        programme: &Programme,
        budget: &Budget,
        years: YearFilter,
        choice: &Choice,
        words: &Words<'_>,
    ) -> Self {
        let mut build = Build {
            programme,
            grouping: choice.grouping,
            heads: vec![Head::new(None)],
            below: HashMap::default(),
        };
        let filter = choice.filter.known_in(programme);
        let mut all_lines = 0;
        for line in programme.budget_lines.values() {
            if !years.admits(line.key.year) {
                continue;
            }
            all_lines += 1;
            let leaf = Leaf::Line(line);
            if let Some(figures) = budget.lines.get(&line.id)
                && admits(programme, &filter, leaf, words)
            {
                build.add(leaf, figures.clone());
            }
        }
        for year in budget.years.iter().filter(|y| years.admits(Some(y.year))) {
            for (clause, amount) in &year.from_text {
                let leaf = Leaf::FromText {
                    clause,
                    year: year.year,
                };
                if admits(programme, &filter, leaf, words) {
                    let committed = Sum::Known(*amount);
                    build.add(
                        leaf,
                        Figures {
                            committed,
                            ..Figures::default()
                        },
                    );
                }
            }
        }
        // A year of the period stands there before anything is recorded for it.
        if choice.grouping == Grouping::Year && filter.is_off() {
            for year in budget.years.iter().filter(|y| years.admits(Some(y.year))) {
                build.head(&[Group::Year(Some(year.year))]);
            }
        }
        build.sum_up();
        let shown = budget.years.iter().filter(|y| years.admits(Some(y.year)));
        let root = build.heads.first();
        let mut ledger = Self {
            total: root.map(|r| r.tally.figures()).unwrap_or_default(),
            lines: root.map_or(0, |r| r.lines),
            known_years: root.map_or(0, |r| r.years.len()),
            all_lines,
            all_years: shown.count(),
            computed: root.is_some_and(Head::is_computed),
            overspent: root.is_some_and(|r| r.overspent),
            grouping: choice.grouping,
            ..Self::default()
        };
        order::lay_out(&mut ledger, &build, choice.sort, words);
        let places = ledger.entries.iter().enumerate();
        ledger.places = places.map(|(at, e)| (e.key.clone(), at)).collect();
        ledger
    }

    /// Where a row stands.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// The row with this key.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(self.find(key)?)
    }

    /// The heads above a row, the nearest first.
    pub fn above(&self, at: usize) -> impl Iterator<Item = &Entry> {
        let parent = |entry: &Entry| entry.parent.and_then(|at| self.entries.get(at));
        std::iter::successors(self.entries.get(at).and_then(parent), move |e| parent(e))
    }

    /// The rows directly below a head, or the first heads of all.
    #[must_use]
    pub fn children(&self, of: Option<usize>) -> Vec<usize> {
        let (mut at, end) = match of {
            None => (0, self.entries.len()),
            Some(head) => (
                head.saturating_add(1),
                self.entries.get(head).map_or(0, |e| e.end),
            ),
        };
        let mut found = Vec::new();
        while at < end {
            found.push(at);
            at = self.entries.get(at).map_or(end, |e| e.end.max(at + 1));
        }
        found
    }

    /// Of the years that are shown below a head or in all, how many have a figure in a column.
    #[must_use]
    pub fn years_with(&self, programme: &Programme, of: Option<usize>, column: Column) -> usize {
        let range = match of.and_then(|at| Some((at, self.entries.get(at)?.end))) {
            Some((from, to)) => from..to,
            None => 0..self.entries.len(),
        };
        let mut years = BTreeSet::new();
        for entry in self.entries.get(range).unwrap_or_default() {
            let year = match &entry.key {
                Key::Line(id) => programme.budget_lines.get(id).and_then(|l| l.key.year),
                Key::FromText(year, _) => Some(*year),
                Key::Group(_) => None,
            };
            if let Some(year) = year
                && column.measure(&entry.figures).is_some()
            {
                years.insert(year);
            }
        }
        years.len()
    }
}

/// A head while the ledger is made.
struct Head {
    group: Option<Group>,
    parent: Option<usize>,
    tally: Tally,
    years: BTreeSet<i32>,
    lines: usize,
    overspent: bool,
    committed: Committed,
    heads: Vec<usize>,
    leaves: Vec<Entry>,
}

impl Head {
    fn new(of: Option<(usize, Group)>) -> Self {
        let (parent, group) = of.unzip();
        Self {
            group,
            parent,
            tally: Tally::default(),
            years: BTreeSet::new(),
            lines: 0,
            overspent: false,
            committed: Committed::default(),
            heads: Vec::new(),
            leaves: Vec::new(),
        }
    }

    fn is_computed(&self) -> bool {
        self.committed.is_computed()
    }
}

/// The ledger while it is made: the heads, each behind the one above it; the first is the whole.
struct Build<'a> {
    programme: &'a Programme,
    grouping: Grouping,
    heads: Vec<Head>,
    below: HashMap<(usize, Group), usize>,
}

impl Build<'_> {
    /// The place of the head with this path.
    fn head(&mut self, path: &[Group]) -> usize {
        let mut at = 0;
        for group in path {
            let key = (at, group.clone());
            at = if let Some(found) = self.below.get(&key) {
                *found
            } else {
                let new = self.heads.len();
                self.heads.push(Head::new(Some((at, group.clone()))));
                if let Some(head) = self.heads.get_mut(at) {
                    head.heads.push(new);
                }
                self.below.insert(key, new);
                new
            };
        }
        at
    }

    fn add(&mut self, leaf: Leaf<'_>, figures: Figures) {
        let path = path(self.programme, self.grouping, leaf);
        let at = self.head(&path);
        let Some(head) = self.heads.get_mut(at) else {
            return;
        };
        let (key, year, is_line) = match leaf {
            Leaf::Line(line) => (Key::Line(line.id.clone()), line.key.year, true),
            Leaf::FromText { clause, year } => {
                (Key::FromText(year, clause.clone()), Some(year), false)
            }
        };
        let overspent = !figures.overspending().is_empty();
        let known = figures.has_money();
        head.tally.add(&figures);
        head.lines += usize::from(is_line);
        head.overspent |= overspent;
        match leaf {
            Leaf::Line(line) => head.committed.add_line(self.programme, line),
            Leaf::FromText { clause, year } => head.committed.add_text(clause, year),
        }
        head.years.extend(year.filter(|_| known));
        head.leaves.push(Entry {
            key,
            depth: 0,
            parent: None,
            end: 0,
            figures,
            stands_for: None,
            lines: usize::from(is_line),
            overspent,
            known_years: usize::from(known && year.is_some()),
            computed: false,
        });
    }

    /// Adds every head to the one above it, from the last to the first.
    fn sum_up(&mut self) {
        for at in (1..self.heads.len()).rev() {
            let (before, from) = self.heads.split_at_mut(at);
            let Some(head) = from.first_mut() else {
                continue;
            };
            // A source of a year has bounds of its own.
            if matches!(head.group, Some(Group::SourceOf(..))) {
                head.overspent |= !head.tally.figures().overspending().is_empty();
            }
            if let Some(above) = head.parent.and_then(|parent| before.get_mut(parent)) {
                above.tally.join(&head.tally);
                above.lines += head.lines;
                above.overspent |= head.overspent;
                above.committed.join(&head.committed);
                above.years.extend(&head.years);
            }
        }
    }
}

/// The heads over a line or commitment.
fn path(programme: &Programme, grouping: Grouping, leaf: Leaf<'_>) -> Vec<Group> {
    let (year, clause, source, payer) = match leaf {
        Leaf::Line(line) => {
            let key = &line.key;
            (
                key.year,
                key.clause.as_ref(),
                key.source,
                key.payer.as_ref(),
            )
        }
        Leaf::FromText { clause, year } => (Some(year), Some(clause), None, None),
    };
    match (grouping, leaf) {
        // It has neither source nor payer to be told apart by.
        (Grouping::Year, Leaf::FromText { .. }) => vec![Group::Year(year)],
        (Grouping::Year, Leaf::Line(_)) => {
            vec![Group::Year(year), Group::SourceOf(source, payer.cloned())]
        }
        (Grouping::Article, _) => {
            let article = clause.map(|c| programme.text.article_of(c.as_str()));
            vec![
                Group::Article(article.filter(|n| *n > 0)),
                Group::Clause(clause.cloned()),
                Group::Year(year),
            ]
        }
        (Grouping::Source, _) => vec![Group::Source(source), Group::Year(year)],
        (Grouping::Payer, _) => vec![Group::Payer(payer.cloned()), Group::Year(year)],
        (Grouping::Party, _) => {
            let party = payer.and_then(|p| party_of_payer(programme, p));
            vec![Group::Party(party), Group::Year(year)]
        }
    }
}

/// Whether a filter shows a line or commitment.
fn admits(programme: &Programme, filter: &Filter, leaf: Leaf<'_>, words: &Words<'_>) -> bool {
    let (clause, source, payer) = match leaf {
        Leaf::Line(line) => (
            line.key.clause.as_ref(),
            line.key.source,
            line.key.payer.as_ref(),
        ),
        Leaf::FromText { clause, .. } => (Some(clause), None, None),
    };
    let party = || payer.and_then(|p| party_of_payer(programme, p));
    let open = |set: &BTreeSet<Option<Id>>, of: Option<&Id>| {
        set.is_empty() || set.iter().any(|one| one.as_ref() == of)
    };
    (filter.sources.is_empty() || filter.sources.contains(&source))
        && open(&filter.payers, payer)
        && open(&filter.clauses, clause)
        && (filter.parties.is_empty() || filter.parties.contains(&party()))
        && (!filter.warned || (words.warned)(leaf))
        && (filter.text.trim().is_empty() || (words.holds)(leaf))
}

#[cfg(test)]
mod tests;
