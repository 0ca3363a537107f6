//! Kinh phí theo năm: a bullet bar for each year, and a strip for what is overspent.

use super::Page;
use crate::insight::{Overspending, YearBudget};
use crate::model::Sum;
use crate::text::money::{format_dong, format_million};
use crate::text::number::format_percent;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::Role;
use crate::ui::view::Tab;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::paint::Bullet;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::{elide, paint};
use chrono::Datelike as _;
use eframe::egui::{Align, CornerRadius, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

/// A sum in triệu đồng: a range where figures are in conflict, a dash where there is none.
fn million(sum: &Sum) -> String {
    match sum {
        Sum::Empty | Sum::Overflow => "—".to_owned(),
        Sum::Known(n) => format_million(*n),
        Sum::Range(low, high) => format!("{}–{}", format_million(*low), format_million(*high)),
    }
}

/// The greatest that a sum may be, for the scale of the bars.
fn upper(sum: &Sum) -> Option<i64> {
    sum.bounds().map(|(_, high)| high)
}

impl Page<'_> {
    pub(super) fn money(&self, ui: &mut Ui, rect: Rect, commands: &mut Commands) {
        let mut ui = Self::card_ui(ui, "money", rect);
        let p = &self.tokens.palette;
        let card = Card::titled(self.text.money()).min_height(rect.height());
        let unit = self.view.words().million_dong();
        card.show_with(
            &mut ui,
            |ui| {
                elide::plain(ui, Role::Label, unit, p.text2);
            },
            |ui| {
                self.money_legend(ui);
                let most = self
                    .shown_years()
                    .flat_map(|y| [&y.total.committed, &y.total.estimate, &y.total.disbursed]);
                let most = most.filter_map(upper).max().unwrap_or(0).max(1);
                for year in self.shown_years() {
                    self.money_year(ui, year, most, commands);
                }
            },
        );
        if !self.view.insight.overspent.is_empty() {
            let strip = rect
                .with_min_y(rect.bottom() - self.strip_height())
                .shrink(1.0);
            self.overspent(&mut ui, strip, commands);
        }
    }

    fn money_legend(&self, ui: &mut Ui) {
        let p = &self.tokens.palette;
        let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), self.legend_height()));
        let inner = rect
            .shrink2(vec2(self.tokens.size.card_padding, 0.0))
            .with_min_y(rect.top() + 2.0);
        let mut x = inner.left() + 4.0;
        let words = self.view.words();
        for (nth, word) in [words.committed(), words.estimate(), words.disbursed()]
            .into_iter()
            .enumerate()
        {
            let y = inner.center().y;
            let wide = if nth == 0 { 2.0 } else { 14.0 };
            match nth {
                0 => {
                    let stroke = Stroke::new(self.tokens.stroke.commit_tick, p.text);
                    ui.painter().vline(x + 1.0, y - 6.0..=y + 6.0, stroke);
                }
                1 => {
                    let mark = Rect::from_center_size(pos2(x + 7.0, y), vec2(14.0, 11.0));
                    paint::boxed(
                        ui.painter(),
                        paint::snap(ui.painter(), mark),
                        2,
                        p.accent_soft,
                        p.accent_line,
                    );
                }
                _ => {
                    let mark = Rect::from_center_size(pos2(x + 7.0, y), vec2(14.0, 6.0));
                    ui.painter()
                        .rect_filled(paint::snap(ui.painter(), mark), 1, p.accent);
                }
            }
            let at = Rect::from_min_max(pos2(x + wide + 5.0, inner.top()), inner.max);
            let painted = elide::text_in(ui.painter(), at, Align::Min, Role::Label, word, p.text2);
            x = painted.right() + 13.0;
        }
    }

    fn money_year(&self, ui: &mut Ui, year: &YearBudget, most: i64, commands: &mut Commands) {
        let p = &self.tokens.palette;
        let total = &year.total;
        let words = self.view.words();
        let blank = total.estimate.is_empty() && total.disbursed.is_empty();
        let waiting = if year.year < self.view.today.year() {
            self.text.not_entered()
        } else {
            self.text.not_assigned()
        };
        let rate = total.rate_tenths().map(format_percent).unwrap_or_default();
        let over = !total.overspending().is_empty();
        let figures = if blank {
            waiting.to_owned()
        } else {
            format!(
                "{} / {}",
                million(&total.disbursed),
                million(&total.estimate)
            )
        };
        let name = format!(
            "{}: {} {}, {} {}, {} {} {rate}",
            words.year(year.year),
            words.committed(),
            million(&total.committed),
            words.estimate(),
            million(&total.estimate),
            words.disbursed(),
            million(&total.disbursed)
        );
        let id = ui.scope_id().with(("money", year.year));
        let output = ListRow::new(&name, self.money_row())
            .no_divider()
            .show(ui, id, |ui| {
                let rect = ui.max_rect();
                let painter = ui.painter();
                let part =
                    |from: f32, to: f32| Rect::from_x_y_ranges(from..=to.max(from), rect.y_range());
                let left = part(rect.left(), rect.left() + 36.0);
                elide::text_in(
                    painter,
                    left,
                    Align::Min,
                    Role::CardTitle,
                    &year.year.to_string(),
                    p.text,
                );
                let rate_at = rect.right() - 46.0;
                let widest = elide::width(painter, Role::CardTitle, &figures).max(112.0);
                let figures_at = rate_at - widest;
                let bar = part(rect.left() + 42.0, figures_at - 12.0);
                let share = |sum: &Sum| upper(sum).map(|n| (n.max(0) as f64 / most as f64) as f32);
                let bullet = Bullet {
                    committed: share(&total.committed),
                    assigned: share(&total.estimate),
                    disbursed: share(&total.disbursed),
                };
                let band = Rect::from_center_size(bar.center(), vec2(bar.width(), 19.0));
                paint::bullet_bar(painter, band, &bullet, self.tokens);
                painter.hline(bar.x_range(), bar.bottom() - 3.5, Stroke::new(1.0, p.line));
                if blank {
                    elide::text_in(
                        painter,
                        part(bar.right(), rect.right()),
                        Align::Max,
                        Role::Secondary,
                        waiting,
                        p.text2,
                    );
                    return;
                }
                let estimate = format!(" / {}", million(&total.estimate));
                let painted = elide::text_in(
                    painter,
                    part(figures_at, rate_at),
                    Align::Max,
                    Role::Body,
                    &estimate,
                    p.text2,
                );
                let disbursed = part(figures_at - 10.0, painted.left());
                elide::text_in(
                    painter,
                    disbursed,
                    Align::Max,
                    Role::CardTitle,
                    &million(&total.disbursed),
                    p.text,
                );
                let ink = if over { p.overdue } else { p.text2 };
                elide::text_in(
                    painter,
                    part(rate_at, rect.right()),
                    Align::Max,
                    Role::Secondary,
                    &rate,
                    ink,
                );
            });
        if output.response.on_hover_text(&name).clicked() {
            commands.push(Command::Go(Tab::Budget));
        }
    }

    /// The worst overspending of the years that are shown, and how many more there are.
    fn overspent(&self, ui: &mut Ui, rect: Rect, commands: &mut Commands) {
        let p = &self.tokens.palette;
        let amount = |over: &Overspending| match over {
            Overspending::Estimate(n) | Overspending::Allocation(n) => *n,
        };
        let list = &self.view.insight.overspent;
        let Some(worst) = list.iter().max_by_key(|o| amount(&o.over)) else {
            return;
        };
        let mut sources: Vec<(i32, usize)> = list.iter().map(|o| (o.year, o.source)).collect();
        sources.dedup();
        let more = sources.len().saturating_sub(1);
        let bottom = self.tokens.radius.card.saturating_sub(1);
        let corners = CornerRadius {
            nw: 0,
            ne: 0,
            sw: bottom,
            se: bottom,
        };
        ui.painter().rect_filled(rect, corners, p.overdue_soft);
        ui.painter().hline(
            rect.x_range(),
            rect.top() + 0.5,
            Stroke::new(1.0, p.overdue_line),
        );
        let dong = format_dong(amount(&worst.over));
        let mut sentence = match worst.over {
            Overspending::Estimate(_) => self.text.over_estimate(&dong),
            Overspending::Allocation(_) => self.text.over_allocation(&dong),
        };
        if more > 0 {
            sentence = format!("{sentence}, {}", self.text.and_more(more));
        }
        let source = self
            .view
            .insight
            .budget
            .year(worst.year)
            .and_then(|y| y.sources.get(worst.source));
        let source = self.text.source_of(
            self.view.words().source(source.and_then(|s| s.source)),
            worst.year,
        );
        let inner = rect.shrink2(vec2(11.0, 0.0));
        // The amount is read first: where both do not fit, the name of the source gives way.
        let words = elide::width(ui.painter(), Role::SecondaryStrong, &sentence);
        let link = elide::width(ui.painter(), Role::Button, &source);
        let source = if words + link + 40.0 > inner.width() {
            crate::text::strings::budget::Budget(self.view.lang)
                .title()
                .to_owned()
        } else {
            source
        };
        let layout = Layout::right_to_left(Align::Center);
        let mut ends = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout));
        let link = PushButton::link(&source).show(&mut ends);
        if link.clicked() {
            commands.push(Command::Go(Tab::Budget));
        }
        let room = inner.with_max_x(link.rect.left() - 8.0);
        Icon::Warning.paint(
            ui.painter(),
            pos2(room.left() + 7.0, room.center().y),
            14.0,
            p.overdue,
        );
        let words = room.with_min_x(room.left() + 20.0);
        Self::cut(
            ui,
            (ui.scope_id(), 9),
            words,
            Role::SecondaryStrong,
            &sentence,
            p.overdue,
        );
    }
}
