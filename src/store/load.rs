//! Reading the bytes of a file that nobody vouches for (FILE.md §3): the size first, regular files only, then the
//! text in whatever Unicode encoding it came. What the text says is for others to judge.

use std::path::{Path, PathBuf};

use super::error::IoFault;
use super::fs::{FileKind, Fs};
use super::hash::FileHash;
use super::temp::put_back;
use super::watch::Signature;

/// Above this size the user is asked first (bytes).
pub const ASK_ABOVE: u64 = 64 * 1024 * 1024;
/// Above this size a file is refused (bytes).
pub const REFUSE_ABOVE: u64 = 256 * 1024 * 1024;

/// How the text was encoded. It is always saved as UTF-8 without a byte order mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, as this program writes it.
    Utf8,
    /// UTF-8 with a byte order mark (Windows Notepad).
    Utf8Bom,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
}

/// A file as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The hash of the bytes in the file (before any decoding): the `Known` of the first save.
    pub hash: FileHash,
    /// How it was encoded.
    pub encoding: Encoding,
    /// Length in bytes.
    pub len: u64,
    /// For watching it.
    pub signature: Signature,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Nothing there.
    #[error("{}: not found", path.display())]
    NotFound {
        /// Where.
        path: PathBuf,
    },
    /// A directory, a device, a pipe.
    #[error("{}: not a regular file ({found:?})", path.display())]
    NotRegular {
        /// Where.
        path: PathBuf,
        /// What it is.
        found: FileKind,
    },
    /// Too large. With `ask`, the user may allow it; otherwise it is refused.
    #[error("{}: {size} bytes is too large (ask: {ask})", path.display())]
    TooBig {
        /// Where.
        path: PathBuf,
        /// Its length in bytes.
        size: u64,
        /// Whether the user may be asked to read it all the same.
        ask: bool,
    },
    /// Not text in UTF-8 or UTF-16.
    #[error("{}: not text at byte {offset} (line {line}, column {column})", path.display())]
    NotText {
        /// Where.
        path: PathBuf,
        /// The first byte that is not text, from 0, in the file.
        offset: u64,
        /// Its line, from 1.
        line: u64,
        /// Its column in characters, from 1.
        column: u64,
    },
    /// A call to the system failed.
    #[error("{}: {fault}", path.display())]
    Io {
        /// Where.
        path: PathBuf,
        /// What the system said.
        fault: IoFault,
    },
}

/// Reads a file. `big_allowed`: the user was asked and wants a file above [`ASK_ABOVE`] all the same.
///
/// # Errors
/// See [`LoadError`]; nothing is changed anywhere, but that a document whose replacement was cut off half-way gets
/// its name back.
pub fn load(fs: &dyn Fs, path: &Path, big_allowed: bool) -> Result<Loaded, LoadError> {
    let (bytes, signature) = load_bytes(fs, path, big_allowed)?;
    let hash = FileHash::of(&bytes);
    let len = bytes.len() as u64;
    let (text, encoding) = decode(bytes).map_err(|bad| LoadError::NotText {
        path: path.to_owned(),
        offset: bad.offset,
        line: bad.line,
        column: bad.column,
    })?;
    Ok(Loaded {
        text,
        hash,
        encoding,
        len,
        signature,
    })
}

/// Whether a file is there to be opened.
pub fn is_there(fs: &dyn Fs, path: &Path) -> bool {
    let is_file = || fs.metadata(path).is_ok_and(|m| m.kind == FileKind::File);
    is_file() || put_back(fs, path) && is_file()
}

