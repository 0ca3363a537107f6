//! The columns of the budget table: which are shown, what they hold, how wide they are.

use super::figures::{self, Unit};
use crate::insight::{Budget, Figures};
use crate::model::{BudgetLine, Figure, Sum};
use crate::text::strings::Lang;
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::vocabulary::Vocabulary;
use crate::ui::tokens::Role;
use crate::ui::widgets::elide;
use eframe::egui::Painter;

/// A column of amounts, in the order in which they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// Cam kết.
    Committed,
    /// Chuyển nguồn.
    CarriedOver,
    /// Dự toán giao.
    Estimate,
    /// Hủy dự toán.
    Cancelled,
    /// Phân bổ.
    Allocated,
    /// Tạm ứng.
    Advanced,
    /// Giải ngân.
    Disbursed,
    /// Tỷ lệ giải ngân.
    Rate,
    /// Quyết toán.
    Settled,
    /// Còn lại.
    Remaining,
}

/// How a cell of a line is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A figure of the line, with this key in the file.
    Figure(&'static str),
    /// The sum of its payments.
    Payments,
    /// Not at all: it follows from the others.
    Derived,
}

impl Column {
    /// Every column.
    pub const ALL: [Self; 10] = [
        Self::Committed,
        Self::CarriedOver,
        Self::Estimate,
        Self::Cancelled,
        Self::Allocated,
        Self::Advanced,
        Self::Disbursed,
        Self::Rate,
        Self::Settled,
        Self::Remaining,
    ];

    /// The columns to show: those used seldom only where there is a figure.
    #[must_use]
    pub fn shown(budget: &Budget) -> Vec<Self> {
        let seldom = [Self::CarriedOver, Self::Cancelled, Self::Advanced];
        let has = |c: &Self| c.sum(&budget.total).is_some_and(|s| !s.is_empty());
        Self::ALL
            .into_iter()
            .filter(|c| !seldom.contains(c) || has(c))
            .collect()
    }

    /// The order in which columns give way where there is no room for all: what is read least
    /// first. The others always stand.
    const FOLDING: [Self; 6] = [
        Self::CarriedOver,
        Self::Cancelled,
        Self::Advanced,
        Self::Settled,
        Self::Committed,
        Self::Rate,
    ];

    /// Its head.
    #[must_use]
    pub const fn title(self, words: Vocabulary) -> &'static str {
        match self {
            Self::Committed => words.committed(),
            Self::CarriedOver => words.carried_funds(),
            Self::Estimate => words.estimate(),
            Self::Cancelled => words.cancelled_funds(),
            Self::Allocated => words.allocated(),
            Self::Advanced => words.advanced(),
            Self::Disbursed => words.disbursed(),
            Self::Rate => words.rate(),
            Self::Settled => words.settled(),
            Self::Remaining => words.remaining(),
        }
    }

    /// How it is changed on a line.
    #[must_use]
    pub const fn entry(self) -> Entry {
        match self {
            Self::Committed => Entry::Figure(BudgetLine::COMMITTED),
            Self::CarriedOver => Entry::Figure(BudgetLine::CARRIED_OVER),
            Self::Estimate => Entry::Figure(BudgetLine::ESTIMATE),
            Self::Cancelled => Entry::Figure(BudgetLine::CANCELLED),
            Self::Allocated => Entry::Figure(BudgetLine::ALLOCATED),
            Self::Advanced | Self::Disbursed | Self::Settled => Entry::Payments,
            Self::Rate | Self::Remaining => Entry::Derived,
        }
    }

    /// The figure of a line that this column edits.
    #[must_use]
    pub const fn figure(self, line: &BudgetLine) -> Option<&Figure> {
        match self {
            Self::Committed => Some(&line.committed),
            Self::CarriedOver => Some(&line.carried_over),
            Self::Estimate => Some(&line.estimate),
            Self::Cancelled => Some(&line.cancelled),
            Self::Allocated => Some(&line.allocated),
            Self::Advanced | Self::Disbursed | Self::Settled | Self::Rate | Self::Remaining => None,
        }
    }

    /// The sum it shows; none for the rate.
    #[must_use]
    pub fn sum(self, figures: &Figures) -> Option<Sum> {
        Some(match self {
            Self::Committed => figures.committed.clone(),
            Self::CarriedOver => figures.carried_over.clone(),
            Self::Estimate => figures.estimate.clone(),
            Self::Cancelled => figures.cancelled.clone(),
            Self::Allocated => figures.allocated.clone(),
            Self::Advanced => figures.advanced.clone(),
            Self::Disbursed => figures.disbursed.clone(),
            Self::Settled => figures.settled.clone(),
            Self::Remaining => figures.remaining(),
            Self::Rate => return None,
        })
    }

    /// What the cell says.
    #[must_use]
    pub fn text(self, figures: &Figures, unit: Unit, lang: Lang) -> String {
        self.sum(figures)
            .map_or_else(|| figures::rate(figures), |sum| unit.sum(&sum, lang))
    }
}

/// Whether the commitment of the whole period is nothing but the text's yearly sum times its years:
/// arithmetic that the text does not state, to be labelled as such (DOMAIN.md §1).
#[must_use]
pub fn is_computed(budget: &Budget) -> bool {
    let from_text = budget.years.iter().flat_map(|y| &y.from_text);
    let sum = from_text.fold(Sum::Empty, |sum, (_, amount)| sum.plus_amount(*amount));
    !sum.is_empty() && sum == budget.total.committed
}

