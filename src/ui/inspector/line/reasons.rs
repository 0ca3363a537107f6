//! Vì sao: the reasons of a figure and the decisions on it, each with its day and author, beside the
//! figure; and the field for another one.

use super::{State, any, text_field};
use crate::edit::{Edit, money};
use crate::model::field::date_value;
use crate::model::{BudgetLine, Figure, Id, Note, NoteKind, Path, Value};
use crate::text::date;
use crate::text::strings::money::Money as Texts;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::checked;
use crate::ui::inspector::pieces::FormField;
use crate::ui::tabs::budget::figures::{self as amounts, Unit};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextField};
use eframe::egui::{self, Align, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};
use std::collections::HashMap;

/// How far the reasons are set in under their figure, in points.
const INDENT: f32 = 8.0;
/// From the edge of a field to its text, in points.
const INSET: f32 = 8.0;

/// What is remembered of the reasons of figures.
#[derive(Debug, Default)]
pub struct Reasons {
    /// Reasons that are being written, of any line.
    pub(super) forms: HashMap<(Id, &'static str), Draft>,
    /// The figures of the line as they were shown last.
    before: HashMap<&'static str, Figure>,
    /// Figures that were changed just now, with what they were: a reason is offered.
    offers: HashMap<&'static str, i64>,
}

/// A reason that is being written.
#[derive(Debug, Default)]
pub struct Draft {
    text: FormField,
    pub(super) fresh: bool,
}

impl Reasons {
    /// For another line: what is typed is kept, what was seen of the last one is not.
    pub fn for_another(self) -> Self {
        Self {
            forms: self.forms,
            ..Self::default()
        }
    }

    /// Looks whether a figure changed since the last frame, wherever that was done. A reason is
    /// offered where an amount stood before; not any more once that amount is back.
    pub fn watch(&mut self, figures: &[(&'static str, &Figure)]) {
        for (key, now) in figures {
            if let Some(Figure::Known(before)) = self.before.insert(key, (*now).clone())
                && now.known() != Some(before)
            {
                self.offers.entry(key).or_insert(before);
            }
            if self.offers.get(key).copied() == now.known() {
                self.offers.remove(key);
            }
        }
    }

    /// Begins a reason.
    pub fn begin(&mut self, line: &Id, key: &'static str) {
        self.offers.remove(key);
        self.forms.entry((line.clone(), key)).or_default().fresh = true;
    }
}

/// The reasons of a figure and the decisions on it, the earliest first; of the whole line where the
/// key is empty.
pub fn of<'a>(view: &View<'a>, line: &Id, key: &str) -> Vec<&'a Note> {
    let ids = view.insight.notes.get(line).into_iter().flatten();
    ids.filter_map(|id| view.document.programme().notes.get(id))
        .filter(|n| matches!(n.kind, Some(NoteKind::Reason | NoteKind::Decision)))
        .filter(|n| n.figure == key)
        .collect()
}

/// The last reason of a figure in words: for a banner.
#[must_use]
pub fn latest(view: &View<'_>, line: &Id, key: &str) -> Option<String> {
    let notes = of(view, line, key);
    let text = notes.last().map(|n| view.shown(&n.text).into_owned())?;
    (!text.is_empty()).then_some(text)
}

/// The button beside a figure that begins a reason.
pub fn button(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    (key, name): (&'static str, &str),
    state: &mut State,
) {
    let texts = Texts(view.lang);
    let count = of(view, &line.id, key).len();
    let label = if count == 0 {
        texts.add_reason(name)
    } else {
        texts.reasons_given(name, count)
    };
    let pressed = IconButton::new(Icon::Note, &label)
        .icon_size(14.0)
        .selected(count > 0)
        .disabled(amounts::locked(view))
        .show(ui)
        .clicked();
    if pressed {
        state.reasons.begin(&line.id, key);
    }
}

/// What was said of a figure, below it, and the field for more.
pub fn show(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    (key, name): (&'static str, &str),
    state: &mut State,
    commands: &mut Commands,
) {
    for note in of(view, &line.id, key) {
        one(ui, view, note, name, state, commands);
    }
    let texts = Texts(view.lang);
    if let Some(before) = state.reasons.offers.get(key).copied()
        && view.read_only.is_none()
        && !state.reasons.forms.contains_key(&(line.id.clone(), key))
    {
        let label = texts.reason_offer(&Unit::Dong.amount(before));
        ui.horizontal(|ui| {
            ui.add_space(INDENT);
            if PushButton::link(&label).icon(Icon::Note).show(ui).clicked() {
                state.reasons.begin(&line.id, key);
            }
        });
    }
    form(ui, view, line, (key, name), state, commands);
}

/// Puts something into the layout set in from the left, with a line beside it.
fn indented(ui: &mut Ui, salt: impl std::hash::Hash + std::fmt::Debug, body: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    let room = ui.available_rect_before_wrap();
    let inner = Rect::from_min_max(pos2(room.left() + INDENT, room.top()), room.max);
    let used = ui
        .scope_builder(UiBuilder::new().id_salt(salt).max_rect(inner), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            body(ui);
        })
        .response
        .rect;
    let stroke = Stroke::new(tokens.stroke.hairline, tokens.palette.line_strong);
    let x = room.left() + INDENT / 2.0;
    ui.painter()
        .vline(x, used.top() + 3.0..=used.bottom() - 3.0, stroke);
    ui.add_space(2.0);
}

/// Who wrote an entity, with the party.
fn author(view: &View<'_>, on: &Path) -> Option<String> {
    let log = view.document.log();
    let entity = log.entity(on.as_str())?;
    let mut made = entity.existence.all.iter().filter_map(|ix| log.get(*ix));
    let change = made.find(|c| !c.show.genesis)?;
    let by = &view.document.sessions.get(change.session()?)?.by;
    let party = view.programme().parties.get(&*by.party);
    let party = party.map(|p| p.short_name.as_str()).unwrap_or_default();
    let parts: Vec<&str> = [by.name.as_str(), party]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// One reason or decision.
fn one(
    ui: &mut Ui,
    view: &View<'_>,
    note: &Note,
    name: &str,
    state: &mut State,
    commands: &mut Commands,
) {
    let texts = Texts(view.lang);
    let p = &Tokens::of(ui).palette;
    let on = Path::new(Note::KIND, note.id.as_str());
    let day = note.date.map(date::format).unwrap_or_default();
    let about = match author(view, &on) {
        Some(who) if day.is_empty() => who,
        Some(who) => texts.written_by(&day, &who),
        None => day,
    };
    let decision = note.kind == Some(NoteKind::Decision);
    indented(ui, note.id.as_str(), |ui| {
        let size = vec2(ui.available_width(), 24.0);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            remove(ui, view, note, &on, commands);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add_space(INSET);
                elide::label(ui, Role::Label, &about, p.text3, ui.available_width());
            });
        });
        if decision {
            let amount = Unit::Dong.amount(note.amount_dong.known().unwrap_or_default());
            let words = if note.document.is_empty() {
                format!("{amount} đ")
            } else {
                texts.decision_line(&amount, &view.shown(&note.document))
            };
            ui.horizontal(|ui| {
                ui.add_space(INSET);
                elide::paragraph(ui, Role::SecondaryStrong, &words, p.text);
            });
        }
        if decision && note.text.is_empty() {
            return;
        }
        let width = ui.available_width() - 18.0;
        let lines = elide::lines(ui.painter(), Role::Body, &note.text, p.text, width);
        let rows = lines.rows.len().clamp(1, 8);
        let label = texts.reason_of(name);
        let field = |id| TextField::new(id, &label).rows(rows);
        text_field(
            ui,
            view,
            state,
            &on,
            Note::TEXT,
            field,
            &note.text,
            any,
            commands,
        );
    });
}

