//! The next version of an issued plan ("điều chỉnh").

use crate::change::{CutKind, Document, Mark, Op, Spoken};
use crate::edit::beside::Beside;
use crate::edit::{Context, Edit, Planned, Refusal, reasons};
use crate::insight::plans::open_successor;
use crate::model::content::{self, Scope};
use crate::model::field::{ref_value, year_value};
use crate::model::{Activity, Id, Path, Plan, PlanScope, PlanState, Value};

/// Makes the next version of an issued plan.
pub(in crate::edit) fn adjust(
    document: &Document,
    plan: &Id,
    version: &Id,
    reason: &str,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let p = document.programme();
    let old = p.plans.get(plan).ok_or(Refusal::Gone)?;
    if let Some(next) = open_successor(p, plan) {
        return Err(Refusal::AlreadyAdjusted {
            next: next.id.clone(),
        });
    }
    if !matches!(old.state.is, PlanState::Issued | PlanState::InEffect) {
        return Err(Refusal::NotIssued);
    }
    let reason = crate::edit::normalised(&Value::text(reason));
    if reason.is_null() {
        return Err(Refusal::ReasonNeeded);
    }
    let fields = [
        (Plan::SCOPE, old.scope.map_or(Value::Null, PlanScope::value)),
        (Plan::PARTY, ref_value(old.party.as_ref())),
        (Plan::UNIT, ref_value(old.unit.as_ref())),
        (Plan::YEAR, year_value(old.year)),
        (Plan::TITLE, Value::text_or_null(&old.title)),
        (Plan::LEADER, Value::text_or_null(&old.leader)),
        (Plan::REPLACES, Value::text(plan.as_str())),
    ];
    planned.versions.push(version.clone());
    let on = Path::new(Plan::KIND, version.as_str());
    let edit = Edit::create(&on, fields);
    crate::edit::add(document, &edit, &Beside::of(&[]), context, planned)?;
    for a in p
        .activities
        .values()
        .filter(|a| a.plan.as_ref() == Some(plan))
    {
        let of = Path::new(Activity::KIND, a.id.as_str());
        planned
            .ops
            .push(Op::set(&of, Activity::PLAN, version.as_str()));
    }
    let id = reasons::fresh(document, version, context);
    planned
        .ops
        .push(reasons::reason_note(&id, version, &reason, context));
    planned.marks.push(Mark {
        kind: CutKind::PlanVersion,
        of: Path::new(Plan::KIND, plan.as_str()),
        speaks: Spoken::Before(content::digest(p, Scope::Plan(plan))),
    });
    Ok(())
}
