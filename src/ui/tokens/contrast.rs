//! Contrast between two colours, after WCAG 2: relative luminance, from 1 to 21.

use eframe::egui::Color32;
use serde::Deserialize;

/// The pairs of colours that must be told apart, by name; `party.part` for the parties.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "the pairs exist for the tests"))]
pub(super) struct Pairs {
    /// Text on a fill: at least 4.5.
    text: Vec<(String, String)>,
    /// Outlines of inputs and bars against their background: at least 3.
    outline: Vec<(String, String)>,
}

/// The contrast ratio of two opaque colours.
pub fn ratio(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Color32) -> f32 {
    let channel = |byte: u8| {
        let value = f32::from(byte) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::tokens::{ASSET, Asset, Tokens};

    #[test]
    fn known_ratios() {
        assert!((ratio(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((ratio(Color32::WHITE, Color32::WHITE) - 1.0).abs() < 0.001);
        // #767676 on white is the textbook border of 4.5.
        let grey = ratio(Color32::from_gray(0x76), Color32::WHITE);
        assert!((4.5..4.6).contains(&grey), "{grey}");
    }

    #[test]
    fn listed_pairs_are_readable_in_both_themes() {
        let asset: Asset = serde_json::from_str(ASSET).expect("tokens.json must parse");
        assert!(asset.contrast.text.len() > 60);
        let mut failures = Vec::new();
        for dark in [false, true] {
            let palette = &Tokens::theme(dark).palette;
            let colour = |name: &str| {
                palette
                    .by_name(name)
                    .unwrap_or_else(|| panic!("no colour {name}"))
            };
            for (pairs, least) in [(&asset.contrast.text, 4.5), (&asset.contrast.outline, 3.0)] {
                for (fg, bg) in pairs {
                    let got = ratio(colour(fg), colour(bg));
                    if got < least {
                        failures.push(format!("{fg} on {bg}, dark {dark}: {got:.2} < {least}"));
                    }
                }
            }
        }
        assert!(failures.is_empty(), "{failures:#?}");
    }
}
