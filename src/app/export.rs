//! What leaves the window for others: where to, what of it, and what came of it. The bytes are made
//! and written on the worker's thread.

use super::jobs::Job;
use super::paper::{self, Kind, Letters};
use super::{App, sentences};
use crate::insight::Insight;
use crate::insight::timeline::{Choice, Rows};
use crate::report::calendar::{Options, calendar};
use crate::report::drawing::Sheet;
use crate::report::listing;
use crate::report::timeline::{Beside, Format, Paper, Request, TooMuch, sheets};
use crate::store::{Expected, RealFs, SaveError, SaveRequest, save};
use crate::text::strings::report::Report;
use crate::text::visible::visible;
use crate::ui::actions::Action;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use chrono::{DateTime, FixedOffset};
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Duration;

/// What is on its way.
#[derive(Default)]
pub(super) struct State {
    /// The system's file dialog is open on another thread.
    choosing: Option<(Action, Receiver<Option<PathBuf>>)>,
    /// Kept open: on some systems its content goes when its owner goes.
    clipboard: Option<arboard::Clipboard>,
}

/// What is to be written.
pub struct Wanted {
    /// The file that was chosen; several pages have their numbers in their names.
    to: PathBuf,
    content: Content,
    at: DateTime<FixedOffset>,
}

enum Content {
    Text(String),
    Pictures(Vec<Sheet>, Kind),
}

/// What was written, or not.
pub struct Made {
    /// The first file.
    path: PathBuf,
    count: usize,
    result: Result<(), Failure>,
}

enum Failure {
    Save(SaveError),
    NotDrawn,
}

/// Makes the bytes and puts them in place, each file whole or not at all.
pub(super) fn write(wanted: Wanted) -> Made {
    let Wanted { to, content, at } = wanted;
    let count = match &content {
        Content::Text(_) => 1,
        Content::Pictures(sheets, _) => sheets.len(),
    };
    let paths = paper::paths(&to, count);
    let put = |path: &Path, bytes: &[u8]| {
        let request = SaveRequest {
            path,
            bytes,
            // The user has seen the one name and agreed to it; other names are not to be taken.
            expected: if path == to {
                Expected::Anything
            } else {
                Expected::Absent
            },
            replace_read_only: false,
            revisions: None,
            at,
            verify: &|_| Ok(()),
        };
        save(&RealFs, &request).map(|_| ()).map_err(Failure::Save)
    };
    let result = match &content {
        Content::Text(text) => put(&to, text.as_bytes()),
        Content::Pictures(sheets, kind) => {
            let mut pairs = sheets.iter().zip(&paths);
            pairs.try_for_each(|(sheet, path)| {
                let bytes = paper::bytes(sheet, *kind).ok_or(Failure::NotDrawn)?;
                put(path, &bytes)
            })
        }
    };
    Made {
        path: paths.into_iter().next().unwrap_or(to),
        count,
        result,
    }
}

impl App {
    /// Asks where to; without a dialog of the system it goes beside the document.
    pub(super) fn export(&mut self, action: Action) {
        if self.workspace.is_none() || self.exports.choosing.is_some() {
            return;
        }
        let t = Report(self.lang());
        let calendar = action == Action::ExportCalendar;
        let name = if calendar {
            t.calendar_file()
        } else {
            t.picture_file()
        };
        let folder = self.suggested_path(true);
        let suggested = folder.with_file_name(name);
        if self.jobs.is_inline() {
            self.export_to(action, suggested);
            return;
        }
        let (title, kind) = (action.text(self.lang()), t.file_kind(calendar));
        let (tell, answer) = channel();
        let spawned = std::thread::Builder::new()
            .name("file dialog".into())
            .spawn(move || {
                let endings: &[&str] = if calendar { &["ics"] } else { &["png", "svg"] };
                let mut dialog = rfd::FileDialog::new()
                    .set_title(title)
                    .add_filter(kind, endings);
                if let Some(folder) = suggested.parent().filter(|f| f.is_dir()) {
                    dialog = dialog.set_directory(folder);
                }
                if let Some(name) = suggested.file_name() {
                    dialog = dialog.set_file_name(name.to_string_lossy());
                }
                let _ = tell.send(dialog.save_file());
            });
        if spawned.is_ok() {
            self.exports.choosing = Some((action, answer));
        }
    }

    /// Takes up what the system's file dialog answered.
    pub(super) fn finish_choosing(&mut self, ctx: &Context) {
        let Some((action, answer)) = &self.exports.choosing else {
            return;
        };
        let action = *action;
        match answer.try_recv() {
            Err(TryRecvError::Empty) => ctx.request_repaint_after(Duration::from_millis(100)),
            Err(TryRecvError::Disconnected) | Ok(None) => self.exports.choosing = None,
            Ok(Some(path)) => {
                self.exports.choosing = None;
                self.export_to(action, path);
            }
        }
    }

