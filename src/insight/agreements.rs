//! The parties' agreements: which is the latest, and whether it is still to the plan (Điều 7.3) or the
//! annex (Điều 7.2) as it stands.
//!
//! Two people may record the same agreement on two machines, and a party may agree anew after a plan
//! changed: a plan can have several agreements of one party, and the one recorded last speaks for it.

use super::plans::successor;
use crate::change::{Cut, CutKind, Document};
use crate::model::content::{self, Scope};
use crate::model::{Id, Plan};
use chrono::{DateTime, NaiveDate};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Whether an agreement is to the plan as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AgreementStanding {
    /// The content is what it was agreed on.
    Current,
    /// Đã thay đổi sau khi thống nhất.
    Changed,
    /// No moment tells to what it was, as in a file edited by hand.
    Unknown,
}

/// An agreement that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The agreement.
    pub agreement: Id,
    /// The moment that was kept with it: to see the plan as it was.
    pub cut: Option<Cut>,
    /// The date of its document.
    date: Option<NaiveDate>,
}

/// All agreements, by plan or annex and by party.
#[derive(Clone, Debug, Default)]
pub struct Agreements {
    given: HashMap<(Id, Id), Vec<Given>>,
    of: HashMap<Id, (Id, Id)>,
    /// The digest of the content of each plan and annex that was agreed to; each is made when it is first
    /// asked for, as that of a plan follows from all its activities and lines.
    digests: HashMap<Id, OnceLock<String>>,
}

impl Agreements {
    /// The agreements of a document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut cuts: HashMap<Id, Cut> = HashMap::new();
        for cut in document.cuts() {
            if cut.kind == CutKind::Agreement
                && let Some(of) = cut.of.as_ref().filter(|of| of.kind() == "agreements")
            {
                let id = Id::from(of.id());
                let later = cuts.get(&id).is_none_or(|c| instant(c) <= instant(&cut));
                if later {
                    cuts.insert(id, cut);
                }
            }
        }
        let mut all = Self::default();
        for a in document.programme().agreements.values() {
            // One that names both, as in a file edited by hand, is to the plan.
            if let (Some(to), Some(party)) = (a.plan.as_ref().or(a.annex.as_ref()), &a.party) {
                let key = (to.clone(), party.clone());
                all.digests.entry(to.clone()).or_default();
                all.of.insert(a.id.clone(), key.clone());
                all.given.entry(key).or_default().push(Given {
                    agreement: a.id.clone(),
                    cut: cuts.remove(&a.id),
                    date: a.date,
                });
            }
        }
        for list in all.given.values_mut() {
            let at = |g: &Given| g.cut.as_ref().map(instant);
            list.sort_by(|a, b| {
                let key = |g| (at(g), g.date);
                key(a).cmp(&key(b)).then(a.agreement.cmp(&b.agreement))
            });
        }
        all
    }

    /// The agreement of a party to a plan or an annex that was recorded last.
    #[must_use]
    pub fn latest(&self, to: &Id, party: &Id) -> Option<&Given> {
        self.all(to, party).last()
    }

    /// All agreements of a party to a plan or an annex, in the order in which they were recorded.
    #[must_use]
    pub fn all(&self, to: &Id, party: &Id) -> &[Given] {
        let key = (to.clone(), party.clone());
        self.given.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether an agreement is to its plan or annex as it stands now. `document` is the one that these
    /// agreements are of.
    #[must_use]
    pub fn standing(&self, document: &Document, agreement: &Id) -> AgreementStanding {
        let found = self.of.get(agreement).and_then(|key| {
            let given = self.given.get(key)?.iter();
            let given = given.clone().find(|g| g.agreement == *agreement)?;
            Some((&key.0, given.cut.as_ref().filter(|c| !c.digest.is_empty())?))
        });
        let Some((plan, cut)) = found else {
            return AgreementStanding::Unknown;
        };
        let digest = self.digests.get(plan);
        if digest.is_some_and(|d| *d.get_or_init(|| digest_of(document, plan)) == cut.digest) {
            AgreementStanding::Current
        } else {
            AgreementStanding::Changed
        }
    }
}

/// The digest of the content that a plan or annex stands with: of that of now; of a plan whose activities
/// moved to its next version, of that of the last moment kept of it.
fn digest_of(document: &Document, id: &Id) -> String {
    let p = document.programme();
    if successor(p, id).is_some() {
        let undone = document.undone_groups();
        let is_of = |cut: &Cut| {
            let of = cut.of.as_ref().filter(|of| of.kind() == Plan::KIND);
            of.is_some_and(|of| of.id() == id.as_str())
        };
        let left = document.cuts().into_iter().filter(|cut| {
            cut.kind == CutKind::PlanVersion && is_of(cut) && !undone.contains(&cut.id)
        });
        // Of several at one instant the last.
        if let Some(cut) = left.max_by_key(instant) {
            return cut.digest;
        }
    }
    if p.annexes.contains_key(id) && !p.plans.contains_key(id) {
        content::digest(p, Scope::Annex(id))
    } else {
        content::digest(p, Scope::Plan(id))
    }
}

/// When a moment was, in milliseconds; a claim that cannot be read counts as the earliest.
pub(super) fn instant(cut: &Cut) -> i64 {
    DateTime::parse_from_rfc3339(&cut.at).map_or(i64::MIN, |at| at.timestamp_millis())
}
