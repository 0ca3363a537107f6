//! Độ đầy đủ theo Điều 1.2: a strip along the foot of the page, or a card where the page is narrow.

use super::Page;
use crate::insight::overview::CoverageTotal;
use crate::ui::tokens::Role;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{Align, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};

/// The most room of the title at the left of the strip, in points.
const TITLE: f32 = 196.0;
/// Between two of its parts.
const APART: f32 = 18.0;

/// What "26 / 29" takes at the right of a name, with the gap before it.
const COUNT: f32 = 56.0;

impl Page<'_> {
    /// All requirements beside each other.
    pub(super) fn coverage_strip(&self, ui: &mut Ui, rect: Rect) {
        let mut ui = Self::card_ui(ui, "coverage", rect);
        let p = &self.tokens.palette;
        let totals = &self.view.insight.coverage_totals;
        let all = totals.first().map_or(0, |t| t.of);
        Card::new().min_height(rect.height()).show(&mut ui, |ui| {
            let (_id, whole) = ui.allocate_space(vec2(ui.available_width(), rect.height() - 2.0));
            let inner = whole.shrink2(vec2(self.tokens.size.card_padding, 0.0));
            let middle = inner.center().y;
            let line = |left: f32, right: f32, top: f32| {
                Rect::from_min_max(pos2(left, top), pos2(right.max(left), top + 18.0))
            };
            let contents = self.text.contents(all);
            let title_room = elide::width(ui.painter(), Role::CardTitle, self.text.coverage())
                .max(elide::width(ui.painter(), Role::Label, &contents))
                .ceil()
                .min(TITLE);
            let title = line(inner.left(), inner.left() + title_room, middle - 18.0);
            let words = self.text.coverage();
            elide::text_in(
                ui.painter(),
                title,
                Align::Min,
                Role::CardTitle,
                words,
                p.text,
            );
            let below = title.translate(vec2(0.0, 18.0));
            elide::text_in(
                ui.painter(),
                below,
                Align::Min,
                Role::Label,
                &contents,
                p.text2,
            );
            let from = title.right() + APART;
            let mut x = from;
            let widths = self.widths(ui, totals, inner.right() - from);
            for (total, width) in totals.iter().zip(widths) {
                let words = line(x, x + width, middle - 18.0);
                let name = self.view.words().requirement(total.requirement);
                let count = self.count(ui, words, total);
                let name_room = words.with_max_x(count - 6.0);
                elide::text_in(
                    ui.painter(),
                    name_room,
                    Align::Min,
                    Role::Secondary,
                    name,
                    p.text2,
                );
                let bar = Rect::from_min_size(pos2(x, middle + 6.0), vec2(width, 6.0));
                self.bar(ui, bar, total);
                let target = Rect::from_min_max(words.min, bar.max);
                self.detail(ui, target, name, total);
                x += width + APART;
            }
        });
    }

    /// The widths of the parts of the strip: what the words of each take, and the rest shared alike; all
    /// alike where there is too little room.
    fn widths(&self, ui: &Ui, totals: &[CoverageTotal], room: f32) -> Vec<f32> {
        let parts = totals.len().max(1) as f32;
        let room = room - APART * (parts - 1.0);
        let words = totals.iter().map(|total| {
            let name = self.view.words().requirement(total.requirement);
            elide::width(ui.painter(), Role::Secondary, name).ceil() + COUNT
        });
        let words: Vec<f32> = words.collect();
        let rest = room - words.iter().sum::<f32>();
        if rest < 0.0 {
            return vec![room / parts; totals.len()];
        }
        words.into_iter().map(|w| w + rest / parts).collect()
    }

    /// All requirements below each other.
    pub(super) fn coverage(&self, ui: &mut Ui, rect: Rect) {
        let mut ui = Self::card_ui(ui, "coverage", rect);
        let p = &self.tokens.palette;
        let totals = &self.view.insight.coverage_totals;
        let all = totals.first().map_or(0, |t| t.of);
        let aside = self.text.contents(all);
        let card = Card::titled(self.text.coverage()).min_height(rect.height());
        card.show_with(
            &mut ui,
            |ui| {
                elide::plain(ui, Role::Label, &aside, p.text2);
            },
            |ui| {
                ui.add_space(6.0);
                for total in totals {
                    let (_id, line) =
                        ui.allocate_space(vec2(ui.available_width(), self.coverage_row()));
                    let inner = line.shrink2(vec2(self.tokens.size.card_padding, 0.0));
                    let part = |from: f32, to: f32| {
                        Rect::from_x_y_ranges(from..=to.max(from), inner.y_range())
                    };
                    let name = self.view.words().requirement(total.requirement);
                    let names_end = inner.left() + 132.0;
                    let names = part(inner.left(), names_end - 6.0);
                    elide::text_in(ui.painter(), names, Align::Min, Role::Body, name, p.text2);
                    self.count(ui, inner, total);
                    let bar = part(names_end, inner.right() - 64.0);
                    let bar = Rect::from_center_size(bar.center(), vec2(bar.width(), 6.0));
                    self.bar(ui, bar, total);
                    self.detail(ui, line, name, total);
                }
            },
        );
    }

    /// "26 / 29" at the right end. Returns where it begins.
    fn count(&self, ui: &Ui, rect: Rect, total: &CoverageTotal) -> f32 {
        let p = &self.tokens.palette;
        let rest = format!(" / {}", total.of);
        let painted = elide::text_in(ui.painter(), rect, Align::Max, Role::Body, &rest, p.text2);
        let met = rect.with_max_x(painted.left());
        let full = total.full.to_string();
        elide::text_in(
            ui.painter(),
            met,
            Align::Max,
            Role::CardTitle,
            &full,
            p.text,
        )
        .left()
    }

    /// What is met in part lies pale behind what is met in full.
    fn bar(&self, ui: &Ui, bar: Rect, total: &CoverageTotal) {
        let p = &self.tokens.palette;
        let of = total.of.max(1) as f32;
        let begun = (total.full + total.part) as f32 / of;
        paint::meter(ui.painter(), bar, Some(begun), p.bar_done, self.tokens);
        if total.full > 0 {
            let full = bar.with_max_x(bar.left() + bar.width() * total.full as f32 / of);
            paint::meter(ui.painter(), full, Some(1.0), p.done, self.tokens);
        }
    }

    fn detail(&self, ui: &Ui, rect: Rect, name: &str, total: &CoverageTotal) {
        let missing = total.of.saturating_sub(total.full + total.part);
        let detail = self
            .text
            .coverage_detail(name, total.full, total.part, missing);
        let response = ui.interact(rect, ui.scope_id().with(("coverage", name)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &detail));
        response.on_hover_text(&detail);
    }
}
