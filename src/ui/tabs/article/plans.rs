//! Điều 6 and 7: whether the programme is in force, which plan of which year exists for which party,
//! and who agreed to the joint one.

use crate::insight::plans::in_force;
use crate::insight::{InForce, YearPlans};
use crate::model::Id;
use crate::text::date;
use crate::text::strings::article::Article;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use crate::ui::widgets::{card, elide, paint};
use chrono::Datelike as _;
use eframe::egui::{Align, CursorIcon, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2};

const ROW: f32 = 44.0;
const FORCE: f32 = 56.0;

/// The height of all, in points.
pub(super) fn height(view: &View<'_>) -> f32 {
    let row = &Tokens::theme(false).row;
    FORCE + row.clause_group_header + row.table_header + ROW * rows(view).len() as f32
}

/// Whose plans stand in a row.
#[derive(Clone, Debug)]
enum Row {
    Joint,
    Party(Id),
    Others,
}

fn rows(view: &View<'_>) -> Vec<Row> {
    let parties = view.programme().parties_in_order();
    let parties = parties.into_iter().map(|p| Row::Party(p.id.clone()));
    [Row::Joint]
        .into_iter()
        .chain(parties)
        .chain([Row::Others])
        .collect()
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, rect: Rect, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    force(
        ui,
        view,
        Rect::from_min_size(rect.min, vec2(rect.width(), FORCE)),
    );
    let head = Rect::from_min_size(
        pos2(rect.left(), rect.top() + FORCE),
        vec2(rect.width(), tokens.row.clause_group_header),
    );
    ui.painter().rect_filled(head, 0, p.panel);
    card::divider(ui, head);
    let title = head.shrink2(vec2(12.0, 0.0));
    elide::text_in(
        ui.painter(),
        title,
        Align::Min,
        Role::CardTitle,
        words.plans_title(),
        p.text,
    );
    let response = ui.interact(head, ui.scope_id().with("plans"), Sense::hover());
    response
        .widget_info(|| WidgetInfo::labeled(accesskit::Role::Heading, true, words.plans_title()));

    let years = &view.insight.plans;
    let label = (rect.width() * 0.28).clamp(104.0, 190.0);
    let width = (rect.width() - label) / years.len().max(1) as f32;
    let column = |at: usize| rect.left() + label + width * at as f32;
    let top = head.bottom();
    let names = Rect::from_min_size(
        pos2(rect.left(), top),
        vec2(rect.width(), tokens.row.table_header),
    );
    for (at, plans) in years.iter().enumerate() {
        let cell = Rect::from_min_max(
            pos2(column(at) + 8.0, names.top()),
            pos2(column(at) + width, names.bottom()),
        );
        let ink = if plans.year == view.today.year() {
            p.accent
        } else {
            p.text2
        };
        elide::text_in(
            ui.painter(),
            cell,
            Align::Min,
            Role::TableHeader,
            &plans.year.to_string(),
            ink,
        );
    }
    card::divider(ui, names);
    for (line, row) in rows(view).iter().enumerate() {
        let y = names.bottom() + ROW * line as f32;
        let band = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), ROW));
        card::divider(ui, band);
        let name = match row {
            Row::Joint => words.plans_row_joint().to_owned(),
            Row::Party(id) => {
                let party = view.programme().parties.get(id);
                words.plans_row_party(party.map_or(id.as_str(), |p| p.short_name.as_str()))
            }
            Row::Others => words.plans_row_others().to_owned(),
        };
        let left = Rect::from_min_size(
            pos2(band.left() + 12.0, band.top()),
            vec2(label - 14.0, ROW),
        );
        let mut lines = elide::lines(ui.painter(), Role::Secondary, &name, p.text2, left.width());
        if lines.size().y > ROW {
            lines = elide::line(ui.painter(), Role::Secondary, &name, p.text2, left.width());
        }
        elide::paint(ui.painter(), left, Align::Min, lines);
        for (at, plans) in years.iter().enumerate() {
            let cell = Rect::from_min_size(pos2(column(at), band.top()), vec2(width, ROW));
            ui.painter()
                .vline(cell.left(), cell.y_range(), Stroke::new(1.0, p.line));
            cell_of(ui, view, row, &name, plans, cell, commands);
        }
    }
}

