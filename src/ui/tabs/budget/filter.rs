//! The filter: the list under "Lọc", its words, and what it searches in.

use super::State;
use super::rows::{line_name, party_name, source_name};
use crate::insight::MoneyWarning;
use crate::insight::ledger::{Choice, Filter, Leaf, party_of_payer};
use crate::model::hash::HashMap;
use crate::model::{BudgetLine, FundingSource, Id};
use crate::text::fold::{Haystack, Query};
use crate::text::strings::Lang;
use crate::text::strings::budget::Budget as Strings;
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::check::checkbox;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::TextField;
use eframe::egui::{
    Align, Layout, Popup, PopupCloseBehavior, Response, ScrollArea, Ui, UiBuilder, vec2,
};
use std::collections::BTreeSet;

/// What can be searched of each line, made where it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Texts {
    of: Option<(u64, Lang, bool)>,
    lines: HashMap<Id, Haystack>,
}

/// A search in the lines.
pub(super) struct Search<'a> {
    query: Query,
    lines: &'a HashMap<Id, Haystack>,
}

impl Texts {
    /// The search for some words.
    pub(super) fn query(&mut self, view: &View<'_>, words: &str) -> Search<'_> {
        let query = Query::new(words);
        let of = Some((view.insight.revision, view.lang, view.names));
        if !query.is_empty() && self.of != of {
            let all = view.programme().budget_lines.values();
            let text = |line: &BudgetLine| (line.id.clone(), Haystack::new(&text_of(view, line)));
            self.lines = all.map(text).collect();
            self.of = of;
        }
        let lines = &self.lines;
        Search { query, lines }
    }
}

impl Search<'_> {
    /// Whether a line or a commitment of the text holds the words.
    pub(super) fn holds(&self, view: &View<'_>, leaf: Leaf<'_>) -> bool {
        match leaf {
            Leaf::Line(line) => self
                .lines
                .get(&line.id)
                .is_some_and(|text| self.query.rank(text).is_some()),
            Leaf::FromText { clause, year } => {
                let strings = Strings(view.lang);
                let clause = view.programme().text.get(clause.as_str());
                let words = clause.map(|c| {
                    let name = strings.from_text(&view.anchor(c));
                    format!("{name} {} {year}", view.short_title(c))
                });
                let text = Haystack::new(&words.unwrap_or_default());
                self.query.rank(&text).is_some()
            }
        }
    }
}

/// What a line can be found by: its name, place, source, payer, remark, and the papers of its payments.
fn text_of(view: &View<'_>, line: &BudgetLine) -> String {
    let p = view.programme();
    let mut text = line_name(view, &line.id);
    let mut add = |more: &str| {
        if !more.is_empty() {
            text.push_str(" · ");
            text.push_str(more);
        }
    };
    let clause = line.key.clause.as_ref();
    if let Some(clause) = clause.and_then(|c| p.text.get(c.as_str())) {
        add(&view.words().article(&view.anchor(clause)));
        add(&view.short_title(clause));
    }
    add(&source_name(view, line.key.source, line.key.payer.as_ref()));
    if let Some(year) = line.key.year {
        add(&year.to_string());
    }
    add(&view.shown(&line.note));
    let payments = view.insight.payments_of_line.get(&line.id);
    let payments = payments.into_iter().flatten();
    for payment in payments.filter_map(|id| p.payments.get(id)) {
        add(&view.shown(&payment.document));
        add(&view.shown(&payment.payee));
    }
    text
}

/// Whether there is a warning about a line, or about what the text commits.
pub(super) fn is_warned(view: &View<'_>, leaf: Leaf<'_>) -> bool {
    let money = &view.insight.money;
    match leaf {
        Leaf::Line(line) => money.of_line(&line.id).next().is_some(),
        Leaf::FromText { clause, year } => money.of_clauses().any(|warning| {
            matches!(warning, MoneyWarning::BelowCommitment { clause: c, year: y, .. }
                if c == clause && *y == year)
        }),
    }
}

