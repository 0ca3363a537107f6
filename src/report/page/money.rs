//! The money, and what households and school sites were given.

use super::Maker;
use super::html::{Html, Td};
use crate::insight::{Aid, Committed, Figures, YearFilter};
use crate::model::Sum;
use crate::report::sheets::{self, Key, List, Options, Total};
use crate::report::table::Cell;
use crate::text::number::{format_tenths, format_whole};
use crate::text::strings::Lang;
use crate::text::strings::tables::Tables;

/// What is shown of each list of what was given: the rest belongs to the programme's own tables.
const SHOWN: [Key; 16] = [
    Key::Sequence,
    Key::Year,
    Key::Household,
    Key::Hamlet,
    Key::Commune,
    Key::Work,
    Key::Support,
    Key::HouseSource,
    Key::StartedOn,
    Key::HandedOverOn,
    Key::School,
    Key::Site,
    Key::Item,
    Key::Measure,
    Key::Quantity,
    Key::Value,
];

impl Maker<'_> {
    pub(super) fn budget(self, h: &mut Html) {
        let t = self.t;
        let budget = &self.page.insight.budget;
        h.element("p", "small", t.unit());
        let mut rows: Vec<(&str, Vec<Td>)> = Vec::new();
        let years = budget.years.iter();
        for year in years.clone().chain(&budget.undated) {
            let name = if year.year > 0 {
                year.year.to_string()
            } else {
                String::from("—")
            };
            let mut cells = vec![Td::of("a", name), Td::text("")];
            cells.extend(self.figures(&year.total, false));
            rows.push(("year", cells));
            for source in &year.sources {
                let words = self.names.words().source(source.source);
                let payer = source.payer.as_ref().map(|id| self.names.unit(id));
                let name = match payer {
                    Some(payer) => format!("{words} ({payer})"),
                    None => words.to_owned(),
                };
                // In words too, not by its colour alone.
                let name = match source.figures.overspending().is_empty() {
                    true => name,
                    false => format!("{name}: {}", self.t.over()),
                };
                let mut cells = vec![Td::text(""), Td::text(name)];
                cells.extend(self.figures(&source.figures, false));
                rows.push(("", cells));
            }
        }
        // Nothing but the text's yearly sums added up, which the text does not do.
        let summed = Committed::of(self.names.programme, budget, YearFilter::All).is_computed();
        let mut cells = vec![Td::text(t.whole_period()), Td::text("")];
        cells.extend(self.figures(&budget.total, summed));
        rows.push(("sum", cells));
        let all = budget.years.len();
        let known = |column: fn(&Figures) -> &Sum| {
            let with = years.clone().filter(|y| !column(&y.total).is_empty());
            Td::of("n", format!("{}/{all}", with.count()))
        };
        rows.push((
            "",
            vec![
                Td::text(t.years_with()),
                Td::text(""),
                known(|f| &f.committed),
                known(|f| &f.estimate),
                known(|f| &f.disbursed),
                Td::text(""),
                Td::text(""),
            ],
        ));
        let columns = [
            (t.year(), ""),
            (t.source(), ""),
            (t.committed(), "n"),
            (t.estimate(), "n"),
            (t.disbursed(), "n"),
            (t.rate(), "n"),
            (t.remaining(), "n"),
        ];
        h.table(&columns, &rows);
        h.element("p", "note", t.money_notes());
    }

    fn figures(self, figures: &Figures, computed: bool) -> Vec<Td> {
        let over = !figures.overspending().is_empty();
        let committed = self.sum(&figures.committed);
        let committed = if computed && !figures.committed.is_empty() {
            self.t.computed(&committed)
        } else {
            committed
        };
        let rate = figures.rate_tenths();
        let spent = self.sum(&figures.disbursed);
        vec![
            Td::of("n", committed),
            Td::of("n", self.sum(&figures.estimate)),
            Td::of(if over { "n late" } else { "n" }, spent),
            Td::of("n", rate.map_or_else(|| "—".to_owned(), format_tenths)),
            Td::of("n", self.sum(&figures.remaining())),
        ]
    }

    fn sum(self, sum: &Sum) -> String {
        let t = Tables(Lang::Vi);
        match sum {
            Sum::Empty => "—".to_owned(),
            Sum::Known(amount) => format_whole(*amount),
            Sum::Range(low, high) => t.range(&format_whole(*low), &format_whole(*high)),
            Sum::Overflow => t.overflow().to_owned(),
        }
    }

    pub(super) fn houses(self, h: &mut Html) {
        let t = self.t;
        let list = self.page.insight.support.list(Aid::Houses);
        for (year, tally) in &list.by_year {
            let year = year.map_or_else(|| "—".to_owned(), |y| y.to_string());
            let words = t.houses_by_year(tally.count, tally.done);
            h.element("p", "", &format!("{} {year}: {words}", t.year()));
        }
        self.list_of(h, List::Houses);
    }

    pub(super) fn schools(self, h: &mut Html) {
        self.list_of(h, List::Schools);
    }

    /// One of the programme's tables, in the columns that are for everybody.
    fn list_of(self, h: &mut Html, list: List) {
        let options = Options {
            names: self.page.names,
            ..Options::default()
        };
        let (programme, insight) = (self.page.programme, self.page.insight);
        let sheet = sheets::sheet(programme, insight, list, options, Lang::Vi);
        if sheet.rows.is_empty() {
            h.element("p", "small", self.t.none());
            return;
        }
        if !self.page.names && list == List::Houses {
            h.element("p", "small", self.t.names_hidden());
        }
        let places: Vec<usize> = SHOWN.iter().filter_map(|key| sheet.place(*key)).collect();
        let class = |cell: &Cell| match cell {
            Cell::Whole(_) | Cell::Decimal(_) | Cell::Tenths(_) => "n",
            Cell::Date(_) => "a",
            Cell::Empty | Cell::Text(_) => "",
        };
        // A year and a number of a row are no amounts: no separators.
        let words = |key: Key, cell: &Cell| match (key, cell) {
            (Key::Year | Key::Sequence, Cell::Whole(n)) => n.to_string(),
            (_, Cell::Empty) => "—".to_owned(),
            (_, cell) => sheets::shown(cell),
        };
        let columns: Vec<(&str, &str)> = places
            .iter()
            .filter_map(|at| sheet.columns.get(*at))
            .map(|(_, heading)| (heading.as_str(), ""))
            .collect();
        let mut rows: Vec<(&str, Vec<Td>)> = Vec::new();
        for row in &sheet.rows {
            let cells = places.iter().filter_map(|at| {
                let (key, cell) = (sheet.columns.get(*at)?.0, row.get(*at)?);
                Some(Td::of(class(cell), words(key, cell)))
            });
            rows.push(("", cells.collect()));
        }
        for total in &sheet.totals {
            let cells = places.iter().filter_map(|at| {
                let key = sheet.columns.get(*at)?.0;
                let value = total.values.iter().find(|(k, _)| *k == key);
                Some(match value.map(|(_, total)| total) {
                    Some(Total::Sum(sum)) => Td::of("n", format_whole(*sum)),
                    Some(Total::Text(words)) => Td::text(words.clone()),
                    _ => Td::text(""),
                })
            });
            let mut cells: Vec<Td> = cells.collect();
            if let Some(second) = cells.get_mut(1) {
                second.words.clone_from(&total.label);
            }
            rows.push(("sum", cells));
        }
        h.table(&columns, &rows);
    }
}
