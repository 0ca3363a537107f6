//! "Xuất": the timeline for others, how it is laid out, the calendar; and Ctrl+C.

use super::State;
use crate::model::Id;
use crate::text::strings::report::Report;
use crate::ui::actions::Action;
use crate::ui::commands::{Command, Commands};
use crate::ui::icons::Icon;
use crate::ui::inspector::menu as entries;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::button::{IconButton, PushButton};
use crate::ui::widgets::check::{checkbox, radio};
use crate::ui::widgets::elide;
use crate::ui::widgets::segmented::segmented;
use chrono::NaiveDate;
use eframe::egui::{Event, Frame, Margin, Popup, PopupCloseBehavior, Ui, vec2};

/// What is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sheet {
    /// Pages of A4.
    #[default]
    A4,
    /// Pages of A3.
    A3,
    /// One long picture.
    Long,
}

impl Sheet {
    const ALL: [(Self, Action); 3] = [
        (Self::A4, Action::ExportA4),
        (Self::A3, Action::ExportA3),
        (Self::Long, Action::ExportShown),
    ];
}

/// How the timeline and the calendar leave the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// What the timeline is drawn on.
    pub sheet: Sheet,
    /// Paper that is higher than wide.
    pub portrait: bool,
    /// The stretch of time that is on the screen, not the whole period.
    pub stretch: bool,
    /// With the names of households that stand in titles: asked for anew in every window, whatever the
    /// screen shows.
    pub names: bool,
    /// Of the calendar: deadlines and milestones without the planned stretches.
    pub only_deadlines: bool,
    /// Of the calendar: only what this party leads or coordinates.
    pub party: Option<Id>,
}

impl State {
    /// How the timeline and the calendar are to leave the window.
    #[must_use]
    pub const fn out(&self) -> &Options {
        &self.out
    }

    /// The first and the last day that are on the screen.
    #[must_use]
    pub fn stretch(&self) -> Option<(NaiveDate, NaiveDate)> {
        let scale = self.scale?;
        // A day of which no point is seen is not on the screen.
        Some((scale.date(0.5)?, scale.date((self.width - 0.5).max(0.5))?))
    }
}

/// The button with what can be chosen.
pub(super) fn menu(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    let button = IconButton::new(Icon::Export, Report(view.lang).export()).show(ui);
    Popup::menu(&button)
        .width(360.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            let part = Frame::new().inner_margin(Margin::symmetric(8, 4));
            part.show(ui, |ui| timeline(ui, view, &mut state.out, commands));
            entries::separator(ui);
            part.show(ui, |ui| calendar(ui, view, &mut state.out, commands));
            entries::separator(ui);
            if !view.insight.people.is_empty() {
                part.show(ui, |ui| names(ui, view, &mut state.out));
                entries::separator(ui);
            }
            let words = Action::CopyTable.text(view.lang);
            if entries::item(ui, Some(Icon::Copy), words, None) {
                commands.push(Command::Do(Action::CopyTable));
                Popup::close_all(ui.ctx());
            }
        });
}

fn timeline(ui: &mut Ui, view: &View<'_>, options: &mut Options, commands: &mut Commands) {
    let t = Report(view.lang);
    let p = &Tokens::of(ui).palette;
    elide::plain(ui, Role::NavGroup, t.out_timeline(), p.text2);
    let at = Sheet::ALL
        .iter()
        .position(|(sheet, _)| *sheet == options.sheet)
        .unwrap_or(0);
    let names = ["A4", "A3", t.out_long()];
    row(ui, t.out_paper(), |ui| {
        if let Some((sheet, _)) =
            segmented(ui, t.out_paper(), &names, at).and_then(|at| Sheet::ALL.get(at))
        {
            options.sheet = *sheet;
        }
    });
    if options.sheet != Sheet::Long {
        row(ui, t.out_turn(), |ui| {
            let names = [t.out_landscape(), t.out_portrait()];
            let at = usize::from(options.portrait);
            if let Some(at) = segmented(ui, t.out_turn(), &names, at) {
                options.portrait = at == 1;
            }
        });
    }
    row(ui, t.out_time(), |ui| {
        let names = [t.out_whole(), t.out_seen()];
        let at = usize::from(options.stretch);
        if let Some(at) = segmented(ui, t.out_time(), &names, at) {
            options.stretch = at == 1;
        }
    });
    elide::paragraph(ui, Role::Secondary, t.out_as_shown(), p.text3);
    if PushButton::new(t.out_timeline_do()).show(ui).clicked() {
        let found = Sheet::ALL.iter().find(|(s, _)| *s == options.sheet);
        commands.push(Command::Do(
            found.map_or(Action::ExportA4, |(_, action)| *action),
        ));
        Popup::close_all(ui.ctx());
    }
}

fn calendar(ui: &mut Ui, view: &View<'_>, options: &mut Options, commands: &mut Commands) {
    let t = Report(view.lang);
    let p = &Tokens::of(ui).palette;
    elide::plain(ui, Role::NavGroup, t.out_calendar(), p.text2);
    let only = options.only_deadlines;
    if checkbox(ui, only, t.out_only_deadlines(), None).clicked() {
        options.only_deadlines = !only;
    }
    ui.horizontal_wrapped(|ui| {
        if radio(ui, options.party.is_none(), t.out_every_party(), None).clicked() {
            options.party = None;
        }
        for party in view.programme().parties_in_order() {
            let on = options.party.as_ref() == Some(&party.id);
            if radio(ui, on, &party.short_name, None).clicked() {
                options.party = Some(party.id.clone());
            }
        }
    });
    let words = Action::ExportCalendar.text(view.lang);
    if PushButton::new(words).show(ui).clicked() {
        commands.push(Command::Do(Action::ExportCalendar));
        Popup::close_all(ui.ctx());
    }
}

/// Whether timeline and calendar name households: not because the screen does.
fn names(ui: &mut Ui, view: &View<'_>, options: &mut Options) {
    let t = Report(view.lang);
    let p = &Tokens::of(ui).palette;
    if checkbox(ui, options.names, t.out_names(), None).clicked() {
        options.names = !options.names;
    }
    let (words, ink) = if options.names {
        (t.tables_with_names(), p.soon)
    } else {
        (t.tables_without_names(), p.text3)
    };
    elide::paragraph(ui, Role::Secondary, words, ink);
}

/// A label beside what is chosen.
fn row(ui: &mut Ui, label: &str, choice: impl FnOnce(&mut Ui)) {
    let p = &Tokens::of(ui).palette;
    ui.horizontal(|ui| {
        let left = ui.cursor().left();
        elide::label(ui, Role::Secondary, label, p.text2, 84.0);
        ui.add_space((left + 84.0 - ui.cursor().left()).max(0.0));
        choice(ui);
    });
}

/// Ctrl+C while the chart has the keys.
pub(super) fn copy(ui: &Ui, commands: &mut Commands) {
    let asked = ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !matches!(event, Event::Copy));
        input.events.len() < before
    });
    if asked {
        commands.push(Command::Do(Action::CopyTable));
    }
}
