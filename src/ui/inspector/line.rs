//! A budget line with its payments: what tells it from others, its figures, why, what was paid, and
//! what is wrong with it.

mod decisions;
mod figures;
mod payment_form;
mod payments;
mod reasons;
mod warnings;

pub use reasons::latest as latest_reason;
pub use warnings::sentence as warning;

use super::edit_field::locked_reason;
use super::{papers, pieces};
use crate::change::Seen;
use crate::edit::Edit;
use crate::model::{BudgetLine, Id, Path, Value};
use crate::text::strings::budget::Budget as Texts;
use crate::text::strings::errors::Errors;
use crate::ui::commands::{Ask, Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::tabs::budget::figures as amounts;
use crate::ui::tabs::budget::{line_name, new_line, pick};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::{Selection, View};
use crate::ui::widgets::button::IconButton;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{TextDraft, TextField, error_line, field_row};
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use eframe::egui::{self, Align, Context, Layout, Ui, vec2};
use std::borrow::Cow;
use std::collections::HashMap;

/// What it remembers between frames: drafts.
#[derive(Debug, Default)]
pub struct State {
    /// The line that the rest belongs to.
    line: Option<Id>,
    /// What is typed, by entity and field.
    drafts: HashMap<(Id, &'static str), Draft>,
    searches: [pick::Search; 4],
    activity: pick::Search,
    key_error: Option<String>,
    form: Option<payment_form::Form>,
    /// Forms of other lines that were left half filled.
    forms: HashMap<Id, payment_form::Form>,
    reasons: reasons::Reasons,
    decision: Option<decisions::Form>,
    decisions: HashMap<Id, decisions::Form>,
    /// The lists in which the line and the activity of a payment are chosen.
    owners: HashMap<Id, [pick::Search; 2]>,
    /// Papers of payments that are being written down.
    papers: HashMap<Id, papers::Form>,
    kinds: HashMap<Id, pick::Search>,
    /// The payment that is opened into its fields.
    open: Option<Id>,
    /// It is to be brought into sight.
    scroll_to_open: bool,
}

/// A text that is being edited, with the heads that were shown when that began.
#[derive(Debug, Default)]
struct Draft {
    text: TextDraft,
    seen: Option<Seen>,
}

/// What another part of the window asked to be brought into sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Payments,
    AddPayment,
    Reason(&'static str),
}

fn wish_id() -> egui::Id {
    egui::Id::unique("wish for the line inspector")
}

fn wish(ctx: &Context, line: &Id, wish: Wish) {
    ctx.data_mut(|data| data.insert_temp(wish_id(), (line.clone(), wish)));
    ctx.request_repaint();
}

/// Scrolls to the payments of a line when it is shown next.
pub fn show_payments(ctx: &Context, line: &Id) {
    wish(ctx, line, Wish::Payments);
}

/// Opens the form for a payment on a line when it is shown next.
pub fn add_payment(ctx: &Context, line: &Id) {
    wish(ctx, line, Wish::AddPayment);
}

/// Begins a reason of a figure when its line is shown next. `figure` is the key of its register.
pub fn show_reason(ctx: &Context, line: &Id, figure: &'static str) {
    wish(ctx, line, Wish::Reason(figure));
}

/// The wish for this line, once.
fn take_wish(ctx: &Context, line: &Id) -> Option<Wish> {
    let found: Option<(Id, Wish)> = ctx.data(|data| data.get_temp(wish_id()));
    let (of, wish) = found?;
    if of != *line {
        return None;
    }
    ctx.data_mut(|data| data.remove::<(Id, Wish)>(wish_id()));
    Some(wish)
}

/// Draws it into the inspector.
pub fn show(ui: &mut Ui, view: &View<'_>, id: &Id, state: &mut State, commands: &mut Commands) {
    if state.line.as_ref() != Some(id) {
        // What was typed and not taken waits until its line is shown again.
        let mut last = std::mem::take(state);
        if let Some(line) = last.line.take() {
            if let Some(form) = last.form.take() {
                last.forms.insert(line.clone(), form);
            }
            if let Some(form) = last.decision.take() {
                last.decisions.insert(line, form);
            }
        }
        *state = State {
            form: last.forms.remove(id),
            decision: last.decisions.remove(id),
            line: Some(id.clone()),
            drafts: last.drafts,
            forms: last.forms,
            decisions: last.decisions,
            reasons: last.reasons.for_another(),
            papers: last.papers,
            ..State::default()
        };
    }
    let wish = take_wish(ui.ctx(), id);
    if wish == Some(Wish::AddPayment) && view.read_only.is_none() && state.form.is_none() {
        state.form = Some(payment_form::Form::new());
    }
    if let Some(Wish::Reason(key)) = wish
        && view.read_only.is_none()
    {
        state.reasons.begin(id, key);
    }
    back(ui, state, commands);
    ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
    let Some(line) = view.programme().budget_lines.get(id) else {
        elide::paragraph(
            ui,
            Role::Secondary,
            Errors(view.lang).gone(),
            Tokens::of(ui).palette.text2,
        );
        return;
    };
    pieces::scroll(ui, id.as_str(), |ui| {
        head(ui, view, line, commands);
        warnings::show(ui, view, line, state, commands);
        name_and_activity(ui, view, line, state, commands);
        section(ui, Texts(view.lang).figures());
        figures::show(ui, view, line, state, commands);
        reason(ui, view, line, state, commands);
        let top = section(ui, Texts(view.lang).payments());
        payments::show(
            ui,
            view,
            line,
            wish == Some(Wish::Payments),
            state,
            commands,
        );
        if matches!(wish, Some(Wish::Payments | Wish::AddPayment)) {
            let all = egui::Rect::from_min_max(top.min, ui.min_rect().max);
            ui.scroll_to_rect(all, Some(Align::Min));
        }
        crate::ui::tabs::budget::given::of_line(ui, view, &line.id);
        section(ui, Texts(view.lang).key_part());
        key(ui, view, line, state, commands);
    });
}

/// Backspace goes back: from a payment to the line, from the line to the table. Not while something
/// is typed, nor while the keyboard is in the table, which has the key for itself.
fn back(ui: &Ui, state: &mut State, commands: &mut Commands) {
    let ctx = ui.ctx();
    let table = crate::ui::tabs::budget::cursor();
    let elsewhere = ctx.text_edit_focused()
        || ctx.memory(|m| m.focused()) == Some(table)
        || egui::Popup::is_any_open(ctx);
    if elsewhere || !ctx.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Backspace)) {
        return;
    }
    if state.open.take().is_none() {
        commands.push(Command::Select(Selection::Nothing));
        ctx.memory_mut(|m| m.request_focus(table));
    }
}

