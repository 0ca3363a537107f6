//! The tab as pictures and by name.

mod motion;
mod work;

use super::*;
use crate::insight::timeline::Dates;
use crate::model::{Plan, PlanScope};
use crate::text::strings::Lang;
use crate::ui::commands::{Ask, Command};
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::raster;
use chrono::NaiveDate;
use eframe::egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, TouchPhase};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::PathBuf;

/// Where the pictures go: beside the test program, in the build's own folder.
fn folder() -> PathBuf {
    let program = std::env::current_exe().expect("the test's own path");
    let folder = program
        .ancestors()
        .nth(3)
        .expect("target/debug/deps")
        .join("tmp/plan");
    std::fs::create_dir_all(&folder).expect("a folder in the build's own");
    folder
}

fn picture(
    name: &str,
    size: [f32; 2],
    dark: bool,
    mut preview: Preview,
    setup: impl FnOnce(&mut State),
) {
    let mut view = HeadlessView::new(vec2(size[0], size[1]), 1.0, dark);
    let mut state = State::default();
    setup(&mut state);
    let image =
        view.render(|ui| preview.frame(|view, commands| show(ui, view, &mut state, commands)));
    let bytes = raster::png(&image).expect("a picture with a size");
    std::fs::write(folder().join(format!("{name}.png")), bytes).expect("written");
}

#[test]
fn pictures_of_the_timeline() {
    let area = [1154.0, 690.0];
    picture("sample-light", area, false, Preview::sample(), |_| {});
    picture("sample-dark", area, true, Preview::sample(), |_| {});
    let mut selected = Preview::sample();
    let house = selected
        .document
        .programme()
        .activities
        .values()
        .find(|a| a.title == "Xây nhà cho hộ số 2");
    selected.selection = Selection::Activity(house.expect("in the sample").id.clone());
    picture("sample-inspector", [862.0, 690.0], false, selected, |_| {});
    let mut year = Preview::sample();
    year.years = YearFilter::Year(2024);
    picture("year-wide", [1416.0, 1002.0], false, year, |_| {});
    let mut narrow = Preview::sample();
    narrow.lang = Lang::En;
    picture("narrow-en", [700.0, 560.0], false, narrow, |_| {});
    picture("empty", area, false, Preview::empty(), |_| {});
    picture(
        "empty-narrow-dark-en",
        [700.0, 560.0],
        true,
        {
            let mut p = Preview::empty();
            p.lang = Lang::En;
            p
        },
        |_| {},
    );
    picture("month", area, false, Preview::sample(), |s| {
        s.years = Some(YearFilter::All);
        s.zoom = Zoom::Month;
    });
    picture("quarter", area, false, Preview::sample(), |s| {
        s.years = Some(YearFilter::All);
        s.zoom = Zoom::Quarter;
    });
    for (name, grouping) in [("by-unit", Grouping::Lead), ("by-plan", Grouping::Plan)] {
        picture(name, area, false, Preview::sample(), |s| {
            s.choice.grouping = grouping;
        });
    }
    picture("folded", area, false, Preview::sample(), |s| {
        s.choice.folds = (1..=7).map(Group::Article).collect();
    });
    picture("filtered", area, false, Preview::sample(), filter::urgent);
    picture(
        "filtered-empty",
        [790.0, 560.0],
        true,
        Preview::sample(),
        |s| {
            s.choice.filter.unassigned = true;
            s.choice.filter.late = true;
        },
    );
    let mut several = Preview::sample();
    let ids: Vec<Id> = several
        .document
        .programme()
        .activities
        .keys()
        .take(9)
        .cloned()
        .collect();
    several.selection = Selection::Activity(ids[0].clone());
    picture("several", area, false, several, |s| {
        s.shown = Selection::Activity(ids[0].clone());
        s.chosen = ids.into_iter().collect();
    });
    picture("fit", area, false, Preview::sample(), |s| {
        s.years = Some(YearFilter::All);
        s.zoom = Zoom::Fit;
    });
}

