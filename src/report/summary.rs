//! What is said of a copy that is sent, in a few plain lines: for Zalo, for a letter, for the document
//! system. Vietnamese whatever the language of the window, as it goes to others.

use super::names::one_line;
use crate::change::Document;
use crate::insight::news::{Fact, PartyNews, Turn};
use crate::insight::{Insight, News};
use crate::model::{House, Id, Path, Programme};
use crate::text::date;
use crate::text::filename::stem;
use crate::text::number::format_whole;
use crate::text::strings::Lang;
use crate::text::strings::merge::Merge;
use crate::text::strings::sending::Sending;
use chrono::NaiveDate;

/// The most changes that are told one by one.
const MOST: usize = 12;
/// The most letters of one of them.
const LONG: usize = 160;

/// What is sent.
#[derive(Clone, Copy, Debug)]
pub struct Parcel<'a> {
    /// The document.
    pub document: &'a Document,
    /// What follows from it.
    pub insight: &'a Insight,
    /// The parties that it goes to.
    pub to: &'a [Id],
    /// The day.
    pub on: NaiveDate,
    /// Conflicts that are open in it.
    pub conflicts: usize,
}

impl Parcel<'_> {
    fn news(&self) -> &News {
        self.insight.news(self.document)
    }

    /// The recipient that lacks most: what it lacks is told.
    #[must_use]
    pub fn behind(&self) -> Option<&PartyNews> {
        let all = self.news().parties.iter();
        all.filter(|p| self.to.contains(&p.party))
            .max_by_key(|p| p.things())
    }

    /// The number of the version.
    #[must_use]
    pub fn version(&self) -> usize {
        self.news().next_version
    }

    fn party(&self, id: &str) -> String {
        let party = self.document.programme().parties.get(id);
        party.map_or_else(String::new, |p| one_line(&p.short_name))
    }

    /// The sender's party, short.
    #[must_use]
    pub fn from(&self) -> String {
        let author = self.document.author();
        author.map_or_else(String::new, |a| self.party(&a.party))
    }

    /// The recipients, short: "Cẩm Thủy, Thạch Thành".
    #[must_use]
    pub fn recipients(&self) -> String {
        let all: Vec<String> = self.to.iter().map(|id| self.party(id.as_str())).collect();
        all.join(", ")
    }
}

/// The parties of a programme as its short name: "Vĩnh Lộc – Cẩm Thủy".
#[must_use]
pub fn parties_of(programme: &Programme) -> String {
    let all = programme.parties_in_order();
    let all: Vec<String> = all.into_iter().map(|p| one_line(&p.short_name)).collect();
    all.join(" – ")
}

/// What a file for others is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A copy of the document.
    Copy,
    /// A draft of a letter with the copy.
    Mail,
    /// A page to read.
    Page,
    /// A copy without names.
    Anonymised,
}

/// The name of a file for others, for the day and this side: a name that every system takes. Vietnamese
/// whatever the language of the window.
#[must_use]
pub fn file_name(document: &Document, kind: Kind, on: NaiveDate) -> String {
    let t = Sending(Lang::Vi);
    let (parties, day) = (parties_of(document.programme()), date::format_iso(on));
    let author = document.author().map(|a| a.party.as_str());
    let side = author.and_then(|id| document.programme().parties.get(id));
    let letters = side.map_or_else(String::new, |p| one_line(&p.letters));
    let (name, ending) = match kind {
        Kind::Copy => (t.file_name(&parties, &day, &letters), COPY),
        Kind::Mail => (t.file_name(&parties, &day, &letters), "eml"),
        Kind::Page => (t.file_page(&parties, &day), "html"),
        Kind::Anonymised => (t.file_anonymised(&parties, &day), COPY),
    };
    format!("{}.{ending}", stem(&name))
}

/// The ending of copies.
const COPY: &str = "donghanh.json";

/// The subject of a letter with it.
#[must_use]
pub fn subject(parcel: &Parcel<'_>) -> String {
    let t = Sending(Lang::Vi);
    let name = t.programme_of(&parties_of(parcel.document.programme()));
    t.mail_subject(
        &name,
        parcel.version(),
        &parcel.from(),
        &date::format(parcel.on),
    )
}

