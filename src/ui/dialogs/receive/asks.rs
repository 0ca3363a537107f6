//! What is to be decided of a copy, and what can be chosen: plain data.

use crate::change::{Origin, What};
use crate::merge::{Holding, Item};
use crate::model::field::Shape;
use crate::model::{KINDS, Value};
use crate::text::difference::{Piece, words};
use crate::ui::widgets::field::TextDraft;
use std::cell::OnceCell;

/// Which side says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Mine.
    Mine,
    /// Theirs.
    Theirs,
    /// Both.
    Both,
}

/// What was chosen of a conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// One of what is offered.
    Nth(usize),
    /// Both texts.
    Both,
    /// Another value.
    Other(Value),
}

/// What is to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A conflict, by its place in the preview.
    Conflict(usize),
    /// A deletion that an edit holds back.
    Kept(usize),
}

/// One of the values of a conflict.
#[derive(Debug)]
pub struct Offer {
    /// Whose it is.
    pub side: Side,
    /// The value; `None` of a deletion that is held back.
    pub value: Option<Value>,
    /// How a text differs from the base, found when it is first drawn.
    pub pieces: OnceCell<Vec<Piece>>,
}

/// One decision that is asked for.
#[derive(Debug)]
pub struct Ask {
    /// What it is about.
    pub about: About,
    /// What can be chosen.
    pub offers: Vec<Offer>,
    /// What was chosen; `None` leaves it open.
    pub pick: Option<Pick>,
    /// Another value that is being typed.
    pub typing: Option<TextDraft>,
    /// How high its card was when it was last drawn, in points.
    pub height: f32,
}

/// How high a card is before it was drawn, in points.
const GUESS: f32 = 158.0;

impl Ask {
    /// A decision that is open.
    #[must_use]
    pub const fn new(about: About, offers: Vec<Offer>) -> Self {
        Self {
            about,
            offers,
            pick: None,
            typing: None,
            height: GUESS,
        }
    }
}

impl Offer {
    /// How a text differs from the base.
    pub fn pieces(&self, base: &str, text: &str) -> &[Piece] {
        self.pieces.get_or_init(|| words(base, text))
    }
}

/// The values of a conflict, mine first.
pub(super) fn of_conflict(item: &Item) -> Vec<Offer> {
    let mut offers: Vec<Offer> = item
        .after
        .values()
        .map(|value| {
            let holds = |side: &Holding| side.values().any(|v| v == value);
            let side = match (holds(&item.mine), holds(&item.theirs)) {
                (true, true) => Side::Both,
                (true, false) => Side::Mine,
                _ => Side::Theirs,
            };
            Offer {
                side,
                value: Some(value.clone()),
                pieces: OnceCell::new(),
            }
        })
        .collect();
    offers.sort_by_key(|offer| match offer.side {
        Side::Mine => 0,
        Side::Both => 1,
        Side::Theirs => 2,
    });
    offers
}

/// Both sides of a deletion that is held back, mine first.
pub(super) fn of_kept() -> Vec<Offer> {
    [Side::Mine, Side::Theirs]
        .map(|side| Offer {
            side,
            value: None,
            pieces: OnceCell::new(),
        })
        .into()
}

/// What a field holds, by the kinds that this version knows.
#[must_use]
pub fn shape(kind: &str, field: &str) -> Option<Shape> {
    let info = KINDS.iter().find(|k| k.kind == kind)?;
    let known = info.fields.iter().find(|(key, ..)| *key == field)?;
    Some(known.1)
}

/// Whether something comes in the place of what others than its authors set: of an entity of mine, or of a value
/// that is not theirs and not the template's.
#[must_use]
pub fn replaces_mine(item: &Item) -> bool {
    if !item.replaces || item.blind || item.what == What::Existence {
        return item.replaces;
    }
    let authors: Vec<&str> = item.after.claims().map(|c| c.by.party.as_str()).collect();
    let gone = item.mine.values.iter();
    let mut gone = gone.filter(|(value, _)| !item.after.values().any(|a| a == value));
    gone.any(|(_, by)| {
        by.iter()
            .any(|c| c.origin != Origin::Template && !authors.contains(&c.by.party.as_str()))
    })
}

/// Whether another value of a conflict can be typed.
#[must_use]
pub fn can_type(item: &Item) -> bool {
    let What::Field(field) = &item.what else {
        return false;
    };
    matches!(
        shape(item.on.kind(), field),
        Some(Shape::Text | Shape::Date | Shape::Year | Shape::Money | Shape::Decimal)
    )
}
