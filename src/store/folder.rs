//! Showing a folder in the system's file manager, and a file in the program that the system has for it.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Shows a folder in the system's file manager, which goes on by itself.
///
/// # Errors
/// It is no folder, or the system has no file manager to start.
pub fn open_folder(folder: &Path) -> io::Result<()> {
    let folder = std::path::absolute(folder)?;
    if !folder.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    start(&folder)
}

/// Opens a file with the program that the system has for its kind, which goes on by itself. For files
/// that this program wrote itself: a system may run what it is asked to open.
///
/// # Errors
/// It is no file, or the system has no such program.
pub fn open_file(file: &Path) -> io::Result<()> {
    let file = std::path::absolute(file)?;
    if !file.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    start(&file)
}

fn start(path: &Path) -> io::Result<()> {
    let mut child = command(path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // Waited for, so that nothing of it is left behind when it ends.
    std::thread::Builder::new()
        .name("folder".into())
        .spawn(move || match child.wait() {
            Ok(status) => log::debug!("file manager: {status}"),
            Err(error) => log::warn!("file manager: {error}"),
        })?;
    Ok(())
}

/// The program and its one argument. No shell reads the path, and an absolute one is no option.
#[cfg(not(windows))]
fn command(folder: &Path) -> Command {
    let program = if cfg!(target_os = "macos") {
        "/usr/bin/open"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(program);
    command.arg(folder);
    command
}

/// The Explorer takes commas for separators unless the path is in quotes, which no path can hold.
#[cfg(windows)]
fn command(folder: &Path) -> Command {
    use std::os::windows::process::CommandExt as _;
    let root = std::env::var_os("SystemRoot").unwrap_or_else(|| r"C:\Windows".into());
    let mut quoted = std::ffi::OsString::from("\"");
    quoted.push(folder);
    quoted.push("\"");
    let mut command = Command::new(Path::new(&root).join("explorer.exe"));
    command.raw_arg(quoted);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(not(windows))]
    #[test]
    fn a_path_is_one_argument_whatever_stands_in_it() {
        let folder = Path::new("/tmp/a b; rm -rf ~/\"$(c)\"/-d");
        let command = command(folder);
        let arguments: Vec<_> = command.get_args().collect();
        assert_eq!(arguments, [folder.as_os_str()]);
    }

    #[test]
    fn what_is_no_folder_is_not_opened() {
        let file = tempfile::NamedTempFile::new().unwrap();
        assert!(open_folder(file.path()).is_err());
        assert!(open_folder(Path::new("/không/có")).is_err());
        assert!(open_file(Path::new("/không/có")).is_err());
        assert!(open_file(&std::env::temp_dir()).is_err());
    }
}
