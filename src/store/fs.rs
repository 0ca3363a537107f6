//! The file-system calls that the store makes, behind a trait.
//!
//! A save must leave the old or the new document, whole, whichever call fails (FILE.md §7). So every call goes
//! through [`Fs`], and the tests put a layer in between that fails any one of them. Nothing here decides anything:
//! the order of the calls, and what a failure means, stand in [`super::save`], [`super::journal`] and the others.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How long a file that another program holds open is tried again.
pub const RETRY_FOR: Duration = Duration::from_secs(10);
/// The pause between two tries.
pub(super) const RETRY_PAUSE: Duration = Duration::from_millis(200);

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A regular file.
    File,
    /// A directory.
    Dir,
    /// A symbolic link (or a Windows junction), itself.
    Symlink,
    /// A device, pipe, socket…
    Other,
}

/// What the system says about a file, as far as the store needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    /// What it is.
    pub kind: FileKind,
    /// Length in bytes.
    pub len: u64,
    /// Marked read-only (no write bit for anyone, or the Windows attribute).
    pub read_only: bool,
    /// Last modification, where the file system keeps one.
    pub modified: Option<SystemTime>,
    /// Permission bits (Unix).
    pub mode: Option<u32>,
    /// User and group (Unix).
    pub owner: Option<(u32, u32)>,
    /// Device and inode (Unix): another number at the same path is another file.
    pub inode: Option<(u64, u64)>,
}

/// An open file being written.
pub trait FsFile: Send {
    /// Writes some of the bytes and says how many; [`write_all`] does the rest.
    ///
    /// # Errors
    /// As the system reports them.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Makes what was written survive a power cut, as far as the device is honest.
    ///
    /// # Errors
    /// As the system reports them. After an error the file's content is unknown: it must be discarded, because a
    /// second call may succeed without having written anything.
    fn sync(&mut self) -> io::Result<()>;
    /// Cuts the file to this length (after a torn write) and goes on writing there.
    ///
    /// # Errors
    /// As the system reports them.
    fn set_len(&mut self, len: u64) -> io::Result<()>;
    /// Gives the file the owner (best effort) and the permission bits of another (Unix; nothing elsewhere).
    ///
    /// # Errors
    /// When the permission bits differ and cannot be changed.
    fn dress_like(&mut self, other: &Meta) -> io::Result<()>;
}

/// Who may read a file that is being created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// As the system gives new files (Unix: 0666 less the umask).
    Usual,
    /// Like an existing file's permission bits, never wider.
    Mode(u32),
    /// Only this user (Unix: 0600). Journals and revisions hold the names of poor households.
    Private,
}

