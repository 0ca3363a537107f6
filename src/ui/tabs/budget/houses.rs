//! Nhà ở hộ nghèo: the houses that Điều 5.1 pays for. Names of poor households stay hidden unless
//! asked for.

use super::State;
use super::figures::{NO_FIGURE, Unit};
use crate::model::{Figure, House, Id};
use crate::text::date;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::table::{Column, Table};
use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{Align, Rect, Ui, pos2};
use std::rc::Rc;

/// The houses of the years shown, by year and start; made anew only for a new revision.
fn houses(view: &View<'_>, state: &mut State) -> Rc<Vec<Id>> {
    let of = (view.insight.revision, view.years);
    if let Some((revision, years, list)) = &state.houses
        && (*revision, *years) == of
    {
        return Rc::clone(list);
    }
    let mut list: Vec<&House> = view
        .programme()
        .houses
        .values()
        .filter(|h| view.years.admits(h.year))
        .collect();
    list.sort_by_key(|h| (h.year, h.started_on.is_none(), h.started_on, h.id.clone()));
    let list = Rc::new(list.into_iter().map(|h| h.id.clone()).collect::<Vec<_>>());
    state.houses = Some((of.0, of.1, Rc::clone(&list)));
    list
}

/// The card with the list.
pub fn card(ui: &mut Ui, view: &View<'_>, state: &mut State, height: f32, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let texts = Texts(view.lang);
    let list = houses(view, state);
    let count = texts.houses_count(list.len());
    let mut show_names = state.show_names;
    let toggle = |ui: &mut Ui| {
        let icon = if show_names {
            Icon::Eye
        } else {
            Icon::EyeSlash
        };
        let (kind, name) = (
            PushButton::quiet(texts.show_names()).small().icon(icon),
            texts.show_names(),
        );
        if kind.name(name).show(ui).clicked() {
            show_names = !show_names;
        }
    };
    Card::titled(texts.houses())
        .aside(&count)
        .min_height(height)
        .show_with(ui, toggle, |ui| {
            let wide = ui.available_width();
            let names = state.show_names;
            let first = if names {
                Column::flex(2.0, 88.0)
            } else {
                Column::flex(1.0, 70.0)
            };
            let columns = [
                first,
                Column::flex(1.8, 60.0),
                Column::fixed(76.0).right(),
                Column::fixed(58.0).right(),
                Column::fixed(70.0).right(),
                Column::fixed(14.0),
            ];
            let mut table = Table::new(&columns, tokens.row.housing);
            table.gap = if wide < 480.0 { 8.0 } else { 12.0 };
            let heads = [
                texts.household(),
                texts.commune(),
                texts.support(),
                texts.started(),
                texts.handed_over(),
                "",
            ];
            table.head(ui, &heads, None);
            if list.is_empty() {
                ui.add_space(12.0);
                ui.vertical_centered(|ui| {
                    elide::plain(ui, Role::Secondary, texts.no_figures(), p.text2)
                });
                return;
            }
            let room = height - 2.0 - tokens.size.card_header - tokens.row.table_header;
            let natural = tokens.row.housing * list.len() as f32;
            ui.scope(|ui| {
                ui.set_max_height(room.max(tokens.row.housing).min(natural));
                let id = ui.scope_id().with("houses");
                table.rows(ui, id, list.len(), |ui, index| {
                    let Some(house) = list
                        .get(index)
                        .and_then(|id| view.programme().houses.get(id))
                    else {
                        return;
                    };
                    row(ui, view, &table, &list, index, house, names, commands);
                });
            });
        });
    state.show_names = show_names;
}

