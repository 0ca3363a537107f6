//! Saving a document so that, whatever fails and whenever, the old or the new one stands there whole
//! (FILE.md §4, steps 1 to 8).
//!
//! Runs on a worker thread, one save at a time. It knows bytes, hashes and paths; what the bytes mean is checked
//! by the `verify` that the caller passes.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use super::error::{SaveError, Step, TargetState};
use super::fs::{Access, FileKind, Fs, Meta, RETRY_FOR, RETRY_PAUSE, patiently};
use super::hash::FileHash;
use super::revisions::{Revision, Revisions};
use super::temp::{TempFile, put_back};

/// A file larger than this is not one of ours and is neither read nor replaced (FILE.md §3).
pub const MAX_TARGET: u64 = 256 * 1024 * 1024;

/// What may stand at the path before the save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Nothing: a new file.
    Absent,
    /// What we last read or wrote there.
    Known(FileHash),
    /// Whatever is there: the user has seen its name and agreed to overwrite it. It is still kept as a revision.
    Anything,
}

/// What to save, and under which conditions.
pub struct SaveRequest<'a> {
    /// Where; links are followed.
    pub path: &'a Path,
    /// The whole new content.
    pub bytes: &'a [u8],
    /// What may stand there now.
    pub expected: Expected,
    /// The user has agreed to replace a read-only file.
    pub replace_read_only: bool,
    /// Where the old bytes are kept. `None` for files without a history, or when the user has agreed to save
    /// without it.
    pub revisions: Option<&'a Revisions>,
    /// Now, for the name of the revision.
    pub at: DateTime<FixedOffset>,
    /// Parses the bytes back and compares (step 2); an error is a fault of the program and nothing is written.
    pub verify: &'a dyn Fn(&[u8]) -> Result<(), String>,
}

/// Whether the saved file would survive a power cut at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As far as the device is honest.
    Confirmed,
    /// Saved, but the directory could not be made durable ("đã lưu, chưa chắc chắn trên đĩa").
    Unconfirmed,
}

/// A save that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Where the file really is, links resolved.
    pub path: PathBuf,
    /// What stands there now; the `Known` of the next save.
    pub hash: FileHash,
    /// Whether the directory was made durable.
    pub durability: Durability,
    /// False when these very bytes stood there already and nothing was written.
    pub wrote: bool,
    /// The revision that holds the old bytes.
    pub revision: Option<Revision>,
    /// Someone else's version that slipped in at the last moment and was replaced (only where the system keeps a
    /// backup: Windows). It lies here, whole: merge it.
    pub overtaken: Option<PathBuf>,
}

/// What the path means.
struct Target {
    path: PathBuf,
    dir: PathBuf,
    /// `None`: nothing there.
    meta: Option<Meta>,
}

/// Saves. On an error the target is what it was before, unless [`SaveError::target`] says otherwise.
///
/// # Errors
/// See [`SaveError`]; every failing system call is one of them, but for the ones that only tidy up and the sync
/// of the directory, which gives [`Durability::Unconfirmed`].
pub fn save(fs: &dyn Fs, request: &SaveRequest) -> Result<Saved, SaveError> {
    let target = resolve(fs, request)?;
    (request.verify)(request.bytes).map_err(|detail| SaveError::Verify {
        path: target.path.clone(),
        detail,
    })?;

    let new = FileHash::of(request.bytes);
    let old = read_target(fs, &target.path, Step::ReadTarget)?;
    let old_hash = old.as_ref().map(|(_, hash)| *hash);
    if old_hash == Some(new) {
        // Also after a save that succeeded but could not be sure of it.
        return Ok(Saved {
            durability: sync_dir(fs, &target),
            path: target.path,
            hash: new,
            wrote: false,
            revision: None,
            overtaken: None,
        });
    }
    check(&target.path, request.expected, old_hash)?;

    let revision = match (&old, request.revisions) {
        (Some((bytes, hash)), Some(revisions)) => Some(
            revisions
                .keep(fs, bytes, hash, request.at)
                .map_err(|e| SaveError::io(&target.path, Step::KeepRevision, &e))?,
        ),
        _ => None,
    };
    drop(old);

    let access = target
        .meta
        .as_ref()
        .and_then(|m| m.mode)
        .map_or(Access::Usual, Access::Mode);
    let temp = TempFile::write(fs, &target.dir, request.bytes, access, target.meta.as_ref())
        .map_err(|(step, e)| SaveError::io(&target.path, step, &e))?;
    let backup = temp.backup_path(&target.path);
    publish(fs, &target, temp, &backup, old_hash, new)?;

    let durability = sync_dir(fs, &target);
    read_back(fs, &target.path, &backup, new)?;
    let overtaken = settle_backup(fs, request, &backup, old_hash);
    Ok(Saved {
        path: target.path,
        hash: new,
        durability,
        wrote: true,
        revision,
        overtaken,
    })
}

