//! The inspector of a clause as pictures, and what it does, by name.

use super::*;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::raster;
use eframe::egui::Pos2;

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
