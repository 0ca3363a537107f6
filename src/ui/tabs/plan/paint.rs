//! Painting the shapes of the scene.

use super::texts;
use crate::insight::Standing;
use crate::insight::timeline::{Area, Form, Look, Mark, Shape, Subject};
use crate::ui::icons::Icon;
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::elide;
use crate::ui::widgets::paint::{DiamondMark, boxed, dashed_rect, diamond, hatch, snap};
use eframe::egui::{Align, Color32, Painter, Pos2, Rect, Stroke, StrokeKind, Vec2, pos2, vec2};

/// What the shapes are painted with.
pub(super) struct Brush<'a> {
    /// Clipped to the chart.
    pub(super) painter: &'a Painter,
    /// The looks.
    pub(super) tokens: &'a Tokens,
    /// The top left of the scene on the screen.
    pub(super) origin: Pos2,
    /// The chart on the screen.
    pub(super) chart: Rect,
}

impl Brush<'_> {
    /// A part of the scene on the screen.
    pub(super) fn rect(&self, area: Area) -> Rect {
        let min = self.origin + vec2(area.x, area.y);
        snap(self.painter, Rect::from_min_size(min, vec2(area.w, area.h)))
    }

    /// Paints one shape.
    pub(super) fn shape(&self, view: &View<'_>, shape: &Shape, selected: bool, editable: bool) {
        let standing = match &shape.of {
            Subject::Activity(id) => view.insight.standing(id),
            Subject::Article(_) => Standing::NotStarted,
        };
        match &shape.form {
            Form::Summary { at, done_to } => self.summary(*at, *done_to),
            Form::Undated { x, y } => self.undated(view, *x, *y),
            Form::Milestone { x, y, mark } => {
                self.milestone(view, standing, pos2(*x, *y), *mark, selected)
            }
            Form::Deadline { at, look, late } => {
                let rect = self.rect(*at);
                self.bar(rect, *look, rect.right(), false);
                self.beside(view, standing, rect, *late);
                if selected {
                    self.ring(rect, false, false);
                }
            }
            Form::Bar {
                at,
                look,
                shaded_to,
                late,
                open,
            } => {
                let rect = self.rect(*at);
                self.bar(rect, *look, self.origin.x + shaded_to, *open);
                self.beside(view, standing, rect, *late);
                if *open && !matches!(look, Look::Done | Look::Aside) {
                    let words = view.words().no_deadline();
                    self.words(
                        rect,
                        rect.right() + 8.0,
                        None,
                        words,
                        self.tokens.palette.text3,
                    );
                }
                if selected {
                    self.ring(rect, editable, editable && !open);
                }
            }
        }
    }

    fn summary(&self, at: Area, done_to: f32) {
        let p = &self.tokens.palette;
        let rect = self.rect(at);
        let line = Stroke::new(self.tokens.stroke.summary_bracket, p.text2);
        let y = rect.top() + 1.0;
        self.painter.hline(rect.x_range(), y, line);
        for x in [rect.left() + 0.75, rect.right() - 0.75] {
            self.painter.vline(x, y..=rect.bottom(), line);
        }
        let done = Rect::from_min_max(rect.min, pos2(self.origin.x + done_to, rect.top() + 3.0));
        if done.width() > 0.5 {
            self.painter.rect_filled(done, 1, p.text2);
        }
    }

    fn bar(&self, rect: Rect, look: Look, shaded_to: f32, open: bool) {
        let p = &self.tokens.palette;
        let radius = self.tokens.radius.bar;
        let (fill, shade, line) = match look {
            Look::Done => (p.bar_done, p.bar_done, p.done),
            Look::Running => (p.doing_soft, p.bar_doing, p.doing),
            Look::Overdue => (p.overdue_soft, p.overdue_line, p.overdue),
            Look::OverdueUntouched => (p.overdue_soft, p.overdue_soft, p.overdue),
            Look::Planned => (p.surface, p.surface, p.ctl),
            Look::Aside => (p.idle_soft, p.idle_soft, p.line_strong),
        };
        if look == Look::Planned {
            self.painter.rect_filled(rect, radius, fill);
            let stroke = Stroke::new(self.tokens.stroke.hairline, line);
            dashed_rect(
                self.painter,
                rect,
                f32::from(radius),
                stroke,
                self.tokens.stroke.dash_empty,
            );
            return;
        }
        boxed(self.painter, rect, radius, fill, line);
        let shaded = Rect::from_min_max(rect.min, pos2(shaded_to.min(rect.right()), rect.bottom()));
        if shade != fill && shaded.width() >= 1.0 {
            boxed(
                self.painter,
                snap(self.painter, shaded),
                radius,
                shade,
                line,
            );
        }
        if open {
            // No deadline: the end is open, so it has no line.
            let end = Rect::from_min_max(pos2(rect.right() - 3.0, rect.top()), rect.max);
            self.painter.rect_filled(end, 0, p.surface);
        }
        if look == Look::Done && rect.width() >= 18.0 {
            let at = pos2(rect.right() - 10.0, rect.center().y);
            Icon::CheckBold.paint(self.painter, at, 11.0, p.text);
        }
    }

    /// The hatch up to today and the words beside a bar: how late it is, or why it rests.
    fn beside(&self, view: &View<'_>, standing: Standing, rect: Rect, late: Option<Area>) {
        let p = &self.tokens.palette;
        let mut end = rect.right();
        if let Some(late) = late {
            let area = self.rect(late);
            hatch(
                self.painter,
                area.shrink2(vec2(0.0, 1.0)),
                5.0,
                Stroke::new(1.0, p.overdue),
            );
            end = area.right();
        }
        match standing {
            Standing::Overdue { days, .. } => {
                let words = texts(view).late(days);
                self.words(rect, end + 8.0, Some(Icon::Warning), &words, p.overdue);
            }
            Standing::Paused | Standing::CarriedOver | Standing::NotDoing => {
                let words = parts::standing_text(view.words(), standing);
                let icon = parts::standing_icon(standing);
                self.words(rect, end + 8.0, Some(icon), &words, p.text3);
            }
            _ => {}
        }
    }

    /// Words at the right of a bar; at its left where there is no room.
    fn words(&self, bar: Rect, x: f32, icon: Option<Icon>, words: &str, ink: Color32) {
        let role = if icon == Some(Icon::Warning) {
            Role::SecondaryStrong
        } else {
            Role::Secondary
        };
        let galley = elide::line(self.painter, role, words, ink, f32::INFINITY);
        let room = icon.map_or(0.0, |_| 16.0);
        let width = galley.size().x + room;
        let visible_end = bar.right().min(self.chart.right());
        let fits = x + width + 4.0 <= self.chart.right();
        let x = if fits || visible_end < self.chart.left() {
            x
        } else {
            bar.left() - 8.0 - width
        };
        if let Some(icon) = icon {
            icon.paint(self.painter, pos2(x + 6.5, bar.center().y), 13.0, ink);
        }
        let at = Rect::from_min_max(
            pos2(x + room, bar.top()),
            pos2(x + width + 1.0, bar.bottom()),
        );
        elide::paint(self.painter, at, Align::Min, galley);
    }

    fn milestone(&self, view: &View<'_>, standing: Standing, at: Pos2, mark: Mark, selected: bool) {
        let center = self.origin + at.to_vec2();
        let size = self.tokens.size.milestone;
        let p = &self.tokens.palette;
        let square = Rect::from_center_size(center, Vec2::splat(size));
        let kind = match mark {
            Mark::Done => DiamondMark::Done,
            Mark::Open | Mark::Aside => DiamondMark::Empty,
            Mark::Overdue => DiamondMark::Overdue,
        };
        diamond(self.painter, center, size, kind, p);
        self.beside(view, standing, square, None);
        if selected {
            let ring = Rect::from_center_size(center, Vec2::splat(size + 8.0));
            self.painter.rect_stroke(
                ring,
                4,
                Stroke::new(self.tokens.stroke.selected_bar, p.accent),
                StrokeKind::Inside,
            );
        }
    }

    fn undated(&self, view: &View<'_>, x: f32, y: f32) {
        let at = self.origin + vec2(x, y);
        let row = Rect::from_center_size(at, vec2(0.0, 14.0));
        self.words(
            row,
            at.x + 4.0,
            None,
            texts(view).no_dates(),
            self.tokens.palette.text3,
        );
    }

    /// The ring of the selected bar, with its handles where they can be gripped.
    fn ring(&self, rect: Rect, left: bool, right: bool) {
        let p = &self.tokens.palette;
        let ring = rect.expand(3.0);
        let stroke = Stroke::new(self.tokens.stroke.selected_bar, p.accent);
        self.painter
            .rect_stroke(ring, 5, stroke, StrokeKind::Inside);
        for (shown, x) in [(left, ring.left() + 1.0), (right, ring.right() - 1.0)] {
            if shown {
                let handle = Rect::from_center_size(pos2(x, rect.center().y), vec2(6.0, 10.0));
                let stroke = Stroke::new(1.5, p.accent);
                self.painter
                    .rect(handle, 2, p.surface, stroke, StrokeKind::Inside);
            }
        }
    }
}
