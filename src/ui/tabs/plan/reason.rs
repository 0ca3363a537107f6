//! Sending an edit: what the rules refuse is said beside the bars; what touches an agreed plan asks
//! for the reason first.

use super::{Layout, State};
use crate::edit::{Edit, Refusal, needs_reason};
use crate::insight::timeline::Dates;
use crate::model::Id;
use crate::text::strings::errors::Errors;
use crate::ui::commands::Commands;
use crate::ui::dialogs::reason as question;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::{elide, paint};
use eframe::egui::{Context, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};
use std::collections::BTreeMap;

/// A move that waits for its reason; the bars stand where they would.
#[derive(Debug)]
pub(super) struct Pending {
    /// Where the bars would stand.
    pub(super) dates: BTreeMap<Id, Dates>,
    question: question::State,
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
            let question = question::State::of(edit, agreed.len());
            state.pending = Some(Pending { dates, question });
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
    if question::show(ctx, view, &mut pending.question, commands) {
        state.pending = Some(pending);
    }
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
