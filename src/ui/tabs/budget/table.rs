//! The table: a head and a total that stay in sight, and between them the rows that are visible.
//!
//! The rows are painted straight into columns that all rows share. Where the table is wider than
//! the room, its columns of amounts slide under the column of names.

use super::columns::{Column, Entry, Layout, METER, is_computed};
use super::figures::{self, NO_FIGURE, Unit};
use super::rows::{Row, RowKey, year_at, year_state};
use super::{State, editing};
use crate::insight::Figures;
use crate::model::Sum;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Density, Role, Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use crate::ui::widgets::{card, elide, paint};
use eframe::egui::{
    Align, CursorIcon, Id, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    accesskit, pos2, vec2,
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
    fn name_rect(&self, row: Rect) -> Rect {
        let left = self
            .visible
            .left()
            .clamp(row.left(), (row.right() - self.layout.name).max(row.left()));
        let width = self.layout.name + PADDING;
        Rect::from_min_max(pos2(left, row.top()), pos2(left + width, row.bottom()))
    }

    /// The cells of a row with their columns; each without the gap before it.
    fn cells(&self, row: Rect) -> impl Iterator<Item = (Column, Rect)> + '_ {
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
    if let Some(key) = state.scroll_to.take()
        && let Some(at) = rows
            .iter()
            .position(|r| r.key(&view.insight.budget).as_ref() == Some(&key))
    {
        let row = canvas.row_rect(at);
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
        && let Some(at) = rows
            .iter()
            .position(|r| r.key(&view.insight.budget).as_ref() == Some(&key))
        && !(first..last).contains(&at)
    {
        show_row(
            &mut names,
            &mut cells,
            &canvas,
            state,
            rows[at],
            canvas.row_rect(at),
            commands,
        );
    }

    let head = Rect::from_min_size(pos2(rect.left(), head_top), vec2(rect.width(), head_height));
    show_head(ui, &canvas, head);
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

fn show_head(ui: &Ui, canvas: &Canvas<'_>, row: Rect) {
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
    elide::text_in(
        ui.painter(),
        name.with_min_x(name.left() + PADDING),
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

/// One row with its cells.
fn show_row(
    names: &mut Ui,
    cells: &mut Ui,
    canvas: &Canvas<'_>,
    state: &mut State,
    row: Row,
    rect: Rect,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(names);
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
    let hovered = names.rect_contains_pointer(rect) && names.ui_contains_pointer();
    let fill = match row {
        _ if over => p.overdue_soft,
        _ if selected => p.accent_soft,
        _ if hovered => p.hover,
        Row::Year(_) => p.panel,
        _ => p.surface,
    };
    names.painter().rect_filled(rect, 0, fill);
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
    show_name(names, canvas, state, row, &key, rect, fill, over, commands);
    if selected {
        let left = canvas.name_rect(rect).left();
        let edge = Rect::from_min_max(
            pos2(left, rect.top()),
            pos2(left + tokens.stroke.selected_edge, rect.bottom()),
        );
        names.painter().rect_filled(edge, 0, p.accent);
    }
    card::divider(names, rect);
}

fn is_at(state: &State, key: &RowKey, column: Option<Column>) -> bool {
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
fn paint_amount(
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
                cell.right() - elide::width(painter, Role::AmountTotal, "100,0%") - 6.0 - METER;
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

/// The first column: a caret, a seal, the name, the state of a year.
#[expect(
    clippy::too_many_arguments,
    reason = "each is one thing that the cell shows"
)]
fn show_name(
    ui: &mut Ui,
    canvas: &Canvas<'_>,
    state: &mut State,
    row: Row,
    key: &RowKey,
    rect: Rect,
    fill: eframe::egui::Color32,
    over: bool,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let view = canvas.view;
    let budget = &view.insight.budget;
    let area = canvas.name_rect(rect);
    if area.left() > rect.left() + 0.5 {
        ui.painter().rect_filled(area, 0, fill);
    }
    let fold = row.fold(view, state);
    let name = row.name(view);
    let response = ui.interact(area, id().with((key, "name")), Sense::CLICK);
    let mut left = area.left()
        + match row {
            Row::Year(_) => 8.0,
            Row::Source(..) | Row::FromText(..) => 24.0,
            Row::Line(..) => 44.0,
        };
    if let Some(open) = fold {
        let caret = if open {
            Icon::CaretDown
        } else {
            Icon::CaretRight
        };
        caret.paint(
            ui.painter(),
            pos2(left + 7.0, rect.center().y),
            13.0,
            p.text2,
        );
    }
    left += 21.0;
    let center = rect.center().y;
    let rest = |left: f32| {
        Rect::from_min_max(
            pos2(left, area.top()),
            pos2(area.right() - 4.0, area.bottom()),
        )
    };
    let mut spoken = name.clone();
    match row {
        Row::Year(y) => {
            let words = elide::text_in(
                ui.painter(),
                rest(left),
                Align::Min,
                Role::AmountTotal,
                &name,
                p.text,
            );
            left = words.right() + 8.0;
            if let Some(year) = year_at(budget, y) {
                let (icon, word, tone) = year_state(view, year);
                let ink = if tone == Tone::Idle {
                    p.text2
                } else {
                    p.tone(tone).fg
                };
                if let Some(icon) = icon {
                    icon.paint(ui.painter(), pos2(left + 6.0, center), 13.0, ink);
                    left += 15.0;
                }
                let words = elide::text_in(
                    ui.painter(),
                    rest(left),
                    Align::Min,
                    Role::Secondary,
                    word,
                    ink,
                );
                spoken = format!("{name}, {word}");
                let hidden = fold == Some(false)
                    && year
                        .sources
                        .iter()
                        .any(|s| !s.overspent.is_empty() || !s.figures.overspending().is_empty());
                if hidden {
                    Icon::Warning.paint(
                        ui.painter(),
                        pos2(words.right() + 13.0, center),
                        14.0,
                        p.overdue,
                    );
                    spoken = format!("{spoken}, {}", Texts(view.lang).overspent_inside());
                }
            }
        }
        Row::FromText(..) => {
            Icon::FileText.paint(ui.painter(), pos2(left - 4.0, center), 14.0, p.text3);
            elide::text_in(
                ui.painter(),
                rest(left + 8.0),
                Align::Min,
                Role::Secondary,
                &name,
                p.text2,
            );
        }
        Row::Source(y, s) => {
            let payer = year_at(budget, y)
                .and_then(|y| y.sources.get(s))
                .and_then(|s| s.payer.as_ref());
            for style in view.lead_seals(payer) {
                let at = pos2(left + 7.5, center);
                paint_seal(
                    ui.painter(),
                    at,
                    SealSize::Small,
                    &style,
                    SealState::Agreed,
                    tokens,
                );
                left += 22.0;
            }
            elide::text_in(
                ui.painter(),
                rest(left),
                Align::Min,
                Role::Body,
                &name,
                p.text,
            );
        }
        Row::Line(..) => {
            let line = row
                .line(budget)
                .and_then(|id| view.programme().budget_lines.get(id));
            let clause = line
                .and_then(|l| l.key.clause.as_ref())
                .and_then(|c| view.programme().text.get(c.as_str()));
            let anchor = clause.map(|c| c.anchor()).unwrap_or_default();
            left -= 21.0;
            let words = elide::text_in(
                ui.painter(),
                rest(left),
                Align::Min,
                Role::ClauseAnchor,
                &anchor,
                p.text2,
            );
            elide::text_in(
                ui.painter(),
                rest(words.left().max(left) + 30.0),
                Align::Min,
                Role::Body,
                &name,
                p.text,
            );
        }
    }
    if over {
        spoken = format!("{}, {spoken}", Texts(view.lang).overspent_inside());
    }
    let role = accesskit::Role::Row;
    response.widget_info(|| WidgetInfo::labeled(role, true, &spoken));
    if is_at(state, key, None) && ui.memory(|m| m.has_focus(id())) {
        let stroke = Stroke::new(tokens.stroke.focus, p.accent);
        ui.painter().rect_stroke(
            area.shrink2(vec2(2.0, 2.0)),
            tokens.radius.input,
            stroke,
            StrokeKind::Inside,
        );
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        ui.memory_mut(|m| m.request_focus(id()));
        state.cursor = Some((key.clone(), None));
        open(view, state, row, key, commands);
    } else if response.hovered() {
        response.on_hover_text(spoken);
    }
}

/// What a press on a name does: folds a year or source, shows a line or clause in the inspector.
pub(super) fn open(
    view: &View<'_>,
    state: &mut State,
    row: Row,
    key: &RowKey,
    commands: &mut Commands,
) {
    match (row, key) {
        (Row::Year(_) | Row::Source(..), _) => state.toggle(view, key),
        (_, RowKey::Line(id)) => commands.push(Command::Select(Selection::Line(id.clone()))),
        (_, RowKey::FromText(_, clause)) => {
            commands.push(Command::Select(Selection::Clause(clause.clone())))
        }
        _ => {}
    }
}
