//! The saved versions in the window: listed, looked at, copied, restored as changes; and how the file on disk
//! differs from what is open.

use super::Purpose;
use super::versions_work::{Answer, Found, Wanted, What};
use crate::app::dialogs::Dialog;
use crate::app::jobs::Job;
use crate::app::workspace::{Viewed, Workspace};
use crate::app::{App, shell};
use crate::change::Document;
use crate::store::paths::same_file;
use crate::store::revisions::{Kept, Revision};
use crate::text::date;
use crate::text::number::format_whole;
use crate::text::strings::report::Report;
use crate::text::strings::revisions::Revisions as Texts;
use crate::text::strings::safe::Safe;
use crate::text::visible::visible;
use crate::ui::actions::Action;
use crate::ui::dialogs::revisions::{self, Entry, Preview, Why};
use crate::ui::dialogs::revisions_compare;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use crate::ui::view::ReadOnly;
use chrono::{DateTime, Days, FixedOffset};
use eframe::egui::Context;
use std::path::PathBuf;

/// The dialog of the saved versions, with what lies behind what it shows.
#[derive(Default)]
pub struct Versions {
    shown: revisions::State,
    all: Vec<Revision>,
    /// The number of the question whose answer is awaited; others are of no interest any more.
    awaited: u64,
    document: Option<Box<Document>>,
}

/// The dialog that compares with the file on disk.
#[derive(Default)]
pub struct OnDisk {
    shown: Preview,
    awaited: u64,
}

impl App {
    /// Opens the list of saved versions.
    pub(in crate::app) fn open_versions(&mut self) {
        let Some(w) = &self.workspace else { return };
        let locked = w.read_only.map(|why| {
            let (t, s) = (shell::texts(self.lang()), Safe(self.lang()));
            match why {
                ReadOnly::ViewOnly => t.reason_view_only(),
                ReadOnly::Newer => t.reason_newer(),
                ReadOnly::NoPlace => t.reason_no_place(),
                ReadOnly::Elsewhere => s.reason_elsewhere(),
                ReadOnly::Past => s.reason_past(),
            }
        });
        let what = self.revisions().map(What::List);
        let mut versions = Versions::default();
        versions.shown.locked = locked;
        match what {
            Some(what) => versions.awaited = self.ask_versions(what),
            None => versions.shown.entries = Some(Vec::new()),
        }
        self.dialog.open = Some(Dialog::Versions(Box::new(versions)));
    }

    fn revisions(&self) -> Option<crate::store::revisions::Revisions> {
        let w = self.workspace.as_ref()?;
        Some(self.data.as_ref()?.revisions(&w.document.envelope.doc_id))
    }

    fn ask_versions(&mut self, what: What) -> u64 {
        self.dialog.asked += 1;
        let number = self.dialog.asked;
        let lang = self.lang();
        self.jobs
            .ask_beside(Job::Versions(Wanted { number, what, lang }));
        number
    }

    /// Compares the file on disk with what is open.
    pub(in crate::app) fn compare_with_disk(&mut self) {
        let Some(w) = &self.workspace else { return };
        let Some(path) = w.file.path.clone() else {
            return;
        };
        let open = Box::new(w.document.snapshot());
        let awaited = self.ask_versions(What::Disk { path, open });
        self.dialog.open = Some(Dialog::OnDisk(OnDisk {
            shown: Preview::Reading,
            awaited,
        }));
    }

