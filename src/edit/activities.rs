//! Edits of activities that take more than one operation: moving and carrying over.

use super::{Context, Planned, Refusal};
use crate::change::{Document, Op};
use crate::insight::year_of;
use crate::model::field::{date_value, ref_value, year_value};
use crate::model::{Activity, ActivityStatus, Id, Path, Place, Progress, Value, order};
use chrono::{Datelike as _, NaiveDate};
use std::collections::BTreeSet;

/// A key for the place behind `after` in a clause, or for the first place.
#[must_use]
pub fn key_behind(
    document: &Document,
    clause: &Id,
    after: Option<&Id>,
    but: Option<&Id>,
    context: &Context,
) -> String {
    let siblings: Vec<&Activity> = document
        .programme()
        .activities_of(clause)
        .into_iter()
        .filter(|a| Some(&a.id) != but)
        .collect();
    let at = after
        .and_then(|id| siblings.iter().position(|a| a.id == *id))
        .map_or(0, |i| i + 1);
    let before = at
        .checked_sub(1)
        .and_then(|i| siblings.get(i))
        .map(|a| a.place.key.as_str());
    let next = siblings.get(at).map(|a| a.place.key.as_str());
    order::between(before, next, 0, &context.random)
}

/// Puts an activity behind another one under a clause.
pub(super) fn put(
    document: &Document,
    activity: &Id,
    clause: &Id,
    after: Option<&Id>,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    if !document.programme().activities.contains_key(activity) {
        return Err(Refusal::Gone);
    }
    let key = key_behind(document, clause, after, Some(activity), context);
    let place = Place {
        parent: Some(clause.clone()),
        key,
    };
    planned.ops.push(Op::set(
        &Path::new(Activity::KIND, activity.as_str()),
        Activity::PLACE,
        place.value(),
    ));
    Ok(())
}

/// Marks an activity as carried over and makes its continuation in the next year, with the same
/// people and without its results.
pub(super) fn carry_over(
    document: &Document,
    activity: &Id,
    continuation: &Id,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let p = document.programme();
    let from = p.activities.get(activity).ok_or(Refusal::Gone)?;
    if p.activities
        .values()
        .any(|a| a.carried_from.as_ref() == Some(activity))
    {
        return Err(Refusal::AlreadyCarriedOver);
    }
    let year = year_of(from).ok_or(Refusal::YearUnknown)?;
    let on = Path::new(Activity::KIND, activity.as_str());
    let status = ActivityStatus {
        is: Progress::CarriedOver,
        on: Some(context.today),
        reason: String::new(),
    };
    planned
        .ops
        .push(Op::set(&on, Activity::STATUS, status.value()));
    let key = from.place.parent.as_ref().map_or_else(
        || order::between(None, None, 0, &context.random),
        |clause| key_behind(document, clause, Some(activity), None, context),
    );
    let mut copy = Copy::of(from, continuation, key);
    copy.year = Some(year + 1);
    copy.start = from.start.and_then(|d| years_later(d, 1));
    copy.due = from.due.and_then(|d| years_later(d, 1));
    copy.carried_from = Some(activity.clone());
    planned.ops.push(copy.op());
    Ok(())
}

/// A new activity like another one: the same work and people, none of its results.
pub(super) struct Copy<'a> {
    of: &'a Activity,
    id: Id,
    key: String,
    pub year: Option<i32>,
    pub start: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub plan: Option<Id>,
    pub series: Option<Id>,
    pub carried_from: Option<Id>,
}

impl<'a> Copy<'a> {
    /// A copy without dates at a place of the same clause.
    pub(super) fn of(of: &'a Activity, id: &Id, key: String) -> Self {
        Self {
            of,
            id: id.clone(),
            key,
            year: None,
            start: None,
            due: None,
            plan: None,
            series: None,
            carried_from: None,
        }
    }

    /// The operation that makes it.
    pub(super) fn op(self) -> Op {
        let of = self.of;
        let set = |ids: &BTreeSet<Id>| {
            if ids.is_empty() {
                Value::Null
            } else {
                Value::List(ids.iter().map(|i| Value::text(i.as_str())).collect())
            }
        };
        let place = Place {
            parent: of.place.parent.clone(),
            key: self.key,
        };
        let milestone = if of.milestone {
            Value::Bool(true)
        } else {
            Value::Null
        };
        let fields = super::plans::fields([
            (Activity::TITLE, Value::text_or_null(&of.title)),
            (Activity::PLACE, place.value()),
            (Activity::LEAD, ref_value(of.lead.as_ref())),
            (Activity::COORDINATING, set(&of.coordinating)),
            (Activity::BENEFITING, set(&of.benefiting)),
            (Activity::BENEFICIARY, Value::text_or_null(&of.beneficiary)),
            (Activity::YEAR, year_value(self.year)),
            (Activity::START, date_value(self.start)),
            (Activity::DUE, date_value(self.due)),
            (Activity::MILESTONE, milestone),
            (Activity::PLAN, ref_value(self.plan.as_ref())),
            (Activity::SERIES, ref_value(self.series.as_ref())),
            (
                Activity::CARRIED_FROM,
                ref_value(self.carried_from.as_ref()),
            ),
        ]);
        Op::New {
            on: Path::new(Activity::KIND, self.id.as_str()),
            to: fields,
        }
    }
}

/// The same day some years later; 29 February becomes the 28th where there is none.
pub(super) fn years_later(date: NaiveDate, years: i32) -> Option<NaiveDate> {
    let year = date.year().checked_add(years)?;
    date.with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, date.month(), 28))
}
