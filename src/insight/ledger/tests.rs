//! Sums under any grouping, groups and their order, sorting and filtering.

use super::*;
use crate::change::{Document, Op, Session};
use crate::codec::embedded;
use crate::model::{
    Figure, FundingSource, LineKey, Path, Payment, PaymentKind, PaymentMoney, Value,
};
use proptest::prelude::*;

fn plain_name(entry: &Entry) -> String {
    format!("{:?}", entry.key)
}

/// The ledger of a document, as a window without words would make it.
fn ledger(document: &Document, years: YearFilter, choice: &Choice) -> Ledger {
    let programme = document.programme();
    let budget = Budget::of(programme);
    let words = Words {
        name: &plain_name,
        holds: &|leaf| match leaf {
            Leaf::Line(line) => line.name.contains(&choice.filter.text),
            Leaf::FromText { .. } => false,
        },
        warned: &|leaf| {
            let figures = match leaf {
                Leaf::Line(line) => budget.lines.get(&line.id),
                Leaf::FromText { .. } => None,
            };
            figures.is_some_and(|f| !f.overspending().is_empty())
        },
    };
    Ledger::of(programme, &budget, years, choice, &words)
}

fn by(grouping: Grouping) -> Choice {
    Choice {
        grouping,
        ..Choice::default()
    }
}

/// A random line: year, clause, source, payer, and its five figures.
type Draft = (u8, u8, u8, u8, [Option<Option<i64>>; 5]);

fn figure() -> impl Strategy<Value = Option<Option<i64>>> {
    prop_oneof![
        4 => Just(None),
        4 => (0_i64..1_000_000_000).prop_map(|n| Some(Some(n))),
        1 => Just(Some(None)),
        1 => Just(Some(Some(i64::MAX - 3))),
    ]
}

fn draft() -> impl Strategy<Value = Draft> {
    let figures = [figure(), figure(), figure(), figure(), figure()];
    (0_u8..6, 0_u8..5, 0_u8..5, 0_u8..5, figures)
}

/// A document with these lines and payments. A figure of `Some(None)` is in conflict.
fn document(lines: &[Draft], payments: &[(u8, u8, Option<i64>)]) -> Document {
    let mut document = embedded::new_document("ledger");
    document.begin_session("ledgerledger", Session::default());
    let mut ops = Vec::new();
    for (at, (year, clause, source, payer, figures)) in lines.iter().enumerate() {
        let clauses = ["d5.k1", "d5.k2", "d3.k2.g1", "nowhere"];
        let payers = ["vl", "ct", "vp.vl", "unknown"];
        let key = LineKey {
            // 2027 lies outside the period; the sixth has none.
            year: [2022, 2023, 2024, 2025, 2027]
                .get(usize::from(*year))
                .copied(),
            clause: clauses.get(usize::from(*clause)).map(|c| Id::from(*c)),
            source: FundingSource::ALL
                .get(usize::from(*source))
                .copied()
                .filter(|_| *source < 4),
            payer: payers.get(usize::from(*payer)).map(|p| Id::from(*p)),
        };
        let on = Path::new(BudgetLine::KIND, &format!("line{at}"));
        let keys = [
            BudgetLine::COMMITTED,
            BudgetLine::ESTIMATE,
            BudgetLine::ALLOCATED,
            BudgetLine::CARRIED_OVER,
            BudgetLine::CANCELLED,
        ];
        let known = keys.iter().zip(figures).filter_map(|(key, figure)| {
            let amount = (*figure)??;
            Some(((*key).into(), Value::Int(amount)))
        });
        let to = [(BudgetLine::KEY.into(), key.value())]
            .into_iter()
            .chain(known)
            .collect();
        ops.push(Op::New { on, to });
    }
    for (at, (line, kind, amount)) in payments.iter().enumerate() {
        let on = Path::new(Payment::KIND, &format!("pay{at}"));
        let money = PaymentMoney {
            amount: amount.map_or(Figure::Empty, Figure::Known),
            ..PaymentMoney::default()
        };
        let kinds = PaymentKind::ALL;
        let to = [
            (Payment::LINE.into(), Value::text(format!("line{line}"))),
            (
                Payment::KIND_OF.into(),
                kinds[usize::from(*kind) % kinds.len()].value(),
            ),
            (Payment::MONEY.into(), money.value()),
        ];
        ops.push(Op::New {
            on,
            to: to.into_iter().collect(),
        });
    }
    document.commit(ops, 1);
    document
}

