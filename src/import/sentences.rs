//! What cannot be taken in, in sentences.

use super::book::{MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Unreadable};
use super::preview::{Problem, Wrong};
use crate::model::Id;
use crate::text::strings::Lang;
use crate::text::strings::errors::Errors;
use crate::text::strings::import::Import;

/// Why a file cannot be taken in.
#[must_use]
pub fn unreadable(why: &Unreadable, lang: Lang) -> String {
    let t = Import(lang);
    match why {
        Unreadable::TooLarge => t.too_large(MOST_BYTES >> 20),
        Unreadable::UnpacksTooLarge => t.unpacks_too_large().to_owned(),
        Unreadable::TooManyCells => t.too_many_cells(MOST_ROWS, MOST_COLUMNS),
        Unreadable::OldOrLocked => t.old_or_locked().to_owned(),
        Unreadable::Encoding => t.encoding().to_owned(),
        Unreadable::Unknown => t.unknown().to_owned(),
        Unreadable::Damaged => t.damaged().to_owned(),
        Unreadable::Empty => t.empty().to_owned(),
        Unreadable::Stopped => t.stopped().to_owned(),
    }
}

/// What is wrong and where: "Dòng 7, cột F: …". `name` names units for the rules.
#[must_use]
pub fn problem(problem: &Problem, lang: Lang, name: impl Fn(&Id) -> String) -> String {
    let t = Import(lang);
    let what = wrong(&problem.what, lang, name);
    match problem.column {
        Some(column) => t.at_cell(problem.row, &letters(column), &what),
        None => t.at_row(problem.row, &what),
    }
}

/// What is wrong.
#[must_use]
pub fn wrong(wrong: &Wrong, lang: Lang, name: impl Fn(&Id) -> String) -> String {
    let t = Import(lang);
    let errors = Errors(lang);
    match wrong {
        Wrong::Money(error) => errors.money(error),
        Wrong::Number(error) => errors.number(error),
        Wrong::Date(error) => errors.date(error),
        Wrong::ErrorCell => t.error_cell().to_owned(),
        Wrong::NoYear { typed } => t.no_year(typed),
        Wrong::NoYes { typed } => t.no_yes(typed),
        Wrong::NoWord { typed, known } => t.no_word(typed, &known.join(", ")),
        Wrong::NoClause { typed } => t.no_clause(typed),
        Wrong::NotFound { typed, near } if near.is_empty() => t.not_found(typed),
        Wrong::NotFound { typed, near } => t.not_found_near(typed, &near.join(", ")),
        Wrong::Ambiguous { typed, names } => t.ambiguous(typed, &names.join(", ")),
        Wrong::Missing(key) => t.missing(key.heading(lang)),
        Wrong::RepeatedId => t.repeated_id().to_owned(),
        Wrong::InConflict => t.in_conflict().to_owned(),
        Wrong::TooMuch => t.too_much().to_owned(),
        Wrong::Refused(refusal) => errors.refusal(refusal, name),
        Wrong::Row => t.not_understood().to_owned(),
    }
}

/// A column as spreadsheets call it: A, B, … Z, AA.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut out = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        out.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    out.iter().rev().collect()
}
