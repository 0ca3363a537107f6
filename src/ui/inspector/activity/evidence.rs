//! Evidence (minh chứng) of an activity.

use super::Section;
use crate::insight::year_of;
use crate::ui::commands::Commands;
use crate::ui::inspector::papers::{Form as PapersForm, Papers};
use crate::ui::inspector::pieces;
use eframe::egui::Ui;

/// A paper that is being written down.
pub(super) type Form = PapersForm;

/// Draws the list and the form.
pub(super) fn show(
    ui: &mut Ui,
    section: &Section<'_, '_>,
    form: &mut Option<Form>,
    commands: &mut Commands,
) {
    let Section {
        view,
        activity,
        words,
        ..
    } = *section;
    let papers = Papers {
        view,
        of: &activity.id,
        year: year_of(activity),
        day: Some(view.today),
    };
    let aside = match papers.count() {
        0 => String::new(),
        count => words.evidence_count(count),
    };
    pieces::section(ui, words.evidence(), &aside);
    papers.show(ui, form, commands);
}
