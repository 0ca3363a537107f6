//! Decisions on money, and what holds for all of it: Chuyển nguồn and Hủy dự toán are explicit, each with
//! its document, day and reason; a figure's reason names the figure; and every amount of a document
//! together can be counted, so that no sum of some of them ever overflows (DOMAIN.md §2).

use super::{Caution, Edit, Planned, Refusal};
use crate::change::{Document, Op};
use crate::insight::Figures;
use crate::model::field::{date_value, ref_value};
use crate::model::{
    BudgetLine, Figure, House, Id, KINDS, LineKey, Map, Note, NoteKind, Path, Payment, Programme,
    SchoolItem, Value, is_money,
};
use chrono::NaiveDate;
use std::collections::HashMap;

/// What is decided on the money of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fund {
    /// Chuyển nguồn sang năm sau: into the line of the same clause, source and payer.
    CarryOver {
        /// The id of that line where there is none yet; it is made then.
        line: Id,
    },
    /// Hủy dự toán.
    Cancel,
}

/// A decision on the money of a line. It adds to the figure, so that one follows another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundDecision {
    /// The line that the money leaves.
    pub line: Id,
    /// What is decided.
    pub what: Fund,
    /// The id of the note that keeps the decision.
    pub note: Id,
    /// How much, in đồng; above zero.
    pub amount: i64,
    /// The document (số, ký hiệu).
    pub document: String,
    /// The day of the document.
    pub date: Option<NaiveDate>,
    /// Why. The document or the reason must be given.
    pub reason: String,
}

/// The line of the next year that takes what is carried over from a line: the one that took from it
/// before; else one of the same clause, source and payer that took from none, of the same name first.
#[must_use]
pub fn next_line<'a>(p: &'a Programme, line: &BudgetLine) -> Option<&'a BudgetLine> {
    let key = LineKey {
        year: Some(line.key.year?.checked_add(1)?),
        ..line.key.clone()
    };
    let all = || p.budget_lines.values().filter(|l| l.key == key);
    all()
        .find(|l| l.carried_from.as_ref() == Some(&line.id))
        .or_else(|| {
            let mut free: Vec<&BudgetLine> = all().filter(|l| l.carried_from.is_none()).collect();
            free.sort_by_key(|l| (l.name != line.name, &l.id));
            free.first().copied()
        })
}

/// The figure after so much more; none recorded counts as nothing.
fn more(figure: &Figure, amount: i64, key: &str) -> Result<Value, Refusal> {
    let before = match figure {
        Figure::Empty => 0,
        Figure::Known(before) => *before,
        Figure::Conflict(_) => {
            return Err(Refusal::FigureDisputed {
                key: key.to_owned(),
            });
        }
    };
    let after = before.checked_add(amount).ok_or(Refusal::TooMuch)?;
    Ok(Value::Int(after))
}

/// Carries out a decision on the money of a line.
pub(super) fn decide(
    document: &Document,
    decision: &FundDecision,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let p = document.programme();
    let line = p.budget_lines.get(&decision.line).ok_or(Refusal::Gone)?;
    if decision.amount <= 0 {
        return Err(Refusal::AmountNeeded);
    }
    if decision.document.trim().is_empty() && decision.reason.trim().is_empty() {
        return Err(Refusal::GroundsNeeded);
    }
    let left = Figures::of_line(p, line).remaining();
    let within = left.bounds().is_some_and(|(low, _)| decision.amount <= low);
    if !within {
        planned.cautions.push(Caution::MoreThanLeft {
            line: line.id.clone(),
            left: left.known(),
        });
    }
    let (on, key) = match &decision.what {
        Fund::Cancel => {
            let on = Path::new(BudgetLine::KIND, line.id.as_str());
            let to = more(&line.cancelled, decision.amount, BudgetLine::CANCELLED)?;
            planned.ops.push(Op::set(&on, BudgetLine::CANCELLED, to));
            (on, BudgetLine::CANCELLED)
        }
        Fund::CarryOver { line: fresh } => {
            let on = carry(p, line, fresh, decision.amount, planned)?;
            (on, BudgetLine::CARRIED_OVER)
        }
    };
    let text = |text: &str| super::normalised(&Value::text(text));
    let fields = super::plans::fields([
        (Note::OF, Value::text(on.id())),
        (Note::KIND_OF, NoteKind::Decision.value()),
        (Note::DATE, date_value(decision.date)),
        (Note::TEXT, text(&decision.reason)),
        (Note::FIGURE, Value::text(key)),
        (Note::DOCUMENT, text(&decision.document)),
        (Note::AMOUNT, Value::Int(decision.amount)),
    ]);
    planned.ops.push(Op::New {
        on: Path::new(Note::KIND, decision.note.as_str()),
        to: fields,
    });
    Ok(())
}