/// Where the columns lie.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The columns from left to right with their widths in points, the gap before each included.
    pub columns: Vec<(Column, f32)>,
    /// Width of the first column, of the names, in points.
    pub name: f32,
    /// The columns that are folded away for want of room, in their order.
    pub folded: Vec<Column>,
    /// Whether all columns stand although there is no room for them: the table slides.
    pub slides: bool,
    /// Whether the rate has room for its bar.
    pub meter: bool,
    /// Width of the table in points: at least what is visible.
    pub width: f32,
}

/// Width of the bar of the rate, in points.
pub const METER: f32 = 46.0;
/// What the bar leaves room for at its right.
pub const WIDEST_RATE: &str = "100,0%";
/// The smallest gap between columns, in points.
const TIGHT: f32 = 10.0;
/// The narrowest column of names, in points.
const TIGHT_NAME: f32 = 160.0;

impl Layout {
    /// Fits the columns into `room` points. Where they do not fit, those that are read least are
    /// folded away; with `all` they stand nevertheless, and the table is wider than the room.
    #[must_use]
    pub fn of(
        painter: &Painter,
        budget: &Budget,
        unit: Unit,
        lang: Lang,
        room: f32,
        all: bool,
    ) -> Self {
        let padding = super::table::PADDING;
        let words = Vocabulary(lang);
        let overspent = budget.years.iter().flat_map(|y| &y.sources);
        let overspent = overspent
            .into_iter()
            .any(|s| !s.overspent.is_empty() || !s.figures.overspending().is_empty());
        let least = |column: Column| {
            let all = budget.years.iter().map(|y| &y.total).chain([&budget.total]);
            let amounts =
                all.map(|f| elide::width(painter, Role::AmountTotal, &column.text(f, unit, lang)));
            let head = elide::width(painter, Role::TableHeader, column.title(words));
            // Room for the triangle before an overspent amount.
            let mark = if column == Column::Disbursed && overspent {
                20.0
            } else {
                0.0
            };
            let label = match column {
                Column::Committed if is_computed(budget) => {
                    elide::width(painter, Role::Label, Texts(lang).computed()) + 6.0
                }
                _ => 0.0,
            };
            // The bar of the rate stands left of the widest rate there usually is.
            let rate = match column {
                Column::Rate => elide::width(painter, Role::AmountTotal, WIDEST_RATE),
                _ => 0.0,
            };
            (amounts.fold(0.0_f32, f32::max) + mark + label)
                .max(head)
                .max(rate)
                .ceil()
        };
        let mut natural: Vec<(Column, f32)> = Column::shown(budget)
            .into_iter()
            .map(|c| (c, least(c)))
            .collect();
        // Where there is room, a column without figures is as wide as those with them.
        let sample = match unit {
            Unit::Dong => "100.000.000",
            Unit::Million => "1.000,0",
        };
        let usual = elide::width(painter, Role::AmountTotal, sample).ceil();
        let even =
            |(c, w): &(Column, f32)| (*c, if *c == Column::Rate { *w } else { w.max(usual) });
        let evened: Vec<(Column, f32)> = natural.iter().map(even).collect();
        let widths: f32 = evened.iter().map(|(_, w)| w + 14.0).sum();
        if widths + 2.0 * padding + 200.0 <= room {
            natural = evened;
        }
        let needed = |columns: &[(Column, f32)]| {
            let widths: f32 = columns.iter().map(|(_, w)| w + TIGHT).sum();
            widths + 2.0 * padding + TIGHT_NAME
        };
        let mut folded = Vec::new();
        let crowded = needed(&natural) > room;
        if crowded && !all {
            for column in Column::FOLDING {
                if needed(&natural) <= room {
                    break;
                }
                natural.retain(|(c, _)| *c != column);
                folded.push(column);
            }
            folded.retain(|c| Column::shown(budget).contains(c));
            folded.sort_unstable();
        }
        let count = natural.len() as f32;
        let taken =
            |gap: f32| natural.iter().map(|(_, w)| w).sum::<f32>() + count * gap + 2.0 * padding;
        // The gap between columns and the narrowest column of names, in points: roomy, or tight.
        // Where not even the tight one fits, the table slides, and the names may have their room.
        let (gap, least_name) = match () {
            () if taken(14.0) + 200.0 <= room => (14.0, 200.0),
            () if taken(TIGHT) + TIGHT_NAME <= room => (TIGHT, TIGHT_NAME),
            () => (TIGHT, 190.0),
        };
        let meter = taken(gap) + least_name + METER + 6.0 <= room;
        let bar = |column: Column| {
            if meter && column == Column::Rate {
                METER + 6.0
            } else {
                0.0
            }
        };
        let used = taken(gap) + bar(Column::Rate);
        // What is left over goes to the names first, then to all alike.
        let spare = (room - used - least_name).max(0.0);
        let for_names = spare.min(60.0) + (spare - 60.0).max(0.0) * 0.25;
        let each = (spare - for_names) / count.max(1.0);
        let columns: Vec<(Column, f32)> = natural
            .iter()
            .map(|(c, width)| (*c, (width + gap + bar(*c) + each).floor()))
            .collect();
        let used: f32 = columns.iter().map(|(_, width)| width).sum::<f32>() + 2.0 * padding;
        let name = (room - used).max(least_name);
        Self {
            columns,
            name,
            folded,
            slides: crowded && all,
            meter,
            width: (name + used).max(room),
        }
    }
}
