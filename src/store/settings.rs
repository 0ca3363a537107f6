//! What this machine remembers: language, looks, who is at the desk, recent files. One small JSON file in the local
//! data directory; nothing in it belongs to a document.
//!
//! Each value is read on its own: an unreadable one gives its default, unknown keys (of a later version) survive.
//! A damaged file is put aside and the defaults are taken.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::error::SaveError;
use super::fs::Fs;
use super::save::{Expected, SaveRequest, save};

/// How many recent files are remembered.
pub const MAX_RECENT: usize = 12;
/// How many documents are remembered whose history was left as it is.
pub const MAX_LEFT_LONG: usize = 64;
/// A larger settings file is not ours (bytes).
const MAX_SETTINGS: u64 = 1024 * 1024;

/// The language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The window, in points of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Left edge, where the system tells it.
    pub x: Option<f32>,
    /// Upper edge, where the system tells it.
    pub y: Option<f32>,
    /// Width inside.
    pub width: f32,
    /// Height inside.
    pub height: f32,
    /// Whether it fills the screen.
    pub maximized: bool,
}

/// A file that was opened or saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it is.
    pub path: PathBuf,
    /// The programme's title, to show.
    #[serde(default)]
    pub title: String,
    /// When it was last opened (RFC 3339).
    pub opened_at: String,
}

/// What of the budget table is kept; words and ids of what they name, none an empty word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BudgetTab {
    /// By what the lines stand together.
    pub grouping: String,
    /// The column that they are sorted by; empty where they stand as they are.
    pub sort: String,
    /// The greatest first.
    pub descending: bool,
    /// Amounts are shown in triệu đồng.
    pub million: bool,
    /// Columns that are wanted though there is nothing in them.
    pub shown: Vec<String>,
    /// Columns that are not wanted.
    pub hidden: Vec<String>,
    /// Sources that are shown.
    pub sources: Vec<String>,
    /// Payers that are shown.
    pub payers: Vec<String>,
    /// Parties that are shown.
    pub parties: Vec<String>,
    /// Clauses that are shown.
    pub clauses: Vec<String>,
    /// Only lines with warnings.
    pub warned: bool,
    /// Only lines that hold these words.
    pub text: String,
}

/// What is kept of the timeline of annual plans. Words and ids as they are: what this version does
/// not know hides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanTab {
    /// By what the rows stand together.
    pub grouping: String,
    /// The named zoom.
    pub zoom: String,
    /// Tháng này.
    pub this_month: bool,
    /// Quá hạn.
    pub late: bool,
    /// Chưa phân công.
    pub unassigned: bool,
    /// Parties, by their ids.
    pub parties: Vec<String>,
    /// Units, by their ids.
    pub units: Vec<String>,
    /// Sources of money, by their words.
    pub sources: Vec<String>,
    /// Plans, by their ids.
    pub plans: Vec<String>,
    /// Empty years that were opened, and so are not folded away.
    pub open_years: Vec<i32>,
}

/// The settings of this machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Language of the screen (never of official output).
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Zoom factor, 1.0 = 100 %; kept between 0.5 and 3.
    pub zoom: f32,
    /// The author's side: a party's id, or `None` for "Chỉ xem". Meaningful once `chosen` is set.
    pub side: Option<String>,
    /// The author's name as it stands in the history.
    pub author: String,
    /// Whether side and name were chosen (the first-run screen).
    pub chosen: bool,
    /// Whether the file is saved by itself.
    pub autosave: bool,
    /// The pause after the last change before it is, in seconds; kept between 1 and 600.
    pub autosave_pause: u32,
    /// No animations.
    pub reduced_motion: bool,
    /// The window when it was last closed.
    pub window: Option<WindowPlace>,
    /// The folder of the last file dialog.
    pub last_folder: Option<PathBuf>,
    /// The documents whose history the user did not want shortened, with the size of the file then, in bytes; at
    /// most [`MAX_LEFT_LONG`].
    pub left_long: BTreeMap<String, u64>,
    /// Recent files, the latest first, at most [`MAX_RECENT`].
    pub recent: Vec<Recent>,
    /// The timeline of annual plans.
    pub plan_tab: PlanTab,
    /// The budget table.
    pub budget_tab: BudgetTab,
    /// Keys that this version does not know, as they were.
    unknown: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: Theme::default(),
            zoom: 1.0,
            side: None,
            author: String::new(),
            chosen: false,
            autosave: true,
            autosave_pause: 5,
            reduced_motion: false,
            window: None,
            last_folder: None,
            left_long: BTreeMap::new(),
            recent: Vec::new(),
            plan_tab: PlanTab::default(),
            budget_tab: BudgetTab::default(),
            unknown: Map::new(),
        }
    }
}

