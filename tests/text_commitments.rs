//! What the text commits (Điều 5.1) and what it leaves open (Điều 5.2), wherever money is told: an amount
//! for every year, without source or payer until one is recorded; and "400.000.000" nowhere but as "số
//! tính" (DOMAIN.md §1).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends loudly")]

mod window;

use dong_hanh::app::App;
use dong_hanh::change::Document;
use dong_hanh::cli::{self, Outcome};
use dong_hanh::codec::{self, embedded};
use dong_hanh::edit::Edit;
use dong_hanh::insight::{Insight, YearFilter};
use dong_hanh::model::{BudgetLine, FundingSource, Id, LineKey, Path, Sum, Value};
use dong_hanh::report::sheets::{List, Options, sheet};
use dong_hanh::text::strings::Lang;
use dong_hanh::ui::view::{Selection, Tab};
use eframe::egui::{Pos2, Shape as Drawn, accesskit::Role, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::ffi::OsString;
use window::{Place, start};

const YEARLY: i64 = 100_000_000;

fn insight(document: &Document) -> Insight {
    let today = "2024-08-19".parse().unwrap();
    Insight::of(document, today, YearFilter::All)
}

/// Records a line with what it commits; the rules are the window's.
fn record(window: &mut Harness<'_, App>, year: i32, clause: &str, committed: Option<i64>) {
    let key = LineKey {
        year: Some(year),
        clause: Some(Id::from(clause)),
        source: Some(FundingSource::DistrictBudget),
        payer: Some(Id::from("vl")),
    };
    let on = Path::new(BudgetLine::KIND, &format!("{clause}x{year}"));
    let mut fields = vec![(BudgetLine::KEY, key.value())];
    fields.extend(committed.map(|dong| (BudgetLine::COMMITTED, Value::Int(dong))));
    window.state_mut().edit(&Edit::create(&on, fields));
    window.run_ok();
}

fn document<'a>(window: &'a Harness<'_, App>) -> &'a Document {
    &window.state().workspace.as_ref().unwrap().document
}

#[test]
fn the_text_commits_each_year_of_the_period_without_source_or_payer_until_they_are_recorded() {
    let place = Place::new();
    let mut window = start(&place, Some(place.new_file("a.donghanh.json")));
    let of_text = |window: &Harness<'_, App>| -> Vec<(i32, String, i64)> {
        let budget = insight(document(window)).budget;
        let years = budget.years.iter();
        let found =
            years.flat_map(|y| y.from_text.iter().map(|(c, a)| (y.year, c.to_string(), *a)));
        found.collect()
    };
    let text = document(&window).programme().text.get("d5.k1").unwrap();
    assert!(text.text.contains("100.000.000 đồng/năm"), "{}", text.text);
    let all: Vec<_> = (2022..=2025)
        .map(|year| (year, "d5.k1".to_owned(), YEARLY))
        .collect();
    assert_eq!(of_text(&window), all);
    let budget = insight(document(&window)).budget;
    assert!(
        budget.years.iter().all(|y| y.sources.is_empty()),
        "no source, no payer"
    );
    assert!(budget.lines.is_empty(), "nothing is made up");
    record(&mut window, 2023, "d5.k1", Some(YEARLY));
    assert_eq!(of_text(&window), [&all[..1], &all[2..]].concat());
    let budget = insight(document(&window)).budget;
    let year = budget.year(2023).unwrap();
    assert_eq!(year.sources.len(), 1);
    assert_eq!(year.sources[0].payer.as_ref().map(Id::as_str), Some("vl"));
    assert_eq!(
        year.total.committed.known(),
        Some(YEARLY),
        "taken up, not added"
    );
}

