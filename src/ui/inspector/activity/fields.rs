//! When it is done, in which year and plan, under which clause.

use super::Section;
use crate::edit::Edit;
use crate::insight::year_of;
use crate::model::{Activity, Id, Plan, PlanScope, PlanState, Value};
use crate::ui::commands::Commands;
use crate::ui::inspector::edit_field::{
    Drafts, Spec, checked, date_text, parse_date, parse_year, read_only_reason,
};
use crate::ui::inspector::menu;
use crate::ui::inspector::pieces::{ValueButton, menu_under};
use crate::ui::inspector::who;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::field::field_row;
use crate::ui::widgets::seal::{SealSize, SealState, seals};
use crate::ui::widgets::{check, elide};
use eframe::egui::Ui;

/// Draws the fields.
pub(super) fn show(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        on,
        words,
    } = *section;
    let day = |typed: &str| parse_date(view.lang, typed);
    for (key, label, value) in [
        (Activity::START, words.start(), activity.start),
        (Activity::DUE, words.due(), activity.due),
    ] {
        field_row(ui, label, |ui| {
            let spec = Spec {
                hint: words.date_hint(),
                ..Spec::new(on, key, label)
            };
            drafts.field(ui, view, spec, &date_text(value), day, commands);
        });
    }
    field_row(ui, words.year(), |ui| {
        let spec = Spec {
            hint: words.year_hint(),
            ..Spec::new(on, Activity::YEAR, words.year())
        };
        let value = activity.year.map(|y| y.to_string()).unwrap_or_default();
        drafts.field(
            ui,
            view,
            spec,
            &value,
            |typed| parse_year(view.lang, typed),
            commands,
        );
    });
    field_row(ui, words.milestone(), |ui| {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            let box_ = check::checkbox(
                ui,
                activity.milestone,
                words.milestone_is(),
                read_only_reason(view),
            );
            if box_.clicked() {
                let to = if activity.milestone {
                    Value::Null
                } else {
                    Value::Bool(true)
                };
                commands.edit(Edit::set(on, Activity::MILESTONE, to));
            }
        });
    });
    field_row(ui, words.plan(), |ui| plan(ui, section, commands));
    field_row(ui, words.clause(), |ui| clause(ui, section, commands));
}

/// A plan in a few words: "Kế hoạch chung 2024".
fn plan_name(view: &View<'_>, plan: &Plan) -> String {
    let words = crate::text::strings::article::Article(view.lang);
    let year = plan.year.map(|y| y.to_string()).unwrap_or_default();
    let party = |id: &Option<Id>| id.as_ref().map(|id| view.unit_name(id)).unwrap_or_default();
    match plan.scope {
        Some(PlanScope::Joint) => words.plan_joint(&year),
        Some(PlanScope::Party) => words.plan_party(&party(&plan.party), &year),
        _ if plan.unit.is_some() => words.plan_party(&party(&plan.unit), &year),
        _ if plan.title.is_empty() => year,
        _ => plan.title.clone(),
    }
}

