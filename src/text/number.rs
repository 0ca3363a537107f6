//! Figures as Vietnamese officials write them: the dot groups thousands, the comma is the
//! decimal mark. Fixed-point values of indicators, percentages, and the reading of one typed
//! figure, which [`super::money`] shares.
//!
//! No floating point anywhere: what is typed is what is stored, or it is refused.

use std::cmp::Ordering;
use std::fmt::Write as _;

pub use figure::FigureError;
use figure::is_digits;
pub(super) use figure::{Figure, single_blanks, split_sign};

mod figure;

/// The minus sign as shown (U+2212); the hyphen is understood as well.
pub const MINUS: char = '\u{2212}';

/// The digits of a number with a dot between groups of three: 1234567 is "1.234.567".
pub(super) fn grouped(magnitude: u64) -> String {
    let digits = magnitude.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// A whole number with dots between thousands: −1234 is "−1.234".
#[must_use]
pub fn format_whole(number: i64) -> String {
    let sign = if number < 0 { "\u{2212}" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

/// Why a text is no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing typed. Callers treat an empty field before they ask.
    Empty,
    /// No digit in it.
    NotANumber {
        /// As typed.
        text: String,
    },
    /// A character that does not belong into a figure.
    UnexpectedChar {
        /// The first such character.
        character: char,
    },
    /// Dots, commas or zeros are not where they belong.
    Figure(FigureError),
    /// More than [`Decimal::MAX_SCALE`] decimals.
    TooManyDecimals {
        /// As typed.
        figure: String,
    },
    /// Too many digits to be stored.
    TooLarge,
}

/// A decimal number of at most six decimals, exact: the value of an indicator.
///
/// Equal values are equal whatever zeros they were written with: 1,50 is 1,5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decimal {
    /// The value times 10^scale.
    mantissa: i64,
    /// The number of decimals, 0 to 6, as few as possible.
    scale: u8,
}

impl Decimal {
    /// The greatest number of decimals.
    pub const MAX_SCALE: u8 = 6;
    /// Nought.
    pub const ZERO: Self = Self {
        mantissa: 0,
        scale: 0,
    };

    /// The value `mantissa` ÷ 10^`scale`; `None` if it needs more than six decimals.
    #[must_use]
    pub fn new(mut mantissa: i64, mut scale: u8) -> Option<Self> {
        if mantissa == 0 {
            return Some(Self::ZERO);
        }
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        (scale <= Self::MAX_SCALE).then_some(Self { mantissa, scale })
    }

    /// The value times 10^[`Self::scale`].
    #[must_use]
    pub const fn mantissa(self) -> i64 {
        self.mantissa
    }

    /// The number of decimals, as few as possible.
    #[must_use]
    pub const fn scale(self) -> u8 {
        self.scale
    }

    /// Reads what is typed: `12`, `33,3`, `1.234,5`, `−2`.
    ///
    /// # Errors
    /// [`NumberError`] for anything else; nothing is guessed.
    pub fn parse(typed: &str) -> Result<Self, NumberError> {
        let text = single_blanks(typed);
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return Err(NumberError::NotANumber { text });
        }
        let (negative, rest) = split_sign(&text);
        let unexpected = |c: char| !matches!(c, '0'..='9' | '.' | ',' | ' ');
        let first = rest.chars().next().filter(|c| !c.is_ascii_digit());
        if let Some(character) = first.or_else(|| rest.chars().find(|&c| unexpected(c))) {
            return Err(NumberError::UnexpectedChar { character });
        }
        let figure = Figure::read(rest).map_err(NumberError::Figure)?;
        Self::assemble(negative, &figure.whole, &figure.fraction, 0, &text)
    }

    /// Reads the text of a JSON number, exactly: `1234.5`, `-2`, `1.5e3`.
    ///
    /// # Errors
    /// [`NumberError`] if it is no JSON number or cannot be stored exactly.
    pub fn from_json(text: &str) -> Result<Self, NumberError> {
        let bad = || NumberError::NotANumber {
            text: text.to_owned(),
        };
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (plain, exponent) = match rest.split_once(['e', 'E']) {
            Some((plain, exponent)) => (plain, json_exponent(exponent).ok_or_else(bad)?),
            None => (rest, 0),
        };
        let (whole, fraction) = match plain.split_once('.') {
            Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
            Some(_) => return Err(bad()),
            None => (plain, ""),
        };
        if !is_digits(whole) || (whole.len() > 1 && whole.starts_with('0')) {
            return Err(bad());
        }
        Self::assemble(negative, whole, fraction, exponent, text)
    }

    /// The value of digits before and after the decimal mark, times 10^`exponent`.
    fn assemble(
        negative: bool,
        whole: &str,
        fraction: &str,
        exponent: i64,
        typed: &str,
    ) -> Result<Self, NumberError> {
        let digits = format!("{whole}{fraction}");
        let significant = digits.trim_end_matches('0');
        let dropped = i64::try_from(digits.len() - significant.len()).unwrap_or(i64::MAX);
        let significant = significant.trim_start_matches('0');
        if significant.is_empty() {
            return Ok(Self::ZERO);
        }
        let decimals = i64::try_from(fraction.len()).unwrap_or(i64::MAX);
        // The value is `significant` × 10^power.
        let power = exponent.saturating_sub(decimals).saturating_add(dropped);
        if power < -i64::from(Self::MAX_SCALE) {
            return Err(NumberError::TooManyDecimals {
                figure: typed.to_owned(),
            });
        }
        let large = || NumberError::TooLarge;
        let magnitude: i128 = significant.parse().map_err(|_| large())?;
        let zeros = u32::try_from(power.max(0)).map_err(|_| large())?;
        let magnitude = 10_i128
            .checked_pow(zeros)
            .and_then(|factor| magnitude.checked_mul(factor))
            .ok_or_else(large)?;
        let mantissa = if negative { -magnitude } else { magnitude };
        let mantissa = i64::try_from(mantissa).map_err(|_| large())?;
        let scale = u8::try_from((-power).max(0)).map_err(|_| large())?;
        Self::new(mantissa, scale).ok_or_else(large)
    }

    /// The text of the value as a JSON number: `1234.5`.
    #[must_use]
    pub fn to_json(self) -> String {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let (whole, fraction) = self.parts();
        match fraction.as_str() {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole}.{fraction}"),
        }
    }

    /// The value as shown: `1.234,5`.
    #[must_use]
    pub fn format(self) -> String {
        let sign = if self.mantissa < 0 { "\u{2212}" } else { "" };
        let (whole, fraction) = self.parts();
        let whole = grouped(whole);
        match fraction.as_str() {
            "" => format!("{sign}{whole}"),
            fraction => format!("{sign}{whole},{fraction}"),
        }
    }

    /// The magnitude: whole part, and the decimals as digits.
    fn parts(self) -> (u64, String) {
        let unit = 10_u64.pow(u32::from(self.scale));
        let magnitude = self.mantissa.unsigned_abs();
        let mut fraction = String::new();
        if self.scale > 0 {
            let width = usize::from(self.scale);
            // Writing to a String cannot fail.
            let _ = write!(fraction, "{:0width$}", magnitude % unit);
        }
        (magnitude / unit, fraction)
    }

    /// The value in millionths.
    fn millionths(self) -> i128 {
        i128::from(self.mantissa) * 10_i128.pow(u32::from(Self::MAX_SCALE - self.scale))
    }

    /// The sum; `None` if it is too large to be stored exactly.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let unit = 10_i128.pow(u32::from(Self::MAX_SCALE - scale));
        let sum = (self.millionths() + other.millionths()) / unit;
        Self::new(i64::try_from(sum).ok()?, scale)
    }

    /// This value as a part of a whole, in tenths of a percent; see [`percent_tenths`].
    #[must_use]
    pub fn percent_tenths_of(self, whole: Self) -> Option<i64> {
        ratio_in_thousandths(self.millionths(), whole.millionths())
    }
}

