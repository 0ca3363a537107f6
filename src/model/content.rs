//! The content of a plan: what the parties agree to when they agree (Điều 7.3), and so what "Đã thay
//! đổi sau khi thống nhất" speaks of. One list serves the digest and the comparison, so that both
//! notice exactly the same.
//!
//! To the content belong the plan's own name, scope and leader; its activities with clause, units,
//! dates; their indicators with baselines and targets; the committed and estimated money of their
//! budget lines. Not to it belong what comes later (status, results, allocations, payments, notes,
//! evidence), the plan's state, number and day of issue, and the order of activities in a list.
//!
//! The content of an annex (Điều 7.2) is its title, its text and the clauses that it amends; not its
//! number and its days, which it gets when it is signed and comes into force.

use super::{
    Activity, Annex, BudgetLine, Decimal, Entity, Figure, FundingSource, Id, Indicator,
    IndicatorValue, Path, Plan, PlanScope, Programme, Table,
};
use chrono::NaiveDate;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// One value of the content, ready to be compared and shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// A text.
    Text(String),
    /// A number, such as a year.
    Int(i64),
    /// A number with decimals.
    Number(Decimal),
    /// A day.
    Date(NaiveDate),
    /// Yes; no is left out.
    Yes,
    /// An amount of money in đồng.
    Amount(i64),
    /// The amounts on which copies differ, in rising order.
    Disputed(Vec<i64>),
    /// A clause of the text.
    Clause(Id),
    /// Several pieces of the text.
    Clauses(BTreeSet<Id>),
    /// A unit, a party, or "all parties".
    Unit(Id),
    /// Several units.
    Units(BTreeSet<Id>),
    /// An activity.
    Activity(Id),
    /// Where money comes from.
    Source(FundingSource),
    /// A plan's scope.
    Scope(PlanScope),
}

/// A place of the content: the entity and its field. An entity that belongs to the content has at
/// least the place of its own existence, whose field is empty.
pub type Spot = (Path, &'static str);

/// The content: every value that is set. What is not set is left out, so empty is not zero.
pub type Content = BTreeMap<Spot, Datum>;

/// Whose content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope<'a> {
    /// One plan's.
    Plan(&'a Id),
    /// One annex's.
    Annex(&'a Id),
    /// That of all plans and activities, whatever plan they stand in: for a moment to compare with.
    /// Annexes stand beside it: what a moment says of plans is the same with them and without.
    Everything,
}

/// The field of an activity that says in which plan it stands; part of the content of everything
/// alone, as within one plan it is always that plan.
const PLAN: &str = Activity::PLAN;

/// The content as the programme says it now.
#[must_use]
pub fn content(p: &Programme, scope: Scope<'_>) -> Content {
    let mut out = Writer::default();
    match scope {
        Scope::Plan(id) => {
            if let Some(plan) = p.plans.get(id) {
                out.plan(plan);
            }
        }
        Scope::Annex(id) => {
            if let Some(annex) = p.annexes.get(id) {
                out.annex(annex);
            }
            return out.content;
        }
        Scope::Everything => p.plans.values().for_each(|plan| out.plan(plan)),
    }
    let inside = |a: &Activity| match scope {
        Scope::Plan(id) => a.plan.as_ref() == Some(id),
        Scope::Annex(_) => false,
        Scope::Everything => true,
    };
    for activity in p.activities.values().filter(|a| inside(a)) {
        out.activity(activity, matches!(scope, Scope::Everything));
    }
    let held = |id: Option<&Id>| match scope {
        Scope::Plan(plan) => id
            .and_then(|id| p.activities.get(id))
            .is_some_and(|a| a.plan.as_ref() == Some(plan)),
        Scope::Annex(_) => false,
        Scope::Everything => true,
    };
    for indicator in p.indicators.values().filter(|i| held(i.of.as_ref())) {
        out.indicator(indicator);
    }
    let of = |v: &IndicatorValue| -> Option<&Id> {
        p.indicators.get(v.indicator.as_ref()?)?.of.as_ref()
    };
    for value in p.indicator_values.values() {
        let known = value
            .indicator
            .as_ref()
            .is_some_and(|i| p.indicators.contains_key(i));
        if known && held(of(value)) {
            out.value(value);
        }
    }
    for line in p
        .budget_lines
        .values()
        .filter(|l| held(l.activity.as_ref()))
    {
        out.line(line);
    }
    out.content
}

/// What of the content holds several values at once, set by editors that had not seen each other:
/// nobody can agree to it before it is settled.
#[must_use]
pub fn disputed(p: &Programme, scope: Scope<'_>) -> Vec<(Path, String)> {
    fn meta<'a, T: Entity>(table: &'a Table<T>, id: &str) -> &'a [String] {
        table.get(id).map_or(&[], |e| &e.meta().contested)
    }
    let content = content(p, scope);
    let mut found = Vec::new();
    let mut last: Option<&Path> = None;
    for (path, _) in content.keys() {
        if last == Some(path) {
            continue;
        }
        last = Some(path);
        let (keys, counted): (&[String], &[&str]) = match path.kind() {
            Plan::KIND => (meta(&p.plans, path.id()), PLAN_KEYS),
            Annex::KIND => (meta(&p.annexes, path.id()), ANNEX_KEYS),
            Activity::KIND => (meta(&p.activities, path.id()), ACTIVITY_KEYS),
            Indicator::KIND => (meta(&p.indicators, path.id()), INDICATOR_KEYS),
            IndicatorValue::KIND => (meta(&p.indicator_values, path.id()), VALUE_KEYS),
            BudgetLine::KIND => (meta(&p.budget_lines, path.id()), LINE_KEYS),
            _ => (&[], &[]),
        };
        let counted = keys.iter().filter(|k| counted.contains(&k.as_str()));
        found.extend(counted.map(|k| (path.clone(), k.clone())));
    }
    found
}

