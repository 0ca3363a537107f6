//! What names in a table stand for: units, clauses, lines, activities, plans, words of the domain.

use super::preview::Wrong;
use crate::model::hash::HashMap;
use crate::model::{
    FundingSource, HouseWork, Id, PaymentKind, Programme, Progress, Unit, UnitLevel,
};
use crate::report::names::{Names, one_line};
use crate::report::sheets::directory::Directory;
use crate::report::table::Cell;
use crate::text::fold::{fold, tone_free};
use crate::text::strings::Lang;
use crate::text::strings::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// Names by how they are compared: letter for letter but for capitals and the place of tone marks.
#[derive(Default)]
struct Index {
    exact: HashMap<String, BTreeSet<Id>>,
    /// For suggestions alone.
    folded: HashMap<String, BTreeSet<Id>>,
}

impl Index {
    fn add(&mut self, name: &str, id: &Id) {
        if name.trim().is_empty() {
            return;
        }
        let (exact, folded) = (form(name), fold(&one_line(name)));
        self.exact.entry(exact).or_default().insert(id.clone());
        self.folded.entry(folded).or_default().insert(id.clone());
    }

    fn find(&self, typed: &str, shown: impl Fn(&Id) -> String) -> Result<Id, Wrong> {
        let names = |ids: &BTreeSet<Id>| {
            let mut names: Vec<String> = ids.iter().map(&shown).collect();
            names.sort_unstable();
            names.truncate(6);
            names
        };
        let typed_line = one_line(typed);
        match self.exact.get(&form(typed)) {
            Some(ids) if ids.len() == 1 => ids.first().cloned().ok_or(Wrong::Row),
            Some(ids) => Err(Wrong::Ambiguous {
                typed: typed_line,
                names: names(ids),
            }),
            None => Err(Wrong::NotFound {
                near: self
                    .folded
                    .get(&fold(&typed_line))
                    .map(names)
                    .unwrap_or_default(),
                typed: typed_line,
            }),
        }
    }
}

/// "xã Cẩm Liên" and "UBND xã Cẩm Liên" as "Cẩm Liên".
fn without_level(name: &str) -> &str {
    let mut name = name.trim();
    for level in [
        "UBND ",
        "xã ",
        "Xã ",
        "thị trấn ",
        "Thị trấn ",
        "phường ",
        "Phường ",
    ] {
        name = name.strip_prefix(level).unwrap_or(name);
    }
    name
}

/// A name as it is compared: letter for letter but for capitals and the place of tone marks.
pub(super) fn form(name: &str) -> String {
    tone_free(&one_line(name))
}

/// All names of a programme.
pub(super) struct Lookup<'a> {
    pub(super) programme: &'a Programme,
    pub(super) directory: Directory,
    units: Index,
    /// Communes without the word for their level.
    communes: Index,
    lines: Index,
    activities: Index,
    plans: Index,
    clauses: HashMap<String, Id>,
    titles: HashMap<Id, BTreeSet<String>>,
}

impl<'a> Lookup<'a> {
    pub(super) fn of(programme: &'a Programme) -> Self {
        let directory = Directory::of(programme, Lang::Vi);
        let mut units = Index::default();
        for (id, name) in directory.units() {
            units.add(name, id);
        }
        for party in programme.parties.values() {
            units.add(&party.name, &party.id);
        }
        for unit in programme.units.values() {
            units.add(&unit.name, &unit.id);
            units.add(&unit.short_name, &unit.id);
            if let Some(party) = programme.party_of(&unit.id) {
                for name in [&unit.name, &unit.short_name] {
                    if !name.is_empty() {
                        units.add(&format!("{name} ({})", party.letters), &unit.id);
                        units.add(&format!("{name} {}", party.name), &unit.id);
                    }
                }
            }
        }
        let mut communes = Index::default();
        let of_level = |u: &&Unit| u.level == Some(UnitLevel::Commune);
        for unit in programme.units.values().filter(of_level) {
            communes.add(without_level(&unit.name), &unit.id);
        }
        let mut lines = Index::default();
        for (id, name) in directory.lines() {
            lines.add(name, id);
        }
        for line in programme.budget_lines.values() {
            lines.add(&line.name, &line.id);
            lines.add(line.id.as_str(), &line.id);
        }
        let mut activities = Index::default();
        for (id, name) in directory.activities() {
            activities.add(name, id);
        }
        for activity in programme.activities.values() {
            activities.add(&activity.title, &activity.id);
            activities.add(activity.id.as_str(), &activity.id);
        }
        let mut plans = Index::default();
        for (id, name) in directory.plans() {
            plans.add(name, id);
        }
        for plan in programme.plans.values() {
            plans.add(&plan.number, &plan.id);
            plans.add(plan.id.as_str(), &plan.id);
        }
        let mut this = Self {
            programme,
            directory,
            units,
            communes,
            lines,
            activities,
            plans,
            clauses: HashMap::default(),
            titles: HashMap::default(),
        };
        this.add_clauses();
        this
    }

