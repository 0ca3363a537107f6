//! Who did what to a plan, and when: its states one after the other, and who recorded an agreement.
//! Read from the history of changes; nothing of it is stored again.

use crate::change::{Act, Author, Change, Document};
use crate::model::{Id, Path, Plan, PlanState, PlanStatus, Value, field::Field as _};
use chrono::{DateTime, Duration, FixedOffset, NaiveDate};
use std::collections::HashSet;

/// One step in the life of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateStep {
    /// The state it came to.
    pub state: PlanState,
    /// The comment or the reason that came with it.
    pub comment: String,
    /// The day from which it holds, where one was given.
    pub on: Option<NaiveDate>,
    /// Who recorded it, and when.
    pub entry: Entry,
}

/// Who recorded something, and when. A claim of the session; nothing is checked with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub by: Author,
    /// When.
    pub at: DateTime<FixedOffset>,
}

/// The states of a plan, the first first. Steps that were undone are left out.
#[must_use]
pub fn state_history(document: &Document, plan: &Id) -> Vec<StateStep> {
    let path = Path::new(Plan::KIND, plan.as_str());
    let log = document.log();
    let Some(entity) = log.entity(path.as_str()) else {
        return Vec::new();
    };
    let undone = document.undone_groups();
    let states = entity
        .fields
        .iter()
        .filter(|((field, element), _)| &**field == Plan::STATE && element.is_none())
        .flat_map(|(_, register)| register.all.iter());
    let mut seen = HashSet::new();
    let mut found: Vec<(DateTime<FixedOffset>, u32, StateStep)> = Vec::new();
    for ix in entity.existence.all.iter().chain(states) {
        let Some(change) = log.get(*ix).filter(|c| seen.insert(c.id.clone())) else {
            continue;
        };
        if undone.contains(&change.group_id()) || change.show.undoes.is_some() {
            continue;
        }
        let Some(entry) = entry_of(document, change) else {
            continue;
        };
        let state = match &change.act {
            Act::New { to } => to.get(Plan::STATE).cloned().unwrap_or_default(),
            Act::Set { f, to } if &**f == Plan::STATE => to.clone(),
            _ => continue,
        };
        let Some(status) = status(&state) else {
            continue;
        };
        let step = StateStep {
            state: status.is,
            comment: status.comment,
            on: status.on,
            entry: entry.clone(),
        };
        found.push((entry.at, change.counter().unwrap_or(0), step));
    }
    found.sort_by_key(|(at, counter, _)| (*at, *counter));
    found.into_iter().map(|(.., step)| step).collect()
}

/// The step that issued a plan although agreements were missing: its comment is the reason. Kept for
/// good, whatever state follows. `steps` are in their order, the first first.
#[must_use]
pub fn issue_reason<'a>(steps: impl IntoIterator<Item = &'a StateStep>) -> Option<&'a StateStep> {
    let is_issued = |state: PlanState| {
        matches!(
            state,
            PlanState::Issued | PlanState::InEffect | PlanState::Reviewed | PlanState::Closed
        )
    };
    let mut before = PlanState::Draft;
    let mut found = None;
    for step in steps {
        let enters = is_issued(step.state) && !is_issued(before);
        if enters && before != PlanState::Suspended {
            found = (!step.comment.trim().is_empty()).then_some(step);
        }
        before = step.state;
    }
    found
}

/// A plan without a state is a draft; one that cannot be read says nothing.
fn status(value: &Value) -> Option<PlanStatus> {
    if value.is_null() {
        return Some(PlanStatus::unset());
    }
    PlanStatus::parse(value).ok()
}

/// Who made an entity, and when; of one that was made several times, the first.
#[must_use]
pub fn recorded_by(document: &Document, on: &Path) -> Option<Entry> {
    let log = document.log();
    let entity = log.entity(on.as_str())?;
    let made = entity.existence.all.iter().filter_map(|ix| log.get(*ix));
    made.filter(|c| matches!(c.act, Act::New { .. }))
        .filter_map(|c| entry_of(document, c))
        .min_by_key(|entry| entry.at)
}

fn entry_of(document: &Document, change: &Change) -> Option<Entry> {
    let session = document.sessions.get(change.session()?)?;
    let start = DateTime::parse_from_rfc3339(&session.at).ok()?;
    let seconds = i64::from(change.show.t.unwrap_or(0));
    Some(Entry {
        by: session.by.clone(),
        at: start
            .checked_add_signed(Duration::seconds(seconds))
            .unwrap_or(start),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Op, Session, UndoStack};
    use crate::codec::embedded::sample_document;
    use crate::model::PlanScope;

    fn joint(document: &Document, year: i32) -> Id {
        let mut plans = document.programme().plans.values();
        let found = plans.rfind(|p| p.year == Some(year) && p.scope == Some(PlanScope::Joint));
        found.unwrap().id.clone()
    }

    #[test]
    fn the_sample_tells_the_life_of_the_plan_of_2024() {
        let d = sample_document("d");
        let steps = state_history(&d, &joint(&d, 2024));
        let states: Vec<PlanState> = steps.iter().map(|s| s.state).collect();
        use PlanState as S;
        assert_eq!(
            states.get(..5),
            Some(
                &[
                    S::Draft,
                    S::Consulting,
                    S::Submitted,
                    S::Draft,
                    S::Submitted
                ][..]
            )
        );
        assert_eq!(
            states.last(),
            Some(&d.programme().plans[&joint(&d, 2024)].state.is)
        );
        assert!(steps[3].comment.starts_with("Trả lại, bổ sung"));
        assert!(!steps[0].entry.by.name.is_empty());
    }

    #[test]
    fn the_reason_of_an_issue_without_all_agreements_outlives_later_states() {
        let d = sample_document("d");
        let entry = state_history(&d, &joint(&d, 2024)).remove(0).entry;
        let step = |state, comment: &str| StateStep {
            state,
            comment: comment.to_owned(),
            on: None,
            entry: entry.clone(),
        };
        use PlanState as S;
        let mut steps = vec![
            step(S::Draft, ""),
            step(S::Approved, "đồng ý"),
            step(S::Issued, "huyện bạn đang sắp xếp lại"),
            step(S::InEffect, ""),
            step(S::Suspended, "chờ kinh phí"),
            step(S::InEffect, "có kinh phí"),
            step(S::Reviewed, "xong"),
        ];
        let reason = issue_reason(&steps).map(|s| s.comment.clone());
        assert_eq!(reason.as_deref(), Some("huyện bạn đang sắp xếp lại"));
        steps[2].comment.clear();
        assert_eq!(issue_reason(&steps), None);
    }

    #[test]
    fn what_was_undone_is_no_step() {
        let mut d = sample_document("d");
        let by = Author::default();
        let session = Session {
            at: "2024-08-19T08:00:00+07:00".into(),
            ..Session::default()
        };
        d.begin_session("s9", session);
        let id = joint(&d, 2024);
        let before = state_history(&d, &id);
        let on = Path::new(Plan::KIND, id.as_str());
        let paused = Value::map([("is", Value::text("suspended"))]);
        d.commit(vec![Op::set(&on, Plan::STATE, paused)], 1);
        assert_eq!(state_history(&d, &id).len(), before.len() + 1);
        let mut stack = UndoStack::of(&d, &by);
        stack.undo(&mut d, 2).unwrap().unwrap();
        assert_eq!(state_history(&d, &id), before);
    }
}
