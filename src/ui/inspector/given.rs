//! What the inspectors of a house and of an item of school equipment share: who pays, the commune, how
//! the budget line agrees, evidence, duplicating and deleting.

use super::edit_field::{Drafts, Spec, date_text, parse_date, parse_year, read_only_reason};
use super::papers::{Form, Papers};
use super::pieces::{self, ValueButton, menu_under};
use super::unit_picker::{self, Choice, Picked};
use super::{FOCUS_REQUEST, menu, who};
use crate::edit::Edit;
use crate::insight::support::{Aid, Comparison, Deadline, Entry};
use crate::model::{Figure, FundingSource, House, Id, Path, SchoolItem, Value};
use crate::text::date;
use crate::text::strings::article::Article;
use crate::text::strings::houses::Houses;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::budget::figures as amounts;
use crate::ui::tabs::budget::{given as lists, line_name, pick};
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{ButtonKind, IconButton, PushButton};
use crate::ui::widgets::chip::{ChipFrame, StatusChip};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{field_row, message_line};
use eframe::egui::{self, Popup, PopupCloseBehavior, Ui, UiBuilder, vec2};
use std::collections::{BTreeSet, HashMap};

/// What it remembers between frames: drafts and open forms.
#[derive(Debug, Default)]
pub struct State {
    pub(super) drafts: Drafts,
    picker: unit_picker::State,
    lines: pick::Search,
    activities: pick::Search,
    papers: HashMap<Id, Option<Form>>,
}

/// What every part is given.
#[derive(Clone, Copy)]
pub(super) struct Given<'a, 'v> {
    pub view: &'a View<'v>,
    pub aid: Aid,
    pub entry: Entry<'a>,
    pub on: &'a Path,
}

impl Given<'_, '_> {
    pub(super) const fn texts(&self) -> Houses {
        Houses(self.view.lang)
    }
}

/// The head: what it is, how it stands, and the cross.
pub(super) fn head(ui: &mut Ui, given: Given<'_, '_>, anchor: &str, commands: &mut Commands) {
    let texts = given.texts();
    let about = match given.aid {
        Aid::Houses => texts.houses(),
        Aid::Schools => texts.schools(),
    };
    if pieces::head(ui, anchor, about, texts.close()) {
        commands.push(Command::Select(Selection::Nothing));
    }
    let view = given.view;
    let (icon, word, tone) = lists::stage(given.aid, given.entry.stage(), view.lang);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        StatusChip::new(icon, word, tone).show(ui);
        match given.entry.deadline(view.programme(), view.today) {
            Some(Deadline::Passed { due }) => {
                let text = texts.past_due(&date::format(due));
                let chip = StatusChip::new(Icon::Warning, &text, Tone::Overdue);
                chip.frame(ChipFrame::Filled).show(ui);
            }
            Some(Deadline::Ahead { due, near }) => {
                let text = texts.due(&date::format(due));
                let tone = if near { Tone::Soon } else { Tone::Neutral };
                StatusChip::new(Icon::Clock, &text, tone).show(ui);
            }
            None => {}
        }
    });
}

/// What is said where it is not there any more.
pub(super) fn gone(ui: &mut Ui, view: &View<'_>, commands: &mut Commands) {
    let texts = Houses(view.lang);
    pieces::scroll(ui, "given gone", |ui| {
        if pieces::head(ui, "", "", texts.close()) {
            commands.push(Command::Select(Selection::Nothing));
        }
        elide::paragraph(ui, Role::Body, texts.gone(), Tokens::of(ui).palette.text2);
    });
}

