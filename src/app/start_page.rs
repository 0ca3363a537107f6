//! The start page: who works, and what with. It is drawn by `ui::first_run`; here is what its answers
//! do.

use super::App;
use super::files::Next;
use crate::codec::embedded;
use crate::store::RealFs;
use crate::store::load::is_there;
use crate::store::settings::{Language, Theme};
use crate::text::strings::Lang;
use crate::ui::commands::Commands;
use crate::ui::first_run::{self, FirstRun, FirstRunOutcome, PartyChoice, RecentFile, Side, Who};
use chrono::{DateTime, Local};
use eframe::egui::Ui;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

/// What the start page remembers between frames.
pub struct State {
    page: first_run::State,
    parties: Vec<PartyChoice>,
    recent: Vec<RecentFile>,
    /// Which of the recent files are missing, once that is known: a share may not answer.
    missing: Option<Receiver<Vec<PathBuf>>>,
}

impl App {
    /// Draws the start page: no document is open.
    pub(super) fn start_page(&mut self, ui: &mut Ui, _: &mut Commands) {
        let mut state = self.start.take().unwrap_or_else(|| self.start_state());
        if let Some(missing) = state.missing.as_ref().and_then(|m| m.try_recv().ok()) {
            for recent in &mut state.recent {
                recent.missing = missing.contains(&recent.path);
            }
            state.missing = None;
        }
        let page = FirstRun {
            lang: self.lang(),
            parties: &state.parties,
            recent: &state.recent,
        };
        let outcome = first_run::show(ui, &page, &mut state.page);
        self.start = Some(state);
        self.show_waiting(ui);
        let Some(outcome) = outcome else { return };
        match outcome {
            FirstRunOutcome::New(who) => self.begin(who, Next::New),
            FirstRunOutcome::Open(who) => self.begin(who, Next::Open),
            FirstRunOutcome::Sample(who) => self.begin(who, Next::Sample),
            FirstRunOutcome::Recent(who, path) => self.begin(who, Next::OpenPath(path)),
            FirstRunOutcome::Forget(path) => {
                self.settings.forget_recent(&path);
                self.keep_settings();
                if let Some(start) = &mut self.start {
                    start.recent.retain(|r| r.path != path);
                }
            }
            FirstRunOutcome::Language(lang) => {
                self.settings.language = match lang {
                    Lang::Vi => Language::Vi,
                    Lang::En => Language::En,
                };
                self.keep_settings();
            }
            FirstRunOutcome::Dark(dark) => {
                self.settings.theme = if dark { Theme::Dark } else { Theme::Light };
                self.apply_settings(ui.ctx());
                self.keep_settings();
            }
        }
    }

    /// Looks which files are there, on a thread of its own: a stick or a share may keep one waiting.
    fn look_for(&self, recent: &[RecentFile]) -> Receiver<Vec<PathBuf>> {
        let (tell, missing) = channel();
        let paths: Vec<PathBuf> = recent.iter().map(|r| r.path.clone()).collect();
        let wake = self.jobs.waker();
        let look = move || {
            let gone = paths.into_iter().filter(|p| !is_there(&RealFs, p));
            // Nobody waits for it any more where the page is gone.
            let _ = tell.send(gone.collect());
            wake();
        };
        if self.jobs.is_inline() {
            look();
        } else if let Err(error) = std::thread::Builder::new()
            .name("recent".into())
            .spawn(look)
        {
            log::warn!("recent files: {error}");
        }
        missing
    }

    fn begin(&mut self, who: Who, next: Next) {
        self.set_author(who.side.map(|s| s.to_string()), who.name);
        self.start = None;
        self.go_on(next);
    }

    /// What the page starts from: the choice of last time, and the recent files. Whether they are
    /// still there is looked up once.
    fn start_state(&self) -> State {
        let side = match (&self.settings.side, self.settings.chosen) {
            (Some(party), _) => Some(Side::Party(party.as_str().into())),
            (None, true) => Some(Side::ViewOnly),
            (None, false) => None,
        };
        let recent = self.settings.recent.iter().map(|r| RecentFile {
            path: r.path.clone(),
            opened: DateTime::parse_from_rfc3339(&r.opened_at)
                .map(|at| at.with_timezone(&Local).format("%d/%m/%Y").to_string())
                .unwrap_or_default(),
            missing: false,
        });
        let recent: Vec<RecentFile> = recent.collect();
        State {
            page: first_run::State::of(side, self.settings.author.clone()),
            parties: PartyChoice::of(embedded::new_document("start").programme()),
            missing: Some(self.look_for(&recent)),
            recent,
        }
    }
}
