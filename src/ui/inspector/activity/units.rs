//! Who does it and for whom: chủ trì, phối hợp, thụ hưởng.

use super::Section;
use crate::edit::Edit;
use crate::model::{Activity, Id, Value};
use crate::text::date;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{Drafts, Spec, read_only_reason};
use crate::ui::inspector::pieces::ValueButton;
use crate::ui::inspector::unit_picker::{self, Choice, Picked};
use crate::ui::inspector::who;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{field_row, message_line};
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use eframe::egui::{Align, Rect, Sense, Ui, UiBuilder, WidgetInfo, accesskit, pos2, vec2};
use std::collections::BTreeSet;

/// Draws the fields.
pub(super) fn show(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    picker: &mut unit_picker::State,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        on,
        words,
    } = *section;
    lead(ui, section, picker, commands);
    let coordinating = (
        Activity::COORDINATING,
        view.words().coordinating(),
        &activity.coordinating,
    );
    let benefiting = (
        Activity::BENEFITING,
        view.words().benefiting(),
        &activity.benefiting,
    );
    for (key, label, units) in [coordinating, benefiting] {
        field_row(ui, label, |ui| {
            set(ui, section, key, label, units, picker, commands)
        });
    }
    field_row(ui, words.beneficiary(), |ui| {
        let rows = if activity.beneficiary.chars().count() > 24 {
            2
        } else {
            1
        };
        let spec = Spec {
            hint: words.beneficiary_hint(),
            rows,
            ..Spec::new(on, Activity::BENEFICIARY, words.beneficiary())
        };
        let parse = |typed: &str| Ok(Value::text_or_null(typed.trim()));
        drafts.field(ui, view, spec, &activity.beneficiary, parse, commands);
    });
}

fn lead(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    picker: &mut unit_picker::State,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        on,
        words,
    } = *section;
    let p = &Tokens::of(ui).palette;
    let label = view.words().lead();
    field_row(ui, label, |ui| {
        let text = activity
            .lead
            .as_ref()
            .map_or_else(|| words.choose_unit().to_owned(), |id| view.unit_name(id));
        let shown = activity
            .lead
            .as_ref()
            .map_or(view.words().unassigned(), |_| text.as_str());
        let name = format!("{label}: {shown}");
        let seals = view.lead_seals(activity.lead.as_ref());
        let button = ValueButton {
            pale: activity.lead.is_none(),
            seals: &seals,
            disabled: read_only_reason(view),
            ..ValueButton::new(&name, &text)
        };
        let response = button.show(ui);
        who::on_field(&response, view, on, Activity::LEAD, commands);
        let key = format!("{}#lead", on.as_str());
        if response.clicked() {
            picker.open(&key);
        }
        let none = BTreeSet::new();
        let choice = Choice {
            all_parties: true,
            communes: false,
            nobody: activity.lead.is_some(),
            without: &none,
        };
        let to = match unit_picker::show(&response, view, picker, &key, choice) {
            None => None,
            Some(Picked::Nobody) => Some((Value::Null, None)),
            Some(Picked::Unit(id)) => Some((Value::text(id.as_str()), None)),
            Some(Picked::New(edit, id)) => Some((Value::text(id.as_str()), Some(edit))),
        };
        if let Some((to, made)) = to {
            let seen = view.seen(on, Activity::LEAD);
            let edit = Edit::Set {
                on: on.clone(),
                key: Activity::LEAD.to_owned(),
                to,
                seen,
            };
            commands.edit(match made {
                Some(made) => Edit::Several(vec![made, edit]),
                None => edit,
            });
        }
        if let Some(over) = activity.lead.as_ref().and_then(|id| ended(section, id)) {
            message_line(ui, Icon::Warning, &over, p.soon);
        }
    });
    // Nothing in Điều 2–5 names a lead unit: it is not the program's to fill in.
    let clause = activity
        .place
        .parent
        .as_ref()
        .and_then(|c| view.programme().text.get(c.as_str()));
    if activity.lead.is_none()
        && let Some(clause) = clause.filter(|c| !c.note.is_empty() || c.tracked)
    {
        message_line(
            ui,
            Icon::Note,
            &words.no_lead_named(&view.anchor(clause)),
            p.soon,
        );
    }
}

/// The sentence for a unit that has ended.
fn ended(section: &Section<'_, '_>, id: &Id) -> Option<String> {
    let unit = section.view.programme().units.get(id)?;
    let day = unit.valid_to.filter(|d| *d < section.view.today)?;
    Some(section.errors().unit_ended(&unit.name, &date::format(day)))
}

/// A set of units: each with a cross, and a link that adds one.
fn set(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    key: &'static str,
    label: &str,
    units: &BTreeSet<Id>,
    picker: &mut unit_picker::State,
    commands: &mut Commands,
) {
    let Section {
        view, on, words, ..
    } = *section;
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let locked = read_only_reason(view);
    for id in units {
        let name = view.unit_name(id);
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
        let mut left = rect.left() + 8.0;
        for seal in view.lead_seals(Some(id)) {
            let center = pos2(left + 7.5, rect.center().y);
            paint_seal(
                ui.painter(),
                center,
                SealSize::Small,
                &seal,
                SealState::Agreed,
                tokens,
            );
            left += 21.0;
        }
        let over = ended(section, id);
        let ink = if over.is_some() { p.soon } else { p.text };
        let line = Rect::from_min_max(
            pos2(left, rect.top()),
            pos2(rect.right() - 30.0, rect.bottom()),
        );
        elide::text_in(ui.painter(), line, Align::Min, Role::Body, &name, ink);
        let full = crate::ui::inspector::edit_field::full_name(view, id);
        response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &full));
        who::on_field(&response, view, on, key, commands);
        response.on_hover_text(over.unwrap_or(full));
        let cross = Rect::from_min_max(pos2(rect.right() - 28.0, rect.top()), rect.max);
        let mut child = ui.new_child(UiBuilder::new().id_salt((key, id.as_str())).max_rect(cross));
        let remove = words.remove_unit(&name);
        if IconButton::new(Icon::X, &remove)
            .icon_size(12.0)
            .disabled(locked)
            .show(&mut child)
            .clicked()
        {
            commands.edit(member(section, key, id, false));
        }
    }
    if locked.is_some() && !units.is_empty() {
        return;
    }
    let name = format!("{label}: {}", words.add_unit());
    let response = ui
        .horizontal(|ui| {
            ui.add_space(6.0);
            PushButton::link(words.add_unit())
                .name(&name)
                .disabled(locked)
                .show(ui)
        })
        .inner;
    let picker_key = format!("{}#{key}", on.as_str());
    if response.clicked() {
        picker.open(&picker_key);
    }
    let choice = Choice {
        all_parties: false,
        communes: false,
        nobody: false,
        without: units,
    };
    match unit_picker::show(&response, view, picker, &picker_key, choice) {
        Some(Picked::Unit(id)) => commands.edit(member(section, key, &id, true)),
        Some(Picked::New(made, id)) => {
            commands.edit(Edit::Several(vec![made, member(section, key, &id, true)]))
        }
        Some(Picked::Nobody) | None => {}
    }
}

fn member(section: &Section<'_, '_>, key: &str, unit: &Id, present: bool) -> Edit {
    Edit::Member {
        on: section.on.clone(),
        key: key.to_owned(),
        element: unit.as_str().to_owned(),
        present,
    }
}
