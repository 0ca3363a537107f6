//! Cuts: named moments of a document (FILE.md §1 rule 14). A cut says which changes were there; what
//! the document said then follows from them, and no second copy of anything is stored.

use super::commit::Group;
use super::document::Document;
use super::envelope::Envelope;
use super::log::Log;
use super::record::{Change, ChangeId, Key};
use super::{ChangeList, Sessions};
use crate::model::content::{self, Scope};
use crate::model::{Id, Map, OfficialText, Path, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// What a moment is kept for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CutKind {
    /// A copy was sent.
    Sent,
    /// A copy was received.
    Received,
    /// A party agreed to a plan (Điều 7.3) or to an annex (Điều 7.2).
    Agreement,
    /// A plan was approved (Đã phê duyệt).
    Approval,
    /// A version of a plan was issued or is about to be adjusted (Đã ban hành, Điều chỉnh).
    PlanVersion,
    /// An annex came into force (Phụ lục có hiệu lực).
    Annex,
    /// The user asked for it (mốc so sánh).
    Baseline,
}

impl CutKind {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Sent, "sent"),
        (Self::Received, "received"),
        (Self::Agreement, "agreement"),
        (Self::Approval, "approval"),
        (Self::PlanVersion, "plan_version"),
        (Self::Annex, "annex"),
        (Self::Baseline, "baseline"),
    ];

    /// The word in the file.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(k, _)| *k == self)
            .map_or("", |(_, w)| w)
    }

    /// The meaning of a word of the file.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, w)| *w == word).map(|(k, _)| *k)
    }
}

/// Which changes were there at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knows {
    /// For each session its counters, as closed ranges in rising order.
    sessions: BTreeMap<Key, Vec<(u32, u32)>>,
    /// Changes without a session: hand edits, and changes that came with a later template.
    others: BTreeSet<Box<str>>,
}

impl Knows {
    /// All of these changes.
    #[must_use]
    pub fn all_of(changes: &ChangeList) -> Self {
        Self::of(changes.iter())
    }

    /// Exactly these changes; values of the template are always known.
    #[must_use]
    pub fn of<'a>(changes: impl Iterator<Item = &'a Arc<Change>>) -> Self {
        let mut counters: HashMap<&str, Vec<u32>> = HashMap::new();
        let mut others = BTreeSet::new();
        for change in changes.filter(|c| !c.show.genesis) {
            match (change.session(), change.counter()) {
                (Some(session), Some(n)) => counters.entry(session).or_default().push(n),
                _ => {
                    others.insert(Box::from(&*change.id));
                }
            }
        }
        let sessions = counters
            .into_iter()
            .map(|(session, mut all)| {
                all.sort_unstable();
                let mut ranges: Vec<(u32, u32)> = Vec::new();
                for n in all {
                    match ranges.last_mut() {
                        Some((_, to)) if n <= to.saturating_add(1) => *to = n,
                        _ => ranges.push((n, n)),
                    }
                }
                (session.into(), ranges)
            })
            .collect();
        Self { sessions, others }
    }

    /// Whether a change was there. Values of the template always are.
    #[must_use]
    pub fn holds(&self, change: &Change) -> bool {
        if change.show.genesis {
            return true;
        }
        match (change.session(), change.counter()) {
            (Some(session), Some(n)) => self.holds_counter(session, n),
            _ => self.others.contains(&*change.id),
        }
    }

    /// Whether the other moment knew all of this too.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        let mut sessions = self.sessions.iter();
        self.others.is_subset(&other.others)
            && sessions.all(|(session, mine)| {
                let theirs = other.sessions.get(session).map_or(&[][..], |r| r);
                mine.iter().all(|(from, to)| {
                    let mut there = theirs.iter();
                    there.any(|(a, b)| a <= from && to <= b)
                })
            })
    }

    /// Adds what another moment knew.
    pub fn unite(&mut self, other: &Self) {
        for (session, theirs) in &other.sessions {
            let mine = self.sessions.entry(session.clone()).or_default();
            mine.extend(theirs);
            mine.sort_unstable();
            let mut joined: Vec<(u32, u32)> = Vec::new();
            for (from, to) in mine.drain(..) {
                match joined.last_mut() {
                    Some((_, end)) if from <= end.saturating_add(1) => *end = (*end).max(to),
                    _ => joined.push((from, to)),
                }
            }
            *mine = joined;
        }
        self.others.extend(other.others.iter().cloned());
    }

    /// Whether the change of this id was there.
    #[must_use]
    pub fn holds_id(&self, id: &str) -> bool {
        match id.split_once(':') {
            Some((session, n)) => n.parse().is_ok_and(|n| self.holds_counter(session, n)),
            None => self.others.contains(id),
        }
    }

    fn holds_counter(&self, session: &str, n: u32) -> bool {
        let ranges = self.sessions.get(session);
        ranges.is_some_and(|all| all.iter().any(|(from, to)| (*from..=*to).contains(&n)))
    }

    fn write(&self) -> (Value, Value) {
        let sessions = self.sessions.iter().map(|(session, ranges)| {
            let value = match ranges.as_slice() {
                [(1, to)] => Value::Int(i64::from(*to)),
                ranges => {
                    let parts = ranges.iter().map(|(from, to)| {
                        if from == to {
                            from.to_string()
                        } else {
                            format!("{from}-{to}")
                        }
                    });
                    Value::text(parts.collect::<Vec<_>>().join(","))
                }
            };
            (session.clone(), value)
        });
        let others = self.others.iter().map(|id| Value::text(id.clone()));
        (
            Value::Map(sessions.collect()),
            Value::List(others.collect()),
        )
    }

    /// What a moment knew, from its value in the file; of kinds that this version does not know too.
    #[must_use]
    pub fn of_cut(value: &Value) -> Option<Self> {
        Self::read(value.get("knows")?, value.get("h"))
    }

    fn read(sessions: &Value, others: Option<&Value>) -> Option<Self> {
        let mut found = Self::default();
        for (session, value) in sessions.as_map()? {
            let mut ranges = Vec::new();
            if let Some(to) = value.as_int() {
                ranges.push((1, u32::try_from(to).ok()?));
            } else {
                for part in value.as_text()?.split(',') {
                    let (from, to) = part.split_once('-').unwrap_or((part, part));
                    ranges.push((from.parse().ok()?, to.parse().ok()?));
                }
            }
            found.sessions.insert(session.clone(), ranges);
        }
        for id in others.and_then(Value::as_list).unwrap_or_default() {
            found.others.insert(id.as_text()?.into());
        }
        Some(found)
    }
}

