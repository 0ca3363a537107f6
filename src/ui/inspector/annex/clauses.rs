//! The pieces of the official text that an annex amends: each opens its article; one that is not in the
//! text is said to be so.

use super::Section;
use crate::edit::Edit;
use crate::model::{Annex, Id, Node};
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::read_only_reason;
use crate::ui::inspector::pieces;
use crate::ui::tabs::annexes::clauses;
use crate::ui::tabs::budget::pick::{self, Choice, Search};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use eframe::egui::{Align, Layout, Ui};

/// Shows the list with what adds to it.
pub(super) fn show(
    ui: &mut Ui,
    section: Section<'_, '_>,
    search: &mut Search,
    commands: &mut Commands,
) {
    let Section {
        view,
        annex,
        standing,
        t,
        ..
    } = section;
    let found = clauses(view, annex);
    let count = if found.is_empty() {
        String::new()
    } else {
        found.len().to_string()
    };
    pieces::section(ui, t.clauses_head(), &count);
    for (id, cited) in &found {
        one(ui, section, id, cited, commands);
    }
    if standing.is_fixed() {
        return;
    }
    let add = PushButton::link(t.add_clause())
        .icon(Icon::Plus)
        .disabled(read_only_reason(view))
        .show(ui);
    if add.clicked() {
        *search = Search::default();
    }
    if view.read_only.is_none() {
        let choices = || choices(view, annex);
        let chosen = pick::popup(&add, view.lang, t.find_clause(), search, choices);
        if let Some(clause) = chosen {
            commands.edit(member(section, &clause, true));
        }
    }
}

fn member(section: Section<'_, '_>, clause: &str, present: bool) -> Edit {
    Edit::Member {
        on: section.on.clone(),
        key: Annex::CLAUSES.to_owned(),
        element: clause.to_owned(),
        present,
    }
}

fn one(ui: &mut Ui, section: Section<'_, '_>, id: &Id, cited: &str, commands: &mut Commands) {
    let Section {
        view, standing, t, ..
    } = section;
    let p = &Tokens::of(ui).palette;
    let clause = view.programme().text.get(id.as_str());
    let name = clause.map_or_else(|| t.clause_gone(id.as_str()), |_| t.open_clause(cited));
    let row = ListRow::new(&name, 28.0).no_divider().padding(4.0);
    let key = ui.scope_id().with(("amended", id.as_str()));
    let out = row.show(ui, key, |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let remove = t.remove_clause(cited);
            if !standing.is_fixed()
                && IconButton::new(Icon::X, &remove)
                    .disabled(read_only_reason(view))
                    .show(ui)
                    .clicked()
            {
                commands.edit(member(section, id.as_str(), false));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| match clause {
                Some(clause) => {
                    elide::label(ui, Role::ClauseAnchor, &view.anchor(clause), p.accent, 90.0);
                    let title = view.short_title(clause);
                    elide::plain(ui, Role::Body, &title, p.text);
                }
                None => {
                    Icon::WarningCircle.show(ui, 14.0, p.soon);
                    elide::plain(ui, Role::Body, &t.clause_gone(id.as_str()), p.soon);
                }
            });
        });
    });
    if clause.is_some() && out.response.clicked() {
        commands.push(Command::Reveal(Selection::Clause(id.clone())));
    }
}

/// Every piece of the articles that is not amended already, in the order of the text.
fn choices(view: &View<'_>, annex: &Annex) -> Vec<Choice> {
    let pieces = view.programme().text.all().iter();
    let pieces = pieces.filter(|c| {
        c.article > 0 && !matches!(c.node, Node::Part) && !annex.clauses.contains(&c.id)
    });
    pieces
        .map(|c| Choice {
            key: c.id.to_string(),
            anchor: view.anchor(c),
            name: view.short_title(c),
            aside: String::new(),
        })
        .collect()
}
