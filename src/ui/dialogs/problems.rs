//! What is wrong in the data, each as a sentence; a press shows where it is.

use crate::insight::{MoneyWarning, Problem};
use crate::model::Path;
use crate::text::strings::dialogs::Dialogs;
use crate::text::strings::findings::Findings;
use crate::text::strings::money::Money;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::line;
use crate::ui::tabs::budget::line_name;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::elide;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::table::virtual_rows;
use eframe::egui::{Align, Context, Id, pos2};

/// Height of a row: a sentence over two lines, in points.
const ROW: f32 = 46.0;

/// Where an entity can be looked at: itself, or what it belongs to.
#[must_use]
pub fn reveal(view: &View<'_>, on: &Path) -> Option<Selection> {
    let p = view.programme();
    let id = on.id();
    let owner = |of: Option<&crate::model::Id>| of.and_then(|of| of_id(view, of.as_str()));
    match on.kind() {
        "agreements" => {
            let agreement = p.agreements.get(id)?;
            owner(agreement.plan.as_ref().or(agreement.annex.as_ref()))
        }
        "indicators" => owner(p.indicators.get(id)?.of.as_ref()),
        "indicator_values" => {
            let indicator = p.indicator_values.get(id)?.indicator.as_ref()?;
            owner(p.indicators.get(indicator)?.of.as_ref())
        }
        "payments" => {
            let payment = p.payments.get(id)?;
            owner(payment.line.as_ref()).or_else(|| owner(payment.activity.as_ref()))
        }
        "evidence" => owner(p.evidence.get(id)?.of.as_ref()),
        "notes" => owner(p.notes.get(id)?.of.as_ref()),
        "exemptions" => owner(p.exemptions.get(id)?.clause.as_ref()),
        "pairs" => owner(p.pairs.get(id)?.clause.as_ref()),
        _ => of_id(view, id),
    }
}

/// What has this id, where it can be selected.
fn of_id(view: &View<'_>, id: &str) -> Option<Selection> {
    let p = view.programme();
    let own = crate::model::Id::from(id);
    if p.activities.contains_key(id) {
        Some(Selection::Activity(own))
    } else if p.plans.contains_key(id) {
        Some(Selection::Plan(own))
    } else if p.budget_lines.contains_key(id) {
        Some(Selection::Line(own))
    } else if p.annexes.contains_key(id) {
        Some(Selection::Annex(own))
    } else if p.houses.contains_key(id) {
        Some(Selection::House(own))
    } else if p.school_items.contains_key(id) {
        Some(Selection::SchoolItem(own))
    } else if p.text.get(id).is_some() {
        Some(Selection::Clause(own))
    } else {
        None
    }
}

/// A warning on money with the name of its line, and where to look at it.
#[must_use]
pub fn of_money(view: &View<'_>, warning: &MoneyWarning) -> (String, Option<Selection>) {
    let sentence = line::warning(view, warning);
    if let Some(id) = warning.line() {
        let of = view.programme().budget_lines.get(id);
        let mut name = line_name(view, id);
        if let Some(year) = of.and_then(|l| l.key.year) {
            name = format!("{name} ({year})");
        }
        let sentence = Money(view.lang).of_line(&name, &sentence);
        return (sentence, Some(Selection::Line(id.clone())));
    }
    let target = match warning {
        MoneyWarning::BelowCommitment { clause, .. } => Some(Selection::Clause(clause.clone())),
        _ => {
            let first = warning.payments().first();
            first.and_then(|p| reveal(view, &Path::new("payments", p.as_str())))
        }
    };
    (sentence, target)
}

/// Shows the list. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, commands: &mut Commands) -> bool {
    let t = Dialogs(view.lang);
    let list = view.insight.problems(view.document);
    // Lines that nothing tells apart are among the problems already.
    let money = view.insight.money.list.iter();
    let money: Vec<&MoneyWarning> = money
        .filter(|w| !matches!(w, MoneyWarning::SameLine { .. }))
        .collect();
    let count = list.len() + money.len();
    let mut pressed = None;
    let outcome = Dialog::new("problems", t.problems(), t.close())
        .width(640.0)
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            if count == 0 {
                EmptyState {
                    icon: Icon::ShieldCheck,
                    title: t.problems_none(),
                    text: "",
                    action: None,
                }
                .show(ui);
                return;
            }
            elide::paragraph(ui, Role::Secondary, &t.problems_count(count), p.text2);
            let height = super::body_height(ctx, 420.0).min(ROW * count as f32 + 2.0);
            ui.allocate_ui(eframe::egui::vec2(ui.available_width(), height), |ui| {
                virtual_rows(ui, Id::unique("problem rows"), ROW, count, |ui, range| {
                    for nth in range {
                        let mut settles = None;
                        let (sentence, target) =
                            match (list.get(nth), money.get(nth.saturating_sub(list.len()))) {
                                (Some(problem), _) => {
                                    if let Problem::Conflict { on, key } = problem {
                                        let (on, key) = (on.clone(), key.clone());
                                        settles = Some(Ask::Settle { on, key });
                                    }
                                    (
                                        Findings(view.lang).problem(problem, view.programme()),
                                        problem.on().and_then(|on| reveal(view, on)),
                                    )
                                }
                                (None, Some(warning)) => of_money(view, warning),
                                (None, None) => continue,
                            };
                        let row = ListRow::new(&sentence, ROW).padding(6.0);
                        let id = ui.scope_id().with(("problem", nth));
                        let output = row.show(ui, id, |ui| {
                            let rect = ui.max_rect();
                            let icon = pos2(rect.left() + 8.0, rect.center().y);
                            Icon::WarningCircle.paint(ui.painter(), icon, 15.0, p.soon);
                            let room = rect.width() - 48.0;
                            let galley =
                                elide::lines(ui.painter(), Role::Body, &sentence, p.text, room);
                            let text = rect
                                .with_min_x(rect.left() + 24.0)
                                .with_max_x(rect.right() - 24.0);
                            let painter =
                                ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
                            elide::paint(&painter, text, Align::Min, galley);
                            if target.is_some() || settles.is_some() {
                                let caret = pos2(rect.right() - 8.0, rect.center().y);
                                Icon::CaretRight.paint(ui.painter(), caret, 14.0, p.text2);
                            }
                        });
                        if output.response.on_hover_text(&sentence).clicked() {
                            pressed = match settles {
                                Some(ask) => Some(Command::Ask(ask)),
                                None => target.map(Command::Reveal),
                            };
                        }
                    }
                });
            });
        });
    match pressed {
        Some(command) => {
            commands.push(command);
            false
        }
        None => !outcome.closed,
    }
}
