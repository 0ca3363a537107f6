//! What follows from the data and is never stored: standings, coverage, totals, problems, the
//! timeline, the search index. Computed once for each revision of the document.

pub mod agreements;
pub mod annexes;
pub mod budget;
pub mod comparison;
pub mod computed;
pub mod coverage;
pub mod dependencies;
pub mod exchange;
pub mod journal;
pub mod ledger;
pub mod moments;
pub mod money;
pub mod news;
pub mod overview;
pub mod plan_history;
pub mod plans;
pub mod problems;
pub mod status;
pub mod support;
pub mod timeline;
pub mod versions;

pub use agreements::{AgreementStanding, Agreements};
pub use annexes::{AnnexStanding, AnnexState, Annexes};
pub use budget::{Budget, Figures, LineMoney, Overspending, YearBudget};
pub use computed::Committed;
pub use coverage::{Coverage, Met, Requirement};
pub use dependencies::Dependencies;
pub use moments::{Moment, MomentName};
use money::Papers;
pub use money::{MoneyWarning, MoneyWarnings};
pub use news::News;
pub use overview::{ArticleProgress, Attention, AttentionKind};
pub use plans::{InForce, YearPlans};
pub use problems::Problem;
pub use status::{ReportGroup, Standing, YearFilter, year_of};
pub use support::{Aid, Support};

use crate::change::document::Lineage;
use crate::change::{Document, both};
use crate::model::hash::HashMap;
use crate::model::{
    Activity, BudgetLine, Dependency, Entity, Evidence, Exemption, Header, House, Id, Indicator,
    IndicatorValue, Note, Party, Payment, Plan, Programme, SchoolItem, Unit,
};
use crate::text::people::People;
use chrono::NaiveDate;
use std::sync::OnceLock;

/// Everything derived from one revision of a document, on one day, for the years that are shown.
#[derive(Clone, Debug)]
pub struct Insight {
    /// The revision it follows from.
    pub revision: u64,
    /// The day.
    pub today: NaiveDate,
    /// The years that are shown.
    pub years: YearFilter,
    /// How each activity stands.
    pub standings: HashMap<Id, Standing>,
    /// The activities of each clause in the years that are shown, in their order.
    pub by_clause: HashMap<Id, Vec<Id>>,
    /// How complete each tracked clause is.
    pub coverage: HashMap<Id, Coverage>,
    /// How many contents meet each requirement of Điều 1.2.
    pub coverage_totals: [overview::CoverageTotal; 6],
    /// The money of all years.
    pub budget: Budget,
    /// What is to be looked at in the money.
    pub money: MoneyWarnings,
    /// What households and school sites were given.
    pub support: Support,
    /// The names of households, to be hidden in texts.
    pub people: People,
    /// The plans of each year.
    pub plans: Vec<YearPlans>,
    /// The parties' agreements to plans and annexes.
    pub agreements: Agreements,
    /// How far the annexes are, and what those in force amend.
    pub annexes: Annexes,
    /// Which activity begins after which.
    pub dependencies: Dependencies,
    /// What needs attention.
    pub attention: Vec<Attention>,
    /// Which of it each filter shows.
    pub attention_of: overview::AttentionIndex,
    /// How far each Điều is.
    pub progress: Vec<ArticleProgress>,
    /// The next deadlines.
    pub deadlines: Vec<(NaiveDate, Id)>,
    /// Sources spent beyond a bound.
    pub overspent: Vec<overview::OverspentSource>,
    /// Evidence of each entity.
    pub evidence: HashMap<Id, Vec<Id>>,
    /// Notes of each entity, in the order of their dates.
    pub notes: HashMap<Id, Vec<Id>>,
    /// Indicators of each clause and activity, in their order.
    pub indicators: HashMap<Id, Vec<Id>>,
    /// Values of each indicator by year.
    pub indicator_values: HashMap<(Id, i32), Id>,
    /// Payments of each line, in the order of their dates.
    pub payments_of_line: HashMap<Id, Vec<Id>>,
    /// Payments of each activity, in the order of their dates.
    pub payments_of_activity: HashMap<Id, Vec<Id>>,
    /// What is wrong in the data; looked for when it is first asked for, as it walks the whole
    /// history.
    problems: OnceLock<Vec<Problem>>,
    /// The moments; looked for when they are first asked for.
    moments: OnceLock<Vec<Moment>>,
    /// What the others do not have yet; the history is walked when it is first asked for, and carried on
    /// from then.
    news: OnceLock<News>,
    /// The document it follows from.
    lineage: Lineage,
}

