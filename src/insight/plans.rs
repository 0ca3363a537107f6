//! Annual plans: which exist, for whom, and who agreed (Điều 6.1, 7.3).

use crate::model::{Agreement, Id, Plan, PlanScope, PlanState, Programme};
use chrono::NaiveDate;

/// A party's seal on a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The party.
    pub party: Id,
    /// Its agreement, where it gave one.
    pub agreement: Option<Id>,
}

/// The plans of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPlans {
    /// The year.
    pub year: i32,
    /// The joint plan that stands (7.3): the last version that is not replaced.
    pub joint: Option<Id>,
    /// Each party's own plan (6.1), in the order of the parties.
    pub by_party: Vec<(Id, Option<Id>)>,
    /// Sector and unit plans (6.2).
    pub others: Vec<Id>,
    /// The parties' seals on the joint plan, in the order of the parties.
    pub seals: Vec<Seal>,
}

impl YearPlans {
    /// Whether every party agreed to the joint plan.
    #[must_use]
    pub fn agreed_by_all(&self) -> bool {
        self.joint.is_some() && self.seals.iter().all(|s| s.agreement.is_some())
    }

    /// The parties that have not agreed.
    #[must_use]
    pub fn pending(&self) -> Vec<&Id> {
        self.seals
            .iter()
            .filter(|s| s.agreement.is_none())
            .map(|s| &s.party)
            .collect()
    }
}

/// The plans of each year of the period, and of years outside it that have plans.
#[must_use]
pub fn plans_by_year(programme: &Programme) -> Vec<YearPlans> {
    let parties = programme.parties_in_order();
    let mut years: Vec<i32> = programme.header.period.years().collect();
    years.extend(programme.plans.values().filter_map(|p| p.year));
    years.sort_unstable();
    years.dedup();
    years
        .into_iter()
        .map(|year| {
            let mut joint = None;
            let mut others = Vec::new();
            let mut by_party: Vec<(Id, Option<Id>)> =
                parties.iter().map(|p| (p.id.clone(), None)).collect();
            for plan in programme.plans.values().filter(|p| p.year == Some(year)) {
                if matches!(plan.state.is, PlanState::Replaced | PlanState::Cancelled) {
                    continue;
                }
                match plan.scope {
                    Some(PlanScope::Joint) => joint = Some(plan.id.clone()),
                    Some(PlanScope::Party) => {
                        if let Some(slot) = by_party
                            .iter_mut()
                            .find(|(p, _)| Some(p) == plan.party.as_ref())
                        {
                            slot.1 = Some(plan.id.clone());
                        }
                    }
                    _ => others.push(plan.id.clone()),
                }
            }
            let seals = parties
                .iter()
                .map(|p| Seal {
                    party: p.id.clone(),
                    agreement: joint
                        .as_ref()
                        .and_then(|j| agreement(programme, j, &p.id))
                        .map(|a| a.id.clone()),
                })
                .collect();
            YearPlans {
                year,
                joint,
                by_party,
                others,
                seals,
            }
        })
        .collect()
}

/// A party's agreement to a plan.
#[must_use]
pub fn agreement<'a>(programme: &'a Programme, plan: &Id, party: &Id) -> Option<&'a Agreement> {
    programme
        .agreements
        .values()
        .find(|a| a.plan.as_ref() == Some(plan) && a.party.as_ref() == Some(party))
}

/// The step of a plan in its life, 1 to 7, for the segments of its band; 0 where it is set aside.
#[must_use]
pub const fn step(plan: &Plan) -> usize {
    match plan.state.is {
        PlanState::Draft => 1,
        PlanState::Consulting => 2,
        PlanState::Submitted => 3,
        PlanState::Approved => 4,
        PlanState::Issued => 5,
        PlanState::InEffect => 6,
        PlanState::Reviewed | PlanState::Closed => 7,
        PlanState::Suspended | PlanState::Cancelled | PlanState::Replaced => 0,
    }
}

/// Whether the programme is in force on a day (Điều 7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InForce {
    /// Còn hiệu lực, until this day.
    Until {
        /// The last day.
        last: NaiveDate,
        /// The text gives only the year; 31/12 is an assumption.
        assumed: bool,
    },
    /// Hết hiệu lực since the day after this one.
    Ended {
        /// The last day.
        last: NaiveDate,
        /// The text gives only the year; 31/12 is an assumption.
        assumed: bool,
    },
    /// No end is recorded.
    Unknown,
}

/// Whether the programme is in force on `today`.
#[must_use]
pub fn in_force(programme: &Programme, today: NaiveDate) -> InForce {
    let header = &programme.header;
    let assumed = header.in_force_until.is_none();
    let end_of_period = || {
        if header.period.to == 0 {
            None
        } else {
            NaiveDate::from_ymd_opt(header.period.to, 12, 31)
        }
    };
    match header.in_force_until.or_else(end_of_period) {
        None => InForce::Unknown,
        Some(last) if today <= last => InForce::Until { last, assumed },
        Some(last) => InForce::Ended { last, assumed },
    }
}
