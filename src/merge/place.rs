//! Which clause a thing belongs to: the preview and the history are grouped by Điều.

use crate::model::{
    Activity, BudgetLine, Dependency, Evidence, Exemption, House, Id, Indicator, IndicatorValue,
    Note, Pair, Path, Payment, Programme,
};

/// How far a chain of references is followed: a payment of a line of an activity of a clause is four.
const FAR: usize = 8;

/// The clause that a thing belongs to, as a programme says it; `None` for what belongs to the whole,
/// such as units and plans, and for what is not there.
#[must_use]
pub fn clause_of(p: &Programme, on: &Path) -> Option<Id> {
    let mut at = Some((on.kind().to_owned(), Id::from(on.id())));
    for _ in 0..FAR {
        let (kind, id) = at?;
        match step(p, &kind, &id)? {
            Step::Clause(clause) => return p.text.get(clause.as_str()).map(|_| clause),
            Step::Of(kind, id) => at = Some((kind.to_owned(), id)),
        }
    }
    None
}

enum Step {
    Clause(Id),
    Of(&'static str, Id),
}

fn step(p: &Programme, kind: &str, id: &Id) -> Option<Step> {
    let of = |kind: &'static str, id: &Option<Id>| id.clone().map(|id| Step::Of(kind, id));
    let clause = |id: &Option<Id>| id.clone().map(Step::Clause);
    let anything = |id: &Option<Id>| id.as_ref().and_then(|id| whatever(p, id));
    match kind {
        Activity::KIND => clause(&p.activities.get(id)?.place.parent),
        Indicator::KIND => anything(&p.indicators.get(id)?.of),
        IndicatorValue::KIND => of(Indicator::KIND, &p.indicator_values.get(id)?.indicator),
        BudgetLine::KIND => {
            let line = p.budget_lines.get(id)?;
            clause(&line.key.clause).or_else(|| of(Activity::KIND, &line.activity))
        }
        Payment::KIND => {
            let payment = p.payments.get(id)?;
            let of_line = of(BudgetLine::KIND, &payment.line);
            of_line.or_else(|| of(Activity::KIND, &payment.activity))
        }
        Evidence::KIND => anything(&p.evidence.get(id)?.of),
        Note::KIND => anything(&p.notes.get(id)?.of),
        Exemption::KIND => clause(&p.exemptions.get(id)?.clause),
        House::KIND => {
            let house = p.houses.get(id)?;
            let of_line = of(BudgetLine::KIND, &house.line);
            of_line.or_else(|| of(Activity::KIND, &house.activity))
        }
        Pair::KIND => clause(&p.pairs.get(id)?.clause),
        Dependency::KIND => {
            let link = p.dependencies.get(id)?;
            of(Activity::KIND, &link.after).or_else(|| of(Activity::KIND, &link.before))
        }
        _ => None,
    }
}

/// What an id names, where it may name several kinds.
fn whatever(p: &Programme, id: &Id) -> Option<Step> {
    if p.text.get(id.as_str()).is_some() {
        return Some(Step::Clause(id.clone()));
    }
    let kinds = [
        (Activity::KIND, p.activities.contains_key(id)),
        (Payment::KIND, p.payments.contains_key(id)),
        (House::KIND, p.houses.contains_key(id)),
        (BudgetLine::KIND, p.budget_lines.contains_key(id)),
        (Indicator::KIND, p.indicators.contains_key(id)),
    ];
    let found = kinds.into_iter().find(|(_, there)| *there);
    found.map(|(kind, _)| Step::Of(kind, id.clone()))
}
