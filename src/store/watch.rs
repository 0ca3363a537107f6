//! Has the file changed under us? A cheap look every few seconds, the whole hash when the window gets the focus
//! and before saving (FILE.md §4). A look that says "same" may be wrong (some programs set times back); the hash
//! decides.

use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::fs::{Fs, Meta};
use super::hash::FileHash;
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
}
