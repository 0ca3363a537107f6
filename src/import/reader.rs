//! Reading the rows of a table: what each would do.

use super::book::{Raw, SheetData};
use super::build::{Builder, Fields};
use super::field::Field;
use super::layout::{Layout, is_read};
use super::lookup::Lookup;
use super::passed::{is_from_text, is_numbering, is_total};
use super::preview::{Choices, Does, Passed, Preview, Problem, Row, Shown, Wrong};
use super::recorded::Recorded;
use super::refused;
use super::value::same;
use super::watch::{Stopped, Watch};
use crate::change::Document;
use crate::edit::{Context, Edit};
use crate::insight::{Insight, YearFilter};
use crate::model::Id;
use crate::model::hash::HashMap;
use crate::report::sheets::{Format, Key, Options, Sheet, sheet, shown_in};
use crate::report::table::Cell;
use crate::text::fold::fold;
use crate::text::strings::Lang;
use crate::text::strings::tables::Tables;
use std::collections::{BTreeMap, BTreeSet};

/// After how many rows is told how far reading is.
const TELLS: usize = 128;

/// What the rows of a sheet would do to a document, as the user chose for them. `fresh` makes ids.
///
/// # Errors
/// [`Stopped`]: nobody waits for it any more.
pub fn of(
    document: &Document,
    sheet_data: &SheetData,
    layout: &Layout,
    choices: &Choices,
    context: &Context,
    fresh: &mut dyn FnMut() -> Id,
    watch: &Watch,
) -> Result<Preview, Stopped> {
    let programme = document.programme();
    let insight = Insight::of(document, context.today, YearFilter::All);
    let options = Options {
        years: YearFilter::All,
        names: true,
    };
    let now = sheet(programme, &insight, layout.list, options, Lang::Vi);
    watch.tell(1, 10)?;
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
        choices,
        fixed: BTreeMap::new(),
        recorded: Recorded::new(&now, &lookup),
        preview: Preview::default(),
    };
    reader.read_fixed();
    let rows = || {
        let rows = sheet_data.rows.iter().enumerate().skip(layout.head + 1);
        rows.filter(|(_, cells)| cells.iter().any(|c| !c.is_empty()))
    };
    reader.begin(rows().map(|(_, cells)| cells.as_slice()));
    for (at, (number, cells)) in rows().enumerate() {
        if at % TELLS == 0 {
            let part = sheet_data.rows.len() + 6 * number;
            watch.tell(part as u64, 10 * sheet_data.rows.len() as u64)?;
        }
        reader.row(number + 1, cells);
    }
    let sums = reader.builder.too_much(programme);
    let countable = sums.is_empty();
    let Reader {
        mut preview,
        columns,
        ..
    } = reader;
    for key in sums {
        let of_key = |(_, k): &&(usize, Key)| *k == key;
        preview.problems.push(Problem {
            row: layout.head + 1,
            column: columns.iter().find(of_key).map(|(place, _)| *place),
            what: Wrong::TooMuch,
        });
    }
    preview.columns = columns;
    // A column that cannot be counted is told once, not by its rows.
    if countable {
        refused::find(document, context, &mut preview, watch)?;
    }
    // By rows; within a row as the cells were read.
    preview.problems.sort_by_key(|problem| problem.row);
    Ok(preview)
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

/// What an empty cell of a row says about what the row stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Empties {
    /// That nothing is recorded there: the row carries the id.
    Clear,
    /// Nothing: a clerk's own table leaves out what it does not know.
    SayNothing,
}

/// What cells say, how they are shown, and what is not understood.
type Read = (Fields, Vec<Shown>, Vec<(usize, Wrong)>);
/// What a row does, and the edits for it.
type Done = (Does, Vec<Edit>);

struct Reader<'a, 'b> {
    layout: &'a Layout,
    columns: Vec<(usize, Key)>,
    known: HashMap<&'a str, usize>,
    now: &'a Sheet,
    builder: Builder<'a, 'b>,
    lookup: &'a Lookup<'a>,
    seen: BTreeSet<String>,
    choices: &'a Choices,
    /// What every new row says.
    fixed: BTreeMap<Key, Field>,
    recorded: Recorded<'a>,
    preview: Preview,
}

