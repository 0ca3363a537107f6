//! All plans of a year: the list under the caret of its band, and the making of further ones.

use super::bands::state_look;
use super::texts;
use crate::edit::Edit;
use crate::insight::YearPlans;
use crate::model::field::ref_value;
use crate::model::{Id, Party, Path, Plan, PlanScope, Value};
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::seal::{SealSize, SealState, SealStyle, seal};
use eframe::egui::{Align, Layout as UiLayout, Popup, Rect, Ui, UiBuilder};

/// The button that lists all plans of a year and makes further ones.
pub(super) fn others(
    ui: &mut Ui,
    view: &View<'_>,
    plans: &YearPlans,
    at: Rect,
    commands: &mut Commands,
) {
    let t = texts(view);
    let mut spot = ui.new_child(UiBuilder::new().id_salt("others").max_rect(at));
    let name = t.plans_of(plans.year);
    let button = IconButton::new(Icon::CaretDown, &name)
        .icon_size(12.0)
        .show(&mut spot);
    Popup::menu(&button)
        .width(340.0)
        .show(|ui| list(ui, view, plans, commands));
}

fn list(ui: &mut Ui, view: &View<'_>, plans: &YearPlans, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = texts(view);
    let title = |ui: &mut Ui, words: &str| {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            ui.set_min_height(26.0);
            elide::plain(ui, Role::NavGroup, words, p.text2);
        });
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let parties = plans.by_party.iter().filter_map(|(_, plan)| plan.as_ref());
    let mut all = plans
        .joint
        .iter()
        .chain(parties)
        .chain(&plans.others)
        .peekable();
    if all.peek().is_some() {
        title(ui, &t.plans_of(plans.year));
    }
    for plan in all.filter_map(|id| view.programme().plans.get(id)) {
        let words = view.words().plan_state(plan.state.is);
        let (icon, tone) = state_look(plan.state.is);
        let name = format!("{words}, {}", plan_name(view, plan));
        let id = ui.scope_id().with(("plan", plan.id.as_str()));
        let selected = *view.selection == Selection::Plan(plan.id.clone());
        let row = ListRow::new(&name, tokens.row.menu_option)
            .no_divider()
            .padding(8.0)
            .selected(selected);
        let output = row.show(ui, id, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            for style in plan_seals(view, plan) {
                seal(
                    ui,
                    SealSize::Small,
                    &style,
                    SealState::Agreed,
                    &style.letters.clone(),
                );
            }
            let taken = elide::width(ui.painter(), Role::Secondary, words) + 32.0;
            let room = ui.available_width() - taken;
            elide::label(ui, Role::Body, &plan_name(view, plan), p.text, room);
            ui.with_layout(UiLayout::right_to_left(Align::Center), |ui| {
                let colour = p.tone(tone).fg;
                elide::plain(ui, Role::Secondary, words, colour);
                icon.show(ui, 13.0, colour);
            });
        });
        if output.response.clicked() {
            commands.push(Command::Select(Selection::Plan(plan.id.clone())));
            Popup::close_all(ui.ctx());
        }
    }
    if view.read_only.is_some() {
        return;
    }
    title(ui, t.more_plans());
    if plans.joint.is_none() {
        ways(ui, view, plans.year, commands);
    }
    for (party, plan) in &plans.by_party {
        if plan.is_none()
            && let Some(party) = view.programme().parties.get(party)
        {
            let words = t.plan_of_party(&party.name);
            if menu::item(ui, Some(Icon::Plus), &words, None) {
                create(view, plans.year, PlanScope::Party, Some(party), commands);
            }
            let words = t.record_party(&party.name);
            if menu::item(ui, Some(Icon::SealCheck), &words, None) {
                let (year, party) = (plans.year, Some(party.id.clone()));
                commands.push(Command::Ask(Ask::RecordPlan { year, party }));
            }
        }
    }
    for (words, scope) in [
        (t.sector_plan(), PlanScope::Sector),
        (t.unit_plan(), PlanScope::Unit),
    ] {
        // The unit is chosen first (Điều 6.2).
        if menu::item(ui, Some(Icon::Plus), words, None) {
            let year = plans.year;
            commands.push(Command::Ask(Ask::UnitPlan { year, scope }));
        }
    }
}

/// The ways to the joint plan of a year without one: from the last one there is, from nothing, or as
/// it was issued.
pub(super) fn ways(ui: &mut Ui, view: &View<'_>, year: i32, commands: &mut Commands) {
    let s = Plans(view.lang);
    let last = view
        .insight
        .plans
        .iter()
        .rev()
        .filter(|plans| plans.year < year)
        .find_map(|plans| Some((plans.year, plans.joint.clone()?)));
    if let Some((of, from)) = last
        && menu::item(ui, Some(Icon::Copy), &s.make_from(of), None)
    {
        // What is being adjusted holds its activities in the version in the making.
        let plans = view.insight.plans.iter().find(|plans| plans.year == of);
        let from = plans
            .and_then(|plans| plans.adjustment_of(&from))
            .cloned()
            .unwrap_or(from);
        commands.push(Command::Ask(Ask::NextPlan { from, year }));
    }
    if menu::item(ui, Some(Icon::Plus), s.make_new(), None) {
        create(view, year, PlanScope::Joint, None, commands);
    }
    if menu::item(ui, Some(Icon::SealCheck), s.record_issued(), None) {
        commands.push(Command::Ask(Ask::RecordPlan { year, party: None }));
    }
}

/// A plan in a list: whose it is.
pub fn plan_name(view: &View<'_>, plan: &Plan) -> String {
    let t = texts(view);
    let party = plan
        .party
        .as_ref()
        .and_then(|id| view.programme().parties.get(id));
    match (plan.scope, party, &plan.unit) {
        (Some(PlanScope::Joint), ..) => view.words().scope_joint().to_owned(),
        (Some(PlanScope::Sector | PlanScope::Unit), _, Some(unit)) => {
            t.plan_of_party(&view.unit_name(unit))
        }
        (Some(PlanScope::Party), Some(party), _) => t.plan_of_party(&party.name),
        (Some(scope), ..) => view.words().plan_scope(scope).to_owned(),
        (None, ..) => plan.title.clone(),
    }
}

/// The seals of a plan: its party's, or every party's.
fn plan_seals(view: &View<'_>, plan: &Plan) -> Vec<SealStyle> {
    match plan.scope {
        Some(PlanScope::Joint) => view
            .programme()
            .parties_in_order()
            .into_iter()
            .map(|p| view.seal(p))
            .collect(),
        _ => plan
            .party
            .as_ref()
            .and_then(|id| view.seal_of(id.as_str()))
            .into_iter()
            .collect(),
    }
}

/// Makes a plan and shows it.
pub(super) fn create(
    view: &View<'_>,
    year: i32,
    scope: PlanScope,
    party: Option<&Party>,
    commands: &mut Commands,
) {
    let t = texts(view);
    let title = match party {
        Some(party) => t.title_party(year, &party.name),
        None => t.title_joint(year),
    };
    let id: Id = view.fresh_id();
    let edit = Edit::create(
        &Path::new(Plan::KIND, id.as_str()),
        [
            (Plan::YEAR, Value::Int(i64::from(year))),
            (Plan::SCOPE, scope.value()),
            (Plan::PARTY, ref_value(party.map(|p| &p.id))),
            (Plan::TITLE, title.into()),
        ],
    );
    if view.check(&edit).is_ok() {
        commands.edit(edit);
        commands.push(Command::Select(Selection::Plan(id)));
    }
}