    fn add_clauses(&mut self) {
        for lang in [Lang::Vi, Lang::En] {
            let names = Names {
                programme: self.programme,
                lang,
                hidden: None,
            };
            for clause in self.programme.text.all() {
                let title = one_line(&names.clause_title(clause));
                self.titles
                    .entry(clause.id.clone())
                    .or_default()
                    .insert(title);
                let cite = clause_form(&names.cite(clause));
                // The clause stands before its points and keeps the name that they share.
                self.clauses
                    .entry(cite)
                    .or_insert_with(|| clause.id.clone());
                let id = fold(clause.id.as_str());
                self.clauses.entry(id).or_insert_with(|| clause.id.clone());
            }
        }
    }

    /// A unit or a party.
    pub(super) fn unit(&self, typed: &str) -> Result<Id, Wrong> {
        self.units.find(typed, |id| self.directory.unit(id))
    }

    /// A commune, also without the word for its level: "Cẩm Liên" is xã Cẩm Liên, and where there is a
    /// thị trấn of that name too, it may be either.
    pub(super) fn commune(&self, typed: &str) -> Result<Id, Wrong> {
        self.unit(typed).or_else(|wrong| match wrong {
            Wrong::NotFound { near, .. } if near.is_empty() => {
                self.communes.find(typed, |id| self.directory.unit(id))
            }
            other => Err(other),
        })
    }

    /// Units parted by semicolons or lines; by commas where no unit has the whole name.
    pub(super) fn units(&self, typed: &str) -> Result<BTreeSet<Id>, Wrong> {
        let mut found = BTreeSet::new();
        for part in typed
            .split([';', '\n'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
        {
            match self.unit(part) {
                Ok(id) => {
                    found.insert(id);
                }
                Err(wrong) if !part.contains(',') => return Err(wrong),
                Err(_) => {
                    for one in part.split(',').map(str::trim).filter(|p| !p.is_empty()) {
                        found.insert(self.unit(one)?);
                    }
                }
            }
        }
        Ok(found)
    }

    /// A budget line by its name in an export, its own name or its id.
    pub(super) fn line(&self, typed: &str) -> Result<Id, Wrong> {
        self.lines.find(typed, |id| self.directory.line(id))
    }

    /// An activity by its title or its id.
    pub(super) fn activity(&self, typed: &str) -> Result<Id, Wrong> {
        let shown = |id: &Id| match self.directory.activity(id) {
            Cell::Text(name) => name,
            _ => String::new(),
        };
        self.activities.find(typed, shown)
    }

    /// A plan by its name or number.
    pub(super) fn plan(&self, typed: &str) -> Result<Id, Wrong> {
        self.plans.find(typed, |id| self.directory.plan(id))
    }

    /// A clause as it is cited: "Điều 5.1", "5.1", "khoản 1 Điều 5", "Điều 2.2 gạch 1".
    pub(super) fn clause(&self, typed: &str) -> Result<Id, Wrong> {
        let form = clause_form(typed);
        let known = self
            .clauses
            .get(&form)
            .or_else(|| self.clauses.get(&fold(typed)));
        known.cloned().ok_or_else(|| Wrong::NoClause {
            typed: one_line(typed),
        })
    }

    /// Whether a text is only the short title of a clause.
    pub(super) fn is_title_of(&self, clause: &Id, text: &str) -> bool {
        self.titles
            .get(clause)
            .is_some_and(|titles| titles.contains(text))
    }
}

/// A citation without the words around its numbers: "khoản 1 Điều 5" and "Điều 5.1" are "5.1".
fn clause_form(typed: &str) -> String {
    let text = fold(typed);
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|w| !w.is_empty())
        .collect();
    let mut article = None;
    let mut number = None;
    let mut point = None;
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word {
            "dieu" | "article" | "art." => article = words.next(),
            "khoan" | "k" => number = words.next(),
            "gach" | "dash" | "dau" => point = words.next().or(point),
            "dong" => {}
            other if article.is_none() => article = Some(other),
            other => point = Some(other),
        }
    }
    let mut out = article.unwrap_or_default().trim_end_matches('.').to_owned();
    if let Some(number) = number {
        out = format!("{out}.{}", number.trim_end_matches('.'));
    }
    if let Some(point) = point {
        out = format!("{out} {point}");
    }
    out
}

/// A word of the domain that folds to the same as what was typed; both languages.
fn word<T: Copy>(
    typed: &str,
    all: &[T],
    name: impl Fn(Vocabulary, T) -> &'static str,
    others: &[(&str, T)],
) -> Result<T, Wrong> {
    let form = signless(typed);
    let own = all.iter().find(|value| {
        [Lang::Vi, Lang::En]
            .iter()
            .any(|lang| signless(name(Vocabulary(*lang), **value)) == form)
    });
    let other = || {
        others
            .iter()
            .find(|(other, _)| *other == form)
            .map(|(_, value)| *value)
    };
    own.copied().or_else(other).ok_or_else(|| Wrong::NoWord {
        typed: one_line(typed),
        known: all
            .iter()
            .map(|v| name(Vocabulary(Lang::Vi), *v).to_owned())
            .collect(),
    })
}

