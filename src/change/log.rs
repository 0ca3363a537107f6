//! The log: all changes of a document, sorted into registers, with the heads of each.

mod build;

use super::heads::{Edges, heads};
use super::list::ChangeList;
use super::places::Places;
use super::record::{Act, Change, ChangeId, ChangeRef, FieldKey, Key, Show};
use super::register::{Entities, EntityLog, Register};
use super::view::EntityView;
use crate::model::hash::{HashMap, HashSet};
use smallvec::SmallVec;
use std::sync::Arc;

/// The place of a change in the log.
pub type Ix = u32;

/// Something in the history that has no effect, to be told to the user (rules 5 and 7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogProblem {
    /// `over` or `saw` names a change that is not here, itself, or one of another register.
    NoEffect {
        /// The change that names it.
        change: ChangeId,
        /// What it names.
        names: ChangeRef,
    },
    /// One id has several contents: a cloned machine or a forgery. All are kept.
    SeveralContents {
        /// The id.
        change: ChangeId,
    },
}

/// All changes of a document.
#[derive(Clone, Debug, Default)]
pub struct Log {
    changes: ChangeList,
    entities: Entities,
    by_id: HashMap<ChangeId, Places>,
    /// `id#digest` of the contents of ids that have several.
    variants: HashMap<ChangeRef, Ix>,
}

impl Log {
    /// Adds changes of any origin and computes all heads anew. Those already here are passed over;
    /// full records replace thin ones. Returns how many were new.
    pub fn unite(&mut self, changes: impl IntoIterator<Item = Arc<Change>>) -> usize {
        let mut added = 0;
        let mut altered = false;
        for change in changes {
            match self.store(change) {
                Stored::New => added += 1,
                Stored::Altered => altered = true,
                Stored::Known => {}
            }
        }
        if added > 0 || altered {
            self.rebuild();
        }
        added
    }

    /// Adds a change that was made here: cheap where its `over` names all heads of its registers,
    /// as it does but for an edit that was begun before others came in.
    pub fn append(&mut self, change: Change) -> Ix {
        let change = Arc::new(change);
        if self.by_id.contains_key(&change.id) {
            // Another content of an id: what names it loses its effect everywhere (rule 7).
            self.unite([change.clone()]);
            return self.find(&self.reference_of(&change)).unwrap_or_default();
        }
        let ix = self.changes.push(change.clone());
        self.by_id.entry(change.id.clone()).or_default().push(ix);
        let over: SmallVec<[Ix; 2]> = change.over.iter().filter_map(|r| self.find(r)).collect();
        // Taken out, so that the rest of the log can be read meanwhile.
        let entities = Arc::make_mut(&mut self.entities);
        let mut log = std::mem::take(entities.entry(change.on.clone()).or_default());
        let entity = Arc::make_mut(&mut log);
        for key in change.registers() {
            let register = entity.register_mut(key);
            register.all.push(ix);
            if register.heads.iter().all(|head| over.contains(head)) {
                register.heads = ix.into();
            } else {
                self.settle(register);
            }
        }
        Arc::make_mut(&mut self.entities).insert(change.on.clone(), log);
        ix
    }

    /// The change at a place.
    #[must_use]
    pub fn get(&self, ix: Ix) -> Option<&Arc<Change>> {
        self.changes.get(ix)
    }

    /// All changes, in the order in which they came.
    #[must_use]
    pub const fn changes(&self) -> &ChangeList {
        &self.changes
    }

    /// The change that a reference names: an id, or `id#digest` where the id has several contents.
    /// `None` where it is not here, or where a plain id does not tell which content is meant (rule 7).
    #[must_use]
    pub fn find(&self, reference: &str) -> Option<Ix> {
        if let Some(all) = self.by_id.get(reference) {
            return match **all {
                [only] => Some(only),
                _ => None,
            };
        }
        if let Some(ix) = self.variants.get(reference) {
            return Some(*ix);
        }
        // Written where the id had several contents, read where it has one.
        let (id, digest) = reference.split_once('#')?;
        match **self.by_id.get(id)? {
            [only] => self
                .get(only)
                .is_some_and(|c| c.digest() == digest)
                .then_some(only),
            _ => None,
        }
    }

    /// Whether this record is here, whole or as what compaction left of it.
    #[must_use]
    pub fn holds(&self, change: &Change) -> bool {
        let Some(all) = self.by_id.get(&change.id) else {
            return false;
        };
        let mut known = all.iter().filter_map(|ix| self.get(*ix));
        known.any(|c| c.is_thin() || change.is_thin() || c.is_same(change))
    }

