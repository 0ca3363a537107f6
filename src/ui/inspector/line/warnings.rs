//! What is to be looked at on a line: each rule with its numbers. They stop nothing; a press goes to
//! the payment or line that is meant.

use super::State;
use crate::insight::MoneyWarning;
use crate::model::BudgetLine;
use crate::text::strings::money::Money as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::budget::line_name;
use crate::ui::tokens::Tokens;
use crate::ui::view::{Selection, View};
use crate::ui::widgets::field::message_line;
use eframe::egui::{CursorIcon, Sense, Ui, WidgetInfo, accesskit};

/// A warning as a sentence.
#[must_use]
pub fn sentence(view: &View<'_>, warning: &MoneyWarning) -> String {
    let cite = |id: &crate::model::Id| {
        let clause = view.programme().text.get(id.as_str());
        clause.map(|c| view.anchor(c)).unwrap_or_default()
    };
    Texts(view.lang).warning(warning, |id| line_name(view, id), cite)
}

/// Puts the sentences into the layout.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    state: &mut State,
    commands: &mut Commands,
) {
    let money = &view.insight.money;
    let of_clause = money.of_clauses().filter(|w| {
        matches!(w, MoneyWarning::BelowCommitment { clause, year, .. }
            if line.key.clause.as_ref() == Some(clause) && line.key.year == Some(*year))
    });
    for warning in money.of_line(&line.id).chain(of_clause) {
        let p = &Tokens::of(ui).palette;
        let sentence = sentence(view, warning);
        let (icon, ink) = if warning.is_grave() {
            (Icon::Warning, p.overdue)
        } else {
            (Icon::WarningCircle, p.soon)
        };
        let shown = message_line(ui, icon, &sentence, ink);
        let first = warning.payments().first();
        let other = match warning {
            MoneyWarning::SameLine { other, .. } => Some(Selection::Line(other.clone())),
            MoneyWarning::BelowCommitment { clause, .. } => Some(Selection::Clause(clause.clone())),
            _ => None,
        };
        if first.is_none() && other.is_none() {
            continue;
        }
        let response = shown.interact(Sense::click());
        let response = response.on_hover_cursor(CursorIcon::PointingHand);
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Button, true, &sentence));
        if response.clicked() {
            if let Some(payment) = first {
                state.open = Some(payment.clone());
                state.scroll_to_open = true;
            } else if let Some(other) = other {
                commands.push(Command::Reveal(other));
            }
        }
    }
}
