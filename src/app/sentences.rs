//! Sentences for what went wrong with files: what happened, what is safe, what to do.

use super::jobs::OpenError;
use crate::store::SaveError;
use crate::text::strings::Lang;
use crate::text::strings::files::Files;

/// Why a file could not be opened.
#[must_use]
pub fn open_error(lang: Lang, error: &OpenError) -> String {
    let t = Files(lang);
    match error {
        OpenError::Load(error) => t.open_failed(&error.to_string()),
        OpenError::Read(error) => t.read_failed(error.line, error.column),
    }
}

/// Why a save did not happen.
#[must_use]
pub fn save_error(lang: Lang, error: &SaveError) -> String {
    Files(lang).save_failed(&error.to_string())
}
