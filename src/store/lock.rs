//! A small file beside the document that says who has it open: a hint, never a bar (FILE.md §4). The window shows
//! "đang mở ở máy khác" and offers to read only, to copy, or to take over.
//!
//! What it says was written by another machine and is shown, not believed.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Deserialize, Serialize};

use super::fs::{Access, Fs, write_all};
use super::hash::FileHash;

/// Larger is no hint of ours (bytes).
const MAX_HINT: u64 = 4096;
/// The longest name that is shown, in characters.
const MAX_NAME: usize = 80;
/// A hint not refreshed for this long is stale: its program crashed, or its machine sleeps. It should be refreshed
/// every ten minutes.
const STALE_AFTER: TimeDelta = TimeDelta::hours(1);
/// How often our own hint is to be refreshed.
pub const REFRESH_EVERY: std::time::Duration = std::time::Duration::from_mins(10);

/// Who has the document open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockHint {
    /// The author's name, as set in the program.
    pub user: String,
    /// The machine's name.
    pub host: String,
    /// The editing session: tells our own hint from others.
    pub session: String,
    /// When it was last refreshed, by that machine's clock (RFC 3339).
    pub at: String,
    /// When the document was opened there (RFC 3339); empty in hints that do not say.
    #[serde(default)]
    pub since: String,
}

impl LockHint {
    /// Whether it can be left out of account: too old, from the future (more than a day), or without a time.
    pub fn is_stale(&self, now: DateTime<FixedOffset>) -> bool {
        match DateTime::parse_from_rfc3339(&self.at) {
            Ok(at) => now - at > STALE_AFTER || at - now > TimeDelta::days(1),
            Err(_) => true,
        }
    }
}

/// What came of asking for the hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// It is ours now (or was).
    Ours,
    /// Another session has the document open, or had: see [`LockHint::is_stale`].
    Others(LockHint),
}

/// Where the hint of a document lies: beside it, under a short name that the same document has on every machine.
pub fn hint_path(document: &Path) -> PathBuf {
    let name = document
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    document.with_file_name(format!(
        ".dh-{}.lock",
        FileHash::of(name.as_bytes()).short()
    ))
}

/// Reads the hint; `None` when there is none, or nothing that can be understood.
///
/// # Errors
/// As the system reports them.
pub fn read(fs: &dyn Fs, document: &Path) -> io::Result<Option<LockHint>> {
    match fs.read(&hint_path(document), MAX_HINT) {
        Ok(bytes) => Ok(serde_json::from_slice::<LockHint>(&bytes)
            .ok()
            .map(|hint| LockHint {
                user: plain(&hint.user),
                host: plain(&hint.host),
                ..hint
            })),
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::FileTooLarge
            ) =>
        {
            Ok(None)
        }
        Err(e) => Err(e),
    }
}

/// Leaves our hint, unless another session's is there. Also refreshes our own.
///
/// # Errors
/// As the system reports them; the caller goes on without a hint.
pub fn claim(fs: &dyn Fs, document: &Path, hint: &LockHint) -> io::Result<Claim> {
    match read(fs, document)? {
        Some(other) if other.session != hint.session => Ok(Claim::Others(other)),
        _ => take_over(fs, document, hint).map(|()| Claim::Ours),
    }
}

