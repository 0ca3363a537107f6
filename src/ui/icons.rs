//! The pictograms: Phosphor (MIT), cut down to the ones used, in three styles.
//!
//! To add one: add a line to the table below with its codepoint from Phosphor's list, and
//! cut the fonts anew (`assets/fonts/README.md`); a test fails while the glyph is missing.
//! Seals, the logo, diamonds, progress cells and hatches are painted, not set in type: see
//! [`super::widgets::paint`].

use eframe::egui::{self, Align2, Color32, FontId, Painter, Pos2, RichText};

use super::tokens::Face;

/// Writes the enum and its look-ups from one table.
macro_rules! icons {
    ($($name:ident = $style:ident $glyph:literal $phosphor:literal,)+) => {
        /// A pictogram. A variant names the shape and its one style.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Icon {
            $(#[doc = concat!("Phosphor `", $phosphor, "`, ", stringify!($style), ".")] $name,)+
        }

        impl Icon {
            /// Every icon.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The character in the icon's font.
            pub const fn glyph(self) -> char {
                match self { $(Self::$name => $glyph,)+ }
            }

            /// The face that holds the glyph.
            pub const fn face(self) -> Face {
                match self { $(Self::$name => icons!(@face $style),)+ }
            }

            /// Phosphor's name of the shape.
            pub const fn phosphor_name(self) -> &'static str {
                match self { $(Self::$name => $phosphor,)+ }
            }
        }
    };
    (@face Regular) => { Face::Icon };
    (@face Fill) => { Face::IconFill };
    (@face Bold) => { Face::IconBold };
}

