//! The names of groups, and of what can be chosen in menus.

use super::{plan_name, texts};
use crate::insight::timeline::Group;
use crate::model::{ALL_PARTIES, Id};
use crate::text::collate;
use crate::ui::view::View;
use crate::ui::widgets::seal::SealStyle;

/// The name of a group: a strong part, a quiet part, the seals before it.
pub(super) fn group(view: &View<'_>, group: &Group) -> (String, String, Vec<SealStyle>) {
    let t = texts(view);
    let p = view.programme();
    let nobody = || (view.words().unassigned().to_owned(), String::new(), vec![]);
    match group {
        Group::Article(number) => {
            let clause = p.text.articles().find(|c| c.article == *number);
            let clause = clause.filter(|_| *number > 0);
            match clause {
                None => (t.loose().to_owned(), String::new(), Vec::new()),
                Some(clause) => (
                    view.words().article(&clause.anchor()),
                    view.short_title(clause),
                    Vec::new(),
                ),
            }
        }
        Group::Lead(None) | Group::Party(None) => nobody(),
        Group::Lead(Some(id)) => (view.unit_name(id), String::new(), view.lead_seals(Some(id))),
        Group::Party(Some(id)) => {
            let name = match p.parties.get(id) {
                Some(party) => party.name.clone(),
                None if *id == ALL_PARTIES => view.words().all_parties_lead().to_owned(),
                None => view.unit_name(id),
            };
            (name, String::new(), view.lead_seals(Some(id)))
        }
        Group::Plan(None) => (t.group_no_plan().to_owned(), String::new(), Vec::new()),
        Group::Plan(Some(id)) => match p.plans.get(id) {
            Some(plan) => {
                let year = plan.year.map(|y| y.to_string()).unwrap_or_default();
                (year, plan_name(view, plan), Vec::new())
            }
            None => (t.gone().to_owned(), String::new(), Vec::new()),
        },
    }
}

/// The plans by year, with their names.
pub(super) fn plans(view: &View<'_>) -> Vec<(Id, String)> {
    let mut plans: Vec<_> = view.programme().plans.values().collect();
    plans.sort_by(|a, b| {
        (a.year, a.scope, &a.party, &a.id).cmp(&(b.year, b.scope, &b.party, &b.id))
    });
    plans
        .into_iter()
        .map(|plan| {
            let name = plan_name(view, plan);
            let name = match plan.year {
                Some(year) => format!("{year} · {name}"),
                None => name,
            };
            (plan.id.clone(), name)
        })
        .collect()
}

/// The units by name.
pub(super) fn units(view: &View<'_>) -> Vec<(Id, String)> {
    let units = view.programme().units.values();
    let mut units: Vec<(Id, String)> = units
        .map(|unit| (unit.id.clone(), view.unit_name(&unit.id)))
        .collect();
    collate::sort_by_text(&mut units, |(_, name)| name);
    units
}
