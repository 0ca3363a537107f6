//! The tab as pictures, and what it does, by name.

use super::bench::Bench;
use super::*;
use crate::text::strings::Lang;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::raster;
use eframe::egui::accesskit;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::path::PathBuf;

/// Where the pictures go: beside the test program, in the build's own folder.
fn folder() -> PathBuf {
    let program = std::env::current_exe().unwrap();
    let folder = program.ancestors().nth(3).unwrap().join("tmp");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn picture(
    name: &str,
    size: (f32, f32),
    dark: bool,
    article: u8,
    preview: &mut Preview,
    state: &mut State,
) {
    let mut view = HeadlessView::new(vec2(size.0, size.1), 1.0, dark);
    let image = view.render(|ui| {
        preview.frame(|v, commands| show(ui, v, article, state, commands));
    });
    std::fs::write(
        folder().join(format!("article-{name}.png")),
        raster::png(&image).unwrap(),
    )
    .unwrap();
}

#[test]
fn pictures_of_the_tab() {
    for article in 1..=7 {
        let mut preview = Preview::sample();
        picture(
            &format!("d{article}-light"),
            (862.0, 690.0),
            false,
            article,
            &mut preview,
            &mut State::default(),
        );
    }
    let mut state = State::default();
    state.official.consolidated = true;
    let sample = &mut Preview::sample();
    picture(
        "d5-consolidated",
        (862.0, 690.0),
        false,
        5,
        sample,
        &mut state,
    );
    sample.lang = Lang::En;
    picture(
        "d5-consolidated-en-dark",
        (700.0, 690.0),
        true,
        5,
        sample,
        &mut state,
    );
    let mut preview = Preview::sample();
    let first = preview.document.programme().activities_of(&"d5.k1".into())[1]
        .id
        .clone();
    preview.selection = Selection::Activity(first);
    let mut state = State::default();
    state.official.open_notes.insert("d5.k1".into());
    picture(
        "d5-selected-wide",
        (1154.0, 690.0),
        false,
        5,
        &mut preview,
        &mut state,
    );
    preview.lang = Lang::En;
    picture(
        "d5-en-dark-narrow",
        (700.0, 520.0),
        true,
        5,
        &mut preview,
        &mut state,
    );
    let mut empty = Preview::empty();
    let mut state = State {
        adding: Some(adding::Adding::new("d5.k1".into())),
        ..State::default()
    };
    picture(
        "d5-empty-adding",
        (1154.0, 690.0),
        false,
        5,
        &mut empty,
        &mut state,
    );
    picture(
        "d6-empty-dark",
        (1154.0, 690.0),
        true,
        6,
        &mut empty,
        &mut State::default(),
    );
}

/// Every piece of the official pane, as it is read out.
fn official(bench: &Bench) -> Vec<String> {
    let pane = [accesskit::Role::Paragraph, accesskit::Role::Heading];
    pane.into_iter()
        .flat_map(|role| bench.0.query_all_by_role(role))
        .filter_map(|node| node.accesskit_node().label())
        .collect()
}

#[test]
fn all_seven_articles_stand_word_for_word() {
    let text = Preview::empty().document.programme().text.clone();
    let mut shown = Vec::new();
    for article in 1..=7 {
        shown.extend(official(&Bench::new(Preview::empty(), article)));
    }
    assert!(text.all().len() > 70);
    for clause in text.all() {
        let plain = crate::model::clause::plain(&clause.text);
        let words = if clause.marker.is_empty() {
            plain
        } else {
            format!("{} {plain}", clause.marker)
        };
        assert!(shown.contains(&words), "{}: {words}", clause.id);
    }
}

#[test]
fn the_blank_number_stays_blank_and_has_a_note() {
    let mut bench = Bench::new(Preview::empty(), 1);
    assert!(official(&bench).contains(&"Số: /CTPH-UBVL-UBCT".to_owned()));
    assert!(!bench.shows("Văn bản để trống số."));
    let badges: Vec<_> = bench
        .0
        .query_all_by_label("1 lưu ý")
        .map(|n| n.rect())
        .collect();
    let number = bench.0.get_by_label("Số: /CTPH-UBVL-UBCT").rect();
    let own = badges
        .iter()
        .position(|r| number.contains(r.center()))
        .expect("its own note");
    bench
        .0
        .query_all_by_label("1 lưu ý")
        .nth(own)
        .unwrap()
        .click();
    bench.0.run();
    assert!(bench.shows("Văn bản để trống số."));
    assert!(official(&bench).contains(&"Số: /CTPH-UBVL-UBCT".to_owned()));
}

#[test]
fn an_empty_programme_shows_no_results() {
    for article in 1..=7 {
        let bench = Bench::new(Preview::empty(), article);
        let rows: Vec<String> = bench
            .0
            .query_all_by_role(accesskit::Role::Row)
            .filter_map(|n| n.accesskit_node().label())
            .collect();
        assert!(rows.is_empty(), "{rows:?}");
        for word in ["Hoàn thành", "xong ", "đủ cam kết", "Đã ban hành"] {
            assert!(!bench.shows(word), "Điều {article}: {word}");
        }
    }
    let bench = Bench::new(Preview::empty(), 5);
    assert!(bench.shows("Năm 2022: —, chưa nhập"));
    assert!(bench.shows("cam kết") || bench.shows("Nhà ở cho hộ nghèo"));
}

#[test]
fn a_title_and_enter_make_an_activity() {
    let mut bench = Bench::new(Preview::empty(), 5);
    bench.press("Thêm việc vào 5.1");
    bench.type_into(
        "Nội dung việc mới của 5.1",
        "Xây nhà cho hộ số 1",
        Key::Enter,
    );
    let made: Vec<_> = bench
        .preview()
        .document
        .programme()
        .activities
        .values()
        .cloned()
        .collect();
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].title, "Xây nhà cho hộ số 1");
    assert_eq!(
        made[0].place.parent.as_ref().map(|c| c.as_str()),
        Some("d5.k1")
    );
    assert_eq!(made[0].lead, None);
    assert_eq!(
        bench.preview().selection,
        Selection::Activity(made[0].id.clone())
    );
    assert!(bench.shows("Chưa thực hiện, Xây nhà cho hộ số 1, Điều 5.1"));
    // The next one comes behind it; Esc ends it and makes nothing.
    bench.type_into(
        "Nội dung việc mới của 5.1",
        "Xây nhà cho hộ số 2",
        Key::Enter,
    );
    bench.type_into("Nội dung việc mới của 5.1", "Bỏ", Key::Escape);
    let titles: Vec<_> = bench
        .preview()
        .document
        .programme()
        .activities_of(&"d5.k1".into());
    let titles: Vec<&str> = titles.iter().map(|a| a.title.as_str()).collect();
    assert_eq!(titles, ["Xây nhà cho hộ số 1", "Xây nhà cho hộ số 2"]);
    assert!(
        bench
            .0
            .query_by_label("Nội dung việc mới của 5.1")
            .is_none()
    );
}

