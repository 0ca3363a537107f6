//! Two moments of a document by what a user types, compared for the timeline on paper.

use crate::change::{CutKind, Document};
use crate::insight::moments::{Moment, MomentName, moments};
use crate::insight::timeline::Compared;
use crate::model::{Id, PlanScope};
use crate::text::date;
use crate::text::fold::fold;
use crate::text::strings::Lang;
use crate::text::strings::plan::Plan as Texts;
use chrono::NaiveDate;

/// What was found.
pub(super) struct Beside {
    /// How the two moments differ.
    pub compared: Compared,
    /// Which they are, and the counts.
    pub words: String,
    /// The later one and its day, where that is not now.
    pub then: Option<(Document, Option<NaiveDate>)>,
}

/// The names of all moments of a document.
pub(super) fn known(document: &Document, lang: Lang) -> Vec<String> {
    let found = moments(document);
    found.iter().map(|m| name(document, m, lang)).collect()
}

/// Compares `FROM..TO`, or `FROM` with now. A moment is `agreement` (the latest one), `2024` or `2024/2`
/// (the joint plan of a year as issued, its latest version or that one), or its name on screen without
/// regard to case and accents; of several the latest. Gives back what names none.
pub(super) fn compare(document: &Document, wanted: &str, lang: Lang) -> Result<Beside, String> {
    let all = moments(document);
    let find = |typed: &str| {
        let typed = typed.trim();
        let found = all.iter().rev().find(|m| is_meant(document, m, typed));
        found.ok_or_else(|| typed.to_owned())
    };
    let (from, to) = match wanted.split_once("..") {
        Some((from, to)) if !to.trim().is_empty() => (find(from)?, Some(find(to)?)),
        Some((from, _)) => (find(from)?, None),
        None => (find(wanted)?, None),
    };
    let t = Texts(lang);
    let past = document.past();
    let before = past.at(&from.cut.knows);
    let then = to.map(|moment| (past.at(&moment.cut.knows), day(moment)));
    let after = then.as_ref().map_or(document, |(then, _)| then);
    let compared = Compared::of(before.programme(), after.programme());
    let with = |moment: &Moment| {
        let words = name(document, moment, lang);
        match day(moment) {
            Some(day) => format!("{words} · {}", date::format(day)),
            None => words,
        }
    };
    let later = to.map_or_else(|| t.compare_now().to_owned(), with);
    let c = &compared.comparison;
    let counts = t.compare_counts(
        c.added.len(),
        c.removed.len(),
        c.moved.len(),
        c.rebudgeted.len(),
    );
    let words = format!("{} · {counts}", t.compare_with(&with(from), &later));
    Ok(Beside {
        compared,
        words,
        then,
    })
}

fn is_meant(document: &Document, moment: &Moment, typed: &str) -> bool {
    if typed == "agreement" {
        return moment.cut.kind == CutKind::Agreement;
    }
    let (year, version) = match typed.split_once('/') {
        Some((year, version)) => (year, version.parse::<u32>().ok()),
        None => (typed, None),
    };
    if let (Ok(year), 4) = (year.parse::<i32>(), year.len()) {
        return match &moment.name {
            MomentName::Issued(plan) => {
                plan.scope == Some(PlanScope::Joint)
                    && plan.year == Some(year)
                    && version.is_none_or(|version| version == plan.version)
            }
            _ => false,
        };
    }
    [Lang::Vi, Lang::En]
        .into_iter()
        .any(|lang| fold(&name(document, moment, lang)) == fold(typed))
}

fn name(document: &Document, moment: &Moment, lang: Lang) -> String {
    let p = document.programme();
    let short = |id: &Id| {
        let party = p.parties.get(id).map(|party| party.short_name.clone());
        party
            .or_else(|| p.units.get(id).map(|unit| unit.name.clone()))
            .unwrap_or_default()
    };
    Texts(lang).moment(&moment.name, short)
}

fn day(moment: &Moment) -> Option<NaiveDate> {
    moment.cut.at.get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::embedded::sample_document;

    #[test]
    fn a_moment_is_meant_by_a_word_a_version_or_its_name() {
        let d = sample_document("d");
        let all = moments(&d);
        let latest = compare(&d, "agreement", Lang::Vi).unwrap_or_else(|typed| panic!("{typed}"));
        assert!(latest.then.is_none());
        let issued = compare(&d, "2024", Lang::Vi).unwrap_or_else(|typed| panic!("{typed}"));
        assert!(issued.words.contains("2024"), "{}", issued.words);
        assert!(compare(&d, "2024/9", Lang::Vi).is_err());
        for moment in &all {
            let typed = fold(&name(&d, moment, Lang::Vi));
            let both = compare(&d, &format!("{typed}..agreement"), Lang::Vi);
            assert!(both.is_ok_and(|b| b.then.is_some()), "{typed}");
        }
        let unknown = compare(&d, "2024..hôm kia", Lang::Vi).err();
        assert_eq!(unknown.as_deref(), Some("hôm kia"));
    }
}