/// Title, seal of the payer, delete, close.
fn head(ui: &mut Ui, view: &View<'_>, line: &BudgetLine, commands: &mut Commands) {
    let p = &Tokens::of(ui).palette;
    let texts = Texts(view.lang);
    ui.horizontal(|ui| {
        ui.set_min_height(28.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            // The cross stands where the other inspectors have it.
            ui.add_space(-6.0);
            let close = IconButton::new(Icon::X, texts.close()).keys("Esc");
            if close.show(ui).clicked() {
                commands.push(Command::Select(Selection::Nothing));
            }
            let locked = amounts::locked(view);
            if IconButton::new(Icon::Trash, texts.delete_line())
                .disabled(locked)
                .show(ui)
                .clicked()
            {
                let on = Path::new(BudgetLine::KIND, line.id.as_str());
                commands.push(Command::Ask(Ask::Delete(on)));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                for style in view.lead_seals(line.key.payer.as_ref()) {
                    let name = style.letters.clone();
                    seal(ui, SealSize::Small, &style, SealState::Agreed, &name);
                }
                elide::plain(ui, Role::Secondary, texts.line(), p.text2);
            });
        });
    });
    elide::paragraph(ui, Role::InspectorTitle, &line_name(view, &line.id), p.text);
    ui.add_space(4.0);
}

/// A heading with a line above it. Returns where it lies.
fn section(ui: &mut Ui, title: &str) -> egui::Rect {
    let tokens = Tokens::of(ui);
    ui.add_space(10.0);
    let top = ui.cursor().top();
    let stroke = egui::Stroke::new(tokens.stroke.hairline, tokens.palette.line);
    let across = ui.max_rect().expand2(vec2(pieces::PADDING, 0.0)).x_range();
    ui.painter().hline(across, top, stroke);
    ui.add_space(8.0);
    let response = elide::plain(ui, Role::CardTitle, title, tokens.palette.text);
    ui.add_space(2.0);
    response.rect
}

