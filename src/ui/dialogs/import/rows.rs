//! The preview: a row for each row of the table, with what it would do. What changes stands there old,
//! struck out, and new; what is not understood is marked in its cell. Only what is visible is drawn.

use super::matching::{Filter, Matching, count};
use super::{errors, known};
use crate::import::preview::{Does, Passed, Row, Shown};
use crate::import::sentences;
use crate::import::{Format, Key};
use crate::text::strings::import_window::ImportWindow as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Palette, Role, Tokens, Tone};
use crate::ui::view::View;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::segmented::filter_tab;
use crate::ui::widgets::task::row;
use crate::ui::widgets::{card, check, elide};
use eframe::egui::{
    Align, Color32, Galley, Painter, Rangef, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder,
    WidgetInfo, accesskit, pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};
use std::sync::Arc;

/// Height of a row, in points.
const ROW: f32 = 32.0;
/// Height of the head, in points.
const HEAD: f32 = 30.0;
/// The check box, the number and the result, which stay where they are, in points.
const FIXED: [f32; 3] = [34.0, 48.0, 98.0];

/// Draws the card.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, matching: &mut Matching, rect: Rect) {
    let t = Texts(view.lang);
    let mut ui = ui.new_child(UiBuilder::new().id_salt("import-rows").max_rect(rect));
    Card::new().min_height(rect.height()).show(&mut ui, |ui| {
        let inner = Rect::from_min_size(
            ui.min_rect().min,
            vec2(rect.width() - 2.0, rect.height() - 2.0),
        );
        let bar = Rect::from_min_max(inner.min, pos2(inner.right(), inner.top() + 42.0));
        filters(ui, t, matching, bar);
        let bar = known::show(ui, t, matching, bar);
        let wrong = matching.preview().is_some_and(|p| !p.problems.is_empty());
        let foot = if wrong { errors::HEIGHT } else { 0.0 };
        let body = Rect::from_min_max(
            pos2(inner.left(), bar.bottom()),
            pos2(inner.right(), inner.bottom() - foot),
        );
        let mut child = ui.new_child(UiBuilder::new().id_salt("import-table").max_rect(body));
        child.set_clip_rect(body.intersect(ui.clip_rect()));
        table(&mut child, view, matching, body);
        if wrong {
            let foot = Rect::from_min_max(pos2(inner.left(), body.bottom()), inner.max);
            errors::show(ui, view, matching, foot);
        }
        ui.advance_cursor_after_rect(inner);
    });
}

fn filters(ui: &mut Ui, t: Texts, matching: &mut Matching, rect: Rect) {
    card::divider(ui, rect);
    let mut bar = row(ui, rect.shrink2(vec2(8.0, 0.0)), "import-filters", false);
    bar.spacing_mut().item_spacing.x = 2.0;
    let mut chosen = None;
    for (filter, rows) in Filter::ALL.into_iter().zip(matching.counts) {
        if rows == 0 && filter != Filter::All {
            continue;
        }
        let label = match filter {
            Filter::All => t.all(),
            Filter::New => t.fresh(),
            Filter::Changes => t.changes(),
            Filter::Known => t.known(),
            Filter::Same => t.same(),
            Filter::Passed => t.passed(),
            Filter::LeftOut => t.left_out(),
            Filter::Wrong => t.wrong(),
        };
        let on = matching.filter == filter;
        if filter_tab(&mut bar, label, &count(rows), on).clicked() {
            chosen = Some(filter);
        }
    }
    if let Some(filter) = chosen {
        matching.choose_filter(filter);
    }
}

/// The width that a column asks for, and whether it takes more.
fn width(key: Key) -> (f32, bool) {
    match key.format() {
        Format::Text(characters) => ((f32::from(characters) * 6.0).clamp(84.0, 210.0), true),
        Format::Year | Format::Count => (56.0, false),
        Format::Date => (92.0, false),
        Format::Amount => (124.0, false),
        Format::Rate | Format::Number => (84.0, false),
    }
}

/// Where the columns lie, from the left of the content.
fn places(columns: &[(usize, Key)], room: f32) -> Vec<Rangef> {
    let fixed: f32 = FIXED.iter().sum();
    let asked: f32 = columns.iter().map(|(_, key)| width(*key).0).sum();
    let takers = columns.iter().filter(|(_, key)| width(*key).1).count();
    let spare = (room - fixed - asked).max(0.0);
    let more = spare / takers.max(1) as f32;
    let mut left = fixed;
    columns
        .iter()
        .map(|(_, key)| {
            let (least, takes) = width(*key);
            let wide = least + if takes { more } else { 0.0 };
            let range = Rangef::new(left.round(), (left + wide).round());
            left += wide;
            range
        })
        .collect()
}

const fn is_right(key: Key) -> bool {
    matches!(key.format(), Format::Amount | Format::Rate | Format::Number)
}

