//! The head of the table: the names of the columns, the order, and the columns without room.

use super::columns::{ARROW, Column};
use super::table::{Canvas, PADDING, id};
use super::{State, arrange};
use crate::insight::ledger::{Choice, Sort};
use crate::text::strings::budget::Budget as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    Align, CursorIcon, Rect, Response, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2,
};

/// Draws the head.
pub(super) fn show(ui: &Ui, canvas: &Canvas<'_>, state: &mut State, row: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = canvas.view.words();
    let texts = Texts(canvas.view.lang);
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
        let title = column.title(words);
        let place = cell.expand2(vec2(6.0, 0.0)).intersect(clip);
        let id = id().with(("head", column));
        let response = press(ui, state, place, id, title, Some(column), &texts);
        let arrow = sign(state, Some(column));
        let hot = arrow.is_some() || response.hovered();
        let ink = if hot { p.text } else { p.text2 };
        let text = elide::text_in(&cells, cell, Align::Max, Role::TableHeader, title, ink);
        if let Some(icon) = arrow {
            let at = pos2(text.left() - ARROW / 2.0 - 1.0, cell.center().y);
            icon.paint(&cells, at, 12.0, p.accent);
        }
        if response.hovered() {
            response.on_hover_text(format!("{}\n{}", column.help(texts), texts.sort_how()));
        }
    }
    let title = arrange::head(texts, state.choice.grouping);
    let right = folding(ui, canvas, state, name) - 4.0;
    let place = name.with_min_x(name.left() + PADDING).with_max_x(right);
    let response = press(
        ui,
        state,
        place,
        id().with("head of names"),
        title,
        None,
        &texts,
    );
    let arrow = sign(state, None);
    let ink = if arrow.is_some() || response.hovered() {
        p.text
    } else {
        p.text2
    };
    let words = if arrow.is_some() {
        place.with_max_x(right - ARROW)
    } else {
        place
    };
    let text = elide::text_in(
        ui.painter(),
        words,
        Align::Min,
        Role::TableHeader,
        title,
        ink,
    );
    if let Some(icon) = arrow {
        let at = pos2(text.right() + ARROW / 2.0 + 1.0, place.center().y);
        icon.paint(ui.painter(), at, 12.0, p.accent);
    }
    if response.hovered() {
        response.on_hover_text(texts.sort_names_how());
    }
    let stroke = Stroke::new(tokens.stroke.hairline, p.line_strong);
    ui.painter()
        .hline(row.x_range(), row.bottom() - 0.5, stroke);
}

/// The arrow of the order, where it is by this column.
fn sign(state: &State, by: Option<Column>) -> Option<Icon> {
    let sort = state.choice.sort.filter(|sort| sort.by == by)?;
    Some(if sort.descending {
        Icon::ArrowDown
    } else {
        Icon::ArrowUp
    })
}

/// A head that sorts when it is pressed.
fn press(
    ui: &Ui,
    state: &mut State,
    place: Rect,
    id: eframe::egui::Id,
    title: &str,
    by: Option<Column>,
    texts: &Texts,
) -> Response {
    let response = ui.interact(place, id, Sense::CLICK);
    let name = match state.choice.sort.filter(|sort| sort.by == by) {
        None => title.to_owned(),
        Some(sort) if sort.descending => texts.sorted_down(title),
        Some(_) => texts.sorted_up(title),
    };
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::ColumnHeader, true, &name));
    if response.clicked() {
        let sort = Sort::pressed(state.choice.sort, by);
        let choice = Choice {
            sort,
            ..state.choice.clone()
        };
        state.choose(choice);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
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
