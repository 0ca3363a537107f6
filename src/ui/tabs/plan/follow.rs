//! "Thêm việc sau": an activity that follows another one, with the dependency between them, in one
//! step; and the menu of a bar and of a row.

use super::{State, locked_here, reason, texts};
use crate::edit::Edit;
use crate::insight::year_of;
use crate::model::field::{date_value, year_value};
use crate::model::{Activity, Id, Path, Place, order};
use crate::text::strings::plan::Plan as Texts;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::menu;
use crate::ui::tabs::article::menus;
use crate::ui::view::{Selection, View};
use chrono::Datelike as _;
use eframe::egui::Response;

/// The edit that adds an activity right behind another one, of the same clause and lead, beginning the
/// day after its deadline; and the id of the new one.
#[must_use]
pub fn follow(view: &View<'_>, before: &Activity) -> (Edit, Id) {
    let p = view.programme();
    let siblings = before.place.parent.as_ref().map(|id| p.activities_of(id));
    let siblings = siblings.unwrap_or_default();
    let next = siblings
        .iter()
        .position(|a| a.id == before.id)
        .and_then(|at| siblings.get(at + 1));
    let place = Place {
        parent: before.place.parent.clone(),
        key: order::between(
            Some(&before.place.key),
            next.map(|a| a.place.key.as_str()),
            0,
            &view.context().random,
        ),
    };
    let start = before.due.and_then(|day| day.succ_opt());
    let year = start.map(|day| day.year()).or_else(|| year_of(before));
    let id = view.fresh_id();
    let made = Edit::create(
        &Path::new(Activity::KIND, id.as_str()),
        [
            (Activity::TITLE, Texts(view.lang).new_activity().into()),
            (Activity::PLACE, place.value()),
            (Activity::YEAR, year_value(year)),
            (Activity::START, date_value(start)),
            (
                Activity::LEAD,
                crate::model::field::ref_value(before.lead.as_ref()),
            ),
        ],
    );
    let link = Edit::Link {
        before: before.id.clone(),
        after: id.clone(),
        id: view.fresh_id(),
    };
    (Edit::Several(vec![made, link]), id)
}

/// The menu of an activity, on the right click.
pub(super) fn context_menu(
    response: &Response,
    view: &View<'_>,
    state: &mut State,
    id: &Id,
    commands: &mut Commands,
) {
    let Some(activity) = view.programme().activities.get(id) else {
        return;
    };
    let locked = locked_here(view, state);
    response.context_menu(|ui| {
        ui.set_width(menus::WIDTH);
        let title = texts(view).add_after();
        if menu::item(ui, Some(Icon::Plus), title, locked) {
            let (edit, new) = follow(view, activity);
            let fine = view.check(&edit).is_ok();
            reason::commit_plain(view, state, edit, commands);
            if fine {
                commands.push(Command::Select(Selection::Activity(new)));
            }
        }
        menus::mark_done(ui, view, id, locked, commands);
        menus::ending(ui, view, id, locked, commands);
    });
}
