//! Where the program's own files lie, and what kind of place a document was opened from.
//!
//! Journal, revisions and settings live in the platform's local data directory, by `doc_id` (FILE.md §4). A document
//! opened straight from a temporary or attachment folder is not saved there: the user is asked where to keep it
//! (DOMAIN.md §5). Recognising such a place is pure text work, so that every system's places are tested on every
//! system.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::hash::FileHash;
use super::revisions::Revisions;

/// The environment variable that puts the data directory elsewhere (tests, a program on a stick).
pub const DATA_VARIABLE: &str = "DONG_HANH_DATA";

/// The directory of the program's own files on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataDir {
    root: PathBuf,
}

impl DataDir {
    /// The directory that [`DATA_VARIABLE`] names, else the platform's local (not roaming) data directory; `None`
    /// when the system names no home directory. Nothing is created yet.
    pub fn find() -> Option<Self> {
        if let Some(root) = std::env::var_os(DATA_VARIABLE).filter(|v| !v.is_empty()) {
            // Absolute, so that a later change of the working directory moves nothing.
            return std::path::absolute(root).ok().map(Self::at);
        }
        directories::ProjectDirs::from("vn", "", "dong-hanh")
            .map(|dirs| Self::at(dirs.data_local_dir().to_owned()))
    }

    /// A given directory.
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// The directory itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The settings of this machine.
    pub fn settings_file(&self) -> PathBuf {
        self.root.join("settings.json")
    }

    /// The directory of one document. The id comes from the file and is not trusted: it never becomes a path of
    /// its own choosing, and two ids never share a directory.
    pub fn document_dir(&self, doc_id: &str) -> PathBuf {
        const READABLE: usize = 32;
        let readable: String = doc_id
            .chars()
            .filter(|c| c.is_ascii_alphanumeric())
            .take(READABLE)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let hash = FileHash::of(doc_id.as_bytes()).short();
        // The prefix keeps Windows' device names (con, nul…) away.
        self.root
            .join("documents")
            .join(format!("d-{readable}-{hash}"))
    }

    /// The journals of one document.
    pub fn journal_dir(&self, doc_id: &str) -> PathBuf {
        self.document_dir(doc_id).join("journal")
    }

    /// The earlier versions of one document.
    pub fn revisions(&self, doc_id: &str) -> Revisions {
        Revisions::new(self.document_dir(doc_id).join("revisions"))
    }

    /// The bytes of damaged files that were put aside before their `doc_id` could be read.
    pub fn damaged(&self) -> Revisions {
        Revisions::new(self.root.join("damaged"))
    }
}

/// The systems whose places are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Windows.
    Windows,
    /// macOS.
    MacOs,
    /// Linux and its like.
    Linux,
}

impl System {
    /// The one this program was built for.
    pub const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Linux
    };
}

/// A place where a document does not last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passing {
    /// A temporary folder, cleared by the system.
    Temp,
    /// Where a mail program puts attachments.
    Attachment,
    /// Where a chat program (Zalo) puts what it received.
    Chat,
    /// Inside an archive that was opened, not unpacked.
    Archive,
    /// A program's cache or own data, this program's among them.
    Cache,
    /// The recycle bin.
    Trash,
}

/// Directories of this machine that no rule can know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownDirs {
    /// Temporary directories (`TEMP`, `TMP`, `TMPDIR`).
    pub temp: Vec<String>,
    /// Caches and this program's own data.
    pub cache: Vec<String>,
}

impl KnownDirs {
    /// What the environment of this process says.
    pub fn of_this_machine(data: Option<&DataDir>) -> Self {
        let text = |p: &Path| p.to_str().map(str::to_owned);
        let mut known = Self::default();
        for variable in ["TEMP", "TMP", "TMPDIR"] {
            known
                .temp
                .extend(std::env::var(variable).ok().filter(|v| !v.is_empty()));
        }
        known.temp.extend(text(&std::env::temp_dir()));
        let base = directories::BaseDirs::new();
        known
            .cache
            .extend(base.as_ref().and_then(|b| text(b.cache_dir())).filter(|_| {
                // On Windows this is AppData\Local, which the rules know.
                System::HERE != System::Windows
            }));
        known.cache.extend(data.and_then(|d| text(d.root())));
        known
    }
}

/// How long a place may take to answer what is asked of it in passing. A share that hangs answers never.
const PATIENCE: Duration = Duration::from_millis(800);

