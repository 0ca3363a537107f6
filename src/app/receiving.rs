//! A copy comes into the open document: read and compared by a worker, shown, applied as one step that can be
//! taken back (FILE.md §5).

pub(super) mod work;

use super::dialogs::Dialog;
use super::files::{Next, Purpose};
use super::jobs::{Job, OpenError};
use super::{App, Press, sentences};
use crate::change::{Document, Session, is_copy};
use crate::codec::Opened;
use crate::merge::Receipt;
use crate::store::LoadError;
use crate::store::journal::Leftover;
use crate::store::load::Loaded;
use crate::text::strings::merge::Merge;
use crate::text::strings::receive::Receive;
use crate::text::visible::visible;
use crate::ui::actions::Action;
use crate::ui::dialogs::receive::{self, Failed, Origin, Outcome, State, Watch};
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use eframe::egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;
use work::{Found, NotMerged, OnDisk, Order, Source, Wanted};

/// What lies behind the task of merging.
pub struct Receiving {
    /// The task itself.
    state: State,
    /// The file that the copy was read from.
    path: Option<PathBuf>,
    origin: Origin,
    /// The revision of what was open when it was compared.
    revision: u64,
    /// What the file held.
    disk: Option<OnDisk>,
    /// Journals that are forgotten once their changes are in.
    journals: Vec<Leftover>,
}

impl App {
    /// "Gộp bản nhận…": asks for the file.
    pub(super) fn choose_copy(&mut self) {
        if self.may_receive() {
            self.choose_to_receive();
        }
    }

    /// Whether a document is open that can be changed; tells where there is none.
    fn may_receive(&mut self) -> bool {
        let t = Receive(self.lang());
        let why = match &self.workspace {
            None => t.open_first(),
            Some(w) if w.read_only.is_some() => t.read_only(),
            Some(_) => return true,
        };
        self.toast(Icon::Info, Tone::Soon, why, None);
        false
    }

    /// Has a copy read and compared.
    pub(super) fn receive_file(&mut self, path: PathBuf, big_allowed: bool) {
        let source = Source::File {
            path: path.clone(),
            big_allowed,
        };
        self.receive(source, Origin::Copy, Some(path), Vec::new());
    }

    /// Has the version compared that somebody else put in the place of the open file.
    pub(super) fn merge_with_disk(&mut self) {
        let path = self.workspace.as_ref().and_then(|w| w.file.path.clone());
        if let Some(path) = path.filter(|_| self.may_receive()) {
            let source = Source::File {
                path: path.clone(),
                big_allowed: true,
            };
            self.receive(source, Origin::Disk, Some(path), Vec::new());
        }
    }

    /// Has what an earlier session left in its journal compared with a file that is another by now.
    pub(super) fn receive_journals(&mut self, journals: Vec<Leftover>) {
        let source = Source::Journals(journals.clone());
        self.receive(source, Origin::Journal, None, journals);
    }

    fn receive(
        &mut self,
        source: Source,
        origin: Origin,
        path: Option<PathBuf>,
        journals: Vec<Leftover>,
    ) {
        let watch = Arc::new(Watch::default());
        let side = self.settings.side.clone();
        let name = path.as_deref().and_then(Path::file_name);
        let name = name.map(|n| n.to_string_lossy().into_owned());
        let Some(w) = &self.workspace else { return };
        let state = State::reading(&name.unwrap_or_default(), origin, Arc::clone(&watch));
        let wanted = Wanted::Compare {
            source,
            mine: Box::new(w.document.snapshot()),
            text: Arc::clone(&w.document.programme().text),
            side,
            today: w.today(&self.clock),
            watch,
        };
        self.dialog.open = Some(Dialog::Receive(Box::new(Receiving {
            state,
            path,
            origin,
            revision: w.document.revision(),
            disk: None,
            journals,
        })));
        self.jobs.ask_beside(Job::Receive(wanted));
    }

    /// Takes up what the worker did.
    pub(super) fn received(&mut self, found: Found) {
        match found {
            Found::Compared { watch, result } => self.compared(&watch, result),
            Found::Applied(result) => self.applied(result),
        }
    }

