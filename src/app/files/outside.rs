//! The file and the world outside: changed by others, gone, out of reach, open on another machine. A banner says
//! so until it is settled; nothing is written over or made again unless the user says so.

use super::versions::moment;
use super::watcher::{SLOW, Watch, Watcher};
use crate::app::dialogs::Dialog;
use crate::app::jobs::{Job, Keeping};
use crate::app::sentences::write_fault;
use crate::app::workspace::{Viewed, Workspace};
use crate::app::{App, recovery, shell};
use crate::store::lock::{self, LockHint};
use crate::store::watch::Trouble;
use crate::store::{FileHash, IoFault};
use crate::text::strings::Lang;
use crate::text::strings::journal::Journal as History;
use crate::text::strings::receive::Receive;
use crate::text::strings::revisions::Revisions;
use crate::text::strings::safe::Safe;
use crate::text::visible::visible;
use crate::ui::actions::Action;
use crate::ui::commands::Point;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use crate::ui::view::ReadOnly;
use crate::ui::widgets::banner::Banner;
use chrono::{DateTime, FixedOffset};
use eframe::egui::{self, Ui};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// What the button of a banner does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An action of the menu.
    Do(Action),
    /// Merges what somebody else saved in the place of the file.
    Merge,
    /// Opens the file on disk in the place of what is open.
    Reopen,
    /// Makes the file that is gone again.
    WriteAgain,
    /// Edits here although it is open elsewhere.
    EditHere,
    /// Goes on with a copy under another name.
    WorkOnCopy,
    /// The user knows that somebody else edits.
    Understood,
    /// Shows how the file on disk differs from what is open.
    Compare,
    /// Goes back from an earlier version to what was open.
    EndViewing,
    /// Writes the earlier version that is shown as changes.
    RestoreViewed,
    /// No longer waits for a file that is being opened or saved.
    StopWaiting,
    /// Shows what shortening the history would save.
    Shorten,
    /// Does not offer that again.
    DoNotShorten,
}

/// One banner.
pub struct Notice {
    /// What happened.
    pub title: String,
    /// What is safe, or what to do.
    pub text: String,
    /// How it looks.
    pub icon: Icon,
    /// Its colour.
    pub tone: Tone,
    /// The buttons, the main one first.
    pub answers: Vec<(&'static str, Answer)>,
}

/// A file that is being opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Which.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// Since when.
    pub since: Instant,
    /// Before it takes the place of unsaved changes the user is asked.
    pub asks: bool,
    /// It is opened in the place of what is open, even if it is a copy of it.
    pub apart: bool,
}

impl App {
    /// Tells the watch what is known of the file now: after opening and saving, and when editing begins or ends.
    pub(in crate::app) fn watch_file(&mut self, take_over: bool) {
        let user = self.settings.author.clone();
        let threaded = !self.jobs.is_inline();
        let wake = self.jobs.waker();
        let clock = self.clock;
        let data = self.data.clone();
        let Some(w) = self.own_workspace() else {
            return;
        };
        let known = w.file.known().filter(|_| w.file.passing.is_none());
        // One that hangs at another place is left to end by itself: what is watched now does not wait for it.
        let hangs = |watcher: &mut Watcher| {
            let to = known.as_ref().map(|k| k.path.as_path());
            watcher.waiting().is_some_and(|w| w >= SLOW) && !watcher.is_at(to)
        };
        drop(w.watcher.take_if(hangs));
        let doc_id = &w.document.envelope.doc_id;
        let watcher = w.watcher.get_or_insert_with(|| {
            let revisions = data.map(|d| d.revisions(doc_id));
            Watcher::begin(revisions, clock, threaded, move || wake())
        });
        let hint = w.read_only.is_none().then(|| LockHint {
            user,
            host: lock::host_name(),
            session: w.file.token.clone(),
            at: clock.stamp(),
            since: w.file.since.clone(),
        });
        watcher.watch(Watch {
            known,
            hint,
            take_over,
        });
    }

