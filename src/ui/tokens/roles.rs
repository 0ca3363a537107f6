//! Type roles: which face, size and line height a piece of text has, by what it is.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use eframe::egui::{self, Color32, FontFamily, FontId, RichText, TextFormat};
use serde::Deserialize;

/// The sizes of all roles, parsed on first use.
#[expect(
    clippy::expect_used,
    reason = "what is compiled in cannot be missing; a test reads it"
)]
static SPECS: LazyLock<BTreeMap<Role, RoleSpec>> = LazyLock::new(|| {
    super::parse_roles(super::ASSET)
        .expect("the asset is compiled in and the test `asset_parses` parses it")
});

/// A shipped face; each is an egui font family of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// IBM Plex Sans Regular, egui's proportional family.
    Regular,
    /// IBM Plex Sans Medium.
    Medium,
    /// IBM Plex Sans SemiBold.
    SemiBold,
    /// IBM Plex Sans Bold.
    Bold,
    /// Tinos Regular, for official text.
    Official,
    /// Tinos Bold.
    OfficialBold,
    /// Tinos Italic.
    OfficialItalic,
    /// Tinos Bold Italic.
    OfficialBoldItalic,
    /// Phosphor Regular.
    Icon,
    /// Phosphor Bold.
    IconBold,
    /// Phosphor Fill.
    IconFill,
}

impl Face {
    /// Every face.
    pub const ALL: [Self; 11] = [
        Self::Regular,
        Self::Medium,
        Self::SemiBold,
        Self::Bold,
        Self::Official,
        Self::OfficialBold,
        Self::OfficialItalic,
        Self::OfficialBoldItalic,
        Self::Icon,
        Self::IconBold,
        Self::IconFill,
    ];

    /// The name of the face's data and family.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Medium => "medium",
            Self::SemiBold => "semibold",
            Self::Bold => "bold",
            Self::Official => "official",
            Self::OfficialBold => "official-bold",
            Self::OfficialItalic => "official-italic",
            Self::OfficialBoldItalic => "official-bold-italic",
            Self::Icon => "icon",
            Self::IconBold => "icon-bold",
            Self::IconFill => "icon-fill",
        }
    }

    /// The egui family.
    pub fn family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            other => FontFamily::Name(other.name().into()),
        }
    }

    /// The font of this face at `size` points.
    pub fn at(self, size: f32) -> FontId {
        FontId::new(size, self.family())
    }
}

/// Face, size and line height of a role.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleSpec {
    /// The face.
    #[serde(rename = "font")]
    pub face: Face,
    /// Size in points.
    pub size: f32,
    /// Distance from one line to the next in points.
    pub line: f32,
}

macro_rules! roles {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// What a piece of text is; decides face, size and line height.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Role { $($(#[doc = $doc])+ $name,)+ }

        impl Role {
            /// Every role.
            pub const ALL: &[Self] = &[$(Self::$name,)+];
        }
    };
}

roles! {
    /// Name of a tab at the head of the page.
    PageTitle,
    /// Name of the thing in the inspector.
    InspectorTitle,
    /// Head of a card or section.
    CardTitle,
    /// Ordinary text, amounts too: all digits share one width.
    Body,
    /// Emphasised text.
    BodyStrong,
    /// Totals.
    AmountTotal,
    /// Secondary text.
    Secondary,
    /// Emphasised secondary text.
    SecondaryStrong,
    /// Strong secondary text.
    SecondaryBold,
    /// Head of a table column.
    TableHeader,
    /// "5.1" beside a clause.
    ClauseAnchor,
    /// The word in a status chip.
    StatusChip,
    /// Text of a button.
    Button,
    /// Navigation entry.
    NavItem,
    /// Navigation entry of an article.
    NavArticle,
    /// Head of a group in the navigation.
    NavGroup,
    /// Small label, legend.
    Label,
    /// Status bar.
    StatusBar,
    /// A key's name.
    Keycap,
    /// The number in a count badge.
    BadgeCount,
    /// Letters in a seal of 15 points.
    SealLetters,
    /// Heading of official text.
    OfficialHeading,
    /// Official text.
    OfficialBody,
    /// Official text in italics.
    OfficialItalic,
    /// Official text in bold italics.
    OfficialBoldItalic,
    /// "Phần thứ hai".
    OfficialPart,
    /// Quoted official text.
    OfficialExcerpt,
    /// Name of the program on the first screen.
    FirstRunTitle,
    /// Heading of official text when presenting.
    PresentOfficialHeading,
    /// Official text when presenting.
    PresentOfficialBody,
    /// Amount when presenting.
    PresentAmount,
    /// Row when presenting.
    PresentRow,
    /// Label when presenting.
    PresentLabel,
    /// The smallest text when presenting.
    PresentMin,
}

impl Role {
    /// Face, size and line height.
    pub fn spec(self) -> RoleSpec {
        SPECS.get(&self).copied().unwrap_or(RoleSpec {
            face: Face::Regular,
            size: 13.0,
            line: 18.0,
        })
    }

    /// The font.
    pub fn font(self) -> FontId {
        let spec = self.spec();
        spec.face.at(spec.size)
    }

    /// Line height in points.
    pub fn line(self) -> f32 {
        self.spec().line
    }

    /// `text` in this role, ready for `ui.label`.
    pub fn text(self, text: impl Into<String>) -> RichText {
        RichText::new(text)
            .font(self.font())
            .line_height(Some(self.line()))
    }

    /// The format of a stretch of a layout job.
    pub fn format(self, colour: Color32) -> TextFormat {
        TextFormat {
            font_id: self.font(),
            line_height: Some(self.line()),
            color: colour,
            valign: egui::Align::Center,
            ..Default::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_is_in_the_asset() {
        for role in Role::ALL {
            assert!(SPECS.contains_key(role), "{role:?}");
            let spec = role.spec();
            assert!(spec.line >= spec.size, "{role:?}: lines would overlap");
        }
        assert_eq!(SPECS.len(), Role::ALL.len());
    }

    #[test]
    fn nothing_presented_is_below_22() {
        for role in Role::ALL {
            if format!("{role:?}").starts_with("Present") {
                assert!(role.spec().size >= 22.0, "{role:?}");
            }
        }
    }

    #[test]
    fn official_roles_use_the_official_face() {
        for role in Role::ALL {
            let official = matches!(
                role.spec().face,
                Face::Official
                    | Face::OfficialBold
                    | Face::OfficialItalic
                    | Face::OfficialBoldItalic
            );
            assert_eq!(
                format!("{role:?}").contains("Official"),
                official,
                "{role:?}"
            );
        }
    }
}
