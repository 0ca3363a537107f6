//! Budget lines, payments, houses, school equipment and activities as tables for spreadsheets: typed columns, one row
//! for each, totals below.
//!
//! What is entered stands in columns that can be read back (`crate::import`); what follows from it
//! (sums of payments, rates, what is left) stands beside it for the reader. The last column, "Mã",
//! holds each row's id, so that a table that comes back changes its rows instead of doubling them.
//!
//! Empty stays empty. A figure in conflict, and a sum over one, has no number: it stands there in
//! words. Names of households and hamlets are left out unless they are asked for (DOMAIN.md §5).

mod activities;
mod copied;
pub mod directory;
mod houses;
mod lines;
mod payments;
mod schools;
mod support;

use super::names::{Names, one_line};
use super::table::Cell;
use crate::insight::{Insight, YearFilter};
use crate::model::{Figure, Id, Programme, Sum};
use crate::text::date;
use crate::text::number::format_whole;
use crate::text::people::People;
use crate::text::strings::Lang;
use crate::text::strings::tables::Tables;
use directory::Directory;

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Lines of the budget (Phụ lục II).
    Lines,
    /// Payments.
    Payments,
    /// Houses of poor households (Phụ lục III).
    Houses,
    /// Equipment of school sites (Phụ lục IV).
    Schools,
    /// Activities (Phụ lục I).
    Activities,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Lines,
        Self::Payments,
        Self::Houses,
        Self::Schools,
        Self::Activities,
    ];

    /// Its name on the sheet of a workbook.
    #[must_use]
    pub const fn sheet_name(self, lang: Lang) -> &'static str {
        let t = Tables(lang);
        match self {
            Self::Lines => t.lines_sheet(),
            Self::Payments => t.payments_sheet(),
            Self::Houses => t.houses_sheet(),
            Self::Schools => t.schools_sheet(),
            Self::Activities => t.activities_sheet(),
        }
    }

    /// The title above it.
    #[must_use]
    pub const fn title(self, lang: Lang) -> &'static str {
        let t = Tables(lang);
        match self {
            Self::Lines => t.lines_title(),
            Self::Payments => t.payments_title(),
            Self::Houses => t.houses_title(),
            Self::Schools => t.schools_title(),
            Self::Activities => t.activities_title(),
        }
    }

    /// Its columns, in their order.
    #[must_use]
    pub const fn columns(self) -> &'static [Key] {
        match self {
            Self::Lines => lines::COLUMNS,
            Self::Payments => payments::COLUMNS,
            Self::Houses => houses::COLUMNS,
            Self::Schools => schools::COLUMNS,
            Self::Activities => activities::COLUMNS,
        }
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Words; about so many characters wide.
    Text(u8),
    /// A year.
    Year,
    /// A day.
    Date,
    /// Whole đồng.
    Amount,
    /// A percentage with one decimal.
    Rate,
    /// A number of any kind, or words.
    Number,
    /// A count.
    Count,
}

