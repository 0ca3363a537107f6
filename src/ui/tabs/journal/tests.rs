//! Tests of the tab: what is listed, what the keys do, what it costs; and pictures of it.

use super::*;
use crate::change::{Author, Cut, CutKind, Document, Op, Session, UndoStack};
use crate::codec::embedded::{new_document, sample_document};
use crate::insight::journal::NewFor;
use crate::model::{Map, Value};
use crate::ui::headless::HeadlessView;
use crate::ui::preview::{Preview, pictures};
use crate::ui::view::Selection;
use listing::Row;

fn session(d: &mut Document, id: &str, party: &str, name: &str, at: &str) {
    let by = Author {
        party: party.into(),
        name: name.into(),
    };
    let session = Session {
        by,
        at: at.into(),
        app: "1.0".into(),
        ..Session::default()
    };
    d.begin_session(id, session);
}

fn cut(d: &mut Document, id: &str, kind: CutKind, to: Option<&str>, at: &str) {
    let cut = Cut {
        id: id.into(),
        kind,
        at: at.to_owned(),
        of: None,
        to: to.map(str::to_owned),
        knows: d.knows(),
        digest: String::new(),
        extra: Map::new(),
    };
    d.keep_cuts([cut.value()]);
}

/// Twelve activities, and what [`lively_on`] does to them.
fn lively() -> Document {
    let mut d = new_document("lively");
    session(
        &mut d,
        "s0",
        "vl",
        "Lê Thị Hòa",
        "2024-07-01T08:00:00+07:00",
    );
    let all = (0..12).map(|n| {
        let place = Value::map([
            ("in", Value::text("d4.k3")),
            ("key", Value::text(format!("m{n:02}"))),
        ]);
        let to: Map = [
            ("title".into(), Value::text(format!("Việc số {n}"))),
            ("place".into(), place),
            ("due".into(), Value::text("2024-08-31")),
        ]
        .into_iter()
        .collect();
        let on = Path::new("activities", &format!("a{n:02}"));
        Op::New { on, to }
    });
    d.commit(all.collect(), 1);
    lively_on(d)
}

/// Two people, four days, a sending between.
fn lively_on(mut d: Document) -> Document {
    let ids: Vec<Path> = d
        .programme()
        .activities
        .keys()
        .take(12)
        .map(|id| Path::new("activities", id.as_str()))
        .collect();
    session(
        &mut d,
        "s1",
        "vl",
        "Lê Thị Hòa",
        "2024-08-02T08:10:00+07:00",
    );
    d.commit(vec![Op::set(&ids[0], "due", "2024-09-30")], 60);
    d.commit(vec![Op::set(&ids[1], "lead", "u.vl.gddt")], 400);
    d.commit(
        vec![Op::set(
            &ids[2],
            "title",
            "Tập huấn kỹ năng chăm sóc sức khỏe cho cán bộ thôn bản năm 2024",
        )],
        1500,
    );
    cut(
        &mut d,
        "cut1",
        CutKind::Sent,
        Some("ct"),
        "2024-08-02T15:00:00+07:00",
    );
    session(
        &mut d,
        "s2",
        "ct",
        "Bùi Văn Tám",
        "2024-08-12T09:00:00+07:00",
    );
    let payment = Path::new("payments", "01J9PAY");
    let money = Value::map([
        ("amount", Value::Int(45_000_000)),
        ("source", Value::text("ngan_sach_huyen")),
        ("year", Value::Int(2024)),
    ]);
    let to: Map = [
        ("activity".into(), Value::text(ids[3].id())),
        ("money".into(), money),
        ("date".into(), Value::text("2024-08-10")),
        ("document".into(), Value::text("UNC 45")),
    ]
    .into_iter()
    .collect();
    d.commit(vec![Op::New { on: payment, to }], 100);
    let many = ids.iter().map(|on| Op::set(on, "year", Value::Int(2025)));
    d.commit(many.collect(), 300);
    d.commit(
        vec![Op::Put {
            on: ids[4].clone(),
            f: "coordinating".into(),
            e: "u.ct.gddt".into(),
            to: true,
        }],
        420,
    );
    session(
        &mut d,
        "s3",
        "vl",
        "Lê Thị Hòa",
        "2024-08-18T14:00:00+07:00",
    );
    d.commit(
        vec![Op::set(
            &ids[2],
            "title",
            "Tập huấn kỹ năng chăm sóc sức khỏe ban đầu cho y tế thôn bản quý III năm 2024",
        )],
        120,
    );
    d.commit(vec![Op::Del { on: ids[5].clone() }], 200);
    let by = Author {
        party: "vl".into(),
        name: "Lê Thị Hòa".into(),
    };
    let mut undo = UndoStack::of(&d, &by);
    undo.undo(&mut d, 260);
    session(
        &mut d,
        "s4",
        "vl",
        "Nguyễn Văn Bình",
        "2024-08-19T07:45:00+07:00",
    );
    d.commit(vec![Op::set(&ids[0], "due", "2024-10-31")], 30);
    d.commit(vec![Op::set(&ids[6], "due", Value::Null)], 90);
    d.commit(
        vec![
            Op::set(&ids[7], "title", "Giao ban lãnh đạo hai huyện quý III"),
            Op::set(&ids[7], "due", "2024-09-15"),
        ],
        150,
    );
    d
}

