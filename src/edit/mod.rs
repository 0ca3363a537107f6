//! What a user may do to a programme: each edit is checked by the rules of `DOMAIN.md` §2 and turned
//! into operations of the change engine. Pure: the day and fresh ids are passed in.
//!
//! An edit is refused with a typed [`Refusal`], which the string tables put into a sentence, or
//! carried out, perhaps with [`Caution`]s that are shown and stop nothing.

mod activities;
mod annexes;
mod beside;
mod checks;
mod links;
pub mod money;
pub mod next_year;
pub mod plans;
mod reasons;
mod refusal;
pub mod series;

pub use money::{Fund, FundDecision};
pub use next_year::NextPlan;
pub use plans::{RecordedAgreement, RecordedPlan, is_allowed_move};
pub use reasons::needs_reason;
pub use refusal::{Caution, Refusal};
pub use series::Every;

use crate::change::{Document, Mark, Op, Seen};
use crate::model::hash::HashMap;
use crate::model::{Decision, Id, Map, Path, Value};
use beside::Beside;
use chrono::NaiveDate;

/// One thing that a user does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Sets a field of an entity; `null` unsets it.
    Set {
        /// The entity.
        on: Path,
        /// The field.
        key: String,
        /// The value.
        to: Value,
        /// The heads that were shown when the edit began.
        seen: Seen,
    },
    /// Puts an element into a set or takes it out.
    Member {
        /// The entity.
        on: Path,
        /// The field.
        key: String,
        /// The element.
        element: String,
        /// Whether it shall be in.
        present: bool,
    },
    /// Makes an entity; its id was made by the caller, so that it can be selected at once.
    Create {
        /// The entity.
        on: Path,
        /// Its first fields.
        fields: Map,
    },
    /// Deletes an entity, with its notes, evidence and indicators.
    Delete {
        /// The entity.
        on: Path,
    },
    /// Takes a deletion back.
    Restore {
        /// The entity.
        on: Path,
    },
    /// Puts an activity at another place: under a clause, behind another activity or first.
    Move {
        /// The activity.
        activity: Id,
        /// The clause.
        clause: Id,
        /// The activity that it shall follow; none for the first place.
        after: Option<Id>,
    },
    /// Chuyển năm sau: marks an activity as carried over and makes its continuation.
    CarryOver {
        /// The activity.
        activity: Id,
        /// The id of the continuation.
        continuation: Id,
    },
    /// Records whether a clause needs no plan (Điều 6.1).
    Exempt {
        /// The clause.
        clause: Id,
        /// Who, when, why.
        decision: Decision,
    },
    /// Records a plan after the fact, with the agreements to it and the state that it has reached.
    RecordPlan(Box<RecordedPlan>),
    /// Điều chỉnh: makes the next version of an issued plan, a draft to which its activities move. The
    /// plan as it stood stays readable through the moment that is kept of it.
    AdjustPlan {
        /// The plan, issued or in effect.
        plan: Id,
        /// The id of the next version.
        version: Id,
        /// Why: kept as a note on the next version.
        reason: String,
    },
    /// Makes next year's plan from this year's.
    PlanFromLast(Box<NextPlan>),
    /// Keeps this moment under a name, to compare with later (mốc so sánh).
    KeepMoment {
        /// The id of the moment.
        id: Id,
        /// Its name.
        name: String,
    },
    /// An edit with the reason for it: each activity of an agreed plan that it moves gets a note.
    WithReason {
        /// The edit.
        edit: Box<Edit>,
        /// The reason.
        reason: String,
    },
    /// Makes further instances of an activity; [`series::dates`] tells how many.
    Repeat {
        /// The activity.
        activity: Id,
        /// How often.
        every: Every,
        /// The last day on which one may end.
        until: NaiveDate,
        /// The ids of the instances, as many as there are.
        ids: Vec<Id>,
    },
    /// Makes these activities one series: they share a row.
    JoinSeries {
        /// The activities, two or more.
        activities: Vec<Id>,
    },
    /// Takes these activities out of their series.
    LeaveSeries {
        /// The activities.
        activities: Vec<Id>,
    },
    /// Says that an activity begins after another has ended.
    Link {
        /// The one that ends first.
        before: Id,
        /// The one that begins after it.
        after: Id,
        /// The id of the link.
        id: Id,
    },
    /// Chuyển nguồn or Hủy dự toán: a decision on the money of a line.
    Decide(Box<FundDecision>),
    /// Several edits as one step.
    Several(Vec<Edit>),
}