macro_rules! keys {
    ($($(#[doc = $doc:literal])* $key:ident $text:ident $format:expr;)*) => {
        /// A column of one of the tables.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key { $($(#[doc = $doc])* $key,)* }
        impl Key {
            /// All columns.
            pub const ALL: &'static [Self] = &[$(Self::$key,)*];
            /// Its heading.
            #[must_use]
            pub const fn heading(self, lang: Lang) -> &'static str {
                match self { $(Self::$key => Tables(lang).$text(),)* }
            }
            /// What it holds.
            #[must_use]
            pub const fn format(self) -> Format {
                match self { $(Self::$key => $format,)* }
            }
        }
    };
}

keys! {
    /// The number of the row.
    Sequence sequence Format::Count;
    /// The id of what the row stands for.
    Id id Format::Text(30);
    /// The year.
    Year year Format::Year;
    /// The clause.
    Clause clause Format::Text(17);
    /// The name of a line; where it has none, the short title of its clause.
    Name name Format::Text(40);
    /// The source of the money.
    Source source Format::Text(22);
    /// The source of a house's money.
    HouseSource house_source Format::Text(22);
    /// Who pays.
    Payer payer Format::Text(24);
    /// Cam kết.
    Committed committed Format::Amount;
    /// Dự toán giao.
    Estimate estimate Format::Amount;
    /// Phân bổ.
    Allocated allocated Format::Amount;
    /// Chuyển nguồn.
    CarriedOver carried_over Format::Amount;
    /// Hủy dự toán.
    Cancelled cancelled Format::Amount;
    /// Chuyển nguồn into the next year: what lines of that year took.
    CarriedOut carried_out Format::Amount;
    /// Tạm ứng: the sum of payments.
    Advanced advanced Format::Amount;
    /// Giải ngân: the sum of payments less what was recovered.
    Disbursed disbursed Format::Amount;
    /// Giải ngân ÷ dự toán giao.
    Rate rate Format::Rate;
    /// Quyết toán: the sum of payments.
    Settled settled Format::Amount;
    /// Còn lại.
    Remaining remaining Format::Amount;
    /// Remarks.
    Note note Format::Text(40);
    /// The activity.
    Activity activity Format::Text(40);
    /// The budget line.
    Line line Format::Text(46);
    /// What a payment does.
    Kind kind Format::Text(12);
    /// How much, in đồng.
    Amount amount Format::Amount;
    /// The day of a payment.
    Date date Format::Date;
    /// The document of a payment.
    Document document Format::Text(26);
    /// Who received it.
    Payee payee Format::Text(28);
    /// The household. Personal.
    Household household Format::Text(28);
    /// The hamlet. Personal.
    Hamlet hamlet Format::Text(20);
    /// The commune, as of that time.
    Commune commune Format::Text(24);
    /// New or repaired.
    Work work Format::Text(11);
    /// Mức hỗ trợ.
    Support support Format::Amount;
    /// Khởi công.
    StartedOn started_on Format::Date;
    /// Bàn giao.
    HandedOverOn handed_over_on Format::Date;
    /// The school.
    School school Format::Text(30);
    /// The site of a school.
    Site site Format::Text(28);
    /// What a school site is given.
    Item item Format::Text(32);
    /// What it is counted in.
    Measure measure Format::Text(8);
    /// How many.
    Quantity quantity Format::Number;
    /// What it is worth in all.
    Value value Format::Amount;
    /// What is done.
    Title title Format::Text(48);
    /// The lead unit.
    Lead lead Format::Text(28);
    /// Coordinating units, parted by semicolons.
    Coordinating coordinating Format::Text(32);
    /// Benefiting units, parted by semicolons.
    Benefiting benefiting Format::Text(32);
    /// Who else benefits, in words.
    Beneficiary beneficiary Format::Text(24);
    /// The first day.
    Start start Format::Date;
    /// The deadline.
    Due due Format::Date;
    /// Whether it is a single moment.
    Milestone milestone Format::Text(7);
    /// Its indicators.
    Indicator indicator Format::Text(28);
    /// What they count in.
    IndicatorUnit indicator_unit Format::Text(8);
    /// What was aimed at in its year.
    Target target Format::Number;
    /// What was reached.
    Actual actual Format::Number;
    /// Thực hiện ÷ kế hoạch.
    IndicatorRate rate Format::Rate;
    /// Its state as it was recorded.
    State state Format::Text(17);
    /// The day of the state.
    StateDay state_day Format::Date;
    /// The reason for the state.
    Reason reason Format::Text(28);
    /// Where it stands today: near, overdue.
    Standing standing Format::Text(24);
    /// The plan in which it stands.
    Plan plan Format::Text(30);
    /// Its notes.
    Remarks note Format::Text(40);
}

/// A value of a row of totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Total {
    /// The sum of its column, in đồng.
    Sum(i64),
    /// The sum of its column over the rows that read `word` in the column `by`, in đồng.
    SumIf {
        /// The column that decides.
        by: Key,
        /// What it reads.
        word: String,
        /// The sum, in đồng.
        value: i64,
    },
    /// What remains of totals of other columns, in đồng.
    Difference {
        /// Those that are added.
        plus: Vec<Key>,
        /// Those that are taken away.
        minus: Vec<Key>,
        /// The difference, in đồng.
        value: i64,
    },
    /// The total of one column as a percentage of that of another.
    Rate {
        /// The part.
        part: Key,
        /// The whole.
        whole: Key,
        /// Tenths of a percent.
        tenths: i64,
    },
    /// There is no one number: in words.
    Text(String),
}

