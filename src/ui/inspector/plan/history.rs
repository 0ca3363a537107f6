//! The states that a plan went through: who, when, with which comment.

use super::Section;
use crate::insight::plan_history::{StateStep, issue_reason, state_history};
use crate::model::{Id, Plan, PlanScope};
use crate::text::date;
use crate::text::strings::plans::Plans;
use crate::ui::icons::Icon;
use crate::ui::inspector::pieces;
use crate::ui::tabs::plan::state_look;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::elide;
use crate::ui::widgets::field::message_line;
use crate::ui::widgets::seal::{SealSize, SealState, paint_seal};
use eframe::egui::{Align, Rect, Sense, Ui, WidgetInfo, accesskit, pos2, vec2};

/// What was found, kept while the document does not change.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    key: Option<(u64, Id)>,
    steps: Vec<StateStep>,
}

impl Shown {
    /// The states of a plan, the last first.
    pub(crate) fn steps(&mut self, view: &View<'_>, plan: &Id) -> &[StateStep] {
        let key = (view.document.revision(), plan.clone());
        if self.key.as_ref() != Some(&key) {
            self.steps = state_history(view.document, plan);
            self.steps.reverse();
            self.key = Some(key);
        }
        &self.steps
    }
}

/// The reason for which a plan was issued although agreements were missing, with the day on which that
/// was recorded; nothing where none was.
pub(crate) fn issued_lacking(ui: &mut Ui, view: &View<'_>, shown: &mut Shown, plan: &Plan) {
    if plan.scope != Some(PlanScope::Joint) {
        return;
    }
    let steps = shown.steps(view, &plan.id);
    if let Some(step) = issue_reason(steps.iter().rev()) {
        let words = Plans(view.lang).issued_lacking(&view.shown(&step.comment));
        let p = &Tokens::of(ui).palette;
        message_line(ui, Icon::Warning, &words, p.soon);
    }
}

/// Draws them as a section of the inspector.
pub(super) fn show(ui: &mut Ui, section: Section<'_, '_>, shown: &mut Shown) {
    let Section { view, plan, .. } = section;
    let steps = shown.steps(view, &plan.id);
    if steps.is_empty() {
        return;
    }
    pieces::section(ui, Plans(view.lang).history(), "");
    for step in steps {
        line(ui, view, step);
    }
}

/// One state: its icon and word, who recorded it and when; a comment stands below.
pub(crate) fn line(ui: &mut Ui, view: &View<'_>, step: &StateStep) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let s = Plans(view.lang);
    let word = view.words().plan_state(step.state);
    let by = if step.entry.by.name.is_empty() {
        s.unknown_author()
    } else {
        &step.entry.by.name
    };
    let at = step.entry.at.format("%H:%M %d/%m/%Y").to_string();
    let name = s.history_name(word, by, &at);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let (icon, tone) = state_look(step.state);
    let middle = rect.center().y;
    icon.paint(
        ui.painter(),
        pos2(rect.left() + 7.0, middle),
        13.0,
        p.tone(tone).fg,
    );
    let mut right = rect.right();
    if let Some(seal) = view.seal_of(&step.entry.by.party) {
        right -= 15.0;
        let center = pos2(right + 7.5, middle);
        paint_seal(
            ui.painter(),
            center,
            SealSize::Small,
            &seal,
            SealState::Agreed,
            tokens,
        );
        right -= 6.0;
    }
    let day = step.on.map_or_else(
        || step.entry.at.format("%d/%m/%Y").to_string(),
        date::format,
    );
    let room = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
    let drawn = elide::text_in(
        ui.painter(),
        room,
        Align::Max,
        Role::Secondary,
        &day,
        p.text2,
    );
    let room = Rect::from_min_max(
        pos2(rect.left() + 19.0, rect.top()),
        pos2(drawn.left() - 6.0, rect.bottom()),
    );
    elide::text_in(
        ui.painter(),
        room,
        Align::Min,
        Role::Secondary,
        word,
        p.text,
    );
    response.widget_info(|| WidgetInfo::labeled(accesskit::Role::Label, true, &name));
    response.on_hover_text(&name);
    if !step.comment.is_empty() {
        ui.horizontal(|ui| {
            ui.add_space(19.0);
            ui.vertical(|ui| {
                elide::paragraph(ui, Role::Secondary, &view.shown(&step.comment), p.text2);
            });
        });
    }
}
