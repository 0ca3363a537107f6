//! The window as a picture, drawn on the CPU: for `dong-hanh render`, the README and tests.

use super::clock::Clock;
use super::jobs::Jobs;
use super::workspace::Workspace;
use super::{App, Options};
use crate::change::{Author, Document};
use crate::store::settings::Language;
use crate::text::strings::Lang;
use crate::ui::headless::HeadlessView;
use crate::ui::view::{Selection, Tab};
use chrono::NaiveDate;
use eframe::egui::{ColorImage, vec2};

/// What a picture shows.
#[derive(Clone, Debug)]
pub struct Shot {
    /// The tab.
    pub tab: Tab,
    /// Width and height in points, at one pixel a point.
    pub size: [u32; 2],
    /// The dark theme.
    pub dark: bool,
    /// The language.
    pub lang: Lang,
    /// The day; none for the document's own or the clock's.
    pub today: Option<NaiveDate>,
    /// What is selected.
    pub selection: Selection,
    /// The name of the file, for the status bar.
    pub file: Option<std::path::PathBuf>,
}

impl Default for Shot {
    fn default() -> Self {
        Self {
            tab: Tab::Overview,
            size: [1366, 768],
            dark: false,
            lang: Lang::Vi,
            today: None,
            selection: Selection::Nothing,
            file: None,
        }
    }
}

/// The whole window with a document open, as the user would see it.
#[must_use]
pub fn picture(document: Document, shot: &Shot) -> ColorImage {
    let mut app = App::new(
        Options {
            today: shot.today,
            file: None,
        },
        None,
        Jobs::inline(),
    );
    app.settings.language = match shot.lang {
        Lang::Vi => Language::Vi,
        Lang::En => Language::En,
    };
    app.settings.theme = if shot.dark {
        crate::store::settings::Theme::Dark
    } else {
        crate::store::settings::Theme::Light
    };
    app.settings.reduced_motion = true;
    let parties = document.programme().parties_in_order();
    if let Some(party) = parties.first() {
        app.settings.side = Some(party.id.to_string());
    }
    let sample = document.programme().header.sample_today.is_some();
    app.settings.author = if sample {
        "Lê Thị Hòa (minh hoạ)".to_owned()
    } else {
        String::new()
    };
    let author = Author {
        party: app.settings.side.clone().unwrap_or_default(),
        name: app.settings.author.clone(),
    };
    let mut workspace = Workspace::new(document, &author, &app.clock);
    workspace.tab = shot.tab;
    workspace.selection = shot.selection.clone();
    workspace.file.path.clone_from(&shot.file);
    if let Some(path) = &shot.file {
        workspace.file.len = std::path::Path::new(path).metadata().map_or(0, |m| m.len());
    }
    app.workspace = Some(workspace);
    app.clock = Clock {
        today: shot.today,
        fixed: None,
    };
    let [width, height] = shot.size;
    let mut view = HeadlessView::new(vec2(width as f32, height as f32), 1.0, shot.dark);
    view.render(|ui| {
        app.logic(ui.ctx());
        app.ui(ui);
    })
}