    /// Whether the place of the open file does not answer, or is gone.
    pub(super) fn is_out_of_reach(&self) -> bool {
        let Some(w) = &self.workspace else {
            return false;
        };
        let waits = w.watcher.as_ref().and_then(Watcher::waiting);
        let gone = matches!(
            w.file.trouble,
            Some(Trouble::Gone { folder: true } | Trouble::Unreachable(_))
        );
        gone || waits.is_some_and(|waits| waits >= SLOW)
    }

    /// Takes up what the watch has found.
    pub(super) fn hear_watcher(&mut self) {
        let Some(w) = &mut self.workspace else { return };
        if w.file.saving {
            return;
        }
        if let Some(report) = w.watcher.as_ref().and_then(Watcher::news) {
            w.file.trouble = report.trouble;
            w.file.other = report.other;
        }
        self.keep_in_trouble();
    }

    /// What is open may be nowhere else now: it is put among the saved versions, and the journal, which holds what
    /// came after the last save only, is told which version it stands on.
    pub(super) fn keep_in_trouble(&mut self) {
        let (Some(w), Some(data)) = (&mut self.workspace, &self.data) else {
            return;
        };
        if w.file.trouble.is_none() {
            w.file.is_kept = false;
            return;
        }
        if w.file.is_kept || w.read_only.is_some() {
            return;
        }
        w.file.is_kept = true;
        self.jobs.ask_beside(Job::Keep {
            snapshot: Box::new(w.document.snapshot()),
            revisions: data.revisions(&w.document.envelope.doc_id),
            at: self.clock.now(),
            why: Keeping::Trouble {
                token: w.file.token.clone(),
            },
        });
    }

    /// Looks whether somebody else changed the file: when the window gets the focus.
    pub fn look_at_file(&mut self) {
        if let Some(w) = &mut self.workspace
            && !w.file.saving
            && let Some(watcher) = &mut w.watcher
        {
            watcher.look();
        }
        self.hear_watcher();
    }

    /// When the window must be drawn again to tell that something takes long.
    #[must_use]
    pub(in crate::app) fn patience(&self) -> Option<Duration> {
        let file = self.workspace.as_ref().map(|w| &w.file);
        let saving = file.and_then(|f| f.saving_since.filter(|_| f.saving));
        let opening = self.opening.as_ref().map(|o| o.since);
        let watcher = self.workspace.as_ref().and_then(|w| w.watcher.as_ref());
        let looking = watcher.and_then(Watcher::waiting);
        let passed = saving.or(opening).map(|s| s.elapsed()).or(looking)?;
        (passed < SLOW).then(|| (SLOW - passed) + Duration::from_millis(50))
    }

    /// What is to be said of the open file, the most pressing only.
    pub(in crate::app) fn notice(&self, w: &Workspace) -> Option<Notice> {
        let lang = self.lang();
        let t = shell::texts(lang);
        if let Some(viewed) = &w.past {
            let (r, h) = (Revisions(lang), History(lang));
            let mut answers = vec![(r.back(), Answer::EndViewing)];
            let (title, text, restore) = match viewed {
                Viewed::Version(at) => {
                    (r.viewing_title(&moment(*at)), r.viewing_text(), r.restore())
                }
                Viewed::Moment {
                    point: Point::After(_),
                    name,
                } => (h.viewing_then(name), h.viewing_then_text(), h.go_back()),
                Viewed::Moment { name, .. } => {
                    (h.viewing_mark(name), h.viewing_mark_text(), h.go_back())
                }
            };
            let locked = self
                .aside
                .as_ref()
                .is_some_and(|own| own.read_only.is_some());
            if !locked {
                answers.push((restore, Answer::RestoreViewed));
            }
            return Some(Notice {
                icon: Icon::ClockCounterClockwise,
                ..warning(&title, text, answers)
            });
        }
        if w.file.passing.is_some() {
            return Some(warning(
                t.passing_title(),
                t.passing_text(),
                vec![(t.choose_place(), Answer::Do(Action::SaveAs))],
            ));
        }
        self.slow(w)
            .or_else(|| unwritten(lang, w))
            .or_else(|| newer(lang, w))
            .or_else(|| w.file.trouble.as_ref().map(|t| trouble(lang, t)))
            .or_else(|| hint(lang, w))
            .or_else(|| self.offer_to_shorten(w))
    }

