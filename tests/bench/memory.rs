//! An allocator that counts while it is asked to: how much memory is in use, and how much was at most.

#![allow(
    unsafe_code,
    reason = "an allocator cannot be written otherwise; every call is handed on as it came"
)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};

static COUNTS: AtomicBool = AtomicBool::new(false);
static NOW: AtomicIsize = AtomicIsize::new(0);
static MOST: AtomicIsize = AtomicIsize::new(0);

/// The system's allocator with a count.
pub struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn change(more: usize, less: usize) {
    if !COUNTS.load(Ordering::Relaxed) {
        return;
    }
    // No size of memory is beyond the half of the address space.
    let by = more as isize - less as isize;
    let now = NOW.fetch_add(by, Ordering::Relaxed) + by;
    MOST.fetch_max(now, Ordering::Relaxed);
}

// SAFETY: every call is handed to the system's allocator as it came; the counts are beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        change(layout.size(), 0);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        change(0, layout.size());
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // For a moment both may be there.
        change(size, 0);
        change(0, layout.size());
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(at, layout, size) }
    }
}

/// What some work makes, how many bytes more than before were in use at most while it was done, and how
/// many more are in use after it.
pub fn peak<R>(work: impl FnOnce() -> R) -> (R, usize, usize) {
    NOW.store(0, Ordering::Relaxed);
    MOST.store(0, Ordering::Relaxed);
    COUNTS.store(true, Ordering::Relaxed);
    let made = work();
    COUNTS.store(false, Ordering::Relaxed);
    let count = |n: &AtomicIsize| usize::try_from(n.load(Ordering::Relaxed)).unwrap_or(0);
    (made, count(&MOST), count(&NOW))
}