impl Insight {
    /// Derives everything.
    #[must_use]
    pub fn of(document: &Document, today: NaiveDate, years: YearFilter) -> Self {
        let mut insight = Self {
            revision: document.revision(),
            today,
            years,
            standings: HashMap::default(),
            by_clause: HashMap::default(),
            coverage: HashMap::default(),
            coverage_totals: overview::coverage_totals(&HashMap::default()),
            budget: Budget::default(),
            money: MoneyWarnings::default(),
            support: Support::default(),
            people: People::default(),
            plans: Vec::new(),
            agreements: Agreements::default(),
            annexes: Annexes::default(),
            dependencies: Dependencies::default(),
            attention: Vec::new(),
            attention_of: overview::AttentionIndex::default(),
            progress: Vec::new(),
            deadlines: Vec::new(),
            overspent: Vec::new(),
            evidence: HashMap::default(),
            notes: HashMap::default(),
            indicators: HashMap::default(),
            indicator_values: HashMap::default(),
            payments_of_line: HashMap::default(),
            payments_of_activity: HashMap::default(),
            problems: OnceLock::new(),
            moments: OnceLock::new(),
            news: OnceLock::new(),
            lineage: document.lineage().share(),
        };
        insight.derive(document, &|_| true, (true, true));
        insight
    }

    /// The same as [`Insight::of`], with what an earlier one of the same document knows already: only
    /// what follows from kinds that were written to since then is derived anew.
    #[must_use]
    pub fn next(mut self, document: &Document, today: NaiveDate, years: YearFilter) -> Self {
        if self.lineage != *document.lineage() {
            return Self::of(document, today, years);
        }
        if let Some(news) = self.news.get_mut() {
            news.bring_up_to(document);
        }
        if self.revision == document.revision() && self.today == today && self.years == years {
            return self;
        }
        let since = self.revision;
        let moved = (self.today != today, self.years != years);
        self.revision = document.revision();
        self.today = today;
        self.years = years;
        self.problems = OnceLock::new();
        self.moments = OnceLock::new();
        self.derive(document, &|kind| document.changed_at(kind) > since, moved);
        self
    }

    /// Derives what follows from the kinds that `changed`, from another day or other years.
    fn derive(
        &mut self,
        document: &Document,
        changed: &dyn Fn(&str) -> bool,
        (day, years): (bool, bool),
    ) {
        let programme = document.programme();
        let any = |kinds: &[&str]| changed(Header::KIND) || kinds.iter().any(|kind| changed(kind));
        let activities = any(&[Activity::KIND]);
        if activities || day {
            let soon = status::soon_days(programme);
            let all = programme.activities.values();
            let standing = |a: &Activity| (a.id.clone(), Standing::of(a, self.today, soon));
            self.standings = all.map(standing).collect();
        }
        if activities || years {
            let shown = |a: &&Activity| self.years.admits(year_of(a));
            self.by_clause = grouped(
                programme.activities.values().filter(shown),
                |a| a.place.parent.as_ref(),
                |a| a.place.key.as_str(),
            );
        }
        let budget = any(&[BudgetLine::KIND, Payment::KIND, Party::KIND, Unit::KIND]);
        self.derive_money(programme, budget, changed(Payment::KIND), budget || day);
        if years || any(&[House::KIND, SchoolItem::KIND, BudgetLine::KIND]) {
            self.support = Support::of(programme, self.years);
        }
        if changed(House::KIND) {
            self.people = crate::change::households::people(document);
        }
        // Agreements follow from moments too, and whether they hold from all that a plan contains: few as
        // they are, they are looked at in every revision.
        self.agreements = Agreements::of(document);
        // So are the annexes, which follow from them.
        self.annexes = Annexes::of(document, &self.agreements, self.today);
        let now = plans::plans_by_year(programme, &self.agreements);
        let plans = changed(Plan::KIND) || now != self.plans;
        self.plans = now;
        if any(&[Activity::KIND, Dependency::KIND]) {
            self.dependencies = Dependencies::of(programme);
        }
        self.derive_lists(programme, changed);
        if activities || budget || plans || day || years {
            let (standings, today) = (&self.standings, self.today);
            self.attention = overview::attention(
                programme,
                standings,
                (&self.budget, &self.money),
                &self.plans,
                self.years,
                today,
            );
            self.attention_of = overview::AttentionIndex::of(programme, &self.attention);
        }
        if any(&[Activity::KIND, Note::KIND, Exemption::KIND]) || years {
            self.coverage = coverage::coverage(programme, self.years);
            self.coverage_totals = overview::coverage_totals(&self.coverage);
        }
        if activities || day || years {
            self.progress = overview::progress(programme, &self.standings, self.years);
            self.deadlines =
                overview::next_deadlines(programme, &self.standings, self.years, self.today);
        }
        if budget || years {
            self.overspent = overview::overspent(&self.budget, self.years);
        }
    }

