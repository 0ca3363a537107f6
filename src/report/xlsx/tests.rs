//! A workbook, read back by an independent reader.

use super::*;
use crate::codec::embedded::sample_document;
use crate::insight::{Insight, YearFilter};
use crate::report::sheets::{List, Options, sheet};
use crate::text::strings::Lang;
use calamine::{Data, Range, Reader as _, Xlsx};
use std::io::Cursor;

fn sheets(options: Options) -> Vec<Sheet> {
    let document = sample_document("sample");
    let p = document.programme();
    let today = p.header.sample_today.expect("the sample's day");
    let insight = Insight::of(&document, today, YearFilter::All);
    let all = List::ALL.into_iter();
    all.map(|list| sheet(p, &insight, list, options, Lang::Vi))
        .collect()
}

fn day_of_making() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 8, 19).expect("a day")
}

fn read(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// The sum of the numbers of cells like `H6:H20`, as a spreadsheet counts them.
fn cells(values: &Range<Data>, of: &str) -> Vec<f64> {
    let at = |name: &str| {
        let letters: String = name.chars().take_while(char::is_ascii_alphabetic).collect();
        let row: u32 = name[letters.len()..].parse().expect("a row");
        let column = rust_xlsxwriter::utility::column_name_to_number(&letters);
        (row - 1, u32::from(column))
    };
    let (first, last) = of.split_once(':').unwrap_or((of, of));
    let (first, last) = (at(first), at(last));
    let mut out = Vec::new();
    for row in first.0..=last.0 {
        for column in first.1..=last.1 {
            match values.get_value((row, column)) {
                Some(Data::Float(n)) => out.push(*n),
                Some(Data::Int(n)) => out.push(*n as f64),
                Some(Data::Empty) | None => out.push(f64::NAN),
                Some(Data::String(_)) => out.push(f64::NAN),
                other => panic!("{other:?} in a sum"),
            }
        }
    }
    out
}

fn sum(values: &Range<Data>, of: &str) -> f64 {
    of.split(',')
        .flat_map(|part| cells(values, part))
        .filter(|n| !n.is_nan())
        .sum()
}

/// What a spreadsheet makes of a formula of ours.
fn evaluated(values: &Range<Data>, formula: &str) -> f64 {
    let inside = |text: &str| {
        let from = text.find('(').expect("a bracket") + 1;
        text[from..text.rfind(')').expect("a bracket")].to_owned()
    };
    if let Some((plus, minus)) = formula.split_once(")-SUM(") {
        return sum(values, &inside(&format!("{plus})")))
            - sum(values, &inside(&format!("({minus}")));
    }
    if formula.starts_with("SUM(") {
        return sum(values, &inside(formula));
    }
    if formula.starts_with("SUMIF(") {
        let inside = inside(formula);
        let parts: Vec<&str> = inside.split(',').collect();
        let word = parts[1].trim_matches('"');
        let (from, to) = parts[0].split_once(':').expect("a range");
        let row = |name: &str| -> u32 {
            name.trim_start_matches(|c: char| c.is_ascii_alphabetic())
                .parse()
                .expect("a row")
        };
        let column = cells_column(from);
        let amounts = cells(values, parts[2]);
        return (row(from)..=row(to))
            .zip(amounts)
            .filter(|(row, n)| {
                let cell = values.get_value((row - 1, column));
                cell == Some(&Data::String(word.to_owned())) && !n.is_nan()
            })
            .map(|(_, n)| n)
            .sum();
    }
    let (part, whole) = inside(formula)
        .split_once('/')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .expect("a rate");
    let whole = whole.strip_suffix("*100,1").expect("a rate");
    (sum(values, &part) / sum(values, whole) * 1000.0).round() / 10.0
}

fn cells_column(name: &str) -> u32 {
    let letters: String = name.chars().take_while(char::is_ascii_alphabetic).collect();
    u32::from(rust_xlsxwriter::utility::column_name_to_number(&letters))
}

#[test]
fn an_independent_reader_finds_every_figure_and_every_formula_gives_the_programs_result() {
    for names in [false, true] {
        let sheets = sheets(Options {
            years: YearFilter::All,
            names,
        });
        let bytes = workbook(&sheets, day_of_making()).expect("a workbook");
        let mut book = read(&bytes);
        assert_eq!(
            book.sheet_names(),
            sheets.iter().map(|s| s.name.clone()).collect::<Vec<_>>()
        );
        let mut formulas_seen = 0;
        for sheet in &sheets {
            let values = book.worksheet_range(&sheet.name).expect("a sheet");
            let formulas = book.worksheet_formula(&sheet.name).expect("formulas");
            let head = (0..20_u32)
                .find(|row| values.get_value((*row, 0)) == Some(&Data::String("STT".to_owned())))
                .expect("the headings");
            assert!((0..head).any(|row| {
                values
                    .get_value((row, 0))
                    .is_some_and(|v| v.to_string().contains("Dữ liệu minh hoạ"))
            }));
            for (row, cells) in (head + 1..).zip(&sheet.rows) {
                for (column, cell) in (0..).zip(cells) {
                    let found = values.get_value((row, column)).unwrap_or(&Data::Empty);
                    let fits = match (cell, found) {
                        (Cell::Empty, Data::Empty) => true,
                        (Cell::Text(text), Data::String(found)) => text == found,
                        (Cell::Whole(n), Data::Float(found)) => *n as f64 == *found,
                        (Cell::Date(day), Data::DateTime(found)) => {
                            found.as_f64() == serial(*day) as f64
                        }
                        (Cell::Tenths(n), Data::Float(found)) => *n as f64 / 10.0 == *found,
                        (Cell::Decimal(n), Data::Float(found)) => {
                            n.to_json().parse::<f64>() == Ok(*found)
                        }
                        _ => false,
                    };
                    assert!(fits, "{cell:?} was read as {found:?} in {row}, {column}");
                    assert_eq!(
                        formulas.get_value((row, column)).map_or("", String::as_str),
                        "",
                        "data are no formulas"
                    );
                }
            }
            let end = head + 1 + u32::try_from(sheet.rows.len()).expect("few");
            for (row, totals) in (end..).zip(&sheet.totals) {
                for (key, total) in &totals.values {
                    let column = u32::try_from(sheet.place(*key).expect("a column")).expect("few");
                    let formula = formulas.get_value((row, column)).expect("a formula");
                    let stored = match values.get_value((row, column)) {
                        Some(Data::Float(n)) => *n,
                        other => panic!("{other:?}"),
                    };
                    let said = match total {
                        Total::Sum(n)
                        | Total::SumIf { value: n, .. }
                        | Total::Difference { value: n, .. } => *n as f64,
                        Total::Rate { tenths, .. } => *tenths as f64 / 10.0,
                        Total::Text(_) => panic!("the sample has no conflicts"),
                    };
                    assert_eq!(stored, said, "{key:?}");
                    assert_eq!(evaluated(&values, formula), said, "{key:?}: {formula}");
                    formulas_seen += 1;
                }
            }
        }
        assert!(formulas_seen > 8, "{formulas_seen}");
    }
}

#[test]
fn what_begins_like_a_formula_stays_a_text_and_great_amounts_stay_exact() {
    let mut all = sheets(Options::default());
    let mut sheet = all.remove(0);
    let name = sheet.place(Key::Name).expect("a column");
    let amount = sheet.place(Key::Estimate).expect("a column");
    sheet.rows[0][name] = "=HYPERLINK(\"http://x\",\"y\")".into();
    sheet.rows[1][name] = "+1".into();
    sheet.rows[0][amount] = Cell::Whole(9_007_199_254_740_993);
    let bytes = workbook(&[sheet.clone()], day_of_making()).expect("a workbook");
    let mut book = read(&bytes);
    let values = book.worksheet_range(&sheet.name).expect("a sheet");
    let formulas = book.worksheet_formula(&sheet.name).expect("formulas");
    let texts: Vec<String> = values
        .used_cells()
        .filter_map(|(_, _, v)| match v {
            Data::String(s) => Some(s.clone()),
            _ => None,
        })
        .collect();
    assert!(texts.contains(&"=HYPERLINK(\"http://x\",\"y\")".to_owned()));
    assert!(texts.contains(&"+1".to_owned()));
    assert!(texts.contains(&"9.007.199.254.740.993".to_owned()));
    let formulas: Vec<String> = formulas.used_cells().map(|(_, _, f)| f.clone()).collect();
    assert!(formulas.iter().all(|f| !f.contains("HYPERLINK")));
    // The column cannot be added up by a spreadsheet: its total is a number, and no formula.
    let column =
        rust_xlsxwriter::utility::column_number_to_name(u16::try_from(amount).expect("few"));
    assert!(!formulas.iter().any(|f| f.contains(&format!(":{column}"))));
}

#[test]
fn the_same_tables_make_the_same_bytes() {
    let sheets = sheets(Options::default());
    let one = workbook(&sheets, day_of_making()).expect("a workbook");
    let two = workbook(&sheets, day_of_making()).expect("a workbook");
    assert_eq!(one, two);
}
