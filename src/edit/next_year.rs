//! Next year's plan from this year's: chosen contents again, unfinished work carried over.
//!
//! Budget lines are not copied: money is committed and estimated anew for each year by its own
//! decision (DOMAIN.md §2), and an amount that nobody gave is not to stand in a plan. Nor is the
//! leader, who is assigned for each year's plan (Điều 6.1).

use super::activities::{Copy, key_behind, years_later};
use super::{Context, Edit, Planned, Refusal, plans, series};
use crate::change::{Document, Op};
use crate::edit::beside::Beside;
use crate::insight::year_of;
use crate::model::field::{ref_value, year_value};
use crate::model::{
    Activity, ActivityStatus, Decimal, Id, Indicator, IndicatorValue, Path, Plan, PlanScope,
    Programme, Progress, Value,
};

/// A plan that is made from another year's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPlan {
    /// The plan that it is made from.
    pub from: Id,
    /// The id of the new plan.
    pub plan: Id,
    /// The year of the new plan.
    pub year: i32,
    /// Its title; [`next_title`] suggests one.
    pub title: String,
    /// Contents that are done again: each activity with the id of its copy.
    pub keep: Vec<(Id, Id)>,
    /// Unfinished work that is carried over: each activity with the id of its continuation.
    pub carry: Vec<(Id, Id)>,
    /// By how many percent the targets of what is done again change: 10 or −5; not below −100.
    pub target_change: Decimal,
}

/// What of a plan can be taken into the next year's, in the order of the clauses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Done: may be done again.
    pub done: Vec<Id>,
    /// Not finished: may be carried over, or done again.
    pub unfinished: Vec<Id>,
    /// Không thực hiện, or carried over already: may be done again.
    pub not_doing: Vec<Id>,
}

/// What can be taken from a plan into the next year's.
#[must_use]
pub fn choices(p: &Programme, plan: &Id) -> Choices {
    let continued: std::collections::HashSet<&Id> = p
        .activities
        .values()
        .filter_map(|a| a.carried_from.as_ref())
        .collect();
    let inside = p.activities.values();
    let mut inside: Vec<&Activity> = inside.filter(|a| a.plan.as_ref() == Some(plan)).collect();
    let at = |a: &Activity| {
        let clause = a.place.parent.as_ref()?;
        p.text.all().iter().position(|c| c.id == *clause)
    };
    inside.sort_by_cached_key(|a| (at(a), a.place.key.clone(), a.id.clone()));
    let mut found = Choices::default();
    for a in inside {
        let list = match a.status.is {
            Progress::Done => &mut found.done,
            Progress::NotDoing | Progress::CarriedOver => &mut found.not_doing,
            _ if continued.contains(&a.id) => &mut found.not_doing,
            _ => &mut found.unfinished,
        };
        list.push(a.id.clone());
    }
    found
}

/// The title of a plan with its year put in the place of the old one.
#[must_use]
pub fn next_title(plan: &Plan, year: i32) -> String {
    match plan.year {
        Some(old) => plan.title.replace(&old.to_string(), &year.to_string()),
        None => plan.title.clone(),
    }
}

/// A target changed by so many percent, a half rounded away from zero. It keeps as many decimals as
/// it had, so a whole number stays whole. `None` where it is too large to be stored.
#[must_use]
pub fn changed_target(target: Decimal, percent: Decimal) -> Option<Decimal> {
    let unit = 10_i128
        .checked_pow(u32::from(percent.scale()))?
        .checked_mul(100)?;
    let factor = unit.checked_add(percent.mantissa().into())?;
    let exact = i128::from(target.mantissa()).checked_mul(factor)?;
    let rounded = exact.unsigned_abs() + unit.unsigned_abs() / 2;
    let rounded = i128::try_from(rounded / unit.unsigned_abs()).ok()?;
    let mantissa = if exact < 0 { -rounded } else { rounded };
    Decimal::new(i64::try_from(mantissa).ok()?, target.scale())
}

