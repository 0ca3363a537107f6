//! The rules of plans: agreements, versions, what is recorded after the fact, next year's plan.

use super::desk::{Desk, agree, number, to};
use super::*;
use crate::change::CutKind;
use crate::insight::plans::{AgreementStanding, Agreements, plans_by_year, version, versions};
use crate::insight::plans::{open_successor, version_in_force};
use crate::insight::{MomentName, moments};
use crate::model::content::{Scope, content};
use crate::model::{Decimal, PlanScope, PlanState as S};

fn standing(desk: &Desk, agreement: &str) -> AgreementStanding {
    Agreements::of(&desk.d).standing(&desk.d, &agreement.into())
}

#[test]
fn an_agreement_is_to_the_plan_as_it_stood() {
    let mut desk = Desk::new();
    desk.joint("p");
    desk.work("a", "p", "2024-03-01", "2024-05-31");
    desk.step(&agree("g1", "p", "vl"));
    assert_eq!(standing(&desk, "g1"), AgreementStanding::Current);
    assert_eq!(
        desk.agree("g2", "p", "vl"),
        Err(Refusal::AlreadyAgreed { party: "vl".into() })
    );
    let on = Path::new("activities", "a");
    desk.run(&Edit::set(&on, "title", "Việc khác")).unwrap();
    assert_eq!(standing(&desk, "g1"), AgreementStanding::Changed);
    // A renewed agreement speaks for the party from then on.
    desk.agree("g2", "p", "vl").unwrap();
    let all = Agreements::of(&desk.d);
    let latest = all.latest(&"p".into(), &"vl".into()).unwrap();
    assert_eq!(
        (
            &*latest.agreement.to_string(),
            all.all(&"p".into(), &"vl".into()).len()
        ),
        ("g2", 2)
    );
    assert_eq!(standing(&desk, "g1"), AgreementStanding::Changed);
    assert_eq!(standing(&desk, "g2"), AgreementStanding::Current);
    let cut = latest.cut.clone().unwrap();
    assert_eq!(cut.kind, CutKind::Agreement);
    // Back to what it was: the first agreement is to just that, but the party said something since.
    desk.run(&Edit::set(&on, "title", "Việc")).unwrap();
    assert_eq!(standing(&desk, "g2"), AgreementStanding::Changed);
    for wrong in [agree("g9", "none", "vl"), agree("g9", "p", "none")] {
        assert!(matches!(desk.run(&wrong), Err(Refusal::WrongValue { .. })));
    }
    let moved = Edit::set(&Path::new("agreements", "g1"), "party", "ct");
    assert_eq!(
        desk.run(&moved),
        Err(Refusal::Fixed {
            key: "party".into()
        })
    );
}

#[test]
fn nobody_agrees_to_what_is_disputed() {
    let mut desk = Desk::new();
    desk.joint("p");
    desk.work("a", "p", "2024-03-01", "2024-05-31");
    let on = Path::new("activities", "a");
    let beside = Edit::Set {
        on: on.clone(),
        key: "title".into(),
        to: "Tên khác".into(),
        seen: Seen::Heads(Vec::new()),
    };
    desk.run(&beside).unwrap();
    let spots = vec![(on, "title".to_owned())];
    let refused = Err(Refusal::ContentDisputed { spots });
    assert_eq!(desk.agree("g1", "p", "vl"), refused);
    let moment = Edit::KeepMoment {
        id: "m".into(),
        name: "Trước họp".into(),
    };
    assert_eq!(desk.run(&moment), refused);
    desk.joint("q");
    desk.agree("g2", "q", "vl").unwrap();
}

