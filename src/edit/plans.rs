//! The rules of annual plans (DOMAIN.md §2, Điều 7.3).
//!
//! They are checked once for the whole step, on what the plans would say after it ([`settle`]): so
//! number, date and state may come in one step in any order, and no combination of edits gets round
//! a rule.

use super::{Caution, Context, Planned, Refusal, reasons};
use crate::change::{CutKind, Document, EntityView, Mark, Op, Seen, Spoken};
use crate::insight::plans::{AgreementStanding, Agreements, open_successor, successor};
use crate::model::content::{self, Scope};
use crate::model::field::{FieldSource, date_value, ref_value, year_value};
use crate::model::{
    Activity, Agreement, Entity as _, Id, Map, Moment, Path, Plan, PlanScope, PlanState,
    PlanStatus, Programme, Value,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

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

/// The states that a plan may go to now.
#[must_use]
pub fn moves(document: &Document, plan: &Plan) -> Vec<PlanState> {
    let may =
        |to: &&PlanState| is_allowed_move(plan.state.is, **to) && resumes(document, plan, **to);
    PlanState::ALL.iter().filter(may).copied().collect()
}

/// A suspended plan goes back to where it came from: one that was issued is in effect again, one that
/// was not is a draft again. A cancelled adjustment stays cancelled: its activities went back.
fn resumes(document: &Document, plan: &Plan, to: PlanState) -> bool {
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

/// An agreement that is recorded with a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedAgreement {
    /// Its id.
    pub id: Id,
    /// The party.
    pub party: Id,
    /// The document in which it agrees.
    pub document: String,
    /// The date of that document.
    pub date: Option<NaiveDate>,
}

/// A plan that is recorded after the fact (2022–2023).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedPlan {
    /// Its id.
    pub plan: Id,
    /// Whose plan it is.
    pub scope: PlanScope,
    /// The party, for a party's, sector's or unit's plan.
    pub party: Option<Id>,
    /// The unit, for a sector's or unit's plan.
    pub unit: Option<Id>,
    /// The year it planned.
    pub year: i32,
    /// Its title.
    pub title: String,
    /// Its number; needed where it was issued.
    pub number: String,
    /// The day it was issued; needed where it was issued.
    pub issued_on: Option<NaiveDate>,
    /// The leader who directed it.
    pub leader: String,
    /// The parties' agreements. They are to the plan with these activities.
    pub agreements: Vec<RecordedAgreement>,
    /// Activities of that year that stood in it.
    pub activities: Vec<Id>,
    /// The state it has reached, with the reason where an agreement is missing.
    pub state: PlanStatus,
}

/// Records a plan after the fact.
pub(super) fn record(
    document: &Document,
    recorded: &RecordedPlan,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let r = recorded;
    let create = |on: Path, fields: Vec<(&'static str, Value)>, planned: &mut Planned| {
        super::add(
            document,
            &super::Edit::create(&on, fields),
            &[],
            context,
            planned,
        )
    };
    planned.recorded.push(r.plan.clone());
    let fields = vec![
        (Plan::SCOPE, r.scope.value()),
        (Plan::PARTY, ref_value(r.party.as_ref())),
        (Plan::UNIT, ref_value(r.unit.as_ref())),
        (Plan::YEAR, year_value(Some(r.year))),
        (Plan::TITLE, Value::text_or_null(&r.title)),
        (Plan::NUMBER, Value::text_or_null(&r.number)),
        (Plan::ISSUED_ON, date_value(r.issued_on)),
        (Plan::LEADER, Value::text_or_null(&r.leader)),
        (Plan::STATE, r.state.value()),
    ];
    create(Path::new(Plan::KIND, r.plan.as_str()), fields, planned)?;
    for id in &r.activities {
        let on = Path::new(Activity::KIND, id.as_str());
        if !document.programme().activities.contains_key(id) {
            return Err(Refusal::Gone);
        }
        planned
            .ops
            .push(Op::set(&on, Activity::PLAN, r.plan.as_str()));
    }
    for a in &r.agreements {
        let fields = vec![
            (Agreement::PLAN, Value::text(r.plan.as_str())),
            (Agreement::PARTY, Value::text(a.party.as_str())),
            (Agreement::DOCUMENT, Value::text_or_null(&a.document)),
            (Agreement::DATE, date_value(a.date)),
        ];
        create(Path::new(Agreement::KIND, a.id.as_str()), fields, planned)?;
    }
    Ok(())
}

