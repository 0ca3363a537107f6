//! Dragging: bars and their edges, and the empty ground.

use super::{State, zoom};
use crate::change::Seen;
use crate::edit::Edit;
use crate::insight::timeline::{Dates, Form, Grip, Part, Scale, Scene, Step, Subject};
use crate::model::field::date_value;
use crate::model::{Activity, Id, Path};
use crate::ui::commands::{Command, Commands};
use crate::ui::view::{Selection, View};
use eframe::egui::{CursorIcon, Key, Modifiers, Pos2, Response, Ui};

/// A bar in the hand.
#[derive(Clone, Debug)]
pub(super) struct Drag {
    /// The activity.
    pub(super) id: Id,
    /// What is held.
    pub(super) grip: Grip,
    /// Where it was taken.
    origin: Pos2,
    /// Its dates before.
    pub(super) from: Dates,
    /// Its dates if it were let go now.
    pub(super) to: Dates,
    /// What was shown when it was taken.
    seen: [Seen; 2],
}

/// What the pointer is doing.
#[derive(Clone, Debug, Default)]
pub(super) enum Gesture {
    /// Nothing.
    #[default]
    None,
    /// It moves a bar.
    Bar(Drag),
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

/// The edit that brings an activity from these dates to those, as one step; none where nothing moves.
pub(super) fn reschedule(id: &Id, from: Dates, to: Dates, seen: [Seen; 2]) -> Option<Edit> {
    let on = Path::new(Activity::KIND, id.as_str());
    let [seen_start, seen_due] = seen;
    let set = |key: &str, to, seen| Edit::Set {
        on: on.clone(),
        key: key.to_owned(),
        to: date_value(to),
        seen,
    };
    let mut edits = Vec::new();
    if from.start != to.start {
        edits.push(set(Activity::START, to.start, seen_start));
    }
    if from.due != to.due {
        edits.push(set(Activity::DUE, to.due, seen_due));
    }
    (!edits.is_empty()).then_some(Edit::Several(edits))
}

/// The grip of a part.
pub(super) const fn grip(part: Part) -> Option<Grip> {
    match part {
        Part::Body | Part::Milestone => Some(Grip::Body),
        Part::LeftEdge => Some(Grip::Start),
        Part::RightEdge => Some(Grip::Due),
        Part::Summary => None,
    }
}

/// Follows the pointer over the chart. `origin` is the top left of the scene on the screen. Returns
/// how far the rows are to be scrolled.
pub(super) fn follow(
    ui: &Ui,
    view: &View<'_>,
    state: &mut State,
    (scene, scale): (&Scene, Scale),
    (response, origin): (&Response, Pos2),
    commands: &mut Commands,
) -> f32 {
    let hit = |at: Pos2| scene.hit(at.x - origin.x, at.y - origin.y);
    let hovered = response.hover_pos().and_then(hit);
    if response.drag_started()
        && let Some(press) = ui.input(|input| input.pointer.press_origin())
    {
        state.hover = None;
        state.gesture = match hit(press) {
            Some(hit) => match (&hit.of, grip(hit.part)) {
                (Subject::Activity(id), Some(grip)) if view.read_only.is_none() => {
                    take(view, scene, id, grip, press).map_or(Gesture::Spent, Gesture::Bar)
                }
                (Subject::Activity(_), _) => Gesture::Spent,
                (Subject::Article(_), _) => Gesture::Pan,
            },
            None => Gesture::Pan,
        };
        if let Gesture::Bar(drag) = &state.gesture {
            state.head = None;
            commands.push(Command::Select(Selection::Activity(drag.id.clone())));
        }
    }
    let mut scroll = 0.0;
    if matches!(state.gesture, Gesture::Bar(_))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    {
        state.gesture = Gesture::Spent;
    }
    match &mut state.gesture {
        Gesture::Bar(drag) => {
            if let Some(at) = response.interact_pointer_pos() {
                let free = ui.input(|input| input.modifiers.alt);
                let step = if free { Step::Day } else { scale.step() };
                let days = f64::from(at.x - drag.origin.x) / scale.px_per_day;
                drag.to = drag.from.dragged(drag.grip, step, days);
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
        if let Gesture::Bar(drag) = std::mem::take(&mut state.gesture)
            && let Some(edit) = reschedule(&drag.id, drag.from, drag.to, drag.seen)
            && view.check(&edit).is_ok()
        {
            commands.edit(edit);
        }
        state.gesture = Gesture::None;
    } else if !ui.input(|input| input.pointer.any_down()) {
        state.gesture = Gesture::None;
    }
    cursor(
        ui,
        view,
        state,
        hovered.as_ref().map(|hit| (&hit.of, hit.part)),
    );
    if response.clicked()
        && let Some(crate::insight::timeline::Hit {
            of: Subject::Activity(id),
            ..
        }) = hovered
    {
        state.head = None;
        commands.push(Command::Select(Selection::Activity(id)));
    }
    scroll
}

/// Takes a bar into the hand.
fn take(view: &View<'_>, scene: &Scene, id: &Id, grip: Grip, origin: Pos2) -> Option<Drag> {
    let from = Dates::of(view.programme().activities.get(id)?);
    // A short mark, and a bar without a deadline, have no edge to hold at the right.
    let held = match scene.shape_of(id)?.form {
        Form::Bar { open: true, .. } if grip == Grip::Due => Grip::Body,
        _ => grip,
    };
    Some(Drag {
        id: id.clone(),
        grip: held,
        origin,
        from,
        to: from,
        seen: seen(view, id),
    })
}

fn cursor(ui: &Ui, view: &View<'_>, state: &State, hovered: Option<(&Subject, Part)>) {
    let icon = match &state.gesture {
        Gesture::Bar(drag) if drag.grip == Grip::Body => CursorIcon::Grabbing,
        Gesture::Bar(_) => CursorIcon::ResizeHorizontal,
        Gesture::Pan => CursorIcon::Grabbing,
        Gesture::Spent => CursorIcon::Default,
        Gesture::None => match hovered {
            Some((Subject::Activity(_), Part::LeftEdge | Part::RightEdge))
                if view.read_only.is_none() =>
            {
                CursorIcon::ResizeHorizontal
            }
            Some((Subject::Activity(_), _)) => CursorIcon::PointingHand,
            _ => return,
        },
    };
    ui.ctx().set_cursor_icon(icon);
}
