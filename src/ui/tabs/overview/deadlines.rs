//! Hạn sắp tới, and Độ đầy đủ theo Điều 1.2.

use super::Page;
use crate::insight::Standing;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::parts;
use crate::ui::tokens::Role;
use crate::ui::view::{Selection, Tab};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::elide;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use crate::ui::widgets::table::virtual_rows;
use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{Align, Id, Rect, Ui, pos2};

impl Page<'_> {
    pub(super) fn deadlines(&self, ui: &mut Ui, rect: Rect, commands: &mut Commands) {
        let mut ui = Self::card_ui(ui, "deadlines", rect);
        let list = &self.view.insight.deadlines;
        let card = Card::titled(self.text.deadlines()).min_height(rect.height());
        let mut plan = false;
        card.show_with(
            &mut ui,
            |ui| {
                plan = PushButton::link(crate::ui::actions::Action::GoPlan.text(self.view.lang))
                    .show(ui)
                    .clicked()
            },
            |ui| {
                if list.is_empty() {
                    EmptyState {
                        icon: Icon::CalendarCheck,
                        title: self.text.no_deadlines(),
                        text: "",
                        action: None,
                    }
                    .show(ui);
                    return;
                }
                // Days of another year are longer; all rows keep one set of columns.
                let long = list
                    .last()
                    .is_some_and(|(day, _)| day.year() != self.view.today.year());
                let ui = &mut Self::rest(ui, rect, 4.0);
                virtual_rows(
                    ui,
                    Id::unique("deadline rows"),
                    self.deadline_row(),
                    list.len(),
                    |ui, range| {
                        for nth in range {
                            if let Some((day, activity)) = list.get(nth) {
                                self.deadline(ui, *day, activity, long, commands);
                            }
                        }
                    },
                );
            },
        );
        if plan {
            commands.push(Command::Go(Tab::Plan));
        }
    }

    fn deadline(
        &self,
        ui: &mut Ui,
        day: NaiveDate,
        id: &crate::model::Id,
        long: bool,
        commands: &mut Commands,
    ) {
        let p = &self.tokens.palette;
        let Some(activity) = self.view.programme().activities.get(id) else {
            return;
        };
        let standing = self.view.insight.standing(id);
        let days = (day - self.view.today).num_days();
        let in_days = if days == 0 {
            self.text.today().to_owned()
        } else {
            self.text.days(days)
        };
        let name = parts::activity_name(self.view, activity);
        let name = format!("{}, {in_days}, {name}", self.short_day(day));
        let reveal = Selection::Activity(id.clone());
        let selected = *self.view.selection == reveal;
        let row = ListRow::new(&name, self.deadline_row())
            .no_divider()
            .selected(selected);
        let salt = ui.scope_id().with(("deadline", id));
        let output = row.show(ui, salt, |ui| {
            let rect = ui.max_rect();
            let part =
                |from: f32, to: f32| Rect::from_x_y_ranges(from..=to.max(from), rect.y_range());
            let mut x = rect.left();
            let wide = if long { 74.0 } else { 42.0 };
            elide::text_in(
                ui.painter(),
                part(x, x + wide),
                Align::Min,
                Role::CardTitle,
                &self.short_day(day),
                p.text,
            );
            x += wide + 4.0;
            if matches!(standing, Standing::Soon { .. }) {
                Icon::Clock.paint(ui.painter(), pos2(x + 6.5, rect.center().y), 13.0, p.soon);
                elide::text_in(
                    ui.painter(),
                    part(x + 16.0, x + 74.0),
                    Align::Min,
                    Role::StatusChip,
                    &in_days,
                    p.soon,
                );
            } else {
                elide::text_in(
                    ui.painter(),
                    part(x, x + 74.0),
                    Align::Min,
                    Role::Secondary,
                    &in_days,
                    p.text2,
                );
            }
            x += 76.0;
            let anchor = activity
                .place
                .parent
                .as_ref()
                .map(|c| self.view.short_anchor(c.as_str()))
                .unwrap_or_default();
            elide::text_in(
                ui.painter(),
                part(x, x + 36.0),
                Align::Min,
                Role::ClauseAnchor,
                &anchor,
                p.text2,
            );
            x += 42.0;
            let seals = self.view.lead_seals(activity.lead.as_ref());
            let mut right = rect.right();
            for style in seals.iter().rev() {
                let center = pos2(right - 7.5, rect.center().y);
                paint_seal(
                    ui.painter(),
                    center,
                    SealSize::Small,
                    style,
                    SealState::Agreed,
                    self.tokens,
                );
                right -= 18.0;
            }
            if seals.is_empty() {
                Icon::UserMinus.paint(
                    ui.painter(),
                    pos2(right - 7.5, rect.center().y),
                    14.0,
                    p.text2,
                );
                right -= 18.0;
            }
            Self::cut(
                ui,
                (salt, 2),
                part(x, right - 6.0),
                Role::Body,
                &self.view.shown(&activity.title),
                p.text,
            );
        });
        if output.response.clicked() {
            commands.push(Command::Reveal(reveal));
        }
    }
}
