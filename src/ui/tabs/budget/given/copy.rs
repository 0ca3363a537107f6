//! Copying a list: its rows as they are found and sorted, for spreadsheets and documents.

use crate::insight::YearFilter;
use crate::insight::support::Aid;
use crate::model::Id;
use crate::report::sheets::{self, List, Options};
use crate::ui::commands::{Command, Commands};
use crate::ui::view::View;
use eframe::egui::{Event, Ui};

/// Puts the rows on the clipboard when the user copies and no text has the focus. Names of households
/// go with them only where they are shown.
pub(super) fn act(ui: &Ui, view: &View<'_>, aid: Aid, found: &[Id], commands: &mut Commands) {
    let ctx = ui.ctx();
    let asked = ui.input(|i| i.events.iter().any(|e| matches!(e, Event::Copy)));
    let elsewhere = ctx.text_edit_focused()
        || !ui.is_enabled()
        || ctx.memory(|memory| memory.top_modal_layer().is_some());
    if !asked || elsewhere || found.is_empty() {
        return;
    }
    let list = match aid {
        Aid::Houses => List::Houses,
        Aid::Schools => List::Schools,
    };
    let options = Options {
        years: YearFilter::All,
        names: view.names,
    };
    let sheet = sheets::sheet(view.programme(), view.insight, list, options, view.lang);
    let table = sheet.copied(found);
    commands.push(Command::CopyTable {
        text: table.tsv(),
        html: table.html(),
    });
}
