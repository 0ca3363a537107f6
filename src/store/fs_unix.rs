//! What [`super::RealFs`] does in the Unix way (Linux, macOS).

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{
    DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _, fchown,
};
use std::path::Path;

use super::{Access, Meta};

/// Permission bits without the file type.
const MODE_BITS: u32 = 0o7777;

pub(super) fn fill(meta: &mut Meta, m: &Metadata) {
    meta.mode = Some(m.mode() & MODE_BITS);
    meta.owner = Some((m.uid(), m.gid()));
    meta.inode = Some((m.dev(), m.ino()));
}

/// Devices are files here, and their metadata says so.
pub(super) fn is_device(_path: &Path) -> bool {
    false
}

pub(super) fn access(options: &mut OpenOptions, access: Access) {
    match access {
        Access::Usual => {}
        Access::Mode(mode) => {
            options.mode(mode & 0o777);
        }
        Access::Private => {
            options.mode(0o600);
        }
    }
}

pub(super) fn private_dir(builder: &mut DirBuilder) {
    builder.mode(0o700);
}

pub(super) fn dress_like(file: &File, other: &Meta) -> io::Result<()> {
    let mine = file.metadata()?;
    if let Some((uid, gid)) = other.owner {
        // In a shared folder the group is what lets colleagues in. Only root may give a file away, so each alone.
        if mine.gid() != gid
            && let Err(e) = fchown(file, None, Some(gid))
        {
            log::debug!("the group of the old file could not be kept: {e}");
        }
        if mine.uid() != uid
            && let Err(e) = fchown(file, Some(uid), None)
        {
            log::debug!("the owner of the old file could not be kept: {e}");
        }
    }
    // After the owner: a change of owner clears some bits. Read again for the same reason.
    match other.mode {
        Some(mode) if file.metadata()?.mode() & MODE_BITS != mode => {
            file.set_permissions(std::fs::Permissions::from_mode(mode))
        }
        _ => Ok(()),
    }
}

pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    let mut temp = tempfile::TempPath::try_from_path(from)?;
    // It is the caller who decides what becomes of the file after a failure.
    temp.disable_cleanup(true);
    let error = match temp.persist_noclobber(to) {
        Ok(()) => return Ok(()),
        Err(e) => e.error,
    };
    if error.kind() == io::ErrorKind::AlreadyExists {
        return Err(error);
    }
    // Some file systems (FAT on a USB stick, some shares) know neither an exclusive rename nor hard links. Between
    // this look and the rename lies a moment; there is nothing better to be had there.
    match std::fs::symlink_metadata(to) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => std::fs::rename(from, to),
        Err(e) => Err(e),
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
    }
}

pub(super) fn replace(temp: &Path, target: &Path, _backup: &Path) -> io::Result<()> {
    std::fs::rename(temp, target)
}

pub(super) fn open_dir(dir: &Path) -> io::Result<File> {
    File::open(dir)
}
