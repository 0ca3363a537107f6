//! The left side: what comes in by itself, grouped by article. Each row can be declined; what would take the
//! place of something of mine is marked. Only what is visible is drawn.

use super::asks::replaces_mine;
use super::state::{Filter, Ready, Row};
use super::words::{Change, Words, icon};
use crate::change::Claim;
use crate::merge::Item;
use crate::text::number::format_whole;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Palette, Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::check::bare_checkbox;
use crate::ui::widgets::chip::{Badge, count_badge_width, paint_count_badge};
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use crate::ui::widgets::segmented::filter_tab;
use crate::ui::widgets::task::row;
use crate::ui::widgets::{card, elide};
use eframe::egui::{
    Align, Galley, Painter, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit,
    pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};
use std::sync::Arc;

/// Height of the head of the card, in points.
const HEAD: f32 = 36.0;

/// Draws the card.
pub(super) fn show(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, rect: Rect) {
    let mut ui = ui.new_child(UiBuilder::new().id_salt("incoming").max_rect(rect));
    Card::new().min_height(rect.height()).show(&mut ui, |ui| {
        let size = rect.size() - vec2(2.0, 2.0);
        let inner = Rect::from_min_size(ui.min_rect().min, size);
        let bar = Rect::from_min_size(inner.min, vec2(inner.width(), HEAD));
        head(ui, words, ready, bar);
        let mut top = bar.bottom();
        let filters = ready.counts.iter().skip(1).any(|n| *n > 0);
        if filters {
            let bar = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), 38.0));
            filter_bar(ui, words, ready, bar);
            top = bar.bottom();
        }
        let body = Rect::from_min_max(pos2(inner.left(), top), inner.max);
        let mut child = ui.new_child(UiBuilder::new().id_salt("incoming rows").max_rect(body));
        child.set_clip_rect(body.intersect(ui.clip_rect()));
        list(&mut child, words, ready);
        ui.advance_cursor_after_rect(inner);
    });
}

fn head(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, rect: Rect) {
    let t = words.t;
    card::divider(ui, rect);
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let mut right = row(ui, inner, "incoming head end", true);
    let all = ready.takes_all(None);
    if !ready.rows.is_empty() {
        let label = if all { t.take_none() } else { t.take_all() };
        if PushButton::link(label).show(&mut right).clicked() {
            ready.set_all(None, !all);
        }
    }
    let end = right.min_rect().left() - 8.0;
    let left = Rect::from_min_max(inner.min, pos2(end, inner.bottom()));
    let mut left = row(ui, left, "incoming head", false);
    let p = &Tokens::of(&left).palette;
    elide::plain(&mut left, Role::CardTitle, t.incoming(), p.text);
    let count = t.incoming_count(ready.counts[0]);
    elide::plain(&mut left, Role::Secondary, &count, p.text2);
}

fn filter_bar(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, rect: Rect) {
    let t = words.t;
    card::divider(ui, rect);
    let mut bar = row(ui, rect.shrink2(vec2(8.0, 0.0)), "incoming filters", false);
    bar.spacing_mut().item_spacing.x = 2.0;
    let mut chosen = None;
    for (filter, count) in Filter::ALL.into_iter().zip(ready.counts) {
        if count == 0 && filter != Filter::All {
            continue;
        }
        let label = match filter {
            Filter::All => t.filter_all(),
            Filter::Replaces => t.filter_replaces(),
            Filter::Doubtful => t.filter_doubtful(),
        };
        let count = format_whole(i64::try_from(count).unwrap_or(i64::MAX));
        if filter_tab(&mut bar, label, &count, ready.filter == filter).clicked() {
            chosen = Some(filter);
        }
    }
    if let Some(filter) = chosen {
        ready.choose_filter(filter);
    }
}

fn list(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready) {
    if ready.rows.is_empty() {
        let state = EmptyState {
            icon: Icon::GitMerge,
            title: words.t.incoming_none(),
            text: "",
            action: None,
        };
        ui.add_space(24.0);
        state.show(ui);
        return;
    }
    let mut deed = None;
    let total = ready.tops.last().copied().unwrap_or_default();
    let scroll = ScrollArea::vertical()
        .id_salt("incoming list")
        .auto_shrink([false, false]);
    scroll.show_viewport(ui, |ui, viewport| {
        let origin = ui.max_rect().min;
        let width = ui.max_rect().width();
        ui.set_height(total);
        let first = ready.tops.partition_point(|top| *top <= viewport.top());
        let rows = ready.rows.iter().zip(&ready.tops);
        for (row, top) in rows.skip(first.saturating_sub(1)) {
            if *top > viewport.bottom() {
                break;
            }
            let place = pos2(origin.x, origin.y + top);
            let rect = Rect::from_min_size(place, vec2(width, row.height()));
            let found = match *row {
                Row::Head(group, items) => group_head(ui, words, ready, rect, (group, items)),
                Row::Item(item) => one(ui, words, ready, rect, item),
            };
            deed = deed.take().or(found);
        }
    });
    match deed {
        Some(Deed::Fold(group)) => ready.fold(group),
        Some(Deed::Group(group, take)) => ready.set_all(Some(group), take),
        Some(Deed::Toggle(item)) => ready.toggle(item),
        None => {}
    }
}

