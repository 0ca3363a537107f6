//! What the task of merging remembers: what was read, what was declined, what was chosen. Plain data, without
//! a window.

use super::asks::{About, Ask, Pick, Side, of_conflict, of_kept, replaces_mine};
use crate::change::{Author, Document, What};
use crate::merge::{Choice, Decision, Holding, Item, Preview, Relation};
use crate::model::{Id, Path, Sum, Value};
use crate::text::people::People;
use chrono::{DateTime, FixedOffset};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// Where the copy comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Somebody sent it.
    Copy,
    /// It stands on disk in the place of the open file: somebody else saved there.
    Disk,
    /// Unsaved changes of an earlier session, in its journal.
    Journal,
}

/// A copy that was read and compared; made by a worker thread.
#[derive(Clone, Debug)]
pub struct Read {
    /// What receiving it would do.
    pub preview: Arc<Preview>,
    /// What was open when it was compared.
    pub mine: Arc<Document>,
    /// The copy.
    pub theirs: Arc<Document>,
    /// Who edited the copy last, besides those who edited mine, and when: as its sessions claim.
    pub sender: Option<(Author, Option<DateTime<FixedOffset>>)>,
    /// When a copy was last exchanged with that party.
    pub exchanged: Option<DateTime<FixedOffset>>,
    /// The households that the copy names: they are hidden with mine.
    pub people: People,
    /// How much of it was edited by hand.
    pub hand_edits: usize,
    /// What is counted now, and what would be were everything taken as it comes.
    pub totals: Option<(Totals, Totals)>,
}

/// What is counted of a programme, to tell what merging does to it as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Activities.
    pub activities: usize,
    /// Those that are done.
    pub done: usize,
    /// Those that are overdue.
    pub overdue: usize,
    /// What was disbursed in all years.
    pub disbursed: Sum,
}

/// A group of what comes in: an article, or a kind of things that belong to the whole programme.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Điều n.
    Article(u8),
    /// What belongs to no article, by its kind.
    Kind(String),
}

/// Which of what comes in is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Everything.
    All,
    /// What takes the place of something of mine.
    Replaces,
    /// What claims to have seen mine and does not hold it.
    Doubtful,
}

impl Filter {
    /// All, in their order.
    pub const ALL: [Self; 3] = [Self::All, Self::Replaces, Self::Doubtful];

    fn admits(self, item: &Item) -> bool {
        match self {
            Self::All => true,
            Self::Replaces => replaces_mine(item),
            Self::Doubtful => item.blind,
        }
    }
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The head of a group, with how many items are in it.
    Head(usize, usize),
    /// Something that comes in, by its place in the preview.
    Item(usize),
}

impl Row {
    /// Its height, in points.
    #[must_use]
    pub const fn height(self) -> f32 {
        match self {
            Self::Head(..) => 32.0,
            Self::Item(_) => 44.0,
        }
    }
}

/// The task once the copy is read.
#[derive(Debug)]
pub struct Ready {
    /// The copy.
    pub read: Read,
    /// Where it comes from.
    pub origin: Origin,
    /// The party whose copy it is, where that is known or chosen.
    pub from: Option<Id>,
    /// The user agreed to join two files begun separately.
    pub joins: bool,
    /// What was declined, by its place in the preview.
    declined: BTreeSet<usize>,
    /// What is to be decided.
    pub asks: Vec<Ask>,
    /// The decision that the keys work on.
    pub at: usize,
    /// The list of decisions is to show it.
    pub follow: bool,
    /// What is listed.
    pub filter: Filter,
    /// How many each filter admits.
    pub counts: [usize; 3],
    /// The groups, in their order.
    pub groups: Vec<Group>,
    members: Vec<Vec<usize>>,
    folded: HashSet<Group>,
    /// Of each group and, last, of all that is listed: whether all of it is taken.
    whole: Vec<bool>,
    taken: usize,
    chosen: usize,
    /// How many values the widest conflict has, and whether any may keep both.
    pub most: (usize, bool),
    /// What is listed now.
    pub rows: Vec<Row>,
    /// Where each row begins and the last one ends, in points.
    pub tops: Vec<f32>,
    /// The user wants to leave, and has made choices.
    pub leaving: bool,
    /// Where the official text differs is shown.
    pub texts: bool,
    /// It is being applied.
    pub applying: bool,
    /// Why it was not applied.
    pub refused: Option<String>,
}