/// Makes the next version of an issued plan.
pub(super) fn adjust(
    document: &Document,
    plan: &Id,
    version: &Id,
    reason: &str,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let p = document.programme();
    let old = p.plans.get(plan).ok_or(Refusal::Gone)?;
    if let Some(next) = open_successor(p, plan) {
        return Err(Refusal::AlreadyAdjusted {
            next: next.id.clone(),
        });
    }
    if !matches!(old.state.is, PlanState::Issued | PlanState::InEffect) {
        return Err(Refusal::NotIssued);
    }
    let reason = super::normalised(&Value::text(reason));
    if reason.is_null() {
        return Err(Refusal::ReasonNeeded);
    }
    let fields = [
        (Plan::SCOPE, old.scope.map_or(Value::Null, PlanScope::value)),
        (Plan::PARTY, ref_value(old.party.as_ref())),
        (Plan::UNIT, ref_value(old.unit.as_ref())),
        (Plan::YEAR, year_value(old.year)),
        (Plan::TITLE, Value::text_or_null(&old.title)),
        (Plan::LEADER, Value::text_or_null(&old.leader)),
        (Plan::REPLACES, Value::text(plan.as_str())),
    ];
    planned.versions.push(version.clone());
    let on = Path::new(Plan::KIND, version.as_str());
    super::add(
        document,
        &super::Edit::create(&on, fields),
        &[],
        context,
        planned,
    )?;
    for a in p
        .activities
        .values()
        .filter(|a| a.plan.as_ref() == Some(plan))
    {
        let of = Path::new(Activity::KIND, a.id.as_str());
        planned
            .ops
            .push(Op::set(&of, Activity::PLAN, version.as_str()));
    }
    let id = reasons::fresh(document, version, context);
    planned
        .ops
        .push(reasons::reason_note(&id, version, &reason, context));
    planned.marks.push(Mark {
        kind: CutKind::PlanVersion,
        of: Path::new(Plan::KIND, plan.as_str()),
        speaks: Spoken::Before(content::digest(p, Scope::Plan(plan))),
    });
    Ok(())
}

/// The agreements to bring back with a deleted joint plan that was issued: those of parties that have
/// none otherwise.
pub(super) fn restored(document: &Document, on: &Path) -> Vec<Op> {
    if on.kind() != Plan::KIND || document.is_shown(on.as_str()) {
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
        if a.plan.is_some_and(|plan| plan == *on.id())
            && let Some(party) = a.party
            && given.insert(party)
        {
            ops.push(Op::Alive { on: path.clone() });
        }
    }
    ops
}

/// What an entity says after the operations of a step.
struct Later<'a> {
    view: Option<EntityView<'a>>,
    set: BTreeMap<&'a str, &'a Value>,
    made: bool,
    dead: bool,
}

impl<'a> Later<'a> {
    fn of(document: &'a Document, ops: &'a [Op], on: &Path) -> Self {
        let mut later = Self {
            view: document.log().view(on.as_str()),
            set: BTreeMap::new(),
            made: false,
            dead: !document.is_shown(on.as_str()),
        };
        for op in ops.iter().filter(|op| op.on() == on) {
            if later.view.is_some() || later.made || matches!(op, Op::New { .. }) {
                later.dead = matches!(op, Op::Del { .. });
            }
            match op {
                Op::Set { f, to, .. } => {
                    later.set.insert(f, to);
                }
                Op::New { to, .. } => {
                    later.made = true;
                    later.set.extend(to.iter().map(|(k, v)| (&**k, v)));
                }
                _ => {}
            }
        }
        later
    }
}

