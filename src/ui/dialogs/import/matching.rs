//! What the user chose for a table, and the preview that follows from it.

use super::working::Working;
use crate::edit::Edit;
use crate::import::book::{Book, SheetData};
use crate::import::layout::{self, Layout};
use crate::import::preview::{self, Choices, Does, Preview, Row};
use crate::import::{Key, List};
use crate::text::number::format_whole;
use crate::text::strings::import_window::ImportWindow as Texts;
use crate::ui::view::View;
use crate::ui::widgets::field::TextDraft;
use eframe::egui::Context;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Filter {
    #[default]
    All,
    New,
    Changes,
    Known,
    Same,
    Passed,
    LeftOut,
    Wrong,
}

impl Filter {
    /// All of them, in their order.
    pub(super) const ALL: [Self; 8] = [
        Self::All,
        Self::New,
        Self::Changes,
        Self::Wrong,
        Self::Known,
        Self::Same,
        Self::Passed,
        Self::LeftOut,
    ];

    fn admits(self, does: Does) -> bool {
        match self {
            Self::All => true,
            Self::New => does == Does::New,
            Self::Changes => does == Does::Changes,
            Self::Known => matches!(does, Does::Known | Does::KnownOtherwise),
            Self::Same => does == Does::Nothing,
            Self::Passed => matches!(does, Does::Passed(_)),
            Self::LeftOut => does == Does::LeftOut,
            Self::Wrong => does == Does::Wrong,
        }
    }
}

/// A table, how it is read, and what it would do.
#[derive(Debug)]
pub(super) struct Matching {
    pub(super) book: Arc<Book>,
    /// The sheet that is read.
    pub(super) sheet: usize,
    /// How many columns it has.
    width: usize,
    pub(super) layout: Layout,
    choices: Choices,
    pub(super) filter: Filter,
    /// What the table would do, as it was found last.
    preview: Option<Preview>,
    /// Something was chosen since it was found.
    stale: bool,
    /// It is being found anew.
    working: Option<Working>,
    /// The rows of the preview that the filter admits.
    pub(super) shown: Vec<usize>,
    /// How many rows each filter admits.
    pub(super) counts: [usize; 8],
    /// The problem that is told.
    pub(super) at: usize,
    /// The table is to show the row of the problem that is told.
    pub(super) follow: bool,
    /// Why the step was refused as a whole.
    pub(super) refused: Option<String>,
    /// What is being typed for every new row.
    pub(super) drafts: BTreeMap<Key, TextDraft>,
}

/// What is told at the foot.
pub(super) struct Told {
    /// How many rows would be recorded.
    pub(super) rows: usize,
    /// How many rows have errors.
    pub(super) wrong_rows: usize,
    /// That there are errors.
    pub(super) errors: Option<String>,
    /// What would be recorded.
    pub(super) will: String,
    /// Why the button cannot be pressed.
    pub(super) blocked: Option<String>,
}

impl Matching {
    /// A book with everything guessed: the sheet and the list of which most columns are known.
    pub(super) fn of(book: Book) -> Self {
        let known = |layout: &Layout| layout.columns.iter().flatten().count();
        let guessed = book
            .sheets
            .iter()
            .enumerate()
            .rev()
            .filter_map(|(n, sheet)| Some((n, layout::guess_list(sheet)?)))
            .max_by_key(|(_, layout)| known(layout));
        let (sheet, layout) = guessed.unwrap_or_else(|| {
            let none = SheetData::default();
            let first = book.sheets.first().unwrap_or(&none);
            (0, layout::of(first, List::Lines, None))
        });
        let mut this = Self {
            width: book.sheets.get(sheet).map_or(0, width),
            book: Arc::new(book),
            sheet,
            layout,
            choices: Choices::default(),
            filter: Filter::All,
            preview: None,
            stale: true,
            working: None,
            shown: Vec::new(),
            counts: [0; 8],
            at: 0,
            follow: false,
            refused: None,
            drafts: BTreeMap::new(),
        };
        this.suggest();
        this
    }

    /// The sheet that is read.
    pub(super) fn data(&self) -> Option<&SheetData> {
        self.book.sheets.get(self.sheet)
    }

    /// What the table has no column for, and what may be said for every new row: what new rows need,
    /// their year and their clause.
    pub(super) fn without_column(&self) -> Vec<Key> {
        let list = self.layout.list;
        let needed = preview::required(list);
        let offered =
            |key: &Key| needed.contains(key) || matches!(key, Key::Year | Key::Clause | Key::Kind);
        let columns = list.columns().iter().copied();
        columns
            .filter(|key| offered(key) && !matches!(key, Key::Title | Key::Amount))
            .filter(|key| self.layout.place(*key).is_none())
            .collect()
    }

    /// Columns that new rows need, that the table does not have and for which nothing is said.
    pub(super) fn missing(&self) -> Vec<Key> {
        let needed = preview::required(self.layout.list).iter().copied();
        let said = |key: &Key| self.layout.fixed.get(key).is_some_and(|t| !t.is_empty());
        needed
            .filter(|key| self.layout.place(*key).is_none() && !said(key))
            .collect()
    }

