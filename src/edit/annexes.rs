//! The rules of annexes (DOMAIN.md §2, Điều 7.2).
//!
//! They are checked once for the whole step, on what the document would say after it, as those of plans
//! are: no combination of edits puts an annex into force that lacks its number, its title, its text or
//! a party's agreement to it as it stands; and what is in force is not changed: the day on which it
//! comes into force is taken back first, or another annex is made.

use super::{Planned, Refusal};
use crate::change::{CutKind, Document, Mark, Op, Spoken};
use crate::insight::annexes::Lacks;
use crate::insight::{AgreementStanding, Agreements};
use crate::model::content::{self, Scope, content};
use crate::model::{Agreement, Annex, Id, Path};
use std::collections::BTreeSet;

/// Checks what a step makes of annexes and the agreements to them, and keeps the moments that go with it.
///
/// # Errors
/// The rule that is broken.
pub(super) fn settle(document: &Document, planned: &mut Planned) -> Result<(), Refusal> {
    let touched = |kind: &str| -> BTreeSet<Path> {
        let paths = planned.ops.iter().map(Op::on);
        paths.filter(|on| on.kind() == kind).cloned().collect()
    };
    let (annexes, agreements) = (touched(Annex::KIND), touched(Agreement::KIND));
    if annexes.is_empty() && agreements.is_empty() {
        return Ok(());
    }
    let mut trial = document.clone();
    trial.commit(planned.ops.clone(), 0);
    let step = Step {
        before: document,
        after: &trial,
        ops: &planned.ops,
    };
    let mut marks = Vec::new();
    let mut ids: BTreeSet<Id> = annexes.iter().map(|on| Id::from(on.id())).collect();
    let mut fresh = BTreeSet::new();
    for on in &agreements {
        for d in [document, &trial] {
            let agreement = d.programme().agreements.get(on.id());
            ids.extend(agreement.and_then(|a| a.annex.clone()));
        }
        if let Some(mark) = step.agreement(on, &mut fresh)? {
            marks.push(mark);
        }
    }
    if !ids.is_empty() {
        let all = (Agreements::of(document), Agreements::of(&trial));
        for id in &ids {
            marks.extend(step.annex(id, &all, &fresh)?);
        }
    }
    planned.marks.extend(marks);
    Ok(())
}

/// A step and what it is taken on.
struct Step<'a> {
    before: &'a Document,
    after: &'a Document,
    ops: &'a [Op],
}

fn wrong(key: &str) -> Refusal {
    Refusal::WrongValue {
        key: key.to_owned(),
    }
}

impl Step<'_> {
    fn makes(&self, on: &Path) -> bool {
        self.ops
            .iter()
            .any(|op| op.on() == on && matches!(op, Op::New { .. }))
    }

    /// Checks a new agreement to an annex; gives the moment to keep with it.
    fn agreement(&self, on: &Path, fresh: &mut BTreeSet<Id>) -> Result<Option<Mark>, Refusal> {
        let p = self.after.programme();
        let given = p.agreements.get(on.id()).filter(|_| self.makes(on));
        let Some((given, id)) = given.and_then(|a| Some((a, a.annex.as_ref()?))) else {
            return Ok(None);
        };
        if self.before.log().view(on.as_str()).is_some() {
            return Err(wrong("id"));
        }
        let annex = p.annexes.get(id).ok_or_else(|| wrong(Agreement::ANNEX))?;
        if given.plan.is_some() {
            return Err(wrong(Agreement::ANNEX));
        }
        let party = given.party.as_ref().filter(|p| self.is_party(p));
        let party = party.ok_or_else(|| wrong(Agreement::PARTY))?;
        let lacks = Lacks {
            title: annex.title.trim().is_empty(),
            text: annex.text.trim().is_empty(),
            ..Lacks::default()
        };
        if lacks.title || lacks.text {
            return Err(Refusal::AnnexIncomplete { lacks });
        }
        let spots = content::disputed(p, Scope::Annex(id));
        if !spots.is_empty() {
            return Err(Refusal::ContentDisputed { spots });
        }
        let all = Agreements::of(self.after);
        let mut others = all.all(id, party).iter().map(|given| &given.agreement);
        let again = others.any(|other| {
            *other != given.id
                && (fresh.contains(other)
                    || all.standing(self.after, other) == AgreementStanding::Current)
        });
        if again {
            return Err(Refusal::AlreadyAgreed {
                party: party.clone(),
            });
        }
        fresh.insert(given.id.clone());
        Ok(Some(Mark {
            kind: CutKind::Agreement,
            of: on.clone(),
            speaks: Spoken::Annex(id.clone()),
        }))
    }

    fn is_party(&self, id: &Id) -> bool {
        self.after.programme().parties.contains_key(id)
    }

    /// Checks what becomes of an annex; gives the moment to keep where it comes into force.
    fn annex(
        &self,
        id: &Id,
        (old, new): &(Agreements, Agreements),
        fresh: &BTreeSet<Id>,
    ) -> Result<Option<Mark>, Refusal> {
        let on = Path::new(Annex::KIND, id.as_str());
        if self.makes(&on) && self.before.log().view(on.as_str()).is_some() {
            return Err(wrong("id"));
        }
        let before = self.before.programme().annexes.get(id);
        let after = self.after.programme().annexes.get(id);
        let none = BTreeSet::new();
        let had = before.map(|annex| Lacks::of(self.before, old, annex, &none));
        let stood = before.is_some_and(|annex| annex.in_force_on.is_some())
            && had.as_ref().is_some_and(Lacks::is_nothing);
        let in_force = || Refusal::AnnexInForce { annex: id.clone() };
        let Some(after) = after else {
            return if stood { Err(in_force()) } else { Ok(None) };
        };
        self.readable(before, after)?;
        let said = |d: &Document| content(d.programme(), Scope::Annex(id));
        if stood
            && (said(self.before) != said(self.after)
                || before.is_some_and(|annex| annex.number != after.number))
        {
            return Err(in_force());
        }
        if after.in_force_on.is_none() {
            return Ok(None);
        }
        let lacks = Lacks::of(self.after, new, after, fresh);
        if lacks.is_nothing() {
            return Ok((!stood).then(|| Mark {
                kind: CutKind::Annex,
                of: on,
                speaks: Spoken::Annex(id.clone()),
            }));
        }
        if stood {
            return Err(in_force());
        }
        // Copies that were merged can bear a day without what it needs: that can be mended one thing
        // after the other.
        let dated = before.is_some_and(|annex| annex.in_force_on == after.in_force_on);
        if dated && had.is_some_and(|had| no_more(&lacks, &had)) {
            return Ok(None);
        }
        Err(Refusal::AnnexIncomplete { lacks })
    }

    /// What this step writes can be read.
    fn readable(&self, before: Option<&Annex>, after: &Annex) -> Result<(), Refusal> {
        let old = before.map_or(&[][..], |annex| &annex.meta.bad);
        let new = after.meta.bad.iter().find(|bad| !old.contains(bad));
        new.map_or(Ok(()), |bad| Err(wrong(bad.key)))
    }
}

/// Whether nothing is lacking that was not lacking before.
fn no_more(now: &Lacks, before: &Lacks) -> bool {
    let known = |party: &Id| before.missing.contains(party) || before.changed.contains(party);
    let kept = |now: bool, before: bool| before || !now;
    kept(now.number, before.number)
        && kept(now.title, before.title)
        && kept(now.text, before.text)
        && kept(now.disputed, before.disputed)
        && kept(now.nobody, before.nobody)
        && now.missing.iter().chain(&now.changed).all(known)
}
