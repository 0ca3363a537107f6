//! A drawing as a list of simple things: boxes, lines and words on sheets of paper. What makes a
//! picture of it (SVG here, pixels elsewhere) needs to know nothing of what is drawn.
//!
//! Lengths are in units; a [`Sheet`] says how many millimetres one is. Colours are names
//! ([`Ink`]); what they look like is for whoever draws.

pub use crate::insight::timeline::Area;

/// A colour by its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The sheet.
    Paper,
    /// Words.
    Text,
    /// Quieter words, brackets.
    Quiet,
    /// Labels of the axis, footers.
    Faint,
    /// A thin divider.
    Line,
    /// A strong divider.
    Strong,
    /// The lines of the axis over the chart.
    Grid,
    /// A head's ground.
    Panel,
    /// Today; what was disbursed.
    Accent,
    /// The ground of an estimate.
    AccentSoft,
    /// Its outline.
    AccentLine,
    /// What is late: its outline, its hatch, its words.
    Late,
    /// The ground of what is late.
    LateSoft,
    /// What is near its deadline.
    Soon,
    /// The outline of what is completed.
    Done,
    /// Its ground.
    DoneFill,
    /// The outline of what is under way.
    Doing,
    /// Its ground.
    DoingSoft,
    /// Its ground up to today.
    DoingFill,
    /// The outline of what is to come.
    Planned,
    /// The ground of what is set aside.
    IdleSoft,
    /// A shadow of other dates.
    Base,
}

impl Ink {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::Paper,
        Self::Text,
        Self::Quiet,
        Self::Faint,
        Self::Line,
        Self::Strong,
        Self::Grid,
        Self::Panel,
        Self::Accent,
        Self::AccentSoft,
        Self::AccentLine,
        Self::Late,
        Self::LateSoft,
        Self::Soon,
        Self::Done,
        Self::DoneFill,
        Self::Doing,
        Self::DoingSoft,
        Self::DoingFill,
        Self::Planned,
        Self::IdleSoft,
        Self::Base,
    ];
}

/// A line's colour, width and dashes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// Its width, in units.
    pub width: f32,
    /// The lengths of a dash and of a gap; none for a whole line.
    pub dash: Option<[f32; 2]>,
}

impl Stroke {
    /// A whole line.
    #[must_use]
    pub const fn new(ink: Ink, width: f32) -> Self {
        Self {
            ink,
            width,
            dash: None,
        }
    }

    /// The same with dashes.
    #[must_use]
    pub const fn dashed(self, dash: f32, gap: f32) -> Self {
        Self {
            dash: Some([dash, gap]),
            ..self
        }
    }
}

/// From where words run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// To the right of the place.
    Start,
    /// To both sides of it.
    Middle,
    /// They end there.
    End,
}

/// Words on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Where, along the line.
    pub x: f32,
    /// The middle of the line's height.
    pub y: f32,
    /// The words.
    pub text: String,
    /// The size of the letters.
    pub size: f32,
    /// Semi-bold.
    pub bold: bool,
    /// The colour.
    pub ink: Ink,
    /// From where they run.
    pub align: Align,
    /// Their width as measured.
    pub width: f32,
}

/// One thing that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A rectangle.
    Box {
        /// Where.
        at: Area,
        /// How round its corners are.
        radius: f32,
        /// What fills it.
        fill: Option<Ink>,
        /// Its outline, half inside and half outside.
        stroke: Option<Stroke>,
    },
    /// A line through points.
    Path {
        /// The points.
        points: Vec<(f32, f32)>,
        /// From the last back to the first.
        closed: bool,
        /// What fills it.
        fill: Option<Ink>,
        /// The line.
        stroke: Option<Stroke>,
    },
    /// Words.
    Words(Words),
}

/// Things that are seen within an area alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Layer {
    /// The area.
    pub clip: Area,
    /// From back to front.
    pub items: Vec<Item>,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Its width, in units.
    pub width: f32,
    /// Its height, in units.
    pub height: f32,
    /// How many millimetres a unit is.
    pub mm: f32,
    /// What it is called.
    pub title: String,
    /// From back to front.
    pub layers: Vec<Layer>,
}

/// How wide words are: asked of whoever has the letters.
pub trait Measure {
    /// The width of words on one line, in the units of `size`.
    fn width(&self, text: &str, size: f32, bold: bool) -> f32;
}