#[test]
fn an_agreement_to_another_content_is_a_missing_one() {
    let mut desk = Desk::new();
    desk.joint("p");
    desk.work("a", "p", "2024-03-01", "2024-05-31");
    for party in ["vl", "ct"] {
        desk.agree(party, "p", party).unwrap();
    }
    let on = Path::new("activities", "a");
    desk.run(&to("p", S::Submitted, "")).unwrap();
    desk.run(&to("p", S::Approved, "")).unwrap();
    // The content changes in the very step that issues.
    let sly = Edit::Several(vec![
        Edit::set(&on, "title", "Việc khác"),
        number("p", S::Issued, ""),
    ]);
    let changed = vec!["vl".into(), "ct".into()];
    let parties = Vec::new();
    let refused = Err(Refusal::AgreementMissing { parties, changed });
    assert_eq!(desk.run(&sly), refused);
    desk.run(&Edit::set(&on, "title", "Việc khác")).unwrap();
    assert_eq!(desk.run(&number("p", S::Issued, "")), refused);
    desk.agree("g3", "p", "ct").unwrap();
    let cautions = desk.run(&number("p", S::Issued, "Chờ văn bản")).unwrap();
    let (parties, changed) = (Vec::new(), vec!["vl".into()]);
    assert_eq!(
        cautions,
        [Caution::IssuedWithoutAgreement { parties, changed }]
    );
    // The reason may not go while it is what the issue stands on.
    let cleared = desk.run(&to("p", S::Issued, ""));
    assert!(matches!(cleared, Err(Refusal::AgreementMissing { .. })));
}

#[test]
fn an_issued_plan_keeps_its_number_date_and_agreements() {
    let mut desk = Desk::new();
    desk.joint("p");
    desk.issue("p");
    let on = Path::new("plans", "p");
    for key in ["number", "issued_on"] {
        let emptied = desk.run(&Edit::set(&on, key, Value::Null));
        assert!(
            matches!(emptied, Err(Refusal::NumberOrDateMissing { .. })),
            "{key}"
        );
    }
    desk.run(&Edit::set(&on, "number", "16/KH-UBND")).unwrap();
    let delete = |id: &str| Edit::Delete {
        on: Path::new("agreements", id),
    };
    let party = "vl".into();
    assert_eq!(
        desk.run(&delete("p.vl")),
        Err(Refusal::AgreementStands { party })
    );
    // With the plan its agreements go; with it they come back.
    desk.run(&Edit::Delete { on: on.clone() }).unwrap();
    assert!(desk.d.programme().agreements.is_empty());
    desk.run(&Edit::Restore { on }).unwrap();
    assert_eq!(desk.d.programme().agreements.len(), 2);
}

#[test]
fn a_suspended_plan_goes_back_to_where_it_came_from() {
    let mut desk = Desk::new();
    desk.joint("p");
    assert_eq!(
        desk.run(&to("p", S::Suspended, "")),
        Err(Refusal::ReasonNeeded)
    );
    desk.run(&to("p", S::Suspended, "Chờ ý kiến")).unwrap();
    let way_round = number("p", S::InEffect, "Vẫn làm");
    let (from, into) = (S::Suspended, S::InEffect);
    assert_eq!(
        desk.run(&way_round),
        Err(Refusal::MoveNotAllowed { from, to: into })
    );
    let forged = Value::map([
        ("is", "suspended".into()),
        ("comment", "x".into()),
        ("from", "issued".into()),
    ]);
    desk.run(&Edit::set(&Path::new("plans", "p"), "state", forged))
        .unwrap();
    assert!(
        desk.run(&way_round).is_err(),
        "nobody says so but the rules"
    );
    assert_eq!(
        plans::moves(&desk.d, desk.plan("p")),
        [S::Draft, S::Cancelled]
    );
    desk.run(&to("p", S::Draft, "")).unwrap();
    desk.issue("p");
    desk.run(&to("p", S::Suspended, "Dịch bệnh")).unwrap();
    assert_eq!(
        plans::moves(&desk.d, desk.plan("p")),
        [S::InEffect, S::Cancelled]
    );
    desk.step(&to("p", S::InEffect, ""));
}

