//! The proofs of FILE.md §7 for merging: random histories of three parties. A few in every run of the
//! tests; the full count is a run of its own, which prints what it went through:
//!
//! ```text
//! cargo test --release --test proofs -- --ignored --nocapture
//! ```
//!
//! `PROOF_HISTORIES` asks for another count, `PROOF_SEED` for one history alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use std::panic::{AssertUnwindSafe, catch_unwind};
use support::world::{Counts, Kind, World};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Runs so many histories of each kind and prints what happened in them.
fn histories(count: u64) {
    let count = number("PROOF_HISTORIES").unwrap_or(count);
    let seeds = match number("PROOF_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..count,
    };
    let mut counts = Counts::default();
    let mut run = 0_u64;
    for seed in seeds {
        // Two of four are honest.
        let kind = [Kind::Honest, Kind::Cloned, Kind::Honest, Kind::Hostile][(seed % 4) as usize];
        let steps = 10 + (seed % 31) as usize;
        let mut world = World::new(seed, kind);
        let done = catch_unwind(AssertUnwindSafe(|| world.run(steps)));
        assert!(
            done.is_ok(),
            "history {seed} ({kind:?}) fails: PROOF_SEED={seed} runs it alone"
        );
        counts.join(&world.counts);
        run += 1;
        if run.is_multiple_of(500) {
            println!("{run} histories");
        }
    }
    println!("{run} histories, none failed; in them:");
    for (what, count) in &counts.0 {
        println!("  {count:>7} {what}");
    }
}

#[test]
fn random_histories_of_three_parties() {
    histories(60);
}

#[test]
#[ignore = "ten thousand histories take minutes: the named long run"]
fn ten_thousand_histories_of_three_parties() {
    histories(10_000);
}
