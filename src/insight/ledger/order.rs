//! From heads to rows: the order within each head, and one row after the other.

use super::{Build, Entry, Group, Key, Ledger, Sort, Words, party_of_payer};
use crate::model::hash::HashMap;
use crate::model::{ALL_PARTIES, FundingSource, Id, Programme};
use crate::text::collate;
use std::cmp::Ordering;

/// Where a group stands among its like by itself: what is not recorded last, then by number, source,
/// the party's place, whether it is a unit, and the id.
type Place<'a> = (
    bool,
    i64,
    Option<FundingSource>,
    usize,
    bool,
    Option<&'a Id>,
);

/// The places of the parties.
struct Places<'a> {
    programme: &'a Programme,
    parties: HashMap<&'a Id, usize>,
}

impl<'a> Places<'a> {
    fn of(programme: &'a Programme) -> Self {
        let parties = programme.parties_in_order().into_iter().enumerate();
        Self {
            programme,
            parties: parties.map(|(at, party)| (&party.id, at)).collect(),
        }
    }

    /// Parties in their order, then all together, then what belongs to none, then nobody.
    fn payer(&self, payer: Option<&Id>) -> usize {
        payer.map_or(usize::MAX, |payer| {
            if *payer == ALL_PARTIES {
                return usize::MAX - 2;
            }
            let party = party_of_payer(self.programme, payer);
            let at = party.and_then(|party| self.parties.get(&party).copied());
            at.unwrap_or(usize::MAX - 1)
        })
    }

    fn place<'g>(&self, group: &'g Group) -> Place<'g> {
        let last = group.is_unrecorded();
        let unit = |payer: &Option<Id>| {
            payer
                .as_ref()
                .is_some_and(|p| !self.parties.contains_key(p))
        };
        match group {
            Group::Year(year) => (last, year.map_or(0, i64::from), None, 0, false, None),
            Group::Article(n) => (last, n.map_or(0, i64::from), None, 0, false, None),
            Group::Clause(clause) => {
                let at = clause
                    .as_ref()
                    .map_or(usize::MAX, |c| self.programme.text.position(c.as_str()));
                (last, 0, None, at, false, clause.as_ref())
            }
            Group::Source(source) => (last, 0, *source, 0, false, None),
            Group::SourceOf(source, payer) => {
                let at = self.payer(payer.as_ref());
                (last, 0, *source, at, unit(payer), payer.as_ref())
            }
            Group::Payer(payer) | Group::Party(payer) => {
                let at = self.payer(payer.as_ref());
                (last, 0, None, at, unit(payer), payer.as_ref())
            }
        }
    }

    /// Where a line stands by itself: by its year, clause, source and payer; what is read from the text
    /// first.
    fn leaf(&self, entry: &Entry) -> (bool, i32, usize, bool, Option<FundingSource>, usize) {
        let clause =
            |c: Option<&Id>| c.map_or(usize::MAX, |c| self.programme.text.position(c.as_str()));
        match &entry.key {
            Key::FromText(year, id) => (false, *year, clause(Some(id)), false, None, 0),
            Key::Line(id) => {
                let key = self.programme.budget_lines.get(id).map(|l| &l.key);
                let year = key.and_then(|k| k.year).unwrap_or(i32::MAX);
                let source = key.and_then(|k| k.source);
                let payer = self.payer(key.and_then(|k| k.payer.as_ref()));
                let clause = clause(key.and_then(|k| k.clause.as_ref()));
                (true, year, clause, source.is_none(), source, payer)
            }
            Key::Group(_) => (true, i32::MAX, usize::MAX, true, None, usize::MAX),
        }
    }
}

/// Something directly below a head.
enum Child<'a> {
    /// Another head.
    Head(usize, Box<Entry>),
    /// A line or commitment.
    Leaf(&'a Entry),
}

impl Child<'_> {
    const fn entry(&self) -> &Entry {
        match self {
            Self::Head(_, entry) => entry,
            Self::Leaf(entry) => entry,
        }
    }

    fn is_unrecorded(&self) -> bool {
        let group = match self {
            Self::Head(_, entry) => entry.group(),
            Self::Leaf(_) => None,
        };
        group.is_some_and(Group::is_unrecorded)
    }
}

/// Puts the rows into the ledger.
pub(super) fn lay_out(
    ledger: &mut Ledger,
    build: &Build<'_>,
    sort: Option<Sort>,
    words: &Words<'_>,
) {
    let layer = Layer {
        build,
        places: Places::of(build.programme),
        sort,
        words,
    };
    layer.below(ledger, 0, &[], None);
}