fn shown(preview: &mut Preview, state: &mut State, view: &mut HeadlessView) -> egui::ColorImage {
    view.render(|ui| preview.frame(|v, c| show(ui, v, state, c)))
}

fn words(preview: &mut Preview, state: &mut State) -> Vec<String> {
    let mut view = HeadlessView::new(vec2(1154.0, 690.0), 1.0, false);
    let _ = shown(preview, state, &mut view);
    let mut all = Vec::new();
    preview.frame(|v, _| {
        for row in state.listing.rows().to_vec() {
            match row {
                Row::Day { day, steps } => {
                    let t = Texts(v.lang);
                    all.push(format!("# {} {steps}", t.day(day, v.today)));
                }
                Row::Mark(nth) => all.push(format!("* {}", state.history.marks()[nth].name)),
                Row::More { hidden, .. } => all.push(format!("+ {hidden}")),
                Row::Change { entry, ix, .. } => {
                    let entry = &state.history.journal().unwrap().entries[entry];
                    let undone = |g: &_| state.history.is_undone(g);
                    let told = state.told.told(v, entry, ix, undone).unwrap();
                    all.push(told.sentence(Texts(v.lang)));
                }
            }
        }
    });
    all
}

#[test]
fn the_history_is_listed_by_day_with_steps_and_moments() {
    let mut preview = Preview::of(lively());
    let all = words(&mut preview, &mut State::default());
    let heads: Vec<_> = all.iter().filter(|l| l.starts_with('#')).collect();
    assert_eq!(
        heads,
        [
            "# Hôm nay, 19/08/2024 3",
            "# Hôm qua, 18/08/2024 3",
            "# 12/08/2024 3",
            "# 02/08/2024 3",
            "# 01/07/2024 1"
        ]
    );
    let has = |text: &str| all.iter().any(|l| l.contains(text));
    assert!(has("Thời hạn: 30/09/2024 → 31/10/2024"), "{all:#?}");
    assert!(has("* Đã gửi cho Cẩm Thủy"));
    // Twelve changes of one step: five, then how many more.
    assert!(has("+ 7"));
    assert!(has("Phối hợp: thêm"));
    assert!(has("(hoàn tác)") && has("(đã được hoàn tác)"));
    assert!(has("Khoản chi “UNC 45”, Thêm mới"));
}

