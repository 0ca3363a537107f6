//! One unit in the dialog of units: its fields, its end, how often it is used.

use super::unit_ending::{self, Ending};
use super::units::State;
use crate::edit::Edit;
use crate::model::field::{date_value, ref_value};
use crate::model::{Id, Path, Unit, UnitLevel, Value};
use crate::text::strings::dialogs::Dialogs;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{Spec, date_text, full_name, parse_date, read_only_reason};
use crate::ui::inspector::menu;
use crate::ui::inspector::unit_picker::{self, Choice, Picked};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{ButtonKind, IconButton, PushButton};
use crate::ui::widgets::check::radio;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::field_row;
use eframe::egui::{Popup, ScrollArea, Ui};

/// Shows the unit and edits it.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    unit: &Unit,
    state: &mut State,
    commands: &mut Commands,
) {
    let t = Dialogs(view.lang);
    let p = &Tokens::of(ui).palette;
    let on = Path::new(Unit::KIND, unit.id.as_str());
    let used = state.used(&unit.id);
    ScrollArea::vertical()
        .id_salt(unit.id.as_str())
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            elide::paragraph(ui, Role::InspectorTitle, &unit.name, p.text);
            let words = if used == 0 {
                t.units_unused().to_owned()
            } else {
                t.units_used(used)
            };
            elide::plain(ui, Role::Secondary, &words, p.text2);
            let text = |typed: &str| Ok(Value::text_or_null(typed.trim()));
            let mut field = |ui: &mut Ui, key: &'static str, label: &'static str, value: &str| {
                field_row(ui, label, |ui| {
                    let mut spec = Spec::new(&on, key, label);
                    spec.hint = t.not_recorded();
                    state.drafts.field(ui, view, spec, value, text, commands);
                });
            };
            field(ui, Unit::NAME, t.unit_name(), &unit.name);
            field(ui, Unit::SHORT_NAME, t.unit_short_name(), &unit.short_name);
            field(ui, Unit::LEGAL_BASIS, t.unit_basis(), &unit.legal_basis);
            party_choice(
                ui,
                view,
                unit.party.clone(),
                read_only_reason(view),
                |party| {
                    commands.edit(Edit::set(&on, Unit::PARTY, ref_value(party.as_ref())));
                },
            );
            level(ui, view, unit, &on, commands);
            let days = [
                (Unit::VALID_FROM, t.unit_from(), unit.valid_from),
                (Unit::VALID_TO, t.unit_to(), unit.valid_to),
            ];
            for (key, label, day) in days {
                // The end is recorded with its basis below; here it can be corrected.
                if key == Unit::VALID_TO && day.is_none() {
                    continue;
                }
                field_row(ui, label, |ui| {
                    let mut spec = Spec::new(&on, key, label);
                    spec.hint = t.date_hint();
                    spec.width = Some(130.0);
                    let parse = |typed: &str| parse_date(view.lang, typed);
                    state
                        .drafts
                        .field(ui, view, spec, &date_text(day), parse, commands);
                });
            }
            if unit.valid_to.is_some() {
                continued_by(ui, view, unit, &on, state, commands);
            }
            ui.add_space(8.0);
            end_and_delete(ui, view, unit, &on, used, state, commands);
        });
}

/// The buttons below the fields, or the form of the end.
fn end_and_delete(
    ui: &mut Ui,
    view: &View<'_>,
    unit: &Unit,
    on: &Path,
    used: usize,
    state: &mut State,
    commands: &mut Commands,
) {
    let t = Dialogs(view.lang);
    if let Some(ending) = &mut state.ending {
        if !unit_ending::show(ui, view, unit, ending, commands) {
            state.ending = None;
        }
        return;
    }
    let locked = read_only_reason(view);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if unit.valid_to.is_none() {
            if PushButton::new(t.unit_end())
                .disabled(locked)
                .show(ui)
                .clicked()
            {
                state.ending = Some(Ending::of(unit));
            }
        } else if PushButton::new(t.unit_reopen())
            .disabled(locked)
            .show(ui)
            .clicked()
        {
            commands.edit(Edit::set(on, Unit::VALID_TO, date_value(None)));
        }
        let kept = locked.or((used > 0).then(|| t.unit_delete_used()));
        let delete = PushButton::new(t.unit_delete())
            .kind(ButtonKind::Danger)
            .disabled(kept);
        if delete.show(ui).clicked() {
            commands.edit(Edit::Delete { on: on.clone() });
            state.selected = None;
        }
    });
}

