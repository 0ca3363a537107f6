//! Painting the shapes of the scene.

use super::texts;
use crate::insight::Standing;
use crate::insight::timeline::form::HANDLE_GAP;
use crate::insight::timeline::{Area, Change, Form, Look, Mark, Shape};
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

    /// Paints one shape: whether it is chosen, whether its edges can be gripped, whether its handle
    /// for dependencies is out.
    pub(super) fn shape(
        &self,
        view: &View<'_>,
        shape: &Shape,
        (selected, editable, handle): (bool, bool, bool),
    ) {
        let p = &self.tokens.palette;
        if let Some(shadow) = shape.shadow {
            let rect = self.rect(shadow);
            let ink = if shape.change == Change::Moved {
                p.ctl
            } else {
                p.base
            };
            self.painter.rect_filled(rect, 1, ink);
        }
        let gap = if handle { HANDLE_GAP + 10.0 } else { 8.0 };
        match &shape.form {
            Form::Summary { at, done_to, late } => self.summary(*at, *done_to, late),
            Form::Undated { x, y } => self.undated(view, *x, *y),
            Form::Milestone { x, y, mark } => {
                self.milestone(pos2(*x, *y), *mark, selected);
            }
            Form::Deadline { at, look, late } => {
                let rect = self.rect(*at);
                self.late(*look, *late);
                self.bar(rect, *look, rect.right(), false);
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
                self.late(*look, *late);
                self.bar(rect, *look, self.origin.x + shaded_to, *open);
                self.title(view, rect, shape);
                if selected {
                    self.ring(rect, editable, editable && !open);
                }
            }
        }
        self.beside(view, shape, gap);
        if shape.change == Change::Added {
            let at = shape.form.bounds();
            // At its upper corner, so that an arrow that ends here stays clear of it.
            let center = self.origin + vec2(at.x - 5.0, at.y - 1.0);
            Icon::PlusBold.paint(self.painter, center, 10.0, p.text);
        }
        if let (true, Some(at)) = (handle, shape.form.handle()) {
            let center = self.origin + vec2(at.x + at.w / 2.0, at.middle());
            super::arrows::handle(self.painter, self.tokens, center);
        }
    }

    /// The name of an instance inside its bar, where there is room for most of it.
    fn title(&self, view: &View<'_>, rect: Rect, shape: &Shape) {
        let seen = rect.intersect(self.chart);
        let room = seen.width() - if shape.form.is_done() { 30.0 } else { 16.0 };
        if shape.title.is_empty() || room < 44.0 {
            return;
        }
        let ink = self.tokens.palette.text;
        let galley = elide::line(
            self.painter,
            Role::Label,
            &view.shown(&shape.title),
            ink,
            room,
        );
        let at = Rect::from_min_max(pos2(seen.left() + 7.0, seen.top()), seen.max);
        elide::paint(self.painter, at, Align::Min, galley);
    }

    fn summary(&self, at: Area, done_to: f32, late: &[f32]) {
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
        // A folded head still shows where something below it is late.
        for x in late {
            let center = pos2(self.origin.x + x, rect.top() + 3.0);
            self.painter.circle_filled(center, 8.0, p.panel);
            Icon::Warning.paint(self.painter, center, 13.0, p.overdue);
        }
    }

    fn bar(&self, rect: Rect, look: Look, shaded_to: f32, open: bool) {
        let p = &self.tokens.palette;
        let radius = self.tokens.radius.bar;
        let (fill, shade, line) = match look {
            Look::Done | Look::DoneLate => (p.done_soft, p.bar_done, p.done),
            Look::Running => (p.doing_soft, p.bar_doing, p.doing),
            Look::Overdue => (p.overdue_soft, p.overdue_line, p.overdue),
            Look::OverdueUntouched => (p.overdue_soft, p.overdue_soft, p.overdue),
            Look::Planned | Look::Removed => (p.surface, p.surface, p.ctl),
            Look::Aside => (p.idle_soft, p.idle_soft, p.line_strong),
        };
        if look == Look::Removed {
            let stroke = Stroke::new(self.tokens.stroke.hairline, line);
            dashed_rect(
                self.painter,
                rect,
                f32::from(radius),
                stroke,
                self.tokens.stroke.dash_empty,
            );
            self.painter
                .hline(rect.x_range(), rect.center().y, Stroke::new(1.5, p.text2));
            return;
        }
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
        if matches!(look, Look::Done | Look::DoneLate) && rect.width() >= 18.0 {
            let end = if shaded.width() >= 18.0 {
                shaded.right()
            } else {
                rect.right()
            };
            let at = pos2(end - 10.0, rect.center().y);
            Icon::CheckBold.paint(self.painter, at, 11.0, p.text);
        }
    }

    /// The hatch behind a deadline: up to today, or to the day of completion.
    fn late(&self, look: Look, late: Option<Area>) {
        let Some(late) = late else { return };
        let p = &self.tokens.palette;
        let area = self.rect(late);
        let ink = if look == Look::DoneLate {
            p.done
        } else {
            p.overdue
        };
        let stroke = Stroke::new(1.0, ink);
        hatch(self.painter, area.shrink2(vec2(0.0, 1.0)), 5.0, stroke);
        if look == Look::DoneLate {
            // Where it was completed.
            self.painter
                .vline(area.right(), area.y_range(), Stroke::new(1.5, ink));
        }
    }

    /// The words beside a shape: how late, how near, or why it rests.
    fn beside(&self, view: &View<'_>, shape: &Shape, gap: f32) {
        let p = &self.tokens.palette;
        let t = texts(view);
        let (icon, words, ink) = match (&shape.form, shape.standing) {
            (Form::Summary { .. } | Form::Undated { .. }, _) => return,
            _ if shape.change == Change::Removed => (None, t.removed().to_owned(), p.text2),
            (_, Standing::Overdue { days, .. }) => (Some(Icon::Warning), t.late(days), p.overdue),
            (_, Standing::Soon { days: 0, .. }) => (
                Some(Icon::Clock),
                view.words().due_today().to_owned(),
                p.soon,
            ),
            (_, Standing::Soon { days, .. }) => (Some(Icon::Clock), t.near(days), p.soon),
            (_, Standing::DoneLate { days }) => (None, t.done_late(days), p.text2),
            (_, Standing::Done) if shape.tells_early() => {
                (None, t.done_early(shape.early), p.text3)
            }
            (_, standing @ (Standing::Paused | Standing::CarriedOver | Standing::NotDoing)) => {
                let words = parts::standing_text(view.words(), standing);
                (Some(parts::standing_icon(standing)), words, p.text3)
            }
            (
                Form::Bar {
                    open: true, look, ..
                },
                _,
            ) if !matches!(look, Look::Done | Look::Aside) => {
                (None, view.words().no_deadline().to_owned(), p.text3)
            }
            _ => return,
        };
        let bounds = shape.form.bounds();
        let bar = Rect::from_min_size(
            self.origin + vec2(bounds.x, bounds.y),
            vec2(bounds.w, bounds.h),
        );
        let x = self.origin.x + shape.form.end() + gap;
        let room = self.origin.x + shape.next - 6.0;
        self.words((bar, room), x, icon, &words, ink);
    }

    /// Words at the right of a bar; at its left where there is no room, and none where another bar
    /// lies there.
    fn words(
        &self,
        (bar, room): (Rect, f32),
        x: f32,
        icon: Option<Icon>,
        words: &str,
        ink: Color32,
    ) {
        let role = if icon == Some(Icon::Warning) {
            Role::SecondaryStrong
        } else {
            Role::Secondary
        };
        let galley = elide::line(self.painter, role, words, ink, f32::INFINITY);
        let lead = icon.map_or(0.0, |_| 16.0);
        let width = galley.size().x + lead;
        if x + width > room {
            // The icon alone still tells the state.
            if let Some(icon) = icon.filter(|_| x + 13.0 <= room) {
                icon.paint(self.painter, pos2(x + 6.5, bar.center().y), 13.0, ink);
            }
            return;
        }
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
            pos2(x + lead, bar.top()),
            pos2(x + width + 1.0, bar.bottom()),
        );
        elide::paint(self.painter, at, Align::Min, galley);
    }

    fn milestone(&self, at: Pos2, mark: Mark, selected: bool) {
        let center = self.origin + at.to_vec2();
        let size = self.tokens.size.milestone;
        let p = &self.tokens.palette;
        let kind = match mark {
            Mark::Done | Mark::DoneLate => DiamondMark::Done,
            Mark::Open | Mark::Aside | Mark::Removed => DiamondMark::Empty,
            Mark::Overdue => DiamondMark::Overdue,
        };
        diamond(self.painter, center, size, kind, p);
        let half = size / 2.0;
        if mark == Mark::DoneLate {
            let notch = Rect::from_min_size(center + vec2(half - 1.0, -half), vec2(6.0, size));
            hatch(self.painter, notch, 4.0, Stroke::new(1.0, p.done));
        }
        if matches!(mark, Mark::Aside | Mark::Removed) {
            let x = center.x - half - 2.0..=center.x + half + 2.0;
            self.painter.hline(x, center.y, Stroke::new(1.5, p.text2));
        }
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
            (row, f32::INFINITY),
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
