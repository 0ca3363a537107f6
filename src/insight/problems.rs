//! What is wrong in the data: reported, never mended silently (FILE.md §3).

use super::agreements::Agreements;
use super::annexes::Lacks;
use super::budget::Budget;
use super::support::{Comparison, Difference, by_line};
use crate::change::{Document, LogProblem};
use crate::model::field::BadField;
use crate::model::hash::{HashMap, HashSet};
use crate::model::kinds::KINDS;
use crate::model::{ALL_PARTIES, Id, Path, Programme};
use std::collections::BTreeSet;

/// Something wrong in the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A field cannot be read as what it is.
    BadField {
        /// The entity.
        on: Path,
        /// The field and what it holds.
        field: BadField,
    },
    /// A reference to something that is not there.
    Dangling {
        /// The entity.
        on: Path,
        /// The field.
        key: &'static str,
        /// What it names.
        names: Id,
    },
    /// The end lies before the start.
    EndBeforeStart {
        /// The entity.
        on: Path,
    },
    /// Activities, plans or dependencies that follow one another in a circle; of dependencies, each
    /// that lies on one.
    Cycle {
        /// One of them.
        on: Path,
    },
    /// An issued plan lacks its number or date: merging can take them from it.
    IssuedWithoutNumber {
        /// The plan.
        on: Path,
    },
    /// An annex bears the day on which it comes into force, but lacks its number, its title, its text or
    /// a party's agreement to it as it stands: merging can take them from it. It is not in force.
    AnnexNotInForce {
        /// The annex.
        on: Path,
    },
    /// Several values were set by editors that had not seen each other.
    Conflict {
        /// The entity.
        on: Path,
        /// The field.
        key: String,
    },
    /// It was deleted, but an edit that the deleter had not seen keeps it.
    KeptByEdit {
        /// The entity.
        on: Path,
    },
    /// It was deleted, but something refers to it.
    KeptByReference {
        /// The entity.
        on: Path,
    },
    /// Two budget lines with the same year, clause, source and payer.
    SameLine {
        /// The one.
        on: Path,
        /// The other.
        other: Id,
    },
    /// What the lists of houses and school equipment give from a budget line is not what the line
    /// holds or paid.
    SupportDiffers {
        /// The line.
        on: Path,
        /// What does not agree.
        difference: Difference,
    },
    /// Something in the history has no effect or is doubtful.
    History(LogProblem),
    /// Records among the changes that cannot be read.
    Unread(usize),
}

impl Problem {
    /// The entity that it is about; none where it is about the history.
    #[must_use]
    pub const fn on(&self) -> Option<&Path> {
        match self {
            Self::BadField { on, .. }
            | Self::Dangling { on, .. }
            | Self::EndBeforeStart { on }
            | Self::Cycle { on }
            | Self::IssuedWithoutNumber { on }
            | Self::AnnexNotInForce { on }
            | Self::Conflict { on, .. }
            | Self::KeptByEdit { on }
            | Self::KeptByReference { on }
            | Self::SameLine { on, .. }
            | Self::SupportDiffers { on, .. } => Some(on),
            Self::History(_) | Self::Unread(_) => None,
        }
    }
}

