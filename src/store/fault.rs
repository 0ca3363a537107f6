//! A file system that fails where a test wants it to.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::fs::{Access, Fs, FsFile, LockGuard, Meta, RealFs};

/// How the chosen call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// An error; nothing was done.
    Before(io::ErrorKind),
    /// An error, but it was done (a reply lost on a network).
    After(io::ErrorKind),
    /// Half of a write, then an error on the rest. Other calls: as `Before`.
    Short(io::ErrorKind),
    /// Half of a write reported as such, without an error. Other calls: no fault.
    Half,
    /// The program dies here: this call and all after it fail and do nothing.
    Crash,
    /// As `Crash`, but this call is still done.
    CrashAfter,
    /// The stick is pulled here: this call and all after it do nothing and say that there is no such device.
    Pulled,
    /// "Another program has it open", this often, then no more.
    Transient(usize),
    /// The Windows error 1177: the old file has gone to the backup name, the new one has not arrived.
    /// (On `replace` only; other calls: no fault.)
    HalfReplaced,
    /// The program dies there: nothing is undone.
    KilledHalfReplaced,
    /// As `HalfReplaced`, and the old file cannot go back.
    HalfReplacedForGood,
}

#[derive(Default)]
struct State {
    calls: Vec<&'static str>,
    plan: Option<(usize, Fault)>,
    dead: bool,
    transient_left: usize,
    waited: Duration,
    no_rename_new: bool,
    intruder: Option<(&'static str, PathBuf, Vec<u8>)>,
}

/// The real file system with one fault in it. Calls count from 0, in the order in which they are made.
#[derive(Clone, Default)]
pub(crate) struct FaultFs {
    state: Arc<Mutex<State>>,
    /// Behave like `ReplaceFileW`: the old file stays under the backup name.
    backups: bool,
}

enum Verdict {
    Do,
    Fail(io::Error),
    DoThenFail(io::Error),
    HalfThenFail(io::Error),
    Half,
    HalfReplaced,
}

const TRANSIENT: io::ErrorKind = io::ErrorKind::ResourceBusy;

/// `ENODEV`, or `ERROR_DEVICE_NOT_CONNECTED`.
const NO_DEVICE: i32 = if cfg!(windows) { 1167 } else { 19 };

impl FaultFs {
    /// No fault: for counting the calls.
    pub(crate) fn sound() -> Self {
        Self::default()
    }

    /// The `at`-th call fails so.
    pub(crate) fn failing(at: usize, fault: Fault) -> Self {
        let fs = Self::default();
        fs.with(|s| {
            s.plan = Some((at, fault));
            s.transient_left = if let Fault::Transient(n) = fault {
                n
            } else {
                0
            };
        });
        fs
    }

    /// Leaves the replaced file under the backup name, as Windows does.
    pub(crate) fn with_backups(mut self) -> Self {
        self.backups = true;
        self
    }

    /// Someone writes these bytes to this path at the very moment when this call is first made.
    pub(crate) fn with_intruder(self, call: &'static str, path: &Path, bytes: &[u8]) -> Self {
        self.with(|s| s.intruder = Some((call, path.to_owned(), bytes.to_vec())));
        self
    }

    /// The names of the calls made so far.
    pub(crate) fn calls(&self) -> Vec<&'static str> {
        self.with(|s| s.calls.clone())
    }

    /// How long `pause` was asked for.
    pub(crate) fn waited(&self) -> Duration {
        self.with(|s| s.waited)
    }

    fn with<T>(&self, f: impl FnOnce(&mut State) -> T) -> T {
        f(&mut self.state.lock().unwrap())
    }

    fn verdict(&self, name: &'static str) -> Verdict {
        self.with(|s| {
            let n = s.calls.len();
            s.calls.push(name);
            if let Some((_, path, bytes)) = s.intruder.take_if(|(call, ..)| *call == name) {
                std::fs::write(path, bytes).unwrap();
            }
            let pulled = matches!(s.plan, Some((_, Fault::Pulled)));
            let crash = || match pulled {
                true => io::Error::from_raw_os_error(NO_DEVICE),
                false => io::Error::other("crashed"),
            };
            if s.dead {
                return Verdict::Fail(crash());
            }
            if name == "rename_new" && s.no_rename_new {
                return Verdict::Fail(io::ErrorKind::PermissionDenied.into());
            }
            let Some((at, fault)) = s.plan else {
                return Verdict::Do;
            };
            if let Fault::Transient(_) = fault {
                if n >= at && s.transient_left > 0 && s.calls.get(at) == Some(&name) {
                    s.transient_left -= 1;
                    return Verdict::Fail(TRANSIENT.into());
                }
                return Verdict::Do;
            }
            if n != at {
                return Verdict::Do;
            }
            match fault {
                Fault::Before(kind) => Verdict::Fail(kind.into()),
                Fault::After(kind) => Verdict::DoThenFail(kind.into()),
                Fault::Short(kind) if name == "write" => Verdict::HalfThenFail(kind.into()),
                Fault::Short(kind) => Verdict::Fail(kind.into()),
                Fault::Half => Verdict::Half,
                Fault::Crash | Fault::Pulled => {
                    s.dead = true;
                    Verdict::HalfThenFail(crash())
                }
                Fault::CrashAfter => {
                    s.dead = true;
                    Verdict::DoThenFail(crash())
                }
                Fault::KilledHalfReplaced if name == "replace" => {
                    s.dead = true;
                    Verdict::HalfReplaced
                }
                Fault::HalfReplaced | Fault::HalfReplacedForGood if name == "replace" => {
                    s.no_rename_new = fault == Fault::HalfReplacedForGood;
                    Verdict::HalfReplaced
                }
                _ => Verdict::Do,
            }
        })
    }

