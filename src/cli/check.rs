//! `dong-hanh check`: what is wrong in the data, what is there, what it adds up to.

use super::{FAILED, FINE, Out, UNUSABLE, Unread, day, open, shown};
use crate::change::LogProblem;
use crate::insight::{Committed, Figures, Insight, MoneyWarning, Problem, YearFilter};
use crate::model::{Id, Path as EntityPath, Sum};
use crate::text::number::format_whole;
use crate::text::strings::budget::Budget;
use crate::text::strings::vocabulary::Vocabulary;
use crate::text::{date, visible::visible};
use crate::ui::dialogs::problems::of_money;
use crate::ui::view::{Selection, View};
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::path::Path;

/// Checks a file and says what was found, as sentences or as JSON.
pub(super) fn check(file: &Path, as_json: bool, today: Option<NaiveDate>, out: &mut Out<'_>) -> u8 {
    let opened = match open(file, out.findings()) {
        Ok(opened) => opened,
        Err(unread) if as_json => {
            out.line(&pretty(&unreadable(file, &unread)));
            return UNUSABLE;
        }
        Err(unread) => return out.refuse(&unread.sentence, UNUSABLE),
    };
    let document = &opened.document;
    let insight = Insight::of(document, day(today, document), YearFilter::All);
    let found = Found {
        file,
        opened: &opened,
        insight: &insight,
    };
    if as_json {
        out.line(&pretty(&found.json(out)));
    } else {
        found.tell(out);
    }
    if insight.problems(document).is_empty() {
        FINE
    } else {
        FAILED
    }
}

struct Found<'a> {
    file: &'a Path,
    opened: &'a crate::codec::Opened,
    insight: &'a Insight,
}

