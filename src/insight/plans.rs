//! Annual plans: which exist, for whom, and who agreed (Điều 6.1, 7.3).

pub use super::agreements::{AgreementStanding, Agreements, Given};

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
    /// The joint plan that stands (7.3): the version that is in force, else the one in the making.
    pub joint: Option<Id>,
    /// Each party's own plan (6.1), in the order of the parties.
    pub by_party: Vec<(Id, Option<Id>)>,
    /// Sector and unit plans (6.2).
    pub others: Vec<Id>,
    /// Of each plan above that is being adjusted: the plan, and the version in the making, which
    /// holds its activities now.
    pub adjustments: Vec<(Id, Id)>,
    /// The parties' seals on the joint plan, in the order of the parties.
    pub seals: Vec<Seal>,
    /// The parties' seals on the joint plan's next version, where it is being adjusted.
    pub next_seals: Vec<Seal>,
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

    /// The version in the making of a plan that is being adjusted.
    #[must_use]
    pub fn adjustment_of(&self, plan: &Id) -> Option<&Id> {
        let found = self.adjustments.iter().find(|(of, _)| of == plan);
        found.map(|(_, next)| next)
    }
}

/// The plans of each year of the period, and of years outside it that have plans.
#[must_use]
pub fn plans_by_year(programme: &Programme, agreements: &Agreements) -> Vec<YearPlans> {
    let mut years: Vec<i32> = programme.header.period.years().collect();
    years.extend(programme.plans.values().filter_map(|p| p.year));
    years.sort_unstable();
    years.dedup();
    years
        .into_iter()
        .map(|year| plans_of_year(programme, agreements, year))
        .collect()
}

fn plans_of_year(programme: &Programme, agreements: &Agreements, year: i32) -> YearPlans {
    let parties = programme.parties_in_order();
    let mut found = YearPlans {
        year,
        joint: None,
        by_party: parties.iter().map(|p| (p.id.clone(), None)).collect(),
        others: Vec::new(),
        adjustments: Vec::new(),
        seals: Vec::new(),
        next_seals: Vec::new(),
    };
    // Of several, the one in force stands before those in the making; then the latest id.
    let stands = |slot: &Option<Id>, plan: &Plan| {
        let there = slot.as_ref().and_then(|id| programme.plans.get(id));
        there.is_none_or(|there| is_in_force(there) <= is_in_force(plan))
    };
    for plan in programme.plans.values().filter(|p| p.year == Some(year)) {
        if matches!(plan.state.is, PlanState::Replaced | PlanState::Cancelled) {
            continue;
        }
        if let Some(former) = adjusted_by(programme, plan) {
            found.adjustments.push((former.id.clone(), plan.id.clone()));
            continue;
        }
        match plan.scope {
            Some(PlanScope::Joint) => {
                if stands(&found.joint, plan) {
                    found.joint = Some(plan.id.clone());
                }
            }
            Some(PlanScope::Party) => {
                if let Some(slot) = found
                    .by_party
                    .iter_mut()
                    .find(|(p, _)| Some(p) == plan.party.as_ref())
                    && stands(&slot.1, plan)
                {
                    slot.1 = Some(plan.id.clone());
                }
            }
            _ => found.others.push(plan.id.clone()),
        }
    }
    let seals = |plan: &Id| -> Vec<Seal> {
        let seal = |party: &&crate::model::Party| Seal {
            party: party.id.clone(),
            agreement: agreements
                .latest(plan, &party.id)
                .map(|g| g.agreement.clone()),
        };
        parties.iter().map(seal).collect()
    };
    found.seals = match &found.joint {
        Some(joint) => seals(joint),
        None => parties
            .iter()
            .map(|p| Seal {
                party: p.id.clone(),
                agreement: None,
            })
            .collect(),
    };
    let next = found.joint.as_ref().and_then(|j| found.adjustment_of(j));
    found.next_seals = next.map(seals).unwrap_or_default();
    found
}

/// Whether a plan was issued and is neither replaced nor cancelled: its content is what holds.
#[must_use]
pub const fn is_in_force(plan: &Plan) -> bool {
    matches!(
        plan.state.is,
        PlanState::Issued | PlanState::InEffect | PlanState::Reviewed | PlanState::Closed
    )
}

/// The plan in force that this one, still in the making, shall replace.
fn adjusted_by<'a>(programme: &'a Programme, plan: &Plan) -> Option<&'a Plan> {
    if is_in_force(plan) {
        return None;
    }
    let former = programme.plans.get(plan.replaces.as_ref()?)?;
    (is_in_force(former) || former.state.is == PlanState::Suspended).then_some(former)
}

/// The next version of a plan: one that replaces it and is not cancelled; of several the one in
/// force, then the latest id.
#[must_use]
pub fn successor<'a>(programme: &'a Programme, plan: &Id) -> Option<&'a Plan> {
    programme
        .plans
        .values()
        .filter(|p| p.replaces.as_ref() == Some(plan) && p.id != *plan)
        .filter(|p| p.state.is != PlanState::Cancelled)
        .max_by_key(|p| (is_in_force(p), &p.id))
}

/// The next version of a plan while it is in the making.
#[must_use]
pub fn open_successor<'a>(programme: &'a Programme, plan: &Id) -> Option<&'a Plan> {
    successor(programme, plan).filter(|p| !is_in_force(p) && p.state.is != PlanState::Replaced)
}

/// The number of a version: 1, and one more for each version before it. A circle of versions, which
/// merging can make, is counted once round.
#[must_use]
pub fn version(programme: &Programme, plan: &Id) -> u32 {
    u32::try_from(former(programme, plan).len()).unwrap_or(u32::MAX)
}

/// A plan and the versions before it, latest first; each once.
fn former<'a>(programme: &'a Programme, plan: &Id) -> Vec<&'a Plan> {
    let mut chain: Vec<&Plan> = Vec::new();
    let mut at = programme.plans.get(plan);
    while let Some(plan) = at {
        if chain.iter().any(|p| p.id == plan.id) {
            break;
        }
        chain.push(plan);
        at = plan
            .replaces
            .as_ref()
            .and_then(|id| programme.plans.get(id));
    }
    chain
}

/// All versions that a plan is one of, the first first: those before it, itself, those after it.
#[must_use]
pub fn versions(programme: &Programme, plan: &Id) -> Vec<Id> {
    let mut chain: Vec<Id> = former(programme, plan)
        .into_iter()
        .rev()
        .map(|p| p.id.clone())
        .collect();
    let mut at = plan.clone();
    while let Some(next) = successor(programme, &at) {
        if chain.contains(&next.id) {
            break;
        }
        chain.push(next.id.clone());
        at = next.id.clone();
    }
    chain
}

/// Which of the versions that a plan is one of is in force: the last one that was issued.
#[must_use]
pub fn version_in_force(programme: &Programme, plan: &Id) -> Option<Id> {
    let mut all = versions(programme, plan);
    all.reverse();
    all.into_iter()
        .find(|id| programme.plans.get(id).is_some_and(is_in_force))
}

/// A party's agreement to a plan, as the papers say: that of the latest date, then the latest id. What
/// was recorded last, and whether it still holds, [`Agreements`] tells.
#[must_use]
pub fn agreement<'a>(programme: &'a Programme, plan: &Id, party: &Id) -> Option<&'a Agreement> {
    programme
        .agreements
        .values()
        .filter(|a| a.plan.as_ref() == Some(plan) && a.party.as_ref() == Some(party))
        .max_by_key(|a| (a.date, &a.id))
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
