//! Receiving a copy: what the preview tells, what the decisions write, and how it is taken back
//! (FILE.md §1 rules 12–19; scenario 8).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use dong_hanh::change::{CutKind, Document, Life, Op, Session};
use dong_hanh::codec;
use dong_hanh::codec::embedded::{new_document, sample_document};
use dong_hanh::merge::{
    Applied, Choice, Decision, IncomingKind, Preview, Receipt, Refused, Relation, What, both,
    open_conflicts,
};
use dong_hanh::model::{Id, Path, Value};
use support::*;

const A: &str = "activities/a1";

/// Two copies of the small document, each with a session of its own begun.
fn two() -> (Document, Document) {
    let mut a = small("a");
    make(
        &mut a,
        A,
        &[
            ("title", "Họp quý II tại xã".into()),
            ("lead", "u.a".into()),
        ],
    );
    let mut b = mailed(&a);
    begin(&mut b, "b", 1);
    begin(&mut a, "a", 2);
    (a, b)
}

fn receipt(n: usize) -> Receipt {
    Receipt {
        session_id: format!("merge{n}"),
        session: Session {
            by: author("a"),
            at: format!("2024-06-{n:02}T08:00:00+07:00"),
            ..Session::default()
        },
        from: Some("ct".into()),
    }
}

fn field(f: &str) -> What {
    What::Field(f.into())
}

fn decide(on: &str, what: What, choice: Choice) -> Decision {
    Decision {
        on: on.into(),
        what,
        choice,
    }
}

fn receive(mine: &mut Document, theirs: &Document, decisions: &[Decision]) -> Applied {
    let preview = Preview::of(mine, theirs);
    preview.apply(mine, decisions, &receipt(1)).unwrap()
}

/// A preview's items as short lines.
fn told(preview: &Preview) -> Vec<String> {
    let line = |kind: &str, on: &Path, what: &What| {
        let what = match what {
            What::Existence => String::new(),
            What::Field(f) => format!(".{f}"),
            What::Element(f, e) => format!(".{f}[{e}]"),
        };
        format!("{kind} {on}{what}")
    };
    let incoming = preview.incoming.iter();
    let incoming = incoming.map(|i| line(&format!("{:?}", i.kind), &i.on, &i.what));
    let conflicts = preview.conflicts.iter();
    let conflicts = conflicts.map(|i| line("Conflict", &i.on, &i.what));
    let kept = preview.kept.iter();
    let kept = kept.map(|k| line("Kept", &k.on, &What::Existence));
    incoming.chain(conflicts).chain(kept).collect()
}

#[test]
fn a_preview_tells_what_comes_in_and_touches_nothing() {
    let (mut a, mut b) = two();
    set(&mut b, A, "title", "Họp quý III tại xã");
    set(&mut b, A, "due", "2024-09-30");
    put(&mut b, "units/u.b", "tags", "x", false);
    put(&mut b, "units/u.b", "tags", "z", true);
    make(
        &mut b,
        "notes/n1",
        &[("of", "a1".into()), ("text", "Đã bàn".into())],
    );
    set(&mut a, "programme", "number", "05/CTr");
    let before = text(&a);
    let preview = Preview::of(&a, &b);
    assert_eq!(text(&a), before);
    assert_eq!(preview.relation, Relation::Diverged);
    assert_eq!(
        told(&preview),
        [
            "Value activities/a1.due",
            "Value activities/a1.title",
            "New notes/n1",
            "Leaves units/u.b.tags[x]",
            "Joins units/u.b.tags[z]",
        ]
    );
    let replaced: Vec<_> = preview.replaced().map(|i| i.what.clone()).collect();
    assert_eq!(
        replaced,
        [field("title"), What::Element("tags".into(), "x".into())]
    );
    let title = preview.item(&A.into(), &field("title")).unwrap();
    assert_eq!(title.base.shown("title"), Some(&"Họp quý II tại xã".into()));
    assert_eq!(title.after.claims().next().unwrap().by, author("b"));
    assert_eq!(
        title
            .after
            .claims()
            .next()
            .unwrap()
            .at
            .unwrap()
            .to_rfc3339(),
        "2024-05-01T08:01:01+07:00"
    );
    assert!(!title.blind);
    assert_eq!((preview.changes, preview.outgoing.changes), (5, 1));
    assert_eq!((preview.total.incoming, preview.total.replaced), (5, 2));
    let note = preview.item(&"notes/n1".into(), &What::Existence).unwrap();
    assert_eq!(note.fields.get("text"), Some(&"Đã bàn".into()));
}

