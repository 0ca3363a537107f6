//! The rules of work: reasons, series, dependencies.

use super::desk::{Desk, agree};
use super::*;
use crate::insight::Dependencies;
use crate::model::{Note, NoteKind};

#[test]
fn moving_agreed_work_asks_for_a_reason_and_keeps_it() {
    let mut desk = Desk::new();
    desk.joint("p");
    desk.work("a", "p", "2024-03-01", "2024-05-31");
    desk.work("b", "", "2024-03-01", "2024-05-31");
    let due = |id: &str, to: &str| Edit::set(&Path::new("activities", id), "due", to);
    let late = due("a", "2024-06-30");
    assert_eq!(needs_reason(&desk.d, &late), None, "nobody agreed yet");
    desk.run(&agree("g", "p", "vl")).unwrap();
    assert_eq!(needs_reason(&desk.d, &late), Some(vec!["a".into()]));
    assert_eq!(
        needs_reason(&desk.d, &due("a", "2024-05-31")),
        None,
        "it stays"
    );
    assert_eq!(needs_reason(&desk.d, &due("b", "2024-06-30")), None);
    let into = Edit::set(&Path::new("activities", "b"), "plan", "p");
    assert_eq!(needs_reason(&desk.d, &into), Some(vec!["b".into()]));
    let title = Edit::set(&Path::new("activities", "a"), "title", "Khác");
    assert_eq!(needs_reason(&desk.d, &title), None);
    let both = Edit::Several(vec![late.clone(), into]);
    assert_eq!(
        needs_reason(&desk.d, &both),
        Some(vec!["a".into(), "b".into()])
    );
    let with = |reason: &str| Edit::WithReason {
        edit: Box::new(both.clone()),
        reason: reason.into(),
    };
    assert_eq!(needs_reason(&desk.d, &with("Mưa lũ")), None);
    assert_eq!(desk.run(&with("  ")), Err(Refusal::ReasonNeeded));
    let activities = vec!["a".into()];
    let told = Ok(vec![Caution::WithoutReason { activities }]);
    assert_eq!(
        desk.run(&late),
        told,
        "nothing is lost where nobody can ask"
    );
    assert!(desk.undo());
    desk.step(&with("Mưa lũ"));
    let notes: Vec<&Note> = desk.d.programme().notes.values().collect();
    assert_eq!(notes.len(), 2);
    for note in notes {
        assert_eq!((note.kind, &*note.text), (Some(NoteKind::Reason), "Mưa lũ"));
        assert_eq!(note.date, Some(context().today));
    }
}

#[test]
fn work_recurs_until_a_day_and_the_end_of_a_month_stays_one() {
    let mut desk = Desk::new();
    desk.joint("p");
    desk.work("a", "p", "2024-01-01", "2024-01-31");
    let on = Path::new("activities", "a");
    desk.run(&Edit::set(&on, "milestone", Value::Bool(true)))
        .unwrap();
    let until = "2025-01-30".parse().unwrap();
    let count = series::dates(desk.activity("a"), Every::Month, until).len();
    assert_eq!(count, 11);
    let repeat = |n: usize| Edit::Repeat {
        activity: "a".into(),
        every: Every::Month,
        until,
        ids: (0..n)
            .map(|n| Id::from(format!("r{n:02}").as_str()))
            .collect(),
    };
    assert_eq!(desk.run(&repeat(3)), Err(Refusal::IdsWanted { count }));
    desk.step(&repeat(11));
    let dues: Vec<String> = (0..4)
        .map(|n| desk.activity(&format!("r{n:02}")).due.unwrap().to_string())
        .collect();
    assert_eq!(
        dues,
        ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]
    );
    let all = desk.d.programme().activities_of(&"d5.k1".into());
    assert_eq!(all.first().unwrap().id, "a");
    assert_eq!(
        all.last().unwrap().id,
        "r10",
        "they stand in their order behind it"
    );
    assert!(
        all.iter()
            .all(|a| a.milestone && a.series == all[0].series && a.plan == Some("p".into()))
    );
    let bare = activity(&mut desk.d, "bare", "d5.k1");
    let nothing = Edit::Repeat {
        activity: bare.id().into(),
        every: Every::Year,
        until,
        ids: Vec::new(),
    };
    assert_eq!(desk.run(&nothing), Err(Refusal::NoDates));
}