    fn compared(
        &mut self,
        watch: &Arc<Watch>,
        result: Result<(Box<receive::Read>, Option<OnDisk>), OpenError>,
    ) {
        let lang = self.lang();
        let side = self.settings.side.clone();
        let Some(Dialog::Receive(task)) = &mut self.dialog.open else {
            return;
        };
        if !task.state.waits_for(watch) {
            return;
        }
        let words = Merge(lang);
        let refused = |why: &str| Failed {
            why: why.to_owned(),
            apart: task.origin == Origin::Copy,
            big: false,
        };
        match result {
            Ok((read, disk)) => {
                let failed = if !read.preview.relation.can_receive() {
                    Some(refused(words.other_programme()))
                } else if read.preview.is_newer {
                    Some(refused(words.theirs_is_newer()))
                } else {
                    None
                };
                task.disk = disk.or_else(|| task.disk.take());
                match failed {
                    Some(failed) => task.state.fail(failed),
                    None => task.state.take(*read, side.as_deref(), None),
                }
            }
            Err(OpenError::Load(LoadError::TooBig { ask: true, .. })) => {
                let t = crate::text::strings::files::Files(lang);
                task.state.fail(Failed {
                    big: true,
                    ..refused(t.big_text())
                });
            }
            Err(error) => {
                let why = sentences::open_error_only(lang, &error);
                task.state.fail(refused(&why));
            }
        }
    }

    /// Draws the task and does what was pressed.
    pub(super) fn show_receive(&mut self, ctx: &Context, mut task: Box<Receiving>) {
        let outcome = self.with_view(|view| receive::show(ctx, view, &mut task.state));
        match outcome {
            Some(Outcome::Stay) => self.dialog.open = Some(Dialog::Receive(task)),
            Some(Outcome::Apply) => self.apply_received(task),
            Some(Outcome::Other) => self.choose_copy(),
            Some(Outcome::Apart) => {
                if let Some(path) = task.path {
                    self.open_apart(path);
                }
            }
            Some(Outcome::Big) => {
                if let Some(path) = task.path {
                    self.receive_file(path, true);
                }
            }
            Some(Outcome::GoOn) => self.go_on_saving(task.disk),
            Some(Outcome::Close) | None => {}
        }
    }

    fn apply_received(&mut self, mut task: Box<Receiving>) {
        let Some(w) = &self.workspace else { return };
        let Some(ready) = task.state.ready() else {
            return;
        };
        // Nothing can be edited meanwhile; if it was all the same, it is compared anew.
        if w.document.revision() != task.revision {
            let source = Source::Again(Arc::clone(&ready.read.theirs));
            let disk = task.disk.take();
            self.receive(source, task.origin, task.path, task.journals);
            if let Some(Dialog::Receive(task)) = &mut self.dialog.open {
                task.disk = disk;
            }
            let t = Receive(self.lang());
            self.toast(Icon::Info, Tone::Soon, t.stale(), None);
            return;
        }
        let from = ready.from.as_ref().map(ToString::to_string);
        let receipt = Receipt {
            session_id: super::clock::fresh_session(),
            session: Session {
                by: self.author(),
                at: self.clock.stamp(),
                app: env!("CARGO_PKG_VERSION").to_owned(),
                ..Session::default()
            },
            from,
        };
        let doc_id = &w.document.envelope.doc_id;
        let order = Order {
            read: ready.read.clone(),
            decisions: ready.decisions(),
            receipt,
            revisions: self.data.as_ref().map(|data| data.revisions(doc_id)),
            // What stands on disk is kept by the save that takes its place; kept here it would be told as an
            // older version of mine.
            keeps_copy: task.origin == Origin::Copy,
            at: self.clock.now(),
            revision: task.revision,
            shown: (w.today(&self.clock), w.years),
        };
        task.state.applying(true, None);
        self.dialog.open = Some(Dialog::Receive(task));
        self.jobs
            .ask_beside(Job::Receive(Wanted::Apply(Box::new(order))));
    }

