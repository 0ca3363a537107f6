//! The differences between two contents of a plan as people read them: "Thời hạn: 31/07/2024 →
//! 25/08/2024". Names come from after where they are there, else from before.

use crate::insight::comparison::Comparison;
use crate::model::content::{Datum, Difference, LINE_PARTS};
use crate::model::{
    ALL_PARTIES, Activity, Annex, BudgetLine, Id, Indicator, IndicatorValue, Plan, Programme,
};
use crate::text::date;
use crate::text::money::format_dong;
use crate::text::strings::Lang;
use crate::text::strings::annexes::Annexes;
use crate::text::strings::plans::Plans;
use crate::text::strings::vocabulary::Vocabulary;

/// What changed in one activity, or in none of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The activity.
    pub activity: Option<Id>,
    /// It is there, so it can be opened.
    pub there: bool,
    /// Its title, or what the changes belong to.
    pub title: String,
    /// The clause of the activity.
    pub clause: Option<Id>,
    /// Each change as a line.
    pub lines: Vec<Line>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Something came.
    Added(String),
    /// Something went.
    Removed(String),
    /// A value became another.
    Changed {
        /// The field.
        label: String,
        /// The value before.
        before: String,
        /// The value after.
        after: String,
    },
}

impl Line {
    /// The whole line as one text.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Added(text) | Self::Removed(text) => text.clone(),
            Self::Changed {
                label,
                before,
                after,
            } => Plans(lang).line_changed(label, before, after),
        }
    }
}

/// The differences of a comparison, grouped by activity in the order of the clauses; what belongs to
/// no activity comes first.
#[must_use]
pub fn groups(
    lang: Lang,
    before: &Programme,
    after: &Programme,
    comparison: &Comparison,
) -> Vec<Group> {
    let names = Names {
        lang,
        before,
        after,
    };
    let mut groups: Vec<Group> = comparison
        .by_activity
        .iter()
        .map(|(activity, differences)| names.group(activity.as_ref(), differences))
        .collect();
    let place = |g: &Group| {
        let clause = g.clause.as_ref().map(|c| after.text.position(c.as_str()));
        (
            g.activity.is_some(),
            clause,
            g.title.clone(),
            g.activity.clone(),
        )
    };
    groups.sort_by_cached_key(place);
    groups
}

struct Names<'a> {
    lang: Lang,
    before: &'a Programme,
    after: &'a Programme,
}