#[test]
fn pictures_of_what_lies_over_the_timeline() {
    let click = |view: &mut HeadlessView, at: Pos2| {
        for pressed in [true, false] {
            view.event(Event::PointerMoved(at));
            view.event(Event::PointerButton {
                pos: at,
                button: eframe::egui::PointerButton::Primary,
                pressed,
                modifiers: Modifiers::NONE,
            });
        }
    };
    let shot = |name: &str, at: Pos2, dark: bool, acts: &dyn Fn(&mut HeadlessView, Pos2)| {
        let mut view = HeadlessView::new(vec2(1154.0, 690.0), 1.0, dark);
        let (mut preview, mut state) = (Preview::sample(), State::default());
        let mut draw =
            |ui: &mut Ui| preview.frame(|view, commands| show(ui, view, &mut state, commands));
        view.render(&mut draw);
        acts(&mut view, at);
        view.render(&mut draw);
        view.render(&mut draw);
        let image = view.render(&mut draw);
        let bytes = raster::png(&image).expect("a picture with a size");
        std::fs::write(folder().join(format!("{name}.png")), bytes).expect("written");
    };
    let press = |view: &mut HeadlessView, from: Pos2| {
        view.event(Event::PointerMoved(from));
        view.event(Event::PointerButton {
            pos: from,
            button: eframe::egui::PointerButton::Primary,
            pressed: true,
            modifiers: Modifiers::NONE,
        });
        view.event(Event::PointerMoved(from + vec2(20.0, 0.0)));
        view.event(Event::PointerMoved(from + vec2(38.0, 0.0)));
    };
    shot("hover", pos2(812.0, 368.0), false, &|view, at| {
        view.point_at(at)
    });
    shot("plans-of-2023", pos2(688.0, 83.0), false, &click);
    shot("plans-of-2022-dark", pos2(470.0, 86.0), true, &click);
    shot("add", pos2(1085.0, 24.0), false, &click);
    shot("drag", pos2(800.0, 452.0), false, &press);
}