impl Ready {
    /// The task for a copy; `side` is the user's own party.
    #[must_use]
    pub fn of(read: Read, origin: Origin, side: Option<&str>) -> Self {
        let from = match origin {
            Origin::Copy => sender(&read, side),
            Origin::Disk | Origin::Journal => None,
        };
        let p = &read.preview;
        let conflicts = p.conflicts.iter().enumerate();
        let conflicts = conflicts.map(|(n, item)| Ask::new(About::Conflict(n), of_conflict(item)));
        let kept = p.kept.iter().enumerate();
        let kept = kept.map(|(n, _)| Ask::new(About::Kept(n), of_kept()));
        let asks = conflicts.chain(kept).collect();
        let mut by_group: BTreeMap<(bool, Group), Vec<usize>> = BTreeMap::new();
        for (n, item) in p.incoming.iter().enumerate() {
            let group = match item.article {
                0 => Group::Kind(item.on.kind().to_owned()),
                article => Group::Article(article),
            };
            let last = matches!(group, Group::Kind(_));
            by_group.entry((last, group)).or_default().push(n);
        }
        let counts = Filter::ALL.map(|filter| {
            let shown = p.incoming.iter().filter(|i| !i.in_deleted);
            shown.filter(|item| filter.admits(item)).count()
        });
        let (groups, members) = by_group.into_iter().map(|((_, g), all)| (g, all)).unzip();
        let mut ready = Self {
            joins: p.relation != Relation::JoinableSameTemplate,
            read,
            origin,
            from,
            declined: BTreeSet::new(),
            asks,
            at: 0,
            follow: false,
            filter: Filter::All,
            counts,
            groups,
            members,
            folded: HashSet::new(),
            whole: Vec::new(),
            taken: 0,
            chosen: 0,
            most: (0, false),
            rows: Vec::new(),
            tops: Vec::new(),
            leaving: false,
            texts: false,
            applying: false,
            refused: None,
        };
        let widest = ready.asks.iter().map(|a| a.offers.len()).max();
        let both = ready.read.preview.conflicts.iter().any(|i| i.may_be_both);
        ready.most = (widest.unwrap_or(0), both);
        ready.list();
        ready
    }

    /// Whether nothing would change on screen.
    #[must_use]
    pub fn is_trivial(&self) -> bool {
        self.read.preview.changes_nothing()
    }

    /// Whether something that comes in is declined.
    #[must_use]
    pub fn declines(&self, nth: usize) -> bool {
        self.declined.contains(&nth)
    }

    /// Takes something that comes in, or declines it.
    pub fn toggle(&mut self, nth: usize) {
        if !self.declined.remove(&nth) {
            self.declined.insert(nth);
        }
        self.list();
    }

    /// The items of a group that are listed.
    fn listed(&self, group: usize) -> impl Iterator<Item = usize> {
        let members = self.members.get(group).map_or(&[][..], Vec::as_slice);
        members.iter().copied().filter(|n| self.is_listed(*n))
    }

    fn is_listed(&self, nth: usize) -> bool {
        let Some(item) = self.read.preview.incoming.get(nth) else {
            return false;
        };
        self.filter.admits(item) && self.matters(item)
    }

    /// Whether the deletion of an entity is declined: its other changes matter then.
    fn keeps_deleted(&self, on: &Path) -> bool {
        let mut declined = self.declined.iter();
        declined.any(|n| {
            let item = self.read.preview.incoming.get(*n);
            item.is_some_and(|i| i.what == What::Existence && i.on == *on)
        })
    }

    /// Whether all of a group is taken; of everything that is listed without one.
    #[must_use]
    pub fn takes_all(&self, group: Option<usize>) -> bool {
        let nth = group.unwrap_or(self.groups.len());
        self.whole.get(nth).copied().unwrap_or_default()
    }

    /// Takes or declines all that is listed of a group, or all that is listed.
    pub fn set_all(&mut self, group: Option<usize>, take: bool) {
        let groups = group.map_or(0..self.groups.len(), |g| g..g + 1);
        let all: Vec<usize> = groups
            .flat_map(|g| self.listed(g).collect::<Vec<_>>())
            .collect();
        for nth in all {
            if take {
                self.declined.remove(&nth);
            } else {
                self.declined.insert(nth);
            }
        }
        self.list();
    }

