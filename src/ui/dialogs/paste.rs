//! A block from a spreadsheet that is put into figures of budget lines: each figure as it is, struck out,
//! and as it would be; what is not understood is marked and told. One button puts it there as one step.

use crate::import::paste::{self, Cell, Does, Marks, Paste, Reading};
use crate::import::{Key, sentences};
use crate::model::{BudgetLine, Id};
use crate::text::strings::errors::Errors;
use crate::text::strings::import_window::ImportWindow as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::budget::line_name;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::View;
use crate::ui::widgets::banner::Banner;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::segmented::segmented;
use crate::ui::widgets::select::{Choice, Select};
use crate::ui::widgets::table::{Column, Table};
use crate::ui::widgets::{card, elide};
use eframe::egui::{
    self, Align, Context, Rect, ScrollArea, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};

/// What may be said of the numbers: how many đồng one counts.
const SCALES: [i64; 3] = [1, 1_000, 1_000_000];
/// How many errors are told in sentences at once.
const TOLD: usize = 3;

/// What the dialog remembers between frames.
#[derive(Debug)]
pub struct State {
    lines: Vec<Id>,
    columns: Vec<&'static str>,
    text: String,
    block: Vec<Vec<String>>,
    reading: Reading,
    is_table: bool,
    without_wrong: bool,
    /// What the block would do, of this revision of the document.
    pasted: Option<(u64, Paste)>,
    refused: Option<String>,
}

impl State {
    /// What was copied, to be put at the first of these lines and figures (keys in the file).
    #[must_use]
    pub fn of(lines: Vec<Id>, columns: Vec<&'static str>, text: String) -> Self {
        let block = paste::cells(&text);
        Self {
            reading: Reading {
                marks: paste::marks(&block),
                scale: 1,
            },
            is_table: paste::is_table(&text),
            lines,
            columns,
            text,
            block,
            without_wrong: false,
            pasted: None,
            refused: None,
        }
    }

    /// What was copied, where it is a whole table and there is no place for figures.
    #[must_use]
    pub fn only_a_table(&self) -> Option<&str> {
        (self.is_table && (self.lines.is_empty() || self.columns.is_empty()))
            .then_some(self.text.as_str())
    }

    fn pasted(&mut self, view: &View<'_>) -> &Paste {
        let revision = view.document.revision();
        let made = match self.pasted.take() {
            Some((of, pasted)) if of == revision => pasted,
            _ => paste::read(
                view.programme(),
                &self.lines,
                &self.columns,
                &self.block,
                self.reading,
            ),
        };
        &self.pasted.insert((revision, made)).1
    }
}

/// The head of a column of figures.
fn title(view: &View<'_>, key: &str) -> &'static str {
    let key = match key {
        BudgetLine::COMMITTED => Key::Committed,
        BudgetLine::ESTIMATE => Key::Estimate,
        BudgetLine::ALLOCATED => Key::Allocated,
        BudgetLine::CARRIED_OVER => Key::CarriedOver,
        BudgetLine::CANCELLED => Key::Cancelled,
        _ => Key::Amount,
    };
    key.heading(view.lang)
}

/// What was pressed.
#[derive(Default)]
struct Pressed {
    go: bool,
    back: bool,
    table: bool,
    reading: Option<Reading>,
    without: Option<bool>,
}

/// Shows the dialog. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let t = Texts(view.lang);
    let pasted = state.pasted(view).clone();
    let reached = pasted.rows.iter().map(|(_, cells)| cells.len()).max();
    let columns: Vec<&'static str> = state
        .columns
        .iter()
        .copied()
        .take(reached.unwrap_or(0))
        .collect();
    let mut pressed = Pressed::default();
    let width = (240.0 + 198.0 * columns.len() as f32).clamp(560.0, 1000.0);
    let dialog = Dialog::new("paste figures", t.paste_title(), t.cancel())
        .width(width)
        .stays();
    let outcome = dialog.show(ctx, |ui| {
        if state.is_table {
            let banner = Banner {
                icon: Icon::Table,
                tone: Tone::Soon,
                title: t.paste_is_table(),
                text: "",
                actions: &[t.paste_as_table()],
            };
            pressed.table = banner.show(ui).is_some();
        }
        choices(ui, t, state, &mut pressed);
        table(ui, view, &pasted, &columns);
        beyond(ui, t, &pasted);
        errors(ui, view, &pasted, &columns, state);
        foot(ui, t, state, &pasted, &mut pressed);
    });
    if let Some(reading) = pressed.reading {
        state.reading = reading;
        state.pasted = None;
        state.refused = None;
    }
    if let Some(without) = pressed.without {
        state.without_wrong = without;
    }
    if pressed.table {
        commands.push(Command::Ask(crate::ui::commands::Ask::ImportText(
            state.text.clone(),
        )));
        return false;
    }
    if pressed.go
        && let Some(edit) = pasted.edit(&state.columns, state.without_wrong)
    {
        match view.check(&edit) {
            Ok(_) => {
                let told = t.paste_done(pasted.changes());
                commands.push(Command::Carry { edit, told });
                return false;
            }
            Err(refusal) => {
                let why = Errors(view.lang).refusal(&refusal, |id| view.unit_name(id));
                state.refused = Some(t.refused(&why));
            }
        }
    }
    !(pressed.back || outcome.closed)
}

