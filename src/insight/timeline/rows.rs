//! The rows of the timeline: a head for each Điều, its activities below it unless it is folded.

use crate::insight::{Insight, YearFilter, year_of};
use crate::model::{Id, Programme};
use chrono::{Datelike as _, NaiveDate};
use std::collections::{BTreeSet, HashMap};

/// What the rows were computed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsKey {
    /// The revision of the document.
    pub revision: u64,
    /// The day.
    pub today: NaiveDate,
    /// The years that are shown.
    pub years: YearFilter,
    /// The numbers of the articles that are folded.
    pub folds: BTreeSet<u8>,
}

impl RowsKey {
    /// The key of an insight with these folds.
    #[must_use]
    pub fn of(insight: &Insight, folds: &BTreeSet<u8>) -> Self {
        Self {
            revision: insight.revision,
            today: insight.today,
            years: insight.years,
            folds: folds.clone(),
        }
    }
}

/// The head of an article's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The number of the Điều; 0 for activities that belong to no clause of the text.
    pub article: u8,
    /// Its activities are hidden.
    pub folded: bool,
    /// How many of its activities are completed.
    pub done: usize,
    /// How many there are.
    pub all: usize,
    /// How many are overdue.
    pub overdue: usize,
    /// From the first start to the last deadline.
    pub span: Option<(NaiveDate, NaiveDate)>,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// The head of a Điều.
    Head(Head),
    /// An activity.
    Work {
        /// The activity.
        id: Id,
        /// The number of its Điều.
        article: u8,
    },
}

/// Every row, with what the chart needs to know of all of them.
#[derive(Clone, Debug)]
pub struct Rows {
    /// What they were computed for.
    pub key: RowsKey,
    /// The rows from top to bottom.
    pub list: Vec<Row>,
    /// The place of each activity's row; folded ones have none.
    pub places: HashMap<Id, usize>,
    /// From the first to the last date of anything shown.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// The years that have activities.
    pub busy_years: BTreeSet<i32>,
}

impl Rows {
    /// The rows of a programme. Goes through all activities: keep the result while its key stands.
    #[must_use]
    pub fn of(programme: &Programme, insight: &Insight, folds: &BTreeSet<u8>) -> Self {
        let mut rows = Self {
            key: RowsKey::of(insight, folds),
            list: Vec::new(),
            places: HashMap::new(),
            span: None,
            busy_years: BTreeSet::new(),
        };
        for article in programme.text.articles().map(|a| a.article) {
            let clauses = programme.text.of_article(article);
            let ids = clauses
                .flat_map(|c| insight.by_clause.get(&c.id).into_iter().flatten().cloned())
                .collect();
            rows.group(programme, insight, article, ids, folds);
        }
        let loose: Vec<Id> = programme
            .activities
            .values()
            .filter(|a| insight.years.admits(year_of(a)))
            .filter(|a| {
                a.place
                    .parent
                    .as_ref()
                    .is_none_or(|c| programme.text.article_of(c.as_str()) == 0)
            })
            .map(|a| a.id.clone())
            .collect();
        if !loose.is_empty() {
            rows.group(programme, insight, 0, loose, folds);
        }
        rows
    }

    fn group(
        &mut self,
        programme: &Programme,
        insight: &Insight,
        article: u8,
        ids: Vec<Id>,
        folds: &BTreeSet<u8>,
    ) {
        let folded = folds.contains(&article);
        let mut head = Head {
            article,
            folded,
            done: 0,
            all: 0,
            overdue: 0,
            span: None,
        };
        for activity in ids.iter().filter_map(|id| programme.activities.get(id)) {
            let standing = insight.standing(&activity.id);
            head.all += 1;
            head.done += usize::from(standing.is_done());
            head.overdue += usize::from(standing.is_overdue());
            for date in [activity.start, activity.due].into_iter().flatten() {
                head.span = Some(wider(head.span, date));
                self.busy_years.insert(date.year());
            }
            self.busy_years.extend(year_of(activity));
        }
        if let Some((from, to)) = head.span {
            self.span = Some(wider(Some(wider(self.span, from)), to));
        }
        self.list.push(Row::Head(head));
        if !folded {
            for id in ids {
                self.places.insert(id.clone(), self.list.len());
                self.list.push(Row::Work { id, article });
            }
        }
    }
}

fn wider(span: Option<(NaiveDate, NaiveDate)>, date: NaiveDate) -> (NaiveDate, NaiveDate) {
    span.map_or((date, date), |(from, to)| (from.min(date), to.max(date)))
}
