//! Earlier versions of a document, whole, in the local data directory (FILE.md §4): the bytes that each save
//! replaced, thinned out with age, and those that were sent, received or agreed on, for ever.
//!
//! A revision is a plain copy, so that any program can open it. Its name says all: time, SHA-256, why it is kept.
//! Times are passed in; nothing here reads a clock.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike as _, FixedOffset, TimeDelta, Timelike as _};

use super::error::IoFault;
use super::fs::{Access, Fs, patiently};
use super::hash::FileHash;
use super::save::MAX_TARGET;
use super::temp::TempFile;

const TIME_FORMAT: &str = "%Y%m%dT%H%M%S%3f%z";
const EXTENSION: &str = ".json";
/// How many of the latest are always kept.
const LATEST: usize = 20;

/// Why a revision is kept for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// It was sent to the partner.
    Sent,
    /// It came from the partner.
    Received,
    /// It was agreed on.
    Agreed,
    /// The user asked for it, or a damaged file was put aside.
    Asked,
}

impl Kept {
    const ALL: [Self; 4] = [Self::Sent, Self::Received, Self::Agreed, Self::Asked];

    fn name(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Agreed => "agreed",
            Self::Asked => "asked",
        }
    }
}

/// One earlier version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Where it lies.
    pub path: PathBuf,
    /// When it was put there (when it was replaced), by this machine's clock. Milliseconds count.
    pub at: DateTime<FixedOffset>,
    /// The hash of its bytes.
    pub hash: FileHash,
    /// Kept for ever, and why.
    pub kept: Option<Kept>,
}

/// Why a revision could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RevisionError {
    /// The system failed.
    #[error("{0}")]
    Io(#[from] IoFault),
    /// Its bytes are not those that were put there.
    #[error("damaged: its bytes do not match its name")]
    Damaged,
}

/// The revisions of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revisions {
    dir: PathBuf,
}

impl Revisions {
    /// The revisions in this directory, which need not exist yet.
    pub fn new(dir: PathBuf) -> Self {
        Self { dir }
    }

    /// Keeps these bytes; the same bytes as the newest revision are not kept twice.
    ///
    /// # Errors
    /// As the system reports them; no half revision is left under a revision's name.
    pub fn keep(
        &self,
        fs: &dyn Fs,
        bytes: &[u8],
        hash: &FileHash,
        at: DateTime<FixedOffset>,
    ) -> io::Result<Revision> {
        if let Some(newest) = self.list(fs)?.into_iter().next()
            && newest.hash == *hash
            && fs
                .lstat(&newest.path)
                .is_ok_and(|m| m.len == bytes.len() as u64)
        {
            return Ok(newest);
        }
        self.put(fs, bytes, hash, at, None)
    }

