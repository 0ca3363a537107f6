//! Annexes (Phụ lục, Điều 7.2): how far each is agreed to, whether it is in force, and which pieces of
//! the official text those in force amend. Nothing of it is stored: it follows from the agreements, the
//! day on which an annex comes into force, and the day.

use super::agreements::{AgreementStanding, Agreements};
use crate::change::Document;
use crate::model::content::{self, Scope};
use crate::model::hash::HashMap;
use crate::model::{Annex, Id, Programme};
use crate::text::collate;
use chrono::NaiveDate;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// How far an annex is (DOMAIN.md §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnnexState {
    /// Dự thảo: no party agrees to it as it stands.
    Draft,
    /// Some parties agree to it, not all.
    Partly,
    /// Các bên nhất trí: every party agrees to it as it stands.
    Agreed,
    /// Every party agrees, and it comes into force on a later day.
    Coming,
    /// Có hiệu lực.
    InForce,
}

/// What an annex lacks before it can be in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacks {
    /// Its number.
    pub number: bool,
    /// Its title.
    pub title: bool,
    /// Its text.
    pub text: bool,
    /// One value for each field of its content: editors that had not seen each other wrote several.
    pub disputed: bool,
    /// The parties that have not agreed, in their order.
    pub missing: Vec<Id>,
    /// The parties that agreed to something else: the content changed since.
    pub changed: Vec<Id>,
    /// Parties at all.
    pub nobody: bool,
}

impl Lacks {
    /// What an annex of the document lacks. Agreements that are `fresh`, made by the step that is looked
    /// at, have no moment yet and are to what stands after it.
    #[must_use]
    pub fn of(
        document: &Document,
        agreements: &Agreements,
        annex: &Annex,
        fresh: &BTreeSet<Id>,
    ) -> Self {
        let p = document.programme();
        let empty = |text: &str| text.trim().is_empty();
        let mut lacks = Self {
            number: empty(&annex.number),
            title: empty(&annex.title),
            text: empty(&annex.text),
            disputed: !content::disputed(p, Scope::Annex(&annex.id)).is_empty(),
            nobody: p.parties.is_empty(),
            ..Self::default()
        };
        for party in p.parties_in_order() {
            let all = agreements.all(&annex.id, &party.id);
            let standing = |id: &Id| agreements.standing(document, id);
            if all.iter().any(|given| fresh.contains(&given.agreement)) {
                continue;
            }
            match all.last().map(|given| standing(&given.agreement)) {
                None => lacks.missing.push(party.id.clone()),
                Some(AgreementStanding::Changed) => lacks.changed.push(party.id.clone()),
                Some(AgreementStanding::Current | AgreementStanding::Unknown) => {}
            }
        }
        lacks
    }

    /// Whether nothing is lacking.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.agreed_by_all() && !(self.number || self.title || self.text)
    }

    /// Whether every party agrees to it as it stands.
    #[must_use]
    pub fn agreed_by_all(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && !self.disputed && !self.nobody
    }
}

/// How an annex stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnexStanding {
    /// How far it is.
    pub state: AnnexState,
    /// How many parties agree to it as it stands.
    pub agreed: usize,
    /// How many parties there are.
    pub parties: usize,
    /// What it lacks before it can be in force.
    pub lacks: Lacks,
}

impl AnnexStanding {
    /// How an annex stands on a day.
    #[must_use]
    pub fn of(
        document: &Document,
        agreements: &Agreements,
        annex: &Annex,
        today: NaiveDate,
    ) -> Self {
        let lacks = Lacks::of(document, agreements, annex, &BTreeSet::new());
        let parties = document.programme().parties.len();
        let agreed = parties.saturating_sub(lacks.missing.len() + lacks.changed.len());
        let state = match annex.in_force_on.filter(|_| lacks.is_nothing()) {
            Some(day) if day <= today => AnnexState::InForce,
            Some(_) => AnnexState::Coming,
            None if lacks.agreed_by_all() => AnnexState::Agreed,
            None if agreed == 0 => AnnexState::Draft,
            None => AnnexState::Partly,
        };
        Self {
            state,
            agreed,
            parties,
            lacks,
        }
    }

    /// Whether it is in force or will be on a day that is set: its content stands fast.
    #[must_use]
    pub const fn is_fixed(&self) -> bool {
        matches!(self.state, AnnexState::Coming | AnnexState::InForce)
    }
}

/// All annexes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annexes {
    /// In the order of their numbers, those without one last.
    pub order: Vec<Id>,
    standings: HashMap<Id, AnnexStanding>,
    /// The annexes in force that amend a piece of the official text, the earliest in force first.
    by_clause: HashMap<Id, Vec<Id>>,
}

impl Annexes {
    /// The annexes of a document on a day.
    #[must_use]
    pub fn of(document: &Document, agreements: &Agreements, today: NaiveDate) -> Self {
        let p = document.programme();
        let mut all: Vec<&Annex> = p.annexes.values().collect();
        all.sort_by(|a, b| by_number(a, b));
        let mut found = Self {
            order: all.iter().map(|annex| annex.id.clone()).collect(),
            ..Self::default()
        };
        for annex in &all {
            let standing = AnnexStanding::of(document, agreements, annex, today);
            found.standings.insert(annex.id.clone(), standing);
        }
        all.retain(|annex| found.is_in_force(&annex.id));
        all.sort_by_key(|annex| annex.in_force_on);
        for annex in all {
            for clause in &annex.clauses {
                let list = found.by_clause.entry(clause.clone()).or_default();
                list.push(annex.id.clone());
            }
        }
        found
    }

    /// How an annex stands; `None` where there is no such annex.
    #[must_use]
    pub fn standing(&self, annex: &Id) -> Option<&AnnexStanding> {
        self.standings.get(annex)
    }

    /// Whether an annex is in force.
    #[must_use]
    pub fn is_in_force(&self, annex: &Id) -> bool {
        self.standing(annex)
            .is_some_and(|s| s.state == AnnexState::InForce)
    }

    /// The annexes in force that amend a piece of the official text, the earliest in force first.
    #[must_use]
    pub fn amending(&self, clause: &Id) -> &[Id] {
        self.by_clause.get(clause).map_or(&[], Vec::as_slice)
    }

    /// Whether an annex in force amends anything of an article.
    #[must_use]
    pub fn touches(&self, p: &Programme, article: u8) -> bool {
        let mut clauses = self.by_clause.keys();
        clauses.any(|clause| article != 0 && p.text.article_of(clause.as_str()) == article)
    }
}

/// By their numbers: figures by their value, others as words, those without one last.
fn by_number(a: &Annex, b: &Annex) -> Ordering {
    let key = |annex: &Annex| {
        let number = annex.number.trim();
        let figure = number.parse::<u32>().unwrap_or(u32::MAX);
        (number.is_empty(), figure)
    };
    key(a)
        .cmp(&key(b))
        .then_with(|| collate::compare(a.number.trim(), b.number.trim()))
        .then_with(|| a.id.cmp(&b.id))
}