impl From<i32> for Decimal {
    fn from(number: i32) -> Self {
        Self {
            mantissa: number.into(),
            scale: 0,
        }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.millionths().cmp(&other.millionths())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The exponent of a JSON number; beyond any use it is cut off at ±10^17.
fn json_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !is_digits(digits) {
        return None;
    }
    let limit = 100_000_000_000_000_000;
    let size = digits.parse().map_or(limit, |size: i64| size.min(limit));
    Some(if text.starts_with('-') { -size } else { size })
}

/// `part` ÷ `whole` in tenths of a percent (1000 is 100,0%), a half rounded away from zero.
/// `None` where `whole` is 0, or the rate is beyond `i64`.
#[must_use]
pub fn percent_tenths(part: i64, whole: i64) -> Option<i64> {
    ratio_in_thousandths(part.into(), whole.into())
}

/// `part` × 1000 ÷ `whole`, a half away from zero. Both are below 2^84.
fn ratio_in_thousandths(part: i128, whole: i128) -> Option<i64> {
    let numerator = part.checked_mul(1000)?;
    let size = numerator.unsigned_abs();
    let divisor = whole.unsigned_abs();
    let quotient = size.checked_div(divisor)?;
    let rounded = quotient + u128::from(size % divisor >= divisor.div_ceil(2));
    let rounded = i128::try_from(rounded).ok()?;
    let negative = (part < 0) != (whole < 0);
    i64::try_from(if negative { -rounded } else { rounded }).ok()
}

/// Tenths of a percent as shown, always with one decimal: 988 is "98,8%".
#[must_use]
pub fn format_percent(tenths: i64) -> String {
    format!("{}%", format_tenths(tenths))
}

/// A number of tenths with one decimal: −12345 is "−1.234,5".
#[must_use]
pub fn format_tenths(tenths: i64) -> String {
    let sign = if tenths < 0 { "\u{2212}" } else { "" };
    let size = tenths.unsigned_abs();
    format!("{sign}{},{}", grouped(size / 10), size % 10)
}

#[cfg(test)]
mod tests;
