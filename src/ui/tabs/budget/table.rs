//! The table: a head and a total that stay in sight, and between them the rows that are visible.
//!
//! The rows are painted straight into columns that all rows share. Where the table is wider than
//! the room, its columns of amounts slide under the column of names.

use super::block::Block;
use super::cells::show_row;
use super::columns::{Column, Layout};
use super::figures::Unit;
use super::rows::{RowKey, Rows};
use super::{State, foot, head, keys};
use crate::insight::YearFilter;
use crate::insight::ledger::Grouping;
use crate::model::Id;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::Commands;
use crate::ui::tokens::{Density, Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    self, Align, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit, pos2,
    vec2,
};

/// Left and right of the table's content, in points.
pub const PADDING: f32 = 12.0;

/// The identity under which the table takes the keyboard.
pub fn id() -> egui::Id {
    egui::Id::unique("budget table")
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

    /// The cell at a place on the screen, or the nearest one, of so many rows.
    pub(super) fn cell_at(&self, at: Pos2, rows: usize) -> Option<(usize, Column)> {
        let top = self.rect.top() + self.head_height;
        let row = ((at.y - top) / self.row_height).floor().max(0.0) as usize;
        let row = row.min(rows.checked_sub(1)?);
        let mut cells = self.cells(self.rect);
        let first = cells.next()?;
        let mut found = first.0;
        for (column, cell) in cells {
            if cell.left() > at.x {
                break;
            }
            found = column;
        }
        Some((row, found))
    }

    /// Where a row stands, by its place among those that are shown.
    pub(super) fn row_rect(&self, index: usize) -> Rect {
        let top = self.rect.top() + self.head_height + index as f32 * self.row_height;
        Rect::from_min_size(
            pos2(self.rect.left(), top),
            vec2(self.rect.width(), self.row_height),
        )
    }
}

/// Whether the table ends with a total: a year alone is one itself.
pub(super) fn has_total(view: &View<'_>, state: &State) -> bool {
    let filtered = !state.choice.filter.known_in(view.programme()).is_off();
    view.years == YearFilter::All || state.choice.grouping != Grouping::Year || filtered
}

/// Where the parts that stay in sight lie.
struct Sticky {
    head: Rect,
    total: Rect,
    block: Rect,
    /// What can be seen between them.
    sight: Rect,
}

impl Sticky {
    /// The head sticks to the upper edge of what is visible, the total and the block to the lower.
    fn of(ui: &Ui, canvas: &Canvas<'_>, total: f32, block: f32) -> Self {
        let (rect, visible) = (canvas.rect, canvas.visible);
        let head = canvas.head_height;
        let foot = total + block;
        let highest = (rect.bottom() - foot - head).max(rect.top());
        let head_top = visible.top().clamp(rect.top(), highest);
        let lowest = (rect.bottom() - foot).max(head_top + head);
        let foot_top = (visible.bottom() - foot).clamp(head_top + head, lowest);
        let strip = |top: f32, height: f32| {
            Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height))
        };
        let inner = Rect::from_min_max(
            pos2(rect.left(), head_top + head),
            pos2(rect.right(), foot_top),
        );
        Self {
            head: strip(head_top, head),
            total: strip(foot_top, total),
            block: strip(foot_top + total, block),
            sight: ui.clip_rect().intersect(inner),
        }
    }
}

/// The height of the strip with what a block comes to, in points.
const BLOCK: f32 = 26.0;