/// A field for a few words. The first one takes the focus where that was asked for.
pub(super) fn words(
    ui: &mut Ui,
    given: Given<'_, '_>,
    drafts: &mut Drafts,
    (key, name, hint): (&str, &str, &str),
    value: &str,
    first: bool,
    commands: &mut Commands,
) {
    field_row(ui, name, |ui| {
        let long = elide::width(ui.painter(), Role::Body, value) > ui.available_width() - 20.0;
        let spec = Spec {
            hint,
            rows: if long { 2 } else { 1 },
            ..Spec::new(given.on, key, name)
        };
        let one_line = |typed: &str| {
            let lines: Vec<&str> = typed.lines().map(str::trim).collect();
            Ok(Value::text_or_null(lines.join(" ").trim()))
        };
        let out = drafts.field(ui, given.view, spec, value, one_line, commands);
        let asked = first
            && ui.data_mut(|data| data.remove_temp::<bool>(egui::Id::unique(FOCUS_REQUEST)))
                == Some(true);
        if asked {
            out.response.request_focus();
        }
    });
}

/// A field for a day.
pub(super) fn day(
    ui: &mut Ui,
    given: Given<'_, '_>,
    drafts: &mut Drafts,
    (key, name): (&str, &str),
    value: Option<chrono::NaiveDate>,
    commands: &mut Commands,
) {
    let lang = given.view.lang;
    field_row(ui, name, |ui| {
        let spec = Spec {
            hint: Article(lang).date_hint(),
            ..Spec::new(given.on, key, name)
        };
        let read = |typed: &str| parse_date(lang, typed);
        drafts.field(ui, given.view, spec, &date_text(value), read, commands);
    });
}

/// The year whose money pays for it.
pub(super) fn year(
    ui: &mut Ui,
    given: Given<'_, '_>,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let (lang, texts) = (given.view.lang, given.texts());
    field_row(ui, texts.year(), |ui| {
        let spec = Spec {
            hint: Article(lang).year_hint(),
            ..Spec::new(given.on, House::YEAR, texts.year())
        };
        let value = given.entry.year.map(|y| y.to_string()).unwrap_or_default();
        let read = |typed: &str| parse_year(lang, typed);
        drafts.field(ui, given.view, spec, &value, read, commands);
    });
}

/// An amount in đồng.
pub(super) fn amount(
    ui: &mut Ui,
    given: Given<'_, '_>,
    drafts: &mut Drafts,
    (key, name): (&str, &str),
    figure: &Figure,
    commands: &mut Commands,
) {
    let lang = given.view.lang;
    field_row(ui, name, |ui| {
        let spec = Spec {
            hint: amounts::NO_FIGURE,
            amount: true,
            ..Spec::new(given.on, key, name)
        };
        let read = |typed: &str| amounts::read_value(typed, lang);
        let shown = amounts::typed(figure);
        drafts.field(ui, given.view, spec, &shown, read, commands);
        if let Figure::Conflict(values) = figure {
            let all: Vec<String> = values
                .iter()
                .map(|v| crate::text::money::format_dong(*v))
                .collect();
            let sentence = given.texts().values_differ(&all.join(" · "));
            message_line(ui, Icon::Question, &sentence, Tokens::of(ui).palette.soon);
        }
    });
}