impl Edit {
    /// Sets a field over what is shown now.
    #[must_use]
    pub fn set(on: &Path, key: &str, to: impl Into<Value>) -> Self {
        Self::Set {
            on: on.clone(),
            key: key.to_owned(),
            to: to.into(),
            seen: Seen::Now,
        }
    }

    /// Makes an entity from its first fields; unset ones are left out.
    #[must_use]
    pub fn create(on: &Path, fields: impl IntoIterator<Item = (&'static str, Value)>) -> Self {
        let fields = fields
            .into_iter()
            .filter(|(_, v)| !v.is_null())
            .map(|(k, v)| (k.into(), v))
            .collect();
        Self::Create {
            on: on.clone(),
            fields,
        }
    }
}

/// What an edit needs to know besides the document.
#[derive(Clone, Debug)]
pub struct Context {
    /// The day.
    pub today: NaiveDate,
    /// A few random lower-case characters for places in lists.
    pub random: String,
}

/// The operations of an edit, and what to tell the user beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Planned {
    /// What to commit, as one group.
    pub ops: Vec<Op>,
    /// Warnings that stop nothing.
    pub cautions: Vec<Caution>,
    /// Moments to keep with the group.
    pub marks: Vec<Mark>,
    /// Plans that are recorded after the fact: they may begin at a later state.
    recorded: Vec<Id>,
    /// Plans that are made as the next version of another: no other edit says so.
    versions: Vec<Id>,
}

/// Checks an edit and turns it into operations.
///
/// # Errors
/// The rule that forbids it; nothing is to be committed then.
pub fn plan(document: &Document, edit: &Edit, context: &Context) -> Result<Planned, Refusal> {
    let mut planned = Planned::default();
    add(document, edit, &Beside::of(&[]), context, &mut planned)?;
    leave_out_the_deleted(&mut planned.ops);
    money::countable(document, &planned.ops)?;
    plans::settle(document, context, &mut planned)?;
    annexes::settle(document, &mut planned)?;
    if let Some(activities) = needs_reason(document, edit) {
        planned.cautions.push(Caution::WithoutReason { activities });
    }
    Ok(planned)
}

/// Leaves out what a step writes to an entity before it deletes it: nobody was ever shown that, the rules
/// look at what stands after the step, and a deletion that is taken back brings back what stood before.
fn leave_out_the_deleted(ops: &mut Vec<Op>) {
    let deletions = ops.iter().enumerate();
    let deletions = deletions.filter(|(_, op)| matches!(op, Op::Del { .. }));
    let last: HashMap<Path, usize> = deletions.map(|(at, op)| (op.on().clone(), at)).collect();
    let mut at = 0..;
    ops.retain(|op| {
        let at = at.next();
        last.get(op.on()).is_none_or(|deleted| at >= Some(*deleted))
    });
}