    /// The sums, the payments of lines and activities, and the warnings; of many lines on two threads.
    fn derive_money(&mut self, programme: &Programme, sums: bool, payments: bool, warnings: bool) {
        /// From how many lines and payments on a thread is worth its making.
        const MANY: usize = 2_000;
        let many = sums && programme.budget_lines.len() + programme.payments.len() >= MANY;
        let known = &self.payments_of_line;
        let (budget, (grouped, papers)) = both(
            many,
            || sums.then(|| Budget::of(programme)),
            || {
                let all = || programme.payments.values();
                let of_line = payments.then(|| grouped(all(), |p| p.line.as_ref(), |p| p.date));
                let papers =
                    warnings.then(|| Papers::of(programme, of_line.as_ref().unwrap_or(known)));
                let of_activity = || grouped(all(), |p| p.activity.as_ref(), |p| p.date);
                (of_line.map(|of_line| (of_line, of_activity())), papers)
            },
        );
        if let Some(budget) = budget {
            self.budget = budget;
        }
        if let Some((of_line, of_activity)) = grouped {
            self.payments_of_line = of_line;
            self.payments_of_activity = of_activity;
        }
        if let Some(papers) = papers {
            self.money = MoneyWarnings::of(programme, &self.budget, papers, self.today);
        }
    }

    /// What belongs to what.
    fn derive_lists(&mut self, programme: &Programme, changed: &dyn Fn(&str) -> bool) {
        if changed(Evidence::KIND) {
            let all = programme.evidence.values();
            self.evidence = grouped(all, |e| e.of.as_ref(), |_| ());
        }
        if changed(Note::KIND) {
            let all = programme.notes.values();
            self.notes = grouped(all, |n| n.of.as_ref(), |n| n.date);
        }
        if changed(Indicator::KIND) {
            let all = programme.indicators.values();
            self.indicators = grouped(all, |i| i.of.as_ref(), |i| i.place.key.as_str());
        }
        if changed(IndicatorValue::KIND) {
            let all = programme.indicator_values.values();
            let value = |v: &IndicatorValue| Some(((v.indicator.clone()?, v.year?), v.id.clone()));
            self.indicator_values = all.filter_map(value).collect();
        }
    }

    /// What is wrong in the data of the document that this follows from.
    #[must_use]
    pub fn problems(&self, document: &Document) -> &[Problem] {
        self.problems.get_or_init(|| problems::problems(document))
    }

    /// The moments to show, of the document that this follows from; the earliest first.
    #[must_use]
    pub fn moments(&self, document: &Document) -> &[Moment] {
        self.moments.get_or_init(|| moments::moments(document))
    }

    /// What the other parties do not have yet of the document that this follows from.
    #[must_use]
    pub fn news(&self, document: &Document) -> &News {
        self.news.get_or_init(|| News::of(document))
    }

    /// Whether an agreement is to its plan as it stands, in the document that this follows from.
    #[must_use]
    pub fn agreement_standing(&self, document: &Document, agreement: &Id) -> AgreementStanding {
        self.agreements.standing(document, agreement)
    }

    /// How an activity stands.
    #[must_use]
    pub fn standing(&self, activity: &Id) -> Standing {
        self.standings
            .get(activity)
            .copied()
            .unwrap_or(Standing::NotStarted)
    }

    /// How many activities are overdue, in the years that are shown.
    #[must_use]
    pub fn overdue(&self) -> usize {
        self.attention_of.count(AttentionKind::Overdue)
    }
}

/// The entities of each owner by their ids, in the order of a key; those of equal keys by id. They come
/// by id.
fn grouped<'a, E: Entity + 'a, K: Ord>(
    entities: impl Iterator<Item = &'a E>,
    owner: impl Fn(&'a E) -> Option<&'a Id>,
    key: impl Fn(&'a E) -> K,
) -> HashMap<Id, Vec<Id>> {
    let mut groups: HashMap<&Id, Vec<(K, &Id)>> = HashMap::default();
    for entity in entities {
        if let Some(owner) = owner(entity) {
            groups
                .entry(owner)
                .or_default()
                .push((key(entity), entity.id()));
        }
    }
    let sorted = |mut list: Vec<(K, &Id)>| {
        list.sort_by(|a, b| a.0.cmp(&b.0));
        list.into_iter().map(|(_, id)| id.clone()).collect()
    };
    let groups = groups.into_iter();
    groups
        .map(|(owner, list)| (owner.clone(), sorted(list)))
        .collect()
}

#[cfg(test)]
mod tests;