    /// Keeps these bytes for ever: what was sent, received, agreed on. A revision of the same bytes becomes it.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn keep_for_ever(
        &self,
        fs: &dyn Fs,
        bytes: &[u8],
        at: DateTime<FixedOffset>,
        why: Kept,
    ) -> io::Result<Revision> {
        let hash = FileHash::of(bytes);
        let same: Vec<Revision> = self
            .list(fs)?
            .into_iter()
            .filter(|r| r.hash == hash)
            .collect();
        if let Some(there) = same.iter().find(|r| r.kept == Some(why)) {
            return Ok(there.clone());
        }
        match same.into_iter().find(|r| r.kept.is_none()) {
            Some(plain) => self.mark(fs, &plain, why),
            None => self.put(fs, bytes, &hash, at, Some(why)),
        }
    }

    /// Marks a revision to be kept for ever.
    ///
    /// # Errors
    /// As the system reports them.
    pub fn mark(&self, fs: &dyn Fs, revision: &Revision, why: Kept) -> io::Result<Revision> {
        let path = self
            .dir
            .join(file_name(&revision.at, &revision.hash, Some(why)));
        if path != revision.path {
            patiently(fs, || fs.rename_new(&revision.path, &path))?;
        }
        Ok(Revision {
            path,
            kept: Some(why),
            ..revision.clone()
        })
    }

    /// All revisions, newest first. Other files in the directory are left alone and out.
    ///
    /// # Errors
    /// As the system reports them; a directory that does not exist yet has none.
    pub fn list(&self, fs: &dyn Fs) -> io::Result<Vec<Revision>> {
        let names = match fs.list(&self.dir) {
            Ok(names) => names,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(e),
        };
        let mut found: Vec<Revision> = names
            .iter()
            .filter_map(|name| parse_name(&self.dir, name))
            .collect();
        found.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.path.cmp(&b.path)));
        Ok(found)
    }

    /// The bytes of a revision, checked against its hash.
    ///
    /// # Errors
    /// [`RevisionError`].
    pub fn read(&self, fs: &dyn Fs, revision: &Revision) -> Result<Vec<u8>, RevisionError> {
        let bytes = fs.read(&revision.path, MAX_TARGET).map_err(IoFault::from)?;
        if FileHash::of(&bytes) == revision.hash {
            Ok(bytes)
        } else {
            Err(RevisionError::Damaged)
        }
    }

    /// Removes what [`superfluous`] names, and says how many went. Best effort: what cannot be removed stays.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn prune(&self, fs: &dyn Fs, now: DateTime<FixedOffset>) -> io::Result<usize> {
        let all = self.list(fs)?;
        Ok(superfluous(&all, now)
            .filter(|r| fs.remove_file(&r.path).is_ok())
            .count())
    }

    fn put(
        &self,
        fs: &dyn Fs,
        bytes: &[u8],
        hash: &FileHash,
        at: DateTime<FixedOffset>,
        kept: Option<Kept>,
    ) -> io::Result<Revision> {
        let name = file_name(&at, hash, kept);
        // The name holds milliseconds; the answer must say the same as a later listing.
        let Some(revision) = parse_name(&self.dir, &name) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        fs.create_private_dirs(&self.dir)?;
        let temp = TempFile::write(fs, &self.dir, bytes, Access::Private, None).map_err(|e| e.1)?;
        patiently(fs, || fs.rename(temp.path(), &revision.path))?;
        temp.moved();
        if let Err(e) = fs.sync_dir(&self.dir) {
            log::debug!("{}: {e}", self.dir.display());
        }
        Ok(revision)
    }
}

/// `20240503T135518123+0700_<64 hex>[.sent].json`.
fn file_name(at: &DateTime<FixedOffset>, hash: &FileHash, kept: Option<Kept>) -> String {
    let mark = kept.map(|k| format!(".{}", k.name())).unwrap_or_default();
    format!("{}_{hash}{mark}{EXTENSION}", at.format(TIME_FORMAT))
}

fn parse_name(dir: &Path, name: &str) -> Option<Revision> {
    let (time, rest) = name.strip_suffix(EXTENSION)?.split_once('_')?;
    let (hash, kept) = match rest.split_once('.') {
        Some((hash, mark)) => (
            hash,
            Some(Kept::ALL.into_iter().find(|k| k.name() == mark)?),
        ),
        None => (rest, None),
    };
    Some(Revision {
        path: dir.join(name),
        at: DateTime::parse_from_str(time, TIME_FORMAT).ok()?,
        hash: hash.parse().ok()?,
        kept,
    })
}

/// The revisions that need not stay: not kept for ever, not among the last 20, and neither the newest of its hour
/// within a day, nor of its day within a month (31 days), nor of its month within two years (calendar of `now`'s
/// offset). Those dated after `now` (a clock was wrong) stay and do not count among the 20.
///
/// `all` is newest first, as [`Revisions::list`] gives it.
pub fn superfluous(
    all: &[Revision],
    now: DateTime<FixedOffset>,
) -> impl Iterator<Item = &Revision> {
    let mut seen = HashSet::new();
    let mut latest = 0;
    all.iter().filter(move |r| {
        if r.kept.is_some() || r.at > now {
            return false;
        }
        latest += 1;
        let local = r.at.with_timezone(&now.timezone());
        let age = now - r.at;
        let day = local.date_naive();
        let mut newest_of = |within: TimeDelta, key: (u8, i64)| age <= within && seen.insert(key);
        // All three, without a shortcut: each must see its newest.
        let hour = newest_of(
            TimeDelta::days(1),
            (
                0,
                i64::from(day.num_days_from_ce()) * 24 + i64::from(local.hour()),
            ),
        );
        let day_first = newest_of(TimeDelta::days(31), (1, i64::from(day.num_days_from_ce())));
        let month = newest_of(
            TimeDelta::days(731),
            (2, i64::from(day.year()) * 12 + i64::from(day.month())),
        );
        !(latest <= LATEST || hour || day_first || month)
    })
}

#[cfg(test)]
#[path = "revisions_tests.rs"]
mod tests;