    /// Takes up what was read; what nobody waits for any more is dropped.
    pub(super) fn versions_found(&mut self, found: Found) {
        let lang = self.lang();
        if let Ok(Answer::Copied(path)) = &found.answer {
            let text = Texts(lang).copied(&visible(&path.display().to_string()));
            self.toast(Icon::CheckCircle, Tone::Done, text, None);
            return;
        }
        let today = self.clock.now();
        let mut first = false;
        match (&mut self.dialog.open, found.answer) {
            (Some(Dialog::Versions(v)), Ok(Answer::List(list))) if v.awaited == found.number => {
                let entries = list.iter().map(|(r, size)| entry(r, *size, today, lang));
                v.shown.entries = Some(entries.collect());
                v.all = list.into_iter().map(|(r, _)| r).collect();
                first = !v.all.is_empty();
            }
            (Some(Dialog::Versions(v)), Ok(Answer::Version(read))) if v.awaited == found.number => {
                let (document, summary) = *read;
                v.document = Some(Box::new(document));
                v.shown.preview = Preview::Ready(Box::new(summary));
            }
            (Some(Dialog::Versions(v)), Err(text)) if v.awaited == found.number => {
                if v.shown.entries.is_none() {
                    v.shown.failed = Some(text);
                } else {
                    v.shown.preview = Preview::Failed(text);
                }
            }
            (Some(Dialog::OnDisk(d)), Ok(Answer::Version(read))) if d.awaited == found.number => {
                d.shown = Preview::Ready(Box::new(read.1));
            }
            (Some(Dialog::OnDisk(d)), Err(text)) if d.awaited == found.number => {
                d.shown = Preview::Failed(text);
            }
            // A copy that could not be written: nothing is lost by that.
            (_, Err(text)) if found.number == self.dialog.copying => {
                self.toast(Icon::Warning, Tone::Overdue, text, None);
            }
            _ => {}
        }
        if first {
            self.choose_version(0);
        }
    }

    fn choose_version(&mut self, nth: usize) {
        let (Some(w), Some(revisions)) = (&self.workspace, self.revisions()) else {
            return;
        };
        let open = Box::new(w.document.snapshot());
        let Some(Dialog::Versions(v)) = &self.dialog.open else {
            return;
        };
        let Some(revision) = v.all.get(nth).cloned() else {
            return;
        };
        let awaited = self.ask_versions(What::Version {
            revisions,
            revision,
            open,
        });
        if let Some(Dialog::Versions(v)) = &mut self.dialog.open {
            v.awaited = awaited;
            v.document = None;
            v.shown.chosen = Some(nth);
            v.shown.preview = Preview::Reading;
        }
    }

    /// Draws the list of saved versions and does what was pressed.
    pub(in crate::app) fn show_versions(&mut self, ctx: &Context, mut versions: Box<Versions>) {
        let answer = revisions::show(ctx, self.lang(), &versions.shown);
        let chosen = versions
            .shown
            .chosen
            .and_then(|n| versions.all.get(n))
            .cloned();
        match (answer, chosen) {
            (Some(revisions::Answer::Close), _) => {}
            (Some(revisions::Answer::Choose(nth)), _) => {
                self.dialog.open = Some(Dialog::Versions(versions));
                self.choose_version(nth);
            }
            (Some(revisions::Answer::View), Some(revision)) => {
                if let Some(document) = versions.document.take() {
                    self.view_past(*document, Viewed::Version(revision.at));
                }
            }
            (Some(revisions::Answer::Restore), Some(revision)) => {
                if let Some(document) = versions.document.take() {
                    self.restore(&document, revision.at);
                }
            }
            (Some(revisions::Answer::Copy), Some(revision)) => {
                self.dialog.copy = Some(revision);
                self.choose(Purpose::Version);
            }
            _ => self.dialog.open = Some(Dialog::Versions(versions)),
        }
    }

    /// Draws the comparison with the file on disk and does what was pressed.
    pub(in crate::app) fn show_on_disk(&mut self, ctx: &Context, on_disk: OnDisk) {
        match revisions_compare::show(ctx, self.lang(), &on_disk.shown) {
            None => self.dialog.open = Some(Dialog::OnDisk(on_disk)),
            Some(revisions_compare::Answer::Close) => {}
            Some(revisions_compare::Answer::Reopen) => self.reopen(),
            Some(revisions_compare::Answer::SaveOther) => self.ask_place(),
        }
    }

