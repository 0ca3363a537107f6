//! What of the selected thing several people set without seeing each other's: told above everything else, with
//! the way to settle it.

use crate::merge::open_registers;
use crate::model::Path;
use crate::model::field::FieldSource as _;
use crate::text::strings::fields::Fields;
use crate::text::strings::receive::Receive;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::elide;
use eframe::egui::{Align, Frame, Layout, Margin, Ui};

/// Draws the strip; nothing where nothing is open.
pub(super) fn show(ui: &mut Ui, view: &View<'_>, commands: &mut Commands) {
    let (kind, id) = match view.selection {
        Selection::Nothing => return,
        Selection::Activity(id) => ("activities", id),
        Selection::Clause(id) => ("clauses", id),
        Selection::Plan(id) => ("plans", id),
        Selection::Line(id) => ("budget_lines", id),
        Selection::Annex(id) => ("annexes", id),
        Selection::House(id) => ("houses", id),
        Selection::SchoolItem(id) => ("school_items", id),
    };
    let on = Path::new(kind, id.as_str());
    let Some(entity) = view.document.log().view(on.as_str()) else {
        return;
    };
    let open = entity.contested();
    if open.is_empty() {
        return;
    }
    let t = Receive(view.lang);
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let frame = Frame::new()
        .fill(p.soon_soft)
        .inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        for key in open {
            let field = Fields(view.lang).field(kind, key);
            let values: usize = open_registers(view.document, &on, key)
                .iter()
                .map(|what| {
                    crate::merge::Holding::in_document(view.document, &on, what)
                        .values
                        .len()
                })
                .sum();
            let told = t.unsettled(&field, values);
            ui.horizontal(|ui| {
                ui.set_min_height(28.0);
                Icon::WarningCircle.show(ui, 15.0, p.soon);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let name = format!("{} {field}", t.choose());
                    let button = PushButton::link(t.choose()).name(&name);
                    if button.show(ui).clicked() {
                        commands.push(Command::Ask(Ask::Settle {
                            on: on.clone(),
                            key: key.to_owned(),
                        }));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        elide::plain(ui, Role::Secondary, &told, p.soon);
                    });
                });
            });
        }
    });
}