/// Puts the table into the layout.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    layout: &Layout,
    visible: Rect,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    state.drawn = layout.columns.iter().map(|(column, _)| *column).collect();
    follow_the_selection(view, state);
    if let Some(line) = state.revealing.take()
        && view.programme().budget_lines.contains_key(&line)
    {
        state.reveal(view, &line);
    }
    let rows = state.rows(view);
    let density = Density::for_height(ui.ctx().content_rect().height());
    let row_height = density.pick(tokens.row.table, tokens.row.table_compact);
    let total_height = if has_total(view, state) {
        row_height + 2.0
    } else {
        0.0
    };
    let words = Block::of(state, &rows).and_then(|b| b.words(view, &rows, state.unit));
    let block_height = if words.is_some() { BLOCK } else { 0.0 };
    let head_height = tokens.row.table_header;
    // Where a filter leaves nothing, a row says so.
    let height = rows.len().max(1) as f32 * row_height;
    let height = head_height + height + total_height + block_height;
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
    let room = visible.height() - head_height - total_height - block_height;
    state.page = ((room / row_height).floor().max(2.0) as usize).saturating_sub(1);

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
    state.focused = focus.has_focus();
    let rows = if state.focused {
        keys::act(ui, view, state, &rows, commands);
        state.rows(view)
    } else {
        state.delete = false;
        rows
    };
    follow_the_keyboard(ui, &canvas, state, state.focused);
    if let Some(key) = state.scroll_to.take()
        && let Some(at) = rows.place(&key)
    {
        // Up and down alone: sideways the table slides only to what the keyboard reaches.
        let row = canvas
            .row_rect(at)
            .intersect(Rect::everything_right_of(visible.left()));
        let row = row.with_max_x(row.left() + 1.0);
        let foot = total_height + block_height;
        ui.scroll_to_rect(row.expand2(vec2(0.0, head_height.max(foot))), None);
    }

    let radius = tokens.radius.card;
    ui.painter().rect_filled(rect, radius, p.surface);
    let sticky = Sticky::of(ui, &canvas, total_height, block_height);
    show_rows(ui, &canvas, state, &rows, sticky.sight, commands);
    if rows.len() == 0 {
        let row = canvas.row_rect(0);
        let words = row.shrink2(vec2(PADDING, 0.0));
        let text = Texts(view.lang).filter_empty();
        elide::text_in(ui.painter(), words, Align::Min, Role::Body, text, p.text2);
        let response = ui.interact(row, id().with("nothing"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, text));
    }
    head::show(ui, &canvas, state, sticky.head);
    if total_height > 0.0 {
        let last = words.is_none();
        foot::show_total(ui, &canvas, state, &rows.ledger, sticky.total, last);
    }
    if let Some(words) = words {
        foot::show_block(ui, &canvas, &words, sticky.block);
    }
    let outline = Stroke::new(tokens.stroke.hairline, p.line);
    ui.painter()
        .rect_stroke(rect, radius, outline, StrokeKind::Inside);
    if focus.has_focus() && state.cursor.is_none() {
        paint::focus_ring(ui, rect.intersect(visible), radius);
    }
}

/// The rows that are in sight.
fn show_rows(
    ui: &mut Ui,
    canvas: &Canvas<'_>,
    state: &mut State,
    rows: &Rows,
    sight: Rect,
    commands: &mut Commands,
) {
    let rect = canvas.rect;
    let names_right = canvas.name_rect(rect).right();
    let mut names = ui.new_child(UiBuilder::new().id_salt("names").max_rect(rect));
    names.set_clip_rect(sight);
    let mut cells = ui.new_child(UiBuilder::new().id_salt("cells").max_rect(rect));
    cells.set_clip_rect(Rect::from_min_max(
        pos2(names_right.max(sight.left()), sight.top()),
        sight.max,
    ));
    let top = rect.top() + canvas.head_height;
    let first = ((sight.top() - top) / canvas.row_height).floor().max(0.0) as usize;
    let last = ((sight.bottom() - top) / canvas.row_height).ceil().max(0.0) as usize;
    let last = last.min(rows.len());
    // A row that is being edited keeps its field, and with it the keyboard, when it is out of sight.
    let edited = state.edit.as_ref().and_then(|edit| rows.place(&edit.row));
    let edited = edited.filter(|at| !(first..last).contains(at));
    let block = Block::of(state, rows);
    for at in (first..last).chain(edited) {
        show_row(
            &mut names,
            &mut cells,
            canvas,
            state,
            rows,
            at,
            block.as_ref(),
            commands,
        );
    }
}

/// A line that was selected elsewhere is folded out.
fn follow_the_selection(view: &View<'_>, state: &mut State) {
    let now = match view.selection {
        Selection::Line(id) => Some(id.clone()),
        _ => None,
    };
    if now == state.selected {
        return;
    }
    state.selected.clone_from(&now);
    let rows = state.rows(view);
    let seen = |id: &Id| rows.place(&RowKey::Line(id.clone())).is_some();
    if let Some(line) = now.filter(|id| !seen(id)) {
        state.revealing = Some(line);
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
