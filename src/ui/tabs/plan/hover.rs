//! What a bar says when the pointer rests on it.

use super::gesture::Gesture;
use super::{State, texts};
use crate::insight::timeline::{Compared, Form, Scene, Subject};
use crate::model::content::Datum;
use crate::model::{Activity, BudgetLine, Id};
use crate::text::{date, money};
use crate::ui::parts;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::chip::StatusChip;
use crate::ui::widgets::elide;
use crate::ui::widgets::seal::{SealSize, SealState, seal};
use eframe::egui::{
    self, Align, Area, Frame, Layout, Order, Pos2, Response, Stroke, Ui, pos2, vec2,
};
use std::time::Duration;

/// How long the pointer must rest, in seconds.
const REST: f64 = 0.25;

/// Shows the popover once the pointer has rested on a bar.
pub(super) fn show(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    scene: &Scene,
    response: &Response,
    origin: Pos2,
) {
    let at = response
        .hover_pos()
        .filter(|_| matches!(state.gesture, Gesture::None));
    let handle = state.handle_of(view);
    let hit = at.and_then(|at| scene.hit(at.x - origin.x, at.y - origin.y, handle.as_ref()));
    let Some(Subject::Activity(id)) = hit.map(|hit| hit.of) else {
        state.hover = None;
        return;
    };
    let now = ui.input(|input| input.time);
    let since = match &state.hover {
        Some((known, since)) if *known == id => *since,
        _ => now,
    };
    state.hover = Some((id.clone(), since));
    let left = REST - (now - since);
    if left > 0.0 {
        ui.ctx()
            .request_repaint_after(Duration::from_secs_f64(left + 0.01));
        return;
    }
    if let (Some(at), Some(shape)) = (at, scene.shape_of(&id)) {
        let bounds = shape.form.bounds();
        let bottom = origin.y + bounds.y + bounds.h;
        popover(
            ui,
            view,
            &id,
            pos2(at.x + 8.0, bottom + 8.0),
            matches!(shape.form, Form::Bar { .. }),
            state.compare.ready(),
        );
    }
}

fn popover(ui: &Ui, view: &View<'_>, id: &Id, at: Pos2, is_bar: bool, compared: Option<&Compared>) {
    let Some(activity) = view.programme().activities.get(id) else {
        return;
    };
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let area = Area::new(egui::Id::unique("plan popover"))
        .order(Order::Tooltip)
        .interactable(false)
        .constrain_to(ui.ctx().content_rect())
        .fixed_pos(at);
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(12).show(ui, |ui| {
            ui.set_width(238.0);
            ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for style in view.lead_seals(activity.lead.as_ref()).iter().rev() {
                    seal(
                        ui,
                        SealSize::Small,
                        style,
                        SealState::Agreed,
                        &style.letters.clone(),
                    );
                }
                ui.add_space(4.0);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    elide::paragraph(ui, Role::CardTitle, &view.shown(&activity.title), p.text);
                });
            });
            if let Some(compared) = compared {
                was(ui, view, compared, activity);
            }
            elide::plain(ui, Role::Secondary, &dates(view, activity), p.text2);
            let standing = view.insight.standing(&activity.id);
            let words = parts::standing_text(view.words(), standing);
            StatusChip::new(
                parts::standing_icon(standing),
                &words,
                parts::standing_tone(standing),
            )
            .show(ui);
            match &activity.lead {
                Some(unit) => elide::plain(ui, Role::Secondary, &view.unit_name(unit), p.text2),
                None => elide::plain(ui, Role::Secondary, view.words().unassigned(), p.text2),
            };
            if view.read_only.is_none() {
                let hint = if is_bar {
                    texts(view).drag_hint()
                } else {
                    texts(view).drag_hint_milestone()
                };
                ui.separator();
                elide::paragraph(ui, Role::Secondary, hint, p.text3);
            }
        });
    });
}

/// What the comparison says: the old dates struck, above the new ones, and money that differs.
fn was(ui: &mut Ui, view: &View<'_>, compared: &Compared, activity: &Activity) {
    let p = &Tokens::of(ui).palette;
    if let Some((start, due)) = compared.comparison.moved.get(&activity.id) {
        let mut old = activity.clone();
        (old.start, old.due) = (*start, *due);
        struck(ui, &dates(view, &old));
    }
    let differences = compared
        .comparison
        .by_activity
        .get(&Some(activity.id.clone()));
    for difference in differences.into_iter().flatten() {
        let amount = |datum: &Option<Datum>| match datum {
            Some(Datum::Amount(dong)) => money::format_dong(*dong),
            _ => "—".to_owned(),
        };
        let name = match difference.key {
            BudgetLine::COMMITTED => texts(view).money_committed(),
            BudgetLine::ESTIMATE => texts(view).money_estimate(),
            _ => continue,
        };
        let words = texts(view).money_moved(
            name,
            &amount(&difference.before),
            &amount(&difference.after),
        );
        elide::paragraph(ui, Role::Secondary, &words, p.text2);
    }
    if compared.added.contains(&activity.id) {
        elide::plain(
            ui,
            Role::SecondaryStrong,
            texts(view).compare_new(),
            p.text2,
        );
    }
}

/// Words with a line through them.
fn struck(ui: &mut Ui, words: &str) {
    let p = &Tokens::of(ui).palette;
    let response = elide::plain(ui, Role::Secondary, words, p.text3);
    let line = Stroke::new(1.0, p.text3);
    ui.painter()
        .hline(response.rect.x_range(), response.rect.center().y, line);
}

/// "01/07/2024 – 25/08/2024, 56 ngày".
pub(super) fn dates(view: &View<'_>, activity: &Activity) -> String {
    let t = texts(view);
    match (activity.start, activity.due) {
        (Some(start), Some(due)) if !activity.milestone => {
            let days = (due - start).num_days() + 1;
            format!(
                "{} – {}, {}",
                date::format(start),
                date::format(due),
                t.days(days)
            )
        }
        (_, Some(due)) => t.until(&date::format(due)),
        (Some(start), None) => t.from(&date::format(start)),
        (None, None) => t.no_dates().to_owned(),
    }
}