#[test]
fn people_articles_kinds_words_and_what_the_partner_lacks_filter_it() {
    let mut preview = Preview::of(lively());
    let mut state = State::default();
    let mut count = |state: &mut State| {
        words(&mut preview, state);
        state.listing.changes
    };
    let all = count(&mut state);
    state.filter.party = Some("ct".into());
    assert_eq!(count(&mut state), 14);
    state.filter = Filter {
        by: Some(Author {
            party: "vl".into(),
            name: "Nguyễn Văn Bình".into(),
        }),
        ..Filter::default()
    };
    assert_eq!(count(&mut state), 4);
    state.filter = Filter {
        kind: Some("payments".into()),
        ..Filter::default()
    };
    assert_eq!(count(&mut state), 1);
    // The first two days were sent.
    state.filter = Filter {
        new_for: Some(NewFor::Party("ct".into())),
        ..Filter::default()
    };
    assert_eq!(count(&mut state), all - 12 - 3);
    state.filter = Filter::default();
    for typed in ["suc khoe THON ban", "sức khỏe thôn bản"] {
        state.words.set(typed);
        assert_eq!(count(&mut state), 4, "{typed}");
    }
    state.words.set("le thi hoa");
    assert_eq!(count(&mut state), 18);
    state.words.set("không có chữ này");
    assert_eq!(count(&mut state), 0);
}

#[test]
fn names_of_households_are_neither_shown_nor_found_while_they_are_hidden() {
    let mut d = new_document("d");
    session(&mut d, "s1", "vl", "A", "2024-08-02T08:10:00+07:00");
    let on = Path::new("houses", "h1");
    let to: Map = [("household".into(), Value::text("Bùi Thị Kín"))]
        .into_iter()
        .collect();
    d.commit(vec![Op::New { on: on.clone(), to }], 1);
    d.commit(vec![Op::set(&on, "household", "Phạm Văn Kín")], 2);
    let mut preview = Preview::of(d);
    let mut state = State::default();
    let all = words(&mut preview, &mut state).join("\n");
    assert!(
        !all.contains("Kín") && all.contains("đang ẩn → đang ẩn"),
        "{all}"
    );
    state.words.set("kin");
    words(&mut preview, &mut state);
    assert_eq!(state.listing.changes, 0);
    preview.names = true;
    words(&mut preview, &mut state);
    assert_eq!(state.listing.changes, 2);
}

/// With twenty thousand activities and a hundred thousand changes a frame draws a screenful, and an edit
/// reads on instead of anew.
#[test]
fn a_long_history_costs_a_screenful() {
    let mut d = new_document("long");
    for day in 0..30 {
        let at = format!("2024-0{}-{:02}T08:00:00+07:00", 1 + day / 20, 1 + day % 20);
        session(&mut d, &format!("s{day}"), "vl", "A", &at);
        for n in 0..50 {
            let on = Path::new("notes", &format!("n{day}-{n}"));
            let to: Map = [("text".into(), Value::text("Ghi chú"))]
                .into_iter()
                .collect();
            d.commit(vec![Op::New { on: on.clone(), to }], n * 3);
            d.commit(
                vec![Op::set(&on, "text", format!("Ghi chú {n}"))],
                n * 3 + 1,
            );
        }
    }
    let mut preview = Preview::of(d);
    let mut state = State::default();
    let mut view = HeadlessView::new(vec2(1154.0, 690.0), 1.0, false);
    let _ = shown(&mut preview, &mut state, &mut view);
    assert_eq!(state.listing.changes, 3_000);
    // Only what was on screen was put into words.
    assert!(state.told.len() < 60, "{}", state.told.len());
    let before = state.history.journal().unwrap().read_so_far();
    let on = Path::new("notes", "n0-0");
    preview
        .document
        .commit(vec![Op::set(&on, "text", "Sau cùng")], 9);
    let _ = shown(&mut preview, &mut state, &mut view);
    let journal = state.history.journal().unwrap();
    assert_eq!(journal.read_so_far(), before + 1);
    assert_eq!(
        *journal,
        crate::insight::journal::Journal::of(&preview.document)
    );
}