#[test]
fn copies_are_told_apart() {
    let (mut a, mut b) = two();
    let of = |a: &Document, b: &Document| Preview::of(a, b).relation;
    assert_eq!(of(&a, &b), Relation::Same);
    set(&mut b, A, "title", "Khác");
    assert_eq!(of(&a, &b), Relation::Newer);
    assert_eq!(of(&b, &a), Relation::Older);
    set(&mut a, A, "due", "2024-01-01");
    assert_eq!(of(&a, &b), Relation::Diverged);
    let other = new_document("other");
    assert_eq!(of(&a, &other), Relation::OtherProgramme);
    let refused = Preview::of(&a, &other).apply(&mut a, &[], &receipt(1));
    assert_eq!(refused.unwrap_err(), Refused::OtherProgramme);
    assert_eq!(
        of(&new_document("x"), &other),
        Relation::JoinableSameTemplate
    );
}

#[test]
fn what_is_declined_is_recorded_over_and_travels() {
    let (mut a, mut b) = two();
    set(&mut b, A, "title", "Khác");
    put(&mut b, "units/u.b", "tags", "z", true);
    make(&mut b, "notes/n1", &[("text", "Thừa".into())]);
    let was = state(&a.snapshot());
    let decisions = [
        decide(A, field("title"), Choice::Mine),
        decide(
            "units/u.b",
            What::Element("tags".into(), "z".into()),
            Choice::Mine,
        ),
        decide("notes/n1", What::Existence, Choice::Mine),
    ];
    let applied = receive(&mut a, &b, &decisions);
    assert_eq!(state(&a.snapshot()), was);
    assert_eq!(applied.group.unwrap().changes.len(), 3, "one group");
    // The partner gets the same when mine comes back.
    b.unite_with(&mailed(&a).snapshot());
    assert_eq!(state(&b.snapshot()), was);
    assert_eq!(text(&b), text(&a));
}

#[test]
fn scenario_8_both_sides_edited_one_activity() {
    let (mut a, mut b) = two();
    set(&mut a, A, "title", "Họp tháng 4 tại xã");
    set(&mut b, A, "title", "Họp quý II tại huyện");
    set(&mut a, A, "due", "2024-04-30");
    set(&mut b, A, "due", "2024-06-30");
    set(&mut b, A, "year", 2024);
    let preview = Preview::of(&a, &b);
    assert_eq!(
        told(&preview),
        [
            "Value activities/a1.year",
            "Conflict activities/a1.due",
            "Conflict activities/a1.title"
        ]
    );
    let [due, title] = &preview.conflicts[..] else {
        panic!()
    };
    assert!(
        !due.may_be_both && both(due).is_none(),
        "dates are no texts"
    );
    assert_eq!(both(title).unwrap(), "Họp tháng 4 tại huyện");
    let who = |i: &dong_hanh::merge::Holding| i.claims().next().unwrap().by.clone();
    assert_eq!(
        (who(&title.mine), who(&title.theirs)),
        (author("a"), author("b"))
    );
    assert_eq!(title.base.shown("title"), Some(&"Họp quý II tại xã".into()));
    assert!(!title.inherited && !title.replaces);

    // Left alone they stay open and travel.
    let mut open = a.clone();
    let left = preview_and_apply(&mut open, &b, &[]);
    assert_eq!(
        left.open,
        [(A.into(), "due".to_owned()), (A.into(), "title".to_owned())]
    );
    assert_eq!(open_conflicts(&mailed(&open)), left.open);
    let again = Preview::of(&b, &open);
    assert_eq!(again.relation, Relation::Newer);
    assert!(
        again.conflicts.iter().all(|c| c.inherited),
        "theirs had them already"
    );

    // Decided, everyone gets the decision.
    let decisions = [
        decide(A, field("due"), Choice::Theirs),
        decide(A, field("title"), Choice::Both),
    ];
    let applied = preview_and_apply(&mut a, &b, &decisions);
    assert_eq!(applied.open, []);
    b.unite_with(&a.snapshot());
    for d in [&a, &b] {
        assert_eq!(shown(d, A, "due"), Some("2024-06-30".into()));
        assert_eq!(shown(d, A, "title"), Some("Họp tháng 4 tại huyện".into()));
    }
    assert_eq!(open_conflicts(&b), []);
}

