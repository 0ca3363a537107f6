//! The rules: what is refused, and what is only warned about.

use super::beside::Beside;
use super::{Caution, Context, Planned, Refusal};
use crate::change::Document;
use crate::model::field::{Field as _, FieldSource as _, Shape};
use crate::model::{
    Activity, ActivityStatus, Agreement, Annex, Decimal, Decision, Dependency, House, Id, KINDS,
    LineKey, Map, Note, Path, PaymentKind, PaymentMoney, Plan, Programme, Progress, SchoolItem,
    Value, is_money,
};
use chrono::NaiveDate;

type Outcome = Result<(), Refusal>;

/// The last value of a set field, as it would be after the edit.
fn after<'a>(fields: &'a Map, key: &str) -> Option<&'a Value> {
    fields.get(key).filter(|v| !v.is_null())
}

fn date_of(value: &Value) -> Result<Option<NaiveDate>, ()> {
    if value.is_null() {
        Ok(None)
    } else {
        Option::<NaiveDate>::parse(value)
    }
}

/// Checks one field of an entity that is there; `beside` holds the edits of the same step.
pub(super) fn field<'a>(
    document: &'a Document,
    (on, key, to): (&Path, &str, &Value),
    beside: &Beside<'a>,
    context: &Context,
    cautions: &mut Vec<Caution>,
) -> Outcome {
    if !document.is_shown(on.as_str()) {
        return Err(Refusal::Gone);
    }
    let p = document.programme();
    let wrong = || Refusal::WrongValue {
        key: key.to_owned(),
    };
    if matches!(key, "title" | "name") && to.is_null() && named(on.kind()) {
        return Err(Refusal::Empty {
            key: key.to_owned(),
        });
    }
    if is_money(key) {
        amount(to)?;
    }
    match (on.kind(), key) {
        ("activities", Activity::START | Activity::DUE) => {
            let date = date_of(to).map_err(|()| wrong())?;
            let activity = p.activities.get(on.id()).ok_or(Refusal::Gone)?;
            let other = |key: &str, recorded| {
                beside
                    .set(on, key)
                    .and_then(|to| date_of(to).ok())
                    .unwrap_or(recorded)
            };
            let (start, due) = if key == Activity::START {
                (date, other(Activity::DUE, activity.due))
            } else {
                (other(Activity::START, activity.start), date)
            };
            order(start, due, key == Activity::DUE)?;
            outside(p, date, cautions);
        }
        ("houses", House::STARTED_ON | House::HANDED_OVER_ON) => {
            let date = date_of(to).map_err(|()| wrong())?;
            let house = p.houses.get(on.id()).ok_or(Refusal::Gone)?;
            let other = |key: &str, recorded| {
                beside
                    .set(on, key)
                    .and_then(|to| date_of(to).ok())
                    .unwrap_or(recorded)
            };
            let (start, end) = if key == House::STARTED_ON {
                (date, other(House::HANDED_OVER_ON, house.handed_over_on))
            } else {
                (other(House::STARTED_ON, house.started_on), date)
            };
            building(start, end, key == House::HANDED_OVER_ON)?;
            outside(p, date, cautions);
        }
        ("school_items", SchoolItem::DELIVERED_ON) => {
            outside(p, date_of(to).map_err(|()| wrong())?, cautions);
        }
        ("school_items", SchoolItem::QUANTITY) => {
            let quantity = Option::<Decimal>::parse(to);
            if !to.is_null()
                && quantity
                    .map_err(|()| wrong())?
                    .is_some_and(|q| q.mantissa() < 0)
            {
                return Err(Refusal::NegativeAmount);
            }
        }
        ("activities", Activity::STATUS) => {
            let status = ActivityStatus::parse(to).map_err(|()| wrong())?;
            reason(&status)?;
        }
        ("activities", Activity::PLAN) => {
            // A plan is there, or made in the same step.
            let known = to.is_null()
                || to.as_text().is_some_and(|id| {
                    let of = Path::new(Plan::KIND, id);
                    p.plans.contains_key(id) || beside.makes(&of)
                });
            if !known {
                return Err(wrong());
            }
        }
        ("activities", Activity::LEAD) => ended(p, to.as_text(), context, cautions),
        ("agreements", Agreement::PLAN | Agreement::ANNEX | Agreement::PARTY)
        | ("dependencies", Dependency::BEFORE | Dependency::AFTER) => {
            // What it says rests on these: the moment kept with it, the check for circles.
            let now = document.log().view(on.as_str());
            if now.and_then(|v| v.value(key).cloned()).unwrap_or_default() != *to {
                return Err(Refusal::Fixed {
                    key: key.to_owned(),
                });
            }
        }
        ("annexes", Annex::SIGNED_ON | Annex::IN_FORCE_ON) => {
            outside(p, date_of(to).map_err(|()| wrong())?, cautions);
        }
        ("units", "valid_from" | "valid_to") => {
            let date = date_of(to).map_err(|()| wrong())?;
            let unit = p.units.get(on.id()).ok_or(Refusal::Gone)?;
            let (from, until) = if key == "valid_from" {
                (date, unit.valid_to)
            } else {
                (unit.valid_from, date)
            };
            if let (Some(begin), Some(end)) = (from, until)
                && end < begin
            {
                return Err(Refusal::EndBeforeBegin { begin });
            }
        }
        ("budget_lines", "key") => {
            let line = p.budget_lines.get(on.id()).ok_or(Refusal::Gone)?;
            let to = LineKey::parse(to).map_err(|()| wrong())?;
            if to != line.key && line_has_money(p, &line.id) {
                return Err(Refusal::LineKeyStands);
            }
        }
        ("budget_lines", "estimate" | "allocated") => {
            if let Some(to) = to.as_int() {
                overspent((document, beside), on.id(), Some((key, to)), 0, cautions);
            }
        }
        ("payments", "money") => {
            let money = PaymentMoney::parse(to).map_err(|()| wrong())?;
            let payment = p.payments.get(on.id()).ok_or(Refusal::Gone)?;
            if let (Some(line), Some(PaymentKind::Disbursement), Some(new)) =
                (&payment.line, payment.kind, money.amount.known())
            {
                let more = new
                    .checked_sub(payment.money.amount.known().unwrap_or(0))
                    .ok_or(Refusal::TooMuch)?;
                overspent((document, beside), line.as_str(), None, more, cautions);
            }
        }
        ("notes", Note::TEXT) if to.is_null() => {
            let note = p.notes.get(on.id()).ok_or(Refusal::Gone)?;
            if !note.figure.is_empty() && note.document.is_empty() {
                return Err(Refusal::ReasonNeeded);
            }
        }
        ("payments", "date") => {
            let date = date_of(to).map_err(|()| wrong())?;
            let payment = p.payments.get(on.id()).ok_or(Refusal::Gone)?;
            outside_year(date, payment.money.year, cautions);
        }
        _ => {}
    }
    Ok(())
}

