//! What a table would do, row by row, and what is wrong with it.

pub use super::build::required;
pub use super::passed::is_numbering;
pub use super::reader::of;
use crate::edit::{Edit, Refusal};
use crate::report::sheets::{Key, List};
use crate::text::date::DateError;
use crate::text::money::MoneyError;
use crate::text::number::NumberError;
use std::collections::BTreeSet;

/// Why a cell, or a row, cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No amount.
    Money(MoneyError),
    /// No number.
    Number(NumberError),
    /// No day.
    Date(DateError),
    /// A formula without a result.
    ErrorCell,
    /// No year.
    NoYear {
        /// As typed.
        typed: String,
    },
    /// Neither yes nor no.
    NoYes {
        /// As typed.
        typed: String,
    },
    /// None of the words that may stand here.
    NoWord {
        /// As typed.
        typed: String,
        /// The words.
        known: Vec<String>,
    },
    /// No clause of the programme.
    NoClause {
        /// As typed.
        typed: String,
    },
    /// Nothing has this name.
    NotFound {
        /// As typed.
        typed: String,
        /// What has it but for accents. Never taken for it.
        near: Vec<String>,
    },
    /// Several have this name.
    Ambiguous {
        /// As typed.
        typed: String,
        /// Them.
        names: Vec<String>,
    },
    /// A new row needs this.
    Missing(Key),
    /// Another row has the same id.
    RepeatedId,
    /// What is recorded is in conflict, and has to be settled first.
    InConflict,
    /// The column would be more than can be counted.
    TooMuch,
    /// A rule forbids it.
    Refused(Refusal),
    /// The row as a whole cannot be understood.
    Row,
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row as spreadsheets count, from 1.
    pub row: usize,
    /// The column, from 0; none where it is the whole row.
    pub column: Option<usize>,
    /// What is wrong.
    pub what: Wrong,
}

/// Why a row is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// A row of totals.
    Total,
    /// A heading among the rows, or a line of words below them.
    Heading,
    /// What the official text commits: it is read from there.
    FromText,
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// It makes something.
    New,
    /// It changes something.
    Changes,
    /// It says what is recorded already.
    Nothing,
    /// It carries no id, but something is recorded that it can only stand for: it is not recorded once
    /// more, unless the user has it taken.
    Known,
    /// The same, and some of its cells say something else: the user may have that changed.
    KnownOtherwise,
    /// It is passed over.
    Passed(Passed),
    /// The user leaves it out.
    LeftOut,
    /// Something is wrong with it.
    Wrong,
}

/// What the user chose for the rows of a sheet, by their numbers as spreadsheets count them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Rows that are left out.
    pub left_out: BTreeSet<usize>,
    /// Rows that are recorded though the same is recorded already.
    pub taken: BTreeSet<usize>,
    /// What is recorded already is changed to what the table says of it.
    pub update: bool,
}

/// A cell as it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The value that it gives; what stands in the cell where it is not understood.
    pub text: String,
    /// What is recorded now, where that changes.
    pub before: Option<String>,
    /// It is not understood.
    pub wrong: bool,
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row as spreadsheets count, from 1.
    pub number: usize,
    /// What it does.
    pub does: Does,
    /// Its cells, one for each column of the preview.
    pub cells: Vec<Shown>,
}

/// What a table would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The columns that are read: their place in the sheet and what they hold.
    pub columns: Vec<(usize, Key)>,
    /// The rows below the headings that hold anything.
    pub rows: Vec<Row>,
    /// What is wrong, in the order of rows.
    pub problems: Vec<Problem>,
    /// What is wrong with what every new row is to say.
    pub fixed_wrong: Vec<(Key, Wrong)>,
    pub(super) edits: Vec<(usize, Vec<Edit>)>,
}

impl Preview {
    /// How many rows do this.
    #[must_use]
    pub fn count(&self, does: Does) -> usize {
        self.rows.iter().filter(|row| row.does == does).count()
    }

    /// What is wrong with a row.
    #[must_use]
    pub fn problems_of(&self, row: usize) -> &[Problem] {
        let begin = self.problems.partition_point(|p| p.row < row);
        let rest = self.problems.get(begin..).unwrap_or_default();
        let end = rest.partition_point(|p| p.row == row);
        rest.get(..end).unwrap_or_default()
    }

    /// The one edit that takes everything in: one step to undo. None while anything is wrong, or where
    /// nothing would change.
    #[must_use]
    pub fn edit(&self) -> Option<Edit> {
        let wrong = !self.problems.is_empty() || !self.fixed_wrong.is_empty();
        if wrong || self.edits.is_empty() {
            return None;
        }
        let edits = self
            .edits
            .iter()
            .flat_map(|(_, edits)| edits.iter().cloned());
        Some(Edit::Several(edits.collect()))
    }
}

/// The list whose rows are named by it.
#[must_use]
pub const fn kind(list: List) -> &'static str {
    match list {
        List::Lines => crate::model::BudgetLine::KIND,
        List::Payments => crate::model::Payment::KIND,
        List::Houses => crate::model::House::KIND,
        List::Schools => crate::model::SchoolItem::KIND,
        List::Activities => crate::model::Activity::KIND,
    }
}
