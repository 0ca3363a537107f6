//! The rules, edit by edit.

mod annex_rules;
mod desk;
mod money_rules;
mod plan_rules;
mod proofs;
mod work_rules;

use super::*;
use crate::change::{Author, Session};
use crate::codec::embedded::new_document;
use crate::model::{Activity, ActivityStatus, PlanState, PlanStatus, Progress};

fn document() -> Document {
    let mut d = new_document("test");
    let by = Author {
        party: "vl".into(),
        name: "Thử".into(),
    };
    d.begin_session(
        "aaaaaaaaaaaaa",
        Session {
            by,
            at: "2024-01-01T08:00:00+07:00".into(),
            ..Session::default()
        },
    );
    d
}

fn context() -> Context {
    Context {
        today: "2024-08-19".parse().unwrap(),
        random: "qx".into(),
    }
}

fn run(d: &mut Document, edit: &Edit) -> Result<Vec<Caution>, Refusal> {
    let planned = plan(d, edit, &context())?;
    d.commit(planned.ops, 1);
    Ok(planned.cautions)
}

fn activity(d: &mut Document, id: &str, clause: &str) -> Path {
    let on = Path::new("activities", id);
    let key = activities::key_behind(d, &clause.into(), None, None, &context());
    let place = crate::model::Place {
        parent: Some(clause.into()),
        key,
    };
    run(
        d,
        &Edit::create(&on, [("title", "Việc".into()), ("place", place.value())]),
    )
    .unwrap();
    on
}

#[test]
fn a_deletion_taken_back_brings_back_what_stood_before_its_step() {
    let mut d = document();
    let a = activity(&mut d, "a", "d5.k1");
    let b = Path::new("activities", "b");
    let step = Edit::Several(vec![
        Edit::set(&a, "title", "Chưa ai thấy"),
        Edit::create(&b, [("title", "Chưa ai thấy".into())]),
        Edit::Delete { on: a.clone() },
        Edit::Delete { on: b.clone() },
    ]);
    let before = d.programme().clone();
    run(&mut d, &step).unwrap();
    assert!(!d.is_shown(a.as_str()) && d.log().view(b.as_str()).is_none());
    for on in [a, b] {
        run(&mut d, &Edit::Restore { on }).unwrap();
    }
    assert_eq!(before.activities, d.programme().activities);
}

#[test]
fn dates_must_be_in_order_and_the_period_only_warns() {
    let mut d = document();
    let on = activity(&mut d, "a1", "d5.k1");
    assert_eq!(
        run(&mut d, &Edit::set(&on, "start", "2024-07-01")),
        Ok(vec![])
    );
    let start = "2024-07-01".parse().unwrap();
    assert_eq!(
        run(&mut d, &Edit::set(&on, "due", "2024-06-30")),
        Err(Refusal::DueBeforeStart { start })
    );
    assert_eq!(d.programme().activities["a1"].due, None);
    let date = "2026-06-30".parse().unwrap();
    assert_eq!(
        run(&mut d, &Edit::set(&on, "due", "2026-06-30")),
        Ok(vec![Caution::OutsidePeriod { date }])
    );
    assert_eq!(d.programme().activities["a1"].due, Some(date));
    let bad = Edit::set(&on, "due", "31/02/2025");
    assert_eq!(
        run(&mut d, &bad),
        Err(Refusal::WrongValue { key: "due".into() })
    );
}

#[test]
fn not_doing_needs_a_reason() {
    let mut d = document();
    let on = activity(&mut d, "a1", "d5.k1");
    let mut status = ActivityStatus::new(Progress::NotDoing);
    assert_eq!(
        run(&mut d, &Edit::set(&on, Activity::STATUS, status.value())),
        Err(Refusal::ReasonNeeded)
    );
    status.reason = "Trùng nội dung".into();
    assert_eq!(
        run(&mut d, &Edit::set(&on, Activity::STATUS, status.value())),
        Ok(vec![])
    );
}

