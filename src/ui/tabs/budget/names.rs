//! The first column: what a row is, and folding.

use super::State;
use super::cells::is_at;
use super::rows::{Row, RowKey, year_at, year_state};
use super::table::{Canvas, id};
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

/// The first column: a caret, a seal, the name, the state of a year.
#[expect(
    clippy::too_many_arguments,
    reason = "each is one thing that the cell shows"
)]
pub(super) fn show(
    ui: &mut Ui,
    canvas: &Canvas<'_>,
    state: &mut State,
    row: Row,
    key: &RowKey,
    rect: Rect,
    fill: eframe::egui::Color32,
    over: bool,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let view = canvas.view;
    let budget = &view.insight.budget;
    let area = canvas.name_rect(rect);
    if area.left() > rect.left() + 0.5 {
        ui.painter().rect_filled(area, 0, fill);
    }
    let fold = row.fold(view, state);
    let name = row.name(view);
    let response = ui.interact(area, id().with((key, "name")), Sense::CLICK);
    let mut left = area.left()
        + match row {
            Row::Year(_) => 8.0,
            Row::Source(..) | Row::FromText(..) => 24.0,
            Row::Line(..) => 44.0,
        };
    if let Some(open) = fold {
        let caret = if open {
            Icon::CaretDown
        } else {
            Icon::CaretRight
        };
        caret.paint(
            ui.painter(),
            pos2(left + 7.0, rect.center().y),
            13.0,
            p.text2,
        );
    }
    left += 21.0;
    let center = rect.center().y;
    let rest = |left: f32| {
        Rect::from_min_max(
            pos2(left, area.top()),
            pos2(area.right() - 4.0, area.bottom()),
        )
    };
    let mut spoken = name.clone();
    match row {
        Row::Year(y) => {
            let words = elide::text_in(
                ui.painter(),
                rest(left),
                Align::Min,
                Role::AmountTotal,
                &name,
                p.text,
            );
            left = words.right() + 8.0;
            if let Some(year) = year_at(budget, y) {
                let (icon, word, tone) = year_state(view, year);
                let ink = if tone == Tone::Idle {
                    p.text2
                } else {
                    p.tone(tone).fg
                };
                if let Some(icon) = icon {
                    icon.paint(ui.painter(), pos2(left + 6.0, center), 13.0, ink);
                    left += 15.0;
                }
                let words = elide::text_in(
                    ui.painter(),
                    rest(left),
                    Align::Min,
                    Role::Secondary,
                    word,
                    ink,
                );
                spoken = format!("{name}, {word}");
                let hidden = fold == Some(false)
                    && year
                        .sources
                        .iter()
                        .any(|s| !s.overspent.is_empty() || !s.figures.overspending().is_empty());
                if hidden {
                    Icon::Warning.paint(
                        ui.painter(),
                        pos2(words.right() + 13.0, center),
                        14.0,
                        p.overdue,
                    );
                    spoken = format!("{spoken}, {}", Texts(view.lang).overspent_inside());
                }
            }
        }
        Row::FromText(..) => {
            Icon::FileText.paint(ui.painter(), pos2(left - 4.0, center), 14.0, p.text3);
            elide::text_in(
                ui.painter(),
                rest(left + 8.0),
                Align::Min,
                Role::Secondary,
                &name,
                p.text2,
            );
        }
        Row::Source(y, s) => {
            let payer = year_at(budget, y)
                .and_then(|y| y.sources.get(s))
                .and_then(|s| s.payer.as_ref());
            for style in view.lead_seals(payer) {
                let at = pos2(left + 7.5, center);
                paint_seal(
                    ui.painter(),
                    at,
                    SealSize::Small,
                    &style,
                    SealState::Agreed,
                    tokens,
                );
                left += 22.0;
            }
            elide::text_in(
                ui.painter(),
                rest(left),
                Align::Min,
                Role::Body,
                &name,
                p.text,
            );
        }
        Row::Line(..) => {
            let line = row
                .line(budget)
                .and_then(|id| view.programme().budget_lines.get(id));
            let clause = line
                .and_then(|l| l.key.clause.as_ref())
                .and_then(|c| view.programme().text.get(c.as_str()));
            let anchor = clause.map(|c| c.anchor()).unwrap_or_default();
            left -= 21.0;
            let words = elide::text_in(
                ui.painter(),
                rest(left),
                Align::Min,
                Role::ClauseAnchor,
                &anchor,
                p.text2,
            );
            elide::text_in(
                ui.painter(),
                rest(words.left().max(left) + 30.0),
                Align::Min,
                Role::Body,
                &name,
                p.text,
            );
        }
    }
    if over {
        spoken = format!("{}, {spoken}", Texts(view.lang).overspent_inside());
    }
    let role = accesskit::Role::Row;
    response.widget_info(|| WidgetInfo::labeled(role, true, &spoken));
    if is_at(state, key, None) && ui.memory(|m| m.has_focus(id())) {
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
        state.cursor = Some((key.clone(), None));
        open(view, state, row, key, commands);
    } else if response.hovered() {
        response.on_hover_text(spoken);
    }
}

/// What a press on a name does: folds a year or source, shows a line or clause in the inspector.
pub(super) fn open(
    view: &View<'_>,
    state: &mut State,
    row: Row,
    key: &RowKey,
    commands: &mut Commands,
) {
    match (row, key) {
        (Row::Year(_) | Row::Source(..), _) => state.toggle(view, key),
        (_, RowKey::Line(id)) => commands.push(Command::Select(Selection::Line(id.clone()))),
        (_, RowKey::FromText(_, clause)) => {
            commands.push(Command::Select(Selection::Clause(clause.clone())))
        }
        _ => {}
    }
}
