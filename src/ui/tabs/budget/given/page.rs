//! The page of a list: all its entries, searched, filtered and sorted, with their sums beside them.

use super::card::{names_button, row};
use super::cells::{self, Cell};
use super::found::List;
use super::{add, copy, keys, selected, stage, sums};
use crate::insight::support::{Aid, Stage};
use crate::model::Id;
use crate::text::strings::houses::Houses as Texts;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::read_only_reason;
use crate::ui::inspector::menu;
use crate::ui::tabs::budget::{State as Tab, pick};
use crate::ui::tokens::{Density, Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::card::Card;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::field::TextField;
use crate::ui::widgets::table::{Column, Sort, Table};
use crate::ui::widgets::{chip, elide};
use eframe::egui::{self, Align, Layout, Popup, Rect, Ui, UiBuilder, pos2, vec2};

/// Draws the page of the list that is open. Returns whether one is.
pub fn page(ui: &mut Ui, view: &View<'_>, tab: &mut Tab, commands: &mut Commands) -> bool {
    let Some(aid) = tab.given.open() else {
        return false;
    };
    let tokens = Tokens::of(ui);
    let area = ui.available_rect_before_wrap();
    let gap = tokens.size.card_gap;
    let padding = tokens.size.content_padding;
    let inner = area.shrink2(vec2(padding, 0.0));
    let density = Density::for_height(ui.ctx().content_rect().height());
    let high = density.pick(tokens.size.page_header, tokens.size.page_header_compact);
    let top = Rect::from_min_size(inner.min, vec2(inner.width(), high));
    let list = tab.given.list(aid);
    let found = list.found(view, aid);
    let asked = keys::handle(ui, view, aid, &found, commands);
    copy::act(ui, view, aid, &found, commands);
    let mut back = asked == Some(keys::Asked::Back);
    if let Some(keys::Asked::Follow(id)) = asked {
        list.follow = Some(id);
    }
    back |= header(&mut sums::child(ui, "given head", top), view, aid, commands);
    let body = Rect::from_min_max(
        pos2(inner.left(), top.bottom()),
        pos2(inner.right(), inner.bottom() - gap),
    );
    // Beside each other where there is room, else the sums above, no higher than they need.
    let wide = body.width() >= 840.0;
    let (left, side) = if wide {
        let side = body.with_min_x(body.right() - 300.0);
        (body.with_max_x(side.left() - gap), side)
    } else {
        let high = sums::needed(ui, view, aid).min((body.height() * 0.45).max(130.0));
        let side = body.with_max_y(body.top() + high);
        (body.with_min_y(side.bottom() + gap), side)
    };
    let mut ui_side = sums::child(ui, "given sums", side);
    sums::table(&mut ui_side, view, aid, list, side.height(), commands);
    let mut ui_left = sums::child(ui, "given list", left);
    entries(
        &mut ui_left,
        view,
        aid,
        list,
        &found,
        left.height(),
        commands,
    );
    if back {
        tab.given.open = None;
    }
    true
}

/// Back, the title, the switch of names, adding. Returns whether the user goes back.
fn header(ui: &mut Ui, view: &View<'_>, aid: Aid, commands: &mut Commands) -> bool {
    let p = &Tokens::of(ui).palette;
    let texts = Texts(view.lang);
    let rect = ui.max_rect();
    let layout = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    right.spacing_mut().item_spacing.x = 8.0;
    let (title, label, count) = {
        let shown = view.insight.support.list(aid).shown.count;
        match aid {
            Aid::Houses => (texts.houses(), texts.add_house(), texts.count_houses(shown)),
            Aid::Schools => (texts.schools(), texts.add_item(), texts.count_items(shown)),
        }
    };
    let button = PushButton::new(label).icon(Icon::Plus).tooltip("Insert");
    if button
        .disabled(read_only_reason(view))
        .show(&mut right)
        .clicked()
    {
        add(ui.ctx(), view, aid, commands);
    }
    if aid == Aid::Houses {
        names_button(&mut right, view, commands);
    }
    let left = rect.with_max_x(right.min_rect().left() - 12.0);
    let layout = Layout::left_to_right(Align::Center);
    let mut left = ui.new_child(
        UiBuilder::new()
            .id_salt("title")
            .max_rect(left)
            .layout(layout),
    );
    left.spacing_mut().item_spacing.x = 8.0;
    let back = IconButton::new(Icon::ArrowLeft, texts.back())
        .keys("Esc")
        .show(&mut left);
    elide::plain(&mut left, Role::PageTitle, title, p.text);
    elide::plain(&mut left, Role::Body, &count, p.text2);
    if view.is_sample() && left.available_width() > 150.0 {
        chip::dashed_tag(&mut left, Icon::Flag, view.words().sample_data());
    }
    back.clicked()
}

/// The card with the questions and the entries.
fn entries(
    ui: &mut Ui,
    view: &View<'_>,
    aid: Aid,
    list: &mut List,
    found: &[Id],
    height: f32,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let texts = Texts(view.lang);
    Card::new().min_height(height).show(ui, |ui| {
        bar(ui, view, aid, list, found.len());
        let width = ui.available_width();
        let cells = cells::page(aid, view.names, width);
        let columns: Vec<Column> = cells.iter().map(|c| c.column(view.names, true)).collect();
        let density = Density::for_height(ui.ctx().content_rect().height());
        let high = density.pick(tokens.row.table, tokens.row.table_compact);
        let mut table = Table::new(&columns, high);
        table.gap = if width < 640.0 { 10.0 } else { 16.0 };
        let heads: Vec<&str> = cells.iter().map(|c| c.title(aid, texts)).collect();
        let sort = list.sort.and_then(|(cell, descending)| {
            let column = cells.iter().position(|c| *c == cell)?;
            Some(Sort { column, descending })
        });
        let unsorted = Sort {
            column: usize::MAX,
            descending: false,
        };
        if let Some(cell) = table
            .head(ui, &heads, Some(sort.unwrap_or(unsorted)))
            .and_then(|at| cells.get(at))
        {
            // A third press gives the order of years and numbers back.
            list.sort = match list.sort {
                Some((of, false)) if of == *cell => Some((*cell, true)),
                Some((of, true)) if of == *cell => None,
                _ => Some((*cell, false)),
            };
        }
        if found.is_empty() {
            nothing(ui, view, aid, list, commands);
            return;
        }
        rows(ui, view, aid, list, &table, &cells, found, commands);
    });
}

/// The rows in sight.
#[expect(
    clippy::too_many_arguments,
    reason = "each is one thing that the rows need"
)]
fn rows(
    ui: &mut Ui,
    view: &View<'_>,
    aid: Aid,
    list: &mut List,
    table: &Table<'_>,
    cells: &[Cell],
    found: &[Id],
    commands: &mut Commands,
) {
    let follow = list.follow.take();
    let follow = follow.and_then(|id| found.iter().position(|f| *f == id));
    sums::scrolled(
        ui,
        ("given", aid),
        table.row_height,
        found.len(),
        follow,
        |ui, seen| {
            for id in found.get(seen).unwrap_or_default() {
                row(ui, view, aid, table, cells, id, true, commands);
            }
        },
    );
    // A new entry, or one that was found elsewhere, is brought into sight once.
    let id = egui::Id::unique(("given seen", aid));
    let now = selected(view, aid).cloned();
    let before = ui.data(|d| d.get_temp::<Option<Id>>(id)).flatten();
    if now != before {
        list.follow.clone_from(&now);
        ui.data_mut(|d| d.insert_temp(id, now));
        ui.ctx().request_repaint();
    }
}

