use super::*;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::text::strings::Lang;

fn folder() -> std::path::PathBuf {
    let program = std::env::current_exe().expect("the test's own path");
    let folder = program.ancestors().nth(3).expect("target/debug/deps").join("tmp");
    std::fs::create_dir_all(&folder).expect("a folder in the build's own");
    folder
}

fn picture(name: &str, preview: &mut Preview, width: f32, height: f32, dark: bool) {
    let mut state = State::default();
    let mut view = HeadlessView::new(vec2(width, height), 1.0, dark);
    let image = view.render(|ui| preview.frame(|view, commands| show(ui, view, &mut state, commands)));
    let bytes = crate::ui::raster::png(&image).expect("a picture with a size");
    std::fs::write(folder().join(format!("overview-{name}.png")), bytes).expect("written");
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