fn table(ui: &mut Ui, view: &View<'_>, matching: &mut Matching, rect: Rect) {
    let t = Texts(view.lang);
    let Some(preview) = matching.preview() else {
        return;
    };
    let empty = if preview.columns.is_empty() {
        Some((t.no_columns_title(), t.no_columns_text()))
    } else if preview.rows.is_empty() {
        Some((t.no_rows_title(), t.no_rows_text()))
    } else {
        None
    };
    if let Some((title, text)) = empty {
        ui.add_space((rect.height() / 3.0 - 40.0).max(0.0));
        let state = EmptyState {
            icon: Icon::Table,
            title,
            text,
            action: None,
        };
        state.show(ui);
        return;
    }
    let bar = ui.spacing().scroll.allocated_width();
    let ranges = places(&preview.columns, rect.width() - bar);
    let fixed: f32 = FIXED.iter().sum();
    let total = ranges.last().map_or(fixed, |r| r.max);
    let followed = matching.follow.then(|| followed(matching)).flatten();
    let mut scroll = ScrollArea::both()
        .id_salt("import-scroll")
        .auto_shrink([false, false]);
    if let Some((nth, column)) = followed {
        let at = |place: usize| ranges.get(place);
        let top = nth as f32 * ROW - (rect.height() - HEAD) / 2.0;
        scroll = scroll.vertical_scroll_offset(top.max(0.0));
        if let Some(range) = column.and_then(at) {
            let room = rect.width() - fixed - bar;
            let left = (range.center() - fixed - room / 2.0).max(0.0);
            scroll = scroll.horizontal_scroll_offset(left.min((total - rect.width()).max(0.0)));
        }
    }
    let mut toggled = None;
    scroll.show_viewport(ui, |ui, viewport| {
        let origin = ui.max_rect().min;
        let height = HEAD + matching.shown.len() as f32 * ROW;
        ui.set_width(total.max(viewport.width()));
        ui.set_height(height.max(viewport.height()));
        let visible = Rect::from_min_size(origin + viewport.min.to_vec2(), viewport.size());
        let look = Look {
            t,
            view,
            ranges: &ranges,
            visible,
            left: origin.x,
        };
        let first = (viewport.top() / ROW).floor().max(0.0) as usize;
        let most = (viewport.height() / ROW).ceil() as usize + 1;
        for nth in first..(first + most).min(matching.shown.len()) {
            let top = origin.y + HEAD + nth as f32 * ROW;
            if let Some(row) = one(ui, &look, matching, nth, top) {
                toggled = Some(row);
            }
        }
        head(ui, &look, matching);
    });
    matching.follow = false;
    if let Some(row) = toggled {
        matching.toggle(&row);
    }
}

/// The row among those shown and the column of the problem that is told.
fn followed(matching: &Matching) -> Option<(usize, Option<usize>)> {
    let preview = matching.preview()?;
    let problem = preview.problems.get(matching.at)?;
    let nth = matching.shown.iter().position(|n| {
        let row = preview.rows.get(*n);
        row.is_some_and(|r| r.number == problem.row)
    })?;
    let column = problem
        .column
        .and_then(|c| preview.columns.iter().position(|(place, _)| *place == c));
    Some((nth, column))
}

struct Look<'a> {
    t: Texts,
    view: &'a View<'a>,
    ranges: &'a [Rangef],
    /// What of the content is seen.
    visible: Rect,
    /// The left of the content.
    left: f32,
}

impl Look<'_> {
    /// The cell of a column in a row.
    fn cell(&self, place: usize, rows: Rangef) -> Rect {
        let range = self
            .ranges
            .get(place)
            .copied()
            .unwrap_or(Rangef::point(0.0));
        Rect::from_x_y_ranges(self.left + range.min..=self.left + range.max, rows)
    }

    /// The parts that stay at the left edge.
    fn fixed(&self, rows: Rangef) -> [Rect; 3] {
        let mut left = self.visible.left();
        FIXED.map(|wide| {
            let rect = Rect::from_x_y_ranges(left..=left + wide, rows);
            left += wide;
            rect
        })
    }

    /// What is right of them.
    fn beside(&self, painter: &Painter) -> Painter {
        let fixed: f32 = FIXED.iter().sum();
        let left = self.visible.left() + fixed;
        let clip = Rect::from_min_max(pos2(left, self.visible.top()), self.visible.max);
        painter.with_clip_rect(clip.intersect(painter.clip_rect()))
    }
}

