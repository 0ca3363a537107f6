//! What a partner does not have yet (FILE.md §1 rule 15): which things were made, edited or deleted since
//! the last exchange, counted by kind, and told register by register with the value that they know.
//!
//! A long history is walked once; with each edit only what was written since is looked at.

use super::exchange::{Exchange, Reached};
use crate::change::register::{element_in, value_in};
use crate::change::{Act, Change, Cut, CutKind, Document, Envelope, Knows, What};
use crate::model::hash::HashMap;
use crate::model::{Id, Map, Path, Value};
use chrono::{DateTime, FixedOffset};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What became of a thing since the partner last saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Turn {
    /// Something of it has another value.
    Edited,
    /// It was made.
    Made,
    /// It was deleted.
    Deleted,
}

/// How many things of a kind took a turn, and on whose side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The kind's key in the file.
    pub kind: Box<str>,
    /// What became of them.
    pub turn: Turn,
    /// How many.
    pub count: usize,
    /// The parties whose people did it, by id; claims of the sessions.
    pub parties: Vec<Id>,
}

/// What one party does not have yet.
#[derive(Clone, Debug)]
pub struct PartyNews {
    /// The party.
    pub party: Id,
    /// What was exchanged with it.
    pub exchange: Exchange,
    /// How many changes it is known to have, was sent without an answer, and never got.
    pub counts: [usize; 3],
    /// What that comes to, by kind: activities first, then money, then the rest.
    pub tally: Vec<Tally>,
    things: HashMap<Path, Thing>,
    buckets: Buckets,
}

/// By the place of the kind, the kind and the turn.
type Buckets = BTreeMap<(usize, Box<str>, Turn), Bucket>;

/// How many things there are, and for how many of them each party's people did something.
#[derive(Clone, Debug, Default)]
struct Bucket {
    count: usize,
    by: Vec<usize>,
}

/// What is new about one thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Thing {
    is_made: bool,
    is_gone: bool,
    /// It was edited, and says again what the partner knows.
    is_same: bool,
    /// Which parties' people did it: the bits stand for places in [`News::authors`].
    by: u64,
}

impl Thing {
    /// `None` for what came and went without the partner ever seeing it.
    const fn turn(self) -> Option<Turn> {
        match (self.is_made, self.is_gone) {
            (true, true) => None,
            (true, false) => Some(Turn::Made),
            (false, true) => Some(Turn::Deleted),
            (false, false) if self.is_same => None,
            (false, false) => Some(Turn::Edited),
        }
    }
}

/// A named exchange: its number and its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// It was sent, not received.
    pub sent: bool,
    /// The party that it went to or came from.
    pub party: Option<String>,
    /// When; `None` where nothing readable is said.
    pub at: Option<DateTime<FixedOffset>>,
}

/// What each other party does not have yet.
#[derive(Clone, Debug)]
pub struct News {
    /// Of each party but the author's own, in the parties' order.
    pub parties: Vec<PartyNews>,
    /// How many versions were exchanged: a copy that was sent, and its receipt, are one.
    pub versions: usize,
    /// The number of the version that would be sent now: the last one's where nothing was changed since.
    pub next_version: usize,
    /// The last exchange of this side.
    pub last: Option<Last>,
    authors: Vec<Id>,
    me: String,
    /// Kept so that a change of the named moments is noticed.
    envelope: Arc<Envelope>,
    revision: u64,
    seen: usize,
}

