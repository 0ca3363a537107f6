//! Work off the window's thread: loading and saving. One job at a time, in order; the window never
//! waits.

use super::clock::Clock;
use super::files::open_elsewhere;
use super::files::rescue::{Rescue, Rescued};
use crate::change::Snapshot;
use crate::codec::{self, Opened, ReadError};
use crate::import::book::{Book, Watch};
use crate::store::journal::Mark;
use crate::store::load::{LoadError, Loaded};
use crate::store::lock::LockHint;
use crate::store::paths::same_file;
use crate::store::revisions::{Kept, Revisions};
use crate::store::watch::Signature;
use crate::store::{Expected, FileHash, IoFault, RealFs, SaveError, SaveRequest, Saved, temp};
use chrono::{DateTime, FixedOffset};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// What is to be done.
pub enum Job {
    /// Hangs as a share does that answers nothing, until it is told to end.
    #[cfg(test)]
    Hang(Receiver<()>),
    /// Read a document.
    Load {
        /// The file.
        path: PathBuf,
        /// The user agreed to read a big one.
        big_allowed: bool,
        /// Where to look for an earlier version, should it be damaged.
        rescue: Option<Rescue>,
        /// Who opens it, and the clock: for the hints of others.
        user: String,
        /// The clock.
        clock: Clock,
    },
    /// Write a document.
    Save {
        /// The document as it is now.
        snapshot: Box<Snapshot>,
        /// Its revision.
        revision: u64,
        /// The file.
        path: PathBuf,
        /// What should stand there now.
        expected: Expected,
        /// The document's own file, should the path lead to it by another name: then it must be what
        /// it was.
        own: Option<(PathBuf, FileHash)>,
        /// The user agreed to replace a read-only file.
        replace_read_only: bool,
        /// Where the old bytes are kept.
        revisions: Option<Revisions>,
        /// When.
        at: DateTime<FixedOffset>,
        /// The journal line up to which this save reaches.
        mark: Option<Mark>,
        /// What is saved was agreed on since the last save: it is kept for ever.
        agreed: bool,
        /// What tells this save from others.
        ticket: Ticket,
    },
    /// Write what others are to read.
    Export(super::export::Wanted),
    /// Write what goes to a partner.
    Send(Box<super::sending::Wanted>),
    /// Read a table that comes in.
    ReadTable {
        /// The file.
        path: PathBuf,
        /// How far it is, and whether it is still wanted.
        watch: Arc<Watch>,
    },
    /// Read a copy and compare it, or merge it.
    Receive(super::receiving::work::Wanted),
    /// Read a saved version, or the list of them.
    Versions(super::files::versions_work::Wanted),
    /// Put together an earlier moment, or shorten the history.
    History(super::history::work::Wanted),
    /// Put the document as it is among the saved versions, for ever.
    Keep {
        /// The document.
        snapshot: Box<Snapshot>,
        /// Where.
        revisions: Revisions,
        /// When.
        at: DateTime<FixedOffset>,
        /// What for.
        why: Keeping,
    },
}

/// Why a document is put among the saved versions without being saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// The version on disk is going to be opened in its place.
    Reopen,
    /// Its file is gone or another one; this is the opening that it belongs to.
    Trouble {
        /// The token of the opening.
        token: String,
    },
}

/// What tells one save from others: one that is given up may come to an end much later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticket {
    /// The opening of the document that it belongs to.
    pub token: String,
    /// Its number.
    pub number: u64,
}

/// What was done.
pub enum Done {
    /// What hung came to an end.
    #[cfg(test)]
    Hung,
    /// A document was read, or not.
    Loaded {
        /// The file.
        path: PathBuf,
        /// The outcome.
        result: Result<Box<(Loaded, Opened)>, OpenError>,
        /// What can be done about a damaged one.
        rescued: Option<Rescued>,
        /// Who else has it open.
        elsewhere: Option<LockHint>,
    },
    /// A document was written, or not.
    Saved {
        /// The file.
        path: PathBuf,
        /// The revision of the document that was written.
        revision: u64,
        /// How many bytes.
        len: u64,
        /// The journal line up to which the save reaches.
        mark: Option<Mark>,
        /// The outcome.
        result: Result<Saved, SaveError>,
        /// What a look at the saved file sees.
        signature: Option<Signature>,
        /// Which save it was.
        ticket: Ticket,
    },
    /// Files for others were written, or not.
    Exported(super::export::Made),
    /// What goes to a partner was written, or not.
    Sent(super::sending::Made),
    /// A table was read, or not.
    TableRead {
        /// What it was read under.
        watch: Arc<Watch>,
        /// The outcome.
        result: Result<Book, super::taking_in::NoTable>,
    },
    /// A copy was compared or merged, or not.
    Received(super::receiving::work::Found),
    /// A saved version was read, or the list of them.
    Versions(super::files::versions_work::Found),
    /// An earlier moment was put together, or the history was shortened.
    History(super::history::work::Found),
    /// The document was put among the saved versions, or not.
    Kept {
        /// When.
        at: DateTime<FixedOffset>,
        /// The outcome: what the version is called by.
        result: Result<FileHash, IoFault>,
        /// What for.
        why: Keeping,
    },
}

