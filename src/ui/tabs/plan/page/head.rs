//! Whose plan it is, its number and day, the steps of its life, the parties' seals.

use super::super::bands::{named_steps, segments};
use super::super::year_plans::plan_name;
use super::Part;
use super::facts::{self, Facts};
use crate::insight::plans::{step, version, versions};
use crate::model::PlanScope;
use crate::text::date;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::money_text;
use crate::ui::parts;
use crate::ui::tabs::plan::state_look;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::Selection;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::card::{Card, padded};
use crate::ui::widgets::chip::{ChipFrame, StatusChip, dashed_tag};
use crate::ui::widgets::elide;
use crate::ui::widgets::seal::{SealSize, seal};
use eframe::egui::{Align, Layout, Rect, Stroke, Ui, UiBuilder, vec2};

/// The header of the page. Returns whether the user goes back to the timeline.
pub(super) fn bar(
    ui: &mut Ui,
    part: Part<'_, '_>,
    rect: Rect,
    past: Option<&str>,
    commands: &mut Commands,
) -> bool {
    let Part { view, plan, s, .. } = part;
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let line = Stroke::new(tokens.stroke.hairline, p.line_strong);
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, line);
    let inner = rect.shrink2(vec2(tokens.size.content_padding - 6.0, 0.0));
    let mut ends = ui.new_child(
        UiBuilder::new()
            .id_salt("page ends")
            .max_rect(inner)
            .layout(Layout::right_to_left(Align::Center)),
    );
    match past {
        None => {
            let button = PushButton::new(s.details()).icon(Icon::SidebarSimple);
            if button.show(&mut ends).clicked() {
                commands.push(Command::Select(Selection::Plan(plan.id.clone())));
            }
        }
        Some(_) => {
            if PushButton::new(s.to_present()).show(&mut ends).clicked() {
                commands.push(Command::PlanPage {
                    plan: plan.id.clone(),
                    at: None,
                });
            }
        }
    }
    let used = ends.min_rect().width();
    let room = vec2((inner.width() - used - 12.0).max(0.0), inner.height());
    let mut ui = ui.new_child(
        UiBuilder::new()
            .id_salt("page title")
            .max_rect(Rect::from_min_size(inner.min, room))
            .layout(Layout::left_to_right(Align::Center)),
    );
    ui.spacing_mut().item_spacing.x = 10.0;
    let back = IconButton::new(Icon::ArrowLeft, s.back())
        .keys("Esc")
        .show(&mut ui)
        .clicked();
    let name = plan_name(view, plan);
    let name = plan
        .year
        .map_or(name.clone(), |year| s.page_of(&name, year));
    let past = past.map(|day| s.past_label(day));
    let words = |text: &str, role| elide::width(ui.painter(), role, text);
    let title = words(&name, Role::PageTitle);
    let tag = past
        .as_ref()
        .map_or(148.0, |l| words(l, Role::Label) + 46.0);
    let both = title + tag <= ui.available_width();
    let room = if past.is_some() || both {
        ui.available_width() - tag
    } else {
        ui.available_width()
    };
    elide::label(&mut ui, Role::PageTitle, &name, p.text, room.max(60.0));
    if let Some(label) = &past {
        StatusChip::new(Icon::Lock, label, Tone::Soon)
            .frame(ChipFrame::Filled)
            .show(&mut ui);
    } else if view.is_sample() && both {
        dashed_tag(&mut ui, Icon::Flag, view.words().sample_data());
    }
    back
}

