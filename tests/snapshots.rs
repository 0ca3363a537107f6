//! A few pictures of the whole window, compared with those in `tests/snapshots/`.
//!
//! They are drawn on the CPU at one pixel a point, so they are the same on every machine. A picture that
//! differs is written, with a picture of the difference, beside the test program, and the message says
//! where. Look at both; when the new one is right, accept it:
//!
//! ```sh
//! ACCEPT_SNAPSHOTS=1 cargo test --test snapshots          # all of them
//! ACCEPT_SNAPSHOTS=1 cargo test --test snapshots plan     # those with "plan" in their name
//! ```
//!
//! Accepting writes only those that differ, and never makes a test pass that cannot read its picture
//! back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends loudly"
)]

use chrono::NaiveDate;
use dong_hanh::app::jobs::Jobs;
use dong_hanh::app::picture::{Shot, picture};
use dong_hanh::app::{App, Options};
use dong_hanh::codec::embedded;
use dong_hanh::ui::headless::HeadlessView;
use dong_hanh::ui::view::{Selection, Tab};
use eframe::egui::{Color32, ColorImage, vec2};
use std::path::{Path, PathBuf};

/// Parts of a colour that may differ by rounding, of 255.
const TOLERANCE: u8 = 12;
/// Pixels that may differ by more than that. A word that moves by one pixel changes more.
const MOST_PIXELS: usize = 20;
/// The largest file, in bytes: the repository keeps every version.
const MOST_BYTES: usize = 200_000;

/// How many pixels of two pictures differ visibly; all of them where the sizes differ.
fn different(old: &ColorImage, new: &ColorImage) -> usize {
    if old.size != new.size {
        return old.pixels.len().max(new.pixels.len());
    }
    let pairs = old.pixels.iter().zip(&new.pixels);
    pairs.filter(|(a, b)| !alike(**a, **b)).count()
}

fn alike(a: Color32, b: Color32) -> bool {
    let parts = a.to_array().into_iter().zip(b.to_array());
    parts.into_iter().all(|(a, b)| a.abs_diff(b) <= TOLERANCE)
}

/// What the two have in common pale, and where they differ crimson.
fn difference(old: &ColorImage, new: &ColorImage) -> ColorImage {
    let mut image = new.clone();
    for (i, pixel) in image.pixels.iter_mut().enumerate() {
        let same = old.size == new.size && old.pixels.get(i).is_some_and(|o| alike(*o, *pixel));
        *pixel = if same {
            pixel.lerp_to_gamma(Color32::WHITE, 0.8)
        } else {
            Color32::from_rgb(200, 0, 60)
        };
    }
    image
}

/// The picture as a PNG, as small as it gets without losing anything.
fn encode(image: &ColorImage) -> Vec<u8> {
    let [width, height] = image.size.map(|n| u32::try_from(n).unwrap());
    let rgb: Vec<u8> = image
        .pixels
        .iter()
        .flat_map(|p| [p.r(), p.g(), p.b()])
        .collect();
    let tries = [png::Filter::NoFilter, png::Filter::Sub, png::Filter::Up];
    let encoded = tries.map(|filter| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(filter);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&rgb).unwrap();
        writer.finish().unwrap();
        bytes
    });
    encoded.into_iter().min_by_key(Vec::len).unwrap()
}

/// The picture in a PNG file, whatever wrote it; none where there is no such file.
fn read(path: &Path) -> Option<ColorImage> {
    let file = std::fs::File::open(path).ok()?;
    let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG file");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a size that fits")];
    let info = reader.next_frame(&mut bytes).expect("a whole PNG file");
    let parts = info.color_type.samples();
    assert!(parts >= 3, "{}: a coloured picture", path.display());
    let size = [info.width as usize, info.height as usize];
    let pixels = bytes[..info.buffer_size()]
        .chunks_exact(parts)
        .map(|p| Color32::from_rgb(p[0], p[1], p[2]))
        .collect();
    Some(ColorImage::new(size, pixels))
}

/// Where a new picture goes.
fn passing(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snapshots");
    std::fs::create_dir_all(&folder).expect("a folder in the build's own");
    folder.join(name)
}

