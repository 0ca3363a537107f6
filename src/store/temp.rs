//! Temporary files of ours beside the file that they are to become: created exclusively, under a short name that
//! does not depend on the document's (a name of 252 bytes still saves), swept when a crash left them.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::error::Step;
use super::fs::{Access, FileKind, Fs, Meta, RETRY_PAUSE, patiently, write_all};
use super::hash::FileHash;

const PREFIX: &str = ".dh-";
const SUFFIX: &str = ".tmp";
const BACKUP_SUFFIX: &str = ".bak";
/// Hex digits of the random part.
const RANDOM: usize = 16;
/// A leftover younger than this may belong to a save that is under way elsewhere.
const SWEEP_AFTER: Duration = Duration::from_hours(24);

/// A temporary file, written, durable and closed. Dropped, it is removed, unless it was kept or has moved on.
pub(super) struct TempFile<'a> {
    fs: &'a dyn Fs,
    path: PathBuf,
    remove: bool,
}

impl<'a> TempFile<'a> {
    /// Creates the file in `dir` with these bytes, looking like `like` (a document that it will replace), and syncs
    /// it. On any error the file is discarded, after a failed sync above all: what the disk holds is then unknown.
    pub(super) fn write(
        fs: &'a dyn Fs,
        dir: &Path,
        bytes: &[u8],
        access: Access,
        like: Option<&Meta>,
    ) -> Result<Self, (Step, io::Error)> {
        let create = |e| (Step::CreateTemp, e);
        let mut tries = 0;
        let (temp, mut file) = loop {
            let path = dir.join(format!("{PREFIX}{}{SUFFIX}", random_hex().map_err(create)?));
            match fs.create_new(&path, access) {
                Ok(file) => {
                    break (
                        Self {
                            fs,
                            path,
                            remove: true,
                        },
                        file,
                    );
                }
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists && tries < 8 => tries += 1,
                Err(e) => {
                    // A network file system may report an error for what it has done. The name is nobody else's.
                    let _ = fs.remove_file(&path);
                    return Err(create(e));
                }
            }
        };
        if let Some(like) = like
            && let Err(e) = file.dress_like(like)
        {
            // It was created with the same bits less the umask, so it is narrower, never wider: go on.
            log::warn!(
                "{}: permissions could not be kept: {e}",
                temp.path.display()
            );
        }
        write_all(file.as_mut(), bytes).map_err(|e| (Step::Write, e))?;
        file.sync().map_err(|e| (Step::Sync, e))?;
        // Closed before it is renamed: Windows insists.
        drop(file);
        Ok(temp)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The backup name that goes with it when it takes the place of `target`. It tells both, so that
    /// [`put_back`] finds it.
    pub(super) fn backup_path(&self, target: &Path) -> PathBuf {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let random = random_part(&name).unwrap_or_default();
        let backup = format!("{}{random}{BACKUP_SUFFIX}", backups_of(target));
        self.path.with_file_name(backup)
    }

    /// It has become the file that it was made for.
    pub(super) fn moved(mut self) {
        self.remove = false;
    }

    /// Leaves it where it is (it holds the only copy beside the document) and says where.
    pub(super) fn keep(mut self) -> PathBuf {
        self.remove = false;
        self.path.clone()
    }
}

impl Drop for TempFile<'_> {
    fn drop(&mut self) {
        if self.remove
            && let Err(e) = self.fs.remove_file(&self.path)
        {
            // Swept later.
            log::debug!("{}: temporary file stays: {e}", self.path.display());
        }
    }
}

/// Sixteen random hex digits.
fn random_hex() -> io::Result<String> {
    let mut bytes = [0; RANDOM / 2];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|b| format!("{b:02x}")).collect())
}

/// The random part of the name of a temporary file of ours; `None` for any other name.
fn random_part(name: &str) -> Option<&str> {
    let random = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    is_random(random).then_some(random)
}

/// The random part of the name of a backup of ours; `None` for any other name.
fn backup_random(name: &str) -> Option<&str> {
    let parts = name.strip_prefix(PREFIX)?.strip_suffix(BACKUP_SUFFIX)?;
    let (document, random) = parts.split_once('-')?;
    (is_random(document) && is_random(random)).then_some(random)
}