const PLAN_KEYS: &[&str] = &[
    Plan::TITLE,
    Plan::YEAR,
    Plan::SCOPE,
    Plan::PARTY,
    Plan::UNIT,
    Plan::LEADER,
];
const ANNEX_KEYS: &[&str] = &[Annex::TITLE, Annex::TEXT, Annex::CLAUSES];
const ACTIVITY_KEYS: &[&str] = &[
    Activity::TITLE,
    Activity::PLACE,
    Activity::LEAD,
    Activity::COORDINATING,
    Activity::BENEFITING,
    Activity::BENEFICIARY,
    Activity::YEAR,
    Activity::START,
    Activity::DUE,
    Activity::MILESTONE,
    Activity::PLAN,
];
const INDICATOR_KEYS: &[&str] = &[Indicator::OF, Indicator::NAME, Indicator::UNIT];
const VALUE_KEYS: &[&str] = &[
    IndicatorValue::INDICATOR,
    IndicatorValue::YEAR,
    IndicatorValue::BASELINE,
    IndicatorValue::TARGET,
];
const LINE_KEYS: &[&str] = &[
    BudgetLine::KEY,
    BudgetLine::NAME,
    BudgetLine::ACTIVITY,
    BudgetLine::COMMITTED,
    BudgetLine::ESTIMATE,
];

/// The parts of a budget line's key, which is one register and four values to a reader.
pub const LINE_PARTS: [&str; 4] = ["key.year", "key.clause", "key.source", "key.payer"];

/// SHA-256 of the content in lower-case hexadecimal, behind the number of the way it is made.
#[must_use]
pub fn digest(p: &Programme, scope: Scope<'_>) -> String {
    digest_of(&content(p, scope))
}

/// The digest of a content.
#[must_use]
pub fn digest_of(content: &Content) -> String {
    let mut hash = Sha256::new();
    // Each part with its length in front: no two contents are written alike.
    let mut part = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    };
    let mut text = String::new();
    for ((path, key), datum) in content {
        part(path.as_str());
        part(key);
        text.clear();
        datum.write(&mut text);
        part(&text);
    }
    let mut out = String::from("1:");
    for byte in hash.finalize() {
        let _ = write!(out, "{byte:02x}");
    }
    out
}

