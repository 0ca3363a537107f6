//! The activities, grouped by clause in the order of the text.

use super::items::{Item, Items};
use super::{State, adding, current_clause, drag, group, plans, row, summary};
use crate::model::Id;
use crate::text::strings::article::Article;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::{card, elide};
use eframe::egui::{self, Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// What the list remembers between frames.
#[derive(Debug, Default)]
pub(super) struct List {
    pub items: Items,
    /// What the pointer carries.
    pub drag: drag::Gesture,
    /// The first activity whose row is all in sight.
    pub first: Option<Id>,
    scroll_to_adding: bool,
    /// The width of the rows in the last frame, beside the scroll bar.
    width: Option<f32>,
}

impl List {
    /// Makes the list anew where it is out of date.
    pub(super) fn refresh(&mut self, view: &View<'_>, article: u8, adding: Option<&Id>) {
        self.items.refresh(view, article, adding);
    }

    /// Activities in the list, and how many of them are done.
    pub(super) const fn counts(&self) -> (usize, usize) {
        self.items.counts
    }

    /// Shows the editor of a new activity in the next frame.
    pub(super) fn scroll_to_adding(&mut self) {
        self.scroll_to_adding = true;
    }
}

/// The id of an activity's row, for the focus.
pub(super) fn row_id(activity: &Id) -> egui::Id {
    egui::Id::unique(("article activity", activity.as_str()))
}

/// Where the columns of the list lie.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub title: egui::Rangef,
    pub due: egui::Rangef,
    pub money: egui::Rangef,
    /// Left away where there is no room.
    pub files: Option<egui::Rangef>,
}

impl Columns {
    pub(super) fn of(rect: Rect) -> Self {
        let wide = rect.width() >= 430.0;
        let right = rect.right() - 12.0;
        let files = wide.then(|| egui::Rangef::new(right - 34.0, right));
        let money_right = files.map_or(right, |f| f.min - 4.0);
        let money = egui::Rangef::new(money_right - 92.0, money_right);
        // Where there is room, states in words are never cut.
        let due_width = if rect.width() >= 560.0 {
            116.0
        } else if rect.width() >= 500.0 {
            100.0
        } else {
            92.0
        };
        let due = egui::Rangef::new(money.min - due_width, money.min - 4.0);
        let title = egui::Rangef::new(rect.left() + 39.0, due.min - 8.0);
        Self {
            title,
            due,
            money,
            files,
        }
    }
}

