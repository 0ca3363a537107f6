//! What [`super::RealFs`] does in the Windows way: `ReplaceFileW` with a backup name, nothing less safe.

#![expect(
    unsafe_code,
    reason = "ReplaceFileW and MoveFileExW are foreign functions and have no safe wrapper"
)]

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::os::windows::ffi::OsStrExt as _;
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::ptr;

use windows_sys::Win32::Foundation::GENERIC_WRITE;
use windows_sys::Win32::Storage::FileSystem::{
    FILE_FLAG_BACKUP_SEMANTICS, MOVEFILE_WRITE_THROUGH, MoveFileExW,
    REPLACEFILE_IGNORE_MERGE_ERRORS, ReplaceFileW,
};

use super::{Access, Meta};

pub(super) fn fill(_meta: &mut Meta, _m: &Metadata) {}

/// Whether the system takes a path for one of its devices, as `C:\docs\CON.json` up to Windows 10: the absolute
/// path says so.
pub(super) fn is_device(path: &Path) -> bool {
    let absolute = std::path::absolute(path);
    absolute.is_ok_and(|p| p.as_os_str().as_encoded_bytes().starts_with(br"\\.\"))
}

pub(super) fn access(_options: &mut OpenOptions, _access: Access) {
    // A new file inherits the access list of its directory; the user's own data directory is private already.
}

pub(super) fn private_dir(_builder: &mut DirBuilder) {}

pub(super) fn dress_like(_file: &File, _other: &Meta) -> io::Result<()> {
    // ReplaceFileW carries attributes, streams and the access list over.
    Ok(())
}

/// The path as the Windows functions want it: absolute, in the `\\?\` form where it is long (260 is the limit
/// without it), ending in zero.
fn wide(path: &Path) -> io::Result<Vec<u16>> {
    const LONG: usize = 240;
    let absolute = std::path::absolute(path)?;
    let text = absolute.as_os_str();
    let verbatim = if text.len() < LONG {
        absolute
    } else {
        match text.to_str() {
            Some(t) if t.starts_with(r"\\?\") || t.starts_with(r"\\.\") => absolute,
            Some(t) => match t.strip_prefix(r"\\") {
                Some(share) => PathBuf::from(format!(r"\\?\UNC\{share}")),
                None => PathBuf::from(format!(r"\\?\{t}")),
            },
            None => absolute,
        }
    };
    let mut units: Vec<u16> = verbatim.as_os_str().encode_wide().collect();
    if units.contains(&0) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    units.push(0);
    Ok(units)
}

pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    let (from, to) = (wide(from)?, wide(to)?);
    // Without MOVEFILE_REPLACE_EXISTING: a taken name is an error (183, AlreadyExists).
    // SAFETY: both are zero-terminated and live until the call returns.
    let done = unsafe { MoveFileExW(from.as_ptr(), to.as_ptr(), MOVEFILE_WRITE_THROUGH) };
    if done == 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(())
}

pub(super) fn replace(temp: &Path, target: &Path, backup: &Path) -> io::Result<()> {
    // The caller has asked whether a read-only file may be replaced; ReplaceFileW would refuse it.
    let permissions = std::fs::metadata(target)?.permissions();
    let was_read_only = permissions.readonly();
    if was_read_only {
        set_read_only(target, false)?;
    }
    let (new, old, kept) = (wide(temp)?, wide(target)?, wide(backup)?);
    // Merge errors are ignored: on a share where we may not write access lists the document is worth more than the
    // list, which the new file then inherits from the directory.
    // SAFETY: all three are zero-terminated and live until the call returns; the last two arguments are reserved
    // and must be null.
    let done = unsafe {
        ReplaceFileW(
            old.as_ptr(),
            new.as_ptr(),
            kept.as_ptr(),
            REPLACEFILE_IGNORE_MERGE_ERRORS,
            ptr::null(),
            ptr::null(),
        )
    };
    let result = if done == 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(())
    };
    if was_read_only && let Err(e) = set_read_only(target, true) {
        log::debug!("the read-only mark could not be put back: {e}");
    }
    result
}

fn set_read_only(path: &Path, read_only: bool) -> io::Result<()> {
    let mut permissions = std::fs::metadata(path)?.permissions();
    permissions.set_readonly(read_only);
    std::fs::set_permissions(path, permissions)
}

pub(super) fn open_dir(dir: &Path) -> io::Result<File> {
    // A directory opens only with this flag, and flushes only when opened for writing.
    OpenOptions::new()
        .access_mode(GENERIC_WRITE)
        .custom_flags(FILE_FLAG_BACKUP_SEMANTICS)
        .open(dir)
}
