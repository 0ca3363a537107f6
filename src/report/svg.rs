//! A sheet as SVG 1.1: words stay words, so that they can be searched, read aloud and edited.

use super::drawing::{Align, Area, Ink, Item, Sheet, Stroke, Words};
use std::fmt::Write as _;

/// The typefaces, the program's own first. The width of all words is given, so that another typeface
/// is fitted into the same room.
const FONTS: &str = "'IBM Plex Sans', Arial, 'Helvetica Neue', sans-serif";
/// From the middle of a line to its baseline, for letters of size 1, as IBM Plex Sans has it.
const BASELINE: f32 = 0.375;

/// The text of an SVG file. `colour` says how an ink looks: red, green and blue.
#[must_use]
pub fn svg(sheet: &Sheet, colour: &dyn Fn(Ink) -> [u8; 3]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (w, h) = (sheet.width, sheet.height);
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {} {}\" font-family=\"{FONTS}\">",
        number(w * sheet.mm),
        number(h * sheet.mm),
        number(w),
        number(h)
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(&sheet.title));
    let paper = hex(colour(Ink::Paper));
    let _ = writeln!(
        out,
        "<rect width=\"{}\" height=\"{}\" fill=\"{paper}\"/>",
        number(w),
        number(h)
    );
    for (nth, layer) in sheet.layers.iter().enumerate() {
        let Area { x, y, w, h } = layer.clip;
        let _ = writeln!(
            out,
            "<clipPath id=\"c{nth}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>",
            number(x),
            number(y),
            number(w.max(0.0)),
            number(h.max(0.0))
        );
        let _ = writeln!(out, "<g clip-path=\"url(#c{nth})\">");
        for item in &layer.items {
            write(&mut out, item, colour);
        }
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

fn write(out: &mut String, item: &Item, colour: &dyn Fn(Ink) -> [u8; 3]) {
    match item {
        Item::Box {
            at,
            radius,
            fill,
            stroke,
        } => {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
                number(at.x),
                number(at.y),
                number(at.w.max(0.0)),
                number(at.h.max(0.0))
            );
            if *radius > 0.0 {
                let _ = write!(out, " rx=\"{}\"", number(*radius));
            }
            paint(out, *fill, *stroke, colour);
            out.push_str("/>\n");
        }
        Item::Path {
            points,
            closed,
            fill,
            stroke,
        } => {
            out.push_str("<path d=\"");
            for (nth, (x, y)) in points.iter().enumerate() {
                let letter = if nth == 0 { 'M' } else { 'L' };
                let _ = write!(out, "{letter}{} {}", number(*x), number(*y));
            }
            out.push_str(if *closed { "Z\"" } else { "\"" });
            paint(out, *fill, *stroke, colour);
            out.push_str("/>\n");
        }
        Item::Words(words) => write_words(out, words, colour),
    }
}

fn write_words(out: &mut String, words: &Words, colour: &dyn Fn(Ink) -> [u8; 3]) {
    let anchor = match words.align {
        Align::Start => "",
        Align::Middle => " text-anchor=\"middle\"",
        Align::End => " text-anchor=\"end\"",
    };
    let weight = if words.bold {
        " font-weight=\"600\""
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor} textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\">{}</text>",
        number(words.x),
        number(words.y + words.size * BASELINE),
        number(words.size),
        number(words.width),
        hex(colour(words.ink)),
        escaped(&words.text)
    );
}

fn paint(
    out: &mut String,
    fill: Option<Ink>,
    stroke: Option<Stroke>,
    colour: &dyn Fn(Ink) -> [u8; 3],
) {
    match fill {
        Some(ink) => {
            let _ = write!(out, " fill=\"{}\"", hex(colour(ink)));
        }
        None => out.push_str(" fill=\"none\""),
    }
    if let Some(stroke) = stroke {
        let _ = write!(
            out,
            " stroke=\"{}\" stroke-width=\"{}\"",
            hex(colour(stroke.ink)),
            number(stroke.width)
        );
        if let Some([dash, gap]) = stroke.dash {
            let _ = write!(
                out,
                " stroke-dasharray=\"{} {}\"",
                number(dash),
                number(gap)
            );
        }
    }
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Two places behind the point, no more than needed; what is no number is 0.
fn number(value: f32) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

/// Text between tags. What XML cannot hold at all becomes a question mark.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('?'),
            c => out.push(c),
        }
    }
    out
}
