//! Names of households that a user typed elsewhere (a title, a payee, a note, the name of a paper): while
//! they are hidden they stand nowhere on the screen, nor in what leaves the program.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends loudly")]

mod window;

use dong_hanh::app::App;
use dong_hanh::change::{Document, Op, Session};
use dong_hanh::codec::embedded;
use dong_hanh::edit::Edit;
use dong_hanh::insight::{Insight, YearFilter};
use dong_hanh::model::field::Shape;
use dong_hanh::model::{KINDS, Path, Value};
use dong_hanh::report::sheets::{List, Options, sheet};
use dong_hanh::report::{calendar, csv};
use dong_hanh::text::strings::Lang;
use dong_hanh::ui::commands::Ask;
use dong_hanh::ui::view::{Selection, Tab};
use eframe::egui::{Event, Key, Modifiers, Shape as Drawn, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use window::{Place, start};

/// A household that is recorded, and stands in every text that a user types.
const NAME: &str = "Bùi Văn Khuất";

/// The sample with the name in every text of the kinds that clerks write in.
fn named() -> Document {
    let mut document = embedded::sample_document("hidden");
    document.begin_session("testtesttest", Session::default());
    let p = document.programme();
    let house = p.houses.keys().next().unwrap().clone();
    let mut ops = vec![Op::set(
        &Path::new("houses", house.as_str()),
        "household",
        format!("Hộ ông {NAME}"),
    )];
    let kinds = [
        "activities",
        "agreements",
        "series",
        "budget_lines",
        "payments",
        "evidence",
        "notes",
    ];
    for (path, _) in document.shown() {
        if !kinds.contains(&path.kind()) {
            continue;
        }
        let info = KINDS.iter().find(|k| k.kind == path.kind()).unwrap();
        for (key, shape, ..) in info.fields {
            if *shape == Shape::Text && !matches!(*key, "sha256" | "figure") {
                let text = Value::text(format!("{} cho BUI VAN KHUAT.", path.kind()));
                ops.push(Op::set(path, key, text));
            }
        }
    }
    document.commit(ops, 1);
    document
}

fn holds(text: &str) -> bool {
    dong_hanh::text::fold::fold(text).contains("van khuat")
}

/// Every text that is drawn or told to assistive technology, and holds the name.
fn leaks(window: &Harness<'_, App>) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = vec![window.root()];
    while let Some(node) = left.pop() {
        let of = node.accesskit_node();
        let texts = [of.label(), of.value(), of.description()];
        found.extend(texts.into_iter().flatten().filter(|t| holds(t)));
        left.extend(node.children());
    }
    for clipped in &window.output().shapes {
        drawn(&clipped.shape, &mut found);
    }
    found
}

fn drawn(shape: &Drawn, found: &mut Vec<String>) {
    match shape {
        Drawn::Text(text) if holds(text.galley.text()) => {
            found.push(text.galley.text().to_owned());
        }
        Drawn::Vec(shapes) => shapes.iter().for_each(|s| drawn(s, found)),
        _ => {}
    }
}

#[test]
fn a_hidden_name_stands_on_no_screen() {
    let document = named();
    let place = Place::new();
    let file = place.path("a.donghanh.json");
    std::fs::write(&file, dong_hanh::codec::write(&document.snapshot())).unwrap();
    let p = document.programme();
    // The busiest of each kind, so that every part of an inspector is there.
    let insight = Insight::of(&document, p.header.sample_today.unwrap(), YearFilter::All);
    let most = |of: &dyn Fn(&dong_hanh::model::Id) -> usize, ids: Vec<dong_hanh::model::Id>| {
        ids.into_iter().max_by_key(|id| of(id)).unwrap()
    };
    let many = |table: &dyn Fn(&dong_hanh::model::Id) -> Option<usize>,
                id: &dong_hanh::model::Id| { table(id).unwrap_or(0) };
    let line = most(
        &|id| many(&|id| insight.payments_of_line.get(id).map(Vec::len), id),
        p.budget_lines.keys().cloned().collect(),
    );
    let activity = most(
        &|id| {
            many(&|id| insight.notes.get(id).map(Vec::len), id) * 4
                + many(&|id| insight.evidence.get(id).map(Vec::len), id)
        },
        p.activities.keys().cloned().collect(),
    );
    let selections = [
        Selection::Nothing,
        Selection::Line(line),
        Selection::Activity(activity),
        Selection::House(p.houses.keys().next().unwrap().clone()),
        Selection::SchoolItem(p.school_items.keys().next().unwrap().clone()),
        Selection::Plan(p.plans.keys().next().unwrap().clone()),
        Selection::Clause("d5.k1".into()),
    ];
    let tabs = [
        Tab::Overview,
        Tab::Article(2),
        Tab::Article(5),
        Tab::Plan,
        Tab::Budget,
        Tab::Annexes,
        Tab::Journal,
    ];
    let mut window = start(&place, Some(file));
    window.set_size(vec2(1600.0, 2400.0));
    let mut shown = 0;
    let mut told = std::collections::BTreeMap::new();
    for names in [false, true] {
        for tab in tabs {
            for selection in &selections {
                let workspace = window.state_mut().workspace.as_mut().unwrap();
                (workspace.names, workspace.tab) = (names, tab);
                workspace.selection = selection.clone();
                window.run_ok();
                let found = leaks(&window);
                if names {
                    shown += found.len();
                } else {
                    let place = format!("{tab:?}, {selection:?}");
                    told.extend(found.into_iter().map(|text| (text, place.clone())));
                }
            }
        }
    }
    assert!(told.is_empty(), "{told:#?}");
    assert!(shown > 100, "the names are there to be hidden: {shown}");
}

/// The programme over a file with the name in every text.
fn open(place: &Place, document: &Document) -> Harness<'static, App> {
    let file = place.path("a.donghanh.json");
    std::fs::write(&file, dong_hanh::codec::write(&document.snapshot())).unwrap();
    let mut window = start(place, Some(file));
    window.set_size(vec2(1600.0, 1600.0));
    window.run_ok();
    window
}

