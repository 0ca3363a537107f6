//! The values of one conflict side by side: whose, by whom, when, and how a text differs from what both knew.

use super::asks::{Offer, Pick, Side, shape};
use super::incoming::seal_at;
use super::state::Ready;
use super::words::Words;
use crate::change::{Claim, What};
use crate::merge::{Item, KeptDeletion, both};
use crate::model::field::Shape;
use crate::model::{Path, Value};
use crate::text::difference::Fate;
use crate::text::money;
use crate::text::strings::Lang;
use crate::text::strings::errors::Errors;
use crate::text::visible::visible;
use crate::ui::inspector::edit_field::{parse_date, parse_decimal, parse_year};
use crate::ui::tokens::{Palette, Role, Tokens};
use crate::ui::widgets::field::TextField;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    Align, CursorIcon, Frame, Galley, Id, Margin, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit, pos2,
    text::{LayoutJob, TextFormat},
    vec2,
};
use std::sync::Arc;

/// Height of the line with whose value it is, in points.
const HEAD: f32 = 30.0;
/// Below a value, in points.
const FOOT: f32 = 12.0;
/// Left of a value, in points.
const INDENT: f32 = 36.0;
/// More of a long text is cut off; the whole stands in the tooltip, in characters.
const MOST: usize = 4_000;

/// What one box shows.
pub(in crate::ui::dialogs) struct Shown {
    /// Whose it is.
    pub label: String,
    /// Who set it.
    pub claims: Vec<Claim>,
    /// The value as plain words, for assistive technology and the tooltip.
    pub spoken: String,
    /// The value, laid out for the width of a box less [`AROUND`].
    pub galley: Arc<Galley>,
    /// It is chosen.
    pub chosen: bool,
}

/// At both sides of the boxes of a card, in points.
const MARGIN: f32 = 12.0;

/// What a box needs beside its value, in points.
pub(in crate::ui::dialogs) const AROUND: f32 = INDENT + 12.0;

/// The values of a conflict.
pub(super) fn of_conflict(
    ui: &mut Ui,
    words: &Words<'_>,
    ready: &mut Ready,
    nth: usize,
    item: &Item,
) {
    let width = box_width(ui, ready, nth);
    let Some(ask) = ready.asks.get(nth) else {
        return;
    };
    let base = item.base.values().next_back().and_then(Value::as_text);
    let shown: Vec<Shown> = ask
        .offers
        .iter()
        .enumerate()
        .map(|(n, offer)| {
            let value = offer.value.as_ref();
            let spoken = value.map_or_else(String::new, |v| words.value(&item.on, &item.what, v));
            let p = &Tokens::of(ui).palette;
            let room = width - AROUND;
            let galley = match (value.and_then(Value::as_text), base) {
                (Some(text), Some(base)) if is_text(&item.on, &item.what) => {
                    let (base, text) = (words.shown(base), words.shown(text));
                    differing(ui, p, offer, &base, &text, room)
                }
                _ => elide::lines(ui.painter(), Role::BodyStrong, &cut(&spoken), p.text, room),
            };
            let mut claims = item.after.values.iter();
            let claims = claims
                .find(|(v, _)| Some(v) == value)
                .map(|(_, by)| by.clone());
            Shown {
                label: words.side(ready, offer.side),
                claims: claims.unwrap_or_default(),
                spoken,
                galley,
                chosen: ask.pick == Some(Pick::Nth(n)) || ask.pick == Some(Pick::Both),
            }
        })
        .collect();
    let pressed = boxes(ui, words, nth, MARGIN, &shown);
    if let Some(n) = pressed {
        ready.choose(nth, Pick::Nth(n));
    }
    let Some(ask) = ready.asks.get(nth) else {
        return;
    };
    let result = match &ask.pick {
        Some(Pick::Both) => both(item),
        Some(Pick::Other(value)) => Some(words.value(&item.on, &item.what, value)),
        _ => None,
    };
    if let Some(result) = result {
        let p = &Tokens::of(ui).palette;
        Frame::new()
            .inner_margin(Margin {
                left: 12,
                right: 12,
                top: 8,
                bottom: 0,
            })
            .show(ui, |ui| {
                let told = words.t.will_be(&cut(&visible(&words.shown(&result))));
                elide::paragraph(ui, Role::Body, &told, p.accent);
            });
    }
}