icons! {
    House = Regular '\u{e2c2}' "house",
    CalendarBlank = Regular '\u{e10a}' "calendar-blank",
    Wallet = Regular '\u{e68a}' "wallet",
    UsersThree = Regular '\u{e68e}' "users-three",
    ClipboardText = Regular '\u{e198}' "clipboard-text",
    ChatsCircle = Regular '\u{e17e}' "chats-circle",
    Files = Regular '\u{e710}' "files",
    ClockCounterClockwise = Regular '\u{e1a0}' "clock-counter-clockwise",
    MagnifyingGlass = Regular '\u{e30c}' "magnifying-glass",
    ShareNetwork = Regular '\u{e408}' "share-network",
    Export = Regular '\u{eaf0}' "export",
    Presentation = Regular '\u{e654}' "presentation",
    Funnel = Regular '\u{e266}' "funnel",
    Plus = Regular '\u{e3d4}' "plus",
    Paperclip = Regular '\u{e39a}' "paperclip",
    FileText = Regular '\u{e23a}' "file-text",
    Note = Regular '\u{e348}' "note",
    Lock = Regular '\u{e2fa}' "lock",
    EyeSlash = Regular '\u{e224}' "eye-slash",
    GitMerge = Regular '\u{e280}' "git-merge",
    PaperPlaneTilt = Regular '\u{e398}' "paper-plane-tilt",
    Gavel = Regular '\u{ea32}' "gavel",
    UploadSimple = Regular '\u{e4c0}' "upload-simple",
    ArrowUUpLeft = Regular '\u{e08a}' "arrow-u-up-left",
    ArrowUUpRight = Regular '\u{e08c}' "arrow-u-up-right",
    Circle = Regular '\u{e18a}' "circle",
    CircleDashed = Regular '\u{e602}' "circle-dashed",
    UserMinus = Regular '\u{e4ce}' "user-minus",
    UserPlus = Regular '\u{e4d0}' "user-plus",
    PauseCircle = Regular '\u{e3a0}' "pause-circle",
    Money = Regular '\u{e588}' "money",
    FolderOpen = Regular '\u{e256}' "folder-open",
    FloppyDisk = Regular '\u{e248}' "floppy-disk",
    CaretRight = Regular '\u{e13a}' "caret-right",
    CaretDown = Regular '\u{e136}' "caret-down",
    CaretUp = Regular '\u{e13c}' "caret-up",
    CaretLeft = Regular '\u{e138}' "caret-left",
    CaretUpDown = Regular '\u{e140}' "caret-up-down",
    X = Regular '\u{e4f6}' "x",
    Minus = Regular '\u{e32a}' "minus",
    PencilSimple = Regular '\u{e3b4}' "pencil-simple",
    Trash = Regular '\u{e4a6}' "trash",
    Copy = Regular '\u{e1ca}' "copy",
    DotsThree = Regular '\u{e1fe}' "dots-three",
    ArrowsOut = Regular '\u{e0a2}' "arrows-out",
    Sun = Regular '\u{e472}' "sun",
    Moon = Regular '\u{e330}' "moon",
    Translate = Regular '\u{e4a2}' "translate",
    Gear = Regular '\u{e270}' "gear",
    Info = Regular '\u{e2ce}' "info",
    Eye = Regular '\u{e220}' "eye",
    Link = Regular '\u{e2e2}' "link",
    ArrowsDownUp = Regular '\u{e098}' "arrows-down-up",
    ArrowUp = Regular '\u{e08e}' "arrow-up",
    ArrowDown = Regular '\u{e03e}' "arrow-down",
    DotsSixVertical = Regular '\u{eae2}' "dots-six-vertical",
    Flag = Regular '\u{e244}' "flag",
    User = Regular '\u{e4c2}' "user",
    Buildings = Regular '\u{e102}' "buildings",
    Star = Regular '\u{e46a}' "star",
    Question = Regular '\u{e3e8}' "question",
    Keyboard = Regular '\u{e2d8}' "keyboard",
    List = Regular '\u{e2f0}' "list",
    HouseLine = Regular '\u{e2c4}' "house-line",
    FirstAidKit = Regular '\u{e570}' "first-aid-kit",
    DownloadSimple = Regular '\u{e20c}' "download-simple",
    ArrowClockwise = Regular '\u{e036}' "arrow-clockwise",
    ArrowLeft = Regular '\u{e058}' "arrow-left",
    ArrowRight = Regular '\u{e06c}' "arrow-right",
    ArrowSquareOut = Regular '\u{e5de}' "arrow-square-out",
    GitBranch = Regular '\u{e278}' "git-branch",
    File = Regular '\u{e230}' "file",
    FilePlus = Regular '\u{e236}' "file-plus",
    CalendarCheck = Regular '\u{e712}' "calendar-check",
    Printer = Regular '\u{e3dc}' "printer",
    Tray = Regular '\u{e4aa}' "tray",
    ChartBar = Regular '\u{e150}' "chart-bar",
    Table = Regular '\u{e476}' "table",
    LockOpen = Regular '\u{e306}' "lock-open",
    SidebarSimple = Regular '\u{ec24}' "sidebar-simple",
    SealCheck = Regular '\u{e606}' "seal-check",
    Handshake = Regular '\u{e582}' "handshake",
    Lightbulb = Regular '\u{e2dc}' "lightbulb",
    TextAa = Regular '\u{e6ee}' "text-aa",
    Monitor = Regular '\u{e32e}' "monitor",
    Desktop = Regular '\u{e560}' "desktop",
    EnvelopeSimple = Regular '\u{e218}' "envelope-simple",
    ShieldCheck = Regular '\u{e40c}' "shield-check",
    ListChecks = Regular '\u{eadc}' "list-checks",
    Hourglass = Regular '\u{e2b2}' "hourglass",
    Prohibit = Regular '\u{e3de}' "prohibit",
    GitDiff = Regular '\u{e27c}' "git-diff",
    PushPin = Regular '\u{e3e2}' "push-pin",
    PlusCircle = Regular '\u{e3d6}' "plus-circle",
    MinusCircle = Regular '\u{e32c}' "minus-circle",
    XCircle = Regular '\u{e4f8}' "x-circle",
    CheckCircleOutline = Regular '\u{e184}' "check-circle",
    FilePdf = Regular '\u{e702}' "file-pdf",
    FileXls = Regular '\u{eb22}' "file-xls",
    FileDoc = Regular '\u{eb1e}' "file-doc",
    FileCsv = Regular '\u{eb1c}' "file-csv",
    CalendarPlus = Regular '\u{e714}' "calendar-plus",
    Clipboard = Regular '\u{e196}' "clipboard",
    MapPin = Regular '\u{e316}' "map-pin",
    Bell = Regular '\u{e0ce}' "bell",
    Stack = Regular '\u{e466}' "stack",
    TreeStructure = Regular '\u{e67c}' "tree-structure",
    Warning = Fill '\u{e4e0}' "warning",
    CheckCircle = Fill '\u{e184}' "check-circle",
    CircleHalf = Fill '\u{e18c}' "circle-half",
    WarningCircle = Fill '\u{e4e2}' "warning-circle",
    PauseCircleFill = Fill '\u{e3a0}' "pause-circle",
    StarFill = Fill '\u{e46a}' "star",
    FlagFill = Fill '\u{e244}' "flag",
    XCircleFill = Fill '\u{e4f8}' "x-circle",
    Clock = Bold '\u{e19a}' "clock",
    CheckBold = Bold '\u{e182}' "check",
    XBold = Bold '\u{e4f6}' "x",
    PlusBold = Bold '\u{e3d4}' "plus",
    CaretRightBold = Bold '\u{e13a}' "caret-right",
    CaretDownBold = Bold '\u{e136}' "caret-down",
    ArrowRightBold = Bold '\u{e06c}' "arrow-right",
}

