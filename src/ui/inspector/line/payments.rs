//! The payments of a line by date, each with its running sum, edited in place down to its papers.

use super::{State, any, payment_form, text_field};
use crate::edit::Edit;
use crate::model::field::date_value;
use crate::model::{BudgetLine, Figure, Id, Path, Payment, PaymentKind, PaymentMoney, Sum, Value};
use crate::text::date;
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::errors::Errors;
use crate::text::strings::money::Money;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::papers::Papers;
use crate::ui::tabs::budget::figures::{self as amounts, NO_FIGURE, Unit};
use crate::ui::tabs::budget::line_name;
use crate::ui::tabs::budget::pick::{self, Choice};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextField, field_row};
use crate::ui::widgets::row::ListRow;
use eframe::egui::{Align, Rect, Ui, pos2, vec2};

/// The word for what a payment does; a recovery is named as the act, not as the sum.
pub(super) fn kind_word(view: &View<'_>, kind: Option<PaymentKind>) -> &'static str {
    let texts = Texts(view.lang);
    match kind {
        None => texts.none(),
        Some(PaymentKind::Recovery) => texts.recovery(),
        Some(kind) => view.words().payment(kind),
    }
}

pub(super) fn kinds(view: &View<'_>) -> Vec<Choice> {
    let choice = |kind: &PaymentKind| Choice {
        key: kind.word().to_owned(),
        anchor: String::new(),
        name: kind_word(view, Some(*kind)).to_owned(),
        aside: String::new(),
    };
    PaymentKind::ALL.iter().map(choice).collect()
}

/// What a kind of payment does to the sums, in pale words under the choice.
pub(super) fn explained(ui: &mut Ui, view: &View<'_>, kind: Option<PaymentKind>) {
    let texts = Money(view.lang);
    let words = match kind {
        None => return,
        Some(PaymentKind::Advance) => texts.explain_advance(),
        Some(PaymentKind::Disbursement) => texts.explain_disbursement(),
        Some(PaymentKind::Recovery) => texts.explain_recovery(),
        Some(PaymentKind::Settlement) => texts.explain_settlement(),
    };
    elide::paragraph(ui, Role::Label, words, Tokens::of(ui).palette.text3);
}

/// The payments of a line by their days, those without one last; with what had been disbursed after
/// each that is counted as disbursed.
pub(super) fn in_order<'a>(view: &View<'a>, line: &Id) -> Vec<(&'a Payment, Option<Sum>)> {
    let ids = view
        .insight
        .payments_of_line
        .get(line)
        .into_iter()
        .flatten();
    let payments = ids.filter_map(|id| view.document.programme().payments.get(id));
    let mut list: Vec<&Payment> = payments.collect();
    list.sort_by_key(|p| (p.date.is_none(), p.date));
    let mut so_far = Sum::Empty;
    let mut after = |payment: &Payment| {
        let amount = Sum::Empty.plus(&payment.money.amount);
        match payment.kind {
            Some(PaymentKind::Disbursement) => {
                so_far = std::mem::take(&mut so_far).plus_sum(&amount);
            }
            Some(PaymentKind::Recovery) if !amount.is_empty() => {
                so_far = std::mem::take(&mut so_far).plus_amount(0).minus(&amount);
            }
            _ => return None,
        }
        Some(so_far.clone())
    };
    list.into_iter().map(|p| (p, after(p))).collect()
}

/// Puts the list and the form into the layout.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    focus: bool,
    state: &mut State,
    commands: &mut Commands,
) {
    let texts = Texts(view.lang);
    let p = &Tokens::of(ui).palette;
    let list = in_order(view, &line.id);
    if state.open.is_some() && list.len() > 1 {
        let back = PushButton::link(Money(view.lang).all_payments())
            .icon(Icon::CaretLeft)
            .show(ui);
        if back.clicked() {
            state.open = None;
        }
    }
    for (at, (payment, so_far)) in list.iter().enumerate() {
        let focus = focus && at == 0;
        one(ui, view, payment, so_far.as_ref(), focus, state, commands);
    }
    if list.is_empty() && state.form.is_none() {
        elide::plain(ui, Role::Secondary, texts.no_payments(), p.text2);
    }
    if state.form.is_some() {
        payment_form::form(ui, view, line, state, commands);
    } else {
        let locked = amounts::locked(view);
        let add = PushButton::link(texts.add_payment())
            .icon(Icon::Plus)
            .disabled(locked)
            .show(ui);
        if add.clicked() {
            state.form = Some(payment_form::Form::new());
        }
    }
}