/// Sixteen hex digits.
fn is_random(text: &str) -> bool {
    text.len() == RANDOM && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// How the names of all backups of a document begin. Windows does not tell capitals from small letters.
fn backups_of(document: &Path) -> String {
    let name = document.file_name().unwrap_or_default().to_string_lossy();
    let hash = FileHash::of(name.to_lowercase().as_bytes());
    format!("{PREFIX}{}-", hash.short())
}

/// The backup of a document whose replacement was cut off half-way: Windows gives the old file its backup name, then
/// the new one the document's, and a program that is killed in between leaves nothing under that name. The new file
/// is still there under its temporary name; without it the replacement was done, and the backup means nothing.
fn half_replaced(fs: &dyn Fs, document: &Path) -> Option<PathBuf> {
    match fs.lstat(document) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        _ => return None,
    }
    let dir = match document.parent()? {
        dir if dir.as_os_str().is_empty() => Path::new("."),
        dir => dir,
    };
    let names = fs.list(dir).ok()?;
    let prefix = backups_of(document);
    let torn = names.iter().filter(|name| {
        let temp = |random| names.contains(&format!("{PREFIX}{random}{SUFFIX}"));
        name.starts_with(&prefix) && backup_random(name).is_some_and(temp)
    });
    let all = torn.map(|name| dir.join(name));
    all.max_by_key(|path| fs.lstat(path).ok().and_then(|m| m.modified))
}

/// Gives the old file of a replacement that was cut off half-way its name back, and says whether something stands
/// there again. Nothing is ever written over.
pub(super) fn put_back(fs: &dyn Fs, document: &Path) -> bool {
    let Some(backup) = half_replaced(fs, document) else {
        return false;
    };
    // Another program may be in the midst of it just now.
    fs.pause(RETRY_PAUSE);
    if half_replaced(fs, document).as_ref() != Some(&backup) {
        return fs.lstat(document).is_ok();
    }
    match patiently(fs, || fs.rename_new(&backup, document)) {
        Ok(()) => {
            log::warn!("{}: put back after a torn save", document.display());
            true
        }
        Err(e) => {
            log::warn!("{}: not put back: {e}", backup.display());
            fs.lstat(document).is_ok()
        }
    }
}

/// Removes temporary files of ours that crashed saves left in a directory more than a day ago, and says how many.
/// Best effort: to be called once when a document is opened. Backups of a torn replacement are never swept, nor what
/// tells that it is torn.
pub fn sweep(fs: &dyn Fs, dir: &Path, now: SystemTime) -> usize {
    let names = fs.list(dir).unwrap_or_default();
    let old = |path: &Path| {
        fs.lstat(path).is_ok_and(|m| {
            m.kind == FileKind::File
                && m.modified
                    .and_then(|t| now.duration_since(t).ok())
                    .is_some_and(|age| age > SWEEP_AFTER)
        })
    };
    let is_torn = |random| names.iter().any(|name| backup_random(name) == Some(random));
    names
        .iter()
        .filter(|name| random_part(name).is_some_and(|random| !is_torn(random)))
        .map(|name| dir.join(name))
        .filter(|path| old(path) && fs.remove_file(path).is_ok())
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::fs::RealFs;
    use super::*;

    #[test]
    fn sweeps_only_our_own_old_files() {
        let dir = tempfile::tempdir().unwrap();
        let names = [
            ".dh-0123456789abcdef.tmp",
            ".dh-0123456789abcdef-0123456789abcde0.bak",
            ".dh-0123456789abcde.tmp",
            ".dh-A123456789abcdef.tmp",
            "x.dh-0123456789abcdef.tmp",
            ".dh-report-for-minh.tmp",
        ];
        for name in names {
            std::fs::write(dir.path().join(name), b"x").unwrap();
        }
        std::fs::create_dir(dir.path().join(".dh-00000000000000aa.tmp")).unwrap();
        let now = SystemTime::now();
        assert_eq!(sweep(&RealFs, dir.path(), now), 0, "young");
        let later = now + SWEEP_AFTER + Duration::from_secs(60);
        assert_eq!(sweep(&RealFs, dir.path(), later), 1);
        assert!(!dir.path().join(names[0]).exists());
        assert_eq!(RealFs.list(dir.path()).unwrap().len(), names.len());
    }

    #[test]
    fn a_dropped_temporary_file_goes_and_a_kept_one_stays() {
        let dir = tempfile::tempdir().unwrap();
        let make =
            || TempFile::write(&RealFs, dir.path(), b"x", Access::Usual, None).map_err(|e| e.1);
        drop(make().unwrap());
        assert!(RealFs.list(dir.path()).unwrap().is_empty());
        let kept = make().unwrap().keep();
        assert!(random_part(kept.file_name().unwrap().to_str().unwrap()).is_some());
        assert_eq!(std::fs::read(kept).unwrap(), b"x");
    }
}
