//! What the version on disk, changed by others, says otherwise than what is open.

use super::revisions::Preview;
use super::revisions_summary;
use crate::text::strings::Lang;
use crate::text::strings::revisions::Revisions;
use crate::text::strings::safe::Safe;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use eframe::egui::Context;

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Open the version on disk in the place of what is open.
    Reopen,
    /// Save what is open as another file.
    SaveOther,
    /// Close the dialog.
    Close,
}

/// Draws the dialog.
pub fn show(ctx: &Context, lang: Lang, preview: &Preview) -> Option<Answer> {
    let t = Revisions(lang);
    let s = Safe(lang);
    let mut answer = None;
    let outcome = Dialog::new("on disk", t.on_disk_title(), t.close())
        .width(640.0)
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            elide::paragraph(ui, Role::Secondary, t.on_disk_text(), p.text2);
            let height = super::body_height(ctx, 380.0);
            match preview {
                Preview::Ready(summary) => {
                    revisions_summary::show(ui, lang, t.on_disk_would(), summary, height);
                }
                Preview::Failed(text) => {
                    elide::paragraph(ui, Role::Body, text, p.overdue);
                }
                Preview::Nothing | Preview::Reading => {
                    elide::plain(ui, Role::Body, t.reading(), p.text2);
                }
            }
            footer(ui, |ui| {
                if PushButton::primary(s.save_other()).show(ui).clicked() {
                    answer = Some(Answer::SaveOther);
                }
                if PushButton::new(s.reopen()).show(ui).clicked() {
                    answer = Some(Answer::Reopen);
                }
                if PushButton::new(t.close()).show(ui).clicked() {
                    answer = Some(Answer::Close);
                }
            });
        });
    answer.or_else(|| outcome.closed.then_some(Answer::Close))
}
