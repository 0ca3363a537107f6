//! The time scale: where a day lies, which day lies at a place, and how far a drag snaps.

use chrono::{Datelike as _, Days, Months, NaiveDate};

/// Points per day at the widest view: about thirty years on a narrow chart.
pub const MIN_PX_PER_DAY: f64 = 0.04;
/// Points per day at the closest view.
pub const MAX_PX_PER_DAY: f64 = 64.0;

/// Days to points: `left` is the day at the left edge of the chart, as a number of days with its
/// fraction (see [`day_number`]).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The day at the left edge.
    pub left: f64,
    /// Points per day, [`MIN_PX_PER_DAY`] to [`MAX_PX_PER_DAY`].
    pub px_per_day: f64,
}

/// The number of a day since the year 1; the beginning of the day is its whole number.
#[must_use]
pub fn day_number(date: NaiveDate) -> f64 {
    f64::from(date.num_days_from_ce())
}

/// The day in which this number lies; none outside what the calendar holds.
#[must_use]
pub fn date_of(day: f64) -> Option<NaiveDate> {
    if !day.is_finite() || day.abs() > 3_000_000.0 {
        return None;
    }
    // In range by the check above.
    NaiveDate::from_num_days_from_ce_opt(day.floor() as i32)
}

impl Scale {
    /// The scale on which `from` to `to`, both whole, fill `width` points.
    #[must_use]
    pub fn fit(from: NaiveDate, to: NaiveDate, width: f32) -> Self {
        let days = (day_number(to) + 1.0 - day_number(from)).max(1.0);
        let px_per_day = (f64::from(width.max(1.0)) / days).clamp(MIN_PX_PER_DAY, MAX_PX_PER_DAY);
        Self {
            left: day_number(from),
            px_per_day,
        }
    }

    /// Where a day begins, in points from the left edge of the chart; where it ends is the
    /// beginning of the next one.
    #[must_use]
    pub fn x(&self, date: NaiveDate) -> f32 {
        ((day_number(date) - self.left) * self.px_per_day) as f32
    }

    /// Where a day ends.
    #[must_use]
    pub fn x_end(&self, date: NaiveDate) -> f32 {
        ((day_number(date) + 1.0 - self.left) * self.px_per_day) as f32
    }

    /// The middle of a day: where its line stands.
    #[must_use]
    pub fn x_mid(&self, date: NaiveDate) -> f32 {
        ((day_number(date) + 0.5 - self.left) * self.px_per_day) as f32
    }

    /// The day number at a place.
    #[must_use]
    pub fn day(&self, x: f32) -> f64 {
        self.left + f64::from(x) / self.px_per_day
    }

    /// The day at a place.
    #[must_use]
    pub fn date(&self, x: f32) -> Option<NaiveDate> {
        date_of(self.day(x))
    }

    /// Zoomed by a factor so that the day at `x` stays there.
    #[must_use]
    pub fn zoomed(self, factor: f64, x: f32) -> Self {
        let px_per_day = (self.px_per_day * factor).clamp(MIN_PX_PER_DAY, MAX_PX_PER_DAY);
        Self {
            left: self.day(x) - f64::from(x) / px_per_day,
            px_per_day,
        }
    }

    /// Moved so that what was at `dx` lies at the left edge.
    #[must_use]
    pub fn panned(self, dx: f32) -> Self {
        Self {
            left: self.day(dx),
            ..self
        }
    }

    /// Moved so that a day lies in the middle of a chart of `width` points.
    #[must_use]
    pub fn centred(self, date: NaiveDate, width: f32) -> Self {
        Self {
            left: day_number(date) + 0.5 - f64::from(width) / 2.0 / self.px_per_day,
            ..self
        }
    }

    /// What a drag snaps to at this zoom.
    #[must_use]
    pub fn step(&self) -> Step {
        if self.px_per_day >= 5.0 {
            Step::Day
        } else if self.px_per_day >= 1.5 {
            Step::Week
        } else {
            Step::Month
        }
    }

    /// What the axis names at this zoom.
    #[must_use]
    pub fn unit(&self) -> AxisUnit {
        if self.px_per_day >= 22.0 {
            AxisUnit::Day
        } else if self.px_per_day >= 6.0 {
            AxisUnit::Week
        } else if self.px_per_day >= 0.9 {
            AxisUnit::Month
        } else if self.px_per_day >= 0.2 {
            AxisUnit::Quarter
        } else {
            AxisUnit::Year
        }
    }