impl Names<'_> {
    fn s(&self) -> Plans {
        Plans(self.lang)
    }

    fn words(&self) -> Vocabulary {
        Vocabulary(self.lang)
    }

    /// After first, then before.
    fn both<'p, T>(&'p self, find: impl Fn(&'p Programme) -> Option<T>) -> Option<T> {
        find(self.after).or_else(|| find(self.before))
    }

    fn group(&self, activity: Option<&Id>, differences: &[Difference]) -> Group {
        let found = activity.and_then(|id| self.both(|p| p.activities.get(id)));
        let of_plan = differences.iter().any(|d| d.on.kind() == Plan::KIND);
        let title = match (found, activity) {
            (Some(a), _) => a.title.clone(),
            (None, Some(id)) => id.to_string(),
            (None, None) if of_plan => self.s().of_plan().to_owned(),
            (None, None) if differences.iter().all(|d| d.on.kind() == Annex::KIND) => {
                Annexes(self.lang).of_annex().to_owned()
            }
            (None, None) => self.s().without_activity().to_owned(),
        };
        let mut sorted: Vec<&Difference> = differences.iter().collect();
        // The activity itself first, then its indicators and its money.
        sorted.sort_by_key(|d| (rank(d.on.kind()), d.on.clone(), field_rank(d.key)));
        Group {
            activity: activity.cloned(),
            there: activity.is_some_and(|id| self.after.activities.contains_key(id)),
            title,
            clause: found.and_then(|a| a.place.parent.clone()),
            lines: sorted.into_iter().map(|d| self.line(d)).collect(),
        }
    }

    fn line(&self, d: &Difference) -> Line {
        if d.key.is_empty() {
            let label = self.whole(d);
            return match (&d.after, d.on.kind()) {
                (Some(_), Activity::KIND) => Line::Added(self.s().added_activity().to_owned()),
                (None, Activity::KIND) => Line::Removed(self.s().removed_activity().to_owned()),
                (Some(_), _) => Line::Added(self.s().added_line(&label)),
                (None, _) => Line::Removed(self.s().removed_line(&label)),
            };
        }
        let value = |datum: &Option<Datum>| {
            datum
                .as_ref()
                .map_or_else(|| self.s().nothing().to_owned(), |d| self.datum(d))
        };
        Line::Changed {
            label: self.label(d),
            before: value(&d.before),
            after: value(&d.after),
        }
    }

    /// An entity that came or went, with what it says.
    fn whole(&self, d: &Difference) -> String {
        let id = d.on.id();
        // What came is described by what it says after, what went by what it said before.
        let p = if d.after.is_some() {
            self.after
        } else {
            self.before
        };
        match d.on.kind() {
            Indicator::KIND => self.s().indicator(&self.indicator_name(id)),
            IndicatorValue::KIND => {
                let value = p.indicator_values.get(id);
                let name = self.value_indicator(id);
                let year = value.and_then(|v| v.year).unwrap_or_default();
                let figure = value.and_then(|v| v.target.or(v.baseline));
                let label = self.s().value_of(&name, year);
                match figure {
                    Some(figure) => format!("{label}: {}", figure.format()),
                    None => label,
                }
            }
            BudgetLine::KIND => {
                let line = p.budget_lines.get(id);
                let label = self.s().money_line(&self.source(id));
                let mut figures = Vec::new();
                if let Some(line) = line {
                    for (word, figure) in [
                        (self.words().committed(), &line.committed),
                        (self.words().estimate(), &line.estimate),
                    ] {
                        if let crate::model::Figure::Known(n) = figure {
                            let amount = self.s().dong(&format_dong(*n));
                            figures.push(format!("{} {amount}", word.to_lowercase()));
                        }
                    }
                }
                if figures.is_empty() {
                    label
                } else {
                    format!("{label}: {}", figures.join(", "))
                }
            }
            _ => id.to_owned(),
        }
    }

    fn label(&self, d: &Difference) -> String {
        let s = self.s();
        let id = d.on.id();
        match d.on.kind() {
            Indicator::KIND => match d.key {
                Indicator::UNIT => s.indicator_unit(&self.indicator_name(id)),
                Indicator::OF => s.indicator_of(&self.indicator_name(id)),
                _ => s.indicator_name().to_owned(),
            },
            IndicatorValue::KIND => {
                let name = self.value_indicator(id);
                match d.key {
                    IndicatorValue::BASELINE => s.baseline(&name),
                    IndicatorValue::TARGET => s.target(&name),
                    _ => format!("{} “{name}”", s.f_year()),
                }
            }
            BudgetLine::KIND => {
                let [year, clause, source, payer] = LINE_PARTS;
                match d.key {
                    BudgetLine::COMMITTED => {
                        s.money_field(self.words().committed(), &self.source(id))
                    }
                    BudgetLine::ESTIMATE => {
                        s.money_field(self.words().estimate(), &self.source(id))
                    }
                    BudgetLine::ACTIVITY => s.money_key(s.f_activity()),
                    key if key == year => s.money_key(s.f_year()),
                    key if key == clause => s.money_key(s.f_clause()),
                    key if key == source => s.money_key(s.f_source()),
                    key if key == payer => s.money_key(s.f_payer()),
                    _ => s.money_key(s.f_name()),
                }
            }
            Annex::KIND => match d.key {
                Annex::TITLE => Annexes(self.lang).title_field(),
                Annex::TEXT => Annexes(self.lang).text(),
                _ => Annexes(self.lang).clauses_head(),
            }
            .to_owned(),
            _ => self.field(d.key).to_owned(),
        }
    }

    /// A field of an activity or a plan.
    fn field(&self, key: &'static str) -> &'static str {
        let s = self.s();
        match key {
            Activity::TITLE => s.f_title(),
            Activity::PLACE => s.f_clause(),
            Activity::LEAD => s.f_lead(),
            Activity::COORDINATING => s.f_coordinating(),
            Activity::BENEFITING => s.f_benefiting(),
            Activity::BENEFICIARY => s.f_beneficiary(),
            Activity::YEAR => s.f_year(),
            Activity::START => s.f_start(),
            Activity::DUE => s.f_due(),
            Activity::MILESTONE => s.f_milestone(),
            Activity::PLAN => s.f_plan(),
            Plan::SCOPE => s.f_scope(),
            Plan::PARTY => s.f_party(),
            Plan::UNIT => s.f_unit(),
            Plan::LEADER => s.f_leader(),
            other => other,
        }
    }

    fn indicator_name(&self, id: &str) -> String {
        let found = self.both(|p| p.indicators.get(id));
        found.map_or_else(|| id.to_owned(), |i| i.name.clone())
    }

    fn value_indicator(&self, id: &str) -> String {
        let of = self.both(|p| p.indicator_values.get(id)?.indicator.as_ref());
        of.map_or_else(|| id.to_owned(), |of| self.indicator_name(of.as_str()))
    }

    fn source(&self, line: &str) -> String {
        let found = self.both(|p| p.budget_lines.get(line));
        let source = found.and_then(|l| l.key.source);
        self.words().source(source).to_owned()
    }

    fn datum(&self, datum: &Datum) -> String {
        let s = self.s();
        match datum {
            Datum::Text(text) => text.clone(),
            Datum::Int(n) => n.to_string(),
            Datum::Number(n) => n.format(),
            Datum::Date(day) => date::format(*day),
            Datum::Yes => s.yes().to_owned(),
            Datum::Amount(n) => s.dong(&format_dong(*n)),
            Datum::Disputed(all) => {
                let all: Vec<String> = all.iter().map(|n| format_dong(*n)).collect();
                s.several(&all.join(" / "))
            }
            Datum::Clause(id) => self.clause(id),
            Datum::Clauses(ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.clause(id)).collect();
                names.join(", ")
            }
            Datum::Unit(id) => self.unit(id),
            Datum::Units(ids) => {
                let names: Vec<String> = ids.iter().map(|id| self.unit(id)).collect();
                names.join(", ")
            }
            Datum::Activity(id) => self
                .both(|p| p.activities.get(id))
                .map_or_else(|| id.to_string(), |a| a.title.clone()),
            Datum::Source(source) => self.words().source(Some(*source)).to_owned(),
            Datum::Scope(scope) => self.words().plan_scope(*scope).to_owned(),
        }
    }

    fn clause(&self, id: &Id) -> String {
        let found = self.both(|p| p.text.get(id.as_str()));
        found.map_or_else(
            || id.to_string(),
            |clause| {
                let anchor = match clause.node {
                    crate::model::Node::Point if clause.point > 0 => {
                        self.words().dash(&clause.anchor(), clause.point)
                    }
                    _ => clause.anchor(),
                };
                self.words().article(&anchor)
            },
        )
    }

    fn unit(&self, id: &Id) -> String {
        if *id == ALL_PARTIES {
            return self.words().all_parties_lead().to_owned();
        }
        let unit = self.both(|p| p.units.get(id)).map(|u| u.name.clone());
        let party = || self.both(|p| p.parties.get(id)).map(|p| p.name.clone());
        unit.or_else(party)
            .unwrap_or_else(|| self.words().unknown_unit(id.as_str()))
    }
}

fn rank(kind: &str) -> usize {
    [
        Plan::KIND,
        Activity::KIND,
        Indicator::KIND,
        IndicatorValue::KIND,
        BudgetLine::KIND,
    ]
    .iter()
    .position(|k| *k == kind)
    .unwrap_or(usize::MAX)
}

/// The order in which the fields of an activity stand in its form.
fn field_rank(key: &str) -> usize {
    [
        "",
        Activity::TITLE,
        Activity::PLACE,
        Activity::LEAD,
        Activity::COORDINATING,
        Activity::BENEFITING,
        Activity::BENEFICIARY,
        Activity::YEAR,
        Activity::START,
        Activity::DUE,
    ]
    .iter()
    .position(|k| *k == key)
    .unwrap_or(usize::MAX)
}