    /// The heads of a register as they were when only some of its changes were there.
    #[must_use]
    pub fn heads_among(&self, register: &Register, there: impl Fn(&Change) -> bool) -> Places {
        let known = register.all.iter().copied();
        let then: Vec<Ix> = known
            .filter(|ix| self.get(*ix).is_some_and(|c| there(c)))
            .collect();
        self.heads_of_places(&then)
    }

    /// The heads among some changes of one register.
    #[must_use]
    pub fn heads_of_places(&self, all: &[Ix]) -> Places {
        let mut then = Register {
            all: all.iter().copied().collect(),
            heads: Places::default(),
        };
        self.settle(&mut then);
        then.heads
    }

    /// Whether an id has several contents: a cloned machine, or a forgery (rule 7).
    #[must_use]
    pub fn has_several(&self, id: &str) -> bool {
        self.by_id.get(id).is_some_and(|all| all.len() > 1)
    }

    /// How a change is to be named in `over`: by its id, or with its digest where the id has
    /// several contents.
    #[must_use]
    pub fn reference(&self, ix: Ix) -> ChangeRef {
        self.get(ix)
            .map_or_else(|| "".into(), |c| self.reference_of(c))
    }

    fn reference_of(&self, change: &Change) -> ChangeRef {
        match self.by_id.get(&change.id) {
            Some(all) if all.len() > 1 => variant(change),
            _ => change.id.clone(),
        }
    }

    /// The entities with their registers, in byte order of their paths.
    #[must_use]
    pub const fn entities(&self) -> &Entities {
        &self.entities
    }

    /// The registers of one entity.
    #[must_use]
    pub fn entity(&self, path: &str) -> Option<&EntityLog> {
        self.entities.get(path).map(AsRef::as_ref)
    }

