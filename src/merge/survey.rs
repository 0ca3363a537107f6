//! Trying the union and finding what it would change.

use super::holding::Holding;
use super::preview::{Counts, IncomingKind, Item, KeptDeletion, Outgoing, Preview, TextDifference};
use super::relation::relation;
use crate::change::record::FieldKey;
use crate::change::register::EntityLog;
use crate::change::{Act, Change, Claim, Document, EntityView, Life, Log, What};
use crate::model::clause::plain;
use crate::model::field::Shape;
use crate::model::id::PROGRAMME;
use crate::model::{Clause, Id, KINDS, Map, Path};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whether a change is new to a log, or whole where the log has what compaction left of it.
pub(super) fn is_news(log: &Log, change: &Change) -> bool {
    let is_thin = || {
        let known = log.find(&change.id).and_then(|ix| log.get(ix));
        known.is_some_and(|c| c.is_thin())
    };
    !log.holds(change) || (!change.is_thin() && is_thin())
}

impl Preview {
    /// What receiving `theirs` would do to `mine`. Hand edits of both were taken in when they were read
    /// (rule 12). Costs about as much as the union itself.
    #[must_use]
    pub fn of(mine: &Document, theirs: &Document) -> Self {
        Self::with_after(mine, theirs).0
    }

    /// The same, with the document as the union would leave it, where anything comes in.
    #[must_use]
    pub fn with_after(mine: &Document, theirs: &Document) -> (Self, Option<Document>) {
        let all = theirs.log().changes().iter();
        let incoming: Vec<Arc<Change>> = all.filter(|c| is_news(mine.log(), c)).cloned().collect();
        let lacking = |c: &&Arc<Change>| !theirs.log().holds(c);
        let outgoing: Vec<&Arc<Change>> = mine.log().changes().iter().filter(lacking).collect();
        let new = incoming.iter().filter(|c| !mine.log().holds(c)).count();
        let relation = relation(mine, theirs, new, outgoing.len());
        let mut preview = Self {
            relation,
            text: text_differences(mine, theirs),
            incoming: Vec::new(),
            conflicts: Vec::new(),
            kept: Vec::new(),
            changes: new,
            outgoing: Outgoing {
                changes: outgoing.len(),
                entities: outgoing
                    .iter()
                    .map(|c| &c.on)
                    .collect::<BTreeSet<_>>()
                    .len(),
            },
            total: Counts::default(),
            by_article: BTreeMap::new(),
            is_newer: theirs.is_newer(),
            theirs: theirs.snapshot(),
            revision: mine.revision(),
        };
        if incoming.is_empty() || !relation.can_receive() {
            return (preview, None);
        }
        let mut after = mine.clone();
        after.unite_with(&preview.theirs);
        let survey = Survey {
            mine,
            theirs,
            after: &after,
        };
        for path in survey.touched(&incoming) {
            survey.entity(&path, &mut preview);
        }
        preview.sort(mine);
        preview.count();
        (preview, Some(after))
    }

    fn sort(&mut self, mine: &Document) {
        let text = mine.programme().text.clone();
        let place = |article: u8, clause: &Option<Id>| {
            let clause = clause.as_ref().map(|c| text.position(c.as_str()));
            (article, clause)
        };
        for items in [&mut self.incoming, &mut self.conflicts] {
            items.sort_by_cached_key(|i| {
                (place(i.article, &i.clause), i.on.clone(), i.what.clone())
            });
        }
        let kept = &mut self.kept;
        kept.sort_by_cached_key(|k| (place(k.article, &k.clause), k.on.clone()));
    }

    fn count(&mut self) {
        let mut add = |article: u8, count: &dyn Fn(&mut Counts)| {
            count(self.by_article.entry(article).or_default());
            count(&mut self.total);
        };
        for item in &self.incoming {
            add(item.article, &|c| {
                c.incoming += 1;
                c.replaced += usize::from(item.replaces);
            });
        }
        for item in &self.conflicts {
            add(item.article, &|c| c.conflicts += 1);
        }
        for kept in &self.kept {
            add(kept.article, &|c| c.kept += 1);
        }
    }
}

struct Survey<'a> {
    mine: &'a Document,
    theirs: &'a Document,
    /// Mine with theirs taken in. Changes that were mine stand at the same places as in mine.
    after: &'a Document,
}

/// One entity on each side.
struct Sides<'a> {
    on: &'a Path,
    mine: Option<&'a EntityLog>,
    theirs: Option<&'a EntityLog>,
    after: &'a EntityLog,
    clause: Option<Id>,
    article: u8,
}

