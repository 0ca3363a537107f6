//! From which state a plan may go to which, and where a suspended one goes back to (DOMAIN.md §2).

use crate::change::{Document, Op, Seen};
use crate::model::field::FieldSource as _;
use crate::model::{Id, Path, Plan, PlanState, Value};

/// Whether a plan may go from one state to another (DOMAIN.md §2). To "Đã thay thế" no plan is moved
/// by hand: it follows when the next version is issued. What a move asks for besides, and where a
/// suspended plan goes back to, [`moves`] and the edit itself tell.
#[must_use]
pub const fn is_allowed_move(from: PlanState, to: PlanState) -> bool {
    use PlanState as S;
    matches!(
        (from, to),
        (S::Draft, S::Consulting | S::Submitted)
            | (S::Consulting, S::Submitted | S::Draft)
            | (S::Submitted, S::Approved | S::Draft)
            | (S::Approved, S::Issued | S::Draft)
            | (S::Issued, S::InEffect)
            | (S::InEffect, S::Reviewed)
            | (S::Reviewed, S::Closed | S::InEffect)
            | (S::Closed, S::Reviewed)
            | (S::Suspended, S::Draft | S::InEffect)
            | (
                S::Draft | S::Consulting | S::Submitted | S::Approved | S::Issued | S::InEffect,
                S::Suspended | S::Cancelled
            )
            | (S::Suspended, S::Cancelled)
            | (S::Cancelled, S::Draft)
    )
}

/// Whether a plan in this state is issued and in force or was brought to its end: it has a number
/// and a date.
#[must_use]
pub const fn is_issued(state: PlanState) -> bool {
    matches!(
        state,
        PlanState::Issued | PlanState::InEffect | PlanState::Reviewed | PlanState::Closed
    )
}

pub(super) const fn is_final(state: PlanState) -> bool {
    is_issued(state) || matches!(state, PlanState::Replaced)
}

/// The states that a plan may go to now.
#[must_use]
pub fn moves(document: &Document, plan: &Plan) -> Vec<PlanState> {
    let may =
        |to: &&PlanState| is_allowed_move(plan.state.is, **to) && resumes(document, plan, **to);
    PlanState::ALL.iter().filter(may).copied().collect()
}

/// A suspended plan goes back to where it came from: one that was issued is in effect again, one that
/// was not is a draft again. A cancelled adjustment stays cancelled: its activities went back.
pub(super) fn resumes(document: &Document, plan: &Plan, to: PlanState) -> bool {
    match (plan.state.is, to) {
        (PlanState::Suspended, PlanState::InEffect) => {
            suspended_from(document, &plan.id).is_some_and(is_issued)
        }
        (PlanState::Suspended, PlanState::Draft) => {
            !suspended_from(document, &plan.id).is_some_and(is_issued)
        }
        (PlanState::Cancelled, PlanState::Draft) => plan.replaces.is_none(),
        _ => true,
    }
}

/// The member of a state "Tạm dừng" that tells the state before it.
const FROM: &str = "from";

fn suspended_from(document: &Document, plan: &Id) -> Option<PlanState> {
    let path = Path::new(Plan::KIND, plan.as_str());
    let view = document.log().view(path.as_str())?;
    PlanState::of_word(view.value(Plan::STATE)?.get(FROM)?.as_text()?)
}

/// A suspension tells which state it left. What the rules look at is always written over what is
/// shown, never beside it: an old view of it is no ground for a second value.
pub(super) fn remember_from(document: &Document, plan: &Path, ops: &mut [Op]) {
    let now = document.programme().plans.get(plan.id());
    let from = match now.map(|p| (p.state.is, &p.id)) {
        Some((PlanState::Suspended, id)) => suspended_from(document, id),
        Some((state, _)) => Some(state),
        None => Some(PlanState::Draft),
    };
    let put = |to: &mut Value| {
        if let Value::Map(map) = to {
            map.remove(FROM);
            let is = map.get("is").and_then(Value::as_text);
            if is == Some(PlanState::Suspended.word())
                && let Some(from) = from
            {
                map.insert(FROM.into(), from.value());
            }
        }
    };
    for op in ops.iter_mut().filter(|op| op.on() == plan) {
        match op {
            Op::Set { f, to, seen, .. } => {
                if f == Plan::STATE {
                    put(to);
                }
                if matches!(
                    f.as_str(),
                    Plan::STATE | Plan::NUMBER | Plan::ISSUED_ON | Plan::SCOPE
                ) {
                    *seen = Seen::Now;
                }
            }
            Op::New { to, .. } => {
                if let Some(state) = to.get_mut(Plan::STATE) {
                    put(state);
                }
            }
            _ => {}
        }
    }
}
