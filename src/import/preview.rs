//! What a table would do, row by row, and what is wrong with it.

use super::book::{Raw, SheetData};
pub use super::build::required;
use super::build::{Builder, Field};
use super::layout::{Layout, is_read};
use super::lookup::Lookup;
use super::value::same;
use crate::change::Document;
use crate::edit::{self, Context, Edit, Refusal};
use crate::insight::{Insight, YearFilter};
use crate::model::Id;
use crate::model::hash::HashMap;
use crate::report::sheets::{Format, Key, List, Options, Sheet, sheet, shown};
use crate::report::table::Cell;
use crate::text::date::DateError;
use crate::text::fold::fold;
use crate::text::money::MoneyError;
use crate::text::number::NumberError;
use crate::text::strings::Lang;
use crate::text::strings::tables::Tables;
use std::collections::{BTreeMap, BTreeSet};

/// Why a cell, or a row, cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// No amount.
    Money(MoneyError),
    /// No number.
    Number(NumberError),
    /// No day.
    Date(DateError),
    /// A formula without a result.
    ErrorCell,
    /// No year.
    NoYear {
        /// As typed.
        typed: String,
    },
    /// Neither yes nor no.
    NoYes {
        /// As typed.
        typed: String,
    },
    /// None of the words that may stand here.
    NoWord {
        /// As typed.
        typed: String,
        /// The words.
        known: Vec<String>,
    },
    /// No clause of the programme.
    NoClause {
        /// As typed.
        typed: String,
    },
    /// Nothing has this name.
    NotFound {
        /// As typed.
        typed: String,
        /// What has it but for accents. Never taken for it.
        near: Vec<String>,
    },
    /// Several have this name.
    Ambiguous {
        /// As typed.
        typed: String,
        /// Them.
        names: Vec<String>,
    },
    /// A new row needs this.
    Missing(Key),
    /// Another row has the same id.
    RepeatedId,
    /// What is recorded is in conflict, and has to be settled first.
    InConflict,
    /// The column would be more than can be counted.
    TooMuch,
    /// A rule forbids it.
    Refused(Refusal),
    /// The row as a whole cannot be understood.
    Row,
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row as spreadsheets count, from 1.
    pub row: usize,
    /// The column, from 0; none where it is the whole row.
    pub column: Option<usize>,
    /// What is wrong.
    pub what: Wrong,
}

/// Why a row is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// A row of totals.
    Total,
    /// A heading among the rows, or a line of words below them.
    Heading,
    /// What the official text commits: it is read from there.
    FromText,
}

/// What a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// It makes something.
    New,
    /// It changes something.
    Changes,
    /// It says what is recorded already.
    Nothing,
    /// It is passed over.
    Passed(Passed),
    /// The user leaves it out.
    LeftOut,
    /// Something is wrong with it.
    Wrong,
}

/// A cell as it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The value that it gives; what stands in the cell where it is not understood.
    pub text: String,
    /// What is recorded now, where that changes.
    pub before: Option<String>,
    /// It is not understood.
    pub wrong: bool,
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row as spreadsheets count, from 1.
    pub number: usize,
    /// What it does.
    pub does: Does,
    /// Its cells, one for each column of the preview.
    pub cells: Vec<Shown>,
}

/// What a table would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The columns that are read: their place in the sheet and what they hold.
    pub columns: Vec<(usize, Key)>,
    /// The rows below the headings that hold anything.
    pub rows: Vec<Row>,
    /// What is wrong, in the order of rows.
    pub problems: Vec<Problem>,
    /// What is wrong with what every new row is to say.
    pub fixed_wrong: Vec<(Key, Wrong)>,
    edits: Vec<(usize, Vec<Edit>)>,
}

impl Preview {
    /// How many rows do this.
    #[must_use]
    pub fn count(&self, does: Does) -> usize {
        self.rows.iter().filter(|row| row.does == does).count()
    }

    /// What is wrong with a row.
    #[must_use]
    pub fn problems_of(&self, row: usize) -> &[Problem] {
        let begin = self.problems.partition_point(|p| p.row < row);
        let rest = self.problems.get(begin..).unwrap_or_default();
        let end = rest.partition_point(|p| p.row == row);
        rest.get(..end).unwrap_or_default()
    }