/// Draws on a layer.
pub struct Canvas<'a> {
    /// How wide words are.
    pub measure: &'a dyn Measure,
    /// What is drawn.
    pub layer: Layer,
}

impl<'a> Canvas<'a> {
    /// An empty layer.
    #[must_use]
    pub const fn new(measure: &'a dyn Measure, clip: Area) -> Self {
        Self {
            measure,
            layer: Layer {
                clip,
                items: Vec::new(),
            },
        }
    }

    /// A rectangle.
    pub fn boxed(&mut self, at: Area, radius: f32, fill: Option<Ink>, stroke: Option<Stroke>) {
        self.layer.items.push(Item::Box {
            at,
            radius,
            fill,
            stroke,
        });
    }

    /// A line through points.
    pub fn line(&mut self, points: &[(f32, f32)], stroke: Stroke) {
        self.layer.items.push(Item::Path {
            points: points.to_vec(),
            closed: false,
            fill: None,
            stroke: Some(stroke),
        });
    }

    /// A filled outline through points.
    pub fn shape(&mut self, points: &[(f32, f32)], fill: Option<Ink>, stroke: Option<Stroke>) {
        self.layer.items.push(Item::Path {
            points: points.to_vec(),
            closed: true,
            fill,
            stroke,
        });
    }

    /// Lines that rise from left to right, within an area.
    pub fn hatch(&mut self, at: Area, gap: f32, stroke: Stroke) {
        let bottom = at.y + at.h;
        let mut from = at.x - at.h + gap / 2.0;
        while from < at.right() && gap > 0.5 {
            let (low, high) = (from.max(at.x), (from + at.h).min(at.right()));
            if high > low {
                self.line(
                    &[(low, bottom - (low - from)), (high, bottom - (high - from))],
                    stroke,
                );
            }
            from += gap;
        }
    }

    /// Upright lines within an area.
    pub fn bars(&mut self, at: Area, gap: f32, stroke: Stroke) {
        let mut x = at.x + gap;
        while x < at.right() - 0.5 && gap > 0.5 {
            self.line(&[(x, at.y), (x, at.y + at.h)], stroke);
            x += gap;
        }
    }

    /// Words, cut with an ellipsis where they are wider than `room`. Returns how wide they are.
    pub fn words(&mut self, place: (f32, f32), text: &str, look: Letters, room: f32) -> f32 {
        let (text, width) = elided(self.measure, text, look, room);
        if !text.is_empty() {
            self.layer.items.push(Item::Words(Words {
                x: place.0,
                y: place.1,
                text,
                size: look.size,
                bold: look.bold,
                ink: look.ink,
                align: look.align,
                width,
            }));
        }
        width
    }
}

/// How words look.
#[derive(Clone, Copy, Debug)]
pub struct Letters {
    /// Their size.
    pub size: f32,
    /// Semi-bold.
    pub bold: bool,
    /// The colour.
    pub ink: Ink,
    /// From where they run.
    pub align: Align,
}

impl Letters {
    /// Words that begin at their place.
    #[must_use]
    pub const fn new(size: f32, ink: Ink) -> Self {
        Self {
            size,
            bold: false,
            ink,
            align: Align::Start,
        }
    }

    /// The same, semi-bold.
    #[must_use]
    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same, running from another side.
    #[must_use]
    pub const fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// Words cut to a room, with their width; nothing where not even an ellipsis fits.
fn elided(measure: &dyn Measure, text: &str, look: Letters, room: f32) -> (String, f32) {
    let width = |text: &str| measure.width(text, look.size, look.bold);
    let full = width(text);
    if full <= room {
        return (text.to_owned(), full);
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let with = |count: usize| {
        let end = ends.get(count).copied().unwrap_or(text.len());
        let start = text.get(..end).unwrap_or_default();
        format!("{}…", start.trim_end())
    };
    // The most characters that fit.
    let (mut fits, mut over) = (0, ends.len());
    while fits + 1 < over {
        let middle = usize::midpoint(fits, over);
        if width(&with(middle)) <= room {
            fits = middle;
        } else {
            over = middle;
        }
    }
    let cut = with(fits);
    let width = width(&cut);
    if fits == 0 || width > room {
        return (String::new(), 0.0);
    }
    (cut, width)
}
