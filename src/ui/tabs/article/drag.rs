//! Carrying an activity to another place with the pointer: what Alt+↑ and Alt+↓ do, over any distance
//! and into another clause of the same article. One edit at the end; Esc leaves everything as it was.

use super::items::{Item, Items};
use crate::edit::Edit;
use crate::model::Id;
use crate::ui::tokens::{Role, Tokens};
use crate::ui::view::View;
use crate::ui::widgets::elide;
use eframe::egui::{
    self, Align, CursorIcon, Key, LayerId, Modifiers, Order, Rect, Response, Stroke, StrokeKind,
    Ui, pos2, style::ScrollAnimation, vec2,
};

/// How near to the upper or lower end of the list the pointer makes it scroll, in points.
const EDGE: f32 = 36.0;

/// How fast the list scrolls with the pointer at its very end, in points per second.
const SPEED: f32 = 900.0;

/// What the pointer is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Gesture {
    /// Nothing.
    #[default]
    None,
    /// It carries an activity.
    Held(Id),
    /// It was cancelled; the button is still down.
    Spent,
}

/// Where a carried activity would go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub clause: Id,
    /// The activity that it would follow; none for the first place.
    pub after: Option<Id>,
}

impl Gesture {
    /// The activity in the hand.
    pub(super) const fn held(&self) -> Option<&Id> {
        match self {
            Self::Held(id) => Some(id),
            Self::None | Self::Spent => None,
        }
    }

    /// A row was drawn: takes its activity into the hand where a drag began on it.
    pub(super) fn take(&mut self, view: &View<'_>, id: &Id, row: &Response) {
        if row.drag_started_by(egui::PointerButton::Primary) && view.read_only.is_none() {
            *self = Self::Held(id.clone());
        }
    }

    /// Follows the pointer once all rows are drawn. `top` is where the list begins on the screen.
    /// Returns the edit where the activity is let go in another place.
    pub(super) fn follow(
        &mut self,
        ui: &Ui,
        view: &View<'_>,
        items: &Items,
        top: f32,
    ) -> Option<Edit> {
        let (down, released, at) = ui.input(|input| {
            let pointer = &input.pointer;
            (
                pointer.primary_down(),
                pointer.primary_released(),
                pointer.latest_pos(),
            )
        });
        let Self::Held(id) = self else {
            if !down {
                *self = Self::None;
            }
            return None;
        };
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            *self = Self::Spent;
            ui.ctx().request_repaint();
            return None;
        }
        let id = id.clone();
        let sight = ui.clip_rect();
        let target = at
            .filter(|at| sight.x_range().contains(at.x))
            .and_then(|at| {
                let y = at.y.clamp(sight.top(), sight.bottom());
                target(view, items, &id, y - top)
            });
        let edit = target.as_ref().and_then(|target| edit(view, &id, target));
        if released || !down {
            *self = Self::None;
            return edit.filter(|_| released);
        }
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        if let Some(at) = at {
            scroll(ui, sight, at.y);
            label(ui, view, &id, at);
        }
        if edit.is_some()
            && let Some(y) = target.and_then(|target| gap(items, &target))
        {
            line(ui, sight, (top + y).round());
        }
        None
    }
}

/// The place for an activity that is let go at a height of the list.
pub(super) fn target(view: &View<'_>, items: &Items, held: &Id, y: f32) -> Option<Target> {
    let at = items.at(y)?;
    let (item, top, bottom) = items.get(at)?;
    let (clause, after) = match item {
        Item::Activity(id) => {
            let clause = view.programme().activities.get(id)?.place.parent.clone()?;
            let below = y >= (top + bottom) / 2.0;
            let after = if below && id != held {
                Some(id.clone())
            } else {
                before(items, at, held)
            };
            (clause, after)
        }
        Item::Group(clause) | Item::Strip(clause) => (clause.clone(), None),
        Item::Add(clause) => (clause.clone(), before(items, at, held)),
        Item::Plans | Item::Coverage | Item::Nothing => return None,
    };
    Some(Target { clause, after })
}

