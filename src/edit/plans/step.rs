//! What one step makes of one plan: the rules that it has to keep, and what follows from it.

use super::agreements::lacking;
use super::later::Later;
use super::moves::{is_allowed_move, is_final, is_issued, resumes};
use super::settle::mark;
use crate::change::{CutKind, Document, Mark, Op, Spoken};
use crate::edit::{Caution, Context, Planned, Refusal};
use crate::model::{Activity, Entity as _, Path, Plan, PlanScope, PlanState, PlanStatus};

/// One plan in one step.
pub(super) struct Step<'a> {
    pub(super) document: &'a Document,
    pub(super) planned: &'a Planned,
    pub(super) on: &'a Path,
}

impl Step<'_> {
    fn before(&self) -> Option<&Plan> {
        self.document.programme().plans.get(self.on.id())
    }

    fn read(&self, later: &Later<'_>) -> Result<Plan, Refusal> {
        let after = Plan::read(self.on.id().into(), later);
        let bad = after
            .meta
            .bad
            .iter()
            .find(|b| later.set.contains_key(b.key));
        bad.map_or(Ok(()), |b| {
            Err(Refusal::WrongValue {
                key: b.key.to_owned(),
            })
        })?;
        Ok(after)
    }

    /// The states of the plan before and after the step.
    fn states(&self, after: &Plan) -> (PlanState, PlanState) {
        let from = self.before().map_or(PlanState::Draft, |p| p.state.is);
        (from, after.state.is)
    }

    fn is_recorded(&self) -> bool {
        self.planned.recorded.iter().any(|id| *id == *self.on.id())
    }

    pub(super) fn check(
        &self,
        later: &Later<'_>,
        context: &Context,
        marks: &mut Vec<Mark>,
        follow: &mut Vec<Op>,
    ) -> Result<(), Refusal> {
        if later.made && later.view.is_some() {
            return Err(Refusal::WrongValue { key: "id".into() });
        }
        let after = self.read(later)?;
        if !later.made && self.before().is_none() {
            // A deletion is taken back: it is as it was, unless the step changes it besides.
            return if later.set.is_empty() {
                Ok(())
            } else {
                Err(Refusal::Gone)
            };
        }
        self.replaces(&after)?;
        let (from, to) = self.states(&after);
        let comment = !after.state.comment.trim().is_empty();
        if from != to {
            if self.is_recorded() {
                if to == PlanState::Replaced {
                    return Err(Refusal::MoveNotAllowed { from, to });
                }
            } else {
                self.moved(from, &after)?;
            }
            if matches!(to, PlanState::Suspended | PlanState::Cancelled) && !comment {
                return Err(Refusal::ReasonNeeded);
            }
        }
        let before = self.before();
        let (number, date) = (after.number.trim().is_empty(), after.issued_on.is_none());
        // What lacks them already, in a file that came so, can be mended one after the other.
        let emptied = before.is_none_or(|b| {
            (number && !b.number.trim().is_empty()) || (date && b.issued_on.is_some())
        });
        if is_final(to) && (number || date) && (from != to || emptied) {
            return Err(Refusal::NumberOrDateMissing { number, date });
        }
        if from != to {
            self.follow(&after, from, context, marks, follow);
        }
        Ok(())
    }

    /// Which plan it is the next version of is said by the adjustment alone, and taken back only when
    /// that plan is deleted.
    fn replaces(&self, after: &Plan) -> Result<(), Refusal> {
        let now = self.before().and_then(|b| b.replaces.as_ref());
        let fixed = match (now, &after.replaces) {
            (now, then) if now == then.as_ref() => false,
            (Some(former), None) => {
                let former = Path::new(Plan::KIND, former.as_str());
                !Later::of(self.document, &self.planned.ops, &former).dead
            }
            _ => !self.planned.versions.contains(&after.id),
        };
        if fixed {
            return Err(Refusal::Fixed {
                key: Plan::REPLACES.to_owned(),
            });
        }
        Ok(())
    }

    /// Whether the move is allowed, and has the comment that it asks for.
    fn moved(&self, from: PlanState, after: &Plan) -> Result<(), Refusal> {
        let to = after.state.is;
        let resumes = self
            .before()
            .is_none_or(|plan| resumes(self.document, plan, to));
        if !is_allowed_move(from, to) || !resumes {
            return Err(Refusal::MoveNotAllowed { from, to });
        }
        if to == PlanState::Draft
            && matches!(from, PlanState::Submitted | PlanState::Approved)
            && after.state.comment.trim().is_empty()
        {
            return Err(Refusal::CommentNeeded);
        }
        Ok(())
    }

    /// What follows from a move: moments, the former version, the activities of a cancelled adjustment.
    fn follow(
        &self,
        after: &Plan,
        from: PlanState,
        context: &Context,
        marks: &mut Vec<Mark>,
        follow: &mut Vec<Op>,
    ) {
        let p = self.document.programme();
        let to = after.state.is;
        let speaks = || Spoken::Plan(after.id.clone());
        let issued = is_issued(to) && !is_issued(from) && from != PlanState::Suspended;
        if issued {
            marks.push(mark(CutKind::PlanVersion, self.on, speaks()));
        } else if to == PlanState::Approved {
            marks.push(mark(CutKind::Approval, self.on, speaks()));
        }
        let former = after.replaces.as_ref().and_then(|id| p.plans.get(id));
        let Some(former) = former.filter(|f| f.id != after.id) else {
            return;
        };
        if issued && (is_issued(former.state.is) || former.state.is == PlanState::Suspended) {
            let state = PlanStatus {
                is: PlanState::Replaced,
                on: after.state.on.or(Some(context.today)),
                comment: String::new(),
            };
            let on = Path::new(Plan::KIND, former.id.as_str());
            follow.push(Op::set(&on, Plan::STATE, state.value()));
        }
        if to == PlanState::Cancelled && !is_issued(from) && former.state.is != PlanState::Replaced
        {
            for a in p.activities.values() {
                if a.plan.as_ref() == Some(&after.id) {
                    let on = Path::new(Activity::KIND, a.id.as_str());
                    follow.push(Op::set(&on, Activity::PLAN, former.id.as_str()));
                }
            }
        }
    }

    /// The parties whose agreement an issued joint plan lacks: refused without a reason, told with one.
    pub(super) fn lacking(&self, later: &Later<'_>) -> Result<Option<Caution>, Refusal> {
        let after = self.read(later)?;
        let (from, to) = self.states(&after);
        if after.scope != Some(PlanScope::Joint) || !is_issued(to) {
            return Ok(None);
        }
        if !later.made && self.before().is_none() {
            return Ok(None);
        }
        let comment = !after.state.comment.trim().is_empty();
        let entering = !is_issued(from) && from != PlanState::Suspended;
        let became = self.before().is_some_and(|b| b.scope != after.scope);
        let cleared = from == to
            && !comment
            && self
                .before()
                .is_some_and(|b| !b.state.comment.trim().is_empty());
        if !(entering || became || cleared) {
            return Ok(None);
        }
        let (parties, changed) = lacking(self.document, &after.id, &self.planned.ops);
        if parties.is_empty() && changed.is_empty() {
            Ok(None)
        } else if comment {
            Ok(Some(Caution::IssuedWithoutAgreement { parties, changed }))
        } else {
            Err(Refusal::AgreementMissing { parties, changed })
        }
    }
}
