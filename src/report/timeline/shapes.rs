//! The shapes of the scene as a drawing.

use super::looks;
use crate::insight::Standing;
use crate::insight::timeline::{Area, Change, Form, Link, Look, Mark, Scene, Shape};
use crate::report::drawing::{Canvas, Ink, Letters, Stroke};
use crate::report::names::Names;
use crate::text::strings::plan::Plan as Texts;

/// The side of a milestone, in units.
pub(super) const MILESTONE: f32 = 13.0;
const WORDS: f32 = 11.0;

/// Draws the scene with its top left at `origin`; `chart` is what is seen of it.
pub(super) fn draw(
    canvas: &mut Canvas<'_>,
    scene: &Scene,
    origin: (f32, f32),
    chart: Area,
    names: Names<'_>,
) {
    let mut brush = Brush {
        canvas,
        origin,
        chart,
        names,
    };
    for link in &scene.links {
        brush.link(link);
    }
    for shape in &scene.shapes {
        brush.shape(shape);
    }
}

struct Brush<'a, 'b> {
    canvas: &'a mut Canvas<'b>,
    origin: (f32, f32),
    chart: Area,
    names: Names<'a>,
}

impl Brush<'_, '_> {
    fn at(&self, area: Area) -> Area {
        Area {
            x: self.origin.0 + area.x,
            y: self.origin.1 + area.y,
            ..area
        }
    }

    fn link(&mut self, link: &Link) {
        let points: Vec<(f32, f32)> = link
            .points
            .iter()
            .map(|(x, y)| (self.origin.0 + x, self.origin.1 + y))
            .collect();
        let stroke = if link.broken {
            Stroke::new(Ink::Late, 1.2).dashed(4.0, 2.0)
        } else {
            Stroke::new(Ink::Quiet, 0.9)
        };
        self.canvas.line(&points, stroke);
        if let Some((x, y)) = points.last().copied() {
            let head = [(x, y), (x - 5.0, y - 3.0), (x - 5.0, y + 3.0)];
            self.canvas.shape(&head, Some(stroke.ink), None);
        }
    }

    fn shape(&mut self, shape: &Shape) {
        if let Some(shadow) = shape.shadow {
            let at = self.at(shadow);
            let outline = (shape.change == Change::Moved).then_some(Stroke::new(Ink::Quiet, 0.6));
            self.canvas.boxed(at, 0.0, Some(Ink::Base), outline);
        }
        match &shape.form {
            Form::Bar {
                at,
                look,
                shaded_to,
                late,
                open,
            } => {
                if let Some(late) = late {
                    let late = self.at(*late);
                    looks::late(self.canvas, *look, late);
                }
                let at = self.at(*at);
                let shaded_to = self.origin.0 + shaded_to;
                looks::bar(self.canvas, at, *look, shaded_to, *open);
                self.title(at, shape);
            }
            Form::Deadline { at, look, late } => {
                if let Some(late) = late {
                    let late = self.at(*late);
                    looks::late(self.canvas, *look, late);
                }
                let at = self.at(*at);
                let shaded_to = match look {
                    Look::Done | Look::DoneLate => at.right(),
                    _ => at.x,
                };
                looks::bar(self.canvas, at, *look, shaded_to, false);
            }
            Form::Milestone { x, y, mark } => {
                milestone(self.canvas, (self.origin.0 + x, self.origin.1 + y), *mark);
            }
            Form::Undated { x, y } => {
                let place = (self.origin.0 + x + 4.0, self.origin.1 + y);
                let words = Texts(self.names.lang).no_dates();
                self.canvas
                    .words(place, words, Letters::new(WORDS, Ink::Faint), 200.0);
            }
            Form::Summary { at, done_to, late } => self.summary(*at, *done_to, late),
        }
        if shape.change == Change::Added {
            let at = self.at(shape.form.bounds());
            let (x, y) = (at.x - 8.0, at.middle());
            let plus = Stroke::new(Ink::Text, 1.5);
            self.canvas.line(&[(x - 3.5, y), (x + 3.5, y)], plus);
            self.canvas.line(&[(x, y - 3.5), (x, y + 3.5)], plus);
        }
        self.beside(shape);
    }

    /// The name of an instance inside its bar.
    fn title(&mut self, at: Area, shape: &Shape) {
        let right = at.right().min(self.chart.right());
        let left = at.x.max(self.chart.x);
        // The larger part of the bar stays seen: its pattern tells its state.
        let room = ((right - left) * 0.45).min(240.0);
        if shape.title.is_empty() || room < 60.0 {
            return;
        }
        let look = Letters::new(10.0, Ink::Text);
        let title = self.names.said(&shape.title);
        // A ground of its own: words over a pattern are hard to read.
        let width = self
            .canvas
            .measure
            .width(&title, look.size, false)
            .min(room);
        let ground = Area {
            x: left + 4.0,
            y: at.y + 1.0,
            w: width + 4.0,
            h: at.h - 2.0,
        };
        self.canvas.boxed(ground, 1.0, Some(Ink::Paper), None);
        self.canvas
            .words((left + 6.0, at.middle()), &title, look, room);
    }