impl Survey<'_> {
    /// The entities whose registers or whose being shown the union alters. All are compared, not only
    /// those that the incoming changes name: a change may take the effect from another one elsewhere.
    fn touched(&self, incoming: &[Arc<Change>]) -> BTreeSet<Path> {
        let (before, after) = (self.mine.log().entities(), self.after.log().entities());
        let differs = |(path, entity): &(&Path, &Arc<EntityLog>)| {
            before.get(*path).is_none_or(|b| b != *entity)
                || self.mine.is_shown(path.as_str()) != self.after.is_shown(path.as_str())
        };
        let found = after.iter().filter(differs).map(|(path, _)| path.clone());
        found.chain(incoming.iter().map(|c| c.on.clone())).collect()
    }

    fn entity(&self, on: &Path, out: &mut Preview) {
        let Some(after) = self.after.log().entity(on.as_str()) else {
            return;
        };
        let clause = self.after.clause_of(on);
        let text = &self.after.programme().text;
        let sides = Sides {
            on,
            mine: self.mine.log().entity(on.as_str()),
            theirs: self.theirs.log().entity(on.as_str()),
            after,
            article: clause.as_ref().map_or(0, |c| text.article_of(c.as_str())),
            clause,
        };
        if on.as_str() == PROGRAMME {
            self.fields(&sides, false, &|_| true, out);
            return;
        }
        let life = |d: &Document| d.log().view(on.as_str()).map(|v| v.life());
        let before = life(self.mine).filter(|_| sides.mine.is_some());
        let there = |life: Option<Life>| matches!(life, Some(Life::Alive | Life::KeptByEdit));
        let now = life(self.after);
        let held_back = now == Some(Life::KeptByEdit) && before != Some(Life::KeptByEdit);
        match (there(before), there(now)) {
            (false, false) => {
                // Deleted on both sides, and in view for what refers to it: its values are seen.
                if self.mine.is_shown(on.as_str()) && self.after.is_shown(on.as_str()) {
                    self.fields(&sides, true, &|_| true, out);
                }
            }
            (true, true) => {
                if held_back || self.deletion_without_effect(&sides) {
                    out.kept.push(self.kept(&sides));
                }
                self.fields(&sides, false, &|_| true, out);
            }
            (true, false) => {
                out.incoming
                    .push(self.existence(&sides, IncomingKind::Deleted, true));
                self.fields(&sides, true, &|_| true, out);
            }
            (false, true) => {
                if held_back && before == Some(Life::Dead) {
                    out.kept.push(self.kept(&sides));
                } else {
                    let kind = if before.is_none() {
                        IncomingKind::New
                    } else {
                        IncomingKind::Restored
                    };
                    let item = self.existence(&sides, kind, before.is_some());
                    out.incoming.push(item);
                }
                // The fields come with the entity; what differs in them is told all the same.
                self.fields(&sides, false, &Item::is_conflict, out);
            }
        }
    }

    /// A deletion came in, or meets what comes in, and the entity stays: somebody made it alive again.
    fn deletion_without_effect(&self, sides: &Sides<'_>) -> bool {
        let deletions = |log: &Log, entity: Option<&EntityLog>| {
            let heads = entity.map(|e| &e.existence.heads[..]).unwrap_or_default();
            let changes = heads.iter().filter_map(|ix| log.get(*ix));
            changes.filter(|c| matches!(c.act, Act::Del { .. })).count()
        };
        let before = deletions(self.mine.log(), sides.mine);
        let is_alive = |view: EntityView<'_>| view.life() == Life::Alive;
        deletions(self.after.log(), Some(sides.after)) > before
            && self
                .after
                .log()
                .view(sides.on.as_str())
                .is_some_and(is_alive)
    }

    fn kept(&self, sides: &Sides<'_>) -> KeptDeletion {
        let log = self.after.log();
        let heads = sides.after.existence.heads.iter();
        let changes: Vec<&Arc<Change>> = heads.filter_map(|ix| log.get(*ix)).collect();
        let is_deletion = |c: &Change| matches!(c.act, Act::Del { .. });
        let deletions: Vec<&Arc<Change>> =
            changes.iter().copied().filter(|c| is_deletion(c)).collect();
        let saw: BTreeSet<u32> = deletions
            .iter()
            .filter_map(|c| match &c.act {
                Act::Del { saw } => Some(saw),
                _ => None,
            })
            .flat_map(|saw| saw.iter().filter_map(|r| log.find(r)))
            .collect();
        let mut edits: Vec<(What, Claim)> = Vec::new();
        for change in changes.iter().filter(|c| !is_deletion(c)) {
            edits.push((What::Existence, self.after.claim(change)));
        }
        for ((f, e), register) in sides.after.fields.iter() {
            for change in register.heads.iter().filter(|ix| !saw.contains(*ix)) {
                let Some(change) = log.get(*change).filter(|c| !c.show.genesis) else {
                    continue;
                };
                edits.push((
                    What::from(Some(&(f.clone(), e.clone()))),
                    self.after.claim(change),
                ));
            }
        }
        let deleted_by_me = deletions.iter().any(|c| self.mine.log().holds(c));
        KeptDeletion {
            on: sides.on.clone(),
            clause: sides.clause.clone(),
            article: sides.article,
            deleted_by_me,
            deleted: deletions.iter().map(|c| self.after.claim(c)).collect(),
            edits,
            fields: fields(self.after, sides.on),
        }
    }

    fn existence(&self, sides: &Sides<'_>, kind: IncomingKind, replaces: bool) -> Item {
        let log = self.after.log();
        let heads = sides.after.existence.heads.iter();
        let changes = heads.filter_map(|ix| log.get(*ix));
        let by: Vec<Claim> = changes.map(|c| self.after.claim(c)).collect();
        let source = match kind {
            IncomingKind::Deleted => self.mine,
            _ => self.after,
        };
        Item {
            on: sides.on.clone(),
            what: What::Existence,
            kind,
            clause: sides.clause.clone(),
            article: sides.article,
            base: Holding::default(),
            mine: Holding::default(),
            theirs: Holding::default(),
            after: Holding::default(),
            by,
            fields: fields(source, sides.on),
            replaces,
            blind: false,
            in_deleted: false,
            may_be_both: false,
            inherited: false,
        }
    }

    /// The registers of fields and elements that hold something else after the union.
    fn fields(
        &self,
        sides: &Sides<'_>,
        in_deleted: bool,
        wanted: &dyn Fn(&Item) -> bool,
        out: &mut Preview,
    ) {
        for (key, register) in sides.after.fields.iter() {
            let before = sides.mine.and_then(|e| e.register(Some(key)));
            let mine_heads = before.map(|r| &r.heads[..]).unwrap_or_default();
            let hold = |d: &Document, heads: &[u32]| Holding::of(d.log(), &d.sessions, key, heads);
            let after = hold(self.after, &register.heads);
            let mine = hold(self.mine, mine_heads);
            if after.says_the_same(&mine) {
                continue;
            }
            let theirs = sides.theirs.and_then(|e| e.register(Some(key)));
            let theirs = theirs
                .map(|r| hold(self.theirs, &r.heads))
                .unwrap_or_default();
            let mine_log = self.mine.log();
            let theirs_log = self.theirs.log();
            let common = |c: &Change| mine_log.holds(c) && theirs_log.holds(c);
            let base = self.after.log().heads_among(register, common);
            let base = hold(self.after, &base);
            let gone = mine_heads.iter().filter(|ix| !register.heads.contains(ix));
            let mut gone = gone.filter_map(|ix| mine_log.get(*ix));
            let blind = gone.any(|c| !theirs_log.holds(c));
            let replaces = mine.values().any(|v| !after.values().any(|a| a == v));
            let may_be_both = is_text(sides.on.kind(), key)
                && after.values().count() == 2
                && after.values().all(|v| v.as_text().is_some());
            let inherited = theirs.is_open() && theirs.says_the_same(&after);
            let item = Item {
                on: sides.on.clone(),
                what: What::from(Some(key)),
                kind: kind(key, &after),
                clause: sides.clause.clone(),
                article: sides.article,
                // What I had and is not among the values any more; a value that I took out counts.
                replaces,
                blind,
                in_deleted,
                may_be_both,
                inherited,
                base,
                mine,
                theirs,
                after,
                by: Vec::new(),
                fields: Map::new(),
            };
            if !wanted(&item) {
                continue;
            }
            if item.is_conflict() {
                out.conflicts.push(item);
            } else {
                out.incoming.push(item);
            }
        }
    }
}

