//! A document at a desk: edits are carried out as the workspace does it, with moments and undo.

use super::*;
use crate::change::UndoStack;
use crate::model::{
    Activity, Agreement, Annex, Dependency, Indicator, IndicatorValue, Moment, Note, Plan, Series,
    Table,
};

/// What the edits of these tests can touch.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    plans: Table<Plan>,
    agreements: Table<Agreement>,
    annexes: Table<Annex>,
    activities: Table<Activity>,
    series: Table<Series>,
    dependencies: Table<Dependency>,
    moments: Table<Moment>,
    indicators: Table<Indicator>,
    values: Table<IndicatorValue>,
    notes: Table<Note>,
}

pub struct Desk {
    pub d: Document,
    undo: UndoStack,
    minute: u32,
}

impl Desk {
    pub fn new() -> Self {
        Self::with(document())
    }

    pub fn with(d: Document) -> Self {
        let undo = UndoStack::of(&d, &d.author().unwrap().clone());
        Self { d, undo, minute: 0 }
    }

    pub fn sample() -> Self {
        let mut d = crate::codec::embedded::sample_document("d");
        let by = Author {
            party: "vl".into(),
            name: "Thử".into(),
        };
        let session = Session {
            by,
            at: "2024-08-19T08:00:00+07:00".into(),
            ..Session::default()
        };
        d.begin_session("zzzzzzzzzzzzz", session);
        Self::with(d)
    }

    pub fn run(&mut self, edit: &Edit) -> Result<Vec<Caution>, Refusal> {
        let planned = plan(&self.d, edit, &context())?;
        self.minute += 1;
        if let Some(group) = self.d.commit(planned.ops, self.minute) {
            let began = chrono::DateTime::parse_from_rfc3339("2024-08-19T08:00:00+07:00").unwrap();
            let at = began + chrono::TimeDelta::minutes(self.minute.into());
            let at = at.to_rfc3339();
            for mark in &planned.marks {
                self.d.mark(&group, mark, &at);
            }
            self.undo.record(&group.id, None);
        }
        Ok(planned.cautions)
    }

    pub fn undo(&mut self) -> bool {
        self.minute += 1;
        let undone = self.undo.undo(&mut self.d, self.minute);
        undone.is_some_and(|result| result.is_ok())
    }

    pub fn redo(&mut self) -> bool {
        self.minute += 1;
        let redone = self.undo.redo(&mut self.d, self.minute);
        redone.is_some_and(|result| result.is_ok())
    }

    pub fn state(&self) -> State {
        let p = self.d.programme();
        State {
            plans: p.plans.clone(),
            agreements: p.agreements.clone(),
            annexes: p.annexes.clone(),
            activities: p.activities.clone(),
            series: p.series.clone(),
            dependencies: p.dependencies.clone(),
            moments: p.moments.clone(),
            indicators: p.indicators.clone(),
            values: p.indicator_values.clone(),
            notes: p.notes.clone(),
        }
    }

    /// Carries an edit out, and proves that undo restores everything and redo nothing less.
    pub fn step(&mut self, edit: &Edit) {
        let before = self.state();
        self.run(edit).unwrap();
        let after = self.state();
        assert_ne!(before, after, "it does something");
        assert!(self.undo(), "one step");
        assert_eq!(before, self.state(), "undo restores the programme exactly");
        assert!(self.redo());
        assert_eq!(after, self.state(), "redo does it again");
    }

    pub fn plan(&self, id: &str) -> &Plan {
        &self.d.programme().plans[id]
    }

    pub fn activity(&self, id: &str) -> &Activity {
        &self.d.programme().activities[id]
    }

    /// Makes an activity of a plan with a start and a deadline.
    pub fn work(&mut self, id: &str, plan: &str, start: &str, due: &str) {
        let on = activity(&mut self.d, id, "d5.k1");
        for (key, to) in [("plan", plan), ("start", start), ("due", due)] {
            self.run(&Edit::set(&on, key, to)).unwrap();
        }
        self.run(&Edit::set(&on, "year", 2024)).unwrap();
    }

    /// Makes a joint plan of 2024 with all that its issue asks for.
    pub fn joint(&mut self, id: &str) {
        let on = Path::new("plans", id);
        let fields = [
            ("year", Value::Int(2024)),
            ("scope", "joint".into()),
            ("title", "Kế hoạch chung năm 2024".into()),
            ("leader", "Ông A".into()),
        ];
        self.run(&Edit::create(&on, fields)).unwrap();
    }

    pub fn agree(&mut self, id: &str, plan: &str, party: &str) -> Result<Vec<Caution>, Refusal> {
        self.run(&agree(id, plan, party))
    }

    /// Brings a plan to "Đã ban hành" with every party's agreement.
    pub fn issue(&mut self, plan: &str) {
        for party in ["vl", "ct"] {
            self.agree(&format!("{plan}.{party}"), plan, party).unwrap();
        }
        self.run(&to(plan, PlanState::Submitted, "")).unwrap();
        self.run(&to(plan, PlanState::Approved, "")).unwrap();
        self.run(&number(plan, PlanState::Issued, "")).unwrap();
    }
}

pub fn agree(id: &str, plan: &str, party: &str) -> Edit {
    Edit::create(
        &Path::new("agreements", id),
        [("plan", plan.into()), ("party", party.into())],
    )
}

pub fn to(plan: &str, is: PlanState, comment: &str) -> Edit {
    let status = PlanStatus {
        is,
        on: None,
        comment: comment.into(),
    };
    Edit::set(&Path::new("plans", plan), "state", status.value())
}

/// Number, date and state as one step.
pub fn number(plan: &str, is: PlanState, comment: &str) -> Edit {
    let on = Path::new("plans", plan);
    Edit::Several(vec![
        to(plan, is, comment),
        Edit::set(&on, "number", "15/KH-UBND"),
        Edit::set(&on, "issued_on", "2024-01-15"),
    ])
}
