//! Where a file is or goes: the system's file dialog, or a typed path where there is none.

use super::Next;
use crate::app::dialogs::Dialog;
use crate::app::paper::Kind;
use crate::app::tables;
use crate::app::{App, shell};
use crate::store::paths::ask_place;
use crate::text::strings::import_window::ImportWindow;
use crate::text::strings::report::Report;
use crate::text::strings::sending::Sending;
use crate::ui::actions::Action;
use crate::ui::commands::{Tables, Way};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// What a file is chosen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open it.
    Open,
    /// To save the document there.
    Save,
    /// To merge the copy that stands there.
    Receive,
    /// To take in a table that stands there.
    Import,
    /// To write tables there.
    Tables(Tables),
    /// To write there what goes to others.
    Send(Way),
    /// To save a copy of an earlier version there.
    Version,
    /// To write there what others are to read.
    Export(Action),
}

impl Purpose {
    /// Whether something is written to the file.
    #[must_use]
    pub fn writes(self) -> bool {
        !matches!(self, Self::Open | Self::Receive | Self::Import)
    }

    /// The path with the ending that its content asks for, where it has none of its own.
    #[must_use]
    pub fn complete(self, mut path: PathBuf) -> PathBuf {
        match self {
            Self::Open | Self::Receive | Self::Import => {}
            Self::Save | Self::Version => {
                if path.extension().is_none() {
                    path.set_extension("donghanh.json");
                }
            }
            Self::Send(way) => {
                let ending = way_ending(way);
                let last = ending.rsplit('.').next().unwrap_or(ending);
                let has = path.extension().and_then(|e| e.to_str());
                if has.is_none_or(|e| !e.eq_ignore_ascii_case(last)) {
                    add_ending(&mut path, ending);
                }
            }
            Self::Tables(wish) => {
                if tables::kind(&path).is_none() {
                    add_ending(&mut path, if wish.csv { ".csv" } else { ".xlsx" });
                }
            }
            Self::Export(Action::ExportCalendar) => {
                if path.extension().is_none() {
                    path.set_extension("ics");
                }
            }
            Self::Export(_) => {
                if Kind::of(&path).is_none() {
                    add_ending(&mut path, ".png");
                }
            }
        }
        path
    }

    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Open | Self::Receive | Self::Save | Self::Version => &["json"],
            Self::Send(Way::Mail) => &["eml"],
            Self::Send(Way::Page) => &["html"],
            Self::Send(_) => &["json"],
            Self::Import => &["xlsx", "csv", "txt", "tsv"],
            Self::Tables(wish) if wish.csv => &["csv"],
            Self::Tables(_) => &["xlsx"],
            Self::Export(Action::ExportCalendar) => &["ics"],
            Self::Export(_) => &["png", "svg"],
        }
    }
}

/// The ending of a file of this form.
const fn way_ending(way: Way) -> &'static str {
    match way {
        Way::Copy | Way::Anonymised => ".donghanh.json",
        Way::Mail => ".eml",
        Way::Page => ".html",
    }
}

/// Adds an ending to a name, not in the place of another: "Kế hoạch 2024.2025" is a name too.
fn add_ending(path: &mut PathBuf, ending: &str) {
    if let Some(name) = path.file_name() {
        let mut name = name.to_owned();
        name.push(ending);
        path.set_file_name(name);
    }
}

/// A file dialog of the system, on its way.
pub struct Choosing {
    purpose: Purpose,
    since: Instant,
    /// It took the keys from our window: there is one.
    seen: bool,
    answer: Receiver<Option<PathBuf>>,
}

impl App {
    /// Asks for a place to save to.
    pub(in crate::app) fn ask_place(&mut self) {
        if self.workspace.is_some() {
            self.choose(Purpose::Save);
        }
    }

    /// Asks where something for others goes.
    pub(in crate::app) fn export(&mut self, action: Action) {
        if self.workspace.is_some() && self.dialog.choosing.is_none() {
            self.choose(Purpose::Export(action));
        }
    }

