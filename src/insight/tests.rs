//! What is carried over from one revision to the next is what would be derived afresh.

use super::*;
use crate::change::{Op, Session};
use crate::codec::embedded;
use crate::model::{Path, Value};
use proptest::prelude::*;

/// Kinds that are edited, each with fields and values that matter, and some that do not.
const FIELDS: &[(&str, &str, &[&str])] = &[
    (
        "activities",
        "title",
        &["\"Việc khác\"", "\"Tập huấn\"", "null"],
    ),
    (
        "activities",
        "due",
        &[
            "\"2024-08-01\"",
            "\"2024-08-20\"",
            "\"2025-01-31\"",
            "null",
            "7",
        ],
    ),
    (
        "activities",
        "status",
        &[
            "{\"is\":\"done\",\"on\":\"2024-08-02\"}",
            "{\"is\":\"in_progress\"}",
            "null",
        ],
    ),
    (
        "activities",
        "lead",
        &["null", "\"u.vl\"", "\"all_parties\""],
    ),
    ("activities", "year", &["2023", "2024", "null"]),
    (
        "activities",
        "place",
        &[
            "{\"in\":\"d2.k1\",\"key\":\"a\"}",
            "{\"in\":\"d5.k1\",\"key\":\"zz\"}",
            "null",
        ],
    ),
    ("activities", "plan", &["null", "\"p\""]),
    ("activities", "coordinating", &["[\"u.a\",\"u.b\"]", "null"]),
    (
        "budget_lines",
        "estimate",
        &["null", "0", "45000000", "\"?\""],
    ),
    (
        "budget_lines",
        "key",
        &["{\"year\":2024,\"clause\":\"d5.k1\"}", "null"],
    ),
    (
        "payments",
        "money",
        &["{\"amount\":1000,\"year\":2024}", "null"],
    ),
    ("payments", "date", &["\"2024-01-02\"", "null"]),
    ("payments", "line", &["null"]),
    ("plans", "state", &["{\"is\":\"submitted\"}", "null"]),
    ("plans", "year", &["2024", "2031"]),
    ("agreements", "plan", &["null"]),
    ("parties", "place", &["{\"key\":\"z\"}", "{\"key\":\"a\"}"]),
    ("units", "party", &["\"ct\"", "null"]),
    ("notes", "of", &["null", "\"d5.k1\""]),
    ("notes", "date", &["\"2023-01-02\"", "null"]),
    ("evidence", "of", &["null", "\"x\""]),
    ("indicators", "place", &["{\"key\":\"b\"}", "null"]),
    ("indicator_values", "year", &["2025", "null"]),
    (
        "exemptions",
        "decision",
        &["{\"exempt\":true}", "{\"exempt\":false}"],
    ),
    ("houses", "support", &["50000000", "0", "null"]),
    ("houses", "year", &["2023", "2024", "null"]),
    ("houses", "handed_over_on", &["\"2024-05-02\"", "null"]),
    ("houses", "commune", &["\"u.ct.cam_lien\"", "null"]),
    ("school_items", "value_dong", &["1000", "null"]),
    ("school_items", "line", &["\"x\"", "null"]),
    ("dependencies", "before", &["\"a\"", "null"]),
    ("programme", "soon_days", &["3", "30", "null"]),
    (
        "programme",
        "period",
        &["{\"from\":2023,\"to\":2024}", "{\"from\":2022,\"to\":2026}"],
    ),
];

fn value(text: &str) -> Value {
    let text = format!(
        "{{\"sessions\":{{}},\"changes\":[{{\"id\":\"s:1\",\"on\":\"a/b\",\"op\":\"new\",\"to\":{{\"x\":{text}}},\"over\":[]}}]}}"
    );
    let records = crate::codec::read_records(&text).expect("a record");
    let crate::change::Act::New { to } = &records.changes[0].act else {
        panic!("no new");
    };
    to.get("x").cloned().unwrap_or_default()
}

/// An operation on one of the entities that there are, or were.
fn op(document: &Document, what: u8, field: usize, which: usize, to: usize) -> Op {
    let (kind, key, values) = FIELDS[field % FIELDS.len()];
    let prefix = format!("{kind}/");
    let all = document.log().entities().keys();
    let of_kind: Vec<&Path> = all
        .filter(|p| p.as_str() == kind || p.as_str().starts_with(&prefix))
        .collect();
    let new = Path::new(kind, &format!("new{}", which % 3));
    let on = if of_kind.is_empty() {
        new.clone()
    } else {
        of_kind[which % of_kind.len()].clone()
    };
    let to = value(values[to % values.len()]);
    match what % 8 {
        0 => Op::Del { on },
        1 => Op::Alive { on },
        2 if kind != "programme" => Op::New {
            on: new,
            to: [(key.into(), to)].into(),
        },
        _ => Op::set(&on, key, to),
    }
}