    /// The one edit that takes everything in: one step to undo. None while anything is wrong, or where
    /// nothing would change.
    #[must_use]
    pub fn edit(&self) -> Option<Edit> {
        let wrong = !self.problems.is_empty() || !self.fixed_wrong.is_empty();
        if wrong || self.edits.is_empty() {
            return None;
        }
        let edits = self
            .edits
            .iter()
            .flat_map(|(_, edits)| edits.iter().cloned());
        Some(Edit::Several(edits.collect()))
    }
}

/// What the rows of a sheet would do to a document, but for those that the user leaves out (rows as
/// spreadsheets count). `fresh` makes ids.
#[must_use]
pub fn of(
    document: &Document,
    sheet_data: &SheetData,
    layout: &Layout,
    left_out: &BTreeSet<usize>,
    context: &Context,
    fresh: &mut dyn FnMut() -> Id,
) -> Preview {
    let programme = document.programme();
    let insight = Insight::of(document, context.today, YearFilter::All);
    let options = Options {
        years: YearFilter::All,
        names: true,
    };
    let now = sheet(programme, &insight, layout.list, options, Lang::Vi);
    let lookup = Lookup::of(programme);
    let columns: Vec<(usize, Key)> = layout
        .columns
        .iter()
        .enumerate()
        .filter_map(|(place, column)| Some((place, column.as_ref()?.key)))
        .filter(|(_, key)| is_read(*key) && !matches!(key, Key::Sequence | Key::Id))
        .collect();
    let mut reader = Reader {
        layout,
        columns,
        known: known(&now),
        now: &now,
        builder: Builder::new(&lookup, layout.list, context, fresh),
        lookup: &lookup,
        seen: BTreeSet::new(),
        left_out,
        fixed: BTreeMap::new(),
        preview: Preview::default(),
    };
    reader.read_fixed();
    for (number, cells) in sheet_data.rows.iter().enumerate().skip(layout.head + 1) {
        if cells.iter().any(|c| !c.is_empty()) {
            reader.row(number + 1, cells);
        }
    }
    let sums = reader.builder.too_much(programme);
    let countable = sums.is_empty();
    let Reader {
        mut preview,
        columns,
        ..
    } = reader;
    for key in sums {
        preview.problems.push(Problem {
            row: layout.head + 1,
            column: columns
                .iter()
                .find(|(_, k)| *k == key)
                .map(|(place, _)| *place),
            what: Wrong::TooMuch,
        });
    }
    preview.columns = columns;
    let mut refused = Vec::new();
    // A column that cannot be counted is told once, not by its rows.
    if countable {
        find_refused(document, context, &preview.edits, &mut refused);
    }
    for (number, refusal) in refused {
        let found = preview.rows.binary_search_by_key(&number, |r| r.number);
        if let Some(row) = found.ok().and_then(|place| preview.rows.get_mut(place)) {
            row.does = Does::Wrong;
        }
        preview.problems.push(Problem {
            row: number,
            column: None,
            what: Wrong::Refused(refusal),
        });
    }
    // By rows; within a row as the cells were read.
    preview.problems.sort_by_key(|problem| problem.row);
    preview
}

/// The rows that a rule forbids: halves are tried until single rows are left.
fn find_refused(
    document: &Document,
    context: &Context,
    edits: &[(usize, Vec<Edit>)],
    found: &mut Vec<(usize, Refusal)>,
) {
    if edits.is_empty() {
        return;
    }
    let all = edits.iter().flat_map(|(_, edits)| edits.iter().cloned());
    let Err(refusal) = edit::plan(document, &Edit::Several(all.collect()), context) else {
        return;
    };
    if let [(row, _)] = edits {
        found.push((*row, refusal));
        return;
    }
    let before = found.len();
    let (first, second) = edits.split_at(edits.len() / 2);
    find_refused(document, context, first, found);
    find_refused(document, context, second, found);
    // Each half may be well by itself and both together not.
    if found.len() == before
        && let Some((row, _)) = second.first()
    {
        found.push((*row, refusal));
    }
}

/// The rows of today's export by id.
fn known(now: &Sheet) -> HashMap<&str, usize> {
    let place = now.place(Key::Id);
    let rows = now.rows.iter().enumerate();
    rows.filter_map(|(row, cells)| match cells.get(place?)? {
        Cell::Text(id) => Some((id.as_str(), row)),
        _ => None,
    })
    .collect()
}

struct Reader<'a, 'b> {
    layout: &'a Layout,
    columns: Vec<(usize, Key)>,
    known: HashMap<&'a str, usize>,
    now: &'a Sheet,
    builder: Builder<'a, 'b>,
    lookup: &'a Lookup<'a>,
    seen: BTreeSet<String>,
    left_out: &'a BTreeSet<usize>,
    /// What every new row says.
    fixed: BTreeMap<Key, Field>,
    preview: Preview,
}

