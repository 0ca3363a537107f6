//! The left side: which sheet, what its rows are, which row holds the headings, and what each column
//! holds, with the first values below it.

use super::matching::Matching;
use crate::import::sentences::{self, letters};
use crate::import::{Format, Key, List, layout, preview};
use crate::text::strings::import_window::ImportWindow as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::field::{TextField, error_line, message_line};
use crate::ui::widgets::select::{Choice, Select};
use crate::ui::widgets::{card, elide, paint};
use eframe::egui::{Align, Frame, Id, Margin, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// The height of a column in the list, in points.
const COLUMN: f32 = 62.0;
/// The height of a choice above it, in points.
const FIELD: f32 = 36.0;
/// How many rows are offered as the row of the headings.
const HEADS: usize = 12;
/// How many values are shown below a column.
const SAMPLES: usize = 6;

/// What may be said of the units of a column.
const SCALES: [i64; 4] = [1, 1_000, 1_000_000, 1_000_000_000];

fn scale_name(t: Texts, scale: i64) -> &'static str {
    match scale {
        1_000 => t.in_thousands(),
        1_000_000 => t.in_millions(),
        1_000_000_000 => t.in_billions(),
        _ => t.in_dong(),
    }
}

/// What a row of a list is.
pub(super) const fn list_name(t: Texts, list: List) -> &'static str {
    match list {
        List::Lines => t.lines(),
        List::Payments => t.payments(),
        List::Houses => t.houses(),
        List::Schools => crate::text::strings::houses::Houses(t.0).schools(),
        List::Activities => t.activities(),
    }
}

/// Draws both cards.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, matching: &mut Matching, rect: Rect) {
    let tokens = Tokens::of(ui);
    let t = Texts(view.lang);
    let mut ui = ui.new_child(UiBuilder::new().id_salt("import-setup").max_rect(rect));
    ui.spacing_mut().item_spacing.y = 0.0;
    let source = Card::titled(t.source()).show(&mut ui, |ui| {
        ui.add_space(6.0);
        source(ui, t, matching);
        ui.add_space(6.0);
    });
    ui.add_space(tokens.size.card_gap);
    let height = (rect.bottom() - source.response.rect.bottom() - tokens.size.card_gap).max(120.0);
    let used = matching.layout.columns.iter().flatten().count();
    let width = matching.width();
    let aside = t.columns_used(used, width);
    Card::titled(t.columns())
        .aside(&aside)
        .min_height(height)
        .show(&mut ui, |ui| columns(ui, t, matching, width, rect.bottom()));
}

/// One choice with its name at the left.
fn field(ui: &mut Ui, name: &str, draw: impl FnOnce(&mut Ui, f32)) {
    let tokens = Tokens::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), FIELD));
    let inner = rect.shrink2(vec2(tokens.size.card_padding, 3.0));
    let label = 92.0;
    let words = Rect::from_min_max(inner.min, pos2(inner.left() + label, inner.bottom()));
    elide::text_in(
        ui.painter(),
        words,
        Align::Min,
        Role::Secondary,
        name,
        tokens.palette.text2,
    );
    let rest = Rect::from_min_max(pos2(words.right() + 6.0, inner.top()), inner.max);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rest));
    draw(&mut child, rest.width());
}

fn source(ui: &mut Ui, t: Texts, matching: &mut Matching) {
    let unnamed = |name: &str| {
        if name.is_empty() {
            t.unnamed_sheet().to_owned()
        } else {
            name.to_owned()
        }
    };
    let mut sheet = None;
    if matching.book.sheets.len() > 1 {
        field(ui, t.sheet(), |ui, width| {
            let now = matching
                .data()
                .map(|s| unnamed(&s.name))
                .unwrap_or_default();
            let select = Select::new(Id::unique("import-sheet"), t.sheet()).width(width);
            sheet = select.show(ui, &now, Some(matching.sheet), || {
                let sheets = matching.book.sheets.iter();
                sheets
                    .map(|s| {
                        let rows = t.sheet_rows(s.rows.len());
                        Choice::new(unnamed(&s.name)).aside(rows)
                    })
                    .collect()
            });
        });
    }
    let mut list = None;
    field(ui, t.rows_are(), |ui, width| {
        let now = matching.layout.list;
        let select = Select::new(Id::unique("import-list"), t.rows_are()).width(width);
        let selected = List::ALL.iter().position(|l| *l == now);
        list = select.show(ui, list_name(t, now), selected, || {
            let lists = List::ALL.iter();
            lists.map(|l| Choice::new(list_name(t, *l))).collect()
        });
    });
    let mut head = None;
    field(ui, t.head_row(), |ui, width| {
        let at = matching.layout.head;
        let select = Select::new(Id::unique("import-head"), t.head_row()).width(width);
        let now = head_words(t, matching, at);
        head = select.show(ui, &now, Some(at), || {
            let rows = matching.data().map_or(0, |s| s.rows.len());
            let rows = 0..rows.min(HEADS.max(at + 4));
            rows.map(|row| Choice::new(head_words(t, matching, row)))
                .collect()
        });
    });
    if matching.book.guessed {
        let p = &Tokens::of(ui).palette;
        message_line(ui, Icon::WarningCircle, t.guessed(), p.soon);
    }
    if let Some(sheet) = sheet {
        matching.choose_sheet(sheet);
    }
    if let Some(list) = list.and_then(|n| List::ALL.get(n)) {
        matching.choose_list(*list);
    }
    if let Some(head) = head {
        matching.choose_head(head);
    }
}

