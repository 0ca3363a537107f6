//! The rows of the timeline: a head for each group, its work below it unless it is folded. A row is
//! a piece of work with all its instances; those that overlap in time lie on lines of their own, so
//! that none hides another.

use super::filter::{Filter, Group, Grouping, Sieve};
use crate::insight::{Insight, YearFilter, year_of};
use crate::model::{ALL_PARTIES, Activity, Id, Programme};
use crate::text::collate;
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap};

/// What the user chose to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// By what the rows stand together.
    pub grouping: Grouping,
    /// Which activities are shown.
    pub filter: Filter,
    /// The groups that are folded.
    pub folds: BTreeSet<Group>,
}

/// What the rows were computed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsKey {
    /// The revision of the document.
    pub revision: u64,
    /// The day.
    pub today: NaiveDate,
    /// The years that are shown.
    pub years: YearFilter,
    /// What the user chose.
    pub choice: Choice,
    /// The number of the comparison whose removed activities are among the rows; 0 for none.
    pub compared: u64,
}

impl RowsKey {
    /// The key of an insight with this choice.
    #[must_use]
    pub fn of(insight: &Insight, choice: &Choice, compared: u64) -> Self {
        Self {
            revision: insight.revision,
            today: insight.today,
            years: insight.years,
            choice: choice.clone(),
            compared,
        }
    }
}

/// The head of a group's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What its rows have in common.
    pub group: Group,
    /// Its rows are hidden.
    pub folded: bool,
    /// How many of its activities are completed.
    pub done: usize,
    /// How many are shown.
    pub all: usize,
    /// How many are overdue.
    pub overdue: usize,
    /// The deadlines that were missed, in rising order, each with one activity that missed it.
    pub late: Vec<(NaiveDate, Id)>,
    /// From the first start to the last deadline.
    pub span: Option<(NaiveDate, NaiveDate)>,
}

/// A piece of work with its instances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The group it stands in.
    pub group: Group,
    /// Its instances by date; at least one.
    pub ids: Vec<Id>,
    /// Its name, where it is a series; else it has that of its instance.
    pub title: Option<String>,
    /// It was there at the moment that is compared with, and is no more.
    pub removed: bool,
}

impl Work {
    /// The instance at which the row is entered: the first that is not completed, else the last.
    #[must_use]
    pub fn current(&self, insight: &Insight) -> Option<&Id> {
        let open = self.ids.iter().find(|id| insight.standing(id).is_open());
        open.or_else(|| self.ids.last())
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The head of a group.
    Head(Head),
    /// Work.
    Work(Work),
}

/// One line of the chart: a row takes as many as its instances need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of its row.
    pub row: usize,
    /// The row begins here: its label stands beside this line.
    pub first: bool,
    /// What lies on it, by date; nothing overlaps.
    pub ids: Vec<Id>,
}

/// Every row, with what the chart needs to know of all of them.
#[derive(Clone, Debug)]
pub struct Rows {
    /// What they were computed for.
    pub key: RowsKey,
    /// The rows from top to bottom.
    pub list: Vec<Row>,
    /// The lines from top to bottom.
    pub lines: Vec<Line>,
    /// The first line of each row.
    pub tops: Vec<usize>,
    /// The line of each activity; folded and hidden ones have none.
    pub places: HashMap<Id, usize>,
    /// How many activities the filter hides.
    pub hidden: usize,
    /// From the first to the last date of anything shown.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// The years that have activities, shown or hidden: all from the first day of one to its last.
    pub busy_years: BTreeSet<i32>,
}

