//! The tab as pictures, and what it does, by name.

use super::*;
use crate::text::strings::Lang;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::Preview;
use crate::ui::raster;
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
