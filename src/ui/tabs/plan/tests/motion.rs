//! What moves: the edges under a drag, a rubber band, a zoom; and what follows an activity.

use super::*;
use crate::model::Dependency;
use crate::ui::tokens::Motion;

/// The chart on the screen, as it was drawn last.
fn chart(w: &Window) -> Rect {
    let layout = Layout::of(
        Rect::from_min_size(Pos2::ZERO, vec2(1154.0, 690.0)),
        Tokens::theme(false),
        strip::is_shown(&w.state().1),
        &w.state().1.folds,
    );
    Rect::from_min_max(
        pos2(layout.bands.left(), layout.body.top()),
        pos2(layout.bands.right(), layout.body.bottom()),
    )
}

#[test]
fn the_chart_moves_on_while_a_bar_is_held_near_its_edge() {
    let mut w = window(Preview::sample());
    let id = named(&w, LONG);
    let before = dates(&w, &id);
    let left = w.state().1.scale.expect("drawn").left;
    let from = place(&w, &id, day("2024-06-15"));
    let right = pos2(chart(&w).right() - 6.0, from.y);
    w.hover_at(from);
    w.run();
    w.drag_at(from);
    w.run();
    w.hover_at(from.lerp(right, 0.5));
    w.run();
    w.hover_at(right);
    let mut seen = Vec::new();
    for _ in 0..6 {
        w.step();
        let moved = w.state().1.preview()[&id].start;
        seen.push((w.state().1.scale.expect("drawn").left, moved));
    }
    assert!(seen.windows(2).all(|two| two[0].0 < two[1].0), "{seen:?}");
    assert!(seen[0].0 >= left);
    assert!(
        seen.last().map(|last| last.1) > seen.first().map(|first| first.1),
        "the bar goes with it: {seen:?}"
    );
    assert_eq!(dates(&w, &id), before, "nothing is recorded on the way");
    w.key_press(Key::Escape);
    w.step();
    w.drop_at(right);
    w.run();
    assert_eq!(dates(&w, &id), before);
}

#[test]
fn the_rows_move_on_while_a_bar_is_held_near_the_foot() {
    let mut w = window(Preview::sample());
    let id = named(&w, LATE);
    let from = place(&w, &id, day("2024-06-15"));
    let foot = pos2(from.x, chart(&w).bottom() - 6.0);
    let head = |w: &Window| {
        let found = w.get_by_label_contains("Điều 2, ").rect();
        found.top()
    };
    let top = head(&w);
    w.hover_at(from);
    w.run();
    w.drag_at(from);
    w.run();
    w.hover_at(from.lerp(foot, 0.5));
    w.run();
    w.hover_at(foot);
    for _ in 0..6 {
        w.step();
    }
    assert!(head(&w) < top - 1.0, "the rows were scrolled");
    w.drop_at(foot);
    w.run();
}

#[test]
fn a_rubber_band_chooses_what_it_touches() {
    let mut w = window(Preview::sample());
    let (late, long) = (named(&w, LATE), named(&w, LONG));
    let from = place(&w, &late, day("2023-04-01"));
    let to = place(&w, &long, day("2024-12-30"));
    let from = from - vec2(0.0, 8.0);
    w.event(Event::ModifiersChanged(Modifiers::SHIFT));
    drag(&mut w, from, to);
    assert!(matches!(w.state().1.gesture, Gesture::Band { .. }));
    assert!(w.state().1.chosen.is_empty(), "not before it is let go");
    w.drop_at(to);
    w.run();
    w.event(Event::ModifiersChanged(Modifiers::NONE));
    w.run();
    let state = &w.state().1;
    let rows = state.rows.as_ref().expect("drawn");
    let (first, last) = (rows.places[&late], rows.places[&long]);
    let programme = w.state().0.document.programme();
    let between = rows.places.iter().filter(|(id, line)| {
        let a = &programme.activities[*id];
        (first..=last).contains(*line) && (a.start.is_some() || a.due.is_some())
    });
    let expected: BTreeSet<Id> = between.map(|(id, _)| id.clone()).collect();
    assert!(expected.contains(&late) && expected.contains(&long));
    assert_eq!(state.chosen, expected);
}

/// The sizes of a day in the frames after the zoom to a year, until it stands still.
fn frames(motion: Motion) -> Vec<f64> {
    let mut w = window_with(Preview::sample(), motion, 0.02);
    let before = w.state().1.scale.expect("drawn").px_per_day;
    w.get_by_label("Năm").click();
    let mut seen = vec![before];
    for _ in 0..20 {
        w.step();
        let state = &w.state().1;
        seen.push(state.scale.expect("drawn").px_per_day);
        if state.zoom == Zoom::Year && state.glide.is_none() {
            break;
        }
    }
    seen
}

#[test]
fn a_zoom_glides_for_a_tenth_of_a_second_and_not_at_all_without_motion() {
    let gliding = frames(Motion::On);
    let (first, last) = (gliding[0], gliding[gliding.len() - 1]);
    let between = gliding.iter().filter(|px| **px > first && **px < last);
    assert!((3..=6).contains(&between.count()), "{gliding:?}");
    assert!(gliding.windows(2).all(|two| two[0] <= two[1]));
    let still = frames(Motion::Off);
    assert!(still.iter().all(|px| *px == still[0] || *px == last));
}

#[test]
fn an_activity_that_follows_comes_with_its_arrow_in_one_step() {
    let mut w = window(Preview::sample());
    let id = named(&w, LONG);
    let before = w.state().0.document.programme().activities.len();
    let at = place(&w, &id, day("2024-06-15"));
    w.hover_at(at);
    w.run();
    for pressed in [true, false] {
        w.event(Event::PointerButton {
            pos: at,
            button: eframe::egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        w.run();
    }
    assert_eq!(w.state().0.selection, Selection::Activity(id.clone()));
    w.get_by_label("Thêm việc sau").click();
    w.run();
    let Selection::Activity(new) = w.state().0.selection.clone() else {
        panic!("the new one is selected")
    };
    let programme = w.state().0.document.programme();
    let (old, made) = (&programme.activities[&id], &programme.activities[&new]);
    assert_eq!(made.start, old.due.and_then(|day| day.succ_opt()));
    assert_eq!(made.place.parent, old.place.parent);
    let arrow = |d: &&Dependency| d.before.as_ref() == Some(&id) && d.after.as_ref() == Some(&new);
    assert_eq!(programme.dependencies.values().filter(arrow).count(), 1);
    let document = &mut w.state_mut().0.document;
    let author = document.author().expect("somebody").clone();
    let undone = crate::change::UndoStack::of(document, &author).undo(document, 2);
    assert!(matches!(undone, Some(Ok(_))));
    let programme = w.state().0.document.programme();
    assert_eq!(
        programme.activities.len(),
        before,
        "one step takes both back"
    );
}