    /// Asks for a table to take in.
    pub(in crate::app) fn ask_table(&mut self) {
        if self.dialog.choosing.is_none() {
            self.choose(Purpose::Import);
        }
    }

    /// Asks for a copy to merge.
    pub(in crate::app) fn ask_file(&mut self, purpose: Purpose) {
        if self.dialog.choosing.is_none() {
            self.choose(purpose);
        }
    }

    /// Asks where tables go.
    pub(in crate::app) fn export_tables(&mut self, wish: Tables) {
        if self.workspace.is_some() && self.dialog.choosing.is_none() {
            self.choose(Purpose::Tables(wish));
        }
    }

    /// Opens the system's file dialog on a thread of its own; where there is none, a typed path does.
    pub(in crate::app) fn choose(&mut self, purpose: Purpose) {
        if self.jobs.is_inline() {
            self.ask_path(purpose);
            return;
        }
        let t = shell::texts(self.lang());
        let suggested = self.suggested_path(purpose);
        let (title, kind) = match purpose {
            Purpose::Open => (t.file_dialog_title_open(), t.file_kind()),
            Purpose::Receive => (
                crate::text::strings::receive::Receive(self.lang()).title(),
                t.file_kind(),
            ),
            Purpose::Save | Purpose::Version => (t.file_dialog_title_save(), t.file_kind()),
            Purpose::Send(way) => {
                let t = Sending(self.lang());
                let kind = match way {
                    Way::Copy | Way::Anonymised => t.kind_copy(),
                    Way::Mail => t.kind_mail(),
                    Way::Page => t.kind_page(),
                };
                (t.title(), kind)
            }
            Purpose::Import => {
                let t = ImportWindow(self.lang());
                (t.file_title(), t.file_kind())
            }
            Purpose::Tables(wish) => {
                let t = Report(self.lang());
                let kind = if wish.csv {
                    t.kind_csv()
                } else {
                    t.kind_xlsx()
                };
                (t.tables_title(), kind)
            }
            Purpose::Export(action) => {
                let calendar = action == Action::ExportCalendar;
                let kind = Report(self.lang()).file_kind(calendar);
                (action.text(self.lang()), kind)
            }
        };
        let (tell, answer) = channel();
        let spawned = std::thread::Builder::new()
            .name("file dialog".into())
            .spawn(move || {
                let mut dialog = rfd::FileDialog::new()
                    .set_title(title)
                    .add_filter(kind, purpose.endings());
                let folder = suggested.parent().map(Path::to_owned);
                if let Some(folder) = folder
                    && let asked = folder.clone()
                    && ask_place(move || asked.is_dir()) == Some(true)
                {
                    dialog = dialog.set_directory(folder);
                }
                if purpose.writes()
                    && let Some(name) = suggested.file_name()
                {
                    dialog = dialog.set_file_name(name.to_string_lossy());
                }
                let chosen = if purpose.writes() {
                    dialog.save_file()
                } else {
                    dialog.pick_file()
                };
                let _ = tell.send(chosen);
            });
        if spawned.is_ok() {
            self.dialog.choosing = Some(Choosing {
                purpose,
                since: Instant::now(),
                seen: false,
                answer,
            });
        } else {
            self.ask_path(purpose);
        }
    }

    fn ask_path(&mut self, purpose: Purpose) {
        self.dialog.open = Some(Dialog::path(purpose, self.suggested_path(purpose)));
    }

    /// Where a file is likely to be or to go.
    fn suggested_path(&self, purpose: Purpose) -> PathBuf {
        let file = self.workspace.as_ref().map(|w| &w.file);
        let current = file
            .filter(|f| f.passing.is_none())
            .and_then(|f| f.path.clone());
        let path = match current.filter(|_| purpose.writes()) {
            // Where nothing can be written now it is no use to suggest it.
            Some(path) if self.is_out_of_reach() => {
                let name = path.file_name().unwrap_or_default();
                self.usual_path(path.parent()).with_file_name(name)
            }
            Some(path) => path,
            None => self.usual_path(None),
        };
        let t = Report(self.lang());
        match purpose {
            Purpose::Save if self.is_open_elsewhere() => self.copy_of(&path),
            Purpose::Version => self.copy_of(&path),
            Purpose::Send(way) => self.send_path(way, &path),
            Purpose::Open | Purpose::Receive | Purpose::Save | Purpose::Import => path,
            Purpose::Export(Action::ExportCalendar) => path.with_file_name(t.calendar_file()),
            Purpose::Export(Action::ExportChart) => path.with_file_name(t.chart_file()),
            Purpose::Export(_) => path.with_file_name(t.picture_file()),
            Purpose::Tables(wish) => path.with_file_name(tables::file_name(wish, self.lang())),
        }
    }

