//! What is copied from spreadsheets, and what it gives.

use super::*;
use crate::change::Document;
use crate::codec::embedded::sample_document;
use crate::edit::{Context, plan};
use chrono::NaiveDate;

fn rows(text: &str) -> Vec<Vec<String>> {
    cells(text)
}

#[test]
fn cells_are_parted_as_spreadsheets_write_them() {
    let cases: &[(&str, &[&[&str]])] = &[
        ("1\t2\r\n3\t4\r\n", &[&["1", "2"], &["3", "4"]]),
        ("1\t2\n3\t4", &[&["1", "2"], &["3", "4"]]),
        ("1", &[&["1"]]),
        // An empty cell at the end, an empty row between.
        ("1\t\r\n\r\n2\t3\r\n", &[&["1", ""], &[""], &["2", "3"]]),
        ("\t1", &[&["", "1"]]),
        // A line end, a tab and quotes inside a cell.
        (
            "\"hai\ndòng\"\t\"có \"\"nháy\"\"\"\t\"a\tb\"",
            &[&["hai\ndòng", "có \"nháy\"", "a\tb"]],
        ),
        // Quotes that are only characters.
        (
            "\"Vì người nghèo\" 2024\t5",
            &[&["\"Vì người nghèo\" 2024", "5"]],
        ),
        (
            "\"mở mà không đóng\t5\n6",
            &[&["\"mở mà không đóng", "5"], &["6"]],
        ),
        ("ống 12\"\t5", &[&["ống 12\"", "5"]]),
        ("\u{feff}1\t2", &[&["1", "2"]]),
        ("", &[]),
    ];
    for (text, wanted) in cases {
        assert_eq!(rows(text), *wanted, "{text:?}");
    }
}

#[test]
fn amounts_come_as_spreadsheets_show_them() {
    let dots = Reading {
        marks: Marks::Dots,
        scale: 1,
    };
    let commas = Reading {
        marks: Marks::Commas,
        scale: 1,
    };
    let millions = Reading {
        marks: Marks::Commas,
        scale: 1_000_000,
    };
    let cases: &[(&str, Reading, Option<Option<i64>>)] = &[
        ("100.000.000", dots, Some(Some(100_000_000))),
        (" 100.000.000 ", dots, Some(Some(100_000_000))),
        ("\u{a0}100.000.000\u{a0}đ", dots, Some(Some(100_000_000))),
        ("100.000.000 ₫", dots, Some(Some(100_000_000))),
        ("100000000", dots, Some(Some(100_000_000))),
        ("100 triệu", dots, Some(Some(100_000_000))),
        ("0", dots, Some(Some(0))),
        ("", dots, Some(None)),
        (" -   ", dots, Some(None)),
        (" -   ₫ ", dots, Some(None)),
        ("—", dots, Some(None)),
        ("100,000,000", commas, Some(Some(100_000_000))),
        ("100,000", commas, Some(Some(100_000))),
        ("100,000,000.00", commas, Some(Some(100_000_000))),
        ("1,234.5", millions, Some(Some(1_234_500_000))),
        ("100,000,000", dots, None),
        ("(5.000.000)", dots, None),
        ("-5.000.000", dots, None),
        ("#REF!", dots, None),
        ("#######", dots, None),
        ("1,5E+08", dots, None),
        ("Cam kết", dots, None),
    ];
    for (typed, reading, wanted) in cases {
        assert_eq!(amount(typed, *reading).ok(), *wanted, "{typed:?}");
    }
}

#[test]
fn the_marks_of_thousands_are_told_only_where_there_is_no_doubt() {
    for (text, wanted) in [
        ("100,000,000\t5", Marks::Commas),
        ("100,000,000.50", Marks::Commas),
        ("100,000\t200,000", Marks::Dots),
        ("100.000.000", Marks::Dots),
        // Both kinds in one block: nothing is turned.
        ("100,000,000\t1.000.000", Marks::Dots),
        ("1,00,000,000", Marks::Dots),
        ("a,b,c", Marks::Dots),
        ("", Marks::Dots),
    ] {
        assert_eq!(marks(&cells(text)), wanted, "{text}");
    }
}

