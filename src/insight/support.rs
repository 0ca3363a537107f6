//! What was given to households (nhà ở, Điều 5.1) and to school sites (thiết bị, Điều 5.2): counts and
//! sums by year and by commune, and whether a list agrees with the budget lines that pay for it.
//!
//! Empty is not zero: an entry without an amount adds nothing and is counted as such.

mod comparison;

pub use comparison::{Bound, Comparison, Difference};

use super::YearFilter;
use crate::model::hash::HashMap;
use crate::model::{Figure, House, Id, Programme, SchoolItem, Sum};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Which of the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aid {
    /// Houses of poor households.
    Houses,
    /// Equipment of school sites.
    Schools,
}

impl Aid {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Houses, Self::Schools];
}

/// What both lists know of one entry.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its id.
    pub id: &'a Id,
    /// The year whose money pays for it.
    pub year: Option<i32>,
    /// The commune, as of its time.
    pub commune: Option<&'a Id>,
    /// What is granted: mức hỗ trợ of a house, trị giá of an item.
    pub amount: &'a Figure,
    /// The day it was begun; items have none.
    pub started_on: Option<NaiveDate>,
    /// The day it was handed over.
    pub done_on: Option<NaiveDate>,
    /// The budget line that pays for it.
    pub line: Option<&'a Id>,
    /// The activity it belongs to.
    pub activity: Option<&'a Id>,
}

impl<'a> From<&'a House> for Entry<'a> {
    fn from(house: &'a House) -> Self {
        Self {
            id: &house.id,
            year: house.year,
            commune: house.commune.as_ref(),
            amount: &house.support,
            started_on: house.started_on,
            done_on: house.handed_over_on,
            line: house.line.as_ref(),
            activity: house.activity.as_ref(),
        }
    }
}

impl<'a> From<&'a SchoolItem> for Entry<'a> {
    fn from(item: &'a SchoolItem) -> Self {
        Self {
            id: &item.id,
            year: item.year,
            commune: item.commune.as_ref(),
            amount: &item.value_dong,
            started_on: None,
            done_on: item.delivered_on,
            line: item.line.as_ref(),
            activity: item.activity.as_ref(),
        }
    }
}

/// How an entry stands, by its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Chưa khởi công; of an item: chưa bàn giao.
    Waiting,
    /// Đang làm.
    Running,
    /// Đã bàn giao.
    Done,
}

/// How an entry that is not handed over stands to the deadline of its activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// So many days are left; it counts as near from the programme's setting on.
    Ahead {
        /// The deadline.
        due: NaiveDate,
        /// Whether it counts as near.
        near: bool,
    },
    /// It has passed.
    Passed {
        /// The deadline.
        due: NaiveDate,
    },
}

impl Entry<'_> {
    /// How it stands, by its days.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match (self.done_on, self.started_on) {
            (Some(_), _) => Stage::Done,
            (None, Some(_)) => Stage::Running,
            (None, None) => Stage::Waiting,
        }
    }

    /// How it stands to the deadline of its activity; none where it was handed over, or where there
    /// is no deadline.
    #[must_use]
    pub fn deadline(&self, programme: &Programme, today: NaiveDate) -> Option<Deadline> {
        let due = programme.activities.get(self.activity?)?.due?;
        if self.done_on.is_some() {
            return None;
        }
        let left = (due - today).num_days();
        Some(if left < 0 {
            Deadline::Passed { due }
        } else {
            let near = left <= super::status::soon_days(programme);
            Deadline::Ahead { due, near }
        })
    }
}

/// How many there are, and what they come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub count: usize,
    /// Those without an amount (chưa ghi mức hỗ trợ).
    pub unpriced: usize,
    /// The amounts of all, in đồng.
    pub granted: Sum,
    /// Those that were handed over.
    pub done: usize,
    /// Those that were handed over and have no amount.
    pub done_unpriced: usize,
    /// The amounts of those that were handed over, in đồng.
    pub done_sum: Sum,
}

impl Tally {
    /// Counts one entry more.
    pub fn add(&mut self, entry: Entry<'_>) {
        let add = |sum: &mut Sum| *sum = std::mem::take(sum).plus(entry.amount);
        let unpriced = usize::from(entry.amount.is_empty());
        self.count += 1;
        self.unpriced += unpriced;
        add(&mut self.granted);
        if entry.done_on.is_some() {
            self.done += 1;
            self.done_unpriced += unpriced;
            add(&mut self.done_sum);
        }
    }

    /// Adds another count.
    pub fn add_all(&mut self, other: &Self) {
        let add = |sum: &mut Sum, more: &Sum| *sum = std::mem::take(sum).plus_sum(more);
        self.count += other.count;
        self.unpriced += other.unpriced;
        add(&mut self.granted, &other.granted);
        self.done += other.done;
        self.done_unpriced += other.done_unpriced;
        add(&mut self.done_sum, &other.done_sum);
    }
}

