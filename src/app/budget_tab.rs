//! What of the budget table survives the end of the program: between the tab and the settings.

use super::App;
use crate::insight::ledger::{Choice, Column, Filter, Grouping, Sort};
use crate::model::{FundingSource, Id};
use crate::store::settings::BudgetTab;
use crate::ui::tabs::budget::figures::Unit;
use crate::ui::tabs::budget::{Kept, State};
use std::collections::BTreeSet;

/// The names, where the order is by them.
const BY_NAME: &str = "name";

impl App {
    /// Keeps what the user chose in the budget table, once it differs from what is kept and nothing is
    /// being typed or dragged.
    pub(super) fn keep_budget_tab(&mut self, busy: bool) {
        let Some(workspace) = self.workspace.as_ref().filter(|_| !busy) else {
            return;
        };
        let now = words(&workspace.states.budget.kept());
        if now != self.settings.budget_tab {
            self.settings.budget_tab = now;
            self.keep_settings();
        }
    }

    /// The budget table of a document that is opened.
    pub(super) fn budget_tab(&self) -> State {
        State::with(kept(&self.settings.budget_tab))
    }
}

/// As it stands in the settings. What is not recorded is an empty word.
fn words(kept: &Kept) -> BudgetTab {
    let ids = |ids: &BTreeSet<Option<Id>>| {
        let word = |id: &Option<Id>| id.as_ref().map(ToString::to_string).unwrap_or_default();
        ids.iter().map(word).collect()
    };
    let choice = &kept.choice;
    let filter = &choice.filter;
    let sort = choice
        .sort
        .map(|sort| sort.by.map_or(BY_NAME, Column::word));
    let columns = |wanted: bool| {
        let all = kept.columns.iter().filter(|(_, on)| **on == wanted);
        all.map(|(column, _)| column.word().to_owned()).collect()
    };
    BudgetTab {
        grouping: choice.grouping.word().to_owned(),
        sort: sort.unwrap_or_default().to_owned(),
        descending: choice.sort.is_some_and(|sort| sort.descending),
        million: kept.unit == Unit::Million,
        shown: columns(true),
        hidden: columns(false),
        sources: filter
            .sources
            .iter()
            .map(|s| s.map_or("", FundingSource::word).to_owned())
            .collect(),
        payers: ids(&filter.payers),
        parties: ids(&filter.parties),
        clauses: ids(&filter.clauses),
        warned: filter.warned,
        text: filter.text.clone(),
    }
}

/// As the tab takes it; words that this version does not know are left out.
fn kept(tab: &BudgetTab) -> Kept {
    let ids = |ids: &[String]| {
        let id = |id: &String| (!id.is_empty()).then(|| Id::from(id.as_str()));
        ids.iter().map(id).collect()
    };
    let by = match tab.sort.as_str() {
        BY_NAME => Some(None),
        word => Column::of_word(word).map(Some),
    };
    let columns = |words: &[String], on: bool| {
        let known = words.iter().filter_map(|word| Column::of_word(word));
        known.map(|column| (column, on)).collect::<Vec<_>>()
    };
    let source = |word: &String| match word.as_str() {
        "" => Some(None),
        word => FundingSource::of_word(word).map(Some),
    };
    Kept {
        choice: Choice {
            grouping: Grouping::of_word(&tab.grouping),
            sort: by.map(|by| Sort {
                by,
                descending: tab.descending,
            }),
            filter: Filter {
                sources: tab.sources.iter().filter_map(source).collect(),
                payers: ids(&tab.payers),
                parties: ids(&tab.parties),
                clauses: ids(&tab.clauses),
                warned: tab.warned,
                text: tab.text.clone(),
            },
        },
        unit: if tab.million {
            Unit::Million
        } else {
            Unit::Dong
        },
        columns: columns(&tab.shown, true)
            .into_iter()
            .chain(columns(&tab.hidden, false))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_comes_back_and_unknown_words_hide_nothing() {
        let chosen = Kept {
            choice: Choice {
                grouping: Grouping::Payer,
                sort: Some(Sort {
                    by: Some(Column::Disbursed),
                    descending: true,
                }),
                filter: Filter {
                    sources: [None, Some(FundingSource::Donations)].into(),
                    payers: [Some(Id::from("vl")), None].into(),
                    parties: [Some(Id::from("ct"))].into(),
                    clauses: [Some(Id::from("d5.k1"))].into(),
                    warned: true,
                    text: "nhà ở".to_owned(),
                },
            },
            unit: Unit::Million,
            columns: [(Column::Cancelled, true), (Column::Settled, false)].into(),
        };
        assert_eq!(kept(&words(&chosen)), chosen);
        assert_eq!(State::with(chosen.clone()).kept(), chosen);
        let names = Kept {
            choice: Choice {
                sort: Some(Sort {
                    by: None,
                    descending: false,
                }),
                ..Choice::default()
            },
            ..Kept::default()
        };
        assert_eq!(kept(&words(&names)), names);
        assert_eq!(kept(&BudgetTab::default()), Kept::default());
        let odd = BudgetTab {
            grouping: "by_moon".to_owned(),
            sort: "weight".to_owned(),
            shown: vec!["taste".to_owned()],
            sources: vec!["gold".to_owned()],
            ..BudgetTab::default()
        };
        assert_eq!(kept(&odd), Kept::default());
    }
}