/// How the numbers are read.
fn choices(ui: &mut Ui, t: Texts, state: &State, pressed: &mut Pressed) {
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        ui.set_min_height(30.0);
        elide::plain(ui, Role::Secondary, t.paste_numbers(), p.text2);
        let marks = [Marks::Dots, Marks::Commas];
        let at = marks.iter().position(|m| *m == state.reading.marks);
        let names = ["1.000.000", "1,000,000"];
        let chosen = segmented(ui, t.paste_numbers(), &names, at.unwrap_or(0));
        if let Some(marks) = chosen.and_then(|n| marks.get(n)) {
            pressed.reading = Some(Reading {
                marks: *marks,
                ..state.reading
            });
        }
        ui.add_space(8.0);
        elide::plain(ui, Role::Secondary, t.paste_unit(), p.text2);
        let name = |scale: i64| match scale {
            1_000 => t.in_thousands(),
            1_000_000 => t.in_millions(),
            _ => t.in_dong(),
        };
        let at = SCALES.iter().position(|s| *s == state.reading.scale);
        let select = Select::new(egui::Id::unique("paste-unit"), t.paste_unit()).width(130.0);
        let chosen = select.show(ui, name(state.reading.scale), at, || {
            SCALES.iter().map(|s| Choice::new(name(*s))).collect()
        });
        if let Some(scale) = chosen.and_then(|n| SCALES.get(n)) {
            pressed.reading = Some(Reading {
                scale: *scale,
                ..state.reading
            });
        }
    });
}

fn table(ui: &mut Ui, view: &View<'_>, pasted: &Paste, columns: &[&'static str]) {
    let t = Texts(view.lang);
    let tokens = Tokens::of(ui);
    let mut shape = vec![Column::flex(1.0, 200.0)];
    shape.extend(columns.iter().map(|_| Column::fixed(186.0).right()));
    let table = Table::new(&shape, tokens.row.table);
    let mut names = vec![t.paste_line()];
    names.extend(columns.iter().map(|key| title(view, key)));
    let least = 24.0 + 200.0 + 198.0 * columns.len() as f32;
    let rows = pasted.rows.len() as f32 * tokens.row.table;
    let most = super::body_height(ui.ctx(), 420.0) - 120.0;
    let height = rows.clamp(tokens.row.table, most.max(120.0)) + tokens.row.table_header + 2.0;
    card::Card::new().show(ui, |ui| {
        ScrollArea::horizontal()
            .id_salt("paste-columns")
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.set_width(ui.available_width().max(least));
                ui.set_max_height(height);
                ui.set_min_height(height);
                let _ = table.head(ui, &names, None);
                table.rows(
                    ui,
                    egui::Id::unique("paste-rows"),
                    pasted.rows.len(),
                    |ui, nth| {
                        row(ui, view, &table, pasted, nth);
                    },
                );
            });
    });
}

fn row(ui: &mut Ui, view: &View<'_>, table: &Table<'_>, pasted: &Paste, nth: usize) {
    let Some((line, cells)) = pasted.rows.get(nth) else {
        return;
    };
    let p = &Tokens::of(ui).palette;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), table.row_height));
    card::divider(ui, rect);
    let mut places = table.cells(ui, rect).into_iter();
    let name = line_name(view, line);
    if let Some(place) = places.next() {
        elide::text_in(ui.painter(), place, Align::Min, Role::Body, &name, p.text);
    }
    for (column, (cell, place)) in cells.iter().zip(places).enumerate() {
        let words = said(view, cell);
        let id = ui.scope_id().with(("paste-cell", nth, column));
        let response = ui.interact(place, id, Sense::hover());
        let label = format!("{name}: {words}");
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Cell, true, &label));
        response.on_hover_text(words);
        paint(ui, place, cell);
    }
}

/// A cell in words: what it was and becomes, or why it is not understood.
fn said(view: &View<'_>, cell: &Cell) -> String {
    let t = Texts(view.lang);
    let named = |text: String| {
        if text.is_empty() {
            t.nothing_there().to_owned()
        } else {
            text
        }
    };
    match &cell.does {
        Does::Nothing => named(cell.before.clone()),
        Does::Sets(_) => t.changed_from(&named(cell.before.clone()), &named(cell.after())),
        Does::Wrong(wrong) => sentences::wrong(wrong, view.lang, |id| view.unit_name(id)),
    }
}