/// The commune as of its time, with what it belongs to now.
pub(super) fn commune(
    ui: &mut Ui,
    given: Given<'_, '_>,
    state: &mut State,
    commands: &mut Commands,
) {
    let (view, texts) = (given.view, given.texts());
    field_row(ui, texts.commune_then(), |ui| {
        let commune = given.entry.commune;
        let text = commune.map_or_else(
            || texts.commune_hint().to_owned(),
            |id| super::edit_field::full_name(view, id),
        );
        let name = format!("{}: {text}", texts.commune_then());
        let seals = view.lead_seals(commune);
        let button = ValueButton {
            pale: commune.is_none(),
            seals: &seals,
            disabled: read_only_reason(view),
            ..ValueButton::new(&name, &text)
        };
        let response = button.show(ui);
        who::on_field(&response, view, given.on, House::COMMUNE, commands);
        let key = format!("{}#commune", given.on.as_str());
        if response.clicked() {
            state.picker.open(&key);
        }
        let none = BTreeSet::new();
        let choice = Choice {
            all_parties: false,
            communes: true,
            nobody: commune.is_some(),
            without: &none,
        };
        let picked = unit_picker::show(&response, view, &mut state.picker, &key, choice);
        let (to, made) = match picked {
            None => (None, None),
            Some(Picked::Nobody) => (Some(Value::Null), None),
            Some(Picked::Unit(id)) => (Some(Value::text(id.as_str())), None),
            Some(Picked::New(edit, id)) => (Some(Value::text(id.as_str())), Some(edit)),
        };
        if let Some(to) = to {
            let edit = Edit::Set {
                on: given.on.clone(),
                key: House::COMMUNE.to_owned(),
                to,
                seen: view.seen(given.on, House::COMMUNE),
            };
            commands.edit(match made {
                Some(made) => Edit::Several(vec![made, edit]),
                None => edit,
            });
        }
        if let Some(now) = commune.and_then(|id| lists::now_part_of(view, id)) {
            message_line(ui, Icon::Info, &now, Tokens::of(ui).palette.text2);
        }
    });
}

/// The source of the money, the budget line and the activity.
pub(super) fn money(
    ui: &mut Ui,
    given: Given<'_, '_>,
    source: Option<FundingSource>,
    state: &mut State,
    commands: &mut Commands,
) {
    let (view, texts) = (given.view, given.texts());
    let locked = read_only_reason(view);
    field_row(ui, texts.source(), |ui| {
        let text = source.map_or(texts.not_recorded(), |s| view.words().source(Some(s)));
        let name = format!("{}: {text}", texts.source());
        let button = ValueButton {
            pale: source.is_none(),
            disabled: locked,
            ..ValueButton::new(&name, text)
        };
        let response = button.show(ui);
        who::on_field(&response, view, given.on, House::SOURCE, commands);
        menu_under(&response, |ui| {
            if menu::choice(ui, None, texts.not_recorded(), source.is_none(), None) {
                commands.edit(Edit::set(given.on, House::SOURCE, Value::Null));
            }
            for one in FundingSource::ALL {
                let word = view.words().source(Some(*one));
                if menu::choice(ui, None, word, source == Some(*one), None) {
                    commands.edit(Edit::set(given.on, House::SOURCE, one.value()));
                }
            }
        });
    });
    let line = given.entry.line;
    let text = line.map_or_else(|| texts.not_recorded().to_owned(), |id| line_name(view, id));
    let to = Reference {
        key: House::LINE,
        name: texts.line(),
        text: &text,
        shows: texts.shows_line(),
        selection: line
            .filter(|id| view.programme().budget_lines.contains_key(*id))
            .map(|id| Selection::Line(id.clone())),
    };
    reference(ui, given, to, &mut state.lines, || lines(given), commands);
    compared(ui, given);
    let activity = given.entry.activity;
    let text = activity
        .and_then(|id| view.programme().activities.get(id))
        .map_or_else(
            || texts.not_recorded().to_owned(),
            |a| view.shown(&a.title).into_owned(),
        );
    let to = Reference {
        key: House::ACTIVITY,
        name: texts.activity(),
        text: &text,
        shows: texts.shows_activity(),
        selection: activity
            .filter(|id| view.programme().activities.contains_key(*id))
            .map(|id| Selection::Activity(id.clone())),
    };
    let choices = || activities(given);
    reference(ui, given, to, &mut state.activities, choices, commands);
}

/// A field that names something else.
struct Reference<'a> {
    key: &'static str,
    name: &'a str,
    text: &'a str,
    /// What the arrow beside it does.
    shows: &'a str,
    selection: Option<Selection>,
}

