//! The payments of a line by date, each edited in place, and the form for another one.

use super::{State, any, text_field};
use crate::edit::Edit;
use crate::model::field::{date_value, ref_value};
use crate::model::{BudgetLine, Figure, Id, Path, Payment, PaymentKind, PaymentMoney, Value};
use crate::text::date;
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::errors::Errors;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::budget::figures::{self as amounts, NO_FIGURE, Unit};
use crate::ui::tabs::budget::pick::{self, Choice};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextDraft, TextField, error_line, field_row};
use crate::ui::widgets::row::ListRow;
use eframe::egui::{Align, Rect, Ui, pos2, vec2};

/// A payment that is being entered.
#[derive(Debug, Default)]
pub struct Form {
    kind: Option<PaymentKind>,
    search: pick::Search,
    fields: [(String, TextDraft); 4],
    error: Option<String>,
    fresh: bool,
}

impl Form {
    /// A disbursement of today; everything can be changed before it is recorded.
    #[must_use]
    pub fn new(view: &View<'_>) -> Self {
        let mut form = Self {
            kind: Some(PaymentKind::Disbursement),
            fresh: true,
            ..Self::default()
        };
        form.fields[1].0 = date::format(view.today);
        form
    }
}

/// The word for what a payment does; a recovery is named as the act, not as the sum.
fn kind_word(view: &View<'_>, kind: Option<PaymentKind>) -> &'static str {
    let texts = Texts(view.lang);
    match kind {
        None => texts.none(),
        Some(PaymentKind::Recovery) => texts.recovery(),
        Some(kind) => view.words().payment(kind),
    }
}

fn kinds(view: &View<'_>) -> Vec<Choice> {
    let choice = |kind: &PaymentKind| Choice {
        key: kind.word().to_owned(),
        anchor: String::new(),
        name: kind_word(view, Some(*kind)).to_owned(),
        aside: String::new(),
    };
    PaymentKind::ALL.iter().map(choice).collect()
}

/// Puts the list and the form into the layout.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    state: &mut State,
    commands: &mut Commands,
) {
    let texts = Texts(view.lang);
    let p = &Tokens::of(ui).palette;
    let list = view.insight.payments_of_line.get(&line.id);
    for id in list.into_iter().flatten() {
        if let Some(payment) = view.programme().payments.get(id) {
            one(ui, view, payment, state, commands);
        }
    }
    if list.is_none() && state.form.is_none() {
        elide::plain(ui, Role::Secondary, texts.no_payments(), p.text2);
    }
    if state.form.is_some() {
        form(ui, view, line, state, commands);
    } else {
        let locked = amounts::locked(view);
        let add = PushButton::link(texts.add_payment())
            .icon(Icon::Plus)
            .disabled(locked)
            .show(ui);
        if add.clicked() {
            state.form = Some(Form::new(view));
        }
    }
}

