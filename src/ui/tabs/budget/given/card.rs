//! The card of a list: how many and how much at a glance, the first entries, the way to all.

use super::super::State as Tab;
use super::cells::{self, Cell};
use super::{add, entry, selected, selection, stage, sums};
use crate::insight::YearFilter;
use crate::insight::support::Aid;
use crate::model::Id;
use crate::text::strings::houses::Houses as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::read_only_reason;
use crate::ui::tabs::budget::figures::NO_FIGURE;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::card::Card;
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::table::{Column, Table};
use eframe::egui::{Align, Layout, Sense, Ui, UiBuilder, vec2};

/// The height of the row of links at the foot, in points.
const FOOT: f32 = 34.0;

/// The card of a list, at least `height` points high.
pub fn card(
    ui: &mut Ui,
    view: &View<'_>,
    aid: Aid,
    tab: &mut Tab,
    height: f32,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let texts = Texts(view.lang);
    let list = &view.insight.support.list(aid).order;
    let (title, count) = match aid {
        Aid::Houses => (texts.houses(), texts.count_houses(list.len())),
        Aid::Schools => (texts.schools(), texts.count_items(list.len())),
    };
    let toggle = |ui: &mut Ui| {
        if aid == Aid::Houses && !list.is_empty() {
            names_button(ui, view, commands);
        }
    };
    let mut asked = Commands::default();
    Card::titled(title)
        .aside(&count)
        .min_height(height)
        .show_with(ui, toggle, |ui| {
            let used = tokens.size.card_header + 2.0;
            if list.is_empty() {
                let room = (height - used - FOOT).max(tokens.row.housing);
                empty(ui, view, aid, room);
            } else {
                sums::glance(ui, view, aid);
                let used = used + sums::GLANCE + tokens.row.table_header;
                let room = (height - used - FOOT).max(tokens.row.housing);
                rows(ui, view, aid, list, room, &mut asked);
            }
            foot(ui, view, aid, list.len(), tab, &mut asked);
        });
    for command in asked.take() {
        commands.push(command);
    }
}

/// What stands where there is no entry: that there is none, and what one holds.
fn empty(ui: &mut Ui, view: &View<'_>, aid: Aid, room: f32) {
    let p = &Tokens::of(ui).palette;
    let texts = Texts(view.lang);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), room), Sense::hover());
    let layout = Layout::top_down(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    child.add_space((room / 2.0 - 40.0).max(4.0));
    let (icon, none, why) = match aid {
        Aid::Houses => (Icon::HouseLine, texts.no_houses(), texts.no_houses_why()),
        Aid::Schools => (Icon::Buildings, texts.no_items(), texts.no_items_why()),
    };
    // Other years may have some.
    let of_year = match view.years {
        YearFilter::Year(year) => Some(sums::none_of(texts, aid, year)),
        YearFilter::All => None,
    };
    let none = of_year.as_deref().unwrap_or(none);
    icon.show(&mut child, 20.0, p.text3);
    child.add_space(6.0);
    elide::paragraph(&mut child, Role::BodyStrong, none, p.text2);
    elide::paragraph(&mut child, Role::Secondary, why, p.text3);
}

/// The head of the table and as many whole rows as there is room for, the latest: all are on the page.
fn rows(ui: &mut Ui, view: &View<'_>, aid: Aid, list: &[Id], room: f32, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let texts = Texts(view.lang);
    let cells = cells::card(aid);
    let columns: Vec<Column> = cells.iter().map(|c| c.column(view.names, false)).collect();
    let mut table = Table::new(&columns, tokens.row.housing);
    table.gap = if ui.available_width() < 480.0 {
        8.0
    } else {
        12.0
    };
    let heads: Vec<&str> = cells.iter().map(|c| c.title(aid, texts)).collect();
    table.head(ui, &heads, None);
    let most = (room / table.row_height).floor().max(1.0) as usize;
    for id in list.iter().skip(list.len().saturating_sub(most)) {
        row(ui, view, aid, &table, cells, id, false, commands);
    }
    let left = room - table.row_height * list.len().min(most) as f32;
    ui.add_space(left.max(0.0));
}

