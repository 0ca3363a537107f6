//! The values of the looks: colours of both themes, type roles, sizes, rows, radii, strokes.
//!
//! They live in `assets/tokens.json` (pixels are egui points at 100 %) and are parsed once.
//! No other file of the program names a colour.

mod contrast;
mod palette;
mod roles;
mod style;

pub use contrast::ratio as contrast_ratio;
pub use palette::{Palette, PartyColour, PartyColours, Tone, ToneColours};
pub use roles::{Face, Role, RoleSpec};
pub use style::{Motion, apply, motion};

use std::collections::BTreeMap;
use std::sync::LazyLock;

use eframe::egui;
use serde::Deserialize;

/// The text of the asset, compiled into the program.
const ASSET: &str = include_str!("../../assets/tokens.json");

/// Both themes, parsed on first use.
#[expect(
    clippy::expect_used,
    reason = "what is compiled in cannot be missing; a test reads it"
)]
static THEMES: LazyLock<[Tokens; 2]> = LazyLock::new(|| {
    parse(ASSET).expect("the asset is compiled in and the test `asset_parses` parses it")
});

/// Everything a widget needs to know to look right in one theme.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// `true` for the dark theme.
    pub dark: bool,
    /// The colours.
    pub palette: Palette,
    /// Heights and widths of the parts of the window and of the controls.
    pub size: Sizes,
    /// Row heights by kind of list.
    pub row: Rows,
    /// Corner radii.
    pub radius: Radii,
    /// Line widths and dash patterns.
    pub stroke: Strokes,
    /// Shadows of the two kinds of floating surfaces.
    pub shadow: Shadows,
    /// Window sizes at which the layout changes.
    pub breakpoint: Breakpoints,
    /// Lengths of the few animations.
    pub motion_ms: MotionMs,
}

impl Tokens {
    /// The tokens of the theme that `ui` is drawn in.
    pub fn of(ui: &egui::Ui) -> &'static Tokens {
        Self::theme(ui.visuals().dark_mode)
    }

    /// The tokens of the context's current theme.
    pub fn of_ctx(ctx: &egui::Context) -> &'static Tokens {
        Self::theme(ctx.theme() == egui::Theme::Dark)
    }

    /// The tokens of the dark or of the light theme.
    pub fn theme(dark: bool) -> &'static Tokens {
        let [light, night] = &*THEMES;
        if dark { night } else { light }
    }
}

/// How densely a window of a given height is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// The normal layout.
    #[default]
    Regular,
    /// Windows lower than 720 points: smaller bars and rows.
    Compact,
}

impl Density {
    /// The density for a window whose inside is `height` points high.
    pub fn for_height(height: f32) -> Self {
        if height < Tokens::theme(false).breakpoint.compact_height {
            Self::Compact
        } else {
            Self::Regular
        }
    }

    /// Picks one of two values.
    pub fn pick<T>(self, regular: T, compact: T) -> T {
        match self {
            Self::Regular => regular,
            Self::Compact => compact,
        }
    }
}

/// Heights and widths of the parts of the window and of the controls, in points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    missing_docs,
    reason = "each name says which part of the window it measures"
)]
pub struct Sizes {
    pub top_bar: f32,
    pub top_bar_compact: f32,
    pub nav_width: f32,
    pub nav_rail: f32,
    pub nav_item: f32,
    pub inspector_width: f32,
    pub inspector_min: f32,
    pub inspector_max: f32,
    pub status_bar: f32,
    pub page_header: f32,
    pub page_header_compact: f32,
    pub official_text_width: f32,
    pub official_text_min: f32,
    pub official_text_max: f32,
    pub button: f32,
    pub button_small: f32,
    pub input: f32,
    pub min_target: f32,
    pub card_header: f32,
    pub chip: f32,
    pub chip_small: f32,
    pub field_label: f32,
    pub content_padding: f32,
    pub card_gap: f32,
    pub card_padding: f32,
    pub dialog_width: f32,
    pub toast_width: f32,
    pub timeline_label_width: f32,
    pub timeline_label_width_wide: f32,
    pub plan_band: f32,
    pub time_axis: f32,
    pub timeline_bar: f32,
    pub timeline_baseline: f32,
    pub milestone: f32,
    pub drag_handle_hit: f32,
}

/// Row heights by kind of list, in points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each name says which list it measures")]
pub struct Rows {
    pub attention: f32,
    pub attention_compact: f32,
    pub activity_two_line: f32,
    pub clause_group_header: f32,
    pub table: f32,
    pub table_compact: f32,
    pub table_header: f32,
    pub read_only_compact: f32,
    pub housing: f32,
    pub timeline: f32,
    pub timeline_wide: f32,
    pub merge_change: f32,
    pub inspector_field: f32,
    pub inspector_amount: f32,
    pub menu_option: f32,
    pub progress: f32,
    pub present_row: f32,
}