/// Draws the list.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    article: u8,
    state: &mut State,
    moved: bool,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0, p.surface);
    head(ui, view, state.list.width);
    let State { list, adding, .. } = state;
    let total = list.items.height();
    let mut stays = true;
    let mut open = None;
    let scroll_to_adding = std::mem::take(&mut list.scroll_to_adding);
    ScrollArea::vertical()
        .id_salt(("activities", article))
        .auto_shrink([false, false])
        .show_viewport(ui, |ui, viewport| {
            ui.set_height(total.max(1.0));
            let origin = ui.min_rect().min;
            let width = ui.available_width();
            list.width = Some(width);
            let place = |top: f32, bottom: f32| {
                Rect::from_min_max(
                    pos2(origin.x, origin.y + top),
                    pos2(origin.x + width, origin.y + bottom),
                )
            };
            if moved && let Some((top, bottom)) = selected(view, &list.items) {
                ui.scroll_to_rect(place(top, bottom).expand2(vec2(0.0, 8.0)), None);
            }
            if scroll_to_adding
                && let Some(adding) = adding.as_ref()
                && let Some((top, bottom)) =
                    list.items.find(|i| *i == Item::Add(adding.clause.clone()))
            {
                ui.scroll_to_rect(place(top, bottom), None);
            }
            let mut extra = Vec::new();
            let range = list.items.visible(viewport.top(), viewport.bottom());
            // The editor keeps its focus while it is scrolled away: it is drawn all the same.
            if let Some(adding) = adding.as_ref() {
                let wanted = Item::Add(adding.clause.clone());
                if let Some(at) = (0..)
                    .map_while(|i| list.items.get(i))
                    .position(|(item, ..)| *item == wanted)
                {
                    extra.push(at);
                }
            }
            // So does the row that is selected.
            if let Selection::Activity(id) = view.selection {
                extra.extend(list.items.place_of(id));
            }
            // And the one that is carried: a press ends where its widget is gone.
            if let Some(id) = list.drag.held().cloned() {
                extra.extend(list.items.place_of(&id));
            }
            extra.sort_unstable();
            extra.dedup();
            extra.retain(|at| !range.contains(at));
            list.first = None;
            for at in range.chain(extra) {
                let Some((item, top, bottom)) = list.items.get(at) else {
                    continue;
                };
                let rect = place(top, bottom);
                if let Item::Activity(id) = item
                    && list.first.is_none()
                    && ui.clip_rect().contains_rect(rect)
                {
                    list.first = Some(id.clone());
                }
                match item {
                    Item::Plans => plans::show(ui, view, rect, commands),
                    Item::Coverage => summary::show(ui, view, rect),
                    Item::Group(clause) => group::show(ui, view, clause, rect, commands),
                    Item::Strip(clause) => group::strip(ui, view, clause, rect),
                    Item::Activity(id) => {
                        let held = list.drag.held() == Some(id);
                        let row = row::show(ui, view, id, rect, held, &mut open, commands);
                        if let Some(row) = row {
                            list.drag.take(view, id, &row);
                        }
                    }
                    Item::Add(clause) => match adding.as_mut().filter(|a| a.clause == *clause) {
                        Some(adding) => {
                            let field = Rect::from_min_max(
                                pos2(rect.left() + 31.0, rect.top() + 4.0),
                                pos2(rect.right() - 12.0, rect.bottom()),
                            );
                            stays = adding::show(ui, view, field, adding, commands);
                        }
                        None => add_row(ui, view, clause, rect, &mut open),
                    },
                    Item::Nothing => {
                        let text =
                            Rect::from_min_max(pos2(rect.left() + 39.0, rect.top()), rect.max);
                        let words = Article(view.lang).no_activities();
                        elide::text_in(
                            ui.painter(),
                            text,
                            Align::Min,
                            Role::Secondary,
                            words,
                            p.text3,
                        );
                    }
                }
            }
            if let Some(edit) = list.drag.follow(ui, view, &list.items, origin.y) {
                commands.edit(edit);
            }
        });
    if !stays {
        state.adding = None;
    }
    if let Some(clause) = open {
        state.adding = Some(adding::Adding::new(clause));
        state.list.scroll_to_adding = true;
    }
}

/// Where the selected thing lies in the list.
fn selected(view: &View<'_>, items: &Items) -> Option<(f32, f32)> {
    if let Selection::Activity(id) = view.selection {
        return items.find(|item| matches!(item, Item::Activity(a) if a == id));
    }
    let clause = current_clause(view)?;
    // The head with the first things of its group.
    let (top, bottom) = items.find(|item| matches!(item, Item::Group(c) if c == clause))?;
    Some((top, bottom + 96.0))
}

/// The names of the columns.
fn head(ui: &mut Ui, view: &View<'_>, width: Option<f32>) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), tokens.row.table_header));
    let columns = Columns::of(Rect::from_min_size(
        rect.min,
        vec2(width.unwrap_or(rect.width()), rect.height()),
    ));
    let name = |x: egui::Rangef, align, text: &str| {
        let rect = Rect::from_x_y_ranges(x, rect.y_range());
        elide::text_in(ui.painter(), rect, align, Role::TableHeader, text, p.text2);
    };
    name(columns.title, Align::Min, words.column_activity());
    name(columns.due, Align::Min, words.column_due());
    name(columns.money, Align::Max, words.column_disbursed());
    if let Some(files) = columns.files {
        name(files, Align::Max, words.column_files());
    }
    card::divider(ui, rect);
}

/// The button below the activities of a clause.
fn add_row(ui: &mut Ui, view: &View<'_>, clause: &Id, rect: Rect, open: &mut Option<Id>) {
    let Some(clause) = view.programme().text.get(clause.as_str()) else {
        return;
    };
    let inner = Rect::from_min_max(pos2(rect.left() + 37.0, rect.top()), rect.max);
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("add", clause.id.as_str()))
            .max_rect(inner)
            .layout(Layout::left_to_right(Align::Center)),
    );
    let label = Article(view.lang).add_to(&view.anchor(clause));
    if PushButton::link(&label)
        .icon(Icon::Plus)
        .show(&mut child)
        .clicked()
    {
        *open = Some(clause.id.clone());
    }
}