fn head(ui: &Ui, look: &Look<'_>, matching: &Matching) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let top = look.visible.top();
    let strip = Rect::from_x_y_ranges(look.visible.x_range(), top..=top + HEAD);
    ui.painter().rect_filled(strip, 0, p.surface);
    let beside = look.beside(ui.painter());
    let columns = matching.preview().map(|p| p.columns.as_slice());
    for (place, (_, key)) in columns.unwrap_or_default().iter().enumerate() {
        let cell = look.cell(place, strip.y_range()).shrink2(vec2(8.0, 0.0));
        let align = if is_right(*key) {
            Align::Max
        } else {
            Align::Min
        };
        let name = key.heading(look.view.lang);
        elide::text_in(&beside, cell, align, Role::TableHeader, name, p.text2);
    }
    let [_, number, result] = look.fixed(strip.y_range());
    let words = [(number, look.t.row()), (result, look.t.state())];
    for (cell, name) in words {
        elide::text_in(
            ui.painter(),
            cell,
            Align::Min,
            Role::TableHeader,
            name,
            p.text2,
        );
    }
    let line = Stroke::new(tokens.stroke.hairline, p.line_strong);
    ui.painter()
        .hline(strip.x_range(), strip.bottom() - 0.5, line);
}

/// Draws a row. Returns it where it was ticked or unticked.
fn one(ui: &mut Ui, look: &Look<'_>, matching: &Matching, nth: usize, top: f32) -> Option<Row> {
    let preview = matching.preview()?;
    let entry = preview.rows.get(*matching.shown.get(nth)?)?;
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let rows = Rangef::new(top, top + ROW);
    let strip = Rect::from_x_y_ranges(look.visible.x_range(), rows);
    let told = preview
        .problems
        .get(matching.at)
        .filter(|x| x.row == entry.number);
    let fill = match entry.does {
        _ if told.is_some() => p.accent_soft,
        Does::Passed(_) | Does::LeftOut => p.panel,
        _ => p.surface,
    };
    ui.painter().rect_filled(strip, 0, fill);
    let beside = look.beside(ui.painter());
    let beside_clip = beside.clip_rect();
    for (place, ((column, key), shown)) in preview.columns.iter().zip(&entry.cells).enumerate() {
        let cell = look.cell(place, rows);
        if cell.right() < beside_clip.left() || cell.left() > beside_clip.right() {
            continue;
        }
        let missing = || {
            let mut of_row = preview.problems_of(entry.number).iter();
            of_row.any(|x| x.column == Some(*column))
        };
        let wrong = entry.does == Does::Wrong && (shown.wrong || missing());
        let response = paint_cell(ui, &beside, cell, *key, shown, entry.does, wrong);
        let seen = cell.intersect(beside_clip);
        if response {
            let id = ui.scope_id().with(("import-cell", entry.number, place));
            let hover = ui.interact(seen, id, Sense::hover());
            let words = hover_words(look, matching, entry, (*column, shown), wrong);
            hover.on_hover_text(words);
        }
    }
    let fixed: f32 = FIXED.iter().sum();
    let cover = Rect::from_min_max(strip.min, pos2(strip.left() + fixed, strip.bottom()));
    ui.painter().rect_filled(cover, 0, fill);
    let [tick, number, result] = look.fixed(rows);
    elide::text_in(
        ui.painter(),
        number,
        Align::Min,
        Role::Secondary,
        &entry.number.to_string(),
        p.text2,
    );
    let (icon, words, tone, why) = standing(look.t, entry.does);
    let ink = p.tone(tone).fg;
    icon.paint(
        ui.painter(),
        pos2(result.left() + 7.0, result.center().y),
        14.0,
        ink,
    );
    let label = Rect::from_min_max(pos2(result.left() + 19.0, result.top()), result.max);
    elide::text_in(ui.painter(), label, Align::Min, Role::Secondary, words, ink);
    let name = row_name(look.t, entry, words);
    let id = ui.scope_id().with(("import-row", entry.number));
    let response = ui.interact(cover, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Row, true, &name));
    if !why.is_empty() {
        response.on_hover_text(why);
    } else if entry.does == Does::Wrong {
        let sentence = sentence_of(look, matching, entry.number, None);
        response.on_hover_text(sentence);
    }
    card::divider(ui, strip);
    let mut toggled = None;
    if matches!(
        entry.does,
        Does::New
            | Does::Changes
            | Does::Known
            | Does::KnownOtherwise
            | Does::Wrong
            | Does::LeftOut
    ) {
        let at = Rect::from_center_size(tick.center(), vec2(28.0, 28.0));
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(at)
                .id_salt(("tick", entry.number)),
        );
        let on = matching.takes(entry);
        let name = look.t.takes(entry.number);
        if check::bare_checkbox(&mut child, on, &name, None).clicked() {
            toggled = Some(entry.clone());
        }
    }
    toggled
}

