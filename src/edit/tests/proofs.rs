//! What holds whatever is done: random sequences of edits, ordinary and hand-crafted ones.

use super::desk::{self, Desk, agree};
use super::*;
use crate::insight::plans::{version, version_in_force, versions};
use crate::model::content::{Scope, digest};
use crate::model::{
    Activity, BudgetLine, Decimal, Indicator, IndicatorValue, Place, Plan, PlanScope, Programme,
};
use crate::model::{Entity as _, PlanState as S};
use proptest::prelude::*;
use std::collections::BTreeMap;

const PLANS: [&str; 4] = ["p0", "p1", "p2", "p3"];
const WORK: [&str; 3] = ["a0", "a1", "a2"];

fn plan_id() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&PLANS[..])
}

fn state() -> impl Strategy<Value = S> {
    proptest::sample::select(S::ALL)
}

fn comment() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 1 => Just("Lý do".to_owned()), 1 => Just("  ".to_owned())]
}

/// Any value that a hand could put anywhere.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(Value::text("issued")),
        Just(Value::text("2024-01-15")),
        Just(Value::text("   ")),
        Just(Value::Int(2024)),
        Just(Value::List(vec!["issued".into()])),
        Just(Value::List(Vec::new())),
        Just(Value::map([("is", Value::text("issued"))])),
        Just(Value::map([
            ("is", Value::text("in_effect")),
            ("from", "issued".into())
        ])),
        Just(Value::map([("is", Value::text("bogus"))])),
        Just(Value::map([
            ("is", Value::text("suspended")),
            ("from", "in_effect".into()),
            ("comment", "x".into())
        ])),
    ]
}

fn key() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(
        &[
            "state",
            "number",
            "issued_on",
            "scope",
            "title",
            "year",
            "replaces",
        ][..],
    )
}

