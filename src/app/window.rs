//! The real window: eframe around the [`App`], and which renderer draws it.

use super::jobs::Jobs;
use super::{App, Options};
use crate::store::paths::DataDir;
use crate::store::settings::{Settings, WindowPlace};
use crate::ui::tokens::Tokens;
use eframe::egui::{self, ViewportBuilder};

/// Who draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// wgpu: Direct3D 12, Vulkan, Metal, or OpenGL through it.
    Wgpu,
    /// Plain OpenGL.
    Glow,
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.logic(ctx);
        self.remember_window(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.ui(ui);
        STARTED.store(true, std::sync::atomic::Ordering::Relaxed);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        Tokens::theme(visuals.dark_mode)
            .palette
            .bg
            .to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.keep_settings();
    }
}

impl App {
    /// Remembers where the window is, to be kept when it closes.
    fn remember_window(&mut self, ctx: &egui::Context) {
        let zoom = ctx.zoom_factor();
        ctx.input(|i| {
            let v = i.viewport();
            let maximized = v.maximized.unwrap_or(false);
            if let Some(inner) = v.inner_rect
                && !maximized
                && inner.width() > 200.0
            {
                self.settings.window = Some(WindowPlace {
                    x: v.outer_rect.map(|r| r.left() * zoom),
                    y: v.outer_rect.map(|r| r.top() * zoom),
                    width: inner.width() * zoom,
                    height: inner.height() * zoom,
                    maximized: false,
                });
            } else if maximized && let Some(place) = &mut self.settings.window {
                place.maximized = true;
            }
        });
    }
}

/// Opens the window and runs until it closes.
///
/// # Errors
/// No display, or this renderer does not work here.
pub fn run(options: Options, renderer: Renderer) -> Result<(), eframe::Error> {
    let data = DataDir::find();
    let place = data.as_ref().and_then(|d| {
        Settings::load(&crate::store::RealFs, &d.settings_file())
            .settings
            .window
    });
    let least = Tokens::theme(false).breakpoint.clone();
    let mut viewport = ViewportBuilder::default()
        .with_app_id("dong-hanh")
        .with_title("Đồng Hành")
        .with_drag_and_drop(true)
        .with_min_inner_size([least.min_width.min(900.0), least.min_height])
        .with_inner_size([1280.0, 720.0]);
    if let Some(place) = place {
        viewport = viewport
            .with_inner_size([
                place.width.clamp(640.0, 8000.0),
                place.height.clamp(480.0, 8000.0),
            ])
            .with_maximized(place.maximized);
    }
    let native = eframe::NativeOptions {
        viewport,
        renderer: match renderer {
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            Renderer::Glow => eframe::Renderer::Glow,
        },
        persist_window: false,
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    eframe::run_native(
        "dong-hanh",
        native,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            let jobs = Jobs::threaded(move || ctx.request_repaint());
            let file = options.file.is_some();
            let mut app = App::new(options, data, jobs);
            if !file {
                app.offer_unsaved();
            }
            Ok(Box::new(app))
        }),
    )
}

/// The variable that names the renderer: `wgpu` or `glow`.
const RENDERER: &str = "DONG_HANH_RENDERER";

/// Opens the window with the renderer that works here: wgpu first, then plain OpenGL in a fresh
/// process, as a renderer that failed may leave the process unusable. Returns the exit code; where
/// nothing works, one plain sentence says what to do.
#[must_use]
pub fn open(options: &Options, lang: crate::text::strings::Lang) -> u8 {
    let asked = std::env::var(RENDERER).ok();
    let renderer = if asked.as_deref() == Some("glow") {
        Renderer::Glow
    } else {
        Renderer::Wgpu
    };
    quiet_panics();
    let tried = {
        let options = options.clone();
        std::panic::catch_unwind(move || run(options, renderer))
    };
    match tried {
        Ok(Ok(())) => return 0,
        Ok(Err(error)) => log::info!("{renderer:?}: {error}"),
        Err(_) if STARTED.load(std::sync::atomic::Ordering::Relaxed) => {
            eprintln!("{}", super::shell::texts(lang).crashed());
            return 1;
        }
        Err(_) => log::info!("{renderer:?}: panic at start"),
    }
    if asked.is_none() && has_display() {
        let again = std::env::current_exe().and_then(|program| {
            std::process::Command::new(program)
                .args(std::env::args_os().skip(1))
                .env(RENDERER, "glow")
                .status()
        });
        if let Ok(status) = again {
            return u8::try_from(status.code().unwrap_or(1)).unwrap_or(1);
        }
    }
    eprintln!("{}", super::shell::texts(lang).renderer_failed());
    1
}

/// Whether there is a screen at all; told only where the environment says so.
fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    !cfg!(all(unix, not(target_os = "macos")))
        || set("DISPLAY")
        || set("WAYLAND_DISPLAY")
        || set("WAYLAND_SOCKET")
}

/// Set once the first frame was drawn.
pub(super) static STARTED: std::sync::atomic::AtomicBool =
    std::sync::atomic::AtomicBool::new(false);

/// A panic is logged, not thrown at the user as a backtrace; what was done is in the journal.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let text = info.payload_as_str().unwrap_or_default();
        log::error!("panic at {place}: {text}");
    }));
}
