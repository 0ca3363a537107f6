//! The keyboard in the whole window, by name: F6 from region to region, the navigation, Insert.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends loudly")]

mod window;

use dong_hanh::app::App;
use dong_hanh::codec::embedded;
use dong_hanh::ui::view::{Selection, Tab};
use eframe::egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use window::{Place, start};

type Window = Harness<'static, App>;

/// The window with the sample data, on a tab.
fn sample(place: &Place, tab: Tab) -> Window {
    let file = place.path("a.donghanh.json");
    let document = embedded::sample_document("keyboard");
    std::fs::write(&file, dong_hanh::codec::write(&document.snapshot())).unwrap();
    let mut window = start(place, Some(file));
    window.state_mut().workspace.as_mut().unwrap().tab = tab;
    window.run();
    window
}

/// The name of what has the focus.
fn focus(window: &Window) -> String {
    let focused = By::new().predicate(|node| node.is_focused());
    window
        .query_all(focused)
        .filter_map(|node| node.accesskit_node().label())
        .next()
        .unwrap_or_default()
}

/// Presses a key and says what has the focus then.
fn after(window: &mut Window, modifiers: Modifiers, key: Key) -> String {
    window.key_press_modifiers(modifiers, key);
    window.run();
    focus(window)
}

/// The names that F6 leads to, until they come round.
fn round(window: &mut Window, modifiers: Modifiers) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for _ in 0..9 {
        let name = after(window, modifiers, Key::F6);
        assert!(!name.is_empty(), "the focus was lost after {names:?}");
        if names.first() == Some(&name) {
            return names;
        }
        names.push(name);
    }
    names
}

#[test]
fn f6_goes_through_the_regions_and_shift_f6_back() {
    let place = Place::new();
    for (tab, nav, content) in [
        (Tab::Overview, "Tổng quan", "Quá hạn"),
        (Tab::Article(5), "Điều 5", "Điều 5.1"),
        (Tab::Plan, "Kế hoạch năm", "Biểu đồ thời gian"),
        (Tab::Budget, "Ngân sách", "Bảng ngân sách"),
    ] {
        let mut window = sample(&place, tab);
        let there = round(&mut window, Modifiers::NONE);
        assert_eq!(there.len(), 4, "{there:?}");
        assert_eq!(there[0], "Cả giai đoạn");
        assert!(there[1].starts_with(nav), "{there:?}");
        assert!(there[2].contains(content), "{there:?}");
        assert!(there[3].contains("quá hạn"), "{there:?}");
        let mut back = round(&mut window, Modifiers::SHIFT);
        back.reverse();
        assert_eq!(there, back);
    }
}

#[test]
fn f6_reaches_the_inspector_beside_the_content_and_over_it() {
    let place = Place::new();
    for width in [1366.0, 1100.0] {
        for tab in [Tab::Article(5), Tab::Plan, Tab::Overview] {
            let mut window = sample(&place, tab);
            window.set_size(vec2(width, 768.0));
            let workspace = window.state_mut().workspace.as_mut().unwrap();
            let activities = workspace
                .document
                .programme()
                .activities_of(&"d5.k1".into());
            let (id, title) = activities
                .last()
                .map(|a| (a.id.clone(), a.title.clone()))
                .unwrap();
            workspace.selection = Selection::Activity(id);
            window.run();
            let there = round(&mut window, Modifiers::NONE);
            assert_eq!(there.len(), 5, "{width} {tab:?}: {there:?}");
            if tab == Tab::Article(5) {
                assert!(there[2].contains(&title), "the selected row: {there:?}");
            }
            // The first field is the name; the focus leaves it as any other widget.
            assert_eq!(there[3], "Nội dung việc", "{width} {tab:?}");
            let mut back = round(&mut window, Modifiers::SHIFT);
            back.reverse();
            assert_eq!(there, back);
        }
    }
}

