//! Tables that come into the window: chosen, dropped, read by the worker, shown before anything is done.

use super::dialogs::Dialog;
use super::jobs::{Job, OpenError};
use super::{App, Press, sentences};
use crate::edit::Edit;
use crate::import::book::{self, Book, Unreadable, Watch};
use crate::store::RealFs;
use crate::store::load::{LoadError, load_bytes};
use crate::text::strings::import_window::ImportWindow;
use crate::ui::actions::Action;
use crate::ui::dialogs::import;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a table was not read.
#[derive(Debug)]
pub enum NoTable {
    /// The file could not be read.
    File(LoadError),
    /// It is no table, or one beyond the limits.
    Table(Unreadable),
}

/// Whether a file is a table by its name; what it holds is seen when it is read.
pub(super) fn is_table(path: &Path) -> bool {
    let ending = path
        .extension()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    ["xlsx", "xlsm", "xls", "csv", "tsv"]
        .iter()
        .any(|e| ending.eq_ignore_ascii_case(e))
}

/// Reads a table, on the worker's thread.
pub(super) fn read(path: &Path, watch: &Watch) -> Result<Book, NoTable> {
    let (bytes, _) = load_bytes(&RealFs, path, false).map_err(|error| match error {
        LoadError::TooBig { .. } => NoTable::Table(Unreadable::TooLarge),
        other => NoTable::File(other),
    })?;
    book::read_watched(&bytes, watch).map_err(NoTable::Table)
}

impl App {
    /// "Nhập từ Excel…": asks for the file.
    pub(super) fn choose_table(&mut self) {
        if self.may_take_in() {
            self.ask_table();
        }
    }

    /// A table was dropped on the window.
    pub(super) fn take_dropped(&mut self, path: PathBuf) {
        // What is asked already is answered first.
        if !self.dialog.is_open() && self.may_take_in() {
            self.take_table(path);
        }
    }

    /// Whether a document is open that can be changed; tells where there is none.
    fn may_take_in(&mut self) -> bool {
        let t = ImportWindow(self.lang());
        let why = match &self.workspace {
            None => t.open_first(),
            Some(w) if w.read_only.is_some() => t.read_only(),
            Some(_) => return true,
        };
        self.toast(Icon::Info, Tone::Soon, why, None);
        false
    }

    /// Has a table read; the dialog says how far it is.
    pub(super) fn take_table(&mut self, path: PathBuf) {
        let watch = Arc::new(Watch::default());
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
        let state = import::State::reading(&name.unwrap_or_default(), Arc::clone(&watch));
        self.dialog.open = Some(Dialog::Import(Box::new(state)));
        self.jobs.ask(Job::ReadTable { path, watch });
    }

    /// A table was read, or not: shown where it is still waited for.
    pub(super) fn table_read(&mut self, watch: &Arc<Watch>, result: Result<Book, NoTable>) {
        let lang = self.lang();
        let Some(Dialog::Import(state)) = &mut self.dialog.open else {
            return;
        };
        if !state.waits_for(watch) {
            return;
        }
        match result {
            Ok(book) => state.take(book),
            Err(NoTable::Table(why)) => state.refuse(why),
            Err(NoTable::File(error)) => {
                state.fail(sentences::open_error(lang, &OpenError::Load(error)));
            }
        }
    }

    /// Carries an edit out and tells what was done, with the way back.
    pub(super) fn carry(&mut self, edit: &Edit, told: String) {
        let before = self.workspace.as_ref().map(|w| w.document.revision());
        self.edit(edit);
        let after = self.workspace.as_ref().map(|w| w.document.revision());
        if before != after {
            let undo = Action::Undo.text(self.lang());
            let press = vec![(Press::Do(Action::Undo), undo)];
            self.toast_with(Icon::CheckCircle, Tone::Done, told, press);
        }
    }
}
