//! One activity in the list, in two lines: what, who and when, how far, with which money.

use super::list::{Columns, row_id};
use super::menus::context_menu;
use crate::insight::{Standing, year_of};
use crate::model::{Activity, Id, Sum};
use crate::text::date;
use crate::text::strings::article::Article;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::money_text;
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens, Tone};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::elide;
use crate::ui::widgets::row::ListRow;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use eframe::egui::{Align, Color32, Rangef, Rect, Response, Ui, pos2};

/// Draws the row in `rect`, pale while it is `held` by the pointer; `open` is set where another activity
/// is to be added beside it. Returns what the pointer does to it.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    id: &Id,
    rect: Rect,
    held: bool,
    open: &mut Option<Id>,
    commands: &mut Commands,
) -> Option<Response> {
    let activity = view.programme().activities.get(id)?;
    let selected = *view.selection == Selection::Activity(id.clone());
    let name = parts::activity_name(view, activity);
    let out = ListRow::new(&name, rect.height())
        .selected(selected)
        .draggable(view.read_only.is_none())
        .at(ui, row_id(id), rect, |ui| {
            if held {
                ui.set_opacity(0.4);
            }
            body(ui, view, activity, rect)
        });
    let mut response = out.response;
    if out.inner {
        response = response.on_hover_text(view.shown(&activity.title));
    }
    if response.clicked() || response.secondary_clicked() {
        commands.push(Command::Select(Selection::Activity(id.clone())));
    }
    context_menu(&response, view, activity, open, commands);
    if view.read_only.is_none() && (held || response.hovered()) {
        handle(ui, rect);
    }
    Some(response)
}

/// Six dots at the left end: the row can be carried elsewhere.
fn handle(ui: &Ui, rect: Rect) {
    let ink = Tokens::of(ui).palette.text3;
    for column in 0..2 {
        for row in 0..3 {
            let x = rect.left() + 5.5 + 3.5 * column as f32;
            let y = rect.center().y + 4.0 * (row as f32 - 1.0);
            ui.painter().circle_filled(pos2(x, y), 1.0, ink);
        }
    }
}

/// Paints the row. Returns whether its title is cut.
fn body(ui: &Ui, view: &View<'_>, activity: &Activity, rect: Rect) -> bool {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let columns = Columns::of(rect);
    let standing = view.insight.standing(&activity.id);
    let middle = rect.center().y;
    let (upper, lower) = (
        Rangef::new(rect.top() + 5.0, middle + 1.0),
        Rangef::new(middle + 2.0, rect.bottom() - 5.0),
    );
    let icon = pos2(rect.left() + 20.0, middle);
    if activity.milestone && matches!(standing, Standing::NotStarted) {
        Icon::Flag.paint(ui.painter(), icon, 15.0, p.text3);
    } else {
        let colour = p.tone(parts::standing_tone(standing)).fg;
        parts::standing_icon(standing).paint(ui.painter(), icon, 15.0, colour);
    }
    let cell = |x: Rangef, y: Rangef| Rect::from_x_y_ranges(x, y);
    let text = |x, y, align, role, text: &str, colour| {
        elide::text_in(ui.painter(), cell(x, y), align, role, text, colour)
    };
    let galley = elide::line(
        ui.painter(),
        Role::BodyStrong,
        &view.shown(&activity.title),
        p.text,
        columns.title.span(),
    );
    let cut = galley.elided;
    elide::paint(ui.painter(), cell(columns.title, upper), Align::Min, galley);
    lead(ui, view, activity, cell(columns.title, lower));

    let due = activity.due.map_or_else(|| "—".to_owned(), date::format);
    text(
        columns.due,
        upper,
        Align::Min,
        Role::Body,
        &due,
        if activity.due.is_some() {
            p.text
        } else {
            p.text3
        },
    );
    let (word, tone) = due_word(view, activity, standing);
    let strong = matches!(tone, Tone::Overdue | Tone::Soon);
    let (role, colour) = if strong {
        (Role::SecondaryStrong, p.tone(tone).fg)
    } else {
        (Role::Secondary, p.text2)
    };
    text(columns.due, lower, Align::Min, role, &word, colour);

    let figures = view.insight.budget.activities.get(&activity.id);
    let over = figures.is_some_and(|f| !f.overspending().is_empty());
    let disbursed = figures.map_or(&Sum::Empty, |f| &f.disbursed);
    let estimate = figures.map_or(&Sum::Empty, |f| &f.estimate);
    let ink = match (over, disbursed.is_empty()) {
        (true, _) => p.overdue,
        (false, true) => p.text3,
        (false, false) => p.text,
    };
    let drawn = text(
        columns.money,
        upper,
        Align::Max,
        Role::BodyStrong,
        &money_text(view.lang, disbursed),
        ink,
    );
    if over {
        Icon::Warning.paint(
            ui.painter(),
            pos2(drawn.left() - 9.0, drawn.center().y),
            12.0,
            p.overdue,
        );
    }
    if !(disbursed.is_empty() && estimate.is_empty()) {
        let estimate = format!("/ {}", money_text(view.lang, estimate));
        text(
            columns.money,
            lower,
            Align::Max,
            Role::Secondary,
            &estimate,
            p.text2,
        );
    }
    if let Some(x) = columns.files {
        let count = view.insight.evidence.get(&activity.id).map_or(0, Vec::len);
        if count == 0 {
            text(x, rect.y_range(), Align::Max, Role::Secondary, "—", p.text3);
        } else {
            let at = text(
                x,
                rect.y_range(),
                Align::Max,
                Role::Body,
                &count.to_string(),
                p.text2,
            );
            Icon::Paperclip.paint(
                ui.painter(),
                pos2(at.left() - 9.0, at.center().y),
                13.0,
                p.text2,
            );
        }
    }
    cut
}