/// A row as one that may hold the headings: "Dòng 5: STT, Hộ, Xã".
fn head_words(t: Texts, matching: &Matching, row: usize) -> String {
    let cells = matching.data().and_then(|s| s.rows.get(row));
    let cells = cells.into_iter().flatten().filter(|c| !c.is_empty());
    let words: Vec<String> = cells.take(8).map(|c| c.shown()).collect();
    let number = t.row_number(row + 1);
    if words.is_empty() {
        number
    } else {
        format!("{number}: {}", words.join(", "))
    }
}

fn columns(ui: &mut Ui, t: Texts, matching: &mut Matching, width: usize, bottom: f32) {
    said_for_all(ui, t, matching);
    let room = (bottom - ui.cursor().top() - 2.0).max(60.0);
    ScrollArea::vertical()
        .id_salt("import-columns")
        .max_height(room)
        .auto_shrink([false, false])
        .show_rows(ui, COLUMN, width, |ui, range| {
            for place in range {
                column(ui, t, matching, place);
            }
        });
}

/// What the table has no column for is said once for every new row.
fn said_for_all(ui: &mut Ui, t: Texts, matching: &mut Matching) {
    let keys = matching.without_column();
    if keys.is_empty() || matching.layout.columns.iter().flatten().next().is_none() {
        return;
    }
    let tokens = Tokens::of(ui);
    let missing = matching.missing();
    let frame = Frame::new()
        .fill(tokens.palette.panel)
        .inner_margin(Margin::symmetric(tokens.size.card_padding as i8, 6));
    let mut typed = None;
    let framed = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let (words, ink) = if missing.is_empty() {
            (t.fixed_text(), tokens.palette.text2)
        } else {
            (t.fixed_needed(), tokens.palette.soon)
        };
        elide::plain(ui, Role::Secondary, words, ink);
        for key in keys {
            let name = key.heading(t.0);
            ui.horizontal(|ui| {
                let (_, place) = ui.allocate_space(vec2(96.0, tokens.size.input));
                elide::text_in(
                    ui.painter(),
                    place,
                    Align::Min,
                    Role::Secondary,
                    name,
                    tokens.palette.text,
                );
                let label = t.fixed_name(name);
                let value = matching.layout.fixed.get(&key).cloned().unwrap_or_default();
                let field = TextField::new(Id::unique(("import-fixed", name)), &label)
                    .boxed()
                    .hint(t.fixed_hint())
                    .width(ui.available_width());
                let draft = matching.drafts.entry(key).or_default();
                if let Some(text) = field.show(ui, draft, &value).committed {
                    typed = Some((key, text));
                }
            });
            let wrong = matching.preview().map(|p| p.fixed_wrong.as_slice());
            let wrong = wrong.unwrap_or_default().iter().find(|(k, _)| *k == key);
            if let Some((_, wrong)) = wrong {
                let sentence = sentences::wrong(wrong, t.0, |id| id.to_string());
                error_line(ui, &sentence);
            }
        }
    });
    card::divider(ui, framed.response.rect);
    if let Some((key, text)) = typed {
        matching.fix(key, &text);
    }
}

