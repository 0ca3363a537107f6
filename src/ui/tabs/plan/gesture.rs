//! Dragging: bars and their edges, arrows from bar to bar, and the empty ground.

use super::{Later, State, locked_here, reason, zoom};
use crate::change::Seen;
use crate::edit::Edit;
use crate::insight::timeline::{Area, Dates, Form, Grip, Part, Scale, Scene, Step, Subject};
use crate::model::field::date_value;
use crate::model::{Activity, Id, Path};
use crate::ui::commands::{Command, Commands};
use crate::ui::view::{Selection, View};
use eframe::egui::{CursorIcon, Key, Modifiers, Pos2, Rect, Response, Ui, pos2};
use std::collections::BTreeMap;

/// How near to an edge of the chart a drag begins to scroll it, in points.
const EDGE: f32 = 28.0;
/// How fast it then scrolls, in points per second for each point over that line.
const SPEED: f32 = 18.0;

/// Bars in the hand.
#[derive(Clone, Debug)]
pub(super) struct Drag {
    /// The activity that is held.
    pub(super) id: Id,
    /// What of it is held.
    pub(super) grip: Grip,
    /// The day at which it was taken, with its fraction.
    origin: f64,
    /// The dates before, of all that move.
    pub(super) from: BTreeMap<Id, Dates>,
    /// Their dates if they were let go now.
    pub(super) to: BTreeMap<Id, Dates>,
    /// What was shown when they were taken.
    seen: BTreeMap<Id, [Seen; 2]>,
}

/// What the pointer is doing.
#[derive(Clone, Debug, Default)]
pub(super) enum Gesture {
    /// Nothing.
    #[default]
    None,
    /// It moves bars.
    Bar(Drag),
    /// It draws an arrow from the end of this activity; over another one, that one too.
    Link {
        /// The activity that ends first.
        from: Id,
        /// The activity under the pointer.
        to: Option<Id>,
        /// Where the pointer is.
        at: Pos2,
    },
    /// It spans a rubber band from here.
    Band {
        /// Where it began, from the top left of the scene.
        from: Pos2,
        /// Where it is.
        to: Pos2,
    },
    /// It moves the ground.
    Pan,
    /// It was cancelled; the button is still down.
    Spent,
}

/// The heads of start and deadline as shown now.
pub(super) fn seen(view: &View<'_>, id: &Id) -> [Seen; 2] {
    let on = Path::new(Activity::KIND, id.as_str());
    [
        view.seen(&on, Activity::START),
        view.seen(&on, Activity::DUE),
    ]
}

/// The edit that brings activities from these dates to those, as one step; none where nothing moves.
pub(super) fn reschedule(
    from: &BTreeMap<Id, Dates>,
    to: &BTreeMap<Id, Dates>,
    mut seen: BTreeMap<Id, [Seen; 2]>,
) -> Option<Edit> {
    let mut edits = Vec::new();
    for (id, was) in from {
        let (Some(is), Some([seen_start, seen_due])) = (to.get(id), seen.remove(id)) else {
            continue;
        };
        let set = |key: &str, to, seen| Edit::Set {
            on: Path::new(Activity::KIND, id.as_str()),
            key: key.to_owned(),
            to: date_value(to),
            seen,
        };
        if was.start != is.start {
            edits.push(set(Activity::START, is.start, seen_start));
        }
        if was.due != is.due {
            edits.push(set(Activity::DUE, is.due, seen_due));
        }
    }
    (!edits.is_empty()).then_some(Edit::Several(edits))
}

/// The dates of all after a move of the held one by so many steps.
pub(super) fn moved(
    from: &BTreeMap<Id, Dates>,
    grip: Grip,
    step: Step,
    steps: i64,
) -> BTreeMap<Id, Dates> {
    let one = |(id, dates): (&Id, &Dates)| (id.clone(), dates.moved(grip, step, steps));
    from.iter().map(one).collect()
}

/// The grip of a part.
pub(super) const fn grip(part: Part) -> Option<Grip> {
    match part {
        Part::Body | Part::Milestone => Some(Grip::Body),
        Part::LeftEdge => Some(Grip::Start),
        Part::RightEdge => Some(Grip::Due),
        Part::Summary | Part::Handle => None,
    }
}

/// Where the pointer works.
pub(super) struct Ground<'a> {
    pub(super) scene: &'a Scene,
    pub(super) scale: Scale,
    /// The top left of the scene on the screen.
    pub(super) origin: Pos2,
    /// The chart on the screen.
    pub(super) chart: Rect,
    pub(super) response: &'a Response,
}

