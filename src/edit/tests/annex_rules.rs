//! Annexes (Điều 7.2): what is refused, which moments are kept, and that there is no path to "có hiệu
//! lực" without number, title, text and every party's agreement to the text as it stands.

use super::desk::Desk;
use super::*;
use crate::change::CutKind;
use crate::codec;
use crate::insight::annexes::{AnnexStanding, Annexes};
use crate::insight::{Agreements, AnnexState, MomentName, Problem, moments};
use crate::model::content::{Scope, digest};
use crate::model::{Annex, Party};
use proptest::prelude::*;

fn on(id: &str) -> Path {
    Path::new(Annex::KIND, id)
}

fn draft(id: &str) -> Edit {
    Edit::create(
        &on(id),
        [
            ("title", Value::text("Bổ sung Điều 5")),
            ("text", "Bổ sung khoản 2 Điều 5 như sau.".into()),
        ],
    )
}

fn agree(id: &str, annex: &str, party: &str) -> Edit {
    Edit::create(
        &Path::new("agreements", id),
        [("annex", annex.into()), ("party", party.into())],
    )
}

fn number(annex: &str) -> Edit {
    Edit::set(&on(annex), Annex::NUMBER, "1")
}

fn comes_into_force(annex: &str, day: &str) -> Edit {
    Edit::set(&on(annex), Annex::IN_FORCE_ON, day)
}

fn standing(d: &Document, id: &str) -> AnnexStanding {
    let annexes = Annexes::of(d, &Agreements::of(d), context().today);
    annexes.standing(&id.into()).expect("it is there").clone()
}

fn state(desk: &Desk, id: &str) -> AnnexState {
    standing(&desk.d, id).state
}

/// An annex that is in force since 05/02/2024.
fn in_force() -> Desk {
    let mut desk = Desk::new();
    desk.step(&draft("x"));
    desk.step(&Edit::Member {
        on: on("x"),
        key: Annex::CLAUSES.into(),
        element: "d5.k2".into(),
        present: true,
    });
    desk.step(&number("x"));
    desk.step(&agree("x.vl", "x", "vl"));
    desk.step(&agree("x.ct", "x", "ct"));
    desk.step(&comes_into_force("x", "2024-02-05"));
    desk
}

#[test]
fn an_annex_goes_from_draft_to_one_party_to_all_to_in_force() {
    let mut desk = Desk::new();
    desk.step(&draft("x"));
    assert_eq!(state(&desk, "x"), AnnexState::Draft);
    desk.step(&agree("x.vl", "x", "vl"));
    assert_eq!(state(&desk, "x"), AnnexState::Partly);
    desk.step(&agree("x.ct", "x", "ct"));
    assert_eq!(state(&desk, "x"), AnnexState::Agreed);
    desk.step(&number("x"));
    desk.step(&comes_into_force("x", "2030-01-01"));
    assert_eq!(state(&desk, "x"), AnnexState::Coming);
    desk.step(&comes_into_force("x", "2024-02-05"));
    assert_eq!(state(&desk, "x"), AnnexState::InForce);
}

#[test]
fn what_is_lacking_is_named_party_by_party_whatever_their_number() {
    let mut desk = Desk::new();
    let third = Path::new(Party::KIND, "tt");
    desk.run(&Edit::create(&third, [("name", Value::text("huyện Ba"))]))
        .unwrap();
    desk.run(&draft("x")).unwrap();
    desk.run(&agree("x.vl", "x", "vl")).unwrap();
    let Err(Refusal::AnnexIncomplete { lacks }) = desk.run(&comes_into_force("x", "2024-02-05"))
    else {
        panic!("two parties of three are lacking");
    };
    assert!(lacks.number && !lacks.title && !lacks.text);
    assert_eq!(lacks.missing.len(), 2);
    for party in ["ct", "tt"] {
        desk.run(&agree(party, "x", party)).unwrap();
    }
    assert_eq!(standing(&desk.d, "x").agreed, 3);
    desk.run(&number("x")).unwrap();
    desk.run(&comes_into_force("x", "2024-02-05")).unwrap();
    assert_eq!(state(&desk, "x"), AnnexState::InForce);
}