/// A row of totals below the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// What it is: "Tổng cộng".
    pub label: String,
    /// The column in which the label stands.
    pub label_in: usize,
    /// Its values; columns that are not here have none.
    pub values: Vec<(Key, Total)>,
}

/// A table for a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it lists.
    pub list: List,
    /// Its name in a workbook.
    pub name: String,
    /// The title of the programme and of the table, each on a line of its own.
    pub titles: Vec<String>,
    /// What must be said of it: that it is sample data, that names are left out.
    pub notes: Vec<String>,
    /// "Đơn vị tính: đồng", where amounts stand in it.
    pub unit: Option<String>,
    /// Its columns with their headings.
    pub columns: Vec<(Key, String)>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Rows of totals.
    pub totals: Vec<Totals>,
}

impl Sheet {
    /// The place of a column.
    #[must_use]
    pub fn place(&self, key: Key) -> Option<usize> {
        self.columns.iter().position(|(k, _)| *k == key)
    }
}

/// What a table shall hold.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// The years of the rows.
    pub years: YearFilter,
    /// With the names of households and hamlets.
    pub names: bool,
}

/// The table of a list.
#[must_use]
pub fn sheet(
    programme: &Programme,
    insight: &Insight,
    list: List,
    options: Options,
    lang: Lang,
) -> Sheet {
    let t = Tables(lang);
    let directory = Directory::of(programme, lang);
    let maker = Maker {
        programme,
        insight,
        names: Names {
            programme,
            lang,
            hidden: None,
        },
        directory: &directory,
        t,
        options,
        hidden: (!options.names).then_some(&insight.people),
    };
    let (rows, totals) = match list {
        List::Lines => lines::rows(&maker),
        List::Payments => payments::rows(&maker),
        List::Houses => houses::rows(&maker),
        List::Schools => schools::rows(&maker),
        List::Activities => activities::rows(&maker),
    };
    let shown = |key: &Key| options.names || !matches!(key, Key::Household | Key::Hamlet);
    let places: Vec<usize> = list
        .columns()
        .iter()
        .enumerate()
        .filter(|(_, key)| shown(key))
        .map(|(place, _)| place)
        .collect();
    let mut rows: Vec<Vec<Cell>> = rows;
    if places.len() < list.columns().len() {
        for row in &mut rows {
            *row = places
                .iter()
                .map(|p| row.get_mut(*p).map(std::mem::take).unwrap_or_default())
                .collect();
        }
    }
    // The numbers come last: rows stand in their order now.
    for (number, row) in (1_i64..).zip(&mut rows) {
        if let Some(first) = row.first_mut() {
            *first = Cell::Whole(number);
        }
    }
    let title = list.title(lang);
    let title = match options.years {
        YearFilter::All => title.to_owned(),
        YearFilter::Year(year) => t.of_year(title, year),
    };
    let mut notes = Vec::new();
    if programme.header.sample_today.is_some() {
        notes.push(
            crate::text::strings::report::Report(lang)
                .sample_note()
                .to_owned(),
        );
    }
    if list == List::Houses && !options.names {
        notes.push(t.names_hidden().to_owned());
    }
    let columns: Vec<(Key, String)> = list
        .columns()
        .iter()
        .filter(|key| shown(key))
        .map(|key| (*key, key.heading(lang).to_owned()))
        .collect();
    let money = columns
        .iter()
        .any(|(key, _)| key.format() == Format::Amount);
    Sheet {
        list,
        name: list.sheet_name(lang).to_owned(),
        titles: vec![one_line(&programme.header.title), title],
        notes,
        unit: money.then(|| t.unit_dong().to_owned()),
        columns,
        rows,
        totals,
    }
}

