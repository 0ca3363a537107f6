//! What leaves the window for others: where to, what of it, and what came of it. The bytes are made
//! and written on the worker's thread.

use super::jobs::Job;
use super::paper::{self, Kind, Letters};
use super::workspace::Workspace;
use super::{App, Press, sentences, tables};
use crate::change::Document;
use crate::insight::Insight;
use crate::insight::timeline::{Choice, Rows, RowsKey};
use crate::report::calendar::{Options, calendar};
use crate::report::drawing::Sheet;
use crate::report::listing;
use crate::report::money_chart::{self, Chart, Frame, Picture};
use crate::report::timeline::{Beside, Format, Paper, Request, TooMuch, sheets};
use crate::store::folder::{open_file, open_folder};
use crate::store::paths::same_file;
use crate::store::{Expected, RealFs, SaveError, SaveRequest, save};
use crate::text::strings::Lang;
use crate::text::strings::money::Money;
use crate::text::strings::report::Report;
use crate::text::visible::visible;
use crate::ui::actions::Action;
use crate::ui::commands::Tables;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use chrono::{DateTime, FixedOffset, NaiveDate};
use eframe::egui::Context;
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// What is on its way.
#[derive(Default)]
pub(super) struct State {
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
    Tables(Vec<tables::Sheet>, tables::Kind, NaiveDate),
    Pictures(Vec<Sheet>, Kind),
}

/// What was written, or not.
pub struct Made {
    /// The first file.
    path: PathBuf,
    count: usize,
    /// It is offered to open it.
    opens: bool,
    result: Result<(), Failure>,
}

enum Failure {
    Save(SaveError),
    NotDrawn,
    /// A table that is no workbook, for this reason.
    NotMade(String),
}

/// The document that the timeline shows, with what follows from it: today's, or between two past
/// moments the later one, where it is still of the years that are chosen.
fn seen<'a>(w: &'a Workspace, now: &'a Insight) -> (&'a Document, &'a Insight) {
    let past = w.states.plan.past();
    past.filter(|(_, then)| then.years == w.years)
        .unwrap_or((&w.document, now))
}

/// The rows of the timeline as it was last shown, where they still hold for this document, day and
/// years; else anew, with the same choice.
fn rows<'a>(w: &'a Workspace, document: &Document, insight: &Insight) -> Cow<'a, Rows> {
    let shown = w.states.plan.shown().map(|(rows, _)| rows);
    if let Some(rows) = shown
        && rows.key == RowsKey::of(insight, &rows.key.choice, rows.key.compared)
    {
        return Cow::Borrowed(rows);
    }
    let choice = match shown {
        Some(rows) => rows.key.choice.clone(),
        None => {
            let kept = w.states.plan.kept();
            Choice {
                grouping: kept.grouping,
                filter: kept.filter,
                ..Choice::default()
            }
        }
    };
    Cow::Owned(Rows::of(document.programme(), insight, &choice, &[], 0))
}

/// The chart of the budget that is shown, as it stands on paper.
fn chart(w: &Workspace, insight: &Insight, lang: Lang) -> Picture {
    let kind = w.states.budget.chart();
    let chart = Chart::of(kind, w.document.programme(), insight, lang);
    money_chart::draw(&chart, Frame::PAPER, &Letters::default())
}

/// Makes the bytes and puts them in place, each file whole or not at all.
pub(super) fn write(wanted: Wanted) -> Made {
    let Wanted { to, content, at } = wanted;
    let count = match &content {
        Content::Text(_) | Content::Tables(..) => 1,
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
        Content::Tables(sheets, kind, on) => match tables::bytes(sheets, *kind, *on) {
            Ok(bytes) => put(&to, &bytes),
            Err(why) => Err(Failure::NotMade(why.to_string())),
        },
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
        opens: matches!(content, Content::Tables(..)),
        result,
    }
}