#[test]
fn an_agreement_is_to_the_text_as_it_stands() {
    let mut desk = Desk::new();
    desk.run(&draft("x")).unwrap();
    desk.run(&agree("x.vl", "x", "vl")).unwrap();
    desk.run(&agree("x.ct", "x", "ct")).unwrap();
    let again = desk.run(&agree("x.again", "x", "ct"));
    assert!(matches!(again, Err(Refusal::AlreadyAgreed { .. })));
    // The number and the remarks are none of it.
    desk.run(&number("x")).unwrap();
    desk.run(&Edit::set(&on("x"), Annex::NOTE, "ghi chú"))
        .unwrap();
    assert_eq!(standing(&desk.d, "x").agreed, 2);
    desk.run(&Edit::set(&on("x"), Annex::TEXT, "Nội dung khác"))
        .unwrap();
    let stands = standing(&desk.d, "x");
    assert_eq!((stands.agreed, stands.state), (0, AnnexState::Draft));
    assert_eq!(stands.lacks.changed.len(), 2);
    assert!(
        desk.run(&comes_into_force("x", "2024-02-05")).is_err(),
        "what both agreed to is another text"
    );
    // Both agree anew and it comes into force, all in one step.
    desk.run(&Edit::Several(vec![
        agree("x.vl2", "x", "vl"),
        agree("x.ct2", "x", "ct"),
        comes_into_force("x", "2024-02-05"),
    ]))
    .unwrap();
    assert_eq!(state(&desk, "x"), AnnexState::InForce);
}

#[test]
fn nobody_agrees_to_an_annex_without_title_or_text() {
    let mut desk = Desk::new();
    desk.run(&Edit::create(&on("x"), [])).unwrap();
    let refused = desk.run(&agree("x.vl", "x", "vl"));
    let Err(Refusal::AnnexIncomplete { lacks }) = refused else {
        panic!("{refused:?}");
    };
    assert!(lacks.title && lacks.text && !lacks.number);
    for to in [
        agree("n", "none", "vl"),
        agree("n", "x", "nobody"),
        Edit::create(&Path::new("agreements", "n"), [("annex", "x".into())]),
    ] {
        assert!(matches!(desk.run(&to), Err(Refusal::WrongValue { .. })));
    }
}

#[test]
fn what_is_in_force_is_not_changed_and_not_deleted_until_its_day_is_taken_back() {
    let mut desk = in_force();
    let stands = || Refusal::AnnexInForce { annex: "x".into() };
    let member = |element: &str, present| Edit::Member {
        on: on("x"),
        key: Annex::CLAUSES.into(),
        element: element.into(),
        present,
    };
    for edit in [
        Edit::set(&on("x"), Annex::TEXT, "khác"),
        Edit::set(&on("x"), Annex::TITLE, "khác"),
        Edit::set(&on("x"), Annex::NUMBER, "2"),
        Edit::set(&on("x"), Annex::TEXT, Value::Null),
        member("d5.k2", false),
        member("d5.k1", true),
        Edit::Delete { on: on("x") },
        Edit::Delete {
            on: Path::new("agreements", "x.vl"),
        },
        Edit::Several(vec![
            Edit::set(&on("x"), Annex::IN_FORCE_ON, Value::Null),
            Edit::set(&on("x"), Annex::TEXT, "khác"),
        ]),
    ] {
        assert_eq!(desk.run(&edit), Err(stands()), "{edit:?}");
    }
    for (key, to) in [
        (Annex::NOTE, Value::text("ghi chú")),
        (Annex::SIGNED_ON, "2024-02-01".into()),
        (Annex::IN_FORCE_ON, "2024-02-06".into()),
        (Annex::IN_FORCE_ON, Value::Null),
    ] {
        desk.step(&Edit::set(&on("x"), key, to));
    }
    assert_eq!(state(&desk, "x"), AnnexState::Agreed);
    desk.step(&Edit::set(&on("x"), Annex::TEXT, "khác"));
    desk.step(&Edit::Delete { on: on("x") });
    assert!(desk.d.programme().agreements.is_empty());
    desk.step(&Edit::Restore { on: on("x") });
    assert_eq!(desk.d.programme().agreements.len(), 2);
}

#[test]
fn a_moment_is_kept_when_a_party_agrees_and_when_it_comes_into_force() {
    let desk = in_force();
    let kinds: Vec<CutKind> = moments::moments(&desk.d)
        .iter()
        .map(|m| m.cut.kind)
        .collect();
    assert_eq!(
        kinds,
        [CutKind::Agreement, CutKind::Agreement, CutKind::Annex]
    );
    let now = digest(desk.d.programme(), Scope::Annex(&"x".into()));
    assert!(
        moments::moments(&desk.d)
            .iter()
            .all(|m| m.cut.digest == now)
    );
    // Found again in the file, with its name.
    let text = codec::write(&desk.d.snapshot());
    let read = codec::read(&text, "").unwrap().document;
    let found = moments::moments(&read);
    assert_eq!(found, moments::moments(&desk.d));
    let MomentName::AnnexInForce(name) = &found.last().unwrap().name else {
        panic!("{found:?}");
    };
    assert_eq!(name.number, "1");
    assert_eq!(name.in_force_on, NaiveDate::from_ymd_opt(2024, 2, 5));
    let was = read.past().at(&found.last().unwrap().cut.knows);
    assert!(was.programme().annexes["x"].in_force_on.is_some());
    assert_eq!(state(&desk, "x"), standing(&read, "x").state);
}

