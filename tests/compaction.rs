//! Shortening the history (FILE.md §1 rule 18) and the anonymised copy (rule 20).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

use dong_hanh::change::{Blocked, Cut, CutKind, Document, Knows, undo};
use dong_hanh::codec;
use dong_hanh::codec::embedded::sample_document;
use dong_hanh::insight::journal::{Filter, Journal, register_history};
use dong_hanh::merge::{Preview, Relation, What, anonymised};
use dong_hanh::model::{Map, Value};
use support::*;

const A: &str = "activities/a1";

/// Five titles one after the other, a moment kept after the second.
fn long() -> (Document, Vec<dong_hanh::change::Group>) {
    let mut d = small("a");
    let mut groups = vec![make(
        &mut d,
        A,
        &[("title", "0".into()), ("due", "2024-01-01".into())],
    )];
    for n in 1..=5 {
        groups.push(set(&mut d, A, "title", n.to_string()));
        if n == 2 {
            let cut = Cut {
                id: "moment".into(),
                kind: CutKind::Baseline,
                at: "2024-05-05T08:00:00+07:00".into(),
                of: None,
                to: None,
                knows: d.knows(),
                digest: String::new(),
                extra: Map::new(),
            };
            d.keep_cuts([cut.value()]);
        }
    }
    (d, groups)
}

#[test]
fn what_counts_now_and_at_named_moments_stays_whole_and_the_rest_is_thin() {
    let (d, groups) = long();
    let short = d.compacted();
    assert_eq!(state(&short.snapshot()), state(&d.snapshot()));
    let is_thin: Vec<bool> = groups
        .iter()
        .map(|g| change(&short, &g.id).is_thin())
        .collect();
    // The first made the entity and is still the head of its deadline.
    assert_eq!(is_thin, [false, true, false, true, true, false]);
    let knows = d.cuts()[0].knows.clone();
    assert_eq!(shown(&short.at(&knows), A, "title"), Some("2".into()));
    let dropped = d.would_drop();
    assert_eq!((dropped.records, dropped.kept), (3, 3));
    assert_eq!(
        dropped.oldest.unwrap().to_rfc3339(),
        "2024-05-01T08:00:01+07:00"
    );
    // About as much as the file shrinks.
    let shrunk = text(&d).len() - text(&short).len();
    assert!(
        dropped.bytes.abs_diff(shrunk) < shrunk / 2,
        "{} for {shrunk}",
        dropped.bytes
    );
    // Once more drops nothing, and the file is read as it was written.
    assert_eq!(short.would_drop().records, 0);
    assert_eq!(text(&short.compacted()), text(&short));
    assert_eq!(text(&open_clean(&text(&short))), text(&short));
    assert_eq!(codec::verify(&text(&short), &short.snapshot()), Ok(()));
}

#[test]
fn a_whole_copy_brings_everything_back_whoever_takes_in_whom() {
    let (d, _) = long();
    let mut short = open_clean(&text(&d.compacted()));
    begin(&mut short, "b", 7);
    set(&mut short, A, "title", "sau khi rút gọn");
    let mut whole = mailed(&d);
    begin(&mut whole, "c", 8);
    set(&mut whole, A, "due", "2024-02-02");
    let (one, two) = (united(&short, &whole), united(&whole, &short));
    assert_eq!(text(&one), text(&two));
    assert!(one.log().changes().iter().all(|c| !c.is_thin()));
    assert_eq!(shown(&one, A, "title"), Some("sau khi rút gọn".into()));
    assert_eq!(shown(&one, A, "due"), Some("2024-02-02".into()));
    // The preview of a whole copy tells that nothing changes on screen.
    let preview = Preview::of(&d.compacted(), &d);
    assert!(preview.changes_nothing() && preview.relation == Relation::Same);
}

#[test]
fn copies_shortened_at_different_times_unite_to_the_same_bytes() {
    let (mut d, _) = long();
    // A group of two, of which one member is overridden at once and the other later.
    let ops = vec![
        dong_hanh::change::Op::set(&A.into(), "title", "nhóm"),
        dong_hanh::change::Op::set(&A.into(), "year", 2024),
    ];
    d.commit(ops, 2).unwrap();
    set(&mut d, A, "title", "sau nhóm");
    let early = d.compacted();
    let mut later = d.clone();
    set(&mut later, A, "year", 2025);
    let late = later.compacted();
    assert_eq!(text(&united(&early, &late)), text(&united(&late, &early)));
    assert_eq!(
        state(&united(&early, &late).snapshot()),
        state(&later.snapshot())
    );
}

#[test]
fn the_history_says_what_was_shortened_and_undo_is_refused_by_name() {
    let (d, groups) = long();
    let mut short = d.compacted();
    begin(&mut short, "a", 9);
    let journal = Journal::of(&short);
    assert_eq!((journal.entries.len(), journal.shortened), (3, 3));
    let all = journal.filter(&short, &Filter::default());
    let latest = &journal.page(&short, &all, 0, 1)[0].lines[0];
    assert!(latest.old.is_empty() && latest.old_is_gone);
    let steps = register_history(&short, &A.into(), &What::Field("title".into()));
    assert_eq!(steps.len(), 6);
    assert_eq!(steps.iter().filter(|s| s.value.is_none()).count(), 3);
    let last = &groups[5].id;
    let refused = undo::can_take_back(&short, last).unwrap_err();
    assert!(matches!(refused, Blocked::ValueGone { .. }), "{refused:?}");
    let before = text(&short);
    assert!(undo::take_back(&mut short, last, 1).is_err());
    assert_eq!(text(&short), before);
}

