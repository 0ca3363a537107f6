//! Sums that come to the same in whatever order they are made.
//!
//! A running sum that leaves the range of `i64` on its way could not come back, so that one order would
//! refuse what another adds up. A tally is wider than any number of lines can fill, and only its
//! outcome is measured against `i64`.

use crate::insight::Figures;
use crate::model::Sum;

/// One sum on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Wide {
    low: i128,
    high: i128,
    /// Something was added.
    any: bool,
    /// A part had no value itself.
    lost: bool,
}

impl Wide {
    fn add(&mut self, sum: &Sum) {
        let (low, high) = match sum {
            Sum::Empty => return,
            Sum::Known(n) => (*n, *n),
            Sum::Range(low, high) => (*low, *high),
            Sum::Overflow => {
                self.lost = true;
                return;
            }
        };
        self.any = true;
        self.low = self.low.saturating_add(low.into());
        self.high = self.high.saturating_add(high.into());
    }

    fn join(&mut self, other: &Self) {
        self.any |= other.any;
        self.lost |= other.lost;
        self.low = self.low.saturating_add(other.low);
        self.high = self.high.saturating_add(other.high);
    }

    fn sum(&self) -> Sum {
        if self.lost {
            return Sum::Overflow;
        }
        if !self.any {
            return Sum::Empty;
        }
        match (i64::try_from(self.low), i64::try_from(self.high)) {
            (Ok(low), Ok(high)) if low == high => Sum::Known(low),
            (Ok(low), Ok(high)) => Sum::Range(low, high),
            _ => Sum::Overflow,
        }
    }
}

/// The figures of any number of lines, on their way to a sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally([Wide; 9]);

impl Tally {
    /// Adds the figures of a line, or of a sum.
    pub fn add(&mut self, figures: &Figures) {
        for (wide, sum) in self.0.iter_mut().zip(figures.parts()) {
            wide.add(sum);
        }
    }

    /// Adds what another tally came to.
    pub fn join(&mut self, other: &Self) {
        for (wide, more) in self.0.iter_mut().zip(&other.0) {
            wide.join(more);
        }
    }

    /// What they come to. A sum that does not fit has no value.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let sums = self.0.each_ref().map(Wide::sum);
        Figures::from_parts(sums)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(sum: Sum) -> Figures {
        Figures {
            estimate: sum,
            ..Figures::default()
        }
    }

    #[test]
    fn the_order_does_not_matter() {
        let parts = [
            estimate(Sum::Known(i64::MAX)),
            estimate(Sum::Known(5)),
            estimate(Sum::Range(-9, -7)),
        ];
        let mut there = Tally::default();
        parts.iter().for_each(|f| there.add(f));
        let mut back = Tally::default();
        parts.iter().rev().for_each(|f| back.add(f));
        assert_eq!(there, back);
        let expected = Sum::Range(i64::MAX - 4, i64::MAX - 2);
        assert_eq!(there.figures(), estimate(expected));
        there.add(&estimate(Sum::Known(3)));
        assert_eq!(there.figures().estimate, Sum::Overflow);
    }

    #[test]
    fn what_has_no_value_gives_none_and_nothing_is_not_zero() {
        let mut tally = Tally::default();
        assert_eq!(tally.figures(), Figures::default());
        tally.add(&estimate(Sum::Overflow));
        tally.add(&estimate(Sum::Known(1)));
        assert_eq!(tally.figures(), estimate(Sum::Overflow));
    }
}
