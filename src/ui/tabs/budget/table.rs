//! The table: a head and a total that stay in sight, and between them the rows that are visible.
//!
//! The rows are painted straight into columns that all rows share. Where the table is wider than
//! the room, its columns of amounts slide under the column of names.

use super::State;
use super::cells::{paint_amount, show_row};
use super::columns::{Column, Layout, is_computed};
use super::figures::Unit;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::Commands;
use crate::ui::tokens::{Density, Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    Align, CursorIcon, Id, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit,
    pos2, vec2,
};

/// Left and right of the table's content, in points.
pub const PADDING: f32 = 12.0;

/// The identity under which the table takes the keyboard.
pub fn id() -> Id {
    Id::unique("budget table")
}

/// What all rows are painted with.
pub(super) struct Canvas<'a> {
    pub view: &'a View<'a>,
    pub layout: &'a Layout,
    pub unit: Unit,
    /// The whole table.
    pub rect: Rect,
    /// What can be seen of the tab.
    pub visible: Rect,
    pub row_height: f32,
    pub head_height: f32,
}

impl Canvas<'_> {
    /// Where the names stand: always in sight.
    pub(super) fn name_rect(&self, row: Rect) -> Rect {
        let left = self
            .visible
            .left()
            .clamp(row.left(), (row.right() - self.layout.name).max(row.left()));
        let width = self.layout.name + PADDING;
        Rect::from_min_max(pos2(left, row.top()), pos2(left + width, row.bottom()))
    }

    /// The cells of a row with their columns; each without the gap before it.
    pub(super) fn cells(&self, row: Rect) -> impl Iterator<Item = (Column, Rect)> + '_ {
        let mut left = row.left() + PADDING + self.layout.name;
        self.layout.columns.iter().map(move |(column, width)| {
            let cell = Rect::from_min_max(
                pos2(left + 8.0, row.top()),
                pos2(left + width, row.bottom()),
            );
            left += width;
            (*column, cell)
        })
    }

    fn row_rect(&self, index: usize) -> Rect {
        let top = self.rect.top() + self.head_height + index as f32 * self.row_height;
        Rect::from_min_size(
            pos2(self.rect.left(), top),
            vec2(self.rect.width(), self.row_height),
        )
    }
}

/// Puts the table into the layout.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    layout: &Layout,
    visible: Rect,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let rows = state.rows(view);
    let density = Density::for_height(ui.ctx().content_rect().height());
    let row_height = density.pick(tokens.row.table, tokens.row.table_compact);
    let whole = matches!(view.years, crate::insight::YearFilter::All);
    let total_height = if whole { row_height + 2.0 } else { 0.0 };
    let head_height = tokens.row.table_header;
    let height = head_height + rows.len() as f32 * row_height + total_height;
    let (_, rect) = ui.allocate_space(vec2(layout.width, height));
    let canvas = Canvas {
        view,
        layout,
        unit: state.unit,
        rect,
        visible,
        row_height,
        head_height,
    };

    if let Some(target) = state.refocus.take() {
        ui.memory_mut(|m| m.request_focus(target));
    }
    let focus = ui.interact(rect, id(), Sense::click());
    focus.widget_info(|| {
        WidgetInfo::labeled(accesskit::Role::Table, true, Texts(view.lang).table())
    });
    if focus.clicked() {
        focus.request_focus();
    }
    if focus.has_focus() {
        super::keys::act(ui, view, state, &rows, commands);
    }
    follow_the_keyboard(ui, &canvas, state, focus.has_focus());
    if let Some(key) = state.scroll_to.take()
        && let Some(at) = rows
            .iter()
            .position(|r| r.key(&view.insight.budget).as_ref() == Some(&key))
    {
        // Up and down alone: sideways the table slides only to what the keyboard reaches.
        let row = canvas
            .row_rect(at)
            .intersect(Rect::everything_right_of(visible.left()));
        let row = row.with_max_x(row.left() + 1.0);
        ui.scroll_to_rect(row.expand2(vec2(0.0, head_height + total_height)), None);
    }

    let radius = tokens.radius.card;
    ui.painter().rect_filled(rect, radius, p.surface);
    // The head sticks to the upper edge of what is visible and the total to the lower.
    let head_top = visible.top().clamp(
        rect.top(),
        (rect.bottom() - total_height - head_height).max(rect.top()),
    );
    let total_top = (visible.bottom() - total_height).clamp(
        head_top + head_height,
        (rect.bottom() - total_height).max(head_top + head_height),
    );
    let inner = Rect::from_min_max(
        pos2(rect.left(), head_top + head_height),
        pos2(rect.right(), total_top),
    );
    let sight = ui.clip_rect().intersect(inner);
    let names_right = canvas.name_rect(rect).right();
    let mut names = ui.new_child(UiBuilder::new().id_salt("names").max_rect(rect));
    names.set_clip_rect(sight);
    let mut cells = ui.new_child(UiBuilder::new().id_salt("cells").max_rect(rect));
    cells.set_clip_rect(Rect::from_min_max(
        pos2(names_right.max(sight.left()), sight.top()),
        sight.max,
    ));

    let first = ((sight.top() - rect.top() - head_height) / row_height)
        .floor()
        .max(0.0) as usize;
    let last = ((sight.bottom() - rect.top() - head_height) / row_height)
        .ceil()
        .max(0.0) as usize;
    let edited = state.edit.as_ref().map(|edit| edit.row.clone());
    for (at, row) in rows
        .iter()
        .enumerate()
        .take(last.min(rows.len()))
        .skip(first)
    {
        show_row(
            &mut names,
            &mut cells,
            &canvas,
            state,
            *row,
            canvas.row_rect(at),
            commands,
        );
    }
    // A row that is being edited keeps its field, and with it the keyboard, when it is out of sight.
    if let Some(key) = edited
        && let Some((at, row)) = rows
            .iter()
            .enumerate()
            .find(|(_, r)| r.key(&view.insight.budget).as_ref() == Some(&key))
        && !(first..last).contains(&at)
    {
        show_row(
            &mut names,
            &mut cells,
            &canvas,
            state,
            *row,
            canvas.row_rect(at),
            commands,
        );
    }

    let head = Rect::from_min_size(pos2(rect.left(), head_top), vec2(rect.width(), head_height));
    show_head(ui, &canvas, state, head);
    if whole {
        let total = Rect::from_min_size(
            pos2(rect.left(), total_top),
            vec2(rect.width(), total_height),
        );
        show_total(ui, &canvas, total);
    }
    let outline = Stroke::new(tokens.stroke.hairline, p.line);
    ui.painter()
        .rect_stroke(rect, radius, outline, StrokeKind::Inside);
    if focus.has_focus() && state.cursor.is_none() {
        paint::focus_ring(ui, rect.intersect(visible), radius);
    }
}

