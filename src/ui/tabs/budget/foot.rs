//! The foot of the table: the total of what is shown, and what a block of cells comes to.

use super::State;
use super::cells::paint_amount;
use super::columns::Column;
use super::table::{Canvas, PADDING, id};
use crate::insight::YearFilter;
use crate::insight::ledger::Ledger;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::elide;
use eframe::egui::{Align, CornerRadius, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit};

/// What the total is of, and what it covers.
pub(super) fn total_name(view: &View<'_>, state: &State, ledger: &Ledger) -> (String, String) {
    let texts = Texts(view.lang);
    let words = view.words();
    let covers = texts.years_known(ledger.known_years, ledger.all_years);
    let filtered = !state.choice.filter.known_in(view.programme()).is_off();
    match view.years {
        _ if filtered => {
            let shows = texts.total_shows(ledger.lines, ledger.all_lines);
            (texts.total_filtered().to_owned(), shows)
        }
        YearFilter::All => (words.whole_period().to_owned(), covers),
        YearFilter::Year(year) => (texts.total_year(year), String::new()),
    }
}

/// Draws the total.
pub(super) fn show_total(
    ui: &Ui,
    canvas: &Canvas<'_>,
    state: &State,
    ledger: &Ledger,
    row: Rect,
    last: bool,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let view = canvas.view;
    let texts = Texts(view.lang);
    let figures = &ledger.total;
    let corner = if last { tokens.radius.card } else { 0 };
    let corners = CornerRadius {
        sw: corner,
        se: corner,
        ..CornerRadius::ZERO
    };
    ui.painter().rect_filled(row, corners, p.surface);
    ui.painter().hline(
        row.x_range(),
        row.top() + 1.0,
        Stroke::new(2.0, p.line_strong),
    );
    let (title, covers) = total_name(view, state, ledger);
    let name = canvas.name_rect(row);
    let mut clip = ui.clip_rect();
    clip.min.x = clip.min.x.max(name.right());
    for (column, cell) in canvas.cells(row) {
        let painter = ui.painter().with_clip_rect(clip);
        let looks = (true, false, ledger.computed);
        paint_amount(ui, &painter, canvas, column, cell, figures, looks);
        let response = ui.interact(
            cell.intersect(clip),
            id().with(("total", column)),
            Sense::hover(),
        );
        response.widget_info(|| {
            let mut amount = column.text(figures, canvas.unit, view.lang);
            if column == Column::Committed && ledger.computed {
                amount = format!("{} {amount}", texts.computed());
            }
            let name = texts.cell_name(column.title(view.words()), &title);
            WidgetInfo::labeled(accesskit::Role::Cell, true, format!("{name}: {amount}"))
        });
        if response.hovered() && view.years == YearFilter::All {
            let with = ledger.years_with(view.programme(), None, column);
            response.on_hover_text(texts.years_known(with, ledger.all_years));
        }
    }
    let left = name.with_min_x(name.left() + PADDING);
    let words = elide::text_in(
        ui.painter(),
        left,
        Align::Min,
        Role::AmountTotal,
        &title,
        p.text,
    );
    let aside = left.with_min_x((words.right() + 8.0).min(left.right()));
    elide::text_in(
        ui.painter(),
        aside,
        Align::Min,
        Role::Secondary,
        &covers,
        p.text2,
    );
    let spoken = if covers.is_empty() {
        title
    } else {
        format!("{title}, {covers}")
    };
    let response = ui.interact(name, id().with("total"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Row, true, &spoken));
    if response.hovered() {
        response.on_hover_text(spoken);
    }
}

/// What the block comes to, below the total as a spreadsheet shows it.
pub(super) fn show_block(ui: &Ui, canvas: &Canvas<'_>, words: &str, row: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let corners = CornerRadius {
        sw: tokens.radius.card,
        se: tokens.radius.card,
        ..CornerRadius::ZERO
    };
    ui.painter().rect_filled(row, corners, p.panel);
    let line = Stroke::new(tokens.stroke.hairline, p.line);
    ui.painter().hline(row.x_range(), row.top() + 0.5, line);
    let inner = row.intersect(Rect::everything_right_of(canvas.visible.left()));
    let inner = inner.intersect(Rect::everything_left_of(canvas.visible.right()));
    let inner = inner.shrink2(eframe::egui::vec2(PADDING, 0.0));
    elide::text_in(
        ui.painter(),
        inner,
        Align::Max,
        Role::SecondaryBold,
        words,
        p.text,
    );
    let response = ui.interact(inner, id().with("block"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, words));
}