impl Datum {
    /// A form in which different values are never alike.
    fn write(&self, out: &mut String) {
        let list = |out: &mut String, sign, ids: &BTreeSet<Id>| {
            out.push(sign);
            ids.iter()
                .try_for_each(|id| write!(out, "{}:{id}", id.as_str().len()))
        };
        // Writing to a string cannot fail.
        let _ = match self {
            Self::Text(t) => write!(out, "t{t}"),
            Self::Int(n) => write!(out, "i{n}"),
            Self::Number(n) => write!(out, "n{}", n.to_json()),
            Self::Date(d) => write!(out, "d{d}"),
            Self::Yes => write!(out, "y"),
            Self::Amount(n) => write!(out, "m{n}"),
            Self::Disputed(all) => write!(out, "?{all:?}"),
            Self::Clause(id) => write!(out, "c{id}"),
            Self::Unit(id) => write!(out, "u{id}"),
            Self::Activity(id) => write!(out, "a{id}"),
            Self::Source(source) => write!(out, "s{}", source.word()),
            Self::Scope(scope) => write!(out, "p{}", scope.word()),
            Self::Units(ids) => list(out, 'U', ids),
            Self::Clauses(ids) => list(out, 'C', ids),
        };
    }
}

#[derive(Default)]
struct Writer {
    content: Content,
}

/// The values of one entity.
struct Entry<'a> {
    content: &'a mut Content,
    on: Path,
}

impl Entry<'_> {
    fn put(&mut self, key: &'static str, datum: Option<Datum>) -> &mut Self {
        if let Some(datum) = datum {
            self.content.insert((self.on.clone(), key), datum);
        }
        self
    }

    fn text(&mut self, key: &'static str, text: &str) -> &mut Self {
        self.put(
            key,
            (!text.is_empty()).then(|| Datum::Text(text.to_owned())),
        )
    }

    fn year(&mut self, key: &'static str, year: Option<i32>) -> &mut Self {
        self.put(key, year.map(|y| Datum::Int(i64::from(y))))
    }

    fn date(&mut self, key: &'static str, date: Option<NaiveDate>) -> &mut Self {
        self.put(key, date.map(Datum::Date))
    }

    fn unit(&mut self, key: &'static str, unit: Option<&Id>) -> &mut Self {
        self.put(key, unit.cloned().map(Datum::Unit))
    }

    fn units(&mut self, key: &'static str, units: &BTreeSet<Id>) -> &mut Self {
        self.put(
            key,
            (!units.is_empty()).then(|| Datum::Units(units.clone())),
        )
    }

    fn figure(&mut self, key: &'static str, figure: &Figure) -> &mut Self {
        let datum = match figure {
            Figure::Empty => None,
            Figure::Known(n) => Some(Datum::Amount(*n)),
            Figure::Conflict(all) => Some(Datum::Disputed(all.clone())),
        };
        self.put(key, datum)
    }
}

