//! What units, parties, budget lines, activities and plans are called in tables: each name once.
//!
//! Where two things have one name, each has its id behind it ("Tập huấn #01J…"), so that a table that
//! comes back names exactly what went out.

use crate::model::hash::HashMap;
use crate::model::{ALL_PARTIES, BudgetLine, Id, Programme};
use crate::report::names::{Names, one_line};
use crate::report::table::Cell;
use crate::text::strings::Lang;

/// The names.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    units: HashMap<Id, String>,
    lines: HashMap<Id, String>,
    activities: HashMap<Id, String>,
    plans: HashMap<Id, String>,
}

impl Directory {
    /// The names of everything in a programme.
    #[must_use]
    pub fn of(programme: &Programme, lang: Lang) -> Self {
        let names = Names {
            programme,
            lang,
            hidden: None,
        };
        let parties = programme.parties.values();
        let parties = parties.map(|p| (p.id.clone(), one_line(&p.name)));
        let units = programme.units.values().map(|u| {
            let name = one_line(&u.name);
            let name = match programme.party_of(&u.id) {
                Some(party) if !party.letters.is_empty() => {
                    format!("{name} ({})", one_line(&party.letters))
                }
                _ => name,
            };
            (u.id.clone(), name)
        });
        let all = (
            Id::from(ALL_PARTIES),
            names.words().all_parties_lead().to_owned(),
        );
        let mut this = Self {
            units: unique(parties.chain(units).chain([all])),
            ..Self::default()
        };
        let activities = programme.activities.values();
        this.activities = unique(activities.map(|a| (a.id.clone(), one_line(&a.title))));
        let plans = programme.plans.values();
        this.plans = unique(plans.map(|p| (p.id.clone(), names.plan(p))));
        let lines = programme.budget_lines.values();
        this.lines = unique(lines.map(|l| (l.id.clone(), this.line_label(names, l))));
        this
    }

    /// "2024 · Điều 5.1 · Ngân sách huyện · huyện Vĩnh Lộc".
    fn line_label(&self, names: Names<'_>, line: &BudgetLine) -> String {
        let mut parts = Vec::new();
        parts.extend(line.key.year.map(|y| y.to_string()));
        let clause = line.key.clause.as_ref();
        let clause = clause.and_then(|id| names.programme.text.get(id.as_str()));
        parts.extend(clause.map(|c| names.cite(c)));
        parts.extend(
            line.key
                .source
                .map(|s| names.words().source(Some(s)).to_owned()),
        );
        parts.extend(line.key.payer.as_ref().map(|p| self.unit(p)));
        if !line.name.trim().is_empty() {
            parts.push(one_line(&line.name));
        }
        parts.join(" · ")
    }

    /// A unit or a party; its id where it is not known.
    #[must_use]
    pub fn unit(&self, id: &Id) -> String {
        named(&self.units, id)
    }

    /// A budget line.
    #[must_use]
    pub fn line(&self, id: &Id) -> String {
        named(&self.lines, id)
    }

    /// An activity.
    #[must_use]
    pub fn activity(&self, id: &Id) -> Cell {
        named(&self.activities, id).into()
    }

    /// A plan.
    #[must_use]
    pub fn plan(&self, id: &Id) -> String {
        named(&self.plans, id)
    }

    /// Every unit and party with its name.
    pub fn units(&self) -> impl Iterator<Item = (&Id, &str)> {
        self.units.iter().map(|(id, name)| (id, name.as_str()))
    }

    /// Every budget line with its name.
    pub fn lines(&self) -> impl Iterator<Item = (&Id, &str)> {
        self.lines.iter().map(|(id, name)| (id, name.as_str()))
    }

    /// Every activity with its name.
    pub fn activities(&self) -> impl Iterator<Item = (&Id, &str)> {
        self.activities.iter().map(|(id, name)| (id, name.as_str()))
    }

    /// Every plan with its name.
    pub fn plans(&self) -> impl Iterator<Item = (&Id, &str)> {
        self.plans.iter().map(|(id, name)| (id, name.as_str()))
    }
}

fn named(names: &HashMap<Id, String>, id: &Id) -> String {
    names.get(id).cloned().unwrap_or_else(|| by_id("", id))
}

fn by_id(name: &str, id: &Id) -> String {
    format!("{name} #{}", one_line(id.as_str()))
        .trim_start()
        .to_owned()
}

/// Gives an id to each of those whose names are told apart by nothing but capitals and the place of
/// tone marks; and to those without a name.
fn unique(names: impl Iterator<Item = (Id, String)>) -> HashMap<Id, String> {
    let mut all: Vec<(Id, String)> = names.collect();
    let mut count: HashMap<String, u32> = HashMap::default();
    let forms: Vec<String> = all
        .iter()
        .map(|(_, n)| crate::text::fold::tone_free(n))
        .collect();
    for form in &forms {
        *count.entry(form.clone()).or_default() += 1;
    }
    for ((id, name), form) in all.iter_mut().zip(&forms) {
        if name.is_empty() || count.get(form).is_some_and(|n| *n > 1) {
            *name = by_id(name, id);
        }
    }
    all.into_iter().collect()
}