#[test]
fn clause_5_2_has_no_amount_until_its_yearly_plan_gives_one() {
    let place = Place::new();
    let mut window = start(&place, Some(place.new_file("a.donghanh.json")));
    let of = |window: &Harness<'_, App>, year: i32| {
        let budget = insight(document(window)).budget;
        let figures = budget.clauses.get(&(Id::from("d5.k2"), year));
        figures.map_or(Sum::Empty, |f| f.committed.clone())
    };
    assert!((2022..=2025).all(|year| of(&window, year) == Sum::Empty));
    let text = document(&window).programme().text.get("d5.k2").unwrap();
    assert_eq!(text.yearly_commitment, None);
    // A line without an amount is still none: empty is not zero.
    record(&mut window, 2024, "d5.k2", None);
    assert_eq!(of(&window, 2024), Sum::Empty);
    assert!(
        insight(document(&window))
            .money
            .of_clauses()
            .next()
            .is_none(),
        "nothing to be below of"
    );
    record(&mut window, 2025, "d5.k2", Some(60_000_000));
    assert_eq!(of(&window, 2025), Sum::Known(60_000_000));
    assert_eq!(of(&window, 2024), Sum::Empty);
    assert_eq!(of(&window, 2022), Sum::Empty);
}

/// Whether a text tells the sum of the four years.
fn tells(text: &str) -> bool {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '.' | ',' | '\u{a0}'))
        .collect();
    plain.contains("400000000")
}

/// Whether it says that this is arithmetic.
fn is_marked(text: &str) -> bool {
    ["số tính", "Số tính", "computed", "arithmetic"]
        .iter()
        .any(|word| text.contains(word))
}

/// The texts on screen that tell the sum as if it were a commitment. What is painted may have its mark
/// beside it in the same row.
fn plain_on_screen(window: &Harness<'_, App>) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![window.root()];
    while let Some(node) = left.pop() {
        let of = node.accesskit_node();
        let texts = [of.label(), of.value(), of.description()];
        found.extend(texts.into_iter().flatten());
        left.extend(node.children());
    }
    found.retain(|text| tells(text) && !is_marked(text));
    let mut painted = Vec::new();
    for clipped in &window.output().shapes {
        drawn(&clipped.shape, &mut painted);
    }
    let marks: Vec<Pos2> = painted
        .iter()
        .filter(|(t, _)| is_marked(t))
        .map(|(_, at)| *at)
        .collect();
    let beside = |at: Pos2| marks.iter().any(|m| (m.y - at.y).abs() < 8.0 && m.x < at.x);
    let bare = painted
        .into_iter()
        .filter(|(t, at)| tells(t) && !is_marked(t) && !beside(*at));
    found.extend(bare.map(|(t, _)| t));
    found
}

fn drawn(shape: &Drawn, found: &mut Vec<(String, Pos2)>) {
    match shape {
        Drawn::Text(text) => found.push((
            text.galley.text().to_owned(),
            text.visual_bounding_rect().center(),
        )),
        Drawn::Vec(shapes) => shapes.iter().for_each(|s| drawn(s, found)),
        _ => {}
    }
}

fn press(window: &mut Harness<'_, App>, label: &str) {
    let all = window.query_all_by_label(label).last();
    if let Some(node) = all {
        node.click();
    }
    window.run_ok();
}

/// Looks at every tab, the budget under every grouping and with every chart.
fn look_at_all(window: &mut Harness<'_, App>, seen: &mut usize) {
    let tabs = (1..=7).map(Tab::Article).chain([
        Tab::Overview,
        Tab::Plan,
        Tab::Budget,
        Tab::Annexes,
        Tab::Journal,
    ]);
    for tab in tabs {
        for selection in [Selection::Nothing, Selection::Clause("d5.k1".into())] {
            let workspace = window.state_mut().workspace.as_mut().unwrap();
            workspace.tab = tab;
            workspace.selection = selection.clone();
            window.run_ok();
            assert_eq!(plain_on_screen(window), [""; 0], "{tab:?} {selection:?}");
        }
    }
    window.state_mut().workspace.as_mut().unwrap().tab = Tab::Budget;
    window.state_mut().workspace.as_mut().unwrap().selection = Selection::Nothing;
    window.run_ok();
    let mut now = "Theo năm".to_owned();
    for to in [
        "Theo Điều",
        "Theo nguồn",
        "Theo đơn vị chi",
        "Theo bên",
        "Theo năm",
    ] {
        press(window, &format!("Xếp nhóm: {now}"));
        let item = window
            .query_all_by_label(to)
            .find(|n| n.accesskit_node().role() == Role::MenuItem);
        item.unwrap().click();
        window.run_ok();
        to.clone_into(&mut now);
        for chart in ["Lũy kế", "Theo nguồn", "Theo năm"] {
            press(window, chart);
            assert_eq!(plain_on_screen(window), [""; 0], "{to}, {chart}");
            let told = window.query_all_by_label_contains("400.000.000").count();
            *seen += told;
        }
    }
}

