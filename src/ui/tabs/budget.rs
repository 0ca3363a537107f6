//! Ngân sách: the budget tracker. A table of years, sources and lines, edited in place; below it the
//! years as bars, the commitment of Điều 5.1 year by year, and the houses it pays for.

mod banners;
mod cards;
mod cells;
mod chart;
mod columns;
mod copy;
mod editing;
pub mod figures;
pub mod given;
mod houses;
mod keys;
mod names;
pub mod new_line;
pub mod pick;
mod rows;
mod schools;
mod table;

pub use rows::{line_name, source_name};

use crate::insight::YearFilter;
use crate::model::Id;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::line as line_inspector;
use crate::ui::tokens::{Density, Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::{chip, elide, segmented};
use chrono::Datelike as _;
use columns::{Column, Layout};
use eframe::egui::{self, Align, Popup, PopupCloseBehavior, Rect, ScrollArea, Ui, UiBuilder, vec2};
use figures::Unit;
use rows::{Row, RowKey, SourceKey};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What the tab remembers between frames: scroll, folds, drafts.
#[derive(Debug, Default)]
pub struct State {
    unit: Unit,
    /// Years that the user folded in or out; others follow the day.
    years: HashMap<i32, bool>,
    open_sources: HashSet<SourceKey>,
    /// The row and column of the keyboard; no column is that of the names.
    cursor: Option<(RowKey, Option<Column>)>,
    edit: Option<editing::CellEdit>,
    /// Texts that were not taken, with their sentences, while another cell is edited.
    parked: HashMap<(Id, Column), (String, String)>,
    confirm: Option<editing::Confirm>,
    scroll_to: Option<RowKey>,
    /// What takes the keyboard in the next frame.
    refocus: Option<egui::Id>,
    all_banners: bool,
    /// Columns stand although there is no room for all: the table slides.
    all_columns: bool,
    /// Where the keyboard was when the table last slid there.
    followed: Option<(RowKey, Option<Column>)>,
    /// The lists of houses and school equipment.
    pub given: given::State,
    new_line: Option<new_line::Form>,
    choosing: pick::Search,
    /// The rows of a revision, its years and folds.
    rows: Option<(RowsOf, Rc<Vec<Row>>)>,
    /// Counts the changes of folds.
    folds: u64,
}

/// What a list of rows was made from: revision, years, folds, day.
type RowsOf = (u64, YearFilter, u64, chrono::NaiveDate);

impl State {
    /// The rows that are shown; made anew only where something changed.
    fn rows(&mut self, view: &View<'_>) -> Rc<Vec<Row>> {
        let of = (view.insight.revision, view.years, self.folds, view.today);
        if let Some((from, rows)) = &self.rows
            && *from == of
        {
            return Rc::clone(rows);
        }
        let rows = Rc::new(rows::rows(view, self));
        self.rows = Some((of, Rc::clone(&rows)));
        rows
    }

    /// Whether a year is folded out: as the user left it; else this year, and a year shown alone.
    fn is_year_open(&self, view: &View<'_>, year: i32) -> bool {
        let usual = || year == view.today.year() || view.years == YearFilter::Year(year);
        self.years.get(&year).copied().unwrap_or_else(usual)
    }

    /// Folds a year or a source in or out.
    fn toggle(&mut self, view: &View<'_>, key: &RowKey) {
        match key {
            RowKey::Year(year) => {
                let open = !self.is_year_open(view, *year);
                self.years.insert(*year, open);
            }
            RowKey::Source(source) => {
                if !self.open_sources.remove(source) {
                    self.open_sources.insert(source.clone());
                }
            }
            RowKey::FromText(..) | RowKey::Line(_) => return,
        }
        self.folds += 1;
    }

    /// Folds out what leads to a line, and scrolls there.
    fn reveal(&mut self, view: &View<'_>, line: &Id) {
        let Some(line) = view.programme().budget_lines.get(line) else {
            return;
        };
        let year = line.key.year.unwrap_or(0);
        self.years.insert(year, true);
        self.open_sources
            .insert((year, line.key.source, line.key.payer.clone()));
        self.folds += 1;
        self.scroll_to = Some(RowKey::Line(line.id.clone()));
    }
}

/// The table: where the keyboard begins.
#[must_use]
pub fn cursor() -> egui::Id {
    table::id()
}

/// Draws the tab.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    given::insert(ui, view, &mut state.given, commands);
    if given::page(ui, view, state, commands) {
        return;
    }
    let tokens = Tokens::of(ui);
    let padding = tokens.size.content_padding;
    let area = ui.available_rect_before_wrap();
    let inner = area.shrink2(vec2(padding, 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        header(ui, view, state, commands);
        banners::show(ui, view, state, commands);
        body(ui, view, state, commands);
    });
    editing::confirm(ui, view, state, commands);
    new_line::show(ui, view, state, commands);
    copy::act(ui, view, state, commands);
}