impl Rows {
    /// The rows of a programme, `removed` among them: activities that are there no more. Goes through
    /// all activities: keep the result while its key stands.
    #[must_use]
    pub fn of(
        programme: &Programme,
        insight: &Insight,
        choice: &Choice,
        removed: &[Activity],
        compared: u64,
    ) -> Self {
        let mut rows = Self {
            key: RowsKey::of(insight, choice, compared),
            list: Vec::new(),
            lines: Vec::new(),
            tops: Vec::new(),
            places: HashMap::new(),
            hidden: 0,
            span: None,
            busy_years: BTreeSet::new(),
        };
        let filter = choice.filter.known_in(programme);
        let sieve = Sieve::of(&filter, programme, insight);
        let chains = Chains::of(programme);
        let mut groups: BTreeMap<Rank, Bucket<'_>> = BTreeMap::new();
        let order = Order::of(programme, choice.grouping, filter.is_off());
        for (rank, group) in order.always() {
            groups.entry(rank).or_insert_with(|| Bucket::new(group));
        }
        for activity in in_order(programme, insight) {
            rows.busy_years.extend(years_of(activity));
            if !sieve.admits(activity) {
                rows.hidden += 1;
                continue;
            }
            let group = choice.grouping.of(programme, activity);
            let bucket = groups
                .entry(order.rank(&group))
                .or_insert_with(|| Bucket::new(group));
            bucket.add(&chains, activity);
        }
        let gone = removed
            .iter()
            .filter(|a| insight.years.admits(year_of(a)) && sieve.admits(a));
        for activity in gone {
            let group = choice.grouping.of(programme, activity);
            let bucket = groups
                .entry(order.rank(&group))
                .or_insert_with(|| Bucket::new(group));
            bucket.removed.push(activity);
        }
        for bucket in groups.into_values() {
            rows.group(programme, insight, bucket);
        }
        rows
    }

    fn group(&mut self, programme: &Programme, insight: &Insight, bucket: Bucket<'_>) {
        let mut head = Head {
            folded: self.key.choice.folds.contains(&bucket.group),
            group: bucket.group,
            done: 0,
            all: 0,
            overdue: 0,
            late: Vec::new(),
            span: None,
        };
        let mut late = BTreeMap::new();
        for activity in bucket.rows.iter().flatten() {
            let standing = insight.standing(&activity.id);
            head.all += 1;
            head.done += usize::from(standing.is_done());
            head.overdue += usize::from(standing.is_overdue());
            for date in [activity.start, activity.due].into_iter().flatten() {
                head.span = Some(wider(head.span, date));
            }
            if let (true, Some(due)) = (standing.is_overdue(), activity.due) {
                late.entry(due).or_insert_with(|| activity.id.clone());
            }
        }
        head.late = late.into_iter().collect();
        if let Some((from, to)) = head.span {
            self.span = Some(wider(Some(wider(self.span, from)), to));
        }
        let (group, folded) = (head.group.clone(), head.folded);
        self.push(Row::Head(head), vec![Vec::new()]);
        if folded {
            return;
        }
        for mut activities in bucket.rows {
            activities.sort_by_key(|a| (a.start.or(a.due).is_none(), a.start.or(a.due)));
            let title = match activities.as_slice() {
                [_] => None,
                several => Some(title_of(programme, several)),
            };
            let work = Work {
                group: group.clone(),
                ids: activities.iter().map(|a| a.id.clone()).collect(),
                title,
                removed: false,
            };
            let lines = lanes(&activities, insight.today);
            self.push(Row::Work(work), lines);
        }
        for activity in bucket.removed {
            let work = Work {
                group: group.clone(),
                ids: vec![activity.id.clone()],
                title: None,
                removed: true,
            };
            self.push(Row::Work(work), vec![vec![activity.id.clone()]]);
        }
    }

    fn push(&mut self, row: Row, lines: Vec<Vec<Id>>) {
        let number = self.list.len();
        self.tops.push(self.lines.len());
        for (nth, ids) in lines.into_iter().enumerate() {
            for id in &ids {
                self.places.insert(id.clone(), self.lines.len());
            }
            self.lines.push(Line {
                row: number,
                first: nth == 0,
                ids,
            });
        }
        self.list.push(row);
    }

    /// The number of the row of an activity.
    #[must_use]
    pub fn row_of(&self, id: &Id) -> Option<usize> {
        self.lines.get(*self.places.get(id)?).map(|line| line.row)
    }

    /// The number of the head of a group.
    #[must_use]
    pub fn head_of(&self, group: &Group) -> Option<usize> {
        self.list
            .iter()
            .position(|row| matches!(row, Row::Head(head) if head.group == *group))
    }

    /// The first line of a row and how many it has.
    #[must_use]
    pub fn lines_of(&self, row: usize) -> Option<(usize, usize)> {
        let top = *self.tops.get(row)?;
        let end = self.tops.get(row + 1).copied();
        Some((top, end.unwrap_or(self.lines.len()) - top))
    }

