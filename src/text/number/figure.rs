//! The reading of one typed figure by its marks: the dot (or a blank) groups thousands, the
//! comma is the decimal mark. Shared by plain numbers and amounts of money.

use super::MINUS;

/// What is wrong with the marks of a figure. `figure` is the figure as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureError {
    /// The marks do not group thousands: `100.000.00`, `1.234 567`, `5,`.
    BadGrouping {
        /// As typed.
        figure: String,
    },
    /// A dot where only a decimal mark makes sense: `1.5`. The comma is meant, perhaps.
    DotAsDecimal {
        /// As typed.
        figure: String,
        /// The same with a comma.
        suggestion: String,
    },
    /// Commas that group thousands: `100,000,000`. The dot is meant, perhaps.
    CommaAsThousands {
        /// As typed.
        figure: String,
        /// The same with dots.
        suggestion: String,
    },
    /// Zeros in front, more than the one of `05`: a digit may be missing.
    LeadingZeros {
        /// As typed.
        figure: String,
    },
}

/// A figure read by its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The digits before the comma; at least one.
    pub whole: String,
    /// The digits after the comma, as typed; empty without a comma.
    pub fraction: String,
    /// Whether dots or blanks grouped the thousands.
    pub grouped: bool,
}

impl Figure {
    /// Reads a figure of digits, dots, commas and single blanks that begins with a digit.
    pub fn read(typed: &str) -> Result<Self, FigureError> {
        let figure = || typed.to_owned();
        let bad = || FigureError::BadGrouping { figure: figure() };
        let (whole, fraction) = match typed.split_once(',') {
            Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
            Some(_) => return Err(as_english(typed).unwrap_or_else(bad)),
            None => (typed, ""),
        };
        let mark = if whole.contains('.') { '.' } else { ' ' };
        let groups: Vec<&str> = whole.split(mark).collect();
        let is_grouped = groups.len() > 1;
        if is_grouped && !are_groups(&groups) {
            return Err(match *groups.as_slice() {
                [before, after]
                    if mark == '.'
                        && fraction.is_empty()
                        && is_digits(before)
                        && is_digits(after)
                        && (after.len() != 3 || before == "0") =>
                {
                    FigureError::DotAsDecimal {
                        figure: figure(),
                        suggestion: format!("{before},{after}"),
                    }
                }
                _ => bad(),
            });
        }
        let whole = groups.concat();
        if !is_digits(&whole) {
            return Err(bad());
        }
        if whole.len() > 1 && whole.starts_with('0') && (whole.len() > 2 || whole == "00") {
            return Err(FigureError::LeadingZeros { figure: figure() });
        }
        Ok(Self {
            whole,
            fraction: fraction.to_owned(),
            grouped: is_grouped,
        })
    }

    /// The fraction without the zeros at its end.
    pub fn exact_fraction(&self) -> &str {
        self.fraction.trim_end_matches('0')
    }
}

/// Whether a text is one or more digits 0–9.
pub fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether pieces are one to three digits, not beginning with 0, then threes.
fn are_groups(groups: &[&str]) -> bool {
    let Some((first, rest)) = groups.split_first() else {
        return false;
    };
    is_digits(first)
        && first.len() <= 3
        && !first.starts_with('0')
        && rest.iter().all(|g| g.len() == 3 && is_digits(g))
}

/// The error for a figure in the English manner: `1,000,000`, `1,000.50`.
fn as_english(typed: &str) -> Option<FigureError> {
    let (whole, fraction) = match typed.split_once('.') {
        Some((whole, fraction)) if is_digits(fraction) => (whole, Some(fraction)),
        Some(_) => return None,
        None => (typed, None),
    };
    let groups: Vec<&str> = whole.split(',').collect();
    if !are_groups(&groups) {
        return None;
    }
    let mut suggestion = groups.join(".");
    if let Some(fraction) = fraction {
        suggestion.push(',');
        suggestion.push_str(fraction);
    }
    Some(FigureError::CommaAsThousands {
        figure: typed.to_owned(),
        suggestion,
    })
}

/// A text with every run of blanks (also non-breaking and thin ones) made one space, and none
/// at the ends.
pub fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes a minus sign (either character) off the front.
pub fn split_sign(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', MINUS]) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    }
}