fn simple() -> impl Strategy<Value = Edit> {
    let on = |id: &str| Path::new("plans", id);
    prop_oneof![
        8 => (plan_id(), state(), comment()).prop_map(|(p, s, c)| desk::to(p, s, &c)),
        3 => (plan_id(), state(), comment()).prop_map(|(p, s, c)| desk::number(p, s, &c)),
        2 => plan_id().prop_map(move |p| Edit::set(&on(p), "number", "1/KH")),
        2 => plan_id().prop_map(move |p| Edit::set(&on(p), "issued_on", "2024-01-15")),
        3 => (plan_id(), key(), odd(), any::<bool>()).prop_map(move |(p, key, to, beside)| Edit::Set {
            on: on(p),
            key: key.into(),
            to,
            seen: if beside { Seen::Heads(Vec::new()) } else { Seen::Now },
        }),
        1 => (plan_id(), key()).prop_map(move |(p, key)| Edit::Member {
            on: on(p), key: key.into(), element: "issued".into(), present: true,
        }),
        2 => (plan_id(), state(), any::<bool>(), proptest::option::of(plan_id())).prop_map(
            move |(p, s, numbered, replaces)| {
                let number = if numbered { "9/KH".into() } else { Value::Null };
                let replaces = replaces.map_or(Value::Null, Value::text);
                Edit::create(&on(p), [
                    ("scope", "joint".into()), ("year", 2024.into()), ("number", number.clone()),
                    ("issued_on", if numbered { "2024-01-15".into() } else { Value::Null }),
                    ("state", PlanStatus { is: s, on: None, comment: "c".into() }.value()),
                    ("replaces", replaces),
                ])
            }),
        2 => plan_id().prop_map(move |p| Edit::create(&on(p), [("scope", "joint".into())])),
        1 => plan_id().prop_map(move |p| Edit::Delete { on: on(p) }),
        1 => plan_id().prop_map(move |p| Edit::Restore { on: on(p) }),
        6 => (0..12_u8, plan_id(), any::<bool>()).prop_map(|(n, p, vl)| {
            agree(&format!("g{n}"), p, if vl { "vl" } else { "ct" })
        }),
        1 => (0..12_u8).prop_map(|n| Edit::Delete { on: Path::new("agreements", &format!("g{n}")) }),
        1 => (0..12_u8, plan_id()).prop_map(|(n, p)| {
            Edit::set(&Path::new("agreements", &format!("g{n}")), "plan", p)
        }),
        2 => (proptest::sample::select(&WORK[..]), plan_id()).prop_map(|(a, p)| {
            Edit::set(&Path::new("activities", a), "plan", p)
        }),
        1 => (proptest::sample::select(&WORK[..]), 1..28_u32).prop_map(|(a, day)| {
            Edit::set(&Path::new("activities", a), "due", format!("2024-05-{day:02}").as_str())
        }),
        2 => (plan_id(), plan_id()).prop_map(|(p, v)| Edit::AdjustPlan {
            plan: p.into(), version: v.into(), reason: "Điều chỉnh".into(),
        }),
        2 => (plan_id(), state(), comment(), any::<[bool; 3]>()).prop_map(
            |(p, is, comment, [numbered, vl, ct])| {
                let agreement = |party: &str| RecordedAgreement {
                    id: format!("{p}.{party}").as_str().into(), party: party.into(),
                    document: "CV".into(), date: None,
                };
                let given = [("vl", vl), ("ct", ct)].into_iter().filter(|(_, g)| *g);
                Edit::RecordPlan(Box::new(RecordedPlan {
                    plan: p.into(), scope: PlanScope::Joint, party: None, unit: None, year: 2022,
                    title: "KH".into(),
                    number: if numbered { "2/KH".into() } else { " ".into() },
                    issued_on: numbered.then(|| "2022-01-15".parse().unwrap()),
                    leader: String::new(), agreements: given.map(|(party, _)| agreement(party)).collect(),
                    activities: Vec::new(),
                    state: PlanStatus { is, on: None, comment },
                }))
            }),
        1 => (plan_id(), plan_id()).prop_map(|(from, plan)| Edit::PlanFromLast(Box::new(NextPlan {
            from: from.into(), plan: plan.into(), year: 2025, title: "KH 2025".into(),
            keep: Vec::new(), carry: Vec::new(), target_change: Decimal::ZERO,
        }))),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => simple(),
        2 => proptest::collection::vec(simple(), 2..4).prop_map(Edit::Several),
    ]
}

/// Brings `p0` some way along its life, so that chance need not find the whole of it.
fn begin(desk: &mut Desk, how_far: u8) {
    if how_far == 5 {
        desk.issue("p0");
        return;
    }
    if how_far % 2 == 1 {
        for party in ["vl", "ct"] {
            desk.agree(&format!("b.{party}"), "p0", party).unwrap();
        }
    }
    let moves = [S::Submitted, S::Approved];
    for is in moves.into_iter().take(usize::from(how_far)) {
        desk.run(&desk::to("p0", is, "")).unwrap();
    }
}

fn issued(state: S) -> bool {
    matches!(state, S::Issued | S::InEffect | S::Reviewed | S::Closed)
}

/// The parties whose last agreement is to something else than the plan as it stands, read from the
/// moments themselves.
fn lacking(d: &Document, plan: &Id) -> Vec<Id> {
    let p = d.programme();
    let now = digest(p, Scope::Plan(plan));
    let cuts = d.cuts();
    let parties = p.parties.keys().filter(|party| {
        let own = p.agreements.values();
        let own = own.filter(|a| a.plan.as_ref() == Some(plan) && a.party.as_ref() == Some(party));
        let last = own
            .filter_map(|a| {
                let path = Path::new("agreements", a.id.as_str());
                let own = cuts.iter().filter(|c| c.of.as_ref() == Some(&path));
                own.max_by_key(|c| c.at.clone())
            })
            .max_by_key(|c| c.at.clone());
        last.is_none_or(|c| c.digest != now)
    });
    parties.cloned().collect()
}