    /// The stretches of the axis that are seen on a chart of `width` points, from left to right.
    #[must_use]
    pub fn ticks(&self, width: f32) -> Vec<Tick> {
        let unit = self.unit();
        let mut ticks = Vec::new();
        let Some(mut at) = self.date(0.0).map(|d| unit.start(d)) else {
            return ticks;
        };
        while ticks.len() < 500 {
            let Some(next) = unit.next(at) else { break };
            let (from, to) = (self.x(at), self.x(next));
            if from > width {
                break;
            }
            let strong = match unit {
                AxisUnit::Day => at.weekday() == chrono::Weekday::Mon,
                AxisUnit::Week => at.day() <= 7,
                _ => at.ordinal() == 1,
            };
            ticks.push(Tick {
                unit,
                date: at,
                from,
                to,
                strong,
            });
            at = next;
        }
        ticks
    }
}

/// What the axis names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AxisUnit {
    /// 2024.
    Year,
    /// Quý I.
    Quarter,
    /// Tháng 8.
    Month,
    /// The week's Monday.
    Week,
    /// Each day.
    Day,
}

impl AxisUnit {
    /// The first day of the stretch in which a day lies.
    #[must_use]
    pub fn start(self, date: NaiveDate) -> NaiveDate {
        let first = |month: u32| NaiveDate::from_ymd_opt(date.year(), month, 1).unwrap_or(date);
        match self {
            Self::Year => first(1),
            Self::Quarter => first((date.month() - 1) / 3 * 3 + 1),
            Self::Month => first(date.month()),
            Self::Week => {
                let back = Days::new(u64::from(date.weekday().num_days_from_monday()));
                date.checked_sub_days(back).unwrap_or(date)
            }
            Self::Day => date,
        }
    }

    /// The first day of the stretch behind the one that begins on `start`.
    #[must_use]
    pub fn next(self, start: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Year => start.checked_add_months(Months::new(12)),
            Self::Quarter => start.checked_add_months(Months::new(3)),
            Self::Month => start.checked_add_months(Months::new(1)),
            Self::Week => start.checked_add_days(Days::new(7)),
            Self::Day => start.succ_opt(),
        }
    }
}

/// One stretch of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// What it names.
    pub unit: AxisUnit,
    /// Its first day.
    pub date: NaiveDate,
    /// Where it begins, in points from the left edge of the chart.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// A greater unit begins here: its line is stronger.
    pub strong: bool,
}

/// The step in which dragging and the arrow keys move a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One day.
    Day,
    /// Seven days: the day of the week stays.
    Week,
    /// One month: the day of the month stays, the last day stays the last.
    Month,
}

impl Step {
    /// A day moved by so many steps; none outside the calendar. The last day of a month moves to the
    /// last day of a month where months are counted.
    #[must_use]
    pub fn add(self, date: NaiveDate, steps: i64) -> Option<NaiveDate> {
        let days = |n: i64| {
            let count = Days::new(n.unsigned_abs());
            if n < 0 {
                date.checked_sub_days(count)
            } else {
                date.checked_add_days(count)
            }
        };
        match self {
            Self::Day => days(steps),
            Self::Week => days(steps.checked_mul(7)?),
            Self::Month => {
                let count = Months::new(u32::try_from(steps.unsigned_abs()).ok()?);
                let is_last = date.succ_opt().is_some_and(|next| next.day() == 1);
                let first = date.with_day(1)?;
                let moved = if steps < 0 {
                    first.checked_sub_months(count)
                } else {
                    first.checked_add_months(count)
                }?;
                let last = moved.checked_add_months(Months::new(1))?.pred_opt()?;
                if is_last {
                    Some(last)
                } else {
                    moved.with_day(date.day().min(last.day()))
                }
            }
        }
    }

    /// How many steps come nearest to a move of `date` by `days`.
    #[must_use]
    pub fn nearest(self, date: NaiveDate, days: f64) -> i64 {
        match self {
            Self::Day => days.round() as i64,
            Self::Week => (days / 7.0).round() as i64,
            Self::Month => {
                let guess = (days / 30.44).round() as i64;
                let off = |n: i64| {
                    self.add(date, n).map_or(f64::INFINITY, |d| {
                        ((d - date).num_days() as f64 - days).abs()
                    })
                };
                (guess - 1..=guess + 1)
                    .min_by(|a, b| off(*a).total_cmp(&off(*b)))
                    .unwrap_or(guess)
            }
        }
    }
}