    fn applied(&mut self, result: Result<Box<work::Merged>, NotMerged>) {
        let lang = self.lang();
        let t = Receive(lang);
        let Some(Dialog::Receive(task)) = &mut self.dialog.open else {
            return;
        };
        let merged = match result {
            Ok(merged) => merged,
            Err(why) => {
                let why = match why {
                    NotMerged::NotKept(fault) => t.not_kept(&visible(&fault.text)),
                    NotMerged::Refused(refused) => {
                        let p = self.workspace.as_ref().map(|w| w.document.programme());
                        let p: Vec<_> = p.into_iter().collect();
                        Merge(lang).refused(&refused, &p)
                    }
                };
                task.state.applying(false, Some(why));
                return;
            }
        };
        let taken = task.state.ready().map_or(0, |r| r.taken() + r.chosen());
        let Some(Dialog::Receive(task)) = self.dialog.open.take() else {
            return;
        };
        let Some(w) = &mut self.workspace else { return };
        let open = merged.applied.open.len();
        let disk = task.disk.filter(|_| task.origin == Origin::Disk);
        w.take_merged(*merged, &self.clock);
        if let Some(disk) = disk {
            w.adopt(disk.hash, disk.len, disk.signature);
        }
        for leftover in &task.journals {
            super::recovery::forget_one(leftover, w);
        }
        self.watch_file(false);
        let told = match (taken, open) {
            (0, 0) => t.done_record().to_owned(),
            (0, open) => t.done_only_open(open),
            (count, 0) => t.done(count),
            (count, open) => t.done_open(count, open),
        };
        let label = match open {
            0 => Action::TakeBackMerge.text(lang),
            _ => t.take_back(),
        };
        let mut presses = vec![(Press::Do(Action::TakeBackMerge), label)];
        if open > 0 {
            presses.push((Press::Do(Action::Problems), t.see_open()));
        }
        self.toast_with(Icon::GitMerge, Tone::Done, told, presses);
    }

    /// Goes back to the document before the last merge, while nothing was written since (rule 17).
    pub(super) fn take_back_merge(&mut self) {
        let t = Receive(self.lang());
        let author = self.author();
        let clock = self.clock;
        let Some(w) = &mut self.workspace else { return };
        let done = w.read_only.is_none() && w.take_back_merge(&author, &clock);
        self.toasts.clear();
        if done {
            self.watch_file(false);
            self.look_at_file();
            self.toast(Icon::ArrowUUpLeft, Tone::Neutral, t.taken_back(), None);
        } else {
            let text = t.cannot_take_back();
            let label = Action::Versions.text(self.lang());
            self.toast(
                Icon::Info,
                Tone::Soon,
                text,
                Some((Action::Versions, label)),
            );
        }
    }

    /// Nothing on disk is new: what is open may be saved over it.
    fn go_on_saving(&mut self, disk: Option<OnDisk>) {
        let (Some(w), Some(disk)) = (&mut self.workspace, disk) else {
            return;
        };
        w.adopt(disk.hash, disk.len, disk.signature);
        w.changed_at = Some(Instant::now());
        self.watch_file(false);
    }

    /// Whether a file that was read is a copy of what is open, so that it can be merged as well as opened.
    pub(super) fn could_merge(&self, path: &Path, document: &Document) -> bool {
        let Some(w) = &self.workspace else {
            return false;
        };
        let own = w.file.path.as_deref().is_some_and(|own| own == path);
        let editable = w.read_only.is_none() && self.aside.is_none();
        editable && !own && is_copy(&w.document.envelope, &document.envelope)
    }

    /// Asks whether a copy is merged or opened on its own.
    pub(super) fn offer_merge(&mut self, path: PathBuf, loaded: Loaded, opened: Opened) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let question = Dialog::offer_merge(&visible(&name), path.clone(), self.lang());
        self.dialog.offered = Some((path, Box::new((loaded, opened))));
        self.dialog.open = Some(question);
    }

    /// The copy that was just read is merged.
    pub(super) fn merge_offered(&mut self) {
        if let Some((path, read)) = self.dialog.offered.take() {
            let source = Source::Opened(read);
            self.receive(source, Origin::Copy, Some(path), Vec::new());
        }
    }

    /// A file is opened in the place of what is open, though it is a copy of it.
    pub(super) fn open_apart(&mut self, path: PathBuf) {
        self.dialog.offered = None;
        self.leave(Next::OpenApart(path));
    }

    fn choose_to_receive(&mut self) {
        self.ask_file(Purpose::Receive);
    }
}
