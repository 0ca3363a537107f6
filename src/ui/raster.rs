//! egui drawn on the CPU: triangles to pixels, as the graphics card does it.
//!
//! For pictures without a window and for tests that are the same on every machine. It
//! follows egui's own shaders: positions snapped to 1/256 px, pixel centres inside by the
//! top-left rule, textures sampled between texels, colours multiplied and blended
//! premultiplied in gamma space, clip rectangles rounded to pixels. The one thing left out
//! is dithering, which leaves flat colours alone.

mod triangle;

use std::collections::HashMap;

use eframe::egui::{
    self, Color32, ColorImage, FullOutput, ImageData, TextureFilter, TextureId, TextureOptions,
    TextureWrapMode, TexturesDelta,
    epaint::{ClippedPrimitive, ImageDelta, Mesh, Primitive, Vertex},
};

use triangle::{Attributes, Clip};

/// A texture as it lies on the card.
#[derive(Debug, Clone)]
struct Texture {
    image: ColorImage,
    options: TextureOptions,
}

/// Holds the textures from frame to frame and draws frames.
#[derive(Debug, Clone, Default)]
pub struct Raster {
    textures: HashMap<TextureId, Texture>,
}

impl Raster {
    /// A renderer without textures.
    pub fn new() -> Self {
        Self::default()
    }

    /// Tessellates `output` and draws it on a fresh image of `size` pixels filled with
    /// `background`. Keeps the textures for the next frame.
    pub fn draw(
        &mut self,
        ctx: &egui::Context,
        mut output: FullOutput,
        size: [usize; 2],
        background: Color32,
    ) -> ColorImage {
        self.upload(&output.textures_delta);
        let gone = std::mem::take(&mut output.textures_delta);
        let scale = output.pixels_per_point;
        let primitives = ctx.tessellate(output.shapes, scale);
        let mut image = ColorImage::filled(size, background);
        for primitive in &primitives {
            self.primitive(&mut image, primitive, scale);
        }
        self.free(gone);
        image
    }

    /// Takes over the textures of a frame that is not drawn.
    pub fn skip(&mut self, mut output: FullOutput) {
        self.upload(&output.textures_delta);
        self.free(std::mem::take(&mut output.textures_delta));
    }

    fn upload(&mut self, delta: &TexturesDelta) {
        for (id, deltas) in &delta.set {
            for delta in deltas {
                self.set(*id, delta);
            }
        }
    }

    /// Forgets the textures a frame was the last to use. egui insists that a delta is emptied.
    fn free(&mut self, mut delta: TexturesDelta) {
        for id in &delta.free {
            self.textures.remove(id);
        }
        delta.clear();
    }

    fn set(&mut self, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(source) = &delta.image;
        match (delta.pos, self.textures.get_mut(&id)) {
            (Some([left, top]), Some(texture)) => {
                texture.options = delta.options;
                let [width, height] = source.size;
                let stride = texture.image.size[0];
                for row in 0..height {
                    let from = source.pixels.get(row * width..(row + 1) * width);
                    let start = (top + row) * stride + left;
                    let to = texture.image.pixels.get_mut(start..start + width);
                    if let (Some(from), Some(to)) = (from, to) {
                        to.copy_from_slice(from);
                    }
                }
            }
            _ => {
                let texture = Texture {
                    image: (**source).clone(),
                    options: delta.options,
                };
                self.textures.insert(id, texture);
            }
        }
    }

    fn primitive(&self, image: &mut ColorImage, primitive: &ClippedPrimitive, scale: f32) {
        let Primitive::Mesh(mesh) = &primitive.primitive else {
            return; // Callbacks draw with the card itself; we ask for none.
        };
        let Some(texture) = self.textures.get(&mesh.texture_id) else {
            return;
        };
        let [width, height] = image.size;
        let edge = |points: f32, most: usize| (points * scale).round().clamp(0.0, most as f32);
        let clip = Clip {
            left: edge(primitive.clip_rect.min.x, width) as i64,
            top: edge(primitive.clip_rect.min.y, height) as i64,
            right: edge(primitive.clip_rect.max.x, width) as i64,
            bottom: edge(primitive.clip_rect.max.y, height) as i64,
        };
        draw_mesh(image, mesh, texture, clip, scale);
    }
}

