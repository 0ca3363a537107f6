//! Ngân sách: the budget tracker. A table of lines under the heads that the user chose, edited in place;
//! below it the years as bars, the commitment of Điều 5.1 year by year, and the houses it pays for.
//!
//! - `state` — what is remembered; `rows` — the rows and their names; `columns`, `figures` — amounts;
//! - `table` — what is in sight, with `head`, `cells`, `names`, `foot`;
//! - `keys` — the keyboard; `block` — several cells at once; `copy`; `editing` — the field over a cell;
//! - `arrange`, `filter` — how the table stands and what of it; `kept` — what of that survives;
//! - `banners`, `chart`, `cards`, `houses` — what stands around it; `pick`, `new_line` — choosing.

mod arrange;
mod banners;
mod block;
mod cards;
mod cells;
mod chart;
mod columns;
mod confirm;
mod copy;
mod editing;
pub mod figures;
mod filter;
mod foot;
pub mod given;
mod head;
mod houses;
mod kept;
mod keys;
mod names;
pub mod new_line;
pub mod pick;
mod rows;
mod schools;
mod state;
mod table;

pub use kept::Kept;
pub use rows::{line_name, source_name};
pub use state::State;

use crate::model::Id;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::line as line_inspector;
use crate::ui::tokens::{Density, Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::{chip, elide, segmented};
use columns::{Contents, Layout};
use eframe::egui::{self, Align, Popup, PopupCloseBehavior, Rect, ScrollArea, Ui, UiBuilder, vec2};
use figures::Unit;
use std::rc::Rc;

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
        filter::strip(ui, view, state);
        body(ui, view, state, commands);
    });
    confirm::show(ui, view, state, commands);
    new_line::show(ui, view, state, commands);
    chart::large(ui.ctx(), view, &mut state.chart, commands);
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
    let narrow = rect.width() < 1000.0;
    let add = if narrow {
        IconButton::new(Icon::Plus, texts.add_line())
            .framed()
            .disabled(locked)
            .show(&mut right)
    } else {
        PushButton::new(texts.add_line())
            .icon(Icon::Plus)
            .disabled(locked)
            .show(&mut right)
    };
    if add.clicked() {
        state.new_line = Some(new_line::Form::for_years(view));
    }
    arrange::columns(&mut right, view, state);
    arrange::grouping(&mut right, view, state);
    filter::button(&mut right, view, state, narrow);
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
        let layout = layout(ui, view, state, viewport.width());
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

/// Where the columns lie in so much room.
fn layout(ui: &Ui, view: &View<'_>, state: &mut State, room: f32) -> Layout {
    let rows = state.rows(view);
    let ledger = &rows.ledger;
    let columns = state.columns(view);
    let known = state
        .widest
        .as_ref()
        .is_some_and(|(of, unit, lang, widest)| {
            Rc::ptr_eq(of, ledger)
                && (*unit, *lang) == (state.unit, view.lang)
                && widest.iter().map(|(c, _)| *c).eq(columns.iter().copied())
        });
    if !known {
        let heads = ledger.entries.iter().filter(|e| e.depth == 0);
        let all: Vec<_> = heads.map(|e| &e.figures).chain([&ledger.total]).collect();
        let widest = |column: &columns::Column| {
            let texts = all.iter().map(|f| column.text(f, state.unit, view.lang));
            // Digits are all alike wide.
            let text = texts.max_by_key(|text| text.chars().count());
            (*column, text.unwrap_or_default())
        };
        let widest = columns.iter().map(widest).collect();
        state.widest = Some((Rc::clone(ledger), state.unit, view.lang, widest));
    }
    let contents = Contents {
        columns: state.widest.as_ref().map_or(&[], |(.., widest)| widest),
        unit: state.unit,
        lang: view.lang,
        overspent: ledger.overspent,
        computed: ledger.computed,
        sorted: state.choice.sort.and_then(|sort| sort.by),
    };
    Layout::of(ui.painter(), &contents, room, state.all_columns)
}

#[cfg(test)]
mod tests;
