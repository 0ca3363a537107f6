//! The shapes of the rows in view, what lies under the pointer, and where a drag leads.

use super::rows::Row;
use super::scale::{Scale, Step};
use crate::insight::{Insight, Standing};
use crate::model::{Activity, Id, Programme};
use chrono::NaiveDate;
use std::ops::Range;

/// The least width of a zone that can be gripped, in points, whatever the size of the bar.
pub const GRIP: f32 = 12.0;
/// The height of a bar.
pub const BAR: f32 = 14.0;
/// The side of the square in which a milestone can be hit.
pub const MILESTONE_HIT: f32 = 28.0;
/// The least width at which a bar is drawn.
const LEAST_BAR: f32 = 3.0;

/// A rectangle in points; x from the left edge of the chart, y from the top of the first row.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Area {
    /// The right edge.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.x + self.w
    }

    /// The middle of its height.
    #[must_use]
    pub fn middle(&self) -> f32 {
        self.y + self.h / 2.0
    }

    fn holds(&self, x: f32, y: f32) -> bool {
        x >= self.x && x < self.right() && y >= self.y && y < self.y + self.h
    }
}

/// What a shape stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// An activity.
    Activity(Id),
    /// A Điều: the bracket over its activities.
    Article(u8),
}

/// How a bar looks: shape first, colour second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Completed: solid, with a tick.
    Done,
    /// Under way: tinted, shaded up to today.
    Running,
    /// Still to come: a dashed outline.
    Planned,
    /// Overdue and begun: crimson, hatched from the deadline to today.
    Overdue,
    /// Overdue and not begun: the same without the tint.
    OverdueUntouched,
    /// Tạm dừng, Chuyển năm sau, Không thực hiện: muted.
    Aside,
}

/// What stands in a milestone's diamond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A tick.
    Done,
    /// Nothing.
    Open,
    /// An exclamation mark.
    Overdue,
    /// A stroke: set aside.
    Aside,
}

/// The form of a shape.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A stretch of time.
    Bar {
        /// Where, unclipped.
        at: Area,
        /// How it looks.
        look: Look,
        /// Up to where it is shaded: today, within the bar.
        shaded_to: f32,
        /// From the deadline to today, where it is overdue.
        late: Option<Area>,
        /// It has no deadline: its end is open.
        open: bool,
    },
    /// A deadline without a start: a short mark that ends there.
    Deadline {
        /// Where.
        at: Area,
        /// How it looks.
        look: Look,
        /// From the deadline to today, where it is overdue.
        late: Option<Area>,
    },
    /// A single moment.
    Milestone {
        /// Its middle.
        x: f32,
        /// Its middle.
        y: f32,
        /// What stands in it.
        mark: Mark,
    },
    /// No date at all.
    Undated {
        /// Where its text begins.
        x: f32,
        /// The middle of the row.
        y: f32,
    },
    /// The bracket of a Điều.
    Summary {
        /// From the first start to the last deadline.
        at: Area,
        /// The share that is done, from its left end.
        done_to: f32,
    },
}

/// One shape of the chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The number of its row.
    pub row: usize,
    /// What it stands for.
    pub of: Subject,
    /// Its form.
    pub form: Form,
}

/// The part of a shape that was hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The middle of a bar.
    Body,
    /// Its first day.
    LeftEdge,
    /// Its deadline.
    RightEdge,
    /// A diamond or a short deadline mark.
    Milestone,
    /// A bracket.
    Summary,
}

/// What lies under the pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The object.
    pub of: Subject,
    /// Its part.
    pub part: Part,
}

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

    /// The dates after a drag by `days`, rounded to whole steps.
    #[must_use]
    pub fn dragged(self, grip: Grip, step: Step, days: f64) -> Self {
        let held = match grip {
            Grip::Body | Grip::Start => self.start.or(self.due),
            Grip::Due => self.due,
        };
        held.map_or(self, |date| {
            self.moved(grip, step, step.nearest(date, days))
        })
    }
}

