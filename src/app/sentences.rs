//! Sentences for what went wrong with files: what happened, what is safe, what to do.

use super::jobs::OpenError;
use crate::change::Change;
use crate::model::Programme;
use crate::store::{IoFault, LoadError, Remedy, SaveError, TargetState};
use crate::text::strings::Lang;
use crate::text::strings::files::Files;
use crate::text::strings::findings::Findings;
use crate::text::visible::visible;
use std::io::ErrorKind;

/// Why a file could not be opened: what happened, what is safe, what to do.
#[must_use]
pub fn open_error(lang: Lang, error: &OpenError) -> String {
    let t = Files(lang);
    let safe = match error {
        // There is no file that could have been touched.
        OpenError::Load(LoadError::NotFound { .. } | LoadError::NotRegular { .. }) => {
            t.open_unaffected()
        }
        _ => t.open_safe(),
    };
    format!("{}\n{safe}", open_error_only(lang, error))
}

/// What happened when a file could not be opened.
#[must_use]
pub fn open_error_only(lang: Lang, error: &OpenError) -> String {
    let t = Findings(lang);
    match error {
        OpenError::Load(error) => t.load(error),
        OpenError::Read(error) => t.read(error),
    }
}

/// Why a save did not happen: what happened, what is safe, what to do.
#[must_use]
pub fn save_error(lang: Lang, error: &SaveError) -> String {
    let t = Files(lang);
    let what = save_error_only(lang, error);
    let safe = match error {
        SaveError::NotRegular { .. } | SaveError::DanglingLink { .. } | SaveError::Gone { .. } => {
            t.mine_stands()
        }
        SaveError::ChangedOnDisk { .. }
        | SaveError::Exists { .. }
        | SaveError::TargetTooBig { .. } => t.theirs_stands(),
        error if error.target() == TargetState::Old => t.old_stands(),
        _ => t.target_unknown(),
    };
    let todo = match error.remedy() {
        Remedy::Retry if is_in_use(error) => t.do_close_other(),
        Remedy::Retry => t.do_retry(),
        Remedy::Reconnect => t.do_reconnect(),
        Remedy::FreeSpace => t.do_free_space(),
        Remedy::Report => t.do_report(),
        _ => t.do_elsewhere(),
    };
    let mut text = format!("{what}\n{safe}\n{todo}");
    let left: &[std::path::PathBuf] = match error {
        SaveError::Io { left, .. } | SaveError::ReadBackDiffers { left, .. } => left,
        _ => &[],
    };
    if !left.is_empty() {
        let names: Vec<String> = left
            .iter()
            .map(|p| visible(&p.display().to_string()).into_owned())
            .collect();
        text.push('\n');
        text.push_str(&t.also_left(&names.join(", ")));
    }
    text
}

/// What happened when a save did not.
#[must_use]
pub fn save_error_only(lang: Lang, error: &SaveError) -> String {
    let t = Files(lang);
    match error {
        SaveError::NotRegular { .. } => t.not_regular().to_owned(),
        SaveError::DanglingLink { .. } => t.dangling_link().to_owned(),
        SaveError::ReadOnly { .. } => t.read_only().to_owned(),
        SaveError::Verify { .. } => t.verify_failed().to_owned(),
        SaveError::ChangedOnDisk { .. } => t.changed_on_disk().to_owned(),
        SaveError::Gone { .. } => t.gone().to_owned(),
        SaveError::Exists { .. } => t.exists().to_owned(),
        SaveError::TargetTooBig { .. } => t.target_too_big().to_owned(),
        SaveError::ReadBackDiffers { .. } => t.read_back().to_owned(),
        SaveError::Io { fault, .. } => write_fault(lang, fault),
    }
}

/// What the system said when something was to be written.
#[must_use]
pub fn write_fault(lang: Lang, fault: &IoFault) -> String {
    let t = Files(lang);
    match fault.kind {
        _ if fault.is_in_use() => t.in_use().to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => t.no_space().to_owned(),
        ErrorKind::PermissionDenied => t.no_permission().to_owned(),
        ErrorKind::ReadOnlyFilesystem => t.no_writing().to_owned(),
        _ if fault.is_device_gone() => t.device_gone(&visible(&fault.text)),
        _ => t.io_failed(visible(&fault.text).trim_end_matches('.')),
    }
}

/// Whether another program is in the way.
fn is_in_use(error: &SaveError) -> bool {
    matches!(error, SaveError::Io { fault, .. } if fault.is_in_use())
}

