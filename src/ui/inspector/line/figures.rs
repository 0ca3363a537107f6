//! The figures of a line: those that are entered, and those that follow from them.

use super::{State, decisions, reasons, text_field};
use crate::insight::Figures;
use crate::model::{BudgetLine, Figure, Path, Sum};
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::tabs::budget::figures::{self as amounts, Unit};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextField, field_row, message_line};
use eframe::egui::{Align, Color32, Sense, Ui, WidgetInfo, accesskit, vec2};

/// Between a figure and the button beside it, in points.
const GAP: f32 = 2.0;
/// What is kept free at the right of every figure for the button, in points.
const BESIDE: f32 = 28.0 + GAP;

/// Puts the figures into the layout.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    state: &mut State,
    commands: &mut Commands,
) {
    let words = view.words();
    let fields: [(&'static str, &'static str, &Figure); 5] = [
        (BudgetLine::COMMITTED, words.committed(), &line.committed),
        (
            BudgetLine::CARRIED_OVER,
            words.carried_funds(),
            &line.carried_over,
        ),
        (BudgetLine::ESTIMATE, words.estimate(), &line.estimate),
        (
            BudgetLine::CANCELLED,
            words.cancelled_funds(),
            &line.cancelled,
        ),
        (BudgetLine::ALLOCATED, words.allocated(), &line.allocated),
    ];
    let on = Path::new(BudgetLine::KIND, line.id.as_str());
    state
        .reasons
        .watch(&fields.map(|(key, _, figure)| (key, figure)));
    for (key, name, figure) in fields {
        field_row(ui, name, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                let shown = amounts::typed(figure);
                let width = ui.available_width() - BESIDE;
                let field = |id| {
                    let field = TextField::new(id, name).amount().width(width);
                    field.hint(amounts::NO_FIGURE)
                };
                let read = |text: &str| amounts::read_value(text, view.lang);
                text_field(ui, view, state, &on, key, field, &shown, read, commands);
                reasons::button(ui, view, line, (key, name), state);
            });
            if let Figure::Conflict(values) = figure {
                let all: Vec<String> = values.iter().map(|v| Unit::Dong.amount(*v)).collect();
                let sentence = format!("{}: {}", all.join(" · "), Texts(view.lang).values_differ());
                message_line(ui, Icon::Question, &sentence, Tokens::of(ui).palette.soon);
            }
        });
        reasons::show(ui, view, line, (key, name), state, commands);
    }
    let Some(figures) = view.insight.budget.lines.get(&line.id) else {
        return;
    };
    derived(ui, view, figures);
    decisions::links(ui, view, line, figures, commands);
    decisions::show(ui, view, line, state, commands);
}

/// What follows: the sums of the payments, the rate, what is left.
fn derived(ui: &mut Ui, view: &View<'_>, figures: &Figures) {
    let p = &Tokens::of(ui).palette;
    let words = view.words();
    let over = !figures.overspending().is_empty();
    let ink = |bad: bool| if bad { p.overdue } else { p.text };
    amount(
        ui,
        words.advanced(),
        &Unit::Dong.sum(&figures.advanced, view.lang),
        p.text,
    );
    amount(
        ui,
        words.disbursed(),
        &Unit::Dong.sum(&figures.disbursed, view.lang),
        ink(over),
    );
    amount(
        ui,
        words.settled(),
        &Unit::Dong.sum(&figures.settled, view.lang),
        p.text,
    );
    amount(
        ui,
        words.rate(),
        &amounts::rate(figures),
        // Chuyển nguồn is not in the divisor: what is too much is told by the bounds.
        ink(over),
    );
    if !figures.carried_out.is_empty() {
        let text = Unit::Dong.sum(&figures.carried_out, view.lang);
        amount(ui, words.carried_out(), &text, p.text);
    }
    let left = figures.remaining();
    let short = matches!(left, Sum::Known(n) if n < 0);
    amount(
        ui,
        words.remaining(),
        &Unit::Dong.sum(&left, view.lang),
        ink(short),
    );
}

/// A figure that is only read, at the right edge like the fields.
fn amount(ui: &mut Ui, name: &str, text: &str, ink: Color32) {
    let empty = text == amounts::NO_FIGURE;
    field_row(ui, name, |ui| {
        let tokens = Tokens::of(ui);
        let size = vec2(ui.available_width(), tokens.size.input);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let ink = if empty { tokens.palette.text3 } else { ink };
        let role = if empty { Role::Body } else { Role::BodyStrong };
        elide::text_in(
            ui.painter(),
            rect.shrink2(vec2(8.0, 0.0))
                .with_max_x(rect.right() - 8.0 - BESIDE),
            Align::Max,
            role,
            text,
            ink,
        );
        response.widget_info(|| {
            WidgetInfo::labeled(accesskit::Role::Label, true, format!("{name}: {text}"))
        });
    });
}