/// What reading the settings came to.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedSettings {
    /// The settings, or the defaults.
    pub settings: Settings,
    /// Where a damaged file was put.
    pub put_aside: Option<PathBuf>,
}

impl Settings {
    /// Reads the settings. Never fails: no file gives the defaults, a damaged one is put aside first.
    pub fn load(fs: &dyn Fs, path: &Path) -> LoadedSettings {
        let parsed = match fs.read(path, MAX_SETTINGS) {
            Ok(bytes) => {
                serde_json::from_slice::<Map<String, Value>>(&bytes).map_err(|e| e.to_string())
            }
            Err(e) if matches!(e.kind(), std::io::ErrorKind::FileTooLarge) => Err(e.to_string()),
            Err(e) => {
                if e.kind() != std::io::ErrorKind::NotFound {
                    log::warn!("{}: {e}", path.display());
                }
                return LoadedSettings {
                    settings: Self::default(),
                    put_aside: None,
                };
            }
        };
        match parsed {
            Ok(map) => LoadedSettings {
                settings: Self::from_map(map),
                put_aside: None,
            },
            Err(why) => {
                log::warn!("{}: damaged: {why}", path.display());
                LoadedSettings {
                    settings: Self::default(),
                    put_aside: put_aside(fs, path),
                }
            }
        }
    }

    /// Saves the settings, atomically.
    ///
    /// # Errors
    /// As [`save`].
    pub fn save(
        &self,
        fs: &dyn Fs,
        path: &Path,
        now: DateTime<FixedOffset>,
    ) -> Result<(), SaveError> {
        let fail = |step, e: &std::io::Error| SaveError::io(path, step, e);
        if let Some(dir) = path.parent() {
            fs.create_private_dirs(dir)
                .map_err(|e| fail(super::error::Step::Resolve, &e))?;
        }
        let mut settled = self.clone();
        settled.normalise();
        let mut bytes = serde_json::to_vec_pretty(&settled.to_map())
            .map_err(|e| fail(super::error::Step::Write, &std::io::Error::other(e)))?;
        bytes.push(b'\n');
        save(
            fs,
            &SaveRequest {
                path,
                bytes: &bytes,
                // Two windows: the last one wins; see `update`.
                expected: Expected::Anything,
                replace_read_only: false,
                revisions: None,
                at: now,
                verify: &|b| match serde_json::from_slice::<Map<String, Value>>(b) {
                    Ok(map) => (Self::from_map(map) == settled)
                        .then_some(())
                        .ok_or_else(|| "settings read back differently".to_owned()),
                    Err(e) => Err(e.to_string()),
                },
            },
        )
        .map(drop)
    }

    /// Reads, changes and saves, so that what another window wrote meanwhile stays. Gives the settings as they are
    /// now, saved or not.
    ///
    /// # Errors
    /// As [`save`], beside the changed settings, which hold for this run.
    pub fn update(
        fs: &dyn Fs,
        path: &Path,
        now: DateTime<FixedOffset>,
        change: impl FnOnce(&mut Self),
    ) -> (Self, Result<(), SaveError>) {
        let mut settings = Self::load(fs, path).settings;
        change(&mut settings);
        let result = settings.save(fs, path, now);
        (settings, result)
    }

