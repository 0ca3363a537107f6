//! The right side: what is to be decided, one card after the other. Only the cards that are visible are drawn.

use super::asks::{About, Pick, can_type};
use super::offers;
use super::state::Ready;
use super::words::Words;
use crate::merge::Item;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::chip::{ChipFrame, StatusChip};
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::task::row;
use crate::ui::widgets::{card, elide, paint};
use eframe::egui::{
    Align, Event, Key, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, pos2, vec2,
};

/// Between two cards, in points.
const GAP: f32 = 10.0;
/// Height of the line above the cards, in points.
const HEAD: f32 = 32.0;
/// Height of the head of a card, in points.
const CARD_HEAD: f32 = 34.0;

/// Draws the side.
pub(super) fn show(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, rect: Rect) {
    let bar = Rect::from_min_size(rect.min, vec2(rect.width(), HEAD));
    head(ui, words, ready, bar);
    let body = Rect::from_min_max(pos2(rect.left(), bar.bottom() + 4.0), rect.max);
    let mut child = ui.new_child(UiBuilder::new().id_salt("conflicts").max_rect(body));
    child.set_clip_rect(body.expand2(vec2(2.0, 0.0)).intersect(ui.clip_rect()));
    if ready.asks.is_empty() {
        Card::new().show(&mut child, |ui| {
            let state = EmptyState {
                icon: Icon::CheckCircleOutline,
                title: words.t.no_conflicts_title(),
                text: words.t.no_conflicts_text(),
                action: None,
            };
            state.show(ui);
        });
        return;
    }
    cards(&mut child, words, ready, body);
}

fn head(ui: &mut Ui, words: &Words<'_>, ready: &Ready, rect: Rect) {
    let t = words.t;
    let mut end = rect.right();
    let p = &Tokens::of(ui).palette;
    if !ready.asks.is_empty() && rect.width() > 560.0 {
        let (two, both) = ready.most;
        let choose: Vec<String> = (1..=two.max(2) + usize::from(both && two < 3))
            .map(|n| n.to_string())
            .collect();
        let groups = [
            (choose, t.keys_choose()),
            (vec!["↑↓".to_owned()], t.keys_move()),
        ];
        for (keys, text) in groups {
            let width = elide::width(ui.painter(), Role::Secondary, text);
            let at = Rect::from_min_max(pos2(end - width, rect.top()), pos2(end, rect.bottom()));
            elide::text_in(ui.painter(), at, Align::Max, Role::Secondary, text, p.text2);
            end -= width + 6.0;
            for key in keys.iter().rev() {
                end -= paint_key(ui, pos2(end, rect.center().y), key) + 4.0;
            }
            end -= 10.0;
        }
    }
    let left = Rect::from_min_max(rect.min, pos2(end, rect.bottom()));
    let mut left = row(ui, left, "conflicts head", false);
    elide::plain(&mut left, Role::PageTitle, t.to_decide(), p.text);
    if !ready.asks.is_empty() {
        let told = t.decided(ready.chosen(), ready.asks.len());
        elide::plain(&mut left, Role::Secondary, &told, p.text2);
    }
}

/// A key cap whose right edge is at a point. Returns its width.
fn paint_key(ui: &Ui, right: eframe::egui::Pos2, key: &str) -> f32 {
    let p = &Tokens::of(ui).palette;
    let width = paint::keycap_width(ui.painter(), key);
    let left = right - vec2(width, 0.0);
    paint::keycap(ui.painter(), left, key, p.text2, p.line_strong, p.surface);
    width
}

fn cards(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, rect: Rect) {
    let tops: Vec<f32> = ready
        .asks
        .iter()
        .scan(0.0, |top, ask| {
            let own = *top;
            *top += ask.height + GAP;
            Some(own)
        })
        .collect();
    let total = tops.last().copied().unwrap_or(0.0) + ready.asks.last().map_or(0.0, |a| a.height);
    let mut scroll = ScrollArea::vertical()
        .id_salt("conflict cards")
        .auto_shrink([false, false]);
    if std::mem::take(&mut ready.follow)
        && let Some(top) = tops.get(ready.at)
    {
        let height = ready.asks.get(ready.at).map_or(0.0, |a| a.height);
        let offset = top - (rect.height() - height).max(0.0) / 2.0;
        scroll = scroll.vertical_scroll_offset(offset.clamp(0.0, (total - rect.height()).max(0.0)));
    }
    let mut moved = false;
    scroll.show_viewport(ui, |ui, viewport| {
        let origin = ui.max_rect().min;
        let width = ui.max_rect().width() - 2.0;
        ui.set_height(total);
        ui.set_width(width);
        let first = tops.partition_point(|top| *top < viewport.top());
        for nth in first.saturating_sub(1)..ready.asks.len() {
            let Some(top) = tops.get(nth).copied().filter(|t| *t < viewport.bottom()) else {
                break;
            };
            let place = Rect::from_min_size(origin + vec2(1.0, top), vec2(width - 1.0, 10.0));
            let builder = UiBuilder::new().id_salt(("conflict", nth)).max_rect(place);
            let mut child = ui.new_child(builder);
            one(&mut child, words, ready, nth);
            let height = child.min_rect().height();
            if let Some(ask) = ready.asks.get_mut(nth)
                && (ask.height - height).abs() > 0.5
            {
                ask.height = height;
                moved = true;
            }
        }
    });
    if moved {
        ui.ctx()
            .request_discard("a card was higher than it was thought to be");
    }
}

