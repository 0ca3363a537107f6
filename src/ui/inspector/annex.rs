//! An annex: its number, title and text, the clauses that it amends, its days, and the parties'
//! agreements to it (Điều 7.2).
//!
//! - `clauses` — the pieces of the official text that it amends.
//!
//! While it is in force its content stands fast and is shown, not edited.

mod clauses;

use super::FOCUS_REQUEST;
use super::edit_field::{Drafts, Spec, date_text, full_name, parse_date, read_only_reason};
use super::pieces;
use super::plan::agreements::{self, Subject};
use crate::insight::AnnexStanding;
use crate::model::{Agreement, Annex, Id, Path, Value};
use crate::text::strings::annexes::Annexes as Texts;
use crate::text::strings::errors::Errors;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::annexes::{look, name};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::chip::StatusChip;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{field_row, message_line};
use eframe::egui::{self, Ui};
use std::collections::HashMap;

/// What it remembers between frames: drafts.
#[derive(Debug, Default)]
pub struct State {
    drafts: Drafts,
    /// Agreements that were begun and not recorded, by annex.
    forms: HashMap<Id, Option<agreements::Form>>,
    search: crate::ui::tabs::budget::pick::Search,
}

/// What every section is given.
#[derive(Clone, Copy)]
struct Section<'a, 'v> {
    view: &'a View<'v>,
    annex: &'a Annex,
    standing: &'a AnnexStanding,
    on: &'a Path,
    t: Texts,
}

/// Draws it into the inspector.
pub fn show(ui: &mut Ui, view: &View<'_>, id: &Id, state: &mut State, commands: &mut Commands) {
    let t = Texts(view.lang);
    let annex = view.programme().annexes.get(id);
    let Some((annex, standing)) = annex.zip(view.insight.annexes.standing(id)) else {
        pieces::scroll(ui, "annex gone", |ui| {
            if pieces::head(ui, "", "", t.close()) {
                commands.push(Command::Select(Selection::Nothing));
            }
            elide::paragraph(ui, Role::Body, t.gone(), Tokens::of(ui).palette.text2);
        });
        return;
    };
    let on = Path::new(Annex::KIND, id.as_str());
    let section = Section {
        view,
        annex,
        standing,
        on: &on,
        t,
    };
    pieces::scroll(ui, id.as_str(), |ui| {
        ui.push_id(id.as_str(), |ui| body(ui, section, state, commands));
    });
}

fn body(ui: &mut Ui, section: Section<'_, '_>, state: &mut State, commands: &mut Commands) {
    let Section {
        view,
        annex,
        standing,
        on,
        t,
    } = section;
    if pieces::head(ui, &name(view, annex), "", t.close()) {
        commands.push(Command::Select(Selection::Nothing));
    }
    let word = t.state(standing, annex.in_force_on);
    let (icon, tone) = look(standing.state);
    StatusChip::new(icon, &word, tone).show(ui);
    told(ui, section);
    ui.add_space(4.0);
    content(ui, section, &mut state.drafts, commands);
    fields(ui, section, &mut state.drafts, commands);
    clauses::show(ui, section, &mut state.search, commands);
    let subject = Subject {
        view,
        to: &annex.id,
        key: Agreement::ANNEX,
        fixed: standing.is_fixed().then(|| t.fixed()),
    };
    let form = state.forms.entry(annex.id.clone()).or_default();
    agreements::show(ui, subject, form, commands);
    pieces::divider(ui);
    let reason = read_only_reason(view).or(standing.is_fixed().then(|| t.fixed()));
    let delete = PushButton::new(t.delete())
        .kind(ButtonKind::Danger)
        .small()
        .icon(Icon::Trash);
    if delete.disabled(reason).show(ui).clicked() {
        commands.push(Command::Ask(Ask::Delete(on.clone())));
    }
}

/// What is lacking before it can be in force, or that it stands fast.
fn told(ui: &mut Ui, section: Section<'_, '_>) {
    let Section {
        view, standing, t, ..
    } = section;
    let p = &Tokens::of(ui).palette;
    if standing.is_fixed() {
        message_line(ui, Icon::Lock, t.fixed(), p.text2);
    } else if !standing.lacks.is_nothing() {
        let lacks = Errors(view.lang).annex_incomplete(&standing.lacks, |id| full_name(view, id));
        message_line(ui, Icon::Info, &lacks, p.text2);
    } else if view.read_only.is_none() {
        message_line(ui, Icon::Info, t.ready(), p.text2);
    }
}

/// The title and the text: what is agreed to.
fn content(ui: &mut Ui, section: Section<'_, '_>, drafts: &mut Drafts, commands: &mut Commands) {
    let Section {
        view,
        annex,
        standing,
        on,
        t,
    } = section;
    let p = &Tokens::of(ui).palette;
    let asked = ui.data_mut(|data| data.remove_temp::<bool>(egui::Id::unique(FOCUS_REQUEST)));
    if standing.is_fixed() {
        elide::paragraph(ui, Role::BodyStrong, &annex.title, p.text);
        pieces::field_above(ui, t.text());
        elide::paragraph(ui, Role::Body, &annex.text, p.text);
        ui.add_space(4.0);
        return;
    }
    pieces::field_above(ui, t.title_field());
    let long = elide::width(ui.painter(), Role::Body, &annex.title) > ui.available_width() - 20.0;
    let spec = Spec {
        rows: if long { 2 } else { 1 },
        hint: t.title_hint(),
        ..Spec::new(on, Annex::TITLE, t.title_field())
    };
    let one_line = |typed: &str| {
        Ok(Value::text_or_null(
            &typed.lines().map(str::trim).collect::<Vec<_>>().join(" "),
        ))
    };
    let out = drafts.field(ui, view, spec, &annex.title, one_line, commands);
    if asked == Some(true) {
        out.response.request_focus();
    }
    pieces::field_above(ui, t.text());
    let spec = Spec {
        rows: 6,
        hint: t.text_hint(),
        ..Spec::new(on, Annex::TEXT, t.text())
    };
    let text = |typed: &str| Ok(Value::text_or_null(typed.trim()));
    drafts.field(ui, view, spec, &annex.text, text, commands);
}

/// The number, the days and the remarks.
fn fields(ui: &mut Ui, section: Section<'_, '_>, drafts: &mut Drafts, commands: &mut Commands) {
    let Section {
        view,
        annex,
        standing,
        on,
        t,
    } = section;
    let text = |typed: &str| Ok(Value::text_or_null(typed.trim()));
    let day = |typed: &str| parse_date(view.lang, typed);
    if !standing.is_fixed() {
        field_row(ui, t.number(), |ui| {
            let spec = Spec {
                hint: t.number_hint(),
                ..Spec::new(on, Annex::NUMBER, t.number())
            };
            drafts.field(ui, view, spec, &annex.number, text, commands);
        });
    }
    for (label, key, value) in [
        (t.signed_on(), Annex::SIGNED_ON, annex.signed_on),
        (t.in_force_on(), Annex::IN_FORCE_ON, annex.in_force_on),
    ] {
        field_row(ui, label, |ui| {
            let spec = Spec {
                hint: t.day_hint(),
                ..Spec::new(on, key, label)
            };
            drafts.field(ui, view, spec, &date_text(value), day, commands);
        });
    }
    field_row(ui, t.note(), |ui| {
        let spec = Spec {
            rows: 2,
            ..Spec::new(on, Annex::NOTE, t.note())
        };
        drafts.field(ui, view, spec, &annex.note, text, commands);
    });
}