/// Everything that is wrong, in the order of the kinds and ids.
#[must_use]
pub fn problems(document: &Document) -> Vec<Problem> {
    let programme = document.programme();
    let mut found = Vec::new();
    for (kind, id, meta) in programme.metas() {
        let on = || Path::new(kind, id.as_str());
        for field in &meta.bad {
            found.push(Problem::BadField {
                on: on(),
                field: field.clone(),
            });
        }
        for key in &meta.contested {
            found.push(Problem::Conflict {
                on: on(),
                key: key.clone(),
            });
        }
        if meta.kept_by_edit {
            found.push(Problem::KeptByEdit { on: on() });
        }
        if meta.kept_by_reference {
            found.push(Problem::KeptByReference { on: on() });
        }
    }
    for field in &programme.header.meta.bad {
        found.push(Problem::BadField {
            on: Path::programme(),
            field: field.clone(),
        });
    }
    dangling(programme, &mut found);
    for a in programme.activities.values() {
        if let (Some(start), Some(due)) = (a.start, a.due)
            && due < start
        {
            found.push(Problem::EndBeforeStart {
                on: Path::new("activities", a.id.as_str()),
            });
        }
    }
    for h in programme.houses.values() {
        if let (Some(start), Some(end)) = (h.started_on, h.handed_over_on)
            && end < start
        {
            found.push(Problem::EndBeforeStart {
                on: Path::new("houses", h.id.as_str()),
            });
        }
    }
    for u in programme.units.values() {
        if let (Some(from), Some(to)) = (u.valid_from, u.valid_to)
            && to < from
        {
            found.push(Problem::EndBeforeStart {
                on: Path::new("units", u.id.as_str()),
            });
        }
    }
    let next: HashMap<&Id, &Id> = programme
        .activities
        .values()
        .filter_map(|a| Some((&a.id, a.carried_from.as_ref()?)))
        .collect();
    cycles("activities", &next, &mut found);
    let next: HashMap<&Id, &Id> = programme
        .plans
        .values()
        .filter_map(|p| Some((&p.id, p.replaces.as_ref()?)))
        .collect();
    cycles("plans", &next, &mut found);
    dependency_cycles(programme, &mut found);
    for plan in programme.plans.values() {
        if crate::insight::plans::is_in_force(plan)
            && (plan.number.trim().is_empty() || plan.issued_on.is_none())
        {
            found.push(Problem::IssuedWithoutNumber {
                on: Path::new("plans", plan.id.as_str()),
            });
        }
    }
    annexes(document, &mut found);
    let mut keys = HashMap::default();
    for line in programme.budget_lines.values() {
        // Lines of one key are told apart by the activity or name that they pay for.
        let key = (
            &line.key.year,
            &line.key.clause,
            line.key.source,
            &line.key.payer,
            &line.activity,
            &line.name,
        );
        if let Some(other) = keys.insert(key, &line.id) {
            found.push(Problem::SameLine {
                on: Path::new("budget_lines", line.id.as_str()),
                other: other.clone(),
            });
        }
    }
    support_differs(programme, &mut found);
    found.extend(document.log().problems().into_iter().map(Problem::History));
    if !document.envelope.unread.is_empty() {
        found.push(Problem::Unread(document.envelope.unread.len()));
    }
    found
}

/// Lines whose figures are not those of the lists that name them.
fn support_differs(programme: &Programme, found: &mut Vec<Problem>) {
    let lists = by_line(programme);
    if lists.is_empty() {
        return;
    }
    let budget = Budget::of(programme);
    for (line, figures) in &budget.lines {
        let Some(list) = lists.get(line) else {
            continue;
        };
        for difference in Comparison::new(list.clone(), figures).differences() {
            let on = Path::new("budget_lines", line.as_str());
            found.push(Problem::SupportDiffers { on, difference });
        }
    }
}

/// The annexes that bear the day of coming into force, but lack what it takes.
fn annexes(document: &Document, found: &mut Vec<Problem>) {
    let dated = document.programme().annexes.values();
    let dated: Vec<_> = dated.filter(|a| a.in_force_on.is_some()).collect();
    if dated.is_empty() {
        return;
    }
    let agreements = Agreements::of(document);
    for annex in dated {
        if !Lacks::of(document, &agreements, annex, &BTreeSet::new()).is_nothing() {
            let on = Path::new("annexes", annex.id.as_str());
            found.push(Problem::AnnexNotInForce { on });
        }
    }
}

/// Every id that something in the programme may refer to.
fn known_ids(programme: &Programme) -> HashSet<&str> {
    let entities = programme.metas().map(|(_, id, _)| id.as_str());
    entities
        .chain(programme.text.all().iter().map(|c| c.id.as_str()))
        .chain([ALL_PARTIES])
        .collect()
}