/// Why a file could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// It could not be read.
    Load(LoadError),
    /// It is no document, or damaged.
    Read(ReadError),
}

/// The worker.
pub struct Jobs {
    ask: Option<Sender<Job>>,
    done: Receiver<Done>,
    answer: Sender<Done>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Jobs {
    /// A worker on a thread of its own; `wake` is called after each job.
    #[must_use]
    pub fn threaded(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (answer, done) = channel();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        Self {
            ask: worker(answer.clone(), wake.clone()),
            done,
            answer,
            wake,
        }
    }

    /// Gives the job up that is on its way, and those that wait: a share does not answer. Another worker takes
    /// the place of this one. What the job comes to is still told, should it end.
    pub fn abandon(&mut self) {
        if self.ask.is_some() {
            self.ask = worker(self.answer.clone(), self.wake.clone());
        }
    }

    /// What wakes the window, for other threads.
    #[must_use]
    pub fn waker(&self) -> Arc<dyn Fn() + Send + Sync> {
        self.wake.clone()
    }

    /// Runs every job at once, for tests and pictures.
    #[must_use]
    pub fn inline() -> Self {
        let (answer, done) = channel();
        Self {
            ask: None,
            done,
            answer,
            wake: Arc::new(|| ()),
        }
    }

    /// Whether jobs run at once, without a thread.
    #[must_use]
    pub const fn is_inline(&self) -> bool {
        self.ask.is_none()
    }

    /// Asks for a job.
    pub fn ask(&self, job: Job) {
        let refused = match &self.ask {
            Some(ask) => ask.send(job).err().map(|e| e.0),
            None => Some(job),
        };
        // Without a worker the job is done here: slow beats lost.
        if let Some(job) = refused {
            let _ = self.answer.send(run(job));
        }
    }

    /// Asks for a job that no save has to wait for: on a thread of its own.
    pub fn ask_beside(&self, job: Job) {
        if self.ask.is_none() {
            self.ask(job);
            return;
        }
        let beside = worker(self.answer.clone(), self.wake.clone());
        // Without a thread of its own it takes its turn with the others.
        let refused = match &beside {
            Some(beside) => beside.send(job).err().map(|e| e.0),
            None => Some(job),
        };
        if let Some(job) = refused {
            self.ask(job);
        }
    }

    /// What was done since the last call.
    pub fn done(&self) -> Vec<Done> {
        self.done.try_iter().collect()
    }

    /// Waits for the next answer, at most so long; for closing with a save under way.
    #[must_use]
    pub fn wait(&self, limit: std::time::Duration) -> Option<Done> {
        self.done.recv_timeout(limit).ok()
    }
}

/// A worker on a thread of its own; `None` where no thread can be had.
fn worker(reply: Sender<Done>, wake: Arc<dyn Fn() + Send + Sync>) -> Option<Sender<Job>> {
    let (ask, jobs) = channel::<Job>();
    let spawned = std::thread::Builder::new()
        .name("files".into())
        .spawn(move || {
            while let Ok(job) = jobs.recv() {
                if reply.send(run(job)).is_err() {
                    break;
                }
                wake();
            }
        });
    spawned.is_ok().then_some(ask)
}

fn run(job: Job) -> Done {
    match job {
        #[cfg(test)]
        Job::Hang(end) => {
            let _ = end.recv();
            Done::Hung
        }
        Job::ReadTable { path, watch } => {
            let result = super::taking_in::read(&path, &watch);
            Done::TableRead { watch, result }
        }
        Job::Receive(wanted) => Done::Received(super::receiving::work::run(wanted)),
        Job::Versions(wanted) => Done::Versions(super::files::versions_work::run(wanted)),
        Job::History(wanted) => Done::History(super::history::work::run(wanted)),
        Job::Keep {
            snapshot,
            revisions,
            at,
            why,
        } => {
            let text = codec::write(&snapshot);
            let kept = revisions.keep_for_ever(&RealFs, text.as_bytes(), at, Kept::Asked);
            let result = kept.map(|revision| revision.hash).map_err(IoFault::from);
            Done::Kept { at, result, why }
        }
        Job::Send(wanted) => Done::Sent(super::sending::write(*wanted)),
        Job::Export(wanted) => Done::Exported(super::export::write(wanted)),
        Job::Load {
            path,
            big_allowed,
            rescue,
            user,
            clock,
        } => {
            let result = open(&path, big_allowed).map(Box::new);
            let data = rescue.as_ref().map(|r| &r.data);
            let elsewhere = result.as_ref().ok().and_then(|read| {
                let doc_id = &read.1.document.envelope.doc_id;
                open_elsewhere(&path, data.map(|d| d.journal_dir(doc_id)), &user, &clock)
            });
            if result.is_ok()
                && let Some(dir) = path.parent()
            {
                temp::sweep(&RealFs, dir, clock.now().into());
            }
            let error = result.as_ref().err();
            let rescued = rescue
                .zip(error)
                .and_then(|(rescue, error)| rescue.rescue(&path, error));
            Done::Loaded {
                path,
                result,
                rescued,
                elsewhere,
            }
        }
        Job::Save {
            snapshot,
            revision,
            path,
            expected,
            own,
            replace_read_only,
            revisions,
            at,
            mark,
            agreed,
            ticket,
        } => {
            let expected = match own {
                Some((own, hash)) if same_file(&own, &path) => Expected::Known(hash),
                _ => expected,
            };
            let text = codec::write(&snapshot);
            let verify = |bytes: &[u8]| {
                let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
                codec::verify(text, &snapshot)
            };
            let request = SaveRequest {
                path: &path,
                bytes: text.as_bytes(),
                expected,
                replace_read_only,
                revisions: revisions.as_ref(),
                at,
                verify: &verify,
            };
            let result = crate::store::save(&RealFs, &request);
            if agreed
                && result.is_ok()
                && let Some(revisions) = &revisions
                && let Err(error) =
                    revisions.keep_for_ever(&RealFs, text.as_bytes(), at, Kept::Agreed)
            {
                log::warn!("revisions: {error}");
            }
            if result.is_ok()
                && let Some(revisions) = &revisions
                && let Err(error) = revisions.prune(&RealFs, at)
            {
                log::warn!("revisions: {error}");
            }
            let signature = |saved: &Saved| Signature::read(&RealFs, &saved.path).ok();
            Done::Saved {
                path,
                revision,
                len: text.len() as u64,
                mark,
                signature: result.as_ref().ok().and_then(signature),
                result,
                ticket,
            }
        }
    }
}

/// Reads a document from a file.
///
/// # Errors
/// The file cannot be read, or is no document.
pub fn open(path: &Path, big_allowed: bool) -> Result<(Loaded, Opened), OpenError> {
    let loaded = crate::store::load(&RealFs, path, big_allowed).map_err(OpenError::Load)?;
    let opened = codec::read(&loaded.text, &loaded.hash.to_string()).map_err(OpenError::Read)?;
    Ok((loaded, opened))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    /// A share that hangs: to ask takes no time; given up, the next job is done though the hung one is not; and
    /// what that comes to in the end is still told.
    #[test]
    fn a_share_that_hangs_stops_nothing_that_comes_after_it() {
        let mut jobs = Jobs::threaded(|| ());
        let (end, hung) = channel();
        let begun = Instant::now();
        jobs.ask(Job::Hang(hung));
        let missing = || Job::Load {
            path: PathBuf::from("/there/is/no/such/file.json"),
            big_allowed: false,
            rescue: None,
            user: String::new(),
            clock: Clock::default(),
        };
        jobs.ask(missing());
        assert!(
            begun.elapsed() < Duration::from_millis(500),
            "asking waits for nothing"
        );
        assert!(
            jobs.wait(Duration::from_millis(300)).is_none(),
            "behind the hung one"
        );
        jobs.abandon();
        jobs.ask(missing());
        let done = jobs.wait(Duration::from_secs(20)).expect("another worker");
        assert!(matches!(done, Done::Loaded { result: Err(_), .. }));
        drop(end);
        let late = jobs
            .wait(Duration::from_secs(20))
            .expect("the hung one ended");
        assert!(matches!(late, Done::Hung));
    }
}
