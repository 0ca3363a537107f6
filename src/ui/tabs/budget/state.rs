//! What the tab remembers between frames, and the rows that follow from it.

use super::columns::Column;
use super::figures::Unit;
use super::rows::{RowKey, Rows};
use super::{banners, chart, confirm, editing, filter, given, new_line, pick, rows};
use crate::insight::YearFilter;
use crate::insight::ledger::{Choice, Entry, Group, Grouping, Ledger, Words};
use crate::model::Id;
use crate::text::strings::Lang;
use crate::ui::view::View;
use crate::ui::widgets::field::TextDraft;
use chrono::Datelike as _;
use eframe::egui;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// Where the keyboard is: a row, and a column or the names.
pub type Cursor = (RowKey, Option<Column>);

/// How far a block of cells reaches from the cell of the keyboard.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Reach {
    /// The cell alone.
    #[default]
    Cell,
    /// To this cell.
    To(RowKey, Column),
    /// The whole table.
    All,
}

/// What the tab remembers between frames: scroll, folds, drafts.
#[derive(Debug, Default)]
pub struct State {
    pub(super) unit: Unit,
    /// Grouping, order and filter.
    pub(super) choice: Choice,
    /// Columns that the user wants or does not want; others stand where they are needed.
    pub(super) columns: BTreeMap<Column, bool>,
    /// Heads that the user folded in or out; others follow the day.
    folds: HashMap<RowKey, bool>,
    /// The same while a filter is on.
    filtered_folds: HashMap<RowKey, bool>,
    /// Counts the changes of folds.
    fold_changes: u64,
    /// The row and column of the keyboard; no column is that of the names.
    pub(super) cursor: Option<Cursor>,
    pub(super) reach: Reach,
    pub(super) edit: Option<editing::CellEdit>,
    /// Texts that were not taken, with their sentences, while another cell is edited.
    pub(super) parked: HashMap<(Id, Column), (String, String)>,
    pub(super) confirm: Option<confirm::Confirm>,
    pub(super) scroll_to: Option<RowKey>,
    /// The selected line that was shown last: another one is brought into sight.
    pub(super) selected: Option<Id>,
    /// A line to scroll to as soon as it is there.
    pub(super) revealing: Option<Id>,
    /// What takes the keyboard in the next frame.
    pub(super) refocus: Option<egui::Id>,
    pub(super) all_banners: bool,
    /// What is overspent.
    pub(super) over: banners::State,
    /// Columns stand although there is no room for all: the table slides.
    pub(super) all_columns: bool,
    /// Where the keyboard was when the table last slid there.
    pub(super) followed: Option<Cursor>,
    /// The lists of houses and school equipment.
    pub given: given::State,
    pub(super) new_line: Option<new_line::Form>,
    pub(super) choosing: pick::Search,
    /// What is typed into the search of the filter.
    pub(super) search: TextDraft,
    /// The columns that were drawn last, from left to right.
    pub(super) drawn: Vec<Column>,
    /// How many rows a page has.
    pub(super) page: usize,
    /// The table had the keyboard when it was drawn last.
    pub(super) focused: bool,
    /// Delete was pressed before the table was drawn.
    pub(super) delete: bool,
    ledger: Option<(LedgerOf, Rc<Ledger>)>,
    shown: Option<(u64, Rc<Ledger>, Rc<Vec<usize>>)>,
    pub(super) widest: Option<Widest>,
    texts: filter::Texts,
    pub(super) chart: chart::State,
}

/// The widest text of each column, of a ledger in a unit and a language.
pub(super) type Widest = (Rc<Ledger>, Unit, Lang, Vec<(Column, String)>);

/// What a ledger was made from: revision, years, language, whether names are shown, choice.
type LedgerOf = (u64, YearFilter, Lang, bool, Choice);

impl State {
    /// Which chart is shown: that is the one to copy or save.
    #[must_use]
    pub const fn chart(&self) -> crate::report::money_chart::Kind {
        self.chart.kind
    }

    /// The rows that are shown; made anew only where something changed.
    pub(super) fn rows(&mut self, view: &View<'_>) -> Rows {
        let ledger = self.ledger(view);
        if let Some((changes, of, shown)) = &self.shown
            && *changes == self.fold_changes
            && Rc::ptr_eq(of, &ledger)
        {
            let shown = Rc::clone(shown);
            return Rows { ledger, shown };
        }
        let mut shown = Vec::new();
        let mut at = 0;
        while let Some(entry) = ledger.entries.get(at) {
            shown.push(at);
            let folded = entry.is_sum() && !self.is_open(view, entry);
            at = if folded {
                entry.end.max(at + 1)
            } else {
                at + 1
            };
        }
        let shown = Rc::new(shown);
        self.shown = Some((self.fold_changes, Rc::clone(&ledger), Rc::clone(&shown)));
        Rows { ledger, shown }
    }

