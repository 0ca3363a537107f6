//! Chuyển nguồn and Hủy dự toán: the links to the lines of other years, and the form for a decision.

use super::State;
use crate::edit::money::next_line;
use crate::edit::{Edit, Fund, FundDecision};
use crate::insight::Figures;
use crate::model::{BudgetLine, Sum};
use crate::text::strings::errors::Errors;
use crate::text::strings::money::Money as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::checked;
use crate::ui::inspector::pieces::FormField;
use crate::ui::tabs::budget::figures::{self as amounts, Unit};
use crate::ui::tabs::budget::line_name;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField, error_line, field_row, message_line};
use eframe::egui::{self, Ui};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    CarryOver,
    Cancel,
}

/// A decision that is being written.
#[derive(Debug)]
pub struct Form {
    what: What,
    amount: FormField,
    document: FormField,
    date: FormField,
    reason: FormField,
    error: Option<String>,
    fresh: bool,
}

impl Form {
    fn new(what: What) -> Self {
        Self {
            what,
            amount: FormField::default(),
            document: FormField::default(),
            date: FormField::default(),
            reason: FormField::default(),
            error: None,
            fresh: true,
        }
    }
}

/// Where the money came from and went to.
pub fn links(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    figures: &Figures,
    commands: &mut Commands,
) {
    let texts = Texts(view.lang);
    let p = view.programme();
    let mut link = |ui: &mut Ui, label: &str, to: &BudgetLine| {
        let pressed = PushButton::link(label).icon(Icon::ArrowRight).show(ui);
        if pressed.clicked() {
            commands.push(Command::Reveal(Selection::Line(to.id.clone())));
        }
    };
    let from = line.carried_from.as_ref().filter(|f| **f != line.id);
    if let Some(from) = from.and_then(|f| p.budget_lines.get(f)) {
        let year = from.key.year.map(|y| y.to_string()).unwrap_or_default();
        link(ui, &texts.came_from(&year), from);
    }
    if figures.carried_out.is_empty() {
        return;
    }
    for to in p.budget_lines.values() {
        if to.carried_from.as_ref() == Some(&line.id) && to.id != line.id {
            let year = to.key.year.map(|y| y.to_string()).unwrap_or_default();
            let amount = Unit::Dong.sum(&Sum::Empty.plus(&to.carried_over), view.lang);
            link(ui, &texts.went_to(&year, &amount), to);
        }
    }
}

/// The two decisions, and the form of the one that is being written.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    state: &mut State,
    commands: &mut Commands,
) {
    if state.decision.is_some() {
        form(ui, view, line, state, commands);
        return;
    }
    let texts = Texts(view.lang);
    let locked = amounts::locked(view);
    let next = line.key.year.and_then(|y| y.checked_add(1));
    let carry = next.map_or_else(|| texts.carry().to_owned(), |year| texts.carry_to(year));
    let missing = next.is_none().then(|| texts.no_year_to_carry());
    let choices = [
        (What::CarryOver, carry.as_str(), locked.or(missing)),
        (What::Cancel, texts.cancel_funds(), locked),
    ];
    for (what, label, disabled) in choices {
        let link = PushButton::link(label).icon(Icon::Gavel).disabled(disabled);
        if link.show(ui).clicked() {
            state.decision = Some(Form::new(what));
        }
    }
}