impl App {
    /// Makes what was asked for and has it written; never over the document itself.
    pub(super) fn export_to(&mut self, action: Action, to: PathBuf) {
        let lang = self.lang();
        let Some(w) = &self.workspace else { return };
        let now = Insight::of(&w.document, w.today(&self.clock), w.years);
        let (document, insight) = seen(w, &now);
        let programme = document.programme();
        if w.file.path.as_ref().is_some_and(|own| same_file(own, &to)) {
            let t = Report(lang);
            self.toast(Icon::Warning, Tone::Overdue, t.itself(), None);
            return;
        }
        if action == Action::ExportCalendar {
            let out = w.states.plan.out();
            let parties = &w.document.programme().parties;
            let options = Options {
                years: w.years,
                party: out.party.clone().filter(|id| parties.contains_key(id)),
                only_deadlines: out.only_deadlines,
                names: out.names,
            };
            let text = calendar(&w.document, &options, self.clock.now(), lang);
            self.ask_export(to, Content::Text(text));
            return;
        }
        let kind = Kind::of(&to).unwrap_or(Kind::Png);
        if action == Action::ExportChart {
            let sheet = chart(w, &now, lang).sheet;
            self.ask_export(to, Content::Pictures(vec![sheet], kind));
            return;
        }
        let rows = rows(w, document, insight);
        // A comparison belongs to the rows that were shown with it.
        let compared = match rows {
            Cow::Borrowed(_) => w.states.plan.compared(),
            Cow::Owned(_) => None,
        };
        let px_per_day = w.states.plan.shown().map_or(2.0, |(_, zoom)| zoom);
        let out = w.states.plan.out();
        let portrait = out.portrait;
        let pages = |paper| Format::Pages { paper, portrait };
        let stretch = w.states.plan.stretch().filter(|_| out.stretch);
        let made = sheets(&Request {
            programme,
            insight,
            rows: &rows,
            links: true,
            compared: compared.map(|(compared, words)| Beside { compared, words }),
            stretch,
            printed: self.clock.today(),
            format: match action {
                Action::ExportA3 => pages(Paper::A3),
                Action::ExportShown => Format::Screen { px_per_day },
                _ => pages(Paper::A4),
            },
            names: out.names,
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

    /// Makes tables and has them written; never over the document itself.
    pub(super) fn tables_to(&mut self, wish: Tables, to: PathBuf) {
        let Some(w) = &self.workspace else { return };
        if w.file.path.as_ref().is_some_and(|own| same_file(own, &to)) {
            let t = Report(self.lang());
            self.toast(Icon::Warning, Tone::Overdue, t.itself(), None);
            return;
        }
        let options = tables::Options {
            years: wish.years,
            names: wish.names,
        };
        let today = w.today(&self.clock);
        let sheets = tables::sheets(&w.document, wish.list, options, today);
        // The name that was typed says what it is; several tables are no CSV.
        let kind = tables::kind(&to).filter(|kind| tables::holds(*kind, sheets.len()));
        let kind = kind.unwrap_or(tables::Kind::Xlsx);
        let content = Content::Tables(sheets, kind, self.clock.today());
        self.ask_export(to, content);
    }

    fn ask_export(&mut self, to: PathBuf, content: Content) {
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
                let folder = made.path.parent().map(Path::to_owned);
                let mut presses = Vec::new();
                if made.opens {
                    presses.push((Press::OpenFile(made.path.clone()), t.open_file()));
                }
                presses.extend(folder.map(|f| (Press::OpenFolder(f), t.open_folder())));
                self.toast_with(Icon::CheckCircle, Tone::Done, text, presses);
            }
            Err(Failure::NotDrawn) => {
                self.toast(Icon::Warning, Tone::Overdue, t.not_drawn(), None);
            }
            Err(Failure::NotMade(why)) => {
                self.toast(Icon::Warning, Tone::Overdue, t.not_made(why), None);
            }
            Err(Failure::Save(error)) => {
                let text = sentences::save_error(lang, error).replace('\n', " ");
                self.toast(Icon::Warning, Tone::Overdue, text, None);
            }
        }
    }

    /// Shows a folder in the system's file manager. Without a window (tests, pictures) none is started.
    pub(super) fn open_folder(&mut self, folder: &Path) {
        let result = if self.jobs.is_inline() {
            Ok(())
        } else {
            open_folder(folder)
        };
        if let Err(error) = result {
            log::warn!("folder: {error}");
            let name = visible(&folder.display().to_string()).into_owned();
            let text = Report(self.lang()).folder_not_opened(&name);
            self.toast(Icon::Warning, Tone::Overdue, text, None);
        }
    }

    /// Opens a file that was written. Without a window (tests, pictures) nothing is started.
    pub(super) fn open_file(&mut self, file: &Path) {
        let result = if self.jobs.is_inline() {
            Ok(())
        } else {
            open_file(file)
        };
        if let Err(error) = result {
            log::warn!("file: {error}");
            let name = visible(&file.display().to_string()).into_owned();
            let text = Report(self.lang()).file_not_opened(&name);
            self.toast(Icon::Warning, Tone::Overdue, text, None);
        }
    }

    /// Puts the rows that are shown on the clipboard, as text and as a table.
    pub(super) fn copy_table(&mut self, ctx: &Context) {
        let lang = self.lang();
        let Some(w) = &self.workspace else { return };
        let now = Insight::of(&w.document, w.today(&self.clock), w.years);
        let (document, insight) = seen(w, &now);
        let rows = rows(w, document, insight);
        let table = listing::timeline(document.programme(), insight, &rows, w.shows_names(), lang);
        let (text, html) = (table.tsv(), table.html());
        let count = table.lines.iter().filter(|l| !l.head).count();
        self.put_table(ctx, text, &html);
        let text = Report(lang).copied_rows(count);
        self.toast(Icon::Copy, Tone::Neutral, text, None);
    }

    /// Puts the chart of the budget on the clipboard, as a picture.
    pub(super) fn copy_chart(&mut self, ctx: &Context) {
        let lang = self.lang();
        let Some(w) = &self.workspace else { return };
        let now = Insight::of(&w.document, w.today(&self.clock), w.years);
        let sheet = chart(w, &now, lang).sheet;
        ctx.copy_image(paper::pixels(&sheet, paper::DPI));
        let text = Money(lang).picture_copied();
        self.toast(Icon::Copy, Tone::Neutral, text, None);
    }

    /// Puts a table on the clipboard: as HTML too where the system takes it, else as text alone.
    pub(super) fn put_table(&mut self, ctx: &Context, text: String, html: &str) {
        // Without a window (tests, pictures) the system's clipboard is left alone.
        let taken = !self.jobs.is_inline() && self.put_html(html, &text);
        if !taken {
            ctx.copy_text(text);
        }
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
