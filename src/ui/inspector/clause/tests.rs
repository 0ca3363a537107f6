//! The inspector of a clause as pictures, and what it does, by name.

use super::*;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::raster;
use crate::ui::tabs::article::bench::Bench;
use eframe::egui::{Key, Pos2};

fn picture(name: &str, dark: bool, preview: &mut Preview, id: &Id, state: &mut State) {
    let size = vec2(292.0, 900.0);
    let mut view = HeadlessView::new(size, 1.0, dark);
    let image = view.render(|ui| {
        let rect = Rect::from_min_size(Pos2::ZERO, size);
        ui.painter()
            .rect_filled(rect, 0, Tokens::of(ui).palette.panel);
        let mut child = ui.new_child(eframe::egui::UiBuilder::new().max_rect(rect));
        preview.frame(|v, commands| show(&mut child, v, id, state, commands));
    });
    let program = std::env::current_exe().unwrap();
    let folder = program.ancestors().nth(3).unwrap().join("tmp");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join(format!("clause-{name}.png")),
        raster::png(&image).unwrap(),
    )
    .unwrap();
}

#[test]
fn pictures_of_the_inspector() {
    let mut preview = Preview::sample();
    let mut state = State::default();
    picture("d5k1", false, &mut preview, &"d5.k1".into(), &mut state);
    picture("d2k2g2", true, &mut preview, &"d2.k2.g2".into(), &mut state);
    picture("d2k1", false, &mut preview, &"d2.k1".into(), &mut state);
    let mut empty = Preview::empty();
    let id = Id::from("d3.k1.g1");
    let forms = state.forms.entry(id.clone()).or_default();
    forms.exemption = Some(exemption::Form::default());
    forms.indicator = Some(indicators::Form::default());
    picture("d3k1g1-empty", false, &mut empty, &id, &mut state);
}

#[test]
fn a_content_is_exempted_with_who_when_and_why() {
    let mut preview = Preview::empty();
    preview.selection = Selection::Clause("d3.k1.g1".into());
    let mut bench = Bench::new(preview, 3);
    bench.press("Thêm việc vào 3.1 gạch 1");
    bench.type_into(
        "Nội dung việc mới của 3.1 gạch 1",
        "Đăng tin giới thiệu sản phẩm",
        Key::Enter,
    );
    bench.press("Điều 3.1 gạch 1 Quảng bá sản phẩm thế mạnh");
    assert!(bench.shows("Cần kế hoạch năm (Điều 1.2)."));
    assert!(bench.shows("Kế hoạch: còn thiếu"));
    bench.press("Ghi quyết định “Không cần kế hoạch”");
    bench.type_into("Lý do", "", Key::Enter);
    bench.press("Ghi");
    assert!(bench.shows("Hãy ghi đủ ai quyết định, ngày và lý do."));
    assert!(bench.preview().document.programme().exemptions.is_empty());
    bench.type_into(
        "Lý do",
        "Việc thường xuyên, không cần kế hoạch riêng",
        Key::Enter,
    );
    let exemption = bench
        .preview()
        .document
        .programme()
        .exemption(&"d3.k1.g1".into())
        .cloned()
        .expect("recorded");
    assert!(exemption.decision.exempt);
    assert_eq!(exemption.decision.by, "Thử");
    assert_eq!(exemption.decision.on, Some(bench.preview().today));
    assert!(bench.shows("Kế hoạch: không cần, theo 6.1"));
    assert!(bench.shows("Không cần kế hoạch"));
    bench.press("Thu hồi quyết định");
    bench.type_into("Lý do", "Cần dự toán", Key::Enter);
    assert!(bench.shows("Kế hoạch: còn thiếu"));
}

#[test]
fn what_the_text_suggests_is_offered_not_seeded() {
    let mut preview = Preview::empty();
    preview.selection = Selection::Clause("d5.k1".into());
    let mut bench = Bench::new(preview, 5);
    assert!(bench.preview().document.programme().indicators.is_empty());
    bench.press("Thêm chỉ tiêu");
    bench.press("Số nhà được hỗ trợ (nhà)");
    assert_eq!(bench.preview().document.programme().indicators.len(), 1);
    bench.type_into("Số nhà được hỗ trợ, Kế hoạch 2024", "1.5", Key::Enter);
    assert!(
        bench
            .preview()
            .document
            .programme()
            .indicator_values
            .is_empty()
    );
    assert!(bench.shows("Có phải là 1,5?"));
    bench.type_into("Số nhà được hỗ trợ, Kế hoạch 2024", "2", Key::Enter);
    bench.type_into("Số nhà được hỗ trợ, Thực hiện 2024", "1", Key::Enter);
    let values = &bench.preview().document.programme().indicator_values;
    assert_eq!(values.len(), 1, "one entity for the year");
    let value = values.values().next().unwrap();
    assert_eq!(
        (
            value.target.map(|d| d.format()),
            value.actual.map(|d| d.format())
        ),
        (Some("2".into()), Some("1".into()))
    );
}
