//! Counts and sums of a list: the line at the head of its card, and the table by year or commune.

use super::cells;
use super::found::{List, Sums};
use crate::insight::YearFilter;
use crate::insight::support::{Aid, Comparison, Tally};
use crate::model::{Id, Sum};
use crate::text::number::format_whole;
use crate::text::strings::houses::Houses as Texts;
use crate::text::{collate, money};
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Palette, Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::field::field_row;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::segmented;
use crate::ui::widgets::table::{Column, Table};
use crate::ui::widgets::{card, elide};
use chrono::Datelike as _;
use eframe::egui::{
    Align, Color32, Rect, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, accesskit, pos2, vec2,
};

/// The height of the line at the head of a card, in points.
pub(super) const GLANCE: f32 = 30.0;

/// The year that is told at a glance: the one shown; else the present one where it has entries, else the
/// latest that has.
fn glance_year(view: &View<'_>, aid: Aid) -> Option<i32> {
    let list = view.insight.support.list(aid);
    match view.years {
        YearFilter::Year(year) => Some(year),
        YearFilter::All => {
            let present = view.today.year();
            let latest = || list.by_year.keys().rev().find_map(|y| *y);
            list.year(present).map(|_| present).or_else(latest)
        }
    }
}

/// So many houses, or items.
pub(super) fn count(texts: Texts, aid: Aid, count: usize) -> String {
    match aid {
        Aid::Houses => texts.count_homes(count),
        Aid::Schools => texts.count_items(count),
    }
}

/// That a year has no entry.
pub(super) fn none_of(texts: Texts, aid: Aid, year: i32) -> String {
    match aid {
        Aid::Houses => texts.glance_none(year),
        Aid::Schools => texts.glance_no_items(year),
    }
}

/// "2024: 2 nhà, 100.000.000 đ; đã bàn giao 1".
pub(super) fn sentence(view: &View<'_>, aid: Aid) -> Option<(i32, String)> {
    let texts = Texts(view.lang);
    let year = glance_year(view, aid)?;
    let Some(tally) = view.insight.support.list(aid).year(year) else {
        return Some((year, none_of(texts, aid, year)));
    };
    let many = count(texts, aid, tally.count);
    let text = if tally.granted.is_empty() {
        texts.glance_bare(year, &many, tally.done)
    } else {
        texts.glance(year, &many, &texts.amount(&tally.granted), tally.done)
    };
    Some((year, text))
}

/// A colour of the palette.
type Ink = fn(&Palette) -> Color32;

/// What is to be said beside the sums of a year, the gravest first: what differs, what lacks an amount,
/// that all agrees.
fn remark(view: &View<'_>, aid: Aid, compared: &Comparison) -> Option<(Icon, String, Ink)> {
    let texts = Texts(view.lang);
    if let Some(first) = compared.differences().first() {
        let text = texts.differs(&texts.amount(&first.by()));
        return Some((Icon::Warning, text, |p| p.overdue));
    }
    if compared.list.unpriced > 0 {
        let text = match aid {
            Aid::Houses => texts.unpriced_houses(compared.list.unpriced),
            Aid::Schools => texts.unpriced_items(compared.list.unpriced),
        };
        return Some((Icon::WarningCircle, text, |p| p.soon));
    }
    let (good, word) = super::agreement(view.lang, compared)?;
    good.then(|| {
        let ink: Ink = |p| p.done;
        (Icon::CheckCircle, word.to_owned(), ink)
    })
}

/// All that is to be said of a year and its lines, a sentence a line: for hovering and for listening.
fn remarks(view: &View<'_>, aid: Aid, year: i32, compared: &Comparison) -> Vec<String> {
    let texts = Texts(view.lang);
    let mut all: Vec<String> = compared
        .differences()
        .iter()
        .map(|d| texts.of_year(year, &texts.difference(d)))
        .collect();
    if compared.list.unpriced > 0 {
        all.push(match aid {
            Aid::Houses => texts.unpriced_houses(compared.list.unpriced),
            Aid::Schools => texts.unpriced_items(compared.list.unpriced),
        });
    }
    let list = view.insight.support.list(aid);
    if let Some(loose) = list.loose.get(&Some(year)) {
        all.push(match aid {
            Aid::Houses => texts.loose_houses(*loose),
            Aid::Schools => texts.loose_items(*loose),
        });
    }
    if let Some((_, word)) = super::agreement(view.lang, compared) {
        all.push(word.to_owned());
    }
    all
}

