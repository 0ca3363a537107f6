//! The columns of the budget table: which are shown, what they hold, how wide they are.

use super::figures::{self, Unit};
use crate::insight::{Budget, Figures};
use crate::model::{BudgetLine, Figure};
use crate::text::strings::Lang;
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::vocabulary::Vocabulary;
use crate::ui::tokens::Role;
use crate::ui::widgets::elide;
use eframe::egui::Painter;

pub use crate::insight::ledger::Column;

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
    /// Whether it stands where the user did not choose: those used seldom only where there is a figure.
    #[must_use]
    pub fn is_usual(self, budget: &Budget) -> bool {
        let seldom = [
            Self::CarriedOver,
            Self::Cancelled,
            Self::Advanced,
            Self::CarriedOut,
        ];
        !seldom.contains(&self) || self.measure(&budget.total).is_some()
    }

    /// The order in which columns give way where there is no room for all: what is read least
    /// first. The others always stand.
    const FOLDING: [Self; 7] = [
        Self::CarriedOut,
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
            Self::CarriedOut => words.carried_out(),
            Self::Remaining => words.remaining(),
        }
    }

    /// What it is, in a sentence.
    #[must_use]
    pub const fn help(self, texts: Texts) -> &'static str {
        match self {
            Self::Committed => texts.help_committed(),
            Self::CarriedOver => texts.help_carried_over(),
            Self::Estimate => texts.help_estimate(),
            Self::Cancelled => texts.help_cancelled(),
            Self::Allocated => texts.help_allocated(),
            Self::Advanced => texts.help_advanced(),
            Self::Disbursed => texts.help_disbursed(),
            Self::Rate => texts.help_rate(),
            Self::Settled => texts.help_settled(),
            Self::CarriedOut => texts.help_carried_out(),
            Self::Remaining => texts.help_remaining(),
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
            Self::Rate | Self::CarriedOut | Self::Remaining => Entry::Derived,
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
            Self::Advanced
            | Self::Disbursed
            | Self::Settled
            | Self::CarriedOut
            | Self::Rate
            | Self::Remaining => None,
        }
    }

    /// What the cell says.
    #[must_use]
    pub fn text(self, figures: &Figures, unit: Unit, lang: Lang) -> String {
        self.sum(figures)
            .map_or_else(|| figures::rate(figures), |sum| unit.sum(&sum, lang))
    }
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

/// What the columns have to hold.
pub struct Contents<'a> {
    /// The columns with the widest text of each.
    pub columns: &'a [(Column, String)],
    /// In which unit.
    pub unit: Unit,
    /// In which language.
    pub lang: Lang,
    /// Something is overspent: a triangle stands before it.
    pub overspent: bool,
    /// A commitment is arithmetic: it is labelled.
    pub computed: bool,
    /// The column with the arrow of the order.
    pub sorted: Option<Column>,
}

/// Width of the arrow of the order with its gap, in points.
pub const ARROW: f32 = 15.0;

impl Layout {
    /// Fits the columns into `room` points. Where they do not fit, those that are read least are
    /// folded away; with `all` they stand nevertheless, and the table is wider than the room.
    #[must_use]
    pub fn of(painter: &Painter, contents: &Contents<'_>, room: f32, all: bool) -> Self {
        let padding = super::table::PADDING;
        let words = Vocabulary(contents.lang);
        let least = |column: Column, widest: &str| {
            let amount = elide::width(painter, Role::AmountTotal, widest);
            let mut head = elide::width(painter, Role::TableHeader, column.title(words));
            if contents.sorted == Some(column) {
                head += ARROW;
            }
            // Room for the triangle before an overspent amount.
            let mark = if column == Column::Disbursed && contents.overspent {
                20.0
            } else {
                0.0
            };
            let label = match column {
                Column::Committed if contents.computed => {
                    elide::width(painter, Role::Label, Texts(contents.lang).computed()) + 6.0
                }
                _ => 0.0,
            };
            // The bar of the rate stands left of the widest rate there usually is.
            let rate = match column {
                Column::Rate => elide::width(painter, Role::AmountTotal, WIDEST_RATE),
                _ => 0.0,
            };
            (amount + mark + label).max(head).max(rate).ceil()
        };
        let shown = contents.columns;
        let mut natural: Vec<(Column, f32)> = shown
            .iter()
            .map(|(c, widest)| (*c, least(*c, widest)))
            .collect();
        // Where there is room, a column without figures is as wide as those with them.
        let sample = match contents.unit {
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
            folded.retain(|c| shown.iter().any(|(other, _)| other == c));
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