fn reference(
    ui: &mut Ui,
    given: Given<'_, '_>,
    of: Reference<'_>,
    search: &mut pick::Search,
    choices: impl FnOnce() -> Vec<pick::Choice>,
    commands: &mut Commands,
) {
    let lang = given.view.lang;
    field_row(ui, of.name, |ui| {
        let room = ui.available_rect_before_wrap();
        let arrow = if of.selection.is_some() { 28.0 } else { 0.0 };
        let left = egui::Rect::from_min_size(room.min, vec2(room.width() - arrow, room.height()));
        let mut child = ui.new_child(UiBuilder::new().id_salt(of.key).max_rect(left));
        let name = format!("{}: {}", of.name, of.text);
        let button = ValueButton {
            pale: of.selection.is_none(),
            disabled: read_only_reason(given.view),
            ..ValueButton::new(&name, of.text)
        };
        let response = button.show(&mut child);
        if response.clicked() {
            *search = pick::Search::default();
        }
        let chosen = if read_only_reason(given.view).is_none() {
            popup(&response, lang, of.name, search, choices)
        } else {
            None
        };
        if let Some(chosen) = chosen {
            let to = pick::id_of(&chosen).map_or(Value::Null, |id| Value::text(id.as_str()));
            commands.edit(Edit::set(given.on, of.key, to));
        }
        let used = child.min_rect();
        ui.allocate_rect(used, egui::Sense::hover());
        if let Some(selection) = of.selection {
            let at = egui::Rect::from_min_size(
                egui::pos2(room.right() - 28.0, used.top()),
                vec2(28.0, 28.0),
            );
            let mut child = ui.new_child(UiBuilder::new().id_salt((of.key, "go")).max_rect(at));
            let go = IconButton::new(Icon::ArrowRight, of.shows).icon_size(14.0);
            if go.show(&mut child).clicked() {
                commands.push(Command::Reveal(selection));
            }
        }
    });
}

