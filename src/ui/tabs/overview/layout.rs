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
    pub deadlines: Rect,
    /// What is to be sent; nowhere while nobody sends.
    pub changes: Option<Rect>,
    pub coverage: Rect,
    /// The coverage lies along the foot.
    pub strip: bool,
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
        let deadlines = page.deadlines_height(LEAST_DEADLINES);
        if width < TWO_COLUMNS {
            return Self::stacked(page, width, needed);
        }
        let strip = page.strip_of_coverage();
        let right = (width * 0.3785).clamp(372.0, 520.0).round();
        let left = width - right - gap;
        // Fewer rows of what is to be sent before the page scrolls.
        let room = height - strip - gap;
        let has = page.has_changes();
        let changes = |rows| {
            if has {
                page.changes_height(rows) + gap
            } else {
                0.0
            }
        };
        let wanted = page.change_rows();
        let fits = |rows: &usize| money + gap + deadlines + changes(*rows) <= room;
        let rows = (wanted.min(3)..=wanted).rev().find(fits);
        let changes = changes(rows.unwrap_or(wanted.min(3)));
        let all = room
            .max(least + gap + progress)
            .max(money + gap + deadlines + changes);
        let attention = needed.clamp(least, all - gap - progress);
        let x = left + gap;
        let below = money + gap;
        let changes_at = all - changes + if has { gap } else { 0.0 };
        let at = |from: f32, to: f32| Rect::from_min_max(pos2(x, from), pos2(width, to));
        Self {
            attention: Rect::from_min_size(pos2(0.0, 0.0), vec2(left, attention)),
            progress: Rect::from_min_max(pos2(0.0, attention + gap), pos2(left, all)),
            money: at(0.0, money),
            deadlines: at(below, all - changes),
            changes: has.then(|| at(changes_at, all)),
            coverage: Rect::from_min_size(pos2(0.0, all + gap), vec2(width, strip)),
            strip: true,
            height: all + gap + strip,
        }
    }

    /// Below one another, the small cards in pairs where they fit; the page scrolls.
    fn stacked(page: &Page<'_>, width: f32, needed: f32) -> Self {
        let gap = page.tokens.size.card_gap;
        let most = page.deadlines_height(8);
        let (progress, money) = (page.progress_height(), page.money_height());
        let coverage = page.coverage_height();
        let changes = page.has_changes();
        let changes = changes.then(|| page.changes_height(page.change_rows()));
        // The attention list scrolls within itself beyond this.
        let attention = needed.min(420.0);
        let mut top = 0.0;
        let mut next = |height: f32| {
            let from = top;
            top += height + gap;
            (from, from + height)
        };
        let wide = |(from, to): (f32, f32)| Rect::from_min_max(pos2(0.0, from), pos2(width, to));
        let first = wide(next(attention));
        let second = wide(next(progress));
        if width < TWO_CARDS {
            let changes = changes.map(|height| wide(next(height)));
            let money = wide(next(money));
            let coverage = wide(next(coverage));
            let deadlines = wide(next(most));
            return Self {
                attention: first,
                progress: second,
                money,
                deadlines,
                changes,
                coverage,
                strip: false,
                height: deadlines.bottom(),
            };
        }
        let half = ((width - gap) / 2.0).round();
        let left = |(from, to): (f32, f32)| Rect::from_min_max(pos2(0.0, from), pos2(half, to));
        let right =
            |(from, to): (f32, f32)| Rect::from_min_max(pos2(half + gap, from), pos2(width, to));
        let pair = next(money.max(coverage));
        let (money, coverage) = (left(pair), right(pair));
        let (deadlines, changes) = match changes {
            Some(changes) => {
                let pair = next(changes.max(most));
                (left(pair), Some(right(pair)))
            }
            None => (wide(next(most)), None),
        };
        Self {
            attention: first,
            progress: second,
            money,
            deadlines,
            changes,
            coverage,
            strip: false,
            height: deadlines.bottom(),
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

    /// Height of the coverage as a strip.
    fn strip_of_coverage(&self) -> f32 {
        self.density.pick(56.0, 50.0)
    }

    pub(super) fn change_row(&self) -> f32 {
        self.density.pick(27.0, 24.0)
    }

    pub(super) fn changes_foot(&self) -> f32 {
        self.density.pick(42.0, 40.0)
    }

    fn changes_height(&self, rows: usize) -> f32 {
        self.head_height() + 9.0 + self.change_row() * rows as f32 + self.changes_foot()
    }

    fn deadlines_height(&self, most: usize) -> f32 {
        let count = self.view.insight.deadlines.len().clamp(1, most.max(1));
        self.head_height() + 8.0 + self.deadline_row() * count as f32
    }
}