fn dangling(programme: &Programme, found: &mut Vec<Problem>) {
    let known = known_ids(programme);
    let mut check = |kind: &'static str, id: &Id, key: &'static str, names: Option<&Id>| {
        if let Some(names) = names.filter(|n| !known.contains(n.as_str())) {
            found.push(Problem::Dangling {
                on: Path::new(kind, id.as_str()),
                key,
                names: names.clone(),
            });
        }
    };
    for e in programme.parties.values() {
        check("parties", &e.id, "focal_unit", e.focal_unit.as_ref());
    }
    for e in programme.units.values() {
        check("units", &e.id, "party", e.party.as_ref());
        for unit in &e.continued_by {
            check("units", &e.id, "continued_by", Some(unit));
        }
    }
    for e in programme.plans.values() {
        check("plans", &e.id, "party", e.party.as_ref());
        check("plans", &e.id, "unit", e.unit.as_ref());
        check("plans", &e.id, "replaces", e.replaces.as_ref());
    }
    for e in programme.agreements.values() {
        check("agreements", &e.id, "plan", e.plan.as_ref());
        check("agreements", &e.id, "annex", e.annex.as_ref());
        check("agreements", &e.id, "party", e.party.as_ref());
    }
    for e in programme.annexes.values() {
        for clause in &e.clauses {
            check("annexes", &e.id, "clauses", Some(clause));
        }
    }
    for e in programme.activities.values() {
        check("activities", &e.id, "place", e.place.parent.as_ref());
        check("activities", &e.id, "lead", e.lead.as_ref());
        check("activities", &e.id, "plan", e.plan.as_ref());
        check("activities", &e.id, "carried_from", e.carried_from.as_ref());
        check("activities", &e.id, "series", e.series.as_ref());
        for unit in &e.coordinating {
            check("activities", &e.id, "coordinating", Some(unit));
        }
        for unit in &e.benefiting {
            check("activities", &e.id, "benefiting", Some(unit));
        }
    }
    for e in programme.dependencies.values() {
        check("dependencies", &e.id, "before", e.before.as_ref());
        check("dependencies", &e.id, "after", e.after.as_ref());
    }
    for e in programme.indicators.values() {
        check("indicators", &e.id, "of", e.of.as_ref());
    }
    for e in programme.indicator_values.values() {
        check("indicator_values", &e.id, "indicator", e.indicator.as_ref());
    }
    for e in programme.budget_lines.values() {
        check("budget_lines", &e.id, "key", e.key.clause.as_ref());
        check("budget_lines", &e.id, "key", e.key.payer.as_ref());
        check("budget_lines", &e.id, "activity", e.activity.as_ref());
        check(
            "budget_lines",
            &e.id,
            "carried_from",
            e.carried_from.as_ref(),
        );
    }
    for e in programme.payments.values() {
        check("payments", &e.id, "line", e.line.as_ref());
        check("payments", &e.id, "activity", e.activity.as_ref());
    }
    for e in programme.evidence.values() {
        check("evidence", &e.id, "of", e.of.as_ref());
    }
    for e in programme.notes.values() {
        check("notes", &e.id, "of", e.of.as_ref());
    }
    for e in programme.exemptions.values() {
        check("exemptions", &e.id, "clause", e.clause.as_ref());
    }
    for e in programme.houses.values() {
        check("houses", &e.id, "commune", e.commune.as_ref());
        check("houses", &e.id, "line", e.line.as_ref());
        check("houses", &e.id, "activity", e.activity.as_ref());
    }
    for e in programme.school_items.values() {
        check("school_items", &e.id, "commune", e.commune.as_ref());
        check("school_items", &e.id, "line", e.line.as_ref());
        check("school_items", &e.id, "activity", e.activity.as_ref());
    }
    for e in programme.pairs.values() {
        check("pairs", &e.id, "clause", e.clause.as_ref());
        check("pairs", &e.id, "helping", e.helping.as_ref());
        check("pairs", &e.id, "helped", e.helped.as_ref());
    }
    for e in programme.recipients.values() {
        check("recipients", &e.id, "unit", e.unit.as_ref());
    }
    debug_assert!(
        KINDS.len() == 21,
        "a new kind's references are to be checked here"
    );
}

fn cycles(kind: &'static str, next: &HashMap<&Id, &Id>, found: &mut Vec<Problem>) {
    let mut settled: HashSet<&Id> = HashSet::default();
    let mut ids: Vec<&&Id> = next.keys().collect();
    ids.sort();
    for start in ids {
        let mut path: HashSet<&Id> = HashSet::default();
        let mut at = *start;
        while !settled.contains(at) && path.insert(at) {
            match next.get(at) {
                Some(following) => at = following,
                None => break,
            }
            if path.contains(at) {
                found.push(Problem::Cycle {
                    on: Path::new(kind, at.as_str()),
                });
                break;
            }
        }
        settled.extend(path);
    }
}

/// Each dependency that lies on a circle: its earlier end is reached from its later one.
fn dependency_cycles(programme: &Programme, found: &mut Vec<Problem>) {
    // Ends that nothing leads to or from lie on no circle; what is left after they are taken off, one
    // after the other, lies on circles or between them.
    let mut left: Vec<(&Id, &Id, &Id)> = programme
        .dependencies
        .values()
        .filter_map(|d| Some((&d.id, d.before.as_ref()?, d.after.as_ref()?)))
        .collect();
    loop {
        let from: HashSet<&Id> = left.iter().map(|(_, before, _)| *before).collect();
        let to: HashSet<&Id> = left.iter().map(|(_, _, after)| *after).collect();
        let many = left.len();
        left.retain(|(_, before, after)| to.contains(before) && from.contains(after));
        if left.len() == many {
            break;
        }
    }
    for (id, ..) in left {
        found.push(Problem::Cycle {
            on: Path::new("dependencies", id.as_str()),
        });
    }
}