/// The cross: a reason goes; a decision goes with its amount.
fn remove(ui: &mut Ui, view: &View<'_>, note: &Note, on: &Path, commands: &mut Commands) {
    let texts = Texts(view.lang);
    let locked = amounts::locked(view);
    let (label, edit) = if note.kind == Some(NoteKind::Decision) {
        (texts.revoke(), money::revoked(view.programme(), note))
    } else {
        let on = on.clone();
        (texts.delete_reason(), Some(Edit::Delete { on }))
    };
    let blocked = edit.is_none().then(|| texts.revoke_blocked());
    let button = IconButton::new(Icon::X, label)
        .icon_size(12.0)
        .disabled(locked.or(blocked));
    if button.show(ui).clicked()
        && let Some(edit) = edit
    {
        commands.edit(edit);
    }
}

/// The field for another reason: Enter records it.
fn form(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    (key, name): (&'static str, &str),
    state: &mut State,
    commands: &mut Commands,
) {
    let of = (line.id.clone(), key);
    let Some(mut draft) = state.reasons.forms.remove(&of) else {
        return;
    };
    let texts = Texts(view.lang);
    let label = texts.reason_of(name);
    let (mut submit, mut cancel) = (false, false);
    indented(ui, ("new reason", key), |ui| {
        let id = egui::Id::unique(("new reason", line.id.as_str(), key));
        let field = TextField::new(id, &label).hint(texts.reason_hint()).boxed();
        let out = draft.text.show(ui, field);
        if std::mem::take(&mut draft.fresh) {
            out.response.request_focus();
            out.response.scroll_to_me(Some(Align::Center));
        }
        submit = out.left == Some(CommitBy::Enter);
        cancel = out.cancelled;
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            submit |= PushButton::primary(texts.record())
                .small()
                .show(ui)
                .clicked();
            cancel |= PushButton::quiet(texts.cancel()).small().show(ui).clicked();
        });
        ui.add_space(4.0);
    });
    if submit {
        let fields = [
            (Note::OF, Value::text(line.id.as_str())),
            (Note::KIND_OF, NoteKind::Reason.value()),
            (Note::DATE, date_value(Some(view.today))),
            (Note::FIGURE, Value::text_or_null(key)),
            (Note::TEXT, Value::text_or_null(draft.text.text().trim())),
        ];
        let edit = Edit::create(&Path::new(Note::KIND, view.fresh_id().as_str()), fields);
        match checked(view, &edit) {
            Ok(_) => {
                commands.edit(edit);
                return;
            }
            Err(sentence) => draft.text.reject(sentence),
        }
    } else if cancel {
        return;
    }
    state.reasons.forms.insert(of, draft);
}
