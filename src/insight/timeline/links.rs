//! The arrows between bars: dependencies, finish to start, as elbows.

use super::dates::Dates;
use super::form::{BAR, GRIP};
use crate::model::Id;

/// How near to an arrow the pointer must be, in points.
const REACH: f32 = 5.0;
/// How far an elbow runs straight out of a bar and into the next.
const RUN: f32 = 8.0;

/// An arrow between two bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The dependency.
    pub id: Id,
    /// The activity that ends first.
    pub before: Id,
    /// The activity that begins after it.
    pub after: Id,
    /// Its corners in points, from the end of the one to the beginning of the other.
    pub points: Vec<(f32, f32)>,
    /// The dates say otherwise: the second begins before the first has ended.
    pub broken: bool,
}

impl Link {
    /// Whether a place lies on it, within a few points.
    #[must_use]
    pub fn is_near(&self, x: f32, y: f32) -> bool {
        self.points.windows(2).any(|pair| match pair {
            [(x1, y1), (x2, y2)] => {
                x >= x1.min(*x2) - REACH
                    && x <= x1.max(*x2) + REACH
                    && y >= y1.min(*y2) - REACH
                    && y <= y1.max(*y2) + REACH
            }
            _ => false,
        })
    }

    /// Where a mark on it stands: the middle of its longest stretch.
    #[must_use]
    pub fn middle(&self) -> (f32, f32) {
        let length = |a: (f32, f32), b: (f32, f32)| (a.0 - b.0).abs() + (a.1 - b.1).abs();
        self.points
            .windows(2)
            .filter_map(|pair| match pair {
                [a, b] => Some((length(*a, *b), ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0))),
                _ => None,
            })
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map_or((0.0, 0.0), |(_, at)| at)
    }
}

/// Whether the dates say that the second begins before the first has ended. What has no date says
/// nothing.
#[must_use]
pub fn is_broken(before: Dates, after: Dates) -> bool {
    match (before.due.or(before.start), after.start.or(after.due)) {
        (Some(end), Some(begin)) => begin <= end,
        _ => false,
    }
}

/// The way from the end of one bar to the beginning of another, with right angles alone.
pub(super) fn elbow(from: (f32, f32), to: (f32, f32)) -> Vec<(f32, f32)> {
    let ((x1, y1), (x2, y2)) = (from, to);
    let level = (y1 - y2).abs() < 0.5;
    if x2 >= x1 + 2.0 * RUN - 2.0 {
        if level {
            return vec![from, to];
        }
        let x = x1 + RUN;
        return vec![from, (x, y1), (x, y2), to];
    }
    // Back, between the lines.
    let between = if y2 > y1 || level {
        y1 + BAR / 2.0 + GRIP / 3.0
    } else {
        y1 - BAR / 2.0 - GRIP / 3.0
    };
    vec![
        from,
        (x1 + RUN, y1),
        (x1 + RUN, between),
        (x2 - RUN, between),
        (x2 - RUN, y2),
        to,
    ]
}
