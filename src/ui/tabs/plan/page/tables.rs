//! The money of the plan by source, and its indicators.

use super::facts::{self, Facts};
use super::{Part, rows};
use crate::insight::Figures;
use crate::model::Decimal;
use crate::ui::commands::{Command, Commands};
use crate::ui::inspector::edit_field::money_text;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::Selection;
use crate::ui::widgets::card::{self, Card, padded};
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::table::{Column, Table};
use eframe::egui::{Align, Rect, Ui, WidgetInfo, accesskit, vec2};

/// Height of a row, in points.
const ROW: f32 = 30.0;

/// The money by source.
pub(super) fn money(ui: &mut Ui, part: Part<'_, '_>, facts: &Facts) {
    let Part { view, s, .. } = part;
    let words = view.words();
    Card::titled(s.money()).aside(words.dong()).show(ui, |ui| {
        let p = &Tokens::of(ui).palette;
        if !facts.has_money() {
            padded(ui, |ui| {
                elide::paragraph(ui, Role::Secondary, s.money_none(), p.text3);
            });
            return;
        }
        let columns = [
            Column::flex(1.0, 90.0),
            Column::fixed(104.0).right(),
            Column::fixed(104.0).right(),
            Column::fixed(104.0).right(),
        ];
        let table = Table::new(&columns, ROW);
        let names = [
            s.col_source(),
            words.committed(),
            words.estimate(),
            words.disbursed(),
        ];
        table.head(ui, &names, None);
        let line = |ui: &mut Ui, rect: Rect, name: &str, figures: &Figures, total: bool| {
            let role = if total { Role::BodyStrong } else { Role::Body };
            let cells = table.cells(ui, rect);
            let amounts = facts::columns(figures).map(|sum| money_text(view.lang, sum));
            let texts = std::iter::once(name).chain(amounts.iter().map(String::as_str));
            for (nth, (cell, text)) in cells.into_iter().zip(texts).enumerate() {
                let align = if nth == 0 { Align::Min } else { Align::Max };
                let ink = if text == "—" { p.text3 } else { p.text };
                elide::text_in(ui.painter(), cell, align, role, text, ink);
            }
            let all = format!("{name}: {}", amounts.join(", "));
            let id = ui.scope_id().with(("money", name));
            let response = ui.interact(rect, id, eframe::egui::Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Row, true, &all));
        };
        rows(ui, facts.money.len(), ROW, |ui, nth, rect| {
            if let Some((source, figures)) = facts.money.get(nth) {
                line(ui, rect, words.source(*source), figures, false);
                card::divider(ui, rect);
            }
        });
        let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
        line(ui, rect, s.total(), &facts.total, true);
    });
}

/// The indicators: where it stood, what is aimed at, what was reached.
pub(super) fn indicators(ui: &mut Ui, part: Part<'_, '_>, facts: &Facts, commands: &mut Commands) {
    let Part { s, .. } = part;
    let count = facts.targets.len();
    let aside = if count == 0 {
        String::new()
    } else {
        count.to_string()
    };
    Card::titled(s.indicators()).aside(&aside).show(ui, |ui| {
        let p = &Tokens::of(ui).palette;
        if count == 0 {
            padded(ui, |ui| {
                elide::paragraph(ui, Role::Secondary, s.indicators_none(), p.text3);
            });
            return;
        }
        let columns = [
            Column::flex(1.0, 120.0),
            Column::fixed(78.0).right(),
            Column::fixed(78.0).right(),
            Column::fixed(78.0).right(),
        ];
        let table = Table::new(&columns, ROW);
        let names = [
            s.col_indicator(),
            s.col_baseline(),
            s.col_target(),
            s.col_actual(),
        ];
        table.head(ui, &names, None);
        rows(ui, count, ROW, |ui, nth, rect| {
            let Some(target) = facts.targets.get(nth) else {
                return;
            };
            let figures = target
                .values
                .map(|v| v.map_or_else(|| "—".to_owned(), Decimal::format));
            let [baseline, aim, actual] = &figures;
            let name = format!(
                "{}: {} {baseline}, {} {aim}, {} {actual}",
                target.name,
                s.col_baseline(),
                s.col_target(),
                s.col_actual()
            );
            let id = ui.scope_id().with(("target", nth));
            let row = ListRow::new(&name, ROW).at(ui, id, rect, |_| {});
            let cells = table.cells(ui, rect);
            let texts = std::iter::once(&target.name).chain(&figures);
            for (at, (cell, text)) in cells.into_iter().zip(texts).enumerate() {
                let align = if at == 0 { Align::Min } else { Align::Max };
                let ink = if text == "—" { p.text3 } else { p.text };
                elide::text_in(ui.painter(), cell, align, Role::Body, text, ink);
            }
            if row.response.clicked() {
                let activity = Selection::Activity(target.of.clone());
                commands.push(Command::Select(activity));
            }
        });
    });
}
