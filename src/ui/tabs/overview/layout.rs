//! Where the cards of the overview lie: two columns where there is room, else below one another.

use super::Page;
use crate::insight::{AttentionKind, YearFilter};
use eframe::egui::{Rect, pos2, vec2};

/// Least width of the content, in points, for two columns.
const TWO_COLUMNS: f32 = 900.0;
/// Least width for two cards beside each other below the main column.
const TWO_CARDS: f32 = 620.0;
/// Rows that the attention list shows at least before the page scrolls instead.
const LEAST_ATTENTION: usize = 5;
/// Rows of the deadlines that are shown at least.
const LEAST_DEADLINES: usize = 3;
/// The room of the steps that a new document shows instead of the attention list.
const START: f32 = 290.0;

/// The places of the cards, from the left top of the content.
pub(super) struct Plan {
    pub attention: Rect,
    pub progress: Rect,
    pub money: Rect,
    pub coverage: Rect,
    pub deadlines: Rect,
    /// Of all of it; more than was asked for where the page must scroll.
    pub height: f32,
}

impl Plan {
    /// Lays out the cards on `width` × `height` points.
    pub fn of(page: &Page<'_>, width: f32, height: f32) -> Self {
        let gap = page.tokens.size.card_gap;
        let (needed, least) = page.attention_heights();
        let progress = page.progress_height();
        let money = page.money_height();
        let coverage = page.coverage_height();
        let deadlines = page.deadlines_height(LEAST_DEADLINES);
        if width < TWO_COLUMNS {
            return Self::stacked(page, width, [needed, progress, money, coverage]);
        }
        let right = (width * 0.3785).clamp(372.0, 520.0).round();
        let left = width - right - gap;
        let all = height
            .max(least + gap + progress)
            .max(money + coverage + deadlines + 2.0 * gap);
        let attention = needed.clamp(least, all - gap - progress);
        let x = left + gap;
        let below = money + gap;
        Self {
            attention: Rect::from_min_size(pos2(0.0, 0.0), vec2(left, attention)),
            progress: Rect::from_min_max(pos2(0.0, attention + gap), pos2(left, all)),
            money: Rect::from_min_size(pos2(x, 0.0), vec2(right, money)),
            coverage: Rect::from_min_size(pos2(x, below), vec2(right, coverage)),
            deadlines: Rect::from_min_max(pos2(x, below + coverage + gap), pos2(width, all)),
            height: all,
        }
    }

    /// Below one another, the small cards in pairs where they fit; the page scrolls.
    fn stacked(page: &Page<'_>, width: f32, [needed, progress, money, coverage]: [f32; 4]) -> Self {
        let gap = page.tokens.size.card_gap;
        let most = page.deadlines_height(8);
        // The attention list scrolls within itself beyond this.
        let attention = needed.min(420.0);
        let wide = |top: f32, height: f32| Rect::from_min_size(pos2(0.0, top), vec2(width, height));
        let first = wide(0.0, attention);
        let second = wide(attention + gap, progress);
        let top = second.bottom() + gap;
        if width < TWO_CARDS {
            let third = wide(top, money);
            let fourth = wide(third.bottom() + gap, coverage);
            let fifth = wide(fourth.bottom() + gap, most);
            let height = fifth.bottom();
            return Self {
                attention: first,
                progress: second,
                money: third,
                coverage: fourth,
                deadlines: fifth,
                height,
            };
        }
        let half = ((width - gap) / 2.0).round();
        let pair = money.max(coverage);
        let third = Rect::from_min_size(pos2(0.0, top), vec2(half, pair));
        let fourth = Rect::from_min_max(pos2(half + gap, top), pos2(width, top + pair));
        let fifth = wide(third.bottom() + gap, most);
        let height = fifth.bottom();
        Self {
            attention: first,
            progress: second,
            money: third,
            coverage: fourth,
            deadlines: fifth,
            height,
        }
    }
}

impl Page<'_> {
    /// Height of the head of a card, as [`crate::ui::widgets::card::Card`] draws it, with the card's line.
    pub(super) fn head_height(&self) -> f32 {
        self.tokens.size.card_header + 2.0
    }

    pub(super) fn attention_row(&self) -> f32 {
        self.density
            .pick(self.tokens.row.attention, self.tokens.row.attention_compact)
    }

    pub(super) fn progress_row(&self) -> f32 {
        self.density.pick(self.tokens.row.progress, 24.0)
    }

    pub(super) fn money_row(&self) -> f32 {
        self.density.pick(31.0, 27.0)
    }

    pub(super) fn deadline_row(&self) -> f32 {
        self.density.pick(30.0, 27.0)
    }

    /// What the attention card wants, and the least it can do with.
    fn attention_heights(&self) -> (f32, f32) {
        if self.is_new() {
            return (self.head_height() + START, self.head_height() + START);
        }
        let count = self.view.insight.attention_of.count(AttentionKind::All);
        // An empty list still says so.
        let rows = |n: usize| self.head_height() + self.attention_row() * n.max(3) as f32;
        (rows(count), rows(count.min(LEAST_ATTENTION)))
    }

    fn progress_height(&self) -> f32 {
        self.head_height() + 16.0 + self.progress_row() * self.view.insight.progress.len() as f32
    }

    pub(super) fn shown_years(&self) -> impl Iterator<Item = &crate::insight::YearBudget> {
        let years = self.view.years;
        self.view
            .insight
            .budget
            .years
            .iter()
            .filter(move |y| years.admits(Some(y.year)))
    }

    fn money_height(&self) -> f32 {
        let strip = if self.view.insight.overspent.is_empty() {
            6.0
        } else {
            self.strip_height()
        };
        let years = match self.view.years {
            YearFilter::All => self.shown_years().count(),
            YearFilter::Year(_) => 1,
        };
        self.head_height() + self.legend_height() + self.money_row() * years as f32 + strip
    }

    pub(super) fn strip_height(&self) -> f32 {
        self.density.pick(36.0, 34.0)
    }

    pub(super) fn legend_height(&self) -> f32 {
        self.density.pick(30.0, 26.0)
    }

    fn coverage_height(&self) -> f32 {
        self.head_height() + 12.0 + 6.0 * self.coverage_row()
    }

    pub(super) fn coverage_row(&self) -> f32 {
        self.density.pick(26.0, 23.0)
    }

    fn deadlines_height(&self, most: usize) -> f32 {
        let count = self.view.insight.deadlines.len().clamp(1, most.max(1));
        self.head_height() + 8.0 + self.deadline_row() * count as f32
    }
}
