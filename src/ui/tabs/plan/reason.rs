//! Sending an edit: what the rules refuse is said beside the bars; what touches an agreed plan asks
//! for the reason first.

use super::{Layout, State, texts};
use crate::edit::{Edit, Refusal, needs_reason};
use crate::insight::timeline::Dates;
use crate::model::Id;
use crate::text::strings::errors::Errors;
use crate::ui::commands::Commands;
use crate::ui::icons::Icon;
use crate::ui::inspector::pieces::FormField;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::PushButton;
use crate::ui::widgets::dialog::{Dialog, footer};
use crate::ui::widgets::field::{CommitBy, TextField, error_line};
use crate::ui::widgets::{elide, paint};
use eframe::egui::{Context, Id as UiId, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};
use std::collections::BTreeMap;

/// A move that waits for its reason; the bars stand where they would.
#[derive(Debug)]
pub(super) struct Pending {
    edit: Edit,
    /// Where the bars would stand.
    pub(super) dates: BTreeMap<Id, Dates>,
    /// How many activities of agreed plans it touches.
    agreed: usize,
    draft: FormField,
    fresh: bool,
    error: Option<String>,
}

/// Sends a move of bars to these dates.
pub(super) fn commit(
    view: &View<'_>,
    state: &mut State,
    dates: BTreeMap<Id, Dates>,
    edit: Edit,
    commands: &mut Commands,
) {
    if let Err(refusal) = view.check(&edit) {
        refuse(view, state, &refusal);
        return;
    }
    match needs_reason(view.document, &edit) {
        None => commands.edit(edit),
        Some(agreed) => {
            state.pending = Some(Pending {
                edit,
                dates,
                agreed: agreed.len(),
                draft: FormField::default(),
                fresh: true,
                error: None,
            });
        }
    }
}

/// Sends an edit that moves no bar on the screen; asks for its reason where one is needed.
pub(super) fn commit_plain(
    view: &View<'_>,
    state: &mut State,
    edit: Edit,
    commands: &mut Commands,
) {
    commit(view, state, BTreeMap::new(), edit, commands);
}

fn refuse(view: &View<'_>, state: &mut State, refusal: &Refusal) {
    let sentence = Errors(view.lang).refusal(refusal, |id| view.unit_name(id));
    state.notice = Some((sentence, 0.0));
}

/// Asks for the reason of a move: Enter goes on, Esc brings the bars back.
pub(super) fn ask(ctx: &Context, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let Some(mut pending) = state.pending.take() else {
        return;
    };
    let t = texts(view);
    let (mut go, mut back) = (false, false);
    let dialog = Dialog::new("plan reason", t.reason_title(), t.cancel()).width(440.0);
    let outcome = dialog.stays().show(ctx, |ui| {
        let p = &Tokens::of(ui).palette;
        let why = t.reason_why(pending.agreed);
        elide::paragraph(ui, Role::Secondary, &why, p.text2);
        let field = TextField::new(UiId::unique("plan reason field"), t.reason_title())
            .hint(t.reason_hint())
            .boxed();
        let out = pending.draft.show(ui, field);
        if std::mem::take(&mut pending.fresh) {
            out.response.request_focus();
        }
        go = out.left == Some(CommitBy::Enter);
        back = out.cancelled;
        if let Some(error) = &pending.error {
            error_line(ui, error);
        }
        footer(ui, |ui| {
            go |= PushButton::primary(t.reason_go()).show(ui).clicked();
            back |= PushButton::new(t.reason_back()).show(ui).clicked();
        });
    });
    if back || outcome.closed {
        return;
    }
    if go {
        let reason = pending.draft.text().trim().to_owned();
        let edit = Edit::WithReason {
            edit: Box::new(pending.edit.clone()),
            reason,
        };
        match view.check(&edit) {
            Ok(_) => {
                commands.edit(edit);
                return;
            }
            Err(refusal) => {
                let words = Errors(view.lang).refusal(&refusal, |id| view.unit_name(id));
                pending.error = Some(words);
                pending.fresh = true;
            }
        }
    }
    state.pending = Some(pending);
}

/// How long a sentence on what was refused stays, in seconds.
const NOTICE: f64 = 6.0;

/// Shows what was refused, for a while.
pub(super) fn notice(ui: &Ui, state: &mut State, layout: &Layout) {
    let now = ui.input(|input| input.time);
    let Some((words, since)) = &mut state.notice else {
        return;
    };
    if *since == 0.0 {
        *since = now;
    }
    let left = NOTICE - (now - *since);
    if left <= 0.0 {
        state.notice = None;
        return;
    }
    ui.ctx()
        .request_repaint_after(std::time::Duration::from_secs_f64(left));
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let width = (layout.bands.width() - 32.0).min(520.0);
    let galley = elide::lines(ui.painter(), Role::Secondary, words, p.text, width - 36.0);
    let size = vec2(width.min(galley.size().x + 40.0), galley.size().y + 14.0);
    let at = pos2(
        layout.bands.center().x - size.x / 2.0,
        layout.axis.bottom() + 8.0,
    );
    let rect = paint::snap(ui.painter(), Rect::from_min_size(at, size));
    paint::boxed(
        ui.painter(),
        rect,
        tokens.radius.button,
        p.surface,
        p.overdue_line,
    );
    Icon::WarningCircle.paint(
        ui.painter(),
        pos2(rect.left() + 16.0, rect.center().y),
        15.0,
        p.overdue,
    );
    let place = pos2(rect.left() + 28.0, rect.top() + 7.0);
    ui.painter().galley(place, galley, p.text);
    let words = words.clone();
    ui.interact(rect, ui.scope_id().with("notice"), Sense::hover())
        .widget_info(|| WidgetInfo::labeled(accesskit::Role::Alert, true, &words));
}