fn paint(ui: &Ui, place: Rect, cell: &Cell) {
    let p = &Tokens::of(ui).palette;
    let dash = |text: &str| if text.is_empty() { "—" } else { text }.to_owned();
    match &cell.does {
        Does::Wrong(_) => {
            let colours = p.tone(Tone::Overdue);
            let mark = place.expand2(vec2(5.0, -3.0));
            ui.painter().rect_filled(mark, 4, colours.soft);
            let at = pos2(mark.left() + 11.0, mark.center().y);
            Icon::Warning.paint(ui.painter(), at, 13.0, colours.fg);
            let words = Rect::from_min_max(pos2(place.left() + 16.0, place.top()), place.max);
            elide::text_in(
                ui.painter(),
                words,
                Align::Max,
                Role::Body,
                &cell.typed,
                colours.fg,
            );
        }
        Does::Nothing => {
            let ink = if cell.before.is_empty() {
                p.text3
            } else {
                p.text2
            };
            let words = dash(&cell.before);
            elide::text_in(ui.painter(), place, Align::Max, Role::Body, &words, ink);
        }
        Does::Sets(_) => {
            let mut job = LayoutJob::default();
            if !cell.before.is_empty() {
                let struck = TextFormat {
                    strikethrough: Stroke::new(1.0, p.text3),
                    ..Role::Secondary.format(p.text3)
                };
                job.append(&cell.before, 0.0, struck);
                job.append("→", 5.0, Role::Secondary.format(p.text3));
            }
            let space = if cell.before.is_empty() { 0.0 } else { 5.0 };
            let after = dash(&cell.after());
            job.append(&after, space, Role::BodyStrong.format(p.accent));
            job.wrap = TextWrapping::truncate_at_width(place.width());
            let galley = ui.painter().layout_job(job);
            elide::paint(ui.painter(), place, Align::Max, galley);
        }
    }
}

/// What of the block finds no place.
fn beyond(ui: &mut Ui, t: Texts, pasted: &Paste) {
    let p = &Tokens::of(ui).palette;
    let words = match (pasted.rows_beyond, pasted.columns_beyond) {
        (0, 0) => return,
        (rows, 0) => t.paste_rows_beyond(rows),
        (0, columns) => t.paste_columns_beyond(columns),
        (rows, columns) => t.paste_beyond(rows, columns),
    };
    elide::paragraph(ui, Role::Secondary, &words, p.soon);
}

/// The first errors in sentences.
fn errors(ui: &mut Ui, view: &View<'_>, pasted: &Paste, columns: &[&str], state: &State) {
    let t = Texts(view.lang);
    let p = &Tokens::of(ui).palette;
    for (row, column, wrong) in pasted.wrong().take(TOLD) {
        let line = pasted.rows.get(row).map(|(id, _)| line_name(view, id));
        let head = columns.get(column).map_or("", |key| title(view, key));
        let why = sentences::wrong(wrong, view.lang, |id| view.unit_name(id));
        let words = t.paste_wrong(&line.unwrap_or_default(), head, &why);
        let label = elide::paragraph(ui, Role::Secondary, &words, p.overdue);
        label.widget_info(|| WidgetInfo::labeled(accesskit::Role::Alert, true, &words));
    }
    let more = pasted.wrong().count().saturating_sub(TOLD);
    if more > 0 {
        elide::plain(ui, Role::Secondary, &t.paste_more(more), p.overdue);
    }
    if let Some(refused) = &state.refused {
        elide::paragraph(ui, Role::Secondary, refused, p.overdue);
    }
}

fn foot(ui: &mut Ui, t: Texts, state: &State, pasted: &Paste, pressed: &mut Pressed) {
    let p = &Tokens::of(ui).palette;
    let wrong = pasted.wrong().count();
    let changes = pasted.changes();
    footer(ui, |ui| {
        let label = t.paste_go(changes);
        let errors;
        let reason = if wrong > 0 && !state.without_wrong {
            errors = t.paste_errors(wrong);
            Some(errors.as_str())
        } else if changes == 0 {
            Some(t.paste_nothing())
        } else {
            None
        };
        let button = PushButton::primary(&label).icon(Icon::Clipboard);
        pressed.go = button.disabled(reason).show(ui).clicked();
        pressed.back = PushButton::new(t.cancel()).show(ui).clicked();
        if wrong > 0 {
            let (words, to) = if state.without_wrong {
                (t.paste_with(), false)
            } else {
                (t.paste_without(), true)
            };
            if PushButton::quiet(words).show(ui).clicked() {
                pressed.without = Some(to);
            }
        }
        ui.with_layout(egui::Layout::left_to_right(Align::Center), |ui| {
            let words = match (changes, pasted.emptied()) {
                (0, _) => t.paste_nothing().to_owned(),
                (_, 0) => t.one_undo().to_owned(),
                (_, emptied) => t.paste_empties(emptied),
            };
            elide::plain(ui, Role::Secondary, &words, p.text2);
        });
    });
}

#[cfg(test)]
mod tests;
