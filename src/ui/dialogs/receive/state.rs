//! What the task of merging remembers: what was read, what was declined, what was chosen. Plain data, without
//! a window.

use crate::change::{Author, Document, Origin as ClaimOrigin, What};
use crate::merge::{
    Choice, Decision, Holding, IncomingKind, Item, KeptDeletion, Preview, Relation,
};
use crate::model::field::Shape;
use crate::model::{Id, KINDS, Path, Value};
use crate::text::difference::{Piece, words};
use crate::ui::widgets::field::TextDraft;
use chrono::{DateTime, FixedOffset};
use std::cell::OnceCell;
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
    /// How much of it was edited by hand.
    pub hand_edits: usize,
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

/// Which side says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Mine.
    Mine,
    /// Theirs.
    Theirs,
    /// Both.
    Both,
}

/// What was chosen of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// One of what is offered.
    Nth(usize),
    /// Both texts.
    Both,
    /// Another value.
    Other(Value),
}

/// What is to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A conflict, by its place in the preview.
    Conflict(usize),
    /// A deletion that an edit holds back.
    Kept(usize),
}

/// One of the values of a conflict.
#[derive(Debug)]
pub struct Offer {
    /// Whose it is.
    pub side: Side,
    /// The value; `None` of a deletion that is held back.
    pub value: Option<Value>,
    /// How a text differs from the base, found when it is first drawn.
    pub pieces: OnceCell<Vec<Piece>>,
}

/// One decision that is asked for.
#[derive(Debug)]
pub struct Ask {
    /// What it is about.
    pub about: About,
    /// What can be chosen.
    pub offers: Vec<Offer>,
    /// What was chosen; `None` leaves it open.
    pub pick: Option<Pick>,
    /// Another value that is being typed.
    pub typing: Option<TextDraft>,
    /// How high its card was when it was last drawn, in points.
    pub height: f32,
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

/// How high a card is before it was drawn, in points.
const GUESS: f32 = 158.0;

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
        let kept = kept.map(|(n, kept)| Ask::new(About::Kept(n), of_kept(kept)));
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
            rows: Vec::new(),
            tops: Vec::new(),
            leaving: false,
            texts: false,
            applying: false,
            refused: None,
        };
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
        let existence = |i: &Item| i.what == What::Existence;
        if self.read.preview.incoming.get(nth).is_some_and(existence) {
            self.list();
        }
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
        self.filter.admits(item) && (!item.in_deleted || self.keeps_deleted(&item.on))
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
        let groups = group.map_or(0..self.groups.len(), |g| g..g + 1);
        groups
            .into_iter()
            .all(|g| self.listed(g).all(|n| !self.declines(n)))
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

    fn list(&mut self) {
        let mut rows = Vec::new();
        for group in 0..self.groups.len() {
            let items: Vec<usize> = self.listed(group).collect();
            if items.is_empty() {
                continue;
            }
            rows.push(Row::Head(group, items.len()));
            if !self.is_folded(group) {
                rows.extend(items.into_iter().map(Row::Item));
            }
        }
        let mut end = 0.0;
        let ends = rows.iter().map(|row| {
            end += row.height();
            end
        });
        self.tops = std::iter::once(0.0).chain(ends).collect();
        self.rows = rows;
    }

    /// What comes in and is not declined, as the user counts it.
    #[must_use]
    pub fn taken(&self) -> usize {
        let all = self.read.preview.incoming.iter().enumerate();
        all.filter(|(n, i)| !self.declines(*n) && (!i.in_deleted || self.keeps_deleted(&i.on)))
            .count()
    }

    /// How many decisions are made.
    #[must_use]
    pub fn chosen(&self) -> usize {
        self.asks.iter().filter(|a| a.pick.is_some()).count()
    }

    /// How many stay open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.asks.len() - self.chosen()
    }

    /// Whether the user made any choice that would be lost.
    #[must_use]
    pub fn has_choices(&self) -> bool {
        !self.declined.is_empty() || self.chosen() > 0
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
    }

    /// Leaves a decision open.
    pub fn leave_open(&mut self, nth: usize) {
        if let Some(ask) = self.asks.get_mut(nth) {
            ask.pick = None;
            ask.typing = None;
        }
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

impl Ask {
    fn new(about: About, offers: Vec<Offer>) -> Self {
        Self {
            about,
            offers,
            pick: None,
            typing: None,
            height: GUESS,
        }
    }
}

impl Offer {
    /// How a text differs from the base.
    pub fn pieces(&self, base: &str, text: &str) -> &[Piece] {
        self.pieces.get_or_init(|| words(base, text))
    }
}

/// The values of a conflict, mine first.
fn of_conflict(item: &Item) -> Vec<Offer> {
    let mut offers: Vec<Offer> = item
        .after
        .values()
        .map(|value| {
            let holds = |side: &Holding| side.values().any(|v| v == value);
            let side = match (holds(&item.mine), holds(&item.theirs)) {
                (true, true) => Side::Both,
                (true, false) => Side::Mine,
                _ => Side::Theirs,
            };
            Offer {
                side,
                value: Some(value.clone()),
                pieces: OnceCell::new(),
            }
        })
        .collect();
    offers.sort_by_key(|offer| match offer.side {
        Side::Mine => 0,
        Side::Both => 1,
        Side::Theirs => 2,
    });
    offers
}

fn of_kept(_: &KeptDeletion) -> Vec<Offer> {
    [Side::Mine, Side::Theirs]
        .map(|side| Offer {
            side,
            value: None,
            pieces: OnceCell::new(),
        })
        .into()
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

/// What a field holds, by the kinds that this version knows.
#[must_use]
pub fn shape(kind: &str, field: &str) -> Option<Shape> {
    let info = KINDS.iter().find(|k| k.kind == kind)?;
    let known = info.fields.iter().find(|(key, ..)| *key == field)?;
    Some(known.1)
}

/// Whether something comes in the place of what others than its authors set: of an entity of mine, or of a value
/// that is not theirs and not the template's.
#[must_use]
pub fn replaces_mine(item: &Item) -> bool {
    if !item.replaces || item.blind || item.what == What::Existence {
        return item.replaces;
    }
    let authors: Vec<&str> = item.after.claims().map(|c| c.by.party.as_str()).collect();
    let gone = item.mine.values.iter();
    let mut gone = gone.filter(|(value, _)| !item.after.values().any(|a| a == value));
    gone.any(|(_, by)| {
        by.iter()
            .any(|c| c.origin != ClaimOrigin::Template && !authors.contains(&c.by.party.as_str()))
    })
}

/// Whether another value of a conflict can be typed.
#[must_use]
pub fn can_type(item: &Item) -> bool {
    let What::Field(field) = &item.what else {
        return false;
    };
    matches!(
        shape(item.on.kind(), field),
        Some(Shape::Text | Shape::Date | Shape::Year | Shape::Money | Shape::Decimal)
    )
}

/// Whether an item tells of a whole entity.
#[must_use]
pub const fn of_existence(item: &Item) -> bool {
    matches!(
        item.kind,
        IncomingKind::New | IncomingKind::Deleted | IncomingKind::Restored
    )
}
