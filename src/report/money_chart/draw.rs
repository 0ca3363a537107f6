//! The drawing of a chart. Marks differ by shape and lightness, not by colour alone: the commitment is
//! a tick or a dashed line, the estimate a pale outlined box, the disbursed sum solid.

use super::{Bars, Chart, Kind, Month};
use crate::model::Sum;
use crate::report::drawing::{Align, Area, Canvas, Ink, Layer, Letters, Measure, Sheet, Stroke};
use crate::text::money::format_million;
use crate::text::strings::money::Money as Texts;
use crate::text::strings::vocabulary::Vocabulary;
use chrono::Datelike as _;

/// The size of labels.
const SMALL: f32 = 11.0;
/// The size of the title.
const LARGE: f32 = 15.0;

/// How large, and what stands around it.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Its width, in units.
    pub width: f32,
    /// Its height, in units.
    pub height: f32,
    /// With title and scope above, and what it was made from below: where it stands by itself.
    pub alone: bool,
}

impl Frame {
    /// A picture by itself, as wide as a page is between its margins.
    pub const PAPER: Self = Self {
        width: 960.0,
        height: 540.0,
        alone: true,
    };
}

/// A place of the drawing that means something.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Where.
    pub at: Area,
    /// What, in words.
    pub says: String,
}

/// A chart as drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The drawing.
    pub sheet: Sheet,
    /// What its places mean, from left to right or from top to bottom.
    pub spots: Vec<Spot>,
}

/// Draws a chart.
#[must_use]
pub fn draw(chart: &Chart, frame: Frame, measure: &dyn Measure) -> Picture {
    let whole = Area {
        x: 0.0,
        y: 0.0,
        w: frame.width,
        h: frame.height,
    };
    let mut pen = Pen {
        chart,
        canvas: Canvas::new(measure, whole),
        spots: Vec::new(),
    };
    let room = pen.around(frame);
    if chart.is_empty() {
        let look = Letters::new(12.0, Ink::Faint).align(Align::Middle);
        let middle = (room.x + room.w / 2.0, room.middle());
        let words = crate::text::strings::budget::Budget(chart.lang).no_figures();
        pen.canvas.words(middle, words, look, room.w);
    } else {
        match chart.kind {
            Kind::Years => pen.years(room),
            Kind::Cumulative => pen.cumulative(room),
            Kind::Sources => pen.sources(room),
        }
    }
    let Pen { canvas, spots, .. } = pen;
    let layers: Vec<Layer> = vec![canvas.layer];
    let title = format!("{}, {}", chart.title(), chart.scope);
    let title = if chart.sample {
        format!("[{}] {title}", Vocabulary(chart.lang).sample_data())
    } else {
        title
    };
    Picture {
        sheet: Sheet {
            width: frame.width,
            height: frame.height,
            // 960 units are the 165 mm between the margins of an A4 page (Nghị định 30/2020).
            mm: 165.0 / 960.0,
            title,
            layers,
        },
        spots,
    }
}

