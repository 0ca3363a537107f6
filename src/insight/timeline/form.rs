//! The shapes of the chart: what they look like, and where they can be gripped.

use super::dates::Dates;
use super::scale::Scale;
use crate::insight::Standing;
use chrono::NaiveDate;

/// The least width of a zone that can be gripped, in points, whatever the size of the bar.
pub const GRIP: f32 = 12.0;
/// The height of a bar.
pub const BAR: f32 = 14.0;
/// The side of the square in which a milestone can be hit.
pub const MILESTONE_HIT: f32 = 28.0;
/// The height of the shadow of a bar, and how far it lies below it.
pub const SHADOW: f32 = 4.0;
/// How far behind the end of a bar its handle for dependencies lies.
pub const HANDLE_GAP: f32 = 14.0;
/// The least width at which a bar is drawn.
const LEAST_BAR: f32 = 3.0;

/// A rectangle in points; x from the left edge of the chart, y from the top of the first line.
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

    /// Whether a place lies in it.
    #[must_use]
    pub fn holds(&self, x: f32, y: f32) -> bool {
        x >= self.x && x < self.right() && y >= self.y && y < self.y + self.h
    }

    /// The square of this size around a place.
    #[must_use]
    pub fn around(x: f32, y: f32, size: f32) -> Self {
        Self {
            x: x - size / 2.0,
            y: y - size / 2.0,
            w: size,
            h: size,
        }
    }
}

/// How a bar looks: shape first, colour second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Completed in time: solid up to the day of completion, with a tick; what was not needed of
    /// its time is pale.
    Done,
    /// Completed after its deadline: solid, with a tick, and a notch of hatch at its end.
    DoneLate,
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
    /// It was there at the moment that is compared with, and is no more: an outline, crossed out.
    Removed,
}

/// What stands in a milestone's diamond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A tick.
    Done,
    /// A tick, with a notch of hatch beside it.
    DoneLate,
    /// Nothing.
    Open,
    /// An exclamation mark.
    Overdue,
    /// A stroke: set aside.
    Aside,
    /// It is no more: an outline, crossed out.
    Removed,
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
        /// Up to where it is shaded, within the bar: today, or the end of the day of completion.
        shaded_to: f32,
        /// From the deadline to today where it is overdue, to the day of completion where it was
        /// completed late.
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
        /// As of a bar.
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
        /// The middle of the line.
        y: f32,
    },
    /// The bracket of a group.
    Summary {
        /// From the first start to the last deadline.
        at: Area,
        /// The share that is done, from its left end.
        done_to: f32,
        /// The missed deadlines below a folded head: the middle of a small mark each, in rising order.
        late: Vec<f32>,
    },
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
    /// The handle from which a dependency is drawn.
    Handle,
}

impl Form {
    /// The room that the form takes, for its ring and its popover; unclipped.
    #[must_use]
    pub fn bounds(&self) -> Area {
        match self {
            Self::Bar { at, .. } | Self::Deadline { at, .. } | Self::Summary { at, .. } => *at,
            Self::Milestone { x, y, .. } => Area::around(*x, *y, BAR),
            Self::Undated { x, y } => Area {
                x: *x,
                y: y - BAR / 2.0,
                w: 0.0,
                h: BAR,
            },
        }
    }

    /// Where all that is painted of it ends at the right, words apart.
    #[must_use]
    pub fn end(&self) -> f32 {
        let own = self.bounds().right();
        match self {
            Self::Bar { late, .. } | Self::Deadline { late, .. } => {
                late.map_or(own, |late| own.max(late.right()))
            }
            _ => own,
        }
    }

    /// Whether it is completed, so that a tick stands in it.
    #[must_use]
    pub const fn is_done(&self) -> bool {
        matches!(
            self,
            Self::Bar {
                look: Look::Done | Look::DoneLate,
                ..
            } | Self::Deadline {
                look: Look::Done | Look::DoneLate,
                ..
            } | Self::Milestone {
                mark: Mark::Done | Mark::DoneLate,
                ..
            }
        )
    }

