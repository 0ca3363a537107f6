//! The rows of the budget table: the heads of the ledger with what is folded out of them, and what
//! they are called.

use super::columns::Column;
use super::figures::{Unit, spoken};
use crate::insight::YearBudget;
use crate::insight::ledger::{Entry, Group, Grouping, Key, Ledger};
use crate::model::{ALL_PARTIES, FundingSource, Id};
use crate::text::strings::budget::Budget as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::Tone;
use crate::ui::view::View;
use chrono::Datelike as _;
use std::rc::Rc;

pub use crate::insight::ledger::Key as RowKey;

/// The rows that are shown, of one revision and choice.
#[derive(Clone, Debug)]
pub struct Rows {
    /// All rows.
    pub ledger: Rc<Ledger>,
    /// The places of those that are folded out.
    pub shown: Rc<Vec<usize>>,
}

impl Rows {
    /// How many are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// The row at a place among those that are shown.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Row<'_>> {
        let at = *self.shown.get(index)?;
        Row::at(&self.ledger, at)
    }

    /// The place of a row among those that are shown.
    #[must_use]
    pub fn place(&self, key: &Key) -> Option<usize> {
        let at = self.ledger.find(key)?;
        self.shown.binary_search(&at).ok()
    }

    /// The row with this key, where it is shown.
    #[must_use]
    pub fn row(&self, key: &Key) -> Option<Row<'_>> {
        self.get(self.place(key)?)
    }
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The rows among which it stands.
    pub ledger: &'a Ledger,
    /// Its place among them.
    pub at: usize,
    /// What it holds.
    pub entry: &'a Entry,
}

impl<'a> Row<'a> {
    /// The row at a place of the ledger.
    #[must_use]
    pub fn at(ledger: &'a Ledger, at: usize) -> Option<Self> {
        let entry = ledger.entries.get(at)?;
        Some(Self { ledger, at, entry })
    }

    /// What it stands for.
    #[must_use]
    pub const fn key(self) -> &'a Key {
        &self.entry.key
    }

    /// The line that its cells edit; sums have none.
    #[must_use]
    pub const fn line(self) -> Option<&'a Id> {
        self.entry.line()
    }

    /// Its name as shown.
    #[must_use]
    pub fn name(self, view: &View<'_>) -> String {
        let title = title(view, self.ledger.grouping, self.entry);
        if self.line().is_some() && self.entry.stands_for.is_none() {
            title.name
        } else {
            title.spoken()
        }
    }

    /// The name of one of its cells for a screen reader: "Phân bổ, Năm 2024, Ngân sách huyện: 1.000".
    #[must_use]
    pub fn cell_name(self, view: &View<'_>, column: Column, unit: Unit) -> String {
        let figures = &self.entry.figures;
        let amount = match column.sum(figures) {
            Some(sum) => spoken(&sum, unit, view.lang),
            None => column.text(figures, unit, view.lang),
        };
        let computed = if column == Column::Committed && self.entry.computed {
            format!("{} ", Texts(view.lang).computed())
        } else {
            String::new()
        };
        format!("{}: {computed}{amount}", self.cell_title(view, column))
    }

    /// The same without the amount.
    #[must_use]
    pub fn cell_title(self, view: &View<'_>, column: Column) -> String {
        // A line has a name of its own; what stands for others is told by the heads above it.
        let own = self.line().is_some()
            && self.entry.stands_for.is_none()
            && self.ledger.grouping == Grouping::Year;
        let mut names = vec![self.name(view)];
        if !own {
            let above = self.ledger.above(self.at);
            names.extend(above.map(|e| title(view, self.ledger.grouping, e).spoken()));
        }
        names.reverse();
        Texts(view.lang).cell_name(column.title(view.words()), &names.join(", "))
    }
}

