//! Work in a plan that the parties agreed to: wherever it is moved from, the window asks why.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on ends loudly")]

mod window;

use dong_hanh::app::App;
use dong_hanh::codec::embedded;
use dong_hanh::edit::Edit;
use dong_hanh::model::{Activity, Id, NoteKind, Path, Value};
use dong_hanh::ui::commands::Command;
use eframe::egui::{Event, Key};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use window::{Place, sees, start};

type Window = Harness<'static, App>;

fn sample(place: &Place) -> (Window, Id) {
    let file = place.path("a.donghanh.json");
    let document = embedded::sample_document("reasons");
    std::fs::write(&file, dong_hanh::codec::write(&document.snapshot())).unwrap();
    let activities = &document.programme().activities;
    let found = activities
        .values()
        .find(|a| a.title == "Xây nhà cho hộ số 2");
    let id = found.unwrap().id.clone();
    (start(place, Some(file)), id)
}

/// What the inspector sends when a deadline is typed.
fn type_deadline(window: &mut Window, id: &Id, day: &str) {
    let on = Path::new(Activity::KIND, id.as_str());
    let edit = Edit::set(&on, Activity::DUE, Value::text(day));
    let ctx = window.ctx.clone();
    window.state_mut().execute(&ctx, Command::Edit(edit));
    window.run();
}

fn deadline(window: &Window, id: &Id) -> String {
    let p = window
        .state()
        .workspace
        .as_ref()
        .unwrap()
        .document
        .programme();
    p.activities[id].due.unwrap().to_string()
}

#[test]
fn a_typed_deadline_of_agreed_work_asks_why_and_keeps_the_answer() {
    let place = Place::new();
    let (mut window, id) = sample(&place);
    let before = deadline(&window, &id);
    type_deadline(&mut window, &id, "2024-09-30");
    assert!(sees(&window, "Lý do thay đổi"));
    assert_eq!(
        deadline(&window, &id),
        before,
        "nothing moves before the answer"
    );
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(deadline(&window, &id), before, "an empty reason is none");
    window.event(Event::Text("Chờ bố trí kinh phí".to_owned()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
    assert_eq!(deadline(&window, &id), "2024-09-30");
    let p = window
        .state()
        .workspace
        .as_ref()
        .unwrap()
        .document
        .programme();
    let mut reasons = p.notes.values().filter(|n| n.of.as_ref() == Some(&id));
    assert!(reasons.any(|n| n.kind == Some(NoteKind::Reason) && n.text == "Chờ bố trí kinh phí"));
}

#[test]
fn without_an_answer_agreed_work_stays_where_it_is() {
    let place = Place::new();
    let (mut window, id) = sample(&place);
    let before = deadline(&window, &id);
    type_deadline(&mut window, &id, "2024-09-30");
    window.get_by_label("Để như cũ").click();
    window.run();
    assert_eq!(deadline(&window, &id), before);
    assert!(!window.state().workspace.as_ref().unwrap().is_dirty());
    // What is refused anyway is refused at once.
    type_deadline(&mut window, &id, "2024-01-01");
    assert!(!sees(&window, "Lý do thay đổi"));
    assert_eq!(deadline(&window, &id), before);
}
