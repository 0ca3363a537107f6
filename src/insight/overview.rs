//! The overview: what needs attention, how far each Điều is, and the next deadlines.

use super::budget::{Budget, Overspending};
use super::coverage::{Coverage, Met, Requirement};
use super::money::{MoneyWarning, MoneyWarnings};
use super::plans::YearPlans;
use super::status::{Standing, YearFilter, year_of};
use crate::model::hash::HashMap;
use crate::model::{Activity, Id, PlanState, Programme, Sum};
use chrono::{Datelike as _, NaiveDate};

/// Something that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attention {
    /// An activity is overdue, by so many days.
    Overdue {
        /// The activity.
        activity: Id,
        /// Days since its deadline.
        days: i64,
    },
    /// An activity has no lead unit.
    Unassigned {
        /// The activity.
        activity: Id,
    },
    /// A plan was submitted and not every party has agreed.
    NotAgreed {
        /// The plan.
        plan: Id,
        /// The parties that have not.
        pending: Vec<Id>,
    },
    /// A rule on money is not kept.
    Money(MoneyWarning),
    /// Money of this year was estimated and nothing is disbursed.
    NotDisbursed {
        /// The budget line.
        line: Id,
        /// What is estimated, in đồng.
        estimate: i64,
    },
    /// Money of this year is disbursed in part.
    PartlyDisbursed {
        /// The budget line.
        line: Id,
        /// What is left, in đồng.
        remaining: i64,
    },
}

/// The filters of the attention list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AttentionKind {
    /// Tất cả.
    #[default]
    All,
    /// Quá hạn.
    Overdue,
    /// Chưa phân công.
    Unassigned,
    /// Chưa thống nhất.
    NotAgreed,
    /// Lưu ý về kinh phí.
    Money,
    /// Chưa giải ngân.
    NotDisbursed,
}

impl Attention {
    /// Whether it is of this kind. The filters show somewhat more: see [`AttentionIndex`].
    #[must_use]
    pub const fn is(&self, kind: AttentionKind) -> bool {
        match kind {
            AttentionKind::All => true,
            AttentionKind::Overdue => matches!(self, Self::Overdue { .. }),
            AttentionKind::Unassigned => matches!(self, Self::Unassigned { .. }),
            AttentionKind::NotAgreed => matches!(self, Self::NotAgreed { .. }),
            AttentionKind::Money => matches!(self, Self::Money(_)),
            AttentionKind::NotDisbursed => matches!(
                self,
                Self::NotDisbursed { .. } | Self::PartlyDisbursed { .. }
            ),
        }
    }
}

/// Which entries of the attention list each filter shows, made once, so that neither a count nor a
/// filter walks through the whole list in a frame. An overdue activity without a lead is shown by
/// both of its filters and stands in the list once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttentionIndex {
    all: usize,
    overdue: Vec<usize>,
    unassigned: Vec<usize>,
    not_agreed: Vec<usize>,
    money: Vec<usize>,
    not_disbursed: Vec<usize>,
}

impl AttentionIndex {
    /// The index of a list.
    #[must_use]
    pub fn of(programme: &Programme, list: &[Attention]) -> Self {
        let mut index = Self {
            all: list.len(),
            ..Self::default()
        };
        for (at, entry) in list.iter().enumerate() {
            match entry {
                Attention::Overdue { activity, .. } => {
                    index.overdue.push(at);
                    if programme
                        .activities
                        .get(activity)
                        .is_some_and(|a| a.lead.is_none())
                    {
                        index.unassigned.push(at);
                    }
                }
                Attention::Unassigned { .. } => index.unassigned.push(at),
                Attention::NotAgreed { .. } => index.not_agreed.push(at),
                Attention::Money(_) => index.money.push(at),
                Attention::NotDisbursed { .. } | Attention::PartlyDisbursed { .. } => {
                    index.not_disbursed.push(at)
                }
            }
        }
        index
    }

    fn places(&self, kind: AttentionKind) -> Option<&[usize]> {
        match kind {
            AttentionKind::All => None,
            AttentionKind::Overdue => Some(&self.overdue),
            AttentionKind::Unassigned => Some(&self.unassigned),
            AttentionKind::NotAgreed => Some(&self.not_agreed),
            AttentionKind::Money => Some(&self.money),
            AttentionKind::NotDisbursed => Some(&self.not_disbursed),
        }
    }

