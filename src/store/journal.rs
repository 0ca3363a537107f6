//! The crash journal: what was done since the last save, one line per group of changes (FILE.md §1 rule 21, §4).
//!
//! One append-only file per document and session, in the local data directory. Its first line is the header:
//! which document, which bytes on disk the lines stand on ("base"), which session. Each line carries its length
//! and a checksum, so that a tail torn by a crash or a power cut is seen and left out. Payloads are opaque here.
//!
//! ```text
//! dong-hanh-journal 1
//! <length> <checksum> {"doc_id":…,"base":…,"session":…}
//! <length> <checksum> <payload>
//! ```

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fs::{Access, Fs, FsFile, LockGuard, patiently, write_all};
use super::hash::FileHash;
use super::temp::TempFile;

const MAGIC: &str = "dong-hanh-journal 1\n";
const EXTENSION: &str = ".journal";
const LIVE_EXTENSION: &str = ".live";
/// A journal larger than this is not read (bytes).
const MAX_JOURNAL: u64 = 256 * 1024 * 1024;

/// The first line of a journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalHeader {
    /// The document.
    pub doc_id: String,
    /// The hash of the file that the lines stand on; `None` while the document has never been saved. The same base
    /// as the file's: offer to replay. Another: merge.
    pub base: Option<FileHash>,
    /// Where the document was, as text to show and a hint where to look.
    pub path: Option<String>,
    /// The session that wrote the lines.
    pub session: String,
    /// The program's version.
    pub app: String,
    /// When the journal was begun or last rebased (ISO 8601, the caller's clock), to show.
    pub at: String,
}

/// How far a journal had come when a snapshot was taken for saving: see [`Journal::rebase`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark(usize);

/// An open journal, being written by this process.
pub struct Journal {
    path: PathBuf,
    header: JournalHeader,
    /// `None` once nothing more may be written: behind a torn line that could not be cut off, or after the file
    /// could not be opened again.
    file: Option<Box<dyn FsFile>>,
    /// Length up to the last whole line.
    len: u64,
    lines: usize,
    unsynced: bool,
    /// A sync failed: the disk may lack lines that a later sync would not write again.
    doubtful: bool,
    live: PathBuf,
    lock: Option<LockGuard>,
}

