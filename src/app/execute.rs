//! Carrying out commands, after the frame, in order: the one place where the document changes.

use super::dialogs::Dialog;
use super::shell::regions::Step;
use super::{App, shell};
use crate::change::Blocked;
use crate::edit::{Edit, needs_reason};
use crate::insight::year_of;
use crate::model::{Id, Path};
use crate::text::strings::errors::Errors;
use crate::text::strings::houses::Houses;
use crate::ui::actions::Action;
use crate::ui::commands::{Ask, Command};
use crate::ui::dialogs::reason;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use crate::ui::view::{Selection, Tab};
use eframe::egui::Context;

/// The steps of the zoom, in percent.
const ZOOMS: [f32; 9] = [0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.0];

impl App {
    /// Carries out one command.
    pub fn execute(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::Edit(edit) => match self.agreed_work(&edit) {
                0 => self.edit(&edit),
                moved => {
                    let question = reason::State::of(edit, moved);
                    self.dialog.open = Some(Dialog::Reason(Box::new(question)));
                }
            },
            Command::Send(wish) => self.send(wish),
            Command::ExportTables(wish) => self.export_tables(wish),
            Command::Carry { edit, told } => self.carry(&edit, told),
            Command::Go(tab) => {
                if let Some(w) = &mut self.workspace {
                    if w.tab != tab {
                        w.selection = Selection::Nothing;
                    }
                    w.tab = tab;
                }
            }
            Command::Select(selection) => {
                if let Some(w) = &mut self.workspace {
                    w.selection = selection;
                }
            }
            Command::Reveal(selection) => self.reveal(selection),
            Command::Years(years) => {
                if let Some(w) = &mut self.workspace {
                    w.years = years;
                }
            }
            Command::ShowNames(shown) => {
                if let Some(w) = &mut self.workspace {
                    w.names = shown;
                }
            }
            Command::Ask(ask) => self.ask(ask),
            Command::Copy(text) => {
                ctx.copy_text(text);
                let t = shell::texts(self.lang());
                self.toast(Icon::Copy, Tone::Neutral, t.copied(), None);
            }
            Command::CopyTable { text, html } => {
                self.put_table(ctx, text, &html);
                let t = shell::texts(self.lang());
                self.toast(Icon::Copy, Tone::Neutral, t.copied(), None);
            }
            Command::ShowAttention(kind) => {
                if let Some(w) = &mut self.workspace {
                    w.tab = Tab::Overview;
                    w.selection = Selection::Nothing;
                    w.states.overview.filter = kind;
                }
            }
            Command::PlanPage { plan, at } => {
                if let Some(w) = &mut self.workspace {
                    w.tab = Tab::Plan;
                    w.selection = Selection::Nothing;
                    w.states.plan.open_page(plan, at);
                }
            }
            Command::History(wish) => self.history(wish),
            Command::Do(action) => self.act(ctx, action),
        }
    }

    /// Shows something in the tab where it lives.
    fn reveal(&mut self, selection: Selection) {
        let Some(w) = &mut self.workspace else { return };
        if let Some(tab) = w.home_of(&selection) {
            w.tab = tab;
        }
        // What another year's filter hides would not be seen.
        let year = match &selection {
            Selection::Activity(id) => w.document.programme().activities.get(id).and_then(year_of),
            Selection::Plan(id) => w.document.programme().plans.get(id).and_then(|p| p.year),
            Selection::Line(id) => w
                .document
                .programme()
                .budget_lines
                .get(id)
                .and_then(|l| l.key.year),
            Selection::House(id) => w.document.programme().houses.get(id).and_then(|h| h.year),
            Selection::SchoolItem(id) => {
                let items = &w.document.programme().school_items;
                items.get(id).and_then(|i| i.year)
            }
            _ => None,
        };
        let of_no_year = matches!(
            selection,
            Selection::Clause(_) | Selection::Annex(_) | Selection::Nothing
        );
        if !of_no_year && !w.years.admits(year) {
            w.years = crate::insight::YearFilter::All;
        }
        w.selection = selection;
    }

    /// How many activities of agreed plans an edit moves without saying why; 0 where it needs no
    /// reason, or is refused all the same.
    fn agreed_work(&self, edit: &Edit) -> usize {
        let Some(w) = &self.workspace else { return 0 };
        let moved = needs_reason(&w.document, edit).unwrap_or_default();
        if moved.is_empty() || w.read_only.is_some() || w.check(edit, &self.clock).is_err() {
            return 0;
        }
        moved.len()
    }

    /// Carries out an edit and tells what to tell.
    pub fn edit(&mut self, edit: &Edit) {
        let lang = self.lang();
        let Some(w) = &mut self.workspace else { return };
        if w.read_only.is_some() {
            return;
        }
        let result = w.edit(edit, &self.clock);
        let name = |id: &Id| -> String {
            let p = self.workspace.as_ref().map(|w| w.document.programme());
            let unit = p.and_then(|p| p.units.get(id)).map(|u| u.name.clone());
            let party = || p.and_then(|p| p.parties.get(id)).map(|p| p.name.clone());
            unit.or_else(party).unwrap_or_else(|| id.to_string())
        };
        match result {
            Ok(cautions) => {
                let texts: Vec<String> = cautions
                    .iter()
                    .map(|c| Errors(lang).caution(c, name))
                    .collect();
                for text in texts {
                    self.toast(Icon::Warning, Tone::Soon, text, None);
                }
                if matches!(edit, Edit::Delete { .. }) {
                    let t = shell::texts(lang);
                    let undo = Action::Undo.text(lang);
                    self.toast(
                        Icon::Trash,
                        Tone::Neutral,
                        t.deleted(),
                        Some((Action::Undo, undo)),
                    );
                }
            }
            Err(refusal) => {
                let text = Errors(lang).refusal(&refusal, name);
                self.toast(Icon::Warning, Tone::Overdue, text, None);
            }
        }
    }

    /// Carries out an action of the menu.
    pub fn act(&mut self, ctx: &Context, action: Action) {
        // What was typed into a field is taken in when the field is left; wait one frame for it.
        let takes_text = matches!(
            action,
            Action::Save
                | Action::SaveAs
                | Action::Close
                | Action::Quit
                | Action::New
                | Action::Open
                | Action::Sample
                | Action::Receive
        );
        if takes_text && ctx.text_edit_focused() {
            if let Some(focused) = ctx.memory(|m| m.focused()) {
                ctx.memory_mut(|m| m.surrender_focus(focused));
            }
            self.deferred = Some(action);
            ctx.request_repaint();
            return;
        }
        match action {
            Action::New => self.leave(files_next(action)),
            Action::Open | Action::Sample | Action::Close | Action::Quit => {
                self.leave(files_next(action))
            }
            Action::Save => self.save(None, false),
            Action::SaveAs => self.ask_place(),
            Action::Versions => self.open_versions(),
            Action::Receive => self.choose_copy(),
            Action::TakeBackMerge => self.take_back_merge(),
            Action::Undo if self.merged_just_now() => self.take_back_merge(),
            Action::Undo => self.take_back(true),
            Action::Redo => self.take_back(false),
            Action::Search => self.shell.search.focus = true,
            Action::NextRegion => self.shell.step(ctx, Step::Next),
            Action::PreviousRegion => self.shell.step(ctx, Step::Previous),
            Action::AddActivity => self.add_activity(),
            Action::Delete => {
                if let Some(w) = &mut self.workspace
                    && w.tab == Tab::Plan
                    && w.states.plan.takes_delete()
                {
                    return;
                }
                if let Some(w) = &mut self.workspace
                    && w.tab == Tab::Budget
                    && w.states.budget.takes_delete()
                {
                    return;
                }
                if let Some(w) = &self.workspace {
                    let path = match &w.selection {
                        Selection::Activity(id) => Some(Path::new("activities", id.as_str())),
                        Selection::Plan(id) => Some(Path::new("plans", id.as_str())),
                        Selection::Line(id) => Some(Path::new("budget_lines", id.as_str())),
                        Selection::Annex(id) => Some(Path::new("annexes", id.as_str())),
                        Selection::House(id) => Some(Path::new("houses", id.as_str())),
                        Selection::SchoolItem(id) => Some(Path::new("school_items", id.as_str())),
                        Selection::Nothing | Selection::Clause(_) => None,
                    };
                    if let Some(path) = path.filter(|_| w.read_only.is_none()) {
                        self.ask(Ask::Delete(path));
                    }
                }
            }
            Action::GoOverview => self.go(Tab::Overview),
            Action::GoArticle1 => self.go(Tab::Article(1)),
            Action::GoArticle2 => self.go(Tab::Article(2)),
            Action::GoArticle3 => self.go(Tab::Article(3)),
            Action::GoArticle4 => self.go(Tab::Article(4)),
            Action::GoArticle5 => self.go(Tab::Article(5)),
            Action::GoArticle6 => self.go(Tab::Article(6)),
            Action::GoArticle7 => self.go(Tab::Article(7)),
            Action::GoPlan => self.go(Tab::Plan),
            Action::GoBudget => self.go(Tab::Budget),
            Action::GoAnnexes => self.go(Tab::Annexes),
            Action::GoJournal => self.go(Tab::Journal),
            Action::Who => self.ask_who(ctx),
            Action::ShortenHistory => self.ask_to_shorten(),
            Action::AddAnnex => {
                self.go(Tab::Annexes);
                if let Some(w) = &mut self.workspace {
                    w.states.annexes.add();
                }
            }
            Action::ZoomIn => self.zoom(ctx, 1),
            Action::ZoomOut => self.zoom(ctx, -1),
            Action::ZoomReset => self.zoom(ctx, 0),
            Action::ToggleTheme => {
                use crate::store::settings::Theme;
                let dark = ctx.theme() == eframe::egui::Theme::Dark;
                self.settings.theme = if dark { Theme::Light } else { Theme::Dark };
                self.apply_settings(ctx);
                self.keep_settings();
            }
            Action::ToggleLanguage => {
                use crate::store::settings::Language;
                self.settings.language = match self.settings.language {
                    Language::Vi => Language::En,
                    Language::En => Language::Vi,
                };
                self.keep_settings();
            }
            Action::Units => self.ask(Ask::Units { unit: None }),
            Action::Recipients => self.ask(Ask::Recipients),
            Action::Problems => self.ask(Ask::Problems),
            Action::Settings | Action::Keys | Action::About => self.open_dialog(action),
            Action::ExportA4
            | Action::ExportA3
            | Action::ExportShown
            | Action::ExportCalendar
            | Action::ExportChart => self.export(action),
            Action::CopyChart => self.copy_chart(ctx),
            Action::CopyTable => self.copy_table(ctx),
            Action::Import => self.choose_table(),
            Action::Send => self.ask_send(None),
            Action::ExportTables => {
                if self.workspace.is_some() {
                    self.ask(Ask::ExportTables { list: None });
                }
            }
        }
    }

    /// Whether a merge is the last thing that was done: undo takes it back as one.
    fn merged_just_now(&self) -> bool {
        let w = self.workspace.as_ref();
        w.is_some_and(super::workspace::Workspace::can_take_back_merge)
    }

    pub(super) fn go(&mut self, tab: Tab) {
        let Some(w) = &mut self.workspace else { return };
        let exists = match tab {
            Tab::Article(n) => w
                .document
                .programme()
                .text
                .articles()
                .any(|a| a.article == n),
            _ => true,
        };
        if exists {
            if w.tab != tab {
                w.selection = Selection::Nothing;
            }
            w.tab = tab;
        }
    }

    fn zoom(&mut self, ctx: &Context, direction: i32) {
        let now = ctx.zoom_factor();
        let next = match direction {
            0 => 1.0,
            1 => ZOOMS
                .iter()
                .copied()
                .find(|z| *z > now + 0.01)
                .unwrap_or(2.0),
            _ => ZOOMS
                .iter()
                .rev()
                .copied()
                .find(|z| *z < now - 0.01)
                .unwrap_or(0.8),
        };
        ctx.set_zoom_factor(next);
        self.settings.zoom = next;
        self.keep_settings();
    }

    /// Undo or redo, with a word on what happened.
    fn take_back(&mut self, undo: bool) {
        let t = shell::texts(self.lang());
        let Some(w) = &mut self.workspace else { return };
        if w.read_only.is_some() {
            return;
        }
        let result = if undo {
            w.undo(&self.clock)
        } else {
            w.redo(&self.clock)
        };
        let name = |on: &Path| {
            let w = self.workspace.as_ref()?;
            let title = &w.document.programme().activities.get(on.id())?.title;
            if w.shows_names() {
                return Some(title.clone());
            }
            let instead = Houses(self.lang()).name_hidden();
            let people = crate::change::households::people(&w.document);
            Some(people.hide(title, instead).into_owned())
        };
        let name = |on: &Path| name(on).unwrap_or_else(|| on.id().to_owned());
        match result {
            None => {
                let text = if undo {
                    t.nothing_to_undo()
                } else {
                    t.nothing_to_redo()
                };
                self.toast(Icon::ArrowUUpLeft, Tone::Neutral, text, None);
            }
            Some(Ok(_)) => {
                let (text, other) = if undo {
                    (t.undone(), Action::Redo)
                } else {
                    (t.redone(), Action::Undo)
                };
                let label = other.text(self.lang());
                self.toasts.clear();
                self.toast(
                    Icon::ArrowUUpLeft,
                    Tone::Neutral,
                    text,
                    Some((other, label)),
                );
            }
            Some(Err(blocked)) => {
                let text = match &blocked {
                    Blocked::ByChange { on, .. } => t.undo_blocked(&name(on)),
                    Blocked::ValueGone { on, .. } => t.undo_gone(&name(on)),
                    Blocked::Unknown => t.nothing_to_undo().to_owned(),
                };
                self.toast(Icon::Warning, Tone::Soon, text, None);
            }
        }
    }

    /// Insert: the editor of a new activity, in the clause that is selected or that the selected thing
    /// belongs to, else in the first of the tab that is followed; from a tab without clauses, in that
    /// clause's own.
    fn add_activity(&mut self) {
        let Some(w) = &mut self.workspace else { return };
        if w.read_only.is_some() {
            return;
        }
        if w.tab == Tab::Annexes {
            w.states.annexes.add();
            return;
        }
        if w.tab == Tab::Budget && w.states.budget.given.takes_insert(&w.selection) {
            return;
        }
        let p = w.document.programme();
        let of_activity = |id: &Id| p.activities.get(id)?.place.parent.clone();
        let selected = match &w.selection {
            Selection::Activity(id) => of_activity(id),
            Selection::Clause(id) => Some(id.clone()),
            Selection::Line(id) => p.budget_lines.get(id).and_then(|line| {
                let activity = line.activity.as_ref().and_then(of_activity);
                activity.or_else(|| line.key.clause.clone())
            }),
            Selection::House(id) => p
                .houses
                .get(id)
                .and_then(|h| h.activity.as_ref().and_then(of_activity)),
            Selection::SchoolItem(id) => p
                .school_items
                .get(id)
                .and_then(|i| i.activity.as_ref().and_then(of_activity)),
            Selection::Plan(_) | Selection::Annex(_) | Selection::Nothing => None,
        };
        let text = &p.text;
        let selected = selected.filter(|clause| text.article_of(clause.as_str()) > 0);
        let of_tab = match w.tab {
            Tab::Article(n) => text.tracked(n).next().or_else(|| text.of_article(n).next()),
            Tab::Overview | Tab::Plan | Tab::Budget | Tab::Annexes | Tab::Journal => {
                text.all().iter().find(|c| c.tracked)
            }
        };
        let Some(clause) = selected.or_else(|| of_tab.map(|c| c.id.clone())) else {
            return;
        };
        let article = text.article_of(clause.as_str());
        w.tab = Tab::Article(article);
        let tab = w.states.articles.entry(article).or_default();
        tab.add_to(clause);
    }
}

/// What follows once the open document may be left.
const fn files_next(action: Action) -> super::files::Next {
    use super::files::Next;
    match action {
        Action::New => Next::New,
        Action::Open => Next::Open,
        Action::Sample => Next::Sample,
        Action::Quit => Next::Quit,
        _ => Next::Close,
    }
}
