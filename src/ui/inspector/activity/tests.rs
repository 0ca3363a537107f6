//! The inspector of an activity as pictures, and what it does, by name.

use super::*;
use crate::text::strings::Lang;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::raster;
use eframe::egui::{Pos2, vec2};

/// The second house of the sample.
fn sample() -> (Preview, Id) {
    let mut preview = Preview::sample();
    let id = preview.document.programme().activities_of(&"d5.k1".into())[1]
        .id
        .clone();
    preview.selection = Selection::Activity(id.clone());
    (preview, id)
}

fn picture(name: &str, width: f32, dark: bool, preview: &mut Preview, id: &Id, state: &mut State) {
    let mut view = HeadlessView::new(vec2(width, 1180.0), 1.0, dark);
    let image = view.render(|ui| {
        let rect = eframe::egui::Rect::from_min_size(Pos2::ZERO, vec2(width, 1180.0));
        ui.painter()
            .rect_filled(rect, 0, Tokens::of(ui).palette.panel);
        let mut child = ui.new_child(eframe::egui::UiBuilder::new().max_rect(rect));
        preview.frame(|v, commands| show(&mut child, v, id, state, commands));
    });
    let program = std::env::current_exe().unwrap();
    let folder = program.ancestors().nth(3).unwrap().join("tmp");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join(format!("activity-{name}.png")),
        raster::png(&image).unwrap(),
    )
    .unwrap();
}

#[test]
fn pictures_of_the_inspector() {
    let (mut preview, id) = sample();
    picture(
        "light",
        292.0,
        false,
        &mut preview,
        &id,
        &mut State::default(),
    );
    preview.lang = Lang::En;
    picture(
        "dark-en-narrow",
        264.0,
        true,
        &mut preview,
        &id,
        &mut State::default(),
    );
    preview.lang = Lang::Vi;
    let mut state = State::default();
    let forms = state.forms.entry(id.clone()).or_default();
    forms.payment = Some(money::Form::default());
    forms.evidence = Some(evidence::Form::default());
    forms.indicator = Some(indicators::Form::default());
    picture("forms", 292.0, false, &mut preview, &id, &mut state);
    let mut state = State::default();
    state.picker.open(&format!("activities/{id}#lead"));
    picture("picker", 292.0, false, &mut preview, &id, &mut state);
    let unassigned = preview
        .document
        .programme()
        .activities
        .values()
        .find(|a| a.lead.is_none())
        .unwrap()
        .id
        .clone();
    picture(
        "unassigned",
        292.0,
        false,
        &mut preview,
        &unassigned,
        &mut State::default(),
    );
}
