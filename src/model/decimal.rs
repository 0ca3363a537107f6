//! Decimal numbers of indicators: exact, no floating point.

use std::cmp::Ordering;

/// The most digits behind the point.
pub const MAX_SCALE: u32 = 6;

/// A decimal number: `mantissa / 10^scale`, at most six digits behind the point.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    mantissa: i64,
    scale: u32,
}

impl Decimal {
    /// `mantissa / 10^scale`; `None` where the scale is over six.
    #[must_use]
    pub const fn new(mantissa: i64, scale: u32) -> Option<Self> {
        if scale <= MAX_SCALE {
            Some(Self { mantissa, scale })
        } else {
            None
        }
    }

    /// Reads the text of a JSON number without an exponent, exactly.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let (negative, digits) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() || (digits.contains('.') && part.is_empty()) {
            return None;
        }
        if !whole
            .bytes()
            .chain(part.bytes())
            .all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let scale = u32::try_from(part.len()).ok().filter(|s| *s <= MAX_SCALE)?;
        let sign = if negative { "-" } else { "" };
        let mantissa = format!("{sign}{whole}{part}").parse().ok()?;
        Some(Self { mantissa, scale })
    }

    /// The text of the number in JSON.
    #[must_use]
    pub fn to_json(self) -> String {
        if self.scale == 0 {
            return self.mantissa.to_string();
        }
        let digits = format!(
            "{:0>width$}",
            self.mantissa.unsigned_abs(),
            width = self.scale as usize + 1
        );
        let (whole, part) = digits.split_at(digits.len() - self.scale as usize);
        format!("{}{whole}.{part}", if self.mantissa < 0 { "-" } else { "" })
    }

    /// The digits without the point.
    #[must_use]
    pub const fn mantissa(self) -> i64 {
        self.mantissa
    }

    /// How many digits stand behind the point, 0–6.
    #[must_use]
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// The mantissa at the greatest scale: for comparing and for exact ratios.
    #[must_use]
    pub fn scaled(self) -> i128 {
        i128::from(self.mantissa) * 10_i128.pow(MAX_SCALE - self.scale)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.scaled() == other.scaled()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.scaled().cmp(&other.scaled())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_number_survives() {
        for text in ["0", "12", "-3", "1.10", "0.000001", "-0.5", "1234.5"] {
            assert_eq!(Decimal::from_json(text).unwrap().to_json(), text);
        }
        for bad in [
            "",
            ".5",
            "5.",
            "1e3",
            "0.0000001",
            "--1",
            "99999999999999999999",
        ] {
            assert!(Decimal::from_json(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn equal_numbers_are_equal_at_any_scale() {
        assert_eq!(Decimal::from_json("1.10"), Decimal::from_json("1.1"));
        assert!(Decimal::from_json("-0.5") < Decimal::from_json("0"));
    }
}
