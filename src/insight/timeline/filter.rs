//! What of the timeline is shown, and how it is grouped: the user's choice, pure data.

use crate::insight::Insight;
use crate::model::{ALL_PARTIES, Activity, FundingSource, Id, Programme};
use chrono::{Datelike as _, Months, NaiveDate};
use std::collections::{BTreeSet, HashMap};

/// By what the rows stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// By Điều.
    #[default]
    Article,
    /// By the lead unit (chủ trì).
    Lead,
    /// By the party of the lead unit.
    Party,
    /// By the annual plan.
    Plan,
}

impl Grouping {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Article, Self::Lead, Self::Party, Self::Plan];

    /// Its word among the settings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Lead => "lead",
            Self::Party => "party",
            Self::Plan => "plan",
        }
    }

    /// The meaning of a word of the settings; the default where it is none.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        let found = Self::ALL.into_iter().find(|g| g.word() == word);
        found.unwrap_or_default()
    }

    /// The group of an activity.
    #[must_use]
    pub fn of(self, programme: &Programme, activity: &Activity) -> Group {
        match self {
            Self::Article => {
                let clause = activity.place.parent.as_ref();
                Group::Article(clause.map_or(0, |c| programme.text.article_of(c.as_str())))
            }
            Self::Lead => Group::Lead(activity.lead.clone()),
            Self::Party => Group::Party(party_of(programme, activity)),
            Self::Plan => Group::Plan(activity.plan.clone()),
        }
    }
}

/// What the rows below one head have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The number of the Điều; 0 for activities that belong to no clause of the text.
    Article(u8),
    /// The lead unit; none where nobody was assigned.
    Lead(Option<Id>),
    /// The party that leads, [`ALL_PARTIES`] where all lead together; none where nobody does.
    Party(Option<Id>),
    /// The plan; none where the activity stands in none.
    Plan(Option<Id>),
}

/// The party that leads an activity, or [`ALL_PARTIES`].
fn party_of(programme: &Programme, activity: &Activity) -> Option<Id> {
    let lead = activity.lead.as_ref()?;
    if *lead == ALL_PARTIES || programme.parties.contains_key(lead) {
        return Some(lead.clone());
    }
    programme.party_of(lead).map(|party| party.id.clone())
}

/// Which activities are shown. Choices of one kind widen, different kinds narrow: "this month or
/// overdue, and led by this party".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Tháng này: some day of it lies in the month of today.
    pub this_month: bool,
    /// Quá hạn.
    pub late: bool,
    /// Chưa phân công.
    pub unassigned: bool,
    /// Led by one of these parties, or by all together.
    pub parties: BTreeSet<Id>,
    /// Led by one of these units.
    pub units: BTreeSet<Id>,
    /// Paid from one of these sources.
    pub sources: BTreeSet<FundingSource>,
    /// In one of these plans.
    pub plans: BTreeSet<Id>,
}

impl Filter {
    /// Whether everything is shown.
    #[must_use]
    pub fn is_off(&self) -> bool {
        *self == Self::default()
    }

    /// How many choices are made.
    #[must_use]
    pub fn count(&self) -> usize {
        [self.this_month, self.late, self.unassigned]
            .into_iter()
            .filter(|on| *on)
            .count()
            + self.parties.len()
            + self.units.len()
            + self.sources.len()
            + self.plans.len()
    }

    /// Without parties, units and plans that this programme does not have: a choice kept from
    /// another file hides nothing here.
    #[must_use]
    pub fn known_in(&self, programme: &Programme) -> Self {
        let mut known = self.clone();
        known
            .parties
            .retain(|id| programme.parties.contains_key(id));
        known.units.retain(|id| programme.units.contains_key(id));
        known.plans.retain(|id| programme.plans.contains_key(id));
        known
    }
}

/// A filter made ready for one document.
pub(super) struct Sieve<'a> {
    filter: &'a Filter,
    programme: &'a Programme,
    insight: &'a Insight,
    month: (NaiveDate, NaiveDate),
    /// The sources of each activity; filled only where they are asked for.
    sources: HashMap<&'a Id, BTreeSet<FundingSource>>,
}

impl<'a> Sieve<'a> {
    pub(super) fn of(filter: &'a Filter, programme: &'a Programme, insight: &'a Insight) -> Self {
        let mut sources: HashMap<&Id, BTreeSet<FundingSource>> = HashMap::new();
        if !filter.sources.is_empty() {
            for line in programme.budget_lines.values() {
                if let (Some(activity), Some(source)) = (&line.activity, line.key.source) {
                    sources.entry(activity).or_default().insert(source);
                }
            }
        }
        Self {
            filter,
            programme,
            insight,
            month: month_of(insight.today),
            sources,
        }
    }

    pub(super) fn admits(&self, activity: &Activity) -> bool {
        let f = self.filter;
        let when = !(f.this_month || f.late)
            || (f.this_month && self.in_month(activity))
            || (f.late && self.insight.standing(&activity.id).is_overdue());
        let who = !f.unassigned && f.units.is_empty()
            || activity
                .lead
                .as_ref()
                .map_or(f.unassigned, |lead| f.units.contains(lead));
        let party = f.parties.is_empty()
            || party_of(self.programme, activity)
                .is_some_and(|p| p == ALL_PARTIES || f.parties.contains(&p));
        let source = f.sources.is_empty()
            || self
                .sources
                .get(&activity.id)
                .is_some_and(|of| !of.is_disjoint(&f.sources));
        let plan = f.plans.is_empty()
            || activity
                .plan
                .as_ref()
                .is_some_and(|plan| f.plans.contains(plan));
        when && who && party && source && plan
    }

    fn in_month(&self, activity: &Activity) -> bool {
        let (first, last) = self.month;
        let (from, to) = match (activity.start, activity.due) {
            (Some(start), Some(due)) if !activity.milestone => (start, due),
            (_, Some(due)) => (due, due),
            (Some(start), None) if activity.milestone => (start, start),
            // Without a deadline it lasts.
            (Some(start), None) => (start, start.max(last)),
            (None, None) => return false,
        };
        from <= last && to >= first
    }
}

/// The first and the last day of the month of a day.
fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = day.with_day(1).unwrap_or(day);
    let last = first
        .checked_add_months(Months::new(1))
        .and_then(|next| next.pred_opt());
    (first, last.unwrap_or(day))
}