impl Journal {
    /// Begins a journal for a session of a document, in its journal directory.
    ///
    /// # Errors
    /// As the system reports them; `AlreadyExists` when the session has one (sessions are never reused).
    pub fn create(fs: &dyn Fs, dir: &Path, header: JournalHeader) -> io::Result<Self> {
        fs.create_private_dirs(dir)?;
        let name = FileHash::of(header.session.as_bytes()).short();
        let path = dir.join(format!("{name}{EXTENSION}"));
        let live = dir.join(format!("{name}{LIVE_EXTENSION}"));
        // Says to other windows that this journal is no leftover. Where there are no locks it goes without.
        let lock = fs.try_lock(&live).ok().flatten();
        let head = encode_header(&header)?;
        let temp =
            TempFile::write(fs, dir, head.as_bytes(), Access::Private, None).map_err(|e| e.1)?;
        fs.rename_new(temp.path(), &path)?;
        temp.moved();
        let file = fs.append(&path)?;
        sync_dir(fs, dir);
        Ok(Self {
            path,
            header,
            file: Some(file),
            len: head.len() as u64,
            lines: 0,
            unsynced: false,
            doubtful: false,
            live,
            lock,
        })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its header.
    pub fn header(&self) -> &JournalHeader {
        &self.header
    }

    /// How many lines stand on the base.
    pub fn len(&self) -> usize {
        self.lines
    }

    /// Whether no line stands on the base: nothing would be lost without this journal.
    pub fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// How far the journal has come; to be taken together with the snapshot that is going to be saved.
    pub fn mark(&self) -> Mark {
        Mark(self.lines)
    }

    /// Writes one group. It survives a crash of the program at once, a power cut after [`Journal::sync`].
    ///
    /// # Errors
    /// `InvalidInput` for a payload with a line break; else as the system reports them. The line is then not in
    /// the journal: append it again. Once a torn line could not be cut off, every append fails until
    /// [`Journal::repair`] or [`Journal::rebase`].
    pub fn append(&mut self, payload: &str) -> io::Result<()> {
        let line = encode_line(payload)?;
        let Some(file) = self.file.as_mut() else {
            return Err(needs_repair());
        };
        if let Err(e) = write_all(file.as_mut(), line.as_bytes()) {
            // What stands behind a torn line would be lost with it.
            if let Err(cut) = file.set_len(self.len) {
                log::warn!("{}: torn line stays: {cut}", self.path.display());
                self.file = None;
            }
            return Err(e);
        }
        self.len += line.len() as u64;
        self.lines += 1;
        self.unsynced = true;
        Ok(())
    }

    /// Makes the lines survive a power cut; does nothing when they do already. To be called within a second of an
    /// append.
    ///
    /// # Errors
    /// As the system reports them. What the disk holds of the last lines is then unknown, and further syncs fail
    /// until [`Journal::repair`] or [`Journal::rebase`].
    pub fn sync(&mut self) -> io::Result<()> {
        if !self.unsynced {
            return Ok(());
        }
        let Some(file) = self.file.as_mut().filter(|_| !self.doubtful) else {
            return Err(needs_repair());
        };
        if let Err(e) = file.sync() {
            self.doubtful = true;
            return Err(e);
        }
        self.unsynced = false;
        Ok(())
    }

    /// After a good save: a journal on the new base replaces this one at once (atomically). Lines that came after
    /// the saved snapshot stay; at an error the old journal stands, which is safe (its lines would be merged, and
    /// they are in the file already).
    ///
    /// # Errors
    /// As the system reports them.
    pub fn rebase(
        &mut self,
        fs: &dyn Fs,
        base: FileHash,
        saved: Mark,
        path: Option<String>,
        at: String,
    ) -> io::Result<()> {
        let header = JournalHeader {
            base: Some(base),
            path,
            at,
            ..self.header.clone()
        };
        self.rewrite(fs, header, saved.0..usize::MAX)
    }

    /// After a failed append or sync: writes all lines into a new file, which replaces this one.
    ///
    /// # Errors
    /// As the system reports them; what there is of the old file stays.
    pub fn repair(&mut self, fs: &dyn Fs) -> io::Result<()> {
        self.rewrite(fs, self.header.clone(), 0..usize::MAX)
    }

    /// Drops the lines that came after this mark: what they held was taken back by going to the state
    /// before them. Nothing happens where the journal has been rebased since and is not longer.
    ///
    /// # Errors
    /// As the system reports them; the old journal stands then.
    pub fn cut_back(&mut self, fs: &dyn Fs, to: Mark) -> io::Result<()> {
        if self.lines <= to.0 {
            return Ok(());
        }
        self.rewrite(fs, self.header.clone(), 0..to.0)
    }

    fn rewrite(
        &mut self,
        fs: &dyn Fs,
        header: JournalHeader,
        kept: std::ops::Range<usize>,
    ) -> io::Result<()> {
        let from = kept.start;
        let later = if self.lines > from {
            let lines = read_journal(fs, &self.path)?.lines;
            if lines.len() != self.lines {
                return Err(io::Error::other(
                    "the journal does not hold the lines that were written",
                ));
            }
            let most = kept.end.saturating_sub(from);
            lines.into_iter().skip(from).take(most).collect()
        } else {
            Vec::new()
        };
        let mut text = encode_header(&header)?;
        for line in &later {
            text.push_str(&encode_line(line)?);
        }
        let dir = self.path.parent().unwrap_or(Path::new("."));
        let temp =
            TempFile::write(fs, dir, text.as_bytes(), Access::Private, None).map_err(|e| e.1)?;
        // Closed first: on Windows an open file is in the way, and afterwards it would lead to no name.
        let was_open = self.file.take().is_some();
        match patiently(fs, || fs.rename(temp.path(), &self.path)) {
            Ok(()) => temp.moved(),
            // A network file system may report an error for what it has done: look. (Data directories on servers
            // are common in offices.)
            Err(_)
                if fs
                    .read(&self.path, MAX_JOURNAL)
                    .is_ok_and(|b| b == text.as_bytes()) => {}
            Err(e) => {
                // Open it again only if it was sound: behind a torn line nothing may be written.
                self.file = fs.append(&self.path).ok().filter(|_| was_open);
                return Err(e);
            }
        }
        self.header = header;
        self.len = text.len() as u64;
        self.lines = later.len();
        self.unsynced = false;
        self.doubtful = false;
        self.file = Some(fs.append(&self.path)?);
        sync_dir(fs, dir);
        Ok(())
    }

    /// Ends the journal and removes it: the document was closed with everything saved, or the user threw the
    /// changes away.
    ///
    /// # Errors
    /// As the system reports them; the journal is then found at the next start.
    pub fn discard(self, fs: &dyn Fs) -> io::Result<()> {
        let Self {
            path,
            file,
            live,
            lock,
            ..
        } = self;
        drop(file);
        fs.remove_file(&path)?;
        drop(lock);
        // An empty file of no meaning.
        let _ = fs.remove_file(&live);
        Ok(())
    }
}

/// A journal as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalContent {
    /// Its first line; `None` when even that is damaged.
    pub header: Option<JournalHeader>,
    /// The payloads up to the first damage.
    pub lines: Vec<String>,
    /// Whole lines behind a damage in the middle (a bad sector; never after a mere crash). Each is sound in itself;
    /// what stood between is lost.
    pub salvaged: Vec<String>,
    /// The file ends in, or has in it, something that is no whole line.
    pub torn: bool,
}