/// Checks an element of a set.
pub(super) fn member(
    document: &Document,
    (on, key): (&Path, &str),
    element: &str,
    present: bool,
    context: &Context,
    cautions: &mut Vec<Caution>,
) -> Outcome {
    let shape = KINDS
        .iter()
        .find(|info| info.kind == on.kind())
        .and_then(|info| info.fields.iter().find(|(k, ..)| *k == key));
    if shape.is_some_and(|(_, shape, _)| *shape != Shape::RefSet) {
        return Err(Refusal::WrongValue {
            key: key.to_owned(),
        });
    }
    if present
        && (on.kind(), key) == (Annex::KIND, Annex::CLAUSES)
        && document.programme().text.get(element).is_none()
    {
        return Err(Refusal::WrongValue {
            key: key.to_owned(),
        });
    }
    if present && matches!(key, "coordinating" | "benefiting") {
        ended(document.programme(), Some(element), context, cautions);
    }
    Ok(())
}

/// Checks the first fields of an entity.
pub(super) fn creation<'a>(
    document: &'a Document,
    (on, fields): (&Path, &Map),
    beside: &Beside<'a>,
    context: &Context,
    planned: &mut Planned,
) -> Outcome {
    let (ops, cautions) = (&planned.ops, &mut planned.cautions);
    let p = document.programme();
    for (key, value) in fields {
        if is_money(key) {
            amount(value)?;
        }
    }
    let date = |key: &str| match after(fields, key) {
        None => Ok(None),
        Some(value) => date_of(value).map_err(|()| Refusal::WrongValue {
            key: key.to_owned(),
        }),
    };
    if named(on.kind()) && after(fields, "title").is_none() && after(fields, "name").is_none() {
        let key = if matches!(on.kind(), "activities" | "plans") {
            "title"
        } else {
            "name"
        };
        return Err(Refusal::Empty {
            key: key.to_owned(),
        });
    }
    match on.kind() {
        "dependencies" => super::links::creation(p, on, fields, ops)?,
        "moments" => super::plans::settled_everywhere(p)?,
        "activities" => {
            let (start, due) = (date("start")?, date("due")?);
            order(start, due, true)?;
            outside(p, due, cautions);
            if let Some(status) = after(fields, "status") {
                let wrong = |()| Refusal::WrongValue {
                    key: "status".to_owned(),
                };
                reason(&ActivityStatus::parse(status).map_err(wrong)?)?;
            }
            ended(
                p,
                after(fields, "lead").and_then(Value::as_text),
                context,
                cautions,
            );
        }
        "notes" => super::money::note(p, fields)?,
        "houses" => building(date(House::STARTED_ON)?, date(House::HANDED_OVER_ON)?, true)?,
        "school_items" => {
            date(SchoolItem::DELIVERED_ON)?;
        }
        "payments" => {
            let money = after(fields, "money")
                .and_then(|m| PaymentMoney::parse(m).ok())
                .unwrap_or_default();
            let new = money.amount.known();
            outside_year(date("date")?, money.year, cautions);
            let kind = after(fields, "kind")
                .and_then(Value::as_text)
                .and_then(PaymentKind::of_word);
            if let (Some(line), Some(PaymentKind::Disbursement), Some(new)) =
                (after(fields, "line").and_then(Value::as_text), kind, new)
            {
                overspent((document, beside), line, None, new, cautions);
            }
        }
        _ => {}
    }
    Ok(())
}