/// Puts the amount on the line of the next year, which is made where there is none.
fn carry(
    p: &Programme,
    line: &BudgetLine,
    fresh: &Id,
    amount: i64,
    planned: &mut Planned,
) -> Result<Path, Refusal> {
    let year = line.key.year.and_then(|y| y.checked_add(1));
    let year = year.ok_or(Refusal::YearUnknown)?;
    if let Some(next) = next_line(p, line) {
        let on = Path::new(BudgetLine::KIND, next.id.as_str());
        let to = more(&next.carried_over, amount, BudgetLine::CARRIED_OVER)?;
        planned.ops.push(Op::set(&on, BudgetLine::CARRIED_OVER, to));
        if next.carried_from.is_none() {
            let from = Value::text(line.id.as_str());
            planned
                .ops
                .push(Op::set(&on, BudgetLine::CARRIED_FROM, from));
        }
        return Ok(on);
    }
    let key = LineKey {
        year: Some(year),
        ..line.key.clone()
    };
    // The work goes on in the continuation of its activity, where there is one.
    let mut activities = p.activities.values();
    let activity = line.activity.as_ref().and_then(|of| {
        activities
            .find(|a| a.carried_from.as_ref() == Some(of))
            .map(|a| &a.id)
    });
    let on = Path::new(BudgetLine::KIND, fresh.as_str());
    planned.ops.push(Op::New {
        on: on.clone(),
        to: super::plans::fields([
            (BudgetLine::KEY, key.value()),
            (BudgetLine::NAME, Value::text_or_null(&line.name)),
            (BudgetLine::ACTIVITY, ref_value(activity)),
            (BudgetLine::CARRIED_OVER, Value::Int(amount)),
            (BudgetLine::CARRIED_FROM, Value::text(line.id.as_str())),
        ]),
    });
    Ok(on)
}

/// The edit that takes a decision back: its note goes and its figure is less by its amount. None
/// where the figure is open or smaller than that, so that nobody guesses.
#[must_use]
pub fn revoked(p: &Programme, note: &Note) -> Option<Edit> {
    let line = p.budget_lines.get(note.of.as_ref()?)?;
    let figure = match note.figure.as_str() {
        BudgetLine::CARRIED_OVER => &line.carried_over,
        BudgetLine::CANCELLED => &line.cancelled,
        _ => return None,
    };
    let left = figure.known()?.checked_sub(note.amount_dong.known()?)?;
    let to = match left {
        0 => Value::Null,
        n if n > 0 => Value::Int(n),
        _ => return None,
    };
    let on = Path::new(BudgetLine::KIND, line.id.as_str());
    let mut edits = vec![
        Edit::Delete {
            on: Path::new(Note::KIND, note.id.as_str()),
        },
        Edit::set(&on, &note.figure, to.clone()),
    ];
    if to.is_null() && note.figure == BudgetLine::CARRIED_OVER {
        edits.push(Edit::set(&on, BudgetLine::CARRIED_FROM, Value::Null));
    }
    Some(Edit::Several(edits))
}

