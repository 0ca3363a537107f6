//! The page of a plan: all that is in it, in the place of the timeline. An earlier version is shown
//! as it stood, for viewing only.
//!
//! - `facts` — what it shows, worked out once for a revision;
//! - `head` — whose plan, its number, its steps, its seals;
//! - `contents` — the activities by Điều; `tables` — the money and the indicators;
//! - `side` — agreements, versions, the clauses left out, the history.

mod contents;
mod facts;
mod head;
mod side;
mod tables;

#[cfg(test)]
mod tests;

use crate::change::{ChangeId, Document};
use crate::insight::{Insight, YearFilter};
use crate::model::{Id, Plan, PlanScope};
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Command, Commands};
use crate::ui::dialogs::plans::changes::QUICK;
use crate::ui::inspector::plan::history;
use crate::ui::later::Later;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{ReadOnly, Selection, View};
use crate::ui::widgets::elide;
use eframe::egui::{Key, Modifiers, Rect, ScrollArea, Spinner, Ui, UiBuilder, pos2, vec2};
use facts::Facts;

/// The width from which the page has two columns, in points.
const TWO_COLUMNS: f32 = 900.0;

/// The width of the right column, in points.
const SIDE: f32 = 320.0;

/// An open page.
#[derive(Debug)]
pub(super) struct Page {
    plan: Id,
    /// The moment as of which it is shown.
    at: Option<ChangeId>,
    past: Option<Later<Option<Box<Past>>>>,
    facts: Facts,
    history: history::Shown,
}

/// The document as it was.
#[derive(Debug)]
struct Past {
    document: Document,
    insight: Insight,
    /// When, as the moment says.
    at: String,
}

impl Page {
    /// The page of a plan as it stands, or as it stood at a moment.
    pub(super) fn new(plan: Id, at: Option<ChangeId>) -> Self {
        Self {
            plan,
            at,
            past: None,
            facts: Facts::default(),
            history: history::Shown::default(),
        }
    }
}

/// Draws the open page. Returns whether there is one.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    open: &mut Option<Page>,
    commands: &mut Commands,
) -> bool {
    let Some(page) = open else { return false };
    if page.at.is_none() && !view.programme().plans.contains_key(&page.plan) {
        *open = None;
        return false;
    }
    let ctx = ui.ctx();
    let elsewhere = ctx.text_edit_focused()
        || eframe::egui::Popup::is_any_open(ctx)
        || ctx.memory(|memory| memory.top_modal_layer().is_some());
    let mut back = *view.selection == Selection::Nothing
        && !elsewhere
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    let area = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(area);
    ui.painter().rect_filled(area, 0, Tokens::of(ui).palette.bg);
    let mut ui = ui.new_child(UiBuilder::new().id_salt("plan page").max_rect(area));
    match page.at.clone() {
        None => back |= draw(&mut ui, view, page, None, commands),
        Some(at) => back |= past(&mut ui, view, page, &at, commands),
    }
    if back {
        *open = None;
    }
    true
}

/// The page as of a moment. Nothing on it changes the document.
fn past(
    ui: &mut Ui,
    view: &View<'_>,
    page: &mut Page,
    at: &ChangeId,
    commands: &mut Commands,
) -> bool {
    let today = view.today;
    let mut later = page.past.take().unwrap_or_else(|| {
        let quick = view.document.log().changes().len() < QUICK;
        let (document, at) = (view.document.clone(), at.clone());
        Later::new(ui.ctx(), quick, move || {
            let cut = document.cuts().into_iter().find(|cut| cut.id == at)?;
            let was = document.past().at(&cut.knows);
            // What was late then, not what would be late by now.
            let today = day_of(&cut.at).unwrap_or(today);
            Some(Box::new(Past {
                insight: Insight::of(&was, today, YearFilter::All),
                document: was,
                at: cut.at,
            }))
        })
    });
    let s = Plans(view.lang);
    let p = &Tokens::of(ui).palette;
    let failed = later.failed();
    let back = match later.get() {
        Some(Some(past)) => {
            let then = View {
                document: &past.document,
                insight: &past.insight,
                today: past.insight.today,
                years: YearFilter::All,
                read_only: Some(ReadOnly::ViewOnly),
                ..*view
            };
            let mut asked = Commands::default();
            let day = day_of(&past.at)
                .map(crate::text::date::format)
                .unwrap_or_default();
            let back = if then.programme().plans.contains_key(&page.plan) {
                draw(ui, &then, page, Some(&day), &mut asked)
            } else {
                notice(ui, view, s.past_gone())
            };
            for command in asked.take() {
                if there_now(view, &command) {
                    commands.push(command);
                }
            }
            back
        }
        None if !failed => {
            ui.horizontal(|ui| {
                ui.add_space(16.0);
                ui.set_min_height(48.0);
                ui.add(Spinner::new().size(14.0).color(p.text2));
                elide::plain(ui, Role::Body, s.past_opening(), p.text2);
            });
            false
        }
        _ => notice(ui, view, s.past_gone()),
    };
    page.past = Some(later);
    back
}

/// The day of an instant as a moment has it.
fn day_of(at: &str) -> Option<chrono::NaiveDate> {
    crate::text::date::parse_iso(at.get(..10)?)
}

/// Why there is nothing to show. Returns whether the user goes back.
fn notice(ui: &mut Ui, view: &View<'_>, words: &str) -> bool {
    let s = Plans(view.lang);
    crate::ui::widgets::empty::EmptyState {
        icon: crate::ui::icons::Icon::ClockCounterClockwise,
        title: words,
        text: "",
        action: Some(s.back()),
    }
    .show(ui)
}

