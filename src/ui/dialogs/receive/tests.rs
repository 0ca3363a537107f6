//! What the task remembers and decides, without a window.

use super::asks::{Pick, Side, replaces_mine};
use super::state::{Filter, Group, Origin, Read, Ready, Row};
use crate::change::{Author, Document, Op, Session, What};
use crate::codec::embedded::new_document;
use crate::merge::{Choice, IncomingKind, Preview};
use crate::model::{Map, Path, Value};
use std::sync::Arc;

fn session(d: &mut Document, id: &str, party: &str) {
    let by = Author {
        party: party.into(),
        name: party.to_uppercase(),
    };
    let at = "2024-08-01T08:00:00+07:00".into();
    d.begin_session(
        id,
        Session {
            by,
            at,
            ..Session::default()
        },
    );
}

fn make(d: &mut Document, id: &str, clause: &str) {
    let place = Value::map([("in", Value::text(clause)), ("key", "i.0aaaaa".into())]);
    let to: Map = [("title", Value::text(id)), ("place", place)]
        .map(|(k, v)| (k.into(), v))
        .into_iter()
        .collect();
    let on = Path::new("activities", id);
    d.commit(vec![Op::New { on, to }], 0).unwrap();
}

fn set(d: &mut Document, id: &str, key: &str, to: &str) {
    let on = Path::new("activities", id);
    d.commit(vec![Op::set(&on, key, to)], 0).unwrap();
}

/// Mine with three activities of my own, and the partner's copy of it.
fn two() -> (Document, Document) {
    let mut mine = new_document("d");
    session(&mut mine, "vl1", "vl");
    make(&mut mine, "a", "d5.k1");
    make(&mut mine, "b", "d2.k2.g1");
    make(&mut mine, "c", "d2.k2.g1");
    let mut theirs = mine.clone();
    session(&mut theirs, "ct1", "ct");
    session(&mut mine, "vl2", "vl");
    (mine, theirs)
}

fn ready(mine: &Document, theirs: &Document) -> Ready {
    let read = Read {
        people: crate::change::households::people(theirs),
        preview: Arc::new(Preview::of(mine, theirs)),
        mine: Arc::new(mine.clone()),
        theirs: Arc::new(theirs.clone()),
        sender: None,
        exchanged: None,
        hand_edits: 0,
        totals: None,
    };
    Ready::of(read, Origin::Copy, Some("vl"))
}

#[test]
fn what_comes_in_stands_by_article_and_what_belongs_to_none_last() {
    let (mine, mut theirs) = two();
    set(&mut theirs, "a", "due", "2024-09-01");
    set(&mut theirs, "b", "due", "2024-09-01");
    let unit = mine.programme().units.keys().next().unwrap();
    let unit = Path::new("units", unit.as_str());
    theirs.commit(vec![Op::set(&unit, "short_name", "UB")], 0);
    let mut ready = ready(&mine, &theirs);
    let units = Group::Kind("units".into());
    assert_eq!(ready.groups, [Group::Article(2), Group::Article(5), units]);
    assert_eq!(ready.rows.len(), 6);
    assert_eq!(ready.rows[0], Row::Head(0, 1));
    ready.fold(0);
    assert_eq!(ready.rows.len(), 5);
    // The tops end where the last row ends.
    assert_eq!(ready.tops.len(), ready.rows.len() + 1);
    let heights: f32 = ready.rows.iter().map(|r| r.height()).sum();
    assert!((ready.tops.last().unwrap() - heights).abs() < 0.1);
    // A partner alone is the likely sender.
    assert_eq!(ready.from.as_ref().unwrap().as_str(), "ct");
}

#[test]
fn only_what_others_set_is_told_as_replaced() {
    let (mut mine, mut theirs) = two();
    set(&mut theirs, "b", "due", "2024-09-01");
    set(&mut mine, "a", "title", "Của tôi");
    theirs.unite_with(&mine.snapshot());
    session(&mut theirs, "ct2", "ct");
    set(&mut theirs, "a", "title", "Của họ");
    let mut ready = ready(&mine, &theirs);
    let marked: Vec<(&str, bool)> = ready
        .read
        .preview
        .incoming
        .iter()
        .map(|i| (i.on.id(), replaces_mine(i)))
        .collect();
    assert_eq!(marked, [("b", false), ("a", true)]);
    assert_eq!(ready.counts, [2, 1, 0]);
    ready.choose_filter(Filter::Replaces);
    assert_eq!(ready.rows.len(), 2);
    // Declining acts on what is listed.
    ready.set_all(None, false);
    assert_eq!(ready.taken(), 1);
    ready.choose_filter(Filter::All);
    assert!(!ready.takes_all(None));
}