    /// Writes a copy of the version for which a place was chosen.
    pub(super) fn copy_version(&mut self, to: PathBuf) {
        let (Some(revision), Some(revisions)) = (self.dialog.copy.take(), self.revisions()) else {
            return;
        };
        let own = self.workspace.as_ref().and_then(|w| w.file.path.as_ref());
        if own.is_some_and(|own| same_file(own, &to)) {
            let text = Report(self.lang()).itself();
            self.toast(Icon::Warning, Tone::Overdue, text, None);
            return;
        }
        let at = self.clock.now();
        self.dialog.copying = self.ask_versions(What::Copy {
            revisions,
            revision,
            to,
            at,
        });
    }

    /// Writes a version as changes over what is open: one step to undo.
    pub(in crate::app) fn restore(&mut self, past: &Document, at: DateTime<FixedOffset>) {
        let t = Texts(self.lang());
        let author = self.author();
        let Some(w) = &mut self.workspace else { return };
        if w.read_only.is_some() {
            return;
        }
        if w.go_back(past, &author, &self.clock) {
            let undo = Action::Undo.text(self.lang());
            let text = t.restored(&moment(at));
            self.toast(
                Icon::CheckCircle,
                Tone::Done,
                text,
                Some((Action::Undo, undo)),
            );
        } else {
            self.toast(Icon::Info, Tone::Neutral, t.already(), None);
        }
    }

    /// Shows a version for viewing only, in the place of what is open, which waits aside.
    pub(in crate::app) fn view_past(&mut self, document: Document, viewed: Viewed) {
        if self.aside.is_some() {
            return;
        }
        let Some(mut own) = self.workspace.take() else {
            return;
        };
        own.settle_journal();
        let mut past = Workspace::new(document, &self.author(), &self.clock);
        past.states.plan = self.plan_tab();
        past.read_only = Some(ReadOnly::Past);
        (past.tab, past.years) = (own.tab, own.years);
        past.past = Some(viewed);
        self.aside = Some(Box::new(own));
        self.workspace = Some(past);
    }

    /// Goes back to what was open before a version was viewed.
    pub(in crate::app) fn end_viewing(&mut self) {
        if let Some(own) = self.aside.take() {
            self.workspace = Some(*own);
        }
    }

    /// Writes the version that is viewed as changes over what was open before; a moment of the history is
    /// asked about first.
    pub(in crate::app) fn restore_viewed(&mut self) {
        let viewed = self
            .workspace
            .as_ref()
            .and_then(|w| Some((w.document.clone(), w.past.clone()?)));
        self.end_viewing();
        match viewed {
            Some((past, Viewed::Version(at))) => self.restore(&past, at),
            Some((_, Viewed::Moment { point, .. })) => self.ask_to_go_back(point),
            None => {}
        }
    }

    /// The document that is edited: what is open, or what waits aside while a version is viewed.
    pub(in crate::app) fn own_workspace(&mut self) -> Option<&mut Workspace> {
        match &mut self.aside {
            Some(own) => Some(own),
            None => self.workspace.as_mut(),
        }
    }
}

/// A moment as it stands in sentences.
pub(super) fn moment(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M %d/%m/%Y").to_string()
}

fn entry(
    revision: &Revision,
    size: u64,
    now: DateTime<FixedOffset>,
    lang: crate::text::strings::Lang,
) -> Entry {
    let t = Texts(lang);
    let at = revision.at.with_timezone(&now.timezone());
    let day = date::format(at.date_naive());
    let today = now.date_naive();
    let day = if at.date_naive() == today {
        t.today(&day)
    } else if Some(at.date_naive()) == today.checked_sub_days(Days::new(1)) {
        t.yesterday(&day)
    } else {
        day
    };
    let size = i64::try_from(size.div_ceil(1024)).unwrap_or(i64::MAX);
    Entry {
        day,
        time: at.format("%H:%M").to_string(),
        why: match revision.kept {
            None => Why::BeforeSave,
            Some(Kept::Sent) => Why::Sent,
            Some(Kept::Received) => Why::Received,
            Some(Kept::Agreed) => Why::Agreed,
            Some(Kept::Asked) => Why::Aside,
        },
        size: t.kilobytes(&format_whole(size)),
    }
}