/// `beside` holds the edits of the same step: dates that move together are checked together.
fn add<'a>(
    document: &'a Document,
    edit: &Edit,
    beside: &Beside<'a>,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    match edit {
        Edit::Set { on, key, to, seen } => {
            let to = normalised(to);
            checks::field(
                document,
                (on, key, &to),
                beside,
                context,
                &mut planned.cautions,
            )?;
            planned.ops.push(Op::Set {
                on: on.clone(),
                f: key.clone(),
                to,
                seen: seen.clone(),
            });
        }
        Edit::Member {
            on,
            key,
            element,
            present,
        } => {
            checks::member(
                document,
                (on, key),
                element,
                *present,
                context,
                &mut planned.cautions,
            )?;
            planned.ops.push(Op::Put {
                on: on.clone(),
                f: key.clone(),
                e: element.clone(),
                to: *present,
            });
        }
        Edit::Create { on, fields } => {
            let fields: Map = fields
                .iter()
                .map(|(k, v)| (k.clone(), normalised(v)))
                .collect();
            checks::creation(document, (on, &fields), beside, context, planned)?;
            planned.ops.push(Op::New {
                on: on.clone(),
                to: fields,
            });
        }
        Edit::Delete { on } => {
            planned.ops.extend(released(document, on));
            planned.ops.extend(
                with_dependants(document, on)
                    .into_iter()
                    .map(|on| Op::Del { on }),
            );
        }
        Edit::Restore { on } => {
            planned.ops.push(Op::Alive { on: on.clone() });
            planned.ops.extend(plans::restored(document, on));
        }
        Edit::Move {
            activity,
            clause,
            after,
        } => {
            activities::put(document, activity, clause, after.as_ref(), context, planned)?;
        }
        Edit::CarryOver {
            activity,
            continuation,
        } => {
            activities::carry_over(document, activity, continuation, context, planned)?;
        }
        Edit::Exempt { clause, decision } => {
            checks::decision(decision)?;
            let id = crate::model::programme::exemption_id(clause);
            let on = Path::new("exemptions", id.as_str());
            if document.is_shown(on.as_str()) {
                planned.ops.push(Op::set(&on, "decision", decision.value()));
            } else {
                let fields = [
                    ("clause", Value::text(clause.as_str())),
                    ("decision", decision.value()),
                ];
                planned.ops.push(Op::New {
                    on,
                    to: fields.map(|(k, v)| (k.into(), v)).into_iter().collect(),
                });
            }
        }
        Edit::RecordPlan(recorded) => plans::record(document, recorded, context, planned)?,
        Edit::AdjustPlan {
            plan,
            version,
            reason,
        } => plans::adjust(document, plan, version, reason, context, planned)?,
        Edit::PlanFromLast(next) => next_year::make(document, next, context, planned)?,
        Edit::KeepMoment { id, name } => {
            let on = Path::new(crate::model::Moment::KIND, id.as_str());
            let edit = Edit::create(&on, [(crate::model::Moment::NAME, name.as_str().into())]);
            add(document, &edit, beside, context, planned)?;
        }
        Edit::WithReason { edit, reason } => {
            add(document, edit, beside, context, planned)?;
            reasons::note(document, edit, reason, context, planned)?;
        }
        Edit::Repeat {
            activity,
            every,
            until,
            ids,
        } => series::repeat(document, (activity, *every, *until), ids, context, planned)?,
        Edit::JoinSeries { activities } => series::join(document, activities, planned)?,
        Edit::LeaveSeries { activities } => series::leave(document, activities, planned)?,
        Edit::Link { before, after, id } => {
            let on = Path::new(crate::model::Dependency::KIND, id.as_str());
            let fields = [
                (crate::model::Dependency::BEFORE, before.as_str().into()),
                (crate::model::Dependency::AFTER, after.as_str().into()),
            ];
            add(
                document,
                &Edit::create(&on, fields),
                beside,
                context,
                planned,
            )?;
        }
        Edit::Decide(decision) => money::decide(document, decision, planned)?,
        Edit::Several(edits) => {
            let beside = Beside::of(edits);
            for edit in edits {
                add(document, edit, &beside, context, planned)?;
            }
        }
    }
    Ok(())
}

/// Text is kept in NFC and without blanks at its ends; it is normalised here, on commit, never while
/// it is typed.
fn normalised(value: &Value) -> Value {
    match value {
        Value::Text(text) => Value::text_or_null(&crate::text::fold::nfc(text.trim())),
        Value::Map(map) => Value::Map(
            map.iter()
                .map(|(k, v)| (k.clone(), normalised(v)))
                .filter(|(_, v)| !v.is_null())
                .collect(),
        ),
        other => other.clone(),
    }
}

