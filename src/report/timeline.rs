//! The timeline on paper: the scene that the screen paints, laid out on sheets that can be printed
//! and that stay legible in black and white.
//!
//! [`sheets`] breaks the lines into pages and repeats the heads; `looks` says how a bar looks;
//! `shapes` draws the scene; `frame` draws what stands around it.

mod frame;
pub mod looks;
mod shapes;

use super::drawing::{Area, Canvas, Measure, Sheet};
use super::names::Names;
use crate::insight::timeline::scene::SceneInput;
use crate::insight::timeline::{Compared, Row, Rows, Scale, Scene};
use crate::insight::{Insight, YearFilter};
use crate::model::Programme;
use crate::text::strings::Lang;
use chrono::{Datelike as _, NaiveDate};
use std::collections::BTreeMap;
use std::ops::Range;

/// The size of a sheet of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

/// What the picture is fitted to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Format {
    /// Sheets of paper, as many as are needed.
    Pages {
        /// Their size.
        paper: Paper,
        /// Higher than wide.
        portrait: bool,
    },
    /// One long sheet at a zoom: so many points a day.
    Screen {
        /// Points a day.
        px_per_day: f64,
    },
}

impl Default for Format {
    fn default() -> Self {
        Self::Pages {
            paper: Paper::A4,
            portrait: false,
        }
    }
}

/// What is drawn.
pub struct Request<'a> {
    /// The model.
    pub programme: &'a Programme,
    /// What follows from it.
    pub insight: &'a Insight,
    /// The rows, as they are seen.
    pub rows: &'a Rows,
    /// Whether dependencies are drawn.
    pub links: bool,
    /// Two moments that are compared.
    pub compared: Option<Beside<'a>>,
    /// The first and the last day on the axis; those of the years that are shown where none are given.
    pub stretch: Option<(NaiveDate, NaiveDate)>,
    /// The day on which it is printed.
    pub printed: NaiveDate,
    /// What it is fitted to.
    pub format: Format,
    /// Whether the names of households may stand in titles.
    pub names: bool,
    /// The language.
    pub lang: Lang,
    /// How wide words are.
    pub measure: &'a dyn Measure,
}

/// A comparison beside the rows.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// What was found; the rows are those of the later moment.
    pub compared: &'a Compared,
    /// Which moments they are, and the counts.
    pub words: &'a str,
}

/// More than can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TooMuch {
    /// So many pages.
    Pages(usize),
    /// One sheet would be so long.
    Lines(usize),
}

/// The most pages of one picture.
pub const MOST_PAGES: usize = 200;
/// The most lines on one long sheet.
pub const MOST_LINES: usize = 2000;
/// The height of a line, in units.
const LINE: f32 = 24.0;
/// The widest chart of a long sheet, in units.
const WIDEST: f32 = 12_000.0;

/// Where things lie on a sheet, in units.
#[derive(Clone, Copy, Debug)]
struct Layout {
    width: f32,
    height: f32,
    mm: f32,
    margin: f32,
    /// The width of the titles, of the lead units, of the deadlines.
    columns: [f32; 3],
    /// The left edge of the chart.
    chart: f32,
    /// The bottom of the title, of the bands, of the axis.
    tops: [f32; 3],
    /// The bottom of the lines.
    bottom: f32,
}

impl Layout {
    const HEAD: f32 = 62.0;
    const BAND: f32 = 34.0;
    const AXIS: f32 = 22.0;
    const FOOT: f32 = 60.0;

    fn of(format: Format, days: f32, lines: usize) -> Self {
        let (mut width, mut height, mm) = match format {
            Format::Pages { paper, portrait } => {
                let (long, short, mm) = match paper {
                    Paper::A4 => (297.0, 210.0, 0.2395),
                    Paper::A3 => (420.0, 297.0, 0.265),
                };
                let (w, h) = if portrait {
                    (short, long)
                } else {
                    (long, short)
                };
                (w / mm, h / mm, mm)
            }
            // A point of the screen is 1/96 of an inch.
            Format::Screen { .. } => (0.0, 0.0, 25.4 / 96.0),
        };
        let margin = 10.0 / mm;
        let columns = match format {
            Format::Pages { portrait: true, .. } => [216.0, 88.0, 70.0],
            Format::Pages {
                paper: Paper::A3, ..
            } => [340.0, 150.0, 74.0],
            _ => [270.0, 112.0, 70.0],
        };
        let chart = margin + columns.iter().sum::<f32>();
        let tops = [
            margin + Self::HEAD,
            margin + Self::HEAD + Self::BAND,
            margin + Self::HEAD + Self::BAND + Self::AXIS,
        ];
        if let Format::Screen { px_per_day } = format {
            let room = (days * px_per_day as f32).clamp(480.0, WIDEST);
            width = chart + room + margin;
            height = tops[2] + lines as f32 * LINE + Self::FOOT + margin;
        }
        Self {
            width,
            height,
            mm,
            margin,
            columns,
            chart,
            tops,
            bottom: height - margin - Self::FOOT,
        }
    }

    /// The chart below the axis.
    fn body(&self) -> Area {
        Area {
            x: self.chart,
            y: self.tops[2],
            w: self.right() - self.chart,
            h: self.bottom - self.tops[2],
        }
    }