    fn ledger(&mut self, view: &View<'_>) -> Rc<Ledger> {
        let revision = view.insight.revision;
        if let Some((of, ledger)) = &self.ledger
            && (of.0, of.1, of.2, of.3) == (revision, view.years, view.lang, view.names)
            && of.4 == self.choice
        {
            return Rc::clone(ledger);
        }
        let programme = view.programme();
        let grouping = self.choice.grouping;
        let query = self.texts.query(view, &self.choice.filter.text);
        let words = Words {
            name: &|entry: &Entry| rows::title(view, grouping, entry).spoken(),
            holds: &|leaf| query.holds(view, leaf),
            warned: &|leaf| filter::is_warned(view, leaf),
        };
        let budget = &view.insight.budget;
        let ledger = Ledger::of(programme, budget, view.years, &self.choice, &words);
        let ledger = Rc::new(ledger);
        let choice = self.choice.clone();
        let of = (revision, view.years, view.lang, view.names, choice);
        self.ledger = Some((of, Rc::clone(&ledger)));
        ledger
    }

    /// The columns to show: as the user chose; else those used seldom only where there is a figure.
    pub(super) fn columns(&self, view: &View<'_>) -> Vec<Column> {
        let usual = |c: &Column| c.is_usual(&view.insight.budget);
        let wanted = |c: &Column| self.columns.get(c).copied().unwrap_or_else(|| usual(c));
        Column::ALL.into_iter().filter(wanted).collect()
    }

    /// Whether a head is folded out: as the user left it; else this year, a year shown alone, and the
    /// first heads of other groupings.
    pub(super) fn is_open(&self, view: &View<'_>, entry: &Entry) -> bool {
        let filtered = !self.choice.filter.is_off();
        let folds = if filtered {
            &self.filtered_folds
        } else {
            &self.folds
        };
        let usual = || match (&entry.key, self.choice.grouping) {
            _ if filtered => true,
            (RowKey::Group(path), Grouping::Year) => match path.as_slice() {
                [Group::Year(Some(year))] => {
                    *year == view.today.year() || view.years == YearFilter::Year(*year)
                }
                _ => false,
            },
            (RowKey::Group(path), _) => path.len() == 1,
            _ => false,
        };
        folds.get(&entry.key).copied().unwrap_or_else(usual)
    }

    /// Folds a head in or out.
    pub(super) fn fold(&mut self, key: &RowKey, open: bool) {
        let filtered = !self.choice.filter.is_off();
        let folds = if filtered {
            &mut self.filtered_folds
        } else {
            &mut self.folds
        };
        folds.insert(key.clone(), open);
        self.fold_changes += 1;
    }

    /// Folds a head the other way.
    pub(super) fn toggle(&mut self, view: &View<'_>, entry: &Entry) {
        if entry.is_sum() {
            let open = !self.is_open(view, entry);
            self.fold(&entry.key, open);
        }
    }

    /// Folds all heads in or out.
    pub(super) fn fold_all(&mut self, view: &View<'_>, open: bool) {
        let ledger = self.ledger(view);
        for entry in ledger.entries.iter().filter(|e| e.is_sum()) {
            self.fold(&entry.key, open);
        }
    }

    /// Takes another grouping, order or filter.
    pub fn choose(&mut self, choice: Choice) {
        if self.choice.filter != choice.filter {
            self.filtered_folds.clear();
            self.fold_changes += 1;
        }
        if self.choice != choice {
            self.reach = Reach::Cell;
            self.choice = choice;
        }
    }

    /// Folds out what leads to a line, and scrolls there. A filter that hides it is taken off.
    pub(super) fn reveal(&mut self, view: &View<'_>, line: &Id) {
        let key = RowKey::Line(line.clone());
        if self.ledger(view).find(&key).is_none() && !self.choice.filter.is_off() {
            let mut choice = self.choice.clone();
            choice.filter = crate::insight::ledger::Filter::default();
            self.choose(choice);
        }
        let ledger = self.ledger(view);
        if let Some(at) = ledger.find(&key) {
            let above: Vec<RowKey> = ledger.above(at).map(|e| e.key.clone()).collect();
            for head in above {
                self.fold(&head, true);
            }
        }
        self.scroll_to = Some(key);
    }

    /// Whether Delete is for the cells of the table, which then clears them.
    pub fn takes_delete(&mut self) -> bool {
        self.delete = self.focused && matches!(self.cursor, Some((_, Some(_))));
        self.delete
    }

    /// Puts the keyboard into a cell, and lets go of the block around it.
    pub(super) fn stand(&mut self, key: &RowKey, column: Option<Column>) {
        self.cursor = Some((key.clone(), column));
        self.reach = Reach::Cell;
    }
}
