//! What is counted before and after: the programme as a whole, so that a copy that turns much over is noticed.

use super::state::Totals;
use super::words::Words;
use crate::text::number::format_whole;
use crate::ui::inspector::edit_field::money_text;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::elide;
use eframe::egui::{
    Align, Rect, Sense, Stroke, Ui, UiBuilder, WidgetInfo, accesskit, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

/// Its height, in points.
pub(super) const HEIGHT: f32 = 88.0;

/// Draws the card.
pub(super) fn show(ui: &mut Ui, words: &Words<'_>, before: &Totals, after: &Totals, rect: Rect) {
    let t = words.t;
    let count = |n: usize| format_whole(i64::try_from(n).unwrap_or(i64::MAX));
    let sum = |totals: &Totals| money_text(words.lang(), &totals.disbursed);
    let cells = [
        (
            t.total_work(),
            count(before.activities),
            count(after.activities),
        ),
        (t.total_done(), count(before.done), count(after.done)),
        (
            t.total_overdue(),
            count(before.overdue),
            count(after.overdue),
        ),
        (t.total_disbursed(), sum(before), sum(after)),
    ];
    let mut ui = ui.new_child(UiBuilder::new().id_salt("results").max_rect(rect));
    let card = Card::titled(t.after()).aside(t.after_note());
    card.min_height(rect.height()).show(&mut ui, |ui| {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let (_, room) = ui.allocate_space(vec2(ui.available_width(), 50.0));
        let width = room.width() / cells.len() as f32;
        for (nth, (label, before, after)) in cells.iter().enumerate() {
            let left = room.left() + width * nth as f32;
            let cell = Rect::from_min_size(pos2(left, room.top()), vec2(width, room.height()));
            if nth > 0 {
                let line = Stroke::new(tokens.stroke.hairline, p.line);
                ui.painter().vline(left, cell.shrink(8.0).y_range(), line);
            }
            let inner = cell.shrink2(vec2(12.0, 6.0));
            let (upper, lower) = inner.split_top_bottom_at_fraction(0.45);
            elide::text_in(
                ui.painter(),
                upper,
                Align::Min,
                Role::Secondary,
                label,
                p.text2,
            );
            let mut job = LayoutJob::default();
            let told = if before == after {
                job.append(t.unchanged(), 0.0, Role::Body.format(p.text2));
                format!("{label}: {}", t.unchanged())
            } else {
                job.append(before, 0.0, Role::Body.format(p.text2));
                job.append("→", 5.0, Role::Body.format(p.text3));
                job.append(after, 5.0, Role::BodyStrong.format(p.text));
                format!("{label}: {before} → {after}")
            };
            job.wrap = TextWrapping::truncate_at_width(inner.width());
            let galley = ui.painter().layout_job(job);
            elide::paint(ui.painter(), lower, Align::Min, galley);
            let id = ui.scope_id().with(("result", nth));
            let response = ui.interact(cell, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &told));
            response.on_hover_text(&told);
        }
    });
}