#[test]
fn the_keys_walk_expand_open_and_find() {
    use egui::{Event, Key, Modifiers};
    let mut preview = Preview::of(lively());
    let mut state = State::default();
    let mut view = HeadlessView::new(vec2(1154.0, 690.0), 1.0, false);
    let _ = shown(&mut preview, &mut state, &mut view);
    let mut press = |preview: &mut Preview, state: &mut State, key: Key| {
        view.event(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        });
        let _ = shown(preview, state, &mut view);
    };
    press(&mut preview, &mut state, Key::ArrowDown);
    let first = state.cursor.clone().unwrap();
    assert_eq!(
        state.listing.find(&first, state.history.journal().unwrap()),
        Some(1)
    );
    press(&mut preview, &mut state, Key::ArrowRight);
    assert_eq!(state.expanded.len(), 1);
    press(&mut preview, &mut state, Key::ArrowLeft);
    assert!(state.expanded.is_empty());
    press(&mut preview, &mut state, Key::End);
    let last = state.listing.len() - 1;
    assert_eq!(
        state.listing.find(
            state.cursor.as_ref().unwrap(),
            state.history.journal().unwrap()
        ),
        Some(last)
    );
    // Past the head of a day on the way up and down.
    press(&mut preview, &mut state, Key::Home);
    assert_eq!(state.cursor, Some(first));
    press(&mut preview, &mut state, Key::Enter);
    assert!(matches!(preview.selection, Selection::Activity(_)));
    assert!(preview.commands.list().is_empty());
}

#[test]
fn a_step_is_folded_out_and_the_history_of_one_field_shown() {
    let mut preview = Preview::of(lively());
    let mut state = State::default();
    words(&mut preview, &mut state);
    let journal = state.history.journal().unwrap();
    let more = (0..state.listing.len())
        .find_map(|nth| match state.listing.spot(nth, journal) {
            Some(Spot::More(first)) => Some(Spot::More(first)),
            _ => None,
        })
        .unwrap();
    let before = state.listing.len();
    row::toggle_step(&mut state, &more);
    let all = words(&mut preview, &mut state);
    assert_eq!(state.listing.len(), before + 7);
    assert!(all.contains(&"+ 0".to_owned()));
    let on = preview
        .document
        .programme()
        .activities
        .keys()
        .next()
        .unwrap();
    let on = Path::new("activities", on.as_str());
    state.only(on, Some("due".into()));
    let all = words(&mut preview, &mut state);
    let due = all.iter().filter(|l| l.contains("Thời hạn")).count();
    // When it was made, and twice since.
    assert_eq!((due, state.listing.changes), (2, 3), "{all:#?}");
}

