//! Edits of activities that take more than one operation: moving and carrying over.

use super::{Context, Planned, Refusal};
use crate::change::{Document, Op};
use crate::insight::year_of;
use crate::model::field::{date_value, ref_value};
use crate::model::{Activity, ActivityStatus, Id, Map, Path, Place, Progress, Value, order};
use chrono::{Datelike as _, NaiveDate};

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
    let place = Place {
        parent: from.place.parent.clone(),
        key,
    };
    let set = |ids: &std::collections::BTreeSet<Id>| {
        if ids.is_empty() {
            Value::Null
        } else {
            Value::List(ids.iter().map(|i| Value::text(i.as_str())).collect())
        }
    };
    let fields: Map = [
        (Activity::TITLE, Value::text_or_null(&from.title)),
        (Activity::PLACE, place.value()),
        (Activity::LEAD, ref_value(from.lead.as_ref())),
        (Activity::COORDINATING, set(&from.coordinating)),
        (Activity::BENEFITING, set(&from.benefiting)),
        (
            Activity::BENEFICIARY,
            Value::text_or_null(&from.beneficiary),
        ),
        (Activity::YEAR, Value::Int(i64::from(year) + 1)),
        (Activity::START, date_value(from.start.and_then(next_year))),
        (Activity::DUE, date_value(from.due.and_then(next_year))),
        (Activity::CARRIED_FROM, Value::text(activity.as_str())),
        (
            Activity::MILESTONE,
            if from.milestone {
                Value::Bool(true)
            } else {
                Value::Null
            },
        ),
    ]
    .into_iter()
    .filter(|(_, v)| !v.is_null())
    .map(|(k, v)| (k.into(), v))
    .collect();
    planned.ops.push(Op::New {
        on: Path::new(Activity::KIND, continuation.as_str()),
        to: fields,
    });
    Ok(())
}

/// The same day a year later; 29 February becomes the 28th.
fn next_year(date: NaiveDate) -> Option<NaiveDate> {
    date.with_year(date.year() + 1)
        .or_else(|| NaiveDate::from_ymd_opt(date.year() + 1, date.month(), 28))
}