#[test]
fn keys_walk_reorder_and_tick() {
    let mut preview = Preview::sample();
    let ids: Vec<Id> = preview
        .document
        .programme()
        .activities_of(&"d5.k1".into())
        .iter()
        .map(|a| a.id.clone())
        .collect();
    preview.selection = Selection::Activity(ids[0].clone());
    let mut bench = Bench::new(preview, 5);
    bench.0.key_press(Key::ArrowDown);
    bench.0.run();
    assert_eq!(
        bench.preview().selection,
        Selection::Activity(ids[1].clone())
    );
    bench.0.key_press(Key::Space);
    bench.0.run();
    let done = |b: &Bench| {
        b.preview().document.programme().activities[&ids[1]]
            .status
            .clone()
    };
    assert_eq!(done(&bench).is, crate::model::Progress::Done);
    assert_eq!(done(&bench).on, Some(bench.preview().today));
    bench
        .0
        .key_press_modifiers(egui::Modifiers::ALT, Key::ArrowUp);
    bench.0.run();
    let now: Vec<Id> = bench
        .preview()
        .document
        .programme()
        .activities_of(&"d5.k1".into())
        .iter()
        .map(|a| a.id.clone())
        .collect();
    assert_eq!(now, [ids[1].clone(), ids[0].clone(), ids[2].clone()]);
    // While something is typed, Space is a blank.
    bench.press("Thêm việc vào 5.1");
    bench.0.event(egui::Event::Text(" ".into()));
    bench.0.key_press(Key::Space);
    bench.0.run();
    assert_eq!(done(&bench).is, crate::model::Progress::Done);
}

/// The titles of a clause's activities in their order.
fn order(bench: &Bench, clause: &str) -> Vec<String> {
    let p = bench.preview().document.programme();
    let list = p.activities_of(&clause.into());
    list.iter().map(|a| a.title.clone()).collect()
}

/// The row of an activity.
fn row_of(bench: &Bench, title: &str) -> Rect {
    let rows = bench.0.query_all_by_role(accesskit::Role::Row);
    rows.filter(|row| {
        let name = row.accesskit_node().label().unwrap_or_default();
        name.contains(title)
    })
    .map(|row| row.rect())
    .next()
    .expect("its row")
}