#[test]
fn a_plan_is_recorded_after_the_fact_in_one_step_under_the_same_rules() {
    let mut desk = Desk::new();
    desk.work("a", "", "2022-03-01", "2022-05-31");
    let mut recorded = RecordedPlan {
        plan: "p22".into(),
        scope: PlanScope::Joint,
        party: None,
        unit: None,
        year: 2022,
        title: "Kế hoạch chung năm 2022".into(),
        number: String::new(),
        issued_on: None,
        leader: "Bà B".into(),
        agreements: vec![RecordedAgreement {
            id: "g1".into(),
            party: "vl".into(),
            document: "Công văn 12".into(),
            date: "2022-01-05".parse().ok(),
        }],
        activities: vec!["a".into()],
        state: PlanStatus {
            is: S::Closed,
            on: None,
            comment: String::new(),
        },
    };
    let edit = |r: &RecordedPlan| Edit::RecordPlan(Box::new(r.clone()));
    let (number, date) = (true, true);
    assert_eq!(
        desk.run(&edit(&recorded)),
        Err(Refusal::NumberOrDateMissing { number, date })
    );
    recorded.number = "03/KH-UBND".into();
    recorded.issued_on = "2022-01-20".parse().ok();
    let (parties, changed) = (vec!["ct".into()], vec![]);
    assert_eq!(
        desk.run(&edit(&recorded)),
        Err(Refusal::AgreementMissing { parties, changed })
    );
    recorded.state.comment = "Không còn văn bản của Cẩm Thủy".into();
    let before = desk.state();
    desk.run(&edit(&recorded)).unwrap();
    assert_eq!(standing(&desk, "g1"), AgreementStanding::Current);
    assert!(desk.undo());
    assert_eq!(before, desk.state());
    assert!(desk.redo());
    assert_eq!(desk.activity("a").plan, Some("p22".into()));
    let kinds: Vec<CutKind> = moments::moments(&desk.d)
        .iter()
        .map(|m| m.cut.kind)
        .collect();
    assert_eq!(kinds, [CutKind::Agreement, CutKind::PlanVersion]);
    // The same state by an ordinary creation is a way round, and is refused.
    let fields = [
        ("state", recorded.state.value()),
        ("number", "1".into()),
        ("issued_on", "2022-01-20".into()),
    ];
    let direct = desk.run(&Edit::create(&Path::new("plans", "x"), fields));
    assert!(matches!(direct, Err(Refusal::MoveNotAllowed { .. })));
}

#[test]
fn an_issued_plan_is_adjusted_by_a_new_version_and_stays_readable() {
    let mut desk = Desk::new();
    desk.joint("p");
    desk.work("a", "p", "2024-03-01", "2024-05-31");
    let adjust = |of: &str, version: &str| Edit::AdjustPlan {
        plan: of.into(),
        version: version.into(),
        reason: "Kinh phí thay đổi".into(),
    };
    assert_eq!(desk.run(&adjust("p", "p2")), Err(Refusal::NotIssued));
    desk.issue("p");
    let issued = content(desk.d.programme(), Scope::Plan(&"p".into()));
    desk.step(&adjust("p", "p2"));
    let new = desk.plan("p2");
    assert_eq!(
        (new.state.is, &*new.number, new.issued_on),
        (S::Draft, "", None)
    );
    assert_eq!((&*new.leader, new.year), ("Ông A", Some(2024)));
    assert_eq!(desk.activity("a").plan, Some("p2".into()));
    assert_eq!(
        standing(&desk, "p.vl"),
        AgreementStanding::Current,
        "the old version did not change"
    );
    let next = "p2".into();
    assert_eq!(
        desk.run(&adjust("p", "p3")),
        Err(Refusal::AlreadyAdjusted { next })
    );
    assert!(matches!(
        desk.agree("late", "p", "vl"),
        Err(Refusal::AlreadyAdjusted { .. })
    ));
    // While it is in the making the old version is in force.
    let p = desk.d.programme();
    let year = |desk: &Desk| {
        let all = plans_by_year(desk.d.programme(), &Agreements::of(&desk.d));
        all.into_iter().find(|y| y.year == 2024).unwrap()
    };
    assert_eq!((version(p, &"p".into()), version(p, &"p2".into())), (1, 2));
    assert_eq!(versions(p, &"p2".into()), ["p", "p2"]);
    assert_eq!(version_in_force(p, &"p2".into()), Some("p".into()));
    assert!(open_successor(p, &"p".into()).is_some());
    assert_eq!(year(&desk).joint, Some("p".into()));
    assert_eq!(year(&desk).adjustment_of(&"p".into()), Some(&"p2".into()));
    assert!(
        year(&desk).agreed_by_all() && year(&desk).next_seals.iter().all(|s| s.agreement.is_none())
    );
    // The moment kept with it shows the old one as it stood.
    let kept = moments::moments(&desk.d);
    let before = kept
        .iter()
        .find(|m| matches!(&m.name, MomentName::BeforeAdjustment(n) if n.plan == "p"))
        .unwrap();
    let was = desk.d.past().at(&before.cut.knows);
    assert_eq!(content(was.programme(), Scope::Plan(&"p".into())), issued);
    // Issuing it replaces the old one in the same step.
    desk.run(&Edit::set(
        &Path::new("activities", "a"),
        "title",
        "Sửa 2 nhà",
    ))
    .unwrap();
    desk.issue("p2");
    assert_eq!(desk.plan("p").state.is, S::Replaced);
    assert_eq!(year(&desk).joint, Some("p2".into()));
    assert_eq!(
        version_in_force(desk.d.programme(), &"p".into()),
        Some("p2".into())
    );
    assert!(desk.undo());
    assert_eq!(
        (desk.plan("p").state.is, desk.plan("p2").state.is),
        (S::Issued, S::Approved)
    );
}