/// Follows the pointer over the chart. Returns how far the rows are to be scrolled.
pub(super) fn follow(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    ground: &Ground<'_>,
    commands: &mut Commands,
) -> f32 {
    let Ground {
        scene,
        scale,
        origin,
        response,
        ..
    } = *ground;
    let handle = state.handle_of(view);
    let place = |at: Pos2| (at.x - origin.x, at.y - origin.y);
    let hit = |at: Pos2| {
        let (x, y) = place(at);
        scene.hit(x, y, handle.as_ref())
    };
    let hovered = response.hover_pos().and_then(hit);
    if response.drag_started()
        && let Some(press) = ui.input(|input| input.pointer.press_origin())
    {
        state.hover = None;
        let modifiers = ui.input(|input| input.modifiers);
        let free = locked_here(view, state).is_none();
        state.gesture = match hit(press) {
            Some(hit) => match (&hit.of, hit.part) {
                (Subject::Activity(id), Part::Handle) if free => Gesture::Link {
                    from: id.clone(),
                    to: None,
                    at: press,
                },
                (Subject::Activity(id), part) if free => {
                    let day = scale.day(press.x - origin.x);
                    grip(part)
                        .and_then(|grip| take(view, state, scene, id, grip, day))
                        .map_or(Gesture::Spent, Gesture::Bar)
                }
                (Subject::Activity(_) | Subject::Removed(_), _) => Gesture::Spent,
                (Subject::Group(_), _) => Gesture::Pan,
            },
            None if modifiers.shift || modifiers.command => {
                let (x, y) = place(press);
                Gesture::Band {
                    from: pos2(x, y),
                    to: pos2(x, y),
                }
            }
            None => Gesture::Pan,
        };
        if let Gesture::Bar(drag) = &state.gesture {
            state.head = None;
            state.link = None;
            if !state.chosen.contains(&drag.id) {
                state.chosen.clear();
            }
        }
    }
    let mut scroll = 0.0;
    if !matches!(state.gesture, Gesture::None | Gesture::Spent | Gesture::Pan)
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        state.gesture = Gesture::Spent;
    }
    let pointer = response.interact_pointer_pos();
    match &mut state.gesture {
        Gesture::Bar(drag) => {
            if let Some(at) = pointer {
                let free = ui.input(|input| input.modifiers.alt);
                let step = if free { Step::Day } else { scale.step() };
                let days = scale.day(at.x - origin.x) - drag.origin;
                let held = drag.from.get(&drag.id).copied().unwrap_or_default();
                let steps = held.steps(drag.grip, step, days);
                drag.to = moved(&drag.from, drag.grip, step, steps);
                scroll = edge_scroll(ui, state, ground.chart, at);
            }
        }
        Gesture::Link { from, to, at } => {
            if let Some(pointer) = pointer {
                *at = pointer;
                *to = match hit(pointer).map(|hit| hit.of) {
                    Some(Subject::Activity(id)) if id != *from => Some(id),
                    _ => None,
                };
                scroll = edge_scroll(ui, state, ground.chart, pointer);
            }
        }
        Gesture::Band { to, .. } => {
            if let Some(at) = pointer {
                let (x, y) = place(at);
                *to = pos2(x, y);
            }
        }
        Gesture::Pan if response.dragged() => {
            let moved = response.drag_delta();
            scroll = moved.y;
            zoom::pan(state, -moved.x);
        }
        _ => {}
    }
    if response.drag_stopped() {
        let_go(view, state, scene, commands);
    } else if !ui.input(|input| input.pointer.any_down()) {
        state.gesture = Gesture::None;
    }
    cursor(
        ui,
        view,
        state,
        hovered.as_ref().map(|hit| (&hit.of, hit.part)),
    );
    if response.secondary_clicked() {
        state.menu = match hovered.as_ref().map(|hit| &hit.of) {
            Some(Subject::Activity(id)) => Some(id.clone()),
            _ => None,
        };
        if let Some(id) = &state.menu {
            commands.push(Command::Select(Selection::Activity(id.clone())));
        }
    }
    if response.clicked() {
        click(ui, state, ground, hovered);
    }
    scroll
}