/// What a scene is made from.
pub struct SceneInput<'a> {
    /// The model.
    pub programme: &'a Programme,
    /// What follows from it.
    pub insight: &'a Insight,
    /// All rows.
    pub rows: &'a [Row],
    /// The rows in view.
    pub visible: Range<usize>,
    /// The height of a row, in points.
    pub row_height: f32,
    /// The time scale.
    pub scale: Scale,
    /// The width of the chart, in points.
    pub width: f32,
    /// An activity that is being dragged, with the dates it would get.
    pub dragged: Option<(&'a Id, Dates)>,
}

/// The shapes of the rows in view.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// From top to bottom.
    pub shapes: Vec<Shape>,
    width: f32,
}

impl Scene {
    /// The scene. Its cost is that of the rows in view.
    #[must_use]
    pub fn of(input: &SceneInput<'_>) -> Self {
        let mut shapes = Vec::new();
        let end = input.visible.end.min(input.rows.len());
        let rows = input
            .rows
            .get(input.visible.start.min(end)..end)
            .unwrap_or_default();
        for (offset, row) in rows.iter().enumerate() {
            let number = input.visible.start + offset;
            let top = number as f32 * input.row_height;
            let shape = match row {
                Row::Head(head) => head.span.map(|(from, to)| {
                    let (x, right) = (input.scale.x(from), input.scale.x_end(to));
                    let share = if head.all == 0 {
                        0.0
                    } else {
                        head.done as f32 / head.all as f32
                    };
                    let at = Area {
                        x,
                        y: top + input.row_height / 2.0 - 2.0,
                        w: right - x,
                        h: 5.0,
                    };
                    (
                        Subject::Article(head.article),
                        Form::Summary {
                            at,
                            done_to: x + at.w * share,
                        },
                    )
                }),
                Row::Work { id, .. } => input.programme.activities.get(id).map(|activity| {
                    let moved = input
                        .dragged
                        .filter(|(dragged, _)| *dragged == id)
                        .map(|(_, dates)| dates);
                    let dates = moved.unwrap_or_else(|| Dates::of(activity));
                    let form = form(activity, dates, input.insight.standing(id), input, top);
                    (Subject::Activity(id.clone()), form)
                }),
            };
            shapes.extend(shape.map(|(of, form)| Shape {
                row: number,
                of,
                form,
            }));
        }
        Self {
            shapes,
            width: input.width,
        }
    }

    /// What lies at a place. Edges come before bodies; an edge that is out of view cannot be hit.
    #[must_use]
    pub fn hit(&self, x: f32, y: f32) -> Option<Hit> {
        if x < 0.0 || x > self.width {
            return None;
        }
        self.shapes.iter().find_map(|shape| {
            let part = shape.part_at(x, y)?;
            Some(Hit {
                of: shape.of.clone(),
                part,
            })
        })
    }

    /// The shape of an activity, if its row is in view.
    #[must_use]
    pub fn shape_of(&self, id: &Id) -> Option<&Shape> {
        self.shapes
            .iter()
            .find(|s| matches!(&s.of, Subject::Activity(of) if of == id))
    }
}

impl Shape {
    /// The zones of this shape with their parts, edges first. Each is at least [`GRIP`] points wide
    /// and high, whatever the size of the bar; they do not overlap.
    #[must_use]
    pub fn zones(&self) -> Vec<(Part, Area)> {
        match &self.form {
            Form::Bar { at, open, .. } => {
                let height = at.h.max(GRIP) + 6.0;
                let y = at.middle() - height / 2.0;
                // Half of a grip lies inside the bar, where the bar is long enough to keep a body.
                let body = (at.w - GRIP).max(GRIP);
                let left = at.x + at.w / 2.0 - body / 2.0;
                let zone = |x: f32, w: f32| Area { x, y, w, h: height };
                let mut zones = vec![(Part::LeftEdge, zone(left - GRIP, GRIP))];
                if !open {
                    zones.push((Part::RightEdge, zone(left + body, GRIP)));
                }
                zones.push((
                    Part::Body,
                    zone(left, if *open { body + GRIP / 2.0 } else { body }),
                ));
                zones
            }
            Form::Deadline { at, .. } => {
                let (w, h) = (at.w.max(GRIP) + 8.0, at.h.max(GRIP) + 6.0);
                let zone = Area {
                    x: at.right() - w + 4.0,
                    y: at.middle() - h / 2.0,
                    w,
                    h,
                };
                vec![(Part::Milestone, zone)]
            }
            Form::Milestone { x, y, .. } => {
                let half = MILESTONE_HIT / 2.0;
                vec![(
                    Part::Milestone,
                    Area {
                        x: x - half,
                        y: y - half,
                        w: MILESTONE_HIT,
                        h: MILESTONE_HIT,
                    },
                )]
            }
            Form::Undated { .. } => Vec::new(),
            Form::Summary { at, .. } => {
                vec![(
                    Part::Summary,
                    Area {
                        x: at.x,
                        y: at.middle() - GRIP / 2.0,
                        w: at.w,
                        h: GRIP,
                    },
                )]
            }
        }
    }

