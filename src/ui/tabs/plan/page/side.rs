//! Agreements, versions, the clauses that are left out, and the history of states.

use super::facts::Facts;
use super::{Part, rows};
use crate::edit::Edit;
use crate::insight::plan_history::recorded_by;
use crate::insight::plans::{AgreementStanding, versions as all_versions};
use crate::model::{Activity, Agreement, Clause, Party, Path, Place, Value, order};
use crate::text::date;
use crate::text::strings::plan::Plan as Texts;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::plan::{agreements as own, history as states, versions as list};
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::Selection;
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::card::{Card, padded};
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use eframe::egui::{Align, Layout, Ui};

/// Height of a row, in points.
const ROW: f32 = 30.0;

/// Every agreement of every party, the latest first, with what changed since.
pub(super) fn agreements(
    ui: &mut Ui,
    part: Part<'_, '_>,
    shown: &mut states::Shown,
    commands: &mut Commands,
) {
    let Part { view, plan, .. } = part;
    let t = Texts(view.lang);
    let parties = view.programme().parties_in_order();
    let stands = |party: &&&Party| {
        let given = view.insight.agreements.latest(&plan.id, &party.id);
        parts::agreement_seal(view, given.map(|g| &g.agreement)) == SealState::Agreed
    };
    let aside = t.agreed_by(parties.iter().filter(stands).count(), parties.len());
    Card::titled(t.agreements()).aside(&aside).show(ui, |ui| {
        padded(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            for party in parties {
                ui.push_id(party.id.as_str(), |ui| of_party(ui, part, party, commands));
            }
            states::issued_lacking(ui, view, shown, plan);
        });
    });
}

fn of_party(ui: &mut Ui, part: Part<'_, '_>, party: &Party, commands: &mut Commands) {
    let Part {
        view,
        plan,
        s,
        past,
    } = part;
    let p = &Tokens::of(ui).palette;
    let all = view.insight.agreements.all(&plan.id, &party.id);
    if all.is_empty() {
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            let words = s.pending_seal(&party.short_name);
            let style = view.seal(party);
            seal(ui, SealSize::Medium, &style, SealState::Pending, &words);
            elide::plain(ui, Role::Secondary, &words, p.text3);
        });
    }
    for (nth, given) in all.iter().rev().enumerate() {
        let Some(agreement) = view.programme().agreements.get(&given.agreement) else {
            continue;
        };
        let standing = view
            .insight
            .agreement_standing(view.document, &agreement.id);
        let changed = standing == AgreementStanding::Changed;
        ui.horizontal(|ui| {
            ui.set_min_height(40.0);
            let words = parts::agreement_words(view, &party.short_name, Some(&agreement.id));
            let state = parts::agreement_seal(view, Some(&agreement.id));
            seal(ui, SealSize::Medium, &view.seal(party), state, &words);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(cut) = given.cut.as_ref().filter(|_| changed && !past) {
                    let name = format!("{}: {words}", s.as_it_stood());
                    if IconButton::new(Icon::Eye, &name).show(ui).clicked() {
                        commands.push(Command::PlanPage {
                            plan: plan.id.clone(),
                            at: Some(cut.id.clone()),
                        });
                    }
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add_space(3.0);
                    let first = if agreement.document.is_empty() {
                        party.name.as_str().into()
                    } else {
                        view.shown(&agreement.document)
                    };
                    elide::plain(ui, Role::Body, &first, p.text);
                    elide::plain(ui, Role::Secondary, &about(part, party, agreement), p.text2);
                });
            });
        });
        if !agreement.note.is_empty() {
            elide::paragraph(ui, Role::Secondary, &agreement.note, p.text2);
        }
        // Of an earlier agreement the later one speaks.
        if changed && nth == 0 && !past && own::changed_chip(ui, view, party) {
            commands.push(Command::Ask(Ask::AgreementChanges {
                agreement: agreement.id.clone(),
            }));
        }
    }
}

/// The party, the date, and who recorded it.
fn about(part: Part<'_, '_>, party: &Party, agreement: &Agreement) -> String {
    let Part { view, s, .. } = part;
    let mut words = vec![party.short_name.clone()];
    words.extend(agreement.date.map(date::format));
    let on = Path::new(Agreement::KIND, agreement.id.as_str());
    if let Some(entry) = recorded_by(view.document, &on) {
        let at = entry.at.format("%d/%m/%Y").to_string();
        words.push(s.recorded_by(&entry.by.name, &at));
    }
    words.join(", ")
}

