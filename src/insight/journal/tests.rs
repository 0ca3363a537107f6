//! Tests of the history as it is read.

use super::*;
use crate::change::{Op, Session, UndoStack};
use crate::codec::embedded::{new_document, sample_document};
use crate::model::Map;

fn session(d: &mut Document, id: &str, party: &str, at: &str) {
    let session = Session {
        by: Author {
            party: party.into(),
            name: format!("Người {party}"),
        },
        at: at.into(),
        ..Session::default()
    };
    d.begin_session(id, session);
}

/// Two people on two days: made, set twice, put into a set, deleted.
fn document() -> Document {
    let mut d = new_document("d");
    session(&mut d, "s1", "vl", "2024-05-01T23:59:50+07:00");
    let a1 = Path::new("activities", "a1");
    let place = Value::map([("in", Value::text("d5.k1")), ("key", Value::text("m"))]);
    let to: Map = [
        ("title".into(), Value::text("Một")),
        ("place".into(), place),
    ]
    .into_iter()
    .collect();
    let ops = vec![
        Op::New { on: a1.clone(), to },
        Op::set(&a1, "due", "2024-06-30"),
    ];
    d.commit(ops, 5).unwrap();
    // Past midnight.
    d.commit(vec![Op::set(&a1, "title", "Hai")], 20).unwrap();
    session(&mut d, "s2", "ct", "2024-05-03T08:00:00+07:00");
    d.commit(vec![Op::set(&a1, "title", "Ba")], 0).unwrap();
    let put = Op::Put {
        on: a1.clone(),
        f: "coordinating".into(),
        e: "u.x".into(),
        to: true,
    };
    d.commit(vec![put], 1).unwrap();
    d.commit(vec![Op::Del { on: a1 }], 2).unwrap();
    d
}

#[test]
fn the_history_is_told_by_day_and_group_the_latest_first() {
    let d = document();
    let journal = Journal::of(&d);
    let all = journal.filter(&d, &Filter::default());
    let days: Vec<_> = journal.days(&all);
    let day = |text: &str| crate::text::date::parse_iso(text);
    assert_eq!(
        days,
        [
            (day("2024-05-03"), 3),
            (day("2024-05-02"), 1),
            (day("2024-05-01"), 1)
        ]
    );
    let told = journal.page(&d, &all, 0, 10);
    let deeds: Vec<Vec<Deed>> = told
        .iter()
        .map(|t| t.lines.iter().map(|l| l.deed).collect())
        .collect();
    use Deed::{Deleted, Made, PutIn, Set};
    assert_eq!(
        deeds,
        [
            vec![Deleted],
            vec![PutIn],
            vec![Set],
            vec![Set],
            vec![Made, Set]
        ]
    );
    let third = &told[2].lines[0];
    assert_eq!(
        (&third.old[..], &third.new),
        (&["Hai".into()][..], &"Ba".into())
    );
    assert_eq!(
        third.clause,
        Some(Id::from("d5.k1")),
        "deleted, but it has its place"
    );
    assert_eq!(told[2].by.party, "ct");
    assert_eq!(journal.page(&d, &all, 3, 1), told[3..4]);
}

#[test]
fn the_history_can_be_narrowed() {
    let mut d = document();
    let a1 = Path::new("activities", "a1");
    d.commit(vec![Op::Alive { on: a1.clone() }], 3).unwrap();
    let unit = d.programme().units.keys().next().unwrap().clone();
    let unit = Path::new("units", unit.as_str());
    d.commit(vec![Op::set(&unit, "short_name", "X")], 4)
        .unwrap();
    let journal = Journal::of(&d);
    let count = |filter: Filter| journal.filter(&d, &filter).len();
    let by = |party: &str| Filter {
        party: Some(party.into()),
        ..Filter::default()
    };
    assert_eq!(
        (count(by("vl")), count(by("ct")), count(by("x"))),
        (2, 5, 0)
    );
    let article = |n| Filter {
        article: Some(n),
        ..Filter::default()
    };
    assert_eq!(
        (count(article(5)), count(article(0)), count(article(2))),
        (6, 1, 0)
    );
    let on = |on: &Path| Filter {
        on: Some(on.clone()),
        ..Filter::default()
    };
    assert_eq!((count(on(&a1)), count(on(&unit))), (6, 1));
    let day = crate::text::date::parse_iso("2024-05-02");
    let (from, to) = (day, day);
    assert_eq!(
        count(Filter {
            from,
            to,
            ..Filter::default()
        }),
        1
    );
    assert_eq!(journal.people().len(), 2);
}