fn column(ui: &mut Ui, t: Texts, matching: &mut Matching, place: usize) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), COLUMN));
    card::divider(ui, rect);
    let bar = ui.spacing().scroll.allocated_width();
    let inner = rect.shrink2(vec2(tokens.size.card_padding, 5.0));
    let inner = Rect::from_min_max(inner.min, pos2(inner.right() - bar + 4.0, inner.bottom()));
    let chooser = (inner.width() * 0.48).round();
    let own = matching.layout.columns.get(place).copied().flatten();
    let head = matching.layout.head;
    let letter = letters(place);
    let heading = matching
        .data()
        .map(|s| layout::heading(s, head, place))
        .unwrap_or_default();

    // The letter and the heading, above the first values.
    let words = Rect::from_min_max(
        inner.min,
        pos2(inner.right() - chooser - 8.0, inner.top() + 28.0),
    );
    let badge = Rect::from_min_size(pos2(words.left(), words.center().y - 9.0), vec2(24.0, 18.0));
    paint::boxed(
        ui.painter(),
        badge,
        tokens.radius.chip,
        p.idle_soft,
        p.idle_soft,
    );
    elide::text_in(
        ui.painter(),
        badge,
        Align::Center,
        Role::BadgeCount,
        &letter,
        p.text2,
    );
    let words = Rect::from_min_max(pos2(badge.right() + 7.0, words.top()), words.max);
    let ink = if own.is_some() { p.text } else { p.text2 };
    let galley = elide::line(ui.painter(), Role::BodyStrong, &heading, ink, words.width());
    let cut = galley.elided;
    elide::paint(ui.painter(), words, Align::Min, galley);
    if cut {
        ui.interact(
            words,
            ui.scope_id().with(("heading", place)),
            eframe::egui::Sense::hover(),
        )
        .on_hover_text(&heading);
    }
    let samples = samples(matching, place);
    let below = Rect::from_min_max(
        pos2(words.left(), inner.top() + 28.0),
        pos2(inner.right() - chooser - 8.0, inner.bottom()),
    );
    let values = if samples.is_empty() {
        t.no_samples()
    } else {
        &samples
    };
    elide::text_in(
        ui.painter(),
        below,
        Align::Min,
        Role::Secondary,
        values,
        p.text3,
    );

    // What it holds, and in which unit.
    let right = Rect::from_min_max(
        pos2(inner.right() - chooser, inner.top()),
        pos2(inner.right(), inner.bottom()),
    );
    let mut child = ui.new_child(UiBuilder::new().max_rect(right).id_salt(("column", place)));
    child.spacing_mut().item_spacing.y = 2.0;
    let name = t.column_name(&letter, &heading);
    let keys: Vec<Key> = layout::choices(matching.layout.list)
        .filter(|k| *k != Key::Sequence)
        .collect();
    let now = own.map_or(t.not_read(), |c| c.key.heading(t.0));
    let selected = own.map_or(Some(0), |c| {
        keys.iter().position(|k| *k == c.key).map(|n| n + 1)
    });
    let tall = own.is_some_and(|c| c.key.format() == Format::Amount);
    if !tall {
        child.add_space(12.0);
    }
    let select = Select::new(Id::unique(("import-column", place)), &name)
        .width(chooser)
        .quiet(own.is_none());
    let chosen = select.show(&mut child, now, selected, || {
        let mut all = vec![Choice::new(t.not_read())];
        all.extend(keys.iter().map(|key| {
            let holder = matching.layout.place(*key).filter(|n| *n != place);
            let mut choice = Choice::new(key.heading(t.0));
            if let Some(holder) = holder {
                choice = choice.aside(t.taken_by(&letters(holder)));
                choice.pale = true;
            }
            choice
        }));
        all
    });
    if let Some(column) = own.filter(|_| tall) {
        unit(&mut child, t, matching, (place, column.scale), chooser);
    }
    if let Some(chosen) = chosen {
        let key = chosen.checked_sub(1).and_then(|n| keys.get(n)).copied();
        matching.choose_column(place, key);
    }
}

fn unit(ui: &mut Ui, t: Texts, matching: &mut Matching, (place, scale): (usize, i64), width: f32) {
    let name = t.unit_of(&letters(place));
    let selected = SCALES.iter().position(|s| *s == scale);
    let select = Select::new(Id::unique(("import-unit", place)), &name)
        .width(width)
        .low()
        .quiet(scale == 1);
    let chosen = select.show(ui, scale_name(t, scale), selected, || {
        let scales = SCALES.iter();
        scales.map(|s| Choice::new(scale_name(t, *s))).collect()
    });
    if let Some(scale) = chosen.and_then(|n| SCALES.get(n)) {
        matching.choose_scale(place, *scale);
    }
}

/// The first values below the heading.
fn samples(matching: &Matching, place: usize) -> String {
    let rows = matching.data().map(|s| s.rows.as_slice());
    let rows = rows.unwrap_or_default().iter();
    let cells = rows
        .skip(matching.layout.head + 1)
        .filter(|row| !preview::is_numbering(row))
        .take(200)
        .filter_map(|row| row.get(place));
    let values: Vec<String> = cells
        .filter(|c| !c.is_empty())
        .take(SAMPLES)
        .map(|c| match c {
            crate::import::book::Raw::Number(number) if number.fract() == 0.0 => {
                let whole = format!("{number}");
                whole
                    .parse()
                    .map_or(whole, crate::text::number::format_whole)
            }
            other => other.shown(),
        })
        .collect();
    values.join(" · ")
}