/// A column that the keyboard reaches is unfolded, and brought out from under the names.
fn follow_the_keyboard(ui: &Ui, canvas: &Canvas<'_>, state: &mut State, focused: bool) {
    let edited = state.edit.as_ref().map(|e| (e.row.clone(), Some(e.column)));
    let Some((row, Some(column))) = edited.or_else(|| state.cursor.clone().filter(|_| focused))
    else {
        return;
    };
    if canvas.layout.folded.contains(&column) {
        state.all_columns = true;
        ui.ctx().request_repaint();
        return;
    }
    let at = Some((row, Some(column)));
    if !canvas.layout.slides || state.followed == at {
        return;
    }
    state.followed = at;
    if let Some((_, cell)) = canvas.cells(canvas.rect).find(|(c, _)| *c == column) {
        let top = canvas.visible.top();
        let names = canvas.layout.name + PADDING + 8.0;
        let place = Rect::from_min_max(
            pos2(cell.left() - names, top),
            pos2(cell.right() + PADDING, top + 1.0),
        );
        ui.scroll_to_rect(place, None);
    }
}

/// The button in the head that brings folded columns back, or folds them again. Returns where it
/// begins.
fn folding(ui: &Ui, canvas: &Canvas<'_>, state: &mut State, name: Rect) -> f32 {
    let layout = canvas.layout;
    if layout.folded.is_empty() && !layout.slides {
        return name.right();
    }
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let texts = Texts(canvas.view.lang);
    let words = canvas.view.words();
    let (text, why) = if layout.slides {
        (
            texts.fold_columns().to_owned(),
            texts.slides_why().to_owned(),
        )
    } else {
        let titles: Vec<&str> = layout.folded.iter().map(|c| c.title(words)).collect();
        let why = texts.folded_why(&titles.join(", "));
        (texts.folded_columns(layout.folded.len()), why)
    };
    let width = elide::width(ui.painter(), Role::SecondaryBold, &text) + 12.0;
    let rect = Rect::from_min_max(
        pos2(name.right() - width, name.top() + 1.0),
        pos2(name.right(), name.bottom() - 1.0),
    );
    let response = ui.interact(rect, id().with("fold columns"), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, tokens.radius.input, p.hover);
    }
    let inner = rect.shrink2(vec2(6.0, 0.0));
    elide::text_in(
        ui.painter(),
        inner,
        Align::Min,
        Role::SecondaryBold,
        &text,
        p.accent,
    );
    paint::focus_ring_if(ui, &response, tokens.radius.input);
    response.widget_info(|| {
        WidgetInfo::labeled(accesskit::Role::Button, true, format!("{text}. {why}"))
    });
    if response.clicked() {
        state.all_columns = !state.all_columns;
        state.followed = state.cursor.clone();
    }
    response
        .on_hover_text(why)
        .on_hover_cursor(CursorIcon::PointingHand);
    rect.left()
}