    /// Lists something else.
    pub fn choose_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.list();
    }

    /// Whether a group is folded.
    #[must_use]
    pub fn is_folded(&self, group: usize) -> bool {
        self.groups
            .get(group)
            .is_some_and(|g| self.folded.contains(g))
    }

    /// Folds a group or opens it.
    pub fn fold(&mut self, group: usize) {
        if let Some(group) = self.groups.get(group).cloned() {
            if !self.folded.remove(&group) {
                self.folded.insert(group);
            }
            self.list();
        }
    }

    /// Works out anew what is listed and counted, after a choice: no frame goes through all of it.
    fn list(&mut self) {
        let mut rows = Vec::new();
        let mut whole = Vec::new();
        for group in 0..self.groups.len() {
            let items: Vec<usize> = self.listed(group).collect();
            whole.push(items.iter().all(|n| !self.declines(*n)));
            if items.is_empty() {
                continue;
            }
            rows.push(Row::Head(group, items.len()));
            if !self.is_folded(group) {
                rows.extend(items.into_iter().map(Row::Item));
            }
        }
        whole.push(whole.iter().all(|all| *all));
        let mut end = 0.0;
        let ends = rows.iter().map(|row| {
            end += row.height();
            end
        });
        self.tops = std::iter::once(0.0).chain(ends).collect();
        self.rows = rows;
        self.whole = whole;
        let all = self.read.preview.incoming.iter().enumerate();
        let taken = all.filter(|(n, i)| !self.declines(*n) && self.matters(i));
        self.taken = taken.count();
    }

    /// What of a deleted entity comes in matters only where the deletion is declined.
    fn matters(&self, item: &Item) -> bool {
        !item.in_deleted || self.keeps_deleted(&item.on)
    }

    /// What comes in and is not declined, as the user counts it.
    #[must_use]
    pub const fn taken(&self) -> usize {
        self.taken
    }

    /// How many decisions are made.
    #[must_use]
    pub const fn chosen(&self) -> usize {
        self.chosen
    }

    fn count_chosen(&mut self) {
        self.chosen = self.asks.iter().filter(|a| a.pick.is_some()).count();
    }

    /// How many stay open.
    #[must_use]
    pub const fn open(&self) -> usize {
        self.asks.len() - self.chosen
    }

    /// Whether the user made any choice that would be lost.
    #[must_use]
    pub fn has_choices(&self) -> bool {
        !self.declined.is_empty() || self.chosen > 0
    }

    /// The conflict of a decision.
    #[must_use]
    pub fn conflict(&self, ask: &Ask) -> Option<&Item> {
        match ask.about {
            About::Conflict(n) => self.read.preview.conflicts.get(n),
            About::Kept(_) => None,
        }
    }

    /// Whether both texts may be kept.
    #[must_use]
    pub fn may_be_both(&self, nth: usize) -> bool {
        let ask = self.asks.get(nth);
        let item = ask.and_then(|a| self.conflict(a));
        item.is_some_and(|i| i.may_be_both)
    }

    /// Chooses; what was chosen already is left open again.
    pub fn choose(&mut self, nth: usize, pick: Pick) {
        let both = self.may_be_both(nth);
        let Some(ask) = self.asks.get_mut(nth) else {
            return;
        };
        let there = match &pick {
            Pick::Nth(offer) => *offer < ask.offers.len(),
            Pick::Both => both,
            Pick::Other(_) => true,
        };
        if !there {
            return;
        }
        ask.typing = None;
        ask.pick = (ask.pick.as_ref() != Some(&pick)).then_some(pick);
        self.at = nth;
        self.count_chosen();
    }

    /// Chooses a value that was typed.
    pub fn choose_other(&mut self, nth: usize, value: Value) {
        if let Some(ask) = self.asks.get_mut(nth) {
            ask.typing = None;
            ask.pick = Some(Pick::Other(value));
        }
        self.count_chosen();
    }

    /// Leaves a decision open.
    pub fn leave_open(&mut self, nth: usize) {
        if let Some(ask) = self.asks.get_mut(nth) {
            ask.pick = None;
            ask.typing = None;
        }
        self.count_chosen();
    }

    /// What the user decided.
    #[must_use]
    pub fn decisions(&self) -> Vec<Decision> {
        let p = &self.read.preview;
        let declined = self.declined.iter().filter_map(|n| p.incoming.get(*n));
        let declined = declined.map(|item| Decision {
            on: item.on.clone(),
            what: item.what.clone(),
            choice: Choice::Mine,
        });
        declined
            .chain(self.asks.iter().filter_map(|ask| self.decision(ask)))
            .collect()
    }

    fn decision(&self, ask: &Ask) -> Option<Decision> {
        let p = &self.read.preview;
        let pick = ask.pick.as_ref()?;
        let (on, what) = match ask.about {
            About::Kept(n) => (p.kept.get(n)?.on.clone(), What::Existence),
            About::Conflict(n) => {
                let item = p.conflicts.get(n)?;
                (item.on.clone(), item.what.clone())
            }
        };
        let choice = match pick {
            Pick::Both => Choice::Both,
            Pick::Other(value) => Choice::Written(value.clone()),
            Pick::Nth(n) => {
                let offer = ask.offers.get(*n)?;
                let item = self.conflict(ask);
                let alone = |side: fn(&Item) -> &Holding| {
                    item.is_none_or(|i| side(i).values().count() == 1)
                };
                match (offer.side, &offer.value) {
                    (Side::Mine, _) if alone(|i| &i.mine) => Choice::Mine,
                    (Side::Theirs, _) if alone(|i| &i.theirs) => Choice::Theirs,
                    (_, Some(value)) => Choice::Written(value.clone()),
                    (_, None) => return None,
                }
            }
        };
        Some(Decision { on, what, choice })
    }
}

/// The party whose copy it seems to be: who worked on it last, if that is not the user's own; else the
/// other party, where there is but one.
fn sender(read: &Read, side: Option<&str>) -> Option<Id> {
    let parties = &read.mine.programme().parties;
    let other = |id: &str| Some(id) != side;
    let likely = read.sender.as_ref().map(|(by, _)| by.party.as_str());
    let likely = likely.filter(|id| other(id) && parties.contains_key(*id));
    likely.map(Id::from).or_else(|| {
        let mut others = parties.keys().filter(|id| other(id.as_str()));
        others.next().filter(|_| others.next().is_none()).cloned()
    })
}
