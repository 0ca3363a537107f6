//! Has the file changed under us? A cheap look every few seconds, the whole hash when the window gets the focus
//! and before saving (FILE.md §4). A look that says "same" may be wrong (some programs set times back); the hash
//! decides.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::IoFault;
use super::fs::{FileKind, Fs, Meta};
use super::hash::FileHash;
use super::revisions::Revisions;
use super::save::MAX_TARGET;

/// What a look without reading can see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Length in bytes.
    pub len: u64,
    /// Last modification.
    pub modified: Option<SystemTime>,
    /// Device and inode (Unix): programs that save by renaming change it.
    pub inode: Option<(u64, u64)>,
}

impl Signature {
    /// The signature in what the system said.
    pub fn of(meta: &Meta) -> Self {
        Self {
            len: meta.len,
            modified: meta.modified,
            inode: meta.inode,
        }
    }

    /// The signature of the file at a path, links followed.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn read(fs: &dyn Fs, path: &Path) -> io::Result<Self> {
        fs.metadata(path).map(|m| Self::of(&m))
    }
}

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// As before, as far as a look can tell.
    Same,
    /// Different: compare the hash before believing it (a backup program may have touched it).
    Touched(Signature),
    /// No file there: a banner; the journal goes on and nothing is made again silently.
    Gone,
}

/// Looks, without reading the file.
///
/// # Errors
/// As the system reports them (a share that does not answer is not a file that is gone).
pub fn changed(fs: &dyn Fs, path: &Path, before: &Signature) -> io::Result<Change> {
    match Signature::read(fs, path) {
        Ok(now) if now == *before => Ok(Change::Same),
        Ok(now) => Ok(Change::Touched(now)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Change::Gone),
        Err(e) => Err(e),
    }
}

