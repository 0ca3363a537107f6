//! The colours of one theme, and the meanings that choose among them.

use eframe::egui::Color32;
use serde::{Deserialize, Deserializer, de::Error as _};

/// Writes the palette once: the fields, their meaning, and the look-up by name for the tests.
macro_rules! palette {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// The colours of one theme.
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Palette {
            $($(#[doc = $doc])+ #[serde(deserialize_with = "hex")] pub $name: Color32,)+
            /// The parties' colours; used for seals, authorship, lead unit and funding side only.
            pub parties: Parties,
        }

        impl Palette {
            /// A colour by its name in the asset, for the contrast test.
            #[cfg(test)]
            pub(super) fn by_name(&self, name: &str) -> Option<Color32> {
                match name {
                    $(stringify!($name) => Some(self.$name),)+
                    _ => self.parties.by_name(name),
                }
            }
        }
    };
}

palette! {
    /// Window background.
    bg,
    /// Top bar, navigation, inspector, status bar.
    panel,
    /// Cards, tables, chart canvas.
    surface,
    /// Background of official text.
    paper,
    /// Popovers and dialogs.
    raised,
    /// Hairline divider.
    line,
    /// Strong divider, button border.
    line_strong,
    /// Input border, dashed outline of something empty (at least 3:1).
    ctl,
    /// Fill of a hovered row or button.
    hover,
    /// Primary text.
    text,
    /// Secondary text.
    text2,
    /// Labels, units, the dash of an empty value.
    text3,
    /// Selection, focus, primary action, today line ("mực tím").
    accent,
    /// Primary button under the pointer.
    accent_hover,
    /// Fill of a selected row or tab.
    accent_soft,
    /// Accent outline on soft fills.
    accent_line,
    /// Text on the accent.
    on_accent,
    /// Overdue, errors, spending beyond the allocation.
    overdue,
    /// Fill behind [`Self::overdue`].
    overdue_soft,
    /// Outline around [`Self::overdue_soft`].
    overdue_line,
    /// Due soon, notes, waiting.
    soon,
    /// Fill behind [`Self::soon`].
    soon_soft,
    /// Outline around [`Self::soon_soft`].
    soon_line,
    /// Done, complete.
    done,
    /// Fill behind [`Self::done`].
    done_soft,
    /// Outline around [`Self::done_soft`].
    done_line,
    /// In progress.
    doing,
    /// Fill behind [`Self::doing`].
    doing_soft,
    /// Not started, paused.
    idle,
    /// Fill behind [`Self::idle`]; also of disabled controls.
    idle_soft,
    /// Neutral column of a chart.
    bar_idle,
    /// The finished part of a running bar.
    bar_doing,
    /// Fill of a finished bar, always with a 1 px stroke of [`Self::done`].
    bar_done,
    /// Baseline bar.
    base,
    /// Grid of a chart.
    grid,
    /// Colour of a popover's shadow.
    shadow,
    /// The veil behind a dialog.
    scrim,
}

/// The four sets of party colours.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parties {
    terracotta: PartyColours,
    teal: PartyColours,
    plum: PartyColours,
    olive: PartyColours,
}

impl Parties {
    #[cfg(test)]
    fn by_name(&self, name: &str) -> Option<Color32> {
        let (party, part) = name.split_once('.')?;
        let colours = match party {
            "terracotta" => self.terracotta,
            "teal" => self.teal,
            "plum" => self.plum,
            "olive" => self.olive,
            _ => return None,
        };
        match part {
            "solid" => Some(colours.solid),
            "soft" => Some(colours.soft),
            "line" => Some(colours.line),
            "on" => Some(colours.on),
            _ => None,
        }
    }
}

/// One party's colours.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyColours {
    /// The filled seal, and the letters of a pending one.
    #[serde(deserialize_with = "hex")]
    pub solid: Color32,
    /// A soft fill.
    #[serde(deserialize_with = "hex")]
    pub soft: Color32,
    /// The outline around the soft fill.
    #[serde(deserialize_with = "hex")]
    pub line: Color32,
    /// Text on the solid colour.
    #[serde(deserialize_with = "hex")]
    pub on: Color32,
}

/// Which set of colours a party wears. Parties take them in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PartyColour {
    /// Stone red-brown: the first party.
    #[default]
    Terracotta,
    /// River teal: the second party.
    Teal,
    /// Plum: a third party.
    Plum,
    /// Olive: a fourth party.
    Olive,
}

impl PartyColour {
    /// All, in the order parties take them.
    pub const ALL: [Self; 4] = [Self::Terracotta, Self::Teal, Self::Plum, Self::Olive];
}

/// What a coloured word or fill means. Status is always shape and word first; this is third.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// Plain secondary text.
    #[default]
    Neutral,
    /// Overdue, error, overspent.
    Overdue,
    /// Due soon, a note, waiting.
    Soon,
    /// Done.
    Done,
    /// In progress.
    Doing,
    /// Not started, paused.
    Idle,
}

/// The colours of a [`Tone`].
#[derive(Debug, Clone, Copy)]
pub struct ToneColours {
    /// Text and icon.
    pub fg: Color32,
    /// The soft fill behind it.
    pub soft: Color32,
    /// The outline around the soft fill.
    pub line: Color32,
}

impl Palette {
    /// The colours of a party.
    pub fn party(&self, colour: PartyColour) -> PartyColours {
        match colour {
            PartyColour::Terracotta => self.parties.terracotta,
            PartyColour::Teal => self.parties.teal,
            PartyColour::Plum => self.parties.plum,
            PartyColour::Olive => self.parties.olive,
        }
    }

    /// The colours of a tone.
    pub fn tone(&self, tone: Tone) -> ToneColours {
        let (fg, soft, line) = match tone {
            Tone::Neutral => (self.text2, self.idle_soft, self.line_strong),
            Tone::Overdue => (self.overdue, self.overdue_soft, self.overdue_line),
            Tone::Soon => (self.soon, self.soon_soft, self.soon_line),
            Tone::Done => (self.done, self.done_soft, self.done_line),
            Tone::Doing => (self.doing, self.doing_soft, self.accent_line),
            Tone::Idle => (self.idle, self.idle_soft, self.line_strong),
        };
        ToneColours { fg, soft, line }
    }
}

/// A colour written `#RRGGBB` or `#RRGGBBAA` (straight alpha).
fn hex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Color32, D::Error> {
    let text = String::deserialize(deserializer)?;
    Color32::from_hex(&text)
        .map_err(|_bad| D::Error::custom(format!("{text:?} is not a colour like #RRGGBB")))
}
