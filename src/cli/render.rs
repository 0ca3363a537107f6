//! `dong-hanh render`: a tab as a picture, drawn on the processor: no screen, no graphics card.

use super::{FAILED, FINE, Out, UNUSABLE, open, shown};
use crate::app::picture::{Shot, picture};
use crate::ui::view::{Selection, Tab};
use chrono::NaiveDate;
use eframe::egui::ColorImage;
use std::io;
use std::path::Path;

/// How the picture looks.
pub(super) struct Look {
    /// Which tab.
    pub tab: Tab,
    /// Width and height in pixels.
    pub size: [u32; 2],
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
    let shot = Shot {
        tab: look.tab,
        size: look.size,
        dark: look.dark,
        lang: out.lang,
        today: look.today,
        selection: Selection::Nothing,
        file: Some(file.to_owned()),
    };
    let image = picture(opened.document, &shot);
    let words = out.words();
    match write_png(to, &image) {
        Ok(()) => {
            out.line(&words.drawn(&shown(to)));
            FINE
        }
        Err(error) => out.refuse(&words.not_written(&shown(to), &error.to_string()), FAILED),
    }
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