fn preview_and_apply(mine: &mut Document, theirs: &Document, d: &[Decision]) -> Applied {
    receive(mine, theirs, d)
}

#[test]
fn money_in_conflict_is_told_with_all_its_values() {
    let (mut a, mut b) = two();
    make(&mut a, "houses/h1", &[("support", 50.into())]);
    b.unite_with(&a.snapshot());
    set(&mut a, "houses/h1", "support", 60);
    set(&mut b, "houses/h1", "support", 70);
    let preview = Preview::of(&a, &b);
    let conflict = &preview.conflicts[0];
    assert_eq!(conflict.after.shown("support"), None);
    assert_eq!(
        conflict.after.values().cloned().collect::<Vec<_>>(),
        [60.into(), 70.into()]
    );
    let mut c = a.clone();
    receive(
        &mut c,
        &b,
        &[decide(
            "houses/h1",
            field("support"),
            Choice::Written(65.into()),
        )],
    );
    assert_eq!(shown(&c, "houses/h1", "support"), Some(65.into()));
    // A conflict of mine that is kept as mine stays a conflict of the same values.
    receive(&mut a, &b, &[]);
    set(&mut b, "houses/h1", "support", 80);
    let preview = Preview::of(&a, &b);
    let d = [decide("houses/h1", field("support"), Choice::Mine)];
    preview.apply(&mut a, &d, &receipt(2)).unwrap();
    let held = shown(&a, "houses/h1", "support").unwrap();
    assert_eq!(held.canonical(), r#"{"conflict":[60,70]}"#);
}

/// What is deleted on both sides may be in view all the same, for what refers to it: a value of it that
/// comes in is told (rules 10 and 19).
#[test]
fn a_value_of_something_deleted_that_is_still_in_view_is_told() {
    let (mut a, mut b) = two();
    make(&mut a, "units/u.c", &[("name", "Phòng C".into())]);
    set(&mut a, A, "lead", "u.c");
    delete(&mut a, "units/u.c");
    b.unite_with(&a.snapshot());
    assert_eq!(shown(&a, "units/u.c", "name"), Some("Phòng C".into()));
    set(&mut b, "units/u.c", "name", "Phòng C mới");
    delete(&mut b, "units/u.c");
    let preview = Preview::of(&a, &b);
    assert_eq!(told(&preview), ["Value units/u.c.name"]);
    assert!(preview.incoming[0].in_deleted && preview.incoming[0].replaces);
    // To write it would bring the unit back: the choice waits for what is decided of the unit itself.
    let mine = [decide("units/u.c", field("name"), Choice::Mine)];
    preview_and_apply(&mut a, &b, &mine);
    let life = |d: &Document| d.log().view("units/u.c").unwrap().life();
    assert_eq!(life(&a), Life::Dead);
    assert_eq!(shown(&a, "units/u.c", "name"), Some("Phòng C mới".into()));
}

#[test]
fn deletions_come_in_are_declined_or_held_back() {
    let (mut a, mut b) = two();
    make(&mut a, "notes/n1", &[("text", "Một".into())]);
    make(&mut a, "notes/n2", &[("text", "Hai".into())]);
    make(&mut a, "notes/n3", &[("text", "Ba".into())]);
    b.unite_with(&a.snapshot());
    set(&mut b, "notes/n1", "text", "Sửa rồi xóa");
    delete(&mut b, "notes/n1");
    delete(&mut b, "notes/n2");
    set(&mut a, "notes/n2", "text", "Tôi sửa");
    delete(&mut a, "notes/n3");
    set(&mut b, "notes/n3", "text", "Họ sửa");
    let preview = Preview::of(&a, &b);
    assert_eq!(
        told(&preview),
        [
            "Deleted notes/n1",
            "Value notes/n1.text",
            "Kept notes/n2",
            "Kept notes/n3"
        ]
    );
    assert!(preview.incoming[1].in_deleted);
    assert!(!preview.kept[0].deleted_by_me && preview.kept[1].deleted_by_me);
    assert_eq!(preview.kept[0].edits[0].1.by, author("a"));
    let life = |d: &Document, on: &str| d.log().view(on).unwrap().life();

    let mut c = a.clone();
    preview_and_apply(&mut c, &b, &[]);
    assert_eq!(life(&c, "notes/n1"), Life::Dead);
    assert_eq!(
        (life(&c, "notes/n2"), life(&c, "notes/n3")),
        (Life::KeptByEdit, Life::KeptByEdit)
    );

    // A field of what is deleted is not written: that would bring it back.
    let mut c = a.clone();
    let d = [decide("notes/n1", field("text"), Choice::Mine)];
    preview_and_apply(&mut c, &b, &d);
    assert_eq!(life(&c, "notes/n1"), Life::Dead);

    let d = [
        decide("notes/n1", What::Existence, Choice::Mine),
        decide("notes/n1", field("text"), Choice::Mine),
        decide("notes/n2", What::Existence, Choice::Theirs),
        decide("notes/n3", What::Existence, Choice::Mine),
    ];
    preview_and_apply(&mut a, &b, &d);
    assert_eq!(life(&a, "notes/n1"), Life::Alive);
    assert_eq!(shown(&a, "notes/n1", "text"), Some("Một".into()));
    assert_eq!(
        (life(&a, "notes/n2"), life(&a, "notes/n3")),
        (Life::Dead, Life::Dead)
    );
    b.unite_with(&a.snapshot());
    assert_eq!(text(&a), text(&b));
}

#[test]
fn a_restored_entity_replaces_a_deletion_of_mine() {
    let (mut a, mut b) = two();
    delete(&mut a, A);
    b.unite_with(&a.snapshot());
    b.commit(vec![Op::Alive { on: A.into() }], 1).unwrap();
    let preview = Preview::of(&a, &b);
    assert_eq!(told(&preview), ["Restored activities/a1"]);
    assert!(preview.incoming[0].replaces);
    let d = [decide(A, What::Existence, Choice::Mine)];
    preview_and_apply(&mut a, &b, &d);
    assert_eq!(a.log().view(A).unwrap().life(), Life::Dead);
}

#[test]
fn a_hostile_copy_cannot_replace_a_value_unseen() {
    let (mut a, _) = two();
    let mine = set(&mut a, A, "title", "Của tôi").id;
    // It never had my change, but its change claims to be over it.
    let (_, mut b) = two();
    let forged = set(&mut b, A, "title", "Của kẻ gian").id;
    let hostile = text(&b).replace(
        r#""to":"Của kẻ gian","over":["#,
        &format!(r#""to":"Của kẻ gian","over":["{mine}","#),
    );
    assert_ne!(hostile, text(&b));
    let hostile = open_clean(&hostile);
    let preview = Preview::of(&a, &hostile);
    let item = preview.item(&A.into(), &field("title")).unwrap();
    assert!(item.replaces && item.blind, "{item:?}");
    assert_eq!(&*item.after.claims().next().unwrap().change, &*forged);

    // One that takes the effect from a change of mine elsewhere shows there too.
    let (mut a, _) = two();
    let first = set(&mut a, A, "title", "Đầu").id;
    set(&mut a, A, "title", "Sau");
    let forgery = format!(r#"{{"id":"{first}","on":"units/u.a","f":"name","to":"x","over":[]}},"#);
    let (_, b) = two();
    let hostile = text(&b).replace("\"changes\": [\n", &format!("\"changes\": [\n{forgery}\n"));
    let hostile = open(&hostile).document;
    let preview = Preview::of(&a, &hostile);
    let conflict = preview.item(&A.into(), &field("title")).unwrap();
    assert!(conflict.is_conflict(), "{preview:?}");
}

#[test]
fn decisions_that_make_no_sense_are_refused_and_nothing_happens() {
    let (mut a, mut b) = two();
    set(&mut b, A, "due", "2024-06-30");
    let before = text(&a);
    let preview = Preview::of(&a, &b);
    let bad = [
        decide(A, field("title"), Choice::Mine),
        decide(A, field("due"), Choice::Both),
        decide(
            A,
            field("due"),
            Choice::Written(Value::List(vec!["x".into()])),
        ),
        decide(A, What::Existence, Choice::Mine),
        decide(
            "units/u.b",
            What::Element("tags".into(), "x".into()),
            Choice::Written(1.into()),
        ),
    ];
    for d in bad {
        let refused = preview.apply(&mut a, std::slice::from_ref(&d), &receipt(1));
        let expected = Refused::BadDecision {
            on: d.on,
            what: d.what,
        };
        assert_eq!(refused.unwrap_err(), expected);
        assert_eq!(text(&a), before);
    }
    set(&mut a, A, "title", "Vừa sửa");
    let refused = preview.apply(&mut a, &[], &receipt(1)).unwrap_err();
    assert_eq!(refused, Refused::Stale);
}

#[test]
fn receiving_is_recorded_once_and_taken_back_only_while_nothing_was_written() {
    let (mut a, mut b) = two();
    set(&mut b, A, "due", "2024-06-30");
    let applied = receive(&mut a, &b, &[]);
    let cut = a
        .cuts()
        .into_iter()
        .find(|c| c.kind == CutKind::Received)
        .unwrap();
    assert_eq!((cut.to.as_deref(), &cut.knows), (Some("ct"), &b.knows()));
    assert_eq!(a.session_id(), Some("merge1"), "a new session begins");
    assert!(applied.can_take_back(&a));
    assert!(applied.can_take_back(&mailed(&a)), "after a restart too");
    let mut later = a.clone();
    set(&mut later, A, "title", "Viết thêm");
    assert!(!applied.can_take_back(&later));
    // The same copy once more brings nothing.
    let before = text(&a);
    let preview = Preview::of(&a, &b);
    assert_eq!(preview.relation, Relation::Same);
    let again = preview.apply(&mut a, &[], &receipt(2)).unwrap();
    assert!(again.incoming.is_empty() && again.cut.is_none() && again.group.is_none());
    assert_eq!(text(&a), before);
}

#[test]
fn a_copy_with_another_official_text_is_told_and_does_not_alter_mine() {
    let (mut a, b) = two();
    let hostile = text(&b).replace("\"Điều 1.\"", "\"Điều 1. Khác.\"");
    let hostile = open(&hostile).document;
    let preview = Preview::of(&a, &hostile);
    assert_eq!(preview.text.len(), 1);
    assert_eq!(preview.text[0].clause, "d1");
    assert_eq!(preview.text[0].theirs.as_deref(), Some("Điều 1. Khác."));
    preview.apply(&mut a, &[], &receipt(1)).unwrap();
    assert!(!text(&a).contains("Khác."));
}

#[test]
fn two_files_begun_separately_from_the_embedded_programme_are_joined() {
    let (mut a, mut b) = (new_document("aaa"), new_document("bbb"));
    begin(&mut a, "a", 1);
    begin(&mut b, "b", 1);
    let unit = a.programme().units.keys().next().unwrap().clone();
    let unit = format!("units/{unit}");
    make(&mut a, A, &[("title", "Việc của A".into())]);
    make(&mut b, "activities/b1", &[("title", "Việc của B".into())]);
    set(&mut a, &unit, "short_name", "A");
    set(&mut b, &unit, "short_name", "B");
    let preview = Preview::of(&a, &b);
    assert_eq!(preview.relation, Relation::JoinableSameTemplate);
    assert_eq!(
        told(&preview),
        [
            "New activities/b1".to_owned(),
            format!("Conflict {unit}.short_name")
        ]
    );
    preview.apply(&mut a, &[], &receipt(1)).unwrap();
    // From now on both are copies of one.
    let back = Preview::of(&b, &mailed(&a));
    assert_eq!(back.relation, Relation::Newer);
    back.apply(&mut b, &[], &receipt(2)).unwrap();
    assert_eq!(state(&a.snapshot()), state(&b.snapshot()));
    set(&mut b, A, "title", "Sửa tiếp");
    assert_eq!(Preview::of(&a, &b).relation, Relation::Newer);
}

#[test]
fn three_parties_in_a_ring_come_to_one_state() {
    let (mut a, mut b) = two();
    let mut c = mailed(&a);
    begin(&mut c, "c", 3);
    for (n, d) in [&mut a, &mut b, &mut c].into_iter().enumerate() {
        set(d, A, "title", format!("Tên {n}"));
        make(
            d,
            &format!("notes/n{n}"),
            &[("text", format!("Ghi {n}").into())],
        );
    }
    // A → B → C → A → B → C.
    let take = |from: &Document, to: &mut Document, n: usize| {
        let preview = Preview::of(to, &mailed(from));
        preview.apply(to, &[], &receipt(n)).unwrap()
    };
    take(&a, &mut b, 1);
    take(&b, &mut c, 2);
    let applied = take(&c, &mut a, 3);
    assert_eq!(applied.open, [(A.into(), "title".to_owned())]);
    let d = [decide(
        A,
        field("title"),
        Choice::Written("Tên chung".into()),
    )];
    set(&mut a, A, "due", "2024-01-01");
    let preview = Preview::of(&b, &a);
    preview.apply(&mut b, &d, &receipt(4)).unwrap();
    take(&b, &mut c, 5);
    take(&c, &mut a, 6);
    take(&a, &mut b, 7);
    take(&b, &mut c, 8);
    assert_eq!(shown(&a, A, "title"), Some("Tên chung".into()));
    assert_eq!(state(&a.snapshot()), state(&b.snapshot()));
    assert_eq!(state(&b.snapshot()), state(&c.snapshot()));
    assert_eq!(open_conflicts(&a), []);
    assert_eq!(a.programme().notes.len(), 3);
}

#[test]
fn a_hand_edit_comes_in_as_one_and_meets_mine() {
    let (mut a, b) = two();
    let by_hand = text(&b).replace(r#""title": "Họp quý II tại xã""#, r#""title": "Sửa tay""#);
    assert_ne!(by_hand, text(&b));
    let theirs = open(&by_hand);
    assert_eq!(theirs.hand_edits.len(), 1);
    set(&mut a, A, "title", "Sửa ở máy");
    let preview = Preview::of(&a, &theirs.document);
    let conflict = &preview.conflicts[0];
    use dong_hanh::change::Origin;
    assert_eq!(
        conflict.theirs.claims().next().unwrap().origin,
        Origin::Hand
    );
    assert_eq!(
        conflict.mine.claims().next().unwrap().origin,
        Origin::Session
    );
}

#[test]
fn the_sample_is_grouped_by_article() {
    let mut a = sample_document("s");
    let mut b = a.clone();
    begin(&mut a, "a", 1);
    begin(&mut b, "b", 2);
    let p = a.programme().clone();
    let activity = p
        .activities
        .values()
        .find(|x| x.place.parent.is_some())
        .unwrap();
    let clause = activity.place.parent.clone().unwrap();
    let article = p.text.article_of(clause.as_str());
    set(
        &mut b,
        &format!("activities/{}", activity.id),
        "title",
        "Đổi tên",
    );
    let payment = p.payments.values().find(|x| x.line.is_some()).unwrap();
    set(
        &mut b,
        &format!("payments/{}", payment.id),
        "note",
        "Ghi thêm",
    );
    let unit: &Id = p.units.keys().next().unwrap();
    set(&mut b, &format!("units/{unit}"), "note", "Trường lạ");
    let preview = Preview::of(&a, &b);
    assert_eq!(preview.incoming.len(), 3);
    assert_eq!(
        preview.incoming[0].article, 0,
        "units belong to the whole programme"
    );
    let title = preview
        .incoming
        .iter()
        .find(|i| i.what == field("title"))
        .unwrap();
    assert_eq!(
        (title.article, title.clause.as_ref()),
        (article, Some(&clause))
    );
    let note = preview
        .incoming
        .iter()
        .find(|i| i.on.kind() == "payments")
        .unwrap();
    assert!(note.article > 0 && note.clause.is_some());
    let counted: usize = preview.by_article.values().map(|c| c.incoming).sum();
    assert_eq!(counted, preview.total.incoming);
    assert_eq!(note.kind, IncomingKind::Value);
    let all = codec::write(&a.snapshot());
    assert_eq!(all, codec::write(&sample_and_session().snapshot()));
}

fn sample_and_session() -> Document {
    let mut d = sample_document("s");
    begin(&mut d, "a", 1);
    d
}

#[test]
fn a_deletion_and_its_undoing_write_the_existence_alone() {
    let (mut a, mut b) = two();
    let del = delete(&mut a, A);
    assert_eq!(del.changes.len(), 1);
    b.unite_with(&a.snapshot());
    begin(&mut b, "b", 4);
    let alive = b.commit(vec![Op::Alive { on: A.into() }], 1).unwrap();
    assert_eq!(alive.changes.len(), 1);
    // Nobody's edit made meanwhile meets a value written again.
    set(&mut a, A, "title", "Sửa trong lúc đó");
    b.unite_with(&a.snapshot());
    assert_eq!(shown(&b, A, "title"), Some("Sửa trong lúc đó".into()));
    assert_eq!(open_conflicts(&b), []);
    assert_eq!(shown(&b, A, "lead"), Some("u.a".into()));
}

#[test]
fn a_session_id_that_is_used_again_names_no_change_twice() {
    let (a, _) = two();
    let mut d = mailed(&a);
    begin(&mut d, "a", 0);
    let group = set(&mut d, A, "title", "Cùng phiên");
    assert!(!a.knows().holds_id(&group.id));
    let united = united(&a, &d);
    assert_eq!(united.log().problems(), []);
    assert_eq!(shown(&united, A, "title"), Some("Cùng phiên".into()));
}

#[test]
fn a_hand_edit_settles_only_what_it_saw() {
    let (mut a, mut b) = two();
    set(&mut a, A, "title", "Một");
    set(&mut b, A, "title", "Năm");
    a.unite_with(&b.snapshot());
    assert_eq!(shown(&a, A, "title"), Some("Năm".into()));
    let by_hand = text(&a).replace(r#""title": "Năm""#, r#""title": "Sửa tay""#);
    let after = open(&by_hand).document;
    // The value that the file did not show was not in view: it stands against the hand's.
    assert_eq!(open_conflicts(&after), [(A.into(), "title".to_owned())]);
    assert_eq!(shown(&after, A, "title"), Some("Sửa tay".into()));
    assert!(
        change(&after, "sb001:1")
            .over
            .iter()
            .all(|r| !r.starts_with('h'))
    );
    let title = Preview::of(&b, &after);
    assert_eq!(title.conflicts.len(), 1);
}
