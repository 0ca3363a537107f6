//! A damaged file: its bytes are kept aside, and the newest earlier version that can be read is offered
//! (FILE.md §3). The file itself is never written over by this.

use crate::app::jobs::OpenError;
use crate::codec::{self, Opened};
use crate::store::load::load_bytes;
use crate::store::paths::DataDir;
use crate::store::{FileHash, LoadError, RealFs};
use chrono::{DateTime, FixedOffset};
use std::path::Path;

/// How far into a file its document id is looked for, in bytes: it stands among the first members.
const HEAD: usize = 4096;

/// Where earlier versions may be found, and when it was asked for.
#[derive(Clone, Debug)]
pub struct Rescue {
    /// This machine's data.
    pub data: DataDir,
    /// Now, by this machine's clock.
    pub at: DateTime<FixedOffset>,
}

/// An earlier version of a damaged document.
pub struct Earlier {
    /// The document.
    pub opened: Box<Opened>,
    /// When it was put away: the moment of the save that replaced it.
    pub at: DateTime<FixedOffset>,
}

impl Rescue {
    /// Keeps what is damaged aside and looks for the newest version that can be read. None where the
    /// file only could not be reached, or says nothing of which document it was.
    #[must_use]
    pub fn earlier(&self, path: &Path, error: &OpenError) -> Option<Earlier> {
        if !matches!(
            error,
            OpenError::Read(_) | OpenError::Load(LoadError::NotText { .. })
        ) {
            return None;
        }
        let (bytes, _) = load_bytes(&RealFs, path, true).ok()?;
        let doc_id = doc_id(&bytes)?;
        let hash = FileHash::of(&bytes);
        if let Err(error) = self.data.damaged().keep(&RealFs, &bytes, &hash, self.at) {
            log::warn!("keeping a damaged file aside: {error}");
        }
        let revisions = self.data.revisions(&doc_id);
        let all = revisions.list(&RealFs).ok()?;
        all.iter().filter(|r| r.hash != hash).find_map(|revision| {
            let bytes = revisions.read(&RealFs, revision).ok()?;
            let text = String::from_utf8(bytes).ok()?;
            let opened = codec::read(&text, &revision.hash.to_string()).ok()?;
            Some(Earlier {
                opened: Box::new(opened),
                at: revision.at,
            })
        })
    }
}

/// The document id that stands in the beginning of a file, whatever became of the rest.
fn doc_id(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
    let (_, rest) = head.split_once("\"doc_id\"")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let (id, _) = rest.strip_prefix('"')?.split_once('"')?;
    // An id with escapes is none of ours.
    (!id.is_empty() && !id.contains('\\')).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_found_in_what_is_left_of_a_file() {
        let id = |text: &str| doc_id(text.as_bytes());
        assert_eq!(id(r#"{"doc_id" : "01A","x"#), Some("01A".to_owned()));
        assert_eq!(id(r#"{"doc_id":"01A"#), None);
        assert_eq!(id(r#"{"doc_id":5}"#), None);
        assert_eq!(id(r#"{"hello":1}"#), None);
        assert_eq!(doc_id(b"\xff\xfe\"doc_id\":\"d\""), Some("d".to_owned()));
    }
}
