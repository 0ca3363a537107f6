//! The moments that are shown: to see a plan as it was, and to compare with.

use super::agreements::instant;
use super::plans::version;
use crate::change::{Cut, CutKind, Document};
use crate::model::{Agreement, Annex, Id, Moment as Named, Plan, PlanScope, Programme};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What a moment is called, ready for the string tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MomentName {
    /// A party agreed to a plan.
    Agreed {
        /// The party.
        party: Id,
        /// The plan.
        plan: PlanName,
    },
    /// A party agreed to an annex.
    AgreedAnnex {
        /// The party.
        party: Id,
        /// The annex.
        annex: AnnexName,
    },
    /// An annex came into force.
    AnnexInForce(AnnexName),
    /// A plan was approved.
    Approved(PlanName),
    /// A version of a plan was issued.
    Issued(PlanName),
    /// A version of a plan, as it was before it was adjusted.
    BeforeAdjustment(PlanName),
    /// The user's own name.
    Named(String),
}

/// What is said of a plan in the name of a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanName {
    /// The plan.
    pub plan: Id,
    /// The year it plans.
    pub year: Option<i32>,
    /// Whose plan it is.
    pub scope: Option<PlanScope>,
    /// The party, for a party's, sector's or unit's plan.
    pub party: Option<Id>,
    /// The number of the version, from 1.
    pub version: u32,
}

/// What is said of an annex in the name of a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnexName {
    /// The annex.
    pub annex: Id,
    /// Its number; empty where it has none.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The day on which it comes into force.
    pub in_force_on: Option<NaiveDate>,
}

/// A moment to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What tells the document of then.
    pub cut: Cut,
    /// What it is called.
    pub name: MomentName,
}

/// The moments of what is there and not undone, the earliest first.
#[must_use]
pub fn moments(document: &Document) -> Vec<Moment> {
    let p = document.programme();
    let undone = document.undone_groups();
    let mut found: Vec<Moment> = document
        .cuts()
        .into_iter()
        .filter(|cut| !undone.contains(&cut.id))
        .filter_map(|cut| {
            let name = name(p, &cut)?;
            Some(Moment { cut, name })
        })
        .collect();
    found.sort_by(|a, b| {
        let key = |m: &Moment| (instant(&m.cut), m.cut.kind);
        key(a).cmp(&key(b)).then(a.cut.id.cmp(&b.cut.id))
    });
    last_in_force(&mut found);
    found
}

/// Of an annex that came into force several times, as its day was taken back between, the last counts.
fn last_in_force(moments: &mut Vec<Moment>) {
    let mut seen = BTreeSet::new();
    moments.reverse();
    moments.retain(|moment| match &moment.name {
        MomentName::AnnexInForce(name) => seen.insert(name.annex.clone()),
        _ => true,
    });
    moments.reverse();
}

/// `None` where what the moment belongs to is not there.
fn name(p: &Programme, cut: &Cut) -> Option<MomentName> {
    let of = cut.of.as_ref()?;
    match (cut.kind, of.kind()) {
        (CutKind::Agreement, Agreement::KIND) => {
            let a = p.agreements.get(of.id())?;
            let party = a.party.clone()?;
            if let (None, Some(annex)) = (&a.plan, &a.annex) {
                let annex = annex_name(p, annex.as_str())?;
                return Some(MomentName::AgreedAnnex { party, annex });
            }
            let plan = plan_name(p, a.plan.as_ref()?.as_str())?;
            Some(MomentName::Agreed { party, plan })
        }
        (CutKind::Annex, Annex::KIND) => {
            let annex = annex_name(p, of.id())?;
            // Whose day was taken back is not in force.
            annex.in_force_on?;
            Some(MomentName::AnnexInForce(annex))
        }
        (CutKind::Approval, Plan::KIND) => Some(MomentName::Approved(plan_name(p, of.id())?)),
        (CutKind::PlanVersion, Plan::KIND) => {
            let plan = plan_name(p, of.id())?;
            // The group that adjusts a plan made another one that replaces it: the changes that the
            // moment knows do not hold it. Told by the moment itself: it knows less than its group.
            Some(if is_before_its_group(cut) {
                MomentName::BeforeAdjustment(plan)
            } else {
                MomentName::Issued(plan)
            })
        }
        (CutKind::Baseline, Named::KIND) => {
            let moment = p.moments.get(of.id())?;
            Some(MomentName::Named(moment.name.clone()))
        }
        _ => None,
    }
}

/// Whether a moment was kept of what stood before the group that bears its id.
fn is_before_its_group(cut: &Cut) -> bool {
    !cut.knows.holds_id(&cut.id)
}

fn annex_name(p: &Programme, id: &str) -> Option<AnnexName> {
    let annex = p.annexes.get(id)?;
    Some(AnnexName {
        annex: annex.id.clone(),
        number: annex.number.trim().to_owned(),
        title: annex.title.clone(),
        in_force_on: annex.in_force_on,
    })
}

fn plan_name(p: &Programme, id: &str) -> Option<PlanName> {
    let plan = p.plans.get(id)?;
    Some(PlanName {
        plan: plan.id.clone(),
        year: plan.year,
        scope: plan.scope,
        party: plan.party.clone(),
        version: version(p, &plan.id),
    })
}
