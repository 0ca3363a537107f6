//! The rules on money: decisions, reasons of figures, and sums that must stay countable.

use super::desk::Desk;
use super::*;
use crate::change::Op;
use crate::edit::money::{next_line, revoked};
use crate::insight::{Figures, Overspending};
use crate::model::{
    BudgetLine, Figure, FundingSource, LineKey, Note, NoteKind, Payment, PaymentKind, PaymentMoney,
    Sum,
};

fn key(year: i32) -> LineKey {
    LineKey {
        year: Some(year),
        clause: Some("d5.k1".into()),
        source: Some(FundingSource::DistrictBudget),
        payer: Some("vl".into()),
    }
}

fn line(desk: &mut Desk, id: &str, year: i32, figures: &[(&'static str, i64)]) -> Path {
    let on = Path::new(BudgetLine::KIND, id);
    let fields = [
        (BudgetLine::KEY, key(year).value()),
        (BudgetLine::NAME, Value::text("Nhà ở")),
    ];
    let figures = figures.iter().map(|(k, n)| (*k, Value::Int(*n)));
    let edit = Edit::create(&on, fields.into_iter().chain(figures));
    assert_eq!(desk.run(&edit), Ok(vec![]));
    on
}

fn pay(desk: &mut Desk, id: &str, line: &str, kind: PaymentKind, dong: i64) {
    let money = PaymentMoney {
        amount: Figure::Known(dong),
        source: None,
        year: Some(2024),
    };
    let fields = [
        (Payment::LINE, Value::text(line)),
        (Payment::KIND_OF, kind.value()),
        (Payment::MONEY, money.value()),
    ];
    let edit = Edit::create(&Path::new(Payment::KIND, id), fields);
    desk.run(&edit).expect("a payment");
}

fn decision(line: &str, what: Fund, note: &str, amount: i64) -> Edit {
    Edit::Decide(Box::new(FundDecision {
        line: line.into(),
        what,
        note: note.into(),
        amount,
        document: "12/QĐ-UBND".into(),
        date: "2025-01-10".parse().ok(),
        reason: "Chưa nghiệm thu xong".into(),
    }))
}

fn carry(fresh: &str, note: &str, amount: i64) -> Edit {
    let what = Fund::CarryOver { line: fresh.into() };
    decision("a", what, note, amount)
}

fn figures(desk: &Desk, id: &str) -> Figures {
    let p = desk.d.programme();
    let one = Figures::of_line(p, &p.budget_lines[id]);
    let insight = crate::insight::Budget::of(p);
    assert_eq!(one, insight.lines[id], "two ways, one answer");
    one
}

#[test]
fn carrying_over_makes_next_years_line_and_is_taken_back_in_one_step() {
    let mut desk = Desk::new();
    line(&mut desk, "a", 2024, &[("estimate", 100)]);
    pay(&mut desk, "p1", "a", PaymentKind::Disbursement, 70);
    assert_eq!(desk.run(&carry("b", "n1", 30)), Ok(vec![]));
    let p = desk.d.programme();
    let b = &p.budget_lines["b"];
    assert_eq!(b.key, key(2025));
    assert_eq!(
        (b.name.as_str(), b.carried_over.known()),
        ("Nhà ở", Some(30))
    );
    assert_eq!(b.estimate, Figure::Empty, "no estimate is made up");
    assert_eq!(b.carried_from.as_ref().map(Id::as_str), Some("a"));
    let note = &p.notes["n1"];
    assert_eq!(note.kind, Some(NoteKind::Decision));
    assert_eq!(note.of.as_ref().map(Id::as_str), Some("b"));
    assert_eq!(
        (note.figure.as_str(), note.document.as_str()),
        (BudgetLine::CARRIED_OVER, "12/QĐ-UBND")
    );
    assert_eq!(note.amount_dong.known(), Some(30));
    let a = figures(&desk, "a");
    assert_eq!(a.carried_out, Sum::Known(30));
    assert_eq!(a.remaining(), Sum::Known(0));
    let b = figures(&desk, "b");
    assert_eq!(b.remaining(), Sum::Known(30), "carried funds can be spent");
    assert_eq!(b.rate_tenths(), None, "no estimate, no rate");
    let budget = crate::insight::Budget::of(desk.d.programme());
    assert_eq!(
        budget.total.remaining(),
        Sum::Known(30),
        "what moved between years is counted once"
    );
    assert!(desk.undo());
    let p = desk.d.programme();
    assert!(!p.budget_lines.contains_key("b") && p.notes.is_empty());
    assert_eq!(figures(&desk, "a").remaining(), Sum::Known(30));
}

#[test]
fn carrying_over_finds_the_line_that_is_there_and_adds_to_it() {
    let mut desk = Desk::new();
    line(&mut desk, "a", 2024, &[("estimate", 100)]);
    line(
        &mut desk,
        "b",
        2025,
        &[("estimate", 500), ("carried_over", 5)],
    );
    assert_eq!(desk.run(&carry("c", "n1", 30)), Ok(vec![]));
    assert_eq!(desk.run(&carry("c", "n2", 20)), Ok(vec![]));
    let p = desk.d.programme();
    assert!(!p.budget_lines.contains_key("c"));
    assert_eq!(p.budget_lines["b"].carried_over.known(), Some(55));
    assert_eq!(p.budget_lines["b"].estimate.known(), Some(500));
    // A line that took from another one is not taken for it.
    let other = Path::new(BudgetLine::KIND, "a2");
    let fields = [
        (BudgetLine::KEY, key(2024).value()),
        (BudgetLine::NAME, Value::text("Mái")),
        (BudgetLine::ESTIMATE, Value::Int(10)),
    ];
    desk.run(&Edit::create(&other, fields)).unwrap();
    let a2 = &desk.d.programme().budget_lines["a2"];
    assert_eq!(next_line(desk.d.programme(), a2), None);
}

#[test]
fn a_decision_needs_an_amount_and_grounds_and_more_than_is_left_only_warns() {
    let mut desk = Desk::new();
    line(&mut desk, "a", 2024, &[("estimate", 100)]);
    let refused = |desk: &mut Desk, edit: &Edit| desk.run(edit).unwrap_err();
    assert_eq!(
        refused(&mut desk, &carry("b", "n", 0)),
        Refusal::AmountNeeded
    );
    assert_eq!(
        refused(&mut desk, &carry("b", "n", -5)),
        Refusal::AmountNeeded
    );
    let bare = Edit::Decide(Box::new(FundDecision {
        line: "a".into(),
        what: Fund::Cancel,
        note: "n".into(),
        amount: 5,
        document: " ".into(),
        date: None,
        reason: String::new(),
    }));
    assert_eq!(refused(&mut desk, &bare), Refusal::GroundsNeeded);
    let gone = decision("x", Fund::Cancel, "n", 5);
    assert_eq!(refused(&mut desk, &gone), Refusal::Gone);
    assert!(desk.d.programme().notes.is_empty());
    assert_eq!(
        desk.run(&decision("a", Fund::Cancel, "n1", 130)),
        Ok(vec![Caution::MoreThanLeft {
            line: "a".into(),
            left: Some(100)
        }])
    );
    assert_eq!(figures(&desk, "a").remaining(), Sum::Known(-30));
}

#[test]
fn a_cancellation_adds_up_and_can_be_revoked_as_one_step() {
    let mut desk = Desk::new();
    line(&mut desk, "a", 2024, &[("estimate", 100)]);
    desk.run(&decision("a", Fund::Cancel, "n1", 10)).unwrap();
    desk.run(&decision("a", Fund::Cancel, "n2", 15)).unwrap();
    let p = desk.d.programme();
    assert_eq!(p.budget_lines["a"].cancelled.known(), Some(25));
    let revoke = revoked(p, &p.notes["n1"]).expect("can be revoked");
    desk.run(&revoke).unwrap();
    let p = desk.d.programme();
    assert_eq!(p.budget_lines["a"].cancelled.known(), Some(15));
    assert!(!p.notes.contains_key("n1"));
    // The figure was set by hand to less than the decision moved: nobody guesses.
    let on = Path::new(BudgetLine::KIND, "a");
    desk.run(&Edit::set(&on, BudgetLine::CANCELLED, 3_i64))
        .unwrap();
    let p = desk.d.programme();
    assert_eq!(revoked(p, &p.notes["n2"]), None);
}

#[test]
fn deleting_the_line_that_money_came_from_leaves_the_money_and_lets_go_of_the_link() {
    let mut desk = Desk::new();
    let on = line(&mut desk, "a", 2024, &[("estimate", 100)]);
    desk.run(&carry("b", "n1", 30)).unwrap();
    desk.run(&Edit::Delete { on }).unwrap();
    let p = desk.d.programme();
    assert!(!p.budget_lines.contains_key("a"));
    assert_eq!(p.budget_lines["b"].carried_over.known(), Some(30));
    assert_eq!(p.budget_lines["b"].carried_from, None);
}

#[test]
fn carried_funds_may_be_spent_and_cancelled_ones_may_not() {
    let mut desk = Desk::new();
    let on = line(
        &mut desk,
        "a",
        2024,
        &[("estimate", 100), ("carried_over", 20)],
    );
    pay(&mut desk, "p1", "a", PaymentKind::Disbursement, 115);
    let f = figures(&desk, "a");
    assert_eq!(f.overspending(), vec![]);
    assert_eq!(
        f.rate_tenths(),
        Some(1150),
        "by the assigned estimate alone"
    );
    assert_eq!(f.remaining(), Sum::Known(5));
    let cautions = desk.run(&decision("a", Fund::Cancel, "n1", 10)).unwrap();
    assert_eq!(cautions.len(), 1);
    let f = figures(&desk, "a");
    assert_eq!(f.overspending(), vec![Overspending::Estimate(5)]);
    assert_eq!(f.remaining(), Sum::Known(-5));
    // Thu hồi lowers what is disbursed.
    pay(&mut desk, "p2", "a", PaymentKind::Recovery, 15);
    let f = figures(&desk, "a");
    assert_eq!(
        (f.disbursed.known(), f.remaining().known()),
        (Some(100), Some(10))
    );
    // Without estimate and carried funds nothing is left, and nothing is overspent.
    for key in [BudgetLine::ESTIMATE, BudgetLine::CARRIED_OVER] {
        desk.run(&Edit::set(&on, key, Value::Null)).unwrap();
    }
    let f = figures(&desk, "a");
    assert_eq!((f.remaining(), f.overspending()), (Sum::Empty, vec![]));
}

#[test]
fn a_figures_reason_names_a_figure_of_money_and_says_something() {
    let mut desk = Desk::new();
    line(&mut desk, "a", 2024, &[("estimate", 100)]);
    let note = |figure: &str, text: &str| {
        let fields = [
            (Note::OF, Value::text("a")),
            (Note::KIND_OF, NoteKind::Reason.value()),
            (Note::FIGURE, Value::text(figure)),
            (Note::TEXT, Value::text(text)),
        ];
        Edit::create(&Path::new(Note::KIND, "n1"), fields)
    };
    let wrong = Refusal::WrongValue {
        key: "figure".into(),
    };
    assert_eq!(desk.run(&note("name", "Vì")), Err(wrong.clone()));
    assert_eq!(desk.run(&note("support", "Vì")), Err(wrong));
    assert_eq!(
        desk.run(&note("estimate", "  ")),
        Err(Refusal::ReasonNeeded)
    );
    assert_eq!(
        desk.run(&note("estimate", "Bổ sung theo QĐ 15")),
        Ok(vec![])
    );
    let on = Path::new(Note::KIND, "n1");
    assert_eq!(
        desk.run(&Edit::set(&on, Note::TEXT, "")),
        Err(Refusal::ReasonNeeded)
    );
}

/// Each register of money, and each together with another one: what could not be added up is refused.
#[test]
fn a_total_that_would_overflow_is_refused_whatever_it_is_made_of() {
    let most = i64::MAX - 1_000_000_000;
    let registers = [
        BudgetLine::COMMITTED,
        BudgetLine::ESTIMATE,
        BudgetLine::ALLOCATED,
        BudgetLine::CARRIED_OVER,
        BudgetLine::CANCELLED,
    ];
    for first in registers {
        for second in registers {
            let mut desk = Desk::new();
            let a = line(&mut desk, "a", 2024, &[]);
            let b = line(&mut desk, "b", 2025, &[]);
            assert_eq!(desk.run(&Edit::set(&a, first, most)), Ok(vec![]));
            assert_eq!(
                desk.run(&Edit::set(&b, second, most)),
                Err(Refusal::TooMuch),
                "{first} and {second}"
            );
            assert_eq!(
                desk.run(&Edit::set(&a, first, most - 1)),
                Ok(vec![]),
                "its own former amount is not counted"
            );
        }
        // Both in one step.
        let mut desk = Desk::new();
        let a = line(&mut desk, "a", 2024, &[]);
        let b = line(&mut desk, "b", 2025, &[]);
        let both = Edit::Several(vec![Edit::set(&a, first, most), Edit::set(&b, first, most)]);
        assert_eq!(desk.run(&both), Err(Refusal::TooMuch));
        let budget = crate::insight::Budget::of(desk.d.programme());
        assert!(
            budget.lines.values().all(Figures::is_blank),
            "nothing was written"
        );
    }
    let mut desk = Desk::new();
    line(&mut desk, "a", 2024, &[("estimate", most)]);
    for kind in PaymentKind::ALL {
        let money = PaymentMoney {
            amount: Figure::Known(most),
            ..PaymentMoney::default()
        };
        let fields = [
            (Payment::LINE, Value::text("a")),
            (Payment::KIND_OF, kind.value()),
            (Payment::MONEY, money.value()),
        ];
        let edit = Edit::create(&Path::new(Payment::KIND, "p"), fields);
        assert_eq!(desk.run(&edit), Err(Refusal::TooMuch), "{kind:?}");
    }
    assert_eq!(
        desk.run(&decision("a", Fund::Cancel, "n", most)),
        Err(Refusal::TooMuch)
    );
    assert_eq!(desk.run(&carry("b", "n", most)), Err(Refusal::TooMuch));
}

/// What a received file brings cannot be refused: it shows as beyond counting, and nothing wraps.
#[test]
fn amounts_that_were_received_and_do_not_fit_have_no_sum() {
    let mut desk = Desk::new();
    let on = |id: &str| Path::new(BudgetLine::KIND, id);
    let ops = ["a", "b"].map(|id| Op::New {
        on: on(id),
        to: plans::fields([
            (BudgetLine::KEY, key(2024).value()),
            (BudgetLine::ESTIMATE, Value::Int(i64::MAX)),
            (BudgetLine::CARRIED_OVER, Value::Int(i64::MAX)),
        ]),
    });
    desk.d.commit(ops.to_vec(), 1);
    let budget = crate::insight::Budget::of(desk.d.programme());
    let year = budget.year(2024).unwrap();
    assert_eq!(year.total.estimate, Sum::Overflow);
    assert_eq!(budget.total.estimate, Sum::Overflow);
    assert_eq!(budget.total.remaining(), Sum::Overflow);
    assert_eq!(budget.total.rate_tenths(), None);
    assert_eq!(budget.lines["a"].available(), Sum::Overflow);
    assert_eq!(budget.lines["a"].overspending(), vec![]);
    // And mending it is not refused.
    let less = Edit::Several(vec![
        Edit::set(&on("a"), BudgetLine::ESTIMATE, 5_i64),
        Edit::set(&on("a"), BudgetLine::CARRIED_OVER, Value::Null),
        Edit::set(&on("b"), BudgetLine::CARRIED_OVER, Value::Null),
        Edit::set(&on("b"), BudgetLine::ESTIMATE, 6_i64),
    ]);
    assert_eq!(desk.run(&less), Ok(vec![]));
}
