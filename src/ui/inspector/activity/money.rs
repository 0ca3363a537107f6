//! The money of an activity: its figures, and recording a disbursement.

use super::Section;
use crate::edit::Edit;
use crate::insight::{Figures, year_of};
use crate::model::field::date_value;
use crate::model::{
    BudgetLine, Figure, FundingSource, LineKey, Path, Payment, PaymentKind, PaymentMoney, Sum,
    Value,
};
use crate::text::money::parse_dong;
use crate::text::number;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{checked, date_text, money_text, read_only_reason};
use crate::ui::inspector::menu;
use crate::ui::inspector::pieces::{self, FormField, ValueButton, menu_under};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::Selection;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::field::{CommitBy, TextField, field_row, message_line};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{self, Align, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};

/// A disbursement that is being written.
#[derive(Debug, Default)]
pub(super) struct Form {
    date: FormField,
    amount: FormField,
    document: FormField,
    payee: FormField,
    /// Where the money comes from: asked only where a line must be made.
    source: Option<FundingSource>,
    fresh: bool,
    /// What refused it, where no field is to blame.
    error: Option<String>,
}

/// Draws the figures and the form.
pub(super) fn show(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    pieces::section(ui, words.money(), words.dong());
    let blank = Figures::default();
    let figures = view
        .insight
        .budget
        .activities
        .get(&activity.id)
        .unwrap_or(&blank);
    let vocabulary = view.words();
    amount(ui, section, vocabulary.estimate(), &figures.estimate, false);
    amount(
        ui,
        section,
        vocabulary.allocated(),
        &figures.allocated,
        false,
    );
    amount(
        ui,
        section,
        vocabulary.disbursed(),
        &figures.disbursed,
        true,
    );
    bar(ui, figures);
    amount(ui, section, vocabulary.settled(), &figures.settled, false);
    amount(
        ui,
        section,
        vocabulary.remaining(),
        &figures.remaining(),
        false,
    );
    if let Some(over) = figures.overspending().first() {
        let by = match over {
            crate::insight::Overspending::Estimate(by)
            | crate::insight::Overspending::Allocation(by) => *by,
        };
        let sentence = section.errors().overspent(&number::format_whole(by));
        message_line(ui, Icon::Warning, &sentence, Tokens::of(ui).palette.overdue);
    }
    let locked = read_only_reason(view);
    match form {
        None => {
            ui.horizontal_wrapped(|ui| {
                let add = PushButton::link(words.add_payment())
                    .icon(Icon::Plus)
                    .disabled(locked);
                if add.show(ui).clicked() {
                    *form = Some(Form {
                        date: FormField::with(date_text(Some(view.today))),
                        fresh: true,
                        ..Form::default()
                    });
                }
                if !figures.is_blank()
                    && PushButton::link(words.open_line()).show(ui).clicked()
                    && let Some(line) = line_of(section)
                {
                    commands.push(Command::Select(Selection::Line(line.id.clone())));
                }
            });
        }
        Some(open) => {
            if payment_form(ui, section, open, commands) {
                *form = None;
            }
        }
    }
}

/// A figure with its name; selectable by nothing, read as "Dự toán giao: 50.000.000".
fn amount(ui: &mut Ui, section: &Section<'_, '_>, name: &str, sum: &Sum, strong: bool) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let size = vec2(ui.available_width(), tokens.row.inspector_amount.max(20.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let text = money_text(section.view.lang, sum);
    let below = sum.known().is_some_and(|n| n < 0);
    let ink = match (sum.is_empty(), below) {
        (true, _) => p.text3,
        (_, true) => p.overdue,
        _ => p.text,
    };
    let role = if strong { Role::BodyStrong } else { Role::Body };
    let right = elide::text_in(ui.painter(), rect, Align::Max, role, &text, ink);
    let left = Rect::from_min_max(rect.min, pos2(right.left() - 6.0, rect.bottom()));
    elide::text_in(
        ui.painter(),
        left,
        Align::Min,
        Role::Secondary,
        name,
        p.text3,
    );
    response.widget_info(|| {
        WidgetInfo::labeled(accesskit::Role::Label, true, format!("{name}: {text}"))
    });
}

/// How much of the estimate is disbursed.
fn bar(ui: &mut Ui, figures: &Figures) {
    let tokens = Tokens::of(ui);
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), 10.0));
    let share = figures.rate_tenths().map(|tenths| tenths as f32 / 1000.0);
    let over = share.is_some_and(|s| s > 1.0);
    let ink = if over {
        tokens.palette.overdue
    } else {
        tokens.palette.accent
    };
    let bar = Rect::from_center_size(rect.center(), vec2(rect.width(), 5.0));
    paint::meter(ui.painter(), bar, Some(share.unwrap_or(0.0)), ink, tokens);
}