impl Found<'_> {
    /// How many changes were made; what the template brought is none.
    fn changes(&self) -> usize {
        self.opened
            .document
            .log()
            .changes()
            .iter()
            .filter(|c| !c.show.genesis)
            .count()
    }

    /// The sums of all years in the order in which they are shown.
    fn totals(&self) -> [(&'static str, &Sum); 9] {
        let Figures {
            committed,
            estimate,
            allocated,
            carried_over,
            carried_out,
            advanced,
            disbursed,
            settled,
            cancelled,
        } = &self.insight.budget.total;
        [
            ("committed", committed),
            ("estimate", estimate),
            ("allocated", allocated),
            ("carried_over", carried_over),
            ("carried_out", carried_out),
            ("advanced", advanced),
            ("disbursed", disbursed),
            ("settled", settled),
            ("cancelled", cancelled),
        ]
    }

    /// Whether the sum of what is committed is one that the text does not state (số tính).
    fn is_computed(&self) -> bool {
        let programme = self.opened.document.programme();
        Committed::of(programme, &self.insight.budget, YearFilter::All).is_computed()
    }

    /// What is to be looked at in the money, each with its sentence. Lines that nothing tells apart are
    /// among the problems.
    fn warnings(&self, out: &Out<'_>) -> Vec<(&MoneyWarning, String)> {
        let view = View {
            document: &self.opened.document,
            insight: self.insight,
            today: self.insight.today,
            years: YearFilter::All,
            lang: out.lang,
            read_only: None,
            selection: &Selection::Nothing,
            names: false,
            fresh: &String::new,
        };
        let list = self.insight.money.list.iter();
        list.filter(|w| !matches!(w, MoneyWarning::SameLine { .. }))
            .map(|w| (w, visible(&of_money(&view, w).0).into_owned()))
            .collect()
    }

    fn tell(&self, out: &mut Out<'_>) {
        let (words, findings) = (out.words(), out.findings());
        let document = &self.opened.document;
        let programme = document.programme();
        out.line(&words.file(&shown(self.file)));
        out.line(&words.title(&visible(&programme.header.title)));
        match programme.header.sample_today {
            Some(own) => out.line(&words.sample(&date::format(own))),
            None => out.line(&words.today(&date::format(self.insight.today))),
        }
        out.line("");
        out.line(words.counts());
        for (kind, count) in programme.counts() {
            if count > 0 {
                out.line(&format!(
                    "  {}: {}",
                    findings.kind(kind),
                    format_whole(saturating(count))
                ));
            }
        }
        out.line(&words.history(self.changes(), document.sessions.len()));
        out.line(&words.hand_edits(self.opened.hand_edits.len()));
        out.line(&words.overdue(self.insight.overdue()));
        out.line("");
        out.line(words.totals());
        let names = Vocabulary(out.lang);
        for (key, sum) in self.totals() {
            let amount = match sum {
                Sum::Empty => "—".to_owned(),
                Sum::Known(n) => format_whole(*n),
                Sum::Range(low, high) => words.range(&format_whole(*low), &format_whole(*high)),
                Sum::Overflow => words.overflow().to_owned(),
            };
            let name = match key {
                "committed" => names.committed(),
                "estimate" => names.estimate(),
                "allocated" => names.allocated(),
                "carried_over" => names.carried_funds(),
                "carried_out" => names.carried_out(),
                "advanced" => names.advanced(),
                "disbursed" => names.disbursed(),
                "settled" => names.settled(),
                _ => names.cancelled_funds(),
            };
            if key == "committed" && self.is_computed() {
                out.line(&format!(
                    "  {name}: {amount} ({})",
                    Budget(out.lang).computed()
                ));
            } else {
                out.line(&format!("  {name}: {amount}"));
            }
        }
        out.line("");
        let warnings = self.warnings(out);
        if !warnings.is_empty() {
            out.line(&words.warnings(warnings.len()));
            for (_, sentence) in &warnings {
                out.line(&format!("  - {sentence}"));
            }
            out.line("");
        }
        if self.insight.problems(document).is_empty() {
            out.line(words.fine());
        } else {
            out.line(&words.problems(self.insight.problems(document).len()));
            for problem in self.insight.problems(document) {
                out.line(&format!("  - {}", findings.problem(problem, programme)));
            }
        }
    }

    fn json(&self, out: &Out<'_>) -> Value {
        let document = &self.opened.document;
        let programme = document.programme();
        let sums = |figures: &[(&'static str, &Sum)]| -> Value {
            figures
                .iter()
                .map(|(key, sum)| ((*key).to_owned(), amount(sum)))
                .collect::<serde_json::Map<_, _>>()
                .into()
        };
        let counts: serde_json::Map<String, Value> = programme
            .counts()
            .into_iter()
            .map(|(kind, n)| (kind.to_owned(), json!(n)))
            .collect();
        let problems: Vec<Value> = self
            .insight
            .problems(document)
            .iter()
            .map(|p| {
                json!({
                    "kind": word(p),
                    "on": p.on().map(EntityPath::as_str),
                    "sentence": out.findings().problem(p, programme),
                })
            })
            .collect();
        json!({
            "file": self.file.display().to_string(),
            "readable": true,
            "doc_id": document.envelope.doc_id,
            "title": programme.header.title,
            "sample": programme.header.sample_today.is_some(),
            "today": date::format_iso(self.insight.today),
            "counts": counts,
            "changes": self.changes(),
            "sessions": document.sessions.len(),
            "hand_edits": self.opened.hand_edits.len(),
            "overdue": self.insight.overdue(),
            "totals": sums(&self.totals()),
            "committed_is_computed": self.is_computed(),
            "warnings": self
                .warnings(out)
                .into_iter()
                .map(|(w, sentence)| json!({
                    "kind": warning_word(w),
                    "line": w.line().map(Id::as_str),
                    "payments": w.payments().iter().map(Id::as_str).collect::<Vec<_>>(),
                    "by": w.by(),
                    "sentence": sentence,
                }))
                .collect::<Vec<_>>(),
            "problems": problems,
        })
    }
}

/// An amount: a whole number of đồng, `null` where nothing is recorded, `{"from", "to"}` where values
/// are in conflict, a word where it does not fit.
fn amount(sum: &Sum) -> Value {
    match sum {
        Sum::Empty => Value::Null,
        Sum::Known(n) => json!(n),
        Sum::Range(from, to) => json!({ "from": from, "to": to }),
        Sum::Overflow => json!("overflow"),
    }
}

fn unreadable(file: &Path, unread: &Unread) -> Value {
    let mut value = json!({
        "file": file.display().to_string(),
        "readable": false,
        "sentence": unread.sentence,
    });
    if let (Some(at), Some(map)) = (&unread.at, value.as_object_mut()) {
        map.insert("line".into(), json!(at.line));
        map.insert("column".into(), json!(at.column));
        map.insert("field".into(), json!(at.field));
    }
    value
}

/// The word for a problem in JSON: stable, whatever the language.
const fn word(problem: &Problem) -> &'static str {
    match problem {
        Problem::BadField { .. } => "bad_field",
        Problem::Dangling { .. } => "dangling",
        Problem::EndBeforeStart { .. } => "end_before_start",
        Problem::Cycle { .. } => "cycle",
        Problem::IssuedWithoutNumber { .. } => "issued_without_number",
        Problem::AnnexNotInForce { .. } => "annex_not_in_force",
        Problem::Conflict { .. } => "conflict",
        Problem::KeptByEdit { .. } => "kept_by_edit",
        Problem::KeptByReference { .. } => "kept_by_reference",
        Problem::SameLine { .. } => "same_line",
        Problem::SupportDiffers { .. } => "support_differs",
        Problem::History(LogProblem::NoEffect { .. }) => "no_effect",
        Problem::History(LogProblem::SeveralContents { .. }) => "several_contents",
        Problem::Unread(_) => "unread",
    }
}

/// The word for a warning in JSON: stable, whatever the language.
const fn warning_word(warning: &MoneyWarning) -> &'static str {
    match warning {
        MoneyWarning::OverEstimate { .. } => "over_estimate",
        MoneyWarning::OverAllocation { .. } => "over_allocation",
        MoneyWarning::AdvanceOverAllocation { .. } => "advance_over_allocation",
        MoneyWarning::SettlementDiffers { .. } => "settlement_differs",
        MoneyWarning::OutsideYear { .. } => "outside_year",
        MoneyWarning::Undated { .. } => "undated",
        MoneyWarning::NoDocument { .. } => "no_document",
        MoneyWarning::NoSource { .. } => "no_source",
        MoneyWarning::SameLine { .. } => "same_line",
        MoneyWarning::Loose { .. } => "loose",
        MoneyWarning::BelowCommitment { .. } => "below_commitment",
    }
}

fn pretty(value: &Value) -> String {
    // The alternate form of a JSON value is indented.
    format!("{value:#}")
}

fn saturating(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