/// Lets go of what is to be deleted: money, houses and other activities that name it stay and name it
/// no more. Otherwise the references would keep it in view (FILE.md §1 rule 10).
fn released(document: &Document, on: &Path) -> Vec<Op> {
    let p = document.programme();
    let mut ops = Vec::new();
    let mut hand_on = |kind: &str, id: &Id, key: &str, names: &Option<Id>, to: Value| {
        if names.as_ref().is_some_and(|n| *n == *on.id()) {
            ops.push(Op::set(&Path::new(kind, id.as_str()), key, to));
        }
    };
    let mut release = |kind: &str, id: &Id, key: &str, names: &Option<Id>| {
        hand_on(kind, id, key, names, Value::Null);
    };
    match on.kind() {
        "activities" => {
            for e in p.budget_lines.values() {
                release("budget_lines", &e.id, "activity", &e.activity);
            }
            for e in p.payments.values() {
                release("payments", &e.id, "activity", &e.activity);
            }
            for e in p.houses.values() {
                release("houses", &e.id, "activity", &e.activity);
            }
            for e in p.school_items.values() {
                release("school_items", &e.id, "activity", &e.activity);
            }
            for e in p.activities.values() {
                release("activities", &e.id, "carried_from", &e.carried_from);
            }
        }
        "plans" => {
            // The activities of an adjustment that is given up stand in the former version again.
            let former = p.plans.get(on.id()).and_then(|plan| {
                let former = p.plans.get(plan.replaces.as_ref()?)?;
                (!plans::is_issued(plan.state.is) && former.id != *on.id()).then_some(&former.id)
            });
            let to = former.map_or(Value::Null, |f| Value::text(f.as_str()));
            for e in p.activities.values() {
                hand_on("activities", &e.id, "plan", &e.plan, to.clone());
            }
            for e in p.plans.values() {
                hand_on("plans", &e.id, "replaces", &e.replaces, Value::Null);
            }
        }
        "budget_lines" => {
            for e in p.houses.values() {
                release("houses", &e.id, "line", &e.line);
            }
            for e in p.budget_lines.values() {
                release("budget_lines", &e.id, "carried_from", &e.carried_from);
            }
            for e in p.school_items.values() {
                release("school_items", &e.id, "line", &e.line);
            }
        }
        _ => {}
    }
    ops
}

/// An entity with what has no sense without it, the entity last.
#[must_use]
pub fn with_dependants(document: &Document, on: &Path) -> Vec<Path> {
    let p = document.programme();
    let mut list = Vec::new();
    let mut of = |id: &str| {
        let is = |of: &Option<Id>| of.as_ref().is_some_and(|o| *o == *id);
        list.extend(
            p.evidence
                .values()
                .filter(|e| is(&e.of))
                .map(|e| Path::new("evidence", e.id.as_str())),
        );
        list.extend(
            p.notes
                .values()
                .filter(|n| is(&n.of))
                .map(|n| Path::new("notes", n.id.as_str())),
        );
        for i in p.indicators.values().filter(|i| is(&i.of)) {
            let values = p
                .indicator_values
                .values()
                .filter(|v| v.indicator.as_ref() == Some(&i.id));
            list.extend(values.map(|v| Path::new("indicator_values", v.id.as_str())));
            list.push(Path::new("indicators", i.id.as_str()));
        }
    };
    of(on.id());
    match on.kind() {
        "activities" => {
            let names = |of: &Option<Id>| of.as_ref().is_some_and(|o| *o == *on.id());
            let own = p.dependencies.values();
            let own = own.filter(|d| names(&d.before) || names(&d.after));
            list.extend(own.map(|d| Path::new("dependencies", d.id.as_str())));
        }
        "indicators" => {
            let values = p
                .indicator_values
                .values()
                .filter(|v| v.indicator.as_ref().is_some_and(|i| *i == *on.id()));
            list.extend(values.map(|v| Path::new("indicator_values", v.id.as_str())));
        }
        "plans" => {
            let own = p
                .agreements
                .values()
                .filter(|a| a.plan.as_ref().is_some_and(|i| *i == *on.id()));
            list.extend(own.map(|a| Path::new("agreements", a.id.as_str())));
        }
        "annexes" => {
            let own = p
                .agreements
                .values()
                .filter(|a| a.plan.is_none() && a.annex.as_ref().is_some_and(|i| *i == *on.id()));
            list.extend(own.map(|a| Path::new("agreements", a.id.as_str())));
        }
        "budget_lines" => {
            let own = p
                .payments
                .values()
                .filter(|a| a.line.as_ref().is_some_and(|i| *i == *on.id()));
            let own: Vec<Path> = own.map(|a| Path::new("payments", a.id.as_str())).collect();
            list.extend(own);
        }
        _ => {}
    }
    list.push(on.clone());
    list
}

#[cfg(test)]
mod tests;
