//! The tab as pictures, and what it does, by name.

use super::*;
use crate::edit::Edit;
use crate::insight::Attention;
use crate::model::{Path, Value};
use crate::text::strings::Lang;
use crate::ui::commands::Command;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::view::Selection;
use eframe::egui::accesskit::Role as Kind;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn picture(name: &str, preview: &mut Preview, width: f32, height: f32, dark: bool) {
    let mut state = State::default();
    let mut view = HeadlessView::new(vec2(width, height), 1.0, dark);
    let image =
        view.render(|ui| preview.frame(|view, commands| show(ui, view, &mut state, commands)));
    let bytes = crate::ui::raster::png(&image).expect("a picture with a size");
    std::fs::write(
        crate::ui::preview::pictures().join(format!("overview-{name}.png")),
        bytes,
    )
    .expect("written");
}

#[test]
fn the_overview_is_drawn_at_every_size() {
    let mut sample = Preview::sample();
    picture("light", &mut sample, 1154.0, 690.0, false);
    picture("dark", &mut sample, 1154.0, 690.0, true);
    picture("low", &mut sample, 1154.0, 620.0, false);
    picture("inspector", &mut sample, 862.0, 690.0, false);
    picture("wide", &mut sample, 1708.0, 1000.0, false);
    picture("narrow", &mut sample, 700.0, 520.0, false);
    sample.lang = Lang::En;
    picture("en", &mut sample, 972.0, 690.0, false);
    sample.lang = Lang::Vi;
    sample.years = YearFilter::Year(2022);
    picture("year", &mut sample, 1154.0, 690.0, false);
    let mut empty = Preview::empty();
    picture("empty", &mut empty, 1154.0, 690.0, false);
    picture("empty-narrow", &mut empty, 862.0, 620.0, true);
}

/// What a harness holds: the document and what the tab remembers.
struct Bench {
    preview: Preview,
    state: State,
}

fn harness(preview: Preview) -> Harness<'static, Bench> {
    let mut harness = Harness::builder()
        .with_size(vec2(1154.0, 690.0))
        .with_context_setup(|ctx| crate::ui::install(ctx, crate::ui::tokens::Motion::Off))
        .build_ui_state(
            |ui, bench: &mut Bench| {
                let state = &mut bench.state;
                bench
                    .preview
                    .frame(|view, commands| show(ui, view, state, commands));
            },
            Bench {
                preview,
                state: State::default(),
            },
        );
    harness.run();
    harness
}

fn rows(harness: &Harness<'_, Bench>, contains: &str) -> usize {
    harness
        .query_all_by_label_contains(contains)
        .filter(|n| n.accesskit_node().role() == Kind::Row)
        .count()
}

#[test]
fn filters_show_what_they_count_and_a_row_reveals_its_activity() {
    let mut h = harness(Preview::sample());
    h.get_by_role_and_label(Kind::Tab, "Quá hạn 4").click();
    h.run();
    assert_eq!(h.state().state.filter, AttentionKind::Overdue);
    assert_eq!(rows(&h, "Quá hạn "), 4);
    assert_eq!(rows(&h, "Chưa phân công"), 0);
    h.get_by_role_and_label(
        Kind::Row,
        "Quá hạn 19 ngày, Hội thảo hạ tầng giao thông nông thôn, Đ2.2, Phòng KT&HT",
    )
    .click();
    h.run();
    let Selection::Activity(id) = h.state().preview.selection.clone() else {
        panic!("nothing was revealed")
    };
    let activity = h
        .state()
        .preview
        .document
        .programme()
        .activities
        .get(&id)
        .cloned();
    assert_eq!(
        activity.map(|a| a.title),
        Some("Hội thảo hạ tầng giao thông nông thôn".to_owned())
    );
}

#[test]
fn the_filter_can_be_set_from_outside_and_its_verb_reveals() {
    let mut h = harness(Preview::sample());
    h.state_mut().state.filter = AttentionKind::NotAgreed;
    h.run();
    h.get_by_role_and_label(Kind::Button, "Mở kế hoạch: Kế hoạch năm 2025: chờ Cẩm Thủy")
        .click();
    h.run();
    assert!(matches!(h.state().preview.selection, Selection::Plan(_)));
}

#[test]
fn an_overdue_activity_without_a_lead_is_found_under_both_filters() {
    let mut preview = Preview::sample();
    let overdue = preview.frame(|view, _| view.insight.attention.first().cloned());
    let Some(Attention::Overdue { activity, .. }) = overdue else {
        panic!("the sample has overdue activities")
    };
    let on = Path::new("activities", activity.as_str());
    let count = |preview: &mut Preview| {
        preview.frame(|view, _| {
            let index = &view.insight.attention_of;
            (
                index.count(AttentionKind::All),
                index.count(AttentionKind::Overdue),
                index.count(AttentionKind::Unassigned),
            )
        })
    };
    let (all, late, open) = count(&mut preview);
    preview.frame(|_, commands| commands.edit(Edit::set(&on, "lead", Value::Null)));
    assert_eq!(count(&mut preview), (all, late, open + 1));
}

#[test]
fn nothing_to_do_is_said_and_nothing_is_offered_to_readers() {
    let mut preview = Preview::sample();
    preview.years = YearFilter::Year(2022);
    preview.read_only = Some(crate::ui::view::ReadOnly::ViewOnly);
    let h = harness(preview);
    assert!(h.query_by_label("Không có việc cần xử lý.").is_some());
    assert!(h.query_by_label_contains("Giao việc").is_none());
}

#[test]
fn a_new_document_says_where_to_begin() {
    let mut h = harness(Preview::empty());
    h.get_by_role_and_label(Kind::Row, "Điều 5, Hạ tầng xã hội")
        .click();
    h.run();
    assert_eq!(
        h.state().preview.commands.list(),
        [Command::Go(crate::ui::view::Tab::Article(5))]
    );
}

#[test]
fn cells_open_their_activities_and_rows_their_article() {
    let mut h = harness(Preview::sample());
    h.get_by_label_contains("Biên bản kiểm tra, đôn đốc quý II, Điều 6.2")
        .click();
    h.run();
    assert!(matches!(
        h.state().preview.selection,
        Selection::Activity(_)
    ));
    // A pointer in the middle of the row would meet a cell.
    h.get_by_label("Điều 3, Kinh tế, 3 trên 8 việc hoàn thành")
        .click_accesskit();
    h.run();
    assert_eq!(
        h.state().preview.commands.list(),
        [Command::Go(crate::ui::view::Tab::Article(3))]
    );
}
