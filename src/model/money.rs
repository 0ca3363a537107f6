//! Money: whole đồng in an `i64`, with checked arithmetic. Empty is not zero.

use std::cmp::Ordering;

/// An amount of đồng as a register holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Figure {
    /// Nothing is recorded: shown as "—".
    #[default]
    Empty,
    /// An amount, in đồng.
    Known(i64),
    /// Several amounts were set by editors that had not seen each other: no value until someone
    /// decides (FILE.md §1 rule 8). In rising order.
    Conflict(Vec<i64>),
}

impl Figure {
    /// The amount in đồng, where there is exactly one.
    #[must_use]
    pub const fn known(&self) -> Option<i64> {
        match self {
            Self::Known(n) => Some(*n),
            Self::Empty | Self::Conflict(_) => None,
        }
    }

    /// Whether nothing is recorded.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// The sum of some figures: what is known of it, and how far it reaches.
///
/// A sum without a single figure is empty, not zero. With figures in conflict it is a range. A sum
/// that would leave the range of `i64` has no value at all ([`Sum::Overflow`]): it is refused, not
/// wrapped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sum {
    /// No figure was added.
    #[default]
    Empty,
    /// The total, in đồng.
    Known(i64),
    /// The total lies between these, because figures are in conflict.
    Range(i64, i64),
    /// The total does not fit.
    Overflow,
}

impl Sum {
    /// The total in đồng, where there is exactly one.
    #[must_use]
    pub const fn known(&self) -> Option<i64> {
        match self {
            Self::Known(n) => Some(*n),
            _ => None,
        }
    }

    /// Whether no figure was added.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// This sum with one figure more.
    #[must_use]
    pub fn plus(self, figure: &Figure) -> Self {
        let (low, high) = match figure {
            Figure::Empty => return self,
            Figure::Known(n) => (*n, *n),
            Figure::Conflict(values) => match (values.iter().min(), values.iter().max()) {
                (Some(low), Some(high)) => (*low, *high),
                _ => return self,
            },
        };
        self.plus_range(low, high)
    }

    /// This sum with an amount more, in đồng.
    #[must_use]
    pub fn plus_amount(self, amount: i64) -> Self {
        self.plus_range(amount, amount)
    }

    /// This sum with another one more.
    #[must_use]
    pub fn plus_sum(self, other: &Self) -> Self {
        match other {
            Self::Empty => self,
            Self::Known(n) => self.plus_range(*n, *n),
            Self::Range(low, high) => self.plus_range(*low, *high),
            Self::Overflow => Self::Overflow,
        }
    }

    /// This sum less another one; empty where either is empty.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let Some((low, high)) = self.bounds() else {
            return Self::overflow_or_empty(self, other);
        };
        let Some((other_low, other_high)) = other.bounds() else {
            return Self::overflow_or_empty(self, other);
        };
        match (low.checked_sub(other_high), high.checked_sub(other_low)) {
            (Some(low), Some(high)) => Self::between(low, high),
            _ => Self::Overflow,
        }
    }

    /// The least and the greatest that it may be, where it is known.
    #[must_use]
    pub const fn bounds(&self) -> Option<(i64, i64)> {
        match self {
            Self::Known(n) => Some((*n, *n)),
            Self::Range(low, high) => Some((*low, *high)),
            Self::Empty | Self::Overflow => None,
        }
    }

    /// Whether this sum is surely greater than the other: not where a conflict leaves it open.
    #[must_use]
    pub fn exceeds(&self, other: &Self) -> bool {
        match (self.bounds(), other.bounds()) {
            (Some((low, _)), Some((_, high))) => low > high,
            _ => false,
        }
    }

    fn plus_range(self, low: i64, high: i64) -> Self {
        let (a, b) = match self {
            Self::Empty => (0, 0),
            Self::Known(n) => (n, n),
            Self::Range(a, b) => (a, b),
            Self::Overflow => return Self::Overflow,
        };
        match (a.checked_add(low), b.checked_add(high)) {
            (Some(low), Some(high)) => Self::between(low, high),
            _ => Self::Overflow,
        }
    }

    const fn between(low: i64, high: i64) -> Self {
        if low == high {
            Self::Known(low)
        } else {
            Self::Range(low, high)
        }
    }

    const fn overflow_or_empty(a: &Self, b: &Self) -> Self {
        if matches!(a, Self::Overflow) || matches!(b, Self::Overflow) {
            Self::Overflow
        } else {
            Self::Empty
        }
    }
}

/// Orders two sums for a table: empty before every amount, a range by its lower end.
#[must_use]
pub fn compare(a: &Sum, b: &Sum) -> Ordering {
    a.bounds().cmp(&b.bounds())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_sum_is_not_zero() {
        assert_eq!(Sum::default().plus(&Figure::Empty), Sum::Empty);
        assert_eq!(Sum::default().plus(&Figure::Known(0)), Sum::Known(0));
        assert_eq!(Sum::Empty.minus(&Sum::Known(5)), Sum::Empty);
    }

    #[test]
    fn a_conflict_makes_a_range() {
        let sum = Sum::default()
            .plus(&Figure::Known(10))
            .plus(&Figure::Conflict(vec![1, 5]));
        assert_eq!(sum, Sum::Range(11, 15));
        assert_eq!(Sum::Known(20).minus(&sum), Sum::Range(5, 9));
        assert!(sum.exceeds(&Sum::Known(10)));
        assert!(!sum.exceeds(&Sum::Known(11)));
    }

    #[test]
    fn a_sum_that_does_not_fit_is_refused() {
        assert_eq!(Sum::Known(i64::MAX).plus_amount(1), Sum::Overflow);
        assert_eq!(Sum::Known(i64::MIN).minus(&Sum::Known(1)), Sum::Overflow);
        assert_eq!(Sum::Overflow.plus_amount(-1), Sum::Overflow);
        assert_eq!(Sum::Overflow.minus(&Sum::Empty), Sum::Overflow);
    }
}