/// The line at the head of a card: the year at a glance, and how it agrees with the budget.
pub(super) fn glance(ui: &mut Ui, view: &View<'_>, aid: Aid) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let texts = Texts(view.lang);
    let size = vec2(ui.available_width(), GLANCE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, 0, p.panel);
    card::divider(ui, rect);
    let inner = rect.shrink2(vec2(tokens.size.card_padding, 0.0));
    let Some((year, text)) = sentence(view, aid) else {
        let none = match aid {
            Aid::Houses => texts.no_houses(),
            Aid::Schools => texts.no_items(),
        };
        elide::text_in(
            ui.painter(),
            inner,
            Align::Min,
            Role::Secondary,
            none,
            p.text2,
        );
        return;
    };
    let insight = view.insight;
    let compared = Comparison::of_year(&insight.support, &insight.budget, aid, year);
    let said = elide::width(ui.painter(), Role::BodyStrong, &text);
    let mut more = Vec::new();
    if let Some(compared) = &compared {
        more = remarks(view, aid, year, compared);
        if let Some((icon, word, ink)) = remark(view, aid, compared) {
            let ink = ink(p);
            let wide = elide::width(ui.painter(), Role::Secondary, &word) + 18.0;
            let left = (inner.right() - wide).max(inner.left() + said + 10.0);
            let room = inner.right() - left;
            if room >= 14.0 {
                icon.paint(ui.painter(), pos2(left + 7.0, rect.center().y), 13.0, ink);
            }
            if room >= 50.0 {
                let place = Rect::from_min_max(pos2(left + 18.0, rect.top()), inner.max);
                elide::text_in(ui.painter(), place, Align::Min, Role::Secondary, &word, ink);
            }
        }
    }
    elide::text_in(
        ui.painter(),
        inner,
        Align::Min,
        Role::BodyStrong,
        &text,
        p.text,
    );
    let spoken = std::iter::once(text)
        .chain(more.clone())
        .collect::<Vec<_>>()
        .join(". ");
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &spoken));
    if !more.is_empty() {
        response.on_hover_text(more.join("\n"));
    }
}

/// A figure of the inspector that is only read.
pub(super) fn figure(ui: &mut Ui, name: &str, text: &str) {
    field_row(ui, name, |ui| {
        let tokens = Tokens::of(ui);
        let size = vec2(ui.available_width(), tokens.size.input);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let ink = tokens.palette.text;
        let rect = rect.shrink2(vec2(8.0, 0.0));
        elide::text_in(ui.painter(), rect, Align::Max, Role::BodyStrong, text, ink);
        let spoken = format!("{name}: {text}");
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &spoken));
    });
}

/// One row of the sums.
struct Line {
    name: String,
    tally: Tally,
    key: Key,
}

#[derive(Clone, PartialEq, Eq)]
enum Key {
    Year(Option<i32>),
    Commune(Option<Id>),
}

