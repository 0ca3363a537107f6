//! A sector's or a unit's plan (Điều 6.2): whose it is, then it is made.

use crate::edit::Edit;
use crate::model::field::ref_value;
use crate::model::{Id, Path, Plan, PlanScope, Unit, Value};
use crate::text::strings::plan::Plan as Texts;
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{checked, read_only_reason};
use crate::ui::inspector::pieces::ValueButton;
use crate::ui::inspector::unit_picker::{self, Choice, Picked};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::message_line;
use eframe::egui::{Context, Ui};
use std::collections::BTreeSet;

/// What the dialog remembers between frames.
#[derive(Debug)]
pub struct State {
    year: i32,
    scope: PlanScope,
    unit: Option<Id>,
    /// The edit that makes the unit, where it is new.
    make: Option<Edit>,
    picker: unit_picker::State,
    sentence: Option<String>,
}

impl State {
    /// The dialog for a plan of a year.
    #[must_use]
    pub fn of(year: i32, scope: PlanScope) -> Self {
        Self {
            year,
            scope,
            unit: None,
            make: None,
            picker: unit_picker::State::default(),
            sentence: None,
        }
    }

    /// The name of the chosen unit: of a new one what its edit says.
    fn unit_name(&self, view: &View<'_>) -> Option<String> {
        let id = self.unit.as_ref()?;
        if let Some(Edit::Create { fields, .. }) = &self.make {
            return fields.get(Unit::NAME)?.as_text().map(str::to_owned);
        }
        Some(view.programme().units.get(id)?.name.clone())
    }
}

/// Shows the dialog. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let s = Plans(view.lang);
    let t = Texts(view.lang);
    let title = match state.scope {
        PlanScope::Unit => t.title_unit(state.year),
        _ => t.title_sector(state.year),
    };
    let (mut go, mut give_up) = (false, false);
    let dialog = Dialog::new("unit plan", &title, s.give_up()).width(440.0);
    let outcome = dialog.show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        elide::plain(ui, Role::Secondary, s.choose_unit(), p.text2);
        pick(ui, view, state);
        if let Some(sentence) = &state.sentence {
            message_line(ui, Icon::WarningCircle, sentence, p.overdue);
        }
        footer(ui, |ui| {
            let missing = state.unit.is_none().then(|| s.choose_unit());
            go = PushButton::primary(s.next_do())
                .disabled(read_only_reason(view).or(missing))
                .show(ui)
                .clicked();
            give_up = PushButton::new(s.give_up()).show(ui).clicked();
        });
    });
    if go && hand_over(view, state, commands) {
        return false;
    }
    !(give_up || outcome.closed)
}

fn pick(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let t = Texts(view.lang);
    let chosen = state.unit_name(view);
    let text = chosen.as_deref().unwrap_or(t.choose());
    let name = format!("{}: {text}", t.unit());
    let seals = view.lead_seals(state.unit.as_ref());
    let button = ValueButton {
        pale: chosen.is_none(),
        boxed: true,
        seals: &seals,
        ..ValueButton::new(&name, text)
    };
    let button = button.show(ui);
    let key = "unit plan";
    if button.clicked() {
        state.picker.open(key);
    }
    let without = BTreeSet::new();
    let choice = Choice {
        all_parties: false,
        communes: false,
        nobody: false,
        without: &without,
    };
    match unit_picker::show(&button, view, &mut state.picker, key, choice) {
        Some(Picked::Unit(id)) => (state.unit, state.make) = (Some(id), None),
        Some(Picked::New(make, id)) => (state.unit, state.make) = (Some(id), Some(make)),
        Some(Picked::Nobody) | None => {}
    }
}

/// Makes the plan. Returns whether it was taken; otherwise the dialog says why not.
fn hand_over(view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let Some(unit) = state.unit.clone() else {
        return false;
    };
    let name = state.unit_name(view).unwrap_or_default();
    let known = view.programme().units.get(&unit);
    let party = match &state.make {
        Some(Edit::Create { fields, .. }) => fields.get(Unit::PARTY).cloned().unwrap_or_default(),
        _ => ref_value(known.and_then(|u| u.party.as_ref())),
    };
    let id = view.fresh_id();
    let mut edits: Vec<Edit> = state.make.iter().cloned().collect();
    edits.push(Edit::create(
        &Path::new(Plan::KIND, id.as_str()),
        [
            (Plan::YEAR, Value::Int(i64::from(state.year))),
            (Plan::SCOPE, state.scope.value()),
            (Plan::PARTY, party),
            (Plan::UNIT, Value::text(unit.as_str())),
            (
                Plan::TITLE,
                Plans(view.lang).title_unit_of(state.year, &name).into(),
            ),
        ],
    ));
    let edit = Edit::Several(edits);
    match checked(view, &edit) {
        Ok(_) => {
            commands.edit(edit);
            commands.push(Command::Select(Selection::Plan(id)));
            true
        }
        Err(sentence) => {
            state.sentence = Some(sentence);
            false
        }
    }
}