    /// How many entries a filter shows.
    #[must_use]
    pub fn count(&self, kind: AttentionKind) -> usize {
        self.places(kind).map_or(self.all, <[usize]>::len)
    }

    /// The place in the list of the entry that a filter shows as its `nth`, from 0.
    #[must_use]
    pub fn nth(&self, kind: AttentionKind, nth: usize) -> Option<usize> {
        match self.places(kind) {
            None => (nth < self.all).then_some(nth),
            Some(places) => places.get(nth).copied(),
        }
    }
}

/// How many activities of an Điều are in which of the four shapes of a progress cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShapeCounts {
    /// Completed, in time or late.
    pub done: usize,
    /// Begun and not late.
    pub doing: usize,
    /// Overdue, begun or not.
    pub overdue: usize,
    /// Not begun, paused or set aside.
    pub idle: usize,
}

/// How many contents meet one requirement of Điều 1.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoverageTotal {
    /// The requirement.
    pub requirement: Requirement,
    /// Contents that meet it with all their activities, or need not.
    pub full: usize,
    /// Contents of which some activities meet it.
    pub part: usize,
    /// All tracked contents.
    pub of: usize,
}

/// How many contents meet each requirement of Điều 1.2, in the order of the text.
#[must_use]
pub fn coverage_totals(coverage: &HashMap<Id, Coverage>) -> [CoverageTotal; 6] {
    let mut totals = Requirement::ALL.map(|requirement| CoverageTotal {
        requirement,
        full: 0,
        part: 0,
        of: coverage.len(),
    });
    for content in coverage.values() {
        for (total, (_, met)) in totals.iter_mut().zip(&content.parts) {
            match met {
                Met::Full | Met::Exempt => total.full += 1,
                Met::Part { .. } => total.part += 1,
                Met::Missing => {}
            }
        }
    }
    totals
}

/// The state of the activities of one Điều.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleProgress {
    /// The number of the Điều.
    pub article: u8,
    /// Its activities, completed ones first, then running, overdue and untouched ones.
    pub cells: Vec<(Id, Standing)>,
    /// How many are in which shape.
    pub shapes: ShapeCounts,
}

impl ArticleProgress {
    /// How many are completed.
    #[must_use]
    pub const fn done(&self) -> usize {
        self.shapes.done
    }

    /// How many are overdue.
    #[must_use]
    pub const fn overdue(&self) -> usize {
        self.shapes.overdue
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> usize {
        self.cells.len()
    }
}

/// Money that is spent beyond a bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverspentSource {
    /// The year.
    pub year: i32,
    /// The place of the source among the year's sources.
    pub source: usize,
    /// Which bound, and by how much.
    pub over: Overspending,
}

/// What needs attention, most urgent first.
#[must_use]
pub fn attention(
    programme: &Programme,
    standings: &HashMap<Id, Standing>,
    (budget, money): (&Budget, &MoneyWarnings),
    plans: &[YearPlans],
    years: YearFilter,
    today: NaiveDate,
) -> Vec<Attention> {
    let mut overdue: Vec<(i64, &Activity)> = Vec::new();
    let mut unassigned: Vec<&Activity> = Vec::new();
    for activity in programme
        .activities
        .values()
        .filter(|a| years.admits(year_of(a)))
    {
        let Some(standing) = standings.get(&activity.id) else {
            continue;
        };
        if let Standing::Overdue { days, .. } = standing {
            overdue.push((*days, activity));
        } else if activity.lead.is_none() && standing.is_open() {
            unassigned.push(activity);
        }
    }
    // They come by their ids, and stay so where the days are equal.
    overdue.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
    unassigned.sort_by_key(|a| a.due.unwrap_or(NaiveDate::MAX));
    let mut list: Vec<Attention> = Vec::new();
    list.extend(overdue.into_iter().map(|(days, a)| Attention::Overdue {
        activity: a.id.clone(),
        days,
    }));
    // What is overspent comes before what is not assigned yet; what is only to be looked at, after.
    let shown = |w: &&MoneyWarning| w.years(programme).any(|year| years.admits(year));
    let of_money = |grave: bool| {
        let all = money.list.iter().filter(move |w| w.is_grave() == grave);
        all.filter(shown).cloned().map(Attention::Money)
    };
    list.extend(of_money(true));
    list.extend(unassigned.into_iter().map(|a| Attention::Unassigned {
        activity: a.id.clone(),
    }));
    for year in plans.iter().filter(|p| years.admits(Some(p.year))) {
        let Some(plan) = year.joint.as_ref().and_then(|id| programme.plans.get(id)) else {
            continue;
        };
        let asked = matches!(
            plan.state.is,
            PlanState::Submitted | PlanState::Approved | PlanState::Issued | PlanState::InEffect
        );
        if asked && !year.agreed_by_all() {
            let pending = year.pending().into_iter().cloned().collect();
            list.push(Attention::NotAgreed {
                plan: plan.id.clone(),
                pending,
            });
        }
    }
    list.extend(of_money(false));
    let mut partly = Vec::new();
    for (id, figures) in &budget.lines {
        let Some(line) = programme.budget_lines.get(id) else {
            continue;
        };
        if line.key.year != Some(today.year()) || !years.admits(line.key.year) {
            continue;
        }
        let Some(estimate) = figures.estimate.known().filter(|e| *e > 0) else {
            continue;
        };
        match (&figures.disbursed, figures.remaining()) {
            (Sum::Empty | Sum::Known(0), _) => {
                list.push(Attention::NotDisbursed {
                    line: id.clone(),
                    estimate,
                });
            }
            (_, Sum::Known(left)) if left > 0 => {
                partly.push(Attention::PartlyDisbursed {
                    line: id.clone(),
                    remaining: left,
                });
            }
            _ => {}
        }
    }
    list.extend(partly);
    list
}