#[test]
fn what_was_undone_is_still_known_after_shortening() {
    let (mut d, groups) = long();
    let mut own = stack(&d, "a");
    own.undo(&mut d, 1).unwrap().unwrap();
    set(&mut d, A, "title", "khác");
    set(&mut d, A, "title", "khác nữa");
    assert!(d.undone_groups().contains(&groups[5].id));
    let short = open_clean(&text(&d.compacted()));
    assert!(change(&short, &groups[5].id).is_thin());
    assert_eq!(short.undone_groups(), d.undone_groups());
}

#[test]
fn all_contents_of_an_id_stay_whole() {
    let (d, groups) = long();
    let mut ghost = d.clone();
    let mut d = d;
    set(&mut d, A, "title", "máy thật");
    set(&mut ghost, A, "title", "máy sao");
    d.unite_with(&ghost.snapshot());
    begin(&mut d, "a", 9);
    set(&mut d, A, "title", "sau cùng");
    let short = d.compacted();
    let id = format!("sa000:{}", groups.len() + 1);
    let contents = short.log().changes().iter().filter(|c| *c.id == *id);
    assert_eq!(contents.filter(|c| !c.is_thin()).count(), 2);
    assert_eq!(state(&short.snapshot()), state(&d.snapshot()));
}

#[test]
fn the_sample_shortens_without_a_change_at_any_moment() {
    let mut d = sample_document("s");
    begin(&mut d, "vl", 1);
    let ids: Vec<String> = d
        .programme()
        .activities
        .keys()
        .map(ToString::to_string)
        .collect();
    for n in 0..3 {
        for id in &ids {
            set(
                &mut d,
                &format!("activities/{id}"),
                "beneficiary",
                format!("lần {n}"),
            );
        }
    }
    let short = d.compacted();
    assert_eq!(state(&short.snapshot()), state(&d.snapshot()));
    assert!(d.would_drop().records >= 2 * ids.len());
    assert!(!d.cuts().is_empty());
    for cut in d.cuts() {
        let then = |d: &Document| state(&d.at(&cut.knows).snapshot());
        assert_eq!(then(&short), then(&d), "{}", cut.id);
    }
    assert_eq!(text(&united(&short, &d)), text(&united(&d, &short)));
    assert_eq!(short.knows(), d.knows());
    assert_eq!(Knows::all_of(short.log().changes()), d.knows());
}

#[test]
fn an_anonymised_copy_says_the_same_without_names_and_history() {
    let mut d = sample_document("s");
    begin(&mut d, "vl", 1);
    let house = d.programme().houses.keys().next().unwrap().to_string();
    let on = format!("houses/{house}");
    set(&mut d, &on, "household", "Hộ ông Phạm Văn Tỵ");
    set(&mut d, &on, "hamlet", "Thôn Bí Mật");
    set(&mut d, &on, "phone", "0123456789");
    make(
        &mut d,
        "evidence/e9",
        &[
            ("of", house.as_str().into()),
            ("name", "don-ong-ty.pdf".into()),
        ],
    );
    make(
        &mut d,
        "notes/n9",
        &[
            ("of", house.as_str().into()),
            ("text", "Gia cảnh khó khăn".into()),
        ],
    );
    make(
        &mut d,
        "notes/n8",
        &[("text", "Đã bàn với PHẠM VĂN TY, và trưởng thôn".into())],
    );
    make(&mut d, "secrets/s1", &[("text", "lạ".into())]);
    let before = text(&d);
    let copy = anonymised(&d, "new-id");
    assert_eq!(text(&d), before, "mine is as it was");
    let copied = text(&copy);
    for secret in [
        "Tỵ",
        "PHẠM VĂN",
        "Bí Mật",
        "0123456789",
        "don-ong-ty",
        "Gia cảnh",
        "lạ\"",
    ] {
        assert!(!copied.contains(secret), "{secret}");
    }
    for house in d.programme().houses.values() {
        if !house.household.is_empty() {
            assert!(!copied.contains(&house.household), "{}", house.household);
        }
    }
    assert_eq!(copy.envelope.doc_id, "new-id");
    assert!(copy.sessions.is_empty() && copy.cuts().is_empty());
    assert!(
        copy.log().changes().iter().all(|c| c.show.genesis),
        "no history"
    );
    let again = open_clean(&copied);
    assert_eq!(text(&again), copied);
    assert_eq!(
        shown(&again, "notes/n8", "text"),
        Some("Đã bàn với …, và trưởng thôn".into())
    );
    // Everything else is said as before.
    let (p, q) = (d.programme(), again.programme());
    assert_eq!(p.activities, q.activities);
    assert_eq!(p.budget_lines, q.budget_lines);
    assert_eq!(
        (p.houses.len(), p.units.len()),
        (q.houses.len(), q.units.len())
    );
    let key = dong_hanh::model::Id::from(house.as_str());
    assert_eq!(p.houses[&key].support, q.houses[&key].support);
    // It is no copy: it can be merged with nothing.
    assert_eq!(Preview::of(&d, &again).relation, Relation::OtherProgramme);
    let twice = anonymised(&d, "other-id");
    assert_eq!(
        Preview::of(&again, &twice).relation,
        Relation::OtherProgramme
    );
}

#[test]
fn what_is_in_conflict_stays_so_in_an_anonymised_copy() {
    let mut a = small("a");
    make(
        &mut a,
        "houses/h1",
        &[("support", 50.into()), ("household", "Nguyễn Văn A".into())],
    );
    let mut b = mailed(&a);
    begin(&mut b, "b", 1);
    set(&mut a, "houses/h1", "support", 60);
    set(&mut b, "houses/h1", "support", 70);
    a.unite_with(&b.snapshot());
    let copy = open_clean(&text(&anonymised(&a, "x")));
    let held: Value = shown(&copy, "houses/h1", "support").unwrap();
    assert_eq!(held.canonical(), r#"{"conflict":[60,70]}"#);
}
