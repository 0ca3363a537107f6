//! The head of the task: whose copy it is, and a graph of how the two go together.

use super::state::{Origin, Ready};
use super::words::Words;
use crate::text::date;
use crate::text::strings::merge::Merge;
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    Align, Color32, CornerRadius, Popup, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    accesskit, epaint::CubicBezierShape, pos2, vec2,
};

/// Below the title: the file, who edited it last and when, edits by hand.
pub(super) fn about(words: &Words<'_>, ready: &Ready, file: &str) -> String {
    let mut parts = vec![file.to_owned()];
    if let Some((by, at)) = &ready.read.sender {
        let who = Merge(words.lang()).who(crate::change::Origin::Session, by, None);
        let at = at.map(|at| words.moment(at)).unwrap_or_default();
        parts.push(words.t.last_edited(&who, &at).trim().to_owned());
    }
    if ready.read.hand_edits > 0 {
        parts.push(words.t.by_hand(ready.read.hand_edits));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The graph: what both have, what each has more, and the two together. Before it, whose copy it is, which
/// the user can say.
pub(super) fn graph(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, rect: Rect) {
    let t = words.t;
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let preview = ready.read.preview.clone();
    let them = words.them(ready);
    let mine = match ready.origin {
        Origin::Journal => t.text_mine().to_owned(),
        Origin::Copy | Origin::Disk => t.my_changes(preview.outgoing.changes),
    };
    let theirs = t.their_changes(&them, preview.changes);
    let merged = (t.merged(), t.merged_note());
    let base_note = match ready.read.exchanged {
        Some(at) => t.base_at(&date::format(at.date_naive())),
        None => t.base_none().to_owned(),
    };
    let width = |role, text: &str| elide::width(ui.painter(), role, text);
    let last = width(Role::CardTitle, merged.0).max(width(Role::Secondary, merged.1)) + 20.0;
    let pill = width(Role::SecondaryBold, &mine).max(width(Role::SecondaryBold, &theirs)) + 34.0;
    let first = width(Role::Secondary, &base_note).max(width(Role::Secondary, t.base())) + 20.0;
    let choose = ready.origin == Origin::Copy;
    let pill = pill + if choose { 16.0 } else { 0.0 };
    let reach = 44.0;
    let y = rect.center().y;
    // What does not fit goes; whose copy it is stays, as it decides something.
    let wide = rect.width() >= first + reach + pill + reach + last;
    let ink = |own: Option<&str>, other: Color32| {
        let style = own.and_then(|id| words.view.seal_of(id));
        style.map_or(other, |s| p.party(s.colour).solid)
    };
    let author = words.view.document.author().map(|a| a.party.clone());
    let my_ink = ink(author.as_deref(), p.accent);
    let their_ink = ink(ready.from.as_ref().map(crate::model::Id::as_str), p.text2);
    let end = rect.right();
    let pill_right = if wide { end - last - reach } else { end };
    let pill_rect =
        |top: f32| Rect::from_min_size(pos2((pill_right - pill).round(), top), vec2(pill, 21.0));
    let (upper, lower) = (pill_rect((y - 23.0).round()), pill_rect((y + 2.0).round()));
    if wide {
        let left = pos2(upper.left() - reach, y);
        let right = pos2(upper.right() + reach - 8.0, y);
        for (pill, ink) in [(upper, my_ink), (lower, their_ink)] {
            let stroke = Stroke::new(2.0, ink);
            curve(ui, left, pos2(pill.left(), pill.center().y), stroke);
            curve(ui, pos2(pill.right(), pill.center().y), right, stroke);
        }
        ui.painter()
            .circle(left, 7.0, p.panel, Stroke::new(2.0, p.text2));
        let words_end = left.x - 14.0;
        let at = |dy: f32| {
            Rect::from_min_max(
                pos2(words_end - first, y + dy - 9.0),
                pos2(words_end, y + dy + 9.0),
            )
        };
        elide::text_in(
            ui.painter(),
            at(-9.0),
            Align::Max,
            Role::Secondary,
            t.base(),
            p.text2,
        );
        elide::text_in(
            ui.painter(),
            at(9.0),
            Align::Max,
            Role::Secondary,
            &base_note,
            p.text2,
        );
        ui.painter().circle_filled(right, 9.0, p.accent);
        Icon::CheckBold.paint(ui.painter(), right, 11.0, p.on_accent);
        let begin = right.x + 18.0;
        let at =
            |dy: f32| Rect::from_min_max(pos2(begin, y + dy - 9.0), pos2(end + 4.0, y + dy + 9.0));
        elide::text_in(
            ui.painter(),
            at(-9.0),
            Align::Min,
            Role::CardTitle,
            merged.0,
            p.text,
        );
        elide::text_in(
            ui.painter(),
            at(9.0),
            Align::Min,
            Role::Secondary,
            merged.1,
            p.text2,
        );
    }
    for (rect, text, ink, nth) in [(upper, &mine, my_ink, 0), (lower, &theirs, their_ink, 1)] {
        let radius = CornerRadius::same(tokens.radius.chip);
        let stroke = Stroke::new(tokens.stroke.hairline, ink);
        ui.painter()
            .rect(rect, radius, p.surface, stroke, StrokeKind::Inside);
        let mark = pos2(rect.left() + 13.0, rect.center().y);
        ui.painter().circle_filled(mark, 5.0, ink);
        let inner = rect.with_min_x(rect.left() + 24.0);
        elide::text_in(
            ui.painter(),
            inner,
            Align::Min,
            Role::SecondaryBold,
            text,
            p.text,
        );
        let id = ui.scope_id().with(("graph", nth));
        let opens = choose && nth == 1;
        let sense = if opens {
            Sense::click()
        } else {
            Sense::hover()
        };
        let response = ui.interact(rect, id, sense);
        let role = if opens {
            accesskit::Role::Button
        } else {
            accesskit::Role::Label
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, text));
        if opens {
            let caret = pos2(rect.right() - 12.0, rect.center().y);
            Icon::CaretDown.paint(ui.painter(), caret, 11.0, p.text2);
            paint::focus_ring_if(ui, &response, tokens.radius.chip);
            whose(&response.on_hover_text(t.copy_of()), words, ready);
        }
    }
}

fn curve(ui: &Ui, from: eframe::egui::Pos2, to: eframe::egui::Pos2, stroke: Stroke) {
    let half = (to.x - from.x) / 2.0;
    let points = [from, from + vec2(half, 0.0), to - vec2(half, 0.0), to];
    ui.painter().add(CubicBezierShape::from_points_stroke(
        points,
        false,
        Color32::TRANSPARENT,
        stroke,
    ));
}

/// The party whose copy it is: told by the file, to be corrected by the user, as it is recorded what they are
/// known to have.
fn whose(response: &Response, words: &Words<'_>, ready: &mut Ready) {
    let own = words.view.document.author().map(|a| a.party.as_str());
    Popup::menu(response).show(|ui| {
        ui.set_width(200.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        for party in words.view.programme().parties_in_order() {
            if Some(party.id.as_str()) == own {
                continue;
            }
            let name = words.view.unit_name(&party.id);
            let on = ready.from.as_ref() == Some(&party.id);
            if menu::choice(ui, None, &name, on, None) {
                ready.from = Some(party.id.clone());
            }
        }
        if menu::choice(ui, None, words.t.nobody(), ready.from.is_none(), None) {
            ready.from = None;
        }
    });
}
