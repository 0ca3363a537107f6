//! Nơi nhận: who is sent the programme, in order.

use crate::edit::Edit;
use crate::model::{Id, Path, Place, Recipient, Value, order};
use crate::text::strings::dialogs::Dialogs;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::{Drafts, Spec, read_only_reason};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::dialog::Dialog;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::{CommitBy, TextDraft, TextField};
use eframe::egui::{self, Context, ScrollArea, Ui};

/// What the dialog remembers between frames.
#[derive(Debug, Default)]
pub struct State {
    drafts: Drafts,
    new: TextDraft,
}

/// The recipients in their order.
fn in_order<'a>(view: &View<'a>) -> Vec<&'a Recipient> {
    let mut list: Vec<&Recipient> = view.programme().recipients.values().collect();
    list.sort_by(|a, b| (&a.place.key, &a.id).cmp(&(&b.place.key, &b.id)));
    list
}

/// The edit that puts the recipient at `from` to the place `to` of the list as it will be.
fn moved(view: &View<'_>, list: &[&Recipient], from: usize, to: usize) -> Option<Edit> {
    let recipient = list.get(from)?;
    let others: Vec<&&Recipient> = list.iter().filter(|r| r.id != recipient.id).collect();
    let before = to
        .checked_sub(1)
        .and_then(|n| others.get(n))
        .map(|r| r.place.key.as_str());
    let after = others.get(to).map(|r| r.place.key.as_str());
    let key = order::between(before, after, 0, &view.context().random);
    let place = Place {
        parent: recipient.place.parent.clone(),
        key,
    };
    Some(Edit::set(
        &Path::new(Recipient::KIND, recipient.id.as_str()),
        Recipient::PLACE,
        place.value(),
    ))
}

/// The edit that adds a recipient at the end.
fn added(view: &View<'_>, list: &[&Recipient], text: &str) -> Edit {
    let last = list.last();
    let key = order::between(
        last.map(|r| r.place.key.as_str()),
        None,
        0,
        &view.context().random,
    );
    let parent = last.and_then(|r| r.place.parent.clone());
    let fields = [
        (Recipient::TEXT, Value::text_or_null(text)),
        (Recipient::PLACE, Place { parent, key }.value()),
    ];
    let id: Id = view.fresh_id();
    Edit::create(&Path::new(Recipient::KIND, id.as_str()), fields)
}

/// Shows the list. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let t = Dialogs(view.lang);
    let list = in_order(view);
    let dialog = Dialog::new("recipients", t.recipients(), t.close())
        .width(560.0)
        .stays();
    let outcome = dialog.show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        let words = if list.is_empty() {
            t.recipients_none()
        } else {
            t.recipients_text()
        };
        elide::paragraph(ui, Role::Secondary, words, p.text2);
        let most = super::body_height(ctx, 360.0);
        ScrollArea::vertical()
            .id_salt("recipients")
            .max_height(most)
            .min_scrolled_height(most)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for nth in 0..list.len() {
                    row(ui, view, state, &list, nth, commands);
                }
            });
        add_row(ui, view, state, &list, commands);
    });
    !outcome.closed
}

fn row(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    list: &[&Recipient],
    nth: usize,
    commands: &mut Commands,
) {
    let t = Dialogs(view.lang);
    let Some(recipient) = list.get(nth) else {
        return;
    };
    let on = Path::new(Recipient::KIND, recipient.id.as_str());
    let locked = read_only_reason(view);
    ui.push_id(recipient.id.as_str(), |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let name = recipient.text.as_str();
            let (up, down, remove) = (t.move_up(name), t.move_down(name), t.remove(name));
            let mut spec = Spec::new(&on, Recipient::TEXT, t.recipients());
            spec.width = Some((ui.available_width() - 3.0 * 30.0 - 12.0).max(120.0));
            let parse = |typed: &str| Ok(Value::text_or_null(typed.trim()));
            state.drafts.field(ui, view, spec, name, parse, commands);
            let first = locked.or((nth == 0).then(|| t.first_place()));
            if IconButton::new(Icon::ArrowUp, &up)
                .disabled(first)
                .show(ui)
                .clicked()
            {
                commands_move(view, list, nth, nth.saturating_sub(1), commands);
            }
            let last = locked.or((nth + 1 == list.len()).then(|| t.last_place()));
            if IconButton::new(Icon::ArrowDown, &down)
                .disabled(last)
                .show(ui)
                .clicked()
            {
                commands_move(view, list, nth, nth + 1, commands);
            }
            if IconButton::new(Icon::Trash, &remove)
                .disabled(locked)
                .show(ui)
                .clicked()
            {
                commands.edit(Edit::Delete { on: on.clone() });
            }
        });
    });
}

fn commands_move(
    view: &View<'_>,
    list: &[&Recipient],
    from: usize,
    to: usize,
    commands: &mut Commands,
) {
    if let Some(edit) = moved(view, list, from, to) {
        commands.edit(edit);
    }
}

fn add_row(
    ui: &mut Ui,
    view: &View<'_>,
    state: &mut State,
    list: &[&Recipient],
    commands: &mut Commands,
) {
    let t = Dialogs(view.lang);
    let locked = read_only_reason(view);
    ui.horizontal_top(|ui| {
        let id = egui::Id::unique("new recipient");
        let width = (ui.available_width() - 110.0).max(120.0);
        let field = TextField::new(id, t.recipients_add())
            .hint(t.recipients_add())
            .boxed()
            .width(width)
            .disabled(locked);
        let out = field.show(ui, &mut state.new, "");
        let pressed = PushButton::new(t.add())
            .icon(Icon::Plus)
            .disabled(locked)
            .show(ui)
            .clicked();
        let entered = out.left == Some(CommitBy::Enter);
        // Leaving the field by pressing the button hands the text over in the same frame.
        let typed = out
            .committed
            .or_else(|| state.new.pending().map(str::to_owned));
        if let Some(typed) = typed {
            let text = typed.trim();
            if (pressed || entered) && !text.is_empty() {
                commands.edit(added(view, list, text));
                let _ = state.new.take();
                out.response.request_focus();
            } else if !text.is_empty() && state.new.pending().is_none() {
                // Left without adding: what was typed stays.
                state.new.keep(typed);
            }
        }
    });
}
