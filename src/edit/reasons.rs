//! Moving work inside an agreed plan asks for a reason (Điều 7.3).
//!
//! Only dates, year and plan count as moving: they are what was agreed on and what a slip of the hand
//! changes. Any other edit goes through as ever, and shows as "Đã thay đổi sau khi thống nhất".
//!
//! The window asks before it sends such an edit ([`needs_reason`]) and wraps it in
//! [`Edit::WithReason`]. Without a reason the edit is carried out all the same, with a
//! [`Caution::WithoutReason`](super::Caution::WithoutReason): a refusal here would leave whoever cannot
//! ask (another program's call, a place of the window that has no field for it) with typed work and
//! nowhere to put it, and that the content changed is told by the digest in any case.

use super::{Context, Edit, Planned, Refusal};
use crate::change::{Document, Op};
use crate::model::field::{FieldSource as _, date_value};
use crate::model::{Activity, Id, Note, NoteKind, Path, PlanState, Programme, Value};
use std::collections::BTreeSet;

/// The activities of agreed plans whose dates, year or plan this edit changes; none where nothing is
/// to be asked, or a reason is given already.
#[must_use]
pub fn needs_reason(document: &Document, edit: &Edit) -> Option<Vec<Id>> {
    let moved = moved(document, edit, false);
    let agreed = in_agreed_plans(document.programme(), &moved);
    (!agreed.is_empty()).then_some(agreed)
}

/// An activity that an edit moves, with the plan that it is put into, where it is put into one.
type Moved = (Id, Option<Id>);

/// What an edit moves. What has its reason is looked into only where that is asked for.
fn moved(document: &Document, edit: &Edit, with_reason: bool) -> Vec<Moved> {
    match edit {
        Edit::Set { on, key, to, .. }
            if on.kind() == Activity::KIND
                && matches!(
                    key.as_str(),
                    Activity::START | Activity::DUE | Activity::YEAR | Activity::PLAN
                ) =>
        {
            let now = document.log().view(on.as_str());
            let now = now.and_then(|v| v.value(key).cloned()).unwrap_or_default();
            if now == super::normalised(to) {
                return Vec::new();
            }
            let into = to.as_text().filter(|_| key == Activity::PLAN);
            vec![(on.id().into(), into.map(Id::from))]
        }
        Edit::Several(edits) => edits
            .iter()
            .flat_map(|e| moved(document, e, with_reason))
            .collect(),
        Edit::WithReason { edit, .. } if with_reason => moved(document, edit, true),
        _ => Vec::new(),
    }
}

fn in_agreed_plans(p: &Programme, moved: &[Moved]) -> Vec<Id> {
    if moved.is_empty() {
        return Vec::new();
    }
    let agreed: BTreeSet<&Id> = p
        .agreements
        .values()
        .filter_map(|a| a.plan.as_ref())
        .filter(|id| {
            let plan = p.plans.get(*id);
            plan.is_some_and(|plan| {
                !matches!(
                    plan.state.is,
                    PlanState::Replaced | PlanState::Cancelled | PlanState::Closed
                )
            })
        })
        .collect();
    let stands = |id: &Id| p.activities.get(id).and_then(|a| a.plan.as_ref());
    let found: BTreeSet<&Id> = moved
        .iter()
        .filter(|(id, into)| {
            let plans = stands(id).into_iter().chain(into.as_ref());
            p.activities.contains_key(id) && plans.into_iter().any(|plan| agreed.contains(plan))
        })
        .map(|(id, _)| id)
        .collect();
    found.into_iter().cloned().collect()
}

/// Adds the reason as a note to each activity of an agreed plan that the edit moves; where it moves
/// none, to each that it moves at all, so that no reason that was typed is lost.
pub(super) fn note(
    document: &Document,
    edit: &Edit,
    reason: &str,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let reason = super::normalised(&Value::text(reason));
    if reason.is_null() {
        return Err(Refusal::ReasonNeeded);
    }
    let moved = moved(document, edit, true);
    let mut on = in_agreed_plans(document.programme(), &moved);
    if on.is_empty() {
        let all: BTreeSet<Id> = moved.into_iter().map(|(id, _)| id).collect();
        on = all.into_iter().collect();
    }
    for activity in on {
        let id = fresh(document, &activity, context);
        planned
            .ops
            .push(reason_note(&id, &activity, &reason, context));
    }
    Ok(())
}

/// An id for a note on an entity that no note bears yet.
pub(super) fn fresh(document: &Document, of: &Id, context: &Context) -> Id {
    let mut id = format!("{of}.r{}", context.random);
    while document
        .log()
        .entity(Path::new(Note::KIND, &id).as_str())
        .is_some()
    {
        id.push('x');
    }
    Id::from(id.as_str())
}

/// The operation that makes a note of a reason.
pub(super) fn reason_note(id: &Id, of: &Id, reason: &Value, context: &Context) -> Op {
    let fields = [
        (Note::OF, Value::text(of.as_str())),
        (Note::KIND_OF, NoteKind::Reason.value()),
        (Note::DATE, date_value(Some(context.today))),
        (Note::TEXT, reason.clone()),
    ];
    Op::New {
        on: Path::new(Note::KIND, id.as_str()),
        to: fields.map(|(k, v)| (k.into(), v)).into_iter().collect(),
    }
}
