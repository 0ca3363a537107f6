//! Sums of the lists, and what is told of a list and its lines.

use super::*;
use crate::change::{Document, Op, Session};
use crate::codec::embedded;
use crate::insight::budget::{Budget, Figures};
use crate::model::{Path, Value};
use proptest::prelude::*;

/// Kind, year, commune, amount, handed over, tied to a line.
type Row = (u8, Option<i32>, u8, Option<i64>, bool, bool);

fn programme_with(rows: &[Row]) -> Document {
    let mut document = embedded::new_document("x");
    document.begin_session("testtesttest", Session::default());
    let mut ops = Vec::new();
    for (n, (kind, year, commune, amount, done, tied)) in rows.iter().enumerate() {
        let house = kind % 2 == 0;
        let (kind, amount_key, done_key) = if house {
            (House::KIND, House::SUPPORT, House::HANDED_OVER_ON)
        } else {
            (
                SchoolItem::KIND,
                SchoolItem::VALUE_DONG,
                SchoolItem::DELIVERED_ON,
            )
        };
        let to = [
            ("year", year.map(|y| Value::Int(y.into()))),
            (amount_key, amount.map(Value::Int)),
            (
                "commune",
                (*commune > 0).then(|| Value::text(format!("u{commune}").as_str())),
            ),
            (done_key, done.then(|| Value::text("2024-05-06"))),
            ("line", tied.then(|| Value::text("line1"))),
        ];
        let to = to
            .into_iter()
            .filter_map(|(key, value)| Some((key.into(), value?)))
            .collect();
        ops.push(Op::New {
            on: Path::new(kind, &format!("e{n:04}")),
            to,
        });
    }
    document.commit(ops, 1);
    document
}

fn sum_of<'a>(tallies: impl Iterator<Item = &'a Tally>) -> Tally {
    let mut sum = Tally::default();
    tallies.for_each(|t| sum.add_all(t));
    sum
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn sums_by_year_and_by_commune_each_equal_the_whole(
        rows in prop::collection::vec((
            any::<u8>(),
            prop::option::of(2021_i32..2027),
            0_u8..4,
            prop::option::of(0_i64..200_000_000),
            any::<bool>(),
            any::<bool>(),
        ), 0..40),
        year in 2021_i32..2027,
    ) {
        let document = programme_with(&rows);
        let p = document.programme();
        let all = Support::of(p, YearFilter::All);
        let one = Support::of(p, YearFilter::Year(year));
        for aid in Aid::ALL {
            let list = all.list(aid);
            prop_assert_eq!(&sum_of(list.by_year.values()), &list.shown);
            prop_assert_eq!(&sum_of(list.by_commune.values()), &list.shown);
            prop_assert_eq!(list.order.len(), list.shown.count);
            // A year alone is that year's part of the whole.
            let shown = &one.list(aid).shown;
            prop_assert_eq!(shown, &list.year(year).cloned().unwrap_or_default());
            prop_assert_eq!(&sum_of(one.list(aid).by_commune.values()), shown);
            prop_assert_eq!(list.loose.values().sum::<usize>(), list.shown.count, "no line is there");
        }
        // Against a count by hand.
        let of = |house: bool| rows.iter().filter(move |r| (r.0 % 2 == 0) == house);
        for (aid, house) in [(Aid::Houses, true), (Aid::Schools, false)] {
            let known: Vec<i64> = of(house).filter_map(|r| r.3).collect();
            let sum = (!known.is_empty()).then(|| known.iter().sum::<i64>());
            let shown = &all.list(aid).shown;
            prop_assert_eq!(shown.granted.known(), sum);
            prop_assert_eq!(shown.unpriced, of(house).filter(|r| r.3.is_none()).count());
            prop_assert_eq!(shown.done, of(house).filter(|r| r.4).count());
        }
    }
}

#[test]
fn numbers_stay_when_dates_change_and_houses_without_a_year_come_last() {
    let rows = [
        (0, Some(2024), 1, None, false, false),
        (0, None, 1, None, false, false),
        (0, Some(2023), 1, None, false, false),
        (0, Some(2024), 1, None, true, false),
    ];
    let document = programme_with(&rows);
    let p = document.programme();
    let support = Support::of(p, YearFilter::All);
    let order: Vec<&str> = support.houses.order.iter().map(Id::as_str).collect();
    assert_eq!(order, ["e0002", "e0000", "e0003", "e0001"]);
    assert_eq!(support.houses.number(&Id::from("e0003")), 2);
    for house in p.houses.values() {
        let number = support.houses.number(&house.id);
        assert_eq!(house_number(p, house), number as usize);
    }
}