#[test]
fn work_joins_and_leaves_a_series() {
    let mut desk = Desk::new();
    for id in ["a", "b", "c"] {
        desk.work(id, "", "2024-01-01", "2024-01-31");
    }
    let all: Vec<Id> = vec!["a".into(), "b".into(), "c".into()];
    desk.step(&Edit::JoinSeries {
        activities: all.clone(),
    });
    assert_eq!(desk.d.programme().series.len(), 1);
    assert!(
        all.iter()
            .all(|id| desk.d.programme().activities[id].series.is_some())
    );
    desk.step(&Edit::LeaveSeries {
        activities: vec!["b".into()],
    });
    assert_eq!(desk.d.programme().series.len(), 1);
    desk.step(&Edit::LeaveSeries {
        activities: vec!["a".into(), "c".into()],
    });
    assert!(
        desk.d.programme().series.is_empty(),
        "nothing is left in it"
    );
    desk.step(&Edit::JoinSeries { activities: all });
}

#[test]
fn dependencies_close_no_circle_and_warn_where_they_are_broken() {
    let mut desk = Desk::new();
    desk.work("a", "", "2024-01-01", "2024-03-31");
    desk.work("b", "", "2024-03-31", "2024-06-30");
    desk.work("c", "", "2024-07-01", "2024-08-31");
    let link = |before: &str, after: &str| Edit::Link {
        before: before.into(),
        after: after.into(),
        id: format!("{before}{after}").as_str().into(),
    };
    assert_eq!(desk.run(&link("a", "a")), Err(Refusal::DependsOnItself));
    desk.step(&link("a", "b"));
    desk.step(&link("b", "c"));
    let again = Edit::Link {
        before: "a".into(),
        after: "b".into(),
        id: "other".into(),
    };
    assert_eq!(desk.run(&again), Err(Refusal::AlreadyLinked));
    assert_eq!(desk.run(&link("c", "a")), Err(Refusal::DependencyCycle));
    assert!(matches!(
        desk.run(&link("a", "x")),
        Err(Refusal::WrongValue { .. })
    ));
    let turned = Edit::set(&Path::new("dependencies", "ab"), "after", "c");
    assert!(matches!(desk.run(&turned), Err(Refusal::Fixed { .. })));
    let found = Dependencies::of(desk.d.programme());
    assert_eq!(found.broken.iter().collect::<Vec<_>>(), ["ab"]);
    assert!(found.is_broken_at(&"b".into()) && !found.is_broken_at(&"c".into()));
    assert_eq!(found.by_activity[&Id::from("b")], ["ab", "bc"]);
    let done = ActivityStatus::new(Progress::Done).value();
    desk.run(&Edit::set(&Path::new("activities", "a"), "status", done))
        .unwrap();
    assert!(Dependencies::of(desk.d.programme()).broken.is_empty());
    desk.step(&Edit::Delete {
        on: Path::new("activities", "b"),
    });
    assert!(desk.d.programme().dependencies.is_empty());
}

#[test]
fn a_circle_that_merging_made_is_reported_and_drawn_no_further() {
    let mut desk = Desk::new();
    for id in ["a", "b", "c", "d"] {
        desk.work(id, "", "2024-01-01", "2024-03-31");
    }
    let ops = [
        ("ab", "a", "b"),
        ("ba", "b", "a"),
        ("bc", "b", "c"),
        ("cd", "c", "d"),
    ]
    .map(|(id, before, after)| Op::New {
        on: Path::new("dependencies", id),
        to: plans::fields([("before", before.into()), ("after", after.into())]),
    });
    desk.d.commit(ops.into(), 9).unwrap();
    let found: Vec<String> = crate::insight::problems::problems(&desk.d)
        .into_iter()
        .filter_map(|p| match p {
            crate::insight::Problem::Cycle { on } => Some(on.as_str().to_owned()),
            _ => None,
        })
        .collect();
    assert_eq!(found, ["dependencies/ab", "dependencies/ba"]);
    let back = Edit::Link {
        before: "d".into(),
        after: "b".into(),
        id: "db".into(),
    };
    assert_eq!(desk.run(&back), Err(Refusal::DependencyCycle));
}
