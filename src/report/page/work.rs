//! How the activities and the plans stand.

use super::Maker;
use super::html::{Html, Td};
use crate::insight::{AgreementStanding, ReportGroup, Standing};
use crate::model::clause::plain;
use crate::model::{Activity, Id, Plan};
use crate::report::names::one_line;
use crate::text::date;
use crate::text::number::format_whole;

/// The groups of a report, in its order.
const GROUPS: [ReportGroup; 8] = [
    ReportGroup::DoneOnTime,
    ReportGroup::DoneLate,
    ReportGroup::RunningOnTime,
    ReportGroup::RunningLate,
    ReportGroup::NotStarted,
    ReportGroup::Paused,
    ReportGroup::CarriedOver,
    ReportGroup::NotDoing,
];

fn number(count: usize) -> Td {
    Td::of("n", format_whole(i64::try_from(count).unwrap_or(i64::MAX)))
}

const fn look(standing: Standing) -> &'static str {
    match standing {
        s if s.is_overdue() => "late",
        s if s.is_done() => "done",
        Standing::Soon { .. } => "soon",
        _ => "",
    }
}

impl Maker<'_> {
    pub(super) fn overview(self, h: &mut Html) {
        let t = self.t;
        let insight = self.page.insight;
        let columns = [
            (t.article(), ""),
            (t.all(), "n"),
            (t.done(), "n"),
            (t.doing(), "n"),
            (t.overdue(), "n"),
            (t.idle(), "n"),
        ];
        let mut sums = [0; 5];
        let mut rows: Vec<(&str, Vec<Td>)> = Vec::new();
        for progress in &insight.progress {
            let s = &progress.shapes;
            let counts = [progress.all(), s.done, s.doing, s.overdue, s.idle];
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
            let mut cells = vec![Td::text(self.article(progress.article))];
            cells.extend(counts.map(number));
            rows.push(("", cells));
        }
        let mut cells = vec![Td::text(t.total())];
        cells.extend(sums.map(number));
        rows.push(("sum", cells));
        h.table(&columns, &rows);

        let of = |group| {
            let all = self.page.programme.activities.keys();
            let stands = all.filter(|id| insight.standing(id).report_group() == group);
            stands.count()
        };
        let words = self.names.words();
        let mut all = 0;
        let mut rows: Vec<(&str, Vec<Td>)> = Vec::new();
        for group in GROUPS {
            let count = of(group);
            all += count;
            rows.push(("", vec![Td::text(words.report_group(group)), number(count)]));
        }
        rows.push(("sum", vec![Td::text(t.total()), number(all)]));
        h.table(&[(t.group(), ""), (t.count(), "n")], &rows);
    }

    /// An article with its heading: "Điều 2. Trao đổi thông tin".
    fn article(self, article: u8) -> String {
        let mut all = self.page.programme.text.articles();
        let clause = all.find(|c| c.article == article);
        clause.map_or_else(
            || self.names.words().article(&article.to_string()),
            |c| one_line(&plain(&c.text)),
        )
    }

    pub(super) fn activities(self, h: &mut Html) {
        let t = self.t;
        let programme = self.page.programme;
        let mut told: std::collections::BTreeSet<&Id> = std::collections::BTreeSet::new();
        for article in programme.text.articles() {
            h.element("h3", "", &self.article(article.article));
            let mut rows = Vec::new();
            for clause in programme.text.of_article(article.article) {
                let list = self.page.insight.by_clause.get(&clause.id);
                for id in list.into_iter().flatten() {
                    if let Some(activity) = programme.activities.get(id) {
                        told.insert(id);
                        rows.push(("", self.activity(activity)));
                    }
                }
            }
            self.list(h, &rows);
        }
        let loose = programme.activities.values();
        let loose = loose.filter(|a| !told.contains(&a.id));
        let rows: Vec<(&str, Vec<Td>)> = loose.map(|a| ("", self.activity(a))).collect();
        if !rows.is_empty() {
            h.element("h3", "", t.loose());
            self.list(h, &rows);
        }
    }

    fn list(self, h: &mut Html, rows: &[(&str, Vec<Td>)]) {
        let t = self.t;
        if rows.is_empty() {
            h.element("p", "small", t.no_activities());
            return;
        }
        let columns = [
            (t.anchor(), ""),
            (t.activity(), ""),
            (t.lead(), ""),
            (t.deadline(), ""),
            (t.standing(), ""),
        ];
        h.table(&columns, rows);
    }

    fn activity(self, activity: &Activity) -> Vec<Td> {
        let words = self.names.words();
        let standing = self.page.insight.standing(&activity.id);
        let due = activity.due.map(date::format);
        vec![
            Td::of("a", self.names.clause_of(activity)),
            Td::text(self.names.said(&activity.title)),
            Td::text(self.names.lead(activity)),
            Td::of("a", due.unwrap_or_else(|| words.no_deadline().to_owned())),
            Td::of(look(standing), words.standing(standing)),
        ]
    }

    pub(super) fn plans(self, h: &mut Html) {
        let t = self.t;
        let programme = self.page.programme;
        let mut rows: Vec<(&str, Vec<Td>)> = Vec::new();
        for year in &self.page.insight.plans {
            let joint = year.joint.iter();
            let own = year.by_party.iter().filter_map(|(_, plan)| plan.as_ref());
            let all: Vec<&Plan> = joint
                .chain(own)
                .chain(&year.others)
                .filter_map(|id| programme.plans.get(id))
                .collect();
            if all.is_empty() {
                let mut cells = vec![Td::of("a", year.year.to_string()), Td::text(t.no_plan())];
                cells.extend((0..3).map(|_| Td::text("")));
                rows.push(("", cells));
            }
            for plan in all {
                let agreed = if year.joint.as_ref() == Some(&plan.id) {
                    self.agreed(&year.seals)
                } else {
                    String::new()
                };
                let day = plan.issued_on.map(date::format);
                let number = Some(one_line(&plan.number)).filter(|n| !n.is_empty());
                let issued: Vec<String> = number.into_iter().chain(day).collect();
                rows.push((
                    "",
                    vec![
                        Td::of("a", year.year.to_string()),
                        Td::text(self.names.plan(plan)),
                        Td::text(self.names.words().plan_state(plan.state.is)),
                        Td::text(issued.join(", ")),
                        Td::text(agreed),
                    ],
                ));
            }
        }
        if rows.is_empty() {
            h.element("p", "small", t.no_plan());
            return;
        }
        let columns = [
            (t.year(), ""),
            (t.plan(), ""),
            (t.state(), ""),
            (t.number(), ""),
            (t.agreed(), ""),
        ];
        h.table(&columns, &rows);
    }

    /// Which parties agreed, each in a sentence.
    fn agreed(self, seals: &[crate::insight::plans::Seal]) -> String {
        let t = self.t;
        let one = |seal: &crate::insight::plans::Seal| {
            let party = self.names.unit(&seal.party);
            let Some(id) = &seal.agreement else {
                return t.not_agreed(&party);
            };
            let given = self.page.programme.agreements.get(id);
            let text = match given.and_then(|a| a.date) {
                Some(day) => t.agreed_on(&party, &date::format(day)),
                None => t.agreed_undated(&party),
            };
            let (document, insight) = (self.page.document, self.page.insight);
            if insight.agreement_standing(document, id) == AgreementStanding::Changed {
                t.agreed_changed(&text)
            } else {
                text
            }
        };
        let all: Vec<String> = seals.iter().map(one).collect();
        all.join("; ")
    }
}