#[test]
fn the_work_of_an_adjustment_that_is_given_up_goes_back() {
    let mut desk = Desk::new();
    desk.joint("p");
    desk.work("a", "p", "2024-03-01", "2024-05-31");
    desk.issue("p");
    let adjust = |version: &str| Edit::AdjustPlan {
        plan: "p".into(),
        version: version.into(),
        reason: "Kinh phí thay đổi".into(),
    };
    desk.run(&adjust("p2")).unwrap();
    desk.step(&to("p2", S::Cancelled, "Không điều chỉnh nữa"));
    assert_eq!(desk.activity("a").plan, Some("p".into()));
    assert!(desk.run(&to("p2", S::Draft, "")).is_err());
    desk.run(&adjust("p3")).unwrap();
    let on = Path::new("plans", "p3");
    desk.step(&Edit::Delete { on });
    assert_eq!(desk.activity("a").plan, Some("p".into()));
    assert_eq!(standing(&desk, "p.vl"), AgreementStanding::Current);
}

#[test]
fn next_years_plan_starts_from_this_years() {
    let mut desk = Desk::new();
    desk.joint("p");
    for (id, due) in [
        ("done", "2024-02-29"),
        ("open", "2024-10-31"),
        ("other", "2024-11-30"),
    ] {
        desk.work(id, "p", "2024-02-01", due);
    }
    let status = ActivityStatus::new(Progress::Done).value();
    desk.run(&Edit::set(
        &Path::new("activities", "done"),
        "status",
        status,
    ))
    .unwrap();
    let mut indicator = |id: &str, of: &str, target: i64| {
        let fields = [
            ("of", of.into()),
            ("name", "Số nhà".into()),
            ("unit", "nhà".into()),
        ];
        desk.run(&Edit::create(&Path::new("indicators", id), fields))
            .unwrap();
        let fields = [
            ("indicator", id.into()),
            ("year", 2024.into()),
            ("target", target.into()),
            ("actual", 1.into()),
        ];
        let on = Path::new("indicator_values", &format!("{id}.v"));
        desk.run(&Edit::create(&on, fields)).unwrap();
    };
    indicator("i1", "done", 5);
    indicator("i2", "open", 7);
    let choices = next_year::choices(desk.d.programme(), &"p".into());
    assert_eq!(
        (choices.done, choices.not_doing),
        (vec!["done".into()], vec![])
    );
    let mut unfinished = choices.unfinished;
    unfinished.sort();
    assert_eq!(unfinished, ["open", "other"]);
    let edit = Edit::PlanFromLast(Box::new(NextPlan {
        from: "p".into(),
        plan: "p25".into(),
        year: 2025,
        title: next_year::next_title(desk.plan("p"), 2025),
        keep: vec![("done".into(), "n1".into())],
        carry: vec![("open".into(), "n2".into())],
        target_change: Decimal::from(10),
    }));
    desk.step(&edit);
    let plan = desk.plan("p25");
    assert_eq!(
        (&*plan.title, &*plan.leader, plan.state.is),
        ("Kế hoạch chung năm 2025", "", S::Draft)
    );
    let (kept, carried) = (desk.activity("n1"), desk.activity("n2"));
    assert_eq!(kept.due, "2025-02-28".parse().ok());
    assert_eq!(
        (kept.status.is, kept.carried_from.is_none()),
        (Progress::NotStarted, true)
    );
    assert_eq!(kept.series, desk.activity("done").series);
    assert!(kept.series.is_some() && carried.series.is_none());
    assert_eq!(
        (carried.year, carried.carried_from.clone()),
        (Some(2025), Some("open".into()))
    );
    assert_eq!(desk.activity("open").status.is, Progress::CarriedOver);
    let p = desk.d.programme();
    let target = |of: &str| {
        let i = p
            .indicators
            .values()
            .find(|i| i.of == Some(of.into()))
            .unwrap();
        let mut own = p
            .indicator_values
            .values()
            .filter(|v| v.indicator.as_ref() == Some(&i.id));
        let v = own.next().unwrap();
        (v.year, v.target, v.actual)
    };
    // 5 × 1,1 = 5,5: a half goes up, and whole houses stay whole.
    assert_eq!(target("n1"), (Some(2025), Some(Decimal::from(6)), None));
    assert_eq!(target("n2"), (Some(2025), Some(Decimal::from(7)), None));
}