/// Step 1: follow links, refuse anything but a regular file, ask about a read-only one.
fn resolve(fs: &dyn Fs, request: &SaveRequest) -> Result<Target, SaveError> {
    let given = request.path;
    let failed = |e: &io::Error| SaveError::io(given, Step::Resolve, e);
    let mut path = given.to_owned();
    let mut meta = absent_as_none(fs.lstat(&path)).map_err(|e| failed(&e))?;
    if meta.is_none() && matches!(request.expected, Expected::Known(_)) && put_back(fs, &path) {
        meta = absent_as_none(fs.lstat(&path)).map_err(|e| failed(&e))?;
    }
    if meta.as_ref().is_some_and(|m| m.kind == FileKind::Symlink) {
        path = match absent_as_none(fs.canonicalize(&path)).map_err(|e| failed(&e))? {
            Some(real) => real,
            None => {
                return Err(SaveError::DanglingLink {
                    path: given.to_owned(),
                });
            }
        };
        meta = absent_as_none(fs.lstat(&path)).map_err(|e| failed(&e))?;
    }
    if let Some(meta) = &meta {
        if meta.kind != FileKind::File {
            return Err(SaveError::NotRegular {
                path,
                found: meta.kind,
            });
        }
        if meta.len > MAX_TARGET {
            return Err(SaveError::TargetTooBig {
                path,
                size: meta.len,
            });
        }
        // A rename would replace a read-only file without a word: the right to do that lies in the directory.
        if !request.replace_read_only {
            if meta.read_only {
                return Err(SaveError::ReadOnly { path });
            }
            match fs.probe_write(&path) {
                Ok(()) => {}
                Err(e) if e.kind() == io::ErrorKind::PermissionDenied => {
                    return Err(SaveError::ReadOnly { path });
                }
                // Another program holds it open: the replacement will wait for it.
                Err(e) if fs.is_transient(&e) => {}
                Err(e) => return Err(failed(&e)),
            }
        }
    }
    let dir = match path.parent() {
        Some(dir) if dir.as_os_str().is_empty() => PathBuf::from("."),
        Some(dir) => dir.to_owned(),
        None => return Err(failed(&io::ErrorKind::InvalidInput.into())),
    };
    Ok(Target { path, dir, meta })
}

/// Step 3: is what stands there what we know?
fn check(path: &Path, expected: Expected, found: Option<FileHash>) -> Result<(), SaveError> {
    let path = || path.to_owned();
    match (expected, found) {
        (Expected::Anything, _) | (Expected::Absent, None) => Ok(()),
        (Expected::Absent, Some(found)) => Err(SaveError::Exists {
            path: path(),
            found,
        }),
        (Expected::Known(_), None) => Err(SaveError::Gone { path: path() }),
        (Expected::Known(expected), Some(found)) if expected != found => {
            Err(SaveError::ChangedOnDisk {
                path: path(),
                expected,
                found,
            })
        }
        (Expected::Known(_), Some(_)) => Ok(()),
    }
}

/// Steps 6 and 7, the replacement: look once more, then rename; where another program holds the file open, both
/// again, for a while.
fn publish(
    fs: &dyn Fs,
    target: &Target,
    temp: TempFile,
    backup: &Path,
    old: Option<FileHash>,
    new: FileHash,
) -> Result<(), SaveError> {
    let before = old.map_or(Expected::Absent, Expected::Known);
    let mut waited = Duration::ZERO;
    loop {
        let now = read_target(fs, &target.path, Step::Recheck)?.map(|(_, hash)| hash);
        check(&target.path, before, now)?;
        let result = match old {
            Some(_) => fs.replace(temp.path(), &target.path, backup),
            None => fs.rename_new(temp.path(), &target.path),
        };
        let Err(error) = result else {
            temp.moved();
            return Ok(());
        };
        let failed = |state, left| SaveError::Io {
            path: target.path.clone(),
            step: Step::Replace,
            fault: (&error).into(),
            target: state,
            left,
        };
        let Ok(after) = look_after_failure(fs, &target.path, backup) else {
            // No name can be trusted to hold the document: leave everything where it is.
            let mut left = vec![temp.keep()];
            left.extend(fs.lstat(backup).is_ok().then(|| backup.to_owned()));
            return Err(failed(TargetState::Unknown, left));
        };
        match after {
            // A network file system may report an error for what it has done.
            Some(hash) if hash == new => {
                log::warn!("{}: replaced in spite of: {error}", target.path.display());
                return Ok(());
            }
            None if old.is_some() => {
                return Err(failed(TargetState::Missing, vec![temp.keep()]));
            }
            after => check(&target.path, before, after)?,
        }
        if !fs.is_transient(&error) || waited >= RETRY_FOR {
            return Err(failed(TargetState::Old, Vec::new()));
        }
        fs.pause(RETRY_PAUSE);
        waited += RETRY_PAUSE;
    }
}

