//! The numbers of the charts are those of the table, and the drawing holds all of them.

use super::*;
use crate::change::{Document, Op, Session};
use crate::codec::embedded::{new_document, sample_document};
use crate::model::field::{date_value, ref_value};
use crate::model::{Figure, LineKey, Path, Payment, PaymentMoney, Value};
use crate::report::drawing::{Area, Item, Measure};

struct Wide;

impl Measure for Wide {
    fn width(&self, text: &str, size: f32, _bold: bool) -> f32 {
        text.chars().count() as f32 * size * 0.55
    }
}

fn insight(d: &Document, years: YearFilter) -> Insight {
    Insight::of(d, "2024-08-19".parse().unwrap(), years)
}

fn chart(d: &Document, kind: Kind, years: YearFilter) -> Chart {
    Chart::of(kind, d.programme(), &insight(d, years), Lang::Vi)
}

fn paid(d: &mut Document, id: &str, kind: PaymentKind, dong: i64, day: &str) {
    let money = PaymentMoney {
        amount: Figure::Known(dong),
        ..PaymentMoney::default()
    };
    let fields = [
        (Payment::LINE, ref_value(Some(&"a".into()))),
        (Payment::KIND_OF, kind.value()),
        (Payment::MONEY, money.value()),
        (Payment::DATE, date_value(day.parse().ok())),
    ];
    let to = fields.map(|(k, v)| (k.into(), v));
    let to = to.into_iter().filter(|(_, v): &(_, Value)| !v.is_null());
    let on = Path::new(Payment::KIND, id);
    d.commit(
        vec![Op::New {
            on,
            to: to.collect(),
        }],
        1,
    );
}

fn one_line() -> Document {
    let mut d = new_document("test");
    d.begin_session("aaaaaaaaaaaaa", Session::default());
    let key = LineKey {
        year: Some(2024),
        clause: Some("d5.k1".into()),
        source: Some(FundingSource::DistrictBudget),
        payer: None,
    };
    let to = [
        (BudgetLine::KEY, key.value()),
        (BudgetLine::ESTIMATE, Value::Int(100_000_000)),
    ];
    let on = Path::new(BudgetLine::KIND, "a");
    let to = to.map(|(k, v)| (k.into(), v)).into_iter().collect();
    d.commit(vec![Op::New { on, to }], 1);
    d
}

#[test]
fn the_charts_of_the_sample_add_up_to_the_totals_of_the_table() {
    let d = sample_document("s");
    let total = insight(&d, YearFilter::All).budget.total;
    for kind in [Kind::Years, Kind::Sources] {
        let chart = chart(&d, kind, YearFilter::All);
        let sum = |of: fn(&Bars) -> &Sum| {
            let mut bars = chart.bars.iter();
            bars.by_ref().fold(Sum::Empty, |sum, b| sum.plus_sum(of(b)))
        };
        assert_eq!(sum(|b| &b.estimate), total.estimate, "{kind:?}");
        assert_eq!(sum(|b| &b.disbursed), total.disbursed, "{kind:?}");
        if kind == Kind::Years {
            assert_eq!(sum(|b| &b.committed), total.committed);
        }
    }
    let cumulative = chart(&d, Kind::Cumulative, YearFilter::All);
    let last = cumulative.months.iter().rev().find_map(|m| m.so_far);
    assert_eq!(last, total.disbursed.known());
    let plan = cumulative.months.iter().rev().find_map(|m| m.plan);
    assert_eq!(plan, total.estimate.known());
    let planned = |m: &&Month| m.plan.is_some();
    let until = cumulative.months.iter().rfind(planned).map(|m| m.begins);
    assert_eq!(until, "2025-01-01".parse().ok(), "2025 has no estimate yet");
    let begins = cumulative.months.iter().find(|m| m.so_far.is_some());
    let begins = begins.map(|m| m.begins);
    assert_eq!(
        begins,
        "2023-01-01".parse().ok(),
        "2022 has no figures: that is not nought"
    );
    assert_eq!(
        cumulative.left_out, "",
        "every payment of the sample has a day"
    );
}

#[test]
fn the_line_rises_with_payments_falls_with_recoveries_and_ends_today() {
    let mut d = one_line();
    paid(&mut d, "p1", PaymentKind::Disbursement, 60, "2024-03-31");
    paid(&mut d, "p2", PaymentKind::Advance, 7, "2024-03-31");
    paid(&mut d, "p3", PaymentKind::Disbursement, 45, "2024-05-01");
    paid(&mut d, "p4", PaymentKind::Recovery, 5, "2024-06-30");
    paid(&mut d, "p5", PaymentKind::Settlement, 100, "2024-07-01");
    let c = chart(&d, Kind::Cumulative, YearFilter::Year(2024));
    let so_far: Vec<Option<i64>> = c.months.iter().map(|m| m.so_far).collect();
    let n = Some;
    let to_august = [n(0), n(0), n(60), n(60), n(105), n(100), n(100), n(100)];
    assert_eq!(so_far.get(..8), Some(&to_august[..]));
    assert!(so_far[8..].iter().all(Option::is_none), "{so_far:?}");
    assert_eq!(so_far.len(), 13, "with the January that settles it");
    assert!(c.months.iter().all(|m| m.plan == Some(100_000_000)));
    // A payment that is dated later is drawn.
    paid(&mut d, "p6", PaymentKind::Disbursement, 1, "2025-01-20");
    let c = chart(&d, Kind::Cumulative, YearFilter::Year(2024));
    assert_eq!(c.months.last().and_then(|m| m.so_far), Some(101));
}