    /// Whether no activity is there, shown or hidden, but for removed ones.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.hidden == 0
            && self
                .list
                .iter()
                .all(|row| matches!(row, Row::Head(head) if head.all == 0))
    }
}

/// Where a group stands among the others.
type Rank = (u32, String, Option<Id>);

/// The order of the groups.
struct Order<'a> {
    programme: &'a Programme,
    grouping: Grouping,
    /// Groups without rows are there too.
    all: bool,
    ranks: HashMap<Id, u32>,
}

impl<'a> Order<'a> {
    fn of(programme: &'a Programme, grouping: Grouping, all: bool) -> Self {
        let mut ranks = HashMap::new();
        let parties = programme.parties_in_order();
        match grouping {
            Grouping::Article => {}
            Grouping::Party => {
                let ids = parties.iter().map(|p| p.id.clone());
                ranks.extend(ids.zip(1..));
            }
            Grouping::Lead => {
                let place = |id: Option<&Id>| parties.iter().position(|p| Some(&p.id) == id);
                let mut units: Vec<_> = programme.units.values().collect();
                collate::sort_by_text(&mut units, |u| &u.name);
                units.sort_by_key(|u| place(u.party.as_ref()).unwrap_or(usize::MAX));
                let ids = units.iter().map(|u| u.id.clone());
                ranks.extend(parties.iter().map(|p| p.id.clone()).chain(ids).zip(1..));
            }
            Grouping::Plan => {
                let mut plans: Vec<_> = programme.plans.values().collect();
                plans.sort_by(|a, b| {
                    (a.year, a.scope, &a.party, &a.id).cmp(&(b.year, b.scope, &b.party, &b.id))
                });
                ranks.extend(plans.iter().map(|p| p.id.clone()).zip(1..));
            }
        }
        Self {
            programme,
            grouping,
            all,
            ranks,
        }
    }

    /// The groups that are there even without rows: the Điều of the text.
    fn always(&self) -> Vec<(Rank, Group)> {
        if self.grouping != Grouping::Article || !self.all {
            return Vec::new();
        }
        self.programme
            .text
            .articles()
            .map(|clause| Group::Article(clause.article))
            .map(|group| (self.rank(&group), group))
            .collect()
    }

    fn rank(&self, group: &Group) -> Rank {
        let last = u32::MAX;
        let by_id = |id: &Option<Id>| match id {
            None => (last, String::new(), None),
            Some(id) if *id == ALL_PARTIES => (0, String::new(), None),
            Some(id) => {
                let rank = self.ranks.get(id).copied().unwrap_or(last - 1);
                (rank, String::new(), Some(id.clone()))
            }
        };
        match group {
            Group::Article(0) => (last, String::new(), None),
            Group::Article(n) => (u32::from(*n), String::new(), None),
            Group::Lead(id) | Group::Party(id) | Group::Plan(id) => by_id(id),
        }
    }
}

/// The activities of the years that are shown, in the order of the text and then of their places;
/// those without a clause last.
fn in_order<'a>(
    programme: &'a Programme,
    insight: &'a Insight,
) -> impl Iterator<Item = &'a Activity> {
    let of_text = programme.text.articles().flat_map(move |article| {
        programme
            .text
            .of_article(article.article)
            .flat_map(move |c| insight.by_clause.get(&c.id).into_iter().flatten())
            .filter_map(move |id| programme.activities.get(id))
    });
    let loose = programme
        .activities
        .values()
        .filter(|a| insight.years.admits(year_of(a)))
        .filter(|a| Grouping::Article.of(programme, a) == Group::Article(0));
    of_text.chain(loose)
}

/// The rows of one group while they are gathered.
struct Bucket<'a> {
    group: Group,
    rows: Vec<Vec<&'a Activity>>,
    /// The row of each chain.
    of_chain: HashMap<&'a Id, usize>,
    removed: Vec<&'a Activity>,
}

impl<'a> Bucket<'a> {
    fn new(group: Group) -> Self {
        Self {
            group,
            rows: Vec::new(),
            of_chain: HashMap::new(),
            removed: Vec::new(),
        }
    }