/// A deletion that an edit holds back: deleting, or keeping what was edited.
pub(super) fn of_kept(
    ui: &mut Ui,
    words: &Words<'_>,
    ready: &mut Ready,
    nth: usize,
    kept: &KeptDeletion,
) {
    let width = box_width(ui, ready, nth);
    let Some(ask) = ready.asks.get(nth) else {
        return;
    };
    let shown: Vec<Shown> = ask
        .offers
        .iter()
        .enumerate()
        .map(|(n, offer)| {
            let deleted = (offer.side == Side::Mine) == kept.deleted_by_me;
            let (spoken, claims) = if deleted {
                (words.t.did_delete().to_owned(), kept.deleted.clone())
            } else {
                let mut fields: Vec<String> = kept
                    .edits
                    .iter()
                    .filter(|(what, _)| *what != What::Existence)
                    .map(|(what, _)| words.field(&kept.on, what))
                    .collect();
                fields.dedup();
                let told = if fields.is_empty() {
                    words.t.did_restore().to_owned()
                } else {
                    words.t.did_edit(&fields.join(", "))
                };
                (told, kept.edits.iter().map(|(_, c)| c.clone()).collect())
            };
            let p = &Tokens::of(ui).palette;
            let room = width - AROUND;
            Shown {
                label: words.side(ready, offer.side),
                claims,
                galley: elide::lines(ui.painter(), Role::BodyStrong, &spoken, p.text, room),
                spoken,
                chosen: ask.pick == Some(Pick::Nth(n)),
            }
        })
        .collect();
    if let Some(n) = boxes(ui, words, nth, MARGIN, &shown) {
        ready.choose(nth, Pick::Nth(n));
    }
}

fn is_text(on: &Path, what: &What) -> bool {
    let What::Field(key) = what else { return false };
    shape(on.kind(), key) == Some(Shape::Text) && on.kind() != "houses"
}

/// How wide one box is: two stand side by side where there is room.
fn box_width(ui: &Ui, ready: &Ready, nth: usize) -> f32 {
    let room = ui.available_width() - 2.0 * MARGIN;
    let offers = ready.asks.get(nth).map_or(0, |a| a.offers.len());
    if offers == 2 && room > 430.0 {
        ((room - 10.0) / 2.0).floor()
    } else {
        room
    }
}

/// Draws the boxes; returns which was pressed.
pub(in crate::ui::dialogs) fn boxes(
    ui: &mut Ui,
    words: &Words<'_>,
    nth: usize,
    margin: f32,
    shown: &[Shown],
) -> Option<usize> {
    let room = ui.available_width() - 2.0 * margin;
    let beside = shown.len() == 2 && room > 430.0;
    let width = if beside {
        ((room - 10.0) / 2.0).floor()
    } else {
        room
    };
    let height = |s: &Shown| HEAD + s.galley.size().y + FOOT;
    let mut pressed = None;
    if beside {
        let height = shown.iter().map(height).fold(0.0, f32::max);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
        for (n, one) in shown.iter().enumerate() {
            let left = rect.left() + margin + n as f32 * (width + 10.0);
            let at = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
            if offer(ui, words, one, at, (nth, n)) {
                pressed = Some(n);
            }
        }
    } else {
        for (n, one) in shown.iter().enumerate() {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height(one) + 6.0));
            let size = vec2(width, height(one));
            let at = Rect::from_min_size(pos2(rect.left() + margin, rect.top()), size);
            if offer(ui, words, one, at, (nth, n)) {
                pressed = Some(n);
            }
        }
    }
    pressed
}

/// One value; returns whether it was pressed.
fn offer(
    ui: &mut Ui,
    words: &Words<'_>,
    shown: &Shown,
    rect: Rect,
    (nth, n): (usize, usize),
) -> bool {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let rect = paint::snap(ui.painter(), rect);
    let id = ui.scope_id().with(("offer", nth, n));
    let response = ui.interact(rect, id, Sense::click());
    let fill = if response.hovered() {
        p.hover
    } else {
        p.surface
    };
    let (width, line) = if shown.chosen {
        (tokens.stroke.focus, p.accent)
    } else {
        (tokens.stroke.hairline, p.line_strong)
    };
    let radius = tokens.radius.button;
    ui.painter().rect_filled(rect, radius, fill);
    ui.painter()
        .rect_stroke(rect, radius, Stroke::new(width, line), StrokeKind::Inside);
    // The mark of a choice among others.
    let top = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD + 4.0));
    let disc = pos2(rect.left() + 18.0, top.center().y);
    let ring = if shown.chosen { p.accent } else { p.ctl };
    ui.painter()
        .circle_stroke(disc, 7.5, Stroke::new(1.0, ring));
    if shown.chosen {
        ui.painter().circle_filled(disc, 4.5, p.accent);
    }
    let mut left = rect.left() + INDENT;
    let latest = shown.claims.iter().max_by_key(|c| c.at);
    if let Some(claim) = latest.filter(|c| words.view.seal_of(&c.by.party).is_some()) {
        seal_at(ui, words.view, claim, pos2(left + 7.5, top.center().y), n);
        left += 22.0;
    }
    let label = Rect::from_min_max(
        pos2(left, top.top()),
        pos2(rect.right() - 10.0, top.bottom()),
    );
    let used = elide::text_in(
        ui.painter(),
        label,
        Align::Min,
        Role::SecondaryBold,
        &shown.label,
        p.text,
    );
    let who = latest.map(|c| words.who(c)).unwrap_or_default();
    let rest = label.with_min_x(used.right() + 10.0);
    elide::text_in(
        ui.painter(),
        rest,
        Align::Max,
        Role::Secondary,
        &who,
        p.text2,
    );
    let at = pos2(rect.left() + INDENT, rect.top() + HEAD + 1.0);
    ui.painter().galley(at, shown.galley.clone(), p.text);
    paint::focus_ring_if(ui, &response, radius);
    let all = words.all_who(shown.claims.iter());
    let name = format!("{}: {}", shown.label, shown.spoken);
    response.widget_info(|| {
        WidgetInfo::selected(accesskit::Role::RadioButton, true, shown.chosen, &name)
    });
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let clicked = response.clicked();
    response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        elide::paragraph(ui, Role::Body, &shown.spoken, p.text);
        elide::paragraph(ui, Role::Secondary, &all, p.text2);
    });
    clicked
}

