//! What a row without a known id stands for, where the same is recorded already.
//!
//! A clerk's own table carries no ids. Taken in a second time it would double all that it holds; so its
//! rows are held against what is recorded by what tells one thing from another: a line's year, clause,
//! source, payer and name; a payment's kind, line, day, amount and document; a household with its hamlet,
//! commune and year; a school's item with its site and year; an activity's name with its clause and days.
//! Only what the table has columns for is compared. Where a row lacks what would tell it apart, it stands
//! for nothing but what says the same in every cell.
//!
//! Of two equal payments that are recorded, two equal rows find one each; a third is new.

use super::build::Fields;
use super::field::Field;
use super::lookup::{Lookup, form};
use crate::model::Id;
use crate::model::hash::HashMap;
use crate::report::sheets::{Key, List, Sheet, shown_in};
use crate::report::table::Cell;
use std::collections::BTreeSet;

/// What tells the things of a list apart.
const fn parts(list: List) -> &'static [Key] {
    match list {
        List::Lines => &[Key::Year, Key::Clause, Key::Source, Key::Payer, Key::Name],
        List::Payments => &[Key::Kind, Key::Line, Key::Date, Key::Amount, Key::Document],
        List::Houses => &[Key::Household, Key::Hamlet, Key::Commune, Key::Year],
        List::Schools => &[Key::School, Key::Site, Key::Commune, Key::Item, Key::Year],
        List::Activities => &[Key::Title, Key::Clause, Key::Year, Key::Start, Key::Due],
    }
}

/// Of each of these, one has to be said, or the parts do not tell things apart.
const fn needed(list: List) -> &'static [&'static [Key]] {
    match list {
        List::Lines => &[
            &[Key::Year],
            &[Key::Clause],
            &[Key::Source, Key::Payer, Key::Name],
        ],
        List::Payments => &[&[Key::Amount], &[Key::Date, Key::Document]],
        List::Houses => &[&[Key::Household]],
        List::Schools => &[&[Key::Item], &[Key::School, Key::Site]],
        List::Activities => &[&[Key::Title]],
    }
}

type Index = HashMap<String, Vec<usize>>;

/// What is recorded, found by what a row says.
pub(super) struct Recorded<'a> {
    now: &'a Sheet,
    lookup: &'a Lookup<'a>,
    /// The columns that say anything about a row.
    pub(super) said: BTreeSet<Key>,
    /// Rows of `now` that a row of the table stands for already.
    pub(super) used: BTreeSet<usize>,
    /// By the parts that are said; made when it is first asked for.
    by_parts: Option<Index>,
    /// By all that is said; made when it is first asked for.
    by_all: Option<Index>,
}

impl<'a> Recorded<'a> {
    /// Over what an export of today would write.
    pub(super) fn new(now: &'a Sheet, lookup: &'a Lookup<'a>) -> Self {
        Self {
            now,
            lookup,
            said: BTreeSet::new(),
            used: BTreeSet::new(),
            by_parts: None,
            by_all: None,
        }
    }

    /// The row of today's export for the same thing, which then stands for no other row.
    pub(super) fn find(&mut self, fields: &Fields) -> Option<usize> {
        let list = self.now.list;
        let says = |key: &Key| !matches!(fields.get(key), None | Some(Field::Empty));
        let apart = needed(list).iter().all(|keys| keys.iter().any(says));
        let keys: Vec<Key> = if apart {
            let parts = parts(list).iter().copied();
            parts.filter(|key| self.said.contains(key)).collect()
        } else {
            self.said.iter().copied().collect()
        };
        let cells = keys.iter().map(|key| self.said_of(*key, fields));
        let wanted = joined(cells)?;
        let index = if apart {
            &mut self.by_parts
        } else {
            &mut self.by_all
        };
        let index = match index {
            Some(index) => index,
            empty => empty.insert(index_of(self.now, self.lookup, &keys)),
        };
        let rows = index.get_mut(&wanted)?;
        while let Some(row) = rows.pop() {
            if self.used.insert(row) {
                return Some(row);
            }
        }
        None
    }

    /// What a row says in a column, as it is compared.
    fn said_of(&self, key: Key, fields: &Fields) -> String {
        let Some(field) = fields.get(&key) else {
            return String::new();
        };
        if let (Key::Name, Field::Text(name), Some(Field::Clause(clause))) =
            (key, field, fields.get(&Key::Clause))
        {
            return own_name(self.lookup, clause, name);
        }
        form(&field.shown(self.lookup))
    }
}

/// The name of a line; a name that is only the title of its clause is none of its own.
fn own_name(lookup: &Lookup<'_>, clause: &Id, name: &str) -> String {
    let line = crate::report::names::one_line(name);
    if lookup.is_title_of(clause, &line) {
        String::new()
    } else {
        form(&line)
    }
}

/// The rows of today's export by what they say in these columns, the first of equals last.
fn index_of(now: &Sheet, lookup: &Lookup<'_>, keys: &[Key]) -> Index {
    let places: Vec<(Key, Option<usize>)> = keys.iter().map(|k| (*k, now.place(*k))).collect();
    let id_place = now.place(Key::Id);
    let mut index = Index::default();
    for (row, cells) in now.rows.iter().enumerate().rev() {
        let cell = |place: Option<usize>| place.and_then(|p| cells.get(p));
        let id = match cell(id_place) {
            Some(Cell::Text(id)) => Id::from(id.as_str()),
            _ => continue,
        };
        let line = lookup.programme.budget_lines.get(&id);
        let values = places.iter().map(|(key, place)| match (key, line) {
            (Key::Name, Some(line)) => match &line.key.clause {
                Some(clause) => own_name(lookup, clause, &line.name),
                None => form(&line.name),
            },
            _ => cell(*place)
                .map(|c| form(&shown_in(*key, c)))
                .unwrap_or_default(),
        });
        if let Some(key) = joined(values) {
            index.entry(key).or_default().push(row);
        }
    }
    index
}

/// None where nothing is said at all.
fn joined(parts: impl Iterator<Item = String>) -> Option<String> {
    let mut out = String::new();
    let mut any = false;
    for part in parts {
        any |= !part.is_empty();
        out.push_str(&part);
        // A sign that no text on one line holds.
        out.push('\u{1f}');
    }
    any.then_some(out)
}
