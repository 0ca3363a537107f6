//! Shortening the history ("Rút gọn lịch sử", FILE.md §1 rule 18): values that nobody can come back to go,
//! the chain of who wrote over whom stays. It is no erasure of personal data: a copy elsewhere that was
//! not shortened brings the values back, and what counts now or at a named moment is never dropped.

use super::claim::Claim;
use super::cut::Knows;
use super::document::Document;
use super::log::{Ix, Log};
use super::record::{Act, Change, Show};
use chrono::{DateTime, FixedOffset};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What shortening drops: shown before it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// How many records lose their values.
    pub records: usize,
    /// How many stay whole.
    pub kept: usize,
    /// About how many bytes the file gets smaller.
    pub bytes: usize,
    /// The date of the oldest of them, as its session claims.
    pub oldest: Option<DateTime<FixedOffset>>,
    /// The date of the latest.
    pub latest: Option<DateTime<FixedOffset>>,
}

impl Document {
    /// What [`Document::compacted`] would drop.
    #[must_use]
    pub fn would_drop(&self) -> Dropped {
        self.shorten().1
    }

    /// The document with a shortened history. What it says now, and said at every named moment, is the
    /// same. It has no session: a new one begins.
    #[must_use]
    pub fn compacted(&self) -> Self {
        let (changes, _) = self.shorten();
        Self::new(
            (*self.envelope).clone(),
            (*self.sessions).clone(),
            Log::new(changes),
            self.programme().text.clone(),
        )
    }

    fn shorten(&self) -> (Vec<Arc<Change>>, Dropped) {
        let whole = self.needed();
        let log = self.log();
        let is_whole = |ix: Ix| whole.get(ix as usize).copied().unwrap_or(true);
        let mut living: HashSet<(&str, u32)> = HashSet::new();
        for (ix, change) in (0..).zip(log.changes().iter()) {
            if is_whole(ix) && !change.is_thin() {
                living.extend(group(change));
            }
        }
        let mut dropped = Dropped::default();
        let shortened = (0..).zip(log.changes().iter()).map(|(ix, change)| {
            if is_whole(ix) && !change.is_thin() {
                dropped.kept += usize::from(!change.show.genesis);
                return change.clone();
            }
            let lives = group(change).is_some_and(|g| living.contains(&g));
            let thin = thin(change, lives);
            if change.is_thin() {
                return if thin == **change {
                    change.clone()
                } else {
                    Arc::new(thin)
                };
            }
            dropped.records += 1;
            dropped.bytes += size(change).saturating_sub(size(&thin));
            if let Some(at) = Claim::of(change, &self.sessions).at {
                dropped.oldest = Some(dropped.oldest.map_or(at, |old| old.min(at)));
                dropped.latest = Some(dropped.latest.map_or(at, |new| new.max(at)));
            }
            Arc::new(thin)
        });
        let shortened = shortened.collect();
        (shortened, dropped)
    }

    /// Which changes stay whole: the heads of now and of every named moment, all contents of an id that
    /// has several, and what the template gave.
    fn needed(&self) -> Vec<bool> {
        let log = self.log();
        let mut needed: Vec<bool> = log
            .changes()
            .iter()
            .map(|c| c.show.genesis || log.has_several(&c.id))
            .collect();
        let mut moments: Vec<Knows> = Vec::new();
        for knows in self.envelope.cuts.iter().filter_map(Knows::of_cut) {
            if !moments.contains(&knows) {
                moments.push(knows);
            }
        }
        let mut keep = |ix: &Ix| {
            if let Some(slot) = needed.get_mut(*ix as usize) {
                *slot = true;
            }
        };
        // Of one change it is asked for each moment only once whether it was there.
        let mut known: HashMap<(usize, Ix), bool> = HashMap::new();
        for entity in log.entities().values() {
            for register in std::iter::once(&entity.existence).chain(entity.fields.values()) {
                register.heads.iter().for_each(&mut keep);
                if register.all.len() < 2 {
                    continue;
                }
                for (n, moment) in moments.iter().enumerate() {
                    let mut there = |ix: Ix| {
                        let holds = || log.get(ix).is_some_and(|c| moment.holds(c));
                        *known.entry((n, ix)).or_insert_with(holds)
                    };
                    let then: Vec<Ix> = register
                        .all
                        .iter()
                        .copied()
                        .filter(|ix| there(*ix))
                        .collect();
                    log.heads_of_places(&then).iter().for_each(&mut keep);
                }
            }
        }
        needed
    }
}

/// The group of a change: its session, and the counter of the group's first.
fn group(change: &Change) -> Option<(&str, u32)> {
    let number = change.show.group.or(change.counter())?;
    Some((change.session()?, number))
}

/// What is left of a change: its id, its registers, what it is over; its group while a member of that is
/// whole, and the group that it takes back, which tells what is undone.
fn thin(change: &Change, group_lives: bool) -> Change {
    let of = match &change.act {
        Act::Thin { of } => of.clone(),
        _ => change.registers().into_iter().collect(),
    };
    Change {
        id: change.id.clone(),
        on: change.on.clone(),
        act: Act::Thin { of },
        over: change.over.clone(),
        show: Show {
            group: change.show.group.filter(|_| group_lives),
            undoes: change.show.undoes.clone(),
            ..Show::default()
        },
    }
}

/// About how long a record is in the file.
fn size(change: &Change) -> usize {
    /// The id, the time, keys and signs.
    const AROUND: usize = 45;
    let around = if change.is_thin() {
        12
    } else {
        AROUND + change.on.as_str().len()
    };
    let over: usize = change.over.iter().map(|r| r.len() + 3).sum();
    let act = match &change.act {
        Act::Set { f, to } => f.len() + to.canonical().len(),
        Act::Element { f, e, .. } => f.len() + e.len() + 12,
        Act::New { to } => crate::model::Value::Map(to.clone()).canonical().len(),
        Act::Del { saw } => saw.iter().map(|r| r.len() + 3).sum(),
        Act::Alive => 0,
        Act::Thin { of } => of
            .iter()
            .flatten()
            .map(|(f, e)| f.len() + e.as_ref().map_or(0, |e| e.len()) + 8)
            .sum(),
    };
    change.id.len() + around + over + act
}