    /// Puts a file at the head of the recent ones. A path that is not text is not remembered.
    pub fn add_recent(&mut self, path: &Path, title: &str, now: DateTime<FixedOffset>) {
        self.forget_recent(path);
        if path.to_str().is_some() {
            let opened_at = now.to_rfc3339();
            self.recent.insert(
                0,
                Recent {
                    path: path.to_owned(),
                    title: title.to_owned(),
                    opened_at,
                },
            );
        }
        self.recent.truncate(MAX_RECENT);
        while self.left_long.len() > MAX_LEFT_LONG {
            self.left_long.pop_first();
        }
    }

    /// Removes a file from the recent ones.
    pub fn forget_recent(&mut self, path: &Path) {
        self.recent.retain(|r| r.path != path);
    }

    /// Brings values into their bounds, so that what is saved reads back the same.
    fn normalise(&mut self) {
        self.zoom = if self.zoom.is_finite() {
            self.zoom.clamp(0.5, 3.0)
        } else {
            1.0
        };
        self.autosave_pause = self.autosave_pause.clamp(1, 600);
        self.recent.retain(|r| r.path.to_str().is_some());
        self.recent.truncate(MAX_RECENT);
        self.last_folder = self.last_folder.take().filter(|p| p.to_str().is_some());
        self.window = self.window.filter(|w| {
            [Some(w.width), Some(w.height), w.x, w.y]
                .into_iter()
                .flatten()
                .all(f32::is_finite)
                && w.width > 0.0
                && w.height > 0.0
        });
    }

    fn from_map(mut map: Map<String, Value>) -> Self {
        let d = Self::default();
        let m = &mut map;
        let mut settings = Self {
            language: take(m, "language", d.language),
            theme: take(m, "theme", d.theme),
            zoom: take(m, "zoom", d.zoom),
            side: take(m, "side", d.side),
            author: take(m, "author", d.author),
            chosen: take(m, "chosen", d.chosen),
            autosave: take(m, "autosave", d.autosave),
            autosave_pause: take(m, "autosave_pause", d.autosave_pause),
            reduced_motion: take(m, "reduced_motion", d.reduced_motion),
            window: take(m, "window", d.window),
            last_folder: take(m, "last_folder", d.last_folder),
            left_long: take(m, "left_long", d.left_long),
            // One by one: a bad entry costs only itself.
            recent: take::<Vec<Value>>(m, "recent", Vec::new())
                .into_iter()
                .filter_map(|v| serde_json::from_value(v).ok())
                .collect(),
            plan_tab: take(m, "plan_tab", d.plan_tab),
            budget_tab: take(m, "budget_tab", d.budget_tab),
            unknown: Map::new(),
        };
        settings.unknown = map;
        settings.normalise();
        settings
    }

    fn to_map(&self) -> Map<String, Value> {
        let mut map = self.unknown.clone();
        let mut put = |key: &str, value: Result<Value, serde_json::Error>| match value {
            Ok(value) => drop(map.insert(key.to_owned(), value)),
            Err(e) => log::warn!("setting {key} cannot be written: {e}"),
        };
        put("language", serde_json::to_value(self.language));
        put("theme", serde_json::to_value(self.theme));
        put("zoom", serde_json::to_value(self.zoom));
        put("side", serde_json::to_value(&self.side));
        put("author", serde_json::to_value(&self.author));
        put("chosen", serde_json::to_value(self.chosen));
        put("autosave", serde_json::to_value(self.autosave));
        put("autosave_pause", serde_json::to_value(self.autosave_pause));
        put("reduced_motion", serde_json::to_value(self.reduced_motion));
        put("window", serde_json::to_value(self.window));
        put("last_folder", serde_json::to_value(&self.last_folder));
        put("left_long", serde_json::to_value(&self.left_long));
        put("recent", serde_json::to_value(&self.recent));
        put("plan_tab", serde_json::to_value(&self.plan_tab));
        put("budget_tab", serde_json::to_value(&self.budget_tab));
        map
    }
}

/// Takes a value out of the map; one that cannot be read gives the default.
fn take<T: DeserializeOwned>(map: &mut Map<String, Value>, key: &str, default: T) -> T {
    map.remove(key)
        .and_then(|v| serde_json::from_value(v).ok())
        .unwrap_or(default)
}