    /// The zones of this form with their parts, edges first. Each is at least [`GRIP`] points wide
    /// and high, whatever the size of the bar; they do not overlap.
    #[must_use]
    pub fn zones(&self) -> Vec<(Part, Area)> {
        match self {
            Self::Bar { at, open, .. } => {
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
            Self::Deadline { at, .. } => {
                let (w, h) = (at.w.max(GRIP) + 8.0, at.h.max(GRIP) + 6.0);
                let zone = Area {
                    x: at.right() - w + 4.0,
                    y: at.middle() - h / 2.0,
                    w,
                    h,
                };
                vec![(Part::Milestone, zone)]
            }
            Self::Milestone { x, y, .. } => {
                vec![(Part::Milestone, Area::around(*x, *y, MILESTONE_HIT))]
            }
            Self::Undated { .. } => Vec::new(),
            Self::Summary { at, .. } => {
                let zone = Area {
                    x: at.x,
                    y: at.middle() - GRIP / 2.0,
                    w: at.w,
                    h: GRIP,
                };
                vec![(Part::Summary, zone)]
            }
        }
    }

    /// The handle from which a dependency is drawn; none where there is no end to begin at.
    #[must_use]
    pub fn handle(&self) -> Option<Area> {
        let at = self.bounds();
        match self {
            Self::Bar { open: false, .. } | Self::Deadline { .. } | Self::Milestone { .. } => Some(
                Area::around(at.right() + HANDLE_GAP, at.middle(), GRIP + 2.0),
            ),
            _ => None,
        }
    }
}

/// How a standing looks as a bar.
#[must_use]
pub const fn look(standing: Standing) -> Look {
    match standing {
        Standing::Done => Look::Done,
        Standing::DoneLate { .. } => Look::DoneLate,
        Standing::Overdue { started: true, .. } => Look::Overdue,
        Standing::Overdue { started: false, .. } => Look::OverdueUntouched,
        Standing::InProgress | Standing::Soon { started: true, .. } => Look::Running,
        Standing::NotStarted | Standing::Soon { started: false, .. } => Look::Planned,
        Standing::Paused | Standing::CarriedOver | Standing::NotDoing => Look::Aside,
    }
}

/// How a bar's look is told by a milestone.
const fn mark(look: Look) -> Mark {
    match look {
        Look::Done => Mark::Done,
        Look::DoneLate => Mark::DoneLate,
        Look::Overdue | Look::OverdueUntouched => Mark::Overdue,
        Look::Running | Look::Planned => Mark::Open,
        Look::Aside => Mark::Aside,
        Look::Removed => Mark::Removed,
    }
}

/// What the form of one activity follows from.
pub(super) struct Maker<'a> {
    pub(super) scale: &'a Scale,
    pub(super) today: NaiveDate,
    /// The width of the chart.
    pub(super) width: f32,
    /// The height of a line.
    pub(super) height: f32,
}

impl Maker<'_> {
    /// The form of an activity with these dates on the line whose top is given. `until` is the day
    /// up to which it is late, or was carried out: today, or the day of completion.
    pub(super) fn form(
        &self,
        dates: Dates,
        milestone: bool,
        look: Look,
        until: Option<NaiveDate>,
        top: f32,
    ) -> Form {
        let scale = self.scale;
        let today = scale.x_mid(self.today);
        let y = top + (self.height - BAR) / 2.0;
        let middle = top + self.height / 2.0;
        let late = |due: NaiveDate, x: f32| {
            let to = scale.x_mid(until.filter(|day| *day > due)?);
            (to > x).then_some(Area {
                x,
                y,
                w: to - x,
                h: BAR,
            })
        };
        match (dates.start, dates.due) {
            (None, None) => Form::Undated {
                x: today.clamp(8.0, (self.width - 110.0).max(8.0)),
                y: middle,
            },
            (_, Some(day)) | (Some(day), None) if milestone => Form::Milestone {
                x: scale.x_mid(day),
                y: middle,
                mark: mark(look),
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
                    shaded_to: match look {
                        Look::Done | Look::DoneLate => {
                            until.map_or(at.right(), |day| scale.x_end(day))
                        }
                        _ => today,
                    }
                    .clamp(at.x, at.right()),
                    late: due.and_then(|due| late(due, at.right())),
                    open: due.is_none(),
                }
            }
        }
    }

    /// The shadow of other dates below the line's bar.
    pub(super) fn shadow(&self, dates: Dates, milestone: bool, top: f32) -> Option<Area> {
        let y = top + (self.height + BAR) / 2.0 + 1.5;
        let from = dates.start.or(dates.due)?;
        let to = dates.due.unwrap_or(from);
        let area = if milestone {
            let x = self.scale.x_mid(to);
            Area {
                x: x - 5.0,
                y,
                w: 10.0,
                h: SHADOW,
            }
        } else {
            let x = self.scale.x(from.min(to));
            Area {
                x,
                y,
                w: (self.scale.x_end(to) - x).max(LEAST_BAR),
                h: SHADOW,
            }
        };
        Some(area)
    }
}