/// A named moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Its id: that of the group of changes that was written with it.
    pub id: ChangeId,
    /// What it is kept for.
    pub kind: CutKind,
    /// When, RFC 3339: a claim, to show.
    pub at: String,
    /// What it belongs to: an agreement, a plan, a moment that the user named.
    pub of: Option<Path>,
    /// The party that a copy went to or came from.
    pub to: Option<String>,
    /// Which changes were there.
    pub knows: Knows,
    /// The digest of what it speaks for; empty where it speaks for nothing in particular.
    pub digest: String,
    /// Members that this version does not know.
    pub extra: Map,
}

impl Cut {
    /// The value in the file.
    #[must_use]
    pub fn value(&self) -> Value {
        let (sessions, others) = self.knows.write();
        let mut map = self.extra.clone();
        let mut put = |key: &str, value: Value| {
            if !value.is_null() {
                map.insert(key.into(), value);
            }
        };
        put("id", Value::text(&*self.id));
        put("kind", Value::text(self.kind.word()));
        put("at", Value::text_or_null(&self.at));
        let of = self.of.as_ref().map(|of| Value::text(of.as_str()));
        put("of", of.unwrap_or_default());
        put(
            "to",
            self.to
                .as_deref()
                .map(Value::text_or_null)
                .unwrap_or_default(),
        );
        put("knows", sessions);
        put("h", others);
        put("digest", Value::text_or_null(&self.digest));
        Value::Map(map)
    }

    /// Reads a cut; `None` for kinds and forms that this version does not know, which stay in the
    /// file as they are.
    #[must_use]
    pub fn read(value: &Value) -> Option<Self> {
        let mut extra = value.as_map()?.clone();
        let mut take = |key: &str| extra.remove(key);
        let text = |v: Option<Value>| {
            v.as_ref()
                .and_then(Value::as_text)
                .unwrap_or_default()
                .to_owned()
        };
        let id = take("id")?;
        let kind = CutKind::of_word(take("kind")?.as_text()?)?;
        let knows = Knows::read(&take("knows")?, take("h").as_ref())?;
        Some(Self {
            id: id.as_text()?.into(),
            kind,
            at: text(take("at")),
            of: take("of").and_then(|v| v.as_text().map(Path::from)),
            to: take("to").and_then(|v| v.as_text().map(str::to_owned)),
            knows,
            digest: text(take("digest")),
            extra,
        })
    }
}