/// One payment: a row that opens into its fields.
fn one(
    ui: &mut Ui,
    view: &View<'_>,
    payment: &Payment,
    so_far: Option<&Sum>,
    focus: bool,
    state: &mut State,
    commands: &mut Commands,
) {
    let texts = Texts(view.lang);
    let more = Money(view.lang);
    let open = state.open.as_ref() == Some(&payment.id);
    let day = payment
        .date
        .map_or_else(|| texts.undated().to_owned(), date::format);
    let kind = kind_word(view, payment.kind);
    let sign = if payment.kind == Some(PaymentKind::Recovery) {
        "−"
    } else {
        ""
    };
    let amount = match &payment.money.amount {
        Figure::Known(dong) => format!("{sign}{}", Unit::Dong.amount(*dong)),
        Figure::Empty => NO_FIGURE.to_owned(),
        Figure::Conflict(_) => texts.open_conflict().to_owned(),
    };
    let papers = view.insight.evidence.get(&payment.id).map_or(0, Vec::len);
    let so_far = so_far.map(|sum| more.running(&Unit::Dong.sum(sum, view.lang)));
    let mut name = texts.payment_name(kind, &amount, &day);
    for part in so_far
        .iter()
        .cloned()
        .chain((papers > 0).then(|| more.papers_count(papers)))
    {
        name = format!("{name}, {part}");
    }
    let id = ui.scope_id().with(("payment", &payment.id));
    let row = ListRow::new(&name, 44.0).padding(2.0).selected(open);
    let out = row.show(ui, id, |ui| {
        let look = Look {
            day: &day,
            kind,
            amount: &amount,
            so_far: so_far.as_deref().unwrap_or_default(),
            papers,
        };
        draw(ui, view, payment, look);
    });
    if focus {
        out.response.request_focus();
    }
    if out.response.clicked() {
        state.open = (!open).then(|| payment.id.clone());
    }
    if open {
        if std::mem::take(&mut state.scroll_to_open) {
            out.response.scroll_to_me(Some(Align::Min));
        }
        ui.add_space(4.0);
        edit(ui, view, payment, state, commands);
        ui.add_space(6.0);
    }
}

/// What a row says.
struct Look<'a> {
    day: &'a str,
    kind: &'a str,
    amount: &'a str,
    so_far: &'a str,
    papers: usize,
}

/// Day, kind and amount; below them document and payee, papers and the running sum.
fn draw(ui: &Ui, view: &View<'_>, payment: &Payment, look: Look<'_>) {
    let p = &Tokens::of(ui).palette;
    let painter = ui.painter();
    let rect = ui.max_rect().shrink2(vec2(6.0, 3.0));
    let half = rect.center().y;
    let top = rect.with_max_y(half + 1.0);
    let low = rect.with_min_y(half);
    let strong = Role::BodyStrong;
    let right = |line: Rect, text: &str, role, ink| {
        let drawn = elide::text_in(painter, line, Align::Max, role, text, ink);
        line.with_max_x(drawn.left() - 8.0)
    };
    let rest = right(top, look.amount, strong, p.text);
    let day = elide::text_in(
        painter,
        rest,
        Align::Min,
        Role::Secondary,
        look.day,
        p.text2,
    );
    let rest = rest.with_min_x(day.right() + 8.0);
    elide::text_in(painter, rest, Align::Min, Role::Body, look.kind, p.text);
    let mut rest = right(low, look.so_far, Role::Label, p.text3);
    if look.papers > 0 {
        let count = look.papers.to_string();
        rest = right(rest, &count, Role::Label, p.text3);
        Icon::Paperclip.paint(
            painter,
            pos2(rest.right() + 1.0, rest.center().y),
            12.0,
            p.text3,
        );
        rest.max.x -= 10.0;
    }
    let about = [view.shown(&payment.document), view.shown(&payment.payee)];
    let about: Vec<&str> = about
        .iter()
        .map(|t| &**t)
        .filter(|t| !t.is_empty())
        .collect();
    let about = about.join(" · ");
    elide::text_in(painter, rest, Align::Min, Role::Secondary, &about, p.text2);
}

/// The fields of a payment that is recorded.
fn edit(
    ui: &mut Ui,
    view: &View<'_>,
    payment: &Payment,
    state: &mut State,
    commands: &mut Commands,
) {
    let texts = Texts(view.lang);
    let on = Path::new(Payment::KIND, payment.id.as_str());
    let locked = amounts::locked(view);
    field_row(ui, texts.kind(), |ui| {
        let search = state.kinds.entry(payment.id.clone()).or_default();
        let shown = kind_word(view, payment.kind);
        if let Some(kind) = pick::button(ui, view.lang, texts.kind(), shown, search, locked, || {
            kinds(view)
        }) {
            commands.edit(Edit::set(&on, Payment::KIND_OF, Value::text(kind)));
        }
        explained(ui, view, payment.kind);
    });
    let name = texts.amount();
    field_row(ui, name, |ui| {
        let shown = amounts::typed(&payment.money.amount);
        let read = |text: &str| {
            let amount = amounts::read(text).map_err(|e| Errors(view.lang).money(&e))?;
            let amount = amount.ok_or_else(|| texts.need_amount().to_owned())?;
            Ok(PaymentMoney {
                amount: Figure::Known(amount),
                ..payment.money.clone()
            }
            .value())
        };
        let field = |id| TextField::new(id, name).amount();
        text_field(
            ui,
            view,
            state,
            &on,
            Payment::MONEY,
            field,
            &shown,
            read,
            commands,
        );
    });
    let name = texts.date();
    field_row(ui, name, |ui| {
        let shown = payment.date.map(date::format).unwrap_or_default();
        let read = |text: &str| read_date(view, text).map(date_value);
        text_field(
            ui,
            view,
            state,
            &on,
            Payment::DATE,
            |id| TextField::new(id, name).hint(Money(view.lang).date_hint()),
            &shown,
            read,
            commands,
        );
    });
    let rest = [
        (Payment::DOCUMENT, texts.document(), &payment.document),
        (Payment::PAYEE, texts.payee(), &payment.payee),
        (Payment::NOTE, texts.payment_note(), &payment.note),
    ];
    for (key, name, shown) in rest {
        field_row(ui, name, |ui| {
            text_field(
                ui,
                view,
                state,
                &on,
                key,
                |id| TextField::new(id, name),
                shown,
                any,
                commands,
            );
        });
    }
    belongs(ui, view, payment, state, commands);
    papers(ui, view, payment, state, commands);
    ui.with_layout(eframe::egui::Layout::right_to_left(Align::Center), |ui| {
        if IconButton::new(Icon::Trash, texts.delete_payment())
            .disabled(locked)
            .show(ui)
            .clicked()
        {
            commands.push(Command::Ask(Ask::Delete(on.clone())));
        }
    });
}