/// Renames a damaged file to a free name beside it; `None` when that fails (it stays, until settings are saved).
fn put_aside(fs: &dyn Fs, path: &Path) -> Option<PathBuf> {
    (1..=99).find_map(|n| {
        let aside = path.with_extension(format!("damaged-{n}.json"));
        fs.rename_new(path, &aside).is_ok().then_some(aside)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::fs::RealFs;
    use super::*;

    fn now() -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339("2024-08-19T08:00:00+07:00").unwrap()
    }

    #[test]
    fn survives_a_round_trip_with_unknown_keys() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("new/settings.json");
        assert_eq!(Settings::load(&RealFs, &path).settings, Settings::default());
        let (written, result) = Settings::update(&RealFs, &path, now(), |s| {
            s.language = Language::En;
            s.theme = Theme::Dark;
            s.zoom = 1.1;
            s.side = Some("vl".into());
            s.author = "Nguyễn Thị Lan".into();
            s.plan_tab.late = true;
            s.plan_tab.sources = vec!["donations".into()];
            s.budget_tab.grouping = "payer".into();
            s.budget_tab.sources = vec![String::new()];
            s.window = Some(WindowPlace {
                x: None,
                y: Some(3.5),
                width: 1366.0,
                height: 768.0,
                maximized: true,
            });
            s.add_recent(Path::new("/home/lan/a.json"), "Chương trình", now());
        });
        result.unwrap();
        assert_eq!(Settings::load(&RealFs, &path).settings, written);

        // A later version adds a key; an older one must not lose it.
        let text =
            fs::read_to_string(&path)
                .unwrap()
                .replacen('{', "{\"fonts\":{\"x\":[1,null]},", 1);
        fs::write(&path, text).unwrap();
        let (again, result) = Settings::update(&RealFs, &path, now(), |s| s.autosave = false);
        result.unwrap();
        assert_eq!(again.author, written.author);
        let raw: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(raw["fonts"], serde_json::json!({"x": [1, null]}));
        assert_eq!(raw["autosave"], false);
    }

    #[test]
    fn a_bad_value_costs_only_itself() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("settings.json");
        let text = r#"{"language":"fr","zoom":900,"author":"Lan","autosave_pause":-1,"plan_tab":{"late":"x"},"window":{"width":0,"height":1,"maximized":false},
            "recent":[{"path":"/a","opened_at":"x"},7,{"path":"/b"}]}"#;
        fs::write(&path, text).unwrap();
        let s = Settings::load(&RealFs, &path).settings;
        assert_eq!(
            (s.language, s.zoom, s.autosave_pause, s.window),
            (Language::Vi, 3.0, 5, None)
        );
        assert_eq!(s.author, "Lan");
        assert_eq!(s.recent.len(), 1);
    }

    #[test]
    fn a_damaged_file_is_put_aside() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("settings.json");
        for n in 1..=2 {
            fs::write(&path, b"{\"author\":\"La").unwrap();
            let loaded = Settings::load(&RealFs, &path);
            assert_eq!(loaded.settings, Settings::default());
            let aside = loaded.put_aside.unwrap();
            assert_eq!(
                aside.file_name().unwrap().to_str().unwrap(),
                format!("settings.damaged-{n}.json")
            );
            assert_eq!(fs::read(aside).unwrap(), b"{\"author\":\"La");
            assert!(!path.exists());
        }
        Settings::default().save(&RealFs, &path, now()).unwrap();
    }

    #[test]
    fn the_latest_twelve_each_once() {
        let mut s = Settings::default();
        for n in (0..20).chain([15]) {
            s.add_recent(Path::new(&format!("/{n}")), "", now());
        }
        let names: Vec<_> = s.recent.iter().map(|r| r.path.to_str().unwrap()).collect();
        assert_eq!(
            names,
            [
                "/15", "/19", "/18", "/17", "/16", "/14", "/13", "/12", "/11", "/10", "/9", "/8"
            ]
        );
    }
}