/// The parties as radio buttons, with none of them last.
pub(super) fn party_choice(
    ui: &mut Ui,
    view: &View<'_>,
    chosen: Option<Id>,
    locked: Option<&str>,
    mut choose: impl FnMut(Option<Id>),
) {
    let t = Dialogs(view.lang);
    field_row(ui, t.unit_party(), |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            for party in view.programme().parties_in_order() {
                let on = chosen.as_ref() == Some(&party.id);
                if radio(ui, on, &party.short_name, locked).clicked() && !on {
                    choose(Some(party.id.clone()));
                }
            }
            let none = chosen.is_none();
            if radio(ui, none, t.units_other(), locked).clicked() && !none {
                choose(None);
            }
        });
    });
}

/// The units that took over the duties of one that has ended.
fn continued_by(
    ui: &mut Ui,
    view: &View<'_>,
    unit: &Unit,
    on: &Path,
    state: &mut State,
    commands: &mut Commands,
) {
    let t = Dialogs(view.lang);
    let locked = read_only_reason(view);
    let member = |id: &Id, present| Edit::Member {
        on: on.clone(),
        key: Unit::CONTINUED_BY.to_owned(),
        element: id.as_str().to_owned(),
        present,
    };
    field_row(ui, t.unit_continued_by(), |ui| {
        ui.vertical(|ui| {
            for id in &unit.continued_by {
                ui.horizontal(|ui| {
                    let name = full_name(view, id);
                    elide::plain(ui, Role::Body, &name, Tokens::of(ui).palette.text);
                    let label = t.unit_continued_not(&name);
                    let cross = IconButton::new(Icon::X, &label).icon_size(12.0);
                    if cross.disabled(locked).show(ui).clicked() {
                        commands.edit(member(id, false));
                    }
                });
            }
            let link = PushButton::link(t.unit_continued_add()).icon(Icon::Plus);
            let response = link.disabled(locked).show(ui);
            let key = format!("{}#continued", on.as_str());
            if response.clicked() {
                state.successors.open(&key);
            }
            let mut without = unit.continued_by.clone();
            without.insert(unit.id.clone());
            let choice = Choice {
                all_parties: false,
                communes: unit.level == Some(UnitLevel::Commune),
                nobody: false,
                without: &without,
            };
            match unit_picker::show(&response, view, &mut state.successors, &key, choice) {
                Some(Picked::Unit(id)) => commands.edit(member(&id, true)),
                Some(Picked::New(made, id)) => {
                    commands.edit(Edit::Several(vec![made, member(&id, true)]));
                }
                Some(Picked::Nobody) | None => {}
            }
        });
    });
}

/// The level, from a menu.
fn level(ui: &mut Ui, view: &View<'_>, unit: &Unit, on: &Path, commands: &mut Commands) {
    let t = Dialogs(view.lang);
    let locked = read_only_reason(view);
    field_row(ui, t.unit_level(), |ui| {
        let word = unit
            .level
            .map_or(t.not_recorded(), |l| view.words().level(l));
        let name = format!("{}: {word}", t.unit_level());
        let button = PushButton::new(word)
            .trailing(Icon::CaretDown)
            .name(&name)
            .small()
            .disabled(locked);
        let response = button.show(ui);
        Popup::menu(&response).show(|ui| {
            ui.set_min_width(180.0);
            for level in UnitLevel::ALL {
                let chosen = unit.level == Some(*level);
                if menu::choice(ui, None, view.words().level(*level), chosen, None) && !chosen {
                    commands.edit(Edit::set(on, Unit::LEVEL, Value::text(level.word())));
                }
            }
        });
    });
}
