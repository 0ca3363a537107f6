//! The lists of what was given: houses of poor households and equipment of school sites. Each has a
//! card in the budget and a page of its own; both lists look and work alike.

mod card;
mod cells;
mod copy;
mod found;
mod keys;
mod page;
mod sums;

pub use card::card;
pub(super) use page::page;

use super::{houses, schools};
use crate::edit::Edit;
use crate::insight::support::{Aid, Bound, Comparison, Entry, Stage};
use crate::model::Id;
use crate::text::strings::Lang;
use crate::text::strings::houses::Houses as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::{FOCUS_REQUEST, edit_field};
use crate::ui::tokens::{Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::field::message_line;
use eframe::egui::{self, Context, Ui};

/// What the lists remember between frames.
#[derive(Debug, Default)]
pub struct State {
    /// The list that is shown as a page of its own.
    open: Option<Aid>,
    houses: found::List,
    schools: found::List,
    /// Insert was pressed: an entry is added in the next frame.
    adds: bool,
}

impl State {
    /// The list that is shown as a page of its own, if one is.
    #[must_use]
    pub const fn open(&self) -> Option<Aid> {
        self.open
    }

    /// Shows a list as a page of its own.
    pub const fn show_page(&mut self, aid: Aid) {
        self.open = Some(aid);
    }

    const fn list(&mut self, aid: Aid) -> &mut found::List {
        match aid {
            Aid::Houses => &mut self.houses,
            Aid::Schools => &mut self.schools,
        }
    }

    /// Takes Insert where a list is shown as a page, or one of its entries is selected. Returns whether
    /// it did.
    pub fn takes_insert(&mut self, selection: &Selection) -> bool {
        let aid = match selection {
            Selection::House(_) => Some(Aid::Houses),
            Selection::SchoolItem(_) => Some(Aid::Schools),
            _ => self.open,
        };
        if let Some(aid) = aid {
            self.list(aid).adds = true;
            self.adds = true;
        }
        aid.is_some()
    }
}

/// Adds what Insert asked for; before anything is drawn.
pub(super) fn insert(ui: &Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    if !std::mem::take(&mut state.adds) {
        return;
    }
    for aid in Aid::ALL {
        if std::mem::take(&mut state.list(aid).adds) && view.read_only.is_none() {
            add(ui.ctx(), view, aid, commands);
        }
    }
}

/// The selection of an entry.
#[must_use]
pub fn selection(aid: Aid, id: &Id) -> Selection {
    match aid {
        Aid::Houses => Selection::House(id.clone()),
        Aid::Schools => Selection::SchoolItem(id.clone()),
    }
}

/// What a search over everything finds of a list: the words, what kind it is, its picture, and where it
/// leads. Names of households are among the words only while they are shown.
pub fn found<'a>(
    view: &'a View<'_>,
    aid: Aid,
) -> impl Iterator<Item = (String, String, Icon, Selection)> + 'a {
    let texts = Texts(view.lang);
    let p = view.programme();
    let (icon, note) = match aid {
        Aid::Houses => (Icon::HouseLine, texts.house_short()),
        Aid::Schools => (Icon::Buildings, texts.item()),
    };
    let houses = p.houses.keys().filter(move |_| aid == Aid::Houses);
    let items = p.school_items.keys().filter(move |_| aid == Aid::Schools);
    houses.chain(items).map(move |id| {
        let words = found::headline(view, aid, id);
        (words, note.to_owned(), icon, selection(aid, id))
    })
}

/// The entry that is selected, of this list.
fn selected<'a>(view: &View<'a>, aid: Aid) -> Option<&'a Id> {
    match (aid, view.selection) {
        (Aid::Houses, Selection::House(id)) | (Aid::Schools, Selection::SchoolItem(id)) => Some(id),
        _ => None,
    }
}

/// An entry of a list.
fn entry<'a>(view: &View<'a>, aid: Aid, id: &Id) -> Option<Entry<'a>> {
    let p = view.programme();
    match aid {
        Aid::Houses => p.houses.get(id).map(Entry::from),
        Aid::Schools => p.school_items.get(id).map(Entry::from),
    }
}

/// How an entry stands: icon, word, tone.
#[must_use]
pub const fn stage(aid: Aid, stage: Stage, lang: Lang) -> (Icon, &'static str, Tone) {
    let texts = Texts(lang);
    match (aid, stage) {
        (_, Stage::Done) => (Icon::CheckCircle, texts.done(), Tone::Done),
        (_, Stage::Running) => (Icon::CircleHalf, texts.running(), Tone::Doing),
        (Aid::Houses, Stage::Waiting) => (Icon::Circle, texts.waiting(), Tone::Idle),
        (Aid::Schools, Stage::Waiting) => (Icon::Circle, texts.not_delivered(), Tone::Idle),
    }
}