type Rows = (Vec<Vec<Cell>>, Vec<Totals>);

/// What the rows are made from.
struct Maker<'a> {
    programme: &'a Programme,
    insight: &'a Insight,
    names: Names<'a>,
    directory: &'a Directory,
    t: Tables,
    options: Options,
    /// Names that must not be told.
    hidden: Option<&'a People>,
}

impl Maker<'_> {
    /// A text of the data: on one line, nothing hidden, no longer than a cell can hold; without the
    /// names of households where they are not to be told.
    fn text(&self, text: &str) -> Cell {
        if text.is_empty() {
            return Cell::Empty;
        }
        let text = one_line(text);
        // The whole text: a table that comes back changes nothing where it reads so.
        if self.hidden.is_some_and(|people| people.are_in(&text)) {
            return self.t.hidden_name().into();
        }
        clipped(text).into()
    }

    fn unit(&self, id: Option<&Id>) -> Cell {
        id.map_or(Cell::Empty, |id| self.directory.unit(id).into())
    }

    fn clause(&self, id: Option<&Id>) -> Cell {
        let clause = id.and_then(|id| self.programme.text.get(id.as_str()));
        match (clause, id) {
            (Some(clause), _) => self.names.cite(clause).into(),
            (None, Some(id)) => one_line(id.as_str()).into(),
            (None, None) => Cell::Empty,
        }
    }

    fn activity(&self, id: Option<&Id>) -> Cell {
        let Some(id) = id else { return Cell::Empty };
        match self.directory.activity(id) {
            Cell::Text(label) => self.text(&label),
            other => other,
        }
    }

    fn figure(&self, figure: &Figure) -> Cell {
        match figure {
            Figure::Empty => Cell::Empty,
            Figure::Known(amount) => Cell::Whole(*amount),
            Figure::Conflict(amounts) => {
                let amounts: Vec<String> = amounts.iter().map(|a| format_whole(*a)).collect();
                self.t.conflict(&amounts.join(self.t.or())).into()
            }
        }
    }

    fn sum(&self, sum: &Sum) -> Cell {
        match sum {
            Sum::Empty => Cell::Empty,
            Sum::Known(amount) => Cell::Whole(*amount),
            Sum::Range(low, high) => self
                .t
                .range(&format_whole(*low), &format_whole(*high))
                .into(),
            Sum::Overflow => self.t.overflow().into(),
        }
    }

    /// A total of its column; none where there is no figure.
    fn total(&self, key: Key, sum: &Sum) -> Option<(Key, Total)> {
        let total = match (sum, self.sum(sum)) {
            (Sum::Known(amount), _) => Total::Sum(*amount),
            (_, Cell::Text(words)) => Total::Text(words),
            _ => return None,
        };
        Some((key, total))
    }

    /// A year as a number.
    fn year(year: Option<i32>) -> Cell {
        year.map(i64::from).into()
    }
}

/// The longest text of a cell, in characters: spreadsheets hold 32,767.
const LONGEST: usize = 32_000;

fn clipped(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((end, _)) => {
            let mut text = text;
            text.truncate(end);
            text.push('…');
            text
        }
    }
}

/// A cell as it reads: for widths, and for cells whose number a spreadsheet cannot hold.
#[must_use]
pub fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Date(day) => date::format(*day),
        Cell::Whole(number) => format_whole(*number),
        Cell::Decimal(number) => number.format(),
        Cell::Tenths(tenths) => crate::text::number::format_tenths(*tenths),
    }
}

/// The same in a column: years and counts stand without dots.
#[must_use]
pub fn shown_in(key: Key, cell: &Cell) -> String {
    match (key.format(), cell) {
        (Format::Year | Format::Count, Cell::Whole(number)) => number.to_string(),
        _ => shown(cell),
    }
}

#[cfg(test)]
mod tests;