/// The hash of the whole file now; `None` when it is gone.
///
/// # Errors
/// As the system reports them.
pub fn current_hash(fs: &dyn Fs, path: &Path) -> io::Result<Option<FileHash>> {
    match fs.read(path, MAX_TARGET) {
        Ok(bytes) => Ok(Some(FileHash::of(&bytes))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// What is known of the file of an open document: what was last read or written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Where.
    pub path: PathBuf,
    /// The hash of its bytes.
    pub hash: FileHash,
    /// What a look saw then.
    pub signature: Option<Signature>,
}

/// What is wrong with the file of an open document. It stands until a look finds it right again, or the document
/// is saved or opened anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// Someone else wrote to it.
    Changed {
        /// What is there now.
        found: FileHash,
        /// It is older than what we know: a version of before was put back.
        older: bool,
    },
    /// It is not there any more.
    Gone {
        /// Nor is its folder: a stick was pulled, a share was disconnected, the folder was renamed.
        folder: bool,
    },
    /// Something that is no file stands in its place.
    NotRegular(FileKind),
    /// It cannot be looked at: a device that fails, a share that does not answer, no permission.
    Unreachable(IoFault),
}

/// Looks at the file of an open document: without reading it where a look tells enough, `thorough` with its whole
/// hash. Where it is as it should be, its signature is brought up to date in `known`.
pub fn inspect(
    fs: &dyn Fs,
    known: &mut Known,
    thorough: bool,
    revisions: Option<&Revisions>,
) -> Option<Trouble> {
    let failed = |e: io::Error| match e.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            let folder = match known.path.parent() {
                Some(dir) if !dir.as_os_str().is_empty() => fs.metadata(dir).is_err(),
                _ => false,
            };
            Trouble::Gone { folder }
        }
        _ => Trouble::Unreachable(e.into()),
    };
    let meta = match fs.metadata(&known.path) {
        Ok(meta) => meta,
        Err(e) => return Some(failed(e)),
    };
    if meta.kind != FileKind::File {
        return Some(Trouble::NotRegular(meta.kind));
    }
    let now = Signature::of(&meta);
    if !thorough && known.signature.as_ref() == Some(&now) {
        return None;
    }
    match fs.read(&known.path, MAX_TARGET) {
        Err(e) => Some(failed(e)),
        Ok(bytes) => {
            let found = FileHash::of(&bytes);
            if found == known.hash {
                known.signature = Some(now);
                return None;
            }
            let before = known.signature.as_ref().and_then(|s| s.modified);
            let earlier = now.modified.zip(before).is_some_and(|(now, was)| now < was);
            let kept = || {
                let all = revisions.and_then(|r| r.list(fs).ok()).unwrap_or_default();
                all.iter().any(|r| r.hash == found)
            };
            Some(Trouble::Changed {
                found,
                older: earlier || kept(),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::super::fs::RealFs;
    use super::*;

    #[test]
    fn sees_length_time_and_replacement_and_the_hash_sees_the_rest() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        fs::write(&path, b"one").unwrap();
        let before = Signature::read(&RealFs, &path).unwrap();
        let hash = FileHash::of(b"one");
        let look = || changed(&RealFs, &path, &before).unwrap();
        assert_eq!(look(), Change::Same);

        // The same length and time, other bytes: only the hash sees it.
        let time = before.modified.unwrap();
        fs::write(&path, b"two").unwrap();
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(time)
            .unwrap();
        assert_eq!(look(), Change::Same);
        assert_ne!(current_hash(&RealFs, &path).unwrap(), Some(hash));

        // Touched only: the hash says it is the same.
        fs::write(&path, b"one").unwrap();
        let later = time + Duration::from_secs(5);
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(later)
            .unwrap();
        assert!(matches!(look(), Change::Touched(_)));
        assert_eq!(current_hash(&RealFs, &path).unwrap(), Some(hash));

        fs::remove_file(&path).unwrap();
        assert_eq!(look(), Change::Gone);
        assert_eq!(current_hash(&RealFs, &path).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn sees_a_file_put_in_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let (path, other) = (dir.path().join("a"), dir.path().join("b"));
        fs::write(&path, b"one").unwrap();
        fs::write(&other, b"two").unwrap();
        let before = Signature::read(&RealFs, &path).unwrap();
        fs::File::options()
            .write(true)
            .open(&other)
            .unwrap()
            .set_modified(before.modified.unwrap())
            .unwrap();
        fs::rename(&other, &path).unwrap();
        assert!(matches!(
            changed(&RealFs, &path, &before).unwrap(),
            Change::Touched(_)
        ));
    }

    #[test]
    fn says_what_became_of_the_file_and_when_all_is_well_again() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("usb");
        let path = folder.join("a");
        fs::create_dir(&folder).unwrap();
        fs::write(&path, b"one").unwrap();
        let revisions = Revisions::new(dir.path().join("revisions"));
        let mut known = Known {
            path: path.clone(),
            hash: FileHash::of(b"one"),
            signature: Signature::read(&RealFs, &path).ok(),
        };
        let mut look = |thorough| inspect(&RealFs, &mut known, thorough, Some(&revisions));
        assert_eq!(look(true), None);

        // Other bytes; then bytes that a revision knows: an older version put back.
        fs::write(&path, b"three").unwrap();
        let changed = |bytes: &[u8], older| {
            let found = FileHash::of(bytes);
            Some(Trouble::Changed { found, older })
        };
        assert_eq!(look(false), changed(b"three", false));
        let at = chrono::DateTime::parse_from_rfc3339("2024-05-03T13:55:18+07:00").unwrap();
        revisions
            .keep(&RealFs, b"three", &FileHash::of(b"three"), at)
            .unwrap();
        assert_eq!(look(false), changed(b"three", true));
        // Older by its time.
        fs::write(&path, b"fourteen").unwrap();
        let past = SystemTime::now() - Duration::from_hours(48);
        fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(past)
            .unwrap();
        assert_eq!(look(true), changed(b"fourteen", true));

        // A folder in its place, then nothing, then not even the folder.
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(look(false), Some(Trouble::NotRegular(FileKind::Dir)));
        fs::remove_dir(&path).unwrap();
        assert_eq!(look(false), Some(Trouble::Gone { folder: false }));
        fs::remove_dir(&folder).unwrap();
        assert_eq!(look(true), Some(Trouble::Gone { folder: true }));

        // The stick is back.
        fs::create_dir(&folder).unwrap();
        fs::write(&path, b"one").unwrap();
        assert_eq!(look(false), None);
    }

    #[test]
    fn a_share_that_does_not_answer_is_no_file_that_is_gone() {
        use super::super::fault::{Fault, FaultFs};
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        fs::write(&path, b"one").unwrap();
        for call in 0..2 {
            let mut known = Known {
                path: path.clone(),
                hash: FileHash::of(b"one"),
                signature: None,
            };
            let fs = FaultFs::failing(call, Fault::Before(io::ErrorKind::TimedOut));
            let found = inspect(&fs, &mut known, true, None);
            assert!(
                matches!(&found, Some(Trouble::Unreachable(f)) if f.kind == io::ErrorKind::TimedOut),
                "{call}: {found:?}"
            );
        }
    }
}
