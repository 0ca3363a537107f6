//! What is wrong with a line: told here, and stopping nothing.

use crate::insight::Overspending;
use crate::model::{BudgetLine, Payment};
use crate::text::strings::budget::Budget as Texts;
use crate::ui::icons::Icon;
use crate::ui::tabs::budget::figures::Unit;
use crate::ui::tokens::Tokens;
use crate::ui::view::View;
use crate::ui::widgets::field::message_line;
use chrono::Datelike as _;
use eframe::egui::Ui;

/// Whether a payment lies outside the year of its money; January settles the year before.
fn is_outside(payment: &Payment, year: i32) -> bool {
    let of = payment.money.year.unwrap_or(year);
    payment
        .date
        .is_some_and(|d| d.year() != of && !(d.year() == of.saturating_add(1) && d.month() == 1))
}

/// Puts the sentences into the layout.
pub fn show(ui: &mut Ui, view: &View<'_>, line: &BudgetLine) {
    let p = &Tokens::of(ui).palette;
    let texts = Texts(view.lang);
    let figures = view.insight.budget.lines.get(&line.id);
    for over in figures
        .map(crate::insight::Figures::overspending)
        .unwrap_or_default()
    {
        let sentence = match over {
            Overspending::Allocation(by) => texts.over_allocation(&Unit::Dong.amount(by)),
            Overspending::Estimate(by) => texts.over_estimate(&Unit::Dong.amount(by)),
        };
        message_line(ui, Icon::Warning, &sentence, p.overdue);
    }
    if line.key.source.is_none() {
        message_line(ui, Icon::WarningCircle, texts.warn_no_source(), p.soon);
    }
    let payments = view
        .insight
        .payments_of_line
        .get(&line.id)
        .into_iter()
        .flatten();
    let payments: Vec<&Payment> = payments
        .filter_map(|id| view.programme().payments.get(id))
        .collect();
    let count = |test: &dyn Fn(&Payment) -> bool| payments.iter().filter(|p| test(p)).count();
    let outside = line
        .key
        .year
        .map_or(0, |year| count(&|p| is_outside(p, year)));
    if let Some(year) = line.key.year.filter(|_| outside > 0) {
        message_line(
            ui,
            Icon::WarningCircle,
            &texts.warn_outside_year(outside, year),
            p.soon,
        );
    }
    let undated = count(&|p| p.date.is_none());
    if undated > 0 {
        message_line(
            ui,
            Icon::WarningCircle,
            &texts.warn_undated(undated),
            p.soon,
        );
    }
    let without = count(&|p| p.document.is_empty());
    if without > 0 {
        message_line(
            ui,
            Icon::WarningCircle,
            &texts.warn_no_document(without),
            p.soon,
        );
    }
}
