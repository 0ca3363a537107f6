//! The head of the task: whose copy it is, and a graph of how the two go together.

use super::state::{Origin, Ready};
use super::words::{Words, moment};
use crate::text::date;
use crate::text::strings::merge::Merge;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::elide;
use crate::ui::widgets::select::{Choice, Select};
use crate::ui::widgets::task::row;
use eframe::egui::{
    Align, Color32, CornerRadius, Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit,
    epaint::CubicBezierShape, pos2, vec2,
};

/// Below the title: the file, who edited it last and when, edits by hand.
pub(super) fn about(words: &Words<'_>, ready: &Ready, file: &str) -> String {
    let mut parts = vec![file.to_owned()];
    if let Some((by, at)) = &ready.read.sender {
        let who = Merge(words.lang()).who(crate::change::Origin::Session, by, None);
        let at = at.map(moment).unwrap_or_default();
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
    let mine = t.my_changes(preview.outgoing.changes);
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
    let (reach, chooser) = (44.0, 150.0);
    let room = rect.width();
    let whole = first + reach + pill + reach + last;
    let y = rect.center().y;
    // What does not fit goes: the choice of the party first stays, as it decides something.
    let choose = ready.origin == Origin::Copy && room > pill + chooser + 16.0;
    let wide = room >= whole + if choose { chooser + 16.0 } else { 0.0 };
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
        let response = ui.interact(rect, ui.scope_id().with(("graph", nth)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, text));
    }
    if choose {
        let used = if wide { whole } else { pill };
        let place = Rect::from_min_max(rect.min, pos2(end - used - 16.0, rect.bottom()));
        let mut line = row(ui, place, "whose copy", true);
        whose(&mut line, words, ready, chooser);
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
fn whose(ui: &mut Ui, words: &Words<'_>, ready: &mut Ready, width: f32) {
    let t = words.t;
    let p = words.view.programme();
    let own = words.view.document.author().map(|a| a.party.as_str());
    let parties: Vec<_> = p
        .parties_in_order()
        .into_iter()
        .filter(|party| Some(party.id.as_str()) != own)
        .map(|party| party.id.clone())
        .collect();
    let at = |id: &crate::model::Id| parties.iter().position(|p| p == id);
    let selected = match &ready.from {
        None => Some(0),
        Some(from) => at(from).map(|n| n + 1),
    };
    let now = match &ready.from {
        Some(from) => words.view.unit_name(from),
        None => t.nobody().to_owned(),
    };
    let select = Select::new(Id::unique("whose copy"), t.copy_of()).width(width);
    let chosen = select.show(ui, &now, selected, || {
        let names = parties
            .iter()
            .map(|id| Choice::new(words.view.unit_name(id)));
        std::iter::once(Choice::new(t.nobody()))
            .chain(names)
            .collect()
    });
    if let Some(nth) = chosen {
        ready.from = nth.checked_sub(1).and_then(|n| parties.get(n)).cloned();
    }
}