fn kind((_, e): &FieldKey, after: &Holding) -> IncomingKind {
    match e {
        None => IncomingKind::Value,
        Some(_) if after.is_unset() => IncomingKind::Leaves,
        Some(_) => IncomingKind::Joins,
    }
}

/// Whether a field is a text, so that two values of it may be put together.
fn is_text(kind: &str, (f, e): &FieldKey) -> bool {
    let info = KINDS.iter().find(|k| k.kind == kind);
    let field = info.and_then(|k| k.fields.iter().find(|(key, ..)| *key == &**f));
    e.is_none() && field.is_some_and(|(_, shape, _)| *shape == Shape::Text)
}

/// The fields of an entity as they are shown.
fn fields(d: &Document, on: &Path) -> Map {
    let Some(entity) = d.log().entity(on.as_str()) else {
        return Map::new();
    };
    let state = entity.state(d.log().changes()).into_iter();
    state.map(|(k, v)| (k.into(), v.into_owned())).collect()
}

/// What of a clause is official: its words and its place, not the program's own titles and notes.
fn official(c: &Clause) -> impl PartialEq {
    let place = (c.article, c.number, c.point, c.parent.clone());
    (c.text.clone(), c.marker.clone(), c.node, place)
}

/// Where the official text differs.
pub(super) fn text_differences(mine: &Document, theirs: &Document) -> Vec<TextDifference> {
    let (a, b) = (&mine.programme().text, &theirs.programme().text);
    let words = |c: &Clause| plain(&c.text);
    let mut found = Vec::new();
    for clause in a.all() {
        let other = b.get(clause.id.as_str());
        if other.is_none_or(|o| official(o) != official(clause)) {
            found.push(TextDifference {
                clause: clause.id.clone(),
                mine: Some(words(clause)),
                theirs: other.map(words),
            });
        }
    }
    let added = b.all().iter().filter(|c| a.get(c.id.as_str()).is_none());
    found.extend(added.map(|c| TextDifference {
        clause: c.id.clone(),
        mine: None,
        theirs: Some(words(c)),
    }));
    found
}