/// Presses on the row of an activity and moves the pointer in steps to a place, without letting go.
fn carry(bench: &mut Bench, title: &str, to: egui::Pos2) {
    let from = row_of(bench, title).center();
    bench.0.hover_at(from);
    bench.0.run();
    bench.0.drag_at(from);
    bench.0.run();
    for step in 1..=4 {
        bench.0.hover_at(from + (to - from) * (step as f32 / 4.0));
        bench.0.run_steps(2);
    }
}

fn drop(bench: &mut Bench, at: egui::Pos2) {
    bench.0.drop_at(at);
    bench.0.run();
}

#[test]
fn dragging_a_row_does_what_the_keys_do() {
    let titles = order(&Bench::new(Preview::sample(), 5), "d5.k1");
    let id = Preview::sample()
        .document
        .programme()
        .activities_of(&"d5.k1".into())[0]
        .id
        .clone();
    // By keys: one place down.
    let mut preview = Preview::sample();
    preview.selection = Selection::Activity(id);
    let mut keys = Bench::new(preview, 5);
    keys.0
        .key_press_modifiers(egui::Modifiers::ALT, Key::ArrowDown);
    keys.0.run();
    // By pointer: the same, below the middle of the next row.
    let mut hand = Bench::new(Preview::sample(), 5);
    let to = row_of(&hand, &titles[1]).center() + vec2(0.0, 8.0);
    carry(&mut hand, &titles[0], to);
    drop(&mut hand, to);
    let moved = [titles[1].clone(), titles[0].clone(), titles[2].clone()];
    assert_eq!(order(&keys, "d5.k1"), moved);
    assert_eq!(order(&hand, "d5.k1"), moved);
    let place = |bench: &Bench| {
        let p = bench.preview().document.programme();
        let list = p.activities.values();
        let mut place = list
            .filter(|a| a.title == titles[0])
            .map(|a| a.place.clone());
        place.next_back().expect("it is there")
    };
    let (by_key, by_hand) = (place(&keys), place(&hand));
    assert_eq!(by_key.parent, by_hand.parent);
    // The keys of order differ by their random end alone.
    let order_of = |key: &str| key.split('.').next().map(str::to_owned);
    assert_eq!(order_of(&by_key.key), order_of(&by_hand.key));
    let revision = Preview::sample().document.revision();
    assert_eq!(keys.preview().document.revision() - revision, 1);
    assert_eq!(hand.preview().document.revision() - revision, 1);
}

#[test]
fn esc_a_press_and_the_same_place_move_nothing() {
    let mut bench = Bench::new(Preview::sample(), 5);
    let before = bench.preview().document.revision();
    let titles = order(&bench, "d5.k1");
    let to = row_of(&bench, &titles[2]).center() + vec2(0.0, 8.0);
    carry(&mut bench, &titles[0], to);
    bench.0.key_press(Key::Escape);
    bench.0.run();
    drop(&mut bench, to);
    assert_eq!(bench.preview().document.revision(), before);
    assert_eq!(bench.preview().selection, Selection::Nothing);
    // Back to where it was taken.
    let own = row_of(&bench, &titles[0]).center();
    carry(&mut bench, &titles[0], to);
    bench.0.hover_at(own);
    bench.0.run();
    drop(&mut bench, own);
    assert_eq!(bench.preview().document.revision(), before);
    // A press still selects.
    bench.0.drag_at(own);
    bench.0.run();
    drop(&mut bench, own);
    assert!(matches!(bench.preview().selection, Selection::Activity(_)));
    assert_eq!(bench.preview().document.revision(), before);
}

#[test]
fn an_activity_is_carried_into_another_clause_of_the_article() {
    let mut bench = Bench::new(Preview::sample(), 5);
    let before = bench.preview().document.revision();
    let first = order(&bench, "d5.k1");
    let second = order(&bench, "d5.k2");
    let to = row_of(&bench, &second[0]).center() - vec2(0.0, 8.0);
    carry(&mut bench, &first[1], to);
    drop(&mut bench, to);
    assert_eq!(order(&bench, "d5.k1"), [first[0].clone(), first[2].clone()]);
    let mut now = second;
    now.insert(0, first[1].clone());
    assert_eq!(order(&bench, "d5.k2"), now);
    assert_eq!(bench.preview().document.revision() - before, 1);
}

