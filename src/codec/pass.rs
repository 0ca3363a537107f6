//! Passing over the large members of a file without reading them.

use super::json::Result;
use jiter::Jiter;
use memchr::memmem;

/// Reads the members at the top of a text one after another; some may be passed over.
pub(super) struct Walk<'t> {
    text: &'t str,
    /// What stands from `base` on.
    pub j: Jiter<'t>,
    base: usize,
}

impl<'t> Walk<'t> {
    pub fn new(text: &'t str) -> Self {
        let j = Jiter::new(text.as_bytes());
        Self { text, j, base: 0 }
    }

    /// The place in the text.
    pub fn place(&self) -> usize {
        self.base + self.j.current_index()
    }

    /// Passes over the value that comes next and returns its text.
    ///
    /// Where the lines look as this program writes them, it is not looked into, and the text may be none
    /// of one value: a part of one, or more than one. So whoever takes it must read it to its end, or find
    /// it equal to a text that is one. Where it is none, the file is to be read in order.
    pub fn pass(&mut self) -> Result<&'t str> {
        let peek = self.j.peek()?;
        let from = self.place();
        let rest = self.text.get(from..).unwrap_or_default();
        if let Some(end) = written_end(rest) {
            self.base = from + end;
            let behind = self.text.get(self.base..).unwrap_or_default();
            self.j = Jiter::new(behind.as_bytes());
        } else {
            self.j.known_skip(peek)?;
        }
        Ok(self.text.get(from..self.place()).unwrap_or_default())
    }
}

/// Where a large member ends, if it stands as this program writes it: entities in the lines between two
/// braces at the left edge, or records one a line. Another member follows on a line of its own.
fn written_end(rest: &str) -> Option<usize> {
    let end = if rest.starts_with("{\n") {
        memmem::find(rest.as_bytes(), b"\n}")? + 2
    } else if rest.starts_with("[\n") {
        memmem::find(rest.as_bytes(), b"],\n\"")? + 1
    } else {
        return None;
    };
    rest.get(end..)?.starts_with(",\n\"").then_some(end)
}