fn context() -> Context {
    Context {
        today: NaiveDate::from_ymd_opt(2024, 8, 19).expect("a day"),
        random: "test".to_owned(),
    }
}

/// The sample with two lines: 1 has an estimate, 2 has nothing.
fn lines() -> (Document, Vec<Id>) {
    let mut document = sample_document("paste");
    document.begin_session("paste", crate::change::Session::default());
    let mut edits = Vec::new();
    for (id, estimate) in [("L1", Value::Int(5)), ("L2", Value::Null)] {
        let on = Path::new(BudgetLine::KIND, id);
        edits.push(Edit::create(&on, [(BudgetLine::ESTIMATE, estimate)]));
    }
    let planned = plan(&document, &Edit::Several(edits), &context()).expect("lines");
    document.commit(planned.ops, 1);
    (document, vec!["L1".into(), "L2".into()])
}

const DOTS: Reading = Reading {
    marks: Marks::Dots,
    scale: 1,
};

#[test]
fn a_block_becomes_one_edit_of_what_differs() {
    let (mut document, lines) = lines();
    let columns = [BudgetLine::ESTIMATE, BudgetLine::ALLOCATED];
    let block = cells("5\t1.000\r\n-\t2.000\r\n9\t9\r\n");
    let pasted = read(document.programme(), &lines, &columns, &block, DOTS);
    assert_eq!((pasted.rows_beyond, pasted.columns_beyond), (1, 0));
    assert_eq!(pasted.changes(), 2, "{pasted:?}");
    let edit = pasted.edit(&columns, false).expect("an edit");
    let planned = plan(&document, &edit, &context()).expect("allowed");
    document.commit(planned.ops, 2);
    let p = document.programme();
    let line = |id: &str| &p.budget_lines[&Id::from(id)];
    assert_eq!(line("L1").estimate, Figure::Known(5));
    assert_eq!(line("L1").allocated, Figure::Known(1_000));
    assert_eq!(line("L2").estimate, Figure::Empty);
    assert_eq!(line("L2").allocated, Figure::Known(2_000));
    // Once more: nothing is left to do.
    let again = read(p, &lines, &columns, &block, DOTS);
    assert_eq!(again.edit(&columns, false), None);
}

#[test]
fn an_emptied_cell_empties_its_figure_and_says_so() {
    let (document, lines) = lines();
    let columns = [BudgetLine::ESTIMATE];
    let pasted = read(document.programme(), &lines, &columns, &cells("—"), DOTS);
    assert_eq!((pasted.changes(), pasted.emptied()), (1, 1));
    assert_eq!(pasted.rows[0].1[0].before, "5");
    assert_eq!(pasted.rows[0].1[0].after(), "");
}

#[test]
fn nothing_is_put_in_place_while_a_cell_is_not_understood() {
    let (document, lines) = lines();
    let columns = [BudgetLine::ESTIMATE, BudgetLine::ALLOCATED];
    let block = cells("7\tabc\n8\t100.000.00\tthừa");
    let pasted = read(document.programme(), &lines, &columns, &block, DOTS);
    assert_eq!(pasted.columns_beyond, 1);
    let wrong: Vec<(usize, usize)> = pasted.wrong().map(|(r, c, _)| (r, c)).collect();
    assert_eq!(wrong, [(0, 1), (1, 1)]);
    assert_eq!(pasted.edit(&columns, false), None);
    let without = pasted.edit(&columns, true);
    assert!(matches!(without, Some(Edit::Several(edits)) if edits.len() == 2));
    // What is no figure of a line takes nothing.
    let pasted = read(document.programme(), &lines, &["disbursed"], &block, DOTS);
    assert_eq!(pasted.wrong().count(), 2);
}

#[test]
fn a_table_with_headings_is_known_from_a_block_of_figures() {
    assert!(is_table("Năm\tĐiều, khoản\tDự toán giao\n2024\t5.1\t100"));
    assert!(is_table("stt\tho ten\txa\tkinh phi\n1\tA\tCẩm Liên\t50"));
    assert!(!is_table("100\t200\n300\t400"));
    assert!(!is_table("Năm\tĐiều, khoản\tDự toán giao"));
    assert!(!is_table(""));
}
