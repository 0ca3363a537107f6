//! The columns of the lists: their heads, widths and what stands in them.

use super::super::{houses, schools};
use super::{entry, now_part_of};
use crate::insight::support::{Aid, Deadline, Entry};
use crate::model::{Figure, Id};
use crate::text::date;
use crate::text::money::format_dong;
use crate::text::strings::houses::Houses as Texts;
use crate::ui::tabs::budget::line_name;
use crate::ui::tokens::{Palette, Role};
use crate::ui::view::View;
use crate::ui::widgets::table::Column;
use chrono::{Datelike as _, NaiveDate};
use eframe::egui::Color32;

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Cell {
    /// Its year and number, or the household.
    Name,
    /// The hamlet.
    Hamlet,
    /// What a school is given.
    Item,
    /// The school and its site.
    School,
    /// How many.
    Quantity,
    /// The commune of its time.
    Commune,
    /// New or repaired.
    Work,
    /// What is granted.
    Amount,
    /// Where the money comes from.
    Source,
    /// The budget line.
    Line,
    /// Khởi công.
    Started,
    /// Bàn giao, or the deadline where that is still to come.
    Done,
    /// How it stands, as an icon.
    Stage,
}

/// The columns of a page: those that there is room for.
pub(super) fn page(aid: Aid, names: bool, width: f32) -> Vec<Cell> {
    let mut cells = match aid {
        Aid::Houses => vec![
            (Cell::Name, 0.0),
            (Cell::Hamlet, if names { 760.0 } else { f32::INFINITY }),
            (Cell::Commune, 0.0),
            (Cell::Work, 620.0),
            (Cell::Amount, 0.0),
            (Cell::Source, if names { 880.0 } else { 700.0 }),
            (Cell::Line, 980.0),
            (Cell::Started, 0.0),
            (Cell::Done, 0.0),
            (Cell::Stage, 0.0),
        ],
        Aid::Schools => vec![
            (Cell::Name, 520.0),
            (Cell::Item, 0.0),
            (Cell::School, 0.0),
            (Cell::Commune, 820.0),
            (Cell::Quantity, 460.0),
            (Cell::Amount, 0.0),
            (Cell::Source, 940.0),
            (Cell::Line, 1080.0),
            (Cell::Done, 0.0),
            (Cell::Stage, 0.0),
        ],
    };
    cells.retain(|(_, from)| width >= *from);
    cells.into_iter().map(|(cell, _)| cell).collect()
}

/// The columns of a card.
pub(super) const fn card(aid: Aid) -> &'static [Cell] {
    match aid {
        Aid::Houses => &[
            Cell::Name,
            Cell::Commune,
            Cell::Amount,
            Cell::Started,
            Cell::Done,
            Cell::Stage,
        ],
        Aid::Schools => &[
            Cell::Item,
            Cell::School,
            Cell::Quantity,
            Cell::Amount,
            Cell::Done,
            Cell::Stage,
        ],
    }
}

impl Cell {
    /// Its width; days in full on a page, short in a card.
    pub(super) const fn column(self, names: bool, full: bool) -> Column {
        let day = if full { 78.0 } else { 58.0 };
        match self {
            Self::Name if names => Column::flex(2.0, 88.0),
            Self::Name => Column::flex(1.0, 70.0),
            Self::Hamlet => Column::flex(1.4, 70.0),
            Self::Item => Column::flex(2.2, 88.0),
            Self::School => Column::flex(1.8, 70.0),
            Self::Quantity => Column::fixed(if full { 76.0 } else { 62.0 }).right(),
            Self::Commune => Column::flex(1.8, 60.0),
            Self::Work => Column::fixed(68.0),
            Self::Amount => Column::fixed(if full { 92.0 } else { 76.0 }).right(),
            Self::Source => Column::flex(1.6, 96.0),
            Self::Line => Column::flex(2.2, 110.0),
            Self::Started => Column::fixed(day).right(),
            Self::Done => Column::fixed(if full { 88.0 } else { 70.0 }).right(),
            Self::Stage => Column::fixed(14.0),
        }
    }

