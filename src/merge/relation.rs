//! How two files stand to each other.

use crate::change::{Document, is_copy};
use crate::model::Value;

/// How another file stands to mine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// A copy with the same changes.
    Same,
    /// A copy that has all of mine and more.
    Newer,
    /// A copy that lacks some of mine and has nothing that I lack.
    Older,
    /// A copy; each has changes that the other lacks.
    Diverged,
    /// Another document, begun separately from the same embedded programme: it can be joined with
    /// mine, and both are copies of one from then on (rule 13).
    JoinableSameTemplate,
    /// Another document: nothing of it can come in.
    OtherProgramme,
}

impl Relation {
    /// Whether the other file can be taken in.
    #[must_use]
    pub const fn can_receive(self) -> bool {
        !matches!(self, Self::OtherProgramme)
    }
}

/// How another file stands to mine, where it brings so many changes, and lacks so many of mine.
#[must_use]
pub(super) fn relation(
    mine: &Document,
    theirs: &Document,
    incoming: usize,
    outgoing: usize,
) -> Relation {
    if is_copy(&mine.envelope, &theirs.envelope) {
        return match (incoming, outgoing) {
            (0, 0) => Relation::Same,
            (_, 0) => Relation::Newer,
            (0, _) => Relation::Older,
            _ => Relation::Diverged,
        };
    }
    if share_template(mine, theirs) {
        Relation::JoinableSameTemplate
    } else {
        Relation::OtherProgramme
    }
}

/// Whether both were begun from one template: they name the same one and share values of it.
fn share_template(mine: &Document, theirs: &Document) -> bool {
    let name = |d: &Document| {
        let name = d.envelope.template.get("template");
        name.and_then(Value::as_text).map(str::to_owned)
    };
    let mut of_template = theirs.log().changes().iter().filter(|c| c.show.genesis);
    name(mine).is_some() && name(mine) == name(theirs) && of_template.any(|c| mine.log().holds(c))
}
