//! How complete each content is by Điều 1.2: plan, lead, beneficiary, coordination, time,
//! evaluation; and which contents need no plan by Điều 6.1.

use super::status::{YearFilter, year_of};
use crate::model::hash::{HashMap, HashSet};
use crate::model::{Activity, Id, NoteKind, Programme, Progress};

/// What Điều 1.2 asks of every content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Requirement {
    /// Kế hoạch, đề án.
    Plan,
    /// Chủ trì.
    Lead,
    /// Thụ hưởng.
    Beneficiary,
    /// Phối hợp.
    Coordination,
    /// Thời gian hoàn thành.
    Time,
    /// Kiểm tra, đánh giá.
    Evaluation,
}

impl Requirement {
    /// All of them, in the order of the text.
    pub const ALL: [Self; 6] = [
        Self::Plan,
        Self::Lead,
        Self::Beneficiary,
        Self::Coordination,
        Self::Time,
        Self::Evaluation,
    ];
}

/// How far a requirement is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// By all activities.
    Full,
    /// By so many of so many.
    Part {
        /// That meet it.
        met: usize,
        /// That should.
        of: usize,
    },
    /// By none.
    Missing,
    /// It is not asked: a recorded decision by Điều 6.1.
    Exempt,
}

/// How complete one content is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Each requirement, in the order of the text.
    pub parts: [(Requirement, Met); 6],
    /// How many activities carry the content out.
    pub activities: usize,
}

impl Coverage {
    /// How many requirements are met in full, or not asked.
    #[must_use]
    pub fn met(&self) -> usize {
        self.parts
            .iter()
            .filter(|(_, m)| matches!(m, Met::Full | Met::Exempt))
            .count()
    }

    /// Whether nothing is missing.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.met() == self.parts.len()
    }
}

/// The coverage of every tracked clause in the years that are shown.
#[must_use]
pub fn coverage(programme: &Programme, years: YearFilter) -> HashMap<Id, Coverage> {
    let mut by_clause: HashMap<&Id, Vec<&Activity>> = HashMap::default();
    for activity in programme.activities.values() {
        let counts = !matches!(
            activity.status.is,
            Progress::NotDoing | Progress::CarriedOver
        );
        if counts
            && years.admits(year_of(activity))
            && let Some(clause) = &activity.place.parent
        {
            by_clause.entry(clause).or_default().push(activity);
        }
    }
    let evaluated: HashSet<&Id> = programme
        .notes
        .values()
        .filter(|n| n.kind == Some(NoteKind::Evaluation) && !n.text.is_empty())
        .filter_map(|n| n.of.as_ref())
        .collect();
    let none = Vec::new();
    programme
        .text
        .all()
        .iter()
        .filter(|c| c.tracked)
        .map(|clause| {
            let activities = by_clause.get(&clause.id).unwrap_or(&none);
            let count = |meets: &dyn Fn(&Activity) -> bool| {
                let met = activities.iter().filter(|a| meets(a)).count();
                match (met, activities.len()) {
                    (0, _) => Met::Missing,
                    (met, of) if met == of => Met::Full,
                    (met, of) => Met::Part { met, of },
                }
            };
            let exempt = programme
                .exemption(&clause.id)
                .is_some_and(|e| e.decision.exempt);
            let plan = if exempt {
                Met::Exempt
            } else {
                count(&|a| a.plan.is_some())
            };
            let parts = [
                (Requirement::Plan, plan),
                (Requirement::Lead, count(&|a| a.lead.is_some())),
                (
                    Requirement::Beneficiary,
                    count(&|a| !a.benefiting.is_empty() || !a.beneficiary.is_empty()),
                ),
                (
                    Requirement::Coordination,
                    count(&|a| !a.coordinating.is_empty()),
                ),
                (Requirement::Time, count(&|a| a.due.is_some())),
                (
                    Requirement::Evaluation,
                    count(&|a| evaluated.contains(&a.id)),
                ),
            ];
            (
                clause.id.clone(),
                Coverage {
                    parts,
                    activities: activities.len(),
                },
            )
        })
        .collect()
}
