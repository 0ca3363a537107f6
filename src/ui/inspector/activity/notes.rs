//! Dated notes and evaluations (kiểm tra, đánh giá) of an activity.

use super::Section;
use crate::edit::Edit;
use crate::model::field::date_value;
use crate::model::{Note, NoteKind, Path, Value};
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{
    Drafts, Spec, checked, date_text, parse_date, read_only_reason,
};
use crate::ui::inspector::pieces::{self, FormField};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::field::{TextField, field_row};
use crate::ui::widgets::{elide, segmented};
use eframe::egui::{self, Align, Layout, Ui, vec2};

/// A note that is being written.
#[derive(Debug)]
pub(super) struct Form {
    kind: NoteKind,
    date: FormField,
    text: FormField,
    fresh: bool,
}

/// Draws the notes, the latest first, and the form.
pub(super) fn show(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Option<Form>,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    pieces::section(ui, words.notes_title(), "");
    let none = Vec::new();
    let list = view.insight.notes.get(&activity.id).unwrap_or(&none);
    for note in list
        .iter()
        .rev()
        .filter_map(|id| view.programme().notes.get(id))
    {
        one(ui, section, note, drafts, commands);
    }
    let locked = read_only_reason(view);
    let begin = || Form {
        kind: NoteKind::Note,
        date: FormField::with(date_text(Some(view.today))),
        text: FormField::default(),
        fresh: true,
    };
    pieces::adding(ui, (words.note_new(), locked), form, begin, |ui, open| {
        add_form(ui, section, open, commands)
    });
}

fn one(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    note: &Note,
    drafts: &mut Drafts,
    commands: &mut Commands,
) {
    let Section { view, words, .. } = *section;
    let p = &Tokens::of(ui).palette;
    let on = Path::new(Note::KIND, note.id.as_str());
    let kind = view.words().note_kind(note.kind.unwrap_or(NoteKind::Note));
    let size = vec2(ui.available_width(), 28.0);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let width = elide::width(ui.painter(), Role::SecondaryStrong, kind) + 2.0;
        elide::label(ui, Role::SecondaryStrong, kind, p.text2, width);
        let spec = Spec {
            width: Some(104.0),
            hint: words.date_hint(),
            role: Role::Secondary,
            ..Spec::new(&on, Note::DATE, words.note_date())
        };
        drafts.field(
            ui,
            view,
            spec,
            &date_text(note.date),
            |typed| parse_date(view.lang, typed),
            commands,
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = IconButton::new(Icon::X, words.note_delete()).icon_size(12.0);
            if button.disabled(read_only_reason(view)).show(ui).clicked() {
                commands.edit(Edit::Delete { on: on.clone() });
            }
        });
    });
    let width = ui.available_width() - 18.0;
    let lines = elide::lines(ui.painter(), Role::Body, &note.text, p.text, width)
        .rows
        .len()
        .clamp(1, 8);
    let rows = if lines == 1 { 2 } else { lines };
    let spec = Spec {
        rows,
        ..Spec::new(&on, Note::TEXT, words.note_text())
    };
    drafts.field(
        ui,
        view,
        spec,
        &note.text,
        |typed| Ok(Value::text_or_null(typed.trim())),
        commands,
    );
    ui.add_space(4.0);
}

fn add_form(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Form,
    commands: &mut Commands,
) -> bool {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    let id = |key: &str| egui::Id::unique(("new note", key, activity.id.as_str()));
    let kinds = [NoteKind::Note, NoteKind::Evaluation];
    let names = kinds.map(|k| view.words().note_kind(k));
    let at = usize::from(form.kind == NoteKind::Evaluation);
    if let Some(kind) =
        segmented::segmented(ui, words.note_kind(), &names, at).and_then(|at| kinds.get(at))
    {
        form.kind = *kind;
    }
    ui.add_space(2.0);
    field_row(ui, words.note_date(), |ui| {
        form.date.show(
            ui,
            TextField::new(id("date"), words.note_date())
                .hint(words.date_hint())
                .boxed(),
        );
    });
    let out = form.text.show(
        ui,
        TextField::new(id("text"), words.note_text())
            .hint(words.note_text())
            .boxed()
            .rows(3),
    );
    if std::mem::take(&mut form.fresh) {
        out.response.request_focus();
    }
    let mut submit = out.left == Some(crate::ui::widgets::field::CommitBy::Enter);
    let mut cancel = out.cancelled;
    ui.horizontal(|ui| {
        submit |= PushButton::primary(words.record())
            .small()
            .show(ui)
            .clicked();
        cancel |= PushButton::quiet(words.cancel()).small().show(ui).clicked();
    });
    if !submit {
        return cancel;
    }
    if form.text.text().trim().is_empty() {
        form.text.reject(section.errors().empty());
        return false;
    }
    let Ok(day) = form.date.day(view.lang) else {
        return false;
    };
    let edit = Edit::create(
        &Path::new(Note::KIND, view.fresh_id().as_str()),
        [
            (Note::OF, Value::text(activity.id.as_str())),
            (Note::KIND_OF, form.kind.value()),
            (Note::DATE, date_value(day)),
            (Note::TEXT, Value::text_or_null(form.text.text().trim())),
        ],
    );
    match checked(view, &edit) {
        Ok(_) => {
            commands.edit(edit);
            true
        }
        Err(sentence) => {
            form.text.reject(sentence);
            false
        }
    }
}