#[test]
fn nothing_is_carried_where_the_file_is_only_viewed() {
    let mut preview = Preview::sample();
    preview.read_only = Some(crate::ui::view::ReadOnly::ViewOnly);
    let mut bench = Bench::new(preview, 5);
    let before = bench.preview().document.revision();
    let titles = order(&bench, "d5.k1");
    let to = row_of(&bench, &titles[2]).center() + vec2(0.0, 8.0);
    carry(&mut bench, &titles[0], to);
    drop(&mut bench, to);
    assert_eq!(bench.preview().document.revision(), before);
}

#[test]
fn a_frame_of_a_long_list_draws_a_screenful() {
    use crate::change::Op;
    use crate::model::{Activity, Path, Place, Value};
    let mut preview = Preview::empty();
    let ops = (0..4000).map(|n| {
        let place = Place {
            parent: Some("d5.k1".into()),
            key: format!("i{n:05}.0a"),
        };
        let fields = [
            (Activity::TITLE, Value::text(format!("Việc {n}"))),
            (Activity::PLACE, place.value()),
        ];
        let to = fields.into_iter().map(|(k, v)| (k.into(), v)).collect();
        Op::New {
            on: Path::new(Activity::KIND, &format!("a{n}")),
            to,
        }
    });
    preview.document.commit(ops.collect(), 1);
    let bench = Bench::new(preview, 5);
    let rows = bench.0.query_all_by_role(accesskit::Role::Row).count();
    assert!((20..=36).contains(&rows), "{rows}");
}

#[test]
fn nothing_can_be_edited_where_the_file_is_only_viewed() {
    let mut preview = Preview::sample();
    preview.read_only = Some(crate::ui::view::ReadOnly::ViewOnly);
    let id = preview.document.programme().activities_of(&"d5.k1".into())[1]
        .id
        .clone();
    preview.selection = Selection::Activity(id);
    let before = preview.document.revision();
    let mut bench = Bench::new(preview, 5);
    assert!(bench.0.query_by_label("Thêm việc vào 5.1").is_none());
    for name in [
        "Thêm việc",
        "Xóa việc",
        "Ghi lần giải ngân",
        "Thêm minh chứng",
    ] {
        bench.press(name);
    }
    bench.0.key_press(Key::Space);
    bench.0.run();
    assert_eq!(bench.preview().document.revision(), before);
    assert!(bench.preview().commands.list().is_empty());
}

#[test]
fn the_plans_of_each_year_can_be_opened() {
    let mut bench = Bench::new(Preview::sample(), 6);
    let cell = bench
        .0
        .query_all_by_label_contains("Kế hoạch chung (7.3), năm 2024")
        .next()
        .unwrap();
    cell.click();
    bench.0.run();
    assert!(matches!(bench.preview().selection, Selection::Plan(_)));
    assert!(
        Bench::new(Preview::empty(), 7)
            .shows("31/12/2025 là giả định vì văn bản chỉ ghi “đến 2025”.")
    );
}

#[test]
fn a_badge_below_an_amended_clause_opens_the_annex_and_the_consolidated_reading_shows_its_text() {
    let mut bench = Bench::new(Preview::sample(), 5);
    let text = "Trước ngày 31 tháng 3 hằng năm, hai huyện thống nhất danh sách";
    let badge = "Sửa đổi, bổ sung bởi Phụ lục 1 (có hiệu lực 05/02/2024)";
    assert!(bench.shows(badge) && !bench.shows(text));
    let official = bench.preview().document.programme().text.clone();
    bench.press("Bản hợp nhất");
    assert!(
        bench.shows(text),
        "the annex's text stands below the clause"
    );
    assert_eq!(bench.preview().document.programme().text, official);
    let shown: Vec<_> = bench
        .0
        .query_all_by_label_contains(badge)
        .map(|_| ())
        .collect();
    assert_eq!(shown.len(), 1, "below the one clause that it amends");
    bench
        .0
        .query_all_by_label_contains(badge)
        .for_each(|n| n.click());
    bench.0.run();
    let annexes = &bench.preview().document.programme().annexes;
    let id = annexes
        .values()
        .find(|a| a.number == "1")
        .map(|a| a.id.clone());
    assert_eq!(
        Some(bench.preview().selection.clone()),
        id.map(Selection::Annex)
    );
    let other = Bench::new(Preview::sample(), 3);
    assert!(!other.shows("Bản hợp nhất"), "nothing there is amended");
    // A draft amends nothing yet.
    let draft = Bench::new(Preview::sample(), 2);
    assert!(!draft.shows("Sửa đổi, bổ sung bởi"));
}
