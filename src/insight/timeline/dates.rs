//! The dates of an activity, and where a move leads: the same for the pointer and the keys.

use super::scale::Step;
use crate::model::Activity;
use chrono::NaiveDate;

/// What is dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// The whole: its length stays.
    Body,
    /// The first day.
    Start,
    /// The deadline.
    Due,
}

/// The dates of an activity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// The first day.
    pub start: Option<NaiveDate>,
    /// The deadline.
    pub due: Option<NaiveDate>,
}

impl Dates {
    /// The dates of an activity as recorded.
    #[must_use]
    pub const fn of(activity: &Activity) -> Self {
        Self {
            start: activity.start,
            due: activity.due,
        }
    }

    /// The dates after a move by so many steps. Edges never cross: a stretch keeps at least one day.
    /// What would leave the calendar stays.
    #[must_use]
    pub fn moved(self, grip: Grip, step: Step, steps: i64) -> Self {
        let add = |date: NaiveDate| step.add(date, steps).unwrap_or(date);
        match grip {
            Grip::Start => {
                let start = self.start.map(add);
                Self {
                    start: start.map(|s| self.due.map_or(s, |due| s.min(due))),
                    ..self
                }
            }
            Grip::Due => {
                let due = self.due.map(add);
                Self {
                    due: due.map(|d| self.start.map_or(d, |start| d.max(start))),
                    ..self
                }
            }
            Grip::Body => match (self.start, self.due) {
                (Some(start), Some(due)) => {
                    let (from, length) = (add(start), due - start);
                    let to = from.checked_add_signed(length);
                    to.map_or(self, |to| Self {
                        start: Some(from),
                        due: Some(to),
                    })
                }
                (start, due) => Self {
                    start: start.map(add),
                    due: due.map(add),
                },
            },
        }
    }

    /// How many steps come nearest to a drag of what is held by `days`.
    #[must_use]
    pub fn steps(self, grip: Grip, step: Step, days: f64) -> i64 {
        let held = match grip {
            Grip::Body | Grip::Start => self.start.or(self.due),
            Grip::Due => self.due,
        };
        held.map_or(0, |date| step.nearest(date, days))
    }

    /// The dates after a drag by `days`, rounded to whole steps.
    #[must_use]
    pub fn dragged(self, grip: Grip, step: Step, days: f64) -> Self {
        self.moved(grip, step, self.steps(grip, step, days))
    }
}
