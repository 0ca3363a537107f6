//! The check of a whole step, on what plans, agreements and moments would say after it.

use super::agreements::agreement;
use super::later::Later;
use super::moves::remember_from;
use super::step::Step;
use crate::change::{CutKind, Document, Mark, Op, Spoken};
use crate::edit::{Context, Planned, Refusal};
use crate::model::content::{self, Scope};
use crate::model::{Agreement, Id, Moment, Path, Plan, Programme};
use std::collections::BTreeSet;

/// Checks what a step makes of plans, agreements and moments, and adds what follows: the former
/// version becomes "Đã thay thế", moments are kept.
///
/// # Errors
/// The rule that is broken.
pub(in crate::edit) fn settle(
    document: &Document,
    context: &Context,
    planned: &mut Planned,
) -> Result<(), Refusal> {
    let of_kind = |kind: &str| -> Vec<Path> {
        let paths = planned
            .ops
            .iter()
            .map(Op::on)
            .filter(|on| on.kind() == kind);
        paths
            .collect::<BTreeSet<_>>()
            .into_iter()
            .cloned()
            .collect()
    };
    let (plans, agreements) = (of_kind(Plan::KIND), of_kind(Agreement::KIND));
    let moments = of_kind(Moment::KIND);
    for on in moments {
        if Later::of(document, &planned.ops, &on).made {
            planned
                .marks
                .push(mark(CutKind::Baseline, &on, Spoken::Everything));
        }
    }
    for on in &plans {
        remember_from(document, on, &mut planned.ops);
    }
    let mut marks = Vec::new();
    let mut follow = Vec::new();
    let mut given: BTreeSet<(Id, Id)> = BTreeSet::new();
    for on in &agreements {
        marks.extend(agreement(document, on, &planned.ops, &mut given)?);
    }
    for on in &plans {
        let later = Later::of(document, &planned.ops, on);
        if later.dead {
            continue;
        }
        let step = Step {
            document,
            planned,
            on,
        };
        step.check(&later, context, &mut marks, &mut follow)?;
        planned.cautions.extend(step.lacking(&later)?);
    }
    planned.ops.extend(follow);
    planned.marks.extend(marks);
    Ok(())
}

pub(super) fn mark(kind: CutKind, of: &Path, speaks: Spoken) -> Mark {
    Mark {
        kind,
        of: of.clone(),
        speaks,
    }
}

/// No moment of everything is kept while anything in it is disputed.
pub(in crate::edit) fn settled_everywhere(p: &Programme) -> Result<(), Refusal> {
    let spots = content::disputed(p, Scope::Everything);
    if spots.is_empty() {
        Ok(())
    } else {
        Err(Refusal::ContentDisputed { spots })
    }
}