/// A round step so that at most `count` lines reach `greatest` đồng.
fn step(greatest: i64, count: i64) -> i64 {
    let mut power: i64 = 1_000_000;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if step
                .checked_mul(count)
                .is_none_or(|reach| reach >= greatest)
            {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

fn low(sum: &Sum) -> Option<i64> {
    sum.bounds().map(|(low, _)| low)
}

struct Pen<'a> {
    chart: &'a Chart,
    canvas: Canvas<'a>,
    spots: Vec<Spot>,
}

/// The marks of the legend.
#[derive(Clone, Copy)]
enum Mark {
    Tick,
    Pale,
    Solid,
    Step,
    Line,
}

impl Pen<'_> {
    /// Title, legend, footer; returns what is left for the chart.
    fn around(&mut self, frame: Frame) -> Area {
        let chart = self.chart;
        let words = Vocabulary(chart.lang);
        let (mut top, mut bottom) = (0.0, frame.height);
        let (mut left, mut right) = (0.0, frame.width);
        if frame.alone {
            (left, right) = (20.0, frame.width - 20.0);
            let look = Letters::new(LARGE, Ink::Text).bold();
            self.canvas
                .words((left, 26.0), chart.title(), look, right - left);
            let under = format!("{} · {}", chart.scope, words.million_dong());
            let look = Letters::new(12.0, Ink::Quiet);
            self.canvas.words((left, 47.0), &under, look, right - left);
            top = 62.0;
            bottom -= 12.0;
            if chart.sample {
                let look = Letters::new(SMALL, Ink::Soon).bold().align(Align::End);
                let sample = words.sample_data();
                self.canvas.words((right, 26.0), sample, look, 200.0);
            }
        }
        if !chart.left_out.is_empty() {
            let look = Letters::new(SMALL, Ink::Quiet);
            let place = (left, bottom - 7.0);
            self.canvas
                .words(place, &chart.left_out, look, right - left);
            bottom -= 18.0;
        }
        let low = self.legend(left, right, top + 8.0);
        top = low + 14.0;
        Area {
            x: left,
            y: top,
            w: (right - left).max(1.0),
            h: (bottom - top).max(1.0),
        }
    }

    /// The marks with their words from left to right. Returns the height of its line.
    fn legend(&mut self, left: f32, right: f32, y: f32) -> f32 {
        let words = Vocabulary(self.chart.lang);
        let texts = Texts(self.chart.lang);
        let marks: Vec<(Mark, &str)> = match self.chart.kind {
            Kind::Cumulative => vec![
                (Mark::Step, texts.legend_plan()),
                (Mark::Line, texts.legend_so_far()),
            ],
            _ => vec![
                (Mark::Tick, words.committed()),
                (Mark::Pale, words.estimate()),
                (Mark::Solid, words.disbursed()),
            ],
        };
        let mut x = left;
        for (mark, name) in marks {
            let square = Area {
                x,
                y: y - 4.5,
                w: 9.0,
                h: 9.0,
            };
            match mark {
                Mark::Tick => {
                    let line = Stroke::new(Ink::Text, 2.0);
                    self.canvas.line(&[(x, y), (x + 10.0, y)], line);
                }
                Mark::Pale => self.pale(square),
                Mark::Solid => self.canvas.boxed(square, 1.5, Some(Ink::Accent), None),
                Mark::Step => {
                    let line = Stroke::new(Ink::Text, 1.5).dashed(4.0, 3.0);
                    self.canvas.line(&[(x - 1.0, y), (x + 11.0, y)], line);
                }
                Mark::Line => {
                    let line = Stroke::new(Ink::Accent, 2.0);
                    self.canvas.line(&[(x - 1.0, y), (x + 11.0, y)], line);
                    self.dot(x + 5.0, y);
                }
            }
            let look = Letters::new(SMALL, Ink::Quiet);
            let room = (right - x - 14.0).max(0.0);
            x += 14.0 + self.canvas.words((x + 14.0, y), name, look, room) + 12.0;
        }
        y
    }

    fn pale(&mut self, at: Area) {
        let line = Stroke::new(Ink::AccentLine, 1.0);
        self.canvas
            .boxed(at, 2.0, Some(Ink::AccentSoft), Some(line));
    }

    fn dot(&mut self, x: f32, y: f32) {
        let at = Area {
            x: x - 2.5,
            y: y - 2.5,
            w: 5.0,
            h: 5.0,
        };
        self.canvas.boxed(at, 2.5, Some(Ink::Accent), None);
    }

    /// The scale at the left with its lines. Returns the plot and how many units a đồng is high.
    fn scale(&mut self, room: Area, greatest: i64) -> (Area, f32) {
        let count = if room.h > 260.0 { 5 } else { 3 };
        let step = step(greatest.max(1), count);
        let label = |dong: i64| {
            let text = format_million(dong);
            text.strip_suffix(",0").map_or(text.clone(), str::to_owned)
        };
        let reach = greatest.max(1) as f32 * 1.14;
        let lines: Vec<i64> = (0..=count)
            .map(|i| step.saturating_mul(i))
            .filter(|dong| (*dong as f32) < reach)
            .collect();
        let widest = lines
            .iter()
            .map(|d| self.canvas.measure.width(&label(*d), SMALL, false))
            .fold(0.0, f32::max);
        let plot = Area {
            x: room.x + widest + 8.0,
            y: room.y,
            w: (room.w - widest - 8.0).max(1.0),
            h: (room.h - 20.0).max(1.0),
        };
        let per_dong = plot.h / reach;
        let base = plot.y + plot.h;
        for dong in lines {
            let y = base - dong as f32 * per_dong;
            let ink = if dong == 0 { Ink::Strong } else { Ink::Grid };
            self.canvas
                .line(&[(plot.x, y), (plot.right(), y)], Stroke::new(ink, 1.0));
            let look = Letters::new(SMALL, Ink::Faint).align(Align::End);
            self.canvas
                .words((plot.x - 6.0, y), &label(dong), look, widest + 4.0);
        }
        (plot, per_dong)
    }

    fn years(&mut self, room: Area) {
        let chart = self.chart;
        let greatest = chart.bars.iter().flat_map(amounts).max().unwrap_or(0);
        let (plot, per_dong) = self.scale(room, greatest);
        let base = plot.y + plot.h;
        let slot = plot.w / chart.bars.len().max(1) as f32;
        for (at, bars) in chart.bars.iter().enumerate() {
            let middle = plot.x + slot * (at as f32 + 0.5);
            let wide = (slot * 0.29).clamp(4.0, 34.0);
            let top = |dong: i64| base - dong.max(0) as f32 * per_dong;
            let bar = |x: f32, dong: i64| Area {
                x,
                y: top(dong),
                w: wide,
                h: (base - top(dong)).max(0.5),
            };
            if let Some(dong) = low(&bars.estimate) {
                self.pale(bar(middle - wide - 1.0, dong));
            }
            if let Some(dong) = low(&bars.disbursed) {
                let at = bar(middle + 1.0, dong);
                self.canvas.boxed(at, 2.0, Some(Ink::Accent), None);
            }
            if let Some(dong) = low(&bars.committed) {
                let half = (wide + 6.0).min(slot / 2.0 - 1.0);
                // Committed only: dashed, as nothing came of it yet.
                let alone = bars.estimate.is_empty() && bars.disbursed.is_empty();
                let mut line = Stroke::new(Ink::Text, 2.0);
                if alone {
                    line = line.dashed(4.0, 3.0);
                }
                let y = top(dong);
                self.canvas
                    .line(&[(middle - half, y), (middle + half, y)], line);
            }
            if let Some(dong) = low(&bars.disbursed) {
                let place = (middle + 1.0 + wide / 2.0, top(dong) - 8.0);
                self.on_paper(place, &chart.amount(&bars.disbursed), slot + 16.0);
            }
            let nothing = bars.estimate.is_empty() && bars.disbursed.is_empty();
            if nothing {
                let look = Letters::new(SMALL, Ink::Faint).align(Align::Middle);
                self.canvas.words((middle, base - 9.0), "—", look, slot);
            }
            let mut look = Letters::new(12.0, Ink::Quiet).align(Align::Middle);
            if bars.shown && chart.bars.iter().any(|b| !b.shown) {
                look = look.bold();
                look.ink = Ink::Text;
            }
            self.canvas
                .words((middle, base + 12.0), &bars.name, look, slot);
            self.spots.push(Spot {
                at: Area {
                    x: middle - slot / 2.0,
                    y: plot.y,
                    w: slot,
                    h: room.y + room.h - plot.y,
                },
                says: chart.bars_in_words(bars),
            });
        }
    }

    /// Words over whatever lies below them.
    fn on_paper(&mut self, (x, y): (f32, f32), text: &str, room: f32) {
        let width = self.canvas.measure.width(text, SMALL, true).min(room);
        let ground = Area {
            x: x - width / 2.0 - 2.0,
            y: y - 6.5,
            w: width + 4.0,
            h: 13.0,
        };
        self.canvas.boxed(ground, 0.0, Some(Ink::Paper), None);
        let look = Letters::new(SMALL, Ink::Text).bold().align(Align::Middle);
        self.canvas.words((x, y), text, look, room);
    }

    fn sources(&mut self, room: Area) {
        let chart = self.chart;
        let greatest = chart.bars.iter().flat_map(amounts).max().unwrap_or(0);
        // All sources that there are fit: there are no more than the text of the domain names.
        let height = (room.h / chart.bars.len().max(1) as f32).clamp(16.0, 110.0);
        let names = (room.w * 0.34).min(220.0);
        let figure = |b: &Bars| chart.amount(&b.disbursed);
        let widest = chart
            .bars
            .iter()
            .map(|b| self.canvas.measure.width(&figure(b), SMALL, true))
            .fold(0.0, f32::max);
        let left = room.x + names + 8.0;
        let per_dong = (room.right() - left - widest - 10.0).max(1.0) / greatest.max(1) as f32;
        let line = Stroke::new(Ink::Strong, 1.0);
        let lowest = room.y + height * chart.bars.len() as f32;
        self.canvas
            .line(&[(left, room.y), (left, lowest.min(room.y + room.h))], line);
        for (at, bars) in chart.bars.iter().enumerate() {
            let top = room.y + height * at as f32;
            let middle = top + height / 2.0;
            let thick = (height * 0.34).clamp(4.0, 26.0);
            let look = Letters::new(12.0, Ink::Text);
            self.canvas.words((room.x, middle), &bars.name, look, names);
            let bar = |y: f32, dong: i64| Area {
                x: left,
                y,
                w: (dong.max(0) as f32 * per_dong).max(0.5),
                h: thick,
            };
            let mut end = left;
            let mut figure_at = middle + thick / 2.0 + 0.5;
            if let Some(dong) = low(&bars.estimate) {
                self.pale(bar(middle - thick - 0.5, dong));
            }
            if let Some(dong) = low(&bars.disbursed) {
                let at = bar(middle + 0.5, dong);
                end = end.max(at.right());
                self.canvas.boxed(at, 2.0, Some(Ink::Accent), None);
            }
            if let Some(dong) = low(&bars.committed) {
                let x = left + dong.max(0) as f32 * per_dong;
                let line = Stroke::new(Ink::Text, 2.0);
                let (a, b) = (middle - thick - 2.0, middle + thick + 2.0);
                self.canvas.line(&[(x, a), (x, b)], line);
            }
            if bars.disbursed.is_empty() {
                figure_at = middle;
            }
            // At the end of its own bar, over a tick that stands there.
            let text = figure(bars);
            let width = self.canvas.measure.width(&text, SMALL, true);
            let place = (end + 6.0 + width / 2.0, figure_at);
            self.on_paper(place, &text, widest + 4.0);
            self.spots.push(Spot {
                at: Area {
                    x: room.x,
                    y: top,
                    w: room.w,
                    h: height,
                },
                says: chart.bars_in_words(bars),
            });
        }
    }

    fn cumulative(&mut self, room: Area) {
        let chart = self.chart;
        let of = |m: &Month| [m.plan, m.so_far].into_iter().flatten();
        let greatest = chart.months.iter().flat_map(of).max().unwrap_or(0);
        let (plot, per_dong) = self.scale(room, greatest);
        let base = plot.y + plot.h;
        let slot = plot.w / chart.months.len().max(1) as f32;
        let y = |dong: i64| base - dong.max(0) as f32 * per_dong;
        let x = |at: usize| plot.x + slot * at as f32;
        let several = chart.months.len() > 13;
        let mut plan: Vec<(f32, f32)> = Vec::new();
        let mut paid: Vec<(f32, f32)> = Vec::new();
        for (at, month) in chart.months.iter().enumerate() {
            if let Some(dong) = month.plan {
                plan.push((x(at), y(dong)));
                plan.push((x(at + 1), y(dong)));
            }
            if let Some(dong) = month.so_far {
                // From nothing, where the first year with money begins.
                if paid.is_empty() {
                    paid.push((x(at), base));
                }
                paid.push((x(at + 1), y(dong)));
            }
            let begins_year = month.begins.month() == 1;
            let last = at + 1 == chart.months.len();
            if several && begins_year {
                let line = Stroke::new(Ink::Grid, 1.0);
                self.canvas.line(&[(x(at), plot.y), (x(at), base)], line);
                if !last {
                    let look = Letters::new(12.0, Ink::Quiet).align(Align::Middle);
                    let middle = (x(at) + slot * 6.0, base + 12.0);
                    let year = month.begins.year().to_string();
                    self.canvas.words(middle, &year, look, slot * 12.0);
                }
            } else if !several {
                let number = match (last, slot > 44.0) {
                    (true, true) => month.begins.format("%m/%Y").to_string(),
                    (true, false) => month.begins.format("%m/%y").to_string(),
                    (false, _) => month.begins.month().to_string(),
                };
                let look = Letters::new(SMALL, Ink::Quiet).align(Align::Middle);
                let middle = (x(at) + slot / 2.0, base + 12.0);
                self.canvas.words(middle, &number, look, slot.max(30.0));
            }
            self.spots.push(Spot {
                at: Area {
                    x: x(at),
                    y: plot.y,
                    w: slot,
                    h: plot.h + 20.0,
                },
                says: chart.month_in_words(month),
            });
        }
        self.canvas
            .line(&plan, Stroke::new(Ink::Text, 1.5).dashed(4.0, 3.0));
        self.canvas.line(&paid, Stroke::new(Ink::Accent, 2.0));
        let months = chart.months.iter().filter(|m| m.so_far.is_some());
        for ((x, y), month) in paid.iter().skip(1).zip(months) {
            if month.within != 0 {
                self.dot(*x, *y);
            }
        }
        let last = chart.months.iter().rev().find_map(|m| m.so_far);
        if let (Some((x, y)), Some(dong)) = (paid.last(), last) {
            let text = format_million(dong);
            let width = self.canvas.measure.width(&text, SMALL, true);
            // Inside the plot, over the end of the line.
            let half = width / 2.0 + 2.0;
            let x = x.clamp(plot.x + half, (plot.right() - half).max(plot.x + half));
            self.on_paper((x, (y - 11.0).max(plot.y + 6.0)), &text, width + 4.0);
        }
    }
}

fn amounts(bars: &Bars) -> impl Iterator<Item = i64> {
    [
        low(&bars.committed),
        low(&bars.estimate),
        low(&bars.disbursed),
    ]
    .into_iter()
    .flatten()
}
