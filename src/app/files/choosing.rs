//! Where a file is or goes: the system's file dialog, or a typed path where there is none.

use super::Next;
use crate::app::dialogs::Dialog;
use crate::app::{App, shell};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// A file dialog of the system, on its way.
pub struct Choosing {
    saving: bool,
    since: Instant,
    answer: Receiver<Option<PathBuf>>,
}

impl App {
    /// Asks for a place to save to.
    pub(in crate::app) fn ask_place(&mut self) {
        if self.workspace.is_some() {
            self.choose(true);
        }
    }

    /// Opens the system's file dialog on a thread of its own; where there is none, a typed path does.
    pub(super) fn choose(&mut self, saving: bool) {
        if self.jobs.is_inline() {
            self.dialog.open = Some(Dialog::path(saving, self.suggested_path(saving)));
            return;
        }
        let t = shell::texts(self.lang());
        let suggested = self.suggested_path(saving);
        let (title, kind) = (
            if saving {
                t.file_dialog_title_save()
            } else {
                t.file_dialog_title_open()
            },
            t.file_kind(),
        );
        let (tell, answer) = channel();
        let spawned = std::thread::Builder::new()
            .name("file dialog".into())
            .spawn(move || {
                let mut dialog = rfd::FileDialog::new()
                    .set_title(title)
                    .add_filter(kind, &["json"]);
                if let Some(folder) = suggested.parent().filter(|f| f.is_dir()) {
                    dialog = dialog.set_directory(folder);
                }
                if saving && let Some(name) = suggested.file_name() {
                    dialog = dialog.set_file_name(name.to_string_lossy());
                }
                let chosen = if saving {
                    dialog.save_file()
                } else {
                    dialog.pick_file()
                };
                let _ = tell.send(chosen);
            });
        if spawned.is_ok() {
            self.dialog.choosing = Some(Choosing {
                saving,
                since: Instant::now(),
                answer,
            });
        } else {
            self.dialog.open = Some(Dialog::path(saving, self.suggested_path(saving)));
        }
    }

    /// Where a file is likely to be or to go.
    pub(in crate::app) fn suggested_path(&self, saving: bool) -> PathBuf {
        let t = shell::texts(self.lang());
        let current = self
            .workspace
            .as_ref()
            .and_then(|w| w.file.path.clone().filter(|_| w.file.passing.is_none()));
        if let Some(path) = current.filter(|_| saving) {
            return path;
        }
        let documents = directories::UserDirs::new();
        let folder = self
            .settings
            .last_folder
            .clone()
            .or_else(|| {
                documents
                    .as_ref()
                    .and_then(|d| d.document_dir().or(Some(d.home_dir())).map(Path::to_owned))
            })
            .unwrap_or_default();
        folder.join(t.default_name())
    }

    /// Takes up what the system's file dialog answered.
    pub(super) fn take_choice(&mut self, ctx: &Context) {
        if let Some(choosing) = &self.dialog.choosing {
            match choosing.answer.try_recv() {
                Ok(Some(path)) => {
                    let saving = choosing.saving;
                    self.dialog.choosing = None;
                    self.chosen(path, saving);
                }
                Ok(None) => {
                    // At once: there is no file dialog on this system; ask for a path in our window.
                    let none = choosing.since.elapsed() < Duration::from_millis(400);
                    let saving = choosing.saving;
                    self.dialog.choosing = None;
                    if none {
                        self.dialog.open = Some(Dialog::path(saving, self.suggested_path(saving)));
                    } else {
                        self.dialog.after_save = None;
                    }
                }
                Err(TryRecvError::Empty) => ctx.request_repaint_after(Duration::from_millis(100)),
                Err(TryRecvError::Disconnected) => {
                    let saving = choosing.saving;
                    self.dialog.choosing = None;
                    self.dialog.open = Some(Dialog::path(saving, self.suggested_path(saving)));
                }
            }
        }
    }

    /// A path was chosen or typed.
    pub(in crate::app) fn chosen(&mut self, mut path: PathBuf, saving: bool) {
        self.settings.last_folder = path.parent().map(Path::to_owned);
        if saving {
            if path.extension().is_none() {
                path.set_extension("donghanh.json");
            }
            self.save(Some(path), false);
        } else {
            // What was open is let go only when the new file is read.
            self.go_on(Next::OpenPath(path));
        }
    }
}