/// For whose content a moment speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// For that of one plan.
    Plan(Id),
    /// For that of one annex.
    Annex(Id),
    /// For that of all plans and activities.
    Everything,
    /// For what stood before the group, with its digest: a plan that the group takes apart.
    Before(String),
    /// For nothing in particular.
    Nothing,
}

/// A moment to be kept together with a group of changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is kept for.
    pub kind: CutKind,
    /// What it belongs to.
    pub of: Path,
    /// For whose content it speaks.
    pub speaks: Spoken,
}

/// All that is needed to see a document as it was, on any thread.
#[derive(Clone, Debug)]
pub struct Past {
    envelope: Arc<Envelope>,
    sessions: Arc<Sessions>,
    changes: ChangeList,
    text: Arc<OfficialText>,
}

impl Past {
    /// The document as it was when only these changes were there. Costs about as much as opening the
    /// file. It has no session: nothing can be written to it.
    #[must_use]
    pub fn at(&self, knows: &Knows) -> Document {
        let known = self.changes.iter().filter(|c| knows.holds(c)).cloned();
        self.document(Log::new(known))
    }

    /// The document as it was when this was taken.
    #[must_use]
    pub fn now(&self) -> Document {
        self.document(Log::new(self.changes.iter().cloned()))
    }

    fn document(&self, log: Log) -> Document {
        Document::new(
            (*self.envelope).clone(),
            (*self.sessions).clone(),
            log,
            self.text.clone(),
        )
    }
}

impl Document {
    /// The named moments that this version can read, in byte order of their ids.
    #[must_use]
    pub fn cuts(&self) -> Vec<Cut> {
        let mut cuts: Vec<Cut> = self.envelope.cuts.iter().filter_map(Cut::read).collect();
        cuts.sort_by(|a, b| a.id.cmp(&b.id));
        cuts
    }

    /// Keeps this moment, `at` an instant in RFC 3339, together with the group that was just
    /// written. Returns what to write into the journal with it.
    pub fn mark(&mut self, group: &Group, mark: &Mark, at: &str) -> Value {
        let p = self.programme();
        let digest = match &mark.speaks {
            Spoken::Plan(id) => content::digest(p, Scope::Plan(id)),
            Spoken::Annex(id) => content::digest(p, Scope::Annex(id)),
            Spoken::Everything => content::digest(p, Scope::Everything),
            Spoken::Before(digest) => digest.clone(),
            Spoken::Nothing => String::new(),
        };
        let knows = match &mark.speaks {
            Spoken::Before(_) => {
                let changes = self.log.changes().iter();
                Knows::of(changes.filter(|c| c.group_id() != group.id))
            }
            _ => self.knows(),
        };
        let cut = Cut {
            id: group.id.clone(),
            kind: mark.kind,
            at: at.to_owned(),
            of: Some(mark.of.clone()),
            to: None,
            knows,
            digest,
            extra: Map::new(),
        };
        let value = cut.value();
        self.keep_cuts([value.clone()]);
        value
    }

    /// Which changes are here now.
    #[must_use]
    pub fn knows(&self) -> Knows {
        Knows::all_of(self.log.changes())
    }

    /// What is needed to see it as it was, for another thread.
    #[must_use]
    pub fn past(&self) -> Past {
        Past {
            envelope: self.envelope.clone(),
            sessions: self.sessions.clone(),
            changes: self.log.changes().clone(),
            text: self.programme().text.clone(),
        }
    }

    /// Takes in named moments; those that are here already are passed over.
    pub fn keep_cuts(&mut self, cuts: impl IntoIterator<Item = Value>) {
        let all = self.envelope.cuts_with(cuts);
        if all != self.envelope.cuts {
            Arc::make_mut(&mut self.envelope).cuts = all;
            self.touch();
        }
    }

