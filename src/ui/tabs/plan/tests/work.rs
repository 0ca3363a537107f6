//! Rows, filters, several at once, reasons, dependencies, comparison: by name.

use super::*;
use crate::insight::timeline::{Filter, Row};
use crate::model::NoteKind;

const SERIES: &str = "Giao ban lãnh đạo hai huyện";

fn titles(w: &Window) -> Vec<String> {
    let rows = w.state().1.rows.as_ref().expect("drawn");
    let heads = rows.list.iter().filter_map(|row| match row {
        Row::Work(work) => work.title.clone(),
        Row::Head(_) => None,
    });
    heads.collect()
}

fn click_at(w: &mut Window, at: Pos2, modifiers: Modifiers) {
    w.event(Event::ModifiersChanged(modifiers));
    w.hover_at(at);
    w.run();
    w.drag_at(at);
    w.run();
    w.drop_at(at);
    w.run();
    w.event(Event::ModifiersChanged(Modifiers::NONE));
    w.run();
}

#[test]
fn instances_share_a_row_and_the_arrows_walk_them() {
    let mut w = window(Preview::sample());
    assert!(titles(&w).iter().any(|title| title == SERIES));
    let rows = w.state().1.rows.clone().expect("drawn");
    let row = rows.list.iter().find_map(|row| match row {
        Row::Work(work) if work.title.as_deref() == Some(SERIES) => Some(work.ids.clone()),
        _ => None,
    });
    let ids = row.expect("a row of the series");
    assert!(ids.len() > 1);
    w.state_mut().0.selection = Selection::Activity(ids[0].clone());
    w.run();
    for id in &ids[1..] {
        w.key_press(Key::ArrowRight);
        w.run();
        assert_eq!(w.state().0.selection, Selection::Activity(id.clone()));
    }
    w.key_press(Key::ArrowRight);
    w.run();
    let last = ids.last().expect("several").clone();
    assert_eq!(
        w.state().0.selection,
        Selection::Activity(last),
        "there is no next"
    );
    for _ in 0..ids.len() {
        w.key_press(Key::ArrowLeft);
        w.run();
    }
    assert_eq!(
        w.state().1.head,
        Some(Group::Article(2)),
        "before the first lies the head"
    );
}

#[test]
fn rows_stand_together_as_the_user_chooses_and_all_fold_at_once() {
    let mut w = window(Preview::sample());
    w.get_by_label("Cách nhóm: Việc, theo Điều").click();
    w.run();
    w.get_by_label("Việc, theo bên").click();
    w.run();
    w.run();
    let head = |id: &str| {
        let name = &w.state().0.document.programme().parties[id].name;
        format!("{name}, xong")
    };
    let vl = head("vl");
    w.get_by_label_contains("Các bên cùng chủ trì, xong");
    let head = w.get_by_label_contains(&vl).rect().center();
    click_at(&mut w, head, Modifiers::COMMAND);
    let rows = w.state().1.rows.as_ref().expect("drawn");
    assert!(
        rows.list
            .iter()
            .all(|row| matches!(row, Row::Head(h) if h.folded))
    );
    assert!(rows.places.is_empty());
}

#[test]
fn one_key_shows_what_is_urgent_and_the_strip_takes_it_back() {
    let mut w = window(Preview::sample());
    let all = w.state().1.rows.as_ref().expect("drawn").places.len();
    w.key_press(Key::M);
    w.run();
    w.run();
    let rows = w.state().1.rows.as_ref().expect("drawn");
    assert_eq!(rows.places.len() + rows.hidden, all);
    assert!(rows.hidden > 0 && !rows.places.is_empty());
    let hidden = rows.hidden;
    w.get_by_label_contains(&format!("ẩn {hidden} việc"));
    w.get_by_label("Bỏ lọc, hiện mọi việc").click();
    w.run();
    w.run();
    assert_eq!(w.state().1.rows.as_ref().expect("drawn").places.len(), all);
}

#[test]
fn a_filter_that_hides_all_says_so_and_clears() {
    let mut w = window(Preview::sample());
    w.get_by_label("Lọc").click();
    w.run();
    w.get_by_label("Quá hạn").click();
    w.run();
    w.get_by_label("Chưa phân công").click();
    w.run();
    w.key_press(Key::Escape);
    w.run();
    w.run();
    let filter = Filter {
        late: true,
        unassigned: true,
        ..Filter::default()
    };
    assert_eq!(w.state().1.kept().filter, filter);
    assert!(w.state().1.rows.as_ref().expect("drawn").places.is_empty());
    w.get_by_label("Không có việc nào khớp bộ lọc.");
    w.get_all_by_label("Bỏ lọc, hiện mọi việc")
        .last()
        .expect("in the middle")
        .click();
    w.run();
    assert!(w.state().1.choice.filter.is_off());
}

