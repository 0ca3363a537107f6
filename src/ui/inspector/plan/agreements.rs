//! The parties' agreements to the joint plan (Điều 7.3): each with its document and date.

use super::super::edit_field::{date_text, parse_date, read_only_reason};
use super::super::pieces::{FormField, section as section_head};
use super::Section;
use crate::edit::Edit;
use crate::insight::plans::agreement;
use crate::model::{Agreement, Id, Party, Path, Value};
use crate::text::strings::errors::Errors;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextField, field_row};
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use eframe::egui::{Align, Id as UiId, Layout, Ui};

/// An agreement that is being recorded.
#[derive(Debug)]
pub(super) struct Form {
    party: Id,
    document: FormField,
    date: FormField,
}

/// Shows each party's seal.
pub(super) fn show(
    ui: &mut Ui,
    section: Section<'_, '_>,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let Section { view, plan, t, .. } = section;
    let parties = view.programme().parties_in_order();
    let agreed = parties
        .iter()
        .filter(|p| agreement(view.programme(), &plan.id, &p.id).is_some())
        .count();
    section_head(ui, t.agreements(), &t.agreed_by(agreed, parties.len()));
    for party in parties {
        ui.push_id(party.id.as_str(), |ui| {
            match agreement(view.programme(), &plan.id, &party.id) {
                Some(given) => show_given(ui, section, party, given, commands),
                None if form.as_ref().is_some_and(|form| form.party == party.id) => {
                    record(ui, section, party, form, commands);
                }
                None => show_missing(ui, section, party, form),
            }
        });
    }
}

fn show_given(
    ui: &mut Ui,
    section: Section<'_, '_>,
    party: &Party,
    given: &Agreement,
    commands: &mut Commands,
) {
    let Section { view, t, .. } = section;
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        ui.set_min_height(40.0);
        let style = view.seal(party);
        seal(
            ui,
            SealSize::Medium,
            &style,
            SealState::Agreed,
            &t.agreed(&party.short_name),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let remove = t.remove_of(&party.short_name);
            if IconButton::new(Icon::Trash, &remove)
                .disabled(read_only_reason(view))
                .show(ui)
                .clicked()
            {
                commands.edit(Edit::Delete {
                    on: Path::new(Agreement::KIND, given.id.as_str()),
                });
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(3.0);
                let first = if given.document.is_empty() {
                    &party.name
                } else {
                    &given.document
                };
                elide::plain(ui, Role::Body, first, p.text);
                let second = format!("{}  {}", party.short_name, date_text(given.date));
                elide::plain(ui, Role::Secondary, second.trim(), p.text2);
            });
        });
    });
}

fn show_missing(ui: &mut Ui, section: Section<'_, '_>, party: &Party, form: &mut Option<Form>) {
    let Section { view, t, .. } = section;
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        ui.set_min_height(32.0);
        let style = view.seal(party);
        seal(
            ui,
            SealSize::Medium,
            &style,
            SealState::Pending,
            &t.pending(&party.short_name),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = t.record_of(&party.short_name);
            let button = PushButton::link(t.record())
                .name(&name)
                .disabled(read_only_reason(view))
                .show(ui);
            if button.clicked() {
                *form = Some(Form {
                    party: party.id.clone(),
                    document: FormField::default(),
                    date: FormField::default(),
                });
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                elide::plain(ui, Role::Secondary, t.not_agreed(), p.text3);
            });
        });
    });
}

/// The form: document and date, then the two ways out. What is wrong stays under its field.
fn record(
    ui: &mut Ui,
    section: Section<'_, '_>,
    party: &Party,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let Section { view, plan, t, .. } = section;
    let p = &Tokens::of(ui).palette;
    let Some(open) = form else { return };
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        let style = view.seal(party);
        seal(
            ui,
            SealSize::Medium,
            &style,
            SealState::Pending,
            &t.pending(&party.short_name),
        );
        elide::plain(
            ui,
            Role::SecondaryBold,
            &t.record_of(&party.short_name),
            p.text,
        );
    });
    let id = |key: &str| UiId::unique(("agreement", plan.id.as_str(), party.id.as_str(), key));
    field_row(ui, t.document(), |ui| {
        open.document.show(
            ui,
            TextField::new(id("document"), t.document())
                .hint(t.document_hint())
                .boxed(),
        );
    });
    field_row(ui, t.date(), |ui| {
        open.date.show(
            ui,
            TextField::new(id("date"), t.date())
                .hint(t.date_hint())
                .boxed(),
        );
    });
    ui.add_space(4.0);
    let (mut save, mut give_up) = (false, false);
    ui.horizontal(|ui| {
        save = PushButton::primary(t.save())
            .small()
            .disabled(read_only_reason(view))
            .show(ui)
            .clicked();
        give_up = PushButton::quiet(t.cancel()).small().show(ui).clicked();
    });
    if give_up {
        *form = None;
        return;
    }
    if !save {
        return;
    }
    // An agreement without its document says nothing (Điều 7.3, DOMAIN.md §2).
    if open.document.text().trim().is_empty() {
        open.document.reject(Errors(view.lang).empty().to_owned());
        return;
    }
    match parse_date(view.lang, open.date.text()) {
        Err(sentence) => open.date.reject(sentence),
        Ok(Value::Null) => open.date.reject(Errors(view.lang).empty().to_owned()),
        Ok(date) => {
            commands.edit(Edit::create(
                &Path::new(Agreement::KIND, view.fresh_id().as_str()),
                [
                    (Agreement::PLAN, plan.id.as_str().into()),
                    (Agreement::PARTY, party.id.as_str().into()),
                    (Agreement::DOCUMENT, open.document.text().into()),
                    (Agreement::DATE, date),
                ],
            ));
            *form = None;
        }
    }
}