#[test]
fn the_fields_of_what_is_deleted_matter_once_the_deletion_is_declined() {
    let (mine, mut theirs) = two();
    set(&mut theirs, "a", "due", "2024-09-01");
    let on = Path::new("activities", "a");
    theirs.commit(vec![Op::Del { on }], 0).unwrap();
    let mut ready = ready(&mine, &theirs);
    let kinds = |r: &Ready| -> Vec<IncomingKind> {
        let shown = r.rows.iter().filter_map(|row| match row {
            Row::Item(n) => Some(r.read.preview.incoming[*n].kind),
            Row::Head(..) => None,
        });
        shown.collect()
    };
    assert_eq!(kinds(&ready), [IncomingKind::Deleted]);
    assert_eq!(ready.taken(), 1);
    let deletion = ready.read.preview.incoming.iter();
    let mut deletion = deletion
        .enumerate()
        .filter(|(_, i)| i.what == What::Existence);
    let nth = deletion.next().unwrap().0;
    drop(deletion);
    ready.toggle(nth);
    assert_eq!(kinds(&ready), [IncomingKind::Deleted, IncomingKind::Value]);
    let decisions = ready.decisions();
    assert_eq!(decisions.len(), 1);
    assert_eq!(decisions[0].choice, Choice::Mine);
}

#[test]
fn of_three_values_each_can_be_chosen_and_no_side_is_taken_for_one_of_them() {
    let (mut mine, mut theirs) = two();
    let mut third = theirs.clone();
    session(&mut third, "xx1", "xx");
    set(&mut mine, "a", "due", "2024-09-01");
    set(&mut theirs, "a", "due", "2024-09-02");
    set(&mut third, "a", "due", "2024-09-03");
    theirs.unite_with(&third.snapshot());
    let mut ready = ready(&mine, &theirs);
    let sides: Vec<Side> = ready.asks[0].offers.iter().map(|o| o.side).collect();
    assert_eq!(sides, [Side::Mine, Side::Theirs, Side::Theirs]);
    ready.choose(0, Pick::Nth(2));
    let choice = ready.decisions()[0].choice.clone();
    assert_eq!(choice, Choice::Written("2024-09-03".into()));
    // What is not offered cannot be chosen; the same again leaves it open.
    ready.choose(0, Pick::Nth(7));
    ready.choose(0, Pick::Both);
    assert_eq!(ready.chosen(), 1);
    ready.choose(0, Pick::Nth(2));
    assert_eq!((ready.chosen(), ready.open()), (0, 1));
    assert!(ready.decisions().is_empty() && !ready.has_choices());
    // Applied, the third value stands and nothing is open.
    ready.choose(0, Pick::Nth(2));
    let receipt = crate::merge::Receipt {
        session_id: "vl3".into(),
        session: Session::default(),
        from: None,
    };
    let preview = ready.read.preview.clone();
    preview
        .apply(&mut mine, &ready.decisions(), &receipt)
        .unwrap();
    assert!(crate::merge::open_conflicts(&mine).is_empty());
    let due = mine.programme().activities["a"].due.unwrap();
    assert_eq!(due.to_string(), "2024-09-03");
}

#[test]
fn a_deletion_that_an_edit_holds_back_is_decided_like_a_conflict() {
    let (mut mine, mut theirs) = two();
    let on = Path::new("activities", "a");
    mine.commit(vec![Op::Del { on: on.clone() }], 0).unwrap();
    set(&mut theirs, "a", "due", "2024-09-01");
    let mut ready = ready(&mine, &theirs);
    assert_eq!((ready.asks.len(), ready.open()), (1, 1));
    ready.choose(0, Pick::Nth(0));
    let decision = &ready.decisions()[0];
    assert_eq!((&decision.on, &decision.choice), (&on, &Choice::Mine));
}