    /// The name of a copy beside a file.
    fn copy_of(&self, path: &Path) -> PathBuf {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (stem, ending) = name.split_once('.').unwrap_or((&name, "donghanh.json"));
        let stem = crate::text::strings::safe::Safe(self.lang()).copy_name(stem);
        path.with_file_name(format!("{stem}.{ending}"))
    }

    /// A file of the usual name in the folder that was used last, but not this one, else among the user's documents.
    fn usual_path(&self, but: Option<&Path>) -> PathBuf {
        let documents = directories::UserDirs::new();
        let folder = self
            .settings
            .last_folder
            .clone()
            .filter(|last| Some(last.as_path()) != but)
            .or_else(|| {
                documents
                    .as_ref()
                    .and_then(|d| d.document_dir().or(Some(d.home_dir())).map(Path::to_owned))
            })
            .unwrap_or_default();
        folder.join(shell::texts(self.lang()).default_name())
    }

    /// Takes up what the system's file dialog answered.
    pub(super) fn take_choice(&mut self, ctx: &Context) {
        let Some(choosing) = &mut self.dialog.choosing else {
            return;
        };
        choosing.seen |= !ctx.input(|i| i.focused);
        let purpose = choosing.purpose;
        // At once, or without ever taking the keys: there is no file dialog on this system; ask for a
        // path in our window.
        let none = choosing.since.elapsed() < Duration::from_millis(400) || !choosing.seen;
        match choosing.answer.try_recv() {
            Err(TryRecvError::Empty) => {
                ctx.request_repaint_after(Duration::from_millis(100));
                return;
            }
            Ok(Some(path)) => self.chosen(path, purpose),
            Ok(None) if !none => {
                if purpose == Purpose::Save {
                    self.dialog.after_save = None;
                }
            }
            Ok(None) | Err(TryRecvError::Disconnected) => self.ask_path(purpose),
        }
        self.dialog.choosing = None;
    }

    /// A path was chosen or typed.
    pub(in crate::app) fn chosen(&mut self, path: PathBuf, purpose: Purpose) {
        self.settings.last_folder = path.parent().map(Path::to_owned);
        let path = purpose.complete(path);
        match purpose {
            // What was open is let go only when the new file is read.
            Purpose::Open => self.go_on(Next::OpenPath(path)),
            Purpose::Receive => self.receive_file(path, false),
            Purpose::Save => self.save(Some(path), false),
            Purpose::Version => self.copy_version(path),
            Purpose::Import => self.take_table(path),
            Purpose::Send(_) => self.send_to(path),
            Purpose::Export(action) => self.export_to(action, path),
            Purpose::Tables(wish) => self.tables_to(wish, path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_the_ending_of_its_content_and_loses_nothing() {
        for (purpose, typed, whole) in [
            (Purpose::Open, "a", "a"),
            (Purpose::Save, "a", "a.donghanh.json"),
            (Purpose::Save, "a.json", "a.json"),
            (Purpose::Export(Action::ExportCalendar), "a", "a.ics"),
            (Purpose::Export(Action::ExportA4), "a", "a.png"),
            (Purpose::Export(Action::ExportA4), "a.SVG", "a.SVG"),
            (
                Purpose::Export(Action::ExportA3),
                "2024.2025",
                "2024.2025.png",
            ),
        ] {
            assert_eq!(
                purpose.complete(typed.into()),
                Path::new(whole),
                "{purpose:?}"
            );
        }
    }
}
