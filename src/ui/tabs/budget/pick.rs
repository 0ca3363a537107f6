//! Choosing from a list: a button that shows the choice, and a list that narrows as one types.

use crate::model::{FundingSource, Id, Node};
use crate::text::fold::{Haystack, Query};
use crate::text::strings::Lang;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::field::{CommitBy, TextDraft, TextField};
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::{elide, table};
use eframe::egui::{Align, Key, Popup, PopupCloseBehavior, Rect, Response, Ui, pos2};

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its key; empty for the choice of nothing.
    pub key: String,
    /// Strong words before it, such as "5.1"; may be empty.
    pub anchor: String,
    /// Its name.
    pub name: String,
    /// Pale words at the right end; may be empty.
    pub aside: String,
}

impl Choice {
    fn new(key: impl Into<String>, anchor: impl Into<String>, name: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            anchor: anchor.into(),
            name: name.into(),
            aside: String::new(),
        }
    }
}

/// What is typed into the search field of a list, and the choices that fit.
#[derive(Debug, Default)]
pub struct Search {
    draft: TextDraft,
    found: Option<(String, Vec<Choice>)>,
    all: Option<Vec<Choice>>,
    at: usize,
}

/// The years of the programme.
#[must_use]
pub fn years(view: &View<'_>) -> Vec<Choice> {
    let years = view.programme().header.period.years();
    years
        .map(|year| Choice::new(year.to_string(), "", view.words().year(year)))
        .collect()
}

/// The clauses that money can be spent on.
#[must_use]
pub fn clauses(view: &View<'_>) -> Vec<Choice> {
    let tracked = view
        .programme()
        .text
        .all()
        .iter()
        .filter(|c| c.tracked && c.node != Node::Article);
    tracked
        .map(|c| Choice::new(c.id.as_str(), view.anchor(c), view.short_title(c)))
        .collect()
}

/// The sources of money.
#[must_use]
pub fn sources(view: &View<'_>) -> Vec<Choice> {
    let words = view.words();
    FundingSource::ALL
        .iter()
        .filter_map(|s| {
            Some(Choice::new(
                s.value().as_text()?,
                "",
                words.source(Some(*s)),
            ))
        })
        .collect()
}

/// Who can pay: nobody recorded, the parties, their units.
#[must_use]
pub fn payers(view: &View<'_>) -> Vec<Choice> {
    let p = view.programme();
    let mut choices = vec![Choice::new("", "", Texts(view.lang).none())];
    for party in p.parties_in_order() {
        choices.push(Choice::new(
            party.id.as_str(),
            &*party.letters,
            &*party.name,
        ));
    }
    for party in p.parties_in_order() {
        let mut units: Vec<_> = p
            .units
            .values()
            .filter(|u| u.party.as_ref() == Some(&party.id))
            .collect();
        units.sort_by(|a, b| crate::text::collate::compare(&a.name, &b.name));
        choices.extend(units.into_iter().map(|u| Choice {
            aside: party.short_name.clone(),
            ..Choice::new(u.id.as_str(), "", &*u.name)
        }));
    }
    choices
}

/// Nothing, and the activities of a clause, those of its year first.
#[must_use]
pub fn activities(view: &View<'_>, clause: Option<&Id>, year: Option<i32>) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", "", Texts(view.lang).none())];
    let mut found = clause
        .map(|c| view.programme().activities_of(c))
        .unwrap_or_default();
    found.sort_by_key(|a| crate::insight::year_of(a) != year);
    choices.extend(found.into_iter().map(|a| {
        let aside = crate::insight::year_of(a)
            .map(|y| y.to_string())
            .unwrap_or_default();
        Choice {
            aside,
            ..Choice::new(a.id.as_str(), "", &*view.shown(&a.title))
        }
    }));
    choices
}

/// The budget lines in the order of the table, those of the years shown.
#[must_use]
pub fn lines(view: &View<'_>) -> Vec<Choice> {
    let budget = &view.insight.budget;
    let years = budget
        .years
        .iter()
        .filter(|y| view.years.admits(Some(y.year)));
    let lines = years.rev().flat_map(|y| {
        y.sources
            .iter()
            .flat_map(move |s| s.lines.iter().map(move |l| (y, s, l)))
    });
    let choices = lines.map(|(year, source, id)| {
        let of = super::source_name(view, source.source, source.payer.as_ref());
        Choice {
            aside: of,
            ..Choice::new(
                id.as_str(),
                year.year.to_string(),
                super::line_name(view, id),
            )
        }
    });
    choices.collect()
}

/// A button with the present choice; pressed, it opens the list. Returns the key that was chosen.
pub fn button(
    ui: &mut Ui,
    lang: Lang,
    name: &str,
    shown: &str,
    search: &mut Search,
    disabled: Option<&str>,
    choices: impl FnOnce() -> Vec<Choice>,
) -> Option<String> {
    let spoken = format!("{name}: {shown}");
    let button = PushButton::new(shown)
        .trailing(Icon::CaretDown)
        .small()
        .name(&spoken)
        .disabled(disabled)
        .show(ui);
    if button.clicked() {
        *search = Search::default();
    }
    if disabled.is_some() {
        return None;
    }
    popup(&button, lang, name, search, choices)
}

