//! One row of the table: its ground, its amounts, what a press on them does.

use super::block::Block;
use super::columns::{Column, Entry, METER, WIDEST_RATE};
use super::figures::{self, NO_FIGURE};
use super::rows::{Row, RowKey, Rows};
use super::table::{Canvas, id};
use super::{State, editing, keys, names};
use crate::insight::Figures;
use crate::insight::ledger::Group;
use crate::model::{BudgetLine, Path, Sum};
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::who;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::Selection;
use crate::ui::widgets::{card, elide, paint};
use eframe::egui::{
    Align, CursorIcon, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, pos2,
    vec2,
};

/// How a row stands out.
pub(super) struct Looks {
    /// It is spent beyond a bound.
    pub over: bool,
    /// Its line is shown in the inspector.
    pub selected: bool,
    /// Its ground.
    pub fill: eframe::egui::Color32,
}

impl Looks {
    fn of(ui: &Ui, canvas: &Canvas<'_>, row: Row<'_>, rect: Rect) -> Self {
        let p = &Tokens::of(ui).palette;
        let group = matches!(row.entry.group(), Some(Group::SourceOf(..)));
        let over = (group || row.line().is_some()) && !row.entry.figures.overspending().is_empty();
        let selected = row
            .line()
            .is_some_and(|id| *canvas.view.selection == Selection::Line(id.clone()));
        let hovered = ui.rect_contains_pointer(rect) && ui.ui_contains_pointer();
        let fill = match row.entry.is_sum() {
            _ if over => p.overdue_soft,
            _ if selected => p.accent_soft,
            _ if hovered => p.hover,
            true if row.entry.depth == 0 => p.panel,
            _ => p.surface,
        };
        Self {
            over,
            selected,
            fill,
        }
    }
}

/// One row with its cells, at a place among those that are shown.
#[expect(
    clippy::too_many_arguments,
    reason = "each is one thing that the row is drawn with"
)]
pub(super) fn show_row(
    name_ui: &mut Ui,
    cells: &mut Ui,
    canvas: &Canvas<'_>,
    state: &mut State,
    rows: &Rows,
    at: usize,
    block: Option<&Block>,
    commands: &mut Commands,
) {
    let Some(row) = rows.get(at) else { return };
    let tokens = Tokens::of(name_ui);
    let p = &tokens.palette;
    let rect = canvas.row_rect(at);
    let looks = Looks::of(name_ui, canvas, row, rect);
    name_ui.painter().rect_filled(rect, 0, looks.fill);
    let block = block.filter(|block| block.is_many());
    for (column, cell) in canvas.cells(rect) {
        if state
            .edit
            .as_ref()
            .is_some_and(|e| e.row == *row.key() && e.column == column)
        {
            editing::show(cells, canvas, state, row, cell, commands);
            continue;
        }
        if block.is_some_and(|block| block.holds(at, column)) {
            let ground = Rect::from_min_max(
                pos2(cell.left() - 2.0, cell.top()),
                pos2(cell.right() + 6.0, cell.bottom() - 1.0),
            );
            cells.painter().rect_filled(ground, 0, p.accent_soft);
        }
        show_cell(cells, canvas, state, row, column, cell, looks.over);
        let response = cells.interact(
            cell.expand2(vec2(6.0, 0.0)),
            id().with((row.key(), column)),
            Sense::CLICK | Sense::DRAG,
        );
        response.widget_info(|| {
            let name = row.cell_name(canvas.view, column, canvas.unit);
            WidgetInfo::labeled(accesskit::Role::Cell, true, name)
        });
        let response = explain(response, canvas, state, row, column);
        if let (Some(line), Entry::Figure(key)) = (row.line(), column.entry()) {
            let on = Path::new(BudgetLine::KIND, line.as_str());
            let here = is_at(state, row.key(), Some(column)) && cells.memory(|m| m.has_focus(id()));
            who::on_part(&response, here, canvas.view, (&on, key), commands);
        }
        press(
            cells,
            canvas,
            state,
            rows,
            (row, column),
            &response,
            commands,
        );
        if is_at(state, row.key(), Some(column)) && cells.memory(|m| m.has_focus(id())) {
            let around = cell.expand2(vec2(6.0, -2.0));
            let stroke = Stroke::new(tokens.stroke.focus, p.accent);
            cells
                .painter()
                .rect_stroke(around, tokens.radius.input, stroke, StrokeKind::Inside);
        }
    }
    names::show(name_ui, canvas, state, row, rect, &looks, commands);
    if looks.selected {
        let left = canvas.name_rect(rect).left();
        let edge = Rect::from_min_max(
            pos2(left, rect.top()),
            pos2(left + tokens.stroke.selected_edge, rect.bottom()),
        );
        name_ui.painter().rect_filled(edge, 0, p.accent);
    }
    card::divider(name_ui, rect);
}

