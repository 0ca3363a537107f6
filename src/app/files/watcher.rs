//! The file of the open document is watched, and its lock hint kept fresh, on a thread of its own (FILE.md §4): a
//! look every few seconds, the whole hash when the window gets the focus. A share that does not answer holds up
//! this thread alone; the window asks how long it has been waiting, and says so.

use super::super::clock::Clock;
use crate::store::RealFs;
use crate::store::lock::{self, Claim, LockHint};
use crate::store::revisions::Revisions;
use crate::store::watch::{self, Known, Trouble};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Between two looks.
const LOOK_EVERY: Duration = Duration::from_secs(4);
/// How many looks lie between two looks at the hint.
const LOOKS_A_HINT: u32 = 4;
/// An answer that takes longer is told.
pub const SLOW: Duration = Duration::from_secs(3);

/// What is to be watched, and what for.
pub struct Watch {
    /// The file as it was last read or written; `None` before the first save.
    pub known: Option<Known>,
    /// The hint to leave beside it; `None` while it is only viewed.
    pub hint: Option<LockHint>,
    /// Leave the hint whatever is there.
    pub take_over: bool,
}

enum Order {
    /// What is known from now on, and its number.
    Watch(Box<Watch>, u64),
    Look,
}

/// What a look found; told only where it differs from what was told before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What is wrong with the file.
    pub trouble: Option<Trouble>,
    /// Another session that has put its hint in the place of ours.
    pub other: Option<LockHint>,
}

/// The watch over one open document.
pub struct Watcher {
    orders: Option<Sender<Order>>,
    /// Each with the number of the order that it was found under.
    reports: Receiver<(u64, Report)>,
    /// The number of the last order of what is known: reports of earlier ones are stale. A save is seen on disk
    /// before it is known here to be ours.
    number: u64,
    /// What it was last told to watch.
    at: Option<PathBuf>,
    /// Since when the thread waits for the file system.
    busy: Arc<Mutex<Option<Instant>>>,
    /// Without a thread: looks are taken when they are asked for.
    inline: Option<(Sentinel, Sender<(u64, Report)>)>,
    done: Receiver<()>,
}

impl Watcher {
    /// Begins to watch; `wake` is called when there is something to tell. Without `threaded` every look is taken at
    /// once, when it is asked for.
    pub fn begin(
        revisions: Option<Revisions>,
        clock: Clock,
        threaded: bool,
        wake: impl Fn() + Send + 'static,
    ) -> Self {
        let (orders, todo) = channel();
        let (tell, reports) = channel();
        let (ended, done) = channel();
        let busy = Arc::new(Mutex::new(None));
        let sentinel = Sentinel {
            revisions,
            clock,
            known: None,
            hint: None,
            owner: false,
            refreshed: Instant::now(),
            looks: 0,
            told: Report::default(),
            number: 0,
        };
        let mut watcher = Self {
            orders: None,
            reports,
            number: 0,
            at: None,
            busy: busy.clone(),
            inline: None,
            done,
        };
        if !threaded {
            watcher.inline = Some((sentinel, tell));
            return watcher;
        }
        let spawned = std::thread::Builder::new()
            .name("watch".into())
            .spawn(move || {
                let mut sentinel = sentinel;
                loop {
                    let order = todo.recv_timeout(LOOK_EVERY);
                    set(&busy, Some(Instant::now()));
                    let report = match order {
                        Ok(order) => sentinel.carry_out(order),
                        Err(RecvTimeoutError::Timeout) => sentinel.look(false),
                        Err(RecvTimeoutError::Disconnected) => {
                            sentinel.release();
                            // Nobody may be waiting any more.
                            let _ = ended.send(());
                            return;
                        }
                    };
                    set(&busy, None);
                    if let Some(report) = report {
                        if tell.send((sentinel.number, report)).is_err() {
                            continue;
                        }
                        wake();
                    }
                }
            });
        match spawned {
            Ok(_) => watcher.orders = Some(orders),
            Err(error) => log::warn!("the file is not watched: {error}"),
        }
        watcher
    }

    /// Watches this from now on: after opening, after a save, when editing begins.
    pub fn watch(&mut self, watch: Watch) {
        self.number += 1;
        self.at = watch.known.as_ref().map(|known| known.path.clone());
        self.order(Order::Watch(Box::new(watch), self.number));
    }

    /// Looks now, and thoroughly.
    pub fn look(&mut self) {
        self.order(Order::Look);
    }

    fn order(&mut self, order: Order) {
        if let Some((sentinel, tell)) = &mut self.inline {
            if let Some(report) = sentinel.carry_out(order) {
                // The receiver lives as long as this does.
                let _ = tell.send((sentinel.number, report));
            }
        } else if let Some(orders) = &self.orders {
            // The thread ends only when this does.
            let _ = orders.send(order);
        }
    }

    /// The newest report since the last call, of what is known now.
    pub fn news(&self) -> Option<Report> {
        let fresh = |(number, report)| (number == self.number).then_some(report);
        self.reports.try_iter().filter_map(fresh).last()
    }

    /// Whether this is what it was last told to watch.
    pub fn is_at(&self, path: Option<&Path>) -> bool {
        self.at.as_deref() == path
    }

    /// How long the thread has been waiting for the file system.
    pub fn waiting(&self) -> Option<Duration> {
        let since = *self.busy.lock().ok()?;
        since.map(|s| s.elapsed())
    }

    /// Ends the watch and takes the hint away, for which it waits a moment only.
    pub fn end(mut self) {
        if let Some((sentinel, _)) = &mut self.inline {
            sentinel.release();
        }
        if self.orders.take().is_some() {
            let _ = self.done.recv_timeout(Duration::from_millis(400));
        }
    }
}