/// Held as long as a file is locked by this process; dropping it unlocks.
pub struct LockGuard(#[expect(dead_code, reason = "held for its Drop, which unlocks")] File);

/// The file-system calls of the store. [`RealFs`] makes them; tests make them fail.
pub trait Fs: Send + Sync {
    /// What a path leads to, links followed.
    ///
    /// # Errors
    /// As the system reports them (as for all methods here).
    fn metadata(&self, path: &Path) -> io::Result<Meta>;
    /// What stands at a path itself, links not followed.
    ///
    /// # Errors
    /// As the system reports them.
    fn lstat(&self, path: &Path) -> io::Result<Meta>;
    /// The real path behind links.
    ///
    /// # Errors
    /// As the system reports them; `NotFound` for a link that leads nowhere.
    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf>;
    /// All bytes of a regular file.
    ///
    /// # Errors
    /// As the system reports them; `FileTooLarge` when there are more than `limit` bytes (at most `limit + 1` are
    /// read, even when the file grows meanwhile); `InvalidInput` when it is no regular file.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// Whether this user may write to an existing file; changes nothing.
    ///
    /// # Errors
    /// `PermissionDenied` when not, others as the system reports them.
    fn probe_write(&self, path: &Path) -> io::Result<()>;
    /// Creates a file that must not exist yet (`O_EXCL`).
    ///
    /// # Errors
    /// As the system reports them; `AlreadyExists` when something stands there.
    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn FsFile>>;
    /// Opens an existing file to write after its end.
    ///
    /// # Errors
    /// As the system reports them.
    fn append(&self, path: &Path) -> io::Result<Box<dyn FsFile>>;
    /// Gives a file a name that must be free.
    ///
    /// # Errors
    /// As the system reports them; `AlreadyExists` when the name is taken.
    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Renames over whatever stands at `to` (for the store's own files in its own directory).
    ///
    /// # Errors
    /// As the system reports them.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Puts `temp` in the place of the existing `target`. On Windows the old file may be left as `backup`.
    ///
    /// # Errors
    /// As the system reports them. On Windows an error may leave `target` missing and its file at `backup`
    /// (1177), on a network file system the replacement may have happened nevertheless: the caller looks.
    fn replace(&self, temp: &Path, target: &Path, backup: &Path) -> io::Result<()>;
    /// Makes a directory's entries survive a power cut.
    ///
    /// # Errors
    /// As the system reports them; some network file systems cannot do it.
    fn sync_dir(&self, dir: &Path) -> io::Result<()>;
    /// Removes a file.
    ///
    /// # Errors
    /// As the system reports them.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Creates a directory and its parents, for this user only.
    ///
    /// # Errors
    /// As the system reports them.
    fn create_private_dirs(&self, dir: &Path) -> io::Result<()>;
    /// The names in a directory, sorted; names that are not text are left out (none of ours).
    ///
    /// # Errors
    /// As the system reports them.
    fn list(&self, dir: &Path) -> io::Result<Vec<String>>;
    /// Locks a file of our own, creating it; `None` when another process holds it.
    ///
    /// # Errors
    /// As the system reports them; `Unsupported` where the file system has no locks.
    fn try_lock(&self, path: &Path) -> io::Result<Option<LockGuard>>;
    /// Whether an error means "another program has it open just now; try again" (Windows only).
    fn is_transient(&self, error: &io::Error) -> bool;
    /// Waits; a save runs on a worker thread.
    fn pause(&self, time: Duration);
}

/// Writes all bytes.
///
/// # Errors
/// As the system reports them; `WriteZero` when it takes no more.
pub fn write_all(file: &mut dyn FsFile, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(())
}

/// Does a call that changes nothing half-way, again for a while if another program is in the way.
pub(super) fn patiently<T>(fs: &dyn Fs, mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut waited = Duration::ZERO;
    loop {
        match call() {
            Err(e) if fs.is_transient(&e) && waited < RETRY_FOR => {
                fs.pause(RETRY_PAUSE);
                waited += RETRY_PAUSE;
            }
            result => return result,
        }
    }
}

/// The Windows errors after which a replacement is tried again (FILE.md §4): access denied (a virus scanner),
/// sharing and lock violation, unable to remove the replaced file, unable to move the replacement; and 1177, after
/// which the caller has put the old file back.
pub fn is_windows_transient(code: i32) -> bool {
    matches!(code, 5 | 32 | 33 | 1175 | 1176 | 1177)
}

/// The machine's own file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealFs;

struct RealFile(File);

impl FsFile for RealFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.0.sync_all()
    }

    fn set_len(&mut self, len: u64) -> io::Result<()> {
        self.0.set_len(len)?;
        self.0.seek(SeekFrom::Start(len)).map(drop)
    }

    fn dress_like(&mut self, other: &Meta) -> io::Result<()> {
        system::dress_like(&self.0, other)
    }
}

/// What is told of a device that a path leads to by its name alone.
const DEVICE: Meta = Meta {
    kind: FileKind::Other,
    len: 0,
    read_only: false,
    modified: None,
    mode: None,
    owner: None,
    inode: None,
};

fn meta(m: &fs::Metadata) -> Meta {
    let t = m.file_type();
    let kind = if t.is_symlink() {
        FileKind::Symlink
    } else if t.is_dir() {
        FileKind::Dir
    } else if t.is_file() {
        FileKind::File
    } else {
        FileKind::Other
    };
    let mut meta = Meta {
        kind,
        len: m.len(),
        read_only: m.permissions().readonly(),
        modified: m.modified().ok(),
        mode: None,
        owner: None,
        inode: None,
    };
    system::fill(&mut meta, m);
    meta
}

