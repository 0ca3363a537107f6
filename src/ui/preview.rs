//! A view of an embedded document without a window: for pictures and tests of single tabs.

use super::commands::Commands;
use super::view::{ReadOnly, Selection, View};
use crate::change::{Author, Document, Session, UndoStack};
use crate::codec::embedded;
use crate::insight::{Insight, YearFilter};
use crate::text::strings::Lang;
use chrono::NaiveDate;
use std::cell::Cell;

/// Everything that a [`View`] borrows, for a tab drawn by itself.
pub struct Preview {
    /// The document.
    pub document: Document,
    /// What is selected.
    pub selection: Selection,
    /// The years that are shown.
    pub years: YearFilter,
    /// The day.
    pub today: NaiveDate,
    /// The language.
    pub lang: Lang,
    /// Whether the names of households are shown.
    pub names: bool,
    /// Why nothing can be edited.
    pub read_only: Option<ReadOnly>,
    /// What the tab asked for.
    pub commands: Commands,
    insight: Option<Insight>,
    count: Cell<u32>,
    /// Seconds from the beginning of its session to its last edit.
    seconds: u32,
}

impl Preview {
    /// The sample data on its own today.
    #[must_use]
    pub fn sample() -> Self {
        Self::of(embedded::sample_document("sample"))
    }

    /// The programme as signed, with nothing recorded.
    #[must_use]
    pub fn empty() -> Self {
        Self::of(embedded::new_document("empty"))
    }

    /// Any document; its own today where it has one, else 19/08/2024.
    #[must_use]
    pub fn of(mut document: Document) -> Self {
        let session = Session {
            by: Author {
                party: "vl".into(),
                name: "Thử".into(),
            },
            at: "2024-08-19T08:00:00+07:00".into(),
            ..Session::default()
        };
        document.begin_session("previewpreview", session);
        let today = document
            .programme()
            .header
            .sample_today
            .unwrap_or_else(|| NaiveDate::from_ymd_opt(2024, 8, 19).unwrap_or_default());
        Self {
            document,
            selection: Selection::Nothing,
            years: YearFilter::All,
            today,
            lang: Lang::Vi,
            names: false,
            read_only: None,
            commands: Commands::default(),
            insight: None,
            count: Cell::new(0),
            seconds: 0,
        }
    }

    /// Takes back the last step of its own session. Returns whether there was one.
    pub fn undo(&mut self) -> bool {
        let author = Author {
            party: "vl".into(),
            name: "Thử".into(),
        };
        self.seconds += 1;
        let mut stack = UndoStack::of(&self.document, &author);
        matches!(stack.undo(&mut self.document, self.seconds), Some(Ok(_)))
    }

    /// Draws with a view, then carries out the edits and selections that were asked for; other
    /// commands stay in [`Preview::commands`].
    pub fn frame<R>(&mut self, draw: impl FnOnce(&View<'_>, &mut Commands) -> R) -> R {
        let insight = match self.insight.take() {
            Some(insight) => insight.next(&self.document, self.today, self.years),
            None => Insight::of(&self.document, self.today, self.years),
        };
        let fresh = || {
            self.count.set(self.count.get() + 1);
            format!("01PREVIEW{:017}", self.count.get())
        };
        let view = View {
            document: &self.document,
            insight: &insight,
            today: self.today,
            years: self.years,
            lang: self.lang,
            read_only: self.read_only,
            selection: &self.selection,
            names: self.names,
            fresh: &fresh,
        };
        let result = draw(&view, &mut self.commands);
        let context = view.context();
        self.insight = Some(insight);
        let commands = self.commands.take();
        for command in commands {
            match command {
                super::commands::Command::Edit(edit)
                | super::commands::Command::Carry { edit, .. } => {
                    if let Ok(planned) = crate::edit::plan(&self.document, &edit, &context) {
                        self.seconds += 1;
                        let group = self.document.commit(planned.ops, self.seconds);
                        let at = format!(
                            "2024-08-19T{:02}:{:02}:{:02}+07:00",
                            8 + self.seconds / 3600 % 16,
                            self.seconds / 60 % 60,
                            self.seconds % 60
                        );
                        if let Some(group) = group {
                            for mark in &planned.marks {
                                self.document.mark(&group, mark, &at);
                            }
                        }
                    }
                }
                super::commands::Command::Select(s) | super::commands::Command::Reveal(s) => {
                    self.selection = s
                }
                super::commands::Command::Years(y) => self.years = y,
                super::commands::Command::ShowNames(shown) => self.names = shown,
                other => self.commands.push(other),
            }
        }
        result
    }
}

/// Where tests put their pictures: beside the test program, in the build's own folder.
#[cfg(test)]
pub(crate) fn pictures() -> std::path::PathBuf {
    let program = std::env::current_exe().expect("the test's own path");
    let folder = program
        .ancestors()
        .nth(3)
        .expect("target/debug/deps")
        .join("tmp");
    std::fs::create_dir_all(&folder).expect("a folder in the build's own");
    folder
}