    /// Its head.
    pub(super) const fn title(self, aid: Aid, texts: Texts) -> &'static str {
        match self {
            Self::Name if matches!(aid, Aid::Schools) => texts.year(),
            Self::Name => texts.household(),
            Self::Hamlet => texts.hamlet(),
            Self::Item => texts.item(),
            Self::School => texts.site(),
            Self::Quantity => texts.quantity(),
            Self::Commune => texts.commune(),
            Self::Work => texts.work(),
            Self::Amount if matches!(aid, Aid::Schools) => texts.value(),
            Self::Amount => texts.support(),
            Self::Source => texts.source(),
            Self::Line => texts.line(),
            Self::Started => texts.started(),
            Self::Done => texts.handed_over(),
            Self::Stage => "",
        }
    }

    /// What stands in it; nothing where nothing is recorded.
    pub(super) fn text(self, view: &View<'_>, aid: Aid, id: &Id, full: bool) -> (String, Ink) {
        let Some(of) = entry(view, aid, id) else {
            return (String::new(), Ink::Plain);
        };
        let day = |day: NaiveDate| if full { date::format(day) } else { short(day) };
        let programme = view.programme();
        let house = programme.houses.get(id).filter(|_| aid == Aid::Houses);
        let item = programme
            .school_items
            .get(id)
            .filter(|_| aid == Aid::Schools);
        let source = || house.map_or_else(|| item.and_then(|i| i.source), |h| h.source);
        let text = match self {
            Self::Name => return (name(view, aid, id), Ink::Strong),
            Self::Item => {
                let text = item.map(|i| schools::name(view, i)).unwrap_or_default();
                return (text, Ink::Strong);
            }
            Self::Done if of.done_on.is_none() => return deadline(view, of),
            Self::Amount => match of.amount {
                Figure::Empty => None,
                Figure::Known(dong) => Some(format_dong(*dong)),
                Figure::Conflict(_) => {
                    return (Texts(view.lang).open_conflict().to_owned(), Ink::Soon);
                }
            },
            Self::Hamlet => house.filter(|_| view.names).map(|h| h.hamlet.clone()),
            Self::School => item.map(schools::site),
            Self::Quantity => item.map(schools::quantity),
            Self::Commune => of.commune.map(|c| match now_part_of(view, c) {
                Some(now) => format!("{} ({now})", commune(view, c)),
                None => commune(view, c),
            }),
            Self::Work => {
                let work = house.and_then(|h| h.work);
                work.map(|w| view.words().house_work(w).to_owned())
            }
            Self::Source => source().map(|s| view.words().source(Some(s)).to_owned()),
            Self::Line => of.line.map(|l| line_name(view, l)),
            Self::Started => of.started_on.map(day),
            Self::Done => of.done_on.map(day),
            Self::Stage => None,
        };
        (text.unwrap_or_default(), Ink::Plain)
    }
}

/// How the text of a cell is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// As text.
    Plain,
    /// As what the row is called.
    Strong,
    /// A deadline that is far.
    Pale,
    /// A deadline that is near, or something open.
    Soon,
    /// A deadline that has passed.
    Overdue,
}

impl Ink {
    /// Its type and colour.
    pub(super) const fn look(self, p: &Palette) -> (Role, Color32) {
        match self {
            Self::Plain => (Role::Body, p.text),
            Self::Strong => (Role::BodyStrong, p.text),
            Self::Pale => (Role::BodyStrong, p.text2),
            Self::Soon => (Role::BodyStrong, p.soon),
            Self::Overdue => (Role::BodyStrong, p.overdue),
        }
    }
}

/// What is not handed over shows the deadline of its activity.
fn deadline(view: &View<'_>, of: Entry<'_>) -> (String, Ink) {
    let texts = Texts(view.lang);
    match of.deadline(view.programme(), view.today) {
        Some(Deadline::Passed { due }) => (texts.due(&date::format_short(due)), Ink::Overdue),
        Some(Deadline::Ahead { due, near }) => {
            let ink = if near { Ink::Soon } else { Ink::Pale };
            (texts.due(&date::format_short(due)), ink)
        }
        None => (String::new(), Ink::Plain),
    }
}

/// What an entry is called: a house by its household where names are shown, else by year and number.
pub(super) fn name(view: &View<'_>, aid: Aid, id: &Id) -> String {
    let list = view.insight.support.list(aid);
    let number = list.number(id) as usize;
    match aid {
        Aid::Houses => houses::name(view, id, number),
        Aid::Schools => {
            let year = entry(view, aid, id).and_then(|e| e.year);
            Texts(view.lang).number(year, number)
        }
    }
}

/// The name of a commune; under the head "Xã" the name alone tells which.
pub(super) fn commune(view: &View<'_>, id: &Id) -> String {
    let name = view.unit_name(id);
    ["UBND xã ", "UBND ", "xã ", "Xã "]
        .iter()
        .find_map(|p| name.strip_prefix(p))
        .unwrap_or(&name)
        .to_owned()
}

/// A day with the last two digits of its year, for a narrow column: 12/06/23.
fn short(day: NaiveDate) -> String {
    format!(
        "{}/{:02}",
        date::format_short(day),
        day.year().rem_euclid(100)
    )
}
