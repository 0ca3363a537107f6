//! The small windows of the task: reading, failed, nothing new, two files begun separately, where the official
//! text differs, and whether choices are given up.

use super::state::{Origin, Ready};
use super::words::Words;
use super::{Failed, Outcome};
use crate::merge::Relation;
use crate::text::strings::fields::Fields;
use crate::text::strings::receive::Receive;
use crate::text::visible::visible;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{ButtonKind, PushButton};
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{Context, Rect, ScrollArea, Sense, vec2};

/// Something is on its way. Returns whether it goes on.
pub(super) fn waiting(ctx: &Context, t: Receive, title: &str, share: f32, stops: bool) -> bool {
    let mut stop = false;
    let outcome = Dialog::new("receive waiting", title, t.stop())
        .stays()
        .show(ctx, |ui| {
            let tokens = Tokens::of(ui);
            let p = &tokens.palette;
            elide::paragraph(ui, Role::Secondary, t.nothing_yet(), p.text2);
            let size = vec2(ui.available_width(), 8.0);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            paint::boxed(ui.painter(), rect, tokens.radius.bar, p.idle_soft, p.line);
            let done = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
            ui.painter().rect_filled(done, tokens.radius.bar, p.accent);
            if stops {
                footer(ui, |ui| stop = PushButton::new(t.stop()).show(ui).clicked());
            }
        });
    ctx.request_repaint_after(std::time::Duration::from_millis(120));
    !(stops && (stop || outcome.closed))
}

/// It cannot be merged: why, what is safe, what to do.
pub(super) fn failed(ctx: &Context, t: Receive, failed: &Failed) -> Outcome {
    let mut result = Outcome::Stay;
    let outcome = Dialog::new("receive failed", t.failed_title(), t.close()).show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        ui.horizontal_top(|ui| {
            Icon::Warning.show(ui, 20.0, p.overdue);
            ui.vertical(|ui| {
                for line in failed.why.lines() {
                    elide::paragraph(ui, Role::Body, line, p.text);
                }
                elide::paragraph(ui, Role::Secondary, t.failed_safe(), p.text2);
            });
        });
        footer(ui, |ui| {
            if failed.big && PushButton::primary(t.read_big()).show(ui).clicked() {
                result = Outcome::Big;
            }
            let other = PushButton::new(t.other_file());
            let kind = if failed.big {
                ButtonKind::Secondary
            } else {
                ButtonKind::Primary
            };
            if other.kind(kind).show(ui).clicked() {
                result = Outcome::Other;
            }
            if failed.apart && PushButton::new(t.open_apart()).show(ui).clicked() {
                result = Outcome::Apart;
            }
            if PushButton::new(t.understood()).show(ui).clicked() {
                result = Outcome::Close;
            }
        });
    });
    if outcome.closed {
        Outcome::Close
    } else {
        result
    }
}

/// Nothing would change: said plainly, with what can be done all the same.
pub(super) fn nothing_new(ctx: &Context, view: &View<'_>, ready: &Ready) -> Outcome {
    let t = Receive(view.lang);
    let preview = &ready.read.preview;
    let mut result = Outcome::Stay;
    let title = t.nothing_new_title();
    let outcome = Dialog::new("receive nothing", title, t.close()).show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        let told = match preview.relation {
            Relation::Same => t.nothing_same().to_owned(),
            Relation::Older => t.nothing_older(preview.outgoing.changes),
            _ => t.history_only().to_owned(),
        };
        elide::paragraph(ui, Role::Body, &told, p.text);
        if !preview.text.is_empty() {
            let told = t.text_differs(preview.text.len());
            elide::paragraph(ui, Role::Body, &told, p.overdue);
        }
        let more = match ready.origin {
            Origin::Disk => t.nothing_disk_text(),
            _ => t.nothing_record(),
        };
        elide::paragraph(ui, Role::Secondary, more, p.text2);
        if let Some(refused) = &ready.refused {
            elide::paragraph(ui, Role::Body, refused, p.overdue);
        }
        footer(ui, |ui| {
            let (label, deed) = match (ready.origin, preview.relation) {
                (Origin::Disk, Relation::Same | Relation::Older) => {
                    (t.go_on_saving(), Outcome::GoOn)
                }
                (_, Relation::JoinableSameTemplate) => (t.apply_join(), Outcome::Apply),
                _ => (t.record(), Outcome::Apply),
            };
            if PushButton::primary(label).show(ui).clicked() {
                result = deed;
            }
            if PushButton::new(t.close()).show(ui).clicked() {
                result = Outcome::Close;
            }
        });
    });
    if outcome.closed {
        Outcome::Close
    } else {
        result
    }
}

/// Two files begun separately are joined only when the user says so.
pub(super) fn join(ctx: &Context, t: Receive, ready: &mut Ready) -> Outcome {
    let mut result = Outcome::Stay;
    let outcome = Dialog::new("receive join", t.join_title(), t.close()).show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        elide::paragraph(ui, Role::Body, t.join_text(), p.text);
        elide::paragraph(ui, Role::Secondary, t.nothing_yet(), p.text2);
        footer(ui, |ui| {
            if PushButton::primary(t.join_go_on()).show(ui).clicked() {
                ready.joins = true;
            }
            if PushButton::new(t.open_apart()).show(ui).clicked() {
                result = Outcome::Apart;
            }
            if PushButton::new(t.cancel()).show(ui).clicked() {
                result = Outcome::Close;
            }
        });
    });
    if outcome.closed {
        Outcome::Close
    } else {
        result
    }
}

/// Where the official text differs.
pub(super) fn texts(ctx: &Context, words: &Words<'_>, ready: &mut Ready) {
    let t = words.t;
    let preview = ready.read.preview.clone();
    let outcome = Dialog::new("receive texts", t.text_title(), t.close())
        .width(640.0)
        .show(ctx, |ui| {
            let p = &Tokens::of(ui).palette;
            let programmes = [words.view.programme(), ready.read.theirs.programme()];
            ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                for d in preview.text.iter().take(200) {
                    let name = Fields(words.lang()).named(&programmes, d.clause.as_str());
                    elide::paragraph(ui, Role::CardTitle, &name, p.accent);
                    for (label, text) in [(t.text_mine(), &d.mine), (t.text_theirs(), &d.theirs)] {
                        let text = text.as_deref().unwrap_or(t.text_absent());
                        let told = format!("{label}: {}", visible(text));
                        elide::paragraph(ui, Role::Body, &told, p.text);
                    }
                    ui.add_space(6.0);
                }
            });
            footer(ui, |ui| PushButton::new(t.close()).show(ui).clicked())
        });
    if outcome.closed || outcome.inner {
        ready.texts = false;
    }
}

/// The user wants to leave although choices were made. Returns whether they are given up.
pub(super) fn leaving(ctx: &Context, t: Receive, ready: &mut Ready) -> bool {
    let (mut back, mut give_up) = (false, false);
    let outcome = Dialog::new("receive leaving", t.give_up_title(), t.go_back()).show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        elide::paragraph(ui, Role::Body, t.give_up_text(), p.text);
        footer(ui, |ui| {
            back = PushButton::primary(t.go_back()).show(ui).clicked();
            let button = PushButton::new(t.give_up()).kind(ButtonKind::Danger);
            give_up = button.show(ui).clicked();
        });
    });
    if back || outcome.closed {
        ready.leaving = false;
    }
    give_up
}