#[test]
fn a_plan_is_issued_with_number_date_and_agreement_or_a_reason() {
    let mut d = document();
    let on = Path::new("plans", "p24");
    run(
        &mut d,
        &Edit::create(&on, [("year", Value::Int(2024)), ("scope", "joint".into())]),
    )
    .unwrap();
    let to = |is: PlanState, comment: &str| {
        Edit::set(
            &on,
            "state",
            PlanStatus {
                is,
                on: None,
                comment: comment.into(),
            }
            .value(),
        )
    };
    let from = PlanState::Draft;
    assert_eq!(
        run(&mut d, &to(PlanState::Issued, "")),
        Err(Refusal::MoveNotAllowed {
            from,
            to: PlanState::Issued
        })
    );
    run(&mut d, &to(PlanState::Submitted, "")).unwrap();
    assert_eq!(
        run(&mut d, &to(PlanState::Draft, "")),
        Err(Refusal::CommentNeeded)
    );
    run(&mut d, &to(PlanState::Approved, "")).unwrap();
    assert_eq!(
        run(&mut d, &to(PlanState::Issued, "")),
        Err(Refusal::NumberOrDateMissing {
            number: true,
            date: true
        })
    );
    run(&mut d, &Edit::set(&on, "number", "15/KH-UBND")).unwrap();
    run(&mut d, &Edit::set(&on, "issued_on", "2024-01-15")).unwrap();
    let vl = Path::new("agreements", "ag1");
    run(
        &mut d,
        &Edit::create(&vl, [("plan", "p24".into()), ("party", "vl".into())]),
    )
    .unwrap();
    let parties = vec![Id::from("ct")];
    assert_eq!(
        run(&mut d, &to(PlanState::Issued, "")),
        Err(Refusal::AgreementMissing {
            parties: parties.clone(),
            changed: vec![],
        })
    );
    assert_eq!(
        run(
            &mut d,
            &to(PlanState::Issued, "Đã thống nhất qua điện thoại")
        ),
        Ok(vec![Caution::IssuedWithoutAgreement {
            parties,
            changed: vec![]
        }])
    );
}

#[test]
fn carrying_over_makes_one_linked_activity_in_one_step() {
    let mut d = document();
    let on = activity(&mut d, "a1", "d5.k1");
    run(&mut d, &Edit::set(&on, "year", 2024)).unwrap();
    run(&mut d, &Edit::set(&on, "due", "2024-02-29")).unwrap();
    let edit = Edit::CarryOver {
        activity: "a1".into(),
        continuation: "a2".into(),
    };
    run(&mut d, &edit).unwrap();
    let next = &d.programme().activities["a2"];
    assert_eq!(
        (next.year, next.due),
        (Some(2025), Some("2025-02-28".parse().unwrap()))
    );
    assert_eq!(next.carried_from, Some("a1".into()));
    assert_eq!(
        d.programme().activities["a1"].status.is,
        Progress::CarriedOver
    );
    assert_eq!(run(&mut d, &edit), Err(Refusal::AlreadyCarriedOver));
}

#[test]
fn a_decision_by_6_1_needs_who_when_and_why() {
    let mut d = document();
    let clause = Id::from("d3.k1.g1");
    let mut decision = Decision {
        exempt: true,
        ..Decision::default()
    };
    let edit = |decision: &Decision| Edit::Exempt {
        clause: clause.clone(),
        decision: decision.clone(),
    };
    assert_eq!(
        run(&mut d, &edit(&decision)),
        Err(Refusal::DecisionIncomplete)
    );
    decision = Decision {
        exempt: true,
        by: "Thử".into(),
        on: Some(context().today),
        reason: "Thường xuyên".into(),
    };
    run(&mut d, &edit(&decision)).unwrap();
    assert!(d.programme().exemption(&clause).unwrap().decision.exempt);
    // The same entity is used again, so that two editors decide on the same one.
    decision.exempt = false;
    run(&mut d, &edit(&decision)).unwrap();
    assert_eq!(d.programme().exemptions.len(), 1);
}

#[test]
fn overspending_warns_and_is_kept() {
    let mut d = document();
    let line = Path::new("budget_lines", "l1");
    let key = crate::model::LineKey {
        year: Some(2024),
        clause: Some("d5.k1".into()),
        ..Default::default()
    };
    run(
        &mut d,
        &Edit::create(
            &line,
            [("key", key.value()), ("estimate", Value::Int(100_000_000))],
        ),
    )
    .unwrap();
    let pay = |id: &str, amount: i64| {
        let money = Value::map([("amount", Value::Int(amount)), ("year", Value::Int(2024))]);
        let fields = [
            ("line", "l1".into()),
            ("kind", "disbursement".into()),
            ("money", money),
        ];
        Edit::create(&Path::new("payments", id), fields)
    };
    assert_eq!(run(&mut d, &pay("y1", 60_000_000)), Ok(vec![]));
    let by = 5_000_000;
    assert_eq!(
        run(&mut d, &pay("y2", 45_000_000)),
        Ok(vec![Caution::Overspent {
            line: "l1".into(),
            by
        }])
    );
    let budget = crate::insight::Budget::of(d.programme());
    let figures = &budget.lines["l1"];
    assert_eq!(figures.rate_tenths(), Some(1050));
    assert_eq!(figures.remaining(), crate::model::Sum::Known(-5_000_000));
    assert_eq!(run(&mut d, &pay("y3", i64::MAX)), Err(Refusal::TooMuch));
    assert_eq!(run(&mut d, &pay("y3", -1)), Err(Refusal::NegativeAmount));
    let other = crate::model::LineKey {
        year: Some(2023),
        ..key
    };
    assert_eq!(
        run(&mut d, &Edit::set(&line, "key", other.value())),
        Err(Refusal::LineKeyStands)
    );
}