#[test]
fn pictures_of_a_comparison() {
    let shot = |name: &str, size: [f32; 2], dark: bool, lang: Lang| {
        let mut view = HeadlessView::new(vec2(size[0], size[1]), 1.0, dark);
        let (mut preview, mut state) = (Preview::sample(), State::default());
        preview.lang = lang;
        preview.years = YearFilter::Year(2024);
        let moments = crate::insight::moments::moments(&preview.document);
        let from = moments.last().expect("the sample has some").cut.id.clone();
        let activities = &preview.document.programme().activities;
        let on = |title: &str| {
            let found = activities.values().find(|a| a.title == title);
            crate::model::Path::new("activities", found.expect("in the sample").id.as_str())
        };
        let (long, late) = (on(LONG), on(LATE));
        let date = |text: &str| crate::model::Value::text(text);
        preview.commands.edit(crate::edit::Edit::Several(vec![
            crate::edit::Edit::set(&long, "start", date("2024-03-10")),
            crate::edit::Edit::set(&long, "due", date("2024-12-20")),
            crate::edit::Edit::Delete { on: late },
        ]));
        state.compare.start(from);
        let mut draw = |ui: &mut Ui, state: &mut State| {
            preview.frame(|view, commands| show(ui, view, state, commands));
        };
        for _ in 0..400 {
            view.render(|ui| draw(ui, &mut state));
            if state.compare.ready().is_some() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let image = view.render(|ui| draw(ui, &mut state));
        let bytes = raster::png(&image).expect("a picture with a size");
        std::fs::write(folder().join(format!("{name}.png")), bytes).expect("written");
    };
    shot("compared", [1154.0, 690.0], false, Lang::Vi);
    shot("compared-dark-en", [862.0, 690.0], true, Lang::En);
}

type Window = Harness<'static, (Preview, State)>;

fn window(preview: Preview) -> Window {
    window_with(preview, crate::ui::tokens::Motion::Off, 0.25)
}

/// A window with or without motion, whose frames are so many seconds apart.
fn window_with(preview: Preview, motion: crate::ui::tokens::Motion, seconds: f32) -> Window {
    let mut harness = Harness::builder()
        .with_size(vec2(1154.0, 690.0))
        .with_step_dt(seconds)
        .with_context_setup(move |ctx| crate::ui::install(ctx, motion))
        .build_ui_state(
            |ui, (preview, state): &mut (Preview, State)| {
                // The harness leaves a margin; the window does not.
                let area = ui.ctx().content_rect();
                let mut ui = ui.new_child(eframe::egui::UiBuilder::new().max_rect(area));
                ui.set_clip_rect(area);
                preview.frame(|view, commands| show(&mut ui, view, state, commands));
            },
            (preview, State::default()),
        );
    // The harness itself begins without motion.
    crate::ui::tokens::apply(&harness.ctx, motion);
    harness.run();
    harness
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn named(w: &Window, title: &str) -> Id {
    let found = w
        .state()
        .0
        .document
        .programme()
        .activities
        .values()
        .find(|a| a.title == title);
    found.unwrap_or_else(|| panic!("{title}")).id.clone()
}

fn dates(w: &Window, id: &Id) -> Dates {
    Dates::of(&w.state().0.document.programme().activities[id])
}

/// Where a day of an activity lies on the screen, while nothing is scrolled.
fn place(w: &Window, id: &Id, at: NaiveDate) -> Pos2 {
    let state = &w.state().1;
    let scale = state.scale.expect("it was drawn");
    let row = state.rows.as_ref().expect("it was drawn").places[id];
    let layout = Layout::of(
        Rect::from_min_size(Pos2::ZERO, vec2(1154.0, 690.0)),
        Tokens::theme(false),
        strip::is_shown(state),
        &state.folds,
    );
    pos2(
        layout.bands.left() + scale.x_mid(at),
        layout.body.top() + (row as f32 + 0.5) * layout.row,
    )
}

/// Says why, where the plan was agreed to.
fn reason(w: &mut Window) {
    if w.state().1.pending.is_some() {
        w.run();
        w.event(Event::Text("Chờ bố trí kinh phí".to_owned()));
        w.run();
        w.key_press(Key::Enter);
        w.run();
        assert!(w.state().1.pending.is_none(), "the reason was taken");
    }
}

/// Takes hold at a place and moves to another in a few steps, without letting go.
fn drag(w: &mut Window, from: Pos2, to: Pos2) {
    w.hover_at(from);
    w.run();
    w.drag_at(from);
    w.run();
    for step in 1..=4 {
        w.hover_at(from.lerp(to, step as f32 / 4.0));
        w.run();
    }
}

const LATE: &str = "Hội thảo hạ tầng giao thông nông thôn";
const LONG: &str = "Kết nối xã Vĩnh Long với xã Cẩm Lương";

#[test]
fn a_drag_of_the_body_and_the_keys_give_the_same_dates() {
    let mut pointer = window(Preview::sample());
    let id = named(&pointer, LONG);
    let before = dates(&pointer, &id);
    let from = place(&pointer, &id, day("2024-06-15"));
    let to = place(&pointer, &id, day("2024-07-16"));
    drag(&mut pointer, from, to);
    assert_eq!(
        dates(&pointer, &id),
        before,
        "nothing moves before it is let go"
    );
    assert_eq!(
        pointer.state().0.selection,
        Selection::Nothing,
        "no details open beside the chart, which would shrink in the hand"
    );
    pointer.drop_at(to);
    pointer.run();
    reason(&mut pointer);
    let after = dates(&pointer, &id);
    assert_eq!(
        after.start,
        Some(day("2024-03-01")),
        "a month, as the zoom snaps"
    );
    assert_eq!(
        after.due.zip(after.start).map(|(d, s)| d - s),
        before.due.zip(before.start).map(|(d, s)| d - s)
    );
    assert_eq!(pointer.state().0.selection, Selection::Activity(id.clone()));

    let mut preview = Preview::sample();
    preview.selection = Selection::Activity(id.clone());
    let mut keys = window(preview);
    keys.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    keys.run();
    reason(&mut keys);
    assert_eq!(dates(&keys, &id), after);
    let document = &mut keys.state_mut().0.document;
    let author = document.author().expect("somebody").clone();
    let undone = crate::change::UndoStack::of(document, &author).undo(document, 2);
    assert!(matches!(undone, Some(Ok(_))));
    assert_eq!(dates(&keys, &id), before, "one step takes back both dates");
}

#[test]
fn edges_resize_by_pointer_and_keys_and_never_cross() {
    let mut w = window(Preview::sample());
    let id = named(&w, LONG);
    let end = place(&w, &id, day("2024-11-15"));
    let to = place(&w, &id, day("2024-12-16"));
    drag(&mut w, end, to);
    w.drop_at(to);
    w.run();
    reason(&mut w);
    assert_eq!(
        dates(&w, &id),
        Dates {
            start: Some(day("2024-02-01")),
            due: Some(day("2024-12-15"))
        }
    );
    w.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::ArrowLeft);
    w.run();
    reason(&mut w);
    assert_eq!(dates(&w, &id).due, Some(day("2024-11-15")));
    let start = place(&w, &id, day("2024-02-01"));
    let far = place(&w, &id, day("2025-06-01"));
    drag(&mut w, start, far);
    w.drop_at(far);
    w.run();
    reason(&mut w);
    assert_eq!(
        dates(&w, &id),
        Dates {
            start: Some(day("2024-11-15")),
            due: Some(day("2024-11-15"))
        }
    );
}

#[test]
fn escape_lets_go_and_a_locked_file_holds_still() {
    let mut w = window(Preview::sample());
    let id = named(&w, LONG);
    let before = dates(&w, &id);
    let (from, to) = (
        place(&w, &id, day("2024-06-15")),
        place(&w, &id, day("2024-10-15")),
    );
    drag(&mut w, from, to);
    w.key_press(Key::Escape);
    w.run();
    w.drop_at(to);
    w.run();
    reason(&mut w);
    assert_eq!(dates(&w, &id), before);
    w.state_mut().0.read_only = Some(crate::ui::view::ReadOnly::ViewOnly);
    drag(&mut w, from, to);
    w.drop_at(to);
    w.run();
    reason(&mut w);
    w.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    w.run();
    assert_eq!(dates(&w, &id), before);
    assert!(w.get_by_label("Thêm việc").accesskit_node().is_disabled());
}

#[test]
fn alt_frees_from_the_step() {
    let mut w = window(Preview::sample());
    let id = named(&w, LONG);
    let scale = w.state().1.scale.expect("it was drawn");
    let from = place(&w, &id, day("2024-06-15"));
    let to = from + vec2((7.0 * scale.px_per_day) as f32, 0.0);
    drag(&mut w, from, to);
    w.drop_at(to);
    w.run();
    reason(&mut w);
    assert_eq!(
        dates(&w, &id).start,
        Some(day("2024-02-01")),
        "a week is no month"
    );
    w.event(Event::ModifiersChanged(Modifiers::ALT));
    drag(&mut w, from, to);
    w.drop_at(to);
    w.run();
    reason(&mut w);
    assert_eq!(dates(&w, &id).start, Some(day("2024-02-08")));
}

#[test]
fn the_arrow_keys_walk_rows_and_fold() {
    let mut w = window(Preview::sample());
    let folded = |w: &Window| w.state().1.choice.folds.contains(&Group::Article(1));
    w.key_press(Key::ArrowDown);
    w.run();
    assert_eq!(
        w.state().1.head,
        Some(Group::Article(1)),
        "the first row is a head"
    );
    w.key_press(Key::ArrowLeft);
    w.run();
    assert!(folded(&w));
    assert!(
        w.query_by_label_contains("Phân công chủ trì, phối hợp, thụ hưởng năm 2024")
            .is_none()
    );
    w.key_press(Key::ArrowRight);
    w.run();
    assert!(!folded(&w));
    w.key_press(Key::ArrowDown);
    w.run();
    let first = named(&w, "Phân công chủ trì, phối hợp, thụ hưởng năm 2024");
    assert_eq!(w.state().0.selection, Selection::Activity(first));
    w.key_press(Key::ArrowLeft);
    w.run();
    assert_eq!(
        w.state().1.head,
        Some(Group::Article(1)),
        "from an activity to its head"
    );
}

#[test]
fn space_marks_the_selected_activity_as_done_and_back() {
    let mut w = window(Preview::sample());
    let id = named(&w, LONG);
    w.state_mut().0.selection = Selection::Activity(id.clone());
    w.run();
    let done = |w: &Window| {
        w.state().0.document.programme().activities[&id].status.is == crate::model::Progress::Done
    };
    w.key_press(Key::Space);
    w.run();
    assert!(done(&w));
    w.key_press(Key::Space);
    w.run();
    assert!(!done(&w));
}

#[test]
fn what_is_selected_elsewhere_is_unfolded_and_scrolled_to() {
    let mut w = window(Preview::sample());
    let id = named(&w, "Thống nhất kế hoạch 2025");
    w.state_mut().1.choice.folds.insert(Group::Article(7));
    w.run();
    assert!(
        w.query_by_label_contains("Thống nhất kế hoạch 2025")
            .is_none()
    );
    w.state_mut().0.selection = Selection::Activity(id);
    w.run();
    w.run();
    let row = w.get_by_label_contains("Thống nhất kế hoạch 2025").rect();
    assert!(row.top() > 100.0 && row.bottom() <= 691.0, "{row:?}");
}

#[test]
fn the_wheel_with_ctrl_zooms_about_the_pointer_and_t_brings_today_back() {
    let mut w = window(Preview::sample());
    let id = named(&w, LATE);
    let at = place(&w, &id, day("2023-05-10"));
    let edge = at.x - w.state().1.scale.expect("drawn").x_mid(day("2023-05-10"));
    w.hover_at(at);
    w.run();
    let before = w.state().1.scale.expect("drawn");
    w.event_modifiers(
        Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, 3.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::COMMAND,
        },
        Modifiers::COMMAND,
    );
    w.run();
    let after = w.state().1.scale.expect("drawn");
    assert!(after.px_per_day > before.px_per_day * 1.05);
    let x = at.x - edge;
    assert!(
        (after.day(x) - before.day(x)).abs() < 0.01,
        "the day under the pointer stays"
    );
    w.key_press(Key::T);
    w.run();
    let scale = w.state().1.scale.expect("drawn");
    let middle = w.state().1.width / 2.0;
    assert!((scale.x_mid(day("2024-08-19")) - middle).abs() < 1.0);
}

