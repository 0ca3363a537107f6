//! A tab for each Điều, filled by the clause tree: at the left the official text, at the right what
//! is being done about each clause.

mod adding;
mod amended;
#[cfg(test)]
pub(in crate::ui) mod bench;
mod drag;
mod group;
mod items;
pub(super) mod keys;
mod list;
pub(in crate::ui::tabs) mod menus;
mod official;
mod official_block;
mod plans;
mod row;
mod summary;
#[cfg(test)]
mod tests;

pub(in crate::ui) use menus::carry_over;

use crate::model::Id;
use crate::text::strings::article::Article;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::read_only_reason;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::{card, chip, elide};
use eframe::egui::{
    self, Align, Key, Layout, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// The least width that the activities keep beside the official text, in points.
const LEAST_LIST: f32 = 380.0;

/// What the tab remembers between frames: scroll, folds, drafts.
#[derive(Debug, Default)]
pub struct State {
    /// The width of the official text that the user chose, in points.
    text_width: Option<f32>,
    official: official::State,
    list: list::List,
    adding: Option<adding::Adding>,
    /// The selection of the last frame: a new one is scrolled to.
    seen: Selection,
}

impl State {
    /// Opens the editor of a new activity below those of a clause; its name takes the focus.
    pub fn add_to(&mut self, clause: Id) {
        self.adding = Some(adding::Adding::new(clause));
        self.list.scroll_to_adding();
    }

    /// Where the keyboard goes: the row that is selected, which is scrolled to, else the first in sight.
    pub(super) fn cursors(&mut self, view: &View<'_>) -> Vec<egui::Id> {
        let mut rows = Vec::new();
        if let Selection::Activity(id) = view.selection
            && self.list.items.activities().any(|a| a == id)
        {
            self.seen = Selection::Nothing;
            rows.push(list::row_id(id));
        }
        rows.extend(self.list.first.as_ref().map(list::row_id));
        rows
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, view: &View<'_>, article: u8, state: &mut State, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let area = ui.available_rect_before_wrap();
    let _ = ui.allocate_rect(area, Sense::hover());
    let compact = area.height() < 640.0;
    let head = if compact {
        tokens.size.page_header_compact
    } else {
        tokens.size.page_header
    };
    let head = Rect::from_min_size(area.min, vec2(area.width(), head));
    let body = Rect::from_min_max(pos2(area.left(), head.bottom()), area.max);

    state
        .list
        .refresh(view, article, state.adding.as_ref().map(|a| &a.clause));
    keys::handle(ui, view, state, commands);
    header(ui, view, article, head, state, commands);

    let moved = state.seen != *view.selection;
    state.seen = view.selection.clone();
    let (left, right) = split(ui, body, state);
    let mut pane = child(ui, left, "official");
    official::show(
        &mut pane,
        view,
        article,
        &mut state.official,
        moved,
        commands,
    );
    let mut pane = child(ui, right, "activities");
    list::show(&mut pane, view, article, state, moved, commands);
    splitter(ui, Article(view.lang), body, left.right(), state);
}

/// A child over `rect` that draws nothing outside it.
fn child(ui: &mut Ui, rect: Rect, salt: &str) -> Ui {
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(salt)
            .max_rect(rect)
            .layout(Layout::top_down(Align::Min)),
    );
    child.shrink_clip_rect(rect);
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    child
}

/// The clause that is selected, itself or through one of its activities.
fn current_clause<'a>(view: &View<'a>) -> Option<&'a Id> {
    match view.selection {
        Selection::Clause(id) => view.programme().text.get(id.as_str()).map(|c| &c.id),
        Selection::Activity(id) => view.programme().activities.get(id)?.place.parent.as_ref(),
        Selection::Nothing
        | Selection::Plan(_)
        | Selection::Annex(_)
        | Selection::Line(_)
        | Selection::House(_)
        | Selection::SchoolItem(_) => None,
    }
}