/// A hand edit in a few words: what, and what of it.
#[must_use]
pub fn hand_edit(lang: Lang, change: &Change, programme: &Programme) -> String {
    let name = Findings(lang).name(&change.on, programme);
    match change.field() {
        Some(field) => format!("{name} · {}", visible(field)),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::files::trouble;
    use crate::codec::{ReadError, ReadErrorKind};
    use crate::store::fs::FileKind;
    use crate::store::load::LoadError;
    use crate::store::watch::Trouble;
    use crate::store::{FileHash, Step};
    use std::path::PathBuf;

    const BOTH: [Lang; 2] = [Lang::Vi, Lang::En];

    fn fault(kind: ErrorKind) -> IoFault {
        IoFault {
            kind,
            code: None,
            text: "lỗi số 5".into(),
        }
    }

    fn save_errors() -> Vec<SaveError> {
        let path = || PathBuf::from("/tài liệu/\u{202e}a.json");
        let hash = FileHash::of(b"a");
        let io = |step, kind, target| SaveError::Io {
            path: path(),
            step,
            fault: fault(kind),
            target,
            left: vec![path()],
        };
        let mut all = vec![
            SaveError::NotRegular {
                path: path(),
                found: FileKind::Dir,
            },
            SaveError::DanglingLink { path: path() },
            SaveError::ReadOnly { path: path() },
            SaveError::Verify {
                path: path(),
                detail: "x".into(),
            },
            SaveError::ChangedOnDisk {
                path: path(),
                expected: hash,
                found: hash,
            },
            SaveError::Gone { path: path() },
            SaveError::Exists {
                path: path(),
                found: hash,
            },
            SaveError::TargetTooBig {
                path: path(),
                size: 1 << 30,
            },
            SaveError::ReadBackDiffers {
                path: path(),
                wrote: hash,
                found: hash,
                left: Vec::new(),
            },
        ];
        let pulled = IoFault {
            code: Some(if cfg!(windows) { 1167 } else { 19 }),
            ..fault(ErrorKind::Other)
        };
        all.push(SaveError::Io {
            path: path(),
            step: Step::Write,
            fault: pulled,
            target: TargetState::Old,
            left: Vec::new(),
        });
        let held = IoFault {
            code: Some(32),
            ..fault(ErrorKind::Other)
        };
        all.push(SaveError::Io {
            path: path(),
            step: Step::Replace,
            fault: held,
            target: TargetState::Old,
            left: Vec::new(),
        });
        let kinds = [
            ErrorKind::StorageFull,
            ErrorKind::QuotaExceeded,
            ErrorKind::PermissionDenied,
            ErrorKind::ReadOnlyFilesystem,
            ErrorKind::NotFound,
            ErrorKind::ResourceBusy,
            ErrorKind::TimedOut,
            ErrorKind::InvalidFilename,
            ErrorKind::Other,
        ];
        for kind in kinds {
            for step in [
                Step::Resolve,
                Step::KeepRevision,
                Step::Write,
                Step::Replace,
            ] {
                for target in [TargetState::Old, TargetState::Missing, TargetState::Unknown] {
                    all.push(io(step, kind, target));
                }
            }
        }
        all
    }

    /// Three sentences: what happened, what is safe, what to do.
    #[track_caller]
    fn assert_said(text: &str, least: usize) {
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines.len() >= least, "{text}");
        for line in &lines {
            let whole = line.trim_end().ends_with(['.', '”']) && line.trim().len() > 12;
            assert!(whole && !line.contains(['{', '}']), "{line}");
            assert!(!line.contains('\u{202e}'), "{line}");
        }
        let mut once = lines.clone();
        once.dedup();
        assert_eq!(once, lines, "nothing is said twice");
    }

    #[test]
    fn every_failed_save_says_what_happened_what_is_safe_and_what_to_do() {
        for error in save_errors() {
            let said: Vec<String> = BOTH.iter().map(|l| save_error(*l, &error)).collect();
            for text in &said {
                assert_said(text, 3);
            }
            assert_ne!(said[0], said[1], "both languages");
        }
    }

    #[test]
    fn every_file_that_cannot_be_opened_says_so_too() {
        let path = || PathBuf::from("/\u{202e}a.json");
        let loads = vec![
            LoadError::NotFound { path: path() },
            LoadError::NotRegular {
                path: path(),
                found: FileKind::Dir,
            },
            LoadError::TooBig {
                path: path(),
                size: 1 << 30,
                ask: false,
            },
            LoadError::NotText {
                path: path(),
                offset: 1,
                line: 1,
                column: 2,
            },
            LoadError::Io {
                path: path(),
                fault: fault(ErrorKind::TimedOut),
            },
        ];
        let kinds = [
            ReadErrorKind::Truncated,
            ReadErrorKind::Syntax,
            ReadErrorKind::DuplicateKey("a\u{202e}".into()),
            ReadErrorKind::TooDeep,
            ReadErrorKind::WrongType,
            ReadErrorKind::BadMoney("1.5".into()),
            ReadErrorKind::NotDocument,
            ReadErrorKind::Missing("doc_id"),
            ReadErrorKind::Newer(9),
        ];
        let reads = kinds.into_iter().map(|kind| {
            OpenError::Read(ReadError {
                kind,
                line: 3,
                column: 7,
                field: "activities/a".into(),
            })
        });
        for error in loads.into_iter().map(OpenError::Load).chain(reads) {
            for lang in BOTH {
                assert_said(&open_error(lang, &error), 2);
            }
        }
    }

    #[test]
    fn every_trouble_with_the_file_says_so_and_offers_something() {
        let found = FileHash::of(b"a");
        let all = [
            Trouble::Changed {
                found,
                older: false,
            },
            Trouble::Changed { found, older: true },
            Trouble::Gone { folder: false },
            Trouble::Gone { folder: true },
            Trouble::NotRegular(FileKind::Dir),
            Trouble::Unreachable(fault(ErrorKind::TimedOut)),
        ];
        for one in all {
            for lang in BOTH {
                let notice = trouble(lang, &one);
                assert_said(&format!("{}\n{}", notice.title, notice.text), 2);
                assert!(!notice.answers.is_empty());
            }
        }
    }
}