/// Kinds whose name or title may not be empty.
fn named(kind: &str) -> bool {
    matches!(
        kind,
        "activities" | "units" | "indicators" | "evidence" | "parties" | "moments"
    )
}

fn amount(value: &Value) -> Outcome {
    let amount = value
        .as_int()
        .or_else(|| value.get("amount").and_then(Value::as_int));
    if amount.is_some_and(|n| n < 0) {
        Err(Refusal::NegativeAmount)
    } else {
        Ok(())
    }
}

fn order(start: Option<NaiveDate>, due: Option<NaiveDate>, editing_due: bool) -> Outcome {
    match (start, due) {
        (Some(start), Some(due)) if due < start && editing_due => {
            Err(Refusal::DueBeforeStart { start })
        }
        (Some(start), Some(due)) if due < start => Err(Refusal::StartAfterDue { due }),
        _ => Ok(()),
    }
}

/// A house is begun before it is handed over, on the same day at the earliest.
fn building(start: Option<NaiveDate>, end: Option<NaiveDate>, editing_end: bool) -> Outcome {
    match (start, end) {
        (Some(start), Some(end)) if end < start && editing_end => {
            Err(Refusal::HandedOverBeforeStart { start })
        }
        (Some(start), Some(end)) if end < start => Err(Refusal::StartAfterHandingOver { end }),
        _ => Ok(()),
    }
}

fn outside(p: &Programme, date: Option<NaiveDate>, cautions: &mut Vec<Caution>) {
    use chrono::Datelike as _;
    if let Some(date) = date
        && p.header.period.from != 0
        && !p.header.period.contains(date.year())
    {
        cautions.push(Caution::OutsidePeriod { date });
    }
}

fn outside_year(date: Option<NaiveDate>, year: Option<i32>, cautions: &mut Vec<Caution>) {
    use chrono::Datelike as _;
    // Money of a year is settled until 31/01 of the next (DOMAIN.md §2).
    if let (Some(date), Some(year)) = (date, year)
        && date.year() != year
        && !(date.year() == year + 1 && date.month() == 1)
    {
        cautions.push(Caution::PaymentOutsideYear { year });
    }
}

fn ended(p: &Programme, unit: Option<&str>, context: &Context, cautions: &mut Vec<Caution>) {
    if let Some(unit) = unit.and_then(|u| p.units.get(u))
        && let Some(on) = unit.valid_to.filter(|d| *d < context.today)
    {
        cautions.push(Caution::UnitEnded {
            unit: unit.id.clone(),
            on,
        });
    }
}

fn reason(status: &ActivityStatus) -> Outcome {
    let needed = matches!(status.is, Progress::NotDoing | Progress::Paused);
    if needed && status.reason.trim().is_empty() {
        Err(Refusal::ReasonNeeded)
    } else {
        Ok(())
    }
}

/// Checks a decision by Điều 6.1.
pub(super) fn decision(decision: &Decision) -> Outcome {
    let complete = !decision.by.trim().is_empty()
        && decision.on.is_some()
        && !decision.reason.trim().is_empty();
    if complete {
        Ok(())
    } else {
        Err(Refusal::DecisionIncomplete)
    }
}

/// Whether any figure or payment is on a line.
#[must_use]
pub fn line_has_money(p: &Programme, line: &Id) -> bool {
    let figures = p.budget_lines.get(line).is_some_and(|l| {
        [
            &l.committed,
            &l.estimate,
            &l.allocated,
            &l.carried_over,
            &l.cancelled,
        ]
        .iter()
        .any(|f| !f.is_empty())
    });
    figures
        || p.payments
            .values()
            .any(|pay| pay.line.as_ref() == Some(line))
}

/// Warns where a line would be overspent: after a figure was set, or with so much more disbursed.
fn overspent<'a>(
    (document, beside): (&'a Document, &Beside<'a>),
    line: &str,
    set: Option<(&str, i64)>,
    more: i64,
    cautions: &mut Vec<Caution>,
) {
    let p = document.programme();
    let Some(line) = p.budget_lines.get(line) else {
        return;
    };
    let mut figures = beside.figures(p, line);
    if more != 0 {
        figures.disbursed = std::mem::take(&mut figures.disbursed).plus_amount(more);
    }
    match set {
        Some(("estimate", to)) => figures.estimate = crate::model::Sum::Known(to),
        Some(("allocated", to)) => figures.allocated = crate::model::Sum::Known(to),
        _ => {}
    }
    if let Some(over) = figures.overspending().first() {
        let by = match over {
            crate::insight::Overspending::Estimate(by)
            | crate::insight::Overspending::Allocation(by) => *by,
        };
        cautions.push(Caution::Overspent {
            line: line.id.clone(),
            by,
        });
    }
}
