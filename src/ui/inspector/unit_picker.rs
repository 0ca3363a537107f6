//! Chooses a unit (đơn vị): a search that ignores accents and case, the focal units first, all
//! parties together, and a form for a unit that is not there yet.

use super::pieces::FormField;
use crate::edit::Edit;
use crate::model::{ALL_PARTIES, Id, Path, Unit, UnitLevel, Value};
use crate::text::collate;
use crate::text::date;
use crate::text::fold::{Haystack, Query, Rank, fold};
use crate::text::strings::article::Article;
use crate::text::strings::houses::Houses;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::field::{CommitBy, TextField, message_line};
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use crate::ui::widgets::{check, elide};
use eframe::egui::{
    self, Align, CursorIcon, Key, Popup, PopupCloseBehavior, Rect, Response, ScrollArea, Sense, Ui,
    WidgetInfo, accesskit, pos2, text::LayoutJob, vec2,
};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// A unit, or [`ALL_PARTIES`].
    Unit(Id),
    /// Nobody: the field is unset.
    Nobody,
    /// A new unit: the edit that makes it, and its id.
    New(Edit, Id),
}

/// What may be chosen.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// "Các bên cùng chủ trì" is offered.
    pub all_parties: bool,
    /// "Bỏ phân công" is offered.
    pub nobody: bool,
    /// Communes alone are offered, and a new unit is one.
    pub communes: bool,
    /// Units that are chosen already and not offered again.
    pub without: &'a BTreeSet<Id>,
}

/// What the picker remembers between frames. One picker is open at a time.
#[derive(Debug, Default)]
pub struct State {
    /// Whose picker is open.
    open: Option<String>,
    /// It was opened in the last frame and takes the focus.
    fresh: bool,
    query: FormField,
    cursor: usize,
    form: Option<Form>,
    found: Found,
}

#[derive(Debug, Default)]
struct Form {
    name: FormField,
    party: Option<Id>,
}

/// What a search found, kept while neither the document nor the search changes.
#[derive(Debug, Default)]
struct Found {
    key: Option<(u64, String, String)>,
    rows: Vec<Row>,
    used: HashMap<Id, usize>,
    used_at: Option<u64>,
}

