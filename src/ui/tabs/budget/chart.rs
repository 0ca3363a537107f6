//! The years as bars: what is committed as a tick, the estimate as a box, the disbursed sum solid.

use super::figures::{NO_FIGURE, Unit};
use crate::insight::{Figures, YearBudget};
use crate::model::Sum;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    Align, Painter, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2,
};

/// One year's amounts in đồng; ranges stand at their lower end.
struct Bars<'a> {
    year: &'a YearBudget,
    committed: Option<i64>,
    estimate: Option<i64>,
    disbursed: Option<i64>,
}

impl<'a> Bars<'a> {
    fn of(year: &'a YearBudget) -> Self {
        let low = |sum: &Sum| sum.bounds().map(|(low, _)| low);
        let Figures {
            committed,
            estimate,
            disbursed,
            ..
        } = &year.total;
        Self {
            year,
            committed: low(committed),
            estimate: low(estimate),
            disbursed: low(disbursed),
        }
    }

    fn greatest(&self) -> i64 {
        [self.committed, self.estimate, self.disbursed]
            .into_iter()
            .flatten()
            .max()
            .unwrap_or(0)
    }
}

/// The card with the chart.
pub fn card(ui: &mut Ui, view: &View<'_>, height: f32) {
    let texts = Texts(view.lang);
    let aside = texts.by_year_unit();
    let years: Vec<Bars<'_>> = view.insight.budget.years.iter().map(Bars::of).collect();
    Card::titled(texts.by_year())
        .aside(aside)
        .min_height(height)
        .show_with(
            ui,
            |ui| legend(ui, view),
            |ui| {
                let header = Tokens::of(ui).size.card_header;
                let room = vec2(ui.available_width(), height - 2.0 - header);
                let (rect, _) = ui.allocate_exact_size(room, Sense::hover());
                chart(ui, view, rect.shrink2(vec2(14.0, 12.0)), &years);
            },
        );
}

/// The three marks with their words, from right to left.
fn legend(ui: &mut Ui, view: &View<'_>) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    ui.spacing_mut().item_spacing.x = 4.0;
    let words = view.words();
    let marks = [
        (words.disbursed(), 2),
        (Texts(view.lang).estimate_short(), 1),
        (words.committed(), 0),
    ];
    for (word, mark) in marks {
        elide::plain(ui, Role::Label, word, p.text2);
        let (_, square) = ui.allocate_space(vec2(10.0, 12.0));
        let box_rect = Rect::from_center_size(square.center(), vec2(9.0, 9.0));
        match mark {
            0 => {
                let stroke = Stroke::new(tokens.stroke.commit_tick, p.text);
                ui.painter()
                    .hline(square.x_range(), square.center().y, stroke);
            }
            1 => paint::boxed(ui.painter(), box_rect, 2, p.accent_soft, p.accent_line),
            _ => {
                ui.painter().rect_filled(box_rect, 2, p.accent);
            }
        }
        ui.add_space(1.0);
    }
}

/// A round step for at most `count` lines up to `greatest` đồng.
fn step(greatest: i64, count: i64) -> i64 {
    let mut step: i64 = 1_000_000;
    let mut factors = [2, 5, 10].into_iter().cycle();
    let mut power = step;
    while step
        .checked_mul(count)
        .is_some_and(|reach| reach < greatest)
    {
        let factor = factors.next().unwrap_or(10);
        let Some(next) = power.checked_mul(factor) else {
            break;
        };
        step = next;
        if factor == 10 {
            power = next;
        }
    }
    step
}

