//! What can go wrong with files, as data: the path, the step, the system's error. The sentences that a user reads
//! stand in the string tables; `Display` here is for the log.

use std::io;
use std::path::{Path, PathBuf};

use super::fs::FileKind;
use super::hash::FileHash;

/// A system error as plain data, which can be cloned, compared and sent from the worker to the window.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text}")]
pub struct IoFault {
    /// The kind, for choosing a sentence.
    pub kind: io::ErrorKind,
    /// The system's number, where there is one.
    pub code: Option<i32>,
    /// The system's own words (its language, not ours), for the details.
    pub text: String,
}

impl IoFault {
    /// Whether another program holds the file open and lets nobody else at it.
    pub fn is_in_use(&self) -> bool {
        // SHARING_VIOLATION, LOCK_VIOLATION, UNABLE_TO_REMOVE_REPLACED, UNABLE_TO_MOVE_REPLACEMENT: the standard
        // library has no kind for them.
        const WINDOWS: [i32; 4] = [32, 33, 1175, 1176];
        self.kind == io::ErrorKind::ResourceBusy
            || cfg!(windows) && self.code.is_some_and(|code| WINDOWS.contains(&code))
    }

    /// Whether the device or the share itself does not answer any more: a stick that was pulled, a network drive
    /// that went away. The file on it is not lost by that.
    pub fn is_device_gone(&self) -> bool {
        use io::ErrorKind as K;
        // EIO, ENXIO, ENODEV, ENOTCONN, ESHUTDOWN, EHOSTDOWN, EREMOTEIO, ENOMEDIUM.
        const UNIX: [i32; 8] = [5, 6, 19, 107, 108, 112, 121, 123];
        // NOT_READY, BAD_NETPATH, DEV_NOT_EXIST, UNEXP_NET_ERR, NETNAME_DELETED, BAD_NET_NAME, SEM_TIMEOUT,
        // IO_DEVICE, DEVICE_NOT_CONNECTED, NETWORK_UNREACHABLE.
        const WINDOWS: [i32; 10] = [21, 53, 55, 59, 64, 67, 121, 1117, 1167, 1231];
        let known: &[i32] = if cfg!(windows) { &WINDOWS } else { &UNIX };
        self.code.is_some_and(|code| known.contains(&code))
            || matches!(
                self.kind,
                K::StaleNetworkFileHandle
                    | K::HostUnreachable
                    | K::NetworkUnreachable
                    | K::NetworkDown
                    | K::NotConnected
                    | K::TimedOut
            )
    }
}

impl From<&io::Error> for IoFault {
    fn from(e: &io::Error) -> Self {
        Self {
            kind: e.kind(),
            code: e.raw_os_error(),
            text: e.to_string(),
        }
    }
}

impl From<io::Error> for IoFault {
    fn from(e: io::Error) -> Self {
        Self::from(&e)
    }
}

/// The step of a save at which it failed, in order (FILE.md §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Finding what the path means: links, kind, permission.
    Resolve,
    /// Reading the file that is there.
    ReadTarget,
    /// Keeping the old bytes among the revisions.
    KeepRevision,
    /// Creating the temporary file beside the document.
    CreateTemp,
    /// Writing it.
    Write,
    /// Making it durable.
    Sync,
    /// Looking at the target once more.
    Recheck,
    /// Putting the new file in the old one's place.
    Replace,
    /// Reading the saved file back.
    ReadBack,
}

/// What stands at the document's path after a failed save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetState {
    /// What stood there before, untouched (or nothing, as before).
    Old,
    /// The new document, whole.
    New,
    /// Nothing: the replacement failed half-way and could not be undone. The error names where the bytes are.
    Missing,
    /// It could not be looked at.
    Unknown,
}

/// What the user can do about a failed save; a sentence is chosen by this and by [`SaveError`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Try again (another program was in the way, or the device failed once).
    Retry,
    /// Plug the stick in or connect the share again, then save again.
    Reconnect,
    /// Save under another name or in another place.
    SaveElsewhere,
    /// Make room, or save in another place.
    FreeSpace,
    /// Agree to overwrite a read-only file, or save elsewhere.
    AskReadOnly,
    /// Merge what stands there with what is open.
    Merge,
    /// Say whether the vanished file is to be made again, or saved elsewhere.
    AskRecreate,
    /// Say whether the file that is already there may be overwritten.
    AskOverwrite,
    /// Agree to save without keeping the old version, or make room where the versions lie.
    SaveWithoutRevision,
    /// Nothing the user can do: a fault of the program, to be reported. Nothing was lost.
    Report,
}

