//! Amounts of đồng in and out: whole đồng in an `i64`, shown as `100.000.000`, read from what
//! clerks type (`100 triệu`, `7,4tr`, `1 tỷ 200 triệu`).
//!
//! Reading guesses nothing: where a text can be meant in two ways (`1.5 tỷ`, `1 tỷ 200`), it is
//! refused with what is needed to say why.

use super::fold::{fold, nfc};
use super::number::{Figure, FigureError, format_tenths, format_whole, single_blanks, split_sign};

/// Why a text is no amount of đồng.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoneyError {
    /// Nothing typed. Callers treat an empty field before they ask: empty is not zero.
    Empty,
    /// No figure in it: `abc`.
    NotANumber {
        /// As typed.
        text: String,
    },
    /// A word or a rest that is no unit, or stands where none belongs: the `e` of `1e8`.
    UnknownWord {
        /// As typed.
        word: String,
    },
    /// A character that does not belong into an amount.
    UnexpectedChar {
        /// The first such character.
        character: char,
    },
    /// Dots, commas or zeros are not where they belong.
    Figure(FigureError),
    /// Less than one đồng would be left over: `7,5`, `0,0001 nghìn`.
    FractionOfDong {
        /// The figure as typed.
        figure: String,
    },
    /// A figure after another one without a unit: the 200 of `1 tỷ 200` may be triệu or đồng.
    MissingUnit {
        /// The figure as typed.
        figure: String,
    },
    /// A part whose unit is not smaller than that of the part before: `200 triệu 1 tỷ`.
    UnitOrder {
        /// The unit as typed.
        unit: String,
    },
    /// A part that reaches the unit of the part before: the 1500 of `1 tỷ 1500 triệu`.
    PartTooLarge {
        /// The figure as typed.
        figure: String,
    },
    /// A part with a comma before another part: `1,5 tỷ 200 triệu`.
    FractionNotLast {
        /// The figure as typed.
        figure: String,
    },
    /// More than can be stored (over 9 tỷ tỷ).
    TooLarge,
    /// Below zero where only amounts from 0 up make sense.
    Negative,
}

/// An amount as shown, without its unit: `100.000.000`, `−5.000.000`.
#[must_use]
pub fn format_dong(dong: i64) -> String {
    format_whole(dong)
}

/// An amount in triệu đồng with one decimal, a half rounded away from zero: 444650000 is
/// `444,7`. For display only; totals are made from đồng.
#[must_use]
pub fn format_million(dong: i64) -> String {
    let tenths = dong / 100_000 + (dong % 100_000) / 50_000;
    format_tenths(tenths)
}

/// Reads an amount of zero or more.
///
/// # Errors
/// [`MoneyError`] for anything that is not clearly an amount.
pub fn parse_dong(typed: &str) -> Result<i64, MoneyError> {
    match parse_dong_signed(typed)? {
        amount if amount < 0 => Err(MoneyError::Negative),
        amount => Ok(amount),
    }
}

/// Reads an amount that may be below zero (a correction, a recovery): `−5.000.000`.
///
/// # Errors
/// [`MoneyError`] for anything that is not clearly an amount.
pub fn parse_dong_signed(typed: &str) -> Result<i64, MoneyError> {
    let text = single_blanks(&nfc(typed));
    if text.is_empty() {
        return Err(MoneyError::Empty);
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Err(MoneyError::NotANumber { text });
    }
    let (negative, rest) = split_sign(&text);
    let magnitude = i128::try_from(read_parts(rest)?).map_err(|_| MoneyError::TooLarge)?;
    let amount = if negative { -magnitude } else { magnitude };
    i64::try_from(amount).map_err(|_| MoneyError::TooLarge)
}

/// One piece of an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'a> {
    /// Begins with a digit; digits, dots, commas and blanks within.
    Figure(&'a str),
    /// A run of letters.
    Word(&'a str),
}

/// Splits off the first token; blanks before it must be gone. The dot of an abbreviation
/// (`tr.đ`) belongs to its word and says nothing.
fn split_token(text: &str) -> Result<Option<(Token<'_>, &str)>, MoneyError> {
    let Some(first) = text.chars().next() else {
        return Ok(None);
    };
    let letter = |c: char| c.is_alphabetic() || c == '₫';
    let (token, rest) = if first.is_ascii_digit() {
        let inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
        let end = text.find(|c| !inside(c)).unwrap_or(text.len());
        let (figure, rest) = text.split_at(end);
        (Token::Figure(figure.trim_end()), rest)
    } else if letter(first) {
        let end = text.find(|c| !letter(c)).unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        (Token::Word(word), rest.strip_prefix('.').unwrap_or(rest))
    } else {
        return Err(MoneyError::UnexpectedChar { character: first });
    };
    Ok(Some((token, rest.trim_start())))
}

/// What a word says: `Times` a power of ten, `Dong` that the amount ends here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Nghìn 3, triệu 6, tỷ 9.
    Times(u32),
    /// Trăm: only before another power (`5 trăm triệu`).
    Hundred,
    /// `trđ`: triệu, and the end.
    MillionDong,
    /// The end.
    Dong,
}