/// What stands where no entry is shown.
fn nothing(ui: &mut Ui, view: &View<'_>, aid: Aid, list: &mut List, commands: &mut Commands) {
    let texts = Texts(view.lang);
    ui.add_space(20.0);
    if list.is_filtered() {
        let empty = EmptyState {
            icon: Icon::MagnifyingGlass,
            title: texts.nothing_fits(),
            text: "",
            action: Some(texts.all_filters()),
        };
        if empty.show(ui) {
            list.clear();
        }
        return;
    }
    let writable = read_only_reason(view).is_none();
    let (title, text, label) = match aid {
        Aid::Houses => (texts.no_houses(), texts.no_houses_why(), texts.add_house()),
        Aid::Schools => (texts.no_items(), texts.no_items_why(), texts.add_item()),
    };
    let empty = EmptyState {
        icon: if aid == Aid::Houses {
            Icon::HouseLine
        } else {
            Icon::Buildings
        },
        title,
        text,
        action: writable.then_some(label),
    };
    if empty.show(ui) {
        add(ui.ctx(), view, aid, commands);
    }
}

/// Searching, the states, the communes, how many are shown.
fn bar(ui: &mut Ui, view: &View<'_>, aid: Aid, list: &mut List, shown: usize) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let texts = Texts(view.lang);
    let size = vec2(ui.available_width(), tokens.size.button + 14.0);
    let (_, rect) = ui.allocate_space(size);
    crate::ui::widgets::card::divider(ui, rect);
    let inner = rect.shrink2(vec2(tokens.size.card_padding - 2.0, 7.0));
    let layout = Layout::left_to_right(Align::Center);
    let mut ui = ui.new_child(
        UiBuilder::new()
            .id_salt("given bar")
            .max_rect(inner)
            .layout(layout),
    );
    ui.spacing_mut().item_spacing.x = 8.0;
    let hint = match aid {
        Aid::Houses if view.names => texts.find_house_names(),
        Aid::Houses => texts.find_house(),
        Aid::Schools => texts.find_item(),
    };
    let id = egui::Id::unique(("given search", aid));
    let room = (inner.width() * 0.34).clamp(150.0, 250.0);
    let field = TextField::new(id, texts.find_name()).hint(hint).boxed();
    // The text itself is the question: it is never handed over.
    let out = field
        .icon(Icon::MagnifyingGlass)
        .width(room)
        .show(&mut ui, &mut list.draft, "");
    if let Some(text) = out.committed {
        list.draft.keep(text);
    }
    stages(&mut ui, view, aid, list);
    communes(&mut ui, view, aid, list);
    if list.is_filtered() {
        let all = view.insight.support.list(aid).order.len();
        let count = texts.shown_of(shown, all);
        if elide::width(ui.painter(), Role::Secondary, &count) + 100.0 < ui.available_width() {
            elide::plain(&mut ui, Role::Secondary, &count, p.text2);
        }
        let clear = PushButton::link(texts.all_filters());
        if clear.show(&mut ui).clicked() {
            list.clear();
        }
    }
}

