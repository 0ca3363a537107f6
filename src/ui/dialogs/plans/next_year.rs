//! A new year's plan from last year's: what is done again, what is carried over, and what becomes of
//! the targets. One undo step.

use crate::edit::next_year::{changed_target, choices, next_title};
use crate::edit::{Edit, NextPlan};
use crate::insight::year_of;
use crate::model::{Activity, Decimal, Id, Plan};
use crate::text::strings::errors::Errors;
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{checked, read_only_reason};
use crate::ui::inspector::pieces::{FormField, field_above};
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::check::bare_checkbox;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::field::{TextField, message_line};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::table::virtual_rows;
use crate::ui::widgets::{card, elide};
use eframe::egui::{Align, Context, Id as UiId, Layout, Ui, vec2};
use std::collections::HashMap;

/// Height of a row, in points.
const ROW: f32 = 32.0;

/// How an activity is taken into the new plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Làm lại: a copy in the new year.
    Keep,
    /// Chuyển tiếp: its continuation, linked back.
    Carry,
    /// Not at all.
    Leave,
}

/// A row of the list.
#[derive(Clone, Debug)]
enum Row {
    Article(u8),
    Work {
        id: Id,
        unfinished: bool,
    },
    Target {
        of: Id,
        name: String,
        target: Decimal,
    },
}

/// What the dialog remembers between frames.
#[derive(Debug)]
pub struct State {
    from: Id,
    year: i32,
    title: Option<FormField>,
    percent: FormField,
    ways: HashMap<Id, Way>,
    rows: Vec<Row>,
    /// The revision that the rows are of.
    revision: Option<u64>,
    sentence: Option<String>,
}

impl State {
    /// The dialog that makes the plan of a year from another plan.
    #[must_use]
    pub fn of(from: Id, year: i32) -> Self {
        Self {
            from,
            year,
            title: None,
            percent: FormField::with("0".to_owned()),
            ways: HashMap::new(),
            rows: Vec::new(),
            revision: None,
            sentence: None,
        }
    }

    fn refresh(&mut self, view: &View<'_>) {
        if self.revision == Some(view.document.revision()) {
            return;
        }
        self.revision = Some(view.document.revision());
        let p = view.programme();
        let found = choices(p, &self.from);
        let mut all: Vec<(&Activity, bool)> = Vec::new();
        for (ids, way, unfinished) in [
            (&found.done, Way::Keep, false),
            (&found.unfinished, Way::Carry, true),
            (&found.not_doing, Way::Leave, false),
        ] {
            for id in ids {
                self.ways.entry(id.clone()).or_insert(way);
                all.extend(p.activities.get(id).map(|a| (a, unfinished)));
            }
        }
        all.sort_by_cached_key(|(a, _)| {
            let place = a.place.parent.as_ref();
            let at = place.map_or(usize::MAX, |c| p.text.position(c.as_str()));
            (at, a.place.key.clone(), a.id.clone())
        });
        self.rows.clear();
        let mut last = None;
        for (a, unfinished) in all {
            let article = article_of(view, a);
            if last != Some(article) {
                self.rows.push(Row::Article(article));
                last = Some(article);
            }
            self.rows.push(Row::Work {
                id: a.id.clone(),
                unfinished,
            });
            self.rows.extend(targets(view, a));
        }
    }

    fn count(&self, way: Way) -> usize {
        self.ways.values().filter(|w| **w == way).count()
    }

    /// The ways of an article's activities, or of all.
    fn set_all(&mut self, view: &View<'_>, article: Option<u8>, on: bool) {
        for row in &self.rows {
            let Row::Work { id, unfinished } = row else {
                continue;
            };
            let a = view.programme().activities.get(id);
            if article.is_some() && a.map(|a| article_of(view, a)) != article {
                continue;
            }
            let way = match (on, unfinished) {
                (false, _) => Way::Leave,
                (true, true) => Way::Carry,
                (true, false) => Way::Keep,
            };
            self.ways.insert(id.clone(), way);
        }
    }
}

