//! The renderer against hand-made meshes and whole frames.

use super::*;
use eframe::egui::{Pos2, Rect, pos2, vec2};

const BACK: Color32 = Color32::from_rgb(10, 20, 30);

/// A renderer with one 2×2 texture and an image of 8×8.
fn scene(options: TextureOptions) -> (Raster, ColorImage) {
    let texels = vec![
        Color32::WHITE,
        Color32::BLACK,
        Color32::BLACK,
        Color32::WHITE,
    ];
    let mut raster = Raster::new();
    let delta = ImageDelta::full(ColorImage::new([2, 2], texels), options);
    raster.set(TextureId::default(), &delta);
    (raster, ColorImage::filled([8, 8], BACK))
}

fn quad(rect: Rect, uv: Rect, colour: Color32) -> Mesh {
    let mut mesh = Mesh::default();
    mesh.add_rect_with_uv(rect, uv, colour);
    mesh
}

fn draw(raster: &Raster, image: &mut ColorImage, mesh: Mesh, clip_rect: Rect, scale: f32) {
    let primitive = ClippedPrimitive {
        clip_rect,
        primitive: Primitive::Mesh(mesh),
    };
    raster.primitive(image, &primitive, scale);
}

fn at(image: &ColorImage, x: usize, y: usize) -> Color32 {
    image.pixels[y * image.size[0] + x]
}

/// The middle of the white texel at the top left.
const WHITE: Rect = Rect::from_min_max(pos2(0.25, 0.25), pos2(0.25, 0.25));

#[test]
fn opaque_fill_covers_whole_pixels_and_obeys_the_clip() {
    let (raster, mut image) = scene(TextureOptions::LINEAR);
    let red = Color32::from_rgb(200, 0, 0);
    let mesh = quad(
        Rect::from_min_max(pos2(1.0, 1.0), pos2(6.0, 6.0)),
        WHITE,
        red,
    );
    let clip = Rect::from_min_max(pos2(0.0, 0.0), pos2(4.4, 8.0));
    draw(&raster, &mut image, mesh, clip, 1.0);
    assert_eq!(at(&image, 1, 1), red);
    assert_eq!(at(&image, 3, 5), red);
    assert_eq!(
        at(&image, 4, 3),
        BACK,
        "the clip is rounded to whole pixels"
    );
    assert_eq!(at(&image, 0, 0), BACK);
    assert_eq!(at(&image, 3, 6), BACK);
}

#[test]
fn half_transparent_blends_premultiplied_in_gamma_space() {
    let (raster, mut image) = scene(TextureOptions::LINEAR);
    let veil = Color32::from_rgba_premultiplied(100, 0, 0, 128);
    let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(8.0, 8.0));
    draw(&raster, &mut image, quad(all, WHITE, veil), all, 1.0);
    let keep = 1.0 - 128.0 / 255.0;
    let expect = |part: f32, under: f32| (part + under * keep).round() as u8;
    let got = at(&image, 4, 4);
    assert_eq!(got.r(), expect(100.0, 10.0));
    assert_eq!(got.g(), expect(0.0, 20.0));
    assert_eq!(got.b(), expect(0.0, 30.0));
    assert_eq!(got.a(), 255);
}

#[test]
fn pixels_per_point_scales_positions_and_clip() {
    let (raster, mut image) = scene(TextureOptions::LINEAR);
    let red = Color32::from_rgb(200, 0, 0);
    let half = Rect::from_min_max(pos2(0.0, 0.0), pos2(2.0, 2.0));
    draw(&raster, &mut image, quad(half, WHITE, red), half, 2.0);
    assert_eq!(at(&image, 3, 3), red);
    assert_eq!(at(&image, 4, 3), BACK);
}

#[test]
fn textures_are_sampled_between_texels_or_not() {
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(8.0, 8.0));
    let uv = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    let (raster, mut image) = scene(TextureOptions::NEAREST);
    draw(
        &raster,
        &mut image,
        quad(whole, uv, Color32::WHITE),
        whole,
        1.0,
    );
    assert_eq!(at(&image, 3, 0), Color32::WHITE);
    assert_eq!(at(&image, 4, 0), Color32::BLACK);

    let (raster, mut image) = scene(TextureOptions::LINEAR);
    draw(
        &raster,
        &mut image,
        quad(whole, uv, Color32::WHITE),
        whole,
        1.0,
    );
    // Texel centres lie at 2 and 6; pixel 3's centre is at 3.5: three eighths of the way.
    let got = at(&image, 3, 0).r();
    assert!((i32::from(got) - 159).abs() <= 1, "{got}");
    assert_eq!(at(&image, 0, 0), Color32::WHITE, "clamped to the edge");
}

#[test]
fn a_texture_can_be_patched() {
    let (mut raster, mut image) = scene(TextureOptions::NEAREST);
    let dot = ColorImage::new([1, 1], vec![Color32::from_rgb(1, 2, 3)]);
    let delta = ImageDelta::partial([1, 1], dot, TextureOptions::NEAREST);
    raster.set(TextureId::default(), &delta);
    let whole = Rect::from_min_max(Pos2::ZERO, pos2(8.0, 8.0));
    let uv = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    draw(
        &raster,
        &mut image,
        quad(whole, uv, Color32::WHITE),
        whole,
        1.0,
    );
    assert_eq!(at(&image, 7, 7), Color32::from_rgb(1, 2, 3));
    assert_eq!(at(&image, 0, 7), Color32::BLACK);
}

#[test]
fn png_reads_back() {
    let mut image = ColorImage::filled([3, 2], BACK);
    image.pixels[4] = Color32::from_rgb(9, 8, 7);
    let bytes = png(&image).expect("an image with a size");
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("small")];
    let info = reader.next_frame(&mut pixels).expect("a frame");
    assert_eq!((info.width, info.height), (3, 2));
    assert_eq!(&pixels[16..20], &[9, 8, 7, 255]);
}

#[test]
fn text_is_drawn_from_the_atlas_unblurred() {
    // A full block of ink must come out as the text colour itself, not a mix.
    let ctx = egui::Context::default();
    ctx.set_fonts(crate::ui::fonts::definitions());
    let mut raster = Raster::new();
    let mut image = ColorImage::filled([1, 1], BACK);
    for _ in 0..2 {
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(60.0, 60.0))),
            ..Default::default()
        };
        let output = ctx.run_ui(input, |ui| {
            ui.painter().text(
                pos2(5.0, 5.0),
                egui::Align2::LEFT_TOP,
                "I",
                egui::FontId::proportional(40.0),
                Color32::from_rgb(0, 0, 255),
            );
        });
        image = raster.draw(&ctx, output, [60, 60], Color32::WHITE);
    }
    let ink = image
        .pixels
        .iter()
        .filter(|p| **p == Color32::from_rgb(0, 0, 255))
        .count();
    let mixed = image
        .pixels
        .iter()
        .filter(|p| p.r() == p.g() && p.r() > 0 && p.r() < 255)
        .count();
    assert!(ink > 60, "{ink}");
    assert!(
        mixed < ink,
        "{mixed} mixed pixels against {ink} of full ink"
    );
}