    fn right(&self) -> f32 {
        self.width - self.margin
    }

    fn lines(&self) -> usize {
        ((self.bottom - self.tops[2]) / LINE).floor().max(1.0) as usize
    }
}

/// The sheets, from first to last; at least one.
///
/// # Errors
/// More than [`MOST_PAGES`] pages, or more than [`MOST_LINES`] lines on one sheet.
pub fn sheets(request: &Request<'_>) -> Result<Vec<Sheet>, TooMuch> {
    let (from, to) = span(request);
    let days = (to - from).num_days() as f32 + 1.0;
    let count = request.rows.lines.len();
    let layout = Layout::of(request.format, days, count);
    let pages = match request.format {
        Format::Screen { .. } if count > MOST_LINES => return Err(TooMuch::Lines(count)),
        Format::Screen { .. } => std::iter::once(0..count).collect(),
        Format::Pages { .. } => pages(request.rows, layout.lines()),
    };
    if pages.len() > MOST_PAGES {
        return Err(TooMuch::Pages(pages.len()));
    }
    let scale = Scale::fit(from, to, layout.body().w);
    let all = pages.len();
    let sheet = |(nth, lines)| page(request, &layout, scale, lines, (nth + 1, all));
    Ok(pages.into_iter().enumerate().map(sheet).collect())
}

/// The years on the axis: those that are shown, and whatever else has a bar.
fn span(request: &Request<'_>) -> (NaiveDate, NaiveDate) {
    if let Some((from, to)) = request.stretch {
        return (from, to.max(from));
    }
    let day = |year: i32, month, day| NaiveDate::from_ymd_opt(year, month, day);
    let today = request.insight.today;
    let (mut first, mut last) = match request.insight.years {
        YearFilter::Year(year) => (year, year),
        YearFilter::All => {
            let plans = &request.insight.plans;
            match (plans.first(), plans.last()) {
                (Some(first), Some(last)) => (first.year, last.year),
                _ => (today.year(), today.year()),
            }
        }
    };
    if request.insight.years == YearFilter::All
        && let Some((from, to)) = request.rows.span
    {
        // A date that was typed wrongly must not make everything else too small to read.
        first = first.min(from.year()).max(first - 5);
        last = last.max(to.year()).min(last + 5);
    }
    let from = day(first, 1, 1).unwrap_or(today);
    let to = day(last, 12, 31).unwrap_or(today);
    (from, to.max(from))
}

/// The lines of each page: no head stands alone at the foot of one.
fn pages(rows: &Rows, most: usize) -> Vec<Range<usize>> {
    let is_head = |line: usize| {
        let row = rows.lines.get(line).and_then(|l| rows.list.get(l.row));
        matches!(row, Some(Row::Head(head)) if head.all > 0 && !head.folded)
    };
    let count = rows.lines.len();
    let mut found = Vec::new();
    let mut start = 0;
    loop {
        let mut end = (start + most).min(count);
        if end < count && end > start + 1 && is_head(end - 1) {
            end -= 1;
        }
        found.push(start..end);
        if end >= count {
            return found;
        }
        start = end;
    }
}

fn page(
    request: &Request<'_>,
    layout: &Layout,
    scale: Scale,
    lines: Range<usize>,
    number: (usize, usize),
) -> Sheet {
    let names = Names {
        programme: request.programme,
        lang: request.lang,
        hidden: (!request.names).then_some(&request.insight.people),
    };
    let whole = Area {
        x: 0.0,
        y: 0.0,
        w: layout.width,
        h: layout.height,
    };
    let dragged = BTreeMap::new();
    let scene = Scene::of(&SceneInput {
        programme: request.programme,
        insight: request.insight,
        rows: request.rows,
        visible: lines.clone(),
        row_height: LINE,
        scale,
        width: layout.body().w,
        dragged: &dragged,
        links: request.links,
        compared: request.compared.map(|b| b.compared),
    });
    let frame = frame::Frame {
        request,
        names,
        layout,
        scale,
        lines: lines.clone(),
    };
    let used = Area {
        h: lines.len() as f32 * LINE,
        ..layout.body()
    };
    let mut back = Canvas::new(request.measure, whole);
    frame.title(&mut back, number);
    frame.labels(&mut back);
    frame.foot(&mut back, number);
    let top = Area {
        y: layout.tops[0],
        h: layout.tops[2] - layout.tops[0],
        ..used
    };
    let mut axis = Canvas::new(request.measure, top);
    frame.bands(&mut axis);
    frame.axis(&mut axis);
    let mut chart = Canvas::new(request.measure, used);
    frame.grid(&mut chart, used);
    let origin = (used.x, used.y - lines.start as f32 * LINE);
    shapes::draw(&mut chart, &scene, origin, used, names);
    let mut front = Canvas::new(request.measure, whole);
    frame.today(&mut front, used);
    Sheet {
        width: layout.width,
        height: layout.height,
        mm: layout.mm,
        title: frame.name(),
        layers: vec![back.layer, axis.layer, chart.layer, front.layer],
    }
}

#[cfg(test)]
mod tests;
