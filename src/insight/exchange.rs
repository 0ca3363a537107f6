//! What was exchanged with a partner (FILE.md §1 rule 15): what they are known to have, what was sent and
//! not confirmed, what is new since.

use crate::change::{Change, Cut, CutKind, Document, Knows};
use std::sync::Arc;

/// How far a change got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reached {
    /// It was in a copy that came back from them: they have it.
    Known,
    /// It was sent, and nothing that came back shows that they took it in.
    Sent,
    /// It was never sent to them.
    New,
}

/// What was exchanged with one partner, or with anybody.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    /// The last copy that was sent, by its date.
    pub last_sent: Option<Cut>,
    /// The last copy that was received.
    pub last_received: Option<Cut>,
    sent: Knows,
    received: Knows,
}

impl Exchange {
    /// What was exchanged with this party; with anybody where none is named.
    #[must_use]
    pub fn with(document: &Document, party: Option<&str>) -> Self {
        let mut found = Self::default();
        for cut in document.cuts() {
            let theirs = party.is_none_or(|p| cut.to.as_deref() == Some(p));
            let (last, knows) = match cut.kind {
                CutKind::Sent if theirs => (&mut found.last_sent, &mut found.sent),
                CutKind::Received if theirs => (&mut found.last_received, &mut found.received),
                // What they sent, to whomever, they have.
                CutKind::Sent if party.is_some() && cut.sender() == party => {
                    found.received.unite(&cut.knows);
                    continue;
                }
                _ => continue,
            };
            knows.unite(&cut.knows);
            let instant = |c: &Cut| chrono::DateTime::parse_from_rfc3339(&c.at).ok();
            if last.as_ref().is_none_or(|l| instant(l) <= instant(&cut)) {
                *last = Some(cut);
            }
        }
        found
    }

    /// How far a change got.
    #[must_use]
    pub fn reached(&self, change: &Change) -> Reached {
        if self.received.holds(change) {
            Reached::Known
        } else if self.sent.holds(change) {
            Reached::Sent
        } else {
            Reached::New
        }
    }

    /// The changes that are new for the partner: outside every copy sent to or received from them.
    pub fn new_for_them<'a>(
        &'a self,
        document: &'a Document,
    ) -> impl Iterator<Item = &'a Arc<Change>> {
        let all = document.log().changes().iter();
        all.filter(|c| !c.is_thin() && self.reached(c) == Reached::New)
    }

    /// How many changes got how far: known, sent, new. What the template gave counts nowhere.
    #[must_use]
    pub fn counts(&self, document: &Document) -> [usize; 3] {
        let mut counts = [0; 3];
        for change in document.log().changes().iter().filter(|c| !c.show.genesis) {
            match self.reached(change) {
                Reached::Known => counts[0] += 1,
                Reached::Sent => counts[1] += 1,
                Reached::New => counts[2] += 1,
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Op, Session};
    use crate::codec::embedded::new_document;
    use crate::model::{Map, Path};

    fn cut(d: &Document, kind: CutKind, to: &str, at: &str) -> Cut {
        Cut {
            id: format!("cut-{at}").as_str().into(),
            kind,
            at: at.to_owned(),
            of: None,
            to: Some(to.to_owned()),
            knows: d.knows(),
            digest: String::new(),
            extra: Map::new(),
        }
    }

    #[test]
    fn what_came_back_is_known_what_was_sent_is_not() {
        let mut d = new_document("d");
        d.begin_session("s1", Session::default());
        let note = |d: &mut Document, id: &str| {
            let on = Path::new("notes", id);
            d.commit(vec![Op::New { on, to: Map::new() }], 0).unwrap();
        };
        note(&mut d, "n1");
        let sent = cut(&d, CutKind::Sent, "ct", "2024-05-01T08:00:00+07:00");
        let mut partner = d.clone();
        note(&mut d, "n2");
        let again = cut(&d, CutKind::Sent, "ct", "2024-05-02T08:00:00+07:00");
        let other = cut(&d, CutKind::Sent, "xx", "2024-05-03T08:00:00+07:00");
        note(&mut d, "n3");
        partner.begin_session("s2", Session::default());
        note(&mut partner, "n4");
        let back = cut(
            &partner,
            CutKind::Received,
            "ct",
            "2024-05-04T08:00:00+07:00",
        );
        d.unite_with(&partner.snapshot());
        d.keep_cuts([&sent, &again, &other, &back].map(Cut::value));
        let with = Exchange::with(&d, Some("ct"));
        assert_eq!(with.counts(&d), [2, 1, 1]);
        assert_eq!(
            with.new_for_them(&d).map(|c| c.on.id()).collect::<Vec<_>>(),
            ["n3"]
        );
        assert_eq!(with.last_sent, Some(again));
        assert_eq!(with.last_received, Some(back));
        assert_eq!(Exchange::with(&d, Some("xx")).counts(&d), [0, 2, 2]);
        assert_eq!(Exchange::with(&d, None).last_sent, Some(other));
    }
}
