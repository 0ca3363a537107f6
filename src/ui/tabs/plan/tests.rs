//! The tab as pictures and by name.

use super::*;
use crate::text::strings::Lang;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::raster;
use std::path::PathBuf;

/// Where the pictures go: beside the test program, in the build's own folder.
fn folder() -> PathBuf {
    let program = std::env::current_exe().expect("the test's own path");
    let folder = program.ancestors().nth(3).expect("target/debug/deps").join("tmp/plan");
    std::fs::create_dir_all(&folder).expect("a folder in the build's own");
    folder
}

fn picture(name: &str, size: [f32; 2], dark: bool, mut preview: Preview, setup: impl FnOnce(&mut State)) {
    let mut view = HeadlessView::new(vec2(size[0], size[1]), 1.0, dark);
    let mut state = State::default();
    setup(&mut state);
    let image = view.render(|ui| preview.frame(|view, commands| show(ui, view, &mut state, commands)));
    let bytes = raster::png(&image).expect("a picture with a size");
    std::fs::write(folder().join(format!("{name}.png")), bytes).expect("written");
}

#[test]
fn pictures_of_the_timeline() {
    let area = [1154.0, 690.0];
    picture("sample-light", area, false, Preview::sample(), |_| {});
    picture("sample-dark", area, true, Preview::sample(), |_| {});
    let mut selected = Preview::sample();
    let house = selected.document.programme().activities.values().find(|a| a.title == "Xây nhà cho hộ số 2");
    selected.selection = Selection::Activity(house.expect("in the sample").id.clone());
    picture("sample-inspector", [862.0, 690.0], false, selected, |_| {});
    let mut year = Preview::sample();
    year.years = YearFilter::Year(2024);
    picture("year-wide", [1416.0, 1002.0], false, year, |_| {});
    let mut narrow = Preview::sample();
    narrow.lang = Lang::En;
    picture("narrow-en", [700.0, 560.0], false, narrow, |_| {});
    picture("empty", area, false, Preview::empty(), |_| {});
    picture("empty-narrow-dark-en", [700.0, 560.0], true, { let mut p = Preview::empty(); p.lang = Lang::En; p }, |_| {});
    picture("month", area, false, Preview::sample(), |s| { s.years = Some(YearFilter::All); s.zoom = Zoom::Month; });
    picture("quarter", area, false, Preview::sample(), |s| { s.years = Some(YearFilter::All); s.zoom = Zoom::Quarter; });
    picture("fit", area, false, Preview::sample(), |s| { s.years = Some(YearFilter::All); s.zoom = Zoom::Fit; });
}