/// The switch of names: one for the window.
pub(super) fn names_button(ui: &mut Ui, view: &View<'_>, commands: &mut Commands) {
    let texts = Texts(view.lang);
    let (icon, label) = if view.names {
        (Icon::EyeSlash, texts.hide_names())
    } else {
        (Icon::Eye, texts.show_names())
    };
    let button = PushButton::quiet(label).small().icon(icon);
    if button.show(ui).clicked() {
        commands.push(Command::ShowNames(!view.names));
    }
}

/// "Thêm hộ", and the way to all of them.
fn foot(
    ui: &mut Ui,
    view: &View<'_>,
    aid: Aid,
    count: usize,
    tab: &mut Tab,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let texts = Texts(view.lang);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), FOOT));
    let inner = rect.shrink2(vec2(tokens.size.card_padding - 2.0, 0.0));
    let (add_label, all) = match aid {
        Aid::Houses => (texts.add_house(), texts.see_all_houses(count)),
        Aid::Schools => (texts.add_item(), texts.see_all_items(count)),
    };
    let child = |layout| UiBuilder::new().max_rect(inner).layout(layout);
    let mut left = ui.new_child(child(Layout::left_to_right(Align::Center)));
    let link = PushButton::link(add_label).icon(Icon::Plus);
    if link
        .disabled(read_only_reason(view))
        .show(&mut left)
        .clicked()
    {
        add(ui.ctx(), view, aid, commands);
    }
    // Of other years there may be some.
    if view.insight.support.list(aid).by_year.is_empty() {
        return;
    }
    let mut right = ui.new_child(child(Layout::right_to_left(Align::Center)).id_salt("all"));
    if PushButton::link(&all)
        .trailing(Icon::ArrowRight)
        .show(&mut right)
        .clicked()
    {
        tab.given.show_page(aid);
    }
}

/// One entry as a row. Returns whether it was pressed.
#[expect(
    clippy::too_many_arguments,
    reason = "each is one thing that the row shows"
)]
pub(super) fn row(
    ui: &mut Ui,
    view: &View<'_>,
    aid: Aid,
    table: &Table<'_>,
    cells: &[Cell],
    id: &Id,
    full: bool,
    commands: &mut Commands,
) -> bool {
    let p = &Tokens::of(ui).palette;
    let Some(of) = entry(view, aid, id) else {
        return false;
    };
    let (icon, word, tone) = stage(aid, of.stage(), view.lang);
    let mut spoken = word.to_owned();
    let texts: Vec<_> = cells.iter().map(|c| c.text(view, aid, id, full)).collect();
    for (text, ..) in &texts {
        if !text.is_empty() {
            spoken.push_str(", ");
            spoken.push_str(text);
        }
    }
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), table.row_height));
    let places = table.cells(ui, rect);
    let row = ListRow::new(&spoken, table.row_height).selected(selected(view, aid) == Some(id));
    let out = row.at(ui, row_id(aid, id, full), rect, |ui| {
        for ((cell, (text, ink)), (place, column)) in cells
            .iter()
            .zip(&texts)
            .zip(places.iter().zip(table.columns))
        {
            if *cell == Cell::Stage {
                let ink = if tone == Tone::Idle {
                    p.text3
                } else {
                    p.tone(tone).fg
                };
                icon.paint(ui.painter(), place.center(), 13.0, ink);
            } else if text.is_empty() {
                let none = (Role::Body, NO_FIGURE, p.text3);
                elide::text_in(ui.painter(), *place, column.align, none.0, none.1, none.2);
            } else {
                let (role, ink) = ink.look(p);
                elide::text_in(ui.painter(), *place, column.align, role, text, ink);
            }
        }
    });
    let pressed = out.response.clicked();
    if pressed {
        commands.push(Command::Select(selection(aid, id)));
    }
    pressed
}

/// The id of a row, to give it the focus.
pub(super) fn row_id(aid: Aid, id: &Id, full: bool) -> eframe::egui::Id {
    eframe::egui::Id::unique(("given", aid, id.as_str(), full))
}
