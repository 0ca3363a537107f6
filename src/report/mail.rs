//! A draft of a letter with a file attached (RFC 5322, MIME), as mail programs open it to be finished and
//! sent: nobody is named as its sender or recipient, and nothing is sent from here.

use chrono::{DateTime, FixedOffset};
use mail_builder::MessageBuilder;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;

/// What the letter says and carries.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// Its subject, on one line.
    pub subject: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The name of the attachment.
    pub name: &'a str,
    /// The attachment, byte for byte.
    pub attached: &'a [u8],
    /// When it was written.
    pub at: DateTime<FixedOffset>,
}

/// The letter's bytes. Line ends and hidden characters of its subject and of the attachment's name cannot begin
/// another header.
///
/// # Errors
/// Never in practice: the bytes are made in memory.
pub fn draft(draft: &Draft<'_>) -> std::io::Result<Vec<u8>> {
    let subject = super::names::one_line(draft.subject);
    let name = super::names::one_line(draft.name);
    let mut bytes = Vec::with_capacity(draft.attached.len() / 3 * 4 + 8192);
    MessageBuilder::new()
        .header("X-Unsent", Raw::new("1"))
        .date(Date::new(draft.at.timestamp()))
        .subject(subject)
        .text_body(draft.text)
        .attachment("application/json", name, draft.attached)
        .write_to(&mut bytes)?;
    Ok(bytes)
}