#[test]
fn what_survives_comes_back() {
    let mut state = State::default();
    state.group_by(Grouping::Plan);
    filter::urgent(&mut state);
    state.zoom = Zoom::Quarter;
    let mut w = window(Preview::sample());
    w.state_mut().1 = State::with(state.kept());
    w.run();
    assert_eq!(w.state().1.kept(), state.kept());
    assert_eq!(
        w.state().1.zoom,
        Zoom::Quarter,
        "the first frame keeps the zoom"
    );
}

#[test]
fn several_move_together_by_pointer_and_keys_as_one_step() {
    let pick = |w: &mut Window| {
        let (a, b) = (named(w, LONG), named(w, LATE));
        let at = place(w, &a, day("2024-06-15"));
        click_at(w, at, Modifiers::NONE);
        let at = place(w, &b, day("2024-06-15"));
        click_at(w, at, Modifiers::COMMAND);
        assert_eq!(w.state().1.chosen, [a.clone(), b.clone()].into());
        assert!(w.get_all_by_label("2 việc đã chọn").count() > 0);
        (a, b)
    };
    let mut pointer = window(Preview::sample());
    let (a, b) = pick(&mut pointer);
    let before = (dates(&pointer, &a), dates(&pointer, &b));
    let from = place(&pointer, &a, day("2024-06-15"));
    let to = place(&pointer, &a, day("2024-07-16"));
    drag(&mut pointer, from, to);
    assert_eq!(
        pointer.state().1.preview().len(),
        2,
        "both are shown on their way"
    );
    pointer.drop_at(to);
    pointer.run();
    reason(&mut pointer);
    let after = (dates(&pointer, &a), dates(&pointer, &b));
    assert_eq!(after.0.start, Some(day("2024-03-01")));
    assert_eq!(after.1.start, Some(day("2024-06-15")));

    let mut keys = window(Preview::sample());
    pick(&mut keys);
    keys.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    keys.run();
    reason(&mut keys);
    assert_eq!((dates(&keys, &a), dates(&keys, &b)), after);

    let document = &mut keys.state_mut().0.document;
    let author = document.author().expect("somebody").clone();
    let undone = crate::change::UndoStack::of(document, &author).undo(document, 2);
    assert!(matches!(undone, Some(Ok(_))));
    assert_eq!((dates(&keys, &a), dates(&keys, &b)), before);
}

#[test]
fn all_are_chosen_joined_into_one_row_and_deleted_on_a_second_word() {
    let mut w = window(Preview::sample());
    w.key_press_modifiers(Modifiers::COMMAND, Key::A);
    w.run();
    let all = w.state().0.document.programme().activities.len();
    assert_eq!(w.state().1.chosen.len(), all);
    w.key_press(Key::Escape);
    w.run();
    assert!(w.state().1.chosen.is_empty());
    let (a, b) = (named(&w, LONG), named(&w, LATE));
    let at = place(&w, &b, day("2024-06-15"));
    click_at(&mut w, at, Modifiers::NONE);
    let at = place(&w, &a, day("2024-06-15"));
    click_at(&mut w, at, Modifiers::COMMAND);
    w.get_by_label("Gộp một hàng").click();
    w.run();
    w.run();
    let series = |id: &Id| {
        w.state().0.document.programme().activities[id]
            .series
            .clone()
    };
    assert!(series(&a).is_some() && series(&a) == series(&b));
    let rows = w.state().1.rows.as_ref().expect("drawn");
    assert_eq!(rows.row_of(&a), rows.row_of(&b));
    assert_ne!(
        rows.places[&a], rows.places[&b],
        "they overlap, so each has its own line"
    );
    assert!(w.state_mut().1.takes_delete());
    w.run();
    assert!(w.state().0.document.programme().activities.contains_key(&a));
    w.get_by_label("Xóa").click();
    w.run();
    let left = &w.state().0.document.programme().activities;
    assert!(!left.contains_key(&a) && !left.contains_key(&b));
}

