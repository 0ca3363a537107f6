//! The parties' agreements to a joint plan: given, taken back, lacking (Điều 7.3).

use super::later::Later;
use super::moves::is_issued;
use super::settle::mark;
use crate::change::{CutKind, Document, Mark, Op, Spoken};
use crate::edit::Refusal;
use crate::insight::plans::{AgreementStanding, Agreements, successor};
use crate::model::content::{self, Scope};
use crate::model::{Agreement, Annex, Entity as _, Id, Path, Plan, PlanScope};
use std::collections::BTreeSet;

/// Checks what a step does to an agreement; gives the moment to keep with a new one.
pub(super) fn agreement(
    document: &Document,
    on: &Path,
    ops: &[Op],
    given: &mut BTreeSet<(Id, Id)>,
) -> Result<Option<Mark>, Refusal> {
    let p = document.programme();
    let later = Later::of(document, ops, on);
    let wrong = |key: &str| Refusal::WrongValue {
        key: key.to_owned(),
    };
    if later.dead {
        return stands(document, on, ops).map(|()| None);
    }
    if !later.made {
        return Ok(None);
    }
    if later.view.is_some() {
        return Err(wrong("id"));
    }
    let a = Agreement::read(on.id().into(), &later);
    if a.plan.is_none() && a.annex.is_some() {
        // To an annex: its own rules say what it needs.
        return Ok(None);
    }
    let plan = a.plan.ok_or_else(|| wrong(Agreement::PLAN))?;
    let party = a.party.ok_or_else(|| wrong(Agreement::PARTY))?;
    let of = Path::new(Plan::KIND, plan.as_str());
    if Later::of(document, ops, &of).dead {
        return Err(wrong(Agreement::PLAN));
    }
    if !p.parties.contains_key(&party) {
        return Err(wrong(Agreement::PARTY));
    }
    if let Some(next) = successor(p, &plan) {
        return Err(Refusal::AlreadyAdjusted {
            next: next.id.clone(),
        });
    }
    let spots = content::disputed(p, Scope::Plan(&plan));
    if !spots.is_empty() {
        return Err(Refusal::ContentDisputed { spots });
    }
    let all = Agreements::of(document);
    let current = all
        .latest(&plan, &party)
        .is_some_and(|g| all.standing(document, &g.agreement) == AgreementStanding::Current);
    if current || !given.insert((plan.clone(), party.clone())) {
        return Err(Refusal::AlreadyAgreed { party });
    }
    Ok(Some(mark(CutKind::Agreement, on, Spoken::Plan(plan))))
}

/// An issued joint plan stands on its agreements, unless the reason for a missing one is recorded.
fn stands(document: &Document, on: &Path, ops: &[Op]) -> Result<(), Refusal> {
    let p = document.programme();
    let Some(a) = p.agreements.get(on.id()) else {
        return Ok(());
    };
    let (Some(id), Some(party)) = (&a.plan, &a.party) else {
        return Ok(());
    };
    let Some(plan) = p.plans.get(id) else {
        return Ok(());
    };
    let of = Path::new(Plan::KIND, id.as_str());
    let needed = plan.scope == Some(PlanScope::Joint)
        && is_issued(plan.state.is)
        && plan.state.comment.trim().is_empty()
        && p.parties.contains_key(party)
        && !Later::of(document, ops, &of).dead;
    let other = p.agreements.values().any(|b| {
        b.id != a.id
            && b.plan == a.plan
            && b.party == a.party
            && !Later::of(document, ops, &Path::new(Agreement::KIND, b.id.as_str())).dead
    });
    if needed && !other {
        return Err(Refusal::AgreementStands {
            party: party.clone(),
        });
    }
    Ok(())
}

/// The agreements to bring back with a deleted plan or annex: those of parties that have none otherwise.
pub(in crate::edit) fn restored(document: &Document, on: &Path) -> Vec<Op> {
    let known = document.log().view(on.as_str()).is_some();
    let is_agreed = matches!(on.kind(), Plan::KIND | Annex::KIND);
    if !known || !is_agreed || document.is_shown(on.as_str()) {
        return Vec::new();
    }
    let mut given: BTreeSet<Id> = BTreeSet::new();
    let mut ops = Vec::new();
    for path in document.log().entities().keys() {
        if path.kind() != Agreement::KIND || document.is_shown(path.as_str()) {
            continue;
        }
        let Some(view) = document.log().view(path.as_str()) else {
            continue;
        };
        let a = Agreement::read(path.id().into(), &view);
        let to = if on.kind() == Annex::KIND {
            a.annex.filter(|_| a.plan.is_none())
        } else {
            a.plan
        };
        if to.is_some_and(|id| id == *on.id())
            && let Some(party) = a.party
            && given.insert(party)
        {
            ops.push(Op::Alive { on: path.clone() });
        }
    }
    ops
}

/// The parties that have not agreed to a plan, and those that agreed to another content than that
/// which stands after these operations. An agreement of which no moment tells to what it was counts.
pub(super) fn lacking(document: &Document, plan: &Id, ops: &[Op]) -> (Vec<Id>, Vec<Id>) {
    // A step may change the content too, so what is agreed on is read from a trial.
    let mut trial = document.clone();
    trial.commit(ops.to_vec(), 0);
    let agreements = Agreements::of(&trial);
    let (mut missing, mut changed) = (Vec::new(), Vec::new());
    for party in trial.programme().parties_in_order() {
        match agreements.latest(plan, &party.id) {
            None => missing.push(party.id.clone()),
            Some(given) => {
                let standing = agreements.standing(&trial, &given.agreement);
                if standing == AgreementStanding::Changed {
                    changed.push(party.id.clone());
                }
            }
        }
    }
    (missing, changed)
}