/// The card at the top: title, number, day, leader, steps, seals.
pub(super) fn card(ui: &mut Ui, part: Part<'_, '_>, facts: &Facts) {
    let Part { view, plan, s, .. } = part;
    Card::new().show(ui, |ui| {
        padded(ui, |ui| {
            let p = &Tokens::of(ui).palette;
            ui.spacing_mut().item_spacing.y = 4.0;
            elide::paragraph(ui, Role::BodyStrong, &plan.title, p.text);
            let number = match (plan.number.trim(), plan.issued_on) {
                ("", _) => s.no_number().to_owned(),
                (number, Some(day)) => s.number_and_day(number, &date::format(day)),
                (number, None) => s.number_only(number),
            };
            let leader = if plan.leader.trim().is_empty() {
                s.page_no_leader().to_owned()
            } else {
                s.page_leader(&plan.leader)
            };
            let mut about = vec![number, leader];
            if versions(view.programme(), &plan.id).len() > 1 {
                about.insert(0, s.version(version(view.programme(), &plan.id)));
            }
            elide::paragraph(ui, Role::Secondary, &about.join("  ·  "), p.text2);
            ui.add_space(4.0);
            state(ui, part);
            if plan.scope == Some(PlanScope::Joint) {
                ui.add_space(2.0);
                seals(ui, part);
            }
            if facts.has_money() {
                ui.add_space(2.0);
                elide::paragraph(ui, Role::Secondary, &money(part, facts), p.text2);
            }
        });
    });
}

/// The sums of its money in one line; the table below has them by source.
fn money(part: Part<'_, '_>, facts: &Facts) -> String {
    let Part { view, s, .. } = part;
    let words = view.words();
    let names = [words.committed(), words.estimate(), words.disbursed()];
    let sums = facts::columns(&facts.total).map(|sum| money_text(view.lang, sum));
    let parts: Vec<String> = names
        .iter()
        .zip(&sums)
        .map(|(name, sum)| format!("{name} {sum}"))
        .collect();
    format!("{} ({}): {}", s.money(), words.dong(), parts.join("  ·  "))
}

/// The seven steps by name where there is room, else strokes; a plan that is set aside has its word.
fn state(ui: &mut Ui, part: Part<'_, '_>) {
    let Part { view, plan, .. } = part;
    let p = &Tokens::of(ui).palette;
    let (icon, tone) = state_look(plan.state.is);
    let word = view.words().plan_state(plan.state.is);
    let aside = step(plan) == 0;
    if aside || ui.available_width() < 700.0 {
        ui.horizontal_wrapped(|ui| {
            StatusChip::new(icon, word, tone)
                .frame(ChipFrame::Filled)
                .show(ui);
            if !plan.state.comment.is_empty() {
                elide::plain(
                    ui,
                    Role::Secondary,
                    &view.shown(&plan.state.comment),
                    p.text2,
                );
            }
        });
        if !aside {
            let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 6.0));
            let stroke = Rect::from_center_size(rect.center(), vec2(rect.width(), 3.0));
            segments(ui, plan, stroke, p.tone(tone).fg);
        }
        return;
    }
    let (id, rect) = ui.allocate_space(vec2(ui.available_width(), 46.0));
    named_steps(ui, view, plan, rect.translate(vec2(0.0, -2.0)));
    let name = format!("{word}, {}", plan_name(view, plan));
    let response = ui.interact(rect, id.with("steps"), eframe::egui::Sense::hover());
    response.widget_info(|| {
        eframe::egui::WidgetInfo::labeled(eframe::egui::accesskit::Role::Label, true, &name)
    });
    if !plan.state.comment.is_empty() {
        elide::paragraph(
            ui,
            Role::Secondary,
            &view.shown(&plan.state.comment),
            p.text2,
        );
    }
}

fn seals(ui: &mut Ui, part: Part<'_, '_>) {
    let Part { view, plan, .. } = part;
    let p = &Tokens::of(ui).palette;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for party in view.programme().parties_in_order() {
            let given = view.insight.agreements.latest(&plan.id, &party.id);
            let given = given.map(|g| &g.agreement);
            let words = parts::agreement_words(view, &party.short_name, given);
            let state = parts::agreement_seal(view, given);
            ui.horizontal(|ui| {
                seal(ui, SealSize::Medium, &view.seal(party), state, &words);
                elide::plain(ui, Role::Secondary, &words, p.text2);
                ui.add_space(10.0);
            });
        }
    });
}