#[expect(
    clippy::too_many_arguments,
    reason = "each is one thing that the row shows"
)]
fn row(
    ui: &mut Ui,
    view: &View<'_>,
    table: &Table<'_>,
    list: &[Id],
    index: usize,
    house: &House,
    names: bool,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let texts = Texts(view.lang);
    let number = number(view, list, index, house);
    let name = if names && !house.household.is_empty() {
        house.household.clone()
    } else {
        number
    };
    let (icon, word, tone) = match (house.handed_over_on, house.started_on) {
        (Some(_), _) => (Icon::CheckCircle, texts.house_done(), Tone::Done),
        (None, Some(_)) => (Icon::CircleHalf, texts.house_running(), Tone::Doing),
        (None, None) => (Icon::Circle, texts.house_waiting(), Tone::Idle),
    };
    let day = |day: Option<NaiveDate>| day.map_or_else(|| NO_FIGURE.to_owned(), short);
    // A house that is not finished shows the deadline of its activity.
    let due = house
        .activity
        .as_ref()
        .and_then(|a| view.programme().activities.get(a))
        .and_then(|a| a.due);
    let commune = house
        .commune
        .as_ref()
        .map_or_else(|| NO_FIGURE.to_owned(), |c| view.unit_name(c));
    let support = match &house.support {
        Figure::Known(dong) => Unit::Dong.amount(*dong),
        Figure::Empty => NO_FIGURE.to_owned(),
        Figure::Conflict(_) => texts.open_conflict().to_owned(),
    };
    let spoken = format!("{word}, {name}, {commune}, {support}");
    // Under the head "Xã" the name alone tells which.
    let commune = ["UBND xã ", "UBND ", "xã "]
        .iter()
        .find_map(|p| commune.strip_prefix(p))
        .unwrap_or(&commune);
    let selected = house
        .line
        .as_ref()
        .is_some_and(|l| *view.selection == Selection::Line(l.clone()));
    let id = ui.scope_id().with(("house", &house.id));
    let (_, rect) = ui.allocate_space(eframe::egui::vec2(ui.available_width(), table.row_height));
    let cells = table.cells(ui, rect);
    let out = ListRow::new(&spoken, table.row_height)
        .selected(selected)
        .at(ui, id, rect, |ui| {
            let put = |ui: &Ui, at: usize, align: Align, role: Role, text: &str, ink| {
                if let Some(cell) = cells.get(at) {
                    elide::text_in(ui.painter(), *cell, align, role, text, ink);
                }
            };
            put(ui, 0, Align::Min, Role::BodyStrong, &name, p.text);
            put(ui, 1, Align::Min, Role::Body, commune, p.text);
            put(ui, 2, Align::Max, Role::Body, &support, p.text);
            put(
                ui,
                3,
                Align::Max,
                Role::Body,
                &day(house.started_on),
                p.text,
            );
            match (house.handed_over_on, due) {
                (None, Some(due)) => {
                    let near = due < view.today || (due - view.today).num_days() <= 7;
                    let ink = if due < view.today {
                        p.overdue
                    } else if near {
                        p.soon
                    } else {
                        p.text2
                    };
                    let text = texts.house_due(&date::format_short(due));
                    put(ui, 4, Align::Max, Role::BodyStrong, &text, ink);
                }
                (handed, _) => put(ui, 4, Align::Max, Role::Body, &day(handed), p.text),
            }
            if let Some(cell) = cells.get(5) {
                let cell: &Rect = cell;
                let ink = if tone == Tone::Idle {
                    p.text3
                } else {
                    p.tone(tone).fg
                };
                icon.paint(
                    ui.painter(),
                    pos2(cell.center().x, cell.center().y),
                    13.0,
                    ink,
                );
            }
        });
    if out.response.clicked() {
        let selection = match (&house.line, &house.activity) {
            (Some(line), _) => Selection::Line(line.clone()),
            (None, Some(activity)) => Selection::Activity(activity.clone()),
            (None, None) => return,
        };
        commands.push(Command::Select(selection));
    }
}

/// A day with the last two digits of its year, for a narrow column: 12/06/23.
fn short(day: NaiveDate) -> String {
    format!(
        "{}/{:02}",
        date::format_short(day),
        day.year().rem_euclid(100)
    )
}

/// A house by its year and its place in that year, instead of its household's name.
fn number(view: &View<'_>, list: &[Id], index: usize, house: &House) -> String {
    let texts = Texts(view.lang);
    let same = |id: &&Id| {
        view.programme()
            .houses
            .get(*id)
            .is_some_and(|h| h.year == house.year)
    };
    let number = list.iter().take(index).rev().take_while(same).count() + 1;
    house.year.map_or_else(
        || texts.house_number_undated(number),
        |year| texts.house_number(year, number),
    )
}