fn set(busy: &Mutex<Option<Instant>>, to: Option<Instant>) {
    if let Ok(mut slot) = busy.lock() {
        *slot = to;
    }
}

/// What the thread knows.
struct Sentinel {
    revisions: Option<Revisions>,
    clock: Clock,
    known: Option<Known>,
    hint: Option<LockHint>,
    /// The hint that lies there is ours.
    owner: bool,
    refreshed: Instant,
    looks: u32,
    told: Report,
    /// The order that it follows.
    number: u64,
}

impl Sentinel {
    fn carry_out(&mut self, order: Order) -> Option<Report> {
        match order {
            Order::Look => self.look(true),
            Order::Watch(watch, number) => {
                self.number = number;
                let moved = path(self.known.as_ref()) != path(watch.known.as_ref());
                if moved || watch.hint.is_none() {
                    self.release();
                }
                self.known = watch.known;
                self.hint = watch.hint;
                // What is known now is right: what was told before is settled.
                self.told = Report::default();
                self.claim(watch.take_over)
            }
        }
    }

    fn look(&mut self, thorough: bool) -> Option<Report> {
        let known = self.known.as_mut()?;
        let trouble = watch::inspect(&RealFs, known, thorough, self.revisions.as_ref());
        let well = trouble.is_none();
        let mut now = Report {
            trouble,
            other: self.told.other.clone(),
        };
        self.looks = self.looks.wrapping_add(1);
        // Beside a file that is gone nothing is left.
        if well && (thorough || self.looks.is_multiple_of(LOOKS_A_HINT)) {
            now.other = self.other_hint();
        }
        if now == self.told {
            return None;
        }
        self.told = now.clone();
        Some(now)
    }

    /// Who put a hint in the place of ours; refreshes ours where it is due.
    fn other_hint(&mut self) -> Option<LockHint> {
        let (known, hint) = (self.known.as_ref()?, self.hint.as_ref()?);
        match lock::read(&RealFs, &known.path) {
            Ok(Some(other)) if other.session != hint.session => {
                self.owner = false;
                Some(other).filter(|o| !o.is_stale(self.clock.now()))
            }
            Ok(_) => {
                if !self.owner || self.refreshed.elapsed() >= lock::REFRESH_EVERY {
                    self.claim(false);
                }
                None
            }
            Err(error) => {
                log::debug!("lock hint: {error}");
                None
            }
        }
    }

    /// Leaves our hint. That it cannot be left (a folder where nothing may be written) is no fault.
    fn claim(&mut self, take_over: bool) -> Option<Report> {
        let (known, hint) = (self.known.as_ref()?, self.hint.as_mut()?);
        hint.at = self.clock.stamp();
        let result = if take_over {
            lock::take_over(&RealFs, &known.path, hint).map(|()| Claim::Ours)
        } else {
            lock::claim(&RealFs, &known.path, hint)
        };
        self.refreshed = Instant::now();
        match result {
            Ok(Claim::Ours) => self.owner = true,
            Ok(Claim::Others(other)) if other.is_stale(self.clock.now()) => {
                self.owner = lock::take_over(&RealFs, &known.path, hint).is_ok();
            }
            Ok(Claim::Others(other)) => {
                self.owner = false;
                self.told.other = Some(other);
                return Some(self.told.clone());
            }
            Err(error) => {
                self.owner = false;
                log::debug!("lock hint: {error}");
            }
        }
        None
    }

    fn release(&mut self) {
        if let (Some(known), Some(hint), true) = (&self.known, &self.hint, self.owner)
            && let Err(error) = lock::release(&RealFs, &known.path, &hint.session)
        {
            log::debug!("lock hint: {error}");
        }
        self.owner = false;
    }
}

fn path(known: Option<&Known>) -> Option<&Path> {
    known.map(|k| k.path.as_path())
}

/// Who else has a document open, as found when it was read: another session's hint that is not stale. A hint of this
/// machine and user without a running session is what a crash left.
#[must_use]
pub fn open_elsewhere(
    document: &Path,
    journals: Option<PathBuf>,
    user: &str,
    clock: &Clock,
) -> Option<LockHint> {
    let hint = lock::read(&RealFs, document).ok().flatten()?;
    if hint.is_stale(clock.now()) {
        return None;
    }
    let own = hint.user == user && hint.host == lock::host_name();
    let runs = || {
        let dir = journals.as_ref();
        dir.is_none_or(|dir| crate::store::journal::is_any_live(&RealFs, dir))
    };
    (!own || runs()).then_some(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_before_a_save_was_known_is_not_told_after_it() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.json");
        std::fs::write(&path, "before").unwrap();
        let known = || {
            Some(Known {
                path: path.clone(),
                hash: crate::store::FileHash::of(&std::fs::read(&path).unwrap()),
                signature: watch::Signature::read(&RealFs, &path).ok(),
            })
        };
        let watch = |known| Watch {
            known,
            hint: None,
            take_over: false,
        };
        let mut watcher = Watcher::begin(None, Clock::default(), false, || {});
        watcher.watch(watch(known()));
        // Our own save lies on the disk, and a look sees it before the window knows that it ended.
        std::fs::write(&path, "after, and longer").unwrap();
        watcher.look();
        watcher.watch(watch(known()));
        assert_eq!(watcher.news(), None);
        // What another writes after it is told.
        std::fs::write(&path, "of another, and longer still").unwrap();
        watcher.look();
        assert!(watcher.news().is_some_and(|r| r.trouble.is_some()));
    }
}