/// The versions, where there are several.
pub(super) fn versions(ui: &mut Ui, part: Part<'_, '_>, commands: &mut Commands) {
    let Part { view, plan, s, .. } = part;
    let all = all_versions(view.programme(), &plan.id);
    if all.len() < 2 {
        return;
    }
    let count = all.len().to_string();
    Card::titled(s.versions()).aside(&count).show(ui, |ui| {
        let mut asked = Commands::default();
        list::list(ui, view, &all, &plan.id, &mut asked);
        for command in asked.take() {
            // On a page, another version is a page too.
            commands.push(match command {
                Command::Select(Selection::Plan(plan)) => Command::PlanPage { plan, at: None },
                other => other,
            });
        }
        ui.add_space(6.0);
    });
}

/// Tracked clauses that the plan leaves out, each with the two ways to deal with it.
pub(super) fn left_out(ui: &mut Ui, part: Part<'_, '_>, facts: &Facts, commands: &mut Commands) {
    let Part { view, plan, s, .. } = part;
    if !matches!(
        plan.scope,
        Some(crate::model::PlanScope::Joint | crate::model::PlanScope::Party)
    ) {
        return;
    }
    let count = facts.left_out.len();
    let aside = if count == 0 {
        String::new()
    } else {
        count.to_string()
    };
    Card::titled(s.left_out()).aside(&aside).show(ui, |ui| {
        let p = &Tokens::of(ui).palette;
        if count == 0 {
            padded(ui, |ui| {
                elide::paragraph(ui, Role::Secondary, s.left_out_none(), p.text3);
            });
        }
        rows(ui, count, ROW, |ui, nth, rect| {
            let clause = facts.left_out.get(nth);
            let Some(clause) = clause.and_then(|id| view.programme().text.get(id.as_str())) else {
                return;
            };
            let anchor = view.words().article(&view.anchor(clause));
            let title = view.short_title(clause);
            let name = format!("{anchor}, {title}");
            let id = ui.scope_id().with(("left out", clause.id.as_str()));
            let row = ListRow::new(&name, ROW).at(ui, id, rect, |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if view.read_only.is_none() {
                        let exempt = s.exempt_of(&anchor);
                        if IconButton::new(Icon::MinusCircle, &exempt)
                            .show(ui)
                            .clicked()
                        {
                            let clause = Selection::Clause(clause.id.clone());
                            commands.push(Command::Select(clause));
                        }
                        let more = s.add_to(&anchor);
                        if IconButton::new(Icon::Plus, &more).show(ui).clicked() {
                            add(part, clause, commands);
                        }
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.spacing_mut().item_spacing.x = 8.0;
                        let left = ui.cursor().left();
                        let short = view.short_anchor(clause.id.as_str());
                        elide::label(ui, Role::ClauseAnchor, &short, p.text2, 44.0);
                        ui.add_space((left + 44.0 - ui.cursor().left()).max(0.0));
                        elide::plain(ui, Role::Body, &title, p.text);
                    });
                });
            });
            if row.response.clicked() {
                commands.push(Command::Select(Selection::Clause(clause.id.clone())));
            }
        });
    });
}

/// Makes an activity of the plan under a clause, and selects it.
fn add(part: Part<'_, '_>, clause: &Clause, commands: &mut Commands) {
    let Part { view, plan, .. } = part;
    let siblings = view.programme().activities_of(&clause.id);
    let last = siblings.last().map(|a| a.place.key.as_str());
    let place = Place {
        parent: Some(clause.id.clone()),
        key: order::between(last, None, 0, &view.context().random),
    };
    let id = view.fresh_id();
    let year = plan.year.map_or(Value::Null, |y| Value::Int(i64::from(y)));
    commands.edit(Edit::create(
        &Path::new(Activity::KIND, id.as_str()),
        [
            (Activity::TITLE, Texts(view.lang).new_activity().into()),
            (Activity::PLACE, place.value()),
            (Activity::YEAR, year),
            (Activity::PLAN, plan.id.as_str().into()),
        ],
    ));
    commands.push(Command::Select(Selection::Activity(id)));
}

/// The states that the plan went through.
pub(super) fn history(ui: &mut Ui, part: Part<'_, '_>, shown: &mut states::Shown) {
    let Part { view, plan, s, .. } = part;
    let steps = shown.steps(view, &plan.id);
    if steps.is_empty() {
        return;
    }
    Card::titled(s.history()).show(ui, |ui| {
        padded(ui, |ui| {
            for step in steps {
                states::line(ui, view, step);
            }
        });
    });
}