/// Reads a journal; damage is reported, never an error.
///
/// # Errors
/// As the system reports them; `FileTooLarge` above 256 MB.
pub fn read_journal(fs: &dyn Fs, path: &Path) -> io::Result<JournalContent> {
    Ok(parse(&fs.read(path, MAX_JOURNAL)?))
}

/// A journal that a session left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// Where it lies.
    pub path: PathBuf,
    /// What is in it.
    pub content: JournalContent,
}

/// The journals that earlier sessions of a document left, oldest name order; those of sessions that are still
/// running (another window) are not among them. Journals without lines are removed on the way: nothing is in them.
///
/// # Errors
/// When the directory cannot be read; a directory that does not exist has none.
pub fn leftovers(fs: &dyn Fs, dir: &Path) -> io::Result<Vec<Leftover>> {
    let names = match fs.list(dir) {
        Ok(names) => names,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(e),
    };
    let mut found = Vec::new();
    for name in names {
        let Some(session) = name.strip_suffix(EXTENSION) else {
            continue;
        };
        let live = dir.join(format!("{session}{LIVE_EXTENSION}"));
        // Where there are no locks (an error), believe that it is a leftover: a merge does no harm.
        if matches!(fs.try_lock(&live), Ok(None)) {
            continue;
        }
        let path = dir.join(&name);
        match read_journal(fs, &path) {
            Ok(content)
                if content.header.is_some() && !content.torn && content.lines.is_empty() =>
            {
                if let Err(e) = remove(fs, &path) {
                    log::debug!("{}: {e}", path.display());
                }
            }
            Ok(content) => found.push(Leftover { path, content }),
            Err(e) => log::warn!("{}: {e}", path.display()),
        }
    }
    Ok(found)
}

/// Whether a session of this document is running on this machine: another window, or this one.
pub fn is_any_live(fs: &dyn Fs, dir: &Path) -> bool {
    let names = fs.list(dir).unwrap_or_default();
    let mut live = names.iter().filter(|n| n.ends_with(LIVE_EXTENSION));
    live.any(|name| matches!(fs.try_lock(&dir.join(name)), Ok(None)))
}

/// Removes a leftover journal, after its lines have been replayed and saved, or refused by the user.
///
/// # Errors
/// As the system reports them.
pub fn remove(fs: &dyn Fs, path: &Path) -> io::Result<()> {
    fs.remove_file(path)?;
    let _ = fs.remove_file(&path.with_extension(LIVE_EXTENSION.trim_start_matches('.')));
    Ok(())
}

fn needs_repair() -> io::Error {
    io::Error::other("the journal must be repaired first")
}

fn sync_dir(fs: &dyn Fs, dir: &Path) {
    if let Err(e) = fs.sync_dir(dir) {
        log::debug!("{}: {e}", dir.display());
    }
}

fn encode_header(header: &JournalHeader) -> io::Result<String> {
    let json = serde_json::to_string(header).map_err(io::Error::other)?;
    Ok(format!("{MAGIC}{}", encode_line(&json)?))
}

fn encode_line(payload: &str) -> io::Result<String> {
    if payload.contains(['\n', '\r']) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(format!(
        "{} {} {payload}\n",
        payload.len(),
        checksum(payload)
    ))
}

/// The first 64 bits of the SHA-256: against accidents, not against forgers (who own the machine anyway).
fn checksum(payload: &str) -> String {
    FileHash::of(payload.as_bytes()).short()
}

fn decode_line(line: &[u8]) -> Option<&str> {
    let (length, rest) = std::str::from_utf8(line).ok()?.split_once(' ')?;
    let (sum, payload) = rest.split_once(' ')?;
    (length.parse() == Ok(payload.len()) && sum == checksum(payload)).then_some(payload)
}

fn parse(bytes: &[u8]) -> JournalContent {
    let mut content = JournalContent {
        header: None,
        lines: Vec::new(),
        salvaged: Vec::new(),
        torn: false,
    };
    let mut rest = match bytes.strip_prefix(MAGIC.as_bytes()) {
        Some(rest) => rest,
        None => {
            content.torn = true;
            bytes
        }
    };
    let mut first = true;
    while !rest.is_empty() {
        // A line without its end is torn even if all else is there: the end is part of the write.
        let Some(end) = rest.iter().position(|b| *b == b'\n') else {
            content.torn = true;
            break;
        };
        let (line, after) = rest.split_at(end);
        rest = after.get(1..).unwrap_or_default();
        match decode_line(line) {
            None => content.torn = true,
            Some(json) if std::mem::take(&mut first) && !content.torn => {
                content.header = serde_json::from_str(json).ok();
                content.torn = content.header.is_none();
            }
            Some(payload) if content.torn => content.salvaged.push(payload.to_owned()),
            Some(payload) => content.lines.push(payload.to_owned()),
        }
        first = false;
    }
    content.torn |= content.header.is_none();
    content
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
