//! What of the history is shown: words, people, articles, kinds, what a partner does not have.

use super::State;
use super::reading::History;
use super::words;
use crate::change::Author;
use crate::insight::exchange::Exchange;
use crate::insight::journal::{Filter, NewFor};
use crate::model::Id;
use crate::text::date;
use crate::text::strings::findings::Findings;
use crate::text::strings::journal::Journal as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::TextField;
use crate::ui::widgets::select::{Choice, Select};
use eframe::egui::{self, Ui, vec2};

/// Shows everything again.
pub(super) fn clear(state: &mut State) {
    state.filter = Filter::default();
    state.words.set("");
    state.scroll_to = Some(0.0);
}

/// The bar above the list.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let t = Texts(view.lang);
    let before = state.filter.clone();
    let words = state.words.text().to_owned();
    let width = ui.available_width();
    // Five things in a row where there is room, the search field the widest.
    let each = ((width - 240.0) / 4.0 - 8.0).clamp(118.0, 170.0);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        ui.horizontal_wrapped(|ui| {
            let id = egui::Id::unique("history words");
            let room = (width - 4.0 * (each + 8.0)).clamp(180.0, 520.0);
            let field = TextField::new(id, t.search())
                .hint(t.search())
                .icon(Icon::MagnifyingGlass)
                .boxed()
                .width(room);
            let out = state.words.show(ui, field);
            if std::mem::take(&mut state.find) {
                out.response.request_focus();
            }
            who(ui, view, state, each);
            article(ui, view, state, each);
            kind(ui, view, state, each);
            since(ui, view, state, each);
        });
        let narrowed = !state.filter.is_off() || !state.words.text().trim().is_empty();
        if narrowed {
            ui.horizontal_wrapped(|ui| only(ui, view, state));
        }
    });
    ui.add_space(8.0);
    if before != state.filter || words != state.words.text() {
        state.scroll_to = Some(0.0);
    }
}

/// What is shown alone, and how to show everything again.
fn only(ui: &mut Ui, view: &View<'_>, state: &mut State) {
    let t = Texts(view.lang);
    if let Some(on) = state.filter.on.clone() {
        let mut what = words::subject(view, &on);
        if let Some(field) = &state.filter.field {
            what = t.of_field(&what, &words::field(view, on.kind(), field));
        }
        let label = elide_to(&t.only(&what), 70);
        let stop = t.stop_only(&what);
        let chip = PushButton::new(&label).small().name(&stop).tooltip(&stop);
        if chip.trailing(Icon::X).show(ui).clicked() {
            state.filter.on = None;
            state.filter.field = None;
        }
    }
    if let Some(percent) = state.search.progress() {
        let ink = Tokens::of(ui).palette.text2;
        elide::plain(ui, Role::Secondary, &t.searching(percent), ink);
    }
    if PushButton::link(t.clear()).small().show(ui).clicked() {
        clear(state);
    }
}

fn elide_to(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or(text)),
        None => text.to_owned(),
    }
}

/// Whose changes.
#[derive(Clone, PartialEq, Eq)]
enum Who {
    Everyone,
    Party(Id),
    Person(Author),
    Hand,
}

fn who(ui: &mut Ui, view: &View<'_>, state: &mut State, width: f32) {
    let t = Texts(view.lang);
    let now = match &state.filter {
        f if f.by_hand => Who::Hand,
        Filter { by: Some(by), .. } => Who::Person(by.clone()),
        Filter {
            party: Some(party), ..
        } => Who::Party(Id::from(party.as_str())),
        _ => Who::Everyone,
    };
    let name = |who: &Who| match who {
        Who::Everyone => t.everyone().to_owned(),
        Who::Hand => t.author(crate::change::Origin::Hand, ""),
        Who::Person(by) => t.author(crate::change::Origin::Session, &by.name),
        Who::Party(id) => {
            let party = view.programme().parties.get(id);
            t.of_party(party.map_or(id.as_str(), |p| &p.short_name))
        }
    };
    let all = || {
        let mut all = vec![Who::Everyone];
        let parties = view.programme().parties_in_order().into_iter();
        all.extend(parties.map(|p| Who::Party(p.id.clone())));
        let people = state.history.journal().map(|j| j.people());
        all.extend(people.into_iter().flatten().map(Who::Person));
        all.push(Who::Hand);
        all
    };
    let current = name(&now);
    let select = Select::new(egui::Id::unique("history who"), t.who())
        .width(width)
        .quiet(now == Who::Everyone);
    let mut listed = Vec::new();
    let chosen = select.show(ui, &current, None, || {
        listed = all();
        let choice = |who: &Who| {
            let aside = match who {
                Who::Person(by) => view.programme().parties.get(by.party.as_str()),
                _ => None,
            };
            Choice::new(name(who)).aside(aside.map_or("", |p| p.short_name.as_str()))
        };
        listed.iter().map(choice).collect()
    });
    if let Some(who) = chosen.and_then(|nth| listed.get(nth)) {
        let f = &mut state.filter;
        (f.by, f.party, f.by_hand) = (None, None, false);
        match who {
            Who::Everyone => {}
            Who::Hand => f.by_hand = true,
            Who::Person(by) => f.by = Some(by.clone()),
            Who::Party(id) => f.party = Some(id.to_string()),
        }
    }
}

