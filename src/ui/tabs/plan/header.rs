//! The head of the page: title, zoom, "Thêm việc".

use super::zoom::{self, Zoom};
use super::{State, compare, filter, locked, texts};
use crate::edit::Edit;
use crate::insight::YearFilter;
use crate::model::{Activity, Clause, Id, Path, Place, Value, order};
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::chip::dashed_tag;
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::segmented::segmented;
use chrono::Datelike as _;
use eframe::egui::{Align, Layout, Popup, Rect, Response, ScrollArea, Ui, UiBuilder, vec2};

/// Draws the header.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    rect: Rect,
    commands: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let t = texts(view);
    let inner = rect.shrink2(vec2(tokens.size.content_padding, 0.0));
    let mut ends = ui.new_child(
        UiBuilder::new()
            .id_salt("plan header")
            .max_rect(inner)
            .layout(Layout::right_to_left(Align::Center)),
    );
    ends.spacing_mut().item_spacing.x = 8.0;
    let (first, last) = zoom::years(view);
    let period = t.zoom_period(usize::try_from(last - first + 1).unwrap_or(1));
    let labels = [
        &*period,
        t.zoom_year(),
        t.zoom_quarter(),
        t.zoom_month(),
        t.zoom_fit(),
    ];
    add_button(&mut ends, view, commands);
    super::out::menu(&mut ends, view, state, commands);
    let narrow = rect.width() < 980.0;
    let count = state.choice.filter.count();
    let words = if count == 0 {
        t.filter().to_owned()
    } else {
        t.filter_on(count)
    };
    let button = button(&mut ends, (Icon::Funnel, &words), narrow, count > 0);
    filter::popup(&button, view, state);
    let on = state.compare.is_on();
    let button = self::button(&mut ends, (Icon::GitDiff, t.compare()), narrow, on);
    compare::popup(&button, view, state, commands);
    let selected = Zoom::NAMED
        .iter()
        .position(|z| *z == state.zoom)
        .unwrap_or(usize::MAX);
    if let Some(index) = segmented(&mut ends, t.zoom(), &labels, selected)
        && let Some(chosen) = Zoom::NAMED.get(index)
    {
        zoom::choose(view, state, *chosen);
    }
    let used = ends.min_rect().width();
    let room = Rect::from_min_size(
        inner.min,
        vec2((inner.width() - used - 12.0).max(0.0), inner.height()),
    );
    let mut words = ui.new_child(
        UiBuilder::new()
            .id_salt("plan title")
            .max_rect(room)
            .layout(Layout::left_to_right(Align::Center)),
    );
    words.spacing_mut().item_spacing.x = 12.0;
    let tag = if view.is_sample() { 148.0 } else { 0.0 };
    let title = elide::width(words.painter(), Role::PageTitle, t.title());
    let both = title + tag <= room.width();
    let width = if both {
        room.width() - tag
    } else {
        room.width()
    };
    elide::label(
        &mut words,
        Role::PageTitle,
        t.title(),
        tokens.palette.text,
        width,
    );
    if view.is_sample() && both {
        dashed_tag(&mut words, Icon::Flag, view.words().sample_data());
    }
}

/// A button with words, or with its icon alone where there is little room.
fn button(ui: &mut Ui, (icon, words): (Icon, &str), narrow: bool, on: bool) -> Response {
    if narrow {
        return IconButton::new(icon, words).framed().selected(on).show(ui);
    }
    PushButton::new(words).icon(icon).show(ui)
}

/// "Thêm việc": below the clause of what is selected, or below one chosen from the list.
fn add_button(ui: &mut Ui, view: &View<'_>, commands: &mut Commands) {
    let t = texts(view);
    let button = PushButton::new(t.add_activity())
        .icon(Icon::Plus)
        .disabled(locked(view))
        .show(ui);
    Popup::menu(&button)
        .width(360.0)
        .show(|ui| clauses(ui, view, commands));
}

/// The list of tracked clauses to add an activity to.
pub(super) fn clauses(ui: &mut Ui, view: &View<'_>, commands: &mut Commands) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let t = texts(view);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        elide::plain(ui, Role::NavGroup, t.add_to_clause(), p.text2);
    });
    ui.add_space(2.0);
    let height = (ui.ctx().content_rect().height() - 140.0).clamp(160.0, 420.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for clause in view.programme().text.all().iter().filter(|c| c.tracked) {
            let anchor = view.words().article(&view.anchor(clause));
            let title = view.short_title(clause);
            let name = format!("{anchor}, {title}");
            let id = ui.scope_id().with(("add", clause.id.as_str()));
            let row = ListRow::new(&name, tokens.row.menu_option)
                .no_divider()
                .padding(8.0);
            let chosen = row.show(ui, id, |ui| {
                let left = ui.cursor().left();
                elide::label(ui, Role::SecondaryBold, &anchor, p.text, 110.0);
                ui.add_space((left + 104.0 - ui.cursor().left()).max(4.0));
                elide::plain(ui, Role::Body, &title, p.text2);
            });
            if chosen.response.clicked() {
                add(view, clause, commands);
                Popup::close_all(ui.ctx());
            }
        }
    });
}

/// Makes an activity at the end of a clause and selects it.
fn add(view: &View<'_>, clause: &Clause, commands: &mut Commands) {
    let year = match view.years {
        YearFilter::Year(year) => year,
        YearFilter::All => view.today.year(),
    };
    let siblings = view.programme().activities_of(&clause.id);
    let last = siblings.last().map(|a| a.place.key.as_str());
    let key = order::between(last, None, 0, &view.context().random);
    let place = Place {
        parent: Some(clause.id.clone()),
        key,
    };
    let id: Id = view.fresh_id();
    commands.edit(Edit::create(
        &Path::new(Activity::KIND, id.as_str()),
        [
            (Activity::TITLE, texts(view).new_activity().into()),
            (Activity::PLACE, place.value()),
            (Activity::YEAR, Value::Int(i64::from(year))),
        ],
    ));
    commands.push(Command::Select(Selection::Activity(id)));
}