/// What a row is called, in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// Where it stands in the text: "5.1"; may be empty.
    pub anchor: String,
    /// Its name.
    pub name: String,
    /// What tells it from others beside it, shown where there is room; may be empty.
    pub aside: String,
    /// Who pays: their seals stand before the name.
    pub payer: Option<Id>,
}

impl Title {
    fn of(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// The anchor and the name.
    #[must_use]
    pub fn spoken(&self) -> String {
        if self.anchor.is_empty() {
            self.name.clone()
        } else {
            format!("{} {}", self.anchor, self.name)
        }
    }
}

/// What a row of the ledger is called.
#[must_use]
pub fn title(view: &View<'_>, grouping: Grouping, entry: &Entry) -> Title {
    if let Some(group) = entry.group() {
        let mut title = group_title(view, group);
        match &entry.key {
            Key::Line(id) => title.aside = beside(view, grouping, id, true),
            Key::FromText(_, clause) => title.aside = from_text(view, clause),
            Key::Group(_) => {}
        }
        return title;
    }
    match &entry.key {
        Key::FromText(_, clause) => Title::of(from_text(view, clause)),
        Key::Line(id) => line_title(view, grouping, id),
        Key::Group(_) => Title::default(),
    }
}

/// A line among others below a head.
fn line_title(view: &View<'_>, grouping: Grouping, id: &Id) -> Title {
    let key = view.programme().budget_lines.get(id).map(|l| &l.key);
    if grouping == Grouping::Article {
        let payer = key.and_then(|k| k.payer.as_ref());
        let source = key.and_then(|k| k.source);
        return Title {
            name: source_name(view, source, payer),
            aside: beside(view, grouping, id, false),
            payer: payer.cloned(),
            ..Title::default()
        };
    }
    let clause = key.and_then(|k| k.clause.as_ref());
    let clause = clause.and_then(|c| view.programme().text.get(c.as_str()));
    Title {
        anchor: clause.map(|c| c.anchor()).unwrap_or_default(),
        name: line_name(view, id),
        aside: beside(view, grouping, id, false),
        payer: None,
    }
}

/// What a line is told by beside its name; `alone` where it stands in the place of its head.
fn beside(view: &View<'_>, grouping: Grouping, id: &Id, alone: bool) -> String {
    let Some(line) = view.programme().budget_lines.get(id) else {
        return String::new();
    };
    let source = || source_name(view, line.key.source, line.key.payer.as_ref());
    let payer = || {
        let payer = line.key.payer.as_ref();
        payer.map_or_else(
            || Texts(view.lang).no_payer().to_owned(),
            |id| view.unit_name(id),
        )
    };
    let name = || {
        let clause = line.key.clause.as_ref();
        let clause = clause.and_then(|c| view.programme().text.get(c.as_str()));
        let anchor = clause.map(|c| format!("{} ", c.anchor()));
        format!("{}{}", anchor.unwrap_or_default(), line_name(view, id))
    };
    let other = match grouping {
        Grouping::Year => return if alone { name() } else { String::new() },
        Grouping::Article => {
            return if alone { source() } else { line_name(view, id) };
        }
        Grouping::Source => payer(),
        Grouping::Payer => view.words().source(line.key.source).to_owned(),
        Grouping::Party => source(),
    };
    if alone {
        format!("{} · {other}", name())
    } else {
        other
    }
}

/// The name of a head.
fn group_title(view: &View<'_>, group: &Group) -> Title {
    let texts = Texts(view.lang);
    let words = view.words();
    let text = &view.programme().text;
    match group {
        Group::Year(year) => {
            Title::of(year.map_or_else(|| texts.no_year().to_owned(), |y| words.year(y)))
        }
        Group::Article(None) => Title::of(texts.no_article()),
        Group::Article(Some(n)) => {
            let heading = text.articles().find(|a| a.article == *n);
            Title {
                aside: heading.map(|a| view.short_title(a)).unwrap_or_default(),
                ..Title::of(words.article(&n.to_string()))
            }
        }
        Group::Clause(clause) => match clause.as_ref().and_then(|c| text.get(c.as_str())) {
            Some(clause) => Title {
                anchor: view.anchor(clause),
                ..Title::of(view.short_title(clause))
            },
            None => Title::of(clause.as_ref().map_or_else(
                || texts.no_clause().to_owned(),
                |id| texts.unknown_clause(id.as_str()),
            )),
        },
        Group::Source(source) => Title::of(words.source(*source)),
        Group::SourceOf(source, payer) => Title {
            payer: payer.clone(),
            ..Title::of(source_name(view, *source, payer.as_ref()))
        },
        Group::Payer(payer) => Title {
            payer: payer.clone(),
            ..Title::of(
                payer
                    .as_ref()
                    .map_or_else(|| texts.no_payer().to_owned(), |id| view.unit_name(id)),
            )
        },
        Group::Party(party) => Title {
            payer: party.clone(),
            ..Title::of(party_name(view, party.as_ref()))
        },
    }
}

/// The name of a party that pays.
#[must_use]
pub fn party_name(view: &View<'_>, party: Option<&Id>) -> String {
    let texts = Texts(view.lang);
    match party {
        None => texts.no_party().to_owned(),
        Some(id) if *id == ALL_PARTIES => texts.all_parties().to_owned(),
        Some(id) => {
            let party = view.programme().parties.get(id);
            party.map_or_else(|| view.unit_name(id), |p| p.name.clone())
        }
    }
}

fn from_text(view: &View<'_>, clause: &Id) -> String {
    let clause = view.programme().text.get(clause.as_str());
    Texts(view.lang).from_text(&clause.map(|c| view.anchor(c)).unwrap_or_default())
}

/// The name of a source with who pays: "Ngân sách huyện Vĩnh Lộc", "CTMTQG".
#[must_use]
pub fn source_name(view: &View<'_>, source: Option<FundingSource>, payer: Option<&Id>) -> String {
    let word = view.words().source(source);
    payer.map_or_else(
        || word.to_owned(),
        |payer| format!("{word} {}", view.unit_name(payer)),
    )
}

/// The name of a line: its own, else its activity's, else its clause's short title.
#[must_use]
pub fn line_name(view: &View<'_>, id: &Id) -> String {
    let p = view.programme();
    let texts = Texts(view.lang);
    let Some(line) = p.budget_lines.get(id) else {
        return texts.no_name().to_owned();
    };
    if !line.name.is_empty() {
        return view.shown(&line.name).into_owned();
    }
    let activity = line
        .activity
        .as_ref()
        .and_then(|a| p.activities.get(a))
        .map(|a| view.shown(&a.title).into_owned());
    let clause = || {
        line.key
            .clause
            .as_ref()
            .and_then(|c| p.text.get(c.as_str()))
            .map(|c| view.short_title(c))
    };
    activity
        .or_else(clause)
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| texts.no_name().to_owned())
}

/// How a year stands, in a word with its icon and tone.
#[must_use]
pub fn year_state(view: &View<'_>, year: &YearBudget) -> (Option<Icon>, &'static str, Tone) {
    let texts = Texts(view.lang);
    let now = view.today.year();
    match (year.has_money(), year.settled) {
        (false, _) if year.year < now => (None, texts.year_not_entered(), Tone::Idle),
        (false, _) => (None, texts.year_not_assigned(), Tone::Idle),
        (true, true) => (Some(Icon::CheckCircle), texts.year_settled(), Tone::Done),
        (true, false) if year.year < now => {
            (Some(Icon::Clock), texts.year_not_settled(), Tone::Soon)
        }
        (true, false) if year.year == now => {
            (Some(Icon::CircleHalf), texts.year_running(), Tone::Doing)
        }
        (true, false) => (Some(Icon::Circle), texts.year_assigned(), Tone::Idle),
    }
}