/// Compares a picture with the one that is kept under this name, or takes its place.
fn compare(name: &str, new: &ColorImage) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(format!("{name}.png"));
    let old = read(&kept);
    let count = old.as_ref().map(|old| different(old, new));
    if count.is_some_and(|n| n <= MOST_PIXELS) {
        return;
    }
    let bytes = encode(new);
    if std::env::var_os("ACCEPT_SNAPSHOTS").is_some() {
        let len = bytes.len();
        assert!(
            len <= MOST_BYTES,
            "{name} is too large to keep: {len} bytes"
        );
        std::fs::write(&kept, bytes).expect("the picture in its place");
        assert_eq!(read(&kept).map(|o| different(&o, new)), Some(0), "{name}");
        return;
    }
    let fresh = passing(&format!("{name}.new.png"));
    std::fs::write(&fresh, bytes).expect("the new picture in the build's folder");
    let shown = old.as_ref().map_or_else(String::new, |old| {
        let path = passing(&format!("{name}.difference.png"));
        std::fs::write(&path, encode(&difference(old, new))).expect("the difference");
        format!("\n  difference {}", path.display())
    });
    let what = count.map_or_else(
        || "has no picture to compare with".to_owned(),
        |n| format!("looks different in {n} pixels"),
    );
    panic!(
        "{name} {what}.\n  kept       {}\n  new        {}{shown}\n\
         Where the new one is right: ACCEPT_SNAPSHOTS=1 cargo test --test snapshots {name}",
        kept.display(),
        fresh.display(),
    );
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 8, 19).unwrap()
}

/// A tab of the sample, with what is selected in it.
fn tab(tab: Tab, selection: Selection, dark: bool) -> ColorImage {
    let shot = Shot {
        tab,
        selection,
        dark,
        today: Some(day()),
        ..Shot::default()
    };
    picture(embedded::sample_document("snapshot"), &shot)
}

#[test]
fn overview_light() {
    let image = tab(Tab::Overview, Selection::Nothing, false);
    compare("overview_light", &image);
}

#[test]
fn article_2_dark() {
    let image = tab(Tab::Article(2), Selection::Nothing, true);
    compare("article_2_dark", &image);
}

#[test]
fn article_5_with_an_activity() {
    let sample = embedded::sample_document("snapshot");
    let activities = &sample.programme().activities;
    let house = activities
        .values()
        .find(|a| a.title == "Xây nhà cho hộ số 2")
        .expect("a house that is being built");
    let image = tab(
        Tab::Article(5),
        Selection::Activity(house.id.clone()),
        false,
    );
    compare("article_5_with_an_activity", &image);
}

#[test]
fn budget_light() {
    let image = tab(Tab::Budget, Selection::Nothing, false);
    compare("budget_light", &image);
}

#[test]
fn plan_light() {
    let image = tab(Tab::Plan, Selection::Nothing, false);
    compare("plan_light", &image);
}

#[test]
fn first_run_light() {
    let options = Options {
        today: Some(day()),
        file: None,
    };
    let mut app = App::new(options, None, Jobs::inline());
    app.settings.theme = dong_hanh::store::settings::Theme::Light;
    app.settings.reduced_motion = true;
    let mut view = HeadlessView::new(vec2(1024.0, 768.0), 1.0, false);
    let image = view.render(|ui| {
        app.logic(ui.ctx());
        app.ui(ui);
    });
    compare("first_run_light", &image);
}

/// The measure itself: rounding passes, a word that moves by one pixel does not.
#[test]
fn one_pixel_is_seen_and_rounding_is_not() {
    let image = tab(Tab::Overview, Selection::Nothing, false);
    let mut rounded = image.clone();
    for pixel in &mut rounded.pixels {
        let [r, g, b, _] = pixel.to_array();
        *pixel = Color32::from_rgb(r.saturating_sub(2), g.saturating_add(2), b);
    }
    assert!(different(&image, &rounded) <= MOST_PIXELS);

    // The title of the page, in the window's content area below the top bar.
    let (from, to) = ([228, 66], [310, 86]);
    let mut moved = image.clone();
    for y in from[1]..to[1] {
        for x in (from[0]..to[0]).rev() {
            moved.pixels[y * image.size[0] + x + 1] = image.pixels[y * image.size[0] + x];
        }
    }
    let count = different(&image, &moved);
    assert!(count > MOST_PIXELS, "only {count} pixels");

    let read_back = passing("read_back.png");
    std::fs::write(&read_back, encode(&image)).unwrap();
    assert_eq!(read(&read_back).map(|i| different(&image, &i)), Some(0));
}