/// The keys: ↑↓ another decision, 1…9 a value, one more both texts, 0 left open. In the order in which they were
/// pressed, however many there are in one frame.
pub(super) fn keys(ui: &Ui, ready: &mut Ready) {
    if ready.asks.is_empty() || ui.ctx().text_edit_focused() {
        return;
    }
    let mut pressed = Vec::new();
    ui.input_mut(|i| {
        i.events.retain(|event| match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } if modifiers.is_none() && (digit(*key).is_some() || is_arrow(*key)) => {
                pressed.push(*key);
                false
            }
            _ => true,
        });
    });
    let last = ready.asks.len() - 1;
    for key in pressed {
        let at = ready.at;
        match (key, digit(key)) {
            (Key::ArrowDown, _) => ready.at = (at + 1).min(last),
            (Key::ArrowUp, _) => ready.at = at.saturating_sub(1),
            (_, Some(0)) => ready.leave_open(at),
            (_, Some(nth)) => {
                let offers = ready.asks.get(at).map_or(0, |a| a.offers.len());
                let both = nth == offers + 1;
                ready.choose(at, if both { Pick::Both } else { Pick::Nth(nth - 1) });
            }
            _ => continue,
        }
        ready.follow = true;
    }
}

const fn is_arrow(key: Key) -> bool {
    matches!(key, Key::ArrowDown | Key::ArrowUp)
}

/// The digit of a key.
fn digit(key: Key) -> Option<usize> {
    const DIGITS: [Key; 10] = [
        Key::Num0,
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    DIGITS.iter().position(|k| *k == key)
}

fn one(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, nth: usize) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let chosen = ready.asks.get(nth).is_some_and(|a| a.pick.is_some());
    let outcome = Card::new().show(ui, |ui| {
        card_head(ui, words, ready, nth, chosen);
        let about = ready.asks.get(nth).map(|a| a.about);
        let preview = ready.read.preview.clone();
        ui.add_space(6.0);
        match about {
            Some(About::Conflict(n)) => {
                if let Some(item) = preview.conflicts.get(n) {
                    base_line(ui, words, ready, nth, item);
                    ui.add_space(4.0);
                    offers::of_conflict(ui, words, ready, nth, item);
                    offers::typed(ui, words, ready, nth, item);
                }
            }
            Some(About::Kept(n)) => {
                if let Some(kept) = preview.kept.get(n) {
                    kept_line(ui, words);
                    ui.add_space(4.0);
                    offers::of_kept(ui, words, ready, nth, kept);
                }
            }
            None => {}
        }
        ui.add_space(12.0);
    });
    let rect = outcome.response.rect;
    let (width, line) = match (ready.at == nth, chosen) {
        (true, _) => (tokens.stroke.focus, p.accent_line),
        (false, false) => (tokens.stroke.hairline, p.soon_line),
        (false, true) => return,
    };
    let stroke = Stroke::new(width, line);
    ui.painter()
        .rect_stroke(rect, tokens.radius.card, stroke, StrokeKind::Inside);
}

