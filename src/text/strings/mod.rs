//! The string tables: every text on screen, Vietnamese first, English second.
//!
//! One table for each area of the program, written with [`strings!`](crate::text::strings): a name,
//! the Vietnamese text, the English one. A table is a `Copy` value made from the language, so that
//! the whole window changes its language from one frame to the next.
//!
//! Wording (UI.md §6): plain, polite, short; sentence case; verb first; no exclamation marks; say
//! what happened, then what to do.

pub mod actions;
pub mod agreements;
pub mod annexes;
pub mod article;
pub mod budget;
pub mod cli;
pub mod dialogs;
pub mod errors;
pub mod fields;
pub mod files;
pub mod findings;
pub mod houses;
pub mod import;
pub mod import_window;
pub mod journal;
pub mod merge;
pub mod money;
pub mod overview;
pub mod page;
pub mod plan;
pub mod plans;
pub mod receive;
pub mod report;
pub mod revisions;
pub mod safe;
pub mod sending;
pub mod shell;
pub mod tables;
pub mod vocabulary;

/// The language of the window. It never changes an official document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Tiếng Việt.
    #[default]
    Vi,
    /// English.
    En,
}

/// One text of a table in both languages, for the sweeps of the tests: (name, vi, en).
pub type Entry = (&'static str, &'static str, &'static str);

/// Every table with all its texts: for the tests that sweep them through fonts and rules.
#[must_use]
pub fn all() -> Vec<(&'static str, &'static [Entry])> {
    vec![
        ("actions", actions::Actions::ALL),
        ("annexes", annexes::Annexes::ALL),
        ("article", article::Article::ALL),
        ("budget", budget::Budget::ALL),
        ("cli", cli::Cli::ALL),
        ("dialogs", dialogs::Dialogs::ALL),
        ("errors", errors::Errors::ALL),
        ("fields", fields::Fields::ALL),
        ("findings", findings::Findings::ALL),
        ("files", files::Files::ALL),
        ("houses", houses::Houses::ALL),
        ("import", import::Import::ALL),
        ("journal", journal::Journal::ALL),
        ("merge", merge::Merge::ALL),
        ("import_window", import_window::ImportWindow::ALL),
        ("money", money::Money::ALL),
        ("overview", overview::Overview::ALL),
        ("page", page::Page::ALL),
        ("plan", plan::Plan::ALL),
        ("plans", plans::Plans::ALL),
        ("receive", receive::Receive::ALL),
        ("report", report::Report::ALL),
        ("revisions", revisions::Revisions::ALL),
        ("safe", safe::Safe::ALL),
        ("sending", sending::Sending::ALL),
        ("shell", shell::Shell::ALL),
        ("tables", tables::Tables::ALL),
        ("vocabulary", vocabulary::Vocabulary::ALL),
    ]
}

/// English nouns after their number: `{n} day[s]` and `{n} activit[y/ies]` become "1 day", "2 days",
/// "1 activity", "2 activities".
#[must_use]
pub fn plural(mut text: String) -> String {
    let forms = [
        ("[s]", "", "s"),
        ("[y/ies]", "y", "ies"),
        ("[has/have]", "has", "have"),
        ("[is/are]", "is", "are"),
        ("[was/were]", "was", "were"),
        ("[belongs/belong]", "belongs", "belong"),
        ("[lies/lie]", "lies", "lie"),
    ];
    for (mark, one, many) in forms {
        while let Some(at) = text.find(mark) {
            let digit = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
            let before = text[..at].trim_end_matches(|c| !digit(c));
            let number = before.rsplit(|c| !digit(c)).next();
            let form = if number == Some("1") { one } else { many };
            text.replace_range(at..at + mark.len(), form);
        }
    }
    text
}

/// Declares a string table.
///
/// ```ignore
/// strings! {
///     /// The texts of the budget.
///     Budget {
///         title: "Ngân sách", "Budget";
///         years_known(known: usize, all: usize): "{known} trên {all} năm có số liệu", "{known} of {all} years have figures";
///     }
/// }
/// ```
#[macro_export]
macro_rules! strings {
    ($(#[$doc:meta])* $table:ident { $($name:ident $(($($arg:ident: $ty:ty),*))? : $vi:literal, $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $table(pub $crate::text::strings::Lang);
        impl $table {
            /// Every text of the table, for the tests that sweep them.
            pub const ALL: &'static [$crate::text::strings::Entry] = &[$((stringify!($name), $vi, $en)),*];
            $($crate::strings!(@one $name $(($($arg: $ty),*))? : $vi, $en);)*
        }
    };
    (@one $name:ident : $vi:literal, $en:literal) => {
        #[doc = $vi]
        #[must_use]
        pub const fn $name(self) -> &'static str {
            match self.0 {
                $crate::text::strings::Lang::Vi => $vi,
                $crate::text::strings::Lang::En => $en,
            }
        }
    };
    (@one $name:ident ($($arg:ident: $ty:ty),*) : $vi:literal, $en:literal) => {
        #[doc = $vi]
        #[must_use]
        pub fn $name(self, $($arg: $ty),*) -> String {
            match self.0 {
                $crate::text::strings::Lang::Vi => format!($vi),
                $crate::text::strings::Lang::En => $crate::text::strings::plural(format!($en)),
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_nouns_follow_their_number() {
        let of = |n: usize| plural(format!("{n} day[s] left, {n} activit[y/ies]"));
        assert_eq!(of(0), "0 days left, 0 activities");
        assert_eq!(of(1), "1 day left, 1 activity");
        assert_eq!(of(21), "21 days left, 21 activities");
        assert_eq!(plural("1.001 item[s]".into()), "1.001 items");
        assert_eq!(plural("3 of 1 item[s]".into()), "3 of 1 item");
        assert_eq!(plural("[s] of none".into()), "s of none");
    }
}