#[test]
fn deleting_takes_its_papers_along_and_undo_brings_them_back() {
    let mut d = document();
    let on = activity(&mut d, "a1", "d5.k1");
    let evidence = Path::new("evidence", "e1");
    run(
        &mut d,
        &Edit::create(
            &evidence,
            [("of", "a1".into()), ("name", "bien-ban.pdf".into())],
        ),
    )
    .unwrap();
    let mut stack = crate::change::UndoStack::of(&d, &d.author().unwrap().clone());
    let planned = plan(&d, &Edit::Delete { on }, &context()).unwrap();
    let group = d.commit(planned.ops, 2).unwrap();
    stack.record(&group.id, None);
    assert!(d.programme().activities.is_empty() && d.programme().evidence.is_empty());
    stack.undo(&mut d, 3).unwrap().unwrap();
    assert_eq!(
        (d.programme().activities.len(), d.programme().evidence.len()),
        (1, 1)
    );
}

#[test]
fn text_is_kept_in_nfc() {
    let mut d = document();
    let on = activity(&mut d, "a1", "d5.k1");
    run(
        &mut d,
        &Edit::set(
            &on,
            "title",
            "  Cẩm Thu\u{309}y "
                .replace("Cẩm", "Ca\u{302}\u{309}m")
                .as_str(),
        ),
    )
    .unwrap();
    assert_eq!(d.programme().activities["a1"].title, "Cẩm Thủy");
    assert_eq!(
        run(&mut d, &Edit::set(&on, "title", " ")),
        Err(Refusal::Empty {
            key: "title".into()
        })
    );
}

#[test]
fn dates_that_move_together_are_checked_together() {
    let mut d = document();
    let on = activity(&mut d, "a1", "d5.k1");
    let both = |start: &str, due: &str| {
        Edit::Several(vec![
            Edit::set(&on, "start", start),
            Edit::set(&on, "due", due),
        ])
    };
    assert_eq!(run(&mut d, &both("2024-07-01", "2024-08-25")), Ok(vec![]));
    assert_eq!(
        run(&mut d, &both("2024-09-01", "2024-10-26")),
        Ok(vec![]),
        "past the old deadline"
    );
    assert_eq!(
        run(&mut d, &both("2023-01-01", "2023-02-01")),
        Ok(vec![]),
        "before the old start"
    );
    let start = "2024-05-02".parse().unwrap();
    let due = "2024-05-01".parse().unwrap();
    assert_eq!(
        run(&mut d, &both("2024-05-02", "2024-05-01")),
        Err(Refusal::StartAfterDue { due })
    );
    let swapped = Edit::Several(vec![
        Edit::set(&on, "due", "2024-05-01"),
        Edit::set(&on, "start", "2024-05-02"),
    ]);
    assert_eq!(
        run(&mut d, &swapped),
        Err(Refusal::DueBeforeStart { start })
    );
}

#[test]
fn what_names_a_deleted_activity_lets_it_go_and_gets_it_back() {
    let mut d = document();
    let on = activity(&mut d, "a1", "d5.k1");
    let line = Path::new("budget_lines", "l1");
    let fields = [("activity", "a1".into()), ("estimate", Value::Int(5))];
    run(&mut d, &Edit::create(&line, fields)).unwrap();
    let mut stack = crate::change::UndoStack::of(&d, &d.author().unwrap().clone());
    let planned = plan(&d, &Edit::Delete { on }, &context()).unwrap();
    let group = d.commit(planned.ops, 2).unwrap();
    stack.record(&group.id, None);
    assert!(d.programme().activities.is_empty(), "it is gone from view");
    assert_eq!(d.programme().budget_lines["l1"].activity, None);
    stack.undo(&mut d, 3).unwrap().unwrap();
    assert_eq!(d.programme().budget_lines["l1"].activity, Some("a1".into()));
    assert_eq!(d.programme().activities.len(), 1);
}