/// What the rules promise, of the plans before and after one step.
fn check(d: &Document, before: &BTreeMap<Id, Plan>, known: &[Id], edit: &Edit) {
    for plan in d.programme().plans.values() {
        let to = plan.state.is;
        let what = format!("{}: {:?} by {edit:?}", plan.id, plan.state);
        if issued(to) || to == S::Replaced {
            assert!(!plan.number.trim().is_empty(), "a number, {what}");
            assert!(plan.issued_on.is_some(), "a date, {what}");
        }
        let from = before.get(&plan.id).map(|p| p.state.is);
        let entered = issued(to) && !from.is_some_and(|f| issued(f) || f == S::Suspended);
        // A deletion that is taken back is no move.
        let back = from.is_none() && known.contains(&plan.id);
        if entered
            && !back
            && plan.scope == Some(PlanScope::Joint)
            && plan.state.comment.trim().is_empty()
        {
            assert_eq!(lacking(d, &plan.id), [] as [Id; 0], "agreements, {what}");
        }
        match from {
            Some(from) if from == to => {}
            Some(from) if to == S::Replaced => {
                let next = d.programme().plans.values();
                let next = next.filter(|n| n.replaces.as_ref() == Some(&plan.id));
                assert!(
                    next.clone().any(|n| issued(n.state.is)),
                    "a next version, {what}"
                );
                assert!(issued(from) || from == S::Suspended, "{what}");
            }
            Some(from) => assert!(is_allowed_move(from, to), "{from:?}, {what}"),
            None => {
                let recorded = matches!(edit, Edit::RecordPlan(_)) || several_record(edit);
                let began = to == S::Draft || is_allowed_move(S::Draft, to);
                assert!(back || recorded || began, "it begins as a draft, {what}");
            }
        }
    }
}

