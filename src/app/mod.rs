//! The program with its window: state, commands and their execution, background jobs.
//!
//! Each frame: keys and finished jobs first ([`App::logic`]), then the drawing, which only collects
//! commands, then the commands ([`execute`]). The same `App` runs in the window, in tests and for
//! pictures.

mod budget_tab;
pub mod clock;
mod dialogs;
mod execute;
mod export;
mod files;
mod history;
pub mod jobs;
mod keeping;
pub mod paper;
pub mod parcels;
pub mod picture;
mod plan_tab;
mod receiving;
mod recovery;
mod sending;
pub(crate) mod sentences;
pub mod shell;
mod start_page;
pub mod tables;
mod taking_in;
mod typed_path;
pub mod window;
pub mod workspace;

use crate::change::Author;
use crate::store::RealFs;
use crate::store::paths::DataDir;
use crate::store::settings::{Language, Settings, Theme};
use crate::text::date;
use crate::text::strings::Lang;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Motion, Tone};
use crate::ui::view::View;
use crate::ui::widgets::toast::{Toast, Toasts};
use clock::Clock;
use eframe::egui::{self, Context, Ui};
use jobs::Jobs;
use shell::top_bar::Saved;
use std::collections::HashMap;
use workspace::Workspace;

/// The program.
pub struct App {
    /// What this machine remembers.
    pub settings: Settings,
    /// Where it remembers it; none where nothing can be kept.
    data: Option<DataDir>,
    /// The clock.
    pub clock: Clock,
    /// The open document; none on the start page.
    pub workspace: Option<Workspace>,
    /// What is open, while an earlier version is shown in its place.
    aside: Option<Box<Workspace>>,
    shell: shell::State,
    toasts: Toasts,
    /// What a toast's button does.
    toast_actions: HashMap<u64, Vec<Press>>,
    jobs: Jobs,
    /// The name of a file that is being opened.
    opening: Option<files::Opening>,
    dialog: files::DialogState,
    /// An action that waits for the focus to leave a field first, so that its text is taken in.
    deferred: Option<Action>,
    /// The window may close now.
    pub may_close: bool,
    /// Files dropped or named on the command line, to be opened at the next frame.
    to_open: Vec<std::path::PathBuf>,
    title: String,
    installed: bool,
    start: Option<start_page::State>,
    exports: export::State,
    sending: sending::State,
}

/// How far above the bottom edge short messages stand, in points: clear of the status bar.
const TOASTS_ABOVE: f32 = 40.0;

/// What the button of a short message does.
enum Press {
    /// An action of the menu.
    Do(Action),
    /// Shows a folder in the system's file manager.
    OpenFolder(std::path::PathBuf),
    /// Opens a file with the program that the system has for it.
    OpenFile(std::path::PathBuf),
}

/// How the program starts.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day, where it is given.
    pub today: Option<chrono::NaiveDate>,
    /// A file to open.
    pub file: Option<std::path::PathBuf>,
}

impl App {
    /// The program with the settings of this machine.
    #[must_use]
    pub fn new(options: Options, data: Option<DataDir>, jobs: Jobs) -> Self {
        let settings = data
            .as_ref()
            .map(|d| Settings::load(&RealFs, &d.settings_file()).settings)
            .unwrap_or_default();
        Self {
            settings,
            data,
            clock: Clock {
                today: options.today,
                fixed: None,
            },
            workspace: None,
            aside: None,
            shell: shell::State::default(),
            toasts: Toasts::default(),
            toast_actions: HashMap::new(),
            jobs,
            opening: None,
            dialog: files::DialogState::default(),
            deferred: None,
            may_close: false,
            to_open: options.file.into_iter().collect(),
            title: String::new(),
            installed: false,
            start: None,
            exports: export::State::default(),
            sending: sending::State::default(),
        }
    }