    fn export_to(&mut self, action: Action, mut to: PathBuf) {
        let lang = self.lang();
        let Some(w) = &self.workspace else { return };
        let now = Insight::of(&w.document, w.today(&self.clock), w.years);
        // Between two past moments the later one is what is seen.
        let seen = w.states.plan.past();
        let (document, insight) = seen.unwrap_or((&w.document, &now));
        let programme = document.programme();
        if w.file.path.as_ref() == Some(&to) {
            let t = Report(lang);
            self.toast(Icon::Warning, Tone::Overdue, t.itself(), None);
            return;
        }
        if action == Action::ExportCalendar {
            if to.extension().is_none() {
                to.set_extension("ics");
            }
            let options = Options {
                years: w.years,
                ..Options::default()
            };
            let text = calendar(&w.document, &options, self.clock.now(), lang);
            self.ask_export(to, Content::Text(text));
            return;
        }
        let kind = Kind::of(&to).unwrap_or_else(|| {
            to.set_extension("png");
            Kind::Png
        });
        let shown = w.states.plan.shown();
        let fresh;
        let mut compared = None;
        let (rows, px_per_day) =
            match shown.filter(|(rows, _)| rows.key.revision == insight.revision) {
                Some(shown) => {
                    compared = w.states.plan.compared();
                    shown
                }
                None => {
                    fresh = Rows::of(programme, insight, &Choice::default(), &[], 0);
                    (&fresh, 2.0)
                }
            };
        let pages = |paper| Format::Pages {
            paper,
            portrait: false,
        };
        let made = sheets(&Request {
            programme,
            insight,
            rows,
            links: true,
            compared: compared.map(|(compared, words)| Beside { compared, words }),
            printed: self.clock.today(),
            format: match action {
                Action::ExportA3 => pages(Paper::A3),
                Action::ExportShown => Format::Screen { px_per_day },
                _ => pages(Paper::A4),
            },
            lang,
            measure: &Letters::default(),
        });
        match made {
            Ok(sheets) => self.ask_export(to, Content::Pictures(sheets, kind)),
            Err(TooMuch::Pages(count)) => {
                let text = Report(lang).too_many_pages(count);
                self.toast(Icon::Warning, Tone::Overdue, text, None);
            }
            Err(TooMuch::Lines(count)) => {
                let text = Report(lang).too_many_lines(count);
                self.toast(Icon::Warning, Tone::Overdue, text, None);
            }
        }
    }

    fn ask_export(&mut self, to: PathBuf, content: Content) {
        self.settings.last_folder = to.parent().map(Path::to_owned);
        let at = self.clock.now();
        self.jobs.ask(Job::Export(Wanted { to, content, at }));
    }

    /// Tells what came of it.
    pub(super) fn exported(&mut self, made: &Made) {
        let lang = self.lang();
        let t = Report(lang);
        let name = visible(&made.path.display().to_string()).into_owned();
        match &made.result {
            Ok(()) => {
                let text = if made.count > 1 {
                    t.exported_pages(made.count, &name)
                } else {
                    t.exported(&name)
                };
                self.toast(Icon::CheckCircle, Tone::Done, text, None);
            }
            Err(Failure::NotDrawn) => {
                self.toast(Icon::Warning, Tone::Overdue, t.not_drawn(), None);
            }
            Err(Failure::Save(error)) => {
                let text = sentences::save_error(lang, error).replace('\n', " ");
                self.toast(Icon::Warning, Tone::Overdue, text, None);
            }
        }
    }

    /// Puts the rows that are shown on the clipboard, as text and as a table.
    pub(super) fn copy_table(&mut self, ctx: &Context) {
        let lang = self.lang();
        let Some(w) = &self.workspace else { return };
        let now = Insight::of(&w.document, w.today(&self.clock), w.years);
        let seen = w.states.plan.past();
        let (document, insight) = seen.unwrap_or((&w.document, &now));
        let programme = document.programme();
        let shown = w.states.plan.shown().map(|(rows, _)| rows);
        let fresh;
        let rows = match shown.filter(|rows| rows.key.revision == insight.revision) {
            Some(rows) => rows,
            None => {
                fresh = Rows::of(programme, insight, &Choice::default(), &[], 0);
                &fresh
            }
        };
        let table = listing::timeline(programme, insight, rows, lang);
        let (text, html) = (table.tsv(), table.html());
        let count = table.lines.iter().filter(|l| !l.head).count();
        // Without a window (tests, pictures) the system's clipboard is left alone.
        let taken = !self.jobs.is_inline() && self.put_html(&html, &text);
        if !taken {
            ctx.copy_text(text);
        }
        let text = Report(lang).copied_rows(count);
        self.toast(Icon::Copy, Tone::Neutral, text, None);
    }

    fn put_html(&mut self, html: &str, text: &str) -> bool {
        if self.exports.clipboard.is_none() {
            self.exports.clipboard = arboard::Clipboard::new().ok();
        }
        let Some(clipboard) = &mut self.exports.clipboard else {
            return false;
        };
        match clipboard.set_html(html, Some(text)) {
            Ok(()) => true,
            Err(error) => {
                log::warn!("clipboard: {error}");
                false
            }
        }
    }
}
