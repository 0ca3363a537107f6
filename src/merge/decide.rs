//! Receiving for good: the union, what the user decided otherwise as one group of ordinary changes, and
//! the record that a copy came in.

use super::holding::Holding;
use super::preview::{IncomingKind, Item, KeptDeletion, Preview};
use super::survey::is_news;
use crate::change::record::digest;
use crate::change::{
    Act, Change, ChangeRef, Cut, CutKind, Document, Group, Knows, Op, Session, What, Write,
};
use crate::model::{Map, Path, Value};
use crate::text::difference;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the user wants of one item. Without a decision what comes in is taken, and conflicts stay open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// As I have it: what comes in is declined, and mine is recorded over it.
    Mine,
    /// As they have it.
    Theirs,
    /// Both texts, put together ([`difference::both`]); only where
    /// [`Item::may_be_both`](super::Item::may_be_both).
    Both,
    /// This value: of a field, and for an element `true` or `false`.
    Written(Value),
}

/// A decision on an item of a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The entity.
    pub on: Path,
    /// What of it.
    pub what: What,
    /// What is wanted.
    pub choice: Choice,
}

/// By whom, when and from whom a copy is received. A new session begins with each merge (rule 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The id of the new session: at least 60 random bits, never used before.
    pub session_id: String,
    /// The new session.
    pub session: Session,
    /// The party whose copy it is, where that is known.
    pub from: Option<String>,
}

/// Why nothing was received. Mine is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is a file of another programme.
    OtherProgramme,
    /// Their file was written by a newer version of the program.
    TheirsIsNewer,
    /// My file was written by a newer version and is open for reading only.
    MineIsNewer,
    /// Mine was changed after the preview was made: it must be made again.
    Stale,
    /// The preview has no such item, or what was chosen cannot be done to it.
    BadDecision {
        /// The entity.
        on: Path,
        /// What of it.
        what: What,
    },
}

/// What was received.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The changes that came in, for the journal.
    pub incoming: Vec<Arc<Change>>,
    /// The group of the decisions; `None` where there was nothing to write.
    pub group: Option<Group>,
    /// The record that a copy came in, as it stands in the file; `None` where the same was recorded
    /// before.
    pub cut: Option<Value>,
    /// The conflicts that stay open, old ones too: entity and field.
    pub open: Vec<(Path, String)>,
    /// What the document knew and which moments it had afterwards.
    after: (Knows, Vec<Value>),
}

impl Applied {
    /// Whether receiving can be taken back by going to the revision before it: only while nothing was
    /// written since (rule 17). Later it is a choice for each value.
    #[must_use]
    pub fn can_take_back(&self, document: &Document) -> bool {
        document.knows() == self.after.0 && document.envelope.cuts == self.after.1
    }
}

/// Every conflict that is open in a document: the entity and the field.
#[must_use]
pub fn open_conflicts(document: &Document) -> Vec<(Path, String)> {
    use crate::model::field::FieldSource as _;
    let mut found = Vec::new();
    for (path, view) in document.shown() {
        let keys = view.contested().into_iter();
        found.extend(keys.map(|key| (path.clone(), key.to_owned())));
    }
    found
}

/// The registers of one field that are in conflict: the field itself, or elements of its set.
#[must_use]
pub fn open_registers(document: &Document, on: &Path, field: &str) -> Vec<What> {
    let Some(entity) = document.log().entity(on.as_str()) else {
        return Vec::new();
    };
    let registers = entity.fields.of(field).iter();
    let keys = registers.map(|(key, _)| What::from(Some(key)));
    keys.filter(|what| Holding::in_document(document, on, what).is_open())
        .collect()
}

impl Preview {
    /// Takes the copy in and writes the decisions as one group in the new session. What was not decided
    /// is taken as it comes; conflicts that were not decided stay open.
    ///
    /// # Errors
    /// [`Refused`]; the document is as it was.
    pub fn apply(
        &self,
        document: &mut Document,
        decisions: &[Decision],
        receipt: &Receipt,
    ) -> Result<Applied, Refused> {
        if !self.relation.can_receive() {
            return Err(Refused::OtherProgramme);
        }
        if self.is_newer {
            return Err(Refused::TheirsIsNewer);
        }
        if document.is_newer() {
            return Err(Refused::MineIsNewer);
        }
        if document.revision() != self.revision {
            return Err(Refused::Stale);
        }
        let plan = self.plan(decisions)?;
        let log = document.log();
        let all = self.theirs.changes().iter();
        let incoming = all.filter(|c| is_news(log, c)).cloned().collect();
        document.unite_with(&self.theirs);
        document.begin_session(&receipt.session_id, receipt.session.clone());
        let writes = plan.writes(document);
        let group = document.commit_after(writes, plan.ops, 0);
        let cut = self.record(document, receipt);
        Ok(Applied {
            incoming,
            group,
            cut,
            open: open_conflicts(document),
            after: (document.knows(), document.envelope.cuts.clone()),
        })
    }

    /// Records what their copy knew (rule 15: what a partner is known to have is told by what came back).
    fn record(&self, document: &mut Document, receipt: &Receipt) -> Option<Value> {
        let knows = Knows::all_of(self.theirs.changes());
        let known = document.cuts().into_iter().any(|cut| {
            cut.kind == CutKind::Received && cut.to == receipt.from && cut.knows == knows
        });
        if known {
            return None;
        }
        let at = &receipt.session.at;
        let mut cut = Cut {
            id: "".into(),
            kind: CutKind::Received,
            at: at.clone(),
            of: None,
            to: receipt.from.clone(),
            knows,
            digest: String::new(),
            extra: Map::new(),
        };
        let told = format!("{}{}", receipt.session_id, cut.value().canonical());
        cut.id = format!("c{}", digest(&told)).into();
        let value = cut.value();
        document.keep_cuts([value.clone()]);
        Some(value)
    }