/// Without accents, quotes and brackets.
fn signless(text: &str) -> String {
    let text = fold(text);
    let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let text: String = text.chars().map(letters).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A source of money.
pub(super) fn source(typed: &str) -> Result<FundingSource, Wrong> {
    use FundingSource as S;
    word(
        typed,
        S::ALL,
        |t, s| t.source(Some(s)),
        &[
            ("ns huyen", S::DistrictBudget),
            ("nsh", S::DistrictBudget),
            ("ngan sach cap huyen", S::DistrictBudget),
            ("ns tinh", S::ProvinceBudget),
            ("nst", S::ProvinceBudget),
            ("ngan sach cap tinh", S::ProvinceBudget),
            ("ns xa", S::CommuneBudget),
            ("nsx", S::CommuneBudget),
            ("ngan sach cap xa", S::CommuneBudget),
            ("chuong trinh muc tieu quoc gia", S::NationalTarget),
            ("chuong trinh mtqg", S::NationalTarget),
            ("ct mtqg", S::NationalTarget),
            ("mtqg", S::NationalTarget),
            ("vi nguoi ngheo", S::FundForThePoor),
            ("quy vnn", S::FundForThePoor),
            ("quy vi nguoi ngheo mttq", S::FundForThePoor),
            ("xhh", S::Donations),
            ("von xa hoi hoa", S::Donations),
            ("nguon xa hoi hoa", S::Donations),
            ("dn", S::Enterprise),
            ("doi ung", S::Household),
            ("ho gia dinh", S::Household),
            ("ho gia dinh doi ung", S::Household),
            ("hien vat", S::InKind),
            ("hien vat quy doi", S::InKind),
            ("nguon khac", S::Other),
        ],
    )
}

/// What a payment does.
pub(super) fn payment(typed: &str) -> Result<PaymentKind, Wrong> {
    use PaymentKind as K;
    word(
        typed,
        K::ALL,
        |t, k| t.payment(k),
        &[
            ("tam ung kinh phi", K::Advance),
            ("chi", K::Disbursement),
            ("thanh toan", K::Disbursement),
            ("chi tra", K::Disbursement),
            ("rut du toan", K::Disbursement),
            ("thu hoi tam ung", K::Recovery),
            ("nop tra", K::Recovery),
            ("qt", K::Settlement),
        ],
    )
}

/// What is done to a house.
pub(super) fn work(typed: &str) -> Result<HouseWork, Wrong> {
    use HouseWork as W;
    word(
        typed,
        W::ALL,
        |t, w| t.house_work(w),
        &[
            ("moi", W::New),
            ("lam moi", W::New),
            ("xay dung moi", W::New),
            ("xay", W::New),
            ("nha xay moi", W::New),
            ("sua", W::Repair),
            ("cai tao", W::Repair),
            ("nha sua chua", W::Repair),
            ("sua chua cai tao", W::Repair),
        ],
    )
}

/// The state of an activity.
pub(super) fn progress(typed: &str) -> Result<Progress, Wrong> {
    use Progress as P;
    word(
        typed,
        P::ALL,
        |t, p| t.progress(p),
        &[
            ("chua", P::NotStarted),
            ("chua trien khai", P::NotStarted),
            ("chua lam", P::NotStarted),
            ("dang trien khai", P::InProgress),
            ("dang lam", P::InProgress),
            ("da hoan thanh", P::Done),
            ("da xong", P::Done),
            ("xong", P::Done),
            ("da thuc hien", P::Done),
            ("dung", P::Paused),
            ("chuyen sang nam sau", P::CarriedOver),
            ("khong lam", P::NotDoing),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_cited_in_many_ways() {
        for (typed, form) in [
            ("Điều 5.1", "5.1"),
            ("5.1", "5.1"),
            ("dieu 5.1", "5.1"),
            ("Khoản 1 Điều 5", "5.1"),
            ("khoản 1, Điều 5", "5.1"),
            ("Điều 5, khoản 1", "5.1"),
            ("Điều 5 khoản 1.", "5.1"),
            ("Điều 2.2 gạch 1", "2.2 1"),
            ("Article 2.2 dash 1", "2.2 1"),
            ("2.2 gạch đầu dòng 1", "2.2 1"),
            ("Điều 7", "7"),
        ] {
            assert_eq!(clause_form(typed), form, "{typed}");
        }
    }

    #[test]
    fn no_word_means_two_things() {
        let mut seen: HashMap<String, FundingSource> = HashMap::default();
        for source in FundingSource::ALL {
            for lang in [Lang::Vi, Lang::En] {
                let name = signless(Vocabulary(lang).source(Some(*source)));
                assert!(
                    seen.insert(name.clone(), *source)
                        .is_none_or(|s| s == *source),
                    "{name}"
                );
            }
        }
        assert_eq!(
            source("Quỹ Vì người nghèo"),
            Ok(FundingSource::FundForThePoor)
        );
        assert_eq!(source("hiện vật"), Ok(FundingSource::InKind));
        assert!(
            matches!(source("tiền túi"), Err(Wrong::NoWord { known, .. }) if known.len() == 11)
        );
    }
}