#[test]
fn dragging_empty_ground_pans() {
    let mut w = window(Preview::sample());
    let id = named(&w, LATE);
    let from = place(&w, &id, day("2023-06-01"));
    let before = w.state().1.scale.expect("drawn");
    drag(&mut w, from, from + vec2(-110.0, 0.0));
    w.drop_at(from + vec2(-110.0, 0.0));
    w.run();
    let after = w.state().1.scale.expect("drawn");
    assert!((after.px_per_day - before.px_per_day).abs() < 1e-9);
    assert!(after.left > before.left + 100.0);
    assert_eq!(w.state().0.selection, Selection::Nothing);
}

#[test]
fn a_band_opens_its_plan_and_an_empty_year_gets_one() {
    let mut w = window(Preview::sample());
    w.get_by_label_contains("Đang triển khai, Kế hoạch 2024")
        .click();
    w.run();
    let Selection::Plan(id) = w.state().0.selection.clone() else {
        panic!("a plan is selected")
    };
    assert_eq!(w.state().0.document.programme().plans[&id].year, Some(2024));
    w.get_by_label("Mở năm 2022: chưa nhập việc, chưa có kế hoạch")
        .click();
    w.run();
    w.get_by_label("Lập kế hoạch chung năm 2022").click();
    w.run();
    w.get_by_label("Lập kế hoạch mới").click();
    w.run();
    let Selection::Plan(id) = w.state().0.selection.clone() else {
        panic!("the new plan is selected")
    };
    let plan: &Plan = &w.state().0.document.programme().plans[&id];
    assert_eq!(
        (plan.year, plan.scope),
        (Some(2022), Some(PlanScope::Joint))
    );
    w.get_by_label_contains("Dự thảo, Kế hoạch 2022");
}