/// What a commune of its time belongs to now: "nay thuộc xã Cẩm Tú". None while it exists, or where
/// nothing is known of that. What is recorded keeps the name of its time.
#[must_use]
pub fn now_part_of(view: &View<'_>, commune: &Id) -> Option<String> {
    let unit = view.programme().units.get(commune)?;
    let ended = unit.valid_to.is_some_and(|day| day < view.today);
    if !ended || unit.continued_by.is_empty() {
        return None;
    }
    let names: Vec<String> = unit
        .continued_by
        .iter()
        .map(|id| edit_field::full_name(view, id))
        .map(|name| {
            name.strip_prefix("UBND ")
                .map(str::to_owned)
                .unwrap_or(name)
        })
        .collect();
    Some(Texts(view.lang).now_part_of(&names.join(", ")))
}

/// Makes an entry, selects it and puts the cursor into its first field.
pub fn take_in(ctx: &Context, aid: Aid, id: Id, edit: Edit, commands: &mut Commands) {
    commands.edit(edit);
    commands.push(Command::Select(selection(aid, &id)));
    ctx.data_mut(|data| data.insert_temp(egui::Id::unique(FOCUS_REQUEST), true));
    ctx.request_repaint();
}

/// Adds an entry of the year that is shown, or of the present one.
pub(super) fn add(ctx: &Context, view: &View<'_>, aid: Aid, commands: &mut Commands) {
    let (id, edit) = match aid {
        Aid::Houses => houses::new(view),
        Aid::Schools => schools::new(view),
    };
    take_in(ctx, aid, id, edit, commands);
}

/// The year of a new entry: that of the selected one, the one shown, or the present one where the
/// programme plans for it.
pub(super) fn year_of_new(view: &View<'_>, aid: Aid) -> Option<i32> {
    use chrono::Datelike as _;
    let like = selected(view, aid).and_then(|id| entry(view, aid, id)?.year);
    let shown = match view.years {
        crate::insight::YearFilter::Year(year) => Some(year),
        crate::insight::YearFilter::All => None,
    };
    let present = Some(view.today.year());
    let present = present.filter(|y| view.programme().header.period.contains(*y));
    shown.or(like).or(present)
}

/// How a list agrees with its lines, as sentences below each other: what does not, or that all does,
/// and what is missing to say so. For the card, the page and the inspectors of houses, items and lines.
pub fn verdict(ui: &mut Ui, view: &View<'_>, compared: &Comparison) {
    let p = &Tokens::of(ui).palette;
    let texts = Texts(view.lang);
    let differences = compared.differences();
    for difference in &differences {
        let sentence = capital(&texts.difference(difference));
        message_line(ui, Icon::Warning, &sentence, p.overdue);
    }
    if compared.list.unpriced > 0 {
        let sentence = format!("{}.", texts.unpriced(compared.list.unpriced));
        message_line(ui, Icon::WarningCircle, &sentence, p.soon);
    }
    if let Some((good, word)) = agreement(view.lang, compared)
        && differences.is_empty()
    {
        let (icon, ink) = if good {
            (Icon::CheckCircle, p.done)
        } else {
            (Icon::Info, p.text2)
        };
        message_line(ui, icon, word, ink);
    }
}

/// That a list agrees with its lines (`true`), or why that cannot be told; none where something differs
/// or lacks an amount.
fn agreement(lang: Lang, compared: &Comparison) -> Option<(bool, &'static str)> {
    let texts = Texts(lang);
    if compared.agrees() {
        return Some(match compared.bound {
            Some((Bound::Estimate, _)) => (true, texts.agrees_estimate()),
            _ => (true, texts.agrees_allocated()),
        });
    }
    let open = compared.list.unpriced == 0 && compared.differences().is_empty();
    open.then(|| match compared.bound {
        None => (false, texts.nothing_to_compare()),
        Some(_) => (false, texts.not_comparable()),
    })
}

/// What a budget line gives by the lists that name it, beside its own figures: for the inspector of the
/// line. Nothing where no list names it.
pub fn of_line(ui: &mut Ui, view: &View<'_>, line: &Id) {
    let insight = view.insight;
    let Some(compared) = Comparison::of_line(&insight.support, &insight.budget, line) else {
        return;
    };
    let texts = Texts(view.lang);
    crate::ui::inspector::pieces::section(
        ui,
        texts.lists(),
        &texts.count_items(compared.list.count),
    );
    let rows = [
        (texts.in_lists(), &compared.list.granted),
        (texts.done(), &compared.list.done_sum),
    ];
    for (name, sum) in rows {
        sums::figure(ui, name, &texts.amount(sum));
    }
    verdict(ui, view, &compared);
}

/// A sentence with a capital at its head.
fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests;
