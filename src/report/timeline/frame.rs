//! What stands around the chart: the title, the bands of the years, the axis, the labels, the legend.

use super::{LINE, Layout, Request, looks, shapes};
use crate::insight::YearFilter;
use crate::insight::timeline::{Area, AxisUnit, Look, Mark, Row, Scale, Tick};
use crate::model::Plan;
use crate::report::drawing::{Align, Canvas, Ink, Letters, Stroke};
use crate::report::names::{Names, one_line};
use crate::text::date;
use crate::text::strings::plan::Plan as Texts;
use crate::text::strings::report::Report;
use chrono::{Datelike as _, NaiveDate};
use std::ops::Range;

const BODY: f32 = 12.0;
const SMALL: f32 = 10.5;

pub(super) struct Frame<'a> {
    pub(super) request: &'a Request<'a>,
    pub(super) names: Names<'a>,
    pub(super) layout: &'a Layout,
    pub(super) scale: Scale,
    pub(super) lines: Range<usize>,
}

impl Frame<'_> {
    const fn texts(&self) -> Texts {
        Texts(self.names.lang)
    }

    const fn report(&self) -> Report {
        Report(self.names.lang)
    }

    fn is_sample(&self) -> bool {
        self.request.programme.header.sample_today.is_some()
    }

    /// The years in words.
    fn years(&self) -> String {
        match self.request.insight.years {
            YearFilter::Year(year) => self.names.words().year(year),
            YearFilter::All => {
                let plans = &self.request.insight.plans;
                match (plans.first(), plans.last()) {
                    (Some(a), Some(b)) if a.year < b.year => self.report().period(a.year, b.year),
                    _ => self.names.words().whole_period().to_owned(),
                }
            }
        }
    }

    /// The name of the sheet.
    pub(super) fn name(&self) -> String {
        let title = one_line(&self.request.programme.header.title);
        let name = self
            .report()
            .sheet(&title, self.texts().title(), &self.years());
        if self.is_sample() {
            format!("[{}] {name}", self.names.words().sample_data())
        } else {
            name
        }
    }

    /// The head of the sheet.
    pub(super) fn title(&self, canvas: &mut Canvas<'_>, (page, all): (usize, usize)) {
        let l = self.layout;
        let (left, right) = (l.margin, l.right());
        // Tags at the right end, with words in capitals and outlines: seen without colours.
        let mut end = right;
        let mut tags = Vec::new();
        if self.is_sample() {
            tags.push(self.names.words().sample_data().to_uppercase());
        }
        if self.is_draft() {
            tags.push(self.report().draft().to_uppercase());
        }
        for tag in tags {
            let width = canvas.measure.width(&tag, BODY, true) + 16.0;
            let at = Area {
                x: end - width,
                y: l.margin + 2.0,
                w: width,
                h: 22.0,
            };
            let line = Stroke::new(Ink::Text, 1.2).dashed(4.0, 2.5);
            canvas.boxed(at, 3.0, Some(Ink::Paper), Some(line));
            let look = Letters::new(BODY, Ink::Text).bold().align(Align::Middle);
            canvas.words((at.x + width / 2.0, at.middle()), &tag, look, width);
            end -= width + 8.0;
        }
        let title = one_line(&self.request.programme.header.title);
        // A long title is set smaller before it is cut.
        let room = end - left - 12.0;
        let wide = canvas.measure.width(&title, 17.0, true).max(1.0);
        let size = (17.0 * room / wide).clamp(11.0, 17.0) - 0.05;
        let look = Letters::new(size, Ink::Text).bold();
        canvas.words((left, l.margin + 13.0), &title, look, room);
        let kind = self.report().pair(self.texts().title(), &self.years());
        let look = Letters::new(13.0, Ink::Text).bold();
        let y = l.margin + 38.0;
        let width = canvas.words((left, y), &kind, look, (right - left) * 0.6);
        let as_of = self
            .report()
            .as_of(&date::format(self.request.insight.today));
        let printed = self.report().printed(&date::format(self.request.printed));
        let facts = if all > 1 {
            format!("{as_of} · {printed} · {}", self.report().page(page, all))
        } else {
            format!("{as_of} · {printed}")
        };
        let look = Letters::new(BODY, Ink::Quiet).align(Align::End);
        canvas.words((right, y), &facts, look, right - left - width - 24.0);
        if let Some(beside) = self.request.compared {
            let y = l.margin + 54.0;
            let at = Area {
                x: left,
                y: y - 2.0,
                w: 18.0,
                h: 4.0,
            };
            let line = Some(Stroke::new(Ink::Quiet, 0.6));
            canvas.boxed(at, 0.0, Some(Ink::Base), line);
            let words = self.report().pair(self.texts().compare(), beside.words);
            let look = Letters::new(SMALL, Ink::Text);
            canvas.words((left + 24.0, y), &words, look, right - left - 24.0);
        }
    }

    /// One year is shown, and its joint plan has no number or no date yet.
    fn is_draft(&self) -> bool {
        match self.request.insight.years {
            YearFilter::Year(year) => self.plan(year).is_some_and(is_draft),
            YearFilter::All => false,
        }
    }

    fn plan(&self, year: i32) -> Option<&Plan> {
        let plans = self.request.insight.plans.iter().find(|p| p.year == year)?;
        self.request.programme.plans.get(plans.joint.as_ref()?)
    }

    /// A band for each year with its joint plan: its state, its number and date, or that it is a draft.
    pub(super) fn bands(&self, canvas: &mut Canvas<'_>) {
        let l = self.layout;
        let (top, bottom) = (l.tops[0], l.tops[1]);
        let body = l.body();
        let seen = |x: f32| self.scale.date(x).map(|d| d.year());
        let (Some(first), Some(last)) = (seen(0.5), seen(body.w - 0.5)) else {
            return;
        };
        for year in first..=last {
            let day = |m, d| NaiveDate::from_ymd_opt(year, m, d);
            let (Some(from), Some(to)) = (day(1, 1), day(12, 31)) else {
                continue;
            };
            let (x, end) = (self.scale.x(from), self.scale.x_end(to));
            let at = Area {
                x: body.x + x.max(0.0),
                y: top,
                w: end.min(body.w) - x.max(0.0),
                h: bottom - top,
            };
            let line = Some(Stroke::new(Ink::Strong, 1.0));
            canvas.boxed(at, 0.0, Some(Ink::Panel), line);
            let room = at.w - 12.0;
            if room < 24.0 {
                continue;
            }
            let name = self.texts().plan_of(year);
            let wide = canvas.measure.width(&name, BODY, true) <= room;
            let name = if wide { name } else { year.to_string() };
            let look = Letters::new(BODY, Ink::Text).bold();
            canvas.words((at.x + 6.0, top + 11.0), &name, look, room);
            let state = self.state(year);
            let look = Letters::new(SMALL, Ink::Quiet);
            canvas.words((at.x + 6.0, top + 25.0), &state, look, room);
        }
    }

    fn state(&self, year: i32) -> String {
        let Some(plan) = self.plan(year) else {
            return self.texts().no_plan().to_owned();
        };
        let word = self.names.words().plan_state(plan.state.is).to_owned();
        if is_draft(plan) {
            return self
                .report()
                .state_draft(&self.report().draft().to_uppercase(), &word);
        }
        let day = plan.issued_on.map(date::format).unwrap_or_default();
        self.report()
            .state_issued(&one_line(&plan.number), &day, &word)
    }

    /// The axis, with the names of the columns beside it.
    pub(super) fn axis(&self, canvas: &mut Canvas<'_>) {
        let l = self.layout;
        let (top, bottom) = (l.tops[1], l.tops[2]);
        let body = l.body();
        for tick in self.scale.ticks(body.w) {
            let x = body.x + tick.from;
            let ink = if tick.strong { Ink::Strong } else { Ink::Line };
            canvas.line(&[(x, top), (x, bottom)], Stroke::new(ink, 0.8));
            let name = self.tick(&tick);
            let look = Letters::new(SMALL, Ink::Quiet).align(Align::Middle);
            let (from, to) = (tick.from.max(0.0), tick.to.min(body.w));
            let middle = body.x + (from + to) / 2.0;
            if canvas.measure.width(&name, SMALL, false) <= to - from - 2.0 {
                canvas.words((middle, (top + bottom) / 2.0), &name, look, f32::INFINITY);
            }
        }
        let line = Stroke::new(Ink::Strong, 1.0);
        canvas.line(&[(body.x, bottom), (body.right(), bottom)], line);
    }

    fn tick(&self, tick: &Tick) -> String {
        let t = self.texts();
        let (at, wide) = (tick.date, tick.to - tick.from);
        match tick.unit {
            AxisUnit::Year => at.year().to_string(),
            AxisUnit::Quarter => {
                let roman = match at.month() {
                    1..=3 => "I",
                    4..=6 => "II",
                    7..=9 => "III",
                    _ => "IV",
                };
                if wide >= 40.0 {
                    self.report().quarter(roman)
                } else {
                    roman.to_owned()
                }
            }
            AxisUnit::Month if wide >= 62.0 => t.month_long(at.month()),
            AxisUnit::Month => t.month_short(at.month()),
            AxisUnit::Week => date::format_short(at),
            AxisUnit::Day if at.day() == 1 && wide >= 36.0 => date::format_short(at),
            AxisUnit::Day => at.day().to_string(),
        }
    }

    /// The lines of the axis over the chart, and those between the rows.
    pub(super) fn grid(&self, canvas: &mut Canvas<'_>, chart: Area) {
        let bottom = chart.y + chart.h;
        for tick in self.scale.ticks(chart.w) {
            let ink = if tick.strong { Ink::Line } else { Ink::Grid };
            let x = chart.x + tick.from;
            canvas.line(&[(x, chart.y), (x, bottom)], Stroke::new(ink, 0.7));
        }
        for nth in 1..=self.lines.len() {
            let y = chart.y + nth as f32 * LINE;
            let line = Stroke::new(Ink::Grid, 0.7);
            canvas.line(&[(chart.x, y), (chart.right(), y)], line);
        }
    }

    /// Today, over the chart and beside the axis.
    pub(super) fn today(&self, canvas: &mut Canvas<'_>, chart: Area) {
        let x = chart.x + self.scale.x_mid(self.request.insight.today);
        if x < chart.x || x > chart.right() || chart.h <= 0.0 {
            return;
        }
        let line = Stroke::new(Ink::Accent, 1.6);
        canvas.line(&[(x, chart.y - 5.0), (x, chart.y + chart.h)], line);
        let head = [
            (x, chart.y),
            (x - 4.5, chart.y - 7.0),
            (x + 4.5, chart.y - 7.0),
        ];
        canvas.shape(&head, Some(Ink::Accent), None);
    }

    /// The column at the left: titles, who leads, deadlines.
    pub(super) fn labels(&self, canvas: &mut Canvas<'_>) {
        let l = self.layout;
        let t = self.report();
        let [title, lead, _] = l.columns;
        let xs = [l.margin, l.margin + title, l.margin + title + lead];
        let y = (l.tops[1] + l.tops[2]) / 2.0;
        let look = Letters::new(SMALL, Ink::Quiet).bold();
        let names = [t.activity(), t.lead(), t.deadline()];
        for ((x, name), width) in xs.iter().zip(names).zip(l.columns) {
            canvas.words((x + 4.0, y), name, look, width - 6.0);
        }
        let line = Stroke::new(Ink::Strong, 1.0);
        canvas.line(&[(l.margin, l.tops[2]), (l.chart, l.tops[2])], line);
        for (nth, number) in self.lines.clone().enumerate() {
            let top = l.tops[2] + nth as f32 * LINE;
            let Some(line) = self.request.rows.lines.get(number) else {
                continue;
            };
            // A row that goes on from the page before is named again.
            if line.first || nth == 0 {
                self.label(canvas, self.request.rows.list.get(line.row), top, xs);
            }
            let under = Stroke::new(Ink::Grid, 0.7);
            let y = top + LINE;
            canvas.line(&[(l.margin, y), (l.chart, y)], under);
        }
        let bottom = l.tops[2] + self.lines.len() as f32 * LINE;
        let side = Stroke::new(Ink::Strong, 1.0);
        canvas.line(&[(l.chart, l.tops[0]), (l.chart, bottom)], side);
        canvas.line(&[(l.margin, bottom), (l.right(), bottom)], side);
    }

    fn label(&self, canvas: &mut Canvas<'_>, row: Option<&Row>, top: f32, xs: [f32; 3]) {
        let l = self.layout;
        let y = top + LINE / 2.0;
        match row {
            Some(Row::Head(head)) => {
                let ground = Area {
                    x: l.margin,
                    y: top,
                    w: l.chart - l.margin,
                    h: LINE,
                };
                canvas.boxed(ground, 0.0, Some(Ink::Panel), None);
                let (cite, name) = self.names.group(&head.group);
                let count = if head.all == 0 {
                    "—".to_owned()
                } else {
                    format!("{}/{}", head.done, head.all)
                };
                let look = Letters::new(BODY, Ink::Text).bold().align(Align::End);
                let used = canvas.words((l.chart - 6.0, y), &count, look, 80.0);
                let mut room = l.chart - 12.0 - used - xs[0];
                if head.folded && head.overdue > 0 {
                    let late = self.report().late_below(head.overdue);
                    let look = Letters::new(SMALL, Ink::Late).bold().align(Align::End);
                    let place = (l.chart - 14.0 - used, y);
                    room -= canvas.words(place, &late, look, room / 2.0) + 8.0;
                }
                let look = Letters::new(BODY, Ink::Text).bold();
                let mut x = xs[0] + 4.0;
                if !cite.is_empty() {
                    let width = canvas.words((x, y), &cite, look, room) + 8.0;
                    x += width;
                    room -= width;
                }
                let look = if cite.is_empty() {
                    look
                } else {
                    Letters::new(BODY, Ink::Quiet)
                };
                canvas.words((x, y), &name, look, room - 4.0);
            }
            Some(Row::Work(work)) => {
                let current = work.current(self.request.insight);
                let known = &self.request.programme.activities;
                let removed = || {
                    let gone = &self.request.compared?.compared.removed;
                    gone.iter().find(|a| work.ids.contains(&a.id))
                };
                let Some(a) = current.and_then(|id| known.get(id)).or_else(removed) else {
                    return;
                };
                let title = self.names.said(work.title.as_ref().unwrap_or(&a.title));
                let ink = if work.removed { Ink::Quiet } else { Ink::Text };
                let look = Letters::new(BODY, ink);
                let indent = 10.0;
                let room = xs[1] - xs[0] - indent - 6.0;
                let left = xs[0] + indent;
                let width = canvas.words((left, y), &title, look, room);
                if work.removed {
                    canvas.line(&[(left, y), (left + width, y)], Stroke::new(ink, 0.8));
                }
                let look = Letters::new(SMALL, Ink::Quiet);
                let lead = self.names.lead(a);
                canvas.words((xs[1] + 4.0, y), &lead, look, xs[2] - xs[1] - 8.0);
                let day = |day: Option<NaiveDate>| day.map_or_else(|| "—".to_owned(), date::format);
                let moved = self.request.compared.map(|b| &b.compared.comparison.moved);
                let was = moved.and_then(|moved| moved.get(&a.id)).map(|was| was.1);
                let (x, room) = (xs[2] + 4.0, l.chart - xs[2] - 6.0);
                match was.filter(|was| *was != a.due) {
                    None => {
                        canvas.words((x, y), &day(a.due), look, room);
                    }
                    // The old deadline struck above the new one.
                    Some(was) => {
                        let small = Letters::new(9.0, Ink::Quiet);
                        let width = canvas.words((x, y - 5.5), &day(was), small, room);
                        let line = Stroke::new(Ink::Quiet, 0.8);
                        canvas.line(&[(x, y - 5.5), (x + width, y - 5.5)], line);
                        let small = Letters::new(9.5, Ink::Text);
                        canvas.words((x, y + 5.5), &day(a.due), small, room);
                    }
                }
            }
            None => {}
        }
    }

    /// The legend and the page's number.
    pub(super) fn foot(&self, canvas: &mut Canvas<'_>, (page, all): (usize, usize)) {
        let l = self.layout;
        let top = l.tops[2] + (l.bottom - l.tops[2]).max(self.lines.len() as f32 * LINE);
        let words = self.names.words();
        let mut y = top + 14.0;
        let mut x = l.margin;
        let look = Letters::new(SMALL, Ink::Text);
        let names = [
            (Some(Look::Done), words.done()),
            (Some(Look::DoneLate), words.done_late()),
            (Some(Look::Running), words.in_progress()),
            (Some(Look::Planned), words.not_started()),
            (Some(Look::Overdue), words.running_late()),
            (Some(Look::OverdueUntouched), self.report().late_not_begun()),
            (Some(Look::Aside), self.report().set_aside()),
            (None, self.report().category_milestone()),
        ];
        for (sample, name) in names {
            let width = canvas.measure.width(name, SMALL, false);
            let box_width = if sample.is_some() { 30.0 } else { 14.0 };
            let whole = box_width + 6.0 + width + 16.0;
            if x + whole > l.right() && x > l.margin {
                (x, y) = (l.margin, y + 17.0);
            }
            let at = Area {
                x,
                y: y - 5.5,
                w: box_width,
                h: 11.0,
            };
            match sample {
                Some(look) => {
                    let bar = if look == Look::DoneLate {
                        let bar = Area { w: 20.0, ..at };
                        let behind = Area {
                            x: bar.right(),
                            w: 10.0,
                            ..at
                        };
                        looks::late(canvas, look, behind);
                        bar
                    } else {
                        at
                    };
                    let shaded_to = match look {
                        Look::Done | Look::DoneLate => bar.right(),
                        _ => at.x + 15.0,
                    };
                    looks::bar(canvas, bar, look, shaded_to, false);
                }
                None => shapes::milestone(canvas, (x + 7.0, y), Mark::Open),
            }
            canvas.words((x + box_width + 6.0, y), name, look, f32::INFINITY);
            x += whole;
        }
        let y = top + 52.0;
        let look = Letters::new(SMALL, Ink::Faint);
        let mut note = "Đồng Hành".to_owned();
        if self.is_sample() {
            note = format!("{note} · {}", self.report().sample_note());
        }
        canvas.words((l.margin, y), &note, look, l.right() - l.margin - 120.0);
        let number = self.report().page(page, all);
        let look = look.align(Align::End);
        canvas.words((l.right(), y), &number, look, 110.0);
    }
}

/// A plan is a draft until it has a number and a date.
fn is_draft(plan: &Plan) -> bool {
    plan.number.trim().is_empty() || plan.issued_on.is_none()
}