/// One text field of an entity, committed on leaving it. `read` makes the value or says what is wrong.
#[expect(
    clippy::too_many_arguments,
    reason = "each is one thing that the field needs"
)]
fn text_field<'f>(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    on: &Path,
    key: &'static str,
    field: impl FnOnce(egui::Id) -> TextField<'f>,
    shown: &str,
    read: impl FnOnce(&str) -> Result<Value, String>,
    commands: &mut Commands,
) -> egui::Response {
    let draft = state.drafts.entry((Id::from(on.id()), key)).or_default();
    let id = ui.scope_id().with((on.as_str(), key));
    let shown = view.shown(shown);
    let out = field(id)
        .disabled(locked_reason(view, matches!(shown, Cow::Borrowed(_))))
        .show(ui, &mut draft.text, &shown);
    if out.response.gained_focus() || draft.seen.is_none() && out.response.has_focus() {
        draft.seen = Some(view.seen(on, key));
    }
    if let Some(text) = out.committed {
        let seen = draft.seen.take().unwrap_or(Seen::Now);
        let edit = read(&text).map(|to| Edit::Set {
            on: on.clone(),
            key: key.to_owned(),
            to,
            seen,
        });
        let checked = edit.and_then(|edit| match view.check(&edit) {
            Ok(_) => Ok(edit),
            Err(refusal) => Err(Errors(view.lang).refusal(&refusal, |id| view.unit_name(id))),
        });
        match checked {
            Ok(edit) => commands.edit(edit),
            Err(sentence) => draft.text.reject(text, sentence),
        }
    } else if out.left.is_some() || out.cancelled {
        draft.seen = None;
    }
    out.response
}

/// Reads any text.
fn any(text: &str) -> Result<Value, String> {
    Ok(Value::text_or_null(text.trim()))
}

fn name_and_activity(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    state: &mut State,
    commands: &mut Commands,
) {
    let texts = Texts(view.lang);
    let on = Path::new(BudgetLine::KIND, line.id.as_str());
    let name = texts.name();
    field_row(ui, name, |ui| {
        text_field(
            ui,
            view,
            state,
            &on,
            BudgetLine::NAME,
            |id| TextField::new(id, name),
            &line.name,
            any,
            commands,
        );
    });
    field_row(ui, texts.activity(), |ui| {
        let shown = line
            .activity
            .as_ref()
            .and_then(|a| view.programme().activities.get(a));
        let shown = shown.map_or_else(
            || texts.none().to_owned(),
            |a| view.shown(&a.title).into_owned(),
        );
        let locked = amounts::locked(view);
        let choices = || pick::activities(view, line.key.clause.as_ref(), line.key.year);
        let chosen = pick::button(
            ui,
            view.lang,
            texts.activity(),
            &shown,
            &mut state.activity,
            locked,
            choices,
        );
        if let Some(chosen) = chosen {
            let to = pick::id_of(&chosen).map_or(Value::Null, |id| Value::text(id.as_str()));
            commands.edit(Edit::set(&on, BudgetLine::ACTIVITY, to));
        }
    });
}

/// Vì sao: remarks on the whole line.
fn reason(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    state: &mut State,
    commands: &mut Commands,
) {
    let texts = Texts(view.lang);
    let on = Path::new(BudgetLine::KIND, line.id.as_str());
    let (name, hint) = (texts.why(), texts.why_hint());
    field_row(ui, name, |ui| {
        let field = |id| TextField::new(id, name).rows(2).hint(hint).boxed();
        text_field(
            ui,
            view,
            state,
            &on,
            BudgetLine::NOTE,
            field,
            &line.note,
            any,
            commands,
        );
    });
}

/// What tells the line from others; it stands once money is on the line.
fn key(
    ui: &mut Ui,
    view: &View<'_>,
    line: &BudgetLine,
    state: &mut State,
    commands: &mut Commands,
) {
    let texts = Texts(view.lang);
    let on = Path::new(BudgetLine::KIND, line.id.as_str());
    let locked = amounts::locked(view);
    if let Some(to) = new_line::key_rows(ui, view, &line.key, &mut state.searches, locked) {
        let edit = Edit::set(&on, BudgetLine::KEY, to.value());
        let same = new_line::same(view, &to, Some(&line.id));
        state.key_error = match (same, view.check(&edit)) {
            (Some(other), _) => Some(texts.same_line(&line_name(view, other))),
            (None, Err(refusal)) => {
                Some(Errors(view.lang).refusal(&refusal, |id| view.unit_name(id)))
            }
            (None, Ok(_)) => {
                commands.edit(edit);
                None
            }
        };
    }
    if let Some(error) = &state.key_error {
        error_line(ui, error);
    }
}

#[cfg(test)]
mod tests;
