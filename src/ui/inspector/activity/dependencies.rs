//! Phụ thuộc: the activities that must end before this one begins, and those that wait for it. The
//! dates are never moved for it; where they say otherwise, a sentence tells so.

use super::Section;
use crate::edit::Edit;
use crate::model::{Activity, Dependency, Id, Path};
use crate::text::date;
use crate::text::fold::{Haystack, Query, Rank};
use crate::text::strings::plan::Plan as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{checked, read_only_reason};
use crate::ui::inspector::pieces::{self, FormField};
use crate::ui::tabs::plan::follow;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField, message_line};
use crate::ui::widgets::row::ListRow;
use chrono::NaiveDate;
use eframe::egui::{
    self, Align, CursorIcon, Key, Rect, Sense, Ui, UiBuilder, WidgetInfo, accesskit, pos2, vec2,
};
use std::cmp::Reverse;

/// At most so many activities are offered for a search.
const OFFERED: usize = 8;

/// The search for an activity that must end first.
#[derive(Debug, Default)]
pub(super) struct Form {
    query: FormField,
    fresh: bool,
    cursor: usize,
    /// What the search found, and for which revision and words.
    found: Vec<Id>,
    found_for: Option<(u64, String)>,
    /// The choice that was refused, and why.
    refused: Option<(Id, String)>,
}

/// Draws the dependencies and the search.
pub(super) fn show(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    pieces::section(ui, words.dependencies(), "");
    let p = view.programme();
    let known = view.insight.dependencies.by_activity.get(&activity.id);
    let mut all: Vec<&Dependency> = known
        .into_iter()
        .flatten()
        .filter_map(|id| p.dependencies.get(id))
        .collect();
    // What comes first stands first.
    all.sort_by_key(|d| d.after.as_ref() != Some(&activity.id));
    for dependency in all {
        one(ui, section, dependency, commands);
    }
    let begin = || Form {
        fresh: true,
        ..Form::default()
    };
    let link = (words.dependency_add(), read_only_reason(view));
    pieces::adding(ui, link, form, begin, |ui, open| {
        search(ui, section, open, commands)
    });
    let after = PushButton::link(Texts(view.lang).add_after())
        .icon(Icon::Plus)
        .disabled(read_only_reason(view));
    if after.show(ui).clicked() {
        let (edit, new) = follow(view, activity);
        if view.check(&edit).is_ok() {
            commands.edit(edit);
            commands.push(Command::Select(Selection::Activity(new)));
        }
    }
}

/// One of them: the other activity, its date, a cross; below it a sentence where the dates break it.
fn one(ui: &mut Ui, section: &Section<'_, '_>, dependency: &Dependency, commands: &mut Commands) {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let is_first = dependency.after.as_ref() == Some(&activity.id);
    let other = if is_first {
        &dependency.before
    } else {
        &dependency.after
    };
    let other = other
        .as_ref()
        .and_then(|id| view.programme().activities.get(id));
    let Some(other) = other else { return };
    let day = |day: Option<NaiveDate>, words: &dyn Fn(&str) -> String| {
        day.map_or_else(String::new, |day| words(&date::format(day)))
    };
    let (word, when) = if is_first {
        let when = day(other.due, &|day| words.dependency_ends(day));
        (words.dependency_after(), when)
    } else {
        let begins = other.start.or(other.due);
        let when = day(begins, &|day| words.dependency_begins(day));
        (words.dependency_before(), when)
    };
    let when = if when.is_empty() {
        words.no_due().to_owned()
    } else {
        when
    };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 42.0), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, tokens.radius.input, p.hover);
    }
    let inner = Rect::from_min_max(
        pos2(rect.left() + 8.0, rect.top() + 3.0),
        pos2(rect.right() - 30.0, rect.bottom() - 3.0),
    );
    let top = inner.with_max_y(inner.center().y);
    let below = inner.with_min_y(inner.center().y);
    let prefix = format!("{word}:");
    let used = elide::text_in(
        ui.painter(),
        top,
        Align::Min,
        Role::Secondary,
        &prefix,
        p.text2,
    );
    let rest = top.with_min_x(used.right() + 5.0);
    elide::text_in(
        ui.painter(),
        rest,
        Align::Min,
        Role::Body,
        &view.shown(&other.title),
        p.text,
    );
    elide::text_in(
        ui.painter(),
        below,
        Align::Min,
        Role::Secondary,
        &when,
        p.text2,
    );
    let name = format!("{prefix} {}, {when}", view.shown(&other.title));
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Link, true, &name));
    let response = response
        .on_hover_text(view.shown(&other.title))
        .on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        commands.push(Command::Reveal(Selection::Activity(other.id.clone())));
    }
    let cross = Rect::from_min_max(
        pos2(rect.right() - 28.0, rect.top() + 7.0),
        pos2(rect.right(), rect.top() + 35.0),
    );
    let salt = ("dependency", dependency.id.as_str());
    let mut child = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(cross));
    let remove = IconButton::new(Icon::X, &words.dependency_remove(&view.shown(&other.title)))
        .icon_size(12.0)
        .disabled(read_only_reason(view))
        .show(&mut child);
    if remove.clicked() {
        let on = Path::new(Dependency::KIND, dependency.id.as_str());
        commands.edit(Edit::Delete { on });
    }
    if view.insight.dependencies.broken.contains(&dependency.id) {
        let sentence = if is_first {
            words.dependency_broken_after()
        } else {
            words.dependency_broken_before()
        };
        message_line(ui, Icon::Warning, sentence, p.overdue);
    }
}

