//! Nhật ký: who changed what, when, from what to what; by day, the latest first. From here a single old
//! step is undone, the programme of an earlier moment is seen, and gone back to.

mod detail;
mod filters;
mod keys;
mod listing;
mod marks;
mod menu;
mod reading;
mod row;
mod search;
#[cfg(test)]
mod tests;
mod words;

pub use words::path_of;
pub(in crate::ui) use words::{field, name_of, value};

use crate::change::{ChangeId, log::Ix};
use crate::insight::journal::Filter;
use crate::model::Path;
use crate::text::number::format_whole;
use crate::text::strings::journal::Journal as Texts;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::pieces::FormField;
use crate::ui::tokens::{Density, Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::{chip, elide};
use eframe::egui::{
    self, Align, Layout, Rect, ScrollArea, Ui, UiBuilder, WidgetInfo, accesskit, pos2, vec2,
};
use listing::{Listing, Row};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// What the tab remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    /// What is wanted, but for the words.
    filter: Filter,
    /// The words that are looked for.
    words: FormField,
    /// The history as it was read.
    history: reading::History,
    /// The answers to the words.
    search: search::Search,
    /// The rows.
    listing: Listing,
    /// Rows as they read, for those that were on screen.
    told: words::Memory,
    /// Steps of which every change is shown.
    whole_steps: HashSet<ChangeId>,
    /// Changes that are shown in full, with the room that takes, in points.
    expanded: HashMap<Ix, f32>,
    /// The row of the keyboard.
    cursor: Option<Spot>,
    /// Where the list is: its top in points, and how much of it is seen.
    seen: (f32, f32),
    /// The list shall stand here in the next frame.
    scroll_to: Option<f32>,
    /// The row of the keyboard has grown and shall be seen whole.
    reveal: bool,
    /// The search field shall take the keyboard.
    find: bool,
}

/// What a row is of, whatever stands before it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Spot {
    Change(Ix),
    Mark(usize),
    More(ChangeId),
}

impl State {
    /// Shows the history of one thing, or of one of its fields, alone.
    pub fn only(&mut self, on: Path, field: Option<String>) {
        self.filter = Filter {
            on: Some(on),
            field,
            ..Filter::default()
        };
        self.words.set("");
        self.cursor = None;
        self.scroll_to = Some(0.0);
    }

    /// Leads the keyboard to the search field.
    pub const fn find(&mut self) {
        self.find = true;
    }

    /// Whether rows are still being read or looked for; for tests.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.history.is_reading() || self.search.progress().is_some()
    }
}

/// Where the keyboard goes: the row that it was on, else the first.
#[must_use]
pub fn cursors(state: &State) -> Vec<egui::Id> {
    let first = state.listing.spots().next();
    state
        .cursor
        .clone()
        .into_iter()
        .chain(first)
        .map(|spot| row::id(&spot))
        .collect()
}

/// Draws the tab.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let area = ui.available_rect_before_wrap();
    let inner = area.shrink2(vec2(tokens.size.content_padding, 0.0));
    state.history.bring_up(ui.ctx(), view);
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        let width = ui.available_width();
        list_up(ui, view, state, width);
        header(ui, view, state, commands);
        filters::show(ui, view, state);
        list_up(ui, view, state, width);
        keys::handle(ui, view, state, commands);
        let room = Rect::from_min_max(
            ui.cursor().min,
            pos2(inner.right(), inner.bottom() - tokens.size.card_gap),
        );
        let mut child = ui.new_child(UiBuilder::new().max_rect(room).id_salt("history"));
        let spacing = 2.0 * tokens.stroke.hairline;
        Card::new()
            .min_height(room.height())
            .show(&mut child, |ui| {
                ui.set_height(room.height() - spacing);
                body(ui, view, state, commands);
            });
    });
}

/// Makes the rows anew where anything that they follow from is another.
fn list_up(ui: &Ui, view: &View<'_>, state: &mut State, width: f32) {
    let Some(journal) = state.history.journal() else {
        return;
    };
    let key = state.history.key(view);
    state.told.keep_for(&key);
    state
        .search
        .look(ui.ctx(), view, journal, &key, state.words.text());
    if state.search.progress().is_some() && !state.listing.is_empty() {
        // What was found before stays until the search is through.
        return;
    }
    let hits = state.search.hits();
    let marks = state.history.marks();
    state.listing.list_up(
        view,
        journal,
        marks,
        &listing::Wish {
            key,
            filter: &state.filter,
            hits,
            searched: state.search.number(),
            whole_steps: &state.whole_steps,
        },
    );
    state.listing.lay_out(width, &state.expanded);
}

