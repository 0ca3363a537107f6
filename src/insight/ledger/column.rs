//! The columns of the ledger: each figure of the money's way its own (DOMAIN.md §2), and what follows
//! from them.

use crate::insight::Figures;
use crate::model::Sum;
use std::cmp::Ordering;

/// A column of amounts, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// Cam kết.
    Committed,
    /// Chuyển nguồn.
    CarriedOver,
    /// Dự toán giao.
    Estimate,
    /// Hủy dự toán.
    Cancelled,
    /// Phân bổ.
    Allocated,
    /// Tạm ứng.
    Advanced,
    /// Giải ngân.
    Disbursed,
    /// Tỷ lệ giải ngân.
    Rate,
    /// Quyết toán.
    Settled,
    /// Chuyển sang năm sau: what lines of the next year took from here.
    CarriedOut,
    /// Còn lại.
    Remaining,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 11] = [
        Self::Committed,
        Self::CarriedOver,
        Self::Estimate,
        Self::Cancelled,
        Self::Allocated,
        Self::Advanced,
        Self::Disbursed,
        Self::Rate,
        Self::Settled,
        Self::CarriedOut,
        Self::Remaining,
    ];

    /// Its word among the settings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Committed => "committed",
            Self::CarriedOver => "carried_over",
            Self::Estimate => "estimate",
            Self::Cancelled => "cancelled",
            Self::Allocated => "allocated",
            Self::Advanced => "advanced",
            Self::Disbursed => "disbursed",
            Self::Rate => "rate",
            Self::Settled => "settled",
            Self::CarriedOut => "carried_out",
            Self::Remaining => "remaining",
        }
    }

    /// The meaning of a word of the settings.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.word() == word)
    }

    /// The sum it shows, in đồng; none for the rate.
    #[must_use]
    pub fn sum(self, figures: &Figures) -> Option<Sum> {
        Some(match self {
            Self::Committed => figures.committed.clone(),
            Self::CarriedOver => figures.carried_over.clone(),
            Self::Estimate => figures.estimate.clone(),
            Self::Cancelled => figures.cancelled.clone(),
            Self::Allocated => figures.allocated.clone(),
            Self::Advanced => figures.advanced.clone(),
            Self::Disbursed => figures.disbursed.clone(),
            Self::Settled => figures.settled.clone(),
            Self::CarriedOut => figures.carried_out.clone(),
            Self::Remaining => figures.remaining(),
            Self::Rate => return None,
        })
    }

    /// How much it is, to be sorted by: none where there is nothing; a range by its lower end, what
    /// does not fit above all.
    #[must_use]
    pub fn measure(self, figures: &Figures) -> Option<i64> {
        match self.sum(figures) {
            None => figures.rate_tenths(),
            Some(Sum::Empty) => None,
            Some(Sum::Known(n)) => Some(n),
            Some(Sum::Range(low, _)) => Some(low),
            Some(Sum::Overflow) => Some(i64::MAX),
        }
    }
}

/// By what the rows of a group stand in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// The column; none for the names.
    pub by: Option<Column>,
    /// The greatest first.
    pub descending: bool,
}

impl Sort {
    /// What a press on the head of a column makes of an order: first the greatest on top, then the
    /// least, then as the rows stand by themselves. Names begin at their beginning.
    #[must_use]
    pub fn pressed(now: Option<Self>, by: Option<Column>) -> Option<Self> {
        let first = by.is_some();
        match now {
            Some(sort) if sort.by == by && sort.descending == first => Some(Self {
                by,
                descending: !first,
            }),
            Some(sort) if sort.by == by => None,
            _ => Some(Self {
                by,
                descending: first,
            }),
        }
    }

    /// The order of two measures; what is empty comes last either way.
    #[must_use]
    pub fn order<T: Ord>(self, a: &Option<T>, b: &Option<T>) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if self.descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presses_go_round_and_another_column_begins_anew() {
        let by = Some(Column::Estimate);
        let first = Sort::pressed(None, by);
        assert_eq!(
            first,
            Some(Sort {
                by,
                descending: true
            })
        );
        let second = Sort::pressed(first, by);
        assert_eq!(
            second,
            Some(Sort {
                by,
                descending: false
            })
        );
        assert_eq!(Sort::pressed(second, by), None);
        let names = Sort::pressed(second, None);
        assert_eq!(
            names,
            Some(Sort {
                by: None,
                descending: false
            })
        );
        assert_eq!(Sort::pressed(Sort::pressed(names, None), None), None);
    }

    #[test]
    fn what_is_empty_stands_last_either_way() {
        for descending in [true, false] {
            let sort = Sort {
                by: None,
                descending,
            };
            let mut list = [Some(2), None, Some(1)];
            list.sort_by(|a, b| sort.order(a, b));
            assert_eq!(list.last(), Some(&None));
        }
    }

    #[test]
    fn words_come_back() {
        for column in Column::ALL {
            assert_eq!(Column::of_word(column.word()), Some(column));
        }
    }
}