#[derive(Clone, Debug)]
enum Row {
    Head(&'static str),
    Unit {
        id: Id,
        name: String,
        bold: Vec<Range<usize>>,
    },
    All,
    Nobody(&'static str),
    New,
}

impl Row {
    const fn can_be_chosen(&self) -> bool {
        !matches!(self, Self::Head(_))
    }
}

impl State {
    /// Opens the picker of `key`.
    pub fn open(&mut self, key: &str) {
        self.open = Some(key.to_owned());
        self.fresh = true;
        self.query = FormField::default();
        self.cursor = 0;
        self.form = None;
    }

    /// Whether the picker of `key` is open.
    #[must_use]
    pub fn is_open(&self, key: &str) -> bool {
        self.open.as_deref() == Some(key)
    }
}

/// Shows the picker of `key` under `anchor` where it is open. Returns what was chosen.
pub fn show(
    anchor: &Response,
    view: &View<'_>,
    state: &mut State,
    key: &str,
    choice: Choice<'_>,
) -> Option<Picked> {
    if !state.is_open(key) {
        return None;
    }
    let mut open = true;
    let mut picked = None;
    let fresh = std::mem::take(&mut state.fresh);
    let width = anchor.rect.width().max(264.0);
    Popup::from_response(anchor)
        .open_bool(&mut open)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(width)
        .show(|ui| {
            ui.set_width(width - 12.0);
            ui.spacing_mut().item_spacing.y = 2.0;
            picked = if state.form.is_some() {
                form(ui, view, state, choice)
            } else {
                list(ui, view, state, key, choice, fresh)
            };
        });
    if picked.is_some() || !open {
        // Opened by the very press that a popup takes for one beside it.
        if picked.is_some() || !fresh {
            state.open = None;
        }
    }
    picked
}

fn list(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    key: &str,
    choice: Choice<'_>,
    fresh: bool,
) -> Option<Picked> {
    let words = Article(view.lang);
    let id = egui::Id::unique(("unit search", key));
    let field = TextField::new(id, words.search_unit())
        .hint(words.search_unit_hint())
        .boxed()
        .icon(Icon::MagnifyingGlass);
    let out = state.query.show(ui, field);
    if fresh {
        out.response.request_focus();
        ui.ctx().request_repaint();
    }
    if out.cancelled {
        state.open = None;
        return None;
    }
    if out.response.changed() {
        state.cursor = 0;
    }
    let query = state.query.text().to_owned();
    state.found.refresh(view, key, &query, choice);
    let choosable: Vec<usize> = (0..state.found.rows.len())
        .filter(|at| state.found.rows.get(*at).is_some_and(Row::can_be_chosen))
        .collect();
    let moved = ui.input(|input| {
        i32::from(input.key_pressed(Key::ArrowDown)) - i32::from(input.key_pressed(Key::ArrowUp))
    });
    let last = choosable.len().saturating_sub(1);
    state.cursor = match moved {
        1 => (state.cursor + 1).min(last),
        -1 => state.cursor.saturating_sub(1),
        _ => state.cursor.min(last),
    };
    let cursor = choosable.get(state.cursor).copied();
    let mut pressed = if out.left == Some(CommitBy::Enter) {
        cursor
    } else {
        None
    };
    let none_found = !query.trim().is_empty()
        && !state
            .found
            .rows
            .iter()
            .any(|r| matches!(r, Row::Unit { .. }));
    if none_found {
        message_line(
            ui,
            Icon::MagnifyingGlass,
            &words.nothing_found(query.trim()),
            Tokens::of(ui).palette.text2,
        );
    }
    ScrollArea::vertical()
        .max_height(280.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for at in 0..state.found.rows.len() {
                let Some(row) = state.found.rows.get(at) else {
                    continue;
                };
                let response = draw(ui, view, row, cursor == Some(at), &state.found.used);
                if moved != 0 && cursor == Some(at) {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    pressed = Some(at);
                }
            }
        });
    match pressed.and_then(|at| state.found.rows.get(at)).cloned() {
        None | Some(Row::Head(_)) => None,
        Some(Row::Unit { id, .. }) => Some(Picked::Unit(id)),
        Some(Row::All) => Some(Picked::Unit(Id::from(ALL_PARTIES))),
        Some(Row::Nobody(_)) => Some(Picked::Nobody),
        Some(Row::New) => {
            state.form = Some(Form {
                name: FormField::with(query.trim().to_owned()),
                party: None,
            });
            None
        }
    }
}

impl Found {
    fn refresh(&mut self, view: &View<'_>, key: &str, query: &str, choice: Choice<'_>) {
        let revision = view.document.revision();
        if self.used_at != Some(revision) {
            self.used.clear();
            for activity in view.programme().activities.values() {
                let others = activity.coordinating.iter().chain(&activity.benefiting);
                for id in activity.lead.iter().chain(others) {
                    *self.used.entry(id.clone()).or_default() += 1;
                }
            }
            self.used_at = Some(revision);
        }
        let wanted = (revision, key.to_owned(), query.to_owned());
        if self.key.as_ref() != Some(&wanted) {
            self.rows = rows(view, query, choice);
            self.key = Some(wanted);
        }
    }
}

/// What is offered for a search.
fn rows(view: &View<'_>, query: &str, choice: Choice<'_>) -> Vec<Row> {
    let p = view.programme();
    let words = Article(view.lang);
    let search = Query::new(query);
    let parties = p.parties_in_order();
    let party_at = |unit: &Unit| {
        parties
            .iter()
            .position(|p| Some(&p.id) == unit.party.as_ref())
            .unwrap_or(usize::MAX)
    };
    let row = |unit: &Unit| {
        let name = view.unit_name(&unit.id);
        let bold = search
            .find(&Haystack::new(&name))
            .map(|hit| hit.ranges)
            .unwrap_or_default();
        Row::Unit {
            id: unit.id.clone(),
            name,
            bold,
        }
    };
    let free = |unit: &&Unit| {
        let wanted = !choice.communes || unit.level == Some(UnitLevel::Commune);
        wanted && !choice.without.contains(&unit.id)
    };
    let mut list = Vec::new();
    if search.is_empty() {
        let focal = |unit: &Unit| {
            parties
                .iter()
                .any(|p| p.focal_unit.as_ref() == Some(&unit.id))
        };
        let focal_units: Vec<&Unit> = parties
            .iter()
            .filter_map(|party| p.units.get(party.focal_unit.as_ref()?))
            .filter(free)
            .collect();
        if !choice.communes && !focal_units.is_empty() {
            list.push(Row::Head(words.focal_units()));
            list.extend(focal_units.into_iter().map(row));
        }
        if choice.all_parties {
            list.push(Row::All);
        }
        if choice.nobody {
            let words = if choice.communes {
                Houses(view.lang).leave_open()
            } else {
                words.unassign()
            };
            list.push(Row::Nobody(words));
        }
        list.push(Row::New);
        let mut units: Vec<&Unit> = p
            .units
            .values()
            .filter(free)
            .filter(|u| choice.communes || !focal(u))
            .collect();
        units.sort_by(|a, b| {
            party_at(a)
                .cmp(&party_at(b))
                .then_with(|| collate::compare(&a.name, &b.name))
        });
        list.extend(units.into_iter().map(row));
        return list;
    }
    let mut hits: Vec<(Rank, &Unit)> = p
        .units
        .values()
        .filter(free)
        .filter_map(|unit| {
            let party = unit
                .party
                .as_ref()
                .and_then(|id| p.parties.get(id))
                .map_or("", |p| p.name.as_str());
            let all = format!("{} {} {party}", unit.name, unit.short_name);
            Some((search.rank(&Haystack::new(&all))?, unit))
        })
        .collect();
    hits.sort_by(|(a, x), (b, y)| {
        let order = a.cmp(b).then_with(|| party_at(x).cmp(&party_at(y)));
        order.then_with(|| collate::compare(&x.name, &y.name))
    });
    list.extend(hits.into_iter().map(|(_, unit)| row(unit)));
    if choice.all_parties
        && search
            .rank(&Haystack::new(view.words().all_parties_lead()))
            .is_some()
    {
        list.push(Row::All);
    }
    list.push(Row::New);
    list
}

fn draw(
    ui: &mut Ui,
    view: &View<'_>,
    row: &Row,
    marked: bool,
    used: &HashMap<Id, usize>,
) -> Response {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let words = Article(view.lang);
    let head = matches!(row, Row::Head(_));
    let height = if head {
        24.0
    } else {
        tokens.row.menu_option.max(28.0)
    };
    let sense = if head { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), sense);
    if !head && (marked || response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(
            rect,
            tokens.radius.input,
            if marked { p.accent_soft } else { p.hover },
        );
    }
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let seals = |styles: Vec<_>| {
        let mut x = inner.left();
        for style in styles {
            let center = pos2(x + 7.5, rect.center().y);
            paint_seal(
                ui.painter(),
                center,
                SealSize::Small,
                &style,
                SealState::Agreed,
                tokens,
            );
            x += 18.0;
        }
        x.max(inner.left() + 18.0) + 4.0
    };
    let rest = |left: f32, right: f32| {
        Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()))
    };
    let name: String = match row {
        Row::Head(text) => {
            elide::text_in(ui.painter(), inner, Align::Min, Role::Label, text, p.text3);
            (*text).to_owned()
        }
        Row::Unit { id, name, bold } => {
            let unit = view.programme().units.get(id);
            let over = unit.and_then(|u| u.valid_to).filter(|d| *d < view.today);
            let count = used.get(id).copied().unwrap_or(0);
            let (aside, ink) = match over {
                Some(day) => (words.ended(&date::format(day)), p.soon),
                None if count > 0 => (words.used(count), p.text3),
                None => (String::new(), p.text3),
            };
            let right =
                elide::text_in(ui.painter(), inner, Align::Max, Role::Label, &aside, ink).left();
            let left = seals(view.lead_seals(Some(id)));
            let mut job = LayoutJob::default();
            let mut from = 0;
            for range in bold {
                job.append(
                    name.get(from..range.start).unwrap_or_default(),
                    0.0,
                    Role::Body.format(p.text),
                );
                job.append(
                    name.get(range.clone()).unwrap_or_default(),
                    0.0,
                    Role::BodyStrong.format(p.text),
                );
                from = range.end;
            }
            job.append(
                name.get(from..).unwrap_or_default(),
                0.0,
                Role::Body.format(p.text),
            );
            let line = rest(left, right - 6.0);
            job.wrap = egui::text::TextWrapping::truncate_at_width(line.width().max(0.0));
            let galley = ui.painter().layout_job(job);
            elide::paint(ui.painter(), line, Align::Min, galley);
            unit.map_or_else(|| name.clone(), |u| u.name.clone())
        }
        Row::All => {
            let text = view.words().all_parties_lead();
            let left = seals(view.lead_seals(Some(&Id::from(ALL_PARTIES))));
            elide::text_in(
                ui.painter(),
                rest(left, inner.right()),
                Align::Min,
                Role::Body,
                text,
                p.text,
            );
            text.to_owned()
        }
        Row::Nobody(_) | Row::New => {
            let (icon, text, ink) = match row {
                Row::Nobody(text) => (Icon::UserMinus, *text, p.text2),
                _ => (Icon::Plus, words.new_unit(), p.accent),
            };
            icon.paint(
                ui.painter(),
                pos2(inner.left() + 7.5, rect.center().y),
                15.0,
                ink,
            );
            let line = rest(inner.left() + 22.0, inner.right());
            elide::text_in(ui.painter(), line, Align::Min, Role::Body, text, ink);
            text.to_owned()
        }
    };
    let role = if head {
        accesskit::Role::Label
    } else {
        accesskit::Role::ListBoxOption
    };
    response.widget_info(|| WidgetInfo::selected(role, true, marked, &name));
    if head {
        return response;
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if matches!(row, Row::Unit { name: shown, .. } if *shown != name) {
        response.on_hover_text(name)
    } else {
        response
    }
}

