//! Kế hoạch năm: the timeline of annual plans. The shapes come from [`crate::insight::timeline`];
//! this tab paints them, lets them be gripped, and shows the plans of each year above them.
//!
//! - `header` — the title, the zoom, the filter, "Thêm việc"; `strip` — what is hidden or compared;
//! - `folds` — the empty years folded away at either end;
//! - `bands` — a band for each year with its joint plan; `year_plans` — the list of all its plans;
//! - `axis` — the time above; `chart` — rows and bars; `labels` — the column at the left;
//! - `gesture` — dragging with the pointer; `keys` — the same by keyboard; `many` — several at once;
//! - `arrows` — dependencies; `reason` — why agreed work moves; `hover` — what a bar says under the
//!   pointer;
//! - `follow` — an activity behind another one, and their menu; `out` — the timeline for others;
//! - `page` — the page of a plan, in the place of all this.

mod arrows;
mod axis;
mod bands;
mod chart;
mod compare;
mod empty;
mod filter;
mod folds;
mod follow;
mod gesture;
mod header;
mod hover;
mod keys;
mod labels;
mod many;
mod names;
mod out;
mod page;
mod paint;
mod reason;
mod strip;
mod year_plans;
mod zoom;

pub use bands::state_look;
pub use follow::follow;
pub use out::{Options as OutOptions, Sheet as OutSheet};
pub use year_plans::plan_name;

#[cfg(test)]
mod tests;

use crate::change::{ChangeId, Document};
use crate::insight::timeline::{
    Choice, Compared, Dates, Group, Grouping, Rows, RowsKey, Scale, YearFolds,
};
use crate::insight::{Insight, YearFilter};
use crate::model::Id;
use crate::text::strings::plan::Plan as Texts;
use crate::ui::commands::Commands;
use crate::ui::tokens::Tokens;
use crate::ui::view::{Selection, View};
use compare::Then;
use eframe::egui::{Modifiers, Rect, Stroke, Ui, pos2, vec2};
use gesture::Gesture;
use std::collections::{BTreeMap, BTreeSet};
use zoom::Zoom;

/// What the tab remembers between frames: scroll, choice, drafts.
#[derive(Debug, Default)]
pub struct State {
    /// The rows of the last revision that was shown.
    rows: Option<Rows>,
    /// Grouping, filter and folds.
    choice: Choice,
    /// The named zoom, or a free one.
    zoom: Zoom,
    /// The time scale, once the width is known.
    scale: Option<Scale>,
    /// The zoom was kept from the last time: the first years do not choose another one.
    keep_zoom: bool,
    /// A zoom on its way.
    glide: Option<zoom::Glide>,
    /// The width for which the scale was made.
    width: f32,
    /// The years for which the zoom was chosen.
    years: Option<YearFilter>,
    /// What the pointer is doing.
    gesture: Gesture,
    /// What the pointer rests on, and since when.
    hover: Option<(Id, f64)>,
    /// The selection that was shown last: a new one is scrolled into view.
    shown: Selection,
    /// The keys moved: the row is to be scrolled into view.
    follow: bool,
    /// A head that the arrow keys stand on.
    head: Option<Group>,
    /// Several activities that are chosen together; empty where one is selected as usual.
    chosen: BTreeSet<Id>,
    /// From where Shift chooses.
    anchor: Option<Id>,
    /// The arrow that is chosen.
    link: Option<Id>,
    /// Delete was pressed for what this tab alone knows.
    delete: bool,
    /// The panel of several asks whether they are really to be deleted.
    sure: bool,
    /// A move that waits for its reason.
    pending: Option<reason::Pending>,
    /// Two moments that are compared.
    compare: compare::Compare,
    /// No dates at all.
    nothing: BTreeMap<Id, Dates>,
    /// What is done once the rows are at hand again.
    later: Option<Later>,
    /// A sentence on what was refused, and since when it is shown.
    notice: Option<(String, f64)>,
    /// The page of a plan, in the place of the timeline.
    page: Option<page::Page>,
    /// Empty years that the user opened: they are not folded away.
    opened: BTreeSet<i32>,
    /// Which years are folded away.
    folds: YearFolds,
    /// How the timeline leaves the window.
    out: out::Options,
    /// The activity whose menu is open.
    menu: Option<Id>,
}

