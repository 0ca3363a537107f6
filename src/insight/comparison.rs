//! How two moments differ: shadow bars, struck values, and the counts of the legend.

use crate::model::content::{Difference, Scope, content, differences};
use crate::model::{Activity, BudgetLine, Id, Indicator, IndicatorValue, Programme};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How two moments differ, activity by activity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Activities that are there only after.
    pub added: Vec<Id>,
    /// Activities that were there only before.
    pub removed: Vec<Id>,
    /// Activities whose dates or year differ, with the dates before.
    pub moved: BTreeMap<Id, (Option<NaiveDate>, Option<NaiveDate>)>,
    /// Activities whose committed or estimated money differs: of a line of theirs, or a line that
    /// came or went.
    pub rebudgeted: BTreeSet<Id>,
    /// Every difference, grouped by the activity that it belongs to; those of plans and of lines
    /// without an activity stand under none.
    pub by_activity: HashMap<Option<Id>, Vec<Difference>>,
    /// The dates of every activity before: shadow bars.
    pub before: HashMap<Id, (Option<NaiveDate>, Option<NaiveDate>)>,
}

impl Comparison {
    /// Compares two programmes, or two states of one plan.
    #[must_use]
    pub fn of(before: &Programme, after: &Programme, scope: Scope<'_>) -> Self {
        let (old, new) = (content(before, scope), content(after, scope));
        let mut c = Self::default();
        let inside = |a: &Activity| match scope {
            Scope::Plan(id) => a.plan.as_ref() == Some(id),
            Scope::Annex(_) => false,
            Scope::Everything => true,
        };
        for a in before.activities.values().filter(|a| inside(a)) {
            c.before.insert(a.id.clone(), (a.start, a.due));
        }
        for difference in differences(&old, &new) {
            let id = Id::from(difference.on.id());
            let owner = owner(&difference, after).or_else(|| owner(&difference, before));
            match (difference.on.kind(), difference.key) {
                (Activity::KIND, "") if difference.after.is_some() => c.added.push(id),
                (Activity::KIND, "") => c.removed.push(id),
                (Activity::KIND, Activity::START | Activity::DUE | Activity::YEAR) => {
                    let was = before.activities.get(&id);
                    c.moved
                        .insert(id, was.map_or((None, None), |a| (a.start, a.due)));
                }
                (BudgetLine::KIND, _) => c.rebudgeted.extend(owner.clone()),
                _ => {}
            }
            c.by_activity.entry(owner).or_default().push(difference);
        }
        c
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_activity.is_empty()
    }
}

/// The activity that a difference belongs to.
fn owner(difference: &Difference, p: &Programme) -> Option<Id> {
    let id = difference.on.id();
    match difference.on.kind() {
        Activity::KIND => Some(Id::from(id)),
        Indicator::KIND => p.indicators.get(id)?.of.clone(),
        IndicatorValue::KIND => {
            let value = p.indicator_values.get(id)?;
            p.indicators.get(value.indicator.as_ref()?)?.of.clone()
        }
        BudgetLine::KIND => p.budget_lines.get(id)?.activity.clone(),
        _ => None,
    }
}
