//! What is said of the parties' agreements: "thống nhất" to a plan (Điều 7.3), "nhất trí" to an annex
//! (Điều 7.2), each in the words of its clause.

use super::Lang;
use super::annexes::Annexes;
use super::plan::Plan;
use super::plans::Plans;

/// The texts of agreements to a plan or to an annex.
#[derive(Clone, Copy, Debug)]
pub struct Agreements {
    lang: Lang,
    annex: bool,
}

/// A text that is another one for an annex.
macro_rules! either {
    ($($(#[doc = $doc:literal])* $name:ident($($arg:ident)?) -> $type:ty: $table:ident.$plan:ident, $annex:ident;)*) => {
        $($(#[doc = $doc])*
        #[must_use]
        pub fn $name(self $(, $arg: &str)?) -> $type {
            if self.annex {
                Annexes(self.lang).$annex($($arg)?)
            } else {
                $table(self.lang).$plan($($arg)?)
            }
        })*
    };
}

impl Agreements {
    /// The texts in a language, for an annex or for a plan.
    #[must_use]
    pub const fn of(lang: Lang, annex: bool) -> Self {
        Self { lang, annex }
    }

    either! {
        /// The head of the section.
        agreements() -> &'static str: Plan.agreements, agreements;
        /// A party's seal that stands.
        agreed_seal(party) -> String: Plans.agreed_seal, agreed_seal;
        /// A party's seal on what changed since.
        changed_seal(party) -> String: Plans.changed_seal, changed_seal;
        /// A party's seal that is lacking.
        pending_seal(party) -> String: Plan.pending, pending_seal;
        /// It has not agreed.
        not_agreed() -> &'static str: Plan.not_agreed, not_agreed;
        /// Records an agreement.
        record() -> &'static str: Plan.record, record;
        /// The same with the party, for assistive technology.
        record_of(party) -> String: Plan.record_of, record_of;
        /// Removes it.
        remove_of(party) -> String: Plan.remove_of, remove_of;
        /// "Đã thay đổi sau khi …".
        changed_after() -> &'static str: Plans.changed_after, changed_after;
        /// The same, and that it opens the list of changes.
        changed_open(party) -> String: Plans.changed_open, changed_open;
        /// No moment tells to what it was.
        unknown_standing() -> &'static str: Plans.unknown_standing, unknown_standing;
        /// Records it once more.
        renew() -> &'static str: Plans.renew, renew;
        /// The same with the party.
        renew_of(party) -> String: Plans.renew_of, renew_of;
        /// The title of the list of changes.
        changes_title(party) -> String: Plans.changes_title, changes_title;
    }
}
