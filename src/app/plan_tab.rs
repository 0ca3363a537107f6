//! What of the timeline survives the end of the program: between the tab and the settings.

use super::App;
use crate::insight::timeline::{Filter, Grouping};
use crate::model::{FundingSource, Id};
use crate::store::settings::PlanTab;
use crate::ui::tabs::plan::{Kept, State};
use std::collections::BTreeSet;

impl App {
    /// Keeps what the user chose in the timeline, once it differs from what is kept. Not while a
    /// button is down: a drag changes the zoom many times.
    pub(super) fn keep_plan_tab(&mut self, pointer_down: bool) {
        let Some(workspace) = self.workspace.as_ref().filter(|_| !pointer_down) else {
            return;
        };
        let now = words(&workspace.states.plan.kept());
        if now != self.settings.plan_tab {
            self.settings.plan_tab = now;
            self.keep_settings();
        }
    }

    /// The timeline of a document that is opened.
    pub(super) fn plan_tab(&self) -> State {
        State::with(kept(&self.settings.plan_tab))
    }
}

/// As it stands in the settings.
fn words(kept: &Kept) -> PlanTab {
    let ids = |ids: &BTreeSet<Id>| ids.iter().map(ToString::to_string).collect();
    let filter = &kept.filter;
    PlanTab {
        grouping: kept.grouping.word().to_owned(),
        zoom: kept.zoom.clone(),
        this_month: filter.this_month,
        late: filter.late,
        unassigned: filter.unassigned,
        parties: ids(&filter.parties),
        units: ids(&filter.units),
        sources: filter.sources.iter().map(|s| s.word().to_owned()).collect(),
        plans: ids(&filter.plans),
        open_years: kept.open_years.iter().copied().collect(),
    }
}

/// As the tab takes it; words that this version does not know are left out.
fn kept(tab: &PlanTab) -> Kept {
    let ids = |ids: &[String]| ids.iter().map(|id| Id::from(id.as_str())).collect();
    let sources = tab.sources.iter();
    Kept {
        grouping: Grouping::of_word(&tab.grouping),
        filter: Filter {
            this_month: tab.this_month,
            late: tab.late,
            unassigned: tab.unassigned,
            parties: ids(&tab.parties),
            units: ids(&tab.units),
            sources: sources.filter_map(|s| FundingSource::of_word(s)).collect(),
            plans: ids(&tab.plans),
        },
        zoom: tab.zoom.clone(),
        open_years: tab.open_years.iter().copied().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_comes_back_and_unknown_words_hide_nothing() {
        let chosen = Kept {
            grouping: Grouping::Party,
            filter: Filter {
                late: true,
                this_month: true,
                parties: [Id::from("ct")].into(),
                sources: [FundingSource::Donations].into(),
                ..Filter::default()
            },
            zoom: "quarter".to_owned(),
            open_years: [2022, 2025].into(),
        };
        assert_eq!(kept(&words(&chosen)), chosen);
        assert_eq!(State::with(chosen.clone()).kept(), chosen);
        let odd = PlanTab {
            grouping: "by_moon".to_owned(),
            zoom: "decade".to_owned(),
            sources: vec!["gold".to_owned()],
            ..PlanTab::default()
        };
        let back = kept(&odd);
        assert_eq!(back.grouping, Grouping::Article);
        assert!(back.filter.is_off());
        assert_eq!(State::with(back).kept().zoom, "period");
    }
}