#[test]
fn a_moment_taken_back_is_shown_no_more_and_the_last_of_several_counts() {
    let mut desk = in_force();
    let shown = |desk: &Desk| {
        let all = moments::moments(&desk.d);
        let in_force = |m: &&moments::Moment| m.cut.kind == CutKind::Annex;
        all.iter().filter(in_force).count()
    };
    desk.run(&Edit::set(&on("x"), Annex::IN_FORCE_ON, Value::Null))
        .unwrap();
    assert_eq!(shown(&desk), 0);
    desk.run(&comes_into_force("x", "2024-03-01")).unwrap();
    assert_eq!(shown(&desk), 1);
    assert!(desk.undo());
    assert_eq!(shown(&desk), 0);
}

#[test]
fn an_agreement_to_an_annex_is_none_to_a_plan_and_stays_where_it_is() {
    let mut desk = in_force();
    desk.joint("p");
    let given = Path::new("agreements", "x.vl");
    for (key, to) in [
        ("annex", Value::Null),
        ("annex", "y".into()),
        ("plan", "p".into()),
    ] {
        let edit = Edit::set(&given, key, to);
        assert!(
            matches!(desk.run(&edit), Err(Refusal::Fixed { .. })),
            "{edit:?}"
        );
    }
    let both = Edit::create(
        &Path::new("agreements", "both"),
        [
            ("annex", Value::text("x")),
            ("plan", "p".into()),
            ("party", "vl".into()),
        ],
    );
    assert!(desk.run(&both).is_err());
    let all = Agreements::of(&desk.d);
    assert!(all.latest(&"p".into(), &"vl".into()).is_none());
}

#[test]
fn a_clause_that_is_not_in_the_text_is_refused_and_found_in_a_file() {
    let mut desk = Desk::new();
    desk.run(&draft("x")).unwrap();
    let gone = Edit::Member {
        on: on("x"),
        key: Annex::CLAUSES.into(),
        element: "d99.k1".into(),
        present: true,
    };
    assert!(matches!(desk.run(&gone), Err(Refusal::WrongValue { .. })));
    desk.d.commit(
        vec![
            Op::Put {
                on: on("x"),
                f: "clauses".into(),
                e: "d99.k1".into(),
                to: true,
            },
            Op::set(&on("x"), Annex::IN_FORCE_ON, "2024-02-05"),
        ],
        1,
    );
    let problems = crate::insight::problems::problems(&desk.d);
    assert!(problems.contains(&Problem::Dangling {
        on: on("x"),
        key: "clauses",
        names: "d99.k1".into()
    }));
    assert!(problems.contains(&Problem::AnnexNotInForce { on: on("x") }));
    assert_eq!(state(&desk, "x"), AnnexState::Draft);
    // It can be mended one thing after the other.
    desk.run(&number("x")).unwrap();
    desk.run(&agree("x.vl", "x", "vl")).unwrap();
    desk.run(&agree("x.ct", "x", "ct")).unwrap();
    assert_eq!(state(&desk, "x"), AnnexState::InForce);
    let last = moments::moments(&desk.d).last().unwrap().cut.kind;
    assert_eq!(last, CutKind::Annex, "now it came into force");
}

fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(Value::text("2024-02-05")),
        Just(Value::text("2030-01-01")),
        Just(Value::text("  ")),
        Just(Value::text("khác")),
        Just(Value::Int(1)),
        Just(Value::Bool(true)),
        Just(Value::List(vec!["d5.k2".into()])),
    ]
}

fn annex() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["x", "y"][..])
}

fn given() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&["g0", "g1", "g2", "g3"][..])
}

fn key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        &[
            "number",
            "title",
            "text",
            "clauses",
            "signed_on",
            "in_force_on",
            "note",
            "plan",
        ][..],
    )
}