    fn part_at(&self, x: f32, y: f32) -> Option<Part> {
        self.zones()
            .into_iter()
            .find(|(_, zone)| zone.holds(x, y))
            .map(|(part, _)| part)
    }

    /// The room that the shape takes, for its ring and its popover; unclipped.
    #[must_use]
    pub fn bounds(&self) -> Area {
        match &self.form {
            Form::Bar { at, .. } | Form::Deadline { at, .. } | Form::Summary { at, .. } => *at,
            Form::Milestone { x, y, .. } => Area {
                x: x - BAR / 2.0,
                y: y - BAR / 2.0,
                w: BAR,
                h: BAR,
            },
            Form::Undated { x, y } => Area {
                x: *x,
                y: y - BAR / 2.0,
                w: 0.0,
                h: BAR,
            },
        }
    }
}

/// How a standing looks as a bar.
#[must_use]
pub const fn look(standing: Standing) -> Look {
    match standing {
        Standing::Done | Standing::DoneLate { .. } => Look::Done,
        Standing::Overdue { started: true, .. } => Look::Overdue,
        Standing::Overdue { started: false, .. } => Look::OverdueUntouched,
        Standing::InProgress | Standing::Soon { started: true, .. } => Look::Running,
        Standing::NotStarted | Standing::Soon { started: false, .. } => Look::Planned,
        Standing::Paused | Standing::CarriedOver | Standing::NotDoing => Look::Aside,
    }
}

/// How a standing looks as a milestone.
const fn mark(standing: Standing) -> Mark {
    match look(standing) {
        Look::Done => Mark::Done,
        Look::Overdue | Look::OverdueUntouched => Mark::Overdue,
        Look::Running | Look::Planned => Mark::Open,
        Look::Aside => Mark::Aside,
    }
}

fn form(
    activity: &Activity,
    dates: Dates,
    standing: Standing,
    input: &SceneInput<'_>,
    top: f32,
) -> Form {
    let scale = &input.scale;
    let today = scale.x_mid(input.insight.today);
    let y = top + (input.row_height - BAR) / 2.0;
    let middle = top + input.row_height / 2.0;
    let look = look(standing);
    let late = |due: NaiveDate, x: f32| {
        let is_late = standing.is_overdue() && due < input.insight.today;
        (is_late && today > x).then_some(Area {
            x,
            y,
            w: today - x,
            h: BAR,
        })
    };
    match (dates.start, dates.due) {
        (None, None) => Form::Undated {
            x: today.clamp(8.0, (input.width - 110.0).max(8.0)),
            y: middle,
        },
        (start, Some(due)) if activity.milestone => {
            let _ = start;
            Form::Milestone {
                x: scale.x_mid(due),
                y: middle,
                mark: mark(standing),
            }
        }
        (Some(start), None) if activity.milestone => Form::Milestone {
            x: scale.x_mid(start),
            y: middle,
            mark: mark(standing),
        },
        (None, Some(due)) => {
            let right = scale.x_end(due);
            let at = Area {
                x: right - 8.0,
                y,
                w: 8.0,
                h: BAR,
            };
            Form::Deadline {
                at,
                look,
                late: late(due, right),
            }
        }
        (Some(start), due) => {
            let x = scale.x(start);
            let end = due.map_or_else(
                || today.max(scale.x_end(start) + 24.0),
                |due| scale.x_end(due),
            );
            let at = Area {
                x,
                y,
                w: (end - x).max(LEAST_BAR),
                h: BAR,
            };
            Form::Bar {
                at,
                look,
                shaded_to: today.clamp(at.x, at.right()),
                late: due.and_then(|due| late(due, at.right())),
                open: due.is_none(),
            }
        }
    }
}