fn popup(
    response: &egui::Response,
    lang: crate::text::strings::Lang,
    name: &str,
    search: &mut pick::Search,
    choices: impl FnOnce() -> Vec<pick::Choice>,
) -> Option<String> {
    let popup = Popup::menu(response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(320.0);
    let chosen = popup.show(|ui| {
        let chosen = pick::list(ui, lang, name, search, choices);
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    chosen.and_then(|c| c.inner)
}

/// The choice of nothing.
fn none(texts: Houses) -> pick::Choice {
    pick::Choice {
        key: String::new(),
        anchor: String::new(),
        name: texts.not_recorded().to_owned(),
        aside: String::new(),
    }
}

/// The budget lines: those of the list's clauses in its year first, then those of its year.
fn lines(given: Given<'_, '_>) -> Vec<pick::Choice> {
    let view = given.view;
    let clauses = &view.insight.support.list(given.aid).clauses;
    let p = view.programme();
    let mut lines: Vec<_> = p.budget_lines.values().collect();
    let likely = |line: &crate::model::BudgetLine| {
        let of = line.key.clause.as_ref();
        (
            line.key.year != given.entry.year,
            !of.is_some_and(|c| clauses.contains(c)),
        )
    };
    lines.sort_by_cached_key(|l| (likely(l), std::cmp::Reverse(l.key.year), l.id.clone()));
    let choice = |line: &crate::model::BudgetLine| {
        let source = view.words().source(line.key.source);
        let clause = line.key.clause.as_ref();
        let clause = clause.map_or_else(String::new, |c| view.short_anchor(c.as_str()));
        pick::Choice {
            key: line.id.as_str().to_owned(),
            anchor: line.key.year.map(|y| y.to_string()).unwrap_or_default(),
            name: line_name(view, &line.id),
            aside: format!("{clause} {source}").trim().to_owned(),
        }
    };
    let mut all = vec![none(given.texts())];
    all.extend(lines.into_iter().map(choice));
    all
}

/// The activities: those of the list's clauses in its year first, then the others of those clauses;
/// all where the list has no clause yet.
fn activities(given: Given<'_, '_>) -> Vec<pick::Choice> {
    let view = given.view;
    let clauses = &view.insight.support.list(given.aid).clauses;
    let p = view.programme();
    let of_list = |a: &&crate::model::Activity| {
        let parent = a.place.parent.as_ref();
        clauses.is_empty() || parent.is_some_and(|c| clauses.contains(c))
    };
    let mut found: Vec<_> = p.activities.values().filter(of_list).collect();
    let year = |a: &crate::model::Activity| crate::insight::year_of(a);
    found.sort_by_cached_key(|a| {
        let of = year(a);
        (
            of != given.entry.year,
            std::cmp::Reverse(of),
            a.place.key.clone(),
        )
    });
    let mut all = vec![none(given.texts())];
    all.extend(found.into_iter().map(|a| pick::Choice {
        key: a.id.as_str().to_owned(),
        anchor: year(a).map(|y| y.to_string()).unwrap_or_default(),
        name: view.shown(&a.title).into_owned(),
        aside: String::new(),
    }));
    all
}

/// How the lists agree with the line that pays.
fn compared(ui: &mut Ui, given: Given<'_, '_>) {
    let Some(line) = given.entry.line else { return };
    let insight = given.view.insight;
    if let Some(compared) = Comparison::of_line(&insight.support, &insight.budget, line) {
        lists::verdict(ui, given.view, &compared);
    }
}

/// Evidence, duplicating and deleting.
pub(super) fn foot(
    ui: &mut Ui,
    given: Given<'_, '_>,
    state: &mut State,
    copy: impl FnOnce() -> (Id, Edit),
    commands: &mut Commands,
) {
    let (view, texts) = (given.view, given.texts());
    let papers = Papers {
        view,
        of: given.entry.id,
        year: given.entry.year,
        day: Some(view.today),
    };
    let words = Article(view.lang);
    let aside = match papers.count() {
        0 => String::new(),
        count => words.evidence_count(count),
    };
    pieces::section(ui, words.evidence(), &aside);
    let form = state.papers.entry(given.entry.id.clone()).or_default();
    papers.show(ui, form, commands);
    pieces::divider(ui);
    let locked = read_only_reason(view);
    let (why, delete) = match given.aid {
        Aid::Houses => (texts.duplicate_house_why(), texts.delete_house()),
        Aid::Schools => (texts.duplicate_item_why(), texts.delete_item()),
    };
    ui.horizontal_wrapped(|ui| {
        let twice = PushButton::new(texts.duplicate()).small().icon(Icon::Copy);
        if twice.tooltip(why).disabled(locked).show(ui).clicked() {
            let (id, edit) = copy();
            lists::take_in(ui.ctx(), given.aid, id, edit, commands);
        }
        let delete = PushButton::new(delete)
            .kind(ButtonKind::Danger)
            .small()
            .icon(Icon::Trash);
        if delete.disabled(locked).show(ui).clicked() {
            commands.push(Command::Ask(Ask::Delete(given.on.clone())));
        }
    });
}

/// A copy of an entry: what it shares with others like it, and neither names nor days.
pub(super) fn shared(
    kind: &str,
    fields: impl IntoIterator<Item = (&'static str, Value)>,
    view: &View<'_>,
) -> (Id, Edit) {
    let id = view.fresh_id();
    let edit = Edit::create(&Path::new(kind, id.as_str()), fields);
    (id, edit)
}

/// A reference as a value.
pub(super) fn id_value(id: Option<&Id>) -> Value {
    id.map_or(Value::Null, |id| Value::text(id.as_str()))
}

/// A figure as a value: several amounts are none.
pub(super) fn figure_value(figure: &Figure) -> Value {
    figure.known().map_or(Value::Null, Value::Int)
}

/// The path of a house or an item.
pub(super) fn path(aid: Aid, id: &Id) -> Path {
    let kind = match aid {
        Aid::Houses => House::KIND,
        Aid::Schools => SchoolItem::KIND,
    };
    Path::new(kind, id.as_str())
}