fn several_record(edit: &Edit) -> bool {
    match edit {
        Edit::Several(edits) => edits.iter().any(|e| matches!(e, Edit::RecordPlan(_))),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// There is no path to "Đã ban hành" without number and date, and none for a joint plan without
    /// every agreement or a reason; plans move along the allowed moves alone; undo restores.
    #[test]
    fn plans_keep_to_the_rules_whatever_is_done(
        begun in 0..6_u8, edits in proptest::collection::vec(edit(), 1..40)
    ) {
        let mut desk = Desk::new();
        for id in WORK {
            desk.work(id, "", "2024-03-01", "2024-05-31");
        }
        for id in ["p0", "p1"] {
            desk.joint(id);
        }
        begin(&mut desk, begun);
        for edit in &edits {
            let before = desk.state();
            let known: Vec<Id> = PLANS
                .iter()
                .filter(|id| desk.d.log().entity(&format!("plans/{id}")).is_some())
                .map(|id| Id::from(*id))
                .collect();
            let plans = desk.d.programme().plans.clone();
            if desk.run(edit).is_err() {
                prop_assert_eq!(&before, &desk.state(), "what is refused changes nothing");
                continue;
            }
            check(&desk.d, &plans, &known, edit);
            let after = desk.state();
            if before != after && !settles(edit) {
                prop_assert!(desk.undo());
                prop_assert_eq!(&before, &desk.state(), "undo restores");
                prop_assert!(desk.redo());
                prop_assert_eq!(&after, &desk.state(), "redo does it again");
            }
        }
    }

    /// Any change of a plan's content is noticed by its digest, a change elsewhere is not.
    #[test]
    fn the_digest_notices_the_content_and_nothing_else(
        steps in proptest::collection::vec((any::<prop::sample::Index>(), 0..22_u8, 0..4_u8), 1..12)
    ) {
        let mut desk = Desk::sample();
        for (at, what, how) in steps {
            let before: Vec<_> = said(desk.d.programme());
            for edit in real_edit(&desk.d, at, what, how) {
                // Some are refused; that is no change.
                let _ = desk.run(&edit);
            }
            let after = said(desk.d.programme());
            for ((plan, digest, content), (_, later, now)) in before.iter().zip(&after) {
                prop_assert_eq!(digest == later, content == now, "{} by {} {}", plan, what, how);
            }
        }
    }

    /// Versions are counted and listed whatever merging made of them.
    #[test]
    fn versions_survive_circles_and_forks(
        of in proptest::collection::vec(proptest::option::of(0..6_usize), 6),
        states in proptest::collection::vec(state(), 6),
    ) {
        let mut d = document();
        let id = |n: usize| format!("v{n}");
        let ops = of.iter().zip(&states).enumerate().map(|(n, (replaces, is))| Op::New {
            on: Path::new("plans", &id(n)),
            to: plans::fields([
                ("replaces", replaces.map_or(Value::Null, |r| Value::text(id(r)))),
                ("state", PlanStatus { is: *is, on: None, comment: String::new() }.value()),
                ("year", 2024.into()),
                ("scope", "joint".into()),
            ]),
        });
        let ops = ops.collect();
        d.commit(ops, 1);
        let p = d.programme();
        for plan in p.plans.keys() {
            let all = versions(p, plan);
            prop_assert!(all.contains(plan));
            let mut once = all.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(once.len(), all.len());
            let number = version(p, plan);
            prop_assert!((1..=6).contains(&number));
            let in_force = version_in_force(p, plan);
            prop_assert_eq!(in_force.is_some(), all.iter().any(|id| issued(p.plans[id].state.is)));
        }
        // The year shows each plan at most once.
        let years = crate::insight::plans::plans_by_year(p, &crate::insight::Agreements::of(&d));
        let year = years.iter().find(|y| y.year == 2024).unwrap();
        if let Some(joint) = &year.joint {
            prop_assert!(!year.adjustments.iter().any(|(_, next)| next == joint));
        }
    }
}

/// Whether an edit may settle a conflict, of which undo says only what it said.
fn settles(edit: &Edit) -> bool {
    match edit {
        Edit::Set { seen, .. } => *seen != Seen::Now,
        Edit::Several(edits) => edits.iter().any(settles),
        _ => false,
    }
}

type Said = (Id, String, Vec<String>);

/// Of each plan its digest, and its content read in another way: every entity with all that is no
/// content taken off, so that a field which is added some day counts as content.
fn said(p: &Programme) -> Vec<Said> {
    let bare = |place: &Place| Place {
        parent: place.parent.clone(),
        key: String::new(),
    };
    let of = |id: &Id| -> Vec<String> {
        let mut all = Vec::new();
        let plan = &p.plans[id];
        all.push(format!(
            "{:?}",
            Plan {
                meta: Default::default(),
                state: PlanStatus {
                    is: S::Draft,
                    on: None,
                    comment: String::new()
                },
                number: String::new(),
                issued_on: None,
                note: String::new(),
                replaces: None,
                ..plan.clone()
            }
        ));
        let inside = |a: &Option<Id>| {
            let a = a.as_ref().and_then(|a| p.activities.get(a));
            a.is_some_and(|a| a.plan.as_ref() == Some(id))
        };
        for a in p
            .activities
            .values()
            .filter(|a| a.plan.as_ref() == Some(id))
        {
            all.push(format!(
                "{:?}",
                Activity {
                    meta: Default::default(),
                    status: ActivityStatus::new(Progress::NotStarted),
                    place: bare(&a.place),
                    carried_from: None,
                    series: None,
                    ..a.clone()
                }
            ));
        }
        for i in p.indicators.values().filter(|i| inside(&i.of)) {
            all.push(format!(
                "{:?}",
                Indicator {
                    meta: Default::default(),
                    place: Place::default(),
                    ..i.clone()
                }
            ));
            let own = p.indicator_values.values();
            for v in own.filter(|v| v.indicator.as_ref() == Some(i.id())) {
                all.push(format!(
                    "{:?}",
                    IndicatorValue {
                        meta: Default::default(),
                        actual: None,
                        ..v.clone()
                    }
                ));
            }
        }
        for l in p.budget_lines.values().filter(|l| inside(&l.activity)) {
            all.push(format!(
                "{:?}",
                BudgetLine {
                    meta: Default::default(),
                    allocated: Default::default(),
                    carried_over: Default::default(),
                    cancelled: Default::default(),
                    carried_from: None,
                    note: String::new(),
                    ..l.clone()
                }
            ));
        }
        all
    };
    // The versions that the steps make are passed over: a plan that is new has nothing to compare.
    p.plans
        .keys()
        .filter(|id| !id.as_str().starts_with("new"))
        .map(|id| (id.clone(), digest(p, Scope::Plan(id)), of(id)))
        .collect()
}

/// A real edit of something in the sample.
fn real_edit(d: &Document, at: prop::sample::Index, what: u8, how: u8) -> Vec<Edit> {
    let p = d.programme();
    let activities: Vec<&Activity> = p.activities.values().collect();
    let activity = *at.get(&activities);
    let on = Path::new("activities", activity.id.as_str());
    let plans: Vec<&Id> = p.plans.keys().collect();
    let plan = *at.get(&plans);
    let on_plan = Path::new("plans", plan.as_str());
    let lines: Vec<&Id> = p.budget_lines.keys().collect();
    let line = Path::new("budget_lines", at.get(&lines).as_str());
    let values: Vec<&Id> = p.indicator_values.keys().collect();
    let value = Path::new("indicator_values", at.get(&values).as_str());
    let n = i64::from(how);
    let day = format!("2024-0{}-15", how + 4);
    let units: Vec<&Id> = p.units.keys().collect();
    let unit = *at.get(&units);
    let reasoned = |edit: Edit| Edit::WithReason {
        edit: Box::new(edit),
        reason: "Theo thực tế".into(),
    };
    let fresh = || Id::from(format!("new{}.{what}{how}", d.revision()).as_str());
    vec![match what {
        0 => Edit::set(&on, "title", format!("Việc {how}").as_str()),
        1 => reasoned(Edit::set(&on, "due", day.as_str())),
        2 => reasoned(Edit::set(&on, "year", 2022 + n)),
        3 => reasoned(Edit::set(&on, "plan", plan.as_str())),
        4 => Edit::set(&on, "lead", unit.as_str()),
        5 => Edit::Member {
            on,
            key: "coordinating".into(),
            element: unit.to_string(),
            present: how.is_multiple_of(2),
        },
        6 => Edit::set(
            &on,
            "status",
            ActivityStatus::new(Progress::InProgress).value(),
        ),
        7 => Edit::Delete { on },
        8 => Edit::Move {
            activity: activity.id.clone(),
            clause: if how < 2 {
                "d5.k1".into()
            } else {
                activity.place.parent.clone().unwrap()
            },
            after: None,
        },
        9 => Edit::set(&line, "estimate", 1_000 + n),
        10 => Edit::set(&line, "allocated", 1_000 + n),
        11 => Edit::set(&line, "note", "Ghi chú"),
        12 => Edit::set(&value, "target", 40 + n),
        13 => Edit::set(&value, "actual", 40 + n),
        14 => Edit::set(&on_plan, "leader", format!("Ông {how}").as_str()),
        15 => Edit::set(&on_plan, "note", format!("Chú thích {how}").as_str()),
        16 => Edit::set(&on_plan, "number", format!("{how}/KH").as_str()),
        17 => desk::to(plan.as_str(), S::ALL[usize::from(how) + 1], "Lý do"),
        18 => Edit::CarryOver {
            activity: activity.id.clone(),
            continuation: fresh(),
        },
        19 => Edit::AdjustPlan {
            plan: plan.clone(),
            version: fresh(),
            reason: "Điều chỉnh".into(),
        },
        20 => Edit::JoinSeries {
            activities: activities
                .iter()
                .take(2 + usize::from(how))
                .map(|a| a.id.clone())
                .collect(),
        },
        _ => Edit::create(
            &Path::new("notes", fresh().as_str()),
            [("of", activity.id.as_str().into()), ("text", "x".into())],
        ),
    }]
}