fn one_edit() -> impl Strategy<Value = Edit> {
    let party = prop::sample::select(&["vl", "ct", "zz"][..]);
    prop_oneof![
        2 => annex().prop_map(draft),
        2 => annex().prop_map(number),
        5 => (given(), annex(), party).prop_map(|(g, x, p)| agree(g, x, p)),
        4 => annex().prop_map(|x| comes_into_force(x, "2024-02-05")),
        3 => (annex(), key(), odd()).prop_map(|(x, key, to)| Edit::set(&on(x), key, to)),
        1 => (given(), prop::sample::select(&["annex", "party", "plan"][..]), odd())
            .prop_map(|(g, key, to)| Edit::set(&Path::new("agreements", g), key, to)),
        1 => (annex(), any::<bool>()).prop_map(|(x, present)| Edit::Member {
            on: on(x), key: "clauses".into(), element: "d5.k2".into(), present,
        }),
        1 => annex().prop_map(|x| Edit::Delete { on: on(x) }),
        1 => annex().prop_map(|x| Edit::Restore { on: on(x) }),
        1 => given().prop_map(|g| Edit::Delete { on: Path::new("agreements", g) }),
        1 => given().prop_map(|g| Edit::Restore { on: Path::new("agreements", g) }),
        1 => Just(Edit::create(&on("x"), [
            ("in_force_on", Value::text("2024-02-05")), ("number", "1".into()),
            ("title", "T".into()), ("text", "N".into()),
        ])),
    ]
}

fn any_edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => one_edit(),
        1 => prop::collection::vec(one_edit(), 2..6).prop_map(Edit::Several),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// No path leads to "có hiệu lực" without number, title, text and every party's agreement to the
    /// text as it stands, told here from the moments and not from the rules; what is in force keeps
    /// its content; undo restores.
    #[test]
    fn no_path_leads_into_force_without_what_it_takes(
        begun in any::<bool>(), edits in prop::collection::vec(any_edit(), 1..40)
    ) {
        let mut desk = if begun { in_force() } else { Desk::new() };
        for edit in &edits {
            let before = desk.state();
            let was: Vec<(Id, String)> = in_force_now(&desk.d);
            if desk.run(edit).is_err() {
                prop_assert_eq!(&before, &desk.state(), "what is refused changes nothing");
                continue;
            }
            for (id, content) in in_force_now(&desk.d) {
                takes_what_it_takes(&desk.d, &id)?;
                if let Some((_, old)) = was.iter().find(|(x, _)| *x == id) {
                    prop_assert_eq!(old, &content, "what is in force stays as it is");
                }
            }
            for (id, _) in &was {
                prop_assert!(desk.d.programme().annexes.contains_key(id), "it is not deleted");
            }
            let after = desk.state();
            if before != after {
                prop_assert!(desk.undo());
                prop_assert_eq!(&before, &desk.state(), "undo restores");
                prop_assert!(desk.redo());
                prop_assert_eq!(&after, &desk.state(), "redo does it again");
            }
        }
    }
}

/// The annexes that bear the day of coming into force, with what they say.
fn in_force_now(d: &Document) -> Vec<(Id, String)> {
    let p = d.programme();
    let all = p.annexes.values();
    let all = all.filter(|a| a.in_force_on.is_some());
    all.map(|a| {
        let said = format!("{} {}", a.number, digest(p, Scope::Annex(&a.id)));
        (a.id.clone(), said)
    })
    .collect()
}

fn state_of(d: &Document, annex: &Annex) -> AnnexState {
    standing(d, annex.id.as_str()).state
}

fn takes_what_it_takes(d: &Document, id: &Id) -> Result<(), TestCaseError> {
    let p = d.programme();
    let annex = &p.annexes[id];
    let come = annex.in_force_on.is_some_and(|day| day <= context().today);
    let wanted = if come {
        AnnexState::InForce
    } else {
        AnnexState::Coming
    };
    prop_assert_eq!(state_of(d, annex), wanted);
    for text in [&annex.number, &annex.title, &annex.text] {
        prop_assert!(!text.trim().is_empty());
    }
    let now = digest(p, Scope::Annex(id));
    let cuts = d.cuts();
    for party in p.parties.keys() {
        let mut given = p.agreements.values().filter(|a| {
            a.plan.is_none() && a.annex.as_ref() == Some(id) && a.party.as_ref() == Some(party)
        });
        prop_assert!(
            given.any(|a| cuts.iter().any(|cut| {
                cut.kind == CutKind::Agreement
                    && cut.of.as_ref().is_some_and(|of| of.id() == a.id.as_str())
                    && cut.digest == now
            })),
            "{party} agreed to the text as it stands"
        );
    }
    Ok(())
}