/// The row for assistive technology: its number, its result, its cells.
fn row_name(t: Texts, entry: &Row, words: &str) -> String {
    let cells: Vec<&str> = entry
        .cells
        .iter()
        .map(|c| c.text.as_str())
        .filter(|c| !c.is_empty())
        .collect();
    format!(
        "{}, {words}: {}",
        t.row_number(entry.number),
        cells.join(", ")
    )
}

/// The sign, the word and the tone of what a row does, and why it is passed over.
fn standing(t: Texts, does: Does) -> (Icon, &'static str, Tone, &'static str) {
    match does {
        Does::New => (Icon::Plus, t.fresh(), Tone::Done, ""),
        Does::Changes => (Icon::PencilSimple, t.changes(), Tone::Doing, ""),
        Does::Nothing => (Icon::Minus, t.same(), Tone::Neutral, ""),
        Does::Known => (
            Icon::CheckCircleOutline,
            t.known(),
            Tone::Neutral,
            t.known_why(),
        ),
        Does::KnownOtherwise => (
            Icon::CheckCircleOutline,
            t.known_otherwise(),
            Tone::Soon,
            t.known_otherwise_why(),
        ),
        Does::Passed(why) => {
            let why = match why {
                Passed::Total => t.passed_total(),
                Passed::Heading => t.passed_heading(),
                Passed::FromText => t.passed_text(),
            };
            (Icon::Minus, t.passed(), Tone::Neutral, why)
        }
        Does::LeftOut => (Icon::X, t.left_out(), Tone::Neutral, ""),
        Does::Wrong => (Icon::Warning, t.row_wrong(), Tone::Overdue, ""),
    }
}

/// Paints a cell. Returns whether it has more to say than it shows.
fn paint_cell(
    ui: &Ui,
    painter: &Painter,
    cell: Rect,
    key: Key,
    shown: &Shown,
    does: Does,
    wrong: bool,
) -> bool {
    let p = &Tokens::of(ui).palette;
    let inner = cell.shrink2(vec2(8.0, 0.0));
    let align = if is_right(key) {
        Align::Max
    } else {
        Align::Min
    };
    if wrong {
        let colours = p.tone(Tone::Overdue);
        painter.rect_filled(cell.shrink2(vec2(2.0, 3.0)), 4, colours.soft);
        Icon::Warning.paint(
            painter,
            pos2(inner.left() + 5.0, inner.center().y),
            13.0,
            colours.fg,
        );
        let words = Rect::from_min_max(pos2(inner.left() + 16.0, inner.top()), inner.max);
        elide::text_in(painter, words, align, Role::Body, &shown.text, colours.fg);
        return true;
    }
    let ink = match does {
        Does::New => p.text,
        Does::Changes if shown.before.is_some() => p.text,
        Does::Passed(_) | Does::LeftOut | Does::Known => p.text3,
        _ => p.text2,
    };
    let galley = match &shown.before {
        Some(before) if does != Does::LeftOut => {
            changed(painter, p, before, &shown.text, inner.width())
        }
        _ => elide::line(painter, Role::Body, &shown.text, ink, inner.width()),
    };
    let more = galley.elided;
    elide::paint(painter, inner, align, galley);
    more
}

/// The old value struck out, and the new one.
fn changed(painter: &Painter, p: &Palette, before: &str, after: &str, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let struck = |ink: Color32| TextFormat {
        strikethrough: Stroke::new(1.0, ink),
        ..Role::Secondary.format(ink)
    };
    if !before.is_empty() {
        job.append(before, 0.0, struck(p.text3));
        job.append("→", 5.0, Role::Secondary.format(p.text3));
    }
    let after = if after.is_empty() { "—" } else { after };
    let space = if before.is_empty() { 0.0 } else { 5.0 };
    job.append(after, space, Role::BodyStrong.format(p.accent));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}

/// What a cell says under the pointer: why it is wrong, else its whole text.
fn hover_words(
    look: &Look<'_>,
    matching: &Matching,
    entry: &Row,
    (column, shown): (usize, &Shown),
    wrong: bool,
) -> String {
    if wrong {
        return sentence_of(look, matching, entry.number, Some(column));
    }
    match &shown.before {
        Some(before) => {
            let named = |text: &str| {
                if text.is_empty() {
                    look.t.nothing_there().to_owned()
                } else {
                    text.to_owned()
                }
            };
            look.t.changed_from(&named(before), &named(&shown.text))
        }
        None => shown.text.clone(),
    }
}

/// What is wrong with a cell; without a column, with the row.
fn sentence_of(look: &Look<'_>, matching: &Matching, row: usize, column: Option<usize>) -> String {
    let problems = matching.preview().map(|p| p.problems_of(row));
    let mut of_row = problems.unwrap_or_default().iter();
    let found = of_row.find(|x| column.is_none() || x.column == column);
    found.map_or_else(String::new, |problem| {
        sentences::problem(problem, look.view.lang, |id| look.view.unit_name(id))
    })
}
