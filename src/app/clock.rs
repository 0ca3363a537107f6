//! The clock of the window, in one place: everything below is told the time.

use chrono::{DateTime, FixedOffset, Local, NaiveDate};

/// Tells the time; the day may be fixed for a demonstration or a test.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    /// The day given on the command line.
    pub today: Option<NaiveDate>,
    /// A fixed moment, for tests and pictures.
    pub fixed: Option<DateTime<FixedOffset>>,
}

impl Clock {
    /// Now, with the offset of this machine.
    #[must_use]
    pub fn now(&self) -> DateTime<FixedOffset> {
        self.fixed.unwrap_or_else(|| Local::now().fixed_offset())
    }

    /// The day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| self.now().date_naive())
    }

    /// Now as it stands in files: RFC 3339 with whole seconds.
    #[must_use]
    pub fn stamp(&self) -> String {
        self.now()
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }
}

/// An id that was never used before: 26 characters, 80 of its bits random.
#[must_use]
pub fn fresh_id() -> String {
    ulid::Ulid::generate().to_string()
}

/// A session id: 26 lower-case characters, 125 random bits.
#[must_use]
pub fn fresh_session() -> String {
    const LETTERS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut bytes = [0_u8; 26];
    if getrandom::fill(&mut bytes).is_err() {
        // Without a source of randomness the ULID's own generator still tells sessions apart.
        return fresh_id().to_lowercase();
    }
    bytes
        .iter()
        .map(|b| LETTERS[usize::from(b % 32)] as char)
        .collect()
}
