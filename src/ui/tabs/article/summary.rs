//! Điều 1: how complete all contents are by what 1.2 asks of each.

use crate::insight::{Met, Requirement};
use crate::text::strings::article::Article;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::{card, elide, paint};
use eframe::egui::{Align, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};

/// Its height, in points.
pub(super) const HEIGHT: f32 = 208.0;

/// Draws it: a line for each requirement, with how many contents meet it.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, rect: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    let coverage = &view.insight.coverage;
    let all = coverage.len();
    let complete = coverage.values().filter(|c| c.is_complete()).count();
    let head = Rect::from_min_size(rect.min, vec2(rect.width(), tokens.row.clause_group_header));
    ui.painter().rect_filled(head, 0, p.panel);
    card::divider(ui, head);
    let inner = head.shrink2(vec2(12.0, 0.0));
    let aside = words.coverage_all(complete, all);
    let right = elide::text_in(
        ui.painter(),
        inner,
        Align::Max,
        Role::Secondary,
        &aside,
        p.text2,
    );
    let title = Rect::from_min_max(inner.min, pos2(right.left() - 8.0, inner.bottom()));
    elide::text_in(
        ui.painter(),
        title,
        Align::Min,
        Role::CardTitle,
        words.coverage_title(),
        p.text,
    );
    let response = ui.interact(head, ui.scope_id().with("coverage"), Sense::hover());
    let name = format!("{}: {aside}", words.coverage_title());
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Heading, true, &name));
    for (at, requirement) in Requirement::ALL.into_iter().enumerate() {
        let met = coverage
            .values()
            .filter(|c| {
                c.parts
                    .iter()
                    .any(|(r, m)| *r == requirement && matches!(m, Met::Full | Met::Exempt))
            })
            .count();
        let top = head.bottom() + 6.0 + 26.0 * at as f32;
        let line = Rect::from_min_size(pos2(inner.left(), top), vec2(inner.width(), 26.0));
        let label = view.words().requirement(requirement);
        let name = Rect::from_min_size(line.min, vec2(150.0, 26.0));
        elide::text_in(ui.painter(), name, Align::Min, Role::Body, label, p.text);
        let count = words.coverage_part(met, all);
        let drawn = elide::text_in(
            ui.painter(),
            line,
            Align::Max,
            Role::BodyStrong,
            &count,
            p.text,
        );
        let left = name.right() + 8.0;
        let width = (drawn.left().min(line.right() - 44.0) - 10.0 - left).max(20.0);
        let bar = Rect::from_min_size(pos2(left, line.center().y - 3.0), vec2(width, 6.0));
        let share = if all == 0 {
            None
        } else {
            Some(met as f32 / all as f32)
        };
        let ink = if met == all { p.done } else { p.bar_doing };
        paint::meter(ui.painter(), bar, share, ink, tokens);
        let response = ui.interact(line, ui.scope_id().with(("coverage", at)), Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(accesskit::Role::Label, true, format!("{label}: {count}"))
        });
    }
}
