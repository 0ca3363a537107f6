//! Each rule: just kept, just broken, and left open where nothing is known.

use super::*;
use crate::change::{Document, Op, Session};
use crate::codec::embedded::new_document;
use crate::insight::{Insight, YearFilter};
use crate::model::{Figure, FundingSource, LineKey, Path, PaymentKind, PaymentMoney, Value};

struct Desk(Document);

impl Desk {
    fn new() -> Self {
        let mut d = new_document("test");
        d.begin_session("aaaaaaaaaaaaa", Session::default());
        Self(d)
    }

    fn make(&mut self, on: &Path, fields: Vec<(&'static str, Value)>) {
        let to = fields.into_iter().map(|(k, v)| (k.into(), v)).collect();
        self.0.commit(vec![Op::New { on: on.clone(), to }], 1);
    }

    fn line(&mut self, id: &str, year: i32, figures: &[(&'static str, i64)]) {
        let key = LineKey {
            year: Some(year),
            clause: Some("d5.k1".into()),
            source: Some(FundingSource::DistrictBudget),
            payer: Some("vl".into()),
        };
        let mut fields = vec![
            (BudgetLine::KEY, key.value()),
            (BudgetLine::NAME, Value::text(id)),
        ];
        fields.extend(figures.iter().map(|(k, n)| (*k, Value::Int(*n))));
        self.make(&Path::new(BudgetLine::KIND, id), fields);
    }

    fn pay(&mut self, id: &str, line: &str, kind: PaymentKind, dong: i64, day: &str) {
        let money = PaymentMoney {
            amount: Figure::Known(dong),
            source: None,
            year: None,
        };
        let mut fields = vec![
            (Payment::LINE, Value::text(line)),
            (Payment::KIND_OF, kind.value()),
            (Payment::MONEY, money.value()),
            (Payment::DOCUMENT, Value::text("UNC 1")),
        ];
        if !day.is_empty() {
            fields.push((Payment::DATE, Value::text(day)));
        }
        self.make(&Path::new(Payment::KIND, id), fields);
    }

    fn warnings(&self) -> Vec<MoneyWarning> {
        let today = "2024-08-19".parse().unwrap();
        let insight = Insight::of(&self.0, today, YearFilter::All);
        insight.money.list.clone()
    }
}

const FULL: i64 = 100_000_000;

#[test]
fn nothing_recorded_warns_of_nothing() {
    assert_eq!(Desk::new().warnings(), vec![]);
    let mut desk = Desk::new();
    desk.line("a", 2024, &[]);
    assert_eq!(desk.warnings(), vec![]);
}

#[test]
fn spending_to_the_bound_is_right_and_one_dong_more_is_grave() {
    let mut desk = Desk::new();
    desk.line("a", 2024, &[("estimate", FULL), ("allocated", FULL - 10)]);
    desk.pay(
        "p1",
        "a",
        PaymentKind::Disbursement,
        FULL - 10,
        "2024-03-01",
    );
    assert_eq!(desk.warnings(), vec![]);
    desk.pay("p2", "a", PaymentKind::Disbursement, 10, "2024-03-02");
    let a = || Id::from("a");
    let allocation = MoneyWarning::OverAllocation {
        line: a(),
        disbursed: FULL,
        allocated: FULL - 10,
    };
    assert_eq!(desk.warnings(), vec![allocation]);
    desk.pay("p3", "a", PaymentKind::Disbursement, 1, "2024-03-03");
    let found = desk.warnings();
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(MoneyWarning::is_grave));
    let estimate = MoneyWarning::OverEstimate {
        line: a(),
        disbursed: FULL + 1,
        available: FULL,
    };
    assert!(found.contains(&estimate));
    desk.pay("p4", "a", PaymentKind::Recovery, 11, "2024-03-04");
    assert_eq!(desk.warnings(), vec![], "what was recovered is not spent");
}

#[test]
fn advances_and_settlements_are_compared_with_what_they_belong_to() {
    let mut desk = Desk::new();
    desk.line("a", 2024, &[("estimate", FULL), ("allocated", 50)]);
    desk.pay("p1", "a", PaymentKind::Advance, 50, "2024-03-01");
    assert_eq!(desk.warnings(), vec![]);
    desk.pay("p2", "a", PaymentKind::Advance, 5, "2024-03-01");
    let advance = MoneyWarning::AdvanceOverAllocation {
        line: "a".into(),
        advanced: 55,
        allocated: 50,
    };
    assert_eq!(desk.warnings(), vec![advance.clone()]);
    desk.pay("p3", "a", PaymentKind::Disbursement, 40, "2024-05-01");
    assert_eq!(
        desk.warnings(),
        vec![advance.clone()],
        "nothing is settled yet"
    );
    desk.pay("p4", "a", PaymentKind::Settlement, 39, "2024-12-01");
    let settled = MoneyWarning::SettlementDiffers {
        line: "a".into(),
        settled: 39,
        disbursed: 40,
    };
    assert_eq!(desk.warnings(), vec![advance, settled]);
}

#[test]
fn a_payment_lies_in_its_year_or_in_the_january_that_settles_it() {
    for (day, outside) in [
        ("2024-01-01", false),
        ("2024-12-31", false),
        ("2025-01-31", false),
        ("2025-02-01", true),
        ("2023-12-31", true),
        ("2026-01-05", true),
    ] {
        let mut desk = Desk::new();
        desk.line("a", 2024, &[("estimate", FULL)]);
        desk.pay("p1", "a", PaymentKind::Disbursement, 1, day);
        let warned = desk.warnings().iter().any(
            |w| matches!(w, MoneyWarning::OutsideYear { year: 2024, payments, .. } if payments.len() == 1),
        );
        assert_eq!(warned, outside, "{day}");
    }
}

#[test]
fn what_papers_lack_is_told_once_a_line_with_the_sum() {
    let mut desk = Desk::new();
    desk.line("a", 2024, &[("estimate", FULL)]);
    desk.pay("p1", "a", PaymentKind::Disbursement, 7, "");
    for id in ["p2", "p3"] {
        desk.pay(id, "a", PaymentKind::Disbursement, 5, "2024-03-01");
        let on = Path::new(Payment::KIND, id);
        desk.0
            .commit(vec![Op::set(&on, Payment::DOCUMENT, Value::Null)], 2);
    }
    desk.pay("p4", "nowhere", PaymentKind::Disbursement, 9, "2024-03-01");
    let found = desk.warnings();
    assert_eq!(
        found,
        vec![
            MoneyWarning::Undated {
                line: "a".into(),
                payments: vec!["p1".into()]
            },
            MoneyWarning::NoDocument {
                line: "a".into(),
                payments: vec!["p2".into(), "p3".into()],
                sum: Sum::Known(10)
            },
            MoneyWarning::Loose {
                payments: vec!["p4".into()],
                sum: Sum::Known(9)
            },
        ]
    );
}

#[test]
fn lines_that_nothing_tells_apart_and_lines_without_a_source_are_told() {
    let mut desk = Desk::new();
    desk.line("a", 2024, &[("estimate", FULL)]);
    desk.line("b", 2024, &[]);
    assert_eq!(desk.warnings(), vec![], "their names tell them apart");
    let on = Path::new(BudgetLine::KIND, "b");
    desk.0
        .commit(vec![Op::set(&on, BudgetLine::NAME, Value::text("a"))], 2);
    let same = |a: &str, b: &str| MoneyWarning::SameLine {
        line: a.into(),
        other: b.into(),
    };
    assert_eq!(desk.warnings(), vec![same("b", "a"), same("a", "b")]);
    let key = LineKey {
        year: Some(2024),
        ..LineKey::default()
    };
    desk.0
        .commit(vec![Op::set(&on, BudgetLine::KEY, key.value())], 3);
    assert_eq!(
        desk.warnings(),
        vec![MoneyWarning::NoSource { line: "b".into() }]
    );
}

#[test]
fn less_than_the_text_commits_is_told_and_what_nobody_entered_is_not() {
    let below = |year, what, amount| MoneyWarning::BelowCommitment {
        clause: "d5.k1".into(),
        year,
        what,
        amount,
        committed: FULL,
    };
    let mut desk = Desk::new();
    desk.line("a", 2023, &[("committed", FULL), ("estimate", FULL)]);
    assert_eq!(
        desk.warnings(),
        vec![],
        "2023 is over, and nothing was entered as disbursed"
    );
    desk.pay("p1", "a", PaymentKind::Disbursement, FULL - 1, "2023-03-01");
    assert_eq!(
        desk.warnings(),
        vec![below(2023, Below::Disbursed, FULL - 1)]
    );
    desk.line("b", 2024, &[("estimate", FULL)]);
    desk.pay("p2", "b", PaymentKind::Disbursement, 1, "2024-03-01");
    assert_eq!(desk.warnings().len(), 1, "2024 is not over yet");
    desk.line("c", 2025, &[("committed", 60_000_000)]);
    desk.line("d", 2025, &[("committed", 30_000_000), ("estimate", 5)]);
    assert!(
        desk.warnings()
            .contains(&below(2025, Below::Committed, 90_000_000))
    );
    desk.line("e", 2025, &[("committed", 10_000_000)]);
    assert!(desk.warnings().contains(&below(2025, Below::Estimate, 5)));
}