/// The budget with some figures put in conflict, as a merge leaves them.
fn in_conflict(budget: &mut Budget, lines: &[Draft]) {
    for (at, (.., figures)) in lines.iter().enumerate() {
        if let Some(of) = budget.lines.get_mut(&Id::from(&*format!("line{at}"))) {
            let parts = [
                &mut of.committed,
                &mut of.estimate,
                &mut of.allocated,
                &mut of.carried_over,
                &mut of.cancelled,
            ];
            for (sum, figure) in parts.into_iter().zip(figures) {
                if matches!(figure, Some(None)) {
                    *sum = Sum::Range(7, 11);
                }
            }
        }
    }
}

/// What the leaves come to in one column, by plain arithmetic.
fn expected<'a>(parts: impl Iterator<Item = &'a Sum>) -> Sum {
    let (mut low, mut high, mut any, mut lost) = (0_i128, 0_i128, false, false);
    for part in parts {
        any |= !part.is_empty();
        lost |= *part == Sum::Overflow;
        if let Some((a, b)) = part.bounds() {
            low += i128::from(a);
            high += i128::from(b);
        }
    }
    match (i64::try_from(low), i64::try_from(high)) {
        _ if lost => Sum::Overflow,
        _ if !any => Sum::Empty,
        (Ok(low), Ok(high)) if low == high => Sum::Known(low),
        (Ok(low), Ok(high)) => Sum::Range(low, high),
        _ => Sum::Overflow,
    }
}