    /// The language of the window.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        match self.settings.language {
            Language::Vi => Lang::Vi,
            Language::En => Lang::En,
        }
    }

    /// Who edits.
    #[must_use]
    pub fn author(&self) -> Author {
        Author {
            party: self.settings.side.clone().unwrap_or_default(),
            name: self.settings.author.clone(),
        }
    }

    /// Keys, finished jobs, timers: everything but drawing.
    pub fn logic(&mut self, ctx: &Context) {
        if !self.installed {
            self.install(ctx);
        }
        for file in ctx.input(|i| i.raw.dropped_files.clone()) {
            let path = file.path().to_owned();
            if taking_in::is_table(&path) {
                self.take_dropped(path);
            } else {
                self.to_open.push(path);
            }
        }
        let files = std::mem::take(&mut self.to_open);
        if let Some(file) = files.into_iter().next_back() {
            self.open_path(file);
        }
        self.keys(ctx);
        self.finish_jobs(ctx);
        self.weigh_big_file();
        self.timers(ctx);
        self.closing(ctx);
        self.name_window(ctx);
    }

    fn install(&mut self, ctx: &Context) {
        self.installed = true;
        let motion = if self.settings.reduced_motion {
            Motion::Off
        } else {
            Motion::On
        };
        crate::ui::install(ctx, motion);
        ctx.options_mut(|o| o.zoom_with_keyboard = false);
        self.apply_settings(ctx);
    }

    /// Brings language, theme, zoom and motion of the settings into the window.
    pub fn apply_settings(&self, ctx: &Context) {
        ctx.set_theme(match self.settings.theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        });
        let zoom = self.settings.zoom.clamp(0.8, 2.0);
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
    }

    /// Draws everything, and carries out what was asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        let mut commands = Commands::default();
        // What Esc may close is asked before the frame closes it.
        let ctx = ui.ctx().clone();
        let busy = ctx.text_edit_focused()
            || egui::Popup::is_any_open(&ctx)
            || ctx.dragged_id().is_some()
            || self.dialog.is_open();
        match self.workspace.take() {
            Some(mut workspace) => {
                let insight = workspace.insight(&self.clock);
                let answer = self.draw(ui, &mut workspace, &insight, &mut commands);
                workspace.keep(insight);
                self.workspace = Some(workspace);
                if let Some(answer) = answer {
                    self.answer_notice(answer);
                }
                self.keep_plan_tab(ctx.input(|i| i.pointer.any_down()));
                // Not every letter of a search that is being typed.
                let typing = ctx.text_edit_focused();
                self.keep_budget_tab(typing || ctx.input(|i| i.pointer.any_down()));
            }
            None => self.start_page(ui, &mut commands),
        }
        if !busy && ctx.input(|i| i.key_pressed(egui::Key::Escape)) {
            commands.push(Command::Select(crate::ui::view::Selection::Nothing));
        }
        self.nobody_answered_who(&ctx);
        self.draw_dialogs(ui.ctx(), &mut commands);
        let close = shell::texts(self.lang()).app_name();
        if let Some((id, which)) = self.toasts.show(ui.ctx(), TOASTS_ABOVE, close)
            && let Some(press) = self.toast_actions.remove(&id)
            && let Some(press) = press.into_iter().nth(which)
        {
            match press {
                Press::Do(action) => commands.push(Command::Do(action)),
                Press::OpenFolder(folder) => self.open_folder(&folder),
                Press::OpenFile(file) => self.open_file(&file),
            }
        }
        for command in commands.take() {
            self.execute(ui.ctx(), command);
        }
        if let Some(time) = self.patience() {
            ui.ctx().request_repaint_after(time);
        }
    }

    fn draw(
        &mut self,
        ui: &mut Ui,
        workspace: &mut Workspace,
        insight: &crate::insight::Insight,
        commands: &mut Commands,
    ) -> Option<files::Answer> {
        let file = &workspace.file;
        let t = shell::texts(self.lang());
        // An earlier version that is viewed is one of the same file.
        let own = self.aside.as_ref().map_or(file, |own| &own.file);
        let name = own
            .path
            .as_ref()
            .and_then(|p| p.file_name())
            .map(|n| n.to_string_lossy().into_owned());
        let path = file
            .path
            .as_ref()
            .map(|p| p.display().to_string())
            .unwrap_or_default();
        let path = crate::text::visible::visible(&path).into_owned();
        let time = file.saved_at.map(|at| at.format("%H:%M").to_string());
        let saved = if file.saving {
            Saved::Now
        } else if file.failed.is_some() {
            Saved::Failed
        } else if workspace.is_dirty() {
            Saved::No
        } else if file.path.is_none() {
            Saved::NoFile
        } else {
            time.as_deref().map_or(Saved::Yes, Saved::At)
        };
        let view = View {
            document: &workspace.document,
            insight,
            today: workspace.today(&self.clock),
            years: workspace.years,
            lang: self.lang(),
            read_only: workspace.read_only,
            selection: &workspace.selection,
            names: workspace.shows_names(),
            fresh: &clock::fresh_id,
        };
        let name = name.unwrap_or_else(|| t.unsaved_file().to_owned());
        let facts = shell::Facts {
            file_name: &crate::text::visible::visible(&name),
            file_path: &path,
            file_len: (file.len > 0).then_some(file.len),
            saved,
            can_undo: workspace.read_only.is_none()
                && (workspace.undo.next_undo().is_some() || workspace.can_take_back_merge()),
            can_take_back: workspace.can_take_back_merge(),
            can_redo: workspace.read_only.is_none() && workspace.undo.next_redo().is_some(),
            author: &self.settings.author,
            party: self.settings.side.as_deref(),
            zoom_percent: (ui.ctx().zoom_factor() * 100.0).round() as i64,
        };
        let (height, answer) = self.notices(ui, workspace);
        let mut rest = ui.max_rect();
        rest.min.y += height;
        let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rest).id_salt("window"));
        shell::show(
            &mut child,
            &view,
            workspace.tab,
            &facts,
            shell::Memory {
                frame: &mut self.shell,
                tabs: &mut workspace.states,
                inspector: &mut workspace.inspector,
            },
            commands,
        );
        answer
    }

    /// A short message at the foot of the window.
    pub fn toast(
        &mut self,
        icon: Icon,
        tone: Tone,
        text: impl Into<String>,
        action: Option<(Action, &str)>,
    ) {
        let press = action.map(|(action, label)| (Press::Do(action), label));
        self.toast_with(icon, tone, text, press.into_iter().collect());
    }

    /// A short message whose buttons do anything that a button of a message can do.
    fn toast_with(
        &mut self,
        icon: Icon,
        tone: Tone,
        text: impl Into<String>,
        presses: Vec<(Press, &str)>,
    ) {
        let (presses, labels): (Vec<Press>, Vec<&str>) = presses.into_iter().unzip();
        let id = self.toasts.push(Toast {
            text: text.into(),
            icon,
            tone,
            actions: labels.into_iter().map(str::to_owned).collect(),
        });
        if !presses.is_empty() {
            self.toast_actions.insert(id, presses);
        }
    }

    /// The keys of all actions. Longer chords first; bare keys only while no field has the focus.
    fn keys(&mut self, ctx: &Context) {
        if self.dialog.is_open() {
            return;
        }
        let typing = ctx.text_edit_focused();
        let mut actions: Vec<(Action, egui::KeyboardShortcut)> = Action::ALL
            .iter()
            .filter_map(|a| Some((*a, a.keys()?)))
            .collect();
        actions.sort_by_key(|(_, keys)| {
            std::cmp::Reverse(u8::from(keys.modifiers.shift) + u8::from(keys.modifiers.alt))
        });
        for (action, keys) in actions {
            // A text field has its own undo, and bare keys are text, but for F1 and F6.
            let own = matches!(action, Action::Undo | Action::Redo) || !keys.modifiers.any();
            let text = !matches!(action, Action::Keys | Action::NextRegion);
            if typing && own && text {
                continue;
            }
            // The start page asks who works before it begins anything.
            if self.workspace.is_none()
                && matches!(action, Action::New | Action::Open | Action::Sample)
            {
                continue;
            }
            if ctx.input_mut(|i| i.consume_shortcut(&keys)) {
                self.act(ctx, action);
            }
        }
        let also = egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::Equals);
        if ctx.input_mut(|i| i.consume_shortcut(&also)) {
            self.act(ctx, Action::ZoomIn);
        }
        let redo = egui::KeyboardShortcut::new(
            egui::Modifiers::COMMAND.plus(egui::Modifiers::SHIFT),
            egui::Key::Z,
        );
        if !typing && ctx.input_mut(|i| i.consume_shortcut(&redo)) {
            self.act(ctx, Action::Redo);
        }
        if let Some(action) = self.deferred.take() {
            self.act(ctx, action);
        }
    }

    fn name_window(&mut self, ctx: &Context) {
        let t = shell::texts(self.lang());
        let title = match &self.workspace {
            Some(w) => {
                let own = self.aside.as_deref().unwrap_or(w);
                let name = own
                    .file
                    .path
                    .as_ref()
                    .and_then(|p| p.file_name())
                    .map(|n| n.to_string_lossy().into_owned());
                let name = name.unwrap_or_else(|| t.unsaved_file().to_owned());
                let mark = if w.is_dirty() { "• " } else { "" };
                format!(
                    "{mark}{} – {}",
                    crate::text::visible::visible(&name),
                    t.app_name()
                )
            }
            None => t.app_name().to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Keeps the settings on this machine; a failure is only logged, as nothing of the document is
    /// at stake.
    pub fn keep_settings(&self) {
        if let Some(data) = &self.data
            && let Err(error) = self
                .settings
                .save(&RealFs, &data.settings_file(), self.clock.now())
        {
            log::warn!("settings: {error}");
        }
    }

    /// The day as it stands in messages.
    #[must_use]
    pub fn day(&self) -> String {
        date::format(self.clock.today())
    }
}