/// Asks a place something, on a thread of its own; `None` where it does not answer within [`PATIENCE`]. The
/// question is left to itself then, so it must change nothing.
pub fn ask_place<T: Send + 'static>(question: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (tell, answer) = std::sync::mpsc::channel();
    let asked = std::thread::Builder::new()
        .name("place".into())
        .spawn(move || {
            // Nobody waits for it any more where it came too late.
            let _ = tell.send(question());
        });
    asked.ok()?;
    answer.recv_timeout(PATIENCE).ok()
}

/// Whether two paths lead to the same file that exists: links are followed (hard ones too, where the
/// system numbers its files), other spellings (`.`, `..`, capitals where the system takes them for
/// the same) are resolved. A path to nothing is never the same as another, but for the very same
/// spelling; nor is one whose place does not answer.
#[must_use]
pub fn same_file(a: &Path, b: &Path) -> bool {
    let (a, b) = (a.to_owned(), b.to_owned());
    a == b || ask_place(move || leads_to_same(&a, &b)) == Some(true)
}

fn leads_to_same(a: &Path, b: &Path) -> bool {
    use super::fs::{Fs as _, RealFs};
    let inode = |p: &Path| RealFs.metadata(p).ok().and_then(|m| m.inode);
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(real_a), Ok(real_b)) => {
            real_a == real_b || inode(a).is_some_and(|inode_a| Some(inode_a) == inode(b))
        }
        _ => a == b,
    }
}

/// What passing place of this machine a document lies in, if any.
pub fn is_temporary(path: &Path, known: &KnownDirs) -> Option<Passing> {
    let absolute = std::path::absolute(path).ok();
    passing_place(
        System::HERE,
        &absolute.as_deref().unwrap_or(path).to_string_lossy(),
        known,
    )
}

/// What passing place a document's absolute path (with its file name) lies in, if any. Pure.
pub fn passing_place(system: System, path: &str, known: &KnownDirs) -> Option<Passing> {
    let all = components(system, path);
    let (_file, dirs) = all.split_last()?;
    let dirs: Vec<&str> = dirs.iter().map(String::as_str).collect();
    archive(&dirs)
        .or_else(|| attachment_or_chat(&dirs))
        .or_else(|| {
            let under = |list: &[String]| {
                list.iter().any(|dir| {
                    let dir = components(system, dir);
                    !dir.is_empty()
                        && dirs.len() >= dir.len()
                        && dirs.iter().zip(&dir).all(|(a, b)| a == b)
                })
            };
            match system {
                System::Windows => windows(&dirs),
                System::MacOs => mac(&dirs),
                System::Linux => linux(&dirs),
            }
            .or_else(|| under(&known.temp).then_some(Passing::Temp))
            .or_else(|| under(&known.cache).then_some(Passing::Cache))
        })
}

/// The parts of a path, in the form in which the system compares them.
fn components(system: System, path: &str) -> Vec<String> {
    let text = match system {
        System::Windows => {
            let text = path.replace('/', "\\").to_lowercase();
            text.strip_prefix(r"\\?\")
                .map_or(text.clone(), str::to_owned)
        }
        System::MacOs => path.to_lowercase(),
        System::Linux => path.to_owned(),
    };
    let separator = if system == System::Windows { '\\' } else { '/' };
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(separator) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part.to_owned()),
        }
    }
    // /private/tmp and /private/var are what /tmp and /var lead to.
    if system == System::MacOs && parts.first().is_some_and(|p| p == "private") {
        parts.remove(0);
    }
    parts
}

fn has_run(dirs: &[&str], run: &[&str]) -> bool {
    dirs.windows(run.len()).any(|w| w == run)
}

fn starts_with_any_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

/// Archive programs' folders for a file opened from within: `Rar$DIa1234.5678`, `7zO4A3B2C1D`, `Temp1_x.zip`,
/// `BNZ.65a1b2c3`.
fn archive(dirs: &[&str]) -> Option<Passing> {
    let is_hex = |text: &str| text.len() >= 6 && text.bytes().all(|b| b.is_ascii_hexdigit());
    dirs.iter()
        .any(|dir| {
            let lower = dir.to_lowercase();
            let explorer = lower
                .strip_prefix("temp")
                .and_then(|r| r.split_once('_'))
                .is_some_and(|(number, name)| {
                    !number.is_empty()
                        && number.bytes().all(|b| b.is_ascii_digit())
                        && [".zip", ".rar", ".7z", ".tar", ".gz"]
                            .iter()
                            .any(|e| name.ends_with(e))
                });
            let seven = lower
                .strip_prefix("7zo")
                .or_else(|| lower.strip_prefix("7ze"));
            explorer
                || starts_with_any_case(dir, "Rar$")
                || seven.is_some_and(is_hex)
                || lower.strip_prefix("bnz.").is_some_and(is_hex)
        })
        .then_some(Passing::Archive)
}