#[test]
fn what_cannot_be_drawn_is_named_with_its_sum() {
    let mut d = one_line();
    paid(&mut d, "p1", PaymentKind::Disbursement, 60_000_000, "");
    paid(
        &mut d,
        "p2",
        PaymentKind::Disbursement,
        5_000_000,
        "2019-01-01",
    );
    let c = chart(&d, Kind::Cumulative, YearFilter::All);
    assert_eq!(
        c.left_out,
        "Chưa vẽ 2 khoản chưa rõ hoặc ngoài kỳ: 65.000.000 đ."
    );
    let c = chart(&d, Kind::Sources, YearFilter::All);
    assert!(
        c.left_out.contains("400.000.000") || c.left_out.contains("300.000.000"),
        "{}",
        c.left_out
    );
    let picture = draw(&c, Frame::PAPER, &Wide);
    let said = picture.sheet.layers.iter().flat_map(|l| &l.items);
    let said = said.filter_map(|i| match i {
        Item::Words(w) => Some(w.text.as_str()),
        _ => None,
    });
    assert!(said.collect::<Vec<_>>().contains(&c.left_out.as_str()));
}

#[test]
fn an_empty_programme_has_the_commitments_of_the_text_and_nothing_else() {
    let d = new_document("test");
    let c = chart(&d, Kind::Years, YearFilter::All);
    assert!(!c.is_empty());
    assert!(
        c.bars
            .iter()
            .all(|b| b.committed == Sum::Known(100_000_000) && b.disbursed.is_empty())
    );
    assert!(chart(&d, Kind::Sources, YearFilter::All).is_empty());
    assert!(chart(&d, Kind::Cumulative, YearFilter::All).is_empty());
}

#[test]
fn every_size_keeps_all_marks_inside() {
    let d = sample_document("s");
    for kind in Kind::ALL {
        for years in [YearFilter::All, YearFilter::Year(2024)] {
            let chart = chart(&d, kind, years);
            for (width, height, alone) in [
                (280.0, 180.0, false),
                (960.0, 540.0, true),
                (1600.0, 300.0, true),
            ] {
                let frame = Frame {
                    width,
                    height,
                    alone,
                };
                let picture = draw(&chart, frame, &Wide);
                let inside = |at: &Area| {
                    at.x >= -0.6
                        && at.y >= -0.6
                        && at.right() <= width + 0.6
                        && at.y + at.h <= height + 0.6
                };
                for item in picture.sheet.layers.iter().flat_map(|l| &l.items) {
                    if let Item::Box { at, .. } = item {
                        assert!(inside(at), "{kind:?} {years:?} {width}: {at:?}");
                    }
                }
                for spot in &picture.spots {
                    assert!(inside(&spot.at), "{kind:?} {width}: {spot:?}");
                    assert!(!spot.says.is_empty());
                }
                assert!(
                    picture.sheet.title.contains("Dữ liệu minh"),
                    "sample data says so"
                );
            }
        }
    }
}

#[test]
fn its_numbers_are_a_table_in_dong_that_says_it_is_sample_data() {
    let d = sample_document("s");
    let c = chart(&d, Kind::Years, YearFilter::All);
    let table = c.table();
    assert_eq!(table.lines.len(), c.bars.len());
    assert!(table.notes[0].contains("minh ho"));
    let year = &insight(&d, YearFilter::All).budget.years[2];
    let row = table
        .lines
        .iter()
        .find(|l| l.cells[0] == Cell::Whole(year.year.into()));
    let disbursed = year
        .total
        .disbursed
        .known()
        .map_or(Cell::Empty, Cell::Whole);
    assert_eq!(row.map(|l| l.cells[3].clone()), Some(disbursed));
    assert!(table.tsv().contains("Giải ngân"));
    let months = chart(&d, Kind::Cumulative, YearFilter::Year(2024)).table();
    assert_eq!((months.lines.len(), months.columns.len()), (13, 4));
}

#[test]
fn what_the_years_of_a_source_commit_together_is_copied_as_computed() {
    let mut d = one_line();
    for year in [2022, 2023] {
        let key = LineKey {
            year: Some(year),
            clause: Some("d5.k1".into()),
            source: Some(FundingSource::DistrictBudget),
            payer: None,
        };
        let to = [
            (BudgetLine::KEY, key.value()),
            (BudgetLine::COMMITTED, Value::Int(100_000_000)),
        ];
        let to = to.map(|(k, v)| (k.into(), v)).into_iter().collect();
        let on = Path::new(BudgetLine::KIND, &format!("c{year}"));
        d.commit(vec![Op::New { on, to }], 1);
    }
    let notes = |years| chart(&d, Kind::Sources, years).table().notes;
    let told = |notes: &[String]| notes.iter().any(|n| n.starts_with("Cột Cam kết"));
    assert!(told(&notes(YearFilter::All)));
    assert!(!told(&notes(YearFilter::Year(2023))), "one year is stated");
}
