//! The rows that a rule forbids.

use super::preview::{Does, Preview, Problem, Wrong};
use super::watch::{Stopped, Watch};
use crate::change::Document;
use crate::edit::{self, Context, Edit, Refusal};

/// Finds them, marks them and tells why.
///
/// # Errors
/// [`Stopped`]: nobody waits for it any more.
pub(super) fn find(
    document: &Document,
    context: &Context,
    preview: &mut Preview,
    watch: &Watch,
) -> Result<(), Stopped> {
    let mut search = Search {
        document,
        context,
        watch,
        found: Vec::new(),
    };
    search.halves(&preview.edits)?;
    for (number, refusal) in search.found {
        let found = preview.rows.binary_search_by_key(&number, |r| r.number);
        if let Some(row) = found.ok().and_then(|place| preview.rows.get_mut(place)) {
            row.does = Does::Wrong;
        }
        preview.problems.push(Problem {
            row: number,
            column: None,
            what: Wrong::Refused(refusal),
        });
    }
    Ok(())
}

struct Search<'a> {
    document: &'a Document,
    context: &'a Context,
    watch: &'a Watch,
    found: Vec<(usize, Refusal)>,
}

impl Search<'_> {
    /// Halves are tried until single rows are left.
    fn halves(&mut self, edits: &[(usize, Vec<Edit>)]) -> Result<(), Stopped> {
        if edits.is_empty() {
            return Ok(());
        }
        self.watch.tell(8, 10)?;
        let all = edits.iter().flat_map(|(_, edits)| edits.iter().cloned());
        let planned = edit::plan(self.document, &Edit::Several(all.collect()), self.context);
        let Err(refusal) = planned else {
            return Ok(());
        };
        if let [(row, _)] = edits {
            self.found.push((*row, refusal));
            return Ok(());
        }
        let before = self.found.len();
        let (first, second) = edits.split_at(edits.len() / 2);
        self.halves(first)?;
        self.halves(second)?;
        // Each half may be well by itself and both together not.
        if self.found.len() == before
            && let Some((row, _)) = second.first()
        {
            self.found.push((*row, refusal));
        }
        Ok(())
    }
}
