//! The rules of FILE.md §1, one after the other, through the public face.
//!
//! Mutants of the engine (FILE.md §7) and a test in which each dies; each was made by hand and seen to
//! die. `H` is `histories::three_parties…`, `U` is `histories::undo_goes_back…`.
//!
//! | Mutant | Dies in |
//! |---|---|
//! | `over` dropped | `a_first_change_is_over…` and many others, U |
//! | last writer wins | `equal_values_are_no_conflict…`, H |
//! | delete wins | `an_edit_that_the_deleter_had_not_seen…`, H, U |
//! | remove wins | `an_element_is_present_if_any_head…`, H |
//! | genesis without ids | `a_first_change_is_over…`, U |
//! | deletion over fields | `an_edit_that_the_deleter_had_not_seen…` |
//! | un-delete that rewrites | `undeleting_writes_existence_only` |
//! | undo though not sole head | `undo_is_refused_where…` |
//! | random hand-edit ids | `codec::a_hand_may_change…`, H |
//! | hand edit over all heads | `codec::a_hand_edit_is_over_what_it_saw_only` |
//! | hand deletion that saw hidden values | `codec::a_hand_edit_is_over_what_it_saw_only` |
//! | variants of one id dropped | `several_contents_of_one_id…` |
//! | `over` across registers | `an_entry_of_over_counts_only…`, H, U |
//! | no cycle rule | `a_cycle_hides_nothing…`, `heads::tests` |
//! | single-value undo of a resolution | `an_undone_resolution_is_a_conflict_again…` |
//! | references do not revive | `a_dead_entity_that_something_living_names…`, H, U |
//! | money in conflict has a value | `money_in_conflict_has_no_value`, H |
//! | unread records dropped | `codec::records_that_cannot_be_read…` |
//! | the first copy's show stays | `what_is_only_for_show…` |
//! | one of two templates lost | `copies_from_two_templates…` |
//! | append that forgets other heads | `over_names_the_heads_that_were_shown…` |
//! | undo of a making over others' words | `making_an_entity_is_not_undone…` |
//! | undo that forgets what a deleter saw | U |
//! | undo of an edit that leaves the dead alive | U |
//! | thin beats full | `codec::compacted_records_survive` |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use dong_hanh::change::{
    Act, Blocked, Change, ChangeRef, Life, LogProblem, Op, Seen, Show, UndoStack,
};
use dong_hanh::model::{Path, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use support::*;

const A: &str = "activities/a1";

fn raw(id: &str, on: &str, act: Act, over: &[&str]) -> Arc<Change> {
    let over: Vec<ChangeRef> = over.iter().map(|r| (*r).into()).collect();
    Arc::new(Change {
        id: id.into(),
        on: Path::from(on),
        act,
        over: over.into(),
        show: Show::default(),
    })
}

fn to(f: &str, value: impl Into<Value>) -> Act {
    Act::Set {
        f: f.into(),
        to: value.into(),
    }
}

fn text_of(value: &str) -> Option<Value> {
    Some(Value::text(value))
}

/// Two parties that both know activity a1, titled "gốc".
fn pair() -> (dong_hanh::change::Document, dong_hanh::change::Document) {
    let mut a = small("a");
    make(&mut a, A, &[("title", "gốc".into())]);
    let mut b = mailed(&a);
    begin(&mut a, "a", 1);
    begin(&mut b, "b", 1);
    (a, b)
}

// ---- Records and registers (rules 1–5)

#[test]
fn a_set_is_written_element_by_element_whatever_way_it_is_set() {
    let mut d = small("a");
    let list = |all: &[&str]| Value::List(all.iter().map(|s| Value::text(*s)).collect());
    make(&mut d, A, &[("coordinating", list(&["u.b", "u.a", "u.b"]))]);
    assert_eq!(shown(&d, A, "coordinating"), Some(list(&["u.a", "u.b"])));
    let g = set(&mut d, A, "coordinating", list(&["u.c", "u.a"]));
    assert_eq!(g.changes.len(), 2, "one out, one in");
    assert_eq!(shown(&d, A, "coordinating"), Some(list(&["u.a", "u.c"])));
    set(&mut d, A, "coordinating", Value::Null);
    assert_eq!(shown(&d, A, "coordinating"), None);
    set(&mut d, A, "coordinating", "no set");
    set(&mut d, A, "coordinating", list(&["u.a"]));
    assert_eq!(shown(&d, A, "coordinating"), Some(list(&["u.a"])));
    let again = open_clean(&text(&d));
    assert!(again.envelope.unread.is_empty());
}

#[test]
fn over_names_the_heads_that_were_shown_when_the_edit_began() {
    let (mut a, mut b) = pair();
    let seen = Seen::Heads(a.log().heads(A, Some(("title", None))));
    set(&mut b, A, "title", "của b");
    a.unite_with(&b.snapshot());
    // A typed before B's words came in: they must not vanish under A's.
    let on = Path::from(A);
    a.commit(
        vec![Op::Set {
            on,
            f: "title".into(),
            to: "của a".into(),
            seen,
        }],
        5,
    );
    let view = a.log().view(A).unwrap();
    assert_eq!(view.heads_of("title", None).len(), 2);
    assert_eq!(a.programme().activities["a1"].meta.contested, ["title"]);
    // An edit over what is shown settles it.
    set(&mut a, A, "title", "của a và b");
    assert_eq!(a.log().view(A).unwrap().heads_of("title", None).len(), 1);
}

#[test]
fn what_changes_nothing_is_not_written() {
    let mut d = small("a");
    make(
        &mut d,
        A,
        &[
            ("title", "x".into()),
            ("coordinating", Value::List(vec!["u.a".into()])),
        ],
    );
    let on = Path::from(A);
    for op in [
        Op::set(&on, "title", "x"),
        Op::set(&on, "due", Value::Null),
        Op::set(&on, "coordinating", Value::List(vec!["u.a".into()])),
        Op::Put {
            on: on.clone(),
            f: "coordinating".into(),
            e: "u.a".into(),
            to: true,
        },
        Op::Put {
            on: on.clone(),
            f: "coordinating".into(),
            e: "u.z".into(),
            to: false,
        },
        Op::Alive { on: on.clone() },
        Op::Del {
            on: Path::from("activities/none"),
        },
        Op::Del {
            on: Path::programme(),
        },
        Op::set(&Path::from("activities/none"), "title", "x"),
    ] {
        assert_eq!(d.commit(vec![op.clone()], 1), None, "{op:?}");
    }
}

#[test]
fn an_entry_of_over_counts_only_within_its_own_register() {
    // Mutant: `over` across registers.
    let mut d = small("a");
    let made = make(
        &mut d,
        A,
        &[("title", "tên".into()), ("due", "2024-01-01".into())],
    );
    let new: &str = &made.id;
    d.unite(
        vec![
            raw("h1:1", A, to("due", "2024-02-02"), &[new, "s:404", "h1:1"]),
            raw("h1:2", A, to("note", "x"), &["h1:1"]),
            raw("h1:3", "units/u.a", to("name", "y"), &[new]),
        ],
        BTreeMap::new(),
    );
    assert_eq!(shown(&d, A, "title"), text_of("tên"));
    assert_eq!(shown(&d, A, "due"), text_of("2024-02-02"));
    assert_eq!(d.log().view(A).unwrap().life(), Life::Alive);
    // Unknown, itself, another register, another entity: no effect, and reported.
    let reported: Vec<String> = d
        .log()
        .problems()
        .into_iter()
        .map(|p| match p {
            LogProblem::NoEffect { change, names } => format!("{change}>{names}"),
            LogProblem::SeveralContents { change } => change.to_string(),
        })
        .collect();
    let other = format!("h1:3>{new}");
    assert_eq!(
        reported,
        ["h1:1>s:404", "h1:1>h1:1", "h1:2>h1:1", other.as_str()]
    );
}

#[test]
fn a_first_change_is_over_the_value_of_the_template() {
    // Mutant: genesis without ids.
    let mut d = small("a");
    let g = set(&mut d, "units/u.a", "name", "Phòng mới");
    let c = change(&d, &g.id);
    assert_eq!(c.over.len(), 1);
    assert!(c.over[0].starts_with('g'));
    assert_eq!(shown(&d, "units/u.a", "name"), text_of("Phòng mới"));
    assert!(d.programme().units["u.a"].meta.contested.is_empty());
    // Both parties change it: a conflict of two, the template's value is no third.
    let mut b = open_clean(SMALL);
    begin(&mut b, "b", 0);
    set(&mut b, "units/u.a", "name", "Phòng khác");
    d.unite_with(&b.snapshot());
    assert_eq!(
        d.log()
            .view("units/u.a")
            .unwrap()
            .heads_of("name", None)
            .len(),
        2
    );
}

#[test]
fn copies_from_two_templates_keep_both_values() {
    let other = SMALL.replace("Phòng A", "Phòng khác");
    let (a, b) = (open_clean(SMALL), open_clean(&other));
    let (ab, ba) = (united(&a, &b), united(&b, &a));
    assert_eq!(text(&ab), text(&ba));
    assert_eq!(
        ab.log()
            .view("units/u.a")
            .unwrap()
            .heads_of("name", None)
            .len(),
        2
    );
    let again = open_clean(&text(&ab));
    assert_eq!(text(&again), text(&ab));
}

// ---- Heads (rules 6–8)

#[test]
fn a_cycle_hides_nothing_until_an_honest_change_settles_it() {
    // Mutant: no cycle rule.
    let mut d = small("a");
    let made = make(&mut d, A, &[("title", "thật".into())]);
    d.unite(
        vec![
            raw("z:1", A, to("title", "giả 1"), &["z:2", &made.id]),
            raw("z:2", A, to("title", "giả 2"), &["z:1"]),
        ],
        BTreeMap::new(),
    );
    assert_eq!(d.log().view(A).unwrap().heads_of("title", None).len(), 3);
    set(&mut d, A, "title", "xong");
    assert_eq!(shown(&d, A, "title"), text_of("xong"));
    assert_eq!(d.log().view(A).unwrap().heads_of("title", None).len(), 1);
    // Appending gives what sorting everything anew gives.
    assert_eq!(text(&open_clean(&text(&d))), text(&d));
}

#[test]
fn several_contents_of_one_id_all_stay_and_none_can_be_hidden() {
    // Mutant: variants of one id dropped.
    let mut d = small("a");
    make(&mut d, A, &[("title", "gốc".into())]);
    let first = raw("c:1", A, to("title", "một"), &["sa000:1"]);
    let second = raw("c:1", A, to("title", "hai"), &["sa000:1"]);
    let under = raw("c:2", A, to("title", "ba"), &["c:1"]);
    let mut one = d.clone();
    one.unite(vec![first.clone(), under.clone()], BTreeMap::new());
    assert_eq!(shown(&one, A, "title"), text_of("ba"));
    let mut two = d.clone();
    two.unite(vec![second.clone()], BTreeMap::new());
    let (x, y) = (united(&one, &two), united(&two, &one));
    assert_eq!(text(&x), text(&y));
    // A plain `over` naming the id has no effect now: all three are heads.
    assert_eq!(x.log().view(A).unwrap().heads_of("title", None).len(), 3);
    assert!(x.log().problems().contains(&LogProblem::SeveralContents {
        change: "c:1".into()
    }));
    // They are named with their digests, and then they can be settled.
    let mut settled = x.clone();
    begin(&mut settled, "a", 2);
    let g = set(&mut settled, A, "title", "xong");
    let over = &change(&settled, &g.id).over;
    assert!(
        over.iter().filter(|r| r.starts_with("c:1#")).count() == 2,
        "{over:?}"
    );
    assert_eq!(
        settled.log().view(A).unwrap().heads_of("title", None).len(),
        1
    );
    let again = open_clean(&text(&settled));
    assert_eq!(text(&again), text(&settled));
    assert_eq!(shown(&again, A, "title"), text_of("xong"));
    // Where only one content is known, its digest names it still.
    let digest = format!("c:1#{}", first.digest());
    let mut lone = d.clone();
    lone.unite(
        vec![first, raw("c:3", A, to("title", "bốn"), &[&digest])],
        BTreeMap::new(),
    );
    assert_eq!(shown(&lone, A, "title"), text_of("bốn"));
}

#[test]
fn the_session_of_an_id_that_was_used_goes_on_counting() {
    let mut d = small("a");
    make(&mut d, A, &[("title", "x".into())]);
    begin(&mut d, "a", 0);
    let g = set(&mut d, A, "title", "y");
    assert_eq!(&*g.id, "sa000:2");
}

#[test]
fn what_is_only_for_show_is_agreed_on_whoever_merges() {
    let d = small("a");
    let with = |t, u: Option<&str>| {
        let mut c = (*raw("k:1", "units/u.a", to("name", "x"), &[])).clone();
        c.show.t = Some(t);
        c.show.undoes = u.map(Into::into);
        vec![Arc::new(c)]
    };
    let (mut a, mut b) = (d.clone(), d.clone());
    a.unite(with(1, Some("k:0")), BTreeMap::new());
    b.unite(with(2, None), BTreeMap::new());
    assert_eq!(text(&united(&a, &b)), text(&united(&b, &a)));
    assert_eq!(
        united(&a, &b).log().changes().len(),
        a.log().changes().len()
    );
}

#[test]
fn equal_values_are_no_conflict_and_different_ones_show_the_greatest() {
    // Mutant: last writer wins.
    let (mut a, mut b) = pair();
    set(&mut a, A, "title", "zzz");
    set(&mut b, A, "title", "aaa");
    set(&mut a, A, "note", "như nhau");
    set(&mut b, A, "note", "như nhau");
    let d = united(&a, &b);
    assert_eq!(shown(&d, A, "title"), text_of("zzz"));
    assert_eq!(shown(&united(&b, &a), A, "title"), text_of("zzz"));
    assert_eq!(d.programme().activities["a1"].meta.contested, ["title"]);
}

#[test]
fn money_in_conflict_has_no_value() {
    let (mut a, mut b) = pair();
    let house = "houses/n1";
    make(&mut a, house, &[("support", Value::Int(50_000_000))]);
    b.unite_with(&a.snapshot());
    set(&mut a, house, "support", 60_000_000);
    set(&mut b, house, "support", 70_000_000);
    a.unite_with(&b.snapshot());
    assert_eq!(
        shown(&a, house, "support").unwrap().canonical(),
        r#"{"conflict":[60000000,70000000]}"#
    );
    assert_eq!(text(&open_clean(&text(&a))), text(&a));
}

#[test]
fn an_element_is_present_if_any_head_says_so() {
    // Mutant: remove wins.
    let (mut a, mut b) = pair();
    put(&mut a, A, "coordinating", "u.a", true);
    b.unite_with(&a.snapshot());
    put(&mut a, A, "coordinating", "u.a", false);
    put(&mut b, A, "coordinating", "u.b", true);
    b.commit(
        vec![Op::Put {
            on: A.into(),
            f: "coordinating".into(),
            e: "u.a".into(),
            to: false,
        }],
        1,
    );
    let mut c = mailed(&b);
    begin(&mut c, "c", 1);
    put(&mut c, A, "coordinating", "u.a", true);
    let d = united(&a, &c);
    let both = Value::List(vec!["u.a".into(), "u.b".into()]);
    assert_eq!(shown(&d, A, "coordinating"), Some(both.clone()));
    assert_eq!(shown(&united(&c, &a), A, "coordinating"), Some(both));
}

// ---- Deletion (rules 9, 10)

#[test]
fn an_edit_that_the_deleter_had_not_seen_keeps_the_entity_alive_with_the_flag() {
    // Mutants: delete wins; deletion over fields.
    let (mut a, mut b) = pair();
    set(&mut b, A, "title", "còn dùng");
    let deleted = delete(&mut a, A);
    assert!(!a.is_shown(A));
    for d in [united(&a, &b), united(&b, &a)] {
        assert!(d.is_shown(A));
        assert_eq!(d.log().view(A).unwrap().life(), Life::KeptByEdit);
        assert!(d.programme().activities["a1"].meta.kept_by_edit);
        assert_eq!(shown(&d, A, "title"), text_of("còn dùng"));
    }
    // The deletion writes existence only: it is over nothing but that.
    let del = change(&a, &deleted.id);
    assert_eq!(del.registers().len(), 1);
    assert_eq!(a.log().view(A).unwrap().heads_of("title", None).len(), 1);
    // Seen and deleted again: it goes.
    let mut d = united(&a, &b);
    begin(&mut d, "a", 9);
    delete(&mut d, A);
    assert!(!d.is_shown(A));
}

#[test]
fn undeleting_writes_existence_only() {
    // Mutant: an un-delete that rewrites.
    let (mut a, mut b) = pair();
    delete(&mut a, A);
    b.unite_with(&a.snapshot());
    let before = shown_fields(&a);
    let g = a.commit(vec![Op::Alive { on: A.into() }], 1).unwrap();
    assert_eq!(g.changes.len(), 1);
    assert_eq!(change(&a, &g.id).registers().to_vec(), [None]);
    assert!(a.is_shown(A));
    assert_eq!(shown_fields(&a), before);
    // B, who knows the deletion, writes meanwhile: both stand.
    set(&mut b, A, "title", "b viết");
    a.unite_with(&b.snapshot());
    assert_eq!(shown(&a, A, "title"), text_of("b viết"));
    assert_eq!(a.log().view(A).unwrap().life(), Life::Alive);
}

fn shown_fields(d: &dong_hanh::change::Document) -> Vec<(String, String)> {
    let s = d.snapshot();
    s.fields(A)
        .into_iter()
        .map(|(k, v)| (k.to_owned(), v.canonical()))
        .collect()
}

#[test]
fn a_dead_entity_that_something_living_names_is_shown_and_flagged() {
    let mut d = small("a");
    make(&mut d, "plans/k1", &[("title", "Kế hoạch".into())]);
    make(&mut d, "plans/k2", &[("replaces", "k1".into())]);
    make(&mut d, A, &[("plan", "k2".into())]);
    delete(&mut d, "plans/k1");
    assert!(d.is_shown("plans/k1"), "k2 names it");
    delete(&mut d, "plans/k2");
    assert!(d.is_shown("plans/k2"), "a1 names it");
    assert!(d.is_shown("plans/k1"), "and so k1 stays through k2");
    assert!(d.programme().plans["k1"].meta.kept_by_reference);
    assert_eq!(d.kept_by(&"plans/k2".into()), [&Path::from(A)]);
    assert_eq!(text(&open_clean(&text(&d))), text(&d));
    set(&mut d, A, "plan", Value::Null);
    assert!(!d.is_shown("plans/k1") && !d.is_shown("plans/k2"));
    assert!(!d.programme().plans.contains_key("k1"));
    // A reference back, in a set this time.
    put(&mut d, A, "benefiting", "k2", true);
    assert!(d.is_shown("plans/k1") && d.is_shown("plans/k2"));
    // Two dead that name each other do not keep each other.
    put(&mut d, A, "benefiting", "k2", false);
    let alive = d
        .commit(
            vec![Op::Alive {
                on: "plans/k1".into(),
            }],
            1,
        )
        .unwrap();
    assert_eq!(alive.changes.len(), 1);
    set(&mut d, "plans/k1", "replaces", "k2");
    assert!(d.is_shown("plans/k2"));
    delete(&mut d, "plans/k1");
    assert!(!d.is_shown("plans/k1") && !d.is_shown("plans/k2"));
}

#[test]
fn an_entity_that_was_deleted_can_be_made_again() {
    let mut d = small("a");
    make(&mut d, A, &[("title", "cũ".into()), ("note", "giữ".into())]);
    delete(&mut d, A);
    make(&mut d, A, &[("title", "mới".into())]);
    assert_eq!(shown(&d, A, "title"), text_of("mới"));
    assert!(d.programme().activities["a1"].meta.contested.is_empty());
    let mut stack = stack(&d, "a");
    stack.undo(&mut d, 1).unwrap().unwrap();
    assert!(!d.is_shown(A));
    stack.undo(&mut d, 1).unwrap().unwrap();
    assert_eq!(shown(&d, A, "title"), text_of("cũ"));
}

// ---- Undo (rule 17)

#[test]
fn undo_is_refused_where_somebody_has_built_on_the_change() {
    // Mutant: undo though not sole head.
    let (mut a, mut b) = pair();
    set(&mut a, A, "title", "của a");
    b.unite_with(&a.snapshot());
    let theirs = set(&mut b, A, "title", "của b");
    a.unite_with(&b.snapshot());
    let before = text(&a);
    let mut own = stack(&a, "a");
    let blocked = own.undo(&mut a, 3).unwrap().unwrap_err();
    assert_eq!(
        blocked,
        Blocked::ByChange {
            on: A.into(),
            field: Some("title".into()),
            change: theirs.id
        }
    );
    assert_eq!(text(&a), before, "nothing was written");
    // Beside it counts too.
    let (mut a, mut b) = pair();
    set(&mut a, A, "title", "của a");
    set(&mut b, A, "title", "của b");
    a.unite_with(&b.snapshot());
    assert!(stack(&a, "a").undo(&mut a, 3).unwrap().is_err());
    assert_eq!(shown(&a, A, "title"), text_of("của b"));
}

#[test]
fn making_an_entity_is_not_undone_over_what_others_wrote_into_it() {
    let mut a = small("a");
    make(&mut a, A, &[("title", "gốc".into())]);
    let mut b = mailed(&a);
    begin(&mut b, "b", 1);
    set(&mut b, A, "note", "b ghi");
    // Written, undone and done again: it is B's word all the same.
    let mut of_b = stack(&b, "b");
    of_b.undo(&mut b, 1).unwrap().unwrap();
    let undone = mailed(&b);
    of_b.redo(&mut b, 1).unwrap().unwrap();
    let mut with_redo = united(&a, &b);
    begin(&mut with_redo, "a", 1);
    assert!(
        stack(&with_redo, "a")
            .undo(&mut with_redo, 1)
            .unwrap()
            .is_err()
    );
    // Undone by B there is nothing to lose.
    let mut with_undo = united(&a, &undone);
    begin(&mut with_undo, "a", 1);
    stack(&with_undo, "a")
        .undo(&mut with_undo, 1)
        .unwrap()
        .unwrap();
    assert!(!with_undo.is_shown(A));
}

#[test]
fn an_undone_resolution_is_a_conflict_again_and_redo_settles_it_again() {
    // Mutant: single-value undo of a resolution.
    for choice in ["của a", "của b", "thứ ba"] {
        let (mut a, mut b) = pair();
        set(&mut a, A, "title", "của a");
        set(&mut b, A, "title", "của b");
        a.unite_with(&b.snapshot());
        begin(&mut a, "a", 2);
        let conflict = state(&a.snapshot());
        set(&mut a, A, "title", choice);
        let mut own = stack(&a, "a");
        own.undo(&mut a, 1).unwrap().unwrap();
        let values: Vec<String> = {
            use dong_hanh::model::field::FieldSource as _;
            let view = a.log().view(A).unwrap();
            view.values("title")
                .into_iter()
                .map(Value::canonical)
                .collect()
        };
        assert_eq!(values, [r#""của a""#, r#""của b""#], "{choice}");
        assert_eq!(state(&a.snapshot()), conflict);
        own.redo(&mut a, 1).unwrap().unwrap();
        assert_eq!(shown(&a, A, "title"), text_of(choice));
        assert_eq!(a.log().view(A).unwrap().heads_of("title", None).len(), 1);
        own.undo(&mut a, 1).unwrap().unwrap();
        assert_eq!(state(&a.snapshot()), conflict);
    }
}

#[test]
fn undo_of_an_edit_does_not_bring_back_what_another_deleted() {
    let (mut a, mut b) = pair();
    set(&mut a, A, "title", "của a");
    b.unite_with(&a.snapshot());
    delete(&mut b, A);
    a.unite_with(&b.snapshot());
    assert!(stack(&a, "a").undo(&mut a, 1).unwrap().is_err());
    assert!(!a.is_shown(A));
}

#[test]
fn taking_back_an_undelete_deletes_no_edit_that_the_deleter_had_not_seen() {
    let (mut a, mut b) = pair();
    set(&mut b, A, "title", "b viết");
    delete(&mut a, A);
    a.unite_with(&b.snapshot());
    begin(&mut a, "a", 2);
    a.commit(vec![Op::Alive { on: A.into() }], 1).unwrap();
    let mut own = stack(&a, "a");
    own.undo(&mut a, 1).unwrap().unwrap();
    assert_eq!(a.log().view(A).unwrap().life(), Life::KeptByEdit);
    assert_eq!(shown(&a, A, "title"), text_of("b viết"));
    own.redo(&mut a, 1).unwrap().unwrap();
    assert_eq!(a.log().view(A).unwrap().life(), Life::Alive);
}

#[test]
fn a_group_is_undone_whole_even_where_it_writes_a_field_twice() {
    let mut d = small("a");
    make(&mut d, A, &[("title", "một".into())]);
    let before = state(&d.snapshot());
    let on = Path::from(A);
    let group = d
        .commit(
            vec![
                Op::set(&on, "title", "hai"),
                Op::set(&on, "title", "ba"),
                Op::New {
                    on: "plans/k".into(),
                    to: [("title".into(), "k".into())].into(),
                },
                Op::set(&"plans/k".into(), "title", "kế"),
                Op::Put {
                    on: on.clone(),
                    f: "coordinating".into(),
                    e: "u.a".into(),
                    to: true,
                },
            ],
            2,
        )
        .unwrap();
    assert_eq!(group.changes.len(), 5);
    let after = state(&d.snapshot());
    let mut own = stack(&d, "a");
    for _ in 0..3 {
        own.undo(&mut d, 1).unwrap().unwrap();
        assert_eq!(state(&d.snapshot()), before);
        own.redo(&mut d, 1).unwrap().unwrap();
        assert_eq!(state(&d.snapshot()), after);
    }
}

#[test]
fn undo_has_no_limit_and_no_fear_of_long_chains() {
    let mut d = small("a");
    make(&mut d, A, &[("title", "0".into())]);
    for n in 1..300 {
        set(&mut d, A, "title", n.to_string().as_str());
    }
    let mut own = UndoStack::of(&d, &author("a"));
    for n in (0..299).rev() {
        own.undo(&mut d, 1).unwrap().unwrap();
        assert_eq!(shown(&d, A, "title"), text_of(&n.to_string()));
    }
    own.undo(&mut d, 1).unwrap().unwrap();
    assert!(!d.is_shown(A) && own.undo(&mut d, 1).is_none());
    // The stack is found again in the file.
    let mut d = open_clean(&text(&d));
    begin(&mut d, "a", 1);
    let mut own = UndoStack::of(&d, &author("a"));
    for n in 0..300 {
        own.redo(&mut d, 1).unwrap().unwrap();
        assert_eq!(shown(&d, A, "title"), text_of(&n.to_string()));
    }
    assert!(own.redo(&mut d, 1).is_none());
    // To and fro over one step, a thousand times.
    for _ in 0..500 {
        own.undo(&mut d, 1).unwrap().unwrap();
        own.redo(&mut d, 1).unwrap().unwrap();
    }
    assert_eq!(shown(&d, A, "title"), text_of("299"));
}

// ---- Snapshots

#[test]
fn a_snapshot_stands_still_while_the_document_is_edited_on() {
    fn can_be_sent<T: Send + Sync + 'static>(_: &T) {}
    let mut d = small("a");
    make(&mut d, A, &[("title", "trước".into())]);
    let before = text(&d);
    let snapshot = d.snapshot();
    can_be_sent(&snapshot);
    let worker = std::thread::spawn(move || dong_hanh::codec::write(&snapshot));
    set(&mut d, A, "title", "sau");
    delete(&mut d, A);
    assert_eq!(worker.join().unwrap(), before);
    assert_ne!(text(&d), before);
}

#[test]
fn a_document_of_a_newer_format_is_not_written_to() {
    let newer = SMALL.replace("\"min_reader\": 1", "\"min_reader\": 2");
    let mut d = open(&newer).document;
    assert!(d.is_newer());
    begin(&mut d, "a", 0);
    assert_eq!(
        d.commit(vec![Op::set(&Path::programme(), "title", "x")], 1),
        None
    );
}