#[test]
fn a_register_tells_who_set_it_when_and_from_what() {
    let d = document();
    let a1 = Path::new("activities", "a1");
    let steps = register_history(&d, &a1, &What::Field("title".into()));
    let told: Vec<(&str, Option<&str>, bool)> = steps
        .iter()
        .map(|s| {
            let from = s.from.first().and_then(Value::as_text);
            (
                s.value.as_ref().and_then(Value::as_text).unwrap(),
                from,
                s.is_head,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Ba", Some("Hai"), true),
            ("Hai", Some("Một"), false),
            ("Một", None, false)
        ]
    );
    let existence = register_history(&d, &a1, &What::Existence);
    let values: Vec<_> = existence.iter().map(|s| s.value.clone().unwrap()).collect();
    assert_eq!(values, [Value::Bool(false), Value::Bool(true)]);
    assert_eq!(
        register_history(&d, &a1, &What::Field("nothing".into())),
        []
    );
}

#[test]
fn one_old_group_is_undone_only_where_nothing_stands_on_it() {
    let mut d = document();
    let journal = Journal::of(&d);
    let all = journal.filter(&d, &Filter::default());
    let told = journal.page(&d, &all, 0, 10);
    assert_eq!(can_undo(&d, &told[0].group), Ok(()));
    let blocked = can_undo(&d, &told[3].group).unwrap_err();
    let by = &told[2].lines[0].change;
    assert!(
        matches!(&blocked, Blocked::ByChange { change, .. } if change == by),
        "{blocked:?}"
    );
    let author = told[0].by.clone();
    UndoStack::of(&d, &author).undo(&mut d, 9).unwrap().unwrap();
    let journal = Journal::of(&d);
    let all = journal.filter(&d, &Filter::default());
    let again = journal.page(&d, &all, 0, 2);
    assert_eq!(again[0].undoes.as_ref(), Some(&told[0].group));
    assert!(again[1].is_undone && !again[0].is_undone);
    assert_eq!(can_undo(&d, &told[1].group), Ok(()));
}

#[test]
fn a_day_shows_what_is_dated_up_to_then_and_all_it_stands_on() {
    let mut d = document();
    let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
    let title = |d: &Document, moment: &str| {
        let then = d.at(&d.known_at(at(moment)));
        let a = then
            .programme()
            .activities
            .get("a1")
            .map(|a| a.title.clone());
        a.unwrap_or_default()
    };
    assert_eq!(title(&d, "2024-05-01T12:00:00+07:00"), "");
    assert_eq!(title(&d, "2024-05-01T23:59:59+07:00"), "Một");
    assert_eq!(title(&d, "2024-05-02T12:00:00+07:00"), "Hai");
    assert_eq!(title(&d, "2024-05-03T08:00:01+07:00"), "Ba");
    assert_eq!(title(&d, "2024-05-04T12:00:00+07:00"), "", "deleted");
    // A machine whose clock is wrong: what it wrote over is there with it.
    session(&mut d, "s3", "vl", "2020-01-01T08:00:00+07:00");
    let unit = d.programme().units.keys().next().unwrap().clone();
    let unit = Path::new("units", unit.as_str());
    d.commit(vec![Op::set(&unit, "short_name", "Cũ")], 0)
        .unwrap();
    session(&mut d, "s4", "vl", "2019-01-01T08:00:00+07:00");
    d.commit(vec![Op::set(&unit, "short_name", "Mới")], 0)
        .unwrap();
    let then = d.known_at(at("2019-06-01T08:00:00+07:00"));
    assert!(then.holds_id("s4:1") && then.holds_id("s3:1") && !then.holds_id("s1:1"));
}

#[test]
fn going_back_is_written_as_one_group_and_can_be_undone() {
    let mut d = document();
    let before = d.knows();
    let state = |d: &Document| crate::codec::write(&d.snapshot());
    let now = d.programme().clone();
    let first = d.known_at(DateTime::parse_from_rfc3339("2024-05-02T12:00:00+07:00").unwrap());
    let then = d.at(&first);
    let group = d.restore(&then, 30).unwrap();
    assert_eq!(d.programme().activities, then.programme().activities);
    assert_eq!(d.programme().activities[&Id::from("a1")].title, "Hai");
    assert!(
        before.holds_id("s1:1") && d.log().find("s2:1").is_some(),
        "nothing is lost"
    );
    assert!(d.restore(&then, 31).is_none(), "nothing differs any more");
    assert_eq!(can_undo(&d, &group.id), Ok(()));
    crate::change::undo::take_back(&mut d, &group.id, 32).unwrap();
    assert_eq!(d.programme().activities, now.activities);
    assert!(!state(&d).is_empty());
}

#[test]
fn the_sample_is_read_whole() {
    let d = sample_document("s");
    let journal = Journal::of(&d);
    let all = journal.filter(&d, &Filter::default());
    let changes: usize = journal.entries.iter().map(|e| e.changes.len()).sum();
    let made = d.log().changes().iter().filter(|c| !c.show.genesis).count();
    assert_eq!(changes, made);
    let told = journal.page(&d, &all, 0, usize::MAX);
    assert_eq!(told.len(), journal.entries.len());
    assert!(told.windows(2).all(|w| w[0].at >= w[1].at));
}