impl Reader<'_, '_> {
    fn row(&mut self, number: usize, cells: &[Raw]) {
        let cell = |place: Option<usize>| place.and_then(|p| cells.get(p)).unwrap_or(&Raw::Empty);
        let id = cell(self.layout.place(Key::Id)).shown();
        let known = self.known.get(id.as_str()).copied();
        let passed = if is_from_text(&id) {
            Some(Passed::FromText)
        } else if known.is_some() {
            None
        } else {
            self.passed(cell(self.layout.place(Key::Sequence)), cells)
        };
        if let Some(passed) = passed {
            let shown = self.columns.iter().map(|(place, _)| Shown {
                text: cell(Some(*place)).shown(),
                ..Shown::default()
            });
            self.preview.rows.push(Row {
                number,
                does: Does::Passed(passed),
                cells: shown.collect(),
            });
            return;
        }
        let before = self.preview.problems.len();
        if self.left_out.contains(&number) {
            let columns = self.columns.clone();
            let shown = columns.into_iter().map(|(place, key)| {
                let now = known.map(|row| self.now_at(row, key));
                self.cell(cell(Some(place)), key, now.as_ref()).0
            });
            let cells = shown.collect();
            self.preview.rows.push(Row {
                number,
                does: Does::LeftOut,
                cells,
            });
            return;
        }
        if !id.is_empty() && !self.seen.insert(id.clone()) {
            self.wrong(number, self.layout.place(Key::Id), Wrong::RepeatedId);
        }
        let mut fields: BTreeMap<Key, Field> = BTreeMap::new();
        let mut shown_cells = Vec::with_capacity(self.columns.len());
        for (place, key) in self.columns.clone() {
            let raw = cell(Some(place));
            let now = known.map(|row| self.now_at(row, key));
            let (shown, field) = self.cell(raw, key, now.as_ref());
            match field {
                Ok(None) => {}
                Ok(Some(field)) => {
                    fields.insert(key, field);
                }
                Err(wrong) => self.wrong(number, Some(place), wrong),
            }
            shown_cells.push(shown);
        }
        let mut does = Does::Wrong;
        if self.preview.problems.len() == before {
            let made = match known {
                Some(_) if fields.is_empty() => Ok(Vec::new()),
                Some(_) => self.builder.change(&Id::from(id.as_str()), &fields),
                None => {
                    for (key, field) in &self.fixed {
                        fields.entry(*key).or_insert_with(|| field.clone());
                    }
                    self.builder.make(fields)
                }
            };
            match made {
                Ok(edits) if edits.is_empty() => does = Does::Nothing,
                Ok(edits) => {
                    does = if known.is_some() {
                        Does::Changes
                    } else {
                        Does::New
                    };
                    self.preview.edits.push((number, edits));
                }
                Err((key, wrong)) => {
                    let place = key.and_then(|k| self.layout.place(k));
                    self.wrong(number, place, wrong);
                }
            }
        }
        self.preview.rows.push(Row {
            number,
            does,
            cells: shown_cells,
        });
    }

    /// Reads what every new row is to say, where no column says it.
    fn read_fixed(&mut self) {
        for (key, typed) in &self.layout.fixed {
            let raw = Raw::text(typed);
            if raw.is_empty() || self.layout.place(*key).is_some() {
                continue;
            }
            match Field::read(self.lookup, self.layout.list, *key, &raw, 1) {
                Ok(field) => {
                    self.fixed.insert(*key, field);
                }
                Err(wrong) => self.preview.fixed_wrong.push((*key, wrong)),
            }
        }
    }

    fn wrong(&mut self, row: usize, column: Option<usize>, what: Wrong) {
        self.preview.problems.push(Problem { row, column, what });
    }

    /// What the export of today writes in a cell of a known row.
    fn now_at(&self, row: usize, key: Key) -> Cell {
        let cell = |place: usize| self.now.rows.get(row).and_then(|cells| cells.get(place));
        self.now
            .place(key)
            .and_then(cell)
            .cloned()
            .unwrap_or_default()
    }

