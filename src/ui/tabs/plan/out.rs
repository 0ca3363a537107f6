//! "Xuất": the timeline for others, and Ctrl+C.

use crate::text::strings::report::Report;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use eframe::egui::{Event, Popup, Ui};

const ACTIONS: [Action; 5] = [
    Action::ExportA4,
    Action::ExportA3,
    Action::ExportShown,
    Action::ExportCalendar,
    Action::CopyTable,
];

/// The button with its menu.
pub(super) fn menu(ui: &mut Ui, view: &View<'_>, commands: &mut Commands) {
    let button = IconButton::new(Icon::Export, Report(view.lang).export()).show(ui);
    Popup::menu(&button).width(300.0).show(|ui| {
        let tokens = Tokens::of(ui);
        ui.spacing_mut().item_spacing.y = 0.0;
        for action in ACTIONS {
            let name = action.text(view.lang);
            let id = ui.scope_id().with(("export", name));
            let row = ListRow::new(name, tokens.row.menu_option)
                .no_divider()
                .padding(10.0);
            let shown = row.show(ui, id, |ui| {
                elide::plain(ui, Role::Body, name, tokens.palette.text);
            });
            if shown.response.clicked() {
                commands.push(Command::Do(action));
                Popup::close_all(ui.ctx());
            }
        }
    });
}

/// Ctrl+C while the chart has the keys.
pub(super) fn copy(ui: &Ui, commands: &mut Commands) {
    let asked = ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !matches!(event, Event::Copy));
        input.events.len() < before
    });
    if asked {
        commands.push(Command::Do(Action::CopyTable));
    }
}
