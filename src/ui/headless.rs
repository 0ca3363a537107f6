//! A view without a window: runs a piece of user interface and gives back a picture.
//!
//! Used to export charts as pictures and to look at widgets in tests. Two runs give the
//! same bytes: the clock is its own, nothing moves, and the text cursor does not blink.

use eframe::egui::{
    self, Color32, ColorImage, FullOutput, Pos2, RawInput, Rect, Theme, Vec2, ViewportId,
};

use super::raster::Raster;
use super::tokens::{Motion, Tokens};

/// Frames after which a view counts as settled even if it still asks for more.
const MOST_FRAMES: usize = 12;
/// What the view's own clock advances by from frame to frame, in seconds; long enough for
/// a tooltip to have appeared when a view has settled.
const FRAME_SECONDS: f64 = 0.2;

/// A context of its own with our fonts and tokens, and the textures it has made.
pub struct HeadlessView {
    ctx: egui::Context,
    raster: Raster,
    /// In points.
    size: Vec2,
    /// Pixels per point.
    scale: f32,
    /// Seconds since the start.
    time: f64,
    events: Vec<egui::Event>,
}

impl HeadlessView {
    /// A view of `size` points in a theme, drawn at `scale` pixels per point.
    pub fn new(size: Vec2, scale: f32, dark: bool) -> Self {
        let ctx = egui::Context::default();
        super::install(&ctx, Motion::Off);
        ctx.set_theme(if dark { Theme::Dark } else { Theme::Light });
        Self {
            ctx,
            raster: Raster::new(),
            size,
            scale,
            time: 0.0,
            events: Vec::new(),
        }
    }

    /// The context, to change its memory or to read its answers.
    pub fn ctx(&self) -> &egui::Context {
        &self.ctx
    }

    /// Something the user does before the next frame.
    pub fn event(&mut self, event: egui::Event) {
        self.events.push(event);
    }

    /// Moves the pointer to `pos`, in points, before the next frame.
    pub fn point_at(&mut self, pos: Pos2) {
        self.event(egui::Event::PointerMoved(pos));
    }

    /// Runs `ui` until it stops asking for another frame and returns its last picture.
    pub fn render(&mut self, mut ui: impl FnMut(&mut egui::Ui)) -> ColorImage {
        let mut output = self.frame(&mut ui);
        for _ in 1..MOST_FRAMES {
            if settled(&output) && self.events.is_empty() && self.ctx.cumulative_frame_nr() > 1 {
                break;
            }
            self.raster.skip(output);
            output = self.frame(&mut ui);
        }
        let pixels = |points: f32| (points * self.scale).round().max(1.0) as usize;
        let size = [pixels(self.size.x), pixels(self.size.y)];
        let background = Tokens::of_ctx(&self.ctx).palette.bg;
        self.raster.draw(&self.ctx, output, size, background)
    }

    /// Runs one frame and returns what egui gives the window.
    fn frame(&mut self, ui: &mut impl FnMut(&mut egui::Ui)) -> FullOutput {
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            predicted_dt: FRAME_SECONDS as f32,
            focused: true,
            events: std::mem::take(&mut self.events),
            max_texture_side: Some(4096),
            ..Default::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(self.scale);
        }
        self.time += FRAME_SECONDS;
        self.ctx.run_ui(input, ui)
    }
}

/// Whether nothing asks for another frame at once.
fn settled(output: &FullOutput) -> bool {
    output
        .viewport_output
        .values()
        .all(|viewport| !viewport.repaint_delay.is_zero())
}

/// A picture of `ui` in one call.
pub fn picture(size: Vec2, scale: f32, dark: bool, ui: impl FnMut(&mut egui::Ui)) -> ColorImage {
    HeadlessView::new(size, scale, dark).render(ui)
}

/// How many pixels of two pictures of one size differ by more than `tolerance` in a part.
/// `None` when the sizes differ.
pub fn difference(a: &ColorImage, b: &ColorImage, tolerance: u8) -> Option<usize> {
    (a.size == b.size).then(|| {
        let differ = |(x, y): &(&Color32, &Color32)| {
            let (x, y) = (x.to_array(), y.to_array());
            x.iter().zip(y).any(|(p, q)| p.abs_diff(q) > tolerance)
        };
        a.pixels.iter().zip(&b.pixels).filter(differ).count()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::vec2;

    #[test]
    fn two_runs_give_the_same_picture_and_themes_differ() {
        let run = |dark| {
            picture(vec2(200.0, 80.0), 1.5, dark, |ui| {
                ui.label("Đồng Hành 1.234,5");
                let mut text = String::from("đang gõ");
                ui.text_edit_singleline(&mut text).request_focus();
            })
        };
        let first = run(false);
        assert_eq!(first.size, [300, 120]);
        assert_eq!(difference(&first, &run(false), 0), Some(0));
        assert!(difference(&first, &run(true), 0).is_some_and(|n| n > 20_000));
    }

    #[test]
    fn a_restless_view_still_ends() {
        let mut frames = 0;
        let _ = picture(vec2(20.0, 20.0), 1.0, false, |ui| {
            frames += 1;
            ui.ctx().request_repaint();
        });
        assert!((2..=40).contains(&frames), "{frames}");
    }

    #[test]
    fn a_tooltip_appears_over_time() {
        let mut view = HeadlessView::new(vec2(200.0, 100.0), 1.0, false);
        let hover = |ui: &mut egui::Ui| {
            ui.label("x").on_hover_text("A tooltip");
        };
        let without = view.render(hover);
        view.point_at(egui::pos2(6.0, 8.0));
        let with = view.render(hover);
        assert!(difference(&without, &with, 8).is_some_and(|n| n > 200));
    }
}