/// The head of the page: which Điều, how far it is, and the button that adds an activity.
fn header(
    ui: &mut Ui,
    view: &View<'_>,
    article: u8,
    rect: Rect,
    state: &State,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    card::divider(ui, rect);
    let inner = rect.shrink2(vec2(tokens.size.content_padding, 0.0));
    let mut ends = ui.new_child(
        UiBuilder::new()
            .id_salt("page-head-end")
            .max_rect(inner)
            .layout(Layout::right_to_left(Align::Center)),
    );
    let reason = read_only_reason(view);
    let button = PushButton::new(words.add())
        .icon(Icon::Plus)
        .disabled(reason)
        .tooltip("Insert");
    if button.show(&mut ends).clicked() {
        commands.push(Command::Do(Action::AddActivity));
    }
    if view.is_sample() {
        ends.add_space(4.0);
        chip::dashed_tag(&mut ends, Icon::Flag, view.words().sample_data());
    }
    let right = ends.min_rect().left() - 12.0;
    let heading = view
        .programme()
        .text
        .articles()
        .find(|c| c.article == article);
    let title = view.words().article(&article.to_string());
    let name = heading.map(|c| view.short_title(c)).unwrap_or_default();
    let (all, done) = state.list.counts();
    let count = match view.years {
        crate::insight::YearFilter::All => words.count(all, done),
        crate::insight::YearFilter::Year(year) => words.count_year(all, done, year),
    };
    let about = format!("{name} · {count}");
    let line = Rect::from_min_max(inner.min, pos2(right.max(inner.left()), inner.bottom()));
    let painted = elide::text_in(
        ui.painter(),
        line,
        Align::Min,
        Role::PageTitle,
        &title,
        p.text,
    );
    let rest = Rect::from_min_max(pos2(painted.right() + 10.0, line.top()), line.max);
    if rest.width() > 24.0 {
        elide::text_in(ui.painter(), rest, Align::Min, Role::Body, &about, p.text2);
    }
    let response = ui.interact(line, ui.scope_id().with("page-head"), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(
            egui::accesskit::Role::Heading,
            true,
            format!("{title} {about}"),
        )
    });
}

/// The rectangles of the two panes.
fn split(ui: &Ui, body: Rect, state: &State) -> (Rect, Rect) {
    let size = &Tokens::of(ui).size;
    let most = (body.width() - LEAST_LIST).clamp(size.official_text_min, size.official_text_max);
    let width = state
        .text_width
        .unwrap_or(size.official_text_width)
        .clamp(size.official_text_min, most)
        .round();
    let x = body.left() + width;
    (
        Rect::from_min_max(body.min, pos2(x, body.bottom())),
        Rect::from_min_max(pos2(x, body.top()), body.max),
    )
}

/// The line between the panes: dragged, or moved with the arrow keys while it has the focus.
fn splitter(ui: &mut Ui, words: Article, body: Rect, x: f32, state: &mut State) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let grip = Rect::from_min_max(pos2(x - 4.0, body.top()), pos2(x + 4.0, body.bottom()));
    let response = ui.interact(
        grip,
        ui.scope_id().with("splitter"),
        Sense::click_and_drag(),
    );
    response.widget_info(|| {
        WidgetInfo::labeled(egui::accesskit::Role::Splitter, true, words.splitter())
    });
    let mut width = x - body.left();
    if response.dragged()
        && let Some(pointer) = response.interact_pointer_pos()
    {
        width = pointer.x - body.left();
    }
    if response.has_focus() {
        ui.memory_mut(|memory| {
            let arrows = egui::EventFilter {
                horizontal_arrows: true,
                ..Default::default()
            };
            memory.set_focus_lock_filter(response.id, arrows);
        });
        let step = |key, by: f32| {
            if ui.input(|i| i.key_pressed(key)) {
                by
            } else {
                0.0
            }
        };
        width += step(Key::ArrowRight, 16.0) + step(Key::ArrowLeft, -16.0);
    }
    if (width - (x - body.left())).abs() > 0.5 {
        let most = (body.width() - LEAST_LIST)
            .clamp(tokens.size.official_text_min, tokens.size.official_text_max);
        state.text_width = Some(width.clamp(tokens.size.official_text_min, most));
    }
    if response.double_clicked() {
        state.text_width = None;
    }
    let lit = response.hovered() || response.dragged() || response.has_focus();
    let stroke = if lit {
        Stroke::new(2.0, p.accent)
    } else {
        Stroke::new(tokens.stroke.hairline, p.line_strong)
    };
    ui.painter().vline(x - 0.5, body.y_range(), stroke);
    response.on_hover_cursor(egui::CursorIcon::ResizeHorizontal);
}