/// Mail and chat programs, by names that mean the same on every system.
fn attachment_or_chat(dirs: &[&str]) -> Option<Passing> {
    let lower: Vec<String> = dirs.iter().map(|d| d.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let any = |names: &[&str]| lower.iter().any(|d| names.contains(d));
    if any(&[
        "content.outlook",
        "mail downloads",
        ".thunderbird",
        "org.mozilla.thunderbird",
    ]) || has_run(&lower, &["microsoft", "olk"])
        || lower.windows(2).any(
            |w| matches!(w, [a, b] if *a == "temporary internet files" && b.starts_with("olk")),
        )
        || lower
            .iter()
            .any(|d| d.starts_with("evolution-") || *d == "evolution")
            && any(&["tmp", ".cache", ".local"])
    {
        return Some(Passing::Attachment);
    }
    let received = any(&[
        "zalo received files",
        "zalo received file",
        "zalopc",
        "zalodata",
        "zalodownload",
    ]) || lower.iter().any(|d| d.starts_with("zalo"))
        && any(&["appdata", "temp", "caches"]);
    received.then_some(Passing::Chat)
}

fn windows(dirs: &[&str]) -> Option<Passing> {
    if has_run(dirs, &["appdata", "local", "temp"])
        || has_run(dirs, &["appdata", "locallow", "temp"])
        || has_run(dirs, &["local settings", "temp"])
        || has_run(dirs, &["windows", "temp"])
    {
        return Some(Passing::Temp);
    }
    if dirs.contains(&"$recycle.bin") {
        return Some(Passing::Trash);
    }
    // Nobody keeps documents in AppData; programs keep what they fetched there.
    let cache = dirs
        .iter()
        .any(|d| matches!(*d, "inetcache" | "temporary internet files"))
        || ["local", "locallow", "roaming"]
            .iter()
            .any(|s| has_run(dirs, &["appdata", s]));
    cache.then_some(Passing::Cache)
}

fn mac(dirs: &[&str]) -> Option<Passing> {
    match dirs {
        ["tmp", ..] | ["var", "tmp" | "folders", ..] => Some(Passing::Temp),
        _ if dirs.iter().any(|d| *d == ".trash" || *d == ".trashes") => Some(Passing::Trash),
        // Cloud folders lie in Library too and are places to keep things.
        [
            "users",
            _,
            "library",
            "mobile documents" | "cloudstorage",
            ..,
        ] => None,
        ["users", _, "library", ..] | ["library", "caches", ..] => Some(Passing::Cache),
        _ => None,
    }
}

fn linux(dirs: &[&str]) -> Option<Passing> {
    match dirs {
        ["tmp", ..] | ["var", "tmp", ..] | ["dev", "shm", ..] => Some(Passing::Temp),
        // A network share mounted by the desktop, and a file handed into a sandbox: both are real places.
        ["run", "user", _, "gvfs" | "doc" | "kio-fuse", ..] => None,
        ["run", "user", ..] => Some(Passing::Temp),
        _ if dirs.iter().any(|d| d.starts_with(".Trash"))
            || has_run(dirs, &[".local", "share", "Trash"]) =>
        {
            Some(Passing::Trash)
        }
        _ if dirs.contains(&".cache")
            || dirs
                .windows(4)
                .any(|w| matches!(w, [".var", "app", _, "cache"])) =>
        {
            Some(Passing::Cache)
        }
        _ => None,
    }
}

/// Whether a path names a network share or a device in the Windows way (`\\server\…`, `//server/…`, `\\?\UNC\…`,
/// `\\.\…`), on whatever system: looking at such a path from a received file would already send the user's name to
/// that server (FILE.md §6). A path with a drive letter in the `\\?\C:\` form is none.
pub fn is_unc(path: &str) -> bool {
    let mut chars = path.chars();
    let slash = |c: Option<char>| matches!(c, Some('\\' | '/'));
    if !slash(chars.next()) || !slash(chars.next()) {
        return false;
    }
    let rest = chars.as_str();
    let drive = rest
        .strip_prefix('?')
        .and_then(|r| r.strip_prefix(['\\', '/']))
        .is_some_and(|r| {
            let mut chars = r.chars();
            chars.next().is_some_and(|c| c.is_ascii_alphabetic()) && chars.next() == Some(':')
        });
    !drive
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_places(system: System, known: &KnownDirs, table: &[(&str, Option<Passing>)]) {
        for (path, place) in table {
            assert_eq!(passing_place(system, path, known), *place, "{path}");
        }
    }

    #[test]
    fn a_place_that_does_not_answer_keeps_nobody_waiting() {
        let begun = std::time::Instant::now();
        let (end, hung) = std::sync::mpsc::channel::<()>();
        assert_eq!(ask_place(move || hung.recv().is_ok()), None);
        assert!(begun.elapsed() < PATIENCE * 3);
        drop(end);
        assert_eq!(ask_place(|| 7), Some(7));
    }

    #[test]
    fn windows_places() {
        let known = KnownDirs {
            temp: vec![r"D:\Tam".into()],
            cache: vec![],
        };
        assert_places(
            System::Windows,
            &known,
            &[
                (r"C:\Users\Lan\Documents\vl-ct.donghanh.json", None),
                (r"C:\Users\Lan\Downloads\vl-ct.donghanh.json", None),
                (r"E:\vl-ct.donghanh.json", None),
                (r"\\maychu\chung\vl-ct.donghanh.json", None),
                (r"\\?\UNC\maychu\chung\vl-ct.donghanh.json", None),
                (r"C:\Users\Lan\OneDrive\Tài liệu\a.json", None),
                (
                    r"C:\Users\Lan\AppData\Local\Temp\a.json",
                    Some(Passing::Temp),
                ),
                (
                    r"\\?\c:\users\lan\appdata\local\temp\a.json",
                    Some(Passing::Temp),
                ),
                (
                    "C:/Users/Lan/AppData/Local/Temp/a.json",
                    Some(Passing::Temp),
                ),
                (
                    r"C:\Users\Lan\Documents\..\AppData\Local\Temp\a.json",
                    Some(Passing::Temp),
                ),
                (r"d:\tam\x\a.json", Some(Passing::Temp)),
                (r"D:\Tam cúng\a.json", None),
                (
                    r"C:\Users\Lan\AppData\Local\Microsoft\Windows\INetCache\Content.Outlook\5K2J\a.json",
                    Some(Passing::Attachment),
                ),
                (
                    r"C:\Documents and Settings\Lan\Local Settings\Temporary Internet Files\OLK3F\a.json",
                    Some(Passing::Attachment),
                ),
                (
                    r"C:\Users\Lan\AppData\Local\Microsoft\Olk\Attachments\ooa-1\a.json",
                    Some(Passing::Attachment),
                ),
                (
                    r"C:\Users\Lan\AppData\Local\Microsoft\Windows\INetCache\IE\Q\a.json",
                    Some(Passing::Cache),
                ),
                (
                    r"C:\Users\Lan\AppData\Local\Packages\microsoft.windowscommunicationsapps_8w\LocalState\a.json",
                    Some(Passing::Cache),
                ),
                (
                    r"C:\Users\Lan\AppData\Local\Temp\Rar$DIa10528.31772\a.json",
                    Some(Passing::Archive),
                ),
                (r"D:\Tam\7zO4A3B2C1D\a.json", Some(Passing::Archive)),
                (
                    r"C:\Users\Lan\AppData\Local\Temp\Temp1_HoSo (2).zip\a.json",
                    Some(Passing::Archive),
                ),
                (
                    r"C:\Users\Lan\Documents\Zalo Received Files\a.json",
                    Some(Passing::Chat),
                ),
                (
                    r"C:\Users\Lan\AppData\Local\ZaloPC\8261\a.json",
                    Some(Passing::Chat),
                ),
                (
                    r"C:\Users\Lan\AppData\Local\Temp\ZaloTemp\a.json",
                    Some(Passing::Chat),
                ),
                (r"C:\$Recycle.Bin\S-1-5-21\a.json", Some(Passing::Trash)),
                // Like names of folders that people make.
                (r"C:\HoSo\Temp1_ban nhap\a.json", None),
                (r"C:\HoSo\7zOffice\a.json", None),
                (r"C:\HoSo\AppData cu\a.json", None),
                (r"C:\HoSo\Gui qua Zalo\a.json", None),
                // The name of the file itself says nothing.
                (r"C:\HoSo\Rar$a.json", None),
            ],
        );
    }

    #[test]
    fn linux_places() {
        let known = KnownDirs {
            temp: vec!["/scratch/tmp".into()],
            cache: vec!["/home/lan/.local/share/dong-hanh".into()],
        };
        assert_places(
            System::Linux,
            &known,
            &[
                ("/home/lan/Tài liệu/a.json", None),
                ("/media/lan/USB/a.json", None),
                ("/home/lan/tmp/a.json", None),
                ("/TMP/a.json", None),
                ("/tmp/a.json", Some(Passing::Temp)),
                ("/var/tmp/x/a.json", Some(Passing::Temp)),
                ("/run/user/1000/x/a.json", Some(Passing::Temp)),
                (
                    "/run/user/1000/gvfs/smb-share:server=mc,share=chung/a.json",
                    None,
                ),
                ("/run/user/1000/doc/5f3a/a.json", None),
                ("/scratch/tmp/a.json", Some(Passing::Temp)),
                ("/scratch/tmpx/a.json", None),
                (
                    "/home/lan/.cache/evolution/tmp/a.json",
                    Some(Passing::Attachment),
                ),
                ("/tmp/evolution-lan-XyZ/a.json", Some(Passing::Attachment)),
                (
                    "/home/lan/.thunderbird/x.default/a.json",
                    Some(Passing::Attachment),
                ),
                ("/home/lan/.cache/mozilla/a.json", Some(Passing::Cache)),
                (
                    "/home/lan/.var/app/org.x.Y/cache/a.json",
                    Some(Passing::Cache),
                ),
                (
                    "/home/lan/.local/share/dong-hanh/documents/d/revisions/a.json",
                    Some(Passing::Cache),
                ),
                (
                    "/home/lan/.local/share/Trash/files/a.json",
                    Some(Passing::Trash),
                ),
                (
                    "/media/lan/USB/.Trash-1000/files/a.json",
                    Some(Passing::Trash),
                ),
            ],
        );
    }

    #[test]
    fn mac_places() {
        assert_places(
            System::MacOs,
            &KnownDirs::default(),
            &[
                ("/Users/lan/Documents/a.json", None),
                (
                    "/Users/lan/Library/Mobile Documents/com~apple~CloudDocs/a.json",
                    None,
                ),
                ("/Users/lan/Library/CloudStorage/OneDrive/a.json", None),
                ("/private/var/folders/x1/y2/T/a.json", Some(Passing::Temp)),
                ("/tmp/a.json", Some(Passing::Temp)),
                (
                    "/Users/lan/Library/Containers/com.apple.mail/Data/Library/Mail Downloads/9F/a.json",
                    Some(Passing::Attachment),
                ),
                ("/Users/lan/Library/Caches/x/a.json", Some(Passing::Cache)),
                ("/Users/lan/.Trash/a.json", Some(Passing::Trash)),
            ],
        );
    }

    #[test]
    fn this_machine_knows_its_temporary_directory() {
        let known = KnownDirs::of_this_machine(None);
        let path = std::env::temp_dir().join("a.json");
        assert!(is_temporary(&path, &known).is_some(), "{}", path.display());
        // A directory that names nothing must not make everything passing.
        let nothing = KnownDirs {
            temp: vec![String::new(), "/".into()],
            cache: vec![],
        };
        assert_eq!(
            passing_place(System::Linux, "/home/lan/a.json", &nothing),
            None
        );
    }

    #[test]
    fn shares_and_devices() {
        for path in [
            r"\\mc\chung\a",
            "//mc/chung/a",
            r"\/mc\a",
            r"\\?\UNC\mc\chung\a",
            r"\\.\pipe\x",
            r"\\?\GLOBALROOT\x",
        ] {
            assert!(is_unc(path), "{path}");
        }
        for path in [r"C:\a", r"\a", "/a", "a/b", r"\\?\C:\a", "", "đường/dẫn"] {
            assert!(!is_unc(path), "{path}");
        }
    }

    #[test]
    fn a_document_id_never_leaves_its_directory() {
        let data = DataDir::at(PathBuf::from("/data"));
        let long = "x".repeat(5000);
        let ids = [
            "../../etc",
            "..",
            "",
            "/",
            "C:\\x",
            "con",
            "NUL",
            "a\0b",
            "01J8ABC",
            "01j8abc",
            "Đồng Hành",
            &long,
        ];
        let mut seen = std::collections::HashSet::new();
        for id in ids {
            let dir = data.document_dir(id);
            assert_eq!(dir.parent(), Some(Path::new("/data/documents")), "{id}");
            let name = dir.file_name().unwrap().to_str().unwrap().to_owned();
            assert!(
                name.len() < 60
                    && name
                        .bytes()
                        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{name}"
            );
            assert!(seen.insert(name), "{id} shares a directory");
        }
    }
}
