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

#[cfg(test)]
mod tests {
    use super::super::embedded::sample_document;
    use super::super::read::{Opened, read, read_in_order};
    use super::super::{ReadError, write};
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static SAMPLE: LazyLock<String> =
        LazyLock::new(|| write(&sample_document("01HSAMPLE").snapshot()));

    /// What came of reading, to be compared.
    fn told(read: Result<Opened, ReadError>) -> Result<(String, Vec<String>, usize), ReadError> {
        read.map(|opened| {
            let ids = opened.hand_edits.iter().map(|c| c.id.to_string());
            (
                write(&opened.document.snapshot()),
                ids.collect(),
                opened.unread,
            )
        })
    }

    fn assert_as_in_order(text: &str) {
        assert_eq!(told(read(text, "0")), told(read_in_order(text, "0")));
    }

    #[test]
    fn lines_that_stand_otherwise_make_no_difference() {
        let lines = |change: &dyn Fn(&str) -> String| {
            let changed: Vec<String> = SAMPLE.lines().map(change).collect();
            changed.join("\n")
        };
        let others = [
            lines(&|line| line.trim_start().to_owned()),
            lines(&|line| format!("  {line}")),
            SAMPLE.replace('\n', "\r\n"),
            SAMPLE.replace('\n', " "),
            SAMPLE.replace("\n}", " }"),
            SAMPLE.replace("\n}", "\n\n}"),
            SAMPLE.replace("],\n\"", "], \""),
            SAMPLE.replace("\n  }", "\n}"),
            SAMPLE.replace("},\n{", "},{"),
            SAMPLE.replace(",\n\"", ",\n  \""),
        ];
        for other in others {
            assert_ne!(other, *SAMPLE);
            assert_as_in_order(&other);
            let (text, hand_edits, unread) = told(read(&other, "0")).unwrap();
            assert!(text == *SAMPLE && hand_edits.is_empty() && unread == 0);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 150, ..ProptestConfig::default() })]

        #[test]
        fn what_is_passed_over_is_read_as_in_order(
            hits in prop::collection::vec((any::<prop::sample::Index>(), 0..8_usize, any::<bool>()), 1..4),
        ) {
            let mut text = SAMPLE.clone();
            for (at, what, over) in hits {
                // At the edges of members, where it matters, or anywhere.
                let edges: Vec<usize> = text.match_indices("\n}").chain(text.match_indices("],\n\"")).map(|(at, _)| at).collect();
                let at = if over { at.index(text.len()) } else { *at.get(&edges) };
                let Some(at) = (at..text.len()).find(|at| text.is_char_boundary(*at)) else { continue };
                let put = ["\n}", "],\n\"x\": [", ",\n\"units\": {}", "{", "\n},\n\"plans\": {\n", " ", "", "0"][what];
                let rest = if put.is_empty() { text.split_off(at).chars().skip(2).collect() } else { text.split_off(at) };
                text.push_str(put);
                text.push_str(&rest);
            }
            assert_as_in_order(&text);
        }
    }
}
