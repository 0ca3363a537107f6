//! `dong-hanh new`: a file from the official text, or with sample data.

use super::{FAILED, FINE, Out, not_saved, shown};
use crate::codec::{self, embedded};
use crate::store::{Expected, RealFs, SaveRequest, save};
use std::path::Path;

/// Makes the file; never overwrites one.
pub(super) fn create(file: &Path, sample: bool, out: &mut Out<'_>) -> u8 {
    let doc_id = ulid::Ulid::generate().to_string();
    let document = if sample {
        embedded::sample_document(&doc_id)
    } else {
        embedded::new_document(&doc_id)
    };
    let snapshot = document.snapshot();
    let text = codec::write(&snapshot);
    let verify = |bytes: &[u8]| {
        let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
        codec::verify(text, &snapshot)
    };
    let request = SaveRequest {
        path: file,
        bytes: text.as_bytes(),
        expected: Expected::Absent,
        replace_read_only: false,
        revisions: None,
        at: chrono::Local::now().fixed_offset(),
        verify: &verify,
    };
    let words = out.words();
    match save(&RealFs, &request) {
        Ok(saved) => {
            out.line(&words.made(&shown(&saved.path)));
            FINE
        }
        Err(error) => {
            let exists = words.exists(&shown(file));
            let sentence = not_saved(out.lang, file, &error, exists);
            out.refuse(&sentence, FAILED)
        }
    }
}
