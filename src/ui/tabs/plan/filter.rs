//! The filter: the list under "Lọc", and its words.

use super::{State, names, texts};
use crate::insight::timeline::Filter;
use crate::model::{FundingSource, Id};
use crate::text::collate;
use crate::ui::inspector::menu;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::check::checkbox;
use crate::ui::widgets::elide;
use eframe::egui::{Popup, PopupCloseBehavior, Response, ScrollArea, Ui};
use std::collections::BTreeSet;

/// What is urgent: this month and overdue together, on and off by one key.
pub(super) fn urgent(state: &mut State) {
    let filter = &mut state.choice.filter;
    let on = !(filter.this_month && filter.late);
    filter.this_month = on;
    filter.late = on;
}

/// The list under the button.
pub(super) fn popup(button: &Response, view: &View<'_>, state: &mut State) {
    Popup::menu(button)
        .width(300.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let height = (ui.ctx().content_rect().height() - 160.0).clamp(160.0, 460.0);
            ScrollArea::vertical()
                .max_height(height)
                .show(ui, |ui| choices(ui, view, &mut state.choice.filter));
            menu::separator(ui);
            let t = texts(view);
            let off = state.choice.filter.is_off();
            let clear = PushButton::link(t.filter_clear())
                .name(t.filter_clear_all())
                .disabled(off.then(|| t.filter_is_off()))
                .show(ui);
            if clear.clicked() {
                state.choice.filter = Filter::default();
            }
        });
}

fn choices(ui: &mut Ui, view: &View<'_>, filter: &mut Filter) {
    let t = texts(view);
    let p = view.programme();
    head(ui, t.filter_when());
    flag(ui, t.filter_month(), &mut filter.this_month);
    flag(ui, t.filter_late(), &mut filter.late);
    head(ui, t.filter_who());
    flag(ui, view.words().unassigned(), &mut filter.unassigned);
    head(ui, t.filter_party());
    for party in p.parties_in_order() {
        member(ui, &party.name, &party.id, &mut filter.parties);
    }
    let plans = names::plans(view);
    if !plans.is_empty() {
        head(ui, t.filter_plan());
        for (id, name) in plans {
            member(ui, &name, &id, &mut filter.plans);
        }
    }
    let used: BTreeSet<FundingSource> = p
        .budget_lines
        .values()
        .filter_map(|line| line.key.source)
        .chain(filter.sources.iter().copied())
        .collect();
    if !used.is_empty() {
        head(ui, t.filter_source());
        for source in used {
            let name = view.words().source(Some(source));
            member(ui, name, &source, &mut filter.sources);
        }
    }
    let leading: BTreeSet<&Id> = p
        .activities
        .values()
        .filter_map(|a| a.lead.as_ref())
        .chain(&filter.units)
        .filter(|id| p.units.contains_key(*id))
        .collect();
    let mut units: Vec<(Id, String)> = leading
        .into_iter()
        .map(|id| (id.clone(), view.unit_name(id)))
        .collect();
    collate::sort_by_text(&mut units, |(_, name)| name);
    if !units.is_empty() {
        head(ui, t.filter_unit());
        for (id, name) in units {
            member(ui, &name, &id, &mut filter.units);
        }
    }
}

fn head(ui: &mut Ui, words: &str) {
    ui.add_space(6.0);
    elide::plain(ui, Role::NavGroup, words, Tokens::of(ui).palette.text2);
}

fn flag(ui: &mut Ui, words: &str, on: &mut bool) {
    if checkbox(ui, *on, words, None).clicked() {
        *on = !*on;
    }
}

fn member<T: Ord + Clone>(ui: &mut Ui, words: &str, of: &T, set: &mut BTreeSet<T>) {
    if checkbox(ui, set.contains(of), words, None).clicked() && !set.remove(of) {
        set.insert(of.clone());
    }
}

/// What is filtered by, in words.
pub(super) fn words(view: &View<'_>, filter: &Filter) -> String {
    let t = texts(view);
    let p = view.programme();
    let filter = filter.known_in(p);
    let mut words: Vec<String> = Vec::new();
    for (on, word) in [
        (filter.this_month, t.filter_month()),
        (filter.late, t.filter_late()),
        (filter.unassigned, view.words().unassigned()),
    ] {
        words.extend(on.then(|| word.to_owned()));
    }
    let parties = filter.parties.iter().filter_map(|id| p.parties.get(id));
    words.extend(parties.map(|party| party.short_name.clone()));
    words.extend(filter.units.iter().map(|id| view.unit_name(id)));
    let sources = filter.sources.iter();
    words.extend(sources.map(|s| view.words().source(Some(*s)).to_owned()));
    let plans = names::plans(view).into_iter();
    words.extend(
        plans
            .filter(|(id, _)| filter.plans.contains(id))
            .map(|(_, name)| name),
    );
    words.join(", ")
}