impl Fs for RealFs {
    fn metadata(&self, path: &Path) -> io::Result<Meta> {
        if system::is_device(path) {
            return Ok(DEVICE);
        }
        fs::metadata(path).map(|m| meta(&m))
    }

    fn lstat(&self, path: &Path) -> io::Result<Meta> {
        if system::is_device(path) {
            return Ok(DEVICE);
        }
        fs::symlink_metadata(path).map(|m| meta(&m))
    }

    fn canonicalize(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let file = File::open(path)?;
        let m = file.metadata()?;
        if !m.is_file() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        if m.len() > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(m.len()).unwrap_or(0));
        file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes)
    }

    fn probe_write(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().write(true).open(path).map(drop)
    }

    fn create_new(&self, path: &Path, access: Access) -> io::Result<Box<dyn FsFile>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        system::access(&mut options, access);
        Ok(Box::new(RealFile(options.open(path)?)))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn FsFile>> {
        // Not the system's append mode: on Windows that may not cut a torn line off. There is one writer only.
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Box::new(RealFile(file)))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        system::rename_new(from, to)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn replace(&self, temp: &Path, target: &Path, backup: &Path) -> io::Result<()> {
        system::replace(temp, target, backup)
    }

    fn sync_dir(&self, dir: &Path) -> io::Result<()> {
        system::open_dir(dir)?.sync_all()
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_private_dirs(&self, dir: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        system::private_dir(&mut builder);
        builder.create(dir)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(dir)? {
            if let Ok(name) = entry?.file_name().into_string() {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn try_lock(&self, path: &Path) -> io::Result<Option<LockGuard>> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        system::access(&mut options, Access::Private);
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(LockGuard(file))),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(e)) => Err(e),
        }
    }

    fn is_transient(&self, error: &io::Error) -> bool {
        // On other systems the same numbers mean lasting things (5 is an input/output error).
        cfg!(windows) && error.raw_os_error().is_some_and(is_windows_transient)
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

#[cfg(not(windows))]
#[path = "fs_unix.rs"]
mod system;
#[cfg(windows)]
#[path = "fs_windows.rs"]
mod system;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_is_bounded_and_takes_regular_files_only() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(RealFs.read(&path, 5).unwrap(), b"12345");
        assert_eq!(
            RealFs.read(&path, 4).unwrap_err().kind(),
            io::ErrorKind::FileTooLarge
        );
        assert!(RealFs.read(dir.path(), 5).is_err());
        #[cfg(target_os = "linux")]
        assert_eq!(
            RealFs.read(Path::new("/dev/zero"), 5).unwrap_err().kind(),
            io::ErrorKind::InvalidInput
        );
    }

    #[test]
    fn create_new_and_rename_new_never_overwrite() {
        let dir = tempfile::tempdir().unwrap();
        let (a, b) = (dir.path().join("a"), dir.path().join("b"));
        fs::write(&a, b"a").unwrap();
        fs::write(&b, b"b").unwrap();
        let taken = |e: io::Error| assert_eq!(e.kind(), io::ErrorKind::AlreadyExists);
        taken(RealFs.create_new(&a, Access::Usual).err().unwrap());
        taken(RealFs.rename_new(&a, &b).unwrap_err());
        assert_eq!(fs::read(&a).unwrap(), b"a");
        assert_eq!(fs::read(&b).unwrap(), b"b");
        let c = dir.path().join("c");
        RealFs.rename_new(&a, &c).unwrap();
        assert_eq!(fs::read(&c).unwrap(), b"a");
        assert!(!a.exists());
    }

    #[test]
    fn a_lock_keeps_others_out_until_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("live");
        let held = RealFs.try_lock(&path).unwrap();
        assert!(held.is_some());
        assert!(RealFs.try_lock(&path).unwrap().is_none());
        drop(held);
        assert!(RealFs.try_lock(&path).unwrap().is_some());
    }

    #[test]
    fn the_windows_list_is_that_of_the_specification() {
        let retried: Vec<i32> = (0..2000).filter(|c| is_windows_transient(*c)).collect();
        assert_eq!(retried, [5, 32, 33, 1175, 1176, 1177]);
    }
}
