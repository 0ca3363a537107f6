//! How far work on a table is, and whether it is still wanted.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

/// The work was given up, as nobody waits for it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

/// How far work on a table is, and whether it is still wanted; shared between who works and who waits.
#[derive(Debug, Default)]
pub struct Watch {
    /// Thousandths of the whole.
    done: AtomicU32,
    stopped: AtomicBool,
}

impl Watch {
    /// How much is done, from 0 to 1.
    #[must_use]
    pub fn done(&self) -> f32 {
        f32::from(u16::try_from(self.done.load(Relaxed)).unwrap_or(1000)) / 1000.0
    }

    /// It is no longer wanted: the work ends soon with [`Stopped`].
    pub fn stop(&self) {
        self.stopped.store(true, Relaxed);
    }

    /// Says how much of the whole is done.
    pub(super) fn tell(&self, part: u64, whole: u64) -> Result<(), Stopped> {
        let thousandths = part.saturating_mul(1000) / whole.max(1);
        let thousandths = u32::try_from(thousandths.min(1000)).unwrap_or(1000);
        self.done.store(thousandths, Relaxed);
        if self.stopped.load(Relaxed) {
            Err(Stopped)
        } else {
            Ok(())
        }
    }
}