    /// What a cell shows, and the value that it gives: none where nothing changes, or where a new row
    /// says nothing.
    fn cell(
        &self,
        raw: &Raw,
        key: Key,
        now: Option<&Cell>,
    ) -> (Shown, Result<Option<Field>, Wrong>) {
        let plain = |text: String| Shown {
            text,
            ..Shown::default()
        };
        let hidden = [Lang::Vi, Lang::En]
            .iter()
            .any(|lang| matches!(raw, Raw::Text(text) if text == Tables(*lang).hidden_name()));
        let scale = match key.format() {
            Format::Amount => self.scale(key),
            _ => 1,
        };
        match now {
            Some(now) if hidden || same(raw, now, scale) => return (plain(shown(now)), Ok(None)),
            None if hidden || raw.is_empty() => return (plain(String::new()), Ok(None)),
            _ => {}
        }
        match Field::read(self.lookup, self.layout.list, key, raw, scale) {
            Ok(field) => {
                let text = field.shown(self.lookup);
                let before = now.map(shown);
                (
                    Shown {
                        text,
                        before,
                        wrong: false,
                    },
                    Ok(Some(field)),
                )
            }
            Err(wrong) => {
                let text = raw.shown();
                (
                    Shown {
                        text,
                        before: None,
                        wrong: true,
                    },
                    Err(wrong),
                )
            }
        }
    }

    fn scale(&self, key: Key) -> i64 {
        let column = self.layout.columns.iter().flatten().find(|c| c.key == key);
        column.map_or(1, |c| c.scale)
    }

    /// Whether a row without a known id is no row of data.
    fn passed(&self, sequence: &Raw, cells: &[Raw]) -> Option<Passed> {
        let held = |(place, _): &&(usize, Key)| cells.get(*place).is_some_and(|c| !c.is_empty());
        let count = self.columns.iter().filter(held).count();
        let words = cells.iter().filter_map(|cell| match cell {
            Raw::Text(text) => Some(fold(text)),
            _ => None,
        });
        if words.take(4).any(|text| is_total(&text)) {
            return Some(Passed::Total);
        }
        if is_numbering(cells) || count == 0 {
            return Some(Passed::Heading);
        }
        // "I", "A", "II.1": a heading among the rows, maybe with sums of those below it.
        if let Raw::Text(text) = sequence
            && !text.chars().any(|c| c.is_ascii_digit())
        {
            return Some(Passed::Heading);
        }
        // A line of words below the table: who made it, where it goes.
        (count == 1 && self.columns.len() > 2 && sequence.is_empty()).then_some(Passed::Heading)
    }
}

/// Whether a text (folded) names a row of totals: "Tổng cộng", "Cộng:", "Tổng cộng (I + II)", "Tổng số 12
/// hộ". But "Tổng kết năm" is work.
fn is_total(text: &str) -> bool {
    let bare = text.trim_end_matches([':', '.', ' ']);
    let begins = |name: &str| {
        let rest = bare.strip_prefix(name).map(str::trim_start);
        rest.filter(|rest| {
            let counts = |c: char| c.is_ascii_digit() || matches!(c, '(' | ':' | '=' | '[');
            rest.is_empty() || rest.starts_with(counts)
        })
        .is_some()
    };
    let whole = bare == "tong cong" || bare.starts_with("tong cong ");
    whole
        || ["tong cong", "tong so", "tong", "cong", "luy ke"]
            .iter()
            .any(|n| begins(n))
        || [
            "tong tam ung",
            "tong giai ngan",
            "tong thu hoi",
            "tong quyet toan",
        ]
        .iter()
        .any(|n| begins(n))
}

/// The row "(1) (2) (3)" below headings.
#[must_use]
pub fn is_numbering(cells: &[Raw]) -> bool {
    let held: Vec<String> = cells
        .iter()
        .filter(|c| !c.is_empty())
        .map(Raw::shown)
        .collect();
    let mut numbers = held.iter().map(|text| text.trim_matches(['(', ')', ' ']));
    held.len() > 2
        && (1..).zip(numbers.by_ref()).all(|(n, text): (usize, &str)| {
            text == n.to_string()
                || text
                    .split_once('=')
                    .is_some_and(|(own, _)| own.trim() == n.to_string())
        })
}

fn is_from_text(id: &str) -> bool {
    [Lang::Vi, Lang::En]
        .iter()
        .any(|lang| Tables(*lang).from_text_id() == id)
}

/// The list whose rows are named by it.
#[must_use]
pub const fn kind(list: List) -> &'static str {
    match list {
        List::Lines => crate::model::BudgetLine::KIND,
        List::Payments => crate::model::Payment::KIND,
        List::Houses => crate::model::House::KIND,
        List::Schools => crate::model::SchoolItem::KIND,
        List::Activities => crate::model::Activity::KIND,
    }
}