fn tally(count: usize, unpriced: usize, granted: Sum, done: Sum) -> Tally {
    Tally {
        count,
        unpriced,
        granted,
        done: count,
        done_unpriced: 0,
        done_sum: done,
    }
}

fn figures(estimate: Sum, allocated: Sum, disbursed: Sum) -> Figures {
    Figures {
        estimate,
        allocated,
        disbursed,
        ..Figures::default()
    }
}

const M: i64 = 1_000_000;

#[test]
fn what_is_granted_is_held_against_the_allocation_else_the_estimate() {
    let list = tally(2, 0, Sum::Known(100 * M), Sum::Known(50 * M));
    let with = |estimate, allocated| {
        Comparison::new(
            list.clone(),
            &figures(estimate, allocated, Sum::Known(50 * M)),
        )
    };
    assert!(with(Sum::Known(120 * M), Sum::Known(100 * M)).agrees());
    let less = with(Sum::Known(100 * M), Sum::Known(90 * M)).differences();
    let [
        found @ Difference::GrantsMore {
            bound: Bound::Allocated,
            ..
        },
    ] = less.as_slice()
    else {
        panic!("{less:?}")
    };
    assert_eq!(found.by(), Sum::Known(10 * M));
    let more = with(Sum::Known(130 * M), Sum::Empty).differences();
    let [
        found @ Difference::GrantsLess {
            bound: Bound::Estimate,
            ..
        },
    ] = more.as_slice()
    else {
        panic!("{more:?}")
    };
    assert_eq!(found.by(), Sum::Known(30 * M));
    // Neither recorded: nothing to compare, which is no difference and no agreement.
    let none = with(Sum::Empty, Sum::Empty);
    assert!(none.differences().is_empty() && !none.agrees());
}

#[test]
fn a_part_payment_of_a_house_under_way_is_no_difference() {
    let list = tally(2, 0, Sum::Known(100 * M), Sum::Known(50 * M));
    let paid = |disbursed| {
        let figures = figures(Sum::Empty, Sum::Known(100 * M), disbursed);
        Comparison::new(list.clone(), &figures).differences()
    };
    for fine in [50, 70, 100] {
        assert!(paid(Sum::Known(fine * M)).is_empty(), "{fine}");
    }
    assert!(matches!(
        paid(Sum::Known(49 * M)).as_slice(),
        [Difference::PaidLess { .. }]
    ));
    assert!(matches!(
        paid(Sum::Known(101 * M)).as_slice(),
        [Difference::PaidMore { .. }]
    ));
    assert!(paid(Sum::Empty).is_empty(), "nothing recorded is not 0");
}

#[test]
fn a_house_without_an_amount_leaves_open_what_may_still_agree() {
    let list = tally(3, 1, Sum::Known(100 * M), Sum::Known(100 * M));
    let found = |allocated, disbursed| {
        let figures = figures(Sum::Empty, Sum::Known(allocated), Sum::Known(disbursed));
        Comparison::new(list.clone(), &figures).differences().len()
    };
    assert_eq!(found(150 * M, 120 * M), 0, "the third may be worth 50");
    assert_eq!(found(90 * M, 100 * M), 1, "two alone are beyond it");
    assert_eq!(found(150 * M, 90 * M), 1, "two alone are not paid");
}

#[test]
fn a_conflict_that_may_agree_is_no_difference() {
    let list = tally(1, 0, Sum::Range(40 * M, 60 * M), Sum::Empty);
    let found = |allocated| {
        let figures = figures(Sum::Empty, Sum::Known(allocated), Sum::Empty);
        Comparison::new(list.clone(), &figures)
    };
    assert!(found(50 * M).differences().is_empty());
    assert!(!found(50 * M).agrees());
    assert_eq!(found(70 * M).differences().len(), 1);
}

#[test]
fn the_houses_of_the_sample_agree_with_their_lines() {
    let document = embedded::sample_document("sample");
    let p = document.programme();
    let (support, budget) = (Support::of(p, YearFilter::All), Budget::of(p));
    let lines: BTreeSet<&Id> = p.houses.values().filter_map(|h| h.line.as_ref()).collect();
    assert!(lines.len() > 1);
    for line in lines {
        let compared = Comparison::of_line(&support, &budget, line).expect("a line");
        assert_eq!(compared.differences(), [], "{line}");
    }
    let of_2024 = Comparison::of_year(&support, &budget, Aid::Houses, 2024).expect("houses");
    assert_eq!(of_2024.list.count, 2);
    assert_eq!(of_2024.list.granted, Sum::Known(100 * M));
    assert_eq!(of_2024.list.done, 1);
    assert!(Comparison::of_year(&support, &budget, Aid::Houses, 2022).is_none());
}
