//! An activity: all its fields, edited in place.

mod dependencies;
mod evidence;
mod fields;
mod history;
pub(super) mod indicators;
mod money;
mod notes;
mod repeat;
mod status;
mod units;

use super::edit_field::{Drafts, Spec, read_only_reason};
use super::pieces;
use super::{FOCUS_REQUEST, unit_picker};
use crate::insight::year_of;
use crate::model::{Activity, Id, Path, Value};
use crate::text::strings::article::Article;
use crate::text::strings::errors::Errors;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::article::carry_over;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::elide;
use eframe::egui::{self, Ui};
use std::collections::HashMap;

/// What it remembers between frames: drafts.
#[derive(Debug, Default)]
pub struct State {
    drafts: Drafts,
    picker: unit_picker::State,
    /// Forms that are open, by activity: what is typed into them is kept.
    forms: HashMap<Id, Forms>,
    history: history::Shown,
}

/// The forms of one activity.
#[derive(Debug, Default)]
struct Forms {
    status: Option<status::Form>,
    payment: Option<money::Form>,
    indicator: Option<indicators::Form>,
    evidence: Option<evidence::Form>,
    note: Option<notes::Form>,
    dependency: Option<dependencies::Form>,
    repeat: Option<repeat::Form>,
}

/// What every section is given.
struct Section<'a, 'v> {
    view: &'a View<'v>,
    activity: &'a Activity,
    on: &'a Path,
    words: Article,
}

/// Draws it into the inspector.
pub fn show(ui: &mut Ui, view: &View<'_>, id: &Id, state: &mut State, commands: &mut Commands) {
    let words = Article(view.lang);
    let Some(activity) = view.programme().activities.get(id) else {
        pieces::scroll(ui, "activity gone", |ui| {
            if pieces::head(ui, "", "", words.close()) {
                commands.push(Command::Select(Selection::Nothing));
            }
            elide::paragraph(ui, Role::Body, words.gone(), Tokens::of(ui).palette.text2);
        });
        return;
    };
    let on = Path::new(Activity::KIND, id.as_str());
    let section = Section {
        view,
        activity,
        on: &on,
        words,
    };
    pieces::scroll(ui, id.as_str(), |ui| {
        ui.push_id(id.as_str(), |ui| body(ui, &section, state, commands));
    });
}

fn body(ui: &mut Ui, section: &Section<'_, '_>, state: &mut State, commands: &mut Commands) {
    let Section {
        view,
        activity,
        on,
        words,
    } = *section;
    let clause = activity
        .place
        .parent
        .as_ref()
        .and_then(|c| view.programme().text.get(c.as_str()));
    let anchor = clause
        .map(|c| view.words().article(&view.anchor(c)))
        .unwrap_or_default();
    let from = activity
        .carried_from
        .as_ref()
        .and_then(|a| view.programme().activities.get(a))
        .and_then(year_of);
    let about = from.map(|year| words.set_aside(year)).unwrap_or_default();
    if pieces::head(ui, &anchor, &about, words.close()) {
        commands.push(Command::Select(Selection::Nothing));
    }
    let long = elide::width(ui.painter(), Role::InspectorTitle, &activity.title)
        > ui.available_width() - 18.0;
    let spec = Spec {
        hint: words.title_hint(),
        role: Role::InspectorTitle,
        rows: if long { 2 } else { 1 },
        ..Spec::new(on, Activity::TITLE, words.title())
    };
    let one_line = |typed: &str| {
        Ok(Value::text_or_null(
            &typed.lines().map(str::trim).collect::<Vec<_>>().join(" "),
        ))
    };
    // The text of the field stands level with the anchor above it.
    let room = ui.available_rect_before_wrap();
    let room = egui::Rect::from_min_max(room.min - egui::vec2(8.0, 0.0), room.max);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("title").max_rect(room));
    let out = state
        .drafts
        .field(&mut child, view, spec, &activity.title, one_line, commands);
    let used = child.min_rect();
    ui.allocate_rect(
        egui::Rect::from_min_max(room.min + egui::vec2(8.0, 0.0), used.max),
        egui::Sense::hover(),
    );
    let asked = ui.data_mut(|data| data.remove_temp::<bool>(egui::Id::unique(FOCUS_REQUEST)));
    if asked == Some(true) {
        out.response.request_focus();
    }
    let forms = state.forms.entry(activity.id.clone()).or_default();
    status::show(ui, section, &mut forms.status, &mut state.drafts, commands);
    pieces::divider(ui);
    units::show(ui, section, &mut state.picker, &mut state.drafts, commands);
    fields::show(ui, section, &mut state.drafts, commands);
    money::show(ui, section, &mut forms.payment, commands);
    indicators::of_activity(
        ui,
        section,
        &mut forms.indicator,
        &mut state.drafts,
        commands,
    );
    evidence::show(ui, section, &mut forms.evidence, commands);
    dependencies::show(ui, section, &mut forms.dependency, commands);
    repeat::show(ui, section, &mut forms.repeat, commands);
    notes::show(ui, section, &mut forms.note, &mut state.drafts, commands);
    history::show(ui, section, &mut state.history, commands);
    pieces::divider(ui);
    footer(ui, section, commands);
}

/// Carrying over and deleting.
fn footer(ui: &mut Ui, section: &Section<'_, '_>, commands: &mut Commands) {
    let Section {
        view,
        activity,
        on,
        words,
    } = *section;
    let locked = read_only_reason(view);
    ui.horizontal_wrapped(|ui| {
        let carry = carry_over(view, &activity.id);
        let reason = locked.or(carry.as_ref().err().map(String::as_str));
        let button = PushButton::new(words.carry())
            .small()
            .icon(Icon::ArrowRight)
            .disabled(reason);
        if button.show(ui).clicked()
            && let Ok(edit) = &carry
        {
            commands.edit(edit.clone());
        }
        let delete = PushButton::new(words.delete())
            .kind(ButtonKind::Danger)
            .small()
            .icon(Icon::Trash);
        if delete.disabled(locked).show(ui).clicked() {
            commands.push(Command::Ask(Ask::Delete(on.clone())));
        }
    });
}

impl Section<'_, '_> {
    /// The sentences for what is refused.
    const fn errors(&self) -> Errors {
        Errors(self.view.lang)
    }
}

#[cfg(test)]
mod tests;
