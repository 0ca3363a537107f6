//! Two things at once.

use std::thread::{Builder, scope};

/// Does two things: the second on a thread of its own, where they are worth one. Where the thread cannot be
/// made, or the work fails on it, the work is done here.
pub(crate) fn both<A, B: Send>(
    worth_a_thread: bool,
    here: impl FnOnce() -> A,
    beside: impl Fn() -> B + Sync,
) -> (A, B) {
    scope(|scope| {
        let thread = || Builder::new().spawn_scoped(scope, &beside).ok();
        let thread = worth_a_thread.then(thread).flatten();
        let here = here();
        let beside = thread
            .and_then(|thread| thread.join().ok())
            .unwrap_or_else(&beside);
        (here, beside)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn both_are_done_with_a_thread_and_without() {
        for worth in [false, true] {
            assert_eq!(both(worth, || 1, || 2), (1, 2));
        }
    }

    #[test]
    fn what_failed_on_the_thread_is_done_here() {
        let times = AtomicU32::new(0);
        let beside = || {
            assert!(times.fetch_add(1, Ordering::Relaxed) > 0, "the first time");
            "done"
        };
        assert_eq!(both(true, || (), beside), ((), "done"));
        assert_eq!(times.into_inner(), 2);
    }
}