#[test]
fn moving_agreed_work_asks_why_and_escape_brings_it_back() {
    let mut w = window(Preview::sample());
    let id = named(&w, LONG);
    let before = dates(&w, &id);
    w.state_mut().0.selection = Selection::Activity(id.clone());
    w.run();
    let shift = |w: &mut Window| {
        w.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
        w.run();
        w.run();
        assert_eq!(w.state().1.pending.as_ref().map(|p| p.dates.len()), Some(1));
    };
    shift(&mut w);
    assert_eq!(
        dates(&w, &id),
        before,
        "nothing moves before the reason is given"
    );
    w.key_press(Key::Escape);
    w.run();
    w.run();
    assert!(w.state().1.pending.is_none());
    assert_eq!(dates(&w, &id), before);
    shift(&mut w);
    w.key_press(Key::Enter);
    w.run();
    assert!(w.state().1.pending.is_some(), "an empty reason is none");
    reason(&mut w);
    assert_ne!(dates(&w, &id), before);
    let notes = &w.state().0.document.programme().notes;
    let note = notes
        .values()
        .find(|n| n.of.as_ref() == Some(&id) && n.kind == Some(NoteKind::Reason));
    assert_eq!(note.map(|n| n.text.as_str()), Some("Chờ bố trí kinh phí"));
}

#[test]
fn an_arrow_is_drawn_from_the_handle_chosen_and_deleted() {
    let mut w = window(Preview::sample());
    let (a, b) = (named(&w, "Tham quan giải phóng mặt bằng"), named(&w, LONG));
    let known = w.state().0.document.programme().dependencies.len();
    w.state_mut().0.selection = Selection::Activity(a.clone());
    w.run();
    let due = dates(&w, &a).due.expect("a deadline");
    let scale = w.state().1.scale.expect("drawn");
    let end = place(&w, &a, due) + vec2(0.5 * scale.px_per_day as f32, 0.0);
    // A bar of a few points is drawn wider than its day.
    let from = end + vec2(crate::insight::timeline::form::HANDLE_GAP + 1.0, 0.0);
    let to = place(&w, &b, day("2024-06-15"));
    let moved = (dates(&w, &a), dates(&w, &b));
    drag(&mut w, from, to);
    w.drop_at(to);
    w.run();
    let p = w.state().0.document.programme();
    assert_eq!(p.dependencies.len(), known + 1);
    let drawn = p
        .dependencies
        .values()
        .find(|d| d.before.as_ref() == Some(&a));
    let drawn = drawn.expect("drawn").clone();
    assert_eq!(drawn.after, Some(b.clone()));
    assert_eq!(
        (dates(&w, &a), dates(&w, &b)),
        moved,
        "nothing is moved by it"
    );
    w.state_mut().1.link = Some(drawn.id.clone());
    assert!(w.state_mut().1.takes_delete());
    w.run();
    assert_eq!(w.state().0.document.programme().dependencies.len(), known);
}

#[test]
fn a_moment_is_compared_with_now_and_removed_work_leaves_a_row() {
    let mut w = window(Preview::sample());
    let id = named(&w, LONG);
    let gone = named(&w, LATE);
    compare(&mut w);
    w.key_press(Key::Escape);
    w.run();
    let on = |id: &Id| crate::model::Path::new("activities", id.as_str());
    let document = &mut w.state_mut().0.document;
    document.commit(
        vec![crate::change::Op::set(
            &on(&id),
            "due",
            crate::model::Value::text("2024-12-31"),
        )],
        1,
    );
    let delete = crate::edit::Edit::Delete { on: on(&gone) };
    w.state_mut().0.commands.edit(delete);
    w.step();
    ready(&mut w);
    let state = &w.state().1;
    let compared = state.compare.ready().expect("compared");
    assert!(compared.comparison.moved.contains_key(&id));
    assert!(compared.comparison.removed.contains(&gone));
    let rows = state.rows.as_ref().expect("drawn");
    let row = rows.row_of(&gone).expect("a row of its own");
    assert!(matches!(&rows.list[row], Row::Work(work) if work.removed));
    w.get_by_label_contains("dời ");
    w.get_by_label("Thôi so sánh").click();
    w.run();
    w.run();
    assert!(
        w.state()
            .1
            .rows
            .as_ref()
            .expect("drawn")
            .row_of(&gone)
            .is_none()
    );
}

/// Presses "So sánh" and waits for what it finds.
fn compare(w: &mut Window) {
    w.get_by_label("So sánh").click();
    w.run();
    ready(w);
}

