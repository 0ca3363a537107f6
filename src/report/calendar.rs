//! Deadlines and milestones as a calendar that other programs read (iCalendar, RFC 5545).
//!
//! What is planned and what is due are two things and become two entries:
//!
//! - the **planned stretch**, from the first day to the deadline, is a whole-day entry that does not
//!   make anybody busy (`TRANSP:TRANSPARENT`);
//! - the **deadline** is a whole-day entry of its own, "Hạn: …", with an alarm as many days before it
//!   as the programme counts as near;
//! - a **milestone** is one whole-day entry, "Mốc: …", with the same alarm.
//!
//! What is completed stays in the calendar and says so, without an alarm: an entry that is left out
//! would stay behind as open in a calendar that had taken it in before. What is set aside is
//! `TENTATIVE`, Không thực hiện is `CANCELLED`. The ids of the entries are those of the activities,
//! so that taking in a newer calendar renews the entries instead of doubling them.

mod write;

use super::names::{Names, one_line};
use crate::change::Document;
use crate::insight::status::soon_days;
use crate::insight::{YearFilter, year_of};
use crate::model::{ALL_PARTIES, Activity, Id, Progress};
use crate::text::date;
use crate::text::strings::Lang;
use crate::text::strings::report::Report;
use chrono::{DateTime, Datelike as _, FixedOffset, NaiveDate};
use write::Writer;

/// What a calendar holds.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The years of the activities.
    pub years: YearFilter,
    /// Only what this party leads or coordinates, by itself, by one of its units or with all parties.
    pub party: Option<Id>,
    /// With the names of households where titles hold them.
    pub names: bool,
    /// Deadlines and milestones without the planned stretches.
    pub only_deadlines: bool,
}

/// The part of an activity that an entry stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Planned,
    Due,
    Milestone,
}

impl Part {
    const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Due => "due",
            Self::Milestone => "milestone",
        }
    }
}

/// One entry: whole days, first and last.
struct Entry<'a> {
    activity: &'a Activity,
    part: Part,
    from: NaiveDate,
    to: NaiveDate,
}

/// A calendar of the activities, with `stamp` as the moment at which it was made.
#[must_use]
pub fn calendar(
    document: &Document,
    options: &Options,
    stamp: DateTime<FixedOffset>,
    lang: Lang,
) -> String {
    let programme = document.programme();
    let people = crate::change::households::people(document);
    let names = Names {
        programme,
        lang,
        hidden: (!options.names).then_some(&people),
    };
    let t = Report(lang);
    let sample = programme.header.sample_today.is_some();
    let title = one_line(&programme.header.title);
    let mut out = Writer::new();
    out.raw("BEGIN", "VCALENDAR");
    out.raw("VERSION", "2.0");
    out.raw("PRODID", "-//Dong Hanh//Dong Hanh//VI");
    out.raw("CALSCALE", "GREGORIAN");
    out.raw("METHOD", "PUBLISH");
    out.text("X-WR-CALNAME", &said(&title, sample, names));
    if sample {
        out.text("X-WR-CALDESC", t.sample_note());
    }
    let mut entries: Vec<Entry<'_>> = programme
        .activities
        .values()
        .filter(|a| options.years.admits(year_of(a)))
        .filter(|a| {
            let concerns = |party: &Id| concerns(programme, a, party);
            options.party.as_ref().is_none_or(concerns)
        })
        .flat_map(|a| entries(a, options.only_deadlines))
        .collect();
    entries.sort_by(|a, b| {
        let key = |e: &Entry<'_>| (e.from, e.activity.id.clone(), e.part);
        key(a).cmp(&key(b))
    });
    let stamp = stamp.to_utc().format("%Y%m%dT%H%M%SZ").to_string();
    let days = soon_days(programme);
    for entry in &entries {
        let a = entry.activity;
        out.raw("BEGIN", "VEVENT");
        let doc = safe(&document.envelope.doc_id);
        let uid = format!("{}.{}@{doc}", safe(a.id.as_str()), entry.part.word());
        out.text("UID", &uid);
        out.raw("DTSTAMP", &stamp);
        out.raw("DTSTART;VALUE=DATE", &day(entry.from));
        // The end is the first day that does not belong to it any more (RFC 5545, 3.6.1).
        if let Some(after) = entry.to.succ_opt().filter(|d| in_range(*d)) {
            out.raw("DTEND;VALUE=DATE", &day(after));
        }
        let summary = summary(entry, names);
        out.text("SUMMARY", &said(&summary, sample, names));
        out.text("DESCRIPTION", &description(entry, &title, sample, names));
        let category = match entry.part {
            Part::Planned => t.category_planned(),
            Part::Due => t.category_due(),
            Part::Milestone => t.category_milestone(),
        };
        out.text("CATEGORIES", category);
        out.raw("STATUS", status(a.status.is));
        out.raw("TRANSP", "TRANSPARENT");
        let open = matches!(a.status.is, Progress::NotStarted | Progress::InProgress);
        if open && entry.part != Part::Planned {
            out.raw("BEGIN", "VALARM");
            out.raw("ACTION", "DISPLAY");
            out.raw("TRIGGER", &format!("-P{days}D"));
            out.text("DESCRIPTION", &said(&summary, sample, names));
            out.raw("END", "VALARM");
        }
        out.raw("END", "VEVENT");
    }
    out.raw("END", "VCALENDAR");
    out.done()
}