    fn call<T>(&self, name: &'static str, f: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        match self.verdict(name) {
            Verdict::Do | Verdict::Half | Verdict::HalfReplaced => f(),
            Verdict::Fail(e) | Verdict::HalfThenFail(e) => Err(e),
            Verdict::DoThenFail(e) => f().and(Err(e)),
        }
    }
}

struct FaultFile {
    fs: FaultFs,
    file: Box<dyn FsFile>,
}

impl FsFile for FaultFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let half = bytes.get(..bytes.len().div_ceil(2)).unwrap();
        match self.fs.verdict("write") {
            Verdict::Half => self.file.write(half),
            Verdict::HalfThenFail(e) => self.file.write(half).and(Err(e)),
            Verdict::Fail(e) => Err(e),
            Verdict::DoThenFail(e) => self.file.write(bytes).and(Err(e)),
            Verdict::Do | Verdict::HalfReplaced => self.file.write(bytes),
        }
    }

    fn sync(&mut self) -> io::Result<()> {
        self.fs.call("sync", || self.file.sync())
    }

    fn set_len(&mut self, len: u64) -> io::Result<()> {
        self.fs.call("set_len", || self.file.set_len(len))
    }

    fn dress_like(&mut self, other: &Meta) -> io::Result<()> {
        self.fs.call("dress_like", || self.file.dress_like(other))
    }
}

impl Fs for FaultFs {
    fn metadata(&self, path: &Path) -> io::Result<Meta> {
        self.call("metadata", || RealFs.metadata(path))
    }

    fn lstat(&self, path: &Path) -> io::Result<Meta> {
        self.call("lstat", || RealFs.lstat(path))
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        self.call("canonicalize", || RealFs.canonicalize(path))
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.call("read", || RealFs.read(path, limit))
    }

    fn probe_write(&self, path: &Path) -> io::Result<()> {
        self.call("probe_write", || RealFs.probe_write(path))
    }

    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn FsFile>> {
        let file = self.call("create_new", || RealFs.create_new(path, access))?;
        Ok(Box::new(FaultFile {
            fs: self.clone(),
            file,
        }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn FsFile>> {
        let file = self.call("append", || RealFs.append(path))?;
        Ok(Box::new(FaultFile {
            fs: self.clone(),
            file,
        }))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename_new", || RealFs.rename_new(from, to))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call("rename", || RealFs.rename(from, to))
    }

    fn replace(&self, temp: &Path, target: &Path, backup: &Path) -> io::Result<()> {
        let really = || {
            // Windows leaves it there by itself.
            if self.backups && !cfg!(windows) {
                RealFs.rename(target, backup)?;
            }
            RealFs.replace(temp, target, backup)
        };
        match self.verdict("replace") {
            Verdict::Do | Verdict::Half => really(),
            Verdict::Fail(e) | Verdict::HalfThenFail(e) => Err(e),
            Verdict::DoThenFail(e) => really().and(Err(e)),
            Verdict::HalfReplaced => {
                RealFs.rename(target, backup)?;
                Err(io::Error::from_raw_os_error(1177))
            }
        }
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        self.call("sync_dir", || RealFs.sync_dir(dir))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.call("remove_file", || RealFs.remove_file(path))
    }

    fn create_private_dirs(&self, dir: &Path) -> io::Result<()> {
        self.call("create_private_dirs", || RealFs.create_private_dirs(dir))
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        self.call("list", || RealFs.list(dir))
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<LockGuard>> {
        self.call("try_lock", || RealFs.try_lock(path))
    }

    fn is_transient(&self, error: &io::Error) -> bool {
        error.kind() == TRANSIENT
            || error.raw_os_error() == Some(1177)
            || RealFs.is_transient(error)
    }

    fn pause(&self, time: Duration) {
        self.with(|s| s.waited += time);
    }
}
