//! The form for another payment of a line: the amount first, Enter records it.

use super::State;
use super::payments::{explained, kind_word, kinds, read_date};
use crate::edit::Edit;
use crate::model::field::{date_value, ref_value};
use crate::model::{BudgetLine, Figure, Id, Path, Payment, PaymentKind, PaymentMoney, Value};
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::errors::Errors;
use crate::text::strings::money::Money;
use crate::ui::commands::Commands;
use crate::ui::tabs::budget::figures as amounts;
use crate::ui::tabs::budget::pick;
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::field::{CommitBy, TextDraft, TextField, error_line, field_row};
use eframe::egui::{Ui, vec2};

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
    /// A disbursement; its day is for whoever holds the paper to say.
    #[must_use]
    pub fn new() -> Self {
        Self {
            kind: Some(PaymentKind::Disbursement),
            fresh: true,
            ..Self::default()
        }
    }
}

/// The form for another payment.
pub(super) fn form(
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
        explained(ui, view, form.kind);
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
            match at {
                0 => field = field.amount(),
                1 => field = field.hint(Money(view.lang).date_hint()),
                _ => {}
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
            cancel |= out.cancelled;
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
    if cancel && !save {
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