fn form(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    state: &mut State,
    commands: &mut Commands,
) {
    let Some(mut form) = state.decision.take() else {
        return;
    };
    let texts = Texts(view.lang);
    let p = &Tokens::of(ui).palette;
    let next = line.key.year.unwrap_or_default().saturating_add(1);
    let title = match form.what {
        What::CarryOver => texts.carry_title(next),
        What::Cancel => texts.cancel_title().to_owned(),
    };
    let top = ui.cursor().top();
    ui.add_space(6.0);
    elide::paragraph(ui, Role::BodyStrong, &title, p.text);
    let figures = view.insight.budget.lines.get(&line.id);
    let left = figures.map(Figures::remaining).unwrap_or_default();
    let left_text = Unit::Dong.sum(&left, view.lang);
    if !left.is_empty() {
        elide::paragraph(
            ui,
            Role::Secondary,
            &texts.left_to_decide(&left_text),
            p.text2,
        );
    }
    if form.what == What::CarryOver {
        let where_to = match next_line(view.programme(), line) {
            Some(to) => texts.into_line(&line_name(view, &to.id), next),
            None => texts.into_new(next),
        };
        elide::paragraph(ui, Role::Secondary, &where_to, p.text2);
    }
    ui.add_space(2.0);
    let (mut submit, mut cancel) = (false, false);
    let fresh = std::mem::take(&mut form.fresh);
    let words = crate::text::strings::budget::Budget(view.lang);
    let hint = if left.is_empty() { "" } else { &left_text };
    let fields = [
        (words.amount(), hint, &mut form.amount, true),
        (
            texts.decision_document(),
            texts.decision_hint(),
            &mut form.document,
            false,
        ),
        (
            texts.decision_date(),
            texts.date_hint(),
            &mut form.date,
            false,
        ),
        (texts.decision_reason(), "", &mut form.reason, false),
    ];
    for (at, (name, hint, field, amount)) in fields.into_iter().enumerate() {
        field_row(ui, name, |ui| {
            let id = egui::Id::unique(("decision", line.id.as_str(), at));
            let mut shown = TextField::new(id, name).hint(hint).boxed();
            if amount {
                shown = shown.amount();
            }
            let out = field.show(ui, shown);
            if fresh && at == 0 {
                out.response.request_focus();
            }
            submit |= out.left == Some(CommitBy::Enter);
            cancel |= out.cancelled;
        });
    }
    caution(ui, view, &form, &left);
    if let Some(error) = &form.error {
        error_line(ui, error);
    }
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        submit |= PushButton::primary(texts.record())
            .small()
            .show(ui)
            .clicked();
        cancel |= PushButton::quiet(texts.cancel()).small().show(ui).clicked();
    });
    if fresh {
        // To its buttons, which may lie below the edge.
        let all = ui.min_rect().with_min_y(top);
        ui.scroll_to_rect(all, None);
    }
    if submit {
        form.error = None;
        if let Some(edit) = decision(view, line, &mut form) {
            commands.edit(edit);
            return;
        }
    } else if cancel {
        return;
    }
    state.decision = Some(form);
}

/// More than is left only warns, while it is typed.
fn caution(ui: &mut Ui, view: &View<'_>, form: &Form, left: &Sum) {
    let Ok(Some(amount)) = amounts::read(form.amount.text()) else {
        return;
    };
    if left.bounds().is_some_and(|(low, _)| amount <= low) {
        return;
    }
    let caution = crate::edit::Caution::MoreThanLeft {
        line: crate::model::Id::from(""),
        left: left.known(),
    };
    let sentence = Errors(view.lang).caution(&caution, |id| view.unit_name(id));
    message_line(ui, Icon::Warning, &sentence, Tokens::of(ui).palette.soon);
}

/// The edit of what is typed; none where something is wrong, which is told then.
fn decision(view: &View<'_>, line: &BudgetLine, form: &mut Form) -> Option<Edit> {
    let day = form.date.day(view.lang).ok()?;
    let amount = match amounts::read(form.amount.text()) {
        Ok(amount) => amount.unwrap_or_default(),
        Err(error) => {
            form.amount.reject(Errors(view.lang).money(&error));
            return None;
        }
    };
    let what = match form.what {
        What::CarryOver => Fund::CarryOver {
            line: view.fresh_id(),
        },
        What::Cancel => Fund::Cancel,
    };
    let edit = Edit::Decide(Box::new(FundDecision {
        line: line.id.clone(),
        what,
        note: view.fresh_id(),
        amount,
        document: form.document.text().trim().to_owned(),
        date: day,
        reason: form.reason.text().trim().to_owned(),
    }));
    match checked(view, &edit) {
        Ok(_) => Some(edit),
        Err(sentence) => {
            form.error = Some(sentence);
            None
        }
    }
}
