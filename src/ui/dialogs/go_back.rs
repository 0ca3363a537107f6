//! Going back to an earlier moment: what would be there again, be there no more, be otherwise.

use super::revisions::Preview;
use super::revisions_summary;
use crate::text::strings::Lang;
use crate::text::strings::journal::Journal as Texts;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use eframe::egui::Context;

/// What the dialog shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// What the moment is called: its day and time, or its name.
    pub name: String,
    /// It goes by the dates that the computers noted.
    pub claimed: bool,
    /// How much would be there again, be there no more, be otherwise.
    pub counts: Option<[usize; 3]>,
    /// What differs.
    pub preview: Preview,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Go back.
    GoBack,
    /// Look at it first.
    See,
    /// Leave everything as it is.
    Close,
}

/// Draws the dialog.
pub fn show(ctx: &Context, lang: Lang, state: &State) -> Option<Answer> {
    let t = Texts(lang);
    let mut answer = None;
    let title = t.go_back_title(&state.name);
    let outcome = Dialog::new("go back", &title, t.cancel())
        .width(640.0)
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            elide::paragraph(ui, Role::Body, t.go_back_text(), p.text);
            if state.claimed {
                elide::paragraph(ui, Role::Secondary, t.go_back_claims(), p.text2);
            }
            let same = state.counts == Some([0, 0, 0]);
            match &state.preview {
                Preview::Ready(_) if same => {
                    ui.add_space(8.0);
                    elide::paragraph(ui, Role::BodyStrong, t.go_back_same(), p.text);
                }
                Preview::Ready(summary) => {
                    if let Some([added, removed, changed]) = state.counts {
                        let counts = t.go_back_counts(added, removed, changed);
                        elide::paragraph(ui, Role::BodyStrong, &counts, p.text);
                    }
                    let rows = summary
                        .lines
                        .iter()
                        .map(|l| 27.0 + 18.0 * l.details.len() as f32);
                    let need = 90.0 + rows.sum::<f32>();
                    let height = super::body_height(ctx, 330.0).min(need);
                    revisions_summary::show(ui, lang, t.go_back_would(), summary, height);
                }
                Preview::Failed(text) => {
                    elide::paragraph(ui, Role::Body, text, p.overdue);
                }
                Preview::Nothing | Preview::Reading => {
                    ui.add_space(8.0);
                    elide::plain(ui, Role::Body, t.preparing(), p.text2);
                }
            }
            footer(ui, |ui| {
                let waits = match &state.preview {
                    Preview::Ready(_) => None,
                    Preview::Failed(_) => Some(t.not_prepared()),
                    _ => Some(t.preparing()),
                };
                let nothing = waits.or(same.then(|| t.go_back_same()));
                let go = PushButton::primary(t.go_back_do()).icon(Icon::ClockCounterClockwise);
                if go.disabled(nothing).show(ui).clicked() {
                    answer = Some(Answer::GoBack);
                }
                let see = PushButton::new(t.see_first()).icon(Icon::Eye);
                if see.disabled(waits).show(ui).clicked() {
                    answer = Some(Answer::See);
                }
                if PushButton::new(t.cancel()).show(ui).clicked() {
                    answer = Some(Answer::Close);
                }
            });
        });
    answer.or_else(|| outcome.closed.then_some(Answer::Close))
}