/// The summary; `file` is the name of the copy that goes with it.
#[must_use]
pub fn summary(parcel: &Parcel<'_>, file: &str) -> String {
    let t = Sending(Lang::Vi);
    let document = parcel.document;
    let header = &document.programme().header;
    let mut lines = vec![
        t.programme_of(&parties_of(document.programme())),
        t.head(
            parcel.version(),
            &parcel.from(),
            &parcel.recipients(),
            &date::format(parcel.on),
        ),
    ];
    if header.sample_today.is_some() {
        lines.push(t.summary_sample().to_owned());
    }
    let name = document.author().map(|a| one_line(&a.name));
    lines.extend(name.filter(|n| !n.is_empty()).map(|n| t.summary_by(&n)));
    if let Some(news) = parcel.behind() {
        lines.extend(changes(document, news));
    }
    let insight = parcel.insight;
    let (all, done) = insight
        .progress
        .iter()
        .fold((0, 0), |(all, done), a| (all + a.all(), done + a.done()));
    lines.push(t.summary_state(all, done, insight.overdue()));
    if parcel.conflicts > 0 {
        lines.push(t.summary_conflicts(parcel.conflicts));
    }
    lines.push(t.summary_file(&one_line(file)));
    lines.push(t.summary_open().to_owned());
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// What one party lacks, by kind and one by one.
fn changes(document: &Document, news: &PartyNews) -> Vec<String> {
    let t = Sending(Lang::Vi);
    let exchange = &news.exchange;
    let at = [&exchange.last_sent, &exchange.last_received];
    let at = at.into_iter().flatten();
    let last = at
        .filter_map(|cut| chrono::DateTime::parse_from_rfc3339(&cut.at).ok())
        .max();
    let is_first = news.is_first();
    if is_first {
        return vec![t.summary_first().to_owned()];
    }
    if news.things() == 0 {
        return vec![t.summary_nothing().to_owned()];
    }
    let mut lines = vec![match last {
        Some(at) => t.summary_since(&date::format(at.date_naive())),
        None => t.summary_since_never().to_owned(),
    }];
    let counts = news.tally.iter().map(|tally| {
        let count = i64::try_from(tally.count).unwrap_or(i64::MAX);
        format!("{} {}", format_whole(count), t.tally(tally))
    });
    lines.push(t.summary_item(&counts.collect::<Vec<_>>().join("; ")));
    // What reads alike is told once, with its number.
    let mut told: Vec<(String, usize)> = Vec::new();
    let mut left = 0;
    for (article, things) in news.by_article(document) {
        for (on, turn) in things {
            if told.len() >= MOST {
                left += 1;
                continue;
            }
            for line in sentences(document, news, &on, turn) {
                let line = if article == 0 {
                    line
                } else {
                    t.summary_of_article(&Merge(Lang::Vi).article(article), &line)
                };
                match told.last_mut() {
                    Some((last, count)) if *last == line => *count += 1,
                    _ => told.push((line, 1)),
                }
            }
        }
    }
    lines.extend(told.into_iter().map(|(line, count)| match count {
        1 => t.summary_item(&line),
        count => t.summary_item(&t.summary_times(&line, count)),
    }));
    if left > 0 {
        lines.push(t.summary_more(left));
    }
    lines
}

/// What became of one thing. Of a house nothing but that: its fields name a household.
fn sentences(document: &Document, news: &PartyNews, on: &Path, turn: Turn) -> Vec<String> {
    let t = Sending(Lang::Vi);
    let programmes = [document.programme()];
    if on.kind() == House::KIND && turn == Turn::Edited {
        return vec![t.edited(&Merge(Lang::Vi).name(on, &programmes))];
    }
    let facts = news.facts(document, on);
    facts
        .iter()
        .map(|fact: &Fact| shortened(&one_line(&t.fact(fact, &programmes))))
        .collect()
}

/// A line that is not too long for a message.
fn shortened(line: &str) -> String {
    if line.chars().count() <= LONG {
        return line.to_owned();
    }
    let mut short: String = line.chars().take(LONG).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}