    fn summary(&mut self, at: Area, done_to: f32, late: &[f32]) {
        let at = self.at(at);
        let y = at.y + 1.0;
        let line = Stroke::new(Ink::Quiet, 1.5);
        let bottom = at.y + at.h + 1.0;
        let points = [
            (at.x + 0.75, bottom),
            (at.x + 0.75, y),
            (at.right() - 0.75, y),
            (at.right() - 0.75, bottom),
        ];
        self.canvas.line(&points, line);
        let done = self.origin.0 + done_to - at.x;
        if done > 0.5 {
            let area = Area {
                w: done,
                h: 3.5,
                ..at
            };
            self.canvas.boxed(area, 0.0, Some(Ink::Quiet), None);
        }
        for x in late {
            exclamation(self.canvas, (self.origin.0 + x, at.y + 2.0));
        }
    }

    /// The words beside a shape: how late, how near, or why it rests.
    fn beside(&mut self, shape: &Shape) {
        let t = Texts(self.names.lang);
        let words = self.names.words();
        let (text, ink, bold) = match (&shape.form, shape.standing) {
            (Form::Summary { .. } | Form::Undated { .. }, _) => return,
            _ if shape.change == Change::Removed => (t.removed().to_owned(), Ink::Quiet, false),
            (_, Standing::Overdue { days, .. }) => (t.late(days), Ink::Late, true),
            (_, Standing::Soon { days: 0, .. }) => (words.due_today().to_owned(), Ink::Soon, true),
            (_, Standing::Soon { days, .. }) => (t.near(days), Ink::Soon, true),
            (_, Standing::DoneLate { days }) => (t.done_late(days), Ink::Quiet, false),
            (_, Standing::Done) if shape.tells_early() => {
                (t.done_early(shape.early), Ink::Faint, false)
            }
            (_, s @ (Standing::Paused | Standing::CarriedOver | Standing::NotDoing)) => {
                (words.standing(s), Ink::Quiet, false)
            }
            (
                Form::Bar {
                    open: true, look, ..
                },
                _,
            ) if !matches!(look, Look::Done | Look::Aside) => {
                (words.no_deadline().to_owned(), Ink::Faint, false)
            }
            _ => return,
        };
        let look = Letters::new(WORDS, ink);
        let look = if bold { look.bold() } else { look };
        let bounds = self.at(shape.form.bounds());
        let x = self.origin.0 + shape.form.end() + 6.0;
        let width = self.canvas.measure.width(&text, WORDS, bold);
        let before = bounds.x - 6.0 - width;
        let next = self.origin.0 + shape.next - 4.0;
        let x = if x + width <= self.chart.right().min(next) {
            x
        } else if next.is_infinite() && before > self.chart.x {
            before
        } else {
            return;
        };
        self.canvas
            .words((x, bounds.middle()), &text, look, f32::INFINITY);
    }
}

/// A milestone about a place.
pub(super) fn milestone(canvas: &mut Canvas<'_>, (x, y): (f32, f32), mark: Mark) {
    let half = MILESTONE / 2.0;
    let corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
    let (fill, line) = match mark {
        Mark::Done | Mark::DoneLate => (Ink::DoneFill, Stroke::new(Ink::Text, 1.0)),
        Mark::Open => (Ink::Paper, Stroke::new(Ink::Text, 1.2)),
        Mark::Overdue => (Ink::LateSoft, Stroke::new(Ink::Late, 1.8)),
        Mark::Aside => (Ink::IdleSoft, Stroke::new(Ink::Quiet, 1.0)),
        Mark::Removed => (Ink::Paper, Stroke::new(Ink::Quiet, 1.0).dashed(2.0, 2.0)),
    };
    canvas.shape(&corners, Some(fill), Some(line));
    match mark {
        Mark::Done => looks::tick(canvas, (x, y), 6.5),
        Mark::DoneLate => {
            looks::tick(canvas, (x, y), 6.5);
            let notch = Area {
                x: x + half,
                y: y - half,
                w: 6.0,
                h: MILESTONE,
            };
            canvas.hatch(notch, 4.0, Stroke::new(Ink::Done, 1.0));
        }
        Mark::Overdue => stroke_and_dot(canvas, (x, y)),
        Mark::Aside | Mark::Removed => {
            let line = Stroke::new(Ink::Quiet, 1.2);
            canvas.line(&[(x - half - 2.0, y), (x + half + 2.0, y)], line);
        }
        Mark::Open => {}
    }
}

/// A mark for something late below a folded head.
fn exclamation(canvas: &mut Canvas<'_>, (x, y): (f32, f32)) {
    let corners = [(x, y - 6.0), (x + 6.0, y + 5.0), (x - 6.0, y + 5.0)];
    let line = Stroke::new(Ink::Late, 1.2);
    canvas.shape(&corners, Some(Ink::Paper), Some(line));
    stroke_and_dot(canvas, (x, y + 0.8));
}

fn stroke_and_dot(canvas: &mut Canvas<'_>, (x, y): (f32, f32)) {
    let line = Stroke::new(Ink::Late, 1.4);
    canvas.line(&[(x, y - 3.2), (x, y + 0.8)], line);
    canvas.line(&[(x, y + 2.0), (x, y + 3.4)], line);
}