impl Reader<'_, '_> {
    /// Looks over all rows before the first is read: what they name by its id is not what another row
    /// stands for.
    fn begin<'r>(&mut self, rows: impl Iterator<Item = &'r [Raw]>) {
        let said = self.columns.iter().map(|(_, key)| *key);
        self.recorded.said = said.chain(self.fixed.keys().copied()).collect();
        let Some(place) = self.layout.place(Key::Id) else {
            return;
        };
        for id in rows.filter_map(|cells| cells.get(place)) {
            if let Some(row) = self.known.get(id.shown().as_str()) {
                self.recorded.used.insert(*row);
            }
        }
    }

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
            let cells = shown.collect();
            self.push(number, Does::Passed(passed), cells);
            return;
        }
        if self.choices.left_out.contains(&number) {
            let (_, cells, _) = self.read(cells, known, Empties::Clear);
            self.push(number, Does::LeftOut, cells);
            return;
        }
        let before = self.preview.problems.len();
        if !id.is_empty() && !self.seen.insert(id.clone()) {
            self.wrong(number, self.layout.place(Key::Id), Wrong::RepeatedId);
        }
        let (fields, mut shown, wrongs) = self.read(cells, known, Empties::Clear);
        for (place, wrong) in wrongs {
            self.wrong(number, Some(place), wrong);
        }
        let mut does = Does::Wrong;
        if self.preview.problems.len() == before {
            let made = if known.is_some() {
                self.change(&id, &fields)
            } else {
                self.fresh(number, cells, fields, &mut shown)
            };
            match made {
                Ok((done, edits)) => {
                    does = done;
                    if !edits.is_empty() {
                        self.preview.edits.push((number, edits));
                    }
                }
                Err((key, wrong)) => {
                    let place = key.and_then(|k| self.layout.place(k));
                    self.wrong(number, place, wrong);
                }
            }
        }
        self.push(number, does, shown);
    }

    /// A row that carries the id of something.
    fn change(&mut self, id: &str, fields: &Fields) -> Result<Done, (Option<Key>, Wrong)> {
        if fields.is_empty() {
            return Ok((Does::Nothing, Vec::new()));
        }
        let edits = self.builder.change(&Id::from(id), fields)?;
        let does = if edits.is_empty() {
            Does::Nothing
        } else {
            Does::Changes
        };
        Ok((does, edits))
    }

    /// A row that carries no known id: it is new, unless something is recorded that it can only stand
    /// for.
    fn fresh(
        &mut self,
        number: usize,
        cells: &[Raw],
        mut fields: Fields,
        shown: &mut Vec<Shown>,
    ) -> Result<Done, (Option<Key>, Wrong)> {
        for (key, field) in &self.fixed {
            fields.entry(*key).or_insert_with(|| field.clone());
        }
        let found = self.recorded.find(&fields);
        let found = found.filter(|_| !self.choices.taken.contains(&number));
        let Some(row) = found else {
            let edits = self.builder.make(fields)?;
            return Ok((Does::New, edits));
        };
        let (otherwise, cells, _) = self.read(cells, Some(row), Empties::SayNothing);
        *shown = cells;
        if otherwise.is_empty() {
            return Ok((Does::Known, Vec::new()));
        }
        if !self.choices.update {
            return Ok((Does::KnownOtherwise, Vec::new()));
        }
        match self.now_at(row, Key::Id) {
            Cell::Text(id) => self.change(&id, &otherwise),
            _ => Err((None, Wrong::Row)),
        }
    }

    /// The cells of a row, beside what is recorded of what it stands for: what they say, how they are
    /// shown, and what is not understood by the places of its columns.
    fn read(&self, cells: &[Raw], known: Option<usize>, empties: Empties) -> Read {
        let mut fields = Fields::new();
        let mut shown = Vec::with_capacity(self.columns.len());
        let mut wrongs = Vec::new();
        for (place, key) in &self.columns {
            let raw = cells.get(*place).unwrap_or(&Raw::Empty);
            if raw.is_empty() && empties == Empties::SayNothing {
                shown.push(Shown::default());
                continue;
            }
            let now = known.map(|row| self.now_at(row, *key));
            let (cell, field) = self.cell(raw, *key, now.as_ref());
            match field {
                Ok(Some(field)) => {
                    fields.insert(*key, field);
                }
                Ok(None) => {}
                Err(wrong) => wrongs.push((*place, wrong)),
            }
            shown.push(cell);
        }
        (fields, shown, wrongs)
    }

    fn push(&mut self, number: usize, does: Does, cells: Vec<Shown>) {
        self.preview.rows.push(Row {
            number,
            does,
            cells,
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
            Some(now) if hidden || same(raw, now, scale) => {
                return (plain(shown_in(key, now)), Ok(None));
            }
            None if hidden || raw.is_empty() => return (plain(String::new()), Ok(None)),
            _ => {}
        }
        match Field::read(self.lookup, self.layout.list, key, raw, scale) {
            Ok(field) => {
                let text = field.shown(self.lookup);
                let before = now.map(|cell| shown_in(key, cell));
                // The same value, written otherwise.
                if before.as_ref() == Some(&text) {
                    return (plain(text), Ok(None));
                }
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
