//! The first column: what a row is, and folding.

use super::State;
use super::cells::{Looks, is_at};
use super::rows::{Row, RowKey, title, year_state};
use super::table::{Canvas, id};
use crate::insight::ledger::Group;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::elide;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use eframe::egui::{
    Align, CursorIcon, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit, pos2, vec2,
};

/// Where names begin, by how deep they stand, in points.
const INDENT: f32 = 18.0;

/// The first column: a caret, a seal, the name, what tells it apart, the state of a year.
pub(super) fn show(
    ui: &mut Ui,
    canvas: &Canvas<'_>,
    state: &mut State,
    row: Row<'_>,
    rect: Rect,
    looks: &Looks,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let area = canvas.name_rect(rect);
    if area.left() > rect.left() + 0.5 {
        ui.painter().rect_filled(area, 0, looks.fill);
    }
    let entry = row.entry;
    let response = ui.interact(area, id().with((row.key(), "name")), Sense::CLICK);
    let open = entry.is_sum().then(|| state.is_open(canvas.view, entry));
    let left = area.left() + 8.0 + INDENT * entry.depth as f32;
    if let Some(open) = open {
        let caret = if open {
            Icon::CaretDown
        } else {
            Icon::CaretRight
        };
        let at = pos2(left + 7.0, rect.center().y);
        caret.paint(ui.painter(), at, 13.0, p.text2);
    }
    // What a folded head hides is marked, unless its own amounts say it.
    let hides = open == Some(false) && entry.overspent && !looks.over;
    let mut spoken = words(ui, canvas, row, area, left + 21.0, hides);
    if looks.over {
        spoken = format!("{}, {spoken}", Texts(canvas.view.lang).overspent_inside());
    }
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Row, true, &spoken));
    if is_at(state, row.key(), None) && ui.memory(|m| m.has_focus(id())) {
        let stroke = Stroke::new(tokens.stroke.focus, p.accent);
        ui.painter().rect_stroke(
            area.shrink2(vec2(2.0, 2.0)),
            tokens.radius.input,
            stroke,
            StrokeKind::Inside,
        );
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        ui.memory_mut(|m| m.request_focus(id()));
        state.stand(row.key(), None);
        self::open(canvas.view, state, row, commands);
    } else if response.hovered() {
        response.on_hover_text(spoken);
    }
}

/// The words of a name from `left`; returns how it is read out.
fn words(
    ui: &Ui,
    canvas: &Canvas<'_>,
    row: Row<'_>,
    area: Rect,
    mut left: f32,
    hides: bool,
) -> String {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let view = canvas.view;
    let painter = ui.painter();
    let center = area.center().y;
    let title = title(view, row.ledger.grouping, row.entry);
    let end = area.right() - if hides { 24.0 } else { 4.0 };
    let rest = |left: f32| {
        let right = end.max(left);
        Rect::from_min_max(pos2(left, area.top()), pos2(right, area.bottom()))
    };
    let text = |left: f32, role: Role, words: &str, ink| {
        elide::text_in(painter, rest(left), Align::Min, role, words, ink)
    };
    let strong = row.entry.is_sum() && row.entry.depth == 0;
    let (role, ink) = match row.key() {
        RowKey::FromText(..) => (Role::Secondary, p.text2),
        _ if strong => (Role::AmountTotal, p.text),
        _ => (Role::Body, p.text),
    };
    if matches!(row.key(), RowKey::FromText(..)) && row.entry.stands_for.is_none() {
        Icon::FileText.paint(painter, pos2(left - 4.0, center), 14.0, p.text3);
        left += 8.0;
    }
    for style in view.lead_seals(title.payer.as_ref()) {
        let at = pos2(left + 7.5, center);
        paint_seal(
            painter,
            at,
            SealSize::Small,
            &style,
            SealState::Agreed,
            tokens,
        );
        left += 22.0;
    }
    if !title.anchor.is_empty() {
        if !row.entry.is_sum() {
            left -= 21.0;
        }
        let anchor = text(left, Role::ClauseAnchor, &title.anchor, p.text2);
        left = (anchor.right() + 8.0).max(left + 30.0);
    }
    let mut right = text(left, role, &title.name, ink).right();
    let mut spoken = title.spoken();
    let year = match row.entry.group() {
        Some(Group::Year(Some(year))) if strong => view.insight.budget.year(*year),
        _ => None,
    };
    if let Some(year) = year {
        let (icon, word, tone) = year_state(view, year);
        let ink = if tone == Tone::Idle {
            p.text2
        } else {
            p.tone(tone).fg
        };
        let mut left = right + 8.0;
        if let Some(icon) = icon {
            icon.paint(painter, pos2(left + 6.0, center), 13.0, ink);
            left += 15.0;
        }
        right = text(left, Role::Secondary, word, ink).right();
        spoken = format!("{spoken}, {word}");
    } else if !title.aside.is_empty() {
        // Only where it is of use: a few letters of it tell nothing.
        let wide = elide::width(painter, Role::Secondary, &title.aside);
        if right + 8.0 + wide.min(90.0) <= end {
            right = text(right + 8.0, Role::Secondary, &title.aside, p.text2).right();
        }
        spoken = format!("{spoken}, {}", title.aside);
    }
    if hides {
        let at = pos2(right + 13.0, center);
        Icon::Warning.paint(painter, at, 14.0, p.overdue);
        spoken = format!("{spoken}, {}", Texts(view.lang).overspent_inside());
    }
    spoken
}

/// What a press on a name does: folds a head, shows a line or clause in the inspector.
pub(super) fn open(view: &View<'_>, state: &mut State, row: Row<'_>, commands: &mut Commands) {
    match row.key() {
        RowKey::Group(_) => state.toggle(view, row.entry),
        RowKey::Line(id) => commands.push(Command::Select(Selection::Line(id.clone()))),
        RowKey::FromText(_, clause) => {
            commands.push(Command::Select(Selection::Clause(clause.clone())));
        }
    }
}