/// The seals and the name of the lead unit, and the year.
fn lead(ui: &Ui, view: &View<'_>, activity: &Activity, rect: Rect) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let mut x = rect.left();
    for style in view.lead_seals(activity.lead.as_ref()) {
        paint_seal(
            ui.painter(),
            pos2(x + 7.5, rect.center().y),
            SealSize::Small,
            &style,
            SealState::Agreed,
            tokens,
        );
        x += 18.0;
    }
    if x > rect.left() {
        x += 2.0;
    }
    let year = year_of(activity)
        .map(|y| format!(" · {y}"))
        .unwrap_or_default();
    let room = |x: f32| Rect::from_min_max(pos2(x, rect.top()), rect.max);
    let width = elide::width(ui.painter(), Role::Secondary, &year);
    let (name, role, ink): (String, Role, Color32) = match &activity.lead {
        Some(lead) => (view.unit_name(lead), Role::Secondary, p.text2),
        None => (
            view.words().unassigned().to_owned(),
            Role::SecondaryStrong,
            p.text2,
        ),
    };
    let names = Rect::from_min_max(
        pos2(x, rect.top()),
        pos2((rect.right() - width).max(x), rect.bottom()),
    );
    let drawn = elide::text_in(ui.painter(), names, Align::Min, role, &name, ink);
    elide::text_in(
        ui.painter(),
        room(drawn.right()),
        Align::Min,
        Role::Secondary,
        &year,
        p.text2,
    );
}

/// What stands below the deadline, and how strongly.
fn due_word(view: &View<'_>, activity: &Activity, standing: Standing) -> (String, Tone) {
    let words = Article(view.lang);
    let tone = parts::standing_tone(standing);
    let text = match standing {
        Standing::Overdue { days, .. } => words.late_by(days),
        Standing::Soon { days: 0, .. } => words.today().to_owned(),
        Standing::Soon { days, .. } => words.left(days),
        Standing::Done | Standing::DoneLate { .. } => activity.status.on.map_or_else(
            || words.finished().to_owned(),
            |on| words.finished_on(date::format(on).get(..5).unwrap_or_default()),
        ),
        Standing::Paused | Standing::CarriedOver | Standing::NotDoing => {
            parts::standing_text(view.words(), standing)
        }
        Standing::InProgress | Standing::NotStarted => match activity.due {
            Some(due) => words.left((due - view.today).num_days()),
            None => words.no_due().to_owned(),
        },
    };
    (text, tone)
}
