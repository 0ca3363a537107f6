//! How things are called in what leaves the program: units, clauses, plans.

use crate::codec::embedded::Template;
use crate::insight::timeline::Group;
use crate::model::{ALL_PARTIES, Activity, Clause, Id, Node, Plan, PlanScope, Programme};
use crate::text::people::People;
use crate::text::strings::Lang;
use crate::text::strings::plan::Plan as PlanTexts;
use crate::text::strings::tables::Tables;
use crate::text::strings::vocabulary::Vocabulary;
use crate::text::visible::visible;

/// The names of a programme's things in one language. Characters that cannot be seen are shown as
/// their codes, as everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// The language.
    pub lang: Lang,
    /// The names of households that are not to be told; none where they are.
    pub hidden: Option<&'a People>,
}

impl Names<'_> {
    /// A text that a user typed, on one line and without the names that are not to be told.
    #[must_use]
    pub fn said(&self, text: &str) -> String {
        let instead = Tables(self.lang).hidden_name();
        let shown = self.hidden.map(|people| people.hide(text, instead));
        one_line(shown.as_deref().unwrap_or(text))
    }

    /// The words of the domain.
    #[must_use]
    pub const fn words(&self) -> Vocabulary {
        Vocabulary(self.lang)
    }

    /// A unit or a party, short where it has a short name.
    #[must_use]
    pub fn unit(&self, id: &Id) -> String {
        if *id == ALL_PARTIES {
            return self.words().all_parties_lead().to_owned();
        }
        if let Some(unit) = self.programme.units.get(id) {
            let name = if unit.short_name.is_empty() {
                &unit.name
            } else {
                &unit.short_name
            };
            return one_line(name);
        }
        match self.programme.parties.get(id) {
            Some(party) => one_line(&party.short_name),
            None => self.words().unknown_unit(&one_line(id.as_str())),
        }
    }

    /// A unit with the letters of its party, as units of two parties often have one name: "Phòng
    /// GD&ĐT (VL)".
    #[must_use]
    pub fn unit_of_party(&self, id: &Id) -> String {
        let name = self.unit(id);
        match self.programme.party_of(id) {
            Some(party) if !party.letters.is_empty() => {
                format!("{name} ({})", one_line(&party.letters))
            }
            _ => name,
        }
    }

    /// Who leads an activity, or that nobody was named.
    #[must_use]
    pub fn lead(&self, activity: &Activity) -> String {
        match &activity.lead {
            Some(id) => self.unit_of_party(id),
            None => self.words().unassigned().to_owned(),
        }
    }

    /// The letters of the party that leads, "VL"; of every party where all lead together.
    #[must_use]
    pub fn letters(&self, activity: &Activity) -> String {
        let Some(lead) = &activity.lead else {
            return String::new();
        };
        if *lead == ALL_PARTIES {
            let all: Vec<String> = self
                .programme
                .parties_in_order()
                .into_iter()
                .map(|p| one_line(&p.letters))
                .collect();
            return all.join("+");
        }
        self.programme
            .party_of(lead)
            .or_else(|| self.programme.parties.get(lead))
            .map(|p| one_line(&p.letters))
            .unwrap_or_default()
    }

    /// A clause as it is cited: "Điều 5.1", "Điều 2.2 gạch 1".
    #[must_use]
    pub fn cite(&self, clause: &Clause) -> String {
        let anchor = match clause.node {
            Node::Point if clause.point > 0 => self.words().dash(&clause.anchor(), clause.point),
            _ => clause.anchor(),
        };
        self.words().article(&anchor)
    }

    /// The clause that an activity carries out, as it is cited; empty where it has none.
    #[must_use]
    pub fn clause_of(&self, activity: &Activity) -> String {
        activity
            .place
            .parent
            .as_ref()
            .and_then(|id| self.programme.text.get(id.as_str()))
            .map(|clause| self.cite(clause))
            .unwrap_or_default()
    }

    /// A short title of a clause.
    #[must_use]
    pub fn clause_title(&self, clause: &Clause) -> String {
        let known = Template::embedded().short_title(clause.id.as_str(), self.lang == Lang::En);
        one_line(known.unwrap_or(&clause.title))
    }

    /// A group of rows: how it is cited, where it is, and its name.
    #[must_use]
    pub fn group(&self, group: &Group) -> (String, String) {
        let t = PlanTexts(self.lang);
        let name = match group {
            Group::Article(number) => {
                let mut articles = self.programme.text.articles();
                let clause = articles.find(|c| c.article == *number && *number > 0);
                return match clause {
                    Some(clause) => (self.cite(clause), self.clause_title(clause)),
                    None => (String::new(), t.loose().to_owned()),
                };
            }
            Group::Lead(None) | Group::Party(None) => self.words().unassigned().to_owned(),
            Group::Lead(Some(id)) => self.unit_of_party(id),
            Group::Party(Some(id)) => match self.programme.parties.get(id) {
                Some(party) => one_line(&party.name),
                None => self.unit(id),
            },
            Group::Plan(None) => t.group_no_plan().to_owned(),
            Group::Plan(Some(id)) => match self.programme.plans.get(id) {
                Some(plan) => self.plan(plan),
                None => t.gone().to_owned(),
            },
        };
        (String::new(), name)
    }

    /// A plan by whose it is and its year: "Kế hoạch chung năm 2024".
    #[must_use]
    pub fn plan(&self, plan: &Plan) -> String {
        if !plan.title.trim().is_empty() {
            return one_line(&plan.title);
        }
        let t = PlanTexts(self.lang);
        let year = plan.year.unwrap_or_default();
        match plan.scope {
            Some(PlanScope::Joint) => t.title_joint(year),
            Some(PlanScope::Party) => {
                let party = plan.party.as_ref().map(|id| self.unit(id));
                t.title_party(year, &party.unwrap_or_default())
            }
            Some(PlanScope::Sector) => t.title_sector(year),
            Some(PlanScope::Unit) => t.title_unit(year),
            None => t.plan_of(year),
        }
    }

    /// The plan of an activity; empty where it stands in none.
    #[must_use]
    pub fn plan_of(&self, activity: &Activity) -> String {
        activity
            .plan
            .as_ref()
            .and_then(|id| self.programme.plans.get(id))
            .map(|plan| self.plan(plan))
            .unwrap_or_default()
    }
}

/// A text that was received, on one line: runs of white space are one space, and nothing is hidden.
#[must_use]
pub fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}