fn ready(w: &mut Window) {
    for _ in 0..400 {
        w.step();
        if w.state().1.compare.ready().is_some() && !w.state().1.compare.is_busy() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    w.step();
    assert!(w.state().1.compare.ready().is_some());
}

#[test]
fn the_moment_that_the_user_named_is_offered_first() {
    let mut w = window(Preview::sample());
    let moments = crate::insight::moments::moments(&w.state().0.document);
    let named = moments
        .iter()
        .rev()
        .find_map(|m| match &m.name {
            crate::insight::moments::MomentName::Named(name) => Some(name.clone()),
            _ => None,
        })
        .expect("the sample names one");
    assert_ne!(
        moments.last().map(|m| m.cut.kind),
        Some(crate::change::CutKind::Baseline),
        "something newer stands behind it"
    );
    compare(&mut w);
    w.get_by_label("Mốc đã lưu");
    w.key_press(Key::Escape);
    w.run();
    assert!(w.get_all_by_label_contains(&format!("{named} · ")).count() > 0);
    let differs = !w
        .state()
        .1
        .compare
        .ready()
        .expect("compared")
        .comparison
        .is_empty();
    assert!(differs, "the sample has changed since");
}

#[test]
fn between_two_past_moments_the_later_one_is_drawn_and_nothing_moves() {
    let mut w = window(Preview::sample());
    let id = named(&w, LONG);
    let (then, kept) = (
        dates(&w, &id),
        w.state().0.document.programme().activities.len(),
    );
    let keep = crate::edit::Edit::KeepMoment {
        id: "later".into(),
        name: "Mốc sau".to_owned(),
    };
    w.state_mut().0.commands.edit(keep);
    w.step();
    // After it: one is moved, one is new.
    let on = |id: &str| crate::model::Path::new("activities", id);
    let set = crate::edit::Edit::set(&on(id.as_str()), "due", "2024-12-31");
    let new = crate::edit::Edit::create(&on("new"), [("title", "Việc thêm sau".into())]);
    w.state_mut().0.commands.edit(set);
    w.state_mut().0.commands.edit(new);
    w.step();
    w.step();
    assert_ne!(dates(&w, &id), then);
    compare(&mut w);
    let moments = crate::insight::moments::moments(&w.state().0.document);
    let from = moments
        .iter()
        .find(|m| m.cut.kind == crate::change::CutKind::Baseline)
        .expect("the sample names one");
    let to = moments
        .iter()
        .find(|m| m.name == crate::insight::moments::MomentName::Named("Mốc sau".to_owned()))
        .expect("kept above");
    let (from, to) = (from.cut.id.clone(), to.cut.id.clone());
    w.state_mut().1.compare.between(from, to);
    w.key_press(Key::Escape);
    w.step();
    ready(&mut w);
    let state = &w.state().1;
    let (document, _) = state.past().expect("drawn as it was");
    let was = &document.programme().activities[&id];
    assert_eq!((was.start, was.due), (then.start, then.due));
    let rows = state.rows.as_ref().expect("drawn");
    assert!(
        !rows.places.contains_key(&Id::from("new")),
        "it was not there"
    );
    assert_eq!(document.programme().activities.len(), kept);
    w.get_by_label_contains("Đang xem hai mốc cũ");
    // The keys move nothing.
    let now = dates(&w, &id);
    w.state_mut().0.selection = Selection::Activity(id.clone());
    w.run();
    w.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
    w.run();
    assert_eq!(dates(&w, &id), now);
    assert!(w.state().1.pending.is_none());
}

#[test]
fn a_zoom_step_keeps_today_in_view_or_the_middle() {
    let mut w = window(Preview::sample());
    for label in ["Năm", "Quý", "Tháng", "Vừa khung", "4 năm"] {
        w.get_by_label(label).click();
        w.run();
        let state = &w.state().1;
        let x = state.scale.expect("drawn").x_mid(day("2024-08-19"));
        assert!((0.0..=state.width).contains(&x), "{label}");
    }
    // Far from today the middle of what is seen stays.
    w.get_by_label("Quý").click();
    w.run();
    let scale = w.state().1.scale.expect("drawn");
    let width = w.state().1.width;
    w.state_mut().1.scale = Some(scale.centred(day("2023-05-10"), width));
    w.get_by_label("Tháng").click();
    w.run();
    let scale = w.state().1.scale.expect("drawn");
    assert_eq!(scale.date(1.0), Some(day("2023-05-01")));
}
