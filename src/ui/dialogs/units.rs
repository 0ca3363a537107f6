//! Đơn vị: the units by party, to find, add, edit and end.

use super::unit_details;
use super::unit_ending::Ending;
use crate::edit::Edit;
use crate::model::field::ref_value;
use crate::model::{Id, Path, Unit, Value};
use crate::text::collate;
use crate::text::date;
use crate::text::fold::{Haystack, Query};
use crate::text::strings::Lang;
use crate::text::strings::dialogs::Dialogs;
use crate::text::strings::errors::Errors;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{Drafts, full_name, read_only_reason};
use crate::ui::inspector::unit_picker;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::elide;
use crate::ui::widgets::empty::EmptyState;
use crate::ui::widgets::field::{CommitBy, TextDraft, TextField};
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::table::virtual_rows;
use eframe::egui::{self, Align, Context, Rect, Stroke, Ui, UiBuilder, pos2, vec2};
use std::collections::HashMap;

/// Width of the list, and height of its rows, in points.
const LIST: f32 = 296.0;
const ROW: f32 = 30.0;

/// What the dialog remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    pub(super) selected: Option<Id>,
    pub(super) drafts: Drafts,
    pub(super) ending: Option<Ending>,
    pub(super) successors: unit_picker::State,
    search: TextDraft,
    query: String,
    adding: Option<Adding>,
    rows: Rows,
}

/// A unit that is being added.
#[derive(Debug, Default)]
struct Adding {
    name: TextDraft,
    party: Option<Id>,
}

/// A line of the list.
#[derive(Debug)]
enum Line {
    /// A party, or none, with how many of its units are shown.
    Head(String, usize),
    /// A unit.
    Unit(Id),
}

/// The list, made once for a revision, a query and a language.
#[derive(Debug, Default)]
struct Rows {
    of: Option<(u64, String, Lang)>,
    lines: Vec<Line>,
    /// In how many places each unit is used.
    used: HashMap<Id, usize>,
}

impl State {
    /// A dialog that shows a unit first.
    #[must_use]
    pub fn of(unit: Option<Id>) -> Self {
        Self {
            selected: unit,
            ..Self::default()
        }
    }

    /// In how many places a unit is used, as of the last list.
    pub(super) fn used(&self, unit: &Id) -> usize {
        self.rows.used.get(unit).copied().unwrap_or(0)
    }
}

/// In how many places each unit is named: activities, plans, budget lines, pairs, houses, parties,
/// recipients.
fn uses(view: &View<'_>) -> HashMap<Id, usize> {
    let p = view.programme();
    let mut used: HashMap<Id, usize> = HashMap::new();
    let mut add = |id: Option<&Id>| {
        if let Some(id) = id {
            *used.entry(id.clone()).or_default() += 1;
        }
    };
    for a in p.activities.values() {
        add(a.lead.as_ref());
        a.coordinating
            .iter()
            .chain(&a.benefiting)
            .for_each(|u| add(Some(u)));
    }
    p.plans.values().for_each(|x| add(x.unit.as_ref()));
    p.budget_lines
        .values()
        .for_each(|x| add(x.key.payer.as_ref()));
    p.pairs
        .values()
        .flat_map(|x| [&x.helping, &x.helped])
        .for_each(|u| add(u.as_ref()));
    p.units
        .values()
        .flat_map(|x| &x.continued_by)
        .for_each(|u| add(Some(u)));
    p.houses.values().for_each(|x| add(x.commune.as_ref()));
    p.school_items
        .values()
        .for_each(|x| add(x.commune.as_ref()));
    p.parties.values().for_each(|x| add(x.focal_unit.as_ref()));
    p.recipients.values().for_each(|x| add(x.unit.as_ref()));
    used
}