impl Writer {
    fn entry(&mut self, kind: &str, id: &Id) -> Entry<'_> {
        let mut entry = Entry {
            content: &mut self.content,
            on: Path::new(kind, id.as_str()),
        };
        entry.put("", Some(Datum::Yes));
        entry
    }

    fn plan(&mut self, plan: &Plan) {
        self.entry(Plan::KIND, &plan.id)
            .text(Plan::TITLE, &plan.title)
            .year(Plan::YEAR, plan.year)
            .put(Plan::SCOPE, plan.scope.map(Datum::Scope))
            .unit(Plan::PARTY, plan.party.as_ref())
            .unit(Plan::UNIT, plan.unit.as_ref())
            .text(Plan::LEADER, &plan.leader);
    }

    fn annex(&mut self, annex: &Annex) {
        let clauses = &annex.clauses;
        self.entry(Annex::KIND, &annex.id)
            .text(Annex::TITLE, &annex.title)
            .text(Annex::TEXT, &annex.text)
            .put(
                Annex::CLAUSES,
                (!clauses.is_empty()).then(|| Datum::Clauses(clauses.clone())),
            );
    }

    fn activity(&mut self, a: &Activity, with_plan: bool) {
        self.entry(Activity::KIND, &a.id)
            .text(Activity::TITLE, &a.title)
            .put(Activity::PLACE, a.place.parent.clone().map(Datum::Clause))
            .unit(Activity::LEAD, a.lead.as_ref())
            .units(Activity::COORDINATING, &a.coordinating)
            .units(Activity::BENEFITING, &a.benefiting)
            .text(Activity::BENEFICIARY, &a.beneficiary)
            .year(Activity::YEAR, a.year)
            .date(Activity::START, a.start)
            .date(Activity::DUE, a.due)
            .put(Activity::MILESTONE, a.milestone.then_some(Datum::Yes))
            .put(
                PLAN,
                a.plan
                    .clone()
                    .filter(|_| with_plan)
                    .map(|id| Datum::Text(id.to_string())),
            );
    }

    fn indicator(&mut self, i: &Indicator) {
        self.entry(Indicator::KIND, &i.id)
            .put(Indicator::OF, i.of.clone().map(Datum::Activity))
            .text(Indicator::NAME, &i.name)
            .text(Indicator::UNIT, &i.unit);
    }

    fn value(&mut self, v: &IndicatorValue) {
        let of = v.indicator.as_ref().map(|id| Datum::Text(id.to_string()));
        self.entry(IndicatorValue::KIND, &v.id)
            .put(IndicatorValue::INDICATOR, of)
            .year(IndicatorValue::YEAR, v.year)
            .put(IndicatorValue::BASELINE, v.baseline.map(Datum::Number))
            .put(IndicatorValue::TARGET, v.target.map(Datum::Number));
    }

    fn line(&mut self, l: &BudgetLine) {
        let [year, clause, source, payer] = LINE_PARTS;
        self.entry(BudgetLine::KIND, &l.id)
            .text(BudgetLine::NAME, &l.name)
            .put(
                BudgetLine::ACTIVITY,
                l.activity.clone().map(Datum::Activity),
            )
            .year(year, l.key.year)
            .put(clause, l.key.clause.clone().map(Datum::Clause))
            .put(source, l.key.source.map(Datum::Source))
            .unit(payer, l.key.payer.as_ref())
            .figure(BudgetLine::COMMITTED, &l.committed)
            .figure(BudgetLine::ESTIMATE, &l.estimate);
    }
}

/// One difference between two contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The entity.
    pub on: Path,
    /// The field; empty where the whole entity came or went.
    pub key: &'static str,
    /// The value before; none where there was none.
    pub before: Option<Datum>,
    /// The value after; none where there is none.
    pub after: Option<Datum>,
}