impl News {
    /// Walks the whole history.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let me = document.author().map(|a| a.party.clone());
        let me = me.unwrap_or_default();
        let all = document.programme().parties_in_order();
        let others = all.into_iter().filter(|p| p.id.as_str() != me);
        let parties = others.map(|party| PartyNews {
            party: party.id.clone(),
            exchange: Exchange::with(document, Some(party.id.as_str())),
            counts: [0; 3],
            tally: Vec::new(),
            things: HashMap::default(),
            buckets: Buckets::new(),
        });
        let mut news = Self {
            parties: parties.collect(),
            versions: versions(document),
            next_version: 1,
            last: last(document, &me),
            authors: Vec::new(),
            me,
            envelope: document.envelope.clone(),
            revision: document.revision(),
            seen: 0,
        };
        news.walk(document);
        news
    }

    /// The same for a later revision of the same document.
    pub fn bring_up_to(&mut self, document: &Document) {
        let me = document.author().map_or("", |a| a.party.as_str());
        let parties = document.programme().parties_in_order();
        let others = parties.into_iter().map(|p| &p.id);
        let others = others.filter(|id| id.as_str() != me);
        let goes_on = self.me == me
            && Arc::ptr_eq(&self.envelope, &document.envelope)
            // What is derived anew may have been shortened or received.
            && document.changed_at("") <= self.revision
            && self.parties.iter().map(|p| &p.party).eq(others);
        if !goes_on {
            *self = Self::of(document);
        } else if self.revision != document.revision() {
            self.revision = document.revision();
            self.walk(document);
        }
    }

    /// What this party does not have yet.
    #[must_use]
    pub fn of_party(&self, party: &str) -> Option<&PartyNews> {
        self.parties.iter().find(|p| p.party.as_str() == party)
    }

    /// Looks at what was written since the last walk.
    fn walk(&mut self, document: &Document) {
        let all = document.log().changes();
        let mut session: (Option<&str>, u64) = (None, 0);
        // What was edited may say again what they know: looked at once, at the end.
        let mut touched: Vec<BTreeSet<Path>> = vec![BTreeSet::new(); self.parties.len()];
        for ix in self.seen..all.len() {
            let Some(change) = u32::try_from(ix).ok().and_then(|ix| all.get(ix)) else {
                break;
            };
            if change.show.genesis {
                continue;
            }
            if session.0 != change.session() || session.1 == 0 {
                session = (change.session(), self.author_of(document, change));
            }
            for (party, touched) in self.parties.iter_mut().zip(&mut touched) {
                let reached = party.exchange.reached(change);
                party.counts[reached as usize] += 1;
                if reached != Reached::New || change.is_thin() {
                    continue;
                }
                party.touch(document, change, session.1, touched);
            }
        }
        self.seen = all.len();
        for (party, touched) in self.parties.iter_mut().zip(touched) {
            for path in touched {
                let is_same = party.registers(document, &path).is_empty();
                party.update(&path, |thing| thing.is_same = is_same);
            }
            party.tally = tally(&party.buckets, &self.authors);
        }
        self.next_version = self.number(document);
    }

    /// The number of the version that would be sent now.
    fn number(&self, document: &Document) -> usize {
        if self
            .parties
            .iter()
            .any(|p| p.counts[Reached::New as usize] > 0)
        {
            return self.versions + 1;
        }
        let now = document.knows();
        let mut known = document.cuts().into_iter().filter(is_exchange);
        if known.any(|cut| cut.knows == now) {
            self.versions
        } else {
            self.versions + 1
        }
    }

    /// The bit of the party whose session wrote a change; 0 where that is not said.
    fn author_of(&mut self, document: &Document, change: &Change) -> u64 {
        let session = change.session().and_then(|id| document.sessions.get(id));
        let Some(party) = session.map(|s| s.by.party.as_str()) else {
            return 0;
        };
        if !document.programme().parties.contains_key(party) {
            return 0;
        }
        let at = self.authors.iter().position(|id| id.as_str() == party);
        let at = at.unwrap_or_else(|| {
            self.authors.push(Id::from(party));
            self.authors.len() - 1
        });
        u32::try_from(at).map_or(0, |at| 1u64.checked_shl(at).unwrap_or(0))
    }
}

fn is_exchange(cut: &Cut) -> bool {
    matches!(cut.kind, CutKind::Sent | CutKind::Received)
}

/// How many different versions were exchanged. What was sent and what was received of it know the same.
fn versions(document: &Document) -> usize {
    let mut found: Vec<Knows> = Vec::new();
    for cut in document.cuts().into_iter().filter(is_exchange) {
        if !found.contains(&cut.knows) {
            found.push(cut.knows);
        }
    }
    found.len()
}