#[test]
fn four_hundred_million_is_told_as_arithmetic_on_every_screen() {
    let place = Place::new();
    let mut window = start(&place, Some(place.new_file("a.donghanh.json")));
    window.set_size(vec2(1800.0, 2000.0));
    let mut seen = 0;
    look_at_all(&mut window, &mut seen);
    assert!(seen > 10, "it is told: {seen}");
    // Recorded year by year it is still no total of the text's.
    for year in 2022..=2025 {
        record(&mut window, year, "d5.k1", Some(YEARLY));
        let mut seen = 0;
        look_at_all(&mut window, &mut seen);
        assert!(seen > 10, "{year}: {seen}");
    }
    // With other commitments it is a sum like any other, and not 400.000.000.
    record(&mut window, 2024, "d5.k2", Some(60_000_000));
    look_at_all(&mut window, &mut 0);
}

fn run(arguments: &[&str]) -> String {
    let (mut text, mut errors) = (Vec::new(), Vec::new());
    let arguments = arguments.iter().map(OsString::from);
    let Outcome::Done(_) = cli::run(arguments, &mut text, &mut errors) else {
        unreachable!("a command without a window")
    };
    String::from_utf8([text, errors].concat()).unwrap()
}

#[test]
fn four_hundred_million_is_told_as_arithmetic_in_all_that_leaves() {
    let place = Place::new();
    let mut window = start(&place, Some(place.new_file("a.donghanh.json")));
    for recorded in 0..=4 {
        if recorded > 0 {
            record(&mut window, 2021 + recorded, "d5.k1", Some(YEARLY));
        }
        let file = place.path("b.donghanh.json");
        let text = codec::write(&document(&window).snapshot());
        std::fs::write(&file, text).unwrap();
        let file = file.to_str().unwrap();
        let mut told = run(&["check", file]);
        for (what, name) in [
            ("page", "p.html"),
            ("lines", "l.csv"),
            ("activities", "a.csv"),
        ] {
            let to = place.path(name);
            run(&[
                "export",
                file,
                "--what",
                what,
                "--to",
                to.to_str().unwrap(),
                "--force",
            ]);
            told.push_str(&std::fs::read_to_string(&to).unwrap());
        }
        let bare: Vec<&str> = told
            .split(['\n', '<'])
            .filter(|line| tells(line) && !is_marked(line))
            .collect();
        assert_eq!(bare, [""; 0], "{recorded}");
        assert!(
            told.contains("400.000.000 (số tính)"),
            "check and page tell it: {recorded}"
        );
        // The workbook's row of totals.
        let d = document(&window);
        let options = Options::default();
        let sheet = sheet(d.programme(), &insight(d), List::Lines, options, Lang::Vi);
        assert_eq!(sheet.totals[0].label, "Tổng cộng (cam kết: số tính)");
    }
    let sample = embedded::sample_document("sample");
    let all = sheet(
        sample.programme(),
        &insight(&sample),
        List::Lines,
        Options::default(),
        Lang::Vi,
    );
    assert_eq!(
        all.totals[0].label, "Tổng cộng",
        "other commitments are among them"
    );
}
