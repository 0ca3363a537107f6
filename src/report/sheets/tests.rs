//! The tables hold what the program says, and nothing that is not to be told.

use super::*;
use crate::codec::embedded::sample_document;

fn of(list: List, options: Options) -> (Sheet, crate::change::Document, Insight) {
    let document = sample_document("sample");
    let today = document
        .programme()
        .header
        .sample_today
        .expect("the sample's day");
    let insight = Insight::of(&document, today, YearFilter::All);
    let sheet = sheet(document.programme(), &insight, list, options, Lang::Vi);
    (sheet, document, insight)
}

fn everything(sheet: &Sheet) -> String {
    let rows: Vec<String> = sheet.rows.iter().flatten().map(shown).collect();
    rows.join("\n")
}

#[test]
fn every_row_has_a_cell_for_every_column() {
    for list in List::ALL {
        for names in [false, true] {
            let (sheet, ..) = of(
                list,
                Options {
                    names,
                    ..Options::default()
                },
            );
            assert!(!sheet.rows.is_empty());
            for row in &sheet.rows {
                assert_eq!(row.len(), sheet.columns.len(), "{list:?}");
            }
            assert!(sheet.notes[0].contains("Dữ liệu minh hoạ"));
            assert_eq!(sheet.columns.last().map(|c| c.0), Some(Key::Id));
        }
    }
}

#[test]
fn the_totals_of_the_lines_are_those_of_the_program() {
    for years in [
        YearFilter::All,
        YearFilter::Year(2022),
        YearFilter::Year(2024),
    ] {
        let (sheet, _, insight) = of(
            List::Lines,
            Options {
                years,
                names: false,
            },
        );
        let figures = match years {
            YearFilter::All => &insight.budget.total,
            YearFilter::Year(year) => &insight.budget.year(year).expect("a year").total,
        };
        let said = |key| {
            let values = &sheet.totals.first().expect("a total").values;
            values
                .iter()
                .find(|(k, _)| *k == key)
                .map(|(_, v)| v.clone())
        };
        let sum = |sum: &Sum| sum.known().map(Total::Sum);
        assert_eq!(said(Key::Committed), sum(&figures.committed));
        assert_eq!(said(Key::Estimate), sum(&figures.estimate));
        assert_eq!(said(Key::Disbursed), sum(&figures.disbursed));
        assert_eq!(said(Key::Settled), sum(&figures.settled));
        let left = match said(Key::Remaining) {
            Some(Total::Difference { value, .. }) => Some(value),
            _ => None,
        };
        assert_eq!(left, figures.remaining().known());
        let rate = match said(Key::Rate) {
            Some(Total::Rate { tenths, .. }) => Some(tenths),
            _ => None,
        };
        assert_eq!(rate, figures.rate_tenths());
    }
}

#[test]
fn households_stand_nowhere_unless_they_are_asked_for() {
    for list in List::ALL {
        let (sheet, document, _) = of(list, Options::default());
        let text = everything(&sheet);
        for house in document.programme().houses.values() {
            assert!(!text.contains(&house.household), "{list:?}");
            assert!(!text.contains(&house.hamlet), "{list:?}");
        }
    }
    let (sheet, document, _) = of(
        List::Houses,
        Options {
            names: true,
            ..Options::default()
        },
    );
    let text = everything(&sheet);
    for house in document.programme().houses.values() {
        assert!(text.contains(&house.household));
    }
}

#[test]
fn what_is_not_recorded_is_empty_and_not_nought() {
    let (sheet, document, _) = of(List::Lines, Options::default());
    let (id, settled) = (
        sheet.columns.len() - 1,
        sheet.place(Key::Allocated).expect("a column"),
    );
    let mut empty = 0;
    for row in &sheet.rows {
        let Cell::Text(id) = &row[id] else {
            panic!("a row has an id")
        };
        if let Some(line) = document.programme().budget_lines.get(id.as_str())
            && line.allocated == Figure::Empty
        {
            assert_eq!(row[settled], Cell::Empty);
            empty += 1;
        }
    }
    assert!(empty > 0);
}