/// The last exchange that this side took part in.
fn last(document: &Document, me: &str) -> Option<Last> {
    let cuts = document.cuts().into_iter();
    let all = cuts.filter(is_exchange).filter_map(|cut| {
        let sender = cut.sender();
        let party = match (cut.kind, sender) {
            // A copy that they sent to us and that this file may have begun with.
            (CutKind::Sent, Some(by)) if by != me => {
                (cut.to.as_deref() == Some(me)).then(|| Some(by.to_owned()))?
            }
            // What a partner received says nothing of us.
            (CutKind::Received, _) if cut.to.as_deref() == Some(me) => return None,
            _ => cut.to.clone(),
        };
        Some(Last {
            sent: cut.kind == CutKind::Sent && sender.is_none_or(|by| by == me),
            party,
            at: DateTime::parse_from_rfc3339(&cut.at).ok(),
        })
    });
    all.max_by_key(|last| last.at)
}

/// The order in which kinds are counted; others follow by their keys.
const ORDER: [&str; 6] = [
    "activities",
    "payments",
    "budget_lines",
    "plans",
    "evidence",
    "notes",
];

fn tally(buckets: &Buckets, authors: &[Id]) -> Vec<Tally> {
    let told = |((_, kind, turn), bucket): (&(usize, Box<str>, Turn), &Bucket)| Tally {
        kind: kind.clone(),
        turn: *turn,
        count: bucket.count,
        parties: authors
            .iter()
            .zip(&bucket.by)
            .filter(|(_, count)| **count > 0)
            .map(|(id, _)| id.clone())
            .collect(),
    };
    buckets.iter().map(told).collect()
}

/// Counts a thing in its bucket, or out of it.
fn count(buckets: &mut Buckets, kind: &str, thing: Thing, more: bool) {
    let Some(turn) = thing.turn() else { return };
    let place = ORDER.iter().position(|k| *k == kind);
    let key = (place.unwrap_or(ORDER.len()), kind.into(), turn);
    let bucket = buckets.entry(key.clone()).or_default();
    let step = |n: &mut usize| {
        *n = if more {
            n.saturating_add(1)
        } else {
            n.saturating_sub(1)
        };
    };
    step(&mut bucket.count);
    for at in (0..64).filter(|at| thing.by >> at & 1 == 1) {
        if bucket.by.len() <= at {
            bucket.by.resize(at + 1, 0);
        }
        if let Some(n) = bucket.by.get_mut(at) {
            step(n);
        }
    }
    if bucket.count == 0 {
        buckets.remove(&key);
    }
}

/// One thing that the partner does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The entity.
    pub on: Path,
    /// What of it; its existence where it was made or deleted.
    pub what: What,
    /// What became of it.
    pub turn: Turn,
    /// The values that the partner knows; several where they were in conflict, none where nothing stood there.
    pub before: Vec<Value>,
    /// The values now; several where they are in conflict.
    pub after: Vec<Value>,
    /// The first fields of what was made: they name what is not there any more.
    pub fields: Map,
}

impl PartyNews {
    /// Takes note of a change that the party does not have; `touched` are the things that were edited.
    fn touch(
        &mut self,
        document: &Document,
        change: &Change,
        by: u64,
        touched: &mut BTreeSet<Path>,
    ) {
        let is_gone = !document.is_shown(change.on.as_str());
        let thing = self.update(&change.on, |thing| {
            thing.is_made |= matches!(change.act, Act::New { .. });
            thing.is_gone = is_gone;
            thing.is_same = false;
            thing.by |= by;
        });
        if thing.turn() == Some(Turn::Edited) {
            touched.insert(change.on.clone());
        }
    }

    /// Changes what is known of a thing, and the counts with it.
    fn update(&mut self, on: &Path, change: impl FnOnce(&mut Thing)) -> Thing {
        let before = self.things.get(on).copied();
        let mut now = before.unwrap_or_default();
        change(&mut now);
        if before == Some(now) {
            return now;
        }
        if let Some(before) = before {
            count(&mut self.buckets, on.kind(), before, false);
        }
        count(&mut self.buckets, on.kind(), now, true);
        match self.things.get_mut(on) {
            Some(thing) => *thing = now,
            None => {
                self.things.insert(on.clone(), now);
            }
        }
        now
    }

    /// How many things are new for the party: made, edited or deleted.
    #[must_use]
    pub fn things(&self) -> usize {
        self.tally.iter().map(|t| t.count).sum()
    }