    /// Every new row says this.
    pub(super) fn fix(&mut self, key: Key, typed: &str) {
        self.layout.fixed.insert(key, typed.trim().to_owned());
        self.changed();
    }

    /// Takes the year from the titles above the table, where it has no column.
    fn suggest(&mut self) {
        let head = self.layout.head;
        if let Some(year) = self.data().and_then(|s| layout::year_said(s, head)) {
            self.layout.fixed.insert(Key::Year, year);
        }
    }

    /// What the table would do, as it was found last; none before that.
    pub(super) fn preview(&self) -> Option<&Preview> {
        self.preview.as_ref()
    }

    /// How far the work on the preview is, from 0 to 1, while it goes on.
    pub(super) fn working(&self) -> Option<f32> {
        self.working.as_ref().map(Working::done)
    }

    /// Finds the preview anew where something was chosen: a long table on another thread, while the
    /// window goes on drawing; a choice gives up what the choice before it began.
    pub(super) fn update(&mut self, ctx: &Context, view: &View<'_>) {
        if !self.stale {
            return;
        }
        let working = self.working.take();
        let mut working = working.unwrap_or_else(|| {
            let (book, layout) = (Arc::clone(&self.book), self.layout.clone());
            Working::begin(ctx, view, (book, self.sheet), layout, self.choices.clone())
        });
        match working.preview(ctx) {
            Some(preview) => self.found(preview),
            None => self.working = Some(working),
        }
    }

    fn found(&mut self, preview: Preview) {
        for (count, filter) in self.counts.iter_mut().zip(Filter::ALL) {
            let rows = preview.rows.iter();
            *count = rows.filter(|r| filter.admits(r.does)).count();
        }
        self.at = self.at.min(preview.problems.len().saturating_sub(1));
        self.preview = Some(preview);
        self.stale = false;
        self.sift();
    }

    /// How many rows a filter admits.
    pub(super) fn count(&self, filter: Filter) -> usize {
        let mut all = Filter::ALL.iter().zip(self.counts);
        all.find(|(f, _)| **f == filter).map_or(0, |(_, n)| n)
    }

    /// How many columns the sheet has.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// Finds the rows that the filter admits.
    fn sift(&mut self) {
        if self.filter != Filter::All && self.count(self.filter) == 0 {
            self.filter = Filter::All;
        }
        let rows = self.preview.iter().flat_map(|p| p.rows.iter().enumerate());
        let filter = self.filter;
        self.shown = rows
            .filter(|(_, row)| filter.admits(row.does))
            .map(|(n, _)| n)
            .collect();
    }

    /// Something was chosen: the preview is made anew.
    fn changed(&mut self) {
        self.stale = true;
        self.working = None;
        self.refused = None;
    }

    /// Reads another sheet.
    pub(super) fn choose_sheet(&mut self, sheet: usize) {
        let Some(data) = self.book.sheets.get(sheet) else {
            return;
        };
        self.sheet = sheet;
        self.width = width(data);
        self.layout =
            layout::guess_list(data).unwrap_or_else(|| layout::of(data, self.layout.list, None));
        self.afresh();
    }

    /// Begins anew with another layout.
    fn afresh(&mut self) {
        self.choices = Choices::default();
        self.drafts.clear();
        self.preview = None;
        self.shown.clear();
        self.counts = [0; 8];
        self.suggest();
        self.changed();
    }

    /// Takes the rows for something else.
    pub(super) fn choose_list(&mut self, list: List) {
        if let Some(data) = self.data() {
            self.layout = layout::of(data, list, None);
            self.afresh();
        }
    }

    /// Takes another row for the headings.
    pub(super) fn choose_head(&mut self, head: usize) {
        if let Some(data) = self.data() {
            self.layout = layout::of(data, self.layout.list, Some(head));
            self.afresh();
        }
    }

    /// A column holds this, or is not read. No two columns hold the same.
    pub(super) fn choose_column(&mut self, place: usize, key: Option<Key>) {
        if self.layout.columns.len() <= place {
            self.layout.columns.resize(place + 1, None);
        }
        for (n, column) in self.layout.columns.iter_mut().enumerate() {
            if n == place {
                let scale = column.map_or(1, |c| c.scale);
                *column = key.map(|key| layout::Column { key, scale });
            } else if key.is_some() && column.map(|c| c.key) == key {
                *column = None;
            }
        }
        self.changed();
    }

    /// The numbers of a column count so many đồng.
    pub(super) fn choose_scale(&mut self, place: usize, scale: i64) {
        if let Some(Some(column)) = self.layout.columns.get_mut(place) {
            column.scale = scale;
            self.changed();
        }
    }