/// The sums of a list by year or by commune, with a total; a press filters the list.
pub(super) fn table(
    ui: &mut Ui,
    view: &View<'_>,
    aid: Aid,
    state: &mut List,
    height: f32,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let texts = Texts(view.lang);
    let sums = state.sums;
    let mut chosen = None;
    let switch = |ui: &mut Ui| {
        let labels = [texts.by_year(), texts.by_commune()];
        chosen = segmented::segmented(
            ui,
            texts.sums(),
            &labels,
            usize::from(sums == Sums::Communes),
        );
    };
    let card = card::Card::titled(texts.sums()).min_height(height);
    card.show_with(ui, switch, |ui| {
        let lines = lines(view, aid, sums);
        let total = total(view, aid, sums);
        let amount = texts.amount(&total.granted);
        let amount = elide::width(ui.painter(), Role::BodyStrong, &amount).ceil();
        let columns = [
            Column::flex(1.0, 34.0),
            Column::fixed(36.0).right(),
            Column::fixed(44.0).right(),
            Column::fixed(amount.clamp(84.0, 130.0)).right(),
            Column::fixed(14.0),
        ];
        let mut table = Table::new(&columns, tokens.row.housing);
        table.gap = 8.0;
        let first = if sums == Sums::Years {
            texts.year()
        } else {
            texts.commune()
        };
        let amount = if aid == Aid::Houses {
            texts.support()
        } else {
            texts.value()
        };
        table.head(
            ui,
            &[first, texts.number_short(), texts.done_short(), amount, ""],
            None,
        );
        let rest =
            height - tokens.size.card_header - tokens.row.table_header - table.row_height - 4.0;
        ui.scope(|ui| {
            ui.set_height(rest.max(table.row_height));
            ui.set_max_height(rest.max(table.row_height));
            scrolled(
                ui,
                ("sums", aid),
                table.row_height,
                lines.len(),
                None,
                |ui, seen| {
                    for line in lines.get(seen).unwrap_or_default() {
                        row(ui, view, aid, &table, line, state, commands);
                    }
                },
            );
        });
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), table.row_height));
        let stroke = eframe::egui::Stroke::new(tokens.stroke.hairline, p.line_strong);
        ui.painter().hline(rect.x_range(), rect.top(), stroke);
        let cells = table.cells(ui, rect);
        paint(ui, view, &cells, texts.total(), &total, Role::BodyStrong);
        let spoken = spoken(view, aid, texts.total(), &total);
        let response = ui.interact(rect, ui.scope_id().with("total"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &spoken));
    });
    match chosen {
        Some(0) => state.sums = Sums::Years,
        Some(_) => state.sums = Sums::Communes,
        None => {}
    }
}

/// The sum of what the table shows: of all years, or of the communes of the years that are shown.
fn total(view: &View<'_>, aid: Aid, sums: Sums) -> Tally {
    let list = view.insight.support.list(aid);
    match sums {
        Sums::Communes => list.shown.clone(),
        Sums::Years => {
            let mut all = Tally::default();
            list.by_year.values().for_each(|t| all.add_all(t));
            all
        }
    }
}

fn lines(view: &View<'_>, aid: Aid, sums: Sums) -> Vec<Line> {
    let list = view.insight.support.list(aid);
    let texts = Texts(view.lang);
    match sums {
        Sums::Years => {
            let mut years = list.by_year.clone();
            // A year of the period without any is told, too.
            for year in view.programme().header.period.years() {
                years.entry(Some(year)).or_default();
            }
            let line = |(year, tally): (Option<i32>, Tally)| Line {
                name: year.map_or_else(|| texts.no_year().to_owned(), |y| y.to_string()),
                tally,
                key: Key::Year(year),
            };
            let undated = years.remove(&None);
            let undated = undated.map(|t| (None, t));
            years.into_iter().chain(undated).map(line).collect()
        }
        Sums::Communes => {
            let line = |(commune, tally): (&Option<Id>, &Tally)| Line {
                name: commune.as_ref().map_or_else(
                    || texts.no_commune().to_owned(),
                    |c| cells::commune(view, c),
                ),
                tally: tally.clone(),
                key: Key::Commune(commune.clone()),
            };
            let mut lines: Vec<Line> = list.by_commune.iter().map(line).collect();
            lines.sort_by(|a, b| {
                let open = |l: &Line| l.key == Key::Commune(None);
                open(a)
                    .cmp(&open(b))
                    .then_with(|| collate::compare(&a.name, &b.name))
            });
            lines
        }
    }
}

fn spoken(view: &View<'_>, aid: Aid, name: &str, tally: &Tally) -> String {
    let texts = Texts(view.lang);
    let many = count(texts, aid, tally.count);
    texts.sum_name(name, &many, &texts.amount(&tally.granted), tally.done)
}

fn paint(ui: &Ui, view: &View<'_>, cells: &[Rect], name: &str, tally: &Tally, role: Role) {
    let p = &Tokens::of(ui).palette;
    let none = tally.count == 0;
    let ink = if none { p.text3 } else { p.text };
    let number = |n: usize| {
        let whole = || format_whole(i64::try_from(n).unwrap_or(i64::MAX));
        if none { "—".to_owned() } else { whole() }
    };
    let amount = match &tally.granted {
        Sum::Known(n) => money::format_dong(*n),
        other => Texts(view.lang).amount(other),
    };
    let texts = [
        name.to_owned(),
        number(tally.count),
        number(tally.done),
        amount,
    ];
    for (at, (cell, text)) in cells.iter().zip(&texts).enumerate() {
        let (align, role, ink) = match at {
            0 => (
                Align::Min,
                if none { Role::Body } else { Role::BodyStrong },
                ink,
            ),
            3 if tally.granted.is_empty() => (Align::Max, Role::Body, p.text3),
            _ => (Align::Max, role, ink),
        };
        elide::text_in(ui.painter(), *cell, align, role, text, ink);
    }
}