/// Looks a word up; accents and capitals do not matter, no two units fold alike.
fn meaning(word: &str) -> Option<Meaning> {
    Some(match fold(word).as_str() {
        "ty" | "ti" => Meaning::Times(9),
        "trieu" | "tr" => Meaning::Times(6),
        "nghin" | "ngan" | "k" => Meaning::Times(3),
        "tram" => Meaning::Hundred,
        "trd" => Meaning::MillionDong,
        "dong" | "d" | "vnd" | "₫" => Meaning::Dong,
        _ => return None,
    })
}

/// The unit behind a figure.
#[derive(Debug, Default)]
struct Unit<'a> {
    /// The power of ten of one such unit.
    power: u32,
    /// The last word of it; `None` for a bare figure.
    word: Option<&'a str>,
    /// Whether nothing may follow.
    last: bool,
}

/// Reads the words behind a figure.
fn read_unit(mut text: &str) -> Result<(Unit<'_>, &str), MoneyError> {
    let mut unit = Unit::default();
    let mut before = None;
    while let Some((Token::Word(word), rest)) = split_token(text)? {
        let unknown = || MoneyError::UnknownWord {
            word: word.to_owned(),
        };
        let meaning = meaning(word).ok_or_else(unknown)?;
        match (before, meaning) {
            (None, Meaning::Times(power)) => unit.power = power,
            (None, Meaning::Hundred) => unit.power = 2,
            // 5 trăm triệu; 2 nghìn tỷ.
            (Some(Meaning::Hundred), Meaning::Times(power))
            | (Some(Meaning::Times(3)), Meaning::Times(power @ 9)) => unit.power += power,
            (None, Meaning::MillionDong) => (unit.power, unit.last) = (6, true),
            (None | Some(Meaning::Times(_)), Meaning::Dong) => unit.last = true,
            _ => return Err(unknown()),
        }
        unit.word = Some(word);
        before = Some(meaning);
        text = rest;
        if unit.last {
            break;
        }
    }
    match (before, unit.word) {
        // "2 trăm" alone: đồng, nghìn or triệu?
        (Some(Meaning::Hundred), Some(word)) => Err(MoneyError::UnknownWord {
            word: word.to_owned(),
        }),
        _ => Ok((unit, text)),
    }
}

/// Reads `1 tỷ 200 triệu đồng`: parts of falling units, none reaching the one before.
fn read_parts(mut text: &str) -> Result<u128, MoneyError> {
    let mut total: u128 = 0;
    // The part before: its power of ten, and its figure if that had a comma.
    let mut before: Option<(u32, Option<&str>)> = None;
    while let Some((token, rest)) = split_token(text)? {
        let figure = match token {
            Token::Figure(figure) => figure,
            Token::Word(word) => return Err(MoneyError::UnknownWord { word: word.into() }),
        };
        let (unit, rest) = read_unit(rest)?;
        let part = read_part(figure, &unit)?;
        if let Some((power, fraction)) = before {
            let figure = figure.to_owned();
            let Some(word) = unit.word else {
                return Err(MoneyError::MissingUnit { figure });
            };
            if let Some(fraction) = fraction {
                let figure = fraction.to_owned();
                return Err(MoneyError::FractionNotLast { figure });
            }
            if unit.power >= power {
                let unit = word.to_owned();
                return Err(MoneyError::UnitOrder { unit });
            }
            if part >= 10_u128.pow(power) {
                return Err(MoneyError::PartTooLarge { figure });
            }
        }
        total = total.checked_add(part).ok_or(MoneyError::TooLarge)?;
        if unit.last && !rest.is_empty() {
            return Err(MoneyError::UnknownWord { word: rest.into() });
        }
        before = Some((unit.power, figure.contains(',').then_some(figure)));
        text = rest;
    }
    Ok(total)
}

/// The đồng of one figure with its unit.
fn read_part(typed: &str, unit: &Unit<'_>) -> Result<u128, MoneyError> {
    let owned = || typed.to_owned();
    let figure = Figure::read(typed).map_err(|error| match error {
        // Without a greater unit a comma would not help.
        FigureError::DotAsDecimal { figure, .. } if unit.power == 0 => {
            FigureError::BadGrouping { figure }
        }
        other => other,
    });
    let figure = figure.map_err(MoneyError::Figure)?;
    if unit.power == 0 && !figure.fraction.is_empty() {
        // 100,000 is meant as 100.000; 100.000,00 is how ledgers print whole đồng.
        let written_zero = figure.grouped && figure.fraction.len() < 3;
        if figure.fraction.len() == 3 && figure.whole.len() <= 3 {
            return Err(MoneyError::Figure(FigureError::CommaAsThousands {
                figure: owned(),
                suggestion: typed.replace(',', "."),
            }));
        }
        if !written_zero {
            return Err(MoneyError::FractionOfDong { figure: owned() });
        }
    }
    let fraction = figure.exact_fraction();
    let decimals = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
    let Some(zeros) = unit.power.checked_sub(decimals) else {
        return Err(MoneyError::FractionOfDong { figure: owned() });
    };
    format!("{}{fraction}", figure.whole)
        .parse::<u128>()
        .ok()
        .and_then(|digits| digits.checked_mul(10_u128.checked_pow(zeros)?))
        .ok_or(MoneyError::TooLarge)
}

#[cfg(test)]
mod tests;
