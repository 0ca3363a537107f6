//! "Chọn một giá trị": a field that several people set without seeing each other's. The values stand there with
//! who set them and when; choosing one is an ordinary edit over all of them.

use super::receive::offers::{AROUND, Shown, boxes};
use super::receive::words::Words;
use crate::change::{Claim, What};
use crate::edit::Edit;
use crate::merge::{Holding, open_registers};
use crate::model::{Path, Value, is_money};
use crate::text::strings::fields::Fields;
use crate::text::strings::receive::Receive;
use crate::text::visible::visible;
use crate::ui::commands::{Command, Commands};
use crate::ui::inspector::edit_field::{checked, read_only_reason};
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use crate::ui::widgets::field::error_line;
use eframe::egui::{Context, Key, Modifiers, ScrollArea, Ui};

/// Which field, and what was chosen so far.
#[derive(Debug)]
pub struct State {
    on: Path,
    key: String,
    /// The value that is chosen in each register that is open.
    chosen: Vec<Option<usize>>,
    error: Option<String>,
}

impl State {
    /// The question for a field.
    #[must_use]
    pub const fn of(on: Path, key: String) -> Self {
        Self {
            on,
            key,
            chosen: Vec::new(),
            error: None,
        }
    }

    /// The edit that settles what was chosen.
    fn edit(&self, view: &View<'_>, open: &[(What, Holding)]) -> Option<Edit> {
        let mut edits = Vec::new();
        for ((what, holding), chosen) in open.iter().zip(&self.chosen) {
            let Some((value, _)) = chosen.and_then(|n| holding.values.get(n)) else {
                continue;
            };
            edits.push(match what {
                What::Element(key, element) => Edit::Member {
                    on: self.on.clone(),
                    key: key.to_string(),
                    element: element.to_string(),
                    present: *value == Value::Bool(true),
                },
                _ => Edit::Set {
                    on: self.on.clone(),
                    key: self.key.clone(),
                    to: value.clone(),
                    seen: view.seen(&self.on, &self.key),
                },
            });
        }
        match edits.len() {
            0 => None,
            1 => edits.pop(),
            _ => Some(Edit::Several(edits)),
        }
    }
}

/// Shows the values. Returns whether it stays open.
pub fn show(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) -> bool {
    let t = Receive(view.lang);
    let words = Words::alone(view);
    let open: Vec<(What, Holding)> = open_registers(view.document, &state.on, &state.key)
        .into_iter()
        .map(|what| {
            let holding = Holding::in_document(view.document, &state.on, &what);
            (what, holding)
        })
        .collect();
    // Settled meanwhile, or undone.
    if open.is_empty() {
        return false;
    }
    state.chosen.resize(open.len(), None);
    let mut go = false;
    let mut leave = false;
    let dialog = Dialog::new("settle", t.settle_title(), t.close()).width(640.0);
    let outcome = dialog.stays().show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        let field = Fields(view.lang).field(state.on.kind(), &state.key);
        let title = format!("{} › {field}", words.title(&state.on));
        elide::paragraph(ui, Role::BodyStrong, &title, p.text);
        elide::paragraph(ui, Role::Secondary, t.settle_text(), p.text2);
        if is_money(&state.key) {
            elide::paragraph(ui, Role::Secondary, t.settle_money(), p.text2);
        }
        keys(ui, state, &open);
        let room = super::body_height(ctx, 360.0);
        ScrollArea::vertical().max_height(room).show(ui, |ui| {
            for (nth, (what, holding)) in open.iter().enumerate() {
                if let What::Element(..) = what {
                    let name = words.field(&state.on, what);
                    elide::paragraph(ui, Role::CardTitle, &name, p.text);
                }
                values(ui, &words, state, nth, (what, holding));
            }
        });
        if let Some(error) = &state.error {
            error_line(ui, error);
        }
        footer(ui, |ui| {
            let nothing = state.chosen.iter().all(Option::is_none);
            let why = read_only_reason(view).or(nothing.then_some(t.settle_title()));
            let button = PushButton::primary(t.settle()).disabled(why);
            go = button.show(ui).clicked();
            leave = PushButton::new(t.close()).show(ui).clicked();
        });
    });
    if go && let Some(edit) = state.edit(view, &open) {
        match checked(view, &edit) {
            Ok(_) => {
                let told = t.settled().to_owned();
                commands.push(Command::Carry { edit, told });
                return false;
            }
            Err(sentence) => state.error = Some(sentence),
        }
    }
    !(leave || outcome.closed)
}

/// 1…9 choose where one register is open.
fn keys(ui: &Ui, state: &mut State, open: &[(What, Holding)]) {
    let [(_, holding)] = open else { return };
    let digits = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    for (n, key) in digits.into_iter().enumerate().take(holding.values.len()) {
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
            state.chosen = vec![Some(n)];
            state.error = None;
        }
    }
}

fn values(
    ui: &mut Ui,
    words: &Words<'_>,
    state: &mut State,
    nth: usize,
    (what, holding): (&What, &Holding),
) {
    let p = &Tokens::of(ui).palette;
    let room = ui.available_width();
    let width = if holding.values.len() == 2 && room > 430.0 {
        (room - 10.0) / 2.0
    } else {
        room
    };
    let shown: Vec<Shown> = holding
        .values
        .iter()
        .enumerate()
        .map(|(n, (value, claims))| {
            let spoken = words.value(&state.on, what, value);
            Shown {
                label: whose(words, claims),
                claims: claims.clone(),
                galley: elide::lines(
                    ui.painter(),
                    Role::BodyStrong,
                    &spoken,
                    p.text,
                    width - AROUND,
                ),
                spoken,
                chosen: state.chosen.get(nth) == Some(&Some(n)),
            }
        })
        .collect();
    if let Some(pressed) = boxes(ui, words, nth, 0.0, &shown)
        && let Some(slot) = state.chosen.get_mut(nth)
    {
        *slot = Some(pressed);
        state.error = None;
    }
    ui.add_space(4.0);
}

/// The party whose people set a value; else the first of them.
fn whose(words: &Words<'_>, claims: &[Claim]) -> String {
    let Some(claim) = claims.iter().max_by_key(|c| c.at) else {
        return String::new();
    };
    let parties = &words.view.programme().parties;
    match parties.get(claim.by.party.as_str()) {
        Some(party) => visible(&party.short_name).into_owned(),
        None => visible(&claim.by.name).into_owned(),
    }
}