fn article(ui: &mut Ui, view: &View<'_>, state: &mut State, width: f32) {
    let t = Texts(view.lang);
    let numbers: Vec<u8> = (view.programme().text.articles())
        .map(|a| a.article)
        .chain([0])
        .collect();
    let now = state.filter.article;
    let current = now.map_or_else(|| t.every_article().to_owned(), |n| t.article_of(n));
    let select = Select::new(egui::Id::unique("history article"), t.article())
        .width(width)
        .quiet(now.is_none());
    let chosen = select.show(ui, &current, None, || {
        let titles = view.programme().text.articles();
        let titles: Vec<String> = titles.map(|a| view.short_title(a)).collect();
        let named = numbers.iter().enumerate().map(|(nth, n)| {
            let title = titles.get(nth).map_or("", String::as_str);
            Choice::new(t.article_of(*n)).aside(title)
        });
        std::iter::once(Choice::new(t.every_article()))
            .chain(named)
            .collect()
    });
    if let Some(nth) = chosen {
        state.filter.article = nth.checked_sub(1).and_then(|n| numbers.get(n)).copied();
    }
}

fn kind(ui: &mut Ui, view: &View<'_>, state: &mut State, width: f32) {
    let t = Texts(view.lang);
    let kinds: Vec<&'static str> = state.history.kinds();
    let now = state.filter.kind.clone();
    let name = |kind: &str| Findings(view.lang).kind(kind);
    let current = now
        .as_deref()
        .map_or_else(|| t.every_kind().to_owned(), name);
    let select = Select::new(egui::Id::unique("history kind"), t.kind())
        .width(width)
        .quiet(now.is_none());
    let chosen = select.show(ui, &current, None, || {
        std::iter::once(Choice::new(t.every_kind()))
            .chain(kinds.iter().map(|kind| Choice::new(name(kind))))
            .collect()
    });
    if let Some(nth) = chosen {
        let kind = nth.checked_sub(1).and_then(|n| kinds.get(n));
        state.filter.kind = kind.map(|kind| (*kind).to_owned());
    }
}

/// What a partner does not have.
fn since(ui: &mut Ui, view: &View<'_>, state: &mut State, width: f32) {
    let t = Texts(view.lang);
    let partners = History::partners(view);
    let short = |id: &Id| {
        let party = view.programme().parties.get(id);
        party.map_or_else(|| id.to_string(), |p| p.short_name.clone())
    };
    let name = |new: &NewFor| match new {
        NewFor::Anybody => t.new_for_anybody().to_owned(),
        NewFor::Party(id) => t.new_for(&short(id)),
    };
    let now = state.filter.new_for.clone();
    let current = now.as_ref().map_or_else(|| t.any_time().to_owned(), &name);
    let select = Select::new(egui::Id::unique("history since"), t.since())
        .width(width)
        .quiet(now.is_none());
    let mut all = vec![NewFor::Anybody];
    all.extend(partners.into_iter().map(NewFor::Party));
    let chosen = select.show(ui, &current, None, || {
        let choice = |new: &NewFor| {
            let party = match new {
                NewFor::Anybody => None,
                NewFor::Party(id) => Some(id.as_str()),
            };
            let last = Exchange::with(view.document, party).last_sent;
            let day = last.and_then(|cut| {
                let at = chrono::DateTime::parse_from_rfc3339(&cut.at).ok()?;
                Some(date::format(at.date_naive()))
            });
            let aside = day.map_or_else(|| t.never_sent().to_owned(), |day| t.sent_on(&day));
            Choice::new(name(new)).aside(aside)
        };
        std::iter::once(Choice::new(t.any_time()))
            .chain(all.iter().map(choice))
            .collect()
    });
    if let Some(nth) = chosen {
        state.filter.new_for = nth.checked_sub(1).and_then(|n| all.get(n)).cloned();
    }
}
