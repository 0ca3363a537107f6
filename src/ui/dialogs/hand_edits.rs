//! "Tệp này có N chỗ được sửa tay": what someone changed in the file outside the program.

use crate::text::strings::Lang;
use crate::text::strings::dialogs::Dialogs;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::elide;
use eframe::egui::{Context, ScrollArea};

/// More than this are counted, not listed.
const MOST: usize = 100;

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Take the edits in and go on.
    Continue,
    /// Leave the file as it is.
    Cancel,
}

/// Shows the edits, each already a sentence. Returns the answer, once there is one.
pub fn show(ctx: &Context, lang: Lang, edits: &[String]) -> Option<Answer> {
    let t = Dialogs(lang);
    let title = t.hand_edits(edits.len());
    let mut answer = None;
    let outcome = Dialog::new("hand edits", &title, t.cancel())
        .width(560.0)
        .stays()
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            elide::paragraph(ui, Role::Body, t.hand_edits_text(), p.text2);
            let most = super::body_height(ctx, 320.0);
            ScrollArea::vertical()
                .id_salt("hand edits")
                .max_height(most)
                .min_scrolled_height(most)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    for edit in edits.iter().take(MOST) {
                        elide::paragraph(ui, Role::Body, edit, p.text);
                    }
                    if edits.len() > MOST {
                        elide::plain(
                            ui,
                            Role::Secondary,
                            &t.hand_edits_more(edits.len() - MOST),
                            p.text2,
                        );
                    }
                });
            footer(ui, |ui| {
                if PushButton::primary(t.hand_edits_continue())
                    .show(ui)
                    .clicked()
                {
                    answer = Some(Answer::Continue);
                }
                if PushButton::new(t.cancel()).show(ui).clicked() {
                    answer = Some(Answer::Cancel);
                }
            });
        });
    answer.or_else(|| outcome.closed.then_some(Answer::Cancel))
}