/// What the pointer chose while the rows were being drawn.
#[derive(Debug)]
enum Later {
    /// A click on an activity.
    Click(Id, Modifiers),
    /// These were inside a rubber band.
    Choose(Vec<Id>),
    /// All groups are to be folded, or unfolded.
    FoldAll(bool),
}

impl Later {
    fn carry_out(self, view: &View<'_>, state: &mut State, commands: &mut Commands) {
        match self {
            Self::Click(id, modifiers) => many::click(view, state, &id, modifiers, commands),
            Self::Choose(ids) => many::choose(view, state, ids, commands),
            Self::FoldAll(folded) => state.fold_all(folded),
        }
    }
}

impl State {
    /// Opens the page of a plan: as it stands, or as it stood at a moment.
    pub fn open_page(&mut self, plan: Id, at: Option<ChangeId>) {
        self.page = Some(page::Page::new(plan, at));
    }
}

/// The chart: where the keyboard begins.
#[must_use]
pub fn cursor() -> eframe::egui::Id {
    keys::chart_id()
}

/// The width of the scroll bar, in points.
const SCROLL_BAR: f32 = 8.0;

/// The height of the strip of what is hidden and compared.
const STRIP: f32 = 32.0;

/// Where things lie, in points.
#[derive(Clone, Copy, Debug)]
struct Layout {
    /// The page header.
    header: Rect,
    /// What is hidden and compared, below it; without height where nothing is.
    strip: Rect,
    /// The bands of the years, over the chart alone: between the folded years at its ends.
    bands: Rect,
    /// The axis, over the chart alone.
    axis: Rect,
    /// Labels and chart.
    body: Rect,
    /// The width of the labels.
    label: f32,
    /// The height of a row.
    row: f32,
}

impl Layout {
    fn of(area: Rect, tokens: &Tokens, strip: bool, folds: &YearFolds) -> Self {
        let size = &tokens.size;
        let low = area.height() < 640.0;
        let wide = area.width() >= 1400.0;
        let label = match area.width() {
            w if w >= 1400.0 => size.timeline_label_width_wide,
            w if w >= 800.0 => size.timeline_label_width,
            w => (w * 0.3).max(196.0),
        };
        let head = if low {
            size.page_header_compact
        } else {
            size.page_header
        };
        let header = Rect::from_min_size(area.min, vec2(area.width(), head));
        let fold = |years: Option<_>| if years.is_some() { folds::WIDTH } else { 0.0 };
        let left = area.left() + label + fold(folds.before());
        let high = if strip { STRIP } else { 0.0 };
        let strip = Rect::from_min_size(header.left_bottom(), vec2(area.width(), high));
        let top = strip.bottom();
        // The scroll bar of the rows has a strip of its own, so that the end of the year is not under it.
        let right = area.right() - SCROLL_BAR - fold(folds.after());
        let bands = Rect::from_min_max(pos2(left, top), pos2(right, top + size.plan_band));
        let axis = Rect::from_min_max(
            bands.left_bottom(),
            pos2(right, bands.bottom() + size.time_axis),
        );
        let body = Rect::from_min_max(pos2(area.left(), axis.bottom()), area.max);
        let row = if wide {
            tokens.row.timeline_wide
        } else {
            tokens.row.timeline
        };
        Self {
            header,
            strip,
            bands,
            axis,
            body,
            label,
            row,
        }
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, view: &View<'_>, state: &mut State, commands: &mut Commands) {
    if page::show(ui, view, &mut state.page, commands) {
        return;
    }
    let area = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(area);
    state.compare.follow(ui.ctx(), view);
    // Between two past moments the later one is drawn, with its own work, dates and states.
    let past = state.compare.take_past();
    let mut asked = Commands::default();
    match &past {
        Some(then) => {
            let then = then.view(view);
            draw(ui, (view, &then), state, area, commands, &mut asked);
        }
        None => draw(ui, (view, view), state, area, commands, &mut asked),
    }
    for command in asked.take() {
        if past.is_none() || Then::allows(view, &command) {
            commands.push(command);
        }
    }
    state.compare.put_past(past);
}

/// Draws the timeline of `shown`; header and strip speak of `view`, which is now.
fn draw(
    ui: &mut Ui,
    (view, shown): (&View<'_>, &View<'_>),
    state: &mut State,
    area: Rect,
    commands: &mut Commands,
    asked: &mut Commands,
) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    state.refresh(shown);
    folds::refresh(shown, state);
    let layout = Layout::of(area, tokens, strip::is_shown(state), &state.folds);
    let width = layout.bands.width().max(1.0);
    zoom::settle(shown, state, width);
    zoom::glide(ui, state);