/// Whether what an old page asks for is there in the document as it stands.
pub(super) fn there_now(view: &View<'_>, command: &Command) -> bool {
    let p = view.programme();
    match command {
        Command::Select(selection) | Command::Reveal(selection) => match selection {
            Selection::Activity(id) => p.activities.contains_key(id),
            Selection::Plan(id) => p.plans.contains_key(id),
            Selection::Line(id) => p.budget_lines.contains_key(id),
            Selection::Annex(id) => p.annexes.contains_key(id),
            Selection::House(id) => p.houses.contains_key(id),
            Selection::SchoolItem(id) => p.school_items.contains_key(id),
            Selection::Clause(_) | Selection::Nothing => true,
        },
        Command::PlanPage { at, plan } => at.is_some() || p.plans.contains_key(plan),
        _ => false,
    }
}

/// What every part is given.
#[derive(Clone, Copy)]
struct Part<'a, 'v> {
    view: &'a View<'v>,
    plan: &'a Plan,
    s: Plans,
    /// It is shown as it stood.
    past: bool,
}

/// Draws the page. Returns whether the user goes back.
fn draw(
    ui: &mut Ui,
    view: &View<'_>,
    page: &mut Page,
    past: Option<&str>,
    commands: &mut Commands,
) -> bool {
    let Some(plan) = view.programme().plans.get(&page.plan) else {
        return false;
    };
    let part = Part {
        view,
        plan,
        s: Plans(view.lang),
        past: past.is_some(),
    };
    page.facts.refresh(view, plan);
    let tokens = Tokens::of(ui);
    let area = ui.max_rect();
    let low = area.height() < 640.0;
    let height = if low {
        tokens.size.page_header_compact
    } else {
        tokens.size.page_header
    };
    let head = Rect::from_min_size(area.min, vec2(area.width(), height));
    let back = head::bar(ui, part, head, past, commands);
    let body = Rect::from_min_max(head.left_bottom(), area.max);
    let mut ui = ui.new_child(UiBuilder::new().id_salt("body").max_rect(body));
    ui.set_clip_rect(body.intersect(ui.clip_rect()));
    ScrollArea::vertical()
        .id_salt(("plan page", page.plan.as_str(), past))
        .auto_shrink([false, false])
        .show(&mut ui, |ui| {
            let padding = tokens.size.content_padding;
            let gap = tokens.size.card_gap;
            let room = ui.available_rect_before_wrap();
            let inner = Rect::from_min_size(
                pos2(room.left() + padding, room.top() + 12.0),
                vec2((room.width() - 2.0 * padding).max(200.0), room.height()),
            );
            let mut column = ui.new_child(UiBuilder::new().max_rect(inner));
            column.spacing_mut().item_spacing.y = gap;
            head::card(&mut column, part, &page.facts);
            let rest = column.available_rect_before_wrap();
            let two = rest.width() >= TWO_COLUMNS;
            let wide = if two {
                rest.width() - SIDE - gap
            } else {
                rest.width()
            };
            let mut left = column.new_child(
                UiBuilder::new()
                    .id_salt("left")
                    .max_rect(Rect::from_min_size(rest.min, vec2(wide, rest.height()))),
            );
            left.spacing_mut().item_spacing.y = gap;
            contents::show(&mut left, part, &page.facts, commands);
            let mut right = if two {
                let at = pos2(rest.left() + wide + gap, rest.top());
                column.new_child(
                    UiBuilder::new()
                        .id_salt("right")
                        .max_rect(Rect::from_min_size(at, vec2(SIDE, rest.height()))),
                )
            } else {
                let below = left.available_rect_before_wrap();
                column.new_child(UiBuilder::new().id_salt("right").max_rect(below))
            };
            right.spacing_mut().item_spacing.y = gap;
            if two {
                tables::money(&mut left, part, &page.facts);
                tables::indicators(&mut left, part, &page.facts, commands);
            }
            if plan.scope == Some(PlanScope::Joint) {
                side::agreements(&mut right, part, &mut page.history, commands);
            }
            side::versions(&mut right, part, commands);
            if !two {
                tables::money(&mut right, part, &page.facts);
                tables::indicators(&mut right, part, &page.facts, commands);
            }
            side::left_out(&mut right, part, &page.facts, commands);
            side::history(&mut right, part, &mut page.history);
            let bottom = left.min_rect().bottom().max(right.min_rect().bottom());
            let used = Rect::from_min_max(room.min, pos2(room.right(), bottom + padding));
            ui.advance_cursor_after_rect(used);
        });
    back
}

/// Rows of one height, of which those in view are drawn.
fn rows(ui: &mut Ui, count: usize, height: f32, mut draw: impl FnMut(&mut Ui, usize, Rect)) {
    let size = vec2(ui.available_width(), count as f32 * height);
    let (_id, whole) = ui.allocate_space(size);
    let clip = ui.clip_rect();
    let nth = |y: f32| ((y - whole.top()) / height).clamp(0.0, count as f32) as usize;
    for index in nth(clip.top())..(nth(clip.bottom()) + 1).min(count) {
        let top = whole.top() + index as f32 * height;
        let rect = Rect::from_min_size(pos2(whole.left(), top), vec2(whole.width(), height));
        draw(ui, index, rect);
    }
}
