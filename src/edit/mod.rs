//! What a user may do to a programme: each edit is checked by the rules of `DOMAIN.md` §2 and turned
//! into operations of the change engine. Pure: the day and fresh ids are passed in.
//!
//! An edit is refused with a typed [`Refusal`], which the string tables put into a sentence, or
//! carried out, perhaps with [`Caution`]s that are shown and stop nothing.

mod activities;
mod checks;

pub use checks::{Caution, Refusal, is_allowed_move};

use crate::change::{Document, Mark, Op, Seen};
use crate::model::{Decision, Id, Map, Path, Value};
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
}

/// Checks an edit and turns it into operations.
///
/// # Errors
/// The rule that forbids it; nothing is to be committed then.
pub fn plan(document: &Document, edit: &Edit, context: &Context) -> Result<Planned, Refusal> {
    let mut planned = Planned::default();
    add(document, edit, &[], context, &mut planned)?;
    Ok(planned)
}

/// `beside` holds the edits of the same step: dates that move together are checked together.
fn add(
    document: &Document,
    edit: &Edit,
    beside: &[Edit],
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
                key,
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
            checks::creation(document, on, &fields, context, &mut planned.cautions)?;
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
        Edit::Restore { on } => planned.ops.push(Op::Alive { on: on.clone() }),
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
        Edit::Several(edits) => {
            for edit in edits {
                add(document, edit, edits, context, planned)?;
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
    let mut release = |kind: &str, id: &Id, key: &str, names: &Option<Id>| {
        if names.as_ref().is_some_and(|n| *n == *on.id()) {
            ops.push(Op::set(&Path::new(kind, id.as_str()), key, Value::Null));
        }
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
            for e in p.activities.values() {
                release("activities", &e.id, "carried_from", &e.carried_from);
            }
        }
        "plans" => {
            for e in p.activities.values() {
                release("activities", &e.id, "plan", &e.plan);
            }
            for e in p.plans.values() {
                release("plans", &e.id, "replaces", &e.replaces);
            }
        }
        "budget_lines" => {
            for e in p.houses.values() {
                release("houses", &e.id, "line", &e.line);
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