    ui.painter().rect_filled(
        Rect::from_min_max(layout.strip.left_bottom(), area.max),
        0,
        p.surface,
    );
    let top = Rect::from_min_max(
        layout.header.left_bottom(),
        pos2(area.right(), layout.axis.bottom()),
    );
    ui.painter().rect_filled(top, 0, p.panel);
    header::show(ui, view, state, layout.header, commands);
    strip::show(ui, view, state, layout.strip);
    keys::handle(ui, shown, state, &layout, asked);
    zoom::wheel(ui, state, Rect::from_min_max(layout.bands.min, area.max));
    let drawn = state.scale;
    chart::show(ui, shown, state, &layout, asked);
    // The years stand over the bars as these were drawn; what a drag moved is seen in the next frame.
    let moved = std::mem::replace(&mut state.scale, drawn);
    bands::show(ui, shown, state, &layout, asked);
    axis::show(ui, shown, state, &layout);
    state.scale = moved;
    if moved != drawn {
        ui.ctx().request_repaint();
    }
    folds::show(ui, shown, state, &layout);
    many::panel(ui, shown, state, &layout, asked);
    reason::notice(ui, state, &layout);
    reason::ask(ui.ctx(), view, state, commands);
    let line = Stroke::new(tokens.stroke.hairline, p.line_strong);
    ui.painter()
        .hline(area.x_range(), layout.header.bottom() - 0.5, line);
    ui.painter().vline(
        layout.bands.left() - 0.5,
        layout.bands.top()..=area.bottom(),
        line,
    );
}

/// What of the tab survives the end of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// By what the rows stand together.
    pub grouping: Grouping,
    /// Which activities are shown.
    pub filter: crate::insight::timeline::Filter,
    /// The word of a named zoom; empty for a free one.
    pub zoom: String,
    /// Empty years that the user opened: they are not folded away.
    pub open_years: BTreeSet<i32>,
}

impl State {
    /// The rows as they were last shown, and the zoom in points a day; for what leaves the program.
    #[must_use]
    pub fn shown(&self) -> Option<(&Rows, f64)> {
        Some((self.rows.as_ref()?, self.scale?.px_per_day))
    }

    /// What two moments are compared, and in words; once it is known.
    #[must_use]
    pub fn compared(&self) -> Option<(&Compared, &str)> {
        Some((self.compare.ready()?, self.compare.words()))
    }

    /// The document that is shown in the place of today's: that of the later of two past moments.
    #[must_use]
    pub fn past(&self) -> Option<(&Document, &Insight)> {
        self.compare.past()
    }

    /// What shall survive.
    #[must_use]
    pub fn kept(&self) -> Kept {
        Kept {
            grouping: self.choice.grouping,
            filter: self.choice.filter.clone(),
            zoom: self.zoom.word().to_owned(),
            open_years: self.opened.clone(),
        }
    }

    /// A state that begins with what survived.
    #[must_use]
    pub fn with(kept: Kept) -> Self {
        Self {
            zoom: Zoom::of_word(&kept.zoom),
            keep_zoom: true,
            opened: kept.open_years,
            choice: Choice {
                grouping: kept.grouping,
                filter: kept.filter,
                ..Choice::default()
            },
            ..Self::default()
        }
    }

