//! "Đã thay đổi sau khi thống nhất": exactly what changed in a plan or an annex since a party agreed to
//! it.

use super::words::{self, Group, Line};
use crate::change::{CutKind, Document, Knows};
use crate::insight::comparison::Comparison;
use crate::insight::moments::MomentName;
use crate::insight::plans::successor;
use crate::model::content::Scope;
use crate::model::{Agreement, Id};
use crate::text::strings::Lang;
use crate::text::strings::agreements::Agreements as Words;
use crate::text::strings::plans::Plans;
use crate::ui::commands::{Command, Commands};
use crate::ui::dialogs::body_height;
use crate::ui::icons::Icon;
use crate::ui::later::Later;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use chrono::DateTime;
use eframe::egui::{Context, ScrollArea, Spinner, Ui};

/// A document with fewer changes than this is compared within a frame.
pub const QUICK: usize = 4_000;

/// The revision and the language that a list is of.
type Key = (u64, Lang);

/// What the dialog remembers between frames.
#[derive(Debug)]
pub struct State {
    agreement: Id,
    found: Option<(Key, Later<Vec<Group>>)>,
}

impl State {
    /// The dialog on an agreement.
    #[must_use]
    pub fn of(agreement: Id) -> Self {
        Self {
            agreement,
            found: None,
        }
    }
}

/// What has to be known to compare: which plan or annex, as of when, and up to when.
struct Question {
    to: Id,
    annex: bool,
    then: Knows,
    /// The end of a plan whose activities went over to its next version; now where there is none.
    until: Option<Knows>,
}

fn question(view: &View<'_>, agreement: &Agreement) -> Option<Question> {
    let annex = agreement.plan.is_none();
    let plan = agreement.plan.clone().or(agreement.annex.clone())?;
    let party = agreement.party.as_ref()?;
    let all = view.insight.agreements.all(&plan, party);
    let given = all.iter().find(|g| g.agreement == agreement.id)?;
    let until = successor(view.programme(), &plan).and_then(|_| {
        let moments = view.insight.moments(view.document).iter().rev();
        let mut own = moments.filter(|m| m.cut.kind == CutKind::PlanVersion);
        let last = own.find(|m| match &m.name {
            MomentName::Issued(of) | MomentName::BeforeAdjustment(of) => of.plan == plan,
            _ => false,
        });
        last.map(|m| m.cut.knows.clone())
    });
    Some(Question {
        then: given.cut.as_ref()?.knows.clone(),
        to: plan,
        annex,
        until,
    })
}

fn compare(lang: Lang, document: &Document, question: &Question) -> Vec<Group> {
    let past = document.past();
    let then = past.at(&question.then);
    let until = question.until.as_ref().map(|knows| past.at(knows));
    let now = until.as_ref().unwrap_or(document).programme();
    let scope = if question.annex {
        Scope::Annex(&question.to)
    } else {
        Scope::Plan(&question.to)
    };
    let comparison = Comparison::of(then.programme(), now, scope);
    words::groups(lang, then.programme(), now, &comparison)
}

