//! What of the history is wanted.

use super::Entry;
use crate::change::{Act, Author, Change, Document, Origin};
use crate::insight::exchange::{Exchange, Reached};
use crate::model::{Id, Path};
use chrono::NaiveDate;
use std::collections::HashMap;

/// What of the history is wanted; nothing set is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Made by this person.
    pub by: Option<Author>,
    /// Made by anyone of this party.
    pub party: Option<String>,
    /// Found in the readable part of a file ("sửa tay").
    pub by_hand: bool,
    /// About something of this article; 0 for what belongs to the whole programme.
    pub article: Option<u8>,
    /// About something of this kind, by its name in the file.
    pub kind: Option<String>,
    /// About this entity.
    pub on: Option<Path>,
    /// About this field, by its key.
    pub field: Option<String>,
    /// What this partner was not sent yet, and did not send.
    pub new_for: Option<NewFor>,
    /// Not before this day.
    pub from: Option<NaiveDate>,
    /// Not after this day.
    pub to: Option<NaiveDate>,
}

/// For whom changes are new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewFor {
    /// A party.
    Party(Id),
    /// Everybody: in no copy that was sent or received.
    Anybody,
}

impl Filter {
    /// Whether everything is wanted.
    #[must_use]
    pub fn is_off(&self) -> bool {
        *self == Self::default()
    }
}

/// A filter made ready for a document.
#[derive(Debug)]
pub struct Wanted<'a> {
    document: &'a Document,
    filter: &'a Filter,
    exchange: Option<Exchange>,
    /// Each entity is looked up once.
    articles: HashMap<Path, u8>,
}

impl<'a> Wanted<'a> {
    /// Makes a filter ready.
    #[must_use]
    pub fn new(document: &'a Document, filter: &'a Filter) -> Self {
        let exchange = filter.new_for.as_ref().map(|who| match who {
            NewFor::Party(id) => Exchange::with(document, Some(id.as_str())),
            NewFor::Anybody => Exchange::with(document, None),
        });
        Self {
            document,
            filter,
            exchange,
            articles: HashMap::new(),
        }
    }

    /// Whether a group is of the wanted people and days; its changes are asked for one by one.
    #[must_use]
    pub fn entry(&self, entry: &Entry) -> bool {
        let f = self.filter;
        let day = entry.day();
        let after = |from| day.is_some_and(|d| d >= from);
        let before = |to| day.is_some_and(|d| d <= to);
        f.from.is_none_or(after)
            && f.to.is_none_or(before)
            && (!f.by_hand || entry.origin == Origin::Hand)
            && f.by.as_ref().is_none_or(|by| entry.by == *by)
            && f.party.as_ref().is_none_or(|p| entry.by.party == *p)
    }

    /// Whether a change is about what is wanted.
    pub fn change(&mut self, change: &Change) -> bool {
        let f = self.filter;
        f.on.as_ref().is_none_or(|on| change.on == *on)
            && f.kind.as_ref().is_none_or(|kind| change.on.kind() == kind)
            && f.field.as_ref().is_none_or(|field| writes(change, field))
            && self
                .exchange
                .as_ref()
                .is_none_or(|with| with.reached(change) == Reached::New)
            && f.article.is_none_or(|wanted| {
                let known = self.articles.get(&change.on).copied();
                let article = known.unwrap_or_else(|| {
                    let article = self.document.article_of(&change.on);
                    self.articles.insert(change.on.clone(), article);
                    article
                });
                article == wanted
            })
    }
}

/// Whether a change gives this field a value.
fn writes(change: &Change, field: &str) -> bool {
    match &change.act {
        Act::New { to } => to.contains_key(field),
        _ => change.field() == Some(field),
    }
}
