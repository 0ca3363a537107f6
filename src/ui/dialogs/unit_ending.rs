//! The end of a unit: its last day and the legal basis, as one step.

use crate::edit::Edit;
use crate::model::field::date_value;
use crate::model::{Path, Unit, Value};
use crate::text::date;
use crate::text::strings::dialogs::Dialogs;
use crate::text::strings::errors::Errors;
use crate::ui::commands::Commands;
use crate::ui::inspector::edit_field::full_name;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextDraft, TextField, field_row};
use chrono::NaiveDate;
use eframe::egui::{self, Ui};

/// The form, as filled in so far.
#[derive(Debug, Default)]
pub struct Ending {
    day: TextDraft,
    basis: TextDraft,
    day_text: String,
    basis_text: String,
}

impl Ending {
    /// An empty form; the basis is that of the unit where it has one.
    #[must_use]
    pub fn of(unit: &Unit) -> Self {
        Self {
            basis_text: unit.legal_basis.clone(),
            ..Self::default()
        }
    }

    /// The day as typed, or the sentence that says what is wrong with it.
    fn day(&self, view: &View<'_>) -> Result<NaiveDate, String> {
        let typed = self.day.pending().unwrap_or(&self.day_text).trim();
        if typed.is_empty() {
            return Err(Dialogs(view.lang).unit_needs_date().to_owned());
        }
        date::parse_date(typed).map_err(|error| Errors(view.lang).date(&error))
    }
}

/// Shows the form and records the end. Returns whether it stays.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    unit: &Unit,
    form: &mut Ending,
    commands: &mut Commands,
) -> bool {
    let t = Dialogs(view.lang);
    let p = &Tokens::of(ui).palette;
    elide::plain(ui, Role::CardTitle, t.unit_end(), p.text);
    elide::paragraph(ui, Role::Secondary, t.unit_end_text(), p.text2);
    field_row(ui, t.unit_to(), |ui| {
        let id = egui::Id::unique("unit ends on");
        let field = TextField::new(id, t.unit_to())
            .hint(t.date_hint())
            .boxed()
            .width(130.0);
        let value = form.day_text.clone();
        if let Some(typed) = field.show(ui, &mut form.day, &value).committed {
            form.day_text = typed;
        }
    });
    field_row(ui, t.unit_basis(), |ui| {
        let id = egui::Id::unique("unit ends by");
        let field = TextField::new(id, t.unit_end_basis()).boxed();
        let value = form.basis_text.clone();
        if let Some(typed) = field.show(ui, &mut form.basis, &value).committed {
            form.basis_text = typed;
        }
    });
    let (mut record, mut cancel) = (false, false);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        record = PushButton::primary(t.unit_end_do()).show(ui).clicked();
        cancel = PushButton::new(t.cancel()).show(ui).clicked();
    });
    if record {
        return !try_record(view, unit, form, commands);
    }
    !cancel
}

/// Records the end where day and basis are there and the rules allow it; else says what is missing.
fn try_record(view: &View<'_>, unit: &Unit, form: &mut Ending, commands: &mut Commands) -> bool {
    let t = Dialogs(view.lang);
    let typed = form.day.pending().unwrap_or(&form.day_text).to_owned();
    let day = match form.day(view) {
        Ok(day) => day,
        Err(sentence) => {
            form.day.reject(typed, sentence);
            return false;
        }
    };
    let basis = form
        .basis
        .pending()
        .unwrap_or(&form.basis_text)
        .trim()
        .to_owned();
    if basis.is_empty() {
        form.basis.reject("", t.unit_needs_basis());
        return false;
    }
    let on = Path::new(Unit::KIND, unit.id.as_str());
    let edit = Edit::Several(vec![
        Edit::set(&on, Unit::VALID_TO, date_value(Some(day))),
        Edit::set(&on, Unit::LEGAL_BASIS, Value::text(basis.as_str())),
    ]);
    match view.check(&edit) {
        Ok(_) => {
            commands.edit(edit);
            true
        }
        Err(refusal) => {
            form.day.reject(
                typed,
                Errors(view.lang).refusal(&refusal, |id| full_name(view, id)),
            );
            false
        }
    }
}