impl Rows {
    fn refresh(&mut self, view: &View<'_>, query: &str) {
        let of = (view.document.revision(), query.to_owned(), view.lang);
        if self.of.as_ref() == Some(&of) {
            return;
        }
        if self.of.as_ref().is_none_or(|old| old.0 != of.0) {
            self.used = uses(view);
        }
        let words = Query::new(query);
        let p = view.programme();
        let fits = |u: &Unit| {
            words.is_empty()
                || words
                    .rank(&Haystack::new(&format!("{} {}", u.name, u.short_name)))
                    .is_some()
        };
        let mut groups: Vec<(Option<&Id>, String)> = p
            .parties_in_order()
            .into_iter()
            .map(|x| (Some(&x.id), x.name.clone()))
            .collect();
        groups.push((None, Dialogs(view.lang).units_other().to_owned()));
        self.lines.clear();
        for (party, name) in groups {
            // A party that is not there counts as none.
            let known = |u: &Unit| {
                u.party
                    .as_ref()
                    .filter(|id| p.parties.contains_key(*id))
                    .cloned()
            };
            let mut units: Vec<&Unit> = p
                .units
                .values()
                .filter(|u| known(u).as_ref() == party && fits(u))
                .collect();
            if units.is_empty() {
                continue;
            }
            collate::sort_by_text(&mut units, |u| u.name.as_str());
            self.lines.push(Line::Head(name, units.len()));
            self.lines
                .extend(units.into_iter().map(|u| Line::Unit(u.id.clone())));
        }
        self.of = Some(of);
    }
}

/// Shows the units. Returns whether the dialog stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let t = Dialogs(view.lang);
    let dialog = Dialog::new("units", t.units(), t.close())
        .width(780.0)
        .stays();
    let outcome = dialog.show(ctx, |ui| {
        let height = super::body_height(ctx, 470.0);
        let (_id, area) = ui.allocate_space(vec2(ui.available_width(), height));
        let list = LIST.min(area.width() * 0.45);
        let left = area.with_max_x(area.left() + list);
        let right = area.with_min_x(area.left() + list + 24.0);
        let query = state.search.pending().unwrap_or(&state.query).to_owned();
        state.rows.refresh(view, &query);
        self::list(
            &mut ui.new_child(UiBuilder::new().id_salt("list").max_rect(left)),
            view,
            state,
            left,
        );
        let p = &Tokens::of(ui).palette;
        ui.painter()
            .vline(left.right() + 8.0, area.y_range(), Stroke::new(1.0, p.line));
        let mut side = ui.new_child(UiBuilder::new().id_salt("details").max_rect(right));
        if state.adding.is_some() {
            add(&mut side, view, state, commands);
        } else {
            match state
                .selected
                .as_ref()
                .and_then(|id| view.programme().units.get(id))
            {
                Some(unit) => unit_details::show(&mut side, view, unit, state, commands),
                None => {
                    let title = t.units_pick();
                    EmptyState {
                        icon: Icon::Buildings,
                        title,
                        text: "",
                        action: None,
                    }
                    .show(&mut side);
                }
            }
        }
    });
    !outcome.closed
}

/// The search field, the units, and the button that adds one.
fn list(ui: &mut Ui, view: &View<'_>, state: &mut State, area: Rect) {
    let t = Dialogs(view.lang);
    ui.spacing_mut().item_spacing.y = 6.0;
    let field =
        TextField::new(egui::Id::unique("find unit"), t.units_search()).hint(t.units_search());
    let value = state.query.clone();
    if let Some(typed) = field
        .icon(Icon::MagnifyingGlass)
        .boxed()
        .show(ui, &mut state.search, &value)
        .committed
    {
        state.query = typed;
    }
    let button = 30.0;
    let rest = Rect::from_min_max(
        ui.cursor().min,
        pos2(area.right(), area.bottom() - button - 6.0),
    );
    let mut inner = ui.new_child(UiBuilder::new().max_rect(rest));
    let mut chosen = None;
    if state.rows.lines.is_empty() {
        EmptyState {
            icon: Icon::MagnifyingGlass,
            title: t.units_none(),
            text: "",
            action: None,
        }
        .show(&mut inner);
    }
    virtual_rows(
        &mut inner,
        egui::Id::unique("unit rows"),
        ROW,
        state.rows.lines.len(),
        |ui, range| {
            for nth in range {
                match state.rows.lines.get(nth) {
                    Some(Line::Head(name, count)) => {
                        head(ui, name, *count);
                    }
                    Some(Line::Unit(id))
                        if line(ui, view, id, state.selected.as_ref() == Some(id)) =>
                    {
                        chosen = Some(id.clone());
                    }
                    Some(Line::Unit(_)) | None => {}
                }
            }
        },
    );
    if chosen.is_some() {
        state.selected = chosen;
        state.ending = None;
        state.adding = None;
    }
    let foot = Rect::from_min_max(pos2(area.left(), area.bottom() - button), area.max);
    let mut foot = ui.new_child(UiBuilder::new().max_rect(foot));
    let locked = read_only_reason(view);
    if PushButton::new(t.units_add())
        .icon(Icon::Plus)
        .disabled(locked)
        .show(&mut foot)
        .clicked()
    {
        let party = state
            .selected
            .as_ref()
            .and_then(|id| view.programme().party_of(id));
        let party = party.or_else(|| view.programme().parties_in_order().first().copied());
        state.adding = Some(Adding {
            name: TextDraft::default(),
            party: party.map(|p| p.id.clone()),
        });
    }
}