/// What stands at the target after a failed replacement. Windows may have moved the old file to the backup name
/// and no further: then it goes back first.
fn look_after_failure(fs: &dyn Fs, target: &Path, backup: &Path) -> io::Result<Option<FileHash>> {
    if absent_as_none(fs.lstat(target))?.is_none() && absent_as_none(fs.lstat(backup))?.is_some() {
        patiently(fs, || fs.rename_new(backup, target))?;
    }
    let bytes = absent_as_none(patiently(fs, || fs.read(target, MAX_TARGET)))?;
    Ok(bytes.map(|b| FileHash::of(&b)))
}

/// Step 7.
fn sync_dir(fs: &dyn Fs, target: &Target) -> Durability {
    match fs.sync_dir(&target.dir) {
        Ok(()) => Durability::Confirmed,
        Err(e) => {
            log::warn!("{}: durability unconfirmed: {e}", target.path.display());
            Durability::Unconfirmed
        }
    }
}

/// Step 8. On an error a backup that the system left stays where it is and is named.
fn read_back(fs: &dyn Fs, path: &Path, backup: &Path, wrote: FileHash) -> Result<(), SaveError> {
    let left = || {
        fs.lstat(backup)
            .is_ok()
            .then(|| backup.to_owned())
            .into_iter()
            .collect()
    };
    let bytes = patiently(fs, || fs.read(path, MAX_TARGET)).map_err(|e| SaveError::Io {
        path: path.to_owned(),
        step: Step::ReadBack,
        fault: e.into(),
        target: TargetState::Unknown,
        left: left(),
    })?;
    let found = FileHash::of(&bytes);
    if found == wrote {
        return Ok(());
    }
    Err(SaveError::ReadBackDiffers {
        path: path.to_owned(),
        wrote,
        found,
        left: left(),
    })
}

/// Where the system left the replaced file under the backup name: was it the one we had looked at? If so it goes
/// (the revisions have it), if not it is kept.
fn settle_backup(
    fs: &dyn Fs,
    request: &SaveRequest,
    backup: &Path,
    old: Option<FileHash>,
) -> Option<PathBuf> {
    fs.lstat(backup).ok()?;
    let bytes = match patiently(fs, || fs.read(backup, MAX_TARGET)) {
        Ok(bytes) => bytes,
        Err(e) => {
            log::warn!("{}: cannot be read: {e}", backup.display());
            return Some(backup.to_owned());
        }
    };
    let hash = FileHash::of(&bytes);
    let mut overtaken = None;
    if Some(hash) != old {
        let Some(revisions) = request.revisions else {
            return Some(backup.to_owned());
        };
        match revisions.keep(fs, &bytes, &hash, request.at) {
            Ok(revision) => overtaken = Some(revision.path),
            Err(e) => {
                log::warn!("{}: not kept: {e}", backup.display());
                return Some(backup.to_owned());
            }
        }
    }
    if let Err(e) = patiently(fs, || fs.remove_file(backup)) {
        log::warn!("{}: backup stays: {e}", backup.display());
    }
    overtaken
}

fn read_target(
    fs: &dyn Fs,
    path: &Path,
    step: Step,
) -> Result<Option<(Vec<u8>, FileHash)>, SaveError> {
    match absent_as_none(patiently(fs, || fs.read(path, MAX_TARGET))) {
        Ok(bytes) => Ok(bytes.map(|b| {
            let hash = FileHash::of(&b);
            (b, hash)
        })),
        Err(e) => Err(SaveError::io(path, step, &e)),
    }
}

fn absent_as_none<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

#[cfg(test)]
#[path = "save_tests.rs"]
mod tests;