#[test]
fn the_list_of_a_year_shows_every_plan_and_makes_further_ones() {
    let mut w = window(Preview::sample());
    w.get_by_label("Các kế hoạch năm 2024").click();
    w.run();
    w.get_by_label("Đang triển khai, Kế hoạch của huyện Cẩm Thủy")
        .click();
    w.run();
    let Selection::Plan(id) = w.state().0.selection.clone() else {
        panic!("a plan is selected")
    };
    let party = w.state().0.document.programme().plans[&id].party.clone();
    assert_eq!(party, Some("ct".into()));
    w.get_by_label("Các kế hoạch năm 2024").click();
    w.run();
    w.get_by_label("Kế hoạch ngành…").click();
    w.run();
    // The unit is asked for first.
    let asked = w.state().0.commands.list().iter();
    let scopes = asked.filter_map(|c| match c {
        Command::Ask(Ask::UnitPlan { year: 2024, scope }) => Some(*scope),
        _ => None,
    });
    assert_eq!(scopes.collect::<Vec<_>>(), [PlanScope::Sector]);
}

#[test]
fn an_activity_is_added_to_a_clause_from_the_list() {
    let mut w = window(Preview::empty());
    w.get_by_label("Thêm việc").click();
    w.run();
    w.get_all_by_label_contains("Điều 1.2")
        .next()
        .expect("in the list")
        .click();
    w.run();
    let Selection::Activity(id) = w.state().0.selection.clone() else {
        panic!("it is selected")
    };
    let activity = &w.state().0.document.programme().activities[&id];
    assert_eq!(activity.place.parent, Some("d1.k2".into()));
    assert_eq!(activity.year, Some(2024));
}