    /// On the start page: a file that takes long to open.
    pub(in crate::app) fn show_waiting(&mut self, ui: &mut Ui) {
        let Some(notice) = self.slow_opening() else {
            return;
        };
        let actions: Vec<&str> = notice.answers.iter().map(|(words, _)| *words).collect();
        let area = ui.max_rect().shrink2(egui::vec2(24.0, 16.0));
        let builder = egui::UiBuilder::new().max_rect(area).id_salt("waiting");
        let banner = Banner {
            icon: notice.icon,
            tone: notice.tone,
            title: &notice.title,
            text: &notice.text,
            actions: &actions,
        };
        if banner.show(&mut ui.new_child(builder)).is_some() {
            self.stop_waiting();
        }
    }

    fn slow_opening(&self) -> Option<Notice> {
        let s = Safe(self.lang());
        let opening = self
            .opening
            .as_ref()
            .filter(|o| o.since.elapsed() >= SLOW)?;
        let text = s.waiting_open(&visible(&opening.name));
        let stop = (s.stop_waiting(), Answer::StopWaiting);
        Some(Notice {
            icon: Icon::Hourglass,
            ..warning(s.waiting_title(), &text, vec![stop])
        })
    }

    /// Something takes long: a share that does not answer.
    fn slow(&self, w: &Workspace) -> Option<Notice> {
        let s = Safe(self.lang());
        if let Some(opening) = self.slow_opening() {
            return Some(opening);
        }
        let slow = |since: Option<Instant>| since.is_some_and(|s| s.elapsed() >= SLOW);
        let stop = (s.stop_waiting(), Answer::StopWaiting);
        let elsewhere = (s.save_other(), Answer::Do(Action::SaveAs));
        let (text, answers) = if w.file.saving && slow(w.file.saving_since) {
            (s.waiting_save().to_owned(), vec![stop])
        } else {
            let waiting = w.watcher.as_ref().and_then(Watcher::waiting);
            waiting.filter(|w| *w >= SLOW)?;
            (s.waiting_look().to_owned(), vec![elsewhere])
        };
        Some(Notice {
            icon: Icon::Hourglass,
            ..warning(s.waiting_title(), &text, answers)
        })
    }

    /// A button of a banner was pressed.
    pub(in crate::app) fn answer_notice(&mut self, answer: Answer) {
        match answer {
            Answer::Do(Action::SaveAs) => self.ask_place(),
            Answer::Do(Action::Save) => self.save(None, false),
            Answer::Do(_) => {}
            Answer::Merge => self.merge_with_disk(),
            Answer::Reopen => self.reopen(),
            Answer::WriteAgain => self.write_again(),
            Answer::EditHere => self.edit_here(),
            Answer::WorkOnCopy => self.work_on_copy(),
            Answer::Understood => {
                if let Some(w) = &mut self.workspace {
                    w.file.other = None;
                }
            }
            Answer::Compare => self.compare_with_disk(),
            Answer::EndViewing => self.end_viewing(),
            Answer::RestoreViewed => self.restore_viewed(),
            Answer::StopWaiting => self.stop_waiting(),
            Answer::Shorten => self.ask_to_shorten(),
            Answer::DoNotShorten => self.do_not_shorten(),
        }
    }

    /// Opens the file on disk in the place of what is open. What is not saved is kept among the saved versions
    /// first. The banner offers to merge the two before this.
    pub(in crate::app) fn reopen(&mut self) {
        if self.workspace.as_ref().is_some_and(Workspace::is_dirty) {
            self.dialog.open = Some(Dialog::reopen(self.lang()));
        } else {
            self.reopen_now();
        }
    }

