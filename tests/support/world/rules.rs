//! What the rules of FILE.md §1 say of single steps, checked at each step of a random history: over what a change is
//! written (5), that a deletion writes the existence alone (9), what a hand is over (12), what undoing takes back and
//! leaves (17).

use dong_hanh::change::{Act, Change, ChangeId, Document};
use std::collections::BTreeSet;
use std::sync::Arc;

type Key<'a> = (&'a str, Option<&'a str>);

/// The one register that a change of a field writes.
fn register(change: &Change) -> Option<Key<'_>> {
    match &change.act {
        Act::Set { f, .. } => Some((f, None)),
        Act::Element { f, e, .. } => Some((f, Some(e))),
        _ => None,
    }
}

/// What a change says of a register.
fn says(change: &Change, (f, e): Key<'_>) -> String {
    match &change.act {
        Act::Set { to, .. } => to.canonical(),
        Act::Element { to, .. } => to.to_string(),
        Act::New { to } => match (to.get(f), e) {
            (Some(set), Some(e)) => {
                let there = set.as_set().is_some_and(|mut all| all.any(|x| x == e));
                there.to_string()
            }
            (Some(value), None) => value.canonical(),
            (None, Some(_)) => "false".to_owned(),
            (None, None) => "null".to_owned(),
        },
        _ => "null".to_owned(),
    }
}

fn heads(document: &Document, on: &str, key: Key<'_>) -> BTreeSet<String> {
    let heads = document.log().heads(on, Some(key));
    heads.into_iter().map(|r| r.to_string()).collect()
}

fn named<'a>(document: &'a Document, reference: &str) -> Option<&'a Arc<Change>> {
    let log = document.log();
    log.get(log.find(reference)?)
}

/// A change is over exactly the heads that its author was shown, and over what its own group wrote before it.
pub fn assert_written(before: &Document, written: &[Arc<Change>], lives: bool) {
    let own: BTreeSet<&str> = written.iter().map(|c| &*c.id).collect();
    for change in written {
        assert!(
            !lives || register(change).is_none(),
            "{} is no field: a deletion and its undoing write the existence alone",
            change.id
        );
        let Some(key) = register(change) else {
            continue;
        };
        let over: BTreeSet<String> = change.over.iter().map(|r| r.to_string()).collect();
        if over.iter().any(|r| own.contains(r.as_str())) {
            continue;
        }
        // What the group itself made is over nothing that was there before.
        let shown = heads(before, change.on.as_str(), key);
        assert_eq!(over, shown, "{} of {} {key:?}", change.id, change.on);
    }
}

/// A hand is over what it saw: the value that the file shows, and no other that is in conflict with it.
pub fn assert_over_shown(before: &Document, hand: &[Arc<Change>]) {
    for change in hand {
        let Some(key @ (f, None)) = register(change) else {
            continue;
        };
        let shown = super::shown(before, change.on.as_str(), f);
        let shown = shown.map_or("null".to_owned(), |v| v.canonical());
        if shown.contains("\"conflict\"") {
            continue;
        }
        for over in change.over.iter().filter_map(|r| named(before, r)) {
            let seen = over.is_thin() || says(over, key) == shown;
            assert!(
                seen,
                "{} is over {}, which was not shown",
                change.id, over.id
            );
        }
    }
}

/// Only what stands alone is taken back, and then every value that stood before it is there again.
pub fn assert_taken_back(before: &Document, after: &Document, bearer: &ChangeId) {
    let all = before.log().changes().iter();
    let group: Vec<&Arc<Change>> = all.filter(|c| c.group_id() == *bearer).collect();
    let own: BTreeSet<&str> = group.iter().map(|c| &*c.id).collect();
    for change in &group {
        let Some(key) = register(change) else {
            continue;
        };
        let on = change.on.as_str();
        let meant: BTreeSet<String> = group
            .iter()
            .filter(|c| c.on == change.on && register(c) == Some(key))
            .map(|c| says(c, key))
            .collect();
        for head in heads(before, on, key) {
            let head = named(before, &head).unwrap();
            let sole = own.contains(&*head.id) || meant.contains(&says(head, key));
            assert!(sole, "{} stood beside {}", head.id, change.id);
        }
        // What the group made is deleted, and its fields go with it.
        let is_made = |c: &&Arc<Change>| c.on == change.on && matches!(c.act, Act::New { .. });
        if group.iter().any(is_made) || change.over.iter().any(|r| own.contains(&**r)) {
            continue;
        }
        let former = change.over.iter().filter_map(|r| named(before, r));
        let mut former: BTreeSet<String> = former.map(|c| says(c, key)).collect();
        if former.is_empty() {
            former.insert(says_nothing(key));
        }
        let now = heads(after, on, key).into_iter();
        let now: BTreeSet<String> = now
            .filter_map(|r| Some(says(named(after, &r)?, key)))
            .collect();
        assert_eq!(now, former, "{on} {key:?} after taking back {}", change.id);
    }
}

fn says_nothing((_, e): Key<'_>) -> String {
    if e.is_some() { "false" } else { "null" }.to_owned()
}