/// The form for a new unit: its name and its party.
fn form(ui: &mut Ui, view: &View<'_>, state: &mut State, choice: Choice<'_>) -> Option<Picked> {
    let words = Article(view.lang);
    let p = view.programme();
    let form = state.form.as_mut()?;
    let field = TextField::new(egui::Id::unique("new unit"), words.new_unit_name())
        .hint(words.new_unit_name())
        .boxed();
    let out = form.name.show(ui, field);
    let name = form.name.text().trim().to_owned();
    let folded = fold(&name);
    if let Some(same) = p
        .units
        .values()
        .find(|u| !folded.is_empty() && fold(&u.name) == folded)
    {
        message_line(
            ui,
            Icon::Info,
            &words.same_unit(&same.name),
            Tokens::of(ui).palette.text2,
        );
    }
    elide::plain(
        ui,
        Role::Label,
        words.new_unit_party(),
        Tokens::of(ui).palette.text3,
    );
    for party in p.parties_in_order() {
        if check::radio(
            ui,
            form.party.as_ref() == Some(&party.id),
            &party.name,
            None,
        )
        .clicked()
        {
            form.party = Some(party.id.clone());
        }
    }
    if check::radio(ui, form.party.is_none(), words.new_unit_no_party(), None).clicked() {
        form.party = None;
    }
    let mut submit = out.left == Some(CommitBy::Enter);
    let mut back = out.cancelled;
    ui.horizontal(|ui| {
        submit |= PushButton::primary(words.new_unit_add())
            .small()
            .show(ui)
            .clicked();
        back |= PushButton::quiet(words.cancel()).small().show(ui).clicked();
    });
    if submit {
        let id = view.fresh_id();
        let party = form
            .party
            .as_ref()
            .map_or(Value::Null, |id| Value::text(id.as_str()));
        let level = choice.communes.then(|| UnitLevel::Commune.value());
        let level = level.unwrap_or_default();
        let on = Path::new(Unit::KIND, id.as_str());
        let edit = Edit::create(
            &on,
            [
                (Unit::NAME, Value::text_or_null(&name)),
                (Unit::PARTY, party),
                (Unit::LEVEL, level),
            ],
        );
        match super::edit_field::checked(view, &edit) {
            Ok(_) => return Some(Picked::New(edit, id)),
            Err(sentence) => form.name.reject(sentence),
        }
    } else if back {
        state.form = None;
        state.fresh = true;
    }
    None
}