/// Why a save did not happen, or not surely. Unless [`SaveError::target`] says otherwise, the file at the path is
/// what it was before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// Not a regular file: a directory, a device, a pipe.
    #[error("{}: not a regular file ({found:?})", path.display())]
    NotRegular {
        /// Where.
        path: PathBuf,
        /// What it is.
        found: FileKind,
    },
    /// A link that leads nowhere.
    #[error("{}: a link that leads nowhere", path.display())]
    DanglingLink {
        /// The link.
        path: PathBuf,
    },
    /// The file is read-only for this user: ask, then save again with `replace_read_only`.
    #[error("{}: read-only", path.display())]
    ReadOnly {
        /// Where.
        path: PathBuf,
    },
    /// The new bytes do not parse back to what they were made from: a fault of the program.
    #[error("{}: the new bytes do not read back: {detail}", path.display())]
    Verify {
        /// Where it was to be saved.
        path: PathBuf,
        /// What the check said.
        detail: String,
    },
    /// Someone else changed the file since it was read: merge.
    #[error("{}: changed on disk since it was read (now {found:?})", path.display())]
    ChangedOnDisk {
        /// Where.
        path: PathBuf,
        /// What we last read or wrote there.
        expected: FileHash,
        /// What is there now.
        found: FileHash,
    },
    /// The file that was read is no longer there.
    #[error("{}: gone", path.display())]
    Gone {
        /// Where it was.
        path: PathBuf,
    },
    /// A file is there where none was expected.
    #[error("{}: exists already", path.display())]
    Exists {
        /// Where.
        path: PathBuf,
        /// What is there.
        found: FileHash,
    },
    /// The file at the path is far too large to be one of ours; it is not read and not replaced.
    #[error("{}: {size} bytes, too large to be looked at", path.display())]
    TargetTooBig {
        /// Where.
        path: PathBuf,
        /// Its length in bytes.
        size: u64,
    },
    /// A call to the system failed.
    #[error("{}: {step:?}: {fault} (target: {target:?})", path.display())]
    Io {
        /// The document's path.
        path: PathBuf,
        /// Where in the save.
        step: Step,
        /// What the system said.
        fault: IoFault,
        /// What stands at the path now.
        target: TargetState,
        /// Files beside the document that hold the new or the old bytes and must not be lost.
        left: Vec<PathBuf>,
    },
    /// What was read back differs from what was written: a failing device, or someone else wrote at that moment.
    #[error("{}: reads back differently ({found:?})", path.display())]
    ReadBackDiffers {
        /// Where.
        path: PathBuf,
        /// What was written.
        wrote: FileHash,
        /// What is there.
        found: FileHash,
        /// Files beside the document that hold the old bytes.
        left: Vec<PathBuf>,
    },
}

impl SaveError {
    /// A failure that left the target as it was.
    pub(super) fn io(path: &Path, step: Step, error: &io::Error) -> Self {
        Self::Io {
            path: path.to_owned(),
            step,
            fault: error.into(),
            target: TargetState::Old,
            left: Vec::new(),
        }
    }

    /// The document's path.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotRegular { path, .. }
            | Self::DanglingLink { path }
            | Self::ReadOnly { path }
            | Self::Verify { path, .. }
            | Self::ChangedOnDisk { path, .. }
            | Self::Gone { path }
            | Self::Exists { path, .. }
            | Self::TargetTooBig { path, .. }
            | Self::Io { path, .. }
            | Self::ReadBackDiffers { path, .. } => path,
        }
    }

    /// What stands at the path now.
    pub fn target(&self) -> TargetState {
        match self {
            Self::Io { target, .. } => *target,
            Self::ReadBackDiffers { .. } => TargetState::Unknown,
            _ => TargetState::Old,
        }
    }

    /// What the user can do.
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::NotRegular { .. } | Self::DanglingLink { .. } | Self::TargetTooBig { .. } => {
                Remedy::SaveElsewhere
            }
            Self::ReadOnly { .. } => Remedy::AskReadOnly,
            Self::Verify { .. } => Remedy::Report,
            Self::ChangedOnDisk { .. } => Remedy::Merge,
            Self::Gone { .. } => Remedy::AskRecreate,
            Self::Exists { .. } => Remedy::AskOverwrite,
            Self::ReadBackDiffers { .. } => Remedy::SaveElsewhere,
            Self::Io {
                step: Step::KeepRevision,
                ..
            } => Remedy::SaveWithoutRevision,
            Self::Io { fault, .. } if fault.is_device_gone() => Remedy::Reconnect,
            // The path itself is no good (a circle of links has no stable kind to tell it by).
            Self::Io {
                step: Step::Resolve,
                ..
            } => Remedy::SaveElsewhere,
            Self::Io { fault, .. } => match fault.kind {
                io::ErrorKind::StorageFull
                | io::ErrorKind::QuotaExceeded
                | io::ErrorKind::FileTooLarge
                | io::ErrorKind::WriteZero => Remedy::FreeSpace,
                io::ErrorKind::PermissionDenied
                | io::ErrorKind::ReadOnlyFilesystem
                | io::ErrorKind::NotFound
                | io::ErrorKind::NotADirectory
                | io::ErrorKind::InvalidFilename
                | io::ErrorKind::InvalidInput => Remedy::SaveElsewhere,
                _ => Remedy::Retry,
            },
        }
    }
}