/// One cell: the state of a plan in a word, with the seals of the joint one.
fn cell_of(
    ui: &mut Ui,
    view: &View<'_>,
    row: &Row,
    row_name: &str,
    plans: &YearPlans,
    rect: Rect,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    let plan = match row {
        Row::Joint => plans.joint.as_ref(),
        Row::Party(id) => plans
            .by_party
            .iter()
            .find(|(party, _)| party == id)
            .and_then(|(_, plan)| plan.as_ref()),
        Row::Others => plans.others.first(),
    };
    let state = match (row, plan.and_then(|id| view.programme().plans.get(id))) {
        (_, None) => words.plan_none().to_owned(),
        (Row::Others, Some(_)) if plans.others.len() > 1 => words.plans_others(plans.others.len()),
        (_, Some(plan)) => view.words().plan_state(plan.state.is).to_owned(),
    };
    let selected = plan.is_some_and(|id| *view.selection == Selection::Plan(id.clone()));
    let id = ui.scope_id().with(("plan cell", row_name, plans.year));
    let sense = if plan.is_some() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, id, sense);
    if selected {
        ui.painter().rect_filled(rect.shrink(1.0), 0, p.accent_soft);
    } else if plan.is_some() && response.hovered() {
        ui.painter().rect_filled(rect.shrink(1.0), 0, p.hover);
    }
    let inner = rect.shrink2(vec2(8.0, 4.0));
    let with_seals = matches!(row, Row::Joint) && plan.is_some();
    let upper = if with_seals {
        Rect::from_min_size(inner.min, vec2(inner.width(), 18.0))
    } else {
        inner
    };
    let ink = if plan.is_some() { p.text } else { p.text3 };
    let role = if plan.is_some() {
        Role::SecondaryStrong
    } else {
        Role::Secondary
    };
    elide::text_in(ui.painter(), upper, Align::Min, role, &state, ink);
    let mut name = words.plan_cell(row_name, plans.year, &state);
    if with_seals {
        let y = inner.bottom() - 8.0;
        for (at, seal) in plans.seals.iter().enumerate() {
            let Some(party) = view.programme().parties.get(&seal.party) else {
                continue;
            };
            let agreed = seal.agreement.is_some();
            let state = if agreed {
                SealState::Agreed
            } else {
                SealState::Pending
            };
            let center = pos2(inner.left() + 7.5 + 18.0 * at as f32, y);
            paint_seal(
                ui.painter(),
                center,
                SealSize::Small,
                &view.seal(party),
                state,
                tokens,
            );
            name.push_str(". ");
            name.push_str(&if agreed {
                words.seal_agreed(&party.name, plans.year)
            } else {
                words.seal_pending(&party.name, plans.year)
            });
        }
    }
    if response.has_focus() {
        paint::focus_ring(ui, rect.shrink(4.0), 2);
    }
    let role = if plan.is_some() {
        accesskit::Role::Button
    } else {
        accesskit::Role::Label
    };
    response.widget_info(|| WidgetInfo::selected(role, true, selected, &name));
    let response = response.on_hover_text(&name);
    if let Some(id) = plan
        && response.on_hover_cursor(CursorIcon::PointingHand).clicked()
    {
        commands.push(Command::Select(Selection::Plan(id.clone())));
    }
}

/// Whether the programme is in force on this day.
fn force(ui: &Ui, view: &View<'_>, rect: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    let last_year = view.programme().header.period.to;
    let (icon, ink, head, day) = match in_force(view.programme(), view.today) {
        InForce::Until { last, assumed } => (
            Icon::SealCheck,
            p.done,
            words.in_force(&date::format(last)),
            Some((last, assumed)),
        ),
        InForce::Ended { last, assumed } => (
            Icon::Hourglass,
            p.soon,
            words.not_in_force(&date::format(last)),
            Some((last, assumed)),
        ),
        InForce::Unknown => (
            Icon::Question,
            p.text2,
            words.force_unknown().to_owned(),
            None,
        ),
    };
    let why = day.map_or(String::new(), |(last, assumed)| {
        if assumed {
            words.assumed(&date::format(last), last_year)
        } else {
            words.recorded_force().to_owned()
        }
    });
    icon.paint(
        ui.painter(),
        pos2(rect.left() + 20.0, rect.top() + 19.0),
        16.0,
        ink,
    );
    let left = rect.left() + 39.0;
    let line = |top: f32| {
        Rect::from_min_max(
            pos2(left, rect.top() + top),
            pos2(rect.right() - 12.0, rect.top() + top + 20.0),
        )
    };
    elide::text_in(
        ui.painter(),
        line(9.0),
        Align::Min,
        Role::BodyStrong,
        &head,
        p.text,
    );
    elide::text_in(
        ui.painter(),
        line(28.0),
        Align::Min,
        Role::Secondary,
        &why,
        p.text2,
    );
    let response = ui.interact(rect, ui.scope_id().with("force"), Sense::hover());
    let name = format!("{head} {why}");
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, name.trim()));
    response.on_hover_text(name.trim());
}