/// One of the lists, of all years and of those that are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AidList {
    /// By year, of all years; those without one under none.
    pub by_year: BTreeMap<Option<i32>, Tally>,
    /// By commune, of the years that are shown; those without one under none.
    pub by_commune: BTreeMap<Option<Id>, Tally>,
    /// All of the years that are shown.
    pub shown: Tally,
    /// The entries of the years that are shown: by year, then in the order in which they were written
    /// down; those without a year last.
    pub order: Vec<Id>,
    /// The number of each entry in its year, from 1, in the order in which they were written down.
    /// It stands for the name of a household where that is hidden.
    pub numbers: HashMap<Id, u32>,
    /// Those that name no budget line, by year.
    pub loose: BTreeMap<Option<i32>, usize>,
    /// The clauses of the text that pay for it: those of the lines that its entries name, and for
    /// houses those that commit a sum to every year (Điều 5.1).
    pub clauses: BTreeSet<Id>,
}

impl AidList {
    fn of<'a>(
        programme: &Programme,
        entries: impl Iterator<Item = Entry<'a>>,
        years: YearFilter,
    ) -> Self {
        let mut list = Self::default();
        let mut numbers: BTreeMap<Option<i32>, u32> = BTreeMap::new();
        let mut order = Vec::new();
        // They come by their ids, which grow with time.
        for entry in entries {
            list.by_year.entry(entry.year).or_default().add(entry);
            let number = numbers.entry(entry.year).or_default();
            *number += 1;
            list.numbers.insert(entry.id.clone(), *number);
            let line = entry.line.and_then(|id| programme.budget_lines.get(id));
            match line {
                None => *list.loose.entry(entry.year).or_default() += 1,
                Some(line) => list.clauses.extend(line.key.clause.clone()),
            }
            if years.admits(entry.year) {
                let commune = entry.commune.cloned();
                list.by_commune.entry(commune).or_default().add(entry);
                list.shown.add(entry);
                order.push((entry.year.is_none(), entry.year, entry.id));
            }
        }
        // Stable: of one year, by id.
        order.sort_by_key(|(undated, year, _)| (*undated, *year));
        list.order = order.into_iter().map(|(.., id)| id.clone()).collect();
        list
    }

    /// The number of an entry in its year, from 1; 0 where it is not there.
    #[must_use]
    pub fn number(&self, id: &Id) -> u32 {
        self.numbers.get(id).copied().unwrap_or(0)
    }

    /// What is in the list for a year.
    #[must_use]
    pub fn year(&self, year: i32) -> Option<&Tally> {
        self.by_year.get(&Some(year))
    }
}

/// Both lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Houses of poor households.
    pub houses: AidList,
    /// Equipment of school sites.
    pub schools: AidList,
    /// What both lists give from each budget line.
    pub by_line: HashMap<Id, Tally>,
}

impl Support {
    /// The lists as they are recorded.
    #[must_use]
    pub fn of(programme: &Programme, years: YearFilter) -> Self {
        let houses = || programme.houses.values().map(Entry::from);
        let schools = || programme.school_items.values().map(Entry::from);
        let mut support = Self {
            houses: AidList::of(programme, houses(), years),
            schools: AidList::of(programme, schools(), years),
            by_line: by_line(programme),
        };
        let committed = programme.text.all().iter();
        let committed = committed.filter(|c| c.yearly_commitment.is_some());
        support
            .houses
            .clauses
            .extend(committed.map(|c| c.id.clone()));
        support
    }

    /// One of the lists.
    #[must_use]
    pub const fn list(&self, aid: Aid) -> &AidList {
        match aid {
            Aid::Houses => &self.houses,
            Aid::Schools => &self.schools,
        }
    }
}

/// What both lists give from each budget line that is there.
pub(super) fn by_line(programme: &Programme) -> HashMap<Id, Tally> {
    let houses = programme.houses.values().map(Entry::from);
    let entries = houses.chain(programme.school_items.values().map(Entry::from));
    let mut lines: HashMap<Id, Tally> = HashMap::default();
    for entry in entries {
        if let Some(line) = entry
            .line
            .filter(|l| programme.budget_lines.contains_key(*l))
        {
            lines.entry(line.clone()).or_default().add(entry);
        }
    }
    lines
}

/// The number of a house in its year, from 1, in the order in which they were written down: for
/// sentences that must not name the household.
#[must_use]
pub fn house_number(programme: &Programme, house: &House) -> usize {
    let before = programme.houses.values().take_while(|h| h.id <= house.id);
    before.filter(|h| h.year == house.year).count()
}

#[cfg(test)]
mod tests;