/// A text with what it adds to the base marked, and what it takes away struck out.
fn differing(
    ui: &Ui,
    p: &Palette,
    offer: &Offer,
    base: &str,
    text: &str,
    width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::default();
    let plain = Role::Body.format(p.text);
    let added = TextFormat {
        background: p.accent_soft,
        ..Role::BodyStrong.format(p.accent)
    };
    let removed = TextFormat {
        strikethrough: Stroke::new(1.0, p.text3),
        ..Role::Body.format(p.text3)
    };
    let mut room = MOST;
    for piece in offer.pieces(base, text) {
        let format = match piece.fate {
            Fate::Same => &plain,
            Fate::Added => &added,
            Fate::Removed => &removed,
        };
        let words = visible(&piece.text);
        let words: String = words.chars().take(room).collect();
        room -= words.chars().count();
        // The mark ends with the word, not behind the space that follows.
        let bare = words.trim_end();
        job.append(bare, 0.0, format.clone());
        job.append(&words[bare.len()..], 0.0, plain.clone());
        if room == 0 {
            job.append("…", 0.0, plain.clone());
            break;
        }
    }
    job.wrap.max_width = width;
    ui.painter().layout_job(job)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// The field for another value, where it was asked for.
pub(super) fn typed(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, nth: usize, item: &Item) {
    let What::Field(key) = &item.what else { return };
    let shape = shape(item.on.kind(), key);
    let Some(ask) = ready.asks.get_mut(nth) else {
        return;
    };
    let Some(draft) = &mut ask.typing else { return };
    let name = words.t.other_name(&words.field(&item.on, &item.what));
    let before = match &ask.pick {
        Some(Pick::Other(value)) => words.value(&item.on, &item.what, value),
        _ => String::new(),
    };
    let out = Frame::new()
        .inner_margin(Margin {
            left: 12,
            right: 12,
            top: 8,
            bottom: 0,
        })
        .show(ui, |ui| {
            let id = Id::unique(("conflict value", nth));
            let mut field = TextField::new(id, &name).hint(&name).boxed();
            if shape == Some(Shape::Text) {
                field = field.rows(2);
            }
            let out = field.show(ui, draft, &before);
            if !out.response.has_focus() && draft.pending().is_none() && before.is_empty() {
                out.response.request_focus();
            }
            out
        })
        .inner;
    if out.cancelled {
        ask.typing = None;
        return;
    }
    if let Some(text) = out.committed {
        match parsed(words.lang(), shape, &text) {
            Ok(value) => ready.choose_other(nth, value),
            Err(sentence) => draft.reject(text, sentence),
        }
    }
}

/// A typed value, by what the field holds.
fn parsed(lang: Lang, shape: Option<Shape>, typed: &str) -> Result<Value, String> {
    match shape {
        Some(Shape::Date) => parse_date(lang, typed),
        Some(Shape::Year) => parse_year(lang, typed),
        Some(Shape::Decimal) => parse_decimal(lang, typed),
        Some(Shape::Money) if typed.trim().is_empty() => Ok(Value::Null),
        Some(Shape::Money) => money::parse_dong(typed)
            .map(Value::Int)
            .map_err(|e| Errors(lang).money(&e)),
        _ => Ok(Value::text_or_null(&crate::text::fold::nfc(typed.trim()))),
    }
}