/// Every difference between two contents, each once. Of an entity that came or went only that is
/// said, not each of its fields.
#[must_use]
pub fn differences(before: &Content, after: &Content) -> Vec<Difference> {
    let whole = |content: &Content, path: &Path| content.contains_key(&(path.clone(), ""));
    let mut found = Vec::new();
    let mut spots: Vec<&Spot> = before.keys().chain(after.keys()).collect();
    spots.sort_unstable();
    spots.dedup();
    for spot in spots {
        let (old, new) = (before.get(spot), after.get(spot));
        if old == new {
            continue;
        }
        let (on, key) = spot;
        if !key.is_empty() && whole(before, on) != whole(after, on) {
            continue;
        }
        found.push(Difference {
            on: on.clone(),
            key,
            before: old.cloned(),
            after: new.cloned(),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Document, Op, Session};
    use crate::codec::embedded::sample_document;
    use crate::model::Value;

    fn sample() -> (Document, Id) {
        let mut d = sample_document("d");
        d.begin_session("test", Session::default());
        let plans = d.programme().plans.values();
        let joint = plans
            .filter(|p| p.year == Some(2024) && p.scope == Some(PlanScope::Joint))
            .map(|p| p.id.clone())
            .next()
            .unwrap();
        (d, joint)
    }

    fn noticed(d: &Document, plan: &Id, on: &Path, key: &str, to: Value) -> bool {
        let mut other = d.clone();
        let before = digest(d.programme(), Scope::Plan(plan));
        assert!(
            other.commit(vec![Op::set(on, key, to)], 1).is_some(),
            "{on:?} {key}"
        );
        before != digest(other.programme(), Scope::Plan(plan))
    }

    #[test]
    fn every_field_of_the_content_is_noticed_and_nothing_else() {
        let (d, plan) = sample();
        let p = d.programme();
        let on_plan = Path::new(Plan::KIND, plan.as_str());
        let activity = p
            .activities
            .values()
            .find(|a| a.plan.as_ref() == Some(&plan))
            .unwrap();
        let on = Path::new(Activity::KIND, activity.id.as_str());
        let text = || Value::text("khác");
        let place = Value::map([("in", Value::text("d2.k1")), ("key", Value::text("zz"))]);
        let date = Value::text("2024-06-06");
        for (key, to) in [
            ("title", text()),
            ("place", place),
            ("lead", Value::text("u.x")),
            ("coordinating", Value::List(vec![text()])),
            ("benefiting", Value::List(vec![text()])),
            ("beneficiary", text()),
            ("year", Value::Int(2031)),
            ("start", date.clone()),
            ("due", date.clone()),
            ("milestone", Value::Bool(true)),
            ("plan", Value::Null),
        ] {
            assert!(noticed(&d, &plan, &on, key, to), "{key}");
        }
        for (key, to) in [
            ("title", text()),
            ("leader", text()),
            ("year", Value::Int(2031)),
        ] {
            assert!(noticed(&d, &plan, &on_plan, key, to), "{key}");
        }
        for (key, to) in [
            ("number", text()),
            ("issued_on", date.clone()),
            ("note", text()),
        ] {
            assert!(!noticed(&d, &plan, &on_plan, key, to), "{key}");
        }
        let status = Value::map([("is", Value::text("paused")), ("reason", text())]);
        assert!(!noticed(&d, &plan, &on, "status", status));
        // An order of its own within the clause is no change of content.
        let clause = activity.place.parent.clone().unwrap();
        let place = Value::map([
            ("in", Value::text(clause.as_str())),
            ("key", Value::text("zz")),
        ]);
        assert!(!noticed(&d, &plan, &on, "place", place));
        let elsewhere = p
            .activities
            .values()
            .find(|a| a.plan.as_ref().is_some_and(|p| *p != plan))
            .unwrap();
        let on = Path::new(Activity::KIND, elsewhere.id.as_str());
        assert!(!noticed(&d, &plan, &on, "due", Value::text("2024-07-07")));
        let line = p
            .budget_lines
            .values()
            .find(|l| {
                l.activity
                    .as_ref()
                    .and_then(|a| p.activities.get(a))
                    .is_some_and(|a| a.plan.as_ref() == Some(&plan))
            })
            .unwrap();
        let on = Path::new(BudgetLine::KIND, line.id.as_str());
        for key in ["committed", "estimate"] {
            assert!(noticed(&d, &plan, &on, key, Value::Int(12_345)), "{key}");
        }
        assert!(!noticed(&d, &plan, &on, "allocated", Value::Int(12_345)));
        assert!(!noticed(&d, &plan, &on, "note", text()));
    }

    #[test]
    fn the_digest_differs_exactly_when_there_are_differences() {
        let (d, plan) = sample();
        let cuts = d.cuts();
        assert!(cuts.len() > 5);
        for cut in cuts.iter().filter(|c| !c.digest.is_empty()) {
            let was = d.past().at(&cut.knows);
            let given = |id: &str| was.programme().agreements.get(id).unwrap();
            let scope = match cut.of.as_ref().map(|of| (of.kind(), of.id())) {
                Some(("agreements", id)) => match &given(id).annex {
                    Some(annex) => Scope::Annex(annex),
                    None => Scope::Plan(given(id).plan.as_ref().unwrap()),
                },
                Some(("annexes", id)) => {
                    Scope::Annex(was.programme().annexes.get(id).map(|a| &a.id).unwrap())
                }
                Some(("plans", _)) => continue,
                _ => Scope::Everything,
            };
            let (then, now) = (
                content(was.programme(), scope),
                content(d.programme(), scope),
            );
            assert_eq!(
                digest_of(&then),
                cut.digest,
                "the moment tells what was there"
            );
            let differ = differences(&then, &now);
            assert_eq!(differ.is_empty(), digest_of(&now) == cut.digest);
        }
        assert!(disputed(d.programme(), Scope::Plan(&plan)).is_empty());
    }
}
