//! The console that a program with a window has not by itself under Windows.

/// Joins the console of the program that started this one, so that the command line can answer there.
/// Elsewhere, and where there is none, it does nothing.
pub fn attach() {
    #[cfg(windows)]
    windows::attach();
}

#[cfg(windows)]
mod windows {
    #![expect(
        unsafe_code,
        reason = "AttachConsole is a foreign function and has no safe wrapper"
    )]

    use windows_sys::Win32::System::Console::{ATTACH_PARENT_PROCESS, AttachConsole};

    pub(super) fn attach() {
        // SAFETY: the call takes a plain number and no memory of ours; where it fails (no console, or one is
        // attached already) nothing has changed.
        let _ = unsafe { AttachConsole(ATTACH_PARENT_PROCESS) };
    }
}