/// What stands in a cell: its amount, or what was typed and not taken.
fn show_cell(
    ui: &Ui,
    canvas: &Canvas<'_>,
    state: &State,
    row: Row<'_>,
    column: Column,
    cell: Rect,
    over: bool,
) {
    let p = &Tokens::of(ui).palette;
    let parked = row
        .line()
        .and_then(|id| state.parked.get(&(id.clone(), column)));
    let Some((typed, _)) = parked else {
        let strong = row.entry.is_sum() && row.entry.depth == 0;
        let painter = ui.painter().clone();
        let computed = row.entry.computed;
        paint_amount(
            ui,
            &painter,
            canvas,
            column,
            cell,
            &row.entry.figures,
            (strong, over, computed),
        );
        return;
    };
    // Something typed here was not taken: it stays until it is mended or given up.
    let text = elide::text_in(ui.painter(), cell, Align::Max, Role::Body, typed, p.overdue);
    let at = pos2(text.left() - 10.0, cell.center().y);
    Icon::WarningCircle.paint(ui.painter(), at, 14.0, p.overdue);
}

/// What the pointer does to a cell: a press puts the keyboard there, another one edits it, a drag or
/// Shift takes a block.
fn press(
    ui: &Ui,
    canvas: &Canvas<'_>,
    state: &mut State,
    rows: &Rows,
    (row, column): (Row<'_>, Column),
    response: &Response,
    commands: &mut Commands,
) {
    let shift = ui.input(|i| i.modifiers.shift);
    if response.drag_started() && !shift {
        state.park();
        state.stand(row.key(), Some(column));
    }
    if response.dragged() {
        ui.memory_mut(|m| m.request_focus(id()));
        if let Some(at) = response.interact_pointer_pos()
            && let Some((index, column)) = canvas.cell_at(at, rows.len())
        {
            keys::reach(state, rows, index, column);
            state.scroll_to = rows.get(index).map(|r| r.key().clone());
        }
        return;
    }
    if !response.clicked() {
        return;
    }
    ui.memory_mut(|m| m.request_focus(id()));
    if shift && state.cursor.is_some() {
        if let Some(index) = rows.place(row.key()) {
            keys::reach(state, rows, index, column);
        }
        return;
    }
    let again = is_at(state, row.key(), Some(column));
    state.stand(row.key(), Some(column));
    if row.entry.is_sum() {
        // A sum is never edited: it opens what it is made of.
        state.fold(row.key(), true);
        return;
    }
    let Some(line) = row.line() else {
        if let RowKey::FromText(_, clause) = row.key() {
            commands.push(Command::Select(Selection::Clause(clause.clone())));
        }
        return;
    };
    let typable = match column.entry() {
        Entry::Figure(_) => canvas.view.read_only.is_none(),
        Entry::Payments => editing::begins_payment(canvas.view, line, column),
        Entry::Derived => false,
    };
    let parked = state.parked.contains_key(&(line.clone(), column));
    if !typable || again || parked || response.double_clicked() {
        editing::enter(ui.ctx(), canvas.view, state, row, column, None, commands);
    } else {
        state.park();
    }
}

/// Whether the keyboard is at this row and column.
pub(super) fn is_at(state: &State, key: &RowKey, column: Option<Column>) -> bool {
    state
        .cursor
        .as_ref()
        .is_some_and(|(row, at)| row == key && *at == column)
}

/// The tooltip and the pointer of a cell.
fn explain(
    response: Response,
    canvas: &Canvas<'_>,
    state: &State,
    row: Row<'_>,
    column: Column,
) -> Response {
    if !response.hovered() {
        return response;
    }
    let view = canvas.view;
    let texts = Texts(view.lang);
    let line = row.line();
    if let Some((_, sentence)) = line.and_then(|id| state.parked.get(&(id.clone(), column))) {
        return response
            .on_hover_text(sentence)
            .on_hover_cursor(CursorIcon::Text);
    }
    let open = matches!(column.sum(&row.entry.figures), Some(Sum::Range(..)));
    let paid = line.is_some_and(|id| view.insight.payments_of_line.contains_key(id));
    match (line, column.entry()) {
        (Some(_), Entry::Figure(_)) if open => response.on_hover_text(texts.values_differ()),
        (Some(_), Entry::Figure(_)) => match figures::locked(view) {
            Some(why) => response.on_hover_text(why),
            None => response.on_hover_cursor(CursorIcon::Text),
        },
        (Some(_), Entry::Payments) if paid => response
            .on_hover_text(texts.payments_make_it())
            .on_hover_cursor(CursorIcon::PointingHand),
        (Some(_), Entry::Payments) if column == Column::Disbursed && view.read_only.is_none() => {
            response
                .on_hover_text(texts.no_payment_yet())
                .on_hover_cursor(CursorIcon::Text)
        }
        (None, _) if open => response.on_hover_text(texts.open_conflict()),
        (None, _) if row.entry.is_sum() => {
            let ledger = row.ledger;
            let with = ledger.years_with(view.programme(), Some(row.at), column);
            let mut words = texts.sum_not_edited().to_owned();
            if with > 1 {
                words = format!("{words}\n{}", texts.years_in(with));
            }
            response
                .on_hover_text(words)
                .on_hover_cursor(CursorIcon::PointingHand)
        }
        (None, _) => response.on_hover_text(texts.from_text_why()),
        _ => response,
    }
}

/// An amount or a rate in its cell: strong in sums, red where too much is spent, labelled where it is
/// arithmetic.
pub(super) fn paint_amount(
    ui: &Ui,
    painter: &eframe::egui::Painter,
    canvas: &Canvas<'_>,
    column: Column,
    cell: Rect,
    figures: &Figures,
    (strong, over, computed): (bool, bool, bool),
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let text = column.text(figures, canvas.unit, canvas.view.lang);
    let sum = column.sum(figures);
    let empty = text == NO_FIGURE;
    let role = if strong && !empty {
        Role::AmountTotal
    } else {
        Role::Body
    };
    if column == Column::Rate {
        let ink = if empty { p.text3 } else { p.text };
        elide::text_in(painter, cell, Align::Max, role, &text, ink);
        if canvas.layout.meter
            && let Some(tenths) = figures.rate_tenths()
        {
            let left =
                cell.right() - elide::width(painter, Role::AmountTotal, WIDEST_RATE) - 6.0 - METER;
            let bar = Rect::from_min_size(pos2(left, cell.center().y - 3.0), vec2(METER, 6.0));
            let ink = if over || tenths > 1000 {
                p.overdue
            } else {
                p.accent
            };
            paint::meter(painter, bar, Some(tenths as f32 / 1000.0), ink, tokens);
        }
        return;
    }
    let negative = matches!(sum, Some(Sum::Known(n)) if n < 0);
    let open = matches!(sum, Some(Sum::Range(..) | Sum::Overflow));
    let (ink, role) = match column {
        _ if empty => (p.text3, Role::Body),
        Column::Disbursed if over => {
            let text = elide::text_in(
                painter,
                cell,
                Align::Max,
                Role::AmountTotal,
                &text,
                p.overdue,
            );
            Icon::Warning.paint(
                painter,
                pos2(text.left() - 10.0, cell.center().y),
                14.0,
                p.overdue,
            );
            return;
        }
        _ if negative => (p.overdue, Role::AmountTotal),
        _ if open => (p.soon, role),
        _ => (p.text, role),
    };
    let amount = elide::text_in(painter, cell, Align::Max, role, &text, ink);
    if computed && column == Column::Committed {
        let words = cell.with_max_x(amount.left() - 6.0);
        let label = Texts(canvas.view.lang).computed();
        elide::text_in(painter, words, Align::Max, Role::Label, label, p.text2);
    }
}