/// The button with the list under it.
pub(super) fn button(ui: &mut Ui, view: &View<'_>, state: &mut State, narrow: bool) {
    let strings = Strings(view.lang);
    let count = state.choice.filter.known_in(view.programme()).count();
    let words = if count == 0 {
        strings.filter().to_owned()
    } else {
        strings.filter_on(count)
    };
    let button = if narrow {
        let button = IconButton::new(Icon::Funnel, &words).framed();
        button.selected(count > 0).show(ui)
    } else {
        PushButton::new(&words).icon(Icon::Funnel).show(ui)
    };
    popup(&button, view, state);
}

fn popup(button: &Response, view: &View<'_>, state: &mut State) {
    Popup::menu(button)
        .width(320.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let strings = Strings(view.lang);
            let mut choice = state.choice.clone();
            let id = ui.scope_id().with("search");
            let field = TextField::new(id, strings.filter_find())
                .hint(strings.filter_find())
                .icon(Icon::MagnifyingGlass)
                .boxed();
            field.show(ui, &mut state.search, &choice.filter.text);
            if let Some(typed) = state.search.pending() {
                choice.filter.text = typed.to_owned();
            }
            let height = (ui.ctx().content_rect().height() - 220.0).clamp(140.0, 420.0);
            ScrollArea::vertical()
                .max_height(height)
                .show(ui, |ui| choices(ui, view, &mut choice.filter));
            menu::separator(ui);
            let off = choice.filter.is_off();
            let clear = PushButton::link(strings.filter_clear())
                .name(strings.filter_clear_all())
                .disabled(off.then(|| strings.filter_is_off()))
                .show(ui);
            if clear.clicked() {
                choice.filter = Filter::default();
                state.search = Default::default();
            }
            state.choose(choice);
        });
}

/// What the lines of the document can be told apart by.
struct Used {
    sources: BTreeSet<Option<FundingSource>>,
    payers: BTreeSet<Option<Id>>,
    clauses: BTreeSet<Option<Id>>,
}

impl Used {
    fn of(view: &View<'_>, filter: &Filter) -> Self {
        let mut used = Self {
            sources: filter.sources.clone(),
            payers: filter.payers.clone(),
            clauses: filter.clauses.clone(),
        };
        for line in view.programme().budget_lines.values() {
            used.sources.insert(line.key.source);
            if !used.payers.contains(&line.key.payer) {
                used.payers.insert(line.key.payer.clone());
            }
            if !used.clauses.contains(&line.key.clause) {
                used.clauses.insert(line.key.clause.clone());
            }
        }
        let years = view.insight.budget.years.iter();
        for (clause, _) in years.flat_map(|y| &y.from_text) {
            used.clauses.insert(Some(clause.clone()));
            used.sources.insert(None);
            used.payers.insert(None);
        }
        used
    }
}

fn choices(ui: &mut Ui, view: &View<'_>, filter: &mut Filter) {
    let strings = Strings(view.lang);
    let p = view.programme();
    let used = Used::of(view, filter);
    ui.add_space(4.0);
    if checkbox(ui, filter.warned, strings.filter_warned(), None).clicked() {
        filter.warned = !filter.warned;
    }
    head(ui, strings.source());
    // What is not recorded comes last.
    let (none, some): (Vec<_>, Vec<_>) = used.sources.into_iter().partition(Option::is_none);
    for source in some.into_iter().chain(none) {
        let name = view.words().source(source);
        member(ui, name, &source, &mut filter.sources);
    }
    head(ui, strings.party());
    let parties = p.parties_in_order();
    for party in parties
        .iter()
        .map(|party| Some(party.id.clone()))
        .chain([None])
    {
        member(
            ui,
            &party_name(view, party.as_ref()),
            &party,
            &mut filter.parties,
        );
    }
    head(ui, strings.payer());
    let place = |id: &Id| {
        let party = party_of_payer(p, id);
        let at = parties.iter().position(|of| Some(&of.id) == party.as_ref());
        at.unwrap_or(usize::MAX)
    };
    let mut payers: Vec<_> = used.payers.into_iter().collect();
    payers.sort_by_cached_key(|id| (id.is_none(), id.as_ref().map(place)));
    for payer in payers {
        let name = payer
            .as_ref()
            .map_or_else(|| strings.no_payer().to_owned(), |id| view.unit_name(id));
        member(ui, &name, &payer, &mut filter.payers);
    }
    head(ui, strings.clause());
    let mut clauses: Vec<_> = used.clauses.into_iter().collect();
    let place = |id: &Id| p.text.position(id.as_str());
    clauses.sort_by_cached_key(|id| (id.is_none(), id.as_ref().map(place)));
    for clause in clauses {
        member(
            ui,
            &clause_name(view, clause.as_ref()),
            &clause,
            &mut filter.clauses,
        );
    }
}

