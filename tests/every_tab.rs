//! Every tab of the whole window, with every kind of selection: it draws, at every size and in both
//! languages, with a name for everything that can be pressed or typed into.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends loudly")]

mod window;

use dong_hanh::change::Document;
use dong_hanh::codec::embedded;
use dong_hanh::insight::YearFilter;
use dong_hanh::store::settings::Language;
use dong_hanh::ui::view::{Selection, Tab};
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use window::{Place, sees, start};

const TABS: [Tab; 12] = [
    Tab::Overview,
    Tab::Article(1),
    Tab::Article(2),
    Tab::Article(3),
    Tab::Article(4),
    Tab::Article(5),
    Tab::Article(6),
    Tab::Article(7),
    Tab::Plan,
    Tab::Budget,
    Tab::Annexes,
    Tab::Journal,
];

/// One selection of each kind that the document has.
fn selections(document: &Document) -> Vec<Selection> {
    let p = document.programme();
    let mut all = vec![Selection::Nothing, Selection::Clause("d5.k1".into())];
    all.extend(p.activities.keys().next().cloned().map(Selection::Activity));
    all.extend(p.plans.keys().next().cloned().map(Selection::Plan));
    all.extend(p.budget_lines.keys().next().cloned().map(Selection::Line));
    all.extend(p.annexes.keys().next().cloned().map(Selection::Annex));
    all
}

fn sweep(document: &Document, size: [f32; 2], language: Language) {
    let place = Place::new();
    let file = place.path("a.donghanh.json");
    std::fs::write(&file, dong_hanh::codec::write(&document.snapshot())).unwrap();
    let mut window = start(&place, Some(file));
    window.set_size(vec2(size[0], size[1]));
    window.state_mut().settings.language = language;
    for tab in TABS {
        for selection in selections(document) {
            let workspace = window.state_mut().workspace.as_mut().unwrap();
            workspace.tab = tab;
            workspace.selection = selection.clone();
            window.run_ok();
            assert_eq!(window.state().workspace.as_ref().unwrap().tab, tab);
        }
    }
}

#[test]
fn the_sample_at_1366x768_in_vietnamese() {
    sweep(
        &embedded::sample_document("sweep"),
        [1366.0, 768.0],
        Language::Vi,
    );
}

#[test]
fn the_sample_at_1024x600_in_english() {
    sweep(
        &embedded::sample_document("sweep"),
        [1024.0, 600.0],
        Language::En,
    );
}

#[test]
fn the_sample_at_1920x1080() {
    sweep(
        &embedded::sample_document("sweep"),
        [1920.0, 1080.0],
        Language::Vi,
    );
}

#[test]
fn the_empty_programme() {
    sweep(
        &embedded::new_document("sweep"),
        [1366.0, 768.0],
        Language::Vi,
    );
}

#[test]
fn keys_lead_to_the_tabs_and_years_filter_them() {
    let place = Place::new();
    let file = place.path("a.donghanh.json");
    let sample = embedded::sample_document("keys");
    std::fs::write(&file, dong_hanh::codec::write(&sample.snapshot())).unwrap();
    let mut window = start(&place, Some(file));
    let tab = |window: &egui_kittest::Harness<'_, dong_hanh::app::App>| {
        window.state().workspace.as_ref().unwrap().tab
    };
    for (key, wanted) in [
        (Key::Num5, Tab::Article(5)),
        (Key::Num8, Tab::Plan),
        (Key::Num9, Tab::Budget),
    ] {
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run();
        assert_eq!(tab(&window), wanted);
    }
    window.key_press_modifiers(Modifiers::ALT, Key::Home);
    window.run();
    assert_eq!(tab(&window), Tab::Overview);
    window.get_by_label("2023").click();
    window.run();
    assert_eq!(
        window.state().workspace.as_ref().unwrap().years,
        YearFilter::Year(2023)
    );
}

/// Scenario 9 of DOMAIN.md §6: the same hits however it is typed.
#[test]
fn search_finds_the_same_with_and_without_accents() {
    let place = Place::new();
    let file = place.path("a.donghanh.json");
    let sample = embedded::sample_document("search");
    std::fs::write(&file, dong_hanh::codec::write(&sample.snapshot())).unwrap();
    let mut window = start(&place, Some(file));
    let mut found = Vec::new();
    for query in ["cam thuy", "Cẩm Thuỷ", "Ca\u{302}\u{309}m Thu\u{309}y"] {
        window.key_press_modifiers(Modifiers::COMMAND, Key::K);
        window.run();
        window
            .get_by_label("Tìm kiếm")
            .set_text_value_accesskit(query);
        window.run();
        let hits: Vec<String> = window
            .query_all_by_role(eframe::egui::accesskit::Role::MenuItem)
            .filter_map(|n| n.accesskit_node().label())
            .collect();
        assert!(!hits.is_empty(), "{query}");
        found.push(hits);
        window.key_press(Key::Escape);
        window.run();
    }
    assert_eq!(found[0], found[1]);
    assert_eq!(found[0], found[2]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    window.run();
    window
        .get_by_label("Tìm kiếm")
        .set_text_value_accesskit("qqq zzz");
    window.run();
    assert!(sees(&window, "Không tìm thấy “qqq zzz”"));
}

#[test]
fn insert_makes_an_activity_whose_name_is_typed_at_once_and_esc_closes_it() {
    let place = Place::new();
    let file = place.new_file("a.donghanh.json");
    let mut window = start(&place, Some(file));
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num5);
    window.run();
    window.key_press(Key::Insert);
    window.run();
    window.event(eframe::egui::Event::Text("Hỗ trợ xây nhà".into()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
    let workspace = window.state().workspace.as_ref().unwrap();
    let titles: Vec<&str> = workspace
        .document
        .programme()
        .activities
        .values()
        .map(|a| a.title.as_str())
        .collect();
    assert_eq!(titles, ["Hỗ trợ xây nhà"]);
    assert!(matches!(workspace.selection, Selection::Activity(_)));
    // The field waits for the next name; Esc closes it, then what is selected.
    window.key_press(Key::Escape);
    window.run();
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(
        window.state().workspace.as_ref().unwrap().selection,
        Selection::Nothing
    );
}