impl Icon {
    /// The font of this icon at `size` points.
    pub fn font(self, size: f32) -> FontId {
        self.face().at(size)
    }

    /// The icon as text, for places that take text. Screen readers should get a name beside it.
    pub fn text(self, size: f32) -> RichText {
        RichText::new(self.glyph().to_string()).font(self.font(size))
    }

    /// Paints the icon with its square of `size` points centred on `center`.
    pub fn paint(self, painter: &Painter, center: Pos2, size: f32, colour: Color32) {
        painter.text(
            center,
            Align2::CENTER_CENTER,
            self.glyph(),
            self.font(size),
            colour,
        );
    }

    /// Takes a square of `size` points in the layout and paints the icon there, unnamed.
    pub fn show(self, ui: &mut egui::Ui, size: f32, colour: Color32) -> egui::Rect {
        let (_id, rect) = ui.allocate_space(egui::Vec2::splat(size));
        self.paint(ui.painter(), rect.center(), size, colour);
        rect
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::ui::fonts;

    #[test]
    fn every_icon_has_a_glyph_with_ink() {
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts::definitions());
        ctx.run_ui(egui::RawInput::default(), |_| {})
            .textures_delta
            .clear();
        for icon in Icon::ALL {
            assert!(
                ctx.fonts_mut(|f| f.has_glyph(&icon.font(16.0), icon.glyph())),
                "{icon:?} is not in the subset of {:?}",
                icon.face()
            );
            let galley = ctx.fonts_mut(|f| {
                f.layout_no_wrap(icon.glyph().to_string(), icon.font(16.0), Color32::WHITE)
            });
            assert!(!galley.mesh_bounds.is_negative(), "{icon:?} draws nothing");
            assert!(
                (galley.size().y - 16.0).abs() < 0.1,
                "{icon:?}: not a square em"
            );
        }
    }

    #[test]
    fn no_icon_is_listed_twice() {
        let distinct: HashSet<_> = Icon::ALL.iter().map(|i| (i.face(), i.glyph())).collect();
        assert_eq!(distinct.len(), Icon::ALL.len());
    }
}
