//! Sentences for what went wrong with files: what happened, what is safe, what to do.

use super::jobs::OpenError;
use crate::change::Change;
use crate::model::Programme;
use crate::store::{Remedy, SaveError, TargetState};
use crate::text::strings::Lang;
use crate::text::strings::files::Files;
use crate::text::strings::findings::Findings;
use crate::text::visible::visible;
use std::io::ErrorKind;

/// Why a file could not be opened.
#[must_use]
pub fn open_error(lang: Lang, error: &OpenError) -> String {
    let t = Findings(lang);
    let what = match error {
        OpenError::Load(error) => t.load(error),
        OpenError::Read(error) => t.read(error),
    };
    format!("{what}\n{}", Files(lang).open_safe())
}

/// Why a save did not happen.
#[must_use]
pub fn save_error(lang: Lang, error: &SaveError) -> String {
    let t = Files(lang);
    let mut left: &[std::path::PathBuf] = &[];
    let what = match error {
        SaveError::NotRegular { .. } => t.not_regular().to_owned(),
        SaveError::DanglingLink { .. } => t.dangling_link().to_owned(),
        SaveError::ReadOnly { .. } => t.read_only().to_owned(),
        SaveError::Verify { .. } => t.verify_failed().to_owned(),
        SaveError::ChangedOnDisk { .. } => t.changed_on_disk().to_owned(),
        SaveError::Gone { .. } => t.gone().to_owned(),
        SaveError::Exists { .. } => t.exists().to_owned(),
        SaveError::TargetTooBig { .. } => t.target_too_big().to_owned(),
        SaveError::ReadBackDiffers { left: files, .. } => {
            left = files;
            t.read_back().to_owned()
        }
        SaveError::Io {
            fault, left: files, ..
        } => {
            left = files;
            match fault.kind {
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => t.no_space().to_owned(),
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                    t.no_permission().to_owned()
                }
                ErrorKind::ResourceBusy => t.in_use().to_owned(),
                _ => t.io_failed(&visible(&fault.text)),
            }
        }
    };
    let safe = if error.target() == TargetState::Old {
        t.old_stands()
    } else {
        t.target_unknown()
    };
    let todo = match error.remedy() {
        Remedy::Retry => t.do_retry(),
        Remedy::FreeSpace => t.do_free_space(),
        Remedy::Report => t.do_report(),
        _ => t.do_elsewhere(),
    };
    let mut text = format!("{what}\n{safe}\n{todo}");
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

/// A hand edit in a few words: what, and what of it.
#[must_use]
pub fn hand_edit(lang: Lang, change: &Change, programme: &Programme) -> String {
    let name = Findings(lang).name(&change.on, programme);
    match change.field() {
        Some(field) => format!("{name} · {}", visible(field)),
        None => name,
    }
}
