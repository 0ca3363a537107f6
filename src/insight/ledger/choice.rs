//! How the ledger stands together and what of it is shown: the user's choice, pure data. It never
//! changes what is stored.

use super::column::Sort;
use crate::model::{ALL_PARTIES, FundingSource, Id, Programme};
use std::collections::BTreeSet;

/// By what the lines stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// By year, then by source and payer.
    #[default]
    Year,
    /// By Điều, then by khoản, then by year.
    Article,
    /// By source, then by year.
    Source,
    /// By who pays, then by year.
    Payer,
    /// By the party of who pays, then by year.
    Party,
}

impl Grouping {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 5] = [
        Self::Year,
        Self::Article,
        Self::Source,
        Self::Payer,
        Self::Party,
    ];

    /// Its word among the settings.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Article => "article",
            Self::Source => "source",
            Self::Payer => "payer",
            Self::Party => "party",
        }
    }

    /// The meaning of a word of the settings; the default where it is none.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        let found = Self::ALL.into_iter().find(|g| g.word() == word);
        found.unwrap_or_default()
    }
}

/// What the lines below one head have in common; none where it is not recorded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The year.
    Year(Option<i32>),
    /// The number of the Điều.
    Article(Option<u8>),
    /// The clause.
    Clause(Option<Id>),
    /// The source.
    Source(Option<FundingSource>),
    /// The source with who pays.
    SourceOf(Option<FundingSource>, Option<Id>),
    /// Who pays.
    Payer(Option<Id>),
    /// The party of who pays, or [`ALL_PARTIES`].
    Party(Option<Id>),
}

impl Group {
    /// Whether it holds what is not recorded: such groups come last.
    #[must_use]
    pub const fn is_unrecorded(&self) -> bool {
        matches!(
            self,
            Self::Year(None)
                | Self::Article(None)
                | Self::Clause(None)
                | Self::Source(None)
                | Self::SourceOf(None, _)
                | Self::Payer(None)
                | Self::Party(None)
        )
    }
}

/// The party of a payer: its own where it is one, [`ALL_PARTIES`] where all pay together; none for a
/// unit without one.
#[must_use]
pub fn party_of_payer(programme: &Programme, payer: &Id) -> Option<Id> {
    if *payer == ALL_PARTIES || programme.parties.contains_key(payer) {
        return Some(payer.clone());
    }
    programme.party_of(payer).map(|party| party.id.clone())
}

/// Which lines are shown. Choices of one kind widen, different kinds narrow. None among them is what
/// is not recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Paid from one of these sources.
    pub sources: BTreeSet<Option<FundingSource>>,
    /// Paid by one of these.
    pub payers: BTreeSet<Option<Id>>,
    /// Paid by a unit of one of these parties.
    pub parties: BTreeSet<Option<Id>>,
    /// For one of these clauses.
    pub clauses: BTreeSet<Option<Id>>,
    /// Only lines with a warning.
    pub warned: bool,
    /// Only lines that hold these words.
    pub text: String,
}

impl Filter {
    /// Whether everything is shown.
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.count() == 0
    }

    /// How many choices are made.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sources.len()
            + self.payers.len()
            + self.parties.len()
            + self.clauses.len()
            + usize::from(self.warned)
            + usize::from(!self.text.trim().is_empty())
    }

    /// Without payers, parties and clauses that this programme does not have: a choice kept from
    /// another file hides nothing here.
    #[must_use]
    pub fn known_in(&self, programme: &Programme) -> Self {
        let mut known = self.clone();
        let units = &programme.units;
        let party = |id: &Id| *id == ALL_PARTIES || programme.parties.contains_key(id);
        known.payers.retain(|id| {
            id.as_ref()
                .is_none_or(|id| party(id) || units.contains_key(id))
        });
        known.parties.retain(|id| id.as_ref().is_none_or(party));
        known.clauses.retain(|id| {
            id.as_ref()
                .is_none_or(|id| programme.text.get(id.as_str()).is_some())
        });
        known
    }
}

/// Everything that the user chose about the ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// By what it stands together.
    pub grouping: Grouping,
    /// The order within groups; as they stand by themselves where there is none.
    pub sort: Option<Sort>,
    /// What is shown.
    pub filter: Filter,
}