    fn reopen_now(&mut self) {
        let path = self.workspace.as_ref().and_then(|w| w.file.path.clone());
        if let Some(path) = path {
            self.load(path, true);
        }
    }

    /// Keeps what is open among the saved versions; the file on disk is opened when that is done.
    pub(in crate::app) fn keep_and_reopen(&mut self) {
        let (Some(w), Some(data)) = (&self.workspace, &self.data) else {
            return;
        };
        self.jobs.ask(Job::Keep {
            snapshot: Box::new(w.document.snapshot()),
            revisions: data.revisions(&w.document.envelope.doc_id),
            at: self.clock.now(),
            why: Keeping::Reopen,
        });
    }

    pub(super) fn kept(
        &mut self,
        at: DateTime<FixedOffset>,
        result: Result<FileHash, IoFault>,
        why: &Keeping,
    ) {
        if let Keeping::Trouble { token } = why {
            match (self.own_workspace(), result) {
                (Some(w), Ok(hash)) if w.file.token == *token => {
                    w.put(&recovery::kept_line(&hash));
                }
                (_, Ok(_)) => {}
                (_, Err(fault)) => log::warn!("revisions: {}", fault.text),
            }
            return;
        }
        let s = Safe(self.lang());
        match result {
            Ok(_) => {
                self.reopen_now();
                let text = s.reopen_kept(&at.format("%H:%M").to_string());
                self.toast(Icon::CheckCircle, Tone::Done, text, None);
            }
            Err(fault) => {
                let text = s.reopen_not_kept(&visible(&fault.text));
                self.toast(Icon::Warning, Tone::Overdue, text, None);
            }
        }
    }

    /// Edits here although the file is open elsewhere: our hint takes the place of theirs.
    pub(in crate::app) fn edit_here(&mut self) {
        let Some(w) = &mut self.workspace else { return };
        w.file.elsewhere = None;
        if w.read_only != Some(ReadOnly::Elsewhere) {
            return;
        }
        w.read_only = None;
        let doc_id = w.document.envelope.doc_id.clone();
        self.watch_file(true);
        self.offer_recovery(&doc_id);
        self.start_journal();
    }

    /// Goes on with a copy of what is open, for which a place is asked.
    pub(in crate::app) fn work_on_copy(&mut self) {
        self.ask_place();
    }

    /// Gives up waiting for a file that is being opened, else for a save.
    pub(super) fn stop_waiting(&mut self) {
        let s = Safe(self.lang());
        self.jobs.abandon();
        if let Some(opening) = self.opening.take() {
            let text = s.stopped_opening(&visible(&opening.name));
            self.toast(Icon::Info, Tone::Neutral, text, None);
        } else if let Some(w) = &mut self.workspace
            && w.file.saving
        {
            // Should it come to an end all the same, `saved` knows that nobody waits for it.
            w.file.saving = false;
            w.file.saving_since = None;
            w.changed_at = None;
            self.dialog.after_save = None;
            self.toast(Icon::Warning, Tone::Soon, s.stopped_saving(), None);
        }
    }
}

