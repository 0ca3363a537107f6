//! Dependencies: the arrows between bars, drawn, chosen, taken away.

use super::{State, reason, texts};
use crate::edit::Edit;
use crate::insight::timeline::{Link, Scene};
use crate::model::{Dependency, Id, Path};
use crate::ui::commands::Commands;
use crate::ui::tokens::Tokens;
use crate::ui::view::View;
use eframe::egui::{Color32, Painter, Pos2, Shape, Stroke, pos2, vec2};

/// Records that `after` begins after `before` has ended. Moves nothing.
pub(super) fn join(
    view: &View<'_>,
    state: &mut State,
    before: &Id,
    after: &Id,
    commands: &mut Commands,
) {
    let edit = Edit::Link {
        before: before.clone(),
        after: after.clone(),
        id: view.fresh_id(),
    };
    reason::commit_plain(view, state, edit, commands);
}

/// Takes the chosen arrow away.
pub(super) fn remove(view: &View<'_>, state: &mut State, commands: &mut Commands) {
    if let Some(id) = state.link.take() {
        let on = Path::new(Dependency::KIND, id.as_str());
        reason::commit_plain(view, state, Edit::Delete { on }, commands);
    }
}

/// Paints the arrows, the chosen and the hovered one strongest.
pub(super) fn paint(
    painter: &Painter,
    tokens: &Tokens,
    origin: Pos2,
    scene: &Scene,
    (chosen, hovered): (Option<&Id>, Option<&Id>),
) {
    let p = &tokens.palette;
    let strong = |link: &Link| Some(&link.id) == chosen || Some(&link.id) == hovered;
    let (back, front): (Vec<&Link>, Vec<&Link>) = scene.links.iter().partition(|l| !strong(l));
    for link in back.into_iter().chain(front) {
        let ink = if Some(&link.id) == chosen {
            p.accent
        } else if link.broken {
            p.overdue
        } else if strong(link) {
            p.text2
        } else {
            p.ctl
        };
        let width = if strong(link) { 2.0 } else { 1.0 };
        let points = link.points.iter();
        let points: Vec<Pos2> = points.map(|(x, y)| origin + vec2(*x, *y)).collect();
        arrow(painter, &points, Stroke::new(width, ink));
        if link.broken {
            let (x, y) = link.middle();
            mark(painter, origin + vec2(x, y), p.surface, p.overdue);
        }
    }
}

/// A line of right angles with a point at its end.
pub(super) fn arrow(painter: &Painter, points: &[Pos2], stroke: Stroke) {
    let (Some(last), Some(before)) = (points.last(), points.iter().rev().nth(1)) else {
        return;
    };
    painter.add(Shape::line(points.to_vec(), stroke));
    let back = (*before - *last).normalized() * 6.0;
    let side = vec2(-back.y, back.x) * 0.6;
    painter.add(Shape::convex_polygon(
        vec![*last, *last + back + side, *last + back - side],
        stroke.color,
        Stroke::NONE,
    ));
}

/// The mark of a broken one: a small cross on a ground of its own, so that shape tells it too.
fn mark(painter: &Painter, at: Pos2, ground: Color32, ink: Color32) {
    painter.circle(at, 6.0, ground, Stroke::new(1.0, ink));
    let r = 2.5;
    let stroke = Stroke::new(1.5, ink);
    painter.line_segment([at + vec2(-r, -r), at + vec2(r, r)], stroke);
    painter.line_segment([at + vec2(-r, r), at + vec2(r, -r)], stroke);
}

/// What an arrow says.
pub(super) fn words(view: &View<'_>, link: &Link) -> String {
    let name = |id: &Id| {
        let activity = view.programme().activities.get(id);
        activity
            .map(|a| view.shown(&a.title).into_owned())
            .unwrap_or_default()
    };
    let t = texts(view);
    let (before, after) = (name(&link.before), name(&link.after));
    if link.broken {
        t.link_broken(&after, &before)
    } else {
        t.link_kept(&after, &before)
    }
}

/// The handle from which an arrow is drawn.
pub(super) fn handle(painter: &Painter, tokens: &Tokens, at: Pos2) {
    let p = &tokens.palette;
    painter.circle(at, 5.0, p.surface, Stroke::new(1.5, p.accent));
    let tip = pos2(at.x + 2.5, at.y);
    let stroke = Stroke::new(1.5, p.accent);
    painter.line_segment([at - vec2(2.0, 0.0), tip], stroke);
    painter.line_segment([tip, tip + vec2(-2.0, -2.0)], stroke);
    painter.line_segment([tip, tip + vec2(-2.0, 2.0)], stroke);
}