/// What was pressed.
enum Deed {
    Fold(usize),
    Group(usize, bool),
    Toggle(usize),
}

fn group_head(
    ui: &mut Ui,
    words: &Words<'_>,
    ready: &Ready,
    rect: Rect,
    (group, items): (usize, usize),
) -> Option<Deed> {
    let p = &Tokens::of(ui).palette;
    ui.painter().rect_filled(rect, 0, p.panel);
    card::divider(ui, rect);
    let (name, title) = ready.groups.get(group).map(|g| words.group(g))?;
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let mut line = row(ui, inner, &format!("group {group}"), false);
    line.spacing_mut().item_spacing.x = 4.0;
    let mut deed = None;
    let all = ready.takes_all(Some(group));
    let label = words.t.take(&name);
    if bare_checkbox(&mut line, all, &label, None).clicked() {
        deed = Some(Deed::Group(group, !all));
    }
    let folded = ready.is_folded(group);
    let caret = if folded {
        Icon::CaretRight
    } else {
        Icon::CaretDown
    };
    let label = words.t.fold(&name);
    if IconButton::new(caret, &label)
        .icon_size(13.0)
        .show(&mut line)
        .clicked()
    {
        deed = Some(Deed::Fold(group));
    }
    let count = format_whole(i64::try_from(items).unwrap_or(i64::MAX));
    let badge = count_badge_width(&line, &count);
    let room = line.available_width() - badge - 8.0;
    let at = line.cursor().left();
    elide::label(&mut line, Role::CardTitle, &name, p.text, room);
    line.add_space(4.0);
    let left = room - (line.cursor().left() - at);
    elide::label(&mut line, Role::Secondary, &title, p.text2, left.max(0.0));
    let badge = Rect::from_min_max(
        pos2(inner.right() - badge - 4.0, rect.center().y - 9.0),
        pos2(inner.right() - 4.0, rect.center().y + 9.0),
    );
    paint_count_badge(ui, badge, Badge::Plain, &count);
    deed
}

fn one(ui: &mut Ui, words: &Words<'_>, ready: &Ready, rect: Rect, nth: usize) -> Option<Deed> {
    let p = &Tokens::of(ui).palette;
    let item = ready.read.preview.incoming.get(nth)?;
    let declined = ready.declines(nth);
    let (title, change) = (words.title(&item.on), words.change(item));
    let id = ui.scope_id().with(("incoming", nth));
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, 0, p.hover);
    }
    card::divider(ui, rect);
    let spoken = spoken(words, item, &title, &change);
    let mut deed = None;
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let mut line = row(ui, inner, &format!("item {nth}"), false);
    line.spacing_mut().item_spacing.x = 6.0;
    let label = words.t.take(&spoken);
    if bare_checkbox(&mut line, !declined, &label, None).clicked() {
        deed = Some(Deed::Toggle(nth));
    }
    let ink = if declined { p.text3 } else { p.text2 };
    icon(item).show(&mut line, 15.0, ink);
    let left = line.cursor().left() + 2.0;
    let claims: Vec<&Claim> = claims(item).collect();
    let right = author(ui, words, &claims, inner, nth);
    let mut end = inner.right() - 26.0;
    let middle = rect.center().y + 1.0;
    let upper = Rect::from_min_max(pos2(left, rect.top() + 4.0), pos2(end, middle));
    let lower = Rect::from_min_max(pos2(left, middle), pos2(right, rect.bottom() - 4.0));
    let mark = if declined && replaces_mine(item) {
        Some((words.t.kept_mine(), p.text2))
    } else if item.blind {
        Some((words.t.doubtful(), p.overdue))
    } else if replaces_mine(item) {
        Some((words.t.replaces(), p.soon))
    } else {
        None
    };
    if let Some((text, ink)) = mark {
        let of = elide::text_in(ui.painter(), upper, Align::Max, Role::Label, text, ink);
        end = of.left() - 6.0;
    }
    let upper = upper.with_max_x(end);
    let ink = if declined { p.text3 } else { p.text };
    elide::text_in(
        ui.painter(),
        upper,
        Align::Min,
        Role::SecondaryBold,
        &title,
        ink,
    );
    let galley = old_and_new(ui.painter(), p, &change, lower.width(), declined);
    elide::paint(ui.painter(), lower, Align::Min, galley);
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Row, true, &spoken));
    let who = words.all_who(claims.into_iter());
    let hover = response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        elide::paragraph(ui, Role::BodyStrong, &title, p.text);
        elide::paragraph(ui, Role::Body, &plain(&change), p.text);
        elide::paragraph(ui, Role::Secondary, &who, p.text2);
        if item.blind {
            elide::paragraph(ui, Role::Secondary, words.t.doubtful_hint(), p.overdue);
        } else if replaces_mine(item) {
            elide::paragraph(ui, Role::Secondary, words.t.replaces_hint(), p.soon);
        }
    });
    if hover.clicked() {
        deed = Some(Deed::Toggle(nth));
    }
    deed
}

