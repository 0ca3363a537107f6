//! The shipped typefaces, and nothing else: every machine shows the same letters.
//!
//! IBM Plex Sans (SIL OFL) for the program's own text — its digits all share one width —
//! and Tinos (SIL OFL, the metrics of Times New Roman) for official text. The pictograms are
//! subsets of Phosphor (MIT), see [`super::icons`]. egui's own fonts are left out because
//! they cannot draw Vietnamese.

use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily};

use super::tokens::Face;

/// The bytes of a face.
pub const fn bytes(face: Face) -> &'static [u8] {
    match face {
        Face::Regular => include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf"),
        Face::Medium => include_bytes!("../../assets/fonts/IBMPlexSans-Medium.ttf"),
        Face::SemiBold => include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf"),
        Face::Bold => include_bytes!("../../assets/fonts/IBMPlexSans-Bold.ttf"),
        Face::Official => include_bytes!("../../assets/fonts/Tinos-Regular.ttf"),
        Face::OfficialBold => include_bytes!("../../assets/fonts/Tinos-Bold.ttf"),
        Face::OfficialItalic => include_bytes!("../../assets/fonts/Tinos-Italic.ttf"),
        Face::OfficialBoldItalic => include_bytes!("../../assets/fonts/Tinos-BoldItalic.ttf"),
        Face::Icon => include_bytes!("../../assets/fonts/Phosphor.ttf"),
        Face::IconBold => include_bytes!("../../assets/fonts/Phosphor-Bold.ttf"),
        Face::IconFill => include_bytes!("../../assets/fonts/Phosphor-Fill.ttf"),
    }
}

/// A face that has a letter when `face` has not; icons have no stand-in.
const fn fallback(face: Face) -> Option<Face> {
    match face {
        Face::Regular | Face::Medium => Some(Face::Official),
        Face::SemiBold | Face::Bold => Some(Face::OfficialBold),
        Face::Official | Face::OfficialItalic => Some(Face::Regular),
        Face::OfficialBold | Face::OfficialBoldItalic => Some(Face::Bold),
        Face::Icon | Face::IconBold | Face::IconFill => None,
    }
}

/// The font definitions for [`eframe::egui::Context::set_fonts`].
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for face in Face::ALL {
        let data = FontData::from_static(bytes(face));
        fonts
            .font_data
            .insert(face.name().to_owned(), Arc::new(data));
        let chain = std::iter::once(face).chain(fallback(face));
        let names: Vec<String> = chain.map(|f| f.name().to_owned()).collect();
        if face == Face::Regular {
            // Plex has digits of one width, which is all that we ask of a monospace face.
            fonts.families.insert(FontFamily::Monospace, names.clone());
        }
        fonts.families.insert(face.family(), names);
    }
    fonts
}

#[cfg(test)]
mod tests {
    use eframe::egui::{self, FontId};

    use super::*;

    /// The vowels that carry tone marks, each with the five marks, and đ.
    pub(crate) fn vietnamese_letters() -> Vec<char> {
        use unicode_normalization::UnicodeNormalization as _;
        let mut letters: Vec<char> = ('a'..='z').collect();
        for vowel in ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"] {
            for mark in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
                let composed: Vec<char> = format!("{vowel}{mark}").nfc().collect();
                assert_eq!(composed.len(), 1, "{vowel}{mark}");
                letters.extend(composed);
            }
        }
        letters.push('đ');
        let upper: Vec<char> = letters.iter().flat_map(|c| c.to_uppercase()).collect();
        letters.extend(upper);
        letters
    }

    /// Everything besides letters that our texts use.
    const SYMBOLS: &str =
        "0123456789 .,:;!?/\\|()[]{}<>+-=*&%@#$^_~'\"`…–—“”‘’·•−×≥≤±→←↑↓↔₫°½§«»‹›\u{a0}";

    fn with_ctx(test: impl FnOnce(&egui::Context)) {
        let ctx = egui::Context::default();
        ctx.set_fonts(definitions());
        ctx.run_ui(egui::RawInput::default(), |_| {})
            .textures_delta
            .clear();
        test(&ctx);
    }

    fn text_faces() -> impl Iterator<Item = Face> {
        Face::ALL.into_iter().filter(|f| fallback(*f).is_some())
    }

    #[test]
    fn every_vietnamese_letter_and_symbol_is_in_the_face_itself() {
        let letters = vietnamese_letters();
        let distinct: std::collections::BTreeSet<_> = letters.iter().collect();
        assert!(distinct.len() >= 134 + 52 - 24, "{}", distinct.len());
        with_ctx(|ctx| {
            for face in text_faces() {
                // Only the face itself: a stand-in would look foreign in the middle of a word.
                let mut alone = FontDefinitions::empty();
                let name = face.name().to_owned();
                alone
                    .font_data
                    .insert(name.clone(), Arc::new(FontData::from_static(bytes(face))));
                for family in [FontFamily::Proportional, FontFamily::Monospace] {
                    alone.families.insert(family, vec![name.clone()]);
                }
                ctx.set_fonts(alone);
                ctx.run_ui(egui::RawInput::default(), |_| {})
                    .textures_delta
                    .clear();
                let font = FontId::proportional(13.0);
                let marks = "\u{300}\u{301}\u{303}\u{309}\u{323}\u{302}\u{306}\u{31b}";
                for c in letters
                    .iter()
                    .copied()
                    .chain(SYMBOLS.chars())
                    .chain(marks.chars())
                {
                    assert!(
                        ctx.fonts_mut(|f| f.has_glyph(&font, c)),
                        "{face:?} lacks {c:?} U+{:04X}",
                        u32::from(c)
                    );
                }
                assert!(
                    !ctx.fonts_mut(|f| f.has_glyph(&font, '\u{4e00}')),
                    "control"
                );
            }
        });
    }

    #[test]
    fn a_check_mark_is_found_in_every_text_family() {
        with_ctx(|ctx| {
            for face in text_faces() {
                assert!(
                    ctx.fonts_mut(|f| f.has_glyph(&face.at(13.0), '✓')),
                    "{face:?}"
                );
            }
        });
    }

    #[test]
    fn digits_share_one_width() {
        with_ctx(|ctx| {
            for face in [Face::Regular, Face::Medium, Face::SemiBold, Face::Bold] {
                let width = |c: char| ctx.fonts_mut(|f| f.glyph_width(&face.at(13.0), c));
                for digit in '1'..='9' {
                    assert!((width(digit) - width('0')).abs() < 1e-4, "{face:?} {digit}");
                }
            }
        });
    }

    #[test]
    fn decomposed_text_is_as_wide_as_composed() {
        with_ctx(|ctx| {
            for face in text_faces() {
                let width = |text: &str| {
                    let galley = ctx.fonts_mut(|f| {
                        f.layout_no_wrap(text.to_owned(), face.at(40.0), egui::Color32::WHITE)
                    });
                    galley.size().x
                };
                let (nfc, nfd) = (width("ế"), width("e\u{302}\u{301}"));
                assert!((nfc - nfd).abs() < 1.0, "{face:?}: {nfc} {nfd}");
            }
        });
    }
}
