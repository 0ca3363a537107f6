//! The chart through the tab by name, and as pictures in the target folder.

use super::super::{State, show};
use super::*;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::{Preview, pictures};
use crate::ui::tokens::Motion;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

type Window<'a> = Harness<'a, (Preview, State)>;

fn desk<'a>(preview: Preview) -> Window<'a> {
    let draw = |ui: &mut Ui, (preview, state): &mut (Preview, State)| {
        preview.frame(|view, commands| show(ui, view, state, commands));
    };
    let builder = Harness::builder()
        .with_size(vec2(1200.0, 1000.0))
        .with_max_steps(12);
    let builder = builder.with_context_setup(|ctx| crate::ui::install(ctx, Motion::Off));
    let mut harness = builder.build_ui_state(draw, (preview, State::default()));
    harness.run_ok();
    harness
}

fn click(w: &mut Window<'_>, label: &str) {
    w.get_by_label(label).click();
    w.run_ok();
}

fn says(w: &Window<'_>, part: &str) -> usize {
    w.query_all_by_label_contains(part).count()
}

#[test]
fn the_chart_is_switched_and_says_its_numbers() {
    let mut w = desk(Preview::sample());
    assert_eq!(says(&w, "Năm 2023: cam kết 330,0, dự toán 450,0"), 1);
    click(&mut w, "Lũy kế");
    assert_eq!(w.state().1.chart(), Kind::Cumulative);
    assert_eq!(says(&w, "Tháng 12/2023: giải ngân"), 1);
    click(&mut w, "Theo nguồn");
    assert_eq!(
        says(&w, "(triệu đồng)"),
        w.state_mut()
            .1
            .chart
            .made
            .as_ref()
            .map_or(0, |m| m.1.bars.len())
    );
}

#[test]
fn numbers_pictures_and_files_are_asked_for() {
    let mut w = desk(Preview::sample());
    for label in ["Sao chép hình", "Sao chép số liệu", "Lưu hình (PNG, SVG)…"] {
        click(&mut w, "Sao chép, lưu biểu đồ");
        let row = accesskit::Role::Row;
        w.get_by_role_and_label(row, label).click();
        w.run_ok();
    }
    let asked = w.state().0.commands.list();
    assert!(asked.contains(&Command::Do(Action::CopyChart)));
    assert!(asked.contains(&Command::Do(Action::ExportChart)));
    assert!(asked.iter().any(
        |c| matches!(c, Command::CopyTable { text, html } if text.contains("Giải ngân") && html.contains("<table"))
    ));
}

#[test]
fn the_chart_opens_in_large_and_closes() {
    let mut w = desk(Preview::sample());
    let button = accesskit::Role::Button;
    let all = w.query_all_by_role_and_label(button, "Xem lớn");
    all.last().expect("the button").click();
    w.run_ok();
    assert!(says(&w, "Biểu đồ ngân sách") > 0);
    assert_eq!(
        says(&w, "Năm 2023: cam kết 330,0"),
        2,
        "in the card and in large"
    );
    w.key_press(egui::Key::Escape);
    w.run_ok();
    assert_eq!(says(&w, "Biểu đồ ngân sách"), 0);
}

#[test]
fn the_charts_draw() {
    for (name, size, dark, lang) in [
        ("1366", vec2(1154.0, 690.0), false, Lang::Vi),
        ("1024-dark-en", vec2(812.0, 690.0), true, Lang::En),
    ] {
        for kind in Kind::ALL {
            for large in [false, true] {
                let mut preview = Preview::sample();
                preview.lang = lang;
                let mut state = State::default();
                state.chart.kind = kind;
                state.chart.large = large;
                let mut view = HeadlessView::new(size, 1.0, dark);
                let image = view.render(|ui| {
                    preview.frame(|view, commands| show(ui, view, &mut state, commands))
                });
                let large = if large { "-large" } else { "" };
                let file = pictures().join(format!("chart-{name}-{kind:?}{large}.png"));
                std::fs::write(file, crate::ui::raster::png(&image).unwrap()).unwrap();
            }
        }
    }
    // As it leaves the program.
    let preview = Preview::sample();
    let letters = crate::app::paper::Letters::default();
    let insight = crate::insight::Insight::of(&preview.document, preview.today, YearFilter::All);
    for kind in Kind::ALL {
        let chart = Chart::of(kind, preview.document.programme(), &insight, Lang::Vi);
        let made = draw(&chart, Frame::PAPER, &letters).sheet;
        for (ending, of) in [
            ("png", crate::app::paper::Kind::Png),
            ("svg", crate::app::paper::Kind::Svg),
        ] {
            let bytes = crate::app::paper::bytes(&made, of).expect("drawn");
            assert!(bytes.len() > 2000);
            let file = pictures().join(format!("chart-paper-{kind:?}.{ending}"));
            std::fs::write(file, bytes).unwrap();
        }
    }
}