#[test]
fn a_hidden_name_stands_in_no_dialog() {
    let document = named();
    let p = document.programme();
    let place = Place::new();
    let mut window = open(&place, &document);
    let of = |kind: &str, id: &dong_hanh::model::Id| Ask::Delete(Path::new(kind, id.as_str()));
    let plan = p
        .plans
        .values()
        .find(|plan| plan.year == Some(2024))
        .unwrap();
    let mut asks = vec![
        of("activities", p.activities.keys().next().unwrap()),
        of("budget_lines", p.budget_lines.keys().next().unwrap()),
        of("payments", p.payments.keys().next().unwrap()),
        of("evidence", p.evidence.keys().next().unwrap()),
        of("houses", p.houses.keys().next().unwrap()),
        Ask::Problems,
        Ask::NextPlan {
            from: plan.id.clone(),
            year: 2026,
        },
        Ask::ExportTables { list: None },
        Ask::Send { to: None },
    ];
    asks.extend(p.agreements.keys().map(|agreement| Ask::AgreementChanges {
        agreement: agreement.clone(),
    }));
    for ask in asks {
        window.state_mut().ask(ask.clone());
        window.run_ok();
        window.run_ok();
        let found = leaks(&window);
        assert!(found.is_empty(), "{ask:?}: {found:#?}");
        window.key_press(Key::Escape);
        window.run_ok();
    }
}

#[test]
fn a_hidden_name_is_not_found_by_searching() {
    let document = named();
    let place = Place::new();
    let mut window = open(&place, &document);
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run_ok();
    let rows = |window: &Harness<'_, App>| {
        window
            .query_all_by_role(eframe::egui::accesskit::Role::MenuItem)
            .count()
    };
    // The rows that lie below, where nothing is found.
    window.event(Event::Text("Khưất".into()));
    window.run_ok();
    let below = rows(&window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(Event::Text("Khuất".into()));
    window.run_ok();
    assert!(leaks(&window).is_empty());
    assert_eq!(rows(&window), below, "nothing tells that it is there");
    window.state_mut().workspace.as_mut().unwrap().names = true;
    window.run_ok();
    assert!(rows(&window) > below, "it is found where names are shown");
    assert!(!leaks(&window).is_empty());
}

