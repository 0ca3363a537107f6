//! `dong-hanh render`: a tab as a picture, drawn on the processor: no screen, no graphics card.

use super::{FAILED, FINE, Out, UNUSABLE, day, open, shown};
use crate::text::strings::Lang;
use crate::ui::headless;
use crate::ui::preview::Preview;
use crate::ui::tabs::{self, States};
use crate::ui::view::Tab;
use chrono::NaiveDate;
use eframe::egui::{ColorImage, vec2};
use std::io;
use std::path::Path;

/// How the picture looks.
pub(super) struct Look {
    /// Which tab.
    pub tab: Tab,
    /// Width and height in pixels.
    pub size: [usize; 2],
    /// The dark theme.
    pub dark: bool,
    /// The day to take for today.
    pub today: Option<NaiveDate>,
}

/// Draws a tab of the document in `file` into the picture `to`; an older picture there is replaced.
pub(super) fn render(file: &Path, to: &Path, look: &Look, out: &mut Out<'_>) -> u8 {
    let opened = match open(file, out.findings()) {
        Ok(opened) => opened,
        Err(unread) => return out.refuse(&unread.sentence, UNUSABLE),
    };
    let today = day(look.today, &opened.document);
    let image = draw(opened.document, look, today, out.lang);
    let words = out.words();
    match write_png(to, &image) {
        Ok(()) => {
            out.line(&words.drawn(&shown(to)));
            FINE
        }
        Err(error) => out.refuse(&words.not_written(&shown(to), &error.to_string()), FAILED),
    }
}

fn draw(
    document: crate::change::Document,
    look: &Look,
    today: NaiveDate,
    lang: Lang,
) -> ColorImage {
    let mut preview = Preview::of(document);
    preview.today = today;
    preview.lang = lang;
    let mut states = States::default();
    // Both are at most 8192, which a float holds exactly.
    let [width, height] = look.size.map(|n| n as f32);
    headless::picture(vec2(width, height), 1.0, look.dark, |ui| {
        preview.frame(|view, commands| tabs::show(ui, look.tab, view, &mut states, commands));
    })
}

/// Writes a picture, whole or not at all: into a temporary file beside it first.
fn write_png(to: &Path, image: &ColorImage) -> io::Result<()> {
    let dir = match to.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    let mut file = temporary(dir)?;
    let side = |n: usize| u32::try_from(n).map_err(io::Error::other);
    let [width, height] = image.size;
    let mut encoder = png::Encoder::new(
        io::BufWriter::new(file.as_file_mut()),
        side(width)?,
        side(height)?,
    );
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    let rgb: Vec<u8> = image
        .pixels
        .iter()
        .flat_map(|p| [p.r(), p.g(), p.b()])
        .collect();
    writer.write_image_data(&rgb)?;
    writer.finish()?;
    file.persist(to).map_err(|e| e.error)?;
    Ok(())
}

/// A temporary file with the permissions of any new file of the user's (a temporary one is private by itself).
fn temporary(dir: &Path) -> io::Result<tempfile::NamedTempFile> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        tempfile::Builder::new()
            .permissions(std::fs::Permissions::from_mode(0o666))
            .tempfile_in(dir)
    }
    #[cfg(not(unix))]
    tempfile::NamedTempFile::new_in(dir)
}