/// The budget line that pays for the activity: of its own year where it has several.
fn line_of<'a>(section: &'a Section<'_, '_>) -> Option<&'a BudgetLine> {
    let activity = section.activity;
    let year = year_of(activity);
    let lines = || {
        section
            .view
            .programme()
            .budget_lines
            .values()
            .filter(|l| l.activity.as_ref() == Some(&activity.id))
    };
    lines()
        .find(|l| l.key.year == year)
        .or_else(|| lines().next())
}

/// Draws the form. Returns whether it is done with.
fn payment_form(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Form,
    commands: &mut Commands,
) -> bool {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    let id = |key: &str| egui::Id::unique(("payment", key, activity.id.as_str()));
    let mut enter = false;
    let mut cancelled = false;
    let mut row =
        |ui: &mut Ui, label: &str, key: &str, hint: &str, field: &mut FormField, focus: bool| {
            field_row(ui, label, |ui| {
                let out = field.show(ui, TextField::new(id(key), label).hint(hint).boxed());
                if focus {
                    out.response.request_focus();
                }
                enter |= out.left == Some(CommitBy::Enter);
                cancelled |= out.cancelled;
            });
        };
    let fresh = std::mem::take(&mut form.fresh);
    row(
        ui,
        words.payment_date(),
        "date",
        words.date_hint(),
        &mut form.date,
        false,
    );
    row(
        ui,
        words.payment_amount(),
        "amount",
        words.payment_amount_hint(),
        &mut form.amount,
        fresh,
    );
    row(
        ui,
        words.payment_document(),
        "document",
        "",
        &mut form.document,
        false,
    );
    row(
        ui,
        words.payment_payee(),
        "payee",
        "",
        &mut form.payee,
        false,
    );
    let line = line_of(section);
    if line.is_none() {
        field_row(ui, words.payment_source(), |ui| {
            let text = view.words().source(form.source);
            let name = format!("{}: {text}", words.payment_source());
            let response = ValueButton {
                boxed: true,
                pale: form.source.is_none(),
                ..ValueButton::new(&name, text)
            }
            .show(ui);
            menu_under(&response, |ui| {
                for source in [None]
                    .into_iter()
                    .chain(FundingSource::ALL.iter().copied().map(Some))
                {
                    if menu::choice(
                        ui,
                        None,
                        view.words().source(source),
                        form.source == source,
                        None,
                    ) {
                        form.source = source;
                    }
                }
            });
        });
    }
    if let Some(error) = &form.error {
        message_line(
            ui,
            Icon::WarningCircle,
            error,
            Tokens::of(ui).palette.overdue,
        );
    }
    let mut submit = enter;
    ui.horizontal(|ui| {
        submit |= PushButton::primary(words.record())
            .small()
            .show(ui)
            .clicked();
        cancelled |= PushButton::quiet(words.cancel()).small().show(ui).clicked();
    });
    if submit && let Some(edit) = payment(section, form, line) {
        commands.edit(edit);
        return true;
    }
    cancelled && !submit
}

/// The edit that records the payment; makes the activity's line where it has none.
fn payment(section: &Section<'_, '_>, form: &mut Form, line: Option<&BudgetLine>) -> Option<Edit> {
    let Section { view, activity, .. } = *section;
    let errors = section.errors();
    form.error = None;
    let day = form.date.day(view.lang).ok()?;
    let amount = match parse_dong(form.amount.text()) {
        Ok(amount) => amount,
        Err(error) => {
            form.amount.reject(errors.money(&error));
            return None;
        }
    };
    let mut edits = Vec::new();
    let (line_id, year, source) = match line {
        Some(line) => (line.id.clone(), line.key.year, line.key.source),
        None => {
            let id = view.fresh_id();
            let year = year_of(activity);
            let key = LineKey {
                year,
                clause: activity.place.parent.clone(),
                source: form.source,
                payer: None,
            };
            edits.push(Edit::create(
                &Path::new(BudgetLine::KIND, id.as_str()),
                [
                    (BudgetLine::KEY, key.value()),
                    (BudgetLine::NAME, Value::text_or_null(&activity.title)),
                    (BudgetLine::ACTIVITY, Value::text(activity.id.as_str())),
                ],
            ));
            (id, year, form.source)
        }
    };
    let money = PaymentMoney {
        amount: Figure::Known(amount),
        source,
        year,
    };
    edits.push(Edit::create(
        &Path::new(Payment::KIND, view.fresh_id().as_str()),
        [
            (Payment::LINE, Value::text(line_id.as_str())),
            (Payment::ACTIVITY, Value::text(activity.id.as_str())),
            (Payment::KIND_OF, PaymentKind::Disbursement.value()),
            (Payment::MONEY, money.value()),
            (Payment::DATE, date_value(day)),
            (
                Payment::DOCUMENT,
                Value::text_or_null(form.document.text().trim()),
            ),
            (
                Payment::PAYEE,
                Value::text_or_null(form.payee.text().trim()),
            ),
        ],
    ));
    let edit = Edit::Several(edits);
    match checked(view, &edit) {
        Ok(_) => Some(edit),
        Err(sentence) => {
            form.error = Some(sentence);
            None
        }
    }
}