/// Shows the list. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let s = Plans(view.lang);
    let Some(agreement) = view.programme().agreements.get(&state.agreement) else {
        return false;
    };
    let Some(question) = question(view, agreement) else {
        return false;
    };
    let party = agreement
        .party
        .as_ref()
        .and_then(|id| view.programme().parties.get(id))
        .map_or("", |p| p.short_name.as_str());
    let when = moment_of(view, agreement);
    let key = (view.document.revision(), view.lang);
    if state.found.as_ref().is_none_or(|(of, _)| *of != key) {
        let quick = view.document.log().changes().len() < QUICK;
        let (document, lang) = (view.document.clone(), view.lang);
        let work = move || compare(lang, &document, &question);
        state.found = Some((key, Later::new(ctx, quick, work)));
    }
    let Some((_, found)) = &mut state.found else {
        return false;
    };
    let title = Words::of(view.lang, agreement.plan.is_none()).changes_title(party);
    let mut opened = None;
    let dialog = Dialog::new("agreement changes", &title, s.give_up()).width(620.0);
    let outcome = dialog.show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        if found.failed() {
            elide::paragraph(ui, Role::Body, s.compare_failed(), p.text2);
            return;
        }
        let Some(groups) = found.get() else {
            ui.horizontal(|ui| {
                ui.add(Spinner::new().size(14.0).color(p.text2));
                elide::plain(ui, Role::Body, s.comparing(), p.text2);
            });
            return;
        };
        let changes = groups.iter().map(|g| g.lines.len()).sum();
        let activities = groups.iter().filter(|g| g.activity.is_some()).count();
        let words = match (changes, activities) {
            (0, _) => s.no_changes().to_owned(),
            (_, 0) => s.changes_text_other(&when, changes),
            _ => s.changes_text(&when, changes, activities),
        };
        elide::paragraph(ui, Role::Secondary, &words, p.text2);
        ScrollArea::vertical()
            .max_height(body_height(ctx, 480.0))
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for group in groups.iter() {
                    if let Some(id) = show_group(ui, view, group) {
                        opened = Some(id);
                    }
                }
            });
    });
    if let Some(id) = opened {
        commands.push(Command::Reveal(Selection::Activity(id)));
        return false;
    }
    !outcome.closed
}

/// The day and hour at which an agreement was recorded.
fn moment_of(view: &View<'_>, agreement: &Agreement) -> String {
    let to = agreement.plan.as_ref().or(agreement.annex.as_ref());
    let Some((to, party)) = to.zip(agreement.party.as_ref()) else {
        return String::new();
    };
    let all = view.insight.agreements.all(to, party);
    let given = all.iter().find(|g| g.agreement == agreement.id);
    let at = given
        .and_then(|g| g.cut.as_ref())
        .and_then(|c| DateTime::parse_from_rfc3339(&c.at).ok());
    at.map(|at| at.format("%H:%M %d/%m/%Y").to_string())
        .unwrap_or_default()
}

/// An activity and its changes. Returns the activity where it was pressed.
fn show_group(ui: &mut Ui, view: &View<'_>, group: &Group) -> Option<Id> {
    let p = &Tokens::of(ui).palette;
    let clause = group
        .clause
        .as_ref()
        .and_then(|c| view.programme().text.get(c.as_str()));
    let anchor = clause.map(|c| view.words().article(&view.anchor(c)));
    let lines: Vec<String> = group.lines.iter().map(|l| l.text(view.lang)).collect();
    let lines = lines.join(". ");
    let (title, lines) = (view.shown(&group.title), view.shown(&lines));
    let name = format!("{title}. {lines}");
    let id = ui
        .scope_id()
        .with(("changed", group.activity.as_ref().map(Id::as_str)));
    let head = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if let Some(anchor) = &anchor {
            elide::label(ui, Role::ClauseAnchor, anchor, p.text2, 120.0);
        }
        let room = ui.available_width() - 20.0;
        elide::label(ui, Role::BodyStrong, &title, p.text, room);
        if group.there {
            Icon::CaretRight.show(ui, 11.0, p.text3);
        }
    };
    ui.add_space(6.0);
    let mut opened = None;
    if group.there {
        let row = ListRow::new(&name, 28.0).no_divider().padding(4.0);
        if row.show(ui, id, head).response.clicked() {
            opened.clone_from(&group.activity);
        }
    } else {
        ui.horizontal(|ui| {
            ui.set_min_height(28.0);
            ui.add_space(4.0);
            head(ui);
        });
    }
    for line in &group.lines {
        show_line(ui, view, line);
    }
    opened
}

fn show_line(ui: &mut Ui, view: &View<'_>, line: &Line) {
    let p = &Tokens::of(ui).palette;
    let (icon, ink) = match line {
        Line::Added(_) => (Icon::PlusBold, p.done),
        Line::Removed(_) => (Icon::XBold, p.overdue),
        Line::Changed { .. } => (Icon::ArrowRightBold, p.soon),
    };
    ui.horizontal_top(|ui| {
        ui.add_space(12.0);
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.vertical(|ui| {
            ui.add_space(3.0);
            icon.show(ui, 11.0, ink);
        });
        let text = line.text(view.lang);
        elide::paragraph(ui, Role::Body, &view.shown(&text), p.text);
    });
}