fn draw_mesh(image: &mut ColorImage, mesh: &Mesh, texture: &Texture, clip: Clip, scale: f32) {
    let stride = image.size[0];
    for corners in mesh.triangles() {
        let vertex = |index: u32| mesh.vertices.get(index as usize);
        let [Some(a), Some(b), Some(c)] = corners.map(vertex) else {
            continue;
        };
        let positions = [a, b, c].map(|v| [v.pos.x * scale, v.pos.y * scale]);
        let flat = a.color == b.color && b.color == c.color;
        if flat && a.uv == b.uv && b.uv == c.uv {
            let colour = multiply(rgba(a.color), texture.sample(a.uv.x, a.uv.y));
            if colour[3] <= 0.0 && colour[..3].iter().all(|part| *part <= 0.0) {
                continue;
            }
            triangle::spans(positions, clip, |y, from, to| {
                let row = y * stride;
                if let Some(pixels) = image.pixels.get_mut(row + from..row + to) {
                    fill(pixels, colour);
                }
            });
        } else {
            let attributes = Attributes::new(positions, [a, b, c].map(varying));
            triangle::spans(positions, clip, |y, from, to| {
                let row = y * stride;
                let Some(pixels) = image.pixels.get_mut(row + from..row + to) else {
                    return;
                };
                for (offset, pixel) in pixels.iter_mut().enumerate() {
                    let [u, v, r, g, b, a] = attributes.at(from + offset, y);
                    let colour = multiply([r, g, b, a], texture.sample(u, v));
                    *pixel = blend(*pixel, colour);
                }
            });
        }
    }
}

/// What the vertex shader hands to the pixels: texture position and colour.
fn varying(vertex: &Vertex) -> [f64; 6] {
    let [r, g, b, a] = rgba(vertex.color).map(f64::from);
    [f64::from(vertex.uv.x), f64::from(vertex.uv.y), r, g, b, a]
}

/// A colour with parts from 0 to 1, premultiplied, in gamma space.
type Rgba = [f32; 4];

fn rgba(colour: Color32) -> Rgba {
    colour.to_array().map(|byte| f32::from(byte) / 255.0)
}

fn multiply(a: Rgba, b: Rgba) -> Rgba {
    [a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3]]
}

/// Source over destination, rounded to bytes as the frame buffer does.
fn blend(under: Color32, over: Rgba) -> Color32 {
    let keep = 1.0 - over[3];
    let mut bytes = under.to_array();
    for (byte, part) in bytes.iter_mut().zip(over) {
        *byte = (part * 255.0 + f32::from(*byte) * keep).round() as u8;
    }
    let [r, g, b, a] = bytes;
    Color32::from_rgba_premultiplied(r, g, b, a)
}

fn fill(pixels: &mut [Color32], colour: Rgba) {
    if colour[3] >= 1.0 {
        pixels.fill(blend(Color32::TRANSPARENT, colour));
    } else {
        for pixel in pixels {
            *pixel = blend(*pixel, colour);
        }
    }
}

impl Texture {
    /// The texel or the mix of four at `u`, `v` (0 to 1 over the texture).
    fn sample(&self, u: f32, v: f32) -> Rgba {
        let [width, height] = self.image.size;
        let (x, y) = (u * width as f32, v * height as f32);
        if self.options.magnification == TextureFilter::Nearest {
            return self.texel(x.floor() as i64, y.floor() as i64);
        }
        // Cards mix in steps of 1/256; so text whose texels fall on pixels stays untouched.
        let steps = |value: f32| ((value - 0.5) * 256.0).round() as i64;
        let (x, y) = (steps(x), steps(y));
        let (left, top) = (x.div_euclid(256), y.div_euclid(256));
        let (fx, fy) = (x.rem_euclid(256), y.rem_euclid(256));
        if fx == 0 && fy == 0 {
            return self.texel(left, top);
        }
        let mix = |a: Rgba, b: Rgba, part: i64| -> Rgba {
            let part = part as f32 / 256.0;
            std::array::from_fn(|i| a[i] + (b[i] - a[i]) * part)
        };
        let upper = mix(self.texel(left, top), self.texel(left + 1, top), fx);
        let lower = mix(self.texel(left, top + 1), self.texel(left + 1, top + 1), fx);
        mix(upper, lower, fy)
    }

    fn texel(&self, x: i64, y: i64) -> Rgba {
        let [width, height] = self.image.size;
        let wrap = |at: i64, size: usize| -> usize {
            let size = size.max(1) as i64;
            let at = match self.options.wrap_mode {
                TextureWrapMode::ClampToEdge => at.clamp(0, size - 1),
                TextureWrapMode::Repeat => at.rem_euclid(size),
                TextureWrapMode::MirroredRepeat => {
                    let phase = at.rem_euclid(2 * size);
                    phase.min(2 * size - 1 - phase)
                }
            };
            at as usize
        };
        let index = wrap(y, height) * width + wrap(x, width);
        self.image.pixels.get(index).map_or([1.0; 4], |c| rgba(*c))
    }
}

/// The image as a PNG file.
///
/// # Errors
/// When the encoder refuses, which only an image of no size makes it do.
pub fn png(image: &ColorImage) -> Result<Vec<u8>, png::EncodingError> {
    let [width, height] = image.size;
    let side = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side(width), side(height));
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    let straight: Vec<u8> = image
        .pixels
        .iter()
        .flat_map(|pixel| pixel.to_srgba_unmultiplied())
        .collect();
    writer.write_image_data(&straight)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