/// The bytes of a file, whatever they are (a damaged file is kept aside), under the same limits.
///
/// # Errors
/// See [`LoadError`]; never `NotText`.
pub fn load_bytes(
    fs: &dyn Fs,
    path: &Path,
    big_allowed: bool,
) -> Result<(Vec<u8>, Signature), LoadError> {
    let limit = if big_allowed { REFUSE_ABOVE } else { ASK_ABOVE };
    let too_big = |size| LoadError::TooBig {
        path: path.to_owned(),
        size,
        ask: size <= REFUSE_ABOVE,
    };
    let failed = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound => LoadError::NotFound {
            path: path.to_owned(),
        },
        // It grew since we looked.
        std::io::ErrorKind::FileTooLarge => too_big(limit + 1),
        _ => LoadError::Io {
            path: path.to_owned(),
            fault: e.into(),
        },
    };
    // Before it is opened: opening a pipe would wait for ever.
    let meta = match fs.metadata(path) {
        Err(e) if e.kind() == std::io::ErrorKind::NotFound && put_back(fs, path) => {
            fs.metadata(path)
        }
        meta => meta,
    };
    let meta = meta.map_err(failed)?;
    if meta.kind != FileKind::File {
        return Err(LoadError::NotRegular {
            path: path.to_owned(),
            found: meta.kind,
        });
    }
    if meta.len > limit {
        return Err(too_big(meta.len));
    }
    let bytes = fs.read(path, limit).map_err(failed)?;
    Ok((bytes, Signature::of(&meta)))
}

/// Where text stops being text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct BadText {
    offset: u64,
    line: u64,
    column: u64,
}

/// Decodes UTF-8 (with or without a mark) and UTF-16 (with a mark, or plainly JSON in it). A text that came as
/// UTF-8 is not copied.
fn decode(mut bytes: Vec<u8>) -> Result<(String, Encoding), BadText> {
    match detect(&bytes) {
        (Encoding::Utf16Le, mark) => {
            decode_utf16(&bytes, mark, u16::from_le_bytes).map(|t| (t, Encoding::Utf16Le))
        }
        (Encoding::Utf16Be, mark) => {
            decode_utf16(&bytes, mark, u16::from_be_bytes).map(|t| (t, Encoding::Utf16Be))
        }
        (encoding, mark) => {
            bytes.drain(..mark);
            String::from_utf8(bytes)
                .map(|t| (t, encoding))
                .map_err(|e| {
                    let good = e.utf8_error().valid_up_to();
                    let before = e.as_bytes().get(..good).unwrap_or_default();
                    bad_at((mark + good) as u64, &String::from_utf8_lossy(before))
                })
        }
    }
}

/// The encoding and the length of its mark. Without a mark: JSON begins with two ASCII characters, so a zero byte
/// among the first four tells UTF-16 and its order.
fn detect(bytes: &[u8]) -> (Encoding, usize) {
    match bytes {
        // UTF-32 is not ours; as UTF-8 it is refused at its first byte.
        [0xff, 0xfe, 0, 0, ..] => (Encoding::Utf8, 0),
        [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8Bom, 3),
        [0xff, 0xfe, ..] => (Encoding::Utf16Le, 2),
        [0xfe, 0xff, ..] => (Encoding::Utf16Be, 2),
        [1..=0xff, 0, 1..=0xff, 0, ..] => (Encoding::Utf16Le, 0),
        [0, 1..=0xff, 0, 1..=0xff, ..] => (Encoding::Utf16Be, 0),
        _ => (Encoding::Utf8, 0),
    }
}

fn decode_utf16(bytes: &[u8], mark: usize, unit: fn([u8; 2]) -> u16) -> Result<String, BadText> {
    let body = bytes.get(mark..).unwrap_or_default();
    let (pairs, rest) = body.as_chunks::<2>();
    let mut text = String::with_capacity(body.len());
    let mut offset = mark as u64;
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let Ok(c) = c else {
            return Err(bad_at(offset, &text));
        };
        text.push(c);
        offset += 2 * c.len_utf16() as u64;
    }
    if rest.is_empty() {
        Ok(text)
    } else {
        Err(bad_at(offset, &text))
    }
}