#[test]
fn targets_change_by_percent_and_keep_their_decimals() {
    let number = |text: &str| Decimal::parse(text).unwrap();
    for (target, percent, expected) in [
        ("100", "10", "110"),
        ("3", "-50", "2"),
        ("12,5", "10", "13,8"),
        ("7", "0", "7"),
        ("7", "-100", "0"),
        ("200", "2,5", "205"),
        ("-3", "50", "-5"),
    ] {
        let changed = next_year::changed_target(number(target), number(percent));
        assert_eq!(changed, Some(number(expected)), "{target} {percent}");
    }
    let huge = Decimal::new(i64::MAX, 0).unwrap();
    assert_eq!(next_year::changed_target(huge, number("1")), None);
}

#[test]
fn a_moment_is_kept_under_a_name_until_it_is_undone() {
    let mut desk = Desk::new();
    desk.joint("p");
    desk.run(&Edit::KeepMoment {
        id: "m".into(),
        name: "Trước họp".into(),
    })
    .unwrap();
    let names = |desk: &Desk| -> Vec<MomentName> {
        moments::moments(&desk.d)
            .into_iter()
            .map(|m| m.name)
            .collect()
    };
    assert_eq!(names(&desk), [MomentName::Named("Trước họp".into())]);
    assert!(desk.undo());
    assert!(names(&desk).is_empty());
    let unnamed = Edit::KeepMoment {
        id: "m2".into(),
        name: " ".into(),
    };
    assert!(matches!(desk.run(&unnamed), Err(Refusal::Empty { .. })));
    desk.issue("p");
    let t = crate::text::strings::plan::Plan(crate::text::strings::Lang::Vi);
    let short = |id: &Id| desk.d.programme().parties[id].short_name.clone();
    let said: Vec<String> = names(&desk).iter().map(|n| t.moment(n, short)).collect();
    assert_eq!(
        said,
        [
            "Vĩnh Lộc thống nhất KH 2024",
            "Cẩm Thủy thống nhất KH 2024",
            "Phê duyệt KH 2024",
            "Ban hành KH 2024"
        ]
    );
}
