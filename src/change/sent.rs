//! The record that a copy was sent (FILE.md §1 rule 14, §5): a cut of what stood in it.

use super::cut::{Cut, CutKind};
use super::document::Document;
use super::envelope::Author;
use super::record::digest;
use super::snapshot::Snapshot;
use crate::model::{Map, Value};
use std::sync::Arc;

/// The member of a sent cut that says who sent it: a claim, like the author of a session.
const BY: &str = "by";

impl Cut {
    /// The party that sent the copy, where the record of a sending says so.
    #[must_use]
    pub fn sender(&self) -> Option<&str> {
        self.extra.get(BY)?.get("party")?.as_text()
    }

    /// Who sent it, where the record of a sending says so.
    #[must_use]
    pub fn sent_by(&self) -> Option<Author> {
        let text = |key: &str| self.extra.get(BY)?.get(key)?.as_text();
        Some(Author {
            party: text("party")?.to_owned(),
            name: text("name").unwrap_or_default().to_owned(),
        })
    }
}

impl Document {
    /// The record that this document, as it is now, goes to a party at `at`, an instant in RFC 3339. It is
    /// kept by [`Document::keep_cuts`] once the copy is written.
    #[must_use]
    pub fn sent_cut(&self, to: &str, at: &str) -> Cut {
        let by = self.author().cloned().unwrap_or_default();
        let by = Value::map([
            ("party", Value::text(by.party)),
            ("name", Value::text_or_null(&by.name)),
        ]);
        let mut extra = Map::new();
        extra.insert(BY.into(), by);
        let mut cut = Cut {
            id: "".into(),
            kind: CutKind::Sent,
            at: at.to_owned(),
            of: None,
            to: Some(to.to_owned()),
            knows: self.knows(),
            digest: String::new(),
            extra,
        };
        let session = self.session_id().unwrap_or_default();
        let told = format!("{session}{}", cut.value().canonical());
        cut.id = format!("c{}", digest(&told)).into();
        cut
    }
}

impl Snapshot {
    /// The same with more named moments: what is sent holds the record of its sending, before the document
    /// that it is a copy of does.
    #[must_use]
    pub fn with_cuts(mut self, cuts: impl IntoIterator<Item = Value>) -> Self {
        let all = self.envelope.cuts_with(cuts);
        Arc::make_mut(&mut self.envelope).cuts = all;
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::change::{Author, Session};
    use crate::codec::{embedded, read, write};

    #[test]
    fn a_copy_holds_the_record_of_its_sending_and_who_sent_it() {
        let mut d = embedded::new_document("d");
        let by = Author {
            party: "vl".to_owned(),
            name: "Lê Thị Hòa".to_owned(),
        };
        let session = Session {
            by,
            ..Session::default()
        };
        d.begin_session("s1", session);
        let cut = d.sent_cut("ct", "2026-11-23T08:00:00+07:00");
        let text = write(&d.snapshot().with_cuts([cut.value()]));
        let copy = read(&text, "").expect("a copy").document;
        assert_eq!(copy.cuts(), std::slice::from_ref(&cut));
        assert_eq!(copy.cuts()[0].sender(), Some("vl"));
        let by = copy.cuts()[0].sent_by().expect("who sent it");
        assert_eq!(by.name, "Lê Thị Hòa");
        assert!(d.cuts().is_empty(), "mine is as it was");
        d.keep_cuts([cut.value()]);
        assert_eq!(d.cuts(), copy.cuts());
        assert_ne!(d.sent_cut("ct", "2026-11-24T08:00:00+07:00").id, cut.id);
    }
}
