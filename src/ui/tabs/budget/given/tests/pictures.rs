//! The cards, pages and inspectors drawn at the sizes they must fit; the pictures lie in the target
//! folder, to be looked at.

use super::{Desk, many};
use crate::insight::support::Aid;
use crate::text::strings::Lang;
use crate::ui::headless::HeadlessView;
use crate::ui::preview::{Preview, pictures};
use crate::ui::view::Selection;
use eframe::egui::{ColorImage, vec2};

fn write(name: &str, image: &ColorImage) {
    let folder = pictures().join("given");
    std::fs::create_dir_all(&folder).unwrap();
    let file = std::fs::File::create(folder.join(format!("{name}.png"))).unwrap();
    let [wide, high] = image.size;
    let mut encoder = png::Encoder::new(file, wide as u32, high as u32);
    encoder.set_color(png::ColorType::Rgba);
    let mut writer = encoder.write_header().unwrap();
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|p| p.to_array()).collect();
    writer.write_image_data(&bytes).unwrap();
}

fn shot(name: &str, size: (f32, f32), dark: bool, desk: &mut Desk) {
    let mut view = HeadlessView::new(vec2(size.0, size.1), 1.0, dark);
    let _ = view.render(|ui| desk.draw(ui));
    let image = view.render(|ui| desk.draw(ui));
    assert_eq!(image.size, [size.0 as usize, size.1 as usize]);
    write(name, &image);
}

fn house(preview: &Preview) -> Selection {
    let id = preview.document.programme().houses.keys().next_back();
    Selection::House(id.expect("a house").clone())
}

#[test]
fn the_lists_draw_at_every_size() {
    let on = |open: Option<Aid>, lang: Lang, preview: Preview| {
        let mut desk = Desk::of(preview);
        desk.preview.lang = lang;
        if let Some(aid) = open {
            desk.state.given.show_page(aid);
        }
        desk
    };
    let sample = Preview::sample;
    shot(
        "card",
        (1154.0, 690.0),
        false,
        &mut on(None, Lang::Vi, sample()),
    );
    shot(
        "card-tall",
        (1154.0, 1000.0),
        false,
        &mut on(None, Lang::Vi, sample()),
    );
    shot(
        "card-dark-en",
        (1154.0, 690.0),
        true,
        &mut on(None, Lang::En, sample()),
    );
    shot(
        "card-narrow",
        (812.0, 900.0),
        false,
        &mut on(None, Lang::Vi, sample()),
    );
    shot(
        "empty",
        (1154.0, 1000.0),
        false,
        &mut on(None, Lang::Vi, Preview::empty()),
    );
    for (aid, name) in [(Aid::Houses, "houses"), (Aid::Schools, "schools")] {
        let page = |lang, preview| on(Some(aid), lang, preview);
        shot(name, (1154.0, 690.0), false, &mut page(Lang::Vi, sample()));
        shot(
            &format!("{name}-dark-en"),
            (972.0, 690.0),
            true,
            &mut page(Lang::En, sample()),
        );
        shot(
            &format!("{name}-narrow"),
            (700.0, 560.0),
            false,
            &mut page(Lang::Vi, sample()),
        );
        shot(
            &format!("{name}-empty"),
            (1154.0, 690.0),
            false,
            &mut page(Lang::Vi, Preview::empty()),
        );
    }
    let mut all = on(Some(Aid::Houses), Lang::Vi, many(2000));
    all.preview.names = true;
    shot("houses-many", (1154.0, 690.0), false, &mut all);
    let mut desk = on(Some(Aid::Houses), Lang::Vi, sample());
    desk.preview.selection = house(&desk.preview);
    shot("house", (1154.0, 690.0), false, &mut desk);
    desk.preview.names = true;
    shot("house-named", (1154.0, 900.0), true, &mut desk);
    let id = desk
        .preview
        .document
        .programme()
        .school_items
        .keys()
        .next()
        .cloned();
    if let Some(id) = id {
        let mut desk = on(Some(Aid::Schools), Lang::Vi, sample());
        desk.preview.selection = Selection::SchoolItem(id);
        shot("school", (1154.0, 900.0), false, &mut desk);
    }
}
