//! One row of the table: its ground, its amounts, what a press on them does.

use super::columns::{Column, Entry, METER, WIDEST_RATE};
use super::figures::{self, NO_FIGURE};
use super::rows::{Row, RowKey};
use super::table::{Canvas, id};
use super::{State, editing, names};
use crate::insight::Figures;
use crate::model::Sum;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::Selection;
use crate::ui::widgets::{card, elide, paint};
use eframe::egui::{
    Align, CursorIcon, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, pos2,
    vec2,
};

/// One row with its cells.
pub(super) fn show_row(
    name_ui: &mut Ui,
    cells: &mut Ui,
    canvas: &Canvas<'_>,
    state: &mut State,
    row: Row,
    rect: Rect,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(name_ui);
    let p = &tokens.palette;
    let view = canvas.view;
    let budget = &view.insight.budget;
    let (Some(key), Some(figures)) = (row.key(budget), row.figures(budget)) else {
        return;
    };
    let over = matches!(row, Row::Source(..) | Row::Line(..)) && !figures.overspending().is_empty();
    let folded_out = row.fold(view, state) == Some(true);
    let selected = !matches!(row, Row::Source(..) if folded_out)
        && row
            .line(budget)
            .is_some_and(|id| *view.selection == Selection::Line(id.clone()));
    let hovered = name_ui.rect_contains_pointer(rect) && name_ui.ui_contains_pointer();
    let fill = match row {
        _ if over => p.overdue_soft,
        _ if selected => p.accent_soft,
        _ if hovered => p.hover,
        Row::Year(_) => p.panel,
        _ => p.surface,
    };
    name_ui.painter().rect_filled(rect, 0, fill);
    let strong = matches!(row, Row::Year(_));
    for (column, cell) in canvas.cells(rect) {
        if state
            .edit
            .as_ref()
            .is_some_and(|e| e.row == key && e.column == column)
        {
            editing::show(cells, canvas, state, row, cell, commands);
            continue;
        }
        if let Some((typed, _)) = row
            .line(budget)
            .and_then(|id| state.parked.get(&(id.clone(), column)))
        {
            // Something typed here was not taken: it stays until it is mended or given up.
            let text = elide::text_in(
                cells.painter(),
                cell,
                Align::Max,
                Role::Body,
                typed,
                p.overdue,
            );
            Icon::WarningCircle.paint(
                cells.painter(),
                pos2(text.left() - 10.0, cell.center().y),
                14.0,
                p.overdue,
            );
        } else {
            let painter = cells.painter().clone();
            paint_amount(
                cells, &painter, canvas, column, cell, &figures, strong, over,
            );
        }
        let response = cells.interact(
            cell.expand2(vec2(6.0, 0.0)),
            id().with((&key, column)),
            Sense::CLICK,
        );
        response.widget_info(|| {
            WidgetInfo::labeled(
                accesskit::Role::Cell,
                true,
                row.cell_name(view, column, canvas.unit),
            )
        });
        let response = explain(response, canvas, state, row, column, &figures);
        if response.clicked() {
            cells.memory_mut(|m| m.request_focus(id()));
            state.cursor = Some((key.clone(), Some(column)));
            editing::enter(cells.ctx(), view, state, row, column, None, commands);
        }
        if is_at(state, &key, Some(column)) && cells.memory(|m| m.has_focus(id())) {
            let around = cell.expand2(vec2(6.0, -2.0));
            let stroke = Stroke::new(tokens.stroke.focus, p.accent);
            cells
                .painter()
                .rect_stroke(around, tokens.radius.input, stroke, StrokeKind::Inside);
        }
    }
    names::show(
        name_ui, canvas, state, row, &key, rect, fill, over, commands,
    );
    if selected {
        let left = canvas.name_rect(rect).left();
        let edge = Rect::from_min_max(
            pos2(left, rect.top()),
            pos2(left + tokens.stroke.selected_edge, rect.bottom()),
        );
        name_ui.painter().rect_filled(edge, 0, p.accent);
    }
    card::divider(name_ui, rect);
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
    row: Row,
    column: Column,
    figures: &Figures,
) -> Response {
    if !response.hovered() {
        return response;
    }
    let view = canvas.view;
    let texts = Texts(view.lang);
    let budget = &view.insight.budget;
    let line = row.line(budget);
    if let Some((_, sentence)) = line.and_then(|id| state.parked.get(&(id.clone(), column))) {
        return response
            .on_hover_text(sentence)
            .on_hover_cursor(CursorIcon::Text);
    }
    let open = matches!(column.sum(figures), Some(Sum::Range(..)));
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
        (None, Entry::Figure(_)) if matches!(row, Row::Source(..)) => {
            response.on_hover_text(texts.sum_not_edited())
        }
        (None, _) if open => response.on_hover_text(texts.open_conflict()),
        (None, _) if matches!(row, Row::FromText(..)) => {
            response.on_hover_text(texts.from_text_why())
        }
        _ => response,
    }
}

/// An amount or a rate in its cell.
#[expect(
    clippy::too_many_arguments,
    reason = "each is one thing that the cell shows"
)]
pub(super) fn paint_amount(
    ui: &Ui,
    painter: &eframe::egui::Painter,
    canvas: &Canvas<'_>,
    column: Column,
    cell: Rect,
    figures: &Figures,
    strong: bool,
    over: bool,
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
    elide::text_in(painter, cell, Align::Max, role, &text, ink);
}