fn leaves(ledger: &Ledger, of: Option<usize>) -> Vec<&Entry> {
    let range = match of {
        Some(at) => at..ledger.entries[at].end,
        None => 0..ledger.entries.len(),
    };
    let all = ledger.entries[range].iter();
    all.filter(|e| !e.is_sum()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn under_any_grouping_the_parts_make_the_whole_and_the_whole_is_the_same(
        lines in proptest::collection::vec(draft(), 0..20),
        payments in proptest::collection::vec((0_u8..22, 0_u8..4, proptest::option::of(0_i64..1_000_000_000)), 0..30),
        sort in proptest::option::of((proptest::option::of(0_usize..11), any::<bool>())),
        year in 2021_i32..2027,
    ) {
        let document = document(&lines, &payments);
        let programme = document.programme();
        let mut budget = Budget::of(programme);
        in_conflict(&mut budget, &lines);
        let words = Words { name: &plain_name, holds: &|_| true, warned: &|_| false };
        let years = if year == 2021 { YearFilter::All } else { YearFilter::Year(year) };
        let sort = sort.map(|(by, descending)| Sort { by: by.map(|at| Column::ALL[at]), descending });
        let mut totals = Vec::new();
        for grouping in Grouping::ALL {
            let choice = Choice { grouping, sort, ..Choice::default() };
            let ledger = Ledger::of(programme, &budget, years, &choice, &words);
            let whole = leaves(&ledger, None);
            // Every line stands there once, and nothing else.
            let ids: BTreeSet<&Id> = whole.iter().filter_map(|e| e.line()).collect();
            let admitted = programme.budget_lines.values().filter(|l| years.admits(l.key.year)).count();
            prop_assert_eq!(ids.len(), admitted);
            prop_assert_eq!(whole.iter().filter(|e| e.line().is_some()).count(), admitted);
            prop_assert_eq!((ledger.lines, ledger.all_lines), (admitted, admitted));
            for part in 0..9 {
                let sum = expected(whole.iter().map(|e| e.figures.parts()[part]));
                prop_assert_eq!(ledger.total.parts()[part], &sum);
            }
            for (at, entry) in ledger.entries.iter().enumerate() {
                prop_assert_eq!(ledger.find(&entry.key), Some(at));
                prop_assert!(entry.end > at && entry.end <= ledger.entries.len());
                if !entry.is_sum() {
                    prop_assert_eq!(entry.end, at + 1);
                    continue;
                }
                let own = leaves(&ledger, Some(at));
                for part in 0..9 {
                    let sum = expected(own.iter().map(|e| e.figures.parts()[part]));
                    prop_assert_eq!(entry.figures.parts()[part], &sum);
                }
                prop_assert_eq!(entry.lines, own.iter().filter(|e| e.line().is_some()).count());
                for child in ledger.children(Some(at)) {
                    prop_assert_eq!(ledger.entries[child].parent, Some(at));
                    prop_assert_eq!(ledger.entries[child].depth, entry.depth + 1);
                }
            }
            totals.push((ledger.total.clone(), ledger.known_years, ledger.all_years));
        }
        prop_assert!(totals.windows(2).all(|pair| pair[0] == pair[1]));
    }

    #[test]
    fn the_budget_and_the_ledger_come_to_the_same(
        lines in proptest::collection::vec(draft(), 0..20),
        payments in proptest::collection::vec((0_u8..22, 0_u8..4, proptest::option::of(0_i64..1_000_000_000)), 0..30),
    ) {
        let document = document(&lines, &payments);
        let budget = Budget::of(document.programme());
        let all = ledger(&document, YearFilter::All, &Choice::default());
        prop_assert_eq!(&all.total, &budget.total);
        for year in &budget.years {
            let one = ledger(&document, YearFilter::Year(year.year), &by(Grouping::Source));
            prop_assert_eq!(&one.total, &year.total);
        }
    }
}

/// The rows in short: depth, and what each stands for.
fn outline(ledger: &Ledger) -> Vec<(usize, String)> {
    let name = |e: &Entry| match (&e.key, &e.stands_for) {
        (Key::Group(path), _) => format!("{:?}", path.last().unwrap()),
        (key, Some(group)) => format!("{group:?} = {key:?}"),
        (key, None) => format!("{key:?}"),
    };
    ledger.entries.iter().map(|e| (e.depth, name(e))).collect()
}

const KNOWN: Option<Option<i64>> = Some(Some(10));

#[test]
fn what_is_not_recorded_comes_last_and_the_text_stands_where_it_belongs() {
    let figures = [None, KNOWN, None, None, None];
    let lines = [
        // No year, no clause, no source, no payer.
        (5, 4, 4, 4, figures),
        (2, 0, 0, 0, figures),
        (2, 1, 0, 2, figures),
    ];
    let document = document(&lines, &[]);
    let years = YearFilter::All;
    let top = |grouping| {
        let ledger = ledger(&document, years, &by(grouping));
        let heads = ledger.children(None);
        let heads = heads.into_iter().map(|at| ledger.entries[at].clone());
        heads
            .map(|e| (e.group().cloned().unwrap(), e.figures.committed.known()))
            .collect::<Vec<_>>()
    };
    let hundred = 100_000_000;
    let all_four = Some(4 * hundred);
    assert_eq!(
        top(Grouping::Year),
        [2022, 2023, 2024, 2025]
            .map(|y| (Group::Year(Some(y)), Some(hundred)))
            .into_iter()
            .chain([(Group::Year(None), None)])
            .collect::<Vec<_>>()
    );
    assert_eq!(
        top(Grouping::Article),
        [
            (Group::Article(Some(5)), all_four),
            (Group::Article(None), None)
        ]
    );
    assert_eq!(
        top(Grouping::Source),
        [
            (Group::Source(Some(FundingSource::ALL[0])), None),
            (Group::Source(None), all_four)
        ]
    );
    assert_eq!(
        top(Grouping::Payer).last(),
        Some(&(Group::Payer(None), all_four))
    );
    let parties: Vec<_> = top(Grouping::Party);
    assert_eq!(parties.first().unwrap().0, Group::Party(Some("vl".into())));
    assert_eq!(parties.last(), Some(&(Group::Party(None), all_four)));
    // Whatever the order, they stay last.
    let sort = Some(Sort {
        by: Some(Column::Committed),
        descending: true,
    });
    let choice = Choice {
        sort,
        ..by(Grouping::Source)
    };
    let sorted = ledger(&document, years, &choice);
    let last = *sorted.children(None).last().unwrap();
    assert_eq!(sorted.entries[last].group(), Some(&Group::Source(None)));
}

#[test]
fn a_line_alone_below_a_head_stands_in_its_place() {
    let figures = [None, KNOWN, None, None, None];
    let lines = [
        (2, 1, 0, 0, figures),
        (2, 1, 1, 0, figures),
        (2, 2, 1, 0, figures),
    ];
    let document = document(&lines, &[]);
    let ledger = ledger(&document, YearFilter::Year(2024), &Choice::default());
    let (first, second) = (FundingSource::ALL[0], FundingSource::ALL[1]);
    let vl = Some(Id::from("vl"));
    assert_eq!(
        outline(&ledger),
        [
            (0, format!("{:?}", Group::Year(Some(2024)))),
            (1, format!("{:?}", Key::FromText(2024, Id::from("d5.k1")))),
            (
                1,
                format!(
                    "{:?} = {:?}",
                    Group::SourceOf(Some(first), vl.clone()),
                    Key::Line(Id::from("line0"))
                )
            ),
            (1, format!("{:?}", Group::SourceOf(Some(second), vl))),
            // In the order of their clauses.
            (2, format!("{:?}", Key::Line(Id::from("line2")))),
            (2, format!("{:?}", Key::Line(Id::from("line1")))),
        ]
    );
}

#[test]
fn sorting_keeps_to_the_groups_and_puts_what_is_empty_last() {
    let line =
        |year, amount: Option<i64>| (year, 1, 0, 0, [None, amount.map(Some), None, None, None]);
    let lines = [
        line(1, Some(5)),
        line(2, Some(1)),
        line(2, None),
        line(2, Some(3)),
        line(3, None),
    ];
    let document = document(&lines, &[]);
    let order = |descending| {
        let choice = Choice {
            sort: Some(Sort {
                by: Some(Column::Estimate),
                descending,
            }),
            filter: Filter {
                sources: [Some(FundingSource::ALL[0])].into(),
                ..Filter::default()
            },
            ..Choice::default()
        };
        let ledger = ledger(&document, YearFilter::All, &choice);
        let lines = ledger.entries.iter().filter_map(Entry::line);
        lines.map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(order(true), ["line0", "line3", "line1", "line2", "line4"]);
    assert_eq!(order(false), ["line1", "line3", "line2", "line0", "line4"]);
}

#[test]
fn a_filter_shows_less_and_says_of_how_much() {
    let document = embedded::sample_document("ledger");
    let all = ledger(&document, YearFilter::All, &Choice::default());
    assert_eq!(all.lines, all.all_lines);
    assert_eq!((all.known_years, all.all_years), (2, 4));
    let mut filter = Filter {
        parties: [Some(Id::from("vl"))].into(),
        ..Filter::default()
    };
    for grouping in Grouping::ALL {
        let choice = Choice {
            filter: filter.clone(),
            ..by(grouping)
        };
        let some = ledger(&document, YearFilter::All, &choice);
        assert!(some.lines > 0 && some.lines < some.all_lines);
        assert_eq!(some.all_lines, all.all_lines);
        let programme = document.programme();
        let payers = some.entries.iter().filter_map(Entry::line).map(|id| {
            let payer = programme.budget_lines[id].key.payer.as_ref();
            payer.and_then(|p| party_of_payer(programme, p))
        });
        assert!(payers.into_iter().all(|p| p == Some(Id::from("vl"))));
    }
    // What another file knew hides nothing here.
    filter.parties = [Some(Id::from("somewhere else"))].into();
    let choice = Choice {
        filter: filter.clone(),
        ..Choice::default()
    };
    assert_eq!(ledger(&document, YearFilter::All, &choice).lines, all.lines);
    let overspent = Choice {
        filter: Filter {
            warned: true,
            ..Filter::default()
        },
        ..Choice::default()
    };
    let overspent = ledger(&document, YearFilter::All, &overspent);
    assert!(overspent.lines > 0);
    let entries = overspent.entries.iter().filter(|e| e.line().is_some());
    assert!(entries.into_iter().all(|e| e.overspent));
    // Groups without a line that is shown are gone.
    assert!(overspent.entries.iter().all(|e| e.lines > 0));
}