/// The end of a drag.
fn let_go(view: &View<'_>, state: &mut State, scene: &Scene, commands: &mut Commands) {
    match std::mem::take(&mut state.gesture) {
        Gesture::Bar(drag) => {
            // Only now: its details open beside the chart, which must not shrink under a drag.
            commands.push(Command::Select(Selection::Activity(drag.id.clone())));
            if let Some(edit) = reschedule(&drag.from, &drag.to, drag.seen) {
                reason::commit(view, state, drag.to, edit, commands);
            }
        }
        Gesture::Link {
            from, to: Some(to), ..
        } => super::arrows::join(view, state, &from, &to, commands),
        Gesture::Band { from, to } => {
            let area = Area {
                x: from.x.min(to.x),
                y: from.y.min(to.y),
                w: (from.x - to.x).abs(),
                h: (from.y - to.y).abs(),
            };
            state.later = Some(Later::Choose(scene.within(area)));
        }
        _ => {}
    }
}

/// A click: one bar, or one more with Ctrl, or all up to it with Shift; an arrow; or nothing.
fn click(
    ui: &Ui,
    state: &mut State,
    ground: &Ground<'_>,
    hovered: Option<crate::insight::timeline::Hit>,
) {
    let modifiers = ui.input(|input| input.modifiers);
    match hovered.map(|hit| hit.of) {
        Some(Subject::Activity(id)) => state.later = Some(Later::Click(id, modifiers)),
        Some(Subject::Removed(_) | Subject::Group(_)) => {}
        None => {
            let at = ground.response.interact_pointer_pos();
            let link = at.and_then(|at| {
                let (x, y) = (at.x - ground.origin.x, at.y - ground.origin.y);
                ground.scene.link_at(x, y)
            });
            state.link = link.map(|link| link.id.clone());
            if state.link.is_none() {
                state.chosen.clear();
            }
        }
    }
}

/// Near an edge the chart moves on under the drag. Returns how far the rows are to be scrolled.
fn edge_scroll(ui: &Ui, state: &mut State, chart: Rect, at: Pos2) -> f32 {
    let over = |low: f32, high: f32, at: f32| {
        if at < low + EDGE {
            (at - low - EDGE).max(-EDGE * 2.0)
        } else if at > high - EDGE {
            (at - high + EDGE).min(EDGE * 2.0)
        } else {
            0.0
        }
    };
    let time = ui.input(|input| input.stable_dt).min(0.05);
    let (dx, dy) = (
        over(chart.left(), chart.right(), at.x),
        over(chart.top(), chart.bottom(), at.y),
    );
    if dx != 0.0 || dy != 0.0 {
        ui.ctx().request_repaint();
    }
    zoom::pan(state, dx * SPEED * time);
    -dy * SPEED * time
}

/// Takes a bar into the hand, and with it all that are chosen where it is moved as a whole.
fn take(
    view: &View<'_>,
    state: &State,
    scene: &Scene,
    id: &Id,
    grip: Grip,
    origin: f64,
) -> Option<Drag> {
    view.programme().activities.get(id)?;
    // A short mark, and a bar without a deadline, have no edge to hold at the right.
    let held = match scene.shape_of(id)?.form {
        Form::Bar { open: true, .. } if grip == Grip::Due => Grip::Body,
        _ => grip,
    };
    let together = held == Grip::Body && state.chosen.contains(id);
    let ids: Vec<&Id> = if together {
        state.chosen.iter().collect()
    } else {
        vec![id]
    };
    let from: BTreeMap<Id, Dates> = ids
        .into_iter()
        .filter_map(|id| Some((id.clone(), Dates::of(view.programme().activities.get(id)?))))
        .collect();
    Some(Drag {
        id: id.clone(),
        grip: held,
        origin,
        to: from.clone(),
        seen: from.keys().map(|id| (id.clone(), seen(view, id))).collect(),
        from,
    })
}

fn cursor(ui: &Ui, view: &View<'_>, state: &State, hovered: Option<(&Subject, Part)>) {
    let icon = match &state.gesture {
        Gesture::Bar(drag) if drag.grip == Grip::Body => CursorIcon::Grabbing,
        Gesture::Bar(_) => CursorIcon::ResizeHorizontal,
        Gesture::Link { .. } | Gesture::Band { .. } => CursorIcon::Crosshair,
        Gesture::Pan => CursorIcon::Grabbing,
        Gesture::Spent => CursorIcon::Default,
        Gesture::None => match hovered {
            Some((Subject::Activity(_), Part::LeftEdge | Part::RightEdge))
                if locked_here(view, state).is_none() =>
            {
                CursorIcon::ResizeHorizontal
            }
            Some((Subject::Activity(_), Part::Handle)) => CursorIcon::Crosshair,
            Some((Subject::Activity(_), _)) => CursorIcon::PointingHand,
            _ => return,
        },
    };
    ui.ctx().set_cursor_icon(icon);
}
