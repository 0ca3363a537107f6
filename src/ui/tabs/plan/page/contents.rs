//! The activities of the plan, by Điều. A row opens its activity.

use super::facts::{Entry, Facts};
use super::{Part, rows};
use crate::edit::Edit;
use crate::model::{Activity, Id, Path};
use crate::text::date;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::Selection;
use crate::ui::widgets::card::{self, Card};
use crate::ui::widgets::elide;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::row::ListRow;
use eframe::egui::{Align, Layout, Rect, Ui, pos2, vec2};

/// Height of a row, in points.
const ROW: f32 = 30.0;

/// Draws the card.
pub(super) fn show(ui: &mut Ui, part: Part<'_, '_>, facts: &Facts, commands: &mut Commands) {
    let s = part.s;
    let aside = if facts.all == 0 {
        String::new()
    } else {
        s.contents_count(facts.done, facts.all)
    };
    Card::titled(s.contents()).aside(&aside).show(ui, |ui| {
        if facts.entries.is_empty() {
            nothing(ui, part, facts, commands);
        }
        rows(
            ui,
            facts.entries.len(),
            ROW,
            |ui, index, rect| match facts.entries.get(index) {
                Some(Entry::Article { article, done, all }) => {
                    head(ui, part, rect, *article, (*done, *all));
                }
                Some(Entry::Work(id)) => work(ui, part, rect, id, commands),
                None => {}
            },
        );
    });
}

fn nothing(ui: &mut Ui, part: Part<'_, '_>, facts: &Facts, commands: &mut Commands) {
    let Part { view, plan, s, .. } = part;
    let take = s.take_in(facts.loose.len());
    let offered = !facts.loose.is_empty() && view.read_only.is_none();
    let pressed = EmptyState {
        icon: Icon::ClipboardText,
        title: s.contents_empty(),
        text: if view.read_only.is_none() {
            s.contents_empty_text()
        } else {
            ""
        },
        action: offered.then_some(take.as_str()),
    }
    .show(ui);
    if pressed {
        let put = facts.loose.iter().map(|id| {
            let on = Path::new(Activity::KIND, id.as_str());
            Edit::set(&on, Activity::PLAN, plan.id.as_str())
        });
        commands.edit(Edit::Several(put.collect()));
    }
}

fn head(ui: &mut Ui, part: Part<'_, '_>, rect: Rect, article: u8, (done, all): (usize, usize)) {
    let Part { view, .. } = part;
    let p = &Tokens::of(ui).palette;
    ui.painter().rect_filled(rect, 0, p.panel);
    card::divider(ui, rect);
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let painter = ui.painter();
    let count = format!("{done}/{all}");
    let right = elide::text_in(painter, inner, Align::Max, Role::Secondary, &count, p.text2);
    let anchor = view.words().article(&article.to_string());
    let title = view
        .programme()
        .text
        .articles()
        .find(|a| a.article == article);
    let words = if article == 0 { "—" } else { &anchor };
    let left = elide::text_in(
        painter,
        inner,
        Align::Min,
        Role::SecondaryBold,
        words,
        p.text,
    );
    if let Some(title) = title {
        let room = Rect::from_min_max(
            pos2(left.right() + 10.0, rect.top()),
            pos2(right.left() - 8.0, rect.bottom()),
        );
        let short = view.short_title(title);
        elide::text_in(painter, room, Align::Min, Role::Secondary, &short, p.text2);
    }
}

fn work(ui: &mut Ui, part: Part<'_, '_>, rect: Rect, id: &Id, commands: &mut Commands) {
    let Part { view, .. } = part;
    let Some(activity) = view.programme().activities.get(id) else {
        return;
    };
    let p = &Tokens::of(ui).palette;
    let standing = view.insight.standing(id);
    let ink = p.tone(parts::standing_tone(standing)).fg;
    let lead = activity.lead.as_ref();
    let time = time(activity);
    let name = format!("{}. {time}", parts::activity_name(view, activity));
    let row_id = ui.scope_id().with(("page work", id.as_str()));
    let selected = *view.selection == Selection::Activity(id.clone());
    let (times, leads, states) = widths(rect.width());
    let row = ListRow::new(&name, ROW).selected(selected);
    let out = row.at(ui, row_id, rect, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        parts::standing_icon(standing).show(ui, 14.0, ink);
        let left = ui.cursor().left();
        if let Some(clause) = &activity.place.parent {
            let anchor = view.short_anchor(clause.as_str());
            elide::label(ui, Role::ClauseAnchor, &anchor, p.text2, 44.0);
        }
        ui.add_space((left + 48.0 - ui.cursor().left()).max(0.0));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let cell = |ui: &mut Ui, width: f32, draw: &mut dyn FnMut(&mut Ui)| {
                if width > 0.0 {
                    let size = vec2(width, ROW);
                    let layout = Layout::left_to_right(Align::Center);
                    ui.allocate_ui_with_layout(size, layout, |ui| {
                        ui.set_min_width(width);
                        ui.set_max_width(width);
                        ui.spacing_mut().item_spacing.x = 5.0;
                        draw(ui);
                    });
                }
            };
            cell(ui, times, &mut |ui| {
                elide::plain(ui, Role::Secondary, &time, p.text2);
            });
            cell(ui, states, &mut |ui| {
                let words = parts::standing_text(view.words(), standing);
                elide::plain(ui, Role::Secondary, &words, ink);
            });
            cell(ui, leads, &mut |ui| match lead {
                Some(unit) => {
                    parts::unit_with_seal(ui, view, unit, Role::Secondary, p.text, leads);
                }
                None => parts::unassigned(ui, view),
            });
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                elide::plain(ui, Role::Body, &view.shown(&activity.title), p.text);
            });
        });
    });
    if out.response.clicked() {
        commands.push(Command::Select(Selection::Activity(id.clone())));
    }
}

/// The widths of time, lead and state in a card of this width; 0 where there is no room.
fn widths(card: f32) -> (f32, f32, f32) {
    match card {
        w if w >= 860.0 => (170.0, 190.0, 150.0),
        w if w >= 720.0 => (170.0, 160.0, 0.0),
        w if w >= 520.0 => (170.0, 0.0, 0.0),
        _ => (86.0, 0.0, 0.0),
    }
}

/// "01/03/2024 – 30/06/2024", or what there is of it.
fn time(activity: &Activity) -> String {
    match (activity.start, activity.due) {
        (Some(from), Some(to)) if from != to && !activity.milestone => {
            format!("{} – {}", date::format(from), date::format(to))
        }
        (_, Some(day)) | (Some(day), None) => date::format(day),
        (None, None) => "—".to_owned(),
    }
}