fn article_of(view: &View<'_>, a: &Activity) -> u8 {
    let clause = a.place.parent.as_ref();
    clause.map_or(0, |c| view.programme().text.article_of(c.as_str()))
}

/// The targets of an activity in its own year.
fn targets(view: &View<'_>, a: &Activity) -> Vec<Row> {
    let p = view.programme();
    let Some(year) = year_of(a) else {
        return Vec::new();
    };
    let own = view.insight.indicators.get(&a.id).into_iter().flatten();
    let row = |id: &Id| {
        let value = view.insight.indicator_values.get(&(id.clone(), year))?;
        Some(Row::Target {
            of: a.id.clone(),
            name: p.indicators.get(id)?.name.clone(),
            target: p.indicator_values.get(value)?.target?,
        })
    };
    own.filter_map(row).collect()
}

/// A typed percentage: 10, -5, 2,5.
fn percent(view: &View<'_>, typed: &str) -> Result<Decimal, String> {
    let typed = typed.trim().trim_end_matches('%').trim_end();
    if typed.is_empty() {
        return Ok(Decimal::ZERO);
    }
    let change = Decimal::parse(typed).map_err(|e| Errors(view.lang).number(&e))?;
    if change < Decimal::from(-100) {
        return Err(Plans(view.lang).next_percent_low().to_owned());
    }
    Ok(change)
}

/// Shows the dialog. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let s = Plans(view.lang);
    let Some(from) = view.programme().plans.get(&state.from) else {
        return false;
    };
    state.refresh(view);
    if state.title.is_none() {
        state.title = Some(FormField::with(next_title(from, state.year)));
    }
    let (mut go, mut give_up) = (false, false);
    let head = s.next_title(state.year);
    let window = ctx.content_rect();
    let dialog = Dialog::new("next plan", &head, s.give_up())
        .width((window.width() - 120.0).min(860.0))
        .stays();
    let outcome = dialog.show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        let about = s.next_text(from.year.unwrap_or(state.year - 1));
        elide::paragraph(ui, Role::Secondary, &about, p.text2);
        fields(ui, view, state);
        if state.rows.is_empty() {
            elide::paragraph(ui, Role::Body, s.next_empty(), p.text2);
        } else {
            let height = (window.height() - 330.0).clamp(140.0, 520.0);
            ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                list(ui, view, state);
            });
        }
        if let Some(sentence) = &state.sentence {
            message_line(ui, Icon::WarningCircle, sentence, p.overdue);
        }
        footer(ui, |ui| {
            go = PushButton::primary(s.next_do())
                .disabled(read_only_reason(view))
                .show(ui)
                .clicked();
            give_up = PushButton::new(s.give_up()).show(ui).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let words = s.next_counts(state.count(Way::Keep), state.count(Way::Carry));
                elide::plain(ui, Role::Secondary, &words, p.text2);
            });
        });
    });
    if go && hand_over(view, from, state, commands) {
        return false;
    }
    !(give_up || outcome.closed)
}

fn fields(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let s = Plans(view.lang);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        ui.vertical(|ui| {
            ui.set_width((ui.available_width() - 180.0).max(180.0));
            field_above(ui, s.next_name());
            let id = UiId::unique(("next plan", "title"));
            if let Some(title) = &mut state.title {
                title.show(ui, TextField::new(id, s.next_name()).boxed());
            }
        });
        ui.vertical(|ui| {
            field_above(ui, s.next_percent());
            let id = UiId::unique(("next plan", "percent"));
            let field = TextField::new(id, s.next_percent()).hint(s.next_percent_hint());
            let out = state.percent.show(ui, field.amount().boxed());
            if out.committed.is_some()
                && let Err(sentence) = percent(view, state.percent.text())
            {
                state.percent.reject(sentence);
            }
        });
    });
    ui.horizontal(|ui| {
        if PushButton::new(s.next_all()).small().show(ui).clicked() {
            state.set_all(view, None, true);
        }
        if PushButton::new(s.next_none()).small().show(ui).clicked() {
            state.set_all(view, None, false);
        }
    });
}