/// Checks the first fields of a note that speaks of a figure: the figure is one of money of what the
/// note is about, and something is said of it.
pub(super) fn note(p: &Programme, fields: &Map) -> Result<(), Refusal> {
    let text = |key: &str| fields.get(key).and_then(Value::as_text).unwrap_or_default();
    let figure = text(Note::FIGURE);
    if figure.is_empty() {
        return Ok(());
    }
    let of = text(Note::OF);
    let kind = p.metas().find(|(_, id, _)| **id == *of).map(|(k, ..)| k);
    let known = KINDS
        .iter()
        .filter(|info| Some(info.kind) == kind)
        .flat_map(|info| info.fields)
        .any(|(key, ..)| *key == figure && is_money(key));
    if !known {
        return Err(Refusal::WrongValue {
            key: Note::FIGURE.to_owned(),
        });
    }
    if text(Note::TEXT).is_empty() && text(Note::DOCUMENT).is_empty() {
        return Err(Refusal::ReasonNeeded);
    }
    Ok(())
}

/// The amount of a register's value, in đồng.
fn amount(value: &Value) -> Option<i64> {
    let inner = || value.get("amount").and_then(Value::as_int);
    value.as_int().or_else(inner)
}

/// Refuses a step after which all amounts of the document together could not be counted any more. As
/// long as they can, every sum and difference of some of them fits, whatever it is grouped by; so this
/// is the one check, of the step as a whole.
///
/// # Errors
/// [`Refusal::TooMuch`].
pub(super) fn countable(document: &Document, ops: &[Op]) -> Result<(), Refusal> {
    let mut written: HashMap<(&str, &str), Option<i64>> = HashMap::new();
    for op in ops {
        match op {
            Op::Set { on, f, to, .. } if is_money(f) => {
                written.insert((on.id(), f), amount(to));
            }
            Op::New { on, to } => {
                for (key, value) in to.iter().filter(|(key, _)| is_money(key)) {
                    written.insert((on.id(), key), amount(value));
                }
            }
            _ => {}
        }
    }
    if written.values().all(Option::is_none) {
        return Ok(());
    }
    let p = document.programme();
    let mut total: i64 = 0;
    let mut add = |id: &Id, key: &str, figure: &Figure| {
        let most = match figure {
            Figure::Empty => return Ok(()),
            Figure::Known(n) => *n,
            Figure::Conflict(values) => values.iter().copied().max().unwrap_or(0),
        };
        if written.contains_key(&(id.as_str(), key)) {
            return Ok(());
        }
        total = total.checked_add(most.max(0)).ok_or(Refusal::TooMuch)?;
        Ok(())
    };
    for l in p.budget_lines.values() {
        for (key, figure) in [
            (BudgetLine::COMMITTED, &l.committed),
            (BudgetLine::ESTIMATE, &l.estimate),
            (BudgetLine::ALLOCATED, &l.allocated),
            (BudgetLine::CARRIED_OVER, &l.carried_over),
            (BudgetLine::CANCELLED, &l.cancelled),
        ] {
            add(&l.id, key, figure)?;
        }
    }
    for payment in p.payments.values() {
        add(&payment.id, Payment::MONEY, &payment.money.amount)?;
    }
    for house in p.houses.values() {
        add(&house.id, House::SUPPORT, &house.support)?;
    }
    for item in p.school_items.values() {
        add(&item.id, SchoolItem::VALUE_DONG, &item.value_dong)?;
    }
    // What the text commits for each year stands in the same totals.
    let years = i64::try_from(p.header.period.years().count()).unwrap_or(i64::MAX);
    let text = p.text.all().iter().filter_map(|c| c.yearly_commitment);
    let text = text.map(|yearly| yearly.checked_mul(years));
    written
        .values()
        .copied()
        .flatten()
        .map(|n| Some(n.max(0)))
        .chain(text)
        .try_fold(total, |sum, n| sum.checked_add(n?))
        .map(|_| ())
        .ok_or(Refusal::TooMuch)
}