    fn plan(&self, decisions: &[Decision]) -> Result<Plan, Refused> {
        let declined: BTreeSet<&Path> = decisions
            .iter()
            .filter(|d| d.what == What::Existence && d.choice == Choice::Mine)
            .map(|d| &d.on)
            .collect();
        let mut plan = Plan::default();
        for decision in decisions {
            let bad = || Refused::BadDecision {
                on: decision.on.clone(),
                what: decision.what.clone(),
            };
            if let Some(item) = self.item(&decision.on, &decision.what) {
                // A field of what is deleted matters only where it is not to be deleted: to write it
                // would bring the entity back.
                if item.in_deleted && !declined.contains(&item.on) {
                    continue;
                }
                plan.item(item, &decision.choice).ok_or_else(bad)?;
                continue;
            }
            let mut kept = self.kept.iter();
            let kept = kept.find(|k| k.on == decision.on && decision.what == What::Existence);
            plan.kept(kept.ok_or_else(bad)?, &decision.choice)
                .ok_or_else(bad)?;
        }
        Ok(plan)
    }
}

/// What the decisions come to.
#[derive(Default)]
struct Plan {
    /// Fields and elements with the values that they shall hold.
    values: Vec<(Path, What, Vec<Value>)>,
    /// Deletions and un-deletions.
    ops: Vec<Op>,
}

impl Plan {
    /// `None` where the choice cannot be made.
    fn item(&mut self, item: &Item, choice: &Choice) -> Option<()> {
        let on = item.on.clone();
        if item.what == What::Existence {
            match (choice, item.kind) {
                (Choice::Theirs, _) => {}
                (Choice::Mine, IncomingKind::Deleted) => self.ops.push(Op::Alive { on }),
                (Choice::Mine, _) => self.ops.push(Op::Del { on }),
                _ => return None,
            }
            return Some(());
        }
        let held = |side: &Holding| -> Vec<Value> { side.values().cloned().collect() };
        let values = match choice {
            Choice::Mine => held(&item.mine),
            Choice::Theirs if !item.is_conflict() => return Some(()),
            Choice::Theirs => held(&item.theirs),
            Choice::Both => vec![Value::text(both(item)?)],
            Choice::Written(value) => {
                let fits = match item.what {
                    What::Element(..) => value.as_bool().is_some(),
                    // An array of strings is a set, and sets are written element by element.
                    _ => value.as_set().is_none(),
                };
                if !fits {
                    return None;
                }
                vec![value.clone()]
            }
        };
        self.values.push((on, item.what.clone(), values));
        Some(())
    }

    fn kept(&mut self, kept: &KeptDeletion, choice: &Choice) -> Option<()> {
        let on = kept.on.clone();
        let delete = match choice {
            Choice::Mine => kept.deleted_by_me,
            Choice::Theirs => !kept.deleted_by_me,
            _ => return None,
        };
        self.ops.push(if delete {
            Op::Del { on }
        } else {
            Op::Alive { on }
        });
        Some(())
    }

    /// The changes of fields and elements, each over all that stands in its register now.
    fn writes(&self, document: &Document) -> Vec<Write> {
        let log = document.log();
        let mut writes = Vec::new();
        for (on, what, values) in &self.values {
            let (f, e) = match what {
                What::Existence => continue,
                What::Field(f) => (f, None),
                What::Element(f, e) => (f, Some(e)),
            };
            let field = Some((&**f, e.map(|e| &**e)));
            let over: Vec<ChangeRef> = log.heads(on.as_str(), field);
            let key = (f.clone(), e.cloned());
            let entity = log.entity(on.as_str());
            let register = entity.and_then(|entity| entity.register(Some(&key)));
            let heads = register.map(|r| &r.heads[..]).unwrap_or_default();
            let now = Holding::of(log, &document.sessions, &key, heads);
            if now.values().eq(values) {
                continue;
            }
            let none = [Value::Null];
            let values = if values.is_empty() {
                &none
            } else {
                &values[..]
            };
            // Several values where I had several: a conflict of mine stays one.
            writes.extend(values.iter().map(|value| Write {
                on: on.clone(),
                act: match e {
                    Some(e) => Act::Element {
                        f: f.clone(),
                        e: e.clone(),
                        to: value.as_bool().unwrap_or(false),
                    },
                    None => Act::Set {
                        f: f.clone(),
                        to: value.clone(),
                    },
                },
                over: over.clone(),
            }));
        }
        writes
    }
}

/// Both texts of a conflict put together, to be shown before it is chosen; `None` where they cannot be.
#[must_use]
pub fn both(item: &Item) -> Option<String> {
    if !item.may_be_both {
        return None;
    }
    let base = item.base.values().next_back().and_then(Value::as_text);
    let mine = item.mine.values().next_back().and_then(Value::as_text);
    let mut texts: Vec<&str> = item.after.values().filter_map(Value::as_text).collect();
    // Mine stands first.
    texts.sort_by_key(|text| Some(*text) != mine);
    match texts.as_slice() {
        [mine, theirs] => Some(difference::both(base.unwrap_or_default(), mine, theirs)),
        _ => None,
    }
}