/// The entries of an activity. Dates that contradict each other make no stretch.
fn entries(activity: &Activity, only_deadlines: bool) -> Vec<Entry<'_>> {
    let entry = |part, from: NaiveDate, to: NaiveDate| {
        (in_range(from) && in_range(to) && from <= to).then_some(Entry {
            activity,
            part,
            from,
            to,
        })
    };
    let mut found = Vec::new();
    if activity.milestone {
        let at = activity.due.or(activity.start);
        found.extend(at.and_then(|d| entry(Part::Milestone, d, d)));
        return found;
    }
    if !only_deadlines && let Some(start) = activity.start {
        found.extend(entry(Part::Planned, start, activity.due.unwrap_or(start)));
    }
    found.extend(activity.due.and_then(|d| entry(Part::Due, d, d)));
    found
}

/// Whether an activity is this party's to lead or to coordinate.
fn concerns(programme: &crate::model::Programme, activity: &Activity, party: &Id) -> bool {
    activity
        .lead
        .iter()
        .chain(&activity.coordinating)
        .any(|id| {
            (*id == ALL_PARTIES && programme.parties.contains_key(party.as_str()))
                || id == party
                || programme.party_of(id).is_some_and(|of| of.id == *party)
        })
}

fn summary(entry: &Entry<'_>, names: Names<'_>) -> String {
    let t = Report(names.lang);
    let a = entry.activity;
    let title = names.said(&a.title);
    let text = match (entry.part, a.due) {
        (Part::Due, _) => t.due(&title),
        (Part::Milestone, _) => t.milestone(&title),
        (Part::Planned, None) => t.begins(&title),
        (Part::Planned, Some(_)) => title,
    };
    match a.status.is {
        Progress::Done => t.completed(&text),
        Progress::Paused => t.paused(&text),
        Progress::CarriedOver => t.carried_over(&text),
        Progress::NotDoing => t.not_doing(&text),
        Progress::NotStarted | Progress::InProgress => text,
    }
}

/// A text that says first that it is sample data, where it is.
fn said(text: &str, sample: bool, names: Names<'_>) -> String {
    if sample {
        format!("[{}] {text}", names.words().sample_data())
    } else {
        text.to_owned()
    }
}

fn description(entry: &Entry<'_>, title: &str, sample: bool, names: Names<'_>) -> String {
    let t = Report(names.lang);
    let a = entry.activity;
    let mut lines = Vec::new();
    if sample {
        lines.push(t.sample_note().to_owned());
    }
    let clause = a.place.parent.as_ref();
    if let Some(clause) = clause.and_then(|id| names.programme.text.get(id.as_str())) {
        let short = names.clause_title(clause);
        lines.push(t.pair(&names.cite(clause), &short));
    }
    lines.push(t.pair(names.words().lead(), &names.lead(a)));
    if !a.coordinating.is_empty() {
        let units: Vec<String> = a
            .coordinating
            .iter()
            .map(|id| names.unit_of_party(id))
            .collect();
        lines.push(t.pair(names.words().coordinating(), &units.join(", ")));
    }
    let plan = names.plan_of(a);
    if !plan.is_empty() {
        lines.push(t.pair(t.plan(), &plan));
    }
    if !a.milestone
        && let (Some(start), Some(due)) = (a.start, a.due)
    {
        let stretch = t.stretch(&date::format(start), &date::format(due));
        lines.push(t.pair(t.category_planned(), &stretch));
    }
    let state = names.words().progress(a.status.is);
    let state = match a.status.on.filter(|_| a.status.is == Progress::Done) {
        Some(on) => t.on_day(state, &date::format(on)),
        None => state.to_owned(),
    };
    lines.push(t.pair(t.state(), &state));
    lines.push(title.to_owned());
    lines.join("\n")
}

const fn status(state: Progress) -> &'static str {
    match state {
        Progress::NotStarted | Progress::InProgress | Progress::Done => "CONFIRMED",
        Progress::Paused | Progress::CarriedOver => "TENTATIVE",
        Progress::NotDoing => "CANCELLED",
    }
}

/// A date of iCalendar has four digits of year.
fn in_range(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// An id as part of an entry's id: whatever is not plain is written as the number of its character.
fn safe(id: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') {
            out.push(c);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{:X}.", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests;
