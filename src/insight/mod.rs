//! What follows from the data and is never stored: standings, coverage, totals, problems, the
//! timeline, the search index. Computed once for each revision of the document.

pub mod agreements;
pub mod budget;
pub mod comparison;
pub mod coverage;
pub mod dependencies;
pub mod moments;
pub mod overview;
pub mod plans;
pub mod problems;
pub mod status;
pub mod timeline;

pub use agreements::{AgreementStanding, Agreements};
pub use budget::{Budget, Figures, Overspending, YearBudget};
pub use coverage::{Coverage, Met, Requirement};
pub use dependencies::Dependencies;
pub use moments::{Moment, MomentName};
pub use overview::{ArticleProgress, Attention, AttentionKind};
pub use plans::{InForce, YearPlans};
pub use problems::Problem;
pub use status::{ReportGroup, Standing, YearFilter, year_of};

use crate::change::Document;
use crate::model::Id;
use chrono::NaiveDate;
use std::collections::HashMap;
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
    /// The plans of each year.
    pub plans: Vec<YearPlans>,
    /// The parties' agreements to plans.
    pub agreements: Agreements,
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
}

impl Insight {
    /// Derives everything.
    #[must_use]
    pub fn of(document: &Document, today: NaiveDate, years: YearFilter) -> Self {
        let programme = document.programme();
        let soon = status::soon_days(programme);
        let standings: HashMap<Id, Standing> = programme
            .activities
            .values()
            .map(|a| (a.id.clone(), Standing::of(a, today, soon)))
            .collect();
        let mut by_clause: HashMap<Id, Vec<Id>> = HashMap::new();
        for activity in programme
            .activities
            .values()
            .filter(|a| years.admits(year_of(a)))
        {
            if let Some(clause) = &activity.place.parent {
                by_clause
                    .entry(clause.clone())
                    .or_default()
                    .push(activity.id.clone());
            }
        }
        for list in by_clause.values_mut() {
            let key = |id: &Id| programme.activities.get(id).map(|a| a.place.key.clone());
            list.sort_by_cached_key(|id| (key(id), id.clone()));
        }
        let budget = Budget::of(programme);
        let agreements = Agreements::of(document);
        let plans = plans::plans_by_year(programme, &agreements);
        let attention = overview::attention(programme, &standings, &budget, &plans, years, today);
        let attention_of = overview::AttentionIndex::of(programme, &attention);
        let coverage = coverage::coverage(programme, years);
        let progress = overview::progress(programme, &standings, years);
        let deadlines = overview::next_deadlines(programme, &standings, years, today);
        let overspent = overview::overspent(&budget, years);
        let mut evidence: HashMap<Id, Vec<Id>> = HashMap::new();
        for e in programme.evidence.values() {
            if let Some(of) = &e.of {
                evidence.entry(of.clone()).or_default().push(e.id.clone());
            }
        }
        let mut notes: HashMap<Id, Vec<Id>> = HashMap::new();
        for n in programme.notes.values() {
            if let Some(of) = &n.of {
                notes.entry(of.clone()).or_default().push(n.id.clone());
            }
        }
        for list in notes.values_mut() {
            list.sort_by_cached_key(|id| {
                (programme.notes.get(id).and_then(|n| n.date), id.clone())
            });
        }
        let mut indicators: HashMap<Id, Vec<Id>> = HashMap::new();
        for i in programme.indicators.values() {
            if let Some(of) = &i.of {
                indicators.entry(of.clone()).or_default().push(i.id.clone());
            }
        }
        for list in indicators.values_mut() {
            list.sort_by_cached_key(|id| {
                (
                    programme.indicators.get(id).map(|i| i.place.key.clone()),
                    id.clone(),
                )
            });
        }
        let indicator_values = programme
            .indicator_values
            .values()
            .filter_map(|v| Some(((v.indicator.clone()?, v.year?), v.id.clone())))
            .collect();
        let mut payments_of_line: HashMap<Id, Vec<Id>> = HashMap::new();
        let mut payments_of_activity: HashMap<Id, Vec<Id>> = HashMap::new();
        for p in programme.payments.values() {
            if let Some(line) = &p.line {
                payments_of_line
                    .entry(line.clone())
                    .or_default()
                    .push(p.id.clone());
            }
            if let Some(activity) = &p.activity {
                payments_of_activity
                    .entry(activity.clone())
                    .or_default()
                    .push(p.id.clone());
            }
        }
        for list in payments_of_line
            .values_mut()
            .chain(payments_of_activity.values_mut())
        {
            list.sort_by_cached_key(|id| {
                (programme.payments.get(id).and_then(|p| p.date), id.clone())
            });
        }
        Self {
            revision: document.revision(),
            today,
            years,
            coverage_totals: overview::coverage_totals(&coverage),
            coverage,
            problems: OnceLock::new(),
            moments: OnceLock::new(),
            agreements,
            dependencies: Dependencies::of(programme),
            standings,
            by_clause,
            budget,
            plans,
            attention,
            attention_of,
            progress,
            deadlines,
            overspent,
            evidence,
            notes,
            indicators,
            indicator_values,
            payments_of_line,
            payments_of_activity,
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