/// The sample with so many further activities, spread over all tracked clauses and four years.
fn crowded(count: usize) -> Preview {
    let mut preview = Preview::sample();
    let programme = preview.document.programme();
    let clauses: Vec<Id> = programme
        .text
        .all()
        .iter()
        .filter(|c| c.tracked)
        .map(|c| c.id.clone())
        .collect();
    let ops = (0..count)
        .map(|n| {
            let clause = &clauses[n % clauses.len()];
            let start = day("2022-01-01") + chrono::Days::new((n as u64 * 37) % 1300);
            let place = crate::model::Place {
                parent: Some(clause.clone()),
                key: format!("z{n:06}.0"),
            };
            crate::change::Op::New {
                on: crate::model::Path::new("activities", &format!("01CROWD{n:019}")),
                to: [
                    ("title", crate::model::Value::text(format!("Việc số {n}"))),
                    ("place", place.value()),
                    ("start", crate::model::field::date_value(Some(start))),
                    (
                        "due",
                        crate::model::field::date_value(Some(start + chrono::Days::new(45))),
                    ),
                ]
                .map(|(k, v)| (k.into(), v))
                .into_iter()
                .collect(),
            }
        })
        .collect();
    preview.document.commit(ops, 1);
    preview
}

#[test]
fn twenty_thousand_activities_draw_no_more_than_a_screenful() {
    let shapes = |mut preview: Preview| {
        let ctx = eframe::egui::Context::default();
        crate::ui::install(&ctx, crate::ui::tokens::Motion::Off);
        let mut state = State::default();
        let mut drawn = 0;
        let mut best = std::time::Duration::MAX;
        for frame in 0..8 {
            let input = eframe::egui::RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1154.0, 690.0))),
                time: Some(f64::from(frame) * 0.1),
                ..Default::default()
            };
            let started = std::time::Instant::now();
            let mut output = ctx.run_ui(input, |ui| {
                preview.frame(|view, commands| show(ui, view, &mut state, commands))
            });
            best = best.min(started.elapsed());
            output.textures_delta.clear();
            drawn = output.shapes.len();
        }
        println!("{drawn} shapes, best frame {best:?}");
        (drawn, state.rows.map_or(0, |rows| rows.list.len()))
    };
    // The same kind of rows in both, so that only their number differs.
    let (small, few) = shapes(crowded(1_000));
    let (large, many) = shapes(crowded(20_000));
    assert!(many == few + 19_000);
    assert!(large * 2 < small * 3, "{large} against {small}");
}