fn card_head(ui: &mut Ui, words: &Words<'_>, ready: &Ready, nth: usize, chosen: bool) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let size = vec2(ui.available_width(), CARD_HEAD);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    card::divider(ui, rect);
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let mut end = row(ui, inner, "card head end", true);
    let chip = if chosen {
        StatusChip::new(Icon::CheckCircle, words.t.chip_chosen(), Tone::Done)
    } else {
        StatusChip::new(Icon::WarningCircle, words.t.chip_open(), Tone::Soon)
    };
    chip.frame(ChipFrame::Filled).show(&mut end);
    let to = end.min_rect().left() - 8.0;
    let left = Rect::from_min_max(inner.min, pos2(to, inner.bottom()));
    let mut left = row(ui, left, "card head", false);
    left.spacing_mut().item_spacing.x = 8.0;
    let (disc, _) = left.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
    let (fill, ink) = if chosen {
        (p.idle_soft, p.text2)
    } else {
        (p.soon_soft, p.soon)
    };
    left.painter().circle_filled(disc.center(), 9.0, fill);
    let number = (nth + 1).to_string();
    let wide = disc.expand2(vec2(8.0, 0.0));
    elide::text_in(
        left.painter(),
        wide,
        Align::Center,
        Role::BadgeCount,
        &number,
        ink,
    );
    let Some(ask) = ready.asks.get(nth) else {
        return;
    };
    let preview = &ready.read.preview;
    let (on, clause, what) = match ask.about {
        About::Conflict(n) => {
            let Some(item) = preview.conflicts.get(n) else {
                return;
            };
            (&item.on, &item.clause, words.field(&item.on, &item.what))
        }
        About::Kept(n) => {
            let Some(kept) = preview.kept.get(n) else {
                return;
            };
            (&kept.on, &kept.clause, words.t.kept_title().to_owned())
        }
    };
    let clause = clause.as_ref();
    let clause = clause.and_then(|c| words.view.programme().text.get(c.as_str()));
    if let Some(clause) = clause {
        let anchor = words.view.words().article(&words.view.anchor(clause));
        elide::plain(&mut left, Role::ClauseAnchor, &anchor, p.accent);
    }
    let title = words.title(on);
    let room = left.available_width();
    let wanted = elide::width(left.painter(), Role::SecondaryBold, &what) + 24.0;
    let most = (room - wanted).max(room * 0.4);
    elide::label(&mut left, Role::CardTitle, &title, p.text, most);
    elide::plain(&mut left, Role::Secondary, "›", p.text3);
    elide::plain(&mut left, Role::Secondary, &what, p.text2);
}

/// What both knew last, and what can be done beside choosing a side.
fn base_line(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, nth: usize, item: &Item) {
    let p = &Tokens::of(ui).palette;
    let size = vec2(ui.available_width(), 30.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let mut end = row(ui, inner, "base end", true);
    end.spacing_mut().item_spacing.x = 8.0;
    let offers = ready.asks.get(nth).map_or(0, |a| a.offers.len());
    if item.may_be_both && offers == 2 {
        let on = ready
            .asks
            .get(nth)
            .is_some_and(|a| a.pick == Some(Pick::Both));
        let mut button = PushButton::new(words.t.keep_both()).small();
        if on {
            button = button.icon(Icon::CheckBold);
        }
        if button.show(&mut end).clicked() {
            ready.choose(nth, Pick::Both);
        }
    }
    if can_type(item) {
        let open = ready.asks.get(nth).is_some_and(|a| a.typing.is_some());
        let name = words.t.other_name(&words.field(&item.on, &item.what));
        let button = PushButton::link(words.t.other_value()).name(&name);
        if button.show(&mut end).clicked()
            && let Some(ask) = ready.asks.get_mut(nth)
        {
            ask.typing = (!open).then(Default::default);
            ready.at = nth;
        }
    }
    let why = words.why_one(item, ready.asks.get(nth).map_or(&[], |a| &a.offers));
    let room = (inner.width() * 0.45).min(end.available_width());
    elide::label(&mut end, Role::Secondary, why, p.text2, room);
    let to = end.min_rect().left() - 10.0;
    let left = Rect::from_min_max(inner.min, pos2(to, inner.bottom()));
    let mut left = row(ui, left, "base", false);
    left.spacing_mut().item_spacing.x = 6.0;
    Icon::ClockCounterClockwise.show(&mut left, 15.0, p.text2);
    let mut base = item
        .base
        .values()
        .map(|v| words.value(&item.on, &item.what, v));
    let base = base.next_back().unwrap_or_else(|| {
        crate::text::strings::fields::Fields(words.lang())
            .nothing()
            .to_owned()
    });
    let base: Vec<&str> = base.split_whitespace().collect();
    let told = words.t.before(&base.join(" "));
    elide::plain(&mut left, Role::Secondary, &told, p.text2);
}

fn kept_line(ui: &mut Ui, words: &Words<'_>) {
    let p = &Tokens::of(ui).palette;
    let size = vec2(ui.available_width(), 30.0);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let mut left = row(ui, inner, "kept", false);
    left.spacing_mut().item_spacing.x = 6.0;
    Icon::Trash.show(&mut left, 15.0, p.text2);
    elide::plain(&mut left, Role::Secondary, words.t.kept_open(), p.text2);
}