/// Makes next year's plan.
pub(super) fn make(
    document: &Document,
    next: &NextPlan,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let p = document.programme();
    let from = p.plans.get(&next.from).ok_or(Refusal::Gone)?;
    let wrong = |key: &str| Refusal::WrongValue {
        key: key.to_owned(),
    };
    if next.target_change < Decimal::from(-100) {
        return Err(wrong("target_change"));
    }
    let fields = [
        (
            Plan::SCOPE,
            from.scope.map_or(Value::Null, PlanScope::value),
        ),
        (Plan::PARTY, ref_value(from.party.as_ref())),
        (Plan::UNIT, ref_value(from.unit.as_ref())),
        (Plan::YEAR, year_value(Some(next.year))),
        (Plan::TITLE, Value::text_or_null(&next.title)),
    ];
    let on = Path::new(Plan::KIND, next.plan.as_str());
    let edit = Edit::create(&on, fields);
    super::add(document, &edit, &Beside::of(&[]), context, planned)?;
    let mut seen = std::collections::HashSet::new();
    let all = next.keep.iter().chain(&next.carry);
    if !all.clone().all(|(_, copy)| seen.insert(copy)) {
        return Err(wrong("id"));
    }
    let mut originals = std::collections::HashSet::new();
    if !all.clone().all(|(id, _)| originals.insert(id)) {
        return Err(wrong("carry"));
    }
    for (id, copy) in &next.keep {
        let of = p.activities.get(id).ok_or(Refusal::Gone)?;
        let series = series::ensure(document, of, planned);
        let mut made = shifted(document, from, of, copy, next, context);
        made.series = Some(series);
        planned.ops.push(made.op());
        indicators(document, (of, copy), next.year, next.target_change, planned)?;
    }
    for (id, copy) in &next.carry {
        let of = p.activities.get(id).ok_or(Refusal::Gone)?;
        if p.activities
            .values()
            .any(|a| a.carried_from.as_ref() == Some(id))
        {
            return Err(Refusal::AlreadyCarriedOver);
        }
        if matches!(of.status.is, Progress::Done) {
            return Err(wrong("carry"));
        }
        let status = ActivityStatus {
            is: Progress::CarriedOver,
            on: Some(context.today),
            reason: String::new(),
        };
        let on = Path::new(Activity::KIND, id.as_str());
        planned
            .ops
            .push(Op::set(&on, Activity::STATUS, status.value()));
        let mut made = shifted(document, from, of, copy, next, context);
        made.carried_from = Some(id.clone());
        made.series.clone_from(&of.series);
        planned.ops.push(made.op());
        // What is carried over is still the same aim.
        indicators(document, (of, copy), next.year, Decimal::ZERO, planned)?;
    }
    Ok(())
}

/// The copy in the new year, behind its original in the clause.
fn shifted<'a>(
    document: &Document,
    from: &Plan,
    of: &'a Activity,
    copy: &Id,
    next: &NextPlan,
    context: &Context,
) -> Copy<'a> {
    let clause = of.place.parent.as_ref();
    let key = clause.map_or_else(
        || of.place.key.clone(),
        |clause| key_behind(document, clause, Some(&of.id), None, context),
    );
    let years = year_of(of)
        .or(from.year)
        .map_or(1, |year| next.year.saturating_sub(year));
    let mut made = Copy::of(of, copy, key);
    made.year = Some(next.year);
    made.start = of.start.and_then(|d| years_later(d, years));
    made.due = of.due.and_then(|d| years_later(d, years));
    made.plan = Some(next.plan.clone());
    made
}

/// Copies the indicators of an activity with their targets, without baselines and results.
fn indicators(
    document: &Document,
    (of, copy): (&Activity, &Id),
    year: i32,
    change: Decimal,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let p = document.programme();
    let own = p
        .indicators
        .values()
        .filter(|i| i.of.as_ref() == Some(&of.id));
    for (n, indicator) in own.enumerate() {
        let id = format!("{copy}.i{}", n + 1);
        planned.ops.push(Op::New {
            on: Path::new(Indicator::KIND, &id),
            to: plans::fields([
                (Indicator::OF, Value::text(copy.as_str())),
                (Indicator::NAME, Value::text_or_null(&indicator.name)),
                (Indicator::UNIT, Value::text_or_null(&indicator.unit)),
                (Indicator::PLACE, indicator.place.value()),
            ]),
        });
        let value = p.indicator_values.values().find(|v| {
            v.indicator.as_ref() == Some(&indicator.id) && v.year.is_some() && v.year == year_of(of)
        });
        let Some(target) = value.and_then(|v| v.target) else {
            continue;
        };
        let target = changed_target(target, change).ok_or(Refusal::TooMuch)?;
        planned.ops.push(Op::New {
            on: Path::new(IndicatorValue::KIND, &format!("{id}.v")),
            to: plans::fields([
                (IndicatorValue::INDICATOR, Value::text(id.as_str())),
                (IndicatorValue::YEAR, year_value(Some(year))),
                (IndicatorValue::TARGET, Value::number(&target.to_json())),
            ]),
        });
    }
    Ok(())
}