fn show_head(ui: &Ui, canvas: &Canvas<'_>, state: &mut State, row: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = canvas.view.words();
    let corners = eframe::egui::CornerRadius {
        nw: tokens.radius.card,
        ne: tokens.radius.card,
        sw: 0,
        se: 0,
    };
    ui.painter().rect_filled(row, corners, p.surface);
    let name = canvas.name_rect(row);
    let mut clip = ui.clip_rect();
    clip.min.x = clip.min.x.max(name.right());
    let cells = ui.painter().with_clip_rect(clip);
    for (column, cell) in canvas.cells(row) {
        elide::text_in(
            &cells,
            cell,
            Align::Max,
            Role::TableHeader,
            column.title(words),
            p.text2,
        );
        let response = ui.interact(cell, id().with(("head", column)), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(accesskit::Role::ColumnHeader, true, column.title(words))
        });
    }
    let title = Texts(canvas.view.lang).year_and_source();
    let title_right = folding(ui, canvas, state, name);
    elide::text_in(
        ui.painter(),
        name.with_min_x(name.left() + PADDING)
            .with_max_x(title_right - 4.0),
        Align::Min,
        Role::TableHeader,
        title,
        p.text2,
    );
    let stroke = Stroke::new(tokens.stroke.hairline, p.line_strong);
    ui.painter()
        .hline(row.x_range(), row.bottom() - 0.5, stroke);
}

fn show_total(ui: &Ui, canvas: &Canvas<'_>, row: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let view = canvas.view;
    let texts = Texts(view.lang);
    let figures = &view.insight.budget.total;
    let corners = eframe::egui::CornerRadius {
        nw: 0,
        ne: 0,
        sw: tokens.radius.card,
        se: tokens.radius.card,
    };
    ui.painter().rect_filled(row, corners, p.surface);
    ui.painter().hline(
        row.x_range(),
        row.top() + 1.0,
        Stroke::new(2.0, p.line_strong),
    );
    let name = canvas.name_rect(row);
    let mut clip = ui.clip_rect();
    clip.min.x = clip.min.x.max(name.right());
    for (column, cell) in canvas.cells(row) {
        let painter = ui.painter().with_clip_rect(clip);
        paint_amount(ui, &painter, canvas, column, cell, figures, true, false);
        let computed = column == Column::Committed && is_computed(&view.insight.budget);
        if computed {
            let amount = column.text(figures, canvas.unit, view.lang);
            let used = elide::width(&painter, Role::AmountTotal, &amount) + 6.0;
            let words = cell.with_max_x(cell.right() - used);
            elide::text_in(
                &painter,
                words,
                Align::Max,
                Role::Label,
                texts.computed(),
                p.text2,
            );
        }
        let response = ui.interact(cell, id().with(("total", column)), Sense::hover());
        response.widget_info(|| {
            let mut amount = column.text(figures, canvas.unit, view.lang);
            if computed {
                amount = format!("{} {amount}", texts.computed());
            }
            let name = texts.cell_name(column.title(view.words()), view.words().whole_period());
            WidgetInfo::labeled(accesskit::Role::Cell, true, format!("{name}: {amount}"))
        });
    }
    let left = name.with_min_x(name.left() + PADDING);
    let words = elide::text_in(
        ui.painter(),
        left,
        Align::Min,
        Role::AmountTotal,
        view.words().whole_period(),
        p.text,
    );
    let known = view
        .insight
        .budget
        .years
        .iter()
        .filter(|y| y.has_money())
        .count();
    let known = texts.years_known(known, view.insight.budget.years.len());
    let aside = left.with_min_x(words.right() + 8.0);
    elide::text_in(
        ui.painter(),
        aside,
        Align::Min,
        Role::Secondary,
        &known,
        p.text2,
    );
    let response = ui.interact(name, id().with("total"), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(
            accesskit::Role::Row,
            true,
            format!("{}, {known}", view.words().whole_period()),
        )
    });
}
