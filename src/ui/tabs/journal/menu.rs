//! What can be done about a change or a moment: by the button of its row, by the right click, by the Menu key.

use super::words::Told;
use super::{Spot, State, row};
use crate::change::log::Ix;
use crate::change::{Blocked, Claim};
use crate::insight::journal::can_undo;
use crate::model::{Path, Series};
use crate::text::strings::journal::Journal as Texts;
use crate::text::strings::merge::Merge;
use crate::ui::commands::{Ask, Command, Commands, History, Point};
use crate::ui::dialogs::problems;
use crate::ui::icons::Icon;
use crate::ui::inspector::edit_field::read_only_reason;
use crate::ui::inspector::menu::{item, separator};
use crate::ui::view::{ReadOnly, Selection, Tab, View};
use eframe::egui::{self, Popup, Response, SetOpenCommand, Ui};

/// The width of the menus, in points.
const WIDTH: f32 = 270.0;

/// The id of a row's menu.
pub(super) fn popup_id(spot: &Spot) -> egui::Id {
    row::id(spot).with("menu")
}

/// Shows something in the tab where it lives.
pub(super) fn open(view: &View<'_>, on: &Path, commands: &mut Commands) {
    if let Ok(command) = target(view, on) {
        commands.push(command);
    }
}

/// How something is shown, or why it cannot be.
fn target(view: &View<'_>, on: &Path) -> Result<Command, &'static str> {
    let t = Texts(view.lang);
    if let Some(selection) = problems::reveal(view, on) {
        return Ok(Command::Reveal(selection));
    }
    let there = view.document.is_shown(on.as_str());
    match on.kind() {
        _ if !there => Err(t.open_gone()),
        "units" => {
            let unit = Some(crate::model::Id::from(on.id()));
            Ok(Command::Ask(Ask::Units { unit }))
        }
        Series::KIND => {
            let all = view.programme().activities.values();
            let mut of = all.filter(|a| a.series.as_ref().is_some_and(|s| s.as_str() == on.id()));
            let first = of.next().ok_or_else(|| t.open_nowhere())?;
            Ok(Command::Reveal(Selection::Activity(first.id.clone())))
        }
        "recipients" => Ok(Command::Ask(Ask::Recipients)),
        "moments" => Ok(Command::Go(Tab::Plan)),
        _ => Err(t.open_nowhere()),
    }
}

/// The menu of a row, opened by its button, by the right click or by key.
fn shown(row: &Response, dots: Option<&Response>, id: egui::Id, body: impl FnOnce(&mut Ui)) {
    let ctx = &row.ctx;
    if dots.is_some_and(Response::clicked) {
        Popup::toggle_id(ctx, id);
    }
    let mut menu = Popup::menu(dots.unwrap_or(row))
        .id(id)
        .open_memory(
            row.secondary_clicked()
                .then_some(SetOpenCommand::Bool(true)),
        )
        .width(WIDTH);
    // By the right click it stands where that was; by the button or by key below the button.
    if row.secondary_clicked() || Popup::position_of_id(ctx, id).is_some() {
        menu = menu.at_pointer_fixed();
    }
    menu.show(|ui| {
        ui.set_min_width(WIDTH - 12.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        body(ui);
    });
}

/// The menu of a change.
pub(super) fn of_change(
    row: &Response,
    dots: Option<&Response>,
    view: &View<'_>,
    state: &mut State,
    (entry, told, ix): (usize, &Told, Ix),
    commands: &mut Commands,
) {
    let spot = Spot::Change(ix);
    if row.secondary_clicked() {
        state.cursor = Some(spot.clone());
    }
    shown(row, dots, popup_id(&spot), |ui| {
        let t = Texts(view.lang);
        let on = &told.line.on;
        let to = target(view, on);
        if item(
            ui,
            Some(Icon::ArrowSquareOut),
            t.open(),
            to.as_ref().err().copied(),
        ) && let Ok(to) = to
        {
            commands.push(to);
        }
        let expanded = state.expanded.contains_key(&ix);
        let words = if expanded { t.collapse() } else { t.expand() };
        if item(ui, Some(Icon::CaretDown), words, None) {
            toggle(state, ix);
        }
        separator(ui);
        let steps = state.history.journal().and_then(|j| j.entries.get(entry));
        let count = steps.map_or(1, |e| e.changes.len());
        let at = steps.and_then(|e| e.at);
        let group = view.document.log().get(ix).map(|c| c.group_id());
        let Some(group) = group else { return };
        let reason = blocked(view, &group);
        let words = if count > 1 {
            t.take_back_step(count)
        } else {
            t.take_back().to_owned()
        };
        if item(ui, Some(Icon::ArrowUUpLeft), &words, reason.as_deref()) {
            commands.push(Command::History(History::TakeBack(group.clone())));
        }
        let past = (view.read_only == Some(ReadOnly::Past)).then(|| t.in_the_past());
        let timeless = past.or(at.is_none().then(|| t.no_time()));
        if item(ui, Some(Icon::Eye), t.view_then(), timeless) {
            let point = Point::After(group.clone());
            commands.push(Command::History(History::View(point)));
        }
        let locked = past.or(read_only_reason(view)).or(timeless);
        let icon = Some(Icon::ClockCounterClockwise);
        if item(ui, icon, t.go_back(), locked) {
            let point = Point::After(group.clone());
            commands.push(Command::History(History::GoBack(point)));
        }
        separator(ui);
        if item(ui, Some(Icon::Funnel), t.only_this(), None) {
            state.only(on.clone(), None);
        }
        if let Some(field) = told.line.what.field()
            && item(ui, Some(Icon::Funnel), t.only_field(), None)
        {
            state.only(on.clone(), Some(field.to_owned()));
        }
        if item(ui, Some(Icon::Copy), t.copy(), None) {
            commands.push(Command::Copy(copied(view, told, at)));
        }
    });
}

/// Shows a change in full, or not any more.
pub(super) fn toggle(state: &mut State, ix: Ix) {
    if state.expanded.remove(&ix).is_none() {
        state.expanded.insert(ix, 48.0);
    }
}

/// A change as it is copied: with its day.
pub(super) fn copied(
    view: &View<'_>,
    told: &Told,
    at: Option<chrono::DateTime<chrono::FixedOffset>>,
) -> String {
    let sentence = told.sentence(Texts(view.lang));
    match at {
        Some(at) => format!("{} {sentence}", crate::text::date::format(at.date_naive())),
        None => sentence.trim_start_matches([',', ' ']).to_owned(),
    }
}

/// Why a step cannot be undone now.
fn blocked(view: &View<'_>, group: &crate::change::ChangeId) -> Option<String> {
    let t = Texts(view.lang);
    if let Some(reason) = read_only_reason(view) {
        return Some(reason.to_owned());
    }
    let blocked = can_undo(view.document, group).err()?;
    let (on, who) = match &blocked {
        Blocked::ByChange { on, change, .. } => {
            let log = view.document.log();
            let by = log.find(change).and_then(|ix| log.get(ix));
            let claim: Option<Claim> = by.map(|c| view.document.claim(c));
            let who = claim.map(|c| Merge(view.lang).who(c.origin, &c.by, c.at));
            (super::words::subject(view, on), who)
        }
        Blocked::ValueGone { on, .. } => (super::words::subject(view, on), None),
        Blocked::Unknown => (String::new(), None),
    };
    Some(t.blocked(&blocked, &on, who.as_deref()))
}

/// The menu of a named moment.
pub(super) fn of_mark(
    row: &Response,
    dots: Option<&Response>,
    view: &View<'_>,
    state: &mut State,
    nth: usize,
    commands: &mut Commands,
) {
    let spot = Spot::Mark(nth);
    if row.secondary_clicked() {
        state.cursor = Some(spot.clone());
    }
    shown(row, dots, popup_id(&spot), |ui| {
        let t = Texts(view.lang);
        let Some(mark) = state.history.marks().get(nth) else {
            return;
        };
        let point = || Point::Mark {
            id: mark.cut.id.clone(),
            kind: mark.cut.kind,
            name: mark.name.clone(),
        };
        let past = (view.read_only == Some(ReadOnly::Past)).then(|| t.in_the_past());
        if item(ui, Some(Icon::Eye), t.view_then(), past) {
            commands.push(Command::History(History::View(point())));
        }
        let locked = past.or(read_only_reason(view));
        let icon = Some(Icon::ClockCounterClockwise);
        if item(ui, icon, t.go_back(), locked) {
            commands.push(Command::History(History::GoBack(point())));
        }
        if item(ui, Some(Icon::Copy), t.copy(), None) {
            let at = mark.at.map(|at| t.moment(at)).unwrap_or_default();
            let text = format!("{at} {}", t.mark(&mark.name));
            commands.push(Command::Copy(text.trim().to_owned()));
        }
    });
}