/// The name of a party with how many of its units are shown, as high as any row.
fn head(ui: &mut Ui, name: &str, count: usize) {
    let p = &Tokens::of(ui).palette;
    let (_id, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    ui.painter().rect_filled(rect, 0, p.panel);
    let inner = rect.shrink2(vec2(12.0, 0.0));
    let (role, count) = (Role::Secondary, count.to_string());
    let at = elide::text_in(ui.painter(), inner, Align::Max, role, &count, p.text2);
    let words = inner.with_max_x(at.left() - 8.0);
    elide::text_in(
        ui.painter(),
        words,
        Align::Min,
        Role::CardTitle,
        name,
        p.text,
    );
}

/// One unit; an ended one is struck through, with the day. Returns whether it was pressed.
fn line(ui: &mut Ui, view: &View<'_>, id: &Id, selected: bool) -> bool {
    let t = Dialogs(view.lang);
    let p = &Tokens::of(ui).palette;
    let Some(unit) = view.programme().units.get(id) else {
        return false;
    };
    let ended = unit.valid_to.filter(|day| *day < view.today);
    let aside = ended
        .map(|day| t.units_ended(&date::format(day)))
        .unwrap_or_default();
    let name = if aside.is_empty() {
        unit.name.clone()
    } else {
        format!("{}, {aside}", unit.name)
    };
    let row = ListRow::new(&name, ROW).selected(selected).no_divider();
    let salt = ui.scope_id().with(("unit", id));
    let output = row.show(ui, salt, |ui| {
        let rect = ui.max_rect();
        let mut words = rect;
        if let Some(day) = ended {
            let day = date::format(day);
            let at = elide::text_in(ui.painter(), rect, Align::Max, Role::Label, &day, p.text2);
            words.max.x = at.left() - 8.0;
        }
        let ink = if ended.is_some() { p.text2 } else { p.text };
        let at = elide::text_in(ui.painter(), words, Align::Min, Role::Body, &unit.name, ink);
        if ended.is_some() {
            ui.painter()
                .hline(at.x_range(), at.center().y + 1.0, Stroke::new(1.0, ink));
        }
    });
    output.response.on_hover_text(&name).clicked()
}

/// The form of a new unit: its name and its party; the rest is edited afterwards.
fn add(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let t = Dialogs(view.lang);
    let p = &Tokens::of(ui).palette;
    let Some(adding) = &mut state.adding else {
        return;
    };
    ui.spacing_mut().item_spacing.y = 8.0;
    elide::plain(ui, Role::InspectorTitle, t.units_add(), p.text);
    let field =
        TextField::new(egui::Id::unique("new unit"), t.units_new_name()).hint(t.units_new_name());
    let out = field.boxed().show(ui, &mut adding.name, "");
    unit_details::party_choice(ui, view, adding.party.clone(), None, |party| {
        adding.party = party
    });
    let mut cancelled = false;
    let mut pressed = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        pressed = PushButton::primary(t.add()).show(ui).clicked();
        cancelled = PushButton::new(t.cancel()).show(ui).clicked();
    });
    let typed = out
        .committed
        .clone()
        .or_else(|| adding.name.pending().map(str::to_owned))
        .unwrap_or_default();
    if cancelled {
        state.adding = None;
    } else if pressed || out.left == Some(CommitBy::Enter) {
        let id = view.fresh_id();
        let fields = [
            (Unit::NAME, Value::text_or_null(typed.trim())),
            (Unit::PARTY, ref_value(adding.party.as_ref())),
        ];
        let edit = Edit::create(&Path::new(Unit::KIND, id.as_str()), fields);
        match view.check(&edit) {
            Err(refusal) => {
                adding.name.reject(
                    typed,
                    Errors(view.lang).refusal(&refusal, |id| full_name(view, id)),
                );
            }
            Ok(_) => {
                commands.edit(edit);
                state.selected = Some(id);
                state.adding = None;
            }
        }
    } else if out.committed.is_some() {
        adding.name.keep(typed);
    }
}