/// How far each Điều is.
#[must_use]
pub fn progress(
    programme: &Programme,
    standings: &HashMap<Id, Standing>,
    years: YearFilter,
) -> Vec<ArticleProgress> {
    let mut articles: Vec<ArticleProgress> = programme
        .text
        .articles()
        .map(|a| ArticleProgress {
            article: a.article,
            ..ArticleProgress::default()
        })
        .collect();
    for activity in programme
        .activities
        .values()
        .filter(|a| years.admits(year_of(a)))
    {
        let article = activity
            .place
            .parent
            .as_ref()
            .map_or(0, |c| programme.text.article_of(c.as_str()));
        if let (Some(slot), Some(standing)) = (
            articles.iter_mut().find(|p| p.article == article),
            standings.get(&activity.id),
        ) {
            match standing {
                s if s.is_done() => slot.shapes.done += 1,
                s if s.is_overdue() => slot.shapes.overdue += 1,
                s if s.is_running() => slot.shapes.doing += 1,
                _ => slot.shapes.idle += 1,
            }
            slot.cells.push((activity.id.clone(), *standing));
        }
    }
    let rank = |s: &Standing| match s {
        Standing::Done | Standing::DoneLate { .. } => 0,
        s if s.is_overdue() => 2,
        s if s.is_running() => 1,
        Standing::Paused => 3,
        Standing::NotStarted | Standing::Soon { .. } => 4,
        _ => 5,
    };
    for article in &mut articles {
        // They come by their ids, and stay so where the ranks are equal.
        article.cells.sort_by_key(|(_, standing)| rank(standing));
    }
    articles
}

/// The open activities whose deadlines come next, nearest first.
#[must_use]
pub fn next_deadlines(
    programme: &Programme,
    standings: &HashMap<Id, Standing>,
    years: YearFilter,
    today: NaiveDate,
) -> Vec<(NaiveDate, Id)> {
    let mut list: Vec<(NaiveDate, Id)> = programme
        .activities
        .values()
        .filter(|a| years.admits(year_of(a)) && standings.get(&a.id).is_some_and(|s| s.is_open()))
        .filter_map(|a| Some((a.due.filter(|d| *d >= today)?, a.id.clone())))
        .collect();
    // They come by their ids, and stay so where the days are equal.
    list.sort_by_key(|(due, _)| *due);
    list
}

/// The sources that are spent beyond a bound, in the years that are shown.
#[must_use]
pub fn overspent(budget: &Budget, years: YearFilter) -> Vec<OverspentSource> {
    let mut list = Vec::new();
    for year in budget.years.iter().filter(|y| years.admits(Some(y.year))) {
        for (source, row) in year.sources.iter().enumerate() {
            for over in row.figures.overspending() {
                list.push(OverspentSource {
                    year: year.year,
                    source,
                    over,
                });
            }
        }
    }
    list
}