fn list(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let change = percent(view, state.percent.text()).unwrap_or(Decimal::ZERO);
    let rows = std::mem::take(&mut state.rows);
    let mut all = None;
    let p = &Tokens::of(ui).palette;
    let whole = ui.available_rect_before_wrap();
    ui.painter().rect_filled(whole, 4, p.surface);
    virtual_rows(
        ui,
        UiId::unique("next plan rows"),
        ROW,
        rows.len(),
        |ui, range| {
            for row in rows.get(range).unwrap_or_default() {
                match row {
                    Row::Article(article) => {
                        if let Some(on) = head(ui, view, state, *article, &rows) {
                            all = Some((*article, on));
                        }
                    }
                    Row::Work { id, unfinished } => work(ui, view, state, id, *unfinished),
                    Row::Target { of, name, target } => {
                        show_target(ui, view, state.ways.get(of), name, *target, change);
                    }
                }
            }
        },
    );
    state.rows = rows;
    if let Some((article, on)) = all {
        state.set_all(view, Some(article), on);
    }
}

/// The head of an article with a box for all of it. Returns what the box was set to.
fn head(ui: &mut Ui, view: &View<'_>, state: &State, article: u8, rows: &[Row]) -> Option<bool> {
    let p = &Tokens::of(ui).palette;
    let s = Plans(view.lang);
    let anchor = view.words().article(&article.to_string());
    let inside = rows
        .iter()
        .skip_while(|r| !matches!(r, Row::Article(n) if *n == article));
    let mut own = inside
        .skip(1)
        .take_while(|r| !matches!(r, Row::Article(_)))
        .filter_map(|r| match r {
            Row::Work { id, .. } => state.ways.get(id),
            _ => None,
        });
    let on = own.all(|way| *way != Way::Leave);
    let mut pressed = None;
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    ui.painter().rect_filled(rect, 0, p.panel);
    card::divider(ui, rect);
    let mut child = ui.new_child(
        eframe::egui::UiBuilder::new()
            .id_salt(("head", article))
            .max_rect(rect.shrink2(vec2(8.0, 0.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    if bare_checkbox(&mut child, on, &s.next_all_of(&anchor), None).clicked() {
        pressed = Some(!on);
    }
    elide::plain(&mut child, Role::SecondaryBold, &anchor, p.text);
    let title = view
        .programme()
        .text
        .articles()
        .find(|a| a.article == article);
    if let Some(title) = title {
        elide::plain(
            &mut child,
            Role::Secondary,
            &view.short_title(title),
            p.text2,
        );
    }
    pressed
}

fn work(ui: &mut Ui, view: &View<'_>, state: &mut State, id: &Id, unfinished: bool) {
    let p = &Tokens::of(ui).palette;
    let s = Plans(view.lang);
    let Some(activity) = view.programme().activities.get(id) else {
        return;
    };
    let title = view.shown(&activity.title);
    let way = state.ways.get(id).copied().unwrap_or(Way::Leave);
    let mut chosen = way;
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    card::divider(ui, rect);
    let mut ui = ui.new_child(
        eframe::egui::UiBuilder::new()
            .id_salt(("work", id.as_str()))
            .max_rect(rect.shrink2(vec2(8.0, 0.0)))
            .layout(Layout::left_to_right(Align::Center)),
    );
    ui.add_space(16.0);
    if bare_checkbox(&mut ui, way != Way::Leave, &title, None).clicked() {
        chosen = match (way, unfinished) {
            (Way::Leave, true) => Way::Carry,
            (Way::Leave, false) => Way::Keep,
            _ => Way::Leave,
        };
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let way_width = elide::width(ui.painter(), Role::CardTitle, s.next_carry())
            + elide::width(ui.painter(), Role::CardTitle, s.next_keep())
            + 44.0;
        let right = ui.max_rect().right() - way_width;
        match (way, unfinished) {
            (Way::Leave, _) => {
                elide::plain(ui, Role::Secondary, s.next_leave(), p.text3);
            }
            (_, true) => {
                let name = s.next_choice_of(&title);
                let labels = [s.next_carry(), s.next_keep()];
                let now = usize::from(way == Way::Keep);
                match segmented(ui, &name, &labels, now) {
                    Some(0) => chosen = Way::Carry,
                    Some(_) => chosen = Way::Keep,
                    None => {}
                }
            }
            (_, false) => {
                elide::plain(ui, Role::Secondary, s.next_keep(), p.text2);
            }
        }
        // The states stand below one another, whatever stands right of them.
        ui.add_space((ui.cursor().right() - right).max(0.0));
        let standing = view.insight.standing(id);
        let ink = p.tone(parts::standing_tone(standing)).fg;
        let words = parts::standing_text(view.words(), standing);
        let width = if ui.available_width() > 360.0 {
            170.0
        } else {
            0.0
        };
        if width > 0.0 {
            ui.allocate_ui_with_layout(
                vec2(width, ROW),
                Layout::left_to_right(Align::Center),
                |ui| {
                    ui.set_min_width(width);
                    parts::standing_icon(standing).show(ui, 14.0, ink);
                    elide::plain(ui, Role::Secondary, &words, ink);
                },
            );
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let ink = if way == Way::Leave { p.text3 } else { p.text };
            elide::plain(ui, Role::Body, &title, ink);
        });
    });
    if chosen != way {
        state.ways.insert(id.clone(), chosen);
    }
}

/// What becomes of a target.
fn show_target(
    ui: &mut Ui,
    view: &View<'_>,
    way: Option<&Way>,
    name: &str,
    target: Decimal,
    change: Decimal,
) {
    let p = &Tokens::of(ui).palette;
    let s = Plans(view.lang);
    // What is carried over is still the same aim.
    let after = match way {
        Some(Way::Keep) => changed_target(target, change),
        Some(Way::Carry) => Some(target),
        _ => None,
    };
    let after = after.map_or_else(|| "—".to_owned(), Decimal::format);
    let words = s.next_target(name, &target.format(), &after);
    ui.horizontal(|ui| {
        ui.set_min_height(ROW);
        ui.add_space(54.0);
        let ink = if matches!(way, Some(Way::Leave)) {
            p.text3
        } else {
            p.text2
        };
        elide::plain(ui, Role::Secondary, &words, ink);
    });
}

/// Makes the plan. Returns whether it was taken; otherwise the dialog says why not.
fn hand_over(view: &View<'_>, from: &Plan, state: &mut State, commands: &mut Commands) -> bool {
    state.sentence = None;
    let target_change = match percent(view, state.percent.text()) {
        Ok(change) => change,
        Err(sentence) => {
            state.percent.reject(sentence);
            return false;
        }
    };
    let plan = view.fresh_id();
    let of = |way: Way| -> Vec<(Id, Id)> {
        let works = state.rows.iter().filter_map(|row| match row {
            Row::Work { id, .. } if state.ways.get(id) == Some(&way) => Some(id),
            _ => None,
        });
        works.map(|id| (id.clone(), view.fresh_id())).collect()
    };
    let edit = Edit::PlanFromLast(Box::new(NextPlan {
        from: from.id.clone(),
        plan: plan.clone(),
        year: state.year,
        title: state
            .title
            .as_ref()
            .map(|title| title.text().trim().to_owned())
            .unwrap_or_default(),
        keep: of(Way::Keep),
        carry: of(Way::Carry),
        target_change,
    }));
    match checked(view, &edit) {
        Ok(_) => {
            commands.edit(edit);
            commands.push(Command::Select(Selection::Plan(plan)));
            true
        }
        Err(sentence) => {
            state.sentence = Some(sentence);
            false
        }
    }
}