impl FieldSource for Later<'_> {
    fn value(&self, key: &str) -> Option<&Value> {
        match self.set.get(key) {
            Some(value) => (!value.is_null()).then_some(*value),
            None => self.view.as_ref()?.value(key),
        }
    }
    fn values(&self, key: &str) -> Vec<&Value> {
        self.value(key).into_iter().collect()
    }
    fn elements(&self, key: &str) -> Vec<&str> {
        self.view
            .as_ref()
            .map(|v| v.elements(key))
            .unwrap_or_default()
    }
    fn contested(&self) -> Vec<&str> {
        Vec::new()
    }
}

/// Checks what a step makes of plans, agreements and moments, and adds what follows: the former
/// version becomes "Đã thay thế", moments are kept.
///
/// # Errors
/// The rule that is broken.
pub(super) fn settle(
    document: &Document,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let of_kind = |kind: &str| -> Vec<Path> {
        let paths = planned
            .ops
            .iter()
            .map(Op::on)
            .filter(|on| on.kind() == kind);
        paths
            .collect::<BTreeSet<_>>()
            .into_iter()
            .cloned()
            .collect()
    };
    let (plans, agreements) = (of_kind(Plan::KIND), of_kind(Agreement::KIND));
    let moments = of_kind(Moment::KIND);
    for on in moments {
        if Later::of(document, &planned.ops, &on).made {
            planned
                .marks
                .push(mark(CutKind::Baseline, &on, Spoken::Everything));
        }
    }
    for on in &plans {
        remember_from(document, on, &mut planned.ops);
    }
    let mut marks = Vec::new();
    let mut follow = Vec::new();
    let mut given: BTreeSet<(Id, Id)> = BTreeSet::new();
    for on in &agreements {
        marks.extend(agreement(document, on, &planned.ops, &mut given)?);
    }
    for on in &plans {
        let later = Later::of(document, &planned.ops, on);
        if later.dead {
            continue;
        }
        let step = Step {
            document,
            planned,
            on,
        };
        step.check(&later, context, &mut marks, &mut follow)?;
        planned.cautions.extend(step.lacking(&later)?);
    }
    planned.ops.extend(follow);
    planned.marks.extend(marks);
    Ok(())
}

const fn is_final(state: PlanState) -> bool {
    is_issued(state) || matches!(state, PlanState::Replaced)
}

fn mark(kind: CutKind, of: &Path, speaks: Spoken) -> Mark {
    Mark {
        kind,
        of: of.clone(),
        speaks,
    }
}

/// A suspension tells which state it left. What the rules look at is always written over what is
/// shown, never beside it: an old view of it is no ground for a second value.
fn remember_from(document: &Document, plan: &Path, ops: &mut [Op]) {
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

/// Checks what a step does to an agreement; gives the moment to keep with a new one.
fn agreement(
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

/// One plan in one step.
struct Step<'a> {
    document: &'a Document,
    planned: &'a Planned,
    on: &'a Path,
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

    fn check(
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
    fn lacking(&self, later: &Later<'_>) -> Result<Option<Caution>, Refusal> {
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

/// The parties that have not agreed to a plan, and those that agreed to another content than that
/// which stands after these operations. An agreement of which no moment tells to what it was counts.
fn lacking(document: &Document, plan: &Id, ops: &[Op]) -> (Vec<Id>, Vec<Id>) {
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

/// No moment of everything is kept while anything in it is disputed.
pub(super) fn settled_everywhere(p: &Programme) -> Result<(), Refusal> {
    let spots = content::disputed(p, Scope::Everything);
    if spots.is_empty() {
        Ok(())
    } else {
        Err(Refusal::ContentDisputed { spots })
    }
}

/// Fields without the unset ones.
pub(super) fn fields(all: impl IntoIterator<Item = (&'static str, Value)>) -> Map {
    all.into_iter()
        .filter(|(_, v)| !v.is_null())
        .map(|(k, v)| (k.into(), v))
        .collect()
}