/// Corner radii, in points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each name says which shape it rounds")]
pub struct Radii {
    pub bar: u8,
    pub chip: u8,
    pub input: u8,
    pub button: u8,
    pub card: u8,
    pub popover: u8,
    pub dialog: u8,
}

/// Line widths and dash patterns (dash, gap), in points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each name says which line it draws")]
pub struct Strokes {
    pub hairline: f32,
    pub focus: f32,
    pub selected_edge: f32,
    pub selected_bar: f32,
    pub today: f32,
    pub seal_pending: f32,
    pub commit_tick: f32,
    pub summary_bracket: f32,
    pub dash_empty: [f32; 2],
    pub dash_pending: [f32; 2],
}

/// The shadow under a floating surface.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShadowSpec {
    /// Right and down, in points.
    pub offset: [i8; 2],
    /// Width of the soft edge, in points.
    pub blur: u8,
}

/// Shadows of the two kinds of floating surfaces; all other surfaces are flat.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shadows {
    /// Popovers, menus, tooltips.
    pub popover: ShadowSpec,
    /// Dialogs.
    pub dialog: ShadowSpec,
}

/// Window sizes (inside, in points) at which the layout changes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breakpoints {
    /// Below this height the compact layout applies.
    pub compact_height: f32,
    /// Below this width the inspector lies over the content.
    pub narrow_width: f32,
    /// Below this width the navigation becomes a rail of icons.
    pub rail_width: f32,
    /// The narrowest window.
    pub min_width: f32,
    /// The lowest window.
    pub min_height: f32,
}

/// Lengths of the few animations, in milliseconds; none runs when motion is off.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each name says what moves")]
pub struct MotionMs {
    pub popover: f32,
    pub panel: f32,
    pub collapse: f32,
    pub zoom: f32,
    pub toast: f32,
}

/// The asset as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    themes: Themes,
    /// Pairs of colour names whose contrast the tests recompute.
    #[serde(rename = "contrast")]
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "read by the contrast test alone")
    )]
    contrast: contrast::Pairs,
    roles: BTreeMap<Role, RoleSpec>,
    sizes: Sizes,
    rows: Rows,
    radius: Radii,
    stroke: Strokes,
    shadow: Shadows,
    breakpoints: Breakpoints,
    motion_ms: MotionMs,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Themes {
    light: Palette,
    dark: Palette,
}

/// The light and the dark tokens out of the asset's text.
fn parse(text: &str) -> serde_json::Result<[Tokens; 2]> {
    let asset: Asset = serde_json::from_str(text)?;
    let tokens = |dark: bool, palette: Palette| Tokens {
        dark,
        palette,
        size: asset.sizes.clone(),
        row: asset.rows.clone(),
        radius: asset.radius.clone(),
        stroke: asset.stroke.clone(),
        shadow: asset.shadow.clone(),
        breakpoint: asset.breakpoints.clone(),
        motion_ms: asset.motion_ms.clone(),
    };
    Ok([
        tokens(false, asset.themes.light),
        tokens(true, asset.themes.dark),
    ])
}

/// The type roles out of the asset's text.
fn parse_roles(text: &str) -> serde_json::Result<BTreeMap<Role, RoleSpec>> {
    serde_json::from_str::<Asset>(text).map(|asset| asset.roles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asset_parses() {
        let [light, dark] = parse(ASSET).expect("tokens.json must parse");
        assert!(!light.dark && dark.dark);
        assert_ne!(light.palette.bg, dark.palette.bg);
        parse_roles(ASSET).expect("roles must parse");
    }

    #[test]
    fn an_unknown_or_missing_token_is_an_error() {
        let extra = ASSET.replacen("\"hairline\"", "\"hair_line\"", 1);
        assert!(parse(&extra).is_err());
        let bad_colour = ASSET.replacen("#F0EDE6", "#F0EDEX", 1);
        assert!(parse(&bad_colour).is_err());
    }

    #[test]
    fn density_follows_the_height() {
        assert_eq!(Density::for_height(768.0), Density::Regular);
        assert_eq!(Density::for_height(720.0), Density::Regular);
        assert_eq!(Density::for_height(719.0), Density::Compact);
    }

    #[test]
    fn targets_are_large_enough() {
        let t = Tokens::theme(false);
        for side in [
            t.size.button,
            t.size.button_small,
            t.size.input,
            t.size.nav_item,
        ] {
            assert!(side >= t.size.min_target);
        }
        assert!(t.size.min_target >= 28.0);
    }
}