/// The title with how much there is, and what can be done with the whole.
fn header(ui: &mut Ui, view: &View<'_>, state: &State, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = Texts(view.lang);
    let density = Density::for_height(ui.ctx().content_rect().height());
    let height = density.pick(tokens.size.page_header, tokens.size.page_header_compact);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let right_to_left = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(rect).layout(right_to_left));
    let shorten = PushButton::new(Action::ShortenHistory.text(view.lang)).icon(Icon::Stack);
    let locked = crate::ui::inspector::edit_field::read_only_reason(view);
    if shorten.disabled(locked).show(&mut right).clicked() {
        commands.push(Command::Do(Action::ShortenHistory));
    }
    if view.is_sample() {
        right.add_space(4.0);
        chip::dashed_tag(&mut right, Icon::Flag, view.words().sample_data());
    }
    let end = right.min_rect().left() - 12.0;
    let line = Rect::from_min_max(rect.min, pos2(end, rect.bottom()));
    let painted = elide::text_in(
        ui.painter(),
        line,
        Align::Min,
        Role::PageTitle,
        t.title(),
        p.text,
    );
    let about = match state.history.journal() {
        None => String::new(),
        Some(journal) => {
            let mut about = if state.listing.is_narrowed() {
                t.found(&whole(state.listing.changes), &whole(state.listing.of))
            } else {
                t.about(&whole(state.listing.of))
            };
            if journal.shortened > 0 {
                about = format!("{about} · {}", t.shortened(&whole(journal.shortened)));
            }
            about
        }
    };
    let rest = Rect::from_min_max(pos2(painted.right() + 10.0, line.top()), line.max);
    if rest.width() > 24.0 {
        elide::text_in(ui.painter(), rest, Align::Min, Role::Body, &about, p.text2);
    }
    let response = ui.interact(line, ui.scope_id().with("page-head"), egui::Sense::hover());
    response.widget_info(|| {
        let words = format!("{} {about}", t.title());
        WidgetInfo::labeled(accesskit::Role::Heading, true, words)
    });
    response.on_hover_text(about);
}

fn whole(count: usize) -> String {
    format_whole(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The list, or what it says when there is nothing in it.
fn body(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let t = Texts(view.lang);
    let say = |ui: &mut Ui, icon, title: &str, text: &str, action| {
        ui.add_space(24.0);
        let empty = EmptyState {
            icon,
            title,
            text,
            action,
        };
        empty.show(ui)
    };
    if state.history.failed() {
        say(ui, Icon::Warning, t.failed(), "", None);
        return;
    }
    if state.history.journal().is_none() {
        say(ui, Icon::Hourglass, t.reading(), "", None);
        return;
    }
    if state.listing.is_empty() {
        if let Some(percent) = state.search.progress() {
            say(ui, Icon::Hourglass, &t.searching(percent), "", None);
        } else if state.filter.is_off() && state.words.text().trim().is_empty() {
            let icon = Icon::ClockCounterClockwise;
            say(ui, icon, t.empty(), t.empty_text(), None);
        } else {
            let alone = Filter {
                new_for: None,
                ..state.filter.clone()
            };
            let sent = alone.is_off() && state.words.text().trim().is_empty();
            let (icon, title, text) = if sent {
                (Icon::CheckCircle, t.all_sent(), t.all_sent_text())
            } else {
                (Icon::MagnifyingGlass, t.none_found(), t.none_found_text())
            };
            if say(ui, icon, title, text, Some(t.clear())) {
                filters::clear(state);
            }
        }
        return;
    }
    rows(ui, view, state, commands);
}

/// The rows that are in view.
fn rows(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = ScrollArea::vertical()
        .id_salt("history rows")
        .auto_shrink([false, false]);
    if std::mem::take(&mut state.reveal) {
        keys::reveal(state);
    }
    if let Some(top) = state.scroll_to.take() {
        area = area.vertical_scroll_offset(top);
    }
    let output = area.show_viewport(ui, |ui, seen| {
        let origin = ui.min_rect().min;
        let width = ui.available_width();
        let range: Range<usize> = state.listing.within(seen.top(), seen.bottom());
        for nth in range.clone() {
            let (top, height) = state.listing.place(nth);
            let rect = Rect::from_min_size(origin + vec2(0.0, top), vec2(width, height));
            row::show(ui, view, state, nth, rect, commands);
        }
        // The day stays at the head while its changes pass below.
        if let Some(Row::Day { day, steps }) = state.listing.day_of(range.start) {
            let top = origin.y + seen.top();
            let rect = Rect::from_min_size(pos2(origin.x, top), vec2(width, listing::DAY));
            row::day(ui, view, *day, *steps, rect, true);
        }
        ui.allocate_space(vec2(width, state.listing.height()));
        (seen.top(), seen.height())
    });
    state.seen = output.inner;
}
