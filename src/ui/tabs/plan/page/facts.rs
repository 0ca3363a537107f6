//! What the page of a plan shows, worked out once for a revision.

use crate::insight::{Figures, year_of};
use crate::model::{
    Activity, BudgetLine, Decimal, FundingSource, Id, Payment, Plan, PlanScope, Sum,
};
use crate::ui::view::View;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A row of the contents.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    /// The head of an article; 0 for activities of no clause.
    Article {
        /// Its number.
        article: u8,
        /// Activities that are done.
        done: usize,
        /// All of them.
        all: usize,
    },
    /// An activity.
    Work(Id),
}

/// A row of the indicators.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// The activity that it measures.
    pub(super) of: Id,
    /// Its name with its unit.
    pub(super) name: String,
    /// Hiện trạng, kế hoạch, thực hiện.
    pub(super) values: [Option<Decimal>; 3],
}

/// What the page shows.
#[derive(Debug, Default)]
pub(super) struct Facts {
    key: Option<(u64, Id, usize)>,
    /// The contents by article.
    pub(super) entries: Vec<Entry>,
    /// Activities that are done.
    pub(super) done: usize,
    /// All activities.
    pub(super) all: usize,
    /// The money by source; none is that without a source.
    pub(super) money: Vec<(Option<FundingSource>, Figures)>,
    /// All of it.
    pub(super) total: Figures,
    /// Indicators with a value, in the order of the contents.
    pub(super) targets: Vec<Target>,
    /// Tracked clauses without an activity in it, and without an exemption.
    pub(super) left_out: Vec<Id>,
    /// Activities of its year that stand in no plan.
    pub(super) loose: Vec<Id>,
}

impl Facts {
    /// Works it out anew where the document or the plan is another one.
    pub(super) fn refresh(&mut self, view: &View<'_>, plan: &Plan) {
        // A document as it was is another one with a revision of its own: its history is shorter.
        let changes = view.document.log().changes().len();
        let key = (view.insight.revision, plan.id.clone(), changes);
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let p = view.programme();
        let mut inside: Vec<&Activity> = p
            .activities
            .values()
            .filter(|a| a.plan.as_ref() == Some(&plan.id))
            .collect();
        inside.sort_by_cached_key(|a| {
            let clause = a.place.parent.as_ref();
            let at = clause.map_or(usize::MAX, |c| p.text.position(c.as_str()));
            (at, a.place.key.clone(), a.id.clone())
        });
        let held: HashSet<&Id> = inside.iter().map(|a| &a.id).collect();
        let mut facts = Self {
            key: Some(key),
            all: inside.len(),
            ..Self::default()
        };
        facts.contents(view, &inside);
        facts.amounts(view, &held);
        for a in &inside {
            facts.indicators(view, plan, a);
        }
        if matches!(plan.scope, Some(PlanScope::Joint | PlanScope::Party)) {
            let has: HashSet<&Id> = inside
                .iter()
                .filter_map(|a| a.place.parent.as_ref())
                .collect();
            let exempt = |id: &Id| p.exemption(id).is_some_and(|e| e.decision.exempt);
            let tracked = p.text.all().iter().filter(|c| c.tracked);
            facts.left_out = tracked
                .filter(|c| !has.contains(&c.id) && !exempt(&c.id))
                .map(|c| c.id.clone())
                .collect();
        }
        if plan.scope == Some(PlanScope::Joint) && inside.is_empty() && plan.year.is_some() {
            let loose = p.activities.values();
            facts.loose = loose
                .filter(|a| a.plan.is_none() && year_of(a) == plan.year)
                .map(|a| a.id.clone())
                .collect();
        }
        *self = facts;
    }

    fn contents(&mut self, view: &View<'_>, inside: &[&Activity]) {
        let mut head: Option<usize> = None;
        for a in inside {
            let clause = a.place.parent.as_ref();
            let article = clause.map_or(0, |c| view.programme().text.article_of(c.as_str()));
            let same = head
                .and_then(|at| self.entries.get(at))
                .is_some_and(|e| matches!(e, Entry::Article { article: n, .. } if *n == article));
            if !same {
                head = Some(self.entries.len());
                self.entries.push(Entry::Article {
                    article,
                    done: 0,
                    all: 0,
                });
            }
            let is_done = view.insight.standing(&a.id).is_done();
            self.done += usize::from(is_done);
            if let Some(Entry::Article { done, all, .. }) =
                head.and_then(|at| self.entries.get_mut(at))
            {
                *all += 1;
                *done += usize::from(is_done);
            }
            self.entries.push(Entry::Work(a.id.clone()));
        }
    }

    fn amounts(&mut self, view: &View<'_>, held: &HashSet<&Id>) {
        let p = view.programme();
        let lines: Vec<&BudgetLine> = p
            .budget_lines
            .values()
            .filter(|l| l.activity.as_ref().is_some_and(|a| held.contains(a)))
            .collect();
        let mut payments: HashMap<&Id, Vec<&Payment>> = HashMap::new();
        for line in &lines {
            let own = view.insight.payments_of_line.get(&line.id);
            let own = own
                .into_iter()
                .flatten()
                .filter_map(|id| p.payments.get(id));
            payments.insert(&line.id, own.collect());
        }
        let mut by_source: BTreeMap<Option<FundingSource>, Figures> = BTreeMap::new();
        for line in lines {
            let paid = payments.remove(&line.id).unwrap_or_default();
            let figures = Figures::of(line, paid);
            self.total.add(&figures);
            by_source.entry(line.key.source).or_default().add(&figures);
        }
        self.money = by_source.into_iter().collect();
        // Those without a source last.
        self.money.sort_by_key(|(source, _)| source.is_none());
    }

    fn indicators(&mut self, view: &View<'_>, plan: &Plan, a: &Activity) {
        let p = view.programme();
        let Some(year) = year_of(a).or(plan.year) else {
            return;
        };
        let own = view.insight.indicators.get(&a.id).into_iter().flatten();
        for indicator in own.filter_map(|id| p.indicators.get(id)) {
            let key = (indicator.id.clone(), year);
            let value = view.insight.indicator_values.get(&key);
            let value = value.and_then(|id| p.indicator_values.get(id));
            let name = if indicator.unit.is_empty() {
                indicator.name.clone()
            } else {
                format!("{} ({})", indicator.name, indicator.unit)
            };
            self.targets.push(Target {
                of: a.id.clone(),
                name,
                values: value.map_or([None; 3], |v| [v.baseline, v.target, v.actual]),
            });
        }
    }

    /// Whether any money is known.
    pub(super) fn has_money(&self) -> bool {
        !self.money.is_empty()
    }
}

/// The three columns of the money.
pub(super) fn columns(figures: &Figures) -> [&Sum; 3] {
    [&figures.committed, &figures.estimate, &figures.disbursed]
}