fn warning(title: &str, text: &str, answers: Vec<(&'static str, Answer)>) -> Notice {
    Notice {
        title: title.to_owned(),
        text: text.to_owned(),
        icon: Icon::Warning,
        tone: Tone::Soon,
        answers,
    }
}

/// The banner for what is wrong with a file: what happened, what is safe, what to do.
#[must_use]
pub fn trouble(lang: Lang, trouble: &Trouble) -> Notice {
    let s = Safe(lang);
    let other = (s.save_other(), Answer::Do(Action::SaveAs));
    let again = (s.write_again(), Answer::WriteAgain);
    match trouble {
        Trouble::Changed { older, .. } => {
            let (title, text) = if *older {
                (s.older_title(), s.older_text())
            } else {
                (s.changed_title(), s.changed_text())
            };
            let compare = (s.see_differences(), Answer::Compare);
            warning(
                title,
                text,
                vec![
                    (Receive(lang).merge(), Answer::Merge),
                    compare,
                    (s.reopen(), Answer::Reopen),
                    other,
                ],
            )
        }
        Trouble::Gone { folder: false } => {
            warning(s.gone_title(), s.gone_text(), vec![other, again])
        }
        Trouble::Gone { folder: true } => {
            warning(s.folder_gone_title(), s.folder_gone_text(), vec![other])
        }
        Trouble::NotRegular(_) => warning(s.not_file_title(), s.not_file_text(), vec![other]),
        Trouble::Unreachable(fault) if fault.is_in_use() => {
            warning(s.unreachable_title(), s.in_use_text(), vec![other])
        }
        Trouble::Unreachable(fault) => {
            let text = s.unreachable_text(&visible(fault.text.trim_end_matches('.')));
            warning(s.unreachable_title(), &text, vec![other])
        }
    }
}

/// The banner for a journal that cannot be written. It goes before what else is wrong with the file: that says that
/// changes go to the journal.
fn unwritten(lang: Lang, w: &Workspace) -> Option<Notice> {
    let fault = w.owed.fault()?;
    let s = Safe(lang);
    let text = s.journal_text(&write_fault(lang, fault));
    // Where it has no place yet, one is asked for.
    let save = if w.file.path.is_some() {
        Action::Save
    } else {
        Action::SaveAs
    };
    let answers = if w.is_dirty() {
        vec![(Action::Save.text(lang), Answer::Do(save))]
    } else {
        Vec::new()
    };
    Some(warning(s.journal_title(), &text, answers))
}

/// The banner for a file that a newer program wrote: why nothing can be edited.
fn newer(lang: Lang, w: &Workspace) -> Option<Notice> {
    let s = Safe(lang);
    (w.read_only == Some(ReadOnly::Newer)).then(|| Notice {
        icon: Icon::Lock,
        ..warning(s.newer_title(), s.newer_text(), Vec::new())
    })
}

/// The banner for who else has the file open.
fn hint(lang: Lang, w: &Workspace) -> Option<Notice> {
    let s = Safe(lang);
    if let Some(other) = w
        .file
        .elsewhere
        .as_ref()
        .filter(|_| w.read_only == Some(ReadOnly::Elsewhere))
    {
        let (user, host) = who(lang, other);
        return Some(Notice {
            icon: Icon::Lock,
            ..warning(
                &s.elsewhere_banner(&user, &host),
                s.elsewhere_banner_text(),
                vec![
                    (s.go_on(), Answer::EditHere),
                    (s.work_on_copy(), Answer::WorkOnCopy),
                ],
            )
        });
    }
    let other = w.file.other.as_ref()?;
    let (user, host) = who(lang, other);
    Some(Notice {
        icon: Icon::Lock,
        ..warning(
            &s.taken_title(&user, &host),
            s.taken_text(),
            vec![(s.understood(), Answer::Understood)],
        )
    })
}

/// Who has a file open, and where: claims of another machine, made fit to be shown.
#[must_use]
pub fn who(lang: Lang, hint: &LockHint) -> (String, String) {
    let s = Safe(lang);
    let or = |text: &str, other: &str| {
        let text = text.trim();
        if text.is_empty() { other } else { text }.to_owned()
    };
    (
        or(&hint.user, s.somebody()),
        or(&hint.host, s.some_machine()),
    )
}

/// The sentences of the question what to do with a file that is open elsewhere.
#[must_use]
pub fn elsewhere_text(lang: Lang, hint: &LockHint) -> String {
    let s = Safe(lang);
    let (user, host) = who(lang, hint);
    let since = if hint.since.is_empty() {
        &hint.at
    } else {
        &hint.since
    };
    let since = DateTime::parse_from_rfc3339(since).map_or_else(
        |_| s.some_time().to_owned(),
        |at| at.format("%H:%M %d/%m/%Y").to_string(),
    );
    let text = s.elsewhere_text(&user, &host, &since);
    format!("{text}\n{}", s.elsewhere_advice())
}
