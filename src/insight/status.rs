//! The standing of an activity on a day: its state, and what follows from its deadline. Derived,
//! never stored (DOMAIN.md §2).

use crate::model::{Activity, Programme, Progress};
use chrono::{Datelike as _, NaiveDate};

/// Days before a deadline from which it counts as near, where the programme says nothing else.
pub const SOON_DAYS: i64 = 7;

/// How an activity stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Quá hạn, by so many days; whether it was begun.
    Overdue {
        /// Days since the deadline, at least 1.
        days: i64,
        /// Đang thực hiện rather than Chưa thực hiện.
        started: bool,
    },
    /// Sắp đến hạn, in so many days; whether it was begun.
    Soon {
        /// Days until the deadline, at least 0.
        days: i64,
        /// Đang thực hiện rather than Chưa thực hiện.
        started: bool,
    },
    /// Đang thực hiện.
    InProgress,
    /// Chưa thực hiện.
    NotStarted,
    /// Tạm dừng: never overdue.
    Paused,
    /// Chuyển năm sau: never overdue.
    CarriedOver,
    /// Không thực hiện: never overdue.
    NotDoing,
    /// Hoàn thành.
    Done,
    /// Hoàn thành quá hạn, by so many days.
    DoneLate {
        /// Days between the deadline and the completion, at least 1.
        days: i64,
    },
}

/// The groups of a report; each activity is in exactly one, so that they add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportGroup {
    /// Hoàn thành đúng hạn.
    DoneOnTime,
    /// Hoàn thành quá hạn.
    DoneLate,
    /// Đang thực hiện trong hạn.
    RunningOnTime,
    /// Đang thực hiện quá hạn.
    RunningLate,
    /// Chưa thực hiện.
    NotStarted,
    /// Tạm dừng.
    Paused,
    /// Chuyển năm sau.
    CarriedOver,
    /// Không thực hiện.
    NotDoing,
}

impl Standing {
    /// How an activity stands on `today`, with deadlines near from `soon_days` before.
    #[must_use]
    pub fn of(activity: &Activity, today: NaiveDate, soon_days: i64) -> Self {
        let started = match activity.status.is {
            Progress::Done => {
                return match (activity.due, activity.status.on) {
                    (Some(due), Some(on)) if on > due => Self::DoneLate {
                        days: (on - due).num_days(),
                    },
                    _ => Self::Done,
                };
            }
            Progress::Paused => return Self::Paused,
            Progress::CarriedOver => return Self::CarriedOver,
            Progress::NotDoing => return Self::NotDoing,
            Progress::NotStarted => false,
            Progress::InProgress => true,
        };
        let Some(due) = activity.due else {
            return if started {
                Self::InProgress
            } else {
                Self::NotStarted
            };
        };
        let days = (due - today).num_days();
        if days < 0 {
            Self::Overdue {
                days: -days,
                started,
            }
        } else if days <= soon_days {
            Self::Soon { days, started }
        } else if started {
            Self::InProgress
        } else {
            Self::NotStarted
        }
    }

    /// Whether its deadline has passed without completion.
    #[must_use]
    pub const fn is_overdue(self) -> bool {
        matches!(self, Self::Overdue { .. })
    }

    /// Whether it is completed, in time or late.
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::DoneLate { .. })
    }

    /// Whether it is neither completed nor set aside: it still asks for work.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Overdue { .. } | Self::Soon { .. } | Self::InProgress | Self::NotStarted
        )
    }

    /// Whether it was begun and is not completed.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(
            self,
            Self::InProgress
                | Self::Overdue { started: true, .. }
                | Self::Soon { started: true, .. }
        )
    }

    /// Its group in a report.
    #[must_use]
    pub const fn report_group(self) -> ReportGroup {
        match self {
            Self::Done => ReportGroup::DoneOnTime,
            Self::DoneLate { .. } => ReportGroup::DoneLate,
            Self::Overdue { started: true, .. } => ReportGroup::RunningLate,
            Self::InProgress | Self::Soon { started: true, .. } => ReportGroup::RunningOnTime,
            Self::NotStarted
            | Self::Soon { started: false, .. }
            | Self::Overdue { started: false, .. } => ReportGroup::NotStarted,
            Self::Paused => ReportGroup::Paused,
            Self::CarriedOver => ReportGroup::CarriedOver,
            Self::NotDoing => ReportGroup::NotDoing,
        }
    }
}

/// Days before a deadline from which it counts as near in this programme.
#[must_use]
pub fn soon_days(programme: &Programme) -> i64 {
    programme
        .header
        .soon_days
        .map_or(SOON_DAYS, |d| i64::from(d.0))
}

/// The year that an activity belongs to: the recorded one, else that of its deadline or start.
#[must_use]
pub fn year_of(activity: &Activity) -> Option<i32> {
    activity
        .year
        .or_else(|| activity.due.or(activity.start).map(|d| d.year()))
}

/// Which years a view shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum YearFilter {
    /// Cả giai đoạn.
    #[default]
    All,
    /// One year.
    Year(i32),
}

impl YearFilter {
    /// Whether something of this year is shown. What has no year is shown with the whole period only.
    #[must_use]
    pub fn admits(self, year: Option<i32>) -> bool {
        match self {
            Self::All => true,
            Self::Year(wanted) => year == Some(wanted),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ActivityStatus, Entity as _, Id};

    fn activity(is: Progress, due: Option<&str>, on: Option<&str>) -> Activity {
        struct None_;
        impl crate::model::field::FieldSource for None_ {
            fn value(&self, _: &str) -> Option<&crate::model::Value> {
                None
            }
            fn values(&self, _: &str) -> Vec<&crate::model::Value> {
                vec![]
            }
            fn elements(&self, _: &str) -> Vec<&str> {
                vec![]
            }
            fn contested(&self) -> Vec<&str> {
                vec![]
            }
        }
        let mut activity = Activity::read(Id::from("a"), &None_);
        activity.status = ActivityStatus {
            is,
            on: on.map(day),
            reason: String::new(),
        };
        activity.due = due.map(day);
        activity
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn overdue_follows_from_the_deadline() {
        let today = day("2024-08-19");
        let of = |is, due, on| Standing::of(&activity(is, due, on), today, 7);
        assert_eq!(
            of(Progress::InProgress, Some("2024-07-31"), None),
            Standing::Overdue {
                days: 19,
                started: true
            }
        );
        assert_eq!(
            of(Progress::InProgress, Some("2024-08-25"), None),
            Standing::Soon {
                days: 6,
                started: true
            }
        );
        assert_eq!(
            of(Progress::NotStarted, Some("2024-08-19"), None),
            Standing::Soon {
                days: 0,
                started: false
            }
        );
        assert_eq!(
            of(Progress::NotStarted, Some("2024-08-27"), None),
            Standing::NotStarted
        );
        assert_eq!(of(Progress::NotStarted, None, None), Standing::NotStarted);
        for aside in [Progress::Paused, Progress::CarriedOver, Progress::NotDoing] {
            assert!(!of(aside, Some("2020-01-01"), None).is_overdue());
        }
        assert_eq!(
            of(Progress::Done, Some("2024-07-10"), Some("2024-07-08")),
            Standing::Done
        );
        assert_eq!(
            of(Progress::Done, Some("2024-07-10"), Some("2024-07-12")),
            Standing::DoneLate { days: 2 }
        );
        assert_eq!(of(Progress::Done, Some("2024-07-10"), None), Standing::Done);
    }
}
