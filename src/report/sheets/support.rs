//! What houses and school equipment have in common: rows by year, and one total.

use super::{Key, Maker, Rows, Totals};
use crate::model::{Figure, Sum};
use crate::report::table::Cell;

/// A list of what was given.
pub(super) struct Support<T> {
    /// The year of an entry.
    pub year: fn(&T) -> Option<i32>,
    /// Its money.
    pub figure: fn(&T) -> &Figure,
    /// The column of the money.
    pub key: Key,
    /// The column in which the label of the total stands.
    pub label_in: usize,
    /// The cells of an entry.
    pub row: fn(&Maker<'_>, &T) -> Vec<Cell>,
}

impl<T> Support<T> {
    /// The entries of the chosen years, those without a year last, and their total.
    pub(super) fn rows<'a>(&self, m: &Maker<'_>, all: impl Iterator<Item = &'a T>) -> Rows
    where
        T: 'a,
    {
        let mut all: Vec<&T> = all
            .filter(|e| m.options.years.admits((self.year)(e)))
            .collect();
        all.sort_by_key(|e| ((self.year)(e).is_none(), (self.year)(e)));
        if all.is_empty() {
            return Rows::default();
        }
        let sum = all
            .iter()
            .fold(Sum::Empty, |sum, e| sum.plus((self.figure)(e)));
        let totals = Totals {
            label: m.t.total().to_owned(),
            label_in: self.label_in,
            values: m.total(self.key, &sum).into_iter().collect(),
        };
        (
            all.into_iter().map(|e| (self.row)(m, e)).collect(),
            vec![totals],
        )
    }
}