    /// The groups that are undone at present: what a cut of theirs named is not so any more.
    #[must_use]
    pub fn undone_groups(&self) -> HashSet<ChangeId> {
        // A group bears what it takes back; an undo that is itself undone takes back nothing.
        let mut taken_by: HashMap<ChangeId, Vec<ChangeId>> = HashMap::new();
        for change in self.log.changes().iter() {
            if let Some(undoes) = &change.show.undoes {
                let by = taken_by.entry(undoes.clone()).or_default();
                let group = change.group_id();
                if !by.contains(&group) {
                    by.push(group);
                }
            }
        }
        fn undone(
            group: &ChangeId,
            taken_by: &HashMap<ChangeId, Vec<ChangeId>>,
            known: &mut HashMap<ChangeId, bool>,
        ) -> bool {
            if let Some(known) = known.get(group) {
                return *known;
            }
            // A forged ring of undos ends where it closes.
            known.insert(group.clone(), false);
            let is = taken_by
                .get(group)
                .is_some_and(|by| by.iter().any(|u| !undone(u, taken_by, known)));
            known.insert(group.clone(), is);
            is
        }
        let mut known = HashMap::new();
        taken_by
            .keys()
            .filter(|g| undone(g, &taken_by, &mut known))
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::{Author, Op, Session, UndoStack};
    use crate::model::Activity;

    fn document() -> Document {
        let mut d = crate::codec::embedded::new_document("d");
        d.begin_session("s1", Session::default());
        d
    }

    fn activity(id: &str) -> Path {
        Path::new(Activity::KIND, id)
    }

    fn make(d: &mut Document, id: &str, title: &str) {
        let to = [("title".into(), Value::text(title))].into_iter().collect();
        d.commit(
            vec![Op::New {
                on: activity(id),
                to,
            }],
            0,
        )
        .unwrap();
    }

    #[test]
    fn the_document_is_seen_as_it_was() {
        let mut d = document();
        make(&mut d, "a1", "Giao ban");
        let then = d.knows();
        d.commit(vec![Op::set(&activity("a1"), "title", "Họp")], 1);
        make(&mut d, "a2", "Tập huấn");
        d.commit(vec![Op::Del { on: activity("a1") }], 2);
        let was = d.past().at(&then);
        let titles: Vec<_> = was
            .programme()
            .activities
            .values()
            .map(|a| &*a.title)
            .collect();
        assert_eq!(titles, ["Giao ban"]);
        assert_eq!(was.programme().units, d.programme().units);
        assert_eq!(
            d.past().at(&d.knows()).programme().activities,
            d.programme().activities
        );
    }

    #[test]
    fn a_moment_is_within_another_that_knew_all_of_it() {
        let mut d = document();
        make(&mut d, "a1", "Một");
        let early = d.knows();
        make(&mut d, "a2", "Hai");
        let late = d.knows();
        assert!(early.is_within(&late) && early.is_within(&early));
        assert!(!late.is_within(&early));
        let mut gapped = late.clone();
        gapped.sessions.insert("s1".into(), vec![(2, 2)]);
        assert!(gapped.is_within(&late) && !early.is_within(&gapped));
        gapped.others.insert("h1".into());
        assert!(!gapped.is_within(&late));
    }

    #[test]
    fn what_a_moment_knows_survives_the_file_with_gaps_and_hand_edits() {
        let mut d = document();
        make(&mut d, "a1", "Một");
        make(&mut d, "a2", "Hai");
        let mut knows = d.knows();
        assert_eq!(knows.write().0.canonical(), r#"{"s1":2}"#);
        knows
            .sessions
            .insert("s2".into(), vec![(1, 4), (6, 70), (80, 80)]);
        knows.others.insert("h123".into());
        let cut = Cut {
            id: "s1:2".into(),
            kind: CutKind::Agreement,
            at: "2024-01-02T08:00:00+07:00".into(),
            of: Some(Path::new("agreements", "g1")),
            to: None,
            knows,
            digest: "1:ab".into(),
            extra: [("later".into(), Value::number("1.10"))]
                .into_iter()
                .collect(),
        };
        let value = cut.value();
        assert_eq!(
            value.get("knows").unwrap().get("s2").unwrap().as_text(),
            Some("1-4,6-70,80")
        );
        assert_eq!(Cut::read(&value), Some(cut.clone()));
        d.keep_cuts([value.clone(), value.clone()]);
        assert_eq!(d.cuts(), [cut]);
        // A kind of a newer program stays, unread.
        d.keep_cuts([Value::map([("kind", Value::text("annex"))])]);
        assert_eq!((d.cuts().len(), d.envelope.cuts.len()), (1, 2));
    }

    #[test]
    fn undone_groups_follow_undo_and_redo() {
        let mut d = document();
        make(&mut d, "a1", "Một");
        let mut stack = UndoStack::of(&d, &Author::default());
        let group = stack.next_undo().unwrap().group.clone();
        assert!(!d.undone_groups().contains(&group));
        stack.undo(&mut d, 1).unwrap().unwrap();
        assert!(d.undone_groups().contains(&group));
        stack.redo(&mut d, 2).unwrap().unwrap();
        assert!(!d.undone_groups().contains(&group));
        stack.undo(&mut d, 3).unwrap().unwrap();
        assert!(d.undone_groups().contains(&group));
    }
}