/// Leaves our hint whatever is there (the user takes over, or the other is stale).
///
/// # Errors
/// As the system reports them; the caller goes on without a hint.
pub fn take_over(fs: &dyn Fs, document: &Path, hint: &LockHint) -> io::Result<()> {
    let path = hint_path(document);
    // Remove and create, exclusively: never through a link that someone put there.
    match fs.remove_file(&path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let json = serde_json::to_vec(hint).map_err(io::Error::other)?;
    let mut file = fs.create_new(&path, Access::Usual)?;
    write_all(file.as_mut(), &json)
}

/// Removes the hint if it is this session's.
///
/// # Errors
/// As the system reports them; it grows stale then.
pub fn release(fs: &dyn Fs, document: &Path, session: &str) -> io::Result<()> {
    match read(fs, document)? {
        Some(hint) if hint.session == session => fs.remove_file(&hint_path(document)),
        _ => Ok(()),
    }
}

/// The machine's name as the system tells it, for the hint; empty when it does not.
pub fn host_name() -> String {
    let from_file = || std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = std::env::var("COMPUTERNAME").ok().or_else(from_file);
    name.or_else(|| std::env::var("HOSTNAME").ok())
        .map(|n| plain(n.trim()))
        .unwrap_or_default()
}

/// Text from elsewhere, fit to be shown: no control, direction or invisible characters, not long.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_control()
                && !matches!(*c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}')
        })
        .take(MAX_NAME)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::fs::RealFs;
    use super::*;

    fn hint(session: &str) -> LockHint {
        LockHint {
            user: "Lan".into(),
            host: "PC-01".into(),
            session: session.into(),
            at: "2024-05-03T13:55:18+07:00".into(),
            since: String::new(),
        }
    }

    #[test]
    fn the_second_sees_the_first_and_may_take_over() {
        let dir = tempfile::tempdir().unwrap();
        let doc = dir.path().join("a.donghanh.json");
        let (one, two) = (hint("one"), hint("two"));
        assert_eq!(read(&RealFs, &doc).unwrap(), None);
        assert_eq!(claim(&RealFs, &doc, &one).unwrap(), Claim::Ours);
        assert_eq!(
            claim(&RealFs, &doc, &one).unwrap(),
            Claim::Ours,
            "refreshed"
        );
        assert_eq!(
            claim(&RealFs, &doc, &two).unwrap(),
            Claim::Others(one.clone())
        );
        take_over(&RealFs, &doc, &two).unwrap();
        release(&RealFs, &doc, "one").unwrap();
        assert_eq!(
            read(&RealFs, &doc).unwrap(),
            Some(two),
            "not ours to remove"
        );
        release(&RealFs, &doc, "two").unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }

    #[test]
    fn junk_is_no_hint_and_long_names_fit() {
        let dir = tempfile::tempdir().unwrap();
        let doc = dir.path().join("x".repeat(252));
        for junk in [&b"\xff\xff"[..], b"{}", b"[1", &[b' '; 5000]] {
            fs::write(hint_path(&doc), junk).unwrap();
            assert_eq!(read(&RealFs, &doc).unwrap(), None);
        }
        assert_eq!(claim(&RealFs, &doc, &hint("one")).unwrap(), Claim::Ours);
        let other = LockHint {
            user: "a\u{202e}b\nc".repeat(100),
            ..hint("two")
        };
        take_over(&RealFs, &doc, &other).unwrap();
        let shown = read(&RealFs, &doc).unwrap().unwrap().user;
        assert!(shown.starts_with("abcabc") && shown.chars().count() == MAX_NAME);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_its_place_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let (doc, victim) = (dir.path().join("a.json"), dir.path().join("victim"));
        fs::write(&victim, b"dear").unwrap();
        std::os::unix::fs::symlink(&victim, hint_path(&doc)).unwrap();
        take_over(&RealFs, &doc, &hint("one")).unwrap();
        assert_eq!(fs::read(&victim).unwrap(), b"dear");
    }

    #[test]
    fn grows_stale() {
        let at = |t: &str| DateTime::parse_from_rfc3339(t).unwrap();
        let hint = hint("one");
        assert!(!hint.is_stale(at("2024-05-03T14:55:00+07:00")));
        assert!(hint.is_stale(at("2024-05-03T14:55:19+07:00")));
        assert!(
            !hint.is_stale(at("2024-05-03T05:55:18+00:00")),
            "their clock is an hour ahead"
        );
        assert!(hint.is_stale(at("2024-05-01T13:55:18+07:00")));
        assert!(
            LockHint {
                at: "hôm qua".into(),
                ..hint
            }
            .is_stale(at("2024-05-03T13:55:18+07:00"))
        );
    }
}