fn assert_same(carried: &Insight, fresh: &Insight, document: &Document) {
    assert_eq!(carried.revision, fresh.revision);
    assert_eq!((carried.today, carried.years), (fresh.today, fresh.years));
    assert_eq!(carried.standings, fresh.standings);
    assert_eq!(carried.by_clause, fresh.by_clause);
    assert_eq!(carried.coverage, fresh.coverage);
    assert_eq!(carried.coverage_totals, fresh.coverage_totals);
    assert_eq!(carried.budget, fresh.budget);
    assert_eq!(carried.money, fresh.money);
    assert_eq!(carried.support, fresh.support);
    assert_eq!(carried.people, fresh.people);
    assert_eq!(carried.plans, fresh.plans);
    assert_eq!(carried.annexes, fresh.annexes);
    assert_eq!(carried.dependencies, fresh.dependencies);
    for a in document.programme().agreements.keys() {
        assert_eq!(
            carried.agreements.standing(document, a),
            fresh.agreements.standing(document, a)
        );
    }
    assert_eq!(carried.attention, fresh.attention);
    assert_eq!(carried.attention_of, fresh.attention_of);
    assert_eq!(carried.progress, fresh.progress);
    assert_eq!(carried.deadlines, fresh.deadlines);
    assert_eq!(carried.overspent, fresh.overspent);
    assert_eq!(carried.evidence, fresh.evidence);
    assert_eq!(carried.notes, fresh.notes);
    assert_eq!(carried.indicators, fresh.indicators);
    assert_eq!(carried.indicator_values, fresh.indicator_values);
    assert_eq!(carried.payments_of_line, fresh.payments_of_line);
    assert_eq!(carried.payments_of_activity, fresh.payments_of_activity);
    assert_eq!(carried.problems(document), fresh.problems(document));
    let told = |insight: &Insight| {
        let news = insight.news(document);
        let of = |p: &news::PartyNews| (p.party.clone(), p.counts, p.tally.clone());
        let parties: Vec<_> = news.parties.iter().map(of).collect();
        (parties, news.versions, news.next_version, news.last.clone())
    };
    assert_eq!(told(carried), told(fresh));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn what_is_carried_over_is_what_would_be_derived_afresh(
        steps in prop::collection::vec((any::<u8>(), any::<usize>(), any::<usize>(), any::<usize>(), any::<u8>()), 1..24),
    ) {
        let mut document = embedded::sample_document("sample");
        document.begin_session("testtesttest", Session::default());
        let mut today = NaiveDate::from_ymd_opt(2024, 8, 19).expect("a day");
        let mut years = YearFilter::All;
        let mut insight = Insight::of(&document, today, years);
        for (what, field, which, to, move_on) in steps {
            let op = op(&document, what, field, which, to);
            document.commit(vec![op], 1);
            match move_on % 9 {
                0 => today = today.succ_opt().expect("another day"),
                1 => years = YearFilter::Year(2022 + i32::from(move_on % 4)),
                2 => years = YearFilter::All,
                // Nothing is derived for some revisions.
                3 => continue,
                _ => {}
            }
            insight = insight.next(&document, today, years);
            assert_same(&insight, &Insight::of(&document, today, years), &document);
        }
    }
}

#[test]
fn what_follows_from_one_document_is_not_carried_over_to_another() {
    let mut one = embedded::sample_document("sample");
    one.begin_session("testtesttest", Session::default());
    let mut other = one.clone();
    let today = NaiveDate::from_ymd_opt(2024, 8, 19).expect("a day");
    let insight = Insight::of(&one, today, YearFilter::All);
    let activity = other
        .programme()
        .activities
        .keys()
        .next()
        .expect("an activity")
        .clone();
    let on = Path::new("activities", activity.as_str());
    other.commit(vec![Op::Del { on: on.clone() }], 1);
    one.commit(vec![Op::set(&on, "title", "Khác")], 1);
    let next = insight.next(&other, today, YearFilter::All);
    assert_same(&next, &Insight::of(&other, today, YearFilter::All), &other);
}

#[test]
fn a_new_title_leaves_what_was_derived_and_a_new_deadline_does_not() {
    let mut document = embedded::sample_document("sample");
    document.begin_session("testtesttest", Session::default());
    let before = document.changed_at("activities");
    let payments = document.changed_at("payments");
    let activity = document
        .programme()
        .activities
        .keys()
        .next()
        .expect("an activity")
        .clone();
    let on = Path::new("activities", activity.as_str());
    document.commit(vec![Op::set(&on, "title", "Khác")], 1);
    assert_eq!(document.changed_at("activities"), before);
    document.commit(vec![Op::set(&on, "due", "2024-12-01")], 1);
    assert_eq!(document.changed_at("activities"), document.revision());
    assert_eq!(document.changed_at("payments"), payments);
}
