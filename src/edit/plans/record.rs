//! A plan that is recorded after the fact, with its agreements and its activities.

use crate::change::{Document, Op};
use crate::edit::beside::Beside;
use crate::edit::{Context, Edit, Planned, Refusal};
use crate::model::field::{date_value, ref_value, year_value};
use crate::model::{Activity, Agreement, Id, Path, Plan, PlanScope, PlanStatus, Value};
use chrono::NaiveDate;

/// An agreement that is recorded with a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedAgreement {
    /// Its id.
    pub id: Id,
    /// The party.
    pub party: Id,
    /// The document in which it agrees.
    pub document: String,
    /// The date of that document.
    pub date: Option<NaiveDate>,
}

/// A plan that is recorded after the fact (2022–2023).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedPlan {
    /// Its id.
    pub plan: Id,
    /// Whose plan it is.
    pub scope: PlanScope,
    /// The party, for a party's, sector's or unit's plan.
    pub party: Option<Id>,
    /// The unit, for a sector's or unit's plan.
    pub unit: Option<Id>,
    /// The year it planned.
    pub year: i32,
    /// Its title.
    pub title: String,
    /// Its number; needed where it was issued.
    pub number: String,
    /// The day it was issued; needed where it was issued.
    pub issued_on: Option<NaiveDate>,
    /// The leader who directed it.
    pub leader: String,
    /// The parties' agreements. They are to the plan with these activities.
    pub agreements: Vec<RecordedAgreement>,
    /// Activities of that year that stood in it.
    pub activities: Vec<Id>,
    /// The state it has reached, with the reason where an agreement is missing.
    pub state: PlanStatus,
}

/// Records a plan after the fact.
pub(in crate::edit) fn record(
    document: &Document,
    recorded: &RecordedPlan,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let r = recorded;
    let create = |on: Path, fields: Vec<(&'static str, Value)>, planned: &mut Planned| {
        let edit = Edit::create(&on, fields);
        crate::edit::add(document, &edit, &Beside::of(&[]), context, planned)
    };
    planned.recorded.push(r.plan.clone());
    let fields = vec![
        (Plan::SCOPE, r.scope.value()),
        (Plan::PARTY, ref_value(r.party.as_ref())),
        (Plan::UNIT, ref_value(r.unit.as_ref())),
        (Plan::YEAR, year_value(Some(r.year))),
        (Plan::TITLE, Value::text_or_null(&r.title)),
        (Plan::NUMBER, Value::text_or_null(&r.number)),
        (Plan::ISSUED_ON, date_value(r.issued_on)),
        (Plan::LEADER, Value::text_or_null(&r.leader)),
        (Plan::STATE, r.state.value()),
    ];
    create(Path::new(Plan::KIND, r.plan.as_str()), fields, planned)?;
    for id in &r.activities {
        let on = Path::new(Activity::KIND, id.as_str());
        if !document.programme().activities.contains_key(id) {
            return Err(Refusal::Gone);
        }
        planned
            .ops
            .push(Op::set(&on, Activity::PLAN, r.plan.as_str()));
    }
    for a in &r.agreements {
        let fields = vec![
            (Agreement::PLAN, Value::text(r.plan.as_str())),
            (Agreement::PARTY, Value::text(a.party.as_str())),
            (Agreement::DOCUMENT, Value::text_or_null(&a.document)),
            (Agreement::DATE, date_value(a.date)),
        ];
        create(Path::new(Agreement::KIND, a.id.as_str()), fields, planned)?;
    }
    Ok(())
}
