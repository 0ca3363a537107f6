//! Tiến độ theo Điều: one cell for each activity, in four shapes; a proportional bar where the cells
//! do not fit.

use super::Page;
use crate::insight::{ArticleProgress, Standing};
use crate::text::number::format_whole;
use crate::ui::commands::{Command, Commands};
use crate::ui::parts;
use crate::ui::tokens::Role;
use crate::ui::view::{Selection, Tab};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::paint::Cell;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{
    Align, CornerRadius, CursorIcon, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit, pos2, vec2,
};

/// The size of a cell, and from one to the next, in points.
const CELL: eframe::egui::Vec2 = vec2(16.0, 11.0);
const PITCH: f32 = 18.0;

/// The shape of a standing.
const fn cell(standing: Standing) -> Cell {
    if standing.is_done() {
        Cell::Done
    } else if standing.is_overdue() {
        Cell::Overdue
    } else if standing.is_running() {
        Cell::Doing
    } else {
        Cell::Idle
    }
}

impl Page<'_> {
    pub(super) fn progress(&self, ui: &mut Ui, rect: Rect, commands: &mut Commands) {
        let mut ui = Self::card_ui(ui, "progress", rect);
        let card = Card::titled(self.text.progress()).min_height(rect.height());
        let words = [
            (Cell::Idle, self.text.shape_idle()),
            (Cell::Overdue, self.text.shape_overdue()),
            (Cell::Doing, self.text.shape_doing()),
            (Cell::Done, self.text.shape_done()),
        ];
        let title = elide::width(ui.painter(), Role::CardTitle, self.text.progress());
        let legend: f32 = words
            .iter()
            .map(|(_, w)| elide::width(ui.painter(), Role::Label, w) + 28.0)
            .sum();
        let roomy = title + legend + 40.0 < rect.width();
        let legend = |ui: &mut Ui| {
            ui.spacing_mut().item_spacing.x = 3.0;
            for (shape, word) in words {
                // The row is laid out from right to left.
                elide::plain(ui, Role::Label, word, self.tokens.palette.text2);
                let (_id, mark) = ui.allocate_space(vec2(13.0, 11.0));
                paint::progress_cell(
                    ui.painter(),
                    mark.shrink2(vec2(0.5, 0.0)),
                    shape,
                    self.tokens,
                );
                ui.add_space(7.0);
            }
        };
        card.show_with(
            &mut ui,
            |ui| {
                if roomy {
                    legend(ui);
                }
            },
            |ui| {
                ui.add_space(7.0);
                for article in &self.view.insight.progress {
                    self.article(ui, article, commands);
                }
            },
        );
    }

    fn article(&self, ui: &mut Ui, progress: &ArticleProgress, commands: &mut Commands) {
        let p = &self.tokens.palette;
        let number = progress.article;
        let text = &self.view.programme().text;
        let title = text
            .articles()
            .find(|c| c.article == number)
            .map(|c| self.view.short_title(c))
            .unwrap_or_default();
        let article = self.view.words().short_article(&number.to_string());
        let (done, all) = (progress.done(), progress.all());
        let name = format!("{article}, {title}, {}", self.text.progress_name(done, all));
        let id = ui.scope_id().with(("progress", number));
        let mut cell_pressed = None;
        let output = ListRow::new(&name, self.progress_row())
            .no_divider()
            .show(ui, id, |ui| {
                let rect = ui.max_rect();
                let part =
                    |from: f32, to: f32| Rect::from_x_y_ranges(from..=to.max(from), rect.y_range());
                let cells_at = rect.left() + (rect.width() * 0.42).round();
                let count_at = rect.right() - 78.0;
                elide::text_in(
                    ui.painter(),
                    part(rect.left(), rect.left() + 50.0),
                    Align::Min,
                    Role::CardTitle,
                    &article,
                    p.text,
                );
                Self::cut(
                    ui,
                    (id, 1),
                    part(rect.left() + 52.0, cells_at - 10.0),
                    Role::Body,
                    &title,
                    p.text2,
                );
                let end = part(count_at, rect.right());
                if all == 0 {
                    elide::text_in(
                        ui.painter(),
                        end.with_min_x(cells_at),
                        Align::Max,
                        Role::Secondary,
                        self.text.no_activities(),
                        p.text3,
                    );
                    return;
                }
                let rest = self.text.of_activities(&format_whole(all as i64));
                let painted =
                    elide::text_in(ui.painter(), end, Align::Max, Role::Body, &rest, p.text2);
                let left = part(count_at - 20.0, painted.left() - 3.0);
                elide::text_in(
                    ui.painter(),
                    left,
                    Align::Max,
                    Role::CardTitle,
                    &format_whole(done as i64),
                    p.text,
                );
                // As many digits as the counts have, so that cells never run into them.
                let digits =
                    elide::width(ui.painter(), Role::CardTitle, &format_whole(done as i64));
                let room = part(
                    cells_at,
                    (painted.left() - digits - 10.0).min(count_at - 4.0),
                );
                if all as f32 * PITCH - 2.0 <= room.width() {
                    cell_pressed = self.cells(ui, room, progress);
                } else {
                    self.proportions(ui, room, progress);
                }
            });
        if let Some(activity) = cell_pressed {
            commands.push(Command::Reveal(Selection::Activity(activity)));
        } else if output.response.clicked() {
            commands.push(Command::Go(Tab::Article(number)));
        }
    }

    /// One cell for each activity. Returns the one that was pressed.
    fn cells(&self, ui: &Ui, room: Rect, progress: &ArticleProgress) -> Option<crate::model::Id> {
        let mut pressed = None;
        for (nth, (activity, standing)) in progress.cells.iter().enumerate() {
            let center = pos2(
                room.left() + PITCH * nth as f32 + CELL.x / 2.0,
                room.center().y,
            );
            let target = Rect::from_center_size(center, vec2(PITCH, room.height()));
            let response = ui.interact(
                target,
                ui.scope_id().with(("cell", activity)),
                Sense::click(),
            );
            let mark = Rect::from_center_size(center, CELL);
            paint::progress_cell(ui.painter(), mark, cell(*standing), self.tokens);
            let selected = *self.view.selection == Selection::Activity(activity.clone());
            if response.has_focus() || response.hovered() || selected {
                let stroke =
                    Stroke::new(if selected { 2.0 } else { 1.0 }, self.tokens.palette.accent);
                ui.painter().rect_stroke(
                    mark.expand(1.0),
                    CornerRadius::same(4),
                    stroke,
                    eframe::egui::StrokeKind::Outside,
                );
            }
            let name = || {
                let activity = self.view.programme().activities.get(activity);
                activity
                    .map(|a| parts::activity_name(self.view, a))
                    .unwrap_or_default()
            };
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, name()));
            let response = response.on_hover_cursor(CursorIcon::PointingHand);
            if response.hovered() {
                response.clone().on_hover_text(name());
            }
            if response.clicked() {
                pressed = Some(activity.clone());
            }
        }
        pressed
    }

    /// The shares of the four shapes, where there are too many activities for cells. A share that
    /// is not nothing keeps a few points.
    fn proportions(&self, ui: &Ui, room: Rect, progress: &ArticleProgress) {
        let shapes = progress.shapes;
        let parts = [
            (Cell::Done, shapes.done),
            (Cell::Doing, shapes.doing),
            (Cell::Overdue, shapes.overdue),
            (Cell::Idle, shapes.idle),
        ];
        let bar = Rect::from_center_size(room.center(), vec2(room.width(), CELL.y));
        let shown = parts.iter().filter(|(_, n)| *n > 0).count() as f32;
        let (gap, least) = (2.0, 6.0);
        let spare = (bar.width() - gap * (shown - 1.0).max(0.0) - least * shown).max(0.0);
        let mut x = bar.left();
        for (shape, count) in parts.iter().filter(|(_, n)| *n > 0) {
            let width = least + spare * *count as f32 / progress.all().max(1) as f32;
            let part = Rect::from_min_size(pos2(x, bar.top()), vec2(width, bar.height()));
            paint::progress_cell(ui.painter(), part, *shape, self.tokens);
            x += width + gap;
        }
        let words = self
            .text
            .shapes(shapes.done, shapes.doing, shapes.overdue, shapes.idle);
        ui.interact(room, ui.scope_id().with("shares"), Sense::hover())
            .on_hover_text(words);
    }
}
