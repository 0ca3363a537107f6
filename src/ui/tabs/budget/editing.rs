//! Editing in place: the field over a cell, and what is typed and not taken.

use super::columns::{Column, Entry};
use super::confirm::Confirm;
use super::figures;
use super::rows::{Row, RowKey};
use super::table::{self, Canvas};
use super::{State, keys, new_line};
use crate::change::Seen;
use crate::edit::Edit;
use crate::model::{BudgetLine, Figure, Id, Path};
use crate::text::strings::errors::Errors;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::line as line_inspector;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextDraft, TextField};
use eframe::egui::{
    self, Context, CornerRadius, Key, LayerId, Order, Rect, Stroke, StrokeKind, Ui, UiBuilder,
    pos2, vec2,
};

/// That the cell was opened by typing over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// What is typed reaches the field by itself.
    Over,
    /// This stands in the field, as if it had been typed.
    Text(String),
}

/// A cell that is being edited.
#[derive(Clone, Debug)]
pub struct CellEdit {
    /// Its row, as it was opened.
    pub row: RowKey,
    /// Its column.
    pub column: Column,
    line: Id,
    draft: TextDraft,
    seen: Seen,
    /// It was opened by typing over what it held.
    typed_over: bool,
    /// The field has not been shown yet.
    fresh: bool,
}

/// Whether an amount typed into this column of a line becomes its first payment.
pub(super) fn begins_payment(view: &View<'_>, line: &Id, column: Column) -> bool {
    let paid = view.insight.payments_of_line.contains_key(line);
    column == Column::Disbursed && !paid && view.read_only.is_none()
}

/// Opens a cell of a line, wherever it stands in the table.
pub(super) fn open(
    ctx: &Context,
    view: &View<'_>,
    state: &mut State,
    line: &Id,
    column: Column,
    commands: &mut Commands,
) {
    state.reveal(view, line);
    let rows = state.rows(view);
    if let Some(row) = rows.row(&RowKey::Line(line.clone())) {
        enter(ctx, view, state, row, column, None, commands);
    }
}

/// What Enter, a press or a digit does to a cell.
pub(super) fn enter(
    ctx: &Context,
    view: &View<'_>,
    state: &mut State,
    row: Row<'_>,
    column: Column,
    typed: Option<Typed>,
    commands: &mut Commands,
) {
    let key = row.key().clone();
    let Some(line) = row.line().cloned() else {
        if let RowKey::FromText(year, clause) = key {
            commands.push(Command::Select(Selection::Clause(clause.clone())));
            new_line::take_up(view, state, year, &clause);
        }
        return;
    };
    let can_edit = view.read_only.is_none();
    let seen_key = match column.entry() {
        Entry::Figure(key) if can_edit => Some(key),
        Entry::Payments if begins_payment(view, &line, column) => None,
        Entry::Payments => {
            commands.push(Command::Select(Selection::Line(line.clone())));
            line_inspector::show_payments(ctx, &line);
            return;
        }
        Entry::Figure(_) | Entry::Derived => {
            commands.push(Command::Select(Selection::Line(line)));
            return;
        }
    };
    state.park();
    let mut draft = TextDraft::default();
    let parked = state.parked.remove(&(line.clone(), column));
    match &typed {
        Some(Typed::Text(text)) => draft.keep(text.clone()),
        Some(Typed::Over) => {}
        None => {
            if let Some((text, sentence)) = parked {
                draft.reject(text, sentence);
            }
        }
    }
    let on = Path::new(BudgetLine::KIND, line.as_str());
    let seen = seen_key.map_or(Seen::Now, |key| view.seen(&on, key));
    state.confirm = None;
    state.stand(&key, Some(column));
    state.edit = Some(CellEdit {
        row: key,
        column,
        line,
        draft,
        seen,
        typed_over: typed.is_some(),
        fresh: true,
    });
}

impl State {
    /// Gives the keyboard to the table or a field in the next frame: in this one Tab may still
    /// hand it on to another.
    fn focus_next(&mut self, ui: &Ui, id: egui::Id) {
        self.refocus = Some(id);
        ui.ctx().request_repaint();
    }

    /// Puts a refused text away with its cell, before another cell is opened: nothing typed is lost.
    pub(super) fn park(&mut self) {
        if let Some(mut edit) = self.edit.take() {
            let error = edit.draft.error().map(str::to_owned);
            if let (Some(sentence), Some(text)) = (error, edit.draft.take()) {
                self.parked
                    .insert((edit.line, edit.column), (text, sentence));
            }
        }
    }
}