/// Which state is shown.
fn stages(ui: &mut Ui, view: &View<'_>, aid: Aid, list: &mut List) {
    let texts = Texts(view.lang);
    let all = [Stage::Waiting, Stage::Running, Stage::Done];
    let stages = all
        .into_iter()
        .filter(|s| aid == Aid::Houses || *s != Stage::Running);
    let word = |s: Option<Stage>| s.map_or(texts.all_states(), |s| stage(aid, s, view.lang).1);
    let shown = word(list.stage);
    let name = format!("{}: {shown}", texts.filter_state());
    let button = PushButton::new(shown)
        .trailing(Icon::CaretDown)
        .name(&name)
        .show(ui);
    Popup::menu(&button).width(190.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for choice in std::iter::once(None).chain(stages.map(Some)) {
            let icon = choice.map(|s| stage(aid, s, view.lang).0);
            if menu::choice(ui, icon, word(choice), list.stage == choice, None) {
                list.stage = choice;
            }
        }
    });
}

/// Which commune is shown.
fn communes(ui: &mut Ui, view: &View<'_>, aid: Aid, list: &mut List) {
    let texts = Texts(view.lang);
    let called = |c: &Option<Id>| {
        c.as_ref().map_or_else(
            || texts.no_commune().to_owned(),
            |c| cells::commune(view, c),
        )
    };
    let shown = list
        .commune
        .as_ref()
        .map_or_else(|| texts.all_communes().to_owned(), called);
    let name = format!("{}: {shown}", texts.filter_commune());
    let button = PushButton::new(&shown)
        .trailing(Icon::CaretDown)
        .name(&name)
        .show(ui);
    if button.clicked() {
        list.communes = pick::Search::default();
    }
    let choice = |key: String, name: String, aside: String| pick::Choice {
        key,
        anchor: String::new(),
        name,
        aside,
    };
    let choices = || {
        let sums = &view.insight.support.list(aid).by_commune;
        let mut rows: Vec<pick::Choice> = sums
            .iter()
            .map(|(commune, tally)| {
                let key = commune.as_ref().map_or("?", |c| c.as_str()).to_owned();
                choice(key, called(commune), tally.count.to_string())
            })
            .collect();
        rows.sort_by(|a, b| crate::text::collate::compare(&a.name, &b.name));
        rows.insert(
            0,
            choice(
                String::new(),
                texts.all_communes().to_owned(),
                String::new(),
            ),
        );
        rows
    };
    let chosen = pick::popup(
        &button,
        view.lang,
        texts.commune(),
        &mut list.communes,
        choices,
    );
    match chosen.as_deref() {
        None => {}
        Some("") => list.commune = None,
        Some("?") => list.commune = Some(None),
        Some(id) => list.commune = Some(Some(Id::from(id))),
    }
}