/// The title with the unit of amounts, and the actions of the tab.
fn header(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let texts = Texts(view.lang);
    let words = view.words();
    let density = Density::for_height(ui.ctx().content_rect().height());
    let height = density.pick(tokens.size.page_header, tokens.size.page_header_compact);
    let size = vec2(ui.available_width(), height);
    let (_, rect) = ui.allocate_space(size);
    let right_to_left = egui::Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(rect).layout(right_to_left));
    let locked = figures::locked(view);
    let empty = view.programme().budget_lines.is_empty();
    let reason = locked.or(empty.then(|| texts.no_lines()));
    let record = PushButton::new(texts.record_payment())
        .icon(Icon::Plus)
        .disabled(reason)
        .show(&mut right);
    record_payment(&record, view, state, commands);
    let add = PushButton::new(texts.add_line())
        .icon(Icon::Plus)
        .disabled(locked)
        .show(&mut right);
    if add.clicked() {
        state.new_line = Some(new_line::Form::for_years(view));
    }
    let selected = usize::from(state.unit == Unit::Million);
    match segmented::segmented(
        &mut right,
        texts.unit_choice(),
        &[texts.dong(), texts.million()],
        selected,
    ) {
        Some(0) => state.unit = Unit::Dong,
        Some(_) => state.unit = Unit::Million,
        None => {}
    }
    let left = Rect::from_min_max(
        rect.min,
        egui::pos2(right.min_rect().left() - 12.0, rect.bottom()),
    );
    let mut left = ui.new_child(
        UiBuilder::new()
            .max_rect(left)
            .layout(egui::Layout::left_to_right(Align::Center)),
    );
    elide::plain(&mut left, Role::PageTitle, texts.title(), p.text);
    let unit = match state.unit {
        Unit::Dong => words.dong(),
        Unit::Million => words.million_dong(),
    };
    elide::plain(&mut left, Role::Body, &texts.unit_is(unit), p.text2);
    if view.is_sample() && left.available_width() > 60.0 {
        chip::dashed_tag(&mut left, Icon::Flag, words.sample_data());
    }
}

/// Ghi giải ngân: on the selected line, or on one that is chosen from a list.
fn record_payment(
    button: &egui::Response,
    view: &View<'_>,
    state: &mut State,
    commands: &mut Commands,
) {
    let selected = match view.selection {
        Selection::Line(id) => Some(id.clone()),
        _ => None,
    };
    if let Some(line) = selected {
        if button.clicked() {
            line_inspector::add_payment(&button.ctx, &line);
            commands.push(Command::Select(Selection::Line(line)));
        }
        return;
    }
    if button.clicked() {
        state.choosing = pick::Search::default();
    }
    let popup = Popup::menu(button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(380.0);
    popup.show(|ui| {
        let choices = || pick::lines(view);
        if let Some(line) = pick::list(
            ui,
            view.lang,
            Texts(view.lang).choose_line(),
            &mut state.choosing,
            choices,
        ) {
            let line = Id::from(line.as_str());
            state.reveal(view, &line);
            line_inspector::add_payment(ui.ctx(), &line);
            commands.push(Command::Select(Selection::Line(line)));
            ui.close();
        }
    });
}

/// Everything below the header: the table and the cards, in one scroll area.
fn body(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let gap = tokens.size.card_gap;
    let scroll = ScrollArea::both()
        .id_salt("budget")
        .auto_shrink([false, false]);
    scroll.show_viewport(ui, |ui, viewport| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let origin = ui.max_rect().min;
        let visible = Rect::from_min_size(origin + viewport.min.to_vec2(), viewport.size());
        let budget = &view.insight.budget;
        let layout = Layout::of(
            ui.painter(),
            budget,
            state.unit,
            view.lang,
            viewport.width(),
            state.all_columns,
        );
        ui.set_width(layout.width);
        table::show(ui, view, state, &layout, visible, commands);
        ui.add_space(gap);
        // The cards keep to what is visible when the table is wider.
        let top = ui.cursor().top();
        let room = Rect::from_min_max(
            egui::pos2(visible.left(), top),
            egui::pos2(visible.right(), f32::INFINITY),
        );
        let rest = (visible.bottom() - top - gap).max(0.0);
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            cards::show(ui, view, state, rest, commands)
        });
        ui.add_space(gap);
    });
}

#[cfg(test)]
mod tests;