fn clause_name(view: &View<'_>, clause: Option<&Id>) -> String {
    let strings = Strings(view.lang);
    let Some(id) = clause else {
        return strings.no_clause().to_owned();
    };
    match view.programme().text.get(id.as_str()) {
        Some(clause) => format!("{} {}", view.anchor(clause), view.short_title(clause)),
        None => strings.unknown_clause(id.as_str()),
    }
}

fn head(ui: &mut Ui, words: &str) {
    ui.add_space(6.0);
    elide::plain(ui, Role::NavGroup, words, Tokens::of(ui).palette.text2);
}

fn member<T: Ord + Clone>(ui: &mut Ui, words: &str, of: &T, set: &mut BTreeSet<T>) {
    if checkbox(ui, set.contains(of), words, None).clicked() && !set.remove(of) {
        set.insert(of.clone());
    }
}

/// What is filtered by, in words.
fn words(view: &View<'_>, filter: &Filter) -> String {
    let strings = Strings(view.lang);
    let mut words: Vec<String> = Vec::new();
    let text = filter.text.trim();
    words.extend((!text.is_empty()).then(|| format!("“{text}”")));
    words.extend(filter.warned.then(|| strings.filter_warned().to_owned()));
    let sources = filter.sources.iter();
    words.extend(sources.map(|s| view.words().source(*s).to_owned()));
    let parties = filter.parties.iter();
    words.extend(parties.map(|p| party_name(view, p.as_ref())));
    words.extend(filter.payers.iter().map(|p| {
        p.as_ref()
            .map_or_else(|| strings.no_payer().to_owned(), |id| view.unit_name(id))
    }));
    let clauses = filter.clauses.iter();
    words.extend(clauses.map(|clause| {
        let id = clause.as_ref().map_or("", Id::as_str);
        match view.programme().text.get(id) {
            Some(clause) => view.words().article(&view.anchor(clause)),
            None => clause_name(view, clause.as_ref()),
        }
    }));
    words.join(", ")
}

/// The strip above the table while a filter is on: what it is, of how many lines how many are shown,
/// and the way back.
pub(super) fn strip(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let filter = state.choice.filter.known_in(view.programme());
    if filter.is_off() {
        return;
    }
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let strings = Strings(view.lang);
    let rows = state.rows(view);
    let size = vec2(ui.available_width(), 30.0);
    let (_, rect) = ui.allocate_space(size);
    let mut ui = ui.new_child(
        UiBuilder::new()
            .id_salt("budget filter")
            .max_rect(rect)
            .layout(Layout::left_to_right(Align::Center)),
    );
    ui.spacing_mut().item_spacing.x = 8.0;
    Icon::Funnel.show(&mut ui, 14.0, p.text2);
    let count = strings.filter_shows(rows.ledger.lines, rows.ledger.all_lines);
    let clear = elide::width(ui.painter(), Role::Body, strings.filter_clear()) + 40.0;
    let wide = elide::width(ui.painter(), Role::BodyStrong, &count);
    elide::label(
        &mut ui,
        Role::BodyStrong,
        &count,
        p.text,
        (rect.width() - clear).max(0.0),
    );
    let room = (rect.width() - clear - wide - 30.0).max(0.0);
    elide::label(
        &mut ui,
        Role::Secondary,
        &words(view, &filter),
        p.text2,
        room,
    );
    let button = PushButton::link(strings.filter_clear()).name(strings.filter_clear_all());
    if button.show(&mut ui).clicked() {
        let grouping = state.choice.grouping;
        let sort = state.choice.sort;
        state.search = Default::default();
        state.choose(Choice {
            grouping,
            sort,
            filter: Filter::default(),
        });
    }
}
