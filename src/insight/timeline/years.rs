//! Which years of the period are empty and folded away, so that the years with work have the room.

use std::collections::BTreeSet;

/// The years of a period: those on the time axis, and the empty ones folded away.
///
/// The axis itself is never broken: a year between two others stays on it, so that a length always means
/// the same time, and only its band is folded. Years at either end leave the view and are a strip there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearFolds {
    /// The first year of the period and the last.
    pub period: (i32, i32),
    /// The first year that is shown and the last.
    pub shown: (i32, i32),
    /// The years between that have no activity and no plan, and whose band is folded.
    pub middle: BTreeSet<i32>,
    /// The empty years: those that are folded, and those that the user opened.
    pub empty: BTreeSet<i32>,
}

impl YearFolds {
    /// Folds every year of `period` that is neither in `used` (an activity's date, a plan) nor the
    /// `current` one, but for those that were `opened`. Where nothing at all is used nothing is folded:
    /// one begins with the whole period.
    #[must_use]
    pub fn of(
        period: (i32, i32),
        used: &BTreeSet<i32>,
        current: i32,
        opened: &BTreeSet<i32>,
    ) -> Self {
        let all = || period.0..=period.1;
        let is_empty = |year: i32| year != current && !used.contains(&year);
        let empty: BTreeSet<i32> = if all().any(|year| used.contains(&year)) {
            all().filter(|year| is_empty(*year)).collect()
        } else {
            BTreeSet::new()
        };
        let folds = |year: &i32| empty.contains(year) && !opened.contains(year);
        let first = all().find(|year| !folds(year)).unwrap_or(period.0);
        let last = all().rfind(|year| !folds(year)).unwrap_or(period.1);
        Self {
            period,
            shown: (first, last),
            middle: (first..=last).filter(folds).collect(),
            empty,
        }
    }

    /// The years folded away before those that are shown.
    #[must_use]
    pub fn before(&self) -> Option<(i32, i32)> {
        (self.period.0 < self.shown.0).then_some((self.period.0, self.shown.0 - 1))
    }

    /// The years folded away behind those that are shown.
    #[must_use]
    pub fn after(&self) -> Option<(i32, i32)> {
        (self.shown.1 < self.period.1).then_some((self.shown.1 + 1, self.period.1))
    }

    /// Whether a year is folded away, at an end or between.
    #[must_use]
    pub fn is_folded(&self, year: i32) -> bool {
        let inside = (self.shown.0..=self.shown.1).contains(&year);
        self.middle.contains(&year) || (self.empty.contains(&year) && !inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folds(used: &[i32], current: i32, opened: &[i32]) -> YearFolds {
        let set = |years: &[i32]| years.iter().copied().collect::<BTreeSet<i32>>();
        YearFolds::of((2022, 2027), &set(used), current, &set(opened))
    }

    #[test]
    fn empty_years_fold_at_both_ends_and_between_but_never_the_current_one() {
        let all = folds(&[2023, 2025], 2023, &[]);
        assert_eq!(all.shown, (2023, 2025));
        assert_eq!(
            (all.before(), all.after()),
            (Some((2022, 2022)), Some((2026, 2027)))
        );
        assert_eq!(all.middle, [2024].into());
        let now = folds(&[2023], 2026, &[]);
        assert_eq!(now.shown, (2023, 2026), "this year stays, empty as it is");
        assert_eq!(now.middle, [2024, 2025].into());
        assert!(!now.is_folded(2026) && now.is_folded(2027) && now.is_folded(2024));
    }

    #[test]
    fn what_the_user_opened_stays_open_and_a_blank_programme_shows_its_period() {
        let opened = folds(&[2024], 2024, &[2022, 2025]);
        assert_eq!(opened.shown, (2022, 2025));
        assert_eq!(opened.middle, [2023].into());
        assert!(opened.empty.contains(&2022), "it can be folded again");
        let blank = folds(&[], 2024, &[]);
        assert_eq!(blank.shown, (2022, 2027));
        assert!(blank.before().is_none() && blank.after().is_none() && blank.empty.is_empty());
    }
}