/// Who set what stands there afterwards.
fn claims(item: &Item) -> impl Iterator<Item = &Claim> {
    item.by.iter().chain(item.after.claims())
}

/// The seal of who set it and when, at the right end. Returns where they begin.
fn author(ui: &mut Ui, words: &Words<'_>, claims: &[&Claim], rect: Rect, nth: usize) -> f32 {
    let p = &Tokens::of(ui).palette;
    let latest = claims.iter().max_by_key(|c| c.at);
    let Some(claim) = latest else {
        return rect.right() - 4.0;
    };
    let time = claim.at.map(|at| words.moment(at)).unwrap_or_default();
    let width = elide::width(ui.painter(), Role::Label, &time).max(18.0);
    let left = rect.right() - width - 4.0;
    let lower = Rect::from_min_max(
        pos2(left, rect.center().y + 1.0),
        pos2(rect.right() - 4.0, rect.bottom() - 4.0),
    );
    elide::text_in(ui.painter(), lower, Align::Max, Role::Label, &time, p.text3);
    seal_at(
        ui,
        words.view,
        claim,
        pos2(rect.right() - 12.0, rect.top() + 13.0),
        nth,
    );
    left - 10.0
}

/// The seal of an author's party, centred on a point; nothing where the party is not known.
pub(super) fn seal_at(
    ui: &mut Ui,
    view: &View<'_>,
    claim: &Claim,
    center: eframe::egui::Pos2,
    nth: usize,
) {
    let Some(style) = view.seal_of(&claim.by.party) else {
        return;
    };
    let rect = Rect::from_center_size(center, vec2(15.0, 15.0));
    let name = crate::text::visible::visible(&claim.by.name);
    let builder = UiBuilder::new().id_salt(("seal", nth)).max_rect(rect);
    let mut child = ui.new_child(builder);
    seal(
        &mut child,
        SealSize::Small,
        &style,
        SealState::Agreed,
        &name,
    );
}

/// The old value struck out, and the new one.
fn old_and_new(
    painter: &Painter,
    p: &Palette,
    change: &Change,
    width: f32,
    pale: bool,
) -> Arc<Galley> {
    let whole = line_of(p, change, pale, true);
    let laid = |mut job: LayoutJob| {
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
        painter.layout_job(job)
    };
    let galley = laid(whole);
    // Where there is no room for both the new value is the one to be seen.
    if galley.elided && !change.before.is_empty() {
        return laid(line_of(p, change, pale, false));
    }
    galley
}

fn line_of(p: &Palette, change: &Change, pale: bool, with_old: bool) -> LayoutJob {
    let mut job = LayoutJob::default();
    let quiet = |ink| Role::Secondary.format(ink);
    let (ink, strong) = if pale {
        (p.text3, p.text3)
    } else {
        (p.text2, p.text)
    };
    let colon = if change.before.is_empty() && change.after.is_empty() {
        ""
    } else if change.before.is_empty() {
        " ·"
    } else {
        ":"
    };
    job.append(
        &format!("{}{colon}", one_line(&change.what)),
        0.0,
        quiet(ink),
    );
    if !change.before.is_empty() {
        let struck = TextFormat {
            strikethrough: Stroke::new(1.0, p.text3),
            ..quiet(p.text3)
        };
        if with_old {
            job.append(&one_line(&change.before), 5.0, struck);
        }
        job.append("→", 5.0, quiet(p.text3));
    }
    if !change.after.is_empty() {
        job.append(
            &one_line(&change.after),
            5.0,
            Role::SecondaryStrong.format(strong),
        );
    }
    job
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The change as plain words.
fn plain(change: &Change) -> String {
    let Change {
        what,
        before,
        after,
    } = change;
    match (before.is_empty(), after.is_empty()) {
        (true, true) => what.clone(),
        (true, false) => format!("{what} · {after}"),
        _ => format!("{what}: {before} → {after}"),
    }
}

fn spoken(words: &Words<'_>, item: &Item, title: &str, change: &Change) -> String {
    let mut text = format!("{title}, {}", plain(change));
    if item.blind {
        text = format!("{text}, {}", words.t.doubtful());
    } else if replaces_mine(item) {
        text = format!("{text}, {}", words.t.replaces());
    }
    text
}