struct Layer<'a> {
    build: &'a Build<'a>,
    places: Places<'a>,
    sort: Option<Sort>,
    words: &'a Words<'a>,
}

impl Layer<'_> {
    /// Puts what is below a head behind the last row.
    fn below(&self, ledger: &mut Ledger, head: usize, path: &[Group], parent: Option<usize>) {
        let Some(of) = self.build.heads.get(head) else {
            return;
        };
        let depth = path.len();
        let mut heads: Vec<(Place<'_>, Child<'_>)> = Vec::with_capacity(of.heads.len());
        for at in &of.heads {
            if let Some(head) = self.build.heads.get(*at)
                && let Some(group) = &head.group
            {
                let child = Child::Head(*at, Box::new(self.head(*at, path, group)));
                heads.push((self.places.place(group), child));
            }
        }
        heads.sort_by(|a, b| a.0.cmp(&b.0));
        let mut leaves: Vec<&Entry> = of.leaves.iter().collect();
        // They come by their ids, and stay so where all else is the same.
        leaves.sort_by_cached_key(|entry| self.places.leaf(entry));
        // What is read from the text stands before heads beside it.
        let leaves = leaves.into_iter().map(Child::Leaf);
        let mut children: Vec<Child<'_>> = leaves.chain(heads.into_iter().map(|h| h.1)).collect();
        self.sort(&mut children);
        for child in children {
            let at = ledger.entries.len();
            let mut entry = child.entry().clone();
            entry.depth = depth;
            entry.parent = parent;
            ledger.entries.push(entry);
            if let Child::Head(head, entry) = &child
                && let Key::Group(path) = &entry.key
            {
                self.below(ledger, *head, path, Some(at));
            }
            let end = ledger.entries.len();
            if let Some(entry) = ledger.entries.get_mut(at) {
                entry.end = end;
            }
        }
    }

    /// The row of a head; or of the only line below it, which stands in its place.
    fn head(&self, at: usize, path: &[Group], group: &Group) -> Entry {
        let head = self.build.heads.get(at);
        if let Some(head) = head
            && !path.is_empty()
            && head.heads.is_empty()
            && let [only] = head.leaves.as_slice()
        {
            return Entry {
                stands_for: Some(group.clone()),
                ..only.clone()
            };
        }
        let mut own = path.to_vec();
        own.push(group.clone());
        Entry {
            key: Key::Group(own),
            depth: 0,
            parent: None,
            end: 0,
            figures: head.map(|h| h.tally.figures()).unwrap_or_default(),
            stands_for: None,
            lines: head.map_or(0, |h| h.lines),
            overspent: head.is_some_and(|h| h.overspent),
            known_years: head.map_or(0, |h| h.years.len()),
            computed: head.is_some_and(super::Head::is_computed),
        }
    }

    /// The order that was asked for; what is equal stays as it stands by itself.
    fn sort(&self, children: &mut [Child<'_>]) {
        let Some(sort) = self.sort else { return };
        let recorded = |a: &Child<'_>, b: &Child<'_>| a.is_unrecorded().cmp(&b.is_unrecorded());
        match sort.by {
            Some(column) => children.sort_by(|a, b| {
                let measure = |c: &Child<'_>| column.measure(&c.entry().figures);
                recorded(a, b).then_with(|| sort.order(&measure(a), &measure(b)))
            }),
            None => {
                let name = |c: &Child<'_>| Name((self.words.name)(c.entry()));
                // Names are made once for each.
                let mut names: Vec<(Option<Name>, usize)> = children
                    .iter()
                    .enumerate()
                    .map(|(at, c)| (Some(name(c)), at))
                    .collect();
                names.sort_by(|a, b| {
                    let (Some(x), Some(y)) = (children.get(a.1), children.get(b.1)) else {
                        return Ordering::Equal;
                    };
                    recorded(x, y).then_with(|| sort.order(&a.0, &b.0))
                });
                let mut rank = vec![0; children.len()];
                for (to, (_, from)) in names.iter().enumerate() {
                    if let Some(slot) = rank.get_mut(*from) {
                        *slot = to;
                    }
                }
                permute(children, rank);
            }
        }
    }
}

/// Moves each to the place that it has among `to`.
fn permute<T>(list: &mut [T], mut to: Vec<usize>) {
    for at in 0..to.len() {
        while let Some(there) = to.get(at).copied()
            && there != at
            && there < list.len()
        {
            list.swap(at, there);
            to.swap(at, there);
        }
    }
}

/// A name in the order of Vietnamese.
#[derive(PartialEq, Eq)]
struct Name(String);

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        collate::compare(&self.0, &other.0).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