#[test]
fn a_hidden_name_stands_not_in_what_a_copy_would_do_nor_in_what_is_told_of_it() {
    let mine = named();
    let mut theirs = mine.clone();
    let by = dong_hanh::change::Author {
        party: "ct".into(),
        name: "Phạm Văn Sơn".into(),
    };
    let at = "2024-08-18T08:00:00+07:00".into();
    theirs.begin_session(
        "theirstheirs",
        Session {
            by,
            at,
            ..Session::default()
        },
    );
    let p = mine.programme();
    // Their copy names a household that mine does not know, in every text; some of it clashes with mine.
    let house = Path::new("houses", p.houses.keys().nth(1).unwrap().as_str());
    let mut ops = vec![Op::set(&house, "household", "Hà Văn Khuất")];
    let titles: Vec<Path> = p
        .activities
        .keys()
        .map(|id| Path::new("activities", id.as_str()))
        .collect();
    for on in &titles {
        ops.push(Op::set(on, "title", "Giúp Hà Văn Khuất và Bùi Văn Khuất"));
    }
    for id in p.payments.keys() {
        let on = Path::new("payments", id.as_str());
        ops.push(Op::set(&on, "payee", "Hộ bà HÀ VĂN KHUẤT"));
    }
    theirs.commit(ops, 1);
    let place = Place::new();
    let mut window = open(&place, &mine);
    for on in titles.iter().take(5) {
        let edit = Edit::set(on, "title", "Việc của hộ Bùi Văn Khuất");
        window.state_mut().edit(&edit);
    }
    window.run_ok();
    let copy = place.path("copy.json");
    std::fs::write(&copy, dong_hanh::codec::write(&theirs.snapshot())).unwrap();
    window.state_mut().open_path(copy);
    window.run_ok();
    window.run_ok();
    window::press_last(&window, "Gộp…");
    window.run_ok();
    window.run_ok();
    assert!(window::sees(&window, "Gộp bản nhận từ Cẩm Thủy"));
    let found = leaks(&window);
    assert!(found.is_empty(), "{found:#?}");
    for _ in 0..6 {
        for key in [Key::Num2, Key::Num3, Key::Num1, Key::ArrowDown] {
            window.key_press(key);
            window.run_ok();
            let found = leaks(&window);
            assert!(found.is_empty(), "{found:#?}");
        }
    }
    window::press_last(&window, "Áp dụng gộp");
    window.run_ok();
    let found = leaks(&window);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn names_are_hidden_again_whenever_a_file_is_opened_and_no_file_keeps_the_switch() {
    let document = named();
    let place = Place::new();
    let mut window = open(&place, &document);
    let file = place.path("a.donghanh.json");
    let shown =
        |window: &Harness<'_, App>| window.state().workspace.as_ref().unwrap().shows_names();
    assert!(!shown(&window));
    window.state_mut().workspace.as_mut().unwrap().names = true;
    window.run_ok();
    assert!(shown(&window));
    window.key_press_modifiers(Modifiers::COMMAND, Key::S);
    window.run_ok();
    let text = std::fs::read_to_string(&file).unwrap();
    drop(window);
    let mut window = start(&place, Some(file.clone()));
    assert!(!shown(&window), "opened again");
    window.state_mut().workspace.as_mut().unwrap().names = true;
    window.state_mut().open_path(file.clone());
    window.run_ok();
    assert!(!shown(&window), "opened over itself");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}

#[test]
fn a_hidden_name_leaves_in_no_table_and_no_calendar() {
    let document = named();
    let today = document.programme().header.sample_today.unwrap();
    let insight = Insight::of(&document, today, YearFilter::All);
    for names in [false, true] {
        for list in List::ALL {
            let years = YearFilter::All;
            let options = Options { years, names };
            let table = sheet(document.programme(), &insight, list, options, Lang::Vi);
            let text = String::from_utf8(csv::csv(&table)).unwrap();
            assert_eq!(holds(&text), names, "{list:?}");
        }
        let options = calendar::Options {
            names,
            ..calendar::Options::default()
        };
        let stamp = "2024-08-19T08:00:00+07:00".parse().unwrap();
        let text = calendar::calendar(&document, &options, stamp, Lang::Vi);
        // Long lines are folded.
        assert_eq!(holds(&text.replace("\r\n ", "")), names);
    }
}
