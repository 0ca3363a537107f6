//! Việc lặp lại: further instances of an activity, and leaving the series.

use super::Section;
use crate::edit::{Edit, Every, series};
use crate::text::date;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{checked, date_text, read_only_reason};
use crate::ui::inspector::pieces::{self, FormField};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::field::{CommitBy, TextField, field_row, message_line};
use crate::ui::widgets::{elide, segmented};
use chrono::{Datelike as _, NaiveDate};
use eframe::egui::{self, Ui};

/// The instances that are being made.
#[derive(Debug)]
pub(super) struct Form {
    every: Every,
    until: FormField,
    fresh: bool,
}

/// Draws the series and the form.
pub(super) fn show(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    pieces::section(ui, words.repeat_title(), "");
    let locked = read_only_reason(view);
    let series = activity.series.as_ref();
    if let Some(series) = series.and_then(|id| view.programme().series.get(id)) {
        let p = &Tokens::of(ui).palette;
        let sentence = words.repeat_part_of(&view.shown(&series.title));
        elide::paragraph(ui, Role::Secondary, &sentence, p.text2);
        let leave = PushButton::link(words.repeat_leave()).disabled(locked);
        if leave.show(ui).clicked() {
            commands.edit(Edit::LeaveSeries {
                activities: vec![activity.id.clone()],
            });
        }
    }
    let begin = || {
        let last = activity.due.or(activity.start).unwrap_or(view.today);
        let until = NaiveDate::from_ymd_opt(last.year(), 12, 31);
        Form {
            every: Every::Quarter,
            until: FormField::with(date_text(until)),
            fresh: true,
        }
    };
    pieces::adding(ui, (words.repeat_new(), locked), form, begin, |ui, open| {
        make(ui, section, open, commands)
    });
}

/// The form. Returns whether it is closed.
fn make(ui: &mut Ui, section: &Section<'_, '_>, form: &mut Form, commands: &mut Commands) -> bool {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    let p = &Tokens::of(ui).palette;
    let names = Every::ALL.map(|every| match every {
        Every::Month => words.repeat_month(),
        Every::Quarter => words.repeat_quarter(),
        Every::HalfYear => words.repeat_half(),
        Every::Year => words.repeat_year(),
    });
    let at = Every::ALL.iter().position(|e| *e == form.every);
    let chosen = segmented::segmented(ui, words.repeat_every(), &names, at.unwrap_or(0));
    if let Some(every) = chosen.and_then(|at| Every::ALL.get(at)) {
        form.every = *every;
    }
    ui.add_space(2.0);
    let mut out = None;
    field_row(ui, words.repeat_until(), |ui| {
        let id = egui::Id::unique(("repeat until", activity.id.as_str()));
        let field = TextField::new(id, words.repeat_until()).hint(words.date_hint());
        let shown = form.until.show(ui, field.boxed());
        if std::mem::take(&mut form.fresh) {
            shown.response.request_focus();
        }
        out = Some((shown.left == Some(CommitBy::Enter), shown.cancelled));
    });
    let (mut submit, mut cancel) = out.unwrap_or_default();
    let day = date::parse_date(form.until.text());
    let dates = day
        .as_ref()
        .map(|until| series::dates(activity, form.every, *until));
    let count = dates.as_ref().map_or(0, Vec::len);
    if let Ok(dates) = &dates {
        let day = |at: &series::Dates| at.1.or(at.0).map(date::format).unwrap_or_default();
        let sentence = match dates.as_slice() {
            [] => words.repeat_none().to_owned(),
            [only] => words.repeat_one(&day(only)),
            [first, .., last] => words.repeat_makes(count, &day(first), &day(last)),
        };
        message_line(ui, Icon::Info, &sentence, p.text2);
    }
    ui.horizontal(|ui| {
        let button = PushButton::primary(words.repeat_make()).small();
        submit |= button.show(ui).clicked();
        cancel |= PushButton::quiet(words.cancel()).small().show(ui).clicked();
    });
    if !submit {
        return cancel;
    }
    let until = match day {
        Ok(until) => until,
        Err(error) => {
            form.until.reject(section.errors().date(&error));
            return false;
        }
    };
    let edit = Edit::Repeat {
        activity: activity.id.clone(),
        every: form.every,
        until,
        ids: (0..count).map(|_| view.fresh_id()).collect(),
    };
    match checked(view, &edit) {
        Ok(_) => {
            commands.edit(edit);
            true
        }
        Err(sentence) => {
            form.until.reject(sentence);
            false
        }
    }
}