#[test]
fn f6_takes_in_what_was_typed() {
    let place = Place::new();
    let mut window = sample(&place, Tab::Article(5));
    let workspace = window.state_mut().workspace.as_mut().unwrap();
    let id = workspace
        .document
        .programme()
        .activities_of(&"d5.k1".into())[0]
        .id
        .clone();
    workspace.selection = Selection::Activity(id.clone());
    window.run();
    for _ in 0..4 {
        window.key_press(Key::F6);
        window.run();
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    window.event(Event::Text("Tên khác".into()));
    window.run();
    window.key_press(Key::F6);
    window.run();
    let workspace = window.state().workspace.as_ref().unwrap();
    assert_eq!(
        workspace.document.programme().activities[&id].title,
        "Tên khác"
    );
}

#[test]
fn arrows_walk_the_navigation_and_enter_opens() {
    let place = Place::new();
    let mut window = sample(&place, Tab::Overview);
    window.key_press(Key::F6);
    window.run();
    assert!(after(&mut window, Modifiers::NONE, Key::F6).starts_with("Tổng quan"));
    // At the upper end it stays.
    assert!(after(&mut window, Modifiers::NONE, Key::ArrowUp).starts_with("Tổng quan"));
    for n in 1..=7 {
        let name = after(&mut window, Modifiers::NONE, Key::ArrowDown);
        assert!(name.starts_with(&format!("Điều {n}")), "{name}");
    }
    let tab = |window: &Window| window.state().workspace.as_ref().unwrap().tab;
    assert_eq!(tab(&window), Tab::Overview);
    assert!(after(&mut window, Modifiers::NONE, Key::ArrowUp).starts_with("Điều 6"));
    assert!(after(&mut window, Modifiers::NONE, Key::Enter).starts_with("Điều 6"));
    assert_eq!(tab(&window), Tab::Article(6));
    assert!(after(&mut window, Modifiers::NONE, Key::End).starts_with("Nhật ký"));
    // At the lower end too.
    assert!(after(&mut window, Modifiers::NONE, Key::ArrowDown).starts_with("Nhật ký"));
    assert!(after(&mut window, Modifiers::NONE, Key::Home).starts_with("Tổng quan"));
}

#[test]
fn insert_goes_to_the_selected_clause_from_every_tab() {
    for tab in [Tab::Overview, Tab::Article(5), Tab::Plan, Tab::Budget] {
        // A folder for each: what is not saved would be offered to the next window.
        let place = Place::new();
        let mut window = sample(&place, tab);
        let workspace = window.state_mut().workspace.as_mut().unwrap();
        let activity = workspace
            .document
            .programme()
            .activities_of(&"d5.k2".into())[0]
            .id
            .clone();
        workspace.selection = Selection::Activity(activity);
        let before = workspace.document.programme().activities.len();
        window.run();
        assert_eq!(
            after(&mut window, Modifiers::NONE, Key::Insert),
            "Nội dung việc mới của 5.2",
            "{tab:?}"
        );
        window.event(Event::Text("Việc gõ từ bàn phím".into()));
        window.run();
        window.key_press(Key::Enter);
        window.run();
        let workspace = window.state().workspace.as_ref().unwrap();
        assert_eq!(workspace.tab, Tab::Article(5));
        let p = workspace.document.programme();
        assert_eq!(p.activities.len(), before + 1);
        let last = p
            .activities_of(&"d5.k2".into())
            .last()
            .map(|a| a.title.clone());
        assert_eq!(last.as_deref(), Some("Việc gõ từ bàn phím"));
    }
}

#[test]
fn keys_pressed_over_a_dialog_change_nothing_behind_it() {
    for tab in [
        Tab::Article(5),
        Tab::Plan,
        Tab::Budget,
        Tab::Annexes,
        Tab::Journal,
    ] {
        let place = Place::new();
        let mut window = sample(&place, tab);
        let workspace = window.state_mut().workspace.as_mut().unwrap();
        let activity = workspace
            .document
            .programme()
            .activities_of(&"d5.k2".into())[0]
            .id
            .clone();
        workspace.selection = Selection::Activity(activity);
        window.run();
        let seen = |window: &Window| {
            let w = window.state().workspace.as_ref().unwrap();
            (w.document.revision(), w.selection.clone(), w.tab)
        };
        let before = seen(&window);
        window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::G);
        window.run();
        assert!(window.query_all_by_label("Gửi cho đối tác").count() > 0);
        for (modifiers, key) in [
            (Modifiers::NONE, Key::ArrowDown),
            (Modifiers::NONE, Key::Space),
            (Modifiers::ALT, Key::ArrowUp),
            (Modifiers::NONE, Key::Insert),
            (Modifiers::NONE, Key::Delete),
        ] {
            window.key_press_modifiers(modifiers, key);
            window.run();
            assert_eq!(seen(&window), before, "{tab:?} {key:?}");
        }
    }
}