/// The field over the cell.
pub(super) fn show(
    ui: &mut Ui,
    canvas: &Canvas<'_>,
    state: &mut State,
    row: Row<'_>,
    cell: Rect,
    commands: &mut Commands,
) {
    let view = canvas.view;
    let Some(mut edit) = state.edit.take() else {
        return;
    };
    let tokens = Tokens::of(ui);
    let line = view.programme().budget_lines.get(&edit.line);
    let figure = line
        .and_then(|l| edit.column.figure(l))
        .cloned()
        .unwrap_or(Figure::Empty);
    let value = if edit.typed_over {
        String::new()
    } else {
        figures::typed(&figure)
    };
    let height = tokens.size.input;
    // The text stands where the amount stood; the neighbour at the left stays readable.
    let middle = cell.center().y;
    let place = Rect::from_min_max(
        pos2(cell.left() - 4.0, middle - height / 2.0),
        pos2(cell.right() + 8.0, middle + height / 2.0),
    );
    let mut child = ui.new_child(UiBuilder::new().id_salt("cell").max_rect(place));
    child.set_clip_rect(ui.clip_rect().intersect(place.expand(2.0)));
    let id = table::id().with(("edit", &edit.line, edit.column));
    if edit.fresh {
        child.memory_mut(|m| m.request_focus(id));
    }
    let name = row.cell_title(view, edit.column);
    let mut field = TextField::new(id, &name)
        .boxed()
        .width(place.width())
        .amount();
    if edit.typed_over {
        field = field.keep_cursor();
    }
    let out = field.show(&mut child, &mut edit.draft, &value);
    if edit.fresh {
        // The press that opened it may lie elsewhere and take the keyboard away once more.
        edit.fresh = !out.response.has_focus();
        ui.ctx().request_repaint();
        state.edit = Some(edit);
        return;
    }
    if out.cancelled {
        state.focus_next(ui, table::id());
        return;
    }
    // The field can lose the keyboard without being left, as when another tab was shown.
    let idle = state.refocus.is_none() && !out.response.has_focus() && edit.draft.error().is_none();
    let Some(left) = out.left.or(idle.then_some(CommitBy::Leave)) else {
        complain(ui, &edit, place);
        state.edit = Some(edit);
        return;
    };
    let tabbed = ui.input(|i| i.key_pressed(Key::Tab));
    let back = ui.input(|i| i.modifiers.shift);
    let by_key = left == CommitBy::Enter || tabbed;
    let typed = out
        .committed
        .or_else(|| edit.draft.take())
        .or_else(|| edit.typed_over.then(String::new));
    match typed.map_or(Ok(()), |text| {
        hand_over(view, state, &edit, &text, cell, commands).map_err(|s| (text, s))
    }) {
        Ok(()) => {
            if by_key && state.confirm.is_none() {
                state.focus_next(ui, table::id());
                let rows = state.rows(view);
                let columns = state.columns(view);
                let by = if back { -1 } else { 1 };
                let go = if tabbed {
                    keys::Go::Columns(by)
                } else {
                    keys::Go::Rows(by)
                };
                state.stand(&edit.row, Some(edit.column));
                keys::walk(view, state, &rows, &columns, go);
            }
        }
        Err((text, sentence)) => {
            edit.draft.reject(text, sentence);
            if by_key {
                state.focus_next(ui, id);
            }
            complain(ui, &edit, place);
            state.edit = Some(edit);
        }
    }
}

/// Checks a typed amount and sends it, or asks before it becomes a payment.
fn hand_over(
    view: &View<'_>,
    state: &mut State,
    edit: &CellEdit,
    text: &str,
    cell: Rect,
    commands: &mut Commands,
) -> Result<(), String> {
    let refused = |r| Errors(view.lang).refusal(&r, |id| view.unit_name(id));
    match edit.column.entry() {
        Entry::Figure(key) => {
            let to = figures::read_value(text, view.lang)?;
            let on = Path::new(BudgetLine::KIND, edit.line.as_str());
            let set = Edit::Set {
                on,
                key: key.to_owned(),
                to,
                seen: edit.seen.clone(),
            };
            view.check(&set).map_err(refused)?;
            commands.edit(set);
        }
        Entry::Payments => {
            let amount = figures::read(text).map_err(|error| Errors(view.lang).money(&error))?;
            if let Some(amount) = amount {
                let asked = Confirm::of(view, &edit.line, amount, cell);
                view.check(&asked.payment(view, Some(view.today)))
                    .map_err(refused)?;
                state.confirm = Some(asked);
            }
        }
        Entry::Derived => {}
    }
    Ok(())
}

/// The sentence under a field whose text is not taken, over whatever lies there.
fn complain(ui: &Ui, edit: &CellEdit, cell: Rect) {
    let Some(sentence) = edit.draft.error() else {
        return;
    };
    if !ui.clip_rect().intersects(cell) {
        return;
    }
    let p = &Tokens::of(ui).palette;
    let painter = ui.ctx().layer_painter(LayerId::new(
        Order::Foreground,
        table::id().with("sentence"),
    ));
    let galley = elide::lines(&painter, Role::Secondary, sentence, p.overdue, 280.0);
    let size = galley.size() + vec2(40.0, 14.0);
    let screen = ui.ctx().content_rect();
    let left = (cell.right() - size.x).clamp(
        screen.left() + 4.0,
        (screen.right() - size.x - 4.0).max(screen.left() + 4.0),
    );
    let below = cell.bottom() + 3.0;
    let top = if below + size.y > screen.bottom() {
        cell.top() - 3.0 - size.y
    } else {
        below
    };
    let rect = Rect::from_min_size(pos2(left, top), size);
    painter.rect(
        rect,
        CornerRadius::same(6),
        p.raised,
        Stroke::new(1.0, p.overdue_line),
        StrokeKind::Inside,
    );
    Icon::WarningCircle.paint(
        &painter,
        pos2(rect.left() + 17.0, rect.top() + 16.0),
        14.0,
        p.overdue,
    );
    painter.galley(rect.min + vec2(30.0, 7.0), galley, p.overdue);
}