    /// What an entity's registers show.
    #[must_use]
    pub fn view(&self, path: &str) -> Option<EntityView<'_>> {
        self.entity(path)
            .map(|entity| EntityView::new(self, entity))
    }

    /// The heads of one register as references; of the existence where no field is named.
    #[must_use]
    pub fn heads(&self, path: &str, field: Option<(&str, Option<&str>)>) -> Vec<ChangeRef> {
        let key: Option<FieldKey> = field.map(|(f, e)| (Key::from(f), e.map(Key::from)));
        let register = self.entity(path).and_then(|e| e.register(key.as_ref()));
        register
            .map(|r| r.heads.iter().map(|ix| self.reference(*ix)).collect())
            .unwrap_or_default()
    }

    /// Every field head of an entity, genesis aside, each once: what a deleter has in view.
    #[must_use]
    pub fn field_heads(&self, path: &str) -> Vec<ChangeRef> {
        let Some(entity) = self.entity(path) else {
            return Vec::new();
        };
        let mut seen = HashSet::default();
        let heads = entity.fields.values().flat_map(|r| r.heads.iter().copied());
        heads
            .filter(|ix| self.get(*ix).is_some_and(|c| !c.show.genesis) && seen.insert(*ix))
            .map(|ix| self.reference(ix))
            .collect()
    }

    /// What in the history has no effect or is doubtful.
    #[must_use]
    pub fn problems(&self) -> Vec<LogProblem> {
        let mut problems: Vec<LogProblem> = Vec::new();
        for change in self.changes.iter() {
            let saw: &[ChangeRef] = if let Act::Del { saw } = &change.act {
                saw
            } else {
                &[]
            };
            let over = change.over.iter().map(|r| (r, true));
            for (named, within) in over.chain(saw.iter().map(|r| (r, false))) {
                let target = self.find(named).and_then(|ix| self.get(ix));
                let counts = target.is_some_and(|t| {
                    t.on == change.on
                        && !Arc::ptr_eq(t, change)
                        && (!within || t.registers().iter().any(|r| change.writes(r.as_ref())))
                });
                if !counts {
                    problems.push(LogProblem::NoEffect {
                        change: change.id.clone(),
                        names: named.clone(),
                    });
                }
            }
        }
        let several = self.by_id.iter().filter(|(_, all)| all.len() > 1);
        let mut several: Vec<&ChangeId> = several.map(|(id, _)| id).collect();
        several.sort_unstable();
        problems.extend(
            several
                .into_iter()
                .map(|id| LogProblem::SeveralContents { change: id.clone() }),
        );
        problems
    }

    /// Stores a change without looking at registers.
    fn store(&mut self, change: Arc<Change>) -> Stored {
        let known = self.by_id.entry(change.id.clone()).or_default();
        let first = match **known {
            [] => {
                known.push(self.changes.push(change));
                return Stored::New;
            }
            [first, ..] => first,
        };
        // Ids in the index name changes in the list.
        let Some(other) = self.changes.get(first).cloned() else {
            return Stored::Known;
        };
        match (other.is_thin(), change.is_thin()) {
            (true, false) => {
                self.changes.replace(first, change);
                return Stored::New;
            }
            // Compaction leaves the same of the same; where it did not, every machine keeps one.
            (true, true) if change.identity() > other.identity() => {
                self.changes.replace(first, change);
                return Stored::Altered;
            }
            // What accompanies it may have been written at different times.
            (true, true) if change.identity() == other.identity() => {
                return self.agree_on_show(first, &other, &change);
            }
            (_, true) => return Stored::Known,
            (false, false) => {}
        }
        if known.len() == 1 {
            if other.is_same(&change) {
                return self.agree_on_show(first, &other, &change);
            }
            self.variants.insert(variant(&other), first);
        } else if let Some(same) = self.variants.get(&variant(&change)).copied() {
            return match self.changes.get(same).cloned() {
                Some(other) => self.agree_on_show(same, &other, &change),
                None => Stored::Known,
            };
        }
        let name = variant(&change);
        let ix = self.changes.push(change);
        known.push(ix);
        self.variants.insert(name, ix);
        Stored::New
    }

    /// Two copies of a record may differ in what is for show: every machine keeps the same one.
    fn agree_on_show(&mut self, ix: Ix, mine: &Arc<Change>, theirs: &Arc<Change>) -> Stored {
        if mine.show == theirs.show {
            return Stored::Known;
        }
        let genesis = mine.show.genesis || theirs.show.genesis;
        let show = if genesis {
            Show {
                genesis,
                ..Show::default()
            }
        } else if theirs.show_rank() > mine.show_rank() {
            theirs.show.clone()
        } else {
            return Stored::Known;
        };
        if show == mine.show {
            return Stored::Known;
        }
        let mut agreed = (**mine).clone();
        agreed.show = show;
        self.changes.replace(ix, Arc::new(agreed));
        Stored::Altered
    }

    /// Whether each change of a register is over the one before it and over nothing else, as with one
    /// editor after another: then the last is the head. Where an id has several contents more is to be
    /// looked at than the ids.
    fn is_chain(&self, all: &[Ix]) -> bool {
        let mut changes = all.iter().map_while(|ix| self.get(*ix));
        let Some(mut before) = changes.next() else {
            return false;
        };
        // The first must not be over one of those that are over it.
        if !self.variants.is_empty() || !before.over.is_empty() {
            return false;
        }
        changes.all(|change| {
            let follows = matches!(&*change.over, [only] if *only == before.id);
            before = change;
            follows
        })
    }

    /// Computes the heads of a register. An `over` entry counts only within the register (rule 5).
    fn settle(&self, register: &mut Register) {
        if register.all.len() < 2 {
            register.heads = register.all.clone();
            return;
        }
        if self.is_chain(&register.all) {
            register.heads = register.all.last().copied().into_iter().collect();
            return;
        }
        let mut place: HashMap<Ix, u32> = HashMap::default();
        if register.all.len() > 8 {
            place.extend(register.all.iter().copied().zip(0..));
        }
        let find = |ix: Ix| {
            if place.is_empty() {
                register
                    .all
                    .iter()
                    .zip(0..)
                    .find_map(|(x, i)| (*x == ix).then_some(i))
            } else {
                place.get(&ix).copied()
            }
        };
        let mut edges: Edges = Vec::with_capacity(register.all.len());
        for (ix, i) in register.all.iter().zip(0..) {
            let over = self.get(*ix).map(|c| &*c.over).unwrap_or_default();
            let named = over.iter().filter_map(|r| self.find(r)).filter_map(find);
            let mut targets: SmallVec<[u32; 1]> = named.filter(|t| *t != i).collect();
            targets.sort_unstable();
            targets.dedup();
            edges.push(targets);
        }
        register.heads = heads(&edges)
            .into_iter()
            .filter_map(|i| register.all.get(i as usize).copied())
            .collect();
    }
}

/// What became of a change that was to be stored.
enum Stored {
    New,
    Altered,
    Known,
}

/// The name of one of several contents of an id (rule 7).
fn variant(change: &Change) -> ChangeRef {
    format!("{}#{}", change.id, change.digest()).into()
}