fn row(
    ui: &mut Ui,
    view: &View<'_>,
    aid: Aid,
    table: &Table<'_>,
    line: &Line,
    state: &mut List,
    commands: &mut Commands,
) {
    let p = &Tokens::of(ui).palette;
    let insight = view.insight;
    let compared = match &line.key {
        Key::Year(Some(year)) => {
            Comparison::of_year(&insight.support, &insight.budget, aid, *year).map(|c| (*year, c))
        }
        _ => None,
    };
    let on = match &line.key {
        Key::Year(Some(year)) => view.years == YearFilter::Year(*year),
        Key::Year(None) => false,
        Key::Commune(commune) => state.commune.as_ref() == Some(commune),
    };
    let more = compared
        .as_ref()
        .map(|(year, c)| remarks(view, aid, *year, c))
        .unwrap_or_default();
    let mut said = spoken(view, aid, &line.name, &line.tally);
    for one in &more {
        said.push_str(". ");
        said.push_str(one);
    }
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), table.row_height));
    let cells = table.cells(ui, rect);
    let id = ui.scope_id().with(("sum", &line.name));
    let out = ListRow::new(&said, table.row_height)
        .selected(on)
        .at(ui, id, rect, |ui| {
            paint(ui, view, &cells, &line.name, &line.tally, Role::Body);
            let remark = compared.as_ref().and_then(|(_, c)| remark(view, aid, c));
            if let (Some((icon, _, ink)), Some(cell)) = (remark, cells.get(4)) {
                icon.paint(ui.painter(), cell.center(), 13.0, ink(p));
            }
        });
    let response = if more.is_empty() {
        out.response
    } else {
        out.response.on_hover_text(more.join("\n"))
    };
    if response.clicked() {
        match &line.key {
            Key::Year(Some(_)) if on => commands.push(Command::Years(YearFilter::All)),
            Key::Year(Some(year)) => commands.push(Command::Years(YearFilter::Year(*year))),
            Key::Year(None) => {}
            Key::Commune(_) if on => state.commune = None,
            Key::Commune(commune) => state.commune = Some(commune.clone()),
        }
    }
}

/// The height that the table needs for the sums by year, in points.
pub(super) fn needed(ui: &Ui, view: &View<'_>, aid: Aid) -> f32 {
    let tokens = Tokens::of(ui);
    let rows = lines(view, aid, Sums::Years).len() + 1;
    let heads = tokens.size.card_header + tokens.row.table_header;
    heads + tokens.row.housing * rows as f32 + 6.0
}

/// Scrolling rows of one height, of which `rows` draws those in sight. They are as wide as the head
/// above them, whether or not there is a scroll bar. `follow` is brought into sight.
pub(super) fn scrolled(
    ui: &mut Ui,
    salt: (&str, Aid),
    high: f32,
    count: usize,
    follow: Option<usize>,
    rows: impl FnOnce(&mut Ui, std::ops::Range<usize>),
) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let across = ui.max_rect().x_range();
    let area = ScrollArea::vertical()
        .id_salt(salt)
        .auto_shrink([false, false]);
    area.show_viewport(ui, |ui, seen| {
        ui.set_height(high * count as f32);
        let top = ui.max_rect().top();
        let first = ((seen.min.y / high).floor().max(0.0) as usize).min(count);
        let end = ((seen.max.y / high).ceil().max(0.0) as usize).min(count);
        if let Some(at) = follow {
            let at = top + high * at as f32;
            ui.scroll_to_rect(Rect::from_x_y_ranges(across, at..=at + high), None);
        }
        let place = top + high * first as f32..=top + high * end as f32;
        let place = Rect::from_x_y_ranges(across, place);
        rows(
            &mut ui.new_child(UiBuilder::new().max_rect(place)),
            first..end,
        );
    });
}

/// A child of `ui` in `rect`.
pub(super) fn child(ui: &mut Ui, salt: &str, rect: Rect) -> Ui {
    let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
    child.shrink_clip_rect(rect);
    child
}
