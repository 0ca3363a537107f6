//! The versions of a plan: which is in force, and the earlier ones as they stood.

use super::super::pieces::section as section_head;
use super::Section;
use crate::change::{ChangeId, CutKind};
use crate::insight::moments::MomentName;
use crate::insight::plans::{is_in_force, version, version_in_force, versions};
use crate::model::{Id, Plan, PlanState};
use crate::text::date;
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::plan::state_look;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use eframe::egui::{Align, Layout, Ui};

/// The moment that tells how a version stood, once its content has gone over to the next one: the
/// last one that was kept of it.
pub(crate) fn moment(view: &View<'_>, plan: &Id) -> Option<ChangeId> {
    let moments = view.insight.moments(view.document);
    let of = |name: &MomentName| match name {
        MomentName::Issued(of) | MomentName::BeforeAdjustment(of) => of.plan == *plan,
        _ => false,
    };
    moments
        .iter()
        .rev()
        .find(|m| m.cut.kind == CutKind::PlanVersion && of(&m.name))
        .map(|m| m.cut.id.clone())
}

/// Shows them in the inspector, where there are several.
pub(super) fn show(ui: &mut Ui, section: Section<'_, '_>, commands: &mut Commands) {
    let Section { view, plan, .. } = section;
    let all = versions(view.programme(), &plan.id);
    if all.len() < 2 {
        return;
    }
    section_head(ui, Plans(view.lang).versions(), &all.len().to_string());
    list(ui, view, &all, &plan.id, commands);
}

/// The versions, the latest first.
pub(crate) fn list(ui: &mut Ui, view: &View<'_>, all: &[Id], shown: &Id, commands: &mut Commands) {
    let in_force = all
        .last()
        .and_then(|last| version_in_force(view.programme(), last));
    for id in all.iter().rev() {
        if let Some(plan) = view.programme().plans.get(id) {
            row(
                ui,
                view,
                plan,
                in_force.as_ref() == Some(id),
                id == shown,
                commands,
            );
        }
    }
}

fn row(
    ui: &mut Ui,
    view: &View<'_>,
    plan: &Plan,
    in_force: bool,
    shown: bool,
    commands: &mut Commands,
) {
    let p = &Tokens::of(ui).palette;
    let s = Plans(view.lang);
    let number = s.version(version(view.programme(), &plan.id));
    let state = if in_force {
        s.in_force()
    } else if is_in_force(plan) || plan.state.is == PlanState::Replaced {
        view.words().plan_state(plan.state.is)
    } else {
        s.in_making()
    };
    let day = plan.issued_on.map(date::format).unwrap_or_default();
    let about = match (plan.number.is_empty(), day.is_empty()) {
        (true, _) => day,
        (false, true) => plan.number.clone(),
        (false, false) => format!("{}, {day}", plan.number),
    };
    let name = format!("{number}, {state}. {about}");
    let id = ui.scope_id().with(("version", plan.id.as_str()));
    // What its activities moved away from is shown as it stood.
    let past = (!shown || plan.state.is == PlanState::Replaced)
        .then(|| moment(view, &plan.id))
        .flatten();
    let mut open = None;
    let row = ListRow::new(&name, 40.0)
        .no_divider()
        .padding(6.0)
        .selected(shown)
        .show(ui, id, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let (icon, tone) = state_look(plan.state.is);
            let (icon, ink) = if in_force {
                (Icon::SealCheck, p.done)
            } else {
                (icon, p.tone(tone).fg)
            };
            icon.show(ui, 15.0, ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(cut) = past {
                    let name = format!("{}: {}", s.as_it_stood(), number);
                    if IconButton::new(Icon::Eye, &name).show(ui).clicked() {
                        open = Some(cut);
                    }
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add_space(3.0);
                    ui.horizontal(|ui| {
                        elide::plain(ui, Role::BodyStrong, &number, p.text);
                        elide::plain(ui, Role::Secondary, state, ink);
                    });
                    elide::plain(ui, Role::Secondary, &about, p.text2);
                });
            });
        });
    if let Some(at) = open {
        commands.push(Command::PlanPage {
            plan: plan.id.clone(),
            at: Some(at),
        });
    } else if row.response.clicked() {
        commands.push(Command::Select(Selection::Plan(plan.id.clone())));
    }
}