    fn add(&mut self, chains: &Chains<'a>, activity: &'a Activity) {
        let fresh = self.rows.len();
        let place = *self.of_chain.entry(chains.root(activity)).or_insert(fresh);
        match self.rows.get_mut(place) {
            Some(row) => row.push(activity),
            None => self.rows.push(vec![activity]),
        }
    }
}

/// Which activities are instances of one piece of work: of the same series, or one the continuation
/// of the other, or both over several steps.
struct Chains<'a> {
    /// From an activity or a series towards the one that stands for all.
    up: HashMap<&'a Id, &'a Id>,
}

impl<'a> Chains<'a> {
    fn of(programme: &'a Programme) -> Self {
        let mut chains = Self { up: HashMap::new() };
        for activity in programme.activities.values() {
            if let Some(series) = &activity.series {
                chains.unite(&activity.id, series);
            }
            if let Some(from) = &activity.carried_from
                && let Some(from) = programme.activities.get(from)
            {
                chains.unite(&activity.id, &from.id);
            }
        }
        chains
    }

    fn find(&self, id: &'a Id) -> &'a Id {
        let mut at = id;
        while let Some(up) = self.up.get(at) {
            at = up;
        }
        at
    }

    fn unite(&mut self, a: &'a Id, b: &'a Id) {
        let (a_top, b_top) = (self.find(a), self.find(b));
        if a_top != b_top {
            self.up.insert(a_top, b_top);
        }
        // Shorter ways for the next search; a point never leads to itself.
        for id in [a, b] {
            if id != b_top {
                self.up.insert(id, b_top);
            }
        }
    }

    fn root(&self, activity: &'a Activity) -> &'a Id {
        self.find(&activity.id)
    }
}

/// The name of a row of several instances: the series' where it has one, else the latest instance's.
fn title_of(programme: &Programme, activities: &[&Activity]) -> String {
    activities
        .iter()
        .filter_map(|a| programme.series.get(a.series.as_ref()?))
        .map(|series| &series.title)
        .find(|title| !title.is_empty())
        .or_else(|| activities.last().map(|a| &a.title))
        .cloned()
        .unwrap_or_default()
}

/// Spreads instances, sorted by date, over as few lines as possible so that none overlap.
fn lanes(activities: &[&Activity], today: NaiveDate) -> Vec<Vec<Id>> {
    let mut lines: Vec<Vec<Id>> = Vec::new();
    // The lines by the day after which they are free.
    let mut free: BinaryHeap<Reverse<(NaiveDate, usize)>> = BinaryHeap::new();
    for activity in activities {
        let (from, to) = taken(activity, today);
        let line = match free.peek() {
            Some(Reverse((end, line))) if *end < from => {
                let line = *line;
                free.pop();
                line
            }
            _ => {
                lines.push(Vec::new());
                lines.len() - 1
            }
        };
        free.push(Reverse((to, line)));
        if let Some(ids) = lines.get_mut(line) {
            ids.push(activity.id.clone());
        }
    }
    lines
}

/// The days on which an instance takes room on its line.
fn taken(activity: &Activity, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    match (activity.start, activity.due) {
        (Some(start), Some(due)) if !activity.milestone => (start.min(due), due.max(start)),
        (_, Some(due)) => (due, due),
        (Some(start), None) if activity.milestone => (start, start),
        (Some(start), None) => (start, today.max(start)),
        // Its words stand at today; nothing else shall lie there.
        (None, None) => (NaiveDate::MIN, NaiveDate::MAX),
    }
}

/// The years that an activity touches; those of a very long one by its ends alone.
fn years_of(activity: &Activity) -> impl Iterator<Item = i32> {
    const LONG: i32 = 60;
    let ends = [activity.start, activity.due];
    let dates = || ends.iter().flatten().map(Datelike::year);
    let between = dates().min().zip(dates().max());
    let between = between.filter(|(from, to)| to - from <= LONG);
    let between = between.into_iter().flat_map(|(from, to)| from..=to);
    let ends: Vec<i32> = dates().collect();
    year_of(activity).into_iter().chain(ends).chain(between)
}

fn wider(span: Option<(NaiveDate, NaiveDate)>, date: NaiveDate) -> (NaiveDate, NaiveDate) {
    span.map_or((date, date), |(from, to)| (from.min(date), to.max(date)))
}
