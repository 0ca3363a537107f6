//! Party seals: who agreed, who wrote, who leads, who pays. Never a status.
//!
//! Each party has a shape, a colour and letters. Filled means agreed, dashed means pending.

use eframe::egui::{
    Align2, Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo,
    accesskit, vec2,
};

use super::paint;
use crate::ui::tokens::{Face, PartyColour, Tokens};

/// The outline of a seal. Parties take them in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SealShape {
    /// A stone block: a rounded square.
    #[default]
    Stone,
    /// Water: a circle.
    Circle,
    /// A third party.
    Diamond,
    /// A fourth party.
    Hexagon,
}

impl SealShape {
    /// All, in the order parties take them.
    pub const ALL: [Self; 4] = [Self::Stone, Self::Circle, Self::Diamond, Self::Hexagon];
}

/// How one party's seal looks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct SealStyle {
    /// The outline.
    pub shape: SealShape,
    /// The colours.
    pub colour: PartyColour,
    /// One to three letters; left away at 10 points.
    pub letters: String,
}

impl SealStyle {
    /// The look of the party at `index` of the programme's parties, with its letters. A fifth
    /// party starts over; its letters still tell it apart.
    pub fn for_party(index: usize, letters: impl Into<String>) -> Self {
        let pick = index % SealShape::ALL.len();
        Self {
            shape: SealShape::ALL.get(pick).copied().unwrap_or_default(),
            colour: PartyColour::ALL.get(pick).copied().unwrap_or_default(),
            letters: letters.into(),
        }
    }
}

/// Whether the party has agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SealState {
    /// Agreed, or simply a mark of the party: filled.
    #[default]
    Agreed,
    /// Not yet: dashed, letters in the party's colour.
    Pending,
}

/// The five sizes of a seal, in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SealSize {
    /// 10, without letters: a name must follow.
    Tiny,
    /// 15, in rows.
    #[default]
    Small,
    /// 18, on bands and cards.
    Medium,
    /// 28, the user's own party.
    Large,
    /// 44, choosing a side.
    Huge,
}

impl SealSize {
    /// Side or diameter in points.
    pub const fn points(self) -> f32 {
        match self {
            Self::Tiny => 10.0,
            Self::Small => 15.0,
            Self::Medium => 18.0,
            Self::Large => 28.0,
            Self::Huge => 44.0,
        }
    }

    /// Size of the letters in points; `None` where there are none.
    const fn letters(self) -> Option<f32> {
        match self {
            Self::Tiny => None,
            Self::Small => Some(7.0),
            Self::Medium => Some(8.0),
            Self::Large => Some(12.0),
            Self::Huge => Some(18.0),
        }
    }
}

/// Paints a seal centred on `center`.
pub fn paint_seal(
    painter: &Painter,
    center: Pos2,
    size: SealSize,
    style: &SealStyle,
    state: SealState,
    tokens: &Tokens,
) {
    let colours = tokens.palette.party(style.colour);
    let side = size.points();
    let square = paint::snap(painter, Rect::from_center_size(center, Vec2::splat(side)));
    let center = square.center();
    // At 10 points the usual dashes would run together.
    let (width, dash) = if size == SealSize::Tiny {
        (tokens.stroke.hairline, [2.0, 2.0])
    } else {
        (tokens.stroke.seal_pending, tokens.stroke.dash_pending)
    };
    let pending = Stroke::new(width, colours.solid);
    let corners = |count| paint::corners(center, side * 0.58, count);
    let ink = match state {
        SealState::Agreed => {
            let polygon = |points| Shape::convex_polygon(points, colours.solid, Stroke::NONE);
            match style.shape {
                SealShape::Stone => {
                    let radius = (side * 0.18).round() as u8;
                    painter.rect_filled(square, radius, colours.solid);
                }
                SealShape::Circle => {
                    painter.circle_filled(center, side / 2.0, colours.solid);
                }
                SealShape::Diamond => {
                    painter.add(polygon(corners(4)));
                }
                SealShape::Hexagon => {
                    painter.add(polygon(corners(6)));
                }
            }
            colours.on
        }
        SealState::Pending => {
            match style.shape {
                SealShape::Stone => {
                    paint::dashed_rect(painter, square, side * 0.18, pending, dash);
                }
                SealShape::Circle => {
                    paint::dashed_rect(painter, square, side / 2.0, pending, dash);
                }
                SealShape::Diamond => paint::dashed_polygon(painter, &corners(4), pending, dash),
                SealShape::Hexagon => paint::dashed_polygon(painter, &corners(6), pending, dash),
            }
            colours.solid
        }
    };
    if let Some(letters) = size.letters() {
        letters_in(painter, center, letters, style, ink);
    }
}

fn letters_in(painter: &Painter, center: Pos2, size: f32, style: &SealStyle, ink: Color32) {
    // Three letters, or two in a diamond's narrow waist, are set smaller.
    let crowded = style.letters.chars().count() > 2 || style.shape == SealShape::Diamond;
    let size = if crowded { size * 0.8 } else { size };
    // Capitals stand a little below the middle of a line.
    let center = center - vec2(0.0, size * 0.03);
    painter.text(
        center,
        Align2::CENTER_CENTER,
        &style.letters,
        Face::Bold.at(size),
        ink,
    );
}

/// A seal in the layout. `name` says whose it is and what it means; it is the tooltip too.
pub fn seal(
    ui: &mut Ui,
    size: SealSize,
    style: &SealStyle,
    state: SealState,
    name: &str,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size.points()), Sense::hover());
    paint_seal(
        ui.painter(),
        rect.center(),
        size,
        style,
        state,
        Tokens::of(ui),
    );
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Image, true, name));
    response.on_hover_text(name)
}

/// Seals in a row, in the programme's order of parties, 3 points apart.
pub fn seals<'a>(
    ui: &mut Ui,
    size: SealSize,
    parties: impl IntoIterator<Item = (&'a SealStyle, SealState, &'a str)>,
) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(3.0, 0.0);
        ui.spacing_mut().interact_size.y = size.points();
        ui.horizontal(|ui| {
            for (style, state, name) in parties {
                seal(ui, size, style, state, name);
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_parties_differ_in_shape_and_colour() {
        let looks: Vec<_> = (0..4).map(|i| SealStyle::for_party(i, "")).collect();
        for (i, a) in looks.iter().enumerate() {
            for b in looks.iter().skip(i + 1) {
                assert_ne!(a.shape, b.shape);
                assert_ne!(a.colour, b.colour);
            }
        }
        assert_eq!(SealStyle::for_party(4, "X").shape, SealShape::Stone);
    }
}
