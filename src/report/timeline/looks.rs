//! How a bar looks on paper. Each look is told apart without its colour: by its fill, its pattern,
//! its outline, and by the words beside it.

use crate::insight::timeline::{Area, Look};
use crate::report::drawing::{Canvas, Ink, Stroke};

struct Style {
    fill: Option<Ink>,
    /// Slanted lines over the fill.
    hatched: bool,
    outline: Stroke,
    /// A stroke through its middle.
    struck: bool,
    tick: bool,
}

fn style(look: Look) -> Style {
    let thin = |ink| Stroke::new(ink, 1.0);
    let base = Style {
        fill: None,
        hatched: false,
        outline: Stroke::new(Ink::Planned, 1.0),
        struck: false,
        tick: false,
    };
    match look {
        Look::Done | Look::DoneLate => Style {
            fill: Some(Ink::DoneFill),
            outline: thin(Ink::Done),
            tick: true,
            ..base
        },
        Look::Running => Style {
            fill: Some(Ink::DoingSoft),
            outline: thin(Ink::Doing),
            ..base
        },
        Look::Planned => Style {
            outline: Stroke::new(Ink::Planned, 1.0).dashed(3.0, 2.5),
            ..base
        },
        Look::Overdue => Style {
            fill: Some(Ink::LateSoft),
            hatched: true,
            outline: Stroke::new(Ink::Late, 1.8),
            ..base
        },
        Look::OverdueUntouched => Style {
            fill: Some(Ink::Paper),
            outline: Stroke::new(Ink::Late, 1.8),
            ..base
        },
        Look::Aside => Style {
            fill: Some(Ink::IdleSoft),
            outline: thin(Ink::Quiet),
            struck: true,
            ..base
        },
        Look::Removed => Style {
            outline: Stroke::new(Ink::Quiet, 1.0).dashed(2.0, 2.0),
            struck: true,
            ..base
        },
    }
}

/// Draws a bar; `shaded_to` is where today lies in one that is under way, where one ended that is
/// completed, and an `open` end has no
/// line.
pub fn bar(canvas: &mut Canvas<'_>, at: Area, look: Look, shaded_to: f32, open: bool) {
    let style = style(look);
    // Completed before its deadline: what was not needed of its time stays empty.
    let filled = match look {
        Look::Done | Look::DoneLate => Area {
            w: shaded_to.clamp(at.x, at.right()) - at.x,
            ..at
        },
        _ => at,
    };
    canvas.boxed(filled, 2.0, style.fill, None);
    let inner = Area {
        x: at.x + 0.5,
        w: at.w - 1.0,
        ..at
    };
    if style.hatched {
        canvas.hatch(inner, 7.0, Stroke::new(Ink::Late, 0.7));
    }
    if look == Look::Running && shaded_to > at.x + 1.0 {
        let done = Area {
            w: shaded_to.min(at.right()) - at.x,
            ..at
        };
        canvas.boxed(done, 2.0, Some(Ink::DoingFill), None);
        canvas.bars(done, 4.0, Stroke::new(Ink::Doing, 0.8));
    }
    if style.struck {
        let y = at.middle();
        canvas.line(
            &[(at.x - 2.0, y), (at.right() + 2.0, y)],
            Stroke::new(Ink::Quiet, 1.2),
        );
    }
    if open {
        let (top, bottom) = (at.y, at.y + at.h);
        canvas.line(
            &[
                (at.right(), top),
                (at.x, top),
                (at.x, bottom),
                (at.right(), bottom),
            ],
            style.outline,
        );
    } else {
        canvas.boxed(at, 2.0, None, Some(style.outline));
    }
    if style.tick && at.w >= 16.0 {
        let end = if filled.w >= 16.0 { filled } else { at };
        tick(canvas, (end.right() - 9.0, at.middle()), 8.0);
    }
}

/// What lies behind a deadline: hatch up to today, or to the day of completion, where a line stands.
pub fn late(canvas: &mut Canvas<'_>, look: Look, at: Area) {
    let ink = if look == Look::DoneLate {
        Ink::Done
    } else {
        Ink::Late
    };
    let inner = Area {
        y: at.y + 1.0,
        h: at.h - 2.0,
        ..at
    };
    canvas.hatch(inner, 4.5, Stroke::new(ink, 1.0));
    if look == Look::DoneLate {
        canvas.line(
            &[(at.right(), at.y), (at.right(), at.y + at.h)],
            Stroke::new(ink, 1.5),
        );
    }
}

/// A tick about a place.
pub fn tick(canvas: &mut Canvas<'_>, (x, y): (f32, f32), size: f32) {
    let s = size / 8.0;
    canvas.line(
        &[
            (x - 3.5 * s, y + 0.2 * s),
            (x - 1.0 * s, y + 2.8 * s),
            (x + 3.5 * s, y - 2.8 * s),
        ],
        Stroke::new(Ink::Text, 1.5 * s),
    );
}