fn plan(ui: &mut Ui, section: &Section<'_, '_>, commands: &mut Commands) {
    let Section {
        view,
        activity,
        on,
        words,
    } = *section;
    let current = activity
        .plan
        .as_ref()
        .and_then(|id| view.programme().plans.get(id));
    let exempt = || {
        let clause = activity.place.parent.as_ref()?;
        view.programme()
            .exemption(clause)
            .filter(|e| e.decision.exempt)
    };
    let text = match current {
        Some(plan) => plan_name(view, plan),
        None if exempt().is_some() => words.plan_exempt().to_owned(),
        None => words.plan_unset().to_owned(),
    };
    let name = format!("{}: {text}", words.plan());
    let button = ValueButton {
        pale: current.is_none(),
        disabled: read_only_reason(view),
        ..ValueButton::new(&name, &text)
    };
    let response = button.show(ui);
    who::on_field(&response, view, on, Activity::PLAN, commands);
    let year = year_of(activity);
    menu_under(&response, |ui| {
        let mut any = false;
        let mut plans: Vec<&Plan> = view
            .programme()
            .plans
            .values()
            .filter(|p| year.is_none() || p.year == year)
            .filter(|p| {
                !matches!(p.state.is, PlanState::Replaced | PlanState::Cancelled)
                    || Some(&p.id) == activity.plan.as_ref()
            })
            .collect();
        plans.sort_by_key(|p| (p.year, p.scope, p.party.clone(), p.id.clone()));
        for plan in plans {
            any = true;
            let chosen = activity.plan.as_ref() == Some(&plan.id);
            if menu::choice(ui, None, &plan_name(view, plan), chosen, None) && !chosen {
                commands.edit(Edit::Set {
                    on: on.clone(),
                    key: Activity::PLAN.to_owned(),
                    to: Value::text(plan.id.as_str()),
                    seen: view.seen(on, Activity::PLAN),
                });
            }
        }
        if !any {
            elide::plain(
                ui,
                Role::Secondary,
                words.plan_no_choice(),
                Tokens::of(ui).palette.text2,
            );
        }
        if activity.plan.is_some() {
            menu::separator(ui);
            if menu::item(ui, None, words.plan_unset(), None) {
                commands.edit(Edit::set(on, Activity::PLAN, Value::Null));
            }
        }
    });
    // Who agreed to the joint plan that it stands in.
    let year_plans = current
        .filter(|p| p.scope == Some(PlanScope::Joint))
        .and_then(|plan| {
            view.insight
                .plans
                .iter()
                .find(|y| y.joint.as_ref() == Some(&plan.id))
        });
    if let Some(plans) = year_plans {
        let shown: Vec<_> = plans
            .seals
            .iter()
            .filter_map(|seal| {
                let party = view.programme().parties.get(&seal.party)?;
                let agreed = seal.agreement.is_some();
                let name = if agreed {
                    words.seal_agreed(&party.name, plans.year)
                } else {
                    words.seal_pending(&party.name, plans.year)
                };
                Some((
                    view.seal(party),
                    if agreed {
                        SealState::Agreed
                    } else {
                        SealState::Pending
                    },
                    name,
                ))
            })
            .collect();
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            seals(
                ui,
                SealSize::Small,
                shown
                    .iter()
                    .map(|(style, state, name)| (style, *state, name.as_str())),
            );
        });
    }
}

fn clause(ui: &mut Ui, section: &Section<'_, '_>, commands: &mut Commands) {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    let text_of = &view.programme().text;
    let current = activity
        .place
        .parent
        .as_ref()
        .and_then(|c| text_of.get(c.as_str()));
    let text = current
        .map(|c| format!("{} {}", view.anchor(c), view.short_title(c)))
        .unwrap_or_default();
    let name = format!("{}: {text}", words.clause());
    let button = ValueButton {
        disabled: read_only_reason(view),
        ..ValueButton::new(&name, &text)
    };
    let response = button.show(ui);
    who::on_field(&response, view, section.on, Activity::PLACE, commands);
    menu_under(&response, |ui| {
        ui.set_min_width(280.0);
        for clause in text_of.all().iter().filter(|c| c.tracked) {
            let label = format!("{} {}", view.anchor(clause), view.short_title(clause));
            let chosen = activity.place.parent.as_ref() == Some(&clause.id);
            if menu::choice(ui, None, &label, chosen, None) && !chosen {
                let after = view
                    .programme()
                    .activities_of(&clause.id)
                    .last()
                    .map(|a| a.id.clone());
                let edit = Edit::Move {
                    activity: activity.id.clone(),
                    clause: clause.id.clone(),
                    after,
                };
                if checked(view, &edit).is_ok() {
                    commands.edit(edit);
                }
            }
        }
    });
}
