//! What is in a plan: its activities, and the tracked clauses without any.

use super::super::pieces::section as section_head;
use super::Section;
use crate::model::Id;
use crate::ui::commands::{Command, Commands};
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use eframe::egui::{Align, Layout, Ui};
use std::collections::HashSet;

/// How many entries a list shows before it is opened.
const FEW: usize = 6;

/// The contents of the plan that was shown last: computed once for a revision.
#[derive(Debug, Default)]
pub(super) struct Shown {
    key: Option<(u64, Id)>,
    activities: Vec<Id>,
    done: usize,
    left_out: Vec<Id>,
    /// The lists are shown whole.
    all_activities: bool,
    all_clauses: bool,
}

impl Shown {
    fn refresh(&mut self, view: &View<'_>, plan: &Id) {
        let key = (view.insight.revision, plan.clone());
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let same_plan = self.key.as_ref().is_some_and(|(_, id)| id == plan);
        let p = view.programme();
        let mut found: Vec<_> = p
            .activities
            .values()
            .filter(|a| a.plan.as_ref() == Some(plan))
            .collect();
        let place = |id: Option<&Id>| id.map_or(usize::MAX, |c| p.text.position(c.as_str()));
        found.sort_by_cached_key(|a| {
            (
                place(a.place.parent.as_ref()),
                a.place.key.clone(),
                a.id.clone(),
            )
        });
        let held: HashSet<&Id> = found
            .iter()
            .filter_map(|a| a.place.parent.as_ref())
            .collect();
        let exempt = |id: &Id| p.exemption(id).is_some_and(|e| e.decision.exempt);
        let tracked = p
            .text
            .all()
            .iter()
            .filter(|c| c.tracked && !held.contains(&c.id) && !exempt(&c.id));
        *self = Self {
            left_out: tracked.map(|c| c.id.clone()).collect(),
            done: found
                .iter()
                .filter(|a| view.insight.standing(&a.id).is_done())
                .count(),
            activities: found.iter().map(|a| a.id.clone()).collect(),
            key: Some(key),
            all_activities: same_plan && self.all_activities,
            all_clauses: same_plan && self.all_clauses,
        };
    }
}

/// Shows both lists.
pub(super) fn show(
    ui: &mut Ui,
    section: Section<'_, '_>,
    shown: &mut Shown,
    commands: &mut Commands,
) {
    let Section { view, plan, t, .. } = section;
    shown.refresh(view, &plan.id);
    let p = &Tokens::of(ui).palette;
    let all = shown.activities.len();
    let aside = if all == 0 {
        String::new()
    } else {
        t.count_done(shown.done, all)
    };
    section_head(ui, t.activities(), &aside);
    if all == 0 {
        elide::paragraph(ui, Role::Secondary, t.no_activities(), p.text3);
    }
    // Even the whole list stays short enough to lay out at once.
    let most = if shown.all_activities { 200 } else { FEW };
    for id in shown.activities.iter().take(most) {
        activity(ui, view, id, commands);
    }
    if !shown.all_activities
        && all > FEW
        && PushButton::link(&t.show_more(all - FEW)).show(ui).clicked()
    {
        shown.all_activities = true;
    }
    section_head(ui, t.left_out(), &shown.left_out.len().to_string());
    if shown.left_out.is_empty() {
        elide::paragraph(ui, Role::Secondary, t.nothing_left_out(), p.text3);
    }
    let most = if shown.all_clauses { usize::MAX } else { FEW };
    for id in shown.left_out.iter().take(most) {
        clause(ui, view, id, commands);
    }
    let more = shown.left_out.len().saturating_sub(FEW);
    if !shown.all_clauses
        && more > 0
        && PushButton::link(&t.show_more_clauses(more))
            .show(ui)
            .clicked()
    {
        shown.all_clauses = true;
    }
}

fn activity(ui: &mut Ui, view: &View<'_>, id: &Id, commands: &mut Commands) {
    let Some(activity) = view.programme().activities.get(id) else {
        return;
    };
    let p = &Tokens::of(ui).palette;
    let standing = view.insight.standing(id);
    let name = parts::activity_name(view, activity);
    let row_id = ui.scope_id().with(("activity", id.as_str()));
    let row = ListRow::new(&name, 28.0)
        .no_divider()
        .padding(0.0)
        .show(ui, row_id, |ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let colour = p.tone(parts::standing_tone(standing)).fg;
            parts::standing_icon(standing).show(ui, 14.0, colour);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if standing.is_overdue() {
                    let words = parts::standing_text(view.words(), standing);
                    elide::label(ui, Role::Secondary, &words, colour, 110.0);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    elide::plain(ui, Role::Body, &view.shown(&activity.title), p.text);
                });
            });
        });
    if row.response.clicked() {
        commands.push(Command::Reveal(Selection::Activity(id.clone())));
    }
}

fn clause(ui: &mut Ui, view: &View<'_>, id: &Id, commands: &mut Commands) {
    let Some(clause) = view.programme().text.get(id.as_str()) else {
        return;
    };
    let p = &Tokens::of(ui).palette;
    let anchor = view.anchor(clause);
    let title = view.short_title(clause);
    let name = format!("{}, {title}", view.words().article(&anchor));
    let row_id = ui.scope_id().with(("clause", id.as_str()));
    let row = ListRow::new(&name, 28.0)
        .no_divider()
        .padding(0.0)
        .show(ui, row_id, |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            let left = ui.cursor().left();
            elide::label(ui, Role::ClauseAnchor, &anchor, p.text2, 80.0);
            // Anchors are of different lengths; the titles stand below one another.
            ui.add_space((left + 72.0 - ui.cursor().left()).max(0.0));
            elide::plain(ui, Role::Body, &title, p.text);
        });
    if row.response.clicked() {
        commands.push(Command::Reveal(Selection::Clause(id.clone())));
    }
}