fn chart(ui: &Ui, view: &View<'_>, rect: Rect, years: &[Bars<'_>]) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let painter = ui.painter();
    let greatest = years.iter().map(Bars::greatest).max().unwrap_or(0);
    let step = step(greatest.max(1), 3);
    let label = |dong: i64| Unit::Million.amount(dong).trim_end_matches(",0").to_owned();
    let reach = greatest.max(1) as f32 * 1.12;
    let lines = (0..=3)
        .map(|i| step.saturating_mul(i))
        .filter(|dong| (*dong as f32) < reach);
    let scale = lines
        .clone()
        .map(|d| elide::width(painter, Role::Label, &label(d)))
        .fold(0.0, f32::max)
        + 8.0;
    let plot = Rect::from_min_max(
        pos2(rect.left() + scale, rect.top() + 8.0),
        pos2(rect.right(), rect.bottom() - 20.0),
    );
    let y = |dong: i64| plot.bottom() - plot.height() * (dong.max(0) as f32 / reach);
    for dong in lines {
        let at = y(dong);
        let colour = if dong == 0 { p.line_strong } else { p.grid };
        painter.hline(plot.x_range(), at, Stroke::new(1.0, colour));
        let row = Rect::from_min_max(
            pos2(rect.left(), at - 8.0),
            pos2(plot.left() - 6.0, at + 8.0),
        );
        elide::text_in(painter, row, Align::Max, Role::Label, &label(dong), p.text3);
    }
    let slot = plot.width() / years.len().max(1) as f32;
    for (at, bars) in years.iter().enumerate() {
        let middle = plot.left() + slot * (at as f32 + 0.5);
        let column = Rect::from_min_max(
            pos2(middle - slot / 2.0, plot.top()),
            pos2(middle + slot / 2.0, rect.bottom()),
        );
        one(painter, view, column, plot.bottom(), &y, bars, ui);
        let response = ui.interact(
            column,
            ui.scope_id().with(("year", bars.year.year)),
            Sense::hover(),
        );
        let text = |sum: &Sum| Unit::Million.sum(sum, view.lang);
        let total = &bars.year.total;
        let name = || {
            let (committed, estimate, disbursed) = (
                text(&total.committed),
                text(&total.estimate),
                text(&total.disbursed),
            );
            Texts(view.lang).chart_year(bars.year.year, &committed, &estimate, &disbursed)
        };
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Image, true, name()));
        if response.hovered() {
            response.on_hover_text(name());
        }
    }
}

/// One year in its column.
fn one(
    painter: &Painter,
    view: &View<'_>,
    column: Rect,
    base: f32,
    y: &impl Fn(i64) -> f32,
    bars: &Bars<'_>,
    ui: &Ui,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let middle = column.center().x;
    let wide = (column.width() * 0.29).clamp(5.0, 24.0);
    let bar = |left: f32, dong: i64| {
        paint::snap(
            painter,
            Rect::from_min_max(pos2(left, y(dong)), pos2(left + wide, base)),
        )
    };
    if let Some(estimate) = bars.estimate {
        paint::boxed(
            painter,
            bar(middle - wide - 1.0, estimate),
            2,
            p.accent_soft,
            p.accent_line,
        );
    }
    if let Some(disbursed) = bars.disbursed {
        let rect = bar(middle + 1.0, disbursed);
        painter.rect_filled(rect, 2, p.accent);
        let text = Unit::Million.sum(&bars.year.total.disbursed, view.lang);
        let at = Rect::from_center_size(
            pos2(rect.center().x, rect.top() - 9.0),
            vec2(column.width() + 20.0, 14.0),
        );
        let galley = elide::line(painter, Role::Label, &text, p.text, at.width());
        let words = Rect::from_center_size(at.center(), galley.size()).expand2(vec2(2.0, -1.0));
        painter.rect_filled(words, 0, p.surface);
        elide::paint(painter, at, Align::Center, galley);
    }
    if let Some(committed) = bars.committed {
        let half = (wide + 6.0).min(column.width() / 2.0 - 1.0);
        let ends = [
            pos2(middle - half, y(committed)),
            pos2(middle + half, y(committed)),
        ];
        let stroke = Stroke::new(tokens.stroke.commit_tick, p.text);
        if bars.estimate.is_none() && bars.disbursed.is_none() {
            painter.extend(Shape::dashed_line(&ends, stroke, 4.0, 3.0));
        } else {
            painter.line_segment(ends, stroke);
        }
    }
    if bars.estimate.is_none() && bars.disbursed.is_none() {
        let at = Rect::from_center_size(pos2(middle, base - 12.0), vec2(column.width(), 14.0));
        elide::text_in(painter, at, Align::Center, Role::Label, NO_FIGURE, p.text3);
    }
    let foot = Rect::from_min_max(pos2(column.left(), base + 3.0), column.max);
    let shown = view.years.admits(Some(bars.year.year));
    let is_now = chrono::Datelike::year(&view.today) == bars.year.year;
    let (role, ink) = match (is_now, shown) {
        (_, false) => (Role::Secondary, p.text3),
        (true, true) => (Role::SecondaryBold, p.text),
        (false, true) => (Role::Secondary, p.text2),
    };
    elide::text_in(
        painter,
        foot,
        Align::Center,
        role,
        &bars.year.year.to_string(),
        ink,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_reach() {
        assert_eq!(step(510_000_000, 3), 200_000_000);
        assert_eq!(step(100_000_000, 3), 50_000_000);
        assert_eq!(step(1, 3), 1_000_000);
        assert!(step(i64::MAX, 3) > 0);
    }
}