/// The list under a button that opens it.
pub fn popup(
    button: &Response,
    lang: Lang,
    name: &str,
    search: &mut Search,
    choices: impl FnOnce() -> Vec<Choice>,
) -> Option<String> {
    let popup = Popup::menu(button)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(320.0);
    let chosen = popup.show(|ui| {
        let chosen = list(ui, lang, name, search, choices);
        if chosen.is_some() {
            ui.close();
        }
        chosen
    });
    chosen.and_then(|c| c.inner)
}

/// The list with its search field. Returns the key that was chosen.
pub fn list(
    ui: &mut Ui,
    lang: Lang,
    name: &str,
    search: &mut Search,
    choices: impl FnOnce() -> Vec<Choice>,
) -> Option<String> {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let texts = Texts(lang);
    let all = search.all.get_or_insert_with(choices);
    ui.spacing_mut().item_spacing.y = 4.0;
    let mut chosen = None;
    if all.len() > 12 {
        let id = ui.scope_id().with("search");
        let fresh = search.found.is_none();
        let out = TextField::new(id, texts.find())
            .boxed()
            .icon(Icon::MagnifyingGlass)
            .hint(name)
            .show(ui, &mut search.draft, "");
        if fresh {
            out.response.request_focus();
        }
        // Enter takes the marked choice.
        if out.left == Some(CommitBy::Enter) {
            chosen = search
                .found
                .as_ref()
                .and_then(|(_, f)| f.get(search.at))
                .map(|c| c.key.clone());
        }
    }
    let typed = search.draft.pending().unwrap_or_default().to_owned();
    if search.found.as_ref().is_none_or(|(of, _)| *of != typed) {
        search.found = Some((typed.clone(), fitting(all, &typed)));
        search.at = 0;
    }
    let Some((_, found)) = &search.found else {
        return chosen;
    };
    if found.is_empty() {
        elide::plain(ui, Role::Secondary, texts.nothing_found(), p.text2);
        return chosen;
    }
    let (down, up) = ui.input(|i| (i.key_pressed(Key::ArrowDown), i.key_pressed(Key::ArrowUp)));
    if down {
        search.at = (search.at + 1).min(found.len() - 1);
    } else if up {
        search.at = search.at.saturating_sub(1);
    }
    let height = tokens.row.menu_option;
    let room = height * found.len().min(9) as f32;
    let list_id = ui.scope_id().with("list");
    let mark = if all.len() > 12 {
        Some(search.at)
    } else {
        None
    };
    ui.scope(|ui| {
        ui.set_height(room);
        ui.set_max_height(room);
        table::virtual_rows(ui, list_id, height, found.len(), |ui, range| {
            for at in range {
                let Some(choice) = found.get(at) else {
                    continue;
                };
                let spoken = format!("{} {}", choice.anchor, choice.name);
                let row = ListRow::new(spoken.trim(), height)
                    .no_divider()
                    .padding(8.0)
                    .selected(mark == Some(at));
                let out = row.show(ui, list_id.with(at), |ui| one(ui, choice));
                if out.response.clicked() {
                    chosen = Some(choice.key.clone());
                }
            }
        });
    });
    chosen
}

/// One row of the list: anchor, name, aside.
fn one(ui: &Ui, choice: &Choice) {
    let p = &Tokens::of(ui).palette;
    let rect = ui.max_rect();
    let painter = ui.painter();
    let mut left = rect.left();
    if !choice.anchor.is_empty() {
        let words = elide::text_in(
            painter,
            rect,
            Align::Min,
            Role::ClauseAnchor,
            &choice.anchor,
            p.text2,
        );
        left = words.right().max(left + 34.0) + 8.0;
    }
    let mut right = rect.right();
    if !choice.aside.is_empty() {
        let third = Rect::from_min_max(
            pos2(rect.right() - rect.width() * 0.38, rect.top()),
            rect.max,
        );
        right = elide::text_in(
            painter,
            third,
            Align::Max,
            Role::Secondary,
            &choice.aside,
            p.text3,
        )
        .left()
            - 8.0;
    }
    let words = Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom()));
    elide::text_in(painter, words, Align::Min, Role::Body, &choice.name, p.text);
}

/// The choices that fit what is typed, the best first.
fn fitting(all: &[Choice], typed: &str) -> Vec<Choice> {
    let query = Query::new(typed);
    if query.is_empty() {
        return all.to_vec();
    }
    let rank = |choice: &Choice| {
        let text = format!("{} {} {}", choice.anchor, choice.name, choice.aside);
        query.rank(&Haystack::new(&text))
    };
    let mut found: Vec<_> = all.iter().filter_map(|c| Some((rank(c)?, c))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, c)| c.clone()).collect()
}

/// The chosen id, or none for the choice of nothing.
#[must_use]
pub fn id_of(key: &str) -> Option<Id> {
    (!key.is_empty()).then(|| Id::from(key))
}
