//! What the registers of one entity show, and whether it is alive.

use super::list::ChangeList;
use super::log::{Ix, Log};
use super::record::{Act, Change, ChangeRef};
use super::register::{EntityLog, Register, element_in, head_values, is_in, value_in, value_of};
use crate::model::field::FieldSource;
use crate::model::{Value, is_money};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// Whether an entity is alive, and what keeps it so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Nobody deleted it, or the deletion was taken back.
    Alive,
    /// It was deleted, but an edit that the deleter had not seen keeps it alive.
    KeptByEdit,
    /// It was deleted.
    Dead,
}

/// What the registers of one entity show.
#[derive(Clone, Copy, Debug)]
pub struct EntityView<'a> {
    log: &'a Log,
    entity: &'a EntityLog,
}

impl<'a> EntityView<'a> {
    pub(super) const fn new(log: &'a Log, entity: &'a EntityLog) -> Self {
        Self { log, entity }
    }

    const fn changes(&self) -> &'a ChangeList {
        self.log.changes()
    }

    fn register(&self, field: &str, element: Option<&str>) -> Option<&'a Register> {
        self.entity.fields.get(field, element)
    }

    /// Whether it is alive (rule 10).
    #[must_use]
    pub fn life(&self) -> Life {
        let existence = &self.entity.existence.heads;
        // As a rule one change made it and nobody deleted it.
        let mut deletions: Vec<&[ChangeRef]> = Vec::new();
        for ix in existence {
            match self.log.get(*ix).map(|c| &c.act) {
                Some(Act::Del { saw }) => deletions.push(saw),
                _ => return Life::Alive,
            }
        }
        if deletions.is_empty() {
            return Life::Alive;
        }
        let named = deletions.iter().flat_map(|saw| saw.iter());
        let saw: HashSet<Ix> = named.filter_map(|r| self.log.find(r)).collect();
        let mut heads = self.entity.fields.values().flat_map(|r| r.heads.iter());
        let unseen =
            heads.any(|ix| !saw.contains(ix) && self.log.get(*ix).is_some_and(|c| !c.show.genesis));
        if unseen { Life::KeptByEdit } else { Life::Dead }
    }

    /// The fields as the state part of the file shows them: sets as arrays in byte order, money in
    /// conflict as `{"conflict":[…]}`, unset fields left out.
    #[must_use]
    pub fn state(&self) -> Vec<(&'a str, Cow<'a, Value>)> {
        self.entity.state(self.changes())
    }

    /// The heads of a field that bear what is shown: what a hand edit is over. Money in conflict is
    /// shown with all its values.
    #[must_use]
    pub fn shown_heads(&self, field: &str, element: Option<&str>) -> Vec<ChangeRef> {
        match element {
            Some(e) => {
                let Some(register) = self.register(field, element) else {
                    return Vec::new();
                };
                let present = is_in(self.changes(), register, field, e);
                self.heads_where(register, &|c| element_in(c, field, e) == present)
            }
            None => match FieldSource::values(self, field).as_slice() {
                [_, _, ..] if is_money(field) => self.heads_with(field, &|_| true),
                values => {
                    let shown = values.last().copied().cloned().unwrap_or_default();
                    self.heads_with(field, &|v| *v == shown)
                }
            },
        }
    }

    /// The heads of a plain field whose value is of a certain sort.
    #[must_use]
    pub fn heads_with(&self, field: &str, wanted: &dyn Fn(&Value) -> bool) -> Vec<ChangeRef> {
        self.register(field, None)
            .map(|r| self.heads_where(r, &|c| wanted(value_in(c, field))))
            .unwrap_or_default()
    }

    fn heads_where(&self, register: &Register, wanted: &dyn Fn(&Change) -> bool) -> Vec<ChangeRef> {
        let heads = register.heads.iter();
        heads
            .filter(|ix| self.log.get(**ix).is_some_and(|c| wanted(c)))
            .map(|ix| self.log.reference(*ix))
            .collect()
    }

    /// The field heads that are shown: what someone who reads the state part has in view.
    #[must_use]
    pub fn all_shown_heads(&self) -> Vec<ChangeRef> {
        let mut seen = HashSet::new();
        let keys = self.entity.fields.keys();
        keys.flat_map(|(f, e)| self.shown_heads(f, e.as_deref()))
            .filter(|r| {
                let change = self.log.find(r).and_then(|ix| self.log.get(ix));
                change.is_some_and(|c| !c.show.genesis) && seen.insert(r.clone())
            })
            .collect()
    }

    /// The changes at the head of a field or of an element of a set: who set this, when.
    #[must_use]
    pub fn heads_of(&self, field: &str, element: Option<&str>) -> Vec<&'a Arc<Change>> {
        let log = self.log;
        self.register(field, element)
            .map(|r| r.heads.iter().filter_map(|ix| log.get(*ix)).collect())
            .unwrap_or_default()
    }

    /// Whether the heads of an element say different things about it.
    #[must_use]
    pub fn is_element_contested(&self, field: &str, element: &str) -> bool {
        self.register(field, Some(element))
            .is_some_and(|r| self.differ(r, field, element))
    }

    fn differ(&self, register: &Register, field: &str, element: &str) -> bool {
        let heads = register.heads.iter().filter_map(|ix| self.log.get(*ix));
        let mut said = heads.map(|c| element_in(c, field, element));
        let first = said.next();
        said.any(|s| Some(s) != first)
    }
}

impl FieldSource for EntityView<'_> {
    fn value(&self, key: &str) -> Option<&Value> {
        let ((shared, _), register) = self.entity.fields.entry_of(key, None)?;
        if let [only] = *register.heads {
            let change = self.log.get(only).filter(|c| !c.is_thin())?;
            return Some(value_of(change, shared)).filter(|v| !v.is_null());
        }
        let values = head_values(self.changes(), register, key);
        if values.len() > 1 && is_money(key) {
            return None;
        }
        values.last().copied().filter(|v| !v.is_null())
    }

    fn values(&self, key: &str) -> Vec<&Value> {
        self.register(key, None)
            .map(|r| head_values(self.changes(), r, key).into_vec())
            .unwrap_or_default()
    }

    fn elements(&self, key: &str) -> Vec<&str> {
        let registers = self.entity.fields.of(key).iter();
        registers
            .filter_map(|((_, element), register)| {
                let element = element.as_deref()?;
                is_in(self.changes(), register, key, element).then_some(element)
            })
            .collect()
    }

    fn contested(&self) -> Vec<&str> {
        let fields = self.entity.fields.iter();
        let several = fields.filter(|(_, register)| register.heads.len() > 1);
        let mut keys: Vec<&str> = several
            .filter(|((key, element), register)| match element {
                Some(e) => self.differ(register, key, e),
                None => head_values(self.changes(), register, key).len() > 1,
            })
            .map(|((key, _), _)| &**key)
            .collect();
        keys.dedup();
        keys
    }
}