/// Reads a typed day; empty unsets it.
pub(super) fn read_date(view: &View<'_>, text: &str) -> Result<Option<chrono::NaiveDate>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    date::parse_date(text)
        .map(Some)
        .map_err(|error| Errors(view.lang).date(&error))
}

/// The line and the activity that a payment belongs to, each chosen from a list.
fn belongs(
    ui: &mut Ui,
    view: &View<'_>,
    payment: &Payment,
    state: &mut State,
    commands: &mut Commands,
) {
    let on = Path::new(Payment::KIND, payment.id.as_str());
    let locked = amounts::locked(view);
    let p = view.programme();
    let line = payment.line.as_ref().and_then(|l| p.budget_lines.get(l));
    let name = Money(view.lang).line_of_payment();
    let search = state.owners.entry(payment.id.clone()).or_default();
    field_row(ui, name, |ui| {
        let shown = line.map(|l| line_name(view, &l.id)).unwrap_or_default();
        let chosen = pick::button(ui, view.lang, name, &shown, &mut search[0], locked, || {
            pick::lines(view)
        });
        let to = chosen.and_then(|key| pick::id_of(&key));
        if let Some(to) = to.as_ref().and_then(|id| p.budget_lines.get(id)) {
            // Source and year of the money are those of its line.
            let money = PaymentMoney {
                amount: payment.money.amount.clone(),
                source: to.key.source,
                year: to.key.year,
            };
            let mut edits = vec![Edit::set(&on, Payment::LINE, Value::text(to.id.as_str()))];
            if payment.money.amount.known().is_some() {
                edits.push(Edit::set(&on, Payment::MONEY, money.value()));
            }
            commands.edit(Edit::Several(edits));
            commands.push(Command::Reveal(Selection::Line(to.id.clone())));
        }
    });
    let name = Texts(view.lang).activity();
    field_row(ui, name, |ui| {
        let activity = payment.activity.as_ref();
        let activity = activity.and_then(|a| p.activities.get(a));
        let none = Texts(view.lang).none();
        let shown = activity.map_or(none.into(), |a| view.shown(&a.title));
        let clause = line.and_then(|l| l.key.clause.as_ref());
        let year = line.and_then(|l| l.key.year);
        let choices = || pick::activities(view, clause, year);
        if let Some(chosen) =
            pick::button(ui, view.lang, name, &shown, &mut search[1], locked, choices)
        {
            let to = pick::id_of(&chosen).map_or(Value::Null, |id| Value::text(id.as_str()));
            commands.edit(Edit::set(&on, Payment::ACTIVITY, to));
        }
        if let Some(activity) = activity {
            let go = PushButton::link(Money(view.lang).open_activity()).icon(Icon::ArrowRight);
            if go.show(ui).clicked() {
                let to = Selection::Activity(activity.id.clone());
                commands.push(Command::Reveal(to));
            }
        }
    });
}

/// The papers that prove a payment.
fn papers(
    ui: &mut Ui,
    view: &View<'_>,
    payment: &Payment,
    state: &mut State,
    commands: &mut Commands,
) {
    ui.add_space(2.0);
    elide::plain(
        ui,
        Role::SecondaryStrong,
        Money(view.lang).papers_of_payment(),
        Tokens::of(ui).palette.text2,
    );
    let papers = Papers {
        view,
        of: &payment.id,
        year: payment.money.year,
        day: None,
    };
    let mut form = state.papers.remove(&payment.id);
    ui.push_id(payment.id.as_str(), |ui| {
        papers.show(ui, &mut form, commands)
    });
    if let Some(form) = form {
        state.papers.insert(payment.id.clone(), form);
    }
}