    /// Takes Delete where it means something that the selection does not say: an arrow, or several
    /// activities. Returns whether it does.
    pub fn takes_delete(&mut self) -> bool {
        self.delete = self.link.is_some() || self.chosen.len() > 1;
        self.delete
    }

    /// Computes the rows anew where the document, the day, the years or the choice changed.
    fn refresh(&mut self, view: &View<'_>) {
        let fresh = self.rows.as_ref().is_some_and(|rows| {
            rows.key == RowsKey::of(view.insight, &self.choice, self.compare.number())
        });
        if !fresh {
            self.make_rows(view);
            // What was deleted is chosen no more.
            let there = &view.programme().activities;
            self.chosen.retain(|id| there.contains_key(id));
        }
        let arrows = &view.programme().dependencies;
        if self
            .link
            .as_ref()
            .is_some_and(|id| !arrows.contains_key(id))
        {
            self.link = None;
        }
        // Something was selected elsewhere: its row must be there to be scrolled to.
        if self.shown != *view.selection {
            let selected = match view.selection {
                Selection::Activity(id) => view.programme().activities.get(id),
                _ => None,
            };
            if selected.is_none_or(|a| !self.chosen.contains(&a.id)) {
                self.chosen.clear();
            }
            if let Some(activity) = selected {
                let group = self.choice.grouping.of(view.programme(), activity);
                if self.choice.folds.remove(&group) {
                    self.make_rows(view);
                }
            }
        }
    }

    fn make_rows(&mut self, view: &View<'_>) {
        let rows = Rows::of(
            view.programme(),
            view.insight,
            &self.choice,
            self.compare.removed(),
            self.compare.number(),
        );
        self.rows = Some(rows);
    }

    fn fold(&mut self, group: &Group, folded: bool) {
        if folded {
            self.choice.folds.insert(group.clone());
        } else {
            self.choice.folds.remove(group);
        }
    }

    /// Folds all groups, or unfolds them all.
    fn fold_all(&mut self, folded: bool) {
        self.choice.folds.clear();
        if folded && let Some(rows) = &self.rows {
            let heads = rows.list.iter().filter_map(|row| match row {
                crate::insight::timeline::Row::Head(head) => Some(head.group.clone()),
                _ => None,
            });
            self.choice.folds.extend(heads);
        }
    }

    /// Chooses by what the rows stand together.
    fn group_by(&mut self, grouping: Grouping) {
        if self.choice.grouping != grouping {
            self.choice.grouping = grouping;
            self.choice.folds.clear();
            self.head = None;
            self.follow = true;
        }
    }

    /// The dates that bars would get: of those in the hand, or that wait for their reason.
    fn preview(&self) -> &BTreeMap<Id, Dates> {
        match (&self.gesture, &self.pending) {
            (Gesture::Bar(drag), _) => &drag.to,
            (_, Some(pending)) => &pending.dates,
            _ => &self.nothing,
        }
    }

    /// The activity whose handle for dependencies is out: the one under the pointer, else the
    /// selected one.
    fn handle_of(&self, view: &View<'_>) -> Option<Id> {
        if locked_here(view, self).is_some() || self.chosen.len() > 1 {
            return None;
        }
        match (&self.gesture, &self.hover, view.selection) {
            (Gesture::Link { from, .. }, ..) => Some(from.clone()),
            (Gesture::None, Some((id, _)), _) => Some(id.clone()),
            (Gesture::None, None, Selection::Activity(id)) => Some(id.clone()),
            _ => None,
        }
    }
}

/// The texts of the tab.
const fn texts(view: &View<'_>) -> Texts {
    Texts(view.lang)
}

/// Why no bar can be moved, in words: as [`locked`], and while an earlier moment is looked at.
fn locked_here(view: &View<'_>, state: &State) -> Option<&'static str> {
    let past = state.compare.shows_past();
    past.then(|| texts(view).compare_locked())
        .or_else(|| locked(view))
}

/// Why nothing can be edited, in words.
fn locked(view: &View<'_>) -> Option<&'static str> {
    view.read_only.map(|_| texts(view).read_only())
}