    /// Shows other rows.
    pub(super) fn choose_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.sift();
    }

    /// Takes a row in, or leaves it out.
    pub(super) fn toggle(&mut self, row: &Row) {
        let number = row.number;
        let choices = &mut self.choices;
        if !choices.taken.remove(&number) {
            if matches!(row.does, Does::Known | Does::KnownOtherwise) {
                choices.taken.insert(number);
            } else if !choices.left_out.remove(&number) {
                choices.left_out.insert(number);
            }
        }
        self.changed();
    }

    /// Whether a row is taken in, as was chosen last.
    pub(super) fn takes(&self, row: &Row) -> bool {
        if matches!(row.does, Does::Known | Does::KnownOtherwise) {
            self.choices.taken.contains(&row.number)
        } else {
            !self.choices.left_out.contains(&row.number)
        }
    }

    /// What the user chose for the rows.
    pub(super) const fn choices(&self) -> &Choices {
        &self.choices
    }

    /// Whether the user leaves any row out.
    pub(super) fn leaves_out(&self) -> bool {
        !self.choices.left_out.is_empty()
    }

    /// Takes all rows in again.
    pub(super) fn take_all(&mut self) {
        self.choices.left_out.clear();
        self.changed();
    }

    fn numbers(&self, does: impl Fn(Does) -> bool) -> Vec<usize> {
        let rows = self.preview.iter().flat_map(|p| &p.rows);
        let wanted = rows.filter(|r| does(r.does));
        wanted.map(|r| r.number).collect()
    }

    /// Leaves all rows out that have errors.
    pub(super) fn leave_out_errors(&mut self) {
        let wrong = self.numbers(|does| does == Does::Wrong);
        self.choices.left_out.extend(wrong);
        self.changed();
    }

    /// Records once more what is recorded already, or does not.
    pub(super) fn take_known(&mut self, take: bool) {
        if take {
            let known = self.numbers(|does| Filter::Known.admits(does));
            self.choices.taken.extend(known);
        } else {
            self.choices.taken.clear();
        }
        self.changed();
    }

    /// Changes what is recorded already to what the table says of it, or does not.
    pub(super) fn update_known(&mut self, update: bool) {
        self.choices.update = update;
        self.changed();
    }

    /// Goes to the next problem, or to the one before.
    pub(super) fn step(&mut self, on: bool) {
        let count = self.preview.as_ref().map_or(0, |p| p.problems.len());
        if count == 0 {
            return;
        }
        self.at = if on {
            (self.at + 1) % count
        } else {
            (self.at + count - 1) % count
        };
        self.show_problem();
    }

    /// Has the table show the row of the problem that is told.
    pub(super) fn show_problem(&mut self) {
        let row = self.preview.as_ref().and_then(|p| p.problems.get(self.at));
        let Some(number) = row.map(|p| p.row) else {
            return;
        };
        let rows = self.preview.as_ref().map(|p| p.rows.as_slice());
        let rows = rows.unwrap_or_default();
        let hidden = !self
            .shown
            .iter()
            .any(|n| rows.get(*n).is_some_and(|r| r.number == number));
        if hidden {
            self.choose_filter(Filter::All);
        }
        self.follow = true;
    }

    /// The one step that takes the rows in; none while anything is wrong, or while the preview is
    /// being found anew.
    pub(super) fn edit(&self) -> Option<Edit> {
        self.preview.as_ref().filter(|_| !self.stale)?.edit()
    }

    /// What is told at the foot.
    pub(super) fn told(&self, t: Texts) -> Told {
        let (new, changed) = (self.count(Filter::New), self.count(Filter::Changes));
        let wrong_rows = self.count(Filter::Wrong);
        let problems = self.preview.as_ref().map_or(0, |p| p.problems.len());
        let rows = new + changed;
        let mut will = match (new, changed) {
            (0, 0) if self.count(Filter::Same) + self.count(Filter::Known) > 0 => {
                t.nothing_to_do().to_owned()
            }
            (0, 0) => t.nothing_taken().to_owned(),
            (new, 0) => t.will_new(new),
            (0, changed) => t.will_change(changed),
            (new, changed) => t.will(new, changed),
        };
        if self.leaves_out() {
            will = format!("{will} {}", t.without(self.choices.left_out.len()));
        }
        let fixed = self
            .preview
            .as_ref()
            .is_some_and(|p| !p.fixed_wrong.is_empty());
        let errors = (problems > 0).then(|| t.errors_left(problems, wrong_rows.max(1)));
        let errors = errors.or_else(|| fixed.then(|| t.fixed_wrong().to_owned()));
        let blocked = errors.clone().or_else(|| (rows == 0).then(|| will.clone()));
        let looking = self.stale.then(|| t.looking().to_owned());
        let blocked = looking.or(blocked);
        Told {
            rows,
            wrong_rows,
            errors,
            will,
            blocked,
        }
    }
}

/// How many columns a sheet has.
fn width(sheet: &SheetData) -> usize {
    sheet.rows.iter().map(Vec::len).max().unwrap_or(0)
}

/// A count as it stands beside a word.
pub(super) fn count(number: usize) -> String {
    i64::try_from(number).map_or_else(|_| String::new(), format_whole)
}
