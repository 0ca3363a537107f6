//! A house of a poor household (Điều 5.1): all its fields, edited in place. Names stay hidden unless
//! they are asked for.

use super::given::{self, Given, State, figure_value, id_value};
use super::menu;
use super::pieces::{self, ValueButton, menu_under};
use super::who;
use crate::edit::Edit;
use crate::insight::support::{Aid, Entry};
use crate::model::{House, HouseWork, Id, Value};
use crate::text::strings::houses::Houses;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::read_only_reason;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{field_row, read_only};
use eframe::egui::Ui;

/// Draws it into the inspector.
pub fn show(ui: &mut Ui, view: &View<'_>, id: &Id, state: &mut State, commands: &mut Commands) {
    let Some(house) = view.programme().houses.get(id) else {
        given::gone(ui, view, commands);
        return;
    };
    let on = given::path(Aid::Houses, id);
    let of = Given {
        view,
        aid: Aid::Houses,
        entry: Entry::from(house),
        on: &on,
    };
    let texts = Houses(view.lang);
    let number = view.insight.support.houses.number(id);
    let anchor = texts.number(house.year, number as usize);
    pieces::scroll(ui, id.as_str(), |ui| {
        ui.push_id(id.as_str(), |ui| {
            given::head(ui, of, &anchor, commands);
            pieces::section(ui, texts.the_house(), "");
            names(ui, of, house, state, commands);
            given::commune(ui, of, state, commands);
            work(ui, of, house, commands);
            let days = [
                (House::STARTED_ON, texts.started(), house.started_on),
                (
                    House::HANDED_OVER_ON,
                    texts.handed_over(),
                    house.handed_over_on,
                ),
            ];
            for (key, name, value) in days {
                given::day(ui, of, &mut state.drafts, (key, name), value, commands);
            }
            pieces::section(ui, texts.the_money(), "");
            given::year(ui, of, &mut state.drafts, commands);
            let support = (House::SUPPORT, texts.support());
            given::amount(ui, of, &mut state.drafts, support, &house.support, commands);
            given::money(ui, of, house.source, state, commands);
            given::foot(ui, of, state, || copy(view, house), commands);
        });
    });
}

/// The household and its hamlet. Where names are hidden, what is written down already is not shown,
/// and what is still missing can be written down all the same.
fn names(
    ui: &mut Ui,
    of: Given<'_, '_>,
    house: &House,
    state: &mut State,
    commands: &mut Commands,
) {
    let (view, texts) = (of.view, of.texts());
    let fields = [
        (
            House::HOUSEHOLD,
            texts.household_name(),
            texts.household_hint(),
            &house.household,
        ),
        (
            House::HAMLET,
            texts.hamlet(),
            texts.hamlet_hint(),
            &house.hamlet,
        ),
    ];
    let mut hidden = false;
    for (at, (key, name, hint, value)) in fields.into_iter().enumerate() {
        if view.names || value.is_empty() {
            let first = at == 0;
            given::words(
                ui,
                of,
                &mut state.drafts,
                (key, name, hint),
                value,
                first,
                commands,
            );
        } else {
            hidden = true;
            field_row(ui, name, |ui| read_only(ui, texts.hidden()));
        }
    }
    if hidden {
        let p = &Tokens::of(ui).palette;
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            elide::plain(ui, Role::Secondary, texts.names_hidden(), p.text2);
        });
        ui.horizontal(|ui| {
            ui.add_space(6.0);
            let show = PushButton::link(texts.show_names()).icon(Icon::Eye);
            if show.show(ui).clicked() {
                commands.push(Command::ShowNames(true));
            }
        });
    }
}

/// New or repaired.
fn work(ui: &mut Ui, of: Given<'_, '_>, house: &House, commands: &mut Commands) {
    let (view, texts) = (of.view, of.texts());
    field_row(ui, texts.work(), |ui| {
        let word = |work: Option<HouseWork>| {
            work.map_or(texts.not_recorded(), |w| view.words().house_work(w))
        };
        let name = format!("{}: {}", texts.work(), word(house.work));
        let button = ValueButton {
            pale: house.work.is_none(),
            disabled: read_only_reason(view),
            ..ValueButton::new(&name, word(house.work))
        };
        let response = button.show(ui);
        who::on_field(&response, view, of.on, House::WORK, commands);
        menu_under(&response, |ui| {
            let choices = HouseWork::ALL.iter().map(|w| Some(*w)).chain([None]);
            for choice in choices {
                if menu::choice(ui, None, word(choice), house.work == choice, None) {
                    let to = choice.map_or(Value::Null, HouseWork::value);
                    commands.edit(Edit::set(of.on, House::WORK, to));
                }
            }
        });
    });
}

/// Another house like it: of the same commune, year and money.
fn copy(view: &View<'_>, house: &House) -> (Id, Edit) {
    let fields = [
        (House::COMMUNE, id_value(house.commune.as_ref())),
        (
            House::WORK,
            house.work.map_or(Value::Null, HouseWork::value),
        ),
        (
            House::YEAR,
            house.year.map_or(Value::Null, |y| Value::Int(y.into())),
        ),
        (House::SUPPORT, figure_value(&house.support)),
        (
            House::SOURCE,
            house.source.map_or(Value::Null, |s| s.value()),
        ),
        (House::LINE, id_value(house.line.as_ref())),
        (House::ACTIVITY, id_value(house.activity.as_ref())),
    ];
    given::shared(House::KIND, fields, view)
}
