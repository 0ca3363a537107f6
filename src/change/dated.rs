//! The document by dates and by versions: as it was on a day, as the dates claim (FILE.md §1 rule 16),
//! and going back to how it was, written as changes (rule 17).

use super::cut::Knows;
use super::document::Document;
use super::log::Ix;
use super::record::{Act, ChangeRef, FieldKey};
use super::register::{Register, element_in, value_in};
use super::view::Life;
use super::{Claim, Group, Log, Op, Write};
use crate::model::id::PROGRAMME;
use crate::model::{Path, Value};
use chrono::{DateTime, FixedOffset};

impl Document {
    /// What was there at a moment, as the sessions date it: the changes dated up to then, and all that
    /// they are over. These are claims, and what is shown by them must say so; what is signed or counted
    /// goes by cuts.
    #[must_use]
    pub fn known_at(&self, moment: DateTime<FixedOffset>) -> Knows {
        let log = self.log();
        let changes: Vec<_> = log.changes().iter().collect();
        let mut known = vec![false; changes.len()];
        let mut queue: Vec<Ix> = Vec::new();
        for (ix, change) in (0..).zip(&changes) {
            if Claim::of(change, &self.sessions)
                .at
                .is_some_and(|at| at <= moment)
            {
                queue.push(ix);
            }
        }
        while let Some(ix) = queue.pop() {
            let Some(slot) = known.get_mut(ix as usize) else {
                continue;
            };
            if std::mem::replace(slot, true) {
                continue;
            }
            let over = log.get(ix).map(|c| &*c.over).unwrap_or_default();
            queue.extend(over.iter().filter_map(|r| log.find(r)));
        }
        let there = changes.into_iter().zip(known);
        Knows::of(there.filter_map(|(change, known)| known.then_some(change)))
    }

    /// Makes the document say again what it said `then`, as one group of ordinary changes: nothing of the
    /// history is lost, and it is undone as every other group. `then` is this document as it was
    /// ([`super::Past::at`]). `None` where nothing differs, or nothing may be written.
    pub fn go_back(&mut self, then: &Self, t: u32) -> Option<Group> {
        let mut writes = Vec::new();
        let mut ops = Vec::new();
        for (path, entity) in self.log().entities().iter() {
            let alive = |log: &Log| {
                let view = log.view(path.as_str());
                view.is_some_and(|v| path.as_str() == PROGRAMME || v.life() != Life::Dead)
            };
            match (alive(then.log()), alive(self.log())) {
                (false, false) => continue,
                (false, true) => {
                    ops.push(Op::Del { on: path.clone() });
                    continue;
                }
                (true, false) => ops.push(Op::Alive { on: path.clone() }),
                (true, true) => {}
            }
            for (key, register) in entity.fields.iter() {
                let before = then.log().entity(path.as_str());
                let before = before.and_then(|e| e.register(Some(key)));
                self.write_again(then, path, key, (before, register), &mut writes);
            }
        }
        self.commit_after(writes, ops, t)
    }

    /// The changes that make a register say what it said.
    fn write_again(
        &self,
        then: &Self,
        on: &Path,
        key: &FieldKey,
        (before, now): (Option<&Register>, &Register),
        out: &mut Vec<Write>,
    ) {
        let said = |log: &Log, register: &Register| -> Vec<Value> {
            let heads = register.heads.iter().filter_map(|ix| log.get(*ix));
            let mut values: Vec<Value> = heads
                .filter(|c| !c.is_thin())
                .map(|c| match &key.1 {
                    Some(e) => Value::Bool(element_in(c, &key.0, e)),
                    None => value_in(c, &key.0).clone(),
                })
                .collect();
            values.sort_by_cached_key(Value::canonical);
            values.dedup();
            values
        };
        let nothing = if key.1.is_some() {
            Value::Bool(false)
        } else {
            Value::Null
        };
        let mut wanted = before.map(|r| said(then.log(), r)).unwrap_or_default();
        let mut present = said(self.log(), now);
        for values in [&mut wanted, &mut present] {
            if values.is_empty() {
                values.push(nothing.clone());
            }
        }
        if wanted == present {
            return;
        }
        let over: Vec<ChangeRef> = now
            .heads
            .iter()
            .map(|ix| self.log().reference(*ix))
            .collect();
        for value in wanted {
            let (f, e) = key.clone();
            let act = match e {
                Some(e) => Act::Element {
                    f,
                    e,
                    to: value.as_bool().unwrap_or(false),
                },
                None => Act::Set { f, to: value },
            };
            out.push(Write {
                on: on.clone(),
                act,
                over: over.clone(),
            });
        }
    }

    /// The document as it was when only these changes were there (see [`super::Past::at`]).
    #[must_use]
    pub fn at(&self, knows: &Knows) -> Self {
        self.past().at(knows)
    }
}