/// The nearest activity above a place in the list, within the same clause and other than the held one.
fn before(items: &Items, at: usize, held: &Id) -> Option<Id> {
    (0..at)
        .rev()
        .map_while(|above| match items.get(above)?.0 {
            Item::Activity(id) => Some(id),
            _ => None,
        })
        .find(|id| *id != held)
        .cloned()
}

/// The edit that brings an activity to a place; none where it stands there already or may not go.
pub(super) fn edit(view: &View<'_>, id: &Id, target: &Target) -> Option<Edit> {
    let own = view.programme().activities.get(id)?.place.parent.clone()?;
    let siblings = view.insight.by_clause.get(&own)?;
    let place = siblings.iter().position(|a| a == id)?;
    let stays = own == target.clause
        && target.after.as_ref() == place.checked_sub(1).and_then(|above| siblings.get(above));
    // A clause that is not followed shows what stands there, but takes in nothing new.
    let open = own == target.clause
        || view
            .programme()
            .text
            .get(target.clause.as_str())
            .is_some_and(|clause| clause.tracked);
    if stays || !open {
        return None;
    }
    let edit = Edit::Move {
        activity: id.clone(),
        clause: target.clause.clone(),
        after: target.after.clone(),
    };
    view.check(&edit).is_ok().then_some(edit)
}

/// The height of the gap that a target means.
fn gap(items: &Items, target: &Target) -> Option<f32> {
    let head = |item: &Item| matches!(item, Item::Group(c) | Item::Strip(c) if *c == target.clause);
    let lies = match &target.after {
        Some(after) => items.find(|item| matches!(item, Item::Activity(id) if id == after)),
        None => items.find_last(head),
    };
    lies.map(|(_, bottom)| bottom)
}

/// Scrolls while the pointer is near an end of the list, the faster the nearer.
fn scroll(ui: &Ui, sight: Rect, y: f32) {
    let up = ((sight.top() + EDGE - y) / EDGE).clamp(0.0, 1.0);
    let down = ((y - sight.bottom() + EDGE) / EDGE).clamp(0.0, 1.0);
    let pull = up - down;
    if pull != 0.0 {
        let seconds = ui.input(|input| input.stable_dt).min(0.1);
        let by = vec2(0.0, pull * SPEED * seconds);
        ui.scroll_with_delta_animation(by, ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}

/// The line that shows where the activity would go.
fn line(ui: &Ui, sight: Rect, y: f32) {
    let p = &Tokens::of(ui).palette;
    let left = sight.left() + 9.0;
    let painter = ui.painter();
    painter.hline(left..=sight.right() - 8.0, y, Stroke::new(2.0, p.accent));
    painter.circle(pos2(left, y), 3.5, p.surface, Stroke::new(2.0, p.accent));
}

/// The name of the activity, beside the pointer.
fn label(ui: &Ui, view: &View<'_>, id: &Id, at: egui::Pos2) {
    let Some(activity) = view.programme().activities.get(id) else {
        return;
    };
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let layer = LayerId::new(Order::Tooltip, egui::Id::unique("carried activity"));
    let painter = ui.ctx().layer_painter(layer);
    let galley = elide::line(
        &painter,
        Role::Body,
        &view.shown(&activity.title),
        p.text,
        260.0,
    );
    let size = galley.size() + vec2(20.0, 12.0);
    let rect = Rect::from_min_size(at + vec2(14.0, 6.0), size);
    let rect = rect.translate(vec2(
        (ui.ctx().content_rect().right() - 4.0 - rect.right()).min(0.0),
        (ui.ctx().content_rect().bottom() - 4.0 - rect.bottom()).min(0.0),
    ));
    painter.rect(
        rect,
        tokens.radius.button,
        p.raised,
        Stroke::new(tokens.stroke.hairline, p.line_strong),
        StrokeKind::Inside,
    );
    elide::paint(&painter, rect.shrink2(vec2(10.0, 0.0)), Align::Min, galley);
}
