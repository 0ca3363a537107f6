//! Recurring work (việc lặp lại): further instances of an activity, and activities that share a row.

use super::activities::Copy;
use super::{Context, Planned, Refusal};
use crate::change::{Document, Op};
use crate::model::{Activity, Id, Path, Series, Value, order};
use chrono::{Datelike as _, Months, NaiveDate};

/// How often work recurs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Hằng tháng.
    Month,
    /// Hằng quý.
    Quarter,
    /// Sáu tháng một lần.
    HalfYear,
    /// Hằng năm.
    Year,
}

impl Every {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::HalfYear, Self::Year];

    /// How many months lie between two instances.
    #[must_use]
    pub const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

/// At most so many instances at once: twenty years of months.
pub const MOST: usize = 240;

/// A day some months later. The last day of a month stays the last day; a day that the later month
/// does not have becomes its last.
#[must_use]
pub fn months_later(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    let later = date.checked_add_months(Months::new(months))?;
    let is_last = date
        .succ_opt()
        .is_none_or(|next| next.month() != date.month());
    if is_last {
        let first = later.with_day(1)?;
        first.checked_add_months(Months::new(1))?.pred_opt()
    } else {
        Some(later)
    }
}

/// Start and deadline of an instance.
pub type Dates = (Option<NaiveDate>, Option<NaiveDate>);

/// The dates of the further instances of an activity: each begins so many months after the one
/// before, and ends no later than `until`; [`MOST`] at the most. Empty where the activity has neither
/// start nor deadline.
#[must_use]
pub fn dates(activity: &Activity, every: Every, until: NaiveDate) -> Vec<Dates> {
    let mut found = Vec::new();
    let mut months = 0_u32;
    while found.len() < MOST {
        months = months.saturating_add(every.months());
        let later = |date: Option<NaiveDate>| date.and_then(|d| months_later(d, months));
        let (start, due) = (later(activity.start), later(activity.due));
        match due.or(start) {
            Some(end) if end <= until => found.push((start, due)),
            _ => break,
        }
    }
    found
}

/// The id of the series that is made for an activity: the same on every machine, so that two people
/// who make one make the same.
#[must_use]
pub fn series_id(activity: &Id) -> Id {
    Id::from(format!("s.{activity}").as_str())
}

/// The series of an activity. Where it has none, one is made and the activity put into it.
pub(super) fn ensure(document: &Document, of: &Activity, planned: &mut Planned) -> Id {
    let p = document.programme();
    if let Some(series) = of.series.as_ref().filter(|s| p.series.contains_key(*s)) {
        return series.clone();
    }
    let id = series_id(&of.id);
    let on = Path::new(Series::KIND, id.as_str());
    if !p.series.contains_key(&id) && !planned.ops.iter().any(|op| *op.on() == on) {
        planned.ops.push(Op::New {
            on,
            to: super::plans::fields([(Series::TITLE, Value::text_or_null(&of.title))]),
        });
    }
    join_one(&of.id, &id, planned);
    id
}

fn join_one(activity: &Id, series: &Id, planned: &mut Planned) {
    let on = Path::new(Activity::KIND, activity.as_str());
    planned
        .ops
        .push(Op::set(&on, Activity::SERIES, series.as_str()));
}

/// Makes further instances of an activity.
pub(super) fn repeat(
    document: &Document,
    (activity, every, until): (&Id, Every, NaiveDate),
    ids: &[Id],
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let p = document.programme();
    let of = p.activities.get(activity).ok_or(Refusal::Gone)?;
    if of.start.is_none() && of.due.is_none() {
        return Err(Refusal::NoDates);
    }
    let dates = dates(of, every, until);
    if dates.is_empty() || dates.len() != ids.len() {
        return Err(Refusal::IdsWanted { count: dates.len() });
    }
    let series = ensure(document, of, planned);
    // Behind the original, one after the other: the next key is found between the last and the next.
    let mut key = of.place.key.clone();
    let next = of.place.parent.as_ref().and_then(|clause| {
        let siblings = p.activities_of(clause);
        let at = siblings.iter().position(|a| a.id == of.id)?;
        siblings.get(at + 1).map(|a| a.place.key.clone())
    });
    for ((start, due), id) in dates.into_iter().zip(ids) {
        key = order::between(Some(&key), next.as_deref(), 0, &context.random);
        let year = due.or(start).map(|d| d.year());
        // The plan of one year does not hold work of another.
        let plan = of.plan.as_ref().filter(|plan| {
            let planned_year = p.plans.get(*plan).and_then(|plan| plan.year);
            planned_year.is_some() && planned_year == year
        });
        let mut copy = Copy::of(of, id, key.clone());
        (copy.start, copy.due, copy.year) = (start, due, year);
        (copy.plan, copy.series) = (plan.cloned(), Some(series.clone()));
        planned.ops.push(copy.op());
    }
    Ok(())
}

/// Makes activities one series: that of the first which has one, else a new one.
pub(super) fn join(
    document: &Document,
    activities: &[Id],
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let p = document.programme();
    let mut found = Vec::new();
    for id in activities {
        found.push(p.activities.get(id).ok_or(Refusal::Gone)?);
    }
    let first = found
        .iter()
        .find(|a| a.series.as_ref().is_some_and(|s| p.series.contains_key(s)));
    let Some(first) = first.or(found.first()) else {
        return Err(Refusal::Gone);
    };
    let series = ensure(document, first, planned);
    for a in &found {
        if a.id != first.id && a.series.as_ref() != Some(&series) {
            join_one(&a.id, &series, planned);
        }
    }
    Ok(())
}

/// Takes activities out of their series; a series without any activity goes.
pub(super) fn leave(
    document: &Document,
    activities: &[Id],
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let p = document.programme();
    let mut left = std::collections::BTreeSet::new();
    for id in activities {
        let a = p.activities.get(id).ok_or(Refusal::Gone)?;
        if let Some(series) = &a.series {
            let on = Path::new(Activity::KIND, id.as_str());
            planned
                .ops
                .push(Op::set(&on, Activity::SERIES, Value::Null));
            left.insert(series.clone());
        }
    }
    for series in left.into_iter().filter(|s| p.series.contains_key(s)) {
        let stays =
            |a: &Activity| a.series.as_ref() == Some(&series) && !activities.contains(&a.id);
        if !p.activities.values().any(stays) {
            planned.ops.push(Op::Del {
                on: Path::new(Series::KIND, series.as_str()),
            });
        }
    }
    Ok(())
}