fn bad_at(offset: u64, before: &str) -> BadText {
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    BadText {
        offset,
        line: before.matches('\n').count() as u64 + 1,
        column: before.get(line_start..).unwrap_or_default().chars().count() as u64 + 1,
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::super::fs::RealFs;
    use super::*;

    const TEXT: &str = "{\n \"title\": \"Đồng Hành 🎋\"\n}\n";

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let with = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
        let le = utf16(TEXT, u16::to_le_bytes);
        let be = utf16(TEXT, u16::to_be_bytes);
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (with(&[0xef, 0xbb, 0xbf], TEXT.into()), Encoding::Utf8Bom),
            (with(&[0xff, 0xfe], le.clone()), Encoding::Utf16Le),
            (with(&[0xfe, 0xff], be.clone()), Encoding::Utf16Be),
            (le, Encoding::Utf16Le),
            (be, Encoding::Utf16Be),
        ] {
            assert_eq!(decode(bytes), Ok((TEXT.to_owned(), encoding)));
        }
        assert_eq!(decode(Vec::new()), Ok((String::new(), Encoding::Utf8)));
    }

    #[test]
    fn says_where_text_ends() {
        let bad = |bytes: &[u8]| {
            let at = decode(bytes.to_vec()).unwrap_err();
            (at.offset, at.line, at.column)
        };
        // Vietnamese in an old one-byte code: "Đ" as 0xD0 before "o".
        let old_code = ["{\n\"tên\": \"".as_bytes(), b"\xd0o\"}"].concat();
        assert_eq!(bad(&old_code), (11, 2, 9));
        assert_eq!(bad(b"\xef\xbb\xbfab\xff"), (5, 1, 3));
        assert_eq!(bad(b"PK\x03\x04\xff\xff"), (4, 1, 5));
        assert_eq!(bad(b"\xff\xfe\x00\x00{\x00\x00\x00"), (0, 1, 1), "UTF-32");
        // A lone half of a pair, and an odd byte at the end.
        assert_eq!(bad(b"\xff\xfea\x00\x0a\x00\x3d\xd8a\x00"), (6, 2, 1));
        assert_eq!(bad(b"\xff\xfea\x00b"), (4, 1, 2));
    }

    #[test]
    fn sizes_ask_and_refuse_before_reading() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("big");
        let file = File::create(&path).unwrap();
        let sized = |len: u64, allowed: bool| {
            file.set_len(len).unwrap();
            load_bytes(&RealFs, &path, allowed).map(|(b, _)| b.len() as u64)
        };
        let refused = |size, ask| {
            Err(LoadError::TooBig {
                path: path.clone(),
                size,
                ask,
            })
        };
        assert_eq!(sized(ASK_ABOVE, false), Ok(ASK_ABOVE));
        assert_eq!(sized(ASK_ABOVE + 1, false), refused(ASK_ABOVE + 1, true));
        assert_eq!(sized(ASK_ABOVE + 1, true), Ok(ASK_ABOVE + 1));
        assert_eq!(
            sized(REFUSE_ABOVE + 1, true),
            refused(REFUSE_ABOVE + 1, false)
        );
        assert_eq!(
            sized(REFUSE_ABOVE + 1, false),
            refused(REFUSE_ABOVE + 1, false)
        );
    }

    #[test]
    fn only_regular_files() {
        let dir = tempfile::tempdir().unwrap();
        let missing = dir.path().join("x");
        assert_eq!(
            load(&RealFs, &missing, false),
            Err(LoadError::NotFound {
                path: missing.clone()
            })
        );
        assert!(matches!(
            load(&RealFs, dir.path(), false),
            Err(LoadError::NotRegular {
                found: FileKind::Dir,
                ..
            })
        ));
        #[cfg(unix)]
        assert!(matches!(
            load(&RealFs, Path::new("/dev/null"), false),
            Err(LoadError::NotRegular {
                found: FileKind::Other,
                ..
            })
        ));
    }

    #[test]
    fn the_hash_is_of_the_bytes_in_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        std::fs::write(&path, b"\xef\xbb\xbf{}").unwrap();
        let loaded = load(&RealFs, &path, false).unwrap();
        assert_eq!(loaded.text, "{}");
        assert_eq!(loaded.len, 5);
        assert_eq!(loaded.hash, FileHash::of(b"\xef\xbb\xbf{}"));
    }
}