/// The search. Returns whether it is closed.
fn search(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Form,
    commands: &mut Commands,
) -> bool {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    let p = &Tokens::of(ui).palette;
    let id = egui::Id::unique(("dependency search", activity.id.as_str()));
    let field = TextField::new(id, words.dependency_search())
        .hint(words.dependency_hint())
        .boxed()
        .icon(Icon::MagnifyingGlass);
    let out = form.query.show(ui, field);
    if std::mem::take(&mut form.fresh) {
        out.response.request_focus();
        ui.ctx().request_repaint();
    }
    if out.response.changed() {
        (form.cursor, form.refused) = (0, None);
    }
    form.refresh(view, activity);
    let moved = ui.input(|input| {
        i32::from(input.key_pressed(Key::ArrowDown)) - i32::from(input.key_pressed(Key::ArrowUp))
    });
    let last = form.found.len().saturating_sub(1);
    if out.response.has_focus() {
        form.cursor = match moved {
            1 => form.cursor + 1,
            -1 => form.cursor.saturating_sub(1),
            _ => form.cursor,
        };
    }
    form.cursor = form.cursor.min(last);
    let mut pressed = (out.left == Some(CommitBy::Enter)).then_some(form.cursor);
    let typed = form.query.text().trim();
    if form.found.is_empty() && !typed.is_empty() {
        let sentence = words.nothing_found(typed);
        message_line(ui, Icon::MagnifyingGlass, &sentence, p.text2);
    }
    for (at, id) in form.found.iter().enumerate() {
        let Some(other) = view.programme().activities.get(id) else {
            continue;
        };
        if offer(ui, section.view, other, at == form.cursor) {
            pressed = Some(at);
        }
        if let Some((refused, sentence)) = &form.refused
            && refused == id
        {
            message_line(ui, Icon::Warning, sentence, p.overdue);
        }
    }
    let cancel = PushButton::quiet(words.cancel()).small().show(ui).clicked();
    if let Some(id) = pressed.and_then(|at| form.found.get(at)).cloned() {
        let edit = Edit::Link {
            before: id.clone(),
            after: activity.id.clone(),
            id: view.fresh_id(),
        };
        match checked(view, &edit) {
            Ok(_) => {
                commands.edit(edit);
                return true;
            }
            Err(sentence) => {
                form.cursor = pressed.unwrap_or(form.cursor);
                form.refused = Some((id, sentence));
            }
        }
    }
    cancel || out.cancelled
}

/// An activity that is offered, with its deadline. Returns whether it was chosen.
fn offer(ui: &mut Ui, view: &View<'_>, other: &Activity, marked: bool) -> bool {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let id = ui.scope_id().with(("offered", other.id.as_str()));
    let title = view.shown(&other.title);
    let row = ListRow::new(&title, tokens.row.menu_option)
        .no_divider()
        .selected(marked)
        .padding(8.0);
    let shown = row.show(ui, id, |ui| {
        let day = other.due.map(date::format).unwrap_or_default();
        let room = ui.available_rect_before_wrap();
        let right = elide::text_in(ui.painter(), room, Align::Max, Role::Label, &day, p.text2);
        let left = room.with_max_x(right.left() - 6.0);
        elide::text_in(ui.painter(), left, Align::Min, Role::Body, &title, p.text);
    });
    shown.response.clicked()
}

impl Form {
    /// Searches anew where the document or the words changed: not in every frame, as it goes through
    /// all activities.
    fn refresh(&mut self, view: &View<'_>, activity: &Activity) {
        let wanted = (view.insight.revision, self.query.text().to_owned());
        if self.found_for.as_ref() == Some(&wanted) {
            return;
        }
        let query = Query::new(&wanted.1);
        let all = view.programme().activities.values();
        let others = all.filter(|a| a.id != activity.id);
        self.found = if query.is_empty() {
            // What ends last before this one begins is the likeliest.
            let begins = activity.start.or(activity.due).unwrap_or(view.today);
            let mut near: Vec<(NaiveDate, &Activity)> = others
                .filter_map(|a| a.due.filter(|day| *day < begins).map(|day| (day, a)))
                .collect();
            near.sort_by_key(|(day, a)| (Reverse(*day), &a.id));
            near.truncate(OFFERED);
            near.into_iter().map(|(_, a)| a.id.clone()).collect()
        } else {
            let mut hits: Vec<(Rank, &Activity)> = others
                .filter_map(|a| Some((query.rank(&Haystack::new(&view.shown(&a.title)))?, a)))
                .collect();
            hits.sort_by(|(x, a), (y, b)| (x, a.due, &a.id).cmp(&(y, b.due, &b.id)));
            hits.truncate(OFFERED);
            hits.into_iter().map(|(_, a)| a.id.clone()).collect()
        };
        self.found_for = Some(wanted);
    }
}
