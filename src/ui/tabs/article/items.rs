//! What stands in the list of activities, from top to bottom, with its heights: made once for each
//! revision, so that a frame costs a screenful whatever the length of the list.

use crate::insight::YearFilter;
use crate::model::Id;
use crate::ui::tokens::Tokens;
use crate::ui::view::View;
use std::ops::Range;

/// One thing in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// Whether the programme is in force, and which plans there are (Điều 6 and 7).
    Plans,
    /// How complete all contents are (Điều 1).
    Coverage,
    /// The head of a clause.
    Group(Id),
    /// The years of a clause with a yearly commitment.
    Strip(Id),
    /// An activity.
    Activity(Id),
    /// Where another activity is added to a clause.
    Add(Id),
    /// The clause has no activities, and none can be added.
    Nothing,
}

/// The list with the place of everything in it.
#[derive(Debug, Default)]
pub(super) struct Items {
    key: Option<Key>,
    list: Vec<Item>,
    /// Where each begins, in points from the top; one more for the end.
    tops: Vec<f32>,
    /// Activities in the list, and how many of them are done.
    pub counts: (usize, usize),
    /// The activity that was looked for last, and where it is.
    sought: Option<(Id, Option<usize>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    revision: u64,
    years: YearFilter,
    article: u8,
    read_only: bool,
    adding: Option<Id>,
    plans: usize,
}

impl Items {
    /// Makes the list anew where it is out of date.
    pub(super) fn refresh(&mut self, view: &View<'_>, article: u8, adding: Option<&Id>) {
        let key = Key {
            revision: view.document.revision(),
            years: view.years,
            article,
            read_only: view.read_only.is_some(),
            adding: adding.cloned(),
            plans: view.insight.plans.len(),
        };
        if self.key.as_ref() == Some(&key) {
            return;
        }
        self.list = items(view, article, key.read_only, adding);
        let row = &Tokens::theme(false).row;
        let mut top = 0.0;
        self.tops = vec![0.0];
        for item in &self.list {
            top += match item {
                Item::Plans => super::plans::height(view),
                Item::Coverage => super::summary::HEIGHT,
                Item::Group(_) => row.clause_group_header,
                Item::Strip(_) => super::group::STRIP,
                Item::Activity(_) => row.activity_two_line,
                Item::Add(clause) if adding == Some(clause) => 60.0,
                Item::Add(_) | Item::Nothing => 32.0,
            };
            self.tops.push(top);
        }
        let activities = self.activities();
        let done = activities
            .clone()
            .filter(|id| view.insight.standing(id).is_done())
            .count();
        self.counts = (activities.count(), done);
        self.sought = None;
        self.key = Some(key);
    }

    /// The height of all, in points.
    pub(super) fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// The things that show between two heights.
    pub(super) fn visible(&self, top: f32, bottom: f32) -> Range<usize> {
        let first = self.tops.partition_point(|t| *t <= top).saturating_sub(1);
        let last = self.tops.partition_point(|t| *t < bottom);
        first.min(self.list.len())..last.min(self.list.len())
    }

    /// A thing with where it begins and ends.
    pub(super) fn get(&self, at: usize) -> Option<(&Item, f32, f32)> {
        Some((
            self.list.get(at)?,
            *self.tops.get(at)?,
            *self.tops.get(at + 1)?,
        ))
    }

    /// What lies at a height of the list, by its place; below all, the last.
    pub(super) fn at(&self, y: f32) -> Option<usize> {
        let below = self.tops.partition_point(|top| *top <= y);
        let last = self.list.len().checked_sub(1)?;
        Some(below.checked_sub(1)?.min(last))
    }

    /// Where the last thing that fits begins and ends.
    pub(super) fn find_last(&self, fits: impl Fn(&Item) -> bool) -> Option<(f32, f32)> {
        let at = self.list.iter().rposition(fits)?;
        self.get(at).map(|(_, top, bottom)| (top, bottom))
    }

    /// Where the first thing that fits begins and ends.
    pub(super) fn find(&self, fits: impl Fn(&Item) -> bool) -> Option<(f32, f32)> {
        let at = self.list.iter().position(fits)?;
        self.get(at).map(|(_, top, bottom)| (top, bottom))
    }

    /// Where an activity is in the list; looked for once.
    pub(super) fn place_of(&mut self, activity: &Id) -> Option<usize> {
        if let Some((id, at)) = &self.sought
            && id == activity
        {
            return *at;
        }
        let is = |item: &Item| matches!(item, Item::Activity(id) if id == activity);
        let at = self.list.iter().position(is);
        self.sought = Some((activity.clone(), at));
        at
    }

    /// The activities, from top to bottom.
    pub(super) fn activities(&self) -> impl DoubleEndedIterator<Item = &Id> + Clone {
        self.list.iter().filter_map(|item| match item {
            Item::Activity(id) => Some(id),
            _ => None,
        })
    }
}

fn items(view: &View<'_>, article: u8, read_only: bool, adding: Option<&Id>) -> Vec<Item> {
    let text = &view.programme().text;
    let mut list = Vec::new();
    if article == 1 {
        list.push(Item::Coverage);
    }
    if speaks_of_plans(view, article) {
        list.push(Item::Plans);
    }
    for clause in text.of_article(article) {
        let activities = view
            .insight
            .by_clause
            .get(&clause.id)
            .map_or(&[][..], Vec::as_slice);
        if !clause.tracked && activities.is_empty() && adding != Some(&clause.id) {
            continue;
        }
        list.push(Item::Group(clause.id.clone()));
        if clause.yearly_commitment.is_some() {
            list.push(Item::Strip(clause.id.clone()));
        }
        list.extend(activities.iter().cloned().map(Item::Activity));
        if !read_only {
            list.push(Item::Add(clause.id.clone()));
        } else if activities.is_empty() {
            list.push(Item::Nothing);
        }
    }
    list
}

/// Whether an article is about plans and their force: the last part of the programme, Điều 6 and 7.
pub(super) fn speaks_of_plans(view: &View<'_>, article: u8) -> bool {
    let last = view
        .programme()
        .text
        .articles()
        .map(|c| c.article)
        .max()
        .unwrap_or(0);
    article >= 2 && article + 1 >= last
}
