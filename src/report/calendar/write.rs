//! The lines of iCalendar: escaped, folded, ended with CRLF (RFC 5545, 3.1 and 3.3.11).

use crate::text::visible::visible;

/// The most bytes of a line without its end.
const LINE: usize = 75;

/// Writes lines.
pub(super) struct Writer(String);

impl Writer {
    pub(super) const fn new() -> Self {
        Self(String::new())
    }

    /// A line whose value is the program's own and needs no escaping.
    pub(super) fn raw(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{value}"));
    }

    /// A line whose value is text, from wherever it came.
    pub(super) fn text(&mut self, name: &str, value: &str) {
        self.fold(&format!("{name}:{}", escaped(value)));
    }

    pub(super) fn done(self) -> String {
        self.0
    }

    /// Breaks a line where it is longer than allowed: never inside a character, nor beside a space or
    /// inside an escape where that can be helped, as careless readers trim the pieces.
    fn fold(&mut self, line: &str) {
        let mut rest = line;
        // The space that opens a further line counts as one of its bytes.
        let mut room = LINE;
        while rest.len() > room {
            let (piece, more) = rest.split_at(place_to_break(rest, room));
            self.0.push_str(piece);
            self.0.push_str("\r\n ");
            (rest, room) = (more, LINE - 1);
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

/// How many bytes of a text that is longer go on a line of `room` bytes; at least one character.
fn place_to_break(text: &str, room: usize) -> usize {
    let most = text.floor_char_boundary(room);
    let stop = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '\\');
    let good = |at: &usize| {
        let (before, after) = text.split_at(*at);
        !stop(before.chars().next_back()) && !after.starts_with(char::is_whitespace)
    };
    let places = text.char_indices().map(|(at, _)| at);
    let found = places.filter(|at| (1..=most).contains(at)).rev().find(good);
    let first = text.chars().next().map_or(0, char::len_utf8);
    found.unwrap_or(most).max(first)
}

/// A text value: nothing in it can end its line or begin another value. Characters that cannot be
/// seen or that turn the direction of reading become their codes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
