//! The menu of an activity, on the right click: in an article, and the parts that other tabs show too.

use super::keys::{moved, toggled};
use crate::edit::Edit;
use crate::model::{Activity, Id, Path};
use crate::text::strings::article::Article;
use crate::text::strings::errors::Errors;
use crate::text::strings::journal::Journal;
use crate::ui::commands::{Ask, Command, Commands, History};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{full_name, read_only_reason};
use crate::ui::inspector::menu;
use crate::ui::view::View;
use eframe::egui::{Response, Ui};

/// Width of the menu of an activity, in points. Entries fill what they are given, and a menu is given much.
pub(in crate::ui::tabs) const WIDTH: f32 = 240.0;

/// The entry that marks it as done, or takes that back.
pub(in crate::ui::tabs) fn mark_done(
    ui: &mut Ui,
    view: &View<'_>,
    id: &Id,
    locked: Option<&str>,
    commands: &mut Commands,
) {
    let words = Article(view.lang);
    let mark = if view.insight.standing(id).is_done() {
        words.menu_undone()
    } else {
        words.menu_done()
    };
    if menu::item(ui, Some(Icon::CheckCircleOutline), mark, locked)
        && let Some(edit) = toggled(view, id)
    {
        commands.edit(edit);
    }
}

/// The last entries: its history, and deleting it.
pub(in crate::ui::tabs) fn ending(
    ui: &mut Ui,
    view: &View<'_>,
    id: &Id,
    locked: Option<&str>,
    commands: &mut Commands,
) {
    menu::separator(ui);
    let on = Path::new(Activity::KIND, id.as_str());
    let history = Journal(view.lang).of_this();
    if menu::item(ui, Some(Icon::ClockCounterClockwise), history, None) {
        let (on, field) = (on.clone(), None);
        commands.push(Command::History(History::Find { on, field }));
    }
    let delete = Article(view.lang).menu_delete();
    if menu::item(ui, Some(Icon::Trash), delete, locked) {
        commands.push(Command::Ask(Ask::Delete(on)));
    }
}

/// What can be done to an activity, on the right click.
pub(super) fn context_menu(
    response: &Response,
    view: &View<'_>,
    activity: &Activity,
    open: &mut Option<Id>,
    commands: &mut Commands,
) {
    let words = Article(view.lang);
    let locked = read_only_reason(view);
    response.context_menu(|ui| {
        ui.set_width(WIDTH);
        let id = &activity.id;
        if menu::item(ui, Some(Icon::Plus), words.add(), locked) {
            open.clone_from(&activity.place.parent);
        }
        mark_done(ui, view, id, locked, commands);
        let carry = carry_over(view, id);
        let reason = carry.as_ref().err().map(String::as_str);
        if menu::item(
            ui,
            Some(Icon::ArrowRight),
            words.menu_carry(),
            locked.or(reason),
        ) && let Ok(edit) = carry.clone()
        {
            commands.edit(edit);
        }
        for (up, icon, text, end) in [
            (true, Icon::ArrowUp, words.menu_up(), words.first_already()),
            (
                false,
                Icon::ArrowDown,
                words.menu_down(),
                words.last_already(),
            ),
        ] {
            let edit = moved(view, id, up);
            if menu::item(
                ui,
                Some(icon),
                text,
                locked.or(edit.is_none().then_some(end)),
            ) && let Some(edit) = edit
            {
                commands.edit(edit);
            }
        }
        ending(ui, view, id, locked, commands);
    });
}

/// The edit that carries an activity over, or why it cannot be.
pub(in crate::ui) fn carry_over(view: &View<'_>, id: &Id) -> Result<Edit, String> {
    let edit = Edit::CarryOver {
        activity: id.clone(),
        continuation: view.fresh_id(),
    };
    let errors = Errors(view.lang);
    match view.check(&edit) {
        Ok(_) => Ok(edit),
        Err(refusal) => Err(errors.refusal(&refusal, |id| full_name(view, id))),
    }
}