/// How long each part takes with twenty thousand activities and a hundred thousand changes, for measuring by
/// hand: `cargo test --lib journal::tests::measured -- --ignored --nocapture`.
#[test]
#[ignore = "it measures and proves nothing"]
fn measured_at_a_hundred_thousand_changes() {
    use crate::insight::journal::Journal;
    use std::time::Instant;
    let mut d = new_document("big");
    let clauses = ["d2.k1", "d3.k1", "d4.k1", "d5.k1", "d6.k1"];
    for n in 0..20_000_u32 {
        if n % 200 == 0 {
            let at = format!(
                "2024-{:02}-{:02}T08:00:00+07:00",
                1 + n / 2000,
                1 + n / 200 % 28
            );
            session(
                &mut d,
                &format!("s{n}"),
                ["vl", "ct"][n as usize / 200 % 2],
                "A",
                &at,
            );
        }
        let on = Path::new("activities", &format!("a{n:05}"));
        let clause = clauses[n as usize % 5];
        let place = Value::map([
            ("in", Value::text(clause)),
            ("key", Value::text(format!("m{n}"))),
        ]);
        let to: Map = [
            (
                "title".into(),
                Value::text(format!("Tập huấn kỹ năng số {n} cho thôn bản")),
            ),
            ("place".into(), place),
        ]
        .into_iter()
        .collect();
        d.commit(vec![Op::New { on: on.clone(), to }], n % 200 * 20);
        for m in 0..4_u32 {
            let to = format!("2024-{:02}-{:02}", 1 + (n + m) % 12, 1 + n % 28);
            d.commit(vec![Op::set(&on, "due", to)], n % 200 * 20 + m + 1);
        }
    }
    let changes = d.log().changes().len();
    let time = |what: &str, run: &mut dyn FnMut()| {
        let started = Instant::now();
        run();
        println!("{what}: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    };
    println!("{changes} changes");
    time("read", &mut || drop(Journal::of(&d)));
    time("undone", &mut || drop(d.undone_groups()));
    let mut preview = Preview::of(d);
    let mut state = State::default();
    let mut view = HeadlessView::new(vec2(1154.0, 690.0), 1.0, false);
    time("first frames, until read", &mut || {
        while state.history.journal().is_none() {
            let _ = shown(&mut preview, &mut state, &mut view);
        }
    });
    time("settle", &mut || {
        drop(shown(&mut preview, &mut state, &mut view))
    });
    let ctx = egui::Context::default();
    crate::ui::install(&ctx, crate::ui::tokens::Motion::Off);
    let frame = |what: &str, preview: &mut Preview, state: &mut State| {
        let started = Instant::now();
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1154.0, 690.0))),
            ..Default::default()
        };
        let mut out = ctx.run_ui(input, |ui| preview.frame(|v, c| show(ui, v, state, c)));
        out.textures_delta.clear();
        println!("{what}: {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    };
    for _ in 0..3 {
        frame("frame", &mut preview, &mut state);
    }
    let on = Path::new("activities", "a00007");
    preview
        .document
        .commit(vec![Op::set(&on, "due", "2024-01-01")], 9);
    frame("frame after an edit", &mut preview, &mut state);
    state.filter.article = Some(5);
    frame("frame with another article", &mut preview, &mut state);
    state.filter = Filter::default();
    state.words.set("ky nang 1999");
    let mut frames = 0;
    time("words", &mut || {
        loop {
            frame("frame with words", &mut preview, &mut state);
            frames += 1;
            if state.search.progress().is_none() {
                break;
            }
        }
    });
    println!("{frames} frames, {} found", state.listing.changes);
}

/// Pictures to look at, and the document behind them for the real window.
#[test]
fn pictures_of_the_tab() {
    let folder = pictures();
    let sample = || lively_on(sample_document("lively"));
    let text = crate::codec::write(&sample().snapshot());
    std::fs::write(folder.join("lively.donghanh.json"), text).unwrap();
    for (name, size, dark, english, expand) in [
        ("journal", vec2(1154.0, 690.0), false, false, false),
        ("journal-open", vec2(1154.0, 690.0), true, false, true),
        ("journal-narrow", vec2(760.0, 540.0), false, true, true),
    ] {
        let mut preview = Preview::of(sample());
        if english {
            preview.lang = crate::text::strings::Lang::En;
        }
        let mut state = State::default();
        let mut view = HeadlessView::new(size, 1.0, dark);
        let _ = shown(&mut preview, &mut state, &mut view);
        if expand {
            let all: Vec<Ix> = state
                .listing
                .rows()
                .iter()
                .filter_map(|row| match row {
                    Row::Change { ix, .. } => Some(*ix),
                    _ => None,
                })
                .collect();
            for nth in [0, 5, 7] {
                menu::toggle(&mut state, all[nth]);
            }
        }
        let image = shown(&mut preview, &mut state, &mut view);
        let bytes = crate::ui::raster::png(&image).expect("a picture with a size");
        std::fs::write(folder.join(format!("{name}.png")), bytes).expect("written");
    }
}