    /// Whether nothing was ever exchanged with the party.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        self.counts[0] == 0 && self.counts[1] == 0 && self.exchange.last_sent.is_none()
    }

    /// The things by article, in order, each with what became of it; 0 for what belongs to the whole
    /// programme. Looks each of them up: for when it is asked for, not for every frame.
    #[must_use]
    pub fn by_article(&self, document: &Document) -> BTreeMap<u8, Vec<(Path, Turn)>> {
        let mut found: BTreeMap<u8, Vec<(Path, Turn)>> = BTreeMap::new();
        for (path, thing) in &self.things {
            if let Some(turn) = thing.turn() {
                let article = document.article_of(path);
                found.entry(article).or_default().push((path.clone(), turn));
            }
        }
        let text = &document.programme().text;
        for things in found.values_mut() {
            things.sort_by_cached_key(|(path, turn)| {
                let clause = document.clause_of(path);
                let place = clause.map(|c| text.position(c.as_str()));
                let kind = ORDER.iter().position(|k| *k == path.kind());
                let kind = kind.unwrap_or(ORDER.len());
                (place, kind, *turn, path.clone())
            });
        }
        found
    }

    /// What is new about one thing: that it was made or deleted, or each of its registers that has another
    /// value than the party knows.
    #[must_use]
    pub fn facts(&self, document: &Document, on: &Path) -> Vec<Fact> {
        let Some(turn) = self.things.get(on).and_then(|thing| thing.turn()) else {
            return Vec::new();
        };
        if turn == Turn::Edited {
            return self.registers(document, on);
        }
        let mut told = Fact::of(on, What::Existence, turn);
        if !document.is_shown(on.as_str()) {
            let log = document.log();
            let entity = log.entity(on.as_str());
            let all = entity.map(|e| e.existence.all.iter());
            let mut all = all.into_iter().flatten().filter_map(|ix| log.get(*ix));
            told.fields = all
                .find_map(|c| match &c.act {
                    Act::New { to } => Some(to.clone()),
                    _ => None,
                })
                .unwrap_or_default();
        }
        vec![told]
    }

    /// The registers of an entity that have another value than the party knows.
    fn registers(&self, document: &Document, on: &Path) -> Vec<Fact> {
        let log = document.log();
        let Some(entity) = log.entity(on.as_str()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for ((f, e), register) in entity.fields.iter() {
            let all = register.all.iter();
            let changes: Vec<&Arc<Change>> = all.filter_map(|ix| log.get(*ix)).collect();
            let is_new = |c: &Change| {
                !c.show.genesis && !c.is_thin() && self.exchange.reached(c) == Reached::New
            };
            if !changes.iter().any(|c| is_new(c)) {
                continue;
            }
            let value = |c: &Change| match e {
                Some(e) => Value::Bool(element_in(c, f, e)),
                None => value_in(c, f).clone(),
            };
            let known: Vec<&Change> = changes
                .iter()
                .map(|c| &***c)
                .filter(|c| !is_new(c))
                .collect();
            let is_over = |c: &Change| {
                let mut over = known.iter().flat_map(|later| later.over.iter());
                over.any(|r| **r == *c.id)
            };
            let heads = known.iter().filter(|c| !c.is_thin() && !is_over(c));
            let before = distinct(heads.map(|c| value(c)));
            let now = register.heads.iter().filter_map(|ix| log.get(*ix));
            let after = distinct(now.filter(|c| !c.is_thin()).map(|c| value(c)));
            let nothing = |v: &Value| v.is_null() || *v == Value::Bool(false);
            if before == after || before.iter().chain(&after).all(nothing) {
                continue;
            }
            let what = match e {
                None => What::Field(f.clone()),
                Some(e) => What::Element(f.clone(), e.clone()),
            };
            found.push(Fact {
                before,
                after,
                ..Fact::of(on, what, Turn::Edited)
            });
        }
        found
    }
}

impl Fact {
    fn of(on: &Path, what: What, turn: Turn) -> Self {
        Self {
            on: on.clone(),
            what,
            turn,
            before: Vec::new(),
            after: Vec::new(),
            fields: Map::new(),
        }
    }
}

/// The values each once, in canonical order.
fn distinct(values: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut all: Vec<(String, Value)> = values.map(|v| (v.canonical(), v)).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    all.dedup_by(|a, b| a.0 == b.0);
    all.into_iter().map(|(_, v)| v).collect()
}
