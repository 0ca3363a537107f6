//! The whole program without a screen: the same `App` that the window runs, with a data directory
//! of its own.
#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails loudly"
)]

use dong_hanh::app::jobs::Jobs;
use dong_hanh::app::{App, Options};
use dong_hanh::store::paths::{DataDir, KnownDirs, is_temporary};
use dong_hanh::ui::tokens::Motion;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::PathBuf;

/// A folder that the program does not take for a passing one: the build's own, or, where the whole
/// build lies in a temporary folder, the user's.
fn lasting() -> PathBuf {
    let known = KnownDirs::of_this_machine(None);
    let own = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let home = directories::BaseDirs::new().map(|d| d.home_dir().to_owned());
    [Some(own.clone()), home]
        .into_iter()
        .flatten()
        .find(|p| is_temporary(&p.join("a.json"), &known).is_none())
        .unwrap_or(own)
}

/// A folder for one test, outside the system's temporary folders, with settings of its own.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// A fresh folder, and settings that say who edits.
    pub fn new() -> Self {
        let place = Self {
            folder: tempfile::tempdir_in(lasting()).unwrap(),
        };
        let data = place.path("data");
        std::fs::create_dir_all(&data).unwrap();
        let settings =
            r#"{"side": "vl", "author": "Lê Thị Thử", "chosen": true, "reduced_motion": true}"#;
        std::fs::write(data.join("settings.json"), settings).unwrap();
        place
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A new document from the official text, saved under this name.
    pub fn new_file(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        let document = dong_hanh::codec::embedded::new_document(&format!("test-{name}"));
        std::fs::write(&path, dong_hanh::codec::write(&document.snapshot())).unwrap();
        path
    }
}

/// Starts the program, with a file where one is given, and draws it until it rests.
pub fn start(place: &Place, file: Option<PathBuf>) -> Harness<'static, App> {
    let offered = file.is_none();
    let mut app = App::new(
        Options {
            file,
            today: chrono::NaiveDate::from_ymd_opt(2024, 8, 19),
        },
        Some(DataDir::at(place.path("data"))),
        Jobs::inline(),
    );
    app.settings.autosave = false;
    if offered {
        app.offer_unsaved();
    }
    let mut harness = Harness::builder()
        .with_size([1366.0, 768.0])
        .with_max_steps(20)
        .with_context_setup(|ctx| dong_hanh::ui::install(ctx, Motion::Off))
        .build_ui_state(
            |ui, app: &mut App| {
                app.logic(ui.ctx());
                app.ui(ui);
            },
            app,
        );
    harness.run();
    harness
}

/// Whether a text stands anywhere on the screen.
pub fn sees(window: &Harness<'_, App>, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

/// Presses the topmost of several buttons of the same name: the one of the dialog.
pub fn press_last(window: &Harness<'_, App>, label: &str) {
    window
        .query_all_by_label(label)
        .last()
        .expect("there is one")
        .click();
}
