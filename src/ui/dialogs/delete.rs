//! "Xóa 1 việc và 2 minh chứng?": says what goes with a thing before it is deleted.

use crate::edit::{Edit, with_dependants};
use crate::model::Path;
use crate::text::strings::dialogs::Dialogs;
use crate::text::strings::findings::Findings;
use crate::ui::commands::Commands;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use eframe::egui::Context;

/// What shall be deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The entity.
    pub on: Path,
}

/// Shows the question; deletes when that is answered. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &State, commands: &mut Commands) -> bool {
    let t = Dialogs(view.lang);
    let paths = with_dependants(view.document, &state.on);
    let title = t.delete(&paths);
    let name = Findings(view.lang).name(&state.on, view.programme());
    let (mut keep, mut delete) = (false, false);
    let outcome = Dialog::new("delete", &title, t.cancel())
        .width(440.0)
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            elide::paragraph(ui, Role::Body, &view.shown(&name), p.text);
            elide::paragraph(ui, Role::Secondary, t.delete_undo(), p.text2);
            footer(ui, |ui| {
                delete = PushButton::new(t.delete_do())
                    .kind(ButtonKind::Danger)
                    .show(ui)
                    .clicked();
                keep = PushButton::new(t.delete_keep()).show(ui).clicked();
            });
        });
    if delete {
        commands.edit(Edit::Delete {
            on: state.on.clone(),
        });
    }
    !(keep || delete || outcome.closed)
}