/// One payment: a row that opens into its fields.
fn one(
    ui: &mut Ui,
    view: &View<'_>,
    payment: &Payment,
    state: &mut State,
    commands: &mut Commands,
) {
    let p = &Tokens::of(ui).palette;
    let texts = Texts(view.lang);
    let open = state.open.as_ref() == Some(&payment.id);
    let day = payment
        .date
        .map_or_else(|| texts.undated().to_owned(), date::format);
    let kind = kind_word(view, payment.kind);
    let amount = match &payment.money.amount {
        Figure::Known(dong) => Unit::Dong.amount(*dong),
        Figure::Empty => NO_FIGURE.to_owned(),
        Figure::Conflict(_) => texts.open_conflict().to_owned(),
    };
    let name = texts.payment_name(kind, &amount, &day);
    let id = ui.scope_id().with(("payment", &payment.id));
    let out = ListRow::new(&name, 44.0)
        .padding(2.0)
        .selected(open)
        .show(ui, id, |ui| {
            let rect = ui.max_rect();
            let half = rect.center().y;
            let top = Rect::from_min_max(
                pos2(rect.left() + 6.0, rect.top() + 3.0),
                pos2(rect.right() - 6.0, half + 1.0),
            );
            let low = Rect::from_min_max(
                pos2(top.left(), half),
                pos2(top.right(), rect.bottom() - 3.0),
            );
            let money = elide::text_in(
                ui.painter(),
                top,
                Align::Max,
                Role::BodyStrong,
                &amount,
                p.text,
            );
            let words = Rect::from_min_max(top.min, pos2(money.left() - 8.0, top.bottom()));
            elide::text_in(ui.painter(), words, Align::Min, Role::Body, kind, p.text);
            let date = elide::text_in(
                ui.painter(),
                low,
                Align::Max,
                Role::Secondary,
                &day,
                p.text2,
            );
            let about = [payment.document.as_str(), payment.payee.as_str()];
            let about: Vec<&str> = about.into_iter().filter(|t| !t.is_empty()).collect();
            let words = Rect::from_min_max(low.min, pos2(date.left() - 8.0, low.bottom()));
            elide::text_in(
                ui.painter(),
                words,
                Align::Min,
                Role::Secondary,
                &about.join(" · "),
                p.text2,
            );
        });
    if out.response.clicked() {
        state.open = (!open).then(|| payment.id.clone());
    }
    if open {
        ui.add_space(4.0);
        edit(ui, view, payment, state, commands);
        ui.add_space(6.0);
    }
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
            |id| TextField::new(id, name),
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
fn read_date(view: &View<'_>, text: &str) -> Result<Option<chrono::NaiveDate>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    date::parse_date(text)
        .map(Some)
        .map_err(|error| Errors(view.lang).date(&error))
}

/// The form for another payment.
fn form(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    state: &mut State,
    commands: &mut Commands,
) {
    let Some(mut form) = state.form.take() else {
        return;
    };
    let texts = Texts(view.lang);
    let mut save = false;
    let mut cancel = false;
    ui.add_space(4.0);
    field_row(ui, texts.kind(), |ui| {
        let shown = form
            .kind
            .map_or(texts.choose(), |kind| kind_word(view, Some(kind)));
        let chosen = pick::button(
            ui,
            view.lang,
            texts.kind(),
            shown,
            &mut form.search,
            None,
            || kinds(view),
        );
        form.kind = chosen
            .as_deref()
            .and_then(PaymentKind::of_word)
            .or(form.kind);
    });
    let names = [
        texts.amount(),
        texts.date(),
        texts.document(),
        texts.payee(),
    ];
    for (at, ((text, draft), name)) in form.fields.iter_mut().zip(names).enumerate() {
        field_row(ui, name, |ui| {
            let id = ui.scope_id().with(("new payment", at));
            let mut field = TextField::new(id, name).boxed();
            if at == 0 {
                field = field.amount();
            }
            let out = field.show(ui, draft, text);
            if at == 0 && form.fresh {
                out.response.request_focus();
            }
            if let Some(typed) = out.committed {
                let checked = match at {
                    0 => amounts::read_value(&typed, view.lang).map(|_| ()),
                    1 => read_date(view, &typed).map(|_| ()),
                    _ => Ok(()),
                };
                match checked {
                    Ok(()) => *text = typed,
                    Err(sentence) => draft.reject(typed, sentence),
                }
            }
            save |= out.left == Some(CommitBy::Enter) && draft.error().is_none();
        });
    }
    form.fresh = false;
    if let Some(error) = &form.error {
        error_line(ui, error);
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        save |= PushButton::primary(texts.save_payment())
            .small()
            .show(ui)
            .clicked();
        cancel = PushButton::new(texts.cancel()).small().show(ui).clicked();
    });
    if cancel {
        return;
    }
    if save {
        match create(view, line, &form) {
            Ok((id, edit)) => {
                commands.edit(edit);
                state.open = Some(id);
                return;
            }
            Err(sentence) => form.error = Some(sentence),
        }
    }
    state.form = Some(form);
}

/// The edit that records the payment, or what is missing.
fn create(view: &View<'_>, line: &BudgetLine, form: &Form) -> Result<(Id, Edit), String> {
    let texts = Texts(view.lang);
    if let Some(sentence) = form.fields.iter().find_map(|(_, draft)| draft.error()) {
        return Err(sentence.to_owned());
    }
    // What is typed and not yet left counts too.
    let [amount, day, document, payee] = form
        .fields
        .each_ref()
        .map(|(text, draft)| draft.pending().unwrap_or(text));
    let kind = form.kind.ok_or_else(|| texts.need_kind().to_owned())?;
    let amount = amounts::read(amount).map_err(|e| Errors(view.lang).money(&e))?;
    let amount = amount.ok_or_else(|| texts.need_amount().to_owned())?;
    let money = PaymentMoney {
        amount: Figure::Known(amount),
        source: line.key.source,
        year: line.key.year,
    };
    let id = view.fresh_id();
    let edit = Edit::create(
        &Path::new(Payment::KIND, id.as_str()),
        [
            (Payment::LINE, ref_value(Some(&line.id))),
            (Payment::ACTIVITY, ref_value(line.activity.as_ref())),
            (Payment::KIND_OF, kind.value()),
            (Payment::MONEY, money.value()),
            (Payment::DATE, date_value(read_date(view, day)?)),
            (Payment::DOCUMENT, Value::text_or_null(document.trim())),
            (Payment::PAYEE, Value::text_or_null(payee.trim())),
        ],
    );
    view.check(&edit)
        .map_err(|r| Errors(view.lang).refusal(&r, |id| view.unit_name(id)))?;
    Ok((id, edit))
}
