//! Copying the table: tab-separated text that a spreadsheet takes, numbers plain.

use super::State;
use super::columns::Column;
use super::rows::Row;
use crate::insight::{Figures, YearFilter};
use crate::model::Sum;
use crate::text::strings::budget::Budget as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::view::View;
use eframe::egui::{Event, Ui};

/// Puts the table on the clipboard when the user copies and no text has the focus.
pub fn act(ui: &Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let typing = ui.ctx().text_edit_focused();
    let asked = ui.input(|i| i.events.iter().any(|e| matches!(e, Event::Copy)));
    if asked && !typing && state.new_line.is_none() {
        let rows = state.rows(view);
        commands.push(Command::Copy(text(view, &rows)));
    }
}

/// The rows as they are folded out, with their head and, of the whole period, the total.
#[must_use]
pub fn text(view: &View<'_>, rows: &[Row]) -> String {
    let budget = &view.insight.budget;
    let columns = Column::shown(budget);
    let words = view.words();
    let mut out = String::from(Texts(view.lang).year_and_source());
    for column in &columns {
        out.push('\t');
        out.push_str(column.title(words));
    }
    let mut line = |name: &str, figures: &Figures| {
        out.push('\n');
        // A tab or a line break in a name would shift the cells.
        out.extend(name.chars().map(|c| if c.is_control() { ' ' } else { c }));
        for column in &columns {
            out.push('\t');
            out.push_str(&plain(*column, figures));
        }
    };
    for row in rows {
        let indent = match row {
            Row::Year(_) => "",
            Row::Source(..) | Row::FromText(..) => "  ",
            Row::Line(..) => "    ",
        };
        if let Some(figures) = row.figures(budget) {
            line(&format!("{indent}{}", row.name(view)), &figures);
        }
    }
    if view.years == YearFilter::All {
        line(words.whole_period(), &budget.total);
    }
    out.push('\n');
    out
}

/// An amount without dots; nothing for what is not known; a range as it stands.
fn plain(column: Column, figures: &Figures) -> String {
    match column.sum(figures) {
        Some(Sum::Known(dong)) => dong.to_string(),
        Some(Sum::Range(low, high)) => format!("{low}–{high}"),
        Some(Sum::Empty | Sum::Overflow) => String::new(),
        None => figures
            .rate_tenths()
            .map(crate::text::number::format_percent)
            .unwrap_or_default(),
    }
}
